//! A JSON text read once into a flat index, so that hosts convert only the fields they read.
//!
//! The text is kept whole; the index says of each value what it is and where. Strings without
//! escapes are slices of the text. The grammar and the refusal of lone surrogates are serde_json's;
//! its depth limit is replaced by one that counts as people do. What servers usually write is read by
//! [`scan`], [`quick`] and [`fill`] in less time, and all else is left to it.

mod digits;
mod fill;
mod index;
mod parts;
mod quick;
mod scan;
mod strict;
mod walk;
mod write;

use std::fmt;
use std::sync::Arc;

pub(crate) use fill::{Fill, Value, read as model};
pub use parts::Part;
pub(crate) use strict::{Head, event, head, page, typed, written};
pub use walk::{Form, Sink};

use serde::de::Error as _;

use self::index::Index;
use crate::model;

/// How deep lists and maps may lie in each other.
const MAX_DEPTH: u32 = 128;

/// A JSON text with its index. Cheap to clone.
#[derive(Clone)]
pub struct Document(Arc<Inner>);

struct Inner {
    text: String,
    index: Index,
}

impl Inner {
    /// Says whether the value that stands there is that very text.
    fn is_text(&self, at: u32, text: &str) -> bool {
        let (whole, from, to) = match self.index.nodes[at as usize] {
            Node::Text(from, to) => (&self.text, from as usize, to as usize),
            Node::Decoded(from, to) => (&self.index.decoded, from as usize, to as usize),
            _ => return false,
        };
        // Most differ in length, which tells it at once.
        to - from == text.len() && whole.as_bytes()[from..to] == *text.as_bytes()
    }
}

/// A value in the index. Containers are followed by what they hold; a map's member is a name
/// followed by its value.
#[derive(Clone, Copy)]
#[cfg_attr(test, derive(Debug, PartialEq))]
enum Node {
    Null,
    Boolean(bool),
    Integer(i64),
    /// From 2^63 up to 2^64 − 1.
    Large(u64),
    Float(f64),
    /// Bytes of the text: an integer beyond 64 bits.
    Digits(u32, u32),
    /// Bytes of the text.
    Text(u32, u32),
    /// Bytes of `decoded`.
    Decoded(u32, u32),
    /// How many items, and the node behind the last.
    List(u32, u32),
    /// How many members, and the node behind the last.
    Map(u32, u32),
}

/// One value of a document.
#[derive(Clone, Copy)]
pub struct Item<'d> {
    inner: &'d Inner,
    at: u32,
}

/// What a value is, converted.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Scalar<'d> {
    /// `null`.
    Null,
    /// `true` or `false`.
    Boolean(bool),
    /// An integer of 64 bits with sign.
    Integer(i64),
    /// An integer from 2^63 up to 2^64 − 1.
    Large(u64),
    /// A number with a fraction or an exponent.
    Float(f64),
    /// An integer beyond 64 bits, as its digits.
    Digits(&'d str),
    /// Text.
    Text(&'d str),
    /// A list with that many items.
    List(usize),
    /// A map with that many members.
    Map(usize),
}

impl Document {
    /// Reads a JSON text.
    ///
    /// # Errors
    /// What is wrong with the text, as serde_json says it: not UTF-8, not JSON, over 128 levels
    /// deep, a lone surrogate, or longer than 4 GiB.
    pub fn parse(text: Vec<u8>) -> Result<Document, serde_json::Error> {
        Document::read(text).map_err(|(_, fault)| fault)
    }

    /// Reads a JSON text as [`parse`](Self::parse) does, and gives back one that cannot be read.
    pub(crate) fn read(text: Vec<u8>) -> Result<Document, (Vec<u8>, serde_json::Error)> {
        let text = String::from_utf8(text).map_err(|fault| (fault.into_bytes(), strict::not_utf8()))?;
        if u32::try_from(text.len()).is_err() {
            return Err((text.into_bytes(), serde_json::Error::custom("it is longer than 4 GiB")));
        }
        match index::make(&text) {
            Ok(index) => Ok(Document(Arc::new(Inner { text, index }))),
            Err(fault) => Err((text.into_bytes(), fault)),
        }
    }

    /// Makes the document of an object of which only the id is known: `{"id": …}`.
    pub fn of_id(id: &str) -> Document {
        let text = format!(r#"{{"id":{}}}"#, serde_json::Value::from(id));
        Document::parse(text.into_bytes()).expect("an object of one text is strict JSON")
    }

    /// Returns the whole text as it was read.
    pub fn text(&self) -> &str {
        &self.0.text
    }

    /// Returns the outermost value.
    pub fn root(&self) -> Item<'_> {
        Item { inner: &self.0, at: 0 }
    }

    /// Returns the value at a place that [`Item::place`] gave for this document; `None` if there is none.
    pub fn at(&self, place: u32) -> Option<Item<'_>> {
        self.0.index.nodes.get(place as usize).map(|_| Item { inner: &self.0, at: place })
    }
}

