//! What stays of a page: a convex polygon of user space, less some zones.
//!
//! Knows half planes. Knows nothing of operators. Split keeps half a sheet; redaction keeps everything
//! but its zones.

use crate::geometry::{ConvexPolygon, Place, Point, Rect};

/// More than any page: user space has no end.
const EVERYWHERE: Rect = Rect { x0: -1e9, y0: -1e9, x1: 1e9, y1: 1e9 };

/// What stays of a page, in its user space.
#[derive(Clone, Debug)]
pub(crate) struct Region {
    visible: Rect,
    keep: ConvexPolygon,
    zones: Vec<ConvexPolygon>,
    drops_unseen_text: bool,
    drops_names: bool,
}

impl Region {
    /// Keeps what lies in `keep`.
    pub(crate) fn new(keep: ConvexPolygon) -> Self {
        Self { visible: EVERYWHERE, keep, zones: Vec::new(), drops_unseen_text: false, drops_names: false }
    }

    /// Keeps what lies in `keep` and touches none of `zones`.
    pub(crate) fn without(keep: ConvexPolygon, zones: Vec<ConvexPolygon>) -> Self {
        Self { visible: EVERYWHERE, keep, zones, drops_unseen_text: false, drops_names: false }
    }

    /// Says what of the page is shown: a glyph half off the page then stays when the middle of what is
    /// seen of it is kept.
    #[must_use]
    pub(crate) fn within(self, visible: Rect) -> Self {
        Self { visible, ..self }
    }

    /// Keeps no text that is drawn with no ink, wherever it is: what a program has read off the page.
    #[must_use]
    pub(crate) fn without_unseen_text(self) -> Self {
        Self { drops_unseen_text: true, ..self }
    }

    /// Whether text that is drawn with no ink goes.
    pub(crate) fn drops_unseen_text(&self) -> bool {
        self.drops_unseen_text
    }

    /// Keeps no name of a resource: whoever made a file may have called a font or a picture anything.
    #[must_use]
    pub(crate) fn without_names(self) -> Self {
        Self { drops_names: true, ..self }
    }

    /// Whether the source's names of resources go.
    pub(crate) fn drops_names(&self) -> bool {
        self.drops_names
    }

    /// What of the page is shown.
    pub(crate) fn visible(&self) -> Rect {
        self.visible
    }

    /// Where a rectangle lies, seen from what stays. `Inside` and `Outside` are certain.
    pub(crate) fn place(&self, rect: &Rect) -> Place {
        let mut place = self.keep.place(rect);
        for zone in &self.zones {
            match zone.place(rect) {
                Place::Inside => return Place::Outside,
                Place::Crossing if place == Place::Inside => place = Place::Crossing,
                Place::Crossing | Place::Outside => {}
            }
        }
        place
    }

    /// Whether a glyph stays of which `rect` is seen: the centre is kept and no zone touches it.
    ///
    /// By its centre, so that of two halves of a sheet one keeps the glyph and the other does not (but
    /// both do when the centre lies on the fold to the last bit).
    pub(crate) fn keeps_glyph(&self, rect: &Rect) -> bool {
        let centre = Point::new(f64::midpoint(rect.x0, rect.x1), f64::midpoint(rect.y0, rect.y1));
        self.keep.contains(centre) && self.zones.iter().all(|zone| zone.place(rect) == Place::Outside)
    }

    /// The smallest upright rectangle that covers what stays; `None` when nothing does.
    pub(crate) fn bounds(&self) -> Option<Rect> {
        self.keep.bounds()
    }

    /// What is taken out of it.
    pub(crate) fn zones(&self) -> &[ConvexPolygon] {
        &self.zones
    }

    /// Whether a zone touches a rectangle.
    pub(crate) fn zone_touches(&self, rect: &Rect) -> bool {
        self.zones.iter().any(|zone| zone.place(rect) != Place::Outside)
    }

    /// The polygon that is kept, before any zone is taken out of it.
    pub(crate) fn keep(&self) -> &ConvexPolygon {
        &self.keep
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn zones_take_out_of_what_is_kept() {
        let page = ConvexPolygon::from_rect(&Rect::new(0.0, 0.0, 100.0, 100.0));
        let zone = ConvexPolygon::from_rect(&Rect::new(10.0, 10.0, 30.0, 30.0));
        let region = Region::without(page, vec![zone]);
        assert_eq!(region.place(&Rect::new(12.0, 12.0, 20.0, 20.0)), Place::Outside);
        assert_eq!(region.place(&Rect::new(20.0, 20.0, 40.0, 40.0)), Place::Crossing);
        assert_eq!(region.place(&Rect::new(40.0, 40.0, 50.0, 50.0)), Place::Inside);
        assert_eq!(region.place(&Rect::new(140.0, 40.0, 150.0, 50.0)), Place::Outside);
        assert!(!region.keeps_glyph(&Rect::new(28.0, 12.0, 40.0, 20.0)));
        assert!(region.keeps_glyph(&Rect::new(31.0, 12.0, 40.0, 20.0)));
    }
}
