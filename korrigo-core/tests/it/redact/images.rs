//! Pixels: every codec, every way to lie on a page.

use korrigo_core::codec::samples::{Layout, Samples};
use korrigo_core::codec::{jbig2, jpeg};
use korrigo_core::geometry::NormalizedRect;
use korrigo_core::redact::{self, PlanOptions, RedactOptions};
use korrigo_core::split::NoteKind;
use korrigo_core::{Code, Limits};
use korrigo_fixtures::canvas::Canvas;
use korrigo_fixtures::encode::{self, Image, Jpeg, Packed, Predictor, Sampling};
use korrigo_fixtures::pdf::{Page, Pdf};
use korrigo_fixtures::scan;

use super::{Picture, hide, zone};
use crate::bilevel::jpx_files;
use crate::split::{everything, holds, open};

const WIDTH: u32 = 128;
const HEIGHT: u32 = 96;
/// In pixels of the picture: 31..90 by 20..61.
const ZONE: [f64; 4] = [31.0 / 128.0, 20.0 / 96.0, 90.0 / 128.0, 61.0 / 96.0];
const OVERHEAD: usize = 4096;

/// A picture in a codec: how many pixels around a zone it may change, and by how much everywhere.
struct Case {
    name: String,
    image: Image,
    slack: f64,
    tolerance: u8,
    /// How far the lightest colour that the image can show is from white.
    white: u8,
}

fn lossless(name: &str, image: Image) -> Case {
    Case { name: name.into(), image, slack: 0.0, tolerance: 0, white: 0 }
}

fn cases() -> Vec<Case> {
    let grey = Canvas::gradient(WIDTH, HEIGHT, 1, 1);
    let colour = Canvas::gradient(WIDTH, HEIGHT, 3, 2);
    let jpeg = Jpeg::default();
    let mut cases = Vec::new();
    for bits in [1, 2, 4, 8, 16] {
        let packed = Packed::new(&grey, bits);
        cases.push(lossless(&format!("raw, {bits} bits"), encode::raw(&packed)));
        cases.push(lossless(&format!("flate, {bits} bits"), encode::flate(&packed, Predictor::PngMixed)));
        cases.push(lossless(&format!("flate tiff, {bits} bits"), encode::flate(&packed, Predictor::Tiff)));
        cases.push(lossless(&format!("lzw, {bits} bits"), encode::lzw(&packed, Predictor::None, true)));
        cases.push(lossless(&format!("run length, {bits} bits"), encode::run_length(&packed)));
    }
    for bits in [1, 2, 4, 8] {
        let name = format!("indexed, {bits} bits");
        cases.push(Case { white: 4, ..lossless(&name, encode::indexed(&grey, bits)) });
    }
    cases.push(lossless("flate, colour", encode::flate(&Packed::new(&colour, 8), Predictor::PngMixed)));
    cases.push(lossless("hexadecimal", encode::raw(&Packed::new(&grey, 8)).in_hex()));
    cases.push(lossless("group 4", encode::g4(&grey, false)));
    cases.push(lossless("group 4, black is 1", encode::g4(&grey, true)));
    // Whole MCUs, and one pixel more whose colour is made of the next MCU's.
    let lossy = |name: &str, image| Case { name: name.into(), image, slack: 17.0, tolerance: 1, white: 3 };
    cases.push(lossy("jpeg, grey", encode::jpeg(&grey, &jpeg)));
    for (name, sampling) in
        [("444", Sampling::R_4_4_4), ("422", Sampling::R_4_2_2), ("420", Sampling::R_4_2_0)]
    {
        for progressive in [false, true] {
            let options = Jpeg { sampling, progressive, ..jpeg };
            let name = format!("jpeg {name}, progressive: {progressive}");
            cases.push(lossy(&name, encode::jpeg(&colour, &options)));
        }
    }
    for sampling in [Sampling::R_4_4_4, Sampling::R_4_2_2, Sampling::R_4_2_0] {
        for progressive in [false, true] {
            let options = Jpeg { sampling, progressive, ..jpeg };
            let plain = match sampling {
                Sampling::R_4_4_4 => encode::jpeg_cmyk(&colour, false, &options),
                _ => encode::jpeg_cmyk_subsampled(&colour, &options),
            };
            for (name, image) in [("cmyk", plain), ("ycck", encode::jpeg_cmyk(&colour, true, &options))] {
                let name = format!("jpeg, {name}, {sampling:?}, progressive: {progressive}");
                // The renderer takes inverted inks for plain ones: paper is dark there. Others judge that it is
                // white.
                cases.push(Case { white: 255, ..lossy(&name, image) });
            }
        }
    }
    cases.push(lossy("jpeg, deflated", encode::jpeg(&grey, &jpeg).deflated()));
    cases
}

