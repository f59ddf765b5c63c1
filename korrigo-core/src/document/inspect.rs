//! What a person wants to know of a file before anything is done with it.
//!
//! Knows pages, image layers, both readers' counts and active content, and how all of it looks as JSON.
//! Decodes content streams to see what is drawn how large; never an image.

use std::sync::atomic::{AtomicUsize, Ordering};

use lopdf::{Object, Stream};
use rayon::prelude::*;
use serde::Serialize;

use super::active::{ActiveContent, active_content};
use super::content::{self, Layer, Survey};
use super::{Bytes, Document, OpenOptions, Page, Readers};
use crate::error::Result;
use crate::geometry::Rotation;
use crate::progress::{Observer, checkpoint};

/// All that `korrigo inspect` tells.
#[derive(Clone, Debug, PartialEq, Serialize, schemars::JsonSchema)]
pub struct Inspection {
    /// How many pages.
    pub page_count: usize,
    /// The pages, in order.
    pub pages: Vec<PageInspection>,
    /// Whether the file is encrypted.
    pub encrypted: bool,
    /// Whether something was not where the file says and had to be looked for or left out.
    pub repaired: bool,
    /// What the two readers count.
    pub readers: Readers,
    /// What does something, or leads out of the file.
    pub active_content: Vec<ActiveContent>,
}

/// What is told of one page.
#[derive(Clone, Debug, PartialEq, Serialize, schemars::JsonSchema)]
pub struct PageInspection {
    /// Width as shown, in points of 1/72 inch.
    pub width_pt: f64,
    /// Height as shown, in points of 1/72 inch.
    pub height_pt: f64,
    /// How far the page is turned clockwise to be shown.
    pub rotate: Rotation,
    /// Size of one unit of user space, in points.
    pub user_unit: f64,
    /// Pixels an inch of the largest image, as it is drawn; `None` where there is none.
    pub dpi: Option<f64>,
    /// The images, in the order they are drawn.
    pub layers: Vec<LayerInspection>,
}

/// What is told of one image.
#[derive(Clone, Debug, Eq, PartialEq, Serialize, schemars::JsonSchema)]
pub struct LayerInspection {
    /// `jpeg`, `ccitt`, `jbig2`, `jpx`, `flate`, `lzw`, `run_length`, `raw` or `unknown`.
    pub codec: &'static str,
    /// Columns, as its dictionary says.
    pub width: u32,
    /// Rows, as its dictionary says.
    pub height: u32,
    /// Bits a sample, as its dictionary says; `None` where only the data say (JPX).
    pub bits: Option<u8>,
}

/// Opens a PDF and looks at every page: the whole of `korrigo inspect` in one call.
///
/// ```
/// use std::sync::Arc;
///
/// use korrigo_core::document::{OpenOptions, inspect};
/// use korrigo_core::{Code, Silent};
///
/// let nothing = inspect(Arc::new(Vec::new()), &OpenOptions::default(), &Silent);
/// assert_eq!(nothing.unwrap_err().code(), Code::EmptyFile);
/// ```
///
/// # Errors
/// Those of [`Document::open`] and [`Document::inspect`].
pub fn inspect(bytes: Bytes, options: &OpenOptions<'_>, observer: &dyn Observer) -> Result<Inspection> {
    Document::open(bytes, options)?.inspect(observer)
}

impl Document {
    /// Looks at every page; on rayon's pool, in the order of the file.
    ///
    /// A page whose content cannot be read is told with the images of its resources and without a
    /// resolution.
    ///
    /// # Errors
    /// `cancelled`.
    pub fn inspect(&self, observer: &dyn Observer) -> Result<Inspection> {
        let done = AtomicUsize::new(0);
        let total = self.page_count();
        let pages = (0..total)
            .into_par_iter()
            .map(|index| {
                checkpoint(observer)?;
                let page = self.inspect_page(&self.page(index)?);
                observer.on_progress(done.fetch_add(1, Ordering::Relaxed) + 1, total);
                Ok(page)
            })
            .collect::<Result<Vec<_>>>()?;
        checkpoint(observer)?;
        Ok(Inspection {
            page_count: total,
            pages,
            encrypted: self.is_encrypted(),
            repaired: self.is_repaired(),
            readers: self.readers(),
            active_content: active_content(self),
        })
    }

