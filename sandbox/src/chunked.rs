//! Bodies that come in chunks.

use crate::refusal::Refusal;

/// The longest line of a chunk's size, its extensions included.
const MOST_LINE: usize = 256;

/// A body as far as it has come.
#[derive(Debug, Default)]
pub(crate) struct Chunked {
    pub(crate) body: Vec<u8>,
    /// Bytes of the present chunk that are still to come, with the line end behind it.
    rest: usize,
    /// Whether the last chunk has come, and only lines behind the body may follow.
    ending: bool,
}

impl Chunked {
    /// Takes what has come out of `buffer`; says whether the body is complete.
    pub(crate) fn take(&mut self, buffer: &mut Vec<u8>, most: usize) -> Result<bool, Refusal> {
        loop {
            if self.rest > 0 {
                let here = self.rest.min(buffer.len());
                self.body.extend(buffer.drain(..here));
                self.rest -= here;
                if self.rest > 0 {
                    return Ok(false);
                }
                if !self.body.ends_with(b"\r\n") {
                    return Err(broken());
                }
                self.body.truncate(self.body.len() - 2);
            }
            let Some(end) = line_end(buffer)? else { return Ok(false) };
            if self.ending {
                // Headers behind a body are read past; an empty line ends them.
                buffer.drain(..end);
                if end == 2 {
                    return Ok(true);
                }
                continue;
            }
            let size = match httparse::parse_chunk_size(buffer) {
                // It takes a line without digits for a size of 0.
                Ok(httparse::Status::Complete((length, size)))
                    if length == end && buffer[0].is_ascii_hexdigit() =>
                {
                    size
                }
                _ => return Err(broken()),
            };
            buffer.drain(..end);
            if size > (most - self.body.len()) as u64 {
                return Err(too_large(most));
            }
            self.ending = size == 0;
            self.rest = if self.ending { 0 } else { size as usize + 2 };
        }
    }
}

/// Returns where the first line ends; none where it has not come whole.
fn line_end(buffer: &[u8]) -> Result<Option<usize>, Refusal> {
    let found = buffer.windows(2).take(MOST_LINE).position(|pair| pair == b"\r\n");
    if found.is_none() && buffer.len() > MOST_LINE { Err(broken()) } else { Ok(found.map(|at| at + 2)) }
}

fn broken() -> Refusal {
    Refusal::invalid("The body's chunks are not well formed.")
}

/// Says that a body is over the limit.
pub(crate) fn too_large(most: usize) -> Refusal {
    Refusal::invalid(format!("The body is too large; at most {most} bytes are taken."))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Feeds the text in pieces of that size; returns the body, and what was left over.
    fn fed(text: &str, size: usize) -> Result<Option<(String, String)>, String> {
        let (mut chunked, mut buffer) = (Chunked::default(), Vec::new());
        let mut pieces = text.as_bytes().chunks(size);
        for piece in pieces.by_ref() {
            buffer.extend_from_slice(piece);
            if chunked.take(&mut buffer, 10).map_err(|refusal| format!("{refusal:?}"))? {
                buffer.extend(pieces.flatten());
                let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
                return Ok(Some((text(chunked.body), text(buffer))));
            }
        }
        Ok(None)
    }

    #[test]
    fn reads_chunks_however_they_come() {
        for size in [1, 2, 3, 100] {
            let whole = "3;a=b\r\na=b\r\n2\r\n&c\r\n0\r\nX: y\r\n\r\nGET";
            assert_eq!(fed(whole, size), Ok(Some(("a=b&c".into(), "GET".into()))));
            assert_eq!(fed("0\r\n\r\n", size), Ok(Some((String::new(), String::new()))));
            assert_eq!(fed("3\r\na=", size), Ok(None));
        }
    }

    #[test]
    fn refuses_what_is_no_chunk() {
        let long = format!("1;{}\r\na\r\n", "x".repeat(300));
        for text in ["x\r\n", "-1\r\n", " \r\n", "1\r\nabc", "b\r\n", "ffffffffffffffff\r\n", "\r\n", &long] {
            assert!(fed(text, 1).is_err(), "{text:?}");
            assert!(fed(text, 100).is_err(), "{text:?}");
        }
    }
}
