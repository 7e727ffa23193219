//! A declared field of a class: it converts the value when it is read.

use pyo3::exceptions::PyAttributeError;
use pyo3::prelude::*;

use crate::convert::{Shape, to_python};
use crate::object::Object;

/// What reads a declared field; `None` where the answer does not have it.
#[pyclass(subclass, frozen, module = "nextgen._native")]
pub(crate) struct Field {
    name: String,
    pub(crate) shape: Shape,
}

#[pymethods]
impl Field {
    #[new]
    #[pyo3(signature = (name, *, plain=false, part=None))]
    fn new(name: String, plain: bool, part: Option<String>) -> Self {
        let shape = match part {
            Some(class) => Shape::Part(class),
            None if plain => Shape::Plain,
            None => Shape::Object,
        };
        Field { name, shape }
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
        Err(self.unchanging("set"))
    }

    fn __delete__(&self, instance: Bound<'_, PyAny>) -> PyResult<()> {
        let _ = instance;
        Err(self.unchanging("deleted"))
    }
}

impl Field {
    fn unchanging(&self, what: &str) -> PyErr {
        let name = &self.name;
        PyAttributeError::new_err(format!(
            "{name} cannot be {what}: an answer does not change. replace({name}=…) makes a changed copy."
        ))
    }
}
