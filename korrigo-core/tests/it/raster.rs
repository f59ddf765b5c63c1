//! Pixels of pages: both ways to them, every turn, box and unit, limits, hostile pages, and the files.
#![expect(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on fails")]

use std::sync::Arc;

use korrigo_core::document::{Document, OpenOptions};
use korrigo_core::geometry::{NormalizedRect, Rotation};
use korrigo_core::raster::{self, Colour, Format, Raster, RasterOptions};
use korrigo_core::{Code, Limits};
use korrigo_fixtures::canvas::{BLACK, Canvas};
use korrigo_fixtures::encode::{self, Image, Jpeg, Packed, Predictor};
use korrigo_fixtures::pdf::{Page, Pdf};
use korrigo_fixtures::{damage, scan};

const DPI: u32 = 144;

/// Columns and rows of marks, in pixels of the stored image.
const MARKS: [(u32, u32); 4] = [(60, 80), (250, 100), (90, 400), (220, 330)];
const MARK_SIDE: u32 = 14;

fn open(pdf: Vec<u8>) -> Document {
    open_within(pdf, Limits::default())
}

fn open_within(pdf: Vec<u8>, limits: Limits) -> Document {
    Document::open(Arc::new(pdf), &OpenOptions { limits, ..OpenOptions::default() }).unwrap()
}

fn marked(components: u8) -> Canvas {
    let mut canvas = if components == 1 { Canvas::grey(320, 480) } else { Canvas::rgb(320, 480) };
    for (x, y) in MARKS {
        canvas.fill(x, y, MARK_SIDE, MARK_SIDE, BLACK);
    }
    canvas
}

fn codecs() -> Vec<(&'static str, Image)> {
    let sharp = Jpeg { quality: 95, ..Jpeg::default() };
    vec![
        ("jpeg grey", encode::jpeg(&marked(1), &sharp)),
        ("jpeg colour", encode::jpeg(&marked(3), &sharp)),
        ("g4", encode::g4(&marked(1), false)),
        ("flate grey", encode::flate(&Packed::new(&marked(1), 8), Predictor::PngMixed)),
        ("flate colour", encode::flate(&Packed::new(&marked(3), 8), Predictor::Tiff)),
        ("flate 4 bits", encode::flate(&Packed::new(&marked(1), 4), Predictor::None)),
        ("lzw 16 bits", encode::lzw(&Packed::new(&marked(1), 16), Predictor::None, true)),
        ("indexed", encode::indexed(&marked(3), 4)),
        ("cmyk", encode::jpeg_cmyk(&marked(3), true, &sharp)),
        ("upside down grey", {
            let mut inverted = marked(1);
            inverted.data.iter_mut().for_each(|sample| *sample = 255 - *sample);
            encode::raw(&Packed::new(&inverted, 8)).with("/Decode [1 0]")
        }),
    ]
}

/// A page that the image fills, cropped or not. With `ink` there is also a hairline in a corner, so that
/// the page is no scan and has to be drawn.
fn page_of(image: &Image, degrees: i32, crop: Option<[f64; 4]>, unit: f64, ink: bool) -> Document {
    let mut file = Pdf::new();
    let mut page = scan::image_page(&mut file, image, DPI).rotate(degrees).user_unit(unit);
    page.crop = crop;
    if ink {
        page = page.content("0.9 g 158 0 2 2 re f");
    }
    file.page(&page);
    open(file.finish())
}

/// Where a point of the stored image is displayed, from 0 to 1: by hand, not by the geometry under test.
fn displayed(x: f64, y: f64, degrees: i32, crop: Option<[f64; 4]>) -> (f64, f64) {
    let (user_x, user_y) = (x * 0.5, 240.0 - y * 0.5);
    let [left, bottom, right, top] = crop.unwrap_or([0.0, 0.0, 160.0, 240.0]);
    let (x, y) = ((user_x - left) / (right - left), (top - user_y) / (top - bottom));
    match degrees {
        90 => (1.0 - y, x),
        180 => (1.0 - x, 1.0 - y),
        270 => (y, 1.0 - x),
        _ => (x, y),
    }
}

