//! The backs of headers: what shows through goes, what was written there stays, and where nobody can tell, nobody
//! is handed anything.

use korrigo_core::Code;
use korrigo_core::geometry::NormalizedRect;
use korrigo_core::redact::{self, Back, PlanOptions, RedactOptions, RedactedPdf, Wiped};
use korrigo_fixtures::canvas::{Canvas, Random};
use korrigo_fixtures::encode::{self, Image, Jpeg, Packed, Predictor, Sampling};
use korrigo_fixtures::scan as scans;
use korrigo_fixtures::sheet::{Candidate, Options, loose};

use super::Picture;
use crate::split::open;

const DPI: u32 = 150;

/// Page 1 with its header and page 2, as clean paper would show them.
fn sheet(colour: bool) -> [Canvas; 2] {
    let candidate = Candidate {
        last_name: "MARTINEAU".into(),
        first_name: "ELISE".into(),
        birth_date: "14032008".into(),
        number: "2026000417".into(),
    };
    let options = Options { dpi: DPI, colour, candidate: Some(candidate), noise: 2, ..Options::default() };
    [1, 2].map(|page| loose(page, &options))
}

/// The page as it looks when so much of the ink on its other side shows through, off by some pixels.
fn through(page: &Canvas, front: &Canvas, percent: i32) -> Canvas {
    const OFF: (i64, i64) = (5, 3);
    let mut shown = page.clone();
    let (width, height) = (i64::from(page.width), i64::from(page.height));
    for (y, x) in (0..height).flat_map(|y| (0..width).map(move |x| (y, x))) {
        let mut sum = 0;
        for (dy, dx) in (-1..=1).flat_map(|dy| (-1..=1).map(move |dx| (dy, dx))) {
            let (x, y) = (width - 1 - (x - OFF.0 + dx), y - OFF.1 + dy);
            let there = (0..width).contains(&x) && (0..height).contains(&y);
            sum += if there { 255 - i32::from(front.sample(x as u32, y as u32, 0)) } else { 0 };
        }
        for component in 0..page.components {
            let at = (y * width + x) as usize * usize::from(page.components) + usize::from(component);
            shown.data[at] = (i32::from(page.data[at]) - sum * percent / 900).max(0) as u8;
        }
    }
    shown
}

/// Ink that is so much of what it was: pencil.
fn faded(page: &Canvas, percent: i32) -> Canvas {
    let mut pale = page.clone();
    for sample in &mut pale.data {
        *sample = (250 - (250 - i32::from(*sample)) * percent / 100).clamp(0, 255) as u8;
    }
    pale
}

fn back(written: bool) -> Back {
    let rect = NormalizedRect::new(0.03, 0.02, 0.94, 0.26).unwrap();
    Back { page: 1, rect, front: 0, header: rect, written }
}

fn wash(images: &[Image], written: bool) -> korrigo_core::Result<RedactedPdf> {
    let document = open(scans::pdf(images, DPI));
    let options = PlanOptions { backs: vec![back(written)], ..PlanOptions::default() };
    let plan = redact::plan(&document, Vec::new(), options).unwrap();
    redact::apply(&document, &plan, &RedactOptions::default())
}

/// Whether a pixel lies within the back, or within so much of it.
fn lies_within(x: usize, y: usize, size: (usize, usize), slack: f64) -> bool {
    let rect = back(true).rect.scaled(size.0 as f64, size.1 as f64);
    let (x, y) = (x as f64 + 0.5, y as f64 + 0.5);
    x > rect.x0 - slack && x < rect.x1 + slack && y > rect.y0 - slack && y < rect.y1 + slack
}

/// How a picture becomes an image of a PDF.
type Encoder = Box<dyn Fn(&Canvas) -> Image>;

fn codecs() -> Vec<(&'static str, bool, Encoder)> {
    let jpeg = |sampling, progressive| {
        move |canvas: &Canvas| {
            encode::jpeg(canvas, &Jpeg { quality: 85, sampling, progressive, ..Jpeg::default() })
        }
    };
    vec![
        ("jpeg, grey", false, Box::new(jpeg(Sampling::R_4_4_4, false))),
        ("jpeg, 4:2:0", true, Box::new(jpeg(Sampling::R_4_2_0, false))),
        ("jpeg, progressive", false, Box::new(jpeg(Sampling::R_4_4_4, true))),
        ("flate", true, Box::new(|canvas| encode::flate(&Packed::new(canvas, 8), Predictor::PngMixed))),
    ]
}

