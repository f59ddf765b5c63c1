//! Piles made by code, with their truth: what goes wrong when a class's sheets are scanned, and what a
//! reader that errs would report. Deterministic: a pile is a function of its seed.

use super::looks::{Looks, Place};
use super::rates::Rates;
use crate::booklet::{SourceRef, SplitPlan, Status};
use crate::geometry::{CutLine, Half, NormalizedRect, Rotation};
use crate::id::SourceHash;
use crate::scan::{
    Digits, Findings, Fold, Format, Grade, HalfFindings, Header, HeaderKind, HeaderSignature, Ink, Issue,
    IssueKind, Orientation, PageBox, Ruling, Seen, Side, SourceFindings, Thumbprint,
};
use std::collections::BTreeMap;

/// Numbers that look random and are not (SplitMix64, Steele et al. 2014).
#[derive(Clone, Debug)]
pub(super) struct Dice(pub(super) u64);

impl Dice {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    pub(super) fn unit(&mut self) -> f64 {
        (self.next() >> 11) as f64 / (1u64 << 53) as f64
    }

    pub(super) fn chance(&mut self, share: f64) -> bool {
        self.unit() < share
    }

    pub(super) fn below(&mut self, count: usize) -> usize {
        (self.unit() * count as f64) as usize
    }

    fn normal(&mut self) -> f64 {
        let (u, v) = (self.unit().max(1e-12), self.unit());
        (-2.0 * u.ln()).sqrt() * (std::f64::consts::TAU * v).cos()
    }

    /// The log-odds that an honest witness of a power gives for what is so.
    fn witness(&mut self, so: bool, power: f64, liar: f64) -> f64 {
        let seen = if so { 0.5 } else { -0.5 } * power * power + power * self.normal();
        if self.chance(liar) { -seen } else { seen }
    }

    fn pick(&mut self, weights: &[f64]) -> usize {
        let mut left = self.unit() * weights.iter().sum::<f64>();
        for (place, weight) in weights.iter().enumerate() {
            left -= weight;
            if left < 0.0 {
                return place;
            }
        }
        weights.len() - 1
    }
}

/// A sheet of paper.
#[derive(Clone, Debug)]
#[expect(clippy::struct_excessive_bools, reason = "what goes wrong with a sheet goes wrong independently")]
pub(super) struct Sheet {
    pub(super) name: usize,
    pub(super) copy: usize,
    pub(super) index: usize,
    of: usize,
    blank: [bool; 4],
    empty: bool,
    upside: bool,
    apart: bool,
    quarter: bool,
    swapped: bool,
    no_back: bool,
    skew: f64,
    /// Written in the boxes of its four pages.
    written: [Option<u32>; 4],
    totals: [bool; 4],
    pub(super) paper: Paper,
}

/// What a sheet is.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Paper {
    /// A folded sheet of two sides.
    Folded,
    /// Four single pages.
    Single,
    /// One single page of a copy of folded sheets.
    Insert,
    /// A blank sheet of two sides, of no copy.
    Separator,
}

/// The sheets of a pile, in order.
pub(super) fn sheets(rates: &Rates, count: usize, dice: &mut Dice) -> Vec<Sheet> {
    let (mut sheets, mut copy): (Vec<Sheet>, usize) = (Vec::new(), 0);
    while sheets.len() < count {
        let of = dice.pick(&rates.sheets) + 1;
        let numbers = if dice.chance(rates.never_numbers) { 0.0 } else { [1.0, 0.8][dice.below(2)] };
        for index in 0..of {
            let mut blank = [false; 4];
            if index + 1 == of && dice.chance(2.0 * rates.blank) {
                let from = dice.pick(&[0.0, 0.15, 0.35, 0.35, 0.15]);
                blank[from.min(3)..].fill(true);
            }
            let mut written = [None; 4];
            for (leaf, written) in written.iter_mut().enumerate() {
                if !blank[leaf] && dice.chance(numbers) {
                    let wrong = dice.chance(rates.number_wrong);
                    let number = if wrong { 1 + dice.below(8) } else { 4 * index + leaf + 1 };
                    *written = Some(number as u32);
                }
            }
            sheets.push(Sheet {
                name: sheets.len(),
                copy,
                index,
                of,
                blank,
                empty: dice.chance(rates.empty * if index > 0 { 2.5 } else { 0.6 }),
                upside: dice.chance(rates.upside),
                apart: dice.chance(rates.apart),
                quarter: dice.chance(rates.quarter),
                swapped: dice.chance(rates.swapped),
                no_back: dice.chance(rates.no_back),
                skew: rates.skew * dice.normal(),
                written,
                totals: [0; 4].map(|_| dice.chance(0.65)),
                paper: Paper::Folded,
            });
        }
        copy += 1;
    }
    sheets
}

