//! Idempotency keys: what a request is known by, and which keys are in use.

use std::borrow::Cow;
use std::collections::HashSet;
use std::sync::{Mutex, MutexGuard, PoisonError};

use sha2::{Digest, Sha256};

use crate::form::Node;
use crate::http::Request;
use crate::refusal::Refusal;

/// Reads the key of a request; only POST has one.
pub(crate) fn key(request: &Request) -> Result<Option<&str>, Refusal> {
    if request.method != "POST" {
        return Ok(None);
    }
    let Some(key) = request.header("idempotency-key") else { return Ok(None) };
    if is_key(key) {
        return Ok(Some(key));
    }
    let message = "The Idempotency-Key header must be 1 to 255 visible ASCII characters.";
    Err(Refusal::idempotency(message))
}

/// Says whether text can be an idempotency key.
pub(crate) fn is_key(text: &str) -> bool {
    (1..=255).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_graphic())
}

/// Digests what a key is used for: path and parameters, whatever their order.
pub(crate) fn fingerprint(path: &str, form: &[(String, Node)]) -> Vec<u8> {
    let mut digest = Sha256::new();
    text(&mut digest, b'p', path);
    names(&mut digest, form);
    digest.finalize().to_vec()
}

fn names(digest: &mut Sha256, form: &[(String, Node)]) {
    // `a[]=x` says what `a[0]=x` says.
    let numbered = form.iter().enumerate().map(|(place, (name, node))| {
        let name = if name.is_empty() { Cow::Owned(place.to_string()) } else { Cow::Borrowed(name.as_str()) };
        (name, node)
    });
    let mut sorted: Vec<(Cow<'_, str>, &Node)> = numbered.collect();
    sorted.sort_by(|a, b| a.0.cmp(&b.0));
    digest.update([b'{']);
    for (name, node) in sorted {
        text(digest, b'n', &name);
        match node {
            Node::Text(value) => text(digest, b't', value),
            Node::Names(inner) => names(digest, inner),
        }
    }
    digest.update([b'}']);
}

/// Adds a text with its length before it, so that no two lists of texts digest alike.
fn text(digest: &mut Sha256, kind: u8, text: &str) {
    digest.update([kind]);
    digest.update((text.len() as u64).to_be_bytes());
    digest.update(text);
}

/// The keys whose requests are being carried out.
#[derive(Default)]
pub(crate) struct InUse(Mutex<HashSet<String>>);

/// A key claimed; let go of when dropped.
pub(crate) struct Claim<'a> {
    keys: &'a InUse,
    key: &'a str,
}

impl InUse {
    /// Claims a key for one request, or refuses while another request has it.
    pub(crate) fn claim<'a>(&'a self, key: &'a str) -> Result<Claim<'a>, Refusal> {
        if self.lock().insert(key.to_owned()) {
            return Ok(Claim { keys: self, key });
        }
        let message =
            "Another request with this idempotency key is still being carried out; try again in a moment.";
        Err(Refusal::idempotency(message).status(409).code("idempotency_key_in_use"))
    }

    fn lock(&self) -> MutexGuard<'_, HashSet<String>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Claim<'_> {
    fn drop(&mut self) {
        self.keys.lock().remove(self.key);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::form::decode;

    #[test]
    fn the_order_of_parameters_does_not_matter_but_all_else_does() {
        let print = |path: &str, form: &str| fingerprint(path, &decode(form.as_bytes()).unwrap());
        let first = print("/v1/charges", "amount=5&metadata[a]=1&metadata[b]=2");
        assert_eq!(first, print("/v1/charges", "metadata%5Bb%5D=2&metadata[a]=1&amount=5"));
        let list = print("/v1/charges", "expand[]=customer&expand[]=source");
        assert_eq!(list, print("/v1/charges", "expand[1]=source&expand[0]=customer"));
        assert_ne!(list, print("/v1/charges", "expand[]=source&expand[]=customer"));
        for other in [
            "amount=6&metadata[a]=1&metadata[b]=2",
            "amount=5&metadata[a]=1",
            "amount=5&metadata[a]=12&metadata[b]=",
        ] {
            assert_ne!(first, print("/v1/charges", other));
        }
        assert_ne!(first, print("/v1/refunds", "amount=5&metadata[a]=1&metadata[b]=2"));
    }

    #[test]
    fn a_key_is_claimed_once_at_a_time() {
        let keys = InUse::default();
        let claim = keys.claim("k");
        assert!(claim.is_ok());
        assert_eq!(keys.claim("k").err().unwrap().status, 409);
        drop(claim);
        assert!(keys.claim("k").is_ok());
    }
}
