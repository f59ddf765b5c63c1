//! Scans that are no PDF: what they hold is in the PDF, sample for sample.
#![expect(clippy::unwrap_used, reason = "a test ends where something is not as it should be")]

use std::io::{Cursor, Write};
use std::sync::Arc;

use korrigo_core::codec::samples::{Layout, Samples};
use korrigo_core::codec::{ccitt, flate, predictor};
use korrigo_core::document::wrap::{self, Named, Note, Wrapped};
use korrigo_core::document::{Document, OpenOptions};
use korrigo_core::{Code, Error, Limits};
use lopdf::{Dictionary, Object, Stream};
use proptest::prelude::*;

fn wrap_with(data: &[u8], limits: &Limits) -> Result<Vec<Wrapped>, Error> {
    wrap::to_pdf(&[Named { name: "scan", bytes: Arc::new(data.to_vec()) }], limits)
}

fn wrap(data: &[u8]) -> Result<Vec<Wrapped>, Error> {
    wrap_with(data, &Limits::default())
}

fn pdf(data: &[u8]) -> Vec<u8> {
    let mut all = wrap(data).unwrap();
    assert_eq!(all.len(), 1);
    (*all.remove(0).pdf).as_ref().to_vec()
}

/// The images of every page, in the order of the pages, and the pages' dictionaries.
fn images(pdf: &[u8]) -> Vec<(Dictionary, Vec<Stream>)> {
    let file = lopdf::Document::load_mem(pdf).unwrap();
    let page = |id| {
        let page = file.get_dictionary(id).unwrap().clone();
        let resources = page.get(b"Resources").unwrap().as_dict().unwrap();
        let named = resources.get(b"XObject").unwrap().as_dict().unwrap();
        let image = |(_, object): (_, &Object)| {
            file.get_object(object.as_reference().unwrap()).unwrap().as_stream().unwrap().clone()
        };
        let images = named.iter().map(image).collect();
        (page, images)
    };
    file.get_pages().into_values().map(page).collect()
}

fn only_image(pdf: &[u8]) -> Stream {
    let mut pages = images(pdf);
    assert_eq!((pages.len(), pages[0].1.len()), (1, 1));
    pages.remove(0).1.remove(0)
}

fn integer(dictionary: &Dictionary, key: &str) -> i64 {
    dictionary.get(key.as_bytes()).unwrap().as_i64().unwrap()
}

/// The samples of a Flate image.
fn samples(image: &Stream) -> Vec<u8> {
    let number = |parms: &Dictionary, key: &[u8]| parms.get(key).unwrap().as_i64().unwrap();
    let params = match image.dict.get(b"DecodeParms").and_then(Object::as_dict) {
        Ok(parms) => predictor::Params {
            predictor: number(parms, b"Predictor") as u8,
            colors: number(parms, b"Colors") as u8,
            bits: number(parms, b"BitsPerComponent") as u8,
            columns: number(parms, b"Columns") as u32,
            early_change: true,
        },
        Err(_) => predictor::Params::default(),
    };
    predictor::undo(&flate::decode(&image.content, 1 << 24).unwrap(), params).unwrap()
}

/// Rows of something between noise and paper.
fn rows(width: u32, height: u32, components: u8, bits: u8) -> Vec<u8> {
    let layout = Layout::new(width, height, components, bits, &Limits::default()).unwrap();
    let mut samples = Samples::zeroed(layout);
    for y in 0..height {
        for x in 0..width {
            for c in 0..components {
                let value =
                    if x % 5 == 0 { 0xFFFF } else { (x * 2749 + y * 977 + u32::from(c) * 131) as u16 };
                samples.set_sample(x, y, c, value);
            }
        }
    }
    samples.into_data()
}

