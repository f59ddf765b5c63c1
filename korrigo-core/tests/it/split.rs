//! Splitting, through the public interface: what a half shows, what is no longer in its file, and that no
//! pixel changed on the way.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::sync::{Arc, Mutex};

use korrigo_core::Limits;
use korrigo_core::booklet::{self, CopyPlan, Mode, PlanParts, SplitPlan, Status};
use korrigo_core::codec::jbig2;
use korrigo_core::codec::samples::{Layout, Samples};
use korrigo_core::document::{Document, OpenOptions};
use korrigo_core::geometry::Rotation;
use korrigo_core::progress::Observer;
use korrigo_core::raster::{self, Colour, RasterOptions};
use korrigo_core::split::{self, CopyFile, NoteKind, SplitOptions};
use korrigo_core::{Code, Silent};
use korrigo_fixtures::canvas::Canvas;
use korrigo_fixtures::encode::{self, Image, Jpeg, Packed, Predictor};
use korrigo_fixtures::pdf::{Page, Pdf};
use korrigo_fixtures::scan;

use crate::bilevel::jpx_files;

pub(crate) fn open(pdf: Vec<u8>) -> Document {
    Document::open(Arc::new(pdf), &OpenOptions::default()).unwrap()
}

/// A plan of one copy that holds every page of the document, two-up pages as left and right.
fn plan_of(document: &Document, change: impl Fn(&mut booklet::Placement)) -> SplitPlan {
    let auto = booklet::plan(&[document.shape("scan.pdf").unwrap()], Mode::Shape).unwrap();
    let parts = auto.into_parts();
    let mut pages: Vec<_> = parts.copies.into_iter().flat_map(|copy| copy.pages).collect();
    pages.sort_by_key(|page| (page.placement.page, page.placement.half));
    pages.iter_mut().for_each(|page| change(&mut page.placement));
    let copy = CopyPlan { index: 0, status: Status::Certain, reasons: Vec::new(), candidate: None, pages };
    SplitPlan::new(PlanParts { copies: vec![copy], ..parts }).unwrap()
}

fn split(document: Document) -> CopyFile {
    let plan = plan_of(&document, |_| {});
    split::copy(&plan, 0, &[document], SplitOptions::default()).unwrap()
}

/// A page at 72 dpi, in grey: one pixel a point.
pub(crate) fn shown(document: &Document, page: usize) -> (usize, Vec<Vec<u8>>) {
    let options = RasterOptions { dpi: 72.0, colour: Colour::Grey, ..RasterOptions::default() };
    let raster = raster::page(document, page, &options).unwrap();
    let rows = raster.data.chunks_exact(raster.width as usize).map(<[u8]>::to_vec).collect();
    (raster.width as usize, rows)
}

/// Asserts that two pages of the copy, side by side, look like the sheet; `slack` pixels on either side of the
/// fold may differ, and so may every pixel by `tolerance`.
fn assert_halves(sheet: &Document, copy: &Document, slack: usize, tolerance: u8, what: &str) {
    let (width, rows) = shown(sheet, 0);
    let ((left_width, left), (right_width, right)) = (shown(copy, 0), shown(copy, 1));
    assert_eq!(left_width + right_width, width, "{what}");
    assert_eq!((left.len(), right.len()), (rows.len(), rows.len()), "{what}");
    for (y, row) in rows.iter().enumerate() {
        let joined = left[y].iter().chain(&right[y]);
        for (x, (ours, theirs)) in joined.zip(row).enumerate() {
            if x.abs_diff(left_width) > slack {
                assert!(ours.abs_diff(*theirs) <= tolerance, "{what}: {ours} for {theirs} at {x}, {y}");
            }
        }
    }
}

/// Every stream of a file, decoded, and every object, as one heap of bytes to look for needles in.
pub(crate) fn everything(pdf: &[u8]) -> Vec<u8> {
    let file = lopdf::Document::load_mem(pdf).unwrap();
    let mut heap = pdf.to_vec();
    for object in file.objects.values() {
        heap.extend(format!("{object:?}").bytes());
        if let lopdf::Object::Stream(stream) = object {
            heap.extend(stream.get_plain_content().unwrap_or_default());
        }
    }
    heap
}

pub(crate) fn holds(heap: &[u8], needle: &str) -> bool {
    let hex: String = needle.bytes().map(|byte| format!("{byte:02x}")).collect();
    let wide: Vec<u8> = needle.bytes().flat_map(|byte| [0, byte]).collect();
    let lower = heap.to_ascii_lowercase();
    [needle.to_ascii_lowercase().into_bytes(), hex.into_bytes(), wide.to_ascii_lowercase()]
        .iter()
        .any(|needle| lower.windows(needle.len()).any(|part| part == needle))
}

const WIDTH: u32 = 128;
const HEIGHT: u32 = 80;

