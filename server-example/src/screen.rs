//! What goes to stdout and to stderr: results for people or for programs, notes beside them.

use std::io::{self, ErrorKind, IsTerminal, Write};
use std::path::Path;

use korrigo_core::booklet::Language;
use serde::Serialize;

use crate::cli::{Global, Lang};
use crate::failure::{Failure, Result};
use crate::text;

/// Where a command speaks.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Screen {
    /// One JSON value instead of text.
    pub(crate) json: bool,
    /// The language of the text.
    pub(crate) language: Language,
}

impl Screen {
    /// As the command line says.
    pub(crate) fn new(global: &Global) -> Self {
        Self { json: global.json, language: global.lang.unwrap_or(Lang::En).into() }
    }

    /// The English or the French words.
    pub(crate) const fn pick<'a>(self, english: &'a str, french: &'a str) -> &'a str {
        text::pick(self.language, english, french)
    }

    /// Whether bars may move on stderr.
    pub(crate) fn shows_progress() -> bool {
        io::stderr().is_terminal()
    }

    /// The result: JSON with `--json`, else these lines.
    ///
    /// # Errors
    /// `store_unavailable` when stdout cannot be written; a reader who left early is no error.
    pub(crate) fn result(self, value: &impl Serialize, lines: impl FnOnce() -> Vec<String>) -> Result<()> {
        let mut text = if self.json {
            serde_json::to_string(value).map_err(|error| written(&error.into()))?
        } else {
            lines().join("\n")
        };
        text.push('\n');
        let mut out = io::stdout().lock();
        match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
            Err(error) if error.kind() != ErrorKind::BrokenPipe => Err(written(&error)),
            _ => Ok(()),
        }
    }

    /// A remark beside the result, on stderr; programs find it in the result.
    pub(crate) fn note(self, sentence: &str) {
        if !self.json {
            let start = self.pick("note", "remarque");
            // Nobody to tell when even stderr is gone.
            let _ = writeln!(io::stderr(), "{start}: {sentence}");
        }
    }

    /// What went wrong, on stderr.
    pub(crate) fn failure(self, failure: &Failure) {
        let text =
            if self.json { format!("{}\n", failure.to_json()) } else { failure.to_text(self.language) };
        let _ = io::stderr().write_all(text.as_bytes());
    }
}

fn written(error: &io::Error) -> Failure {
    Failure::store(Path::new("stdout"), "write the result", error)
}
