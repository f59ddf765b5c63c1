//! Every object that stands in the bytes of a file: of this state, of earlier ones, and of none.
//!
//! Knows how objects, tables and trailers are written (ISO 32000-2, 7.5), and asks the second reader which
//! of them count. What lies between objects is kept as well. Looks at no content.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use hayro_syntax::Pdf;
use hayro_syntax::object::{Array, Dict, MaybeRef, Object, ObjectIdentifier, Stream};
use hayro_syntax::reader::{Reader, ReaderContext, ReaderExt};

use super::unpack::{Unpacked, unpack};
use crate::error::{Code, Error, Result};
use crate::limits::{Limits, Meter};

/// An object number: generations never matter to where something is.
pub(super) type Number = u32;

/// One object as it stands somewhere in the file.
pub(super) struct Entry<'a> {
    pub(super) number: Number,
    pub(super) object: Object<'a>,
    /// Which bytes; those of the object stream for an object inside one.
    pub(super) range: Range<usize>,
    /// Whether it is this object that a reader finds under its number.
    pub(super) current: bool,
    /// The object stream it is in.
    pub(super) packed: Option<Number>,
}

/// All that stands in a file.
#[derive(Default)]
pub(super) struct Census<'a> {
    pub(super) entries: Vec<Entry<'a>>,
    /// What lies outside objects.
    pub(super) gaps: Vec<Gap<'a>>,
    /// The trailers, in the order of the file.
    pub(super) trailers: Vec<Dict<'a>>,
    /// How many states of the file are marked as such.
    pub(super) states: usize,
    /// Objects that cannot be read where they stand.
    pub(super) broken: usize,
    /// Whether the file is encrypted.
    pub(super) encrypted: bool,
}

/// What lies outside objects, less what belongs there.
pub(super) struct Gap<'a> {
    /// Comments; the first is the header.
    pub(super) comments: Vec<&'a [u8]>,
    /// Where anything else begins, and what it is.
    pub(super) other: Option<(usize, &'a [u8])>,
}

/// Headers of objects behind which no object stands: more of them make no file that anybody reads.
const MOST_BROKEN: usize = 200;

/// Object streams of every state, unpacked: objects of the census borrow from them.
pub(super) struct Packs(Vec<Pack>);

struct Pack {
    number: Number,
    range: Range<usize>,
    first: usize,
    count: usize,
    data: Vec<u8>,
}

