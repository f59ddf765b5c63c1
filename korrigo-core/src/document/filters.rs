//! Filter chains: what /Filter and /DecodeParms say was done to the bytes of a stream.
//!
//! Knows names, abbreviations and parameters (ISO 32000-2, 7.4 and 8.9.7), and which filter is the codec of
//! an image at the end of a chain. Undoing one filter is [`crate::codec`]'s; pixels are nobody's here.

use std::borrow::Cow;

use lopdf::{Dictionary, Object, Stream};

use super::Document;
use crate::codec::{ascii, ccitt, flate, lzw, predictor, run_length};
use crate::error::{Code, Error, Result};
use crate::limits::Meter;

/// One filter and what it is told.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Filter<'a> {
    /// ASCIIHexDecode.
    Hex,
    /// ASCII85Decode.
    Ascii85,
    /// What an image's samples may be encoded with.
    Image(ImageCodec<'a>),
}

/// How an image's samples are encoded, once the filters outside it are undone.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum ImageCodec<'a> {
    /// Plain samples.
    Raw,
    /// FlateDecode.
    Flate(predictor::Params),
    /// LZWDecode.
    Lzw(predictor::Params),
    /// RunLengthDecode.
    RunLength,
    /// DCTDecode; what /ColorTransform says, where it says anything.
    Jpeg {
        /// 0: the components are not transformed.
        colour_transform: Option<i64>,
    },
    /// CCITTFaxDecode; where it does not say its rows, those are the image's /Height.
    Ccitt(ccitt::Params),
    /// JBIG2Decode.
    Jbig2 {
        /// The segments that it shares with other images.
        globals: Option<&'a Stream>,
    },
    /// JPXDecode.
    Jpx,
}

impl ImageCodec<'_> {
    /// Its name, as `inspect` tells it.
    pub(crate) const fn name(&self) -> &'static str {
        match self {
            Self::Raw => "raw",
            Self::Flate(_) => "flate",
            Self::Lzw(_) => "lzw",
            Self::RunLength => "run_length",
            Self::Jpeg { .. } => "jpeg",
            Self::Ccitt(_) => "ccitt",
            Self::Jbig2 { .. } => "jbig2",
            Self::Jpx => "jpx",
        }
    }
}

/// An image's codec, and the data that it reads.
pub(crate) struct EncodedImage<'a> {
    pub(crate) codec: ImageCodec<'a>,
    pub(crate) data: Cow<'a, [u8]>,
    /// Whether another filter was around the codec: what is nearly empty was packed twice.
    pub(crate) wrapped: bool,
}

impl<'a> EncodedImage<'a> {
    /// The samples, where no codec of images holds them.
    ///
    /// # Errors
    /// Those of [`Document::decode_stream`].
    pub(crate) fn into_samples(self, meter: &Meter) -> Result<Cow<'a, [u8]>> {
        match self.codec {
            ImageCodec::Raw => Ok(self.data),
            codec => undo_all(&[Filter::Image(codec)], self.data, meter),
        }
    }
}

/// Filters of one stream. Each may give as much as the meter allows; files use one or two.
const MAX_FILTERS: usize = 16;

impl Document {
    /// What was done to the bytes of a stream, the outermost filter first; `Crypt` is not among them,
    /// [`Document::raw_stream`] undid it. Abbreviated keys and names are understood, as inline images use them.
    ///
    /// # Errors
    /// `corrupted_pdf` for a filter that PDF does not know, or too many.
    pub(crate) fn filters<'a>(&'a self, stream: &'a Dictionary) -> Result<Vec<Filter<'a>>> {
        let mut names = self.list(stream, [b"Filter", b"F"]);
        // An /F that is no name is a file outside (clause 7.3.8.2), which nobody reads.
        names.retain(|name| !matches!(name, Object::Dictionary(_)));
        let parameters = self.list(stream, [b"DecodeParms", b"DP"]);
        if names.len() > MAX_FILTERS {
            return Err(Error::new(Code::CorruptedPdf, "a stream names too many filters")
                .with_detail("filter.unsupported"));
        }
        let mut filters = Vec::with_capacity(names.len());
        for (place, name) in names.iter().enumerate() {
            let entries = parameters.get(place).and_then(|object| object.as_dict().ok());
            filters.extend(Parameters { document: self, stream, entries }.filter(name)?);
        }
        Ok(filters)
    }

