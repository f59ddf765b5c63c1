//! What goes out comes back, and what nobody vouches for is refused by name.

use proptest::prelude::*;
use serde_json::Value;

use super::*;
use crate::geometry::{Half, Rect, Rotation};
use crate::id::SourceHash;
use crate::limits::Limits;

fn id(page: usize) -> PageId {
    PageId::new(&SourceHash::of(b"scan"), page, Half::Whole)
}

fn page(turn: i64, unit: f64) -> PageGeometry {
    let visible = Rect::new(-20.0, 30.0, 575.5, 842.25);
    PageGeometry::new(visible, Rotation::from_degrees(turn).unwrap(), unit)
}

fn two_pages() -> Pages {
    Pages::new(vec![(id(0), page(0, 1.0)), (id(1), page(270, 2.5))])
}

/// A place on a page, of as many digits as people and programs write.
fn part() -> impl Strategy<Value = f64> {
    (0..=1_000_000u32).prop_map(|value| f64::from(value) / 1e6)
}

fn rect() -> impl Strategy<Value = [f64; 4]> {
    (0..900_000u32, 0..900_000u32, 1_000..100_000u32, 1_000..100_000u32)
        .prop_map(|(x, y, w, h)| [x, y, w, h].map(|value| f64::from(value) / 1e6))
}

fn shape() -> impl Strategy<Value = Value> {
    let boxed = (prop::sample::select(vec!["COMMENT", "HIGHLIGHT", "ERROR", "BONUS", "TEXT"]), rect())
        .prop_map(|(kind, [x, y, w, h])| serde_json::json!({"kind": kind, "x": x, "y": y, "w": w, "h": h}));
    let stamp = (prop::sample::select(vec!["check", "cross", "tilde", "question"]), rect()).prop_map(
        |(name, [x, y, w, h])| serde_json::json!({"kind": "STAMP", "name": name, "x": x, "y": y, "w": w, "h": h}),
    );
    let line = (prop::sample::select(vec!["LINE", "ARROW"]), [part(), part()], [part(), part()])
        .prop_map(|(kind, from, to)| serde_json::json!({"kind": kind, "from": from, "to": to}));
    let strokes = prop::collection::vec(prop::collection::vec([part(), part(), part()], 1..9), 1..4);
    let ink = (strokes, "#[0-9a-fA-F]{6}", 1..50_000u32).prop_map(|(strokes, color, width)| {
        serde_json::json!({"kind": "INK", "strokes": strokes, "color": color, "width": f64::from(width) / 1e6})
    });
    prop_oneof![boxed, stamp, line, ink]
}

