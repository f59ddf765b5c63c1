//! One page without its zones: the same boxes, the same turn, the same look outside them.
//!
//! Knows zones in user space. Knows nothing of codecs or operators: what is taken out of a page is
//! [`crate::surgery`]'s.

use std::collections::BTreeSet;
use std::rc::Rc;

use lopdf::ObjectId;

use super::behind::Behind;
use super::{Fill, RedactionPlan, UnseenText, Zone, stamp};
use crate::document::content::{Category, NewObject, Region, Resource};
use crate::document::write::serialize::number;
use crate::document::write::{NewPdf, Source, compressed};
use crate::document::{Document, Page};
use crate::error::Result;
use crate::geometry::{ConvexPolygon, NormalizedRect, PageGeometry, Rect};
use crate::raster::{self, Colour, RasterOptions};
use crate::surgery::{
    Cuts, MARGIN, NoteKind, Theatre, Tint, WHITE, body, boxes, free_name, resources_dictionary,
};

/// How far beyond what is shown of a page anything stays, in points: renderers soften edges over less. More would be
/// hidden, and nobody looks at what is hidden.
const BEYOND: f64 = 0.5;

/// Light enough for black letters, dark enough to be seen.
const GREY: f64 = 0.88;

/// Adds a page, and what hides its zones; gives what could not be kept as it was.
///
/// # Errors
/// Those of [`super::apply`].
pub(super) fn add<'a>(
    pdf: &mut NewPdf<'a>,
    cuts: &mut Cuts,
    source: Source<'a>,
    page: &Page<'a>,
    (plan, behind, font): (&RedactionPlan, &[Behind], Option<ObjectId>),
) -> Result<BTreeSet<NoteKind>> {
    let geometry = page.geometry();
    let visible = geometry.visible();
    let own = |zone: &&Zone| zone.page == page.index();
    let zones: Vec<NormalizedRect> = plan.zones().iter().filter(own).map(|zone| zone.rect).collect();
    let tint = tint(source.document, page, plan.fill(), &zones)?;
    let margin = MARGIN / geometry.user_unit();
    let keep = ConvexPolygon::from_rect(&visible).grown(BEYOND / geometry.user_unit());
    let hidden = zones.iter().map(|zone| ConvexPolygon::from_rect(&hidden(zone, &geometry, margin)));
    let region = Region::without(keep, hidden.collect()).within(visible).without_names();
    let region = match plan.unseen_text() {
        UnseenText::Drop => region.without_unseen_text(),
        UnseenText::Keep => region,
    };
    let meter = source.document.limits().meter();
    let mut theatre = Theatre::new(pdf, cuts, source, &region, &meter);
    theatre.hiding = Some(tint);
    let behind = behind.iter().filter(|behind| behind.back.page == page.index());
    theatre.washes = behind.map(|behind| Rc::clone(&behind.wash)).collect();
    let mut kept = body(page, &mut theatre)?;
    let notes = theatre.into_notes();
    let mut over = Vec::new();
    if tint != WHITE {
        for zone in &zones {
            over.extend(filled(&geometry.rect_to_user(zone), tint));
        }
    }
    let stamps = plan.stamps().iter().filter(|stamp| stamp.page == page.index());
    if let Some(font) = font {
        let name = free_name(&kept.resources, Category::Font, "Stamp");
        for stamp in stamps {
            kept.resources.insert(Category::Font, &name, Resource::New(NewObject(font.0 as usize)));
            over.extend(stamp::draw(stamp, &geometry, &name));
        }
    }
    if !over.is_empty() {
        // Whatever states the page leaves behind are not those of what lies over it.
        kept.content = [b"q\n".as_slice(), &kept.content, b"\nQ\n", &over].concat();
    }
    let resources = resources_dictionary(pdf, source, &kept.resources)?;
    let (encoding, data) = compressed(kept.content);
    let contents = pdf.add_shared_stream(encoding, &data)?;
    let mut dictionary = boxes(pdf, source, page)?;
    dictionary.set("Resources", resources);
    dictionary.set("Contents", contents);
    pdf.add_page(&dictionary)?;
    Ok(notes)
}

/// A zone in user space. One that ends where the page does goes on beyond it, as far as content is kept there.
fn hidden(zone: &NormalizedRect, geometry: &PageGeometry, margin: f64) -> Rect {
    const EDGE: f64 = 1e-6;
    let own = geometry.rect_to_user(zone);
    let visible = geometry.visible();
    let (slack_x, slack_y) = (EDGE * visible.width(), EDGE * visible.height());
    let beyond = 2.0 * margin;
    Rect {
        x0: if own.x0 <= visible.x0 + slack_x { visible.x0 - beyond } else { own.x0 },
        y0: if own.y0 <= visible.y0 + slack_y { visible.y0 - beyond } else { own.y0 },
        x1: if own.x1 >= visible.x1 - slack_x { visible.x1 + beyond } else { own.x1 },
        y1: if own.y1 >= visible.y1 - slack_y { visible.y1 + beyond } else { own.y1 },
    }
}

fn filled(rect: &Rect, tint: Tint) -> Vec<u8> {
    let [red, green, blue] = tint.map(|part| number(part, 4));
    let [x, y, w, h] = [rect.x0, rect.y0, rect.width(), rect.height()].map(|value| number(value, 5));
    format!("q {red} {green} {blue} rg {x} {y} {w} {h} re f Q\n").into_bytes()
}

/// The colour of the page's zones.
fn tint(document: &Document, page: &Page<'_>, fill: Fill, zones: &[NormalizedRect]) -> Result<Tint> {
    Ok(match fill {
        Fill::White => WHITE,
        _ if zones.is_empty() => WHITE,
        Fill::Grey => [GREY; 3],
        Fill::Paper => paper(document, page.index(), zones)?,
    })
}

/// The paper's colour around zones: what most of the lighter half of the pixels there look like.
fn paper(document: &Document, page: usize, zones: &[NormalizedRect]) -> Result<Tint> {
    /// Enough for a colour.
    const DPI: f64 = 36.0;
    /// How far around a zone, as a share of the page.
    const AROUND: f64 = 0.03;
    let options = RasterOptions { dpi: DPI, colour: Colour::Rgb, ..RasterOptions::default() };
    let raster = raster::page(document, page, &options)?;
    let (width, height) = (f64::from(raster.width), f64::from(raster.height));
    let inside = |rect: &NormalizedRect, x: f64, y: f64, around: f64| {
        let rect = rect.scaled(1.0, 1.0);
        x > rect.x0 - around && x < rect.x1 + around && y > rect.y0 - around && y < rect.y1 + around
    };
    let mut pixels: Vec<[u8; 3]> = Vec::new();
    for (place, pixel) in raster.data.as_chunks::<3>().0.iter().enumerate() {
        let columns = raster.width.max(1) as usize;
        let x = ((place % columns) as f64 + 0.5) / width;
        let y = ((place / columns) as f64 + 0.5) / height;
        let near = zones.iter().any(|zone| inside(zone, x, y, AROUND));
        if near && !zones.iter().any(|zone| inside(zone, x, y, 0.0)) {
            pixels.push(*pixel);
        }
    }
    pixels.sort_unstable_by_key(|pixel| pixel.iter().map(|part| u32::from(*part)).sum::<u32>());
    // Ink and shadows are darker than paper: three quarters up lies paper, unless the page is black.
    let typical = pixels.get(pixels.len() * 3 / 4).copied().unwrap_or([u8::MAX; 3]);
    Ok(typical.map(|part| f64::from(part) / 255.0))
}
