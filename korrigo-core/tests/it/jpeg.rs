//! JPEG cut and painted without decoding, judged by two independent decoders.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use jpeg_encoder::{ColorType, Encoder, SamplingFactor};
use korrigo_core::codec::{Edit, Edited, Scale, jpeg};
use korrigo_core::geometry::{ConvexPolygon, Point, Rect};
use korrigo_core::{Code, Limits};
use proptest::prelude::*;

/// How a test image is coded.
#[derive(Clone, Copy, Debug)]
struct Kind {
    colour: ColorType,
    sampling: SamplingFactor,
    progressive: bool,
    restart: u16,
    quality: u8,
    best_tables: bool,
}

const PLAIN: Kind = Kind {
    colour: ColorType::Luma,
    sampling: SamplingFactor::R_4_4_4,
    progressive: false,
    restart: 0,
    quality: 90,
    best_tables: false,
};

fn channels(colour: ColorType) -> usize {
    match colour {
        ColorType::Luma => 1,
        ColorType::Cmyk | ColorType::CmykAsYcck | ColorType::Ycck => 4,
        _ => 3,
    }
}

/// Paper with strokes and some noise, different everywhere.
fn pixels(width: u32, height: u32, channels: usize, seed: u32) -> Vec<u8> {
    let mut state = seed | 1;
    let mut pixels = Vec::new();
    for y in 0..height {
        for x in 0..width {
            for channel in 0..channels as u32 {
                state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                let stroke = (x * 7 + y * 3 + channel * 11 + seed % 13) % 29 < 6;
                let base = if stroke { 40 + 30 * channel } else { 215 - 20 * channel };
                pixels.push((base + (state >> 24) % 24) as u8);
            }
        }
    }
    pixels
}

fn encode(kind: Kind, width: u32, height: u32, seed: u32) -> Vec<u8> {
    let mut data = Vec::new();
    let mut encoder = Encoder::new(&mut data, kind.quality);
    encoder.set_sampling_factor(kind.sampling);
    encoder.set_progressive(kind.progressive);
    encoder.set_optimized_huffman_tables(kind.best_tables);
    if kind.restart > 0 {
        encoder.set_restart_interval(kind.restart);
    }
    let pixels = pixels(width, height, channels(kind.colour), seed);
    encoder.encode(&pixels, width as u16, height as u16, kind.colour).unwrap();
    data
}

/// Width, height and pixels.
fn components(data: &[u8]) -> (u32, u32, Vec<u8>) {
    let mut decoder = jpeg_decoder::Decoder::new(data);
    let pixels = decoder.decode().unwrap();
    let info = decoder.info().unwrap();
    (info.width.into(), info.height.into(), pixels)
}

fn zune(data: &[u8]) -> Vec<u8> {
    zune_jpeg::JpegDecoder::new(zune_jpeg::zune_core::bytestream::ZCursor::new(data)).decode().unwrap()
}

fn everything(data: &[u8]) -> Edited {
    let edit = Edit { fill: &[255], ..Edit::default() };
    jpeg::edit(data, &edit, &Limits::default()).unwrap()
}

fn kinds() -> impl Strategy<Value = Kind> {
    let colour = prop_oneof![
        Just(ColorType::Luma),
        Just(ColorType::Rgb),
        Just(ColorType::Cmyk),
        Just(ColorType::CmykAsYcck),
    ];
    let sampling = prop_oneof![
        Just(SamplingFactor::R_4_4_4),
        Just(SamplingFactor::R_4_2_2),
        Just(SamplingFactor::R_4_2_0),
        Just(SamplingFactor::R_4_4_0),
        Just(SamplingFactor::R_4_1_1),
        Just(SamplingFactor::F_2_4),
    ];
    let restart = prop_oneof![Just(0u16), 1u16..6];
    (colour, sampling, any::<bool>(), restart, 30u8..=100, any::<bool>()).prop_map(
        |(colour, sampling, progressive, restart, quality, best_tables)| Kind {
            colour,
            sampling,
            progressive,
            // The encoder's best tables leave out codes that restart intervals need.
            restart: if best_tables { 0 } else { restart },
            quality,
            best_tables,
        },
    )
}

