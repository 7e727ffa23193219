//! Renders what is typed in PHP: models, enums, resources and exceptions.

mod exceptions;
mod models;
mod resources;

use std::path::PathBuf;

use crate::File;
use crate::words::doc_lines;

/// Renders every generated file of the Composer package.
pub(crate) fn render() -> Vec<File> {
    [models::render(), resources::render(), exceptions::render()].concat()
}

/// Makes a PHP file of the package: `class` is its name below the namespace `NextGen`.
pub(crate) fn file(class: &str, uses: &[String], text: &str) -> File {
    let (folder, _) = class.rsplit_once('\\').unwrap_or_default();
    let namespace = if folder.is_empty() { "NextGen".to_owned() } else { format!("NextGen\\{folder}") };
    let mut uses: Vec<_> = uses.iter().map(|name| format!("use {name};\n")).collect();
    uses.sort();
    uses.dedup();
    if !uses.is_empty() {
        uses.push("\n".to_owned());
    }
    let text = format!(
        "<?php // Written by `make surface` from the core's table. Do not edit.\n\ndeclare(strict_types=1);\n\nnamespace {namespace};\n\n{}{text}",
        uses.concat()
    );
    let path = format!("bindings-php/src/{}.php", class.replace('\\', "/"));
    File { path: PathBuf::from(path), text }
}

/// Writes a doc comment, with lines of its own behind the doc's.
fn comment(indent: &str, doc: &str, tags: &[String]) -> String {
    let mut lines: Vec<String> = doc_lines(doc).into_iter().map(str::to_owned).collect();
    if !tags.is_empty() {
        lines.push(String::new());
        lines.extend_from_slice(tags);
    }
    match lines.as_slice() {
        [line] => format!("{indent}/** {line} */\n"),
        lines => {
            let lines: String =
                lines.iter().map(|line| format!("{indent} * {line}").trim_end().to_owned() + "\n").collect();
            format!("{indent}/**\n{lines}{indent} */\n")
        }
    }
}
