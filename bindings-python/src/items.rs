//! What crosses without being JSON: files, opened files, stores.
//!
//! Knows every way in which Python holds the bytes of a file, and which of them may be looked at without a copy.
//! Knows nothing of what is in the files.

use std::ffi::OsString;
use std::fs::{File, remove_file, rename};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use korrigo_calls::{Item, SharedStore};
use korrigo_core::document;
use korrigo_core::redact;
use pyo3::buffer::PyUntypedBuffer;
use pyo3::exceptions::{PyOSError, PyTypeError};
use pyo3::intern;
use pyo3::prelude::*;
use pyo3::pybacked::PyBackedBytes;
use pyo3::types::{PyBytes, PyInt, PyList, PyString};

use crate::errors;
use crate::host::Stash;
use crate::image::Pixels;
use crate::store;

/// A PDF that was opened. Calls of the package take it wherever they take a document.
#[pyclass(frozen, module = "korrigo._korrigo")]
pub(crate) struct Document(document::Document);

/// A redacted PDF: only the engine makes them, from what was proven.
#[pyclass(frozen, module = "korrigo._korrigo")]
pub(crate) struct RedactedPdf(Arc<redact::RedactedPdf>);

/// A store that the engine keeps.
#[pyclass(frozen, module = "korrigo._korrigo")]
pub(crate) struct Store(SharedStore);

/// The items of a call.
pub(crate) struct Given {
    pub items: Vec<Item>,
    /// The files among them that are Python's own `bytes`: given back as they are.
    own: Vec<(document::Bytes, Py<PyBytes>)>,
    /// A store written in Python is among them: it is asked on the thread that made the call.
    pub has_store: bool,
}

impl Given {
    /// Takes what was handed in.
    pub(crate) fn read(items: Option<Bound<'_, PyAny>>, stash: &Stash) -> PyResult<Self> {
        let mut given = Self { items: Vec::new(), own: Vec::new(), has_store: false };
        if let Some(items) = items {
            for item in items.try_iter()? {
                given.put(&item?, stash)?;
            }
        }
        Ok(given)
    }

    fn put(&mut self, item: &Bound<'_, PyAny>, stash: &Stash) -> PyResult<()> {
        let py = item.py();
        let read = if let Ok(bytes) = item.cast::<PyBytes>() {
            let shared: document::Bytes = Arc::new(PyBackedBytes::from(bytes.clone()));
            self.own.push((Arc::clone(&shared), bytes.clone().unbind()));
            Item::Bytes(shared)
        } else if let Ok(document) = item.cast::<Document>() {
            Item::Document(document.get().0.clone())
        } else if let Ok(redacted) = item.cast::<RedactedPdf>() {
            Item::Redacted(Arc::clone(&redacted.get().0))
        } else if let Ok(store) = item.cast::<Store>() {
            Item::Store(Arc::clone(&store.get().0))
        } else if let Some(inner) = item.getattr_opt(intern!(py, "_item"))? {
            return self.put(&inner, stash);
        } else if store::is_store(item)? {
            self.has_store = true;
            Item::Store(store::shared(item.clone().unbind(), stash))
        } else {
            Item::Bytes(file(item)?)
        };
        self.items.push(read);
        Ok(())
    }

    /// What a call made, for Python; its first file goes to `to` and stands empty here.
    pub(crate) fn write<'py>(
        &self,
        py: Python<'py>,
        made: Vec<Item>,
        mut to: Option<PathBuf>,
    ) -> PyResult<Bound<'py, PyList>> {
        let list = PyList::empty(py);
        for item in made {
            let file = matches!(item, Item::Bytes(_) | Item::Made(_));
            match to.take_if(|_| file) {
                Some(path) => {
                    py.detach(|| save(&item, &path)).map_err(|error| not_done(py, &error, &path))?;
                    list.append(PyBytes::new(py, b""))?;
                }
                None => list.append(self.write_one(py, item)?)?,
            }
        }
        Ok(list)
    }

    fn write_one<'py>(&self, py: Python<'py>, item: Item) -> PyResult<Bound<'py, PyAny>> {
        if let Item::Bytes(bytes) = &item {
            let same = |own: &&(document::Bytes, Py<PyBytes>)| Arc::ptr_eq(&own.0, bytes);
            if let Some((_, own)) = self.own.iter().find(same) {
                return Ok(own.bind(py).clone().into_any());
            }
        }
        write(py, item)
    }
}

/// Items that were made, for Python.
pub(crate) fn write_all(py: Python<'_>, made: Vec<Item>) -> PyResult<Bound<'_, PyList>> {
    let list = PyList::empty(py);
    made.into_iter().try_for_each(|item| list.append(write(py, item)?))?;
    Ok(list)
}

fn write(py: Python<'_>, item: Item) -> PyResult<Bound<'_, PyAny>> {
    Ok(match item {
        Item::Bytes(bytes) => to_bytes(py, (*bytes).as_ref())?.into_any(),
        Item::Made(bytes) => to_bytes(py, &bytes)?.into_any(),
        Item::Document(document) => Bound::new(py, Document(document))?.into_any(),
        Item::Redacted(redacted) => Bound::new(py, RedactedPdf(redacted))?.into_any(),
        Item::Store(store) => Bound::new(py, Store(store))?.into_any(),
    })
}

/// `bytes` of a file; without the interpreter's lock where copying takes long.
pub(crate) fn to_bytes<'py>(py: Python<'py>, bytes: &[u8]) -> PyResult<Bound<'py, PyBytes>> {
    PyBytes::new_with(py, bytes.len(), |to| {
        if bytes.len() < 1 << 20 {
            to.copy_from_slice(bytes);
        } else {
            py.detach(|| to.copy_from_slice(bytes));
        }
        Ok(())
    })
}

