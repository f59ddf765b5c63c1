//! How like two pictures are at every shift of one over the other.
//!
//! Knows normalised cross-correlation, and that a likeness means something only against what other shifts give.
//! Knows nothing of ink.

use super::darkness::Darkness;

/// Numbers in rows, a third as many columns and rows as the pixels they were made of.
#[derive(Clone)]
pub(super) struct Field {
    width: usize,
    height: usize,
    data: Vec<f32>,
}

/// Pixels that one number stands for, along each side.
pub(super) const PIXELS: usize = 3;

/// How like two pictures are, by the shift from -reach to reach, across and down.
pub(super) struct Likeness {
    reach: i32,
    values: Vec<f32>,
}

/// The shift at which two pictures are most alike.
#[derive(Clone, Copy, Debug)]
pub(super) struct Best {
    pub(super) value: f32,
    /// Across and down, in numbers of a [`Field`].
    pub(super) shift: (i32, i32),
    /// By how many deviations it stands out of all other shifts.
    pub(super) deviations: f32,
    /// Its value, as a multiple of the best of all other shifts.
    pub(super) ratio: f32,
}

impl Field {
    /// Means of three by three pixels.
    pub(super) fn of(plane: &Darkness) -> Self {
        let (width, height) = (plane.width / PIXELS, plane.height / PIXELS);
        let mut data = vec![0.0; width * height];
        let rows = plane.data.chunks_exact(plane.width.max(1)).take(height * PIXELS);
        for (y, row) in rows.enumerate() {
            let out = data.iter_mut().skip(y / PIXELS * width);
            for (out, three) in out.zip(row.as_chunks::<PIXELS>().0) {
                *out += three.iter().map(|dark| f32::from(*dark)).sum::<f32>() / 9.0;
            }
        }
        Self { width, height, data }
    }

    /// Less the mean of what is around, 13 mm at 150 dots per inch: shadows and densities go, strokes stay.
    pub(super) fn details(&self) -> Self {
        const AROUND: usize = 4;
        let mut sums = self.sums(|value| value);
        let data = self.data.iter().enumerate().map(|(at, value)| {
            let (x, y) = (at % self.width, at / self.width);
            let columns = x.saturating_sub(AROUND)..(x + AROUND + 1).min(self.width);
            let rows = y.saturating_sub(AROUND)..(y + AROUND + 1).min(self.height);
            let count = (columns.len() * rows.len()).max(1) as f64;
            value - (sums.over((columns.start, columns.end), (rows.start, rows.end)) / count) as f32
        });
        Self { data: data.collect(), ..*self }
    }

    /// No number further from 0 than `most`.
    pub(super) fn within(mut self, most: f32) -> Self {
        self.data.iter_mut().for_each(|value| *value = value.clamp(-most, most));
        self
    }

    /// 0 where the other field is not.
    pub(super) fn besides(mut self, other: &Self) -> Self {
        let pairs = self.data.iter_mut().zip(&other.data).filter(|(_, other)| **other > 0.0);
        pairs.for_each(|(value, _)| *value = 0.0);
        self
    }

    /// How like `over` is to this at every shift; where it is shifted out of `over`, there is 0.
    pub(super) fn likeness(&self, over: &Self, reach: i32) -> Likeness {
        let mut energy = over.sums(|value| value * value);
        let own = self.data.iter().map(|value| value * value).sum::<f32>();
        let map = self.products(over, reach, |product, columns, rows| {
            let there = energy.over(columns, rows) as f32;
            product / (there * own).max(1e-3).sqrt()
        });
        Likeness { reach, values: map }
    }

    /// How much of both lies at the same place, at every shift.
    pub(super) fn overlap(&self, over: &Self, reach: i32) -> Likeness {
        let values = self.products(over, reach, |product, _, _| product / 65_025.0 + 1e-3);
        Likeness { reach, values }
    }

