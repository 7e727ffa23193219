//! A TLS connection that serves one request after another.

use std::fmt;
use std::io::{self, BufRead, Read, Write};

use rustls::ClientConnection;

use super::super::{Failure, Phase, Reason, Response};
use super::answer::Answer;
use super::exchange::Exchange;
use super::records::Records;
use super::request::Message;
use super::tcp::{Limited, Tcp};

/// The most that one TLS record carries.
pub(super) const RECORD: usize = 16 << 10;

/// What carries TLS, and where its records end.
pub(super) struct Wire<S> {
    socket: S,
    records: Records,
}

/// The way to the API's server.
pub(super) enum Carrier {
    /// TCP to the server, or through an `http` proxy.
    Tcp(Tcp),
    /// TLS to an `https` proxy.
    Tls(Box<(ClientConnection, Wire<Tcp>)>),
}

/// A connection to the API's server.
pub(super) struct Stream {
    tls: ClientConnection,
    wire: Wire<Carrier>,
    /// True once it has brought an answer.
    proven: bool,
}

impl Stream {
    pub(super) fn new(tls: ClientConnection, wire: Wire<Carrier>) -> Stream {
        Stream { tls, wire, proven: false }
    }

    /// Tells whether the idle connection is open and silent.
    pub(super) fn is_silent(&self) -> bool {
        match &self.wire.socket {
            Carrier::Tcp(tcp) => tcp.is_silent(),
            Carrier::Tls(outer) => outer.1.socket.is_silent(),
        }
    }

    /// Tells whether the server has said something that nobody has read.
    pub(super) fn has_spoken(&mut self) -> bool {
        self.tls.reader().fill_buf().is_ok_and(|bytes| !bytes.is_empty())
    }

    /// Sends `message` and reads the answer to it; tells too whether the connection may serve again.
    pub(super) fn exchange(
        &mut self,
        message: &Message<'_>,
        exchange: &Exchange<'_>,
    ) -> Result<(Response, bool), Failure> {
        let sent = self.send(&message.start, exchange).and_then(|()| self.send(message.rest, exchange));
        if let Err(error) = sent {
            return Ok((self.refusal(exchange.io_failure(&error), exchange)?, false));
        }
        exchange.enter_phase(Phase::Wait);
        let answer = self.answer(exchange)?;
        // Bytes behind an answer belong to nobody: they must not be taken for the next.
        let reusable = answer.keeps_alive() && self.is_drained();
        self.proven = true;
        Ok((answer.into_response(), reusable))
    }

