//! Every file of a folder, named by `KORRIGO_CORPUS`: surveyed, and clipped to both halves.

use std::path::{Path, PathBuf};

use super::*;
use crate::document::OpenOptions;

fn files(folder: &Path, found: &mut Vec<PathBuf>) {
    let mut entries: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    entries.sort();
    for path in entries {
        if path.is_dir() {
            files(&path, found);
        } else if path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("pdf")) {
            found.push(path);
        }
    }
}

#[test]
#[ignore = "needs KORRIGO_CORPUS and minutes"]
#[expect(clippy::disallowed_methods, reason = "a test over files that the environment names")]
fn both_halves_of_every_page_look_the_same() {
    let Ok(folder) = std::env::var("KORRIGO_CORPUS") else { return };
    let only = std::env::var("KORRIGO_ONLY").unwrap_or_default();
    let pages: usize = std::env::var("KORRIGO_PAGES").ok().and_then(|text| text.parse().ok()).unwrap_or(2);
    let draws = std::env::var("KORRIGO_RENDER").is_ok();
    let mut found = Vec::new();
    files(Path::new(&folder), &mut found);
    for path in found.iter().filter(|path| path.to_string_lossy().contains(&only)) {
        let bytes: crate::document::Bytes = std::sync::Arc::new(std::fs::read(path).unwrap());
        let start = std::time::Instant::now();
        let Ok(document) = Document::open(bytes.clone(), &OpenOptions::default()) else { continue };
        let opened = start.elapsed();
        for index in 0..document.page_count().min(pages) {
            let start = std::time::Instant::now();
            let survey_error = {
                let page = document.page(index).unwrap();
                let meter = document.limits().meter();
                let visible = page.geometry().visible();
                page.content(&meter)
                    .and_then(|content| {
                        survey(&document, &content, page.resources(), &visible, &meter).map(drop)
                    })
                    .err()
            };
            let surveyed = start.elapsed();
            let before = draws.then(|| {
                let bytes = (*bytes).as_ref();
                std::panic::catch_unwind(|| render(bytes, index, 1.0)).ok()
            });
            for half in 0..2 {
                let start = std::time::Instant::now();
                let verdict = compare(&document, index, half, before.as_ref().and_then(Option::as_ref));
                let took = start.elapsed();
                println!(
                    "{} page {index} half {half}: {verdict} open {}ms survey {}us {:?} all {}ms",
                    path.display(),
                    opened.as_millis(),
                    surveyed.as_micros(),
                    survey_error.as_ref().map(crate::Error::message),
                    took.as_millis(),
                );
            }
        }
    }
}

/// Keeps a file for a person to look at, where `KORRIGO_DUMP` says.
#[expect(clippy::disallowed_methods, reason = "a test for a person who looks into a difference")]
fn dump(name: &str, bytes: &[u8]) {
    if let Ok(folder) = std::env::var("KORRIGO_DUMP") {
        std::fs::write(Path::new(&folder).join(name), bytes).unwrap();
    }
}

fn compare(
    document: &Document,
    index: usize,
    half: usize,
    before: Option<&(usize, usize, Vec<u8>)>,
) -> String {
    let geometry = document.page(index).unwrap().geometry();
    let (width, height) = geometry.displayed_size();
    let part = Rect::new(
        if half == 0 { 0.0 } else { width / 2.0 },
        0.0,
        if half == 0 { width / 2.0 } else { width },
        height,
    );
    let keep = ConvexPolygon::from_rect(&part).transform(&geometry.displayed_to_user());
    let (content, mut surgeon) =
        match clip_page(document, index, &Region::new(keep).within(geometry.visible())) {
            Ok(clipped) => clipped,
            Err(error) => return format!("ERROR {error}"),
        };
    let Some(before) = before else { return format!("{} bytes", content.len()) };
    let bytes = bytes_of(&mut surgeon.file);
    dump(&format!("{index}-{half}.pdf"), &bytes);
    let Ok(after) = std::panic::catch_unwind(|| render(&bytes, index, 1.0)) else { return "UNDRAWN".into() };
    if (after.0, after.1) != (before.0, before.1) {
        return "SIZE".into();
    }
    let middle = before.0 / 2;
    let inside = |x: usize, _: usize| if half == 0 { x + 16 < middle } else { x > middle + 16 };
    let all = differing(before, &after, 24, inside);
    format!("{} bytes {} DIFFERENT", content.len(), all)
}
