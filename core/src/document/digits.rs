//! Keeps integers beyond 64 bits exact: serde_json reads them as floats, so their digits are looked
//! up in the text afterwards. Only texts that hold so large a number are gone through again.

use super::Node;

/// From here on, an integer may have been rounded to a float: 2^63.
pub(super) const LARGE: f64 = 9_223_372_036_854_775_808.0;

/// Puts the digits in place of every float that was written as an integer.
pub(super) fn restore(text: &str, nodes: &mut [Node]) {
    let mut numbers = Numbers { text: text.as_bytes(), at: 0 };
    for node in nodes {
        let is_float = match node {
            Node::Integer(_) | Node::Large(_) => false,
            Node::Float(_) => true,
            _ => continue,
        };
        // Values stand in the index in the order of the text.
        let Some((from, to)) = numbers.next() else { return };
        let digits = text[from..to].bytes().all(|byte| byte == b'-' || byte.is_ascii_digit());
        if is_float && digits {
            *node = Node::Digits(from as u32, to as u32);
        }
    }
}

/// The numbers of a valid JSON text, each from its first byte to behind its last.
struct Numbers<'t> {
    text: &'t [u8],
    at: usize,
}

impl Iterator for Numbers<'_> {
    type Item = (usize, usize);

    fn next(&mut self) -> Option<(usize, usize)> {
        loop {
            match self.text.get(self.at)? {
                b'"' => self.skip_string(),
                b'-' | b'0'..=b'9' => {
                    let from = self.at;
                    let part = |byte: &u8| byte.is_ascii_digit() || b"+-.eE".contains(byte);
                    self.at += self.text[from..].iter().take_while(|byte| part(byte)).count();
                    return Some((from, self.at));
                }
                _ => self.at += 1,
            }
        }
    }
}

impl Numbers<'_> {
    fn skip_string(&mut self) {
        self.at += 1;
        while let Some(byte) = self.text.get(self.at) {
            self.at += if *byte == b'\\' { 2 } else { 1 };
            if *byte == b'"' {
                return;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Document, Item, Scalar};

    #[test]
    fn integers_of_any_length_are_exact() {
        let text = r#"{"a":"1\"2","b":[1,1.5,18446744073709551617],"-3":-1000000000000000000000000000000,"c":1e30}"#;
        let document = Document::parse(text.as_bytes().to_vec()).unwrap();
        let root = document.root();
        let list: Vec<_> = root.get("b").unwrap().items().map(Item::scalar).collect();
        assert_eq!(list, [Scalar::Integer(1), Scalar::Float(1.5), Scalar::Digits("18446744073709551617")]);
        assert_eq!(root.get("-3").unwrap().scalar(), Scalar::Digits("-1000000000000000000000000000000"));
        assert_eq!(root.get("c").unwrap().scalar(), Scalar::Float(1e30));
    }
}
