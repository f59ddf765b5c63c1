//! The findings: plain data, stable on disk as `korrigo.findings/1`.
//!
//! Knows what may be found and how it is written down. Knows nothing of how it is found. All rectangles
//! of a half are normalised to the page as [`crate::split`] writes it: turned, cut and straightened.

use serde::{Deserialize, Serialize};

use super::signature::HeaderSignature;
use super::thumbprint::Thumbprint;
use crate::booklet::SourceRef;
use crate::geometry::{CutLine, Half, NormalizedRect, Point, Rotation};

/// The name and version of the stored form.
pub(super) const FORMAT: &str = "korrigo.findings/1";

/// What was seen on every side of some scans.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct Findings {
    /// Always `korrigo.findings/1`.
    pub format: String,
    /// The scans, in the order they were given.
    pub sources: Vec<SourceFindings>,
}

/// What was seen on every side of one scan.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct SourceFindings {
    /// Which scan.
    #[serde(flatten)]
    pub source: SourceRef,
    /// Its pages in order: as many as `source.pages`.
    pub sides: Vec<Side>,
    /// Two independent readers count different numbers of pages in the file.
    #[serde(default)]
    pub readers_disagree: bool,
}

/// Something seen, and how sure that is.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct Seen<T> {
    /// What was seen.
    pub value: T,
    /// The probability that it is so: 0..=1. Of a hundred findings with 0.99, one is wrong.
    pub confidence: f64,
}

impl Seen<bool> {
    /// What is likelier, given the probability that it is so.
    pub(super) fn with_probability(probability: f64) -> Self {
        let value = probability > 0.5;
        Self { value, confidence: if value { probability } else { 1.0 - probability } }
    }

    /// The probability that it is so: 0..=1.
    pub fn probability(&self) -> f64 {
        if self.value { self.confidence } else { 1.0 - self.confidence }
    }
}

/// One side of one sheet.
///
/// *Upright* means: the displayed page turned by `orientation.rotate`. Coordinates that are not those of
/// a half are normalised to the upright side: x to the right, y down, 0..=1.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct Side {
    /// Width of the upright side, in points of 1/72 inch.
    pub width: f64,
    /// Height of the upright side, in points of 1/72 inch.
    pub height: f64,
    /// Two pages beside each other, or one.
    pub format: Format,
    /// Which way up it lies.
    pub orientation: Orientation,
    /// How far the content is turned clockwise on the upright side, in degrees: -15..=15.
    pub skew_deg: Seen<f64>,
    /// The corners of the paper from the top left, clockwise, where its edges are seen within the scan.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub paper: Option<[Point; 4]>,
    /// The fold of a two-up side.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fold: Option<Fold>,
    /// `[left, right]` of a two-up side, `[whole]` of a single page.
    pub halves: Vec<HalfFindings>,
    /// Machine-readable codes.
    #[serde(default)]
    pub barcodes: Vec<Barcode>,
    /// What makes the scan hard to read, the worst first.
    #[serde(default)]
    pub issues: Vec<Issue>,
    /// How the side looks from far away: what tells doubles, and what shows through from the back.
    pub thumbprint: Thumbprint,
}

/// How many pages a side holds.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
#[schemars(rename = "SideFormat")]
#[serde(rename_all = "snake_case")]
pub enum Format {
    /// One page.
    Single,
    /// Two pages beside each other, with a fold between them.
    TwoUp,
}

/// Which way up a side lies.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct Orientation {
    /// Quarter turns clockwise that make the displayed page upright.
    pub rotate: Rotation,
    /// The probability that `rotate` is right: 0..=1.
    pub confidence: f64,
    /// What spoke for it or against it.
    #[serde(default)]
    pub witnesses: Vec<OrientationWitness>,
}

/// One thing that tells up from down.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct OrientationWitness {
    /// What was looked at.
    pub kind: OrientationKind,
    /// The turn it speaks for.
    pub rotate: Rotation,
    /// How strongly: natural logarithm of the odds, 0 or more.
    pub weight: f64,
}

