//! What a case plays on: its servers, its files, and the places that name them.

use std::fs;
use std::io;
use std::net::{Ipv4Addr, SocketAddr};
use std::path::{Path, PathBuf};

use nextgen_sandbox::{Options, Sandbox};
use serde_json::{Map, Value, json};

use crate::case::{Case, Server};
use crate::evil::{Act, Authority, Elsewhere, Evil, IN_TWO_SECONDS, Proxy};
use crate::fill::{Places, fill};

/// The key that cases use unless they say otherwise.
pub const KEY: &str = "sk_test_Vq7Xw9Kd3Rv5Tn2B";

/// What all cases share: the authority, a folder of files, and a port where nobody listens.
#[derive(Debug)]
pub struct House {
    authority: Authority,
    folder: PathBuf,
    closed: socket2::Socket,
}

impl House {
    /// Prepares a folder of throw-away files.
    ///
    /// # Errors
    /// When the folder cannot be written.
    pub fn create() -> io::Result<House> {
        let folder = std::env::temp_dir().join(format!("nextgen-conformance-{}", std::process::id()));
        fs::create_dir_all(&folder)?;
        fs::write(folder.join("empty.pem"), "")?;
        fs::write(
            folder.join("garbage.pem"),
            "-----BEGIN CERTIFICATE-----\nnonsense\n-----END CERTIFICATE-----\n",
        )?;
        let authority = Authority::create(&folder)?;
        // Bound and never listening: a connection there is refused, and nobody else can take the port.
        let closed = socket2::Socket::new(socket2::Domain::IPV4, socket2::Type::STREAM, None)?;
        closed.bind(&SocketAddr::from((Ipv4Addr::LOCALHOST, 0)).into())?;
        Ok(House { authority, folder, closed })
    }

    fn closed_port(&self) -> u16 {
        let address = self.closed.local_addr().ok().and_then(|address| address.as_socket_ipv4());
        address.map_or(1, |address| address.port())
    }
}

impl Drop for House {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.folder);
    }
}

/// The servers of one case, and what stands for its places.
pub struct Stage {
    /// The evil server, where the case has one.
    pub evil: Option<Evil>,
    /// The listener that nobody may call.
    pub elsewhere: Elsewhere,
    /// The proxy, where the case has one.
    pub proxy: Option<Proxy>,
    /// What stands for the case's places.
    pub places: Places,
    /// Options of a client that the case does not change.
    pub defaults: Map<String, Value>,
    _sandbox: Option<Sandbox>,
}

impl Stage {
    /// Starts what `case` needs for a driver of `language`, whose name in a user agent is `agent`.
    ///
    /// # Errors
    /// When a server cannot start or the script is no script.
    pub fn set(house: &House, case: &Case, agent: &str) -> Result<Stage, String> {
        let elsewhere = Elsewhere::start().map_err(|error| error.to_string())?;
        let proxy = case.proxy.then(Proxy::start).transpose().map_err(|error| error.to_string())?;
        let mut places = Places::from([
            ("folder".to_owned(), path(&house.folder)),
            ("ca".to_owned(), path(house.authority.pem())),
            ("closed".to_owned(), house.closed_port().to_string()),
            ("elsewhere".to_owned(), elsewhere.port().to_string()),
            ("lang".to_owned(), agent.to_owned()),
            // Filled by the evil server when it answers, so that no time is lost before.
            ("date+2".to_owned(), IN_TWO_SECONDS.to_owned()),
        ]);
        if let Some(proxy) = &proxy {
            places.insert("proxy_port".to_owned(), proxy.port().to_string());
        }
        let (mut evil, mut sandbox, mut key) = (None, None, KEY.to_owned());
        match case.server {
            Server::None => {}
            Server::Evil => {
                let script = fill(&Value::Array(case.script.clone()), &places)?;
                let script: Vec<Act> =
                    serde_json::from_value(script).map_err(|error| format!("script: {error}"))?;
                let server =
                    Evil::start(&house.authority, case.tls, script).map_err(|error| error.to_string())?;
                places.insert("port".to_owned(), server.port().to_string());
                places.insert("base".to_owned(), format!("https://127.0.0.1:{}/v1", server.port()));
                evil = Some(server);
            }
            Server::Sandbox => {
                let server = Sandbox::start(Options::default()).map_err(|error| error.to_string())?;
                case.faults
                    .iter()
                    .try_for_each(|rule| server.fault(rule))
                    .map_err(|error| error.to_string())?;
                places.insert("base".to_owned(), server.base_url().to_owned());
                places.insert("ca".to_owned(), path(server.ca_path()));
                key = server.api_key().to_owned();
                sandbox = Some(server);
            }
        }
        let mut defaults = Map::new();
        if let Some(base) = places.get("base") {
            let options = json!({"api_key": key, "base_url": base, "ca_bundle": places["ca"], "timeout": 8, "max_retries": 0});
            defaults = options.as_object().cloned().unwrap_or_default();
        }
        Ok(Stage { evil, elsewhere, proxy, places, defaults, _sandbox: sandbox })
    }
}

fn path(path: &Path) -> String {
    path.display().to_string()
}
