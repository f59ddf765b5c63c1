//! Whether pixels tell anything: whether they differ where they should be all alike.
//!
//! Knows colours and coverage of images as the second reader decodes them, and rendered pages. Knows
//! nothing of what may be drawn where.

use std::collections::{BTreeMap, BTreeSet};

use hayro::hayro_interpret::{Image, ImageData};
use hayro::kurbo::{Affine, Point, Rect};

/// Parts of images to look at, by the order in which they are drawn, and in which of them something was seen.
#[derive(Default)]
pub(super) struct Probe {
    /// Parts of the displayed page.
    pub(super) wanted: BTreeMap<usize, Vec<Rect>>,
    /// The image and the number of the part.
    pub(super) inked: BTreeSet<(usize, usize)>,
    /// Images that could not be decoded.
    pub(super) unread: BTreeSet<usize>,
}

/// Shades of an image that differ by no more are one colour that a codec kept badly: faint pencil differs by
/// 20 and more.
pub(super) const KEPT: u8 = 12;

/// Shades of a rendered page that differ by no more look alike.
pub(super) const SEEN: u8 = 24;

/// Fewer odd pixels are dust: 4 are a dot of an i at 75 dots an inch.
const LEAST: usize = 4;

/// Pixels at the edge of a part that are not looked at: where it begins within a pixel, and where colours
/// of less resolution than the pixels fade over.
const EDGE: f64 = 2.0;

impl Probe {
    /// Looks at the wanted parts of an image.
    pub(super) fn look(&mut self, order: usize, image: &Image<'_, '_>, map: Affine) {
        let Some(parts) = self.wanted.get(&order) else { return };
        let mut inked = BTreeSet::new();
        let mut seen = false;
        let mut look = |data: &[u8], channels: usize, size: (u32, u32), factors: (f32, f32)| {
            seen = true;
            let map = map * Affine::scale_non_uniform(f64::from(factors.0), f64::from(factors.1));
            let pixels = Pixels { data, channels, width: size.0 as usize, height: size.1 as usize, map };
            for (index, part) in parts.iter().enumerate() {
                if pixels.odd(part, KEPT) >= LEAST {
                    inked.insert(index);
                }
            }
        };
        match image {
            Image::Stencil(stencil) => {
                stencil.with_stencil(
                    |mask, _| look(&mask.data, 1, (mask.width, mask.height), mask.scale_factors),
                    None,
                );
            }
            Image::Raster(raster) => raster.with_rgba(
                |image, alpha| {
                    let size = (image.width(), image.height());
                    match &image {
                        ImageData::Rgb(rgb) => look(&rgb.data, 3, size, rgb.scale_factors),
                        ImageData::Luma(luma) => look(&luma.data, 1, size, luma.scale_factors),
                    }
                    if let Some(alpha) = alpha {
                        look(&alpha.data, 1, (alpha.width, alpha.height), alpha.scale_factors);
                    }
                },
                None,
            ),
        }
        if !seen {
            self.unread.insert(order);
        }
        self.inked.extend(inked.into_iter().map(|index| (order, index)));
    }
}

/// Rows of pixels and where they lie.
pub(super) struct Pixels<'d> {
    pub(super) data: &'d [u8],
    pub(super) channels: usize,
    pub(super) width: usize,
    pub(super) height: usize,
    /// From pixels to the page as displayed.
    pub(super) map: Affine,
}