    /// Pixels an inch of the largest image of page `index`, as it is drawn; `None` where there is none.
    pub fn resolution(&self, index: usize) -> Option<f64> {
        let page = self.page(index).ok()?;
        self.inspect_page(&page).dpi
    }

    fn inspect_page(&self, page: &Page<'_>) -> PageInspection {
        let geometry = page.geometry();
        let (width_pt, height_pt) = geometry.displayed_size();
        let (layers, dpi) = match self.survey(page) {
            Ok(survey) => {
                let dpi = survey.layers.iter().filter_map(|layer| resolution(layer, geometry.user_unit()));
                let largest = dpi.max_by(|a, b| a.0.total_cmp(&b.0));
                (survey.layers.iter().map(|layer| self.layer(&layer.stream)).collect(), largest)
            }
            Err(_) => (self.images_in_resources(page), None),
        };
        PageInspection {
            width_pt,
            height_pt,
            rotate: geometry.rotation(),
            user_unit: geometry.user_unit(),
            dpi: dpi.map(|(_, dpi)| dpi),
            layers,
        }
    }

    /// What is drawn where on a page.
    pub(crate) fn survey<'a>(&'a self, page: &Page<'a>) -> Result<Survey<'a>> {
        let meter = self.limits().meter();
        let content = page.content(&meter)?;
        content::survey(self, &content, page.resources(), &page.geometry().visible(), &meter)
    }

    fn images_in_resources(&self, page: &Page<'_>) -> Vec<LayerInspection> {
        let Object::Dictionary(objects) = self.value(page.resources(), b"XObject") else { return Vec::new() };
        let streams = objects.iter().filter_map(|(_, object)| self.resolve(object).as_stream().ok());
        let is_image = |stream: &&Stream| {
            stream.dict.get(b"Subtype").and_then(Object::as_name).is_ok_and(|kind| kind == b"Image")
        };
        streams.filter(is_image).map(|stream| self.layer(stream)).collect()
    }

    fn layer(&self, stream: &Stream) -> LayerInspection {
        let number =
            |keys: [&[u8]; 2]| keys.into_iter().find_map(|key| self.value(&stream.dict, key).as_i64().ok());
        let size = |keys| number(keys).and_then(|value| u32::try_from(value).ok()).unwrap_or(0);
        let codec = self.image_codec(&stream.dict).map_or("unknown", |codec| codec.name());
        let is_mask = [b"ImageMask".as_slice(), b"IM"]
            .into_iter()
            .any(|key| matches!(self.value(&stream.dict, key), Object::Boolean(true)));
        let bits = number([b"BitsPerComponent", b"BPC"]).and_then(|value| u8::try_from(value).ok());
        LayerInspection {
            codec,
            width: size([b"Width", b"W"]),
            height: size([b"Height", b"H"]),
            bits: if is_mask || matches!(codec, "ccitt" | "jbig2") { Some(1) } else { bits },
        }
    }
}

/// How much of the page an image covers, and its pixels an inch as it is drawn, to a tenth.
fn resolution(layer: &Layer<'_>, user_unit: f64) -> Option<(f64, f64)> {
    let size = |key| layer.stream.dict.get(key).and_then(Object::as_i64).ok().map(|value| value as f64);
    let pixels = size(b"Width")? * size(b"Height")?;
    let inches = layer.placement.determinant().abs() * (user_unit / 72.0).powi(2);
    let dpi = (10.0 * (pixels / inches).sqrt()).round() / 10.0;
    let covered = layer.bounds.width() * layer.bounds.height();
    (dpi.is_finite() && dpi > 0.0).then_some((covered, dpi))
}