/// A page that shows the picture upright whatever its turn, its crop and its unit.
fn page_of(image: &Image, degrees: i32, cropped: bool, unit: Option<f64>) -> Vec<u8> {
    let mut file = Pdf::new();
    let number = file.image(image);
    let (w, h) = (f64::from(image.width), f64::from(image.height));
    // Drawn by a matrix that undoes the turn: /Rotate turns it back. Everything lies 10 and 5 units off.
    let (size, matrix) = match degrees {
        90 => ((h, w), format!("0 {w} -{h} 0 {} 5", h + 10.0)),
        180 => ((w, h), format!("-{w} 0 0 -{h} {} {}", w + 10.0, h + 5.0)),
        270 => ((h, w), format!("0 -{w} {h} 0 10 {}", w + 5.0)),
        _ => ((w, h), format!("{w} 0 0 {h} 10 5")),
    };
    let (right, top) = (size.0 + 10.0, size.1 + 5.0);
    let mut page = Page::new(right, top);
    page.media = Some([10.0, 5.0, right, top]);
    if cropped {
        page.media = Some([-20.0, -30.0, right + 7.0, top + 11.0]);
        page = page.crop(10.0, 5.0, right, top);
    }
    if let Some(unit) = unit {
        page = page.user_unit(unit);
    }
    let page = page.resources(&format!("/XObject << /Im0 {number} 0 R >>"));
    file.page(&page.content(format!("q {matrix} cm /Im0 Do Q")).rotate(degrees));
    file.finish()
}

#[test]
fn zones_are_empty_and_all_else_is_as_it_was_in_every_codec() {
    for Case { name, image, slack, tolerance, white } in cases() {
        let bytes = page_of(&image, 0, false, None);
        let document = open(bytes.clone());
        let zone = zone(0, ZONE);
        let redacted = hide(&document, &[zone]);
        assert_eq!(redacted.notes(), [], "{name}");
        let after = open(redacted.bytes().to_vec());
        let (before, after) = (Picture::new(&document, 0, 72.0), Picture::new(&after, 0, 72.0));
        after.assert_even(&zone.rect, white.min(3), &name);
        after.assert_empty(&zone.rect, white, &name);
        before.assert_same(&after, &[zone.rect], slack, tolerance, &name);
        let most = bytes.len() * 105 / 100 + OVERHEAD;
        assert!(redacted.bytes().len() <= most, "{name}: {} of {}", redacted.bytes().len(), bytes.len());
    }
}

#[test]
fn zones_are_where_people_see_them_on_every_page() {
    let colour = Canvas::gradient(WIDTH, HEIGHT, 3, 2);
    let images = [
        ("flate", encode::flate(&Packed::new(&colour, 8), Predictor::PngMixed), 0.0),
        ("group 4", encode::g4(&colour.to_grey(), false), 0.0),
        ("jpeg", encode::jpeg(&colour, &Jpeg::default()), 17.0),
    ];
    for (name, image, slack) in images {
        for degrees in [0, 90, 180, 270] {
            for (cropped, unit) in [(false, None), (true, None), (false, Some(2.0)), (true, Some(0.5))] {
                let what = format!("{name}, /Rotate {degrees}, cropped {cropped}, unit {unit:?}");
                let document = open(page_of(&image, degrees, cropped, unit));
                let zone = zone(0, ZONE);
                let redacted = hide(&document, &[zone]);
                let after = open(redacted.bytes().to_vec());
                assert_eq!(after.page(0).unwrap().geometry(), document.page(0).unwrap().geometry(), "{what}");
                let dpi = 72.0 / unit.unwrap_or(1.0);
                let (before, after) = (Picture::new(&document, 0, dpi), Picture::new(&after, 0, dpi));
                assert_eq!((before.width, before.rows.len()), (128, 96), "{what}");
                after.assert_empty(&zone.rect, 3, &what);
                before.assert_same(&after, &[zone.rect], slack, 1, &what);
            }
        }
    }
}

