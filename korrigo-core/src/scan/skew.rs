//! How far the content of a side is turned, and whether its lines run across or along it.
//!
//! Knows straight lines: printed rules, lines of text, edges of the paper. A projection along the right
//! angle adds up the whole length of a line (W. Postl, "Detection of linear oblique structures and skew
//! scan in digitized documents", 1986). Knows nothing of forms, and never says which way is up.

use super::plane::Plane;

/// What was measured.
#[derive(Clone, Copy, Debug, PartialEq)]
#[expect(clippy::struct_field_names, reason = "the name of the field in the findings")]
pub(super) struct Skew {
    /// The probability that the lines of content run along x rather than along y: 0..=1.
    pub(super) rows_run_across: f64,
    /// How far the content is turned clockwise, in degrees: -15..=15. A quarter turn changes nothing.
    pub(super) skew_deg: f64,
    /// The probability that `skew_deg` is less than 0.15° wrong: 0..=1.
    pub(super) confidence: f64,
}

/// The widest angle, in degrees.
const WIDEST: f64 = 15.0;

/// Width of a strip, in pixels: at 15° a line drifts by two pixels on its way through.
const STRIP: usize = 8;

/// A step in brightness counts as much as this at most, so that pen does not outweigh thin rules.
const CLIP: i16 = 10;

/// Peaks lower than this are noise: a logarithm as in [`Peak::height`].
const LEAST_HEIGHT: f64 = 11.5;

/// A strip in which a line has at least this: half the widest step.
const ALIGNED: i16 = CLIP * STRIP as i16 / 2;

/// How far the content of the side is turned; `dpi` pixels an inch.
///
/// Takes time in proportion to the pixels: some ms at 100 dots per inch.
pub(super) fn measure(displayed: &Plane, dpi: f64) -> Skew {
    let unknown = Skew { rows_run_across: 0.5, skew_deg: 0.0, confidence: 0.02 };
    let inch = dpi.max(1.0) as usize;
    if displayed.width.min(displayed.height) < inch.max(4 * STRIP) || displayed.height > i16::MAX as usize {
        return unknown;
    }
    let (mut across, mut along) = (Strips::across(displayed), Strips::along(displayed));
    let aligned = across.drop_aligned() + along.drop_aligned();
    let peak = search(&across, &along);
    let slope = peak.angle.to_radians().tan();
    let rows = across.coherence(slope).ln() - along.coherence(-slope).ln();
    let rows_run_across = probability(12.0 * rows);
    if peak.height < LEAST_HEIGHT {
        // Nothing to see, or nothing but lines along the scan: too many for streaks.
        let confidence = if aligned > 24 { 0.9 } else { 0.1 };
        return Skew { rows_run_across, skew_deg: 0.0, confidence };
    }
    Skew { rows_run_across, skew_deg: peak.angle, confidence: peak.confidence() }
}

/// The angle at which lines stand out most.
struct Peak {
    angle: f64,
    /// How much they do: the logarithm (base 10) of the sharpness.
    height: f64,
    /// The sharpness 0.15° beside it, as a share: straight, long lines lose most of theirs.
    breadth: f64,
}

impl Peak {
    /// The probability that the angle is less than 0.15° wrong.
    fn confidence(&self) -> f64 {
        // By hand, from 380 generated sides of six sets; 2 of 15 broad peaks (above 0.8) and 0 of 284 narrow
        // ones (below 0.7) were wrong. Few are wrong: to fit it again needs thousands of sides.
        probability(5.5 - 15.0 * (self.breadth - 0.7).max(0.0) - 1.5 * (16.2 - self.height).max(0.0))
    }
}

/// The logistic function, kept away from certainty.
fn probability(logit: f64) -> f64 {
    1.0 / (1.0 + (-logit.clamp(-9.0, 9.0)).exp())
}