/// Which MCUs of the image are kept whole: all their pixels inside `keep`, none near a painted zone.
fn kept_mcus(edit: &Edit<'_>, (width, height): (u32, u32), mcu: (u32, u32)) -> Vec<Vec<bool>> {
    let mut kept = Vec::new();
    for top in (0..height).step_by(mcu.1 as usize) {
        let mut row = Vec::new();
        for left in (0..width).step_by(mcu.0 as usize) {
            let (right, bottom) = ((left + mcu.0).min(width), (top + mcu.1).min(height));
            let inside = (top..bottom).all(|y| {
                let span = edit.keep.map_or(0..width, |keep| keep.pixels_of_row(y, width));
                span.start <= left && right <= span.end
            });
            let whole = Rect::new(left.into(), top.into(), (left + mcu.0).into(), (top + mcu.1).into());
            let painted =
                edit.paint.iter().any(|zone| !zone.intersect(&ConvexPolygon::from_rect(&whole)).is_empty());
            row.push(inside && !painted);
        }
        kept.push(row);
    }
    kept
}

/// Whether this MCU and all its neighbours have the value: chroma is interpolated across their edges.
fn with_neighbours(map: &[Vec<bool>], column: usize, row: usize, value: bool) -> bool {
    (row.saturating_sub(1)..=row + 1).all(|y| {
        (column.saturating_sub(1)..=column + 1)
            .all(|x| map.get(y).and_then(|row| row.get(x)).is_none_or(|kept| *kept == value))
    })
}

/// Crop then decode is decode then crop, in every MCU that no edge crosses; returns how many were compared.
fn check_kept(data: &[u8], edit: &Edit<'_>, edited: &Edited) -> usize {
    let header = jpeg::Header::read(data, &Limits::default()).unwrap();
    let mcu = header.mcu_size();
    let (width, height, before) = components(data);
    let (cut_width, cut_height, after) = components(&edited.data);
    assert_eq!((cut_width, cut_height), (edited.width, edited.height));
    assert_eq!((edited.x % mcu.0, edited.y % mcu.1), (0, 0));
    let channels = usize::from(header.components);
    let map = kept_mcus(edit, (width, height), mcu);
    let mut compared = 0;
    for y in 0..cut_height {
        for x in 0..cut_width {
            let (column, row) = ((x + edited.x) / mcu.0, (y + edited.y) / mcu.1);
            let border = header.sampling.iter().any(|s| *s != header.sampling[0])
                && (x < 2 || y < 2 || x + 2 >= cut_width || y + 2 >= cut_height);
            if border || !with_neighbours(&map, column as usize, row as usize, true) {
                continue;
            }
            let old = ((y + edited.y) * width + x + edited.x) as usize * channels;
            let new = (y * cut_width + x) as usize * channels;
            assert_eq!(after[new..new + channels], before[old..old + channels], "pixel {x}, {y}");
            compared += 1;
        }
    }
    compared
}

