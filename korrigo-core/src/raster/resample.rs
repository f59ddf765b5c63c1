//! Pixels through an affine map: the one place where an image changes size or turns.
//!
//! Knows two spaces: the pixels of a source and the pixels of a canvas, both with the origin top left
//! and pixel (i, j) covering `i..i+1` by `j..j+1`. Where the map shrinks, a canvas pixel is the mean of
//! the source's area under it; where it enlarges, the linear mix of the four nearest pixels. A canvas
//! pixel belongs to the source when its centre does, so that strips that touch leave no seam.

use std::ops::Range;

use crate::geometry::{Matrix, Point, Rect};

/// Where an image's rows come from, one (grey) or three (RGB) bytes a pixel, without padding: unpacked one
/// by one, so that no image is in memory twice.
pub(super) trait Rows {
    /// Row `y`, when it lies in memory as it is.
    fn ready(&self, y: usize) -> Option<&[u8]>;

    /// Row `y`, into an empty line.
    fn unpack(&self, y: usize, line: &mut Vec<u8>);
}

/// Rows that are there already: of so many bytes each.
pub(super) struct Plain<'a>(pub(super) &'a [u8], pub(super) usize);

impl Rows for Plain<'_> {
    fn ready(&self, y: usize) -> Option<&[u8]> {
        self.0.get(y.checked_mul(self.1)?..)?.get(..self.1)
    }

    fn unpack(&self, _: usize, _: &mut Vec<u8>) {}
}

/// An image to draw.
#[derive(Clone, Copy)]
pub(super) struct Source<'a> {
    pub(super) width: u32,
    pub(super) height: u32,
    /// How much of it is the image: an image decoded at a reduced scale ends inside its last pixels.
    pub(super) extent: (f64, f64),
    /// Bytes a pixel: one (grey) or three (RGB).
    pub(super) channels: usize,
    pub(super) rows: &'a dyn Rows,
}

/// Rows turned at once: a block fits the cache, where single columns would cost a miss for each pixel.
const BLOCK: usize = 32;

/// What is drawn on: rows from the top without padding, white until something is drawn.
pub(super) struct Canvas {
    pub(super) width: u32,
    pub(super) height: u32,
    pub(super) channels: usize,
    pub(super) data: Vec<u8>,
}

impl Canvas {
    /// A white canvas. The caller has checked the size against its limits.
    pub(super) fn white(width: u32, height: u32, channels: usize) -> Self {
        let data = vec![255; width as usize * height as usize * channels];
        Self { width, height, channels, data }
    }

    /// Draws `source`, whose pixels `map` takes to the canvas's. A colour source needs a colour canvas.
    pub(super) fn draw(&mut self, source: &Source<'_>, map: &Matrix) {
        if source.width == 0 || source.height == 0 || !map.is_finite() || source.channels > self.channels {
            return;
        }
        match Turn::of(map, (source.width, source.height)) {
            Turn::None => self.draw_upright(source, (map.a, map.e), (map.d, map.f)),
            Turn::Quarter => self.draw_quarter_turned(source, (map.c, map.e), (map.b, map.f)),
            Turn::Slant => self.draw_slanted(source, map),
        }
    }

    /// x' = x.0 * x + x.1, y' = y.0 * y + y.1.
    fn draw_upright(&mut self, source: &Source<'_>, x: (f64, f64), y: (f64, f64)) {
        let columns = Taps::new(x, (source.width, source.extent.0), self.width);
        let rows = Taps::new(y, (source.height, source.extent.1), self.height);
        let (channels, start) = (self.channels, columns.span.start * self.channels);
        let stride = self.width as usize * channels;
        let first_row = rows.span.start;
        resize(source, &columns, &rows, |index, row| {
            let begin = (first_row + index) * stride + start;
            if let Some(line) = self.data.get_mut(begin..begin + columns.span.len() * channels) {
                copy_pixels(row, line, source.channels, channels);
            }
        });
    }

