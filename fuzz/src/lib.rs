//! Fuzz targets as plain functions: outside bytes in, nothing out, no panic, no hang, bounded memory.
//!
//! Knows every public entry of the core that takes bytes from outside: single images in [`codecs`], whole
//! files in [`files`], parts of a file, with a sound file made around them, in [`parts`], what was seen on paper in
//! [`findings`], the JSON of marking in [`marking`], and what papers are given back with in [`papers`]. A fuzzer calls
//! the functions through `fuzz_targets/`; the tests replay [`seeds`] and what was found before
//! (`regressions/`) through the same functions. A target that has parameters reads them from the first bytes.
#![expect(clippy::expect_used, clippy::missing_panics_doc, reason = "a target speaks by panicking")]

pub mod codecs;
pub mod files;
pub mod findings;
pub mod marking;
pub mod papers;
pub mod parts;
mod seeds;

use korrigo_core::Limits;
use korrigo_core::geometry::{ConvexPolygon, Point, Rect};

pub use seeds::seeds;

/// A target's name and function.
pub type Target = (&'static str, fn(&[u8]));

/// Every target. `fuzz/Cargo.toml` has a binary for each; a test compares the lists.
pub const TARGETS: &[Target] = &[
    ("annotations", papers::annotations),
    ("assign", findings::assign),
    ("audit", files::audit),
    ("ccitt", codecs::ccitt),
    ("content", parts::content),
    ("copy", marking::copy),
    ("export", papers::export),
    ("filters", codecs::filters),
    ("flate", codecs::flate),
    ("image", parts::image),
    ("inspect", files::inspect),
    ("jbig2", codecs::jbig2),
    ("jpeg", codecs::jpeg),
    ("jpx", codecs::jpx),
    ("lzw", codecs::lzw),
    ("marks", marking::marks),
    ("plan", files::plan),
    ("raster", files::raster),
    ("redact", files::redact),
    ("roster", files::roster),
    ("scan", parts::scan),
    ("split", files::split),
    ("typeset", papers::typeset),
    ("wrap", files::wrap),
    ("xfdf", files::xfdf),
];

/// Small enough that a bomb that gets past them shows as a timeout or as memory.
fn limits() -> Limits {
    Limits {
        max_file_bytes: 1 << 20,
        max_pages: 50,
        max_image_pixels: 1 << 20,
        max_decoded_bytes: 1 << 24,
        max_work: 200_000,
        max_candidates: 200,
        ..Limits::default()
    }
}

/// The left part of an image, cut by a line that leans as the byte says.
fn slanted(width: f64, height: f64, lean: u8) -> ConvexPolygon {
    let shift = (f64::from(lean) - 128.0) / 512.0 * width;
    let page = ConvexPolygon::from_rect(&Rect::new(0.0, 0.0, width, height));
    page.keep_left_of(Point::new(width / 2.0 - shift, height), Point::new(width / 2.0 + shift, 0.0))
}
