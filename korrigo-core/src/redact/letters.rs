//! The letters of stamps: capitals and digits as strokes of a pen.
//!
//! Knows a grid of 5 by 7 points. Drawn for this; knows no font and no PDF.

/// The strokes of a letter: lines of points (x 0..=4, y 0..=6 upwards); `None` when it cannot be drawn.
pub(super) fn strokes(letter: char) -> Option<impl Iterator<Item = Vec<(u8, u8)>>> {
    let (_, lines) = LETTERS.iter().find(|(known, _)| *known == letter)?;
    Some(lines.split_whitespace().map(|line| {
        let digits: Vec<u8> = line.bytes().map(|digit| digit.wrapping_sub(b'0')).collect();
        digits.as_chunks::<2>().0.iter().map(|[x, y]| (*x, *y)).collect()
    }))
}

/// Each point is two digits, x and y; spaces lift the pen.
const LETTERS: &[(char, &str)] = &[
    (' ', ""),
    ('-', "1333"),
    ('.', "2020"),
    ('/', "0046"),
    ('_', "0040"),
    ('0', "163645413010010516 1135"),
    ('1', "152620 1030"),
    ('2', "05163645440040"),
    ('3', "0516364544334241301001 1333"),
    ('4', "30360242"),
    ('5', "460604344341301001"),
    ('6', "4536160501103041423303"),
    ('7', "064610"),
    ('8', "13040516364544331302011030414233"),
    ('9', "0110304145361605041343"),
    ('A', "002640 1333"),
    ('B', "00063645443303 3342413000"),
    ('C', "4536160501103041"),
    ('D', "00062644422000"),
    ('E', "46060040 0333"),
    ('F', "460600 0333"),
    ('G', "45361605011030414323"),
    ('H', "0006 4046 0343"),
    ('I', "1636 2620 1030"),
    ('J', "3631201001"),
    ('K', "0006 460340"),
    ('L', "060040"),
    ('M', "0006234640"),
    ('N', "00064046"),
    ('O', "163645413010010516"),
    ('P', "00063645443303"),
    ('Q', "163645413010010516 2240"),
    ('R', "00063645443303 2340"),
    ('S', "453616050413334241301001"),
    ('T', "0646 2620"),
    ('U', "060110304146"),
    ('V', "062046"),
    ('W', "0610243046"),
    ('X', "0640 0046"),
    ('Y', "062346 2320"),
    ('Z', "06460040"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_stay_on_their_grid_and_differ() {
        let mut seen = std::collections::BTreeSet::new();
        for (letter, lines) in LETTERS {
            assert!(seen.insert(lines), "{letter} looks like another");
            for line in strokes(*letter).unwrap() {
                assert!(line.len() > 1 && line.iter().all(|(x, y)| *x <= 4 && *y <= 6), "{letter}");
            }
        }
        assert!(('A'..='Z').chain('0'..='9').all(|letter| strokes(letter).is_some()));
        assert!(strokes('é').is_none());
    }
}
