//! Where the paper ends: its edges inside the scan, what lies around it, its missing corners.
//!
//! Knows that paper is cut straight and lies as its content lies, while the scanner's black edge runs along
//! the scan; that what lies around paper is even; and that writing never goes along a whole edge. Works on a
//! straightened side, edge by edge, on medians, so that writing does not count. Knows nothing of formats.

use super::plane::Plane;
use super::view::Straight;
use crate::geometry::{Point, Rect};

/// The paper on a straightened side, in its pixels.
#[derive(Clone, Debug, Default)]
pub(super) struct Paper {
    /// Left, top, right and bottom, where seen.
    pub(super) edges: [Option<Edge>; 4],
    /// The corners from the top left, clockwise, when an edge is seen; unseen edges lie where the scan ends.
    pub(super) corners: Option<[Point; 4]>,
    /// How far the scanner's black edge reaches into the scan: left, top, right, bottom.
    pub(super) black: [f64; 4],
    /// Corners that are missing or folded over.
    pub(super) cut_corners: Vec<Rect>,
}

/// An edge of the paper.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Edge {
    /// Its place: x of a left or right edge, y of the others.
    pub(super) at: f64,
    /// How much brighter the paper is than what lies around it, in grey levels.
    pub(super) step: f64,
    /// The probability that the paper ends here: 0..=1.
    pub(super) confidence: f64,
}

impl Paper {
    /// The same paper, on a side of this many pixels turned upside down.
    pub(super) fn half_turned(&self, (width, height): (f64, f64)) -> Self {
        let [left, top, right, bottom] = self.edges;
        let turn = |edge: Option<Edge>, size: f64| edge.map(|edge| Edge { at: size - edge.at, ..edge });
        let [black_left, black_top, black_right, black_bottom] = self.black;
        let corner = |corner: Point| Point::new(width - corner.x, height - corner.y);
        Self {
            edges: [turn(right, width), turn(bottom, height), turn(left, width), turn(top, height)],
            black: [black_right, black_bottom, black_left, black_top],
            corners: self.corners.map(|[a, b, c, d]| [c, d, a, b].map(corner)),
            cut_corners: self
                .cut_corners
                .iter()
                .map(|cut| Rect::new(width - cut.x1, height - cut.y1, width - cut.x0, height - cut.y0))
                .collect(),
        }
    }
}

/// Paper is looked for within this share of the side.
const DEPTH: f64 = 0.09;

/// Darker than this is not paper.
const DARK: f32 = 100.0;

/// A step from something dark to paper, in grey levels.
const DARK_STEP: f64 = 100.0;

/// Darker than this is ink, on paper or on what lies around it; of so many pixels one is, where somebody
/// wrote or something is printed.
const INK: u8 = 120;
const LEAST_INK: usize = 700;

/// Parts of an edge that are looked at each alone.
const PARTS: usize = 4;

/// Rows in a band, of which one mean is taken.
const BAND: usize = 16;

/// Finds the paper.
pub(super) fn find(straight: &Straight) -> Paper {
    let mut paper = Paper::default();
    let (width, height) = (straight.raw.width, straight.raw.height);
    if width < 8 * BAND || height < 8 * BAND {
        return paper;
    }
    let looks = [0, 1, 2, 3].map(|side| Look::new(straight, side));
    for ((edge, black), look) in paper.edges.iter_mut().zip(&mut paper.black).zip(&looks) {
        (*edge, *black) = look.edge();
    }
    compare(&mut paper);
    if paper.edges.iter().flatten().any(|edge| edge.confidence > 0.5) {
        let end = |side: usize| {
            let look = looks.get(side)?;
            let seen = paper.edges.get(side).copied().flatten().filter(|edge| edge.confidence > 0.5);
            Some(seen.map_or_else(|| look.place(look.start(0.5 * look.length as f64)), |edge| edge.at))
        };
        if let (Some(left), Some(top), Some(right), Some(bottom)) = (end(0), end(1), end(2), end(3)) {
            paper.corners = Some(Rect::new(left, top, right, bottom).corners());
        }
    }
    paper
}

