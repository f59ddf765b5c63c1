//! Which ink is on which side of the paper.
//!
//! Knows that what shows through is paler than what was written, lies where the mirrored header has ink, and is a
//! fixed share of its darkness. Where a scan has two levels alone, or strokes are as pale as what shows, it says so and
//! leaves the rest to a person. Constants are for 150 dots per inch;
//! they were set on two generated piles, one typical and one hard.

use super::Levels;
use super::darkness::{Darkness, Stroke};
use super::likeness::{Apart, Best, Field, PIXELS};

/// What is to be done.
pub(super) enum Verdict {
    /// Nothing of the header shows.
    Nothing,
    /// These pixels are painted over; no pixel of the paper is darker than `paper`.
    Apart { wiped: Vec<bool>, paper: u8 },
    /// It cannot be told.
    Unsure,
}

/// Shifts that are looked at, in numbers of a [`Field`]: 15 mm.
const REACH: i32 = 30;

/// Shifts that a sheet may have from its other side: 6 mm.
const NEAR: i32 = 12;

/// What feeders and crops move lies at the edge: 3 mm that hold nothing of the header.
const EDGE: usize = 17;

/// Darkness below which nothing is ink.
const FAINTEST: f32 = 36.0;

/// Darkness beyond which what is on this side hides what is on the other.
const COVERS: u8 = 70;

/// Strokes, in millimetres, that may be lost without a question: a comma, a dot, a speck.
const LOST: f64 = 30.0;

/// Pixels of a millimetre.
const MM: f64 = 150.0 / 25.4;

/// Which ink of `page` is its own, where `header` is its other side, mirrored.
pub(super) fn judge(header: &Darkness, page: &Darkness, levels: Levels) -> Verdict {
    let looks = Looks::new(header, page);
    match levels {
        Levels::Two if looks.may_show() => Verdict::Unsure,
        Levels::Two => Verdict::Nothing,
        Levels::Many => looks.apart(),
    }
}

/// Whether the header is seen on the page.
pub(super) fn shows(header: &Darkness, page: &Darkness) -> bool {
    Looks::new(header, page).found()
}

/// Whether wiped pixels, away from all others, have the paper's colour: but for what JPEG makes of a stroke's edge,
/// and for white that comes in from the sides, where the scan ends before the page does. Of dark strokes hardly any
/// may be left, however few their pixels are.
pub(super) fn is_even(grey: &[u8], (width, wiped): (usize, &[bool]), paper: u8) -> bool {
    const EVEN: u8 = 24;
    /// In millimetres.
    const LEFT: f64 = 3.0;
    let height = wiped.len() / width.max(1);
    let plane = Darkness { width, height, data: vec![0; wiped.len()] };
    let kept = plane.where_so(|at, _| wiped.get(at) == Some(&false)).spread((5, 5));
    let bare = bare(&plane, grey);
    let away = |at: usize| kept.data.get(at) == Some(&0);
    let all = memchr::memchr_iter(0, &kept.data).count();
    let is_odd = |at: usize, grey: u8| {
        let is_bare = || grey > paper && bare.get(at) == Some(&true);
        away(at) && grey.abs_diff(paper) > EVEN && !is_bare()
    };
    let odd = grey.iter().enumerate().filter(|(at, grey)| is_odd(*at, **grey)).count();
    let dark = plane.where_so(|at, _| grey.get(at).is_some_and(|grey| *grey < paper && is_odd(at, *grey)));
    let strokes = dark.strokes(0);
    let long = strokes.all.iter().filter(|one| one.length >= 7 && one.area >= 10);
    let left = long.map(|one| one.length as f64).sum::<f64>() / MM;
    grey.len() == wiped.len() && odd * 1000 <= all && left <= LEFT
}

/// Where the page is bare, as white as no paper is: from the sides inward, and two pixels further, over which it fades.
fn bare(plane: &Darkness, grey: &[u8]) -> Vec<bool> {
    const WHITE: u8 = 250;
    let (width, height) = (plane.width, plane.height);
    let white = plane.where_so(|at, _| grey.get(at).is_some_and(|grey| *grey >= WHITE)).spread((5, 5));
    let parts = white.strokes(0);
    let mut comes_in = vec![false; parts.all.len() + 1];
    for (at, part) in parts.of_pixel.iter().enumerate() {
        let (x, y) = (at % width.max(1), at / width.max(1));
        if (x == 0 || y == 0 || x + 1 == width || y + 1 == height)
            && let Some(comes_in) = comes_in.get_mut(*part as usize)
        {
            *comes_in = *part > 0;
        }
    }
    parts.of_pixel.iter().map(|part| comes_in.get(*part as usize).copied().unwrap_or(false)).collect()
}

