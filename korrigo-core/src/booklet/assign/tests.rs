//! What a pile must become, shown on piles whose truth is known.

use crate::booklet::{Reason, Status};
use proptest::prelude::*;

use super::rates::Rates;
use super::simulate::{Dice, Paper, Pile, Score, Sheet, sheets};
use super::{AssignOptions, Looks, Place, assign_with, stacks};
use crate::booklet::SplitPlan;
use crate::geometry::{NormalizedRect, Rotation};
use crate::id::SourceHash;
use crate::scan::{
    Barcode, BarcodeKind, Digits, Findings, Format, Grade, Issue, IssueKind, PageBox, Seen, Side,
};

fn score(rates: &Rates, seeds: std::ops::Range<u64>, count: usize) -> Score {
    let mut all = Score::default();
    for seed in seeds {
        let sheets = sheets(rates, count, &mut Dice(seed));
        let pile = Pile::scan(&sheets, rates, seed);
        let plan = assign_with(&pile.findings, &AssignOptions::default(), &pile).unwrap();
        all.add(&pile.judge(&plan));
    }
    all
}

fn report(name: &str, score: &Score) {
    let share = |count: usize, of: usize| 100.0 * count as f64 / of.max(1) as f64;
    println!(
        "{name}: {} copies, exact {:.2} %, certain {:.2} %, silent {}",
        score.copies,
        share(score.exact, score.copies),
        share(score.certain, score.planned),
        score.silent.len()
    );
    println!("  {:?}", score.reasons);
    for (count, right, sum) in score.reliability.values() {
        println!("  said {:.5}, true {:.5} of {count}", sum / *count as f64, *right as f64 / *count as f64);
    }
}

/// How many piles of 150 sheets: more with `KORRIGO_PILES`.
#[expect(clippy::disallowed_methods, reason = "a test may be asked for more of the same")]
fn piles(few: u64) -> u64 {
    std::env::var("KORRIGO_PILES").ok().and_then(|text| text.parse().ok()).unwrap_or(few)
}

#[test]
fn what_is_certain_is_right() {
    for (name, rates, exact, certain) in [("typical", Rates::TYPICAL, 97, 94), ("hard", Rates::HARD, 90, 80)]
    {
        let score = score(&rates, 0..piles(12), 150);
        report(name, &score);
        assert_eq!(score.silent, []);
        assert!(score.exact * 100 >= score.copies * exact);
        assert!(score.certain * 100 >= score.planned * certain);
    }
}

/// Piles of other kinds than expected cost reviews, not mistakes.
#[test]
fn other_piles_than_expected_cost_reviews() {
    let typical = Rates::TYPICAL;
    let piles_of = [
        ("nothing to compare headers with", Rates { likeness: 0.0, one_sheet: 0.0, ..typical.clone() }),
        ("weak likeness", Rates { likeness: 3.0, one_sheet: 1.0, ..typical.clone() }),
        ("headers on first sheets only", Rates { later_headers: false, ..typical.clone() }),
        ("backs lost and fed first", Rates { no_back: 0.1, swapped: 0.2, ..typical.clone() }),
        ("all backs first", Rates { swapped: 0.99, ..typical.clone() }),
        ("backs upside down", Rates { apart: 0.98, ..typical.clone() }),
        ("nobody numbers", Rates { never_numbers: 1.0, ..typical.clone() }),
        ("many numbers are wrong", Rates { number_wrong: 0.1, digits: 0.85, ..typical.clone() }),
        ("long copies", Rates { sheets: [0.1, 0.2, 0.7], ..typical.clone() }),
        ("many headers are empty", Rates { empty: 0.3, ..typical }),
    ];
    let mut silent = Vec::new();
    for (name, rates) in piles_of {
        let score = score(&rates, 100..100 + piles(4), 100);
        report(name, &score);
        silent.extend(score.silent.iter().map(|wrong| (name, *wrong)));
    }
    assert_eq!(silent, []);
}

/// A pile of clean sheets, none of which stands twice for itself.
fn clean(seed: u64, count: usize) -> Vec<Sheet> {
    sheets(&Rates::CLEAN, count, &mut Dice(seed))
}

/// The copies that must be exact although something happened to others.
fn untouched(sheets: &[Sheet], touched: &[usize]) -> Vec<usize> {
    let mut copies: Vec<usize> = sheets.iter().map(|sheet| sheet.copy).collect();
    copies.dedup();
    copies.retain(|copy| !touched.contains(copy) && *copy != usize::MAX);
    copies.sort_unstable();
    copies.dedup();
    copies
}

