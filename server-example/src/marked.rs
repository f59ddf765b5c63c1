//! Marked copies and their scheme, from files.

use std::path::{Path, PathBuf};

use korrigo_core::exam::{MarkedPaper, Scheme, SchemeWarning};
use korrigo_core::{Error, Limits};

use crate::failure::{Failure, Result};
use crate::inputs;
use crate::screen::Screen;

/// Reads a scheme; tells what a person should know of it.
///
/// # Errors
/// Those of [`Scheme::read`], and `store_unavailable`.
pub(crate) fn scheme(path: &Path, screen: Screen) -> Result<Scheme> {
    let limits = Limits::default();
    let bytes = inputs::read(path, &limits)?;
    let read = Scheme::read((*bytes).as_ref(), &limits).map_err(|error| Failure::of(path, error))?;
    for warning in &read.warnings {
        screen.note(&sentence(warning, screen));
    }
    Ok(read.scheme)
}

fn sentence(warning: &SchemeWarning, screen: Screen) -> String {
    let said = |english: String, french: String| screen.pick(&english, &french).to_owned();
    match warning {
        SchemeWarning::PartsDiffer { id, declared, sum } => said(
            format!("item {id} says {declared} points, its parts have {sum}; the parts count"),
            format!(
                "l'élément {id} annonce {declared} points, ses parties en ont {sum} ; ce sont elles qui comptent"
            ),
        ),
        SchemeWarning::TotalDiffers { sum, scale, .. } => said(
            format!("the questions are worth {sum} points; totals are scaled to {scale}"),
            format!("les questions valent {sum} points ; les totaux sont ramenés sur {scale}"),
        ),
        // Kinds to come.
        _ => String::new(),
    }
}

/// Reads marked copies; a copy that says no name is called as its file, or by its place in it.
///
/// # Errors
/// Those of [`MarkedPaper::read_all`], and `store_unavailable`; of all files together.
pub(crate) fn papers(files: &[PathBuf]) -> Result<Vec<MarkedPaper>> {
    let limits = Limits::default();
    let (mut papers, mut failures) = (Vec::new(), Vec::new());
    for path in files {
        let read = inputs::read(path, &limits).and_then(|bytes| {
            MarkedPaper::read_all((*bytes).as_ref(), &limits).map_err(|error| Failure::of(path, error))
        });
        match read {
            Ok(read) => {
                let file =
                    path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
                let alone = read.len() == 1;
                papers.extend(read.into_iter().enumerate().map(|(place, paper)| {
                    let name = if alone { file.clone() } else { format!("{file}#{place}") };
                    MarkedPaper { copy: if paper.copy.is_empty() { name } else { paper.copy }, ..paper }
                }));
            }
            Err(failure) => failures.push(failure),
        }
    }
    Failure::join(failures).map_or(Ok(papers), Err)
}

/// Errors of single copies as one, each naming its copy by its place.
pub(crate) fn join(faults: impl IntoIterator<Item = (usize, Error)>) -> Option<Error> {
    Error::join(faults.into_iter().flat_map(|(place, error)| {
        let all: Vec<Error> = std::iter::once(&error).chain(error.also()).cloned().collect();
        all.into_iter()
            .map(move |error| Error::new(error.code(), format!("paper {place}: {}", error.message())))
    }))
}
