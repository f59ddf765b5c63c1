//! All papers as one file: which they are, what they are called, and in which order.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use korrigo_core::document::Document;
use korrigo_core::export::{self, Archive, Paper, outline_title, paper_name};
use korrigo_core::progress::checkpoint;
use korrigo_core::{Code, Error, Limits, Observer};
use serde::Serialize;

use crate::cli::ExportPapers;
use crate::exit::Exit;
use crate::failure::{Failure, Result};
use crate::inputs;
use crate::output;
use crate::progress::Progress;
use crate::remarks::Remark;
use crate::screen::Screen;
use crate::text;

/// `{"file","papers":[…],"bytes","remarks":[…]}`: what each paper is called, in their order.
#[derive(Serialize)]
struct Outcome {
    file: String,
    papers: Vec<String>,
    bytes: u64,
    remarks: Vec<Remark>,
}

/// Which papers to put together.
struct Chosen {
    papers: Vec<ChosenPaper>,
    remarks: Vec<Remark>,
}

struct ChosenPaper {
    path: PathBuf,
    /// What its file is called without an ending.
    name: String,
    /// What an outline calls it.
    title: String,
}

/// `korrigo export zip`.
pub(super) fn zip(options: &ExportPapers, target: &Path, screen: Screen) -> Result<Exit> {
    output::check_file(target, options.force)?;
    let chosen = chosen(options)?;
    let limits = options.reading.limits();
    let progress = Progress::new(screen, "packing", "archivage");
    let papers = output::stream_file(target, options.force, |out| {
        let mut archive = Archive::new(out);
        let mut names = Vec::new();
        for (done, paper) in chosen.papers.iter().enumerate() {
            progress.on_progress(done, chosen.papers.len());
            checkpoint(&progress)?;
            names.push(pack(&mut archive, paper, &limits)?);
        }
        archive.finish()?;
        Ok(names)
    })?;
    drop(progress);
    told(target, papers, chosen.remarks, screen)
}

/// `korrigo export merged`.
pub(super) fn merged(options: &ExportPapers, target: &Path, screen: Screen) -> Result<Exit> {
    output::check_file(target, options.force)?;
    let chosen = chosen(options)?;
    let opened = chosen.papers.iter().map(|paper| inputs::open_single(&paper.path, &options.reading, screen));
    let (documents, failures): (Vec<_>, Vec<_>) = opened.partition(Result::is_ok);
    if let Some(failure) = Failure::join(failures.into_iter().filter_map(Result::err)) {
        return Err(failure);
    }
    let documents: Vec<Document> = documents.into_iter().filter_map(Result::ok).collect();
    let papers: Vec<_> = chosen.papers.iter().zip(&documents).collect();
    let papers: Vec<_> =
        papers.into_iter().map(|(paper, document)| Paper { title: &paper.title, document }).collect();
    let progress = Progress::new(screen, "merging", "fusion");
    output::stream_file(target, options.force, |out| Ok(export::merge(&papers, &progress, out)?))?;
    drop(progress);
    let titles = chosen.papers.into_iter().map(|paper| paper.title).collect();
    told(target, titles, chosen.remarks, screen)
}

fn told(target: &Path, papers: Vec<String>, remarks: Vec<Remark>, screen: Screen) -> Result<Exit> {
    let bytes = target.metadata().map_err(|error| Failure::store(target, "read", &error))?.len();
    let outcome = Outcome { file: target.display().to_string(), papers, bytes, remarks };
    for remark in &outcome.remarks {
        screen.note(&remark.sentence(screen.language));
    }
    screen.result(&outcome, || {
        let (one, many) = (screen.pick("paper", "copie"), screen.pick("papers", "copies"));
        let papers = text::count(screen.language, outcome.papers.len(), one, many);
        vec![format!("{}: {papers}, {} KiB", outcome.file, outcome.bytes.div_ceil(1024))]
    })?;
    Ok(Exit::review(!outcome.remarks.is_empty()))
}

/// Adds one paper to an archive, after a look whether it is one; gives its name there.
fn pack(archive: &mut Archive<&mut dyn io::Write>, paper: &ChosenPaper, limits: &Limits) -> Result<String> {
    let failed = |error: io::Error| Failure::store(&paper.path, "read", &error);
    let mut file = File::open(&paper.path).map_err(failed)?;
    let size = file.metadata().map_err(failed)?.len();
    if size > limits.max_file_bytes {
        return Err(Failure::of(&paper.path, inputs::too_large(size, limits)));
    }
    let mut start = Vec::new();
    // Where the header of a PDF may stand.
    file.by_ref().take(1024).read_to_end(&mut start).map_err(failed)?;
    if !start.windows(5).any(|part| part == b"%PDF-") {
        return Err(Failure::of(&paper.path, Error::new(Code::InvalidMimeType, "the file is no PDF")));
    }
    let mut content = Remembering { file: start.chain(file), fault: None };
    let added = archive.add(&paper.name, "pdf", size, &mut content);
    match content.fault {
        Some(fault) => Err(failed(fault)),
        None => Ok(added?),
    }
}

/// Remembers what went wrong: the core only says that something did.
struct Remembering<R> {
    file: R,
    fault: Option<io::Error>,
}

impl<R: Read> Read for Remembering<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.file.read(buffer).map_err(|error| {
            let kind = error.kind();
            if kind != io::ErrorKind::Interrupted {
                self.fault.get_or_insert(error);
            }
            kind.into()
        })
    }
}

/// The papers that are meant: all that are given, or those of graded copies.
fn chosen(options: &ExportPapers) -> Result<Chosen> {
    let files = inputs::find_pdfs(&options.files)?;
    let stem =
        |path: &Path| path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
    let Some(path) = &options.marks else {
        let papers = files.into_iter().map(|path| {
            let name = stem(&path);
            ChosenPaper { path, title: name.clone(), name }
        });
        return Ok(Chosen { papers: papers.collect(), remarks: Vec::new() });
    };
    let book = super::read(path, &options.reading.limits())?;
    let mut known: BTreeMap<String, PathBuf> = BTreeMap::new();
    let mut failures = Vec::new();
    for file in files {
        if let Some(other) = known.insert(stem(&file).to_uppercase(), file) {
            let error = Error::new(Code::IdentityConflict, "another file has the same anonymous id");
            failures.push(Failure::of(&other, error.hint("give one of them")));
        }
    }
    let mut papers = Vec::new();
    for (place, row) in book.rows.iter().enumerate().filter(|(_, row)| row.is_graded()) {
        let file = row.anonymous_id.as_ref().and_then(|id| known.remove(&id.as_str().to_uppercase()));
        let called = paper_name(row, options.names).zip(outline_title(row, options.names));
        if let Some((path, (name, title))) = file.zip(called) {
            papers.push(ChosenPaper { path, name, title });
        } else {
            let message = format!("result {}: the paper of a graded copy is not there", place + 1);
            let error = Error::new(Code::NotFound, message).hint("it is looked for by its anonymous id");
            failures.push(Failure::of(path, error));
        }
    }
    if papers.is_empty() && failures.is_empty() {
        failures.push(Failure::of(path, Error::new(Code::ScoresIncomplete, "no copy is graded")));
    }
    let remarks = known.into_values().map(|file| Remark::NotGraded { file: file.display().to_string() });
    let remarks = remarks.collect();
    Failure::join(failures).map_or(Ok(Chosen { papers, remarks }), Err)
}
