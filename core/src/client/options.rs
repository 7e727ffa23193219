//! The options of a single call.

use std::borrow::Cow;
use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use super::config::{Config, missing_key, retries, seconds};
use super::headers;
use crate::error::Error;
use crate::secret::ApiKey;
use crate::transport::Stop;

/// Options of one call, or of a client made by [`Client::with`](crate::Client::with).
#[derive(Clone, Default)]
pub struct RequestOptions {
    pub(crate) idempotency_key: Option<String>,
    pub(crate) api_key: Option<String>,
    pub(crate) timeout: Option<f64>,
    pub(crate) connect_timeout: Option<f64>,
    pub(crate) deadline: Option<f64>,
    pub(crate) max_retries: Option<i128>,
    pub(crate) extra_headers: Vec<(String, String)>,
    pub(crate) stop: Option<Stop>,
}

impl RequestOptions {
    /// Begins with nothing set: all is as the client has it.
    pub fn new() -> Self {
        Self::default()
    }

    /// Sets the idempotency key of a POST: 1 to 255 visible ASCII characters. The same key with the
    /// same parameters is carried out once, however often it is sent.
    #[must_use]
    pub fn idempotency_key(mut self, key: impl Into<String>) -> Self {
        self.idempotency_key = Some(key.into());
        self
    }

    /// Sets another API key.
    #[must_use]
    pub fn api_key(mut self, key: impl Into<String>) -> Self {
        self.api_key = Some(key.into());
        self
    }

    /// Sets how long one attempt may take, from connecting to the last byte.
    #[must_use]
    pub fn timeout(mut self, limit: Duration) -> Self {
        self.timeout = Some(limit.as_secs_f64());
        self
    }

    /// Sets how long connecting may take: name, TCP, proxy and TLS.
    #[must_use]
    pub fn connect_timeout(mut self, limit: Duration) -> Self {
        self.connect_timeout = Some(limit.as_secs_f64());
        self
    }

    /// Sets how long the whole call may take, its retries included.
    #[must_use]
    pub fn deadline(mut self, limit: Duration) -> Self {
        self.deadline = Some(limit.as_secs_f64());
        self
    }

    /// Sets how often the call is tried again, 0 to 20.
    #[must_use]
    pub fn max_retries(mut self, retries: u32) -> Self {
        self.max_retries = Some(i128::from(retries));
        self
    }

    /// Adds a header; those that the SDK sets are refused.
    #[must_use]
    pub fn extra_header(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.extra_headers.push((name.into(), value.into()));
        self
    }

    /// Ends the call at once, with an error of code `stopped`, when `stop` says `true`.
    #[must_use]
    pub fn stop(mut self, stop: impl Fn() -> bool + Send + Sync + 'static) -> Self {
        self.stop = Some(Arc::new(stop));
        self
    }

    /// Returns these options, with those of `other` where it sets them.
    pub(crate) fn overlaid(&self, other: RequestOptions) -> RequestOptions {
        let mut all = self.clone();
        let RequestOptions {
            idempotency_key,
            api_key,
            timeout,
            connect_timeout,
            deadline,
            max_retries,
            extra_headers,
            stop,
        } = other;
        all.idempotency_key = idempotency_key.or(all.idempotency_key);
        all.api_key = api_key.or(all.api_key);
        all.timeout = timeout.or(all.timeout);
        all.connect_timeout = connect_timeout.or(all.connect_timeout);
        all.deadline = deadline.or(all.deadline);
        all.max_retries = max_retries.or(all.max_retries);
        all.extra_headers.extend(extra_headers);
        all.stop = stop.or(all.stop);
        all
    }

    /// Checks the options by themselves, before a client or a call takes them.
    pub(crate) fn check(&self) -> Result<Checked, Error> {
        let api_key = self.api_key.as_deref().map(ApiKey::new).transpose()?;
        if let Some(key) = &self.idempotency_key {
            headers::check_idempotency_key(key)?;
        }
        headers::check_extras(&self.extra_headers)?;
        let limit = |option: &str, given: Option<f64>| given.map(|given| seconds(option, given)).transpose();
        Ok(Checked {
            api_key,
            timeout: limit("timeout", self.timeout)?,
            connect_timeout: limit("connect_timeout", self.connect_timeout)?,
            deadline: limit("deadline", self.deadline)?,
            max_retries: self.max_retries.map(retries).transpose()?,
        })
    }

    /// Checks the options and settles them against the client's.
    pub(crate) fn settle<'o>(&'o self, config: &'o Config) -> Result<Settled<'o>, Error> {
        let Checked { api_key, timeout, connect_timeout, deadline, max_retries } = self.check()?;
        let api_key = api_key.map(Cow::Owned).or_else(|| config.api_key.as_ref().map(Cow::Borrowed));
        Ok(Settled {
            api_key: api_key.ok_or_else(missing_key)?,
            idempotency_key: self.idempotency_key.as_deref(),
            timeout: timeout.unwrap_or(config.timeout),
            connect_timeout: connect_timeout.unwrap_or(config.connect_timeout),
            deadline: deadline.or(config.deadline),
            max_retries: max_retries.unwrap_or(config.max_retries),
            extra_headers: &self.extra_headers,
            stop: self.stop.as_ref(),
        })
    }
}

/// Options that were checked by themselves.
pub(crate) struct Checked {
    api_key: Option<ApiKey>,
    timeout: Option<Duration>,
    connect_timeout: Option<Duration>,
    deadline: Option<Duration>,
    max_retries: Option<u32>,
}

impl fmt::Debug for RequestOptions {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RequestOptions")
            .field("idempotency_key", &self.idempotency_key)
            .field("timeout", &self.timeout)
            .field("deadline", &self.deadline)
            .field("max_retries", &self.max_retries)
            .finish_non_exhaustive()
    }
}

/// Options that were checked, with the client's where none were given.
pub(crate) struct Settled<'o> {
    pub(crate) api_key: Cow<'o, ApiKey>,
    pub(crate) idempotency_key: Option<&'o str>,
    pub(crate) timeout: Duration,
    pub(crate) connect_timeout: Duration,
    pub(crate) deadline: Option<Duration>,
    pub(crate) max_retries: u32,
    pub(crate) extra_headers: &'o [(String, String)],
    pub(crate) stop: Option<&'o Stop>,
}
