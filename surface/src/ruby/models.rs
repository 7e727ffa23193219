//! The classes of the API's objects, and the known values of its open sets of texts.

use std::fmt::Write as _;

use nextgen::model::{CHOICES, Choice, Field, MODELS, Model};

use super::comment;
use super::types::yard_field;

/// Renders the classes.
pub(super) fn ruby() -> String {
    let classes: Vec<String> = MODELS.iter().map(|model| class(model)).collect();
    classes.join("\n")
}

/// Renders a module of constants for each open set of texts.
pub(super) fn choices() -> String {
    let modules: Vec<String> = CHOICES.iter().map(|choice| constants(choice)).collect();
    modules.join("\n")
}

fn class(model: &Model) -> String {
    let fields: Vec<String> = model.fields.iter().map(reader).collect();
    let doc = comment(model.doc, 2);
    format!("{doc}  class {} < APIObject\n{}  end\n", model.class, fields.join("\n"))
}

fn reader(field: &Field) -> String {
    let mut text = comment(field.doc, 4);
    let name = field.name;
    let _ = writeln!(text, "    # @return [{}]", yard_field(field.holds));
    let _ = writeln!(text, "    def {name} = self[:{name}]");
    text
}

fn constants(choice: &Choice) -> String {
    let known: Vec<String> = choice
        .known
        .iter()
        .map(|(text, doc)| format!("{}    {} = \"{text}\"\n", comment(doc, 4), constant(text)))
        .collect();
    let doc = comment(choice.doc, 2);
    format!("{doc}  # The API may add to these.\n  module {}\n{}  end\n", choice.class, known.join("\n"))
}

/// Writes `charge.dispute.created` as `CHARGE_DISPUTE_CREATED`.
pub(super) fn constant(text: &str) -> String {
    text.replace('.', "_").to_uppercase()
}
