//! The types of parameters.

use nextgen::api::{Kind, Operation, Param, RESOURCES, operations};
use nextgen::model::CHOICES;

use super::{class_of, doc};
use crate::words::pascal;

/// Renders the types.
pub(super) fn types() -> String {
    let mut text = format!("import type {{ {} }} from \"./models.js\";\n{PREAMBLE}", choices().join(", "));
    for resource in RESOURCES {
        for operation in resource.operations.iter().filter(|operation| !operation.params.is_empty()) {
            let params: String = operation.params.iter().map(param).collect();
            let about = format!(" The parameters of `{}`.", operation.name);
            text += &format!("\n{}export interface {} {{\n{params}}}\n", doc(&about, 0), name(operation));
        }
    }
    text
}

/// Returns the name of an operation's parameters: `ChargeCreateParams`.
pub(super) fn name(operation: &Operation) -> String {
    format!("{}{}Params", class_of(singular(operation)), pascal(operation.action()))
}

/// Returns what the operation's resource is called on the wire when it is one: `charge`.
fn singular(operation: &Operation) -> &'static str {
    use nextgen::api::Answer;
    match operation.answer {
        Answer::Object(object) | Answer::List(object) | Answer::Deleted(object) => object,
    }
}

fn param(param: &Param) -> String {
    let (mark, none) = if param.required { ("", "") } else { ("?", " | null | undefined") };
    format!("{}  {}{mark}: {}{none};\n", doc(param.doc, 2), param.name, type_(param.kind))
}

fn type_(kind: Kind) -> String {
    match kind {
        Kind::Integer => "number | bigint",
        Kind::Boolean => "boolean",
        Kind::Text => "string",
        Kind::Texts => "string[]",
        Kind::Metadata => "MetadataParam",
        Kind::Range => "RangeParam",
        Kind::Choice(known) => choice(known),
    }
    .to_owned()
}

/// Returns the type of the set that holds exactly those texts.
fn choice(known: &[&str]) -> &'static str {
    let same = |texts: &[(&str, &str)]| texts.iter().map(|(text, _)| *text).eq(known.iter().copied());
    CHOICES.iter().find(|choice| same(choice.known)).expect("a parameter's choice is in the table").class
}

fn choices() -> Vec<&'static str> {
    let kinds = operations().flat_map(|operation| operation.params).map(|param| param.kind);
    let mut names: Vec<_> = kinds
        .filter_map(|kind| match kind {
            Kind::Choice(known) => Some(choice(known)),
            _ => None,
        })
        .collect();
    names.sort_unstable();
    names.dedup();
    names
}

const PREAMBLE: &str = r#"
/** Texts of your own by name: at most 50, names of 40 characters, values of 500. An empty text unsets. */
export type MetadataParam = { [name: string]: string } | "";

/** A time in unix seconds, or any of the bounds of a range. */
export type RangeParam =
  | number
  | {
      /** Only times after this. */
      gt?: number | undefined;
      /** Only times at or after this. */
      gte?: number | undefined;
      /** Only times before this. */
      lt?: number | undefined;
      /** Only times at or before this. */
      lte?: number | undefined;
    };
"#;
