//! Describes models: the macros that declare them, and what surfaces are written from.

/// A model: an object of the API with its fields.
#[derive(Debug)]
pub struct Model {
    /// The class in languages that have one: `WebhookEndpoint`.
    pub class: &'static str,
    /// The value of the field `object`, by which answers are told apart; empty for a part of an
    /// object that has no such field.
    pub object: &'static str,
    /// What the object is, as whole sentences.
    pub doc: &'static str,
    /// Its fields, in the order in which the API gives them.
    pub fields: &'static [Field],
}

/// A field of a model.
#[derive(Debug)]
pub struct Field {
    /// The name on the wire.
    pub name: &'static str,
    /// What the field holds.
    pub holds: Holds,
    /// What it means, as whole sentences.
    pub doc: &'static str,
    /// Whether it is a secret, of which no print, log or copy that is kept shows more than [`shown`].
    pub is_secret: bool,
}

/// Says whether a field of that name is a secret in any model.
pub fn is_secret(name: &str) -> bool {
    super::MODELS.iter().flat_map(|model| model.fields).any(|field| field.is_secret && field.name == name)
}

/// How many characters of a secret may be shown: so many of its last ones.
pub const SHOWN: usize = 4;

/// Returns what may be shown of a secret.
pub fn shown(secret: &str) -> String {
    let start = secret.char_indices().rev().nth(SHOWN - 1).map_or(0, |(at, _)| at);
    format!("…{}", &secret[start..])
}

