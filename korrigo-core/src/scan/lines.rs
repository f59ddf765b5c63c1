//! Straight printed lines: thin, level or upright, of even darkness, with small breaks.
//!
//! Knows how much darker a thin thing is than the paper on both sides of it, and runs of such pixels.
//! Knows nothing of what the lines enclose. All lengths are pixels of the given plane. Lines may lean by
//! some tenths of a degree: a run of pixels then goes on in the next row or column.

use super::plane::{Histogram, Plane, place_above};

/// What counts as a line.
#[derive(Clone, Copy, Debug)]
pub(super) struct Wanted {
    /// The least relief of a pixel on the line.
    pub(super) level: u8,
    /// The longest break.
    pub(super) gap: usize,
    /// The shortest line.
    pub(super) shortest: usize,
}

/// A straight piece of a line.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Segment {
    /// The middle of its pixels across: x of an upright line, y of a level one; a pixel's centre is whole.
    pub(super) at: f64,
    /// The first pixel along it.
    pub(super) from: usize,
    /// The last pixel along it.
    pub(super) to: usize,
}

impl Segment {
    /// How many pixels it is long.
    pub(super) fn len(&self) -> usize {
        self.to - self.from + 1
    }
}

/// How much darker each pixel is than the paper to its left and right: what is at least seven pixels wide
/// has no relief. The black top hat of mathematical morphology (closing minus picture) along the rows.
pub(super) fn upright_relief(plane: &Plane) -> Plane {
    let mut data = Vec::with_capacity(plane.data.len());
    let padded = plane.width + 2 * REACH;
    let (mut line, mut a, mut b) = (vec![255u8; padded], vec![255u8; padded], vec![255u8; padded]);
    for y in 0..plane.height {
        let row = plane.row(y);
        if let Some(inner) = line.get_mut(REACH..REACH + row.len()) {
            inner.copy_from_slice(row);
        }
        // The brightest of seven, then the darkest of seven of those; both centred.
        shifted(&line, 1, &mut a, u8::max);
        shifted(&a, 2, &mut b, u8::max);
        shifted(&b, 3, &mut a, u8::max);
        shifted(&a, 1, &mut b, u8::min);
        shifted(&b, 2, &mut a, u8::min);
        shifted(&a, 3, &mut b, u8::min);
        // The windows reach seven to the right twice: six back, at the padding of six.
        data.extend(b.iter().zip(row).map(|(closed, pixel)| closed.saturating_sub(*pixel)));
    }
    Plane { data, ..*plane }
}

/// The same for level lines: against the paper above and below.
pub(super) fn level_relief(plane: &Plane) -> Plane {
    let width = plane.width;
    let mut line = vec![255u8; width * REACH];
    line.extend_from_slice(&plane.data);
    line.resize(width * (plane.height + 2 * REACH), 255);
    let (mut a, mut b) = (line.clone(), line.clone());
    shifted(&line, width, &mut a, u8::max);
    shifted(&a, 2 * width, &mut b, u8::max);
    shifted(&b, 3 * width, &mut a, u8::max);
    shifted(&a, width, &mut b, u8::min);
    shifted(&b, 2 * width, &mut a, u8::min);
    shifted(&a, 3 * width, &mut b, u8::min);
    let data = b.iter().zip(&plane.data).map(|(closed, pixel)| closed.saturating_sub(*pixel)).collect();
    Plane { data, ..*plane }
}

/// How far the two windows of seven reach together.
const REACH: usize = 6;

/// `out[i] = pick(of[i], of[i + by])`; the end of `out` keeps what `of` has.
fn shifted(of: &[u8], by: usize, out: &mut [u8], pick: impl Fn(u8, u8) -> u8) {
    let ahead = of.get(by..).unwrap_or_default();
    for ((o, a), b) in out.iter_mut().zip(of).zip(ahead) {
        *o = pick(*a, *b);
    }
    let done = ahead.len().min(out.len());
    if let (Some(rest), Some(tail)) = (out.get_mut(done..), of.get(done..)) {
        rest.copy_from_slice(tail);
    }
}

/// The relief above which a pixel is more than the noise of paper: between 12 and 60. Lines and letters
/// cover less than a tenth of a page: what a fifth of the pixels have is noise.
pub(super) fn noise_level(relief: &Plane) -> u8 {
    let mut levels = Histogram::new();
    levels.add(relief.data.iter().step_by(3).copied());
    let counts = levels.counts();
    let total: u32 = counts.iter().sum();
    let quantile = |share: u32| {
        let mut below = 0;
        let level = counts.iter().position(|count| {
            below += count;
            below * 100 >= total * share
        });
        level.unwrap_or(0)
    };
    ((quantile(50) * 5 / 2).max(quantile(80)) + 8).clamp(12, 60) as u8
}

