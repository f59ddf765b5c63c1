//! One page: needles in its letters, what its zones hold, and what it hides.
//!
//! Knows what is drawn ([`super::sight`]) and where zones are. Judges as a suspicious reader would: what
//! lies under something is still there.

use hayro::hayro_interpret::{Context, InterpreterCache, InterpreterSettings, interpret_page};
use hayro::kurbo::{Affine, ParamCurve, PathSeg, Point, Rect, Shape as _};
use hayro_syntax::object::{Array, Dict};
use hayro_syntax::page::Page as Read;

use super::collect::Collector;
use super::finding::FindingKind as Kind;
use super::hidden;
use super::lines;
use super::needle::{Hits, Search, Text};
use super::pixels::Probe;
use super::rendered::Rendered;
use super::sight::{Letter, Recorder, Shape, Sight};
use super::{AuditOptions, Expected};
use crate::document::Document;
use crate::error::Result;
use crate::geometry::{Matrix, NormalizedRect};

/// What is looked at and what for.
pub(super) struct Look<'x> {
    pub(super) document: &'x Document,
    pub(super) index: usize,
    pub(super) options: &'x AuditOptions<'x>,
    pub(super) search: &'x Search,
}

/// What a page says.
pub(super) struct Said {
    pub(super) found: Collector,
    /// The images it draws.
    pub(super) drawn: std::collections::BTreeSet<super::census::Number>,
}

/// The page while it is looked at.
struct Scene<'s> {
    /// From user space to displayed points.
    map: Matrix,
    bounds: Rect,
    sight: &'s Sight,
    /// Its zones, by their number in the options.
    zones: Vec<(usize, Rect)>,
    stamps: Vec<(&'s Expected, Rect)>,
}

