//! Inputs to start from, made by code: sound and broken files of every kind.

use korrigo_core::booklet::{Mode, PageShape, SourceRef, SourceShape, plan};
use korrigo_core::id::SourceHash;
use korrigo_fixtures::canvas::Canvas;
use korrigo_fixtures::encode::{self, Image, Jpeg, Packed, Predictor, Sampling};
use korrigo_fixtures::pdf::{Page, Pdf};
use korrigo_fixtures::{damage, scan};

/// The seeds of a target; none for a name that is no target.
pub fn seeds(target: &str) -> Vec<Vec<u8>> {
    let images = images();
    match target {
        "bilevel" => vec![behind(&[0x20, 21, 0, 120], &encode::g4(&picture(1), false).data)],
        "flate" => flate(),
        "inspect" | "raster" | "split" => pdfs(&images),
        "jpeg" => jpegs().iter().map(|image| behind(&[100, 30], &image.data)).collect(),
        "jpx" => vec![b"\xff\x4f\xff\x51\x00\x29".to_vec()],
        "plan" => plans(),
        "wrap" => jpegs().into_iter().map(|image| image.data).chain([damage::sound(1)]).collect(),
        _ => Vec::new(),
    }
}

fn picture(components: u8) -> Canvas {
    Canvas::gradient(64, 48, components, 3)
}

fn behind(parameters: &[u8], data: &[u8]) -> Vec<u8> {
    [parameters, data].concat()
}

fn jpegs() -> Vec<Image> {
    let plain = Jpeg::default();
    let mut images = vec![
        encode::jpeg(&picture(1), &plain),
        encode::jpeg_cmyk(&picture(3), true, &plain),
        encode::jpeg(&picture(3), &Jpeg { restart: 2, ..plain }),
    ];
    for sampling in [Sampling::R_4_4_4, Sampling::R_4_2_0, Sampling::R_4_1_1] {
        images.push(encode::jpeg(&picture(3), &Jpeg { progressive: true, sampling, ..plain }));
    }
    images
}

fn images() -> Vec<Image> {
    let packed = Packed::new(&picture(3), 8);
    let mut images = jpegs();
    images.extend([
        encode::g4(&picture(1), true),
        encode::flate(&packed, Predictor::PngMixed),
        encode::lzw(&packed, Predictor::Tiff, true),
        encode::run_length(&packed),
        encode::raw(&Packed::new(&picture(1), 2)).in_hex(),
        encode::indexed(&picture(1), 4),
    ]);
    images
}

fn flate() -> Vec<Vec<u8>> {
    let packed = Packed::new(&picture(3), 8);
    let images = [
        (15, encode::flate(&packed, Predictor::PngMixed)),
        (2, encode::flate(&packed, Predictor::Tiff)),
        (128 + 1, encode::lzw(&packed, Predictor::None, true)),
        (1, encode::run_length(&packed)),
        (1, encode::raw(&packed).in_hex()),
    ];
    images.iter().map(|(kind, image)| behind(&[*kind, 2, 3, 63, 140], &image.data)).collect()
}

fn pdfs(images: &[Image]) -> Vec<Vec<u8>> {
    let mut files: Vec<_> = images.iter().map(|image| scan::pdf(std::slice::from_ref(image), 20)).collect();
    let mut pages = Pdf::new();
    scan::mixed_raster_page(&mut pages, &Canvas::gradient(120, 80, 3, 5), 6, 20);
    scan::soft_mask_page(&mut pages, &picture(3), 20);
    scan::text_page(&mut pages, Page::a3().rotate(90).crop(10.0, 10.0, 900.0, 700.0), "left", "right");
    scan::form_page(&mut pages, Page::a3().user_unit(2.0), "form", 3);
    scan::active_content(&mut pages, "secret");
    files.push(pages.finish());
    files.extend([
        damage::without_xref(),
        damage::wrong_startxref(),
        damage::truncated(),
        damage::wrong_lengths(),
        damage::junk_in_front(),
        damage::no_page(),
        damage::flate_bomb(2),
        damage::huge_image(100_000, 100_000),
        damage::huge_jpeg(),
        damage::nested_arrays(200),
        damage::nested_forms(80),
        damage::form_cycle(),
        damage::form_doubling(20),
        damage::page_tree_cycle(),
        damage::deep_page_tree(100),
    ]);
    files
}

fn plans() -> Vec<Vec<u8>> {
    let shapes = vec![PageShape { width: 1191.0, height: 842.0 }, PageShape { width: 595.0, height: 842.0 }];
    let source = SourceRef { name: "scan.pdf".into(), sha256: SourceHash::of(b"scan"), pages: shapes.len() };
    let scan = SourceShape { source, pages: shapes, readers_disagree: true };
    let modes = ["auto", "single", "fixed:1"].map(|mode| mode.parse::<Mode>().expect("a mode"));
    let plans = modes.map(|mode| plan(std::slice::from_ref(&scan), mode).expect("a plan"));
    plans.iter().map(|plan| serde_json::to_vec(plan).expect("plans can be written")).collect()
}
