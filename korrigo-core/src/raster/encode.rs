//! Pixels as a file: PNG, JPEG and WebP with the density people expect, and nothing else inside.
//!
//! Knows the three formats' own ways to say dots per inch (WebP has none). Writes no time, no name and
//! no profile: the same pixels give the same bytes.

use super::{Colour, Raster};
use crate::error::{Code, Error, Result};

/// A file format for pixels.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Format {
    /// Lossless; holds the density. What every program reads.
    Png,
    /// Lossy and small; holds the density in whole dots per inch.
    Jpeg {
        /// 1 (smallest) to 100 (best). 85 is hard to tell from the original at arm's length.
        quality: u8,
    },
    /// Lossless and smaller than PNG; cannot hold the density; at most 16,384 pixels a side.
    Webp,
}

impl Format {
    /// The most pixels a side may have.
    pub const fn max_side(self) -> u32 {
        match self {
            Self::Png => i32::MAX as u32,
            Self::Jpeg { .. } => 65_535,
            Self::Webp => 16_384,
        }
    }
}

impl Raster {
    /// The pixels as a file of `format`: the same pixels give the same bytes, and there is nothing in
    /// the file beyond pixels and density.
    ///
    /// # Errors
    /// - `resource_limit` when a side is longer than the format can hold ([`Format::max_side`]).
    /// - `internal` when the pixels are not `width * height` of their colour.
    ///
    /// ```
    /// use korrigo_core::raster::{Colour, Format, Raster};
    ///
    /// let pixel = Raster { width: 1, height: 1, colour: Colour::Grey, data: vec![0], dpi: 150.0 };
    /// assert!(pixel.encode(Format::Png).unwrap().starts_with(b"\x89PNG"));
    /// ```
    pub fn encode(&self, format: Format) -> Result<Vec<u8>> {
        let bytes = self.width as usize * self.height as usize * self.colour.channels();
        if self.data.len() != bytes || self.data.is_empty() {
            return Err(Error::new(Code::Internal, "a raster holds fewer or more pixels than it says"));
        }
        let (side, most) = (self.width.max(self.height), format.max_side());
        if side > most {
            return Err(Error::new(
                Code::ResourceLimit,
                format!("a side of {side} pixels is longer than the {most} this image format can hold"),
            )
            .with_detail("raster.side")
            .hint("ask for fewer dots per inch, or for PNG"));
        }
        match format {
            Format::Png => self.png(),
            Format::Jpeg { quality } => self.jpeg(quality.clamp(1, 100)),
            Format::Webp => self.webp(),
        }
    }

    fn png(&self) -> Result<Vec<u8>> {
        let mut out = Vec::new();
        let mut encoder = png::Encoder::new(&mut out, self.width, self.height);
        encoder.set_color(match self.colour {
            Colour::Grey => png::ColorType::Grayscale,
            Colour::Rgb => png::ColorType::Rgb,
        });
        encoder.set_depth(png::BitDepth::Eight);
        encoder.set_compression(png::Compression::Balanced);
        // Choosing the filter row by row costs as much again and saves a hundredth of the size on scans.
        encoder.set_filter(png::Filter::Paeth);
        let per_metre = (self.dpi / 0.0254).round().clamp(1.0, f64::from(i32::MAX)) as u32;
        encoder.set_pixel_dims(Some(png::PixelDimensions {
            xppu: per_metre,
            yppu: per_metre,
            unit: png::Unit::Meter,
        }));
        let mut writer = encoder.write_header().map_err(failed)?;
        writer.write_image_data(&self.data).map_err(failed)?;
        writer.finish().map_err(failed)?;
        Ok(out)
    }

    fn jpeg(&self, quality: u8) -> Result<Vec<u8>> {
        let mut out = Vec::new();
        let mut encoder = jpeg_encoder::Encoder::new(&mut out, quality);
        let dots = self.dpi.round().clamp(1.0, 65_535.0) as u16;
        encoder.set_density(jpeg_encoder::PixelDensity {
            density: (dots, dots),
            unit: jpeg_encoder::PixelDensityUnit::Inches,
        });
        let colour = match self.colour {
            Colour::Grey => jpeg_encoder::ColorType::Luma,
            Colour::Rgb => jpeg_encoder::ColorType::Rgb,
        };
        // Both sides fit: `encode` has compared them with what the format can hold.
        encoder.encode(&self.data, self.width as u16, self.height as u16, colour).map_err(failed)?;
        Ok(out)
    }

    fn webp(&self) -> Result<Vec<u8>> {
        let mut out = Vec::new();
        let colour = match self.colour {
            Colour::Grey => image_webp::ColorType::L8,
            Colour::Rgb => image_webp::ColorType::Rgb8,
        };
        image_webp::WebPEncoder::new(&mut out)
            .encode(&self.data, self.width, self.height, colour)
            .map_err(failed)?;
        Ok(out)
    }
}

fn failed(_: impl std::error::Error) -> Error {
    Error::new(Code::Internal, "an image could not be encoded").with_detail("raster.encode")
}
