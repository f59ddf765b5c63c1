//! Content streams as a sequence of operations (ISO 32000-2, 7.2 and 7.8.2).
//!
//! Knows tokens: numbers keep their spelling, names and strings are unescaped. Knows nothing of what an
//! operator does. Garbage is skipped as readers skip it; nothing panics, every token costs one step of
//! work, and arrays and dictionaries nest as deep as the limits allow.

use std::borrow::Cow;

use super::inline::{self, InlineImage};
use super::operator::Operator;
use crate::error::Result;
use crate::limits::{Limits, Meter};

/// More operands than any operator takes: what stands before them is garbage.
const MAX_OPERANDS: usize = 256;

/// A number, and how it was written.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Number<'c> {
    /// The spelling; empty when it is not a plain decimal that every reader reads alike.
    pub(super) literal: &'c [u8],
    /// The value, always finite.
    pub(super) value: f64,
}

impl PartialEq for Number<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.value == other.value
    }
}

impl From<f64> for Number<'_> {
    fn from(value: f64) -> Self {
        Self { literal: b"", value: if value.is_finite() { value } else { 0.0 } }
    }
}

/// An operand.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Operand<'c> {
    Number(Number<'c>),
    Name(Cow<'c, [u8]>),
    String(Cow<'c, [u8]>),
    Array(Vec<Operand<'c>>),
    Dictionary(Vec<(Cow<'c, [u8]>, Operand<'c>)>),
    Boolean(bool),
    Null,
}

impl Operand<'_> {
    pub(super) fn as_number(&self) -> Option<f64> {
        if let Self::Number(number) = self { Some(number.value) } else { None }
    }

    pub(super) fn as_name(&self) -> Option<&[u8]> {
        if let Self::Name(name) = self { Some(name) } else { None }
    }
}

/// What stands behind its operands.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Operation<'c> {
    Operator(Operator),
    /// `BI`, its dictionary, `ID`, its data, `EI`: all in one.
    Image(InlineImage<'c>),
    /// Letters that are no operator.
    Unknown,
}

/// Reads operations from a content stream.
pub(super) struct Lexer<'c> {
    pub(super) data: &'c [u8],
    pub(super) position: usize,
    pub(super) meter: &'c Meter,
    limits: &'c Limits,
}

enum Token<'c> {
    Operand(Operand<'c>),
    Keyword(&'c [u8]),
    ArrayEnd,
    DictionaryEnd,
    Garbage,
}

impl<'c> Lexer<'c> {
    pub(super) fn new(data: &'c [u8], limits: &'c Limits, meter: &'c Meter) -> Self {
        Self { data, position: 0, meter, limits }
    }

    /// The next operation, its operands in `operands`; `None` at the end. Operands without an operator
    /// at the end are dropped.
    pub(super) fn next(&mut self, operands: &mut Vec<Operand<'c>>) -> Result<Option<Operation<'c>>> {
        operands.clear();
        while let Some(token) = self.token(0)? {
            match token {
                Token::Operand(operand) => {
                    if operands.len() >= MAX_OPERANDS {
                        operands.clear();
                    }
                    operands.push(operand);
                }
                Token::Keyword(b"BI") => {
                    operands.clear();
                    return Ok(Some(Operation::Image(inline::read(self)?)));
                }
                Token::Keyword(word) => {
                    return Ok(Some(
                        Operator::from_bytes(word).map_or(Operation::Unknown, Operation::Operator),
                    ));
                }
                Token::ArrayEnd | Token::DictionaryEnd | Token::Garbage => {}
            }
        }
        Ok(None)
    }

    /// The next operand, if an operand comes next; a keyword is left standing.
    pub(super) fn operand(&mut self) -> Result<Option<Operand<'c>>> {
        let before = self.position;
        if let Some(Token::Operand(operand)) = self.token(0)? {
            return Ok(Some(operand));
        }
        self.position = before;
        Ok(None)
    }

    /// The next keyword, if a keyword comes next.
    pub(super) fn keyword(&mut self) -> Result<Option<&'c [u8]>> {
        let before = self.position;
        if let Some(Token::Keyword(word)) = self.token(0)? {
            return Ok(Some(word));
        }
        self.position = before;
        Ok(None)
    }

    /// Skips one token of whatever kind; false at the end.
    pub(super) fn skip(&mut self) -> Result<bool> {
        Ok(self.token(0)?.is_some())
    }

    fn token(&mut self, depth: usize) -> Result<Option<Token<'c>>> {
        self.skip_white();
        let Some(&first) = self.data.get(self.position) else { return Ok(None) };
        self.meter.work(1)?;
        Ok(Some(match first {
            b'0'..=b'9' | b'+' | b'-' | b'.' => Token::Operand(Operand::Number(self.number())),
            b'/' => Token::Operand(Operand::Name(self.name())),
            b'(' => Token::Operand(Operand::String(self.string())),
            b'<' if self.data.get(self.position.saturating_add(1)) == Some(&b'<') => {
                self.advance(2);
                Token::Operand(self.dictionary(depth)?)
            }
            b'<' => Token::Operand(Operand::String(Cow::Owned(self.hexadecimal()))),
            b'[' => {
                self.advance(1);
                Token::Operand(self.array(depth)?)
            }
            b']' => {
                self.advance(1);
                Token::ArrayEnd
            }
            b'>' if self.data.get(self.position.saturating_add(1)) == Some(&b'>') => {
                self.advance(2);
                Token::DictionaryEnd
            }
            b'>' | b')' | b'{' | b'}' => {
                self.advance(1);
                Token::Garbage
            }
            _ => self.word(),
        }))
    }

    fn word(&mut self) -> Token<'c> {
        match self.take_while(is_regular) {
            b"true" => Token::Operand(Operand::Boolean(true)),
            b"false" => Token::Operand(Operand::Boolean(false)),
            b"null" => Token::Operand(Operand::Null),
            word => Token::Keyword(word),
        }
    }

    fn array(&mut self, depth: usize) -> Result<Operand<'c>> {
        self.limits.check_depth(depth)?;
        let mut items = Vec::new();
        while let Some(token) = self.token(depth.saturating_add(1))? {
            match token {
                Token::Operand(operand) => items.push(operand),
                Token::ArrayEnd => break,
                Token::Keyword(_) | Token::DictionaryEnd | Token::Garbage => {}
            }
        }
        Ok(Operand::Array(items))
    }

    fn dictionary(&mut self, depth: usize) -> Result<Operand<'c>> {
        self.limits.check_depth(depth)?;
        let mut entries = Vec::new();
        let mut key: Option<Cow<'c, [u8]>> = None;
        while let Some(token) = self.token(depth.saturating_add(1))? {
            match (token, key.take()) {
                (Token::Operand(value), Some(name)) => entries.push((name, value)),
                (Token::Operand(Operand::Name(name)), None) => key = Some(name),
                (Token::DictionaryEnd, _) => break,
                (_, before) => key = before,
            }
        }
        Ok(Operand::Dictionary(entries))
    }

    /// A number: digits, signs and dots as far as they go. What no two readers read alike (two dots,
    /// a sign in the middle) has the value of its first sound part, and loses its spelling.
    fn number(&mut self) -> Number<'c> {
        let literal = self.take_while(|byte| matches!(byte, b'0'..=b'9' | b'+' | b'-' | b'.'));
        let signs = literal.iter().take_while(|byte| matches!(byte, b'+' | b'-')).count();
        let negative = literal.first() == Some(&b'-');
        let digits = literal.get(signs..).unwrap_or_default();
        let mut value = 0.0_f64;
        let mut scale: Option<f64> = None;
        let mut sound = signs <= 1 && literal.len() <= 32 && digits.iter().any(u8::is_ascii_digit);
        for &byte in digits {
            match (byte, &mut scale) {
                (b'0'..=b'9', None) => value = value * 10.0 + f64::from(byte - b'0'),
                (b'0'..=b'9', Some(scale)) => {
                    value += *scale * f64::from(byte - b'0');
                    *scale /= 10.0;
                }
                (b'.', scale @ None) => *scale = Some(0.1),
                _ => {
                    sound = false;
                    break;
                }
            }
        }
        if sound && (scale.is_some() || literal.len() > 15) {
            // Correctly rounded, unlike the sum above.
            value = std::str::from_utf8(digits).ok().and_then(|text| text.parse().ok()).unwrap_or(value);
        }
        let value = if value.is_finite() { value } else { f64::from(f32::MAX) };
        Number { literal: if sound { literal } else { b"" }, value: if negative { -value } else { value } }
    }

    fn name(&mut self) -> Cow<'c, [u8]> {
        self.advance(1);
        let raw = self.take_while(is_regular);
        if !raw.contains(&b'#') {
            return Cow::Borrowed(raw);
        }
        let mut name = Vec::with_capacity(raw.len());
        let mut rest = raw;
        while let Some((&byte, tail)) = rest.split_first() {
            rest = tail;
            if byte == b'#'
                && let [high, low, after @ ..] = tail
                && let (Some(high), Some(low)) = (hex_digit(*high), hex_digit(*low))
            {
                name.push(high << 4 | low);
                rest = after;
            } else {
                name.push(byte);
            }
        }
        Cow::Owned(name)
    }

    /// A literal string (7.3.4.2).
    fn string(&mut self) -> Cow<'c, [u8]> {
        self.advance(1);
        let body = self.data.get(self.position..).unwrap_or_default();
        let mut depth = 0_usize;
        let mut plain = true;
        let mut skip = false;
        let mut end = body.len();
        for (index, byte) in body.iter().enumerate() {
            match byte {
                _ if skip => skip = false,
                b'\\' => (skip, plain) = (true, false),
                b'\r' => plain = false,
                b'(' => depth = depth.saturating_add(1),
                b')' if depth == 0 => {
                    end = index;
                    break;
                }
                b')' => depth = depth.saturating_sub(1),
                _ => {}
            }
        }
        let raw = body.get(..end).unwrap_or_default();
        self.advance(end.saturating_add(1));
        if plain { Cow::Borrowed(raw) } else { Cow::Owned(unescape(raw)) }
    }

    fn hexadecimal(&mut self) -> Vec<u8> {
        self.advance(1);
        let raw = self.take_while(|byte| byte != b'>');
        self.advance(1);
        let mut digits = raw.iter().filter_map(|byte| hex_digit(*byte));
        let mut bytes = Vec::with_capacity(raw.len() / 2);
        while let Some(high) = digits.next() {
            bytes.push(high << 4 | digits.next().unwrap_or(0));
        }
        bytes
    }

    pub(super) fn skip_white(&mut self) {
        loop {
            self.take_while(is_white);
            if self.data.get(self.position) != Some(&b'%') {
                return;
            }
            self.take_while(|byte| byte != b'\n' && byte != b'\r');
        }
    }

    pub(super) fn advance(&mut self, bytes: usize) {
        self.position = self.position.saturating_add(bytes).min(self.data.len());
    }

    fn take_while(&mut self, accept: impl Fn(u8) -> bool) -> &'c [u8] {
        let rest = self.data.get(self.position..).unwrap_or_default();
        let end = rest.iter().position(|byte| !accept(*byte)).unwrap_or(rest.len());
        self.advance(end);
        rest.get(..end).unwrap_or_default()
    }
}

