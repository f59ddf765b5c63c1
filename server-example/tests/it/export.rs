use std::io::{Cursor, Read};

use korrigo_fixtures::damage;
use serde_json::{Value, json};

use crate::support::{Desk, pages_of};

/// A class: two graded copies, one of them with a name like a formula, and one candidate of each other kind.
fn class() -> Value {
    let candidate = |last: &str, first: &str| json!({ "last_name": last, "first_name": first, "birth_date": "2008-02-01" });
    json!({
        "format": "korrigo.results/1", "subject": "Mathématiques", "coefficient": "2.5",
        "scheme": [{ "id": "1", "label": "Q1", "points": 30 }, { "id": "2", "points": 10 }],
        "results": [
            { "candidate": candidate("BEN SALAH", "Youssef"), "anonymous_id": "MATH-0417", "status": "GRADED",
              "scores": { "1": "25.11", "2": 6 }, "appreciation": "Bon travail ;\nà poursuivre" },
            { "candidate": candidate("=LI", "Zoé"), "anonymous_id": "MATH-0099", "status": "GRADED",
              "scores": { "1": "0", "2": "not_answered" } },
            { "candidate": candidate("A", "A"), "attendance": "absent" },
            { "candidate": candidate("B", "B"), "attendance": "excused" },
        ],
    })
}

fn desk_with(results: &Value) -> Desk {
    let desk = Desk::new();
    desk.put("results.json", results.to_string());
    desk
}

#[test]
fn pronote_of_a_class() {
    let desk = desk_with(&class());
    let ended = desk.run(&["export", "pronote", "results.json", "-o", "pronote.csv"]).ends(0);
    assert_eq!((ended.stdout.as_str(), ended.stderr.as_str()), ("pronote.csv: 4 candidates, 2 marks\n", ""));
    assert_eq!(
        desk.text("pronote.csv"),
        "\u{feff}NOM;PRENOM;DATE_NAISSANCE;MATIERE;NOTE;COEFF;COMMENTAIRE\r\n\
         BEN SALAH;Youssef;01/02/2008;MATHÉMATIQUES;15,56;2,5;\"Bon travail ; à poursuivre\"\r\n\
         '=LI;Zoé;01/02/2008;MATHÉMATIQUES;0,00;2,5;\r\n\
         A;A;01/02/2008;MATHÉMATIQUES;Abs;2,5;\r\n\
         B;B;01/02/2008;MATHÉMATIQUES;Disp;2,5;\r\n"
    );
    // Once more: only when asked to replace it, with what was typed in place of what is in the results.
    let again =
        ["export", "pronote", "results.json", "-o", "pronote.csv", "--coefficient", "1", "--subject", "svt"];
    assert_eq!(desk.run(&[&again[..], &["--json"]].concat()).error()["code"], "store_unavailable");
    let told = desk.run(&[&again[..], &["--json", "--force"]].concat()).ends(0).json();
    assert_eq!(told, json!({ "file": "pronote.csv", "candidates": 4, "marks": 2, "remarks": [] }));
    assert!(desk.text("pronote.csv").contains(";SVT;15,56;1,0;"));
}

#[test]
fn pronote_says_what_is_not_in_the_file() {
    let mut class = class();
    class["results"][2] = json!({ "candidate": { "last_name": "A" }, "status": "READY" });
    class["results"][3] = json!({ "candidate": { "last_name": "B" }, "status": "GRADED",
        "scores": { "1": "1", "2": "1" }, "appreciation": "x".repeat(501) });
    let desk = desk_with(&class);
    let ended = desk.run(&["export", "pronote", "results.json", "-o", "pronote.csv", "--lang", "fr"]).ends(3);
    assert_eq!(
        ended.stderr,
        "remarque: 1 commentaires coupés à 500 caractères\n\
         remarque: 1 candidats sans date de naissance, qui distingue les homonymes\n\
         remarque: 1 candidats sans copie corrigée, laissés de côté\n"
    );
    let told = desk.run(&["export", "pronote", "results.json", "--check", "--json"]).ends(3).json();
    assert_eq!(told["file"], Value::Null);
    assert_eq!(told["remarks"][2], json!({ "kind": "not_graded", "count": 1 }));
    assert_eq!(desk.all(), ["pronote.csv", "results.json"]);
}

