//! Zones without a person: the headers that were seen, barcodes, and where a name shows through.
//!
//! Knows findings and where halves of sides lie on pages. Takes what is certain and refuses everything else: a
//! header that may be there, or may be elsewhere, is for a person to decide. Knows nothing of how pages are
//! emptied.

use super::{Back, Zone, ZoneReason};
use crate::booklet::{CopyPlan, EvidenceKind, PlannedPage, Reason};
use crate::document::Document;
use crate::error::{Code, Error, Result};
use crate::geometry::{CutLine, Half, HalfPage, Matrix, NormalizedRect, Rect};
use crate::scan::{self, Findings, HalfFindings, Side};
use crate::split::{self, NoteKind};

/// How zones are found.
#[derive(Clone, Copy)]
pub struct AutoOptions<'a> {
    /// How far a zone reaches beyond what was seen, in points. 3 mm: headers are found to a millimetre, and letters
    /// hang out of their boxes.
    pub margin: f64,
    /// How sure a header must be, or that there is none: 0..=1. Below, a person decides.
    pub confidence: f64,
    /// Which barcodes are hidden.
    pub barcodes: Barcodes<'a>,
    /// What is done about the backs of headers.
    pub show_through: ShowThrough,
}

impl Default for AutoOptions<'_> {
    fn default() -> Self {
        Self { margin: 8.5, confidence: 0.9, barcodes: Barcodes::All, show_through: ShowThrough::default() }
    }
}

impl std::fmt::Debug for AutoOptions<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("AutoOptions")
            .field("margin", &self.margin)
            .field("confidence", &self.confidence)
            .field("show_through", &self.show_through)
            .finish_non_exhaustive()
    }
}

/// Which barcodes are hidden.
#[derive(Clone, Copy, Default)]
pub enum Barcodes<'a> {
    /// Every one: without a roster nobody knows what it says.
    #[default]
    All,
    /// Those whose text is a candidate's.
    Matching(&'a dyn Fn(&str) -> bool),
    /// None.
    Never,
}

/// What is done about the backs of headers, where a name may show through.
#[derive(
    Clone, Copy, Debug, Default, Eq, PartialEq, serde::Deserialize, serde::Serialize, schemars::JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum ShowThrough {
    /// The place behind the name is hidden on every back.
    Always,
    /// Nothing.
    Never,
    /// The place behind the name is hidden where ink was seen to show through somewhere on the back. What the
    /// candidate wrote at that place is hidden with it.
    WhereSeen,
    /// The same, where nobody wrote on the back. Where somebody did, an answer may stand behind the name: a person
    /// decides.
    WhereUnwritten,
    /// Every back is looked at: what shows is taken away and what was written stays. Where one cannot be told
    /// from the other, a back that nobody wrote on is hidden, and else the redaction is refused.
    #[default]
    WhatShows,
}

/// What is hidden of a document.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Found {
    /// What is emptied.
    pub zones: Vec<Zone>,
    /// Of what shows through, which goes; for [`PlanOptions::backs`](super::PlanOptions::backs).
    pub backs: Vec<Back>,
}

/// A copy as it was split.
#[derive(Clone, Copy, Debug)]
pub struct CopyView<'a> {
    /// Its plan.
    pub copy: &'a CopyPlan,
    /// The plan's sources, in its order.
    pub sources: &'a [Document],
    /// What was seen on them: without it the plan's own word counts, no barcode is known, and nothing is known to
    /// show through.
    pub findings: Option<&'a Findings>,
    /// What splitting it noted.
    pub notes: &'a [split::Note],
    /// Whether its pages were turned straight.
    pub straighten: bool,
}

/// The zones of a split copy, in coordinates of its pages.
///
/// # Errors
/// `zone_invalid`, for a person to decide: `auto.no_header` when its first page has none, `auto.header_uncertain`
/// when any page may have one, `auto.kept_whole` when a page could not be cut and may show another candidate's
/// half, `auto.show_through` when a name may show through where the candidate wrote; `plan_invalid` when the sources are not the plan's.
pub fn of_copy(view: &CopyView<'_>, options: &AutoOptions<'_>) -> Result<Found> {
    if let Some(note) = view.notes.iter().find(|note| note.kind == NoteKind::KeptWhole) {
        let message = "a page could not be cut: it shows more than its half, and where is not known";
        return Err(refused(message, "auto.kept_whole").on_page(note.page));
    }
    let doubted = |reason: &Reason| matches!(reason, Reason::HeaderUncertain | Reason::NoHeader);
    if view.copy.reasons.iter().any(doubted) {
        return Err(refused("the copy's header is not certain", "auto.header_uncertain"));
    }
    let leaves = view.copy.pages.iter().enumerate().map(|(page, planned)| view.leaf(page, planned, options));
    let leaves: Vec<Leaf> = leaves.collect::<Result<_>>()?;
    found(&leaves, options)
}

