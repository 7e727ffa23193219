//! Python: classes for answers, methods for operations, exceptions and types.

mod errors;
mod models;
mod resources;
mod types;

use std::path::PathBuf;

use nextgen::api::Answer;
use nextgen::model::{CHOICES, Holds, MODELS, Model};

use crate::File;
use crate::words::doc_lines;

/// The first lines of every file.
const HEAD: &str = "# Written by `make surface` from the core's tables; do not edit.\n";

/// Renders the files of the Python package.
pub(crate) fn render() -> Vec<File> {
    let file = |name: &str, text: String| File {
        path: PathBuf::from("bindings-python/python/nextgen").join(name),
        text: format!("{HEAD}{text}"),
    };
    vec![
        file("_errors.py", errors::render()),
        file("_models.py", models::render()),
        file("_resources.py", resources::render(resources::Style::Sync)),
        file("_async_resources.py", resources::render(resources::Style::Async)),
        file("_types.py", types::render()),
    ]
}

/// Writes a doc comment as a docstring, indented by `indent`.
fn docstring(doc: &str, indent: &str) -> String {
    let lines = doc_lines(doc);
    if let [line] = lines.as_slice() {
        return format!("{indent}\"\"\"{line}\"\"\"\n");
    }
    let mut text = format!("{indent}\"\"\"{}\n", lines.first().copied().unwrap_or_default());
    for line in &lines[1..] {
        text.push_str(format!("{indent}{line}").trim_end());
        text.push('\n');
    }
    text.push_str(&format!("{indent}\"\"\"\n"));
    text
}

/// Writes `__all__`.
fn all(names: &[&str]) -> String {
    let items: Vec<String> = names.iter().map(|name| format!("    \"{name}\",\n")).collect();
    format!("__all__ = [\n{}]\n", items.concat())
}

/// The longest line, as the formatter has it.
const WIDTH: usize = 110;

/// Writes an import, over several lines if it is long.
fn import(indent: &str, module: &str, names: &[impl AsRef<str>]) -> String {
    let names: Vec<&str> = names.iter().map(AsRef::as_ref).collect();
    let line = format!("{indent}from {module} import {}\n", names.join(", "));
    if line.len() <= WIDTH {
        return line;
    }
    let lines: Vec<String> = names.iter().map(|name| format!("{indent}    {name},\n")).collect();
    format!("{indent}from {module} import (\n{}{indent})\n", lines.concat())
}

/// Writes the type of what a field holds.
fn field_type(holds: &Holds) -> String {
    match holds {
        Holds::Text => "str".to_owned(),
        Holds::Integer => "int".to_owned(),
        Holds::Boolean => "bool".to_owned(),
        Holds::Texts => "List[str]".to_owned(),
        Holds::Metadata => "Dict[str, str]".to_owned(),
        Holds::Json | Holds::AnyObject | Holds::Optional(Holds::Json) => "Any".to_owned(),
        Holds::Model(class) | Holds::Choice(class) => (*class).to_owned(),
        Holds::List(class) => format!("ListObject[{class}]"),
        Holds::Expandable(class) => format!("Union[str, {class}]"),
        Holds::Optional(inside) => format!("Optional[{}]", field_type(inside)),
    }
}

/// Writes the type of an operation's answer; `list` is the class of its pages.
fn answer_type(answer: Answer, list: &str) -> String {
    match answer {
        Answer::Object(name) => object_type(name).to_owned(),
        Answer::List(name) => format!("{list}[{}]", object_type(name)),
        Answer::Deleted(_) => "Deleted".to_owned(),
    }
}

/// Returns the type of an object: an event is one of several.
fn object_type(name: &str) -> &'static str {
    if name == "event" { "AnyEvent" } else { model_of(name).class }
}

fn model_of(object: &str) -> &'static Model {
    let found = MODELS.iter().find(|model| model.object == object);
    found.expect("every object that an operation answers with has a model")
}

/// Returns the class of the known texts `names`.
fn choice_class(names: &[&str]) -> &'static str {
    let same = |known: &[(&str, &str)]| known.iter().map(|(text, _)| text).eq(names.iter());
    let found = CHOICES.iter().find(|choice| same(choice.known));
    found.expect("every choice among parameters is one of the table").class
}

/// Returns the types of events that are known.
fn event_types() -> impl Iterator<Item = &'static str> {
    let choice = CHOICES.iter().find(|choice| choice.class == "EventType");
    choice.into_iter().flat_map(|choice| choice.known).map(|(name, _)| *name)
}

/// Returns the objects that events are on, each with the types of its events.
fn event_subjects() -> Vec<(&'static Model, Vec<&'static str>)> {
    let of = |model: &Model| {
        let on = |name: &&str| name.rsplit_once('.').is_some_and(|(subject, _)| subject == model.object);
        event_types().filter(on).collect::<Vec<_>>()
    };
    let subjects = MODELS.iter().map(|model| (*model, of(model)));
    subjects.filter(|(_, types)| !types.is_empty()).collect()
}
