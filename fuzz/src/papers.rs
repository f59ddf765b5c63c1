//! What a paper that goes back is drawn from: annotations, texts, fonts; and results that are handed on.
//!
//! Knows what is done with what a marker, or a program, sends. Knows no scan.

use std::sync::{Arc, LazyLock};

use korrigo_core::booklet::Language;
use korrigo_core::document::{Document, OpenOptions};
use korrigo_core::exam::{Score, Scores};
use korrigo_core::export::{self as exporting, MarkBook};
use korrigo_core::flatten::{self, FlattenOptions, Marking, Summary, exchange};
use korrigo_core::geometry::Half;
use korrigo_core::id::{PageId, SourceHash};
use korrigo_core::typeset::Fonts;
use korrigo_fixtures::pdf::{Page, Pdf};

use crate::limits;

/// A copy of two pages, one of them turned.
static COPY: LazyLock<Document> = LazyLock::new(|| {
    let mut file = Pdf::new();
    file.page(&Page::a4().content("0.9 g 50 50 100 100 re f q"));
    file.page(&Page::new(300.0, 500.0).rotate(90).crop(10.0, 20.0, 280.0, 480.0));
    Document::open(Arc::new(file.finish()), &OpenOptions::default()).expect("a sound file")
});

static PAGES: LazyLock<Vec<PageId>> =
    LazyLock::new(|| (0..2).map(|page| PageId::new(&SourceHash::of(b"copy"), page, Half::Whole)).collect());

/// Annotations from outside: refused, or drawn on pages that open again, or refused with nothing written.
pub fn annotations(data: &[u8]) {
    let Ok(read) = exchange::from_json(data, &PAGES, &limits()) else { return };
    let annotations = read.own;
    let texts: String = annotations.iter().map(|one| one.content.as_str()).collect();
    let marking = Marking { annotations: &annotations, ..Marking::default() };
    drawn(&marking, &Fonts::standard(), texts.is_empty());
}

/// A font (behind a zero byte) that may be any bytes, or a text: what no font has is told before, all else is set.
pub fn typeset(data: &[u8]) {
    let (fonts, text) = match data.split_first() {
        Some((0, font)) => match Fonts::none().with(font.to_vec(), 0, &limits()) {
            Ok(fonts) => (fonts, "Page 1 / 3 œuvre".into()),
            Err(_) => return,
        },
        _ => (Fonts::standard(), String::from_utf8_lossy(data)),
    };
    let whole = fonts.missing("Page123/TotalCopiede:,Aprcinégl 456789→ note").is_empty();
    let must = data.first() != Some(&0) && whole && fonts.missing(&text).is_empty();
    let scores = [("1".to_owned(), Score::NotAnswered)].into();
    let scores = Scores { scores, appreciation: text.into_owned(), ..Scores::default() };
    let summary = Summary { exam: "A", who: "A", scores: &scores, scheme: None, variant: None, marker: None };
    drawn(&Marking { summary: Some(summary), ..Marking::default() }, &fonts, must);
}

/// Draws; `must` says that it has to succeed.
fn drawn(marking: &Marking<'_>, fonts: &Fonts, must: bool) {
    let mut options = FlattenOptions::default();
    options.attach = true;
    let mut out = Vec::new();
    match flatten::write(&COPY, &PAGES, marking, (fonts, options), &mut out) {
        Ok(written) => {
            let returned = Document::open(Arc::new(out), &OpenOptions::default()).expect("a sound file");
            assert_eq!(returned.page_count(), written.pages + written.added);
            assert!(flatten::verify(&returned, fonts).expect("a record").is_sound());
        }
        Err(error) => assert!(!must, "{error}"),
    }
}

/// Results from outside: refused, or tables without a formula.
pub fn export(data: &[u8]) {
    let Ok(book) = MarkBook::read(data, &limits()) else { return };
    for language in [Language::French, Language::English] {
        let sheets = [exporting::results(&book, language), exporting::statistics(&book, language)];
        for sheets in sheets.into_iter().flatten() {
            harmless(&sheets.csv().expect("a table can be written"));
            assert!(sheets.workbook().expect("a workbook can be written").starts_with(b"PK"));
        }
    }
    if let Ok(pronote) = exporting::pronote(&book) {
        harmless(&pronote.csv);
    }
}

/// No line begins as a formula does; other cells are tried by the core's own tests.
fn harmless(csv: &[u8]) {
    let text = std::str::from_utf8(csv).expect("UTF-8").trim_start_matches('\u{FEFF}');
    assert!(text.lines().all(|line| !line.trim_start_matches('"').starts_with(['=', '+', '@'])));
}
