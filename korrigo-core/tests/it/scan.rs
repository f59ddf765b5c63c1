//! Sheets as the public interface sees them: made by code, so that the truth is known.

use std::sync::Arc;

use korrigo_core::booklet::{self, AssignOptions, Reason, SplitPlan, Status};
use korrigo_core::document::{Document, OpenOptions};
use korrigo_core::geometry::{Half, Rotation};
use korrigo_core::scan::{self, Format, Side as Seen};
use korrigo_core::{Code, Observer, Silent};
use korrigo_fixtures::canvas::Canvas;
use korrigo_fixtures::encode::{self, Jpeg};
use korrigo_fixtures::pdf::Pdf;
use korrigo_fixtures::scan as scans;
use korrigo_fixtures::sheet::{Candidate, Options, Side, booklet, loose};

const DPI: u32 = 120;

fn open(bytes: Vec<u8>) -> Document {
    Document::open(Arc::new(bytes), &OpenOptions::default()).unwrap()
}

fn person(index: usize) -> Candidate {
    let (last_name, first_name, birth_date, number) = [
        ("MARTINEAU", "ELISE", "14032008", "2026000417"),
        ("BEN SALAH", "YOUSSEF", "02112007", "2026000423"),
        ("LE GOFF", "ANNE-MARIE", "29072008", "2026000438"),
        ("TRAN", "LINH", "05052008", "2026000441"),
        ("DE VILLIERS", "PAUL", "17012008", "2026000442"),
    ][index % 5];
    Candidate {
        last_name: last_name.into(),
        first_name: first_name.into(),
        birth_date: birth_date.into(),
        number: number.into(),
    }
}

fn options(index: usize) -> Options {
    Options { dpi: DPI, candidate: Some(person(index)), seed: index as u64 + 7, ..Options::default() }
}

fn jpeg(canvas: &Canvas, dpi: u32) -> Vec<u8> {
    scans::pdf(&[encode::jpeg(canvas, &Jpeg::default())], dpi)
}

fn see(canvas: &Canvas, dpi: u32) -> Seen {
    scan::side(&open(jpeg(canvas, dpi)), 0).unwrap()
}

fn numbers(side: &Seen) -> Vec<Option<u32>> {
    let number = |half: &scan::HalfFindings| Some(half.page_box.as_ref()?.number.likeliest()?.0);
    side.halves.iter().map(number).collect()
}

fn check(side: &Seen, skew: f64, fold: f64) {
    assert_eq!((side.format, side.orientation.rotate), (Format::TwoUp, Rotation::D0));
    assert!(side.orientation.confidence > 0.95, "{:?}", side.orientation);
    assert!((side.skew_deg.value - skew).abs() < 0.15, "skew {} for {skew}", side.skew_deg.value);
    let cut = side.fold.as_ref().unwrap().cut;
    // Two millimetres of an A3 sheet.
    assert!((cut - fold).abs() < 2.0 / 420.0, "fold {cut} for {fold}");
}

#[test]
fn a_recto_is_seen_whole() {
    for (skew, fold) in [(0.0, 0.5), (-2.5, 0.503), (1.2, 0.496)] {
        let sheet = Options { skew_deg: skew, fold, ..options(0) };
        let side = see(&booklet(Side::Recto, &sheet), DPI);
        check(&side, skew, fold);
        let [left, right] = side.halves.as_slice() else { panic!("two pages") };
        assert_eq!((left.half, right.half), (Half::Left, Half::Right));
        assert!(left.header_probability < 0.1 && right.header_probability > 0.9);
        let header = right.header.as_ref().unwrap();
        assert!(header.filled.value);
        assert!(!left.blank.value && !right.blank.value);
        assert_eq!(numbers(&side), [Some(4), Some(1)]);
    }
}

#[test]
fn resolution_and_codec_change_nothing() {
    for dpi in [100, 150, 200] {
        let sheet = Options { dpi, skew_deg: 0.6, ..options(1) };
        let side = see(&booklet(Side::Verso, &sheet), dpi);
        check(&side, 0.6, 0.5);
        assert_eq!(numbers(&side), [Some(2), Some(3)]);
        let headers: Vec<_> = side.halves.iter().map(|half| half.header_probability).collect();
        assert!(headers.iter().all(|header| *header < 0.5), "at {dpi} dpi: {headers:?}");
    }
    let sheet = Options { dpi: 200, skew_deg: 0.6, ..options(1) };
    let file = scans::pdf(&[encode::g4(&booklet(Side::Verso, &sheet), false)], 200);
    check(&scan::side(&open(file), 0).unwrap(), 0.6, 0.5);
}

#[test]
fn any_way_up_is_turned_upright() {
    let canvas = booklet(Side::Recto, &Options { skew_deg: 0.8, ..options(2) });
    for quarters in 0..4 {
        let side = see(&canvas.turned(quarters), DPI);
        let back = Rotation::from_degrees(360 - 90 * i64::from(quarters)).unwrap();
        assert_eq!(side.orientation.rotate, back, "turned by {quarters}: {:?}", side.orientation);
        assert!((side.skew_deg.value - 0.8).abs() < 0.15);
        assert!(side.halves[1].header_probability > 0.9);
    }
}

#[test]
fn nobody_wrote_is_blank_and_little_is_not() {
    let empty = Options { written_percent: 0, numbered: false, ..options(3) };
    let side = see(&booklet(Side::Verso, &empty), DPI);
    assert!(side.halves.iter().all(|half| half.blank.value), "{:?}", side.halves);
    let little = Options { written_percent: 10, ..empty };
    let side = see(&booklet(Side::Verso, &little), DPI);
    assert!(side.halves.iter().all(|half| !half.blank.value || half.blank.confidence < 0.9));
}

