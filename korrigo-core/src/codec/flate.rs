//! FlateDecode: zlib streams (RFC 1950, RFC 1951) that real files do not always end as they should.
//!
//! Knows how to read on where a checksum is wrong or missing, a tail is cut off or a header is damaged,
//! and says so. Stops at a limit, whatever the data promise. Images are edited row by row, with any
//! predictor, and written with the one that makes them smallest. Through `flate2` on `zlib-rs`, whose
//! output is the same on every processor.

use std::io::Write;

use flate2::{Compression, Decompress, FlushDecompress, Status, write::ZlibEncoder};

use super::predictor;
use super::samples::{Decoded, Layout, Source, drain, edit_stream};
use super::{Edit, Edited};
use crate::error::{Code, Error, Result};

/// Decodes up to the end of the data or the first damage.
///
/// ```
/// use korrigo_core::codec::flate;
///
/// let packed = flate::encode(b"paper");
/// assert_eq!(flate::decode(&packed, 5)?, b"paper");
/// assert_eq!(flate::decode(&packed, 4).unwrap_err().code().as_str(), "resource_limit");
/// # Ok::<(), korrigo_core::Error>(())
/// ```
///
/// # Errors
/// `resource_limit` (`limit.decoded_bytes`) as soon as there are more than `limit` bytes;
/// `corrupted_pdf` (`flate.damaged`) when not one byte decodes of data that does not end properly.
pub fn decode(data: &[u8], limit: u64) -> Result<Vec<u8>> {
    inflate(data, limit).map(|decoded| decoded.data)
}

/// Like [`decode`], and says whether the data ended as RFC 1950 demands, checksum included.
///
/// # Errors
/// Those of [`decode`].
pub fn inflate(data: &[u8], limit: u64) -> Result<Decoded> {
    let decoded = drain(&mut Reader::new(data), limit)?;
    if decoded.data.is_empty() && !decoded.complete && !data.is_empty() {
        return Err(Error::new(Code::CorruptedPdf, "no byte of the Flate data can be decoded")
            .with_detail("flate.damaged"));
    }
    Ok(decoded)
}

/// How many bytes the data decode to, up to `most`, and whether they end there as RFC 1950 demands.
pub(crate) fn measure(data: &[u8], most: u64) -> (u64, bool) {
    let mut reader = Reader::new(data);
    let mut room = vec![0; 1 << 16];
    let mut total = 0u64;
    loop {
        let got = reader.read(&mut room);
        total = total.saturating_add(got as u64);
        if got < room.len() || total > most {
            return (total.min(most), reader.complete() && total <= most);
        }
    }
}

/// Encodes as small as zlib's levels go.
pub fn encode(data: &[u8]) -> Vec<u8> {
    let mut writer = Writer::new(Writer::BEST);
    writer.push(data);
    writer.finish()
}

/// Edits an image row by row; written as Flate with the predictor that makes it smallest.
///
/// Bytes missing at the end of the image are 0, as readers show them. In memory at once: the kept part,
/// decoded, and what is written.
///
/// # Errors
/// `zone_invalid` (`edit.empty`) when nothing is kept; `corrupted_pdf` (`samples.empty`) when not one
/// byte decodes, (`predictor.params`) when the predictor is none of PDF's.
pub fn edit_image(
    data: &[u8],
    layout: Layout,
    params: predictor::Params,
    edit: &Edit<'_>,
) -> Result<(Edited, predictor::Params)> {
    let cut = edit_stream(Reader::new(data), layout, params, edit)?;
    let (written, params) = cut.deflate(Some(data.len()));
    Ok((cut.edited(written), params))
}

/// Decodes piece by piece.
pub(crate) struct Reader<'a> {
    data: &'a [u8],
    at: usize,
    inflater: Decompress,
    ended: Option<bool>,
}

impl<'a> Reader<'a> {
    pub(crate) fn new(data: &'a [u8]) -> Self {
        // Without a right header the rest may still be sound: read it as RFC 1951 has it.
        let header = has_header(data);
        let at = if header { 0 } else { data.len().min(2) };
        Self { data, at, inflater: Decompress::new(header), ended: None }
    }
}

/// Whether the first two bytes are a header of RFC 1950 without a preset dictionary.
fn has_header(data: &[u8]) -> bool {
    let [method, flags, ..] = *data else { return true };
    method & 0x0F == 8
        && method >> 4 <= 7
        && (u16::from(method) << 8 | u16::from(flags)).is_multiple_of(31)
        && flags & 0x20 == 0
}

impl Source for Reader<'_> {
    fn read(&mut self, out: &mut [u8]) -> usize {
        let mut done = 0;
        while let Some(room) = out.get_mut(done..).filter(|room| !room.is_empty() && self.ended.is_none()) {
            let input = self.data.get(self.at..).unwrap_or_default();
            let (before_in, before_out) = (self.inflater.total_in(), self.inflater.total_out());
            let status = self.inflater.decompress(input, room, FlushDecompress::None);
            let taken = (self.inflater.total_in() - before_in) as usize;
            let given = (self.inflater.total_out() - before_out) as usize;
            self.at = self.at.saturating_add(taken);
            done += given;
            match status {
                Ok(Status::StreamEnd) => self.ended = Some(true),
                Ok(_) if taken > 0 || given > 0 => {}
                Ok(_) | Err(_) => self.ended = Some(false),
            }
        }
        done
    }

    fn complete(&self) -> bool {
        self.ended == Some(true)
    }
}

/// Encodes piece by piece.
pub(crate) struct Writer(ZlibEncoder<Vec<u8>>);

impl Writer {
    /// The smallest output.
    pub(crate) const BEST: u32 = 9;

    pub(crate) fn new(level: u32) -> Self {
        Self(ZlibEncoder::new(Vec::new(), Compression::new(level)))
    }

    pub(crate) fn push(&mut self, data: &[u8]) {
        // A Vec takes everything: writing cannot fail.
        let _ = self.0.write_all(data);
    }

    /// What is written so far, less what is still being looked at.
    pub(crate) fn len(&self) -> usize {
        self.0.get_ref().len()
    }

    pub(crate) fn finish(self) -> Vec<u8> {
        self.0.finish().unwrap_or_default()
    }
}
