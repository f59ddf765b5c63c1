//! Text, lines, shadings, annotations: what lies in a zone is gone from the bytes, and the rest is where it was.

use korrigo_core::redact::{self, PlanOptions, RedactOptions, UnseenText};
use korrigo_fixtures::pdf::{Page, Pdf};

use super::{Picture, hide, zone};
use crate::split::{everything, holds, open};

/// The upper half of a page.
const UPPER: [f64; 4] = [0.0, 0.0, 1.0, 0.5];

/// Redacts the upper half of a page of 200 by 100 units; gives what the file then holds.
fn upper_half_of(file: &Pdf) -> Vec<u8> {
    everything(hide(&open(file.finish()), &[zone(0, UPPER)]).bytes())
}

fn assert_gone(file: &Pdf, gone: &str, left: &str) {
    let heap = upper_half_of(file);
    assert!(!holds(&heap, gone), "{gone} is left");
    assert!(left.is_empty() || holds(&heap, left), "{left} is gone");
}

#[test]
fn text_is_removed_glyph_by_glyph() {
    let mut file = Pdf::new();
    let font = file.font("Helvetica");
    let page = Page::new(200.0, 100.0).resources(&format!("/Font << /F {font} 0 R >>"));
    // Seen, invisible, as a clip, in pieces, with alternate text around it.
    let content = "BT /F 10 Tf 10 80 Td (DUPONT) Tj ET\n\
                   BT 3 Tr 10 70 Td [(DU) 20 (PO) 20 (NT)] TJ 0 Tr ET\n\
                   q BT 7 Tr 10 60 Td (DUPONT) Tj ET Q\n\
                   /Span << /ActualText (DUPONT) /Alt (DUPONT) >> BDC BT 10 85 Td (x) Tj ET EMC\n\
                   BT 10 20 Td (reponse) Tj ET\n\
                   BT 3 Tr 10 10 Td (invisible) Tj 0 Tr ET";
    file.page(&page.content(content));
    let heap = upper_half_of(&file);
    for gone in ["DUPONT", "(DU)", "(PO)", "ActualText"] {
        assert!(!holds(&heap, gone), "{gone} is left");
    }
    assert!(holds(&heap, "reponse") && holds(&heap, "invisible"));
}

#[test]
fn a_line_of_text_that_a_zone_crosses_keeps_its_other_glyphs_in_their_place() {
    let mut file = Pdf::new();
    let font = file.font("Courier");
    let page = Page::new(200.0, 100.0).resources(&format!("/Font << /F {font} 0 R >>"));
    // Courier: 0.6 em a glyph, 6 units each. NOM: 10..28, DUPONT 28..64, then the rest.
    file.page(&page.content("BT /F 10 Tf 10 50 Td (NOMDUPONTreste) Tj ET"));
    let document = open(file.finish());
    let zone = zone(0, [28.5 / 200.0, 0.3, 63.5 / 200.0, 0.7]);
    let redacted = hide(&document, &[zone]);
    let heap = everything(redacted.bytes());
    assert!(!holds(&heap, "DUPONT") && holds(&heap, "(NOM)") && holds(&heap, "(reste)"));
    let (before, after) =
        (Picture::new(&document, 0, 144.0), Picture::new(&open(redacted.bytes().to_vec()), 0, 144.0));
    after.assert_empty(&zone.rect, 0, "line");
    before.assert_same(&after, &[zone.rect], 2.0, 2, "line");
}

#[test]
fn text_in_forms_patterns_and_type_3_fonts_is_removed() {
    let mut file = Pdf::new();
    let font = file.font("Helvetica");
    let fonts = format!("/Font << /F {font} 0 R >>");
    let text = "BT /F 10 Tf 10 80 Td (DUPONT) Tj ET BT /F 10 Tf 10 20 Td (reponse) Tj ET";
    let inner = file.form([0.0, 0.0, 200.0, 100.0], &fonts, "", text);
    let outer =
        file.form([0.0, 0.0, 200.0, 100.0], &format!("/XObject << /G {inner} 0 R >>"), "", "q /G Do Q");
    let entries = "/PatternType 1 /PaintType 1 /TilingType 1 /BBox [0 0 200 100] /XStep 200 /YStep 100";
    let pattern = file.stream(&format!("{entries} /Resources << {fonts} >>"), text.as_bytes());
    let resources = format!("/XObject << /G {outer} 0 R >> /Pattern << /P {pattern} 0 R >>");
    file.page(
        &Page::new(200.0, 100.0).resources(&resources).content("/G Do /Pattern cs /P scn 0 0 200 100 re f"),
    );
    assert_gone(&file, "DUPONT", "reponse");

    let mut file = Pdf::new();
    let (name, other) =
        (file.stream("", b"800 0 d0 (DUPONT) pop"), file.stream("", b"900 0 d0 0 0 700 700 re f"));
    let font = file.add(format!(
        "<< /Type /Font /Subtype /Type3 /FontBBox [0 0 1000 1000] /FontMatrix [0.001 0 0 0.001 0 0] /FirstChar 65 \
         /LastChar 66 /Widths [800 900] /Encoding << /Differences [65 /DUPONT /b] >> \
         /CharProcs << /DUPONT {name} 0 R /b {other} 0 R >> /Resources << >> >>"
    ));
    let page = Page::new(200.0, 100.0).resources(&format!("/Font << /F {font} 0 R >>"));
    file.page(&page.content("BT /F 10 Tf 10 80 Td (A) Tj ET BT /F 10 Tf 10 20 Td (B) Tj ET"));
    let heap = upper_half_of(&file);
    assert!(!holds(&heap, "(DUPONT)") && holds(&heap, "900 0 d0"));
}