impl<'d> Item<'d> {
    /// Returns the value's place in its document, to find it again by [`Document::at`].
    pub fn place(self) -> u32 {
        self.at
    }

    /// Returns what the value is, converted.
    pub fn scalar(self) -> Scalar<'d> {
        match self.node() {
            Node::Null => Scalar::Null,
            Node::Boolean(truth) => Scalar::Boolean(truth),
            Node::Integer(number) => Scalar::Integer(number),
            Node::Large(number) => Scalar::Large(number),
            Node::Float(number) => Scalar::Float(number),
            Node::Digits(from, to) => Scalar::Digits(&self.inner.text[from as usize..to as usize]),
            Node::Text(from, to) => Scalar::Text(&self.inner.text[from as usize..to as usize]),
            Node::Decoded(from, to) => Scalar::Text(&self.inner.index.decoded[from as usize..to as usize]),
            Node::List(length, _) => Scalar::List(length as usize),
            Node::Map(length, _) => Scalar::Map(length as usize),
        }
    }

    /// Returns the text, if the value is one.
    pub fn text(self) -> Option<&'d str> {
        match self.scalar() {
            Scalar::Text(text) => Some(text),
            _ => None,
        }
    }

    /// Says whether the value is a JSON object.
    pub fn is_object(self) -> bool {
        matches!(self.node(), Node::Map(..))
    }

    /// Returns the member of that name; the last, if there are several.
    pub fn get(self, name: &str) -> Option<Item<'d>> {
        let mut found = None;
        let mut at = self.at + 1;
        for _ in 0..self.length() {
            let value = Item { inner: self.inner, at: at + 1 };
            if self.inner.is_text(at, name) {
                found = Some(value);
            }
            at = value.end();
        }
        found
    }

    /// Returns the members of a map in their order; none for another value.
    pub fn members(self) -> impl Iterator<Item = (&'d str, Item<'d>)> {
        let mut at = self.at + 1;
        (0..self.length()).map(move |_| {
            let name = Item { inner: self.inner, at }.text().unwrap_or_default();
            let value = Item { inner: self.inner, at: at + 1 };
            at = value.end();
            (name, value)
        })
    }

    /// Returns what may be shown of this value as the member of that name: only its last four characters,
    /// if it is a secret; `None` where it may be shown as it is.
    pub fn masked(self, name: &str) -> Option<String> {
        self.text().filter(|_| model::is_secret(name)).map(model::shown)
    }

    /// Returns the items of a list in their order; none for another value.
    pub fn items(self) -> impl Iterator<Item = Item<'d>> {
        let length = if let Node::List(length, _) = self.node() { length } else { 0 };
        let mut at = self.at + 1;
        (0..length).map(move |_| {
            let item = Item { inner: self.inner, at };
            at = item.end();
            item
        })
    }

    /// Returns how many members a map has; none for another value.
    fn length(self) -> u32 {
        if let Node::Map(length, _) = self.node() { length } else { 0 }
    }

    fn node(self) -> Node {
        self.inner.index.nodes[self.at as usize]
    }

    /// Returns the node behind this value and all that it holds.
    fn end(self) -> u32 {
        match self.node() {
            Node::List(_, end) | Node::Map(_, end) => end,
            _ => self.at + 1,
        }
    }
}

impl fmt::Debug for Document {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Document({} bytes)", self.0.text.len())
    }
}

#[cfg(test)]
mod tests;
