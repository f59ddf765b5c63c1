//! Bytes written as letters: ASCIIHexDecode and ASCII85Decode (ISO 32000-2, 7.4.2 and 7.4.3).
//!
//! Knows digits, groups, white space and end markers. A missing end marker is forgiven, a letter that
//! does not belong there is not: guessing would change an image silently.

use crate::error::{Code, Error, Result};

/// Decodes pairs of hexadecimal digits up to `>` or the end; a last odd digit counts as followed by 0.
///
/// ```
/// use korrigo_core::codec::ascii::decode_hex;
///
/// assert_eq!(decode_hex(b"48 65\n6C6c 7>after")?, b"Hell\x70");
/// assert_eq!(decode_hex(b"4x>").unwrap_err().detail(), Some("ascii_hex.digit"));
/// # Ok::<(), korrigo_core::Error>(())
/// ```
///
/// # Errors
/// `corrupted_pdf` (`ascii_hex.digit`) at a byte that is neither a digit nor white space.
pub fn decode_hex(data: &[u8]) -> Result<Vec<u8>> {
    let mut out = Vec::with_capacity(data.len().div_ceil(2));
    let mut high = None;
    for byte in data.iter().copied() {
        let digit = match byte {
            b'0'..=b'9' => byte - b'0',
            b'a'..=b'f' => byte - b'a' + 10,
            b'A'..=b'F' => byte - b'A' + 10,
            b'>' => break,
            _ if is_space(byte) => continue,
            _ => return Err(refuse("a byte that is no hexadecimal digit", "ascii_hex.digit")),
        };
        high = match high {
            None => Some(digit),
            Some(high) => {
                out.push(high << 4 | digit);
                None
            }
        };
    }
    out.extend(high.map(|high: u8| high << 4));
    Ok(out)
}

/// Decodes groups of five base-85 digits up to `~>` or the end. An opening `<~` is skipped.
///
/// ```
/// use korrigo_core::codec::ascii::decode_85;
///
/// assert_eq!(decode_85(b"87cUR\nD]i,\"Ebo80~>", 100)?, b"Hello World!");
/// assert_eq!(decode_85(b"z~>", 4)?, [0; 4]);
/// assert_eq!(decode_85(b"z~>", 3).unwrap_err().code().as_str(), "resource_limit");
/// # Ok::<(), korrigo_core::Error>(())
/// ```
///
/// # Errors
/// `corrupted_pdf` at a byte that is no digit (`ascii_85.digit`), or at a group that is too large, has
/// one digit only or has a `z` inside (`ascii_85.group`); `resource_limit` past `limit` bytes.
pub fn decode_85(data: &[u8], limit: u64) -> Result<Vec<u8>> {
    let data = data.trim_ascii_start();
    let data = data.strip_prefix(b"<~").unwrap_or(data);
    let mut out: Vec<u8> = Vec::with_capacity(data.len().min(limit as usize));
    let mut group = [0u8; 5];
    let mut digits = 0;
    for byte in data.iter().copied() {
        match byte {
            b'!'..=b'u' => {
                if let Some(digit) = group.get_mut(digits) {
                    *digit = byte - b'!';
                }
                digits += 1;
                if digits == 5 {
                    out.extend(value(group)?);
                    digits = 0;
                }
            }
            b'z' if digits == 0 => out.extend([0; 4]),
            b'z' => return Err(refuse("a z inside a base-85 group", "ascii_85.group")),
            b'~' => break,
            _ if is_space(byte) => {}
            _ => return Err(refuse("a byte that is no base-85 digit", "ascii_85.digit")),
        }
        if out.len() as u64 > limit {
            return Err(too_long(limit));
        }
    }
    match digits {
        0 => {}
        1 => return Err(refuse("a base-85 group of one digit", "ascii_85.group")),
        // A short group is filled with the highest digit; n digits carry n - 1 bytes.
        _ => {
            group.iter_mut().skip(digits).for_each(|digit| *digit = 84);
            out.extend(value(group)?.into_iter().take(digits - 1));
        }
    }
    if out.len() as u64 > limit { Err(too_long(limit)) } else { Ok(out) }
}

fn value(group: [u8; 5]) -> Result<[u8; 4]> {
    let value = group.iter().fold(0u64, |value, digit| value * 85 + u64::from(*digit));
    u32::try_from(value)
        .map(u32::to_be_bytes)
        .map_err(|_| refuse("a base-85 group over 4 bytes", "ascii_85.group"))
}

/// White space as ISO 32000-2, table 1 has it.
const fn is_space(byte: u8) -> bool {
    matches!(byte, 0 | b'\t' | b'\n' | 0x0C | b'\r' | b' ')
}

fn refuse(what: &str, detail: &'static str) -> Error {
    Error::new(Code::CorruptedPdf, format!("text-encoded data holds {what}")).with_detail(detail)
}

fn too_long(limit: u64) -> Error {
    Error::new(Code::ResourceLimit, format!("the data decodes to more than {limit} bytes"))
        .with_detail("limit.decoded_bytes")
}