#[test]
fn annotations_in_a_zone_are_gone_and_those_outside_are_only_their_looks() {
    let mut file = Pdf::new();
    let font = file.font("Helvetica");
    let fonts = format!("/Font << /F {font} 0 R >>");
    let look = |file: &mut Pdf, text: &str| {
        file.form([0.0, 0.0, 80.0, 20.0], &fonts, "", &format!("BT /F 10 Tf 5 5 Td ({text}) Tj ET"))
    };
    let (above, below) = (look(&mut file, "DUPONT"), look(&mut file, "bravo"));
    let annotation = |file: &mut Pdf, kind: &str, y: u32, form: u32| {
        file.add(format!(
            "<< /Type /Annot /Subtype /{kind} /Rect [10 {y} 90 {}] /F 4 /T (DUPONT) /Contents (DUPONT) /V (DUPONT) \
             /FT /Tx /AP << /N {form} 0 R >> >>",
            y + 20
        ))
    };
    let all = [("Stamp", 60, above), ("Widget", 75, above), ("FreeText", 20, below)]
        .map(|(kind, y, form)| annotation(&mut file, kind, y, form));
    let page =
        Page::new(200.0, 100.0).extra(&format!("/Annots [{} 0 R {} 0 R {} 0 R]", all[0], all[1], all[2]));
    file.page(&page);
    file.catalog(&format!("/AcroForm << /Fields [{} 0 R] >>", all[1]));
    let heap = upper_half_of(&file);
    assert!(!holds(&heap, "DUPONT") && holds(&heap, "bravo"));
    for gone in ["/Annots", "AcroForm", "Widget"] {
        assert!(!holds(&heap, gone), "{gone} is left");
    }
}

#[test]
fn paths_end_where_a_zone_begins_and_are_as_before_outside() {
    let drawn = [
        ("a rectangle", "0.2 0.4 0.6 rg 20 20 160 60 re f"),
        ("two rectangles, even and odd", "1 0 0 rg 20 20 160 60 re 60 30 20 60 re f*"),
        ("a star", "0 0 1 rg 100 95 m 40 5 l 190 60 l 10 60 l 160 5 l h f"),
        ("curves", "0 0.5 0 rg 20 50 m 60 110 140 110 180 50 c 140 -10 60 -10 20 50 c h f"),
        ("turned", "q 0.8 0.6 -0.6 0.8 60 -30 cm 0.5 g 10 20 150 40 re f Q"),
        ("a clip of curves", "q 20 50 m 60 110 140 110 180 50 c h W n 0.3 g 0 0 200 100 re f Q"),
        ("filled and clipping", "q 0.6 g 20 20 160 70 re W f 0 0 1 rg 0 0 200 55 re f Q"),
        ("a function", "q 10 10 180 80 re W n /S sh Q"),
    ];
    for (name, content) in drawn {
        let mut file = Pdf::new();
        let shading = "<< /ShadingType 2 /ColorSpace /DeviceRGB /Coords [0 0 200 0] /Extend [true true] \
                       /Function << /FunctionType 2 /Domain [0 1] /C0 [1 0 0] /C1 [0 0 1] /N 1 >> >>";
        let page = Page::new(200.0, 100.0).resources(&format!("/Shading << /S {shading} >>"));
        file.page(&page.content(content));
        let document = open(file.finish());
        let zones = [zone(0, [0.3, 0.2, 0.5, 0.6]), zone(0, [0.7, 0.0, 0.8, 1.0])];
        let redacted = hide(&document, &zones);
        let rects = zones.map(|zone| zone.rect);
        let (before, after) =
            (Picture::new(&document, 0, 144.0), Picture::new(&open(redacted.bytes().to_vec()), 0, 144.0));
        rects.iter().for_each(|zone| after.assert_empty(zone, 2, name));
        // Viewers make lines of curves as they see fit: a third of a pixel off is a third of the ink.
        before.assert_same(&after, &rects, 1.0, 100, name);
    }
}

