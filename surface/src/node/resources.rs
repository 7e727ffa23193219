//! The resources: one class each, one method an operation.

use nextgen::api::{Answer, Operation, RESOURCES, Resource};

use super::params;
use super::{class_of, doc};
use crate::words::{camel, pascal};

/// Renders the classes.
pub(super) fn script() -> String {
    let mut text = String::from(
        "const { Resource } = require(\"../resource.js\");\n\nconst { call, callOn, list } = Resource;\n",
    );
    for resource in RESOURCES {
        let methods: Vec<String> = resource.operations.iter().map(|operation| method(operation)).collect();
        text += &format!("\n{}class {} extends Resource {{\n", doc(resource.doc, 0), pascal(resource.name));
        text += &format!("{}}}\n", methods.join("\n"));
    }
    text += "\n/** The resources of a client, by the name of its property. */\nconst resources = {\n";
    for resource in RESOURCES {
        text += &format!("  {}: {},\n", camel(resource.name), pascal(resource.name));
    }
    text + "};\n\nmodule.exports = { resources };\n"
}

/// Renders the types of the classes.
pub(super) fn types() -> String {
    let mut text = String::from(
        "import type { Answer, Listing, RequestOptions } from \"../types.js\";\nimport type { Event } from \"./events.js\";\n",
    );
    text += &format!("import type {{ {} }} from \"./models.js\";\n", models().join(", "));
    text += &format!("import type {{ {} }} from \"./params.js\";\n", param_names().join(", "));
    for resource in RESOURCES {
        let methods: Vec<String> = resource.operations.iter().map(|operation| signature(operation)).collect();
        text += &format!("\n{}export interface {} {{\n", doc(resource.doc, 0), pascal(resource.name));
        text += &format!("{}}}\n", methods.join("\n"));
    }
    text + "\n/** The resources of a client. */\nexport interface Resources {\n" + &properties() + "}\n"
}

fn properties() -> String {
    let property = |resource: &&Resource| {
        format!("{}  readonly {}: {};\n", doc(resource.doc, 2), camel(resource.name), pascal(resource.name))
    };
    RESOURCES.iter().map(property).collect()
}

fn method(operation: &Operation) -> String {
    let (name, verb) = (operation.name, operation.method.as_str());
    let params = !operation.params.is_empty();
    let (given, passed) =
        if params { ("params, options", "params, options") } else { ("options", "undefined, options") };
    let (head, body) = match (operation.answer, operation.has_id()) {
        (Answer::List(_), _) => (given.to_owned(), format!("list(this, \"{name}\", {passed})")),
        (_, true) => (format!("id, {given}"), format!("callOn(this, \"{verb}\", \"{name}\", id, {passed})")),
        (_, false) => (given.to_owned(), format!("call(this, \"{verb}\", \"{name}\", {passed})")),
    };
    format!("{}  {}({head}) {{\n    return {body};\n  }}\n", doc(operation.doc, 2), operation.action())
}

fn signature(operation: &Operation) -> String {
    let mut arguments = Vec::new();
    if operation.has_id() {
        arguments.push("id: string".to_owned());
    }
    if operation.params.iter().any(|param| param.required) {
        arguments.push(format!("params: {}", params::name(operation)));
    } else if !operation.params.is_empty() {
        arguments.push(format!("params?: {} | null", params::name(operation)));
    }
    arguments.push("options?: RequestOptions".to_owned());
    let answer = match operation.answer {
        Answer::Object(object) => format!("Promise<Answer<{}>>", class_of(object)),
        Answer::List(object) => format!("Listing<{}>", class_of(object)),
        Answer::Deleted(_) => "Promise<Answer<Deleted>>".to_owned(),
    };
    let about = match operation.answer {
        Answer::List(_) => format!(
            "{}\n Await it for one page, or go through all objects by `for await`; nothing is sent before.\n",
            operation.doc
        ),
        _ => operation.doc.to_owned(),
    };
    format!("{}  {}({}): {answer};\n", doc(&about, 2), operation.action(), arguments.join(", "))
}

/// The models that operations answer with, but for events.
fn models() -> Vec<&'static str> {
    let objects = nextgen::api::operations().map(|operation| match operation.answer {
        Answer::Object(object) | Answer::List(object) => class_of(object),
        Answer::Deleted(_) => "Deleted",
    });
    let mut names: Vec<_> = objects.filter(|class| *class != "Event").collect();
    names.sort_unstable();
    names.dedup();
    names
}

fn param_names() -> Vec<String> {
    let with_params = nextgen::api::operations().filter(|operation| !operation.params.is_empty());
    let mut names: Vec<_> = with_params.map(params::name).collect();
    names.sort_unstable();
    names
}
