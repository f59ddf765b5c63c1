//! The counting sheet, as a file to print, sign and keep: papers found, expected, missing and surplus.
//!
//! Knows how it looks as a table, as CSV and as HTML. What is counted is the core's. It holds names, because people
//! agree on it by name; it is written where they say and nowhere else.

use std::path::Path;

use korrigo_core::roster::{Attendance, Candidate, Counted, CountingSheet, Papers};
use korrigo_core::{Code, Error};

use crate::failure::{Failure, Result};
use crate::identities::harmless;
use crate::report::html::{escape, push};
use crate::report::style;
use crate::screen::Screen;
use crate::table::Table;
use crate::words;

/// What a counting sheet is written as.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Format {
    Csv,
    Html,
    Json,
    Text,
}

impl Format {
    /// By the end of the name.
    ///
    /// # Errors
    /// `invalid_extension`.
    pub(crate) fn of(path: &Path) -> Result<Self> {
        let extension = path.extension().map(|extension| extension.to_string_lossy().to_lowercase());
        match extension.as_deref() {
            Some("csv") => Ok(Self::Csv),
            Some("htm" | "html") => Ok(Self::Html),
            Some("json") => Ok(Self::Json),
            Some("txt") => Ok(Self::Text),
            _ => {
                let error =
                    Error::new(Code::InvalidExtension, "a counting sheet is .html, .csv, .txt or .json");
                Err(Failure::of(path, error))
            }
        }
    }
}

/// The whole file.
pub(crate) fn write(sheet: &CountingSheet, format: Format, screen: Screen) -> Result<Vec<u8>> {
    let failed = || Error::new(Code::Internal, "the counting sheet cannot be written");
    Ok(match format {
        Format::Csv => csv(sheet).map_err(|_| failed())?,
        Format::Html => html(sheet, screen).into_bytes(),
        Format::Json => serde_json::to_vec_pretty(sheet).map_err(|_| failed())?,
        Format::Text => {
            let mut lines = by_class(sheet, screen);
            lines.push(String::new());
            lines.extend(by_candidate(sheet, screen).lines());
            lines.push(String::new());
            lines.join("\n").into_bytes()
        }
    })
}

/// `MARTIN Paul`.
pub(crate) fn name(candidate: &Candidate) -> String {
    format!("{} {}", candidate.last_name, candidate.first_name).trim_end().to_owned()
}

const HEADS: [(&str, &str); 10] = [
    ("class", "classe"),
    ("expected", "attendues"),
    ("found", "trouvées"),
    ("missing", "manquantes"),
    ("surplus", "en trop"),
    ("present", "présents"),
    ("absent", "absents"),
    ("excused", "dispensés"),
    ("handed in nothing", "non rendues"),
    ("suspected fraud", "fraudes"),
];

fn figures(class: &str, papers: &Papers) -> [String; 10] {
    let of = |attendance| papers.attendance.get(&attendance).copied().unwrap_or(0);
    let counted = [
        papers.expected,
        papers.found,
        papers.missing,
        papers.surplus,
        of(Attendance::Present),
        of(Attendance::Absent),
        of(Attendance::Excused),
        of(Attendance::HandedInNothing),
        of(Attendance::SuspectedFraud),
    ];
    let mut cells: [String; 10] = Default::default();
    let all = std::iter::once(class.to_owned()).chain(counted.iter().map(ToString::to_string));
    for (cell, text) in cells.iter_mut().zip(all) {
        *cell = text;
    }
    cells
}

/// A row a class, and all together.
fn rows(sheet: &CountingSheet, screen: Screen) -> Vec<[String; 10]> {
    let named = |class: &str| if class.is_empty() { "-".to_owned() } else { class.to_owned() };
    let mut rows: Vec<_> =
        sheet.classes.iter().map(|(class, papers)| figures(&named(class), papers)).collect();
    rows.push(figures(screen.pick("all", "total"), &sheet.total));
    rows
}

/// Papers by class, as a table.
pub(crate) fn by_class(sheet: &CountingSheet, screen: Screen) -> Vec<String> {
    let mut table = Table::new(HEADS.map(|(english, french)| screen.pick(english, french)));
    for row in rows(sheet, screen) {
        table.row(row);
    }
    table.lines()
}

const CANDIDATE_HEADS: [(&str, &str); 6] = [
    ("class", "classe"),
    ("candidate", "candidat"),
    ("attendance", "présence"),
    ("papers", "copies"),
    ("mark", "note"),
    ("to settle", "à régler"),
];

