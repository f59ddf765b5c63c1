//! `korrigo flatten`: marks over the untouched pages of a copy.

use std::path::{Path, PathBuf};

use korrigo_core::document::Document;
use korrigo_core::exam::{Scheme, Scores};
use korrigo_core::flatten::exchange::{self, Annotations};
use korrigo_core::flatten::{self, FlattenOptions, Flattened, Marking, Summary};
use korrigo_core::geometry::Half;
use korrigo_core::id::PageId;
use korrigo_core::typeset::Fonts;
use korrigo_core::{Error, Limits};
use serde::{Deserialize, Serialize};

use crate::cli::{Flatten, SummaryPlace};
use crate::exit::Exit;
use crate::failure::{Failure, Result};
use crate::handover;
use crate::inputs;
use crate::output;
use crate::screen::Screen;
use crate::text;

/// `{"file","pages","added","bytes"}`.
#[derive(Serialize)]
struct Outcome {
    file: String,
    pages: usize,
    added: usize,
    bytes: u64,
}

/// What stands beside a copy that `korrigo process` handed over, as far as marks need it.
#[derive(Deserialize)]
struct Record {
    pages: Vec<PageId>,
}

/// Runs the command.
pub(crate) fn run(options: &Flatten, screen: Screen) -> Result<Exit> {
    output::check_file(&options.output, options.force)?;
    let limits = options.reading.limits();
    let document = inputs::open_single(&options.file, &options.reading, screen)?;
    let pages = pages(&options.file, &document, &limits)?;
    let annotations = annotations(options, &pages, &limits)?;
    let scheme = options.scheme.as_deref().map(|path| scheme(path, &limits)).transpose()?;
    let scores = options.scores.as_deref().map(|path| read(path, &limits, Scores::read)).transpose()?;
    let name = options.file.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
    let summary = scores.as_ref().map(|scores| Summary {
        exam: options.title.as_deref().unwrap_or(&name),
        who: options.name.as_deref().unwrap_or(&name),
        scores,
        scheme: scheme.as_ref(),
        variant: options.variant.as_deref(),
        marker: options.marker.as_deref(),
    });
    let fonts = fonts(&options.fonts, &limits)?;
    let mut how = FlattenOptions::default();
    how.language = screen.language;
    how.summary_first = options.summary == SummaryPlace::First;
    how.marks_only = options.marks_only;
    how.attach = options.attach;
    how.archive = options.pdfa;
    (how.editable, how.authors) = (options.editable, options.authors);
    if !annotations.others.is_empty() && !options.editable {
        screen.note(screen.pick(
            "annotations of other programs are not drawn; --editable keeps them",
            "les annotations d'autres programmes ne sont pas dessinées ; --editable les conserve",
        ));
    }
    let marking =
        Marking { annotations: &annotations.own, summary, others: &annotations.others, ..Marking::default() };
    let written = output::stream_file(&options.output, options.force, |out| {
        flatten::write(&document, &pages, &marking, (&fonts, how), out)
            .map_err(|error| Failure::of(&options.file, error))
    })?;
    let Flattened { pages, added, bytes, .. } = written;
    let outcome = Outcome { file: options.output.display().to_string(), pages, added, bytes };
    screen.result(&outcome, || told(&outcome, screen))?;
    Ok(Exit::Done)
}

/// The names of the copy's pages: those of the record that `korrigo process` wrote, where there is one. The identified
/// copy has the same pages as the one that is handed over.
pub(super) fn pages(path: &Path, document: &Document, limits: &Limits) -> Result<Vec<PageId>> {
    let beside = path.with_extension("json");
    let of_identified = path.parent().filter(|folder| folder.ends_with("private/identified"));
    let handed_over = of_identified.and_then(Path::parent).and_then(Path::parent).zip(beside.file_name());
    let handed_over = handed_over.map(|(folder, name)| folder.join(handover::FOLDER).join(name));
    for record in std::iter::once(beside.clone()).chain(handed_over).filter(|record| record.is_file()) {
        let bytes = inputs::read(&record, limits)?;
        if let Ok(record) = serde_json::from_slice::<Record>((*bytes).as_ref()) {
            return Ok(record.pages);
        }
    }
    let hash = document.hash();
    Ok((0..document.page_count()).map(|page| PageId::new(&hash, page, Half::Whole)).collect())
}

fn annotations(options: &Flatten, pages: &[PageId], limits: &Limits) -> Result<Annotations> {
    let Some(path) = &options.annotations else { return Ok(Annotations::default()) };
    read(path, limits, |json, limits| exchange::from_json(json, pages, limits))
}

fn scheme(path: &Path, limits: &Limits) -> Result<Scheme> {
    read(path, limits, Scheme::read).map(|read| read.scheme)
}

/// Our fonts, and the caller's own.
pub(super) fn fonts(paths: &[PathBuf], limits: &Limits) -> Result<Fonts> {
    let mut fonts = Fonts::standard();
    for path in paths {
        let bytes = inputs::read(path, limits)?;
        fonts =
            fonts.with((*bytes).as_ref().to_vec(), 0, limits).map_err(|error| Failure::of(path, error))?;
    }
    Ok(fonts)
}

/// Reads a small file by what the core knows of it.
pub(super) fn read<T>(
    path: &Path,
    limits: &Limits,
    by: impl FnOnce(&[u8], &Limits) -> korrigo_core::Result<T, Error>,
) -> Result<T> {
    let bytes = inputs::read(path, limits)?;
    by((*bytes).as_ref(), limits).map_err(|error| Failure::of(path, error))
}

fn told(outcome: &Outcome, screen: Screen) -> Vec<String> {
    let pages = text::count(screen.language, outcome.pages, "page", "pages");
    let kib = outcome.bytes.div_ceil(1024);
    let mut lines = vec![format!("{}: {pages}, {kib} KiB", outcome.file)];
    if outcome.added > 0 {
        let added = text::count(screen.language, outcome.added, "page", "pages");
        lines
            .push(format!("{added} {}", screen.pick("of summary and notes", "de récapitulatif et de notes")));
    }
    lines
}