/// What lies around the paper is the same on all sides: that tells the paper's edge from the scanner's
/// black one where both would lie straight.
fn compare(paper: &mut Paper) {
    let sure = |dark: bool| {
        let edges = paper.edges.iter().flatten();
        edges.filter(|edge| (edge.step > DARK_STEP) == dark).any(|edge| edge.confidence > 0.8)
    };
    let (on_dark, on_light) = (sure(true), sure(false));
    for edge in paper.edges.iter_mut().flatten().filter(|edge| edge.step > DARK_STEP) {
        if (0.2..0.8).contains(&edge.confidence) {
            edge.confidence = match (on_dark, on_light) {
                (true, false) => 0.8,
                (false, true) => 0.05,
                _ => edge.confidence,
            };
        }
    }
}

/// Makes what is not paper white in `even`.
pub(super) fn clean(straight: &mut Straight, paper: &Paper) {
    let (width, height) = (straight.even.width, straight.even.height);
    let [left, right] = [0, 2].map(|side| beyond(straight, paper, side, height));
    let [top, bottom] = [1, 3].map(|side| beyond(straight, paper, side, width));
    let rows: Vec<(usize, usize)> = left.into_iter().zip(right).collect();
    let columns: Vec<(usize, usize)> = top.into_iter().zip(bottom).collect();
    whiten(&mut straight.even, &rows, &columns);
}

/// Of each column, how many rows at the bottom are not paper, the ends of the scan included.
pub(super) fn below(straight: &Straight, paper: &Paper) -> Vec<usize> {
    let look = Look::new(straight, 3);
    let beyond = beyond(straight, paper, 3, straight.even.width);
    let scan = (0..straight.even.width).map(|x| look.start(x as f64).max(0.0).ceil() as usize);
    beyond.into_iter().zip(scan).map(|(beyond, scan)| beyond.max(scan)).collect()
}

/// How deep the scanner's black edge and what lies around the paper reach at each of `length` places along
/// a side.
fn beyond(straight: &Straight, paper: &Paper, side: usize, length: usize) -> Vec<usize> {
    let look = Look::new(straight, side);
    let edge = paper.edges.get(side).copied().flatten().filter(|edge| edge.confidence > 0.5);
    // One more pixel: the edge is blurred.
    let edge = edge.map_or(0.0, |edge| look.place(edge.at) + 1.0);
    let black = paper.black.get(side).copied().unwrap_or(0.0);
    let depth = |at: usize| if black > 0.0 { edge.max(look.start(at as f64) + black + 1.0) } else { edge };
    (0..length).map(|at| depth(at).max(0.0) as usize).collect()
}

/// Makes the ends of rows and columns white.
fn whiten(plane: &mut Plane, rows: &[(usize, usize)], columns: &[(usize, usize)]) {
    let (width, height) = (plane.width, plane.height);
    for (row, (left, right)) in plane.data.chunks_exact_mut(width.max(1)).zip(rows) {
        row.get_mut(..*left).unwrap_or_default().fill(255);
        row.get_mut(width.saturating_sub(*right)..).unwrap_or_default().fill(255);
    }
    let deepest = columns.iter().map(|(top, bottom)| (*top).max(*bottom)).max().unwrap_or(0).min(height);
    for (y, row) in plane.data.chunks_exact_mut(width.max(1)).enumerate() {
        let below = height - 1 - y;
        if y >= deepest && below >= deepest {
            continue;
        }
        for (pixel, (top, bottom)) in row.iter_mut().zip(columns) {
            if y < *top || below < *bottom {
                *pixel = 255;
            }
        }
    }
}

/// One edge of the side, looked at from outside: `depth` goes inwards, `along` goes along it.
struct Look<'a> {
    plane: &'a Plane,
    side: usize,
    /// How far along goes.
    length: usize,
    /// How deep to look.
    depth: usize,
    /// Where the scan starts: depth at along 0, and its growth.
    start: (f64, f64),
}

