//! Requests refused: the error object of an answer, and its status.

use serde::Serialize;

use crate::log::without_keys;

/// Why a request did not succeed, as its answer will tell it.
///
/// A handler that returns a refusal has changed nothing: its transaction is rolled back.
#[derive(Debug, Serialize)]
pub(crate) struct Refusal {
    #[serde(skip)]
    pub(crate) status: u16,
    #[serde(rename = "type")]
    pub(crate) kind: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) code: Option<&'static str>,
    pub(crate) message: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) param: Option<Box<str>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) decline_code: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) charge: Option<Box<str>>,
    /// A header that HTTP wants with the status, such as `Allow`.
    #[serde(skip)]
    pub(crate) header: Option<Box<(&'static str, String)>>,
}

impl Refusal {
    /// Refuses the request as sent: status 400, `invalid_request_error`.
    pub(crate) fn invalid(message: impl Into<String>) -> Self {
        Self::new(400, "invalid_request_error", message)
    }

    /// Refuses a reference in a parameter to something that is not there.
    pub(crate) fn missing(kind: &str, id: &str, param: impl Into<Box<str>>) -> Self {
        Self::invalid(format!("No such {kind}: '{}'.", clip(id))).code("resource_missing").param(param)
    }

    /// Refuses a reused idempotency key: status 400, `idempotency_error`.
    pub(crate) fn idempotency(message: impl Into<String>) -> Self {
        Self::new(400, "idempotency_error", message)
    }

    /// Reports a declined card: status 402, `card_error`.
    pub(crate) fn card(code: &'static str, message: impl Into<String>) -> Self {
        Self::new(402, "card_error", message).code(code)
    }

    /// Reports a fault of the sandbox itself: status 500, `api_error`.
    pub(crate) fn fault(message: impl Into<String>) -> Self {
        Self::new(500, "api_error", message)
    }

    fn new(status: u16, kind: &'static str, message: impl Into<String>) -> Self {
        Self {
            status,
            kind,
            code: None,
            message: message.into(),
            param: None,
            decline_code: None,
            charge: None,
            header: None,
        }
    }

    pub(crate) fn status(mut self, status: u16) -> Self {
        self.status = status;
        self
    }

    pub(crate) fn code(mut self, code: &'static str) -> Self {
        self.code = Some(code);
        self
    }

    pub(crate) fn param(mut self, param: impl Into<Box<str>>) -> Self {
        self.param = Some(param.into());
        self
    }

    /// Returns the body of the answer.
    pub(crate) fn body(&self) -> Vec<u8> {
        #[derive(Serialize)]
        struct Body<'a> {
            error: &'a Refusal,
        }
        serde_json::to_vec(&Body { error: self }).expect("a refusal is plain text and serialises")
    }
}

impl From<rusqlite::Error> for Refusal {
    fn from(error: rusqlite::Error) -> Self {
        Self::fault(format!("The sandbox's store failed: {error}."))
    }
}

impl From<serde_json::Error> for Refusal {
    fn from(error: serde_json::Error) -> Self {
        Self::fault(format!("The sandbox's store holds an object it cannot read: {error}."))
    }
}

/// Cuts a value given by the caller to what a message can show, and puts out keys in it.
pub(crate) fn clip(value: &str) -> String {
    const MOST: usize = 80;
    let value = without_keys(value);
    if value.chars().nth(MOST).is_none() {
        return value;
    }
    value.chars().take(MOST).chain(['…']).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn absent_fields_are_left_out() {
        let body = Refusal::missing("charge", "ch_1", "charge").status(404).body();
        assert_eq!(
            String::from_utf8(body).unwrap(),
            r#"{"error":{"type":"invalid_request_error","code":"resource_missing","message":"No such charge: 'ch_1'.","param":"charge"}}"#
        );
    }

    #[test]
    fn long_values_are_cut() {
        assert_eq!(clip(&"é".repeat(81)), "é".repeat(80) + "…");
        assert_eq!(clip("short"), "short");
        assert_eq!(clip("a sk_test_0123456789"), "a sk_test_*");
    }
}