/// Both sides, and how like they are.
struct Looks<'a> {
    header: &'a Darkness,
    page: &'a Darkness,
    /// Without lines: rulings are alike everywhere.
    header_strokes: Darkness,
    page_strokes: Darkness,
    /// How like strokes are where the page has no dark ink of its own.
    pale: Best,
}

impl<'a> Looks<'a> {
    fn new(header: &'a Darkness, page: &'a Darkness) -> Self {
        let header_strokes = inner(&header.without_lines());
        let page_strokes = page.without_lines();
        let covered = page.where_so(|_, dark| dark > COVERS).spread((5, 5));
        let pale = Field::of(&page_strokes).details().within(12.0).besides(&Field::of(&covered));
        let likeness = Field::of(&header_strokes).details().likeness(&pale, REACH);
        let pale = likeness.best((0, 0), NEAR, Apart::Peak);
        Self { header, page, header_strokes, page_strokes, pale }
    }

    /// Whether the header is seen, and where.
    fn found(&self) -> bool {
        self.pale.ratio >= 1.5 && self.pale.deviations >= 4.0 && self.pale.value >= 0.05
    }

    /// Whether the header may be seen where pale and dark are one.
    fn may_show(&self) -> bool {
        let pale = self.pale;
        if pale.value >= 0.05 && pale.ratio >= 1.2 && pale.deviations >= 2.7 {
            return true;
        }
        let header = Field::of(&inner(self.header)).details();
        let all = header.likeness(&Field::of(self.page).details(), REACH).best((0, 0), NEAR, Apart::Peak);
        if all.value >= 0.06 && all.ratio >= 1.3 && all.deviations >= 4.0 {
            return true;
        }
        // Among specks nothing can be told.
        let specks = self.page.strokes(FAINTEST as u8);
        let (paper, _) = self.page.grain();
        let count = specks.all.iter().filter(|speck| speck.length < 7).count() as f64;
        paper > 20 || count > SPECKS * self.page.data.len() as f64 / (MM * MM)
    }

    fn apart(&self) -> Verdict {
        let page = self.page;
        let (paper, half) = page.grain();
        // Of a bell curve half lies within 0.6745 deviations.
        let grain = (half * 1.4826).max(1.0);
        let shows = if self.found() { self.strength(paper) } else { 0.0 };
        let low = f32::from(paper) + FAINTEST.max(1.3 * shows + 2.0 * grain);
        let strokes = page.strokes(low as u8);
        let dark: Vec<bool> =
            strokes.all.iter().map(|one| f32::from(one.peak) >= 1.35 * low && one.area >= 4).collect();
        let is_own = |at: usize| {
            let stroke = strokes.of_pixel.get(at).and_then(|name| name.checked_sub(1));
            stroke.and_then(|stroke| dark.get(stroke as usize)).copied().unwrap_or(false)
        };
        let own = page.where_so(|at, _| is_own(at));
        let kept = own.spread((5, 5));
        if is_faint(&self.page_strokes.strokes(low as u8).all, low)
            || self.lost(&kept, f32::from(paper) + (4.0 * grain).max(18.0)) > LOST
            || self.is_written(&own)
        {
            return Verdict::Unsure;
        }
        let wiped = kept.data.iter().map(|kept| *kept == 0).collect();
        Verdict::Apart { wiped, paper: (f32::from(paper) + 2.0 * grain) as u8 }
    }

    /// How dark nearly all is that shows through, against the paper.
    fn strength(&self, paper: u8) -> f32 {
        let header = self.header.shifted(self.shift());
        let under =
            header.data.iter().zip(&self.page.data).filter(|(over, dark)| **over > 100 && **dark < 110);
        let mut shown: Vec<u8> = under.map(|(_, dark)| *dark).collect();
        if shown.len() < 50 {
            return 0.0;
        }
        shown.sort_unstable();
        let most = shown.get(shown.len() * 9 / 10).copied().unwrap_or(paper);
        f32::from(most.saturating_sub(paper))
    }

