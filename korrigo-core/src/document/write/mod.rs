//! New PDFs, built from nothing but what is put into them: never a file edited in place.
//!
//! Knows objects, their allow-list ([`allow`]), copying from a source ([`copy`]), and the bytes of a file
//! ([`file`]). Streams of a source are copied encoded, byte for byte; every stream is written, and let go, as
//! soon as it is there. Deterministic: objects are numbered in the order of their first use, `/ID` is the
//! hash of the body, there is no date. Knows no exams and no reasons.

pub(crate) mod allow;
mod copy;
mod file;
mod fonts;
mod layers;
mod outline;
pub(crate) mod serialize;

use std::collections::{BTreeMap, VecDeque};
use std::io::Write;

use lopdf::{Dictionary, Object, ObjectId, dictionary};
use sha2::{Digest, Sha256};

use crate::codec::flate;
use crate::document::Document;
use crate::error::{Code, Error, Result};
use allow::Kind;
use file::File;
pub(crate) use outline::OutlineItem;

/// Number of the catalog.
const CATALOG: u32 = 1;
/// Number of the root of the page tree.
const PAGES: u32 = 2;

/// A PDF that grows object by object, and goes out as it grows.
///
/// References in what is put into it are the new file's own; [`NewPdf::copy`] makes them from a source's.
pub(crate) struct NewPdf<'a> {
    file: File<'a>,
    /// Object `n` stands at `n - 1`.
    objects: Vec<Entry>,
    pages: Vec<ObjectId>,
    /// What the catalog says beside its pages.
    catalog: Dictionary,
    /// What was copied from where, as what: one object of a source is written once for each use.
    copied: BTreeMap<(usize, ObjectId, Kind), ObjectId>,
    /// New streams by the hash of their dictionary and bytes.
    shared: BTreeMap<[u8; 32], ObjectId>,
    waiting: VecDeque<copy::Waiting<'a>>,
    max_objects: usize,
    /// Whether copied streams lose what is not read of them.
    bare: bool,
    /// Whether copied streams that LZW compresses are compressed anew.
    without_lzw: bool,
    /// The layers that were copied, where they are kept.
    layers: Option<Vec<layers::Layer>>,
}

/// One object of the new file.
enum Entry {
    /// Still to come.
    Promised,
    /// Written at the end.
    Plain(Object),
    /// Written.
    Stream,
}

/// A document that objects are copied from, and its number among the sources of one new file.
#[derive(Clone, Copy)]
pub(crate) struct Source<'a> {
    /// The document.
    pub(crate) document: &'a Document,
    /// Its number: tells its objects from those of other sources.
    pub(crate) number: usize,
}

impl<'a> NewPdf<'a> {
    /// A file without a page, that may grow to `max_objects`; it goes to `out` in many small pieces.
    pub(crate) fn new(max_objects: usize, out: &'a mut dyn Write) -> Self {
        Self {
            file: File::new(out),
            objects: vec![Entry::Promised, Entry::Promised],
            pages: Vec::new(),
            catalog: Dictionary::new(),
            copied: BTreeMap::new(),
            shared: BTreeMap::new(),
            waiting: VecDeque::new(),
            max_objects,
            bare: false,
            without_lzw: false,
            layers: None,
        }
    }

    /// From now on streams that are copied, but for images, are decoded and written anew: what stands behind
    /// their end goes, and so do the words in ICC profiles and the names of fonts that nobody knows.
    pub(crate) fn make_bare(&mut self) {
        self.bare = true;
    }

    /// From now on streams that are copied and that LZW compresses are compressed by Flate instead.
    pub(crate) fn leave_lzw(&mut self) {
        self.without_lzw = true;
    }

    /// Adds an object; gives the reference to it.
    ///
    /// # Errors
    /// `resource_limit` when the file has more than its most objects.
    pub(crate) fn add(&mut self, object: impl Into<Object>) -> Result<ObjectId> {
        let id = self.promise()?;
        self.keep(id, Entry::Plain(object.into()));
        Ok(id)
    }

    /// Adds a stream of encoded bytes; `dictionary` says how they are encoded, but not how many they are.
    ///
    /// # Errors
    /// `resource_limit` when the file has more than its most objects; `store_unavailable` when it cannot be
    /// written.
    pub(crate) fn add_stream(&mut self, dictionary: Dictionary, data: &[u8]) -> Result<ObjectId> {
        let id = self.promise()?;
        self.keep_stream(id, dictionary, data)?;
        Ok(id)
    }

    /// Adds a stream, unless the same one was added this way before: then gives that one.
    ///
    /// # Errors
    /// Those of [`NewPdf::add_stream`].
    pub(crate) fn add_shared_stream(&mut self, dictionary: Dictionary, data: &[u8]) -> Result<ObjectId> {
        let mut spelled = Vec::new();
        serialize::dictionary(&mut spelled, &dictionary);
        let hash: [u8; 32] = Sha256::new().chain_update(&spelled).chain_update(data).finalize().into();
        if let Some(known) = self.shared.get(&hash) {
            return Ok(*known);
        }
        let id = self.add_stream(dictionary, data)?;
        self.shared.insert(hash, id);
        Ok(id)
    }

