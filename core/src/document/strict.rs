//! Reads a JSON object through without keeping it: for answers whose text the host decodes itself.

use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, MapAccess, SeqAccess, Visitor};

/// Reads the whole of a JSON object, strictly, and returns its field `object` where that is a text.
pub(crate) fn object_name(text: &[u8]) -> Result<Option<String>, serde_json::Error> {
    let mut deserializer = serde_json::Deserializer::from_slice(text);
    let name = Head.deserialize(&mut deserializer)?;
    deserializer.end()?;
    Ok(name)
}

/// Reads a JSON object through, and takes the text of its field `object`.
struct Head;

impl<'de> DeserializeSeed<'de> for Head {
    type Value = Option<String>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for Head {
    type Value = Option<String>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<Self::Value, A::Error> {
        let mut name = None;
        while let Some(member) = members.next_key::<std::borrow::Cow<'de, str>>()? {
            if member == "object" {
                name = members.next_value_seed(Through { keep: true })?;
            } else {
                members.next_value_seed(Through { keep: false })?;
            }
        }
        Ok(name)
    }
}

/// Reads a value through, strictly; keeps it if it is a text and wanted.
#[derive(Clone, Copy)]
struct Through {
    keep: bool,
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
        while items.next_element_seed(Through { keep: false })?.is_some() {}
        Ok(None)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<Self::Value, A::Error> {
        while members.next_key_seed(Through { keep: false })?.is_some() {
            members.next_value_seed(Through { keep: false })?;
        }
        Ok(None)
    }
}