    /// The codec of an image, its bytes not touched.
    ///
    /// # Errors
    /// Those of [`Document::filters`].
    pub(crate) fn image_codec<'a>(&'a self, stream: &'a Dictionary) -> Result<ImageCodec<'a>> {
        Ok(match self.filters(stream)?.pop() {
            Some(Filter::Image(codec)) => codec,
            _ => ImageCodec::Raw,
        })
    }

    /// An image with every filter undone but the last, which holds its samples.
    ///
    /// # Errors
    /// Those of [`Document::decode_stream`].
    pub(crate) fn encoded_image<'a>(&'a self, stream: &'a Stream, meter: &Meter) -> Result<EncodedImage<'a>> {
        let mut filters = self.filters(&stream.dict)?;
        let last = filters.pop_if(|filter| matches!(filter, Filter::Image(_)));
        let data = undo_all(&filters, self.raw_stream(stream)?, meter)?;
        let codec = match last {
            Some(Filter::Image(codec)) => codec,
            _ => ImageCodec::Raw,
        };
        // Hexadecimal outside plain samples is their encoding, not a second one.
        let wrapped = codec != ImageCodec::Raw && !filters.is_empty();
        Ok(EncodedImage { codec, data, wrapped })
    }

    /// The bytes of a stream that is no image, with all filters undone. Data that end too early give what
    /// is there.
    ///
    /// # Errors
    /// `corrupted_pdf` when a filter is an image's or cannot be undone, `resource_limit` when the meter
    /// runs out.
    pub(crate) fn decode_stream(&self, stream: &Stream, meter: &Meter) -> Result<Vec<u8>> {
        let data = undo_all(&self.filters(&stream.dict)?, self.raw_stream(stream)?, meter)?;
        if let Cow::Borrowed(data) = data {
            meter.decoded(data.len() as u64)?;
        }
        Ok(data.into_owned())
    }

    /// One object or many, under the full key or the abbreviated one. `null` keeps its place.
    fn list<'a>(&'a self, stream: &'a Dictionary, keys: [&[u8]; 2]) -> Vec<&'a Object> {
        let [full, short] = keys.map(|key| self.value(stream, key));
        let written = if matches!(full, Object::Null) { short } else { full };
        match written {
            Object::Array(items) => items.iter().map(|item| self.resolve(item)).collect(),
            Object::Name(_) | Object::Dictionary(_) => vec![written],
            _ => Vec::new(),
        }
    }
}

fn undo_all<'a>(filters: &[Filter<'_>], mut data: Cow<'a, [u8]>, meter: &Meter) -> Result<Cow<'a, [u8]>> {
    for filter in filters {
        let decoded = undo(filter, &data, meter)?;
        meter.decoded(decoded.len() as u64)?;
        data = Cow::Owned(decoded);
    }
    Ok(data)
}

fn undo(filter: &Filter<'_>, data: &[u8], meter: &Meter) -> Result<Vec<u8>> {
    let left = meter.decoded_left();
    match filter {
        Filter::Hex => ascii::decode_hex(data),
        Filter::Ascii85 => ascii::decode_85(data, left),
        Filter::Image(ImageCodec::Raw) => Ok(data.to_vec()),
        Filter::Image(ImageCodec::RunLength) => Ok(run_length::decode(data, left)?.data),
        Filter::Image(ImageCodec::Flate(parameters)) => unpredicted(flate::decode(data, left)?, *parameters),
        Filter::Image(ImageCodec::Lzw(parameters)) => {
            unpredicted(lzw::decode(data, parameters.early_change, left)?.data, *parameters)
        }
        Filter::Image(_) => {
            Err(Error::new(Code::CorruptedPdf, "a stream that is no image is encoded as an image")
                .with_detail("filter.unsupported"))
        }
    }
}

fn unpredicted(data: Vec<u8>, parameters: predictor::Params) -> Result<Vec<u8>> {
    if parameters.predictor <= 1 { Ok(data) } else { predictor::undo(&data, parameters) }
}

