//! The options of a client, checked when it is made.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use super::base_url;
use super::headers::{self, Host};
use super::memory;
use super::{Client, Shared};
use crate::error::Error;
use crate::observer::Observer;
use crate::retry::Budget;
use crate::secret::ApiKey;
use crate::transport::{Https, HttpsOptions, Proxy, Transport};

/// The API that a client speaks to unless told otherwise.
pub const DEFAULT_BASE_URL: &str = "https://api.nextgen.tech/v1";

/// How long an attempt may take unless told otherwise, from connecting to the last byte.
pub const DEFAULT_TIMEOUT: Duration = Duration::from_secs(80);

/// How long connecting may take unless told otherwise.
pub const DEFAULT_CONNECT_TIMEOUT: Duration = Duration::from_secs(10);

/// How often a call is tried again unless told otherwise.
pub const DEFAULT_MAX_RETRIES: u32 = 2;

/// The most retries that may be asked for.
pub const MAX_RETRIES: u32 = 20;

/// The longest time limit that may be asked for, in seconds: a day.
const MAX_SECONDS: f64 = 86_400.0;

/// What every call of a client shares, once checked.
#[derive(Clone, Debug)]
pub(crate) struct Config {
    pub(crate) api_key: Option<ApiKey>,
    pub(crate) base_url: String,
    pub(crate) timeout: Duration,
    pub(crate) connect_timeout: Duration,
    pub(crate) deadline: Option<Duration>,
    pub(crate) max_retries: u32,
    pub(crate) api_version: Option<String>,
    pub(crate) user_agent: String,
    pub(crate) client_user_agent: String,
}

/// The application that uses the SDK, as it appears in the Dashboard.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AppInfo {
    /// The name.
    pub name: String,
    /// The version.
    pub version: Option<String>,
    /// A page about the application.
    pub url: Option<String>,
}

/// Makes a client; see [`Client::builder`].
pub struct Builder {
    pub(crate) api_key: Option<String>,
    pub(crate) key_may_follow: bool,
    pub(crate) base_url: Option<String>,
    pub(crate) ca_bundle: Option<PathBuf>,
    pub(crate) proxy: Option<String>,
    pub(crate) timeout: f64,
    pub(crate) connect_timeout: f64,
    pub(crate) deadline: Option<f64>,
    pub(crate) max_retries: i128,
    pub(crate) api_version: Option<String>,
    pub(crate) app_info: Option<AppInfo>,
    pub(crate) host: Option<Host>,
    transport: Option<Arc<dyn Transport>>,
    observer: Option<Arc<dyn Observer>>,
}

impl Default for Builder {
    fn default() -> Self {
        Builder {
            api_key: None,
            key_may_follow: false,
            base_url: None,
            ca_bundle: None,
            proxy: None,
            timeout: DEFAULT_TIMEOUT.as_secs_f64(),
            connect_timeout: DEFAULT_CONNECT_TIMEOUT.as_secs_f64(),
            deadline: None,
            max_retries: i128::from(DEFAULT_MAX_RETRIES),
            api_version: None,
            app_info: None,
            host: None,
            transport: None,
            observer: None,
        }
    }
}

impl Builder {
    /// Sets the secret API key, `sk_test_…` or `sk_live_…`.
    #[must_use]
    pub fn api_key(mut self, key: impl Into<String>) -> Self {
        self.api_key = Some(key.into());
        self
    }

    /// Sets the API's base URL, with its `/v1`; only `https` is taken.
    #[must_use]
    pub fn base_url(mut self, url: impl Into<String>) -> Self {
        self.base_url = Some(url.into());
        self
    }

    /// Sets a PEM file of certificate authorities to trust in place of the built-in ones.
    #[must_use]
    pub fn ca_bundle(mut self, path: impl Into<PathBuf>) -> Self {
        self.ca_bundle = Some(path.into());
        self
    }

    /// Sets the proxy's URL, or `env` for the usual variables `HTTPS_PROXY`, `ALL_PROXY`, `NO_PROXY`.
    #[must_use]
    pub fn proxy(mut self, url: impl Into<String>) -> Self {
        self.proxy = Some(url.into());
        self
    }

    /// Sets how long one attempt may take, from connecting to the last byte; 80 s by default.
    #[must_use]
    pub fn timeout(mut self, limit: Duration) -> Self {
        self.timeout = limit.as_secs_f64();
        self
    }

    /// Sets how long connecting may take: name, TCP, proxy and TLS; 10 s by default.
    #[must_use]
    pub fn connect_timeout(mut self, limit: Duration) -> Self {
        self.connect_timeout = limit.as_secs_f64();
        self
    }

    /// Sets how long a whole call may take, its retries included; without limit by default.
    #[must_use]
    pub fn deadline(mut self, limit: Duration) -> Self {
        self.deadline = Some(limit.as_secs_f64());
        self
    }

    /// Sets how often a call is tried again, 0 to 20; twice by default.
    #[must_use]
    pub fn max_retries(mut self, retries: u32) -> Self {
        self.max_retries = i128::from(retries);
        self
    }

