//! Marks as annotations of a PDF: they lie and look as they would be drawn, come back without loss, and what other
//! programs put there stays.

use std::sync::Arc;

use korrigo_core::Limits;
use korrigo_core::copy::Annotation;
use korrigo_core::document::{Document, OpenOptions};
use korrigo_core::flatten::exchange::{self, Annotations};
use korrigo_core::flatten::{self, FlattenOptions, Marking};
use korrigo_core::geometry::Half;
use korrigo_core::id::PageId;
use korrigo_core::raster::{self, Colour, RasterOptions};
use korrigo_core::typeset::Fonts;
use korrigo_fixtures::pdf::{Page, Pdf};
use lopdf::Object;
use proptest::prelude::*;
use serde_json::{Value, json};

fn open(bytes: Vec<u8>) -> Document {
    Document::open(Arc::new(bytes), &OpenOptions::default()).unwrap()
}

fn ids(document: &Document) -> Vec<PageId> {
    (0..document.page_count()).map(|page| PageId::new(&document.hash(), page, Half::Whole)).collect()
}

fn read(document: &Document, annotations: &Value) -> Vec<Annotation> {
    let json = serde_json::to_vec(&json!({ "annotations": annotations })).unwrap();
    exchange::from_json(&json, &ids(document), &Limits::default()).unwrap().own
}

fn options() -> FlattenOptions {
    let mut options = FlattenOptions::default();
    (options.editable, options.authors) = (true, true);
    options
}

fn write(document: &Document, marking: &Marking<'_>, options: FlattenOptions) -> Vec<u8> {
    let mut out = Vec::new();
    flatten::write(document, &ids(document), marking, (&Fonts::standard(), options), &mut out).unwrap();
    out
}

/// A page of this turn, cropped, of this unit.
fn paper(turn: i32, unit: f64, annotations: &str) -> Vec<u8> {
    let mut file = Pdf::new();
    let page = Page::a4().content("0.9 g 50 50 100 100 re f q").crop(30.0, 40.0, 500.0, 700.0);
    let page = page.rotate(turn).user_unit(unit).extra(annotations);
    file.page(&page);
    file.finish()
}

fn everything() -> Value {
    json!([
        {"id":"c","page":0,"kind":"COMMENT","x":0.1,"y":0.1,"w":0.3,"h":0.05,"content":"Où est la preuve ? œ ≤ €"},
        {"id":"h","page":0,"kind":"HIGHLIGHT","x":0.1,"y":0.3,"w":0.3,"h":0.05,"content":"bien vu"},
        {"id":"e","page":0,"kind":"ERROR","x":0.6,"y":0.3,"w":0.3,"h":0.05,"content":"signe","score_delta":"-0.5"},
        {"id":"b","page":0,"kind":"BONUS","x":0.1,"y":0.5,"w":0.3,"h":0.05,"content":"élégant","score_delta":"1"},
        {"id":"i","page":0,"kind":"INK","strokes":[[[0.1,0.7,0.2],[0.2,0.72,0.9],[0.3,0.7,0.4]],[[0.5,0.5,1.0]]],
         "color":"#c00000","width":0.004},
        {"id":"l","page":0,"kind":"LINE","from":[0.1,0.8],"to":[0.4,0.8]},
        {"id":"a","page":0,"kind":"ARROW","from":[0.5,0.8],"to":[0.8,0.7]},
        {"id":"s","page":0,"kind":"STAMP","name":"check","x":0.8,"y":0.1,"w":0.05,"h":0.04,"content":"oui"},
        {"id":"t","page":0,"kind":"TEXT","x":0.1,"y":0.9,"w":0.4,"h":0.03,"content":"vu"}
    ])
}

fn drawn(bytes: Vec<u8>) -> Vec<u8> {
    let options = RasterOptions { dpi: 72.0, colour: Colour::Rgb, ..RasterOptions::default() };
    raster::page(&open(bytes), 0, &options).unwrap().data
}

#[test]
fn annotations_look_as_they_would_be_drawn() {
    for (turn, unit) in [(0, 1.0), (90, 1.0), (180, 2.0), (270, 1.0)] {
        let document = open(paper(turn, unit, ""));
        let own = read(&document, &everything());
        let marking = Marking { annotations: &own, ..Marking::default() };
        let flat = drawn(write(&document, &marking, FlattenOptions::default()));
        let editable = drawn(write(&document, &marking, options()));
        let plain = drawn(paper(turn, unit, ""));
        let far = |a: &[u8], b: &[u8]| a.iter().zip(b).filter(|(a, b)| a.abs_diff(**b) > 40).count();
        let (marks, off) = (far(&flat, &plain), far(&flat, &editable));
        assert!(marks > 1000 && off * 100 < marks, "{turn}: {off} of {marks} pixels differ");
    }
}

