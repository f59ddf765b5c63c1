//! That a cut changes no coefficient of an MCU that it does not cross, and no table.
//!
//! Knows the coefficients as they are read, not the pixels that decoders make of them.

use korrigo_fixtures::canvas::Canvas;
use korrigo_fixtures::encode::{self, Jpeg, Sampling};

use super::planes::{Coefficients, Plane};
use super::{Decoded, Planes, TokenPlane};
use crate::Limits;
use crate::codec::{Edit, PixelBox, Wipe};
use crate::geometry::{ConvexPolygon, Point, Rect};

const SIZE: (u32, u32) = (203, 150);

impl Decoded {
    /// The numbers of a block; zeros for padding that the file does not hold.
    fn numbers(&self, component: usize, (column, row): (usize, usize)) -> Coefficients {
        match &self.planes {
            Planes::Numbers(planes, _) => *planes[component].block(column, row).unwrap_or(&[0; 64]),
            Planes::Tokens(planes) => {
                planes[component].block(column, row).map_or([0; 64], TokenPlane::coefficients)
            }
        }
    }
}

fn read(data: &[u8]) -> Decoded {
    Decoded::read(data, &Limits::default()).unwrap()
}

/// Every way a scanner codes a picture, and some that it does not.
fn pictures() -> Vec<(String, Vec<u8>)> {
    let (grey, colour) = (Canvas::gradient(SIZE.0, SIZE.1, 1, 3), Canvas::gradient(SIZE.0, SIZE.1, 3, 4));
    let mut pictures = Vec::new();
    for sampling in [Sampling::R_4_4_4, Sampling::R_4_2_2, Sampling::R_4_2_0, Sampling::R_4_4_0] {
        for (progressive, restart, optimised) in
            [(false, 0, false), (true, 0, false), (false, 5, false), (false, 0, true), (true, 0, true)]
        {
            let options = Jpeg { sampling, progressive, restart, optimised, ..Jpeg::default() };
            let name = format!("{sampling:?}, progressive {progressive}, {restart}, optimised {optimised}");
            pictures.push((format!("grey, {name}"), encode::jpeg(&grey, &options).data));
            pictures.push((format!("colour, {name}"), encode::jpeg(&colour, &options).data));
            pictures.push((format!("inks, {name}"), encode::jpeg_cmyk(&colour, false, &options).data));
            pictures.push((format!("ycck, {name}"), encode::jpeg_cmyk(&colour, true, &options).data));
        }
    }
    pictures
}

/// Compares all MCUs that lie in `keep` as a whole; gives how many these are, and how many are crossed.
fn compare(name: &str, source: &Decoded, keep: &ConvexPolygon) -> (usize, usize) {
    let edit = Edit { keep: Some(keep), fill: &[255], ..Edit::default() };
    let cut = source.edit(&edit).unwrap();
    let written = read(&cut.data);
    assert_eq!(written.layout.quantisers, source.layout.quantisers, "{name}");
    let (before, after) = (&source.layout.frame, &written.layout.frame);
    let (wide, high) = (before.mcu.0, before.mcu.1);
    let first = ((cut.x / wide) as usize, (cut.y / high) as usize);
    let (mut same, mut crossed) = (0, 0);
    for (column, row) in (0..after.mcus.1).flat_map(|row| (0..after.mcus.0).map(move |column| (column, row)))
    {
        let (left, top) = ((first.0 + column) as u32 * wide, (first.1 + row) as u32 * high);
        let (right, bottom) = ((left + wide).min(SIZE.0), (top + high).min(SIZE.1));
        let spans = (top..bottom).map(|y| keep.pixels_of_row(y, SIZE.0));
        if !spans.into_iter().all(|span| span.start <= left && right <= span.end) {
            crossed += 1;
            continue;
        }
        same += 1;
        for (index, component) in before.components.iter().enumerate() {
            let (h, v) = (component.h as usize, component.v as usize);
            for (x, y) in (0..v).flat_map(|y| (0..h).map(move |x| (x, y))) {
                let new = (column * h + x, row * v + y);
                let old = ((first.0 + column) * h + x, (first.1 + row) * v + y);
                let pixels = old.0 < component.blocks.0 && old.1 < component.blocks.1;
                if pixels {
                    let (new, old) = (written.numbers(index, new), source.numbers(index, old));
                    assert_eq!(new, old, "{name}: component {index}, MCU {column}, {row}");
                }
            }
        }
    }
    (same, crossed)
}

