//! Bytes into text: the encodings in which schools save lists.
//!
//! Knows byte order marks, what UTF-16 looks like without one, and that what is no UTF-8 is Windows-1252 here.
//! Knows nothing of what the text says.

use std::borrow::Cow;

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

use crate::error::{Code, Error, Result};
use crate::limits::Limits;

/// The text, with `\n` at the ends of lines.
pub(super) fn decode(bytes: &[u8], limits: &Limits) -> Result<String> {
    if bytes.is_empty() {
        return Err(Error::new(Code::EmptyFile, "the roster has no bytes"));
    }
    if bytes.len() as u64 > limits.max_file_bytes {
        let (found, limit) = (bytes.len(), limits.max_file_bytes);
        return Err(Error::new(
            Code::FileTooLarge,
            format!("the roster has {found} bytes; the limit is {limit}"),
        ));
    }
    let (encoding, mark) = Encoding::for_bom(bytes).unwrap_or_else(|| (without_mark(bytes), 0));
    let (text, _) = encoding.decode_without_bom_handling(bytes.get(mark..).unwrap_or_default());
    // No list of names has a zero character: this is a spreadsheet, a PDF, a picture.
    if text.contains('\0') || bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"%PDF-") {
        return Err(Error::new(Code::InvalidMimeType, "the roster is no text")
            .hint("save the list as CSV; renaming a file does not change what it is"));
    }
    Ok(if text.contains('\r') {
        text.replace("\r\n", "\n").replace('\r', "\n")
    } else {
        Cow::into_owned(text)
    })
}

/// What the bytes most likely are: text in Latin letters has a zero in every other byte of UTF-16.
fn without_mark(bytes: &[u8]) -> &'static Encoding {
    let head = bytes.get(..bytes.len().min(4096)).unwrap_or_default();
    let zeros = |from: usize| head.iter().skip(from).step_by(2).filter(|byte| **byte == 0).count();
    let (first, second, pairs) = (zeros(0), zeros(1), head.len() / 2);
    if pairs > 0 && bytes.len().is_multiple_of(2) {
        if second * 2 > pairs && first * 8 < pairs {
            return UTF_16LE;
        }
        if first * 2 > pairs && second * 8 < pairs {
            return UTF_16BE;
        }
    }
    if std::str::from_utf8(bytes).is_ok() { UTF_8 } else { WINDOWS_1252 }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "Nom;Prénom\nŒUVRÉ;Zoë\n";

    fn utf16(order: fn(u16) -> [u8; 2], mark: bool) -> Vec<u8> {
        let mark = mark.then_some(0xFEFF);
        mark.into_iter().chain(TEXT.encode_utf16()).flat_map(order).collect()
    }

    #[test]
    fn encodings_of_schools() {
        let marked = [b"\xEF\xBB\xBF", TEXT.as_bytes()].concat();
        let windows = WINDOWS_1252.encode(TEXT).0.into_owned();
        let all = [
            TEXT.as_bytes().to_vec(),
            marked,
            windows,
            utf16(u16::to_le_bytes, true),
            utf16(u16::to_be_bytes, true),
            utf16(u16::to_le_bytes, false),
            utf16(u16::to_be_bytes, false),
            TEXT.replace('\n', "\r\n").into_bytes(),
            TEXT.replace('\n', "\r").into_bytes(),
        ];
        for bytes in all {
            assert_eq!(decode(&bytes, &Limits::default()).unwrap(), TEXT);
        }
    }

    #[test]
    fn what_is_no_text() {
        let limits = Limits { max_file_bytes: 10, ..Limits::default() };
        let code = |bytes: &[u8]| decode(bytes, &limits).unwrap_err().code();
        assert_eq!(code(b""), Code::EmptyFile);
        assert_eq!(code(b"01234567890"), Code::FileTooLarge);
        assert!(decode(b"0123456789", &limits).is_ok());
        assert_eq!(code(b"PK\x03\x04ab"), Code::InvalidMimeType);
        assert_eq!(code(b"%PDF-1.4"), Code::InvalidMimeType);
        assert_eq!(code(b"\xD0\xCF\x11\xE0\0\0\0\0\0"), Code::InvalidMimeType);
    }
}
