//! Whole files from outside: a PDF, an image, an archive, a plan, a roster, annotations.
//!
//! Knows what is done with a file that nobody vouches for. Knows nothing of what is in it.

use std::sync::Arc;

use korrigo_core::booklet::{Mode, SplitPlan, plan as make_plan};
use korrigo_core::document::wrap::{self as wrapping, Named};
use korrigo_core::document::{Document, OpenOptions, inspect as look};
use korrigo_core::flatten::exchange::{self, Pages};
use korrigo_core::geometry::{Half, NormalizedRect, PageGeometry, Rect, Rotation};
use korrigo_core::id::{PageId, SourceHash};
use korrigo_core::raster::{self as rendering, Colour, RasterOptions};
use korrigo_core::redact::audit::{AuditOptions, Needles, audit as look_for};
use korrigo_core::redact::{self as hiding, Back, PlanOptions, RedactOptions, Zone, ZoneReason};
use korrigo_core::roster::Roster;
use korrigo_core::split::{self as splitting, SplitOptions};
use korrigo_core::{Limits, Result, Silent};

use crate::limits;

/// What could still identify someone, with needles that occur in the seeds and a zone on the first page.
pub fn audit(data: &[u8]) {
    let needles = Needles::new(["DUPONT Marie", "01/02/2008", "Lou", "12345678"]);
    let zone = |rect| Zone { page: 0, rect, reason: ZoneReason::Given };
    let zones: Vec<Zone> = NormalizedRect::new(0.1, 0.05, 0.8, 0.3).ok().map(zone).into_iter().collect();
    let options = AuditOptions { zones: &zones, ..AuditOptions::new(&needles) };
    if let Ok(audit) = look_for(data, &options, &limits()) {
        assert!(audit.findings.iter().all(|finding| (0.0..=1.0).contains(&finding.sure)));
    }
}

/// Opening, and everything `inspect` looks at.
pub fn inspect(data: &[u8]) {
    let options = OpenOptions { limits: limits(), ..OpenOptions::default() };
    let _ = look(Arc::new(data.to_vec()), &options, &Silent);
}

/// A plan from outside: refused, or the same after a round trip.
pub fn plan(data: &[u8]) {
    let Ok(plan) = serde_json::from_slice::<SplitPlan>(data) else { return };
    let text = serde_json::to_vec(&plan).expect("a plan can be written");
    assert_eq!(serde_json::from_slice::<SplitPlan>(&text).expect("and read again"), plan);
}

/// Pages as pixels, whole and in part.
pub fn raster(data: &[u8]) {
    let Ok(document) = open(data) else { return };
    for index in 0..document.page_count().min(3) {
        for colour in [Colour::Grey, Colour::Rgb] {
            let clip = NormalizedRect::new(0.2, 0.1, 0.5, 0.7).ok().filter(|_| index == 1);
            let options = RasterOptions { dpi: 20.0, clip, colour, ..RasterOptions::default() };
            let _ = rendering::page(&document, index, &options);
        }
    }
}

/// Hiding the middle of every page; what comes out opens, with the same pages.
pub fn redact(data: &[u8]) {
    let Ok(document) = open(data) else { return };
    let rect = NormalizedRect::new(0.2, 0.3, 0.5, 0.3).expect("a rectangle of a page");
    let zones =
        (0..document.page_count()).map(|page| Zone { page, rect, reason: ZoneReason::Given }).collect();
    // Every page is the back of the next one, and the last one that of the first.
    let header = NormalizedRect::new(0.1, 0.05, 0.8, 0.2).expect("a rectangle of a page");
    let back = |page| {
        let front = (page + 1) % document.page_count();
        Back { page, rect: header, front, header, written: page % 2 == 1 }
    };
    let backs = (0..document.page_count().min(2)).map(back).collect();
    let options = PlanOptions { backs, ..PlanOptions::default() };
    let plan = hiding::plan(&document, zones, options).expect("zones of pages that are there");
    let Ok(redacted) = hiding::apply(&document, &plan, &RedactOptions::default()) else { return };
    let written = Document::open(Arc::new(redacted.bytes().to_vec()), &OpenOptions::default());
    assert_eq!(written.map(|pdf| pdf.page_count()).ok(), Some(document.page_count()));
}

/// A list of candidates: refused, or people with surnames, and the same after a round trip.
pub fn roster(data: &[u8]) {
    let Ok(roster) = Roster::read(data, &limits()) else { return };
    assert!(
        roster.candidates().iter().all(|candidate| !candidate.last_name.is_empty() && candidate.line > 1)
    );
    assert!(roster.needles().iter().all(|needle| needle.chars().any(char::is_alphanumeric)));
    let text = serde_json::to_vec(&roster).expect("a roster can be written");
    assert_eq!(serde_json::from_slice::<Roster>(&text).expect("and read again"), roster);
}

/// Splitting by shape; what comes out opens, with the pages that were planned.
pub fn split(data: &[u8]) {
    let Ok(document) = open(data) else { return };
    let Ok(shape) = document.shape("scan.pdf") else { return };
    let Ok(plan) = make_plan(&[shape], Mode::Shape) else { return };
    cut(&plan, document, 4);
}

/// Images and archives into PDF; what comes out opens.
pub fn wrap(data: &[u8]) {
    let input = Named { name: "scan", bytes: Arc::new(data.to_vec()) };
    for wrapped in wrapping::to_pdf(&[input], &limits()).unwrap_or_default() {
        if !data.windows(5).any(|part| part == b"%PDF-") {
            assert!(Document::open(wrapped.pdf, &OpenOptions::default()).is_ok());
        }
    }
}

/// Annotations of another program: refused, or the same again after a round trip.
pub fn xfdf(data: &[u8]) {
    let page = PageGeometry::new(Rect::new(0.0, 0.0, 595.0, 842.0), Rotation::D90, 1.0);
    let pages = [0, 1].map(|number| (PageId::new(&SourceHash::of(b"scan"), number, Half::Whole), page));
    let pages = Pages::new(pages.to_vec());
    let Ok(all) = exchange::from_xfdf(data, &pages, &limits()) else { return };
    let written = exchange::to_xfdf(&all, &pages, true).expect("what was read can be written");
    let again = exchange::from_xfdf(&written, &pages, &Limits::default()).expect("and read again");
    assert_eq!((again.own.len(), again.others.len()), (all.own.len(), all.others.len()));
    assert!(
        all.own.iter().zip(&again.own).all(|(one, other)| one.id == other.id && one.content == other.content)
    );
}

pub(crate) fn open(data: &[u8]) -> Result<Document> {
    Document::open(Arc::new(data.to_vec()), &OpenOptions { limits: limits(), ..OpenOptions::default() })
}

/// Cuts the first `most` copies; what comes out opens, with the pages that were planned.
pub(crate) fn cut(plan: &SplitPlan, document: Document, most: usize) {
    let sources = [document];
    for (index, copy) in plan.copies().iter().enumerate().take(most) {
        if let Ok(file) = splitting::copy(plan, index, &sources, SplitOptions::default()) {
            let written = Document::open(Arc::new(file.pdf), &OpenOptions::default());
            assert_eq!(written.map(|pdf| pdf.page_count()).ok(), Some(copy.pages.len()));
        }
    }
}
