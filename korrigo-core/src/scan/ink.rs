//! How much was written on a page, and whether anybody wrote at all.
//!
//! Knows connected strokes: how large, how dark and how sharp they are. What shows through from the back
//! is pale and blurred; dirt is round, straight or alone; the scanner's edge touches the side. Ruling and
//! print are taken away before. Knows nothing of letters, and nothing of the other side of the sheet.

use super::findings::{Ink, Seen};
use super::plane::{Histogram, Plane, place_above};
use super::ruling::RulingLines;
use super::view::HalfView;
use crate::geometry::Rect;

/// Darkness below this is never ink: less than a thirtieth of black.
const FAINTEST: u8 = 9;

/// What ends within this many pixels of the page's edge is the edge's or the neighbour's: 3.5 mm.
const EDGE: u32 = 14;

/// Some connected dark pixels.
#[derive(Clone, Copy, Debug)]
pub(super) struct Stroke {
    pub(super) area: u32,
    pub(super) x0: u32,
    pub(super) y0: u32,
    /// Past the last column and row.
    pub(super) x1: u32,
    pub(super) y1: u32,
    /// The darkness of all its pixels.
    pub(super) sum: u32,
    /// The darkest pixel.
    pub(super) peak: u8,
    /// The fall of darkness over its outline: large for sharp edges.
    pub(super) fall: i32,
}

/// How much was written on the page, and whether nobody wrote.
///
/// `printed` are the rectangles, in pixels of the view, that hold print: the header block, the page-number
/// boxes. What is written *in* them does not count here: who knows the header and the boxes puts it
/// together ([`unless`]). The confidence of *blank* is low wherever there is doubt: a written page taken
/// for a blank one is lost. Takes time linear in the pixels.
pub(super) fn measure(view: &HalfView, printed: &[Rect], lines: &RulingLines) -> (Ink, Seen<bool>) {
    let page = Darkness::of(view, printed, lines);
    let strokes: Vec<Stroke> = strokes(&page).into_iter().filter(|stroke| stroke.is_drawn(&page)).collect();
    let level = darkest(&strokes, view.mm(ENOUGH));
    let nothing_seen = page.black || page.clipped && !printed.iter().any(|rect| is_seen(view, rect));
    let blank = blank_probability(level, nothing_seen);
    let ink = summary(&page, &strokes, if blank > 0.5 { 255 } else { level });
    (ink, Seen::with_probability(blank))
}

/// A blank page on which something else was found to be written, with this probability: in the header's
/// cells, or as the page's number.
pub(super) fn unless(blank: Seen<bool>, written: f64) -> Seen<bool> {
    Seen::with_probability(blank.probability() * (1.0 - written.clamp(0.0, 1.0)))
}

/// The length of strokes, in millimetres, that somebody who writes at all leaves: two letters.
const ENOUGH: f64 = 12.0;

/// The darkness that strokes of `enough` pixels in all reach; 0 when there are fewer.
fn darkest(strokes: &[Stroke], enough: f64) -> u8 {
    let mut lengths = [0u32; 256];
    for stroke in strokes {
        lengths[usize::from(stroke.peak)] += stroke.extent();
    }
    let mut sum = 0;
    let found = lengths.iter().enumerate().rev().find(|(_, length)| {
        sum += **length;
        f64::from(sum) >= enough
    });
    found.map_or(0, |(level, _)| level as u8)
}

/// The probability that nobody wrote on a page whose strokes are this dark.
fn blank_probability(level: u8, nothing_seen: bool) -> f64 {
    // What shows through reaches a sixth of black, pencil starts at a quarter; a logistic curve between
    // them: set by hand on 1,000 generated pages, not fitted.
    let blank = 1.0 / (1.0 + ((f64::from(level) - 42.0) / 4.5).exp());
    // A scan cut to black and white, without even a printed mark, has as likely lost pencil as not; so has
    // one that is all black.
    blank.clamp(0.002, 0.998) * if nothing_seen { 0.45 } else { 1.0 }
}

