use korrigo_fixtures::{damage, demo};

use crate::support::Desk;

#[test]
fn plan_of_the_sample_exam() {
    let desk = Desk::new();
    desk.put("pile.pdf", demo::exam(120));
    let ended = desk.run(&["plan", "pile.pdf", "-o", "plan.json", "--json"]).ends(3);
    let plan = ended.json();
    assert_eq!(plan, desk.json("plan.json"));
    assert_eq!(plan["format"], "korrigo.plan/1");
    assert_eq!(plan["sources"][0]["name"], "pile.pdf");
    assert_eq!(plan["sources"][0]["pages"], 7);
    assert_eq!(plan["copies"].as_array().unwrap().len(), 3);
    let order: Vec<_> = plan["copies"][1]["pages"]
        .as_array()
        .unwrap()
        .iter()
        .map(|page| (page["page"].as_u64().unwrap(), page["half"].as_str().unwrap().to_string()))
        .collect();
    assert_eq!(order, [(2, "right".into()), (3, "left".into()), (3, "right".into()), (2, "left".into())]);
    assert_eq!(plan["copies"][0]["status"], "certain");
    let reasons: Vec<_> = plan["copies"][2]["reasons"].as_array().unwrap().iter().collect();
    assert!(reasons.contains(&&"mixed_formats".into()), "{reasons:?}");
    assert_eq!(plan["review"][0]["reason"], "mixed_formats");
    assert_eq!(desk.all(), ["pile.pdf", "plan.json"]);
}

#[test]
fn plan_for_people() {
    let desk = Desk::new();
    desk.put("pile.pdf", demo::exam(120));
    let ended = desk.run(&["plan", "pile.pdf", "-o", "plan.json"]).ends(3);
    assert_eq!(
        ended.stdout,
        "COPY  PAGES  SOURCE    STATUS   WHY\n\
         0001      4  pile.pdf  certain\n\
         0002      4  pile.pdf  certain\n\
         0003      4  pile.pdf  review   side_order_uncertain, mixed_formats\n\
         \n\
         3 copies, 12 pages, 1 copy to review, 1 page to place\n"
    );
    assert_eq!(ended.stderr, "");
}

#[test]
fn plan_without_a_place_goes_to_stdout() {
    let desk = Desk::new();
    desk.put("pile.pdf", damage::sound(6));
    let plan = desk.run(&["plan", "pile.pdf", "--mode", "fixed:3"]).ends(0).json();
    assert_eq!(plan["copies"].as_array().unwrap().len(), 2);
    assert_eq!(plan["copies"][0]["status"], "certain");
    assert_eq!(desk.all(), ["pile.pdf"]);
}

#[test]
fn plan_over_a_plan_is_refused() {
    let desk = Desk::new();
    desk.put("pile.pdf", damage::sound(1));
    desk.put("plan.json", "an evening's work");
    let refused = desk.run(&["plan", "pile.pdf", "--mode", "single", "-o", "plan.json", "--json"]).error();
    assert_eq!(refused["code"], "store_unavailable");
    assert_eq!(refused["detail"], "output.occupied");
    assert_eq!(desk.text("plan.json"), "an evening's work");
    desk.run(&["plan", "pile.pdf", "--mode", "single", "-o", "plan.json", "--force"]).ends(0);
    assert_eq!(desk.json("plan.json")["format"], "korrigo.plan/1");
}

#[test]
fn plan_diff_says_what_an_edit_changed() {
    let desk = Desk::new();
    desk.put("pile.pdf", demo::exam(120));
    desk.run(&["plan", "pile.pdf", "-o", "plan.json"]).ends(3);
    assert_eq!(desk.run(&["plan-diff", "plan.json", "plan.json"]).ends(0).stdout, "nothing changed\n");
    let mut plan = desk.json("plan.json");
    plan["copies"][0]["pages"][3]["blank"] = true.into();
    // The loose page belongs to the second copy.
    let loose = plan["review"].as_array_mut().unwrap().remove(0);
    let mut page = plan["copies"][1]["pages"][3].clone();
    for key in ["id", "page", "half", "cut", "skew_deg", "rotate"] {
        page[key] = loose[key].clone();
    }
    page["number"] = 5.into();
    plan["copies"][1]["pages"].as_array_mut().unwrap().push(page);
    desk.put("edited.json", plan.to_string());
    let said = desk.run(&["plan-diff", "plan.json", "edited.json"]).ends(0).stdout;
    let lines: Vec<_> = said.lines().collect();
    assert_eq!(lines.len(), 2, "{said}");
    assert_eq!(lines[0], "pile.pdf 0 left: blank");
    assert_eq!(lines[1], "pile.pdf 6 whole: pages to place → copy 0002 page 5");
    let json = desk.run(&["plan-diff", "plan.json", "edited.json", "--json"]).ends(0).json();
    assert_eq!(json["pages"].as_array().unwrap().len(), 2);
}

#[test]
fn plan_diff_of_other_scans_is_refused() {
    let desk = Desk::new();
    for (name, pages) in [("one", 1), ("two", 2)] {
        desk.put(&format!("{name}.pdf"), damage::sound(pages));
        let plan = format!("{name}.json");
        desk.run(&["plan", &format!("{name}.pdf"), "--mode", "single", "-o", &plan]).ends(0);
    }
    assert_eq!(desk.run(&["plan-diff", "one.json", "two.json", "--json"]).error()["code"], "plan_invalid");
    let refused = desk.run(&["plan-diff", "one.json", "none.json", "--json"]).error();
    assert_eq!(refused["code"], "store_unavailable");
}
