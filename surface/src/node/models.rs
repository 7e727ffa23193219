//! The types of the objects that answers and events bring.

use nextgen::model::{CHOICES, Choice, Field, Holds, MODELS, Model};

use super::doc;

/// Renders what the code has to know of the objects: which fields are secrets.
pub(super) fn script() -> String {
    let secrets = MODELS.iter().flat_map(|model| model.fields).filter(|field| field.is_secret);
    let names: Vec<_> = secrets.map(|field| format!("\"{}\"", field.name)).collect();
    let names = names.join(", ");
    format!(
        "/** The fields of objects that are never shown whole. */\nmodule.exports = {{ SECRETS: [{names}] }};\n"
    )
}

/// Renders the types.
pub(super) fn types() -> String {
    let mut text = String::from(PREAMBLE);
    for choice in CHOICES.iter().filter(|choice| choice.class != EVENT_TYPE) {
        text += &open_set(choice);
    }
    for model in MODELS.iter().filter(|model| !is_event_part(model)) {
        let fields: String = model.fields.iter().map(|known| field(known, &holds(known.holds))).collect();
        text += &format!("\n{}export interface {} {{\n{fields}}}\n", doc(model.doc, 0), model.class);
    }
    let kinds: Vec<&str> = with_own_object().map(|model| model.class).collect();
    text + &format!(
        "\n/** An object of the API, told apart by its field `object`. */\nexport type ApiObject = {} | UnknownObject;\n",
        kinds.join(" | ")
    )
}

/// The set of event types, whose texts decide what an event holds.
pub(super) const EVENT_TYPE: &str = "EventType";

/// Writes a field of that type.
pub(super) fn field(field: &Field, type_: &str) -> String {
    let (mark, null) = if matches!(field.holds, Holds::Optional(_)) { ("?", " | null") } else { ("", "") };
    format!("{}  {}{mark}: {type_}{null};\n", doc(field.doc, 2), field.name)
}

/// Returns the type of what a field holds, without its absence.
pub(super) fn holds(holds: Holds) -> String {
    match holds {
        Holds::Text => "string".to_owned(),
        Holds::Integer => "number".to_owned(),
        Holds::Boolean => "boolean".to_owned(),
        Holds::Texts => "string[]".to_owned(),
        Holds::Metadata => "Metadata".to_owned(),
        Holds::Json => "{ [name: string]: unknown }".to_owned(),
        Holds::AnyObject => "ApiObject".to_owned(),
        Holds::Model(class) | Holds::Choice(class) => class.to_owned(),
        Holds::List(class) => format!("List<{class}>"),
        Holds::Expandable(class) => format!("string | {class}"),
        Holds::Optional(inner) => self::holds(*inner),
    }
}

/// Events are rendered apart, as their type decides what they hold.
pub(super) fn is_event_part(model: &Model) -> bool {
    model.class.starts_with("Event")
}

/// Returns the models that are objects of their own, but for events.
fn with_own_object() -> impl Iterator<Item = &'static &'static Model> {
    MODELS.iter().filter(|model| !model.object.is_empty() && !is_event_part(model))
}

/// Writes a set of texts that may grow: known ones are offered, others pass.
fn open_set(choice: &Choice) -> String {
    let texts: String = choice
        .known
        .iter()
        .map(|(text, about)| format!("  /* {} */\n  | \"{text}\"\n", about.trim()))
        .collect();
    format!("\n{}export type {} =\n{texts}  | (string & {{}});\n", doc(choice.doc, 0), choice.class)
}

const PREAMBLE: &str = r#"/**
 * The objects of the API. Their fields keep their names on the wire. Every set of texts may grow, and
 * fields that this version does not know are there all the same. Amounts are whole numbers of the
 * currency's smallest unit, times are unix seconds. An integer beyond ±(2^53 − 1) comes as a bigint.
 */

/** Texts of your own by name. */
export interface Metadata {
  [name: string]: string;
}

/** A page of objects, newest first. */
export interface List<T> {
  /** Always `list`. */
  object: "list";
  /** The objects. */
  data: T[];
  /** Whether there are more behind this page. */
  has_more: boolean;
  /** The path that the page came from; never followed. */
  url: string;
}

/** An object of a kind that this version does not know. */
export interface UnknownObject {
  id?: string;
  object?: string;
  [name: string]: unknown;
}
"#;