/// The angle with the sharpest projections.
fn search(across: &Strips, along: &Strips) -> Peak {
    let (half_across, half_along) = (across.halved(), along.halved());
    let mut sums = Vec::new();
    let mut score = |(a, b): (&Strips, &Strips), degrees: &f64| {
        let slope = degrees.to_radians().tan();
        a.sharpness(slope, &mut sums) + b.sharpness(-slope, &mut sums)
    };
    let coarse: Vec<f64> = steps(0.0, WIDEST, 0.25).collect();
    let scores: Vec<f64> = coarse.iter().map(|angle| score((&half_across, &half_along), angle)).collect();
    let (across, along) = (&across.spread(), &along.spread());
    let wide: Vec<f64> = steps(best_of(&coarse, &scores), 0.5, 0.05).collect();
    let scores: Vec<f64> = wide.iter().map(|angle| score((across, along), angle)).collect();
    let mut near = best_of(&wide, &scores);
    let mut scores = Vec::new();
    // A broad peak that is looked at from its slope seems nearer than it is.
    for _ in 0..3 {
        let fine: Vec<f64> = steps(near, 0.15, 0.025).collect();
        scores = fine.iter().map(|angle| score((across, along), angle)).collect();
        let centre = centre_of(&fine, &scores);
        let moved = (centre - near).abs();
        near = centre;
        if moved < 0.015 {
            break;
        }
    }
    let top = scores.iter().copied().fold(0.0, f64::max);
    let ends = scores.first().into_iter().chain(scores.last()).sum::<f64>() / 2.0;
    let breadth = if top > 0.0 { ends / top } else { 1.0 };
    Peak { angle: near.clamp(-WIDEST, WIDEST), height: top.max(1.0).log10(), breadth }
}

/// The angles from `middle - reach` to `middle + reach`.
fn steps(middle: f64, reach: f64, step: f64) -> impl Iterator<Item = f64> {
    let count = (reach / step).round() as i32;
    (-count..=count).map(move |i| middle + f64::from(i) * step)
}

/// The angle of the highest score.
fn best_of(angles: &[f64], scores: &[f64]) -> f64 {
    let best = angles.iter().zip(scores).max_by(|a, b| a.1.total_cmp(b.1));
    best.map_or(0.0, |(angle, _)| *angle)
}

/// The middle of the peak: of the upper half of it.
fn centre_of(angles: &[f64], scores: &[f64]) -> f64 {
    let (low, high) =
        scores.iter().fold((f64::MAX, 0.0f64), |(low, high), score| (low.min(*score), high.max(*score)));
    let floor = 0.5 * (low + high);
    let (mut sum, mut moment) = (0.0, 0.0);
    for (angle, score) in angles.iter().zip(scores) {
        let weight = (score - floor).max(0.0);
        sum += weight;
        moment += weight * angle;
    }
    if sum > 0.0 { moment / sum } else { 0.0 }
}

/// Edges, summed over narrow strips that cross them: strip after strip, each a profile along the strip.
struct Strips {
    /// Profiles of `length` values.
    profiles: Vec<i16>,
    length: usize,
    /// From the centre of one strip to the next, in steps of the profile.
    pitch: f64,
    /// In how many parts the lines are added up: a side with two pages holds lines that meet by chance.
    parts: usize,
    /// Every profile is moved by its [`offset`].
    spread: bool,
}

impl Strips {
    /// So many strips, each with a profile of `length` steps.
    fn new(profiles: Vec<i16>, length: usize, count: usize) -> Self {
        let parts = if count * STRIP > length { 2 } else { 1 };
        Self { profiles, length, pitch: STRIP as f64, parts, spread: false }
    }

    /// Edges that run across: upright strips.
    fn across(plane: &Plane) -> Self {
        let (width, length) = (plane.width, plane.height);
        let count = width / STRIP;
        let mut profiles = vec![0i16; count * length];
        for y in 1..length.saturating_sub(1) {
            let (above, below) = (plane.row(y - 1).chunks_exact(STRIP), plane.row(y + 1).chunks_exact(STRIP));
            for (out, (above, below)) in profiles.iter_mut().skip(y).step_by(length).zip(above.zip(below)) {
                let (mut sum, mut total) = (0, 0);
                for step in above.iter().zip(below).map(|(a, b)| step_of(*a, *b)) {
                    sum += step;
                    total += step.abs();
                }
                *out = coherent(sum, total);
            }
        }
        Self::new(profiles, length, count)
    }

