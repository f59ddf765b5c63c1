//! Opening: every check that can be made is made, and all that fail are told together.
//!
//! Knows the checks, their codes and which reader to believe. Knows nothing of what pages hold.

use std::sync::{Arc, OnceLock};

use lopdf::Object;

use super::reader::{self, Lent, Store, second::Second};
use super::tree::{self, PageNode, Pages};
use super::{Bytes, Document, Readers};
use crate::error::{Code, Error, Result};
use crate::limits::Limits;

/// What the caller knows of a file, and what opening it may cost.
#[derive(Clone, Default)]
pub struct OpenOptions<'a> {
    /// The name it came with; its extension is checked. `None`: not checked.
    pub name: Option<&'a str>,
    /// The password; the empty one is always tried first.
    pub password: Option<&'a str>,
    /// What opening and reading may cost.
    pub limits: Limits,
}

impl std::fmt::Debug for OpenOptions<'_> {
    // Neither a password nor a file's name reaches a log.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("OpenOptions").field("limits", &self.limits).finish_non_exhaustive()
    }
}

/// How late the header may stand (ISO 32000-1, annex H, implementation note 13).
const HEADER_WITHIN: usize = 1024;

/// How late the end may stand; readers look as far back (the same, note 18).
const TAIL_WITHIN: usize = 1024;

impl Document {
    /// Opens a PDF that nobody vouches for.
    ///
    /// Damage is repaired where pages can be saved; [`Document::is_repaired`] tells. A file cut off
    /// so early that a page or its content is missing is refused, not shown as blank pages.
    ///
    /// ```
    /// use std::sync::Arc;
    /// use korrigo_core::Code;
    /// use korrigo_core::document::{Document, OpenOptions};
    ///
    /// let options = OpenOptions { name: Some("scan.docx"), ..OpenOptions::default() };
    /// let refusal = Document::open(Arc::new(b"PK\x03\x04".to_vec()), &options).unwrap_err();
    /// assert_eq!(refusal.code(), Code::InvalidMimeType);
    /// assert_eq!(refusal.also()[0].code(), Code::InvalidExtension);
    /// ```
    ///
    /// # Errors
    /// All checks that fail, told together, the first by precedence in front:
    /// - `empty_file`: no bytes.
    /// - `file_too_large`: more than `max_file_bytes`.
    /// - `invalid_mime_type`: no `%PDF-` within the first 1024 bytes.
    /// - `invalid_extension`: a name is given and does not end in `.pdf`.
    /// - `corrupted_pdf`: neither reader can make sense of it.
    /// - `encrypted_pdf`: a password is needed that was not given, or is wrong.
    /// - `empty_pdf`: no page.
    /// - `too_many_pages`: more than `max_pages`.
    /// - `resource_limit`: too many objects, nested too deep, or tables that decode to too much.
    pub fn open(bytes: Bytes, options: &OpenOptions<'_>) -> Result<Document> {
        let named = options.name.and_then(wrong_extension);
        let opened = match unreadable((*bytes).as_ref(), &options.limits) {
            Some(refusal) => Err(refusal),
            None => read(bytes, options),
        };
        match (opened, named) {
            (Ok(document), None) => Ok(document),
            (Ok(_), Some(named)) => Err(named),
            (Err(refusal), named) => {
                Err(Error::join(std::iter::once(refusal.clone()).chain(named)).unwrap_or(refusal))
            }
        }
    }
}

/// The refusal of bytes that are not worth reading.
fn unreadable(data: &[u8], limits: &Limits) -> Option<Error> {
    if data.is_empty() {
        return Some(Error::new(Code::EmptyFile, "the file has no bytes").hint("scan or save it again"));
    }
    let too_large = (data.len() as u64 > limits.max_file_bytes).then(|| {
        let (found, limit) = (data.len(), limits.max_file_bytes);
        Error::new(Code::FileTooLarge, format!("the file has {found} bytes; the limit is {limit}"))
            .hint("scan smaller piles or with fewer dots an inch")
    });
    let head = data.get(..HEADER_WITHIN).unwrap_or(data);
    let no_pdf = memchr::memmem::find(head, b"%PDF-").is_none().then(|| {
        Error::new(Code::InvalidMimeType, "the content is not that of a PDF")
            .hint("save or scan it as PDF; renaming a file does not change what it is")
    });
    Error::join(too_large.into_iter().chain(no_pdf))
}

fn wrong_extension(name: &str) -> Option<Error> {
    let right = name.rsplit_once('.').is_some_and(|(_, extension)| extension.eq_ignore_ascii_case("pdf"));
    (!right).then(|| {
        Error::new(Code::InvalidExtension, "the file's name does not end in .pdf").hint("rename the file")
    })
}

