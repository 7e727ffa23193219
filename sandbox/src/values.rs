//! Single values of parameters: each function reads one kind, or says what is wanted.

use crate::form::Node;
use crate::params::Range;
use crate::refusal::{Refusal, clip};

const MOST_METADATA: usize = 50;
const LONGEST_METADATA_NAME: usize = 40;
const LONGEST_METADATA_VALUE: usize = 500;
/// The greatest integer that every client language holds exactly.
const GREATEST: i64 = (1 << 53) - 1;

pub(crate) fn text(name: &str, node: Node) -> Result<String, Refusal> {
    match node {
        Node::Text(text) => Ok(text),
        Node::Names(_) if name == "source" => Err(Refusal::invalid(
            "Card details are not taken here; 'source' is a token, such as tok_visa, or the id of a card.",
        )
        .param(name)),
        Node::Names(_) => {
            Err(Refusal::invalid(format!("'{name}' is one text, not a group of values.")).param(name))
        }
    }
}

/// Reads decimal digits, with a sign only before a negative number.
pub(crate) fn integer(name: &str, text: &str) -> Result<i64, Refusal> {
    if text.is_empty() {
        return Err(empty(name));
    }
    let digits = text.strip_prefix('-').unwrap_or(text);
    let canonical = digits == "0" || !digits.starts_with('0');
    if digits.is_empty() || !canonical || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        let message =
            format!("'{name}' is '{}'; it must be an integer in decimal digits, such as 2000.", clip(text));
        return Err(Refusal::invalid(message).code("parameter_invalid_integer").param(name));
    }
    match text.parse() {
        Ok(integer) if (-GREATEST..=GREATEST).contains(&integer) => Ok(integer),
        // What is too great for an amount has a code of its own, and so must have what is greater still.
        _ if name == "amount" && !text.starts_with('-') => Ok(GREATEST),
        _ => {
            let message = format!("'{name}' is {}; an integer lies between 0 and {GREATEST}.", clip(text));
            Err(Refusal::invalid(message).code("parameter_invalid_integer").param(name))
        }
    }
}

pub(crate) fn boolean(name: &str, text: &str) -> Result<bool, Refusal> {
    match text {
        "true" => Ok(true),
        "false" => Ok(false),
        "" => Err(empty(name)),
        other => {
            Err(Refusal::invalid(format!("'{name}' is '{}'; it must be true or false.", clip(other)))
                .param(name))
        }
    }
}

pub(crate) fn choice(name: &str, text: String, choices: &[&str]) -> Result<String, Refusal> {
    if text.is_empty() || choices.contains(&text.as_str()) {
        return Ok(text);
    }
    let message = format!("'{name}' is '{}'; it must be one of {}.", clip(&text), choices.join(", "));
    Err(Refusal::invalid(message).param(name))
}

/// Reads `name[0]=a&name[1]=b`, by the order of the numbers, or `name[]=a&name[]=b`.
pub(crate) fn texts(name: &str, node: Node) -> Result<Vec<String>, Refusal> {
    let wrong = || {
        let message = format!("'{name}' is a list of texts, sent as {name}[0]=…&{name}[1]=….");
        Refusal::invalid(message).param(name)
    };
    let items = match node {
        Node::Text(text) if text.is_empty() => return Err(empty(name)),
        Node::Text(_) => return Err(wrong()),
        Node::Names(items) => items,
    };
    let mut numbered = Vec::with_capacity(items.len());
    for (place, (number, item)) in items.into_iter().enumerate() {
        let number = if number.is_empty() { place } else { number.parse().map_err(|_| wrong())? };
        match item {
            Node::Text(text) if text.is_empty() => return Err(empty(&format!("{name}[{number}]"))),
            Node::Text(text) => numbered.push((number, text)),
            Node::Names(_) => return Err(wrong()),
        }
    }
    numbered.sort_by_key(|(number, _)| *number);
    Ok(numbered.into_iter().map(|(_, text)| text).collect())
}

/// Reads `metadata[name]=value`; `metadata=` gives no pairs.
pub(crate) fn metadata(name: &str, node: Node) -> Result<Vec<(String, String)>, Refusal> {
    let pairs = match node {
        Node::Text(text) if text.is_empty() => return Ok(Vec::new()),
        Node::Text(_) => {
            return Err(
                Refusal::invalid(format!("'{name}' is a group, sent as {name}[name]=value.")).param(name)
            );
        }
        Node::Names(pairs) => pairs,
    };
    too_many_metadata(name, pairs.iter().filter(|(_, node)| *node != Node::Text(String::new())).count())?;
    let mut read = Vec::with_capacity(pairs.len());
    for (key, node) in pairs {
        let param = format!("{name}[{}]", clip(&key));
        if key.is_empty() {
            let message =
                format!("A name in '{name}' is empty; it must have 1 to {LONGEST_METADATA_NAME} characters.");
            return Err(Refusal::invalid(message).param(param));
        }
        let Node::Text(value) = node else {
            let message = format!("'{param}' is a group of values; a value of metadata is one text.");
            return Err(Refusal::invalid(message).param(param));
        };
        at_most(&format!("the name '{}' in '{name}'", clip(&key)), &key, LONGEST_METADATA_NAME, &param)?;
        at_most(&format!("'{param}'"), &value, LONGEST_METADATA_VALUE, &param)?;
        read.push((key, value));
    }
    Ok(read)
}

