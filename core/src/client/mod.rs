//! The client: what it is made of and the calls it makes.

mod base_url;
mod call;
mod config;
mod headers;
mod memory;
mod options;
mod path;
mod random;
pub(crate) mod read;

use std::fmt;
use std::sync::Arc;

pub(crate) use call::Ask as Call;
pub use config::{
    AppInfo, Builder, DEFAULT_BASE_URL, DEFAULT_CONNECT_TIMEOUT, DEFAULT_MAX_RETRIES, DEFAULT_TIMEOUT,
    MAX_RETRIES,
};
pub(crate) use headers::Host;
pub use options::RequestOptions;

use crate::answer::{Answer, RawAnswer};
use crate::api::{self, Charges, Customers, Events, Refunds, WebhookEndpoints};
use crate::error::Error;
use crate::observer::Observer;
use crate::params::Params;
use crate::retry::Budget;
use crate::transport::{Method, Transport};

/// A client of the NextGen API. Cheap to clone; clones share connections, and threads may share one.
#[derive(Clone)]
pub struct Client {
    config: Arc<config::Config>,
    shared: Arc<Shared>,
    options: RequestOptions,
}

/// What a client shares with its clones.
struct Shared {
    transport: Arc<dyn Transport>,
    observer: Option<Arc<dyn Observer>>,
    budget: Budget,
}

impl Client {
    /// Makes a client with that secret API key and all else as it is by default.
    ///
    /// # Errors
    /// [`ErrorKind::Configuration`](crate::ErrorKind::Configuration) when the key cannot be one.
    pub fn new(api_key: impl Into<String>) -> Result<Client, Error> {
        Client::builder().api_key(api_key).build()
    }

    /// Makes a client from `NEXTGEN_API_KEY`, `NEXTGEN_BASE_URL`, `NEXTGEN_CA_BUNDLE` and `NEXTGEN_PROXY`.
    ///
    /// # Errors
    /// [`ErrorKind::Configuration`](crate::ErrorKind::Configuration) when there is no key, or a
    /// variable cannot be used.
    pub fn from_env() -> Result<Client, Error> {
        Client::builder().or_env().build()
    }

    /// Begins a client with options.
    pub fn builder() -> Builder {
        Builder::default()
    }

    /// Returns a client that makes its calls with those options and shares this one's connections.
    ///
    /// Making it cannot fail. An option that cannot be used, such as a timeout of zero, is refused by each
    /// call of the client, before anything is sent, with an error whose [`param`](Error::param) names it:
    ///
    /// ```
    /// use std::time::Duration;
    /// use nextgen::{Client, RequestOptions};
    ///
    /// let client = Client::new("sk_test_4eC39HqLyjWDarjtT1zdp7dc")?;
    /// let hasty = client.with(RequestOptions::new().timeout(Duration::ZERO));
    /// let error = hasty.charges().retrieve("ch_1Ab2Cd3Ef4Gh5I").unwrap_err();
    /// assert_eq!(error.param(), Some("timeout"));
    /// # Ok::<(), nextgen::Error>(())
    /// ```
    #[must_use]
    pub fn with(&self, options: RequestOptions) -> Client {
        Client { options: self.options.overlaid(options), ..self.clone() }
    }

    /// Returns a client of the same options over the same connections, with a retry budget of its own.
    pub(crate) fn sibling(&self) -> Client {
        let Shared { transport, observer, .. } = &*self.shared;
        let (transport, observer) = (Arc::clone(transport), observer.clone());
        let shared = Arc::new(Shared { transport, observer, budget: Budget::new() });
        Client { shared, ..self.clone() }
    }

    /// Charges: money taken from a card or another payment source.
    pub fn charges(&self) -> Charges<'_> {
        Charges::new(self)
    }

    /// Customers: people or firms who pay more than once.
    pub fn customers(&self) -> Customers<'_> {
        Customers::new(self)
    }

    /// Refunds: money given back.
    pub fn refunds(&self) -> Refunds<'_> {
        Refunds::new(self)
    }

    /// Events: what happened in the account.
    pub fn events(&self) -> Events<'_> {
        Events::new(self)
    }

    /// Webhook endpoints: the URLs of yours that events are sent to.
    pub fn webhook_endpoints(&self) -> WebhookEndpoints<'_> {
        WebhookEndpoints::new(self)
    }

    /// Makes a request that this version has no method for, with the same key, retries and errors.
    ///
    /// `path` lies below the API base: `/charges`. The answer's body is a JSON object.
    ///
    /// # Errors
    /// See [`Error`]; a path that cannot be one is refused and nothing is sent.
    pub fn request(&self, method: Method, path: &str, params: impl Into<Params>) -> Result<RawAnswer, Error> {
        let params = params.into();
        let call = Call { method, path, id: None, operation: None, params: &params };
        let (body, last_response) = self.call(&call, RequestOptions::new(), &read::text(None))?;
        Ok(RawAnswer { last_response, body })
    }

    /// Makes the call that typed parameters belong to.
    pub(crate) fn ask<A: api::Ask>(&self, id: Option<&str>, ask: A) -> Result<Answer<A::Answer>, Error> {
        self.ask_with::<A>(id, &ask.into_params())
    }

    pub(crate) fn ask_with<A: api::Ask>(
        &self,
        id: Option<&str>,
        params: &Params,
    ) -> Result<Answer<A::Answer>, Error> {
        let call = Call::of(A::OPERATION, id, params);
        let (object, last_response) = self.call(&call, RequestOptions::new(), &read::typed::<A>)?;
        Ok(Answer::new(object, last_response))
    }

    fn from_parts(config: Arc<config::Config>, shared: Arc<Shared>) -> Client {
        Client { config, shared, options: RequestOptions::new() }
    }
}

impl fmt::Debug for Client {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Client")
            .field("api_key", &self.config.api_key)
            .field("base_url", &self.config.base_url)
            .finish_non_exhaustive()
    }
}
