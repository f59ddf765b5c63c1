use korrigo_fixtures::canvas::Canvas;
use korrigo_fixtures::encode::{self, Jpeg};
use korrigo_fixtures::{damage, scan};

use crate::support::Desk;

fn jpeg(seed: u64) -> Vec<u8> {
    encode::jpeg(&Canvas::gradient(85, 110, 1, seed), &Jpeg::default()).data
}

#[test]
fn a_folder_of_mixed_kinds() {
    let desk = Desk::new();
    desk.put("in/b/2.jpg", jpeg(2));
    desk.put("in/b/10.JPEG", jpeg(10));
    desk.put("in/a.pdf", damage::sound(2));
    desk.put("in/readme.txt", "not a scan");
    desk.put("in/.hidden.pdf", "nor this");
    desk.put("in/Thumbs.db", "nor this");
    let ended = desk.run(&["plan", "in", "--mode", "single", "-o", "plan.json"]).ends(0);
    let plan = desk.json("plan.json");
    let sources: Vec<_> =
        plan["sources"].as_array().unwrap().iter().map(|source| source["name"].as_str().unwrap()).collect();
    assert_eq!(sources, ["a.pdf", "2.jpg", "10.JPEG"]);
    assert!(
        ended.stderr.contains("left out, because they are no scans: in/readme.txt\n"),
        "{}",
        ended.stderr
    );
    // Programs get no remarks.
    assert_eq!(desk.run(&["plan", "in", "--mode", "single", "--json"]).ends(0).stderr, "");
}

#[test]
fn the_same_file_twice_is_taken_once() {
    let desk = Desk::new();
    desk.put("a.pdf", damage::sound(1));
    desk.put("b.pdf", damage::sound(1));
    let ended = desk.run(&["plan", "a.pdf", "b.pdf", "a.pdf", "--mode", "single"]).ends(0);
    assert_eq!(ended.json()["sources"].as_array().unwrap().len(), 1);
    assert!(ended.stderr.contains("b.pdf is the same as a.pdf; it is taken once"), "{}", ended.stderr);
}

#[test]
fn unknown_kinds_are_refused_all_together() {
    let desk = Desk::new();
    desk.put("letter.docx", b"PK\x07\x08 no archive");
    desk.put("nothing.pdf", b"");
    desk.put("empty.pdf", damage::no_page());
    desk.put("garbage.pdf", damage::garbage());
    desk.put("sound.pdf", damage::sound(1));
    let arguments = ["letter.docx", "sound.pdf", "nothing.pdf", "empty.pdf", "garbage.pdf", "absent.pdf"];
    let refused = desk.run(&[&["plan", "--json", "--mode", "single"], &arguments[..5]].concat()).error();
    let also = refused["also"].as_array().unwrap();
    let mut told: Vec<_> = std::iter::once(&refused)
        .chain(also)
        .map(|error| (error["code"].as_str().unwrap(), error["file"].as_str().unwrap()))
        .collect();
    assert_eq!(told[0], ("empty_file", "nothing.pdf"));
    told.sort_unstable();
    for expected in [
        ("corrupted_pdf", "garbage.pdf"),
        ("empty_file", "nothing.pdf"),
        ("empty_pdf", "empty.pdf"),
        ("invalid_mime_type", "letter.docx"),
    ] {
        assert!(told.contains(&expected), "{expected:?} in {told:?}");
    }
    let refused = desk.run(&[&["plan", "--json"], &arguments[..]].concat()).error();
    assert_eq!((refused["code"].as_str(), refused["file"].as_str()), (Some("not_found"), Some("absent.pdf")));
}

#[test]
fn a_wrong_name_is_refused() {
    let desk = Desk::new();
    desk.put("scan.doc", damage::sound(1));
    assert_eq!(desk.run(&["plan", "scan.doc", "--json"]).error()["code"], "invalid_extension");
}

#[test]
fn an_empty_folder_is_refused() {
    let desk = Desk::new();
    desk.put("in/readme.txt", "not a scan");
    assert_eq!(desk.run(&["plan", "in", "--json"]).error()["code"], "not_found");
}

#[test]
fn limits_can_be_set() {
    let desk = Desk::new();
    let bytes = damage::sound(3);
    desk.put("scan.pdf", &bytes);
    let size = bytes.len();
    let run = |option: &str, value: &str| {
        desk.run(&["plan", "scan.pdf", "--mode", "single", "--json", option, value])
    };
    run("--max-pages", "3").ends(0);
    assert_eq!(run("--max-pages", "2").error()["code"], "too_many_pages");
    run("--max-file-size", &size.to_string()).ends(0);
    assert_eq!(run("--max-file-size", &(size - 1).to_string()).error()["code"], "file_too_large");
    let drawn = |value: &str| {
        desk.run(&[
            "render",
            "scan.pdf",
            "-o",
            "x.png",
            "--force",
            "--dpi",
            "10",
            "--json",
            "--max-image-pixels",
            value,
        ])
    };
    drawn("9350").ends(0);
    assert_eq!(drawn("9349").error()["code"], "resource_limit");
}

#[test]
fn damaged_files_are_repaired_or_refused_by_name() {
    let desk = Desk::new();
    for (name, bytes) in [("xref.pdf", damage::without_xref()), ("start.pdf", damage::wrong_startxref())] {
        desk.put(name, bytes);
        let plan = desk.run(&["plan", name, "--mode", "single", "--json"]);
        assert_eq!(plan.json()["sources"][0]["pages"], 2, "{name}");
    }
    desk.put("loop.pdf", damage::page_tree_cycle());
    let ended = desk.run(&["plan", "loop.pdf", "--mode", "single", "--json"]);
    assert!(ended.code == Some(0) || ended.code == Some(1) || ended.code == Some(3), "{:?}", ended.code);
}

#[test]
fn two_pages_of_a_picture_archive_are_one_scan() {
    let desk = Desk::new();
    let two = scan::pdf(&[encode::jpeg(&Canvas::gradient(40, 50, 3, 1), &Jpeg::default())], 72);
    desk.put("two.pdf", two);
    desk.put("one.jpg", jpeg(1));
    let plan = desk.run(&["plan", "two.pdf", "one.jpg", "--mode", "single", "--json"]).ends(0).json();
    assert_eq!(plan["copies"].as_array().unwrap().len(), 2);
}
