//! Python's plain values as JSON values, and back.
//!
//! Knows dict, list, tuple, str, int, float, bool, None, and objects that say what they are with `to_json()`. Knows no
//! types of the field. What JSON cannot say becomes null, as JavaScript has it: the call then refuses it by its code.

use pyo3::exceptions::{PyTypeError, PyValueError};
use pyo3::intern;
use pyo3::prelude::*;
use pyo3::types::{PyBool, PyDict, PyFloat, PyInt, PyList, PyString, PyTuple};
use serde_json::{Map, Number, Value};

/// Deeper values are refused, as the JSON reader of the engine does.
const DEEPEST: usize = 128;

/// A value as JSON.
pub(crate) fn read(object: &Bound<'_, PyAny>) -> PyResult<Value> {
    Reader { values: 0 }.value(object, DEEPEST)
}

/// A call's parameters as JSON, and of how many values they are made.
pub(crate) fn read_counted(object: &Bound<'_, PyDict>) -> PyResult<(Value, usize)> {
    let mut reader = Reader { values: 0 };
    let value = reader.dict(object, DEEPEST)?;
    Ok((value, reader.values))
}

struct Reader {
    values: usize,
}

impl Reader {
    fn value(&mut self, object: &Bound<'_, PyAny>, depth: usize) -> PyResult<Value> {
        self.values += 1;
        if let Ok(text) = object.cast::<PyString>() {
            return text.to_str().map(|text| Value::String(text.to_owned()));
        }
        if object.is_none() {
            return Ok(Value::Null);
        }
        if let Ok(truth) = object.cast::<PyBool>() {
            return Ok(Value::Bool(truth.is_true()));
        }
        if let Ok(number) = object.cast::<PyInt>() {
            return Ok(integer(number));
        }
        if let Ok(number) = object.cast::<PyFloat>() {
            return Ok(Value::from(number.value()));
        }
        let Some(depth) = depth.checked_sub(1) else {
            return Err(PyValueError::new_err("a value is nested too deeply"));
        };
        if let Ok(dict) = object.cast::<PyDict>() {
            return self.dict(dict, depth);
        }
        if let Ok(list) = object.cast::<PyList>() {
            return list.iter().map(|one| self.value(&one, depth)).collect::<PyResult<_>>().map(Value::Array);
        }
        if let Ok(tuple) = object.cast::<PyTuple>() {
            return tuple
                .iter()
                .map(|one| self.value(&one, depth))
                .collect::<PyResult<_>>()
                .map(Value::Array);
        }
        if let Some(said) = object.getattr_opt(intern!(object.py(), "to_json"))? {
            return self.value(&said.call0()?, depth);
        }
        // What the object holds could be anybody's name.
        let kind = object.get_type().qualname()?;
        Err(PyTypeError::new_err(format!("{kind} is no value that JSON knows")))
    }

    fn dict(&mut self, dict: &Bound<'_, PyDict>, depth: usize) -> PyResult<Value> {
        let mut map = Map::new();
        for (key, value) in dict.iter() {
            let Ok(key) = key.cast::<PyString>() else {
                return Err(PyTypeError::new_err("the keys of an object are str"));
            };
            map.insert(key.to_str()?.to_owned(), self.value(&value, depth)?);
        }
        Ok(Value::Object(map))
    }
}

fn integer(number: &Bound<'_, PyInt>) -> Value {
    if let Ok(number) = number.extract::<i64>() {
        return Value::from(number);
    }
    if let Ok(number) = number.extract::<u64>() {
        return Value::from(number);
    }
    // As a reader of JSON takes a number that is too large.
    number.extract::<f64>().map_or(Value::Null, Value::from)
}

/// A JSON value as Python's.
pub(crate) fn write<'py>(py: Python<'py>, value: &Value) -> PyResult<Bound<'py, PyAny>> {
    Ok(match value {
        Value::Null => py.None().into_bound(py),
        Value::Bool(truth) => PyBool::new(py, *truth).to_owned().into_any(),
        Value::Number(number) => write_number(py, number)?,
        Value::String(text) => PyString::new(py, text).into_any(),
        Value::Array(values) => {
            let list = PyList::empty(py);
            for value in values {
                list.append(write(py, value)?)?;
            }
            list.into_any()
        }
        Value::Object(map) => {
            let dict = PyDict::new(py);
            for (key, value) in map {
                dict.set_item(PyString::intern(py, key), write(py, value)?)?;
            }
            dict.into_any()
        }
    })
}

fn write_number<'py>(py: Python<'py>, number: &Number) -> PyResult<Bound<'py, PyAny>> {
    if let Some(number) = number.as_i64() {
        return Ok(number.into_pyobject(py)?.into_any());
    }
    if let Some(number) = number.as_u64() {
        return Ok(number.into_pyobject(py)?.into_any());
    }
    Ok(PyFloat::new(py, number.as_f64().unwrap_or(f64::NAN)).into_any())
}