    fn products(
        &self,
        over: &Self,
        reach: i32,
        mut value: impl FnMut(f32, (usize, usize), (usize, usize)) -> f32,
    ) -> Vec<f32> {
        let mut values = Vec::new();
        let part = |shift: i32, size: usize| {
            let by = shift.unsigned_abs() as usize;
            if shift < 0 { (0, size.saturating_sub(by)) } else { (by.min(size), size) }
        };
        for (down, right) in
            (-reach..=reach).flat_map(|down| (-reach..=reach).map(move |right| (down, right)))
        {
            let (columns, rows) = (part(right, over.width), part(down, over.height));
            let (left, top) = (part(-right, self.width), part(-down, self.height));
            let mut sum = 0.0;
            for (own, other) in (top.0..top.1).zip(rows.0..rows.1) {
                let own = self.data.get(own * self.width + left.0..own * self.width + left.1);
                let other = over.data.get(other * over.width + columns.0..other * over.width + columns.1);
                sum += product(own.unwrap_or_default(), other.unwrap_or_default());
            }
            values.push(value(sum, columns, rows));
        }
        values
    }

    fn sums(&self, of: impl Fn(f32) -> f32) -> Sums {
        let columns = self.width + 1;
        let mut data = vec![0.0; columns * (self.height + 1)];
        for (y, row) in self.data.chunks_exact(self.width.max(1)).enumerate() {
            let mut sum = 0.0;
            for (x, value) in row.iter().enumerate() {
                sum += f64::from(of(*value));
                data[(y + 1) * columns + x + 1] = data[y * columns + x + 1] + sum;
            }
        }
        Sums { columns, data }
    }
}

/// Sums over rectangles (Crow, "Summed-area tables for texture mapping", 1984).
struct Sums {
    columns: usize,
    data: Vec<f64>,
}

impl Sums {
    fn over(&mut self, (left, right): (usize, usize), (top, bottom): (usize, usize)) -> f64 {
        let at = |x: usize, y: usize| self.data.get(y * self.columns + x).copied().unwrap_or_default();
        at(right, bottom) - at(left, bottom) - at(right, top) + at(left, top)
    }
}

/// The sum of products, in eight lanes.
fn product(one: &[f32], other: &[f32]) -> f32 {
    let (ones, rest) = one.as_chunks::<8>();
    let (others, other_rest) = other.as_chunks::<8>();
    let mut lanes = [0.0_f32; 8];
    for (one, other) in ones.iter().zip(others) {
        for (lane, (one, other)) in lanes.iter_mut().zip(one.iter().zip(other)) {
            *lane += one * other;
        }
    }
    lanes.iter().sum::<f32>() + rest.iter().zip(other_rest).map(|(one, other)| one * other).sum::<f32>()
}

impl Likeness {
    /// The best shift no further than `near` from `from`, against all shifts that lie more than `apart` away from
    /// it, or from that neighbourhood when it is the whole of it that is asked about.
    pub(super) fn best(&self, from: (i32, i32), near: i32, apart: Apart) -> Best {
        let away = |one: (i32, i32), other: (i32, i32)| (one.0 - other.0).abs().max((one.1 - other.1).abs());
        let within = self.shifts().filter(|(shift, _)| away(*shift, from) <= near);
        let (shift, value) = within.max_by(|one, other| one.1.total_cmp(&other.1)).unwrap_or((from, 0.0));
        let (centre, least) = match apart {
            Apart::Peak => (shift, 3),
            Apart::Neighbourhood => (from, near + 2),
        };
        let others =
            || self.shifts().filter(|(other, _)| away(*other, centre) > least).map(|(_, value)| value);
        let count = others().count().max(1) as f32;
        let mean = others().sum::<f32>() / count;
        let spread = (others().map(|value| (value - mean).powi(2)).sum::<f32>() / count).sqrt();
        let most = others().fold(1e-6, f32::max);
        Best { value, shift, deviations: (value - mean) / spread.max(1e-6), ratio: value / most }
    }

    /// Every shift, across and down, and its value.
    fn shifts(&self) -> impl Iterator<Item = ((i32, i32), f32)> + '_ {
        let side = 2 * self.reach + 1;
        let shift = move |at: i32| (at % side - self.reach, at / side - self.reach);
        (0..).zip(&self.values).map(move |(at, value)| (shift(at), *value))
    }
}

