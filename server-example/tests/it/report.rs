use korrigo_fixtures::{damage, demo};

use crate::support::Desk;

fn report(desk: &Desk, arguments: &[&str]) -> String {
    desk.run(&[&["process", "-o", "exam"], arguments].concat());
    desk.text("exam/private/report.html")
}

#[test]
fn the_report_shows_every_page_and_what_needs_a_person_first() {
    let desk = Desk::new();
    desk.put("pile.pdf", demo::exam(75));
    let html = report(&desk, &["pile.pdf", "--exam", "Maths"]);
    assert_eq!(html.matches("src=\"data:image/jpeg;base64,/9j/").count(), 13);
    let (review, copies) = (html.find("What needs a person").unwrap(), html.find("<h2>Copies").unwrap());
    assert!(review < copies);
    // What all copies share is said once.
    assert_eq!(html.matches("too poor to be marked").count(), 1);
    assert!(html[review..copies].contains("A single page lies among folded sheets"));
    assert!(html[review..copies].contains("href=\"#copy-0003\""));
    // Every decision says how sure it is, and by what.
    assert_eq!(html.matches("sure: ").count(), 12);
    assert!(html.contains("way up") && html.contains("front and back go together"));
    let links = html.split("href=\"").skip(1).filter_map(|part| part.split('"').next());
    let links: std::collections::BTreeSet<_> = links.filter(|link| !link.starts_with('#')).collect();
    assert_eq!(links.iter().filter(|link| link.starts_with("identified/MATH-")).count(), 3);
    assert!(links.contains("review/page-0001.pdf"));
    for link in links {
        assert!(html.contains(&format!("href=\"{link}\"")), "{link}");
        assert!(desk.path("exam/private").join(link).exists(), "{link}");
    }
}

#[test]
fn the_report_fetches_nothing() {
    let desk = Desk::new();
    desk.put("pile.pdf", damage::sound(2));
    let html = report(&desk, &["pile.pdf", "--mode", "single"]);
    for word in ["http:", "https:", "//", "<script", "<link", "@import", "url("] {
        let found = html.split("base64,").map(|part| part.split_once('"').map_or(part, |(_, after)| after));
        assert!(!found.into_iter().skip(1).any(|part| part.contains(word)), "{word}");
    }
    // No header: the copy is not handed over, and that is told.
    assert!(html.contains("Not handed over: its first page has no header"));
}

#[test]
fn names_are_never_markup() {
    let desk = Desk::new();
    desk.put("a&<b>\"'.pdf", damage::sound(1));
    let html = report(&desk, &["a&<b>\"'.pdf", "--mode", "single", "--exam", "<script>alert(1)</script>"]);
    assert!(!html.contains("<script>") && !html.contains("<b>\"'"));
    assert!(html.contains("a&amp;&lt;b&gt;&quot;&#39;.pdf"));
    assert!(html.contains("<h1>&lt;script&gt;alert(1)&lt;/script&gt;</h1>"));
}

#[test]
fn the_report_is_the_same_every_time() {
    let desk = Desk::new();
    desk.put("pile.pdf", demo::pile(75, 3));
    let arguments = ["pile.pdf", "--key-file", "exam.key"];
    let first = report(&desk, &arguments);
    std::fs::remove_dir_all(desk.path("exam")).unwrap();
    assert_eq!(first, report(&desk, &arguments));
}
