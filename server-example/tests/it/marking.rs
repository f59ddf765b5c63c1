use std::collections::BTreeMap;

use korrigo_core::copy::{ActorId, Checkpoint, CopyId, Event, Fact, Link, Payload, Timestamp};
use korrigo_fixtures::school::{Reader, School};
use serde_json::{Value, json};

use crate::support::Desk;

const LIST: &str = "NOM;PRENOM;NE LE;CLASSE\nDUVAL;Paul;02/11/2007;T1\nDUVAL;Zoé;02/11/2007;T1\n\
    MERCIER;Anne;29/07/2008;T2\nNOËL;Tom;13/05/2008;T2\n";

fn class() -> Desk {
    let desk = Desk::new();
    desk.put("class.csv", LIST);
    desk.put(
        "read.json",
        r#"[{"copy":0,"last_name":"MERC1ER","first_name":"Anne","birth_date":"2008-07-29","confidence":0.9},
            {"copy":1,"last_name":"DUVAL","first_name":"Paul","birth_date":"2007-11-03","confidence":0.9},
            {"copy":2,"last_name":"ZUCCHINI","first_name":"Igor","birth_date":"1999-12-24","confidence":0.9}]"#,
    );
    desk
}

const MATCH: [&str; 5] = ["match", "--roster", "class.csv", "--readings", "read.json"];

#[test]
fn match_for_a_secretary() {
    let desk = class();
    let ended = desk.run(&MATCH).ends(3);
    // Columns are as wide as they must be: one space stands for all.
    let rows = ended.stdout.lines().map(|line| line.split_whitespace().collect::<Vec<_>>().join(" "));
    let rows: Vec<String> = rows.filter(|row| !row.is_empty()).collect();
    let wanted = [
        "SURE",
        "COPY CANDIDATE CLASS LINE SCORE MARGIN",
        "0001 MERCIER Anne T2 4 95 % 0.87",
        "TO BE LOOKED AT",
        "COPY COULD BE LINE SCORE NAME BIRTH DATE NUMBER HAS COPY WHY",
        "0002 DUVAL Paul 2 84 % 100 % one digit off - one digit of the birth date differs",
        "DUVAL Zoé 3 59 % 58 % one digit off -",
        "TO BE READ ON PAPER",
        "COPY COULD BE LINE SCORE NAME BIRTH DATE NUMBER HAS COPY WHY",
        "0003 ? nobody on the list fits",
        "WITHOUT A COPY",
        "CANDIDATE CLASS LINE ATTENDANCE",
        "DUVAL Zoé T1 3 nobody said",
        "NOËL Tom T2 5 nobody said",
        "COPIES OF NOBODY ON THE LIST",
        "0003",
        "PAPERS",
        "CLASS EXPECTED FOUND MISSING SURPLUS PRESENT ABSENT EXCUSED HANDED IN NOTHING SUSPECTED FRAUD",
        "T1 2 1 1 0 1 1 0 0 0",
        "T2 2 1 1 0 1 1 0 0 0",
        "all 4 2 2 1 2 2 0 0 0",
        "3 copies: 1 sure, 1 to be looked at, 1 to be read; 4 candidates, 2 without a copy",
    ];
    assert_eq!(rows, wanted);
    assert_eq!(ended.stderr, "");
    assert_eq!(desk.all(), ["class.csv", "read.json"]);
}

#[test]
fn match_as_json() {
    let value = class().run(&[&MATCH[..], &["--json", "--copies", "4"]].concat()).ends(3).json();
    let assignments = value["assignments"].as_array().unwrap();
    let modes: Vec<_> = assignments.iter().map(|one| one["mode"].as_str().unwrap()).collect();
    assert_eq!(modes, ["AUTO", "SEMI", "MANUAL", "MANUAL"]);
    assert_eq!(assignments[0]["candidate"]["last_name"], "MERCIER");
    assert!(assignments[0]["margin"].as_f64().unwrap() >= 0.15);
    assert_eq!(assignments[1]["proposals"][0]["candidate"]["first_name"], "Paul");
    assert_eq!(assignments[1]["reasons"], json!(["birth_date_near"]));
    assert_eq!(assignments[3]["reasons"], json!(["nothing_read"]));
    assert_eq!(value["missing"].as_array().unwrap().len(), 2);
    assert_eq!(value["surplus"], json!([2, 3]));
    assert_eq!(value["counting"]["total"]["found"], 2);
}

