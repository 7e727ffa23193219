//! Pages of objects, and fields that hold an id or the object itself.

use std::fmt;
use std::marker::PhantomData;

use serde::de::value::MapAccessDeserializer;
use serde::de::{Deserializer, MapAccess, Visitor};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::describe::{Described, Holds};
use super::fields::fields;
use super::{Card, Charge, Customer, Deleted, Event, Refund, WebhookEndpoint};
use crate::document::{self, Fill};

/// A page of objects, newest first.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default)]
#[non_exhaustive]
pub struct List<T> {
    /// Always `list`.
    #[serde(deserialize_with = "super::describe::or_default")]
    pub object: String,
    /// The objects.
    #[serde(bound(deserialize = "T: Deserialize<'de>"), deserialize_with = "super::describe::or_default")]
    pub data: Vec<T>,
    /// Whether there are more behind this page.
    #[serde(deserialize_with = "super::describe::or_default")]
    pub has_more: bool,
    /// The path that the page came from; never followed.
    #[serde(deserialize_with = "super::describe::or_default")]
    pub url: String,
    /// Fields that this version does not know, as they came.
    #[serde(flatten)]
    pub extra: Map<String, Value>,
}

fields!([T] List<T> { object data has_more url });

impl<T> Default for List<T> {
    fn default() -> Self {
        List {
            object: String::new(),
            data: Vec::new(),
            has_more: false,
            url: String::new(),
            extra: Map::new(),
        }
    }
}

/// An object that has an id.
pub trait Identified {
    /// Returns the id.
    fn id(&self) -> &str;
}

/// What an operation answers with: it says which kind of object it is.
pub trait Named {
    /// Returns the field `object`; empty where the answer had none.
    fn object(&self) -> &str;
}

impl<T> Named for List<T> {
    fn object(&self) -> &str {
        &self.object
    }
}

impl Named for Deleted {
    fn object(&self) -> &str {
        &self.object
    }
}

/// The id of an object, or with `expand` the object itself.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(untagged)]
pub enum Expandable<T> {
    /// The id.
    Id(String),
    /// The object.
    Object(Box<T>),
}

impl<T: Identified> Expandable<T> {
    /// Returns the id, in either case.
    pub fn id(&self) -> &str {
        match self {
            Expandable::Id(id) => id,
            Expandable::Object(object) => object.id(),
        }
    }

    /// Returns the object, if it was expanded.
    pub fn object(&self) -> Option<&T> {
        match self {
            Expandable::Id(_) => None,
            Expandable::Object(object) => Some(object),
        }
    }
}

impl<T> Default for Expandable<T> {
    fn default() -> Self {
        Expandable::Id(String::new())
    }
}

impl<T: Fill> Fill for Expandable<T> {
    fn fill(&mut self, value: document::Value<'_, '_>) -> Option<()> {
        if value.is_text() {
            *self = Expandable::Id(value.text()?.into_owned());
            return Some(());
        }
        let mut object = Box::<T>::default();
        object.fill(value)?;
        *self = Expandable::Object(object);
        Some(())
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Expandable<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(EitherVisitor(PhantomData))
    }
}

/// Reads a text as the id, a map as the object.
struct EitherVisitor<T>(PhantomData<T>);

impl<'de, T: Deserialize<'de>> Visitor<'de> for EitherVisitor<T> {
    type Value = Expandable<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an id or an object")
    }

    fn visit_str<E>(self, id: &str) -> Result<Expandable<T>, E> {
        Ok(Expandable::Id(id.to_owned()))
    }

    fn visit_map<A: MapAccess<'de>>(self, members: A) -> Result<Expandable<T>, A::Error> {
        T::deserialize(MapAccessDeserializer::new(members)).map(|object| Expandable::Object(Box::new(object)))
    }
}

macro_rules! identified {
    ($($Model:ident)+) => { $(
        impl Identified for $Model {
            fn id(&self) -> &str {
                &self.id
            }
        }

        impl Named for $Model {
            fn object(&self) -> &str {
                &self.object
            }
        }

        impl Described for List<$Model> {
            const HOLDS: Holds = Holds::List(stringify!($Model));
        }

        impl Described for Expandable<$Model> {
            const HOLDS: Holds = Holds::Expandable(stringify!($Model));
        }
    )+ };
}
identified!(Card Charge Customer Event Refund WebhookEndpoint);