/// The centre of the ink within `reach` pixels of a point.
fn centre_of_ink(raster: &Raster, x: f64, y: f64, reach: f64) -> Option<(f64, f64)> {
    let (mut sum, mut at) = (0.0, (0.0, 0.0));
    for row in (y - reach).max(0.0) as u32..((y + reach) as u32).min(raster.height) {
        for column in (x - reach).max(0.0) as u32..((x + reach) as u32).min(raster.width) {
            let pixel = (row * raster.width + column) as usize * raster.colour.channels();
            let ink = f64::from(255 - raster.data[pixel]);
            let ink = if ink > 40.0 { ink } else { 0.0 };
            sum += ink;
            at = (at.0 + ink * (f64::from(column) + 0.5), at.1 + ink * (f64::from(row) + 0.5));
        }
    }
    (sum > 255.0).then(|| (at.0 / sum, at.1 / sum))
}

fn check_marks(raster: &Raster, degrees: i32, crop: Option<[f64; 4]>, reach: f64, what: &str) {
    for (x, y) in MARKS {
        let half = f64::from(MARK_SIDE) / 2.0;
        let (x, y) = displayed(f64::from(x) + half, f64::from(y) + half, degrees, crop);
        let (x, y) = (x * f64::from(raster.width), y * f64::from(raster.height));
        let found =
            centre_of_ink(raster, x, y, reach).unwrap_or_else(|| panic!("{what}: no mark at {x}, {y}"));
        let off = (found.0 - x).abs().max((found.1 - y).abs());
        assert!(off < 0.5, "{what}: the mark of {x}, {y} is at {found:?}");
    }
}

#[test]
fn marks_land_where_they_are_displayed_both_ways() {
    for (name, image) in codecs() {
        for degrees in [0, 90, 180, 270] {
            for crop in [None, Some([20.0, 25.0, 150.0, 220.0])] {
                for (ink, colour) in [(false, Colour::Grey), (false, Colour::Rgb), (true, Colour::Rgb)] {
                    let what = format!("{name}, /Rotate {degrees}, crop {crop:?}, ink {ink}, {colour:?}");
                    let document = page_of(&image, degrees, crop, 1.0, ink);
                    let options = RasterOptions { dpi: 67.0, colour, ..RasterOptions::default() };
                    let raster =
                        raster::page(&document, 0, &options).unwrap_or_else(|e| panic!("{what}: {e}"));
                    check_marks(&raster, degrees, crop, 7.0, &what);
                }
            }
        }
    }
}

#[test]
fn sizes_follow_unit_box_and_turn() {
    let image = encode::g4(&marked(1), false);
    for unit in [0.5, 1.0, 3.0] {
        for ink in [false, true] {
            let document = page_of(&image, 90, Some([20.0, 25.0, 150.0, 220.0]), unit, ink);
            let options = RasterOptions { dpi: 100.0 / unit, ..RasterOptions::default() };
            let raster = raster::page(&document, 0, &options).unwrap();
            // 130 x 195 points, turned.
            assert_eq!((raster.width, raster.height), (271, 181));
            check_marks(
                &raster,
                90,
                Some([20.0, 25.0, 150.0, 220.0]),
                10.0,
                &format!("unit {unit}, ink {ink}"),
            );
        }
    }
}

#[test]
fn further_turns_add_to_the_pages_own() {
    let image = encode::g4(&marked(1), false);
    let document = page_of(&image, 90, None, 1.0, false);
    for rotate in Rotation::ALL {
        let options = RasterOptions { dpi: 72.0, rotate, ..RasterOptions::default() };
        let raster = raster::page(&document, 0, &options).unwrap();
        check_marks(&raster, (90 + rotate.degrees() as i32) % 360, None, 7.0, "turned");
    }
}

