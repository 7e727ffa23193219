//! Python's values as the core takes them: whatever was given goes over, for the core to judge.

use nextgen::bridge::Value;
use pyo3::prelude::*;
use pyo3::types::{PyBool, PyDict, PyFloat, PyInt, PyList, PyMapping, PyString, PyTuple};

use crate::object::Object;

/// The deepest structure that is carried over; the core refuses from 64 levels.
const MAX_DEPTH: usize = 100;

/// The most values that are carried over; far more than any request may have.
const MAX_VALUES: usize = 100_000;

const TOO_DEEP: &str = "a structure nested more than 64 levels deep, or holding itself";

const TOO_MANY: &str = "a structure of over 100000 values";

/// Carries a value over.
pub(crate) fn value(given: &Bound<'_, PyAny>) -> Value {
    Walk { left: MAX_VALUES }.value(given, 0)
}

/// Carries the items of a dict over, by name; `None` when a name is no text.
pub(crate) fn pairs(given: &Bound<'_, PyDict>) -> Option<Vec<(String, Value)>> {
    match value(given.as_any()) {
        Value::Map(pairs) => Some(pairs),
        _ => None,
    }
}

/// Returns a text, or `None` when the value is none or has a lone surrogate.
pub(crate) fn text(given: &Bound<'_, PyAny>) -> Option<String> {
    match value(given) {
        Value::Text(text) => Some(text),
        _ => None,
    }
}

/// A walk through a structure, which may be without end.
struct Walk {
    left: usize,
}

impl Walk {
    fn value(&mut self, given: &Bound<'_, PyAny>, depth: usize) -> Value {
        if depth > MAX_DEPTH || self.left == 0 {
            let fault = if self.left == 0 { TOO_MANY } else { TOO_DEEP };
            // One refusal ends the walk: a structure that holds itself twice would take for ever.
            self.left = 0;
            return foreign(fault);
        }
        self.left -= 1;
        if given.is_none() {
            Value::Null
        } else if let Ok(text) = given.cast::<PyString>() {
            text.to_cow().map_or_else(
                |_| foreign("a text with a lone surrogate"),
                |text| Value::Text(text.into_owned()),
            )
        } else if let Ok(truth) = given.cast::<PyBool>() {
            Value::Boolean(truth.is_true())
        } else if given.is_instance_of::<PyInt>() {
            integer(given)
        } else if let Ok(number) = given.cast::<PyFloat>() {
            Value::Float(number.value())
        } else if let Ok(dict) = given.cast::<PyDict>() {
            self.map(dict.iter(), depth)
        } else if let Ok(list) = given.cast::<PyList>() {
            Value::List(list.iter().map(|item| self.value(&item, depth + 1)).collect())
        } else if let Ok(tuple) = given.cast::<PyTuple>() {
            Value::List(tuple.iter().map(|item| self.value(&item, depth + 1)).collect())
        } else {
            self.other(given, depth)
        }
    }

    fn map<'py>(
        &mut self,
        items: impl Iterator<Item = (Bound<'py, PyAny>, Bound<'py, PyAny>)>,
        depth: usize,
    ) -> Value {
        let mut pairs = Vec::new();
        for (name, member) in items {
            // A name is no value of the structure.
            match value(&name) {
                Value::Text(name) => pairs.push((name, self.value(&member, depth + 1))),
                other => return foreign(&format!("a dict with a name that is no text: {other}")),
            }
        }
        Value::Map(pairs)
    }

    fn other(&mut self, given: &Bound<'_, PyAny>, depth: usize) -> Value {
        let name = type_name(given);
        if given.is_instance_of::<Object>() {
            return foreign(&format!("a {name}; give its id instead"));
        }
        // Integers of other libraries, such as numpy's, say by `__index__` that nothing is lost.
        if given.get_type().hasattr("__index__").unwrap_or(false) {
            return given.call_method0("__index__").map_or_else(|_| foreign(&name), |index| integer(&index));
        }
        if let Ok(mapping) = given.cast::<PyMapping>()
            && let Ok(items) = mapping.items()
        {
            let pairs = items.iter().filter_map(|item| item.extract().ok());
            return self.map(pairs, depth);
        }
        // Numbers are shown, other objects named: their text may be long, or hold a secret.
        match name.as_str() {
            "decimal.Decimal" | "fractions.Fraction" | "complex" => {
                foreign(&given.repr().map_or(name, |shown| shown.to_string()))
            }
            _ => foreign(&format!("a value of type {name}")),
        }
    }
}

/// Returns the name of a value's type as users write it: `decimal.Decimal`, `dict`.
pub(crate) fn type_name(given: &Bound<'_, PyAny>) -> String {
    given.get_type().fully_qualified_name().map_or_else(|_| "unknown".to_owned(), |name| name.to_string())
}

fn integer(given: &Bound<'_, PyAny>) -> Value {
    match given.extract::<i64>() {
        Ok(number) => Value::Integer(number.into()),
        Err(_) => {
            given.extract::<i128>().map_or_else(|_| foreign("an integer beyond 128 bits"), Value::Integer)
        }
    }
}

fn foreign(what: &str) -> Value {
    Value::Foreign(what.to_owned())
}
