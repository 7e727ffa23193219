//! What a call brings back: the object, and how it came.

use std::ops::Deref;

use serde::de::DeserializeOwned;

use crate::document;
use crate::error::{Error, ErrorKind};

/// An object of the API together with the response that brought it. It reads like the object itself.
#[derive(Clone, Debug, PartialEq)]
pub struct Answer<T> {
    /// Apart, so that an answer is cheap to move.
    object: Box<T>,
    last_response: LastResponse,
}

impl<T> Answer<T> {
    pub(crate) fn new(object: Box<T>, last_response: LastResponse) -> Self {
        Answer { object, last_response }
    }

    /// Returns how the object came: status, headers, request id.
    pub fn last_response(&self) -> &LastResponse {
        &self.last_response
    }

    /// Returns the object alone.
    pub fn into_inner(self) -> T {
        *self.object
    }
}

impl<T> Deref for Answer<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.object
    }
}

/// How an answer came.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LastResponse {
    /// The HTTP status.
    pub status: u16,
    /// Header names in lower case with their values, in the order received.
    pub headers: Vec<(String, String)>,
    /// The idempotency key that a POST carried: the caller's, or the random one made for it.
    pub idempotency_key: Option<String>,
    /// How many attempts it took, 1 or more.
    pub attempts: u32,
}

impl LastResponse {
    /// Returns the value of a header by its name in lower case; the first, if it came twice.
    pub fn header(&self, name: &str) -> Option<&str> {
        header(&self.headers, name)
    }

    /// Returns the id of the request, to quote to support.
    pub fn request_id(&self) -> Option<&str> {
        self.header("request-id")
    }
}

/// A successful answer before it is decoded: a JSON object, whole and checked.
#[derive(Clone, Debug)]
pub struct RawAnswer {
    /// How it came.
    pub last_response: LastResponse,
    /// The body, a JSON object.
    pub body: Vec<u8>,
}

impl RawAnswer {
    /// Reads the body as `T`: a type of yours, or `serde_json::Value` for whatever came.
    ///
    /// # Errors
    /// [`ErrorKind::Api`] when the body does not fit `T`.
    pub fn json<T: DeserializeOwned>(&self) -> Result<T, Error> {
        document::typed(&self.body).map_err(|fault| {
            Error::new(ErrorKind::Api, format!("The answer is not what it was read as: {fault}."))
        })
    }
}

/// Returns the value of a header by its name in lower case.
pub(crate) fn header<'h>(headers: &'h [(String, String)], name: &str) -> Option<&'h str> {
    headers.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
}
