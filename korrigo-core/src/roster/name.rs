//! Names: how they are compared, and which words of `NOM Prénom` are the surname.
//!
//! Knows letters, particles and the habit of writing surnames in capitals. Knows no lists and no candidates.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// A name as names are compared: accents off, lower case, one space for every run of spaces, hyphens,
/// apostrophes, full stops and commas. Particles stay.
///
/// Compatibility decomposition (NFKD), so that ligatures, full-width letters and no-break spaces are what they
/// look like; letters with a stroke that Unicode does not decompose are written as passports write them.
///
/// ```
/// use korrigo_core::roster::normalise;
///
/// assert_eq!(normalise("D’ALMEÏDA-LE  GŒF"), "d almeida le goef");
/// assert_eq!(normalise("Jean-Pierre"), normalise("JEAN PIERRE"));
/// ```
pub fn normalise(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    let mut gap = false;
    for letter in name.nfkd().filter(|letter| !is_combining_mark(*letter) && !is_unseen(*letter)) {
        if is_gap(letter) {
            gap = true;
            continue;
        }
        if std::mem::take(&mut gap) && !out.is_empty() {
            out.push(' ');
        }
        for small in letter.to_lowercase().filter(|small| !is_combining_mark(*small)) {
            match plain(small) {
                Some(letters) => out.push_str(letters),
                None => out.push(small),
            }
        }
    }
    out
}

/// What stands between the parts of a name, or is written in them as people like.
fn is_gap(letter: char) -> bool {
    letter.is_whitespace()
        || matches!(
            letter,
            // Hyphens and dashes; NFKD has already unified some.
            '-' | '\u{2010}'..='\u{2015}' | '\u{2043}' | '\u{2212}' | '_'
            // Apostrophes and what is typed for them.
            | '\'' | '`' | '\u{B4}' | '\u{2018}'..='\u{201B}' | '\u{2032}' | '\u{2BB}'..='\u{2BF}' | '\u{A78C}'
            | '.' | ','
        )
}

/// Characters that nobody sees: soft hyphens, joiners, marks of direction.
const fn is_unseen(letter: char) -> bool {
    matches!(letter, '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}' | '\u{FEFF}')
}

/// Letters that are not an accent on another one, as machine-readable passports write them (ICAO 9303-3, 6).
const fn plain(letter: char) -> Option<&'static str> {
    Some(match letter {
        'æ' => "ae",
        'œ' => "oe",
        'ß' => "ss",
        'ø' => "o",
        'ł' => "l",
        'đ' | 'ð' => "d",
        'þ' => "th",
        'ħ' => "h",
        'ŧ' => "t",
        'ı' => "i",
        _ => return None,
    })
}

/// A surname and a first name that stood in one cell.
#[derive(Debug, Eq, PartialEq)]
pub(super) struct Split {
    pub(super) last_name: String,
    pub(super) first_name: String,
    /// Nothing told which is which.
    pub(super) guessed: bool,
}

/// Which of the two comes first where nothing else tells.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Order {
    FirstNameFirst,
    LastNameFirst,
}

/// Finds the surname in `BEN SALAH Youssef`, `Youssef BEN SALAH`, `Ben Salah, Youssef` and, by `order`, in
/// `Ben Salah Youssef`.
pub(super) fn split(cell: &str, order: Order) -> Split {
    if let Some((last, first)) = cell.split_once(',') {
        return found(&[last.trim()], &[first.trim()], false);
    }
    let words: Vec<&str> = cell.split_whitespace().collect();
    let (capitals, others) = surname_in_capitals(&words);
    match (capitals, others) {
        // All in capitals, or none: particles belong to the name that follows them.
        (Some(_), None) | (None, _) => {
            let (head, tail) = match order {
                Order::LastNameFirst => words.split_at(with_particles(&words)),
                Order::FirstNameFirst => {
                    let (first, last) = words.split_at(words.len().min(1));
                    (last, first)
                }
            };
            match (head, tail) {
                ([], only) | (only, []) => found(only, &[], false),
                (last, first) => found(last, first, true),
            }
        }
        (Some(surname), Some(others)) => found(&surname, &others, false),
    }
}