impl<'a> Look<'a> {
    fn new(straight: &'a Straight, side: usize) -> Self {
        let plane = &straight.raw;
        let (width, height) = (plane.width, plane.height);
        let upright = side.is_multiple_of(2);
        let (length, across) = if upright { (height, width) } else { (width, height) };
        let mut look = Self {
            plane,
            side,
            length,
            depth: ((width as f64 * DEPTH) as usize).min(across / 3),
            start: (0.0, 0.0),
        };
        let (w, h) = straight.size;
        // The two corners of the scan on this edge.
        let ends = match side {
            0 => [(0.0, 0.0), (0.0, h)],
            1 => [(0.0, 0.0), (w, 0.0)],
            2 => [(w, 0.0), (w, h)],
            _ => [(0.0, h), (w, h)],
        };
        if let Some(from_side) = straight.to_side.inverse() {
            let [a, b] = ends.map(|(x, y)| from_side * Point::new(x, y));
            let split = |p: Point| if upright { (look.place(p.x), p.y) } else { (look.place(p.y), p.x) };
            let ((da, ta), (db, tb)) = (split(a), split(b));
            let growth = if tb - ta > 1.0 { (db - da) / (tb - ta) } else { 0.0 };
            look.start = (da - growth * ta, growth);
        }
        look
    }

    /// From the depth of an edge to its place and back.
    fn place(&self, at: f64) -> f64 {
        match self.side {
            2 => self.plane.width as f64 - at,
            3 => self.plane.height as f64 - at,
            _ => at,
        }
    }

    /// The depth at which the scan starts.
    fn start(&self, along: f64) -> f64 {
        self.start.0 + self.start.1 * along
    }

    fn at(&self, depth: usize, along: usize) -> u8 {
        let (w, h) = (self.plane.width, self.plane.height);
        match self.side {
            0 => self.plane.at(depth, along),
            1 => self.plane.at(along, depth),
            2 => self.plane.at(w.saturating_sub(depth + 1), along),
            _ => self.plane.at(along, h.saturating_sub(depth + 1)),
        }
    }

    /// The brightness at each depth in a part of the edge: the median of its bands; `None` outside the scan.
    fn profile(&self, part: usize) -> Vec<Option<f32>> {
        // The corners are left out: another edge of the scan cuts them off.
        let first = self.length / 20;
        let whole = self.length - 2 * first;
        let (from, to) = (first + whole * part / PARTS, first + whole * (part + 1) / PARTS);
        let bands: Vec<(usize, f64)> = (from..to.saturating_sub(BAND))
            .step_by(BAND)
            .map(|t| (t, self.start(t as f64).max(self.start((t + BAND) as f64)) + 1.5))
            .collect();
        let mut means = Vec::with_capacity(bands.len());
        (0..self.depth)
            .map(|depth| {
                means.clear();
                for (t, start) in &bands {
                    if depth as f64 >= *start {
                        let sum: u32 =
                            (*t..t + BAND).step_by(2).map(|along| u32::from(self.at(depth, along))).sum();
                        means.push(sum);
                    }
                }
                means.sort_unstable();
                let median = means.get(means.len() / 2).filter(|_| means.len() > 2)?;
                Some(*median as f32 / (BAND as f32 / 2.0))
            })
            .collect()
    }

