//! Finds the integers that no 64 bits hold, so that a host with larger ones reads them exactly.

use super::Node;

/// The least size of a float that may stand for an integer beyond 64 bits.
pub(super) const LEAST: f64 = 9_223_372_036_854_775_808.0;

/// Puts the digits in place of each float whose text is an integer.
///
/// The reader gives such an integer as a float, without its place; but numbers stand in the index
/// in the order of the text, so a second look at the text finds them again.
pub(super) fn restore(text: &str, nodes: &mut [Node]) {
    let numbers =
        nodes.iter_mut().filter(|node| matches!(node, Node::Integer(_) | Node::Large(_) | Node::Float(_)));
    for (node, (from, to)) in numbers.zip(Numbers { text: text.as_bytes(), at: 0 }) {
        let wide = matches!(node, Node::Float(number) if number.abs() >= LEAST);
        if wide && !text[from..to].contains(['.', 'e', 'E']) {
            // The text is shorter than 4 GiB.
            *node = Node::Digits(from as u32, to as u32);
        }
    }
}

/// The places of the numbers in a JSON text that was found to be valid.
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
                b'-' | b'0'..=b'9' => break,
                _ => self.at += 1,
            }
        }
        let from = self.at;
        let in_number = |byte: &u8| matches!(byte, b'-' | b'+' | b'.' | b'e' | b'E' | b'0'..=b'9');
        self.at += self.text[from..].iter().take_while(|byte| in_number(byte)).count();
        Some((from, self.at))
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
    use crate::document::{Document, Scalar};

    #[test]
    fn an_integer_beyond_64_bits_keeps_its_digits_and_other_numbers_stay() {
        let text = r#"{"1":"2\"3","a":[-1,18446744073709551617,1e30,2.5,-1000000000000000000000000000000],"b\\":18446744073709551615,"c":-9223372036854775809,"d":1180591620717411303424.0}"#;
        let document = Document::parse(text.as_bytes().to_vec()).unwrap();
        let root = document.root();
        let list: Vec<_> = root.get("a").unwrap().items().map(|item| item.scalar()).collect();
        assert_eq!(
            list,
            [
                Scalar::Integer(-1),
                Scalar::Digits("18446744073709551617"),
                Scalar::Float(1e30),
                Scalar::Float(2.5),
                Scalar::Digits("-1000000000000000000000000000000"),
            ]
        );
        assert_eq!(root.get("b\\").unwrap().scalar(), Scalar::Large(u64::MAX));
        assert_eq!(root.get("c").unwrap().scalar(), Scalar::Digits("-9223372036854775809"));
        assert_eq!(root.get("d").unwrap().scalar(), Scalar::Float(1_180_591_620_717_411_303_424.0));
    }
}
