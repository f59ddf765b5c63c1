//! Fits boxes to thin lines: pairs of joined boxes of one height and one width, alone or two pairs in a row.
//!
//! Knows strokes and where they must end. Knows nothing of paper, of the page around or of what is written.

use super::ridges::{Ridges, coverage};

/// Two joined boxes: three upright strokes between two lines. Pixels of the strip.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Pair {
    pub(super) left: isize,
    /// Of both boxes.
    pub(super) width: isize,
    pub(super) top: isize,
    pub(super) bottom: isize,
    /// How strong the lines are: 1..=96.
    pub(super) level: u8,
}

/// What a pair's strokes look like, each 0..=1.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Evidence {
    /// How much of the worse line (top, bottom) is there, and of the better one.
    pub(super) lines: [f32; 2],
    /// How much of the upright strokes is there, the worst first.
    pub(super) strokes: [f32; 3],
    /// How much of the upright strokes is there close to the lines.
    pub(super) ends: f32,
    /// How much of a line runs through both boxes between the two.
    pub(super) inside: f32,
    /// How much of the lines goes on to the left or right, where nothing should be.
    pub(super) beyond_lines: f32,
    /// How much of the upright strokes goes on above or below.
    pub(super) beyond_strokes: f32,
}

impl Evidence {
    /// One figure to compare pairs by: 5 when everything is there, and nothing beyond.
    pub(super) fn sum(&self) -> f32 {
        let there: f32 = self.lines.iter().chain(&self.strokes).sum();
        there - 2.0 * self.beyond_lines - 1.5 * self.beyond_strokes - self.inside - 2.0 * (1.0 - self.ends)
    }
}

/// Sizes to look for, in pixels.
#[derive(Clone, Copy, Debug)]
pub(super) struct Sizes {
    /// Height of a box.
    pub(super) height: (usize, usize),
    /// Width of a pair.
    pub(super) width: (usize, usize),
    /// From one pair to the next.
    pub(super) gap: (usize, usize),
    /// A millimetre.
    pub(super) mm: f64,
}

/// Between two places that are looked at, in pixels.
const STRIDE: usize = 4;

/// Line pairs that are looked into at each place.
const LINES: usize = 6;

/// A pair whose left stroke is there by less is none.
const LEAST_LEFT: f32 = 0.3;

/// Lines not stronger than noise by this are not looked at.
const WEAKEST: u32 = 3;

/// The pairs of boxes that fit best, the best first: at most `most`.
pub(super) fn pairs(ridges: &Ridges, sizes: &Sizes, most: usize) -> Vec<(Pair, Evidence)> {
    let mut found: Vec<(Pair, f32)> = Vec::new();
    let window = sizes.width.0;
    let means: Vec<Vec<u32>> = (0..ridges.height)
        .map(|y| (0..ridges.width).step_by(STRIDE).map(|x| ridges.mean_along(y, x, x + window)).collect())
        .collect();
    for column in 0..ridges.width.div_ceil(STRIDE) {
        let strength: Vec<u32> = means.iter().map(|row| row.get(column).copied().unwrap_or(0)).collect();
        for (top, bottom, mean) in line_pairs(&strength, sizes.height, u32::from(ridges.noise) + WEAKEST) {
            let at = (column * STRIDE) as isize;
            if let Some(pair) = best_at(ridges, sizes, at, (top, bottom, mean)) {
                found.push(pair);
            }
        }
    }
    found.sort_by(|a, b| b.1.total_cmp(&a.1));
    let mut kept: Vec<Pair> = Vec::new();
    for (pair, _) in found {
        if kept.len() < 3 * most && !kept.iter().any(|other| other.same(&pair)) {
            kept.push(pair);
        }
    }
    let mut pairs: Vec<_> = kept.into_iter().map(|pair| (pair, pair.evidence(ridges, sizes))).collect();
    pairs.sort_by(|a, b| b.1.sum().total_cmp(&a.1.sum()));
    pairs.truncate(most);
    pairs
}