    /// The length of strokes, in millimetres, that are neither kept nor the header's.
    fn lost(&self, kept: &Darkness, pale: f32) -> f64 {
        let shown = self.header.shifted(self.shift()).where_so(|_, dark| dark > 40).spread((7, 7));
        let explained = |at: usize| self.found() && shown.data.get(at).is_some_and(|dark| *dark > 0);
        let free = |at: usize| kept.data.get(at) == Some(&0) && !explained(at);
        let left = self.page_strokes.where_so(|at, dark| f32::from(dark) > pale && free(at));
        let strokes = left.strokes(0);
        let long = strokes.all.iter().filter(|one| one.length >= 7 && one.area >= 10);
        long.map(|one| one.length as f64).sum::<f64>() / MM
    }

    /// Whether what is kept lies where the header has ink, more than by chance.
    fn is_written(&self, own: &Darkness) -> bool {
        let header = Field::of(&self.header_strokes.where_so(|_, dark| dark > 90));
        let overlap = header.overlap(&Field::of(&own.without_lines()), REACH);
        let (from, near) = if self.found() { (self.pale.shift, 2) } else { ((0, 0), NEAR) };
        let best = overlap.best(from, near, Apart::Neighbourhood);
        best.deviations > 4.0 && best.ratio > 1.1
    }

    /// From the header to the page, in pixels.
    fn shift(&self) -> (i32, i32) {
        let (right, down) = self.pale.shift;
        (right * PIXELS as i32, down * PIXELS as i32)
    }
}

/// Whether a good part of what is darker than `low` is not much darker: pencil, of which the paler half would go.
fn is_faint(strokes: &[Stroke], low: f32) -> bool {
    const MUCH: f32 = 1.8;
    let length = |least: f32| {
        let long = strokes.iter().filter(|one| one.length >= 7 && f32::from(one.peak) >= least);
        long.map(|one| one.length as f64).sum::<f64>()
    };
    let (all, dark) = (length(low), length(MUCH * low));
    all - dark > LOST * MM && (all - dark) * 4.0 > all
}

/// Specks of a clean scan of two levels, a square millimetre, at most.
const SPECKS: f64 = 0.012;

/// The header without what lies beside it.
fn inner(header: &Darkness) -> Darkness {
    let (width, height) = (header.width, header.height);
    let within = |at: usize, size: usize| at >= EDGE && at + EDGE < size;
    let mut inner = header.clone();
    for (at, dark) in inner.data.iter_mut().enumerate() {
        if !within(at % width.max(1), width) || !within(at / width.max(1), height) {
            *dark = 0;
        }
    }
    inner
}

#[cfg(test)]
mod tests {
    use super::*;

    const WIDTH: usize = 200;
    const HEIGHT: usize = 100;
    const PAPER: u8 = 220;

    /// Grey paper that ends, a little slanted, before the part does; `ink` is drawn on it as two strokes of a letter.
    fn scan(ink: u8, kept: bool) -> (Vec<u8>, Vec<bool>) {
        let at = |at: usize| (at % WIDTH, at / WIDTH);
        let inked = |(x, y): (usize, usize)| {
            (80..120).contains(&x) && (40..43).contains(&y) || (99..102).contains(&x) && (30..70).contains(&y)
        };
        let value = |place: (usize, usize)| match place {
            (x, y) if y < 4 + x / 40 => 255,
            (x, y) if y == 4 + x / 40 => 240,
            place if inked(place) => ink,
            _ => PAPER,
        };
        let pixels = (0..WIDTH * HEIGHT).map(at);
        (pixels.clone().map(value).collect(), pixels.map(|place| !(kept && inked(place))).collect())
    }

    #[test]
    fn grey_paper_is_even_where_the_scan_ends_and_ink_on_it_is_not() {
        let even = |ink, kept| {
            let (grey, wiped) = scan(ink, kept);
            is_even(&grey, (WIDTH, &wiped), PAPER)
        };
        assert!(even(PAPER, false));
        // What was written there is none of the proof's.
        assert!(even(60, true));
        for left in [60, 150, PAPER - 25, PAPER + 25, 255] {
            assert!(!even(left, false), "{left} on {PAPER}");
        }
    }

    #[test]
    fn dark_that_comes_in_from_the_sides_is_not_even() {
        let (mut grey, wiped) = scan(PAPER, false);
        grey[..WIDTH * 2].fill(100);
        assert!(!is_even(&grey, (WIDTH, &wiped), PAPER));
        assert!(!is_even(&grey[1..], (WIDTH, &wiped), PAPER));
    }

