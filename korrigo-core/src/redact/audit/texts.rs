//! The texts that bytes may be: strings in any encoding, XML, content streams nobody draws, packed text.
//!
//! Knows encodings (ISO 32000-2, 7.9.2, annex D; RFC 4648; RFC 3986). Knows no needles and no objects.

use std::borrow::Cow;
use std::collections::BTreeMap;

/// `PDFDocEncoding` from 0x80 to 0xA0.
const PDF_DOC: [char; 33] = [
    '•', '†', '‡', '…', '—', '–', 'ƒ', '⁄', '‹', '›', '−', '‰', '„', '“', '”', '‘', '’', '‚', '™', 'ﬁ', 'ﬂ',
    'Ł', 'Œ', 'Š', 'Ÿ', 'Ž', 'ı', 'ł', 'œ', 'š', 'ž', ' ', '€',
];

/// Windows-1252 from 0x80 to 0x9F.
const WINDOWS: [char; 32] = [
    '€', ' ', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', ' ', 'Ž', ' ', ' ', '‘', '’', '“', '”',
    '•', '–', '—', '˜', '™', 'š', '›', 'œ', ' ', 'ž', 'Ÿ',
];

/// Every text that a string may be.
pub(super) fn of_string(bytes: &[u8]) -> Vec<Cow<'_, str>> {
    if let Some(rest) = bytes.strip_prefix(b"\xfe\xff") {
        return vec![utf16(rest, u16::from_be_bytes).into()];
    }
    if let Some(rest) = bytes.strip_prefix(b"\xff\xfe") {
        return vec![utf16(rest, u16::from_le_bytes).into()];
    }
    let text = std::str::from_utf8(bytes);
    let mut all = Vec::new();
    if may_be_wide(bytes) {
        all.push(utf16(bytes, u16::from_be_bytes).into());
        all.push(utf16(bytes, u16::from_le_bytes).into());
    }
    match text {
        Ok(text) => all.push(Cow::Borrowed(text)),
        Err(_) if bytes.contains(&0xC3) => all.push(String::from_utf8_lossy(bytes)),
        Err(_) => {}
    }
    if !bytes.is_ascii() {
        let table = |table: &'static [char]| -> Cow<'static, str> {
            bytes
                .iter()
                .map(|byte| {
                    usize::from(*byte)
                        .checked_sub(0x80)
                        .and_then(|at| table.get(at))
                        .copied()
                        .unwrap_or(char::from(*byte))
                })
                .collect::<String>()
                .into()
        };
        all.push(table(&PDF_DOC));
        if bytes.iter().any(|byte| (0x80..0xA0).contains(byte)) {
            all.push(table(&WINDOWS));
        }
    }
    all
}

/// Whether bytes may be UTF-16 without a mark that says so: letters of Latin have a zero each.
fn may_be_wide(bytes: &[u8]) -> bool {
    let zeros = memchr::memchr_iter(0, bytes).count();
    zeros > 0 && zeros >= bytes.len() / 4
}

fn utf16(bytes: &[u8], read: fn([u8; 2]) -> u16) -> String {
    let units = bytes.as_chunks::<2>().0.iter().map(|pair| read(*pair));
    char::decode_utf16(units).map(|letter| letter.unwrap_or(' ')).collect()
}

/// Texts packed in a text: percent signs, base64, character references. One level.
pub(super) fn within(text: &str) -> Vec<String> {
    let mut all = Vec::new();
    if text.contains('%') {
        let plain = percent(text);
        all.extend((plain.len() != text.len()).then(|| String::from_utf8_lossy(&plain).into_owned()));
    }
    if text.contains("</") || text.contains("/>") || text.contains("&#") {
        all.push(of_xml(text));
    }
    for run in text.split(|letter: char| !is_base64(letter)) {
        const SHORTEST: usize = 8;
        let run = run.trim_end_matches('=');
        if run.len() >= SHORTEST
            && let Some(bytes) = base64(run)
        {
            let printable = bytes.iter().filter(|byte| **byte >= b' ' || byte.is_ascii_whitespace()).count();
            if printable == bytes.len() {
                all.extend(of_string(&bytes).into_iter().map(Cow::into_owned));
            }
        }
    }
    all
}

