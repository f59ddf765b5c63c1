//! Scans that are no PDF yet: JPEG, PNG, TIFF and ZIP archives of them, put into PDF without loss.
//!
//! Knows file formats by their content, never by their name, and how each one's pixels, density, turn
//! and transparency are said in PDF. Compressed data stay as they are wherever PDF has the same codec;
//! everything else is stored as Flate, every sample kept. Knows no exams. The same file gives the same
//! bytes.

mod archive;
mod ifd;
mod jpeg;
mod picture;
mod png;
mod tiff;
mod writer;

use std::sync::Arc;

use super::Bytes;
use crate::error::{Code, Error, Result};
use crate::limits::Limits;
use picture::Picture;

/// A file as it was given.
#[derive(Clone)]
pub struct Named<'a> {
    /// What the user calls it; for people only, and for the order inside an archive.
    pub name: &'a str,
    /// Its bytes.
    pub bytes: Bytes,
}

/// A PDF: the one that was given, or the one that an image became.
#[derive(Clone)]
pub struct Wrapped {
    /// The name of the file; inside an archive, the archive's name, or `archive/entry` for a PDF.
    pub name: String,
    /// The PDF. The very bytes that were given, where they were a PDF.
    pub pdf: Bytes,
    /// What a person should know about the pages.
    pub notes: Vec<Note>,
}

impl std::fmt::Debug for Named<'_> {
    // Names of files and what they hold are personal data: they never reach a log.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Named({} bytes)", (*self.bytes).as_ref().len())
    }
}

impl std::fmt::Debug for Wrapped {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Wrapped({} bytes, {:?})", (*self.pdf).as_ref().len(), self.notes)
    }
}

/// What a person should know about a page that was made from an image.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Note {
    /// The file does not say how large the page was, or says something absurd: 300 dpi was taken.
    DensityAssumed {
        /// The page of the PDF, from 0.
        page: usize,
    },
}

/// What a file is, by its first bytes.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Kind {
    Pdf,
    Jpeg,
    Png,
    Tiff,
    Zip,
}

impl Kind {
    fn of(data: &[u8]) -> Option<Self> {
        match data {
            [0xFF, 0xD8, 0xFF, ..] => Some(Self::Jpeg),
            [0x89, b'P', b'N', b'G', b'\r', b'\n', 0x1A, b'\n', ..] => Some(Self::Png),
            [b'I', b'I', 42 | 43, 0, ..] | [b'M', b'M', 0, 42 | 43, ..] => Some(Self::Tiff),
            [b'P', b'K', 3, 4, ..] | [b'P', b'K', 5, 6, ..] => Some(Self::Zip),
            // PDF's header may stand anywhere in the first 1024 bytes (ISO 32000-2, annex I).
            _ => data.windows(5).take(1024).any(|bytes| bytes == b"%PDF-").then_some(Self::Pdf),
        }
    }
}

/// Turns every input into PDF, in the order of the inputs: a PDF stays as it is, an image (all pages of
/// a TIFF) becomes one PDF, and so do neighbouring images in a ZIP, in the natural order of their names.
///
/// ```
/// use std::sync::Arc;
/// use korrigo_core::{Limits, document::wrap};
///
/// let pdf = wrap::Named { name: "scan.pdf", bytes: Arc::new(b"%PDF-1.7\n...".to_vec()) };
/// assert_eq!(wrap::to_pdf(&[pdf], &Limits::default())?.len(), 1);
/// let text = wrap::Named { name: "scan.jpg", bytes: Arc::new(b"not a picture".to_vec()) };
/// let refused = wrap::to_pdf(&[text], &Limits::default()).unwrap_err();
/// assert_eq!(refused.code().as_str(), "invalid_mime_type");
/// # Ok::<(), korrigo_core::Error>(())
/// ```
///
/// # Errors
/// Those of all inputs together: `empty_file`, `file_too_large`, `invalid_mime_type`; `corrupted_pdf`
/// for a damaged image (details `jpeg.…`, `png.…`, `tiff.…`) or archive (`zip.damaged`), naming the
/// page; details ending in `.unsupported` for what is sound and not read here; `encrypted_pdf` for an
/// archive with a password; `empty_pdf` for one without a scan; `too_many_pages` and `resource_limit`.
pub fn to_pdf(inputs: &[Named<'_>], limits: &Limits) -> Result<Vec<Wrapped>> {
    let (done, refused): (Vec<_>, Vec<_>) =
        inputs.iter().map(|input| one(input, limits)).partition(Result::is_ok);
    match Error::join(refused.into_iter().filter_map(Result::err)) {
        Some(error) => Err(error),
        None => Ok(done.into_iter().flatten().flatten().collect()),
    }
}

fn one(input: &Named<'_>, limits: &Limits) -> Result<Vec<Wrapped>> {
    let data = (*input.bytes).as_ref();
    match checked_kind(data, limits)? {
        Kind::Pdf => Ok(vec![untouched(input.name.to_owned(), input.bytes.clone())]),
        Kind::Zip => archive::open(input.name, data, limits),
        kind => {
            let mut pictures = Vec::new();
            read_pictures(kind, data, limits, &mut pictures)?;
            Ok(vec![wrapped(input.name.to_owned(), &pictures)])
        }
    }
}

fn untouched(name: String, pdf: Bytes) -> Wrapped {
    Wrapped { name, pdf, notes: Vec::new() }
}

fn wrapped(name: String, pictures: &[Picture<'_>]) -> Wrapped {
    let (pdf, notes) = writer::write(pictures);
    Wrapped { name, pdf: Arc::new(pdf), notes }
}

fn checked_kind(data: &[u8], limits: &Limits) -> Result<Kind> {
    if data.is_empty() {
        return Err(Error::new(Code::EmptyFile, "the file has no bytes").hint("scan it again"));
    }
    if data.len() as u64 > limits.max_file_bytes {
        return Err(Error::new(
            Code::FileTooLarge,
            format!("a file of {} bytes is over the limit of {}", data.len(), limits.max_file_bytes),
        ));
    }
    Kind::of(data).ok_or_else(|| {
        Error::new(Code::InvalidMimeType, "the content is neither PDF, JPEG, PNG, TIFF nor ZIP")
            .hint("export the scan as PDF")
    })
}

/// Appends the pages of an image file; errors name the page as it is counted in `pictures`.
fn read_pictures<'a>(
    kind: Kind,
    data: &'a [u8],
    limits: &Limits,
    pictures: &mut Vec<Picture<'a>>,
) -> Result<()> {
    let page = pictures.len();
    match kind {
        Kind::Jpeg => pictures.push(jpeg::read(data, limits).map_err(|error| error.on_page(page))?),
        Kind::Png => pictures.push(png::read(data, limits).map_err(|error| error.on_page(page))?),
        Kind::Tiff => tiff::read(data, limits, pictures)?,
        Kind::Pdf | Kind::Zip => {
            return Err(Error::new(Code::InvalidMimeType, "an image was expected"));
        }
    }
    if pictures.len() > limits.max_pages {
        return Err(Error::new(
            Code::TooManyPages,
            format!("the scan has more than {} pages", limits.max_pages),
        ));
    }
    Ok(())
}
