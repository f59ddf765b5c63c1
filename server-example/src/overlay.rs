//! What was seen, drawn over the side it was seen on.
//!
//! Knows colours and a font: blue is the header and its cells, green the fold, violet the boxes of page
//! numbers, orange the paper's edge, red a fault of the scan; a blank page is shaded. What is not certain is
//! drawn thin. Decides nothing.

use embedded_graphics::mono_font::MonoTextStyle;
use embedded_graphics::mono_font::iso_8859_1::FONT_10X20;
use embedded_graphics::pixelcolor::Rgb888;
use embedded_graphics::prelude::{
    DrawTarget, Drawable, OriginDimensions, Pixel, Point as At, Primitive, RgbColor, Size,
};
use embedded_graphics::primitives::{Line, PrimitiveStyle};
use embedded_graphics::text::{Baseline, Text};
use korrigo_core::document::Document;
use korrigo_core::geometry::{CutLine, HalfPage, NormalizedRect, Point};
use korrigo_core::raster::{self, Colour, Format, Raster, RasterOptions};
use korrigo_core::scan::{HalfFindings, Side};

use crate::failure::Result;

/// As large as the overlay may be: an A3 side at about 100 dots per inch.
const LARGEST: (u32, u32) = (1654, 1654);

const ORANGE: Rgb888 = Rgb888::new(230, 120, 0);
const VIOLET: Rgb888 = Rgb888::new(150, 0, 200);
const FOLD: Rgb888 = Rgb888::new(0, 150, 60);
const HEADER: Rgb888 = Rgb888::new(0, 90, 220);
const FAULT: Rgb888 = Rgb888::new(210, 0, 30);

/// Page `index` of `document`, upright, with what was seen drawn over it, as PNG.
pub(crate) fn draw(document: &Document, index: usize, side: &Side) -> Result<Vec<u8>> {
    let options =
        RasterOptions { rotate: side.orientation.rotate, colour: Colour::Rgb, ..RasterOptions::default() };
    let raster = raster::thumbnail(document, index, LARGEST, &options)?;
    let mut canvas = Canvas { raster };
    canvas.side(side);
    Ok(canvas.raster.encode(Format::Png)?)
}

struct Canvas {
    raster: Raster,
}

impl Canvas {
    fn side(&mut self, side: &Side) {
        if let Some(corners) = side.paper {
            self.outline(&corners, ORANGE, 2);
        }
        let line = side.fold.as_ref().map_or(middle(side), |fold| fold.line);
        if let Some(fold) = &side.fold {
            let (top, bottom) = line.across(1.0, 1.0);
            self.line(top, bottom, FOLD, weight(fold.confidence));
        }
        for half in &side.halves {
            let page = HalfPage::new((side.width, side.height), half.half, &line, side.skew_deg.value);
            if let Some(page) = page {
                self.half(half, &Frame::new(side, page));
            }
        }
        for code in &side.barcodes {
            self.outline(&code.corners, VIOLET, 3);
        }
        for issue in &side.issues {
            if let Some(rect) = issue.rect {
                self.outline(&corners(&rect), FAULT, 2);
            }
        }
        let turn = side.orientation.rotate.degrees();
        let words = format!(
            "turn {turn} ({:.3})  skew {:+.2} ({:.2})  fold {}",
            side.orientation.confidence,
            side.skew_deg.value,
            side.skew_deg.confidence,
            side.fold
                .as_ref()
                .map_or_else(String::new, |fold| format!("{:.4} ({:.2})", fold.cut, fold.confidence)),
        );
        self.text(Point::new(0.01, 0.005), &words, FOLD);
    }

