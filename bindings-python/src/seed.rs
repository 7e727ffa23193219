//! How the native part makes an object of a Python class: by calling the class with a seed.

use std::sync::Arc;

use nextgen::bridge::Document;
use pyo3::prelude::*;
use pyo3::types::PyType;

use crate::origin::Origin;

/// What an object is made of; users never see one.
#[pyclass(frozen, module = "nextgen._native")]
pub(crate) struct Seed {
    pub(crate) document: Document,
    pub(crate) place: u32,
    pub(crate) origin: Option<Arc<Origin>>,
}

/// Makes an object of that class at that place of a document.
pub(crate) fn build<'py>(
    class: &Bound<'py, PyType>,
    document: Document,
    place: u32,
    origin: Option<Arc<Origin>>,
) -> PyResult<Bound<'py, PyAny>> {
    class.call1((Seed { document, place, origin },))
}
