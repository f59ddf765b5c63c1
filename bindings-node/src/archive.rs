//! A ZIP archive that grows while it is read: for a stream of papers that nobody has all at once.
//!
//! Knows how what was written since comes to JavaScript. Knows nothing of what is in the files.

use std::io::{self, Write};
use std::mem;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use korrigo_calls::{Answer, Failure, Item};
use korrigo_core::export::Archive as CoreArchive;
use korrigo_core::{Code, Error};
use napi::Env;
use napi::bindgen_prelude::{AsyncTask, Result, Uint8Array};
use napi_derive::napi;
use serde_json::Value;

use crate::items::Outcome;

/// Where an archive goes; the other end takes it away.
#[derive(Clone, Default)]
struct Pipe(Arc<Mutex<Vec<u8>>>);

impl Pipe {
    // A panic in the middle of a call leaves bytes, of an archive that is given up.
    fn bytes(&self) -> MutexGuard<'_, Vec<u8>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Write for Pipe {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.bytes().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// An archive under construction.
#[derive(Clone)]
struct Growing {
    pipe: Pipe,
    archive: Arc<Mutex<Option<CoreArchive<Pipe>>>>,
}

/// A ZIP archive that grows file by file.
#[napi]
pub struct Archive(Growing);

impl Default for Archive {
    fn default() -> Self {
        let pipe = Pipe::default();
        let archive = CoreArchive::new(pipe.clone());
        Self(Growing { pipe, archive: Arc::new(Mutex::new(Some(archive))) })
    }
}

#[napi]
impl Archive {
    /// An empty archive.
    #[napi(constructor)]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a file; gives its name, and what the archive grew by.
    #[napi(ts_return_type = "Promise<Outcome>")]
    pub fn add(&self, name: String, ending: String, content: Uint8Array) -> AsyncTask<Growth> {
        AsyncTask::new(Growth { of: self.0.clone(), file: Some((name, ending, content)) })
    }

    /// Ends the archive; gives what is left of it.
    #[napi(ts_return_type = "Promise<Outcome>")]
    pub fn finish(&self) -> AsyncTask<Growth> {
        AsyncTask::new(Growth { of: self.0.clone(), file: None })
    }
}

/// One step of an archive: a file, or the end.
pub struct Growth {
    of: Growing,
    file: Option<(String, String, Uint8Array)>,
}

impl Growth {
    fn grow(&mut self) -> korrigo_core::Result<Answer> {
        let mut archive = self.of.archive.lock().unwrap_or_else(PoisonError::into_inner);
        let over = || Error::new(Code::StoreUnavailable, "the archive is finished");
        let value = if let Some((name, ending, content)) = self.file.take() {
            let size = content.len() as u64;
            archive.as_mut().ok_or_else(over)?.add(&name, &ending, size, &mut content.as_ref())?.into()
        } else {
            archive.take().ok_or_else(over)?.finish()?;
            Value::Null
        };
        let piece = mem::take(&mut *self.of.pipe.bytes());
        Ok(Answer { value, items: vec![Item::Made(piece)] })
    }
}

impl napi::Task for Growth {
    type Output = Outcome;
    type JsValue = Outcome;

    fn compute(&mut self) -> Result<Outcome> {
        Ok(Outcome::of(self.grow().map_err(Failure::from), &[]))
    }

    fn resolve(&mut self, _: Env, output: Outcome) -> Result<Outcome> {
        Ok(output)
    }
}
