//! The RBS types of what is generated.

use std::fmt::Write as _;

use nextgen::ErrorKind;
use nextgen::Method;
use nextgen::api::{Operation, RESOURCES};
use nextgen::model::{CHOICES, MODELS};

use super::models::constant;
use super::types::{answer, rbs_field, rbs_param};
use crate::words::pascal;

/// Renders the error classes.
pub(super) fn errors() -> String {
    let class = |kind: &ErrorKind| {
        let parent = kind.parent()?;
        Some(format!("  class {} < {}\n  end\n", kind.class(), parent.class()))
    };
    ErrorKind::ALL.iter().filter_map(class).collect::<Vec<_>>().join("\n")
}

/// Renders the models and the open sets of texts.
pub(super) fn models() -> String {
    let with_object: Vec<&str> =
        MODELS.iter().filter(|model| !model.object.is_empty()).map(|model| model.class).collect();
    let mut text = format!("  type any_object = {} | APIObject\n", with_object.join(" | "));
    for model in MODELS {
        let _ = writeln!(text, "\n  class {} < APIObject", model.class);
        for field in model.fields {
            let _ = writeln!(text, "    def {}: () -> {}", field.name, returned(rbs_field(field.holds)));
        }
        text.push_str("  end\n");
    }
    for choice in CHOICES {
        let _ = writeln!(text, "\n  module {}", choice.class);
        for (known, _) in choice.known {
            let _ = writeln!(text, "    {}: \"{known}\"", constant(known));
        }
        text.push_str("  end\n");
    }
    text
}

/// Renders the resources.
pub(super) fn resources() -> String {
    let mut text = String::from("  module Resources\n    @native: Native::Client\n\n");
    for resource in RESOURCES {
        let _ = writeln!(text, "    def {}: () -> {}", resource.name, pascal(resource.name));
    }
    text.push_str("  end\n");
    for resource in RESOURCES {
        let _ = writeln!(text, "\n  class {} < Resource", pascal(resource.name));
        for operation in resource.operations {
            let _ = writeln!(text, "    def {}: {}", operation.action(), signature(operation));
        }
        text.push_str("  end\n");
    }
    text
}

fn returned(union: String) -> String {
    if union.contains(" | ") && !union.starts_with('(') { format!("({union})") } else { union }
}

fn signature(operation: &Operation) -> String {
    let mut arguments: Vec<String> = Vec::new();
    if operation.has_id() {
        arguments.push("text id".into());
    }
    for param in operation.params {
        let kind = rbs_param(param.kind);
        arguments.push(match param.required {
            true => format!("{}: {kind}", param.name),
            false => format!("?{}: {kind}?", param.name),
        });
    }
    if operation.method == Method::Post {
        arguments.push("?idempotency_key: String?".into());
    }
    arguments.extend(
        [
            "?api_key: String?",
            "?timeout: Numeric?",
            "?connect_timeout: Numeric?",
            "?deadline: Numeric?",
            "?max_retries: Integer?",
            "?extra_params: Hash[text, untyped]?",
            "?extra_headers: Hash[text, text]?",
        ]
        .map(String::from),
    );
    let (class, is_page) = answer(operation.answer);
    let class = if is_page { format!("ListObject[{class}]") } else { class.to_owned() };
    format!("(\n      {}\n    ) -> {class}\n", arguments.join(",\n      "))
}
