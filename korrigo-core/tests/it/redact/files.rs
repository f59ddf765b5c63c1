//! The file around the pages: what is in it, what is not, and what it refuses.

use korrigo_core::geometry::NormalizedRect;
use korrigo_core::redact::audit::{AuditOptions, Needles, audit};
use korrigo_core::redact::{self, Fill, PlanOptions, RedactOptions, RedactedPdf, RedactionPlan, Stamp};
use korrigo_core::{Code, Limits};
use korrigo_fixtures::canvas::Canvas;
use korrigo_fixtures::encode::{self, Packed, Predictor};
use korrigo_fixtures::pdf::{Page, Pdf};
use korrigo_fixtures::scan;

use super::{Picture, hide, zone};
use crate::split::{everything, grey_profile, holds, open};

#[test]
fn nothing_around_the_pages_survives() {
    let mut file = Pdf::new();
    scan::active_content(&mut file, "DUPONT");
    file.catalog(
        "/Outlines << /Title (DUPONT) >> /PageLabels << /Nums [0 << /P (DUPONT) >>] >> /Dests << /DUPONT [] >> \
         /StructTreeRoot << /K << /Alt (DUPONT) >> >> /Lang (DUPONT) /PieceInfo << /DUPONT << >> >>",
    );
    file.add("(DUPONT)");
    file.trailer("/ID [(DUPONT-DUPONT-D) (DUPONT-DUPONT-D)]");
    let mut bytes = file.finish();
    bytes.extend(b"%DUPONT after the end");
    let redacted = hide(&open(bytes), &[]);
    assert!(!holds(&everything(redacted.bytes()), "DUPONT"));
}

#[test]
fn words_in_colour_profiles_are_gone() {
    let mut profile = grey_profile();
    profile[131] = 1;
    profile.extend(b"desc\0\0\0\x90\0\0\0\x14desc\0\0\0\0\0\0\0\x07DUPONT\0\0");
    let mut file = Pdf::new();
    let number = file.deflated_stream("/N 1", &profile);
    let image = encode::flate(&Packed::new(&Canvas::gradient(40, 40, 1, 1), 8), Predictor::None);
    scan::page(&mut file, &image.in_space(&format!("[/ICCBased {number} 0 R]")), 72);
    let bytes = file.finish();
    assert!(holds(&everything(&bytes), "DUPONT"));
    let redacted = hide(&open(bytes), &[]);
    let heap = everything(redacted.bytes());
    assert!(!holds(&heap, "DUPONT") && holds(&heap, "acsp"));
}

