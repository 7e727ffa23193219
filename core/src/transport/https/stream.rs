//! A TLS connection as ureq uses it: one write a request, and an end that is told apart from a
//! break.

use std::fmt;
use std::io::{self, Read, Write};

use rustls::{ClientConnection, StreamOwned};
use ureq::unversioned::transport::{Buffers, NextTimeout, Transport};

use super::super::{Phase, Reason};
use super::buffers::{Buffered, ROOM};
use super::exchange::Exchange;
use super::tcp::Tcp;

/// What carries the TLS with the API's server.
pub(super) enum Wire {
    /// TCP to the server, or through an `http` proxy.
    Tcp(Tcp),
    /// TLS to an `https` proxy.
    Tls(Box<StreamOwned<ClientConnection, Tcp>>),
}

/// A connection to the API's server.
pub(super) struct Stream {
    tls: ClientConnection,
    wire: Wire,
    buffers: Buffered,
    /// Plaintext that TLS holds and ureq has not seen.
    unread: usize,
    /// True from the first byte of a request until the connection is offered to the pool.
    busy: bool,
}

impl Stream {
    pub(super) fn new(stream: StreamOwned<ClientConnection, Wire>) -> Stream {
        let StreamOwned { conn, sock } = stream;
        Stream { tls: conn, wire: sock, buffers: Buffered::default(), unread: 0, busy: false }
    }

    /// Sends what is held, in one TLS record where it fits.
    fn flush(&mut self, exchange: &Exchange) -> Result<(), ureq::Error> {
        let written = self.tls.writer().write_all(self.buffers.held()).and_then(|()| self.write_tls());
        self.buffers.sent();
        written.map_err(|error| exchange.fail_io(&error))
    }

    fn write_tls(&mut self) -> io::Result<()> {
        while self.tls.wants_write() {
            self.tls.write_tls(&mut self.wire)?;
        }
        Ok(())
    }

    /// Reads until there is input for ureq, or the server has ended the connection properly.
    fn fill(&mut self, exchange: &Exchange) -> Result<bool, ureq::Error> {
        loop {
            let room = self.buffers.input_append_buf();
            if room.is_empty() {
                return Err(exchange.fail(Reason::Malformed, "the answer's head is over 16 KiB"));
            }
            match self.tls.reader().read(room) {
                Ok(0) if self.buffers.framing().ends_by_close() => return Ok(false),
                Ok(0) => return Err(exchange.fail(Reason::Broken, self.broken_off())),
                Ok(read) => {
                    exchange.answered();
                    self.unread = self.unread.saturating_sub(read);
                    self.buffers.input_appended(read);
                    return Ok(true);
                }
                Err(error) if error.kind() == io::ErrorKind::WouldBlock => {}
                // The connection ended without TLS's farewell: an attacker can cut there.
                Err(_) => return Err(exchange.fail(Reason::Broken, self.broken_off())),
            }
            let received = self.write_tls().and_then(|()| self.tls.read_tls(&mut self.wire));
            received.map_err(|error| exchange.fail_io(&error))?;
            match self.tls.process_new_packets() {
                Ok(state) => self.unread = state.plaintext_bytes_to_read(),
                Err(error) => {
                    return Err(exchange.fail(Reason::Broken, format!("TLS failed: {error}")));
                }
            }
        }
    }

    fn broken_off(&self) -> &'static str {
        if self.buffers.framing().is_in_body() {
            "the server closed the connection before the end of its answer"
        } else {
            "the server closed the connection before it answered"
        }
    }
}

impl Transport for Stream {
    fn buffers(&mut self) -> &mut dyn Buffers {
        &mut self.buffers
    }

    fn transmit_output(&mut self, amount: usize, _: NextTimeout) -> Result<(), ureq::Error> {
        if !self.busy {
            self.busy = true;
            self.buffers.begin();
        }
        self.buffers.hold(amount);
        if self.buffers.held().len() < ROOM { Ok(()) } else { self.flush(&Exchange::current()) }
    }

    fn await_input(&mut self, _: NextTimeout) -> Result<bool, ureq::Error> {
        let exchange = Exchange::current();
        if exchange.has_failed() {
            return Err(ureq::Error::ConnectionFailed);
        }
        if !self.buffers.held().is_empty() {
            self.flush(&exchange)?;
        }
        if exchange.phase() == Phase::Send {
            exchange.enter_phase(Phase::Wait);
        }
        self.fill(&exchange)
    }

    /// Serves two askers: the pool that is offered the connection after an answer, and the pool
    /// that is about to hand it out.
    fn is_open(&mut self) -> bool {
        if self.busy {
            self.busy = false;
            return self.buffers.framing().is_complete() && self.unread == 0;
        }
        let exchange = Exchange::current();
        let usable = !exchange.is_fresh() && self.wire.is_silent();
        if usable {
            exchange.reusing();
        }
        usable
    }

    fn is_tls(&self) -> bool {
        true
    }
}

impl Wire {
    fn is_silent(&self) -> bool {
        match self {
            Wire::Tcp(tcp) => tcp.is_silent(),
            Wire::Tls(tls) => tls.sock.is_silent(),
        }
    }
}

impl Read for Wire {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        match self {
            Wire::Tcp(tcp) => tcp.read(buffer),
            Wire::Tls(tls) => tls.read(buffer),
        }
    }
}

impl Write for Wire {
    fn write(&mut self, buffer: &[u8]) -> io::Result<usize> {
        match self {
            Wire::Tcp(tcp) => tcp.write(buffer),
            Wire::Tls(tls) => tls.write(buffer),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match self {
            Wire::Tcp(tcp) => tcp.flush(),
            Wire::Tls(tls) => tls.flush(),
        }
    }
}

impl fmt::Debug for Stream {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Stream")
    }
}