/// Which shifts the best one is compared with.
#[derive(Clone, Copy, Debug)]
pub(super) enum Apart {
    /// All that do not touch the neighbourhood it was looked for in.
    Neighbourhood,
    /// All but those right beside it.
    Peak,
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Marks that no shift takes into each other.
    fn marks() -> Darkness {
        let (width, height) = (300, 150);
        let blank = Darkness { width, height, data: vec![0; width * height] };
        blank.where_so(|at, _| {
            let (x, y) = ((at % width) / 6, (at / width) / 6);
            (x * 7 + y * 13 + x * y * 5) % 11 == 0
        })
    }

    #[test]
    fn the_shift_of_one_picture_over_another_is_found() {
        let (here, there) = (Field::of(&marks()).details(), Field::of(&marks().shifted((12, -6))).details());
        let best = here.likeness(&there, 10).best((0, 0), 8, Apart::Peak);
        assert_eq!(best.shift, (4, -2));
        assert!(best.value > 0.8 && best.ratio > 1.5 && best.deviations > 4.0, "{best:?}");
        // What is the same is wholly alike, however pale it is.
        let pale = Field { data: here.data.iter().map(|value| value / 5.0).collect(), ..here };
        let same = here.likeness(&pale, 4).best((0, 0), 2, Apart::Peak);
        assert!(same.shift == (0, 0) && (same.value - 1.0).abs() < 1e-3, "{same:?}");
        let elsewhere = here.likeness(&there, 10).best((-6, 4), 2, Apart::Neighbourhood);
        assert!(elsewhere.ratio < 1.0);
    }

    #[test]
    fn the_best_shift_is_weighed_against_what_lies_away_from_where_it_was_looked_for() {
        let reach = 8;
        let at = |right: i32, down: i32| ((down + reach) * (2 * reach + 1) + right + reach) as usize;
        let with = |rivals: &[(i32, i32, f32)]| {
            let mut values = vec![0.1; at(reach, reach) + 1];
            values[at(1, -2)] = 1.0;
            for (right, down, value) in rivals {
                values[at(*right, *down)] = *value;
            }
            Likeness { reach, values }
        };
        let ratio = |rival, apart| with(&[rival]).best((0, 0), 3, apart).ratio;
        for (rival, apart, counts) in [
            ((6, 0, 0.9), Apart::Neighbourhood, true),
            ((0, -5, 0.9), Apart::Neighbourhood, false),
            ((5, -2, 0.9), Apart::Peak, true),
            ((1, 1, 0.9), Apart::Peak, false),
        ] {
            let ratio = ratio(rival, apart);
            assert_eq!(ratio < 1.2, counts, "{rival:?}, {apart:?}: {ratio}");
        }
        // What is better, but further away than was asked, is a rival and no answer.
        let best = with(&[(-7, 0, 2.0)]).best((0, 0), 3, Apart::Neighbourhood);
        assert_eq!((best.shift, best.value, best.ratio), ((1, -2), 1.0, 0.5));
    }

    #[test]
    fn sums_over_a_rectangle_are_those_of_its_numbers() {
        let (width, height) = (7, 5);
        let data = (0..35).map(|at| ((at * 37) % 11) as f32).collect();
        let field = Field { width, height, data };
        let mut sums = field.sums(|value| value * 2.0);
        for (columns, rows) in [((0, 7), (0, 5)), ((2, 6), (1, 4)), ((3, 4), (4, 5)), ((5, 5), (0, 5))] {
            let places = (rows.0..rows.1).flat_map(|y| (columns.0..columns.1).map(move |x| y * width + x));
            let expected: f32 = places.map(|at| field.data[at] * 2.0).sum();
            assert_eq!(sums.over(columns, rows), f64::from(expected), "{columns:?}, {rows:?}");
        }
        let flat = Field { data: vec![3.0; 35], ..field };
        assert_eq!(flat.details().data, [0.0; 35]);
    }

    #[test]
    fn overlap_counts_what_lies_at_one_place() {
        let field = Field::of(&marks());
        let count = field.data.iter().filter(|value| **value > 0.0).count() as f32;
        let best = field.overlap(&field, 5).best((0, 0), 0, Apart::Neighbourhood);
        assert!((best.value - count).abs() < 1.0, "{best:?} for {count}");
        let none = field.clone().besides(&field);
        assert!(none.data.iter().all(|value| *value == 0.0));
    }
}
