//! The bytes of a file: header, objects, cross-reference, trailer.
//!
//! Knows two layouts: the classic one, which every reader takes, and object streams (ISO 32000-2, 7.5.7)
//! for a file whose many small objects would weigh more than [`CLASSIC_STRUCTURE`]. Knows nothing of what
//! the objects mean.

use lopdf::{Dictionary, Object, StringFormat, dictionary};
use sha2::{Digest, Sha256};

use super::{CATALOG, Data, Entry, serialize};
use crate::codec::flate;
use crate::error::Result;

/// Bytes of small objects and table up to which a file is written in the classic layout: a page of a copy
/// may cost 1 KiB beside its images, and a copy of four pages then stays under 4 KiB.
const CLASSIC_STRUCTURE: usize = 3 << 10;

/// Objects in one object stream: a reader decodes the whole stream to reach one of them.
const OBJECTS_PER_STREAM: usize = 200;

/// Where an object stands (7.5.8.3, table 18).
#[derive(Clone, Copy)]
enum Place {
    At(usize),
    Within { stream: usize, index: usize },
}

/// Writes the objects, which count from 1, as a file. Each stream is let go as soon as it is written.
///
/// # Errors
/// What reading a source's stream says.
pub(super) fn write(entries: Vec<Entry<'_>>) -> Result<Vec<u8>> {
    let small = entries.iter().map(|entry| match entry {
        Entry::Plain(object) => {
            let mut bytes = Vec::new();
            serialize::object(&mut bytes, object);
            Some(bytes)
        }
        Entry::Stream { .. } => None,
    });
    let small: Vec<Option<Vec<u8>>> = small.collect();
    let structure: usize =
        small.iter().map(|bytes| bytes.as_ref().map_or(20, |bytes| bytes.len() + 40)).sum();
    let streams = entries.iter().map(|entry| match entry {
        Entry::Stream { data: Data::New(bytes), .. } => bytes.len() + 256,
        Entry::Stream { data: Data::Source { stream, .. }, .. } => stream.content.len() + 256,
        Entry::Plain(_) => 0,
    });
    let mut file =
        File { out: Vec::with_capacity(structure + streams.sum::<usize>() + 1024), places: Vec::new() };
    file.header();
    if structure <= CLASSIC_STRUCTURE {
        file.classic(entries, &small)?;
    } else {
        file.compact(entries, &small)?;
    }
    Ok(file.out)
}

struct File {
    out: Vec<u8>,
    /// Of object `n` at `n - 1`.
    places: Vec<Place>,
}

impl File {
    fn header(&mut self) {
        // 1.7 whatever the source says: nothing that only PDF 2.0 knows is on the allow-list.
        self.out.extend(b"%PDF-1.7\n");
        // Four bytes above 127 tell transports that the file is binary (7.5.2).
        self.out.extend(b"%\xE2\xE3\xCF\xD3\n");
    }

    fn classic(&mut self, entries: Vec<Entry<'_>>, small: &[Option<Vec<u8>>]) -> Result<()> {
        for (place, (entry, bytes)) in entries.into_iter().zip(small).enumerate() {
            self.places.push(Place::At(self.out.len()));
            match (entry, bytes) {
                (Entry::Stream { dictionary, data }, _) => self.stream(place + 1, dictionary, &data)?,
                (Entry::Plain(_), bytes) => self.plain(place + 1, bytes.as_deref().unwrap_or(b"null")),
            }
        }
        let id = self.id();
        let start = self.out.len();
        self.out.extend(format!("xref\n0 {}\n0000000000 65535 f \n", self.places.len() + 1).bytes());
        for place in &self.places {
            let Place::At(offset) = place else { continue };
            self.out.extend(format!("{offset:010} 00000 n \n").bytes());
        }
        let trailer = dictionary! {
            "Size" => self.places.len() as i64 + 1, "Root" => (CATALOG, 0), "ID" => id,
        };
        self.out.extend(b"trailer\n");
        serialize::dictionary(&mut self.out, &trailer);
        self.end(start);
        Ok(())
    }

    fn compact(&mut self, entries: Vec<Entry<'_>>, small: &[Option<Vec<u8>>]) -> Result<()> {
        let gathered: Vec<(usize, &[u8])> = small
            .iter()
            .enumerate()
            .filter_map(|(place, bytes)| bytes.as_deref().map(|bytes| (place + 1, bytes)))
            .collect();
        self.places = vec![Place::At(0); entries.len()];
        for (place, entry) in entries.into_iter().enumerate() {
            if let Entry::Stream { dictionary, data } = entry {
                self.set_place(place + 1, Place::At(self.out.len()));
                self.stream(place + 1, dictionary, &data)?;
            }
        }
        for group in gathered.chunks(OBJECTS_PER_STREAM) {
            self.object_stream(group)?;
        }
        self.cross_reference_stream()
    }

    fn object_stream(&mut self, group: &[(usize, &[u8])]) -> Result<()> {
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
        self.places.push(Place::At(self.out.len()));
        self.stream(number, dictionary, &Data::New(data))
    }

    /// The cross-reference table as a stream (7.5.8).
    fn cross_reference_stream(&mut self) -> Result<()> {
        let id = self.id();
        let start = self.out.len();
        let number = self.places.len() + 1;
        self.places.push(Place::At(start));
        let mut rows = vec![0, 0, 0, 0, 0, 0, 0, 0, 0];
        for place in &self.places {
            let (kind, second, third) = match *place {
                Place::At(offset) => (1, offset, 0),
                Place::Within { stream, index } => (2, stream, index),
            };
            rows.push(kind);
            rows.extend((second as u64).to_be_bytes().iter().skip(2));
            rows.extend((third as u16).to_be_bytes());
        }
        let dictionary = dictionary! {
            "Type" => "XRef", "Size" => number as i64 + 1, "W" => vec![1.into(), 6.into(), 2.into()],
            "Root" => (CATALOG, 0), "ID" => id, "Filter" => "FlateDecode",
        };
        self.stream(number, dictionary, &Data::New(flate::encode(&rows)))?;
        self.out.pop();
        self.end(start);
        Ok(())
    }

    fn plain(&mut self, number: usize, bytes: &[u8]) {
        self.out.extend(format!("{number} 0 obj\n").bytes());
        self.out.extend(bytes);
        self.out.extend(b"\nendobj\n");
    }

    fn stream(&mut self, number: usize, mut dictionary: Dictionary, data: &Data<'_>) -> Result<()> {
        let bytes = data.bytes()?;
        dictionary.set("Length", bytes.len() as i64);
        self.out.extend(format!("{number} 0 obj\n").bytes());
        serialize::dictionary(&mut self.out, &dictionary);
        self.out.extend(b"\nstream\n");
        self.out.extend_from_slice(&bytes);
        self.out.extend(b"\nendstream\nendobj\n");
        Ok(())
    }

    fn set_place(&mut self, number: usize, place: Place) {
        if let Some(slot) = number.checked_sub(1).and_then(|index| self.places.get_mut(index)) {
            *slot = place;
        }
    }

    /// Both halves of `/ID`: the first 128 bits of the SHA-256 of what was written so far (14.4 asks for
    /// something unique, and says not how).
    fn id(&self) -> Object {
        let hash: Vec<u8> = Sha256::digest(&self.out).iter().take(16).copied().collect();
        let half = Object::String(hash, StringFormat::Hexadecimal);
        Object::Array(vec![half.clone(), half])
    }

    fn end(&mut self, start: usize) {
        self.out.extend(format!("\nstartxref\n{start}\n%%EOF\n").bytes());
    }
}
