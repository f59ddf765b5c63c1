//! A JPEG 2000 without what is not its picture, its coded data untouched.
//!
//! Knows the boxes of JP2 and the markers of the codestream that hold no picture. Knows no coding.

use std::borrow::Cow;

use super::header::CODESTREAM;
use crate::codec::bytes::Reader;
use crate::codec::icc;

/// SOC, COM, SOT, SOD and EOC (ISO/IEC 15444-1, table A.2).
const START: [u8; 2] = [0xFF, 0x4F];
const COMMENT: u16 = 0xFF64;
const TILE: u16 = 0xFF90;
const DATA: u16 = 0xFF93;
const END: u16 = 0xFFD9;

/// Boxes inside boxes: only the header is opened.
const MAX_DEPTH: usize = 4;

/// The file without comments, metadata boxes, words in profiles and bytes after its end; `None` when it is not
/// made of whole boxes and markers, or a tile holds a comment.
///
/// Borrowed when there is nothing to take out.
pub fn without_metadata(data: &[u8]) -> Option<Cow<'_, [u8]>> {
    let out = if data.starts_with(&CODESTREAM) { codestream(data)? } else { boxes(data, 0)? };
    Some(if out == data { Cow::Borrowed(data) } else { Cow::Owned(out) })
}

/// The boxes that say what the picture is (annex I).
fn boxes(data: &[u8], depth: usize) -> Option<Vec<u8>> {
    let (mut reader, mut out) = (Reader(data), Vec::new());
    while !reader.0.is_empty() {
        let (kind, Reader(body)) = reader.next_box()?;
        let body: Cow<'_, [u8]> = match &kind {
            b"jp2h" if depth < MAX_DEPTH => boxes(body, depth + 1)?.into(),
            b"jp2c" => codestream(body)?.into(),
            // Method 2: an ICC profile follows three bytes (I.5.3.3).
            b"colr" if body.first() == Some(&2) => {
                let (head, profile) = body.split_at_checked(3)?;
                [head, &icc::without_words(profile)].concat().into()
            }
            b"jP  " | b"ftyp" | b"ihdr" | b"bpcc" | b"colr" | b"pclr" | b"cmap" | b"cdef" => body.into(),
            _ => continue,
        };
        out.extend(u32::try_from(body.len().checked_add(8)?).ok()?.to_be_bytes());
        out.extend(kind);
        out.extend(&*body);
    }
    Some(out)
}

/// A codestream up to its end, without the comments of its main header (A.9.2).
fn codestream(data: &[u8]) -> Option<Vec<u8>> {
    let mut out = START.to_vec();
    let mut reader = Reader(data.strip_prefix(&START)?);
    loop {
        let before = reader.0;
        match reader.u16()? {
            TILE => {
                reader = Reader(before);
                break;
            }
            COMMENT => {
                let length = reader.u16()?;
                reader.skip(usize::from(length).checked_sub(2)?)?;
            }
            _ => {
                let length = reader.u16()?;
                reader.skip(usize::from(length).checked_sub(2)?)?;
                out.extend(before.get(..before.len() - reader.0.len())?);
            }
        }
    }
    loop {
        let before = reader.0;
        match reader.u16() {
            Some(TILE) => {
                let part = tile_part(before)?;
                out.extend(part);
                reader = Reader(before.get(part.len()..)?);
            }
            // Cut short: readers show it.
            Some(END) | None => break,
            Some(_) => return None,
        }
    }
    out.extend(END.to_be_bytes());
    Some(out)
}

/// The tile-part that `data` begin with (A.4.2); `None` when its header holds a comment.
fn tile_part(data: &[u8]) -> Option<&[u8]> {
    let mut reader = Reader(data);
    reader.skip(6)?;
    let length = reader.u32()? as usize;
    let end = data.strip_suffix(&END.to_be_bytes()).unwrap_or(data).len();
    let part = data.get(..if length == 0 { end } else { length })?;
    let mut reader = Reader(part);
    reader.skip(12)?;
    loop {
        match reader.u16()? {
            DATA => return Some(part),
            COMMENT => return None,
            _ => {
                let length = reader.u16()?;
                reader.skip(usize::from(length).checked_sub(2)?)?;
            }
        }
    }
}
