//! The words of the language: bytes to lopdf's objects, forgiving, and counted while it reads.
//!
//! Knows the lexical rules (ISO 32000-2, 7.2 and 7.3) and how real files break them. Knows nothing of
//! files: where objects begin is [`super::xref`]'s. lopdf's own parser keeps no account of its work:
//! a chain of indirect lengths overflows its stack, and a table that names one object a million times
//! makes it parse it a million times. This one has a [`Budget`], and one object costs one reading.

use std::cell::Cell;

use lopdf::{Dictionary, Object, ObjectId, StringFormat};

use crate::error::{Code, Error};
use crate::limits::Limits;

/// Why reading stopped.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Fault {
    /// The bytes make no sense here.
    Damaged,
    /// Nested too deep.
    Depth,
    /// Too many objects.
    Objects,
    /// The same bytes are read again and again.
    Work,
    /// What describes the file decodes to too much.
    Decoded,
}

pub(super) type Parsed<T> = std::result::Result<T, Fault>;

impl Fault {
    /// The refusal that it is for the whole file; `None` for damage, which may be repaired.
    pub(super) fn refusal(self) -> Option<Error> {
        let (message, detail) = match self {
            Self::Damaged => return None,
            Self::Depth => ("objects are nested too deep", "limit.depth"),
            Self::Objects => ("the file has too many objects", "limit.objects"),
            Self::Work => ("the file's objects overlap each other", "limit.overlap"),
            Self::Decoded => {
                ("the file's tables and object streams decode to too many bytes", "limit.structure")
            }
        };
        Some(Error::new(Code::ResourceLimit, message).with_detail(detail))
    }
}

/// What reading one file may cost, and has cost.
pub(super) struct Budget {
    depth: usize,
    objects: Cell<usize>,
    work: Cell<u64>,
    decoded: Cell<u64>,
}

impl Budget {
    /// What tables and object streams may decode to, all together: 8 million objects of 32 bytes.
    const MAX_STRUCTURE_BYTES: u64 = 256 << 20;
    /// How often a byte may be read: once at its place, once in a search, and once for luck.
    const MAX_READINGS: u64 = 8;

    pub(super) fn new(limits: &Limits, file_bytes: usize) -> Self {
        let work = (file_bytes as u64).saturating_mul(Self::MAX_READINGS).saturating_add(1 << 20);
        Self {
            depth: limits.max_depth,
            objects: Cell::new(limits.max_objects),
            work: Cell::new(work),
            decoded: Cell::new(Self::MAX_STRUCTURE_BYTES.min(limits.max_decoded_bytes)),
        }
    }

    pub(super) fn decoded_left(&self) -> u64 {
        self.decoded.get()
    }

    /// Counts bytes that a table or an object stream decoded to; they are read like bytes of the file.
    pub(super) fn spend_decoded(&self, bytes: usize) -> Parsed<()> {
        let bytes = bytes as u64;
        self.decoded.set(self.decoded.get().checked_sub(bytes).ok_or(Fault::Decoded)?);
        self.work.set(self.work.get().saturating_add(bytes.saturating_mul(Self::MAX_READINGS)));
        Ok(())
    }

    pub(super) fn spend_work(&self, bytes: usize) -> Parsed<()> {
        self.work.set(self.work.get().checked_sub(bytes as u64).ok_or(Fault::Work)?);
        Ok(())
    }

    pub(super) fn spend_object(&self) -> Parsed<()> {
        self.objects.set(self.objects.get().checked_sub(1).ok_or(Fault::Objects)?);
        Ok(())
    }
}

/// An indirect object: its number, what it is, and where a stream's bytes begin.
pub(super) struct Indirect {
    pub(super) id: ObjectId,
    pub(super) object: Object,
    /// First byte of the stream's data, when the object is a stream.
    pub(super) stream: Option<usize>,
}

/// Reads objects from `data`, starting at `at`.
pub(super) struct Parser<'a> {
    data: &'a [u8],
    at: usize,
    budget: &'a Budget,
}

