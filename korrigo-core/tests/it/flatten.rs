//! Marks over copies: the pages stay as they are, the marks lie where they were drawn, and nothing is written when
//! anything is wrong.

use std::collections::BTreeSet;
use std::sync::Arc;

use korrigo_core::booklet::Language;
use korrigo_core::copy::Annotation;
use korrigo_core::document::{Document, OpenOptions};
use korrigo_core::exam::{Scheme, Scores};
use korrigo_core::export::{self, Paper};
use korrigo_core::flatten::{self, FlattenOptions, Flattened, Marking, Summary, exchange};
use korrigo_core::geometry::Half;
use korrigo_core::id::PageId;
use korrigo_core::raster::{self, Colour, RasterOptions};
use korrigo_core::typeset::Fonts;
use korrigo_core::{Code, Limits, Silent};
use korrigo_fixtures::canvas::Canvas;
use korrigo_fixtures::encode::{Jpeg, jpeg};
use korrigo_fixtures::pdf::{Page, Pdf};
use proptest::prelude::*;

fn open(bytes: Vec<u8>) -> Document {
    Document::open(Arc::new(bytes), &OpenOptions::default()).unwrap()
}

fn ids(document: &Document) -> Vec<PageId> {
    (0..document.page_count()).map(|page| PageId::new(&document.hash(), page, Half::Whole)).collect()
}

fn annotations(document: &Document, json: &str) -> Vec<Annotation> {
    let json = format!(r#"{{"annotations":{json}}}"#);
    exchange::from_json(json.as_bytes(), &ids(document), &Limits::default()).unwrap().own
}

fn write(document: &Document, marking: &Marking<'_>) -> korrigo_core::Result<(Flattened, Vec<u8>)> {
    let mut out = Vec::new();
    let options = FlattenOptions::default();
    let written = flatten::write(document, &ids(document), marking, (&Fonts::standard(), options), &mut out);
    if written.is_err() {
        assert!(out.is_empty(), "something was written");
    }
    written.map(|written| (written, out))
}

fn marked(document: &Document, json: &str) -> (Flattened, Vec<u8>) {
    write(
        document,
        &Marking {
            annotations: &annotations(document, json),
            summary: None,
            events: None,
            ..Marking::default()
        },
    )
    .unwrap()
}

/// The raw bytes of every stream of a file.
fn streams(bytes: &[u8]) -> BTreeSet<Vec<u8>> {
    let file = lopdf::Document::load_mem(bytes).unwrap();
    file.objects.values().filter_map(|object| Some(object.as_stream().ok()?.content.clone())).collect()
}

/// Two pages that leave graphics states open, and already use the name our marks would like.
fn scan_bytes() -> Vec<u8> {
    let mut file = Pdf::new();
    let font = file.font("Helvetica");
    let image = file.image(&jpeg(&Canvas::gradient(200, 280, 1, 3), &Jpeg::default()));
    let resources = format!("/XObject << /Marks0 {image} 0 R >> /Font << /F {font} 0 R >>");
    for text in ["one", "two"] {
        file.page(
            &Page::a4()
                .resources(&resources)
                .content("q 595 0 0 842 0 0 cm /Marks0 Do Q")
                .content(format!("BT /F 20 Tf 100 400 Td ({text}) Tj ET q 3 0 0 3 50 60 cm")),
        );
    }
    file.finish()
}

fn scan() -> Document {
    open(scan_bytes())
}

const ALL_KINDS: &str = r##"[
    {"page":0,"kind":"COMMENT","x":0.1,"y":0.1,"w":0.3,"h":0.05,"content":"Où est la preuve ? œ ≤ € → ∑ π"},
    {"page":0,"kind":"HIGHLIGHT","x":0.1,"y":0.3,"w":0.3,"h":0.05,"content":"bien vu"},
    {"page":0,"kind":"ERROR","x":0.6,"y":0.3,"w":0.3,"h":0.05,"content":"signe","score_delta":"-0.5"},
    {"page":1,"kind":"BONUS","x":0.1,"y":0.5,"w":0.3,"h":0.05,"content":"élégant","score_delta":1},
    {"page":1,"kind":"INK","strokes":[[[0.1,0.7,0.2],[0.2,0.72,0.9],[0.3,0.7,0.4]],[[0.5,0.5,1]]],"color":"#c00000","width":0.004},
    {"page":1,"kind":"LINE","from":[0.16806722689075632,0.5249406175771971],"to":[0.11876484560570071,0.8]},
    {"page":1,"kind":"ARROW","from":[0.5,0.8],"to":[0.8,0.7]},
    {"page":1,"kind":"STAMP","name":"check","x":0.8,"y":0.1,"w":0.05,"h":0.04},
    {"page":1,"kind":"TEXT","x":0.1,"y":0.9,"w":0.4,"h":0.03,"content":"vu"}
]"##;