    /// Edges that run along: level strips.
    fn along(plane: &Plane) -> Self {
        let (length, count) = (plane.width, plane.height / STRIP);
        let mut profiles = vec![0i16; count * length];
        let mut totals = vec![0i16; length];
        for (strip, out) in profiles.chunks_exact_mut(length).enumerate() {
            let inner = out.get_mut(1..length - 1).unwrap_or_default();
            totals.fill(0);
            for y in strip * STRIP..(strip + 1) * STRIP {
                let row = plane.row(y);
                let after = row.get(2..).unwrap_or_default();
                for ((out, total), (a, b)) in inner.iter_mut().zip(&mut totals).zip(row.iter().zip(after)) {
                    // Eight steps stay far from overflow; unchecked sums are vectors.
                    let step = step_of(*a, *b);
                    *out = out.wrapping_add(step);
                    *total = total.wrapping_add(step.abs());
                }
            }
            for (out, total) in inner.iter_mut().zip(&totals) {
                *out = coherent(*out, *total);
            }
        }
        Self::new(profiles, length, count)
    }

    /// Two strips in one, two steps in one.
    fn halved(&self) -> Self {
        let length = self.length / 2;
        let profiles = self
            .profiles
            .chunks_exact(2 * self.length)
            .flat_map(|pair| {
                let (a, b) = pair.split_at(self.length);
                a.chunks_exact(2).zip(b.chunks_exact(2)).take(length)
            })
            .map(|(a, b)| a.iter().chain(b).sum::<i16>() / 2)
            .collect();
        Self { profiles, length, ..*self }
    }

    /// Every profile moved by its own part of a step.
    ///
    /// Projections add whole steps. On a side at 0° none would be rounded, and its projections would be
    /// sharper than those of one at 0.1°: small angles would be drawn to 0°.
    fn spread(&self) -> Self {
        let mut profiles = self.profiles.clone();
        let old = self.profiles.chunks_exact(self.length.max(1));
        for (strip, (new, old)) in profiles.chunks_exact_mut(self.length.max(1)).zip(old).enumerate() {
            // Quadratic spline: blurs alike whatever the part.
            let part = offset(strip);
            let weight = |distance: f64| (256.0 * distance) as i32;
            let (before, after) = (weight(0.5 * (part - 0.5).powi(2)), weight(0.5 * (part + 0.5).powi(2)));
            let inner = new.iter_mut().skip(1);
            for (new, three) in inner.zip(old.windows(3)) {
                let [a, b, c] = three else { continue };
                let sum =
                    before * i32::from(*a) + (256 - before - after) * i32::from(*b) + after * i32::from(*c);
                *new = (sum >> 8) as i16;
            }
        }
        Self { profiles, spread: true, ..*self }
    }

    fn count(&self) -> usize {
        self.profiles.len() / self.length.max(1)
    }

    /// How sharp the lines of this slope stand out: the fourth powers of the sums along each, in every
    /// part alone.
    fn sharpness(&self, slope: f64, sums: &mut Vec<i16>) -> f64 {
        let part = self.count().div_ceil(self.parts).max(1);
        let sharpness = |(i, profiles): (usize, &[i16])| -> f64 {
            project(profiles, self.length, self.pitch * slope, i * part, self.spread, sums);
            fourth_powers(sums)
        };
        self.profiles.chunks(part * self.length.max(1)).enumerate().map(sharpness).sum()
    }

    /// How much longer than a strip its edges are: the squares of the sums over 24 mm against the sum of
    /// the squares. Lines of text, printed or written, are long one way only.
    fn coherence(&self, slope: f64) -> f64 {
        let mut sums = Vec::new();
        let (mut joined, mut alone) = (1.0, 1.0);
        let square = |value: &i16| f32::from(*value) * f32::from(*value);
        for profiles in self.profiles.chunks(12 * self.length.max(1)) {
            project(profiles, self.length, self.pitch * slope, 0, false, &mut sums);
            joined += f64::from(sums.iter().map(square).sum::<f32>());
            alone += f64::from(profiles.iter().map(square).sum::<f32>());
        }
        joined / alone
    }

