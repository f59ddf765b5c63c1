//! Even light: paper becomes white wherever it lies, ink keeps its contrast against the paper around it.
//!
//! Knows that paper is the brightest thing of its neighbourhood. The background is the bright quantile of
//! square blocks, smoothed; every pixel is divided by it. A block without paper (the scanner's black edge)
//! keeps its darkness.

use super::plane::Plane;

/// Side of a block, in pixels: 4 mm at 100 dots per inch, more than any stroke is wide.
const BLOCK: usize = 16;

/// Paper is never darker than this: below, it is ink or the scanner's edge.
const DARKEST_PAPER: u8 = 90;

/// The same picture with paper at 255.
pub(super) fn even(plane: &Plane) -> Plane {
    let paper = Paper::of(plane);
    let mut data = vec![0; plane.data.len()];
    let shares = Shares::new();
    let (mut levels, mut columns) = (vec![0; (paper.columns + 1) * BLOCK], Vec::with_capacity(paper.columns));
    for (y, out) in data.chunks_exact_mut(plane.width.max(1)).enumerate() {
        paper.row(y, &mut columns, &mut levels);
        for ((out, pixel), paper) in out.iter_mut().zip(plane.row(y)).zip(&levels) {
            *out = shares.of(*pixel, *paper);
        }
    }
    Plane { data, ..*plane }
}

/// Every pixel divided by every level of paper: looking up is faster than dividing.
struct Shares(Box<[u8; 1 << 16]>);

impl Shares {
    #[expect(clippy::large_stack_arrays, reason = "64 KiB at most, and made in its box when optimised")]
    fn new() -> Self {
        let mut shares = Box::new([0; 1 << 16]);
        for (level, shares) in (0u32..).zip(shares.as_chunks_mut::<256>().0) {
            // 255 / level in 1/65536.
            let gain = (255 << 16) / level.max(1);
            for (pixel, share) in (0u32..).zip(shares) {
                // At most 255 * 255 * 65536 for a level of 1, which fits.
                *share = (pixel.wrapping_mul(gain).wrapping_add(1 << 15) >> 16).min(255) as u8;
            }
        }
        Self(shares)
    }

    #[inline]
    fn of(&self, pixel: u8, paper: u8) -> u8 {
        self.0[usize::from(u16::from_be_bytes([paper, pixel]))]
    }
}

/// The brightness of the paper, block by block.
struct Paper {
    columns: usize,
    rows: usize,
    levels: Vec<u8>,
}

impl Paper {
    fn of(plane: &Plane) -> Self {
        let (columns, rows) = (plane.width.div_ceil(BLOCK).max(1), plane.height.div_ceil(BLOCK).max(1));
        let mut levels = Vec::with_capacity(columns * rows);
        for row in 0..rows {
            let mut counts = vec![[0u16; 64]; columns];
            for y in row * BLOCK..(row + 1) * BLOCK {
                for (block, pixels) in counts.iter_mut().zip(plane.row(y).chunks(BLOCK)) {
                    for pixel in pixels {
                        let count = &mut block[usize::from(pixel >> 2)];
                        *count = count.wrapping_add(1);
                    }
                }
            }
            levels.extend(counts.iter().map(bright_quantile));
        }
        let paper = Self { columns, rows, levels };
        paper.filled().smoothed()
    }

    fn level(&self, column: usize, row: usize) -> u8 {
        self.levels.get(row * self.columns + column).copied().unwrap_or(255)
    }

    /// Blocks without paper take the level of the brightest neighbour that has some.
    fn filled(self) -> Self {
        let around = |column: usize, row: usize| {
            let own = self.level(column, row);
            let rows = row.saturating_sub(1)..(row + 2).min(self.rows);
            let brightest = rows
                .flat_map(|r| (column.saturating_sub(1)..(column + 2).min(self.columns)).map(move |c| (c, r)))
                .map(|(c, r)| self.level(c, r))
                .max();
            if own < DARKEST_PAPER { brightest.unwrap_or(own).max(DARKEST_PAPER) } else { own }
        };
        let levels = (0..self.rows)
            .flat_map(|r| (0..self.columns).map(move |c| (c, r)))
            .map(|(c, r)| around(c, r))
            .collect();
        Self { levels, ..self }
    }

