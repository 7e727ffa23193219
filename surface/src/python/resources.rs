//! The methods of a client: one class for each resource, once plain and once for asyncio.

use nextgen::api::{Answer, Kind, Operation, Param, RESOURCES, Resource};
use nextgen::model::MODELS;

use super::{all, answer_type, choice_class, docstring, import, model_of};
use crate::words::{doc_lines, pascal};

/// For which client a method is.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Style {
    Sync,
    Async,
}

impl Style {
    fn prefix(self) -> &'static str {
        if self == Style::Async { "Async" } else { "" }
    }
}

pub(super) fn render(style: Style) -> String {
    let mut text = head(style);
    for resource in RESOURCES {
        text.push_str(&class(resource, style));
    }
    text.push_str(&client_base(style));
    text
}

fn head(style: Style) -> String {
    let answers =
        || RESOURCES.iter().flat_map(|resource| resource.operations).map(|operation| operation.answer);
    let classes = MODELS.iter().map(|model| model.class);
    let mut models: Vec<&str> =
        classes.filter(|class| answers().any(|answer| needs(answer, class))).collect();
    models.sort_unstable();
    let prefix = style.prefix();
    let about = match style {
        Style::Sync => "The methods of a client. `operation` makes the call; the body says what it takes.",
        Style::Async => {
            "The methods of an asyncio client. `operation` makes the call; the body says what it takes."
        }
    };
    let (before, after) = match style {
        Style::Sync => ("", "from ._operation import operation\nfrom ._pages import ListObject\n"),
        Style::Async => ("from ._async_operation import AsyncListing, listing, operation\n", ""),
    };
    let models = import("", "._models", &models);
    let mut names: Vec<String> =
        RESOURCES.iter().map(|resource| format!("{prefix}{}", pascal(resource.name))).collect();
    names.sort_unstable();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    format!(
        "# mypy: disable-error-code=\"empty-body\"\n\
         \"\"\"{about}\"\"\"\n\n\
         from __future__ import annotations\n\n\
         {before}from ._client_base import ClientBase, Resource\n{models}{after}\n\
         TYPE_CHECKING = False\n\
         if TYPE_CHECKING:\n    \
             from typing import List, Mapping, Optional, Union\n\n    \
             from typing_extensions import Unpack\n\n    \
             from ._options import CallOptions, Range\n    \
             from ._types import {}\n\n{}",
        types().join(", "),
        all(&names)
    )
}

/// Returns the names that annotations take from `_types`.
fn types() -> Vec<&'static str> {
    let params =
        RESOURCES.iter().flat_map(|resource| resource.operations).flat_map(|operation| operation.params);
    let mut names = vec!["AnyEvent"];
    names.extend(params.filter_map(|param| match param.kind {
        Kind::Choice(known) => Some(choice_class(known)),
        _ => None,
    }));
    names.sort_unstable();
    names.dedup();
    names
}

fn needs(answer: Answer, class: &str) -> bool {
    match answer {
        Answer::Object(name) | Answer::List(name) => model_of(name).class == class,
        Answer::Deleted(_) => class == "Deleted",
    }
}

fn class(resource: &Resource, style: Style) -> String {
    let prefix = style.prefix();
    let name = format!("{prefix}{}", pascal(resource.name));
    let mut text = format!("\n\nclass {name}(Resource):\n{}", docstring(resource.doc, "    "));
    text.push_str("\n    __module__ = \"nextgen\"\n");
    for operation in resource.operations {
        text.push_str(&method(operation, style));
    }
    text
}

fn method(operation: &Operation, style: Style) -> String {
    let id = if operation.has_id() { ", takes_id=True" } else { "" };
    let is_list = matches!(operation.answer, Answer::List(_));
    let (decorator, def, list) = match style {
        Style::Async if is_list => (format!("listing(\"{}\")", operation.name), "def", "AsyncListing"),
        Style::Async => (decorator(operation, id), "async def", ""),
        Style::Sync => (decorator(operation, id), "def", "ListObject"),
    };
    let mut text = format!("\n    @{decorator}\n    {def} {}(\n        self,\n", operation.action());
    if operation.has_id() {
        text.push_str("        id: str,\n");
    }
    if !operation.params.is_empty() {
        text.push_str("        *,\n");
    }
    for param in operation.params {
        let of = param_type(param.kind);
        let line = if param.required { of } else { format!("Optional[{of}] = None") };
        text.push_str(&format!("        {}: {line},\n", param.name));
    }
    text.push_str("        **options: Unpack[CallOptions],\n");
    text.push_str(&format!(
        "    ) -> {}:\n{}        ...\n",
        answer_type(operation.answer, list),
        doc(operation)
    ));
    text
}

fn decorator(operation: &Operation, id: &str) -> String {
    let class = match operation.answer {
        Answer::Object(name) => model_of(name).class,
        Answer::List(_) => "ListObject",
        Answer::Deleted(_) => "Deleted",
    };
    format!("operation(\"{}\", {class}{id})", operation.name)
}

/// Writes the docs of an operation and of all that it takes.
fn doc(operation: &Operation) -> String {
    let mut doc = operation.doc.trim_end().to_owned();
    doc.push_str("\n\n Args:\n");
    if operation.has_id() {
        doc.push_str("     id: The id of the object.\n");
    }
    for Param { name, doc: about, .. } in operation.params {
        doc.push_str(&format!("     {name}: {}\n", doc_lines(about).join(" ")));
    }
    doc.push_str("     **options: Options of this call alone; see `nextgen.CallOptions`.\n");
    docstring(&doc, "        ")
}

fn param_type(kind: Kind) -> String {
    match kind {
        Kind::Integer => "int".to_owned(),
        Kind::Boolean => "bool".to_owned(),
        Kind::Text => "str".to_owned(),
        Kind::Texts => "List[str]".to_owned(),
        Kind::Metadata => "Mapping[str, str]".to_owned(),
        Kind::Range => "Union[int, Range]".to_owned(),
        Kind::Choice(known) => choice_class(known).to_owned(),
    }
}

/// Writes the base of the client, which has every resource as a property.
fn client_base(style: Style) -> String {
    let prefix = style.prefix();
    let mut text = format!(
        "\n\nclass {prefix}Resources(ClientBase):\n    \"\"\"The resources of the API, as a client has them.\"\"\"\n"
    );
    for resource in RESOURCES {
        let class = format!("{prefix}{}", pascal(resource.name));
        text.push_str(&format!(
            "\n    @property\n    def {}(self) -> {class}:\n{}        return self._resource({class})\n",
            resource.name,
            docstring(resource.doc, "        ")
        ));
    }
    text
}
