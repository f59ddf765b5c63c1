//! Rows of cells, one letter each: a lattice of equal pitch fitted to the thin lines of a page.
//!
//! Knows upright strokes that stand in rows at one pitch, level lines under them, and how much of an
//! expected line is there. Knows nothing of what is asked for in a row, nor of what is written. All
//! coordinates are pixels of the plane it was given.

use super::comb::{Comb, Pair, Row, comb, pairs, refined, rows};
use super::ground::Ground;

/// How many pairs of rows are looked at closely.
const MOST_SEEDS: usize = 8;

/// Two long rows of cells below each other, and the third when it is there.
#[derive(Clone, Debug)]
pub(super) struct Lattice {
    /// The left edge of the first cell, at the left end of the rows.
    pub(super) left: f64,
    /// The width of a cell with its share of the space between cells.
    pub(super) pitch: f64,
    /// How many cells the long rows have.
    pub(super) count: usize,
    /// The bottom of the first row at its left end.
    pub(super) bottom: f64,
    /// From one row's bottom to the next.
    pub(super) step: f64,
    /// How far a row falls for each pixel to the right.
    pub(super) lean: f64,
    /// How high a cell is.
    pub(super) height: f64,
    /// Only the lower parts of the upright strokes are printed.
    pub(super) comb: bool,
    /// The cells of the third row that continue the pitch of the others: 0 when there are none.
    pub(super) number: usize,
    /// Where the two, two and four cells of a date begin in the third row.
    pub(super) date: Option<[f64; 3]>,
    /// How well it all fits.
    pub(super) fit: Fit,
}

/// How much of a lattice is there.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Fit {
    /// The share of the upright strokes that is there, in the worse of the long rows.
    pub(super) teeth: f64,
    /// The same half a cell beside them.
    pub(super) between: f64,
    /// The share of the lines under the long rows, in the worse row.
    pub(super) floor: f64,
    /// How far upright strokes go on between the rows.
    pub(super) gap: f64,
    /// The share of the strokes of the number's cells.
    pub(super) number: f64,
    /// The share of the strokes of the date's cells.
    pub(super) date: f64,
    /// The share of strokes where the number's cells would be in a mirrored header.
    pub(super) mirrored: f64,
}

impl Fit {
    /// How good it is, to choose one of several.
    fn quality(&self, count: usize) -> f64 {
        let few = 16usize.saturating_sub(count) as f64 * 0.1;
        let third = 0.5 * (self.number + self.date);
        self.teeth + 0.5 * self.floor + third - self.between - self.gap - few
    }
}

impl Lattice {
    /// The bottom of row `row` at `x`.
    pub(super) fn floor(&self, row: usize, x: f64) -> f64 {
        self.bottom + self.step * row as f64 + self.lean * (x - self.left)
    }

    /// The left edge of cell `index`.
    pub(super) fn edge(&self, index: usize) -> f64 {
        self.left + self.pitch * index as f64
    }

    /// The likeliest lattice in the picture.
    pub(super) fn find(ground: &Ground) -> Option<Self> {
        let rows = rows(ground);
        let mut seeds: Vec<(Pair, Comb)> = rows
            .iter()
            .filter_map(|row| comb(&row.strokes, ground.mm))
            .flat_map(|comb| pairs(&rows, &comb, ground.mm).into_iter().map(move |pair| (pair, comb)))
            .collect();
        seeds.sort_by_key(|(pair, _)| (std::cmp::Reverse(pair.teeth), pair.upper, pair.lower));
        seeds.dedup_by_key(|(pair, _)| (pair.upper, pair.lower));
        seeds
            .iter()
            .take(MOST_SEEDS)
            .filter_map(|(pair, comb)| Some(([rows.get(pair.upper)?, rows.get(pair.lower)?], comb)))
            // The two rows may be the second and the third.
            .flat_map(|(pair, comb)| [0.0, 1.0].map(|up| Self::fitted(ground, pair, comb, up)))
            .flatten()
            .max_by(|a, b| a.fit.quality(a.count).total_cmp(&b.fit.quality(b.count)))
    }

    /// A lattice through two rows of strokes, `up` rows above the first of them.
    fn fitted(ground: &Ground, [first, second]: [&Row; 2], comb: &Comb, up: f64) -> Option<Self> {
        let strokes: Vec<f64> = first.strokes.iter().chain(&second.strokes).copied().collect();
        let comb = refined(comb, &strokes);
        let mut lattice = Self {
            left: comb.origin,
            pitch: comb.pitch,
            count: 0,
            bottom: first.bottom - up * (second.bottom - first.bottom),
            step: second.bottom - first.bottom,
            lean: 0.0,
            height: 0.0,
            comb: false,
            number: 0,
            date: None,
            fit: Fit::default(),
        };
        lattice.stand(ground)?;
        lattice.centre_edges(ground);
        // Again, with the edges in their place.
        lattice.stand(ground)?;
        lattice.level(ground);
        lattice.measure_height(ground, &[first, second]);
        lattice.third_row(ground);
        lattice.count_from_eleven(ground);
        lattice.judge(ground);
        Some(lattice)
    }

