//! Copying from a source: what the allow-list names, recursively, each object once.
//!
//! Knows how references are followed: what holds others (dictionaries, arrays, streams) stays indirect and
//! is copied once, however many point at it and even when they point in a circle; a number or a name takes
//! the place of the reference to it. Knows no pages.

use std::collections::BTreeSet;

use lopdf::{Dictionary, Object, ObjectId, Stream};

use super::allow::Kind;
use super::{Entry, NewPdf, Source, compressed, fonts, overwrite};
use crate::codec::icc;
use crate::error::{Code, Result};

/// An object that has a number already and is still to be copied.
pub(super) struct Waiting<'a> {
    source: Source<'a>,
    object: &'a Object,
    kind: Kind,
    id: ObjectId,
}

impl<'a> NewPdf<'a> {
    /// Copies what the allow-list of `kind` names of an object of a source. `Null` when it names nothing of it.
    ///
    /// # Errors
    /// `resource_limit` for objects nested too deep or too many of them.
    pub(crate) fn copy(&mut self, source: Source<'a>, object: &Object, kind: Kind) -> Result<Object> {
        let copy = self.copy_one(source, object, kind, 0)?;
        self.settle()?;
        Ok(copy)
    }

    /// Copies what the allow-list of `kind` names of a dictionary.
    ///
    /// # Errors
    /// `resource_limit` for objects nested too deep or too many of them.
    pub(crate) fn copy_dictionary(
        &mut self,
        source: Source<'a>,
        dictionary: &Dictionary,
        kind: Kind,
    ) -> Result<Dictionary> {
        let copy = self.copy_entries(source, dictionary, kind, 0)?;
        self.settle()?;
        Ok(copy)
    }

    /// Copies what waits; what that refers to waits in turn, so that no chain of references is too long.
    fn settle(&mut self) -> Result<()> {
        while let Some(waiting) = self.waiting.pop_front() {
            let id = waiting.id;
            if let Err(error) = self.copy_waiting(waiting) {
                self.give_up(id);
                return Err(error);
            }
        }
        Ok(())
    }

    fn copy_waiting(&mut self, Waiting { source, object, kind, id }: Waiting<'a>) -> Result<()> {
        if let Object::Stream(stream) = object {
            return self.copy_stream(source, stream, kind, id);
        }
        let copy = self.copy_one(source, object, kind, 0)?;
        self.keep(id, Entry::Plain(copy));
        Ok(())
    }

    /// Forgets what cannot be copied, and what still waits behind it: the page may be written in another way.
    fn give_up(&mut self, id: ObjectId) {
        let mut ids: BTreeSet<ObjectId> = self.waiting.drain(..).map(|waiting| waiting.id).collect();
        ids.insert(id);
        self.copied.retain(|_, known| !ids.contains(known));
        for id in ids {
            self.keep(id, Entry::Plain(Object::Null));
        }
    }

    fn copy_one(&mut self, source: Source<'a>, object: &Object, kind: Kind, depth: usize) -> Result<Object> {
        source.document.limits().check_depth(depth)?;
        Ok(match object {
            Object::Reference(id) => self.copy_reference(source, *id, kind)?,
            Object::Dictionary(dictionary) => match kind.refined(dictionary) {
                Some(kind) => self.copy_entries(source, dictionary, kind, depth)?.into(),
                None => Object::Null,
            },
            Object::Array(items) => self.copy_array(source, items, kind, depth)?,
            // A stream is always indirect (7.3.8.1).
            Object::Stream(_) => Object::Null,
            scalar => scalar.clone(),
        })
    }

    fn copy_reference(&mut self, source: Source<'a>, id: ObjectId, kind: Kind) -> Result<Object> {
        let target = source.document.object(id);
        let kind = match target {
            Object::Dictionary(dictionary) => kind.refined(dictionary),
            Object::Stream(stream) if kind == Kind::XObject || kind.may_be_stream() => {
                kind.refined(&stream.dict)
            }
            Object::Stream(_) => None,
            Object::Array(_) => Some(kind),
            scalar => return Ok(scalar.clone()),
        };
        let Some(kind) = kind else { return Ok(Object::Null) };
        if let Some(known) = self.copied.get(&(source.number, id, kind)) {
            return Ok(Object::Reference(*known));
        }
        let new = self.promise()?;
        self.copied.insert((source.number, id, kind), new);
        self.note_layer(source, (id, new), target);
        self.waiting.push_back(Waiting { source, object: target, kind, id: new });
        Ok(Object::Reference(new))
    }

