//! Fuzz targets as plain functions: outside bytes in, nothing out, no panic, no hang, bounded memory.
//!
//! Knows every public entry of the core that takes bytes from outside. A fuzzer calls the functions through
//! `fuzz_targets/`; the tests replay [`seeds`] and what was found before (`regressions/`) through the same
//! functions. Each target reads its parameters from the first bytes and takes the rest as the data.
#![expect(clippy::expect_used, clippy::missing_panics_doc, reason = "a target speaks by panicking")]

mod seeds;

use std::sync::Arc;

use korrigo_core::booklet::{Mode, SplitPlan, plan as make_plan};
use korrigo_core::codec::samples::Layout;
use korrigo_core::codec::{
    Edit, Scale, ascii, ccitt, flate as zlib, jbig2, jpeg as dct, jpx as wavelet, lzw, predictor, run_length,
};
use korrigo_core::document::wrap::{self as wrapping, Named};
use korrigo_core::document::{Document, OpenOptions};
use korrigo_core::geometry::{ConvexPolygon, NormalizedRect, Point, Rect};
use korrigo_core::raster::{self as rendering, Colour, RasterOptions};
use korrigo_core::split::{self as splitting, SplitOptions};
use korrigo_core::{Limits, Silent};

pub use seeds::seeds;

