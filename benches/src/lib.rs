//! Speed of korrigo against what a user would pick instead.
//!
//! Knows how to make the samples that the benches and `compare` measure, always the same bytes. The
//! figures come from `cargo bench -p korrigo-benches` (korrigo alone) and `benches/compare` (against
//! others, in one run).

use std::sync::Arc;

use korrigo_core::copy::Annotation;
use korrigo_core::document::{Document, OpenOptions};
use korrigo_core::flatten::exchange;
use korrigo_core::geometry::{ConvexPolygon, Half, Rect};
use korrigo_core::id::PageId;
use korrigo_core::{Limits, Result};
use korrigo_fixtures::canvas::Canvas;
use korrigo_fixtures::encode::{self, Image, Jpeg, Packed, Predictor};
use korrigo_fixtures::pdf::Pdf;
use korrigo_fixtures::scan;
use korrigo_fixtures::sheet::{self, Candidate, Options, Side};

/// One side of an A3 sheet, lying, written on.
pub fn side(which: Side, dpi: u32, colour: bool, seed: u64) -> Canvas {
    let candidate = Candidate {
        last_name: "LE GOFF".into(),
        first_name: "ANNE-MARIE".into(),
        birth_date: "29072008".into(),
        number: "2026000438".into(),
    };
    let options = Options { dpi, colour, seed, candidate: Some(candidate), ..Options::default() };
    sheet::booklet(which, &options)
}

/// The picture as a copier's JPEG.
pub fn jpeg(canvas: &Canvas) -> Image {
    encode::jpeg(canvas, &Jpeg { quality: 75, ..Jpeg::default() })
}

/// The picture as Group 4.
pub fn group4(canvas: &Canvas) -> Image {
    encode::g4(&canvas.to_grey(), false)
}

/// The picture as Flate with PNG predictors.
pub fn flate(canvas: &Canvas) -> Image {
    encode::flate(&Packed::new(canvas, 8), Predictor::PngMixed)
}

/// A batch of A3 sheets, two pages each. Four different sheets in turn: drawing paper costs seconds.
pub fn batch(sheets: usize, dpi: u32) -> Vec<u8> {
    let images: Vec<Image> = (0..sheets.clamp(1, 4) as u64)
        .flat_map(|seed| [Side::Recto, Side::Verso].map(|which| jpeg(&side(which, dpi, true, seed + 1))))
        .collect();
    let mut file = Pdf::new();
    for image in images.iter().cycle().take(sheets * 2) {
        scan::page(&mut file, image, dpi);
    }
    file.finish()
}

/// Opens a PDF.
///
/// # Errors
/// Those of [`Document::open`].
pub fn open(pdf: Vec<u8>) -> Result<Document> {
    Document::open(Arc::new(pdf), &OpenOptions::default())
}

/// The names of a document's pages.
pub fn page_ids(document: &Document) -> Vec<PageId> {
    (0..document.page_count()).map(|page| PageId::new(&document.hash(), page, Half::Whole)).collect()
}

/// Five annotations a page: a box with a long remark, a mistake, a highlight, a stroke, a sign.
///
/// # Errors
/// Those of [`exchange::from_json`].
pub fn annotations(pages: &[PageId]) -> Result<Vec<Annotation>> {
    let each = (0..pages.len()).flat_map(|page| {
        [
            format!(r#"{{"page":{page},"kind":"COMMENT","x":0.1,"y":0.1,"w":0.3,"h":0.06,"content":"Où est la preuve ? Il faut montrer que la suite converge avant d'en prendre la limite ; relisez le cours."}}"#),
            format!(r#"{{"page":{page},"kind":"ERROR","x":0.2,"y":0.3,"w":0.2,"h":0.04,"content":"signe","score_delta":"-0.5"}}"#),
            format!(r#"{{"page":{page},"kind":"HIGHLIGHT","x":0.3,"y":0.5,"w":0.4,"h":0.03,"content":"bien vu"}}"#),
            format!(r##"{{"page":{page},"kind":"INK","strokes":[[{}]],"color":"#c00000","width":0.004}}"##, wave()),
            format!(r#"{{"page":{page},"kind":"STAMP","name":"check","x":0.8,"y":0.8,"w":0.06,"h":0.05}}"#),
        ]
    });
    let json = format!(r#"{{"annotations":[{}]}}"#, each.collect::<Vec<_>>().join(","));
    exchange::from_json(json.as_bytes(), pages, &Limits::default()).map(|read| read.own)
}

/// A stroke of two hundred points.
fn wave() -> String {
    let points = (0..200).map(|at| {
        let t = f64::from(at) / 200.0;
        format!(
            "[{:.4},{:.4},{:.2}]",
            0.1 + 0.5 * t,
            0.7 + 0.03 * (t * 25.0).sin(),
            0.5 + 0.4 * (t * 9.0).cos()
        )
    });
    points.collect::<Vec<_>>().join(",")
}

/// The left and the right half of an image.
pub fn halves(width: u32, height: u32) -> [ConvexPolygon; 2] {
    let (width, height) = (f64::from(width), f64::from(height));
    let half = |from: f64, to: f64| ConvexPolygon::from_rect(&Rect::new(from, 0.0, to, height));
    [half(0.0, width / 2.0), half(width / 2.0, width)]
}
