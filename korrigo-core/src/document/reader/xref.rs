//! Where objects are, as the file says: cross-reference tables and streams, newest first.
//!
//! Knows both forms, hybrids and chains (ISO 32000-2, 7.5.4 to 7.5.8). What it reads may be wrong:
//! [`super::load`] checks every entry against the object that is there, [`super::scan`] looks without it.

use std::collections::{BTreeMap, BTreeSet};

use lopdf::{Dictionary, Object, Stream};

use super::syntax::{Budget, Fault, Parsed, Parser};

/// Where one object is.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Place {
    /// Deleted.
    Free,
    /// At this byte.
    At(usize),
    /// In the object stream with this number.
    In(u32),
}

/// Where the objects of a file are, and its trailer.
#[derive(Debug, Default)]
pub(super) struct Table {
    pub(super) places: BTreeMap<u32, Place>,
    pub(super) trailer: Dictionary,
    /// Whether something was not where the file says.
    pub(super) repaired: bool,
}

/// Sections of a chain. A file saved a thousand times has a thousand; a cycle is found before.
const MAX_SECTIONS: usize = 4096;

/// Reads the chain of sections that `startxref` leads to.
pub(super) fn read(data: &[u8], budget: &Budget) -> Parsed<Table> {
    let start = start_of_last_section(data).ok_or(Fault::Damaged)?;
    let mut table = Table::default();
    let mut seen = BTreeSet::new();
    let mut next = Some(start);
    while let Some(offset) = next.take() {
        if !seen.insert(offset) || seen.len() > MAX_SECTIONS {
            break;
        }
        let section = match section(data, offset, budget) {
            Ok(section) => section,
            // An older section that is gone takes only older objects with it: the search finds them.
            Err(Fault::Damaged) if !table.trailer.is_empty() => {
                table.repaired = true;
                break;
            }
            Err(fault) => return Err(fault),
        };
        let hybrid = offset_in(&section.trailer, b"XRefStm").filter(|_| !section.is_stream);
        next = offset_in(&section.trailer, b"Prev");
        merge(&mut table.places, section.places, hybrid.is_some());
        // Clause 7.5.8.4: the stream of a hybrid is looked up after its table, before the older ones.
        if let Some(offset) = hybrid.filter(|offset| seen.insert(*offset)) {
            match self::section(data, offset, budget) {
                Ok(stream) => merge(&mut table.places, stream.places, false),
                Err(Fault::Damaged) => table.repaired = true,
                Err(fault) => return Err(fault),
            }
        }
        if table.trailer.is_empty() {
            table.trailer = section.trailer;
        }
    }
    Ok(table)
}

/// Newer sections win. In the table of a hybrid a free entry stands for an object of its stream.
fn merge(places: &mut BTreeMap<u32, Place>, older: BTreeMap<u32, Place>, hybrid: bool) {
    for (number, place) in older {
        if !(hybrid && place == Place::Free) {
            places.entry(number).or_insert(place);
        }
    }
}

fn offset_in(trailer: &Dictionary, key: &[u8]) -> Option<usize> {
    match trailer.get(key).ok()? {
        Object::Integer(offset) => usize::try_from(*offset).ok(),
        Object::Real(offset) if *offset >= 0.0 => Some(*offset as usize),
        _ => None,
    }
}

fn start_of_last_section(data: &[u8]) -> Option<usize> {
    let keyword = memchr::memmem::rfind(data, b"startxref")?;
    let tail = data.get(keyword.checked_add(9)?..)?;
    let digits: Vec<u8> = tail
        .iter()
        .copied()
        .skip_while(|byte| super::syntax::is_space(*byte))
        .take_while(u8::is_ascii_digit)
        .take(20)
        .collect();
    let offset = std::str::from_utf8(&digits).ok()?.parse().ok()?;
    (offset < data.len()).then_some(offset)
}

struct Section {
    places: BTreeMap<u32, Place>,
    trailer: Dictionary,
    is_stream: bool,
}

fn section(data: &[u8], offset: usize, budget: &Budget) -> Parsed<Section> {
    let mut parser = Parser::new(data, offset, budget);
    parser.skip_space();
    let start = parser.position();
    if parser.keyword(b"xref") {
        let section = classic(&mut parser);
        budget.spend_work(parser.position().saturating_sub(start))?;
        return section;
    }
    let indirect = parser.indirect()?;
    let (Object::Dictionary(dictionary), Some(stream)) = (indirect.object, indirect.stream) else {
        return Err(Fault::Damaged);
    };
    let length = match dictionary.get(b"Length") {
        Ok(Object::Integer(length)) => usize::try_from(*length).ok(),
        _ => None,
    };
    let bytes = data.get(stream..).ok_or(Fault::Damaged)?;
    let length = length
        .filter(|length| *length <= bytes.len())
        .or_else(|| memchr::memmem::find(bytes, b"endstream"))
        .ok_or(Fault::Damaged)?;
    let content = bytes.get(..length).unwrap_or_default().to_vec();
    from_stream(dictionary, content, budget)
}

