//! Encodes parameters as a form: the body of a POST, the query of a GET or DELETE.
//!
//! Names nest by brackets (`metadata[order]=6`, `expand[0]=customer`); every segment of a name and
//! every value is percent-encoded. What cannot be sent faithfully is refused with the full name of
//! the parameter, what was given and what is wanted.

use crate::api::{Kind, Operation};
use crate::error::Error;
use crate::params::{MAX_NAMES, Params};
use crate::value::Value;

/// The largest integer that every client and the server hold exactly: 2^53 − 1.
pub const MAX_INTEGER: i128 = (1 << 53) - 1;

/// Encodes `params` for `operation` (`None`: any parameters), in the order given.
///
/// # Errors
/// An invalid-request error that names the parameter; nothing was sent.
pub(crate) fn encode(operation: Option<&Operation>, params: &Params) -> Result<String, Error> {
    let count = params.named.len() + params.extra.len();
    if count > MAX_NAMES {
        let text =
            format!("There are {count} parameters; at most {MAX_NAMES} can be sent. Nothing was sent.");
        return Err(Error::refused("parameter_invalid", "params", text));
    }
    let mut form = String::with_capacity(256);
    for (name, value) in &params.named {
        if let Some(operation) = operation {
            let Some(param) = operation.param(name) else { return Err(unknown(operation, name)) };
            check_kind(name, param.kind, value)?;
        }
        append(&mut form, &Name::of(name)?, value)?;
    }
    for (name, value) in &params.extra {
        append(&mut form, &Name::of(name)?, value)?;
    }
    for param in operation.iter().flat_map(|operation| operation.params).filter(|param| param.required) {
        if matches!(params.get(param.name), None | Some(Value::Null)) {
            return Err(Error::refused(
                "parameter_missing",
                param.name,
                format!("Missing required parameter: {}. Nothing was sent.", param.name),
            ));
        }
    }
    Ok(form)
}

fn unknown(operation: &Operation, name: &str) -> Error {
    let known = operation.params.iter().map(|param| param.name);
    let nearest = known.map(|known| (distance(name, known), known)).min().filter(|(steps, _)| *steps <= 2);
    let hint = nearest.map_or(String::new(), |(_, known)| format!(" Did you mean {known}?"));
    let name = clipped(name);
    Error::refused(
        "parameter_unknown",
        &name,
        format!(
            "Unknown parameter for {}: {name:?}.{hint} Parameters that this version does not know go into extra_params. Nothing was sent.",
            operation.name
        ),
    )
}

fn check_kind(name: &str, kind: Kind, value: &Value) -> Result<(), Error> {
    let (wanted, fits) = match kind {
        Kind::Integer => return check_integer(name, value),
        Kind::Boolean => ("true or false", matches!(value, Value::Boolean(_) | Value::Null)),
        Kind::Text | Kind::Choice(_) => ("text", matches!(value, Value::Text(_) | Value::Null)),
        Kind::Texts => ("a list of texts", is_texts(value)),
        Kind::Metadata => {
            ("texts by name", matches!(value, Value::Map(_) | Value::Null) || is_empty_text(value))
        }
        Kind::Range => return check_range(name, value),
    };
    if fits { Ok(()) } else { Err(wrong(name, wanted, value)) }
}

/// A list of texts; an empty text stands for an unset list.
fn is_texts(value: &Value) -> bool {
    match value {
        Value::List(items) => items.iter().all(|item| matches!(item, Value::Text(_) | Value::Null)),
        _ => matches!(value, Value::Null) || is_empty_text(value),
    }
}

fn is_empty_text(value: &Value) -> bool {
    matches!(value, Value::Text(text) if text.is_empty())
}

fn check_integer(name: &str, value: &Value) -> Result<(), Error> {
    match value {
        Value::Integer(0..=MAX_INTEGER) | Value::Null => Ok(()),
        _ => Err(Error::refused(
            "parameter_invalid_integer",
            name,
            format!(
                "{name} must be an integer from 0 to {MAX_INTEGER}; got {value}.{} Nothing was sent.",
                unit(name)
            ),
        )),
    }
}

/// Says in which unit a parameter counts, where one may be mistaken for another.
fn unit(name: &str) -> &'static str {
    match name.split('[').next() {
        Some("amount") => " Amounts are whole numbers of the currency's smallest unit: 20.00 usd is 2000.",
        Some("created") => " Times are whole seconds since 1970 (unix seconds).",
        _ => "",
    }
}

fn check_range(name: &str, value: &Value) -> Result<(), Error> {
    let Value::Map(bounds) = value else { return check_integer(name, value) };
    for (bound, at) in bounds {
        let full = format!("{name}[{bound}]");
        if !matches!(bound.as_str(), "gt" | "gte" | "lt" | "lte") {
            let text = format!("{full} is no bound of a range: gt, gte, lt and lte are. Nothing was sent.");
            return Err(Error::refused("parameter_unknown", &full, text));
        }
        check_integer(&full, at)?;
    }
    Ok(())
}