/// Refuses metadata of more names than an object can have.
pub(crate) fn too_many_metadata(name: &str, count: usize) -> Result<(), Refusal> {
    if count <= MOST_METADATA {
        return Ok(());
    }
    let message = format!("'{name}' has {count} names; an object has at most {MOST_METADATA}.");
    Err(Refusal::invalid(message).param(name))
}

/// Reads `created=N`, or any of `created[gt]`, `[gte]`, `[lt]` and `[lte]`.
pub(crate) fn range(name: &str, node: Node) -> Result<Range, Refusal> {
    let bounds = match node {
        Node::Text(text) => {
            let time = integer(name, &text)?;
            return Ok(Range { from: time, to: time });
        }
        Node::Names(bounds) => bounds,
    };
    let mut range = Range { from: i64::MIN, to: i64::MAX };
    for (bound, node) in bounds {
        let param = format!("{name}[{}]", clip(&bound));
        let time = integer(&param, &text(&param, node)?)?;
        match bound.as_str() {
            "gt" => range.from = range.from.max(time + 1),
            "gte" => range.from = range.from.max(time),
            "lt" => range.to = range.to.min(time - 1),
            "lte" => range.to = range.to.min(time),
            _ => {
                let message =
                    format!("'{param}' is unknown; the bounds of '{name}' are gt, gte, lt and lte.");
                return Err(Refusal::invalid(message).code("parameter_unknown").param(param));
            }
        }
    }
    Ok(range)
}

/// Refuses a text of more than `most` characters; `what` names it in the message.
pub(crate) fn at_most(what: &str, text: &str, most: usize, param: &str) -> Result<(), Refusal> {
    let length = text.chars().count();
    if length <= most {
        return Ok(());
    }
    Err(Refusal::invalid(format!("{what} has {length} characters; at most {most} are taken.")).param(param))
}

/// Refuses an e-mail address that cannot be one: it has one `@`, no blank, and a dot in its domain.
pub(crate) fn email(name: &str, text: &str) -> Result<(), Refusal> {
    let well_formed = text.len() <= 254
        && !text.chars().any(|character| character.is_whitespace() || character.is_control())
        && text.split_once('@').is_some_and(|(local, domain)| {
            let labels = || domain.split('.');
            !local.is_empty()
                && labels().count() > 1
                && labels().all(|l| !l.is_empty())
                && !domain.contains('@')
        });
    if well_formed {
        return Ok(());
    }
    let message =
        format!("'{name}' is '{}', which is no e-mail address; one looks like ada@example.com.", clip(text));
    Err(Refusal::invalid(message).code("email_invalid").param(name))
}

pub(crate) fn empty(name: &str) -> Refusal {
    let message = format!("'{name}' is empty; give it a value, or leave it out.");
    Refusal::invalid(message).code("parameter_invalid_empty").param(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn integers_are_plain_decimal() {
        for (text, value) in [("0", 0), ("2000", 2000), ("-5", -5), ("9007199254740991", GREATEST)] {
            assert_eq!(integer("limit", text).unwrap(), value);
        }
        for text in
            ["1.0", "1e2", "+5", " 5", "007", "-", "0x10", "١", "9007199254740992", "99999999999999999999"]
        {
            assert_eq!(integer("limit", text).unwrap_err().code, Some("parameter_invalid_integer"), "{text}");
        }
        assert_eq!(integer("amount", "99999999999999999999").unwrap(), GREATEST);
        assert_eq!(integer("amount", "").unwrap_err().code, Some("parameter_invalid_empty"));
    }

    #[test]
    fn emails_are_told_from_other_text() {
        for good in ["ada@example.com", "a+b@x.co", "é@exämple.de"] {
            assert!(email("email", good).is_ok(), "{good}");
        }
        for bad in
            ["", "ada", "ada@", "@example.com", "a@b", "a b@c.de", "a@b@c.de", "a@.de", "a@b.", "a@b.de\n"]
        {
            assert_eq!(email("email", bad).unwrap_err().code, Some("email_invalid"), "{bad}");
        }
    }

    #[test]
    fn lists_go_by_their_numbers() {
        let node = |pairs: &[(&str, &str)]| {
            Node::Names(pairs.iter().map(|(n, t)| ((*n).to_owned(), Node::Text((*t).to_owned()))).collect())
        };
        assert_eq!(texts("types", node(&[("1", "b"), ("0", "a")])).unwrap(), ["a", "b"]);
        assert_eq!(texts("types", node(&[("", "b"), ("", "a")])).unwrap(), ["b", "a"]);
        assert!(texts("types", node(&[("x", "a")])).is_err());
        assert!(texts("types", node(&[("0", "")])).is_err());
        assert!(texts("types", Node::Text("a".to_owned())).is_err());
    }

    #[test]
    fn metadata_has_limits() {
        let pair = |name: String, value: String| Node::Names(vec![(name, Node::Text(value))]);
        assert!(metadata("metadata", pair("n".repeat(40), "v".repeat(500))).is_ok());
        assert!(metadata("metadata", pair("n".repeat(41), "v".into())).is_err());
        assert!(metadata("metadata", pair("n".into(), "v".repeat(501))).is_err());
        assert!(metadata("metadata", pair(String::new(), "v".into())).is_err());
        let many = (0..51).map(|i| (i.to_string(), Node::Text("v".into()))).collect();
        assert!(metadata("metadata", Node::Names(many)).is_err());
        assert_eq!(metadata("metadata", Node::Text(String::new())).unwrap(), []);
    }
}