    /// Looks for the answer of a server that broke sending off by closing the connection, as one does that
    /// takes no body of such a length. A connection that was idle before is broken for other reasons.
    fn refusal(&mut self, failure: Failure, exchange: &Exchange<'_>) -> Result<Response, Failure> {
        if self.proven || failure.reason != Reason::Broken {
            return Err(failure);
        }
        match self.answer(exchange).map(Answer::into_response) {
            Ok(answer) if answer.status >= 400 => Ok(answer),
            Err(end) if matches!(end.reason, Reason::Stopped | Reason::TimedOut) => Err(end),
            _ => Err(failure),
        }
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

    /// Reads an answer to its end.
    fn answer(&mut self, exchange: &Exchange<'_>) -> Result<Answer, Failure> {
        let mut answer = Answer::default();
        loop {
            let mut reader = self.tls.reader();
            match reader.fill_buf() {
                Ok([]) if answer.ends_by_close() => return Ok(answer),
                Ok(bytes) if !bytes.is_empty() => {
                    exchange.answered();
                    let taken = answer.take(bytes);
                    if answer.is_in_body() {
                        exchange.enter_phase(Phase::Receive);
                    }
                    reader.consume(taken.map_err(|(reason, message)| exchange.failure(reason, message))?);
                    if answer.is_complete() {
                        return Ok(answer);
                    }
                }
                Err(error) if error.kind() == io::ErrorKind::WouldBlock => self.receive(exchange)?,
                // Without TLS's farewell too: an attacker can cut there.
                Ok(_) | Err(_) => {
                    let when = if answer.is_in_body() {
                        "before the end of its answer"
                    } else {
                        "before it answered"
                    };
                    let message = format!("the server closed the connection {when}");
                    return Err(exchange.failure(Reason::Broken, message));
                }
            }
        }
    }

    /// Waits for more bytes from the server.
    fn receive(&mut self, exchange: &Exchange<'_>) -> Result<(), Failure> {
        let received = self.tls.read_tls(&mut Limited { socket: &mut self.wire, exchange });
        received.map_err(|error| exchange.io_failure(&error))?;
        let processed = self.tls.process_new_packets();
        processed.map_err(|error| exchange.failure(Reason::Broken, format!("TLS failed: {error}")))?;
        Ok(())
    }

    /// Tells whether nothing has come that nobody has read, not even in part, nor lies in the TLS with a
    /// proxy, where no look at the socket would find it.
    fn is_drained(&mut self) -> bool {
        let around = match &mut self.wire.socket {
            Carrier::Tcp(_) => true,
            Carrier::Tls(outer) => outer.1.records.are_whole() && is_read(&mut outer.0),
        };
        around && self.wire.records.are_whole() && is_read(&mut self.tls)
    }
}

/// Tells whether all that TLS has brought was read.
fn is_read(tls: &mut ClientConnection) -> bool {
    tls.reader().fill_buf().is_err_and(|error| error.kind() == io::ErrorKind::WouldBlock)
}

impl<S> Wire<S> {
    pub(super) fn new(socket: S) -> Wire<S> {
        Wire { socket, records: Records::default() }
    }
}

impl<S> Read for Limited<'_, Wire<S>>
where
    for<'a> Limited<'a, S>: Read,
{
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let Wire { socket, records } = &mut *self.socket;
        let read = Limited { socket, exchange: self.exchange }.read(buffer)?;
        records.pass(&buffer[..read]);
        Ok(read)
    }
}

impl<S> Write for Limited<'_, Wire<S>>
where
    for<'a> Limited<'a, S>: Write,
{
    fn write(&mut self, buffer: &[u8]) -> io::Result<usize> {
        Limited { socket: &mut self.socket.socket, exchange: self.exchange }.write(buffer)
    }

    fn flush(&mut self) -> io::Result<()> {
        Limited { socket: &mut self.socket.socket, exchange: self.exchange }.flush()
    }
}

impl Read for Limited<'_, Carrier> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let exchange = self.exchange;
        match &mut self.socket {
            Carrier::Tcp(socket) => Limited { socket, exchange }.read(buffer),
            Carrier::Tls(outer) => outer_stream(outer, exchange, |stream| stream.read(buffer)),
        }
    }
}

impl Write for Limited<'_, Carrier> {
    fn write(&mut self, buffer: &[u8]) -> io::Result<usize> {
        let exchange = self.exchange;
        match &mut self.socket {
            Carrier::Tcp(socket) => Limited { socket, exchange }.write(buffer),
            Carrier::Tls(outer) => outer_stream(outer, exchange, |stream| stream.write(buffer)),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        let exchange = self.exchange;
        match &mut self.socket {
            Carrier::Tcp(socket) => Limited { socket, exchange }.flush(),
            Carrier::Tls(outer) => outer_stream(outer, exchange, |stream| stream.flush()),
        }
    }
}

/// Runs `operation` on the TLS with a proxy.
fn outer_stream<T>(
    (tls, socket): &mut (ClientConnection, Wire<Tcp>),
    exchange: &Exchange<'_>,
    operation: impl FnOnce(&mut rustls::Stream<'_, ClientConnection, Limited<'_, Wire<Tcp>>>) -> T,
) -> T {
    operation(&mut rustls::Stream::new(tls, &mut Limited { socket, exchange }))
}

impl fmt::Debug for Stream {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Stream")
    }
}
