//! One side, looked at whole: pixels in, findings out.
//!
//! Knows the order in which things are seen: the slant first, then the paper and its fold, then what is
//! printed, in every way the side could lie; the way that explains most is upright. Then ink and quality.

use std::sync::atomic::{AtomicUsize, Ordering};

use rayon::prelude::*;

use super::findings::{
    FORMAT, Findings, Fold, Format, Grade, HalfFindings, Issue, IssueKind, Seen, Side, SourceFindings,
};
use super::fold::{self, Print};
use super::header::{self, HeaderFinding};
use super::orientation::{self, Look};
use super::page_box::{self, Place};
use super::paper::{self, Paper};
use super::plane::Plane;
use super::view::{HalfView, Straight};
use super::{Orientation, PageBox, Thumbprint};
use super::{Ruling, barcode, ink, quality, ruling, skew};
use crate::booklet::{SourceRef, TWO_UP_ASPECT};
use crate::document::Document;
use crate::error::{Code, Result};
use crate::geometry::{CutLine, Half, NormalizedRect, Point, Rect, Rotation};
use crate::progress::{Observer, checkpoint};
use crate::raster::{self, Colour, RasterOptions};

/// Dots per inch that everything is looked at in: a printed line is a pixel, a letter ten.
const DPI: f64 = 100.0;

/// Print is blurred, and found to a few tenths of a millimetre: what lies so near is still print.
const PRINT_MARGIN: f64 = 1.2;

/// How far past the fold page-number boxes are looked for: the fold is not known before they are, in
/// millimetres.
const PAST_FOLD: f64 = 14.0;

/// A page that begins or ends elsewhere by more than this is looked at again, in millimetres.
const MOVED: f64 = 0.3;

/// The long sides of A4 and A3 in points.
const A4_LONG: f64 = 842.0;
const A3_LONG: f64 = 1191.0;

/// Looks at one side: page `index` of `document`, counted from 0.
///
/// Takes one decoding at a reduced scale and memory for a few pictures of it: about 2 megapixels for an A3
/// side, whatever its resolution.
///
/// # Errors
/// Those of [`raster::page`].
pub fn side(document: &Document, index: usize) -> Result<Side> {
    let geometry = document.page(index)?.geometry();
    let (width, height) = geometry.displayed_size();
    // A file that does not know its size is taken for the paper that it most likely is.
    let unit = trusted_unit(width, height);
    let options = RasterOptions { dpi: DPI / unit, clip: None, rotate: Rotation::D0, colour: Colour::Grey };
    let displayed = Plane::from_grey(raster::page(document, index, &options)?);
    let looked = look(&displayed, (width / unit, height / unit), DPI);
    let resolution = document.resolution(index);
    let rotate = looked.orientation.rotate;
    let closer = |parts: &[NormalizedRect], dpi: f64| {
        let options = RasterOptions { dpi: dpi / unit, clip: None, rotate, colour: Colour::Grey };
        let drawn = raster::parts(document, index, &options, parts).unwrap_or_default();
        drawn.into_iter().map(Plane::from_grey).collect()
    };
    let side = looked.describe(resolution.map(|dpi| dpi * unit), &closer);
    Ok(Side { width: side.width * unit, height: side.height * unit, ..side })
}

/// Looks at every side of some scans, on rayon's pool. `scans`: what people call each, and the scan.
///
/// A side that cannot be drawn is not lost: it is described as unreadable.
///
/// # Errors
/// `cancelled`.
pub fn examine(scans: &[(&str, &Document)], observer: &dyn Observer) -> Result<Findings> {
    let (done, total) = (AtomicUsize::new(0), scans.iter().map(|(_, scan)| scan.page_count()).sum());
    let sources = scans.iter().map(|(name, document)| {
        let sides = (0..document.page_count()).into_par_iter().map(|index| {
            checkpoint(observer)?;
            let seen = match side(document, index) {
                Err(error) if error.code() == Code::Cancelled => return Err(error),
                Err(_) => unreadable(document, index)?,
                Ok(side) => side,
            };
            observer.on_progress(done.fetch_add(1, Ordering::Relaxed) + 1, total);
            Ok(seen)
        });
        Ok(SourceFindings {
            source: SourceRef { name: (*name).into(), sha256: document.hash(), pages: document.page_count() },
            sides: sides.collect::<Result<Vec<_>>>()?,
            readers_disagree: document.readers_disagree(),
        })
    });
    let sources = sources.collect::<Result<Vec<_>>>()?;
    checkpoint(observer)?;
    Ok(Findings { format: FORMAT.into(), sources })
}

