//! Renders the models as classes whose properties are made when they are read, and open sets of texts as enums.

use nextgen::model::{CHOICES, Choice, Field, Holds, MODELS, Model, SHOWN};

use super::{comment, file};
use crate::File;
use crate::words::{doc_lines, pascal};

pub(super) fn render() -> Vec<File> {
    let models = MODELS.iter().map(|model| class(model));
    let choices = CHOICES.iter().map(|choice| choice_enum(choice));
    models.chain(choices).chain([object_types()]).collect()
}

fn class(model: &Model) -> File {
    let (at_once, when_read): (Vec<&Field>, Vec<&Field>) =
        model.fields.iter().partition(|field| is_made_at_once(field.holds));
    let tags: Vec<String> = when_read.into_iter().map(property_tag).collect();
    let mut text = comment("", model.doc, &tags);
    text += &format!("final class {} extends ApiObject\n{{\n    protected const FIELDS = [\n", model.class);
    for field in model.fields {
        text += &format!("        '{}' => '{}',\n", field.name, single(field.holds).unwrap_or_default());
    }
    text += "    ];\n";
    if !at_once.is_empty() {
        text += &made_at_once(&at_once);
    }
    let parts: Vec<&Field> = model.fields.iter().filter(|field| single(field.holds).is_none()).collect();
    if !parts.is_empty() {
        text += "\n    protected function part(string $name, mixed $raw): mixed\n    {\n";
        if parts.iter().any(|field| part(field.holds).contains("$map")) {
            // Nearly every part is a map; to ask the function would take longer than all else here.
            text += "        $map = \\is_array($raw) && !\\array_is_list($raw) ? $raw : self::map($raw);\n\n";
        }
        text += "        return match ($name) {\n";
        for field in parts {
            let (name, made) = (field.name, part(field.holds));
            if is_made_at_once(field.holds) {
                text += &format!("            '{name}' => $this->{name} ?? ({made}),\n");
            } else {
                text += &format!("            '{name}' => {made},\n");
            }
        }
        text += "        };\n    }\n";
    }
    text += "}\n";
    let uses =
        model.fields.iter().filter_map(|field| needs(field.holds)).map(str::to_owned).collect::<Vec<_>>();
    file(model.class, &uses, &text)
}

/// Says whether a part is made with its object, as whoever has an event reads it: that takes less time than to make
/// it when it is read, and to keep it where no comparison sees it.
fn is_made_at_once(holds: Holds) -> bool {
    matches!(bare(holds), Holds::AnyObject | Holds::Model("EventData"))
}

/// Writes the properties that are made with their object, and what makes them.
fn made_at_once(fields: &[&Field]) -> String {
    let mut properties = String::new();
    let [mut made, mut made_again] = [String::new(), String::new()];
    for field in fields {
        let name = field.name;
        let tags: Vec<_> = doc_type(field.holds).map(|kind| format!("@var {kind}")).into_iter().collect();
        let kind = native_type(field);
        let kind = kind.trim_end_matches("|null");
        properties +=
            &format!("\n{}    public readonly ?{kind} ${name};\n", comment("    ", field.doc, &tags));
        made += &format!("        $this->{name} = $this->part('{name}', $raw['{name}'] ?? null);\n");
        made_again +=
            &format!("        $this->{name} = $this->part('{name}', $this->raw['{name}'] ?? null);\n");
    }
    format!(
        "{properties}
    /**
     * @internal
     *
     * @param array<array-key, mixed> $raw
     */
    public function __construct(array $raw, ?LastResponse $lastResponse = null)
    {{
        parent::__construct($raw, $lastResponse);
{made}    }}

    public function __unserialize(array $data): void
    {{
        parent::__unserialize($data);
{made_again}    }}
"
    )
}

fn property_tag(field: &Field) -> String {
    let kind = doc_type(field.holds).unwrap_or_else(|| native_type(field));
    let doc = doc_lines(field.doc).join(" ");
    format!("@property-read {kind} ${} {doc}", field.name)
}

/// What a field holds, apart from whether it may be missing: in answers, everything may.
fn bare(holds: Holds) -> Holds {
    if let Holds::Optional(inside) = holds { bare(*inside) } else { holds }
}

/// Returns what `gettype` says of a field that holds a single value.
fn single(holds: Holds) -> Option<&'static str> {
    match bare(holds) {
        Holds::Text | Holds::Choice(_) => Some("string"),
        Holds::Integer => Some("integer"),
        Holds::Boolean => Some("boolean"),
        _ => None,
    }
}

fn native_type(field: &Field) -> String {
    match bare(field.holds) {
        Holds::Text | Holds::Choice(_) => "string|null".to_owned(),
        Holds::Integer => "int|null".to_owned(),
        Holds::Boolean => "bool|null".to_owned(),
        Holds::Texts | Holds::Metadata => "array|null".to_owned(),
        Holds::Json => "mixed".to_owned(),
        Holds::AnyObject => "ApiObject|null".to_owned(),
        Holds::List(_) => "Collection|null".to_owned(),
        Holds::Model(class) => format!("{class}|null"),
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

/// Writes the expression that makes a field's value of `$raw`, or of `$map`, which is `$raw` where it is a
/// JSON object. A value of another type than the API says reads as null, and stays readable by its key.
fn part(holds: Holds) -> String {
    let object = |good: &str| format!("$map === null ? null : {good}");
    let or_id = |class: &str, of_id: &str| {
        format!("$map === null ? (\\is_string($raw) ? {of_id} : null) : new {class}($map)")
    };
    match bare(holds) {
        Holds::Texts => "\\is_array($raw) && \\array_is_list($raw) ? $raw : null".to_owned(),
        Holds::Metadata => "$map".to_owned(),
        Holds::Json => "Json::plain($raw)".to_owned(),
        Holds::AnyObject => object("ObjectTypes::make($map)"),
        Holds::List(class) => object(&format!("new Collection($map, {class}::class)")),
        Holds::Model(class) if stands_for_an_id(class) => {
            or_id(class, &format!("new {class}(['id' => $raw])"))
        }
        Holds::Model(class) => object(&format!("new {class}($map)")),
        Holds::Expandable(class) => or_id(class, "$raw"),
        Holds::Text | Holds::Choice(_) | Holds::Integer | Holds::Boolean => {
            unreachable!("single() has taken it off")
        }
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
    text += "    /** The fields that are secrets. */\n";
    text += &format!("    public const SECRETS = [{}];\n\n", secrets.join(", "));
    text += "    /** How many of their last characters dumps show. */\n";
    text += &format!("    public const SHOWN = {SHOWN};\n\n");
    text += "    /** @param array<array-key, mixed> $raw */\n";
    text += "    public static function make(array $raw): ApiObject\n    {\n";
    text += "        return match ($raw['object'] ?? null) {\n";
    let known = MODELS.iter().filter(|model| !model.object.is_empty());
    let mut uses = vec!["NextGen\\ApiObject".to_owned(), "NextGen\\UnknownObject".to_owned()];
    for model in known {
        text += &format!("            '{}' => new {}($raw),\n", model.object, model.class);
        uses.push(format!("NextGen\\{}", model.class));
    }
    text += "            default => new UnknownObject($raw),\n        };\n    }\n}\n";
    file("Internal\\ObjectTypes", &uses, &text)
}
