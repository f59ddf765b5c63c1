//! The bytes of a stream: as they lie in the file, and with their filters undone.
//!
//! Knows where the bytes are and how they were encrypted. Knows no image codec.

use std::borrow::Cow;

use lopdf::Stream;

use super::Document;
use super::reader::Lent;
use crate::error::{Code, Error, Result};
use crate::limits::Meter;

impl Document {
    /// The bytes of a stream: decrypted, still encoded. Borrowed from the file wherever they stand there.
    ///
    /// # Errors
    /// `corrupted_pdf` when they are not where the file says.
    pub(crate) fn raw_stream<'a>(&'a self, stream: &'a Stream) -> Result<Cow<'a, [u8]>> {
        let lent = stream.start_position.and_then(|index| self.store.lent.get(index));
        let (range, id) = match lent {
            Some(Lent::Plain(range)) => (range, None),
            Some(Lent::File { id, range }) => (range, Some(*id)),
            None => return Ok(Cow::Borrowed(&stream.content)),
        };
        let data = self.bytes().get(range.clone()).ok_or_else(|| {
            Error::new(Code::CorruptedPdf, "a stream lies outside the file").with_detail("stream.outside")
        })?;
        match (&self.store.cipher, id) {
            (Some(cipher), Some(id)) => Ok(Cow::Owned(cipher.decrypt_stream(id, &stream.dict, data))),
            _ => Ok(Cow::Borrowed(data)),
        }
    }

    /// The bytes of a stream that is no image, with all filters undone.
    ///
    /// # Errors
    /// `corrupted_pdf` when a filter cannot be undone, `resource_limit` when the meter runs out.
    pub(crate) fn decode_stream(&self, stream: &Stream, meter: &Meter) -> Result<Vec<u8>> {
        let left = usize::try_from(meter.decoded_left()).unwrap_or(usize::MAX);
        let raw = Stream::new(stream.dict.clone(), self.raw_stream(stream)?.into_owned());
        let content = raw.get_plain_content_with_limit(left).map_err(|_| {
            Error::new(Code::CorruptedPdf, "a stream does not decode").with_detail("stream.damaged")
        })?;
        meter.decoded(content.len() as u64)?;
        Ok(content)
    }
}