/// `xref`, subsections, `trailer` and its dictionary; the parser stands behind `xref`.
fn classic(parser: &mut Parser<'_>) -> Parsed<Section> {
    let mut places = BTreeMap::new();
    loop {
        parser.skip_space();
        if parser.keyword(b"trailer") {
            break;
        }
        let first = parser.unsigned().and_then(|value| u32::try_from(value).ok()).ok_or(Fault::Damaged)?;
        let count = parser.unsigned().ok_or(Fault::Damaged)?;
        subsection(parser, first, count, &mut places)?;
    }
    parser.skip_space();
    if !parser.rest().starts_with(b"<<") {
        return Err(Fault::Damaged);
    }
    let trailer = parser.dictionary(0)?;
    Ok(Section { places, trailer, is_stream: false })
}

/// Entries by words, not by columns: lines of 19 and 21 bytes are common.
fn subsection(
    parser: &mut Parser<'_>,
    first: u32,
    count: u64,
    places: &mut BTreeMap<u32, Place>,
) -> Parsed<()> {
    let mut number = first;
    for index in 0..count {
        parser.skip_space();
        // The count promises too much.
        if parser.rest().starts_with(b"trailer") {
            return Ok(());
        }
        let offset = parser.unsigned().ok_or(Fault::Damaged)?;
        let generation = parser.unsigned().ok_or(Fault::Damaged)?;
        parser.skip_space();
        let used = parser.keyword(b"n");
        if !used && !parser.keyword(b"f") {
            return Err(Fault::Damaged);
        }
        // The head of the free list is always object 0, also where the table says it is 1.
        if index == 0 && first == 1 && !used && offset == 0 && generation == 65_535 {
            number = 0;
        }
        let place = match usize::try_from(offset) {
            Ok(offset) if used && offset > 0 => Place::At(offset),
            _ => Place::Free,
        };
        places.entry(number).or_insert(place);
        number = number.checked_add(1).ok_or(Fault::Damaged)?;
    }
    Ok(())
}

/// The places that a cross-reference stream lists; its dictionary is the trailer.
pub(super) fn places_of_stream(
    dictionary: &Dictionary,
    content: Vec<u8>,
    budget: &Budget,
) -> Parsed<BTreeMap<u32, Place>> {
    let content = decode(dictionary.clone(), content, budget)?;
    let widths = field_widths(dictionary)?;
    let row = widths.iter().sum::<usize>();
    let mut rows = content.chunks_exact(row);
    let mut places = BTreeMap::new();
    for (first, count) in index(dictionary) {
        for number in first..first.saturating_add(count) {
            let Some(row) = rows.next() else { return Ok(places) };
            let (kind, rest) = row.split_at(widths[0]);
            let (second, third) = rest.split_at(widths[1]);
            let kind = if kind.is_empty() { 1 } else { big_endian(kind) };
            let place = match kind {
                1 => Place::At(usize::try_from(big_endian(second)).unwrap_or(usize::MAX)),
                2 => Place::In(u32::try_from(big_endian(second)).unwrap_or(u32::MAX)),
                _ => Place::Free,
            };
            let _ = third;
            budget.spend_object()?;
            places.entry(number).or_insert(place);
        }
    }
    Ok(places)
}

fn from_stream(dictionary: Dictionary, content: Vec<u8>, budget: &Budget) -> Parsed<Section> {
    let places = places_of_stream(&dictionary, content, budget)?;
    Ok(Section { places, trailer: dictionary, is_stream: true })
}

fn field_widths(dictionary: &Dictionary) -> Parsed<[usize; 3]> {
    let widths = dictionary.get(b"W").and_then(Object::as_array).map_err(|_| Fault::Damaged)?;
    let mut fields = [0_usize; 3];
    for (field, width) in fields.iter_mut().zip(widths) {
        *field = match width {
            Object::Integer(width @ 0..=8) => *width as usize,
            _ => return Err(Fault::Damaged),
        };
    }
    if widths.len() < 3 || fields[1] == 0 { Err(Fault::Damaged) } else { Ok(fields) }
}

/// Pairs of first number and count.
fn index(dictionary: &Dictionary) -> Vec<(u32, u32)> {
    let number = |object: &Object| object.as_i64().ok().and_then(|value| u32::try_from(value).ok());
    match dictionary.get(b"Index").and_then(Object::as_array) {
        Ok(pairs) => pairs
            .chunks_exact(2)
            .filter_map(|pair| Some((number(pair.first()?)?, number(pair.get(1)?)?)))
            .collect(),
        Err(_) => vec![(0, dictionary.get(b"Size").ok().and_then(number).unwrap_or(u32::MAX))],
    }
}

fn big_endian(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0, |value, byte| value << 8 | u64::from(*byte))
}

/// Undoes the filters of a stream that describes the file, within what is left of the budget.
pub(super) fn decode(dictionary: Dictionary, content: Vec<u8>, budget: &Budget) -> Parsed<Vec<u8>> {
    let left = usize::try_from(budget.decoded_left()).unwrap_or(usize::MAX);
    let stream = Stream::new(dictionary, content);
    let content = match stream.get_plain_content_with_limit(left) {
        Ok(content) => content,
        Err(lopdf::Error::Decompress(lopdf::DecompressError::MemoryLimitExceeded { .. })) => {
            return Err(Fault::Decoded);
        }
        Err(_) => return Err(Fault::Damaged),
    };
    budget.spend_decoded(content.len())?;
    Ok(content)
}
