//! The schemas of the objects that answers bring.

use nextgen::model::{CHOICES, Choice, Holds, MODELS, Model};
use serde_json::{Map, Value, json};

use super::sentences;

/// Returns every schema by its name.
pub(super) fn all() -> Value {
    let mut schemas = Map::new();
    for model in MODELS {
        schemas.insert(model.class.to_owned(), object(model));
    }
    for choice in CHOICES {
        schemas.insert(choice.class.to_owned(), open_set(choice));
    }
    schemas.insert("Error".to_owned(), error());
    Value::Object(schemas)
}

/// Returns a schema that refers to another by name.
pub(super) fn reference(class: &str) -> Value {
    json!({ "$ref": format!("#/components/schemas/{class}") })
}

/// Returns the schema of a page of objects of that class.
pub(super) fn page(class: &str) -> Value {
    json!({
        "type": "object",
        "required": ["object", "data", "has_more", "url"],
        "properties": {
            "object": { "const": "list" },
            "data": { "type": "array", "items": reference(class) },
            "has_more": { "type": "boolean", "description": "Whether there are more behind this page." },
            "url": { "type": "string", "description": "The path that the page came from." }
        }
    })
}

fn object(model: &Model) -> Value {
    let mut properties = Map::new();
    for field in model.fields {
        let mut schema = if field.name == "object" && !model.object.is_empty() {
            json!({ "const": model.object })
        } else {
            holds(field.holds)
        };
        schema["description"] = sentences(field.doc).into();
        properties.insert(field.name.to_owned(), schema);
    }
    // Only what tells an object from others is sure to be there.
    let sure: Vec<&str> = ["id", "object"].into_iter().filter(|_| !model.object.is_empty()).collect();
    json!({
        "type": "object",
        "description": sentences(model.doc),
        "required": sure,
        "properties": properties,
        "additionalProperties": true
    })
}

fn holds(holds: Holds) -> Value {
    match holds {
        Holds::Text => json!({ "type": "string" }),
        Holds::Integer => json!({ "type": "integer", "format": "int64" }),
        Holds::Boolean => json!({ "type": "boolean" }),
        Holds::Texts => json!({ "type": "array", "items": { "type": "string" } }),
        Holds::Metadata => json!({ "type": "object", "additionalProperties": { "type": "string" } }),
        Holds::Json | Holds::AnyObject => json!({ "type": "object" }),
        // The API writes the request of an event as an object, or as its id alone.
        Holds::Model("EventRequest") => {
            json!({ "anyOf": [reference("EventRequest"), { "type": "string" }] })
        }
        Holds::Model(class) | Holds::Choice(class) => json!({ "allOf": [reference(class)] }),
        Holds::List(class) => page(class),
        Holds::Expandable(class) => json!({ "anyOf": [{ "type": "string" }, reference(class)] }),
        Holds::Optional(inner) => json!({ "anyOf": [self::holds(*inner), { "type": "null" }] }),
    }
}

/// Known texts are told, others are valid too.
fn open_set(choice: &Choice) -> Value {
    let known: Vec<&str> = choice.known.iter().map(|(text, _)| *text).collect();
    json!({ "type": "string", "description": sentences(choice.doc), "examples": known })
}

fn error() -> Value {
    let text = |about: &str| json!({ "type": "string", "description": about });
    json!({
        "type": "object",
        "required": ["error"],
        "properties": {
            "error": {
                "type": "object",
                "required": ["type", "message"],
                "properties": {
                    "type": {
                        "type": "string",
                        "examples": ["api_error", "card_error", "idempotency_error", "invalid_request_error"]
                    },
                    "code": text("What programs match on, such as `parameter_missing` or `card_declined`."),
                    "message": text("What is wrong, in words; it may change."),
                    "param": text("The parameter that is wrong."),
                    "decline_code": text("Why the card was declined."),
                    "charge": text("The id of the charge that failed."),
                    "doc_url": text("Where to read more."),
                    "request_log_url": text("Where the request stands in the Dashboard.")
                }
            }
        }
    })
}
