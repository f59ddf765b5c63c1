//! What a page holds and does not show: beyond its edges, under something, in the colour of the paper.
//!
//! Knows the order of drawing. What may be hidden is looked for in the drawing calls and made sure of in
//! rendered pixels.

use std::collections::BTreeMap;

use hayro::kurbo::{Rect, Shape as _};

use super::collect::Collector;
use super::finding::FindingKind as Kind;
use super::pixels::Probe;
use super::rendered::Rendered;
use super::sight::{Letter, Placed, Shape, Sight};

/// Parts of images to look at, and what it means when something is there.
#[derive(Default)]
pub(super) struct Wanted {
    parts: BTreeMap<usize, Vec<(Rect, Kind, String, f64)>>,
    count: usize,
}

/// More parts of images than anybody covers on one page.
const MOST_PARTS: usize = 256;

/// Square points below which a cover hides nothing to read: 10 by 6 points.
const LEAST_COVER: f64 = 60.0;

/// How far an image may reach beyond what is shown: a block of 16 pixels at 96 dots an inch.
const BEYOND: f64 = 12.0;

impl Wanted {
    pub(super) fn add(&mut self, image: &Placed, part: Rect, kind: Kind, place: String, sure: f64) {
        if self.count < MOST_PARTS || kind == Kind::InkInZone {
            self.count = self.count.saturating_add(1);
            self.parts.entry(image.order).or_default().push((part, kind, place, sure));
        }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.parts.is_empty()
    }

    pub(super) fn parts(&self) -> BTreeMap<usize, Vec<Rect>> {
        let rects = |parts: &[(Rect, Kind, String, f64)]| parts.iter().map(|(rect, ..)| *rect).collect();
        self.parts.iter().map(|(order, parts)| (*order, rects(parts))).collect()
    }

    /// Tells where something was seen, or could not be looked at.
    pub(super) fn tell(&self, probe: &Probe, page: usize, found: &mut Collector) {
        for (order, parts) in &self.parts {
            for (index, (_, kind, place, sure)) in parts.iter().enumerate() {
                if probe.inked.contains(&(*order, index)) {
                    found.add(*kind, Some(page), place.clone(), *sure);
                } else if probe.unread.contains(order) && *kind == Kind::InkInZone {
                    found.add(Kind::Unread, Some(page), place.clone(), 0.9);
                }
            }
        }
    }
}

/// What an image is called in a finding.
pub(super) fn named(image: &Placed) -> String {
    image.number.map_or_else(|| "an inline image".to_owned(), |number| format!("image in object {number}"))
}

/// The parts of images that are covered, clipped away or beyond the page.
pub(super) fn want(bounds: Rect, sight: &Sight, wanted: &mut Wanted) {
    for image in sight.images.iter().filter(|image| !image.aside) {
        let shown = bounds.intersect(image.clip);
        for part in outside(&image.bounds, &shown) {
            let place = format!("{}: beyond what is shown", named(image));
            wanted.add(image, part, Kind::OffPage, place, 0.8);
        }
        let seen = image.bounds.intersect(shown);
        for cover in
            sight.shapes.iter().filter(|shape| shape.opaque && !shape.aside && shape.order > image.order)
        {
            let both = cover.bounds.intersect(seen);
            if is_box(cover) && size(&both) >= LEAST_COVER {
                let place = format!("{}: under a filled path", named(image));
                wanted.add(image, both, Kind::CoveredImage, place, 0.8);
            }
        }
        for cover in
            sight.images.iter().filter(|other| other.opaque && !other.aside && other.order > image.order)
        {
            let both = cover.bounds.intersect(seen);
            if cover.upright && size(&both) >= LEAST_COVER {
                let place = format!("{}: under another image", named(image));
                wanted.add(image, both, Kind::CoveredImage, place, 0.6);
            }
        }
    }
}

/// Whether a path is about the rectangle around it.
fn is_box(shape: &Shape) -> bool {
    shape.stroke.is_none() && shape.path.area().abs() >= 0.9 * shape.bounds.area()
}

fn size(rect: &Rect) -> f64 {
    if rect.width() > 0.0 && rect.height() > 0.0 { rect.area() } else { 0.0 }
}

/// The parts of a rectangle that are well outside another.
fn outside(rect: &Rect, shown: &Rect) -> Vec<Rect> {
    if size(&rect.intersect(*shown)) <= 0.0 {
        return vec![*rect];
    }
    // Nearer lies what blocks that the edge crosses keep of it.
    let shown = shown.inflate(BEYOND, BEYOND);
    let parts = [
        Rect { x1: shown.x0, ..*rect },
        Rect { x0: shown.x1, ..*rect },
        Rect { y1: shown.y0, ..*rect },
        Rect { y0: shown.y1, ..*rect },
    ];
    parts.into_iter().filter(|part| part.width() > 0.0 && part.height() > 0.0).collect()
}

