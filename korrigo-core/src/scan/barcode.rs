//! Machine-readable codes: QR, Data Matrix and Code 128.
//!
//! Knows where a side looks like a code from afar: half dark, and full of edges in both directions, or in
//! one. Only there the side is drawn again in more detail and given to the decoder (the `rxing` crate), so
//! that a side without codes costs one pass. Knows nothing of what a code's text means.

use std::collections::HashSet;

use rxing::common::{GlobalHistogramBinarizer, HybridBinarizer};
use rxing::{BarcodeFormat, BinaryBitmap, DecodeHints, Luma8Source, MultiFormatReader, RXingResult, Reader};

use super::findings::{Barcode, BarcodeKind};
use super::plane::Plane;
use super::view::Straight;
use crate::geometry::{Matrix, NormalizedRect, Point};

/// Side of a tile in pixels: 2 mm at 100 dots per inch.
const TILE: usize = 8;
/// A side has few codes; more places than these are a printed pattern.
const MOST_PLACES: usize = 8;
/// Drawing a part of a scan anew costs as much as decoding it.
const MOST_RENDERED: usize = 3;
/// The decoder's work is bounded by the size of what it is given.
const MOST_PIXELS: usize = 2_400_000;
/// A crop rarely holds more than two codes.
const MOST_CODES: usize = 4;

/// Draws parts of the upright side, normalised to it, with so many dots per inch: as many pictures, or none.
pub(super) type Render<'a> = dyn Fn(&[NormalizedRect], f64) -> Vec<Plane> + 'a;

/// The codes on a side, from the top.
///
/// `render` draws some parts of the upright side in more detail, at most [`MOST_RENDERED`] and all at once,
/// where something looks like a code that these pixels do not tell. A text is only given when the code's
/// own checks hold; Code 128, whose check is weak, must read the same at two resolutions.
pub(super) fn read(straight: &Straight, render: &Render<'_>) -> Vec<Barcode> {
    let places = Tiles::of(&straight.even).places();
    let few = places.len() <= 4;
    let mut found: Vec<Vec<Barcode>> = Vec::new();
    let mut closer: Vec<(usize, bool, NormalizedRect)> = Vec::new();
    for (index, place) in places.iter().enumerate() {
        let (from, to) = place.pixels(straight);
        let on_side =
            |p: &Point| straight.to_normalized(Point::new(p.x + from.0 as f64, p.y + from.1 as f64));
        let here = || read_all(&straight.raw.crop(from, to), true, &on_side);
        let codes = if place.matrix { here() } else { Vec::new() };
        if codes.is_empty() && closer.len() < MOST_RENDERED && place.is_likely(few) {
            closer.extend(on_side_rect(straight, from, to).map(|rect| (index, place.matrix, rect)));
        }
        found.push(codes);
    }
    let rects: Vec<NormalizedRect> = closer.iter().map(|(_, _, rect)| *rect).collect();
    let planes = if rects.is_empty() { Vec::new() } else { render(&rects, 300.0) };
    for ((index, matrix, rect), plane) in closer.into_iter().zip(planes) {
        let (x, y) = (rect.w() / plane.width.max(1) as f64, rect.h() / plane.height.max(1) as f64);
        let on_side = |p: &Point| Point::new(rect.x() + p.x * x, rect.y() + p.y * y);
        if let Some(codes) = found.get_mut(index) {
            *codes = read_all(&plane, matrix, &on_side);
        }
    }
    let mut codes: Vec<Barcode> = Vec::new();
    for code in found.into_iter().flatten() {
        if !codes.iter().any(|other| same(other, &code)) {
            codes.push(code);
        }
    }
    codes.sort_by(|a, b| top(a).total_cmp(&top(b)));
    codes
}

fn top(code: &Barcode) -> f64 {
    code.corners.iter().map(|corner| corner.y).fold(f64::MAX, f64::min)
}

