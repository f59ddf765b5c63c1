//! From one stream of rows to another: decode, cut, and write again as small as can be.
//!
//! Knows how to try ways of writing on a part of the image before it takes one for the whole. Holds one
//! decoded copy of what is kept and nothing else of the image.

use super::{Layout, RowEditor, Samples, Source};
use crate::codec::flate::{self, Effort};
use crate::codec::predictor::{self, FILTERS, Filter, Kind, Params, best_filter, difference_row, filter_row};
use crate::codec::{Edit, Edited, PixelBox};
use crate::error::{Code, Error, Result};

/// The filter that an edited image was written with.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Written {
    /// As it is: no filter.
    Raw,
    /// RunLengthDecode.
    RunLength,
    /// LZWDecode.
    Lzw(Params),
    /// FlateDecode.
    Flate(Params),
}

/// Edits an image that has no filter; it keeps having none.
///
/// Bytes missing at the end are 0, as readers show them.
///
/// # Errors
/// `zone_invalid` (`edit.empty`) when nothing is kept; `corrupted_pdf` (`samples.empty`) when there is
/// not one byte.
pub fn edit_raw(data: &[u8], layout: Layout, edit: &Edit<'_>) -> Result<Edited> {
    let cut = edit_stream(super::Plain(data), layout, Params::default(), edit)?;
    let Cut { samples, kept, .. } = cut;
    Ok(edited(samples.into_data(), &kept))
}

/// The kept part of an image, decoded.
#[derive(Debug)]
pub(crate) struct Cut {
    pub(crate) samples: Samples,
    kept: PixelBox,
    /// Columns and rows of the image it was cut from.
    whole: (u32, u32),
    /// PNG's row tags of the kept rows, where the source had one for every row.
    tags: Vec<u8>,
}

/// Decodes an image row by row and keeps what the edit keeps.
pub(crate) fn edit_stream<S: Source>(
    source: S,
    layout: Layout,
    params: Params,
    edit: &Edit<'_>,
) -> Result<Cut> {
    let editor = RowEditor::new(layout, edit)?;
    let kept = editor.kept();
    let mut rows = predictor::Rows::new(source, params, layout.bytes())?;
    let mut samples = Samples::zeroed(editor.layout());
    let mut row = vec![0; layout.row_bytes()];
    let mut read = 0usize;
    for y in 0..kept.y.saturating_add(kept.height) {
        let size = rows.read(&mut row);
        read = read.saturating_add(size);
        if let Some(missing) = row.get_mut(size..) {
            missing.fill(0);
        }
        if let Some(row_below) = y.checked_sub(kept.y) {
            editor.edit_row(y, &row, samples.row_mut(row_below));
        }
    }
    if read == 0 {
        return Err(Error::new(Code::CorruptedPdf, "the image has no data that can be decoded")
            .with_detail("samples.empty"));
    }
    let one_tag_a_row = params.kind()? == Kind::Png && params.row_bytes() == layout.row_bytes() as u64;
    let tags = rows.tags().get(kept.y as usize..).filter(|_| one_tag_a_row).unwrap_or_default().to_vec();
    Ok(Cut { samples, kept, whole: (layout.width(), layout.height()), tags })
}

impl Cut {
    /// The predictor's parameters for the kept part, of the same kind as the source's.
    pub(crate) fn params_like(&self, source: Params) -> Params {
        let predictor = match source.predictor {
            0 | 1 => 1,
            2 => 2,
            _ => 15,
        };
        Params { early_change: source.early_change, ..params(self.samples.layout(), predictor) }
    }

    /// With this encoded data.
    pub(crate) fn edited(&self, data: Vec<u8>) -> Edited {
        edited(data, &self.kept)
    }

    /// `data` as it is written, or Flate where that is smaller.
    pub(crate) fn smaller_than_flate(&self, data: Vec<u8>, written: Written) -> (Edited, Written) {
        let (flate, params) = self.deflate(Some(data.len()));
        if flate.len() < data.len() {
            (self.edited(flate), Written::Flate(params))
        } else {
            (self.edited(data), written)
        }
    }

    /// Writes Flate with the predictor that makes it smallest. `source` is the size of the encoded image
    /// this was cut from: reaching its share of it is good enough, and quick.
    pub(crate) fn deflate(&self, source: Option<usize>) -> (Vec<u8>, Params) {
        let share = |size: usize| {
            let whole = self.whole.0 as f64 * self.whole.1 as f64;
            let kept = f64::from(self.kept.width) * f64::from(self.kept.height);
            (size as f64 * kept / whole * 1.01) as usize
        };
        deflate(&self.samples, &self.tags, source.map(share))
    }
}

fn edited(data: Vec<u8>, kept: &PixelBox) -> Edited {
    Edited { data, x: kept.x, y: kept.y, width: kept.width, height: kept.height }
}

fn params(layout: Layout, predictor: u8) -> Params {
    Params {
        predictor,
        colors: layout.components(),
        bits: layout.bits(),
        columns: layout.width(),
        early_change: true,
    }
}

/// A way of writing the rows.
#[derive(Clone, Copy, Debug)]
enum Way<'a> {
    Plain,
    Tiff,
    Fixed(Filter),
    Adaptive,
    /// As the source had them, one tag a row.
    Inherited(&'a [u8]),
}