/// The mean difference when `b` is moved by (x, y) whole pixels over `a`.
fn difference(a: &Raster, b: &Raster, x: i64, y: i64) -> f64 {
    let (mut sum, mut count) = (0u64, 0u64);
    for row in 2..i64::from(a.height) - 2 {
        for column in 2..i64::from(a.width) - 2 {
            let at = |row: i64, column: i64| (row * i64::from(a.width) + column) as usize;
            sum += u64::from(a.data[at(row, column)].abs_diff(b.data[at(row + y, column + x)]));
            count += 1;
        }
    }
    sum as f64 / count as f64
}

#[test]
fn both_ways_give_the_same_picture() {
    let note = scan::note(600, 800, 11);
    for degrees in [0, 270] {
        for image in [encode::jpeg(&note, &Jpeg::default()), encode::g4(&note, true)] {
            let [scanned, drawn] = [false, true].map(|ink| {
                let document = page_of(&image, degrees, None, 1.0, ink);
                let options = RasterOptions { dpi: 61.0, colour: Colour::Grey, ..RasterOptions::default() };
                raster::page(&document, 0, &options).unwrap()
            });
            assert_eq!((scanned.width, scanned.height), (drawn.width, drawn.height));
            let here = difference(&scanned, &drawn, 0, 0);
            for (x, y) in [(1, 0), (0, 1), (1, 1)] {
                let (there, back) =
                    (difference(&scanned, &drawn, x, y), difference(&scanned, &drawn, -x, -y));
                // The filters differ in sharpness, so the pictures do; in place they are most alike, and
                // what leans to one side by a tenth of a pixel is a fifth more alike there.
                assert!(there.min(back) > here * 2.0, "{degrees}: {there}, {back} moved, {here} in place");
                assert!((there - back).abs() < 0.2 * here, "{degrees}: {there} one way, {back} the other");
            }
        }
    }
}

#[test]
fn a_jpeg_with_a_scan_a_component_has_the_same_colours() {
    // The fixture's optimised tables come with scans that are not interleaved.
    let side = Canvas::gradient(96, 64, 3, 9);
    let drawn = |optimised: bool, restart: u16| {
        let image = encode::jpeg(&side, &Jpeg { optimised, restart, ..Jpeg::default() });
        page_of(&image, 0, None, 1.0, false)
    };
    let options = RasterOptions { dpi: f64::from(DPI), ..RasterOptions::default() };
    let usual = raster::page(&drawn(false, 0), 0, &options).unwrap();
    for (optimised, restart) in [(true, 0), (false, 3)] {
        let other = raster::page(&drawn(optimised, restart), 0, &options).unwrap();
        assert!(difference(&usual, &other, 0, 0) < 0.5, "{optimised} {restart}");
    }
}

#[test]
fn strips_leave_no_seam() {
    let mut black = Canvas::grey(300, 401);
    black.fill(0, 0, 300, 401, BLACK);
    for ink in [false, true] {
        let mut file = Pdf::new();
        let coder = |strip: &Canvas| encode::flate(&Packed::new(strip, 8), Predictor::None);
        scan::strips_page(&mut file, &black, 37, 150, &coder);
        let document = open(file.finish());
        let options = RasterOptions { dpi: 61.0, colour: Colour::Grey, ..RasterOptions::default() };
        let raster = raster::page(&document, 0, &options).unwrap();
        let lightest = raster.data.iter().max().copied();
        assert!(ink || lightest < Some(30), "{lightest:?}");
    }
}