/// A pile of sheets: who wrote, which sheet of the copy, of how many pages.
fn pile(sheets: &[(usize, u32, u32)], change: impl Fn(usize, &mut Vec<Canvas>)) -> Document {
    let mut pdf = Pdf::new();
    for (index, (person, first_page, page_total)) in sheets.iter().enumerate() {
        let sheet = Options { first_page: *first_page, page_total: *page_total, ..options(*person) };
        let mut sides = vec![booklet(Side::Recto, &sheet), booklet(Side::Verso, &sheet)];
        change(index, &mut sides);
        for side in sides {
            scans::page(&mut pdf, &encode::jpeg(&side, &Jpeg::default()), DPI);
        }
    }
    open(pdf.finish())
}

fn assign(document: &Document) -> SplitPlan {
    let findings = scan::examine(&[("pile.pdf", document)], &Silent).unwrap();
    let stored = serde_json::to_string(&findings).unwrap();
    assert!(stored.starts_with(r#"{"format":"korrigo.findings/1""#));
    booklet::assign(&findings, &AssignOptions::default()).unwrap()
}

fn pages(plan: &SplitPlan) -> Vec<Vec<(usize, Half)>> {
    let place = |page: &booklet::PlannedPage| (page.placement.page, page.placement.half);
    plan.copies().iter().map(|copy| copy.pages.iter().map(place).collect()).collect()
}

fn four(recto: usize, verso: usize) -> Vec<(usize, Half)> {
    vec![(recto, Half::Right), (verso, Half::Left), (verso, Half::Right), (recto, Half::Left)]
}

#[test]
fn copies_of_one_and_two_sheets_are_rebuilt() {
    let plan = assign(&pile(&[(0, 1, 4), (1, 1, 8), (1, 5, 8), (2, 1, 4)], |_, _| {}));
    let second = [four(2, 3), four(4, 5)].concat();
    assert_eq!(pages(&plan), [four(0, 1), second, four(6, 7)]);
    assert!(plan.copies().iter().all(|copy| copy.status == Status::Certain), "{:?}", plan.copies());
}

#[test]
fn swapped_sides_and_sheets_upside_down_are_put_right() {
    let plan = assign(&pile(&[(0, 1, 4), (1, 1, 4), (2, 1, 4)], |index, sides| match index {
        1 => sides.reverse(),
        2 => sides.iter_mut().for_each(|side| *side = side.turned(2)),
        _ => {}
    }));
    assert_eq!(pages(&plan), [four(0, 1), four(3, 2), four(4, 5)]);
    let turned = plan.copies()[2].pages.iter().all(|page| page.placement.rotate == Rotation::D180);
    assert!(turned);
}

#[test]
fn a_missing_back_costs_one_review_and_shifts_nothing() {
    let plan = assign(&pile(&[(0, 1, 4), (1, 1, 4), (2, 1, 4)], |index, sides| {
        if index == 1 {
            sides.pop();
        }
    }));
    assert_eq!(pages(&plan), [four(0, 1), vec![(2, Half::Right), (2, Half::Left)], four(3, 4)]);
    assert_eq!(plan.copies()[1].status, Status::Review);
    assert!(plan.copies()[1].reasons.contains(&Reason::MissingSide));
    assert_eq!(plan.copies()[2].status, Status::Certain, "{:?}", plan.copies()[2].reasons);
}

#[test]
fn single_pages_are_seen_and_kept() {
    let canvas = loose(1, &options(4));
    let side = see(&canvas, DPI);
    assert_eq!((side.format, side.halves.len()), (Format::Single, 1));
    assert!(side.halves[0].header_probability > 0.9);
    assert!(side.fold.is_none());
}

#[test]
fn a_file_that_does_not_know_its_size_is_seen_all_the_same() {
    let canvas = booklet(Side::Recto, &Options { skew_deg: 0.8, ..options(0) });
    // As large as a house, and as a stamp.
    for said in [1, 1200] {
        let side = see(&canvas, said);
        check(&side, 0.8, 0.5);
        let points = f64::from(canvas.width) * 72.0 / f64::from(said);
        assert!((side.width / points - 1.0).abs() < 0.01, "{} for {points}", side.width);
        assert!(side.halves[1].header_probability > 0.9);
    }
}

#[test]
fn pages_of_nothing_and_of_noise_are_seen_without_a_claim() {
    let mut noise = Canvas::grey(1240, 877);
    noise.noise(120, &mut korrigo_fixtures::canvas::Random::new(5));
    let mut black = Canvas::grey(1240, 877);
    black.fill(0, 0, 1240, 877, [0, 0, 0]);
    for canvas in [noise, black, Canvas::grey(1, 1), Canvas::grey(1240, 3)] {
        let side = see(&canvas, 75);
        assert!(side.halves.iter().all(|half| half.header_probability < 0.9));
        assert!(side.orientation.confidence < 0.99);
    }
}

#[test]
fn looking_can_be_cancelled() {
    struct Stop;
    impl Observer for Stop {
        fn is_cancelled(&self) -> bool {
            true
        }
    }
    let document = open(jpeg(&booklet(Side::Recto, &options(0)), DPI));
    let error = scan::examine(&[("a", &document)], &Stop).unwrap_err();
    assert_eq!(error.code(), Code::Cancelled);
}
