//! Whose request it is: the API key, in either of the two ways to send it.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

use crate::http::Request;
use crate::refusal::Refusal;

/// Lets a request with one of `keys` pass. No message ever shows more of a key than its last four characters.
pub(crate) fn check(request: &Request, keys: &[String]) -> Result<(), Refusal> {
    let Some(header) = request.header("authorization") else {
        return Err(refused("No API key is given; send 'Authorization: Bearer sk_test_…'."));
    };
    let Some(key) = key(header) else {
        let message =
            "The Authorization header is malformed; send 'Bearer sk_test_…', or the key as user by Basic.";
        return Err(refused(message));
    };
    if key.starts_with("sk_live_") {
        return Err(refused(
            "This is a live key; the sandbox takes test keys only, which begin with sk_test_.",
        ));
    }
    if keys.contains(&key) {
        return Ok(());
    }
    if key.starts_with("pk_") {
        let message =
            "This is a publishable key, which may not do this; use a secret key, which begins with sk_test_.";
        return Err(Refusal::invalid(message).status(403));
    }
    let last: String = key.chars().skip(key.chars().count().saturating_sub(4)).collect();
    if key.len() >= 12 && last.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
        return Err(refused(&format!("The API key that ends in '{last}' is not a key of this sandbox.")));
    }
    Err(refused("The API key is not a key of this sandbox."))
}

fn key(header: &str) -> Option<String> {
    let (scheme, rest) = header.split_once(' ')?;
    let rest = rest.trim();
    if scheme.eq_ignore_ascii_case("bearer") && !rest.is_empty() {
        return Some(rest.to_owned());
    }
    if scheme.eq_ignore_ascii_case("basic") {
        let pair = String::from_utf8(STANDARD.decode(rest).ok()?).ok()?;
        return pair.split(':').next().filter(|user| !user.is_empty()).map(str::to_owned);
    }
    None
}

fn refused(message: &str) -> Refusal {
    let mut refusal = Refusal::invalid(message).status(401);
    refusal.header = Some(Box::new(("WWW-Authenticate", "Bearer realm=\"NextGen sandbox\"".to_owned())));
    refusal
}

#[cfg(test)]
mod tests {
    use super::*;

    fn status(authorization: Option<&str>) -> (u16, String) {
        let headers = authorization.map(|value| ("authorization".to_owned(), value.to_owned()));
        let request = Request {
            method: "GET".into(),
            path: "/v1/charges".into(),
            query: String::new(),
            headers: headers.into_iter().collect(),
            body: Vec::new(),
            last: false,
        };
        match check(&request, &["sk_test_right".to_owned()]) {
            Ok(()) => (200, String::new()),
            Err(refusal) => (refusal.status, refusal.message),
        }
    }

    #[test]
    fn takes_the_key_in_both_ways() {
        assert_eq!(status(Some("Bearer sk_test_right")).0, 200);
        assert_eq!(status(Some("bearer  sk_test_right")).0, 200);
        let basic = format!("Basic {}", STANDARD.encode("sk_test_right:"));
        assert_eq!(status(Some(&basic)).0, 200);
    }

    #[test]
    fn refuses_without_showing_the_key() {
        assert_eq!(status(None).0, 401);
        for header in ["", "Bearer", "Bearer ", "Basic ???", "Basic Og==", "Token sk_test_right"] {
            assert_eq!(status(Some(header)).0, 401, "{header}");
        }
        let (code, message) = status(Some("Bearer sk_test_wrongabcd"));
        assert!(code == 401 && message.contains("'abcd'") && !message.contains("wrong"), "{message}");
        let (code, message) = status(Some("Bearer sk_live_secret"));
        assert!(
            code == 401 && message.contains("test keys only") && !message.contains("secret"),
            "{message}"
        );
        assert_eq!(status(Some("Bearer pk_test_123456789")).0, 403);
    }
}
