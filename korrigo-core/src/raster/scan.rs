//! A page that is nothing but images we decode ourselves: every scan, at a fraction of the cost.
//!
//! Knows which pages these are, and how small an image may be decoded for the pixels that are wanted.
//! Gives up (`None`) wherever it is not sure; the renderer then draws the page.

use std::borrow::Cow;

use lopdf::{Dictionary, Stream};

use super::Colour;
use super::colour::Meaning;
use super::frame::Frame;
use super::resample::{Canvas, Plain, Source, Turn};
use crate::codec::samples::{Layout, Samples};
use crate::codec::{Scale, ccitt, jbig2, jpeg};
use crate::document::content::{Layer, Survey};
use crate::document::filters::ImageCodec;
use crate::document::{Document, Page};
use crate::geometry::{Matrix, Rect};
use crate::limits::{Limits, Meter};

/// Draws parts of the page, of one resolution, when all that is seen of it are images of kinds we know.
pub(super) fn draw(
    document: &Document,
    page: &Page<'_>,
    survey: &Survey<'_>,
    frames: &[Frame],
    colour: Colour,
) -> Option<Vec<Canvas>> {
    let visible = page.geometry().visible();
    let plain =
        |layer: &Layer<'_>| layer.plain && !layer.is_mask && !layer.has_mask && is_whole(layer, &visible);
    let drawn = |annotation: &Dictionary| annotation.has(b"AP");
    let fits = survey.marks == 0 && survey.layers.iter().all(plain) && !page.annotations().any(drawn);
    if !fits {
        return None;
    }
    let white = |frame: &Frame| Canvas::white(frame.width, frame.height, colour.channels());
    let mut canvases: Vec<Canvas> = frames.iter().map(white).collect();
    let meter = document.limits().meter();
    for layer in &survey.layers {
        let image = Encoded::read(document, &layer.stream, colour, &meter)?;
        let map = |frame: &Frame| frame.image_to_pixels(&layer.placement, image.width, image.height);
        let maps: Vec<Matrix> = frames.iter().map(map).collect();
        image.draw(&maps, &mut canvases, document.limits())?;
    }
    Some(canvases)
}

/// Whether no clip cuts what the page shows of an image, but for what scanners round.
fn is_whole(layer: &Layer<'_>, visible: &Rect) -> bool {
    const SLACK: f64 = 0.5;
    let covers = layer.placement.map_rect(&Rect::new(0.0, 0.0, 1.0, 1.0)).intersect(visible);
    covers.is_none_or(|covers| {
        covers.x0 > layer.bounds.x0 - SLACK
            && covers.y0 > layer.bounds.y0 - SLACK
            && covers.x1 < layer.bounds.x1 + SLACK
            && covers.y1 < layer.bounds.y1 + SLACK
    })
}

/// An image of the page, still encoded.
struct Encoded<'a> {
    width: u32,
    height: u32,
    bits: u8,
    meaning: Meaning,
    codec: Codec,
    data: Cow<'a, [u8]>,
}

enum Codec {
    Samples,
    Jpeg {
        /// What the PDF says of its colours.
        colour_transform: Option<i64>,
    },
    Ccitt(ccitt::Params),
    Jbig2 {
        /// What it shares with other images.
        globals: Option<Vec<u8>>,
    },
}

/// Decoded pixels, perhaps fewer than the image has.
struct Pixels {
    scale: Scale,
    data: Vec<u8>,
}

impl<'a> Encoded<'a> {
    fn read(document: &'a Document, stream: &'a Stream, colour: Colour, meter: &Meter) -> Option<Self> {
        let dictionary = &stream.dict;
        let side = |key: &[u8]| number(document, dictionary, key).and_then(|side| u32::try_from(side).ok());
        let (width, height) = (side(b"Width")?, side(b"Height")?);
        document.limits().check_pixels(u64::from(width), u64::from(height)).ok()?;
        let meaning = Meaning::read(document, dictionary, colour, meter)?;
        let image = document.encoded_image(stream, meter).ok()?;
        let (codec, data) = match image.codec {
            ImageCodec::Jpeg { colour_transform } => (Codec::Jpeg { colour_transform }, image.data),
            ImageCodec::Ccitt(params) => (Codec::Ccitt(ccitt::Params { rows: height, ..params }), image.data),
            ImageCodec::Raw | ImageCodec::Flate(_) | ImageCodec::Lzw(_) | ImageCodec::RunLength => {
                (Codec::Samples, image.into_samples(meter).ok()?)
            }
            ImageCodec::Jbig2 { globals } => {
                let globals = globals.map(|globals| document.decode_stream(globals, meter));
                (Codec::Jbig2 { globals: globals.transpose().ok()? }, image.data)
            }
            ImageCodec::Jpx => return None,
        };
        let bits = u8::try_from(number(document, dictionary, b"BitsPerComponent").unwrap_or(8)).ok()?;
        Some(Self { width, height, bits, meaning, codec, data })
    }

