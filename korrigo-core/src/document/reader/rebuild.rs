//! Repair: a file that only the second reader opens, rewritten into lopdf's objects.
//!
//! Knows both object models. Walks what the second reader's catalog and pages reach, each object once.

use std::collections::{BTreeMap, VecDeque};

use hayro_syntax::Pdf;
use hayro_syntax::object::{Dict, MaybeRef, Object as Theirs, ObjectIdentifier, Stream as TheirStream};
use lopdf::{Dictionary, Object, ObjectId, Stream, StringFormat};

use super::{Lent, Store};
use crate::error::{Code, Error, Result};
use crate::limits::Limits;

/// Rewrites what the second reader sees.
///
/// # Errors
/// `resource_limit` when the objects are too many or nested too deep.
pub(in crate::document) fn rebuild(pdf: &Pdf, bytes: &[u8], limits: &Limits) -> Result<Store> {
    let mut builder = Builder {
        bytes,
        limits,
        objects_left: limits.max_objects,
        store: Store { repaired: true, ..Store::default() },
        waiting: VecDeque::new(),
        known: BTreeMap::new(),
    };
    let root = pdf.xref().root_id();
    let root = builder.later(root);
    builder.store.trailer.set("Root", Object::Reference(root));
    builder.walk(pdf)?;
    Ok(builder.store)
}

struct Builder<'a> {
    bytes: &'a [u8],
    limits: &'a Limits,
    objects_left: usize,
    store: Store,
    waiting: VecDeque<(ObjectIdentifier, ObjectId)>,
    known: BTreeMap<(u32, i32), ObjectId>,
}

impl Builder<'_> {
    /// The number an object keeps here; it is read when its turn comes.
    fn later(&mut self, id: ObjectIdentifier) -> ObjectId {
        let key = (id.obj_number, id.gen_number);
        if let Some(known) = self.known.get(&key) {
            return *known;
        }
        let ours = (id.obj_number, u16::try_from(id.gen_number).unwrap_or(0));
        self.known.insert(key, ours);
        self.waiting.push_back((id, ours));
        ours
    }

    fn walk(&mut self, pdf: &Pdf) -> Result<()> {
        while let Some((theirs, ours)) = self.waiting.pop_front() {
            let object = match pdf.xref().get::<Theirs<'_>>(theirs) {
                Some(object) => self.object(object, 0)?,
                None => continue,
            };
            self.store.objects.insert(ours, object);
        }
        Ok(())
    }

    fn object(&mut self, object: Theirs<'_>, depth: usize) -> Result<Object> {
        self.limits.check_depth(depth)?;
        self.objects_left = self.objects_left.checked_sub(1).ok_or_else(|| {
            Error::new(Code::ResourceLimit, "the file has too many objects").with_detail("limit.objects")
        })?;
        Ok(match object {
            Theirs::Null(_) => Object::Null,
            Theirs::Boolean(value) => Object::Boolean(value),
            Theirs::Number(number) => {
                let (value, whole) = (number.as_f64(), number.as_i64());
                if value == whole as f64 { Object::Integer(whole) } else { Object::Real(value as f32) }
            }
            Theirs::String(text) => Object::String(text.as_bytes().to_vec(), StringFormat::Hexadecimal),
            Theirs::Name(name) => Object::Name(name.as_ref().to_vec()),
            Theirs::Dict(dictionary) => Object::Dictionary(self.dictionary(&dictionary, depth)?),
            Theirs::Array(array) => Object::Array(
                array.raw_iter().map(|item| self.reference_or(item, depth)).collect::<Result<Vec<_>>>()?,
            ),
            Theirs::Stream(stream) => Object::Stream(self.stream(&stream, depth)?),
        })
    }

    fn dictionary(&mut self, theirs: &Dict<'_>, depth: usize) -> Result<Dictionary> {
        let mut ours = Dictionary::new();
        for (key, value) in theirs.entries() {
            let value = self.reference_or(value, depth)?;
            ours.set(key.as_ref().to_vec(), value);
        }
        Ok(ours)
    }

    fn reference_or(&mut self, value: MaybeRef<Theirs<'_>>, depth: usize) -> Result<Object> {
        match value {
            MaybeRef::Ref(id) => Ok(Object::Reference(self.later(id.into()))),
            MaybeRef::NotRef(object) => self.object(object, depth + 1),
        }
    }

    /// The bytes are lent where they stand in the file, copied where they were encrypted.
    fn stream(&mut self, theirs: &TheirStream<'_>, depth: usize) -> Result<Stream> {
        let mut dictionary = self.dictionary(theirs.dict(), depth)?;
        let data = theirs.raw_data();
        dictionary.set("Length", Object::Integer(data.len() as i64));
        let offset = (data.as_ptr() as usize).checked_sub(self.bytes.as_ptr() as usize);
        let range = offset.and_then(|start| Some(start..start.checked_add(data.len())?));
        match range.filter(|range| range.end <= self.bytes.len() && !data.is_empty()) {
            Some(range) => Ok(self.store.lend(dictionary, Lent::Plain(range))),
            None => Ok(Stream::new(dictionary, data.into_owned())),
        }
    }
}
