//! The door for bindings: a client, and two calls. Nothing else of the core is theirs to use.
//!
//! [`Client::call_text`] and [`Client::call_document`] make an operation of the table (or any request),
//! and [`event`] verifies a webhook. Options arrive as JSON text, parameters as JSON text or as [`Params`] that the binding
//! filled; what cannot be said in JSON is marked as [`Value::Foreign`] (in text: an object with the
//! one member `"\u0000"`). Panics are caught here, once for all languages.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

pub use crate::answer::LastResponse;
pub use crate::document::{Document, Form, Item, Part, Scalar, Sink};
pub use crate::model::shown;
pub use crate::observer::{Notice, Observer, What};
pub use crate::params::Params;
pub use crate::value::Value;

use crate::api;
use crate::client::{AppInfo, Builder, Call, Host, RequestOptions, read};
use crate::error::{Error, ErrorKind, report};
use crate::transport::{Method, Stop, Transport};
use crate::webhook::{self, Webhook};

mod options;
mod paging;
mod verification;

pub use options::{CallOptions, ClientOptions};
pub use paging::{Cursor, goes_backward, next_cursor, next_page};
pub use verification::{Verification, moment, secret_text, wrong_header};

/// A client as a binding holds it. Cheap to clone; clones share connections.
#[derive(Clone, Debug)]
pub struct Client(crate::Client);

/// What to ask for.
#[derive(Clone, Debug)]
pub enum Target<'a> {
    /// An operation of the table, `charges.create`, on the object of that id where it has one.
    Operation {
        /// The operation's name.
        name: &'a str,
        /// The id for its path.
        id: Option<&'a str>,
    },
    /// Any request.
    Request {
        /// The verb: `GET`, `POST` or `DELETE`.
        method: &'a str,
        /// The path below the API base.
        path: &'a str,
    },
}

/// An answer: the body as the binding wants it, and how it came.
#[derive(Clone, Debug)]
pub struct Reply<T> {
    /// The body, a JSON object: its text, or an index into it.
    pub body: T,
    /// Status, headers, request id, idempotency key, attempts.
    pub last_response: LastResponse,
}

impl Client {
    /// Makes a client; see [`ClientOptions`] for the options.
    ///
    /// # Errors
    /// A configuration error that names the option.
    pub fn new(
        options: ClientOptions,
        observer: Option<Arc<dyn Observer>>,
        transport: Option<Arc<dyn Transport>>,
    ) -> Result<Client, Error> {
        guard(|| {
            let mut builder: Builder = options.into_builder()?;
            if let Some(observer) = observer {
                builder = builder.observer(observer);
            }
            if let Some(transport) = transport {
                builder = builder.transport(transport);
            }
            builder.build().map(Client)
        })
    }

    /// Returns a client whose calls have those options too, over the same connections.
    ///
    /// # Errors
    /// A configuration error that names the option.
    pub fn with(&self, options: CallOptions) -> Result<Client, Error> {
        guard(|| {
            let options = options.into_options()?;
            options.check()?;
            Ok(Client(self.0.with(options)))
        })
    }

    /// Returns a client of the same options over the same connections, with a retry budget of its own.
    #[must_use]
    pub fn sibling(&self) -> Client {
        Client(self.0.sibling())
    }

    /// Makes a call whose answer is wanted as text.
    ///
    /// # Errors
    /// Whatever goes wrong, a panic included.
    pub fn call_text(
        &self,
        target: &Target<'_>,
        params: &Params,
        options: CallOptions,
        stop: Option<Stop>,
    ) -> Result<Reply<Vec<u8>>, Error> {
        guard(|| self.call(target, params, options, stop, |wanted| Box::new(read::text(wanted))))
    }

    /// Makes a call whose answer is wanted in a form of the binding's own, which `begin` begins with nothing.
    ///
    /// # Errors
    /// Whatever goes wrong, a panic included.
    pub fn call_written<F: Form + 'static>(
        &self,
        target: &Target<'_>,
        params: &Params,
        options: CallOptions,
        stop: Option<Stop>,
        begin: fn() -> F,
    ) -> Result<Reply<F>, Error> {
        guard(|| self.call(target, params, options, stop, |wanted| Box::new(read::written(wanted, begin))))
    }

    /// Makes a call as [`call_text`](Self::call_text) does, for a host whose JSON reader takes longer for names than
    /// for values: a page whose objects are alike may come in rows, which the truth beside the text tells.
    ///
    /// Such a text is `{"rows":[…],"members":{…},"page":{…}}`. The page has the first of its objects only. The members
    /// are the names of that one's, in their order, with `0` for each, or in the same way the members of one that is
    /// an object itself. The rows have, one after the other, for each further object `0` and the values of its members,
    /// or `1` and the object as it came; and so it is again with each member that has members.
    ///
    /// # Errors
    /// Whatever goes wrong, a panic included.
    pub fn call_rows(
        &self,
        target: &Target<'_>,
        params: &Params,
        options: CallOptions,
        stop: Option<Stop>,
    ) -> Result<Reply<(String, bool)>, Error> {
        guard(|| self.call(target, params, options, stop, |wanted| Box::new(read::rows(wanted))))
    }

    /// Makes a call whose answer is wanted as a document, to be read field by field.
    ///
    /// # Errors
    /// Whatever goes wrong, a panic included.
    pub fn call_document(
        &self,
        target: &Target<'_>,
        params: &Params,
        options: CallOptions,
        stop: Option<Stop>,
    ) -> Result<Reply<Document>, Error> {
        guard(|| self.call(target, params, options, stop, |wanted| Box::new(read::indexed(wanted))))
    }

    #[allow(clippy::type_complexity)]
    fn call<T>(
        &self,
        target: &Target<'_>,
        params: &Params,
        options: CallOptions,
        stop: Option<Stop>,
        reader: impl Fn(Option<&'static str>) -> Box<dyn Fn(Vec<u8>) -> Result<T, read::Unreadable>>,
    ) -> Result<Reply<T>, Error> {
        let mut options: RequestOptions = options.into_options()?;
        options.stop = stop;
        let (call, wanted) = match *target {
            Target::Operation { name, id } => {
                let operation = api::operation(name).ok_or_else(|| {
                    let text = format!("The SDK knows no operation {name:?}.");
                    Error::new(ErrorKind::Internal, text)
                })?;
                (Call::of(operation, id, params), Some(operation.answer.object_name()))
            }
            Target::Request { method, path } => {
                (Call { method: verb(method)?, path, id: None, operation: None, params }, None)
            }
        };
        let (body, last_response) = self.0.call(&call, options, &reader(wanted))?;
        Ok(Reply { body, last_response })
    }
}

