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
