//! The types that exist for type checkers and editors only.

use nextgen::model::{CHOICES, Choice};

use super::{event_subjects, import};
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
        let known: Vec<String> = types.iter().map(|name| format!("    \"{name}\",\n")).collect();
        text.push_str(&format!(
            "\n{}EventType = Literal[\n{}]\n\"\"\"What happens to a {}.\"\"\"\n",
            model.class,
            known.concat(),
            model.object
        ));
    }
    text.push_str(&format!(
        "\nAnyEvent = Union[{}, OtherEvent]\n\"\"\"An event, told apart by its `type` or by its class.\"\"\"\n",
        events.join(", ")
    ));
    text
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
