//! The ids of an exam's copies, and the key they are made with.
//!
//! Knows where a key is kept and that it is made once: 32 bytes from the operating system. How ids follow from it
//! is the core's.

use std::fs;
use std::path::{Path, PathBuf};

use korrigo_core::exam::{AnonymousId, ExamKey, IdScheme, anonymous_id};
use korrigo_core::{Code, Error, Limits};

use crate::failure::{Failure, Result};
use crate::inputs;
use crate::output::{self, Folder};

/// Where the key lies in the folder of an exam.
pub(crate) const KEY: &str = "private/exam.key";

/// The key of an exam, and where it is to be kept.
#[derive(Debug)]
pub(crate) struct Key {
    pub(crate) key: ExamKey,
    place: Place,
}

#[derive(Debug)]
enum Place {
    /// In the folder of the exam.
    Folder,
    /// In a file that is there.
    Kept,
    /// In a file that is still to be written.
    New(PathBuf),
}

impl Key {
    /// The key in `file`, or without one the key that an earlier run left in `folder`, or a new one.
    ///
    /// # Errors
    /// `store_unavailable`; `invalid_mime_type` for a file that holds no key; `internal` when the operating system
    /// has no randomness.
    pub(crate) fn find(file: Option<&Path>, folder: &Path) -> Result<Self> {
        let (path, there, new) = match file {
            Some(file) => (file.to_path_buf(), Place::Kept, Place::New(file.to_path_buf())),
            None => (folder.join(KEY), Place::Folder, Place::Folder),
        };
        match fs::metadata(&path) {
            Ok(_) => Ok(Self { key: read(&path)?, place: there }),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
                Ok(Self { key: draw()?, place: new })
            }
            Err(error) => Err(Failure::store(&path, "read the key", &error)),
        }
    }

    /// Writes the key to its place, readable by its owner alone.
    ///
    /// # Errors
    /// `store_unavailable`.
    pub(crate) fn keep(&self, folder: &Folder) -> Result<()> {
        let text = format!("{}\n", self.key.to_text());
        match &self.place {
            Place::Folder => folder.write_secret(KEY, text.as_bytes()),
            Place::Kept => Ok(()),
            Place::New(path) => output::write_secret_file(path, text.as_bytes()),
        }
    }
}

fn read(path: &Path) -> Result<ExamKey> {
    let limits = Limits { max_file_bytes: 1024, ..Limits::default() };
    let bytes = inputs::read(path, &limits)?;
    let text = String::from_utf8_lossy((*bytes).as_ref()).into_owned();
    text.parse().map_err(|error| Failure::of(path, error))
}

fn draw() -> Result<ExamKey> {
    let mut bytes = [0; 32];
    getrandom::fill(&mut bytes)
        .map_err(|_| Error::new(Code::Internal, "the operating system gives no randomness"))?;
    Ok(ExamKey::new(bytes))
}

/// The ids of `copies` copies, in the order of the plan.
///
/// # Errors
/// `resource_limit` when there are more copies than ids.
pub(crate) fn ids(key: &ExamKey, exam: Option<&str>, copies: usize) -> Result<Vec<AnonymousId>> {
    let scheme = IdScheme::new(exam.unwrap_or_default(), copies);
    // An index past 32 bits is past every capacity too.
    let indices = (0..copies).map(|index| u32::try_from(index).unwrap_or(u32::MAX));
    Ok(indices.map(|index| anonymous_id(key, &scheme, index)).collect::<Result<_, Error>>()?)
}