/// Whatever is sure is right; whoever is not there is told.
#[test]
fn match_of_a_made_up_class() {
    for seed in 0..5 {
        let mut school = School::new(seed, 35);
        let desk = Desk::new();
        desk.put("class.csv", school.csv());
        let reader = Reader { letters: 0.05, digits: 0.0, wrong_digit: 0.03, missing: 0.02, sheets: 1 };
        desk.put("read.json", school.readings(&reader));
        let value = desk.run(&[&MATCH[..], &["--json"]].concat()).json();
        let mut sure = 0;
        for one in value["assignments"].as_array().unwrap() {
            let copy = usize::try_from(one["copy"].as_u64().unwrap()).unwrap();
            if one["mode"] == "AUTO" {
                sure += 1;
                let line = one["candidate"]["line"].as_u64().unwrap();
                assert_eq!(school.copies[copy].map(|place| place as u64 + 2), Some(line));
            }
        }
        assert!(sure >= 20, "{sure}");
        // Who handed in nothing is missing, or proposed for a copy that a person looks at.
        let named = value["missing"].as_array().unwrap().iter().chain(
            value["assignments"]
                .as_array()
                .unwrap()
                .iter()
                .filter(|one| one["mode"] != "AUTO")
                .map(|one| &one["candidate"]),
        );
        let named: Vec<u64> = named.filter_map(|one| one["line"].as_u64()).collect();
        for absent in (0..35).filter(|place| !school.copies.contains(&Some(*place))) {
            assert!(named.contains(&(absent as u64 + 2)), "{absent}");
        }
    }
}

#[test]
fn attendance_settles_the_counting_sheet() {
    let desk = class();
    desk.put(
        "said.json",
        r#"[{"line":3,"attendance":"excused"},{"line":5,"attendance":"absent"},{"line":2,"attendance":"present"}]"#,
    );
    for name in ["sheet.html", "sheet.csv", "sheet.txt", "sheet.json"] {
        let arguments = [&MATCH[..], &["--attendance", "said.json", "--sheet", name]].concat();
        desk.run(&arguments).ends(3);
        assert_eq!(desk.run(&arguments).ends(1).stdout, "");
    }
    let csv = desk.text("sheet.csv");
    assert!(
        csv.starts_with("\u{feff}line;class;last_name;first_name;attendance;code;papers;copies;open\n"),
        "{csv}"
    );
    assert!(csv.contains("3;T1;DUVAL;Zoé;excused;Disp;0;;\n"), "{csv}");
    assert!(csv.contains("5;T2;NOËL;Tom;absent;Abs;0;;\n"), "{csv}");
    assert!(csv.contains("4;T2;MERCIER;Anne;present;;1;0001;\n"), "{csv}");
    let html = desk.text("sheet.html");
    assert!(html.contains("<td>NOËL Tom</td><td>absent</td><td></td><td>Abs</td>"), "{html}");
    assert!(!html.contains("<script") && html.contains("default-src 'none'"));
    let sheet = desk.json("sheet.json");
    assert_eq!((&sheet["total"]["expected"], &sheet["total"]["missing"]), (&json!(2), &json!(0)));
    assert!(desk.text("sheet.txt").contains("Disp"));
}

