//! What a client tells of its work: for logs, metrics and traces. Never a key, a secret or a body.

use std::time::Duration;

use crate::error::ErrorKind;
use crate::transport::Method;

/// Is told of every call as it happens, on the thread that makes it.
///
/// Keep it quick: the call waits. A panic in it ends the call with [`ErrorKind::Internal`] in the
/// languages over the core, and unwinds in Rust.
pub trait Observer: Send + Sync {
    /// Takes notice of what happened.
    fn notice(&self, notice: &Notice<'_>);
}

/// Something that happened in a call.
#[derive(Clone, Copy, Debug)]
pub struct Notice<'a> {
    /// A number that all notices of one call share, unique within the process.
    pub call: u64,
    /// The verb.
    pub method: Method,
    /// The path below the API base with `{id}` in place of an id: `/charges/{id}`.
    pub path: &'a str,
    /// What happened.
    pub what: What<'a>,
}

/// What happened.
#[derive(Clone, Copy, Debug)]
pub enum What<'a> {
    /// The call was checked and encoded, and begins.
    Begun,
    /// An attempt ended, with an answer (`status`) or a failure.
    AttemptEnded {
        /// Which attempt, from 1.
        attempt: u32,
        /// The status of the answer, if there was one.
        status: Option<u16>,
        /// The id that the server gave the request.
        request_id: Option<&'a str>,
        /// Why there was no answer, as an error code: `timeout`, `connect`, …
        failure: Option<&'a str>,
        /// How long the attempt took.
        took: Duration,
    },
    /// Another attempt will follow.
    RetryPlanned {
        /// Which attempt will follow, from 2.
        attempt: u32,
        /// How long the call waits before it.
        delay: Duration,
    },
    /// The call ended.
    Ended {
        /// How many attempts were made.
        attempts: u32,
        /// The status of the last answer, if there was one.
        status: Option<u16>,
        /// The id that the server gave the last request.
        request_id: Option<&'a str>,
        /// The kind of error that the call ended in; `None` for success.
        error: Option<ErrorKind>,
        /// How long the whole call took.
        took: Duration,
    },
}
