//! A binding's client: its calls, each with the answer in the form that the binding reads.

use std::sync::Arc;

use super::{CallOptions, ClientOptions, guard};
use crate::answer::LastResponse;
use crate::api;
use crate::client::{Builder, Call, RequestOptions, read};
use crate::document::{Document, Form};
use crate::error::{Error, ErrorKind};
use crate::observer::Observer;
use crate::params::Params;
use crate::transport::{Method, Stop, Transport};

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