    /// Where the upright strokes of a row are looked for at `x`: the lower half of a cell, without its
    /// line.
    fn lower(&self, mm: f64, row: usize, x: f64) -> (f64, f64) {
        let floor = self.floor(row, x);
        (floor - 3.0 * mm, floor - 0.5 * mm)
    }

    /// Sets the left end and the number of cells: the stretch of cells with strokes and floor in both rows.
    fn stand(&mut self, ground: &Ground) -> Option<()> {
        let comb = Comb::new(self.left, self.pitch);
        let first = -((self.left / self.pitch).floor() as i32);
        let last = ((ground.width as f64 - 1.0 - self.left) / self.pitch).floor() as i32;
        let upright = |x: f64| {
            (0..2)
                .map(|row| {
                    let (y0, y1) = self.lower(ground.mm, row, x);
                    ground.upright(x, y0, y1)
                })
                .sum::<f64>()
                / 2.0
        };
        // The outer edges of separate cells stand a little inside the pitch.
        let tooth = |index: i32| {
            let x = comb.at(index);
            [-2.0, -1.0, 0.0, 1.0, 2.0].map(|by| upright(x + by)).into_iter().fold(0.0, f64::max)
        };
        let floor = |index: i32| {
            let (x0, x1) = (comb.at(index) + 2.0, comb.at(index + 1) - 2.0);
            (0..2)
                .map(|row| {
                    let y = self.floor(row, x0);
                    (-2..3).map(|dy| ground.level(y + f64::from(dy), x0, x1)).fold(0.0, f64::max)
                })
                .sum::<f64>()
                / 2.0
        };
        // The best stretch: every cell counts by what it has more than a doubtful one.
        let (mut best, mut stretch) = (0.0, None);
        let (mut sum, mut start) = (0.0f64, first);
        let mut left = tooth(first);
        for index in first..last {
            let right = tooth(index + 1);
            // In noise there is as much half a cell beside a stroke.
            let noise = 0.4 * upright(comb.at(index) + self.pitch / 2.0);
            let worth = left.min(right) - noise + floor(index) - 1.25;
            left = right;
            if sum <= 0.0 {
                (sum, start) = (0.0, index);
            }
            sum += worth;
            if sum > best {
                (best, stretch) = (sum, Some((start, index + 1)));
            }
        }
        let (start, end) = stretch?;
        self.left = comb.at(start);
        self.count = usize::try_from(end - start).ok()?;
        (self.count >= 8).then_some(())
    }

    /// Moves the edges to the middle of what stands there: of the two lines between separate cells.
    fn centre_edges(&mut self, ground: &Ground) {
        for _ in 0..2 {
            // The two ends apart: strokes of the left lines here and of the right lines there bend the pitch.
            let inner: Vec<f64> = (1..self.count).map(|index| self.edge(index)).collect();
            let (start, end) = inner.split_at(inner.len() / 2);
            let (at_start, at_end) =
                (self.off_centre(ground, 0..2, start), self.off_centre(ground, 0..2, end));
            // The middles of the two parts lie half of all cells from each other.
            let bend = (at_end - at_start) / (self.count as f64 / 2.0).max(1.0);
            self.pitch += bend;
            self.left += at_start - bend * (self.count as f64 / 4.0);
        }
    }

    /// How far right of these edges the middle of the strokes in some rows is.
    fn off_centre(&self, ground: &Ground, rows: std::ops::Range<usize>, edges: &[f64]) -> f64 {
        let profile: Vec<f64> = (-4..5)
            .map(|offset| {
                let mut sum = 0.0;
                for x in edges.iter().map(|x| x + f64::from(offset)) {
                    for row in rows.clone() {
                        let (y0, y1) = self.lower(ground.mm, row, x);
                        sum += ground.relief(x, y0, y1);
                    }
                }
                sum
            })
            .collect();
        let base = profile.iter().copied().fold(f64::INFINITY, f64::min);
        let most = profile.iter().copied().fold(0.0, f64::max);
        let (mut moment, mut weight) = (0.0, 0.0);
        for (value, offset) in profile.iter().zip(-4..5) {
            let above = (value - base - (most - base) * 0.3).max(0.0);
            moment += above * f64::from(offset);
            weight += above;
        }
        if weight > 0.0 { moment / weight } else { 0.0 }
    }

