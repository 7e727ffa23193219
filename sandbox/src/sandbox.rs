//! A running sandbox: put together, looked into, ended.

use std::fmt;
use std::fs;
use std::io::{ErrorKind, Write};
use std::net::{IpAddr, SocketAddr, TcpListener};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use crate::bell::Bell;
use crate::delivery::{Deliverer, FORWARD};
use crate::error::Error;
use crate::faults::{Faults, Rule};
use crate::http::Patience;
use crate::idempotency::InUse;
use crate::ids;
use crate::log::{Log, SeenRequest};
use crate::options::Options;
use crate::server::{Connections, Shared};
use crate::service::Service;
use crate::store::Store;
use crate::store::deliveries::Attempt;
use crate::threads::Threads;
use crate::tls::Authority;
use crate::{inside, keeper, server};

/// How long a connection may wait for its next request.
const IDLE: Duration = Duration::from_secs(75);

/// A running server. It ends when it is dropped, or by [`Sandbox::stop`].
pub struct Sandbox {
    shared: Arc<Shared>,
    deliverer: Deliverer,
    addresses: Vec<SocketAddr>,
    bad_certificate_url: String,
    webhook_secret: String,
    ca_pem: String,
    ca_path: PathBuf,
    /// The directory of a CA that ends with the sandbox.
    temporary: Option<PathBuf>,
}

impl Sandbox {
    /// Starts a server; it answers when this returns.
    ///
    /// # Errors
    /// [`Error`] says what is in the way: a port taken, a data file that cannot be used or is in use,
    /// a key or URL that cannot be.
    pub fn start(options: Options) -> Result<Self, Error> {
        let host = options.check()?;
        let listener = listen(host, options.port)?;
        let bad_listener = listen(host, 0)?;
        let addresses = vec![address(&listener)?, address(&bad_listener)?];
        let store = match &options.data {
            Some(path) => Store::in_file(path)?,
            None => Store::in_memory()?,
        };
        let mut api_keys = options.api_keys;
        if api_keys.is_empty() {
            api_keys.push(store.setting("api_key", || ids::new_secret("sk_test_"))?);
        }
        let webhook_secret = match options.webhook_secret {
            Some(secret) => secret,
            None => store.setting("webhook_secret", || ids::new_secret("whsec_"))?,
        };
        let authority = authority(&store, host)?;
        let temporary = match &options.data {
            Some(_) => None,
            None => Some(std::env::temp_dir().join(ids::new_id("nextgen-sandbox"))),
        };
        let ca_path = write_ca(&authority.pem, options.data.as_deref(), temporary.as_deref())?;

        let deliverer = Deliverer::new(&authority.pem, webhook_secret.clone());
        let shared = Arc::new(Shared {
            service: Service {
                store,
                api_keys,
                forward_to: options.forward_to.iter().map(|url| format!("{FORWARD}{url}")).collect(),
                faults: Faults::default(),
                log: Log::default(),
                bell: Bell::default(),
                in_use: InUse::default(),
            },
            patience: Patience { idle: IDLE, request: options.patience },
            threads: Threads::default(),
            connections: Connections::default(),
            base_url: format!("https://{}/v1", server::reachable(addresses[0])),
        });
        let sandbox = Self {
            bad_certificate_url: format!("https://{}/v1", server::reachable(addresses[1])),
            shared,
            deliverer,
            addresses,
            webhook_secret,
            ca_pem: authority.pem.clone(),
            ca_path,
            temporary,
        };
        let failed = |error: std::io::Error| Error::Listen {
            address: sandbox.addresses[0].to_string(),
            why: error.to_string(),
        };
        server::listen(&sandbox.shared, listener, &authority.server()?).map_err(failed)?;
        server::listen(&sandbox.shared, bad_listener, &authority.expired_server()?).map_err(failed)?;
        keeper::start(&sandbox.shared, sandbox.deliverer.clone()).map_err(failed)?;
        Ok(sandbox)
    }

    /// Returns the API's base, such as `https://127.0.0.1:4243/v1`.
    pub fn base_url(&self) -> &str {
        &self.shared.base_url
    }

    /// Returns the base of the same API behind a certificate that has expired.
    pub fn bad_certificate_url(&self) -> &str {
        &self.bad_certificate_url
    }

    /// Returns the port that the server listens on.
    pub fn port(&self) -> u16 {
        self.addresses[0].port()
    }

    /// Says whether only programs on this machine can reach the server.
    pub fn is_local(&self) -> bool {
        self.addresses[0].ip().is_loopback()
    }

    /// Returns the secret test key that requests must have; the first, where several were given.
    pub fn api_key(&self) -> &str {
        &self.shared.service.api_keys[0]
    }

    /// Returns what signs the deliveries to the URLs given at start.
    pub fn webhook_secret(&self) -> &str {
        &self.webhook_secret
    }

