use korrigo_fixtures::canvas::Canvas;
use korrigo_fixtures::encode::{self, Jpeg};
use korrigo_fixtures::{damage, demo, scan};

use crate::support::{Desk, pages_of};

/// The names of the copies that were handed over, without their endings.
fn ids(desk: &Desk, folder: &str) -> Vec<String> {
    let start = format!("{folder}/copies/");
    let names = desk.all().into_iter();
    names.filter_map(|name| Some(name.strip_prefix(&start)?.strip_suffix(".pdf")?.to_owned())).collect()
}

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
    let promise = "\nsafe to hand over: 0 of 47 needles; handwriting outside the zones was not examined; \
                   3 backs of headers: what showed through was wiped\n";
    assert!(ended.stdout.contains(promise), "{}", ended.stdout);
    let ids = ids(&desk, "korrigo-demo");
    assert_eq!(ids.len(), 3);
    assert!(ids.iter().all(|id| id.starts_with("SAMP-") && id.len() == 9), "{ids:?}");
    let mut expected: Vec<String> = [
        "",
        "copies/",
        "marked/",
        "private/",
        "private/exam.key",
        "private/identified/",
        "private/identities.csv",
        "private/plan.json",
        "private/report.html",
        "private/returned/",
        "private/review/",
        "private/review/page-0001.pdf",
        "sample-roster.csv",
        "sample-scan.pdf",
    ]
    .map(str::to_owned)
    .into();
    for id in &ids {
        let files =
            [format!("copies/{id}.json"), format!("copies/{id}.pdf"), format!("private/identified/{id}.pdf")];
        expected.extend(files);
    }
    let first = ids.iter().find(|id| desk.path(&format!("korrigo-demo/marked/{id}.pdf")).is_file()).unwrap();
    expected.push(format!("private/returned/{first}.pdf"));
    let marked = ["pdf", "annotations.json", "scheme.json", "scores.json"];
    expected.extend(marked.map(|ending| format!("marked/{first}.{ending}")));
    expected.sort();
    assert_eq!(desk.all(), expected.iter().map(|name| format!("korrigo-demo/{name}")).collect::<Vec<_>>());
    // Both renditions have the copy's pages and the summary; the seal of each holds; the command draws the same.
    let (returned, marker) = (format!("private/returned/{first}.pdf"), format!("marked/{first}.pdf"));
    for paper in [&returned, &marker] {
        assert!(ended.stdout.contains(&format!("korrigo-demo/{paper}")), "{}", ended.stdout);
        assert_eq!(pages_of(&desk, &format!("korrigo-demo/{paper}")), 5);
        desk.run(&["verify", &format!("korrigo-demo/{paper}")]).ends(0);
    }
    let beside = |ending: &str| format!("korrigo-demo/marked/{first}.{ending}.json");
    let [annotations, scheme, scores] = ["annotations", "scheme", "scores"].map(beside);
    let copy = format!("korrigo-demo/private/identified/{first}.pdf");
    let drawn = ["flatten", &copy, "--annotations", &annotations, "--scheme", &scheme, "--scores", &scores];
    let more = ["--title", "Sample exam", "--marker", "K. R.", "--attach", "-o", "again.pdf"];
    desk.run(&[drawn.as_slice(), &more].concat()).ends(0);
    assert_eq!(desk.read("again.pdf"), desk.read(&format!("korrigo-demo/{returned}")));

    // Once more: the demonstration may replace its own files, and nobody else's; its key is kept.
    desk.run(&["demo", "--once"]).ends(0);
    assert_eq!(self::ids(&desk, "korrigo-demo"), ids);
    desk.put("korrigo-demo/mine.txt", "mine");
    desk.run(&["demo", "--once"]).ends(1);
}