#[test]
fn a_clip_is_a_part_of_the_page() {
    let image = encode::jpeg(&scan::note(640, 900, 5), &Jpeg::default());
    for ink in [false, true] {
        let document = page_of(&image, 90, None, 1.0, ink);
        let options = RasterOptions { dpi: 90.0, colour: Colour::Grey, ..RasterOptions::default() };
        let whole = raster::page(&document, 0, &options).unwrap();
        for (x, y, w, h) in [(0.0, 0.0, 0.5, 1.0), (0.21, 0.34, 0.3, 0.11), (0.999, 0.999, 0.001, 0.001)] {
            let clip = NormalizedRect::new(x, y, w, h).unwrap();
            let part = raster::page(&document, 0, &RasterOptions { clip: Some(clip), ..options }).unwrap();
            let left = (x * f64::from(whole.width)).floor() as usize;
            let top = (y * f64::from(whole.height)).floor() as usize;
            let worst = part
                .data
                .chunks(part.width as usize)
                .zip(whole.data.chunks(whole.width as usize).skip(top))
                .flat_map(|(part, whole)| part.iter().zip(&whole[left..]))
                .map(|(part, whole)| part.abs_diff(*whole))
                .max();
            // The renderer rounds where it scales an image; our own way does not depend on the clip.
            assert!(worst <= Some(if ink { 24 } else { 0 }), "ink {ink}: {worst:?}");
        }
    }
}

#[test]
fn colours_come_out_right() {
    let mut canvas = Canvas::rgb(80, 80);
    canvas.data.chunks_exact_mut(3).for_each(|pixel| pixel.copy_from_slice(&[200, 40, 90]));
    let sharp = Jpeg { quality: 100, ..Jpeg::default() };
    let mut ones = Canvas::grey(80, 80);
    ones.data.fill(1);
    for image in [
        encode::jpeg(&canvas, &sharp),
        encode::flate(&Packed::new(&canvas, 8), Predictor::PngMixed),
        encode::raw(&Packed::new(&ones, 8)).in_space("[/Indexed /DeviceRGB 1 <000000C8285A>]"),
    ] {
        let document = page_of(&image, 0, None, 1.0, false);
        let mut options = RasterOptions { dpi: 36.0, ..RasterOptions::default() };
        for (colour, expected) in [(Colour::Rgb, vec![200, 40, 90]), (Colour::Grey, vec![94])] {
            options.colour = colour;
            let raster = raster::page(&document, 0, &options).unwrap();
            for pixel in raster.data.chunks(expected.len()) {
                let off = pixel.iter().zip(&expected).map(|(a, b)| a.abs_diff(*b)).max();
                assert!(off <= Some(3), "{colour:?}: {pixel:?}");
            }
        }
    }
}

#[test]
fn annotations_are_drawn() {
    let mut file = Pdf::new();
    let image = encode::g4(&Canvas::grey(320, 480), false);
    let stamp = file.form([0.0, 0.0, 20.0, 20.0], "", "", "0 g 0 0 20 20 re f");
    let annotation = file.add(format!(
        "<< /Type /Annot /Subtype /Stamp /F 4 /Rect [40 100 60 120] /AP << /N {stamp} 0 R >> >>"
    ));
    let page = scan::image_page(&mut file, &image, DPI).extra(&format!("/Annots [{annotation} 0 R]"));
    file.page(&page);
    let document = open(file.finish());
    let options = RasterOptions { dpi: 72.0, colour: Colour::Grey, ..RasterOptions::default() };
    let raster = raster::page(&document, 0, &options).unwrap();
    assert!(raster.data[(240 - 110) * 160 + 50] < 30);
    assert!(raster.data[(240 - 90) * 160 + 50] > 225);
}

#[test]
fn an_image_of_an_appearance_at_the_limit_and_one_past_it() {
    // In one appearance and as one state of several: whichever is drawn.
    for states in ["{form} 0 R", "<< /On {form} 0 R /Off {form} 0 R >>"] {
        for past in [0, 1] {
            let mut file = Pdf::new();
            let image = file.image(&encode::g4(&Canvas::grey(160, 240), false));
            let resources = format!("/XObject << /Im {image} 0 R >>");
            let form = file.form([0.0, 0.0, 20.0, 20.0], &resources, "", "20 0 0 20 0 0 cm /Im Do");
            let normal = states.replace("{form}", &form.to_string());
            let annotation = file.add(format!(
                "<< /Type /Annot /Subtype /Stamp /AS /On /Rect [40 100 60 120] /AP << /N {normal} >> >>"
            ));
            file.page(&Page::new(100.0, 200.0).extra(&format!("/Annots [{annotation} 0 R]")));
            let limits = Limits { max_image_pixels: 160 * 240 - past, ..Limits::default() };
            let document = open_within(file.finish(), limits);
            let drawn = raster::page(&document, 0, &RasterOptions { dpi: 72.0, ..RasterOptions::default() });
            let code = drawn.err().map(|error| error.code());
            assert_eq!(code, (past == 1).then_some(Code::ResourceLimit), "{states}");
        }
    }
}