/// Annotations with every text that Rust knows.
fn annotations() -> impl Strategy<Value = Vec<Annotation>> {
    let one = (
        shape(),
        any::<String>(),
        "[^\\p{Cc}]{0,12}",
        prop::option::of(-9999..9999i32),
        0..1000u64,
        0..2usize,
    );
    prop::collection::vec(one, 0..6).prop_map(|all| {
        let each =
            all.into_iter().enumerate().map(|(number, (mut value, content, name, delta, version, page))| {
                value["id"] = format!("{number}{name}").into();
                value["author"] = format!("m{name}").into();
                value["page"] = id(page).to_string().into();
                value["content"] = content.into();
                value["version"] = version.into();
                if let Some(delta) = delta {
                    value["score_delta"] = format!("{:.2}", f64::from(delta) / 100.0).into();
                    value["question"] = format!("{delta}{name}").into();
                }
                serde_json::from_value(value).unwrap()
            });
        each.collect()
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]
    #[test]
    fn annotations_of_every_kind_come_back_from_xfdf(own in annotations()) {
        let all = Annotations::of(own);
        let xml = to_xfdf(&all, &two_pages(), true).unwrap();
        prop_assert!(from_xfdf(&xml, &two_pages(), &Limits::default()).unwrap() == all);
    }

    #[test]
    fn annotations_come_back_from_json(own in annotations()) {
        let all = Annotations::of(own);
        let json = to_json(&all).unwrap();
        prop_assert!(from_json(&json, &[id(0), id(1)], &Limits::default()).unwrap() == all);
    }

    #[test]
    fn without_our_attribute_kind_and_place_are_still_told(own in annotations()) {
        let all = Annotations::of(own);
        let xml = String::from_utf8(to_xfdf(&all, &two_pages(), false).unwrap()).unwrap();
        prop_assert!(!xml.contains("title="), "an author is named");
        let xml = xml.replace("korrigo:annotation=", "lost=");
        let read = from_xfdf(xml.as_bytes(), &two_pages(), &Limits::default()).unwrap();
        prop_assert_eq!(read.own.len(), all.own.len());
        for (one, other) in read.own.iter().zip(&all.own) {
            let of = |shape: &crate::copy::Shape| Standard::new(&Annotation { shape: shape.clone(), ..one.clone() }, &page(0, 1.0), false);
            let (one, other) = (of(&one.shape).unwrap(), of(&other.shape).unwrap());
            prop_assert_eq!(&one.subject, &other.subject);
            for (a, b) in [(one.rect.x0, other.rect.x0), (one.rect.y1, other.rect.y1), (one.rect.x1, other.rect.x1)] {
                prop_assert!((a - b).abs() < 0.01, "{} {}", a, b);
            }
        }
    }

    #[test]
    fn no_text_breaks_the_reader(text in any::<String>()) {
        let _ = from_xfdf(text.as_bytes(), &two_pages(), &Limits::default());
        let _ = from_xfdf(format!("<xfdf><annots>{text}</annots></xfdf>").as_bytes(), &two_pages(), &Limits::default());
    }
}

fn xfdf(annots: &str) -> String {
    format!(
        r#"<?xml version="1.0"?><xfdf xmlns="{}" xmlns:x="urn:x"><f href="a.pdf"/><annots>{annots}</annots></xfdf>"#,
        "http://ns.adobe.com/xfdf/"
    )
}

fn read(xml: &str) -> Annotations {
    from_xfdf(xml.as_bytes(), &two_pages(), &Limits::default()).unwrap()
}

#[test]
fn what_others_put_there_stays_as_it_stood() {
    let circle =
        r#"<circle page="1" rect="1,2,3,4" name="c" x:y="1"><popup page="1" rect="1,2,3,4"/>&lt;é</circle>"#;
    let reply = r#"<text page="0" rect="1,2,3,4" inreplyto="c"><contents>ja</contents></text>"#;
    let all = read(&xfdf(&format!("{circle}\n{reply}")));
    assert!(all.own.is_empty());
    let told: Vec<(&str, Option<&str>)> =
        all.others.iter().map(|other| (other.kind.as_str(), other.reply_to.as_deref())).collect();
    assert_eq!(told, [("f", None), ("circle", None), ("text", Some("c"))]);
    let json = to_json(&all).unwrap();
    let again = from_json(&json, &[id(0), id(1)], &Limits::default()).unwrap();
    assert_eq!(again, all);
    let written = String::from_utf8(to_xfdf(&again, &two_pages(), false).unwrap()).unwrap();
    assert!(written.contains(reply) && written.contains(r#"xmlns:x="urn:x""#), "{written}");
    assert_eq!(read(&written).others.len(), 3);
    // Its page is the second of another file's.
    let moved = Pages::new(vec![(id(1), page(0, 1.0)), (id(0), page(0, 1.0))]);
    let written = String::from_utf8(to_xfdf(&again, &moved, false).unwrap()).unwrap();
    assert!(written.contains(r#"<circle xmlns:x="urn:x" page="0""#), "{written}");
}

#[test]
fn annotations_of_others_become_ours_where_ours_can_say_them() {
    let all = read(&xfdf(
        r##"<square page="0" rect="100,100,200,150" fringe="1,1,1,1" date="D:2026" color="#00FF00"><contents>a&#13;b</contents></square>
        <highlight page="0" coords="10,60,50,60,10,40,50,40" rect="10,40,50,60"/>
        <ink page="0" rect="0,30,9,40" color="#0000FF" width="2"><inklist><gesture>1,31;5,35</gesture></inklist></ink>
        <line page="0" rect="0,30,9,40" start="1,31" end="5,35" head="ClosedArrow" tail="None"/>
        <freetext page="0" rect="100,300,200,350"><contents-richtext><body><p>un</p><p>deux</p></body></contents-richtext></freetext>
        <square page="0" rect="100,100,200,150" flags="hidden"/>
        <square page="0" rect="9000,100,9001,150"/>"##,
    ));
    assert_eq!(all.own.len(), 5);
    assert_eq!(all.own[0].content, "a\nb");
    assert_eq!(all.own[4].content, "un\ndeux");
    assert_eq!(all.simplified[0].without, ["date", "color"]);
    assert_eq!(all.others.len(), 3);
    let kinds: Vec<Value> =
        all.own.iter().map(|one| serde_json::to_value(&one.shape).unwrap()["kind"].clone()).collect();
    assert_eq!(kinds, ["COMMENT", "HIGHLIGHT", "INK", "ARROW", "TEXT"]);
}

#[test]
fn what_another_program_moved_or_wrote_wins() {
    let own: Annotation = serde_json::from_value(serde_json::json!({
        "id": "a", "page": id(0).to_string(), "author": "m", "kind": "ERROR", "x": 0.1, "y": 0.1, "w": 0.2, "h": 0.1,
        "content": "signe", "score_delta": "-0.5"
    }))
    .unwrap();
    let pages =
        Pages::new(vec![(id(0), PageGeometry::new(Rect::new(0.0, 0.0, 1000.0, 1000.0), Rotation::D0, 1.0))]);
    let xml = String::from_utf8(to_xfdf(&Annotations::of(vec![own]), &pages, false).unwrap()).unwrap();
    let edited =
        xml.replace("rect=\"100,800,300,900\"", "rect=\"200,700,400,800\"").replace(">signe<", ">sign<");
    assert_ne!(edited, xml);
    let read = from_xfdf(edited.as_bytes(), &pages, &Limits::default()).unwrap();
    let shape = serde_json::to_value(&read.own[0].shape).unwrap();
    assert_eq!(
        (&shape["kind"], shape["x"].as_f64(), shape["y"].as_f64()),
        (&"ERROR".into(), Some(0.2), Some(0.2))
    );
    assert_eq!(
        (read.own[0].content.as_str(), read.own[0].score_delta.unwrap().to_string()),
        ("sign", "-0.5".into())
    );
}

#[test]
fn what_is_no_xfdf_is_refused_by_name() {
    let deep = "<a>".repeat(70);
    for (xml, code, detail) in [
        ("", Code::EmptyFile, None),
        ("<xfdf><annots>", Code::AnnotationInvalid, Some("xfdf.malformed")),
        ("<a/><b/>", Code::AnnotationInvalid, Some("xfdf.malformed")),
        ("<xfdf>&bomb;</xfdf>", Code::AnnotationInvalid, Some("xfdf.malformed")),
        ("<!DOCTYPE x [<!ENTITY a 'b'>]><xfdf/>", Code::AnnotationInvalid, Some("xfdf.doctype")),
        ("<fdf/>", Code::AnnotationInvalid, Some("xfdf.root")),
        ("<xfdf><annots><circle/></annots></xfdf>", Code::AnnotationInvalid, Some("xfdf.page")),
        ("<xfdf><annots><circle page='2'/></annots></xfdf>", Code::PageNotFound, None),
        (&deep, Code::ResourceLimit, Some("limit.depth")),
    ] {
        let refusal = from_xfdf(xml.as_bytes(), &two_pages(), &Limits::default()).unwrap_err();
        assert_eq!((refusal.code(), refusal.detail()), (code, detail), "{xml}");
    }
    let small = Limits { max_file_bytes: 10, ..Limits::default() };
    assert_eq!(from_xfdf(b"<xfdf></xfdf>", &two_pages(), &small).unwrap_err().code(), Code::FileTooLarge);
    let busy = Limits { max_work: 5, ..Limits::default() };
    assert_eq!(
        from_xfdf(b"<xfdf><a/><a/><a/><a/></xfdf>", &two_pages(), &busy).unwrap_err().code(),
        Code::ResourceLimit
    );
}

#[test]
fn encodings_are_read() {
    let xml = "<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?><xfdf><annots><square page=\"0\" rect=\"9,50,99,99\"><contents>\u{e9}</contents></square></annots></xfdf>";
    let latin: Vec<u8> = xml.chars().map(|letter| letter as u8).collect();
    let wide: Vec<u8> = [0xFEFF].into_iter().chain(xml.encode_utf16()).flat_map(u16::to_be_bytes).collect();
    for bytes in [latin, wide] {
        let read = from_xfdf(&bytes, &two_pages(), &Limits::default()).unwrap();
        assert_eq!(read.own[0].content, "\u{e9}");
    }
}

#[test]
fn two_with_one_name_get_two() {
    let one = r#"<square page="0" rect="10,50,99,99" name="n"/>"#;
    let all = read(&xfdf(&one.repeat(3)));
    let names: Vec<&str> = all.own.iter().map(|one| one.id.as_str()).collect();
    assert_eq!(names, ["n", "n-2", "n-3"]);
}

#[test]
fn what_was_kept_is_not_believed() {
    for json in [
        r#"{"kind":"circle","xfdf":"<a/><b/>"}"#,
        r#"{"kind":"circle","xfdf":"</annots>"}"#,
        r#"{"kind":"circle","xfdf":"x<a/>"}"#,
    ] {
        let mut other: Other = serde_json::from_str(json).unwrap();
        other.page = Some(id(0));
        let all = Annotations { others: vec![other], ..Annotations::default() };
        assert_eq!(to_xfdf(&all, &two_pages(), false).unwrap_err().code(), Code::AnnotationInvalid, "{json}");
    }
}
