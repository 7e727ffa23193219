//! Finds a byte in texts as short as headers are, for which the standard search takes longer to begin than
//! to search.

/// Returns where the first such byte stands.
#[inline]
pub(crate) fn seek(text: &[u8], wanted: u8) -> Option<usize> {
    let (sixteens, _) = text.as_chunks::<16>();
    // Without a branch, so that the compiler looks at all sixteen at once.
    let holds = |bytes: &[u8; 16]| bytes.iter().fold(false, |found, byte| found | (*byte == wanted));
    let from = sixteens.iter().take_while(|bytes| !holds(bytes)).count() * 16;
    let found = text[from..].iter().position(|byte| *byte == wanted)?;
    Some(from + found)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_of_such_bytes_is_found_wherever_it_stands() {
        for wanted in [b',', b'\n', b':'] {
            // The neighbours of the byte must not be taken for it, nor its top bit be lost.
            let others = [wanted - 1, wanted + 1, wanted | 0x80, 0, 255, wanted ^ 1].repeat(7);
            assert_eq!((seek(&others, wanted), seek(&[], wanted)), (None, None));
            for at in 0..=others.len() {
                let mut text = others.clone();
                text.insert(at, wanted);
                assert_eq!(seek(&text, wanted), Some(at), "{text:?}");
                assert_eq!(seek(&text[..=at], wanted), Some(at));
                assert_eq!(seek(&text[..at], wanted), None);
                text.insert(at + 1, wanted);
                assert_eq!(seek(&text, wanted), Some(at), "{text:?}");
            }
        }
    }
}
