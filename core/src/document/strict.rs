//! Reads a JSON object through without keeping it: for answers whose text the host decodes itself.

use std::fmt;

use serde::de::{DeserializeOwned, DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};

use super::MAX_DEPTH;

/// What can be told of a JSON object from its outside.
#[derive(Debug, Default, PartialEq)]
pub(crate) struct Outline {
    /// Its field `object`, where that is a text.
    pub(crate) object: Option<String>,
    /// Whether its field `data` holds something that is no list.
    pub(crate) odd_data: bool,
}

/// Reads the whole of a JSON object, strictly, and returns what can be told from its outside.
pub(crate) fn outline(text: &[u8]) -> Result<Outline, serde_json::Error> {
    let mut deserializer = serde_json::Deserializer::from_slice(text);
    deserializer.disable_recursion_limit();
    let outline = deserializer.deserialize_map(Head)?;
    deserializer.end()?;
    Ok(outline)
}

/// Reads a model from a text that [`outline`] has read through, so that its depth is known.
pub(crate) fn typed<T: DeserializeOwned>(text: &[u8]) -> Result<T, serde_json::Error> {
    let mut deserializer = serde_json::Deserializer::from_slice(text);
    deserializer.disable_recursion_limit();
    T::deserialize(&mut deserializer)
}

/// The error for a text whose lists and maps lie too deep in each other.
pub(super) fn too_deep<E: Error>() -> E {
    E::custom(format_args!("it is more than {MAX_DEPTH} levels deep"))
}

/// Reads a JSON object through, and takes its outline.
struct Head;

impl<'de> Visitor<'de> for Head {
    type Value = Outline;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<Self::Value, A::Error> {
        let mut outline = Outline::default();
        while let Some(member) = members.next_key_seed(WhichMember)? {
            let keep = member == Member::Object;
            let seen = members.next_value_seed(Through { keep, open: 1 })?;
            match (member, seen) {
                (Member::Object, Seen::Text(name)) => outline.object = Some(name),
                (Member::Object, _) => outline.object = None,
                (Member::Data, seen) => outline.odd_data = !matches!(seen, Seen::Null | Seen::List),
                (Member::Other, _) => {}
            }
        }
        Ok(outline)
    }
}

/// A member of an object, as far as its outline goes.
#[derive(Clone, Copy, PartialEq)]
enum Member {
    Object,
    Data,
    Other,
}

/// Says which member a name is.
struct WhichMember;

impl<'de> DeserializeSeed<'de> for WhichMember {
    type Value = Member;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Member, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl Visitor<'_> for WhichMember {
    type Value = Member;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a member's name")
    }

    fn visit_str<E>(self, name: &str) -> Result<Member, E> {
        Ok(match name {
            "object" => Member::Object,
            "data" => Member::Data,
            _ => Member::Other,
        })
    }
}

/// A value that was read through.
enum Seen {
    Null,
    /// A text, where it was wanted.
    Text(String),
    List,
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
