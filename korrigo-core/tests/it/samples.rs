//! Sampled images and the byte codecs around them: identities, limits and damage.

use korrigo_core::codec::samples::{Layout, Samples};
use korrigo_core::codec::{Edit, PixelBox};
use korrigo_core::geometry::{ConvexPolygon, Point, Rect};
use korrigo_core::{Code, Limits};
use proptest::prelude::*;

fn layout(width: u32, height: u32, components: u8, bits: u8) -> Layout {
    Layout::new(width, height, components, bits, &Limits::default()).unwrap()
}

/// An image of noise, a ramp, or flat paper with strokes: what scans are made of.
fn image(layout: Layout, seed: u32) -> Samples {
    let mut state = seed | 1;
    let mut samples = Samples::zeroed(layout);
    for y in 0..layout.height() {
        for x in 0..layout.width() {
            for c in 0..layout.components() {
                state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                let value = match seed % 3 {
                    0 => state >> 16,
                    1 => x.wrapping_mul(3) + y + u32::from(c),
                    _ if (x + y) % 7 == 0 => 0,
                    _ => 0xFFFF,
                };
                assert!(samples.set_sample(x, y, c, value as u16));
            }
        }
    }
    samples
}

fn layouts() -> impl Strategy<Value = Layout> {
    (1u32..70, 1u32..24, 1u8..=5, 0usize..5).prop_map(|(w, h, c, b)| layout(w, h, c, [1, 2, 4, 8, 16][b]))
}

fn polygons() -> impl Strategy<Value = ConvexPolygon> {
    (-10.0..60.0f64, -10.0..20.0f64, 0.6..60.0f64, 0.6..30.0f64, -20.0..60.0f64, -20.0..60.0f64).prop_map(
        |(x, y, w, h, top, bottom)| {
            ConvexPolygon::from_rect(&Rect::new(x, y, x + w, y + h))
                .keep_left_of(Point::new(bottom, 20.0), Point::new(top, 0.0))
        },
    )
}

/// What an edit means, pixel by pixel.
fn edit_slowly(image: &Samples, edit: &Edit<'_>) -> Option<(Samples, PixelBox)> {
    let (width, height) = (image.width(), image.height());
    let kept = PixelBox::kept(edit, (width, height), (1, 1))?;
    let mut out = Samples::zeroed(layout(kept.width, kept.height, image.components(), image.bits()));
    for y in 0..kept.height {
        let covers = |p: &ConvexPolygon, x: u32| p.pixels_of_row(y + kept.y, width).contains(&(x + kept.x));
        for x in 0..kept.width {
            let inside = edit.keep.is_none_or(|keep| covers(keep, x));
            let painted = edit.paint.iter().any(|zone| covers(zone, x));
            for c in 0..image.components() {
                let fill = edit.fill.get(usize::from(c)).or(edit.fill.last()).copied().unwrap_or(0);
                let old = image.sample(x + kept.x, y + kept.y, c).unwrap();
                out.set_sample(x, y, c, if inside && !painted { old } else { fill });
            }
        }
    }
    Some((out, kept))
}

proptest! {
    #[test]
    fn an_edit_is_what_it_is_pixel_by_pixel(
        layout in layouts(), seed: u32, keep in proptest::option::of(polygons()),
        paint in proptest::collection::vec(polygons(), 0..3), fill in proptest::collection::vec(any::<u16>(), 0..4),
    ) {
        let image = image(layout, seed);
        let edit = Edit { keep: keep.as_ref(), paint: &paint, fill: &fill, ..Edit::default() };
        match (image.edit(&edit), edit_slowly(&image, &edit)) {
            (Ok(fast), Some(slow)) => prop_assert_eq!(fast, slow),
            (Err(refused), None) => prop_assert_eq!(refused.detail(), Some("edit.empty")),
            (fast, slow) => prop_assert!(false, "{fast:?} {slow:?}"),
        }
    }

    #[test]
    fn samples_read_back_as_written(layout in layouts(), x in 0u32..70, y in 0u32..24, c in 0u8..5, value: u16) {
        let mut samples = image(layout, 5);
        let before = samples.clone();
        let inside = x < layout.width() && y < layout.height() && c < layout.components();
        prop_assert_eq!(samples.set_sample(x, y, c, value), inside);
        let mask = u16::MAX >> (16 - layout.bits());
        prop_assert_eq!(samples.sample(x, y, c), inside.then_some(value & mask));
        if let Some(old) = before.sample(x, y, c) {
            samples.set_sample(x, y, c, old);
        }
        prop_assert_eq!(samples, before);
    }
}

#[test]
fn layouts_at_a_limit_and_one_past_it() {
    let limits = Limits { max_image_pixels: 100, max_decoded_bytes: 300, ..Limits::default() };
    assert!(Layout::new(10, 10, 3, 8, &limits).is_ok());
    assert_eq!(Layout::new(101, 1, 1, 1, &limits).unwrap_err().detail(), Some("limit.image_pixels"));
    assert_eq!(Layout::new(10, 10, 4, 8, &limits).unwrap_err().detail(), Some("limit.decoded_bytes"));
    for (w, h, c, b) in [(0, 1, 1, 1), (1, 0, 1, 1), (1, 1, 0, 1), (1, 1, 1, 0), (1, 1, 1, 12), (1, 1, 1, 32)]
    {
        assert_eq!(Layout::new(w, h, c, b, &limits).unwrap_err().detail(), Some("samples.layout"));
    }
    let all = Limits { max_image_pixels: u64::MAX, max_decoded_bytes: u64::MAX, ..Limits::default() };
    assert_eq!(Layout::new(u32::MAX, u32::MAX, 255, 16, &all).unwrap_err().code(), Code::ResourceLimit);
}

#[test]
fn data_that_is_right_long_or_short() {
    let layout = layout(3, 2, 1, 4);
    let exact = Samples::new(layout, vec![1, 2, 3, 4]).unwrap();
    assert_eq!(Samples::new(layout, vec![1, 2, 3, 4, b'\n']).unwrap(), exact);
    assert_eq!(Samples::new(layout, vec![1, 2, 3]).unwrap_err().detail(), Some("samples.short"));
    let (padded, missing) = Samples::from_short(layout, vec![1, 2]);
    assert_eq!((padded.data(), missing), (&[1, 2, 0, 0][..], 2));
    assert_eq!(Samples::from_short(layout, vec![1, 2, 3, 4]), (exact, 0));
}

#[test]
fn grey_of_every_depth() {
    for bits in [1, 2, 4, 8, 16] {
        let mut samples = Samples::zeroed(layout(3, 1, 1, bits));
        samples.set_sample(1, 0, 0, u16::MAX);
        assert_eq!(samples.to_grey().unwrap().data, [0, 255, 0], "{bits}");
        let mut colour = Samples::zeroed(layout(3, 1, 3, bits));
        (0..3).for_each(|c| assert!(colour.set_sample(1, 0, c, u16::MAX)));
        assert_eq!(colour.to_grey().unwrap().data, [0, 255, 0], "{bits}");
    }
    assert!(Samples::zeroed(layout(3, 1, 4, 8)).to_grey().is_none());
}

#[test]
fn debug_shows_no_pixels() {
    let samples = Samples::new(layout(2, 1, 1, 8), vec![77, 99]).unwrap();
    assert_eq!(format!("{samples:?}"), "Samples(2 x 1, 1 x 8 bits)");
}
