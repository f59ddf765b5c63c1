//! Any page as pixels: the second reader interprets it and draws every operator.
//!
//! Knows the renderer and its weaknesses: sides of 16 bits, four bytes a pixel, a stack of its own, and
//! the chance that a hostile page makes it fail. Knows nothing of what is drawn.

use std::thread;

use hayro::hayro_interpret::InterpreterSettings;
use hayro::hayro_syntax::page::Page;
use hayro::kurbo::Affine;
use hayro::vello_cpu::color::palette::css::WHITE;
use hayro::vello_cpu::{Pixmap, RasterizerSettings, RenderContext, Resources, TargetInit};
use hayro::{RenderCache, RenderSettings, render_into};

use super::frame::Frame;
use super::resample::Canvas;
use crate::document::Document;
use crate::error::{Code, Error, Result};
use crate::geometry::Matrix;

/// Pixels drawn at once: an A3 side at 300 dpi, 140 MB while it is being drawn.
const MAX_TILE_PIXELS: u32 = 18_000_000;

/// The longest side drawn at once; the renderer counts in 16 bits.
const MAX_TILE_SIDE: u32 = 32_000;

/// Stack of the drawing thread. The renderer nests up to 50 forms, each a dozen calls deep.
const STACK_BYTES: usize = 256 << 20;

/// Draws page `index` of `document`.
///
/// # Errors
/// `corrupted_pdf` when the reader does not know the page, or fails on it.
pub(super) fn draw(document: &Document, index: usize, frame: &Frame, channels: usize) -> Result<Canvas> {
    let Some(reader) = document.second_reader() else {
        return Err(Error::new(Code::CorruptedPdf, "the second reader cannot read the file")
            .with_detail("raster.no_reader"));
    };
    let Some(page) = reader.pages().get(index) else {
        return Err(Error::new(Code::CorruptedPdf, "the second reader does not find the page")
            .with_detail("raster.page_not_found"));
    };
    // A thread of its own: the stack is as deep as the renderer needs wherever we are called from, and
    // a defect of the renderer that a hostile page finds ends that thread and nothing else.
    thread::scope(|scope| {
        let drawing = thread::Builder::new()
            .name("korrigo-render".to_owned())
            .stack_size(STACK_BYTES)
            .spawn_scoped(scope, || draw_tiles(page, frame, channels))
            .map_err(|_| Error::new(Code::Busy, "no thread is free to draw a page"))?;
        drawing.join().map_err(|_| {
            Error::new(Code::CorruptedPdf, "the page cannot be drawn").with_detail("raster.render_failed")
        })
    })
}

fn draw_tiles(page: &Page<'_>, frame: &Frame, channels: usize) -> Canvas {
    let mut canvas = Canvas::white(frame.width, frame.height, channels);
    let cache = RenderCache::new();
    let wide = frame.width.min(MAX_TILE_SIDE);
    let high = (MAX_TILE_PIXELS / wide).clamp(1, MAX_TILE_SIDE);
    for y in (0..frame.height).step_by(high as usize) {
        for x in (0..frame.width).step_by(wide as usize) {
            let size = (wide.min(frame.width - x), high.min(frame.height - y));
            let map = frame.user_to_pixels.then(&Matrix::translation(-f64::from(x), -f64::from(y)));
            let tile = draw_tile(page, &cache, &map, size);
            put(&mut canvas, &tile, (x, y));
        }
    }
    canvas
}

fn draw_tile<'a>(page: &'a Page<'a>, cache: &RenderCache<'a>, map: &Matrix, size: (u32, u32)) -> Pixmap {
    // Both sides are at most MAX_TILE_SIDE.
    let (width, height) = (size.0 as u16, size.1 as u16);
    let mut context = RenderContext::new(width, height);
    let settings = RenderSettings { hinting: false, ..RenderSettings::default() };
    let interpreter = InterpreterSettings::default();
    render_into(page, cache, &interpreter, &settings, &mut context, Affine::new(map.to_array()));
    context.flush();
    let mut pixmap = Pixmap::new(width, height);
    let paper = RasterizerSettings { target_init: TargetInit::Clear(WHITE), ..RasterizerSettings::default() };
    context.render_with(&mut pixmap, &mut Resources::default(), paper);
    pixmap
}

/// Copies a tile, opaque RGBA, to its place.
fn put(canvas: &mut Canvas, tile: &Pixmap, (x, y): (u32, u32)) {
    let channels = canvas.channels;
    let stride = canvas.width as usize * channels;
    let wide = usize::from(tile.width());
    let rows = canvas.data.chunks_exact_mut(stride).skip(y as usize);
    for (out, pixels) in rows.zip(tile.data_as_u8_slice().chunks_exact(wide * 4)) {
        let out = out.iter_mut().skip(x as usize * channels);
        if channels == 1 {
            for (out, pixel) in out.zip(pixels.as_chunks::<4>().0) {
                *out = super::luma([pixel[0], pixel[1], pixel[2]]);
            }
        } else {
            let samples =
                pixels.as_chunks::<4>().0.iter().flat_map(|[red, green, blue, _]| [red, green, blue]);
            out.zip(samples).for_each(|(out, sample)| *out = *sample);
        }
    }
}