impl Pixels<'_> {
    /// How many pixels in a part differ from its commonest colour by more than the tolerance.
    pub(super) fn odd(&self, part: &Rect, tolerance: u8) -> usize {
        let mut rows: Vec<&[u8]> = Vec::new();
        self.each(part, &mut |pixels| rows.push(pixels));
        if is_even(rows.iter().copied(), self.channels, tolerance) {
            return 0;
        }
        let pixels = || rows.iter().flat_map(|row| row.chunks_exact(self.channels));
        let mut counts = vec![[0_usize; 256]; self.channels];
        for pixel in pixels() {
            for (counts, value) in counts.iter_mut().zip(pixel) {
                if let Some(count) = counts.get_mut(usize::from(*value)) {
                    *count = count.saturating_add(1);
                }
            }
        }
        let common: Vec<u8> = counts
            .iter()
            .map(|counts| {
                let best = counts.iter().enumerate().max_by_key(|(_, count)| **count);
                best.map_or(0, |(value, _)| value.min(255) as u8)
            })
            .collect();
        let is_odd = |pixel: &&[u8]| {
            pixel.iter().zip(&common).any(|(value, common)| value.abs_diff(*common) > tolerance)
        };
        pixels().filter(is_odd).count()
    }

    /// Visits every pixel that lies well within a part: whole rows where it lies along them, else one by one.
    fn each<'p>(&'p self, part: &Rect, visit: &mut impl FnMut(&'p [u8])) {
        let [a, b, c, d, ..] = self.map.as_coeffs();
        if !self.map.determinant().is_normal() {
            return;
        }
        let covers = self.map.inverse().transform_rect_bbox(*part);
        let upright = (b.abs() + c.abs() < 1e-6 * (a.abs() + d.abs()))
            || (a.abs() + d.abs() < 1e-6 * (b.abs() + c.abs()));
        // Of few pixels most are looked at.
        let inset = if upright { EDGE.min(covers.width().min(covers.height()) / 4.0) } else { 0.0 };
        let limit = |value: f64, most: usize| value.clamp(0.0, most as f64) as usize;
        // At the side of the image itself nothing fades.
        let low = |value: f64| if value <= 0.0 { 0.0 } else { (value + inset).ceil() };
        let high =
            |value: f64, most: usize| if value >= most as f64 { value } else { (value - inset).floor() };
        let columns = limit(low(covers.x0), self.width)..limit(high(covers.x1, self.width), self.width);
        let rows = limit(low(covers.y0), self.height)..limit(high(covers.y1, self.height), self.height);
        if columns.is_empty() {
            return;
        }
        let step = EDGE * self.map.determinant().abs().sqrt();
        let inner = part.inset(-step);
        for row in rows {
            let start =
                row.saturating_mul(self.width).saturating_add(columns.start).saturating_mul(self.channels);
            let end = start.saturating_add(columns.len().saturating_mul(self.channels));
            let Some(pixels) = self.data.get(start..end) else { return };
            if upright {
                visit(pixels);
                continue;
            }
            for (column, pixel) in columns.clone().zip(pixels.chunks_exact(self.channels)) {
                if inner.contains(self.map * Point::new(column as f64 + 0.5, row as f64 + 0.5)) {
                    visit(pixel);
                }
            }
        }
    }
}

/// Whether no two pixels differ by more than the tolerance, in any of so many channels.
pub(super) fn is_even<'p>(rows: impl Iterator<Item = &'p [u8]>, channels: usize, tolerance: u8) -> bool {
    /// Pixels that are looked at together.
    const LANES: usize = 32;
    let channels = channels.max(1);
    let mut low = vec![u8::MAX; channels * LANES];
    let mut high = vec![u8::MIN; channels * LANES];
    for chunk in rows.flat_map(|row| row.chunks(channels * LANES)) {
        for ((low, high), value) in low.iter_mut().zip(&mut high).zip(chunk) {
            (*low, *high) = ((*low).min(*value), (*high).max(*value));
        }
    }
    (0..channels).all(|channel| {
        let low = low.iter().skip(channel).step_by(channels).min();
        let high = high.iter().skip(channel).step_by(channels).max();
        low.zip(high).is_none_or(|(low, high)| high.saturating_sub(*low) <= tolerance)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn odd(data: &[u8], part: Rect) -> usize {
        Pixels { data, channels: 1, width: 20, height: 20, map: Affine::scale(2.0) }.odd(&part, KEPT)
    }

    #[test]
    fn rows_are_even_channel_by_channel() {
        let mut data = [200, 100, 50].repeat(1000);
        let even = |data: &[u8]| is_even(data.chunks(300), 3, KEPT);
        assert!(even(&data) && is_even(std::iter::empty(), 3, KEPT));
        // One pixel of the last, unfull lanes, in its last channel.
        data[2999] = 50 + KEPT;
        assert!(even(&data));
        data[2999] = 50 - 1;
        assert!(even(&data));
        data[2] = 50 + KEPT;
        assert!(!even(&data));
        assert!(!is_even(data.chunks(300), 1, KEPT));
    }

    #[test]
    fn of_few_pixels_most_are_looked_at_whichever_way_they_lie() {
        let mut data = vec![250; 400];
        data[9 * 20 + 10] = 0;
        let part = Rect::new(16.0, 16.0, 24.0, 24.0);
        for map in [Affine::scale(2.0), Affine::new([0.0, 2.0, 2.0, 0.0, 0.0, 0.0])] {
            let pixels = Pixels { data: &data, channels: 1, width: 20, height: 20, map };
            assert_eq!(pixels.odd(&part, KEPT), 1, "{map:?}");
        }
    }

    #[test]
    fn pixels_that_differ_are_counted_within_the_part_alone() {
        let mut data = vec![250; 400];
        assert_eq!(odd(&data, Rect::new(0.0, 0.0, 40.0, 40.0)), 0);
        data[10 * 20 + 10] = 0;
        data[10 * 20 + 11] = 240;
        data[10 * 20 + 12] = 250 - KEPT;
        assert_eq!(odd(&data, Rect::new(0.0, 0.0, 40.0, 40.0)), 1);
        assert_eq!(odd(&data, Rect::new(10.0, 10.0, 30.0, 30.0)), 1);
        assert_eq!(odd(&data, Rect::new(20.0, 20.0, 40.0, 40.0)), 0);
        assert_eq!(odd(&data, Rect::new(100.0, 100.0, 140.0, 140.0)), 0);
    }
}