fn png_file(width: u32, height: u32, colour: png::ColorType, bits: png::BitDepth, rows: &[u8]) -> Vec<u8> {
    let mut file = Vec::new();
    let mut encoder = png::Encoder::new(&mut file, width, height);
    encoder.set_color(colour);
    encoder.set_depth(bits);
    let unit = png::Unit::Meter;
    encoder.set_pixel_dims(Some(png::PixelDimensions { xppu: 7874, yppu: 7874, unit }));
    if colour == png::ColorType::Indexed {
        encoder.set_palette((0..3u32 << bits as u8).map(|value| (value * 5) as u8).collect::<Vec<_>>());
    }
    encoder.write_header().unwrap().write_image_data(rows).unwrap();
    file
}

type Fields = Vec<(u16, u16, Vec<u32>)>;

/// A little-endian TIFF; one pair of fields and strips a page; every entry is a tag, a kind and its values.
fn tiff_file(pages: &[(Fields, Vec<Vec<u8>>)]) -> Vec<u8> {
    let mut file = b"II\x2A\0\0\0\0\0".to_vec();
    let mut link = 4;
    for (entries, strips) in pages {
        let mut entries = entries.clone();
        let mut offsets = Vec::new();
        for strip in strips {
            offsets.push(file.len() as u32);
            file.extend(strip);
        }
        entries.push((273, 4, offsets));
        entries.push((279, 4, strips.iter().map(|strip| strip.len() as u32).collect()));
        entries.sort_by_key(|entry| entry.0);
        let mut places = Vec::new();
        for (_, kind, values) in &entries {
            let bytes: Vec<u8> = values
                .iter()
                .flat_map(|value| value.to_le_bytes().into_iter().take(if *kind == 3 { 2 } else { 4 }))
                .collect();
            let mut inside = bytes.clone();
            if bytes.len() > 4 {
                inside = (file.len() as u32).to_le_bytes().to_vec();
                file.extend(bytes);
            }
            inside.resize(4, 0);
            places.push(inside);
        }
        let start = file.len() as u32;
        file[link..link + 4].copy_from_slice(&start.to_le_bytes());
        file.extend((entries.len() as u16).to_le_bytes());
        for ((tag, kind, values), inside) in entries.iter().zip(places) {
            let count = if *kind == 5 { values.len() / 2 } else { values.len() };
            file.extend(tag.to_le_bytes());
            file.extend(kind.to_le_bytes());
            file.extend((count as u32).to_le_bytes());
            file.extend(inside);
        }
        link = file.len();
        file.extend([0; 4]);
    }
    file
}

/// The fields of a plain page.
fn fields(width: u32, height: u32, components: u8, bits: u8, photometric: u32) -> Fields {
    vec![
        (256, 4, vec![width]),
        (257, 4, vec![height]),
        (258, 3, vec![u32::from(bits); usize::from(components)]),
        (262, 3, vec![photometric]),
        (277, 3, vec![u32::from(components)]),
        (278, 4, vec![height]),
        (282, 5, vec![200, 1]),
        (283, 5, vec![200, 1]),
    ]
}

