//! The one error of korrigo: a stable code, what was found, and what to do about it.
//!
//! Knows the closed list of codes every binding and the HTTP interface share. Knows nothing of PDFs,
//! exams or languages beyond the sentences themselves. A message never holds a name, a path or any
//! content of a paper: it may be logged and shown to anyone.

use std::fmt;

use serde::{Serialize, Serializer};

/// The result of everything that can be refused.
pub type Result<T, E = Error> = std::result::Result<T, E>;

macro_rules! codes {
    ($($(#[$doc:meta])* $variant:ident = $text:literal, $http:literal;)+) => {
        /// A stable name for one kind of refusal: the same string in every language and on the wire.
        ///
        /// The order is the order of precedence: where several checks fail, the first code is reported
        /// and the others stand in [`Error::also`].
        #[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
        #[non_exhaustive]
        pub enum Code { $($(#[$doc])* $variant,)+ }

        impl Code {
            /// Every code, in order of precedence.
            pub const ALL: &'static [Code] = &[$(Code::$variant,)+];

            /// The code as it is written in JSON, logs and every binding.
            pub const fn as_str(self) -> &'static str {
                match self { $(Code::$variant => $text,)+ }
            }

            /// The HTTP status that goes with the code.
            pub const fn http_status(self) -> u16 {
                match self { $(Code::$variant => $http,)+ }
            }
        }
    };
}

codes! {
    /// Zero bytes.
    EmptyFile = "empty_file", 400;
    /// More bytes than [`Limits::max_file_bytes`](crate::Limits::max_file_bytes).
    FileTooLarge = "file_too_large", 413;
    /// The content is not of a kind that korrigo reads, whatever the name says.
    InvalidMimeType = "invalid_mime_type", 415;
    /// The name given with the bytes does not end as such a file's name does.
    InvalidExtension = "invalid_extension", 400;
    /// Neither reader can make sense of the file, or an image inside it is damaged.
    CorruptedPdf = "corrupted_pdf", 400;
    /// A password is needed that was not given, or the given one is wrong.
    EncryptedPdf = "encrypted_pdf", 400;
    /// The file holds no page.
    EmptyPdf = "empty_pdf", 400;
    /// More pages than [`Limits::max_pages`](crate::Limits::max_pages).
    TooManyPages = "too_many_pages", 400;
    /// A decompression bomb, a cycle, a nesting too deep or an image too large.
    ResourceLimit = "resource_limit", 422;
    /// A plan that does not fit its sources or breaks its own rules.
    PlanInvalid = "plan_invalid", 422;
    /// A zone outside its page, or not made of finite numbers.
    ZoneInvalid = "zone_invalid", 422;
    /// An annotation outside its page, of an unknown kind, or not made of finite numbers.
    AnnotationInvalid = "annotation_invalid", 422;
    /// A mark that is not a decimal, or out of range, or not on the step.
    MarkInvalid = "mark_invalid", 422;
    /// A marking scheme that contradicts itself.
    SchemeInvalid = "scheme_invalid", 422;
    /// A roster with a line that cannot be read.
    RosterInvalid = "roster_invalid", 422;
    /// A character that no font at hand can draw.
    MissingGlyph = "missing_glyph", 422;
    /// A file that PDF/A cannot hold.
    NotArchivable = "not_archivable", 422;
    /// A redaction whose result failed its own audit: no file was returned.
    RedactionUnproven = "redaction_unproven", 500;
    /// Someone else holds the lock.
    LockConflict = "lock_conflict", 409;
    /// The lock has ended.
    LockLost = "lock_lost", 409;
    /// The token of the lock is missing or wrong.
    LockTokenInvalid = "lock_token_invalid", 403;
    /// The command is not allowed in this state.
    InvalidTransition = "invalid_transition", 409;
    /// The annotation was changed since it was read.
    VersionConflict = "version_conflict", 409;
    /// The draft was changed since it was read.
    DraftConflict = "draft_conflict", 409;
    /// Two copies claim the same candidate.
    IdentityConflict = "identity_conflict", 409;
    /// Questions of the scheme without a mark.
    ScoresIncomplete = "scores_incomplete", 409;
    /// The copy was graded before.
    AlreadyGraded = "already_graded", 409;
    /// Not allowed for this person.
    Forbidden = "forbidden", 403;
    /// There is no such thing.
    NotFound = "not_found", 404;
    /// There is no such page.
    PageNotFound = "page_not_found", 404;
    /// The caller cancelled.
    Cancelled = "cancelled", 499;
    /// Too many requests.
    RateLimited = "rate_limited", 429;
    /// The place where results are kept cannot be written or read.
    StoreUnavailable = "store_unavailable", 503;
    /// Try again later.
    Busy = "busy", 503;
    /// A route that existed elsewhere and is not offered here.
    NotOffered = "not_offered", 501;
    /// A defect of korrigo.
    Internal = "internal", 500;
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

crate::schema::written_as_text!(Code);

impl Serialize for Code {
    fn serialize<S: Serializer>(&self, serializer: S) -> std::result::Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

/// A refusal: a code, what was found, the rule, and what to do.
///
/// ```
/// use korrigo_core::{Code, Error};
///
/// let error = Error::new(Code::EmptyFile, "the file has no bytes").hint("scan it again");
/// assert_eq!(error.code().as_str(), "empty_file");
/// assert_eq!(error.to_string(), "empty_file: the file has no bytes (scan it again)");
/// ```
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Error(Box<Inner>);

#[derive(Clone, Debug, Eq, PartialEq, Serialize, schemars::JsonSchema)]
struct Inner {
    code: Code,
    message: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    detail: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    hint: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    page: Option<usize>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    also: Vec<Error>,
}

impl Error {
    /// An error with a code and a message that says what was found and which rule it breaks.
    pub fn new(code: Code, message: impl Into<String>) -> Self {
        let message = message.into();
        Self(Box::new(Inner { code, message, detail: None, hint: None, page: None, also: Vec::new() }))
    }

    /// Adds what the user can do about it.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.0.hint = Some(hint.into());
        self
    }

    /// Adds a finer, stable name for the cause, such as `jpeg.truncated`.
    #[must_use]
    pub fn with_detail(mut self, detail: &'static str) -> Self {
        self.0.detail = Some(detail);
        self
    }

    /// Adds the page of the source, counted from 0, unless one is known already.
    #[must_use]
    pub fn on_page(mut self, page: usize) -> Self {
        self.0.page.get_or_insert(page);
        self
    }

    /// Joins several refusals into one: the first by precedence leads, the others follow in [`Error::also`].
    ///
    /// Gives `None` when there is none.
    pub fn join(errors: impl IntoIterator<Item = Error>) -> Option<Error> {
        let mut all: Vec<Error> = Vec::new();
        for mut error in errors {
            let also = std::mem::take(&mut error.0.also);
            all.push(error);
            all.extend(also);
        }
        all.sort_by_key(Error::code);
        let mut all = all.into_iter();
        let mut first = all.next()?;
        first.0.also = all.collect();
        Some(first)
    }

    /// The code: stable, and the same in every language.
    pub fn code(&self) -> Code {
        self.0.code
    }

    /// What was found and which rule it breaks. Holds nothing of a paper's content.
    pub fn message(&self) -> &str {
        &self.0.message
    }

    /// A finer, stable name for the cause, such as `jpeg.truncated`.
    pub fn detail(&self) -> Option<&'static str> {
        self.0.detail
    }

    /// What the user can do about it.
    pub fn hint_text(&self) -> Option<&str> {
        self.0.hint.as_deref()
    }

    /// The page of the source this is about, counted from 0.
    pub fn page(&self) -> Option<usize> {
        self.0.page
    }

    /// The other checks that failed at the same time.
    pub fn also(&self) -> &[Error] {
        &self.0.also
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.0.code, self.0.message)?;
        if let Some(page) = self.0.page {
            write!(f, " [page {}]", page + 1)?;
        }
        if let Some(hint) = &self.0.hint {
            write!(f, " ({hint})")?;
        }
        Ok(())
    }
}

impl std::error::Error for Error {}

impl schemars::JsonSchema for Error {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Error".into()
    }

    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        Inner::json_schema(generator)
    }
}

impl Serialize for Error {
    fn serialize<S: Serializer>(&self, serializer: S) -> std::result::Result<S::Ok, S::Error> {
        self.0.serialize(serializer)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_unique_and_snake_case() {
        let mut seen = std::collections::BTreeSet::new();
        for code in Code::ALL {
            assert!(seen.insert(code.as_str()), "{code} twice");
            assert!(code.as_str().bytes().all(|b| b.is_ascii_lowercase() || b == b'_'), "{code}");
            assert!((400..=503).contains(&code.http_status()), "{code}");
        }
    }

    #[test]
    fn join_puts_the_first_code_in_front() {
        let joined =
            Error::join([Error::new(Code::TooManyPages, "b"), Error::new(Code::FileTooLarge, "a")]).unwrap();
        assert_eq!(joined.code(), Code::FileTooLarge);
        assert_eq!(joined.also().len(), 1);
        assert_eq!(
            serde_json::to_string(&joined).unwrap(),
            r#"{"code":"file_too_large","message":"a","also":[{"code":"too_many_pages","message":"b"}]}"#
        );
        assert_eq!(Error::join([]), None);
    }
}