fn found(last: &[&str], first: &[&str], guessed: bool) -> Split {
    Split { last_name: last.join(" "), first_name: first.join(" "), guessed }
}

/// The words in capitals at the start or at the end, with the particles between and before them, and the words
/// that are left; `None` for what is not there.
fn surname_in_capitals<'w>(words: &[&'w str]) -> (Option<Vec<&'w str>>, Option<Vec<&'w str>>) {
    let end = run(words.iter());
    if end > 0 {
        let (surname, rest) = words.split_at(end);
        return (Some(surname.to_vec()), (!rest.is_empty()).then(|| rest.to_vec()));
    }
    // From the end, particles stand behind: those in lower case before the first word in capitals belong to it.
    let mut start = words.len() - words.iter().rev().take_while(|word| is_capitals(word)).count();
    if start == words.len() {
        return (None, Some(words.to_vec()));
    }
    while let Some(before) = start.checked_sub(1).filter(|before| {
        words.get(*before).is_some_and(|word| is_lower_particle(word) || is_capitals(word)) && *before > 0
    }) {
        start = before;
    }
    let (rest, surname) = words.split_at(start);
    (Some(surname.to_vec()), (!rest.is_empty()).then(|| rest.to_vec()))
}

/// How many words from the start are a surname in capitals: particles in lower case count when a word in
/// capitals follows them.
fn run<'w>(words: impl Iterator<Item = &'w &'w str>) -> usize {
    let mut end = 0;
    for (place, word) in words.enumerate() {
        if is_capitals(word) {
            // An initial after the surname belongs to the first names: `MARTIN J. Paul`.
            if place > 0
                && word.chars().filter(|letter| letter.is_alphabetic()).count() == 1
                && word.ends_with('.')
            {
                break;
            }
            end = place + 1;
        } else if !is_lower_particle(word) {
            break;
        }
    }
    end
}

/// Whether a word is written in capitals: `BEN`, `D'ALMEIDA`, `McDONALD`, `LE`.
fn is_capitals(word: &str) -> bool {
    let rest = ["Mc", "Mac"].iter().find_map(|start| word.strip_prefix(start)).unwrap_or(word);
    let capitals = |text: &str| {
        let mut upper = 0;
        text.chars().all(|letter| {
            upper += usize::from(letter.is_uppercase());
            !letter.is_lowercase()
        }) && upper > 0
    };
    // One capital is not yet a word in capitals, but after Mc it must be two: `McD` may be anything.
    capitals(word) || (rest.chars().count() > 1 && capitals(rest)) || apostrophe(word).is_some_and(capitals)
}

/// What follows a small `d'` or `l'`.
fn apostrophe(word: &str) -> Option<&str> {
    let (head, rest) = word.split_once(['\'', '\u{2019}'])?;
    ["d", "l"].contains(&head).then_some(rest).filter(|rest| !rest.is_empty())
}

fn is_lower_particle(word: &str) -> bool {
    PARTICLES.contains(&word) || JOINING.contains(&word)
}

/// How many words a surname has that begins with particles: they and the word after them.
fn with_particles(words: &[&str]) -> usize {
    let particles = words.iter().take_while(|word| PARTICLES.contains(&&*word.to_lowercase())).count();
    (particles + 1).min(words.len())
}

/// Words that a surname begins with, in the languages of French schools.
const PARTICLES: [&str; 36] = [
    "abd", "abou", "abu", "af", "al", "aït", "ait", "ben", "bel", "bin", "bou", "da", "das", "de", "del",
    "della", "den", "der", "des", "di", "do", "dos", "du", "el", "ibn", "la", "las", "le", "les", "lo",
    "los", "ould", "ter", "van", "von", "zu",
];

/// Words between two surnames of one person.
const JOINING: [&str; 9] = ["dit", "dite", "e", "ep.", "épouse", "et", "née", "veuve", "y"];

#[cfg(test)]
mod tests {
    use super::*;

    fn halves(cell: &str, order: Order) -> (String, String, bool) {
        let Split { last_name, first_name, guessed } = split(cell, order);
        (last_name, first_name, guessed)
    }

