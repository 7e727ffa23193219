//! Writes a value of a document as JSON text again.

use std::fmt::Write as _;

use super::{Item, Scalar};

impl Item<'_> {
    /// Returns the value as JSON text without blanks; with `mask`, no secret in it is whole. A name that
    /// came twice is there twice.
    pub fn to_json(self, mask: bool) -> String {
        let mut text = String::new();
        write(self, mask, &mut text);
        text
    }
}

fn write(item: Item<'_>, mask: bool, text: &mut String) {
    match item.scalar() {
        Scalar::Null => text.push_str("null"),
        Scalar::Boolean(truth) => text.push_str(if truth { "true" } else { "false" }),
        Scalar::Integer(number) => put(text, number),
        Scalar::Large(number) => put(text, number),
        // As Rust's `Debug` writes floats, with a point or an exponent, they are JSON; a document holds no other.
        Scalar::Float(number) => put(text, format_args!("{number:?}")),
        Scalar::Digits(digits) => text.push_str(digits),
        Scalar::Text(inside) => quote(inside, text),
        Scalar::List(_) => {
            text.push('[');
            for (index, item) in item.items().enumerate() {
                if index > 0 {
                    text.push(',');
                }
                write(item, mask, text);
            }
            text.push(']');
        }
        Scalar::Map(_) => {
            text.push('{');
            for (index, (name, value)) in item.members().enumerate() {
                if index > 0 {
                    text.push(',');
                }
                quote(name, text);
                text.push(':');
                match mask.then(|| value.masked(name)).flatten() {
                    Some(shown) => quote(&shown, text),
                    None => write(value, mask, text),
                }
            }
            text.push('}');
        }
    }
}

fn put(text: &mut String, number: impl std::fmt::Display) {
    write!(text, "{number}").expect("a String takes all that is written");
}

fn quote(inside: &str, text: &mut String) {
    text.push_str(&serde_json::to_string(inside).expect("every text is JSON"));
}

#[cfg(test)]
mod tests {
    use super::super::Document;

    #[test]
    fn what_is_written_is_what_was_read() {
        let json = r#"{"a":[1,-2,1.5,1e300,18446744073709551615,123456789012345678901234567890,true,null,{}],"é\n\"":"\u0000😀","secret":"whsec_1234"}"#;
        let document = Document::parse(json.as_bytes().to_vec()).unwrap();
        assert_eq!(document.root().to_json(false), json);
        assert_eq!(document.root().to_json(true), json.replace("whsec_", "…"));
    }
}
