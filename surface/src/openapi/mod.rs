//! Renders the OpenAPI document: the API for tools that read no SDK.

mod operations;
mod schemas;

use serde_json::{Value, json};

use crate::File;

/// Renders `docs/openapi.json`.
pub(crate) fn render() -> Vec<File> {
    let text = serde_json::to_string_pretty(&document()).expect("a JSON value can be written");
    vec![File { path: "docs/openapi.json".into(), text: text + "\n" }]
}

fn document() -> Value {
    json!({
        "openapi": "3.1.0",
        "info": {
            "title": "NextGen API",
            "version": "v1",
            "summary": "Payments: charges, customers, refunds, events and webhook endpoints.",
            "description": "Written from the tables of the SDKs by `make surface`; not edited by hand. Amounts are integers \
                in the currency's smallest unit, times are unix seconds. Every field of an answer is optional and every \
                set of texts may grow.",
            "license": { "name": "MIT OR Apache-2.0", "identifier": "MIT OR Apache-2.0" }
        },
        "servers": [{ "url": "https://api.nextgen.tech/v1" }],
        "security": [{ "bearer": [] }, { "basic": [] }],
        "tags": operations::tags(),
        "paths": operations::paths(),
        "components": {
            "securitySchemes": {
                "bearer": { "type": "http", "scheme": "bearer", "description": "The secret key, `sk_test_…` or `sk_live_…`." },
                "basic": { "type": "http", "scheme": "basic", "description": "The secret key as the user, with no password." }
            },
            "parameters": operations::shared_parameters(),
            "responses": operations::error_responses(),
            "schemas": schemas::all()
        }
    })
}

/// Joins the sentences of a doc comment into one text.
fn sentences(doc: &str) -> String {
    crate::words::doc_lines(doc).join("\n").trim().to_owned()
}