    /// x' = x.0 * y + x.1, y' = y.0 * x + y.1: rows become columns.
    fn draw_quarter_turned(&mut self, source: &Source<'_>, x: (f64, f64), y: (f64, f64)) {
        let columns = Taps::new(y, (source.width, source.extent.0), self.height);
        let rows = Taps::new(x, (source.height, source.extent.1), self.width);
        let wide = columns.span.len() * source.channels;
        if wide == 0 || rows.span.is_empty() {
            return;
        }
        let mut block = vec![0; wide * BLOCK];
        let mut held = 0;
        let last = rows.span.len() - 1;
        resize(source, &columns, &rows, |index, row| {
            if let Some(line) = block.get_mut(held * wide..(held + 1) * wide) {
                line.copy_from_slice(row);
            }
            held += 1;
            if held == BLOCK || index == last {
                let left = rows.span.start + index + 1 - held;
                self.put_turned(&block[..held * wide], held, source.channels, (left, columns.span.start));
                held = 0;
            }
        });
    }

    /// Writes `count` rows as columns, from the canvas's column and row `at`.
    fn put_turned(&mut self, block: &[u8], count: usize, from: usize, at: (usize, usize)) {
        let (stride, channels) = (self.width as usize * self.channels, self.channels);
        let pixels = block.len() / count / from;
        for pixel in 0..pixels {
            let begin = (at.1 + pixel) * stride + at.0 * channels;
            let Some(line) = self.data.get_mut(begin..begin + count * channels) else { return };
            for (row, out) in line.chunks_exact_mut(channels).enumerate() {
                let offset = (row * pixels + pixel) * from;
                copy_pixels(&block[offset..offset + from], out, from, channels);
            }
        }
    }

    fn draw_slanted(&mut self, source: &Source<'_>, map: &Matrix) {
        // First to about the size it will have, so that the four nearest pixels are enough.
        let size = |pixels: u32, scale: f64| {
            (f64::from(pixels) * scale).round().clamp(1.0, f64::from(pixels)) as u32
        };
        let (width, height) =
            (size(source.width, map.a.hypot(map.b)), size(source.height, map.c.hypot(map.d)));
        let scale =
            (f64::from(source.width) / f64::from(width), f64::from(source.height) / f64::from(height));
        let map = Matrix::scaling(scale.0, scale.1).then(map);
        let mut small = Canvas::white(width, height, source.channels);
        let all = Source { extent: (f64::from(source.width), f64::from(source.height)), ..*source };
        small.draw_upright(&all, (1.0 / scale.0, 0.0), (1.0 / scale.1, 0.0));
        let extent = (source.extent.0 / scale.0, source.extent.1 / scale.1);
        self.draw_near(&small, extent, &map);
    }

    /// Mixes the four nearest pixels, for a map that hardly changes the size.
    fn draw_near(&mut self, source: &Canvas, (width, height): (f64, f64), map: &Matrix) {
        let Some(back) = map.inverse() else { return };
        let bounds = map.map_rect(&Rect::new(0.0, 0.0, width, height));
        let columns = whole_pixels(bounds.x0, bounds.x1, self.width);
        let rows = whole_pixels(bounds.y0, bounds.y1, self.height);
        let stride = self.width as usize * self.channels;
        let mut mixed = [0; 3];
        for row in rows {
            for column in columns.clone() {
                let at = back * Point::new(column as f64 + 0.5, row as f64 + 0.5);
                if !(at.x >= 0.0 && at.x < width && at.y >= 0.0 && at.y < height) {
                    continue;
                }
                let pixel = &mut mixed[..source.channels];
                mix(source, at, pixel);
                let begin = row * stride + column * self.channels;
                if let Some(out) = self.data.get_mut(begin..begin + self.channels) {
                    copy_pixels(pixel, out, source.channels, self.channels);
                }
            }
        }
    }
}