/// Pixels around which nothing is kept are all of one colour, the given one.
fn check_flat(data: &[u8], edit: &Edit<'_>, edited: &Edited, tolerance: u8) -> usize {
    let header = jpeg::Header::read(data, &Limits::default()).unwrap();
    let mcu = header.mcu_size();
    let (cut_width, _, after) = components(&edited.data);
    let channels = usize::from(header.components);
    let mut seen = 0;
    for y in 2..edited.height.saturating_sub(2) {
        for x in 2..edited.width.saturating_sub(2) {
            let touched = |polygon: &ConvexPolygon, step: (u32, u32)| {
                let (left, top) = ((x + edited.x) / step.0 * step.0, (y + edited.y) / step.1 * step.1);
                // With its neighbours: chroma is interpolated across their edges.
                let cell = Rect::new(
                    f64::from(left) - f64::from(step.0),
                    f64::from(top) - f64::from(step.1),
                    f64::from(left + 2 * step.0),
                    f64::from(top + 2 * step.1),
                );
                !polygon.intersect(&ConvexPolygon::from_rect(&cell)).is_empty()
            };
            if edit.keep.is_none_or(|keep| touched(keep, mcu)) {
                continue;
            }
            let new = (y * cut_width + x) as usize * channels;
            for (channel, value) in after[new..new + channels].iter().enumerate() {
                let wanted = edit.fill.get(channel).or(edit.fill.last()).copied().unwrap();
                assert!(u16::from(*value).abs_diff(wanted) <= tolerance.into(), "{value} at {x}, {y}");
            }
            seen += 1;
        }
    }
    seen
}

fn slanted(width: u32, height: u32, top: f64, bottom: f64, right: bool) -> ConvexPolygon {
    let (w, h) = (f64::from(width), f64::from(height));
    let page = ConvexPolygon::from_rect(&Rect::new(0.0, 0.0, w, h));
    let (a, b) = (Point::new(top * w, 0.0), Point::new(bottom * w, h));
    if right { page.keep_left_of(a, b) } else { page.keep_left_of(b, a) }
}

#[test]
fn an_edit_of_nothing_changes_no_pixel() {
    let data = encode(Kind { colour: ColorType::Rgb, ..PLAIN }, 83, 47, 5);
    let edited = everything(&data);
    assert_eq!((edited.x, edited.y, edited.width, edited.height), (0, 0, 83, 47));
    assert_eq!(components(&edited.data), components(&data));
    assert_eq!(zune(&edited.data), zune(&data));
    assert!(edited.data.len() <= data.len());
}

#[test]
fn two_halves_of_a_sheet() {
    let kind = Kind { colour: ColorType::Rgb, sampling: SamplingFactor::R_4_2_0, ..PLAIN };
    let data = encode(kind, 400, 300, 9);
    let decoded = jpeg::Decoded::read(&data, &Limits::default()).unwrap();
    let mut sum = 0;
    for right in [false, true] {
        let keep = slanted(400, 300, 0.48, 0.52, right);
        let edit = Edit { keep: Some(&keep), fill: &[255], ..Edit::default() };
        let edited = decoded.edit(&edit).unwrap();
        assert_eq!(edited, jpeg::edit(&data, &edit, &Limits::default()).unwrap());
        assert!(check_kept(&data, &edit, &edited) > 100 * 250);
        sum += edited.data.len();
    }
    assert!(sum <= data.len() * 102 / 100 + 2048, "{sum} bytes out of {}", data.len());
}

#[test]
fn nothing_kept_is_refused() {
    let data = encode(PLAIN, 40, 40, 1);
    let outside = ConvexPolygon::from_rect(&Rect::new(50.0, 0.0, 60.0, 10.0));
    for keep in [outside, ConvexPolygon::default()] {
        let edit = Edit { keep: Some(&keep), fill: &[255], ..Edit::default() };
        let error = jpeg::edit(&data, &edit, &Limits::default()).unwrap_err();
        assert_eq!(error.code(), Code::ZoneInvalid);
    }
}

#[test]
fn nothing_personal_is_written() {
    let mut data = encode(Kind { colour: ColorType::Rgb, ..PLAIN }, 40, 40, 1);
    let secret = b"Martin Dupont";
    for (marker, name) in
        [(0xE1, &b"Exif\0\0"[..]), (0xE2, b"ICC_PROFILE\0\x01\x01"), (0xFE, b""), (0xED, b"Photoshop 3.0\0")]
    {
        let content = [name, secret].concat();
        let mut segment = vec![0xFF, marker];
        segment.extend((content.len() as u16 + 2).to_be_bytes());
        segment.extend(content);
        data.splice(2..2, segment);
    }
    let edited = everything(&data);
    assert!(!edited.data.windows(secret.len()).any(|window| window == secret));
    assert_eq!(components(&edited.data), components(&data));
}

