//! What is printed to write on: lines, Seyès, squares, millimetre paper, or nothing.
//!
//! Knows thin straight lines that run along the page at an even distance, margins, and dirt lines of the
//! scanner; tells how much of each pixel's darkness is theirs. A line is thin, is there in most strips of
//! the page and has neighbours at the same distance: rows of writing have not. Knows nothing of writing.

use super::findings::{Ruling, Seen};
use super::plane::Plane;
use super::view::{HalfView, Straight};

/// A page is looked at in strips this wide: 12 mm at 100 dots per inch. A line drifts by less than a
/// third of a pixel within one at a skew of 0.3°.
const STRIP: usize = 48;
/// How many steps of ridge a single pixel may add: ink must not outweigh the rest of the strip.
const RIDGE_LIMIT: i16 = 8;
/// A line's mean ridge in a strip is at least this many sixteenths of a step.
const LINE_RIDGE: i32 = 36;

/// How dark the printed lines of a page make its pixels.
#[derive(Clone, Debug, Default)]
pub(super) struct RulingLines {
    /// Lines across the page, by strips of columns.
    across: Stripes,
    /// Lines down the page, by strips of rows.
    down: Stripes,
    /// Lines along the scanner's way, by strips of rows.
    streaks: Stripes,
    /// The scanner's way.
    shear: Shear,
}

/// Columns that lean: column `x` of row `y` has the place `x + lean(y)`.
#[derive(Clone, Copy, Debug, Default)]
struct Shear {
    slope: f64,
    offset: isize,
}

/// The darkness that lines add in each strip, place by place.
#[derive(Clone, Debug, Default)]
struct Stripes {
    length: usize,
    levels: Vec<u8>,
}

/// How much each place of each strip looks like a thin dark line, in sixteenths of a step.
struct Ridges {
    length: usize,
    values: Vec<i32>,
}

/// A line followed from strip to strip: `place = at + slope * strip`.
#[derive(Clone, Debug)]
struct Chain {
    /// Strip and place.
    hits: Vec<(usize, usize)>,
    at: f64,
    slope: f64,
}

/// The lines of one direction.
struct Family {
    strips: usize,
    /// Places of a strip.
    length: usize,
    chains: Vec<Chain>,
    /// Pixels from one line to the next; 0 when there is no such distance.
    pitch: f64,
    /// Where the lines are: `phase + n * pitch`.
    phase: f64,
    /// How well the lines keep step, and how few are missing: 0..=1.
    regular: f64,
    /// How many lines keep step.
    steps: usize,
}

/// A straight line of dirt along the scanner's way, in pixels of the straightened side.
#[derive(Clone, Copy, Debug)]
pub(super) struct Streak {
    pub(super) top: (f64, f64),
    pub(super) bottom: (f64, f64),
    pub(super) width: f64,
    /// How much darker it is than the paper: 0..=255.
    pub(super) darkness: u8,
}

/// Dirt on the scanner's glass: lines of one or two pixels from the top of the scan to its bottom, which
/// do not lean with the content; so none is told on a side that was not turned. Linear in the pixels.
pub(super) fn streaks(straight: &Straight) -> Vec<Streak> {
    let plane = &straight.even;
    let shear = Shear::new(straight.skew_deg, plane.height);
    let family = Family::of(&Ridges::down(plane, shear));
    let mut pixels = Vec::new();
    let streak = |chain: &Chain| {
        let levels: Vec<u8> = chain
            .hits
            .iter()
            .map(|(strip, place)| {
                sample_column(plane, *strip, *place as isize, shear, &mut pixels);
                line_level(&mut pixels)
            })
            .collect();
        let mean = levels.iter().map(|level| u32::from(*level)).sum::<u32>() / levels.len().max(1) as u32;
        let x = |y: usize| chain.place(y as f64 / STRIP as f64) - shear.lean(y) as f64;
        let bottom = plane.height.saturating_sub(1);
        Streak { top: (x(0), 0.0), bottom: (x(bottom), bottom as f64), width: 2.0, darkness: mean as u8 }
    };
    let whole = family.chains.iter().filter(|chain| {
        // All along, straight to a pixel; not the edge of the paper or of the scan.
        let x = chain.place(0.0) - shear.offset as f64;
        let inside = x > straight.mm(14.0) && x < plane.width as f64 - straight.mm(14.0);
        inside
            && chain.hits.len() * 5 >= family.strips * 4
            && (chain.slope * family.strips as f64).abs() < 1.5
    });
    // Upright lines in step are ruling.
    if family.pitch > 0.0 || (shear.slope * plane.height as f64).abs() < 3.0 {
        Vec::new()
    } else {
        whole.map(streak).collect()
    }
}

