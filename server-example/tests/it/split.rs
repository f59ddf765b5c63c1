use korrigo_fixtures::{damage, demo};

use crate::support::{Desk, pages_of};

fn planned(arguments: &[&str]) -> Desk {
    let desk = Desk::new();
    desk.put("pile.pdf", demo::exam(75));
    desk.run(&[&["plan", "pile.pdf", "-o", "plan.json"], arguments].concat());
    desk
}

#[test]
fn split_writes_one_file_a_copy() {
    let desk = planned(&[]);
    let outcome =
        desk.run(&["split", "pile.pdf", "--plan", "plan.json", "-o", "out", "--json"]).ends(3).json();
    let copies = outcome["copies"].as_array().unwrap();
    let files: Vec<_> = copies.iter().map(|copy| copy["file"].as_str().unwrap()).collect();
    assert_eq!(files, ["copy-0001.pdf", "copy-0002.pdf", "copy-0003.pdf"]);
    assert_eq!(outcome["review"][0]["file"], "review/page-0001.pdf");
    let plan = desk.json("plan.json");
    for (place, copy) in copies.iter().enumerate() {
        let ids: Vec<_> =
            plan["copies"][place]["pages"].as_array().unwrap().iter().map(|page| &page["id"]).collect();
        assert_eq!(copy["pages"].as_array().unwrap().iter().collect::<Vec<_>>(), ids);
        let name = format!("out/{}", files[place]);
        assert_eq!(copy["bytes"].as_u64().unwrap() as usize, desk.read(&name).len());
        assert_eq!(pages_of(&desk, &name), 4);
    }
    assert_eq!(
        desk.all(),
        [
            "out/",
            "out/copy-0001.pdf",
            "out/copy-0002.pdf",
            "out/copy-0003.pdf",
            "out/review/",
            "out/review/page-0001.pdf",
            "pile.pdf",
            "plan.json",
        ]
    );
}

#[test]
fn split_twice_gives_the_same_bytes() {
    let desk = planned(&[]);
    for folder in ["a", "b"] {
        desk.run(&["split", "pile.pdf", "--plan", "plan.json", "-o", folder]).ends(3);
    }
    for name in ["copy-0001.pdf", "copy-0003.pdf", "review/page-0001.pdf"] {
        assert_eq!(desk.read(&format!("a/{name}")), desk.read(&format!("b/{name}")));
    }
}

#[test]
fn split_knows_scans_by_their_content() {
    let desk = Desk::new();
    desk.put("one.pdf", damage::sound(1));
    desk.put("two.pdf", damage::sound(2));
    desk.run(&["plan", "one.pdf", "two.pdf", "--mode", "single", "-o", "plan.json"]).ends(0);
    std::fs::rename(desk.path("one.pdf"), desk.path("renamed.pdf")).unwrap();
    desk.run(&["split", "two.pdf", "renamed.pdf", "--plan", "plan.json", "-o", "out"]).ends(0);
    assert_eq!(pages_of(&desk, "out/copy-0001.pdf"), 1);
    assert_eq!(pages_of(&desk, "out/copy-0002.pdf"), 2);
}

#[test]
fn split_of_other_scans_is_refused() {
    let desk = planned(&[]);
    desk.put("other.pdf", damage::sound(7));
    let refused = desk.run(&["split", "other.pdf", "--plan", "plan.json", "-o", "out", "--json"]).error();
    assert_eq!(refused["code"], "plan_invalid");
    assert_eq!(refused["file"], "pile.pdf");
    assert_eq!(refused["also"][0]["file"], "other.pdf");
    assert!(!desk.path("out").exists());
}

#[test]
fn split_by_a_broken_plan_is_refused() {
    let desk = planned(&[]);
    let mut plan = desk.json("plan.json");
    plan["copies"][0]["pages"].as_array_mut().unwrap().pop();
    for text in [plan.to_string(), "{".into(), "[]".into(), String::new()] {
        desk.put("plan.json", text);
        let refused = desk.run(&["split", "pile.pdf", "--plan", "plan.json", "-o", "out", "--json"]).error();
        assert_eq!(refused["code"], "plan_invalid");
    }
    assert_eq!(desk.all(), ["pile.pdf", "plan.json"]);
}

#[test]
fn an_edited_plan_is_obeyed() {
    let desk = planned(&[]);
    let mut plan = desk.json("plan.json");
    // The loose page goes to the second copy; all copies are agreed to, and nothing is left to be done about them.
    let mut loose = plan["review"].as_array_mut().unwrap().remove(0);
    loose["confidence"] = 1.into();
    plan["copies"][1]["pages"].as_array_mut().unwrap().push(loose);
    for copy in plan["copies"].as_array_mut().unwrap() {
        copy["status"] = "certain".into();
        copy["reasons"] = Vec::<&str>::new().into();
    }
    desk.put("plan.json", plan.to_string());
    desk.run(&["split", "pile.pdf", "--plan", "plan.json", "-o", "out"]).ends(0);
    assert_eq!(pages_of(&desk, "out/copy-0002.pdf"), 5);
    assert!(!desk.path("out/review").exists());
}

#[test]
fn a_folder_with_something_in_it_is_left_alone() {
    let desk = planned(&[]);
    desk.put("out/thesis.txt", "years of work");
    desk.put("out/copy-0009.pdf", "of an earlier run");
    let arguments = ["split", "pile.pdf", "--plan", "plan.json", "-o", "out"];
    let refused = desk.run(&[&arguments[..], &["--json"]].concat()).error();
    assert_eq!(refused["code"], "store_unavailable");
    assert_eq!(desk.all(), ["out/", "out/copy-0009.pdf", "out/thesis.txt", "pile.pdf", "plan.json"]);

    desk.run(&[&arguments[..], &["--force"]].concat()).ends(3);
    assert_eq!(desk.text("out/thesis.txt"), "years of work");
    assert!(!desk.path("out/copy-0009.pdf").exists());
    assert!(desk.path("out/copy-0003.pdf").exists());
}
