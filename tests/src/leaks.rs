//! No reply may show a key or a secret beyond its last four characters.

use serde_json::Value;

/// How many characters in a row give a secret away.
const PIECE: usize = 6;

/// Adds every key and secret that `message` hands to a driver.
pub fn collect(message: &Value, secrets: &mut Vec<String>) {
    if let Some(map) = message.as_object() {
        for (name, value) in map {
            match name.as_str() {
                "api_key" | "secret" => texts(value, secrets),
                "options" => collect(value, secrets),
                _ => {}
            }
        }
    }
}

/// Returns a sentence when some text of `reply` holds a piece of one of `secrets`.
pub fn find(reply: &Value, secrets: &[String]) -> Option<String> {
    let mut said = Vec::new();
    everything(reply, &mut said);
    for secret in secrets {
        let letters: Vec<char> = without_prefix(secret).chars().collect();
        for piece in letters.windows(PIECE) {
            let piece: String = piece.iter().collect();
            let telling = piece.chars().all(|letter| letter.is_ascii_alphanumeric());
            if telling && said.iter().any(|text| text.contains(&piece)) {
                return Some(format!("the reply shows «{piece}», a piece of a key or secret"));
            }
        }
    }
    None
}

fn without_prefix(secret: &str) -> &str {
    let prefixes = ["sk_test_", "sk_live_", "whsec_"];
    let secret = secret.trim_start();
    prefixes.iter().find_map(|prefix| secret.strip_prefix(prefix)).unwrap_or(secret)
}

fn texts(value: &Value, into: &mut Vec<String>) {
    match value {
        Value::String(text) => into.push(text.clone()),
        Value::Array(items) => items.iter().for_each(|item| texts(item, into)),
        _ => {}
    }
}

/// Collects every text of a value, names included.
fn everything(value: &Value, into: &mut Vec<String>) {
    match value {
        Value::String(text) => into.push(text.clone()),
        Value::Array(items) => items.iter().for_each(|item| everything(item, into)),
        Value::Object(map) => {
            for (name, value) in map {
                into.push(name.clone());
                everything(value, into);
            }
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_piece_is_found_and_the_last_four_are_not() {
        let mut secrets = Vec::new();
        collect(&json!({"options": {"api_key": "sk_test_Vq7Xw9Kd3Rv5Tn2B"}}), &mut secrets);
        assert!(find(&json!({"error": {"shown": "key Vq7Xw9K"}}), &secrets).is_some());
        assert!(find(&json!({"error": {"shown": "key sk_test_…Tn2B"}}), &secrets).is_none());
    }
}