/// One picture in every codec that can be cut, with what may differ near the fold and everywhere.
fn codecs() -> Vec<(&'static str, Image, usize, u8)> {
    let grey = Canvas::gradient(WIDTH, HEIGHT, 1, 1);
    let colour = Canvas::gradient(WIDTH, HEIGHT, 3, 2);
    let packed = |bits| Packed::new(&grey, bits);
    let jpeg = Jpeg::default();
    vec![
        ("raw", encode::raw(&packed(8)), 0, 0),
        ("raw, 16 bits", encode::raw(&packed(16)), 0, 0),
        ("raw in hexadecimal", encode::raw(&packed(8)).in_hex(), 0, 0),
        ("flate", encode::flate(&Packed::new(&colour, 8), Predictor::PngMixed), 0, 0),
        ("flate, 4 bits", encode::flate(&packed(4), Predictor::Tiff), 0, 0),
        ("flate twice", encode::flate(&packed(8), Predictor::None).deflated(), 0, 0),
        ("lzw", encode::lzw(&packed(8), Predictor::None, true), 0, 0),
        ("lzw, late change", encode::lzw(&packed(2), Predictor::Tiff, false), 0, 0),
        ("run length", encode::run_length(&packed(8)), 0, 0),
        ("indexed", encode::indexed(&grey, 4), 0, 0),
        ("group 4", encode::g4(&grey, false), 0, 0),
        ("group 4, black is 1", encode::g4(&grey, true), 0, 0),
        ("jpeg, grey", encode::jpeg(&grey, &jpeg), 0, 0),
        ("jpeg, colour", encode::jpeg(&colour, &jpeg), 2, 1),
        ("jpeg, progressive", encode::jpeg(&colour, &Jpeg { progressive: true, ..jpeg }), 2, 1),
        ("jpeg, deflated", encode::jpeg(&grey, &jpeg).deflated(), 0, 1),
    ]
}

/// A sheet that an image fills, stored turned so that it lies when shown.
pub(crate) fn sheet(image: &Image, degrees: i32) -> Pdf {
    let mut file = Pdf::new();
    // Drawn by a matrix that undoes the turn: /Rotate turns it back.
    let number = file.image(image);
    let (w, h) = (f64::from(image.width), f64::from(image.height));
    let (page, matrix) = match degrees {
        90 => (Page::new(h, w), format!("0 {w} -{h} 0 {h} 0")),
        180 => (Page::new(w, h), format!("-{w} 0 0 -{h} {w} {h}")),
        270 => (Page::new(h, w), format!("0 -{w} {h} 0 0 {w}")),
        _ => (Page::new(w, h), format!("{w} 0 0 {h} 0 0")),
    };
    let page = page.resources(&format!("/XObject << /Im0 {number} 0 R >>"));
    file.page(&page.content(format!("q {matrix} cm /Im0 Do Q")).rotate(degrees));
    file
}

#[test]
fn halves_show_what_the_sheet_shows_in_every_codec_and_turn() {
    for (name, image, slack, tolerance) in codecs() {
        for degrees in [0, 90, 180, 270] {
            let what = format!("{name}, /Rotate {degrees}");
            let document = open(sheet(&image, degrees).finish());
            let file = split(open(sheet(&image, degrees).finish()));
            assert_eq!(file.notes, [], "{what}");
            assert_halves(&document, &open(file.pdf), slack, tolerance, &what);
        }
    }
}

#[test]
fn a_crop_box_and_a_unit_change_nothing() {
    let canvas = Canvas::gradient(WIDTH, HEIGHT, 1, 5);
    let build = || {
        let mut file = Pdf::new();
        let image = encode::flate(&Packed::new(&canvas, 8), Predictor::PngMixed);
        let page = scan::image_page(&mut file, &image, 72);
        file.page(&page.crop(16.0, 8.0, 112.0, 72.0).user_unit(2.0).rotate(180));
        open(file.finish())
    };
    let file = split(build());
    let copy = open(file.pdf);
    let sizes: Vec<_> = (0..2).map(|page| copy.page(page).unwrap().geometry().displayed_size()).collect();
    assert_eq!(sizes, [(96.0, 128.0), (96.0, 128.0)], "in points: the unit is in the matrix");
    // Pixels are enlarged: next to the fold they run into each other.
    assert_halves(&build(), &copy, 2, 0, "cropped, in double units");
}

#[test]
fn text_and_lines_of_the_other_half_are_gone() {
    let build = |rotate: i32| {
        let mut file = Pdf::new();
        let page = Page::new(842.0, 595.0).rotate(rotate);
        scan::text_page(&mut file, page, "GAUCHE", "DROITE");
        scan::active_content(&mut file, "SECRETWORD");
        file.finish()
    };
    for rotate in [0, 180] {
        let document = open(build(rotate));
        let auto = booklet::plan(&[document.shape("a").unwrap()], Mode::Shape).unwrap();
        let mut parts = auto.into_parts();
        let mut pages: Vec<_> = parts.copies.iter().flat_map(|copy| copy.pages.clone()).collect();
        pages.sort_by_key(|page| page.placement.half);
        // Each half in a copy of its own.
        parts.copies = pages
            .into_iter()
            .enumerate()
            .map(|(index, page)| CopyPlan {
                index,
                status: Status::Certain,
                reasons: Vec::new(),
                candidate: None,
                pages: vec![page],
            })
            .collect();
        let plan = SplitPlan::new(parts).unwrap();
        let sources = [document];
        let halves: Vec<Vec<u8>> = (0..2)
            .map(|index| split::copy(&plan, index, &sources, SplitOptions::default()).unwrap().pdf)
            .map(|pdf| everything(&pdf))
            .collect();
        let (gauche, droite) = if rotate == 0 { (0, 1) } else { (1, 0) };
        assert!(holds(&halves[gauche], "GAUCHE") && !holds(&halves[gauche], "DROITE"), "/Rotate {rotate}");
        assert!(holds(&halves[droite], "DROITE") && !holds(&halves[droite], "GAUCHE"), "/Rotate {rotate}");
        for heap in &halves {
            assert!(!holds(heap, "SECRETWORD"));
        }
    }
}

