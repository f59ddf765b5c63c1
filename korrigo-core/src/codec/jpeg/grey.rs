//! JPEG to grey, at full size or smaller, without the work that the size does not need.
//!
//! Knows which components grey needs (luma alone, mostly) and how to mix them. Colour that is not needed
//! is read over and never transformed.

use crate::codec::jpeg::canvas::{Canvas, Part, draw};
use crate::codec::jpeg::header::{ColourModel, Reader};
use crate::codec::jpeg::truncated;
use crate::codec::{Grey, Scale};
use crate::error::Result;
use crate::limits::Limits;

/// What the samples of four inks mean: files do not say it reliably, a PDF's `Decode` array does.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub enum Inks {
    /// 255 is all of the ink.
    Dark,
    /// As most files mean it: [`Inks::Light`] with an Adobe segment, [`Inks::Dark`] without.
    #[default]
    Guessed,
    /// 255 is none of the ink.
    Light,
}

/// Only `parts` of the smaller image are sure to be drawn; all of it when there is none.
pub(super) fn decode(data: &[u8], scale: Scale, inks: Inks, parts: &[Part], limits: &Limits) -> Result<Grey> {
    let mut reader = Reader::new(data, limits)?;
    let scan = reader.next_scan()?.ok_or_else(truncated)?;
    let frame = reader.frame()?;
    let (width, height) = (scale.apply(frame.width), scale.apply(frame.height));
    let colour = reader.markers.colour(frame);
    let scales = wanted(colour).map(|wanted| wanted.then_some(scale));
    let canvases = draw(&mut reader, scan, &scales, parts, limits)?;
    let inks_are_light = match inks {
        Inks::Dark => false,
        Inks::Guessed => reader.markers.adobe.is_some(),
        Inks::Light => true,
    };
    let data = Mix { canvases, colour, inks_are_light }.into_grey((width as usize, height as usize));
    Ok(Grey { width, height, data })
}

fn wanted(colour: ColourModel) -> [bool; 4] {
    match colour {
        ColourModel::Cmyk | ColourModel::Rgb => [true; 4],
        ColourModel::Ycck => [true, false, false, true],
        ColourModel::Grey | ColourModel::Other | ColourModel::YCbCr => [true, false, false, false],
    }
}

/// Components to be mixed.
struct Mix {
    canvases: Vec<Option<Canvas>>,
    colour: ColourModel,
    inks_are_light: bool,
}

impl Mix {
    /// Grey out of the components: ITU-T T.871 for colours, light through inks for inks.
    fn into_grey(mut self, whole: (usize, usize)) -> Vec<u8> {
        let (colour, inks_are_light) = (self.colour, self.inks_are_light);
        let alone = matches!(colour, ColourModel::Grey | ColourModel::Other | ColourModel::YCbCr);
        if let (true, Some(Some(luma))) = (alone, self.canvases.first_mut())
            && (luma.width, luma.height) == whole
        {
            return std::mem::take(&mut luma.samples);
        }
        let mut data = Vec::with_capacity(whole.0 * whole.1);
        for y in 0..whole.1 {
            for x in 0..whole.0 {
                let at = |index: usize| self.sample(index, (x, y));
                let light = |index: usize| if inks_are_light { at(index) } else { 255 - at(index) };
                let luma = |[r, g, b]: [u32; 3]| (19595 * r + 38470 * g + 7471 * b + 32768) >> 16;
                let grey = match colour {
                    ColourModel::Cmyk => luma([light(0), light(1), light(2)]) * light(3) / 255,
                    ColourModel::Rgb => luma([at(0), at(1), at(2)]),
                    // The luma of the inverted inks: 255 where the first three are 0.
                    ColourModel::Ycck if inks_are_light => (255 - at(0)) * at(3) / 255,
                    ColourModel::Ycck => at(0) * light(3) / 255,
                    _ => at(0),
                };
                data.push(grey as u8);
            }
        }
        data
    }

    /// The sample of a component nearest to a pixel.
    fn sample(&self, index: usize, (x, y): (usize, usize)) -> u32 {
        let Some(Some(canvas)) = self.canvases.get(index) else { return 0 };
        let [across, down] = canvas.share;
        let place = y * down.0 / down.1 * canvas.width + x * across.0 / across.1;
        canvas.samples.get(place).copied().unwrap_or_default().into()
    }
}