impl<'a> Census<'a> {
    /// Counts what stands in plain bytes.
    ///
    /// # Errors
    /// `resource_limit` for too many objects.
    pub(super) fn of_bytes(data: &'a [u8], pdf: &'a Pdf, limits: &Limits) -> Result<Self> {
        let mut census = Self::default();
        let mut from = 0_usize;
        for keyword in memchr::memmem::find_iter(data, b"obj") {
            if keyword < from {
                continue;
            }
            let Some((start, id)) = header_before(data, keyword, from) else { continue };
            if census.broken > MOST_BROKEN {
                break;
            }
            let body = keyword.saturating_add(3);
            let mut reader = Reader::new_with(data, body);
            reader.skip_white_spaces_and_comments();
            let Some(object) = reader.read_with_context::<Object<'a>>(&ReaderContext::dummy()) else {
                census.broken = census.broken.saturating_add(1);
                continue;
            };
            census.between(data, from..start);
            reader.skip_white_spaces_and_comments();
            reader.forward_tag(b"endobj");
            from = reader.offset().max(body);
            census.add(
                pdf,
                data,
                Entry { number: id.obj_number, object, range: start..from, current: false, packed: None },
                id,
            );
            if census.entries.len() > limits.max_objects {
                return Err(Error::new(Code::ResourceLimit, "the file has too many objects")
                    .with_detail("limit.objects"));
            }
        }
        census.between(data, from..data.len());
        census.encrypted = census.trailers.iter().any(|trailer| trailer.contains_key(b"Encrypt"));
        if census.entries.first().is_some_and(
            |entry| matches!(&entry.object, Object::Dict(dict) if dict.contains_key(b"Linearized")),
        ) {
            // Its first section is its own (annex F), and no earlier state.
            census.states = census.states.saturating_sub(1);
        }
        Ok(census)
    }

    /// Unpacks the object streams.
    ///
    /// # Errors
    /// `resource_limit` when they hold too much.
    pub(super) fn packs(&self, meter: &Meter) -> Result<Packs> {
        let mut packs = Vec::new();
        for entry in &self.entries {
            let Object::Stream(stream) = &entry.object else { continue };
            if name_of(stream.dict(), b"Type") != b"ObjStm" || (self.encrypted && !entry.current) {
                continue;
            }
            let Unpacked::Data(data) = unpack(stream, meter)? else { continue };
            let size = |key: &[u8]| stream.dict().get::<u32>(key).map_or(0, |value| value as usize);
            packs.push(Pack {
                number: entry.number,
                range: entry.range.clone(),
                first: size(b"First"),
                count: size(b"N"),
                data: data.into_owned(),
            });
        }
        Ok(Packs(packs))
    }

    /// Counts what stands in object streams.
    pub(super) fn add_packed(&mut self, packs: &'a Packs, pdf: &'a Pdf) {
        for pack in &packs.0 {
            let mut header = Reader::new(pack.data.get(..pack.first).unwrap_or_default());
            // Every object takes four bytes of the header at least.
            for _ in 0..pack.count.min(pack.first / 2) {
                header.skip_white_spaces();
                let Some(number) = header.read_without_context::<u32>() else { break };
                header.skip_white_spaces();
                let Some(offset) = header.read_without_context::<u32>() else { break };
                let at = pack.first.saturating_add(offset as usize);
                let mut reader = Reader::new_with(&pack.data, at);
                let read = (at < pack.data.len())
                    .then(|| reader.read_with_context::<Object<'a>>(&ReaderContext::dummy()));
                let Some(Some(object)) = read else { continue };
                let current = pdf.xref().get::<Object<'a>>(ObjectIdentifier::new(number, 0));
                let current = current.filter(|current| same(current, &object));
                self.entries.push(Entry {
                    number,
                    current: current.is_some(),
                    object: current.unwrap_or(object),
                    range: pack.range.clone(),
                    packed: Some(pack.number),
                });
            }
        }
    }

    fn add(&mut self, pdf: &'a Pdf, data: &'a [u8], mut entry: Entry<'a>, id: ObjectIdentifier) {
        if let Object::Stream(stream) = &entry.object
            && name_of(stream.dict(), b"Type") == b"XRef"
        {
            self.trailers.push(stream.dict().clone());
            entry.current = true;
        } else if let Some(current) = pdf.xref().get::<Object<'a>>(id)
            && stands_at(&current, data, &entry)
        {
            entry.object = current;
            entry.current = true;
        }
        self.entries.push(entry);
    }

    /// What lies between two objects: tables, trailers, comments, and what does not belong there.
    fn between(&mut self, data: &'a [u8], range: Range<usize>) {
        let end = range.end;
        let Some(part) = data.get(..end) else { return };
        let mut reader = Reader::new_with(part, range.start);
        let mut gap = Gap { comments: Vec::new(), other: None };
        while !reader.at_end() {
            reader.skip_white_spaces();
            let at = reader.offset();
            let Some(rest) = part.get(at..).filter(|rest| !rest.is_empty()) else { break };
            let line = rest.iter().position(|byte| matches!(byte, b'\n' | b'\r')).unwrap_or(rest.len());
            let words = rest.get(..line).unwrap_or_default();
            if words.starts_with(b"%") {
                gap.comments.push(words);
                reader.jump(at.saturating_add(line));
            } else if let Some(after) = rest.strip_prefix(b"trailer") {
                reader.jump(end.saturating_sub(after.len()));
                reader.skip_white_spaces_and_comments();
                match reader.read_with_context::<Dict<'a>>(&ReaderContext::dummy()) {
                    Some(trailer) => self.trailers.push(trailer),
                    None => gap.other = gap.other.or(Some((at, rest))),
                }
            } else if rest.starts_with(b"startxref") {
                self.states = self.states.saturating_add(1);
                reader.jump(at.saturating_add(9));
                reader.skip_white_spaces();
                while reader.forward_if(|byte| byte.is_ascii_digit()).is_some() {}
            } else if rest.starts_with(b"xref") || is_table_row(words) {
                reader.jump(at.saturating_add(line));
            } else if rest.starts_with(b"endobj") {
                reader.jump(at.saturating_add(6));
            } else {
                gap.other = gap.other.or(Some((at, rest)));
                reader.jump(at.saturating_add(line.max(1)));
            }
        }
        if !gap.comments.is_empty() || gap.other.is_some() {
            self.gaps.push(gap);
        }
    }

    /// The objects that a reader finds, by number.
    pub(super) fn current(&self) -> BTreeMap<Number, &Entry<'a>> {
        self.entries.iter().filter(|entry| entry.current).map(|entry| (entry.number, entry)).collect()
    }

    /// The object that holds this byte of the file.
    pub(super) fn at(&self, position: usize) -> Option<&Entry<'a>> {
        let plain =
            self.entries.partition_point(|entry| entry.packed.is_none() && entry.range.start <= position);
        let entry = self.entries.get(plain.checked_sub(1)?)?;
        entry.range.contains(&position).then_some(entry)
    }
}

