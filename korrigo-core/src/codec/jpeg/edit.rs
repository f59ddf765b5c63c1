//! Which MCUs stay, go and are painted, and the image that remains.
//!
//! Knows polygons and blocks. Knows nothing of bits: blocks come from a [`Plane`] and go to a writer.

use std::borrow::Borrow;
use std::collections::BTreeMap;
use std::ops::Range;

use crate::codec::jpeg::header::{ColourModel, Frame, Quantiser};
use crate::codec::jpeg::planes::Plane;
use crate::codec::jpeg::transform;
use crate::codec::jpeg::write::{Blocks, Layout};
use crate::codec::{Edit, PixelBox, Wipe};
use crate::error::{Code, Error, Result};
use crate::geometry::{ConvexPolygon, Rect};

/// What becomes of an MCU.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Fate {
    /// An edge of what is kept crosses it, or a wipe: its pixels beyond are painted.
    Crossed,
    /// Nothing of it stays.
    Flat,
    /// It stays as it is.
    Kept,
}

/// The part of an image that an edit leaves, MCU by MCU.
#[derive(Debug)]
pub(super) struct Cut {
    /// The pixels that remain.
    pub(super) pixels: PixelBox,
    /// First column and row of MCUs that remain, and how many.
    origin: (usize, usize),
    mcus: (usize, usize),
    /// In rows.
    fates: Vec<Fate>,
}

impl Cut {
    /// Decides about every MCU of an image with this frame.
    ///
    /// # Errors
    /// `zone_invalid` when nothing is kept.
    pub(super) fn new(edit: &Edit<'_>, frame: &Frame) -> Result<Self> {
        let pixels = PixelBox::kept(edit, (frame.width, frame.height), frame.mcu)
            .ok_or_else(|| Error::new(Code::ZoneInvalid, "nothing of an image is kept"))?;
        let origin = ((pixels.x / frame.mcu.0) as usize, (pixels.y / frame.mcu.1) as usize);
        let mcus =
            (pixels.width.div_ceil(frame.mcu.0) as usize, pixels.height.div_ceil(frame.mcu.1) as usize);
        let mut cut = Self { pixels, origin, mcus, fates: vec![Fate::Kept; mcus.0 * mcus.1] };
        for (row, fates) in cut.fates.chunks_mut(mcus.0.max(1)).enumerate() {
            let top = pixels.y + row as u32 * frame.mcu.1;
            let rows = top..(top + frame.mcu.1).min(frame.height);
            if let Some(keep) = edit.keep {
                keep_row(fates, keep, rows.clone(), (pixels.x, frame));
            }
            for wipe in edit.wipes {
                wipe_row(fates, wipe, rows.clone(), (pixels.x, frame.mcu.0));
            }
            for zone in edit.paint {
                paint_row(fates, zone, &rows, (pixels.x, frame.mcu.0));
            }
        }
        Ok(cut)
    }

    /// The frame of what remains.
    pub(super) fn frame(&self, frame: &Frame) -> Frame {
        let parts: Vec<_> = frame.components.iter().map(|c| (c.id, c.h, c.v, c.quantiser)).collect();
        Frame::new(frame.marker, (self.pixels.width, self.pixels.height), &parts)
    }

    #[inline(always)]
    fn fate(&self, column: usize, row: usize) -> Fate {
        self.fates.get(row * self.mcus.0 + column).copied().unwrap_or(Fate::Flat)
    }

    /// Columns and rows of the crossed MCUs.
    fn crossed(&self) -> impl Iterator<Item = (usize, usize)> + '_ {
        let columns = self.mcus.0.max(1);
        self.fates
            .iter()
            .enumerate()
            .filter(|(_, fate)| **fate == Fate::Crossed)
            .map(move |(index, _)| (index % columns, index / columns))
    }
}

/// Decides about one row of MCUs by the rows of pixels in it.
fn keep_row(fates: &mut [Fate], keep: &ConvexPolygon, rows: Range<u32>, (x, frame): (u32, &Frame)) {
    let mut inner = 0..frame.width;
    let mut hull: Option<Range<u32>> = None;
    for row in rows {
        let kept = keep.pixels_of_row(row, frame.width);
        inner = inner.start.max(kept.start)..inner.end.min(kept.end);
        if kept.is_empty() {
            inner = 0..0;
        } else {
            hull = Some(hull.map_or(kept.clone(), |h| h.start.min(kept.start)..h.end.max(kept.end)));
        }
    }
    let hull = hull.unwrap_or(0..0);
    for (column, fate) in (0u32..).zip(fates) {
        let start = x + column * frame.mcu.0;
        let end = (start + frame.mcu.0).min(frame.width);
        *fate = if inner.start <= start && end <= inner.end {
            Fate::Kept
        } else if end <= hull.start || hull.end <= start {
            Fate::Flat
        } else {
            Fate::Crossed
        };
    }
}

