//! Failures as the package's exceptions, and exceptions as errors of the engine.
//!
//! Knows where the package keeps its exceptions and which attributes they have; which class goes with which code is
//! the package's own business.

use korrigo_calls::Failure;
use korrigo_core::{Code, Error};
use pyo3::intern;
use pyo3::prelude::*;
use pyo3::sync::PyOnceLock;

use crate::value;

static OF_FAILURE: PyOnceLock<Py<PyAny>> = PyOnceLock::new();
static KORRIGO_ERROR: PyOnceLock<Py<PyAny>> = PyOnceLock::new();

/// The exception that a failure is.
pub(crate) fn raise(py: Python<'_>, failure: &Failure) -> PyErr {
    let made = || -> PyResult<PyErr> {
        let of_failure = kept(py, &OF_FAILURE, "_of_failure")?;
        let raised = of_failure.call1((value::write(py, &failure.to_value())?,))?;
        Ok(PyErr::from_value(raised))
    };
    made().unwrap_or_else(|error| error)
}

/// What the engine is told when Python raised: the code and message of an own exception; otherwise that the store, or
/// whatever was called, is not available.
pub(crate) fn to_error(py: Python<'_>, raised: &PyErr) -> Error {
    let own = || -> PyResult<Option<Error>> {
        let value = raised.value(py);
        if !value.is_instance(kept(py, &KORRIGO_ERROR, "KorrigoError")?)? {
            return Ok(None);
        }
        let code: String = value.getattr(intern!(py, "code"))?.extract()?;
        let message: String = value.getattr(intern!(py, "message"))?.extract()?;
        let code = Code::ALL.iter().find(|known| known.as_str() == code);
        Ok(code.map(|code| Error::new(*code, message)))
    };
    let foreign = || Error::new(Code::StoreUnavailable, "what the host was asked raised an exception");
    own().ok().flatten().unwrap_or_else(foreign)
}

/// Whether an exception is one of the package's own.
pub(crate) fn is_own(py: Python<'_>, raised: &PyErr) -> bool {
    let own = kept(py, &KORRIGO_ERROR, "KorrigoError").and_then(|class| raised.value(py).is_instance(class));
    own.unwrap_or(false)
}

fn kept<'py>(
    py: Python<'py>,
    at: &'py PyOnceLock<Py<PyAny>>,
    name: &str,
) -> PyResult<&'py Bound<'py, PyAny>> {
    let found = || py.import("korrigo.errors")?.getattr(name).map(Bound::unbind);
    at.get_or_try_init(py, found).map(|kept| kept.bind(py))
}