/// One filter's entry of /DecodeParms.
struct Parameters<'a> {
    document: &'a Document,
    stream: &'a Dictionary,
    entries: Option<&'a Dictionary>,
}

impl<'a> Parameters<'a> {
    /// The filter with this name; `None` for `Crypt`.
    fn filter(&self, name: &Object) -> Result<Option<Filter<'a>>> {
        let codec = match name.as_name().unwrap_or_default() {
            b"Crypt" => return Ok(None),
            b"ASCIIHexDecode" | b"AHx" => return Ok(Some(Filter::Hex)),
            b"ASCII85Decode" | b"A85" => return Ok(Some(Filter::Ascii85)),
            b"FlateDecode" | b"Fl" => ImageCodec::Flate(self.predictor()),
            b"LZWDecode" | b"LZW" => ImageCodec::Lzw(self.predictor()),
            b"RunLengthDecode" | b"RL" => ImageCodec::RunLength,
            b"DCTDecode" | b"DCT" => ImageCodec::Jpeg { colour_transform: self.integer(b"ColorTransform") },
            b"CCITTFaxDecode" | b"CCF" => ImageCodec::Ccitt(self.ccitt()),
            b"JBIG2Decode" => ImageCodec::Jbig2 { globals: self.globals() },
            b"JPXDecode" => ImageCodec::Jpx,
            _ => {
                return Err(Error::new(Code::CorruptedPdf, "a stream has a filter that PDF does not know")
                    .with_detail("filter.unsupported"));
            }
        };
        Ok(Some(Filter::Image(codec)))
    }

    fn predictor(&self) -> predictor::Params {
        let standard = predictor::Params::default();
        let small = |key| self.integer(key).and_then(|value| u8::try_from(value).ok());
        predictor::Params {
            predictor: small(b"Predictor").unwrap_or(standard.predictor),
            colors: small(b"Colors").unwrap_or(standard.colors),
            bits: small(b"BitsPerComponent").unwrap_or(standard.bits),
            columns: self.size(b"Columns").unwrap_or(standard.columns),
            early_change: self.integer(b"EarlyChange").map_or(standard.early_change, |value| value != 0),
        }
    }

    fn ccitt(&self) -> ccitt::Params {
        let standard = ccitt::Params::default();
        let height = || {
            let height = [b"Height".as_slice(), b"H"].map(|key| self.document.value(self.stream, key));
            height.into_iter().find_map(|height| u32::try_from(height.as_i64().ok()?).ok())
        };
        ccitt::Params {
            k: self.integer(b"K").map_or(standard.k, |k| k.signum() as i32),
            columns: self.size(b"Columns").unwrap_or(standard.columns),
            rows: self.size(b"Rows").filter(|rows| *rows > 0).or_else(height).unwrap_or(standard.rows),
            black_is_1: self.boolean(b"BlackIs1").unwrap_or(standard.black_is_1),
            encoded_byte_align: self.boolean(b"EncodedByteAlign").unwrap_or(standard.encoded_byte_align),
            end_of_line: self.boolean(b"EndOfLine").unwrap_or(standard.end_of_line),
            end_of_block: self.boolean(b"EndOfBlock").unwrap_or(standard.end_of_block),
        }
    }

    fn globals(&self) -> Option<&'a Stream> {
        self.value(b"JBIG2Globals")?.as_stream().ok()
    }

    fn value(&self, key: &[u8]) -> Option<&'a Object> {
        Some(self.document.value(self.entries?, key))
    }

    fn integer(&self, key: &[u8]) -> Option<i64> {
        match self.value(key)? {
            Object::Integer(value) => Some(*value),
            Object::Real(value) => Some(*value as i64),
            _ => None,
        }
    }

    fn size(&self, key: &[u8]) -> Option<u32> {
        self.integer(key).and_then(|value| u32::try_from(value).ok())
    }

    fn boolean(&self, key: &[u8]) -> Option<bool> {
        match self.value(key)? {
            Object::Boolean(value) => Some(*value),
            // Some writers put 0 and 1.
            Object::Integer(value) => Some(*value != 0),
            _ => None,
        }
    }
}