fn candidate_row(counted: &Counted, screen: Screen) -> [String; 6] {
    let copies = counted.copies.iter().map(|copy| format!("{:04}", copy.saturating_add(1)));
    [
        counted.candidate.class.clone().unwrap_or_default(),
        name(&counted.candidate),
        words::attendance(counted.attendance, screen).to_owned(),
        copies.collect::<Vec<_>>().join(", "),
        counted.attendance.code().unwrap_or_default().to_owned(),
        counted.open.map(|open| words::unsettled(open, screen)).unwrap_or_default().to_owned(),
    ]
}

fn by_candidate(sheet: &CountingSheet, screen: Screen) -> Table {
    let mut table = Table::new(CANDIDATE_HEADS.map(|(english, french)| screen.pick(english, french)));
    for counted in &sheet.candidates {
        table.row(candidate_row(counted, screen));
    }
    table
}

/// A line a candidate, in words for programs: UTF-8 with a byte order mark and `;`.
fn csv(sheet: &CountingSheet) -> std::result::Result<Vec<u8>, Box<dyn std::error::Error>> {
    let mut out = csv::WriterBuilder::new().delimiter(b';').from_writer(b"\xEF\xBB\xBF".to_vec());
    out.write_record([
        "line",
        "class",
        "last_name",
        "first_name",
        "attendance",
        "code",
        "papers",
        "copies",
        "open",
    ])?;
    let word = |value: serde_json::Value| value.as_str().unwrap_or_default().to_owned();
    for Counted { candidate, attendance, copies, open, .. } in &sheet.candidates {
        let numbers = copies.iter().map(|copy| format!("{:04}", copy.saturating_add(1)));
        out.write_record([
            candidate.line.to_string(),
            harmless(candidate.class.as_deref().unwrap_or_default()),
            harmless(&candidate.last_name),
            harmless(&candidate.first_name),
            word(serde_json::to_value(attendance)?),
            attendance.code().unwrap_or_default().to_owned(),
            copies.len().to_string(),
            numbers.collect::<Vec<_>>().join(" "),
            word(serde_json::to_value(open)?),
        ])?;
    }
    Ok(out.into_inner()?)
}

fn html(sheet: &CountingSheet, screen: Screen) -> String {
    let title = screen.pick("Counting sheet", "Feuille de décompte des copies");
    let mut out = String::new();
    push(
        &mut out,
        format_args!(
            "<!DOCTYPE html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n\
             <meta name=\"robots\" content=\"noindex\">\n\
             <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n\
             <title>{title}</title>\n<style>{}\ntable {{ border-collapse: collapse; margin: 1rem 0; }}\n\
             th, td {{ border: 1px solid var(--line); padding: .25rem .6rem; text-align: left; }}\n</style>\n\
             </head>\n<body>\n<main>\n<h1>{title}</h1>\n",
            screen.pick("en", "fr"),
            style::STYLE,
        ),
    );
    let heads = HEADS.map(|(english, french)| screen.pick(english, french));
    push_table(&mut out, &heads, rows(sheet, screen).iter().map(|row| row.as_slice()));
    let heads = CANDIDATE_HEADS.map(|(english, french)| screen.pick(english, french));
    let candidates: Vec<_> = sheet.candidates.iter().map(|counted| candidate_row(counted, screen)).collect();
    push_table(&mut out, &heads, candidates.iter().map(|row| row.as_slice()));
    if !sheet.nobody_s.is_empty() {
        let copies = sheet.nobody_s.iter().map(|copy| format!("{:04}", copy.saturating_add(1)));
        let label = screen.pick("Copies of nobody on the list: ", "Copies de personne de la liste : ");
        push(&mut out, format_args!("<p>{label}{}</p>\n", copies.collect::<Vec<_>>().join(", ")));
    }
    let agreed = screen.pick("Agreed on, by (name, signature):", "Arrêtée le, par (nom, signature) :");
    push(&mut out, format_args!("<p>{agreed}</p>\n</main>\n</body>\n</html>\n"));
    out
}

fn push_table<'a>(out: &mut String, heads: &[&str], rows: impl Iterator<Item = &'a [String]>) {
    push(out, "<table>\n<tr>");
    for head in heads {
        push(out, format_args!("<th scope=\"col\">{head}</th>"));
    }
    push(out, "</tr>\n");
    for row in rows {
        push(out, "<tr>");
        for cell in row {
            push(out, format_args!("<td>{}</td>", escape(cell)));
        }
        push(out, "</tr>\n");
    }
    push(out, "</table>\n");
}
