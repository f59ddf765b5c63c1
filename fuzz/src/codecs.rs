//! One target a codec: decode, cut along a slanted line, and read again what was written.
//!
//! Knows the entries of [`korrigo_core::codec`]. Knows no PDF.

use korrigo_core::codec::samples::{self, Layout, Written};
use korrigo_core::codec::{
    Edit, Edited, Scale, ascii, ccitt as fax, flate as zlib, jbig2 as bilevel, jpeg as dct, jpx as wavelet,
    lzw as variable, predictor, run_length,
};
use korrigo_core::geometry::{ConvexPolygon, Rect};
use korrigo_core::{Error, Limits};

use crate::{limits, slanted};

/// CCITT Group 3 and 4.
pub fn ccitt(data: &[u8]) {
    let Some(([flags, columns, rows, lean], data)) = data.split_first_chunk() else { return };
    let params = fax::Params {
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
    let _ = fax::decode(data, &params, &limits);
    let _ = fax::salvage(data, &params, &limits);
    if let Ok((edited, written)) = fax::edit(data, &params, &edit, &limits) {
        let again = fax::decode(&edited.data, &written, &limits);
        assert!(again.is_ok_and(|samples| samples.height() == edited.height));
    }
}

/// Run lengths and the ASCII filters: what a chain of filters is made of besides Flate and LZW.
pub fn filters(data: &[u8]) {
    let Some(([columns, colours, bits, lean], data)) = data.split_first_chunk() else { return };
    let limits = limits();
    let _ = run_length::decode(data, limits.max_decoded_bytes);
    let _ = ascii::decode_hex(data);
    let _ = ascii::decode_85(data, limits.max_decoded_bytes);
    let Some((layout, _)) = layout(*columns, *colours, *bits, 0, &limits) else { return };
    let keep = slanted(f64::from(layout.width()), HEIGHT, *lean);
    let edit = Edit { keep: Some(&keep), fill: &[255], ..Edit::default() };
    if let Ok((edited, written)) = run_length::edit_image(data, layout, &edit) {
        is_read_again(&edited, &written, layout, &limits);
    }
    if let Ok(edited) = samples::edit_raw(data, layout, &edit) {
        is_read_again(&edited, &Written::Raw, layout, &limits);
    }
}

/// Flate and the predictors.
pub fn flate(data: &[u8]) {
    let Some(([kind, colours, bits, columns, lean], data)) = data.split_first_chunk() else { return };
    let limits = limits();
    let _ = zlib::decode(data, limits.max_decoded_bytes);
    let Some((layout, params)) = layout(*columns, *colours, *bits, *kind, &limits) else { return };
    let _ = predictor::undo(data, params);
    let keep = slanted(f64::from(layout.width()), HEIGHT, *lean);
    let edit = Edit { keep: Some(&keep), fill: &[255], ..Edit::default() };
    if let Ok((edited, params)) = zlib::edit_image(data, layout, params, &edit) {
        is_read_again(&edited, &Written::Flate(params), layout, &limits);
    }
}

/// LZW, with predictors.
pub fn lzw(data: &[u8]) {
    let Some(([kind, colours, bits, columns, lean], data)) = data.split_first_chunk() else { return };
    let limits = limits();
    for early_change in [true, false] {
        let _ = variable::decode(data, early_change, limits.max_decoded_bytes);
    }
    let Some((layout, params)) = layout(*columns, *colours, *bits, *kind, &limits) else { return };
    let keep = slanted(f64::from(layout.width()), HEIGHT, *lean);
    let edit = Edit { keep: Some(&keep), fill: &[255], ..Edit::default() };
    if let Ok((edited, written)) = variable::edit_image(data, layout, params, &edit) {
        is_read_again(&edited, &written, layout, &limits);
    }
}

/// JBIG2, with and without globals.
pub fn jbig2(data: &[u8]) {
    let Some(([split, lean], data)) = data.split_first_chunk() else { return };
    let limits = limits();
    // 0: no globals; else so many bytes of them in front.
    let (globals, page) = data.split_at(data.len().min(usize::from(*split) * 4));
    let globals = (*split > 0).then_some(globals);
    let _ = bilevel::check(page, globals, &limits);
    let _ = bilevel::salvage(page, globals, &limits);
    let Ok(samples) = bilevel::decode(page, globals, &limits) else { return };
    let keep = slanted(f64::from(samples.width()), f64::from(samples.height()), *lean);
    let edit = Edit { keep: Some(&keep), fill: &[1], ..Edit::default() };
    let Ok((wanted, _)) = samples.edit(&edit) else { return };
    let (edited, written) = bilevel::edit(page, globals, &edit, &limits).expect("what decodes can be cut");
    let again = match written {
        bilevel::Written::G4(params) => fax::decode(&edited.data, &params, &limits),
        bilevel::Written::Generic => bilevel::decode(&edited.data, None, &limits),
    };
    assert!(again.is_ok_and(|again| again == wanted), "a cut JBIG2 has other pixels");
}

/// JPEG: decode at every scale; cut along a slanted line, painted over in part.
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

/// Rows of the images that have no size of their own.
const HEIGHT: f64 = 24.0;

fn layout(
    columns: u8,
    colours: u8,
    bits: u8,
    kind: u8,
    limits: &Limits,
) -> Option<(Layout, predictor::Params)> {
    let bits = 1 << (bits % 5);
    let (width, components) = (u32::from(columns) + 1, colours % 4 + 1);
    let params = predictor::Params {
        predictor: kind % 16,
        colors: components,
        bits,
        columns: width,
        early_change: kind & 128 != 0,
    };
    Some((Layout::new(width, HEIGHT as u32, components, bits, limits).ok()?, params))
}

/// What was written holds every row of what was kept.
fn is_read_again(edited: &Edited, written: &Written, source: Layout, limits: &Limits) {
    let layout = Layout::new(edited.width, edited.height, source.components(), source.bits(), limits)
        .expect("a part of an image is an image");
    let most = limits.max_decoded_bytes;
    let unfiltered = |data: Vec<u8>, params| predictor::undo(&data, params);
    let decoded: Result<Vec<u8>, Error> = match written {
        Written::Raw => Ok(edited.data.clone()),
        Written::RunLength => run_length::decode(&edited.data, most).map(|decoded| decoded.data),
        Written::Lzw(params) => variable::decode(&edited.data, params.early_change, most)
            .and_then(|decoded| unfiltered(decoded.data, *params)),
        Written::Flate(params) => zlib::decode(&edited.data, most).and_then(|data| unfiltered(data, *params)),
    };
    assert_eq!(decoded.map(|data| data.len()).ok(), Some(layout.bytes()), "{written:?}");
}
