//! korrigo for Python: converts, makes one call, converts back.
//!
//! Knows how Python hands over values, bytes and callbacks, and wants errors. Knows no rule of the field, and none of
//! the operations: the typed modules beside it are written from their description.

mod errors;
mod host;
mod image;
mod items;
mod store;
mod value;

use std::path::PathBuf;

use korrigo_calls::{Answer, Failure, Work, operation};
use pyo3::exceptions::PyTypeError;
use pyo3::prelude::*;
use pyo3::types::{PyDict, PyList};

use host::{Callbacks, Cancel, Stash};
use items::Given;

/// korrigo for Python: one way into the engine for all typed modules.
#[pymodule(gil_used = false)]
fn _korrigo(module: &Bound<'_, PyModule>) -> PyResult<()> {
    module.add("__version__", env!("CARGO_PKG_VERSION"))?;
    module.add_class::<Cancel>()?;
    module.add_class::<items::Document>()?;
    module.add_class::<items::RedactedPdf>()?;
    module.add_class::<items::Store>()?;
    module.add_function(wrap_pyfunction!(call, module)?)?;
    module.add_function(wrap_pyfunction!(check_store, module)?)?;
    module.add_function(wrap_pyfunction!(describe, module)?)?;
    module.add_function(wrap_pyfunction!(image_to_pdf, module)?)
}

/// Makes one call: `(value, items)`.
#[pyfunction]
#[pyo3(signature = (name, input, items = None, *, progress = None, cancel = None, take = None, threads = None, to = None))]
#[expect(clippy::too_many_arguments, reason = "the one door of the package: each is a keyword of Python")]
fn call<'py>(
    py: Python<'py>,
    name: &str,
    input: &Bound<'py, PyDict>,
    items: Option<Bound<'py, PyAny>>,
    progress: Option<Py<PyAny>>,
    cancel: Option<Py<Cancel>>,
    take: Option<Py<PyAny>>,
    threads: Option<usize>,
    to: Option<PathBuf>,
) -> PyResult<(Bound<'py, PyAny>, Bound<'py, PyList>)> {
    let (input, size) = value::read_counted(input)?;
    let stash = Stash::default();
    let given = Given::read(items, &stash)?;
    let long = operation(name).is_some_and(|operation| operation.work == Work::Long);
    let callbacks = Callbacks { progress, cancel: cancel.map(|cancel| cancel.get().flag()), take };
    let work = host::Calling { name, input, given: &given, callbacks, stash: &stash };
    let answer = match (long && !given.has_store, threads) {
        (true, threads) => work.away(py, threads),
        // Letting go of the lock and taking it again would cost more than such a call does.
        (false, None) if !long && given.items.is_empty() && size <= SMALL => work.here(),
        (false, None) => py.detach(|| work.here()),
        (false, Some(_)) => return Err(PyTypeError::new_err(format!("{name} takes no threads"))),
    };
    let Answer { value, items } = answer.map_err(|failure| raise(py, &stash, &failure))?;
    // An interruption at the very end is one, too.
    if let Some(raised) = stash.take() {
        return Err(raised);
    }
    Ok((value::write(py, &value)?, given.write(py, items, to)?))
}

/// So many values at most, and a call keeps the interpreter's lock.
const SMALL: usize = 256;

fn raise(py: Python<'_>, stash: &Stash, failure: &Failure) -> PyErr {
    stash.take_for(py, failure.code()).unwrap_or_else(|| errors::raise(py, failure))
}

/// Tries a store against every promise of stores; `make` gives an empty one for each case.
#[pyfunction]
fn check_store<'py>(make: &Bound<'py, PyAny>) -> PyResult<Bound<'py, PyAny>> {
    let (py, stash) = (make.py(), Stash::default());
    let mut fresh = || store::fresh(make, &stash);
    let report = korrigo_core::copy::store::conformance::run(&mut fresh);
    if let Some(raised) = stash.take_foreign(py) {
        return Err(raised);
    }
    let report = serde_json::to_value(report).unwrap_or_default();
    value::write(py, &report)
}

/// All operations, and the JSON schema of everything that goes in and comes out.
#[pyfunction]
fn describe(py: Python<'_>) -> PyResult<Bound<'_, PyAny>> {
    value::write(py, &korrigo_calls::describe())
}

/// An image in memory as a PDF of one page: rows of grey or RGB samples of 8 bits.
#[pyfunction]
#[pyo3(signature = (image, *, dpi = None))]
fn image_to_pdf<'py>(
    py: Python<'py>,
    image: &Bound<'py, PyAny>,
    dpi: Option<f64>,
) -> PyResult<Bound<'py, PyAny>> {
    let Some(pixels) = image::Pixels::of(image)? else {
        return Err(PyTypeError::new_err(
            "an image is an array of rows of samples of 8 bits: grey, RGB or RGBA",
        ));
    };
    let pdf = py.detach(|| pixels.to_pdf(dpi)).map_err(|error| errors::raise(py, &error.into()))?;
    items::to_bytes(py, (*pdf).as_ref()).map(Bound::into_any)
}