    fn half(&mut self, half: &HalfFindings, frame: &Frame) {
        if let Some(header) = &half.header {
            let weight = weight(half.header_probability);
            self.outline(&frame.corners(&header.rect), HEADER, weight);
            for row in &header.rows {
                for (cell, written) in row.cells.iter().zip(&row.written) {
                    self.outline(&frame.corners(cell), HEADER, if *written > 0.5 { 2 } else { 1 });
                }
            }
        }
        if let Some(boxes) = &half.page_box {
            self.outline(&frame.corners(&boxes.rect), VIOLET, weight(boxes.confidence));
            let read = boxes.number.likeliest().map_or_else(
                || format!("empty {:.2}", boxes.number.empty),
                |(number, p)| format!("{number} ({p:.2})"),
            );
            let at = frame.corners(&boxes.rect)[0];
            self.text(Point::new(at.x - 0.02, at.y - 0.03), &read, VIOLET);
        }
        if half.blank.value {
            let page = frame.corners(&NormalizedRect::FULL);
            self.line(page[0], page[2], FOLD, 1);
            self.line(page[1], page[3], FOLD, 1);
        }
        let words = format!(
            "header {:.3}  blank {:.3}  {:?}",
            half.header_probability,
            half.blank.probability(),
            half.ruling.value,
        );
        let at = frame.corners(&NormalizedRect::FULL)[3];
        self.text(Point::new(at.x.max(0.0) + 0.01, (at.y - 0.03).min(0.97)), &words, HEADER);
    }

    /// A closed line through normalised points.
    fn outline(&mut self, corners: &[Point], colour: Rgb888, weight: u32) {
        let next = corners.iter().cycle().skip(1);
        for (from, to) in corners.iter().zip(next) {
            self.line(*from, *to, colour, weight);
        }
    }

    fn line(&mut self, from: Point, to: Point, colour: Rgb888, weight: u32) {
        let line = Line::new(self.pixel(from), self.pixel(to));
        // Drawing on this canvas cannot fail.
        let _ = line.into_styled(PrimitiveStyle::with_stroke(colour, weight)).draw(self);
    }

    fn text(&mut self, at: Point, words: &str, colour: Rgb888) {
        let style = MonoTextStyle::new(&FONT_10X20, colour);
        let _ = Text::with_baseline(words, self.pixel(at), style, Baseline::Top).draw(self);
    }

    /// A normalised point in pixels; far outside is as good as just outside.
    fn pixel(&self, point: Point) -> At {
        let scaled = |part: f64, side: u32| (part.clamp(-1.0, 2.0) * f64::from(side)).round() as i32;
        At::new(scaled(point.x, self.raster.width), scaled(point.y, self.raster.height))
    }
}

/// Thick when certain.
fn weight(confidence: f64) -> u32 {
    if confidence < 0.95 { 1 } else { 3 }
}

fn middle(side: &Side) -> CutLine {
    CutLine::skewed(0.5, side.skew_deg.value, side.width, side.height)
}

fn corners(rect: &NormalizedRect) -> [Point; 4] {
    rect.scaled(1.0, 1.0).corners()
}

/// The way from a page of the side back to the side.
struct Frame {
    side: (f64, f64),
    page: HalfPage,
}

impl Frame {
    fn new(side: &Side, page: HalfPage) -> Self {
        Self { side: (side.width, side.height), page }
    }

    fn corners(&self, rect: &NormalizedRect) -> [Point; 4] {
        let back = self.page.from_side.inverse().unwrap_or(korrigo_core::geometry::Matrix::IDENTITY);
        rect.scaled(self.page.size.0, self.page.size.1).corners().map(|corner| {
            let point = back * corner;
            Point::new(point.x / self.side.0, point.y / self.side.1)
        })
    }
}

impl OriginDimensions for Canvas {
    fn size(&self) -> Size {
        Size::new(self.raster.width, self.raster.height)
    }
}

impl DrawTarget for Canvas {
    type Color = Rgb888;
    type Error = std::convert::Infallible;

    fn draw_iter<I: IntoIterator<Item = Pixel<Rgb888>>>(&mut self, pixels: I) -> Result<(), Self::Error> {
        for Pixel(at, colour) in pixels {
            let (Ok(x), Ok(y)) = (u32::try_from(at.x), u32::try_from(at.y)) else { continue };
            if x < self.raster.width && y < self.raster.height {
                let start = (y as usize * self.raster.width as usize + x as usize) * 3;
                if let Some(pixel) = self.raster.data.get_mut(start..start + 3) {
                    pixel.copy_from_slice(&[colour.r(), colour.g(), colour.b()]);
                }
            }
        }
        Ok(())
    }
}
