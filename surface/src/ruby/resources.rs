//! The resources and their methods.

use std::fmt::Write as _;

use nextgen::api::{Operation, Param, RESOURCES, Resource};

use super::comment;
use super::types::{answer, yard_param};
use crate::words::{doc_lines, pascal};

/// Renders the resources, and the module by which a client has them.
pub(super) fn ruby() -> String {
    let mut text = String::from("  # The resources of a client, one method each.\n  module Resources\n");
    let readers: Vec<String> = RESOURCES.iter().map(|resource| reader(resource)).collect();
    text.push_str(&readers.join("\n"));
    text.push_str("  end\n");
    for resource in RESOURCES {
        let methods: Vec<String> = resource.operations.iter().map(|operation| method(operation)).collect();
        let _ = write!(text, "\n{}", comment(resource.doc, 2));
        let _ = write!(text, "  class {} < Resource\n{}  end\n", pascal(resource.name), methods.join("\n"));
    }
    text
}

fn reader(resource: &Resource) -> String {
    let class = pascal(resource.name);
    let name = resource.name;
    let doc = comment(resource.doc, 4);
    format!("{doc}    # @return [NextGen::{class}]\n    def {name} = {class}.new(@native)\n")
}

fn method(operation: &Operation) -> String {
    let mut text = comment(operation.doc, 4);
    text.push_str("    #\n");
    if operation.has_id() {
        text.push_str("    # @param id [String] The object's id.\n");
    }
    for param in operation.params {
        let _ =
            writeln!(text, "    # @param {} [{}] {}", param.name, yard_param(param.kind), sentences(param));
    }
    let (class, is_page) = answer(operation.answer);
    let returned =
        if is_page { format!("NextGen::ListObject<NextGen::{class}>") } else { format!("NextGen::{class}") };
    let _ = writeln!(text, "    # @param options [Hash] Options of the call; see {{NextGen::Resource}}.");
    let _ = writeln!(text, "    # @return [{returned}]");
    let _ = writeln!(text, "    # @raise [NextGen::NextGenError]");
    text.push_str(&definition(operation));
    text
}

fn sentences(param: &Param) -> String {
    let required = if param.required { "Required. " } else { "" };
    format!("{required}{}", doc_lines(param.doc).join(" "))
}

fn definition(operation: &Operation) -> String {
    let names: Vec<&str> = operation.params.iter().map(|param| param.name).collect();
    let mut arguments: Vec<String> = Vec::new();
    if operation.has_id() {
        arguments.push("id".into());
    }
    arguments.extend(names.iter().map(|name| format!("{name}: nil")));
    arguments.push("**options".into());
    let id = if operation.has_id() { "id" } else { "nil" };
    // Without their names, which the core's table has in the same order.
    let params: Vec<String> = names.iter().map(|name| (*name).to_owned()).collect();
    let call = format!("call(\"{}\", {id}, ", operation.name);
    let params = wrapped("[", &params, "]", 7 + call.len());
    let head = format!("def {}(", operation.action());
    let indent = 4 + head.len();
    format!("    {}\n      {call}{params}, options)\n    end\n", wrapped(&head, &arguments, ")", indent))
}

/// Joins items by commas; where they do not fit on one line, on lines indented by so many blanks.
fn wrapped(head: &str, items: &[String], tail: &str, indent: usize) -> String {
    const WIDTH: usize = 100;
    let mut text = head.to_owned();
    let mut column = indent;
    for (index, item) in items.iter().enumerate() {
        if index > 0 {
            text.push(',');
            if column + item.len() + 2 > WIDTH {
                let _ = write!(text, "\n{}", " ".repeat(indent));
                column = indent;
            } else {
                text.push(' ');
            }
        }
        text.push_str(item);
        column += item.len() + 2;
    }
    text + tail
}