fn percent(text: &str) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((&byte, tail)) = rest.split_first() {
        rest = tail;
        if byte == b'%'
            && let [high, low, after @ ..] = tail
            && let (Some(high), Some(low)) = (char::from(*high).to_digit(16), char::from(*low).to_digit(16))
        {
            bytes.push((high << 4 | low) as u8);
            rest = after;
        } else {
            bytes.push(byte);
        }
    }
    bytes
}

fn is_base64(letter: char) -> bool {
    letter.is_ascii_alphanumeric() || matches!(letter, '+' | '/' | '-' | '_' | '=')
}

fn base64(run: &str) -> Option<Vec<u8>> {
    let mut bytes = Vec::with_capacity(run.len() * 3 / 4);
    let (mut held, mut bits) = (0_u32, 0_u32);
    for byte in run.bytes() {
        let value = match byte {
            b'A'..=b'Z' => byte - b'A',
            b'a'..=b'z' => byte - b'a' + 26,
            b'0'..=b'9' => byte - b'0' + 52,
            b'+' | b'-' => 62,
            b'/' | b'_' => 63,
            _ => return None,
        };
        held = (held << 6 | u32::from(value)) & 0xFF_FFFF;
        bits += 6;
        if bits >= 8 {
            bits -= 8;
            bytes.push((held >> bits & 0xFF) as u8);
        }
    }
    Some(bytes)
}

/// What people read of XML: text and the values of attributes; names of elements are the format's own.
pub(super) fn of_xml(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('<') {
        let (before, tag) = rest.split_at(at);
        push_unescaped(before, &mut plain);
        if let Some(comment) = tag.strip_prefix("<!--") {
            let end = comment.find("-->").unwrap_or(comment.len());
            let (comment, after) = comment.split_at(end);
            plain.push(' ');
            plain.push_str(comment);
            rest = after.strip_prefix("-->").unwrap_or(after);
            continue;
        }
        let end = tag.find('>').map_or(tag.len(), |end| end.saturating_add(1));
        let (tag, after) = tag.split_at(end);
        // Inline elements of rich text may stand within a word: nothing wider than a mark parts it.
        plain.push('\u{B7}');
        for (index, value) in tag.split(['"', '\'']).enumerate() {
            if index % 2 == 1 {
                plain.push(' ');
                push_unescaped(value, &mut plain);
                plain.push(' ');
            }
        }
        rest = after;
    }
    push_unescaped(rest, &mut plain);
    plain
}

fn push_unescaped(text: &str, plain: &mut String) {
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        let (before, reference) = rest.split_at(at);
        plain.push_str(before);
        let body = reference.get(1..).unwrap_or_default();
        let end = body.bytes().take(10).position(|byte| byte == b';');
        let Some((name, after)) =
            end.and_then(|end| Some((body.get(..end)?, body.get(end.saturating_add(1)..)?)))
        else {
            plain.push(' ');
            rest = body;
            continue;
        };
        let code = match name.strip_prefix('#') {
            Some(code) => match code.strip_prefix(['x', 'X']) {
                Some(hex) => u32::from_str_radix(hex, 16).ok(),
                None => code.parse().ok(),
            },
            None => None,
        };
        plain.push(code.and_then(char::from_u32).unwrap_or('\''));
        rest = after;
    }
    plain.push_str(rest);
}

/// Whether bytes look like text to read.
pub(super) fn is_text(bytes: &[u8]) -> bool {
    let head = bytes.get(..4096).unwrap_or(bytes);
    let odd = head.iter().filter(|byte| **byte < b' ' && !byte.is_ascii_whitespace()).count();
    if head.starts_with(b"\xfe\xff") || head.starts_with(b"\xff\xfe") {
        return true;
    }
    let high = head.iter().filter(|byte| **byte >= 0x7F).count();
    !head.is_empty() && odd * 50 <= head.len() && high * 4 <= head.len()
}

