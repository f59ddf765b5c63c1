use korrigo_fixtures::demo;
use korrigo_fixtures::pdf::{Page, Pdf};

use crate::support::{Desk, pages_of};

const MARKS: &str = r#"{"annotations":[
    {"page":0,"kind":"COMMENT","x":0.1,"y":0.1,"w":0.3,"h":0.05,"content":"Où est la preuve ?"},
    {"page":0,"kind":"ERROR","x":0.5,"y":0.5,"w":0.3,"h":0.05,"content":"signe","score_delta":"-0.5"}]}"#;

const SCHEME: &str =
    r#"{"items":[{"id":"a","label":"Dérivée","points":"12"},{"id":"b","label":"Limite","points":"8"}]}"#;

fn paper(desk: &Desk) {
    let mut pdf = Pdf::new();
    pdf.page(&Page::a4().content("0.5 g 100 100 200 200 re f"));
    desk.put("copy.pdf", pdf.finish());
    desk.put("marks.json", MARKS);
    desk.put("scheme.json", SCHEME);
    desk.put("scores.json", r#"{"scores":{"a":"10.5","b":4},"appreciation":"Continuez."}"#);
}

#[test]
fn flatten_draws_marks_and_the_total_and_verify_finds_them_again() {
    let desk = Desk::new();
    paper(&desk);
    let all = [
        "flatten",
        "copy.pdf",
        "--annotations",
        "marks.json",
        "--scheme",
        "scheme.json",
        "--scores",
        "scores.json",
        "--title",
        "Mathématiques",
        "--name",
        "MATH-0417",
        "--marker",
        "AB",
        "--attach",
        "-o",
        "marked.pdf",
        "--json",
    ];
    let outcome = desk.run(&all).ends(0).json();
    assert_eq!((outcome["pages"].as_u64(), outcome["added"].as_u64()), (Some(1), Some(1)));
    assert_eq!(outcome["bytes"].as_u64().unwrap() as usize, desk.read("marked.pdf").len());
    assert_eq!(pages_of(&desk, "marked.pdf"), 2);
    let verified = desk.run(&["verify", "marked.pdf", "--json"]).ends(0).json();
    for check in ["seal", "scan", "total", "drawn"] {
        assert_eq!(verified[check], true, "{check}: {verified}");
    }
    assert_eq!(verified["recomputed"]["value"], "14.5");
    let first = desk.read("marked.pdf");
    assert_eq!(desk.run(&all).error()["code"], "store_unavailable", "nothing is replaced unasked");
    desk.run(&[&all[..], &["--force"]].concat()).ends(0);
    assert_eq!(desk.read("marked.pdf"), first, "the same input gives the same bytes");
}

#[test]
fn verify_sees_what_was_changed() {
    let desk = Desk::new();
    paper(&desk);
    let how = ["--annotations", "marks.json", "--scores", "scores.json", "--attach", "-o", "marked.pdf"];
    desk.run(&[&["flatten", "copy.pdf"], &how[..]].concat()).ends(0);
    let mut file = lopdf::Document::load_mem(&desk.read("marked.pdf")).unwrap();
    let content = file.objects.values_mut().filter_map(|object| object.as_stream_mut().ok());
    let content = content.filter(|stream| stream.content.starts_with(b"0.5 g")).last().unwrap();
    content.content[2] = b'9';
    let mut bytes = Vec::new();
    file.save_to(&mut bytes).unwrap();
    desk.put("changed.pdf", bytes);
    let verified = desk.run(&["verify", "changed.pdf", "--json"]).ends(3).json();
    assert_eq!((&verified["seal"], &verified["scan"]), (&true.into(), &false.into()));
    assert_eq!(desk.run(&["verify", "copy.pdf", "--json"]).error()["code"], "not_found");
}

#[test]
fn what_cannot_be_drawn_leaves_no_file() {
    let desk = Desk::new();
    paper(&desk);
    let code = |marks: &str, more: &[&str]| {
        desk.put("bad.json", marks);
        let run = ["flatten", "copy.pdf", "--annotations", "bad.json", "-o", "out.pdf", "--json"];
        let error = desk.run(&[&run[..], more].concat()).error();
        assert!(!desk.path("out.pdf").exists());
        error["code"].as_str().unwrap().to_owned()
    };
    assert_eq!(
        code(r#"{"annotations":[{"page":3,"kind":"TEXT","x":0,"y":0,"w":1,"h":1}]}"#, &[]),
        "page_not_found"
    );
    assert_eq!(code(r#"{"annotations":[{"page":0,"kind":"NOISE"}]}"#, &[]), "annotation_invalid");
    let emoji = r#"{"annotations":[{"page":0,"kind":"TEXT","x":0,"y":0,"w":1,"h":1,"content":"𓀀"}]}"#;
    assert_eq!(code(emoji, &[]), "missing_glyph");
    desk.put("few.json", r#"{"scores":{"a":"1"}}"#);
    let incomplete = ["--scheme", "scheme.json", "--scores", "few.json"];
    assert_eq!(code(r#"{"annotations":[]}"#, &incomplete), "scores_incomplete");
}

#[test]
fn a_copy_of_process_knows_its_pages_by_name() {
    let desk = Desk::new();
    desk.put("pile.pdf", demo::exam(100));
    desk.run(&["process", "pile.pdf", "-o", "exam", "--exam", "maths", "--show-through", "keep"]);
    let all = desk.all();
    let is_record = |name: &&String| name.starts_with("exam/copies/") && name.contains(".json");
    let copy = &all.iter().find(is_record).unwrap().replace(".json", ".pdf");
    let record = desk.json(&copy.replace(".pdf", ".json"));
    let page = record["pages"][1].as_str().unwrap();
    desk.put(
        "marks.json",
        format!(
            r#"{{"annotations":[{{"page":"{page}","kind":"HIGHLIGHT","x":0.1,"y":0.1,"w":0.2,"h":0.1}}]}}"#
        ),
    );
    desk.run(&["flatten", copy, "--annotations", "marks.json", "-o", "marked.pdf"]).ends(0);
    assert_eq!(pages_of(&desk, "marked.pdf"), pages_of(&desk, copy));
}

#[test]
fn annotations_travel_through_other_programs_and_back() {
    let desk = Desk::new();
    paper(&desk);
    let marks = ["--annotations", "marks.json"];
    desk.run(&[&["annotations", "export", "copy.pdf"], &marks[..], &["-o", "marks.xfdf"]].concat()).ends(0);
    desk.run(&[&["flatten", "copy.pdf"], &marks[..], &["--editable", "-o", "marked.pdf"]].concat()).ends(0);
    for (from, to) in [("marks.xfdf", "a.json"), ("marked.pdf", "b.json")] {
        let import = ["annotations", "import", "copy.pdf", "--from", from, "-o", to, "--json"];
        let outcome = desk.run(&import).ends(0).json();
        assert_eq!(
            (&outcome["annotations"], outcome["others"].as_array().map(Vec::len)),
            (&2.into(), Some(0))
        );
        assert_eq!(desk.run(&import).error()["code"], "store_unavailable", "nothing is replaced unasked");
    }
    assert_eq!(desk.json("a.json"), desk.json("b.json"));
    let read = desk.json("a.json");
    assert_eq!(read["annotations"][1]["score_delta"], "-0.5");
    assert_eq!(read["annotations"][0]["content"], "Où est la preuve ?");
    desk.put("bad.xfdf", "<!DOCTYPE a><xfdf/>");
    let bad = ["annotations", "import", "copy.pdf", "--from", "bad.xfdf", "-o", "c.json", "--json"];
    assert_eq!(desk.run(&bad).error()["code"], "annotation_invalid");
    assert!(!desk.path("c.json").exists());
}
