//! The small boxes at the foot of a page where its number is written.
//!
//! Knows that they are one pair of joined boxes, or two pairs with a slash between, 5 to 9 mm high, alone
//! in their row within a few centimetres of the lower edge. Knows nothing of candidates, and does not read:
//! [`super::digits`] does. Upside down the foot of the page holds no boxes: they tell which way up it lies.

mod fit;
mod ridges;

use self::fit::{Evidence, Pair, Side, Sizes};
use self::ridges::{Ridges, coverage};
use super::digits;
use super::findings::PageBox;
use super::plane::Plane;
use super::view::HalfView;
use crate::geometry::Rect;

/// The share of the page's height, from below, where page boxes are looked for.
const FOOT: f64 = 0.13;

/// Where page-number boxes seem to stand: in pixels of the plane that was looked at, or moved from there.
#[derive(Clone, Debug)]
pub(super) struct Place {
    /// The pair for the page's number.
    pub(super) number: Rect,
    /// The pair for the number of pages.
    pub(super) total: Option<Rect>,
    /// The probability that these are page-number boxes: 0..=1. Those of the back that show through have
    /// as much.
    pub(super) probability: f64,
    /// How strong its lines are: 1..=96.
    level: u8,
    /// Its worth besides, to choose one of several on a page.
    rank: f32,
}

impl Place {
    /// All the boxes together.
    pub(super) fn rect(&self) -> Rect {
        self.total.map_or(self.number, |total| self.number.union(&total))
    }

    /// The same place seen from another corner.
    pub(super) fn moved(mut self, dx: f64, dy: f64) -> Self {
        for rect in std::iter::once(&mut self.number).chain(&mut self.total) {
            *rect = Rect::new(rect.x0 + dx, rect.y0 + dy, rect.x1 + dx, rect.y1 + dy);
        }
        self
    }
}

/// The boxes as found.
#[derive(Clone, Debug)]
struct Found {
    /// The pair for the page's number.
    number: Pair,
    /// The pair for the number of pages.
    total: Option<Pair>,
    features: [f32; FEATURES],
}

/// What boxes in the right half of a page have more, in logarithms of odds.
const AT_RIGHT: f32 = 1.5;

/// How dark the edge of the paper is drawn, for boxes that it cuts off.
const EDGE: u8 = 120;

/// How many figures the confidence is made of.
const FEATURES: usize = 12;

/// The places at the foot of a plane of `dpi` dots per inch where page-number boxes may stand.
///
/// `beyond`: of each column, how many rows at the bottom are not paper. Boxes that the edge of the paper, or
/// a black band over it, cuts off are closed by that edge.
pub(super) fn places(plane: &Plane, dpi: f64, beyond: &[usize]) -> Vec<Place> {
    Foot::of(plane, dpi, beyond).map_or_else(Vec::new, |foot| foot.places())
}

/// The page-number boxes of a page, or the likeliest place of some; `places` in pixels of the view.
pub(super) fn on_page(view: &HalfView, places: &[Place]) -> Option<PageBox> {
    let (width, height) = (view.even.width as f64, view.even.height as f64);
    let inside = |place: &&Place| {
        let rect = place.rect();
        rect.x0 > -2.0 && rect.x1 < width + 2.0 && rect.y1 < height + 2.0
    };
    let places: Vec<&Place> = places.iter().filter(inside).collect();
    // What shows through from the back is as complete as what is printed here, but fainter; and it is
    // mirrored: most forms are numbered at the right.
    let likely = places.iter().filter(|place| place.probability > 0.12);
    let strongest = f32::from(likely.map(|place| place.level).max().unwrap_or(1));
    let rank = |place: &Place| {
        let faint = f32::from(place.level.max(1)) / strongest;
        let right = if place.rect().x0 + place.rect().x1 > width { AT_RIGHT } else { 0.0 };
        place.rank + 4.0 * faint.min(1.0).ln() + right
    };
    let best = places.iter().max_by(|a, b| rank(a).total_cmp(&rank(b)))?;
    // Others that are as good put it in doubt, unless they are parts of it.
    let apart = |other: &&&Place| best.rect().intersect(&other.rect()).is_none() && other.probability > 0.12;
    let rival = places.iter().filter(apart).map(|other| f64::from(rank(best) - rank(other)));
    let lead = rival.fold(f64::INFINITY, f64::min);
    Some(PageBox {
        rect: view.normalized(&best.rect())?,
        confidence: best.probability / (1.0 + (-1.2 * lead).exp()),
        number: digits::read(&view.even, &best.number),
        total: best.total.map(|total| digits::read(&view.even, &total)),
    })
}

