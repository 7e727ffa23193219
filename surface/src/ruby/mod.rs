//! The Ruby surface: models, resources, errors and their RBS types.

mod errors;
mod models;
mod resources;
mod sig;
mod types;

use crate::File;
use crate::words::doc_lines;

/// The head of every file written here.
const HEAD: &str = "# Written by `make surface` from the core's table; do not edit.\n";

/// Renders every file of the Ruby surface.
pub(crate) fn render() -> Vec<File> {
    let ruby = |name: &str, text: String| File {
        path: format!("bindings-ruby/lib/nextgen/{name}.rb").into(),
        text: format!("{HEAD}# frozen_string_literal: true\n\nmodule NextGen\n{text}end\n"),
    };
    let types = |name: &str, text: String| File {
        path: format!("bindings-ruby/sig/{name}.rbs").into(),
        text: format!("{HEAD}\nmodule NextGen\n{text}end\n"),
    };
    let version = format!("  # The version of the gem.\n  VERSION = \"{}\"\n", nextgen::VERSION);
    vec![
        ruby("version", version),
        ruby("errors", errors::ruby()),
        ruby("models", models::ruby()),
        ruby("choices", models::choices()),
        ruby("resources", resources::ruby()),
        types("errors", sig::errors()),
        types("models", sig::models()),
        types("resources", sig::resources()),
    ]
}

/// Writes a doc as a comment, indented by so many blanks.
fn comment(doc: &str, indent: usize) -> String {
    let pad = " ".repeat(indent);
    doc_lines(doc).iter().map(|line| format!("{pad}# {line}").trim_end().to_owned() + "\n").collect()
}
