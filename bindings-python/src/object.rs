//! What every answer is made of: a place in a JSON text that Rust keeps, converted when it is read.

use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::Arc;

use nextgen::ErrorKind;
use nextgen::bridge::{Document, Item, Scalar, goes_backward};
use pyo3::exceptions::{PyAttributeError, PyKeyError};
use pyo3::prelude::*;
use pyo3::types::{PyList, PyNotImplemented, PyString, PyType};

use crate::convert::{Shape, masked, plain, to_python};
use crate::error::{is_final, wrong_type};
use crate::field::Field;
use crate::origin::{Origin, Parts, headers_dict, parts, unpickled};
use crate::seed::Seed;
use crate::value::type_name;

/// The base of all answers.
#[pyclass(subclass, frozen, mapping, weakref, module = "nextgen._native")]
pub(crate) struct Object {
    pub(crate) document: Document,
    place: u32,
    pub(crate) origin: Option<Arc<Origin>>,
}

impl Object {
    pub(crate) fn item(&self) -> Item<'_> {
        self.document.at(self.place).expect("an object stands at a place of its own document")
    }

    /// Returns the ids of the first and the last object of a page.
    pub(crate) fn ends(&self) -> (Option<&str>, Option<&str>) {
        let mut data = self.item().get("data").into_iter().flat_map(Item::items);
        let first = data.next();
        let last = data.last().or(first);
        (first.and_then(id), last.and_then(id))
    }
}

#[pymethods]
impl Object {
    #[new]
    #[classmethod]
    #[pyo3(signature = (data, last_response=None))]
    fn new(
        class: &Bound<'_, PyType>,
        data: &Bound<'_, PyAny>,
        last_response: Option<Parts>,
    ) -> PyResult<Self> {
        if let Ok(seed) = data.cast::<Seed>() {
            let Seed { document, place, origin } = seed.get();
            return Ok(Object { document: document.clone(), place: *place, origin: origin.clone() });
        }
        let py = class.py();
        let refuse = |what: String| {
            let name = class.name().map_or_else(|_| "This class".to_owned(), |name| name.to_string());
            let text = format!("{name} takes a dict of JSON data; got {what}.");
            wrong_type(py, ErrorKind::InvalidRequest, "data", &text)
        };
        let encoded = py.import("nextgen._base")?.getattr("encode")?.call1((data,));
        let text: String =
            encoded.and_then(|text| text.extract()).map_err(|fault| match is_final(py, &fault) {
                true => fault,
                false => refuse(format!("a {}: {}", type_name(data), fault.value(py))),
            })?;
        let document = Document::parse(text.into_bytes()).map_err(|fault| refuse(fault.to_string()))?;
        if !document.root().is_object() {
            return Err(refuse(format!("a {}", type_name(data))));
        }
        Ok(Object { document, place: 0, origin: last_response.map(|parts| Arc::new(unpickled(parts))) })
    }

    fn __getitem__<'py>(slf: &Bound<'py, Self>, name: &Bound<'py, PyAny>) -> PyResult<Bound<'py, PyAny>> {
        let found = name.cast::<PyString>().ok().map(|name| member(slf, name)).transpose()?.flatten();
        found.ok_or_else(|| PyKeyError::new_err(name.clone().unbind()))
    }

    /// Reads fields that no class declares.
    fn __getattr__<'py>(slf: &Bound<'py, Self>, name: &Bound<'py, PyString>) -> PyResult<Bound<'py, PyAny>> {
        let text = name.to_cow()?;
        // Python asks objects for names such as `__deepcopy__`; data must not answer.
        let found = if text.starts_with('_') { None } else { member(slf, name)? };
        found.ok_or_else(|| {
            let class = slf.get_type().name().map_or_else(|_| "object".to_owned(), |name| name.to_string());
            PyAttributeError::new_err(format!("This {class} has no field {text:?}"))
        })
    }

    fn __contains__(&self, name: &Bound<'_, PyAny>) -> bool {
        let name = name.cast::<PyString>().ok().and_then(|name| name.to_cow().ok());
        name.is_some_and(|name| self.item().get(&name).is_some())
    }

    fn __len__(&self) -> usize {
        match self.item().scalar() {
            Scalar::Map(length) => length,
            _ => 0,
        }
    }

