//! Bilevel pictures and cuts, drawn by proptest.

use korrigo_core::Limits;
use korrigo_core::codec::samples::{Layout, Samples};
use korrigo_core::geometry::{ConvexPolygon, Matrix, Point, Rect};
use proptest::prelude::*;

/// Rows made of runs, often like the row above: what scans look like.
pub(crate) fn image() -> impl Strategy<Value = (u32, Vec<Vec<bool>>)> {
    let width = prop_oneof![1u32..200, 60u32..70, Just(1728u32), 2500u32..6000];
    let row = (0u8..4, prop::collection::vec((0usize..90, 0usize..30), 0..30), 0usize..7);
    (width, prop::collection::vec(row, 1..12)).prop_map(|(width, rows)| {
        let mut above = vec![false; width as usize];
        for_each_row(rows, &mut above)
    })
}

type RowRecipe = (u8, Vec<(usize, usize)>, usize);

fn for_each_row(rows: Vec<RowRecipe>, above: &mut Vec<bool>) -> (u32, Vec<Vec<bool>>) {
    let width = above.len();
    let rows = rows
        .into_iter()
        .map(|(kind, runs, shift)| {
            let mut row = match kind {
                0 => vec![false; width],
                1 => above.clone(),
                2 => {
                    let mut moved = above.clone();
                    moved.rotate_right(shift % width);
                    moved
                }
                _ => runs
                    .iter()
                    .flat_map(|(white, black)| [vec![false; *white], vec![true; *black]].concat())
                    .collect(),
            };
            row.resize(width, false);
            above.clone_from(&row);
            row
        })
        .collect();
    (width as u32, rows)
}

/// Rows (true is black) as samples.
pub(crate) fn samples(width: u32, rows: &[Vec<bool>], black_is_1: bool) -> Samples {
    let layout = Layout::new(width, rows.len() as u32, 1, 1, &Limits::default()).unwrap();
    let mut samples = Samples::zeroed(layout);
    for (y, row) in rows.iter().enumerate() {
        for (x, black) in row.iter().enumerate() {
            samples.set_sample(x as u32, y as u32, 0, u16::from(*black == black_is_1));
        }
    }
    samples
}

/// A convex polygon that cuts the image along slanted lines.
pub(crate) fn polygon() -> impl Strategy<Value = ConvexPolygon> {
    let corners = (-0.3..0.9f64, -0.3..0.9f64, 0.05..1.2f64, 0.05..1.2f64, -0.5..0.5f64);
    corners.prop_map(|(x, y, w, h, slant)| {
        ConvexPolygon::from_rect(&Rect::new(x, y, x + w, y + h))
            .keep_left_of(Point::new(x + w / 2.0 + slant, y), Point::new(x + w / 2.0 - slant, y + h))
    })
}

/// The polygon stretched from the unit square to an image.
pub(crate) fn scaled(polygon: &ConvexPolygon, image: &Samples) -> ConvexPolygon {
    polygon.transform(&Matrix::scaling(f64::from(image.width()), f64::from(image.height())))
}
