//! Where a half of a sheet lands on its new page: one matrix, one polygon, one box.
//!
//! Knows turning, cutting and straightening. A half is turned by the matrix and never by resampling, and
//! its page is the box of the straightened half, so that no edge of it is cut off. Knows no PDF objects.

use lopdf::Object;

use crate::booklet::Placement;
use crate::document::write::serialize::number;
use crate::error::{Code, Error, Result};
use crate::geometry::{ConvexPolygon, Half, HalfPage, Matrix, PageGeometry, Rect};
use crate::surgery::{MARGIN, rectangle, spelled};

/// The largest side of a page in user space units that every reader takes (ISO 32000-1, annex C.2).
const LARGEST_SIDE: f64 = 14_400.0;

/// How a half is drawn on its new page.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Layout {
    /// From the user space of the source's page to that of the new page.
    pub(super) to_page: Matrix,
    /// What is kept, in the user space of the source's page: the half, and [`MARGIN`] beyond the page's edges.
    pub(super) keep: ConvexPolygon,
    /// The half, in the user space of the source's page.
    half: ConvexPolygon,
    /// Width and height of the new page, in its units.
    pub(super) size: (f64, f64),
    /// The unit of the new page, in 1/72 inch: 1 unless the page is larger than 200 inches.
    pub(super) unit: f64,
    /// Whether the half is not the whole of the new page: it is slanted or straightened.
    clipped: bool,
}

impl Layout {
    /// The layout of a half of a page with this geometry.
    ///
    /// # Errors
    /// `plan_invalid` when the cut leaves nothing of the half, or the page has no area.
    pub(super) fn new(geometry: &PageGeometry, placement: &Placement, straighten: bool) -> Result<Self> {
        let upright = geometry.turned(placement.rotate);
        let (width, height) = upright.displayed_size();
        let line = placement.line(width, height);
        let half = upright.half(placement.half, &line);
        let (top, bottom) = line.across(width, height);
        let page = Rect::new(-MARGIN, -MARGIN, width + MARGIN, height + MARGIN);
        let page = ConvexPolygon::from_rect(&page);
        let keep = match placement.half {
            Half::Left => page.keep_left_of(bottom, top),
            Half::Right => page.keep_left_of(top, bottom),
            Half::Whole => page,
        };
        let skew = if straighten { placement.skew_deg } else { 0.0 };
        let own = HalfPage::new((width, height), placement.half, &line, skew).ok_or_else(|| {
            Error::new(Code::PlanInvalid, "the cut leaves nothing of the half").on_page(placement.page)
        })?;
        let unit = (own.size.0.max(own.size.1) / LARGEST_SIDE).max(1.0);
        let down_to_up = Matrix::new([1.0, 0.0, 0.0, -1.0, 0.0, own.size.1]);
        let to_page = upright
            .user_to_displayed()
            .then(&own.from_side)
            .then(&down_to_up)
            .then(&Matrix::scaling(1.0 / unit, 1.0 / unit));
        let covered = own.size.0 * own.size.1;
        Ok(Self {
            to_page,
            keep: keep.transform(&upright.displayed_to_user()),
            half: half.transform(&upright.displayed_to_user()),
            size: (own.size.0 / unit, own.size.1 / unit),
            unit,
            clipped: (covered - own.outline.area()).abs() > 1e-9 * covered,
        })
    }

    /// The new page's content: what was kept, placed, and clipped to the half where the page's own box does
    /// not do that.
    pub(super) fn place(&self, content: &[u8]) -> Vec<u8> {
        let mut out = b"q\n".to_vec();
        if self.moves() {
            out.extend(spelled(&self.to_page).bytes());
            out.extend(b" cm\n");
        }
        if self.clipped {
            for (place, corner) in self.half.corners().iter().enumerate() {
                let operator = if place == 0 { 'm' } else { 'l' };
                out.extend(format!("{} {} {operator}\n", number(corner.x, 5), number(corner.y, 5)).bytes());
            }
            out.extend(b"h W n\n");
        }
        out.extend_from_slice(content);
        if out.last() != Some(&b'\n') {
            out.push(b'\n');
        }
        out.extend(b"Q\n");
        out
    }

    /// Whether the new page's space is another than that of the source's page.
    pub(super) fn moves(&self) -> bool {
        self.to_page != Matrix::IDENTITY
    }