pub(super) const fn is_white(byte: u8) -> bool {
    matches!(byte, 0 | b'\t' | b'\n' | 0x0C | b'\r' | b' ')
}

pub(super) const fn is_regular(byte: u8) -> bool {
    !is_white(byte) && !matches!(byte, b'(' | b')' | b'<' | b'>' | b'[' | b']' | b'{' | b'}' | b'/' | b'%')
}

pub(super) const fn hex_digit(byte: u8) -> Option<u8> {
    match byte {
        b'0'..=b'9' => Some(byte - b'0'),
        b'a'..=b'f' => Some(byte - b'a' + 10),
        b'A'..=b'F' => Some(byte - b'A' + 10),
        _ => None,
    }
}

fn unescape(raw: &[u8]) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(raw.len());
    let mut rest = raw;
    while let Some((&byte, tail)) = rest.split_first() {
        rest = tail;
        match byte {
            b'\r' => {
                bytes.push(b'\n');
                rest = rest.strip_prefix(b"\n").unwrap_or(rest);
            }
            b'\\' => rest = escape(tail, &mut bytes),
            _ => bytes.push(byte),
        }
    }
    bytes
}

/// Undoes one escape, the backslash read; gives what follows it.
fn escape<'c>(tail: &'c [u8], bytes: &mut Vec<u8>) -> &'c [u8] {
    let Some((&byte, rest)) = tail.split_first() else { return tail };
    match byte {
        b'n' => bytes.push(b'\n'),
        b'r' => bytes.push(b'\r'),
        b't' => bytes.push(b'\t'),
        b'b' => bytes.push(8),
        b'f' => bytes.push(12),
        b'\r' => return rest.strip_prefix(b"\n").unwrap_or(rest),
        b'\n' => {}
        b'0'..=b'7' => {
            let digits = tail.iter().take(3).take_while(|byte| matches!(byte, b'0'..=b'7')).count();
            let (octal, rest) = tail.split_at_checked(digits).unwrap_or((tail, b""));
            let value = octal.iter().fold(0_u16, |value, digit| value << 3 | u16::from(digit - b'0'));
            // High-order overflow is ignored (7.3.4.2, table 3).
            bytes.push((value & 0xFF) as u8);
            return rest;
        }
        other => bytes.push(other),
    }
    rest
}