/// Where `12 0 obj` begins, if that is what ends with this `obj`, and what it says.
fn header_before(data: &[u8], keyword: usize, from: usize) -> Option<(usize, ObjectIdentifier)> {
    const LONGEST: usize = 40;
    let start = from.max(keyword.saturating_sub(LONGEST));
    let before = data.get(start..keyword)?;
    let white = |byte: &u8| byte.is_ascii_whitespace() || *byte == 0;
    let trim =
        |bytes: &[u8]| bytes.iter().rposition(|byte| !white(byte)).map_or(0, |last| last.saturating_add(1));
    let digits = |bytes: &[u8]| bytes.iter().rev().take_while(|byte| byte.is_ascii_digit()).count();
    let number = |bytes: &[u8]| std::str::from_utf8(bytes).ok()?.parse::<u32>().ok();
    let end = trim(before);
    let first = end.checked_sub(digits(before.get(..end)?)).filter(|first| *first < end)?;
    let generation = number(before.get(first..end)?)?;
    let end = trim(before.get(..first)?);
    let begin = end.checked_sub(digits(before.get(..end)?)).filter(|begin| *begin < end && end < first)?;
    let id = ObjectIdentifier::new(number(before.get(begin..end)?)?, i32::try_from(generation).ok()?);
    Some((start.saturating_add(begin), id))
}

/// A row of a cross-reference table, or the head of one of its sections.
fn is_table_row(line: &[u8]) -> bool {
    line.iter().all(|byte| byte.is_ascii_digit() || matches!(byte, b' ' | b'n' | b'f' | b'\t'))
}

/// Whether the object that the reader knows is the one that stands here.
fn stands_at(current: &Object<'_>, data: &[u8], entry: &Entry<'_>) -> bool {
    let part = match current {
        Object::Dict(dict) => dict.data(),
        Object::Stream(stream) => stream.dict().data(),
        Object::Array(array) => array.data(),
        plain => return same(plain, &entry.object),
    };
    if part.is_empty() {
        return same(current, &entry.object);
    }
    let offset = (part.as_ptr() as usize).wrapping_sub(data.as_ptr() as usize);
    entry.range.contains(&offset)
}

/// Whether two objects are written alike.
fn same(one: &Object<'_>, other: &Object<'_>) -> bool {
    match (one, other) {
        (Object::Dict(one), Object::Dict(other)) => one.data() == other.data(),
        (Object::Array(one), Object::Array(other)) => one.data() == other.data(),
        (Object::Stream(one), Object::Stream(other)) => one == other,
        (one, other) => one == other,
    }
}

/// A name in a dictionary, references followed; empty when there is none.
pub(super) fn name_of<'d>(dict: &Dict<'d>, key: &[u8]) -> Vec<u8> {
    dict.get::<hayro_syntax::object::Name<'d>>(key).map_or_else(Vec::new, |name| name.to_vec())
}

