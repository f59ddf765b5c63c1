//! Where texts go on a page: next to what they are about, on the page, on top of nothing where there is room.
//!
//! Knows rectangles in displayed points, which places are taken, and what is near. Knows no letters and draws nothing.

use crate::geometry::Rect;

/// How far a text stays from what it is about, in points.
const GAP: f64 = 5.0;

/// How far a text stays from the edge of the page, as a share of its shorter side.
const MARGIN: f64 = 0.015;

/// How far places are apart when every place of a page is tried, in points.
const STEP: f64 = 9.0;

/// How far from its box a text is still understood, as a share of the page's longer side. Beyond it, it goes to the
/// notes.
const FAR: f64 = 0.4;

/// A page that is being filled.
pub(super) struct Places {
    inside: Rect,
    far: f64,
    taken: Vec<Rect>,
}

impl Places {
    /// A page of this size on which nothing lies yet.
    pub(super) fn new((width, height): (f64, f64)) -> Self {
        let margin = MARGIN * width.min(height);
        let inside = Rect::new(margin, margin, width - margin, height - margin);
        Self { inside, far: FAR * width.max(height), taken: Vec::new() }
    }

    /// The widest that a text may be.
    pub(super) fn width(&self) -> f64 {
        self.inside.width()
    }

    /// Keeps a place free of texts.
    pub(super) fn take(&mut self, rect: Rect) {
        self.taken.push(rect);
    }

    /// Finds a place for a text of one of these sizes, best first, that belongs to `anchor`, and takes it. Gives which
    /// size, and where; `None` when it would lie on something else, or too far away.
    ///
    /// Beside, below and above are tried before the rest of the page. Costs places × what is taken.
    pub(super) fn near(&mut self, anchor: &Rect, sizes: &[(f64, f64)]) -> Option<(usize, Rect)> {
        let fits = |rect: &Rect| self.is_inside(rect) && self.is_free(rect);
        let beside = sizes.iter().enumerate().flat_map(|(size, &(width, height))| {
            self.beside(anchor, width, height).map(move |rect| (size, rect))
        });
        let found = beside.into_iter().find(|(_, rect)| fits(rect)).or_else(|| {
            let all = sizes.iter().enumerate().filter_map(|(size, &(width, height))| {
                let free = self.grid(width, height).filter(fits);
                let near = free.map(|rect| (distance(&rect, anchor), rect));
                let (distance, rect) = near.min_by(|a, b| a.0.total_cmp(&b.0))?;
                (distance <= self.far).then_some((distance, size, rect))
            });
            all.min_by(|a, b| a.0.total_cmp(&b.0)).map(|(_, size, rect)| (size, rect))
        })?;
        self.take(found.1);
        Some(found)
    }

    /// The place nearest to the upper right corner of `anchor` for a small sign, free or not, and takes it.
    pub(super) fn corner(&mut self, anchor: &Rect, (width, height): (f64, f64)) -> Rect {
        let right = self.pushed_in(Rect::new(anchor.x1, anchor.y0 - height, anchor.x1 + width, anchor.y0));
        let places = [
            right,
            self.pushed_in(Rect::new(
                anchor.x1 + 1.0,
                anchor.y0,
                anchor.x1 + 1.0 + width,
                anchor.y0 + height,
            )),
            self.pushed_in(Rect::new(anchor.x0 - width, anchor.y0 - height, anchor.x0, anchor.y0)),
            self.pushed_in(Rect::new(anchor.x1 - width, anchor.y1, anchor.x1, anchor.y1 + height)),
        ];
        let place = places.into_iter().find(|place| self.is_free(place)).unwrap_or(right);
        self.take(place);
        place
    }

    /// A place at the edge of the page as near to `y` as there is one free, on the left unless the right is much nearer,
    /// and takes it. On a page without any it lies on what is there.
    ///
    /// Costs places × what is taken.
    pub(super) fn margin(&mut self, y: f64, (width, height): (f64, f64)) -> Rect {
        /// How far down the left edge a mark goes before the right one is better, in points.
        const AWAY: f64 = 40.0;
        let at = |x: f64, y: f64| self.pushed_in(Rect::new(x, y, x + width, y + height));
        let edges = [(self.inside.x0, 0.0), (self.inside.x1 - width, AWAY)];
        let steps = (self.inside.height() / STEP) as i32;
        let places = edges.into_iter().flat_map(|(x, cost)| {
            (-steps..=steps).map(move |step| {
                let away = f64::from(step) * STEP;
                // Below is better than above: what was marked begins here.
                (away.abs() + cost + if step < 0 { 1.0 } else { 0.0 }, at(x, y + away))
            })
        });
        let free = places.filter(|(_, place)| self.is_free(place));
        let best = free.min_by(|a, b| a.0.total_cmp(&b.0)).map(|(_, place)| place);
        let place = best.unwrap_or_else(|| at(self.inside.x0, y));
        self.take(place);
        place
    }

    fn beside(&self, anchor: &Rect, width: f64, height: f64) -> impl Iterator<Item = Rect> {
        let at = |x: f64, y: f64| Rect::new(x, y, x + width, y + height);
        let down = |rect: Rect| self.pushed_in_by_height(rect);
        let across = |rect: Rect| self.pushed_in_by_width(rect);
        [
            down(at(anchor.x1 + GAP, anchor.y0)),
            across(at(anchor.x0, anchor.y1 + GAP)),
            down(at(anchor.x0 - GAP - width, anchor.y0)),
            across(at(anchor.x0, anchor.y0 - GAP - height)),
        ]
        .into_iter()
    }

