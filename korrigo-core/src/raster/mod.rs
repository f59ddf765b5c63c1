//! A page as pixels: from the scan's own image at a reduced scale where that is all there is, else drawn.
//!
//! Knows pages, dots per inch and two ways to the same pixels: `scan` decodes and resamples the images
//! of a page that holds nothing else, `render` interprets everything. Both use one `frame`, so that a
//! point of the page lands on the same pixel. Knows nothing of exams, sheets or what is on the paper.

mod encode;
mod resample;

pub use encode::Format;

use crate::geometry::{NormalizedRect, Rotation};

/// What a pixel is made of.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub enum Colour {
    /// One byte: 0 is black, 255 is white. From colour by the weights of Rec. 601, as JPEG's Y.
    #[default]
    Grey,
    /// Three bytes: red, green, blue, as sRGB.
    Rgb,
}

impl Colour {
    /// Bytes a pixel.
    pub const fn channels(self) -> usize {
        match self {
            Self::Grey => 1,
            Self::Rgb => 3,
        }
    }
}

/// How a page becomes pixels.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct RasterOptions {
    /// Dots per inch: more than 0. The page may not have more pixels than
    /// [`Limits::max_image_pixels`](crate::Limits::max_image_pixels).
    pub dpi: f64,
    /// The only part to make, on the page as it comes out (after `rotate`); snapped outward to whole
    /// pixels. What it gives is exactly that part of the whole page.
    pub clip: Option<NormalizedRect>,
    /// Quarter turns clockwise after the page's own.
    pub rotate: Rotation,
    /// Grey costs less: scans in colour are then decoded at a reduced scale.
    pub colour: Colour,
}

impl Default for RasterOptions {
    fn default() -> Self {
        Self { dpi: 150.0, clip: None, rotate: Rotation::D0, colour: Colour::Rgb }
    }
}

/// A page, or a part of one, as pixels.
#[derive(Clone, PartialEq)]
pub struct Raster {
    /// Columns.
    pub width: u32,
    /// Rows.
    pub height: u32,
    /// What a pixel is made of.
    pub colour: Colour,
    /// Rows from the top, without padding.
    pub data: Vec<u8>,
    /// Dots per inch.
    pub dpi: f64,
}

impl std::fmt::Debug for Raster {
    // The pixels of a paper are personal data: they never reach a log.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Raster({} x {}, {:?}, {} dpi)", self.width, self.height, self.colour, self.dpi)
    }
}