impl Sheet {
    /// The same sheet as other paper, in its place.
    pub(super) fn of_paper(&self, paper: Paper) -> Self {
        Self { paper, ..self.clone() }
    }

    /// A sheet that stands between two exams.
    pub(super) fn separator(&self) -> Self {
        let plain =
            Self { swapped: false, no_back: false, written: [None; 4], totals: [false; 4], ..self.clone() };
        Self {
            name: self.name + 100_000,
            copy: usize::MAX,
            blank: [true; 4],
            empty: true,
            paper: Paper::Separator,
            ..plain
        }
    }

    /// A single page that follows the sheet in its copy.
    pub(super) fn insert(&self) -> Self {
        let written = self.written.map(|_| None);
        Self {
            name: self.name + 200_000,
            index: self.index + 1,
            written,
            blank: [false; 4],
            ..self.of_paper(Paper::Insert)
        }
    }
}

/// A pile as a reader reports it, with its truth.
#[derive(Clone, Debug)]
pub(super) struct Pile {
    pub(super) findings: Findings,
    rates: Rates,
    seed: u64,
    /// Who wrote each side's header, when somebody did; its sheet; whether it is the recto.
    pub(super) sides: Vec<Truth>,
}

/// What a side is.
#[derive(Clone, Debug)]
pub(super) struct Truth {
    pub(super) sheet: Sheet,
    pub(super) recto: bool,
    /// Which page of its sheet it is, when it is a single page.
    leaf: Option<usize>,
    rotate: Rotation,
}

impl Pile {
    /// Scans sheets into one file.
    pub(super) fn scan(sheets: &[Sheet], rates: &Rates, seed: u64) -> Self {
        let mut dice = Dice(seed ^ 0x5151);
        let (mut sides, mut truth) = (Vec::new(), Vec::new());
        for sheet in sheets {
            let quarter = if sheet.quarter { Rotation::D90 } else { Rotation::D0 };
            let upside = if sheet.upside { quarter.then(Rotation::D180) } else { quarter };
            let singles = match sheet.paper {
                Paper::Single => 4,
                Paper::Insert => 1,
                Paper::Folded | Paper::Separator => 0,
            };
            for leaf in 0..singles {
                sides.push(page(sheet, leaf, upside, rates, &mut dice));
                truth.push(Truth {
                    sheet: sheet.clone(),
                    recto: leaf % 2 == 0,
                    leaf: Some(leaf),
                    rotate: upside,
                });
            }
            for place in 0..if singles > 0 { 0 } else { 2 } {
                let recto = (place == 0) != sheet.swapped;
                if sheet.no_back && !recto {
                    continue;
                }
                let turned = sheet.upside != (sheet.apart && !recto);
                let rotate = if turned { quarter.then(Rotation::D180) } else { quarter };
                sides.push(side(sheet, recto, rotate, rates, &mut dice));
                truth.push(Truth { sheet: sheet.clone(), recto, leaf: None, rotate });
            }
        }
        let sha256 = SourceHash::of(b"pile");
        let source = SourceRef { name: "pile".into(), sha256, pages: sides.len() };
        let source = SourceFindings { source, sides, readers_disagree: false };
        let findings = Findings { format: "korrigo.findings/1".into(), sources: vec![source] };
        Self { findings, rates: rates.clone(), seed, sides: truth }
    }

