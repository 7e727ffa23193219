//! Renders the reference: a page for each resource, with the same example in every language, one for
//! the objects, and one for the errors. The tests run every example.

mod examples;
mod tongues;

use std::fmt::Write as _;

use nextgen::ErrorKind;
use nextgen::api::{Answer, Kind, Operation, RESOURCES, Resource};
use nextgen::model::{CHOICES, Holds, MODELS, Model};

use crate::File;
use crate::words::{doc_lines, pascal};

const HEAD: &str = "<!-- Written from the core's tables by `make surface`; not edited by hand. -->\n\n";

/// Renders the pages below `docs/reference/`.
pub(crate) fn render() -> Vec<File> {
    let page = |name: &str, text: String| File {
        path: format!("docs/reference/{name}.md").into(),
        text: format!("{HEAD}{}\n", text.trim_end()),
    };
    let mut files: Vec<File> =
        RESOURCES.iter().map(|resource| page(resource.name, self::resource(resource))).collect();
    files.push(page("objects", objects()));
    files.push(page("errors", errors()));
    files
}

fn resource(resource: &Resource) -> String {
    let mut text = format!("# {}\n\n{}\n\n", title(resource.name), sentences(resource.doc));
    text += "Parameters go by name and keep their names on the wire in every language. Any of the [errors](errors.md) may come.\n";
    for operation in resource.operations {
        text += &self::operation(operation);
    }
    text
}

fn operation(operation: &Operation) -> String {
    let (verb, path) = (operation.method.as_str(), operation.path);
    let mut text = format!("\n## {}\n\n", title(operation.action()));
    let _ = write!(text, "`{verb} /v1{path}`\n\n{}\n", sentences(operation.doc));
    if !operation.params.is_empty() {
        text += "\n| parameter | takes | |\n|---|---|---|\n";
        for param in operation.params {
            let required = if param.required { "**Required.** " } else { "" };
            let (name, doc) = (param.name, sentences(param.doc).replace('\n', " "));
            let _ = writeln!(text, "| `{name}` | {} | {required}{doc} |", takes(param.kind));
        }
    }
    let _ = write!(text, "\nReturns {}.\n", answer(operation.answer));
    for (mark, program) in tongues::all(examples::of(operation.name)) {
        let _ = write!(text, "\n```{mark}\n{program}```\n");
    }
    text
}

fn takes(kind: Kind) -> String {
    match kind {
        Kind::Integer => "an integer".to_owned(),
        Kind::Boolean => "a boolean".to_owned(),
        Kind::Text => "a text".to_owned(),
        Kind::Texts => "a list of texts".to_owned(),
        Kind::Metadata => "texts by name".to_owned(),
        Kind::Range => "a time, or `gt`, `gte`, `lt`, `lte` with one".to_owned(),
        Kind::Choice(known) => known.iter().map(|text| format!("`{text}`")).collect::<Vec<_>>().join(", "),
    }
}

fn answer(answer: Answer) -> String {
    match answer {
        Answer::Object(name) => format!("a {}", link(&pascal(name))),
        Answer::List(name) => format!("a page of {} objects, newest first", link(&pascal(name))),
        Answer::Deleted(_) => format!("a notice, {}", link("Deleted")),
    }
}

fn link(class: &str) -> String {
    format!("[{class}](objects.md#{})", class.to_lowercase())
}

fn objects() -> String {
    let mut text = String::from(
        "# Objects\n\nEvery field may be missing, every set of texts may grow, and fields that an SDK does not know are \
         there all the same. Amounts are integers in the currency's smallest unit, times are unix seconds.\n",
    );
    for model in MODELS {
        text += &object(model);
    }
    for choice in CHOICES {
        let _ = write!(text, "\n## {}\n\n{}\n\n| text | |\n|---|---|\n", choice.class, sentences(choice.doc));
        for (known, doc) in choice.known {
            let _ = writeln!(text, "| `{known}` | {} |", doc.trim());
        }
    }
    text
}

fn object(model: &Model) -> String {
    let mut text = format!("\n## {}\n\n{}\n\n", model.class, sentences(model.doc));
    text += "| field | holds | |\n|---|---|---|\n";
    for field in model.fields {
        let doc = sentences(field.doc).replace('\n', " ");
        let _ = writeln!(text, "| `{}` | {} | {doc} |", field.name, holds(field.holds));
    }
    text
}

fn holds(holds: Holds) -> String {
    match holds {
        Holds::Text => "text".to_owned(),
        Holds::Integer => "integer".to_owned(),
        Holds::Boolean => "boolean".to_owned(),
        Holds::Texts => "list of texts".to_owned(),
        Holds::Metadata => "texts by name".to_owned(),
        Holds::Json => "anything".to_owned(),
        Holds::AnyObject => "any object".to_owned(),
        Holds::Model(class) | Holds::Choice(class) => link(class),
        Holds::List(class) => format!("page of {}", link(class)),
        Holds::Expandable(class) => format!("id, or {} by `expand`", link(class)),
        Holds::Optional(inner) => format!("{}, or nothing", self::holds(*inner)),
    }
}

fn errors() -> String {
    let mut text = String::from(
        "# Errors\n\nThe same tree in every language. PHP puts them into `NextGen\\Exception` and says `Exception` for \
         `Error`. Match on the class and on `code`, never on the message.\n\n| class | is a | when |\n|---|---|---|\n",
    );
    for kind in ErrorKind::ALL {
        let parent = kind.parent().map(|parent| format!("`{}`", parent.class())).unwrap_or_default();
        let _ = writeln!(text, "| `{}` | {parent} | {} |", kind.class(), kind.doc());
    }
    text
}

fn title(name: &str) -> String {
    let text = name.replace('_', " ");
    let mut letters = text.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

fn sentences(doc: &str) -> String {
    doc_lines(doc).join("\n").trim().to_owned()
}
