//! A page as rendered: what is seen in a zone, and whether a letter is.
//!
//! Knows pixels and which of them each recorded image and path covers. The pixels may come from other
//! decoders than those that looked at the layers: what one overlooks the other shows.

use std::cell::OnceCell;
use std::collections::BTreeMap;

use hayro::kurbo::{Affine, Point, Rect};

use super::pixels::{Pixels, SEEN, is_even};
use super::sight::{Letter, Sight};
use crate::document::Document;
use crate::geometry::{Matrix, NormalizedRect};
use crate::raster::{self, Colour, Raster, RasterOptions};

/// The page as pixels, rendered when first asked for: all of it, and the part around its zones.
pub(super) struct Rendered<'d> {
    document: &'d Document,
    page: usize,
    /// From user space to the page as displayed.
    map: Matrix,
    dpi: f64,
    /// Around all zones; `None` for the whole page.
    around: Option<NormalizedRect>,
    whole: OnceCell<Option<Drawn>>,
    part: OnceCell<Option<Drawn>>,
}

/// Pixels, and where they lie.
struct Drawn {
    raster: Raster,
    /// From pixels to the page as displayed.
    map: Affine,
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
    /// The page of a document, `map` from its user space to `bounds` as displayed, with zones in these.
    pub(super) fn new(
        (document, page): (&'d Document, usize),
        map: Matrix,
        bounds: Rect,
        zones: impl Iterator<Item = Rect>,
    ) -> Self {
        let dpi = (LONGEST / bounds.width().max(bounds.height()) * 72.0).min(300.0);
        let around = zones.reduce(|all, zone| all.union(zone)).and_then(|all| {
            let (w, h) = (bounds.width(), bounds.height());
            NormalizedRect::new(all.x0 / w, all.y0 / h, all.width() / w, all.height() / h).ok()
        });
        Self { document, page, map, dpi, around, whole: OnceCell::new(), part: OnceCell::new() }
    }

    fn whole(&self) -> Option<&Drawn> {
        self.whole.get_or_init(|| self.draw(None)).as_ref()
    }

    fn around_zones(&self) -> Option<&Drawn> {
        self.part.get_or_init(|| self.draw(self.around)).as_ref()
    }

    fn draw(&self, clip: Option<NormalizedRect>) -> Option<Drawn> {
        let options = RasterOptions { dpi: self.dpi, colour: Colour::Rgb, clip, ..RasterOptions::default() };
        let raster = raster::page(self.document, self.page, &options).ok()?;
        let to_pixels = raster::user_to_pixels(self.document, self.page, &options).ok()?;
        let map = to_pixels.inverse()?.then(&self.map);
        Some(Drawn { raster, map: Affine::new(map.to_array()) })
    }

    fn scale(&self) -> f64 {
        self.dpi / 72.0
    }

    /// How sure it is that what is told to be unseen is so.
    pub(super) fn sure(&self) -> f64 {
        if self.whole().is_some() { 0.95 } else { 0.5 }
    }

    /// How many of the letters cannot be told from what is around them.
    pub(super) fn unseen(&self, letters: &[&Letter]) -> usize {
        let Some(drawn) = self.whole() else { return letters.len() };
        let pixels = drawn.pixels();
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
        let drawn = self.around_zones()?;
        let edge = EDGE / self.scale();
        // Pixels beside the zone reach into it where an image is drawn larger than it is.
        let near = sight.images.iter().filter(|image| image.aside || image.bounds.overlaps(*zone));
        let soft = near.map(|image| image.pixel).fold(edge, f64::max);
        let rows = drawn.rows_in(&zone.inset(-soft));
        if is_even(rows.iter().map(|(_, row)| *row), 3, SEEN) {
            return Some(false);
        }
        let mut colours: BTreeMap<u128, BTreeMap<[u8; 3], usize>> = BTreeMap::new();
        for ((column, row), pixels) in rows {
            for (right, pixel) in pixels.as_chunks::<3>().0.iter().enumerate() {
                let place = drawn.map * Point::new((column + right) as f64 + 0.5, row as f64 + 0.5);
                let is_stamp = || stamps.iter().any(|stamp| stamp.inflate(edge, edge).contains(place));
                if let Some(key) = covered(place, &covers, edge).filter(|_| !is_stamp()) {
                    let count = colours.entry(key).or_default().entry(*pixel).or_default();
                    *count = count.saturating_add(1);
                }
            }
        }
        Some(colours.values().map(odd).sum::<usize>() >= LEAST)
    }
}

impl Drawn {
    fn pixels(&self) -> Pixels<'_> {
        let (width, height) = (self.raster.width as usize, self.raster.height as usize);
        Pixels { data: &self.raster.data, channels: 3, width, height, map: self.map }
    }

    /// The pixels whose centres lie in a part of the page, row by row: the first one's column and row, and all.
    fn rows_in(&self, part: &Rect) -> Vec<((usize, usize), &[u8])> {
        let (width, height) = (self.raster.width as usize, self.raster.height as usize);
        let covers = self.map.inverse().transform_rect_bbox(*part);
        let span = |low: f64, high: f64, most: usize| {
            let first = |value: f64| (value - 0.5).ceil().clamp(0.0, most as f64) as usize;
            first(low)..first(high)
        };
        let columns = span(covers.x0, covers.x1, width);
        let rows = span(covers.y0, covers.y1, height).filter(|_| part.width() > 0.0 && part.height() > 0.0);
        let row = |row: usize| {
            let start = row.saturating_mul(width);
            let pixels = start.saturating_add(columns.start)..start.saturating_add(columns.end);
            let bytes = pixels.start.saturating_mul(3)..pixels.end.saturating_mul(3);
            Some(((columns.start, row), self.raster.data.get(bytes)?))
        };
        rows.filter_map(row).collect()
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
