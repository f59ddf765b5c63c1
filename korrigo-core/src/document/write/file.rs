//! The bytes of a file: header, objects, cross-reference, trailer.
//!
//! Knows two layouts: the classic one, which every reader takes, and object streams (ISO 32000-2, 7.5.7)
//! for a file whose many small objects would weigh more than [`CLASSIC_STRUCTURE`]. Streams go out as they
//! come, small objects behind them: a file is never in memory as a whole. Knows nothing of what the objects
//! mean.

use std::io::Write;

use lopdf::{Dictionary, Object, StringFormat, dictionary};
use twox_hash::XxHash3_128;

use super::{CATALOG, serialize};
use crate::codec::flate;
use crate::error::{Code, Error, Result};

/// Bytes of small objects and table up to which a file is written in the classic layout: a page of a copy
/// may cost 1 KiB beside its images, and a copy of four pages then stays under 4 KiB.
const CLASSIC_STRUCTURE: usize = 3 << 10;

/// Objects in one object stream: a reader decodes the whole stream to reach one of them.
const OBJECTS_PER_STREAM: usize = 200;

/// Where an object stands (7.5.8.3, table 18).
#[derive(Clone, Copy)]
enum Place {
    At(u64),
    Within { stream: usize, index: usize },
}

/// A file that is being written.
pub(super) struct File<'w> {
    out: &'w mut dyn Write,
    written: u64,
    hash: XxHash3_128,
    /// Of object `n` at `n - 1`; `None` until it is written.
    places: Vec<Option<Place>>,
}

impl<'w> File<'w> {
    /// A file that goes to `out`, piece by piece; nothing is written yet.
    pub(super) fn new(out: &'w mut dyn Write) -> Self {
        Self { out, written: 0, hash: XxHash3_128::new(), places: Vec::new() }
    }

    /// Writes a stream as object `number`.
    ///
    /// # Errors
    /// `store_unavailable` when the output takes nothing more.
    pub(super) fn stream(&mut self, number: usize, mut dictionary: Dictionary, data: &[u8]) -> Result<()> {
        self.begin_object()?;
        self.set_place(number, Place::At(self.written));
        dictionary.set("Length", data.len() as i64);
        let mut head = format!("{number} 0 obj\n").into_bytes();
        serialize::dictionary(&mut head, &dictionary);
        head.extend(b"\nstream\n");
        self.put(&head)?;
        self.put(data)?;
        self.put(b"\nendstream\nendobj")
    }

    /// Writes the objects that are no streams, with their numbers, and all that ends a file of `count`
    /// objects; gives the number of bytes.
    ///
    /// # Errors
    /// `store_unavailable` when the output takes nothing more.
    pub(super) fn finish(mut self, small: &[(usize, Object)], count: usize) -> Result<u64> {
        let spelled: Vec<(usize, Vec<u8>)> = small
            .iter()
            .map(|(number, object)| {
                let mut bytes = Vec::new();
                serialize::object(&mut bytes, object);
                (*number, bytes)
            })
            .collect();
        let structure: usize = spelled.iter().map(|(_, bytes)| bytes.len() + 40).sum();
        self.places.resize(count, None);
        if structure + (count - small.len().min(count)) * 20 <= CLASSIC_STRUCTURE {
            self.classic(&spelled)?;
        } else {
            self.compact(&spelled)?;
        }
        self.out.flush().map_err(|_| refused())?;
        Ok(self.written)
    }

    /// What stands before an object: the header of the file, or the end of the line before.
    fn begin_object(&mut self) -> Result<()> {
        if self.written > 0 {
            return self.put(b"\n");
        }
        // 1.7 whatever the source says: nothing that only PDF 2.0 knows is on the allow-list. Four bytes above
        // 127 tell transports that the file is binary (7.5.2).
        self.put(b"%PDF-1.7\n%\xE2\xE3\xCF\xD3\n")
    }