    /// Returns the certificate of the CA that clients must trust, as PEM.
    pub fn ca_pem(&self) -> &str {
        &self.ca_pem
    }

    /// Returns the file that holds the CA's certificate.
    pub fn ca_path(&self) -> &Path {
        &self.ca_path
    }

    /// Returns the latest requests, oldest first: up to 10,000, and 8 MiB of bodies.
    pub fn requests(&self) -> Vec<SeenRequest> {
        self.shared.service.log.all()
    }

    /// Forgets the requests seen so far.
    pub fn clear_requests(&self) {
        self.shared.service.log.clear();
    }

    /// Returns the logged attempts at webhook deliveries, oldest first.
    ///
    /// # Errors
    /// [`Error::Store`] when the store cannot be read.
    pub fn deliveries(&self) -> Result<Vec<Attempt>, Error> {
        self.shared
            .service
            .store
            .read(|tx| tx.attempts(None))
            .map_err(|error| Error::Store(error.to_string()))
    }

    /// Sets a fault rule, such as `status=503; times=2; path=/v1/charges`; the README has its grammar.
    ///
    /// # Errors
    /// [`Error::BadFault`] when the rule cannot be read.
    pub fn fault(&self, rule: &str) -> Result<(), Error> {
        let rule = Rule::parse(rule).map_err(|why| Error::BadFault { why })?;
        self.shared.service.faults.add(rule);
        Ok(())
    }

    /// Forgets the fault rules.
    pub fn clear_faults(&self) {
        self.shared.service.faults.clear();
    }

    /// Lets pending charges succeed now rather than in a second; returns how many.
    ///
    /// # Errors
    /// [`Error::Store`] when the store fails.
    pub fn settle(&self) -> Result<usize, Error> {
        inside::settle(&self.shared.service, i64::MAX).map_err(|refusal| Error::Store(refusal.message))
    }

    /// Closes the connections that wait for a request, without a word; returns how many.
    pub fn close_idle(&self) -> usize {
        self.shared.connections.close_idle()
    }

    /// Ends the server and all its threads, as dropping it does.
    pub fn stop(self) {}
}

impl fmt::Debug for Sandbox {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Sandbox").field("base_url", &self.base_url()).finish_non_exhaustive()
    }
}

impl Drop for Sandbox {
    fn drop(&mut self) {
        self.shared.service.bell.stop();
        self.deliverer.stop();
        server::stop(&self.shared, &self.addresses);
        if let Some(directory) = &self.temporary {
            // What is left behind is a certificate in the temporary directory, and harms no one.
            let _ = fs::remove_dir_all(directory);
        }
    }
}

fn listen(host: IpAddr, port: u16) -> Result<TcpListener, Error> {
    let address = SocketAddr::new(host, port);
    TcpListener::bind(address).map_err(|error| match error.kind() {
        ErrorKind::AddrInUse => Error::PortTaken { address: address.to_string() },
        _ => Error::Listen { address: address.to_string(), why: error.to_string() },
    })
}

fn address(listener: &TcpListener) -> Result<SocketAddr, Error> {
    listener.local_addr().map_err(|error| Error::Listen { address: String::new(), why: error.to_string() })
}

/// Goes on with the authority that the store holds, or makes one where it has none for this host.
fn authority(store: &Store, host: IpAddr) -> Result<Authority, Error> {
    let names = host.to_string();
    let known = store.setting("ca_host", String::new)?;
    let (pem, key) = (store.setting("ca_pem", String::new)?, store.setting("ca_key", String::new)?);
    if known == names && !pem.is_empty() && !key.is_empty() {
        return Authority::load(pem, &key, host);
    }
    let authority = Authority::new(host)?;
    store.set("ca_pem", &authority.pem)?;
    store.set("ca_key", &authority.key_pem)?;
    store.set("ca_host", &names)?;
    Ok(authority)
}

/// Writes the CA's certificate beside the data file, or into a directory that ends with the sandbox.
fn write_ca(pem: &str, data: Option<&Path>, temporary: Option<&Path>) -> Result<PathBuf, Error> {
    let path = match (data, temporary) {
        (Some(data), _) => {
            let mut name = data.as_os_str().to_owned();
            name.push(".ca.pem");
            std::path::absolute(PathBuf::from(name)).unwrap_or_else(|_| data.with_extension("ca.pem"))
        }
        (None, Some(directory)) => directory.join("ca.pem"),
        (None, None) => PathBuf::from("ca.pem"),
    };
    let failed = |error: std::io::Error| Error::File { path: path.clone(), why: error.to_string() };
    if let Some(directory) = temporary {
        fs::create_dir(directory).map_err(failed)?;
    }
    let mut file = fs::OpenOptions::new();
    file.write(true).create(true).truncate(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut file, 0o644);
    let mut file = file.open(&path).map_err(failed)?;
    file.write_all(pem.as_bytes()).map_err(failed)?;
    Ok(path)
}
