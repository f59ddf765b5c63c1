//! JPEG to samples: every component, at full size or smaller, luma and chroma turned into colours.
//!
//! Knows how chroma of fewer samples is stretched, ITU-T T.871, and that YCCK hides inverted inks. What a PDF
//! tells of the colours counts where the file itself is silent.

use crate::codec::Scale;
use crate::codec::jpeg::canvas::{Canvas, draw};
use crate::codec::jpeg::header::{ColourModel, Frame, Reader};
use crate::codec::jpeg::truncated;
use crate::codec::samples::{Layout, Samples};
use crate::error::Result;
use crate::limits::Limits;

pub(super) fn decode(
    data: &[u8],
    colour_transform: Option<i64>,
    scale: Scale,
    limits: &Limits,
) -> Result<Samples> {
    let mut reader = Reader::new(data, limits)?;
    let scan = reader.next_scan()?.ok_or_else(truncated)?;
    let frame = reader.frame()?.clone();
    let colour = reader.header()?.colour_told(colour_transform);
    let (width, height) = (scale.apply(frame.width), scale.apply(frame.height));
    let count = frame.components.len();
    let layout = Layout::new(width, height, count as u8, 8, limits)?;
    let scales: Vec<_> = (0..count).map(|component| Some(own_scale(&frame, component, scale))).collect();
    let canvases = draw(&mut reader, scan, &scales, &[], limits)?;
    let drawn = canvases.into_iter().flatten().zip(scales.into_iter().flatten());
    let mut rows: Vec<Rows> = drawn
        .map(|(canvas, own)| Rows::new(canvas, (scale as usize, own as usize), width as usize))
        .collect();
    let mut samples = Samples::zeroed(layout);
    for (y, row) in samples.data_mut().chunks_exact_mut(layout.row_bytes()).enumerate() {
        let rows: Vec<&[u8]> = rows.iter_mut().map(|rows| rows.row(y)).collect();
        write(colour, &rows, row);
    }
    Ok(samples)
}

/// The scale of a component: one with half the samples each way needs no stretching at twice the scale.
fn own_scale(frame: &Frame, component: usize, scale: Scale) -> Scale {
    let Some(part) = frame.components.get(component) else { return scale };
    let halved = (part.h * 16, part.v * 16) == frame.mcu;
    match scale {
        Scale::Half if halved => Scale::Full,
        Scale::Quarter if halved => Scale::Half,
        // An eighth is quick because it needs the DC coefficients alone.
        _ => scale,
    }
}

/// The rows of a component, stretched to the size of the image.
struct Rows {
    canvas: Canvas,
    /// Samples to pixels, across and down.
    across: (usize, usize),
    down: (usize, usize),
    /// One row, four times as bright: between two rows of samples.
    between: Vec<u16>,
    room: Vec<u8>,
}

impl Rows {
    fn new(canvas: Canvas, (scale, own): (usize, usize), width: usize) -> Self {
        let [across, down] = canvas.share.map(|(part, whole)| (part * scale, whole * own));
        Self { across, down, between: Vec::new(), room: vec![0; width], canvas }
    }

    fn row(&mut self, y: usize) -> &[u8] {
        let Canvas { width, height, samples, .. } = &self.canvas;
        let line = |row: usize| samples.get(row * width..(row + 1) * width).unwrap_or_default();
        let near = (y * self.down.0 / self.down.1).min(height.saturating_sub(1));
        if self.across.0 == self.across.1 && self.down.0 == self.down.1 {
            return line(near);
        }
        // A sample lies in the middle of its pixels: three quarters of the near one, a quarter of the next.
        let next = match self.down.0 * 2 == self.down.1 {
            true if y.is_multiple_of(2) => near.saturating_sub(1),
            true => (near + 1).min(height.saturating_sub(1)),
            false => near,
        };
        self.between.clear();
        self.between
            .extend(line(near).iter().zip(line(next)).map(|(a, b)| u16::from(*a) * 3 + u16::from(*b)));
        if self.across.0 * 2 == self.across.1 {
            stretch(&self.between, &mut self.room);
        } else {
            for (x, out) in self.room.iter_mut().enumerate() {
                let near = self.between.get(x * self.across.0 / self.across.1).copied().unwrap_or_default();
                *out = ((near + 2) / 4) as u8;
            }
        }
        &self.room
    }
}

/// Twice as many samples, out of ones four times as bright.
fn stretch(row: &[u16], out: &mut [u8]) {
    let mix = |near: u16, next: u16| ((near * 3 + next + 8) / 16) as u8;
    let (first, last) = (row.first().copied().unwrap_or_default(), row.last().copied().unwrap_or_default());
    let before = std::iter::once(&first).chain(row);
    let after = row.iter().skip(1).chain(std::iter::once(&last));
    for (((pair, near), before), after) in out.chunks_mut(2).zip(row).zip(before).zip(after) {
        if let [left, rest @ ..] = pair {
            *left = mix(*near, *before);
            if let [right] = rest {
                *right = mix(*near, *after);
            }
        }
    }
}

/// One row of pixels out of the rows of the components.
fn write(colour: ColourModel, rows: &[&[u8]], out: &mut [u8]) {
    match (colour, rows) {
        (_, [one]) => out.copy_from_slice(one),
        (ColourModel::YCbCr, [y, cb, cr]) => {
            for (((pixel, y), cb), cr) in out.chunks_exact_mut(3).zip(*y).zip(*cb).zip(*cr) {
                pixel.copy_from_slice(&colours(*y, *cb, *cr));
            }
        }
        (ColourModel::Ycck, [y, cb, cr, k]) => {
            for ((((pixel, y), cb), cr), k) in out.chunks_exact_mut(4).zip(*y).zip(*cb).zip(*cr).zip(*k) {
                let [red, green, blue] = colours(*y, *cb, *cr);
                pixel.copy_from_slice(&[255 - red, 255 - green, 255 - blue, *k]);
            }
        }
        (_, rows) => {
            for (place, row) in rows.iter().enumerate() {
                let places = out.iter_mut().skip(place).step_by(rows.len());
                places.zip(*row).for_each(|(out, sample)| *out = *sample);
            }
        }
    }
}

/// Red, green and blue: ITU-T T.871, clause 7, in 65,536ths.
#[inline(always)]
pub(super) fn colours(y: u8, cb: u8, cr: u8) -> [u8; 3] {
    let (y, cb, cr) = ((i32::from(y) << 16) + (1 << 15), i32::from(cb) - 128, i32::from(cr) - 128);
    let sample = |value: i32| (value >> 16).clamp(0, 255) as u8;
    [sample(y + 91_881 * cr), sample(y - 22_554 * cb - 46_802 * cr), sample(y + 116_130 * cb)]
}
