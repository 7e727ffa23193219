//! Ids of objects: a prefix that tells their kind, then 24 letters and digits.

use crate::clock;

const ALPHABET: &[u8; 62] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

/// Makes a new id, such as `ch_0VkM3aQ` with 17 random characters behind it.
///
/// The first seven characters are the time, so that new ids go to the end of an index: the millionth
/// object is stored as fast as the first.
pub(crate) fn new_id(prefix: &str) -> String {
    let mut id = String::with_capacity(prefix.len() + 25);
    id.push_str(prefix);
    id.push('_');
    let mut time = clock::millis().unsigned_abs();
    let mut head = [0_u8; 7];
    for place in head.iter_mut().rev() {
        *place = ALPHABET[(time % 62) as usize];
        time /= 62;
    }
    id.extend(head.iter().map(|byte| char::from(*byte)));
    push_random(&mut id, 17);
    id
}

/// Makes a new secret of 32 random characters behind a prefix, such as `sk_test_…`.
pub(crate) fn new_secret(prefix: &str) -> String {
    let mut secret = prefix.to_owned();
    push_random(&mut secret, 32);
    secret
}

fn push_random(text: &mut String, mut count: usize) {
    let mut bytes = [0_u8; 48];
    while count > 0 {
        getrandom::fill(&mut bytes).expect("the system gives random bytes");
        // Values over 61 are passed over rather than wrapped: each character stays equally likely.
        for place in bytes.iter().map(|byte| usize::from(byte & 63)).filter(|place| *place < 62).take(count) {
            text.push(char::from(ALPHABET[place]));
            count -= 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn ids_have_their_shape_and_differ() {
        let ids: HashSet<String> = (0..1000).map(|_| new_id("ch")).collect();
        assert_eq!(ids.len(), 1000);
        for id in ids {
            let tail = id.strip_prefix("ch_").unwrap();
            assert_eq!(tail.len(), 24);
            assert!(tail.bytes().all(|byte| byte.is_ascii_alphanumeric()), "{id}");
        }
    }

    #[test]
    fn later_ids_sort_behind() {
        let first = new_id("re");
        let made = clock::millis();
        while clock::millis() == made {
            std::thread::yield_now();
        }
        assert!(new_id("re") > first);
    }
}
