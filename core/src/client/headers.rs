//! The headers of a request, and what callers may put into them.

use super::config::AppInfo;
use crate::error::Error;
use crate::transport::is_header_name;

/// The header of the idempotency key.
pub(super) const IDEMPOTENCY_KEY: &str = "idempotency-key";

/// The longest idempotency key.
const MAX_IDEMPOTENCY_KEY: usize = 255;

/// The most headers that a caller may add; servers take about as many in all.
const MAX_EXTRAS: usize = 100;

/// Headers that only the core may set: they carry the key, frame the message or drive retries.
const RESERVED: &[&str] = &[
    "accept",
    "accept-encoding",
    "authorization",
    "connection",
    "content-encoding",
    "content-length",
    "content-type",
    "expect",
    "host",
    IDEMPOTENCY_KEY,
    "keep-alive",
    "nextgen-retry-count",
    "nextgen-version",
    "proxy-authorization",
    "te",
    "trailer",
    "transfer-encoding",
    "upgrade",
    "user-agent",
    "x-nextgen-client-user-agent",
];

/// The language and binding that the core serves.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Host {
    /// The language as `User-Agent` names it: `Python`.
    pub(crate) lang: String,
    /// The version of the language.
    pub(crate) lang_version: String,
    /// The version of the binding.
    pub(crate) bindings_version: String,
}

/// Writes `User-Agent`: `NextGen/v1 PythonBindings/0.1.0`, with the application behind it.
pub(crate) fn user_agent(host: Option<&Host>, app: Option<&AppInfo>) -> Result<String, Error> {
    let (lang, version) =
        host.map_or(("Rust", crate::VERSION), |host| (host.lang.as_str(), host.bindings_version.as_str()));
    let mut agent = format!("NextGen/v1 {lang}Bindings/{version}");
    if let Some(app) = app {
        if app.name.is_empty() {
            return Err(Error::configuration("app_info", "app_info needs a name that is not empty."));
        }
        agent.push(' ');
        agent.push_str(&app.name);
        if let Some(version) = &app.version {
            agent.push('/');
            agent.push_str(version);
        }
        if let Some(url) = &app.url {
            agent.push_str(" (");
            agent.push_str(url);
            agent.push(')');
        }
    }
    check_value("app_info", agent)
}

/// Writes `X-NextGen-Client-User-Agent`: what support needs to know of the client, as JSON.
pub(crate) fn client_user_agent(host: Option<&Host>, app: Option<&AppInfo>) -> String {
    let application =
        app.map(|app| serde_json::json!({"name": app.name, "version": app.version, "url": app.url}));
    serde_json::json!({
        "bindings_version": host.map_or(crate::VERSION, |host| &host.bindings_version),
        "lang": host.map_or("rust".to_owned(), |host| host.lang.to_lowercase()),
        "lang_version": host.map_or(concat!(env!("CARGO_PKG_RUST_VERSION"), " or later"), |host| &host.lang_version),
        "platform": format!("{} {}", std::env::consts::OS, std::env::consts::ARCH),
        "core_version": crate::VERSION,
        "application": application,
    })
    .to_string()
}

/// Checks an idempotency key: 1 to 255 visible ASCII characters.
pub(crate) fn check_idempotency_key(key: &str) -> Result<(), Error> {
    if (1..=MAX_IDEMPOTENCY_KEY).contains(&key.len()) && key.bytes().all(|byte| byte.is_ascii_graphic()) {
        return Ok(());
    }
    let shown: String = key.chars().take(40).collect();
    let text = format!(
        "idempotency_key must be 1 to {MAX_IDEMPOTENCY_KEY} visible ASCII characters; got {} ({shown:?}). Nothing was sent.",
        key.chars().count()
    );
    Err(Error::refused("parameter_invalid", "idempotency_key", text))
}

/// Checks the headers that the caller adds.
pub(crate) fn check_extras(headers: &[(String, String)]) -> Result<(), Error> {
    if headers.len() > MAX_EXTRAS {
        let count = headers.len();
        let text =
            format!("There are {count} extra headers; at most {MAX_EXTRAS} can be sent. Nothing was sent.");
        return Err(Error::refused("parameter_invalid", "extra_headers", text));
    }
    headers.iter().try_for_each(|(name, value)| check_extra(name, value))
}

fn check_extra(name: &str, value: &str) -> Result<(), Error> {
    let fault = if name.len() > 256 || !is_header_name(name) {
        "its name is not a header name".to_owned()
    } else if RESERVED.contains(&name.to_ascii_lowercase().as_str()) {
        "the SDK sets it".to_owned()
    } else if value.len() > 8 << 10 || !is_plain(value) {
        "its value must be visible ASCII and blanks, at most 8 KiB".to_owned()
    } else {
        return Ok(());
    };
    let shown: String = name.chars().take(40).collect();
    let text = format!("The extra header {shown:?} cannot be sent: {fault}. Nothing was sent.");
    Err(Error::refused("parameter_invalid", "extra_headers", text))
}

/// Checks the value of a header that an option sets.
pub(crate) fn check_value(option: &str, value: String) -> Result<String, Error> {
    if !value.is_empty() && value.len() <= 1024 && is_plain(&value) {
        return Ok(value);
    }
    let shown: String = value.chars().take(40).collect();
    let text = format!("{option} must be 1 to 1024 visible ASCII characters and blanks; got {shown:?}.");
    Err(Error::configuration(option, text))
}

fn is_plain(value: &str) -> bool {
    value.bytes().all(|byte| byte.is_ascii_graphic() || byte == b' ')
}