/// Whether two readings are of one code.
fn same(a: &Barcode, b: &Barcode) -> bool {
    let centre = |code: &Barcode| {
        let n = code.corners.len().max(1) as f64;
        let sum = code.corners.iter().fold((0.0, 0.0), |sum, corner| (sum.0 + corner.x, sum.1 + corner.y));
        (sum.0 / n, sum.1 / n)
    };
    let (a_at, b_at) = (centre(a), centre(b));
    a.kind == b.kind && a.text == b.text && (a_at.0 - b_at.0).hypot(a_at.1 - b_at.1) < 0.03
}

/// How dark and how full of edges the tiles of a plane are, each with its neighbours.
struct Tiles {
    columns: usize,
    rows: usize,
    /// Mean darkness, mean step to the right, mean step down: 0..=255 each.
    /// Over the tiles next to it, and over those next to them: bars may be wide.
    means: [Vec<[u32; 3]>; 2],
}

/// Some tiles that look like a code.
struct Place {
    /// First column and row, and past the last ones.
    from: (usize, usize),
    to: (usize, usize),
    tiles: usize,
    /// Edges in both directions.
    matrix: bool,
}

impl Tiles {
    fn of(plane: &Plane) -> Self {
        let (columns, rows) = (plane.width / TILE, plane.height / TILE);
        let mut sums = vec![[0u32; 3]; columns * rows];
        let (mut rights, mut downs) = (vec![0; plane.width], vec![0; plane.width]);
        // Every second row is enough.
        for y in (0..rows * TILE).step_by(2) {
            let (row, below) = (plane.row(y), plane.row((y + 1).min(plane.height - 1)));
            steps(row, row.get(1..).unwrap_or_default(), &mut rights);
            steps(row, below, &mut downs);
            let tiles = sums.iter_mut().skip(y / TILE * columns).take(columns);
            let parts = [row, &rights, &downs].map(|part| part.as_chunks::<TILE>().0);
            for (((sum, row), rights), downs) in tiles.zip(parts[0]).zip(parts[1]).zip(parts[2]) {
                sum[0] += 255 * TILE as u32 - total(*row);
                sum[1] += total(*rights);
                sum[2] += total(*downs);
            }
        }
        let means = [1, 2].map(|reach| means_around(&sums, columns, reach));
        Self { columns, rows, means }
    }

    /// Whether a tile may be part of a code: half dark, with many edges.
    fn looks_coded(&self, column: usize, row: usize) -> bool {
        let code_like = |means: &Vec<[u32; 3]>| {
            let mean = means.get(row * self.columns + column);
            // Writing covers a fifth of its paper, a code half of it.
            mean.is_some_and(|[dark, right, down]| (50..=215).contains(dark) && right + down >= 14)
        };
        column < self.columns && self.means.iter().any(code_like)
    }

    /// The places that look like a code, the largest first.
    fn places(&self) -> Vec<Place> {
        let mut seen = vec![false; self.columns * self.rows];
        let mut places = Vec::new();
        for row in 0..self.rows {
            for column in 0..self.columns {
                if let Some(place) = self.grow(column, row, &mut seen)
                    && place.may_be_a_code()
                {
                    places.push(place);
                }
            }
        }
        places.sort_by_key(|place| std::cmp::Reverse(place.tiles));
        places.truncate(MOST_PLACES);
        places
    }

    /// The tiles connected with this one.
    fn grow(&self, column: usize, row: usize, seen: &mut [bool]) -> Option<Place> {
        let mut queue = vec![(column, row)];
        let mut place = Place { from: (column, row), to: (column + 1, row + 1), tiles: 0, matrix: false };
        let mut edges = (0, 0);
        while let Some((column, row)) = queue.pop() {
            if !self.looks_coded(column, row) {
                continue;
            }
            match seen.get_mut(row * self.columns + column) {
                Some(seen) if !*seen => *seen = true,
                _ => continue,
            }
            place.from = (place.from.0.min(column), place.from.1.min(row));
            place.to = (place.to.0.max(column + 1), place.to.1.max(row + 1));
            place.tiles += 1;
            let [_, right, down] =
                self.means[0].get(row * self.columns + column).copied().unwrap_or_default();
            edges = (edges.0 + right, edges.1 + down);
            queue.extend([(column + 1, row), (column, row + 1)]);
            queue.extend(column.checked_sub(1).map(|column| (column, row)));
            queue.extend(row.checked_sub(1).map(|row| (column, row)));
        }
        place.matrix = edges.0 < 3 * edges.1 && edges.1 < 3 * edges.0;
        (place.tiles > 0).then_some(place)
    }
}

