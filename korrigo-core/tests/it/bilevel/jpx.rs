//! JPEG 2000 images.

use korrigo_core::codec::Edit;
use korrigo_core::codec::jpx::{self, Colour, Declared, Header, Palette, Written};
use korrigo_core::{Code, Limits};
use proptest::prelude::*;

use super::jpx_files::{DEEP, GREY, GREY_ALPHA, RGB_TILES, bytes};
use super::pictures::{polygon, scaled};

fn decode(file: &str) -> jpx::Image {
    jpx::decode(&bytes(file), Palette::LookUp, &Limits::default()).unwrap()
}

/// Compares all samples with a formula of column, row and component.
fn check(image: &jpx::Image, formula: impl Fn(u32, u32, u32) -> u32) {
    let samples = &image.samples;
    for y in 0..samples.height() {
        for x in 0..samples.width() {
            for component in 0..samples.components() {
                let wanted = formula(x, y, u32::from(component)) as u16;
                assert_eq!(samples.sample(x, y, component), Some(wanted), "{x}, {y}, {component}");
            }
        }
    }
}

#[test]
fn samples_are_those_that_were_encoded() {
    let grey = decode(GREY);
    assert_eq!((grey.samples.width(), grey.samples.height(), grey.samples.bits()), (20, 12, 8));
    assert_eq!((&grey.colour, grey.has_alpha), (&Colour::Grey, false));
    check(&grey, |x, y, _| (11 * x + 7 * y) % 256);
    let rgb = decode(RGB_TILES);
    assert_eq!((&rgb.colour, rgb.samples.components()), (&Colour::Rgb, 3));
    check(&rgb, |x, y, component| [11 * x, 19 * y, x * y][component as usize] % 256);
    let deep = decode(DEEP);
    assert_eq!(deep.samples.bits(), 16);
    check(&deep, |x, y, _| 13000 * x + 300 * y);
}

#[test]
fn opacity_is_told_and_taken_apart() {
    let image = decode(GREY_ALPHA);
    assert_eq!((&image.colour, image.has_alpha, image.samples.components()), (&Colour::Grey, true, 2));
    check(&image, |x, y, component| [40 * x, 50 * y][component as usize]);
    let (colour, alpha) = image.split_alpha(&Limits::default()).unwrap();
    assert_eq!(colour.sample(3, 4, 0), Some(120));
    assert_eq!(alpha.unwrap().sample(3, 4, 0), Some(200));
    let (_, alpha) = decode(GREY).split_alpha(&Limits::default()).unwrap();
    assert_eq!(alpha, None);
}

#[test]
fn headers_are_read_without_decoding() {
    let header = Header::read(&bytes(RGB_TILES), &Limits::default()).unwrap();
    assert_eq!((header.width, header.height, header.components.len()), (20, 12, 3));
    assert_eq!((header.tile, header.tiles, header.reversible), ((16, 16), 2, true));
    assert_eq!(header.colour, Declared::Unknown);
    let header = Header::read(&bytes(GREY), &Limits::default()).unwrap();
    assert_eq!((header.colour, header.palette), (Declared::Enumerated(17), None));
    assert_eq!((header.components[0].bits, header.components[0].signed), (8, false));
}

#[test]
fn what_is_not_edited_stays_as_it_was() {
    let (written, kept) =
        jpx::edit(&bytes(GREY), Palette::LookUp, &Edit::default(), &Limits::default()).unwrap();
    assert_eq!((written, kept.width, kept.height), (Written::AsItWas, 20, 12));
}

#[test]
fn sizes_at_the_limit_and_one_past_it() {
    for (most, allowed) in [(240, true), (239, false)] {
        let limits = Limits { max_image_pixels: most, ..Limits::default() };
        let code = jpx::decode(&bytes(GREY), Palette::LookUp, &limits).err().map(|error| error.code());
        assert_eq!(code, (!allowed).then_some(Code::ResourceLimit));
    }
}

#[test]
fn bombs_are_refused_promptly() {
    // Where SIZ has its sizes: the image, then the tiles.
    let (image, tiles) = (8, 24);
    let with = |size: [u32; 2], tile: [u32; 2]| {
        let mut data = bytes(RGB_TILES);
        for (place, values) in [(image, size), (tiles, tile)] {
            data[place..place + 8].copy_from_slice(&values.map(u32::to_be_bytes).concat());
        }
        jpx::decode(&data, Palette::LookUp, &Limits::default()).unwrap_err().code()
    };
    assert_eq!(with([1 << 31, 1 << 31], [1 << 31, 1 << 31]), Code::ResourceLimit);
    // Pixels allowed, but three planes of floats are not.
    assert_eq!(with([1 << 14, 1 << 14], [1 << 14, 1 << 14]), Code::ResourceLimit);
    assert_eq!(with([1 << 12, 1 << 12], [1, 1]), Code::CorruptedPdf);
}

proptest! {
    #[test]
    fn cut_then_stored_as_decoded_then_cut(
        keep in polygon(), paint in prop::option::of(polygon()), fill in prop::collection::vec(0u16..256, 3),
    ) {
        let image = decode(RGB_TILES);
        let keep = scaled(&keep, &image.samples);
        let paint: Vec<_> = paint.iter().map(|zone| scaled(zone, &image.samples)).collect();
        let edit = Edit { keep: Some(&keep), paint: &paint, fill: &fill, ..Edit::default() };
        let found = jpx::edit(&bytes(RGB_TILES), Palette::LookUp, &edit, &Limits::default());
        let Ok((samples, kept)) = image.samples.edit(&edit) else {
            prop_assert_eq!(found.unwrap_err().detail(), Some("edit.empty"));
            return Ok(());
        };
        prop_assert_eq!(found.unwrap(), (Written::Samples(Box::new(jpx::Image { samples, ..image })), kept));
    }

    #[test]
    fn damage_never_panics(
        file in prop::sample::select(vec![GREY, RGB_TILES, GREY_ALPHA, DEEP]), cut: prop::sample::Index,
        places in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 0..6),
    ) {
        let mut data = bytes(file);
        for (place, value) in places {
            let place = place.index(data.len());
            data[place] = value;
        }
        data.truncate(cut.index(data.len() * 2));
        let limits = Limits { max_image_pixels: 1 << 16, max_decoded_bytes: 1 << 22, ..Limits::default() };
        if let Err(error) = jpx::decode(&data, Palette::Keep, &limits) {
            prop_assert!(matches!(error.code(), Code::CorruptedPdf | Code::ResourceLimit));
        }
    }
}
