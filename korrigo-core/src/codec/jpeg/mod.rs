//! JPEG in the compressed domain: cut, painted and looked at without decoding what stays.
//!
//! Knows ITU-T T.81 (baseline, extended and progressive Huffman coding, 8 bits) and the JFIF and Adobe
//! segments, as far as they decide about colour. Knows nothing of PDF. Every other application segment
//! (Exif, XMP, ICC profiles, comments, thumbnails) is dropped by an edit: a PDF says its colour elsewhere.

mod header;

pub use header::{ColourModel, Header};

use crate::codec::{Edit, Edited, Grey, Scale};
use crate::error::{Code, Error, Result};
use crate::limits::Limits;

/// Cuts and paints a JPEG. What is kept and not crossed by an edge stays as it was, coefficient for
/// coefficient; `x` and `y` of the answer are multiples of the MCU.
///
/// # Errors
/// `corrupted_pdf` with a detail that begins with `jpeg.`; `resource_limit`; `zone_invalid` when
/// nothing is kept.
pub fn edit(data: &[u8], edit: &Edit<'_>, limits: &Limits) -> Result<Edited> {
    let _ = edit;
    Header::read(data, limits)?;
    Err(unsupported("not read yet"))
}

/// Decodes to grey, at full size or smaller.
///
/// # Errors
/// `corrupted_pdf` with a detail that begins with `jpeg.`; `resource_limit`.
pub fn decode_grey(data: &[u8], scale: Scale, limits: &Limits) -> Result<Grey> {
    let _ = scale;
    Header::read(data, limits)?;
    Err(unsupported("not read yet"))
}

fn damaged(detail: &'static str, message: &str) -> Error {
    Error::new(Code::CorruptedPdf, message).with_detail(detail)
}

fn unsupported(message: &str) -> Error {
    damaged("jpeg.unsupported", message)
}
