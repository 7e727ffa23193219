//! How a sandbox is started.

use std::net::{IpAddr, Ipv4Addr};
use std::path::PathBuf;
use std::time::Duration;

use crate::error::Error;
use crate::resources::webhook_endpoints::url_fault;

/// How a sandbox is started; the default is an account in memory, on a free port of 127.0.0.1.
#[derive(Clone, Debug)]
pub struct Options {
    /// The address to listen on, `127.0.0.1` by default; others let the whole network in.
    pub host: String,
    /// The port; 0, the default, takes any that is free.
    pub port: u16,
    /// The file that keeps the account; in memory where there is none.
    pub data: Option<PathBuf>,
    /// The secret test keys that requests may have; one is made where none is given.
    pub api_keys: Vec<String>,
    /// What signs the deliveries to `forward_to`; made where it is not given.
    pub webhook_secret: Option<String>,
    /// URLs that every event is delivered to.
    pub forward_to: Vec<String>,
    /// How long a request may take to arrive, 10 seconds by default.
    pub patience: Duration,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            host: Ipv4Addr::LOCALHOST.to_string(),
            port: 0,
            data: None,
            api_keys: Vec::new(),
            webhook_secret: None,
            forward_to: Vec::new(),
            patience: Duration::from_secs(10),
        }
    }
}

impl Options {
    /// Checks what can be checked before anything is opened; returns the address to listen on.
    pub(crate) fn check(&self) -> Result<IpAddr, Error> {
        for key in &self.api_keys {
            check_key(key)?;
        }
        if let Some(secret) = &self.webhook_secret
            && !((1..=255).contains(&secret.len()) && secret.bytes().all(|byte| byte.is_ascii_graphic()))
        {
            return Err(Error::BadWebhookSecret);
        }
        for url in &self.forward_to {
            if let Some(why) = url_fault(url) {
                return Err(Error::BadForwardUrl { url: url.clone(), why: why.to_owned() });
            }
        }
        match self.host.as_str() {
            "localhost" => Ok(IpAddr::V4(Ipv4Addr::LOCALHOST)),
            host => host.parse().map_err(|_| Error::BadHost { host: host.to_owned() }),
        }
    }
}

fn check_key(key: &str) -> Result<(), Error> {
    let why = if key.starts_with("sk_live_") {
        "it is a live key (sk_live_…), and the sandbox takes test keys only"
    } else if !key.starts_with("sk_test_") || key.len() <= "sk_test_".len() {
        "a test key begins with sk_test_ and has more behind it"
    } else if key.len() > 255 || !key.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_') {
        "a test key has letters, digits and underscores alone, at most 255"
    } else {
        return Ok(());
    };
    Err(Error::BadApiKey { why })
}
