//! Which Ruby class stands for which object of the API, as the core's table of models says.

use std::sync::OnceLock;

use magnus::value::{Opaque, ReprValue as _};
use magnus::{Error, Module as _, RClass, RModule, Ruby};
use nextgen::bridge::Item;
use nextgen::model::{Field, Holds, MODELS, Model};

/// A class and the model that it stands for; `None` for pages and for objects not known.
#[derive(Clone, Copy)]
pub(crate) struct Kind {
    class: Opaque<RClass>,
    model: Option<&'static Model>,
    /// Whether it is metadata, in which `object` is a name like any other.
    is_metadata: bool,
}

/// All kinds: the models in the core's order, then pages, objects not known, and metadata.
static KINDS: OnceLock<Vec<Kind>> = OnceLock::new();

/// Looks the classes up, once they are defined.
pub(crate) fn load(ruby: &Ruby) -> Result<(), Error> {
    let nextgen: RModule = ruby.class_object().const_get("NextGen")?;
    let kind = |name: &str, model| {
        let class: RClass = nextgen.const_get(name)?;
        ruby.gc_register_mark_object(class);
        Ok::<_, Error>(Kind { class: class.into(), model, is_metadata: false })
    };
    let mut kinds = Vec::with_capacity(MODELS.len() + 3);
    for model in MODELS {
        kinds.push(kind(model.class, Some(*model))?);
    }
    kinds.push(kind("ListObject", None)?);
    kinds.push(kind("APIObject", None)?);
    kinds.push(Kind { is_metadata: true, ..kind("APIObject", None)? });
    // A second load finds the same classes.
    let _ = KINDS.set(kinds);
    Ok(())
}

impl Kind {
    /// Returns the kind of the class of that name.
    pub(crate) fn named(class: &str) -> Kind {
        match MODELS.iter().position(|model| model.class == class) {
            Some(at) => all()[at],
            None if class == "ListObject" => all()[MODELS.len()],
            None => Kind::unknown(),
        }
    }

    /// Returns the kind of the objects whose field `object` says that name.
    pub(crate) fn of_object(name: &str) -> Kind {
        let named = |model: &&Model| !model.object.is_empty() && model.object == name;
        match MODELS.iter().position(named) {
            Some(at) => all()[at],
            None if name == "list" => all()[MODELS.len()],
            None => Kind::unknown(),
        }
    }

    /// Returns the kind of a JSON object: by its own field `object`; else as `declared`.
    pub(crate) fn of(item: Item<'_>, declared: Option<Kind>) -> Kind {
        if let Some(metadata) = declared.filter(|kind| kind.is_metadata) {
            return metadata;
        }
        match item.get("object").and_then(|object| object.text()) {
            Some(name) => Kind::of_object(name),
            None => declared.unwrap_or_else(Kind::unknown),
        }
    }

    /// Returns the kind that the model declares for its field.
    pub(crate) fn field(self, name: &str) -> Option<Kind> {
        let field = self.fields().iter().find(|field| field.name == name)?;
        let mut holds = &field.holds;
        while let Holds::Optional(inner) = holds {
            holds = inner;
        }
        match holds {
            Holds::Model(class) => Some(Kind::named(class)),
            Holds::List(_) => Some(Kind::named("ListObject")),
            Holds::Metadata => Some(all()[MODELS.len() + 2]),
            _ => None,
        }
    }

    /// Returns the fields that the model declares.
    pub(crate) fn fields(&self) -> &'static [Field] {
        self.model.map_or(&[], |model| model.fields)
    }

    /// Says whether the API may write such an object as its id alone: one that has an id but no name
    /// of its own, such as an event's request.
    pub(crate) fn may_be_an_id(&self) -> bool {
        let nameless = self.model.is_some_and(|model| model.object.is_empty());
        nameless && self.fields().iter().any(|field| field.name == "id")
    }

    /// Returns the class.
    pub(crate) fn class(self, ruby: &Ruby) -> RClass {
        ruby.get_inner(self.class)
    }

    /// Returns the kind that a class stands for, or that it inherits from.
    pub(crate) fn of_class(ruby: &Ruby, class: RClass) -> Kind {
        let found = all().iter().find(|kind| class.equal(kind.class(ruby)).unwrap_or(false));
        found.copied().unwrap_or_else(Kind::unknown)
    }

    fn unknown() -> Kind {
        all()[MODELS.len() + 1]
    }
}

fn all() -> &'static [Kind] {
    KINDS.get().expect("the gem loads the kinds before anything can be read")
}
