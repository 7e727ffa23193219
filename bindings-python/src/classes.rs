//! The Python classes that answers are made of, found by what an object says of itself.

use std::collections::HashMap;
use std::sync::{PoisonError, RwLock};

use nextgen::bridge::Item;
use pyo3::prelude::*;
use pyo3::types::PyType;

static CLASSES: RwLock<Option<HashMap<String, Py<PyType>>>> = RwLock::new(None);

/// The name under which the class of all other objects is registered.
const ANY: &str = "";

/// Registers a class: under the value of its field `object`, under the class's own name for a part
/// of an object, or under an empty name for objects of no other class.
#[pyfunction]
pub(crate) fn register(name: String, class: Bound<'_, PyType>) {
    let mut classes = CLASSES.write().unwrap_or_else(PoisonError::into_inner);
    let before = classes.get_or_insert_default().insert(name, class.unbind());
    // A class that goes may run Python, which may ask for a class.
    drop(classes);
    drop(before);
}

/// Returns the class for an object: by its field `object`, and for an event also by its type.
pub(crate) fn of<'py>(py: Python<'py>, item: Item<'_>) -> PyResult<Bound<'py, PyType>> {
    let name = item.get("object").and_then(Item::text).unwrap_or(ANY);
    if name == "event" {
        // `charge.refunded` is an event on a `charge`.
        let kind = item.get("type").and_then(Item::text).unwrap_or_default();
        let subject = kind.rsplit_once('.').map_or("", |(subject, _)| subject);
        return find(py, &format!("event {subject}")).or_else(|| find(py, "event ")).ok_or_else(unready);
    }
    find(py, name).or_else(|| find(py, ANY)).ok_or_else(unready)
}

/// Returns the class that was registered under that name.
pub(crate) fn named<'py>(py: Python<'py>, name: &str) -> PyResult<Bound<'py, PyType>> {
    find(py, name).or_else(|| find(py, ANY)).ok_or_else(unready)
}

fn find<'py>(py: Python<'py>, name: &str) -> Option<Bound<'py, PyType>> {
    let classes = CLASSES.read().unwrap_or_else(PoisonError::into_inner);
    Some(classes.as_ref()?.get(name)?.bind(py).clone())
}

fn unready() -> PyErr {
    pyo3::exceptions::PyImportError::new_err("Import the package nextgen, not its native part.")
}
