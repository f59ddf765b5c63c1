//! What the objects of a file say: needles in every string, name and stream, and things that should not be.
//!
//! Knows the keys under which PDFs keep text, history and programs. Knows nothing of what a page looks like.

use hayro_syntax::object::{Array, Dict, MaybeRef, Object, Stream};

use super::census::{Census, Entry, Number, Reach, name_of, stream_of};
use super::collect::Collector;
use super::finding::FindingKind as Kind;
use super::needle::{Hits, Search, Text};
use super::picture;
use super::texts::{self, CodeMap, Shown};
use super::unpack::{Unpacked, unpack};
use crate::error::{Code, Error, Result};
use crate::limits::Limits;

/// Looks through the objects of one file.
pub(super) struct Exam<'x, 'a> {
    pub(super) search: &'x Search,
    pub(super) census: &'x Census<'a>,
    pub(super) reach: &'x Reach,
    pub(super) limits: &'x Limits,
    pub(super) found: &'x mut Collector,
    maps: Vec<CodeMap>,
    decoded: u64,
    most: u64,
    /// Files inside, whole PDFs: to be looked through as such.
    pub(super) inner: Vec<(Number, Vec<u8>)>,
}

/// Maps of codes to text that are tried on content which no page draws.
const MOST_MAPS: usize = 64;

/// Keys of a dictionary that are told in the place of a finding.
const TOLD: [&[u8]; 24] = [
    b"ActualText",
    b"Alt",
    b"Author",
    b"Contents",
    b"Creator",
    b"DA",
    b"DV",
    b"E",
    b"F",
    b"ID",
    b"JS",
    b"Keywords",
    b"Name",
    b"Nums",
    b"P",
    b"Producer",
    b"RC",
    b"Subject",
    b"T",
    b"TU",
    b"Title",
    b"UF",
    b"URI",
    b"V",
];

/// Actions that lead out of the file or run something (12.6.4).
const ACTIONS: [&[u8]; 12] = [
    b"JavaScript",
    b"Launch",
    b"URI",
    b"SubmitForm",
    b"ImportData",
    b"GoToR",
    b"GoToE",
    b"Rendition",
    b"Movie",
    b"Sound",
    b"GoTo3DView",
    b"RichMediaExecute",
];

/// Maps of codes to text are small and have no type: what is larger or typed is something else.
const LARGEST_MAP: usize = 1 << 18;

