//! Operations as bytes: canonical and as short as can be without touching a number's spelling.
//!
//! Knows how tokens are told apart. One operation a line; a space only where two tokens would run into
//! each other.

use super::inline::InlineImage;
use super::lexer::{Number, Operand, is_regular};
use super::operator::Operator;

/// Writes operations.
#[derive(Debug, Default)]
pub(super) struct Writer {
    bytes: Vec<u8>,
}

impl Writer {
    pub(super) fn len(&self) -> usize {
        self.bytes.len()
    }

    /// Forgets everything written after the first `length` bytes.
    pub(super) fn truncate(&mut self, length: usize) {
        self.bytes.truncate(length);
    }

    pub(super) fn into_bytes(self) -> Vec<u8> {
        self.bytes
    }

    pub(super) fn operator(&mut self, operator: Operator) {
        self.separate();
        self.bytes.extend_from_slice(operator.bytes());
        self.bytes.push(b'\n');
    }

    /// An operation whose operands are all numbers.
    pub(super) fn numbers(&mut self, numbers: &[Number<'_>], operator: Operator) {
        for number in numbers {
            self.number(number);
        }
        self.operator(operator);
    }

    /// An operation that names a resource.
    pub(super) fn named(&mut self, name: &[u8], operator: Operator) {
        self.name(name);
        self.operator(operator);
    }

    pub(super) fn number(&mut self, number: &Number<'_>) {
        if number.literal.is_empty() {
            self.value(number.value);
        } else {
            self.separate();
            self.bytes.extend_from_slice(number.literal);
        }
    }

    /// A number, to eight decimals, without an exponent.
    pub(super) fn value(&mut self, value: f64) {
        self.separate();
        let text = format!("{:.8}", if value.is_finite() { value } else { 0.0 });
        let text = text.trim_end_matches('0').trim_end_matches('.');
        let text = if text == "-0" || text.is_empty() { "0" } else { text };
        self.bytes.extend_from_slice(text.as_bytes());
    }

    pub(super) fn name(&mut self, name: &[u8]) {
        self.bytes.push(b'/');
        for &byte in name {
            if is_regular(byte) && byte != b'#' && (0x21..=0x7E).contains(&byte) {
                self.bytes.push(byte);
            } else {
                self.bytes.push(b'#');
                self.bytes.extend(hex(byte));
            }
        }
        if name.is_empty() {
            // A lone slash would swallow the next token.
            self.bytes.push(b' ');
        }
    }

    pub(super) fn string(&mut self, string: &[u8]) {
        self.bytes.push(b'(');
        for &byte in string {
            match byte {
                b'(' | b')' | b'\\' => self.bytes.extend([b'\\', byte]),
                b'\r' => self.bytes.extend(b"\\r"),
                _ => self.bytes.push(byte),
            }
        }
        self.bytes.push(b')');
    }

    pub(super) fn operand(&mut self, operand: &Operand<'_>) {
        match operand {
            Operand::Number(number) => self.number(number),
            Operand::Name(name) => self.name(name),
            Operand::String(string) => self.string(string),
            Operand::Array(items) => {
                self.bytes.push(b'[');
                for item in items {
                    self.operand(item);
                }
                self.bytes.push(b']');
            }
            Operand::Dictionary(entries) => {
                self.bytes.extend(b"<<");
                for (key, value) in entries {
                    self.name(key);
                    self.operand(value);
                }
                self.bytes.extend(b">>");
            }
            Operand::Boolean(value) => self.word(if *value { b"true" } else { b"false" }),
            Operand::Null => self.word(b"null"),
        }
    }

    /// Opens or closes the array of a `TJ`.
    pub(super) fn bracket(&mut self, bracket: u8) {
        self.bytes.push(bracket);
    }

    /// An inline image with the keys that mean something, its data as they are.
    pub(super) fn image(&mut self, image: &InlineImage<'_>) {
        self.bytes.extend(b"BI");
        for (key, value) in &image.entries {
            self.name(key);
            self.operand(value);
        }
        self.separate();
        self.bytes.extend(b"ID ");
        self.bytes.extend_from_slice(image.data);
        self.bytes.extend(b"\nEI\n");
    }

    fn word(&mut self, word: &[u8]) {
        self.separate();
        self.bytes.extend_from_slice(word);
    }

    /// A space, when the token before would run into a regular character.
    fn separate(&mut self) {
        if self.bytes.last().is_some_and(|byte| is_regular(*byte)) {
            self.bytes.push(b' ');
        }
    }
}

const fn hex(byte: u8) -> [u8; 2] {
    const DIGITS: &[u8; 16] = b"0123456789ABCDEF";
    [DIGITS[(byte >> 4) as usize], DIGITS[(byte & 15) as usize]]
}