/// The bytes of a file: of a path, a buffer, an image in memory or a file that was opened for reading.
fn file(source: &Bound<'_, PyAny>) -> PyResult<document::Bytes> {
    let py = source.py();
    if let Some(path) = path(source)? {
        let read = py.detach(|| std::fs::read(&path)).map_err(|error| not_done(py, &error, &path))?;
        return Ok(Arc::new(read));
    }
    if let Some(pixels) = Pixels::of(source)? {
        return py.detach(|| pixels.to_pdf(None)).map_err(|error| errors::raise(py, &error.into()));
    }
    if let Ok(buffer) = PyUntypedBuffer::get(source) {
        return Memory::of(buffer, source);
    }
    if let Some(read) = source.getattr_opt(intern!(py, "read"))? {
        let read = read.call0()?;
        let Ok(bytes) = read.cast_into::<PyBytes>() else {
            return Err(PyTypeError::new_err("a file is to be opened for reading bytes, not text"));
        };
        return Ok(Arc::new(PyBackedBytes::from(bytes)));
    }
    // What the object holds could be anybody's name.
    let kind = source.get_type().qualname()?;
    Err(PyTypeError::new_err(format!(
        "{kind} is no file: it takes bytes, another buffer, a path, an image, or a file opened for reading"
    )))
}

fn path(source: &Bound<'_, PyAny>) -> PyResult<Option<PathBuf>> {
    if source.is_instance_of::<PyInt>() {
        return Ok(None);
    }
    if source.is_instance_of::<PyString>() {
        return source.extract().map(Some);
    }
    match source.getattr_opt(intern!(source.py(), "__fspath__"))? {
        Some(path) => path.call0()?.extract::<OsString>().map(|path| Some(path.into())),
        None => Ok(None),
    }
}

/// Memory of Python that nobody writes to, held for as long as it is looked at.
pub(crate) struct Memory(PyUntypedBuffer);

impl Memory {
    /// A read-only buffer as it is; of any other a copy, made once.
    fn of(buffer: PyUntypedBuffer, source: &Bound<'_, PyAny>) -> PyResult<document::Bytes> {
        if buffer.readonly() && buffer.is_c_contiguous() {
            return Ok(Arc::new(Self(buffer)));
        }
        drop(buffer);
        let copied = source.py().get_type::<PyBytes>().call1((source,))?;
        Ok(Arc::new(PyBackedBytes::from(copied.cast_into::<PyBytes>()?)))
    }

    /// A buffer as it is, when it is in one piece and read-only.
    pub(crate) fn read_only(buffer: PyUntypedBuffer) -> Result<Self, PyUntypedBuffer> {
        if buffer.readonly() && buffer.is_c_contiguous() { Ok(Self(buffer)) } else { Err(buffer) }
    }
}

impl AsRef<[u8]> for Memory {
    #[expect(unsafe_code, reason = "Python says where its memory is by an address and a length alone")]
    fn as_ref(&self) -> &[u8] {
        let (start, length) = (self.0.buf_ptr(), self.0.len_bytes());
        if start.is_null() || length == 0 {
            return &[];
        }
        // SAFETY: the buffer is C-contiguous, so `length` bytes follow `start`; it is held by `self`, so they stay
        // where they are; and its exporter says that they are read-only.
        unsafe { std::slice::from_raw_parts(start.cast::<u8>(), length) }
    }
}

/// Writes a file under another name, then gives it its own: a file is there as a whole or not at all.
fn save(item: &Item, path: &Path) -> std::io::Result<()> {
    static NUMBER: AtomicU64 = AtomicU64::new(0);
    let bytes: &[u8] = match item {
        Item::Bytes(bytes) => (**bytes).as_ref(),
        Item::Made(bytes) => bytes,
        _ => return Ok(()),
    };
    let number = NUMBER.fetch_add(1, Ordering::Relaxed);
    let part = path.with_file_name(format!(".korrigo-{}-{number}.part", std::process::id()));
    let mut file = File::options().write(true).create_new(true).open(&part)?;
    let written = file.write_all(bytes).and_then(|()| file.sync_all()).and_then(|()| rename(&part, path));
    // What is half written stays for nobody; why it is so is told already.
    written.inspect_err(|_| drop(remove_file(&part)))
}

/// What Python's own `open` would raise.
fn not_done(py: Python<'_>, error: &std::io::Error, path: &Path) -> PyErr {
    let said = || -> PyResult<PyErr> {
        let Some(number) = error.raw_os_error() else {
            return Ok(PyOSError::new_err(error.to_string()));
        };
        let words = py.import("os")?.call_method1("strerror", (number,))?.unbind();
        Ok(PyOSError::new_err((number, words, path.as_os_str().to_owned())))
    };
    said().unwrap_or_else(|raised| raised)
}