/// Tells every reference that an object holds, itself not counted.
pub(super) fn references(object: &Object<'_>, tell: &mut impl FnMut(Option<&[u8]>, Number)) {
    match object {
        Object::Dict(dict) => references_of(dict, tell),
        Object::Stream(stream) => references_of(stream.dict(), tell),
        Object::Array(array) => references_in(array, None, tell),
        _ => {}
    }
}

fn references_of(dict: &Dict<'_>, tell: &mut impl FnMut(Option<&[u8]>, Number)) {
    for (key, value) in dict.entries() {
        match value {
            MaybeRef::Ref(reference) => tell(Some(&*key), reference.obj_number as Number),
            MaybeRef::NotRef(Object::Array(array)) => references_in(&array, Some(&*key), tell),
            MaybeRef::NotRef(object) => references(&object, tell),
        }
    }
}

fn references_in(array: &Array<'_>, key: Option<&[u8]>, tell: &mut impl FnMut(Option<&[u8]>, Number)) {
    for item in array.raw_iter() {
        match item {
            MaybeRef::Ref(reference) => tell(key, reference.obj_number as Number),
            MaybeRef::NotRef(object) => references(&object, tell),
        }
    }
}

/// What leads where: which objects anything leads to, and which page each belongs to.
pub(super) struct Reach {
    reached: BTreeSet<Number>,
    pages: BTreeMap<Number, usize>,
    /// Images that only serve other images: masks, alternates, thumbnails.
    pub(super) serving: BTreeSet<Number>,
}

impl Reach {
    /// Follows every reference from the trailers, and from every page.
    pub(super) fn new(census: &Census<'_>, pdf: &Pdf) -> Self {
        let current = census.current();
        let mut links: BTreeMap<Number, Vec<(bool, Number)>> = BTreeMap::new();
        let mut serving = BTreeSet::new();
        for (number, entry) in &current {
            let mut list = Vec::new();
            references(&entry.object, &mut |key, to| {
                let key = key.unwrap_or_default();
                if matches!(key, b"SMask" | b"Mask" | b"Thumb" | b"Image" | b"Alternates" | b"MaskInData") {
                    serving.insert(to);
                }
                list.push((
                    matches!(key, b"Parent" | b"P" | b"Pg" | b"Dest" | b"D" | b"StructParent" | b"Popup"),
                    to,
                ));
            });
            links.insert(*number, list);
        }
        let mut roots = Vec::new();
        for trailer in &census.trailers {
            references_of(trailer, &mut |key, to| {
                if key != Some(b"Prev") {
                    roots.push(to);
                }
            });
        }
        roots.push(pdf.xref().root_id().obj_number as Number);
        let mut reached = BTreeSet::new();
        spread(&links, roots, false, |number| reached.insert(number));
        let mut pages = BTreeMap::new();
        for (index, page) in pdf.pages().iter().enumerate() {
            let Some(id) = page.raw().obj_id() else { continue };
            spread(&links, vec![id.obj_number as Number], true, |number| {
                let new = !pages.contains_key(&number);
                pages.entry(number).or_insert(index);
                new
            });
        }
        Self { reached, pages, serving }
    }

    pub(super) fn is_reached(&self, number: Number) -> bool {
        self.reached.contains(&number)
    }

    pub(super) fn page(&self, number: Number) -> Option<usize> {
        self.pages.get(&number).copied()
    }
}

/// Visits everything that the roots lead to, once.
fn spread(
    links: &BTreeMap<Number, Vec<(bool, Number)>>,
    mut open: Vec<Number>,
    down_only: bool,
    mut visit: impl FnMut(Number) -> bool,
) {
    while let Some(number) = open.pop() {
        if visit(number) {
            let next = links.get(&number).into_iter().flatten();
            open.extend(next.filter(|(up, _)| !(down_only && *up)).map(|(_, to)| *to));
        }
    }
}

/// The stream behind an entry, where it is one.
pub(super) fn stream_of<'e, 'a>(entry: &'e Entry<'a>) -> Option<&'e Stream<'a>> {
    match &entry.object {
        Object::Stream(stream) => Some(stream),
        _ => None,
    }
}