/// The lower part of a page.
struct Foot {
    strip: Plane,
    ridges: Ridges,
    sizes: Sizes,
    /// Where it starts.
    top: usize,
}

impl Foot {
    fn of(plane: &Plane, dpi: f64, beyond: &[usize]) -> Option<Self> {
        let top = (plane.height as f64 * (1.0 - FOOT)) as usize;
        let mm = dpi / 25.4;
        // Too coarse for boxes, or too fine for the steps below.
        if !(2.0..=16.0).contains(&mm) || plane.width < 40 || plane.height - top < 20 {
            return None;
        }
        let step = (mm * 0.5).round().max(1.0) as usize;
        let mut strip = plane.crop((0, top), (plane.width, plane.height));
        // A line is seen against what is on both sides of it.
        strip.height += 2 * step;
        strip.data.resize(strip.width * strip.height, 255);
        for (x, beyond) in beyond.iter().enumerate().take(strip.width) {
            let y = (plane.height - top).checked_sub(beyond + 1);
            if let Some(pixel) = y.and_then(|y| strip.data.get_mut(y * strip.width + x)) {
                *pixel = (*pixel).min(EDGE);
            }
        }
        let pixels = |from: f64, to: f64| ((from * mm).floor() as usize, (to * mm).ceil() as usize);
        let sizes = Sizes { height: pixels(4.6, 9.5), width: pixels(8.6, 18.5), gap: pixels(1.5, 7.0), mm };
        Some(Self { ridges: Ridges::of(&strip, step), strip, sizes, top })
    }

    fn places(&self) -> Vec<Place> {
        let pairs = fit::pairs(&self.ridges, &self.sizes, 12);
        let found = pairs.iter().map(|(pair, evidence)| self.found(pair, evidence));
        let mut places: Vec<Place> = found.map(|found| self.place(&found)).collect();
        places.sort_by(|a, b| b.rank.total_cmp(&a.rank));
        // The two pairs of one place lead to the same.
        places.dedup_by(|a, b| {
            (a.number.x0 - b.number.x0).abs() < 3.0 && a.total.is_some() == b.total.is_some()
        });
        places
    }

    fn place(&self, found: &Found) -> Place {
        Place {
            number: self.rect(&found.number),
            total: found.total.as_ref().map(|total| self.rect(total)),
            probability: confidence(&found.features),
            level: found.number.level,
            rank: logit(&found.features) + 4.0 * self.slash(found),
        }
    }

    /// Which way the slash between two pairs leans: -0.5 for one seen through the paper, 0.5 for one
    /// printed here, 0 for none. In black and white what shows through is as dark as print.
    fn slash(&self, found: &Found) -> f32 {
        let Some(total) = found.total else { return 0.0 };
        let columns = found.number.left + found.number.width + 3..total.left - 2;
        let (top, bottom) = (found.number.top + 2, found.number.bottom - 1);
        let dark = |x: isize, y: isize| match (usize::try_from(x), usize::try_from(y)) {
            (Ok(x), Ok(y)) => 255.0 - f32::from(self.strip.at(x, y)),
            _ => 0.0,
        };
        let gap = |from: isize, to: isize| (from..to).flat_map(|y| columns.clone().map(move |x| (x, y)));
        let count = gap(top, bottom).count().max(1) as f32;
        // Noise pulls both middles to the centre: only what is darker than it counts.
        let ground = 1.2 * gap(top, bottom).map(|(x, y)| dark(x, y)).sum::<f32>() / count;
        let middle = |from: isize, to: isize| {
            let (mut weight, mut sum) = (0.0f32, 0.0f32);
            for (x, y) in gap(from, to) {
                let dark = (dark(x, y) - ground).max(0.0);
                weight += dark;
                sum += dark * x as f32;
            }
            sum / weight.max(1.0)
        };
        let half = top.midpoint(bottom);
        let (upper, lower) = (middle(top, half), middle(half, bottom));
        // Without anything dark there is no middle.
        let seen = upper > 0.0 && lower > 0.0;
        if seen {
            ((upper - lower) / (total.left - columns.start).max(1) as f32).clamp(-0.5, 0.5)
        } else {
            0.0
        }
    }