impl<'a> Parser<'a> {
    pub(super) fn new(data: &'a [u8], at: usize, budget: &'a Budget) -> Self {
        Self { data, at, budget }
    }

    pub(super) fn position(&self) -> usize {
        self.at
    }

    /// `12 0 obj`, an object, and whether a stream begins after it.
    pub(super) fn indirect(&mut self) -> Parsed<Indirect> {
        let start = self.at;
        let read = self.indirect_uncounted();
        self.budget.spend_work(self.at.saturating_sub(start))?;
        read
    }

    fn indirect_uncounted(&mut self) -> Parsed<Indirect> {
        let id = self.header()?;
        let object = self.object(0)?;
        let stream = match &object {
            Object::Dictionary(_) => self.stream_data(),
            _ => None,
        };
        Ok(Indirect { id, object, stream })
    }

    /// `12 0 obj`.
    pub(super) fn header(&mut self) -> Parsed<ObjectId> {
        self.skip_space();
        let number = self.digits().and_then(|value| u32::try_from(value).ok()).ok_or(Fault::Damaged)?;
        self.skip_space();
        let generation = self.digits().and_then(|value| u16::try_from(value).ok()).ok_or(Fault::Damaged)?;
        self.skip_space();
        if !self.keyword(b"obj") {
            return Err(Fault::Damaged);
        }
        Ok((number, generation))
    }

    /// Where the data of a stream begins, when `stream` comes next.
    fn stream_data(&mut self) -> Option<usize> {
        self.skip_space();
        if !self.keyword(b"stream") {
            return None;
        }
        // Clause 7.3.8.1 wants CRLF or LF; blanks before it and a lone CR are seen in the wild.
        while self.peek() == Some(b' ') {
            self.at += 1;
        }
        if self.peek() == Some(b'\r') {
            self.at += 1;
        }
        if self.peek() == Some(b'\n') {
            self.at += 1;
        }
        Some(self.at)
    }

    /// Any direct object or reference. A word that means nothing is read as null.
    pub(super) fn object(&mut self, depth: usize) -> Parsed<Object> {
        if depth > self.budget.depth {
            return Err(Fault::Depth);
        }
        self.skip_space();
        self.budget.spend_object()?;
        match self.peek().ok_or(Fault::Damaged)? {
            b'/' => Ok(Object::Name(self.name())),
            b'(' => Ok(Object::String(self.literal_string(), StringFormat::Literal)),
            b'[' => self.array(depth),
            b'<' if self.data.get(self.at.saturating_add(1)) == Some(&b'<') => {
                Ok(Object::Dictionary(self.dictionary(depth)?))
            }
            b'<' => Ok(Object::String(self.hex_string(), StringFormat::Hexadecimal)),
            b'0'..=b'9' => Ok(self.reference().unwrap_or_else(|| self.number())),
            b'+' | b'-' | b'.' => Ok(self.number()),
            b')' | b']' | b'>' | b'{' | b'}' => Err(Fault::Damaged),
            _ => self.word(),
        }
    }

    fn array(&mut self, depth: usize) -> Parsed<Object> {
        self.at += 1;
        let mut items = Vec::new();
        loop {
            self.skip_space();
            match self.peek() {
                Some(b']') => {
                    self.at += 1;
                    return Ok(Object::Array(items));
                }
                // The closing bracket is missing: what follows belongs to whoever holds the array.
                None | Some(b'>') => return Ok(Object::Array(items)),
                Some(b')' | b'{' | b'}') => self.at += 1,
                Some(b'e') if self.rest().starts_with(b"endobj") => return Ok(Object::Array(items)),
                Some(_) => items.push(self.object(depth + 1)?),
            }
        }
    }