/// Whether bytes look like a content stream: an operator that paints, shows or places, behind its operand.
pub(super) fn is_content(bytes: &[u8]) -> bool {
    let head = bytes.get(..1 << 16).unwrap_or(bytes);
    let operators = [&b"Tj"[..], b"TJ", b"Do", b"re", b"cm", b"Tf", b"Td", b"Tm", b"gs"];
    operators.iter().any(|operator| {
        memchr::memmem::find_iter(head, operator).any(|at| {
            let after = head.get(at.saturating_add(operator.len()));
            let ends = after.is_none_or(|byte| byte.is_ascii_whitespace() || b"()<>[]/".contains(byte));
            let before = head.get(..at).unwrap_or_default().trim_ascii_end();
            let operand = match *operator {
                b"Tj" | b"TJ" => before.last().is_some_and(|byte| b")]>".contains(byte)),
                b"Do" | b"gs" => {
                    let token = before.rsplit(|byte| byte.is_ascii_whitespace()).next().unwrap_or_default();
                    token.starts_with(b"/")
                }
                _ => before.last().is_some_and(|byte| byte.is_ascii_digit() || *byte == b'.'),
            };
            ends && operand
        })
    })
}

/// The printable runs of bytes that are no text as a whole.
pub(super) fn runs(bytes: &[u8]) -> String {
    const SHORTEST: usize = 4;
    let mut all = String::new();
    for run in bytes.split(|byte| *byte < b' ' || *byte == 0x7F) {
        if run.len() >= SHORTEST {
            for text in of_string(run) {
                all.push_str(&text);
                all.push('\n');
            }
        }
    }
    all
}

/// The strings of a content stream, in order, and what stands before each: whether another word begins.
pub(super) struct Shown {
    parts: Vec<(bool, Vec<u8>)>,
}

impl Shown {
    /// Reads the strings; whatever else stands there is passed over.
    pub(super) fn new(content: &[u8]) -> Self {
        let mut parts: Vec<(bool, Vec<u8>)> = Vec::new();
        let mut at = 0_usize;
        let mut apart = true;
        let mut array = false;
        while let Some(&byte) = content.get(at) {
            at = at.saturating_add(1);
            match byte {
                b'(' => {
                    let (text, end) = literal(content, at);
                    parts.push((std::mem::take(&mut apart), text));
                    at = end;
                }
                b'<' if content.get(at) == Some(&b'<') => at = at.saturating_add(1),
                b'<' => {
                    let rest = content.get(at..).unwrap_or_default();
                    let end = memchr::memchr(b'>', rest).unwrap_or(rest.len());
                    parts
                        .push((std::mem::take(&mut apart), hexadecimal(rest.get(..end).unwrap_or_default())));
                    at = at.saturating_add(end).saturating_add(1);
                }
                b'%' => {
                    let rest = content.get(at..).unwrap_or_default();
                    let end = memchr::memchr2(b'\n', b'\r', rest).unwrap_or(rest.len());
                    parts.push((true, rest.get(..end).unwrap_or_default().to_vec()));
                    apart = true;
                    at = at.saturating_add(end);
                }
                b'[' => array = true,
                b']' => (array, apart) = (false, true),
                b'-' if array => {
                    // A thousandth of the size each: a fifth of it parts words.
                    const PARTS_WORDS: f64 = 180.0;
                    let rest = content.get(at..).unwrap_or_default();
                    let digits = rest
                        .iter()
                        .take(12)
                        .take_while(|byte| byte.is_ascii_digit() || **byte == b'.')
                        .count();
                    let number = std::str::from_utf8(rest.get(..digits).unwrap_or_default()).ok();
                    apart |= number
                        .and_then(|number| number.parse::<f64>().ok())
                        .is_some_and(|by| by > PARTS_WORDS);
                }
                b'a'..=b'z' | b'A'..=b'Z' | b'\'' | b'"' | b'*' if !array => apart = true,
                _ => {}
            }
        }
        Self { parts }
    }