/// The strongest pairs of rows that are a height apart: `(top, bottom, strength of the weaker)`.
fn line_pairs(strength: &[u32], (least, most): (usize, usize), weakest: u32) -> Vec<(usize, usize, u32)> {
    let mut kept: Vec<(usize, usize, u32)> = Vec::with_capacity(LINES + 1);
    let peak = |y: usize| {
        let at = |y: usize| strength.get(y).copied().unwrap_or(0);
        at(y) >= weakest && at(y) >= at(y.wrapping_sub(1)) && at(y) > at(y + 1)
    };
    let peaks: Vec<usize> = (0..strength.len()).filter(|y| peak(*y)).collect();
    for (index, top) in peaks.iter().enumerate() {
        for bottom in peaks.iter().skip(index + 1) {
            if !(least..=most).contains(&(bottom - top)) {
                continue;
            }
            let weaker = strength.get(*top).min(strength.get(*bottom)).copied().unwrap_or(0);
            let place = kept.partition_point(|other| other.2 >= weaker);
            kept.insert(place, (*top, *bottom, weaker));
            kept.truncate(LINES);
        }
    }
    kept
}

/// The pair between two lines whose left edge is within a stride of `at`.
fn best_at(
    ridges: &Ridges,
    sizes: &Sizes,
    at: isize,
    (top, bottom, mean): (usize, usize, u32),
) -> Option<(Pair, f32)> {
    let level = mean.clamp(u32::from(ridges.noise) + 3, 96) as u8;
    let (top, bottom) = (top as isize, bottom as isize);
    let span = sizes.width.1 as isize + STRIDE as isize + 1;
    let seen = Seen { ridges, level };
    let mut profile: Vec<f32> = (0..=STRIDE as isize).map(|x| seen.alone(at + x, top, bottom)).collect();
    if profile.iter().all(|left| *left < LEAST_LEFT) {
        return None;
    }
    profile.extend((STRIDE as isize + 1..=span).map(|x| seen.alone(at + x, top, bottom)));
    let stroke = |x: isize| usize::try_from(x).ok().and_then(|x| profile.get(x)).copied().unwrap_or(0.0);
    let mut best: Option<(f32, isize, isize)> = None;
    for left in 0..=STRIDE as isize {
        if stroke(left) < LEAST_LEFT {
            continue;
        }
        for width in sizes.width.0 as isize..=sizes.width.1 as isize {
            // Boxes are not much wider than high, nor much higher than wide.
            if width < bottom - top || width > 3 * (bottom - top) {
                continue;
            }
            let score = stroke(left)
                + stroke(left + width / 2).max(stroke(left + (width + 1) / 2))
                + stroke(left + width);
            if best.is_none_or(|(other, _, _)| score > other) {
                best = Some((score, left, width));
            }
        }
    }
    let (score, left, width) = best?;
    (score > 1.2).then(|| {
        let pair = Pair { left: at + left, width, top, bottom, level };
        (pair, pair.strokes(ridges))
    })
}

impl Pair {
    /// Nearly the same place.
    pub(super) fn same(&self, other: &Self) -> bool {
        let near = |a: isize, b: isize| (a - b).abs() <= 4;
        near(self.left, other.left) && near(self.top, other.top) && near(self.bottom, other.bottom)
    }

    /// How much of its five strokes is there, less what goes on beyond them as ruling does: a quick look.
    fn strokes(&self, ridges: &Ridges) -> f32 {
        let seen = Seen { ridges, level: self.level };
        let (right, reach) = (self.left + self.width, (self.bottom - self.top) / 3);
        let lines = [self.top, self.bottom].map(|y| {
            let beyond = seen.line(y, self.left - 2 - reach, self.left - 2).max(seen.line(
                y,
                right + 3,
                right + 3 + reach,
            ));
            seen.line(y, self.left, right) - 0.5 * beyond
        });
        let columns =
            [self.left, self.left + self.width / 2, right].map(|x| seen.alone(x, self.top, self.bottom));
        lines.iter().chain(&columns).sum()
    }