    fn __iter__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        Ok(self.keys(py)?.try_iter()?.into_any())
    }

    /// Returns the names of the fields that the answer has, in its order.
    fn keys<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyList>> {
        PyList::new(py, self.item().members().map(|(name, _)| name).collect::<Vec<_>>())
    }

    /// Returns the value of a field, or `default` where the answer does not have it.
    #[pyo3(signature = (name, default=None, /))]
    fn get<'py>(
        slf: &Bound<'py, Self>,
        name: &Bound<'py, PyAny>,
        default: Option<Bound<'py, PyAny>>,
    ) -> PyResult<Option<Bound<'py, PyAny>>> {
        let found = name.cast::<PyString>().ok().map(|name| member(slf, name)).transpose()?.flatten();
        Ok(found.or(default))
    }

    /// Returns the object as plain data: dicts, lists, texts and exact numbers, all the way down.
    fn to_dict<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        plain(py, self.item())
    }

    /// Returns the object as plain data whose secrets are masked, for what is printed or pickled.
    fn _masked<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        masked(py, self.item())
    }

    fn __eq__<'py>(slf: &Bound<'py, Self>, other: &Bound<'py, PyAny>) -> PyResult<Bound<'py, PyAny>> {
        let py = slf.py();
        match other.cast::<Object>() {
            Ok(other) if slf.get_type().is(other.get_type()) => {
                let same = same(slf.get().item(), other.get().item());
                Ok(same.into_pyobject(py)?.to_owned().into_any())
            }
            _ => Ok(PyNotImplemented::get(py).to_owned().into_any()),
        }
    }

    fn __hash__(slf: &Bound<'_, Self>) -> PyResult<u64> {
        let mut hasher = DefaultHasher::new();
        slf.get_type().name()?.to_cow()?.hash(&mut hasher);
        id(slf.get().item()).hash(&mut hasher);
        Ok(hasher.finish())
    }

    fn __copy__(slf: Py<Self>) -> Py<Self> {
        slf
    }

    fn __deepcopy__(slf: Py<Self>, memo: &Bound<'_, PyAny>) -> Py<Self> {
        let _ = memo;
        slf
    }

    /// Returns the parts of the response that brought the object, to be pickled.
    fn _response_parts(&self) -> Option<Parts> {
        self.origin.as_ref().map(|origin| parts(&origin.last_response))
    }

    /// How the object came: status, headers, request id; `None` if no response of its own brought it.
    #[getter]
    fn last_response<'py>(&self, py: Python<'py>) -> PyResult<Option<Bound<'py, PyAny>>> {
        let Some(origin) = &self.origin else { return Ok(None) };
        let last = &origin.last_response;
        let headers = headers_dict(py, &last.headers)?;
        let class = py.import("nextgen._base")?.getattr("LastResponse")?;
        let made = class.call1((
            last.status,
            headers,
            last.request_id(),
            last.idempotency_key.as_deref(),
            last.attempts,
        ))?;
        Ok(Some(made))
    }

    /// Says whether the page's client can fetch the next one.
    fn _can_page(&self) -> bool {
        self.origin.as_ref().is_some_and(|origin| origin.listing.is_some())
    }

    /// Says whether going through all pages goes backward.
    fn _goes_backward(&self) -> bool {
        let listing = self.origin.as_ref().and_then(|origin| origin.listing.as_ref());
        listing.is_some_and(|listing| goes_backward(listing.params()))
    }
}

/// Returns the id of an object.
fn id(object: Item<'_>) -> Option<&str> {
    object.get("id").and_then(Item::text)
}

/// Returns a field's value: by its declaration where the class has one, else by its look.
fn member<'py>(slf: &Bound<'py, Object>, name: &Bound<'py, PyString>) -> PyResult<Option<Bound<'py, PyAny>>> {
    let object = slf.get();
    // A name with a lone surrogate is no name of JSON.
    let Ok(text) = name.to_cow() else { return Ok(None) };
    let Some(item) = object.item().get(&text) else { return Ok(None) };
    let declared = slf.get_type().getattr_opt(name)?;
    let field = declared.as_ref().and_then(|declared| declared.cast::<Field>().ok());
    let shape = field.map_or(&Shape::Object, |field| &field.get().shape);
    to_python(slf.py(), &object.document, item, shape).map(Some)
}

/// Compares two values; the order of members does not count.
fn same(one: Item<'_>, other: Item<'_>) -> bool {
    match (one.scalar(), other.scalar()) {
        (Scalar::List(a), Scalar::List(b)) => {
            a == b && one.items().zip(other.items()).all(|(a, b)| same(a, b))
        }
        (Scalar::Map(a), Scalar::Map(b)) => a == b && same_members(one, other),
        (a, b) => a == b,
    }
}

fn same_members(one: Item<'_>, other: Item<'_>) -> bool {
    let sorted = |item| {
        let mut members: Vec<_> = Item::members(item).collect();
        members.sort_by_key(|(name, _)| *name);
        members
    };
    let (one, other) = (sorted(one), sorted(other));
    one.iter().zip(&other).all(|((a, x), (b, y))| a == b && same(*x, *y))
}
