//! The paths: what is sent where, and what comes back.

use nextgen::api::{Answer, Kind, Operation, Param, RESOURCES, operations};
use nextgen::transport::Method;
use serde_json::{Map, Value, json};

use super::schemas::{page, reference};
use super::sentences;
use crate::words::pascal;

/// What an error's status says; the class of each is the SDKs'.
const ERRORS: &[(&str, &str)] = &[
    ("400", "The request is wrong, or the idempotency key was used with other parameters."),
    ("401", "There is no API key, or not a valid one."),
    ("402", "The parameters were right but the card was declined."),
    ("403", "This API key may not do that."),
    ("404", "There is no such thing."),
    ("409", "A request with the same idempotency key is running."),
    ("424", "Something that the API depends on failed."),
    ("429", "Too many requests."),
    ("500", "The API is at fault."),
];

/// Returns the resources as tags.
pub(super) fn tags() -> Value {
    RESOURCES
        .iter()
        .map(|resource| json!({ "name": resource.name, "description": sentences(resource.doc) }))
        .collect()
}

/// Returns every path with its operations.
pub(super) fn paths() -> Value {
    let mut paths = Map::new();
    for operation in operations() {
        let verbs = paths.entry(operation.path).or_insert_with(|| json!({}));
        verbs[operation.method.as_str().to_lowercase()] = self::operation(operation);
    }
    Value::Object(paths)
}

/// Returns the parameters that many operations share.
pub(super) fn shared_parameters() -> Value {
    json!({
        "id": {
            "name": "id", "in": "path", "required": true, "description": "The object's id.",
            "schema": { "type": "string", "pattern": "^[A-Za-z0-9_-]{1,255}$" }
        },
        "idempotency_key": {
            "name": "Idempotency-Key", "in": "header",
            "description": "Makes the request safe to repeat: the same key brings the first answer again, for at least a day.",
            "schema": { "type": "string", "pattern": "^[!-~]{1,255}$" }
        }
    })
}

/// Returns the answers that are errors, by status.
pub(super) fn error_responses() -> Value {
    let response = |about: &str| json!({ "description": about, "content": { "application/json": { "schema": reference("Error") } } });
    ERRORS.iter().map(|(status, about)| ((*status).to_owned(), response(about))).collect::<Map<_, _>>().into()
}

fn operation(operation: &Operation) -> Value {
    let posts = operation.method == Method::Post;
    let mut parameters = Vec::new();
    if operation.has_id() {
        parameters.push(json!({ "$ref": "#/components/parameters/id" }));
    }
    if posts {
        parameters.push(json!({ "$ref": "#/components/parameters/idempotency_key" }));
    } else {
        parameters.extend(operation.params.iter().flat_map(query));
    }
    let doc = sentences(operation.doc);
    let mut value = json!({
        "operationId": operation.name,
        "tags": [operation.name.split('.').next()],
        "summary": doc.lines().next(),
        "description": doc,
        "parameters": parameters,
        "responses": responses(operation),
    });
    if posts {
        let required = operation.params.iter().any(|param| param.required);
        value["requestBody"] = json!({ "required": required, "content": { "application/x-www-form-urlencoded": form(operation) } });
    }
    value
}

fn responses(operation: &Operation) -> Value {
    let schema = match operation.answer {
        Answer::Object(name) => reference(&pascal(name)),
        Answer::List(name) => page(&pascal(name)),
        Answer::Deleted(name) => json!({
            "allOf": [reference("Deleted"), { "properties": { "object": { "const": name } } }]
        }),
    };
    let mut responses = Map::new();
    responses.insert(
        "200".to_owned(),
        json!({ "description": "It worked.", "content": { "application/json": { "schema": schema } } }),
    );
    for (status, _) in ERRORS {
        responses.insert((*status).to_owned(), json!({ "$ref": format!("#/components/responses/{status}") }));
    }
    Value::Object(responses)
}

/// Returns a parameter as it stands in a query: a range is five names, of which any may be given.
fn query(param: &Param) -> Vec<Value> {
    let named = |name: String| {
        json!({
            "name": name, "in": "query", "required": param.required, "description": sentences(param.doc),
            "schema": schema(param), "style": "form", "explode": true
        })
    };
    match param.kind {
        Kind::Range => {
            ["", "[gt]", "[gte]", "[lt]", "[lte]"].map(|bound| named(format!("{}{bound}", param.name))).into()
        }
        Kind::Texts => vec![named(format!("{}[]", param.name))],
        Kind::Integer | Kind::Boolean | Kind::Text | Kind::Metadata | Kind::Choice(_) => {
            vec![named(param.name.to_owned())]
        }
    }
}

/// Returns the body of a POST: `metadata[order]=6`, `expand[]=customer`.
fn form(operation: &Operation) -> Value {
    let name = |param: &Param| match param.kind {
        Kind::Texts => format!("{}[]", param.name),
        _ => param.name.to_owned(),
    };
    let mut properties = Map::new();
    let mut encoding = Map::new();
    for param in operation.params {
        let mut schema = schema(param);
        schema["description"] = sentences(param.doc).into();
        properties.insert(name(param), schema);
        let style = if param.kind == Kind::Metadata { "deepObject" } else { "form" };
        encoding.insert(name(param), json!({ "style": style, "explode": true }));
    }
    let required: Vec<String> = operation.params.iter().filter(|param| param.required).map(name).collect();
    json!({
        "schema": {
            "type": "object", "required": required, "properties": properties, "additionalProperties": false
        },
        "encoding": encoding
    })
}

fn schema(param: &Param) -> Value {
    match param.kind {
        Kind::Integer => json!({ "type": "integer", "minimum": 0, "maximum": 9_007_199_254_740_991_i64 }),
        Kind::Range => json!({ "type": "integer" }),
        Kind::Boolean => json!({ "type": "boolean" }),
        Kind::Text => json!({ "type": "string" }),
        Kind::Texts => json!({ "type": "array", "items": { "type": "string" } }),
        Kind::Metadata => json!({
            "type": "object", "maxProperties": 50, "propertyNames": { "minLength": 1, "maxLength": 40 },
            "additionalProperties": { "type": "string", "maxLength": 500 }
        }),
        Kind::Choice(known) => json!({ "type": "string", "enum": known }),
    }
}
