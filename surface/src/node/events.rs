//! The types of events: a union that narrows by `type`.

use nextgen::model::{CHOICES, MODELS, Model};

use super::doc;
use super::models::{EVENT_TYPE, field, holds};

/// Renders the types.
pub(super) fn types() -> String {
    let mut text =
        format!("import type {{ ApiObject, {}, UnknownObject }} from \"./models.js\";\n", imports());
    for class in ["EventRequest", "EventData", "Event"] {
        text += &interface(model(class));
    }
    text += UNKNOWN;
    let choice = CHOICES.iter().find(|choice| choice.class == EVENT_TYPE).expect("events have types");
    text += "\n/**\n * An event: something that happened in the account. Its `type` says what `data.object` is:\n";
    text += " * in `case \"charge.refunded\":` it is a charge.\n */\nexport type Event =\n";
    for (type_, about) in choice.known {
        let object = object_of(type_).unwrap_or("UnknownObject");
        text += &format!("  /** {} */\n  | EventOf<\"{type_}\", {object}>\n", about.trim());
    }
    text += "  /** What happened is of a kind that this version does not know. */\n";
    text + "  | EventOf<UnknownEventType, ApiObject>;\n\n/** What an event can report. */\nexport type EventType = Event[\"type\"];\n"
}

/// Returns the model of the object that an event of that type holds: of `charge.refunded` a charge,
/// of `charge.dispute.created` something else.
fn object_of(type_: &str) -> Option<&'static str> {
    let (object, _) = type_.split_once('.').filter(|(_, rest)| !rest.contains('.'))?;
    MODELS.iter().find(|model| model.object == object).map(|model| model.class)
}

fn imports() -> String {
    let choice = CHOICES.iter().find(|choice| choice.class == EVENT_TYPE).expect("events have types");
    let mut classes: Vec<&str> = choice.known.iter().filter_map(|(type_, _)| object_of(type_)).collect();
    classes.sort_unstable();
    classes.dedup();
    classes.join(", ")
}

fn model(class: &str) -> &'static Model {
    MODELS.iter().find(|model| model.class == class).expect("the models of events are in the table")
}

fn interface(model: &Model) -> String {
    let fields: String = model
        .fields
        .iter()
        .map(|known| {
            let type_ = match (model.class, known.name) {
                ("EventData", "object") => "T".to_owned(),
                ("Event", "data") => "EventData<T>".to_owned(),
                ("Event", "type") => "Type".to_owned(),
                // The API writes it as an object, or as the id alone.
                ("Event", "request") => "EventRequest | string".to_owned(),
                _ => holds(known.holds),
            };
            field(known, &type_)
        })
        .collect();
    let name = match model.class {
        "Event" => "EventOf<Type extends string, T>",
        "EventData" => "EventData<T = ApiObject>",
        other => other,
    };
    format!("\n{}export interface {name} {{\n{fields}}}\n", doc(model.doc, 0))
}

/// An enum, because it is the one kind of text that TypeScript keeps apart from every literal: with any
/// other, `case "charge.refunded":` would leave room for an event that is no charge.
const UNKNOWN: &str = r#"
declare enum Unknown {
  Type = "a type that this version does not know",
}

/** A type of event that this version does not know: at run time a text like any other. */
export type UnknownEventType = Unknown;

export {};
"#;