/// How a map turns an image, mirrors apart.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Turn {
    None,
    /// Rows become columns.
    Quarter,
    Slant,
}

impl Turn {
    /// The turn of an image of so many columns and rows.
    pub(super) fn of(map: &Matrix, (width, height): (u32, u32)) -> Self {
        // Less than 1/64 of a pixel over the whole image is no turn.
        let (across, down) = (f64::from(width), f64::from(height));
        let none = |x: f64, y: f64| (x * across).abs() < 1.0 / 64.0 && (y * down).abs() < 1.0 / 64.0;
        if none(map.b, map.c) {
            Self::None
        } else if none(map.a, map.d) {
            Self::Quarter
        } else {
            Self::Slant
        }
    }
}

/// The linear mix of the four pixels around `at`, a point inside the source.
fn mix(source: &Canvas, at: Point, out: &mut [u8]) {
    let split = |value: f64, end: u32| {
        let value = (value - 0.5).clamp(0.0, f64::from(end - 1));
        let low = value.floor();
        (low as usize, (low as usize + 1).min(end as usize - 1), (value - low) as f32)
    };
    let (x0, x1, fx) = split(at.x, source.width);
    let (y0, y1, fy) = split(at.y, source.height);
    let width = source.width as usize;
    // All four lie inside: `split` clamps to the source.
    let sample = |x: usize, y: usize, channel: usize| {
        f32::from(source.data[(y * width + x) * source.channels + channel])
    };
    for (channel, out) in out.iter_mut().enumerate() {
        let top = sample(x0, y0, channel) * (1.0 - fx) + sample(x1, y0, channel) * fx;
        let bottom = sample(x0, y1, channel) * (1.0 - fx) + sample(x1, y1, channel) * fx;
        *out = (top * (1.0 - fy) + bottom * fy + 0.5) as u8;
    }
}

/// Copies pixels from `from` channels to `to`: grey becomes colour by repeating itself.
fn copy_pixels(pixels: &[u8], out: &mut [u8], from: usize, to: usize) {
    if from == to {
        out.copy_from_slice(pixels);
        return;
    }
    for (pixel, out) in pixels.iter().zip(out.chunks_exact_mut(to)) {
        out.fill(*pixel);
    }
}

/// The pixels that `low..high` touches, within `0..end`.
fn whole_pixels(low: f64, high: f64, end: u32) -> Range<usize> {
    let clamp = |value: f64| value.clamp(0.0, f64::from(end)) as usize;
    clamp(low.floor())..clamp(high.ceil())
}

/// How one axis of the source becomes one axis of the canvas: which pixels make each pixel, how much of each.
struct Taps {
    /// The canvas's pixels that the source covers.
    span: Range<usize>,
    /// For each of them: its first source pixel, and where its weights end in `weights`.
    starts: Vec<(usize, usize)>,
    /// Each pixel's weights have the sum 1.
    weights: Vec<f32>,
}

impl Taps {
    /// Canvas coordinate = `scale` * source coordinate + `offset`; the source has so many pixels, of
    /// which the image is so much.
    fn new((scale, offset): (f64, f64), (source, end): (u32, f64), canvas: u32) -> Self {
        let mut taps = Self { span: 0..0, starts: Vec::new(), weights: Vec::new() };
        if !scale.is_normal() {
            return taps;
        }
        let covered = |pixel: &usize| {
            let centre = (*pixel as f64 + 0.5 - offset) / scale;
            centre >= 0.0 && centre < end
        };
        let (low, high) = (offset.min(offset + scale * end), offset.max(offset + scale * end));
        let mut touched = whole_pixels(low, high, canvas).filter(covered);
        let Some(first) = touched.next() else { return taps };
        taps.span = first..touched.next_back().unwrap_or(first) + 1;
        for pixel in taps.span.clone() {
            let (a, b) = ((pixel as f64 - offset) / scale, (pixel as f64 + 1.0 - offset) / scale);
            if scale.abs() < 1.0 {
                taps.push_area(a.min(b).max(0.0), a.max(b).min(end), source as usize);
            } else {
                taps.push_near(f64::midpoint(a, b), source as usize);
            }
        }
        taps
    }