    fn grid(&self, width: f64, height: f64) -> impl Iterator<Item = Rect> {
        let steps = |room: f64| 0..=(room / STEP).max(0.0) as usize;
        let (across, down) = (self.inside.width() - width, self.inside.height() - height);
        let (x0, y0) = (self.inside.x0, self.inside.y0);
        steps(down).flat_map(move |row| {
            steps(across).map(move |column| {
                let (x, y) = (x0 + column as f64 * STEP, y0 + row as f64 * STEP);
                Rect::new(x, y, x + width, y + height)
            })
        })
    }

    fn is_inside(&self, rect: &Rect) -> bool {
        const SLACK: f64 = 1e-6;
        let all = &self.inside;
        rect.x0 >= all.x0 - SLACK
            && rect.y0 >= all.y0 - SLACK
            && rect.x1 <= all.x1 + SLACK
            && rect.y1 <= all.y1 + SLACK
    }

    fn is_free(&self, rect: &Rect) -> bool {
        self.taken.iter().all(|taken| {
            rect.x0 >= taken.x1 || taken.x0 >= rect.x1 || rect.y0 >= taken.y1 || taken.y0 >= rect.y1
        })
    }

    fn pushed_in(&self, rect: Rect) -> Rect {
        self.pushed_in_by_width(self.pushed_in_by_height(rect))
    }

    fn pushed_in_by_height(&self, rect: Rect) -> Rect {
        let by = (self.inside.y1 - rect.y1).min(0.0);
        let by = by + (self.inside.y0 - rect.y0 - by).max(0.0);
        Rect { y0: rect.y0 + by, y1: rect.y1 + by, ..rect }
    }

    fn pushed_in_by_width(&self, rect: Rect) -> Rect {
        let by = (self.inside.x1 - rect.x1).min(0.0);
        let by = by + (self.inside.x0 - rect.x0 - by).max(0.0);
        Rect { x0: rect.x0 + by, x1: rect.x1 + by, ..rect }
    }
}

/// How far two rectangles are from each other: 0 where they touch.
pub(super) fn distance(a: &Rect, b: &Rect) -> f64 {
    let across = (a.x0 - b.x1).max(b.x0 - a.x1).max(0.0);
    let down = (a.y0 - b.y1).max(b.y0 - a.y1).max(0.0);
    across.hypot(down)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const A4: (f64, f64) = (595.0, 842.0);

    #[test]
    fn a_text_goes_to_the_right_and_else_below() {
        let mut places = Places::new(A4);
        let left = Rect::new(100.0, 100.0, 200.0, 150.0);
        let (_, beside) = places.near(&left, &[(150.0, 30.0)]).unwrap();
        assert_eq!((beside.x0, beside.y0), (205.0, 100.0));
        let right = Rect::new(400.0, 300.0, 580.0, 340.0);
        let (_, below) = places.near(&right, &[(150.0, 30.0)]).unwrap();
        assert_eq!((below.x0, below.y0), (400.0, 345.0));
    }

    #[test]
    fn where_no_room_is_left_there_is_no_place() {
        let mut places = Places::new(A4);
        places.take(Rect::new(0.0, 0.0, 595.0, 842.0));
        assert_eq!(places.near(&Rect::new(10.0, 10.0, 20.0, 20.0), &[(50.0, 10.0)]), None);
        let mut places = Places::new(A4);
        assert_eq!(places.near(&Rect::new(10.0, 10.0, 20.0, 20.0), &[(600.0, 10.0)]), None);
    }

    #[test]
    fn marks_of_questions_stand_at_the_edge_and_not_on_each_other() {
        let mut places = Places::new(A4);
        let first = places.margin(100.0, (60.0, 20.0));
        assert_eq!((first.x0, first.y0), (places.inside.x0, 100.0));
        let second = places.margin(105.0, (60.0, 20.0));
        assert!(second.x0 == first.x0 && second.y0 >= first.y1 && second.y0 < 130.0, "{second:?}");
        places.take(Rect::new(0.0, 0.0, 80.0, 842.0));
        let right = places.margin(100.0, (60.0, 20.0));
        assert_eq!((right.x1, right.y0), (places.inside.x1, 100.0));
        places.take(Rect::new(0.0, 0.0, 595.0, 842.0));
        let full = places.margin(900.0, (60.0, 20.0));
        assert!(places.is_inside(&full));
    }

    proptest! {
        #[test]
        fn texts_lie_on_the_page_and_never_on_each_other(
            boxes in prop::collection::vec(
                (0.0..500.0f64, 0.0..800.0f64, 5.0..90.0f64, 5.0..40.0f64, 20.0..300.0f64, 8.0..120.0f64), 1..30
            )
        ) {
            let mut places = Places::new(A4);
            let anchors: Vec<Rect> = boxes.iter().map(|(x, y, w, h, ..)| Rect::new(*x, *y, x + w, y + h)).collect();
            for anchor in &anchors {
                places.take(*anchor);
            }
            let mut texts: Vec<Rect> = Vec::new();
            for (anchor, (.., width, height)) in anchors.iter().zip(&boxes) {
                let Some((_, place)) = places.near(anchor, &[(*width, *height)]) else { continue };
                prop_assert!(place.x0 > 0.0 && place.y0 > 0.0 && place.x1 < A4.0 && place.y1 < A4.1);
                for other in anchors.iter().chain(&texts) {
                    let common = place.intersect(other).is_some_and(|common| common.width() * common.height() > 1e-6);
                    prop_assert!(!common);
                }
                texts.push(place);
            }
        }

        #[test]
        fn a_sign_is_always_on_the_page(x in 0.0..595.0f64, y in 0.0..842.0f64) {
            let mut places = Places::new(A4);
            let sign = places.corner(&Rect::new(x, y, x + 1.0, y + 1.0), (30.0, 12.0));
            prop_assert!(places.is_inside(&sign));
        }
    }
}