/// Verifies a webhook and reads its event as a document.
///
/// # Errors
/// A signature error, or a configuration error about the secret, tolerance or time.
pub fn event(payload: Vec<u8>, header: &str, verification: &Verification<'_>) -> Result<Document, Error> {
    guard(|| {
        verification.verify(&payload, header)?;
        webhook::event_document(payload)
    })
}

/// Verifies a webhook and checks that it is an event, whose text the host already holds; returns the large
/// lists and maps in its `data.object`, which a host need not read before they are asked for.
///
/// # Errors
/// As [`event`].
pub fn check_event(
    payload: &[u8],
    header: &str,
    verification: &Verification<'_>,
) -> Result<Vec<Part>, Error> {
    guard(|| {
        verification.verify(payload, header)?;
        webhook::check_event(payload)
    })
}

/// Verifies a webhook, checks that it is an event, and writes it in a form of the binding's own.
///
/// # Errors
/// As [`event`].
pub fn write_event(
    payload: &[u8],
    header: &str,
    verification: &Verification<'_>,
    form: &mut impl Form,
) -> Result<(), Error> {
    guard(|| {
        verification.verify(payload, header)?;
        webhook::write_event(payload, form)
    })
}

/// Verifies a webhook's signature only.
///
/// # Errors
/// As [`event`], but for the payload.
pub fn verify(payload: &[u8], header: &str, verification: &Verification<'_>) -> Result<(), Error> {
    guard(|| verification.verify(payload, header))
}

/// Signs a payload, for tests; `timestamp` in unix seconds, now if `None`.
///
/// # Errors
/// A configuration error about the secret or the time.
pub fn sign(payload: &[u8], secret: &str, timestamp: Option<i128>) -> Result<String, Error> {
    guard(|| {
        let timestamp = timestamp.map(|given| unix_seconds("timestamp", given)).transpose()?;
        Webhook::generate_test_header(payload, secret, timestamp)
    })
}

/// Reads parameters from JSON text: an object.
///
/// # Errors
/// An invalid-request error when the text is no JSON object.
pub fn params_from_json(text: &[u8]) -> Result<Params, Error> {
    guard(|| {
        let refuse = |fault: String| {
            Error::refused(
                "parameter_invalid",
                "params",
                format!("Parameters must be a JSON object: {fault}. Nothing was sent."),
            )
        };
        match serde_json::from_slice::<Value>(text) {
            Ok(Value::Map(pairs)) => Ok(pairs.into_iter().collect()),
            Ok(other) => Err(refuse(format!("got {other}"))),
            Err(fault) => Err(refuse(fault.to_string())),
        }
    })
}

/// Writes an error as the JSON text from which a host builds its own.
pub fn error_json(error: &Error) -> String {
    report(error)
}

/// Makes an error of a kind, for the few refusals that only a host can see, such as a wrong type.
pub fn refusal(kind: ErrorKind, param: &str, message: &str) -> Error {
    match kind {
        ErrorKind::Configuration => Error::configuration(param, message),
        _ => Error::refused("parameter_invalid", param, message),
    }
}

/// Runs `inside` and turns a panic into an error: no panic may cross into a host. What a binding does
/// beside its calls into the core belongs in here too.
///
/// # Errors
/// Those of `inside`, and one of its own for a panic.
pub fn guard<T>(inside: impl FnOnce() -> Result<T, Error>) -> Result<T, Error> {
    catch_unwind(AssertUnwindSafe(inside)).unwrap_or_else(|_| {
        Err(Error::new(
            ErrorKind::Internal,
            "The SDK met a fault of its own (a panic) and ended the call. Please report it; the client can go on being used.",
        )
        .with_code("panic"))
    })
}

fn verb(method: &str) -> Result<Method, Error> {
    match method {
        "GET" | "get" => Ok(Method::Get),
        "POST" | "post" => Ok(Method::Post),
        "DELETE" | "delete" => Ok(Method::Delete),
        other => {
            let shown: String = other.chars().take(20).collect();
            let text = format!("method must be GET, POST or DELETE; got {shown:?}. Nothing was sent.");
            Err(Error::refused("parameter_invalid", "method", text))
        }
    }
}

fn unix_seconds(option: &str, given: i128) -> Result<u64, Error> {
    u64::try_from(given).map_err(|_| {
        Error::configuration(option, format!("{option} must be unix seconds, 0 or above; got {given}."))
    })
}