    fn copy_array(
        &mut self,
        source: Source<'a>,
        items: &[Object],
        kind: Kind,
        depth: usize,
    ) -> Result<Object> {
        let mut copies = Vec::with_capacity(items.len());
        for (place, item) in items.iter().enumerate() {
            copies.push(match kind.of_item(items, place) {
                Some(kind) => self.copy_one(source, item, kind, depth + 1)?,
                None => Object::Null,
            });
        }
        Ok(Object::Array(copies))
    }

    fn copy_entries(
        &mut self,
        source: Source<'a>,
        dictionary: &Dictionary,
        kind: Kind,
        depth: usize,
    ) -> Result<Dictionary> {
        let mut copy = Dictionary::new();
        for (key, value) in dictionary {
            let layer = if self.layers.is_some() { kind.layer_of_key(key) } else { None };
            let Some(kind) = kind.of_key(key).or(layer) else { continue };
            let value = self.copy_one(source, value, kind, depth + 1)?;
            if !value.is_null() {
                copy.set(key.clone(), value);
            }
        }
        if self.bare && matches!(kind, Kind::Font | Kind::FontDescriptor) {
            fonts::without_words(&mut copy);
        }
        Ok(copy)
    }

    fn copy_stream(&mut self, source: Source<'a>, stream: &Stream, kind: Kind, id: ObjectId) -> Result<()> {
        let mut dictionary = self.copy_entries(source, &stream.dict, kind, 0)?;
        if self.bare && kind != Kind::Image {
            match source.document.decode_stream(stream, &source.document.limits().meter()) {
                Ok(data) => {
                    let words = kind == Kind::IccProfile;
                    let (encoding, data) = compressed(if words { icc::without_words(&data) } else { data });
                    overwrite(&mut dictionary, &encoding);
                    return self.keep_stream(id, dictionary, &data);
                }
                // Nobody can read it: it stays as it is.
                Err(error) if error.code() == Code::CorruptedPdf => {}
                Err(error) => return Err(error),
            }
        }
        let (filters, parameters) = encoding(source, &stream.dict);
        let is_lzw =
            |filter: &Object| filter.as_name().is_ok_and(|name| name == b"LZWDecode" || name == b"LZW");
        if self.without_lzw && filters.iter().any(is_lzw) {
            let data = source.document.decode_stream(stream, &source.document.limits().meter())?;
            let (encoding, data) = compressed(data);
            overwrite(&mut dictionary, &encoding);
            return self.keep_stream(id, dictionary, &data);
        }
        let mut copies = Vec::with_capacity(parameters.len());
        for parameter in parameters {
            copies.push(self.copy_one(source, parameter, Kind::FilterParameters, 1)?);
        }
        set_encoding(&mut dictionary, filters, copies);
        // Decrypted, where it is encrypted.
        self.keep_stream(id, dictionary, &source.document.raw_stream(stream)?)
    }
}

/// The filters of a stream and what each is told, in order. Without `Crypt`: its work is done.
fn encoding<'a>(source: Source<'a>, dictionary: &'a Dictionary) -> (Vec<Object>, Vec<&'a Object>) {
    let list = |key: &[u8]| -> Vec<&'a Object> {
        match dictionary.get(key).map(|value| source.document.resolve(value)) {
            Ok(Object::Array(items)) => items.iter().map(|item| source.document.resolve(item)).collect(),
            Ok(Object::Null) | Err(_) => Vec::new(),
            Ok(one) => vec![one],
        }
    };
    let parameters = list(b"DecodeParms");
    let filters = list(b"Filter").into_iter().enumerate();
    filters
        .filter(|(_, filter)| filter.as_name().is_ok_and(|name| name != b"Crypt"))
        .map(|(place, filter)| (filter.clone(), parameters.get(place).copied().unwrap_or(&Object::Null)))
        .unzip()
}

/// Says how a stream is encoded, in the fewest words.
fn set_encoding(dictionary: &mut Dictionary, mut filters: Vec<Object>, mut parameters: Vec<Object>) {
    let told = parameters.iter().any(|parameter| !parameter.is_null());
    match (filters.len(), filters.pop(), parameters.pop()) {
        (0, ..) => {}
        (1, Some(filter), parameter) => {
            dictionary.set("Filter", filter);
            if let (true, Some(parameter)) = (told, parameter) {
                dictionary.set("DecodeParms", parameter);
            }
        }
        (_, last, parameter) => {
            filters.extend(last);
            parameters.extend(parameter);
            dictionary.set("Filter", filters);
            if told {
                dictionary.set("DecodeParms", parameters);
            }
        }
    }
}