#[test]
fn pixels_at_the_limit_and_one_past_it() {
    for past in [0, 1] {
        let limits = Limits { max_image_pixels: 320 * 480 - past, ..Limits::default() };
        let image = encode::g4(&Canvas::grey(160, 240), false);
        let document = open_within(scan::pdf(&[image], 72), limits);
        let options = RasterOptions { dpi: 144.0, ..RasterOptions::default() };
        let raster = raster::page(&document, 0, &options);
        if past == 0 {
            assert_eq!(raster.unwrap().width, 320);
        } else {
            let error = raster.unwrap_err();
            assert_eq!((error.code(), error.page()), (Code::ResourceLimit, Some(0)));
        }
    }
}

#[test]
fn a_page_that_is_not_there() {
    let document = open(damage::sound(2));
    let error = raster::page(&document, 2, &RasterOptions::default()).unwrap_err();
    assert_eq!(error.code(), Code::PageNotFound);
}

#[test]
fn hostile_pages_are_drawn_or_refused() {
    for pdf in [
        damage::nested_forms(200),
        damage::form_cycle(),
        damage::form_doubling(12),
        damage::wrong_lengths(),
        damage::without_xref(),
        damage::truncated(),
    ] {
        let Ok(document) = Document::open(Arc::new(pdf), &OpenOptions::default()) else { continue };
        for index in 0..document.page_count() {
            let options = RasterOptions { dpi: 20.0, ..RasterOptions::default() };
            if let Err(error) = raster::page(&document, index, &options) {
                assert!(matches!(error.code(), Code::CorruptedPdf | Code::ResourceLimit), "{error}");
            }
        }
    }
}

#[test]
fn images_too_large_are_refused() {
    for pdf in [damage::huge_image(100_000, 100_000), damage::huge_jpeg()] {
        let document = open(pdf);
        let options = RasterOptions { dpi: 20.0, ..RasterOptions::default() };
        let error = raster::page(&document, 0, &options).unwrap_err();
        assert_eq!(error.code(), Code::ResourceLimit);
    }
}

#[test]
fn thumbnails_fit() {
    let image = encode::jpeg(&scan::note(643, 907, 5), &Jpeg::default());
    let document = page_of(&image, 90, None, 1.0, false);
    let clip = NormalizedRect::new(0.5, 0.0, 0.5, 1.0).unwrap();
    for size in [(100, 100), (1, 1), (33, 400), (400, 33)] {
        for clip in [None, Some(clip)] {
            let options = RasterOptions { clip, colour: Colour::Grey, ..RasterOptions::default() };
            let raster = raster::thumbnail(&document, 0, size, &options).unwrap();
            assert!(raster.width <= size.0 && raster.height <= size.1, "{raster:?} in {size:?}");
            let fills = raster.width + 2 >= size.0 || raster.height + 2 >= size.1;
            assert!(fills, "{raster:?} in {size:?}");
        }
    }
    let error = raster::thumbnail(&document, 0, (0, 10), &RasterOptions::default()).unwrap_err();
    assert_eq!(error.code(), Code::ResourceLimit);
}

fn picture(colour: Colour) -> Raster {
    let channels = colour.channels() as u8;
    let canvas = Canvas::gradient(61, 43, channels, 8);
    Raster { width: 61, height: 43, colour, data: canvas.data, dpi: 150.0 }
}

