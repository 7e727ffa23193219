//! Errors made from answers and from failures to get one.

use serde_json::{Map, Value as Json};

use super::{Error, ErrorKind};
use crate::answer::header;
use crate::transport::{Failure, Phase, Reason, Response};

/// How much of a body that is no API answer an error keeps: 1 KiB.
const KEPT: usize = 1024;

/// The longest body that is read as an error of the API (1 MiB): a longer one is none, and would take
/// many times its length in memory.
const LONGEST: usize = 1 << 20;

/// Makes the error that an answer outside 2xx stands for. Never fails, whatever the body.
pub(crate) fn from_answer(response: Response) -> Error {
    let said = said(&response.body);
    let mut error = Error::new(kind(response.status, said.as_ref()), "");
    let lost = is_lost(&response);
    let details = error.details_mut();
    details.outcome_unknown = lost;
    if let Some(said) = &said {
        let text = |name: &str| said.get(name).and_then(Json::as_str).map(str::to_owned);
        details.type_ = text("type");
        details.code = text("code");
        details.param = text("param");
        details.decline_code = text("decline_code");
        details.charge = text("charge");
        details.doc_url = text("doc_url");
        details.request_log_url = text("request_log_url");
        details.message = text("message").unwrap_or_default();
        details.body = Some(String::from_utf8_lossy(&response.body).into_owned());
    } else {
        details.body = Some(excerpt(&response.body));
    }
    if details.message.is_empty() {
        details.message = bare_message(&response);
    }
    details.http_status = Some(response.status);
    details.headers = response.headers;
    error
}

/// Makes the error for a 2xx answer that is not what the API answers; `what` says in what way.
pub(crate) fn not_an_answer(response: Response, what: &str) -> Error {
    let mut error = Error::new(
        ErrorKind::Api,
        format!(
            "The answer is no API answer: {what} (HTTP {}, content type {}).",
            response.status,
            header(&response.headers, "content-type").unwrap_or("not given")
        ),
    );
    let details = error.details_mut();
    details.body = Some(excerpt(&response.body));
    details.http_status = Some(response.status);
    details.headers = response.headers;
    error
}

/// Makes the error for an attempt that brought no complete answer.
pub(crate) fn from_failure(failure: &Failure) -> Error {
    let (kind, code) = match failure.reason {
        Reason::TimedOut => (ErrorKind::ApiTimeout, "timeout"),
        Reason::Untrusted => (ErrorKind::ApiConnection, "tls"),
        Reason::Stopped => (ErrorKind::ApiConnection, "stopped"),
        Reason::Malformed => (ErrorKind::ApiConnection, "malformed_answer"),
        Reason::Broken => (ErrorKind::ApiConnection, failure.phase.as_str()),
        Reason::Unacceptable => (ErrorKind::Api, "unacceptable_body"),
    };
    let doing = match failure.phase {
        Phase::Resolve => "look up the API's address",
        Phase::Connect => "connect to the API",
        Phase::Tls => "agree on TLS with the API",
        Phase::Send => "send the request",
        Phase::Wait => "wait for the answer",
        Phase::Receive => "read the answer",
    };
    let mut error = Error::new(kind, format!("Could not {doing}: {}.", failure.message)).with_code(code);
    // Before the request is sent the server cannot have done anything.
    error.details_mut().outcome_unknown = match failure.phase {
        Phase::Resolve | Phase::Connect | Phase::Tls => false,
        // A request that cannot be written is not begun.
        Phase::Send => failure.reason != Reason::Unacceptable,
        Phase::Wait | Phase::Receive => true,
    };
    error
}

/// Returns an error as the JSON text that hosts without Rust types build their own error from.
pub(crate) fn report(error: &Error) -> String {
    let headers: Map<String, Json> =
        error.headers().iter().map(|(name, value)| (name.clone(), Json::from(value.as_str()))).collect();
    serde_json::json!({
        "class": error.kind().class(),
        "message": error.message(),
        "type": error.type_(),
        "code": error.code(),
        "param": error.param(),
        "decline_code": error.decline_code(),
        "charge": error.charge(),
        "doc_url": error.doc_url(),
        "request_log_url": error.request_log_url(),
        "http_status": error.http_status(),
        "request_id": error.request_id(),
        "headers": headers,
        "body": error.body(),
        "should_retry": error.should_retry(),
        "idempotency_key": error.idempotency_key(),
        "attempts": error.attempts(),
        "outcome_unknown": error.outcome_unknown(),
    })
    .to_string()
}

/// Says whether the API's own answer was lost on the way: a proxy that gives up (502, 504 and their
/// like) does not know what the API did with the request.
pub(crate) fn is_lost(response: &Response) -> bool {
    (500..600).contains(&response.status) && said(&response.body).is_none()
}

/// Takes out what `{"error": {…}}` says; each field may be of any type, so that an odd one does not
/// hide the others.
pub(crate) fn said(body: &[u8]) -> Option<Map<String, Json>> {
    if body.len() > LONGEST {
        return None;
    }
    match serde_json::from_slice::<Map<String, Json>>(body).ok()?.remove("error") {
        Some(Json::Object(said)) => Some(said),
        _ => None,
    }
}

fn kind(status: u16, said: Option<&Map<String, Json>>) -> ErrorKind {
    let said_type = said.and_then(|said| said.get("type")?.as_str());
    match (status, said_type) {
        (401, _) => ErrorKind::Authentication,
        (402, _) => ErrorKind::Card,
        (403, _) => ErrorKind::Permission,
        (409, _) | (400, Some("idempotency_error")) => ErrorKind::Idempotency,
        (429, _) => ErrorKind::RateLimit,
        (400 | 404, _) => ErrorKind::InvalidRequest,
        (_, Some("invalid_request_error")) if (400..500).contains(&status) => ErrorKind::InvalidRequest,
        _ => ErrorKind::Api,
    }
}

/// Says what is known when the body says nothing.
fn bare_message(response: &Response) -> String {
    let status = response.status;
    if (300..400).contains(&status) {
        return format!(
            "The server answered with a redirect (HTTP {status}), which is never followed. Check base_url."
        );
    }
    format!(
        "The server answered with HTTP {status} and no API error (content type {}).",
        header(&response.headers, "content-type").unwrap_or("not given")
    )
}

fn excerpt(body: &[u8]) -> String {
    let mut text = String::from_utf8_lossy(&body[..body.len().min(KEPT)]).into_owned();
    // Replacement characters are longer than the bytes they stand for.
    while text.len() > KEPT {
        text.pop();
    }
    text
}
