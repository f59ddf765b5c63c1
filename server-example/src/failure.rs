//! What went wrong, and with which file: errors of the core with the names that only the command line knows.

use std::fmt::Write;
use std::io;
use std::path::Path;

use korrigo_core::booklet::Language;
use korrigo_core::{Code, Error};
use serde_json::{Value, json};

use crate::text;

/// The result of everything a command does.
pub(crate) type Result<T, E = Failure> = std::result::Result<T, E>;

/// One or more refusals, the first by precedence in front.
#[derive(Debug)]
pub(crate) struct Failure(Vec<Cause>);

#[derive(Debug)]
struct Cause {
    file: Option<String>,
    error: Error,
}

impl Failure {
    /// A refusal of this file.
    pub(crate) fn of(file: impl AsRef<Path>, error: Error) -> Self {
        Self(vec![Cause { file: Some(file.as_ref().display().to_string()), error }])
    }

    /// A file or folder that cannot be written or read.
    pub(crate) fn store(path: &Path, doing: &str, error: &io::Error) -> Self {
        let hint = match error.kind() {
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => {
                "free some space, or write elsewhere"
            }
            io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => {
                "ask for the right to write there, or write elsewhere"
            }
            _ => "look at the path",
        };
        let refusal = Error::new(Code::StoreUnavailable, format!("cannot {doing}: {}", plain(error)));
        Self::of(path, refusal.hint(hint))
    }

    /// With the file it is about, where that is known and none is named yet.
    pub(crate) fn about<'a>(mut self, file: impl Fn() -> Option<&'a str>) -> Self {
        for cause in &mut self.0 {
            cause.file = cause.file.take().or_else(|| file().map(str::to_owned));
        }
        self
    }

    /// Several refusals as one; `None` when there is none.
    pub(crate) fn join(failures: impl IntoIterator<Item = Failure>) -> Option<Self> {
        let mut causes: Vec<Cause> = failures.into_iter().flat_map(|failure| failure.0).collect();
        causes.sort_by_key(|cause| cause.error.code());
        (!causes.is_empty()).then_some(Self(causes))
    }

    /// The code in front.
    pub(crate) fn code(&self) -> Code {
        self.0.first().map_or(Code::Internal, |cause| cause.error.code())
    }

    /// `{"error":{"code","message","file","also":[…]}}`.
    pub(crate) fn to_json(&self) -> Value {
        let mut all = self.0.iter().flat_map(|cause| {
            std::iter::once(&cause.error).chain(cause.error.also()).map(|error| entry(cause, error))
        });
        let mut first = all.next().unwrap_or_else(|| json!({}));
        first["also"] = all.collect();
        json!({ "error": first })
    }

    /// What a person reads.
    pub(crate) fn to_text(&self, language: Language) -> String {
        let mut out = String::new();
        for cause in &self.0 {
            for error in std::iter::once(&cause.error).chain(cause.error.also()) {
                write_cause(&mut out, cause.file.as_deref(), error, language);
            }
        }
        out
    }
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        Self(vec![Cause { file: None, error }])
    }
}

/// The whole of one error without what follows it, and the file it is about.
fn entry(cause: &Cause, error: &Error) -> Value {
    let mut value = serde_json::to_value(error).unwrap_or_default();
    if let Some(object) = value.as_object_mut() {
        object.remove("also");
        if let Some(file) = &cause.file {
            object.insert("file".into(), json!(file));
        }
    }
    value
}

fn write_cause(out: &mut String, file: Option<&str>, error: &Error, language: Language) {
    let start = text::pick(language, "error", "erreur");
    let file = file.map(|file| format!("{file}: ")).unwrap_or_default();
    let said = match language {
        Language::English => error.message().to_string(),
        Language::French => match text::refusal_in_french(error.code()) {
            Some(sentence) => format!("{sentence} ({})", error.message()),
            None => error.message().to_string(),
        },
    };
    // Writing into a String cannot fail.
    let _ = write!(out, "{start}: {file}{said} [{}", error.code());
    if let Some(page) = error.page() {
        let _ = write!(out, ", page {page}");
    }
    let _ = writeln!(out, "]");
    if let Some(hint) = error.hint_text() {
        let _ = writeln!(out, "  {}: {hint}", text::pick(language, "hint", "conseil"));
    }
}

/// The system's words without its number.
fn plain(error: &io::Error) -> String {
    let text = error.to_string();
    match text.find(" (os error") {
        Some(end) => text[..end].to_lowercase(),
        None => text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_code_leads_and_files_are_named() {
        let failure = Failure::join([
            Failure::of("b.pdf", Error::new(Code::EmptyPdf, "no page")),
            Failure::of("a.pdf", Error::new(Code::EmptyFile, "no bytes").hint("scan again")),
        ])
        .unwrap();
        assert_eq!(failure.code(), Code::EmptyFile);
        let json = failure.to_json();
        assert_eq!(json["error"]["file"], "a.pdf");
        assert_eq!(json["error"]["also"][0]["code"], "empty_pdf");
        assert_eq!(
            failure.to_text(Language::English),
            "error: a.pdf: no bytes [empty_file]\n  hint: scan again\nerror: b.pdf: no page [empty_pdf]\n"
        );
    }
}