/// How much each pixel differs from its neighbour; those without one keep 0.
fn steps(row: &[u8], neighbours: &[u8], out: &mut [u8]) {
    for ((out, a), b) in out.iter_mut().zip(row).zip(neighbours) {
        *out = a.abs_diff(*b);
    }
}

fn total(pixels: [u8; TILE]) -> u32 {
    pixels.iter().fold(0, |sum: u32, pixel| sum.wrapping_add(u32::from(*pixel)))
}

/// The means of each tile and those up to `reach` away.
fn means_around(sums: &[[u32; 3]], columns: usize, reach: usize) -> Vec<[u32; 3]> {
    let rows = sums.len() / columns.max(1);
    let window = |at: usize, length: usize| at.saturating_sub(reach)..(at + reach + 1).min(length);
    let mut means = Vec::with_capacity(sums.len());
    for row in 0..rows {
        // First down, then across.
        let downs: Vec<[u32; 3]> = (0..columns)
            .map(|column| {
                let tiles = window(row, rows).filter_map(|r| sums.get(r * columns + column));
                tiles.fold([0; 3], |total, tile| [total[0] + tile[0], total[1] + tile[1], total[2] + tile[2]])
            })
            .collect();
        for column in 0..columns {
            let tiles = downs.get(window(column, columns)).unwrap_or_default();
            let pixels = (tiles.len() * window(row, rows).len() * TILE * TILE / 2).max(1) as u32;
            means.push([0, 1, 2].map(|part| tiles.iter().map(|tile| tile[part]).sum::<u32>() / pixels));
        }
    }
    means
}

impl Place {
    fn may_be_a_code(&self) -> bool {
        let (long, short) = self.sides();
        let filled = self.tiles * 2 > long * short;
        // A matrix of 6 to 100 mm, bars of 16 to 180 mm.
        filled
            && if self.matrix {
                short >= 3 && long < 3 * short && long <= 50
            } else {
                long >= 8 && short >= 2 && long <= 90
            }
    }

    /// Whether it is worth drawing in more detail; small things only where there are `few` of them: a
    /// sheet of boxes to tick has many.
    fn is_likely(&self, few: bool) -> bool {
        let (long, short) = self.sides();
        let square = long * 2 <= short * 3 && self.tiles * 3 >= long * short * 2;
        !self.matrix || square && short >= if few { 3 } else { 4 }
    }

    /// The longer and the shorter side, in tiles.
    fn sides(&self) -> (usize, usize) {
        let (width, height) = (self.to.0 - self.from.0, self.to.1 - self.from.1);
        (width.max(height), width.min(height))
    }

    /// With a margin, in pixels of the straightened side.
    fn pixels(&self, straight: &Straight) -> ((usize, usize), (usize, usize)) {
        let margin = straight.mm(5.0) as usize;
        let from = ((self.from.0 * TILE).saturating_sub(margin), (self.from.1 * TILE).saturating_sub(margin));
        let to = (self.to.0 * TILE + margin, self.to.1 * TILE + margin);
        (from, (to.0.min(straight.raw.width), to.1.min(straight.raw.height)))
    }
}