/// How many times larger the page says it is than the paper it is taken for: 1 for every usual size.
fn trusted_unit(width: f64, height: f64) -> f64 {
    let long = width.max(height);
    if (A4_LONG * 0.6..=A3_LONG * 1.3).contains(&long) {
        return 1.0;
    }
    long / if width > height * TWO_UP_ASPECT { A3_LONG } else { A4_LONG }
}

/// A side nobody could look at: nothing is known, and that is said.
fn unreadable(document: &Document, index: usize) -> Result<Side> {
    let (width, height) = document.page(index)?.geometry().displayed_size();
    let format = format_of(width, height);
    let nothing = |half| HalfFindings {
        half,
        header_probability: 0.5,
        header: None,
        page_box: None,
        ruling: Seen { value: Ruling::None, confidence: 0.2 },
        ink: super::Ink::default(),
        blank: Seen { value: false, confidence: 0.5 },
    };
    Ok(Side {
        width,
        height,
        format,
        orientation: Orientation { rotate: Rotation::D0, confidence: 0.25, witnesses: Vec::new() },
        skew_deg: Seen { value: 0.0, confidence: 0.0 },
        paper: None,
        fold: None,
        halves: format.halves().iter().map(|half| nothing(*half)).collect(),
        barcodes: Vec::new(),
        issues: vec![Issue { kind: IssueKind::Unreadable, grade: Grade::Red, rect: None }],
        thumbprint: Thumbprint::default(),
    })
}

fn format_of(width: f64, height: f64) -> Format {
    if width > height * TWO_UP_ASPECT { Format::TwoUp } else { Format::Single }
}

/// Everything seen of a side before ink and quality are measured.
struct Looked {
    orientation: Orientation,
    skew_deg: Seen<f64>,
    upright: Upright,
}

/// A side, turned in one of the ways it could lie.
struct Upright {
    straight: Straight,
    paper: Paper,
    fold: Option<Fold>,
    pages: Vec<PageView>,
}

/// What is printed on a page of a side.
struct PageView {
    view: HalfView,
    header: HeaderFinding,
    page_box: Option<PageBox>,
    /// Where page-number boxes may stand, in pixels of the straightened side.
    places: Vec<Place>,
    /// The first column and row of the view on the straightened side.
    origin: (usize, usize),
}

/// Looks at a displayed side of `size` points, in every way it could lie until one is beyond doubt.
fn look(displayed: &Plane, size: (f64, f64), dpi: f64) -> Looked {
    let slant = skew::measure(displayed, dpi);
    let across = slant.rows_run_across;
    let mut axes = [(Rotation::D0, across), (Rotation::D90, 1.0 - across)];
    axes.sort_by(|a, b| b.1.total_cmp(&a.1));
    let (mut ways, mut looks): (Vec<Upright>, Vec<Look>) = (Vec::new(), Vec::new());
    for (rotate, _) in axes.into_iter().filter(|(_, probability)| *probability >= orientation::NEVER) {
        let way = match rotate {
            Rotation::D0 => Upright::of(displayed, size, dpi, slant.skew_deg),
            _ => Upright::of(&displayed.quarter_turn(), (size.1, size.0), dpi, slant.skew_deg),
        };
        let seen = way.look(rotate, across);
        if seen.convinces() {
            looks = Rotation::ALL.map(|other| seen.rival(other)).to_vec();
            ways = Vec::from([way]);
            break;
        }
        let turned = way.half_turned();
        looks.extend([turned.look(rotate.then(Rotation::D180), across), seen]);
        ways.extend([turned, way]);
    }
    let orientation = orientation::decide(&looks);
    let place = looks.iter().position(|look| look.rotate == orientation.rotate).unwrap_or(0);
    let upright = ways.swap_remove(place.min(ways.len() - 1)).folded_by_print();
    let skew_deg = Seen { value: slant.skew_deg, confidence: slant.confidence };
    Looked { orientation, skew_deg, upright }
}