#[test]
fn pronote_is_refused_with_all_reasons_and_nobodys_name() {
    let mut class = class();
    class["subject"] = "".into();
    class["results"][0]["candidate"] = Value::Null;
    class["results"][1]["scores"] = json!({ "1": "1" });
    class["results"][2]["status"] = "GRADED".into();
    let desk = desk_with(&class);
    let command = ["export", "pronote", "results.json", "-o", "out.csv", "--coefficient", "0.25", "--json"];
    let error = desk.run(&command).error();
    let mut details: Vec<String> = std::iter::once(&error)
        .chain(error["also"].as_array().unwrap())
        .map(|error| error["detail"].as_str().unwrap().to_owned())
        .collect();
    details.sort_unstable();
    assert_eq!(
        details,
        [
            "export.absent_with_copy",
            "export.coefficient",
            "export.subject",
            "export.unidentified",
            "export.unmarked",
        ]
    );
    assert!(!error.to_string().contains("BEN SALAH"));
    assert_eq!(desk.all(), ["results.json"]);
    let said = desk.run(&["export", "pronote", "results.json", "--check", "--lang", "fr"]).ends(1).stderr;
    assert!(said.contains(
        "erreur: results.json: il manque des notes (graded copies without a total: 2 (results 2, 3))"
    ));
}