#[test]
fn forms_are_cut_like_the_page() {
    let mut file = Pdf::new();
    let font = file.font("Helvetica");
    let resources = format!("/Font << /F1 {font} 0 R >>");
    let text = "BT /F1 20 Tf 20 20 Td (GAUCHE) Tj ET BT /F1 20 Tf 220 20 Td (DROITE) Tj ET";
    let inner = file.form([0.0, 0.0, 400.0, 100.0], &resources, "", text);
    let outer = format!("/XObject << /Fx {inner} 0 R >>");
    let outer = file.form([0.0, 0.0, 400.0, 100.0], &outer, "", "/Fx Do");
    let page = Page::new(400.0, 100.0).resources(&format!("/XObject << /Fx {outer} 0 R >>"));
    file.page(&page.content("/Fx Do"));
    let document = open(file.finish());
    let plan = plan_of(&document, |_| {});
    let copy = split::copy(&plan, 0, &[document], SplitOptions::default()).unwrap();
    let heap = everything(&copy.pdf);
    assert!(holds(&heap, "GAUCHE") && holds(&heap, "DROITE"));
    let read = lopdf::Document::load_mem(&copy.pdf).unwrap();
    for object in read.objects.values() {
        let lopdf::Object::Stream(stream) = object else { continue };
        let content = stream.get_plain_content().unwrap_or_else(|_| stream.content.clone());
        assert!(!(holds(&content, "GAUCHE") && holds(&content, "DROITE")), "one form holds both halves");
    }
}

#[test]
fn an_image_and_its_soft_mask_are_cut_together() {
    let canvas = Canvas::gradient(WIDTH, HEIGHT, 1, 9);
    let build = |mask_scale: u32| {
        let mut file = Pdf::new();
        let alpha = Canvas::gradient(WIDTH * mask_scale, HEIGHT * mask_scale, 1, 77);
        let mask = file.image(&encode::flate(&Packed::new(&alpha, 8), Predictor::PngMixed));
        let image = encode::flate(&Packed::new(&canvas, 8), Predictor::None);
        scan::page(&mut file, &image.with(&format!("/SMask {mask} 0 R")), 72);
        open(file.finish())
    };
    for scale in [1, 3] {
        let file = split(build(scale));
        // The renderer may resample a mask of another size: a grey or two.
        let tolerance = if scale == 1 { 1 } else { 12 };
        assert_halves(&build(scale), &open(file.pdf), 1, tolerance, &format!("mask of {scale}"));
    }
}

#[test]
fn a_mixed_raster_page_keeps_the_layers_it_needs() {
    let canvas = scan::note(800, 400, 3);
    let build = || {
        let mut file = Pdf::new();
        scan::mixed_raster_page(&mut file, &canvas, 50, 144);
        file.finish()
    };
    let source = build();
    let file = split(open(build()));
    let images = |pdf: &[u8]| {
        let read = lopdf::Document::load_mem(pdf).unwrap();
        let streams = read.objects.values().filter_map(|object| object.as_stream().ok());
        streams.filter(|stream| stream.dict.get(b"Subtype").is_ok_and(|name| *name == "Image".into())).count()
    };
    // The fold runs through the middle column of five: its ten masks and the background are cut in two.
    assert_eq!((images(&source), images(&file.pdf)), (51, 62));
    assert!(file.pdf.len() <= source.len() * 102 / 100 + 4096, "{} for {}", file.pdf.len(), source.len());
    assert_halves(&open(source), &open(file.pdf), 2, 2, "mixed raster");
}

#[test]
fn a_skewed_half_is_turned_by_its_matrix_and_keeps_its_pixels() {
    let canvas = Canvas::gradient(400, 300, 1, 4);
    let build = || {
        let mut file = Pdf::new();
        scan::page(&mut file, &encode::flate(&Packed::new(&canvas, 8), Predictor::PngMixed), 72);
        open(file.finish())
    };
    let document = build();
    let plan = plan_of(&document, |placement| placement.skew_deg = 3.0);
    let straight = split::copy(&plan, 0, &[document], SplitOptions::default()).unwrap();
    let copy = open(straight.pdf);
    let (width, height) = copy.page(0).unwrap().geometry().displayed_size();
    assert!(width > 200.0 && width < 230.0 && height > 300.0 && height < 315.0, "{width} x {height}");
    let mut as_scanned = SplitOptions::default();
    as_scanned.straighten = false;
    let slanted = split::copy(&plan, 0, &[build()], as_scanned).unwrap();
    // The line leans by 3 degrees over 300 points: by 8 to either side of the middle.
    let (width, height) = open(slanted.pdf).page(0).unwrap().geometry().displayed_size();
    assert!((width - 207.86).abs() < 0.01 && height == 300.0, "{width} x {height}");
}

#[test]
fn the_same_scan_gives_the_same_bytes() {
    let canvas = scan::note(400, 200, 8);
    let build = || {
        let mut file = Pdf::new();
        scan::mixed_raster_page(&mut file, &canvas, 20, 144);
        scan::soft_mask_page(&mut file, &canvas, 144);
        open(file.finish())
    };
    assert_eq!(split(build()), split(build()));
}