/// What a page is called, and what adds it to a file.
type Build<'a> = (&'a str, &'a dyn Fn(&mut Pdf));

#[test]
fn every_layer_is_emptied() {
    let canvas = scan::note(WIDTH, HEIGHT, 3);
    let builds: [Build<'_>; 4] = [
        ("mixed raster", &|file| {
            scan::mixed_raster_page(file, &scan::note(400, 300, 3), 60, 72);
        }),
        ("soft mask", &|file| {
            scan::soft_mask_page(file, &canvas, 72);
        }),
        ("strips", &|file| {
            scan::strips_page(file, &canvas, 13, 72, &|strip| encode::g4(strip, false));
        }),
        ("stencil", &|file| {
            let number = file.image(&scan::stencil(&canvas));
            let page = Page::new(128.0, 96.0).resources(&format!("/XObject << /M {number} 0 R >>"));
            file.page(&page.content("q 128 0 0 96 0 0 cm /M Do Q"));
        }),
    ];
    for (name, build) in builds {
        let mut file = Pdf::new();
        build(&mut file);
        let document = open(file.finish());
        let zone = zone(0, ZONE);
        let redacted = hide(&document, &[zone]);
        let after = Picture::new(&open(redacted.bytes().to_vec()), 0, 72.0);
        after.assert_empty(&zone.rect, 3, name);
        Picture::new(&document, 0, 72.0).assert_same(&after, &[zone.rect], 34.0, 3, name);
    }
}

#[test]
fn an_inline_image_and_one_in_a_form_in_a_pattern_are_emptied() {
    // White where bits are set: 8 by 8, all black.
    let black = "BI /W 8 /H 8 /BPC 1 /CS /G /F /AHx ID 0000000000000000> EI";
    let drawn = format!("q 80 0 0 80 10 10 cm {black} Q");
    let mut file = Pdf::new();
    file.page(&Page::new(100.0, 100.0).content(&drawn));
    let form = file.form([0.0, 0.0, 100.0, 100.0], "", "", &drawn);
    let page = Page::new(100.0, 100.0).resources(&format!("/XObject << /F {form} 0 R >>"));
    file.page(&page.content("/F Do"));
    let entries = "/PatternType 1 /PaintType 1 /TilingType 1 /BBox [0 0 100 100] /XStep 100 /YStep 100 /Resources << >>";
    let pattern = file.stream(entries, drawn.as_bytes());
    let page = Page::new(100.0, 100.0).resources(&format!("/Pattern << /P {pattern} 0 R >>"));
    file.page(&page.content("/Pattern cs /P scn 0 0 100 100 re f"));
    let document = open(file.finish());
    let zones: Vec<_> = (0..3).map(|page| zone(page, [0.2, 0.2, 0.6, 0.7])).collect();
    let redacted = hide(&document, &zones);
    let after = open(redacted.bytes().to_vec());
    for (page, zone) in zones.iter().enumerate() {
        let what = format!("page {page}");
        let picture = Picture::new(&after, page, 72.0);
        // Viewers soften the edges of pixels of ten units: those outside reach half a pixel into the zone.
        let rect = zone.rect;
        let inner =
            NormalizedRect::new(rect.x() + 0.05, rect.y() + 0.05, rect.w() - 0.1, rect.h() - 0.1).unwrap();
        picture.assert_empty(&inner, 0, &what);
        // Touched pixels are hidden as a whole.
        Picture::new(&document, page, 72.0).assert_same(&picture, &[zone.rect], 15.0, 1, &what);
        assert!(picture.rows[85][85][0] < 50, "{what}: the rest is there");
    }
}