    /// The mean of each block and its eight neighbours.
    fn smoothed(self) -> Self {
        let mean = |column: usize, row: usize| {
            let (mut sum, mut count) = (0u32, 0u32);
            for r in row.saturating_sub(1)..(row + 2).min(self.rows) {
                for c in column.saturating_sub(1)..(column + 2).min(self.columns) {
                    sum += u32::from(self.level(c, r));
                    count += 1;
                }
            }
            sum.checked_div(count).unwrap_or(255).clamp(1, 255) as u8
        };
        let levels = (0..self.rows)
            .flat_map(|r| (0..self.columns).map(move |c| (c, r)))
            .map(|(c, r)| mean(c, r))
            .collect();
        Self { levels, ..self }
    }

    /// The level of every pixel of row `y` and some more, between the centres of the blocks; `columns` is room
    /// for those of the blocks.
    fn row(&self, y: usize, columns: &mut Vec<u32>, levels: &mut [u8]) {
        let (top, bottom, down) = between(y, self.rows);
        let column =
            |c: usize| u32::from(self.level(c, top)) * (256 - down) + u32::from(self.level(c, bottom)) * down;
        columns.clear();
        columns.extend((0..self.columns).map(column));
        // The first centre lies half a block inside.
        let (start, rest) = levels.split_at_mut(BLOCK / 2);
        let first = columns.first().copied().unwrap_or(255 << 8);
        start.fill((first >> 8).clamp(1, 255) as u8);
        let next = columns.iter().skip(1).chain(columns.last());
        for ((left, right), levels) in columns.iter().zip(next).zip(rest.as_chunks_mut::<BLOCK>().0) {
            // Wrapping differences end where they should: no level is above 255 << 16.
            let step = right.wrapping_sub(*left).wrapping_mul(256 / BLOCK as u32);
            for (index, level) in (0u32..).zip(levels) {
                let between = left.wrapping_mul(256).wrapping_add(step.wrapping_mul(index));
                *level = (between >> 16).clamp(1, 255) as u8;
            }
        }
    }
}

/// The blocks on both sides of a pixel, and its way from the centre of the first to that of the second
/// in 1/256.
fn between(position: usize, blocks: usize) -> (usize, usize, u32) {
    let last = blocks - 1;
    let from_centre = position.saturating_sub(BLOCK / 2);
    let first = (from_centre / BLOCK).min(last);
    let way = if position < BLOCK / 2 { 0 } else { (from_centre % BLOCK) * 256 / BLOCK };
    (first, (first + 1).min(last), way as u32)
}

/// The level that an eighth of the pixels is brighter than.
fn bright_quantile(counts: &[u16; 64]) -> u8 {
    let total: u32 = counts.iter().map(|count| u32::from(*count)).sum();
    let mut above = 0;
    for (level, count) in counts.iter().enumerate().rev() {
        above += u32::from(*count);
        if above * 8 >= total {
            return (level * 4 + 3) as u8;
        }
    }
    255
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slope_of_light_becomes_white_and_ink_stays() {
        let (width, height) = (160, 96);
        let paper = |x: usize| 130 + x * 100 / width;
        let ink = |x: usize, y: usize| y.is_multiple_of(24) && !x.is_multiple_of(5);
        let data = (0..height)
            .flat_map(|y| (0..width).map(move |x| (x, y)))
            .map(|(x, y)| if ink(x, y) { paper(x) / 3 } else { paper(x) } as u8)
            .collect();
        let flat = even(&Plane { width, height, data });
        for y in 0..height {
            for x in 0..width {
                let pixel = flat.at(x, y);
                if ink(x, y) {
                    assert!((70..=100).contains(&pixel), "ink at {x}, {y} is {pixel}");
                } else {
                    assert!(pixel >= 220, "paper at {x}, {y} is {pixel}");
                }
            }
        }
    }

    #[test]
    fn what_is_black_stays_black() {
        let flat = even(&Plane { width: 64, height: 64, data: vec![10; 64 * 64] });
        assert!(flat.data.iter().all(|pixel| *pixel < 40));
    }
}