    /// Adds a page at the end; the dictionary needs no `Type` and no `Parent`.
    ///
    /// # Errors
    /// `resource_limit` when the file has more than its most objects.
    pub(crate) fn add_page(&mut self, page: &Dictionary) -> Result<ObjectId> {
        let mut all = dictionary! { "Type" => "Page", "Parent" => (PAGES, 0) };
        overwrite(&mut all, page);
        let id = self.add(all)?;
        self.pages.push(id);
        Ok(id)
    }

    /// Sets an entry of the catalog; its `Type` and `Pages` stay.
    pub(crate) fn set_catalog(&mut self, key: &str, value: impl Into<Object>) {
        self.catalog.set(key, value);
    }

    /// Writes the rest of the file; gives the number of its bytes.
    ///
    /// # Errors
    /// `store_unavailable` when it cannot be written; `internal` when a promised object never came.
    pub(crate) fn finish(mut self) -> Result<u64> {
        self.set_layers();
        let kids: Vec<Object> = self.pages.iter().map(|id| Object::Reference(*id)).collect();
        let mut catalog = std::mem::take(&mut self.catalog);
        overwrite(&mut catalog, &dictionary! { "Type" => "Catalog", "Pages" => (PAGES, 0) });
        let tree = dictionary! { "Type" => "Pages", "Count" => kids.len() as i64, "Kids" => kids };
        self.keep((CATALOG, 0), Entry::Plain(catalog.into()));
        self.keep((PAGES, 0), Entry::Plain(tree.into()));
        let (count, mut small) = (self.objects.len(), Vec::new());
        for (place, entry) in self.objects.into_iter().enumerate() {
            match entry {
                Entry::Plain(object) => small.push((place + 1, object)),
                Entry::Stream => {}
                Entry::Promised => {
                    return Err(Error::new(Code::Internal, "an object was promised and not written"));
                }
            }
        }
        self.file.finish(&small, count)
    }

    /// The number of an object that is still to come: [`NewPdf::fulfil`] brings it.
    ///
    /// # Errors
    /// `resource_limit` when the file has more than its most objects.
    pub(crate) fn promise(&mut self) -> Result<ObjectId> {
        if self.objects.len() >= self.max_objects {
            return Err(Error::new(
                Code::ResourceLimit,
                format!("a file of more than {} objects would be written", self.max_objects),
            )
            .with_detail("limit.objects"));
        }
        self.objects.push(Entry::Promised);
        Ok((self.objects.len() as u32, 0))
    }

    /// Brings an object that was promised.
    pub(crate) fn fulfil(&mut self, id: ObjectId, object: Object) {
        self.keep(id, Entry::Plain(object));
    }

    fn keep(&mut self, id: ObjectId, entry: Entry) {
        if let Some(place) = (id.0 as usize).checked_sub(1).and_then(|place| self.objects.get_mut(place)) {
            *place = entry;
        }
    }

    fn keep_stream(&mut self, id: ObjectId, dictionary: Dictionary, data: &[u8]) -> Result<()> {
        self.file.stream(id.0 as usize, dictionary, data)?;
        self.keep(id, Entry::Stream);
        Ok(())
    }
}

/// Sets entries, whatever they were. (`Dictionary::extend` makes an array of the old and the new value.)
pub(crate) fn overwrite(dictionary: &mut Dictionary, entries: &Dictionary) {
    for (key, value) in entries {
        dictionary.set(key.clone(), value.clone());
    }
}