/// What the page is ruled with, and what is needed to look past it.
///
/// A page so faintly ruled that it hinders nothing counts as not ruled. Takes time linear in the pixels.
pub(super) fn find(view: &HalfView) -> (Seen<Ruling>, RulingLines) {
    let plane = &view.even;
    let across = Family::of(&Ridges::across(plane));
    let down = Family::of(&Ridges::down(plane, Shear::default()));
    let seen = kind(&across, &down, view);
    let shear = Shear::new(view.skew_deg, plane.height);
    // Streaks that hardly lean are among the upright lines.
    let leaning = (shear.slope * STRIP as f64).abs() > 0.4;
    let lines = RulingLines {
        across: across.stripes(plane.height, plane, sample_row),
        down: down
            .stripes(plane.width, plane, |p, s, at, out| sample_column(p, s, at, Shear::default(), out)),
        streaks: if leaning {
            let streaks = Family::of(&Ridges::down(plane, shear)).without_pitch();
            streaks.stripes(shear.width(plane), plane, |p, s, at, out| sample_column(p, s, at, shear, out))
        } else {
            Stripes::default()
        },
        shear,
    };
    (seen, lines)
}

impl RulingLines {
    /// The darkness of row `y` (255 is black) without what the lines add, into `out`.
    pub(super) fn darkness(&self, y: usize, row: &[u8], out: &mut Vec<u8>) {
        out.clear();
        out.extend(row.iter().map(|pixel| 255 - pixel));
        for (strip, pixels) in out.chunks_mut(STRIP).enumerate() {
            let level = self.across.strip(strip).get(y).copied().unwrap_or(0);
            if level > 0 {
                for pixel in pixels {
                    *pixel = pixel.saturating_sub(level);
                }
            }
        }
        let lean = self.shear.lean(y);
        let leaning = self.streaks.strip(y / STRIP).get(lean.max(0) as usize..).unwrap_or_default();
        for levels in [self.down.strip(y / STRIP), leaning] {
            out.iter_mut().zip(levels).for_each(|(pixel, level)| *pixel = pixel.saturating_sub(*level));
        }
    }
}

impl Shear {
    fn new(skew_deg: f64, height: usize) -> Self {
        let slope = skew_deg.to_radians().tan();
        Self { slope, offset: (slope * height as f64).ceil().max(0.0) as isize }
    }

    /// Never negative.
    fn lean(self, y: usize) -> isize {
        (self.offset - (self.slope * y as f64).round() as isize).max(0)
    }

    /// How many places there are.
    fn width(self, plane: &Plane) -> usize {
        plane.width + (self.slope * plane.height as f64).abs().ceil() as usize + 1
    }
}

impl Stripes {
    fn strip(&self, strip: usize) -> &[u8] {
        let start = strip * self.length;
        self.levels.get(start..start + self.length).unwrap_or_default()
    }

    fn raise(&mut self, strip: usize, place: isize, level: u8) {
        let Ok(place) = usize::try_from(place) else { return };
        if place < self.length
            && let Some(old) = self.levels.get_mut(strip * self.length + place)
        {
            *old = level.max(*old);
        }
    }
}

/// How much darker each pixel is than those two away on both sides.
fn ridge(before: &[u8], row: &[u8], after: &[u8], out: &mut [i16]) {
    for (((out, before), pixel), after) in out.iter_mut().zip(before).zip(row).zip(after) {
        let ridge = i16::midpoint(i16::from(*before), i16::from(*after)).wrapping_sub(i16::from(*pixel));
        *out = ridge.clamp(-RIDGE_LIMIT, RIDGE_LIMIT);
    }
}

