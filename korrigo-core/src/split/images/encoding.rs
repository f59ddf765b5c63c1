//! How an image is encoded: the filters around it undone, and the codec that holds its pixels.
//!
//! Knows `Filter` and `DecodeParms` (ISO 32000-2, 7.4), abbreviated names too. Knows no pixels.

use std::borrow::Cow;

use lopdf::{Dictionary, Object, Stream};

use crate::codec::{ascii, ccitt, flate, lzw, predictor, run_length};
use crate::document::Document;
use crate::error::{Code, Error, Result};
use crate::limits::Meter;

/// What holds the pixels.
#[derive(Clone, Debug)]
pub(super) enum Codec {
    Raw,
    Flate(predictor::Params),
    Lzw(predictor::Params),
    RunLength,
    Jpeg,
    Ccitt(ccitt::Params),
    Jbig2 { globals: Option<Vec<u8>> },
    Jpx,
}

/// An image's codec and the data that it reads.
pub(super) struct Encoded<'a> {
    pub(super) codec: Codec,
    pub(super) data: Cow<'a, [u8]>,
    /// Whether another filter was around the codec: what is nearly empty was packed twice.
    pub(super) wrapped: bool,
    /// What a JPEG is told about its colours.
    pub(super) colour_transform: Option<i64>,
}

impl<'a> Encoded<'a> {
    /// Undoes every filter but the last, which holds the pixels.
    ///
    /// # Errors
    /// `corrupted_pdf` when a filter is not known or cannot be undone; `resource_limit`.
    pub(super) fn read(document: &'a Document, stream: &'a Stream, meter: &Meter) -> Result<Self> {
        let mut data = document.raw_stream(stream)?;
        let mut filters = Vec::new();
        let mut colour_transform = None;
        for (place, name) in list(document, &stream.dict, b"Filter").into_iter().enumerate() {
            if name.as_name().is_ok_and(|name| name == b"Crypt") {
                continue;
            }
            let parameters = list(document, &stream.dict, b"DecodeParms");
            let parameters = parameters.get(place).and_then(|object| object.as_dict().ok());
            let filter = Filter { document, parameters };
            colour_transform = filter.integer(b"ColorTransform");
            filters.push(filter.codec(name, meter)?);
        }
        let last = filters.pop().unwrap_or(FilterKind::Image(Codec::Raw));
        let wrapped = !filters.is_empty();
        for filter in filters {
            data = Cow::Owned(undo(&filter, &data, meter)?);
        }
        let codec = match last {
            FilterKind::Image(codec) => codec,
            text => {
                data = Cow::Owned(undo(&text, &data, meter)?);
                Codec::Raw
            }
        };
        Ok(Self { codec, data, wrapped, colour_transform })
    }
}

enum FilterKind {
    Hex,
    Base85,
    Image(Codec),
}

/// One filter and what it is told.
struct Filter<'a> {
    document: &'a Document,
    parameters: Option<&'a Dictionary>,
}

