//! Fills the `{{places}}` of a case: addresses that are known only now, and long texts.

use std::collections::BTreeMap;

use serde_json::Value;

/// What stands for each place, by name.
pub type Places = BTreeMap<String, String>;

/// Returns `value` with every place filled, in names as well as in texts.
///
/// # Errors
/// When a place is unknown.
pub fn fill(value: &Value, places: &Places) -> Result<Value, String> {
    Ok(match value {
        Value::String(text) => Value::String(fill_text(text, places)?),
        Value::Array(items) => {
            Value::Array(items.iter().map(|item| fill(item, places)).collect::<Result<_, _>>()?)
        }
        Value::Object(map) => Value::Object(
            map.iter()
                .map(|(key, value)| Ok((fill_text(key, places)?, fill(value, places)?)))
                .collect::<Result<_, String>>()?,
        ),
        other => other.clone(),
    })
}

/// Returns `text` with every place filled.
///
/// # Errors
/// When a place is unknown.
pub fn fill_text(text: &str, places: &Places) -> Result<String, String> {
    let mut rest = text;
    let mut out = String::with_capacity(text.len());
    while let Some((before, after)) = rest.split_once("{{") {
        let (place, after) = after.split_once("}}").ok_or_else(|| format!("an open place in {text:?}"))?;
        out.push_str(before);
        match place.strip_prefix("repeat:").and_then(|repeat| repeat.rsplit_once(':')) {
            Some((part, times)) => {
                let times = times.parse().map_err(|_| format!("no number in {place:?}"))?;
                out.push_str(&part.repeat(times));
            }
            None => out.push_str(places.get(place).ok_or_else(|| format!("no such place: {place:?}"))?),
        }
        rest = after;
    }
    out.push_str(rest);
    Ok(out)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn places_are_filled_in_names_and_texts() {
        let places = Places::from([("port".to_owned(), "7".to_owned())]);
        let filled = fill(&json!({"a{{repeat:b:3}}": ["x{{port}}y", 1]}), &places).unwrap();
        assert_eq!(filled, json!({"abbb": ["x7y", 1]}));
        assert_eq!(fill_text("{{repeat:]:2}}}", &places).unwrap(), "]]}");
        assert!(fill_text("{{nowhere}}", &places).is_err());
    }
}
