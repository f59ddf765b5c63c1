//! One page's picture, ready to be said in PDF.
//!
//! Knows samples, colour and placement in PDF's words. Knows neither where they came from nor objects.

use std::borrow::Cow;

use crate::codec::predictor;
use crate::codec::samples::Samples;
use crate::error::Result;

/// A page: its images, how large it was and how it is turned.
pub(super) struct Picture<'a> {
    /// Columns and rows as stored.
    pub(super) size: (u32, u32),
    /// Pixels an inch to the right and down, as the file says.
    pub(super) density: Option<(f64, f64)>,
    /// How the stored pixels are shown.
    pub(super) orientation: Orientation,
    /// Images and the column and row of their top left pixel. They cover the page together.
    pub(super) layers: Vec<(Image<'a>, u32, u32)>,
}

impl<'a> Picture<'a> {
    /// A page that is one image.
    pub(super) fn of(image: Image<'a>, density: Option<(f64, f64)>, orientation: Orientation) -> Self {
        Self { size: (image.width, image.height), density, orientation, layers: vec![(image, 0, 0)] }
    }
}

/// One image and its transparency.
pub(super) struct Image<'a> {
    pub(super) width: u32,
    pub(super) height: u32,
    pub(super) bits: u8,
    pub(super) colour: Colour,
    pub(super) filter: Filter,
    pub(super) data: Cow<'a, [u8]>,
    /// Samples count down instead of up: `Decode [1 0 …]`.
    pub(super) inverted: bool,
    pub(super) transparency: Transparency<'a>,
}

/// What the samples mean.
pub(super) enum Colour {
    Grey,
    Rgb,
    Cmyk,
    /// CIE L*a*b* under D50, a and b from -128 to 127.
    Lab,
    /// RGB triples.
    Indexed(Vec<u8>),
}

impl Colour {
    /// Samples a pixel.
    pub(super) const fn components(&self) -> u8 {
        match self {
            Self::Grey | Self::Indexed(_) => 1,
            Self::Rgb | Self::Lab => 3,
            Self::Cmyk => 4,
        }
    }
}

/// How the data are encoded.
pub(super) enum Filter {
    Flate(predictor::Params),
    Jpeg,
    Fax(crate::codec::ccitt::Params),
}

/// What is seen through.
pub(super) enum Transparency<'a> {
    None,
    /// The pixels with exactly these sample values.
    Key(Vec<u16>),
    /// Grey of the same size; `premultiplied` where colours were already darkened by it.
    Mask {
        mask: Box<Image<'a>>,
        premultiplied: bool,
    },
}

/// How stored rows and columns are shown, as TIFF 6.0 and Exif count it: a mirroring to the left, then
/// quarter turns clockwise.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub(super) struct Orientation {
    pub(super) mirrored: bool,
    pub(super) degrees: u16,
}

impl Orientation {
    /// From the value of the tag; anything unknown is upright.
    pub(super) const fn from_tag(tag: u64) -> Self {
        let (mirrored, degrees) = match tag {
            2 => (true, 0),
            3 => (false, 180),
            4 => (true, 180),
            5 => (true, 270),
            6 => (false, 90),
            7 => (true, 90),
            8 => (false, 270),
            _ => (false, 0),
        };
        Self { mirrored, degrees }
    }
}

impl Image<'_> {
    /// Decoded samples, stored as Flate; those past the colour's own are its transparency (`alpha`: that
    /// there is such a thing, and whether colours are premultiplied) or dropped.
    pub(super) fn of_samples(
        samples: Samples,
        colour: Colour,
        inverted: bool,
        alpha: Option<bool>,
    ) -> Result<Image<'static>> {
        let own = colour.components();
        let (samples, beyond) = if samples.components() > own {
            (samples.components_from(0, own)?, Some(samples.components_from(own, 1)?))
        } else {
            (samples, None)
        };
        let transparency = match (alpha, beyond) {
            (Some(premultiplied), Some(mask)) => {
                Transparency::Mask { mask: Box::new(Self::flate(&mask, Colour::Grey, false)), premultiplied }
            }
            _ => Transparency::None,
        };
        Ok(Image { transparency, ..Self::flate(&samples, colour, inverted) })
    }

    fn flate(samples: &Samples, colour: Colour, inverted: bool) -> Image<'static> {
        let (data, params) = samples.deflate();
        Image {
            width: samples.width(),
            height: samples.height(),
            bits: samples.bits(),
            colour,
            filter: Filter::Flate(params),
            data: Cow::Owned(data),
            inverted,
            transparency: Transparency::None,
        }
    }
}
