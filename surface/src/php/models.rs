//! Renders the models as classes with readonly properties, and open sets of texts as enums.

use nextgen::model::{CHOICES, Choice, Field, Holds, MODELS, Model};

use super::{comment, file};
use crate::File;
use crate::words::pascal;

pub(super) fn render() -> Vec<File> {
    let models = MODELS.iter().map(|model| class(model));
    let choices = CHOICES.iter().map(|choice| choice_enum(choice));
    models.chain(choices).chain([object_types()]).collect()
}

fn class(model: &Model) -> File {
    let mut text = comment("", model.doc, &[]);
    text += &format!("final class {} extends ApiObject\n{{\n", model.class);
    for field in model.fields {
        let tags: Vec<String> =
            doc_type(field.holds).map(|kind| format!("@var {kind}")).into_iter().collect();
        text += &comment("    ", field.doc, &tags);
        text += &format!("    public readonly {} ${};\n\n", native_type(field), field.name);
    }
    text += "    protected function read(\\stdClass $raw): void\n    {\n";
    for field in model.fields {
        text += &format!("        $this->{} = {};\n", field.name, reading(field));
    }
    text += "    }\n}\n";
    let uses =
        model.fields.iter().filter_map(|field| needs(field.holds)).map(str::to_owned).collect::<Vec<_>>();
    file(model.class, &uses, &text)
}

/// What a field holds, apart from whether it may be missing: in answers, everything may.
fn bare(holds: Holds) -> Holds {
    if let Holds::Optional(inside) = holds { bare(*inside) } else { holds }
}

fn native_type(field: &Field) -> String {
    match bare(field.holds) {
        Holds::Text | Holds::Choice(_) => "?string".to_owned(),
        Holds::Integer => "?int".to_owned(),
        Holds::Boolean => "?bool".to_owned(),
        Holds::Texts | Holds::Metadata => "?array".to_owned(),
        Holds::Json => "mixed".to_owned(),
        Holds::AnyObject => "?ApiObject".to_owned(),
        Holds::List(_) => "?Collection".to_owned(),
        Holds::Model(class) => format!("?{class}"),
        Holds::Expandable(class) => format!("{class}|string|null"),
        Holds::Optional(_) => unreachable!("bare() has taken it off"),
    }
}

/// Says whether the API writes that part of an object as its id alone at times.
fn stands_for_an_id(class: &str) -> bool {
    class == "EventRequest"
}

/// Returns what a doc comment says more closely than the native type.
fn doc_type(holds: Holds) -> Option<String> {
    match bare(holds) {
        Holds::Texts => Some("list<string>|null".to_owned()),
        Holds::Metadata => Some("array<string, string>|null".to_owned()),
        Holds::List(class) => Some(format!("Collection<{class}>|null")),
        Holds::Choice(class) => Some(format!("value-of<{class}>|string|null")),
        Holds::AnyObject => {
            let known = MODELS.iter().filter(|model| !model.object.is_empty()).map(|model| model.class);
            Some(format!("{}|UnknownObject|null", known.collect::<Vec<_>>().join("|")))
        }
        _ => None,
    }
}

/// Writes the expression that reads a field from `$raw`. A value of another type than the API says reads
/// as null, and stays readable by its key.
fn reading(field: &Field) -> String {
    let value = format!("$value = $raw->{} ?? null", field.name);
    let test = |function: &str, good: &str| format!("\\{function}({value}) ? {good} : null");
    let object = |good: &str, other: &str| format!("({value}) instanceof \\stdClass ? {good} : {other}");
    let or_id = "(\\is_string($value) ? $value : null)";
    match bare(field.holds) {
        Holds::Text | Holds::Choice(_) => test("is_string", "$value"),
        Holds::Integer => test("is_int", "$value"),
        Holds::Boolean => test("is_bool", "$value"),
        Holds::Texts => test("is_array", "$value"),
        Holds::Metadata => object("(array) $value", "null"),
        Holds::Json => format!("Json::plain($raw->{} ?? null)", field.name),
        Holds::AnyObject => object("ObjectTypes::make($value)", "null"),
        Holds::List(class) => object(&format!("new Collection($value, {class}::class)"), "null"),
        Holds::Model(class) if stands_for_an_id(class) => object(
            &format!("new {class}($value)"),
            &format!("(\\is_string($value) ? new {class}((object) ['id' => $value]) : null)"),
        ),
        Holds::Model(class) => object(&format!("new {class}($value)"), "null"),
        Holds::Expandable(class) => object(&format!("new {class}($value)"), or_id),
        Holds::Optional(_) => unreachable!("bare() has taken it off"),
    }
}

fn needs(holds: Holds) -> Option<&'static str> {
    match bare(holds) {
        Holds::Json => Some("NextGen\\Internal\\Json"),
        Holds::AnyObject => Some("NextGen\\Internal\\ObjectTypes"),
        _ => None,
    }
}

fn choice_enum(choice: &Choice) -> File {
    let mut text = comment("", choice.doc, &[]);
    text += &format!("enum {}: string\n{{\n", choice.class);
    let cases = choice
        .known
        .iter()
        .map(|(name, doc)| format!("{}    case {} = '{name}';\n", comment("    ", doc, &[]), pascal(name)));
    text += &cases.collect::<Vec<_>>().join("\n");
    text += "}\n";
    file(choice.class, &[], &text)
}

/// Renders the table from `object` to class.
fn object_types() -> File {
    let mut text = "/**\n * Tells the classes of objects apart by their field `object`.\n *\n * @internal\n */\nfinal class ObjectTypes\n{\n".to_owned();
    let secrets = MODELS.iter().flat_map(|model| model.fields).filter(|field| field.is_secret);
    let secrets: Vec<_> = secrets.map(|field| format!("'{}'", field.name)).collect();
    text += "    /** The fields that are secrets, of which dumps show the last four characters. */\n";
    text += &format!("    public const SECRETS = [{}];\n\n", secrets.join(", "));
    text += "    public static function make(\\stdClass $raw): ApiObject\n    {\n";
    text += "        return match ($raw->object ?? null) {\n";
    let known = MODELS.iter().filter(|model| !model.object.is_empty());
    let mut uses = vec!["NextGen\\ApiObject".to_owned(), "NextGen\\UnknownObject".to_owned()];
    for model in known {
        text += &format!("            '{}' => new {}($raw),\n", model.object, model.class);
        uses.push(format!("NextGen\\{}", model.class));
    }
    text += "            default => new UnknownObject($raw),\n        };\n    }\n}\n";
    file("Internal\\ObjectTypes", &uses, &text)
}