impl Ridges {
    fn across(plane: &Plane) -> Self {
        let (strips, length) = (plane.width.div_ceil(STRIP), plane.height);
        let mut values = vec![0; strips * length];
        let mut ridges = vec![0i16; plane.width];
        for y in 2..length.saturating_sub(2) {
            ridge(plane.row(y - 2), plane.row(y), plane.row(y + 2), &mut ridges);
            for (strip, part) in ridges.chunks(STRIP).enumerate() {
                let sum = part.iter().fold(0i16, |sum, ridge| sum.wrapping_add(*ridge));
                if let Some(value) = values.get_mut(strip * length + y) {
                    *value = i32::from(sum) * 16 / part.len().max(1) as i32;
                }
            }
        }
        Self { length, values }
    }

    fn down(plane: &Plane, shear: Shear) -> Self {
        let (strips, length) = (plane.height.div_ceil(STRIP), shear.width(plane));
        let mut values = Vec::with_capacity(strips * length);
        let mut sums = vec![0i16; length];
        let mut ridges = vec![0i16; plane.width.saturating_sub(4)];
        for strip in 0..strips {
            sums.fill(0);
            let rows = strip * STRIP..((strip + 1) * STRIP).min(plane.height);
            let count = rows.len().max(1) as i32;
            for y in rows {
                let row = plane.row(y);
                let from = |x: usize| row.get(x..).unwrap_or_default();
                ridge(row, from(2), from(4), &mut ridges);
                let sums = sums.get_mut(shear.lean(y) as usize + 2..).unwrap_or_default();
                sums.iter_mut().zip(&ridges).for_each(|(sum, ridge)| *sum = sum.wrapping_add(*ridge));
            }
            values.extend(sums.iter().map(|sum| i32::from(*sum) * 16 / count));
        }
        Self { length, values }
    }

    /// The places of a strip where a line may run.
    fn peaks(strip: &[i32]) -> impl Iterator<Item = usize> {
        strip
            .windows(3)
            .enumerate()
            .filter(|(_, w)| w[1] >= LINE_RIDGE && w[1] >= w[0] && w[1] > w[2])
            .map(|(i, _)| i + 1)
    }
}

impl Family {
    /// Follows lines from strip to strip; keeps those that run along the page.
    fn of(ridges: &Ridges) -> Self {
        let strips = ridges.values.len() / ridges.length.max(1);
        let mut chains: Vec<Chain> = Vec::new();
        for (strip, values) in ridges.values.chunks(ridges.length.max(1)).enumerate() {
            for place in Ridges::peaks(values) {
                // A line may be hidden in a few strips, and drifts by a pixel at most from one to the next.
                let near = chains.iter_mut().filter(|chain| chain.may_go_on(strip, place));
                match near.min_by_key(|chain| chain.last().1.abs_diff(place)) {
                    Some(chain) => chain.hits.push((strip, place)),
                    None => chains.push(Chain { hits: vec![(strip, place)], at: 0.0, slope: 0.0 }),
                }
            }
        }
        chains.retain_mut(|chain| chain.runs_along(strips));
        chains.iter_mut().for_each(Chain::fit);
        let middle = strips as f64 / 2.0;
        chains.sort_by(|a, b| a.place(middle).total_cmp(&b.place(middle)));
        let mut family =
            Self { strips, length: ridges.length, chains, pitch: 0.0, phase: 0.0, regular: 0.0, steps: 0 };
        family.find_pitch();
        family
    }