/// Bytes of samples that even the slowest effort takes a few milliseconds for.
const SMALL: usize = 1 << 18;

/// Writes Flate with the predictor that makes the image smallest; `tags` are the PNG row tags that the
/// rows had before, if any. A result of at most `goal` bytes is not improved further.
pub(crate) fn deflate(samples: &Samples, tags: &[u8], goal: Option<usize>) -> (Vec<u8>, Params) {
    let trials = trials(samples, tags);
    let least = trials.first().map_or(0, |trial| trial.cost);
    let (mut best, mut best_trial) = (Vec::new(), Trial { cost: 0, way: Way::Plain, effort: Effort::Usual });
    for trial in &trials {
        // Bands mislead about pages that are nearly blank, not about noise; those pages are quick to try in full.
        let close = trial.cost <= least + least / 32 + 500 && best_trial.effort != Effort::Runs;
        if !(best.is_empty() || close) {
            break;
        }
        let effort = if samples.data().len() <= SMALL { Effort::Calm } else { trial.effort };
        let most = if best.is_empty() { usize::MAX } else { best.len() };
        if let Some(smaller) = write(samples, trial.way, effort, most) {
            (best, best_trial) = (smaller, *trial);
        }
    }
    if goal.is_none_or(|goal| best.len() > goal) {
        let effort = if best.len() > samples.data().len() / 8 { Effort::Noisy } else { Effort::Calm };
        if let Some(smaller) = write(samples, best_trial.way, effort, best.len()) {
            best = smaller;
        }
    }
    let predictor = match best_trial.way {
        Way::Plain => 1,
        Way::Tiff => 2,
        _ => 15,
    };
    (best, params(samples.layout(), predictor))
}

/// Writes all rows; `None` as soon as that takes `most` bytes.
fn write(samples: &Samples, way: Way<'_>, effort: Effort, most: usize) -> Option<Vec<u8>> {
    const STEP: usize = 64;
    let height = samples.height() as usize;
    let mut writer = flate::Writer::new(effort);
    for start in (0..height).step_by(STEP) {
        write_rows(samples, way, start..height.min(start + STEP), &mut writer);
        if writer.len() >= most {
            return None;
        }
    }
    Some(writer.finish()).filter(|data| data.len() < most)
}

/// A way of writing the rows, and what it took for a part of them.
#[derive(Clone, Copy, Debug)]
struct Trial<'a> {
    cost: usize,
    way: Way<'a>,
    effort: Effort,
}

/// All ways, tried on bands of rows spread over the image, the smallest first.
fn trials<'a>(samples: &Samples, tags: &'a [u8]) -> Vec<Trial<'a>> {
    const BANDS: usize = 6;
    const BAND_BYTES: usize = 40_000;
    let height = samples.height() as usize;
    let band = (BAND_BYTES / samples.row_bytes()).max(2);
    let last = height.saturating_sub(band);
    let (bands, band) = if height <= band * BANDS { (1, height) } else { (BANDS, band) };
    let bands: Vec<_> = (0..bands).map(|i| i * last / (BANDS - 1)).map(|start| start..start + band).collect();
    let mut ways = vec![Way::Plain, Way::Adaptive];
    if tags.len() >= height {
        ways.insert(0, Way::Inherited(tags));
    }
    ways.extend(FILTERS.into_iter().skip(1).map(Way::Fixed));
    if samples.bits() >= 8 {
        ways.push(Way::Tiff);
    }
    let attempt = |way: Way<'a>, effort: Effort| {
        let mut writer = flate::Writer::new(effort);
        for band in &bands {
            write_rows(samples, way, band.clone(), &mut writer);
        }
        Trial { cost: writer.finish().len(), way, effort }
    };
    let attempts = |way| [attempt(way, Effort::Usual), attempt(way, Effort::Runs)];
    let smaller = |[one, other]: [Trial<'a>; 2]| if other.cost < one.cost { other } else { one };
    let mut trials: Vec<_> = ways.into_iter().map(attempts).map(smaller).collect();
    trials.sort_by_key(|trial| trial.cost);
    trials
}

fn write_rows(samples: &Samples, way: Way<'_>, rows: std::ops::Range<usize>, writer: &mut flate::Writer) {
    let pixel_bits = samples.layout().pixel_bits();
    let tiff = params(samples.layout(), 2);
    let none = vec![0; samples.row_bytes()];
    let mut room = Vec::with_capacity(samples.row_bytes() + 1);
    for y in rows {
        let row = samples.row(y as u32);
        let above = if y == 0 { &none[..] } else { samples.row(y as u32 - 1) };
        let filter = match way {
            Way::Plain => {
                writer.push(row);
                continue;
            }
            Way::Tiff => {
                room.clear();
                room.extend_from_slice(row);
                difference_row(&mut room, tiff);
                writer.push(&room);
                continue;
            }
            Way::Fixed(filter) => filter,
            Way::Adaptive => best_filter(row, above, pixel_bits),
            Way::Inherited(tags) => Filter::from_tag(tags.get(y).copied().unwrap_or(0)),
        };
        room.clear();
        filter_row(filter, row, above, pixel_bits, &mut room);
        writer.push(&room);
    }
}