    /// Sets the lean, and the exact place of the floors.
    fn level(&mut self, ground: &Ground) {
        let width = self.pitch * self.count as f64;
        let mut best = (f64::MIN, [self.bottom, self.step, 0.0]);
        for fall in -6i32..7 {
            let lean = f64::from(fall) * 0.5 / width;
            let floor = |y: f64| {
                (0..self.count)
                    .step_by(2)
                    .map(|index| {
                        let x0 = self.edge(index);
                        ground.level(y + lean * (x0 - self.left), x0 + 2.0, x0 + self.pitch - 2.0)
                    })
                    .sum::<f64>()
            };
            let exact = |y: f64| {
                // The middle of the places that are as good as the best.
                let covers: Vec<(f64, f64)> =
                    (-8..9).map(|dy| y + f64::from(dy) * 0.5).map(|y| (y, floor(y))).collect();
                let most = covers.iter().map(|(_, cover)| *cover).fold(0.0, f64::max);
                let good = covers.iter().filter(|(_, cover)| *cover > most * 0.97);
                let (sum, count) = good.fold((0.0, 0.0), |(sum, count), (y, _)| (sum + y, count + 1.0));
                (if count > 0.0 { sum / count } else { y }, most)
            };
            let (first, cover) = exact(self.bottom - lean * width / 2.0);
            let (second, other) = exact(self.bottom + self.step - lean * width / 2.0);
            let score = cover + other - f64::from(fall.abs()) * 0.02;
            if score > best.0 {
                best = (score, [first, second - first, lean]);
            }
        }
        [self.bottom, self.step, self.lean] = best.1;
    }

    /// Sets the height of the cells: from a line at their top, or from half strokes.
    fn measure_height(&mut self, ground: &Ground, rows: &[&Row; 2]) {
        let cover = |height: f64| {
            let mut sum = 0.0;
            for row in 0..2 {
                for index in 0..self.count {
                    let x0 = self.edge(index);
                    sum += ground.level(self.floor(row, x0) - height, x0 + 2.0, x0 + self.pitch - 2.0);
                }
            }
            sum / (2 * self.count) as f64
        };
        let (from, to) = ((3.8 * ground.mm * 2.0) as i32, ((self.step - 0.9 * ground.mm) * 2.0) as i32);
        let covers: Vec<(f64, f64)> =
            (from..to).map(|half| f64::from(half) / 2.0).map(|height| (height, cover(height))).collect();
        let most = covers.iter().map(|(_, cover)| *cover).fold(0.0, f64::max);
        if most > 0.5 {
            let good = covers.iter().filter(|(_, cover)| *cover > most * 0.97);
            let (sum, count) = good.fold((0.0, 0.0), |(sum, count), (h, _)| (sum + h, count + 1.0));
            self.height = sum / count;
            return;
        }
        let comb = Comb::new(self.left, self.pitch);
        let mut lengths: Vec<f64> = rows
            .iter()
            .flat_map(|row| row.members.iter())
            .filter(|stroke| comb.index(stroke.at, 1.6).is_some())
            .map(|stroke| stroke.len() as f64)
            .collect();
        lengths.sort_by(f64::total_cmp);
        let tooth = lengths.get(lengths.len() / 2).copied().unwrap_or(self.step * 0.4);
        self.comb = tooth < 0.62 * self.step;
        // The strokes of a comb are a little more than half as high as its cells; a pixel of their length is
        // the line they stand on.
        self.height = if self.comb { (tooth - 1.0) / 0.55 } else { tooth }.min(self.step - 1.2 * ground.mm);
    }

