//! Finds a byte in texts as short as headers are, for which the standard search takes longer to begin than
//! to search.

/// Returns where the first such ASCII character stands, looking at eight bytes at a time.
#[inline]
pub(crate) fn seek(text: &[u8], wanted: u8) -> Option<usize> {
    const ONES: u64 = u64::MAX / 255;
    let (eights, rest) = text.as_chunks();
    for (index, eight) in eights.iter().enumerate() {
        // Zero where the byte is; taking one from each sets the top bit of the first zero.
        let differing = u64::from_le_bytes(*eight) ^ (ONES * u64::from(wanted));
        let found = differing.wrapping_sub(ONES) & !differing & (ONES << 7);
        if found != 0 {
            return Some(index * 8 + found.trailing_zeros() as usize / 8);
        }
    }
    let found = rest.iter().position(|byte| *byte == wanted)?;
    Some(text.len() - rest.len() + found)
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