/// One colour everywhere.
fn plain(colour: ColorType, sample: &[u8]) -> Vec<u8> {
    let mut data = Vec::new();
    Encoder::new(&mut data, 95).encode(&sample.repeat(40 * 24), 40, 24, colour).unwrap();
    data
}

#[test]
fn inks_are_light_or_dark() {
    // The encoder writes an Adobe segment, and inks inverted.
    for (inks, grey) in
        [([0, 0, 0, 0], 255), ([0, 0, 0, 255], 0), ([255, 255, 255, 0], 0), ([0, 0, 0, 100], 155)]
    {
        for colour in [ColorType::Cmyk, ColorType::CmykAsYcck] {
            for scale in Scale::ALL {
                let image = jpeg::decode_grey(&plain(colour, &inks), scale, &Limits::default()).unwrap();
                let off = image.data.iter().map(|value| value.abs_diff(grey)).max().unwrap();
                assert!(off <= 2, "{inks:?} {colour:?} {scale:?}: {}", image.data[0]);
            }
        }
    }
    let dark = plain(ColorType::Cmyk, &[255, 255, 255, 255]);
    for (inks, grey) in [(jpeg::Inks::Dark, 255), (jpeg::Inks::Light, 0)] {
        let image = jpeg::decode_grey_of_inks(&dark, Scale::Full, inks, &Limits::default()).unwrap();
        assert!(image.data[0].abs_diff(grey) <= 2);
    }
}

#[test]
fn a_colour_transform_is_believed_where_the_file_says_nothing() {
    let white = |data: &[u8], told: Option<i64>| {
        let paint = [ConvexPolygon::from_rect(&Rect::new(0.0, 0.0, 32.0, 32.0))];
        let edit = Edit { paint: &paint, fill: &[255], ..Edit::default() };
        let decoded = jpeg::Decoded::read(data, &Limits::default()).unwrap().with_colour_transform(told);
        let edited = decoded.edit(&edit).unwrap();
        let mut decoder = jpeg_decoder::Decoder::new(&*edited.data);
        (decoded.header().colour, decoder.decode().unwrap())
    };
    let three = encode(Kind { colour: ColorType::Rgb, ..PLAIN }, 32, 32, 1);
    for (told, colour, pixel) in [
        (None, jpeg::ColourModel::YCbCr, [255, 255, 255]),
        (Some(1), jpeg::ColourModel::YCbCr, [255, 255, 255]),
        // All samples 255, which this decoder, told nothing, takes for YCbCr.
        (Some(0), jpeg::ColourModel::Rgb, [255, 121, 255]),
    ] {
        let (found, samples) = white(&three, told);
        assert_eq!(found, colour);
        let near = |found: &[u8]| found.iter().zip(pixel).all(|(found, pixel)| found.abs_diff(pixel) <= 2);
        assert!(samples.chunks_exact(3).all(near), "{told:?}: {:?}", samples.get(..3));
    }
    // The encoder writes an Adobe segment here: nothing else counts.
    let four = encode(Kind { colour: ColorType::CmykAsYcck, ..PLAIN }, 32, 32, 1);
    assert_eq!(white(&four, Some(0)).0, jpeg::ColourModel::Ycck);
}

/// All samples, as colours.
fn samples(data: &[u8], told: Option<i64>) -> Vec<u8> {
    jpeg::decode(data, told, Scale::Full, &Limits::default()).unwrap().into_data()
}

fn mean_difference(one: &[u8], other: &[u8]) -> f64 {
    assert_eq!(one.len(), other.len());
    let off: u64 = one.iter().zip(other).map(|(a, b)| u64::from(a.abs_diff(*b))).sum();
    off as f64 / one.len() as f64
}