    fn classic(&mut self, small: &[(usize, Vec<u8>)]) -> Result<()> {
        for (number, bytes) in small {
            self.begin_object()?;
            self.set_place(*number, Place::At(self.written));
            self.put(format!("{number} 0 obj\n").as_bytes())?;
            self.put(bytes)?;
            self.put(b"\nendobj")?;
        }
        self.put(b"\n")?;
        let id = self.id();
        let start = self.written;
        let mut table = format!("xref\n0 {}\n0000000000 65535 f \n", self.places.len() + 1).into_bytes();
        for place in &self.places {
            let Some(Place::At(offset)) = place else { continue };
            table.extend(format!("{offset:010} 00000 n \n").bytes());
        }
        let trailer = dictionary! {
            "Size" => self.places.len() as i64 + 1, "Root" => (CATALOG, 0), "ID" => id,
        };
        table.extend(b"trailer\n");
        serialize::dictionary(&mut table, &trailer);
        self.put(&table)?;
        self.end(start)
    }

    fn compact(&mut self, small: &[(usize, Vec<u8>)]) -> Result<()> {
        for group in small.chunks(OBJECTS_PER_STREAM) {
            self.object_stream(group)?;
        }
        self.cross_reference_stream()
    }

    fn object_stream(&mut self, group: &[(usize, Vec<u8>)]) -> Result<()> {
        let number = self.places.len() + 1;
        let (mut index, mut bodies) = (String::new(), Vec::new());
        for (place, (object, bytes)) in group.iter().enumerate() {
            self.set_place(*object, Place::Within { stream: number, index: place });
            index.push_str(&[object.to_string(), bodies.len().to_string(), String::new()].join(" "));
            bodies.extend_from_slice(bytes);
            bodies.push(b'\n');
        }
        let first = index.len();
        let data = flate::encode(&[index.as_bytes(), &bodies].concat());
        let dictionary = dictionary! {
            "Type" => "ObjStm", "N" => group.len() as i64, "First" => first as i64, "Filter" => "FlateDecode",
        };
        self.stream(number, dictionary, &data)
    }

    /// The cross-reference table as a stream (7.5.8).
    fn cross_reference_stream(&mut self) -> Result<()> {
        let id = self.id();
        let number = self.places.len() + 1;
        // Behind the line feed that ends the object before.
        let start = self.written + 1;
        self.set_place(number, Place::At(start));
        let mut rows = vec![0, 0, 0, 0, 0, 0, 0, 0, 0];
        for place in &self.places {
            let (kind, second, third) = match *place {
                Some(Place::At(offset)) => (1, offset, 0),
                Some(Place::Within { stream, index }) => (2, stream as u64, index),
                None => (0, 0, 0),
            };
            rows.push(kind);
            rows.extend(second.to_be_bytes().iter().skip(2));
            rows.extend((third as u16).to_be_bytes());
        }
        let dictionary = dictionary! {
            "Type" => "XRef", "Size" => number as i64 + 1, "W" => vec![1.into(), 6.into(), 2.into()],
            "Root" => (CATALOG, 0), "ID" => id, "Filter" => "FlateDecode",
        };
        self.stream(number, dictionary, &flate::encode(&rows))?;
        self.end(start)
    }

    fn set_place(&mut self, number: usize, place: Place) {
        if self.places.len() < number {
            self.places.resize(number, None);
        }
        if let Some(slot) = number.checked_sub(1).and_then(|index| self.places.get_mut(index)) {
            *slot = Some(place);
        }
    }

    /// Both halves of `/ID`: a hash of what was written so far (14.4 asks for something unique, and says not how).
    /// Nobody is meant to be stopped by it, so it is one that costs no more than copying.
    fn id(&self) -> Object {
        let half = Object::String(self.hash.finish_128().to_be_bytes().to_vec(), StringFormat::Hexadecimal);
        Object::Array(vec![half.clone(), half])
    }

    fn end(&mut self, start: u64) -> Result<()> {
        self.put(format!("\nstartxref\n{start}\n%%EOF\n").as_bytes())
    }

    fn put(&mut self, bytes: &[u8]) -> Result<()> {
        self.hash.write(bytes);
        self.written += bytes.len() as u64;
        self.out.write_all(bytes).map_err(|_| refused())
    }
}

/// What the output itself says is the caller's to know: it made it.
fn refused() -> Error {
    Error::new(Code::StoreUnavailable, "the file that is being written cannot be kept")
}