/// Whether what is printed there can be seen: something upright and thin, unlike the scanner's lid.
fn is_seen(view: &HalfView, rect: &Rect) -> bool {
    let from = (rect.x0.max(0.0) as usize, rect.y0.max(0.0) as usize);
    let to = (rect.x1.max(0.0) as usize, rect.y1.max(0.0) as usize);
    let part = view.even.crop(from, to);
    let thin = |w: &[u8]| w[0] > 230 && w[8] > 230 && w[4] < 190;
    (0..part.height).map(|y| part.row(y).windows(9).filter(|w| thin(w)).count()).sum::<usize>() >= 12
}

/// The measures of strokes darker than half of `level`.
fn summary(page: &Darkness, strokes: &[Stroke], level: u8) -> Ink {
    let pixels = (page.width * page.height).max(1) as f64;
    let (ink, pale): (Vec<&Stroke>, Vec<&Stroke>) =
        strokes.iter().partition(|stroke| stroke.peak > level / 2);
    let area = |strokes: &[&Stroke]| strokes.iter().map(|stroke| f64::from(stroke.area)).sum::<f64>();
    let darkness = |strokes: &[&Stroke]| {
        let sum: f64 = strokes.iter().map(|stroke| f64::from(stroke.peak) * f64::from(stroke.area)).sum();
        sum / area(strokes).max(1.0) / 255.0
    };
    let bottom = ink.iter().map(|stroke| stroke.y1).max().unwrap_or(0);
    Ink {
        coverage: area(&ink) / pixels,
        strokes: ink.len() as u32,
        bottom: f64::from(bottom) / page.height.max(1) as f64,
        contrast: darkness(&ink),
        bleed_through: if pale.len() > 12 { darkness(&pale) } else { 0.0 },
    }
}

/// A page's darkness without print and ruling.
pub(super) struct Darkness {
    pub(super) width: usize,
    pub(super) height: usize,
    pub(super) data: Vec<u8>,
    /// The median: how dark the grain of the paper is.
    pub(super) grain: u8,
    /// Nearly all paper is pure white: what is pale was cut off.
    pub(super) clipped: bool,
    /// Most of the page is as dark as ink: what is written there cannot be seen.
    pub(super) black: bool,
}

impl Darkness {
    pub(super) fn of(view: &HalfView, printed: &[Rect], lines: &RulingLines) -> Self {
        let plane = &view.even;
        let mut data = Vec::with_capacity(plane.data.len());
        let mut row = Vec::with_capacity(plane.width);
        let mut lightness = Histogram::new();
        for y in 0..plane.height {
            lines.darkness(y, plane.row(y), &mut row);
            for print in printed.iter().filter(|print| print.y0 <= y as f64 && y as f64 <= print.y1) {
                let (from, to) =
                    (print.x0.max(0.0) as usize, (print.x1.max(0.0) as usize + 1).min(row.len()));
                row.get_mut(from.min(to)..to).unwrap_or_default().fill(0);
            }
            if y % 4 == 0 {
                // The ruling's own pixels may be 0: the grain is that of the paper as it is.
                lightness.add(plane.row(y).iter().copied());
            }
            data.extend_from_slice(&row);
        }
        let mut counts = lightness.counts();
        counts.reverse();
        let all = counts.iter().sum::<u32>();
        let mut below = 0;
        let grain = counts.iter().position(|count| {
            below += count;
            below > all / 2
        });
        let paper = counts.iter().take(128).map(|count| u64::from(*count)).sum::<u64>();
        let clipped = u64::from(counts[0]) * 100 > paper * 97;
        let black = paper < u64::from(all) * 6 / 10;
        let grain = grain.unwrap_or(0) as u8;
        let mut page = Self { width: plane.width, height: plane.height, data, grain, clipped, black };
        page.wipe_edges(plane, view.mm(10.0) as usize);
        page
    }