    /// The same sides in another order.
    pub(super) fn reordered(&self, order: &[usize]) -> Self {
        let mut pile = self.clone();
        pile.sides = order.iter().map(|side| self.sides[*side].clone()).collect();
        let source = &mut pile.findings.sources[0];
        source.sides = order.iter().map(|side| self.findings.sources[0].sides[*side].clone()).collect();
        source.source.pages = order.len();
        pile
    }

    /// The number of a half in its copy.
    fn number(truth: &Truth, half: usize) -> usize {
        let leaf = match (truth.leaf, truth.recto, half) {
            (Some(leaf), ..) => leaf,
            (_, true, 0) => 3,
            (_, true, _) => 0,
            (_, false, half) => 1 + half,
        };
        4 * truth.sheet.index + leaf + 1
    }

    /// What each copy should be: halves in order.
    pub(super) fn expected(&self) -> BTreeMap<usize, Vec<(usize, usize)>> {
        let mut copies: BTreeMap<usize, Vec<(usize, usize, usize)>> = BTreeMap::new();
        for (side, truth) in self.sides.iter().enumerate() {
            if truth.sheet.paper == Paper::Separator {
                continue;
            }
            for half in 0..if truth.leaf.is_some() { 1 } else { 2 } {
                let number = Self::number(truth, half);
                copies.entry(truth.sheet.copy).or_default().push((number, side, half));
            }
        }
        copies
            .into_iter()
            .map(|(copy, mut pages)| {
                pages.sort_unstable();
                (copy, pages.into_iter().map(|(_, side, half)| (side, half)).collect())
            })
            .collect()
    }

    /// Compares a plan with the truth.
    pub(super) fn judge(&self, plan: &SplitPlan) -> Score {
        let expected = self.expected();
        let mut score = Score { copies: expected.len(), ..Score::default() };
        for copy in plan.copies() {
            let pages: Vec<_> = copy
                .pages
                .iter()
                .map(|page| (page.placement.page, usize::from(page.placement.half == Half::Right)))
                .collect();
            let owner = self.sides[pages[0].0].sheet.copy;
            let exact = expected.get(&owner) == Some(&pages);
            let right_way =
                copy.pages.iter().all(|page| page.placement.rotate == self.sides[page.placement.page].rotate);
            score.planned += 1;
            score.exact += usize::from(exact);
            if exact {
                score.found.push(owner);
            }
            if copy.status == Status::Certain {
                score.certain += 1;
                if !exact || !right_way {
                    score.silent.push((copy.index, owner));
                }
            } else {
                for reason in &copy.reasons {
                    *score.reasons.entry(reason.as_str()).or_default() += 1;
                }
            }
            for page in &copy.pages {
                let truth = &self.sides[page.placement.page];
                let half = usize::from(page.placement.half == Half::Right);
                let right = page.placement.rotate == truth.rotate
                    && page.number == Some(Self::number(truth, half) as u32)
                    && truth.sheet.copy == owner;
                let bin = score.reliability.entry(bucket(page.confidence)).or_insert((0, 0, 0.0));
                *bin = (bin.0 + 1, bin.1 + usize::from(right), bin.2 + page.confidence);
            }
        }
        score
    }
}

fn bucket(confidence: f64) -> u32 {
    [0.5, 0.8, 0.9, 0.95, 0.98, 0.99, 0.999, 0.9999].iter().filter(|edge| confidence >= **edge).count() as u32
}

