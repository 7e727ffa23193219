//! A declared field of a class: it converts the value when it is read.

use pyo3::exceptions::PyAttributeError;
use pyo3::prelude::*;

use crate::convert::{Shape, to_python};
use crate::object::Object;

/// A field of an answer's class; `None` where the answer does not have it.
#[pyclass(frozen, module = "nextgen._native")]
pub(crate) struct Field {
    name: String,
    doc: Option<String>,
    pub(crate) shape: Shape,
}

#[pymethods]
impl Field {
    #[new]
    #[pyo3(signature = (name, doc=None, *, plain=false, part=None))]
    fn new(name: String, doc: Option<String>, plain: bool, part: Option<String>) -> Self {
        let shape = match part {
            Some(class) => Shape::Part(class),
            None if plain => Shape::Plain,
            None => Shape::Object,
        };
        Field { name, doc, shape }
    }

    #[getter]
    fn __doc__(&self) -> Option<&str> {
        self.doc.as_deref()
    }

    #[getter]
    fn __name__(&self) -> &str {
        &self.name
    }

    fn __get__<'py>(
        slf: Bound<'py, Self>,
        instance: Option<Bound<'py, PyAny>>,
        owner: Option<Bound<'py, PyAny>>,
    ) -> PyResult<Bound<'py, PyAny>> {
        let _ = owner;
        let Some(instance) = instance else { return Ok(slf.into_any()) };
        let (py, field) = (slf.py(), slf.get());
        let object = instance.cast::<Object>()?.get();
        match object.item().get(&field.name) {
            Some(item) => to_python(py, &object.document, item, &field.shape),
            None => Ok(py.None().into_bound(py)),
        }
    }

    fn __set__(&self, instance: Bound<'_, PyAny>, value: Bound<'_, PyAny>) -> PyResult<()> {
        let _ = (instance, value);
        Err(PyAttributeError::new_err(format!(
            "{} cannot be set: an answer does not change. Use replace({}=…) for a changed copy.",
            self.name, self.name
        )))
    }
}