    /// The edge of the paper, and how far the scanner's black edge reaches.
    fn edge(&self) -> (Option<Edge>, f64) {
        let parts: Vec<(f64, Vec<Option<f32>>)> = (0..PARTS)
            .map(|part| {
                let first = self.length as f64 / 20.0;
                let middle = first + 0.9 * self.length as f64 * (part as f64 + 0.5) / PARTS as f64;
                (middle, self.profile(part))
            })
            .collect();
        let dark: Vec<(f64, f64, f64)> =
            parts.iter().filter_map(|(t, p)| dark_end(p).map(|(at, step)| (*t, at, step))).collect();
        let (mut black, mut edge) = (0.0, None);
        if dark.len() >= 2 {
            // The paper's edge is straight here; the scanner's goes along the scan.
            let spread = |f: &dyn Fn(f64, f64) -> f64| {
                let (mut low, mut high) = (f64::MAX, f64::MIN);
                for (t, at, _) in &dark {
                    low = low.min(f(*t, *at));
                    high = high.max(f(*t, *at));
                }
                high - low
            };
            let as_paper = spread(&|_, at| at);
            let as_scan = spread(&|t, at| at - self.start(t));
            let count = dark.len() as f64;
            let at = dark.iter().map(|(_, at, _)| at).sum::<f64>() / count;
            let step = dark.iter().map(|(.., step)| step).sum::<f64>() / count;
            let sure = if as_paper.min(as_scan) > 4.0 {
                0.1
            } else if as_scan > as_paper + 2.0 {
                0.97
            } else if as_paper > as_scan + 2.0 {
                0.02
            } else {
                0.4
            };
            if sure > 0.05 && as_paper < 6.0 {
                edge = Some(Edge { at: self.place(at), step, confidence: sure });
            }
            if sure < 0.9 {
                let deep = dark.iter().map(|(t, at, _)| at - self.start(*t)).fold(0.0, f64::max);
                black = deep.max(0.0) + 1.0;
            }
        }
        // Nobody writes or prints beyond the paper: where a ruling ends, boxes and words go on.
        let light = self.light_edge(&parts).filter(|light| !self.is_inked(self.place(light.at), black));
        match (edge, light) {
            (Some(edge), Some(light)) if edge.confidence < light.confidence => (Some(light), black),
            (None, Some(light)) => (Some(light), black),
            _ => (edge, black),
        }
    }

    /// Whether there is ink between the scanner's black edge and this depth.
    fn is_inked(&self, depth: f64, black: f64) -> bool {
        let (mut ink, mut seen) = (0usize, 0usize);
        let first = self.length / 20;
        for along in (first..self.length - first).step_by(2) {
            let from = (self.start(along as f64).max(0.0) + black + 4.0) as usize;
            for at in from..(depth - 4.0).max(0.0) as usize {
                seen += 1;
                ink += usize::from(self.at(at, along) < INK);
            }
        }
        ink * LEAST_INK > seen.max(8 * self.length)
    }

    /// The edge of paper that lies on something light.
    fn light_edge(&self, parts: &[(f64, Vec<Option<f32>>)]) -> Option<Edge> {
        let found: Vec<(f64, f64)> = parts.iter().filter_map(|(_, p)| light_end(p)).collect();
        let mut places: Vec<f64> = found.iter().map(|(at, _)| *at).collect();
        places.sort_by(f64::total_cmp);
        let middle = *places.get(places.len() / 2)?;
        let near: Vec<&(f64, f64)> = found.iter().filter(|(at, _)| (at - middle).abs() < 2.5).collect();
        if near.len() < 2 {
            return None;
        }
        let count = near.len() as f64;
        let at = near.iter().map(|(at, _)| at).sum::<f64>() / count;
        let step = near.iter().map(|(_, step)| step).sum::<f64>() / count;
        // Parts where something beside the paper can be seen.
        let visible = parts.iter().filter(|(t, _)| at - self.start(*t) > 6.0).count();
        let confidence = match (near.len(), visible.saturating_sub(near.len())) {
            (4.., _) => 0.95,
            (3, 0) => 0.9,
            (3, _) | (_, 0) => 0.7,
            _ => 0.3,
        };
        // A fold or a stain makes small steps too.
        let confidence = if step.abs() < 2.5 || (near.len() == 2 && step.abs() < 4.5) {
            0.6 * confidence
        } else {
            confidence
        };
        Some(Edge { at: self.place(at), step, confidence })
    }
}

