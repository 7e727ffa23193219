//! Makes the index of a JSON text.

use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};

use super::strict::too_deep;
use super::{MAX_DEPTH, Node, digits, quick};

/// What a text holds, value by value.
pub(super) struct Index {
    pub(super) nodes: Vec<Node>,
    /// Strings that have escapes, decoded, one after the other.
    pub(super) decoded: String,
}

impl Index {
    /// Begins with nothing, and room for what is usual in a text of that length.
    pub(super) fn new(text: &str) -> Index {
        Index { nodes: Vec::with_capacity(text.len() / 8 + 4), decoded: String::new() }
    }

    /// Opens a list or map, and returns where its node stands.
    pub(super) fn open(&mut self) -> usize {
        self.nodes.push(Node::Null);
        self.nodes.len() - 1
    }

    /// Closes the list or map whose node stands there; `node` is given where the next node will stand.
    pub(super) fn close(&mut self, at: usize, node: impl FnOnce(u32) -> Node) {
        // Every node takes at least a byte of a text that is shorter than 4 GiB.
        self.nodes[at] = node(self.nodes.len() as u32);
    }

    /// Takes a string that had escapes, decoded.
    pub(super) fn decoded(&mut self, text: &str) {
        let from = self.decoded.len() as u32;
        self.decoded.push_str(text);
        self.nodes.push(Node::Decoded(from, from + text.len() as u32));
    }
}

/// Reads a text into its index.
pub(super) fn make(text: &str) -> Result<Index, serde_json::Error> {
    quick::read(text).map_or_else(|| read(text), Ok)
}

/// Does what [`make`] does, by serde_json.
pub(super) fn read(text: &str) -> Result<Index, serde_json::Error> {
    let mut making = Making { base: text.as_ptr() as usize, index: Index::new(text), depth: 0, wide: false };
    let mut deserializer = serde_json::Deserializer::from_str(text);
    deserializer.disable_recursion_limit();
    Seed(&mut making).deserialize(&mut deserializer)?;
    deserializer.end()?;
    if making.wide {
        digits::restore(text, &mut making.index.nodes);
    }
    Ok(making.index)
}

/// An index being made.
struct Making {
    /// The address of the text, against which borrowed strings are placed.
    base: usize,
    index: Index,
    /// How many lists and maps are open.
    depth: u32,
    /// Whether a float may stand for an integer beyond 64 bits.
    wide: bool,
}

impl Making {
    fn push(&mut self, node: Node) {
        self.index.nodes.push(node);
    }

    /// Opens a list or map, and returns where its node stands.
    fn open<E: Error>(&mut self) -> Result<usize, E> {
        if self.depth == MAX_DEPTH {
            return Err(too_deep());
        }
        self.depth += 1;
        Ok(self.index.open())
    }

    /// Closes the list or map whose node stands there.
    fn close(&mut self, at: usize, node: impl FnOnce(u32) -> Node) {
        self.depth -= 1;
        self.index.close(at, node);
    }
}

/// Reads one value into the index.
struct Seed<'i>(&'i mut Making);

impl<'de> DeserializeSeed<'de> for Seed<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Seed<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON value")
    }

    fn visit_unit<E>(self) -> Result<(), E> {
        self.0.push(Node::Null);
        Ok(())
    }

    fn visit_bool<E>(self, truth: bool) -> Result<(), E> {
        self.0.push(Node::Boolean(truth));
        Ok(())
    }

    fn visit_i64<E>(self, number: i64) -> Result<(), E> {
        self.0.push(Node::Integer(number));
        Ok(())
    }

    fn visit_u64<E>(self, number: u64) -> Result<(), E> {
        self.0.push(i64::try_from(number).map_or(Node::Large(number), Node::Integer));
        Ok(())
    }

    fn visit_f64<E>(self, number: f64) -> Result<(), E> {
        self.0.wide |= number.abs() >= digits::LEAST;
        self.0.push(Node::Float(number));
        Ok(())
    }

    fn visit_borrowed_str<E>(self, text: &'de str) -> Result<(), E> {
        let from = (text.as_ptr() as usize - self.0.base) as u32;
        self.0.push(Node::Text(from, from + text.len() as u32));
        Ok(())
    }

    fn visit_str<E>(self, text: &str) -> Result<(), E> {
        self.0.index.decoded(text);
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<(), A::Error> {
        let at = self.0.open()?;
        let mut length = 0;
        while items.next_element_seed(Seed(self.0))?.is_some() {
            length += 1;
        }
        self.0.close(at, |end| Node::List(length, end));
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<(), A::Error> {
        let at = self.0.open()?;
        let mut length = 0;
        while members.next_key_seed(Seed(self.0))?.is_some() {
            members.next_value_seed(Seed(self.0))?;
            length += 1;
        }
        self.0.close(at, |end| Node::Map(length, end));
        Ok(())
    }
}
