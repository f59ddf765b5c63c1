use korrigo_fixtures::{damage, demo};

use crate::support::Desk;

#[test]
fn render_one_page() {
    let desk = Desk::new();
    desk.put("pile.pdf", demo::exam(75));
    let drawn = desk
        .run(&["render", "pile.pdf", "--page", "6", "--dpi", "50", "-o", "last.png", "--json"])
        .ends(0)
        .json();
    assert_eq!(drawn["pages"][0]["file"], "last.png");
    assert_eq!(drawn["pages"][0]["page"], 6);
    let png = desk.read("last.png");
    // The header of a PNG begins with width and height (ISO/IEC 15948, 11.2.2).
    let side = |at: usize| u64::from(u32::from_be_bytes(png[at..at + 4].try_into().unwrap()));
    assert_eq!(
        (drawn["pages"][0]["width"].as_u64(), drawn["pages"][0]["height"].as_u64()),
        (Some(side(16)), Some(side(20)))
    );
    assert_eq!((side(16), side(20)), (413, 585));
}

#[test]
fn render_all_pages_in_every_format() {
    let desk = Desk::new();
    desk.put("scan.pdf", damage::sound(3));
    for (format, start) in [("png", &b"\x89PNG"[..]), ("jpg", b"\xff\xd8\xff"), ("webp", b"RIFF")] {
        desk.run(&["render", "scan.pdf", "--all", format, "--format", format, "--dpi", "20", "--grey"])
            .ends(0);
        for page in 0..3 {
            assert!(desk.read(&format!("{format}/page-000{page}.{format}")).starts_with(start));
        }
    }
}

#[test]
fn render_of_no_page() {
    let desk = Desk::new();
    desk.put("scan.pdf", damage::sound(2));
    let refused = desk.run(&["render", "scan.pdf", "--page", "2", "-o", "x.png", "--json"]).error();
    assert_eq!(refused["code"], "page_not_found");
    assert_eq!(refused["file"], "scan.pdf");
    let refused = desk.run(&["render", "scan.pdf", "-o", "x.gif", "--json"]).error();
    assert_eq!(refused["code"], "invalid_extension");
    assert_eq!(desk.all(), ["scan.pdf"]);
}

#[test]
fn render_over_a_picture_is_refused() {
    let desk = Desk::new();
    desk.put("scan.pdf", damage::sound(1));
    desk.put("x.png", "mine");
    assert_eq!(
        desk.run(&["render", "scan.pdf", "-o", "x.png", "--json"]).error()["code"],
        "store_unavailable"
    );
    assert_eq!(desk.text("x.png"), "mine");
    desk.run(&["render", "scan.pdf", "-o", "x.png", "--force", "--dpi", "30"]).ends(0);
    assert!(desk.read("x.png").starts_with(b"\x89PNG"));
}
