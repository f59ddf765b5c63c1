//! `korrigo annotations`: between our JSON, XFDF, and annotations of a PDF.

use korrigo_core::flatten::exchange::{self, Annotations, Pages};
use serde::Serialize;

use super::flatten::{pages, read};
use crate::cli::{self, AnnotationsExport, AnnotationsImport, AnnotationsWhat};
use crate::exit::Exit;
use crate::failure::{Failure, Result};
use crate::inputs;
use crate::output;
use crate::screen::Screen;
use crate::text;

/// `{"file","annotations","others":[{"kind",…}],"simplified":[{"id","without"}]}`.
#[derive(Serialize)]
struct Outcome<'a> {
    file: String,
    annotations: usize,
    others: Vec<Listed<'a>>,
    simplified: &'a [exchange::Simplified],
}

/// An annotation of another program, without what it says.
#[derive(Serialize)]
struct Listed<'a> {
    kind: &'a str,
    left_out: &'a [String],
}

/// Runs the command.
pub(crate) fn run(options: &cli::Annotations, screen: Screen) -> Result<Exit> {
    match &options.what {
        AnnotationsWhat::Export(options) => export(options, screen),
        AnnotationsWhat::Import(options) => import(options, screen),
    }
}

fn export(options: &AnnotationsExport, screen: Screen) -> Result<Exit> {
    output::check_file(&options.output, options.force)?;
    let limits = options.reading.limits();
    let document = inputs::open_single(&options.file, &options.reading, screen)?;
    let ids = pages(&options.file, &document, &limits)?;
    let all = read(&options.annotations, &limits, |json, limits| exchange::from_json(json, &ids, limits))?;
    let of_copy = |error| Failure::of(&options.file, error);
    let places = Pages::of(&document, &ids).map_err(of_copy)?;
    let xfdf = exchange::to_xfdf(&all, &places, options.authors)
        .map_err(|error| Failure::of(&options.annotations, error))?;
    output::write_file(&options.output, &xfdf, options.force)?;
    tell(&options.output, &all, screen)
}

fn import(options: &AnnotationsImport, screen: Screen) -> Result<Exit> {
    output::check_file(&options.output, options.force)?;
    let limits = options.reading.limits();
    let document = inputs::open_single(&options.file, &options.reading, screen)?;
    let ids = pages(&options.file, &document, &limits)?;
    let is_pdf = {
        let bytes = inputs::read(&options.from, &limits)?;
        let bytes: &[u8] = (*bytes).as_ref();
        // As behaviour says of files that are opened: within the first 1024 bytes.
        bytes.get(..bytes.len().min(1024)).unwrap_or_default().windows(5).any(|part| part == b"%PDF-")
    };
    let all = if is_pdf {
        let marked = inputs::open_single(&options.from, &options.reading, screen)?;
        exchange::from_pdf(&marked, &ids).map_err(|error| Failure::of(&options.from, error))?
    } else {
        let places = Pages::of(&document, &ids).map_err(|error| Failure::of(&options.file, error))?;
        read(&options.from, &limits, |xml, limits| exchange::from_xfdf(xml, &places, limits))?
    };
    let json = exchange::to_json(&all).map_err(|error| Failure::of(&options.from, error))?;
    output::write_file(&options.output, &json, options.force)?;
    tell(&options.output, &all, screen)
}

fn tell(path: &std::path::Path, all: &Annotations, screen: Screen) -> Result<Exit> {
    let others = all.others.iter().map(|one| Listed { kind: &one.kind, left_out: &one.left_out }).collect();
    let file = path.display().to_string();
    let outcome = Outcome { file, annotations: all.own.len(), others, simplified: &all.simplified };
    screen.result(&outcome, || told(&outcome, screen))?;
    let left_out = outcome.others.iter().any(|one| !one.left_out.is_empty());
    Ok(Exit::review(left_out || !outcome.simplified.is_empty()))
}

fn told(outcome: &Outcome<'_>, screen: Screen) -> Vec<String> {
    let count = text::count(screen.language, outcome.annotations, "annotation", "annotations");
    let mut lines = vec![format!("{}: {count}", outcome.file)];
    for one in outcome.simplified {
        let words = screen.pick("without", "sans");
        lines.push(format!("{}: {words} {}", one.id.as_str(), one.without.join(", ")));
    }
    for one in &outcome.others {
        let kept = screen.pick("of another program, kept", "d'un autre programme, conservée");
        let left = screen.pick("without", "sans");
        let without = one.left_out.join(", ");
        lines.push(match without.as_str() {
            "" => format!("{}: {kept}", one.kind),
            without => format!("{}: {kept}, {left} {without}", one.kind),
        });
    }
    lines
}