/// What tells up from down.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum OrientationKind {
    /// The header's frame and cells stand at the top.
    Header,
    /// Page-number boxes stand at the bottom.
    PageBox,
    /// Lines of writing run across, not along.
    Rows,
    /// Ruling starts below the header and has its margin at the left.
    Ruling,
    /// Letters have more above the line than below; lines begin together and end apart.
    Text,
    /// A barcode says which way up it is.
    Barcode,
}

/// Where a two-up side folds.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct Fold {
    /// Normalised x at mid height of the upright side.
    pub cut: f64,
    /// The line itself.
    pub line: CutLine,
    /// The probability that the line is less than 2 mm away from the fold: 0..=1.
    pub confidence: f64,
    /// The probability that nothing is written or printed between the line and the fold: 0..=1. Then each
    /// page keeps all that is on it, even when the line is not quite where the fold is.
    #[serde(default)]
    pub clear: f64,
    /// What was asked, and what it said.
    pub witnesses: Vec<FoldWitness>,
}

/// One thing that tells where the fold is.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct FoldWitness {
    /// What was looked at.
    pub kind: FoldKind,
    /// Normalised x at mid height where it sees the fold.
    pub cut: f64,
    /// How sure it is: 0..=1.
    pub confidence: f64,
    /// Whether it agrees with what was decided.
    pub agrees: bool,
}

/// What tells where the fold is.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum FoldKind {
    /// The shadow of the crease.
    Crease,
    /// The empty strip between the two blocks of writing.
    Gutter,
    /// Printed frames and boxes, which stand in the middle of their page or mirror each other.
    Symmetry,
    /// The middle between the paper's edges.
    Paper,
}

/// What was seen on one page of a side.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct HalfFindings {
    /// Which part of the upright side.
    pub half: Half,
    /// The probability that a header is printed here: 0..=1.
    pub header_probability: f64,
    /// The header that was found, or the likeliest place of one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub header: Option<Header>,
    /// The boxes for the page's number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub page_box: Option<PageBox>,
    /// What is printed to write on.
    pub ruling: Seen<Ruling>,
    /// How much was written.
    pub ink: Ink,
    /// Nobody wrote here: ruling, boxes, what shows through and the scanner's edge do not count.
    pub blank: Seen<bool>,
}

/// A block to write one's name in.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct Header {
    /// The whole block, everything that identifies included.
    pub rect: NormalizedRect,
    /// What kind of block.
    pub kind: HeaderKind,
    /// Its rows of cells from the top.
    #[serde(default)]
    pub rows: Vec<CellRow>,
    /// Whether anything is written in its cells.
    pub filled: Seen<bool>,
    /// How the name was written: for telling two headers of one candidate. Never stored.
    #[serde(skip)]
    pub signature: HeaderSignature,
}

/// What kind of header it is.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum HeaderKind {
    /// The French answer sheet: a box a letter for surname, first name, number and birth date.
    Cmen,
    /// A framed table with wide cells.
    Table,
}

/// A row of cells, one letter each.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct CellRow {
    /// What is to be written there, where that is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub field: Option<Field>,
    /// The cells from the left.
    pub cells: Vec<NormalizedRect>,
    /// The probability that each is written in: as many as cells, 0..=1.
    pub written: Vec<f64>,
}

/// What a row of cells asks for.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Field {
    /// Surname.
    LastName,
    /// First name.
    FirstName,
    /// The candidate's number.
    Number,
    /// Birth date.
    BirthDate,
}

/// The boxes at the foot of a page for its number, often with a second pair for how many there are.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct PageBox {
    /// All the boxes together.
    pub rect: NormalizedRect,
    /// The probability that these are page-number boxes: 0..=1.
    pub confidence: f64,
    /// The number that seems to be written.
    pub number: Digits,
    /// The number of pages that seems to be written.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub total: Option<Digits>,
}