    /// Short strokes strewn over the middle of a page.
    fn strewn(seed: u32, count: usize, dark: u8) -> Darkness {
        let (width, height) = (600, 300);
        let mut state = seed;
        let mut next = |below: usize| {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (state >> 8) as usize % below
        };
        let mut plane = Darkness { width, height, data: vec![0; width * height] };
        for _ in 0..count {
            let (left, top, down) = (30 + next(520), 30 + next(230), next(2) == 0);
            for (along, across) in (0..12).flat_map(|along| (0..4).map(move |across| (along, across))) {
                let (x, y) = if down { (left + across, top + along) } else { (left + along, top + across) };
                plane.data[y * width + x] = dark;
            }
        }
        plane
    }

    fn over(one: &Darkness, other: &Darkness) -> Darkness {
        let data = one.data.iter().zip(&other.data).map(|(one, other)| *one.max(other)).collect();
        Darkness { data, ..*one }
    }

    #[test]
    fn what_shows_goes_what_is_written_stays_and_what_may_be_either_is_for_a_person() {
        let (header, answer) = (strewn(1, 150, 200), strewn(2, 60, 210));
        let shown = strewn(1, 150, 30);
        let Verdict::Apart { wiped, .. } = judge(&header, &over(&shown, &answer), Levels::Many) else {
            panic!("it can be told")
        };
        let both = shown.data.iter().zip(&answer.data).zip(&wiped);
        assert!(both.clone().all(|((_, own), wiped)| *own == 0 || !wiped));
        let (left, all) = both
            .filter(|((shown, _), _)| **shown > 0)
            .fold((0, 0), |(left, all), (_, wiped)| (left + usize::from(!wiped), all + 1));
        assert!(left * 4 < all, "{left} of {all} pixels of the header stay");
        // Of the header, but as dark as what is written: nobody knows which it is.
        let copied = over(&strewn(1, 150, 150), &answer);
        assert!(matches!(judge(&header, &copied, Levels::Many), Verdict::Unsure));
        // Nothing shows: what is written stays.
        let Verdict::Apart { wiped, .. } = judge(&header, &answer, Levels::Many) else {
            panic!("it can be told")
        };
        assert!(answer.data.iter().zip(&wiped).all(|(own, wiped)| *own == 0 || !wiped));
    }

    #[test]
    fn the_edges_of_a_header_say_nothing() {
        let (width, height) = (120, 90);
        let full = Darkness { width, height, data: vec![200; width * height] };
        let inner = inner(&full);
        for (at, dark) in inner.data.iter().enumerate() {
            let (x, y) = (at % width, at / width);
            let within = (EDGE..width - EDGE).contains(&x) && (EDGE..height - EDGE).contains(&y);
            assert_eq!(*dark, if within { 200 } else { 0 }, "{x}, {y}");
        }
    }

    #[test]
    fn pencil_is_told_from_ink_and_from_specks() {
        let stroke = |(length, peak)| Stroke { area: length, length, peak };
        let faint = |strokes: &[(usize, u8)]| {
            is_faint(&strokes.iter().copied().map(stroke).collect::<Vec<_>>(), 40.0)
        };
        // Seven centimetres of pencil, of a pen, of what is paler than both.
        assert!(faint(&[(400, 50)]) && !faint(&[(400, 200)]) && !faint(&[(400, 30)]));
        // A comma, and any number of specks.
        assert!(!faint(&[(100, 50)]) && !faint(&[(6, 50); 200]));
        // Of what a pen wrote a little is pale; a good part is something else.
        assert!(!faint(&[(1000, 200), (200, 50)]) && faint(&[(500, 200), (200, 50)]));
    }

    #[test]
    fn a_stroke_of_few_pixels_is_ink_and_specks_are_not() {
        let even = |length: usize, step: usize| {
            let (mut grey, wiped) = scan(PAPER, false);
            (0..length).for_each(|at| grey[50 * WIDTH + 60 + at * step] = 120);
            is_even(&grey, (WIDTH, &wiped), PAPER)
        };
        // One pixel in a thousand, as specks and as 3.4 millimetres of a pen.
        assert!(even(20, 3) && even(17, 1));
        assert!(!even(20, 1));
    }
}