#[test]
fn what_is_no_results_file_is_refused_by_name() {
    let desk = Desk::new();
    desk.put("empty.json", r#"{"format":"korrigo.results/1","results":[]}"#);
    desk.put("other.json", r#"{"results":[{"name":"Dupont"}]}"#);
    desk.put(
        "twice.json",
        r#"{"format":"korrigo.results/1","results":[{},{"status":"READY","total":"1,5"}]}"#,
    );
    for (file, what, output, code) in [
        ("empty.json", "pronote", "a.csv", "scheme_invalid"),
        ("empty.json", "results", "a.csv", "not_found"),
        ("empty.json", "statistics", "a.xlsx", "not_found"),
        ("other.json", "results", "a.csv", "mark_invalid"),
        ("twice.json", "results", "a.csv", "mark_invalid"),
        ("absent.json", "results", "a.csv", "store_unavailable"),
        ("empty.json", "results", "a.ods", "invalid_extension"),
    ] {
        let error = desk.run(&["export", what, file, "-o", output, "--json"]).error();
        assert_eq!(error["code"], code, "{file} {what}: {error}");
        assert!(!error.to_string().contains("Dupont"));
        assert!(!desk.path(output).exists());
    }
}

#[test]
fn tables_as_csv_and_as_workbooks() {
    let desk = desk_with(&class());
    for what in ["results", "statistics"] {
        let csv = format!("{what}.csv");
        let told = desk.run(&["export", what, "results.json", "-o", &csv, "--json"]).ends(0).json();
        assert!(told["rows"].as_u64().unwrap() >= 4);
        assert!(desk.read(&csv).starts_with(b"\xEF\xBB\xBF"));
        for name in ["a", "b"] {
            let xlsx = format!("{what}-{name}.xlsx");
            desk.run(&["export", what, "results.json", "-o", &xlsx]).ends(0);
        }
        assert_eq!(desk.read(&format!("{what}-a.xlsx")), desk.read(&format!("{what}-b.xlsx")));
    }
    let results = desk.text("results.csv");
    assert!(
        results.contains("BEN SALAH,Youssef,2008-02-01,,MATH-0417,present,graded,15.56,20.00,"),
        "{results}"
    );
    assert!(results.contains("\r\n'=LI,Zoé,"), "{results}");
    let statistics = desk.text("statistics.csv");
    assert!(statistics.contains("graded copies,2\r\n") && !statistics.contains("BEN SALAH"), "{statistics}");
}

#[test]
fn papers_as_one_archive() {
    let desk = desk_with(&class());
    desk.put("final/math-0417.pdf", damage::sound(2));
    desk.put("final/MATH-0099.pdf", damage::sound(3));
    desk.run(&["export", "zip", "final", "-o", "plain.zip"]).ends(0);
    let marks = ["export", "zip", "final", "--marks", "results.json"];
    let told = desk.run(&[&marks[..], &["-o", "ids.zip", "--json"]].concat()).ends(0).json();
    assert_eq!(told["papers"], json!(["MATH-0417.pdf", "MATH-0099.pdf"]));
    let bytes = desk.read("ids.zip");
    assert_eq!(told["bytes"].as_u64().unwrap() as usize, bytes.len());
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut content = Vec::new();
    archive.by_index(1).unwrap().read_to_end(&mut content).unwrap();
    assert_eq!(content, damage::sound(3));
    let told = desk.run(&[&marks[..], &["--names", "-o", "names.zip", "--json"]].concat()).ends(0).json();
    assert_eq!(told["papers"], json!(["BEN-SALAH_Youssef_MATH-0417.pdf", "LI_Zoe_MATH-0099.pdf"]));
}

#[test]
fn papers_as_one_pdf() {
    let desk = desk_with(&class());
    desk.put("final/MATH-0417.pdf", damage::sound(2));
    desk.put("final/MATH-0099.pdf", damage::sound(3));
    desk.put("final/MATH-0001.pdf", damage::sound(1));
    let command =
        ["export", "merged", "final", "--marks", "results.json", "--names", "-o", "all.pdf", "--json"];
    let told = desk.run(&command).ends(3).json();
    assert_eq!(told["papers"], json!(["BEN SALAH Youssef (MATH-0417)", "=LI Zoé (MATH-0099)"]));
    assert_eq!(told["remarks"], json!([{ "kind": "not_graded", "file": "final/MATH-0001.pdf" }]));
    assert_eq!(pages_of(&desk, "all.pdf"), 5);
    let pdf = lopdf::Document::load_mem(&desk.read("all.pdf")).unwrap();
    let outline = pdf.catalog().unwrap().get(b"Outlines").unwrap().as_reference().unwrap();
    assert_eq!(pdf.get_dictionary(outline).unwrap().get(b"Count").unwrap().as_i64().unwrap(), 2);
    desk.run(&["export", "merged", "final", "-o", "plain.pdf"]).ends(0);
    assert_eq!(pages_of(&desk, "plain.pdf"), 6);
}

#[test]
fn a_missing_paper_is_never_a_shorter_file() {
    let desk = desk_with(&class());
    desk.put("final/MATH-0417.pdf", damage::sound(1));
    desk.put("more/MATH-0417.pdf", damage::sound(1));
    desk.put("more/MATH-0099.pdf", "no PDF");
    for (what, arguments, code, file) in [
        ("zip", vec!["final"], "not_found", "results.json"),
        ("merged", vec!["final"], "not_found", "results.json"),
        ("zip", vec!["final", "more"], "identity_conflict", "final/MATH-0417.pdf"),
        ("zip", vec!["more"], "invalid_mime_type", "more/MATH-0099.pdf"),
        ("merged", vec!["more"], "invalid_mime_type", "more/MATH-0099.pdf"),
        ("zip", vec!["nowhere"], "not_found", "nowhere"),
        ("zip", vec!["more", "--max-file-size", "10"], "file_too_large", "results.json"),
    ] {
        let command =
            [&["export", what], &arguments[..], &["--marks", "results.json", "-o", "out", "--json"]].concat();
        let error = desk.run(&command).error();
        assert_eq!((error["code"].as_str(), error["file"].as_str()), (Some(code), Some(file)), "{error}");
        assert!(!desk.path("out").exists());
    }
    assert_eq!(
        desk.all(),
        [
            "final/",
            "final/MATH-0417.pdf",
            "more/",
            "more/MATH-0099.pdf",
            "more/MATH-0417.pdf",
            "results.json"
        ]
    );
}