impl Filter<'_> {
    fn codec(&self, name: &Object, meter: &Meter) -> Result<FilterKind> {
        Ok(FilterKind::Image(match name.as_name().unwrap_or_default() {
            b"ASCIIHexDecode" | b"AHx" => return Ok(FilterKind::Hex),
            b"ASCII85Decode" | b"A85" => return Ok(FilterKind::Base85),
            b"FlateDecode" | b"Fl" => Codec::Flate(self.predictor()),
            b"LZWDecode" | b"LZW" => Codec::Lzw(self.predictor()),
            b"RunLengthDecode" | b"RL" => Codec::RunLength,
            b"DCTDecode" | b"DCT" => Codec::Jpeg,
            b"CCITTFaxDecode" | b"CCF" => Codec::Ccitt(self.ccitt()),
            b"JBIG2Decode" => Codec::Jbig2 { globals: self.globals(meter)? },
            b"JPXDecode" => Codec::Jpx,
            _ => {
                return Err(Error::new(Code::CorruptedPdf, "an image has a filter that PDF does not know")
                    .with_detail("image.filter.unsupported"));
            }
        }))
    }

    fn predictor(&self) -> predictor::Params {
        let standard = predictor::Params::default();
        predictor::Params {
            predictor: self.small(b"Predictor").unwrap_or(standard.predictor),
            colors: self.small(b"Colors").unwrap_or(standard.colors),
            bits: self.small(b"BitsPerComponent").unwrap_or(standard.bits),
            columns: self.integer(b"Columns").and_then(|n| u32::try_from(n).ok()).unwrap_or(standard.columns),
            early_change: self.integer(b"EarlyChange").map_or(standard.early_change, |n| n != 0),
        }
    }

    fn ccitt(&self) -> ccitt::Params {
        let standard = ccitt::Params::default();
        let size = |key: &[u8], otherwise| {
            self.integer(key).and_then(|n| u32::try_from(n).ok()).unwrap_or(otherwise)
        };
        ccitt::Params {
            k: self.integer(b"K").map_or(standard.k, |k| k.signum() as i32),
            columns: size(b"Columns", standard.columns),
            rows: size(b"Rows", standard.rows),
            black_is_1: self.boolean(b"BlackIs1").unwrap_or(standard.black_is_1),
            encoded_byte_align: self.boolean(b"EncodedByteAlign").unwrap_or(standard.encoded_byte_align),
            end_of_line: self.boolean(b"EndOfLine").unwrap_or(standard.end_of_line),
            end_of_block: self.boolean(b"EndOfBlock").unwrap_or(standard.end_of_block),
        }
    }

    fn globals(&self, meter: &Meter) -> Result<Option<Vec<u8>>> {
        match self.value(b"JBIG2Globals") {
            Some(Object::Stream(stream)) => self.document.decode_stream(stream, meter).map(Some),
            _ => Ok(None),
        }
    }

    fn value(&self, key: &[u8]) -> Option<&Object> {
        Some(self.document.resolve(self.parameters?.get(key).ok()?))
    }

    fn integer(&self, key: &[u8]) -> Option<i64> {
        match self.value(key)? {
            Object::Integer(value) => Some(*value),
            Object::Real(value) => Some(*value as i64),
            _ => None,
        }
    }

    fn small(&self, key: &[u8]) -> Option<u8> {
        self.integer(key).and_then(|value| u8::try_from(value).ok())
    }

    fn boolean(&self, key: &[u8]) -> Option<bool> {
        match self.value(key)? {
            Object::Boolean(value) => Some(*value),
            Object::Integer(value) => Some(*value != 0),
            _ => None,
        }
    }
}

fn undo(filter: &FilterKind, data: &[u8], meter: &Meter) -> Result<Vec<u8>> {
    let left = meter.decoded_left();
    let decoded = match filter {
        FilterKind::Hex => ascii::decode_hex(data)?,
        FilterKind::Base85 => ascii::decode_85(data, left)?,
        FilterKind::Image(Codec::Raw) => data.to_vec(),
        FilterKind::Image(Codec::Flate(params)) => predictor::undo(&flate::decode(data, left)?, *params)?,
        FilterKind::Image(Codec::Lzw(params)) => {
            predictor::undo(&lzw::decode(data, params.early_change, left)?.data, *params)?
        }
        FilterKind::Image(Codec::RunLength) => run_length::decode(data, left)?.data,
        FilterKind::Image(_) => {
            return Err(Error::new(Code::CorruptedPdf, "an image codec stands before another filter")
                .with_detail("image.filter.unsupported"));
        }
    };
    meter.decoded(decoded.len() as u64)?;
    Ok(decoded)
}

/// What stands under a key, as a list.
fn list<'a>(document: &'a Document, dictionary: &'a Dictionary, key: &[u8]) -> Vec<&'a Object> {
    match dictionary.get(key).map(|value| document.resolve(value)) {
        Ok(Object::Array(items)) => items.iter().map(|item| document.resolve(item)).collect(),
        Ok(Object::Null) | Err(_) => Vec::new(),
        Ok(one) => vec![one],
    }
}