/// Text, pictures, colours, patterns and layers, all of them named after somebody.
fn named_after_somebody() -> Vec<u8> {
    let mut file = Pdf::new();
    let program = file.stream("/Subtype /Type1C", b"none");
    let descriptor = file.add(format!(
        "<< /Type /FontDescriptor /FontName /DUPONT+Jean-Dupont-Bold /FontFamily (Jean Dupont) /Flags 4 \
         /FontFile3 {program} 0 R >>"
    ));
    let widths = vec!["500"; 224].join(" ");
    let font = file.add(format!(
        "<< /Type /Font /Subtype /Type1 /BaseFont /DUPONT+Jean-Dupont-Bold /Name /Dupont /FirstChar 32 \
         /LastChar 255 /Widths [{widths}] /Encoding /WinAnsiEncoding /FontDescriptor {descriptor} 0 R >>"
    ));
    let image = file.image(&encode::flate(&Packed::new(&Canvas::gradient(20, 20, 1, 1), 8), Predictor::None));
    let form = file.form([0.0, 0.0, 50.0, 50.0], "/Name /Dupont", "", "0 0 1 rg 5 5 40 40 re f");
    let state = file.add("<< /Type /ExtGState /CA 1 /ca 0.5 >>");
    let group = file.add("<< /Type /OCG /Name (Dupont) >>");
    file.catalog(&format!("/OCProperties << /OCGs [{group} 0 R] /D << /Order [{group} 0 R] >> >>"));
    let shading = "<< /ShadingType 2 /ColorSpace /DeviceRGB /Coords [0 0 200 0] /Function \
                   << /FunctionType 2 /Domain [0 1] /C0 [1 0 0] /C1 [0 1 0] /N 1 >> >>";
    let resources = format!(
        "/Font << /Jean-Dupont {font} 0 R >> /XObject << /Dupont1 {image} 0 R /Dupont2 {form} 0 R >> \
         /ExtGState << /Dupont3 {state} 0 R >> /ColorSpace << /Dupont4 [/CalGray << /WhitePoint [0.9505 1 1.089] >>] >> \
         /Shading << /Dupont5 {shading} >> /Pattern << /Dupont6 << /PatternType 2 /Shading {shading} >> >> \
         /Properties << /Dupont7 {group} 0 R >>"
    );
    let content = "/OC /Dupont7 BDC q /Dupont3 gs /Dupont4 cs 0.3 sc 0 0 30 30 re f Q \
                   q 40 0 0 40 10 110 cm /Dupont1 Do Q q 1 0 0 1 60 100 cm /Dupont2 Do Q \
                   q 120 100 40 40 re W n /Dupont5 sh Q /Pattern cs /Dupont6 scn 120 20 40 40 re f \
                   BT 0 g /Jean-Dupont 12 Tf 10 70 Td (Reponse) Tj ET EMC \
                   q 20 0 0 20 40 10 cm BI /W 1 /H 1 /BPC 8 /CS /Dupont4 ID \x41 EI Q";
    file.page(&Page::new(200.0, 200.0).resources(&resources).content(content));
    file.finish()
}

#[test]
fn names_of_resources_and_of_fonts_say_nothing() {
    let bytes = named_after_somebody();
    let needles = Needles::new(["Dupont", "Jean Dupont"]);
    let look = |bytes: &[u8]| audit(bytes, &AuditOptions::new(&needles), &Limits::default()).unwrap();
    assert_eq!(look(&bytes).needles_found(), 2);
    let document = open(bytes);
    for zones in [vec![], vec![zone(0, [0.7, 0.0, 1.0, 0.2])]] {
        let redacted = hide(&document, &zones);
        assert_eq!(look(redacted.bytes()).findings, []);
        let heap = everything(redacted.bytes());
        for name in ["Dupont", "DUPONT", "dupont"] {
            assert!(!holds(&heap, name), "{name}");
        }
        assert!(holds(&heap, "Reponse") && holds(&heap, "/AAAAAA+Font-Bold"));
        let after = Picture::new(&open(redacted.bytes().to_vec()), 0, 72.0);
        let rects: Vec<_> = zones.iter().map(|zone| zone.rect).collect();
        Picture::new(&document, 0, 72.0).assert_same(&after, &rects, 2.0, 1, "named");
    }
}

#[test]
fn pages_keep_their_order_and_number() {
    let mut file = Pdf::new();
    let font = file.font("Helvetica");
    for (page, degrees) in [0, 90, 180, 270].into_iter().enumerate() {
        let resources = format!("/Font << /F {font} 0 R >>");
        let content = format!("BT /F 10 Tf 10 20 Td (page{page}) Tj ET");
        file.page(
            &Page::new(100.0 + page as f64, 50.0).resources(&resources).content(content).rotate(degrees),
        );
    }
    let document = open(file.finish());
    let redacted = hide(&document, &[zone(2, [0.0, 0.0, 1.0, 1.0])]);
    let after = open(redacted.bytes().to_vec());
    assert_eq!((after.page_count(), redacted.page_count()), (4, 4));
    for page in 0..4 {
        assert_eq!(after.page(page).unwrap().geometry(), document.page(page).unwrap().geometry());
    }
    let heap = everything(redacted.bytes());
    assert_eq!([0, 1, 2, 3].map(|page| holds(&heap, &format!("page{page}"))), [true, true, false, true]);
}

