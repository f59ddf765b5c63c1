//! Whatever a page holds, wherever the zones are, however it is turned: the same promises.

use korrigo_core::geometry::NormalizedRect;
use korrigo_fixtures::canvas::{Canvas, Random};
use korrigo_fixtures::encode::{self, Jpeg, Packed, Predictor};
use korrigo_fixtures::pdf::{Page, Pdf};
use korrigo_fixtures::scan;
use proptest::prelude::*;

use super::{Picture, hide, zone};
use crate::split::open;

/// A page of 150 by 100 units with some of everything, anywhere.
fn page_of(seed: u64, parts: u32, degrees: i32, unit: f64) -> Vec<u8> {
    let mut random = Random::new(seed);
    let mut file = Pdf::new();
    let font = file.font("Helvetica");
    let mut names = String::new();
    let mut content = String::new();
    for part in 0..parts {
        let (x, y) = (random.between(-20.0, 140.0), random.between(-20.0, 90.0));
        let (w, h) = (random.between(5.0, 90.0), random.between(5.0, 70.0));
        let [a, b, c, d] = [(); 4].map(|()| random.between(-10.0, 160.0));
        let grey = random.between(0.0, 0.8);
        // Pixels of a unit at most: larger ones are softened into the zone.
        let canvas = Canvas::gradient(w as u32 + 1, h as u32 + 1, 1, seed + u64::from(part));
        let mut draw = |file: &mut Pdf, image: &encode::Image| {
            let number = file.image(image);
            names += &format!("/I{part} {number} 0 R ");
            // Some lie slanted.
            let lean = if part % 3 == 0 { h / 4.0 } else { 0.0 };
            format!("q {grey} g {w} {lean} {} {h} {x} {y} cm /I{part} Do Q\n", -lean)
        };
        content += &match random.below(8) {
            0 => draw(&mut file, &encode::flate(&Packed::new(&canvas, 8), Predictor::PngMixed)),
            1 => draw(&mut file, &encode::jpeg(&canvas, &Jpeg::default())),
            2 => draw(&mut file, &encode::g4(&canvas, false)),
            3 => draw(&mut file, &scan::stencil(&canvas)),
            4 => format!("BT {grey} g /F {h} Tf {x} {y} Td (Ag{part}) Tj ET\n"),
            5 => format!("{grey} g {x} {y} {w} {h} re {a} {b} m {c} {d} l {b} {c} l h f*\n"),
            6 => format!("{grey} G {} w {a} {b} m {c} {d} {x} {y} {w} {h} c S\n", w / 20.0),
            _ => format!("{grey} g {a} {b} m {c} {d} {x} {y} {w} {h} c {b} {a} l b\n"),
        };
    }
    let resources = format!("/Font << /F {font} 0 R >> /XObject << {names}>>");
    let page = Page::new(150.0, 100.0).resources(&resources).content(content);
    file.page(&page.rotate(degrees).user_unit(unit));
    file.finish()
}

fn zones() -> impl Strategy<Value = Vec<[f64; 4]>> {
    let zone = (0.0..0.9f64, 0.0..0.9f64, 0.08..0.5f64, 0.08..0.5f64);
    let sides = zone.prop_map(|(x, y, w, h)| [x, y, (x + w).min(1.0), (y + h).min(1.0)]);
    prop::collection::vec(sides, 1..3)
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 96,
        rng_seed: proptest::test_runner::RngSeed::Fixed(11),
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn nothing_is_left_in_zones_and_all_else_is_as_it_was(
        seed in any::<u32>(), parts in 1u32..9, quarter in 0i32..4, doubled in any::<bool>(), sides in zones(),
    ) {
        let unit = if doubled { 2.0 } else { 1.0 };
        let document = open(page_of(u64::from(seed), parts, 90 * quarter, unit));
        let zones: Vec<_> = sides.iter().map(|sides| zone(0, *sides)).collect();
        let redacted = hide(&document, &zones);
        let rects: Vec<NormalizedRect> = zones.iter().map(|zone| zone.rect).collect();
        let after = open(redacted.bytes().to_vec());
        let (before, after) = (Picture::new(&document, 0, 144.0 / unit), Picture::new(&after, 0, 144.0 / unit));
        for rect in &rects {
            let slack = 3.0 / 100.0 / 2.0;
            let (x, y) = (rect.x() + slack, rect.y() + slack);
            let inner = NormalizedRect::new(x, y, rect.w() - 2.0 * slack, rect.h() - 2.0 * slack).unwrap();
            after.assert_empty(&inner, 3, "random");
        }
        // A glyph, a line's width and a block of JPEG go as a whole: compared is what lies further away.
        let share = before.same_far_from(&after, &rects);
        prop_assert!(share > 0.97, "{share} of the pixels far from zones are as before");
    }
}
