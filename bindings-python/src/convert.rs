//! Values of an answer as Python has them.

use nextgen::bridge::{Document, Item, Scalar};
use pyo3::IntoPyObjectExt;
use pyo3::prelude::*;
use pyo3::types::{PyDict, PyInt, PyList, PyString};

use crate::classes;
use crate::seed::build;

/// What becomes of a JSON object.
pub(crate) enum Shape {
    /// An object of the class that its field `object` names.
    Object,
    /// A dict, all the way down.
    Plain,
    /// An object of that class, for parts that do not name themselves.
    Part(String),
}

/// Converts a value.
pub(crate) fn to_python<'py>(
    py: Python<'py>,
    document: &Document,
    item: Item<'_>,
    shape: &Shape,
) -> PyResult<Bound<'py, PyAny>> {
    match (item.scalar(), shape) {
        (Scalar::Text(text), Shape::Part(class)) => {
            // A part that the API wrote as its id alone.
            let data = PyDict::new(py);
            data.set_item("id", text)?;
            classes::named(py, class)?.call1((data,))
        }
        (Scalar::Map(_), Shape::Object) => {
            build(&classes::of(py, item)?, document.clone(), item.place(), None)
        }
        (Scalar::Map(_), Shape::Part(class)) => {
            build(&classes::named(py, class)?, document.clone(), item.place(), None)
        }
        (Scalar::List(length), Shape::Object | Shape::Part(_)) => {
            let mut items = Vec::with_capacity(length);
            for item in item.items() {
                items.push(to_python(py, document, item, shape)?);
            }
            Ok(PyList::new(py, items)?.into_any())
        }
        _ => plain(py, item),
    }
}

/// Converts a value to plain data: dicts, lists, texts, numbers.
pub(crate) fn plain<'py>(py: Python<'py>, item: Item<'_>) -> PyResult<Bound<'py, PyAny>> {
    data(py, item, false)
}

/// Converts a value to plain data with its secrets masked, for what is printed or kept.
pub(crate) fn masked<'py>(py: Python<'py>, item: Item<'_>) -> PyResult<Bound<'py, PyAny>> {
    data(py, item, true)
}

fn data<'py>(py: Python<'py>, item: Item<'_>, mask: bool) -> PyResult<Bound<'py, PyAny>> {
    match item.scalar() {
        Scalar::Null => Ok(py.None().into_bound(py)),
        Scalar::Boolean(truth) => truth.into_bound_py_any(py),
        Scalar::Integer(number) => number.into_bound_py_any(py),
        Scalar::Large(number) => number.into_bound_py_any(py),
        Scalar::Float(number) => number.into_bound_py_any(py),
        Scalar::Digits(digits) => py.get_type::<PyInt>().call1((digits,)),
        Scalar::Text(text) => Ok(PyString::new(py, text).into_any()),
        Scalar::List(length) => {
            let mut items = Vec::with_capacity(length);
            for item in item.items() {
                items.push(data(py, item, mask)?);
            }
            Ok(PyList::new(py, items)?.into_any())
        }
        Scalar::Map(_) => {
            let dict = PyDict::new(py);
            for (name, value) in item.members() {
                match mask.then(|| value.masked(name)).flatten() {
                    Some(text) => dict.set_item(name, text)?,
                    None => dict.set_item(name, data(py, value, mask)?)?,
                }
            }
            Ok(dict.into_any())
        }
    }
}