fn wrong(name: &str, wanted: &str, value: &Value) -> Error {
    Error::refused(
        "parameter_invalid",
        name,
        format!("{name} must be {wanted}; got {value}. Nothing was sent."),
    )
}

/// The name of a parameter, or of a value in one: its last segment, and the name of what is around it.
#[derive(Clone, Copy)]
struct Name<'n> {
    around: Option<&'n Name<'n>>,
    segment: &'n str,
}

impl<'n> Name<'n> {
    /// Takes the name of a parameter.
    fn of(segment: &'n str) -> Result<Name<'n>, Error> {
        check_segment(segment, || segment.to_owned())?;
        Ok(Name { around: None, segment })
    }

    /// Returns the name of a value in this one.
    fn with(&'n self, segment: &'n str) -> Result<Name<'n>, Error> {
        check_segment(segment, || self.shown())?;
        Ok(Name { around: Some(self), segment })
    }

    /// Appends the name as it is sent.
    fn write(&self, form: &mut String) {
        let Some(around) = self.around else { return escape(form, self.segment) };
        around.write(form);
        form.push('[');
        escape(form, self.segment);
        form.push(']');
    }

    /// Returns the name as messages show it.
    fn shown(&self) -> String {
        self.around.map_or(self.segment.to_owned(), |around| format!("{}[{}]", around.shown(), self.segment))
    }
}

fn check_segment(segment: &str, parameter: impl FnOnce() -> String) -> Result<(), Error> {
    let plain = segment.bytes().all(is_plain);
    if segment.is_empty() || !plain && segment.chars().any(|c| c == '[' || c == ']' || c.is_control()) {
        let (segment, parameter) = (clipped(segment), clipped(&parameter()));
        let text = format!(
            "The name {segment:?} in {parameter:?} cannot be sent: a name must not be empty or hold [, ] or a control character. Nothing was sent."
        );
        return Err(Error::refused("parameter_invalid", &parameter, text));
    }
    Ok(())
}

/// Cuts a name to what a message can show.
fn clipped(name: &str) -> String {
    name.chars().take(80).collect()
}

fn append(form: &mut String, name: &Name<'_>, value: &Value) -> Result<(), Error> {
    match value {
        Value::Null => {}
        Value::Boolean(truth) => pair(form, name, if *truth { "true" } else { "false" }),
        Value::Integer(number) => pair(form, name, &number.to_string()),
        Value::Float(number) if number.is_finite() => pair(form, name, &number.to_string()),
        Value::Text(text) => pair(form, name, text),
        Value::List(items) => {
            // What is left out leaves no gap in the numbering.
            let given = items.iter().filter(|item| !matches!(item, Value::Null));
            for (index, item) in given.enumerate() {
                append(form, &name.with(&index.to_string())?, item)?;
            }
        }
        Value::Map(pairs) => {
            for (segment, value) in pairs {
                append(form, &name.with(segment)?, value)?;
            }
        }
        Value::Float(_) | Value::Foreign(_) => {
            return Err(wrong(&name.shown(), "text, a number, true, false, a list or a map", value));
        }
    }
    Ok(())
}

fn pair(form: &mut String, name: &Name<'_>, value: &str) {
    if !form.is_empty() {
        form.push('&');
    }
    name.write(form);
    form.push('=');
    escape(form, value);
}

/// Appends `text` percent-encoded; letters, digits and `-._~` stay as they are.
fn escape(out: &mut String, text: &str) {
    const HEX: &[u8; 16] = b"0123456789ABCDEF";
    let mut rest = text;
    // What stays as it is goes over in whole runs; the bytes of one character are all escaped.
    while let Some(at) = rest.bytes().position(|byte| !is_plain(byte)) {
        let (plain, tail) = rest.split_at(at);
        out.push_str(plain);
        let end = tail.bytes().position(is_plain).unwrap_or(tail.len());
        let (special, tail) = tail.split_at(end);
        for byte in special.bytes() {
            out.push('%');
            out.push(char::from(HEX[usize::from(byte >> 4)]));
            out.push(char::from(HEX[usize::from(byte & 15)]));
        }
        rest = tail;
    }
    out.push_str(rest);
}

fn is_plain(byte: u8) -> bool {
    /// The answer for each byte, as every byte that is sent is asked for.
    const PLAIN: [bool; 256] = {
        let mut plain = [false; 256];
        let mut byte = 0_u8;
        while byte < 128 {
            plain[byte as usize] = byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~');
            byte += 1;
        }
        plain
    };
    PLAIN[usize::from(byte)]
}

/// Returns how many single-letter changes lead from `a` to `b` (Levenshtein).
fn distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, from) in a.chars().take(64).enumerate() {
        let mut corner = row[0];
        row[0] = i + 1;
        for (j, to) in b.iter().enumerate() {
            let step = (corner + usize::from(from != *to)).min(row[j] + 1).min(row[j + 1] + 1);
            corner = std::mem::replace(&mut row[j + 1], step);
        }
    }
    row[b.len()]
}