impl Look<'_> {
    /// Looks at the page; to be called on a thread whose stack is deep and whose end is no harm.
    ///
    /// # Errors
    /// `page_not_found`.
    pub(super) fn look(&self, page: &Read<'_>) -> Result<Said> {
        let geometry = self.document.page(self.index)?.geometry();
        let (width, height) = geometry.displayed_size();
        let bounds = Rect::new(0.0, 0.0, width, height);
        let map = geometry.user_to_displayed();
        let sight = record(page, &map, bounds, None).sight;
        let zones = self.options.zones.iter().enumerate().filter(|(_, zone)| zone.page == self.index);
        let stamps = self.options.expected.iter().filter(|expected| expected.page == self.index);
        let scene = Scene {
            map,
            bounds,
            sight: &sight,
            zones: zones.map(|(index, zone)| (index, displayed(&zone.rect, bounds))).collect(),
            stamps: stamps.map(|expected| (expected, displayed(&expected.rect, bounds))).collect(),
        };
        let places = scene.zones.iter().map(|(_, rect)| *rect);
        let rendered = Rendered::new((self.document, self.index), map, bounds, places);
        let mut found = Collector::default();
        self.read(&sight, &mut found);
        for (zone, rect) in &scene.zones {
            self.zone((*zone, rect), &scene, &rendered, &mut found);
        }
        self.annotations(page, &scene, &mut found);
        self.pixels(page, &scene, &mut found);
        hidden::find(self.index, bounds, &sight, &rendered, &mut found);
        if sight.overflow {
            found.add(Kind::Unread, Some(self.index), "more is drawn than is looked at", 0.5);
        }
        if differs(page, width / height) {
            found.add(Kind::Unread, Some(self.index), "two readers see the page differently", 0.5);
        }
        Ok(Said { found, drawn: sight.drawn })
    }

    /// Needles in what the letters say.
    fn read(&self, sight: &Sight, found: &mut Collector) {
        let mut hits = Hits::new();
        for text in lines::readings(&sight.letters) {
            self.search.text(&text, Text::Plain, &mut hits);
        }
        found.needles(&hits, Some(self.index), "text of the page");
        let mut hits = Hits::new();
        sight.spoken.iter().for_each(|text| self.search.text(text, Text::Plain, &mut hits));
        found.needles(&hits, Some(self.index), "alternate text in the content");
        if sight.spoken.iter().any(|text| !text.trim().is_empty()) {
            found.add(Kind::StructureText, Some(self.index), "alternate text in the content", 1.0);
        }
    }

    /// Letters and paths in one zone, and what is seen of it.
    fn zone(
        &self,
        (zone, rect): (usize, &Rect),
        scene: &Scene<'_>,
        rendered: &Rendered<'_>,
        found: &mut Collector,
    ) {
        let letters: Vec<&Letter> = scene
            .sight
            .letters
            .iter()
            .filter(|letter| !letter.aside && letter.tells() && lies_in(letter, rect))
            .collect();
        let stamps: Vec<Rect> = scene
            .stamps
            .iter()
            .filter(|(expected, place)| says(&letters, place, &expected.text))
            .map(|(_, place)| *place)
            .collect();
        let others =
            letters.iter().filter(|letter| !stamps.iter().any(|stamp| within(letter, stamp))).count();
        if others > 0 {
            let place = format!("zone {zone}: {others} letters");
            found.add(Kind::TextInZone, Some(self.index), place, 1.0);
        }
        let shapes = scene.sight.shapes.iter().filter(|shape| !shape.aside && touches(shape, rect)).count();
        if shapes > 0 {
            let place = format!("zone {zone}: {shapes} paths");
            found.add(Kind::VectorInZone, Some(self.index), place, 1.0);
        }
        // What letters and paths show is told already.
        if others == 0 && shapes == 0 && rendered.shows_in(rect, scene.sight, &stamps) == Some(true) {
            found.add(Kind::InkInZone, Some(self.index), format!("zone {zone}: as rendered"), 0.9);
        }
    }

    fn annotations(&self, page: &Read<'_>, scene: &Scene<'_>, found: &mut Collector) {
        let Some(list) = page.raw().get::<Array<'_>>("Annots") else { return };
        for (number, annotation) in list.iter::<Dict<'_>>().enumerate() {
            let Some([x0, y0, x1, y1]) = annotation.get::<[f32; 4]>("Rect") else { continue };
            let rect = crate::geometry::Rect::new(x0.into(), y0.into(), x1.into(), y1.into());
            let covers = scene.map.map_rect(&rect);
            // An annotation without a size is one all the same.
            let covers = Rect::new(covers.x0, covers.y0, covers.x1, covers.y1).inflate(0.01, 0.01);
            for (zone, rect) in &scene.zones {
                // A touch is none: annotations are often drawn along what they mark.
                if covers.overlaps(rect.inset(-0.5)) {
                    let place = format!("zone {zone}: annotation {number}");
                    found.add(Kind::AnnotationInZone, Some(self.index), place, 1.0);
                }
            }
        }
    }

    /// Pixels in zones, under what covers them, and beyond the page.
    fn pixels(&self, page: &Read<'_>, scene: &Scene<'_>, found: &mut Collector) {
        let mut wanted = hidden::Wanted::default();
        for (zone, rect) in &scene.zones {
            let images = scene.sight.images.iter();
            for image in images.filter(|image| image.aside || image.bounds.overlaps(*rect)) {
                let place = format!("zone {zone}: {}", hidden::named(image));
                wanted.add(image, *rect, Kind::InkInZone, place, 1.0);
            }
        }
        hidden::want(scene.bounds, scene.sight, &mut wanted);
        if wanted.is_empty() {
            return;
        }
        let probe = Probe { wanted: wanted.parts(), ..Probe::default() };
        if let Some(probe) = record(page, &scene.map, scene.bounds, Some(probe)).probe {
            wanted.tell(&probe, self.index, found);
        }
    }
}

/// A rectangle of the page as displayed, in points.
fn displayed(rect: &NormalizedRect, bounds: Rect) -> Rect {
    let rect = rect.scaled(bounds.width(), bounds.height());
    Rect::new(rect.x0, rect.y0, rect.x1, rect.y1)
}

