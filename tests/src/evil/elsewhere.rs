//! A listener that nobody may call: the target of redirects and of URLs found in bodies.

use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use super::Listening;

/// Counts connections and answers none.
#[derive(Debug)]
pub struct Elsewhere {
    connections: Arc<AtomicUsize>,
    listening: Listening,
}

impl Elsewhere {
    /// Starts listening on a free port.
    ///
    /// # Errors
    /// When no port can be had.
    pub fn start() -> io::Result<Elsewhere> {
        let connections = Arc::new(AtomicUsize::new(0));
        let counter = Arc::clone(&connections);
        let listening = Listening::start(move |_, _| {
            counter.fetch_add(1, Ordering::SeqCst);
        })?;
        Ok(Elsewhere { connections, listening })
    }

    /// Returns the port that is listened on.
    pub fn port(&self) -> u16 {
        self.listening.port
    }

    /// Returns how many connections came.
    pub fn connections(&self) -> usize {
        self.connections.load(Ordering::SeqCst)
    }
}

impl Drop for Elsewhere {
    fn drop(&mut self) {
        self.listening.stop();
    }
}