    /// The mean over `low..high`, both inside the source.
    fn push_area(&mut self, low: f64, high: f64, end: usize) {
        let first = (low.floor() as usize).min(end - 1);
        let past = (high.ceil() as usize).clamp(first + 1, end);
        let total = (high - low).max(f64::MIN_POSITIVE);
        for pixel in first..past {
            let part = high.min(pixel as f64 + 1.0) - low.max(pixel as f64);
            self.weights.push((part / total) as f32);
        }
        self.starts.push((first, self.weights.len()));
    }

    /// The linear mix of the two pixels whose centres are nearest.
    fn push_near(&mut self, centre: f64, end: usize) {
        let at = (centre - 0.5).clamp(0.0, (end - 1) as f64);
        let low = at.floor();
        let part = (at - low) as f32;
        self.weights.push(1.0 - part);
        if part > 0.0 {
            self.weights.push(part);
        }
        self.starts.push((low as usize, self.weights.len()));
    }

    /// For each pixel of the span: its first source pixel and its weights.
    fn iter(&self) -> impl Iterator<Item = (usize, &[f32])> {
        let mut begin = 0;
        self.starts.iter().map(move |(first, end)| {
            let weights = &self.weights[begin..*end];
            begin = *end;
            (*first, weights)
        })
    }

    /// For each pixel of the span four source pixels, the first counted from `start`, and their weights: 0
    /// for those that are not its own. `None` where a pixel has more than four, or a line of `length` fewer.
    fn fours(&self, start: usize, length: usize) -> Option<Vec<(usize, [f32; 4])>> {
        let last = length.checked_sub(4)?;
        let four = |(first, weights): (usize, &[f32])| {
            let begin = (first - start).min(last);
            let skip = first - start - begin;
            let mut four = [0.0; 4];
            four.get_mut(skip..skip + weights.len())?.copy_from_slice(weights);
            Some((begin, four))
        };
        self.iter().map(four).collect()
    }

    /// The source pixels that have a weight.
    fn used(&self) -> Range<usize> {
        let ends = self.iter().map(|(first, weights)| (first, first + weights.len()));
        ends.reduce(|all, one| (all.0.min(one.0), all.1.max(one.1))).map_or(0..0, |(low, high)| low..high)
    }
}

/// Resizes along both axes and hands out each finished row, from the first of `rows.span` on.
fn resize(source: &Source<'_>, columns: &Taps, rows: &Taps, mut done: impl FnMut(usize, &[u8])) {
    let channels = source.channels;
    let used = columns.used();
    let wanted = used.start * channels..used.end * channels;
    let mut sums = vec![0.0f32; wanted.len()];
    let mut line = vec![0; columns.span.len() * channels];
    let mut unpacked = RowCache::default();
    let fours = if channels == 1 { columns.fours(used.start, sums.len()) } else { None };
    for (index, (first, weights)) in rows.iter().enumerate() {
        sums.fill(0.0);
        for (offset, weight) in weights.iter().enumerate() {
            let row = unpacked.row(source.rows, first + offset);
            for (sum, value) in sums.iter_mut().zip(row.get(wanted.clone()).unwrap_or_default()) {
                *sum += weight * f32::from(*value);
            }
        }
        match (channels, &fours) {
            (1, Some(fours)) => squeeze_fours(&sums, fours, &mut line),
            (1, None) => squeeze::<1>(&sums, used.start, columns, &mut line),
            _ => squeeze::<3>(&sums, used.start, columns, &mut line),
        }
        done(index, &line);
    }
}