/// The zones of a file whose pages are A4 pages of one candidate, or sides of that candidate's A3 sheets.
///
/// Looks at every page: see [`scan::side`].
///
/// # Errors
/// Those of [`of_copy`] and of [`scan::side`].
pub fn of_document(document: &Document, options: &AutoOptions<'_>) -> Result<Found> {
    let mut leaves = Vec::new();
    for page in 0..document.page_count() {
        let side = scan::side(document, page)?;
        for half in &side.halves {
            leaves.push(Leaf::of_side(document, page, (&side, half), options)?);
        }
    }
    found(&leaves, options)
}

/// One page of a copy, wherever it lies.
struct Leaf {
    /// The page that its zones are on.
    page: usize,
    /// Which side of the pile it was on, and which half of it.
    place: (usize, usize, Half),
    /// From the leaf, normalised, to the page, normalised.
    to_page: Matrix,
    /// In points.
    size: (f64, f64),
    header: Verdict,
    /// What identifies within the header, where that is known.
    name: Option<NormalizedRect>,
    shows_through: Option<bool>,
    /// Whether somebody may have written on it.
    written: bool,
    /// On the leaf.
    barcodes: Vec<Rect>,
}

#[derive(Clone, Copy)]
enum Verdict {
    Header(NormalizedRect),
    Nothing,
    Unsure,
}

impl Verdict {
    /// `probability` is that of a header being there.
    fn new(probability: f64, rect: Option<NormalizedRect>, options: &AutoOptions<'_>) -> Self {
        match rect {
            Some(rect) if probability >= options.confidence => Self::Header(rect),
            _ if probability <= 1.0 - options.confidence => Self::Nothing,
            _ => Self::Unsure,
        }
    }

    /// The same of a header on this half: one that begins at the fold may go on beyond it, on the other page.
    fn within(self, half: Half) -> Self {
        match (self, half) {
            (Self::Header(rect), Half::Right) if rect.x() <= AT_FOLD => Self::Unsure,
            (Self::Header(rect), Half::Left) if rect.x() + rect.w() >= 1.0 - AT_FOLD => Self::Unsure,
            _ => self,
        }
    }
}

/// What is nearer to the fold than this touches it: half a millimetre of a page of A4.
const AT_FOLD: f64 = 0.0025;

impl CopyView<'_> {
    fn leaf(&self, page: usize, planned: &PlannedPage, options: &AutoOptions<'_>) -> Result<Leaf> {
        let placement = &planned.placement;
        let source = self.sources.get(placement.source).ok_or_else(|| {
            Error::new(Code::PlanInvalid, format!("there is no source {}", placement.source))
        })?;
        let upright = source.page(placement.page)?.geometry().turned(placement.rotate).displayed_size();
        let line = placement.line(upright.0, upright.1);
        let half = |skew| {
            HalfPage::new(upright, placement.half, &line, skew).ok_or_else(|| {
                Error::new(Code::PlanInvalid, "the cut leaves nothing of the half").on_page(placement.page)
            })
        };
        let straight = half(placement.skew_deg)?;
        let split = if self.straighten { straight.clone() } else { half(0.0)? };
        let side = self
            .findings
            .and_then(|findings| findings.sources.get(placement.source)?.sides.get(placement.page));
        let seen = side.and_then(|side| side.halves.iter().find(|half| half.half == placement.half));
        let evidence = planned.evidence.iter().find(|one| one.kind == EvidenceKind::Header);
        let said = evidence.map_or(planned.confidence, |evidence| evidence.score);
        let rect = planned.header.or(seen.and_then(|seen| Some(seen.header.as_ref()?.rect)));
        let header = match (seen, planned.header) {
            (Some(seen), _) => Verdict::new(seen.header_probability, rect, options),
            (None, Some(rect)) => Verdict::new(said, Some(rect), options),
            (None, None) => Verdict::Nothing,
        };
        let barcodes = side.map(|side| barcodes(side, &straight, options)).unwrap_or_default();
        let to_page = to_normalized(straight.size)
            .then(&straight.from_side.inverse().unwrap_or(Matrix::IDENTITY))
            .then(&split.from_side)
            .then(&Matrix::scaling(1.0 / split.size.0, 1.0 / split.size.1));
        Ok(Leaf {
            page,
            place: (placement.source, placement.page, placement.half),
            to_page,
            size: straight.size,
            header: header.within(placement.half),
            name: seen.and_then(name_of),
            shows_through: seen.map(|seen| seen.ink.bleed_through > 0.0),
            written: seen.is_none_or(|seen| !seen.blank.value),
            barcodes,
        })
    }
}