    /// A pair with what stands beside it.
    fn found(&self, pair: &Pair, evidence: &Evidence) -> Found {
        let beside = |side| pair.beside(side, &self.ridges, &self.sizes);
        let (number, total, evidences) = match (beside(Side::Left), beside(Side::Right)) {
            (Some((left, other)), right)
                if right.as_ref().is_none_or(|(_, right)| right.sum() < other.sum()) =>
            {
                (left, Some(*pair), [*evidence, other])
            }
            (_, Some((right, other))) => (*pair, Some(right), [*evidence, other]),
            _ => (*pair, None, [*evidence, Evidence::default()]),
        };
        let [first, second] = evidences;
        let last = total.unwrap_or(number);
        let both = |of: fn(&Evidence) -> f32| of(&first).max(if total.is_some() { of(&second) } else { 0.0 });
        let [worst, middle, best] = first.strokes;
        let below = (self.ridges.height as isize - number.bottom) as f32 / self.sizes.mm as f32;
        let features = [
            first.lines[0],
            first.lines[1],
            worst,
            middle.midpoint(best),
            first.ends,
            both(|evidence| evidence.inside),
            both(|evidence| evidence.beyond_lines),
            both(|evidence| evidence.beyond_strokes),
            if total.is_some() { second.sum().max(0.0) / 5.0 } else { 0.0 },
            self.others(&number, last.left + last.width) / 6.0,
            (below - 22.0).max(0.0) / 10.0,
            f32::from(pair.level.min(40)) / 40.0,
        ];
        Found { number, total, features }
    }

    /// How many more upright strokes stand between the same two lines, beside the boxes: cells of a row.
    fn others(&self, pair: &Pair, right: isize) -> f32 {
        let reach = (45.0 * self.sizes.mm) as isize;
        let gap = self.sizes.mm as isize + 2;
        let (level, noise) = (pair.level, self.ridges.noise);
        let mut count = 0;
        let mut last = isize::MIN / 2;
        for x in (pair.left - reach..pair.left - gap).chain(right + gap..right + reach) {
            let inner = coverage(self.ridges.across(x, pair.top + 2, pair.bottom - 1), level, noise);
            if inner < 0.6 || x - last < gap {
                continue;
            }
            let end = |y0, y1| coverage(self.ridges.across(x, y0, y1), level, noise);
            if end(pair.top - 6, pair.top - 2).min(end(pair.bottom + 3, pair.bottom + 7)) < 0.5 {
                count += 1;
                last = x;
            }
        }
        count.min(10) as f32
    }

    /// A pair in pixels of the half: centre of line to centre of line.
    fn rect(&self, pair: &Pair) -> Rect {
        let (x, y) = (pair.left as f64 + 0.5, (pair.top + self.top as isize) as f64 + 0.5);
        Rect::new(x, y, x + pair.width as f64, y + (pair.bottom - pair.top) as f64)
    }
}

/// A logistic regression (ridge, 0.15) on the two halves of scans whose boxes are known, upright and
/// upside down; to be fitted again whenever a feature changes.
const BIAS: f32 = -7.8;
const WEIGHTS: [f32; FEATURES] = [2.8, 1.7, 3.1, 3.2, 3.0, -3.1, -8.5, -2.3, 0.5, -6.0, -2.4, 0.0];

fn logit(features: &[f32; FEATURES]) -> f32 {
    BIAS + features.iter().zip(&WEIGHTS).map(|(f, w)| f * w).sum::<f32>()
}

