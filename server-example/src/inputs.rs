//! The scans of a command: files and folders are found, read, wrapped into PDF where they are none, and
//! opened.
//!
//! All that cannot be opened is told together. Inputs are only ever read.

use std::cmp::Ordering;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use korrigo_core::document::{Bytes, Document, OpenOptions, wrap};
use korrigo_core::progress::checkpoint;
use korrigo_core::{Code, Error, Limits, Observer};

use crate::cli::Reading;
use crate::failure::{Failure, Result};
use crate::progress::Progress;
use crate::remarks::Remark;
use crate::screen::Screen;

/// Opened scans, in the order they are worked on.
#[derive(Debug, Default)]
pub(crate) struct Scans {
    /// What people call them.
    pub(crate) names: Vec<String>,
    /// The scans.
    pub(crate) documents: Vec<Document>,
    /// What a person should know of the files.
    pub(crate) remarks: Vec<Remark>,
}

/// Opens everything that these paths name: files as they are given, folders in natural order of names.
///
/// # Errors
/// Those of [`Document::open`], `not_found`, `store_unavailable` and `cancelled`; all together.
pub(crate) fn open(paths: &[PathBuf], reading: &Reading, screen: Screen) -> Result<Scans> {
    let mut scans = Scans::default();
    let found = find(paths, &mut scans.remarks)?;
    let limits = reading.limits();
    let progress = Progress::new(screen, "reading", "lecture");
    let mut failures = Vec::new();
    let mut seen = BTreeMap::new();
    for (done, path) in found.iter().enumerate() {
        progress.on_progress(done, found.len());
        checkpoint(&progress)?;
        match open_one(path, reading.password.as_deref(), &limits, &mut scans.remarks) {
            Ok(opened) => {
                for (file, document) in opened {
                    if let Some(first) = seen.get(&document.hash()).cloned() {
                        scans.remarks.push(Remark::SameAs { file, first });
                        continue;
                    }
                    seen.insert(document.hash(), file.clone());
                    if document.is_repaired() {
                        scans.remarks.push(Remark::Repaired { file: file.clone() });
                    }
                    scans.names.push(file);
                    scans.documents.push(document);
                }
            }
            Err(failure) => failures.push(failure),
        }
    }
    for remark in &scans.remarks {
        screen.note(&remark.sentence(screen.language));
    }
    Failure::join(failures).map_or(Ok(scans), Err)
}

/// Opens one file that must hold one scan.
///
/// # Errors
/// Those of [`open()`]; `invalid_mime_type` when there are several scans in it.
pub(crate) fn open_single(path: &Path, reading: &Reading, screen: Screen) -> Result<Document> {
    let mut scans = open(&[path.to_path_buf()], reading, screen)?;
    if let (Some(document), true) = (scans.documents.pop(), scans.documents.is_empty()) {
        return Ok(document);
    }
    let error = Error::new(Code::InvalidMimeType, "there are several scans in it; one is needed")
        .hint("take one of them out of the archive or folder");
    Err(Failure::of(path, error))
}

/// Reads and opens one file; an archive gives several scans.
fn open_one(
    path: &Path,
    password: Option<&str>,
    limits: &Limits,
    remarks: &mut Vec<Remark>,
) -> Result<Vec<(String, Document)>> {
    let failed = |error: Error| Failure::of(path, error);
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let given = wrap::Named { name: &name, bytes: read(path, limits)? };
    let mut opened = Vec::new();
    for wrapped in wrap::to_pdf(std::slice::from_ref(&given), limits).map_err(failed)? {
        let wrap::Wrapped { name, pdf, notes } = wrapped;
        if !notes.is_empty() {
            let pages = notes.iter().map(|wrap::Note::DensityAssumed { page }| *page).collect();
            remarks.push(Remark::DensityAssumed { file: name.clone(), pages });
        }
        // Only a file that is a PDF itself must be called one.
        let is_given = Arc::ptr_eq(&pdf, &given.bytes);
        let options = OpenOptions { name: is_given.then_some(&name), password, limits: limits.clone() };
        let document = Document::open(pdf, &options).map_err(failed)?;
        opened.push((name, document));
    }
    Ok(opened)
}

/// The bytes of a file, unless it is larger than it may be.
pub(crate) fn read(path: &Path, limits: &Limits) -> Result<Bytes> {
    let failed = |error: std::io::Error| Failure::store(path, "read", &error);
    let size = fs::metadata(path).map_err(failed)?.len();
    if size > limits.max_file_bytes {
        return Err(Failure::of(path, too_large(size, limits)));
    }
    Ok(Arc::new(fs::read(path).map_err(failed)?))
}

/// A file that is larger than it may be.
pub(crate) fn too_large(size: u64, limits: &Limits) -> Error {
    let message = format!("the file has {size} bytes; the limit is {}", limits.max_file_bytes);
    Error::new(Code::FileTooLarge, message).hint("raise it with --max-file-size")
}

/// The PDFs that are meant: files as they are given, of folders what is called a PDF.
///
/// # Errors
/// Those of [`find`]; `not_found` when there is none.
pub(crate) fn find_pdfs(paths: &[PathBuf]) -> Result<Vec<PathBuf>> {
    let found = find(paths, &mut Vec::new())?;
    let is_pdf = |path: &PathBuf| {
        paths.contains(path)
            || path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("pdf"))
    };
    let files: Vec<_> = found.into_iter().filter(is_pdf).collect();
    if files.is_empty() {
        let error = Error::new(Code::NotFound, "there is no PDF in the folder");
        return Err(paths
            .first()
            .map_or_else(|| error.clone().into(), |path| Failure::of(path, error.clone())));
    }
    Ok(files)
}