fn record(page: &Read<'_>, map: &Matrix, bounds: Rect, probe: Option<Probe>) -> Recorder {
    let mut recorder = Recorder::new();
    recorder.probe = probe;
    let cache = InterpreterCache::new();
    // What lies beyond the page is wanted too.
    let wide = bounds.inflate(bounds.width() * 4.0, bounds.height() * 4.0);
    let mut context =
        Context::new(Affine::new(map.to_array()), wide, &cache, page.xref(), InterpreterSettings::default());
    interpret_page(page, &mut context, &mut recorder);
    recorder
}

/// Whether the second reader sees a page of another shape.
fn differs(page: &Read<'_>, aspect: f64) -> bool {
    let (width, height) = page.render_dimensions();
    let other = f64::from(width) / f64::from(height);
    !(other / aspect - 1.0).abs().le(&0.02)
}

/// Whether a letter lies in a zone rather than beside it: its middle, or a good part of it.
fn lies_in(letter: &Letter, zone: &Rect) -> bool {
    const GOOD_PART: f64 = 0.15;
    let both = letter.bounds.intersect(*zone);
    let area = if both.width() > 0.0 && both.height() > 0.0 { both.area() } else { 0.0 };
    zone.contains(letter.bounds.center()) || area > GOOD_PART * letter.bounds.area()
}

fn within(letter: &Letter, stamp: &Rect) -> bool {
    stamp.inflate(1.0, 1.0).contains(letter.bounds.center())
}

/// Whether the letters in a rectangle are exactly a text.
fn says(letters: &[&Letter], place: &Rect, text: &str) -> bool {
    let said: String =
        letters.iter().filter(|letter| within(letter, place)).map(|letter| letter.text.as_str()).collect();
    let bare = |text: &str| text.chars().filter(|letter| !letter.is_whitespace()).collect::<String>();
    !said.is_empty() && bare(&said) == bare(text)
}

/// Whether a path tells anything in a zone: an even fill of all of it does not.
fn touches(shape: &Shape, zone: &Rect) -> bool {
    let line = shape.stroke.unwrap_or_default() / 2.0;
    let inner = zone.inset(-0.5 - 0.001).inflate(line, line);
    if inner.width() <= 0.0 || inner.height() <= 0.0 || !shape.bounds.overlaps(inner) {
        return false;
    }
    let mut crosses = false;
    for segment in shape.path.segments() {
        crosses |= match segment {
            PathSeg::Line(line) => crosses_rect(line.p0, line.p1, &inner),
            curve => (0..16).any(|step| {
                let at = |step: i32| curve.eval(f64::from(step) / 16.0);
                crosses_rect(at(step), at(step + 1), &inner)
            }),
        };
        if crosses {
            return true;
        }
    }
    shape.stroke.is_none() && shape.colour.is_none() && shape.path.winding(inner.center()) != 0
}

/// Whether a line passes through a rectangle (Liang and Barsky, 1984).
fn crosses_rect(from: Point, to: Point, rect: &Rect) -> bool {
    let (dx, dy) = (to.x - from.x, to.y - from.y);
    let (mut enter, mut leave) = (0.0_f64, 1.0_f64);
    for (step, room) in
        [(-dx, from.x - rect.x0), (dx, rect.x1 - from.x), (-dy, from.y - rect.y0), (dy, rect.y1 - from.y)]
    {
        if step == 0.0 {
            if room < 0.0 {
                return false;
            }
        } else if step < 0.0 {
            enter = enter.max(room / step);
        } else {
            leave = leave.min(room / step);
        }
    }
    enter <= leave
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_that_pass_through_a_rectangle() {
        let rect = Rect::new(10.0, 10.0, 20.0, 20.0);
        let crosses = |a: (f64, f64), b: (f64, f64)| crosses_rect(a.into(), b.into(), &rect);
        assert!(crosses((0.0, 15.0), (30.0, 15.0)));
        assert!(crosses((12.0, 12.0), (13.0, 13.0)));
        assert!(crosses((5.0, 15.0), (15.0, 25.0)));
        assert!(!crosses((0.0, 5.0), (30.0, 5.0)));
        assert!(!crosses((0.0, 15.0), (5.0, 15.0)));
        assert!(!crosses((0.0, 19.0), (5.0, 30.0)));
    }
}
