//! The bytes of a stream as they lie in the file.
//!
//! Knows where they are and how they were encrypted. Undoing filters is [`super::filters`]'s.

use std::borrow::Cow;

use lopdf::Stream;

use super::Document;
use super::reader::Lent;
use crate::error::{Code, Error, Result};

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
}
