//! Sampled images and the byte codecs around them: identities, limits and damage.
#![expect(clippy::unwrap_used, reason = "a test ends where something is not as it should be")]

use korrigo_core::codec::samples::{self, Layout, Samples, Written};
use korrigo_core::codec::{Edit, Edited, PixelBox};
use korrigo_core::codec::{ascii, flate, lzw, predictor, run_length};
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

fn covers() -> impl Strategy<Value = Option<PixelBox>> {
    proptest::option::of(
        (0u32..40, 0u32..20, 1u32..50, 1u32..20).prop_map(|(x, y, width, height)| PixelBox {
            x,
            y,
            width,
            height,
        }),
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
        layout in layouts(), seed: u32, keep in proptest::option::of(polygons()), cover in covers(),
        paint in proptest::collection::vec(polygons(), 0..3), fill in proptest::collection::vec(any::<u16>(), 0..4),
    ) {
        let image = image(layout, seed);
        let edit = Edit { keep: keep.as_ref(), paint: &paint, wipes: &[], fill: &fill, cover };
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

/// Every predictor of PDF for rows of this layout.
fn predictors(layout: Layout) -> Vec<predictor::Params> {
    [1, 2, 10, 11, 12, 13, 14, 15]
        .map(|predictor| predictor::Params {
            predictor,
            colors: layout.components(),
            bits: layout.bits(),
            columns: layout.width(),
            early_change: predictor % 2 == 0,
        })
        .to_vec()
}

fn decoded(written: Written, data: &[u8], layout: Layout) -> Samples {
    let limit = 1 << 20;
    let rows = match written {
        Written::Raw => data.to_vec(),
        Written::RunLength => run_length::decode(data, limit).unwrap().data,
        Written::Flate(params) => predictor::undo(&flate::decode(data, limit).unwrap(), params).unwrap(),
        Written::Lzw(params) => {
            let codes = lzw::decode(data, params.early_change, limit).unwrap();
            assert!(codes.complete);
            predictor::undo(&codes.data, params).unwrap()
        }
    };
    Samples::new(layout, rows).unwrap()
}

proptest! {
    #[test]
    fn byte_codecs_give_back_what_they_took(layout in layouts(), seed: u32, early_change: bool) {
        let data = image(layout, seed).into_data();
        let size = data.len() as u64;
        let flat = flate::encode(&data);
        prop_assert_eq!(&flate::decode(&flat, size).unwrap(), &data);
        prop_assert!(flate::inflate(&flat, size).unwrap().complete);
        let codes = lzw::decode(&lzw::encode(&data, early_change), early_change, size).unwrap();
        prop_assert!(codes.complete && codes.data == data);
        let runs = run_length::decode(&run_length::encode(&data), size).unwrap();
        prop_assert!(runs.complete && runs.data == data);
        prop_assert!(run_length::encode(&data).len() <= data.len() + data.len().div_ceil(128) + 1);
        for params in predictors(layout) {
            let packed = predictor::apply(&data, params).unwrap();
            prop_assert_eq!(&predictor::undo(&packed, params).unwrap(), &data, "{:?}", params);
        }
    }

    #[test]
    fn every_limit_is_told_one_past_it(layout in layouts(), seed: u32) {
        let data = image(layout, seed).into_data();
        let less = data.len() as u64 - 1;
        let refusals = [
            flate::decode(&flate::encode(&data), less).unwrap_err(),
            lzw::decode(&lzw::encode(&data, true), true, less).unwrap_err(),
            run_length::decode(&run_length::encode(&data), less).unwrap_err(),
        ];
        prop_assert!(refusals.iter().all(|error| error.detail() == Some("limit.decoded_bytes")));
    }

    #[test]
    fn cutting_encoded_images_is_cutting_their_samples(
        layout in layouts(), seed: u32, keep in polygons(), cover in covers(), paint in polygons(), fill in proptest::collection::vec(any::<u16>(), 1..4),
    ) {
        let image = image(layout, seed);
        let paint = [paint];
        let edit = Edit { keep: Some(&keep), cover, paint: &paint, wipes: &[], fill: &fill };
        let Ok((expected, kept)) = image.edit(&edit) else { return Ok(()) };
        let same = |edited: &Edited, written: Written| {
            let covers = (edited.x, edited.y, edited.width, edited.height);
            covers == (kept.x, kept.y, kept.width, kept.height)
                && decoded(written, &edited.data, expected.layout()) == expected
        };
        for params in predictors(layout) {
            let rows = predictor::apply(image.data(), params).unwrap();
            let (cut, after) = flate::edit_image(&flate::encode(&rows), layout, params, &edit).unwrap();
            prop_assert!(same(&cut, Written::Flate(after)), "Flate, {:?}", params);
            let codes = lzw::encode(&rows, params.early_change);
            let (cut, written) = lzw::edit_image(&codes, layout, params, &edit).unwrap();
            prop_assert!(same(&cut, written), "LZW, {:?}", params);
        }
        let (cut, written) = run_length::edit_image(&run_length::encode(image.data()), layout, &edit).unwrap();
        prop_assert!(same(&cut, written), "runs");
        prop_assert!(same(&samples::edit_raw(image.data(), layout, &edit).unwrap(), Written::Raw), "raw");
    }

    #[test]
    fn damage_is_never_a_panic(
        layout in layouts(), seed: u32, at in any::<proptest::sample::Index>(), flip in 1u8.., cut in any::<proptest::sample::Index>(),
        predictor in 0u8..20, columns: u32, colors: u8, bits in 0u8..20,
    ) {
        let data = image(layout, seed).into_data();
        let params = predictor::Params { predictor, colors, bits, columns, early_change: flip % 2 == 0 };
        let edit = Edit::default();
        for mut packed in [flate::encode(&data), lzw::encode(&data, true), run_length::encode(&data), data] {
            let place = at.index(packed.len());
            packed[place] ^= flip;
            packed.truncate(cut.index(packed.len()) + 1);
            let _ = flate::decode(&packed, 1 << 16);
            let _ = lzw::decode(&packed, flip % 2 == 0, 1 << 16);
            let _ = run_length::decode(&packed, 1 << 16);
            let _ = ascii::decode_hex(&packed);
            let _ = ascii::decode_85(&packed, 1 << 16);
            let _ = predictor::undo(&packed, params);
            let _ = predictor::apply(&packed, params);
            let _ = flate::edit_image(&packed, layout, params, &edit);
            let _ = lzw::edit_image(&packed, layout, params, &edit);
            let _ = run_length::edit_image(&packed, layout, &edit);
        }
    }

    #[test]
    fn ascii_reads_what_it_should(data in proptest::collection::vec(any::<u8>(), 0..60), gap in 1usize..9) {
        let hex: Vec<u8> = data.iter().flat_map(|byte| format!("{byte:02x}").into_bytes()).collect();
        let spaced = hex.chunks(gap).collect::<Vec<_>>().join(&b"\r\n"[..]);
        prop_assert_eq!(&ascii::decode_hex(&spaced).unwrap(), &data);
        let mut letters = Vec::new();
        for group in data.chunks(4) {
            let mut bytes = [0u8; 4];
            bytes[..group.len()].copy_from_slice(group);
            let value = u32::from_be_bytes(bytes);
            let digits = (0..5).rev().map(|power| (value / 85u32.pow(power) % 85) as u8 + b'!');
            letters.extend(digits.take(group.len() + 1));
        }
        let mut spaced = letters.chunks(gap).collect::<Vec<_>>().join(&b" \0"[..]);
        spaced.extend(b"~\n>");
        prop_assert_eq!(&ascii::decode_85(&spaced, 60).unwrap(), &data);
    }
}

#[test]
fn flate_with_a_wrong_or_missing_end_gives_what_is_there() {
    let text = b"the same words, the same words, the same words".repeat(40);
    let sound = flate::encode(&text);
    for end in [sound.len() - 4, sound.len() - 1] {
        let read = flate::inflate(&sound[..end], 1 << 20).unwrap();
        assert!(read.data == text && !read.complete);
    }
    let mut wrong = sound.clone();
    *wrong.last_mut().unwrap() ^= 1;
    let read = flate::inflate(&wrong, 1 << 20).unwrap();
    assert!(read.data == text && !read.complete);
    let half = flate::inflate(&sound[..sound.len() / 2], 1 << 20).unwrap();
    assert!(text.starts_with(&half.data) && !half.complete && !half.data.is_empty());
    let mut no_header = sound.clone();
    no_header[..2].copy_from_slice(b"\r\n");
    assert_eq!(flate::inflate(&no_header, 1 << 20).unwrap().data, text);
    assert_eq!(flate::decode(b"no zlib at all", 100).unwrap_err().detail(), Some("flate.damaged"));
    assert_eq!(flate::decode(b"", 100).unwrap(), b"");
}

#[test]
fn bombs_stop_at_the_limit() {
    let zeros = vec![0u8; 1 << 24];
    let bomb = flate::encode(&zeros);
    assert!(bomb.len() < 1 << 15);
    assert_eq!(flate::decode(&bomb, 1 << 16).unwrap_err().code(), Code::ResourceLimit);
    let codes = lzw::encode(&zeros, true);
    assert_eq!(lzw::decode(&codes, true, 1 << 16).unwrap_err().code(), Code::ResourceLimit);
    assert_eq!(ascii::decode_85(&[b'z'; 1000], 3999).unwrap_err().code(), Code::ResourceLimit);
    assert_eq!(ascii::decode_85(&[b'z'; 1000], 4000).unwrap().len(), 4000);
}

#[test]
fn ascii_refuses_what_does_not_belong() {
    for (text, detail) in [
        (&b"!!z!!"[..], "ascii_85.group"),
        (b"!!!!!!~>", "ascii_85.group"),
        (b"uuuuu~>", "ascii_85.group"),
        (b"!v!!!~>", "ascii_85.digit"),
    ] {
        assert_eq!(ascii::decode_85(text, 100).unwrap_err().detail(), Some(detail));
    }
    assert_eq!(ascii::decode_85(b"<~87cURD]i,\"Ebo80", 100).unwrap(), b"Hello World!");
    assert_eq!(ascii::decode_hex(b"").unwrap(), b"");
    assert_eq!(ascii::decode_hex(b"4>").unwrap(), b"@");
}

#[test]
fn predictors_that_are_none_are_refused_and_strange_tags_are_none() {
    for (predictor, bits, colors, columns) in
        [(3, 8, 1, 1), (16, 8, 1, 1), (2, 3, 1, 1), (15, 8, 0, 1), (15, 8, 1, 0)]
    {
        let params = predictor::Params { predictor, colors, bits, columns, early_change: true };
        assert_eq!(predictor::undo(&[0; 9], params).unwrap_err().detail(), Some("predictor.params"));
    }
    let params = predictor::Params { predictor: 10, columns: 2, ..predictor::Params::default() };
    assert_eq!(predictor::undo(&[77, 5, 6, 2, 1, 1], params).unwrap(), [5, 6, 6, 7]);
    // The row is longer than the data: what is there is decoded.
    let long = predictor::Params { columns: u32::MAX, colors: 255, bits: 16, ..params };
    assert_eq!(predictor::undo(&[1, 5, 6], long).unwrap(), [5, 6]);
}

#[test]
fn an_image_that_misses_rows_is_cut_and_one_without_data_is_refused() {
    let layout = layout(4, 4, 1, 8);
    let edit = Edit { fill: &[255], ..Edit::default() };
    let params = predictor::Params::default();
    let (cut, after) = flate::edit_image(&flate::encode(&[9; 6]), layout, params, &edit).unwrap();
    let rows = decoded(Written::Flate(after), &cut.data, layout);
    assert_eq!(rows.data(), [9, 9, 9, 9, 9, 9, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
    let refused = flate::edit_image(b"", layout, params, &edit).unwrap_err();
    assert_eq!(refused.detail(), Some("samples.empty"));
}

#[test]
fn png_rows_are_what_the_png_crate_says() {
    let layout = layout(33, 20, 3, 8);
    let image = image(layout, 4);
    for filter in
        [png::Filter::Sub, png::Filter::Up, png::Filter::Avg, png::Filter::Paeth, png::Filter::Adaptive]
    {
        let mut file = Vec::new();
        let mut encoder = png::Encoder::new(&mut file, 33, 20);
        encoder.set_color(png::ColorType::Rgb);
        encoder.set_filter(filter);
        encoder.write_header().unwrap().write_image_data(image.data()).unwrap();
        let at = file.windows(4).position(|name| name == b"IDAT").unwrap();
        let size = u32::from_be_bytes(file[at - 4..at].try_into().unwrap()) as usize;
        let rows = flate::decode(&file[at + 4..at + 4 + size], 1 << 20).unwrap();
        let params =
            predictor::Params { predictor: 15, colors: 3, columns: 33, ..predictor::Params::default() };
        assert_eq!(predictor::undo(&rows, params).unwrap(), image.data(), "{filter:?}");
    }
}