#[test]
fn what_shows_through_goes_and_what_was_written_there_stays() {
    for (name, colour, encode) in codecs() {
        let [front, page] = sheet(colour);
        let images = [encode(&front), encode(&through(&page, &front, 14))];
        let source = open(scans::pdf(&images, DPI));
        let before = Picture::new(&source, 1, f64::from(DPI));
        let washed = wash(&images, true).unwrap();
        assert_eq!(washed.wiped(), [Wiped { page: 1, rect: back(true).rect }], "{name}");
        assert_eq!(washed.receipt(&[1; 32]).wiped, washed.wiped());
        let after = open(washed.bytes().to_vec());
        Picture::new(&source, 0, 75.0).assert_same(&Picture::new(&after, 0, 75.0), &[], 0.0, 0, name);
        let after = Picture::new(&after, 1, f64::from(DPI));
        let size = (after.width, after.rows.len());
        let clean = page.to_grey();
        let dark = |x: usize, y: usize| clean.sample(x as u32, y as u32, 0) < 100;
        let marked = |x: usize, y: usize| clean.sample(x as u32, y as u32, 0) < 225;
        let (mut strokes, mut lost, mut shown, mut left) = (0, 0, 0, 0);
        for (y, x) in (6..size.1 - 6).flat_map(|y| (6..size.0 - 6).map(move |x| (y, x))) {
            let (was, is) = (before.rows[y][x][1], after.rows[y][x][1]);
            if !lies_within(x, y, size, 20.0) {
                assert_eq!(was, is, "{name}: {x}, {y} lies outside");
            } else if lies_within(x, y, size, -4.0) {
                if dark(x, y) {
                    strokes += 1;
                    lost += u32::from(is.abs_diff(was) > 30);
                } else if clean.sample(x as u32, y as u32, 0) > 240 && was < 228 {
                    // Beside a stroke stays what was there.
                    let near = (y - 6..y + 7).any(|y| (x - 6..x + 7).any(|x| marked(x, y)));
                    shown += u32::from(!near);
                    left += u32::from(!near && is < 236);
                }
            }
        }
        assert!(
            strokes > 1000 && lost * 100 <= strokes,
            "{name}: {lost} of {strokes} pixels of ink are lost"
        );
        assert!(shown > 1000 && left * 500 <= shown, "{name}: {left} of {shown} pixels still show");
    }
}

/// Paper that is not white is painted over in its own grey.
#[test]
fn on_grey_paper_what_goes_leaves_grey_paper() {
    let grey = |canvas: &Canvas| {
        let mut grey = canvas.clone();
        grey.data.iter_mut().for_each(|sample| *sample = (u32::from(*sample) * 21 / 25) as u8);
        grey
    };
    let [front, page] = sheet(false);
    let shown = grey(&through(&page, &front, 14));
    let encode = |canvas: &Canvas| encode::flate(&Packed::new(canvas, 8), Predictor::PngMixed);
    let washed = wash(&[encode(&grey(&front)), encode(&shown)], true).unwrap();
    assert_eq!(washed.wiped().len(), 1);
    let after = Picture::new(&open(washed.bytes().to_vec()), 1, f64::from(DPI));
    let (size, paper) = ((after.width, after.rows.len()), 250 * 21 / 25);
    let (mut gone, mut odd) = (0, 0);
    for (y, x) in (0..size.1).flat_map(|y| (0..size.0).map(move |x| (y, x))) {
        let was = shown.sample(x as u32, y as u32, 0);
        let is = after.rows[y][x][1];
        if lies_within(x, y, size, -4.0) && is != was {
            gone += 1;
            odd += u32::from(i32::from(is).abs_diff(paper) > 12);
        }
    }
    assert!(gone > 1000 && odd * 100 <= gone, "{odd} of {gone} pixels are not as the paper");
}

#[test]
fn pencil_as_pale_as_what_shows_is_for_a_person_and_goes_where_nobody_wrote() {
    let [front, page] = sheet(false);
    let images = [front.clone(), through(&faded(&page, 16), &front, 14)]
        .map(|side| encode::jpeg(&side, &Jpeg { quality: 90, ..Jpeg::default() }));
    let refused = wash(&images, true).unwrap_err();
    assert_eq!((refused.code(), refused.detail()), (Code::ZoneInvalid, Some("auto.show_through")));
    assert_eq!(refused.page(), Some(1));
    let hidden = wash(&images, false).unwrap();
    assert_eq!((hidden.zones().len(), hidden.wiped()), (1, &[][..]));
    Picture::new(&open(hidden.bytes().to_vec()), 1, 60.0).assert_empty(&back(false).rect, 6, "pencil");
}

/// Black and white, as a scanner cuts grey with some noise.
fn two_levels(page: &Canvas, seed: u64) -> Canvas {
    let (mut cut, mut random) = (page.to_grey(), Random::new(seed));
    for sample in &mut cut.data {
        *sample = if i32::from(*sample) + random.below(12) as i32 > 150 { 255 } else { 0 };
    }
    cut
}

#[test]
fn of_two_levels_what_shows_is_for_a_person_and_a_clean_page_stays_as_it_is() {
    let [front, page] = sheet(false);
    let shown = [&front, &through(&page, &front, 50)].map(|side| encode::g4(&two_levels(side, 3), false));
    assert_eq!(wash(&shown, true).unwrap_err().detail(), Some("auto.show_through"));
    let clean = [&front, &page].map(|side| encode::g4(&two_levels(side, 5), false));
    let done = wash(&clean, true).unwrap();
    assert!(done.zones().is_empty());
    let (before, after) = (open(scans::pdf(&clean, DPI)), open(done.bytes().to_vec()));
    let pictures = [&before, &after].map(|document| Picture::new(document, 1, 75.0));
    pictures[0].assert_same(&pictures[1], &[], 0.0, 0, "two levels");
}

#[test]
fn a_back_of_no_page_is_refused() {
    let document = open(scans::pdf(&[encode::g4(&Canvas::grey(200, 300), false)], DPI));
    let options = PlanOptions { backs: vec![back(true)], ..PlanOptions::default() };
    assert_eq!(redact::plan(&document, Vec::new(), options).unwrap_err().code(), Code::PageNotFound);
}
