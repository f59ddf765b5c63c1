//! `korrigo export`: marks and papers leave for elsewhere.

mod papers;

use std::path::{Path, PathBuf};

use korrigo_core::export::{self, MarkBook, PronoteRemark, Sheets};
use korrigo_core::{Code, Error, Limits};
use serde::Serialize;

use crate::cli::{Export, ExportPronote, ExportTable, ExportWhat};
use crate::exit::Exit;
use crate::failure::{Failure, Result};
use crate::inputs;
use crate::output;
use crate::screen::Screen;
use crate::text;

/// `{"file","candidates","marks","remarks":[{"kind","count"}]}`; `file` is null with `--check`.
#[derive(Serialize)]
struct MarkBookOutcome<'a> {
    file: Option<String>,
    candidates: usize,
    marks: usize,
    remarks: &'a [PronoteRemark],
}

/// `{"file","rows"}`.
#[derive(Serialize)]
struct TableOutcome {
    file: String,
    rows: usize,
}

/// Runs the command.
pub(crate) fn run(options: &Export, screen: Screen) -> Result<Exit> {
    match &options.what {
        ExportWhat::Pronote(options) => pronote(options, screen),
        ExportWhat::Results(options) => {
            table(&options.table, screen, |book| export::results(book, screen.language))
        }
        ExportWhat::Statistics(options) => {
            table(&options.table, screen, |book| export::statistics(book, screen.language))
        }
        ExportWhat::Zip(options) => papers::zip(&options.papers, &options.output, screen),
        ExportWhat::Merged(options) => papers::merged(&options.papers, &options.output, screen),
    }
}

fn pronote(options: &ExportPronote, screen: Screen) -> Result<Exit> {
    let wanted: Option<&PathBuf> = options.output.as_ref().filter(|_| !options.check);
    if let Some(path) = wanted {
        output::check_file(path, options.force)?;
    }
    let mut book = read(&options.results, &options.reading.limits())?;
    book.coefficient = options.coefficient.unwrap_or(book.coefficient);
    if let Some(subject) = &options.subject {
        book.subject.clone_from(subject);
    }
    let made = export::pronote(&book).map_err(|error| Failure::of(&options.results, error))?;
    if let Some(path) = wanted {
        output::write_file(path, &made.csv, options.force)?;
    }
    let outcome = MarkBookOutcome {
        file: wanted.map(|path| path.display().to_string()),
        candidates: made.candidates,
        marks: made.marks,
        remarks: &made.remarks,
    };
    for remark in &made.remarks {
        screen.note(&sentence(*remark, screen));
    }
    screen.result(&outcome, || vec![summary(&outcome, screen)])?;
    Ok(Exit::review(!made.remarks.is_empty()))
}

fn summary(outcome: &MarkBookOutcome<'_>, screen: Screen) -> String {
    let language = screen.language;
    let who = text::count(
        language,
        outcome.candidates,
        screen.pick("candidate", "candidat"),
        screen.pick("candidates", "candidats"),
    );
    let marks =
        text::count(language, outcome.marks, screen.pick("mark", "note"), screen.pick("marks", "notes"));
    let nothing = || screen.pick("nothing speaks against it", "rien ne s'y oppose").to_owned();
    format!("{}: {who}, {marks}", outcome.file.clone().unwrap_or_else(nothing))
}

fn sentence(remark: PronoteRemark, screen: Screen) -> String {
    let (count, english, french) = match remark {
        PronoteRemark::CommentCut { count } => {
            (count, "comments cut to 500 characters", "commentaires coupés à 500 caractères")
        }
        PronoteRemark::MarkClamped { count } => {
            (count, "marks below 0 or above 20, moved there", "notes hors de 0 à 20, ramenées à cette limite")
        }
        PronoteRemark::NoBirthDate { count } => (
            count,
            "candidates without a birth date, which tells homonyms apart",
            "candidats sans date de naissance, qui distingue les homonymes",
        ),
        PronoteRemark::NotGraded { count } => (
            count,
            "candidates without a graded copy, left out",
            "candidats sans copie corrigée, laissés de côté",
        ),
        _ => return String::new(),
    };
    let of = screen.pick(english, french);
    format!("{count} {of}")
}

/// Writes a table as the name of its file asks.
fn table(
    options: &ExportTable,
    screen: Screen,
    made: impl FnOnce(&MarkBook) -> korrigo_core::Result<Sheets>,
) -> Result<Exit> {
    output::check_file(&options.output, options.force)?;
    let written = writer(&options.output)?;
    let book = read(&options.results, &options.reading.limits())?;
    let sheets = made(&book).map_err(|error| Failure::of(&options.results, error))?;
    let bytes = written(&sheets).map_err(|error| Failure::of(&options.results, error))?;
    output::write_file(&options.output, &bytes, options.force)?;
    let outcome = TableOutcome { file: options.output.display().to_string(), rows: sheets.rows() };
    screen.result(&outcome, || {
        let rows = text::count(
            screen.language,
            outcome.rows,
            screen.pick("row", "ligne"),
            screen.pick("rows", "lignes"),
        );
        vec![format!("{}: {rows}", outcome.file)]
    })?;
    Ok(Exit::Done)
}

type Writer = fn(&Sheets) -> korrigo_core::Result<Vec<u8>>;

fn writer(path: &Path) -> Result<Writer> {
    let extension = path.extension().map(|extension| extension.to_string_lossy().to_lowercase());
    match extension.as_deref() {
        Some("csv") => Ok(Sheets::csv),
        Some("xlsx") => Ok(Sheets::workbook),
        _ => {
            let error = Error::new(Code::InvalidExtension, "the name of the table says no format");
            Err(Failure::of(path, error.hint("let it end in .csv or .xlsx")))
        }
    }
}

/// The results in a file.
fn read(path: &Path, limits: &Limits) -> Result<MarkBook> {
    let bytes = inputs::read(path, limits)?;
    MarkBook::read((*bytes).as_ref(), limits).map_err(|error| Failure::of(path, error))
}
