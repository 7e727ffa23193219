//! Makes the index of a JSON text.

use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};

use super::strict::too_deep;
use super::{MAX_DEPTH, Node, digits};

/// Reads a text into its index; returns the nodes, and the strings that had escapes.
pub(super) fn make(text: &str) -> Result<(Vec<Node>, String), serde_json::Error> {
    let mut index = Index {
        base: text.as_ptr() as usize,
        decoded: String::new(),
        nodes: Vec::with_capacity(text.len() / 12 + 4),
        depth: 0,
        wide: false,
    };
    let mut deserializer = serde_json::Deserializer::from_str(text);
    deserializer.disable_recursion_limit();
    Seed(&mut index).deserialize(&mut deserializer)?;
    deserializer.end()?;
    if index.wide {
        digits::restore(text, &mut index.nodes);
    }
    Ok((index.nodes, index.decoded))
}

/// An index being made.
struct Index {
    /// The address of the text, against which borrowed strings are placed.
    base: usize,
    decoded: String,
    nodes: Vec<Node>,
    /// How many lists and maps are open.
    depth: u32,
    /// Whether a float may stand for an integer beyond 64 bits.
    wide: bool,
}

impl Index {
    /// Returns where the next node will stand.
    fn next(&self) -> u32 {
        // Every node takes at least a byte of a text that is shorter than 4 GiB.
        self.nodes.len() as u32
    }

    /// Opens a list or map, and returns where its node stands.
    fn open<E: Error>(&mut self) -> Result<usize, E> {
        if self.depth == MAX_DEPTH {
            return Err(too_deep());
        }
        self.depth += 1;
        self.nodes.push(Node::Null);
        Ok(self.nodes.len() - 1)
    }

    /// Closes the list or map whose node stands there.
    fn close(&mut self, at: usize, node: Node) {
        self.depth -= 1;
        self.nodes[at] = node;
    }
}

/// Reads one value into the index.
struct Seed<'i>(&'i mut Index);

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
        self.0.nodes.push(Node::Null);
        Ok(())
    }

    fn visit_bool<E>(self, truth: bool) -> Result<(), E> {
        self.0.nodes.push(Node::Boolean(truth));
        Ok(())
    }

    fn visit_i64<E>(self, number: i64) -> Result<(), E> {
        self.0.nodes.push(Node::Integer(number));
        Ok(())
    }

    fn visit_u64<E>(self, number: u64) -> Result<(), E> {
        self.0.nodes.push(i64::try_from(number).map_or(Node::Large(number), Node::Integer));
        Ok(())
    }

    fn visit_f64<E>(self, number: f64) -> Result<(), E> {
        self.0.wide |= number.abs() >= digits::LEAST;
        self.0.nodes.push(Node::Float(number));
        Ok(())
    }

    fn visit_borrowed_str<E>(self, text: &'de str) -> Result<(), E> {
        let from = (text.as_ptr() as usize - self.0.base) as u32;
        self.0.nodes.push(Node::Text(from, from + text.len() as u32));
        Ok(())
    }

    fn visit_str<E>(self, text: &str) -> Result<(), E> {
        let from = self.0.decoded.len() as u32;
        self.0.decoded.push_str(text);
        self.0.nodes.push(Node::Decoded(from, from + text.len() as u32));
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<(), A::Error> {
        let at = self.0.open()?;
        let mut length = 0;
        while items.next_element_seed(Seed(self.0))?.is_some() {
            length += 1;
        }
        let end = self.0.next();
        self.0.close(at, Node::List(length, end));
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<(), A::Error> {
        let at = self.0.open()?;
        let mut length = 0;
        while members.next_key_seed(Seed(self.0))?.is_some() {
            members.next_value_seed(Seed(self.0))?;
            length += 1;
        }
        let end = self.0.next();
        self.0.close(at, Node::Map(length, end));
        Ok(())
    }
}
