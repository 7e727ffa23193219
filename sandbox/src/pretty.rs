//! JSON text laid out for people, its numbers, texts and order untouched.

/// Lays compact JSON out, two spaces a level.
pub(crate) fn pretty(json: &str) -> String {
    let mut out = String::with_capacity(json.len() * 2);
    let (mut depth, mut quoted, mut escaped) = (0_usize, false, false);
    let mut characters = json.chars().peekable();
    while let Some(character) = characters.next() {
        if quoted {
            out.push(character);
            (quoted, escaped) = (escaped || character != '"', !escaped && character == '\\');
            continue;
        }
        match character {
            '{' | '[' => {
                out.push(character);
                if let Some(end) = characters.next_if(|next| matches!(next, '}' | ']')) {
                    out.push(end);
                } else {
                    depth += 1;
                    new_line(&mut out, depth);
                }
            }
            '}' | ']' => {
                depth -= 1;
                new_line(&mut out, depth);
                out.push(character);
            }
            ',' => {
                out.push(',');
                new_line(&mut out, depth);
            }
            ':' => out.push_str(": "),
            other => {
                quoted = other == '"';
                out.push(other);
            }
        }
    }
    out
}

fn new_line(out: &mut String, depth: usize) {
    out.push('\n');
    out.extend(std::iter::repeat_n("  ", depth));
}

#[cfg(test)]
mod tests {
    use super::pretty;

    #[test]
    fn lays_out_without_touching_texts() {
        let json = r#"{"a":[1,-2.50],"b":{},"c":[],"d":"x{\"},:[\\","e":{"f":null}}"#;
        let expected = "{\n  \"a\": [\n    1,\n    -2.50\n  ],\n  \"b\": {},\n  \"c\": [],\n  \"d\": \"x{\\\"},:[\\\\\",\n  \"e\": {\n    \"f\": null\n  }\n}";
        assert_eq!(pretty(json), expected);
    }
}
