//! Predictors: what Flate and LZW data were subtracted from before they were packed.
//!
//! Knows PDF's `DecodeParms` for them (ISO 32000-2, 7.4.4.3 and 7.4.4.4): PNG's filters with a tag for
//! each row (PNG, third edition, clause 9) and TIFF's horizontal differencing (TIFF 6.0, section 14) at
//! every depth. Undoes and applies both. Knows no codec.

mod png;
mod tiff;

pub(crate) use png::Filter;
pub(crate) use png::{FILTERS, best_filter, filter_row};
pub(crate) use tiff::difference_row;

use super::samples::Source;
use crate::error::{Code, Error, Result};

/// `DecodeParms` of FlateDecode and LZWDecode.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Params {
    /// 1 for none, 2 for TIFF's, 10 to 15 for PNG's.
    pub predictor: u8,
    /// Samples a pixel.
    pub colors: u8,
    /// Bits a sample: 1, 2, 4, 8 or 16.
    pub bits: u8,
    /// Pixels a row.
    pub columns: u32,
    /// LZW alone: codes grow one code early.
    pub early_change: bool,
}

impl Default for Params {
    fn default() -> Self {
        Self { predictor: 1, colors: 1, bits: 8, columns: 1, early_change: true }
    }
}

/// What the predictor is, once it is known to be one of PDF's.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Kind {
    None,
    Tiff,
    Png,
}

impl Params {
    /// The kind of predictor.
    ///
    /// # Errors
    /// `corrupted_pdf` (`predictor.params`) when the numbers are none of PDF's.
    pub(crate) fn kind(self) -> Result<Kind> {
        let kind = match self.predictor {
            // 0 is not in the standard; writers use it for "none", and all readers take it so.
            0 | 1 => return Ok(Kind::None),
            2 => Kind::Tiff,
            10..=15 => Kind::Png,
            _ => return Err(self.refuse()),
        };
        if self.colors == 0 || self.columns == 0 || !matches!(self.bits, 1 | 2 | 4 | 8 | 16) {
            return Err(self.refuse());
        }
        Ok(kind)
    }

    /// Bytes of one row without its tag; at most 2^41.
    pub(crate) fn row_bytes(self) -> u64 {
        (u64::from(self.columns) * self.pixel_bits() as u64).div_ceil(8)
    }

    pub(crate) fn pixel_bits(self) -> usize {
        usize::from(self.colors) * usize::from(self.bits)
    }

    fn refuse(self) -> Error {
        let Self { predictor, colors, bits, columns, .. } = self;
        Error::new(
            Code::CorruptedPdf,
            format!("no predictor {predictor} has {columns} columns of {colors} samples of {bits} bits"),
        )
        .with_detail("predictor.params")
    }
}

/// Undoes the predictor. A last row that is cut short is decoded as far as it goes; a row tag that PNG
/// does not have counts as 0, as other readers take it.
///
/// ```
/// use korrigo_core::codec::predictor::{Params, apply, undo};
///
/// let params = Params { predictor: 15, columns: 3, ..Params::default() };
/// assert_eq!(undo(&[1, 10, 1, 1, 2, 5, 5, 5], params)?, [10, 11, 12, 15, 16, 17]);
/// let rows = [10, 11, 12, 15, 16, 17];
/// assert_eq!(undo(&apply(&rows, params)?, params)?, rows);
/// # Ok::<(), korrigo_core::Error>(())
/// ```
///
/// # Errors
/// `corrupted_pdf` (`predictor.params`) when the numbers are none of PDF's.
pub fn undo(data: &[u8], params: Params) -> Result<Vec<u8>> {
    let mut rows = Rows::new(super::samples::Plain(data), params, data.len())?;
    let mut out = vec![0; data.len()];
    let size = rows.read(&mut out);
    out.truncate(size);
    Ok(out)
}

/// Applies the predictor to packed rows; PNG's with the filter for each row that leaves the smallest
/// differences.
///
/// # Errors
/// `corrupted_pdf` (`predictor.params`) when the numbers are none of PDF's.
pub fn apply(data: &[u8], params: Params) -> Result<Vec<u8>> {
    let kind = params.kind()?;
    if kind == Kind::None || data.is_empty() {
        return Ok(data.to_vec());
    }
    let size = params.row_bytes().min(data.len() as u64) as usize;
    let mut out = Vec::with_capacity(data.len() + data.len() / size + 1);
    let mut above: &[u8] = &vec![0; size];
    for row in data.chunks(size) {
        if kind == Kind::Tiff {
            let start = out.len();
            out.extend_from_slice(row);
            tiff::difference_row(&mut out[start..], params);
        } else {
            let filter = best_filter(row, &above[..row.len()], params.pixel_bits());
            filter_row(filter, row, &above[..row.len()], params.pixel_bits(), &mut out);
            above = row;
        }
    }
    Ok(out)
}

/// Undoes a predictor while the data stream by.
pub(crate) struct Rows<S> {
    source: S,
    kind: Kind,
    params: Params,
    /// The row that is being given out; also the row above the next one.
    row: Vec<u8>,
    above: Vec<u8>,
    given: usize,
    /// The tags that were read, one a row.
    tags: Vec<u8>,
}

impl<S: Source> Rows<S> {
    /// Undoes the predictor of `source`, of which at most `most` bytes will be asked for: a row is never
    /// longer than that, whatever the parameters say.
    pub(crate) fn new(source: S, params: Params, most: usize) -> Result<Self> {
        let kind = params.kind()?;
        let size = if kind == Kind::None { 0 } else { params.row_bytes().min(most as u64) as usize };
        Ok(Self {
            source,
            kind,
            params,
            row: vec![0; size],
            above: vec![0; size],
            given: size,
            tags: Vec::new(),
        })
    }

    /// PNG's tags of the rows so far.
    pub(crate) fn tags(&self) -> &[u8] {
        &self.tags
    }

    /// Decodes the next row into `self.row`; `false` at the end.
    fn next_row(&mut self) -> bool {
        let mut tag = [0u8];
        if self.kind == Kind::Png {
            if self.source.read(&mut tag) == 0 {
                return false;
            }
            self.tags.push(tag[0]);
            std::mem::swap(&mut self.row, &mut self.above);
        }
        let size = self.source.read(&mut self.row);
        self.row.truncate(size);
        match self.kind {
            Kind::None => {}
            Kind::Tiff => tiff::sum_row(&mut self.row, self.params),
            Kind::Png => {
                png::unfilter_row(
                    Filter::from_tag(tag[0]),
                    &mut self.row,
                    &self.above,
                    self.params.pixel_bits(),
                );
            }
        }
        self.given = 0;
        size > 0
    }
}

impl<S: Source> Source for Rows<S> {
    fn read(&mut self, out: &mut [u8]) -> usize {
        if self.kind == Kind::None {
            return self.source.read(out);
        }
        let mut done = 0;
        while let Some(room) = out.get_mut(done..).filter(|room| !room.is_empty()) {
            if self.given == self.row.len() && !self.next_row() {
                break;
            }
            let ready = self.row.get(self.given..).unwrap_or_default();
            let size = ready.len().min(room.len());
            room[..size].copy_from_slice(&ready[..size]);
            self.given += size;
            done += size;
        }
        done
    }

    fn complete(&self) -> bool {
        self.source.complete()
    }
}
