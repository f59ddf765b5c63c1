//! A ZIP archive as scans: its images in the natural order of their names, its PDFs as they are.
//!
//! Knows nothing of folders beyond the order they give; nothing is ever written to a place that an entry
//! names. What the archive unpacks to is bounded before it is unpacked.

use std::borrow::Cow;
use std::cmp::Ordering;
use std::io::{Cursor, Read};
use std::sync::Arc;

use zip::ZipArchive;

use super::picture::Picture;
use super::{Kind, Wrapped, checked_kind, read_pictures, untouched, wrapped};
use crate::document::Bytes;
use crate::error::{Code, Error, Result};
use crate::limits::Limits;

/// Opens an archive: neighbouring images become one PDF under the archive's name, every PDF stays one.
pub(super) fn open(name: &str, data: &[u8], limits: &Limits) -> Result<Vec<Wrapped>> {
    let entries = unpack(data, limits)?;
    if entries.is_empty() {
        return Err(Error::new(Code::EmptyPdf, "the archive holds no scan")
            .hint("put PDF, JPEG, PNG or TIFF files into it"));
    }
    let mut all = Vec::new();
    let mut pictures: Vec<Picture<'_>> = Vec::new();
    let mut refused = Vec::new();
    for (entry, bytes) in &entries {
        let data = (**bytes).as_ref();
        match checked_kind(data, limits) {
            Ok(Kind::Pdf) => {
                if !pictures.is_empty() {
                    all.push(wrapped(name.to_owned(), &std::mem::take(&mut pictures)));
                }
                all.push(untouched(format!("{name}/{entry}"), bytes.clone()));
            }
            Ok(Kind::Zip) => refused.push(
                Error::new(Code::InvalidMimeType, "the archive holds another archive")
                    .hint("unpack the inner one first"),
            ),
            Ok(kind) => refused.extend(read_pictures(kind, data, limits, &mut pictures).err()),
            Err(error) => refused.push(error),
        }
    }
    if let Some(error) = Error::join(refused) {
        return Err(error);
    }
    if !pictures.is_empty() {
        all.push(wrapped(name.to_owned(), &pictures));
    }
    Ok(all)
}

/// The files of an archive, in the natural order of their names.
fn unpack(data: &[u8], limits: &Limits) -> Result<Vec<(String, Bytes)>> {
    let damaged = || Error::new(Code::CorruptedPdf, "the ZIP archive is damaged").with_detail("zip.damaged");
    let mut archive = ZipArchive::new(Cursor::new(data)).map_err(|_| damaged())?;
    if archive.len() > limits.max_pages {
        return Err(Error::new(
            Code::TooManyPages,
            format!("the archive has more than {} entries", limits.max_pages),
        ));
    }
    let mut entries: Vec<(String, Bytes)> = Vec::new();
    let mut left = limits.max_file_bytes;
    for index in 0..archive.len() {
        let entry = archive.by_index_raw(index).map_err(|_| damaged())?;
        let name = entry.name().map_or_else(|_| index.to_string(), Cow::into_owned);
        if entry.is_dir() || is_hidden(&name) {
            continue;
        }
        if entry.encrypted() {
            return Err(Error::new(Code::EncryptedPdf, "the ZIP archive needs a password")
                .hint("unpack it and give the files themselves"));
        }
        drop(entry);
        let entry = archive.by_index(index).map_err(|_| damaged())?;
        let mut bytes = Vec::new();
        // One byte more than allowed tells a bomb from a file that just fits, whatever its header says.
        entry.take(left.saturating_add(1)).read_to_end(&mut bytes).map_err(|_| damaged())?;
        left = left.checked_sub(bytes.len() as u64).ok_or_else(|| {
            Error::new(
                Code::ResourceLimit,
                format!("the archive unpacks to more than {} bytes", limits.max_file_bytes),
            )
            .with_detail("limit.decoded_bytes")
        })?;
        entries.push((name, Arc::new(bytes)));
    }
    entries.sort_by(|(a, _), (b, _)| natural(a, b));
    Ok(entries)
}

/// What macOS and other systems put beside the files that a person chose.
fn is_hidden(name: &str) -> bool {
    name.split(['/', '\\'])
        .any(|part| part.starts_with('.') || matches!(part, "__MACOSX" | "Thumbs.db" | "desktop.ini"))
}

/// Compares names as people sort them: numbers by value, folders before what they hold is compared.
fn natural(a: &str, b: &str) -> Ordering {
    let (mut a_rest, mut b_rest) = (a, b);
    while let (Some(x), Some(y)) = (a_rest.chars().next(), b_rest.chars().next()) {
        let digits = |text: &str| text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
        let (p, q) = (digits(a_rest), digits(b_rest));
        let order = if p > 0 && q > 0 {
            let (number, other) = (a_rest[..p].trim_start_matches('0'), b_rest[..q].trim_start_matches('0'));
            (a_rest, b_rest) = (&a_rest[p..], &b_rest[q..]);
            number.len().cmp(&other.len()).then_with(|| number.cmp(other))
        } else {
            (a_rest, b_rest) = (&a_rest[x.len_utf8()..], &b_rest[y.len_utf8()..]);
            let rank = |c: char| (c != '/', c.to_lowercase().next());
            rank(x).cmp(&rank(y))
        };
        if order.is_ne() {
            return order;
        }
    }
    a_rest.len().cmp(&b_rest.len()).then_with(|| a.cmp(b))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_sort_as_people_do() {
        let mut names = ["b1.png", "a/10.png", "a/9.png", "a/09b.png", "A/2.png", "a.png", "a/010.png"];
        names.sort_by(|a, b| natural(a, b));
        assert_eq!(names, ["A/2.png", "a/9.png", "a/09b.png", "a/010.png", "a/10.png", "a.png", "b1.png"]);
    }

    #[test]
    fn hidden_files_are_those_that_nobody_chose() {
        assert!(is_hidden("__MACOSX/a.jpg") && is_hidden("x/._a.jpg") && is_hidden(".DS_Store"));
        assert!(!is_hidden("x/a.jpg"));
    }
}