#[test]
fn colours_are_those_that_file_or_pdf_name() {
    let near = |found: &[u8], wanted: &[u8]| found.iter().zip(wanted).all(|(a, b)| a.abs_diff(*b) <= 3);
    // The encoder inverts inks, and says so with an Adobe segment.
    for colour in [ColorType::Cmyk, ColorType::CmykAsYcck] {
        let data = plain(colour, &[200, 30, 90, 10]);
        let wanted = [55, 225, 165, 245].repeat(40 * 24);
        assert!(near(&samples(&data, None), &wanted), "{colour:?}: {:?}", &samples(&data, None)[..4]);
        let salvaged = jpeg::salvage(&data, None, &Limits::default()).unwrap();
        assert!(near(salvaged.data(), &wanted), "{colour:?}, salvaged");
    }
    let data = plain(ColorType::Rgb, &[200, 30, 90]);
    // Luma and chroma taken for red, green and blue: as ITU-T T.871 makes them.
    for (told, wanted) in [(None, [200, 30, 90]), (Some(1), [200, 30, 90]), (Some(0), [88, 129, 208])] {
        let salvaged = jpeg::salvage(&data, told, &Limits::default()).unwrap();
        for found in [samples(&data, told), salvaged.into_data()] {
            assert!(near(&found, &wanted.repeat(40 * 24)), "{told:?}: {:?}", &found[..3]);
        }
    }
}

#[test]
fn what_is_damaged_is_shown_as_far_as_it_goes() {
    // The encoder writes a scan a component where it makes its own tables.
    for (best_tables, restart) in [(false, 0), (true, 0), (false, 3)] {
        let kind = Kind { colour: ColorType::Rgb, best_tables, restart, ..PLAIN };
        let whole = encode(kind, 64, 64, 4);
        let cut = &whole[..whole.len() - whole.len() / 20];
        assert!(jpeg::decode(cut, None, Scale::Full, &Limits::default()).is_err());
        let (shown, sound) = (jpeg::salvage(cut, None, &Limits::default()).unwrap(), samples(&whole, None));
        let (upper, lower) = (3 * 64 * 32, 3 * 64 * 56);
        let off = mean_difference(&shown.data()[..upper], &sound[..upper]);
        assert!(off < 2.0, "{best_tables} {restart}: {off}");
        assert!(mean_difference(&shown.data()[lower..], &sound[lower..]) > 2.0, "{best_tables} {restart}");
    }
    let nothing = jpeg::salvage(b"no picture", None, &Limits::default()).unwrap_err();
    assert_eq!((nothing.code(), nothing.detail()), (Code::CorruptedPdf, Some("jpeg.undecodable")));
}

#[test]
fn every_cut_off_file_is_refused_by_name() {
    for progressive in [false, true] {
        let kind = Kind { colour: ColorType::Rgb, progressive, restart: 3, ..PLAIN };
        let data = encode(kind, 60, 40, 3);
        assert!(jpeg::Decoded::read(&data, &Limits::default()).is_ok());
        for end in (0..data.len() - 3).step_by(7) {
            let cut = &data[..end];
            let error = jpeg::Decoded::read(cut, &Limits::default()).unwrap_err();
            assert_eq!(error.code(), Code::CorruptedPdf);
            let name = error.detail().unwrap();
            let expected = ["jpeg.truncated", "jpeg.not_jpeg", "jpeg.invalid_code", "jpeg.missing_table"];
            assert!(expected.contains(&name), "{name} at {end}");
            for scale in Scale::ALL {
                let _ = jpeg::decode_grey(cut, scale, &Limits::default());
            }
        }
    }
}

