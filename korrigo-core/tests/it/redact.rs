//! Redaction, through the public interface: nothing is left in a zone, nothing changed outside it, and nothing else of
//! the source is in the file.

mod auto;
mod behind;
mod content;
mod files;
mod images;
mod promises;
mod random;

use korrigo_core::document::Document;
use korrigo_core::geometry::NormalizedRect;
use korrigo_core::raster::{self, Colour, RasterOptions};
use korrigo_core::redact::{self, PlanOptions, RedactOptions, RedactedPdf, Zone, ZoneReason};

/// A zone by its left, top, right and bottom.
fn zone(page: usize, [x0, y0, x1, y1]: [f64; 4]) -> Zone {
    let rect = NormalizedRect::new(x0, y0, x1 - x0, y1 - y0).unwrap();
    Zone { page, rect, reason: ZoneReason::Given }
}

fn hide(document: &Document, zones: &[Zone]) -> RedactedPdf {
    let plan = redact::plan(document, zones.to_vec(), PlanOptions::default()).unwrap();
    redact::apply(document, &plan, &RedactOptions::default()).unwrap()
}

/// A page in colour, with so many pixels a point of what is shown.
struct Picture {
    width: usize,
    rows: Vec<Vec<[u8; 3]>>,
}

impl Picture {
    fn new(document: &Document, page: usize, dpi: f64) -> Self {
        let options = RasterOptions { dpi, colour: Colour::Rgb, ..RasterOptions::default() };
        let raster = raster::page(document, page, &options).unwrap();
        let width = raster.width as usize;
        let pixels: Vec<[u8; 3]> = raster.data.as_chunks::<3>().0.to_vec();
        Self { width, rows: pixels.chunks_exact(width).map(<[_]>::to_vec).collect() }
    }

    /// Asserts that nothing is seen in the zone, but for a pixel at its edge that lies half outside.
    fn assert_empty(&self, zone: &NormalizedRect, tolerance: u8, what: &str) {
        let inner = zone.scaled(self.width as f64, self.rows.len() as f64);
        let mut looked = 0;
        for (y, row) in self.rows.iter().enumerate() {
            for (x, pixel) in row.iter().enumerate() {
                let (left, top) = (x as f64, y as f64);
                if left >= inner.x0 && left + 1.0 <= inner.x1 && top >= inner.y0 && top + 1.0 <= inner.y1 {
                    looked += 1;
                    let darkest = *pixel.iter().min().unwrap();
                    assert!(255 - darkest <= tolerance, "{what}: {pixel:?} at {x}, {y} of the zone");
                }
            }
        }
        assert!(looked > 0, "{what}: no pixel lies in the zone");
    }

    /// Asserts that the zone is of one colour.
    fn assert_even(&self, zone: &NormalizedRect, tolerance: u8, what: &str) {
        let inner = zone.scaled(self.width as f64, self.rows.len() as f64);
        let (left, right) = (inner.x0.ceil() as usize, inner.x1.floor() as usize);
        let (top, bottom) = (inner.y0.ceil() as usize, inner.y1.floor() as usize);
        let first = self.rows[top][left];
        for pixel in self.rows[top..bottom].iter().flat_map(|row| &row[left..right]) {
            let off = pixel.iter().zip(first).map(|(a, b)| a.abs_diff(b)).max().unwrap();
            assert!(off <= tolerance, "{what}: {pixel:?} and {first:?} in one zone");
        }
    }

    /// Asserts that two pages look the same, but for zones that are `slack` pixels larger on every side.
    fn assert_same(&self, other: &Self, zones: &[NormalizedRect], slack: f64, tolerance: u8, what: &str) {
        assert_eq!((self.width, self.rows.len()), (other.width, other.rows.len()), "{what}");
        let mut compared = 0;
        let zones: Vec<_> =
            zones.iter().map(|zone| zone.scaled(self.width as f64, self.rows.len() as f64)).collect();
        for (y, (ours, theirs)) in self.rows.iter().zip(&other.rows).enumerate() {
            for (x, (a, b)) in ours.iter().zip(theirs).enumerate() {
                let (left, top) = (x as f64, y as f64);
                let near = zones.iter().any(|zone| {
                    left + 1.0 > zone.x0 - slack
                        && left < zone.x1 + slack
                        && top + 1.0 > zone.y0 - slack
                        && top < zone.y1 + slack
                });
                if !near {
                    compared += 1;
                    let off = a.iter().zip(b).map(|(a, b)| a.abs_diff(*b)).max().unwrap();
                    assert!(off <= tolerance, "{what}: {a:?} for {b:?} at {x}, {y}");
                }
            }
        }
        assert!(compared > 0, "{what}: nothing lies outside the zones");
    }
}

impl Picture {
    /// The share of pixels that are the same, of those that lie further from every zone than a large glyph reaches.
    fn same_far_from(&self, other: &Self, zones: &[NormalizedRect]) -> f64 {
        const FAR: f64 = 150.0;
        let zones: Vec<_> =
            zones.iter().map(|zone| zone.scaled(self.width as f64, self.rows.len() as f64)).collect();
        let (mut all, mut same) = (1u32, 1u32);
        for (y, (ours, theirs)) in self.rows.iter().zip(&other.rows).enumerate() {
            for (x, (a, b)) in ours.iter().zip(theirs).enumerate() {
                let away = |low: f64, high: f64, at: f64| (low - at).max(at - high).max(0.0);
                let near = zones
                    .iter()
                    .any(|zone| away(zone.x0, zone.x1, x as f64).max(away(zone.y0, zone.y1, y as f64)) < FAR);
                if !near {
                    all += 1;
                    same += u32::from(a.iter().zip(b).all(|(a, b)| a.abs_diff(*b) <= 8));
                }
            }
        }
        f64::from(same) / f64::from(all)
    }
}