#[test]
fn the_same_input_gives_the_same_bytes() {
    let build = || {
        let mut file = Pdf::new();
        scan::mixed_raster_page(&mut file, &scan::note(200, 150, 8), 20, 72);
        scan::soft_mask_page(&mut file, &scan::note(200, 150, 8), 72);
        open(file.finish())
    };
    let zones = [zone(0, [0.1, 0.1, 0.6, 0.4]), zone(1, [0.0, 0.0, 0.3, 1.0])];
    assert_eq!(hide(&build(), &zones).bytes(), hide(&build(), &zones).bytes());
}

#[test]
fn a_redacted_file_redacts_to_the_same_look() {
    let mut file = Pdf::new();
    scan::mixed_raster_page(&mut file, &scan::note(200, 150, 8), 20, 72);
    let zones = [zone(0, [0.1, 0.1, 0.6, 0.4])];
    let once = open(hide(&open(file.finish()), &zones).bytes().to_vec());
    let twice = open(hide(&once, &zones).bytes().to_vec());
    Picture::new(&once, 0, 72.0).assert_same(&Picture::new(&twice, 0, 72.0), &[], 0.0, 0, "again");
}

#[test]
fn zones_can_be_grey_or_as_the_paper_around_them() {
    // Away from the zone the paper is another.
    let mut canvas = Canvas::rgb(120, 180);
    canvas.fill(0, 0, 120, 90, [240, 230, 205]);
    canvas.fill(0, 90, 120, 90, [250, 252, 255]);
    canvas.fill(35, 30, 40, 20, [20, 20, 20]);
    for (fill, wanted) in [(Fill::White, [255; 3]), (Fill::Grey, [224; 3]), (Fill::Paper, [240, 230, 205])] {
        let image = encode::flate(&Packed::new(&canvas, 8), Predictor::PngMixed);
        let document = open(scan::pdf(&[image], 72));
        let options = PlanOptions { fill, ..PlanOptions::default() };
        let hidden = zone(0, [0.25, 0.125, 0.75, 0.375]);
        let plan = redact::plan(&document, vec![hidden], options).unwrap();
        let redacted = redact::apply(&document, &plan, &RedactOptions::default()).unwrap();
        let picture = Picture::new(&open(redacted.bytes().to_vec()), 0, 72.0);
        for row in &picture.rows[24..66] {
            for pixel in &row[32..88] {
                assert!(pixel.iter().zip(wanted).all(|(a, b)| a.abs_diff(b) <= 1), "{fill:?}: {pixel:?}");
            }
        }
        assert!(picture.rows[5][5][2].abs_diff(205) <= 1);
    }
}

#[test]
fn a_stamp_says_just_its_text_upright_on_every_page() {
    let build = |degrees: i32| {
        let mut file = Pdf::new();
        file.page(&Page::new(300.0, 200.0).rotate(degrees).content("0 0 0 0 re f"));
        open(file.finish())
    };
    for degrees in [0, 90, 180, 270] {
        let document = build(degrees);
        let rect = NormalizedRect::new(0.2, 0.1, 0.5, 0.2).unwrap();
        let stamp = Stamp { page: 0, rect, text: "EXAM-0427".into() };
        let options = PlanOptions { stamps: vec![stamp], ..PlanOptions::default() };
        let plan = redact::plan(&document, vec![zone(0, [0.1, 0.05, 0.9, 0.4])], options).unwrap();
        let redacted = redact::apply(&document, &plan, &RedactOptions::default()).unwrap();
        let heap = everything(redacted.bytes());
        assert!(holds(&heap, "(EXAM-0427) Tj"));
        // Whoever copies it gets its letters.
        for letter in "EXAM-0427".chars() {
            assert!(holds(&heap, &format!("<{0:02X}> <{0:04X}>", u32::from(letter))), "{letter}");
        }
        let picture = Picture::new(&open(redacted.bytes().to_vec()), 0, 72.0);
        let ink = |[x0, y0, x1, y1]: [f64; 4]| {
            let (w, h) = (picture.width as f64, picture.rows.len() as f64);
            let rows = &picture.rows[(y0 * h) as usize..(y1 * h) as usize];
            rows.iter()
                .flat_map(|row| &row[(x0 * w) as usize..(x1 * w) as usize])
                .filter(|p| p[0] < 128)
                .count()
        };
        let (all, own) = (ink([0.0, 0.0, 1.0, 1.0]), ink([0.2, 0.1, 0.7, 0.3]));
        assert!(own > 50 && all == own, "/Rotate {degrees}: {own} of {all}");
        // E is heavy at the left, 7 at the top: it stands upright.
        let wide = ink([0.2, 0.1, 0.45, 0.3]) > 0 && ink([0.45, 0.1, 0.7, 0.3]) > 0;
        assert!(wide, "/Rotate {degrees}");
    }
}

