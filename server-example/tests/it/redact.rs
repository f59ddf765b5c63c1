use korrigo_fixtures::canvas::Canvas;
use korrigo_fixtures::encode::{self, Jpeg};
use korrigo_fixtures::pdf::{Page, Pdf};
use korrigo_fixtures::{damage, demo, scan};

use crate::support::{Desk, pages_of};

/// A page with a name on top, a sentence at the foot, and a name in its metadata.
fn paper() -> Vec<u8> {
    let mut pdf = Pdf::new();
    let font = pdf.font("Helvetica");
    let info = pdf.add("<< /Author (Martineau) >>");
    let text = "BT /F 18 Tf 60 780 Td (Martineau) Tj ET BT /F 18 Tf 60 90 Td (an answer) Tj ET";
    pdf.page(&Page::a4().resources(&format!("/Font << /F {font} 0 R >>")).content(text));
    pdf.trailer(&format!("/Info {info} 0 R"));
    pdf.finish()
}

fn has(bytes: &[u8], text: &str) -> bool {
    bytes.windows(text.len()).any(|part| part == text.as_bytes())
}

#[test]
fn redact_a_given_zone_and_audit_it() {
    let desk = Desk::new();
    desk.put("paper.pdf", paper());
    let look = ["--needle", "MARTINEAU", "--zone", "0:0,0,1,0.2", "--json"];
    let before = desk.run(&[&["audit", "paper.pdf"], &look[..]].concat()).ends(3).json();
    assert_eq!(before["needles_found"], 1);
    let kinds: Vec<_> = before["findings"]
        .as_array()
        .unwrap()
        .iter()
        .map(|finding| finding["kind"].as_str().unwrap())
        .collect();
    assert!(
        kinds.contains(&"needle") && kinds.contains(&"text_in_zone") && kinds.contains(&"metadata"),
        "{kinds:?}"
    );

    let outcome = desk
        .run(&["redact", "paper.pdf", "--zone", "0:0,0,1,0.2", "-o", "clean.pdf", "--json"])
        .ends(0)
        .json();
    assert_eq!((outcome["pages"].as_u64(), outcome["audit"]["findings"].as_u64()), (Some(1), Some(0)));
    assert_eq!(outcome["bytes"].as_u64().unwrap() as usize, desk.read("clean.pdf").len());
    assert!(!has(&desk.read("clean.pdf"), "Martineau"));
    assert_eq!(pages_of(&desk, "clean.pdf"), 1);
    let after = desk.run(&[&["audit", "clean.pdf"], &look[..]].concat()).ends(0).json();
    assert_eq!(after["findings"], serde_json::json!([]));
    assert_eq!((after["needles"].as_u64(), after["files"][0]["pages"].as_u64()), (Some(1), Some(1)));
    // What is not in the zone is there still.
    desk.run(&["audit", "clean.pdf", "--needle", "an answer"]).ends(3);
}

#[test]
fn redact_finds_the_header_and_stamps_it() {
    let desk = Desk::new();
    desk.put("pile.pdf", demo::exam(150));
    desk.run(&["plan", "pile.pdf", "-o", "plan.json"]);
    desk.run(&["split", "pile.pdf", "--plan", "plan.json", "-o", "out"]);
    let arguments = ["redact", "out/copy-0001.pdf", "--auto", "--stamp", "MATH-0417", "--fill", "paper"];
    let outcome = desk.run(&[&arguments[..], &["-o", "clean.pdf", "--json"]].concat()).ends(0).json();
    let zones = outcome["zones"].as_array().unwrap();
    assert!(zones.iter().any(|zone| zone["reason"] == "header" && zone["page"] == 0), "{zones:?}");
    assert!(desk.run(&["audit", "clean.pdf", "--needle", "MATH-0417"]).ends(3).stdout.contains("needle"));
    // Once more: the same bytes, and only when asked to replace them.
    let before = desk.read("clean.pdf");
    let again = [&arguments[..], &["-o", "clean.pdf", "--json"]].concat();
    assert_eq!(desk.run(&again).error()["code"], "store_unavailable");
    desk.run(&[&again[..], &["--force"]].concat()).ends(0);
    assert_eq!(desk.read("clean.pdf"), before);
}

