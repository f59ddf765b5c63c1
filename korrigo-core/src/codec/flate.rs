//! FlateDecode: zlib streams (RFC 1950, RFC 1951) that real files do not always end as they should.
//!
//! Knows how to read on where a checksum is wrong or missing, a tail is cut off or a header is damaged,
//! and says so. Stops at a limit, whatever the data promise. Images are edited row by row, with any
//! predictor, and written with the one that makes them smallest. Through `zlib-rs`, whose output is the same
//! on every processor.

use flate2::{Decompress, FlushDecompress, Status};
use zlib_rs::{Deflate, DeflateConfig, DeflateFlush, Strategy};

use super::predictor;
use super::samples::{Decoded, Layout, Samples, Source, deflate, drain, edit_stream};
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
    let total = count(&mut reader, most);
    (total.min(most), reader.complete() && total <= most)
}

/// Reads to the end, or until more than `most` bytes came out; gives how many did.
fn count(reader: &mut Reader<'_>, most: u64) -> u64 {
    let mut room = vec![0; 1 << 16];
    let mut total = 0u64;
    loop {
        let got = reader.read(&mut room);
        total = total.saturating_add(got as u64);
        if got < room.len() || total > most {
            return total;
        }
    }
}

/// Whether the data decode to just so many bytes, end as RFC 1950 demands, and nothing follows but an end of line.
pub(crate) fn is_exactly(data: &[u8], bytes: u64) -> bool {
    let mut reader = Reader::new(data);
    let total = count(&mut reader, bytes);
    let rest = data.get(reader.at..).unwrap_or_default();
    total == bytes && reader.complete() && matches!(rest, b"" | b"\n" | b"\r" | b"\r\n")
}

/// Encodes at zlib's usual level: drawings, tables and fonts gain less than a hundredth by the best, which takes three
/// times as long.
pub fn encode(data: &[u8]) -> Vec<u8> {
    let mut writer = Writer::new(Effort::Usual);
    writer.push(data);
    writer.finish()
}

/// Encodes an image with the predictor that makes it smallest, which is given with it.
pub fn encode_image(image: &Samples) -> (Vec<u8>, predictor::Params) {
    deflate(image, &[], None)
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

/// How hard to look for what was there before. Measured on scans: the usual way is as small as zlib's own level
/// 6 and three to ten times as fast as level 9, which wins 5 to 10 % where there is little noise. In noise three
/// equal bytes are chance, and naming them costs more than they do: looking for runs alone is smaller there,
/// and three times as fast again.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Effort {
    /// Everywhere: for what has little noise.
    Calm,
    /// Everywhere, short finds left aside: for noise that holds more than noise.
    Noisy,
    /// Not at all but for runs of one byte.
    Runs,
    /// Where it is quick.
    Usual,
}

impl Effort {
    fn config(self) -> DeflateConfig {
        let (level, strategy) = match self {
            Self::Calm => (9, Strategy::Default),
            Self::Noisy => (7, Strategy::Filtered),
            Self::Runs => (6, Strategy::Rle),
            Self::Usual => (6, Strategy::Default),
        };
        DeflateConfig { level, strategy, ..DeflateConfig::default() }
    }
}

/// Encodes piece by piece.
pub(crate) struct Writer {
    deflate: Deflate,
    room: Vec<u8>,
    out: Vec<u8>,
}

impl Writer {
    pub(crate) fn new(effort: Effort) -> Self {
        const ROOM: usize = 1 << 14;
        let deflate = Deflate::new_with_config(effort.config());
        Self { deflate, room: vec![0; ROOM], out: Vec::new() }
    }

    pub(crate) fn push(&mut self, data: &[u8]) {
        self.write(data, DeflateFlush::NoFlush);
    }

    /// What is written so far, less what is still being looked at.
    pub(crate) fn len(&self) -> usize {
        self.out.len()
    }

    pub(crate) fn finish(mut self) -> Vec<u8> {
        self.write(&[], DeflateFlush::Finish);
        self.out
    }

    fn write(&mut self, mut data: &[u8], flush: DeflateFlush) {
        loop {
            let (taken, given) = (self.deflate.total_in(), self.deflate.total_out());
            // There always is room: nothing but a defect of the encoder fails.
            let status = self.deflate.compress(data, &mut self.room, flush);
            let (taken, given) = (self.deflate.total_in() - taken, self.deflate.total_out() - given);
            data = data.get(taken as usize..).unwrap_or_default();
            self.out.extend_from_slice(self.room.get(..given as usize).unwrap_or_default());
            let idle = taken == 0 && given == 0;
            if !matches!(status, Ok(zlib_rs::Status::Ok))
                || idle
                || (data.is_empty() && flush == DeflateFlush::NoFlush)
            {
                return;
            }
        }
    }
}
