//! A TIFF file as pages: fax and JPEG data untouched, everything else stored again as Flate.
//!
//! Knows TIFF 6.0 and the fields of scanners' files: strips and tiles, all compressions that scanners
//! write, every depth that PDF has. What is sound but cannot be said in PDF is refused by name.

mod coded;
mod fields;
mod pixels;

use super::ifd::Tags;
use super::picture::{Orientation, Picture};
use crate::error::{Code, Error, Result};
use crate::limits::Limits;
use fields::{Compression, Fields};

/// Appends the pages of a TIFF file. Reduced copies of other pages and masks are left out.
///
/// # Errors
/// `corrupted_pdf` (`tiff.header`, `tiff.fields`, `tiff.truncated`, `tiff.damaged`, `….unsupported`),
/// all broken pages together; `empty_pdf` when there is no page; `too_many_pages`; `resource_limit`.
pub(super) fn read<'a>(data: &'a [u8], limits: &Limits, pictures: &mut Vec<Picture<'a>>) -> Result<()> {
    let (tags, first) = Tags::open(data).ok_or_else(|| refuse("tiff.header", "the TIFF header is wrong"))?;
    let mut refused = Vec::new();
    let mut seen = std::collections::BTreeSet::new();
    let (mut next, before, mut fetched) = (first, pictures.len(), 0u64);
    // A chain that comes back to a page has ended there: some writers leave it so.
    while next != 0 && seen.insert(next) {
        if seen.len() > limits.max_pages {
            return Err(Error::new(
                Code::TooManyPages,
                format!("the TIFF file has more than {} pages", limits.max_pages),
            ));
        }
        let number = pictures.len().saturating_add(refused.len());
        let Some(directory) = tags.directory(next) else {
            refused.push(refuse("tiff.truncated", "a page of the TIFF file is missing").on_page(number));
            break;
        };
        next = directory.next;
        // Bit 0 marks a reduced copy, bit 2 a mask (TIFF 6.0, NewSubfileType).
        if directory.number(254).unwrap_or(0) & 0b101 != 0 && seen.len() > 1 {
            continue;
        }
        let picture = Fields::read(tags, directory, limits).and_then(|fields| {
            fetched = fetched.saturating_add(fields.encoded_bytes());
            check_overlap(fetched, data.len() as u64)?;
            page(&fields, limits)
        });
        match picture {
            Ok(picture) => pictures.push(picture),
            Err(error) => refused.push(error.on_page(number)),
        }
    }
    if let Some(error) = Error::join(refused) {
        return Err(error);
    }
    if pictures.len() == before {
        return Err(Error::new(Code::EmptyPdf, "the TIFF file has no page"));
    }
    Ok(())
}

/// Sound files hold every strip once. Some writers state sizes that are too large, but a small file whose
/// pages all point to the same strips again and again is a bomb.
fn check_overlap(fetched: u64, size: u64) -> Result<()> {
    if fetched <= size.saturating_mul(16) {
        return Ok(());
    }
    Err(Error::new(Code::ResourceLimit, "the pages of the TIFF file share their pixels too often")
        .with_detail("tiff.overlap"))
}

fn page<'a>(fields: &Fields<'a>, limits: &Limits) -> Result<Picture<'a>> {
    let density = fields.directory.density();
    let orientation = Orientation::from_tag(fields.directory.number(274).unwrap_or(1));
    match fields.compression {
        Compression::Fax { .. } => Ok(Picture::of(coded::fax(fields, limits)?, density, orientation)),
        Compression::Jpeg | Compression::OldJpeg => {
            let size = (fields.layout.width(), fields.layout.height());
            match coded::jpeg(fields, limits)? {
                Some(layers) => Ok(Picture { size, density, orientation, layers }),
                None => Ok(Picture::of(coded::jpeg_samples(fields, limits)?, density, orientation)),
            }
        }
        _ => Ok(Picture::of(pixels::image(fields, limits)?, density, orientation)),
    }
}

fn refuse(detail: &'static str, message: &str) -> Error {
    Error::new(Code::CorruptedPdf, message).with_detail(detail)
}