/// Bytes as a stream holds them, and the dictionary that says so: compressed where that saves anything.
pub(crate) fn compressed(bytes: Vec<u8>) -> (Dictionary, Vec<u8>) {
    // What a dictionary entry for the filter costs.
    const ENTRY: usize = b"/Filter/FlateDecode".len();
    let packed = flate::encode(&bytes);
    if packed.len() + ENTRY < bytes.len() {
        (dictionary! { "Filter" => "FlateDecode" }, packed)
    } else {
        (Dictionary::new(), bytes)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::OpenOptions;

    fn open(pdf: Vec<u8>) -> Document {
        Document::open(std::sync::Arc::new(pdf), &OpenOptions::default()).unwrap()
    }

    fn page() -> Dictionary {
        dictionary! { "MediaBox" => vec![0.into(), 0.into(), 100.into(), 50.into()] }
    }

    /// The bytes of what `build` makes.
    fn written(most: usize, build: impl FnOnce(&mut NewPdf<'_>)) -> Vec<u8> {
        let mut out = Vec::new();
        let mut pdf = NewPdf::new(most, &mut out);
        build(&mut pdf);
        let size = pdf.finish().unwrap();
        assert_eq!(size, out.len() as u64);
        out
    }

    /// A file of one page whose `XObject` resources are what `build` adds.
    fn source(build: impl FnOnce(&mut NewPdf<'_>) -> Dictionary) -> Document {
        open(written(1000, |pdf| {
            let mut page = page();
            let named = build(pdf);
            page.set("Resources", dictionary! { "XObject" => named });
            pdf.add_page(&page).unwrap();
        }))
    }

    /// A file of one page with a copy of the source's resources.
    fn copied(document: &Document) -> Vec<u8> {
        let mut out = Vec::new();
        let mut pdf = NewPdf::new(1000, &mut out);
        let source = Source { document, number: 0 };
        let mut page = page();
        let resources = document.page(0).unwrap().resources();
        let copy = pdf.copy_dictionary(source, resources, Kind::Resources).unwrap();
        page.set("Resources", copy);
        pdf.add_page(&page).unwrap();
        pdf.finish().unwrap();
        out
    }

    fn image(bytes: usize) -> (Dictionary, Vec<u8>) {
        let entries = dictionary! {
            "Subtype" => "Image", "Width" => bytes as i64, "Height" => 1, "ColorSpace" => "DeviceGray",
            "BitsPerComponent" => 8, "Metadata" => Object::string_literal("secret"),
        };
        (entries, (0..bytes).map(|place| place as u8).collect())
    }

    #[test]
    fn only_what_is_allowed_is_copied_and_each_object_once() {
        let document = source(|pdf| {
            let (mut entries, data) = image(300);
            let thumbnail = pdf.add_stream(Dictionary::new(), b"secret").unwrap();
            entries.set("Alternates", vec![Object::Reference(thumbnail)]);
            let id = pdf.add_stream(entries, &data).unwrap();
            dictionary! { "A" => id, "B" => id }
        });
        let new = copied(&document);
        assert!(!new.windows(6).any(|part| part == b"secret"));
        let streams = new.windows(10).filter(|part| part == b"endstream\n").count();
        assert_eq!(streams, 1);
        let data: Vec<u8> = (0..300).map(|place| place as u8).collect();
        assert!(new.windows(300).any(|part| part == data), "streams are copied byte for byte");
        assert_eq!(new, copied(&document), "the same bytes on every run");
        assert_eq!(open(new).page_count(), 1);
    }

    #[test]
    fn circles_end() {
        let document = source(|pdf| {
            let form = pdf.promise().unwrap();
            let resources = dictionary! { "XObject" => dictionary! { "Again" => form } };
            let entries = dictionary! { "Subtype" => "Form", "Resources" => resources };
            pdf.keep_stream(form, entries, b"").unwrap();
            dictionary! { "A" => form }
        });
        let new = copied(&document);
        assert_eq!(new.windows(10).filter(|part| part == b"endstream\n").count(), 1);
    }

    #[test]
    fn many_small_objects_are_packed() {
        let many = |number: i64| {
            written(100_000, |pdf| {
                for number in 0..number {
                    pdf.add(dictionary! { "Number" => number, "Text" => Object::string_literal("words") })
                        .unwrap();
                }
                pdf.add_page(&page()).unwrap();
            })
        };
        let (few, lots) = (many(10), many(1000));
        assert!(few.windows(5).any(|part| part == b"\nxref"));
        assert!(!lots.windows(5).any(|part| part == b"\nxref"));
        assert!(lots.len() < 16_000, "{}", lots.len());
        let read = lopdf::Document::load_mem(&lots).unwrap();
        assert_eq!(read.get_dictionary((1002, 0)).unwrap().get(b"Number").unwrap().as_i64().unwrap(), 999);
        assert_eq!(open(lots).page_count(), 1);
    }

    #[test]
    fn objects_at_the_limit_and_one_past_it() {
        let mut out = Vec::new();
        let mut pdf = NewPdf::new(4, &mut out);
        assert!(pdf.add(Object::Null).is_ok());
        assert!(pdf.add(Object::Null).is_ok());
        assert_eq!(pdf.add(Object::Null).unwrap_err().detail(), Some("limit.objects"));
    }

    #[test]
    fn the_same_stream_twice_is_one() {
        let mut out = Vec::new();
        let mut pdf = NewPdf::new(10, &mut out);
        let first = pdf.add_shared_stream(Dictionary::new(), b"q Q").unwrap();
        assert_eq!(pdf.add_shared_stream(Dictionary::new(), b"q Q").unwrap(), first);
        assert_ne!(pdf.add_shared_stream(Dictionary::new(), b"f").unwrap(), first);
    }

    #[test]
    fn an_output_that_is_full_is_told() {
        let mut room = [0u8; 100];
        let mut out = &mut room[..];
        let mut pdf = NewPdf::new(10, &mut out);
        assert!(pdf.add_stream(Dictionary::new(), &[0; 20]).is_ok());
        let refused = pdf.add_stream(Dictionary::new(), &[0; 100]).unwrap_err();
        assert_eq!(refused.code(), Code::StoreUnavailable);
    }
}
