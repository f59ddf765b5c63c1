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
    let mut pdf = Pdf::new();
    let profile = pdf.deflated_stream("/N 1", &crate::split::grey_profile());
    let space = pdf.add(format!("[/ICCBased {profile} 0 R]"));
    let image = encode::flate(&Packed::new(&Canvas::grey(40, 40), 8), Predictor::None);
    scan::page(&mut pdf, &image.in_space(&format!("{space} 0 R")), 72);
    add("an array of its own", pdf.finish());
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

/// A highlighter's stroke, over a picture and over text: what it marks is seen.
#[test]
fn what_is_seen_through_a_colour_is_not_hidden() {
    let marked = |what: &str| {
        let mut pdf = Pdf::new();
        let font = pdf.font("Helvetica");
        let image = pdf.image(&encode::jpeg(&scan::note(298, 421, 3), &Jpeg::default()));
        let resources = format!(
            "/Font << /F {font} 0 R >> /XObject << /Im {image} 0 R >> /ExtGState << /M << /BM /Multiply >> >>"
        );
        let content = format!("{what} q /M gs 1 1 0 rg 60 600 220 80 re f Q");
        pdf.page(&Page::a4().resources(&resources).content(content));
        let mut found = look(&pdf.finish()).findings;
        found.retain(|finding| finding.kind != Kind::UnreferencedObject);
        found
    };
    assert_eq!(marked("q 595 0 0 842 0 0 cm /Im Do Q"), []);
    assert_eq!(marked("BT /F 12 Tf 72 630 Td (Exercice 1) Tj ET"), []);
    // The same by a group that is half there.
    let mut pdf = Pdf::new();
    let image = pdf.image(&encode::jpeg(&scan::note(298, 421, 3), &Jpeg::default()));
    let group = "/Group << /S /Transparency >>";
    let form = pdf.form([0.0, 0.0, 595.0, 842.0], "", group, "1 1 0 rg 60 600 220 80 re f");
    let resources =
        format!("/XObject << /Im {image} 0 R /Fm {form} 0 R >> /ExtGState << /Half << /ca 0.5 >> >>");
    let content = "1 g 0 0 595 842 re f q 595 0 0 842 0 0 cm /Im Do Q q /Half gs /Fm Do Q";
    pdf.page(&Page::a4().resources(&resources).content(content));
    assert_eq!(look(&pdf.finish()).findings, []);
    // A picture that is laid over text in the same way.
    assert_eq!(marked("BT /F 12 Tf 72 630 Td (Exercice 1) Tj ET q /M gs 595 0 0 842 0 0 cm /Im Do Q"), []);
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
    // One that is drawn along the zone does not lie in it; one that reaches into it does.
    for (top, kinds) in [(631.3, &[][..]), (633.0, &[Kind::AnnotationInZone])] {
        let mut pdf = Pdf::new();
        let square = format!("/Annots [<< /Subtype /Square /Rect [100 580 200 {top}] >>]");
        pdf.page(&Page::a4().extra(&square));
        assert_eq!(look_in(&pdf.finish(), TOP), kinds, "{top}");
    }
}

/// Letters that are drawn in another order than they stand in, along lines in any direction.
#[test]
fn text_is_read_along_its_own_line() {
    let needles = Needles::new(["Emma"]);
    let found = |degrees: f64, letters: [(&str, f64, f64); 4]| {
        let (sin, cos) = degrees.to_radians().sin_cos();
        let shown = letters.map(|(letter, along, across)| {
            let (x, y) = (300.0 + along * cos - across * sin, 400.0 + along * sin + across * cos);
            format!("{cos:.5} {sin:.5} {:.5} {cos:.5} {x:.3} {y:.3} Tm ({letter}) Tj", -sin)
        });
        let pdf = leaks::text(format!("BT /F 12 Tf {} ET", shown.join(" ")));
        audit(&pdf, &AuditOptions::new(&needles), &Limits::default()).unwrap().needles_found()
    };
    for degrees in [0.0, 37.0, 90.0, 143.0, 180.0, 217.0, 270.0, 323.0] {
        let line = [("m", 18.0, 0.0), ("E", 0.0, 0.0), ("a", 28.0, 0.0), ("m", 8.0, 0.0)];
        assert_eq!(found(degrees, line), 1, "along {degrees}");
        // A letter on each of four lines, as in a table, is no word.
        let stacked = [("E", 0.0, 45.0), ("m", 0.0, 30.0), ("m", 0.0, 15.0), ("a", 0.0, 0.0)];
        assert_eq!(found(degrees, stacked), 0, "across {degrees}");
    }
}