/// A rectangle of the straightened side's pixels, normalised to the upright side.
fn on_side_rect(straight: &Straight, from: (usize, usize), to: (usize, usize)) -> Option<NormalizedRect> {
    let corners = [(from.0, from.1), (to.0, from.1), (to.0, to.1), (from.0, to.1)];
    let corners = corners.map(|(x, y)| straight.to_normalized(Point::new(x as f64, y as f64)));
    let least = |part: fn(&Point) -> f64| corners.iter().map(part).fold(1.0, f64::min).max(0.0);
    let most = |part: fn(&Point) -> f64| corners.iter().map(part).fold(0.0, f64::max).min(1.0);
    let (x, y) = (least(|p| p.x), least(|p| p.y));
    NormalizedRect::new(x, y, most(|p| p.x) - x, most(|p| p.y) - y).ok()
}

/// The codes in a picture, at whichever size tells them first.
fn read_all(plane: &Plane, matrix: bool, on_side: &dyn Fn(&Point) -> Point) -> Vec<Barcode> {
    // Print that looks even from afar is often made of dots: it reads better a little smaller.
    for scale in [1.0, 1.5, 2.0, 3.0] {
        let mut smaller = shrunk(plane, scale);
        let mut codes = Vec::new();
        while codes.len() < MOST_CODES
            && let Some((kind, text, points)) = decode(&smaller, matrix)
        {
            let again = || decode(&shrunk(&smaller, 1.25), matrix);
            if kind != BarcodeKind::Code128 || again().is_some_and(|(_, other, _)| other == text) {
                let corners = points.iter().map(|p| on_side(&Point::new(p.x * scale, p.y * scale))).collect();
                codes.push(Barcode { kind, text, corners });
            }
            cover(&mut smaller, &points);
        }
        if !codes.is_empty() {
            return codes;
        }
    }
    Vec::new()
}

/// So many times smaller: the mean of the pixels for 2 and 3, between pixels otherwise.
fn shrunk(plane: &Plane, scale: f64) -> Plane {
    if scale == 1.0 {
        return plane.clone();
    }
    let (width, height) = ((plane.width as f64 / scale) as usize, (plane.height as f64 / scale) as usize);
    let step = scale as usize;
    if scale.fract() != 0.0 {
        return plane.resampled(&Matrix::scaling(scale, scale), width, height);
    }
    let mean = |x: usize, y: usize| {
        let rows = (y * step..(y + 1) * step)
            .map(|y| plane.row(y).get(x * step..(x + 1) * step).unwrap_or_default());
        (rows.flatten().map(|pixel| u32::from(*pixel)).sum::<u32>() / (step * step) as u32) as u8
    };
    let data = (0..height).flat_map(|y| (0..width).map(move |x| (x, y))).map(|(x, y)| mean(x, y)).collect();
    Plane { width, height, data }
}

/// Paints the part between these points, and a third around it, white.
fn cover(plane: &mut Plane, points: &[Point]) {
    let range = |part: fn(&Point) -> f64| {
        let low = points.iter().map(part).fold(f64::MAX, f64::min);
        let high = points.iter().map(part).fold(0.0, f64::max);
        let around = (high - low).max(24.0) * 0.4;
        ((low - around).max(0.0) as usize, (high + around).max(0.0) as usize)
    };
    let ((x0, x1), (y0, y1)) = (range(|p| p.x), range(|p| p.y));
    let width = plane.width.max(1);
    for row in plane.data.chunks_mut(width).take(y1).skip(y0) {
        let x1 = x1.min(row.len());
        row.get_mut(x0.min(x1)..x1).unwrap_or_default().fill(255);
    }
}