#[test]
fn every_stream_of_the_source_stays_byte_for_byte() {
    let document = scan();
    let source = streams(&scan_bytes());
    let (written, bytes) = marked(&document, ALL_KINDS);
    let result = streams(&bytes);
    assert!(source.iter().all(|stream| result.contains(stream)), "a stream was changed");
    assert_eq!((written.pages, written.added, written.bytes), (2, 0, bytes.len() as u64));
    assert_eq!(open(bytes.clone()).page_count(), 2);
    assert_eq!(marked(&document, ALL_KINDS).1, bytes, "the same input gives the same bytes");
}

/// Where pixels of a colour lie: left, top, right, bottom as parts of the page.
fn where_is(document: &Document, page: usize, is: impl Fn([u8; 3]) -> bool) -> Option<[f64; 4]> {
    let options = RasterOptions { dpi: 144.0, colour: Colour::Rgb, ..RasterOptions::default() };
    let raster = raster::page(document, page, &options).unwrap();
    let (w, h) = (raster.width as usize, raster.height as usize);
    let mut found: Option<[usize; 4]> = None;
    for (place, pixel) in raster.data.as_chunks::<3>().0.iter().enumerate() {
        if is(*pixel) {
            let (x, y) = (place % w, place / w);
            let [x0, y0, x1, y1] = found.unwrap_or([x, y, x, y]);
            found = Some([x0.min(x), y0.min(y), x1.max(x), y1.max(y)]);
        }
    }
    let [x0, y0, x1, y1] = found?;
    Some([x0 as f64 / w as f64, y0 as f64 / h as f64, (x1 + 1) as f64 / w as f64, (y1 + 1) as f64 / h as f64])
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]
    #[test]
    fn boxes_lie_where_they_were_drawn_however_the_page_is_turned(
        x in 0.05..0.6f64, y in 0.05..0.6f64, w in 0.1..0.3f64, h in 0.1..0.3f64,
        turn in 0..4i32, unit in prop::sample::select(vec![1.0, 2.0]), crop in any::<bool>(),
    ) {
        let mut page = Page::new(300.0, 400.0).rotate(turn * 90).user_unit(unit);
        if crop {
            page = page.crop(20.0, 30.0, 280.0, 350.0);
        }
        let mut file = Pdf::new();
        file.page(&page);
        let document = open(file.finish());
        let json = format!(r#"[{{"page":0,"kind":"ERROR","x":{x},"y":{y},"w":{w},"h":{h}}}]"#);
        let result = open(marked(&document, &json).1);
        let (width, height) = result.page(0).unwrap().geometry().displayed_size();
        let found = where_is(&result, 0, |[r, g, b]| r > 150 && g < 120 && b < 120).unwrap();
        // The line is 2 points wide, half of it outside.
        let expected = [x - 1.0 / width, y - 1.0 / height, x + w + 1.0 / width, y + h + 1.0 / height];
        for (place, (found, expected)) in found.iter().zip(expected).enumerate() {
            let size = if place % 2 == 0 { width } else { height };
            prop_assert!((found - expected).abs() * size < 1.5, "{found} {expected} {size}");
        }
    }
}

