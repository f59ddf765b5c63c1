//! A page as pixels: from the scan's own image at a reduced scale where that is all there is, else drawn.
//!
//! Knows pages, dots per inch and two ways to the same pixels: `scan` decodes and resamples the images
//! of a page that holds nothing else, `render` interprets everything. Both use one `frame`, so that a
//! point of the page lands on the same pixel. Knows nothing of exams, sheets or what is on the paper.

mod colour;
mod encode;
mod frame;
mod guard;
mod render;
mod resample;
mod scan;

pub use encode::Format;

use crate::document::{Document, Page};
use crate::error::{Code, Error, Result};
use crate::geometry::{Matrix, NormalizedRect, Rotation};
use frame::Frame;

/// Page `index` of `document`, counted from 0, as pixels: `round(width * dpi / 72)` columns and as many
/// rows, of its width and height as displayed and turned by `options.rotate`; white where nothing is drawn.
///
/// Annotations that have an appearance are drawn; nothing hidden is.
///
/// # Errors
/// - `page_not_found` when there is no such page.
/// - `resource_limit` when the dots per inch are no positive number, when page or part would have more
///   pixels than the limit, or when the page takes more than the document's limits to draw.
/// - `corrupted_pdf` when neither way leads to pixels.
pub fn page(document: &Document, index: usize, options: &RasterOptions) -> Result<Raster> {
    let drawn = draw(document, index, options, &[options.clip]).map_err(|error| error.on_page(index))?;
    drawn.into_iter().next().ok_or_else(|| Error::new(Code::CorruptedPdf, "the page cannot be drawn"))
}

/// Several parts of a page at once, as [`page`] gives each of them: every image is decoded once, and a grey
/// JPEG only where a part shows it. `options.clip` is not looked at.
///
/// # Errors
/// Those of [`page`].
pub(crate) fn parts(
    document: &Document,
    index: usize,
    options: &RasterOptions,
    parts: &[NormalizedRect],
) -> Result<Vec<Raster>> {
    let clips: Vec<_> = parts.iter().copied().map(Some).collect();
    draw(document, index, options, &clips).map_err(|error| error.on_page(index))
}

/// The page as the second reader draws it, whatever could be read otherwise.
///
/// # Errors
/// Those of [`page`].
pub(crate) fn drawn(document: &Document, index: usize, options: &RasterOptions) -> Result<Raster> {
    let page = document.page(index)?;
    weigh(document, &page)?;
    let geometry = page.geometry().turned(options.rotate);
    let frame = Frame::new(&geometry, options, document.limits())?;
    let canvas = render::draw(document, index, &frame, options.colour.channels())?;
    Ok(Raster {
        width: canvas.width,
        height: canvas.height,
        colour: options.colour,
        data: canvas.data,
        dpi: options.dpi,
    })
}

/// From the page's user space to the pixels that [`page`] makes with these options.
///
/// # Errors
/// `page_not_found`; `resource_limit` as [`page`].
pub(crate) fn user_to_pixels(document: &Document, index: usize, options: &RasterOptions) -> Result<Matrix> {
    let geometry = document.page(index)?.geometry().turned(options.rotate);
    Ok(Frame::new(&geometry, options, document.limits())?.user_to_pixels)
}

/// Page `index` as large as fits into `width` by `height` pixels: for contact sheets.
///
/// `options.dpi` is not looked at; `options.clip` is what has to fit. In grey, a scanned JPEG costs a
/// small part of its decoding.
///
/// # Errors
/// Those of [`page`]; `resource_limit` also when `width` or `height` is 0.
pub fn thumbnail(
    document: &Document,
    index: usize,
    (width, height): (u32, u32),
    options: &RasterOptions,
) -> Result<Raster> {
    let (wide, high) = document.page(index)?.geometry().turned(options.rotate).displayed_size();
    // A clip is snapped outward: a pixel less makes sure that it fits.
    let (part, less) = options.clip.map_or(((1.0, 1.0), 0.0), |clip| ((clip.w(), clip.h()), 1.0));
    let fit = |pixels: u32, points: f64| ((f64::from(pixels) - less).max(0.5) * 72.0) / points;
    let dpi = if width == 0 || height == 0 {
        0.0
    } else {
        fit(width, wide * part.0).min(fit(height, high * part.1))
    };
    page(document, index, &RasterOptions { dpi, ..*options })
}

fn draw(
    document: &Document,
    index: usize,
    options: &RasterOptions,
    clips: &[Option<NormalizedRect>],
) -> Result<Vec<Raster>> {
    let page = document.page(index)?;
    let geometry = page.geometry().turned(options.rotate);
    let frame = |clip: &Option<NormalizedRect>| {
        Frame::new(&geometry, &RasterOptions { clip: *clip, ..*options }, document.limits())
    };
    let frames = clips.iter().map(frame).collect::<Result<Vec<_>>>()?;
    let scanned = match document.survey(&page) {
        Ok(survey) => {
            guard::check_images(document, &survey)?;
            scan::draw(document, &page, &survey, &frames, options.colour)
        }
        Err(error) if error.code() == Code::ResourceLimit => return Err(error),
        // What we cannot read, the second reader may.
        Err(_) => None,
    };
    let canvases = if let Some(canvases) = scanned {
        canvases
    } else {
        guard::check_appearances(document, &page)?;
        let rendered =
            frames.iter().map(|frame| render::draw(document, index, frame, options.colour.channels()));
        rendered.collect::<Result<Vec<_>>>()?
    };
    let raster = |canvas: resample::Canvas| Raster {
        width: canvas.width,
        height: canvas.height,
        colour: options.colour,
        data: canvas.data,
        dpi: options.dpi,
    };
    Ok(canvases.into_iter().map(raster).collect())
}

/// Weighs what the second reader would have to draw of a page: it keeps no account of its own.
///
/// # Errors
/// `resource_limit` when the page takes more than the document's limits.
pub(crate) fn weigh(document: &Document, page: &Page<'_>) -> Result<()> {
    match document.survey(page) {
        Ok(survey) => guard::check_images(document, &survey)?,
        Err(error) if error.code() == Code::ResourceLimit => return Err(error),
        // What we cannot read, the second reader may.
        Err(_) => {}
    }
    guard::check_appearances(document, page)
}

/// The grey of a colour, by the weights of Rec. 601.
pub(crate) fn luma([red, green, blue]: [u8; 3]) -> u8 {
    // 77 + 150 + 29 = 256: the sum stays under 2^16.
    ((u16::from(red) * 77 + u16::from(green) * 150 + u16::from(blue) * 29 + 128) >> 8) as u8
}

/// What a pixel is made of.
#[derive(
    Clone, Copy, Debug, Default, Eq, PartialEq, serde::Deserialize, serde::Serialize, schemars::JsonSchema,
)]
#[serde(rename_all = "snake_case")]
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