    /// As text, each byte a letter or each pair of bytes.
    pub(super) fn texts(&self) -> Vec<String> {
        let mut plain = String::new();
        let mut wide = String::new();
        for (apart, bytes) in &self.parts {
            if *apart {
                plain.push('\u{B7}');
                wide.push('\u{B7}');
            }
            if may_be_wide(bytes) {
                wide.push_str(&utf16(bytes, u16::from_be_bytes));
            }
            if let Some(text) = of_string(bytes).pop() {
                plain.push_str(&text);
            }
        }
        vec![plain, wide]
    }

    /// As text through a font's map of codes to text.
    pub(super) fn through(&self, map: &CodeMap) -> String {
        let mut text = String::new();
        for (apart, bytes) in &self.parts {
            if *apart {
                text.push('\u{B7}');
            }
            for code in bytes.chunks(map.width) {
                let code = code.iter().fold(0_u32, |code, byte| code << 8 | u32::from(*byte));
                match map.texts.get(&code) {
                    Some(part) => text.push_str(part),
                    None => text.push('\u{B7}'),
                }
            }
        }
        text
    }
}

/// Reads a literal string, its parenthesis read; gives it and where it ends (7.3.4.2).
fn literal(content: &[u8], start: usize) -> (Vec<u8>, usize) {
    let mut text = Vec::new();
    let mut depth = 0_usize;
    let mut at = start;
    while let Some(&byte) = content.get(at) {
        at = at.saturating_add(1);
        match byte {
            b'(' => depth = depth.saturating_add(1),
            b')' if depth == 0 => break,
            b')' => depth = depth.saturating_sub(1),
            b'\\' => {
                let rest = content.get(at..).unwrap_or_default();
                let octal = rest.iter().take(3).take_while(|byte| matches!(byte, b'0'..=b'7')).count();
                if octal > 0 {
                    let digits = rest.get(..octal).unwrap_or_default();
                    let value =
                        digits.iter().fold(0_u32, |value, digit| value << 3 | u32::from(digit - b'0'));
                    text.push((value & 0xFF) as u8);
                    at = at.saturating_add(octal);
                } else if let Some(&escaped) = rest.first() {
                    at = at.saturating_add(1);
                    match escaped {
                        b'\n' | b'\r' => {}
                        b'n' | b'r' | b't' | b'b' | b'f' => text.push(b' '),
                        other => text.push(other),
                    }
                }
                continue;
            }
            _ => {}
        }
        text.push(byte);
    }
    (text, at)
}

fn hexadecimal(digits: &[u8]) -> Vec<u8> {
    let mut values = digits.iter().filter_map(|digit| char::from(*digit).to_digit(16));
    let mut bytes = Vec::with_capacity(digits.len() / 2);
    while let Some(high) = values.next() {
        bytes.push((high << 4 | values.next().unwrap_or(0)) as u8);
    }
    bytes
}

/// What a font's codes mean (9.10.3).
pub(super) struct CodeMap {
    width: usize,
    texts: BTreeMap<u32, String>,
}