#[test]
fn what_cannot_be_meant_is_refused_by_name() {
    let mut file = Pdf::new();
    file.page(&Page::a4());
    let document = open(file.finish());
    let plan =
        |zones, stamps| redact::plan(&document, zones, PlanOptions { stamps, ..PlanOptions::default() });
    let refused = |page| plan(vec![zone(page, [0.0, 0.0, 1.0, 1.0])], Vec::new()).unwrap_err().code();
    assert_eq!(refused(1), Code::PageNotFound);
    for numbers in
        [[0.5, 0.5, 0.6, 0.1], [-0.1, 0.0, 0.5, 0.5], [0.0, 0.0, 0.0, 0.5], [f64::NAN, 0.0, 0.5, 0.5]]
    {
        let [x, y, w, h] = numbers;
        assert_eq!(NormalizedRect::new(x, y, w, h).unwrap_err().code(), Code::ZoneInvalid);
    }
    let rect = NormalizedRect::new(0.2, 0.2, 0.1, 0.1).unwrap();
    let stamp = |text: &str| vec![Stamp { page: 0, rect, text: text.into() }];
    let all = || vec![zone(0, [0.0, 0.0, 1.0, 1.0])];
    assert_eq!(plan(Vec::new(), stamp("A")).unwrap_err().code(), Code::ZoneInvalid);
    assert_eq!(plan(all(), stamp("é")).unwrap_err().code(), Code::MissingGlyph);
    assert!(plan(all(), stamp("A-1")).is_ok());

    let mut other = Pdf::new();
    other.page(&Page::a3());
    let plan = plan(all(), Vec::new()).unwrap();
    let error = redact::apply(&open(other.finish()), &plan, &RedactOptions::default()).unwrap_err();
    assert_eq!(error.code(), Code::PlanInvalid);
}

#[test]
fn plans_and_receipts_survive_storage() {
    let mut file = Pdf::new();
    file.page(&Page::a4().content("100 700 200 50 re f"));
    let document = open(file.finish());
    let plan = redact::plan(&document, vec![zone(0, [0.1, 0.1, 0.7, 0.3])], PlanOptions::default()).unwrap();
    let stored = serde_json::to_string(&plan).unwrap();
    let plan: RedactionPlan = serde_json::from_str(&stored).unwrap();
    let needles = Needles::new(["DUPONT", "2008-02-01"]);
    let options = RedactOptions { needles: Some(&needles) };
    let redacted = redact::apply(&document, &plan, &options).unwrap();
    assert_eq!((redacted.audit().needles, redacted.audit().needles_found), (2, 0));
    let key = [9; 32];
    let receipt = serde_json::to_string(&redacted.receipt(&key)).unwrap();
    assert!(!receipt.contains("DUPONT"));
    let receipt = serde_json::from_str(&receipt).unwrap();
    let again = RedactedPdf::from_storage(redacted.bytes().to_vec(), &receipt, &key).unwrap();
    assert_eq!((again.bytes(), again.zones()), (redacted.bytes(), redacted.zones()));
}
