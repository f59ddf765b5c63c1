//! What a font is called, where nothing that a person chose may stay.
//!
//! Knows the words of which common fonts' names are made: readers choose a font by its name where a file holds
//! none. Every other name becomes one that says nothing but the style. Knows nothing of glyphs.

use lopdf::{Dictionary, Object};

/// The families that readers know or that come with office programs, and the words of styles; longer before
/// shorter where one begins the other.
const WORDS: [&[u8]; 57] = [
    b"timesnewroman",
    b"times",
    b"helveticaneue",
    b"helvetica",
    b"arial",
    b"couriernew",
    b"courier",
    b"symbol",
    b"zapfdingbats",
    b"wingdings",
    b"webdings",
    b"calibri",
    b"cambriamath",
    b"cambria",
    b"candara",
    b"consolas",
    b"constantia",
    b"corbel",
    b"verdana",
    b"georgia",
    b"tahoma",
    b"trebuchetms",
    b"trebuchet",
    b"garamond",
    b"bookantiqua",
    b"bookmanoldstyle",
    b"centurygothic",
    b"century",
    b"comicsansms",
    b"segoeui",
    b"palatinolinotype",
    b"palatino",
    b"lucida",
    b"liberationsans",
    b"liberationserif",
    b"liberationmono",
    b"dejavusans",
    b"dejavuserif",
    b"opensans",
    b"notosans",
    b"notoserif",
    b"roboto",
    b"identity",
    b"regular",
    b"roman",
    b"bold",
    b"italic",
    b"oblique",
    b"medium",
    b"light",
    b"narrow",
    b"condensed",
    b"mono",
    b"psmt",
    b"ps",
    b"mt",
    b"semi",
];

/// Names of a font that say nothing of anybody; what only people read goes.
pub(super) fn without_words(font: &mut Dictionary) {
    font.remove(b"FontFamily");
    for key in [b"BaseFont".as_slice(), b"FontName"] {
        match font.get_mut(key) {
            Ok(Object::Name(name)) => *name = neutral(name),
            Ok(_) => {
                font.remove(key);
            }
            Err(_) => {}
        }
    }
}

/// A name that is made of common words alone; the tag of a subset is always the same.
fn neutral(name: &[u8]) -> Vec<u8> {
    const TAG: &[u8] = b"AAAAAA+";
    let tagged = name.get(6) == Some(&b'+') && name.iter().take(6).all(u8::is_ascii_uppercase);
    let own = if tagged { name.get(TAG.len()..).unwrap_or_default() } else { name };
    let lower: Vec<u8> = own.iter().filter(|byte| **byte != b' ').map(u8::to_ascii_lowercase).collect();
    let has = |word: &[u8]| memchr::memmem::find(&lower, word).is_some();
    let mut neutral = if tagged { TAG.to_vec() } else { Vec::new() };
    if is_common(&lower) {
        neutral.extend_from_slice(own);
    } else {
        neutral.extend_from_slice(match (has(b"bold"), has(b"italic") || has(b"oblique")) {
            (false, false) => b"Font",
            (true, false) => b"Font-Bold",
            (false, true) => b"Font-Italic",
            (true, true) => b"Font-BoldItalic",
        });
    }
    neutral
}

fn is_common(name: &[u8]) -> bool {
    let mut rest = name;
    while let Some((first, after)) = rest.split_first() {
        let word = WORDS.iter().find_map(|word| rest.strip_prefix(*word));
        let parts = matches!(first, b'-' | b',' | b'_');
        rest = match word {
            Some(after) => after,
            None if parts => after,
            // The direction of writing, behind the name of a map of codes.
            None if matches!(rest, b"h" | b"v") => b"",
            None => return false,
        };
    }
    !name.is_empty()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn common_names_stay_and_all_others_say_their_style_alone() {
        for (name, expected) in [
            ("Helvetica-BoldOblique", "Helvetica-BoldOblique"),
            ("TimesNewRomanPS-BoldItalicMT", "TimesNewRomanPS-BoldItalicMT"),
            ("Times New Roman,Bold", "Times New Roman,Bold"),
            ("QWERTY+ArialMT-Identity-H", "AAAAAA+ArialMT-Identity-H"),
            ("DUPONT+Arial", "AAAAAA+Arial"),
            ("ABCDEF+DUPONT", "AAAAAA+Font"),
            ("Jean-Dupont-BoldItalic", "Font-BoldItalic"),
            ("ArialDupont", "Font"),
            ("dupont+Arial", "Font"),
            ("Oblique-h7", "Font-Italic"),
            ("", "Font"),
        ] {
            assert_eq!(neutral(name.as_bytes()), expected.as_bytes(), "{name}");
        }
    }
}