#[test]
fn an_image_that_is_kept_whole_keeps_its_bytes() {
    let image = encode::jpeg(&Canvas::gradient(64, 96, 3, 6), &Jpeg::default());
    for filtered in [image.clone(), image.clone().in_hex(), image.deflated()] {
        let file = split(open(scan::pdf(std::slice::from_ref(&filtered), 72)));
        assert!(file.pdf.windows(filtered.data.len()).any(|part| part == filtered.data));
    }
}

#[test]
fn a_truncated_jpeg_is_shown_as_far_as_it_goes_and_noted() {
    let mut image = encode::jpeg(&Canvas::gradient(128, 80, 1, 6), &Jpeg::default());
    image.data.truncate(image.data.len() * 2 / 3);
    let file = split(open(scan::pdf(&[image], 72)));
    let kinds: Vec<_> = file.notes.iter().map(|note| (note.page, note.kind)).collect();
    let damaged = NoteKind::DamagedImageStoredAsFlate;
    assert_eq!(kinds, [(0, damaged), (1, damaged)]);
    let pdf = lopdf::Document::load_mem(&file.pdf).unwrap();
    let streams = pdf.objects.values().filter_map(|object| object.as_stream().ok());
    let images: Vec<_> = streams.filter(|stream| stream.dict.has(b"BitsPerComponent")).collect();
    assert_eq!(images.len(), 2);
    for image in images {
        let number = |key: &[u8]| image.dict.get(key).unwrap().as_i64().unwrap();
        let bytes = number(b"Width") * number(b"Height") * number(b"BitsPerComponent") / 8;
        assert_eq!(image.decompressed_content().unwrap().len() as i64, bytes);
    }
}

#[test]
fn an_image_that_nobody_can_read_refuses_the_copy() {
    let mut image = encode::jpeg(&Canvas::gradient(128, 80, 1, 6), &Jpeg::default());
    image.data = b"no picture".to_vec();
    let document = open(scan::pdf(&[image], 72));
    let plan = plan_of(&document, |_| {});
    let error = split::copy(&plan, 0, &[document], SplitOptions::default()).unwrap_err();
    assert_eq!((error.code(), error.page()), (Code::CorruptedPdf, Some(0)));
}

/// A picture whose frame header says something that no codec here cuts, or that arithmetic codes follow.
fn odd_jpeg(offset: usize, value: u8) -> Image {
    let mut image = encode::jpeg(&Canvas::gradient(WIDTH, HEIGHT, 1, 6), &Jpeg::default());
    let frame = image.data.windows(2).position(|pair| pair == [0xFF, 0xC0]).unwrap();
    image.data[frame + offset] = value;
    image
}

#[test]
fn a_page_that_cannot_be_cut_is_kept_whole_when_that_is_wanted() {
    let mut keep = SplitOptions::default();
    keep.keep_uncut = true;
    let sound = encode::jpeg(&Canvas::gradient(WIDTH, HEIGHT, 1, 6), &Jpeg::default());
    for (name, odd) in [("12 bits", odd_jpeg(4, 12)), ("arithmetic", odd_jpeg(1, 0xC9))] {
        let document = open(scan::pdf(&[sound.clone(), odd.clone(), sound.clone()], 72));
        let plan = plan_of(&document, |_| {});
        let sheets = [document];
        let refused = split::copy(&plan, 0, &sheets, SplitOptions::default()).unwrap_err();
        assert_eq!((refused.detail(), refused.page()), (Some("jpeg.unsupported"), Some(1)), "{name}");
        let file = split::copy(&plan, 0, &sheets, keep).unwrap();
        let notes: Vec<_> =
            file.notes.iter().map(|note| (note.page, note.kind, note.cause.as_deref())).collect();
        let whole = |page| (page, NoteKind::KeptWhole, Some("jpeg.unsupported"));
        assert_eq!(notes, [whole(2), whole(3)], "{name}");
        assert!(file.pdf.windows(odd.data.len()).any(|part| part == odd.data), "{name}: untouched");
        let copy = open(file.pdf);
        let widths: Vec<_> = (0..6).map(|page| shown(&copy, page).0).collect();
        let (half, all) = (WIDTH as usize / 2, WIDTH as usize);
        assert_eq!(widths, [half, half, all, all, half, half], "{name}");
        assert_halves(&sheets[0], &copy, 0, 0, name);
    }
}

#[test]
fn a_page_without_readable_content_is_kept_when_that_is_wanted() {
    let mut file = Pdf::new();
    let content = file.stream("/Filter /FlateDecode", b"no Flate at all");
    file.page(&Page::new(200.0, 100.0).extra(&format!("/Contents {content} 0 R")));
    let document = open(file.finish());
    let plan = plan_of(&document, |_| {});
    let mut keep = SplitOptions::default();
    keep.keep_uncut = true;
    let file = split::copy(&plan, 0, &[document], keep).unwrap();
    let notes: Vec<_> = file.notes.iter().map(|note| (note.page, note.kind)).collect();
    let kinds = [NoteKind::DamagedContentLeftOut, NoteKind::KeptWhole];
    assert_eq!(notes, [(0, kinds[0]), (0, kinds[1]), (1, kinds[0]), (1, kinds[1])]);
    assert!(file.notes.iter().all(|note| note.cause.as_deref() == Some("flate.damaged")));
}