fn confidence(features: &[f32; FEATURES]) -> f64 {
    let p = 1.0 / (1.0 + (-f64::from(logit(features))).exp());
    p.clamp(1e-4, 0.9999)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geometry::Half;
    use crate::scan::plane::Plane;
    use proptest::prelude::*;

    const WIDTH: usize = 827;
    const HEIGHT: usize = 1169;

    /// A page of A4 at 100 dots per inch.
    struct Paper(Plane);

    impl Paper {
        fn new() -> Self {
            Self(Plane::white(WIDTH, HEIGHT))
        }

        fn dot(&mut self, x: usize, y: usize, grey: u8) {
            if x < WIDTH && y < HEIGHT {
                let pixel = &mut self.0.data[y * WIDTH + x];
                *pixel = grey.min(*pixel);
            }
        }

        fn across(&mut self, y: usize, (x0, x1): (usize, usize), grey: u8) {
            (x0..=x1).for_each(|x| self.dot(x, y, grey));
        }

        fn down(&mut self, x: usize, (y0, y1): (usize, usize), grey: u8) {
            (y0..=y1).for_each(|y| self.dot(x, y, grey));
        }

        /// Joined boxes from their upper left corner.
        fn cells(&mut self, (x, y): (usize, usize), count: usize, (w, h): (usize, usize), grey: u8) {
            self.across(y, (x, x + count * w), grey);
            self.across(y + h, (x, x + count * w), grey);
            (0..=count).for_each(|i| self.down(x + i * w, (y, y + h), grey));
        }

        /// Two pairs with a slash between.
        fn two_pairs(&mut self, (x, y): (usize, usize), grey: u8) {
            self.cells((x, y), 2, (24, 26), grey);
            self.cells((x + 60, y), 2, (24, 26), grey);
            (0..20).for_each(|i| self.dot(x + 57 - i / 3, y + 3 + i, grey));
        }

        /// Lines every `pitch` pixels, down as well when `grid`.
        fn ruled(mut self, pitch: usize, grid: bool, grey: u8) -> Self {
            (40..HEIGHT).step_by(pitch).for_each(|y| self.across(y, (0, WIDTH - 1), grey));
            if grid {
                (10..WIDTH).step_by(pitch).for_each(|x| self.down(x, (0, HEIGHT - 1), grey));
            }
            self
        }

        /// Grey of each pixel changed by up to `most`.
        fn noisy(mut self, most: u32, seed: u32) -> Self {
            let mut state = seed | 1;
            for pixel in &mut self.0.data {
                state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                let change = (state >> 16) % (2 * most + 1);
                *pixel = (u32::from(*pixel) + change).saturating_sub(most).min(255) as u8;
            }
            self
        }

        fn view(&self) -> HalfView {
            view(self.0.clone())
        }

        /// How sure the finder is, upright and upside down.
        fn confidences(&self) -> [f64; 2] {
            [self.view(), view(self.0.half_turn())]
                .map(|view| find(&view).map_or(0.0, |found| found.confidence))
        }
    }

    fn find(view: &HalfView) -> Option<PageBox> {
        on_page(view, &places(&view.even, view.dpi, &[]))
    }

    fn view(plane: Plane) -> HalfView {
        HalfView { half: Half::Left, even: plane, dpi: 100.0, skew_deg: 0.0 }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(12))]

        #[test]
        fn two_pairs_are_found_where_they_are(
            x in 20usize..700, y in 1040usize..1135, grey in 60u8..215, seed in any::<u32>(),
        ) {
            let mut paper = Paper::new();
            paper.two_pairs((x, y), grey);
            let view = paper.noisy(8, seed).view();
            let found = find(&view).unwrap();
            prop_assert!(found.confidence > 0.9, "{}", found.confidence);
            let rect = found.rect.scaled(WIDTH as f64, HEIGHT as f64);
            let off = [rect.x0 - x as f64, rect.y0 - y as f64, rect.x1 - x as f64 - 108.0, rect.y1 - y as f64 - 26.0];
            prop_assert!(off.iter().all(|off| off.abs() < 3.0), "{off:?}");
            prop_assert!(found.number.empty > 0.9 && found.total.unwrap().empty > 0.9);
        }

        #[test]
        fn a_pair_alone_is_found_on_any_sheet(
            x in 20usize..740, y in 1040usize..1125, w in 20usize..30, h in 22usize..34, seed in any::<u32>(),
        ) {
            // No box is as high as the lines are apart: it could not be told from them.
            let mut paper = Paper::new().ruled(37, false, 225);
            paper.cells((x, y), 2, (w, h), 110);
            let [upright, over] = paper.noisy(6, seed).confidences();
            prop_assert!(upright > 0.8 && over < 0.2, "{upright} {over} at {x} {y}, {w} by {h}");
        }

        #[test]
        fn odd_planes_do_no_harm(
            width in 0usize..90, height in 0usize..90, dpi in prop::sample::select(vec![1.0, 20.0, 75.0, 100.0, 600.0, 1e9]),
            data in prop::collection::vec(any::<u8>(), 90 * 90),
        ) {
            let data = data.into_iter().take(width * height).collect();
            if let Some(found) = find(&HalfView { dpi, ..view(Plane { width, height, data }) }) {
                prop_assert!(found.confidence > 0.0 && found.confidence < 1.0);
            }
        }
    }

    #[test]
    fn ruling_noise_and_rows_of_cells_are_no_boxes() {
        let mut cells = Paper::new();
        cells.cells((200, 1100), 20, (24, 26), 60);
        let mut five = Paper::new();
        five.cells((300, 1090), 5, (26, 28), 60);
        // The birth date of a header that stands upside down: four, two and two.
        let mut date = Paper::new();
        for (x, count) in [(60, 4), (170, 2), (230, 2), (350, 11)] {
            date.cells((x, 1060), count, (24, 26), 60);
        }
        let papers = [
            ("empty", Paper::new()),
            ("lines", Paper::new().ruled(31, false, 170)),
            ("Seyes", Paper::new().ruled(8, false, 200)),
            ("grid", Paper::new().ruled(20, true, 150)),
            ("wide grid", Paper::new().ruled(28, true, 90)),
            ("noise", Paper::new().noisy(120, 5)),
            ("cells", cells),
            ("five cells", five),
            ("date", date),
        ];
        for (name, paper) in papers {
            let [upright, over] = paper.confidences();
            assert!(upright < 0.1 && over < 0.1, "{name}: {upright} {over}");
        }
    }

    #[test]
    fn what_shows_through_gives_way_to_what_is_printed() {
        let mut paper = Paper::new();
        paper.two_pairs((60, 1110), 215);
        paper.two_pairs((650, 1110), 100);
        let found = find(&paper.view()).unwrap();
        assert!((found.rect.x() * WIDTH as f64 - 650.0).abs() < 3.0);
        // In black and white it is as dark, but its slash leans the other way.
        let mut back = Paper::new();
        back.two_pairs((650, 1110), 0);
        let mirrored = back.0.data.chunks(WIDTH).flat_map(|row| row.iter().rev().copied()).collect();
        let mut paper = Paper(Plane { data: mirrored, ..back.0 });
        paper.two_pairs((650, 1110), 0);
        let found = find(&paper.view()).unwrap();
        assert!((found.rect.x() * WIDTH as f64 - 650.0).abs() < 3.0);
    }

    #[test]
    fn boxes_on_squared_paper_are_found_under_a_stroke() {
        let mut paper = Paper::new();
        (0..1100).step_by(20).for_each(|y| paper.across(y, (0, WIDTH - 1), 210));
        (5..WIDTH).step_by(20).for_each(|x| paper.down(x, (0, 1100), 210));
        paper.two_pairs((652, 1108), 90);
        (0..80).for_each(|i| (0..4).for_each(|j| paper.dot(640 + i, 1112 + j + i / 8, 20)));
        let found = find(&paper.view()).unwrap();
        assert!(found.confidence > 0.9 && (found.rect.x() * WIDTH as f64 - 652.0).abs() < 4.0);
    }

    #[test]
    fn boxes_that_a_black_edge_cuts_are_closed_by_it() {
        let mut paper = Paper::new();
        paper.two_pairs((652, 1130), 90);
        let cut = 20;
        let mut plane = paper.0;
        for pixel in plane.data.iter_mut().skip((HEIGHT - cut) * WIDTH) {
            *pixel = 255;
        }
        let beyond = vec![cut; WIDTH];
        let view = view(plane);
        let found = on_page(&view, &places(&view.even, view.dpi, &beyond)).unwrap();
        assert!(found.confidence > 0.8 && (found.rect.x() * WIDTH as f64 - 652.0).abs() < 3.0);
        let open = find(&view).map_or(0.0, |found| found.confidence);
        assert!(open < 0.5, "{open}");
    }
}
