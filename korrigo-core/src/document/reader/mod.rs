//! From bytes to objects, twice: our own way to lopdf's objects, and hayro's, which checks and repairs.
//!
//! Knows tables, searches, ciphers and where the bytes of a stream are. Knows no page beyond the way to the
//! page tree. What the first reader refuses as too costly never reaches the second, which keeps no account.

pub(super) mod cipher;
mod load;
mod rebuild;
mod scan;
pub(super) mod second;
mod syntax;
mod xref;

use std::collections::BTreeMap;
use std::ops::Range;

use lopdf::{Dictionary, Object, ObjectId};

use crate::error::Result;
use crate::limits::Limits;
use cipher::Cipher;
pub(super) use rebuild::rebuild;
use syntax::{Budget, Fault};

/// Where the bytes of a stream are. The stream's `start_position` is the index of its `Lent`.
#[derive(Clone, Debug)]
pub(super) enum Lent {
    /// In the file, encrypted if the file is.
    File {
        /// Whose bytes: the key depends on it.
        id: ObjectId,
        /// Which bytes.
        range: Range<usize>,
    },
    /// In the file, and not encrypted.
    Plain(Range<usize>),
}

/// All objects of a file.
#[derive(Default)]
pub(super) struct Store {
    pub(super) objects: BTreeMap<ObjectId, Object>,
    pub(super) trailer: Dictionary,
    pub(super) lent: Vec<Lent>,
    pub(super) cipher: Option<Cipher>,
    /// Whether anything was not where the file says, or was read by the second reader only.
    pub(super) repaired: bool,
}

impl Store {
    /// The object itself, references followed, at most as many as anybody writes.
    pub(super) fn resolve<'a>(&'a self, mut object: &'a Object) -> &'a Object {
        const MAX_REFERENCES: usize = 32;
        for _ in 0..MAX_REFERENCES {
            let Object::Reference(id) = object else { return object };
            match self.objects.get(id) {
                Some(next) => object = next,
                None => return &Object::Null,
            }
        }
        &Object::Null
    }

    /// A value of a dictionary, references followed.
    pub(super) fn value<'a>(&'a self, dictionary: &'a Dictionary, key: &[u8]) -> &'a Object {
        dictionary.get(key).map_or(&Object::Null, |value| self.resolve(value))
    }

    /// The root of the page tree, if the way to it is whole.
    pub(super) fn page_tree(&self) -> Option<&Dictionary> {
        // A catalogue written into the trailer is nobody's PDF (ISO 32000-2, table 15).
        let root = self.trailer.get(b"Root").ok().filter(|root| root.as_reference().is_ok())?;
        let catalog = self.resolve(root).as_dict().ok()?;
        let root = self.value(catalog, b"Pages").as_dict().ok()?;
        self.value(root, b"Kids").as_array().is_ok().then_some(root)
    }
}

/// Reads the file as its tables say, or by searching where they are wrong.
///
/// # Errors
/// `encrypted_pdf`, `resource_limit`; `Ok(None)` when nothing makes sense.
pub(super) fn first(data: &[u8], password: Option<&str>, limits: &Limits) -> Result<Option<Store>> {
    let budget = Budget::new(limits, data.len());
    // Offsets count from the header (ISO 32000-2, 7.5.2), which others let stand a little later.
    let header = memchr::memmem::find(data.get(..1024).unwrap_or(data), b"%PDF-").unwrap_or(0);
    let mut store = None;
    for base in if header > 0 { vec![header, 0] } else { vec![0] } {
        store = written(data.get(base..).unwrap_or_default(), password, &budget)?
            .map(|store| store.shifted(base));
        if store.as_ref().is_some_and(|store| store.page_tree().is_some()) {
            return Ok(store);
        }
    }
    let scanned = match scan::scan(data, &budget) {
        Ok(table) => load::load(data, table, true, password, &budget)?,
        Err(fault) => fault.refusal().map_or(Ok(None), Err)?,
    };
    Ok(scanned.filter(|scanned| scanned.page_tree().is_some()).or(store))
}

/// The objects that the file's own tables lead to.
fn written(data: &[u8], password: Option<&str>, budget: &Budget) -> Result<Option<Store>> {
    match xref::read(data, budget) {
        Ok(table) => load::load(data, table, false, password, budget),
        Err(Fault::Damaged) => Ok(None),
        Err(fault) => fault.refusal().map_or(Ok(None), Err),
    }
}

impl Store {
    /// The same store, its ranges counted from the start of the file.
    fn shifted(mut self, base: usize) -> Self {
        for lent in &mut self.lent {
            let (Lent::File { range, .. } | Lent::Plain(range)) = lent;
            *range = range.start.saturating_add(base)..range.end.saturating_add(base);
        }
        self
    }
}
