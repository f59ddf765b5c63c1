//! What shows through the backs of headers, and what of it may go.
//!
//! Knows two pages of a document as pixels, the place where one shows through the other, and which of its pixels are
//! to be painted over. Which ink is whose is [`apart`]'s to say. Knows nothing of codecs, and nothing of how a
//! file is written.

mod apart;
mod darkness;
mod likeness;

use std::rc::Rc;

use lopdf::Object;

use self::apart::Verdict;
use self::darkness::Darkness;
use super::{Back, Zone, ZoneReason};
use crate::document::Document;
use crate::document::content::Layer;
use crate::error::{Code, Error, Result};
use crate::geometry::NormalizedRect;
use crate::raster::{self, Colour, Raster, RasterOptions};
use crate::surgery::{Tint, Wash, Washed};

/// Enough for the strokes of a pen, which are 2 pixels wide.
const DPI: f64 = 150.0;

/// More than a whole page has: looking takes time that grows with them.
const MOST_PIXELS: usize = 3_000_000;

/// What is done about one back.
pub(super) enum Deed {
    /// Nothing shows.
    Nothing,
    /// All of it goes.
    Hide(Zone),
    /// What shows is painted over.
    Wash(Behind),
}

/// A back that is painted over, and what its proof needs.
pub(super) struct Behind {
    pub(super) back: Back,
    pub(super) wash: Rc<Wash>,
    /// The header as it would show through.
    header: Darkness,
}

/// Looks at both sides of the paper.
///
/// # Errors
/// `zone_invalid` (`auto.show_through`) where it cannot be told what was written on which side;
/// those of [`raster::page`].
pub(super) fn look(document: &Document, back: &Back) -> Result<Deed> {
    let hide = || Deed::Hide(Zone { page: back.page, rect: back.rect, reason: ZoneReason::ShowThrough });
    let levels = levels(document, back)?;
    let header = seen(document, (back.front, back.header), Colour::Grey)?;
    let behind = seen(document, (back.page, back.rect), Colour::Rgb)?;
    let size = (header.width.min(behind.width) as usize, header.height.min(behind.height) as usize);
    let (header, page) = (darkness(&header, size, true), darkness(&behind, size, false));
    let levels = levels.filter(|_| size.0 * size.1 <= MOST_PIXELS);
    match levels.map(|levels| apart::judge(&header, &page, levels)) {
        Some(Verdict::Nothing) => Ok(Deed::Nothing),
        Some(Verdict::Apart { wiped, paper }) => {
            let from_user = raster::user_to_pixels(document, back.page, &options(back.rect, Colour::Rgb))?;
            let tint = tint(&behind, &page, paper);
            let pixels = Washed { width: size.0, height: size.1, set: wiped };
            Ok(Deed::Wash(Behind { back: *back, wash: Rc::new(Wash { from_user, pixels, tint }), header }))
        }
        _ if !back.written => Ok(hide()),
        _ => Err(Error::new(
            Code::ZoneInvalid,
            "what shows through cannot be told from what was written there",
        )
        .with_detail("auto.show_through")
        .hint("look at the page; hide the place, or keep it")
        .on_page(back.page)),
    }
}

impl Behind {
    /// Whether nothing of the header shows in the file that was written, as the second reader draws it.
    ///
    /// # Errors
    /// `redaction_unproven` where something does; those of drawing.
    pub(super) fn prove(&self, written: &Document) -> Result<()> {
        let options = options(self.back.rect, Colour::Grey);
        let drawn = raster::drawn(written, self.back.page, &options)?;
        let Washed { width, height, set } = &self.wash.pixels;
        let page = darkness(&drawn, (*width, *height), false);
        let paper = raster::luma(self.wash.tint.map(|part| (part * 255.0).round() as u8));
        let size = (drawn.width as usize, (*width, *height));
        let pixels: Vec<u8> = part(&drawn.data, size, 1).flatten().copied().collect();
        if apart::is_even(&pixels, (*width, set), paper) && !apart::shows(&self.header, &page) {
            return Ok(());
        }
        Err(Error::new(Code::RedactionUnproven, "something may show through the back of a header")
            .with_detail("auto.show_through")
            .on_page(self.back.page))
    }
}

/// How many levels of ink the images of a page can tell.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Levels {
    Two,
    Many,
}