    /// What the strokes of this pair look like.
    pub(super) fn evidence(&self, ridges: &Ridges, sizes: &Sizes) -> Evidence {
        let seen = Seen { ridges, level: self.level };
        let (right, [top, bottom]) = (self.left + self.width, [self.top, self.bottom]);
        let mut lines = [top, bottom].map(|y| seen.line(y, self.left + 1, right));
        lines.sort_by(f32::total_cmp);
        let middle = [self.left + self.width / 2, self.left + (self.width + 1) / 2];
        let mut strokes = [
            seen.stroke(self.left, top + 2, bottom - 1),
            seen.stroke(middle[0], top + 2, bottom - 1).max(seen.stroke(middle[1], top + 2, bottom - 1)),
            seen.stroke(right, top + 2, bottom - 1),
        ];
        strokes.sort_by(f32::total_cmp);
        let reach = (2.2 * sizes.mm) as isize;
        let columns = [self.left, middle[0], right];
        let near = (bottom - top) / 4;
        let end = |y0, y1| columns.map(|x| seen.wide_stroke(x, y0, y1)).iter().sum::<f32>() / 3.0;
        let ends = end(top + 1, top + 1 + near).min(end(bottom - near, bottom));
        let half = u32::from(self.level) / 2;
        let dark = |y: &isize| {
            let cut = |at: isize| usize::try_from(at).unwrap_or(0);
            ridges.mean_along(cut(*y), cut(self.left + 2), cut(right - 1)) >= half
        };
        let inside = (top + 4..bottom - 3).filter(dark);
        let inside = inside.map(|y| seen.line(y, self.left + 2, right - 1)).fold(0.0, f32::max);
        let both = |x0, x1| seen.wide_line(top, x0, x1).min(seen.wide_line(bottom, x0, x1));
        let beyond_lines = both(self.left - 2 - reach, self.left - 2).max(both(right + 3, right + 3 + reach));
        // A streak crosses one stroke; ruling crosses all.
        let mut beyond = columns.map(|x| {
            let above = seen.wide_stroke(x, top - 2 - reach, top - 2);
            above.max(seen.wide_stroke(x, bottom + 3, bottom + 3 + reach))
        });
        beyond.sort_by(f32::total_cmp);
        let beyond_strokes = beyond.get(1).copied().unwrap_or(0.0);
        Evidence { lines, strokes, ends, inside, beyond_lines, beyond_strokes }
    }

    /// The pair of the same size beside this one, where there is most of one.
    pub(super) fn beside(&self, side: Side, ridges: &Ridges, sizes: &Sizes) -> Option<(Self, Evidence)> {
        let gaps = sizes.gap.0 as isize..=sizes.gap.1 as isize;
        let places = gaps.flat_map(|gap| (self.width - 1..=self.width + 1).map(move |width| (gap, width)));
        let pairs = places.map(|(gap, width)| {
            let left = match side {
                Side::Left => self.left - gap - width,
                Side::Right => self.left + self.width + gap,
            };
            let pair = Self { left, width, ..*self };
            (pair, pair.evidence(ridges, sizes))
        });
        pairs.max_by(|a, b| a.1.sum().total_cmp(&b.1.sum())).filter(|(_, evidence)| evidence.sum() > 2.0)
    }
}

/// Left or right of a pair.
#[derive(Clone, Copy, Debug)]
pub(super) enum Side {
    Left,
    Right,
}

/// Strokes of one strength.
struct Seen<'a> {
    ridges: &'a Ridges,
    level: u8,
}

impl Seen<'_> {
    fn line(&self, y: isize, x0: isize, x1: isize) -> f32 {
        coverage(self.ridges.along(y, x0, x1), self.level, self.ridges.noise)
    }

    fn stroke(&self, x: isize, y0: isize, y1: isize) -> f32 {
        coverage(self.ridges.across(x, y0, y1), self.level, self.ridges.noise)
    }

    /// An upright stroke, less what goes on above or below it.
    fn alone(&self, x: isize, top: isize, bottom: isize) -> f32 {
        let reach = (bottom - top) / 3;
        let above = self.stroke(x, top - 2 - reach, top - 2);
        let below = self.stroke(x, bottom + 3, bottom + 3 + reach);
        self.stroke(x, top + 2, bottom - 1) - 0.6 * above.max(below)
    }

    /// The best of three rows.
    fn wide_line(&self, y: isize, x0: isize, x1: isize) -> f32 {
        (y - 1..=y + 1).map(|y| self.line(y, x0, x1)).fold(0.0, f32::max)
    }

    /// The best of three columns.
    fn wide_stroke(&self, x: isize, y0: isize, y1: isize) -> f32 {
        (x - 1..=x + 1).map(|x| self.stroke(x, y0, y1)).fold(0.0, f32::max)
    }
}
