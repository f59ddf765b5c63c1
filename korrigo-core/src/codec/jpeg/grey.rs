//! JPEG to grey, at full size or smaller, without the work that the size does not need.
//!
//! Knows which components grey needs (luma alone, mostly) and how to mix them. Colour that is not needed
//! is read over, never transformed, and no coefficient of a sequential file is kept.

use crate::codec::jpeg::header::{ColourModel, Component, Frame, Quantiser, Reader};
use crate::codec::jpeg::inverse::{Inverse, Samples};
use crate::codec::jpeg::planes::Plane;
use crate::codec::jpeg::progressive::{self, Wanted};
use crate::codec::jpeg::sequential::{self, BlockSink};
use crate::codec::jpeg::{check_memory, truncated};
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

pub(super) fn decode(data: &[u8], scale: Scale, inks: Inks, limits: &Limits) -> Result<Grey> {
    let mut reader = Reader::new(data, limits)?;
    let scan = reader.next_scan()?.ok_or_else(truncated)?;
    let frame = reader.frame()?.clone();
    let colour = reader.markers.colour(&frame);
    let wanted = Wanted { components: wanted(colour), ac: scale != Scale::Eighth };
    sequential::check_size(&reader, &frame)?;
    let mut canvases = Canvases {
        canvases: frame
            .components
            .iter()
            .zip(wanted.components)
            .map(|(component, wanted)| wanted.then(|| Canvas::new(component, &frame, scale)))
            .collect(),
    };
    if frame.is_progressive() {
        check_memory(&frame, limits)?;
        let (planes, _) = progressive::decode(&mut reader, scan, wanted, limits)?;
        for (index, quantiser) in reader.component_quantisers()?.iter().enumerate() {
            canvases.begin(index, quantiser);
        }
        for (plane, canvas) in planes.iter().zip(&mut canvases.canvases) {
            if let Some(canvas) = canvas {
                canvas.draw_all(plane);
            }
        }
    } else {
        sequential::decode(&mut reader, scan, wanted, &mut canvases)?;
    }
    let inks_are_light = match inks {
        Inks::Dark => false,
        Inks::Guessed => reader.markers.adobe.is_some(),
        Inks::Light => true,
    };
    Ok(canvases.mix(&frame, scale, colour, inks_are_light))
}

fn wanted(colour: ColourModel) -> [bool; 4] {
    match colour {
        ColourModel::Cmyk | ColourModel::Rgb => [true; 4],
        ColourModel::Ycck => [true, false, false, true],
        ColourModel::Grey | ColourModel::Other | ColourModel::YCbCr => [true, false, false, false],
    }
}

/// The samples of one component.
struct Canvas {
    inverse: Inverse,
    width: usize,
    height: usize,
    blocks: (usize, usize),
    samples: Vec<u8>,
}

impl Canvas {
    fn new(component: &Component, frame: &Frame, scale: Scale) -> Self {
        let (h_max, v_max) = (frame.mcu.0 / 8, frame.mcu.1 / 8);
        let width = scale.apply((frame.width * component.h).div_ceil(h_max)) as usize;
        let height = scale.apply((frame.height * component.v).div_ceil(v_max)) as usize;
        let samples = vec![0; width * height];
        Self { inverse: Inverse::new(scale), width, height, blocks: component.blocks, samples }
    }

    fn draw_all(&mut self, plane: &impl Plane<Block = [i16; 64]>) {
        for row in 0..self.blocks.1 {
            for column in 0..self.blocks.0 {
                if let Some(numbers) = plane.block(column, row) {
                    let samples = self.inverse.numbers(numbers);
                    self.draw((column, row), &samples);
                }
            }
        }
    }

    /// Puts a block in its place; what lies beyond the image is lost.
    #[inline(always)]
    fn draw(&mut self, (column, row): (usize, usize), samples: &Samples) {
        let size = self.inverse.size();
        let (left, top) = (column * size, row * size);
        let rows = size.min(self.height.saturating_sub(top));
        let columns = size.min(self.width.saturating_sub(left));
        for (y, samples) in samples.chunks_exact(8).take(rows).enumerate() {
            let start = (top + y) * self.width + left;
            if let (8, Some(line)) = (columns, self.samples.get_mut(start..start + 8)) {
                line.copy_from_slice(samples);
            } else if let Some(line) = self.samples.get_mut(start..start + columns) {
                line.copy_from_slice(samples.get(..columns).unwrap_or_default());
            }
        }
    }
}

/// The samples of every component that grey needs.
struct Canvases {
    canvases: Vec<Option<Canvas>>,
}

impl BlockSink for Canvases {
    fn begin(&mut self, component: usize, quantiser: &Quantiser) {
        if let Some(Some(canvas)) = self.canvases.get_mut(component) {
            canvas.inverse.set_quantiser(quantiser);
        }
    }

    #[inline(always)]
    fn block(&mut self, component: usize, place: (usize, usize), dc: i16, tokens: &[u16]) -> Result<()> {
        if let Some(Some(canvas)) = self.canvases.get_mut(component) {
            let samples = canvas.inverse.tokens(dc, tokens);
            canvas.draw(place, &samples);
        }
        Ok(())
    }
}

impl Canvases {
    /// Grey out of the components: ITU-T T.871 for colours, light through inks for inks.
    fn mix(mut self, frame: &Frame, scale: Scale, colour: ColourModel, inks_are_light: bool) -> Grey {
        let (width, height) = (scale.apply(frame.width), scale.apply(frame.height));
        let whole = (width as usize, height as usize);
        let alone = matches!(colour, ColourModel::Grey | ColourModel::Other | ColourModel::YCbCr);
        if let (true, Some(Some(luma))) = (alone, self.canvases.first_mut())
            && (luma.width, luma.height) == whole
        {
            return Grey { width, height, data: std::mem::take(&mut luma.samples) };
        }
        let mut data = Vec::with_capacity(whole.0 * whole.1);
        for y in 0..whole.1 {
            for x in 0..whole.0 {
                let at = |index: usize| self.sample(index, (x, y), whole);
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
        Grey { width, height, data }
    }

    /// The sample of a component nearest to a pixel.
    fn sample(&self, index: usize, (x, y): (usize, usize), (width, height): (usize, usize)) -> u32 {
        let Some(Some(canvas)) = self.canvases.get(index) else { return 0 };
        let near = |pixel: usize, pixels: usize, samples: usize| {
            if pixels == samples { pixel } else { pixel * samples / pixels.max(1) }
        };
        let place = near(y, height, canvas.height) * canvas.width + near(x, width, canvas.width);
        canvas.samples.get(place).copied().unwrap_or_default().into()
    }
}