fn check(sheets: &[Sheet], touched: &[usize], seed: u64) -> Score {
    let pile = Pile::scan(sheets, &Rates::CLEAN, seed);
    let plan = assign_with(&pile.findings, &AssignOptions::default(), &pile).unwrap();
    let score = pile.judge(&plan);
    for copy in untouched(sheets, touched) {
        assert!(score.found.contains(&copy), "copy {copy} is not exact, touched are {touched:?}");
    }
    score
}

#[test]
fn a_lost_sheet_shifts_nobody() {
    let all = clean(3, 60);
    for lost in 0..all.len() {
        let mut sheets = all.clone();
        let touched = sheets.remove(lost).copy;
        let score = check(&sheets, &[touched], 3);
        assert!(score.silent.is_empty(), "without sheet {lost}");
    }
}

#[test]
fn a_doubled_sheet_shifts_nobody() {
    let all = clean(4, 60);
    for doubled in 0..all.len() {
        let mut sheets = all.clone();
        sheets.insert(doubled, all[doubled].clone());
        let score = check(&sheets, &[all[doubled].copy], 4);
        assert!(score.silent.is_empty(), "with sheet {doubled} twice");
    }
}

#[test]
fn two_swapped_sheets_shift_nobody() {
    let all = clean(5, 60);
    let mut dice = Dice(5);
    for _ in 0..120 {
        let (a, b) = (dice.below(all.len()), dice.below(all.len()));
        let mut sheets = all.clone();
        sheets.swap(a, b);
        // A later sheet without page numbers, alone among strangers, looks like a copy of its own.
        check(&sheets, &[all[a].copy, all[b].copy], 5);
    }
}

#[test]
fn a_lost_side_shifts_nobody() {
    let all = clean(6, 40);
    let whole = Pile::scan(&all, &Rates::CLEAN, 6);
    for lost in 0..2 * all.len() {
        let order: Vec<usize> = (0..2 * all.len()).filter(|side| *side != lost).collect();
        let pile = whole.reordered(&order);
        let plan = assign_with(&pile.findings, &AssignOptions::default(), &pile).unwrap();
        let score = pile.judge(&plan);
        assert!(score.silent.is_empty(), "without side {lost}");
        for copy in untouched(&all, &[all[lost / 2].copy]) {
            assert!(score.found.contains(&copy), "copy {copy} without side {lost}");
        }
    }
}

#[test]
fn fronts_and_backs_scanned_apart_come_together() {
    let all = clean(7, 40);
    let whole = Pile::scan(&all, &Rates::CLEAN, 7);
    let (fronts, backs): (Vec<usize>, Vec<usize>) = (0..2 * all.len()).partition(|side| side % 2 == 0);
    let reversed = |sides: &[usize]| sides.iter().rev().copied().collect::<Vec<_>>();
    for order in [
        [fronts.clone(), backs.clone()].concat(),
        [fronts.clone(), reversed(&backs)].concat(),
        [backs.clone(), fronts.clone()].concat(),
        [backs.clone(), reversed(&fronts)].concat(),
    ] {
        let pile = whole.reordered(&order);
        let plan = assign_with(&pile.findings, &AssignOptions::default(), &pile).unwrap();
        let score = pile.judge(&plan);
        report("simplex", &score);
        assert!(score.silent.is_empty());
        assert_eq!(score.exact, score.copies);
    }
}

#[test]
fn single_pages_become_copies() {
    for (rates, least) in [(Rates::TYPICAL, 85), (Rates::HARD, 60)] {
        let mut all = Score::default();
        for seed in 20..20 + piles(6) {
            let pages: Vec<Sheet> = sheets(&rates, 100, &mut Dice(seed))
                .iter()
                .map(|sheet| sheet.of_paper(Paper::Single))
                .collect();
            let pile = Pile::scan(&pages, &rates, seed);
            let plan = assign_with(&pile.findings, &AssignOptions::default(), &pile).unwrap();
            all.add(&pile.judge(&plan));
        }
        report("single pages", &all);
        assert_eq!(all.silent, []);
        assert!(all.certain * 100 >= all.planned * least);
    }
}

#[test]
fn a_separator_and_an_insert_cost_no_copy_but_their_neighbours() {
    let all = clean(8, 40);
    for at in 1..all.len() {
        if all[at].index > 0 {
            continue;
        }
        let mut sheets = all.clone();
        sheets.insert(at, all[at].separator());
        let score = check(&sheets, &[], 8);
        assert!(score.silent.is_empty(), "separator before sheet {at}");
        let mut sheets = all.clone();
        sheets.insert(at, all[at - 1].insert());
        let score = check(&sheets, &[all[at - 1].copy, all[at].copy], 8);
        assert!(score.silent.is_empty(), "insert before sheet {at}");
    }
}

