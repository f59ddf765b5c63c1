//! Every object of the file, read once; the bytes of streams stay where they are.
//!
//! Knows a table of places and believes none of it: an object counts only where its own number stands.
//! Knows object streams and lengths that are wrong. Knows nothing of pages.

use std::cell::OnceCell;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use lopdf::{Dictionary, Object, ObjectId, Stream};

use super::cipher::Cipher;
use super::syntax::{Budget, Fault, Parsed, Parser};
use super::xref::{Place, Table};
use super::{Lent, Store, scan, xref};
use crate::error::Result;

/// Reads the objects that `table` lists; `scanned` when the table was found by searching.
///
/// # Errors
/// `encrypted_pdf` when the password is missing or wrong, `resource_limit` when the budget is spent.
/// `Ok(None)` when what is there makes no sense.
pub(super) fn load(
    data: &[u8],
    table: Table,
    scanned: bool,
    password: Option<&str>,
    budget: &Budget,
) -> Result<Option<Store>> {
    let mut loader = Loader::new(data, table, scanned, budget);
    let refuse = |fault: Fault| fault.refusal().map_or(Ok(None), Err);
    if let Err(fault) = loader.read_direct_objects() {
        return refuse(fault);
    }
    if loader.store.trailer.has(b"Encrypt") {
        let cipher = Cipher::new(&loader.store.trailer, &loader.store.objects, password)?;
        loader.decrypt(cipher);
    }
    if let Err(fault) = loader.read_object_streams() {
        return refuse(fault);
    }
    loader.lend_streams();
    Ok(Some(loader.store))
}

struct Loader<'a> {
    data: &'a [u8],
    places: BTreeMap<u32, Place>,
    scanned: bool,
    budget: &'a Budget,
    store: Store,
    /// Where the data of each stream begins.
    streams: BTreeMap<ObjectId, usize>,
    /// Where `endstream` stands, searched once and only when a length is wrong.
    ends: OnceCell<Vec<usize>>,
}

impl<'a> Loader<'a> {
    fn new(data: &'a [u8], table: Table, scanned: bool, budget: &'a Budget) -> Self {
        let store = Store { trailer: table.trailer, repaired: table.repaired, ..Store::default() };
        let (streams, ends) = (BTreeMap::new(), OnceCell::new());
        Self { data, places: table.places, scanned, budget, store, streams, ends }
    }

    fn read_direct_objects(&mut self) -> Parsed<()> {
        let mut missing = BTreeSet::new();
        let places = std::mem::take(&mut self.places);
        for (number, place) in &places {
            if let Place::At(offset) = place
                && !self.read_at(*number, *offset)?
            {
                missing.insert(*number);
            }
        }
        self.places = places;
        if missing.is_empty() || self.scanned {
            return Ok(());
        }
        // An entry that leads nowhere may be stale, or the object may have moved.
        for (number, place) in scan::scan(self.data, self.budget)?.places {
            if let Place::At(offset) = place
                && missing.contains(&number)
                && self.read_at(number, offset)?
            {
                self.store.repaired = true;
            }
        }
        Ok(())
    }

    /// Reads the object `number` at `offset`; false when it is not there.
    fn read_at(&mut self, number: u32, offset: usize) -> Parsed<bool> {
        let header = Parser::new(self.data, offset, self.budget).header();
        if !matches!(header, Ok((found, _)) if found == number) {
            return Ok(false);
        }
        let indirect = match Parser::new(self.data, offset, self.budget).indirect() {
            Ok(indirect) => indirect,
            Err(Fault::Damaged) => return Ok(false),
            Err(fault) => return Err(fault),
        };
        if let Some(start) = indirect.stream {
            self.streams.insert(indirect.id, start);
        }
        self.store.objects.insert(indirect.id, indirect.object);
        Ok(true)
    }

    /// Strings are decrypted now, streams when they are asked for.
    fn decrypt(&mut self, cipher: Cipher) {
        for (id, object) in &mut self.store.objects {
            if Some(*id) != cipher.dictionary_id() {
                cipher.decrypt_strings(*id, object);
            }
        }
        self.store.cipher = Some(cipher);
    }

    fn read_object_streams(&mut self) -> Parsed<()> {
        let mut containers: BTreeSet<u32> = BTreeSet::new();
        for place in self.places.values() {
            if let Place::In(container) = place {
                containers.insert(*container);
            }
        }
        if self.scanned {
            containers.extend(self.streams.keys().filter(|id| self.is_object_stream(**id)).map(|id| id.0));
        }
        let mut order: Vec<(usize, ObjectId)> = Vec::new();
        for (id, start) in &self.streams {
            if containers.contains(&id.0) {
                order.push((*start, *id));
            }
        }
        // In a scanned file the later of two object streams holds the newer object.
        order.sort_unstable_by(|a, b| b.cmp(a));
        for (_, id) in order {
            match self.read_object_stream(id) {
                Ok(()) | Err(Fault::Damaged) => {}
                Err(fault) => return Err(fault),
            }
        }
        Ok(())
    }

