//! Kept-alive connections, one pool a process.
//!
//! A child made by `fork` inherits its parent's sockets, TLS keys and locks. It must not write to
//! the first, reuse the second, or wait for the third: a thread that held one does not exist in the
//! child. So each pool knows its process, and a child adds a pool of its own behind its parent's.

use std::fmt;
use std::mem;
use std::process;
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};
use std::time::{Duration, Instant};

use rustls::ClientConfig;

use super::super::Failure;
use super::connect::Connect;
use super::exchange::Exchange;
use super::proxy::Tunnel;
use super::stream::Stream;
use super::tls;

/// How many connections stay open: one for each thread of a large program.
const IDLE: usize = 128;

/// How long a connection may idle: a little less than the 60 s after which the common load
/// balancers close it, so that it is seldom found closed.
const IDLE_AGE: Duration = Duration::from_secs(55);

/// What every process of a program shares: settings, none of which ever changes.
pub(super) struct Settings {
    pub(super) tls: ClientConfig,
    pub(super) tunnel: Option<Arc<Tunnel>>,
}

/// The pool of one process, and those of the processes that were forked from it.
pub(super) struct Pool {
    process: u32,
    connections: Option<Connections>,
    child: OnceLock<Box<Pool>>,
}

impl Pool {
    /// Makes the pool of this process.
    pub(super) fn new(settings: &Settings) -> Pool {
        let connect = Connect::new(tls::with_own_sessions(&settings.tls), settings.tunnel.clone());
        let connections = Some(Connections { connect, idle: Mutex::default() });
        Pool { process: process::id(), connections, child: OnceLock::new() }
    }

    /// Returns the connections of this process.
    pub(super) fn connections(&self, settings: &Settings) -> &Connections {
        let process = process::id();
        let mut pool = self;
        while pool.process != process {
            pool = match pool.child.get() {
                Some(child) => child,
                None => {
                    // Made before it is set: the lock inside is held for a move only, and never by
                    // a thread that `fork` could leave behind in the midst of work.
                    let child = Box::new(Pool::new(settings));
                    let _ = pool.child.set(child);
                    pool.child.get().expect("a child pool was set just now")
                }
            };
        }
        pool.connections.as_ref().expect("the connections are taken on drop only")
    }
}

impl Drop for Pool {
    fn drop(&mut self) {
        if self.process != process::id() {
            // Another thread of the parent may have been changing them when this process began.
            mem::forget(self.connections.take());
        }
    }
}

impl fmt::Debug for Pool {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Pool").field("process", &self.process).finish_non_exhaustive()
    }
}

/// The connections of one process: how they are made, and those that are idle.
pub(super) struct Connections {
    connect: Connect,
    /// The one that has been idle for the shortest time is last, and is taken first.
    idle: Mutex<Vec<Idle>>,
}

struct Idle {
    since: Instant,
    authority: Box<str>,
    stream: Stream,
}

impl Connections {
    /// Takes an idle connection to `authority` that the server has not closed.
    pub(super) fn take(&self, authority: &str) -> Option<Stream> {
        loop {
            let mut idle = self.lock();
            let place = idle.iter().rposition(|idle| *idle.authority == *authority)?;
            let taken = idle.remove(place);
            drop(idle);
            // One that is passed over is closed here, while nobody waits for the lock.
            if taken.since.elapsed() < IDLE_AGE && taken.stream.is_silent() {
                return Some(taken.stream);
            }
        }
    }

    /// Makes a new connection to `authority`.
    pub(super) fn connect(&self, authority: &str, exchange: &Exchange<'_>) -> Result<Stream, Failure> {
        self.connect.connect(authority, exchange)
    }

    /// Keeps a connection to `authority` for the next request.
    pub(super) fn keep(&self, authority: &str, stream: Stream) {
        let kept = Idle { since: Instant::now(), authority: authority.into(), stream };
        let mut idle = self.lock();
        let aged = idle.iter().take_while(|old| kept.since.duration_since(old.since) >= IDLE_AGE).count();
        let surplus = (idle.len() + 1).saturating_sub(IDLE);
        let closed: Vec<Idle> = idle.drain(..aged.max(surplus)).collect();
        idle.push(kept);
        drop(idle);
        drop(closed);
    }

    fn lock(&self) -> MutexGuard<'_, Vec<Idle>> {
        self.idle.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