/// A JSON file; `refused` makes an error of what is wrong with it.
///
/// # Errors
/// Those of [`read()`], and the one that `refused` makes.
pub(crate) fn read_json<T: serde::de::DeserializeOwned>(
    path: &Path,
    limits: &Limits,
    refused: impl FnOnce(String) -> Error,
) -> Result<T> {
    let bytes = read(path, limits)?;
    serde_json::from_slice((*bytes).as_ref()).map_err(|error| Failure::of(path, refused(fault(&error))))
}

/// What is wrong with a JSON file, without a word of what stands in it: plans and readings hold names.
fn fault(error: &serde_json::Error) -> String {
    let text = error.to_string();
    let repeats = ["invalid type", "invalid value", "unknown variant", "unknown field"]
        .iter()
        .find(|start| text.starts_with(**start));
    match repeats {
        Some(kind) => format!("{kind} at line {} column {}", error.line(), error.column()),
        None => text,
    }
}

/// The files that are meant: files as they are given, folders in natural order of names.
///
/// # Errors
/// `not_found` and `store_unavailable`, all together.
pub(crate) fn find(paths: &[PathBuf], remarks: &mut Vec<Remark>) -> Result<Vec<PathBuf>> {
    let (mut found, mut left_out, mut failures) = (Vec::new(), Vec::new(), Vec::new());
    for path in paths {
        match fs::metadata(path) {
            Ok(there) if there.is_dir() => {
                if let Err(error) = walk(path, &mut found, &mut left_out) {
                    failures.push(Failure::store(path, "read the folder", &error));
                }
            }
            Ok(_) => found.push(path.clone()),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
                failures
                    .push(Failure::of(path, Error::new(Code::NotFound, "there is no such file or folder")));
            }
            Err(error) => failures.push(Failure::store(path, "read", &error)),
        }
    }
    remarks.extend(left_out.into_iter().map(|file| Remark::LeftOut { file }));
    if found.is_empty() && failures.is_empty() {
        let error = Error::new(Code::NotFound, "there is no scan in the folder")
            .hint("PDF, TIFF, JPEG, PNG and ZIP files are taken");
        failures.extend(paths.first().map(|path| Failure::of(path, error)));
    }
    Failure::join(failures).map_or(Ok(found), Err)
}

/// Adds the scans of a folder and of the folders in it, in natural order of names.
fn walk(folder: &Path, found: &mut Vec<PathBuf>, left_out: &mut Vec<String>) -> std::io::Result<()> {
    let mut entries = fs::read_dir(folder)?.collect::<std::io::Result<Vec<_>>>()?;
    entries.sort_by(|a, b| natural(&a.file_name().to_string_lossy(), &b.file_name().to_string_lossy()));
    for entry in entries {
        let (path, name) = (entry.path(), entry.file_name().to_string_lossy().into_owned());
        let kind = entry.file_type()?;
        if is_clutter(&name) {
            continue;
        }
        if kind.is_dir() {
            walk(&path, found, left_out)?;
        } else if is_scan(&path) {
            // A link is followed when it leads to a file; a link to a folder could lead in circles.
            if path.is_file() {
                found.push(path);
            }
        } else {
            left_out.push(path.display().to_string());
        }
    }
    Ok(())
}

/// What operating systems and copiers leave in folders.
fn is_clutter(name: &str) -> bool {
    name.starts_with('.') || ["thumbs.db", "desktop.ini", "__macosx"].contains(&name.to_lowercase().as_str())
}

fn is_scan(path: &Path) -> bool {
    let extension = path.extension().map(|extension| extension.to_string_lossy().to_lowercase());
    let known = ["pdf", "tif", "tiff", "jpg", "jpeg", "png", "zip"];
    extension.is_some_and(|extension| known.contains(&extension.as_str()))
}

/// Names as people order them: `scan2` before `scan10`, without regard to case.
fn natural(a: &str, b: &str) -> Ordering {
    let (mut left, mut right) = (a, b);
    loop {
        let (head_left, rest_left) = piece(left);
        let (head_right, rest_right) = piece(right);
        let order = match (head_left.trim_start_matches('0'), head_right.trim_start_matches('0')) {
            _ if head_left.is_empty() || head_right.is_empty() => head_left.len().cmp(&head_right.len()),
            (x, y) if is_number(head_left) && is_number(head_right) => {
                x.len().cmp(&y.len()).then_with(|| x.cmp(y))
            }
            _ => head_left.to_lowercase().cmp(&head_right.to_lowercase()),
        };
        if order != Ordering::Equal {
            return order;
        }
        if head_left.is_empty() {
            return a.cmp(b);
        }
        (left, right) = (rest_left, rest_right);
    }
}

/// The first run of digits or of other characters, and the rest.
fn piece(text: &str) -> (&str, &str) {
    let digits = is_number(text);
    let end = text.find(|c: char| c.is_ascii_digit() != digits).unwrap_or(text.len());
    text.split_at(end)
}

fn is_number(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_ordered_as_people_order_them() {
        let mut names = ["scan10.pdf", "Scan2.pdf", "scan1.pdf", "b", "a12b", "a2b", "a2", "é", "007", "7"];
        names.sort_by(|a, b| natural(a, b));
        assert_eq!(
            names,
            ["007", "7", "a2", "a2b", "a12b", "b", "scan1.pdf", "Scan2.pdf", "scan10.pdf", "é"]
        );
    }
}