    /// The distance in which most lines keep step, by the concentration of their phases.
    fn find_pitch(&mut self) {
        let middle = self.strips as f64 / 2.0;
        let places: Vec<f64> = self.chains.iter().map(|chain| chain.place(middle)).collect();
        // Printed lines are seen in more strips than rows of writing.
        let weights: Vec<f64> = self.chains.iter().map(|chain| (chain.hits.len() as f64).powi(2)).collect();
        let (Some(first), Some(last)) = (places.first(), places.last()) else { return };
        if places.len() < 8 {
            return;
        }
        let span = last - first;
        let mut pitch = span / (places.len() as f64 * 1.4);
        let mut best = (0.0, 0.0, 0);
        pitch = pitch.max(3.4);
        while pitch < 60.0 {
            let (phase, together) = phase(&places, &weights, pitch);
            if together > best.0 {
                let in_step: Vec<f64> =
                    places.iter().copied().filter(|place| off_step(*place, pitch, phase) < 1.3).collect();
                let extent = in_step.last().unwrap_or(&0.0) - in_step.first().unwrap_or(&0.0);
                let filled = (in_step.len() as f64 / (extent / pitch + 1.0)).min(1.0);
                // A graph to fill in is ruled closely, over a part of the page.
                let least = if pitch > 24.0 { 0.3 } else { 0.45 };
                let spread = extent > least * self.length as f64;
                if together * filled > best.0 && in_step.len() >= 7 && spread {
                    best = (together * filled, pitch, in_step.len());
                    self.phase = phase;
                }
            }
            // A tenth of a turn from the first line to the last.
            pitch += 0.1 * pitch * pitch / span;
        }
        if best.0 >= 0.4 {
            (self.regular, self.pitch, self.steps) = best;
        }
    }

    /// Single lines only.
    fn without_pitch(self) -> Self {
        Self { pitch: 0.0, ..self }
    }

    /// Whether this line belongs to what is printed: in step with the others, or all along the page.
    fn is_printed(&self, chain: &Chain) -> bool {
        let place = chain.place(self.strips as f64 / 2.0);
        let in_step = self.pitch > 0.0 && off_step(place, self.pitch, self.phase) < 1.5;
        in_step || chain.hits.len() as f64 >= 0.7 * self.strips as f64
    }

    /// What the printed lines add; `sample` puts the pixels of a strip at a place into its last argument.
    fn stripes(
        &self,
        length: usize,
        plane: &Plane,
        sample: impl Fn(&Plane, usize, isize, &mut Vec<u8>),
    ) -> Stripes {
        let mut stripes = Stripes { length, levels: vec![0; self.strips * length] };
        let mut pixels = Vec::with_capacity(STRIP);
        for chain in self.chains.iter().filter(|chain| self.is_printed(chain)) {
            let mut usual = [0u32; 5];
            for (strip, place) in &chain.hits {
                for (beside, usual) in (-2..=2).zip(&mut usual) {
                    sample(plane, *strip, *place as isize + beside, &mut pixels);
                    let level = line_level(&mut pixels);
                    stripes.raise(*strip, *place as isize + beside, level);
                    *usual += u32::from(level);
                }
            }
            // Where writing hides the line it is as dark as elsewhere.
            let usual = usual.map(|sum| (sum / chain.hits.len().max(1) as u32) as u8);
            for strip in (0..self.strips).filter(|strip| !chain.hits.iter().any(|hit| hit.0 == *strip)) {
                let place = chain.place(strip as f64).round() as isize;
                (-2..=2).zip(usual).for_each(|(beside, level)| stripes.raise(strip, place + beside, level));
            }
        }
        stripes
    }
}

impl Chain {
    fn last(&self) -> (usize, usize) {
        self.hits.last().copied().unwrap_or_default()
    }

    fn may_go_on(&self, strip: usize, place: usize) -> bool {
        let (last_strip, last_place) = self.last();
        let steps = strip - last_strip;
        (1..=5).contains(&steps) && place.abs_diff(last_place) <= 1 + usize::from(steps > 2)
    }

    fn runs_along(&self, strips: usize) -> bool {
        let first = self.hits.first().map_or(0, |hit| hit.0);
        let span = self.last().0 - first + 1;
        span * 20 >= strips * 11 && self.hits.len() * 2 >= span && span >= 4
    }

    fn place(&self, strip: f64) -> f64 {
        self.at + self.slope * strip
    }