fn read(bytes: Bytes, options: &OpenOptions<'_>) -> Result<Document> {
    let (data, limits): (&[u8], _) = ((*bytes).as_ref(), &options.limits);
    // A refusal for its cost ends here: the second reader keeps no account.
    let (first, locked) = match reader::first(data, options.password, limits) {
        Ok(store) => (store, None),
        Err(locked) if locked.code() == Code::EncryptedPdf => (None, Some(locked)),
        Err(refusal) => return Err(refusal),
    };
    let second = reader::second::read(&bytes, options.password);
    let tree = first.as_ref().filter(|store| store.page_tree().is_some());
    let first_pages = tree.map(|store| tree::walk(store, limits)).transpose()?;
    let first_count = first_pages.as_ref().map_or(0, |pages| pages.nodes.len());
    let second_count = match &second {
        Second::Read(pdf) => Some(pdf.pages().len()),
        _ => None,
    };
    let readers = Readers { lopdf: first_pages.as_ref().map(|pages| pages.nodes.len()), hayro: second_count };
    let encrypted = locked.is_some() || first.as_ref().is_some_and(|store| store.cipher.is_some());
    let (store, pages) = match (first, first_pages, &second) {
        (Some(store), Some(pages), _) if first_count > 0 => (store, pages),
        (first, _, Second::Read(pdf)) if !pdf.pages().is_empty() => {
            let store = reader::rebuild(pdf, data, limits)?;
            let pages = tree::walk(&store, limits)?;
            if pages.nodes.is_empty() {
                return Err(no_page(first.as_ref(), &second));
            }
            (store, pages)
        }
        (first, ..) => return Err(locked.unwrap_or_else(|| no_page(first.as_ref(), &second))),
    };
    let repaired = store.repaired || pages.mended;
    check_content(&store, &pages, data)?;
    let second = match second {
        Second::Read(pdf) => Some(Arc::from(pdf)),
        _ => None,
    };
    Ok(Document {
        limits: limits.clone(),
        pages: pages.nodes.into(),
        store: Arc::new(store),
        second,
        readers,
        encrypted,
        repaired,
        hash: Arc::new(OnceLock::new()),
        bytes,
    })
}

fn no_page(first: Option<&Store>, second: &Second) -> Error {
    match (first, second) {
        (None, Second::Locked) => reader::cipher::locked(false),
        (Some(store), _) if store.page_tree().is_some() => {
            Error::new(Code::EmptyPdf, "the file has no page").hint("scan or save it again")
        }
        _ => Error::new(Code::CorruptedPdf, "no reader can make sense of the file")
            .with_detail("pdf.unreadable")
            .hint("scan or save it again; if it was uploaded, it may have been cut off"),
    }
}

/// Refuses a file that was cut off and lost a page or what a page shows: an upload cut off is no blank page.
fn check_content(store: &Store, pages: &Pages, data: &[u8]) -> Result<()> {
    // The last line of a whole file is `%%EOF`, with `startxref` before it (ISO 32000-2, 7.5.5).
    let tail = data.get(data.len().saturating_sub(TAIL_WITHIN)..).unwrap_or_default();
    let whole = memchr::memmem::find(tail, b"startxref").is_some();
    let lost = |page: &PageNode| has_lost_content(store, page, data.len());
    if whole || !(pages.mended || pages.nodes.iter().any(lost)) {
        return Ok(());
    }
    Err(Error::new(Code::CorruptedPdf, "the file is cut off: pages or their content are missing")
        .with_detail("pdf.truncated")
        .hint("upload the file again"))
}

/// Whether anything that the page names to be drawn is not there.
fn has_lost_content(store: &Store, page: &PageNode, file_bytes: usize) -> bool {
    let missing = |object: &Object| match store.resolve(object) {
        Object::Null => matches!(object, Object::Reference(_)),
        Object::Stream(stream) => stream
            .start_position
            .and_then(|index| store.lent.get(index))
            .is_some_and(|(Lent::File { range, .. } | Lent::Plain(range))| range.end >= file_bytes),
        _ => false,
    };
    let contents = page.dictionary(store).and_then(|dictionary| dictionary.get(b"Contents").ok());
    let lost_contents = contents.is_some_and(|contents| match store.resolve(contents) {
        Object::Array(parts) => parts.iter().any(missing),
        _ => missing(contents),
    });
    let drawn = page
        .inherited(store, b"Resources")
        .and_then(|resources| resources.as_dict().ok())
        .and_then(|resources| store.value(resources, b"XObject").as_dict().ok());
    lost_contents || drawn.is_some_and(|drawn| drawn.iter().any(|(_, object)| missing(object)))
}