    /// `<< ... >>`; the parser stands on the first bracket.
    pub(super) fn dictionary(&mut self, depth: usize) -> Parsed<Dictionary> {
        self.at = self.at.saturating_add(2).min(self.data.len());
        let mut entries = Dictionary::new();
        loop {
            self.skip_space();
            match self.peek() {
                Some(b'/') => {
                    let key = self.name();
                    self.skip_space();
                    let value = match self.peek() {
                        Some(b'>') | None => Object::Null,
                        Some(_) => self.object(depth + 1)?,
                    };
                    entries.set(key, value);
                }
                Some(b'>') => {
                    self.at += 1;
                    if self.peek() == Some(b'>') {
                        self.at += 1;
                    }
                    return Ok(entries);
                }
                // Cut off: what is missing may be what matters.
                None => return Err(Fault::Damaged),
                // The closing brackets are missing.
                Some(b'e') if self.rest().starts_with(b"endobj") => return Ok(entries),
                Some(b's') if self.rest().starts_with(b"stream") => return Ok(entries),
                Some(b')' | b']' | b'{' | b'}') => self.at += 1,
                // A value without a key.
                Some(_) => drop(self.object(depth + 1)?),
            }
        }
    }

    /// `12 0 R`, or nothing read.
    fn reference(&mut self) -> Option<Object> {
        let start = self.at;
        let id = self.reference_id();
        if id.is_none() {
            self.at = start;
        }
        id.map(Object::Reference)
    }

    fn reference_id(&mut self) -> Option<ObjectId> {
        let number = u32::try_from(self.digits()?).ok()?;
        self.blank().then_some(())?;
        let generation = u16::try_from(self.digits()?).ok()?;
        self.blank().then_some(())?;
        (self.peek() == Some(b'R') && !self.data.get(self.at + 1).is_some_and(|byte| is_regular(*byte)))
            .then(|| self.at += 1)?;
        Some((number, generation))
    }

    fn blank(&mut self) -> bool {
        let start = self.at;
        self.skip_space();
        self.at > start
    }

    /// A number; where it is written in no known way, as much of it as can be read, else 0.
    fn number(&mut self) -> Object {
        let start = self.at;
        while self.peek().is_some_and(|byte| matches!(byte, b'0'..=b'9' | b'+' | b'-' | b'.')) {
            self.at += 1;
        }
        let text = self.data.get(start..self.at).unwrap_or_default();
        // An exponent is not PDF, but written.
        if matches!(self.peek(), Some(b'e' | b'E')) && !text.is_empty() {
            while self.peek().is_some_and(is_regular) {
                self.at += 1;
            }
            let all = self.data.get(start..self.at).unwrap_or_default();
            if let Some(value) = std::str::from_utf8(all).ok().and_then(|all| all.parse::<f32>().ok()) {
                return Object::Real(value);
            }
        }
        read_number(text)
    }

    fn digits(&mut self) -> Option<u64> {
        let start = self.at;
        let mut value: u64 = 0;
        while let Some(digit @ b'0'..=b'9') = self.peek() {
            value = value.checked_mul(10)?.checked_add(u64::from(digit - b'0'))?;
            self.at += 1;
        }
        (self.at > start).then_some(value)
    }

    /// A name; the parser stands on the slash.
    fn name(&mut self) -> Vec<u8> {
        self.at += 1;
        let start = self.at;
        while self.peek().is_some_and(is_regular) {
            self.at += 1;
        }
        let text = self.data.get(start..self.at).unwrap_or_default();
        if text.contains(&b'#') { unescape_name(text) } else { text.to_vec() }
    }

    fn literal_string(&mut self) -> Vec<u8> {
        self.at += 1;
        let mut text = Vec::new();
        let mut open = 1_usize;
        while let Some(byte) = self.next() {
            match byte {
                b'(' => open += 1,
                b')' => {
                    open -= 1;
                    if open == 0 {
                        break;
                    }
                }
                b'\\' => {
                    text.extend(self.escape());
                    continue;
                }
                // Any line end in a string is one line feed.
                b'\r' => {
                    if self.peek() == Some(b'\n') {
                        self.at += 1;
                    }
                    text.push(b'\n');
                    continue;
                }
                _ => {}
            }
            text.push(byte);
        }
        text
    }

