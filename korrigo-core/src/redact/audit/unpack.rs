//! Streams of the second reader with their filters undone, under limits.
//!
//! Knows filter chains (ISO 32000-2, 7.4). The second reader keeps no account of memory, so it finds the bytes
//! and [`crate::codec`] undoes them. Images stay encoded: what they hold beside pixels is
//! [`super::picture`]'s.

use std::borrow::Cow;

use hayro_syntax::Filter;
use hayro_syntax::object::{Array, Dict, Name, Object, Stream};

use crate::codec::{ascii, flate, lzw, predictor, run_length};
use crate::error::{Code, Result};
use crate::limits::Meter;

/// What a stream holds.
pub(super) enum Unpacked<'a> {
    /// Its bytes, every filter undone.
    Data(Cow<'a, [u8]>),
    /// An image, the filters outside its own undone.
    Picture(Filter, Cow<'a, [u8]>),
    /// Something that cannot be undone.
    Damaged,
}

/// Filters of one stream; files use one or two.
const MOST_FILTERS: usize = 16;

/// Undoes the filters of a stream.
///
/// # Errors
/// `resource_limit` when it holds more than the meter allows.
pub(super) fn unpack<'a>(stream: &Stream<'a>, meter: &Meter) -> Result<Unpacked<'a>> {
    let dict = stream.dict();
    let filters = stream.filters();
    let parameters = parameters(dict);
    let mut data = stream.raw_data();
    if filters.len() > MOST_FILTERS || filters.len() != named(dict) {
        return Ok(Unpacked::Damaged);
    }
    for (index, filter) in filters.iter().enumerate() {
        let own = parameters.get(index).and_then(Option::as_ref);
        let undone = match filter {
            Filter::Crypt => continue,
            Filter::DctDecode | Filter::JpxDecode | Filter::Jbig2Decode | Filter::CcittFaxDecode => {
                return Ok(Unpacked::Picture(*filter, data));
            }
            other => undo(*other, &data, own, meter),
        };
        match undone {
            Ok(undone) => {
                meter.decoded(undone.len() as u64)?;
                data = Cow::Owned(undone);
            }
            Err(error) if error.code() == Code::ResourceLimit => return Err(error),
            Err(_) if data.is_empty() => return Ok(Unpacked::Data(data)),
            Err(_) => return Ok(Unpacked::Damaged),
        }
    }
    Ok(Unpacked::Data(data))
}

fn undo(filter: Filter, data: &[u8], parameters: Option<&Dict<'_>>, meter: &Meter) -> Result<Vec<u8>> {
    let left = meter.decoded_left();
    let number = |key: &[u8]| parameters.and_then(|dict| dict.get::<u32>(key));
    let standard = predictor::Params::default();
    let small = |key: &[u8], otherwise: u8| {
        number(key).and_then(|value| u8::try_from(value).ok()).unwrap_or(otherwise)
    };
    let params = predictor::Params {
        predictor: small(b"Predictor", standard.predictor),
        colors: small(b"Colors", standard.colors),
        bits: small(b"BitsPerComponent", standard.bits),
        columns: number(b"Columns").unwrap_or(standard.columns),
        early_change: number(b"EarlyChange").is_none_or(|value| value != 0),
    };
    let unpredicted = |data: Vec<u8>| {
        if params.predictor <= 1 { Ok(data) } else { predictor::undo(&data, params) }
    };
    match filter {
        Filter::AsciiHexDecode => ascii::decode_hex(data),
        Filter::Ascii85Decode => ascii::decode_85(data, left),
        Filter::RunLengthDecode => Ok(run_length::decode(data, left)?.data),
        Filter::LzwDecode => unpredicted(lzw::decode(data, params.early_change, left)?.data),
        _ => unpredicted(flate::decode(data, left)?),
    }
}

/// How many filters the dictionary names, known or not.
fn named(dict: &Dict<'_>) -> usize {
    match filter_entry(dict) {
        Some(Object::Name(_)) => 1,
        Some(Object::Array(array)) => array.iter::<Name<'_>>().count(),
        _ => 0,
    }
}

fn filter_entry<'a>(dict: &Dict<'a>) -> Option<Object<'a>> {
    let short =
        dict.get::<Object<'a>>(b"F").filter(|short| matches!(short, Object::Name(_) | Object::Array(_)));
    short.or_else(|| dict.get::<Object<'a>>(b"Filter"))
}

fn parameters<'a>(dict: &Dict<'a>) -> Vec<Option<Dict<'a>>> {
    let entry = dict.get::<Object<'a>>(b"DP").or_else(|| dict.get::<Object<'a>>(b"DecodeParms"));
    match entry {
        Some(Object::Dict(one)) => vec![Some(one)],
        Some(Object::Array(list)) => {
            let list: Array<'a> = list;
            list.iter::<Object<'a>>().map(Object::into_dict).collect()
        }
        _ => Vec::new(),
    }
}
