//! korrigo for Python: converts, calls the core once, converts back.
//!
//! Knows how Python hands over bytes and wants errors. Knows no rule of the field.
#![expect(clippy::needless_pass_by_value, reason = "arguments come from Python owned")]

use std::sync::Arc;

use korrigo_core::document::{Bytes, OpenOptions, inspect as core_inspect};
use korrigo_core::{Error, Silent};
use pyo3::create_exception;
use pyo3::exceptions::{PyException, PyTypeError};
use pyo3::prelude::*;
use pyo3::pybacked::PyBackedBytes;
use pyo3::types::{PyBytes, PyInt};

create_exception!(korrigo, KorrigoError, PyException, "A refusal of korrigo; `code` is stable.");

/// korrigo for Python.
#[pymodule(gil_used = false)]
fn _korrigo(module: &Bound<'_, PyModule>) -> PyResult<()> {
    module.add("__version__", env!("CARGO_PKG_VERSION"))?;
    module.add("KorrigoError", module.py().get_type::<KorrigoError>())?;
    module.add_function(wrap_pyfunction!(inspect, module)?)
}

/// What is in a PDF: pages, sizes, image layers, encryption, active content.
#[pyfunction]
#[pyo3(signature = (source, *, password = None, name = None))]
fn inspect<'py>(
    py: Python<'py>,
    source: &Bound<'py, PyAny>,
    password: Option<String>,
    name: Option<String>,
) -> PyResult<Bound<'py, PyAny>> {
    let bytes = bytes_of(source)?;
    let options =
        OpenOptions { name: name.as_deref(), password: password.as_deref(), ..OpenOptions::default() };
    let found = py.detach(|| core_inspect(bytes, &options, &Silent)).map_err(|error| raise(py, &error))?;
    let text = serde_json::to_string(&found).map_err(|error| PyTypeError::new_err(error.to_string()))?;
    py.import("json")?.call_method1("loads", (text,))
}

/// The bytes of `bytes` (not copied), of any other buffer (copied once), or of a file at a path.
fn bytes_of(source: &Bound<'_, PyAny>) -> PyResult<Bytes> {
    let py = source.py();
    if let Ok(bytes) = source.cast::<PyBytes>() {
        return Ok(Arc::new(PyBackedBytes::from(bytes.clone())));
    }
    if let Ok(path) = py.import("os")?.call_method1("fspath", (source,)) {
        let path: std::path::PathBuf = path.extract()?;
        return Ok(Arc::new(py.detach(|| std::fs::read(path))?));
    }
    // bytes(7) would be seven zeros.
    if source.is_instance_of::<PyInt>() {
        return Err(PyTypeError::new_err("source is bytes, another buffer or a path, not a number"));
    }
    let copied = py.get_type::<PyBytes>().call1((source,))?;
    Ok(Arc::new(PyBackedBytes::from(copied.cast_into::<PyBytes>()?)))
}

fn raise(py: Python<'_>, error: &Error) -> PyErr {
    let raised = KorrigoError::new_err(error.to_string());
    let also: Vec<_> = error.also().iter().map(|other| other.code().as_str()).collect();
    let value = raised.value(py);
    let set = value.setattr("code", error.code().as_str()).and_then(|()| value.setattr("also", also));
    set.err().unwrap_or(raised)
}
