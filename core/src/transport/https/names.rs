//! Host names to addresses, off the calling thread, for new connections only.

use std::collections::HashMap;
use std::net::{IpAddr, SocketAddr, ToSocketAddrs};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use super::super::{Failure, Phase, Reason};
use super::exchange::{Exchange, SLICE};

/// How long an address is believed. Long enough for a burst of new connections, short enough for a
/// server that moves.
const KEPT: Duration = Duration::from_secs(30);

/// The addresses that were found of late.
#[derive(Debug, Default)]
pub(super) struct Names {
    found: Mutex<HashMap<(String, u16), Found>>,
}

#[derive(Debug)]
struct Found {
    at: Instant,
    addresses: Vec<SocketAddr>,
}

impl Names {
    /// Returns the addresses of `host`, which may be an IP address itself, in the order to try them.
    pub(super) fn look_up(
        &self,
        host: &str,
        port: u16,
        exchange: &Exchange<'_>,
    ) -> Result<Vec<SocketAddr>, Failure> {
        if let Ok(ip) = host.parse::<IpAddr>() {
            return Ok(vec![SocketAddr::new(ip, port)]);
        }
        let key = (host.to_owned(), port);
        if let Some(found) = self.lock().get(&key).filter(|found| found.at.elapsed() < KEPT) {
            return Ok(found.addresses.clone());
        }
        let addresses = ask_system(host, port, exchange)?;
        self.lock().insert(key, Found { at: Instant::now(), addresses: addresses.clone() });
        Ok(addresses)
    }

    /// Forgets the addresses of `host`, none of which answered.
    pub(super) fn forget(&self, host: &str, port: u16) {
        self.lock().remove(&(host.to_owned(), port));
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<(String, u16), Found>> {
        self.found.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Asks the system's resolver, which knows no time limit, on a thread that is left behind when the
/// exchange ends first.
fn ask_system(host: &str, port: u16, exchange: &Exchange<'_>) -> Result<Vec<SocketAddr>, Failure> {
    exchange.enter_phase(Phase::Resolve);
    let failed =
        |why: String| exchange.failure(Reason::Broken, format!("the host name {host} was not found: {why}"));
    let (sender, receiver) = mpsc::channel();
    let name = host.to_owned();
    thread::Builder::new()
        .name("nextgen-resolve".to_owned())
        .spawn(move || {
            let found = (name.as_str(), port).to_socket_addrs().map(Vec::from_iter);
            // Nobody listens any more when the exchange ended first.
            let _ = sender.send(found);
        })
        .map_err(|error| failed(error.to_string()))?;
    loop {
        exchange.tick()?;
        match receiver.recv_timeout(SLICE) {
            Ok(Ok(addresses)) if addresses.is_empty() => return Err(failed("it has no address".to_owned())),
            Ok(Ok(addresses)) => return Ok(addresses),
            Ok(Err(error)) => return Err(failed(error.to_string())),
            Err(RecvTimeoutError::Timeout) => {}
            Err(RecvTimeoutError::Disconnected) => return Err(failed("the look-up broke off".to_owned())),
        }
    }
}