/// How a plan compares with the truth.
#[derive(Clone, Debug, Default)]
pub(super) struct Score {
    pub(super) copies: usize,
    pub(super) planned: usize,
    pub(super) exact: usize,
    pub(super) certain: usize,
    /// Copies of the plan that are certain and wrong, with their owners.
    pub(super) silent: Vec<(usize, usize)>,
    /// Owners of exact copies.
    pub(super) found: Vec<usize>,
    pub(super) reasons: BTreeMap<&'static str, usize>,
    /// Pages, right pages and the sum of confidences, by confidence.
    pub(super) reliability: BTreeMap<u32, (usize, usize, f64)>,
}

impl Score {
    pub(super) fn add(&mut self, other: &Self) {
        self.copies += other.copies;
        self.planned += other.planned;
        self.exact += other.exact;
        self.certain += other.certain;
        self.silent.extend(&other.silent);
        for (reason, count) in &other.reasons {
            *self.reasons.entry(reason).or_default() += count;
        }
        for (bucket, bin) in &other.reliability {
            let sum = self.reliability.entry(*bucket).or_insert((0, 0, 0.0));
            *sum = (sum.0 + bin.0, sum.1 + bin.1, sum.2 + bin.2);
        }
    }
}

impl Looks for Pile {
    fn same_candidate(&self, earlier: Place, later: Place) -> f64 {
        let (a, b) = (&self.sides[earlier.page], &self.sides[later.page]);
        let header = |side: &Truth| side.recto && !side.sheet.empty && side.leaf.is_none_or(|leaf| leaf == 0);
        if !header(a) || !header(b) {
            return 0.0;
        }
        self.dice(a, b, 1).witness(
            a.sheet.copy == b.sheet.copy,
            self.rates.likeness,
            self.rates.liar_of_likeness,
        )
    }

    fn one_sheet(&self, front: Place, back: Place) -> f64 {
        let (a, b) = (&self.sides[front.page], &self.sides[back.page]);
        let so = a.sheet.name == b.sheet.name && a.recto != b.recto;
        self.dice(a, b, 2).witness(so, self.rates.one_sheet, self.rates.liar)
    }

    fn doubled(&self, earlier: Place, later: Place) -> f64 {
        let (a, b) = (&self.sides[earlier.page], &self.sides[later.page]);
        let so = a.sheet.name == b.sheet.name && a.recto == b.recto;
        self.dice(a, b, 3).witness(so, 6.0, 0.0)
    }
}

impl Pile {
    fn dice(&self, a: &Truth, b: &Truth, salt: u64) -> Dice {
        let name = |side: &Truth| {
            let place = side.leaf.map_or(usize::from(side.recto), |leaf| leaf + 2);
            8 * side.sheet.name as u64 + place as u64
        };
        let [a, b] = [a, b].map(name);
        let (a, b) = (a.min(b), a.max(b));
        let mut dice = Dice(self.seed ^ (a << 40) ^ (b << 16) ^ salt);
        dice.next();
        dice
    }
}

fn side(sheet: &Sheet, recto: bool, rotate: Rotation, rates: &Rates, dice: &mut Dice) -> Side {
    let leaves = if recto { [3, 0] } else { [1, 2] };
    let blank = leaves.iter().all(|leaf| sheet.blank[*leaf]) && !recto;
    let power = if blank { rates.turned_blank } else { rates.turned };
    let up = dice.witness(true, power, rates.liar);
    let confidence = 1.0 / (1.0 + (-up.abs()).exp());
    let mut halves: Vec<HalfFindings> =
        leaves.iter().map(|leaf| half(sheet, *leaf, up < 0.0, rates, dice)).collect();
    if up < 0.0 {
        halves.reverse();
    }
    halves[0].half = Half::Left;
    halves[1].half = Half::Right;
    let skew = if recto { sheet.skew } else { -sheet.skew } + 0.08 * dice.normal();
    let sure = if dice.chance(rates.bad_fold) { 0.3 } else { 0.97 };
    let red = Issue { kind: IssueKind::Blurred, grade: Grade::Red, rect: None };
    Side {
        width: 1191.0,
        height: 842.0,
        format: Format::TwoUp,
        orientation: Orientation {
            rotate: if up < 0.0 { rotate.then(Rotation::D180) } else { rotate },
            confidence,
            witnesses: Vec::new(),
        },
        skew_deg: Seen { value: skew, confidence: 0.95 },
        paper: None,
        fold: Some(Fold {
            cut: 0.5,
            line: CutLine::skewed(0.5, 0.0, 1191.0, 842.0),
            confidence: sure,
            clear: sure,
            witnesses: Vec::new(),
        }),
        halves,
        barcodes: Vec::new(),
        issues: if dice.chance(rates.red) { vec![red] } else { Vec::new() },
        thumbprint: Thumbprint::default(),
    }
}