/// `None` where something else than images is seen, or something through an image.
fn levels(document: &Document, back: &Back) -> Result<Option<Levels>> {
    let survey = document.survey(&document.page(back.page)?)?;
    let plain = |layer: &Layer<'_>| layer.opaque && !layer.is_mask && !layer.has_mask;
    if survey.marks > 0 || survey.layers.is_empty() || !survey.layers.iter().all(plain) {
        return Ok(None);
    }
    let two = survey.layers.iter().any(|layer| {
        let entry = |key: &[u8]| layer.stream.dict.get(key).map(|value| document.resolve(value));
        let named =
            |filter: &Object, names: [&[u8]; 2]| filter.as_name().is_ok_and(|name| names.contains(&name));
        let bilevel: [&[u8]; 2] = [b"CCITTFaxDecode", b"JBIG2Decode"];
        let filtered = match entry(b"Filter") {
            Ok(Object::Array(filters)) => {
                filters.iter().any(|filter| named(document.resolve(filter), bilevel))
            }
            Ok(filter) => named(filter, bilevel),
            Err(_) => false,
        };
        filtered || matches!(entry(b"BitsPerComponent"), Ok(Object::Integer(1 | 2)))
    });
    Ok(Some(if two { Levels::Two } else { Levels::Many }))
}

fn options(clip: NormalizedRect, colour: Colour) -> RasterOptions {
    RasterOptions { dpi: DPI, clip: Some(clip), colour, ..RasterOptions::default() }
}

fn seen(document: &Document, (page, clip): (usize, NormalizedRect), colour: Colour) -> Result<Raster> {
    raster::page(document, page, &options(clip, colour))
}

/// The first columns and rows of a raster, in rows of pixels.
fn part(
    data: &[u8],
    (columns, (width, height)): (usize, (usize, usize)),
    channels: usize,
) -> impl Iterator<Item = &[u8]> {
    let rows = data.chunks_exact((columns * channels).max(1)).take(height);
    rows.map(move |row| row.get(..width * channels).unwrap_or(row))
}

fn darkness(raster: &Raster, size: (usize, usize), mirrored: bool) -> Darkness {
    let channels = raster.colour.channels();
    let columns = raster.width as usize;
    let grey = |pixel: &[u8]| match pixel {
        [red, green, blue] => raster::luma([*red, *green, *blue]),
        other => other.first().copied().unwrap_or(u8::MAX),
    };
    let mut all = Vec::with_capacity(size.0 * size.1);
    if mirrored {
        for row in raster.data.chunks_exact((columns * channels).max(1)).take(size.1) {
            all.extend(row.chunks_exact(channels).rev().take(size.0).map(grey));
        }
    } else {
        for row in part(&raster.data, (columns, size), channels) {
            all.extend(row.chunks_exact(channels).map(grey));
        }
    }
    Darkness::of_grey(size.0, size.1, &all)
}

/// The colour of what is no darker than `paper`: of each part the median.
fn tint(raster: &Raster, page: &Darkness, paper: u8) -> Tint {
    let mut counts = [[0_usize; 256]; 3];
    let size = (raster.width as usize, (page.width, page.height));
    let pixels = part(&raster.data, size, 3).flat_map(|row| row.as_chunks::<3>().0);
    for (pixel, _) in pixels.zip(&page.data).filter(|(_, dark)| **dark <= paper) {
        counts.iter_mut().zip(pixel).for_each(|(counts, part)| counts[usize::from(*part)] += 1);
    }
    counts.map(|counts| {
        let all: usize = counts.iter().sum();
        let mut below = 0;
        let middle = counts.iter().position(|count| {
            below += count;
            2 * below > all
        });
        middle.unwrap_or(255) as f64 / 255.0
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tint_is_that_of_the_paper_and_not_of_ink_on_it() {
        const PAPER: [u8; 3] = [200, 190, 180];
        let ink = [false, true, false, false, true, false, true, false, false];
        let data = ink.iter().flat_map(|ink| if *ink { [20, 20, 60] } else { PAPER }).collect();
        let raster = Raster { width: 3, height: 3, colour: Colour::Rgb, data, dpi: DPI };
        let dark = |width: usize| {
            let rows = ink.chunks(3).flat_map(|row| &row[..width]);
            Darkness { width, height: 3, data: rows.map(|ink| if *ink { 220 } else { 4 }).collect() }
        };
        // Of all columns, and of the first ones where the header's picture is narrower.
        for width in [3, 2] {
            assert_eq!(tint(&raster, &dark(width), 10), PAPER.map(|part| f64::from(part) / 255.0));
        }
    }
}