#[test]
fn lines_end_half_their_width_before_a_zone() {
    let drawn = [
        ("a rule", "3 w 10 50 m 190 50 l S"),
        ("a frame", "2 w 20 10 160 70 re S"),
        ("a closed line, filled", "0.8 g 2 w 20 10 m 180 20 l 100 95 l b"),
        ("a curve", "4 w 10 10 m 60 120 140 120 190 10 c S"),
        ("along the zone", "6 w 10 82 m 190 82 l S"),
    ];
    for (name, content) in drawn {
        let mut file = Pdf::new();
        file.page(&Page::new(200.0, 100.0).content(content));
        let document = open(file.finish());
        let zone = zone(0, [0.3, 0.2, 0.5, 0.6]);
        let redacted = hide(&document, &[zone]);
        let (before, after) =
            (Picture::new(&document, 0, 144.0), Picture::new(&open(redacted.bytes().to_vec()), 0, 144.0));
        after.assert_empty(&zone.rect, 2, name);
        // The width of a line along the zone, in pixels.
        before.assert_same(&after, &[zone.rect], 13.0, 100, name);
    }
}

#[test]
fn no_point_of_a_path_lies_in_a_zone() {
    // Handwriting of a tablet: the name, and a line below it.
    let mut file = Pdf::new();
    let content = "1 w 20 70 m 31.25 88.5 l 44 66.125 l 57 91.375 l S 20 20 m 57.5 33.25 l S";
    file.page(&Page::new(200.0, 100.0).content(content));
    let heap = upper_half_of(&file);
    for point in ["31.25", "66.125", "91.375"] {
        assert!(!holds(&heap, point), "{point} is left");
    }
    assert!(holds(&heap, "57.5 33.25"));
}

/// On the page, in a form that no zone touches, and where a form inherits the rendering mode.
#[test]
fn invisible_text_goes_everywhere_where_that_is_asked() {
    let mut file = Pdf::new();
    let font = file.font("Helvetica");
    let fonts = format!("/Font << /F {font} 0 R >>");
    let form = |content: &str| format!("BT /F 10 Tf {content} ET");
    let own = file.form(
        [0.0, 0.0, 200.0, 100.0],
        &fonts,
        "",
        &form("3 Tr 10 30 Td (PETIT) Tj 0 Tr 40 0 Td (kept) Tj"),
    );
    let heir = file.form([0.0, 0.0, 200.0, 100.0], &fonts, "", &form("10 40 Td (MOREAU) Tj"));
    let page =
        Page::new(200.0, 100.0).resources(&format!("{fonts} /XObject << /A {own} 0 R /B {heir} 0 R >>"));
    let content = "BT /F 10 Tf 10 20 Td (re) Tj 3 Tr (DUPONT) Tj 0 Tr (ponse) Tj ET /A Do q 3 Tr /B Do Q";
    file.page(&page.content(content));
    let document = open(file.finish());
    let heap = |unseen_text| {
        let options = PlanOptions { unseen_text, ..PlanOptions::default() };
        let plan = redact::plan(&document, vec![zone(0, UPPER)], options).unwrap();
        let redacted = redact::apply(&document, &plan, &RedactOptions::default()).unwrap();
        let drawn = Picture::new(&open(redacted.bytes().to_vec()), 0, 72.0);
        (everything(redacted.bytes()), drawn.rows)
    };
    let ((kept, before), (dropped, after)) = (heap(UnseenText::Keep), heap(UnseenText::Drop));
    for text in ["DUPONT", "PETIT", "MOREAU"] {
        assert!(holds(&kept, text) && !holds(&dropped, text), "{text}");
    }
    assert!(holds(&dropped, "ponse") && holds(&dropped, "kept"));
    assert_eq!(before, after);
}

#[test]
fn hidden_layers_are_gone() {
    let mut file = Pdf::new();
    let font = file.font("Helvetica");
    let (on, off) = (file.add("<< /Type /OCG /Name (a) >>"), file.add("<< /Type /OCG /Name (DUPONT) >>"));
    file.catalog(&format!("/OCProperties << /OCGs [{on} 0 R {off} 0 R] /D << /OFF [{off} 0 R] >> >>"));
    let resources = format!("/Font << /F {font} 0 R >> /Properties << /A {on} 0 R /B {off} 0 R >>");
    let page = Page::new(200.0, 100.0).resources(&resources);
    let content =
        "/OC /B BDC BT /F 10 Tf 10 20 Td (DUPONT) Tj ET EMC /OC /A BDC BT /F 10 Tf 10 10 Td (seen) Tj ET EMC";
    file.page(&page.content(content));
    assert_gone(&file, "DUPONT", "seen");
}