#[test]
fn nothing_of_a_page_changes_but_its_annotations() {
    let bytes = paper(90, 1.0, "");
    let document = open(bytes.clone());
    let own = read(&document, &everything());
    let marked = write(&document, &Marking { annotations: &own, ..Marking::default() }, options());
    let content = |bytes: &[u8]| {
        let file = lopdf::Document::load_mem(bytes).unwrap();
        let page = file.get_dictionary(*file.get_pages().get(&1).unwrap()).unwrap();
        let parts = match page.get(b"Contents").unwrap() {
            Object::Array(parts) => parts.clone(),
            single => vec![single.clone()],
        };
        let streams = parts
            .iter()
            .map(|part| file.get_object(part.as_reference().unwrap()).unwrap().as_stream().unwrap());
        streams.map(|stream| stream.content.clone()).collect::<Vec<_>>()
    };
    assert_eq!(content(&bytes), content(&marked));
    let mut how = options();
    how.attach = true;
    let attached = open(write(&document, &Marking { annotations: &own, ..Marking::default() }, how));
    let verified = flatten::verify(&attached, &Fonts::standard()).unwrap();
    assert!(verified.is_sound() && verified.drawn, "{verified:?}");
}

fn part() -> impl Strategy<Value = f64> {
    (0..=1_000_000u32).prop_map(|value| f64::from(value) / 1e6)
}

fn shape() -> impl Strategy<Value = Value> {
    let rect = || {
        (0..900_000u32, 0..900_000u32, 1_000..100_000u32, 1_000..100_000u32)
            .prop_map(|(x, y, w, h)| [x, y, w, h].map(|value| f64::from(value) / 1e6))
    };
    let boxed = (prop::sample::select(vec!["COMMENT", "HIGHLIGHT", "ERROR", "BONUS", "TEXT"]), rect())
        .prop_map(|(kind, [x, y, w, h])| json!({"kind": kind, "x": x, "y": y, "w": w, "h": h}));
    let stamp = (prop::sample::select(vec!["check", "cross", "tilde", "question"]), rect()).prop_map(
        |(name, [x, y, w, h])| json!({"kind": "STAMP", "name": name, "x": x, "y": y, "w": w, "h": h}),
    );
    let line = (prop::sample::select(vec!["LINE", "ARROW"]), [part(), part()], [part(), part()])
        .prop_map(|(kind, from, to)| json!({"kind": kind, "from": from, "to": to}));
    let strokes = prop::collection::vec(prop::collection::vec([part(), part(), part()], 1..9), 1..4);
    let ink = (strokes, "#[0-9a-fA-F]{6}", 1..50_000u32).prop_map(|(strokes, color, width)| {
        json!({"kind": "INK", "strokes": strokes, "color": color, "width": f64::from(width) / 1e6})
    });
    prop_oneof![boxed, stamp, line, ink]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]
    #[test]
    fn annotations_of_every_kind_come_back_from_a_pdf(
        shapes in prop::collection::vec((shape(), "[a-zéœ≤\n (\\\\]{0,30}", prop::option::of(-999..999i32)), 0..6),
        turn in prop::sample::select(vec![0, 90, 180, 270]), unit in prop::sample::select(vec![1.0, 2.5]),
    ) {
        let document = open(paper(turn, unit, ""));
        let all: Vec<Value> = shapes.into_iter().enumerate().map(|(number, (mut value, content, delta))| {
            value["id"] = format!("é{number}").into();
            value["author"] = "Mme Dupré".into();
            value["page"] = 0.into();
            value["content"] = content.into();
            if let Some(delta) = delta {
                value["score_delta"] = format!("{:.2}", f64::from(delta) / 100.0).into();
            }
            value
        }).collect();
        let own = read(&document, &all.into());
        let bytes = write(&document, &Marking { annotations: &own, ..Marking::default() }, options());
        let mut again = exchange::from_pdf(&open(bytes), &ids(&document)).unwrap();
        again.own.sort_by(|a, b| a.id.cmp(&b.id));
        prop_assert!(again == Annotations::of(own));
    }
}

/// A circle with a look of its own, an answer to it, a link, a script, and a box as others draw it.
const FOREIGN: &str = "/Annots [
    << /Type /Annot /Subtype /Circle /Rect [100 100 200 200] /NM (circle) /Contents (rond) /C [1 0 0] /F 4 /X.Private 3.5
       /A << /S /JavaScript /JS (app.alert) >> /AP << /N 9 0 R >> /Popup << /Type /Annot /Subtype /Popup /Rect [1 2 3 4] >> >>
    << /Type /Annot /Subtype /Link /Rect [1 1 9 9] /A << /S /URI /URI (http://example.org) >> >>
    << /Type /Annot /Subtype /Square /Rect [100 300 200 400] /Contents (carr\\351) /M (D:2026) >>
]";