    /// Looks for the number's cells and the date's in the third row.
    fn third_row(&mut self, ground: &Ground) {
        let lattice = self.clone();
        let tooth = |x: f64| {
            let (y0, y1) = lattice.lower(ground.mm, 2, x);
            ground.upright(x, y0, y1)
        };
        let (mut sum, mut best) = (-0.5, 0.0);
        let mut number = 0;
        for index in 0..self.count.min(16) {
            let (x0, x1) = (self.edge(index), self.edge(index + 1));
            let y = self.floor(2, x0);
            let floor = (-2..3).map(|dy| ground.level(y + f64::from(dy), x0 + 2.0, x1 - 2.0));
            sum += 0.5 * tooth(x0).min(tooth(x1)) + 0.5 * floor.fold(0.0, f64::max) - 0.65;
            // Eleven are usual.
            let usual = if index == 10 { 0.3 } else { 0.0 };
            if sum + usual > best {
                (best, number) = (sum + usual, index + 1);
            }
        }
        self.number = if number >= 4 { number } else { 0 };
        // Two, two and four cells, with equal spaces between them.
        let from = self.edge(self.number.max(4)) + 4.0 * ground.mm;
        let to = self.edge(self.number.max(4)) + 45.0 * ground.mm;
        let mut found = (0.0, None);
        let cell = self.pitch;
        for start in 0..((to - from) * 2.0) as i32 {
            let x = from + f64::from(start) * 0.5;
            if tooth(x) < 0.5 || x + 8.0 * cell > ground.width as f64 {
                continue;
            }
            let group = |x: f64, cells: usize| (0..=cells).map(|i| tooth(x + cell * i as f64)).sum::<f64>();
            let first = group(x, 2);
            for space in 2..((6.0 * ground.mm) as i32) {
                let space = f64::from(space);
                let (second, third) = (x + 2.0 * cell + space, x + 4.0 * cell + 2.0 * space);
                let score = (first + group(second, 2) + group(third, 4)) / 11.0;
                if score > found.0 {
                    found = (score, Some([x, second, third]));
                }
            }
        }
        if found.0 > 0.55 {
            let centred = |start: f64, cells: usize| {
                let edges: Vec<f64> = (0..=cells).map(|i| start + cell * i as f64).collect();
                start + lattice.off_centre(ground, 2..3, &edges)
            };
            self.date = found.1.map(|[a, b, c]| [centred(a, 2), centred(b, 2), centred(c, 4)]);
        }
        self.fit.date = found.0;
    }

    /// A number has eleven cells: one or two more or fewer, and the left end was missed.
    fn count_from_eleven(&mut self, ground: &Ground) {
        let shift = self.number as i32 - 11;
        if !(-2..=2).contains(&shift) || shift == 0 || self.date.is_none() {
            return;
        }
        let tooth = |index: i32| {
            let x = self.left + self.pitch * f64::from(index);
            let rows = (0..3).map(|row| {
                let (y0, y1) = self.lower(ground.mm, row, x);
                ground.upright(x, y0, y1)
            });
            rows.sum::<f64>() / 3.0
        };
        let outer = if shift < 0 {
            (shift..0).map(tooth).fold(1.0, f64::min)
        } else {
            (0..shift).map(tooth).fold(1.0, f64::min)
        };
        let wanted = if shift < 0 { outer > 0.5 } else { outer < 0.9 };
        if wanted {
            self.left += self.pitch * f64::from(shift);
            self.count = (self.count as i32 - shift).max(8) as usize;
            self.number = 11;
        }
    }

    /// Sets how well it fits.
    fn judge(&mut self, ground: &Ground) {
        let mm = ground.mm;
        let lattice = self.clone();
        let along = |row: usize, shift: f64, above: (f64, f64)| {
            let sum: f64 = (0..=lattice.count)
                .map(|index| {
                    let x = lattice.edge(index) + shift;
                    let floor = lattice.floor(row, x);
                    ground.upright(x, floor + above.0, floor + above.1)
                })
                .sum();
            sum / (lattice.count + 1) as f64
        };
        let lower = (-3.0 * mm, -0.5 * mm);
        self.fit.teeth = along(0, 0.0, lower).min(along(1, 0.0, lower));
        self.fit.between = along(0, self.pitch / 2.0, lower).max(along(1, self.pitch / 2.0, lower));
        let space = (self.step - self.height).max(1.2 * mm);
        self.fit.gap = along(0, 0.0, (0.3 * space, 0.7 * space));
        let floor = |row: usize| {
            let sum: f64 = (0..self.count)
                .map(|index| {
                    let x = self.edge(index);
                    ground.level(self.floor(row, x), x + 2.0, x + self.pitch - 2.0)
                })
                .sum();
            sum / self.count.max(1) as f64
        };
        self.fit.floor = floor(0).min(floor(1));
        let number: f64 = (0..=self.number)
            .map(|index| {
                let x = self.edge(index);
                let (y0, y1) = self.lower(mm, 2, x);
                ground.upright(x, y0, y1)
            })
            .sum();
        let mirrored: f64 = (self.count.saturating_sub(11)..=self.count)
            .map(|index| {
                let x = lattice.edge(index);
                let (y0, y1) = lattice.lower(mm, 2, x);
                ground.upright(x, y0, y1)
            })
            .sum();
        self.fit.mirrored = mirrored / 12.0;
        self.fit.number = if self.number > 0 { number / (self.number + 1) as f64 } else { 0.0 };
    }
}