#[test]
fn what_cannot_be_matched_is_refused_without_a_name() {
    let desk = class();
    desk.put("bad.json", r#"[{"copy":"DUVAL"}]"#);
    desk.put("none.json", r#"[{"line":99,"attendance":"absent"}]"#);
    desk.put("word.json", r#"[{"line":2,"attendance":"DUVAL"}]"#);
    for (arguments, detail) in [
        (vec!["--readings", "bad.json"], "readings"),
        (vec!["--readings", "read.json", "--attendance", "none.json"], "attendance"),
        (vec!["--readings", "read.json", "--attendance", "word.json"], "attendance"),
    ] {
        let ended = desk.run(&[&["match", "--roster", "class.csv", "--json"][..], &arguments].concat());
        assert!(!ended.stderr.contains("DUVAL"), "{}", ended.stderr);
        assert_eq!(ended.error()["detail"], detail);
    }
    let refused = desk.run(&[&MATCH[..], &["--sheet", "sheet.pdf", "--json"]].concat()).error();
    assert_eq!(refused["code"], "invalid_extension");
}

const SCHEME: &str =
    r#"{"scale":"20","items":[{"id":"1","label":"A","points":"12"},{"id":"2","label":"B","points":"8"}]}"#;

fn marks() -> Desk {
    let desk = Desk::new();
    desk.put("scheme.json", SCHEME);
    desk.put(
        "marks.json",
        r#"[{"copy":"M-1","marker":"anne","scores":{"1":"9.5","2":4}},{"copy":"M-2","marker":"ben","scores":{"1":3,"2":"not_answered"}},
            {"copy":"M-3","marker":"ben","scores":{"1":"12"}}]"#,
    );
    desk
}

#[test]
fn totals_are_added_up_and_what_is_missing_is_told() {
    let desk = marks();
    let ended = desk.run(&["totals", "--scheme", "scheme.json", "marks.json"]).ends(3);
    assert_eq!(
        ended.stdout,
        "COPY     POINTS       MARK  WITHOUT A SCORE\n\
         M-1   13.5 / 20  13.5 / 20\n\
         M-2      3 / 20     3 / 20\n\
         M-3     12 / 20    12 / 20  2\n"
    );
    let value = desk.run(&["totals", "--scheme", "scheme.json", "marks.json", "--json"]).ends(3).json();
    assert_eq!(value["totals"][0]["value"], "13.5");
    assert_eq!(value["totals"][2]["missing"], json!(["2"]));
}

#[test]
fn a_change_of_the_scheme_is_told_by_what_it_changes() {
    let desk = marks();
    desk.put(
        "new.json",
        SCHEME
            .replace(r#""points":"12""#, r#""points":"9.5""#)
            .replace(r#""points":"8""#, r#""points":"10.5""#),
    );
    let arguments = ["totals", "--scheme", "new.json", "--before", "scheme.json", "marks.json"];
    let ended = desk.run(&arguments).ends(3);
    assert_eq!(ended.stdout, "COPY  BEFORE  NOW\nM-3       12  refused\n1 mark changes, 2 stay\n");
    let value = desk.run(&[&arguments[..], &["--json"]].concat()).ends(3).json();
    assert_eq!(value["changed"][0]["refused"]["code"], "mark_invalid");
    assert_eq!(value["unchanged"], 2);
}

#[test]
fn marks_that_may_not_be_given_are_all_named() {
    let desk = marks();
    desk.put("bad.json", r#"[{"scores":{"1":"12.5"}},{"scores":{"9":"1"}}]"#);
    let refused = desk.run(&["totals", "--scheme", "scheme.json", "bad.json", "--json"]).error();
    assert_eq!(refused["code"], "mark_invalid");
    assert_eq!(refused["message"], "paper 0: question \"1\": 12.5 is not between 0 and 12");
    assert_eq!(refused["also"].as_array().unwrap().len(), 1);
}

#[test]
fn stats_of_an_exam() {
    let desk = marks();
    let said = desk.run(&["stats", "--scheme", "scheme.json", "marks.json", "--bar", "10"]).ends(0).stdout;
    assert!(said.starts_with("2 copies, mean 8.25, median 8.25, standard deviation 5.25, "), "{said}");
    assert!(said.contains("     0 .. 10         1 ####"), "{said}");
    assert!(said.contains("1 copy was left out"), "{said}");
    let value = desk.run(&["stats", "--scheme", "scheme.json", "marks.json", "--json"]).ends(0).json();
    let subject = &value["subjects"][0];
    assert_eq!((&subject["totals"]["mean"], &value["left_out"]), (&json!("8.25"), &json!(1)));
    assert_eq!(subject["questions"][1]["not_answered"], 1);
    assert_eq!(value["markers"], json!(["anne", "ben"]));
    assert_eq!(
        (&subject["markers"][0]["marker"], &subject["markers"][0]["drift"]),
        (&json!(0), &json!("10.5"))
    );
    assert_eq!(subject["histogram"].as_array().unwrap().len(), 10);
}

#[test]
fn copies_are_dealt_out() {
    let desk = Desk::new();
    let names: Vec<_> = (1..=7).map(|number| format!("MATH-{number:04}")).collect();
    let mut copies: Vec<Value> = names.iter().map(|name| json!(name)).collect();
    copies[0] = json!({"copy": names[0], "never": ["anne"]});
    desk.put("copies.json", json!(copies).to_string());
    desk.put("markers.json", r#"[{"id":"anne"},{"id":"ben","load":3}]"#);
    desk.put("scheme.json", SCHEME);
    let arguments = ["dispatch", "--copies", "copies.json", "--markers", "markers.json", "--seed", "17"];
    let dealt = desk.run(&[&arguments[..], &["--json"]].concat()).ends(0).json();
    assert_eq!(dealt["loads"], json!([["anne", 5], ["ben", 5]]));
    assert_eq!((&dealt["copies"][0]["markers"], &dealt["seed"]), (&json!(["ben"]), &json!(17)));
    assert_eq!(desk.run(&[&arguments[..], &["--json"]].concat()).json(), dealt);
    let said = desk.run(&arguments).ends(0).stdout;
    assert!(said.ends_with("0 are left; seed 17\n"), "{said}");
    // The copy that anne may not mark has no second marker.
    let twice = desk.run(&[&arguments[..], &["--twice", "--json"]].concat()).ends(3).json();
    assert_eq!(twice["copies"][0]["left"], true);
    assert!(
        twice["copies"].as_array().unwrap()[1..]
            .iter()
            .all(|one| one["markers"].as_array().unwrap().len() == 2)
    );
    let parts =
        desk.run(&[&arguments[..], &["--by-question", "scheme.json", "--json"]].concat()).ends(0).json();
    assert_eq!(
        (parts["copies"].as_array().unwrap().len(), &parts["copies"][1]["question"]),
        (14, &json!("2"))
    );
    // A folder as `process` leaves it.
    for name in &names {
        desk.put(&format!("exam/copies/{name}.pdf"), "");
    }
    let folder = ["dispatch", "--copies", "exam/copies", "--markers", "markers.json", "--json"];
    let dealt = desk.run(&folder).ends(0).json();
    assert_eq!(
        (dealt["copies"].as_array().unwrap().len(), &dealt["copies"][6]["copy"]),
        (7, &json!("MATH-0007"))
    );
    assert!(dealt["seed"].is_u64());
}

/// A log as a store would write it: three decisions about one copy, and a checkpoint.
fn log() -> Value {
    let copy = CopyId::new("MATH-0417").unwrap();
    let facts = [Fact::Validate, Fact::Quarantine { reason: "torn".into() }, Fact::LeaveQuarantine];
    let (mut links, mut records): (Vec<Link>, _) = (Vec::new(), Vec::new());
    for (fact, at) in facts.into_iter().zip(1..) {
        let actor = ActorId::new("anne").unwrap();
        let event = Event { at: Timestamp::from_millis(at), actor, fence: None, fact };
        let payload = Payload::new(&event, [7; 16]).unwrap();
        let link = Link::next(&copy, links.last(), &event, &payload).unwrap().unwrap();
        records.push(json!({"version": at, "link": link, "payload": payload}));
        links.push(link);
    }
    let head = links.last().map(|link| (link.sequence, link.hash)).unwrap();
    let heads = BTreeMap::from([(copy.clone(), head)]);
    let checkpoint = Checkpoint::next("exam", None, Timestamp::from_millis(9), "export", heads);
    json!({"format": "korrigo.log/1", "exam": "exam", "checkpoints": [checkpoint],
        "copies": [{"copy": copy, "records": records}]})
}

#[test]
fn a_log_stands_or_is_told_to_be_changed() {
    let desk = Desk::new();
    let whole = log();
    desk.put("log.json", whole.to_string());
    let said = desk.run(&["verify-log", "log.json"]).ends(0).stdout;
    assert_eq!(
        said,
        "COPY       DECISIONS  ERASED  CHAIN\n\
         MATH-0417          3       0  whole\n\
         \n\
         1 checkpoint: whole\n"
    );
    let verified = |change: &dyn Fn(&mut Value)| {
        let mut log = whole.clone();
        change(&mut log);
        desk.put("log.json", log.to_string());
        let ended = desk.run(&["verify-log", "log.json", "--json"]);
        (ended.code.unwrap(), ended.json())
    };
    let (code, erased) =
        verified(&|log| drop(log["copies"][0]["records"][1].as_object_mut().unwrap().remove("payload")));
    assert_eq!((code, &erased["copies"][0]["erased"]), (0, &json!(1)));
    let (code, changed) = verified(&|log| log["copies"][0]["records"][1]["link"]["actor"] = json!("ben"));
    assert_eq!((code, &changed["copies"][0]["faults"][0]["fault"]), (3, &json!("changed")));
    let (code, cut) = verified(&|log| drop(log["copies"][0]["records"].as_array_mut().unwrap().pop()));
    assert_eq!((code, &cut["faults"][0]["fault"]), (3, &json!("head")));
    let (code, lost) = verified(&|log| drop(log["copies"][0]["records"].as_array_mut().unwrap().remove(1)));
    assert_eq!(code, 3);
    assert!(lost["copies"][0]["faults"].as_array().unwrap().iter().any(|fault| fault["fault"] == "order"));
    desk.put("log.json", r#"{"format":"korrigo.log/2","copies":[]}"#);
    assert_eq!(desk.run(&["verify-log", "log.json", "--json"]).error()["detail"], "log");
}
