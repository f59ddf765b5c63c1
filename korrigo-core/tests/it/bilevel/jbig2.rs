//! JBIG2 images.

use korrigo_core::codec::jbig2::{self, Written};
use korrigo_core::codec::samples::{Layout, Samples};
use korrigo_core::codec::{Edit, ccitt};
use korrigo_core::{Code, Limits};
use proptest::prelude::*;

use super::pictures::{image, polygon, samples, scaled};

const PAGE_WIDTH_AT: usize = 11;
const REGION_WIDTH_AT: usize = 30 + 11;

fn limits() -> Limits {
    Limits { max_image_pixels: 1 << 18, ..Limits::default() }
}

proptest! {
    #[test]
    fn written_and_read_again((width, rows) in image()) {
        let image = samples(width, &rows, false);
        let data = jbig2::encode_generic(&image).unwrap();
        prop_assert_eq!(jbig2::decode(&data, None, &Limits::default()).unwrap(), image);
    }

    #[test]
    fn noise_is_kept_bit_for_bit(width in 1u32..200, height in 1u32..20, data in prop::collection::vec(any::<u8>(), 500)) {
        let layout = Layout::new(width, height, 1, 1, &Limits::default()).unwrap();
        let image = Samples::new(layout, data).unwrap().edit(&Edit::default()).unwrap().0;
        let data = jbig2::encode_generic(&image).unwrap();
        prop_assert_eq!(jbig2::decode(&data, None, &Limits::default()).unwrap(), image);
    }

    #[test]
    fn cut_then_decoded_as_decoded_then_cut(
        (width, rows) in image(), keep in prop::option::of(polygon()), paint in prop::option::of(polygon()), fill in 0u16..2,
    ) {
        let image = samples(width, &rows, false);
        let data = jbig2::encode_generic(&image).unwrap();
        let keep = keep.map(|keep| scaled(&keep, &image));
        let paint: Vec<_> = paint.iter().map(|zone| scaled(zone, &image)).collect();
        let edit = Edit { keep: keep.as_ref(), paint: &paint, fill: &[fill], ..Edit::default() };
        let found = jbig2::edit(&data, None, &edit, &Limits::default());
        let Ok((wanted, kept)) = image.edit(&edit) else {
            prop_assert_eq!(found.unwrap_err().detail(), Some("edit.empty"));
            return Ok(());
        };
        let (edited, written) = found.unwrap();
        prop_assert_eq!((edited.x, edited.y, edited.width, edited.height), (kept.x, kept.y, kept.width, kept.height));
        let read = match written {
            Written::G4(params) => ccitt::decode(&edited.data, &params, &Limits::default()),
            Written::Generic => jbig2::decode(&edited.data, None, &Limits::default()),
        };
        prop_assert_eq!(read.unwrap(), wanted);
    }

    #[test]
    fn damage_never_panics(
        (width, rows) in image(), cut: prop::sample::Index,
        places in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 0..6),
    ) {
        let mut data = jbig2::encode_generic(&samples(width, &rows, false)).unwrap();
        for (place, value) in places {
            let place = place.index(data.len());
            data[place] = value;
        }
        data.truncate(cut.index(data.len() * 2));
        for result in [jbig2::decode(&data, Some(&data), &limits()), jbig2::salvage(&data, None, &limits())] {
            if let Err(error) = result {
                prop_assert!(matches!(error.code(), Code::CorruptedPdf | Code::ResourceLimit));
            }
        }
    }
}

#[test]
fn black_is_0_as_in_pdf() {
    let layout = Layout::new(3, 1, 1, 1, &Limits::default()).unwrap();
    let image = Samples::new(layout, vec![0b0100_0000]).unwrap();
    let data = jbig2::encode_generic(&image).unwrap();
    // Pixels of 1, and only those, survive an AND with a page that is black: in JBIG2 1 is black.
    let mut drawn_with_and = data;
    drawn_with_and[PAGE_WIDTH_AT + 16] |= 0x04 | 0x40;
    drawn_with_and[REGION_WIDTH_AT + 16] = 1;
    assert_eq!(jbig2::decode(&drawn_with_and, None, &Limits::default()).unwrap(), image);
}

#[test]
fn what_is_cut_short_is_damaged() {
    let data = jbig2::encode_generic(&samples(40, &vec![vec![true; 40]; 9], false)).unwrap();
    for end in 0..data.len() {
        let error = jbig2::decode(&data[..end], None, &Limits::default()).err();
        // Without the region the page is sound and white.
        if end != 30 {
            assert_eq!(error.map(|error| error.detail()), Some(Some("jbig2.damaged")), "{end}");
        }
    }
}

#[test]
fn pages_and_regions_at_the_limit_and_one_past_it() {
    let image = samples(64, &vec![vec![true; 64]; 16], false);
    let data = jbig2::encode_generic(&image).unwrap();
    for (most, allowed) in [(64 * 16, true), (64 * 16 - 1, false)] {
        let limits = Limits { max_image_pixels: most, ..Limits::default() };
        let code = jbig2::decode(&data, None, &limits).err().map(|error| error.code());
        assert_eq!(code, (!allowed).then_some(Code::ResourceLimit));
    }
    for place in [PAGE_WIDTH_AT, REGION_WIDTH_AT] {
        let mut bomb = data.clone();
        bomb[place..place + 8].copy_from_slice(&[0x80, 0, 0, 0, 0x80, 0, 0, 0]);
        assert_eq!(jbig2::decode(&bomb, None, &Limits::default()).unwrap_err().code(), Code::ResourceLimit);
    }
}

#[test]
fn many_large_regions_are_a_bomb() {
    let data = jbig2::encode_generic(&samples(1000, &vec![vec![false; 1000]; 1000], false)).unwrap();
    let limits = Limits { max_image_pixels: 1_000_000, ..Limits::default() };
    let (page, region) = data.split_at(30);
    for (count, allowed) in [(4, true), (5, false)] {
        let many = [page, &region.repeat(count)].concat();
        let code = jbig2::salvage(&many, None, &limits).err().map(|error| error.code());
        assert_eq!(code, (!allowed).then_some(Code::ResourceLimit));
    }
}

/// A symbol dictionary segment with one symbol that its coded data makes far larger than its bytes.
fn dictionary(coded: &[u8]) -> Vec<u8> {
    let header = [0, 0, 3, 0xFF, 0xFD, 0xFF, 2, 0xFE, 0xFE, 0xFE, 0, 0, 0, 1, 0, 0, 0, 1];
    let mut segment = vec![0, 0, 0, 0, 0, 0, 1];
    segment.extend(((header.len() + coded.len()) as u32).to_be_bytes());
    segment.extend(header);
    segment.extend(coded);
    segment
}

proptest! {
    #[test]
    fn symbols_that_grow_without_end_are_told_promptly(coded in prop::collection::vec(any::<u8>(), 0..60)) {
        let page = jbig2::encode_generic(&samples(8, &[vec![true; 8]], false)).unwrap();
        let data = [dictionary(&coded), page].concat();
        if let Err(error) = jbig2::decode(&data, None, &limits()) {
            prop_assert!(matches!(error.code(), Code::CorruptedPdf | Code::ResourceLimit));
        }
    }
}