/// The header of an ICC profile (ISO 15076-1, 7.2) for greys, and not one tag.
pub(crate) fn grey_profile() -> Vec<u8> {
    let mut profile = vec![0; 132];
    for (place, word) in
        [(0, &[0, 0, 0, 132]), (8, &[4, 0, 0, 0]), (12, b"scnr"), (16, b"GRAY"), (20, b"XYZ "), (36, b"acsp")]
    {
        profile[place..place + 4].copy_from_slice(word);
    }
    profile
}

#[test]
fn jpeg_2000_on_the_fold_keeps_every_sample_and_its_profile() {
    let image = |digits: &str, space: &str| {
        let mut image = encode::raw(&Packed::new(&Canvas::gradient(20, 12, 1, 1), 8));
        (image.filters, image.parms) = (vec!["JPXDecode"], vec!["null".into()]);
        image.data = jpx_files::bytes(digits);
        image.in_space(space)
    };
    let profiled = {
        let mut image = image(jpx_files::GREY, "null");
        // The colour box (ISO/IEC 15444-1, I.5.3.3) with a profile instead of a number.
        let profile = grey_profile();
        let at = image.data.windows(4).position(|word| word == b"colr").unwrap() - 4;
        let size = u32::try_from(11 + profile.len()).unwrap();
        let box_ = [&size.to_be_bytes()[..], b"colr\x02\0\0", &profile].concat();
        image.data.splice(at..at + 15, box_);
        let head = image.data.windows(4).position(|word| word == b"jp2h").unwrap() - 4;
        let grown = u32::from_be_bytes(image.data[head..head + 4].try_into().unwrap()) + size - 15;
        image.data[head..head + 4].copy_from_slice(&grown.to_be_bytes());
        image
    };
    // The formulas that the files were made by.
    let rgb = |x: u32, y: u32, component: u32| [11 * x, 19 * y, x * y][component as usize] as u8;
    let grey = |x: u32, y: u32| (11 * x + 7 * y) as u8;
    for (image, components, has_profile) in [
        (image(jpx_files::GREY, "/DeviceGray"), 1, false),
        (image(jpx_files::RGB_TILES, "/DeviceRGB"), 3, false),
        (profiled, 1, true),
    ] {
        let file = split(open(sheet(&image, 0).finish()));
        assert!(file.notes.iter().all(|note| note.kind == NoteKind::JpxStoredAsFlate));
        let pdf = lopdf::Document::load_mem(&file.pdf).unwrap();
        let mut left = 0;
        for page in pdf.get_pages().into_values() {
            let images = pdf.get_page_resources(page).unwrap().0.unwrap().get(b"XObject").unwrap();
            let cut = images.as_dict().unwrap().iter().next().unwrap().1.as_reference().unwrap();
            let stream = pdf.get_object(cut).unwrap().as_stream().unwrap();
            let number = |key: &[u8]| stream.dict.get(key).unwrap().as_i64().unwrap() as u32;
            let (width, bits) = (number(b"Width"), number(b"BitsPerComponent"));
            assert_eq!(bits, 8);
            let samples = stream.decompressed_content().unwrap();
            assert_eq!(samples.len() as u32, width * 12 * components);
            for (place, sample) in (0u32..).zip(&samples) {
                let (pixel, component) = (place / components, place % components);
                let (x, y) = (left + pixel % width, pixel / width);
                assert_eq!(*sample, if components == 3 { rgb(x, y, component) } else { grey(x, y) });
            }
            left += width;
            let space = stream.dict.get(b"ColorSpace").unwrap();
            assert_eq!(space.as_array().is_ok(), has_profile, "{space:?}");
            if let Ok([_, profile]) = space.as_array().map(Vec::as_slice) {
                let profile = pdf.get_object(profile.as_reference().unwrap()).unwrap().as_stream().unwrap();
                assert_eq!(profile.content, grey_profile());
            }
        }
        assert_eq!(left, 20);
    }
}

#[test]
fn an_encrypted_scan_is_written_in_the_clear() {
    let image = encode::flate(&Packed::new(&Canvas::gradient(WIDTH, HEIGHT, 1, 5), 8), Predictor::PngMixed);
    let plain = scan::pdf(&[image], 72);
    let mut file = lopdf::Document::load_mem(&plain).unwrap();
    let id = lopdf::Object::string_literal("0123456789abcdef");
    file.trailer.set("ID", vec![id.clone(), id]);
    let version = lopdf::EncryptionVersion::V2 {
        document: &file,
        owner_password: "owner",
        user_password: "",
        key_length: 128,
        permissions: lopdf::Permissions::all(),
    };
    let state = lopdf::EncryptionState::try_from(version).unwrap();
    file.encrypt(&state).unwrap();
    let mut locked = Vec::new();
    file.save_to(&mut locked).unwrap();
    let copy = open(split(open(locked)).pdf);
    assert_halves(&open(plain), &copy, 0, 0, "encrypted");
}

