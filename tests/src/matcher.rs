//! Compares what came back with what a case wants.
//!
//! A wanted object is a subset; a list is matched item by item; an object whose one key begins with
//! `$` is a matcher.

use serde_json::{Map, Value};

/// Adds a line to `wrong` for each place where `got` is not what `want` says.
pub fn compare(want: &Value, got: &Value, path: &str, wrong: &mut Vec<String>) {
    match want {
        Value::Object(map) => match single(map) {
            Some((name, argument)) => {
                if !matches(name, argument, got, path, wrong) {
                    wrong.push(format!("{path}: expected {name} {}, got {}", short(argument), short(got)));
                }
            }
            None => subset(map, got, path, wrong),
        },
        Value::Array(wanted) => match got.as_array().filter(|items| items.len() == wanted.len()) {
            Some(items) => {
                for (index, (want, got)) in wanted.iter().zip(items).enumerate() {
                    compare(want, got, &format!("{path}.{index}"), wrong);
                }
            }
            None => wrong.push(format!("{path}: expected {}, got {}", short(want), short(got))),
        },
        _ if same(want, got) => {}
        _ => wrong.push(format!("{path}: expected {}, got {}", short(want), short(got))),
    }
}

/// Returns `value` as text of a readable length.
pub fn short(value: &Value) -> String {
    let text = value.to_string();
    match text.char_indices().nth(300) {
        Some((end, _)) => format!("{}… ({} bytes)", &text[..end], text.len()),
        None => text,
    }
}

fn subset(want: &Map<String, Value>, got: &Value, path: &str, wrong: &mut Vec<String>) {
    let Some(map) = got.as_object() else {
        wrong.push(format!("{path}: expected an object, got {}", short(got)));
        return;
    };
    for (key, want) in want {
        compare(want, map.get(key).unwrap_or(&Value::Null), &format!("{path}.{key}"), wrong);
    }
}

/// Returns the matcher that an object stands for. `$integer` is data, not a matcher.
fn single(map: &Map<String, Value>) -> Option<(&str, &Value)> {
    let (name, argument) = map.iter().next()?;
    (map.len() == 1 && name.starts_with('$') && name != "$integer").then_some((name.as_str(), argument))
}

fn matches(name: &str, argument: &Value, got: &Value, path: &str, wrong: &mut Vec<String>) -> bool {
    let text = got.as_str().unwrap_or_default();
    let wanted = argument.as_str().unwrap_or_default();
    let number = argument.as_u64().and_then(|number| usize::try_from(number).ok()).unwrap_or_default();
    match name {
        "$any" => true,
        "$absent" => got.is_null(),
        "$text" => !text.is_empty(),
        "$has" => text.contains(wanted) && got.is_string(),
        "$lacks" => !text.contains(wanted),
        "$prefix" => text.starts_with(wanted) && got.is_string(),
        "$uuid" => is_uuid(text),
        "$max_length" => text.len() <= number,
        "$min_length" => text.len() >= number,
        "$one_of" => argument.as_array().is_some_and(|all| all.iter().any(|one| same(one, got))),
        "$exact" => same(argument, got),
        "$json" => match serde_json::from_str(text) {
            Ok(inner) => {
                compare(argument, &inner, path, wrong);
                true
            }
            Err(_) => false,
        },
        "$all" => {
            for want in argument.as_array().into_iter().flatten() {
                compare(want, got, path, wrong);
            }
            true
        }
        _ => false,
    }
}

/// Says whether two values are equal, `1.0` and `1` included: most hosts print them alike.
fn same(want: &Value, got: &Value) -> bool {
    match (want, got) {
        (Value::Number(a), Value::Number(b)) => a == b || a.as_f64() == b.as_f64(),
        (Value::Array(a), Value::Array(b)) => a.len() == b.len() && a.iter().zip(b).all(|(a, b)| same(a, b)),
        (Value::Object(a), Value::Object(b)) => {
            a.len() == b.len() && a.iter().all(|(key, a)| b.get(key).is_some_and(|b| same(a, b)))
        }
        _ => want == got,
    }
}

fn is_uuid(text: &str) -> bool {
    let groups: Vec<&str> = text.split('-').collect();
    groups.iter().map(|group| group.len()).eq([8, 4, 4, 4, 12])
        && groups.iter().all(|group| group.bytes().all(|byte| byte.is_ascii_hexdigit()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn differences(want: Value, got: Value) -> usize {
        let mut wrong = Vec::new();
        compare(&want, &got, "", &mut wrong);
        wrong.len()
    }

    #[test]
    fn objects_are_subsets_and_lists_are_not() {
        assert_eq!(differences(json!({"a": 1}), json!({"a": 1, "b": 2})), 0);
        assert_eq!(differences(json!({"a": null}), json!({})), 0);
        assert_eq!(differences(json!({"a": 1}), json!({"a": 2})), 1);
        assert_eq!(differences(json!([1]), json!([1, 2])), 1);
        assert_eq!(differences(json!({"$exact": {"a": 1}}), json!({"a": 1, "b": 2})), 1);
    }

    #[test]
    fn matchers_match() {
        let uuid = "6f1c0d3e-8a53-4b8e-9a60-2b7f6f0f5f11";
        assert_eq!(differences(json!({"$uuid": true}), json!(uuid)), 0);
        assert_eq!(differences(json!({"$uuid": true}), json!("no")), 1);
        assert_eq!(differences(json!({"$json": {"a": {"$text": true}}}), json!("{\"a\":\"x\"}")), 0);
        assert_eq!(differences(json!({"$one_of": [null, 1]}), json!(null)), 0);
        assert_eq!(differences(json!({"$has": "b"}), json!("abc")), 0);
        assert_eq!(differences(json!({"$integer": "1"}), json!({"$integer": "2"})), 1);
    }
}
