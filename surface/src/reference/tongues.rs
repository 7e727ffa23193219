//! Writes an example in each language.

use nextgen::api::{Answer, Operation, operation};

use super::examples::{Step, Value};
use crate::words::{camel, pascal};

/// Returns the example in every language, each with the mark of its block.
pub(super) fn all(steps: &[Step]) -> [(&'static str, String); 5] {
    let program = |line: fn(&Step) -> String| steps.iter().map(line).collect::<String>();
    [
        ("python", program(python)),
        ("js", program(node)),
        ("ruby", program(ruby)),
        ("php", program(php)),
        ("rust", rust(steps)),
    ]
}

fn python(step: &Step) -> String {
    let params = step.params.iter().map(|(name, value)| {
        let value = match value {
            Value::Boolean(true) => "True".to_owned(),
            Value::Boolean(false) => "False".to_owned(),
            Value::FirstId(page) => format!("{page}.data[0].id"),
            value => plain(*value, ": "),
        };
        format!("{name}={value}")
    });
    let arguments = step.id.map(|id| plain(id, "")).into_iter().chain(params);
    format!("{} = client.{}({})\n", step.keeps, step.operation, joined(arguments))
}

fn node(step: &Step) -> String {
    let params: Vec<String> =
        step.params.iter().map(|(name, value)| format!("{name}: {}", plain(*value, ": "))).collect();
    let params = (!params.is_empty()).then(|| format!("{{ {} }}", params.join(", ")));
    let (resource, action) = parts(step);
    let arguments = joined(step.id.map(|id| plain(id, "")).into_iter().chain(params));
    format!("const {} = await nextgen.{}.{action}({arguments});\n", step.keeps, camel(resource))
}

fn ruby(step: &Step) -> String {
    let params = step.params.iter().map(|(name, value)| format!("{name}: {}", plain(*value, " => ")));
    let arguments = step.id.map(|id| plain(id, "")).into_iter().chain(params);
    format!("{} = client.{}({})\n", step.keeps, step.operation, joined(arguments))
}

fn php(step: &Step) -> String {
    let params = step.params.iter().map(|(name, value)| format!("{name}: {}", php_value(*value)));
    let arguments = step.id.map(php_value).into_iter().chain(params);
    let (resource, action) = parts(step);
    format!("${} = $nextgen->{}->{action}({});\n", step.keeps, camel(resource), joined(arguments))
}

fn php_value(value: Value) -> String {
    match value {
        Value::Id(name) => format!("${name}->id"),
        Value::FirstId(page) => format!("${page}->data[0]->id"),
        Value::Metadata(texts) => {
            let texts = texts.iter().map(|(name, text)| format!("'{name}' => '{text}'"));
            format!("[{}]", joined(texts))
        }
        value => plain(value, "").replace('"', "'"),
    }
}

fn rust(steps: &[Step]) -> String {
    let mut used: Vec<String> = steps.iter().filter_map(rust_params).collect();
    used.sort();
    used.dedup();
    let uses = match used.as_slice() {
        [] => String::new(),
        [one] => format!("use nextgen::{one};\n\n"),
        many => format!("use nextgen::{{{}}};\n\n", many.join(", ")),
    };
    uses + &steps.iter().map(rust_call).collect::<String>()
}

/// Returns the type of a call's parameters; none where the method takes the id alone.
fn rust_params(step: &Step) -> Option<String> {
    let (resource, action) = parts(step);
    let object = match entry(step).answer {
        Answer::Object(name) | Answer::Deleted(name) => pascal(name),
        Answer::List(_) => pascal(resource),
    };
    (!matches!(action, "retrieve" | "delete")).then(|| pascal(action) + &object)
}

fn rust_call(step: &Step) -> String {
    let (resource, action) = parts(step);
    let required = |name: &str| entry(step).param(name).is_some_and(|param| param.required);
    let (first, then): (Vec<_>, Vec<_>) = step.params.iter().copied().partition(|(name, _)| required(name));
    let first = joined(first.into_iter().map(|(_, value)| rust_value(value)));
    let then: String = then
        .into_iter()
        .map(|(name, value)| {
            let name = if name == "type" { "r#type" } else { name };
            format!(".{name}({})", rust_value(value))
        })
        .collect();
    let params = rust_params(step).map(|class| format!("{class}::new({first}){then}"));
    let id = step.id.map(|id| format!("&{}", plain(id, "")));
    let arguments = joined(id.into_iter().chain(params));
    let page = if action == "list" { ".page()" } else { "" };
    format!("let {} = client.{resource}().{action}({arguments}){page}?;\n", step.keeps)
}

fn rust_value(value: Value) -> String {
    match value {
        Value::Id(name) => format!("{name}.id.as_str()"),
        Value::Metadata(texts) => {
            let texts = texts.iter().map(|(name, text)| format!("(\"{name}\", \"{text}\")"));
            format!("[{}]", joined(texts))
        }
        value => plain(value, ""),
    }
}

/// Writes a value as most languages do; `colon` stands between a name and its text.
fn plain(value: Value, colon: &str) -> String {
    match value {
        Value::Integer(number) => number.to_string(),
        Value::Boolean(flag) => flag.to_string(),
        Value::Text(text) => format!("{text:?}"),
        Value::Texts(texts) => format!("[{}]", joined(texts.iter().map(|text| format!("{text:?}")))),
        Value::Metadata(texts) => {
            let texts = texts.iter().map(|(name, text)| format!("\"{name}\"{colon}\"{text}\""));
            format!("{{{}}}", joined(texts))
        }
        Value::Id(name) => format!("{name}.id"),
        Value::FirstId(page) => format!("{page}.data[0].id"),
    }
}

fn joined(items: impl Iterator<Item = String>) -> String {
    items.collect::<Vec<_>>().join(", ")
}

fn parts(step: &Step) -> (&'static str, &'static str) {
    step.operation.split_once('.').expect("an operation's name has two parts")
}

fn entry(step: &Step) -> &'static Operation {
    operation(step.operation).expect("an example calls an operation of the table")
}