/// Has the MCUs of one row crossed that a wipe touches.
fn wipe_row(fates: &mut [Fate], wipe: &Wipe, rows: Range<u32>, (x, width): (u32, u32)) {
    for run in rows.flat_map(|row| wipe.runs(row)) {
        let column = |position: u32| (position.saturating_sub(x) / width.max(1)) as usize;
        let columns = column(run.start)..column(run.end.saturating_sub(1)) + 1;
        for fate in fates.iter_mut().take(columns.end).skip(columns.start) {
            if *fate == Fate::Kept && run.end > x {
                *fate = Fate::Crossed;
            }
        }
    }
}

/// Pixels that are none: a thousandth of one.
const SLIVER: f64 = 1e-3;

/// Flattens the MCUs of one row that a zone touches.
fn paint_row(fates: &mut [Fate], zone: &ConvexPolygon, rows: &Range<u32>, (x, width): (u32, u32)) {
    let Some(bounds) = zone.bounds() else { return };
    let strip = Rect::new(bounds.x0 - 1.0, f64::from(rows.start), bounds.x1 + 1.0, f64::from(rows.end));
    let Some(touched) = zone.intersect(&ConvexPolygon::from_rect(&strip)).bounds() else { return };
    // A zone that ends where an MCU does must not touch the next one by rounding.
    if touched.height() < SLIVER || touched.width() < SLIVER {
        return;
    }
    let column = |position: f64| (position - f64::from(x)) / f64::from(width);
    let first = column(touched.x0 + SLIVER).floor().max(0.0) as usize;
    let last = column(touched.x1 - SLIVER).ceil().max(0.0) as usize;
    for fate in fates.iter_mut().take(last).skip(first) {
        *fate = Fate::Flat;
    }
}

/// An edited image: the blocks of the original, where they stay, and new ones elsewhere.
pub(super) struct Picture<'a, P: Plane> {
    planes: &'a [P],
    cut: &'a Cut,
    /// Sampling factors of each component.
    factors: Vec<(usize, usize)>,
    /// A painted block of each component.
    flat: Vec<P::Made>,
    /// New blocks of crossed MCUs, by component, column and row.
    crossed: BTreeMap<(usize, usize, usize), P::Made>,
}

impl<'a, P: Plane> Picture<'a, P> {
    /// Paints the crossed blocks; all others stay where they are until they are written.
    pub(super) fn new(planes: &'a [P], cut: &'a Cut, layout: &Layout, edit: &Edit<'_>) -> Self {
        let fill = fill(edit.fill, layout.colour);
        let factors = layout.frame.components.iter().map(|c| (c.h as usize, c.v as usize)).collect();
        let flat = fill
            .iter()
            .zip(&layout.quantisers)
            .map(|(value, q)| P::make(&transform::flat(*value, q)))
            .collect();
        let mut picture = Self { planes, cut, factors, flat, crossed: BTreeMap::new() };
        for mcu in cut.crossed() {
            let size = layout.frame.mcu;
            for wipe in edit.wipes {
                let fill = self::fill(wipe.fill(), layout.colour);
                picture.cross_all(mcu, &Mask::wiped(wipe, cut, mcu, size), (fill, layout));
            }
            if let Some(keep) = edit.keep {
                picture.cross_all(mcu, &Mask::new(keep, cut, mcu, size), (fill, layout));
            }
        }
        picture
    }

    /// Paints the blocks of a crossed MCU.
    fn cross_all(&mut self, mcu: (usize, usize), mask: &Mask, (fill, layout): ([u8; 4], &Layout)) {
        for (index, quantiser) in layout.quantisers.iter().enumerate() {
            self.cross(index, mcu, mask, (fill[index & 3], quantiser));
        }
    }

    /// Paints the blocks of one component of a crossed MCU.
    fn cross(&mut self, index: usize, mcu: (usize, usize), mask: &Mask, (fill, q): (u8, &Quantiser)) {
        let Some(&(h, v)) = self.factors.get(index) else { return };
        for (x, y) in (0..v).flat_map(|y| (0..h).map(move |x| (x, y))) {
            let weights = mask.weights((x, y), (h, v));
            if weights.iter().all(|weight| *weight == FULL) {
                continue;
            }
            let (column, row) = (mcu.0 * h + x, mcu.1 * v + y);
            let painted = self.crossed.get(&(index, column, row)).map(Borrow::borrow);
            let mut samples = painted
                .or_else(|| self.original(index, column, row))
                .map_or([fill; 64], |block| transform::samples(&P::coefficients(block), q));
            for (sample, weight) in samples.iter_mut().zip(weights) {
                let (old, new) = (u32::from(*sample) * weight, u32::from(fill) * (FULL - weight));
                *sample = ((old + new + FULL / 2) / FULL) as u8;
            }
            self.crossed.insert((index, column, row), P::make(&transform::coefficients(&samples, q)));
        }
    }

    fn original(&self, component: usize, column: usize, row: usize) -> Option<&'a P::Block> {
        let (h, v) = self.factors.get(component)?;
        let (left, top) = (self.cut.origin.0 * h, self.cut.origin.1 * v);
        self.planes.get(component)?.block(left + column, top + row)
    }
}

