//! JBIG2 images as PDF embeds them: read, cut, painted over and written again.
//!
//! Knows ITU-T T.88 (segments, the generic region, the arithmetic coder) and PDF's way with it (ISO
//! 32000-2, 7.4.7). Reading the codes is left to `hayro-jbig2`; every size that the segments declare is
//! checked before, and so are the sizes of symbols, unless they are Huffman-coded or refined. Symbol
//! dictionaries are not written: what is cut becomes Group 4 or one generic region, whichever is
//! smaller. Knows nothing of PDF objects.
//!
//! In JBIG2 a pixel of 1 is black; PDF's filter turns that round, so that [`Samples`] hold 0 for black,
//! as in an image of DeviceGray. Everything here takes and gives samples in PDF's sense.

mod arithmetic;
mod generic;
mod segments;
mod symbols;

use std::borrow::Cow;

use hayro_jbig2::{DecodeSettings, Decoder, Globals, Page};

use super::ccitt;
use super::samples::{Layout, Samples};
use super::{Edit, Edited};
use crate::error::{Code, Error, Result};
use crate::limits::Limits;

/// How an edited image was written.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Written {
    /// As Group 4, with these parameters of CCITTFaxDecode.
    G4(ccitt::Params),
    /// As JBIG2 with a single generic region; it needs no globals.
    Generic,
}

/// Decodes an image to one bit a sample, 0 for black. `globals` is the stream named JBIG2Globals.
///
/// # Errors
/// - `corrupted_pdf` (`jbig2.damaged`) when a segment is missing, cut short or breaks the rules.
/// - `resource_limit` when the page, a region, the symbols of a dictionary or all of these together have
///   more pixels than `limits` allow, or a dictionary more entries than there may be steps of work.
pub fn decode(data: &[u8], globals: Option<&[u8]>, limits: &Limits) -> Result<Samples> {
    read(data, globals, limits, true)
}

/// Decodes as far as the segments can be read: a region that is damaged is left out.
///
/// # Errors
/// As [`decode`], but `jbig2.damaged` only when there is no page or a dictionary is broken.
pub fn salvage(data: &[u8], globals: Option<&[u8]>, limits: &Limits) -> Result<Samples> {
    read(data, globals, limits, false)
}

/// Measures an image without decoding it: what any decoder would have to make room for.
///
/// # Errors
/// `resource_limit` as for [`decode`]; `corrupted_pdf` (`jbig2.damaged`) when a segment cannot be read.
pub fn check(data: &[u8], globals: Option<&[u8]>, limits: &Limits) -> Result<()> {
    survey(data, globals, limits).map(|_| ())
}

/// Encodes an image of one component and one bit, 0 for black, as a page for PDF with one generic region.
///
/// # Errors
/// `internal` when the samples have another depth or more components.
pub fn encode_generic(samples: &Samples) -> Result<Vec<u8>> {
    ccitt::check_bilevel(samples)?;
    let region = generic::encode(samples);
    Ok(segments::page(samples.width(), samples.height(), &region))
}

/// The segments without those that hold comments, coded data untouched; `None` when the data are not made of
/// whole segments. Borrowed when there is nothing to take out.
pub fn without_comments(data: &[u8]) -> Option<Cow<'_, [u8]>> {
    segments::without_extensions(data)
}

/// Cuts and paints an image and writes it in the smaller of two ways; `fill` is 0 for black, 1 for white.
///
/// # Errors
/// - `corrupted_pdf` (`jbig2.damaged`) when the data is damaged.
/// - `resource_limit` as for [`decode`].
/// - `zone_invalid` (`edit.empty`) when the edit keeps no pixel.
pub fn edit(
    data: &[u8],
    globals: Option<&[u8]>,
    edit: &Edit<'_>,
    limits: &Limits,
) -> Result<(Edited, Written)> {
    let (samples, kept) = decode(data, globals, limits)?.edit(edit)?;
    let group4 = ccitt::encode_g4(&samples, false)?;
    let generic = encode_generic(&samples)?;
    let (data, written) = if group4.len() <= generic.len() {
        (group4, Written::G4(ccitt::Params::group4(kept.width, kept.height, false)))
    } else {
        (generic, Written::Generic)
    };
    Ok((Edited { data, x: kept.x, y: kept.y, width: kept.width, height: kept.height }, written))
}

/// Columns and rows of the page, once all segments are found to be within the limits.
fn survey(data: &[u8], globals: Option<&[u8]>, limits: &Limits) -> Result<(u32, u32)> {
    let mut survey = segments::Survey::new(limits);
    survey.add(globals.unwrap_or_default())?;
    survey.add(data)?;
    survey.page()?.ok_or_else(damaged)
}

fn read(data: &[u8], globals: Option<&[u8]>, limits: &Limits, strict: bool) -> Result<Samples> {
    let size = survey(data, globals, limits)?;
    let layout = Layout::new(size.0, size.1, 1, 1, limits)?;
    let settings = DecodeSettings { strict };
    let globals =
        globals.map(|globals| Globals::new(globals, &settings)).transpose().map_err(|_| damaged())?;
    let page = Page::new_embedded(data, globals.as_ref(), &settings).map_err(|_| damaged())?;
    if (page.width(), page.height()) != size {
        return Err(damaged());
    }
    let mut rows = Rows { data: Vec::with_capacity(layout.bytes()), byte: 0, used: 0 };
    page.decode(&mut rows).map_err(|_| damaged())?;
    Samples::new(layout, rows.data)
}

fn damaged() -> Error {
    Error::new(Code::CorruptedPdf, "a JBIG2 image is damaged").with_detail("jbig2.damaged")
}

/// Collects pixels as packed samples, black as 0; padding is 0.
struct Rows {
    data: Vec<u8>,
    byte: u8,
    used: u8,
}

impl Decoder for Rows {
    fn push_pixel(&mut self, black: bool) {
        self.byte |= u8::from(!black) << (7 - self.used);
        self.used = (self.used + 1) % 8;
        if self.used == 0 {
            self.data.push(std::mem::take(&mut self.byte));
        }
    }

    fn push_pixel_chunk(&mut self, black: bool, chunk_count: u32) {
        let end = self.data.len().saturating_add(chunk_count as usize);
        self.data.resize(end, if black { 0 } else { 0xFF });
    }

    fn next_line(&mut self) {
        if self.used > 0 {
            self.data.push(std::mem::take(&mut self.byte));
            self.used = 0;
        }
    }
}