    /// Draws the image on each canvas, where its map takes the pixels.
    fn draw(self, maps: &[Matrix], canvases: &mut [Canvas], limits: &Limits) -> Option<()> {
        // Colour costs three times as much: only where there is some.
        let wanted = canvases.first().map_or(1, |canvas| canvas.channels);
        let channels = if self.meaning.is_grey() { 1 } else { wanted };
        let (width, height) = (self.width, self.height);
        let mut rows = height;
        let samples = match self.codec {
            Codec::Jpeg { colour_transform } => {
                let header = jpeg::Header::read(&self.data, limits).ok()?;
                if header.colour_told(colour_transform) != header.colour {
                    return None;
                }
                let Pixels { scale, data } = self.decode_jpeg(&header, (maps, canvases), channels, limits)?;
                let factor = f64::from(scale as u32);
                let extent = (f64::from(width) / factor, f64::from(height) / factor);
                let (width, height) = (scale.apply(width), scale.apply(height));
                let rows = &Plain(&data, width as usize * channels);
                let source = Source { width, height, extent, channels, rows };
                for (canvas, map) in canvases.iter_mut().zip(maps) {
                    canvas.draw(&source, &Matrix::scaling(factor, factor).then(map));
                }
                return Some(());
            }
            Codec::Ccitt(params) => {
                // Rows below what is shown are not read.
                let shown = maps.iter().zip(&*canvases).map(|(map, canvas)| {
                    seen(map, (width, height), canvas, Scale::Full).map(|[_, rows]| rows.end as u32)
                });
                rows = shown.map(|last| last.unwrap_or(height)).max().unwrap_or(height).clamp(1, height);
                ccitt::decode(&self.data, &ccitt::Params { rows, ..params }, limits).ok()?
            }
            Codec::Jbig2 { globals } => jbig2::decode(&self.data, globals.as_deref(), limits).ok()?,
            Codec::Samples => {
                let components = u8::try_from(self.meaning.components()).ok()?;
                let layout = Layout::new(width, height, components, self.bits, limits).ok()?;
                Samples::new(layout, self.data.into_owned()).ok()?
            }
        };
        if (samples.width(), samples.height()) != (width, rows) {
            return None;
        }
        let extent = (f64::from(width), f64::from(height));
        let height = rows;
        let rows = &self.meaning.pixels(&samples, channels)?;
        let source = Source { width, height, extent, channels, rows };
        for (canvas, map) in canvases.iter_mut().zip(maps) {
            canvas.draw(&source, map);
        }
        Some(())
    }

    fn decode_jpeg(
        &self,
        header: &jpeg::Header,
        (maps, canvases): (&[Matrix], &[Canvas]),
        channels: usize,
        limits: &Limits,
    ) -> Option<Pixels> {
        let as_said = (header.width, header.height) == (self.width, self.height);
        if !as_said || usize::from(header.components) != self.meaning.components() || !self.meaning.is_plain()
        {
            return None;
        }
        let scale = scale_for(maps.first()?);
        let data = if channels == 1 {
            let size = (self.width, self.height);
            let shown = maps.iter().zip(canvases).map(|(map, canvas)| seen(map, size, canvas, scale));
            let parts: Option<Vec<_>> = shown.collect();
            jpeg::decode_grey_parts(&self.data, scale, &parts.unwrap_or_default(), limits).ok()?.data
        } else {
            jpeg::decode(&self.data, None, scale, limits).ok()?.into_data()
        };
        Some(Pixels { scale, data })
    }
}

/// The part of an image at a scale that a canvas shows: columns and rows; `None` when all may be needed.
fn seen(map: &Matrix, size: (u32, u32), canvas: &Canvas, scale: Scale) -> Option<jpeg::Part> {
    // A slanted image is made smaller as a whole.
    if Turn::of(map, size) == Turn::Slant {
        return None;
    }
    let whole = Rect::new(0.0, 0.0, f64::from(canvas.width), f64::from(canvas.height));
    let part = map.inverse()?.map_rect(&whole);
    let factor = f64::from(scale as u32);
    // The nearest pixels of one at the edge lie a pixel outside; another for rounding.
    let span =
        |low: f64, high: f64| (low / factor - 2.0).max(0.0) as usize..(high / factor + 3.0).max(0.0) as usize;
    Some([span(part.x0, part.x1), span(part.y0, part.y1)])
}