#[test]
fn even_images_say_nothing_and_ink_on_them_is_seen_twice() {
    let places = |images: [&Canvas; 2]| -> Vec<String> {
        let mut pdf = Pdf::new();
        let [under, over] =
            images.map(|image| pdf.image(&encode::flate(&Packed::new(image, 8), Predictor::None)));
        let resources = format!("/XObject << /A {under} 0 R /B {over} 0 R >>");
        let content = "q 400 0 0 600 0 0 cm /A Do Q q 200 0 0 300 0 300 cm /B Do Q";
        pdf.page(&Page::new(400.0, 600.0).resources(&resources).content(content));
        let (needles, zones) = (Needles::default(), [zone_at(0, TOP)]);
        let options = AuditOptions { zones: &zones, ..AuditOptions::new(&needles) };
        let audit = audit(&pdf.finish(), &options, &Limits::default()).unwrap();
        audit.left_in_zones().map(|finding| finding.place.clone()).collect()
    };
    let even = |colour: [u8; 3]| {
        let mut canvas = Canvas::rgb(200, 300);
        canvas.fill(0, 0, 200, 300, colour);
        canvas
    };
    // Two greys that meet in the zone.
    assert_eq!(places([&even([255; 3]), &even([200; 3])]), [""; 0]);
    // Ink as light as its paper, in another colour.
    let mut inked = even([128; 3]);
    inked.fill(80, 30, 30, 20, [228, 77, 128]);
    let found = places([&even([255; 3]), &inked]);
    assert!(found.iter().any(|place| place.starts_with("zone 0: image in object ")), "{found:?}");
    assert!(found.contains(&"zone 0: as rendered".to_owned()), "{found:?}");
}

#[test]
fn findings_say_where() {
    let needles = Needles::default();
    let zones = [zone_at(0, TOP)];
    let options = AuditOptions { zones: &zones, ..AuditOptions::new(&needles) };
    let places = |pdf: Vec<u8>| -> Vec<String> {
        let audit = audit(&pdf, &options, &Limits::default()).unwrap();
        audit.left_in_zones().filter(|one| one.page == Some(0)).map(|one| one.place.clone()).collect()
    };
    let scan = scan::pdf(&[encode::g4(&scan::note(400, 600, 3), false)], 72);
    assert!(places(scan).iter().any(|place| place.starts_with("zone 0: image in object ")));
    let mut pdf = Pdf::new();
    let digits: String = (0..2400).map(|at| if at / 7 % 3 == 0 { "00" } else { "FF" }).collect();
    let inline = format!("q 400 0 0 600 0 0 cm BI /W 40 /H 60 /BPC 8 /CS /G /F /AHx ID {digits}> EI Q");
    pdf.page(&Page::new(400.0, 600.0).content(inline));
    assert!(places(pdf.finish()).contains(&"zone 0: an inline image".to_owned()));
    // What an image says is told with the page that shows it.
    let mut pdf = Pdf::new();
    let mut image = encode::jpeg(&Canvas::gradient(64, 48, 3, 3), &Jpeg::default());
    scan::page(&mut pdf, &image, 72);
    image.data.splice(2..2, *b"\xff\xfe\0\x09scan 12");
    scan::page(&mut pdf, &image, 72);
    let found = look(&pdf.finish()).findings;
    assert_eq!(
        found.iter().map(|one| (one.kind, one.page)).collect::<Vec<_>>(),
        [(Kind::ImageMetadata, Some(1))]
    );
}

#[test]
fn what_cannot_be_read_is_told_and_stops_nothing() {
    let kinds = |entries: &str, data: &[u8]| {
        let mut pdf = Pdf::new();
        let broken = pdf.stream(&format!("/Type /XObject /Subtype /Form /BBox [0 0 9 9] {entries}"), data);
        let font = pdf.font("Helvetica");
        let resources = format!("/XObject << /Fm {broken} 0 R >> /Font << /F {font} 0 R >>");
        pdf.page(&Page::a4().resources(&resources).content("/Fm Do BT /F 12 Tf 72 700 Td (Lou) Tj ET"));
        let found = look(&pdf.finish());
        assert_eq!(found.needles_found(), 1, "{entries}");
        found.findings.into_iter().any(|finding| finding.kind == Kind::Unread)
    };
    assert!(kinds(
        "/Filter /FlateDecode /DecodeParms << /Predictor 2 /BitsPerComponent 7 >>",
        b"x\x9c\x03\0\0\0\0\x01"
    ));
    assert!(kinds("/Filter /ASCII85Decode", b"\x01\x02 no such digits \xff~>"));
    assert!(!kinds("/Filter /FlateDecode", b"") && !kinds("", b"0 0 9 9 re n"));
}

/// A letter of a font that draws it far above the place where it stands.
#[test]
fn letters_are_where_their_ink_is() {
    let drawn_above = |y: i32| {
        let mut pdf = Pdf::new();
        let glyph = pdf.stream("", b"600 0 d0 0 8000 500 700 re f");
        let font = pdf.add(format!(
            "<< /Type /Font /Subtype /Type3 /FontBBox [0 0 600 9000] /FontMatrix [0.001 0 0 0.001 0 0] /FirstChar 65 \
             /LastChar 65 /Widths [600] /Encoding << /Differences [65 /a] >> /CharProcs << /a {glyph} 0 R >> >>"
        ));
        let resources = format!("/Font << /F {font} 0 R >>");
        let content = format!("BT /F 12 Tf 80 {y} Td (A) Tj ET");
        pdf.page(&Page::new(400.0, 600.0).resources(&resources).content(content));
        look_in(&pdf.finish(), TOP)
    };
    assert_eq!(drawn_above(430), [Kind::TextInZone]);
    assert_eq!(drawn_above(540), []);
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
