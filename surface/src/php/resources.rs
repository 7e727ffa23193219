//! Renders the resources: a class each, with a method for each operation.

use nextgen::api::{Answer, Kind, Operation, Param, RESOURCES, Resource};
use nextgen::model::{CHOICES, MODELS};

use super::{comment, file};
use crate::File;
use crate::words::{camel, doc_lines, pascal};

pub(super) fn render() -> Vec<File> {
    RESOURCES.iter().map(|resource| class(resource)).chain([all()]).collect()
}

fn class(resource: &Resource) -> File {
    let mut text = comment("", resource.doc, &[]);
    text += &format!("final class {}\n{{\n", pascal(resource.name));
    text +=
        "    /** @internal */\n    public function __construct(private readonly Core $core)\n    {\n    }\n";
    let mut uses = vec!["NextGen\\Internal\\Core".to_owned(), "NextGen\\RequestOptions".to_owned()];
    for operation in resource.operations {
        text += &format!("\n{}", method(operation));
        uses.extend(classes(operation).into_iter().map(|class| format!("NextGen\\{class}")));
    }
    text += "}\n";
    file(&format!("Resource\\{}", pascal(resource.name)), &uses, &text)
}

fn method(operation: &Operation) -> String {
    let mut tags: Vec<String> =
        operation.has_id().then(|| "@param string $id The object's id.".to_owned()).into_iter().collect();
    tags.extend(operation.params.iter().map(param_tag));
    tags.push("@param RequestOptions|null $options Options of this call alone.".to_owned());
    if let Answer::List(_) = operation.answer {
        tags.push(format!("@return Collection<{}>", answer_class(operation.answer)));
    }
    tags.push("@throws \\NextGen\\Exception\\NextGenException".to_owned());
    let mut text = comment("    ", operation.doc, &tags);
    text += &format!("    public function {}(\n", operation.action());
    if operation.has_id() {
        text += "        string $id,\n";
    }
    for param in operation.params {
        let default = if param.required { "" } else { " = null" };
        text += &format!("        {} ${}{default},\n", native_type(param), param.name);
    }
    let (answer, call) = match operation.answer {
        Answer::List(_) => ("Collection".to_owned(), "list"),
        other => (answer_class(other).to_owned(), "object"),
    };
    text += &format!("        ?RequestOptions $options = null,\n    ): {answer} {{\n");
    let id = if operation.has_id() { "$id" } else { "null" };
    let class = answer_class(operation.answer);
    let begin = if call == "list" {
        format!("$this->core->list({class}::class, '{}', [", operation.name)
    } else {
        format!("$this->core->object({class}::class, '{}', {id}, [", operation.name)
    };
    if operation.params.is_empty() {
        text += &format!("        return {begin}], $options);\n    }}\n");
        return text;
    }
    text += &format!("        return {begin}\n");
    for param in operation.params {
        text += &format!("            '{}' => {},\n", param.name, value(param));
    }
    text += "        ], $options);\n    }\n";
    text
}

/// Writes the native type. Whole numbers take any scalar, so that no caller without strict types has a
/// float cut or a text turned into an amount before the core can refuse it.
fn native_type(param: &Param) -> String {
    let optional = |one: &str| if param.required { one.to_owned() } else { format!("?{one}") };
    let several = |all: &str| if param.required { all.to_owned() } else { format!("{all}|null") };
    match param.kind {
        Kind::Integer => several("int|float|string|bool"),
        Kind::Boolean => optional("bool"),
        Kind::Text => optional("string"),
        Kind::Texts | Kind::Metadata if param.required => "array".to_owned(),
        Kind::Texts | Kind::Metadata => several("array|string"),
        Kind::Range => several("array|int"),
        Kind::Choice(names) => several(&format!("{}|string", choice_class(names))),
    }
}

fn param_tag(param: &Param) -> String {
    let kind = match param.kind {
        Kind::Integer => "int",
        Kind::Boolean => "bool",
        Kind::Text => "string",
        Kind::Texts => "list<string>",
        Kind::Metadata => "array<string, string|int|float|bool|null>",
        Kind::Range => "int|array{gt?: int, gte?: int, lt?: int, lte?: int}",
        Kind::Choice(names) => return tag(&format!("{}|string", choice_class(names)), param),
    };
    tag(kind, param)
}

fn tag(kind: &str, param: &Param) -> String {
    let unset = matches!(param.kind, Kind::Texts | Kind::Metadata) && !param.required;
    let kind =
        format!("{kind}{}{}", if unset { "|''" } else { "" }, if param.required { "" } else { "|null" });
    format!("@param {kind} ${} {}", param.name, doc_lines(param.doc).join(" "))
}

/// Writes the value as it is handed on: names with texts stay such, even if they are `0`, `1`, `2`.
fn value(param: &Param) -> String {
    match param.kind {
        Kind::Metadata => format!("\\is_array(${0}) ? (object) ${0} : ${0}", param.name),
        _ => format!("${}", param.name),
    }
}

fn choice_class(names: &[&str]) -> &'static str {
    let choice = CHOICES.iter().find(|choice| choice.known.iter().map(|(name, _)| name).eq(names));
    choice.map_or("string", |choice| choice.class)
}

fn answer_class(answer: Answer) -> &'static str {
    match answer {
        Answer::Deleted(_) => "Deleted",
        Answer::Object(name) | Answer::List(name) => {
            MODELS.iter().find(|model| model.object == name).expect("an answer is a model").class
        }
    }
}

/// Returns the classes that a method names.
fn classes(operation: &Operation) -> Vec<&'static str> {
    let mut classes = vec![answer_class(operation.answer)];
    if let Answer::List(_) = operation.answer {
        classes.push("Collection");
    }
    classes.extend(operation.params.iter().filter_map(|param| match param.kind {
        Kind::Choice(names) => Some(choice_class(names)),
        _ => None,
    }));
    classes
}

/// Renders what the client has of them: a property each, made when it is first read.
fn all() -> File {
    let mut text =
        "/**\n * The resources of a client.\n *\n * @internal\n */\ntrait Resources\n{\n".to_owned();
    let mut uses = Vec::new();
    for resource in RESOURCES {
        uses.push(format!("NextGen\\Resource\\{}", pascal(resource.name)));
        text += &comment("    ", resource.doc, &[]);
        text += &format!("    public readonly {} ${};\n\n", pascal(resource.name), camel(resource.name));
    }
    text +=
        "    /** Makes the resource that is used for the first time; until then its property is unset. */\n";
    text += "    public function __get(string $name): mixed\n    {\n        return match ($name) {\n";
    for resource in RESOURCES {
        let name = camel(resource.name);
        text +=
            &format!("            '{name}' => $this->{name} = new {}($this->core),\n", pascal(resource.name));
    }
    text += "            default => $this->unknown($name),\n        };\n    }\n\n";
    text += "    public function __isset(string $name): bool\n    {\n        return match ($name) {\n";
    let names: Vec<_> = RESOURCES.iter().map(|resource| format!("'{}'", camel(resource.name))).collect();
    text += &format!(
        "            {} => true,\n            default => false,\n        }};\n    }}\n\n",
        names.join(", ")
    );
    text += "    private function unsetResources(): void\n    {\n";
    for resource in RESOURCES {
        text += &format!("        unset($this->{});\n", camel(resource.name));
    }
    text += "    }\n}\n";
    file("Internal\\Resources", &uses, &text)
}
