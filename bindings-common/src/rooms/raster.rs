//! Pages as pictures.

use korrigo_core::Result;
use korrigo_core::geometry::{NormalizedRect, Rotation};
use korrigo_core::raster::{self, Colour, Format, Raster, RasterOptions};
use schemars::JsonSchema;
use serde::Deserialize;

use super::{inputs, outputs};
use crate::desk::{Desk, File, Opened};
use crate::table::Room;

inputs! {
    OnePage { /// The document.
        document: Opened, /// The page, from 0.
        page: usize, /// Dots an inch.
        dpi: f64, /// How the picture is made.
        #[serde(default)] options: PictureOptions }
    Thumbnail { /// The document.
        document: Opened, /// The page, from 0.
        page: usize, /// The most columns.
        width: u32, /// The most rows.
        height: u32, /// How the picture is made.
        #[serde(default)] options: PictureOptions }
}

/// How a picture is made.
#[derive(Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
struct PictureOptions {
    /// Grey or colour.
    colour: Colour,
    /// The part of the page that is shown, in displayed, normalised coordinates of the turned page.
    clip: Option<NormalizedRect>,
    /// Quarter turns clockwise, in degrees.
    rotate: Rotation,
    /// How the picture is stored.
    format: PictureFormat,
}

/// How a picture is stored.
#[derive(Clone, Copy, Default, Deserialize, JsonSchema)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
enum PictureFormat {
    /// PNG, without loss.
    #[default]
    Png,
    /// JPEG.
    Jpeg {
        /// 1 to 100.
        quality: u8,
    },
    /// WebP, without loss.
    Webp,
    /// The pixels themselves, row by row from the top: a byte each for grey, three for colour.
    Pixels,
}

outputs! {
    /// A picture.
    Picture {
        /// Columns.
        width: u32,
        /// Rows.
        height: u32,
        /// Grey or colour.
        colour: Colour,
        /// Dots an inch.
        dpi: f64,
        /// The picture, as it was asked for.
        image: File,
    }
}

pub(super) fn fill(room: &mut Room<'_>) {
    room.long("raster::page", "A page as a picture.", |i: OnePage, desk| -> Result<Picture> {
        let raster = raster::page(&desk.document(i.document)?, i.page, &i.options.raster(i.dpi))?;
        i.options.picture(raster, desk)
    });
    room.long("raster::thumbnail", "A page as large as fits.", |i: Thumbnail, desk| -> Result<Picture> {
        let size = (i.width, i.height);
        let raster = raster::thumbnail(&desk.document(i.document)?, i.page, size, &i.options.raster(72.0))?;
        i.options.picture(raster, desk)
    });
}

impl PictureOptions {
    fn raster(&self, dpi: f64) -> RasterOptions {
        RasterOptions { dpi, clip: self.clip, rotate: self.rotate, colour: self.colour }
    }

    fn picture(&self, raster: Raster, desk: &mut Desk<'_>) -> Result<Picture> {
        let Raster { width, height, colour, dpi, .. } = raster;
        let image = match self.format {
            PictureFormat::Png => raster.encode(Format::Png)?,
            PictureFormat::Jpeg { quality } => raster.encode(Format::Jpeg { quality })?,
            PictureFormat::Webp => raster.encode(Format::Webp)?,
            PictureFormat::Pixels => raster.data,
        };
        Ok(Picture { width, height, colour, dpi, image: desk.give_bytes(image) })
    }
}