    /// Takes away what is dark from the edge of the scan inwards: the scanner's lid, turned-down corners,
    /// punch holes. It begins within `reach` pixels of the edge.
    fn wipe_edges(&mut self, plane: &Plane, reach: usize) {
        let (width, height) = (plane.width, plane.height);
        for y in 0..height {
            let row = plane.row(y);
            let left = dark_from_edge(row.iter().copied(), reach);
            let right = dark_from_edge(row.iter().rev().copied(), reach);
            let start = y * width;
            self.data.get_mut(start..start + left).unwrap_or_default().fill(0);
            self.data.get_mut(start + width - right..start + width).unwrap_or_default().fill(0);
        }
        for x in 0..width {
            let top = dark_from_edge((0..height).map(|y| plane.at(x, y)), reach);
            let bottom = dark_from_edge((0..height).rev().map(|y| plane.at(x, y)), reach);
            for y in (0..top).chain(height - bottom..height) {
                if let Some(pixel) = self.data.get_mut(y * width + x) {
                    *pixel = 0;
                }
            }
        }
    }

    /// What is darker than this is taken for ink.
    pub(super) fn threshold(&self) -> u8 {
        // The bright eighth of the paper is at 0: for bell-shaped grain the median lies 1.15 deviations
        // above it; this is five deviations above the median.
        FAINTEST.max(self.grain.saturating_mul(5).min(40))
    }

    fn row(&self, y: usize) -> &[u8] {
        self.data.get(y * self.width..(y + 1) * self.width).unwrap_or_default()
    }
}

/// How many pixels from the edge on belong to something dark that begins within `reach`, with its blurred
/// border.
fn dark_from_edge(pixels: impl Iterator<Item = u8> + Clone, reach: usize) -> usize {
    const DARK: u8 = 150;
    let Some(from) = pixels.clone().take(reach).position(|pixel| pixel < DARK) else { return 0 };
    let length = pixels.clone().skip(from).take_while(|pixel| *pixel < DARK).count();
    let end = from + length;
    // Thinner is a stroke of somebody who writes to the edge.
    if length < 3 { 0 } else { end + pixels.skip(end).take(4).count() }
}

/// A part of a row that is dark.
struct Run {
    from: usize,
    to: usize,
    stroke: usize,
}

/// The strokes of more than three pixels.
pub(super) fn strokes(page: &Darkness) -> Vec<Stroke> {
    let threshold = page.threshold();
    let mut parents: Vec<usize> = Vec::new();
    let mut strokes: Vec<Stroke> = Vec::new();
    let (mut above, mut runs): (Vec<Run>, Vec<Run>) = (Vec::new(), Vec::new());
    for y in 0..page.height {
        runs.clear();
        let row = page.row(y);
        let mut x = 0;
        let mut first_above = 0;
        while let Some(start) = row.get(x..).and_then(|rest| place_above(rest, threshold)) {
            let from = x + start;
            let to = row.iter().skip(from).position(|d| *d <= threshold).map_or(row.len(), |n| from + n);
            let mut run = Run { from, to, stroke: usize::MAX };
            // Runs above that end before this one begins touch no later run either.
            while above.get(first_above).is_some_and(|other| other.to < from) {
                first_above += 1;
            }
            for other in above.iter().skip(first_above).take_while(|other| other.from <= to) {
                let root = root(&mut parents, other.stroke);
                if run.stroke == usize::MAX {
                    run.stroke = root;
                } else if run.stroke != root {
                    let (keep, drop) = (run.stroke.min(root), run.stroke.max(root));
                    parents[drop] = keep;
                    let dropped = strokes[drop];
                    strokes[keep].join(&dropped);
                    run.stroke = keep;
                }
            }
            let piece = Stroke::of_run(page, y, from, to);
            if run.stroke == usize::MAX {
                run.stroke = strokes.len();
                parents.push(run.stroke);
                strokes.push(piece);
            } else {
                strokes[run.stroke].join(&piece);
            }
            runs.push(run);
            x = to;
        }
        std::mem::swap(&mut above, &mut runs);
    }
    let mut index = 0;
    strokes.retain(|stroke| {
        index += 1;
        parents.get(index - 1) == Some(&(index - 1)) && stroke.area > 3
    });
    strokes
}

fn root(parents: &mut [usize], mut index: usize) -> usize {
    while parents[index] != index {
        parents[index] = parents[parents[index]];
        index = parents[index];
    }
    index
}