/// The upright lines of a relief, from the left.
pub(super) fn upright(relief: &Plane, wanted: &Wanted) -> Vec<Segment> {
    let mut open = vec![Run::default(); relief.width];
    let mut runs: Vec<(usize, Segment)> = Vec::new();
    // No line has a level of 0.
    let below = wanted.level.saturating_sub(1);
    for y in 0..relief.height {
        let row = relief.row(y);
        let mut x = 0;
        while let Some(skipped) = row.get(x..).and_then(|rest| place_above(rest, below)) {
            x += skipped;
            if let Some(run) = open.get_mut(x) {
                if run.hits > 0 && y - run.last > wanted.gap + 1 {
                    runs.extend(run.close(wanted).map(|segment| (x, segment)));
                }
                run.add(y);
            }
            x += 1;
        }
    }
    for (x, run) in open.iter_mut().enumerate() {
        runs.extend(run.close(wanted).map(|segment| (x, segment)));
    }
    runs.sort_by_key(|(x, segment)| (*x, segment.from));
    joined(&runs)
}

/// Pixels of one row or column, with small breaks.
#[derive(Clone, Copy, Default)]
struct Run {
    first: usize,
    last: usize,
    hits: usize,
}

impl Run {
    fn add(&mut self, position: usize) {
        if self.hits == 0 {
            self.first = position;
        }
        self.last = position;
        self.hits += 1;
    }

    /// The piece of line that ends here, when it is long and dense enough.
    fn close(&mut self, wanted: &Wanted) -> Option<Segment> {
        let run = std::mem::take(self);
        let length = run.last + 1 - run.first;
        let dense = run.hits * 10 >= length * 7;
        (run.hits > 0 && length >= wanted.shortest && dense).then_some(Segment {
            at: 0.0,
            from: run.first,
            to: run.last,
        })
    }
}

/// Runs of neighbouring rows (or columns) that lie beside each other become one segment. `runs` are sorted
/// by their row.
fn joined(runs: &[(usize, Segment)]) -> Vec<Segment> {
    struct Group {
        last: usize,
        from: usize,
        to: usize,
        // Positions across, weighted with the length.
        moment: usize,
        weight: usize,
    }
    let mut groups: Vec<Group> = Vec::new();
    let mut active = 0;
    for (across, run) in runs {
        while groups.get(active).is_some_and(|group| group.last + 1 < *across) {
            active += 1;
        }
        let beside = |group: &&mut Group| {
            group.last + 1 >= *across
                && across - group.last <= 1
                && run.from <= group.to
                && group.from <= run.to
                // Thicker than a line is no line: start anew.
                && across * group.weight <= group.moment + 3 * group.weight
        };
        let tail = groups.get_mut(active..).unwrap_or_default();
        if let Some(group) = tail.iter_mut().find(beside) {
            group.last = *across;
            group.from = group.from.min(run.from);
            group.to = group.to.max(run.to);
            group.moment += across * run.len();
            group.weight += run.len();
        } else {
            let weight = run.len();
            groups.push(Group { last: *across, from: run.from, to: run.to, moment: across * weight, weight });
        }
    }
    groups
        .iter()
        .map(|group| Segment {
            at: group.moment as f64 / group.weight.max(1) as f64,
            from: group.from,
            to: group.to,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_thin_line_is_found_where_it_is_drawn(
            at in 4usize..36,
            from in 2usize..20,
            long in 20usize..36,
            dark in 60u8..255,
            broken in 0usize..3,
        ) {
            let mut plane = Plane::white(60, 60);
            for y in from..from + long {
                let gap = (from + 8..from + 8 + broken).contains(&y);
                if let (false, Some(pixel)) = (gap, plane.data.get_mut(y * 60 + at)) {
                    *pixel = 255 - dark;
                }
            }
            let wanted = Wanted { level: 30, gap: 2, shortest: 10 };
            let segment = Segment { at: at as f64, from, to: from + long - 1 };
            prop_assert_eq!(upright(&upright_relief(&plane), &wanted), vec![segment]);
            prop_assert!(upright(&upright_relief(&plane.quarter_turn()), &wanted).is_empty());
        }

        #[test]
        fn what_is_wide_has_no_relief(x in 0usize..40, wide in 7usize..20) {
            let mut plane = Plane::white(60, 20);
            for row in plane.data.chunks_exact_mut(60) {
                for pixel in row.iter_mut().skip(x).take(wide) {
                    *pixel = 0;
                }
            }
            prop_assert!(upright_relief(&plane).data.iter().all(|relief| *relief == 0));
        }
    }
}