impl CodeMap {
    /// Reads a ToUnicode CMap; `None` when it maps nothing.
    pub(super) fn read(cmap: &[u8]) -> Option<Self> {
        /// Codes that a range may name; all there are of two bytes.
        const MOST: u32 = 1 << 16;
        let mut map = Self { width: 1, texts: BTreeMap::new() };
        let mut rest = cmap;
        while let Some(begin) = memchr::memmem::find(rest, b"beginbf") {
            rest = rest.get(begin.saturating_add(7)..).unwrap_or_default();
            let range = rest.starts_with(b"range");
            let end = memchr::memmem::find(rest, b"endbf").unwrap_or(rest.len());
            let (section, after) = rest.split_at(end);
            rest = after;
            let strings: Vec<Vec<u8>> = section
                .split(|byte| *byte == b'<')
                .skip(1)
                .map(|part| hexadecimal(part.split(|byte| *byte == b'>').next().unwrap_or_default()))
                .collect();
            let code = |bytes: &[u8]| bytes.iter().fold(0_u32, |code, byte| code << 8 | u32::from(*byte));
            for group in strings.chunks(if range { 3 } else { 2 }) {
                let (Some(first), Some(target)) = (group.first(), group.last()) else { continue };
                map.width = map.width.max(first.len().min(2));
                let last = if range { group.get(1).map_or(0, |last| code(last)) } else { code(first) };
                let text = utf16(target, u16::from_be_bytes);
                let count = last.saturating_sub(code(first)).min(MOST);
                for step in 0..=count {
                    let shifted =
                        text.chars().next_back().and_then(|letter| char::from_u32(u32::from(letter) + step));
                    let mut text = text.clone();
                    text.pop();
                    text.extend(shifted);
                    map.texts.insert(code(first).saturating_add(step), text);
                }
                if map.texts.len() > MOST as usize {
                    return None;
                }
            }
        }
        (!map.texts.is_empty()).then_some(map)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strings_in_their_encodings() {
        assert_eq!(of_string(b"\xfe\xff\0D\0u"), ["Du"]);
        assert_eq!(of_string(b"\xff\xfeD\0u\0"), ["Du"]);
        assert!(of_string(b"\x9clen \xe9").iter().any(|text| text == "œlen é"));
        assert!(of_string(b"\xc3\xa9t\xc3\xa9").iter().any(|text| text == "été"));
    }

    #[test]
    fn wide_letters_are_read_without_a_mark() {
        assert!(of_string(b"\0L\0o\0u").iter().any(|text| text == "Lou"));
        assert!(of_string(b"L\0o\0u\0").iter().any(|text| text == "Lou"));
    }

    #[test]
    fn text_is_told_from_other_bytes() {
        assert!(
            is_text(b"Lou\r\n\tici\n\n\n")
                && is_text("Nom : Lefèvre, Chloé".as_bytes())
                && is_text(b"\xff\xfeL\0")
        );
        assert!(!is_text(b"\x01\x02\x03Lou") && !is_text(b"\x90\x91\x92Lou") && !is_text(b""));
    }

    #[test]
    fn packed_texts() {
        assert!(within("a%20Dup%6Fnt").contains(&"a Dupont".to_owned()));
        assert!(within("data:RHVwb250IE1hcmll").contains(&"Dupont Marie".to_owned()));
        // In both alphabets, and with what fills it up.
        for packed in ["RHVwb250Pj4/IEE=", "RHVwb250Pj4_IEE=", "RHVwb250Pj4-IEE"] {
            let plain = if packed.contains('-') { "Dupont>>> A" } else { "Dupont>>? A" };
            assert!(within(packed).contains(&plain.to_owned()), "{packed}");
        }
        assert!(within("RHVwb250Pj4+IEE").contains(&"Dupont>>> A".to_owned()));
        assert!(of_xml("<rdf:li a='Dupont'>Ma&#114;ie</rdf:li>").contains("Marie"));
        assert!(!of_xml("<rdf:li>x</rdf:li>").contains("li"));
    }

    #[test]
    fn strings_of_content() {
        let shown = Shown::new(br"BT [(Du) -20 (p\157n) 3 (t) -300 (Marie)] TJ <4A> Tj ET");
        assert_eq!(shown.texts().first().unwrap(), "·Dupont·Marie·J");
        let map =
            CodeMap::read(b"1 beginbfchar <01> <0044> endbfchar 1 beginbfrange <02> <04> <0061> endbfrange");
        assert_eq!(Shown::new(b"<01020304>Tj").through(&map.unwrap()), "·Dabc");
    }
}
