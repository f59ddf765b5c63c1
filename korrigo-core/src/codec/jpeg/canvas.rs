//! Blocks drawn as samples, each component on a canvas of its own.
//!
//! Knows the inverse transform's sizes and where a block lies. No coefficient of a sequential file is kept, and
//! components that nobody wants are read over. Knows nothing of colour.

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
/// # Errors
/// Those of reading the scans.
pub(super) fn draw(
    reader: &mut Reader<'_>,
    first: Scan,
    scales: &[Option<Scale>],
    limits: &Limits,
) -> Result<Vec<Option<Canvas>>> {
    let frame = reader.frame()?.clone();
    sequential::check_size(reader, &frame)?;
    let scale = |component: usize| scales.get(component).copied().flatten();
    let wanted = Wanted {
        components: std::array::from_fn(|component| scale(component).is_some()),
        ac: scales.iter().flatten().any(|scale| *scale != Scale::Eighth),
    };
    let canvas = |(index, component)| scale(index).map(|scale| Canvas::new(component, &frame, scale));
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
}

impl Canvas {
    fn new(component: &Component, frame: &Frame, scale: Scale) -> Self {
        let (h_max, v_max) = (frame.mcu.0 / 8, frame.mcu.1 / 8);
        let width = scale.apply((frame.width * component.h).div_ceil(h_max)) as usize;
        let height = scale.apply((frame.height * component.v).div_ceil(v_max)) as usize;
        let samples = vec![0; width * height];
        let share =
            [(component.h, h_max), (component.v, v_max)].map(|(own, most)| (own as usize, most as usize));
        Self { inverse: Inverse::new(scale), width, height, blocks: component.blocks, share, samples }
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

/// The samples of every component that is wanted.
struct Canvases(Vec<Option<Canvas>>);

impl BlockSink for Canvases {
    fn begin(&mut self, component: usize, quantiser: &Quantiser) {
        if let Some(Some(canvas)) = self.0.get_mut(component) {
            canvas.inverse.set_quantiser(quantiser);
        }
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
