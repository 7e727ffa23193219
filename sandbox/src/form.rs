//! Form bodies and queries, decoded into a tree of names.

use crate::refusal::{Refusal, clip};

/// The most parameters that one request may have.
const MOST_FIELDS: usize = 1000;
/// The most names within names, as in `a[b][c]`.
const MOST_LEVELS: usize = 8;

/// A value of a form: text, or values by name (`a[b]=c`), in the order sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Node {
    Text(String),
    Names(Vec<(String, Node)>),
}

/// Decodes `a=1&b[c]=2` into its tree.
///
/// The name of `a[]=x` within `a` is empty, and may come more than once.
pub(crate) fn decode(form: &[u8]) -> Result<Vec<(String, Node)>, Refusal> {
    let mut tree = Vec::new();
    for (count, field) in form.split(|byte| *byte == b'&').filter(|field| !field.is_empty()).enumerate() {
        if count == MOST_FIELDS {
            return Err(Refusal::invalid(format!("The request has more than {MOST_FIELDS} parameters.")));
        }
        let split = field.iter().position(|byte| *byte == b'=');
        let (name, value) = match split {
            Some(at) => (&field[..at], &field[at + 1..]),
            None => (field, &b""[..]),
        };
        let name = unescape(name).map_err(|why| bad_escape("a parameter's name", why))?;
        let value =
            unescape(value).map_err(|why| bad_escape(&format!("the value of '{}'", clip(&name)), why))?;
        insert(&mut tree, &name, value)?;
    }
    Ok(tree)
}

fn bad_escape(what: &str, why: &str) -> Refusal {
    Refusal::invalid(format!("The form is malformed: {what} {why}."))
}

/// Undoes percent-encoding, and `+` for a blank.
fn unescape(bytes: &[u8]) -> Result<String, &'static str> {
    let mut out = Vec::with_capacity(bytes.len());
    let mut rest = bytes.iter();
    while let Some(byte) = rest.next() {
        out.push(match byte {
            b'+' => b' ',
            b'%' => {
                let mut digit = || rest.next().and_then(|digit| char::from(*digit).to_digit(16));
                match (digit(), digit()) {
                    (Some(high), Some(low)) => (high * 16 + low) as u8,
                    _ => return Err("has a '%' that is not followed by two hexadecimal digits"),
                }
            }
            other => *other,
        });
    }
    String::from_utf8(out).map_err(|_| "is not UTF-8")
}

fn insert(tree: &mut Vec<(String, Node)>, name: &str, value: String) -> Result<(), Refusal> {
    let path = segments(name)?;
    let (last, parents) = path.split_last().expect("a name has at least one segment");
    let mut names = tree;
    for segment in parents {
        let at = match names.iter().position(|(known, _)| known == segment) {
            Some(at) if !segment.is_empty() => at,
            _ => {
                names.push(((*segment).to_owned(), Node::Names(Vec::new())));
                names.len() - 1
            }
        };
        names = match &mut names[at].1 {
            Node::Names(inner) => inner,
            Node::Text(_) => return Err(clash(name)),
        };
    }
    match names.iter().find(|(known, _)| known == last && !known.is_empty()) {
        Some((_, Node::Names(_))) => return Err(clash(name)),
        Some((_, Node::Text(_))) => {
            let message = format!("The parameter '{}' is given twice; send it once.", clip(name));
            return Err(Refusal::invalid(message).param(clip(name)));
        }
        None => {}
    }
    names.push(((*last).to_owned(), Node::Text(value)));
    Ok(())
}

fn clash(name: &str) -> Refusal {
    let message =
        format!("The parameter '{}' is given both as one value and as a group of values.", clip(name));
    Refusal::invalid(message).param(clip(name))
}

/// Splits `a[b][]` into `a`, `b` and an empty segment.
fn segments(name: &str) -> Result<Vec<&str>, Refusal> {
    let malformed = || {
        let message =
            format!("The parameter name '{}' is malformed; names look like 'a' or 'a[b]'.", clip(name));
        Refusal::invalid(message).code("parameter_unknown").param(clip(name))
    };
    let (first, mut rest) = name.split_at(name.find('[').unwrap_or(name.len()));
    if first.is_empty() || first.contains(']') {
        return Err(malformed());
    }
    let mut path = vec![first];
    while !rest.is_empty() {
        let (segment, behind) =
            rest.strip_prefix('[').and_then(|inner| inner.split_once(']')).ok_or_else(malformed)?;
        if segment.contains('[') || path.len() == MOST_LEVELS {
            return Err(malformed());
        }
        path.push(segment);
        rest = behind;
    }
    Ok(path)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(value: &str) -> Node {
        Node::Text(value.to_owned())
    }

    fn names(pairs: &[(&str, Node)]) -> Node {
        Node::Names(pairs.iter().map(|(name, node)| ((*name).to_owned(), node.clone())).collect())
    }

    #[test]
    fn decodes_values_groups_and_lists() {
        let tree = decode(b"a=1+2&m%5Bo%5D=%C3%A9%26&m[p]=&e[]=x&e[]=y&i[0][q]=z&&flag").unwrap();
        let expected = names(&[
            ("a", text("1 2")),
            ("m", names(&[("o", text("é&")), ("p", text(""))])),
            ("e", names(&[("", text("x")), ("", text("y"))])),
            ("i", names(&[("0", names(&[("q", text("z"))]))])),
            ("flag", text("")),
        ]);
        assert_eq!(Node::Names(tree), expected);
    }

    #[test]
    fn keeps_what_looks_like_syntax_in_values() {
        let tree = decode(b"d=a%26b%3Dc%5Bd%5D%00%2B%0A%25").unwrap();
        assert_eq!(tree, [("d".to_owned(), text("a&b=c[d]\0+\n%"))]);
    }

    #[test]
    fn refuses_malformed_forms() {
        for form in
            ["a=%", "a=%4", "a=%zz", "a=%ff", "%ff=a", "=a", "[a]=b", "a[b=c", "a[b]c=d", "a]=b", "a[[b]]=c"]
        {
            assert!(decode(form.as_bytes()).is_err(), "{form}");
        }
        for form in ["a=1&a=2", "a=1&a[b]=2", "a[b]=2&a=1", "a[b]=1&a[b][c]=2"] {
            assert!(decode(form.as_bytes()).is_err(), "{form}");
        }
        let deep = format!("a{}=1", "[b]".repeat(MOST_LEVELS));
        assert!(decode(deep.as_bytes()).is_err());
        let many = "a[]=1&".repeat(MOST_FIELDS + 1);
        assert!(decode(many.as_bytes()).is_err());
    }
}