impl Leaf {
    fn of_side(
        document: &Document,
        page: usize,
        (side, half): (&Side, &HalfFindings),
        options: &AutoOptions<'_>,
    ) -> Result<Self> {
        let geometry = document.page(page)?.geometry();
        let upright = geometry.turned(side.orientation.rotate);
        let size = upright.displayed_size();
        let line = side
            .fold
            .as_ref()
            .map_or_else(|| CutLine::skewed(0.5, side.skew_deg.value, size.0, size.1), |fold| fold.line);
        let own = HalfPage::new(size, half.half, &line, side.skew_deg.value).ok_or_else(|| {
            Error::new(Code::PlanInvalid, "the fold leaves nothing of a half").on_page(page)
        })?;
        let (width, height) = geometry.displayed_size();
        let to_page = to_normalized(own.size)
            .then(&own.from_side.inverse().unwrap_or(Matrix::IDENTITY))
            .then(&upright.displayed_to_user())
            .then(&geometry.user_to_displayed())
            .then(&Matrix::scaling(1.0 / width, 1.0 / height));
        let rect = half.header.as_ref().map(|header| header.rect);
        Ok(Self {
            page,
            place: (0, page, half.half),
            to_page,
            size: own.size,
            header: Verdict::new(half.header_probability, rect, options).within(half.half),
            name: name_of(half),
            shows_through: Some(half.ink.bleed_through > 0.0),
            written: !half.blank.value,
            barcodes: barcodes(side, &own, options),
        })
    }

    /// Whether it is the back of `front`: the other page of its leaf, and so on another side, mirrored.
    fn is_back_of(&self, front: &Self) -> bool {
        let (source, side, half) = front.place;
        let mirrored = match half {
            Half::Left => Half::Right,
            Half::Right => Half::Left,
            Half::Whole => Half::Whole,
        };
        let (own_source, own_side, own_half) = self.place;
        self.page == front.page ^ 1 && (own_source, own_side) != (source, side) && own_half == mirrored
    }

    /// A header with what lies above and beside it: nothing is printed there that anybody marks, and names are
    /// written past the last cell and over the upper line. With `margin`, it ends with the page.
    fn band(&self, header: &NormalizedRect, margin: f64) -> Rect {
        let (header, aside) = (header.scaled(1.0, 1.0), margin / self.size.0);
        Rect { x0: header.x0.min(aside), y0: 0.0, x1: header.x1.max(1.0 - aside), ..header }
    }

    /// Whether it lies on its page as it is read: of pages that are turned nothing is mirrored from left to right.
    fn is_upright(&self) -> bool {
        let [a, b, c, d, ..] = self.to_page.to_array();
        a > 0.0 && d > 0.0 && b.abs() < 0.1 * a && c.abs() < 0.1 * d
    }

    /// Where a header of `front` may show through.
    fn behind(&self, front: &Self, header: Rect) -> Option<Back> {
        let mirrored = Rect { x0: 1.0 - header.x1, x1: 1.0 - header.x0, ..header };
        let own = self.zone(&mirrored, SHIFT, ZoneReason::ShowThrough)?;
        let other = front.zone(&header, SHIFT, ZoneReason::Header)?;
        Some(Back {
            page: own.page,
            rect: own.rect,
            front: other.page,
            header: other.rect,
            written: self.written,
        })
    }

    /// A part of it, with a margin in points, as a zone.
    fn zone(&self, part: &Rect, margin: f64, reason: ZoneReason) -> Option<Zone> {
        let (x, y) = (margin / self.size.0, margin / self.size.1);
        let part = Rect { x0: part.x0 - x, y0: part.y0 - y, x1: part.x1 + x, y1: part.y1 + y };
        let page = Rect::new(0.0, 0.0, 1.0, 1.0);
        let rect = self.to_page.map_rect(&part).intersect(&page)?;
        let rect = NormalizedRect::new(rect.x0, rect.y0, rect.width(), rect.height()).ok()?;
        Some(Zone { page: self.page, rect, reason })
    }
}

/// From normalised coordinates to points.
fn to_normalized((width, height): (f64, f64)) -> Matrix {
    Matrix::scaling(width, height)
}

/// What is filled in of a header: the rows that ask who it is.
fn name_of(half: &HalfFindings) -> Option<NormalizedRect> {
    let rows = half.header.as_ref()?.rows.iter().filter(|row| row.field.is_some());
    let cells = rows.flat_map(|row| &row.cells).map(|cell| cell.scaled(1.0, 1.0));
    let all = cells.reduce(|all, one| all.union(&one))?;
    NormalizedRect::new(all.x0, all.y0, all.width(), all.height()).ok()
}