#[test]
fn png_holds_pixels_and_density_and_nothing_else() {
    for colour in [Colour::Grey, Colour::Rgb] {
        let raster = picture(colour);
        let file = raster.encode(Format::Png).unwrap();
        assert_eq!(file, raster.encode(Format::Png).unwrap());
        let mut reader = png::Decoder::new(std::io::Cursor::new(&file)).read_info().unwrap();
        let density = reader.info().pixel_dims.unwrap();
        // 150 / 0.0254 = 5905.5
        assert_eq!((density.xppu, density.yppu, density.unit), (5906, 5906, png::Unit::Meter));
        let mut pixels = vec![0; reader.output_buffer_size().unwrap()];
        reader.next_frame(&mut pixels).unwrap();
        assert_eq!(pixels, raster.data);
        assert_eq!(chunks(&file), ["IHDR", "pHYs", "IDAT", "IEND"]);
    }
}

/// The names of the chunks of a PNG file, repeated ones once.
fn chunks(file: &[u8]) -> Vec<String> {
    let mut names = Vec::new();
    let mut rest = &file[8..];
    while let Some((length, tail)) = rest.split_first_chunk::<4>() {
        names.push(String::from_utf8_lossy(&tail[..4]).into_owned());
        rest = &tail[u32::from_be_bytes(*length) as usize + 8..];
    }
    names.dedup();
    names
}

#[test]
fn jpeg_holds_the_density() {
    for colour in [Colour::Grey, Colour::Rgb] {
        let raster = picture(colour);
        let file = raster.encode(Format::Jpeg { quality: 100 }).unwrap();
        assert_eq!(&file[6..11], b"JFIF\0");
        // Units: dots per inch; 150 by 150.
        assert_eq!(&file[13..18], [1, 0, 150, 0, 150]);
        let mut decoder = jpeg_decoder::Decoder::new(file.as_slice());
        let pixels = decoder.decode().unwrap();
        assert_eq!(pixels.len(), raster.data.len());
        if colour == Colour::Grey {
            assert!(pixels.iter().zip(&raster.data).all(|(a, b)| a.abs_diff(*b) < 8));
        }
    }
}

#[test]
fn webp_is_lossless() {
    for colour in [Colour::Grey, Colour::Rgb] {
        let raster = picture(colour);
        let file = raster.encode(Format::Webp).unwrap();
        let mut decoder = image_webp::WebPDecoder::new(std::io::Cursor::new(&file)).unwrap();
        let mut pixels = vec![0; decoder.output_buffer_size().unwrap()];
        decoder.read_image(&mut pixels).unwrap();
        let grey = |pixel: &[u8]| pixel[0];
        match colour {
            Colour::Grey => assert_eq!(pixels.chunks(3).map(grey).collect::<Vec<_>>(), raster.data),
            Colour::Rgb => assert_eq!(pixels, raster.data),
        }
    }
}

#[test]
fn sides_at_the_limit_of_a_format_and_one_past_it() {
    for (format, most) in [(Format::Webp, 16_384), (Format::Jpeg { quality: 50 }, 65_535)] {
        for (width, fits) in [(most, true), (most + 1, false)] {
            let data = vec![255; width as usize];
            let raster = Raster { width, height: 1, colour: Colour::Grey, data, dpi: 72.0 };
            match raster.encode(format) {
                Ok(_) => assert!(fits),
                Err(error) => assert!(!fits && error.code() == Code::ResourceLimit),
            }
        }
    }
}

#[test]
fn a_page_without_an_image_is_drawn() {
    let mut file = Pdf::new();
    scan::text_page(&mut file, Page::a4().rotate(90), "left", "right");
    let document = open(file.finish());
    let options = RasterOptions { dpi: 50.0, ..RasterOptions::default() };
    let raster = raster::page(&document, 0, &options).unwrap();
    assert_eq!((raster.width, raster.height), (585, 413));
    assert!(raster.data.iter().any(|value| *value < 100));
}