/// The first code in a picture.
fn decode(plane: &Plane, matrix: bool) -> Option<(BarcodeKind, String, Vec<Point>)> {
    const MATRIX: [(BarcodeFormat, BarcodeKind); 2] =
        [(BarcodeFormat::QR_CODE, BarcodeKind::Qr), (BarcodeFormat::DATA_MATRIX, BarcodeKind::DataMatrix)];
    const BARS: [(BarcodeFormat, BarcodeKind); 1] = [(BarcodeFormat::CODE_128, BarcodeKind::Code128)];
    if plane.width < 16 || plane.height < 16 || plane.data.len() > MOST_PIXELS {
        return None;
    }
    let kinds = if matrix { &MATRIX[..] } else { &BARS[..] };
    kinds.iter().find_map(|(format, kind)| {
        let found = decode_as(plane, *format)?;
        let text = found.getText();
        let points: Vec<Point> =
            found.getPoints().iter().map(|p| Point::new(f64::from(p.x), f64::from(p.y))).collect();
        let plausible = !text.is_empty() && !points.is_empty() && found.getBarcodeFormat() == format;
        plausible.then(|| (*kind, text.to_owned(), points))
    })
}

/// The first code of this kind, black and white being told by the neighbourhood or else for all pixels.
fn decode_as(plane: &Plane, format: BarcodeFormat) -> Option<RXingResult> {
    let hints = DecodeHints {
        PossibleFormats: Some(HashSet::from([format])),
        TryHarder: Some(true),
        ..DecodeHints::default()
    };
    let source = || Luma8Source::new_with_slice(&plane.data, plane.width as u32, plane.height as u32).ok();
    let mut reader = MultiFormatReader::default();
    let near = reader.decode_with_hints(&mut BinaryBitmap::new(HybridBinarizer::new(source()?)), &hints);
    let far = || {
        reader
            .decode_with_hints(&mut BinaryBitmap::new(GlobalHistogramBinarizer::new(source()?)), &hints)
            .ok()
    };
    near.ok().or_else(far)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn side(plane: &Plane) -> Straight {
        let size = (plane.width as f64 * 0.72, plane.height as f64 * 0.72);
        Straight::new(plane, size, 100.0, 0.0)
    }

    /// Squares that are black or white as `seed` decides, `cell` pixels wide.
    fn squares(cell: usize) -> Plane {
        let mut plane = Plane::white(800, 1100);
        for y in 0..30 * cell {
            for x in 0..30 * cell {
                let number = (x / cell * 31 + y / cell) as u64 + 1;
                let dark = number.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 63 == 0;
                plane.data[(100 + y) * 800 + 100 + x] = if dark { 20 } else { 240 };
            }
        }
        plane
    }

    #[test]
    fn only_what_looks_like_a_code_is_drawn_again() {
        let drawn = std::cell::RefCell::new(Vec::new());
        let render = |rects: &[NormalizedRect], _: f64| {
            drawn.borrow_mut().extend_from_slice(rects);
            Vec::new()
        };
        assert!(read(&side(&Plane::white(800, 1100)), &render).is_empty());
        assert!(drawn.borrow().is_empty());
        assert!(read(&side(&squares(4)), &render).is_empty());
        let rect = *drawn.borrow().first().expect("the squares");
        assert!(rect.x() < 0.125 && rect.x() + rect.w() > 0.275 && rect.w() < 0.3, "{rect:?}");
    }

    #[test]
    fn squares_that_are_no_code_are_not_read() {
        let plane = squares(4);
        let part = |rect: &NormalizedRect| {
            let at = |x: f64, y: f64| ((x * 800.0) as usize, (y * 1100.0) as usize);
            plane.crop(at(rect.x(), rect.y()), at(rect.x() + rect.w(), rect.y() + rect.h()))
        };
        let render = |rects: &[NormalizedRect], _: f64| rects.iter().map(part).collect();
        assert!(read(&side(&plane), &render).is_empty());
    }

    #[test]
    fn degenerate_sides_hold_no_code() {
        for (width, height) in [(0, 0), (1, 1), (7, 900), (900, 7), (9, 9)] {
            for level in [0, 255] {
                let plane = Plane { width, height, data: vec![level; width * height] };
                let straight = Straight::new(&plane, (width.max(1) as f64, height.max(1) as f64), 72.0, 0.0);
                assert!(read(&straight, &|_, _| vec![plane.clone()]).is_empty());
            }
        }
    }
}
