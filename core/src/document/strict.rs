//! Reads a JSON object through without keeping it: for answers whose text the host decodes itself.

use std::borrow::Cow;
use std::fmt;

use serde::de::{DeserializeOwned, DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use serde_json::Value;

use super::parts::{self, Part};
use super::walk::{self, Form};
use super::{Document, MAX_DEPTH, scan};

/// What tells one answer from another, found while it was read through.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Head<'t> {
    /// The field `object`, where it is a text.
    pub(crate) name: Option<Cow<'t, str>>,
    /// Whether there is a field `data` that is neither a list nor null.
    pub(crate) odd_data: bool,
}

/// Reads the whole of a JSON object, strictly, and returns what tells it from others.
pub(crate) fn head(text: &[u8]) -> Result<Head<'_>, serde_json::Error> {
    let text = utf8(text)?;
    scan::object(text).map_or_else(|| read(text), Ok)
}

/// Does what [`head`] does, and returns the text in rows too, if it is a page that comes to some.
pub(crate) fn page(text: &[u8]) -> Result<(Head<'_>, Option<String>), serde_json::Error> {
    let text = utf8(text)?;
    scan::page(text).map_or_else(|| Ok((read(text)?, None)), Ok)
}

/// Reads the whole of a JSON object, strictly, and returns its large parts, if it is an event that has some.
pub(crate) fn event(text: &[u8]) -> Result<Vec<Part>, serde_json::Error> {
    let text = utf8(text)?;
    scan::event(text, parts::LEAST).map_or_else(|| read(text).map(|_| Vec::new()), Ok)
}

/// Does what [`head`] does, and writes the text in a form of a binding's.
pub(crate) fn written<'t>(text: &'t [u8], form: &mut impl Form) -> Result<Head<'t>, serde_json::Error> {
    let text = utf8(text)?;
    let head = walk::object(text, &mut form.sink(text.as_bytes()));
    if let Some(head) = head {
        return Ok(head);
    }
    let head = read(text)?;
    form.document(&Document::parse(text.as_bytes().to_vec())?);
    Ok(head)
}

/// Returns a text; one look at the whole of it is cheaper than one at each string in it.
fn utf8(text: &[u8]) -> Result<&str, serde_json::Error> {
    std::str::from_utf8(text).map_err(|_| not_utf8())
}

/// Does what [`head`] does, by serde_json.
pub(super) fn read(text: &str) -> Result<Head<'static>, serde_json::Error> {
    let mut deserializer = serde_json::Deserializer::from_str(text);
    deserializer.disable_recursion_limit();
    let head = deserializer.deserialize_map(Members)?;
    deserializer.end()?;
    Ok(head)
}

/// Reads a model from a text that [`head`] has read through, so that its depth is known.
pub(crate) fn typed<T: DeserializeOwned>(text: &[u8]) -> Result<T, serde_json::Error> {
    fn read<T: DeserializeOwned>(text: &str) -> Result<T, serde_json::Error> {
        let mut deserializer = serde_json::Deserializer::from_str(text);
        deserializer.disable_recursion_limit();
        T::deserialize(&mut deserializer)
    }
    let text = utf8(text)?;
    // A model takes each member once. Of several of one name the last counts, as it does in every
    // other language; a map sees to that.
    read(text).or_else(|_| read::<Value>(text).and_then(T::deserialize))
}

/// The error for a text that is not UTF-8.
pub(super) fn not_utf8() -> serde_json::Error {
    serde_json::Error::custom("it is not UTF-8")
}

/// The error for a text whose lists and maps lie too deep in each other.
pub(super) fn too_deep<E: Error>() -> E {
    E::custom(format_args!("it is more than {MAX_DEPTH} levels deep"))
}

/// Reads a JSON object through, and takes what [`Head`] holds.
struct Members;

impl<'de> Visitor<'de> for Members {
    type Value = Head<'static>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<Head<'static>, A::Error> {
        let mut head = Head::default();
        while let Some(name) = members.next_key_seed(Name)? {
            let seen = members.next_value_seed(Through { keep: matches!(name, Known::Object), open: 1 })?;
            match (name, seen) {
                (Known::Object, Seen::Text(text)) => head.name = Some(Cow::Owned(text)),
                (Known::Object, _) => head.name = None,
                (Known::Data, seen) => head.odd_data = !matches!(seen, Seen::Null | Seen::List),
                (Known::Other, _) => {}
            }
        }
        Ok(head)
    }
}

/// The members of an object that matter here.
enum Known {
    Object,
    Data,
    Other,
}

/// Says which member a name is of.
struct Name;

impl<'de> DeserializeSeed<'de> for Name {
    type Value = Known;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Known, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl Visitor<'_> for Name {
    type Value = Known;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a member's name")
    }

    fn visit_str<E>(self, name: &str) -> Result<Known, E> {
        Ok(match name {
            "object" => Known::Object,
            "data" => Known::Data,
            _ => Known::Other,
        })
    }
}

/// What a value was.
enum Seen {
    Null,
    List,
    /// A text that was to be kept.
    Text(String),
    Other,
}

/// Reads a value through, strictly; keeps it if it is a text and wanted.
#[derive(Clone, Copy)]
struct Through {
    keep: bool,
    /// How many lists and maps are open around the value.
    open: u32,
}

impl Through {
    /// Opens a list or map, and returns the reader of what it holds.
    fn deeper<E: Error>(self) -> Result<Through, E> {
        if self.open == MAX_DEPTH {
            Err(too_deep())
        } else {
            Ok(Through { keep: false, open: self.open + 1 })
        }
    }
}

impl<'de> DeserializeSeed<'de> for Through {
    type Value = Seen;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Through {
    type Value = Seen;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON value")
    }

    fn visit_unit<E>(self) -> Result<Self::Value, E> {
        Ok(Seen::Null)
    }

    fn visit_bool<E>(self, _: bool) -> Result<Self::Value, E> {
        Ok(Seen::Other)
    }

    fn visit_i64<E>(self, _: i64) -> Result<Self::Value, E> {
        Ok(Seen::Other)
    }

    fn visit_u64<E>(self, _: u64) -> Result<Self::Value, E> {
        Ok(Seen::Other)
    }

    fn visit_f64<E>(self, _: f64) -> Result<Self::Value, E> {
        Ok(Seen::Other)
    }

    fn visit_str<E>(self, text: &str) -> Result<Self::Value, E> {
        Ok(if self.keep { Seen::Text(text.to_owned()) } else { Seen::Other })
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Self::Value, A::Error> {
        let inside = self.deeper()?;
        while items.next_element_seed(inside)?.is_some() {}
        Ok(Seen::List)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<Self::Value, A::Error> {
        let inside = self.deeper()?;
        while members.next_key_seed(inside)?.is_some() {
            members.next_value_seed(inside)?;
        }
        Ok(Seen::Other)
    }
}