/// What is handed over says nothing of anybody, though the scanner wrote every name, date and number into the
/// file once more as invisible text; what is kept private has it all.
#[test]
fn names_stay_private() {
    let desk = Desk::new();
    desk.put("pile.pdf", demo::exam_with_text(150));
    desk.put("class.csv", demo::ROSTER);
    let arguments =
        ["process", "pile.pdf", "--roster", "class.csv", "--exam", "Maths", "-o", "exam", "--json"];
    let outcome = desk.run(&arguments).json();
    let copies = outcome["copies"].as_array().unwrap();
    assert_eq!(copies.len(), 3);
    for copy in copies {
        let handover = &copy["handover"];
        assert_eq!((handover["audit"]["findings"].as_u64(), copy.get("withheld")), (Some(0), None), "{copy}");
        let id = copy["anonymous_id"].as_str().unwrap();
        assert_eq!(handover["file"], format!("copies/{id}.pdf"));
        let record = desk.json(&format!("exam/copies/{id}.json"));
        assert_eq!(record["pages"], copy["pages"]);
        let wiped = record["receipt"]["wiped"].as_array().into_iter().flatten();
        let wiped = wiped.map(|wiped| wiped["page"].clone());
        assert_eq!(handover["wiped"], serde_json::Value::Array(wiped.collect()));
        assert_eq!(record["anonymous_id"], id);
        assert!(record["receipt"]["zones"].as_array().unwrap().iter().any(|zone| zone["reason"] == "header"));
    }
    let audit = |folder: &str| desk.run(&["audit", folder, "--roster", "class.csv", "--json"]);
    assert_eq!(audit("exam/copies").ends(0).json()["findings"], serde_json::json!([]));
    let private = audit("exam/private/identified").ends(3).json();
    for (needle, text) in [(0, "MARTINEAU"), (1, "02/11/2007"), (2, "2026000438")] {
        let arguments = ["audit", "exam/private/identified", "--needle", text, "--json"];
        assert_eq!(desk.run(&arguments).ends(3).json()["needles_found"], 1, "{needle}");
    }
    assert!(private["needles_found"].as_u64().unwrap() >= 9);
    let list = desk.text("exam/private/identities.csv");
    let lines: Vec<_> = list.trim_start_matches('\u{feff}').lines().collect();
    assert_eq!(lines.len(), 4);
    assert!(lines[1].starts_with(copies[0]["anonymous_id"].as_str().unwrap()), "{list}");
}

#[test]
fn ids_follow_from_the_key() {
    let desk = Desk::new();
    desk.put("pile.pdf", demo::exam(100));
    let run = |folder: &str, more: &[&str]| {
        let arguments = ["process", "pile.pdf", "-o", folder, "--exam", "Maths", "--json"];
        let outcome = desk.run(&[&arguments[..], more].concat()).json();
        let copies = outcome["copies"].as_array().unwrap().iter();
        copies.map(|copy| copy["anonymous_id"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    // A key that is not there is made, and not put into the folder.
    let first = run("a", &["--key-file", "maths.key"]);
    assert!(desk.path("maths.key").exists() && !desk.path("a/private/exam.key").exists());
    assert_eq!(run("b", &["--key-file", "maths.key"]), first);
    assert_ne!(run("c", &[]), first);
    let own = run("d", &[]);
    assert_eq!(run("d", &["--force"]), own);
    desk.put("broken.key", "no key");
    let broken = ["process", "pile.pdf", "-o", "e", "--key-file", "broken.key", "--json"];
    let refused = desk.run(&broken).error();
    assert_eq!(
        (refused["code"].as_str(), refused["detail"].as_str()),
        (Some("invalid_mime_type"), Some("exam.key"))
    );
    assert!(!desk.path("e").exists());
}

#[test]
fn process_by_single_files() {
    let desk = Desk::new();
    for (name, pages) in [("scans/paper10.pdf", 3), ("scans/paper9.pdf", 2), ("scans/paper1.pdf", 1)] {
        desk.put(name, damage::sound(pages));
    }
    let outcome =
        desk.run(&["process", "scans", "--mode", "single", "-o", "new/exam", "--json"]).ends(3).json();
    // They have no header: nobody knows where a name is, so none is handed over.
    assert_eq!(outcome["needs_review"], true);
    assert!(!desk.path("new/exam/copies").exists());
    for copy in outcome["copies"].as_array().unwrap() {
        assert_eq!(copy["withheld"]["detail"], "auto.no_header");
    }
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
        let file = outcome["copies"][index]["file"].as_str().unwrap();
        assert_eq!(pages_of(&desk, &format!("new/exam/{file}")), pages);
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
    let pages =
        |copy: usize| pages_of(&desk, &format!("exam/{}", outcome["copies"][copy]["file"].as_str().unwrap()));
    assert_eq!(pages(0) + pages(1), 8);
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
    desk.run(&["process", "paper.pdf", "--mode", "single", "-o", "exam"]).ends(3);
    let mode = |name: &str| std::fs::metadata(desk.path(name)).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode("exam/private"), 0o700);
    assert_eq!(mode("exam/private/exam.key"), 0o600);
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
    desk.put("class.csv", demo::ROSTER);
    let audited = desk.run(&["audit", "pile.pdf", "--roster", "class.csv", "--lang", "fr"]).ends(0).stdout;
    assert!(
        audited.starts_with("1 fichier : 0 constat ; 0 sur 47 textes cherchés ; l'écriture"),
        "{audited}"
    );
    assert!(desk.text("exam/private/report.html").contains("<html lang=\"fr\">"));
}