/// What a field holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Holds {
    /// Text.
    Text,
    /// A whole number.
    Integer,
    /// `true` or `false`.
    Boolean,
    /// A list of texts.
    Texts,
    /// Texts by name.
    Metadata,
    /// Anything, as its members say.
    Json,
    /// An object of the API, of whichever kind.
    AnyObject,
    /// The model of that class.
    Model(&'static str),
    /// A page of the model of that class.
    List(&'static str),
    /// The id of an object of that class, or with `expand` the object itself.
    Expandable(&'static str),
    /// A text, of which these are known; more may come.
    Choice(&'static str),
    /// That, or nothing.
    Optional(&'static Holds),
}

/// A type that a model's field can have.
pub(crate) trait Described {
    /// What a field of this type holds.
    const HOLDS: Holds;
}

macro_rules! described {
    ($($type:ty => $holds:expr;)+) => { $( impl Described for $type { const HOLDS: Holds = $holds; } )+ };
}
described! {
    String => Holds::Text;
    i64 => Holds::Integer;
    bool => Holds::Boolean;
    Vec<String> => Holds::Texts;
    super::Metadata => Holds::Metadata;
    super::Json => Holds::Json;
    super::Object => Holds::AnyObject;
}

impl<T: Described> Described for Option<T> {
    const HOLDS: Holds = Holds::Optional(&T::HOLDS);
}

/// A known set of texts that a field can hold, open for more.
#[derive(Debug)]
pub struct Choice {
    /// The name of the type: `RefundReason`.
    pub class: &'static str,
    /// What the texts say, as whole sentences.
    pub doc: &'static str,
    /// The known texts, each with its meaning.
    pub known: &'static [(&'static str, &'static str)],
}

/// Declares a model: a struct whose fields may all be missing or null, and which keeps fields it does
/// not know. A field marked `as secret` is never shown whole.
macro_rules! model {
    (
        $(#[doc = $doc:literal])+
        $Model:ident $object:literal {
            $( $(#[doc = $field_doc:literal])+ $field:ident: $type:ty $(as $secret:ident)?, )+
        }
    ) => {
        $(#[doc = $doc])+
        #[derive(Clone, Default, PartialEq, serde::Serialize, serde::Deserialize)]
        #[serde(default)]
        #[non_exhaustive]
        pub struct $Model {
            $(
                $(#[doc = $field_doc])+
                #[serde(deserialize_with = "crate::model::describe::or_default")]
                pub $field: $type,
            )+
            /// Fields that this version does not know, as they came.
            #[serde(flatten)]
            pub extra: serde_json::Map<String, serde_json::Value>,
        }

        $crate::model::fields::fields!([] $Model { $($field)+ });

        impl $Model {
            pub(crate) const MODEL: $crate::model::Model = $crate::model::Model {
                class: stringify!($Model),
                object: $object,
                doc: concat!($($doc, "\n"),+),
                fields: &[$($crate::model::Field {
                    name: $crate::api::wire_name(stringify!($field)),
                    holds: <$type as $crate::model::describe::Described>::HOLDS,
                    doc: concat!($($field_doc, "\n"),+),
                    is_secret: $crate::model::describe::model!(@is_secret $($secret)?),
                }),+],
            };
        }

        impl std::fmt::Debug for $Model {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.debug_struct(stringify!($Model))
                    $(.field(
                        stringify!($field),
                        &$crate::model::describe::model!(@shown self.$field $($secret)?),
                    ))+
                    .field("extra", &self.extra)
                    .finish()
            }
        }

        impl $crate::model::describe::Described for $Model {
            const HOLDS: $crate::model::Holds = $crate::model::Holds::Model(stringify!($Model));
        }
    };
    (@is_secret) => { false };
    (@is_secret secret) => { true };
    (@shown $model:ident.$field:ident) => { $model.$field };
    (@shown $model:ident.$field:ident secret) => {
        $model.$field.as_deref().map($crate::model::describe::shown)
    };
}

/// Declares an open set of texts as an enum.
macro_rules! choice {
    (
        $(#[doc = $doc:literal])+
        $Choice:ident { $( $(#[doc = $known_doc:literal])+ $Known:ident = $text:literal, )+ }
    ) => {
        $(#[doc = $doc])+
        ///
        /// A later version may know more: match with a last arm `_`, and read it by `as_str`.
        #[derive(Clone, Debug, PartialEq, Eq, Hash)]
        #[non_exhaustive]
        pub enum $Choice {
            $( $(#[doc = $known_doc])+ $Known, )+
            /// A text that this version does not know.
            Other(String),
        }

        impl $Choice {
            /// The texts that this version knows.
            pub const NAMES: &'static [&'static str] = &[$($text),+];

            pub(crate) const CHOICE: $crate::model::Choice = $crate::model::Choice {
                class: stringify!($Choice),
                doc: concat!($($doc, "\n"),+),
                known: &[$(($text, concat!($($known_doc, "\n"),+))),+],
            };

            /// Returns the text as it goes on the wire.
            pub fn as_str(&self) -> &str {
                match self {
                    $( $Choice::$Known => $text, )+
                    $Choice::Other(text) => text,
                }
            }
        }

        impl $crate::document::Fill for $Choice {
            fn fill(&mut self, value: $crate::document::Value<'_, '_>) -> Option<()> {
                let text = value.text()?;
                *self = match &*text {
                    $( $text => $Choice::$Known, )+
                    _ => $Choice::Other(text.into_owned()),
                };
                Some(())
            }
        }

        impl From<String> for $Choice {
            fn from(text: String) -> Self {
                match text.as_str() {
                    $( $text => $Choice::$Known, )+
                    _ => $Choice::Other(text),
                }
            }
        }

        impl Default for $Choice {
            fn default() -> Self {
                $Choice::Other(String::new())
            }
        }

        impl AsRef<str> for $Choice {
            fn as_ref(&self) -> &str {
                self.as_str()
            }
        }

        impl std::fmt::Display for $Choice {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.as_str())
            }
        }

        impl serde::Serialize for $Choice {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.as_str())
            }
        }

        impl<'de> serde::Deserialize<'de> for $Choice {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                String::deserialize(deserializer).map($Choice::from)
            }
        }

        impl $crate::model::describe::Described for $Choice {
            const HOLDS: $crate::model::Holds = $crate::model::Holds::Choice(stringify!($Choice));
        }
    };
}

pub(crate) use {choice, model};

/// Reads a field whose value may be null where a model has no `Option`: the API may leave out
/// anything, and an answer is not lost for it.
pub(super) fn or_default<'de, D, T>(deserializer: D) -> Result<T, D::Error>
where
    D: serde::Deserializer<'de>,
    T: Default + serde::Deserialize<'de>,
{
    use serde::Deserialize as _;
    Option::<T>::deserialize(deserializer).map(Option::unwrap_or_default)
}
