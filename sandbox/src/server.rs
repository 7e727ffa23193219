//! The listening side: connections accepted, each on a thread of its own, and all of them ended.

use std::collections::HashMap;
use std::io;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, Shutdown, SocketAddr, TcpListener, TcpStream};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use rustls::ServerConfig;

use crate::connection;
use crate::http::Patience;
use crate::service::Service;
use crate::threads::Threads;

/// The most connections at a time; beyond them the longest idle one gives way.
const MOST_CONNECTIONS: usize = 1024;

/// What the threads of a server share.
pub(crate) struct Shared {
    pub(crate) service: Service,
    pub(crate) patience: Patience,
    pub(crate) threads: Threads,
    pub(crate) connections: Connections,
    /// The API's base, for answers that name it.
    pub(crate) base_url: String,
}

/// The open connections, by number.
#[derive(Default)]
pub(crate) struct Connections(Mutex<Open>);

#[derive(Default)]
struct Open {
    last: u64,
    all: HashMap<u64, Entry>,
}

struct Entry {
    tcp: Arc<TcpStream>,
    /// Since when it has waited for a request; none while it has one.
    idle: Option<Instant>,
}

impl Connections {
    fn add(&self, tcp: Arc<TcpStream>) -> u64 {
        let mut open = self.lock();
        if open.all.len() >= MOST_CONNECTIONS
            && let Some(oldest) =
                open.all.values().filter(|e| e.idle.is_some()).min_by_key(|entry| entry.idle)
        {
            let _ = oldest.tcp.shutdown(Shutdown::Both);
        }
        open.last += 1;
        let number = open.last;
        open.all.insert(number, Entry { tcp, idle: Some(Instant::now()) });
        number
    }

    /// Forgets a connection; the thread that serves it holds its last handle then.
    pub(crate) fn remove(&self, number: u64) {
        self.lock().all.remove(&number);
    }

    pub(crate) fn set_idle(&self, number: u64, idle: bool) {
        if let Some(entry) = self.lock().all.get_mut(&number) {
            entry.idle = idle.then(Instant::now);
        }
    }

    /// Closes the connections that wait for a request; returns how many.
    pub(crate) fn close_idle(&self) -> usize {
        let open = self.lock();
        let idle = open.all.values().filter(|entry| entry.idle.is_some());
        idle.filter(|entry| entry.tcp.shutdown(Shutdown::Both).is_ok()).count()
    }

    fn close_all(&self) {
        for entry in self.lock().all.values() {
            let _ = entry.tcp.shutdown(Shutdown::Both);
        }
    }

    fn lock(&self) -> MutexGuard<'_, Open> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Accepts connections until the bell stops.
pub(crate) fn listen(
    shared: &Arc<Shared>,
    listener: TcpListener,
    config: &Arc<ServerConfig>,
) -> io::Result<()> {
    let (server, config) = (Arc::clone(shared), Arc::clone(config));
    shared.threads.spawn("sandbox-accept", move || {
        loop {
            let accepted = listener.accept();
            if server.service.bell.is_stopped() {
                return;
            }
            match accepted {
                Ok((tcp, _)) => start(&server, tcp, &config),
                // Out of descriptors, most likely: others must end before there can be a new one.
                Err(_) => drop(server.service.bell.pause(Duration::from_millis(20))),
            }
        }
    })
}

/// Ends all threads of the server, and waits for them. The bell has been stopped.
pub(crate) fn stop(shared: &Shared, addresses: &[SocketAddr]) {
    for address in addresses {
        // Accepting ends with one more connection.
        drop(TcpStream::connect_timeout(&reachable(*address), Duration::from_secs(1)));
    }
    shared.connections.close_all();
    shared.threads.join();
}

fn start(server: &Arc<Shared>, tcp: TcpStream, config: &Arc<ServerConfig>) {
    let tcp = Arc::new(tcp);
    let number = server.connections.add(Arc::clone(&tcp));
    let (shared, config) = (Arc::clone(server), Arc::clone(config));
    let spawned = server.threads.spawn("sandbox-connection", move || {
        connection::serve(&shared, tcp, config, number);
    });
    if spawned.is_err() {
        server.connections.remove(number);
    } else if server.service.bell.is_stopped() {
        server.connections.close_all();
    }
}

/// Returns an address under which a listener is reached from this machine.
pub(crate) fn reachable(address: SocketAddr) -> SocketAddr {
    let host = match address.ip() {
        IpAddr::V4(ip) if ip.is_unspecified() => IpAddr::V4(Ipv4Addr::LOCALHOST),
        IpAddr::V6(ip) if ip.is_unspecified() => IpAddr::V6(Ipv6Addr::LOCALHOST),
        ip => ip,
    };
    SocketAddr::new(host, address.port())
}
