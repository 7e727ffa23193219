//! One TLS connection, read and written with deadlines, closed properly or torn on purpose.

use std::io::{self, ErrorKind, Read, Write};
use std::net::{Shutdown, TcpStream};
use std::sync::Arc;
use std::time::{Duration, Instant};

use rustls::{ServerConfig, ServerConnection};
use socket2::SockRef;

/// How long a client may take to accept a part of an answer.
const WRITE_PATIENCE: Duration = Duration::from_secs(30);
/// How long, and for how many bytes, a refused client is listened to so that it gets its answer.
const DRAIN_PATIENCE: Duration = Duration::from_secs(2);
const DRAIN_MOST: usize = 64 << 20;
const CHUNK: usize = 16 << 10;

/// A TLS connection from a client.
pub(crate) struct Wire {
    tls: ServerConnection,
    tcp: Arc<TcpStream>,
}

impl Wire {
    /// Takes over a TCP connection; the handshake happens with the first read.
    pub(crate) fn new(tcp: Arc<TcpStream>, config: Arc<ServerConfig>) -> io::Result<Self> {
        tcp.set_write_timeout(Some(WRITE_PATIENCE))?;
        let mut tls = ServerConnection::new(config).map_err(io::Error::other)?;
        // An answer is buffered whole before it is written, and a page of large objects is over the
        // 64 KiB that TLS would take at once.
        tls.set_buffer_limit(None);
        Ok(Self { tls, tcp })
    }

    /// Reads what there is, at least a byte, onto the end of `buffer`; 0 at the end of the stream.
    pub(crate) fn fill(&mut self, buffer: &mut Vec<u8>, deadline: Instant) -> io::Result<usize> {
        loop {
            let length = buffer.len();
            buffer.resize(length + CHUNK, 0);
            let read = self.tls.reader().read(&mut buffer[length..]);
            buffer.truncate(length + *read.as_ref().unwrap_or(&0));
            match read {
                Err(error) if error.kind() == ErrorKind::WouldBlock => {}
                other => return other,
            }
            self.receive(deadline)?;
        }
    }

    /// Sends `bytes` whole.
    pub(crate) fn send(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.tls.writer().write_all(bytes)?;
        self.flush()
    }

    /// Closes by the rules of TLS, so that the client knows the answer is whole.
    pub(crate) fn close(mut self) {
        self.tls.send_close_notify();
        // The client may be gone already, which is as good.
        let _ = self.flush();
        let _ = self.tcp.shutdown(Shutdown::Write);
    }

    /// Closes after an answer to a request that was not read whole.
    ///
    /// Closing at once would reset the connection, and the client might lose the answer.
    pub(crate) fn drain(mut self) {
        self.tls.send_close_notify();
        let _ = self.flush();
        linger(&self.tcp);
    }

    /// Tears the connection, so that the client sees a reset.
    pub(crate) fn reset(self) {
        // Where the option is refused the client sees an end of the stream, a failure as well.
        let _ = SockRef::from(&*self.tcp).set_linger(Some(Duration::ZERO));
    }

    fn receive(&mut self, deadline: Instant) -> io::Result<()> {
        let left = deadline.saturating_duration_since(Instant::now());
        if left.is_zero() {
            return Err(ErrorKind::TimedOut.into());
        }
        self.tcp.set_read_timeout(Some(left))?;
        match self.tls.read_tls(&mut &*self.tcp) {
            Ok(0) => return Err(ErrorKind::UnexpectedEof.into()),
            Ok(_) => {}
            Err(error) if error.kind() == ErrorKind::WouldBlock => return Err(ErrorKind::TimedOut.into()),
            Err(error) if error.kind() == ErrorKind::Interrupted => return Ok(()),
            Err(error) => return Err(error),
        }
        let processed = self.tls.process_new_packets();
        // Handshake messages, or the alert that says why there will be none.
        self.flush()?;
        processed.map(|_| ()).map_err(|error| io::Error::new(ErrorKind::InvalidData, error))
    }

    fn flush(&mut self) -> io::Result<()> {
        while self.tls.wants_write() {
            self.tls.write_tls(&mut &*self.tcp)?;
        }
        Ok(())
    }
}

/// Ends the sending side, and reads on for a little while without looking at what comes.
pub(crate) fn linger(tcp: &TcpStream) {
    if tcp.shutdown(Shutdown::Write).is_err() {
        return;
    }
    let deadline = Instant::now() + DRAIN_PATIENCE;
    let mut scratch = vec![0; CHUNK];
    let mut drained = 0;
    while drained < DRAIN_MOST {
        let left = deadline.saturating_duration_since(Instant::now());
        if left.is_zero() || tcp.set_read_timeout(Some(left)).is_err() {
            return;
        }
        match (&mut &*tcp).read(&mut scratch) {
            Ok(0) | Err(_) => return,
            Ok(count) => drained += count,
        }
    }
}
