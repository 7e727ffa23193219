//! Reads a JSON object through without keeping it: for answers whose text the host decodes itself.

use std::fmt;

use serde::de::{DeserializeOwned, DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};

use super::MAX_DEPTH;

/// Reads the whole of a JSON object, strictly, and returns its field `object` where that is a text.
pub(crate) fn object_name(text: &[u8]) -> Result<Option<String>, serde_json::Error> {
    let mut deserializer = serde_json::Deserializer::from_slice(text);
    deserializer.disable_recursion_limit();
    let name = deserializer.deserialize_map(Head)?;
    deserializer.end()?;
    Ok(name)
}

/// Reads a model from a text that [`object_name`] has read through, so that its depth is known.
pub(crate) fn typed<T: DeserializeOwned>(text: &[u8]) -> Result<T, serde_json::Error> {
    let mut deserializer = serde_json::Deserializer::from_slice(text);
    deserializer.disable_recursion_limit();
    T::deserialize(&mut deserializer)
}

/// The error for a text whose lists and maps lie too deep in each other.
pub(super) fn too_deep<E: Error>() -> E {
    E::custom(format_args!("it is more than {MAX_DEPTH} levels deep"))
}

/// Reads a JSON object through, and takes the text of its field `object`.
struct Head;

impl<'de> Visitor<'de> for Head {
    type Value = Option<String>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<Self::Value, A::Error> {
        let mut name = None;
        while let Some(is_name) = members.next_key_seed(IsObject)? {
            let text = members.next_value_seed(Through { keep: is_name, open: 1 })?;
            if is_name {
                name = text;
            }
        }
        Ok(name)
    }
}

/// Says whether a member is called `object`.
struct IsObject;

impl<'de> DeserializeSeed<'de> for IsObject {
    type Value = bool;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<bool, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl Visitor<'_> for IsObject {
    type Value = bool;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a member's name")
    }

    fn visit_str<E>(self, name: &str) -> Result<bool, E> {
        Ok(name == "object")
    }
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
    type Value = Option<String>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Through {
    type Value = Option<String>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON value")
    }

    fn visit_unit<E>(self) -> Result<Self::Value, E> {
        Ok(None)
    }

    fn visit_bool<E>(self, _: bool) -> Result<Self::Value, E> {
        Ok(None)
    }

    fn visit_i64<E>(self, _: i64) -> Result<Self::Value, E> {
        Ok(None)
    }

    fn visit_u64<E>(self, _: u64) -> Result<Self::Value, E> {
        Ok(None)
    }

    fn visit_f64<E>(self, _: f64) -> Result<Self::Value, E> {
        Ok(None)
    }

    fn visit_str<E>(self, text: &str) -> Result<Self::Value, E> {
        Ok(self.keep.then(|| text.to_owned()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Self::Value, A::Error> {
        let inside = self.deeper()?;
        while items.next_element_seed(inside)?.is_some() {}
        Ok(None)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<Self::Value, A::Error> {
        let inside = self.deeper()?;
        while members.next_key_seed(inside)?.is_some() {
            members.next_value_seed(inside)?;
        }
        Ok(None)
    }
}