    /// The `MediaBox` of the new page.
    pub(super) fn media_box(&self) -> Object {
        rectangle(&Rect::new(0.0, 0.0, self.size.0, self.size.1))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::booklet::SourceRef;
    use crate::geometry::{Point, Rotation};
    use crate::id::SourceHash;
    use proptest::prelude::*;

    fn placement(half: Half) -> Placement {
        let source = SourceRef { name: String::new(), sha256: SourceHash::of(b""), pages: 1 };
        Placement::new(&[source], 0, 0, half).unwrap()
    }

    fn close(a: Point, b: (f64, f64)) -> bool {
        (a.x - b.0).abs() < 1e-6 && (a.y - b.1).abs() < 1e-6
    }

    #[test]
    fn a_right_half_of_a_turned_sheet_starts_at_the_origin() {
        // Stored portrait, shown landscape: the fold is a line of constant y in user space.
        let sheet = PageGeometry::new(Rect::new(10.0, 20.0, 852.0, 1211.0), Rotation::D270, 1.0);
        let layout = Layout::new(&sheet, &placement(Half::Right), true).unwrap();
        assert_eq!((layout.size, layout.unit, layout.clipped), ((595.5, 842.0), 1.0, false));
        let corners: Vec<Point> =
            layout.half.corners().iter().map(|corner| layout.to_page * *corner).collect();
        for corner in [(0.0, 0.0), (595.5, 0.0), (595.5, 842.0), (0.0, 842.0)] {
            assert!(corners.iter().any(|point| close(*point, corner)), "{corners:?}");
        }
    }

    #[test]
    fn what_is_straight_and_whole_is_not_touched() {
        let page = PageGeometry::new(Rect::new(0.0, 0.0, 595.0, 842.0), Rotation::D0, 1.0);
        let layout = Layout::new(&page, &placement(Half::Whole), true).unwrap();
        assert_eq!(layout.place(b"f"), b"q\nf\nQ\n");
        assert_eq!(layout.media_box(), vec![0.into(), 0.into(), 595.into(), 842.into()].into());
    }

    #[test]
    fn a_poster_keeps_its_size_through_its_unit() {
        let poster = PageGeometry::new(Rect::new(0.0, 0.0, 14_400.0, 7_200.0), Rotation::D0, 4.0);
        let layout = Layout::new(&poster, &placement(Half::Whole), true).unwrap();
        assert_eq!((layout.size, layout.unit), ((14_400.0, 7_200.0), 4.0));
    }

    #[test]
    fn a_cut_beyond_the_page_is_refused() {
        let page = PageGeometry::new(Rect::new(0.0, 0.0, 595.0, 842.0), Rotation::D0, 1.0);
        let line = crate::geometry::CutLine { a: Point::new(-0.5, 0.0), b: Point::new(-0.5, 1.0) };
        let beyond = Placement { cut_line: Some(line), ..placement(Half::Left) };
        assert_eq!(Layout::new(&page, &beyond, true).unwrap_err().code(), Code::PlanInvalid);
    }

    proptest! {
        #[test]
        fn a_half_fills_its_page_and_keeps_its_size(
            turn in 0usize..4, rotate in 0usize..4, skew in -10.0..10.0f64, cut in 0.3..0.7f64,
            unit in 0.5..3.0f64, right: bool,
        ) {
            let sheet = PageGeometry::new(Rect::new(-5.0, 7.0, 395.0, 290.0), Rotation::ALL[turn], unit);
            let half = if right { Half::Right } else { Half::Left };
            let placement =
                Placement { rotate: Rotation::ALL[rotate], skew_deg: skew, cut, ..placement(half) };
            let layout = Layout::new(&sheet, &placement, true).unwrap();
            let landed = layout.half.transform(&layout.to_page);
            let bounds = landed.bounds().unwrap();
            prop_assert!(bounds.x0.abs() < 1e-6 && bounds.y0.abs() < 1e-6);
            prop_assert!((bounds.x1 - layout.size.0).abs() < 1e-6 && (bounds.y1 - layout.size.1).abs() < 1e-6);
            // Areas grow by the square of the unit, and nothing is mirrored.
            prop_assert!((layout.to_page.determinant() - unit * unit).abs() < 1e-9);
            // What is kept covers the half and no more than the margin beyond it.
            let margin = layout.keep.area() - layout.half.area();
            prop_assert!(margin > 0.0 && margin * unit < 4.0 * MARGIN * (400.0 + 283.0));
        }
    }
}
