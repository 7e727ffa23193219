//! Turns the protocol's values, tagged ones included, into what Rust and the door take.

use nextgen::Params;
use nextgen::bridge::Value as Door;
use serde_json::{Map, Value};

use crate::Refused;

/// Returns parameters for the door.
pub(crate) fn params(given: &Value, extra: &Value) -> Result<Params, Refused> {
    let mut params = Params::new();
    for (name, value) in given.as_object().into_iter().flatten() {
        params.set(name, door(value)?);
    }
    for (name, value) in extra.as_object().into_iter().flatten() {
        params.set_extra(name, door(value)?);
    }
    Ok(params)
}

/// Returns a value for the door.
pub(crate) fn door(value: &Value) -> Result<Door, Refused> {
    Ok(match value {
        Value::Null => Door::Null,
        Value::Bool(truth) => Door::Boolean(*truth),
        Value::Number(number) => match (number.as_i64(), number.as_u64()) {
            (Some(number), _) => Door::Integer(number.into()),
            (None, Some(number)) => Door::Integer(number.into()),
            (None, None) => Door::Float(number.as_f64().unwrap_or(f64::NAN)),
        },
        Value::String(text) => Door::Text(text.clone()),
        Value::Array(items) => Door::List(items.iter().map(door).collect::<Result<_, _>>()?),
        Value::Object(map) => {
            match tag(map) {
                Some((name, argument)) => tagged(name, argument)?,
                None => Door::Map(
                    map.iter()
                        .map(|(name, value)| Ok((name.clone(), door(value)?)))
                        .collect::<Result<_, Refused>>()?,
                ),
            }
        }
    })
}

fn tag(map: &Map<String, Value>) -> Option<(&str, &Value)> {
    let (name, argument) = map.iter().next()?;
    (map.len() == 1 && name.starts_with('$')).then_some((name.as_str(), argument))
}

fn tagged(name: &str, argument: &Value) -> Result<Door, Refused> {
    let text = argument.as_str().unwrap_or_default();
    match name {
        "$float" => Ok(Door::Float(text.parse().unwrap_or(f64::NAN))),
        "$nan" => Ok(Door::Float(f64::NAN)),
        "$infinity" => Ok(Door::Float(argument.as_f64().unwrap_or(1.0) * f64::INFINITY)),
        "$bigint" => Ok(text.parse().map_or_else(|_| Door::Foreign(text.to_owned()), Door::Integer)),
        "$subclass" => Ok(Door::Integer(argument.as_i64().unwrap_or_default().into())),
        "$decimal" => Ok(Door::Foreign(format!("Decimal({text})"))),
        "$deep" => Ok((0..argument.as_u64().unwrap_or_default())
            .fold(Door::from("x"), |inner, _| Door::Map(vec![("a".to_owned(), inner)]))),
        "$bytes" | "$surrogate" => Err(Refused::Unsupported("a Rust text is always UTF-8")),
        "$cycle" => Err(Refused::Unsupported("a Rust value cannot hold itself")),
        "$shared" => Err(Refused::Unsupported("no two Rust values can have a part in common")),
        _ => Err(Refused::Crash(format!("the driver knows no tag {name}"))),
    }
}