    /// Drops the lines that lie exactly along the scan and start at its edge: streaks of dirt on the
    /// glass, the scanner's black edges. How many there were.
    fn drop_aligned(&mut self) -> usize {
        let (count, length) = (self.count(), self.length);
        let mut found = Vec::new();
        for from_end in [false, true] {
            for x in 0..length {
                let at = |i: usize| (if from_end { count - 1 - i } else { i }) * length + x;
                let run = aligned_run(count, |i| self.profiles.get(at(i)).copied().unwrap_or(0));
                if run * 3 >= count {
                    let strips = if from_end { count - run..count } else { 0..run };
                    found.push((x, strips));
                }
            }
        }
        for (x, strips) in &found {
            // Their blurred sides as well.
            let sides = x.saturating_sub(2)..(x + 3).min(length);
            for strip in strips.clone() {
                let sides = strip * length + sides.start..strip * length + sides.end;
                self.profiles.get_mut(sides).unwrap_or_default().fill(0);
            }
        }
        found.len()
    }
}

/// How many strips from the end of the scan a line goes straight on, a few at the very end apart.
fn aligned_run(count: usize, value: impl Fn(usize) -> i16) -> usize {
    // 12 mm of black edge at most; a gap of two strips.
    let Some(start) = (0..count.min(6)).find(|i| value(*i).abs() >= ALIGNED) else { return 0 };
    let sign = value(start).signum();
    let (mut last, mut hits) = (start, 0);
    for i in start..count {
        if value(i) * sign >= ALIGNED {
            last = i;
            hits += 1;
        } else if i > last + 2 {
            break;
        }
    }
    if hits * 4 >= 3 * (last - start) { last + 1 } else { 0 }
}

fn fourth_powers(sums: &[i16]) -> f64 {
    let fourth = |sum: &i16| {
        let square = f32::from(*sum) * f32::from(*sum);
        square * square
    };
    sums.chunks(64).map(|part| f64::from(part.iter().map(fourth).sum::<f32>())).sum()
}

/// By how many steps the profile of a strip is moved: -0.5..0.5, evenly spread by the golden ratio.
fn offset(strip: usize) -> f64 {
    (strip as f64 * 0.618_033_988_75).fract() - 0.5
}

/// The sums of profiles along lines that drift by `drift` steps from one to the next.
fn project(profiles: &[i16], length: usize, drift: f64, first: usize, spread: bool, sums: &mut Vec<i16>) {
    sums.clear();
    sums.resize(length, 0);
    let profiles = profiles.chunks_exact(length.max(1));
    let middle = 0.5 * (profiles.len() as f64 - 1.0);
    for (strip, profile) in profiles.enumerate() {
        let shift = ((strip as f64 - middle) * drift - if spread { offset(first + strip) } else { 0.0 })
            .round() as isize;
        let (to, from) = if shift < 0 {
            (sums.get_mut(shift.unsigned_abs()..), Some(profile))
        } else {
            (Some(sums.as_mut_slice()), profile.get(shift.unsigned_abs()..))
        };
        for (sum, value) in to.unwrap_or_default().iter_mut().zip(from.unwrap_or_default()) {
            *sum = sum.saturating_add(*value);
        }
    }
}

/// The sum of the steps along a strip, as far as they agree: a straight edge counts in full, however
/// faint; writing and noise, with steps up and down, count less.
fn coherent(sum: i16, total: i16) -> i16 {
    (sum * sum.abs()).checked_div(total).unwrap_or(0)
}

