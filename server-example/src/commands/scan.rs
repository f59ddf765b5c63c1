//! `korrigo scan`: what is seen on every side, for people, for programs, and as pictures.

use korrigo_core::Observer;
use korrigo_core::progress::checkpoint;
use korrigo_core::scan::{self, Findings, Grade, HalfFindings, Side};
use rayon::prelude::*;
use std::sync::Mutex;

use crate::cli;
use crate::exit::Exit;
use crate::failure::{Failure, Result};
use crate::inputs::{self, Scans};
use crate::output::Folder;
use crate::overlay;
use crate::progress::Progress;
use crate::screen::Screen;
use crate::table::Table;
use crate::text;

/// Runs the command.
pub(crate) fn run(options: &cli::Scan, screen: Screen) -> Result<Exit> {
    let folder = options.overlay.as_ref();
    let folder = folder.map(|path| Folder::begin(path, options.force, |name| name.starts_with("side-")));
    let folder = folder.transpose()?;
    let scans = inputs::open(&options.sources.files, &options.reading, screen)?;
    let findings = examine(&scans, screen)?;
    if let Some(folder) = folder {
        draw(&scans, &findings, &folder, screen)?;
        folder.publish()?;
    }
    screen.result(&findings, || summary(&findings, screen))?;
    let red = findings.sources.iter().flat_map(|source| &source.sides).any(|side| side.grade() == Grade::Red);
    Ok(Exit::review(red))
}

/// Looks at every side.
pub(crate) fn examine(scans: &Scans, screen: Screen) -> Result<Findings> {
    let progress = Progress::new(screen, "looking", "observation");
    let named: Vec<_> = scans.names.iter().map(String::as_str).zip(&scans.documents).collect();
    Ok(scan::examine(&named, &progress)?)
}

fn draw(scans: &Scans, findings: &Findings, folder: &Folder, screen: Screen) -> Result<()> {
    let progress = Progress::new(screen, "drawing", "dessin");
    let sides: Vec<_> = scans
        .documents
        .iter()
        .zip(&findings.sources)
        .flat_map(|(document, source)| {
            source.sides.iter().enumerate().map(move |(page, side)| (document, page, side))
        })
        .collect();
    let (done, total) = (Mutex::new(0), sides.len());
    sides.into_par_iter().enumerate().try_for_each(|(index, (document, page, side))| {
        checkpoint(&progress)?;
        let png = overlay::draw(document, page, side)?;
        folder.write(&format!("side-{index:04}.png"), &png)?;
        let mut done = done.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        *done += 1;
        progress.on_progress(*done, total);
        Ok::<(), Failure>(())
    })
}

fn summary(findings: &Findings, screen: Screen) -> Vec<String> {
    let mut lines = Vec::new();
    for source in &findings.sources {
        if findings.sources.len() > 1 {
            lines.push(source.source.name.clone());
        }
        let mut table = Table::new([
            "page",
            screen.pick("turn", "tourner"),
            screen.pick("skew", "inclinaison"),
            screen.pick("fold", "pli"),
            screen.pick("header", "en-tête"),
            screen.pick("numbers", "numéros"),
            screen.pick("blank", "blanche"),
            screen.pick("quality", "qualité"),
        ]);
        for (page, side) in source.sides.iter().enumerate() {
            table.row([
                page.to_string(),
                sure(side.orientation.rotate.degrees().to_string(), side.orientation.confidence),
                sure(format!("{:.2}°", side.skew_deg.value), side.skew_deg.confidence),
                fold(side),
                each(side, |half| header(half, screen)),
                each(side, number),
                each(side, |half| half.blank.value.then(|| screen.pick("yes", "oui").into())),
                quality(side, screen),
            ]);
        }
        lines.extend(table.lines());
        lines.push(String::new());
    }
    let total = findings.sources.iter().map(|source| source.sides.len()).sum();
    lines.push(text::count(
        screen.language,
        total,
        screen.pick("side", "face"),
        screen.pick("sides", "faces"),
    ));
    lines.push(screen.pick("? marks what is not certain", "? signale ce qui n'est pas certain").into());
    lines
}

/// The text, with a question mark when it is less than certain.
fn sure(text: String, confidence: f64) -> String {
    if confidence < 0.95 { format!("{text}?") } else { text }
}

fn fold(side: &Side) -> String {
    side.fold
        .as_ref()
        .map_or_else(String::new, |fold| sure(format!("{:.1} %", 100.0 * fold.cut), fold.confidence))
}

/// What is said of each page, from the left; `-` where there is nothing.
fn each(side: &Side, tell: impl Fn(&HalfFindings) -> Option<String>) -> String {
    let told: Vec<_> = side.halves.iter().map(|half| tell(half).unwrap_or_else(|| "-".into())).collect();
    told.join(" | ")
}

fn header(half: &HalfFindings, screen: Screen) -> Option<String> {
    let header = half.header.as_ref()?;
    let text =
        if header.filled.value { screen.pick("filled", "rempli") } else { screen.pick("empty", "vide") };
    Some(sure(text.into(), half.header_probability.min(header.filled.confidence)))
}

fn number(half: &HalfFindings) -> Option<String> {
    let (number, confidence) = half.page_box.as_ref()?.number.likeliest()?;
    Some(sure(number.to_string(), confidence))
}

fn quality(side: &Side, screen: Screen) -> String {
    match side.grade() {
        Grade::Green => screen.pick("good", "bonne"),
        Grade::Amber => screen.pick("fair", "moyenne"),
        Grade::Red => screen.pick("bad", "mauvaise"),
    }
    .into()
}