#[test]
fn an_annotation_becomes_part_of_its_half() {
    let build = || {
        let mut file = Pdf::new();
        let stamp = file.form([0.0, 0.0, 10.0, 10.0], "", "", "0 0 1 rg 0 0 10 10 re f");
        let entries = |rect: &str, flags: u8| {
            format!(
                "<< /Type /Annot /Subtype /Stamp /Rect [{rect}] /F {flags} /AP << /N {stamp} 0 R >> /Contents (SECRETWORD) >>"
            )
        };
        let (left, hidden) = (file.add(entries("10 10 40 40", 4)), file.add(entries("110 10 140 40", 2)));
        let bare = file.add("<< /Type /Annot /Subtype /Text /Rect [110 50 130 70] /Contents (SECRETWORD) >>");
        let page = Page::new(200.0, 100.0).extra(&format!("/Annots [{left} 0 R {hidden} 0 R {bare} 0 R]"));
        file.page(&page.content("0.9 g 0 0 200 100 re f"));
        open(file.finish())
    };
    let file = split(build());
    assert!(!holds(&everything(&file.pdf), "SECRETWORD"));
    assert_eq!(file.notes[0].kind, NoteKind::AnnotationWithoutAppearance);
    let copy = open(file.pdf);
    let ((_, left), (_, right)) = (shown(&copy, 0), shown(&copy, 1));
    assert!(left[75][25] < 100, "the stamp is drawn: {}", left[75][25]);
    assert!(left[50][80] > 200 && right.iter().flatten().all(|pixel| *pixel > 200), "and nothing else");
}

#[test]
fn a_field_with_a_value_that_nobody_draws_is_noted() {
    let split = |field: &str, parent: &str| {
        let mut file = Pdf::new();
        let parent = file.add(format!("<< {parent} >>"));
        let field =
            file.add(format!("<< /Subtype /Widget /Rect [10 10 40 40] /Parent {parent} 0 R {field} >>"));
        let page = Page::new(200.0, 100.0).extra(&format!("/Annots [{field} 0 R]"));
        file.page(&page.content("0 0 200 100 re f"));
        split(open(file.finish())).notes
    };
    for (field, parent) in [("/FT /Tx /V (x = 3)", ""), ("", "/FT /Ch /V (x = 3)"), ("/V [(a)]", "/FT /Ch")] {
        let notes = split(field, parent);
        assert!(!notes.is_empty() && notes.iter().all(|note| note.kind == NoteKind::FieldWithoutAppearance));
        assert!(notes[0].kind.needs_a_person());
    }
    for (field, parent) in
        [("/FT /Tx /V ()", ""), ("", "/FT /Btn /V /Yes"), ("/V << >>", "/FT /Sig"), ("", "")]
    {
        assert_eq!(split(field, parent), [], "{field} {parent}");
    }
}

#[test]
fn a_stamp_that_does_not_turn_stands_upright_at_its_corner() {
    // Displayed, the corner (50, 60) of user space is at (60, 50); the stamp is 40 wide and 20 high.
    for (flags, dark, light) in [(4, (50, 80), (80, 60)), (4 + 16, (80, 60), (50, 80))] {
        let mut file = Pdf::new();
        let stamp = file.form([0.0, 0.0, 40.0, 20.0], "", "", "0 0 40 20 re f");
        let stamp = file
            .add(format!("<< /Subtype /Stamp /Rect [50 40 90 60] /F {flags} /AP << /N {stamp} 0 R >> >>"));
        let page = Page::new(200.0, 100.0).extra(&format!("/Annots [{stamp} 0 R]"));
        file.page(&page.content("0 0 0 0 re f").rotate(90));
        let (_, rows) = shown(&open(split(open(file.finish())).pdf), 0);
        assert!(rows[dark.1][dark.0] < 50 && rows[light.1][light.0] > 200, "flags {flags}");
    }
}

#[test]
fn an_annotation_in_a_hidden_layer_stays_hidden() {
    let build = |layer: &str| {
        let mut file = Pdf::new();
        let (on, off) = (file.add("<< /Type /OCG /Name (a) >>"), file.add("<< /Type /OCG /Name (b) >>"));
        file.catalog(&format!("/OCProperties << /OCGs [{on} 0 R {off} 0 R] /D << /OFF [{off} 0 R] >> >>"));
        let layer = if layer == "on" { on } else { off };
        let stamp = file.form([0.0, 0.0, 10.0, 10.0], "", "", "0 0 10 10 re f");
        let stamp = file.add(format!(
            "<< /Subtype /Stamp /Rect [10 10 40 40] /F 4 /OC {layer} 0 R /AP << /N {stamp} 0 R >> >>"
        ));
        file.page(
            &Page::new(200.0, 100.0)
                .extra(&format!("/Annots [{stamp} 0 R]"))
                .content("0.9 g 3 0 0 3 50 0 cm 0 0 0 0 re f"),
        );
        open(file.finish())
    };
    for (layer, dark) in [("on", true), ("off", false)] {
        let copy = open(split(build(layer)).pdf);
        assert_eq!(shown(&copy, 0).1[75][25] < 100, dark, "{layer}");
    }
}