#[test]
fn coefficients_of_mcus_that_the_cut_does_not_cross_are_those_of_the_source() {
    let all = ConvexPolygon::from_rect(&Rect::new(0.0, 0.0, SIZE.0.into(), SIZE.1.into()));
    // Along MCUs, upright through them, and slanted as a fold that lay askew.
    for (top, bottom) in [(96.0, 96.0), (101.5, 101.5), (98.0, 107.0), (131.0, 75.0)] {
        let (top, bottom) = (Point::new(top, 0.0), Point::new(bottom, SIZE.1.into()));
        for keep in [all.keep_left_of(bottom, top), all.keep_left_of(top, bottom)] {
            for (name, data) in pictures() {
                let source = read(&data);
                let (same, crossed) = compare(&name, &source, &keep);
                let rows = source.layout.frame.mcus.1;
                assert!(same >= 5 * rows / 2, "{name}: {same} kept, {crossed} crossed");
                assert_eq!(crossed == 0, top.x == 96.0 && bottom.x == 96.0, "{name}: {crossed} crossed");
            }
        }
    }
}

#[test]
fn coefficients_of_mcus_that_no_zone_touches_are_those_of_the_source() {
    // One askew, one that ends where MCUs of all sizes do.
    let zones = [
        ConvexPolygon::from_rect(&Rect::new(20.0, 20.0, 90.0, 60.0))
            .keep_left_of(Point::new(30.0, 60.0), Point::new(20.0, 40.0)),
        ConvexPolygon::from_rect(&Rect::new(128.0, 64.0, 160.0, 96.0)),
    ];
    for (name, data) in pictures() {
        let source = read(&data);
        let edit = Edit { paint: &zones, fill: &[255], ..Edit::default() };
        let written = read(&source.edit(&edit).unwrap().data);
        let frame = &source.layout.frame;
        assert_eq!(written.layout.frame.mcus, frame.mcus, "{name}");
        let (mut same, mut empty) = (0, 0);
        for (column, row) in (0..frame.mcus.1).flat_map(|row| (0..frame.mcus.0).map(move |x| (x, row))) {
            let (wide, high) = (f64::from(frame.mcu.0), f64::from(frame.mcu.1));
            let (left, top) = (column as f64 * wide, row as f64 * high);
            let whole = ConvexPolygon::from_rect(&Rect::new(left, top, left + wide, top + high));
            let touched = zones.iter().any(|zone| zone.intersect(&whole).area() > 0.0);
            for (index, component) in frame.components.iter().enumerate() {
                let (h, v) = (component.h as usize, component.v as usize);
                for (x, y) in (0..v).flat_map(|y| (0..h).map(move |x| (x, y))) {
                    let at = (column * h + x, row * v + y);
                    if at.0 >= component.blocks.0 || at.1 >= component.blocks.1 {
                        continue;
                    }
                    let numbers = written.numbers(index, at);
                    if !touched {
                        same += 1;
                        assert_eq!(numbers, source.numbers(index, at), "{name}: MCU {column}, {row}");
                    } else if numbers[1..].iter().all(|number| *number == 0) {
                        empty += 1;
                    } else {
                        // Beside a slanted edge a zone's box is emptied, not more.
                        panic!("{name}: MCU {column}, {row} shows something");
                    }
                }
            }
        }
        assert!(same > 20 && empty > 4, "{name}: {same} as before, {empty} empty");
    }
}

#[test]
fn wiped_pixels_are_filled_and_untouched_mcus_keep_their_coefficients() {
    let area = PixelBox { x: 20, y: 20, width: 70, height: 40 };
    // Every pixel of a block, and every other column further right.
    let wipes = [Wipe::new(area, vec![200], |x, _| x < 50 || x % 2 == 0)];
    for (name, data) in pictures() {
        let source = read(&data);
        let edit = Edit { wipes: &wipes, fill: &[255], ..Edit::default() };
        let edited = source.edit(&edit).unwrap().data;
        let written = read(&edited);
        let frame = &source.layout.frame;
        let (mut same, mut changed) = (0, 0);
        for (column, row) in (0..frame.mcus.1).flat_map(|row| (0..frame.mcus.0).map(move |x| (x, row))) {
            let (left, top) = (column as u32 * frame.mcu.0, row as u32 * frame.mcu.1);
            let is_touched =
                (left..left + frame.mcu.0).any(|x| (top..top + frame.mcu.1).any(|y| wipes[0].has(x, y)));
            let (h, v) = (frame.components[0].h as usize, frame.components[0].v as usize);
            for (x, y) in (0..v).flat_map(|y| (0..h).map(move |x| (x, y))) {
                let at = (column * h + x, row * v + y);
                if at.0 < frame.components[0].blocks.0 && at.1 < frame.components[0].blocks.1 {
                    let equal = written.numbers(0, at) == source.numbers(0, at);
                    assert!(is_touched || equal, "{name}: MCU {column}, {row}");
                    *(if is_touched { &mut changed } else { &mut same }) += 1;
                }
            }
        }
        assert!(same > 20 && changed > 4, "{name}: {same} as before, {changed} touched");
        let block = |at| written.numbers(0, at);
        // Wiped as a whole: the even block of pixels 24..32 by 24..32, whatever an MCU is.
        let is_full = frame.mcu == (8 * frame.components[0].h, 8 * frame.components[0].v);
        let flat = block((3, 3))[1..].iter().all(|number| number.abs() <= 1);
        assert!(flat || !is_full, "{name}: {:?}", block((3, 3)));
    }
}