fn zip_file(entries: &[(&str, Vec<u8>)]) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, data) in entries {
        writer.start_file(*name, zip::write::SimpleFileOptions::default()).unwrap();
        writer.write_all(data).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

#[test]
fn png_data_pass_untouched_at_every_depth() {
    use png::{BitDepth as Depth, ColorType as Colour};
    for (colour, components, bits) in [
        (Colour::Grayscale, 1, Depth::One),
        (Colour::Grayscale, 1, Depth::Four),
        (Colour::Grayscale, 1, Depth::Sixteen),
        (Colour::Indexed, 1, Depth::Two),
        (Colour::Indexed, 1, Depth::Eight),
        (Colour::Rgb, 3, Depth::Eight),
        (Colour::Rgb, 3, Depth::Sixteen),
    ] {
        let rows = rows(37, 11, components, bits as u8);
        let file = png_file(37, 11, colour, bits, &rows);
        let made = pdf(&file);
        let image = only_image(&made);
        assert_eq!(samples(&image), rows, "{colour:?} {bits:?}");
        assert!(file.windows(image.content.len()).any(|piece| piece == image.content));
        let opened = Document::open(Arc::new(made), &OpenOptions::default()).unwrap();
        let (width, _) = opened.page(0).unwrap().geometry().displayed_size();
        assert!((width - 37.0 * 72.0 / 200.0).abs() < 0.01);
    }
}

#[test]
fn png_alpha_becomes_a_soft_mask() {
    for (colour, components) in [(png::ColorType::GrayscaleAlpha, 2u8), (png::ColorType::Rgba, 4)] {
        let rows = rows(19, 7, components, 8);
        let made = pdf(&png_file(19, 7, colour, png::BitDepth::Eight, &rows));
        let file = lopdf::Document::load_mem(&made).unwrap();
        let image = only_image(&made);
        let mask = image.dict.get(b"SMask").unwrap().as_reference().unwrap();
        let mask = samples(file.get_object(mask).unwrap().as_stream().unwrap());
        let own = usize::from(components - 1);
        let pixels = samples(&image);
        let both: Vec<u8> =
            pixels.chunks(own).zip(&mask).flat_map(|(pixel, alpha)| [pixel, &[*alpha]].concat()).collect();
        assert_eq!(both, rows);
    }
}

#[test]
fn png_damage_is_named() {
    let good = png_file(37, 11, png::ColorType::Rgb, png::BitDepth::Eight, &rows(37, 11, 3, 8));
    let place = |name: &[u8]| good.windows(4).position(|piece| piece == name).unwrap();
    let mut wrong = good.clone();
    wrong[place(b"IDAT") + 20] ^= 0x40;
    assert_eq!(wrap(&wrong).unwrap_err().detail(), Some("png.checksum"));
    assert_eq!(wrap(&good[..good.len() / 2]).unwrap_err().detail(), Some("png.truncated"));
    let mut header = good.clone();
    header[place(b"IHDR") + 12] = 3;
    assert!(wrap(&header).unwrap_err().detail().is_some());
    let small = Limits { max_image_pixels: 37 * 11 - 1, ..Limits::default() };
    assert_eq!(wrap_with(&good, &small).unwrap_err().code(), Code::ResourceLimit);
    let fitting = Limits { max_image_pixels: 37 * 11, ..Limits::default() };
    assert!(wrap_with(&good, &fitting).is_ok());
}

#[test]
fn jpeg_data_stay_untouched_and_exif_turns_the_page() {
    let mut data = Vec::new();
    let mut encoder = jpeg_encoder::Encoder::new(&mut data, 90);
    encoder.set_density(jpeg_encoder::PixelDensity::dpi(150));
    encoder.encode(&rows(48, 16, 3, 8), 48, 16, jpeg_encoder::ColorType::Rgb).unwrap();
    let made = pdf(&data);
    assert_eq!(only_image(&made).content, data);
    let page = &images(&made)[0].0;
    let sides = page.get(b"MediaBox").unwrap().as_array().unwrap();
    assert!((sides[2].as_float().unwrap() - 23.04).abs() < 1e-3);
    // A quarter turn clockwise, said by Exif: an application segment after the start of the image.
    let tags = tiff_file(&[(vec![(274, 3, vec![6])], vec![])]);
    let mut exif = vec![0xFF, 0xD8, 0xFF, 0xE1];
    exif.extend((tags.len() as u16 + 8).to_be_bytes());
    exif.extend(b"Exif\0\0");
    exif.extend(tags);
    exif.extend(&data[2..]);
    assert_eq!(integer(&images(&pdf(&exif))[0].0, "Rotate"), 90);
    let cut = wrap(&data[..data.len() / 2]).unwrap_err();
    assert!(cut.detail().unwrap().starts_with("jpeg."), "{cut}");
}

#[test]
fn tiff_of_every_depth_and_packing_keeps_its_samples() {
    for (components, bits, photometric) in
        [(1, 1, 0), (1, 2, 1), (1, 4, 1), (1, 8, 1), (1, 16, 1), (3, 8, 2), (4, 8, 5)]
    {
        let wanted = rows(21, 9, components, bits);
        let stored: Vec<u8> = if bits == 16 {
            wanted.chunks(2).flat_map(|pair| [pair[1], pair[0]]).collect()
        } else {
            wanted.clone()
        };
        let runs = korrigo_core::codec::run_length::encode(&stored);
        let packed = [
            (1, stored.clone()),
            (5, korrigo_core::codec::lzw::encode(&stored, true)),
            (8, flate::encode(&stored)),
            (32773, runs[..runs.len() - 1].to_vec()),
        ];
        for (compression, data) in packed {
            let mut page = fields(21, 9, components, bits, photometric);
            page.push((259, 3, vec![compression]));
            let image = only_image(&pdf(&tiff_file(&[(page, vec![data])])));
            assert_eq!(samples(&image), wanted, "{components} x {bits}, {compression}");
            assert_eq!(image.dict.has(b"Decode"), photometric == 0);
        }
    }
}

#[test]
fn tiff_strips_and_bit_order_make_one_page() {
    let wanted = rows(40, 12, 1, 8);
    let strips: Vec<Vec<u8>> = wanted
        .chunks(40 * 5)
        .map(|strip| flate::encode(strip).iter().map(|byte| byte.reverse_bits()).collect())
        .collect();
    let mut page = fields(40, 12, 1, 8, 1);
    page.retain(|(tag, ..)| *tag != 278);
    page.extend([(259, 3, vec![8]), (278, 4, vec![5]), (266, 3, vec![2])]);
    assert_eq!(samples(&only_image(&pdf(&tiff_file(&[(page, strips)])))), wanted);
}

#[test]
fn a_fax_strip_passes_and_several_become_one() {
    let limits = Limits::default();
    let layout = Layout::new(50, 20, 1, 1, &limits).unwrap();
    let wanted = Samples::new(layout, rows(50, 20, 1, 1)).unwrap();
    let halves = [0..10, 10..20].map(|part| {
        let bytes = wanted.rows().take(part.end).skip(part.start).flatten().copied().collect();
        let half = Samples::new(Layout::new(50, 10, 1, 1, &limits).unwrap(), bytes).unwrap();
        ccitt::encode_g4(&half, false).unwrap()
    });
    let whole = ccitt::encode_g4(&wanted, false).unwrap();
    for (strips, height) in [(vec![whole.clone()], 20), (halves.to_vec(), 10)] {
        for photometric in [0, 1] {
            let mut page = fields(50, 20, 1, 1, photometric);
            page.retain(|(tag, ..)| *tag != 278);
            page.extend([(259, 3, vec![4]), (278, 4, vec![height])]);
            let image = only_image(&pdf(&tiff_file(&[(page, strips.clone())])));
            let parms = image.dict.get(b"DecodeParms").unwrap().as_dict().unwrap();
            assert_eq!((integer(parms, "K"), parms.has(b"BlackIs1")), (-1, photometric == 1));
            assert!(strips.len() > 1 || image.content == whole);
            let read = ccitt::decode(&image.content, &ccitt::Params::group4(50, 20, false), &limits).unwrap();
            assert_eq!(read, wanted);
        }
    }
}

#[test]
fn tiff_pages_are_counted_and_broken_ones_named() {
    let good = (fields(4, 4, 1, 8, 1), vec![rows(4, 4, 1, 8)]);
    let short = (fields(4, 4, 1, 8, 1), vec![vec![1, 2, 3]]);
    assert_eq!(images(&pdf(&tiff_file(&[good.clone(), good.clone(), good.clone()]))).len(), 3);
    let refused = wrap(&tiff_file(&[good.clone(), short.clone(), good.clone(), short])).unwrap_err();
    assert_eq!((refused.detail(), refused.page()), (Some("tiff.truncated"), Some(1)));
    assert_eq!(refused.also()[0].page(), Some(3));
    let few = Limits { max_pages: 2, ..Limits::default() };
    assert!(wrap_with(&tiff_file(&[good.clone(), good.clone()]), &few).is_ok());
    let many = wrap_with(&tiff_file(&[good.clone(), good.clone(), good]), &few).unwrap_err();
    assert_eq!(many.code(), Code::TooManyPages);
}

#[test]
fn tiff_pages_that_share_their_pixels_too_often_are_a_bomb() {
    // Thirty pages of one large strip: the directories of the others point to the first one's.
    let strip: Vec<u8> = rows(100, 100, 1, 8);
    let mut page = fields(100, 100, 1, 8, 1);
    page.retain(|(tag, ..)| !matches!(tag, 282 | 283));
    let empty = (page.clone(), vec![vec![]]);
    let mut pages = vec![(page, vec![strip])];
    pages.extend(vec![empty; 30]);
    let mut file = tiff_file(&pages);
    // The entry of the strip's offset, then of its size, in every directory.
    let entry = |tag: u16| [tag.to_le_bytes(), 4u16.to_le_bytes()].concat();
    for at in 0..file.len() - 12 {
        if file[at..at + 4] == entry(273) {
            file[at + 8..at + 12].copy_from_slice(&8u32.to_le_bytes());
        } else if file[at..at + 4] == entry(279) {
            file[at + 8..at + 12].copy_from_slice(&10_000u32.to_le_bytes());
        }
    }
    assert_eq!(wrap(&file).unwrap_err().detail(), Some("tiff.overlap"));
}

#[test]
fn a_zip_is_read_in_natural_order_and_its_pdfs_stay() {
    let page = |grey: u8| png_file(1, 1, png::ColorType::Grayscale, png::BitDepth::Eight, &[grey]);
    let inner = pdf(&page(9));
    let archive = zip_file(&[
        ("class/p10.png", page(10)),
        ("class/p2.png", page(2)),
        ("__MACOSX/class/._p2.png", b"not a picture".to_vec()),
        ("class/.DS_Store", b"not a picture".to_vec()),
        ("class/p11.pdf", inner.clone()),
        ("class/p12.png", page(12)),
    ]);
    let all = wrap(&archive).unwrap();
    let names: Vec<_> = all.iter().map(|wrapped| wrapped.name.as_str()).collect();
    assert_eq!(names, ["scan", "scan/class/p11.pdf", "scan"]);
    let greys = |wrapped: &Wrapped| -> Vec<u8> {
        images((*wrapped.pdf).as_ref()).iter().map(|(_, images)| samples(&images[0])[0]).collect()
    };
    assert_eq!((greys(&all[0]), greys(&all[2])), (vec![2, 10], vec![12]));
    assert_eq!((*all[1].pdf).as_ref(), inner);
}

#[test]
fn zip_bombs_stop_at_the_limits() {
    let archive = zip_file(&[("a.png", vec![0; 1 << 20])]);
    let limits = Limits { max_file_bytes: (1 << 20) - 1, ..Limits::default() };
    assert_eq!(wrap_with(&archive, &limits).unwrap_err().code(), Code::ResourceLimit);
    let page = png_file(1, 1, png::ColorType::Grayscale, png::BitDepth::Eight, &[1]);
    let archive = zip_file(&[("a.png", page.clone()), ("b.png", page)]);
    assert!(wrap_with(&archive, &Limits { max_pages: 2, ..Limits::default() }).is_ok());
    let few = wrap_with(&archive, &Limits { max_pages: 1, ..Limits::default() });
    assert_eq!(few.unwrap_err().code(), Code::TooManyPages);
    assert_eq!(wrap(&zip_file(&[(".hidden", vec![1])])).unwrap_err().code(), Code::EmptyPdf);
    let nested = zip_file(&[("a.zip", zip_file(&[]))]);
    assert_eq!(wrap(&nested).unwrap_err().code(), Code::InvalidMimeType);
    let mut locked = zip_file(&[("a.png", vec![1, 2, 3])]);
    // The flag of encryption, in the local header and in the central directory.
    let central = locked.windows(4).position(|piece| piece == b"PK\x01\x02").unwrap();
    locked[6] |= 1;
    locked[central + 8] |= 1;
    assert_eq!(wrap(&locked).unwrap_err().code(), Code::EncryptedPdf);
}

#[test]
fn a_density_that_cannot_be_is_told_and_a_huge_page_has_larger_units() {
    let small = png_file(30, 30, png::ColorType::Grayscale, png::BitDepth::One, &rows(30, 30, 1, 1));
    assert!(wrap(&small).unwrap()[0].notes.is_empty());
    let tags = |density: u32| {
        let mut page = fields(70_000, 2, 1, 1, 1);
        page.retain(|(tag, ..)| !matches!(tag, 282 | 283));
        page.extend([(282, 5, vec![density, 1]), (283, 5, vec![density, 1])]);
        tiff_file(&[(page, vec![rows(70_000, 2, 1, 1)])])
    };
    let all = wrap(&tags(1)).unwrap();
    assert_eq!(all[0].notes, [Note::DensityAssumed { page: 0 }]);
    let page = images((*all[0].pdf).as_ref()).remove(0).0;
    let side = page.get(b"MediaBox").unwrap().as_array().unwrap()[2].as_float().unwrap();
    assert!(side <= 14_400.0 && integer(&page, "UserUnit") == 2);
    assert!(wrap(&tags(2400)).unwrap()[0].notes.is_empty());
}

#[test]
fn what_is_no_scan_is_refused_and_all_refusals_come_together() {
    assert_eq!(wrap(b"").unwrap_err().code(), Code::EmptyFile);
    assert_eq!(wrap(b"hello").unwrap_err().code(), Code::InvalidMimeType);
    let small = Limits { max_file_bytes: 4, ..Limits::default() };
    assert_eq!(wrap_with(b"%PDF-", &small).unwrap_err().code(), Code::FileTooLarge);
    let named = |bytes: &[u8]| Named { name: "x", bytes: Arc::new(bytes.to_vec()) };
    let refused = wrap::to_pdf(&[named(b"hello"), named(b"")], &Limits::default()).unwrap_err();
    assert_eq!((refused.code(), refused.also()[0].code()), (Code::EmptyFile, Code::InvalidMimeType));
    assert_eq!(format!("{:?}", named(b"secret")), "Named(6 bytes)");
}

#[test]
fn the_same_file_gives_the_same_bytes() {
    let file = png_file(19, 7, png::ColorType::Rgba, png::BitDepth::Eight, &rows(19, 7, 4, 8));
    assert_eq!(pdf(&file), pdf(&file));
}

proptest! {
    #[test]
    fn damage_is_an_error_or_a_page_and_never_a_panic(
        which in 0usize..5, at in any::<proptest::sample::Index>(), flip in 1u8.., cut in any::<proptest::sample::Index>(),
    ) {
        let grey = rows(20, 10, 1, 8);
        let mut page = fields(20, 10, 1, 8, 1);
        page.push((259, 3, vec![5]));
        let mut data = match which {
            0 => png_file(20, 10, png::ColorType::Rgba, png::BitDepth::Eight, &rows(20, 10, 4, 8)),
            1 => png_file(20, 10, png::ColorType::Indexed, png::BitDepth::Four, &rows(20, 10, 1, 4)),
            2 => tiff_file(&[(page, vec![korrigo_core::codec::lzw::encode(&grey, true)])]),
            3 => tiff_file(&[(fields(20, 10, 3, 8, 2), vec![rows(20, 10, 3, 8)])]),
            _ => zip_file(&[("a.png", png_file(20, 10, png::ColorType::Grayscale, png::BitDepth::Eight, &grey))]),
        };
        let place = at.index(data.len());
        data[place] ^= flip;
        let limits = Limits { max_image_pixels: 1 << 20, max_decoded_bytes: 1 << 22, ..Limits::default() };
        let _ = wrap_with(&data, &limits);
        data.truncate(cut.index(data.len()) + 1);
        let _ = wrap_with(&data, &limits);
    }
}
