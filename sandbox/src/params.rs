//! The parameters of a request, checked against the operation's table.

use nextgen::api::{Kind, Operation, Param};

use crate::form::Node;
use crate::refusal::{Refusal, clip};
use crate::spelling;
use crate::values;

/// The parameters of one request, each of the kind its operation says.
#[derive(Debug, Default)]
pub(crate) struct Params(Vec<(&'static str, Value)>);

/// A checked value.
#[derive(Debug)]
pub(crate) enum Value {
    Integer(i64),
    Boolean(bool),
    /// An empty text unsets.
    Text(String),
    Texts(Vec<String>),
    /// An empty value removes its name; no pairs at all remove every name.
    Metadata(Vec<(String, String)>),
    Range(Range),
}

/// Bounds on a time, both inclusive.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Range {
    pub(crate) from: i64,
    pub(crate) to: i64,
}

impl Params {
    /// Checks a decoded form against the table of `operation`.
    ///
    /// Unknown names are reported before missing ones: a misspelt name is most often both.
    pub(crate) fn check(operation: &Operation, form: Vec<(String, Node)>) -> Result<Self, Refusal> {
        if let Some((name, _)) = form.iter().find(|(name, _)| operation.params.iter().all(|p| p.name != name))
        {
            return Err(unknown(operation, name));
        }
        for param in operation.params.iter().filter(|param| param.required) {
            match form.iter().find(|(name, _)| name == param.name) {
                Some((_, Node::Text(text))) if text.is_empty() => return Err(values::empty(param.name)),
                Some(_) => {}
                None => return Err(missing(operation, param)),
            }
        }
        let mut checked = Vec::with_capacity(form.len());
        for (name, node) in form {
            let param = operation.params.iter().find(|param| param.name == name);
            let param = param.expect("every name was looked up above");
            checked.push((param.name, value(param, node)?));
        }
        Ok(Self(checked))
    }

    pub(crate) fn integer(&self, name: &str) -> Option<i64> {
        match self.get(name) {
            Some(Value::Integer(integer)) => Some(*integer),
            _ => None,
        }
    }

    pub(crate) fn boolean(&self, name: &str) -> Option<bool> {
        match self.get(name) {
            Some(Value::Boolean(boolean)) => Some(*boolean),
            _ => None,
        }
    }

    /// Returns a text as given; empty where it is to be unset.
    pub(crate) fn given(&self, name: &str) -> Option<&str> {
        match self.get(name) {
            Some(Value::Text(text)) => Some(text),
            _ => None,
        }
    }

    /// Returns a text that is not empty.
    pub(crate) fn text(&self, name: &str) -> Option<&str> {
        self.given(name).filter(|text| !text.is_empty())
    }

    pub(crate) fn texts(&self, name: &str) -> Option<&[String]> {
        match self.get(name) {
            Some(Value::Texts(texts)) => Some(texts),
            _ => None,
        }
    }

    pub(crate) fn metadata(&self) -> Option<&[(String, String)]> {
        match self.get("metadata") {
            Some(Value::Metadata(pairs)) => Some(pairs),
            _ => None,
        }
    }

    pub(crate) fn range(&self, name: &str) -> Option<Range> {
        match self.get(name) {
            Some(Value::Range(range)) => Some(*range),
            _ => None,
        }
    }

    fn get(&self, name: &str) -> Option<&Value> {
        self.0.iter().find(|(known, _)| *known == name).map(|(_, value)| value)
    }
}

fn value(param: &Param, node: Node) -> Result<Value, Refusal> {
    let name = param.name;
    Ok(match param.kind {
        Kind::Integer => Value::Integer(values::integer(name, &values::text(name, node)?)?),
        Kind::Boolean => Value::Boolean(values::boolean(name, &values::text(name, node)?)?),
        Kind::Text => Value::Text(values::text(name, node)?),
        Kind::Texts => Value::Texts(values::texts(name, node)?),
        Kind::Metadata => Value::Metadata(values::metadata(name, node)?),
        Kind::Range => Value::Range(values::range(name, node)?),
        Kind::Choice(choices) => Value::Text(values::choice(name, values::text(name, node)?, choices)?),
    })
}

fn unknown(operation: &Operation, name: &str) -> Refusal {
    let known = operation.params.iter().map(|param| param.name);
    let hint = match spelling::nearest(name, known.clone()) {
        Some(near) => format!(" Did you mean '{near}'?"),
        None if operation.params.is_empty() => " It takes no parameters.".to_owned(),
        None => format!(" It takes: {}.", known.collect::<Vec<_>>().join(", ")),
    };
    let message = format!("The parameter '{}' is unknown to {}.{hint}", clip(name), operation.name);
    Refusal::invalid(message).code("parameter_unknown").param(clip(name))
}

fn missing(operation: &Operation, param: &Param) -> Refusal {
    let message = format!("The parameter '{}' is missing; {} needs it.", param.name, operation.name);
    Refusal::invalid(message).code("parameter_missing").param(param.name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::form;

    fn check(name: &str, form: &str) -> Result<Params, Refusal> {
        let operation = nextgen::api::operations().find(|operation| operation.name == name).unwrap();
        Params::check(operation, form::decode(form.as_bytes()).unwrap())
    }

    fn refused(name: &str, form: &str) -> (Option<&'static str>, Option<Box<str>>, String) {
        let refusal = check(name, form).unwrap_err();
        (refusal.code, refusal.param, refusal.message)
    }

    #[test]
    fn reads_each_kind() {
        let form = "amount=5&currency=usd&capture=false&metadata[a]=1&metadata[b]=&expand[]=customer&source=";
        let params = check("charges.create", form).unwrap();
        assert_eq!(params.integer("amount"), Some(5));
        assert_eq!(params.boolean("capture"), Some(false));
        assert_eq!(params.given("source"), Some(""));
        assert_eq!(params.text("source"), None);
        assert_eq!(params.texts("expand"), Some(&["customer".to_owned()][..]));
        assert_eq!(params.metadata().map(<[_]>::len), Some(2));
        let listed = check("charges.list", "created[gt]=5&created[lte]=9").unwrap();
        assert_eq!(listed.range("created"), Some(Range { from: 6, to: 9 }));
    }

    #[test]
    fn names_the_nearest_known_parameter() {
        let (code, param, message) = refused("charges.create", "ammount=5&currency=usd");
        assert_eq!((code, param.as_deref()), (Some("parameter_unknown"), Some("ammount")));
        assert!(message.contains("Did you mean 'amount'?"), "{message}");
    }

    #[test]
    fn tells_missing_from_empty() {
        assert_eq!(refused("charges.create", "amount=5").0, Some("parameter_missing"));
        assert_eq!(refused("charges.create", "amount=5&currency=").0, Some("parameter_invalid_empty"));
        assert_eq!(refused("charges.create", "amount=&currency=usd").0, Some("parameter_invalid_empty"));
    }
}