#[test]
fn a_missing_end_marker_does_no_harm() {
    for progressive in [false, true] {
        let data = encode(Kind { colour: ColorType::Rgb, progressive, ..PLAIN }, 60, 40, 3);
        let cut = &data[..data.len() - 2];
        // A progressive file tells its last scan only by what came before: this encoder's are complete.
        assert_eq!(everything(cut), everything(&data));
    }
}

#[test]
fn what_is_not_read_is_named() {
    let data = encode(PLAIN, 16, 16, 1);
    let frame = data.windows(2).position(|pair| pair == [0xFF, 0xC0]).unwrap();
    let refusals: [(usize, u8); 5] = [(1, 0xC3), (1, 0xC9), (1, 0xC5), (4, 12), (1, 0xCA)];
    for (offset, value) in refusals {
        let mut other = data.clone();
        other[frame + offset] = value;
        let error = jpeg::Header::read(&other, &Limits::default()).unwrap_err();
        assert_eq!(error.detail(), Some("jpeg.unsupported"));
    }
    let mut lines = data.clone();
    lines[frame + 5..frame + 7].copy_from_slice(&[0, 0]);
    assert_eq!(
        jpeg::Header::read(&lines, &Limits::default()).unwrap_err().detail(),
        Some("jpeg.unsupported")
    );
}

#[test]
fn pixels_at_the_limit_and_one_past_it() {
    let data = encode(PLAIN, 40, 40, 1);
    let read = |limits: Limits| jpeg::Decoded::read(&data, &limits).map(|_| ());
    assert!(read(Limits { max_image_pixels: 1600, ..Limits::default() }).is_ok());
    let error = read(Limits { max_image_pixels: 1599, ..Limits::default() }).unwrap_err();
    assert_eq!(error.code(), Code::ResourceLimit);
    assert!(read(Limits { max_decoded_bytes: 25 * 128, ..Limits::default() }).is_ok());
    let error = read(Limits { max_decoded_bytes: 25 * 128 - 1, ..Limits::default() }).unwrap_err();
    assert_eq!(error.code(), Code::ResourceLimit);
}

#[test]
fn thousands_of_empty_scans_are_too_much_work() {
    let data = encode(Kind { progressive: true, ..PLAIN }, 200, 200, 1);
    let scan = data.windows(2).rposition(|pair| pair == [0xFF, 0xDA]).unwrap();
    let mut bomb = data[..data.len() - 2].to_vec();
    for _ in 0..3000 {
        bomb.extend(&data[scan..data.len() - 2]);
    }
    let limits = Limits { max_work: 100_000, ..Limits::default() };
    let error = jpeg::Decoded::read(&bomb, &limits).unwrap_err();
    assert_eq!((error.code(), error.detail()), (Code::ResourceLimit, Some("limit.work")));
}

