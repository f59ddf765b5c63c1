//! Letters of a page as text: in the order they are drawn, and in the order they stand.
//!
//! Knows that letters of a word stand close together on one line. Knows no language.

use super::sight::Letter;

/// Letters further apart than this part of the font's size belong to different words.
const WORD_GAP: f64 = 0.22;

/// Letters whose lines are further apart than this part of the size stand on different lines.
const LINE_GAP: f64 = 0.4;

/// Every reading of a page's letters: as drawn, by position, and by their codes where those differ.
pub(super) fn readings(letters: &[Letter]) -> Vec<String> {
    let drawn: Vec<&Letter> = letters.iter().collect();
    let mut placed: Vec<(i64, i64, &Letter)> =
        letters.iter().map(|letter| (turn(letter), 0, letter)).collect();
    number_lines(&mut placed);
    placed.sort_by(|(turn, line, one), (other_turn, other_line, other)| {
        (turn, line).cmp(&(other_turn, other_line)).then(along(one, *turn).total_cmp(&along(other, *turn)))
    });
    let placed: Vec<&Letter> = placed.into_iter().map(|(.., letter)| letter).collect();
    let mut all = vec![text(&drawn, meaning), text(&placed, meaning)];
    if letters.iter().any(|letter| meaning(letter) != code(letter)) {
        all.push(text(&drawn, code));
        all.push(text(&placed, code));
    }
    all.dedup();
    all
}

fn meaning(letter: &Letter) -> String {
    if letter.text.is_empty() { code(letter) } else { letter.text.clone() }
}

/// The code as the letter it most likely is.
fn code(letter: &Letter) -> String {
    char::from_u32(letter.code).filter(|letter| !letter.is_control()).map_or_else(String::new, String::from)
}

/// The direction of a letter's line in degrees.
fn turn(letter: &Letter) -> i64 {
    let (x, y) = letter.advance;
    y.atan2(x).to_degrees().round() as i64
}

fn along(letter: &Letter, turn: i64) -> f64 {
    let (sin, cos) = (turn as f64).to_radians().sin_cos();
    letter.origin.x * cos + letter.origin.y * sin
}

fn across(letter: &Letter, turn: i64) -> f64 {
    let (sin, cos) = (turn as f64).to_radians().sin_cos();
    letter.origin.y * cos - letter.origin.x * sin
}

/// Numbers the lines: letters close across their direction are on one.
fn number_lines(letters: &mut [(i64, i64, &Letter)]) {
    letters.sort_by(|(turn, _, one), (other_turn, _, other)| {
        turn.cmp(other_turn).then(across(one, *turn).total_cmp(&across(other, *turn)))
    });
    let mut line = 0;
    let mut last: Option<(i64, f64)> = None;
    for (turn, number, letter) in letters {
        let place = across(letter, *turn);
        let new =
            last.is_none_or(|(other, before)| other != *turn || place - before > LINE_GAP * letter.size);
        if new {
            line += 1;
            last = Some((*turn, place));
        }
        *number = line;
    }
}

/// Joins letters to words and lines.
fn text(letters: &[&Letter], read: fn(&Letter) -> String) -> String {
    let mut text = String::with_capacity(letters.len());
    let mut before: Option<&Letter> = None;
    for letter in letters {
        if let Some(before) = before {
            text.push_str(between(before, letter));
        }
        text.push_str(&read(letter));
        before = Some(letter);
    }
    text
}

/// What parts two letters that follow each other.
fn between(before: &Letter, letter: &Letter) -> &'static str {
    let length = before.advance.0.hypot(before.advance.1);
    if length <= 0.0 || !length.is_finite() {
        return "";
    }
    let (ux, uy) = (before.advance.0 / length, before.advance.1 / length);
    let (dx, dy) = (letter.origin.x - before.origin.x, letter.origin.y - before.origin.y);
    let (along, across) = (dx * ux + dy * uy, dy * ux - dx * uy);
    let size = before.size.max(letter.size).max(1e-6);
    if across.abs() > LINE_GAP * size {
        "\n"
    } else if along - length > WORD_GAP * size || along < -WORD_GAP * size {
        " "
    } else {
        ""
    }
}
