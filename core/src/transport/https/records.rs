//! Where TLS records end (RFC 8446, section 5.1).
//!
//! Of a record that has come in part, TLS tells nothing until the rest is there. A connection on which one
//! has begun behind an answer would give it out as the answer to the next request.

/// Follows the bytes from a server from record to record.
#[derive(Debug, Default)]
pub(super) struct Records {
    header: [u8; 5],
    /// How much of the header has come; all of it while the body comes.
    known: usize,
    left: usize,
}

impl Records {
    /// Takes in the next bytes.
    pub(super) fn pass(&mut self, mut bytes: &[u8]) {
        while !bytes.is_empty() {
            let here = bytes.len().min(if self.known < 5 { 5 - self.known } else { self.left });
            if self.known < 5 {
                self.header[self.known..self.known + here].copy_from_slice(&bytes[..here]);
                self.known += here;
                self.left = usize::from(u16::from_be_bytes([self.header[3], self.header[4]]));
            } else {
                self.left -= here;
            }
            if self.known == 5 && self.left == 0 {
                self.known = 0;
            }
            bytes = &bytes[here..];
        }
    }

    /// Tells whether no record has begun that has not ended.
    pub(super) fn are_whole(&self) -> bool {
        self.known == 0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn records_are_whole_at_their_ends_alone() {
        let records =
            [[23, 3, 3, 0, 3].as_slice(), b"abc", &[23, 3, 3, 0, 0], &[22, 3, 3, 1, 2], &[7; 258]].concat();
        let ends = [0, 8, 13, 276];
        for first in 0..=records.len() {
            for second in [first, (first + 1).min(records.len()), records.len()] {
                let mut passed = Records::default();
                passed.pass(&records[..first]);
                assert_eq!(passed.are_whole(), ends.contains(&first), "{first}");
                passed.pass(&records[first..second]);
                assert_eq!(passed.are_whole(), ends.contains(&second), "{first} {second}");
            }
        }
    }
}