#[test]
fn apply_hands_out_every_copy_and_stops_when_told() {
    struct Stop;
    impl Observer for Stop {
        fn is_cancelled(&self) -> bool {
            true
        }
    }
    let image = encode::jpeg(&Canvas::gradient(64, 96, 1, 6), &Jpeg::default());
    let sources = [open(scan::pdf(&vec![image; 6], 72))];
    let shape = sources[0].shape("a").unwrap();
    let plan = booklet::plan(&[shape], Mode::Fixed(2.try_into().unwrap())).unwrap();
    let seen = Mutex::new(Vec::new());
    let sink = |file: CopyFile| {
        seen.lock().unwrap().push((file.index, file.pages.len()));
        Ok(())
    };
    split::apply(&plan, &sources, SplitOptions::default(), &Silent, &sink).unwrap();
    let mut seen = seen.into_inner().unwrap();
    seen.sort_unstable();
    assert_eq!(seen, [(0, 2), (1, 2), (2, 2)]);
    split::each(&plan, &sources, SplitOptions::default(), &Silent, &|pending| {
        let mut out = Vec::new();
        let written = pending.write(&mut out)?;
        let copy = split::copy(&plan, pending.index(), &sources, SplitOptions::default())?;
        assert!(out == copy.pdf, "the same bytes, wherever they go");
        assert_eq!((written.bytes, written.pages), (out.len() as u64, copy.pages.clone()));
        let part = pending.part(1..9);
        assert_eq!(part.file()?.pages, copy.pages[1..]);
        assert_eq!(open(part.file()?.pdf).page_count(), 1);
        Ok(())
    })
    .unwrap();
    let stopped = split::apply(&plan, &sources, SplitOptions::default(), &Stop, &|_| Ok(()));
    assert_eq!(stopped.unwrap_err().code(), Code::Cancelled);
}

#[test]
fn other_sources_than_the_plans_are_refused() {
    let scan_of = |seed| {
        let image = encode::jpeg(&Canvas::gradient(64, 96, 1, seed), &Jpeg::default());
        open(scan::pdf(&[image], 72))
    };
    let plan = plan_of(&scan_of(1), |_| {});
    let options = SplitOptions::default();
    assert!(split::copy(&plan, 0, &[scan_of(1)], options).is_ok());
    assert_eq!(split::copy(&plan, 0, &[scan_of(2)], options).unwrap_err().code(), Code::PlanInvalid);
    assert_eq!(split::copy(&plan, 0, &[], options).unwrap_err().code(), Code::PlanInvalid);
    assert_eq!(split::copy(&plan, 1, &[scan_of(1)], options).unwrap_err().code(), Code::NotFound);
    assert_eq!(split::review_page(&plan, 0, &[scan_of(1)], options).unwrap_err().code(), Code::NotFound);
}

#[test]
fn a_turn_of_the_plan_is_a_turn_of_the_page() {
    let image = encode::flate(&Packed::new(&Canvas::gradient(60, 90, 1, 6), 8), Predictor::PngMixed);
    let build = || open(scan::pdf(std::slice::from_ref(&image), 72));
    let plan = plan_of(&build(), |placement| placement.rotate = Rotation::D90);
    let copy = open(split::copy(&plan, 0, &[build()], SplitOptions::default()).unwrap().pdf);
    let ((_, upright), (width, turned)) = (shown(&build(), 0), shown(&copy, 0));
    assert_eq!((width, turned.len()), (90, 60));
    for (y, row) in upright.iter().enumerate() {
        for (x, pixel) in row.iter().enumerate() {
            assert_eq!(turned[x][89 - y], *pixel);
        }
    }
}

#[test]
fn a_copy_of_a_copy_shows_the_same() {
    let image = encode::g4(&scan::note(WIDTH, HEIGHT, 4), false);
    let first = split(open(scan::pdf(&[image], 72)));
    // Each half is now a page of its own, taller than wide: it is copied whole.
    let second = split(open(first.pdf.clone()));
    for page in 0..2 {
        assert_eq!(shown(&open(first.pdf.clone()), page), shown(&open(second.pdf.clone()), page));
    }
}

#[test]
fn jbig2_on_the_fold_stays_bilevel_and_is_noted() {
    let canvas = scan::note(WIDTH, HEIGHT, 4);
    let packed = Packed::new(&canvas, 1);
    let layout = Layout::new(WIDTH, HEIGHT, 1, 1, &Limits::default()).unwrap();
    let data = jbig2::encode_generic(&Samples::new(layout, encode::raw(&packed).data).unwrap()).unwrap();
    let image =
        Image { filters: vec!["JBIG2Decode"], parms: vec!["null".into()], data, ..encode::raw(&packed) };
    let build = || open(scan::pdf(std::slice::from_ref(&image), 72));
    let file = split(build());
    let stored = [NoteKind::Jbig2StoredAsCcitt, NoteKind::Jbig2StoredAsGeneric];
    assert_eq!(file.notes.len(), 2);
    assert!(file.notes.iter().all(|note| stored.contains(&note.kind)));
    assert_halves(&build(), &open(file.pdf), 0, 0, "jbig2");
}

#[test]
fn an_inline_image_on_the_fold_is_cut() {
    let build = || {
        let mut file = Pdf::new();
        let rows: Vec<u8> = (0..20u8).flat_map(|y| (0..40u8).map(move |x| x * 6 + y % 4)).collect();
        let mut content = b"q 40 0 0 20 20 5 cm BI /W 40 /H 20 /CS /G /BPC 8 ID ".to_vec();
        content.extend(rows);
        content.extend(b"\nEI Q");
        file.page(&Page::new(80.0, 30.0).content(content));
        open(file.finish())
    };
    let file = split(build());
    let read = lopdf::Document::load_mem(&file.pdf).unwrap();
    let images = read.objects.values().filter_map(|object| object.as_stream().ok());
    let widths: Vec<i64> =
        images.filter_map(|stream| stream.dict.get(b"Width").ok()?.as_i64().ok()).collect();
    assert_eq!(widths, [20, 20]);
    assert_halves(&build(), &open(file.pdf), 0, 0, "inline image");
}

