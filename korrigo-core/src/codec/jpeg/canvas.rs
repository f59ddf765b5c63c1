//! Blocks drawn as samples, each component on a canvas of its own.
//!
//! Knows the inverse transform's sizes and where a block lies. No coefficient of a sequential file is kept, and
//! components and parts that nobody wants are read over. Knows nothing of colour.

use std::ops::Range;

use crate::codec::Scale;
use crate::codec::jpeg::check_memory;
use crate::codec::jpeg::header::{Component, Frame, Quantiser, Reader, Scan};
use crate::codec::jpeg::inverse::{Inverse, Samples};
use crate::codec::jpeg::planes::Plane;
use crate::codec::jpeg::progressive::{self, Wanted};
use crate::codec::jpeg::sequential::{self, BlockSink};
use crate::error::Result;
use crate::limits::Limits;

/// Decodes the components at the scales that are asked for; `None` for one that is not wanted.
///
/// Of every component only the blocks that `parts` touch are drawn, the rest stays 0: memory that is never
/// written, and data after the last of them that are never read. No part: all of it.
///
/// # Errors
/// Those of reading the scans.
pub(super) fn draw(
    reader: &mut Reader<'_>,
    first: Scan,
    scales: &[Option<Scale>],
    parts: &[Part],
    limits: &Limits,
) -> Result<Vec<Option<Canvas>>> {
    let frame = reader.frame()?.clone();
    sequential::check_size(reader, &frame)?;
    let scale = |component: usize| scales.get(component).copied().flatten();
    let wanted = Wanted {
        components: std::array::from_fn(|component| scale(component).is_some()),
        ac: scales.iter().flatten().any(|scale| *scale != Scale::Eighth),
    };
    let canvas = |(index, component)| scale(index).map(|scale| Canvas::new(component, &frame, scale, parts));
    let mut canvases = Canvases(frame.components.iter().enumerate().map(canvas).collect());
    if frame.is_progressive() {
        check_memory(&frame, limits)?;
        let (planes, _) = progressive::decode(reader, first, wanted, limits)?;
        for (index, quantiser) in reader.component_quantisers()?.iter().enumerate() {
            canvases.begin(index, quantiser);
        }
        for (plane, canvas) in planes.iter().zip(&mut canvases.0) {
            if let Some(canvas) = canvas {
                canvas.draw_all(plane);
            }
        }
    } else {
        sequential::decode(reader, first, wanted, &mut canvases)?;
    }
    Ok(canvases.0)
}

/// The samples of one component.
pub(super) struct Canvas {
    inverse: Inverse,
    pub(super) width: usize,
    pub(super) height: usize,
    blocks: (usize, usize),
    /// Its samples to those of the finest component, across and down.
    pub(super) share: [(usize, usize); 2],
    /// Rows from the top, without padding.
    pub(super) samples: Vec<u8>,
    /// Columns and rows of the blocks that are wanted.
    parts: Vec<Part>,
}

/// A part of an image: columns and rows, from and to.
pub(crate) type Part = [Range<usize>; 2];

impl Canvas {
    fn new(component: &Component, frame: &Frame, scale: Scale, parts: &[Part]) -> Self {
        let (h_max, v_max) = (frame.mcu.0 / 8, frame.mcu.1 / 8);
        let width = scale.apply((frame.width * component.h).div_ceil(h_max)) as usize;
        let height = scale.apply((frame.height * component.v).div_ceil(v_max)) as usize;
        let samples = vec![0; width * height];
        let share =
            [(component.h, h_max), (component.v, v_max)].map(|(own, most)| (own as usize, most as usize));
        let inverse = Inverse::new(scale);
        let blocks = |[columns, rows]: &Part| {
            let touched = |part: &Range<usize>, (own, most): (usize, usize)| {
                let whole = inverse.size() * most;
                part.start * own / whole..(part.end * own).div_ceil(whole)
            };
            [touched(columns, share[0]), touched(rows, share[1])]
        };
        let all = [0..usize::MAX, 0..usize::MAX];
        let parts = if parts.is_empty() { vec![all] } else { parts.iter().map(blocks).collect() };
        Self { inverse, width, height, blocks: component.blocks, share, samples, parts }
    }

    /// Whether the block in this column and row is wanted.
    #[inline(always)]
    fn wants(&self, (column, row): (usize, usize)) -> bool {
        self.parts.iter().any(|[columns, rows]| columns.contains(&column) && rows.contains(&row))
    }

    fn draw_all(&mut self, plane: &impl Plane<Block = [i16; 64]>) {
        for row in 0..self.blocks.1 {
            for column in 0..self.blocks.0 {
                if self.wants((column, row))
                    && let Some(numbers) = plane.block(column, row)
                {
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
        // Sizes known when this is compiled make the copies single moves.
        match columns {
            8 => self.put::<8>((left, top), rows, samples),
            4 => self.put::<4>((left, top), rows, samples),
            2 => self.put::<2>((left, top), rows, samples),
            _ => {
                for (y, samples) in samples.chunks_exact(8).take(rows).enumerate() {
                    let start = (top + y) * self.width + left;
                    if let Some(line) = self.samples.get_mut(start..start + columns) {
                        line.copy_from_slice(samples.get(..columns).unwrap_or_default());
                    }
                }
            }
        }
    }

    /// Puts N columns of a block in their place.
    #[inline(always)]
    fn put<const N: usize>(&mut self, (left, top): (usize, usize), rows: usize, samples: &Samples) {
        let mut start = top * self.width + left;
        for samples in samples.as_chunks::<8>().0.iter().take(rows) {
            if let (Some(line), Some(part)) =
                (self.samples.get_mut(start..start + N), samples.first_chunk::<N>())
            {
                line.copy_from_slice(part);
            }
            start += self.width;
        }
    }
}

/// The samples of every component that is wanted.
struct Canvases(Vec<Option<Canvas>>);

impl BlockSink for Canvases {
    fn begin(&mut self, component: usize, quantiser: &Quantiser) {
        if let Some(Some(canvas)) = self.0.get_mut(component) {
            canvas.inverse.set_quantiser(quantiser);
        }
    }

    #[inline(always)]
    fn wanted(&self, component: usize, place: (usize, usize)) -> u32 {
        match self.0.get(component) {
            Some(Some(canvas)) if canvas.wants(place) => canvas.inverse.used(),
            _ => 0,
        }
    }

    fn is_past(&self, component: usize, row: usize) -> bool {
        let Some(Some(canvas)) = self.0.get(component) else { return true };
        canvas.parts.iter().all(|[_, rows]| row >= rows.end)
    }

    #[inline(always)]
    fn block(&mut self, component: usize, place: (usize, usize), dc: i16, tokens: &[u16]) -> Result<()> {
        if let Some(Some(canvas)) = self.0.get_mut(component) {
            let samples = canvas.inverse.tokens(dc, tokens);
            canvas.draw(place, &samples);
        }
        Ok(())
    }
}