/// The step in brightness between two pixels.
fn step_of(a: u8, b: u8) -> i16 {
    (i16::from(b) - i16::from(a)).clamp(-CLIP, CLIP)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geometry::{Matrix, Point};
    use proptest::prelude::*;

    /// A page of printed text: `width` by `height` pixels, turned clockwise by `degrees` about its middle.
    pub(in crate::scan) fn text(width: usize, height: usize, degrees: f64) -> Plane {
        let flat = Plane {
            width,
            height,
            data: (0..height).flat_map(|y| (0..width).map(move |x| letter(x, y))).collect(),
        };
        let (x, y) = (0.5 * width as f64, 0.5 * height as f64);
        let back = Matrix::translation(-x, -y)
            .then(&Matrix::rotation_deg(-degrees))
            .then(&Matrix::translation(x, y));
        flat.resampled(&back, width, height)
    }

    /// Lines of text 30 pixels apart, within margins: letters 10 high of upright strokes with feet.
    fn letter(x: usize, y: usize) -> u8 {
        let (line, row) = (y / 30, y % 30);
        // Letters of one line stand nowhere in particular above those of the next.
        let shifted = x + line * line * 17 % 23;
        let inside = (60..840).contains(&x) && (60..940).contains(&y) && row < 10;
        let word_ends = (shifted * 7 + line * 131) % 61 < 9;
        let stroke = shifted % 7 < 2 || (row >= 8 && shifted % 7 < 5);
        if inside && !word_ends && stroke { 40 } else { 245 }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(48))]
        #[test]
        fn the_angle_of_text_is_found(degrees in -14.9..14.9f64) {
            let seen = measure(&text(900, 1000, degrees), 72.0);
            prop_assert!((seen.skew_deg - degrees).abs() < 0.05, "{degrees} seen as {}", seen.skew_deg);
            prop_assert!(seen.rows_run_across > 0.8);
            prop_assert!(seen.confidence > 0.5);
        }

        #[test]
        fn a_quarter_turn_swaps_rows_and_columns_and_keeps_the_angle(degrees in -3.0..3.0f64) {
            let seen = measure(&text(900, 1000, degrees).quarter_turn(), 72.0);
            prop_assert!((seen.skew_deg - degrees).abs() < 0.05, "{degrees} seen as {}", seen.skew_deg);
            prop_assert!(seen.rows_run_across < 0.2);
        }

        #[test]
        fn streaks_and_black_edges_do_not_pull(degrees in 0.3..3.0f64, streak in 50usize..850) {
            let mut plane = text(900, 1000, degrees);
            for row in plane.data.chunks_exact_mut(900) {
                row[streak] = 60;
                row[streak + 1] = 60;
                row[..12].fill(10);
            }
            let seen = measure(&plane, 72.0);
            prop_assert!((seen.skew_deg - degrees).abs() < 0.1, "{degrees} seen as {}", seen.skew_deg);
        }

        #[test]
        fn anything_can_be_measured(
            (width, height) in (0usize..300, 0usize..300),
            seed in any::<u32>(),
            black in any::<bool>(),
        ) {
            let noise = |i: usize| (seed.wrapping_mul(i as u32 | 1).wrapping_mul(2_654_435_761) >> 24) as u8;
            let data = (0..width * height).map(|i| if black { 0 } else { noise(i) }).collect();
            let seen = measure(&Plane { width, height, data }, 72.0);
            prop_assert!((-WIDEST..=WIDEST).contains(&seen.skew_deg));
            prop_assert!((0.0..=1.0).contains(&seen.confidence) && (0.0..=1.0).contains(&seen.rows_run_across));
        }
    }

    #[test]
    fn paper_alone_tells_its_angle() {
        // A white sheet on black, nothing on it.
        let slope = 1.3f64.to_radians();
        let inside = |x: usize, y: usize| {
            let p =
                Matrix::rotation_deg(-slope.to_degrees()) * Point::new(x as f64 - 300.0, y as f64 - 300.0);
            p.x.abs() < 260.0 && p.y.abs() < 270.0
        };
        let pixels = (0..600).flat_map(|y| (0..600).map(move |x| if inside(x, y) { 240 } else { 20 }));
        let seen = measure(&Plane { width: 600, height: 600, data: pixels.collect() }, 72.0);
        assert!((seen.skew_deg - 1.3).abs() < 0.1, "seen as {}", seen.skew_deg);
    }

    #[test]
    fn an_empty_side_is_straight_and_unsure() {
        let seen = measure(&Plane::white(800, 600), 100.0);
        assert_eq!(seen.skew_deg, 0.0);
        assert!(seen.confidence < 0.5 && (seen.rows_run_across - 0.5).abs() < 0.1);
    }
}
