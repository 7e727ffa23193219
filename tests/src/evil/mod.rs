//! A server that misbehaves on purpose and remembers everything it saw.
//!
//! Each case gets one of its own on a free port, so cases run in parallel and their counts are
//! exact. What it plays comes from the case's `script`; see `script.rs`.

mod authority;
mod connection;
mod date;
mod elsewhere;
mod proxy;
mod record;
mod script;

use std::io;
use std::net::{TcpListener, TcpStream};
use std::sync::Arc;
use std::thread::{self, JoinHandle};

pub use authority::{Authority, Identity};
pub use date::IN_TWO_SECONDS;
pub use elsewhere::Elsewhere;
pub use proxy::Proxy;
pub use record::{Record, Seen};
pub use script::{Act, Action, Answer, Fill};

use record::Shared;

/// One running evil server; dropping it ends its threads and connections.
#[derive(Debug)]
pub struct Evil {
    port: u16,
    shared: Arc<Shared>,
    accepting: Listening,
}

impl Evil {
    /// Starts a server on a free port of 127.0.0.1 that plays `script` under `identity`.
    ///
    /// # Errors
    /// When no port can be had.
    pub fn start(authority: &Authority, identity: Identity, script: Vec<Act>) -> io::Result<Evil> {
        let shared = Arc::new(Shared::new(script));
        let tls = authority.server(identity);
        let serving = Arc::clone(&shared);
        let accepting = Listening::start(move |stream, number| {
            let (shared, tls) = (Arc::clone(&serving), Arc::clone(&tls));
            shared.adopt(&stream, number);
            thread::spawn(move || connection::serve(stream, number, &shared, tls));
        })?;
        Ok(Evil { port: accepting.port, shared, accepting })
    }

    /// Returns the port that the server listens on.
    pub fn port(&self) -> u16 {
        self.port
    }

    /// Returns what the server saw so far.
    pub fn record(&self) -> Record {
        self.shared.record()
    }

    /// Waits until the server has closed `count` connections; false when that takes ten seconds.
    pub fn wait_closed(&self, count: usize) -> bool {
        self.shared.wait_closed(count)
    }

    /// Says whether the whole script was played.
    pub fn finished(&self) -> bool {
        self.shared.finished()
    }
}

impl Drop for Evil {
    fn drop(&mut self) {
        self.accepting.stop();
        self.shared.hang_up();
    }
}

/// A listener and the thread that accepts on it.
#[derive(Debug)]
pub(crate) struct Listening {
    pub(crate) port: u16,
    socket: socket2::Socket,
    thread: Option<JoinHandle<()>>,
}

impl Listening {
    /// Listens on a free port and hands each connection, numbered from 1, to `on_connection`.
    pub(crate) fn start(
        mut on_connection: impl FnMut(TcpStream, usize) + Send + 'static,
    ) -> io::Result<Listening> {
        let listener = TcpListener::bind(("127.0.0.1", 0))?;
        let port = listener.local_addr()?.port();
        let socket = socket2::Socket::from(listener.try_clone()?);
        let thread = thread::spawn(move || {
            for (index, stream) in listener.incoming().enumerate() {
                match stream {
                    Ok(stream) => on_connection(stream, index + 1),
                    // Shutting the listener down is how `stop` wakes this thread.
                    Err(_) => break,
                }
            }
        });
        Ok(Listening { port, socket, thread: Some(thread) })
    }

    /// Stops accepting and waits for the thread.
    pub(crate) fn stop(&mut self) {
        let _ = self.socket.shutdown(std::net::Shutdown::Both);
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}
