//! Results leaving for elsewhere: the mark book, tables, archives, merged papers.

use std::borrow::Cow;
use std::collections::BTreeMap;

use korrigo_core::booklet::Language;
use korrigo_core::copy::Status;
use korrigo_core::exam::{AnonymousId, Mark, Scheme, Score};
use korrigo_core::export::{
    self, Archive, FileNames, MarkBook, MarkBookRow, Paper, PronoteRemark, Sheets, outline_title, paper_name,
};
use korrigo_core::roster::{Attendance, Candidate};
use korrigo_core::{Code, Error, Limits, Result};
use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::document::CallLimits;
use super::{inputs, outputs};
use crate::desk::{Desk, File, Opened};
use crate::table::Room;

inputs! {
    ReadBook { /// The file: bytes of JSON.
        json: File, /// What reading it may cost.
        #[serde(default)] limits: CallLimits }
    NewBook { /// The subject, as the mark book calls it.
        subject: String, /// Candidates and copies, in the order in which they will stand in tables.
        #[schemars(with = "Vec<Row>")] rows: Value }
    OneBook { /// The results.
        #[schemars(with = "Book")] book: Value }
    Tables { /// The results.
        #[schemars(with = "Book")] book: Value, /// The language of heads and words.
        #[serde(default)] language: Language }
    OneRow { /// The entry.
        this: Row }
    Named { /// The entry of the copy.
        row: Row, /// Whether to name the candidate.
        names: bool }
    Names { /// What somebody would like to call each file.
        wanted: Vec<Wanted> }
    Pack { /// The files.
        entries: Vec<Entry> }
    Merge { /// The papers, in order.
        papers: Vec<TitledPaper> }
}

/// The results of an exam, as they are stored (`korrigo.results/1`).
#[derive(JsonSchema)]
#[schemars(rename = "MarkBook")]
#[expect(dead_code, reason = "the shape of what the core reads and writes: only its schema is used")]
struct Book {
    /// `korrigo.results/1`.
    format: String,
    /// What the exam is called.
    #[serde(default)]
    exam: String,
    /// The subject, as the mark book calls it.
    #[serde(default)]
    subject: String,
    /// What the mark counts in an average: one decimal, 1 when nobody says otherwise.
    #[serde(default)]
    coefficient: Option<Mark>,
    /// What totals are given in: the scheme's scale, or 20, when nobody says otherwise.
    #[serde(default)]
    scale: Option<Mark>,
    /// What the exam was marked by, where there is one.
    #[serde(default)]
    scheme: Option<Scheme>,
    /// Candidates and copies, in the order in which they will stand in tables.
    results: Vec<Row>,
}

/// A candidate, a copy, or both.
#[derive(Default, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(rename = "MarkBookRow")]
struct Row {
    /// Who; nobody for a copy that nobody is known for.
    candidate: Option<Candidate>,
    /// What the copy is called without a name.
    anonymous_id: Option<AnonymousId>,
    /// Whether the candidate was there.
    attendance: Attendance,
    /// Where the copy stands; nothing where there is no copy.
    status: Option<Status>,
    /// The subject of the copy, where the scheme has several.
    variant: Option<String>,
    /// Who marked it.
    marker: Option<String>,
    /// What the marker gave, by question.
    scores: BTreeMap<String, Score>,
    /// What the marker wrote, by question.
    remarks: BTreeMap<String, String>,
    /// The general comment.
    appreciation: String,
    /// The points of the annotations.
    deltas: Vec<Mark>,
    /// What it comes to; it follows from the scores where there are any.
    total: Option<Mark>,
}

impl From<Row> for MarkBookRow {
    fn from(given: Row) -> Self {
        let Row { candidate, anonymous_id, status, .. } = given;
        Self { candidate, anonymous_id, status, ..Self::default() }
    }
}

/// What the core wrote, with its shape.
#[derive(Serialize)]
struct Written(MarkBook);

impl JsonSchema for Written {
    fn schema_name() -> Cow<'static, str> {
        Book::schema_name()
    }

    fn schema_id() -> Cow<'static, str> {
        Book::schema_id()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        Book::json_schema(generator)
    }
}

/// What somebody would like to call a file.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Wanted {
    /// The name, without an ending.
    name: String,
    /// The ending, without a full stop.
    ending: String,
}

/// A file of an archive.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Entry {
    /// The name that somebody would like for it, without an ending.
    name: String,
    /// The ending, without a full stop.
    ending: String,
    /// The file.
    file: File,
}

/// One of the papers of a merged PDF.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct TitledPaper {
    /// What the outline calls it.
    title: String,
    /// The paper.
    document: Opened,
}