    /// The straight line through the hits, by least squares.
    fn fit(&mut self) {
        let n = self.hits.len().max(1) as f64;
        let mean = |part: fn(&(usize, usize)) -> usize| {
            self.hits.iter().map(|hit| part(hit) as f64).sum::<f64>() / n
        };
        let (strip, place) = (mean(|hit| hit.0), mean(|hit| hit.1));
        let (mut up, mut down) = (0.0, 0.0);
        for hit in &self.hits {
            let along = hit.0 as f64 - strip;
            up += along * (hit.1 as f64 - place);
            down += along * along;
        }
        self.slope = if down > 0.0 { up / down } else { 0.0 };
        self.at = place - self.slope * strip;
    }
}

/// The weighted mean phase of the places, as a place, and how close together the phases are: 0..=1.
fn phase(places: &[f64], weights: &[f64], pitch: f64) -> (f64, f64) {
    let turn = std::f64::consts::TAU / pitch;
    let (mut x, mut y) = (0.0, 0.0);
    for (place, weight) in places.iter().zip(weights) {
        let (sin, cos) = (place * turn).sin_cos();
        x += cos * weight;
        y += sin * weight;
    }
    (y.atan2(x) / turn, x.hypot(y) / weights.iter().sum::<f64>().max(1.0))
}

/// How far a place is from the nearest line of a comb.
fn off_step(place: f64, pitch: f64, phase: f64) -> f64 {
    let steps = (place - phase) / pitch;
    (steps - steps.round()).abs() * pitch
}

fn sample_row(plane: &Plane, strip: usize, place: isize, out: &mut Vec<u8>) {
    out.clear();
    let row = usize::try_from(place).map_or(&[][..], |y| plane.row(y));
    out.extend(row.chunks(STRIP).nth(strip).unwrap_or_default());
}

fn sample_column(plane: &Plane, strip: usize, place: isize, shear: Shear, out: &mut Vec<u8>) {
    out.clear();
    let rows = strip * STRIP..((strip + 1) * STRIP).min(plane.height);
    out.extend(rows.filter_map(|y| plane.row(y).get(usize::try_from(place - shear.lean(y)).ok()?)));
}

/// How dark a line is that runs through these pixels, with a little more for its unevenness. Writing
/// covers less than half of it.
fn line_level(pixels: &mut [u8]) -> u8 {
    let middle = pixels.len() * 2 / 5;
    if pixels.is_empty() {
        return 0;
    }
    let dark = 255 - *pixels.select_nth_unstable(middle).1;
    if dark < 3 { dark } else { dark.saturating_add(dark / 4).saturating_add(3) }
}

