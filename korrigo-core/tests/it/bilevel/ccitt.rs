//! Fax images.

use korrigo_core::codec::ccitt::{self, Params};
use korrigo_core::codec::{Edit, PixelBox};
use korrigo_core::{Code, Limits};
use proptest::prelude::*;

use super::fax_writer;
use super::pictures::{image, polygon, samples, scaled};

fn every_params() -> impl Strategy<Value = Params> {
    let flags = (any::<bool>(), any::<bool>(), any::<bool>(), any::<bool>());
    (prop_oneof![Just(-1), Just(0), Just(1), Just(4)], flags).prop_map(
        |(k, (black_is_1, encoded_byte_align, end_of_line, end_of_block))| Params {
            k,
            black_is_1,
            encoded_byte_align,
            end_of_line,
            end_of_block,
            ..Params::default()
        },
    )
}

proptest! {
    #[test]
    fn every_kind_of_fax_is_read((width, rows) in image(), params in every_params(), tell_rows: bool) {
        let known = if tell_rows || !params.end_of_block { rows.len() as u32 } else { 0 };
        let params = Params { columns: width, rows: known, ..params };
        let data = fax_writer::encode(&rows, &params);
        let decoded = ccitt::decode(&data, &params, &Limits::default()).unwrap();
        prop_assert_eq!(&decoded, &samples(width, &rows, params.black_is_1));
        prop_assert_eq!(&ccitt::salvage(&data, &params, &Limits::default()).unwrap(), &decoded);
    }

    #[test]
    fn written_as_t6_says_and_read_by_two_strangers((width, rows) in image(), black_is_1: bool) {
        let data = ccitt::encode_g4(&samples(width, &rows, black_is_1), black_is_1).unwrap();
        let params = Params::group4(width, rows.len() as u32, black_is_1);
        prop_assert_eq!(&data, &fax_writer::encode(&rows, &params));
        prop_assert_eq!(&ccitt::decode(&data, &params, &Limits::default()).unwrap(), &samples(width, &rows, black_is_1));
        let mut seen = Vec::new();
        fax::decoder::decode_g4(data.iter().copied(), width, Some(rows.len() as u32), |changes| {
            let row = fax::decoder::pels(changes, width).map(|colour| colour == fax::Color::Black);
            seen.push(row.collect::<Vec<_>>());
        }).unwrap();
        prop_assert_eq!(seen, rows);
    }

    #[test]
    fn cut_then_decoded_as_decoded_then_cut(
        (width, rows) in image(), params in every_params(), keep in prop::option::of(polygon()),
        paint in prop::collection::vec(polygon(), 0..3), fill in 0u16..2, tell_rows: bool,
        cover in prop::option::of((0u32..300, 0u32..9, 1u32..300, 1u32..20)),
    ) {
        let cover = cover.map(|(x, y, width, height)| PixelBox { x, y, width, height });
        let height = rows.len() as u32;
        let known = if tell_rows || !params.end_of_block { height } else { 0 };
        let params = Params { columns: width, rows: known, ..params };
        let data = fax_writer::encode(&rows, &params);
        let image = samples(width, &rows, params.black_is_1);
        let keep = keep.map(|keep| scaled(&keep, &image));
        let paint: Vec<_> = paint.iter().map(|zone| scaled(zone, &image)).collect();
        let edit = Edit { keep: keep.as_ref(), cover, paint: &paint, wipes: &[], fill: &[fill] };
        let wanted = image.edit(&edit);
        let found = ccitt::edit(&data, &params, &edit, &Limits::default());
        let Ok((wanted, kept)) = wanted else {
            prop_assert_eq!(found.unwrap_err().detail(), Some("edit.empty"));
            return Ok(());
        };
        let (edited, written) = found.unwrap();
        prop_assert_eq!((edited.x, edited.y, edited.width, edited.height), (kept.x, kept.y, kept.width, kept.height));
        prop_assert_eq!(&written, &Params::group4(kept.width, kept.height, params.black_is_1));
        prop_assert_eq!(ccitt::decode(&edited.data, &written, &Limits::default()).unwrap(), wanted);
    }

    #[test]
    fn untouched_group_4_keeps_its_bytes((width, rows) in image()) {
        let params = Params::group4(width, rows.len() as u32, false);
        let data = fax_writer::encode(&rows, &params);
        let edit = Edit::default();
        let (edited, written) = ccitt::edit(&data, &params, &edit, &Limits::default()).unwrap();
        prop_assert_eq!((edited.data, written), (data, params));
    }

    #[test]
    fn damage_never_panics_and_never_invents_rows(
        (width, rows) in image(), params in every_params(), tell_rows: bool,
        places in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..6), cut: prop::sample::Index,
    ) {
        let known = if tell_rows { rows.len() as u32 } else { 0 };
        let params = Params { columns: width, rows: known, ..params };
        let mut data = fax_writer::encode(&rows, &params);
        for (place, value) in places {
            let place = place.index(data.len());
            data[place] = value;
        }
        data.truncate(cut.index(data.len() * 2));
        let limits = Limits { max_image_pixels: 1 << 20, ..Limits::default() };
        for result in [ccitt::decode(&data, &params, &limits), ccitt::salvage(&data, &params, &limits)] {
            match result {
                Ok(samples) if tell_rows => prop_assert_eq!(samples.height(), known),
                Ok(samples) => prop_assert!(u64::from(samples.height()) * u64::from(width) <= 1 << 20),
                Err(error) => prop_assert!(matches!(error.code(), Code::CorruptedPdf | Code::ResourceLimit)),
            }
        }
    }

    #[test]
    fn noise_never_panics(data in prop::collection::vec(any::<u8>(), 0..300), params in every_params(), columns in 0u32..3000, rows in 0u32..50) {
        let params = Params { columns, rows, ..params };
        let _ = ccitt::salvage(&data, &params, &Limits::default());
        let _ = ccitt::edit(&data, &params, &Edit::default(), &Limits::default());
    }
}

