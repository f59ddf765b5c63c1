//! Images in memory, as NumPy and others hold them: rows of samples of 8 bits.
//!
//! Knows the buffer protocol's shapes and how the samples become a file that the engine reads. Knows no page.

use std::borrow::Cow;
use std::sync::Arc;

use korrigo_core::document::{Bytes, wrap};
use korrigo_core::{Code, Error, Limits, Result};
use png::{BitDepth, ColorType, Compression, Encoder, PixelDimensions, Unit};
use pyo3::buffer::{PyBuffer, PyUntypedBuffer};
use pyo3::prelude::*;

use crate::items::Memory;

/// An image in memory.
pub(crate) struct Pixels {
    width: usize,
    height: usize,
    colour: ColorType,
    samples: Samples,
}

enum Samples {
    /// Read-only: looked at where they are.
    There(Memory),
    /// Somebody may write to them: copied once.
    Copied(Vec<u8>),
}

impl Pixels {
    /// The image that a buffer is: two dimensions, or three with the channels last, of unsigned bytes.
    pub(crate) fn of(source: &Bound<'_, PyAny>) -> PyResult<Option<Self>> {
        let Ok(buffer) = PyUntypedBuffer::get(source) else { return Ok(None) };
        let (height, width, colour) = match *buffer.shape() {
            [height, width] | [height, width, 1] => (height, width, ColorType::Grayscale),
            [height, width, 3] => (height, width, ColorType::Rgb),
            [height, width, 4] => (height, width, ColorType::Rgba),
            _ => return Ok(None),
        };
        if buffer.item_size() != 1 {
            return Ok(None);
        }
        let samples = match Memory::read_only(buffer) {
            Ok(memory) => Samples::There(memory),
            Err(buffer) => {
                let Ok(bytes) = buffer.into_typed::<u8>() else { return Ok(None) };
                Samples::Copied(PyBuffer::to_vec(&bytes, source.py())?)
            }
        };
        Ok(Some(Self { width, height, colour, samples }))
    }

    /// A PDF of one page. Without dots per inch 300 are taken.
    pub(crate) fn to_pdf(&self, dpi: Option<f64>) -> Result<Bytes> {
        let png: Bytes = Arc::new(self.to_png(dpi).map_err(|_| refused())?);
        let wrapped = wrap::to_pdf(&[wrap::Named { name: "image", bytes: png }], &Limits::default())?;
        wrapped.into_iter().next().map(|file| file.pdf).ok_or_else(refused)
    }

    fn to_png(&self, dpi: Option<f64>) -> std::result::Result<Vec<u8>, png::EncodingError> {
        let samples = match &self.samples {
            Samples::There(memory) => Cow::Borrowed(memory.as_ref()),
            Samples::Copied(samples) => Cow::Borrowed(samples.as_slice()),
        };
        let mut out = Vec::new();
        let side = |side: usize| u32::try_from(side).unwrap_or(u32::MAX);
        let mut encoder = Encoder::new(&mut out, side(self.width), side(self.height));
        encoder.set_color(self.colour);
        encoder.set_depth(BitDepth::Eight);
        encoder.set_compression(Compression::Fast);
        if let Some(dpi) = dpi {
            let per_metre = (dpi / 0.0254).round().clamp(1.0, f64::from(i32::MAX)) as u32;
            encoder.set_pixel_dims(Some(PixelDimensions {
                xppu: per_metre,
                yppu: per_metre,
                unit: Unit::Meter,
            }));
        }
        let mut writer = encoder.write_header()?;
        writer.write_image_data(&samples)?;
        writer.finish()?;
        Ok(out)
    }
}

fn refused() -> Error {
    Error::new(Code::CorruptedPdf, "an image in memory has no pixels, or more than a file can hold")
}
