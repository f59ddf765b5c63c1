//! What images carry beside their pixels.
//!
//! Knows the marker segments of JPEG (T.81), the boxes of JPEG 2000 (T.800), the segments of JBIG2 (T.88)
//! and the tags of ICC profiles. Looks at no pixel.

use hayro_syntax::Filter;

use super::finding::FindingKind;
use super::texts;

/// One thing beside the pixels.
pub(super) struct Beside {
    /// What it is, for people.
    pub(super) what: &'static str,
    /// Whether it is a finding alone, and which.
    pub(super) kind: Option<FindingKind>,
    /// The texts in it.
    pub(super) texts: Vec<String>,
}

/// Everything beside the pixels of an encoded image.
pub(super) fn beside(filter: Filter, data: &[u8]) -> Vec<Beside> {
    let mut all = Vec::new();
    match filter {
        Filter::DctDecode => jpeg(data, &mut all),
        Filter::JpxDecode => jpx(data, &mut all),
        Filter::Jbig2Decode => jbig2(data, &mut all),
        _ => {}
    }
    all
}

fn metadata(what: &'static str, texts: Vec<String>) -> Beside {
    Beside { what, kind: Some(FindingKind::ImageMetadata), texts }
}

fn read_u16(data: &[u8], at: usize) -> Option<usize> {
    let pair = data.get(at..)?.first_chunk()?;
    Some(usize::from(u16::from_be_bytes(*pair)))
}

fn read_u32(data: &[u8], at: usize) -> Option<usize> {
    let four = data.get(at..)?.first_chunk()?;
    usize::try_from(u32::from_be_bytes(*four)).ok()
}

fn jpeg(data: &[u8], all: &mut Vec<Beside>) {
    let mut at = 2_usize;
    while let Some(skip) = data.get(at..).and_then(|rest| memchr::memchr(0xFF, rest)) {
        at = at.saturating_add(skip);
        let Some(&marker) = data.get(at.saturating_add(1)) else { break };
        match marker {
            0xFF => at = at.saturating_add(1),
            // Stuffed zeros, restarts and other markers without a length.
            0x00 | 0x01 | 0xD0..=0xD8 => at = at.saturating_add(2),
            0xD9 => {
                let after = data.get(at.saturating_add(2)..).unwrap_or_default();
                if after.iter().any(|byte| !matches!(byte, 0 | b'\n' | b'\r' | 0xFF)) {
                    all.push(metadata("bytes after the picture", vec![texts::runs(after)]));
                }
                break;
            }
            _ => {
                let Some(length) = read_u16(data, at.saturating_add(2)) else { break };
                let body = at.saturating_add(4)..at.saturating_add(2).saturating_add(length);
                let body = data.get(body).unwrap_or_default();
                all.extend(segment(marker, body));
                at = at.saturating_add(2).saturating_add(length.max(2));
            }
        }
    }
}

/// One marker segment; `None` when it serves the pixels.
fn segment(marker: u8, body: &[u8]) -> Option<Beside> {
    match marker {
        0xE0 if body.starts_with(b"JFIF\0") => {
            let small = body.get(12..14).is_some_and(|size| size.iter().all(|side| *side > 0));
            small.then(|| Beside {
                what: "JFIF thumbnail",
                kind: Some(FindingKind::Thumbnail),
                texts: Vec::new(),
            })
        }
        0xE0 if body.starts_with(b"JFXX\0") => {
            Some(Beside { what: "JFXX thumbnail", kind: Some(FindingKind::Thumbnail), texts: Vec::new() })
        }
        0xE1 if body.starts_with(b"http://ns.adobe.com/") => {
            Some(metadata("XMP in the image", vec![texts::of_xml(&String::from_utf8_lossy(body))]))
        }
        0xE1 => Some(metadata("Exif", vec![texts::runs(body)])),
        0xE2 if body.starts_with(b"ICC_PROFILE\0") => {
            let texts = icc(body.get(14..).unwrap_or_default());
            Some(Beside { what: "colour profile", kind: None, texts })
        }
        0xEE if body.starts_with(b"Adobe") => None,
        0xE0..=0xEF => Some(metadata("application segment", vec![texts::runs(body)])),
        0xFE if body.iter().any(|byte| *byte > b' ') => {
            Some(metadata("comment", texts::of_string(body).into_iter().map(Into::into).collect()))
        }
        _ => None,
    }
}