#[test]
fn an_image_that_is_drawn_twice_is_clean_at_both_places() {
    let canvas = Canvas::gradient(60, 60, 1, 4);
    let mut file = Pdf::new();
    let number = file.image(&encode::flate(&Packed::new(&canvas, 8), Predictor::PngMixed));
    let page = Page::new(140.0, 80.0).resources(&format!("/XObject << /I {number} 0 R >>"));
    file.page(&page.content("q 60 0 0 60 10 10 cm /I Do Q q 60 0 0 60 75 10 cm /I Do Q"));
    let document = open(file.finish());
    let zones =
        [zone(0, [20.0 / 140.0, 20.0 / 80.0, 40.0 / 140.0, 40.0 / 80.0]), zone(0, [0.8, 0.5, 0.9, 0.75])];
    let after = Picture::new(&open(hide(&document, &zones).bytes().to_vec()), 0, 72.0);
    let rects = zones.map(|zone| zone.rect);
    rects.iter().for_each(|zone| after.assert_empty(zone, 0, "twice"));
    Picture::new(&document, 0, 72.0).assert_same(&after, &rects, 0.0, 0, "twice");
}

#[test]
fn what_a_crop_or_a_clip_hides_of_an_image_is_gone() {
    // A sheet whose halves are two pages, by a CropBox and by a clip: the name is on the other page's half.
    let mut canvas = Canvas::gradient(200, 100, 1, 4);
    canvas.fill(120, 10, 60, 20, [1, 1, 1]);
    let mut file = Pdf::new();
    let number = file.image(&encode::flate(&Packed::new(&canvas, 8), Predictor::None));
    let page = Page::new(200.0, 100.0).resources(&format!("/XObject << /I {number} 0 R >>"));
    file.page(&page.clone().content("q 200 0 0 100 0 0 cm /I Do Q").crop(0.0, 0.0, 100.0, 100.0));
    file.page(&page.content("q 0 0 100 100 re W n 200 0 0 100 0 0 cm /I Do Q"));
    let document = open(file.finish());
    let redacted = hide(&document, &[]);
    let read = lopdf::Document::load_mem(redacted.bytes()).unwrap();
    let images: Vec<_> = read
        .objects
        .values()
        .filter_map(|object| object.as_stream().ok())
        .filter(|stream| stream.dict.has(b"BitsPerComponent"))
        .collect();
    assert!(!images.is_empty());
    for image in images {
        // Four points beyond what a clip lets be seen may stay, and next to nothing beyond the page.
        let width = image.dict.get(b"Width").unwrap().as_i64().unwrap();
        assert!((100..=104).contains(&width), "{width}");
        assert!(!image.decompressed_content().unwrap().contains(&1));
    }
    let after = open(redacted.bytes().to_vec());
    for page in 0..2 {
        Picture::new(&document, page, 72.0).assert_same(
            &Picture::new(&after, page, 72.0),
            &[],
            0.0,
            0,
            "cut",
        );
    }
}

#[test]
fn jpeg_2000_and_jbig2_are_stored_without_loss_where_a_zone_touches_them() {
    let layout = Layout::new(64, 48, 1, 1, &Limits::default()).unwrap();
    let noise = Samples::new(layout, (0..384u32).map(|place| (place * 89 % 251) as u8).collect()).unwrap();
    let mut symbols = encode::g4(&Canvas::grey(64, 48), false);
    (symbols.filters, symbols.parms) = (vec!["JBIG2Decode"], vec!["null".into()]);
    symbols.data = jbig2::encode_generic(&noise).unwrap();
    let mut wavelets = encode::raw(&Packed::new(&Canvas::grey(20, 12), 8));
    (wavelets.filters, wavelets.parms) = (vec!["JPXDecode"], vec!["null".into()]);
    wavelets.data = jpx_files::bytes(jpx_files::GREY);
    for (image, kinds) in [
        (symbols, &[NoteKind::Jbig2StoredAsCcitt, NoteKind::Jbig2StoredAsGeneric][..]),
        (wavelets, &[NoteKind::JpxStoredAsFlate]),
    ] {
        let document = open(page_of(&image, 0, false, None));
        let zone = zone(0, [0.25, 0.25, 0.75, 0.75]);
        let redacted = hide(&document, &[zone]);
        assert!(redacted.notes().iter().all(|note| kinds.contains(&note.kind)), "{:?}", redacted.notes());
        assert_eq!(redacted.notes().len(), 1);
        let after = Picture::new(&open(redacted.bytes().to_vec()), 0, 72.0);
        after.assert_empty(&zone.rect, 0, "lossless");
        Picture::new(&document, 0, 72.0).assert_same(&after, &[zone.rect], 0.0, 0, "lossless");
        // Without a zone nothing of them changes but their comments.
        let whole = hide(&document, &[]);
        assert_eq!(whole.notes(), []);
        let (filter, heap) = (image.filters[0], everything(whole.bytes()));
        assert!(holds(&heap, filter) && !holds(&heap, "OpenJPEG"), "{filter}");
    }
}