#[test]
fn a_small_file_cannot_ask_for_much_memory() {
    let mut data = encode(PLAIN, 16, 16, 1);
    let frame = data.windows(2).position(|pair| pair == [0xFF, 0xC0]).unwrap();
    data[frame + 5..frame + 9].copy_from_slice(&[0x3F, 0xFF, 0x3F, 0xFF]);
    for marker in [0xC0, 0xC2] {
        data[frame + 1] = marker;
        let name = jpeg::Decoded::read(&data, &Limits::default()).unwrap_err();
        assert!(matches!(name.detail(), Some("jpeg.truncated" | "jpeg.invalid_header")), "{name}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, rng_seed: proptest::test_runner::RngSeed::Fixed(3), failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_round_trip_keeps_every_pixel(
        kind in kinds(), width in 1u32..90, height in 1u32..90, seed in any::<u32>(),
    ) {
        let data = encode(kind, width, height, seed);
        let edited = everything(&data);
        prop_assert_eq!(components(&edited.data), components(&data));
        // zune-jpeg 0.5 mixes up a few pixels after restart markers and at the edge of uncommon samplings.
        let common = kind.sampling as u8 & 0x44 == 0 && !kind.best_tables;
        if channels(kind.colour) < 4 && kind.restart == 0 && common {
            prop_assert_eq!(zune(&edited.data), zune(&data));
        }
        // Every progressive scan gets tables of its own.
        let tables = if kind.progressive { 1000 } else { 100 };
        prop_assert!(edited.data.len() <= data.len() + tables);
        let header = jpeg::Header::read(&data, &Limits::default()).unwrap();
        let after = jpeg::Header::read(&edited.data, &Limits::default()).unwrap();
        let interleaved = after.interleaved;
        prop_assert_eq!(jpeg::Header { restart_interval: 0, interleaved, ..header }, after);
    }

    #[test]
    fn crop_then_decode_is_decode_then_crop(
        kind in kinds(), width in 16u32..200, height in 16u32..120, seed in any::<u32>(),
        top in 0.2..0.8f64, bottom in 0.2..0.8f64, right in any::<bool>(),
    ) {
        let data = encode(kind, width, height, seed);
        let keep = slanted(width, height, top, bottom, right);
        let white = Edit { keep: Some(&keep), fill: &[255], ..Edit::default() };
        let edited = jpeg::edit(&data, &white, &Limits::default()).unwrap();
        check_kept(&data, &white, &edited);
        if channels(kind.colour) < 4 {
            check_flat(&data, &white, &edited, 5);
        }
    }

    #[test]
    fn painted_zones_are_flat_to_whole_mcus(
        kind in kinds(), seed in any::<u32>(), x in 0.0..90.0f64, y in 0.0..60.0f64, w in 0.5..40.0f64, h in 0.5..40.0f64,
    ) {
        let data = encode(kind, 100, 70, seed);
        let zone = [ConvexPolygon::from_rect(&Rect::new(x, y, x + w, y + h))];
        let edit = Edit { paint: &zone, fill: &[0], ..Edit::default() };
        let edited = jpeg::edit(&data, &edit, &Limits::default()).unwrap();
        prop_assert_eq!((edited.width, edited.height), (100, 70));
        check_kept(&data, &edit, &edited);
    }

    #[test]
    fn grey_is_what_others_decode(
        kind in kinds(), width in 17u32..90, height in 17u32..90, seed in any::<u32>(),
    ) {
        let data = encode(kind, width, height, seed);
        let grey = jpeg::decode_grey(&data, Scale::Full, &Limits::default()).unwrap();
        prop_assert_eq!((grey.width, grey.height), (width, height));
        if kind.colour == ColorType::Luma {
            for (ours, theirs) in grey.data.iter().zip(components(&data).2) {
                prop_assert!(ours.abs_diff(theirs) <= 2);
            }
        }
        if kind.colour == ColorType::Rgb && kind.sampling == SamplingFactor::R_4_4_4 {
            for (ours, rgb) in grey.data.iter().zip(components(&data).2.chunks(3)) {
                // Colours out of range lose some luma when they are clamped.
                if rgb.iter().all(|value| (1..255).contains(value)) {
                    let luma = (299 * u32::from(rgb[0]) + 587 * u32::from(rgb[1]) + 114 * u32::from(rgb[2])) / 1000;
                    prop_assert!(u32::from(*ours).abs_diff(luma) <= 3, "{} {}", ours, luma);
                }
            }
        }
    }

    #[test]
    fn samples_are_what_others_decode(
        kind in kinds(), width in 1u32..150, height in 1u32..100, seed in any::<u32>(),
    ) {
        let data = encode(kind, width, height, seed);
        let found = jpeg::decode(&data, None, Scale::Full, &Limits::default()).unwrap();
        let (_, _, mut wanted) = components(&data);
        if found.components() == 4 {
            // That decoder turns inks round.
            wanted.iter_mut().for_each(|ink| *ink = 255 - *ink);
        }
        prop_assert_eq!((found.width(), found.height()), (width, height));
        // Where chroma has fewer samples each decoder stretches them in its own way.
        let most = match kind.sampling {
            SamplingFactor::R_4_4_4 => 0.6,
            SamplingFactor::R_4_2_0 | SamplingFactor::R_4_2_2 | SamplingFactor::R_4_4_0 => 3.0,
            _ => 25.0,
        };
        let off = mean_difference(found.data(), &wanted);
        prop_assert!(off < most, "{off}");
    }

    #[test]
    fn smaller_colours_are_means(kind in kinds(), width in 17u32..200, height in 17u32..120, seed in any::<u32>()) {
        let data = encode(Kind { quality: 90, ..kind }, width, height, seed);
        let full = jpeg::decode(&data, None, Scale::Full, &Limits::default()).unwrap();
        for scale in [Scale::Half, Scale::Quarter, Scale::Eighth] {
            let small = jpeg::decode(&data, None, scale, &Limits::default()).unwrap();
            prop_assert_eq!((small.width(), small.height()), (scale.apply(width), scale.apply(height)));
            let step = scale as u32;
            let (mut sum, mut cells) = (0, 0);
            for (x, y) in (0..height / step).flat_map(|y| (0..width / step).map(move |x| (x, y))) {
                for component in 0..full.components() {
                    let sample = |k: u32| full.sample(x * step + k % step, y * step + k / step, component).unwrap();
                    let mean = (0..step * step).map(|k| u32::from(sample(k))).sum::<u32>() / (step * step);
                    sum += mean.abs_diff(small.sample(x, y, component).unwrap().into());
                    cells += 1;
                }
            }
            // As for grey; the picture changes its colour in every pixel, which coarse chroma cannot follow.
            let most = if kind.sampling == SamplingFactor::R_4_4_4 { 14 } else { 32 };
            prop_assert!(sum <= cells * most, "{} off by {}", step, sum / cells);
        }
    }

    #[test]
    fn smaller_sizes_are_means(kind in kinds(), width in 17u32..200, height in 17u32..120, seed in any::<u32>()) {
        let data = encode(Kind { quality: 90, ..kind }, width, height, seed);
        let full = jpeg::decode_grey(&data, Scale::Full, &Limits::default()).unwrap();
        for scale in [Scale::Half, Scale::Quarter, Scale::Eighth] {
            let small = jpeg::decode_grey(&data, scale, &Limits::default()).unwrap();
            prop_assert_eq!((small.width, small.height), (scale.apply(width), scale.apply(height)));
            let step = scale as u32;
            let mut sum = 0;
            for y in 0..height / step {
                for x in 0..width / step {
                    let all = (0..step * step).map(|k| ((y * step + k / step) * width + x * step + k % step) as usize);
                    let mean = all.map(|place| u32::from(full.data[place])).sum::<u32>() / (step * step);
                    sum += mean.abs_diff(small.data[(y * small.width + x) as usize].into());
                }
            }
            // The low frequencies of a block are its mean, but for what a mean keeps of the high ones.
            let cells = (height / step) * (width / step);
            prop_assert!(sum <= cells * 14, "{} off by {}", step, sum / cells);
        }
    }

    #[test]
    fn damage_never_panics(
        kind in kinds(), seed in any::<u32>(), hits in prop::collection::vec((any::<u32>(), any::<u8>()), 1..8),
    ) {
        let mut data = encode(kind, 50, 40, seed);
        let length = data.len();
        for (place, value) in hits {
            data[place as usize % length] = value;
        }
        let keep = slanted(50, 40, 0.4, 0.6, true);
        let edit = Edit { keep: Some(&keep), fill: &[255], ..Edit::default() };
        if let Ok(edited) = jpeg::edit(&data, &edit, &Limits::default()) {
            // What was accepted and written again can be read again.
            prop_assert!(jpeg::Decoded::read(&edited.data, &Limits::default()).is_ok());
        }
        for scale in Scale::ALL {
            let _ = jpeg::decode_grey(&data, scale, &Limits::default());
        }
    }
}