fn jpx(data: &[u8], all: &mut Vec<Beside>) {
    if data.starts_with(b"\xff\x4f") {
        return codestream(data, all);
    }
    let mut at = 0_usize;
    while let (Some(length), Some(kind)) =
        (read_u32(data, at), data.get(at.saturating_add(4)..at.saturating_add(8)))
    {
        let head = if length == 1 { 16 } else { 8 };
        let end = match length {
            0 => data.len(),
            1 => read_u32(data, at.saturating_add(12)).map_or(data.len(), |low| at.saturating_add(low)),
            length => at.saturating_add(length),
        };
        let body = data.get(at.saturating_add(head)..end.min(data.len())).unwrap_or_default();
        match kind {
            b"xml " => all.push(metadata("XML box", vec![texts::of_xml(&String::from_utf8_lossy(body))])),
            b"uuid" | b"uinf" | b"asoc" | b"lbl " | b"jp2i" => {
                let readable = [texts::runs(body), texts::of_xml(&String::from_utf8_lossy(body))];
                all.push(metadata("metadata box", readable.into()));
            }
            b"jp2c" => codestream(body, all),
            b"jp2h" => {
                if let Some(profile) = memchr::memmem::find(body, b"acsp").and_then(|at| at.checked_sub(36)) {
                    let texts = icc(body.get(profile..).unwrap_or_default());
                    all.push(Beside { what: "colour profile", kind: None, texts });
                }
            }
            _ => {}
        }
        if end <= at {
            break;
        }
        at = end;
    }
}

/// The main header of a codestream: its comments.
fn codestream(data: &[u8], all: &mut Vec<Beside>) {
    let mut at = 2_usize;
    while let (Some(marker), Some(length)) = (read_u16(data, at), read_u16(data, at.saturating_add(2))) {
        if marker == 0xFF90 || marker < 0xFF00 {
            break;
        }
        if marker == 0xFF64 {
            let end = at.saturating_add(2).saturating_add(length);
            let body = data.get(at.saturating_add(6)..end).unwrap_or_default();
            let texts: Vec<String> = texts::of_string(body).into_iter().map(Into::into).collect();
            // An encoder's own name says nothing of anybody.
            let own = texts.iter().any(|text| {
                ["OpenJPEG", "Kakadu", "Kdu", "JasPer", "Adobe", "LEAD", "Grok"]
                    .iter()
                    .any(|name| text.contains(name))
            });
            let kind = (!own).then_some(FindingKind::ImageMetadata);
            all.push(Beside { what: "comment", kind, texts });
        }
        at = at.saturating_add(2).saturating_add(length.max(2));
    }
}

fn jbig2(data: &[u8], all: &mut Vec<Beside>) {
    const EXTENSION: u8 = 62;
    let mut at = 0_usize;
    while let Some((kind, body)) = jbig2_segment(data, at) {
        if kind == EXTENSION {
            let body = data.get(body.clone()).and_then(|body| body.get(4..)).unwrap_or_default();
            all.push(metadata("comment", texts::of_string(body).into_iter().map(Into::into).collect()));
        }
        at = body.end;
    }
}

/// The kind and the data of the segment at a place (T.88, 7.2).
fn jbig2_segment(data: &[u8], at: usize) -> Option<(u8, std::ops::Range<usize>)> {
    let number = read_u32(data, at)?;
    let flags = *data.get(at.checked_add(4)?)?;
    let count = *data.get(at.checked_add(5)?)? >> 5;
    let (count, mut next) = if count == 7 {
        let count = read_u32(data, at.checked_add(5)?)? & 0x1FFF_FFFF;
        (count, at.checked_add(9)?.checked_add(count.checked_add(8)? / 8)?)
    } else {
        (usize::from(count), at.checked_add(6)?)
    };
    let width = if number <= 256 {
        1
    } else if number <= 65_536 {
        2
    } else {
        4
    };
    next = next.checked_add(count.checked_mul(width)?)?;
    next = next.checked_add(if flags & 0x40 == 0 { 1 } else { 4 })?;
    let length = read_u32(data, next)?;
    let start = next.checked_add(4)?;
    let end = start.checked_add(length)?;
    (end <= data.len()).then_some((flags & 63, start..end))
}

/// The texts of an ICC profile (ICC.1, 7.3): description, copyright, maker, model.
pub(super) fn icc(profile: &[u8]) -> Vec<String> {
    const MOST_TAGS: usize = 200;
    let count = read_u32(profile, 128).unwrap_or_default().min(MOST_TAGS);
    let mut all = Vec::new();
    for tag in 0..count {
        let at = tag.saturating_mul(12).saturating_add(132);
        let (Some(kind), Some(offset), Some(size)) = (
            profile.get(at..at.saturating_add(4)),
            read_u32(profile, at.saturating_add(4)),
            read_u32(profile, at.saturating_add(8)),
        ) else {
            break;
        };
        if !matches!(kind, b"desc" | b"cprt" | b"dmnd" | b"dmdd" | b"vued" | b"meta" | b"targ" | b"ciid") {
            continue;
        }
        let body =
            profile.get(offset..offset.saturating_add(size)).and_then(|tag| tag.get(8..)).unwrap_or_default();
        all.push(texts::runs(body));
        all.extend(
            texts::of_string(body.get(body.len() % 2..).unwrap_or_default()).into_iter().map(Into::into),
        );
    }
    all
}