/// Letters that nobody sees.
pub(super) fn find(page: usize, bounds: Rect, sight: &Sight, rendered: &Rendered<'_>, found: &mut Collector) {
    let mut tell = |kind: Kind, count: usize, how: &str, sure: f64| {
        if count > 0 {
            found.add(kind, Some(page), format!("{count} letters {how}"), sure);
        }
    };
    let letters = || sight.letters.iter().filter(|letter| !letter.aside && letter.tells());
    let off = |letter: &&Letter| size(&letter.bounds.intersect(bounds)) <= 0.0;
    let clipped = |letter: &&Letter| size(&letter.bounds.intersect(letter.clip.inflate(0.5, 0.5))) <= 0.0;
    let clear = |letter: &Letter| letter.invisible || letter.colour.is_some_and(|[.., alpha]| alpha == 0);
    tell(Kind::OffPage, letters().filter(off).count(), "beyond the page", 1.0);
    tell(
        Kind::OffPage,
        letters().filter(|letter| !off(letter) && clipped(letter)).count(),
        "clipped away",
        0.9,
    );
    tell(Kind::InvisibleText, letters().filter(|letter| clear(letter)).count(), "drawn with no ink", 1.0);
    let shown: Vec<&Letter> = letters()
        .filter(|letter| !off(letter) && !clipped(letter) && !clear(letter) && letter.inked)
        .collect();
    let covers = Covers::new(bounds, sight);
    let (mut under_image, mut covered, mut white) = (0_usize, Vec::new(), Vec::new());
    for letter in shown {
        match covers.over(letter) {
            Some(Cover::Image) => under_image = under_image.saturating_add(1),
            Some(Cover::Shape) => covered.push(letter),
            None if covers.is_paper(letter) => white.push(letter),
            None => {}
        }
    }
    tell(Kind::CoveredText, under_image, "under an image", 0.9);
    if covered.is_empty() && white.is_empty() {
        return;
    }
    tell(Kind::CoveredText, rendered.unseen(&covered), "under a filled path", rendered.sure());
    tell(Kind::WhiteText, rendered.unseen(&white), "in the colour of what is under them", rendered.sure());
}

/// What may cover letters, and what they may stand on, found by place.
struct Covers<'s> {
    /// In the order of drawing.
    places: Vec<At<'s>>,
    /// For each cell of the page the places that touch it.
    cells: Vec<Vec<usize>>,
    bounds: Rect,
}

enum At<'s> {
    Image(&'s Placed),
    Shape(&'s Shape),
}

enum Cover {
    Image,
    Shape,
}

/// Cells along one side of the page.
const CELLS: usize = 24;

/// Covers of one cell that are looked through, the last ones drawn.
const MOST_COVERS: usize = 400;

impl<'s> Covers<'s> {
    fn new(bounds: Rect, sight: &'s Sight) -> Self {
        let shapes =
            sight.shapes.iter().filter(|shape| shape.opaque && !shape.aside && size(&shape.bounds) > 4.0);
        let images = sight.images.iter().filter(|image| !image.aside);
        let mut places: Vec<At<'s>> = shapes.map(At::Shape).chain(images.map(At::Image)).collect();
        places.sort_by_key(At::order);
        let mut all = Self { places, cells: vec![Vec::new(); CELLS * CELLS], bounds };
        for index in (0..all.places.len()).rev() {
            let Some(covers) = all.places.get(index).map(At::bounds) else { continue };
            let (columns, rows) =
                (all.cell(covers.x0, covers.x1, true), all.cell(covers.y0, covers.y1, false));
            for row in rows {
                for column in columns.clone() {
                    if let Some(cell) =
                        all.cells.get_mut(row * CELLS + column).filter(|cell| cell.len() < MOST_COVERS)
                    {
                        cell.push(index);
                    }
                }
            }
        }
        all
    }

    fn cell(&self, low: f64, high: f64, across: bool) -> std::ops::RangeInclusive<usize> {
        let (start, length) = if across {
            (self.bounds.x0, self.bounds.width())
        } else {
            (self.bounds.y0, self.bounds.height())
        };
        let at =
            |value: f64| (((value - start) / length * CELLS as f64).clamp(0.0, CELLS as f64 - 1.0)) as usize;
        at(low)..=at(high)
    }

    /// The places that cover the middle of a letter, the last drawn first.
    fn at(&self, letter: &Letter) -> impl Iterator<Item = &At<'s>> {
        let middle = letter.bounds.center();
        let (column, row) = (self.cell(middle.x, middle.x, true), self.cell(middle.y, middle.y, false));
        let cell = self.cells.get(row.start() * CELLS + column.start());
        let places = cell.into_iter().flatten().filter_map(|index| self.places.get(*index));
        places.filter(move |place| {
            place.bounds().contains(middle)
                && match place {
                    At::Image(_) => true,
                    At::Shape(shape) => shape.path.winding(middle) != 0,
                }
        })
    }

    /// What hides a letter.
    fn over(&self, letter: &Letter) -> Option<Cover> {
        let later = self.at(letter).take_while(|place| place.order() > letter.order);
        later.into_iter().find_map(|place| match place {
            At::Image(image) => image.opaque.then_some(Cover::Image),
            At::Shape(_) => Some(Cover::Shape),
        })
    }

    /// Whether a letter has the colour of what it stands on.
    fn is_paper(&self, letter: &Letter) -> bool {
        const ALIKE: u8 = 8;
        let under = match self.at(letter).find(|place| place.order() < letter.order) {
            // What an image shows there is not known.
            Some(At::Image(_)) => return false,
            Some(At::Shape(shape)) => shape.colour,
            None => Some([u8::MAX; 4]),
        };
        letter.colour.zip(under).is_some_and(|(own, under)| {
            own.iter().zip(under).take(3).all(|(own, under)| own.abs_diff(under) <= ALIKE)
        })
    }
}

impl At<'_> {
    fn order(&self) -> usize {
        match self {
            Self::Image(image) => image.order,
            Self::Shape(shape) => shape.order,
        }
    }

    fn bounds(&self) -> Rect {
        match self {
            Self::Image(image) => image.bounds,
            Self::Shape(shape) => shape.bounds,
        }
    }
}