    fn is_object_stream(&self, id: ObjectId) -> bool {
        matches!(self.store.objects.get(&id), Some(Object::Dictionary(dictionary)) if dictionary.has_type(b"ObjStm"))
    }

    fn read_object_stream(&mut self, id: ObjectId) -> Parsed<()> {
        let (Some(Object::Dictionary(dictionary)), Some(start)) =
            (self.store.objects.get(&id), self.streams.get(&id))
        else {
            return Err(Fault::Damaged);
        };
        let dictionary = dictionary.clone();
        let range = self.range(&dictionary, *start);
        let raw = self.data.get(range).unwrap_or_default();
        let raw = match &self.store.cipher {
            Some(cipher) => cipher.decrypt_stream(id, &dictionary, raw),
            None => raw.to_vec(),
        };
        let first = dictionary.get(b"First").and_then(Object::as_i64).map_err(|_| Fault::Damaged)?;
        let first = usize::try_from(first).map_err(|_| Fault::Damaged)?;
        let content = xref::decode(dictionary, raw, self.budget)?;
        let mut index = Parser::new(content.get(..first).ok_or(Fault::Damaged)?, 0, self.budget);
        while let (Some(number), Some(offset)) = (index.unsigned(), index.unsigned()) {
            let Ok(number) = u32::try_from(number) else { continue };
            let place = self.places.get(&number);
            let listed = place == Some(&Place::In(id.0));
            let found = self.scanned && !matches!(place, Some(Place::At(_)));
            if (!listed && !found) || self.store.objects.contains_key(&(number, 0)) {
                continue;
            }
            let offset = usize::try_from(offset).ok().and_then(|offset| first.checked_add(offset));
            let Some(offset) = offset.filter(|offset| *offset < content.len()) else { continue };
            let mut parser = Parser::new(&content, offset, self.budget);
            let object = parser.object(0);
            self.budget.spend_work(parser.position().saturating_sub(offset))?;
            match object {
                Ok(object) => drop(self.store.objects.insert((number, 0), object)),
                Err(Fault::Damaged) => {}
                Err(fault) => return Err(fault),
            }
        }
        Ok(())
    }

    /// Makes streams of the dictionaries whose data was found; the data is lent from the file.
    fn lend_streams(&mut self) {
        for (id, start) in std::mem::take(&mut self.streams) {
            let Some(Object::Dictionary(dictionary)) = self.store.objects.get(&id) else { continue };
            let mut dictionary = dictionary.clone();
            let range = self.range(&dictionary, start);
            dictionary.set("Length", Object::Integer(range.len() as i64));
            let stream = self.store.lend(dictionary, Lent::File { id, range });
            self.store.objects.insert(id, Object::Stream(stream));
        }
    }

    /// Where the data of a stream ends: where its length says, if `endstream` stands there, else at the
    /// next `endstream`.
    fn range(&self, dictionary: &Dictionary, start: usize) -> Range<usize> {
        if let Some(end) = self.length(dictionary).and_then(|length| start.checked_add(length))
            && self.ends_at(end)
        {
            return start..end;
        }
        let ends = self.ends.get_or_init(|| memchr::memmem::find_iter(self.data, b"endstream").collect());
        let next = ends.partition_point(|end| *end < start);
        let Some(&end) = ends.get(next) else { return start..self.data.len() };
        let line_end = match self.data.get(start..end) {
            Some([.., b'\r', b'\n']) => 2,
            Some([.., b'\r' | b'\n']) => 1,
            _ => 0,
        };
        start..end.saturating_sub(line_end)
    }

    fn length(&self, dictionary: &Dictionary) -> Option<usize> {
        let length = dictionary.get(b"Length").ok()?;
        let length = match length {
            Object::Reference(id) => self.store.objects.get(id)?,
            direct => direct,
        };
        match length {
            Object::Integer(length) => usize::try_from(*length).ok(),
            Object::Real(length) if *length >= 0.0 => Some(*length as usize),
            _ => None,
        }
    }

    fn ends_at(&self, end: usize) -> bool {
        let Some(tail) = self.data.get(end..end.saturating_add(32).min(self.data.len())) else {
            return false;
        };
        let blanks = tail.iter().take_while(|byte| super::syntax::is_space(**byte)).count();
        let word = tail.get(blanks..).unwrap_or_default();
        word.starts_with(b"endstream") || word.starts_with(b"endobj")
    }
}

impl Store {
    /// A stream whose bytes are elsewhere.
    pub(super) fn lend(&mut self, dictionary: Dictionary, lent: Lent) -> Stream {
        let stream = Stream::with_position(dictionary, self.lent.len());
        self.lent.push(lent);
        stream
    }
}