    fn escape(&mut self) -> Option<u8> {
        Some(match self.next()? {
            b'n' => b'\n',
            b'r' => b'\r',
            b't' => b'\t',
            b'b' => 8,
            b'f' => 12,
            b'\n' => return None,
            b'\r' => {
                if self.peek() == Some(b'\n') {
                    self.at += 1;
                }
                return None;
            }
            first @ b'0'..=b'7' => {
                let mut value = first - b'0';
                for _ in 0..2 {
                    let Some(digit @ b'0'..=b'7') = self.peek() else { break };
                    // Clause 7.3.4.2: the high bits of an overflow are ignored.
                    value = value.wrapping_mul(8).wrapping_add(digit - b'0');
                    self.at += 1;
                }
                value
            }
            other => other,
        })
    }

    fn hex_string(&mut self) -> Vec<u8> {
        self.at += 1;
        let mut bytes = Vec::new();
        let mut high: Option<u8> = None;
        while let Some(byte) = self.next() {
            if byte == b'>' {
                break;
            }
            let Some(digit) = hex_digit(byte) else { continue };
            match high.take() {
                Some(first) => bytes.push(first << 4 | digit),
                None => high = Some(digit),
            }
        }
        bytes.extend(high.map(|first| first << 4));
        bytes
    }

    fn word(&mut self) -> Parsed<Object> {
        let start = self.at;
        while self.peek().is_some_and(is_regular) {
            self.at += 1;
        }
        match self.data.get(start..self.at).unwrap_or_default() {
            b"true" => Ok(Object::Boolean(true)),
            b"false" => Ok(Object::Boolean(false)),
            b"endobj" | b"endstream" | b"obj" | b"stream" => {
                self.at = start;
                Err(Fault::Damaged)
            }
            _ => Ok(Object::Null),
        }
    }

    /// Passes a word, whatever follows it; says whether it was there.
    pub(super) fn keyword(&mut self, word: &[u8]) -> bool {
        let found = self.rest().starts_with(word);
        if found {
            self.at += word.len();
        }
        found
    }

    /// Passes white space and comments.
    pub(super) fn skip_space(&mut self) {
        while let Some(byte) = self.peek() {
            if byte == b'%' {
                while self.peek().is_some_and(|byte| byte != b'\n' && byte != b'\r') {
                    self.at += 1;
                }
            } else if is_space(byte) {
                self.at += 1;
            } else {
                return;
            }
        }
    }

    /// A whole number without a sign.
    pub(super) fn unsigned(&mut self) -> Option<u64> {
        self.skip_space();
        let start = self.at;
        let value = self.digits();
        if value.is_none() {
            self.at = start;
        }
        value
    }

    pub(super) fn peek(&self) -> Option<u8> {
        self.data.get(self.at).copied()
    }

    pub(super) fn rest(&self) -> &'a [u8] {
        self.data.get(self.at..).unwrap_or_default()
    }

    fn next(&mut self) -> Option<u8> {
        let byte = self.peek()?;
        self.at += 1;
        Some(byte)
    }
}

/// The number that these signs, digits and points most likely mean.
fn read_number(text: &[u8]) -> Object {
    let signs = text.iter().take_while(|byte| matches!(byte, b'+' | b'-')).count();
    let (signs, rest) = text.split_at(signs);
    let negative = signs.contains(&b'-');
    // `12-34` is read as 12, and `1.2.3` as 1.2, as other readers do.
    let digits = rest.iter().position(|byte| matches!(byte, b'+' | b'-')).map_or(rest, |end| &rest[..end]);
    let mut points = digits.iter().enumerate().filter(|(_, byte)| **byte == b'.').map(|(at, _)| at);
    let Some(point) = points.next() else {
        let value = digits.iter().try_fold(0_i64, |value, digit| {
            value.checked_mul(10)?.checked_add(i64::from(digit.wrapping_sub(b'0')))
        });
        let value = value.unwrap_or(i64::MAX);
        return Object::Integer(if negative { -value } else { value });
    };
    let end = points.next().unwrap_or(digits.len());
    let (whole, fraction) = (&digits[..point], digits.get(point + 1..end).unwrap_or_default());
    let text = format!("0{}.{}0", String::from_utf8_lossy(whole), String::from_utf8_lossy(fraction));
    let value: f32 = text.parse().unwrap_or_default();
    Object::Real(if negative { -value } else { value })
}

