//! The types that exist for type checkers and editors only.

use nextgen::model::{CHOICES, Choice};

use super::{event_subjects, event_types, import};
use crate::words::doc_lines;

pub(super) fn render() -> String {
    let subjects = event_subjects();
    let events: Vec<String> = subjects.iter().map(|(model, _)| format!("{}Event", model.class)).collect();
    let mut classes = events.clone();
    classes.push("OtherEvent".to_owned());
    classes.sort_unstable();
    let mut text = format!(
        "\"\"\"Types for annotations; nothing here is needed to run.\"\"\"\n\nfrom typing import Literal, Union\n\n{}",
        import("", "._models", &classes)
    );
    for choice in CHOICES {
        text.push_str(&alias(choice));
    }
    for (model, types) in &subjects {
        text.push_str(&literal(model.class, types, &format!("What happens to a {}.", model.object)));
    }
    let others: Vec<&str> =
        event_types().filter(|name| !subjects.iter().any(|(_, types)| types.contains(name))).collect();
    text.push_str(&literal("Other", &others, "What else happens, as far as this version knows."));
    text.push_str(&format!(
        "\nAnyEvent = Union[{}, OtherEvent]\n\"\"\"An event, told apart by its `type` or by its class. More types may come: one that this version does not\nknow is an `OtherEvent`; it is read as `event[\"type\"]`.\"\"\"\n",
        events.join(", ")
    ));
    text
}

/// Writes the types of one class of events.
fn literal(class: &str, types: &[&str], doc: &str) -> String {
    let known: Vec<String> = types.iter().map(|name| format!("    \"{name}\",\n")).collect();
    format!("\n{class}EventType = Literal[\n{}]\n\"\"\"{doc}\"\"\"\n", known.concat())
}

/// Writes known texts as a type that other texts fit as well.
fn alias(choice: &Choice) -> String {
    let known: Vec<String> = choice.known.iter().map(|(text, _)| format!("        \"{text}\",\n")).collect();
    format!(
        "\n{} = Union[\n    Literal[\n{}    ],\n    str,\n]\n\"\"\"{}\"\"\"\n",
        choice.class,
        known.concat(),
        doc_lines(choice.doc).join(" ")
    )
}
