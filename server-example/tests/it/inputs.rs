use std::io::Write;

use korrigo_fixtures::canvas::Canvas;
use korrigo_fixtures::damage;
use korrigo_fixtures::encode::{self, Jpeg};

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
    assert!(ended.stderr.contains("left out, because it is no scan: in/readme.txt\n"), "{}", ended.stderr);
    // Programs get no remarks on stderr.
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
fn programs_find_the_remarks_in_the_result() {
    let desk = Desk::new();
    desk.put("in/a.pdf", damage::sound(1));
    desk.put("in/b.pdf", damage::sound(1));
    desk.put("in/c.pdf", damage::without_xref());
    desk.put("in/d.png", png(1));
    desk.put("in/readme.txt", "not a scan");
    let expected = serde_json::json!([
        {"kind": "left_out", "file": "in/readme.txt"},
        {"kind": "same_as", "file": "b.pdf", "first": "a.pdf"},
        {"kind": "repaired", "file": "c.pdf"},
        {"kind": "density_assumed", "file": "d.png", "pages": [0]},
    ]);
    let processed = desk.run(&["process", "in", "--mode", "single", "-o", "exam", "--json"]).ends(3);
    assert_eq!((&processed.json()["remarks"], &processed.stderr[..]), (&expected, ""));
    let split = ["split", "in", "--plan", "exam/private/plan.json", "-o", "copies", "--json"];
    assert_eq!(desk.run(&split).ends(0).json()["remarks"], expected);
    let told = desk.run(&["process", "in", "--mode", "single", "-o", "again", "--lang", "fr"]).ends(3).stderr;
    assert!(told.contains("remarque: c.pdf est abîmé et a été réparé à la lecture\n"), "{told}");
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
fn pictures_and_archives_are_scans() {
    let desk = Desk::new();
    let mut archive = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, bytes) in [("page10.jpg", jpeg(10)), ("page9.png", png(9)), ("other.pdf", damage::sound(3))] {
        archive.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
        archive.write_all(&bytes).unwrap();
    }
    desk.put("class.zip", archive.finish().unwrap().into_inner());
    desk.put("one.png", png(1));
    let ended = desk.run(&["process", "class.zip", "one.png", "--mode", "single", "-o", "exam"]).ends(3);
    assert!(ended.stderr.contains("one.png does not say how large its pages are"), "{}", ended.stderr);
    let plan = desk.json("exam/private/plan.json");
    let sources: Vec<_> = plan["sources"]
        .as_array()
        .unwrap()
        .iter()
        .map(|source| (source["name"].as_str().unwrap(), source["pages"].as_u64().unwrap()))
        .collect();
    assert_eq!(sources, [("class.zip/other.pdf", 3), ("class.zip", 2), ("one.png", 1)]);

    // A picture is drawn as it is; an archive of several scans is no single one.
    desk.run(&["render", "one.png", "-o", "drawn.png", "--dpi", "300"]).ends(0);
    let refused = desk.run(&["render", "class.zip", "-o", "x.png", "--json"]).error();
    assert_eq!(refused["code"], "invalid_mime_type");
}

#[test]
fn a_password_is_needed_wrong_or_right() {
    let desk = Desk::new();
    desk.put("locked.pdf", encrypted("secret"));
    desk.put("open.pdf", encrypted(""));
    let run = |arguments: &[&str]| desk.run(&[&["plan", "--mode", "single", "--json"], arguments].concat());
    assert_eq!(run(&["locked.pdf"]).error()["code"], "encrypted_pdf");
    let wrong = run(&["locked.pdf", "--password", "sesame"]);
    assert_eq!(wrong.error()["code"], "encrypted_pdf");
    assert!(!wrong.stderr.contains("sesame"));
    assert_eq!(run(&["locked.pdf", "--password", "secret"]).ends(0).json()["sources"][0]["pages"], 2);
    run(&["open.pdf"]).ends(0);
}

fn encrypted(password: &str) -> Vec<u8> {
    let mut document = lopdf::Document::load_mem(&damage::sound(2)).unwrap();
    let id = lopdf::Object::string_literal("0123456789abcdef");
    document.trailer.set("ID", vec![id.clone(), id]);
    let version = lopdf::EncryptionVersion::V2 {
        document: &document,
        owner_password: "owner",
        user_password: password,
        key_length: 128,
        permissions: lopdf::Permissions::all(),
    };
    let state = lopdf::EncryptionState::try_from(version).unwrap();
    document.encrypt(&state).unwrap();
    let mut bytes = Vec::new();
    document.save_to(&mut bytes).unwrap();
    bytes
}

fn png(seed: u64) -> Vec<u8> {
    let canvas = Canvas::gradient(60, 80, 3, seed);
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, canvas.width, canvas.height);
    encoder.set_color(png::ColorType::Rgb);
    encoder.write_header().unwrap().write_image_data(&canvas.data).unwrap();
    bytes
}