#[test]
fn damage_has_its_name() {
    let rows = vec![vec![true, false, false, true, true]; 9];
    let params = Params::group4(5, 9, false);
    let mut data = fax_writer::encode(&rows, &params);
    // 23 bits for the first row, one of the second.
    data.truncate(3);
    let error = ccitt::decode(&data, &params, &Limits::default()).unwrap_err();
    assert_eq!((error.code(), error.detail()), (Code::CorruptedPdf, Some("ccitt.damaged")));
    // The first row is there, the others are white.
    let saved = ccitt::salvage(&data, &params, &Limits::default()).unwrap();
    assert_eq!((saved.row(0), saved.row(8)), (&[0b0110_0000][..], &[0b1111_1000][..]));
    assert_eq!(ccitt::salvage(&[], &params, &Limits::default()).unwrap_err().detail(), Some("ccitt.damaged"));
}

#[test]
fn rows_that_never_came_are_white() {
    let params = Params::group4(9, 2, true);
    let data = fax_writer::encode(&[vec![true; 9], vec![false; 9]], &params);
    let more = Params { rows: 4, ..params };
    let decoded = ccitt::decode(&data, &more, &Limits::default()).unwrap();
    assert_eq!(decoded.data(), [0xFF, 0x80, 0, 0, 0, 0, 0, 0]);
}

#[test]
fn sizes_at_the_limit_and_one_past_it() {
    let limits = Limits { max_image_pixels: 800, ..Limits::default() };
    let rows = |count: usize| vec![vec![true; 8]; count];
    let open = Params { k: -1, columns: 8, ..Params::default() };
    for (count, allowed) in [(100, true), (101, false)] {
        for rows_told in [0, count as u32] {
            let params = Params { rows: rows_told, ..open.clone() };
            let data = fax_writer::encode(&rows(count), &params);
            let result = ccitt::decode(&data, &params, &limits);
            assert_eq!(
                result.as_ref().err().map(|error| error.code()),
                (!allowed).then_some(Code::ResourceLimit)
            );
        }
    }
}

#[test]
fn bombs_are_refused_promptly() {
    let huge = Params { k: -1, columns: 1 << 31, rows: 1 << 31, ..Params::default() };
    let edit = Edit::default();
    let limits = Limits::default();
    assert_eq!(ccitt::decode(&[0xFF; 9], &huge, &limits).unwrap_err().code(), Code::ResourceLimit);
    assert_eq!(ccitt::edit(&[0xFF; 9], &huge, &edit, &limits).unwrap_err().code(), Code::ResourceLimit);
    // Each bit is a row that equals the one above: 64 million rows of 60,000 pixels.
    let rows = Params { k: -1, columns: 60_000, ..Params::default() };
    assert_eq!(ccitt::decode(&vec![0xFF; 8 << 20], &rows, &limits).unwrap_err().code(), Code::ResourceLimit);
}
