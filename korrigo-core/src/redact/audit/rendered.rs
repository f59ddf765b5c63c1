//! A page as rendered: what is seen in a zone, and whether a letter is.
//!
//! Knows pixels and which of them each recorded image and path covers. The pixels may come from other
//! decoders than those that looked at the layers: what one overlooks the other shows.

use std::cell::OnceCell;
use std::collections::BTreeMap;

use hayro::kurbo::{Affine, Point, Rect};

use super::pixels::{Pixels, SEEN};
use super::sight::{Letter, Sight};
use crate::document::Document;
use crate::raster::{self, Colour, Raster, RasterOptions};

/// The page as pixels, rendered when first asked for.
pub(super) struct Rendered<'d> {
    document: &'d Document,
    page: usize,
    dpi: f64,
    raster: OnceCell<Option<Raster>>,
}

/// The longest side in pixels: letters of 4 points have 8 pixels on A4.
const LONGEST: f64 = 1684.0;

/// Sides of what is drawn, around which nothing is looked at: colours fade over them.
const EDGE: f64 = 2.0;

/// Fewer odd pixels are dust.
const LEAST: usize = 8;

/// Images and paths in one zone that are told apart; scanners write up to 70 masks a page.
const MOST_COVERS: usize = 128;

impl<'d> Rendered<'d> {
    pub(super) fn new(document: &'d Document, page: usize, bounds: Rect) -> Self {
        let dpi = (LONGEST / bounds.width().max(bounds.height()) * 72.0).min(300.0);
        Self { document, page, dpi, raster: OnceCell::new() }
    }

    fn raster(&self) -> Option<&Raster> {
        let options = RasterOptions { dpi: self.dpi, colour: Colour::Rgb, ..RasterOptions::default() };
        self.raster.get_or_init(|| raster::page(self.document, self.page, &options).ok()).as_ref()
    }

    fn scale(&self) -> f64 {
        self.dpi / 72.0
    }

    /// How sure it is that what is told to be unseen is so.
    pub(super) fn sure(&self) -> f64 {
        if self.raster().is_some() { 0.95 } else { 0.5 }
    }

    /// How many of the letters cannot be told from what is around them.
    pub(super) fn unseen(&self, letters: &[&Letter]) -> usize {
        let Some(raster) = self.raster() else { return letters.len() };
        let pixels = Pixels {
            data: &raster.data,
            channels: 3,
            width: raster.width as usize,
            height: raster.height as usize,
            map: Affine::scale(1.0 / self.scale()),
        };
        // Half a letter may be seen; what is hidden is hidden but for its edges.
        let seen = |letter: &&&Letter| {
            let covers = letter.bounds.inflate(2.0 / self.scale(), 2.0 / self.scale());
            let all = covers.area() * self.scale() * self.scale();
            (pixels.odd(&covers, SEEN) as f64) < 0.02 * all
        };
        letters.iter().filter(seen).count()
    }

    /// Whether something is seen in a zone besides even images, even fills and stamps; `None` when it cannot
    /// be told: it is not rendered, or what is drawn there does not lie along the page.
    pub(super) fn shows_in(&self, zone: &Rect, sight: &Sight, stamps: &[Rect]) -> Option<bool> {
        let images = sight.images.iter().filter(|image| !image.aside && image.bounds.overlaps(*zone));
        let shapes = sight.shapes.iter().filter(|shape| !shape.aside && shape.bounds.overlaps(*zone));
        let mut covers: Vec<Rect> = Vec::new();
        for image in images {
            if !image.upright {
                return None;
            }
            covers.push(image.bounds.intersect(image.clip));
        }
        covers.extend(shapes.map(|shape| shape.bounds));
        if covers.len() > MOST_COVERS {
            return None;
        }
        let raster = self.raster()?;
        let edge = EDGE / self.scale();
        // Pixels beside the zone reach into it where an image is drawn larger than it is.
        let near = sight.images.iter().filter(|image| image.aside || image.bounds.overlaps(*zone));
        let soft = near.map(|image| image.pixel).fold(edge, f64::max);
        let inner = zone.inset(-soft);
        let mut colours: BTreeMap<u128, BTreeMap<[u8; 3], usize>> = BTreeMap::new();
        let (left, right) = (inner.x0 * self.scale(), inner.x1 * self.scale());
        let rows = raster.data.chunks_exact((raster.width as usize).saturating_mul(3));
        for (row, pixels) in rows.enumerate() {
            let y = (row as f64 + 0.5) / self.scale();
            if !(inner.y0..inner.y1).contains(&y) {
                continue;
            }
            for (column, pixel) in pixels.as_chunks::<3>().0.iter().enumerate() {
                let place = Point::new((column as f64 + 0.5) / self.scale(), y);
                let within = (left..right).contains(&(column as f64 + 0.5))
                    && !stamps.iter().any(|stamp| stamp.inflate(edge, edge).contains(place));
                if let Some(key) =
                    Some(place).filter(|_| within).and_then(|place| covered(place, &covers, edge))
                {
                    let count = colours.entry(key).or_default().entry(*pixel).or_default();
                    *count = count.saturating_add(1);
                }
            }
        }
        Some(colours.values().map(odd).sum::<usize>() >= LEAST)
    }
}

/// Which of the rectangles cover a point; `None` close to the side of one.
fn covered(place: Point, covers: &[Rect], edge: f64) -> Option<u128> {
    covers.iter().enumerate().try_fold(0_u128, |key, (index, rect)| {
        if rect.inset(-edge).contains(place) {
            Some(key | 1 << index)
        } else if rect.inflate(edge, edge).contains(place) {
            None
        } else {
            Some(key)
        }
    })
}

/// How many pixels are not of the commonest colour.
fn odd(colours: &BTreeMap<[u8; 3], usize>) -> usize {
    let Some((common, _)) = colours.iter().max_by_key(|(_, count)| **count) else { return 0 };
    let differs =
        |colour: &[u8; 3]| colour.iter().zip(common).any(|(one, other)| one.abs_diff(*other) > SEEN);
    colours.iter().filter(|(colour, _)| differs(colour)).map(|(_, count)| count).sum()
}