#[test]
fn what_cannot_be_redacted_is_refused_by_name() {
    let desk = Desk::new();
    desk.put("paper.pdf", paper());
    desk.put("none.pdf", damage::sound(2));
    for (arguments, code) in [
        (vec!["paper.pdf", "--zone", "0:0,0,2,1"], "zone_invalid"),
        (vec!["paper.pdf", "--zone", "0:NaN,0,1,1"], "zone_invalid"),
        (vec!["paper.pdf", "--zone", "1:0,0,1,1"], "page_not_found"),
        (vec!["paper.pdf", "--zone", "0:0,0,1,1", "--stamp", "Élise"], "missing_glyph"),
        (vec!["none.pdf", "--auto"], "zone_invalid"),
        (vec!["absent.pdf", "--auto"], "not_found"),
    ] {
        let command = [&["redact"], &arguments[..], &["-o", "out.pdf", "--json"]].concat();
        assert_eq!(desk.run(&command).error()["code"], code, "{arguments:?}");
        assert!(!desk.path("out.pdf").exists());
    }
    desk.run(&["redact", "paper.pdf", "-o", "out.pdf"]).ends(2);
    desk.run(&["redact", "paper.pdf", "--zone", "0:0,0", "-o", "out.pdf"]).ends(2);
}

#[test]
fn audit_takes_needles_from_everywhere() {
    let desk = Desk::new();
    desk.put("copies/a.pdf", paper());
    desk.put("copies/notes.txt", "no PDF");
    desk.put("texts.txt", "\u{feff}an ANSWER\n\nnobody\n");
    desk.put("class.csv", "Nom;Prénom\nMartineau;Élise\nMartineau;Élise\nPetit;Zoé\n");
    let told =
        |arguments: &[&str]| desk.run(&[&["audit", "copies", "--json"], arguments].concat()).ends(3).json();
    assert_eq!(told(&["--needles", "texts.txt"])["needles"], 2);
    assert_eq!(told(&["--needles", "texts.txt"])["needles_found"], 1);
    let roster = told(&["--roster", "class.csv", "--needle", "Élise"]);
    assert!(roster["needles"].as_u64().unwrap() > 4);
    assert!(roster["needles_found"].as_u64().unwrap() >= 1);
    // Nobody's name is told again.
    assert!(!roster.to_string().to_lowercase().contains("martineau"));
    desk.put("class.csv", "Nom;Prénom\n;Élise\nPetit;Zoé\n;Léa\n");
    let refused = desk.run(&["audit", "copies", "--roster", "class.csv", "--json"]).error();
    assert_eq!(
        (refused["code"].as_str(), refused["file"].as_str()),
        (Some("roster_invalid"), Some("class.csv"))
    );
    assert!(refused["message"].as_str().unwrap().starts_with("line 2"));
    assert!(refused["also"][0]["message"].as_str().unwrap().starts_with("line 4"));
}

#[test]
fn audit_of_what_is_no_pdf() {
    let desk = Desk::new();
    desk.put("scan.jpg", encode::jpeg(&Canvas::gradient(40, 30, 1, 1), &Jpeg::default()).data);
    desk.put("empty/notes.txt", "");
    desk.put("clean.pdf", scan::pdf(&[encode::jpeg(&Canvas::gradient(40, 30, 1, 1), &Jpeg::default())], 72));
    assert_eq!(desk.run(&["audit", "scan.jpg", "--json"]).error()["code"], "invalid_mime_type");
    assert_eq!(desk.run(&["audit", "empty", "--json"]).error()["code"], "not_found");
    let ended = desk.run(&["audit", "clean.pdf"]).ends(0);
    assert_eq!(ended.stdout, "1 file: 0 findings; 0 of 0 needles; handwriting was not examined\n");
    let zone = ["audit", "clean.pdf", "--zone", "3:0,0,1,1", "--json"];
    assert_eq!(desk.run(&zone).error()["code"], "page_not_found");
}