/// Copies of one sheet, and the first front among them whose page 1 says so.
fn numbered() -> (Pile, usize) {
    let rates = Rates { sheets: [1.0, 0.0, 0.0], ..Rates::CLEAN };
    let pile = Pile::scan(&sheets(&rates, 40, &mut Dice(12)), &rates, 12);
    let one = |side: &Side| {
        let boxes = side.halves[1].page_box.as_ref();
        boxes.and_then(|boxes| boxes.number.likeliest()).is_some_and(|(number, p)| number == 1 && p > 0.9)
    };
    let front = pile.findings.sources[0].sides.iter().step_by(2).position(one).unwrap();
    (pile, 2 * front)
}

/// What becomes of the copy whose front was changed so, with and without its page numbers.
fn changed(change: impl Fn(&mut Side), reason: Reason) -> [Status; 2] {
    let (pile, front) = numbered();
    [true, false].map(|with_numbers| {
        let mut findings = pile.findings.clone();
        let sides = &mut findings.sources[0].sides[front..front + 2];
        change(&mut sides[0]);
        for half in sides.iter_mut().flat_map(|side| &mut side.halves).filter(|_| !with_numbers) {
            half.page_box = None;
        }
        let plan = assign_with(&findings, &AssignOptions::default(), &pile).unwrap();
        let begins = |copy: &&crate::booklet::CopyPlan| copy.pages[0].placement.page == front;
        let copy = plan.copies().iter().find(begins).unwrap();
        assert!(copy.reasons.contains(&reason), "{:?}", copy.reasons);
        assert!(copy.needs_a_person() && plan.needs_review());
        copy.status
    })
}

#[test]
fn a_number_says_which_sheet_a_poor_scan_is() {
    let red = Issue { kind: IssueKind::Blurred, grade: Grade::Red, rect: None };
    let spoil = |side: &mut Side| side.issues.push(red);
    assert_eq!(changed(spoil, Reason::QualityRed), [Status::Certain, Status::Review]);
}

#[test]
fn a_number_stands_for_a_header() {
    let hide = |side: &mut Side| {
        (side.halves[1].header_probability, side.halves[1].header) = (0.002, None);
    };
    assert_eq!(changed(hide, Reason::NoHeader), [Status::Certain, Status::Review]);
}

/// Two exams in one file, told apart by a barcode alone: nobody numbers, no header can be compared.
#[test]
fn a_barcode_parts_two_exams() {
    let rates = Rates { likeness: 0.0, never_numbers: 1.0, sheets: [0.0, 1.0, 0.0], ..Rates::CLEAN };
    let sheets = sheets(&rates, 8, &mut Dice(9));
    let mut pile = Pile::scan(&sheets, &rates, 9);
    let code = |text: &str| vec![Barcode { kind: BarcodeKind::Qr, text: text.into(), corners: Vec::new() }];
    let boundary = |pile: &Pile| {
        let options = AssignOptions::default();
        stacks::solve(&pile.findings, &options, pile)[0].boundary(8)
    };
    let before = boundary(&pile);
    for (place, side) in
        pile.findings.sources[0].sides.iter_mut().enumerate().filter(|(place, _)| place % 2 == 0)
    {
        side.barcodes = code(if place < 8 { "EXAM-A" } else { "EXAM-B" });
    }
    let after = boundary(&pile);
    assert!(before < 0.9 && after > 0.98, "{before} {after}");
}

/// Findings of which nothing is as it should be.
fn nonsense() -> impl Strategy<Value = Findings> {
    let number = prop_oneof![
        3 => 0.0..=1.0,
        1 => prop::sample::select(vec![f64::NAN, f64::INFINITY, f64::NEG_INFINITY, -1.0, 2.0, 1e300, 5e-324]),
    ];
    let digits = (number.clone(), prop::collection::vec((0u32..40, number.clone()), 0..4));
    let half =
        (prop::array::uniform6(number.clone()), prop::option::of((digits.clone(), prop::option::of(digits))));
    let halves = prop::collection::vec(half, 0..4);
    let side = (halves, prop::bool::ANY, 0usize..4, prop::array::uniform6(number), 0u8..16);
    prop::collection::vec(prop::collection::vec(side, 0..14), 0..4).prop_map(|scans| {
        let base = Pile::scan(&clean(1, 1), &Rates::CLEAN, 1).findings;
        let pattern = base.sources[0].clone();
        let source = |(index, sides): (usize, Vec<_>)| {
            let mut scan = pattern.clone();
            scan.source.sha256 = SourceHash::of(&[index as u8]);
            scan.source.pages = sides.len();
            scan.sides = sides.into_iter().map(|side| spoil(&pattern.sides[0], side)).collect();
            scan
        };
        Findings { sources: scans.into_iter().enumerate().map(source).collect(), ..base }
    })
}