#[test]
fn forms_find_in_the_page_what_their_own_resources_lack() {
    let build = |complete: bool| {
        let mut file = Pdf::new();
        let font = file.font("Helvetica");
        let picture = file.image(&encode::raw(&Packed::new(&Canvas::gradient(40, 30, 1, 3), 8)));
        let shared = format!("/Font << /F1 {font} 0 R >> /XObject << /Im {picture} 0 R");
        let all = if complete { format!("/Resources << {shared} >> >>") } else { String::new() };
        let bare = format!("/Type /XObject /Subtype /Form /BBox [0 0 400 100] {all}");
        let text = "q 40 0 0 30 30 40 cm /Im Do Q BT /F1 20 Tf 20 20 Td (GAUCHE) Tj 200 0 Td (DROITE) Tj ET";
        let inner = file.stream(&bare, text.as_bytes());
        // It names one thing, draws two more, and a form that names nothing.
        let own = if complete { shared.clone() } else { "/XObject <<".to_owned() };
        let drawing = "/Inner Do BT /F1 20 Tf 20 75 Td (HAUT) Tj ET q 40 0 0 30 270 40 cm /Im Do Q";
        let own = format!("{own} /Inner {inner} 0 R >>");
        let outer = file.form([0.0, 0.0, 400.0, 100.0], &own, "", drawing);
        let page = Page::new(400.0, 100.0).resources(&format!("{shared} /Fx {outer} 0 R >>"));
        file.page(&page.content("/Fx Do"));
        open(file.finish())
    };
    let file = split(build(false));
    let heap = everything(&file.pdf);
    assert!(["GAUCHE", "DROITE", "HAUT"].iter().all(|text| holds(&heap, text)));
    // The renderer looks no further than the form: what we write needs no better reader.
    assert_halves(&build(true), &open(file.pdf), 1, 1, "forms without resources");
}

#[test]
fn text_in_a_font_that_is_not_there_stays() {
    let build = |fonts: &str| {
        let mut file = Pdf::new();
        let (font, other) = (file.font("Helvetica"), file.add("<< /Type /Page >>"));
        let fonts = fonts.replace("FONT", &font.to_string()).replace("OTHER", &other.to_string());
        let text = "BT /F1 20 Tf 20 20 Td (GAUCHE) Tj 200 0 Td (DROITE) Tj ET";
        file.page(&Page::new(400.0, 100.0).resources(&fonts).content(text));
        open(file.finish())
    };
    for (name, fonts) in [
        ("none", ""),
        ("dangling", "/Font << /F1 99 0 R >>"),
        ("a number", "/Font << /F1 7 >>"),
        ("no font", "/Font << /F1 OTHER 0 R >>"),
    ] {
        let file = split(build(fonts));
        let heap = everything(&file.pdf);
        assert!(holds(&heap, "GAUCHE") && holds(&heap, "DROITE"), "{name}");
        assert_halves(&build("/Font << /F1 FONT 0 R >>"), &open(file.pdf), 1, 1, name);
    }
}

#[test]
fn a_damaged_form_is_left_out_and_noted() {
    let build = |form: &[u8]| {
        let mut file = Pdf::new();
        let form = file.stream("/Subtype /Form /BBox [0 0 400 100] /Filter /FlateDecode", form);
        let page = Page::new(400.0, 100.0).resources(&format!("/XObject << /Fx {form} 0 R >>"));
        file.page(&page.content("0.5 g 20 20 200 50 re f /Fx Do 0 g 250 20 100 50 re f"));
        open(file.finish())
    };
    let damaged = b"no Flate at all";
    let file = split(build(damaged));
    let kinds: Vec<_> = file.notes.iter().map(|note| (note.page, note.kind)).collect();
    let left_out = NoteKind::DamagedContentLeftOut;
    assert_eq!(kinds, [(0, left_out), (1, left_out)]);
    assert_halves(&build(damaged), &open(file.pdf), 1, 1, "damaged form");
}

#[test]
fn a_page_of_which_no_content_can_be_read_is_refused() {
    let build = |parts: [(&str, &[u8]); 2]| {
        let mut file = Pdf::new();
        let parts = parts.map(|(entries, data)| file.stream(entries, data));
        let all = format!("/Contents [{} 0 R {} 0 R]", parts[0], parts[1]);
        file.page(&Page::new(400.0, 100.0).extra(&all));
        open(file.finish())
    };
    let (damaged, plain) = (("/Filter /FlateDecode", &b"no Flate"[..]), ("", &b"0 0 400 100 re f"[..]));
    let file = split(build([damaged, plain]));
    assert!(file.notes.iter().any(|note| note.kind == NoteKind::DamagedContentLeftOut));
    assert_halves(&build([damaged, plain]), &open(file.pdf), 1, 1, "one part of two");
    let document = build([damaged, damaged]);
    let plan = plan_of(&document, |_| {});
    let error = split::copy(&plan, 0, &[document], SplitOptions::default()).unwrap_err();
    assert_eq!((error.code(), error.page()), (Code::CorruptedPdf, Some(0)));
}