/// Where the darkness that the profile starts with ends, and by how much it gets brighter.
fn dark_end(profile: &[Option<f32>]) -> Option<(f64, f64)> {
    let first = profile.iter().position(Option::is_some)?;
    let seen: Vec<f32> = profile.iter().skip(first).map_while(|value| *value).collect();
    let dark = seen.iter().take(4).copied().fold(f32::MAX, f32::min);
    if dark > DARK {
        return None;
    }
    let from = seen.iter().take(4).position(|value| *value <= DARK)?;
    let end = from + seen.iter().skip(from).position(|value| *value > DARK + 40.0)?;
    let paper = seen.iter().skip(end + 3).take(6).copied().fold(0.0, f32::max);
    if paper < DARK + 50.0 {
        return None;
    }
    let half = 0.5 * (dark + paper);
    let after = (from + 1..end + 6).find(|i| seen.get(*i).is_some_and(|value| *value >= half))?;
    let (a, b) = (*seen.get(after - 1)?, *seen.get(after)?);
    let part = if b > a { f64::from((half - a) / (b - a)) } else { 0.5 };
    // Between the centres of two pixels.
    Some(((first + after) as f64 - 0.5 + part, f64::from(paper - dark)))
}

/// Where an even, light ground ends, and by how much it gets brighter.
fn light_end(profile: &[Option<f32>]) -> Option<(f64, f64)> {
    let first = profile.iter().position(Option::is_some)?;
    let seen: Vec<f32> = profile.iter().skip(first).map_while(|value| *value).collect();
    // Past the scanner's black edge.
    let dark = seen.iter().take(4).any(|value| *value <= DARK);
    let skip = if dark { seen.iter().position(|value| *value > DARK + 40.0)? + 4 } else { 0 };
    let mean = |from: usize, to: usize| {
        let part = seen.get(from..to)?;
        Some(part.iter().sum::<f32>() / part.len().max(1) as f32)
    };
    let step = |i: usize| Some(mean(i + 2, i + 7)? - mean(i.saturating_sub(5).max(skip), i - 1)?);
    let mut i = skip + 3;
    loop {
        let here = step(i)?;
        if here.abs() >= 1.6 {
            // Up to the strongest step.
            while step(i + 1).is_some_and(|next| next.abs() > step(i).unwrap_or(0.0).abs()) {
                i += 1;
            }
            let height = step(i)?;
            let ground = seen.get(skip..i - 1)?;
            let level = ground.iter().sum::<f32>() / ground.len().max(1) as f32;
            let uneven = ground.iter().map(|value| (value - level).abs()).fold(0.0, f32::max);
            // Lines are thin: they do not change the middle value.
            let mut inside = seen.get(i + 2..(i + 32).min(seen.len()))?.to_vec();
            inside.sort_by(f32::total_cmp);
            let paper = inside.get(inside.len() / 2)?;
            if uneven > 0.5 * height.abs() || (paper - level) / height < 0.6 || (paper - level) / height > 1.7
            {
                return None;
            }
            // Where it is half way.
            let half = level + 0.5 * height;
            let cross = (i.saturating_sub(3)..i + 4).find(|j| {
                let pair = seen.get(*j).zip(seen.get(j + 1));
                pair.is_some_and(|(a, b)| (a - half) * (b - half) <= 0.0)
            });
            let at = cross.map_or(i as f64 + 0.5, |j| j as f64 + 1.0);
            return Some((first as f64 + at, f64::from(height)));
        }
        i += 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geometry::Matrix;
    use proptest::prelude::*;

    const SIZE: (f64, f64) = (600.0, 500.0);

    /// Paper of 540 by 440 pixels in the middle of a scan, turned clockwise, on `ground`; written on.
    fn on(ground: u8, degrees: f64) -> Straight {
        let turn = Matrix::rotation_deg(-degrees);
        let grey = |x: usize, y: usize| {
            let p = turn * Point::new(x as f64 + 0.5 - 300.0, y as f64 + 0.5 - 250.0);
            let line = p.x.abs() < 230.0 && p.y.abs() < 190.0 && (p.y + 200.0) % 24.0 < 3.0;
            match (p.x.abs() < 270.0 && p.y.abs() < 220.0, line) {
                (false, _) => ground,
                (true, true) if !(x / 3).is_multiple_of(4) => 60,
                _ => 235,
            }
        };
        let data = (0..500).flat_map(|y| (0..600).map(move |x| grey(x, y))).collect();
        Straight::new(&Plane { width: 600, height: 500, data }, SIZE, 72.0, degrees)
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(16))]
        #[test]
        fn the_corners_of_the_paper_are_found(degrees in -3.0..3.0f64, ground in prop_oneof![Just(20u8), Just(250u8)]) {
            prop_assume!(degrees.abs() > 0.4);
            let side = on(ground, degrees);
            let paper = find(&side);
            let corners = paper.corners.expect("corners");
            let (x, y) = (0.5 * side.raw.width as f64, 0.5 * side.raw.height as f64);
            let truth = Rect::new(x - 270.0, y - 220.0, x + 270.0, y + 220.0).corners();
            for (seen, truth) in corners.iter().zip(truth) {
                let away = (seen.x - truth.x).hypot(seen.y - truth.y);
                prop_assert!(away < 2.0, "{away} pixels off, on {ground}");
            }
        }

        #[test]
        fn cleaning_takes_the_ground_and_leaves_the_writing(degrees in 0.5..3.0f64) {
            let mut side = on(20, degrees);
            let before = side.even.clone();
            let paper = find(&side);
            clean(&mut side, &paper);
            let (cx, cy) = (side.even.width / 2, side.even.height / 2);
            for y in 0..side.even.height {
                for x in 0..side.even.width {
                    if x.abs_diff(cx) < 262 && y.abs_diff(cy) < 212 {
                        prop_assert_eq!(side.even.at(x, y), before.at(x, y));
                    } else if x.abs_diff(cx) > 274 || y.abs_diff(cy) > 224 {
                        prop_assert_eq!(side.even.at(x, y), 255);
                    }
                }
            }
        }
    }

    #[test]
    fn nothing_is_printed_beyond_the_paper() {
        let side = |boxes: bool| {
            let grey = |x: usize, y: usize| {
                let framed = (300..380).contains(&x) && (462..482).contains(&y);
                let inside = (302..378).contains(&x) && (464..480).contains(&y);
                if boxes && framed && !inside { 40 } else { 250 }
            };
            let data = (0..500).flat_map(|y| (0..600).map(move |x| grey(x, y))).collect();
            Straight::new(&Plane { width: 600, height: 500, data }, SIZE, 72.0, 0.0)
        };
        assert!(Look::new(&side(true), 3).is_inked(48.0, 0.0));
        assert!(!Look::new(&side(true), 3).is_inked(16.0, 0.0));
        assert!(!Look::new(&side(false), 3).is_inked(48.0, 0.0));
    }

    #[test]
    fn the_scanners_black_edge_is_not_the_end_of_the_paper() {
        // Paper larger than the scan, turned by 2°; the left 14 columns of the scan are black.
        let data = (0..500 * 600).map(|i| if i % 600 < 14 { 10 } else { 235 }).collect();
        let mut side = Straight::new(&Plane { width: 600, height: 500, data }, SIZE, 72.0, 2.0);
        let paper = find(&side);
        assert!(paper.edges.iter().flatten().all(|edge| edge.confidence < 0.5), "{paper:?}");
        assert!(paper.black[0] > 12.0 && paper.black[0] < 25.0);
        clean(&mut side, &paper);
        assert!(side.even.data.iter().all(|pixel| *pixel > 150));
    }

    #[test]
    fn nothing_is_found_on_an_empty_scan() {
        let paper = find(&Straight::new(&Plane::white(600, 500), SIZE, 72.0, 0.0));
        assert!(paper.corners.is_none() && paper.edges.iter().all(Option::is_none));
    }
}
