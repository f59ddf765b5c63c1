//! A page that is nothing but images we decode ourselves: every scan, at a fraction of the cost.
//!
//! Knows which pages these are, and how small an image may be decoded for the pixels that are wanted.
//! Gives up (`None`) wherever it is not sure; the renderer then draws the page.

use std::borrow::Cow;

use lopdf::{Dictionary, Object, Stream};
use zune_jpeg::zune_core::bytestream::ZCursor;
use zune_jpeg::zune_core::colorspace::ColorSpace;
use zune_jpeg::zune_core::options::DecoderOptions;

use super::Colour;
use super::colour::Meaning;
use super::frame::Frame;
use super::resample::{Canvas, Source};
use crate::codec::samples::{Layout, Samples};
use crate::codec::{Scale, jpeg};
use crate::document::content::{Layer, Survey};
use crate::document::{Document, Page};
use crate::geometry::Matrix;
use crate::limits::{Limits, Meter};

/// Draws the page when all that is seen of it are images of kinds we know.
pub(super) fn draw(
    document: &Document,
    page: &Page<'_>,
    survey: &Survey<'_>,
    frame: &Frame,
    colour: Colour,
) -> Option<Canvas> {
    let plain = |layer: &Layer<'_>| layer.plain && !layer.is_mask && !layer.has_mask;
    let drawn = |annotation: &Dictionary| annotation.has(b"AP");
    let fits = survey.marks == 0 && survey.layers.iter().all(plain) && !page.annotations().any(drawn);
    if !fits || survey.layers.is_empty() {
        return None;
    }
    let mut canvas = Canvas::white(frame.width, frame.height, colour.channels());
    let meter = document.limits().meter();
    for layer in &survey.layers {
        let image = Encoded::read(document, &layer.stream, colour, &meter)?;
        let map = frame.image_to_pixels(&layer.placement, image.width, image.height);
        let pixels = image.decode(&map, colour.channels(), document.limits())?;
        let factor = f64::from(pixels.scale as u32);
        let source = Source {
            width: pixels.scale.apply(image.width),
            height: pixels.scale.apply(image.height),
            extent: (f64::from(image.width) / factor, f64::from(image.height) / factor),
            channels: pixels.channels,
            data: &pixels.data,
        };
        canvas.draw(&source, &Matrix::scaling(factor, factor).then(&map));
    }
    Some(canvas)
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
    Jpeg,
}

/// Decoded pixels, perhaps fewer than the image has.
struct Pixels {
    scale: Scale,
    channels: usize,
    data: Vec<u8>,
}

impl<'a> Encoded<'a> {
    fn read(document: &'a Document, stream: &'a Stream, colour: Colour, meter: &Meter) -> Option<Self> {
        let dictionary = &stream.dict;
        let side = |key: &[u8]| number(document, dictionary, key).and_then(|side| u32::try_from(side).ok());
        let (width, height) = (side(b"Width")?, side(b"Height")?);
        document.limits().check_pixels(u64::from(width), u64::from(height)).ok()?;
        let meaning = Meaning::read(document, dictionary, colour, meter)?;
        let (codec, data) = match filters(document, dictionary)?.as_slice() {
            [b"DCTDecode" | b"DCT"] if parameter(document, dictionary, b"ColorTransform").is_none() => {
                (Codec::Jpeg, document.raw_stream(stream).ok()?)
            }
            [] => (Codec::Samples, document.raw_stream(stream).ok()?),
            many if many.iter().all(|name| SAMPLE_FILTERS.contains(name)) => {
                (Codec::Samples, Cow::Owned(document.decode_stream(stream, meter).ok()?))
            }
            _ => return None,
        };
        let bits = u8::try_from(number(document, dictionary, b"BitsPerComponent").unwrap_or(8)).ok()?;
        Some(Self { width, height, bits, meaning, codec, data })
    }

    /// The pixels, where `map` takes them to the canvas.
    fn decode(&self, map: &Matrix, channels: usize, limits: &Limits) -> Option<Pixels> {
        // Colour costs three times as much: only where there is some.
        let channels = if self.meaning.is_grey() { 1 } else { channels };
        let samples = match &self.codec {
            Codec::Jpeg => return self.decode_jpeg(map, channels, limits),
            Codec::Samples => {
                let components = u8::try_from(self.meaning.components()).ok()?;
                let layout = Layout::new(self.width, self.height, components, self.bits, limits).ok()?;
                Samples::new(layout, self.data.to_vec()).ok()?
            }
        };
        if (samples.width(), samples.height()) != (self.width, self.height) {
            return None;
        }
        let data = self.meaning.pixels(&samples, channels)?;
        Some(Pixels { scale: Scale::Full, channels, data })
    }

    fn decode_jpeg(&self, map: &Matrix, channels: usize, limits: &Limits) -> Option<Pixels> {
        let header = jpeg::Header::read(&self.data, limits).ok()?;
        let as_said = (header.width, header.height) == (self.width, self.height);
        if !as_said || usize::from(header.components) != self.meaning.components() || !self.meaning.is_plain()
        {
            return None;
        }
        if channels == 1 {
            let scale = scale_for(map);
            let grey = jpeg::decode_grey(&self.data, scale, limits).ok()?;
            return Some(Pixels { scale, channels: 1, data: grey.data });
        }
        let options = DecoderOptions::default()
            .set_max_width(usize::from(u16::MAX))
            .set_max_height(usize::from(u16::MAX))
            .set_strict_mode(true)
            .jpeg_set_out_colorspace(ColorSpace::RGB);
        let mut decoder = zune_jpeg::JpegDecoder::new_with_options(ZCursor::new(&*self.data), options);
        let data = decoder.decode().ok()?;
        Some(Pixels { scale: Scale::Full, channels: 3, data })
    }
}

/// Filters that give samples: all but the image codecs.
const SAMPLE_FILTERS: [&[u8]; 5] =
    [b"FlateDecode", b"LZWDecode", b"RunLengthDecode", b"ASCII85Decode", b"ASCIIHexDecode"];

/// The smallest scale that still has a pixel for each of the canvas's.
fn scale_for(map: &Matrix) -> Scale {
    let enlarged = map.a.hypot(map.b).max(map.c.hypot(map.d));
    let fits = |scale: &&Scale| enlarged * f64::from(**scale as u32) <= 1.0;
    Scale::ALL.iter().rev().find(fits).copied().unwrap_or_default()
}

fn filters<'a>(document: &'a Document, image: &'a Dictionary) -> Option<Vec<&'a [u8]>> {
    let Ok(filter) = image.get(b"Filter") else { return Some(Vec::new()) };
    match document.resolve(filter) {
        Object::Name(name) => Some(vec![name]),
        Object::Array(names) => names.iter().map(|name| document.resolve(name).as_name().ok()).collect(),
        Object::Null => Some(Vec::new()),
        _ => None,
    }
}

/// A value of the decoding parameters of the only filter.
fn parameter<'a>(document: &'a Document, image: &'a Dictionary, key: &[u8]) -> Option<&'a Object> {
    let parameters = match document.resolve(image.get(b"DecodeParms").ok()?) {
        Object::Array(all) => document.resolve(all.first()?),
        single => single,
    };
    Some(document.resolve(parameters.as_dict().ok()?.get(key).ok()?))
}

fn number(document: &Document, image: &Dictionary, key: &[u8]) -> Option<i64> {
    document.resolve(image.get(key).ok()?).as_i64().ok()
}
