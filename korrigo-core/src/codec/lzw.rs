//! LZWDecode (ISO 32000-2, 7.4.4), with either meaning of EarlyChange.
//!
//! Knows codes of 9 to 12 bits, most significant bit first, through the `weezl` crate. Decoding is
//! tolerant: what comes before damage is given. Images are edited row by row.

use weezl::{BitOrder, LzwStatus, decode, encode};

use super::predictor;
use super::samples::{Decoded, Layout, Source, Written, drain, edit_stream};
use super::{Edit, Edited};
use crate::error::{Code, Error, Result};

/// Decodes up to the end code, the end of the data or the first damage.
///
/// `early_change`: codes grow one code early, as PDF does unless `/EarlyChange 0` stands there.
///
/// # Errors
/// `resource_limit` past `limit` bytes; `corrupted_pdf` (`lzw.damaged`) when not one byte decodes of
/// data that does not end properly.
pub fn decode(data: &[u8], early_change: bool, limit: u64) -> Result<Decoded> {
    let decoded = drain(&mut Reader::new(data, early_change), limit)?;
    if decoded.data.is_empty() && !decoded.complete && !data.is_empty() {
        return Err(Error::new(Code::CorruptedPdf, "no byte of the LZW data can be decoded")
            .with_detail("lzw.damaged"));
    }
    Ok(decoded)
}

/// Encodes, end code included.
///
/// ```
/// use korrigo_core::codec::lzw;
///
/// let text = b"paper paper paper paper";
/// for early_change in [true, false] {
///     let decoded = lzw::decode(&lzw::encode(text, early_change), early_change, 100)?;
///     assert!(decoded.complete && decoded.data == text);
/// }
/// # Ok::<(), korrigo_core::Error>(())
/// ```
pub fn encode(data: &[u8], early_change: bool) -> Vec<u8> {
    let mut encoder = if early_change {
        encode::Encoder::with_tiff_size_switch(BitOrder::Msb, 8)
    } else {
        encode::Encoder::new(BitOrder::Msb, 8)
    };
    let mut out = Vec::new();
    // Every byte is an 8-bit symbol and a Vec takes them all: encoding cannot fail.
    let _ = encoder.into_vec(&mut out).encode_all(data);
    out
}

/// Edits an image row by row; written again as LZW with the same predictor, or as Flate where that is
/// smaller.
///
/// Rows missing at the end are 0, as readers show them.
///
/// # Errors
/// `zone_invalid` (`edit.empty`) when nothing is kept; `corrupted_pdf` (`samples.empty`) when not one
/// byte decodes, (`predictor.params`) when the predictor is none of PDF's.
pub fn edit_image(
    data: &[u8],
    layout: Layout,
    params: predictor::Params,
    edit: &Edit<'_>,
) -> Result<(Edited, Written)> {
    let cut = edit_stream(Reader::new(data, params.early_change), layout, params, edit)?;
    let params = cut.params_like(params);
    let predicted = predictor::apply(cut.samples.data(), params)?;
    let codes = encode(&predicted, params.early_change);
    drop(predicted);
    Ok(cut.smaller_than_flate(codes, Written::Lzw(params)))
}

/// Decodes piece by piece.
pub(crate) struct Reader<'a> {
    rest: &'a [u8],
    decoder: decode::Decoder,
    ended: Option<bool>,
    /// Decoded bytes that nobody asked for yet. `weezl` is given this much room at a time: with a few
    /// bytes of room at a time, told to stop when they are full, its version 0.2.1 gives wrong ones.
    ready: Vec<u8>,
    given: usize,
}

impl<'a> Reader<'a> {
    const ROOM: usize = 1 << 15;

    pub(crate) fn new(data: &'a [u8], early_change: bool) -> Self {
        let decoder = if early_change {
            decode::Decoder::with_tiff_size_switch(BitOrder::Msb, 8)
        } else {
            decode::Decoder::new(BitOrder::Msb, 8)
        };
        Self { rest: data, decoder, ended: None, ready: Vec::new(), given: 0 }
    }

    /// Decodes the next piece into `self.ready`, which stays empty at the end.
    fn refill(&mut self) {
        self.given = 0;
        self.ready.resize(Self::ROOM, 0);
        let mut done = 0;
        while done == 0 && self.ended.is_none() {
            let step = self.decoder.decode_bytes(self.rest, &mut self.ready);
            self.rest = self.rest.get(step.consumed_in..).unwrap_or_default();
            done = step.consumed_out;
            match step.status {
                Ok(LzwStatus::Done) => self.ended = Some(true),
                Ok(LzwStatus::Ok) if step.consumed_in > 0 || done > 0 => {}
                Ok(_) | Err(_) => self.ended = Some(false),
            }
        }
        self.ready.truncate(done);
    }
}

impl Source for Reader<'_> {
    fn read(&mut self, out: &mut [u8]) -> usize {
        let mut done = 0;
        while let Some(room) = out.get_mut(done..).filter(|room| !room.is_empty()) {
            if self.given == self.ready.len() {
                self.refill();
            }
            let ready = self.ready.get(self.given..).unwrap_or_default();
            let size = ready.len().min(room.len());
            if size == 0 {
                break;
            }
            room[..size].copy_from_slice(&ready[..size]);
            self.given += size;
            done += size;
        }
        done
    }

    fn complete(&self) -> bool {
        self.ended == Some(true)
    }
}