outputs! {
    /// A mark book for Pronote.
    Pronote {
        /// The file: UTF-8 with a byte order mark.
        csv: File,
        /// How many candidates stand in it.
        candidates: usize,
        /// Of these, how many with a mark.
        marks: usize,
        /// What a person should know; each kind once.
        remarks: Vec<PronoteRemark>,
    }
    /// One or more tables, in two spellings.
    SheetFiles {
        /// How many rows there are in all tables, without heads.
        rows: usize,
        /// As CSV: UTF-8 with a byte order mark.
        csv: File,
        /// As a workbook (XLSX), a sheet a table.
        workbook: File,
    }
    /// A ZIP archive.
    Packed {
        /// The archive.
        zip: File,
        /// The names of its files, in order.
        names: Vec<String>,
    }
}

pub(super) fn fill(room: &mut Room<'_>) {
    books(room);
    tables(room);
    files(room);
}

fn books(room: &mut Room<'_>) {
    room.short(
        "export::MarkBook::read",
        "Reads the results of an exam.",
        |i: ReadBook, desk: &mut Desk<'_>| -> Result<Written> {
            MarkBook::read((*desk.bytes(i.json)?).as_ref(), &Limits::from(i.limits)).map(Written)
        },
    );
    room.short(
        "export::MarkBook::new",
        "A mark book in the scale of 20, with the coefficient 1 and no scheme.",
        |i: NewBook, _| {
            book(&json!({ "format": FORMAT, "subject": i.subject, "results": i.rows })).map(Written)
        },
    );
    room.value("export::MarkBookRow::is_graded", "Whether there is a copy and it is marked.", |i: OneRow| {
        MarkBookRow::from(i.this).is_graded()
    });
    room.value(
        "export::paper_name",
        "The name of a copy's file, without its ending: its anonymous id, or the candidate's name.",
        |i: Named| paper_name(&i.row.into(), i.names),
    );
    room.value(
        "export::outline_title",
        "What an outline calls a copy: its anonymous id, or the candidate's name.",
        |i: Named| outline_title(&i.row.into(), i.names),
    );
}

fn tables(room: &mut Room<'_>) {
    room.short(
        "export::pronote",
        "Writes the mark book that schools import into Pronote.",
        |i: OneBook, desk| -> Result<Pronote> {
            let export::Pronote { csv, candidates, marks, remarks } = export::pronote(&book(&i.book)?)?;
            Ok(Pronote { csv: desk.give_bytes(csv), candidates, marks, remarks })
        },
    );
    room.short(
        "export::results",
        "The results as a table for people: a row for every entry.",
        |i: Tables, desk| sheets(&export::results(&book(&i.book)?, i.language)?, desk),
    );
    room.short("export::statistics", "The statistics of an exam as tables for people.", |i: Tables, desk| {
        sheets(&export::statistics(&book(&i.book)?, i.language)?, desk)
    });
}

fn files(room: &mut Room<'_>) {
    room.value(
        "export::FileNames::take",
        "Names of files in one folder, made safe, each once.",
        |i: Names| -> Vec<String> {
            let mut names = FileNames::default();
            i.wanted.iter().map(|wanted| names.take(&wanted.name, &wanted.ending)).collect()
        },
    );
    room.long(
        "export::Archive::finish",
        "Many files as one ZIP, each under a safe name. The same files give the same bytes.",
        |i: Pack, desk| -> Result<Packed> {
            let mut archive = Archive::new(Vec::new());
            let mut names = Vec::with_capacity(i.entries.len());
            for entry in &i.entries {
                let file = desk.bytes(entry.file)?;
                let mut content = (*file).as_ref();
                let size = content.len() as u64;
                names.push(archive.add(&entry.name, &entry.ending, size, &mut content)?);
            }
            Ok(Packed { zip: desk.give_bytes(archive.finish()?), names })
        },
    );
    room.long(
        "export::merge",
        "Many papers as one PDF, with an outline that leads to each.",
        |i: Merge, desk| -> Result<File> {
            let documents = i.papers.iter().map(|paper| desk.document(paper.document));
            let documents = documents.collect::<Result<Vec<_>>>()?;
            let titled = i.papers.iter().zip(&documents);
            let papers = titled.map(|(paper, document)| Paper { title: &paper.title, document });
            let mut pdf = Vec::new();
            export::merge(&papers.collect::<Vec<_>>(), desk.host(), &mut pdf)?;
            Ok(desk.give_bytes(pdf))
        },
    );
}

/// What the stored form calls itself.
const FORMAT: &str = "korrigo.results/1";

/// A mark book is read by the rules of its stored form, wherever it comes from.
fn book(value: &Value) -> Result<MarkBook> {
    let failed = |_| Error::new(Code::Internal, "results cannot be written as JSON");
    MarkBook::read(&serde_json::to_vec(value).map_err(failed)?, &Limits::default())
}

fn sheets(sheets: &Sheets, desk: &mut Desk<'_>) -> Result<SheetFiles> {
    let (csv, workbook) = (sheets.csv()?, sheets.workbook()?);
    Ok(SheetFiles { rows: sheets.rows(), csv: desk.give_bytes(csv), workbook: desk.give_bytes(workbook) })
}
