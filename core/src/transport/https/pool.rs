//! Kept-alive connections, one pool a process.
//!
//! A child made by `fork` inherits its parent's sockets, TLS keys and locks. It must not write to
//! the first, reuse the second, or wait for the third: a thread that held one does not exist in the
//! child. So each pool knows its process, and a child adds a pool of its own behind its parent's.

use std::fmt;
use std::mem;
use std::process;
use std::sync::{Arc, OnceLock};
use std::time::Duration;

use rustls::ClientConfig;
use ureq::Agent;
use ureq::config::{AutoHeaderValue, Config};

use super::connect::{Connect, NoAddresses};
use super::proxy::Tunnel;
use super::tls;

/// How many connections stay open: one for each thread of a large program.
const IDLE: usize = 128;

/// How long a connection may idle: a little less than the 60 s after which the common load
/// balancers close it, so that it is seldom found closed.
const IDLE_AGE: Duration = Duration::from_secs(55);

/// The longest head of an answer that ureq takes; the buffers set a stricter limit.
const MAX_HEAD: usize = 64 << 10;

/// What every process of a program shares: settings, none of which ever changes.
pub(super) struct Settings {
    pub(super) tls: ClientConfig,
    pub(super) tunnel: Option<Arc<Tunnel>>,
}

/// The pool of one process, and those of the processes that were forked from it.
pub(super) struct Pool {
    process: u32,
    agent: Option<Agent>,
    child: OnceLock<Box<Pool>>,
}

impl Pool {
    /// Makes the pool of this process.
    pub(super) fn new(settings: &Settings) -> Pool {
        let connect = Connect::new(tls::with_own_sessions(&settings.tls), settings.tunnel.clone());
        let agent = Agent::with_parts(config(), connect, NoAddresses);
        Pool { process: process::id(), agent: Some(agent), child: OnceLock::new() }
    }

    /// Returns the agent of this process.
    pub(super) fn agent(&self, settings: &Settings) -> &Agent {
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
        pool.agent.as_ref().expect("the agent is taken on drop only")
    }
}

impl Drop for Pool {
    fn drop(&mut self) {
        if self.process != process::id() {
            // Another thread of the parent may have been changing it when this process began.
            mem::forget(self.agent.take());
        }
    }
}

impl fmt::Debug for Pool {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Pool").field("process", &self.process).finish_non_exhaustive()
    }
}

/// Turns off everything that ureq would do on its own: redirects, statuses as errors, headers,
/// timeouts (the socket keeps them) and the environment's proxy.
fn config() -> Config {
    Agent::config_builder()
        .https_only(true)
        .http_status_as_error(false)
        .max_redirects(0)
        .max_redirects_will_error(false)
        .proxy(None)
        .user_agent(AutoHeaderValue::None)
        .accept(AutoHeaderValue::None)
        .accept_encoding(AutoHeaderValue::None)
        .timeout_await_100(None)
        .max_response_header_size(MAX_HEAD)
        .max_idle_connections(IDLE)
        .max_idle_connections_per_host(IDLE)
        .max_idle_age(IDLE_AGE)
        .build()
}
