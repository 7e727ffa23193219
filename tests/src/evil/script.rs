//! The script of an evil server: a list of acts, one for each connection trick or request.
//!
//! `{"status":200,"json":{…}}` answers one request properly. `{"play":[…]}` answers one request with
//! a series of actions. `{"accept":[…]}` plays on the bare TCP connection, before any TLS.
//! `"times": n` plays the act n times over.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::Value;

use super::date;

/// One thing that a server does: to a connection, or to a request.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Act {
    /// How many requests in a row this act answers.
    #[serde(default = "once")]
    pub times: usize,
    /// Actions on the bare connection, in place of a TLS handshake.
    pub accept: Option<Vec<Action>>,
    /// Actions in answer to a request.
    pub play: Option<Vec<Action>>,
    /// The status of a proper answer; the fields below belong to it.
    pub status: Option<u16>,
    /// Header names and values; a list of values sends the header several times.
    #[serde(default)]
    pub headers: BTreeMap<String, Value>,
    /// A body of JSON.
    pub json: Option<Value>,
    /// A body that is no JSON, or JSON spelt out to the byte.
    pub text: Option<String>,
}

impl Act {
    /// Says whether the act plays when a connection is accepted.
    pub fn is_for_accept(&self) -> bool {
        self.accept.is_some()
    }

    /// Returns the actions of the act, a short-hand answer turned into one action.
    pub fn actions(self) -> Vec<Action> {
        if let Some(actions) = self.accept.or(self.play) {
            return actions;
        }
        let status = self.status.unwrap_or(200);
        vec![Action::Answer(Answer { status, headers: self.headers, json: self.json, text: self.text })]
    }
}

/// One step of an act.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Action {
    /// Reads once whatever the peer sends, on a bare connection.
    Read,
    /// Ends the connection by a TCP reset.
    Reset,
    /// Ends the connection properly, with a TLS close_notify.
    Close,
    /// Ends the connection by a FIN without a close_notify.
    Cut,
    /// Does nothing until the peer goes away.
    Hang,
    /// Sends a text as it is.
    Send(String),
    /// Sends bytes that are no text.
    SendBase64(String),
    /// Sends a text over and over.
    Fill(Fill),
    /// Sends a text byte by byte.
    Drip(Drip),
    /// Waits for milliseconds, or until the peer goes away.
    Wait(u64),
    /// Sends a proper answer.
    Answer(Answer),
}

/// A text to send many times.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Fill {
    /// The text.
    pub text: String,
    /// How often; without it, until the peer has enough.
    pub times: Option<usize>,
}

/// A text to send slowly.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Drip {
    /// The text.
    pub text: String,
    /// Milliseconds before each byte.
    pub every: u64,
}

/// A properly framed answer that keeps the connection.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Answer {
    /// The status.
    pub status: u16,
    /// Header names and values; a list of values sends the header several times.
    #[serde(default)]
    pub headers: BTreeMap<String, Value>,
    /// A body of JSON.
    pub json: Option<Value>,
    /// A body spelt out.
    pub text: Option<String>,
}

impl Answer {
    /// Returns the answer as the bytes of an HTTP/1.1 response.
    pub fn bytes(&self) -> Vec<u8> {
        let body = match (&self.json, &self.text) {
            (Some(json), _) => json.to_string(),
            (None, Some(text)) => text.clone(),
            (None, None) => String::new(),
        };
        let mut head = format!("HTTP/1.1 {:03} Scripted\r\nContent-Length: {}\r\n", self.status, body.len());
        let given = |name: &str| self.headers.keys().any(|key| key.eq_ignore_ascii_case(name));
        if !given("content-type") {
            let kind = if self.json.is_some() { "application/json" } else { "text/html" };
            head.push_str(&format!("Content-Type: {kind}\r\n"));
        }
        if !given("request-id") {
            head.push_str("Request-Id: req_evil00000000000001\r\n");
        }
        for (name, values) in &self.headers {
            for value in one_or_many(values) {
                head.push_str(&format!("{name}: {}\r\n", date::fill(&value)));
            }
        }
        head.push_str("\r\n");
        let mut bytes = head.into_bytes();
        bytes.extend_from_slice(body.as_bytes());
        bytes
    }
}

/// Returns the texts of a header: one, several in a list, or none for null.
fn one_or_many(value: &Value) -> Vec<String> {
    match value {
        Value::String(text) => vec![text.clone()],
        Value::Array(texts) => texts.iter().filter_map(Value::as_str).map(str::to_owned).collect(),
        _ => Vec::new(),
    }
}

fn once() -> usize {
    1
}
