//! Auditing, through the public interface: every leak of a collection made by code is found, clean files
//! have no finding, and zones are empty or told not to be.

mod leaks;

use std::sync::Arc;

use korrigo_core::booklet::{self, Mode};
use korrigo_core::document::{Document, OpenOptions};
use korrigo_core::geometry::NormalizedRect;
use korrigo_core::redact::audit::{Audit, AuditOptions, Expected, FindingKind as Kind, Needles, audit};
use korrigo_core::redact::{Zone, ZoneReason};
use korrigo_core::split::{self, SplitOptions};
use korrigo_core::{Code, Limits};
use korrigo_fixtures::canvas::Canvas;
use korrigo_fixtures::encode::{self, Image, Jpeg, Packed, Predictor};
use korrigo_fixtures::pdf::{Page, Pdf};
use korrigo_fixtures::sheet::{self, Options, Side};
use korrigo_fixtures::{damage, demo, scan};

use leaks::NEEDLES;

fn look(pdf: &[u8]) -> Audit {
    let needles = Needles::new(NEEDLES);
    audit(pdf, &AuditOptions::new(&needles), &Limits::default()).unwrap()
}

fn look_in(pdf: &[u8], zone: (f64, f64, f64, f64)) -> Vec<Kind> {
    let needles = Needles::default();
    let zones = [zone_at(0, zone)];
    let options = AuditOptions { zones: &zones, ..AuditOptions::new(&needles) };
    let mut kinds: Vec<Kind> = audit(pdf, &options, &Limits::default())
        .unwrap()
        .left_in_zones()
        .map(|finding| finding.kind)
        .collect();
    // Ink in a layer is seen as rendered as well, but for what is covered.
    kinds.dedup();
    kinds
}

fn zone_at(page: usize, (x, y, w, h): (f64, f64, f64, f64)) -> Zone {
    Zone { page, rect: NormalizedRect::new(x, y, w, h).unwrap(), reason: ZoneReason::Given }
}

#[test]
fn every_leak_is_found() {
    let leaks = leaks::all();
    assert!(leaks.len() >= 40);
    let mut missed = Vec::new();
    for leak in &leaks {
        let found = look(&leak.pdf).findings;
        if !found.iter().any(|finding| finding.kind == leak.kind && finding.needle == leak.needle) {
            missed.push((leak.name, found));
        }
    }
    let total = leaks.len();
    assert!(missed.is_empty(), "{} of {total} are missed: {missed:#?}", missed.len());
}

#[test]
fn no_finding_repeats_what_it_found() {
    for leak in leaks::all() {
        let told = serde_json::to_string(&look(&leak.pdf)).unwrap().to_lowercase();
        for secret in ["dupont", "marie", "lou\"", "lou ", "reponse", "lefevre", "2008"] {
            assert!(!told.contains(secret), "{}: {told}", leak.name);
        }
    }
}

/// Files as scanners and programs write them, of every codec, with nothing to hide.
fn clean_files() -> Vec<(String, Vec<u8>)> {
    let mut files = Vec::new();
    let mut add = |name: &str, pdf: Vec<u8>| files.push((name.to_owned(), pdf));
    for colour in [false, true] {
        let options = Options { dpi: 72, colour, seed: 5, ..Options::default() };
        let sides = [Side::Recto, Side::Verso].map(|side| sheet::booklet(side, &options));
        let file = |coder: &dyn Fn(&Canvas) -> Image| scan::pdf(&sides.clone().map(|side| coder(&side)), 72);
        add("jpeg", file(&|side| encode::jpeg(side, &Jpeg::default())));
        add("progressive", file(&|side| encode::jpeg(side, &Jpeg { progressive: true, ..Jpeg::default() })));
        add("flate", file(&|side| encode::flate(&Packed::new(side, 8), Predictor::PngMixed)));
        add("lzw", file(&|side| encode::lzw(&Packed::new(side, 8), Predictor::Tiff, false)));
        if colour {
            add("cmyk", file(&|side| encode::jpeg_cmyk(side, true, &Jpeg::default())));
        } else {
            add("g4", file(&|side| encode::g4(side, false)));
            add("indexed", file(&|side| encode::indexed(side, 4)));
        }
        let mut pdf = Pdf::new();
        scan::strips_page(&mut pdf, &sides[0], 128, 72, &|strip| encode::g4(strip, false));
        scan::mixed_raster_page(&mut pdf, &sides[0], 50, 72);
        scan::soft_mask_page(&mut pdf, &sides[0], 72);
        for degrees in [90, 180, 270] {
            scan::rotated_page(&mut pdf, &sides[0], degrees, 72, &Jpeg::default());
        }
        scan::text_page(&mut pdf, Page::a3(), "LEFTWORD", "RIGHTWORD");
        scan::form_page(&mut pdf, Page::a3().user_unit(2.0), "LEFTFORM", 3);
        add("layouts", pdf.finish());
    }
    add("demo", demo::exam(50));
    add("sound", damage::sound(3));
    files
}

