//! A JPEG without what is not its picture, its coded data untouched.
//!
//! Knows segments (ITU-T T.81, annex B) and which of them a decoder needs. Knows no coding: works on 12 bits
//! and arithmetic codes too.

use std::borrow::Cow;

use crate::codec::jpeg::write::segment;

/// The file without application segments (but JFIF's and Adobe's own numbers, which decide about colour),
/// comments, thumbnails and bytes after its end; `None` when it is not made of segments.
///
/// Borrowed when there is nothing to take out.
///
/// ```
/// use korrigo_core::codec::jpeg;
///
/// let mut data = Vec::new();
/// let encoder = jpeg_encoder::Encoder::new(&mut data, 90);
/// encoder.encode(&[200; 64 * 48], 64, 48, jpeg_encoder::ColorType::Luma)?;
/// data.extend(b"after the end");
/// let bare = jpeg::without_metadata(&data).unwrap();
/// assert_eq!(bare.len() + 13, data.len());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn without_metadata(data: &[u8]) -> Option<Cow<'_, [u8]>> {
    let mut rest = data.strip_prefix(&[0xFF, 0xD8])?;
    let mut out = vec![0xFF, 0xD8];
    loop {
        let (marker, after) = next_marker(rest)?;
        rest = after;
        match marker {
            0xD9 => break,
            0x01 | 0xD0..=0xD8 => continue,
            _ => {}
        }
        let (length, _) = rest.split_first_chunk::<2>()?;
        let (body, after) = rest.split_at_checked(usize::from(u16::from_be_bytes(*length)))?;
        let content = body.get(2..)?;
        rest = after;
        match marker {
            0xE0 => {
                if let Some(jfif) = content.strip_prefix(b"JFIF\0").and_then(|jfif| jfif.get(..7)) {
                    segment(&mut out, marker, &[b"JFIF\0", jfif, &[0, 0]].concat());
                }
            }
            0xEE => {
                if let Some(adobe) = content.get(..12).filter(|content| content.starts_with(b"Adobe")) {
                    segment(&mut out, marker, adobe);
                }
            }
            0xE1..=0xEF | 0xFE => {}
            _ => {
                out.extend([0xFF, marker]);
                out.extend(body);
            }
        }
        if marker == 0xDA {
            let (coded, after) = rest.split_at(coded_length(rest));
            out.extend(coded);
            rest = after;
            if rest.is_empty() {
                // Without an end marker: readers show it.
                break;
            }
        }
    }
    out.extend([0xFF, 0xD9]);
    Some(if out == data { Cow::Borrowed(data) } else { Cow::Owned(out) })
}

/// The second byte of the marker that `data` begin with, fill bytes passed over, and what follows it.
fn next_marker(data: &[u8]) -> Option<(u8, &[u8])> {
    let rest = data.strip_prefix(&[0xFF])?;
    let fill = rest.iter().take_while(|byte| **byte == 0xFF).count();
    let (marker, after) = rest.get(fill..)?.split_first()?;
    (*marker != 0).then_some((*marker, after))
}

/// How many bytes of coded data stand before the next marker that is neither a stuffed byte nor a restart.
fn coded_length(data: &[u8]) -> usize {
    let ends =
        |place: &usize| data.get(place + 1).is_some_and(|next| !matches!(next, 0x00 | 0xD0..=0xD7 | 0xFF));
    memchr::memchr_iter(0xFF, data).find(ends).unwrap_or(data.len())
}

#[cfg(test)]
mod tests {
    use super::*;
    use jpeg_encoder::{ColorType, Encoder};

    #[test]
    fn segments_that_are_no_picture_go_and_the_rest_stays() {
        let mut plain = Vec::new();
        Encoder::new(&mut plain, 80).encode(&[90; 3 * 40 * 24], 40, 24, ColorType::Rgb).unwrap();
        assert!(matches!(without_metadata(&plain), Some(Cow::Borrowed(_))));
        let mut noted = plain.get(..2).unwrap().to_vec();
        for (marker, content) in [
            (0xFE, &b"a comment"[..]),
            (0xE1, b"Exif\0\0name"),
            (0xE2, b"ICC_PROFILE\0name"),
            (0xEE, b"other"),
        ] {
            segment(&mut noted, marker, content);
        }
        noted.extend(plain.iter().skip(2));
        noted.extend(b"trailing");
        assert_eq!(without_metadata(&noted).as_deref(), Some(plain.as_slice()));
        assert_eq!(without_metadata(b"no picture"), None);
        assert_eq!(without_metadata(plain.get(..30).unwrap()), None);
    }
}