impl<P: Plane> Blocks for Picture<'_, P> {
    type Block = P::Block;

    #[inline(always)]
    fn block(&self, component: usize, column: usize, row: usize) -> &P::Block {
        let (h, v) = self.factors[component];
        let flat = self.flat[component].borrow();
        match self.cut.fate(column / h, row / v) {
            Fate::Flat => flat,
            Fate::Kept => self.original(component, column, row).unwrap_or(flat),
            Fate::Crossed => match self.crossed.get(&(component, column, row)) {
                Some(painted) => painted.borrow(),
                None => self.original(component, column, row).unwrap_or(flat),
            },
        }
    }
}

/// The weight of a sample of which every pixel is kept.
const FULL: u32 = 1 << 12;

/// Which pixels of an MCU are kept.
struct Mask {
    kept: Vec<bool>,
    size: (usize, usize),
}

impl Mask {
    fn new(keep: &ConvexPolygon, cut: &Cut, mcu: (usize, usize), size: (u32, u32)) -> Self {
        let left = cut.pixels.x + mcu.0 as u32 * size.0;
        let top = cut.pixels.y + mcu.1 as u32 * size.1;
        // Beyond the image nothing is kept, because nothing can be seen there.
        let (right, bottom) = (cut.pixels.x + cut.pixels.width, cut.pixels.y + cut.pixels.height);
        let mut kept = Vec::with_capacity((size.0 * size.1) as usize);
        for y in top..top + size.1 {
            let row = if y < bottom { keep.pixels_of_row(y, right) } else { 0..0 };
            kept.extend((left..left + size.0).map(|x| row.contains(&x)));
        }
        Self { kept, size: (size.0 as usize, size.1 as usize) }
    }

    /// All pixels but those that are wiped.
    fn wiped(wipe: &Wipe, cut: &Cut, mcu: (usize, usize), size: (u32, u32)) -> Self {
        let left = cut.pixels.x + mcu.0 as u32 * size.0;
        let top = cut.pixels.y + mcu.1 as u32 * size.1;
        let mut kept = vec![true; (size.0 * size.1) as usize];
        for (y, row) in (top..).zip(kept.chunks_exact_mut(size.0.max(1) as usize)) {
            for run in wipe.runs(y) {
                let place = |x: u32| x.saturating_sub(left).min(size.0) as usize;
                row.get_mut(place(run.start)..place(run.end)).unwrap_or_default().fill(false);
            }
        }
        Self { kept, size: (size.0 as usize, size.1 as usize) }
    }

    /// For each sample of block (x, y) of a component with h by v blocks in this MCU, how much of the
    /// pixels under it is kept.
    fn weights(&self, (x, y): (usize, usize), (h, v): (usize, usize)) -> [u32; 64] {
        let under = |sample: usize, samples: usize, pixels: usize| {
            sample * pixels / samples..((sample + 1) * pixels).div_ceil(samples)
        };
        std::array::from_fn(|place| {
            let rows = under(y * 8 + place / 8, v * 8, self.size.1);
            let columns = under(x * 8 + place % 8, h * 8, self.size.0);
            let total = (rows.len() * columns.len()).max(1) as u32;
            let kept = rows
                .map(|row| columns.clone().filter(|column| self.is_kept(*column, row)).count())
                .sum::<usize>();
            kept as u32 * FULL / total
        })
    }

    fn is_kept(&self, column: usize, row: usize) -> bool {
        self.kept.get(row * self.size.0 + column).copied().unwrap_or_default()
    }
}

/// The sample of each component to paint with.
fn fill(values: &[u16], colour: ColourModel) -> [u8; 4] {
    let last = values.last().copied().unwrap_or(255);
    let at = |index: usize| i64::from(values.get(index).copied().unwrap_or(last).min(255));
    let plain = [at(0), at(1), at(2), at(3)];
    let [a, b, c, d] = plain;
    let mixed = match colour {
        ColourModel::YCbCr => luma_and_differences([a, b, c], d),
        ColourModel::Ycck => luma_and_differences([255 - a, 255 - b, 255 - c], d),
        _ => plain,
    };
    mixed.map(|value| value.clamp(0, 255) as u8)
}

/// ITU-T T.871, clause 7, with factors times 2^16.
fn luma_and_differences([r, g, b]: [i64; 3], fourth: i64) -> [i64; 4] {
    let round = |value: i64| (value + 32768) >> 16;
    [
        round(19595 * r + 38470 * g + 7471 * b),
        128 + round(-11059 * r - 21709 * g + 32768 * b),
        128 + round(32768 * r - 27439 * g - 5329 * b),
        fourth,
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colours_to_paint_with() {
        assert_eq!(fill(&[255], ColourModel::YCbCr)[..3], [255, 128, 128]);
        assert_eq!(fill(&[0, 0, 0], ColourModel::YCbCr)[..3], [0, 128, 128]);
        assert_eq!(fill(&[255, 0, 0], ColourModel::YCbCr)[..3], [76, 85, 255]);
        assert_eq!(fill(&[0, 0, 0, 9], ColourModel::Ycck), [255, 128, 128, 9]);
        assert_eq!(fill(&[1, 2], ColourModel::Cmyk), [1, 2, 2, 2]);
        assert_eq!(fill(&[4000], ColourModel::Grey)[0], 255);
    }
}