    #[test]
    fn surnames_in_capitals() {
        for (cell, last, first) in [
            ("BEN SALAH Youssef", "BEN SALAH", "Youssef"),
            ("DE LA FONTAINE Jean", "DE LA FONTAINE", "Jean"),
            ("de LA FONTAINE Jean", "de LA FONTAINE", "Jean"),
            ("MARTIN de LA TOUR Paul", "MARTIN de LA TOUR", "Paul"),
            ("LE GOFF Anne-Marie", "LE GOFF", "Anne-Marie"),
            ("D'ALMEIDA Zoë", "D'ALMEIDA", "Zoë"),
            ("d’ALMEIDA Zoë", "d’ALMEIDA", "Zoë"),
            ("N'DIAYE Fatou Binta", "N'DIAYE", "Fatou Binta"),
            ("McDONALD Ann", "McDONALD", "Ann"),
            ("ÉLÉONORE-ŒUVRE Émile", "ÉLÉONORE-ŒUVRE", "Émile"),
            ("MARTIN J. Paul", "MARTIN", "J. Paul"),
            ("MARTIN épouse DURAND Léa", "MARTIN épouse DURAND", "Léa"),
            ("LY Lou", "LY", "Lou"),
            ("O Jin", "O", "Jin"),
            ("ΠΑΠΑΔΟΠΟΥΛΟΣ Νίκος", "ΠΑΠΑΔΟΠΟΥΛΟΣ", "Νίκος"),
            ("Youssef BEN SALAH", "BEN SALAH", "Youssef"),
            ("Jean de LA FONTAINE", "de LA FONTAINE", "Jean"),
            ("Ben Salah, Youssef", "Ben Salah", "Youssef"),
            ("  MARTIN\u{a0}  Paul ", "MARTIN", "Paul"),
        ] {
            for order in [Order::LastNameFirst, Order::FirstNameFirst] {
                assert_eq!(halves(cell, order), (last.into(), first.into(), false), "{cell}");
            }
        }
    }

    #[test]
    fn names_that_nothing_tells_apart() {
        use Order::{FirstNameFirst, LastNameFirst};
        for (cell, order, last, first) in [
            ("Dupont Jean", LastNameFirst, "Dupont", "Jean"),
            ("Ben Salah Youssef", LastNameFirst, "Ben Salah", "Youssef"),
            ("BEN SALAH YOUSSEF", LastNameFirst, "BEN SALAH", "YOUSSEF"),
            ("Jean de La Fontaine", FirstNameFirst, "de La Fontaine", "Jean"),
            ("JEAN DUPONT", FirstNameFirst, "DUPONT", "JEAN"),
            ("王 小明", LastNameFirst, "王", "小明"),
        ] {
            assert_eq!(halves(cell, order), (last.into(), first.into(), true), "{cell}");
        }
        for only in ["Madonna", "PRINCE", "王小明"] {
            for order in [LastNameFirst, FirstNameFirst] {
                assert_eq!(halves(only, order), (only.into(), String::new(), false));
            }
        }
        assert_eq!(halves("  ", LastNameFirst), (String::new(), String::new(), false));
    }

    #[test]
    fn names_are_compared_without_accents_case_and_hyphens() {
        for (one, other) in [
            ("Élise", "ELISE"),
            ("E\u{301}lise", "ELISE"),
            ("Anne‑Marie", "anne marie"),
            ("N’Diaye", "N'DIAYE"),
            ("N`Diaye", "n diaye"),
            ("Søren Łukasz", "SOREN LUKASZ"),
            ("Strauß", "STRAUSS"),
            ("ﬁona", "Fiona"),
            ("ＭＡＲＩＥ", "marie"),
            ("Ben\u{a0}Salah", " BEN  SALAH "),
            ("soft\u{ad}hyphen", "SoftHyphen"),
            ("İpek", "ipek"),
            ("J.-P.", "j p"),
        ] {
            assert_eq!(normalise(one), normalise(other));
        }
        assert_ne!(normalise("de La Tour"), normalise("La Tour"));
        assert_eq!(normalise("- '"), "");
    }
}