/// The barcodes on a half that are to be hidden, normalised to it.
fn barcodes(side: &Side, half: &HalfPage, options: &AutoOptions<'_>) -> Vec<Rect> {
    let hidden = side.barcodes.iter().filter(|code| match options.barcodes {
        Barcodes::All => true,
        Barcodes::Matching(matches) => matches(&code.text),
        Barcodes::Never => false,
    });
    let page = Rect::new(0.0, 0.0, 1.0, 1.0);
    let placed = hidden.filter_map(|code| {
        let corners = code.corners.iter().map(|corner| {
            let upright = Matrix::scaling(side.width, side.height) * *corner;
            Matrix::scaling(1.0 / half.size.0, 1.0 / half.size.1) * (half.from_side * upright)
        });
        // A line of bars is seen as a line: its bars reach up and down as far as it is long, at most.
        let line = Rect::covering(corners)?;
        let (width, height) = (line.width() * half.size.0, line.height() * half.size.1);
        let reach = if width.min(height) < width.max(height) / 4.0 { width.max(height) / 4.0 } else { 0.0 };
        // Its ends are told by the middles of the marks there: at most a fifth of what lies between lies beyond.
        let (across, along) = (reach, if reach > 0.0 { width.max(height) / 5.0 } else { 0.0 });
        let (x, y) = if width > height { (along, across) } else { (across, along) };
        let (x, y) = (x / half.size.0, y / half.size.1);
        Rect { x0: line.x0 - x, y0: line.y0 - y, x1: line.x1 + x, y1: line.y1 + y }.intersect(&page)
    });
    placed.collect()
}

/// How far the back of a sheet lies from its front, in points: feeders shift a sheet by up to 3 mm.
const SHIFT: f64 = 8.5;

fn found(leaves: &[Leaf], options: &AutoOptions<'_>) -> Result<Found> {
    if let Some(leaf) = leaves.iter().find(|leaf| matches!(leaf.header, Verdict::Unsure)) {
        let error =
            refused("whether and where the page has a header is not certain", "auto.header_uncertain");
        return Err(error.on_page(leaf.page));
    }
    let is_header = |leaf: &&Leaf| matches!(leaf.header, Verdict::Header(_));
    let first = leaves.first().map_or(0, |leaf| leaf.place.1);
    // Of a folded sheet the first page is the right half of its first side.
    if !leaves.iter().filter(|leaf| leaf.place.1 == first).any(|leaf| is_header(&leaf)) {
        return Err(refused("the first page has no header", "auto.no_header").on_page(0));
    }
    let (mut zones, mut backs) = (Vec::new(), Vec::new());
    for leaf in leaves {
        for code in &leaf.barcodes {
            zones.extend(leaf.zone(code, options.margin, ZoneReason::Barcode));
        }
        let Verdict::Header(header) = leaf.header else { continue };
        zones.extend(leaf.zone(&leaf.band(&header, options.margin), options.margin, ZoneReason::Header));
        let back = leaves.iter().find(|back| back.is_back_of(leaf));
        if let Some(back) = back.filter(|back| back.is_upright() && leaf.is_upright())
            && options.show_through == ShowThrough::WhatShows
        {
            backs.extend(back.behind(leaf, leaf.band(&header, options.margin)));
            continue;
        }
        let behind = back.filter(|back| match options.show_through {
            ShowThrough::Always => true,
            ShowThrough::Never => false,
            ShowThrough::WhereSeen | ShowThrough::WhereUnwritten | ShowThrough::WhatShows => {
                back.shows_through.unwrap_or(false)
            }
        });
        if let Some(back) = behind.filter(|back| back.written)
            && options.show_through != ShowThrough::WhereSeen
            && options.show_through != ShowThrough::Always
        {
            let message = "the name may show through on a back where somebody wrote";
            return Err(refused(message, "auto.show_through").on_page(back.page));
        }
        if let Some(back) = behind {
            let name = leaf.name.unwrap_or(header).scaled(1.0, 1.0);
            let mirrored = Rect { x0: 1.0 - name.x1, x1: 1.0 - name.x0, ..name };
            zones.extend(back.zone(&mirrored, options.margin + SHIFT, ZoneReason::ShowThrough));
        }
    }
    zones.sort_by(|a, b| {
        let key = |zone: &Zone| (zone.page, zone.reason);
        key(a).cmp(&key(b)).then(a.rect.y().total_cmp(&b.rect.y())).then(a.rect.x().total_cmp(&b.rect.x()))
    });
    Ok(Found { zones, backs })
}

fn refused(message: &str, detail: &'static str) -> Error {
    Error::new(Code::ZoneInvalid, message).with_detail(detail).hint("look at the page and give its zones")
}
