//! One row at a time: what an [`Edit`] keeps of it, and what it fills.
//!
//! Knows bits and bytes of one packed row, so that an image can be edited while it streams from one
//! codec into the next and is never in memory as a whole.

use std::ops::Range;

use super::Layout;
use crate::codec::{Edit, PixelBox, Wipe};
use crate::error::Result;
use crate::geometry::ConvexPolygon;

/// An [`Edit`] made ready for the rows of one image.
#[derive(Debug)]
pub struct RowEditor<'a> {
    source: Layout,
    kept: PixelBox,
    keep: Option<&'a ConvexPolygon>,
    paint: &'a [ConvexPolygon],
    /// One row of the result, filled from end to end.
    fill: Vec<u8>,
    /// The same for each wipe.
    wipes: Vec<(&'a Wipe, Vec<u8>)>,
}

impl<'a> RowEditor<'a> {
    /// An editor for the rows of an image of this layout.
    ///
    /// # Errors
    /// `zone_invalid` (`edit.empty`) when the edit keeps no pixel.
    pub fn new(source: Layout, edit: &Edit<'a>) -> Result<Self> {
        let kept = source.kept(edit)?;
        let fill = |values| fill_row(&source.cropped(&kept), values);
        let wipes = edit.wipes.iter().map(|wipe| (wipe, fill(wipe.fill()))).collect();
        Ok(Self { source, kept, keep: edit.keep, paint: edit.paint, fill: fill(edit.fill), wipes })
    }

    /// The box of the original that the result covers.
    pub const fn kept(&self) -> PixelBox {
        self.kept
    }

    /// Size and depth of the result.
    pub const fn layout(&self) -> Layout {
        self.source.cropped(&self.kept)
    }

    /// Writes row `y` of the original, of which `source` holds the packed samples, as a row of the
    /// result. A row the result has no place for, and a target of another length, stay untouched.
    pub fn edit_row(&self, y: u32, source: &[u8], target: &mut [u8]) {
        let in_box = y.checked_sub(self.kept.y).is_some_and(|row| row < self.kept.height);
        if !in_box || target.len() != self.fill.len() || source.len() < self.source.row_bytes() {
            return;
        }
        let bits = self.source.pixel_bits();
        copy_bits(source, self.kept.x as usize * bits, target);
        let end = self.kept.width as usize * bits;
        clear_padding(target, end);
        for (wipe, fill) in &self.wipes {
            wipe.runs(y).for_each(|run| fill_bits(target, fill, self.in_result(run)));
        }
        if let Some(keep) = self.keep {
            let inside = self.in_result(keep.pixels_of_row(y, self.source.width()));
            fill_bits(target, &self.fill, 0..inside.start);
            fill_bits(target, &self.fill, inside.end..end);
        }
        for zone in self.paint {
            let inside = self.in_result(zone.pixels_of_row(y, self.source.width()));
            fill_bits(target, &self.fill, inside);
        }
    }

    /// From columns of the original to bits of the result.
    fn in_result(&self, columns: Range<u32>) -> Range<usize> {
        let bits = self.source.pixel_bits();
        let place = |x: u32| x.saturating_sub(self.kept.x).min(self.kept.width) as usize * bits;
        place(columns.start)..place(columns.end)
    }
}

/// Copies a stretch of bits from one row to another of the same length.
fn fill_bits(target: &mut [u8], fill: &[u8], bits: Range<usize>) {
    if bits.start >= bits.end {
        return;
    }
    let (first, last) = (bits.start / 8, (bits.end - 1) / 8);
    let from = bits.start % 8;
    let head = 0xFFu8 >> from;
    let tail = 0xFFu8 << (7 - (bits.end - 1) % 8);
    let (Some(target), Some(fill)) = (target.get_mut(first..=last), fill.get(first..=last)) else {
        return;
    };
    let mut blend = |at: usize, mask: u8| {
        if let (Some(old), Some(new)) = (target.get_mut(at), fill.get(at)) {
            *old = *old & !mask | new & mask;
        }
    };
    if first == last {
        return blend(0, head & tail);
    }
    blend(0, head);
    blend(last - first, tail);
    let middle = 1..last - first;
    if let (Some(old), Some(new)) = (target.get_mut(middle.clone()), fill.get(middle)) {
        old.copy_from_slice(new);
    }
}

/// A row of the layout that holds the fill in every pixel; a missing component repeats the last one,
/// and without any the fill is 0.
fn fill_row(layout: &Layout, fill: &[u16]) -> Vec<u8> {
    let mut row = vec![0u8; layout.row_bytes()];
    let last = fill.last().copied().unwrap_or_default();
    let components = layout.components() as usize;
    let bits = layout.bits() as usize;
    let mut values = (0..components).map(|c| fill.get(c).copied().unwrap_or(last)).cycle();
    let mut value = || values.next().unwrap_or_default();
    if bits == 16 {
        row.chunks_exact_mut(2).for_each(|pair| pair.copy_from_slice(&value().to_be_bytes()));
    } else {
        let mask = (1u16 << bits) - 1;
        for byte in &mut row {
            *byte = (0..8 / bits).fold(0u16, |packed, _| packed << bits | value() & mask) as u8;
        }
    }
    clear_padding(&mut row, layout.width() as usize * layout.pixel_bits());
    row
}

/// Copies the bits of `source` from bit `from` on into all of `target`; 0 past the end.
fn copy_bits(source: &[u8], from: usize, target: &mut [u8]) {
    let source = source.get(from / 8..).unwrap_or_default();
    let shift = (from % 8) as u32;
    let whole = target.len().min(source.len());
    let (body, beyond) = target.split_at_mut(whole);
    beyond.fill(0);
    let (body_source, rest) = source.split_at(whole);
    if shift == 0 {
        body.copy_from_slice(body_source);
        return;
    }
    // Neighbouring bytes in step: the compiler makes whole vector words of this.
    let next = source.get(1..).unwrap_or_default();
    for ((target, high), low) in body.iter_mut().zip(body_source).zip(next) {
        *target = high << shift | low >> (8 - shift);
    }
    if rest.is_empty()
        && let (Some(target), Some(high)) = (body.last_mut(), body_source.last())
    {
        *target = high << shift;
    }
}

/// Sets the bits of a row from bit `end` on to 0.
fn clear_padding(row: &mut [u8], end: usize) {
    if let Some(last) = row.get_mut(end / 8)
        && !end.is_multiple_of(8)
    {
        *last &= 0xFF << (8 - end % 8);
    }
}

/// Unpacks `count` samples of 1, 2 or 4 bits and stretches them to 0..=255.
pub(super) fn spread(row: &[u8], bits: u8, count: u32, out: &mut Vec<u8>) {
    let (per_byte, top) = (8 / bits.clamp(1, 8), 0xFFu8 >> (8 - bits.clamp(1, 8)));
    let step = 255 / top;
    let samples =
        row.iter().flat_map(|byte| (0..per_byte).map(move |i| (byte >> (8 - bits * (i + 1)) & top) * step));
    out.extend(samples.take(count as usize));
}