/// A target's name and function.
pub type Target = (&'static str, fn(&[u8]));

/// Every target. `fuzz/Cargo.toml` has a binary for each; a test compares the lists.
pub const TARGETS: &[Target] = &[
    ("bilevel", bilevel),
    ("flate", flate),
    ("inspect", inspect),
    ("jpeg", jpeg),
    ("jpx", jpx),
    ("plan", plan),
    ("raster", raster),
    ("split", split),
    ("wrap", wrap),
];

/// Small enough that a bomb that gets past them shows as a timeout or as memory.
fn limits() -> Limits {
    Limits {
        max_file_bytes: 1 << 20,
        max_pages: 50,
        max_image_pixels: 1 << 20,
        max_decoded_bytes: 1 << 24,
        max_work: 200_000,
        ..Limits::default()
    }
}

/// CCITT and JBIG2: decode, and cut along a slanted line.
pub fn bilevel(data: &[u8]) {
    let Some(([flags, columns, rows, lean], data)) = data.split_first_chunk() else { return };
    let params = ccitt::Params {
        k: i32::from(flags & 3) - 1,
        columns: u32::from(*columns) * 3 + 1,
        rows: u32::from(*rows),
        black_is_1: flags & 4 != 0,
        encoded_byte_align: flags & 8 != 0,
        end_of_line: flags & 16 != 0,
        end_of_block: flags & 32 != 0,
    };
    let limits = limits();
    let keep = slanted(f64::from(params.columns), 255.0, *lean);
    let edit = Edit { keep: Some(&keep), fill: &[1], ..Edit::default() };
    let _ = ccitt::decode(data, &params, &limits);
    if let Ok((edited, written)) = ccitt::edit(data, &params, &edit, &limits) {
        // What we write we must be able to read.
        let again = ccitt::decode(&edited.data, &written, &limits);
        assert!(again.is_ok_and(|samples| samples.data().len() as u64 >= u64::from(edited.height)));
    }
    let _ = jbig2::decode(data, None, &limits);
    let _ = jbig2::edit(data, None, &edit, &limits);
}

/// Flate, LZW, run lengths, ASCII and predictors: decode, and cut.
pub fn flate(data: &[u8]) {
    let Some(([kind, colors, bits, columns, lean], data)) = data.split_first_chunk() else { return };
    let limits = limits();
    let bits = 1 << (bits % 5);
    let (width, components) = (u32::from(*columns) + 1, colors % 4 + 1);
    let early_change = kind & 128 != 0;
    let params =
        predictor::Params { predictor: kind % 16, colors: components, bits, columns: width, early_change };
    let _ = zlib::decode(data, limits.max_decoded_bytes);
    let _ = lzw::decode(data, early_change, limits.max_decoded_bytes);
    let _ = run_length::decode(data, limits.max_decoded_bytes);
    let _ = ascii::decode_hex(data);
    let _ = ascii::decode_85(data, limits.max_decoded_bytes);
    let _ = predictor::undo(data, params);
    let Ok(layout) = Layout::new(width, 100, components, bits, &limits) else { return };
    let keep = slanted(f64::from(width), 100.0, *lean);
    let edit = Edit { keep: Some(&keep), fill: &[255], ..Edit::default() };
    let _ = zlib::edit_image(data, layout, params, &edit);
    let _ = lzw::edit_image(data, layout, params, &edit);
    let _ = run_length::edit_image(data, layout, &edit);
}

/// Opening, and everything `inspect` looks at.
pub fn inspect(data: &[u8]) {
    let options = OpenOptions { limits: limits(), ..OpenOptions::default() };
    let _ = korrigo_core::document::inspect(Arc::new(data.to_vec()), &options, &Silent);
}

/// JPEG: decode at every scale; cut along a slanted line and read again what was written.
pub fn jpeg(data: &[u8]) {
    let Some(([lean, zone], data)) = data.split_first_chunk() else { return };
    let limits = limits();
    for scale in Scale::ALL {
        let _ = dct::decode_grey(data, scale, &limits);
    }
    let Ok(header) = dct::Header::read(data, &limits) else { return };
    let (width, height) = (f64::from(header.width), f64::from(header.height));
    let keep = slanted(width, height, *lean);
    let left = f64::from(*zone) / 256.0 * width;
    let paint = [ConvexPolygon::from_rect(&Rect::new(left, 0.0, left + 20.0, height / 2.0))];
    let edit = Edit { keep: Some(&keep), paint: &paint, fill: &[255], ..Edit::default() };
    if let Ok(edited) = dct::edit(data, &edit, &limits) {
        assert!(dct::decode_grey(&edited.data, Scale::Eighth, &limits).is_ok());
    }
}

/// JPEG 2000: header, decode and cut.
pub fn jpx(data: &[u8]) {
    let limits = Limits { max_image_pixels: 1 << 16, ..limits() };
    let keep = slanted(64.0, 64.0, 100);
    let edit = Edit { keep: Some(&keep), fill: &[255], ..Edit::default() };
    let _ = wavelet::decode(data, wavelet::Palette::Keep, &limits);
    let _ = wavelet::edit(data, wavelet::Palette::LookUp, &edit, &limits);
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

/// Splitting by shape; what comes out opens, with the pages that were planned.
pub fn split(data: &[u8]) {
    let Ok(document) = open(data) else { return };
    let Ok(shape) = document.shape("scan.pdf") else { return };
    let Ok(plan) = make_plan(&[shape], Mode::Auto) else { return };
    let sources = [document];
    for (index, copy) in plan.copies().iter().enumerate().take(4) {
        if let Ok(file) = splitting::copy(&plan, index, &sources, SplitOptions::default()) {
            let written = Document::open(Arc::new(file.pdf), &OpenOptions::default());
            assert_eq!(written.map(|pdf| pdf.page_count()).ok(), Some(copy.pages.len()));
        }
    }
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

fn open(data: &[u8]) -> korrigo_core::Result<Document> {
    Document::open(Arc::new(data.to_vec()), &OpenOptions { limits: limits(), ..OpenOptions::default() })
}

/// The left part of an image, cut by a line that leans as the byte says.
fn slanted(width: f64, height: f64, lean: u8) -> ConvexPolygon {
    let shift = (f64::from(lean) - 128.0) / 512.0 * width;
    let page = ConvexPolygon::from_rect(&Rect::new(0.0, 0.0, width, height));
    page.keep_left_of(Point::new(width / 2.0 - shift, height), Point::new(width / 2.0 + shift, 0.0))
}