impl Upright {
    /// Straightens an upright side and finds its paper, its fold and what is printed.
    fn of(plane: &Plane, size: (f64, f64), dpi: f64, skew_deg: f64) -> Self {
        let mut straight = Straight::new(plane, size, dpi, skew_deg);
        let paper = paper::find(&straight);
        paper::clean(&mut straight, &paper);
        let fold = match format_of(size.0, size.1) {
            Format::TwoUp => fold::find(&straight, &paper, &[]),
            Format::Single => None,
        };
        Self::new(straight, paper, fold)
    }

    /// The same side the other way up.
    fn half_turned(&self) -> Self {
        let size = (self.straight.even.width as f64, self.straight.even.height as f64);
        let fold = self.fold.as_ref().map(Fold::half_turned);
        Self::new(self.straight.half_turned(), self.paper.half_turned(size), fold)
    }

    fn look(&self, rotate: Rotation, rows_run_across: f64) -> Look {
        let boxes = |page: &PageView| page.page_box.as_ref().map_or(0.0, |boxes| boxes.confidence);
        Look {
            rotate,
            rows_run_across,
            headers: self.pages.iter().map(|page| page.header.probability).collect(),
            page_boxes: self.pages.iter().map(boxes).collect(),
        }
    }

    fn new(straight: Straight, paper: Paper, fold: Option<Fold>) -> Self {
        let (width, height) = straight.size;
        let middle = CutLine::skewed(0.5, straight.skew_deg, width, height);
        let line = fold.as_ref().map_or(middle, |fold| fold.line);
        let below = paper::below(&straight, &paper);
        let pages = format_of(width, height)
            .halves()
            .iter()
            .map(|half| PageView::of(&straight, *half, &line, &below));
        Self { pages: pages.collect(), straight, paper, fold }
    }

    /// The same side, its fold found again with what is printed on its pages.
    fn folded_by_print(mut self) -> Self {
        if self.fold.is_none() {
            return self;
        }
        let prints: Vec<Print> = self.pages.iter().map(PageView::print).collect();
        let again = fold::find(&self.straight, &self.paper, &prints);
        let Some(fold) = again else { return self };
        let was = self.fold.as_ref().map_or(0.5, |fold| fold.cut);
        let moved = (fold.cut - was).abs() * self.straight.size.0 / 72.0 * 25.4;
        if moved > MOVED {
            for page in &mut self.pages {
                *page = page.again(&self.straight, &fold.line);
            }
            self.fold = Some(fold);
        } else if let Some(was) = &mut self.fold {
            // The same line: the pages are what they were.
            (was.confidence, was.clear, was.witnesses) = (fold.confidence, fold.clear, fold.witnesses);
        }
        self
    }
}

impl Looked {
    /// Measures ink and quality of the side that was found upright, and says everything.
    fn describe(self, resolution: Option<f64>, closer: &barcode::Render<'_>) -> Side {
        let Upright { straight, paper, fold, pages } = self.upright;
        let (width, height) = straight.size;
        let corners = paper.corners.map(|corners| corners.map(|corner| straight.to_normalized(corner)));
        Side {
            width,
            height,
            format: format_of(width, height),
            orientation: self.orientation,
            skew_deg: self.skew_deg,
            paper: corners,
            fold,
            barcodes: barcode::read(&straight, closer),
            issues: quality::judge(&straight, resolution, &ruling::streaks(&straight)),
            thumbprint: Thumbprint::of(&straight),
            halves: pages.into_iter().map(PageView::describe).collect(),
        }
    }
}

impl PageView {
    /// `below`: of each column, how many rows at the bottom are not paper.
    fn of(straight: &Straight, half: Half, line: &CutLine, below: &[usize]) -> Self {
        let (from, to) = straight.part(half, line);
        let past = straight.mm(PAST_FOLD) as usize;
        let (left, right) = (from.0.saturating_sub(past), (to.0 + past).min(straight.even.width));
        let wide = straight.even.crop((left, from.1), (right, to.1));
        let cut = straight.even.height.saturating_sub(to.1);
        let below = below.get(left..right).unwrap_or_default();
        let below: Vec<usize> = below.iter().map(|rows| rows.saturating_sub(cut)).collect();
        let places = page_box::places(&wide, straight.dpi, &below).into_iter();
        let places = places.map(|place| place.moved(left as f64, from.1 as f64)).collect();
        Self::seen(straight, half, line, places)
    }