impl Stroke {
    fn of_run(page: &Darkness, y: usize, from: usize, to: usize) -> Self {
        let part = |y: Option<usize>| y.map_or(&[][..], |y| page.row(y).get(from..to).unwrap_or_default());
        let total = |part: &[u8]| part.iter().map(|d| u32::from(*d)).sum::<u32>();
        let row = page.row(y);
        let at = |x: Option<usize>| x.and_then(|x| row.get(x)).map_or(0, |d| i32::from(*d));
        let own = part(Some(y));
        let sum = total(own);
        let beside = total(part(y.checked_sub(1))) + total(part(Some(y + 1)));
        let ends = at(Some(from)) - at(from.checked_sub(1)) + at(to.checked_sub(1)) - at(Some(to));
        Self {
            area: (to - from) as u32,
            x0: from as u32,
            y0: y as u32,
            x1: to as u32,
            y1: y as u32 + 1,
            sum,
            peak: own.iter().copied().max().unwrap_or(0),
            fall: 2 * sum as i32 - beside as i32 + ends,
        }
    }

    fn join(&mut self, other: &Self) {
        self.area += other.area;
        self.x0 = self.x0.min(other.x0);
        self.y0 = self.y0.min(other.y0);
        self.x1 = self.x1.max(other.x1);
        self.y1 = self.y1.max(other.y1);
        self.sum = self.sum.saturating_add(other.sum);
        self.peak = self.peak.max(other.peak);
        self.fall = self.fall.saturating_add(other.fall);
    }

    fn width(&self) -> u32 {
        self.x1 - self.x0
    }

    fn height(&self) -> u32 {
        self.y1 - self.y0
    }

    fn extent(&self) -> u32 {
        self.width().max(self.height())
    }

    /// Whether somebody may have drawn it: no dot, no blot, nothing at the edge, no remains of a line that
    /// is one pixel wide.
    fn is_drawn(&self, page: &Darkness) -> bool {
        let (width, height) = (page.width as u32, page.height as u32);
        let (extent, thickness) = (self.extent(), self.width().min(self.height()));
        let sharpness = f64::from(self.fall) / f64::from(self.sum.max(1));
        let filled = f64::from(self.area) / f64::from((self.width() * self.height()).max(1));
        let dot = extent < 6 || self.area < 8;
        let remains = sharpness > 1.0 && thickness <= 4;
        let blot = thickness >= 14 && filled > 0.6 || sharpness < 0.08;
        let edge = self.x1 < EDGE || self.y1 < EDGE || self.x0 + EDGE > width || self.y0 + EDGE > height;
        let touches = self.x0 < 2 || self.y0 < 2 || self.x1 + 2 > width || self.y1 + 2 > height;
        !(dot || remains || blot || edge || touches && (extent > 200 || filled > 0.5))
    }
}

#[cfg(test)]
mod tests {
    use super::super::ruling;
    use super::super::view::Straight;
    use super::*;
    use crate::geometry::{CutLine, Half};

    const WIDTH: usize = 827;

    fn judged(plane: &Plane, printed: &[Rect]) -> (Ink, Seen<bool>) {
        let size = (plane.width as f64 * 0.72, plane.height as f64 * 0.72);
        let line = CutLine::skewed(0.5, 0.0, size.0.max(1.0), size.1.max(1.0));
        let view = Straight::new(plane, size, 100.0, 0.0).half(Half::Whole, &line);
        let (_, lines) = ruling::find(&view);
        measure(&view, printed, &lines)
    }

    /// Grainy white paper.
    fn paper() -> Plane {
        let data = (0..WIDTH * 1169).map(|i| 250 - (i.wrapping_mul(2_654_435_761) >> 7) as u8 % 5);
        Plane { width: WIDTH, height: 1169, data: data.collect() }
    }

    /// Rows of small zigzags, so dark; blurred over so many pixels.
    fn write(plane: &mut Plane, rows: usize, dark: u8, blur: usize) {
        for row in 0..rows {
            for x in 100..600usize {
                let y = 200 + row * 40 + (x % 14).abs_diff(7);
                for dy in 0..=blur {
                    for dx in 0..=blur {
                        let pixel = &mut plane.data[(y + dy) * WIDTH + x + dx];
                        let share = if blur > 1 { dark / (1 + blur as u8) } else { dark };
                        *pixel = (*pixel).min(250 - share);
                    }
                }
            }
            // Gaps between the words.
            for x in (150..600).step_by(60) {
                for y in 195..235 {
                    plane.data[(y + row * 40) * WIDTH + x..][..6].fill(250);
                }
            }
        }
    }