#[test]
fn clean_files_have_no_finding() {
    for (name, pdf) in clean_files() {
        assert_eq!(look(&pdf).findings, [], "{name}");
    }
}

#[test]
fn split_copies_have_no_finding() {
    for (name, pdf) in clean_files() {
        let document = Document::open(Arc::new(pdf), &OpenOptions::default()).unwrap();
        let plan = booklet::plan(&[document.shape("scan.pdf").unwrap()], Mode::Shape).unwrap();
        let sources = [document];
        for index in 0..plan.copies().len() {
            let copy = split::copy(&plan, index, &sources, SplitOptions::default()).unwrap();
            assert_eq!(look(&copy.pdf).findings, [], "{name}, copy {index}");
        }
    }
}

/// A scan with its top painted white, and what is done to it then.
fn painted(coder: &dyn Fn(&Canvas) -> Image, after: &str) -> Vec<u8> {
    let mut canvas = Canvas::gradient(400, 600, 1, 9);
    canvas.fill(0, 0, 400, 160, [255; 3]);
    let mut pdf = Pdf::new();
    let image = coder(&canvas);
    let page = scan::image_page(&mut pdf, &image, 72).content(after);
    let font = pdf.font("Helvetica");
    pdf.page(&page.resources(&format!("/Font << /F {font} 0 R >>")));
    pdf.finish()
}

const TOP: (f64, f64, f64, f64) = (0.1, 0.05, 0.8, 0.2);

type Coder = Box<dyn Fn(&Canvas) -> Image>;

fn coders() -> Vec<Coder> {
    vec![
        Box::new(|canvas| encode::jpeg(canvas, &Jpeg::default())),
        Box::new(|canvas| encode::g4(canvas, false)),
        Box::new(|canvas| encode::flate(&Packed::new(canvas, 8), Predictor::PngMixed)),
        Box::new(|canvas| encode::lzw(&Packed::new(canvas, 2), Predictor::None, true)),
    ]
}

#[test]
fn empty_zones_are_proven() {
    for coder in coders() {
        assert_eq!(look_in(&painted(&*coder, ""), TOP), []);
        // An even fill says nothing.
        assert_eq!(look_in(&painted(&*coder, "0.9 g 0 400 400 200 re f"), TOP), []);
    }
}

#[test]
fn ink_in_a_zone_is_found_in_every_codec() {
    for coder in coders() {
        assert_eq!(look_in(&painted(&*coder, ""), (0.1, 0.05, 0.8, 0.4)), [Kind::InkInZone]);
        // A black box over it takes nothing away.
        let boxed = painted(&*coder, "0 g 0 300 400 300 re f");
        assert_eq!(look_in(&boxed, (0.1, 0.05, 0.8, 0.4)), [Kind::InkInZone]);
    }
}

#[test]
fn ink_behind_masks_is_found() {
    let mut pdf = Pdf::new();
    let canvas = Canvas::gradient(400, 600, 3, 9);
    let nothing = Canvas { data: vec![0; 400 * 600], ..Canvas::grey(400, 600) };
    let mask = pdf.image(&encode::flate(&Packed::new(&nothing, 8), Predictor::None));
    scan::page(&mut pdf, &encode::jpeg(&canvas, &Jpeg::default()).with(&format!("/SMask {mask} 0 R")), 72);
    assert_eq!(look_in(&pdf.finish(), TOP), [Kind::InkInZone]);
    let mut pdf = Pdf::new();
    let mask = pdf.image(&encode::flate(&Packed::new(&canvas.to_grey(), 8), Predictor::None));
    let white = encode::jpeg(&Canvas::grey(400, 600), &Jpeg::default());
    scan::page(&mut pdf, &white.with(&format!("/SMask {mask} 0 R")), 72);
    assert_eq!(look_in(&pdf.finish(), TOP), [Kind::InkInZone]);
}

