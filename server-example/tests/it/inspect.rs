use korrigo_fixtures::canvas::Canvas;
use korrigo_fixtures::encode::{self, Jpeg};
use korrigo_fixtures::pdf::Pdf;
use korrigo_fixtures::{damage, demo, scan};
use serde_json::json;

use crate::support::Desk;

#[test]
fn inspect_of_the_sample_exam() {
    let desk = Desk::new();
    desk.put("pile.pdf", demo::exam(75));
    let told = desk.run(&["inspect", "pile.pdf", "--json"]).ends(0).json();
    assert_eq!(told["page_count"], 7);
    assert_eq!(told["readers"], json!({"lopdf": 7, "hayro": 7}));
    assert_eq!((&told["encrypted"], &told["repaired"]), (&json!(false), &json!(false)));
    assert_eq!(told["active_content"], json!([]));
    let page = &told["pages"][0];
    assert_eq!((page["rotate"].as_u64(), page["user_unit"].as_f64()), (Some(270), Some(1.0)));
    assert!(page["width_pt"].as_f64() > page["height_pt"].as_f64());
    assert!((page["dpi"].as_f64().unwrap() - 75.0).abs() < 0.01);
    assert_eq!(page["layers"], json!([{"codec": "jpeg", "width": 877, "height": 1240, "bits": 8}]));
}

#[test]
fn inspect_for_people() {
    let desk = Desk::new();
    desk.put("scan.pdf", damage::without_xref());
    assert_eq!(
        desk.run(&["inspect", "scan.pdf"]).ends(0).stdout,
        "2 pages\n\
         damaged, and repaired while reading\n\
         \n\
         PAGE         MM  TURNED  DPI  IMAGES\n   \
         0  216 x 279       0   10  jpeg 85 x 110 8 bit\n   \
         1  216 x 279       0   10  jpeg 85 x 110 8 bit\n"
    );
}

#[test]
fn inspect_tells_layers_and_active_content() {
    let desk = Desk::new();
    let mut file = Pdf::new();
    scan::mixed_raster_page(&mut file, &Canvas::gradient(300, 200, 3, 1), 50, 100);
    scan::active_content(&mut file, "secret");
    desk.put("mixed.pdf", file.finish());
    let ended = desk.run(&["inspect", "mixed.pdf", "--json"]).ends(0);
    let told = ended.json();
    assert_eq!(told["pages"][0]["layers"].as_array().unwrap().len(), 51);
    assert_eq!(told["pages"][0]["layers"][1]["codec"], "ccitt");
    let kinds: Vec<_> = told["active_content"]
        .as_array()
        .unwrap()
        .iter()
        .map(|found| found["kind"].as_str().unwrap())
        .collect();
    for kind in ["javascript", "launch", "embedded_file", "uri"] {
        assert!(kinds.contains(&kind), "{kind} in {kinds:?}");
    }
    assert!(!ended.stdout.contains("secret"));
    let text = desk.run(&["inspect", "mixed.pdf"]).ends(0).stdout;
    assert!(text.contains("+ 50\n") && text.contains("link to the network (page 1)"), "{text}");
}

#[test]
fn inspect_of_a_picture() {
    let desk = Desk::new();
    desk.put("one.jpg", encode::jpeg(&Canvas::gradient(85, 110, 1, 1), &Jpeg::default()).data);
    let told = desk.run(&["inspect", "one.jpg", "--json"]).ends(0).json();
    assert_eq!(told["pages"][0]["layers"][0]["codec"], "jpeg");
}