    /// The same page on its side of another line.
    fn again(&self, straight: &Straight, line: &CutLine) -> Self {
        Self::seen(straight, self.view.half, line, self.places.clone())
    }

    fn seen(straight: &Straight, half: Half, line: &CutLine, places: Vec<Place>) -> Self {
        let (view, (origin, _)) = (straight.half(half, line), straight.part(half, line));
        let (dx, dy) = (-(origin.0 as f64), -(origin.1 as f64));
        let here: Vec<Place> = places.iter().map(|place| place.clone().moved(dx, dy)).collect();
        let page_box = page_box::on_page(&view, &here);
        Self { header: header::find(&view), page_box, view, places, origin }
    }

    /// What tells where the fold is.
    fn print(&self) -> Print {
        let left = self.origin.0 as f64;
        let header = Some(&self.header).filter(|header| header.probability > 0.8);
        let frame = header.and_then(|header| header.frame).map(|(x0, x1)| (left + x0, left + x1));
        Print {
            half: self.view.half,
            frame,
            labels: header.map(|header| left + header.labels),
            boxes: self.places.iter().map(|place| (place.rect(), place.probability)).collect(),
        }
    }

    fn describe(self) -> HalfFindings {
        let (ruling, lines) = ruling::find(&self.view);
        let (width, height) = (self.view.even.width as f64, self.view.even.height as f64);
        let header = self.header.header.filter(|_| self.header.probability > 0.5);
        let printed = header.iter().map(|header| header.rect);
        let printed = printed.chain(self.page_box.iter().map(|boxes| boxes.rect));
        let around = self.view.mm(PRINT_MARGIN);
        let printed: Vec<Rect> = printed
            .map(|rect| rect.scaled(width, height))
            .map(|rect| Rect::new(rect.x0 - around, rect.y0 - around, rect.x1 + around, rect.y1 + around))
            .collect();
        let (ink, nobody) = ink::measure(&self.view, &printed, &lines);
        // A filled header is writing.
        let filled = header.as_ref().map_or(0.0, |header| header.filled.probability());
        // So is the page's number.
        let numbered = self.page_box.as_ref().map_or(0.0, |boxes| 1.0 - boxes.number.empty);
        HalfFindings {
            half: self.view.half,
            header_probability: self.header.probability,
            header,
            page_box: self.page_box,
            ruling,
            ink,
            blank: ink::unless(nobody, 1.0 - (1.0 - filled) * (1.0 - numbered)),
        }
    }
}

impl Format {
    /// The pages of a side, from the left.
    pub const fn halves(self) -> &'static [Half] {
        match self {
            Self::Single => &[Half::Whole],
            Self::TwoUp => &[Half::Left, Half::Right],
        }
    }
}

impl Fold {
    /// The same fold, of the side turned upside down.
    fn half_turned(&self) -> Self {
        let turn = |point: Point| Point::new(1.0 - point.x, 1.0 - point.y);
        let mut turned = self.clone();
        turned.cut = 1.0 - self.cut;
        turned.line = CutLine { a: turn(self.line.a), b: turn(self.line.b) };
        for witness in &mut turned.witnesses {
            witness.cut = 1.0 - witness.cut;
        }
        turned
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn usual_papers_are_trusted_and_others_are_measured_by_them() {
        for (width, height) in [(595.0, 842.0), (842.0, 595.0), (1191.0, 842.0), (612.0, 1008.0)] {
            assert_eq!(trusted_unit(width, height), 1.0);
        }
        // A4 at 300 pixels an inch that says it has 72.
        assert!((trusted_unit(2480.0, 3508.0) - 300.0 / 72.0).abs() < 0.01);
        assert!((trusted_unit(4961.0, 3508.0) - 300.0 / 72.0).abs() < 0.01);
    }
}