    /// Pins the version of the API, sent as `NextGen-Version`.
    #[must_use]
    pub fn api_version(mut self, version: impl Into<String>) -> Self {
        self.api_version = Some(version.into());
        self
    }

    /// Names the application that uses the SDK.
    #[must_use]
    pub fn app_info(mut self, app: AppInfo) -> Self {
        self.app_info = Some(app);
        self
    }

    /// Sends requests by a transport of your own in place of HTTPS.
    #[must_use]
    pub fn transport(mut self, transport: Arc<dyn Transport>) -> Self {
        self.transport = Some(transport);
        self
    }

    /// Tells an observer of every call.
    #[must_use]
    pub fn observer(mut self, observer: Arc<dyn Observer>) -> Self {
        self.observer = Some(observer);
        self
    }

    /// Fills options not set so far from `NEXTGEN_API_KEY`, `NEXTGEN_BASE_URL`, `NEXTGEN_CA_BUNDLE`
    /// and `NEXTGEN_PROXY`. An empty variable counts as not set.
    #[must_use]
    pub fn or_env(mut self) -> Self {
        let set = |name: &str| std::env::var_os(name).filter(|value| !value.is_empty());
        // What is not UTF-8 is refused like any other bad value, and not taken for a missing one.
        let read = |name: &str| set(name).map(|value| value.to_string_lossy().into_owned());
        self.api_key = self.api_key.or_else(|| read("NEXTGEN_API_KEY"));
        self.base_url = self.base_url.or_else(|| read("NEXTGEN_BASE_URL"));
        self.ca_bundle = self.ca_bundle.or_else(|| set("NEXTGEN_CA_BUNDLE").map(PathBuf::from));
        self.proxy = self.proxy.or_else(|| read("NEXTGEN_PROXY"));
        self
    }

    /// Makes the client. Nothing is sent.
    ///
    /// # Errors
    /// [`ErrorKind::Configuration`](crate::ErrorKind::Configuration) that names the option, what was
    /// given and what is wanted; never a key.
    pub fn build(self) -> Result<Client, Error> {
        let api_key = self.api_key.as_deref().map(ApiKey::new).transpose()?;
        if api_key.is_none() && !self.key_may_follow {
            return Err(missing_key());
        }
        let config = Config {
            api_key,
            base_url: base_url::check(self.base_url.as_deref().unwrap_or(DEFAULT_BASE_URL))?,
            timeout: seconds("timeout", self.timeout)?,
            connect_timeout: seconds("connect_timeout", self.connect_timeout)?,
            deadline: self.deadline.map(|limit| seconds("deadline", limit)).transpose()?,
            max_retries: retries(self.max_retries)?,
            api_version: self.api_version.map(|pin| headers::check_value("api_version", pin)).transpose()?,
            user_agent: headers::user_agent(self.host.as_ref(), self.app_info.as_ref())?,
            client_user_agent: headers::client_user_agent(self.host.as_ref(), self.app_info.as_ref()),
        };
        let transport = match self.transport {
            Some(own) => own,
            None => Arc::new(https(self.ca_bundle, self.proxy)?),
        };
        memory::keep();
        let shared = Shared { transport, observer: self.observer, budget: Budget::new() };
        Ok(Client::from_parts(Arc::new(config), Arc::new(shared)))
    }
}

/// The error for a call or a client without a key.
pub(crate) fn missing_key() -> Error {
    Error::configuration(
        "api_key",
        "No API key was given. Pass the secret key that the Dashboard shows (sk_test_… or sk_live_…), or set NEXTGEN_API_KEY.",
    )
}

/// Checks a time limit in seconds.
pub(crate) fn seconds(option: &str, limit: f64) -> Result<Duration, Error> {
    if limit > 0.0 && limit <= MAX_SECONDS {
        return Ok(Duration::from_secs_f64(limit));
    }
    let text =
        format!("{option} must be a number of seconds above 0 and at most {MAX_SECONDS}; got {limit:?}.");
    Err(Error::configuration(option, text))
}

/// Checks how often a call may be tried again.
pub(crate) fn retries(given: i128) -> Result<u32, Error> {
    u32::try_from(given).ok().filter(|retries| *retries <= MAX_RETRIES).ok_or_else(|| {
        let text = format!("max_retries must be an integer from 0 to {MAX_RETRIES}; got {given}.");
        Error::configuration("max_retries", text)
    })
}

fn https(ca_bundle: Option<PathBuf>, proxy: Option<String>) -> Result<Https, Error> {
    let ca_bundle = ca_bundle
        .map(|path| {
            std::fs::read(&path).map_err(|fault| {
                let text = format!("The file {} given as ca_bundle cannot be read: {fault}.", path.display());
                Error::configuration("ca_bundle", text)
            })
        })
        .transpose()?;
    let proxy = match proxy {
        None => Proxy::None,
        Some(word) if word == "env" => Proxy::Env,
        Some(url) => Proxy::Url(url),
    };
    Https::new(&HttpsOptions { ca_bundle, proxy })
}