/// What digits seem to be written in some boxes: a probability for each reading.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct Digits {
    /// The probability that nothing is written: 0..=1.
    pub empty: f64,
    /// The likeliest numbers with their probabilities, the likeliest first; with `empty` at most 1. What
    /// is missing to 1 is shared by everything else.
    pub readings: Vec<(u32, f64)>,
}

/// What is printed to write on.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Ruling {
    /// Nothing.
    None,
    /// Lines.
    Lines,
    /// French school ruling: lines 2 mm apart, every fourth darker, and upright lines 8 mm apart.
    Seyes,
    /// Squares of about 5 mm.
    Grid,
    /// Millimetre paper.
    Millimetre,
}

/// How much was written, in shares of the page and in its lines.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct Ink {
    /// The share of the page covered by writing: 0..=1.
    pub coverage: f64,
    /// How many pieces of writing (connected strokes of more than a dot).
    pub strokes: u32,
    /// Where the writing ends: normalised y, 0 when there is none.
    pub bottom: f64,
    /// How dark the writing is against the paper: 0..=1.
    pub contrast: f64,
    /// How much shows through from the other side: 0..=1 of full ink.
    pub bleed_through: f64,
}

/// A machine-readable code.
#[derive(Clone, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct Barcode {
    /// Which code.
    pub kind: BarcodeKind,
    /// What it says.
    pub text: String,
    /// Its corners in the order the code gives them.
    pub corners: Vec<Point>,
}

impl std::fmt::Debug for Barcode {
    // A barcode can hold a candidate's number.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Barcode({:?}, {} letters)", self.kind, self.text.chars().count())
    }
}

/// Which machine-readable code.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum BarcodeKind {
    /// Code 128.
    Code128,
    /// Data Matrix.
    DataMatrix,
    /// QR code.
    Qr,
}

/// Something that makes a scan hard to read.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct Issue {
    /// What is wrong.
    pub kind: IssueKind,
    /// How bad it is.
    pub grade: Grade,
    /// Where, on the upright side; everywhere when not given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rect: Option<NormalizedRect>,
}

/// What can be wrong with a scan.
#[derive(
    Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd, Serialize, Deserialize, schemars::JsonSchema,
)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum IssueKind {
    /// Letters run into each other.
    Blurred,
    /// A corner of the paper is missing or folded over.
    CutCorner,
    /// The paper goes on where the scan ends.
    CutEdge,
    /// Thin lines are lost or paper is grey.
    TooDark,
    /// Writing is nearly as light as the paper.
    TooLight,
    /// Fewer dots per inch than handwriting needs.
    LowResolution,
    /// A line of dirt along the scanner's way.
    Streak,
    /// The scan is dotted all over.
    Speckled,
    /// The side could not be drawn at all.
    Unreadable,
}

/// How good a scan is.
#[derive(
    Clone, Copy, Debug, Default, Eq, Ord, PartialEq, PartialOrd, Serialize, Deserialize, schemars::JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Grade {
    /// Nothing to do.
    #[default]
    Green,
    /// Readable; worth a look.
    Amber,
    /// To be scanned again.
    Red,
}

impl Side {
    /// The worst grade of its issues.
    pub fn grade(&self) -> Grade {
        self.issues.iter().map(|issue| issue.grade).max().unwrap_or_default()
    }
}

impl Digits {
    /// The probability that this number is written, as far as it was told.
    pub fn probability(&self, number: u32) -> f64 {
        self.readings.iter().find(|(reading, _)| *reading == number).map_or(0.0, |(_, p)| *p)
    }

    /// The likeliest reading, `None` when nothing seems to be written.
    pub fn likeliest(&self) -> Option<(u32, f64)> {
        self.readings.first().copied().filter(|(_, p)| *p > self.empty)
    }
}