#[test]
fn a_text_without_room_is_whole_in_the_notes() {
    let document = scan();
    let long = "mot ".repeat(2_400);
    let json =
        format!(r#"[{{"page":1,"kind":"COMMENT","x":0.1,"y":0.1,"w":0.3,"h":0.05,"content":"{long}"}}]"#);
    let (written, _) = marked(&document, &json);
    assert!(written.added >= 1);
}

#[test]
fn nothing_is_written_when_anything_is_wrong() {
    let document = scan();
    let refusal = |marking: &Marking<'_>| write(&document, marking).unwrap_err();
    let mut foreign = annotations(&document, ALL_KINDS);
    for one in foreign.iter_mut().take(2) {
        one.page = PageId::new(&document.hash(), 7, Half::Left);
    }
    let error =
        refusal(&Marking { annotations: &foreign, summary: None, events: None, ..Marking::default() });
    assert_eq!((error.code(), error.also().len()), (Code::PageNotFound, 1));
    let unknown = annotations(
        &document,
        r#"[{"page":0,"kind":"TEXT","x":0.1,"y":0.1,"w":0.5,"h":0.1,"content":"👍 𓀀"}]"#,
    );
    let error =
        refusal(&Marking { annotations: &unknown, summary: None, events: None, ..Marking::default() });
    assert_eq!(error.code(), Code::MissingGlyph);
    assert!(error.message().contains("annotation 1") && error.message().contains("U+13000"), "{error}");
    let mut out = Vec::new();
    let fonts = Fonts::standard();
    let pages = &ids(&document)[..1];
    let short =
        flatten::write(&document, pages, &Marking::default(), (&fonts, FlattenOptions::default()), &mut out);
    assert_eq!(short.unwrap_err().code(), Code::PageNotFound);
    assert!(out.is_empty());
}

#[test]
fn annotations_that_are_none_are_refused() {
    let document = scan();
    for (json, code) in [
        ("", Code::AnnotationInvalid),
        (r#"{"annotations":[{"page":0,"kind":"DOODLE"}]}"#, Code::AnnotationInvalid),
        (
            r#"{"annotations":[{"page":0,"kind":"TEXT","x":0.5,"y":0,"w":0.6,"h":1}]}"#,
            Code::AnnotationInvalid,
        ),
        (
            r#"{"annotations":[{"page":0,"kind":"TEXT","x":NaN,"y":0,"w":0.6,"h":1}]}"#,
            Code::AnnotationInvalid,
        ),
        (r#"{"annotations":[{"page":2,"kind":"TEXT","x":0,"y":0,"w":0.6,"h":1}]}"#, Code::PageNotFound),
        (
            r#"{"annotations":[{"page":0,"kind":"STAMP","name":"star","x":0,"y":0,"w":0.6,"h":1}]}"#,
            Code::AnnotationInvalid,
        ),
        (r#"{"format":"other/1","annotations":[]}"#, Code::AnnotationInvalid),
    ] {
        let refusal = exchange::from_json(json.as_bytes(), &ids(&document), &Limits::default()).unwrap_err();
        assert_eq!(refusal.code(), code, "{json}");
    }
}

#[test]
fn a_summary_is_added_and_needs_every_score() {
    let document = scan();
    let limits = Limits::default();
    let scheme = Scheme::read(
        r#"{"deltas":true,"items":[{"id":"1","label":"Exercice 1","items":[
            {"id":"1.a","label":"Dérivée","points":"12"},{"id":"1.b","label":"Limite","points":"8"}]}]}"#
            .as_bytes(),
        &limits,
    )
    .unwrap()
    .scheme;
    let scores = |json: &str| Scores::read(json.as_bytes(), &limits).unwrap();
    let all = scores(
        r#"{"scores":{"1.a":"10.5","1.b":"not_answered"},"remarks":{"1.a":"bien"},"appreciation":"Continuez."}"#,
    );
    let summary = Summary {
        exam: "Mathématiques",
        who: "ABCD-0417",
        scores: &all,
        scheme: Some(&scheme),
        variant: None,
        marker: Some("AB"),
    };
    let notes = annotations(&document, ALL_KINDS);
    let marking = Marking { annotations: &notes, summary: Some(summary), events: None, ..Marking::default() };
    let (written, bytes) = write(&document, &marking).unwrap();
    assert_eq!(written.added, 1);
    assert_eq!(open(bytes).page_count(), 3);
    let some = scores(r#"{"scores":{"1.a":"10.5"}}"#);
    let marking = Marking {
        annotations: &notes,
        summary: Some(Summary { scores: &some, ..summary }),
        events: None,
        ..Marking::default()
    };
    assert_eq!(write(&document, &marking).unwrap_err().code(), Code::ScoresIncomplete);
    assert!(!format!("{marking:?}").contains("ABCD"));
}

#[test]
fn marks_alone_leave_the_page_empty() {
    let document = scan();
    let notes = annotations(&document, ALL_KINDS);
    let mut options = FlattenOptions::default();
    (options.marks_only, options.language) = (true, Language::English);
    let mut out = Vec::new();
    let marking = Marking { annotations: &notes, summary: None, events: None, ..Marking::default() };
    flatten::write(&document, &ids(&document), &marking, (&Fonts::standard(), options), &mut out).unwrap();
    let grey = |[r, g, b]: [u8; 3]| r.abs_diff(g) < 8 && g.abs_diff(b) < 8 && (40..200).contains(&r);
    let (page, marks) = (where_is(&document, 0, grey), where_is(&open(out), 0, grey));
    assert!(page.is_some() && marks != page);
}

#[test]
fn a_returned_paper_is_known_again_and_a_changed_one_is_not() {
    let document = scan();
    let notes = annotations(&document, ALL_KINDS);
    let scores = Scores::read(br#"{"scores":{"a":"3.5","b":4}}"#, &Limits::default()).unwrap();
    let scheme =
        Scheme::read(br#"[{"id":"a","points":"10"},{"id":"b","points":"10"}]"#, &Limits::default()).unwrap();
    let summary = Summary {
        exam: "Maths",
        who: "A-1",
        scores: &scores,
        scheme: Some(&scheme.scheme),
        variant: None,
        marker: None,
    };
    let marking = Marking { annotations: &notes, summary: Some(summary), events: None, ..Marking::default() };
    let fonts = Fonts::standard();
    for first in [false, true] {
        let mut options = FlattenOptions::default();
        (options.attach, options.summary_first) = (true, first);
        let mut out = Vec::new();
        flatten::write(&document, &ids(&document), &marking, (&fonts, options), &mut out).unwrap();
        let verified = flatten::verify(&open(out.clone()), &fonts).unwrap();
        assert!(
            verified.seal && verified.scan && verified.drawn && verified.total == Some(true),
            "{verified:?}"
        );
        assert_eq!(verified.recomputed.unwrap().value.to_string(), "7.5");
        // One byte of the scan's picture.
        let mut file = lopdf::Document::load_mem(&out).unwrap();
        let mut streams = file.objects.values_mut().filter_map(|object| object.as_stream_mut().ok());
        let image = streams.find(|stream| stream.dict.get(b"Width").is_ok()).unwrap();
        *image.content.last_mut().unwrap() ^= 1;
        let mut changed = Vec::new();
        file.save_to(&mut changed).unwrap();
        let verified = flatten::verify(&open(changed), &fonts).unwrap();
        assert!(verified.seal && !verified.scan && !verified.drawn && !verified.is_sound());
    }
    let mut out = Vec::new();
    flatten::write(&document, &ids(&document), &marking, (&fonts, FlattenOptions::default()), &mut out)
        .unwrap();
    assert_eq!(flatten::verify(&open(out), &fonts).unwrap_err().code(), Code::NotFound);
}

/// A page with a red square on a layer that is hidden, and a green one, some way down, on a layer that is shown.
fn layered(down: u32) -> Vec<u8> {
    let mut file = Pdf::new();
    let hidden = file.add("<< /Type /OCG /Name (red) >>");
    let shown = file.add("<< /Type /OCG /Name (green) >>");
    let member = file.add(format!("<< /Type /OCMD /OCGs [{hidden} 0 R {shown} 0 R] /P /AllOn >>"));
    let form = file.form([0.0, 0.0, 90.0, 90.0], "", &format!("/OC {hidden} 0 R"), "1 0 0 rg 0 0 90 90 re f");
    file.page(
        &Page::a4()
            .resources(&format!(
                "/XObject << /X {form} 0 R >> /Properties << /A {hidden} 0 R /B {shown} 0 R /C {member} 0 R >>"
            ))
            .content("/X Do /OC /A BDC 1 0 0 rg 100 100 50 50 re f EMC /OC /C BDC 1 0 0 rg 0 700 50 50 re f EMC")
            .content(format!("/OC /B BDC 0 1 0 rg 300 {down} 50 50 re f EMC")),
    );
    file.catalog(&format!(
        "/OCProperties << /OCGs [{hidden} 0 R {shown} 0 R] /D << /OFF [{hidden} 0 R] >> >>"
    ));
    file.finish()
}

const RED: fn([u8; 3]) -> bool = |[r, g, b]| r > 200 && g < 90 && b < 90;
const GREEN: fn([u8; 3]) -> bool = |[r, g, b]| g > 200 && r < 90 && b < 90;

#[test]
fn layers_that_are_hidden_stay_hidden() {
    let document = open(layered(500));
    let green = where_is(&document, 0, GREEN);
    assert!(green.is_some() && where_is(&document, 0, RED).is_none());
    let notes = annotations(
        &document,
        r#"[{"page":0,"kind":"COMMENT","x":0.6,"y":0.8,"w":0.1,"h":0.05,"content":"vu"}]"#,
    );
    let marking = Marking { annotations: &notes, summary: None, events: None, ..Marking::default() };
    let (mut out, mut options) = (Vec::new(), FlattenOptions::default());
    options.attach = true;
    flatten::write(&document, &ids(&document), &marking, (&Fonts::standard(), options), &mut out).unwrap();
    let marked = open(out.clone());
    assert_eq!((where_is(&marked, 0, GREEN), where_is(&marked, 0, RED)), (green, None));
    assert!(flatten::verify(&marked, &Fonts::standard()).unwrap().drawn, "drawn again, it is the same file");
    // Told that all is shown, the same file shows all: what was hidden is there, and was hidden by its layer.
    let mut file = lopdf::Document::load_mem(&out).unwrap();
    let catalog = file.catalog_mut().unwrap();
    let layers = catalog.get_mut(b"OCProperties").unwrap().as_dict_mut().unwrap();
    layers.get_mut(b"D").unwrap().as_dict_mut().unwrap().remove(b"OFF");
    let mut shown = Vec::new();
    file.save_to(&mut shown).unwrap();
    assert!(where_is(&open(shown), 0, RED).is_some());
}

#[test]
fn papers_that_are_merged_keep_their_own_layers() {
    let (first, second) = (open(layered(500)), open(layered(300)));
    let papers = [Paper { title: "a", document: &first }, Paper { title: "b", document: &second }];
    let mut out = Vec::new();
    export::merge(&papers, &Silent, &mut out).unwrap();
    let streams = streams(&out);
    assert!(
        self::streams(&layered(500)).iter().all(|stream| streams.contains(stream)),
        "a stream was changed"
    );
    let merged = open(out);
    for (place, source) in [&first, &second].into_iter().enumerate() {
        assert_eq!(where_is(&merged, place, GREEN), where_is(source, 0, GREEN));
        assert_eq!(where_is(&merged, place, RED), None);
    }
}

/// What each question got stands in the margin of the page where it is marked first, at that height.
#[test]
fn questions_have_their_marks_in_the_margin() {
    let document = scan();
    let scheme = Scheme::read(
        br#"[{"id":"1","label":"Exercise","questions":[{"id":"1.a","points":"12"},{"id":"1.b","points":"8"}]}]"#,
        &Limits::default(),
    );
    let scheme = scheme.unwrap().scheme;
    let scores =
        Scores::read(br#"{"scores":{"1.a":"10.5","1.b":"not_answered"}}"#, &Limits::default()).unwrap();
    let summary = Summary {
        exam: "Maths",
        who: "ABCD",
        scores: &scores,
        scheme: Some(&scheme),
        variant: None,
        marker: None,
    };
    let draw = |question: &str| {
        let notes = annotations(
            &document,
            &format!(
                r#"[{{"page":0,"kind":"LINE","from":[0.5,0.7],"to":[0.6,0.7],"question":"{question}"}},
                {{"page":0,"kind":"LINE","from":[0.5,0.3],"to":[0.6,0.3],"question":"{question}"}},
                {{"page":1,"kind":"LINE","from":[0.5,0.3],"to":[0.6,0.3],"question":"{question}"}}]"#
            ),
        );
        write(
            &document,
            &Marking { annotations: &notes, summary: Some(summary), events: None, ..Marking::default() },
        )
    };
    let red = |[r, g, b]: [u8; 3]| r > 150 && g < 120 && b < 120;
    let left = |document: &Document, page| {
        where_is(document, page, red).filter(|[x0, ..]| *x0 < 0.1).map(|[_, y0, ..]| y0)
    };
    for question in ["1.a", "1.b", "1"] {
        let marked = open(draw(question).unwrap().1);
        let top = left(&marked, 0).unwrap();
        assert!((top - 0.3).abs() < 0.01, "{question} {top}");
        assert_eq!(left(&marked, 1), None, "once is enough");
    }
    let refused = draw("2").unwrap_err();
    assert_eq!(refused.code(), Code::AnnotationInvalid);
    assert!(refused.message().contains("annotation 1"), "{refused}");
}
