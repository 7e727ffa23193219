//! The surface of Node: error classes and resources in JavaScript, and all types for TypeScript.

mod errors;
mod events;
mod index;
mod models;
mod params;
mod resources;

use crate::File;
use crate::words::doc_lines;

/// Renders every generated file of the Node package.
pub(crate) fn render() -> Vec<File> {
    vec![
        file("errors.js", "\"use strict\";\n\n", &errors::script()),
        file("errors.d.ts", "", &errors::types()),
        file("resources.js", "\"use strict\";\n\n", &resources::script()),
        file("resources.d.ts", "", &resources::types()),
        file("models.js", "\"use strict\";\n\n", &models::script()),
        file("models.d.ts", "", &models::types()),
        file("events.d.ts", "", &events::types()),
        file("params.d.ts", "", &params::types()),
        file("../index.d.ts", "", &index::types()),
    ]
}

fn file(name: &str, prologue: &str, text: &str) -> File {
    let first = "// Written by `make surface` from the core's table of operations and models; do not edit.\n";
    let folder = "bindings-node/lib/generated";
    let path = name
        .strip_prefix("../")
        .map_or(format!("{folder}/{name}"), |name| format!("bindings-node/lib/{name}"));
    File { path: path.into(), text: format!("{first}{prologue}{}\n", text.trim_end()) }
}

/// Writes a doc comment, indented by `indent` blanks.
fn doc(text: &str, indent: usize) -> String {
    let pad = " ".repeat(indent);
    match doc_lines(text.trim_end()).as_slice() {
        [] => String::new(),
        [line] => format!("{pad}/** {line} */\n"),
        lines => {
            let lines: String =
                lines.iter().map(|line| format!("{pad} * {line}").trim_end().to_owned() + "\n").collect();
            format!("{pad}/**\n{lines}{pad} */\n")
        }
    }
}

/// Returns the class of the model whose objects are called `object`.
fn class_of(object: &str) -> &'static str {
    let model = nextgen::model::MODELS.iter().find(|model| model.object == object);
    model.expect("every operation answers with a model").class
}
