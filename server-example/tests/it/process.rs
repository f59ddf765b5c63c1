use korrigo_fixtures::canvas::Canvas;
use korrigo_fixtures::encode::{self, Jpeg};
use korrigo_fixtures::{damage, demo, scan};

use crate::support::{Desk, pages_of};

#[test]
fn demo_makes_an_exam_and_processes_it() {
    let desk = Desk::new();
    let ended = desk.run(&["demo", "--once"]).ends(0);
    assert!(
        ended.stdout.starts_with("3 copies, 12 pages, 1 copy to review, 1 page to place\n"),
        "{}",
        ended.stdout
    );
    assert!(ended.stdout.contains("korrigo-demo/private/report.html"));
    let expected = [
        "",
        "private/",
        "private/identified/",
        "private/identified/copy-0001.pdf",
        "private/identified/copy-0002.pdf",
        "private/identified/copy-0003.pdf",
        "private/plan.json",
        "private/report.html",
        "private/review/",
        "private/review/page-0001.pdf",
        "sample-scan.pdf",
    ];
    assert_eq!(desk.all(), expected.map(|name| format!("korrigo-demo/{name}")));

    // Once more: the demonstration may replace its own files, and nobody else's.
    desk.run(&["demo", "--once"]).ends(0);
    desk.put("korrigo-demo/mine.txt", "mine");
    desk.run(&["demo", "--once"]).ends(1);
}

#[test]
fn process_by_single_files() {
    let desk = Desk::new();
    for (name, pages) in [("scans/paper10.pdf", 3), ("scans/paper9.pdf", 2), ("scans/paper1.pdf", 1)] {
        desk.put(name, damage::sound(pages));
    }
    let outcome =
        desk.run(&["process", "scans", "--mode", "single", "-o", "new/exam", "--json"]).ends(0).json();
    assert_eq!(outcome["needs_review"], false);
    assert_eq!(outcome["plan"], "private/plan.json");
    assert_eq!(outcome["report"], "private/report.html");
    let names: Vec<_> = desk.json("new/exam/private/plan.json")["sources"]
        .as_array()
        .unwrap()
        .iter()
        .map(|source| source["name"].as_str().unwrap().to_string())
        .collect();
    assert_eq!(names, ["paper1.pdf", "paper9.pdf", "paper10.pdf"]);
    for (index, pages) in [1, 2, 3].into_iter().enumerate() {
        assert_eq!(pages_of(&desk, &format!("new/exam/private/identified/copy-{:04}.pdf", index + 1)), pages);
    }
}

#[test]
fn one_odd_page_costs_nobody_the_pile() {
    let desk = Desk::new();
    let sound = encode::jpeg(&Canvas::gradient(284, 200, 1, 6), &Jpeg::default());
    let mut odd = sound.clone();
    // Twelve bits a sample, says the frame header.
    let frame = odd.data.windows(2).position(|pair| pair == [0xFF, 0xC0]).unwrap();
    odd.data[frame + 4] = 12;
    let sheets = [sound.clone(), sound.clone(), odd, sound];
    desk.put("pile.pdf", scan::pdf(&sheets, 72));
    let arguments = ["process", "pile.pdf", "--mode", "shape", "-o", "exam", "--json"];
    let outcome = desk.run(&arguments).ends(3).json();
    assert_eq!(outcome["needs_review"], true);
    let noted: Vec<_> = outcome["copies"]
        .as_array()
        .unwrap()
        .iter()
        .flat_map(|copy| copy["notes"].as_array().unwrap())
        .map(|note| (note["kind"].as_str().unwrap(), note["cause"].as_str().unwrap()))
        .collect();
    assert_eq!(noted, [("kept_whole", "jpeg.unsupported"); 2]);
    let pages = |copy: &str| pages_of(&desk, &format!("exam/private/identified/copy-{copy}.pdf"));
    assert_eq!(pages("0001") + pages("0002"), 8);
    let html = desk.text("exam/private/report.html");
    let (review, copies) = (html.find("What needs a person").unwrap(), html.find("<h2>Copies").unwrap());
    assert!(html[review..copies].contains("The page could not be cut"));
    assert_eq!(html[copies..].matches("(jpeg.unsupported)").count(), 2);
}

#[cfg(unix)]
#[test]
fn what_identifies_is_for_the_owner_alone() {
    use std::os::unix::fs::PermissionsExt;
    let desk = Desk::new();
    desk.put("paper.pdf", damage::sound(1));
    desk.run(&["process", "paper.pdf", "--mode", "single", "-o", "exam"]).ends(0);
    let mode = |name: &str| std::fs::metadata(desk.path(name)).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode("exam/private"), 0o700);
    assert_ne!(mode("exam"), 0o700);
}

#[test]
fn process_again_is_refused_and_forced() {
    let desk = Desk::new();
    desk.put("pile.pdf", demo::pile(75, 2));
    desk.run(&["process", "pile.pdf", "-o", "exam"]).ends(3);
    desk.put("exam/notes.txt", "mine");
    desk.put("exam/private/identified/copy-0009.pdf", "of an earlier run");
    let refused = desk.run(&["process", "pile.pdf", "-o", "exam", "--json"]).error();
    assert_eq!(refused["code"], "store_unavailable");
    assert!(desk.path("exam/private/identified/copy-0009.pdf").exists());
    desk.run(&["process", "pile.pdf", "-o", "exam", "--force"]).ends(3);
    assert!(!desk.path("exam/private/identified/copy-0009.pdf").exists());
    assert_eq!(desk.text("exam/notes.txt"), "mine");
}

#[test]
fn messages_in_french() {
    let desk = Desk::new();
    desk.put("pile.pdf", demo::pile(75, 1));
    let ended = desk.run(&["process", "pile.pdf", "-o", "exam", "--lang", "fr"]).ends(3);
    assert!(ended.stdout.starts_with("1 copie, 4 pages, 1 copie à revoir\n"), "{}", ended.stdout);
    assert!(desk.text("exam/private/report.html").contains("<html lang=\"fr\">"));
}
