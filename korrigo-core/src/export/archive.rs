//! Many files as one ZIP that is written as it grows.
//!
//! Knows entries and their safe names, and whether compressing one is worth it. Knows nothing of what is in them and of
//! where the archive goes. What is in memory at once is a sample of a file. The same files give the same bytes: there are
//! no times and no owners.

use std::fmt;
use std::io::{self, Read, Write};

use zip::write::{SimpleFileOptions, StreamWriter};
use zip::{CompressionMethod, DateTime, ZipWriter};

use super::file_name::FileNames;
use crate::codec::flate;
use crate::error::{Code, Error, Result};

/// From here on an entry needs the fields of ZIP64, which some old programs do not know.
const LARGE: u64 = u32::MAX as u64;

/// Where there is something to gain. Lower levels write codes of fixed lengths, by which pictures that are compressed
/// already grow by a twentieth.
const LEVEL: i64 = 3;

/// How much of a file is looked at.
const SAMPLE: usize = 1 << 18;

/// A ZIP archive under construction.
///
/// ```
/// use korrigo_core::export::Archive;
///
/// let mut archive = Archive::new(Vec::new());
/// assert_eq!(archive.add("../MATH-0417", "pdf", 5, &mut b"%PDF-".as_slice())?, "MATH-0417.pdf");
/// let zip = archive.finish()?;
/// assert!(zip.starts_with(b"PK"));
/// # Ok::<(), korrigo_core::Error>(())
/// ```
pub struct Archive<W: Write> {
    zip: ZipWriter<StreamWriter<W>>,
    names: FileNames,
    entries: usize,
}

impl<W: Write> fmt::Debug for Archive<W> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Archive").field("entries", &self.entries).finish_non_exhaustive()
    }
}

impl<W: Write> Archive<W> {
    /// An archive that goes to `out`, piece by piece; nothing is ever read back or written over.
    pub fn new(out: W) -> Self {
        Self { zip: ZipWriter::new_stream(out), names: FileNames::default(), entries: 0 }
    }

    /// Adds a file under a safe name like `wanted` ([`FileNames::take`]); gives that name. `size` is about how many
    /// bytes will come.
    ///
    /// # Errors
    /// `store_unavailable` when `content` cannot be read or the archive not be written, and when 4 GiB or more come
    /// where fewer were announced. What was written by then is no archive.
    pub fn add(&mut self, wanted: &str, ending: &str, size: u64, content: &mut dyn Read) -> Result<String> {
        let name = self.names.take(wanted, ending);
        let sample = sample(content).map_err(|_| refused())?;
        let method = method(&sample);
        let options = SimpleFileOptions::default()
            .compression_method(method)
            .compression_level((method == CompressionMethod::Deflated).then_some(LEVEL))
            .last_modified_time(DateTime::default())
            .unix_permissions(0o644)
            .large_file(size >= LARGE);
        self.zip.start_file(name.as_str(), options).map_err(|_| refused())?;
        copy(&mut sample.as_slice().chain(content), &mut self.zip).map_err(|_| refused())?;
        self.entries += 1;
        Ok(name)
    }

    /// How many files there are in it.
    pub fn entries(&self) -> usize {
        self.entries
    }

    /// Writes the list of files at the end; gives back where the archive went.
    ///
    /// # Errors
    /// `store_unavailable` when it cannot be written.
    pub fn finish(self) -> Result<W> {
        let mut out = self.zip.finish().map_err(|_| refused())?.into_inner();
        out.flush().map_err(|_| refused())?;
        Ok(out)
    }
}

/// The beginning of a file.
fn sample(content: &mut dyn Read) -> io::Result<Vec<u8>> {
    let mut sample = Vec::new();
    content.take(SAMPLE as u64).read_to_end(&mut sample)?;
    Ok(sample)
}

/// How a file is kept that begins like this: a scan is pictures from its first page on, and they gain nothing.
fn method(sample: &[u8]) -> CompressionMethod {
    let gains = flate::encode(sample).len() < sample.len() - sample.len() / 50;
    if gains { CompressionMethod::Deflated } else { CompressionMethod::Stored }
}

fn copy(from: &mut dyn Read, to: &mut dyn Write) -> io::Result<()> {
    let mut buffer = vec![0; 1 << 16];
    loop {
        let count = match from.read(&mut buffer) {
            Ok(0) => return Ok(()),
            Ok(count) => count,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            Err(error) => return Err(error),
        };
        to.write_all(buffer.get(..count).unwrap_or_default())?;
    }
}

/// What the input or output itself says is the caller's to know: it made them.
fn refused() -> Error {
    Error::new(Code::StoreUnavailable, "the archive that is being written cannot be kept")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn packed(files: &[(&str, &[u8])]) -> Vec<u8> {
        let mut archive = Archive::new(Vec::new());
        for (name, content) in files {
            archive.add(name, "pdf", content.len() as u64, &mut &content[..]).unwrap();
        }
        assert_eq!(archive.entries(), files.len());
        archive.finish().unwrap()
    }

    #[test]
    fn files_come_out_as_they_went_in() {
        let noise: Vec<u8> =
            (0..200_000u32).map(|place| (place.wrapping_mul(2_654_435_761) >> 24) as u8).collect();
        let files: [(&str, &[u8]); 4] = [("a", b"one"), ("A", b""), ("../x/y", &noise), ("Zoé", b"two")];
        let bytes = packed(&files);
        assert_eq!(bytes, packed(&files), "the same bytes on every run");
        let mut zip = zip::ZipArchive::new(io::Cursor::new(bytes)).unwrap();
        for (place, (name, content)) in ["a.pdf", "A-2.pdf", "x-y.pdf", "Zoe.pdf"]
            .iter()
            .zip(files.map(|(_, content)| content))
            .enumerate()
        {
            let mut entry = zip.by_index(place).unwrap();
            let mut read = Vec::new();
            entry.read_to_end(&mut read).unwrap();
            assert_eq!((entry.name().unwrap().as_ref(), read.as_slice()), (*name, content));
        }
    }

    #[test]
    fn what_cannot_be_compressed_does_not_grow_and_the_rest_shrinks() {
        let mut state = 1u32;
        let noise: Vec<u8> = std::iter::repeat_with(|| {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (state >> 24) as u8
        })
        .take(1 << 20)
        .collect();
        assert!(packed(&[("a", &noise)]).len() < noise.len() + noise.len() / 2000 + 300);
        assert!(packed(&[("a", &b"some words ".repeat(1 << 16))]).len() < 1 << 14);
        // Nothing at its beginning tells that the rest is noise: even so it hardly grows.
        let late = [vec![0; SAMPLE].as_slice(), &noise].concat();
        assert!(packed(&[("a", &late)]).len() < noise.len() + noise.len() / 500);
    }

    #[test]
    fn an_output_that_is_full_is_told() {
        let mut room = [0u8; 40];
        let mut archive = Archive::new(&mut room[..]);
        let refused = archive.add("a", "pdf", 1000, &mut [7u8; 1000].as_slice());
        assert_eq!(
            refused.and_then(|_| archive.finish().map(drop)).unwrap_err().code(),
            Code::StoreUnavailable
        );
    }

    #[test]
    fn an_input_that_breaks_is_told() {
        struct Broken;
        impl Read for Broken {
            fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
                Err(io::ErrorKind::Other.into())
            }
        }
        let refused = Archive::new(Vec::new()).add("a", "pdf", 1, &mut Broken).unwrap_err();
        assert_eq!(refused.code(), Code::StoreUnavailable);
    }
}