type Nothing = (f64, Vec<(u32, f64)>);
type NoHalf = ([f64; 6], Option<(Nothing, Option<Nothing>)>);

fn spoil(pattern: &Side, (halves, two_up, turn, n, bits): (Vec<NoHalf>, bool, usize, [f64; 6], u8)) -> Side {
    let mut side = pattern.clone();
    let half = side.halves[0].clone();
    let digits = |(empty, readings): Nothing| Digits { empty, readings };
    side.format = if two_up { Format::TwoUp } else { Format::Single };
    side.orientation.rotate = Rotation::ALL[turn];
    (side.orientation.confidence, side.skew_deg.value, side.skew_deg.confidence) = (n[0], n[1] * 90.0, n[2]);
    if let Some(fold) = &mut side.fold {
        (fold.cut, fold.confidence, fold.line.a.x) = (n[3], n[4], n[5]);
    }
    if bits & 1 > 0 {
        side.fold = None;
    }
    side.halves = halves
        .into_iter()
        .map(|(n, boxes)| {
            let mut half = half.clone();
            half.header_probability = n[0];
            half.header = half.header.filter(|_| bits & 2 > 0);
            if let Some(header) = &mut half.header {
                header.filled = Seen { value: bits & 4 > 0, confidence: n[1] };
            }
            half.blank = Seen { value: bits & 8 > 0, confidence: n[2] };
            half.page_box = boxes.map(|(number, total)| PageBox {
                rect: NormalizedRect::FULL,
                confidence: n[3],
                number: digits(number),
                total: total.map(digits),
            });
            half
        })
        .collect();
    side
}

/// Says of everything what a number says.
struct Whims(f64);

impl Looks for Whims {
    fn same_candidate(&self, _: Place, _: Place) -> f64 {
        self.0
    }
    fn one_sheet(&self, _: Place, _: Place) -> f64 {
        -self.0
    }
    fn doubled(&self, _: Place, _: Place) -> f64 {
        self.0
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: piles(64) as u32, failure_persistence: None, ..ProptestConfig::default() })]

    /// `SplitPlan::new`, through which every plan comes, proves that no half is lost or doubled.
    #[test]
    fn nonsense_still_makes_a_plan(findings in nonsense(), whim in prop_oneof![Just(f64::NAN), -50.0..50.0]) {
        let plan = assign_with(&findings, &AssignOptions::default(), &Whims(whim)).unwrap();
        let stored = serde_json::to_string(&plan).unwrap();
        prop_assert!(serde_json::from_str::<SplitPlan>(&stored).is_ok());
    }

    /// Any number of sheets lost, doubled and moved: what was not touched stays exact.
    #[test]
    fn many_mishaps_touch_only_their_own(seed in 0u64..1000, mishaps in prop::collection::vec((0..3, 0usize..50, 0usize..50), 1..4)) {
        let all = clean(seed, 50);
        let (mut sheets, mut touched) = (all.clone(), Vec::new());
        for (kind, a, b) in mishaps {
            let (a, b) = (a % sheets.len(), b % sheets.len());
            touched.extend([sheets[a].copy, sheets[b].copy]);
            match kind {
                0 => drop(sheets.remove(a)),
                1 => sheets.insert(a, sheets[a].clone()),
                _ => sheets.swap(a, b),
            }
        }
        check(&sheets, &touched, seed);
    }
}

#[test]
fn five_thousand_sides_are_one_plan() {
    let sheets = sheets(&Rates::TYPICAL, 2500, &mut Dice(1));
    let pile = Pile::scan(&sheets, &Rates::TYPICAL, 1);
    let plan = assign_with(&pile.findings, &AssignOptions::default(), &pile).unwrap();
    let certain = plan.copies().iter().filter(|copy| copy.status == Status::Certain).count();
    assert!(certain * 10 > plan.copies().len() * 9, "{certain} of {}", plan.copies().len());
}
