//! What goes wrong: the kinds of error, and the error itself with all that is known of it.

mod answer;
mod kind;

use std::fmt;

pub(crate) use answer::{from_answer, from_failure, is_lost, not_an_answer, report, said};
pub use kind::ErrorKind;

use crate::secret;

/// An error of the SDK. Small to return: its fields lie in one allocation.
///
/// Match on [`kind`](Error::kind) and [`code`](Error::code), never on the message. No message, field
/// or `Debug` form holds an API key or a webhook secret.
#[derive(Clone)]
pub struct Error(Box<Details>);

/// All that is known of an error.
#[derive(Clone, Debug)]
pub(crate) struct Details {
    pub(crate) kind: ErrorKind,
    pub(crate) message: String,
    pub(crate) type_: Option<String>,
    pub(crate) code: Option<String>,
    pub(crate) param: Option<String>,
    pub(crate) decline_code: Option<String>,
    pub(crate) charge: Option<String>,
    pub(crate) doc_url: Option<String>,
    pub(crate) request_log_url: Option<String>,
    pub(crate) http_status: Option<u16>,
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) body: Option<String>,
    pub(crate) should_retry: bool,
    pub(crate) idempotency_key: Option<String>,
    pub(crate) attempts: u32,
    pub(crate) outcome_unknown: bool,
}

impl Details {
    /// Returns every text that may have come from the server.
    pub(crate) fn texts_mut(&mut self) -> impl Iterator<Item = &mut String> {
        let optional = [
            &mut self.type_,
            &mut self.code,
            &mut self.param,
            &mut self.decline_code,
            &mut self.charge,
            &mut self.doc_url,
            &mut self.request_log_url,
            &mut self.body,
        ];
        let headers = self.headers.iter_mut().map(|(_, value)| value);
        [&mut self.message].into_iter().chain(optional.into_iter().flatten()).chain(headers)
    }
}

impl Error {
    pub(crate) fn new(kind: ErrorKind, message: impl Into<String>) -> Self {
        Error(Box::new(Details {
            kind,
            message: message.into(),
            type_: None,
            code: None,
            param: None,
            decline_code: None,
            charge: None,
            doc_url: None,
            request_log_url: None,
            http_status: None,
            headers: Vec::new(),
            body: None,
            should_retry: false,
            idempotency_key: None,
            attempts: 0,
            outcome_unknown: false,
        }))
    }

    /// A parameter that was refused before anything was sent.
    pub(crate) fn refused(code: &str, param: &str, message: impl Into<String>) -> Self {
        let mut error = Error::new(ErrorKind::InvalidRequest, message).with_code(code).about(param);
        error.0.type_ = Some("invalid_request_error".to_owned());
        error
    }

    /// An option of the client or of a call that cannot be used.
    pub(crate) fn configuration(option: &str, message: impl Into<String>) -> Self {
        Error::new(ErrorKind::Configuration, message).about(option)
    }

    /// Names what was refused. It is quoted in the message, and may be a key that was given in its place.
    fn about(mut self, param: &str) -> Self {
        self.0.param = Some(param.to_owned());
        self.0.texts_mut().for_each(secret::put_out_alike);
        self
    }

    pub(crate) fn with_code(mut self, code: &str) -> Self {
        self.0.code = Some(code.to_owned());
        self
    }

    pub(crate) fn details_mut(&mut self) -> &mut Details {
        &mut self.0
    }

    /// The kind of error, one for each class that the other languages have.
    pub fn kind(&self) -> ErrorKind {
        self.0.kind
    }

    /// What went wrong, as plain sentences for people.
    pub fn message(&self) -> &str {
        &self.0.message
    }

    /// The API's type of the error: `card_error`, `invalid_request_error`, …
    pub fn type_(&self) -> Option<&str> {
        self.0.type_.as_deref()
    }

    /// The code that programs match on: `card_declined`, `parameter_missing`, `mismatch`, …
    pub fn code(&self) -> Option<&str> {
        self.0.code.as_deref()
    }

    /// The name of the parameter or option at fault.
    pub fn param(&self) -> Option<&str> {
        self.0.param.as_deref()
    }

    /// Why the card's issuer declined: `insufficient_funds`, …
    pub fn decline_code(&self) -> Option<&str> {
        self.0.decline_code.as_deref()
    }

    /// The id of the charge that failed.
    pub fn charge(&self) -> Option<&str> {
        self.0.charge.as_deref()
    }

    /// Where the documentation explains the code.
    pub fn doc_url(&self) -> Option<&str> {
        self.0.doc_url.as_deref()
    }

    /// Where the Dashboard shows the request.
    pub fn request_log_url(&self) -> Option<&str> {
        self.0.request_log_url.as_deref()
    }

    /// The HTTP status of the answer, where there was one.
    pub fn http_status(&self) -> Option<u16> {
        self.0.http_status
    }

    /// The id of the request, to quote to support.
    pub fn request_id(&self) -> Option<&str> {
        crate::answer::header(&self.0.headers, "request-id")
    }

    /// The headers of the answer: names in lower case with their values.
    pub fn headers(&self) -> &[(String, String)] {
        &self.0.headers
    }

    /// The body of the answer as text; at most its first KiB where it is no API answer.
    pub fn body(&self) -> Option<&str> {
        self.0.body.as_deref()
    }

    /// Whether the same call may work if it is made again later, by the rules that the retries follow.
    pub fn should_retry(&self) -> bool {
        self.0.should_retry
    }

    /// The idempotency key that the request carried on every attempt.
    ///
    /// Make the call again with this key to learn what became of it, without any risk of doing it twice.
    pub fn idempotency_key(&self) -> Option<&str> {
        self.0.idempotency_key.as_deref()
    }

    /// How many attempts were made; 0 when nothing was sent.
    pub fn attempts(&self) -> u32 {
        self.0.attempts
    }

    /// Whether the request may have been carried out although no answer of the API says so: none came,
    /// or only that of a proxy which gave up.
    ///
    /// Make the call again with the same [`idempotency_key`](Self::idempotency_key) to learn.
    pub fn outcome_unknown(&self) -> bool {
        self.0.outcome_unknown
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.message)
    }
}

impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct(self.0.kind.class())
            .field("message", &self.0.message)
            .field("code", &self.0.code)
            .field("param", &self.0.param)
            .field("http_status", &self.0.http_status)
            .field("request_id", &self.request_id())
            .finish_non_exhaustive()
    }
}

impl std::error::Error for Error {}