#[test]
fn text_paths_and_notes_in_a_zone_are_found() {
    let white = |after: &str| painted(&|canvas| encode::g4(canvas, false), after);
    for mode in 0..8 {
        let content = format!("BT /F 12 Tf {mode} Tr 80 540 Td (ABC) Tj ET");
        assert_eq!(look_in(&white(&content), TOP), [Kind::TextInZone], "mode {mode}");
    }
    assert_eq!(
        look_in(&white("q 0 0 9 9 re W n BT /F 12 Tf 80 540 Td (ABC) Tj ET Q"), TOP),
        [Kind::TextInZone]
    );
    assert_eq!(look_in(&white("BT /F 12 Tf 80 300 Td (ABC) Tj ET"), TOP), []);
    assert_eq!(look_in(&white("80 500 m 200 550 l S"), TOP), [Kind::VectorInZone]);
    assert_eq!(look_in(&white("100 500 40 30 re f"), TOP), [Kind::VectorInZone]);
    // A frame around the page passes the zone by.
    assert_eq!(look_in(&white("5 5 390 590 re S"), TOP), []);
    let mut pdf = Pdf::new();
    pdf.page(&Page::a4().extra("/Annots [<< /Subtype /Square /Rect [100 700 200 750] >>]"));
    assert_eq!(look_in(&pdf.finish(), TOP), [Kind::AnnotationInZone]);
}

#[test]
fn zones_are_where_the_page_shows_them() {
    for degrees in [0, 90, 180, 270] {
        let mut canvas = Canvas::gradient(400, 600, 1, 9);
        canvas.fill(0, 0, 400, 160, [255; 3]);
        let mut pdf = Pdf::new();
        scan::rotated_page(&mut pdf, &canvas, degrees, 72, &Jpeg::default());
        let pdf = pdf.finish();
        assert_eq!(look_in(&pdf, TOP), [], "{degrees}");
        assert_eq!(look_in(&pdf, (0.1, 0.7, 0.8, 0.2)), [Kind::InkInZone], "{degrees}");
    }
}

#[test]
fn a_stamp_is_expected_and_nothing_else() {
    let needles = Needles::default();
    let zones = [zone_at(0, TOP)];
    let pdf = painted(&|canvas| encode::g4(canvas, false), "BT /F 12 Tf 80 540 Td (BAC1-0042) Tj ET");
    let rect = NormalizedRect::new(0.15, 0.06, 0.4, 0.06).unwrap();
    let left = |text: &str| {
        let expected = [Expected { page: 0, rect, text: text.to_owned() }];
        let options = AuditOptions { zones: &zones, expected: &expected, ..AuditOptions::new(&needles) };
        audit(&pdf, &options, &Limits::default()).unwrap().left_in_zones().count()
    };
    assert_eq!(left("BAC1-0042"), 0);
    assert_eq!(left("BAC1-0043"), 1);
}

#[test]
fn bad_input_is_refused_by_name() {
    let needles = Needles::new(NEEDLES);
    let zones = [zone_at(3, TOP)];
    let options = AuditOptions { zones: &zones, ..AuditOptions::new(&needles) };
    let limits = Limits::default();
    let code = |pdf: &[u8], limits: &Limits| audit(pdf, &options, limits).unwrap_err().code();
    assert_eq!(code(&damage::sound(3), &limits), Code::PageNotFound);
    assert_eq!(code(b"", &limits), Code::EmptyFile);
    assert_eq!(code(&damage::garbage(), &limits), Code::CorruptedPdf);
    let small = Limits { max_decoded_bytes: 1 << 20, ..Limits::default() };
    let needles_only = AuditOptions::new(&needles);
    let bomb = audit(&damage::flate_bomb(40), &needles_only, &small).unwrap_err();
    assert_eq!(bomb.code(), Code::ResourceLimit);
}

#[test]
fn damaged_files_are_looked_through() {
    for (name, pdf) in [
        ("without xref", damage::without_xref()),
        ("without trailer", damage::without_trailer()),
        ("wrong startxref", damage::wrong_startxref()),
        ("wrong lengths", damage::wrong_lengths()),
        ("junk in front", damage::junk_in_front()),
    ] {
        assert_eq!(look(&pdf).needles_found(), 0, "{name}");
    }
}

#[test]
fn the_answer_as_json() {
    let value = serde_json::to_value(look(&leaks::text("BT /F 9 Tf 50 50 Td (Lou) Tj ET"))).unwrap();
    assert_eq!(value["format"], "korrigo.audit/1");
    let finding = &value["findings"][0];
    assert_eq!(finding["kind"], "needle");
    assert!(finding["where"].is_string() && finding["sure"].is_number() && finding["needle"] == 5);
}