/// The last two rows unpacked: neighbours on the canvas share them.
#[derive(Default)]
struct RowCache {
    lines: [(Option<usize>, Vec<u8>); 2],
}

impl RowCache {
    fn row<'a>(&'a mut self, rows: &'a dyn Rows, y: usize) -> &'a [u8] {
        if let Some(row) = rows.ready(y) {
            return row;
        }
        let (held, line) = &mut self.lines[y % 2];
        if *held != Some(y) {
            line.clear();
            rows.unpack(y, line);
            *held = Some(y);
        }
        line
    }
}

/// Resizes one row of grey sums by [`Taps::fours`].
fn squeeze_fours(sums: &[f32], fours: &[(usize, [f32; 4])], line: &mut [u8]) {
    for ((begin, weights), out) in fours.iter().zip(line) {
        let pixels = sums.get(*begin..begin + 4).unwrap_or_default();
        let total = pixels.iter().zip(weights).fold(0.5, |total, (value, weight)| total + weight * value);
        *out = total as u8;
    }
}

/// Resizes one row of sums, whose first pixel is the source's pixel `start`.
fn squeeze<const N: usize>(sums: &[f32], start: usize, columns: &Taps, line: &mut [u8]) {
    let pixels = sums.as_chunks::<N>().0;
    for ((first, weights), out) in columns.iter().zip(line.as_chunks_mut::<N>().0) {
        let begin = first - start;
        let mut total = [0.5f32; N];
        for (pixel, weight) in pixels[begin..begin + weights.len()].iter().zip(weights) {
            for (total, value) in total.iter_mut().zip(pixel) {
                *total += weight * value;
            }
        }
        *out = total.map(|value| value as u8);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn numbered(width: u32, height: u32, channels: usize) -> Vec<u8> {
        (0..width as usize * height as usize * channels).map(|i| (i * 37 % 251) as u8).collect()
    }

    struct Picture<'a> {
        width: u32,
        height: u32,
        channels: usize,
        data: &'a [u8],
    }

    fn draw(canvas: &mut Canvas, picture: &Picture<'_>, map: Matrix) {
        let &Picture { width, height, channels, data } = picture;
        let rows = Plain(data, width as usize * channels);
        let extent = (f64::from(width), f64::from(height));
        canvas.draw(&Source { width, height, extent, channels, rows: &rows }, &map);
    }

    fn drawn(picture: &Picture<'_>, map: Matrix, size: (u32, u32)) -> Canvas {
        let mut canvas = Canvas::white(size.0, size.1, picture.channels);
        draw(&mut canvas, picture, map);
        canvas
    }

    proptest! {
        #[test]
        fn quarter_turns_and_mirrors_move_every_pixel_and_change_none(
            width in 1u32..70, height in 1u32..70, colour in any::<bool>(), turn in 0usize..8
        ) {
            let channels = if colour { 3 } else { 1 };
            let data = numbered(width, height, channels);
            let source = Picture { width, height, channels, data: &data };
            let (w, h) = (f64::from(width), f64::from(height));
            let (map, size) = [
                ([1.0, 0.0, 0.0, 1.0, 0.0, 0.0], (width, height)),
                ([0.0, 1.0, -1.0, 0.0, h, 0.0], (height, width)),
                ([-1.0, 0.0, 0.0, -1.0, w, h], (width, height)),
                ([0.0, -1.0, 1.0, 0.0, 0.0, w], (height, width)),
                ([-1.0, 0.0, 0.0, 1.0, w, 0.0], (width, height)),
                ([1.0, 0.0, 0.0, -1.0, 0.0, h], (width, height)),
                ([0.0, 1.0, 1.0, 0.0, 0.0, 0.0], (height, width)),
                ([0.0, -1.0, -1.0, 0.0, h, w], (height, width)),
            ][turn];
            let map = Matrix::new(map);
            let canvas = drawn(&source, map, size);
            for y in 0..height {
                for x in 0..width {
                    let to = map * Point::new(f64::from(x) + 0.5, f64::from(y) + 0.5);
                    let there = (to.y as usize * size.0 as usize + to.x as usize) * channels;
                    let here = (y * width + x) as usize * channels;
                    prop_assert_eq!(&canvas.data[there..there + channels], &data[here..here + channels]);
                }
            }
        }

        #[test]
        fn any_map_draws_inside_the_canvas_or_not_at_all(
            width in 1u32..20, height in 1u32..20, numbers in prop::array::uniform6(-1e3..1e3f64), power in -9i32..9
        ) {
            let data = numbered(width, height, 1);
            let source = Picture { width, height, channels: 1, data: &data };
            let scale = 10f64.powi(power);
            drawn(&source, Matrix::new(numbers.map(|number| number * scale)), (31, 17));
        }

        #[test]
        fn a_flat_image_stays_flat(level in any::<u8>(), a in 0.05..3.0f64, turn in -180.0..180.0f64) {
            let data = vec![level; 40 * 30];
            let source = Picture { width: 40, height: 30, channels: 1, data: &data };
            let map = Matrix::translation(-20.0, -15.0)
                .then(&Matrix::scaling(a, a))
                .then(&Matrix::rotation_deg(turn))
                .then(&Matrix::translation(20.0, 20.0));
            let canvas = drawn(&source, map, (40, 40));
            prop_assert!(canvas.data.iter().all(|value| *value == level || *value == 255));
            prop_assert_eq!(canvas.data[20 * 40 + 20], level);
        }
    }

    #[test]
    fn shrinking_takes_the_mean_of_the_area() {
        let data = [0, 100, 200, 40, 10, 20, 30, 60];
        let source = Picture { width: 4, height: 2, channels: 1, data: &data };
        let canvas = drawn(&source, Matrix::scaling(0.5, 0.5), (2, 1));
        assert_eq!(canvas.data, [33, 83]);
    }

    #[test]
    fn a_ramp_keeps_its_place_when_shrunk_enlarged_and_turned() {
        // Grey is 2 for each pixel to the right: the value at a point tells which point it was.
        let (width, height) = (100u32, 80u32);
        let data: Vec<u8> = (0..height).flat_map(|_| (0..width).map(|x| (2 * x) as u8)).collect();
        let source = Picture { width, height, channels: 1, data: &data };
        for (scale, turn) in [(0.37, 0.0), (1.7, 0.0), (0.37, 90.0), (0.8, 3.0), (0.4, 33.0), (1.6, 200.0)] {
            let map = Matrix::translation(-50.0, -40.0)
                .then(&Matrix::scaling(scale, scale))
                .then(&Matrix::rotation_deg(turn))
                .then(&Matrix::translation(75.25, 75.6));
            let canvas = drawn(&source, map, (150, 150));
            let back = map.inverse().unwrap();
            for (x, y) in [(75.5, 75.5), (70.5, 80.5), (80.5, 66.5)] {
                let expected = 2.0 * (back * Point::new(x, y)).x - 1.0;
                let found = f64::from(canvas.data[y as usize * 150 + x as usize]);
                assert!((found - expected).abs() < 1.1, "{scale} {turn}: {found} for {expected}");
            }
        }
    }

    #[test]
    fn strips_that_meet_inside_a_pixel_leave_no_seam() {
        let data = [0u8; 10 * 7];
        let source = Picture { width: 10, height: 7, channels: 1, data: &data };
        let mut canvas = Canvas::white(6, 9, 1);
        draw(&mut canvas, &source, Matrix::new([0.6, 0.0, 0.0, 0.6, 0.0, 0.0]));
        draw(&mut canvas, &source, Matrix::new([0.6, 0.0, 0.0, 0.6, 0.0, 4.2]));
        assert_eq!(canvas.data, [vec![0; 6 * 8], vec![255; 6]].concat());
    }
}