/// Which ruling lines at these distances make.
fn kind(across: &Family, down: &Family, view: &HalfView) -> Seen<Ruling> {
    let one = view.mm(1.0);
    let (rows, columns) = (across.pitch / one, down.pitch / one);
    let both = (rows / columns.max(0.1) - 1.0).abs() < 0.12;
    let sure =
        |family: &Family| 0.5 + 0.49 * family.regular.clamp(0.0, 1.0) * (family.steps.min(12) as f64 / 12.0);
    let near = |a: f64, b: f64, tolerance: f64| (a / b - 1.0).abs() < tolerance;
    let (value, confidence) = if near(rows, 1.0, 0.2) {
        (Ruling::Millimetre, sure(across))
    } else if near(rows, 2.0, 0.15) || (near(rows, 8.0, 0.1) && near(columns, 8.0, 0.1)) {
        (Ruling::Seyes, sure(across))
    } else if both && rows > 3.0 && rows < 12.0 {
        (Ruling::Grid, sure(across).min(sure(down)))
    } else if near(rows, 5.0, 0.1) {
        (Ruling::Grid, 0.6)
    } else if rows > 4.5 && rows < 15.0 {
        (Ruling::Lines, sure(across))
    } else {
        // A few long lines that keep no distance leave some doubt.
        (Ruling::None, if across.chains.len() < 6 { 0.97 } else { 0.8 })
    };
    Seen { value, confidence }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geometry::{CutLine, Half};

    /// A page of A4 with lines of this darkness every `across` and `down` millimetres (0: none).
    fn ruled(across: f64, down: f64, dark: u8) -> Plane {
        let mut plane = Plane::white(827, 1169);
        let mut paint = |x: usize, y: usize| {
            if let Some(pixel) = plane.data.get_mut(y * 827 + x).filter(|_| x < 827) {
                *pixel = 255 - dark;
            }
        };
        let place = |n: usize, pitch: f64| ((10.0 + n as f64 * pitch) * 100.0 / 25.4) as usize;
        for n in 0..(if across > 0.0 { (270.0 / across) as usize } else { 0 }) {
            (20..810).for_each(|x| paint(x, place(n, across)));
        }
        for n in 0..(if down > 0.0 { (190.0 / down) as usize } else { 0 }) {
            (40..1120).for_each(|y| paint(place(n, down), y));
        }
        plane
    }

    fn view(plane: &Plane) -> HalfView {
        let size = (plane.width as f64 * 0.72, plane.height as f64 * 0.72);
        let line = CutLine::skewed(0.5, 0.0, size.0, size.1);
        Straight::new(plane, size, 100.0, 0.0).half(Half::Whole, &line)
    }

    #[test]
    fn each_ruling_is_told_and_can_be_looked_past() {
        let rulings = [
            (Ruling::None, 0.0, 0.0),
            (Ruling::Lines, 8.0, 0.0),
            (Ruling::Seyes, 2.0, 8.0),
            (Ruling::Grid, 5.0, 5.0),
            (Ruling::Millimetre, 1.0, 1.0),
        ];
        for (ruling, across, down) in rulings {
            let view = view(&ruled(across, down, 40));
            let (seen, lines) = find(&view);
            assert_eq!(seen.value, ruling);
            assert!(seen.confidence > 0.8 && seen.confidence < 1.0, "{ruling:?}: {}", seen.confidence);
            let mut row = Vec::new();
            let left: usize = (0..view.even.height)
                .map(|y| {
                    lines.darkness(y, view.even.row(y), &mut row);
                    row.iter().filter(|dark| **dark > 9).count()
                })
                .sum();
            assert!(left * 200 < view.even.data.len(), "{ruling:?}: {left} pixels of lines are left");
        }
    }

    #[test]
    fn a_drawn_table_is_no_ruling() {
        let mut plane = Plane::white(827, 1169);
        for y in (300..420).step_by(30) {
            plane.data[y * 827 + 100..y * 827 + 700].fill(60);
        }
        assert_eq!(find(&view(&plane)).0.value, Ruling::None);
    }

    #[test]
    fn dirt_on_the_glass_does_not_lean_with_the_content() {
        let mut plane = Plane::white(827, 1169);
        (0..1169).for_each(|y| plane.data[y * 827 + 300] = 180);
        let size = (827.0 * 0.72, 1169.0 * 0.72);
        let found = streaks(&Straight::new(&plane, size, 100.0, 2.0));
        assert_eq!(found.len(), 1);
        assert!((found[0].bottom.0 - found[0].top.0 - 1169.0 * 2f64.to_radians().tan()).abs() < 3.0);
        assert!(streaks(&Straight::new(&Plane::white(827, 1169), size, 100.0, 2.0)).is_empty());
    }

    #[test]
    fn degenerate_pages_are_not_ruled() {
        for (width, height) in [(0, 0), (1, 1), (2, 900), (900, 2), (47, 49)] {
            for level in [0, 120, 255] {
                let plane = Plane { width, height, data: vec![level; width * height] };
                let straight = Straight::new(&plane, (width.max(1) as f64, height.max(1) as f64), 72.0, 1.0);
                let view = straight.half(Half::Whole, &CutLine::skewed(0.5, 0.0, 1.0, 1.0));
                let (seen, lines) = find(&view);
                assert_eq!(seen.value, Ruling::None);
                lines.darkness(0, view.even.row(0), &mut Vec::new());
                assert!(streaks(&straight).is_empty());
            }
        }
    }
}
