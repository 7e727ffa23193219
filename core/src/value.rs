//! The values that parameters take, before they are encoded: what a host language can hand over.

use std::fmt;

use serde::Deserialize;
use serde::de::{Deserializer, MapAccess, SeqAccess, Visitor};

/// The name of the one member by which a host marks a value that JSON cannot carry, such as NaN:
/// `{"\u0000": "NaN"}`. No parameter can have this name, since control characters are refused.
const FOREIGN: &str = "\0";

/// The deepest nesting of lists and maps in a parameter.
pub const MAX_DEPTH: usize = 64;

/// A value of a parameter.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// Nothing: the parameter is left out.
    Null,
    /// `true` or `false`.
    Boolean(bool),
    /// A whole number.
    Integer(i128),
    /// A number that the host holds as a float, even if it is whole.
    Float(f64),
    /// Text.
    Text(String),
    /// A list.
    List(Vec<Value>),
    /// Values by name, in the order given.
    Map(Vec<(String, Value)>),
    /// A value that cannot be sent; the text says what it is: `Decimal('1.5')`.
    Foreign(String),
}

impl Value {
    /// Returns a list of texts.
    pub fn texts<T: Into<String>>(texts: impl IntoIterator<Item = T>) -> Value {
        Value::List(texts.into_iter().map(|text| Value::Text(text.into())).collect())
    }

    /// Tells whether what the value holds lies at most that many levels deep.
    fn is_within(&self, levels: usize) -> bool {
        let inside = |value: &Value| levels > 0 && value.is_within(levels - 1);
        match self {
            Value::List(items) => items.iter().all(inside),
            Value::Map(pairs) => pairs.iter().all(|(_, value)| inside(value)),
            _ => true,
        }
    }

    fn into_children(self) -> Vec<Value> {
        match self {
            Value::List(items) => items,
            Value::Map(pairs) => pairs.into_iter().map(|(_, value)| value).collect(),
            _ => Vec::new(),
        }
    }

    /// Returns texts by name, as metadata is.
    pub fn texts_by_name<K: Into<String>, V: Into<String>>(pairs: impl IntoIterator<Item = (K, V)>) -> Value {
        Value::Map(pairs.into_iter().map(|(name, text)| (name.into(), Value::Text(text.into()))).collect())
    }
}

/// Shows a value as an error message quotes it: what it is, cut to a readable length.
impl fmt::Display for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Value::Null => f.write_str("null"),
            Value::Boolean(truth) => write!(f, "the boolean {truth}"),
            Value::Integer(number) => write!(f, "{number}"),
            Value::Float(number) => write!(f, "the float {number:?}"),
            Value::Text(text) => {
                let shown: String = text.chars().take(40).collect();
                write!(f, "the text {shown:?}{}", if shown.len() < text.len() { "…" } else { "" })
            }
            Value::List(list) => write!(f, "a list of {}", list.len()),
            Value::Map(pairs) => write!(f, "a map of {}", pairs.len()),
            Value::Foreign(what) => write!(f, "{}", what.chars().take(80).collect::<String>()),
        }
    }
}

impl From<bool> for Value {
    fn from(truth: bool) -> Self {
        Value::Boolean(truth)
    }
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Value::Text(text.to_owned())
    }
}

impl From<String> for Value {
    fn from(text: String) -> Self {
        Value::Text(text)
    }
}

macro_rules! from_integers {
    ($($int:ident)+) => { $(
        impl From<$int> for Value {
            fn from(number: $int) -> Self {
                Value::Integer(i128::from(number))
            }
        }
    )+ };
}
from_integers!(i32 u32 i64 u64);

/// A range of times in unix seconds, as lists take it in `created`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Range {
    at: Option<i64>,
    bounds: [Option<i64>; 4],
}

impl Range {
    /// Begins a range without bounds.
    pub fn new() -> Self {
        Self::default()
    }

    /// Takes only times after `seconds`.
    #[must_use]
    pub fn gt(mut self, seconds: i64) -> Self {
        self.bounds[0] = Some(seconds);
        self
    }

    /// Takes only times at or after `seconds`.
    #[must_use]
    pub fn gte(mut self, seconds: i64) -> Self {
        self.bounds[1] = Some(seconds);
        self
    }

    /// Takes only times before `seconds`.
    #[must_use]
    pub fn lt(mut self, seconds: i64) -> Self {
        self.bounds[2] = Some(seconds);
        self
    }

    /// Takes only times at or before `seconds`.
    #[must_use]
    pub fn lte(mut self, seconds: i64) -> Self {
        self.bounds[3] = Some(seconds);
        self
    }
}

/// Takes exactly that time.
impl From<i64> for Range {
    fn from(seconds: i64) -> Self {
        Range { at: Some(seconds), bounds: [None; 4] }
    }
}

impl From<Range> for Value {
    fn from(range: Range) -> Self {
        if let Some(at) = range.at {
            return Value::from(at);
        }
        let bounds = ["gt", "gte", "lt", "lte"].into_iter().zip(range.bounds);
        Value::Map(bounds.filter_map(|(name, at)| Some((name.to_owned(), Value::from(at?)))).collect())
    }
}

/// Returns the value, or a stand-in for one that is nested too deep to be sent, cloned or dropped
/// without overflowing the stack.
pub(crate) fn bounded(value: Value) -> Value {
    if value.is_within(MAX_DEPTH) {
        return value;
    }
    let mut level = vec![value];
    while !level.is_empty() {
        level = level.into_iter().flat_map(Value::into_children).collect();
    }
    Value::Foreign(format!("a structure nested more than {MAX_DEPTH} levels deep, or holding itself"))
}

impl<'de> Deserialize<'de> for Value {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(ValueVisitor)
    }
}

struct ValueVisitor;

impl<'de> Visitor<'de> for ValueVisitor {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_bool<E>(self, truth: bool) -> Result<Value, E> {
        Ok(Value::Boolean(truth))
    }

    fn visit_i64<E>(self, number: i64) -> Result<Value, E> {
        Ok(Value::from(number))
    }

    fn visit_u64<E>(self, number: u64) -> Result<Value, E> {
        Ok(Value::from(number))
    }

    fn visit_f64<E>(self, number: f64) -> Result<Value, E> {
        Ok(Value::Float(number))
    }

    fn visit_str<E>(self, text: &str) -> Result<Value, E> {
        Ok(Value::Text(text.to_owned()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Value, A::Error> {
        let mut list = Vec::new();
        while let Some(item) = items.next_element()? {
            list.push(item);
        }
        Ok(Value::List(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<Value, A::Error> {
        let mut pairs: Vec<(String, Value)> = Vec::new();
        while let Some((name, value)) = members.next_entry()? {
            pairs.push((name, value));
        }
        match pairs.as_slice() {
            [(name, Value::Text(what))] if name == FOREIGN => Ok(Value::Foreign(what.clone())),
            _ => Ok(Value::Map(pairs)),
        }
    }
}