impl<'x, 'a> Exam<'x, 'a> {
    pub(super) fn new(
        search: &'x Search,
        (census, reach): (&'x Census<'a>, &'x Reach),
        pages: usize,
        limits: &'x Limits,
        found: &'x mut Collector,
    ) -> Self {
        let most = limits.max_decoded_bytes.saturating_mul(pages as u64 + 1);
        Self { search, census, reach, limits, found, maps: Vec::new(), decoded: 0, most, inner: Vec::new() }
    }

    /// Looks at everything in the file.
    ///
    /// # Errors
    /// `resource_limit`.
    pub(super) fn run(&mut self, data: &[u8]) -> Result<()> {
        self.read_maps()?;
        let census = self.census;
        for entry in &census.entries {
            let mut hits = Hits::new();
            self.object(&entry.object, entry, b"");
            if let Some(stream) = stream_of(entry) {
                self.stream(stream, entry, &mut hits)?;
            }
            self.tell(&hits, entry, "stream");
        }
        self.trailers();
        self.gaps();
        self.raw(data);
        self.states();
        Ok(())
    }

    fn place(entry: &Entry<'_>, what: &str) -> String {
        let state = if entry.current { "" } else { " of an earlier state" };
        match entry.packed {
            Some(pack) => format!("object {}{state} in object {pack}, {what}", entry.number),
            None => format!("object {}{state}, {what}", entry.number),
        }
    }

    fn tell(&mut self, hits: &Hits, entry: &Entry<'_>, what: &str) {
        if !hits.is_empty() {
            self.found.needles(hits, self.reach.page(entry.number), &Self::place(entry, what));
        }
    }

    fn find(&mut self, kind: Kind, entry: &Entry<'_>, what: &str, sure: f64) {
        self.found.add(kind, self.reach.page(entry.number), Self::place(entry, what), sure);
    }

    fn any_text(&self, text: &str, hits: &mut Hits) {
        self.search.text(text, Text::Plain, hits);
        for inner in texts::within(text) {
            self.search.text(&inner, Text::Plain, hits);
        }
    }

    fn string(&self, bytes: &[u8], hits: &mut Hits) {
        for text in texts::of_string(bytes) {
            self.any_text(&text, hits);
        }
    }

    fn name(&self, name: &[u8], hits: &mut Hits) {
        for text in texts::of_string(name) {
            self.search.text(&text, Text::Names, hits);
        }
    }

    /// Strings and names in an object, and what its keys say. References are not followed: what they lead
    /// to is an entry of its own.
    fn object(&mut self, object: &Object<'a>, entry: &Entry<'a>, key: &[u8]) {
        let mut hits = Hits::new();
        match object {
            Object::String(string) => {
                self.string(string.as_bytes(), &mut hits);
                let told = TOLD
                    .iter()
                    .find(|told| **told == key)
                    .map_or("", |told| std::str::from_utf8(told).unwrap_or(""));
                let what = if told.is_empty() { "string".to_owned() } else { format!("/{told}") };
                self.tell(&hits, entry, &what);
            }
            Object::Name(name) => {
                self.name(name, &mut hits);
                self.tell(&hits, entry, "name");
            }
            Object::Array(array) => self.array(array, entry, key),
            Object::Dict(dict) => self.dict(dict, entry),
            Object::Stream(stream) => self.dict(stream.dict(), entry),
            _ => {}
        }
    }

    fn array(&mut self, array: &Array<'a>, entry: &Entry<'a>, key: &[u8]) {
        for item in array.raw_iter() {
            if let MaybeRef::NotRef(object) = item {
                self.object(&object, entry, key);
            }
        }
    }

    fn dict(&mut self, dict: &Dict<'a>, entry: &Entry<'a>) {
        let mut hits = Hits::new();
        for (key, value) in dict.entries() {
            self.name(&key, &mut hits);
            if let MaybeRef::NotRef(object) = value {
                self.object(&object, entry, &key);
            }
        }
        self.tell(&hits, entry, "key");
        if entry.current {
            self.keys(dict, entry);
        }
    }

    /// What the keys of a dictionary say.
    fn keys(&mut self, dict: &Dict<'a>, entry: &Entry<'a>) {
        let has = |key: &str| dict.contains_key(key);
        for (key, kind, what) in [
            ("Thumb", Kind::Thumbnail, "/Thumb"),
            ("PieceInfo", Kind::PrivateData, "/PieceInfo"),
            ("EF", Kind::EmbeddedFile, "/EF"),
            ("EmbeddedFiles", Kind::EmbeddedFile, "/EmbeddedFiles"),
            ("XFA", Kind::ActiveContent, "/XFA"),
            ("AA", Kind::ActiveContent, "/AA"),
            ("JS", Kind::ActiveContent, "/JS"),
            ("JavaScript", Kind::ActiveContent, "/JavaScript"),
        ] {
            if has(key) {
                self.find(kind, entry, what, 1.0);
            }
        }
        if has("S") {
            let action = name_of(dict, b"S");
            if ACTIONS.contains(&action.as_slice()) {
                self.find(Kind::ActiveContent, entry, "action", 1.0);
            }
        }
        match name_of(dict, b"Type").as_slice() {
            b"EmbeddedFile" => self.find(Kind::EmbeddedFile, entry, "file", 1.0),
            b"Metadata" => self.find(Kind::Metadata, entry, "metadata packet", 1.0),
            _ => {}
        }
        let text = |key: &str| {
            dict.get::<hayro_syntax::object::String<'_>>(key).is_some_and(|text| !text.is_empty())
        };
        if ["ActualText", "Alt"].iter().any(|key| text(key))
            || (name_of(dict, b"Type") == b"StructElem" && (text("T") || text("E")))
        {
            self.find(Kind::StructureText, entry, "alternate text", 1.0);
        }
        self.annotation(dict, entry);
        self.layers(dict, entry);
    }

    fn annotation(&mut self, dict: &Dict<'a>, entry: &Entry<'a>) {
        const HIDDEN: u32 = 2;
        const NO_VIEW: u32 = 32;
        if !dict.contains_key("Rect") {
            return;
        }
        let subtype = name_of(dict, b"Subtype");
        if subtype == b"Redact" {
            self.find(Kind::PendingRedaction, entry, "annotation", 1.0);
        }
        let flags = dict.get::<u32>("F").unwrap_or_default();
        if flags & (HIDDEN | NO_VIEW) != 0 && subtype != b"Popup" {
            self.find(Kind::HiddenLayer, entry, "annotation that is not shown", 1.0);
        }
    }

    fn layers(&mut self, dict: &Dict<'a>, entry: &Entry<'a>) {
        let Some(properties) = dict.get::<Dict<'_>>("OCProperties") else { return };
        let Some(default) = properties.get::<Dict<'_>>("D") else { return };
        let off = default.get::<Array<'_>>("OFF").is_some_and(|off| off.raw_iter().next().is_some());
        if off || name_of(&default, b"BaseState") == b"OFF" {
            self.find(Kind::HiddenLayer, entry, "optional content that is off", 1.0);
        }
    }

    fn unpack<'s>(&mut self, stream: &Stream<'s>) -> Result<Unpacked<'s>> {
        let meter = self.limits.meter();
        let before = meter.decoded_left();
        let unpacked = unpack(stream, &meter)?;
        self.decoded = self.decoded.saturating_add(before.saturating_sub(meter.decoded_left()));
        if self.decoded > self.most {
            return Err(Error::new(Code::ResourceLimit, "the streams of the file decode to too much")
                .with_detail("limit.decoded_bytes"));
        }
        Ok(unpacked)
    }

    fn stream(&mut self, stream: &Stream<'a>, entry: &Entry<'a>, hits: &mut Hits) -> Result<()> {
        let dict = stream.dict();
        let kind = name_of(dict, b"Type");
        if matches!(kind.as_slice(), b"XRef" | b"ObjStm") {
            return Ok(());
        }
        if self.census.encrypted && !entry.current {
            self.find(Kind::Unread, entry, "encrypted stream", 1.0);
            return Ok(());
        }
        match self.unpack(stream)? {
            Unpacked::Data(data) => self.data(&data, dict, entry, hits),
            Unpacked::Picture(filter, data) => {
                self.search.raw(&data, |needle, _, sure| super::needle::surest(hits, needle, sure));
                for beside in picture::beside(filter, &data) {
                    if let Some(kind) = beside.kind.filter(|_| entry.current) {
                        self.find(kind, entry, beside.what, 1.0);
                    }
                    let mut found = Hits::new();
                    beside.texts.iter().for_each(|text| self.any_text(text, &mut found));
                    self.tell(&found, entry, beside.what);
                }
            }
            Unpacked::Damaged if entry.current && self.reach.is_reached(entry.number) => {
                self.find(Kind::Unread, entry, "damaged stream", 0.5);
            }
            Unpacked::Damaged => {}
        }
        Ok(())
    }

    /// What the bytes of a stream say, its filters undone.
    fn data(&mut self, data: &[u8], dict: &Dict<'a>, entry: &Entry<'a>, hits: &mut Hits) {
        self.search.raw(data, |needle, _, sure| super::needle::surest(hits, needle, sure));
        let kind = name_of(dict, b"Type");
        let subtype = name_of(dict, b"Subtype");
        let font = dict.contains_key("Length1")
            || matches!(subtype.as_slice(), b"Type1C" | b"CIDFontType0C" | b"OpenType");
        if subtype == b"Image" || font || memchr::memmem::find(data, b"begincmap").is_some() {
            return;
        }
        if data.get(36..40) == Some(b"acsp") {
            for text in picture::icc(data) {
                self.any_text(&text, hits);
            }
        } else if data.starts_with(b"%PDF-") {
            self.inner.push((entry.number, data.to_vec()));
        } else if kind != b"EmbeddedFile" && kind != b"Metadata" && texts::is_content(data) {
            let shown = Shown::new(data);
            shown.texts().iter().for_each(|text| self.any_text(text, hits));
            if !(entry.current && self.reach.page(entry.number).is_some()) {
                // No page says which font it was drawn in: all are tried.
                for map in &self.maps {
                    self.search.text(&shown.through(map), Text::Plain, hits);
                }
            }
        } else if texts::is_text(data) {
            for text in texts::of_string(data) {
                if text.trim_start_matches('\u{FEFF}').trim_start().starts_with('<') {
                    self.any_text(&texts::of_xml(&text), hits);
                } else {
                    self.any_text(&text, hits);
                }
            }
        } else if kind == b"EmbeddedFile" {
            self.any_text(&texts::runs(data), hits);
        }
    }

    /// The maps of codes to text of all fonts in the file.
    fn read_maps(&mut self) -> Result<()> {
        let census = self.census;
        for entry in &census.entries {
            let Some(stream) = stream_of(entry) else { continue };
            if stream.dict().contains_key("Type")
                || entry.range.len() > LARGEST_MAP
                || self.maps.len() >= MOST_MAPS
            {
                continue;
            }
            if let Unpacked::Data(data) = self.unpack(stream)?
                && memchr::memmem::find(&data, b"beginbf").is_some()
            {
                self.maps.extend(CodeMap::read(&data));
            }
        }
        Ok(())
    }

    fn trailers(&mut self) {
        let census = self.census;
        let current = census.current();
        for trailer in &census.trailers {
            let mut hits = Hits::new();
            for (_, value) in trailer.entries() {
                if let MaybeRef::NotRef(object) = value {
                    self.strings_of(&object, &mut hits);
                }
            }
            self.found.needles(&hits, None, "trailer");
            let Some(info) = trailer.get_ref("Info") else { continue };
            let Some(entry) = current.get(&(info.obj_number as Number)) else { continue };
            let Object::Dict(dict) = &entry.object else { continue };
            let tells = dict.entries().any(|(key, value)| {
                let own =
                    matches!(&*key, b"Producer" | b"Creator" | b"CreationDate" | b"ModDate" | b"Trapped");
                let empty = matches!(&value, MaybeRef::NotRef(Object::String(text)) if text.is_empty());
                !own && !empty
            });
            if tells {
                self.found.add(Kind::Metadata, None, Self::place(entry, "document information"), 1.0);
            }
        }
    }

    fn strings_of(&self, object: &Object<'_>, hits: &mut Hits) {
        match object {
            Object::String(string) => self.string(string.as_bytes(), hits),
            Object::Array(array) => {
                for item in array.raw_iter() {
                    if let MaybeRef::NotRef(object) = item {
                        self.strings_of(&object, hits);
                    }
                }
            }
            _ => {}
        }
    }

    /// What stands between objects.
    fn gaps(&mut self) {
        let census = self.census;
        for gap in &census.gaps {
            let mut hits = Hits::new();
            for comment in &gap.comments {
                self.string(comment.strip_prefix(b"%").unwrap_or(comment), &mut hits);
            }
            self.found.needles(&hits, None, "comment");
            if let Some((at, bytes)) = gap.other {
                let mut hits = Hits::new();
                self.any_text(&texts::runs(bytes), &mut hits);
                if texts::is_content(bytes) {
                    Shown::new(bytes).texts().iter().for_each(|text| self.any_text(text, &mut hits));
                }
                let place = format!("bytes at {at} that belong to no object");
                self.found.needles(&hits, None, &place);
                self.found.add(Kind::TrailingData, None, place, 0.9);
            }
        }
    }

    /// Needles in the bytes of the file, whatever they are.
    fn raw(&mut self, data: &[u8]) {
        let mut hits: std::collections::BTreeMap<Option<usize>, Hits> = std::collections::BTreeMap::new();
        let census = self.census;
        let index = |at: usize| census.at(at).map(|entry| entry.range.start);
        self.search.raw(data, |needle, at, sure| {
            super::needle::surest(hits.entry(index(at)).or_default(), needle, sure);
        });
        for (start, hits) in hits {
            match start.and_then(|start| census.at(start)) {
                Some(entry) => self.tell(&hits, entry, "bytes"),
                None => self.found.needles(&hits, None, "bytes between objects"),
            }
        }
    }

    /// Images that pages lead to and no other image needs, and where they are: somebody should draw them.
    pub(super) fn images(&self) -> Vec<(Number, Option<usize>, String)> {
        let is_image = |entry: &&Entry<'a>| {
            stream_of(entry).is_some_and(|stream| name_of(stream.dict(), b"Subtype") == b"Image")
        };
        let counts = |entry: &&Entry<'a>| {
            entry.current
                && self.reach.is_reached(entry.number)
                && !self.reach.serving.contains(&entry.number)
        };
        let place = |entry: &Entry<'a>| {
            let place = Self::place(entry, "an image that no page draws");
            (entry.number, self.reach.page(entry.number), place)
        };
        self.census.entries.iter().filter(is_image).filter(counts).map(place).collect()
    }

    /// Earlier states, leftovers, and what nothing leads to.
    fn states(&mut self) {
        let current = self.census.current();
        let (mut earlier, mut left, mut loose) = (Vec::new(), Vec::new(), Vec::new());
        for entry in &self.census.entries {
            let kind = stream_of(entry).map(|stream| name_of(stream.dict(), b"Type")).unwrap_or_default();
            if matches!(kind.as_slice(), b"XRef" | b"ObjStm") {
                continue;
            }
            let holds = holds_something(&entry.object);
            match (entry.current, current.contains_key(&entry.number)) {
                (false, true) => earlier.push(entry.number),
                (false, false) if holds => left.push(entry.number),
                (true, _) if holds && !self.reach.is_reached(entry.number) => loose.push(entry.number),
                _ => {}
            }
        }
        let told = |numbers: &[Number], what: &str| {
            format!(
                "{} objects {what}, the first is object {}",
                numbers.len(),
                numbers.first().copied().unwrap_or_default()
            )
        };
        if !earlier.is_empty() {
            self.found.add(Kind::EarlierRevision, None, told(&earlier, "that were replaced"), 1.0);
        }
        if self.census.states > 1 {
            let place = format!("{} states of the file", self.census.states);
            self.found.add(Kind::EarlierRevision, None, place, 0.9);
        }
        if !left.is_empty() {
            self.found.add(Kind::UnreferencedObject, None, told(&left, "that no table names"), 1.0);
        }
        if !loose.is_empty() {
            self.found.add(Kind::UnreferencedObject, None, told(&loose, "that nothing leads to"), 1.0);
        }
        if self.census.broken > 0 {
            let place = format!("{} objects that cannot be read", self.census.broken);
            self.found.add(Kind::Unread, None, place, 0.5);
        }
    }
}

/// Whether an object holds text or pixels: any string, any stream but the tables of a linearized file.
fn holds_something(object: &Object<'_>) -> bool {
    match object {
        Object::String(text) => !text.is_empty(),
        // The hint tables (annex F.3.1), which nothing but the first object mentions.
        Object::Stream(stream) => stream.dict().get::<u32>("S").is_none(),
        Object::Dict(dict) => dict
            .entries()
            .any(|(_, value)| matches!(&value, MaybeRef::NotRef(object) if holds_something(object))),
        Object::Array(array) => {
            array.raw_iter().any(|item| matches!(&item, MaybeRef::NotRef(object) if holds_something(object)))
        }
        _ => false,
    }
}
