//! A TLS connection that serves one request after another.

use std::fmt;
use std::io::{self, BufRead, Read, Write};

use rustls::ClientConnection;

use super::super::{Failure, Phase, Reason, Response};
use super::answer::Answer;
use super::exchange::Exchange;
use super::request::Message;
use super::tcp::{Limited, Tcp};

/// The most that one TLS record carries.
pub(super) const RECORD: usize = 16 << 10;

/// What carries the TLS with the API's server.
pub(super) enum Wire {
    /// TCP to the server, or through an `http` proxy.
    Tcp(Tcp),
    /// TLS to an `https` proxy.
    Tls(Box<(ClientConnection, Tcp)>),
}

/// A connection to the API's server.
pub(super) struct Stream {
    tls: ClientConnection,
    wire: Wire,
}

impl Stream {
    pub(super) fn new(tls: ClientConnection, wire: Wire) -> Stream {
        Stream { tls, wire }
    }

    /// Tells whether the idle connection is open and silent.
    pub(super) fn is_silent(&self) -> bool {
        match &self.wire {
            Wire::Tcp(tcp) => tcp.is_silent(),
            Wire::Tls(outer) => outer.1.is_silent(),
        }
    }

    /// Sends `message` and reads the answer to it; tells too whether the connection may serve again.
    pub(super) fn exchange(
        &mut self,
        message: &Message<'_>,
        exchange: &Exchange<'_>,
    ) -> Result<(Response, bool), Failure> {
        let mut answer = Answer::default();
        let sent = self.send(&message.start, exchange).and_then(|()| self.send(message.rest, exchange));
        if let Err(error) = sent {
            return Err(exchange.io_failure(&error));
        }
        exchange.enter_phase(Phase::Wait);
        while !answer.is_complete() {
            if !self.receive(&mut answer, exchange)? {
                break;
            }
        }
        // Bytes behind an answer belong to nobody: they must not be taken for the next.
        let reusable = answer.keeps_alive() && self.is_drained();
        let response = answer.into_response();
        response.map(|response| (response, reusable)).ok_or_else(|| broken_off(exchange, false))
    }

    /// Sends `bytes`, in one TLS record where they fit.
    fn send(&mut self, mut bytes: &[u8], exchange: &Exchange<'_>) -> io::Result<()> {
        while !bytes.is_empty() {
            let written = self.tls.writer().write(bytes)?;
            bytes = &bytes[written..];
            self.write_tls(exchange)?;
        }
        Ok(())
    }

    fn write_tls(&mut self, exchange: &Exchange<'_>) -> io::Result<()> {
        while self.tls.wants_write() {
            self.tls.write_tls(&mut Limited { socket: &mut self.wire, exchange })?;
        }
        Ok(())
    }

    /// Gives the bytes at hand to `answer`, or reads more; `false` where the end of the connection was the
    /// end of the answer.
    fn receive(&mut self, answer: &mut Answer, exchange: &Exchange<'_>) -> Result<bool, Failure> {
        let mut reader = self.tls.reader();
        match reader.fill_buf() {
            Ok([]) if answer.ends_by_close() => return Ok(false),
            Ok([]) => return Err(broken_off(exchange, answer.is_in_body())),
            Ok(bytes) => {
                exchange.answered();
                let taken = answer.take(bytes);
                if answer.is_in_body() {
                    exchange.enter_phase(Phase::Receive);
                }
                let taken = taken.map_err(|(reason, message)| exchange.failure(reason, message))?;
                reader.consume(taken);
                return Ok(true);
            }
            Err(error) if error.kind() == io::ErrorKind::WouldBlock => {}
            // The connection ended without TLS's farewell: an attacker can cut there.
            Err(_) => return Err(broken_off(exchange, answer.is_in_body())),
        }
        let received = self
            .write_tls(exchange)
            .and_then(|()| self.tls.read_tls(&mut Limited { socket: &mut self.wire, exchange }));
        received.map_err(|error| exchange.io_failure(&error))?;
        let processed = self.tls.process_new_packets();
        processed.map_err(|error| exchange.failure(Reason::Broken, format!("TLS failed: {error}")))?;
        Ok(true)
    }

    /// Tells whether TLS holds no bytes that nobody has read.
    fn is_drained(&mut self) -> bool {
        self.tls.reader().fill_buf().is_err_and(|error| error.kind() == io::ErrorKind::WouldBlock)
    }
}

fn broken_off(exchange: &Exchange<'_>, in_body: bool) -> Failure {
    let when = if in_body { "before the end of its answer" } else { "before it answered" };
    exchange.failure(Reason::Broken, format!("the server closed the connection {when}"))
}

impl Read for Limited<'_, Wire> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let exchange = self.exchange;
        match self.socket {
            Wire::Tcp(socket) => Limited { socket, exchange }.read(buffer),
            Wire::Tls(outer) => {
                let (tls, socket) = &mut **outer;
                rustls::Stream::new(tls, &mut Limited { socket, exchange }).read(buffer)
            }
        }
    }
}

impl Write for Limited<'_, Wire> {
    fn write(&mut self, buffer: &[u8]) -> io::Result<usize> {
        let exchange = self.exchange;
        match self.socket {
            Wire::Tcp(socket) => Limited { socket, exchange }.write(buffer),
            Wire::Tls(outer) => {
                let (tls, socket) = &mut **outer;
                rustls::Stream::new(tls, &mut Limited { socket, exchange }).write(buffer)
            }
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        let exchange = self.exchange;
        match self.socket {
            Wire::Tcp(socket) => Limited { socket, exchange }.flush(),
            Wire::Tls(outer) => {
                let (tls, socket) = &mut **outer;
                rustls::Stream::new(tls, &mut Limited { socket, exchange }).flush()
            }
        }
    }
}

impl fmt::Debug for Stream {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Stream")
    }
}