#[test]
fn an_image_that_cannot_be_read_refuses_the_page_by_name() {
    let mut image = encode::flate(&Packed::new(&Canvas::gradient(16, 16, 1, 1), 8), Predictor::None);
    image.data = vec![0xFF; 50];
    let mut file = Pdf::new();
    file.page(&Page::a4());
    scan::page(&mut file, &image, 72);
    let document = open(file.finish());
    let plan = redact::plan(&document, vec![zone(1, ZONE)], PlanOptions::default()).unwrap();
    let error = redact::apply(&document, &plan, &RedactOptions::default()).unwrap_err();
    assert_eq!((error.code(), error.page()), (Code::CorruptedPdf, Some(1)));
}

#[test]
fn what_a_camera_wrote_beside_the_picture_is_gone() {
    let grey = Canvas::gradient(WIDTH, HEIGHT, 1, 1);
    let mut photo = encode::jpeg(&grey, &Jpeg::default());
    for (marker, content) in
        [(0xE1, &b"Exif\0\0DUPONT"[..]), (0xFE, b"DUPONT"), (0xE2, b"ICC_PROFILE\0DUPONT")]
    {
        let length = u16::try_from(content.len() + 2).unwrap().to_be_bytes();
        photo.data.splice(2..2, [&[0xFF, marker][..], &length, content].concat());
    }
    photo.data.extend(b"DUPONT");
    let mut behind = encode::flate(&Packed::new(&grey, 8), Predictor::PngMixed);
    behind.data.extend(b"DUPONT");
    let mut rows = encode::raw(&Packed::new(&grey, 8));
    rows.data.extend(b"DUPONT");
    let mut fax = encode::g4(&grey, false);
    fax.data.extend(b"DUPONT");
    for image in [photo.clone(), photo.deflated(), behind, rows, fax] {
        let document = open(page_of(&image, 0, false, None));
        for zones in [vec![], vec![zone(0, ZONE)]] {
            let redacted = hide(&document, &zones);
            assert!(!holds(&everything(redacted.bytes()), "DUPONT"), "{:?}", image.filters);
            let after = Picture::new(&open(redacted.bytes().to_vec()), 0, 72.0);
            let rects: Vec<_> = zones.iter().map(|zone| zone.rect).collect();
            Picture::new(&document, 0, 72.0).assert_same(&after, &rects, 17.0, 1, "bare");
        }
    }
}

#[test]
fn an_untouched_jpeg_keeps_its_coded_data() {
    let image = encode::jpeg(&Canvas::gradient(64, 96, 3, 6), &Jpeg::default());
    let bare = jpeg::without_metadata(&image.data).unwrap();
    let redacted = hide(&open(scan::pdf(std::slice::from_ref(&image), 72)), &[]);
    assert!(redacted.bytes().windows(bare.len()).any(|part| part == &*bare));
}

#[test]
fn four_inks_of_which_black_alone_is_whole_are_refused() {
    // No second reader knows them: nothing could be proven.
    let options = Jpeg { sampling: Sampling::R_4_2_0, ..Jpeg::default() };
    let image = encode::jpeg_cmyk(&Canvas::gradient(WIDTH, HEIGHT, 3, 2), false, &options);
    let document = open(page_of(&image, 0, false, None));
    let plan = redact::plan(&document, vec![zone(0, ZONE)], PlanOptions::default()).unwrap();
    let error = redact::apply(&document, &plan, &RedactOptions::default()).unwrap_err();
    assert_eq!((error.code(), error.page()), (Code::RedactionUnproven, Some(0)));
}