/// The smallest scale that still has a pixel for each of the canvas's.
fn scale_for(map: &Matrix) -> Scale {
    let enlarged = map.a.hypot(map.b).max(map.c.hypot(map.d));
    let fits = |scale: &&Scale| enlarged * f64::from(**scale as u32) <= 1.0;
    Scale::ALL.iter().rev().find(fits).copied().unwrap_or_default()
}

fn number(document: &Document, image: &Dictionary, key: &[u8]) -> Option<i64> {
    document.resolve(image.get(key).ok()?).as_i64().ok()
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::document::OpenOptions;
    use crate::geometry::{NormalizedRect, Rotation};
    use crate::raster::RasterOptions;
    use korrigo_fixtures::canvas::Canvas as Picture;
    use korrigo_fixtures::encode::{self, Image, Jpeg, Packed, Predictor};
    use korrigo_fixtures::scan;

    fn open(image: &Image) -> Document {
        let pdf = scan::pdf(std::slice::from_ref(image), 144);
        Document::open(Arc::new(pdf), &OpenOptions::default()).unwrap()
    }

    fn scanned(document: &Document, dpi: f64, colour: Colour) -> Option<Canvas> {
        let page = document.page(0).unwrap();
        let images = document.resolve(page.resources().get(b"XObject").unwrap()).as_dict().unwrap();
        let image = document.resolve(images.get(b"Im0").unwrap()).as_stream().unwrap();
        let visible = page.geometry().visible();
        let layer = Layer {
            id: None,
            stream: Cow::Borrowed(image),
            placement: Matrix::scaling(visible.width(), visible.height()),
            bounds: Rect::new(0.0, 0.0, visible.width(), visible.height()),
            is_mask: false,
            has_mask: false,
            opaque: true,
            plain: true,
        };
        let options = RasterOptions { dpi, colour, ..RasterOptions::default() };
        let frame = Frame::new(&page.geometry(), &options, document.limits()).unwrap();
        let survey = Survey { layers: vec![layer], ..Survey::default() };
        draw(document, &page, &survey, &[frame], colour)?.pop()
    }

    fn bilevel(picture: &Picture) -> Image {
        let raw = encode::raw(&Packed::new(picture, 1));
        let layout = Layout::new(picture.width, picture.height, 1, 1, &Limits::default()).unwrap();
        let data = jbig2::encode_generic(&Samples::new(layout, raw.data.clone()).unwrap()).unwrap();
        Image { filters: vec!["JBIG2Decode"], parms: vec!["null".into()], data, ..raw }
    }

    #[test]
    fn a_small_jbig2_that_says_it_is_huge_is_refused() {
        let mut image = bilevel(&Picture::gradient(16, 16, 1, 5));
        // The page's columns and rows, after the eleven bytes of the first segment's header.
        image.data[11..19].fill(0x3F);
        for entries in ["", "/Decode [1 0]", "/SMaskInData 0"] {
            let document = open(&image.clone().with(entries));
            let error = crate::raster::page(&document, 0, &RasterOptions::default()).unwrap_err();
            assert_eq!(error.code(), crate::Code::ResourceLimit, "{entries}");
        }
    }

    #[test]
    fn every_kind_of_scan_is_as_the_renderer_draws_it() {
        let (grey, colour) = (Picture::gradient(203, 310, 1, 4), Picture::gradient(203, 310, 3, 5));
        let smooth = Jpeg { quality: 95, ..Jpeg::default() };
        let note = scan::note(203, 310, 3);
        for (name, image) in [
            ("jpeg grey", encode::jpeg(&grey, &smooth)),
            ("jpeg colour", encode::jpeg(&colour, &smooth)),
            ("g4", encode::g4(&note, false)),
            ("g4, 1 is black", encode::g4(&note, true)),
            ("g4, decoded the other way", encode::g4(&note, false).with("/Decode [1 0]")),
            ("jbig2", bilevel(&note)),
            ("jbig2, decoded the other way", bilevel(&note).with("/Decode [1 0]")),
            ("flate grey", encode::flate(&Packed::new(&grey, 8), Predictor::PngMixed)),
            ("flate colour", encode::flate(&Packed::new(&colour, 8), Predictor::PngMixed)),
            ("2 bits", encode::flate(&Packed::new(&grey, 2), Predictor::None)),
            ("16 bits", encode::flate(&Packed::new(&colour, 16), Predictor::Tiff)),
            ("palette", encode::indexed(&colour, 4)),
            ("run lengths", encode::run_length(&Packed::new(&grey, 8))),
        ] {
            let document = open(&image);
            for wanted in [Colour::Grey, Colour::Rgb] {
                for dpi in [144.0, 60.0, 300.0] {
                    let Some(found) = scanned(&document, dpi, wanted) else {
                        panic!("{name}, {wanted:?}, {dpi}: not taken for a scan")
                    };
                    let options = RasterOptions { dpi, colour: wanted, ..RasterOptions::default() };
                    let page = document.page(0).unwrap();
                    let frame = Frame::new(&page.geometry(), &options, document.limits()).unwrap();
                    let drawn = super::super::render::draw(&document, 0, &frame, wanted.channels()).unwrap();
                    let off: u64 =
                        found.data.iter().zip(&drawn.data).map(|(a, b)| u64::from(a.abs_diff(*b))).sum();
                    let mean = off as f64 / found.data.len() as f64;
                    // Enlarging: the renderer repeats pixels, we mix them. Shrinking: its filter is sharper.
                    let most = [(144.0, 1.5), (60.0, 9.0)]
                        .iter()
                        .find(|each| each.0 == dpi)
                        .map_or(25.0, |each| each.1);
                    assert!(mean < most, "{name}, {wanted:?}, {dpi} dpi: mean difference {mean}");
                }
            }
        }
    }

    #[test]
    fn parts_are_what_the_whole_page_shows_there() {
        let parts = [[0.1, 0.2, 0.3, 0.1], [0.6, 0.05, 0.35, 0.3]]
            .map(|[x, y, w, h]| NormalizedRect::new(x, y, w, h).unwrap());
        let jpeg = open(&encode::jpeg(&Picture::gradient(403, 610, 3, 4), &Jpeg::default()));
        let group4 = open(&encode::g4(&scan::note(403, 610, 3), false));
        for (document, rotate) in [jpeg, group4].iter().flat_map(|one| Rotation::ALL.map(|turn| (one, turn)))
        {
            for dpi in [144.0, 70.0, 30.0] {
                let options = RasterOptions { dpi, clip: None, rotate, colour: Colour::Grey };
                let whole = crate::raster::page(document, 0, &options).unwrap();
                let drawn = crate::raster::parts(document, 0, &options, &parts).unwrap();
                for (rect, part) in parts.iter().zip(&drawn) {
                    let first = |share: f64, size: u32| (share * f64::from(size) + 1e-6) as usize;
                    let (left, top) = (first(rect.x(), whole.width), first(rect.y(), whole.height));
                    assert!(part.width > 1 && part.height > 1);
                    for (y, row) in part.data.chunks_exact(part.width as usize).enumerate() {
                        let start = (top + y) * whole.width as usize + left;
                        assert_eq!(row, &whole.data[start..start + row.len()], "{rotate:?}, {dpi} dpi");
                    }
                }
            }
        }
    }

    #[test]
    fn the_smallest_scale_that_is_large_enough() {
        for (dpi, scale) in [
            (1.0, Scale::Full),
            (0.51, Scale::Full),
            (0.5, Scale::Half),
            (0.26, Scale::Half),
            (0.25, Scale::Quarter),
            (0.125, Scale::Eighth),
            (0.01, Scale::Eighth),
        ] {
            assert_eq!(scale_for(&Matrix::new([0.0, dpi, -dpi / 2.0, 0.0, 5.0, 5.0])), scale);
        }
    }

    #[test]
    fn what_we_do_not_know_is_left_to_the_renderer() {
        let picture = Picture::gradient(16, 16, 3, 5);
        let told = |transform: u8| Image {
            parms: vec![format!("<< /ColorTransform {transform} >>")],
            ..encode::jpeg(&picture, &Jpeg::default())
        };
        assert!(scanned(&open(&told(1)), 72.0, Colour::Rgb).is_some());
        for image in [
            encode::jpeg_cmyk(&picture, true, &Jpeg::default()),
            encode::raw(&Packed::new(&picture, 8)).in_space("[/Lab << /WhitePoint [1 1 1] >>]"),
            encode::jpeg(&picture, &Jpeg::default()).with("/Decode [1 0 1 0 1 0]"),
            told(0),
        ] {
            assert!(scanned(&open(&image), 72.0, Colour::Rgb).is_none());
        }
    }
}
