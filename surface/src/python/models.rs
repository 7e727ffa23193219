//! The classes of answers: a property for each field.

use nextgen::model::{CHOICES, Choice, Field, Holds, MODELS, Model};

use super::{all, docstring, event_subjects, field_type, import};

pub(super) fn render() -> String {
    let subjects = event_subjects();
    let mut text = head(&subjects);
    for model in MODELS {
        text.push_str(&class(model));
    }
    for (model, _) in &subjects {
        text.push_str(&event_on(model));
    }
    text.push_str(OTHER_EVENT);
    text
}

fn head(subjects: &[(&Model, Vec<&str>)]) -> String {
    let on: Vec<String> = subjects
        .iter()
        .flat_map(|(model, _)| ["Event", "EventData"].map(|end| format!("{}{end}", model.class)))
        .collect();
    let mut names: Vec<&str> = MODELS.iter().map(|model| model.class).collect();
    names.extend(on.iter().map(String::as_str));
    names.push("OtherEvent");
    names.sort_unstable();
    let fields = || MODELS.iter().flat_map(|model| model.fields);
    let used = |choice: &&&Choice| fields().any(|field| *bare(&field.holds) == Holds::Choice(choice.class));
    let mut choices: Vec<String> =
        CHOICES.iter().filter(used).map(|choice| choice.class.to_owned()).collect();
    choices.extend(subjects.iter().map(|(model, _)| format!("{}EventType", model.class)));
    choices.push("OtherEventType".to_owned());
    choices.sort_unstable();
    format!(
        "# mypy: disable-error-code=\"empty-body\"\n\
         \"\"\"The classes of answers. `model` makes every property read its field from the answer.\"\"\"\n\n\
         from __future__ import annotations\n\n\
         from ._base import APIObject, model\n\
         from ._pages import ListObject\n\n\
         TYPE_CHECKING = False\n\
         if TYPE_CHECKING:\n    \
             from typing import Any, Dict, List, Optional, Union\n\n{}\n{}",
        import("    ", "._types", &choices),
        all(&names)
    )
}

fn class(model: &Model) -> String {
    let mut text = format!("\n\n@model({})\nclass {}(APIObject):\n", arguments(model), model.class);
    text.push_str(&docstring(model.doc, "    "));
    text.push_str("\n    __slots__ = ()\n");
    if model.fields.iter().any(|field| field.name == "id") {
        text.push_str("    __match_args__ = (\"id\",)\n");
    }
    for field in model.fields {
        text.push_str(&property(field.name, &field_type(&field.holds), field.doc));
    }
    text
}

/// Writes what `model` is told: by what answers say of themselves, and which fields are special.
fn arguments(model: &Model) -> String {
    let mut arguments = Vec::new();
    if !model.object.is_empty() {
        arguments.push(format!("\"{}\"", model.object));
    }
    let parts: Vec<String> = model.fields.iter().filter_map(part).collect();
    if !parts.is_empty() {
        arguments.push(format!("parts={{{}}}", parts.join(", ")));
    }
    let is_plain = |field: &&Field| matches!(bare(&field.holds), Holds::Metadata | Holds::Json);
    let plain: Vec<String> =
        model.fields.iter().filter(is_plain).map(|field| format!("\"{}\"", field.name)).collect();
    if !plain.is_empty() {
        arguments.push(format!("plain={{{}}}", plain.join(", ")));
    }
    arguments.join(", ")
}

/// Writes a field whose value is a part that does not name itself.
fn part(field: &Field) -> Option<String> {
    let Holds::Model(class) = bare(&field.holds) else { return None };
    let model = MODELS.iter().find(|model| model.class == *class)?;
    model.object.is_empty().then(|| format!("\"{}\": \"{class}\"", field.name))
}

/// Returns what a field holds if it holds anything.
fn bare(holds: &Holds) -> &Holds {
    match holds {
        Holds::Optional(inside) => inside,
        other => other,
    }
}

fn property(name: &str, of: &str, doc: &str) -> String {
    format!("\n    @property\n    def {name}(self) -> {of}:\n{}        ...\n", docstring(doc, "        "))
}

/// Writes the class of events on an object, and of their `data`.
fn event_on(model: &Model) -> String {
    let Model { class, object, .. } = model;
    let mut text = format!(
        "\n\n@model(plain={{\"previous_attributes\"}})\nclass {class}EventData(EventData):\n    \"\"\"What an event on a {object} happened to.\"\"\"\n\n    __slots__ = ()\n"
    );
    text.push_str(&property("object", class, &format!(" The {object} as it was just after the event.\n")));
    text.push_str(&format!(
        "\n\n@model(\"event {object}\", parts={{\"data\": \"{class}EventData\", \"request\": \"EventRequest\"}})\nclass {class}Event(Event):\n    \"\"\"An event on a {object}.\"\"\"\n\n    __slots__ = ()\n"
    ));
    text.push_str(&property("data", &format!("{class}EventData"), " What it happened to.\n"));
    text.push_str(&property("type", &format!("{class}EventType"), " What happened.\n"));
    text
}

const OTHER_EVENT: &str = "

@model(\"event \", parts={\"data\": \"EventData\", \"request\": \"EventRequest\"})
class OtherEvent(Event):
    \"\"\"An event of which this version knows no more than every event has.\"\"\"

    __slots__ = ()

    @property
    def type(self) -> OtherEventType:
        \"\"\"What happened.\"\"\"
        ...
";