    #[test]
    fn one_line_of_pen_or_pencil_is_written() {
        for (dark, blur) in [(70, 1), (110, 1), (220, 1), (70, 0), (200, 0)] {
            let mut plane = paper();
            write(&mut plane, 1, dark, blur);
            let (ink, blank) = judged(&plane, &[]);
            assert!(!blank.value, "{dark}: {}", blank.confidence);
            assert!(ink.strokes > 2 && ink.coverage > 0.0 && (0.15..0.3).contains(&ink.bottom), "{ink:?}");
        }
    }

    #[test]
    fn paper_ruling_and_what_shows_through_are_blank() {
        let mut plane = paper();
        for y in (100..1100).step_by(31) {
            plane.data[y * WIDTH + 40..y * WIDTH + 800].iter_mut().for_each(|pixel| *pixel -= 45);
        }
        write(&mut plane, 12, 40, 2);
        let (ink, blank) = judged(&plane, &[]);
        assert!(blank.value && blank.confidence > 0.9, "{}", blank.confidence);
        assert!(ink.contrast == 0.0 || ink.strokes < 3);
    }

    #[test]
    fn what_is_printed_does_not_count_and_what_is_written_elsewhere_does() {
        let mut plane = paper();
        write(&mut plane, 1, 200, 1);
        let (_, blank) = judged(&plane, &[Rect::new(90.0, 190.0, 610.0, 230.0)]);
        assert!(blank.value && blank.confidence > 0.9);
        let numbered = unless(blank, 0.98);
        assert!(!numbered.value && numbered.confidence > 0.9);
        assert_eq!(unless(blank, 0.0), blank);
    }

    #[test]
    fn the_lid_holes_and_a_turned_down_corner_are_not_ink() {
        let mut plane = paper();
        for y in 0..1169usize {
            for x in 0..WIDTH {
                let hole = (x.abs_diff(32usize).pow(2) + y.abs_diff(500).pow(2)) < 120;
                if hole || x < 12 || y > 1150 || x + (1169 - y) < 90 {
                    plane.data[y * WIDTH + x] = 20;
                }
            }
        }
        let (_, blank) = judged(&plane, &[]);
        assert!(blank.value && blank.confidence > 0.9, "{}", blank.confidence);
    }

    #[test]
    fn a_scan_cut_to_white_without_a_mark_is_not_said_to_be_blank() {
        let mut plane = Plane::white(WIDTH, 1169);
        plane.data[1140 * WIDTH..].fill(0);
        let boxes = [Rect::new(600.0, 1080.0, 760.0, 1110.0)];
        assert!(!judged(&plane, &boxes).1.value);
        for x in (605..760).step_by(30) {
            (1082..1108).for_each(|y| plane.data[y * WIDTH + x] = 0);
        }
        let (_, blank) = judged(&plane, &boxes);
        assert!(blank.value && blank.confidence > 0.9);
    }

    #[test]
    fn a_page_scanned_all_black_is_not_said_to_be_blank() {
        let mut plane = Plane { width: WIDTH, height: 1169, data: vec![0; WIDTH * 1169] };
        assert!(!judged(&plane, &[]).1.value);
        // Light falls on a strip of it.
        plane.data.chunks_exact_mut(WIDTH).for_each(|row| row[..WIDTH / 4].fill(250));
        assert!(!judged(&plane, &[]).1.value);
    }

    #[test]
    fn degenerate_pages_do_no_harm() {
        for (width, height) in [(0, 0), (1, 1), (3, 900), (900, 3), (20, 20)] {
            for level in [0, 120, 255] {
                let plane = Plane { width, height, data: vec![level; width * height] };
                let (ink, blank) = judged(&plane, &[Rect::new(-5.0, -5.0, 1e9, 2.0)]);
                assert!(ink.coverage.is_finite() && (0.0..1.0).contains(&blank.confidence));
            }
        }
    }
}
