//! How YARD and RBS name what fields and parameters hold.

use nextgen::api::{Answer, Kind};
use nextgen::model::{Holds, MODELS};

/// Names a field's type as YARD does.
pub(super) fn yard_field(holds: Holds) -> String {
    match holds {
        Holds::Text | Holds::Choice(_) => "String".into(),
        Holds::Integer => "Integer".into(),
        Holds::Boolean => "Boolean".into(),
        Holds::Texts => "Array<String>".into(),
        Holds::Metadata | Holds::Json | Holds::AnyObject => "NextGen::APIObject".into(),
        Holds::Model(class) => format!("NextGen::{class}"),
        Holds::List(class) => format!("NextGen::ListObject<NextGen::{class}>"),
        Holds::Expandable(class) => format!("String, NextGen::{class}"),
        Holds::Optional(inner) => format!("{}, nil", yard_field(*inner)),
    }
}

/// Names a field's type as RBS does.
pub(super) fn rbs_field(holds: Holds) -> String {
    match holds {
        Holds::Text | Holds::Choice(_) => "String".into(),
        Holds::Integer => "Integer".into(),
        Holds::Boolean => "bool".into(),
        Holds::Texts => "Array[String]".into(),
        Holds::Metadata | Holds::Json => "APIObject".into(),
        Holds::AnyObject => "any_object".into(),
        Holds::Model(class) => class.into(),
        Holds::List(class) => format!("ListObject[{class}]"),
        Holds::Expandable(class) => format!("String | {class}"),
        Holds::Optional(inner) => {
            let inner = rbs_field(*inner);
            if inner.contains('|') { format!("({inner})?") } else { format!("{inner}?") }
        }
    }
}

/// Names a parameter's type as YARD does.
pub(super) fn yard_param(kind: Kind) -> &'static str {
    match kind {
        Kind::Integer => "Integer",
        Kind::Boolean => "Boolean",
        Kind::Text | Kind::Choice(_) => "String, Symbol",
        Kind::Texts => "Array<String, Symbol>",
        Kind::Metadata => "Hash{String, Symbol => String}",
        Kind::Range => "Integer, Hash{Symbol => Integer}",
    }
}

/// Names a parameter's type as RBS does.
pub(super) fn rbs_param(kind: Kind) -> &'static str {
    match kind {
        Kind::Integer => "Integer",
        Kind::Boolean => "bool",
        Kind::Text | Kind::Choice(_) => "text",
        Kind::Texts => "texts",
        Kind::Metadata => "metadata",
        Kind::Range => "range",
    }
}

/// Returns the class of an operation's answer, and whether it is a page of that class.
pub(super) fn answer(answer: Answer) -> (&'static str, bool) {
    match answer {
        Answer::Object(name) => (class(name), false),
        Answer::List(name) => (class(name), true),
        Answer::Deleted(_) => ("Deleted", false),
    }
}

fn class(object: &str) -> &'static str {
    let model = MODELS.iter().find(|model| !object.is_empty() && model.object == object);
    model.expect("every answer's object is a model").class
}