fn foreign() -> Vec<u8> {
    let mut file = Pdf::new();
    let look = file.form([0.0, 0.0, 100.0, 100.0], "", "", "1 0 0 RG 5 5 90 90 re S");
    let annots = FOREIGN.replace("9 0 R", &format!("{look} 0 R"));
    file.page(&Page::a4().content("0 g").extra(&annots));
    file.finish()
}

#[test]
fn what_others_put_there_is_listed_kept_and_written_back() {
    let document = open(foreign());
    let all = exchange::from_pdf(&document, &ids(&document)).unwrap();
    assert_eq!((all.own.len(), all.own[0].content.as_str()), (1, "carré"));
    assert_eq!(all.simplified[0].without, ["M"]);
    let kinds: Vec<(&str, usize)> =
        all.others.iter().map(|one| (one.kind.as_str(), one.left_out.len())).collect();
    assert_eq!(kinds, [("Circle", 1), ("Link", 1)]);

    // Through JSON and XFDF, onto a page without any.
    let empty = open(paper(0, 1.0, ""));
    let pages = exchange::Pages::of(&document, &ids(&document)).unwrap();
    let json = exchange::to_json(&all).unwrap();
    let read = exchange::from_json(&json, &ids(&document), &Limits::default()).unwrap();
    let xfdf = exchange::to_xfdf(&read, &pages, false).unwrap();
    let there = exchange::Pages::of(&empty, &ids(&empty)).unwrap();
    let read = exchange::from_xfdf(&xfdf, &there, &Limits::default()).unwrap();
    let marking = Marking { annotations: &read.own, others: &read.others, ..Marking::default() };
    let mut how = options();
    how.attach = true;
    let bytes = write(&empty, &marking, how);
    let text = String::from_utf8_lossy(&bytes);
    assert!(!text.contains("JavaScript") && !text.contains("example.org"));
    let marked = open(bytes);
    let again = exchange::from_pdf(&marked, &ids(&empty)).unwrap();
    let told = |all: &Annotations| {
        all.others.iter().map(|one| (one.kind.clone(), one.id.clone())).collect::<Vec<_>>()
    };
    assert_eq!(told(&again), told(&all));
    assert!(serde_json::to_string(&again.others[0]).unwrap().contains("\"/X.Private\":3.5"));
    assert!(flatten::verify(&marked, &Fonts::standard()).unwrap().drawn);
}

#[test]
fn marks_over_a_file_keep_what_others_put_there() {
    let document = open(foreign());
    let own = read(&document, &everything());
    let bytes = write(&document, &Marking { annotations: &own, ..Marking::default() }, options());
    let again = exchange::from_pdf(&open(bytes), &ids(&document)).unwrap();
    assert_eq!(again.own.len(), 9 + 1);
    assert_eq!(again.others.len(), 2);
    let mut how = options();
    how.archive = true;
    let archive = |document: &Document| {
        let marking = Marking { annotations: &own[..0], ..Marking::default() };
        let written =
            flatten::write(document, &ids(document), &marking, (&Fonts::standard(), how), &mut Vec::new());
        written.map_err(|error| error.code())
    };
    assert!(archive(&open(paper(0, 1.0, ""))).is_ok());
    assert_eq!(archive(&document).unwrap_err(), korrigo_core::Code::NotArchivable);
}

#[test]
fn what_acts_does_not_come_back_from_json() {
    let document = open(paper(0, 1.0, ""));
    let page = ids(&document)[0].to_string();
    for (body, refused) in [
        (json!({"/Subtype": "/Circle", "/A": {"/S": "/JavaScript"}}), false),
        (json!({"/Subtype": "/Widget"}), false),
        (json!({"/Subtype": "no name"}), true),
        (json!({"Subtype": "/Circle"}), true),
        (json!({"/Subtype": "<zz"}), true),
    ] {
        let json = json!({"annotations": [], "others": [{"page": page, "kind": "x", "pdf": body}]});
        let read =
            exchange::from_json(json.to_string().as_bytes(), &ids(&document), &Limits::default()).unwrap();
        let marking = Marking { others: &read.others, ..Marking::default() };
        let mut out = Vec::new();
        let written =
            flatten::write(&document, &ids(&document), &marking, (&Fonts::standard(), options()), &mut out);
        assert_eq!(written.is_err(), refused, "{body}");
        assert!(!String::from_utf8_lossy(&out).contains("JavaScript"));
        assert!(!String::from_utf8_lossy(&out).contains("Widget"));
    }
}