/// `#41` is `A`; a `#` that begins nothing is itself.
fn unescape_name(text: &[u8]) -> Vec<u8> {
    let mut name = Vec::with_capacity(text.len());
    let mut rest = text;
    while let Some((&byte, after)) = rest.split_first() {
        rest = after;
        if byte == b'#'
            && let [high, low, tail @ ..] = after
            && let (Some(high), Some(low)) = (hex_digit(*high), hex_digit(*low))
        {
            name.push(high << 4 | low);
            rest = tail;
        } else {
            name.push(byte);
        }
    }
    name
}

const fn hex_digit(byte: u8) -> Option<u8> {
    match byte {
        b'0'..=b'9' => Some(byte - b'0'),
        b'a'..=b'f' => Some(byte - b'a' + 10),
        b'A'..=b'F' => Some(byte - b'A' + 10),
        _ => None,
    }
}

/// White space of clause 7.2.3.
pub(super) const fn is_space(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\n' | b'\r' | 0 | 12)
}

/// Neither white space nor a delimiter.
pub(super) const fn is_regular(byte: u8) -> bool {
    !is_space(byte) && !matches!(byte, b'(' | b')' | b'<' | b'>' | b'[' | b']' | b'{' | b'}' | b'/' | b'%')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &[u8]) -> Parsed<Object> {
        let budget = Budget::new(&Limits::default(), text.len());
        Parser::new(text, 0, &budget).object(0)
    }

    #[test]
    fn objects_as_written() {
        assert_eq!(read(b" 12 0 R"), Ok(Object::Reference((12, 0))));
        assert_eq!(read(b"12 0 Rx"), Ok(Object::Integer(12)));
        assert_eq!(read(b"-.5"), Ok(Object::Real(-0.5)));
        assert_eq!(read(b"/A#42#4"), Ok(Object::Name(b"AB#4".to_vec())));
        assert_eq!(read(b"(a\\(b(c)\\101\\\r\nd)"), Ok(Object::string_literal("a(b(c)Ad")));
        assert_eq!(read(b"<4 1 4>"), Ok(Object::String(b"A@".to_vec(), StringFormat::Hexadecimal)));
        assert_eq!(read(b"[true null%x\n false]").unwrap().as_array().unwrap().len(), 3);
    }

    #[test]
    fn objects_as_badly_written() {
        assert_eq!(read(b"--7"), Ok(Object::Integer(-7)));
        assert_eq!(read(b"12-34"), Ok(Object::Integer(12)));
        assert_eq!(read(b"99999999999999999999"), Ok(Object::Integer(i64::MAX)));
        assert_eq!(read(b"[1 2 endobj").unwrap().as_array().unwrap().len(), 2);
        assert_eq!(read(b"<< /A 1 endobj").unwrap().as_dict().unwrap().len(), 1);
        assert_eq!(read(b"<< /A >>").unwrap().as_dict().unwrap().len(), 1);
        assert_eq!(read(b"]"), Err(Fault::Damaged));
        assert_eq!(read(b""), Err(Fault::Damaged));
    }

    #[test]
    fn depth_at_the_limit_and_one_past_it() {
        let nested = |depth: usize| [b"[".repeat(depth), b"]".repeat(depth)].concat();
        let deepest = Limits::default().max_depth + 1;
        assert!(read(&nested(deepest)).is_ok());
        assert_eq!(read(&nested(deepest + 1)), Err(Fault::Depth));
    }

    #[test]
    fn objects_at_the_limit_and_one_past_it() {
        let limits = Limits { max_objects: 4, ..Limits::default() };
        let read = |text: &[u8]| Parser::new(text, 0, &Budget::new(&limits, text.len())).object(0);
        assert!(read(b"[1 2 3]").is_ok());
        assert_eq!(read(b"[1 2 3 4]"), Err(Fault::Objects));
    }
}