/// A single page.
fn page(sheet: &Sheet, leaf: usize, rotate: Rotation, rates: &Rates, dice: &mut Dice) -> Side {
    let mut side = side(sheet, leaf.is_multiple_of(2), rotate, rates, dice);
    let turned = side.orientation.rotate != rotate;
    side.halves = vec![half(sheet, leaf, turned, rates, dice)];
    (side.width, side.format, side.fold) = (595.0, Format::Single, None);
    side
}

fn half(sheet: &Sheet, leaf: usize, turned: bool, rates: &Rates, dice: &mut Dice) -> HalfFindings {
    let form = matches!(sheet.paper, Paper::Folded | Paper::Single);
    let printed = form && leaf == 0 && (sheet.index == 0 || rates.later_headers);
    let there = printed && !turned;
    let odds = dice.witness(there, rates.header, rates.liar) - 3f64.ln();
    let probability = 1.0 / (1.0 + (-odds).exp());
    let filled = logistic(dice.witness(!sheet.empty, rates.filled, rates.liar) + 2.5);
    let header = (probability > 0.3).then(|| Header {
        rect: NormalizedRect::FULL,
        kind: HeaderKind::Cmen,
        rows: Vec::new(),
        filled: Seen { value: filled > 0.5, confidence: filled.max(1.0 - filled) },
        signature: HeaderSignature::default(),
    });
    let nobody = sheet.paper == Paper::Separator || sheet.blank[leaf] && (leaf > 0 || sheet.empty);
    let blank = logistic(dice.witness(nobody, rates.blank_seen, rates.liar) - 1.5);
    HalfFindings {
        half: Half::Whole,
        header_probability: probability,
        header,
        page_box: (!turned && form).then(|| boxes(sheet, leaf, rates, dice)),
        ruling: Seen { value: Ruling::None, confidence: 0.9 },
        ink: Ink::default(),
        blank: Seen { value: blank > 0.5, confidence: blank.max(1.0 - blank) },
    }
}

fn logistic(odds: f64) -> f64 {
    1.0 / (1.0 + (-odds).exp())
}

fn boxes(sheet: &Sheet, leaf: usize, rates: &Rates, dice: &mut Dice) -> PageBox {
    let written = sheet.written[leaf];
    let total = written.filter(|_| sheet.totals[leaf]).map(|_| 4 * sheet.of as u32);
    PageBox {
        rect: NormalizedRect::FULL,
        confidence: 0.98,
        number: digits(written, rates, dice),
        total: Some(digits(total, rates, dice)),
    }
}

/// What a reader makes of a number or of nothing.
fn digits(written: Option<u32>, rates: &Rates, dice: &mut Dice) -> Digits {
    let empty = logistic(dice.witness(written.is_none(), rates.boxes, rates.liar));
    let ink = 1.0 - empty;
    let guess = 1 + dice.below(12) as u32;
    let number = written.unwrap_or(guess);
    let right = dice.chance(rates.digits);
    let sure = ink * if right { 0.75 + 0.245 * dice.unit() } else { 0.4 + 0.5 * dice.unit() };
    let first = if right { number } else { guess };
    let second = if right { guess } else { number };
    let mut readings = vec![(first, sure)];
    if first != second {
        readings.push((second, (ink - sure) * 0.6));
    }
    Digits { empty, readings }
}
