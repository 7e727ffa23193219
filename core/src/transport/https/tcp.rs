//! TCP that waits in slices of 25 ms.
//!
//! The socket blocks for one slice at most; between slices the limits of the exchange are looked
//! at. The timeouts are set once a connection, so a call costs one system call a read or write.

use std::io::{self, Read, Write};
use std::mem::MaybeUninit;
use std::net::{SocketAddr, TcpStream};
use std::thread;
use std::time::{Duration, Instant};

use socket2::{Domain, Protocol, SockRef, Socket, Type};

use super::super::Failure;
use super::exchange::{Exchange, SLICE};

/// How long one address may keep the next one waiting.
const STAGGER: Duration = Duration::from_millis(250);

/// A connected TCP socket.
#[derive(Debug)]
pub(super) struct Tcp {
    stream: TcpStream,
}

impl Tcp {
    /// Connects to the first of `addresses` that accepts.
    ///
    /// Each address gets a head start of 250 ms, or less where it fails sooner; all of them go on
    /// until one accepts, so an address that swallows packets costs a quarter of a second.
    pub(super) fn connect(addresses: &[SocketAddr], exchange: &Exchange<'_>) -> Result<Tcp, Failure> {
        let begun = Instant::now();
        let mut waiting = addresses.iter();
        let mut racing: Vec<Socket> = Vec::new();
        let mut next_start = begun;
        let mut last_error = io::Error::new(io::ErrorKind::AddrNotAvailable, "the name has no address");
        loop {
            exchange.tick()?;
            if (racing.is_empty() || Instant::now() >= next_start)
                && let Some(address) = waiting.next()
            {
                next_start = Instant::now() + STAGGER;
                match start(address) {
                    Ok(socket) => racing.push(socket),
                    Err(error) => {
                        last_error = error;
                        continue;
                    }
                }
            }
            if racing.is_empty() {
                return Err(exchange.io_failure(&last_error));
            }
            let mut index = 0;
            while index < racing.len() {
                match racing[index].take_error() {
                    Ok(None) if racing[index].peer_addr().is_ok() => {
                        let prepared = Tcp::prepare(racing.swap_remove(index));
                        return prepared.map_err(|error| exchange.io_failure(&error));
                    }
                    Ok(None) => index += 1,
                    Ok(Some(error)) | Err(error) => {
                        last_error = error;
                        racing.swap_remove(index);
                    }
                }
            }
            if !racing.is_empty() {
                // The standard library cannot wait for several sockets at once; a short sleep that
                // grows with the wait adds some six hundredths to the time of a connect.
                let pause = begun.elapsed() / 16;
                thread::sleep(pause.clamp(Duration::from_micros(100), Duration::from_millis(5)));
            }
        }
    }

    /// Tells whether the idle connection is open and silent. A server has nothing to say before it
    /// is asked: bytes mean that it closes, or that an answer had more than its length.
    pub(super) fn is_silent(&self) -> bool {
        let mut byte = [MaybeUninit::uninit(); 1];
        matches!(peek(&self.stream, &mut byte), Err(error) if error.kind() == io::ErrorKind::WouldBlock)
    }

    fn prepare(socket: Socket) -> io::Result<Tcp> {
        socket.set_nonblocking(false)?;
        socket.set_tcp_nodelay(true)?;
        socket.set_read_timeout(Some(SLICE))?;
        socket.set_write_timeout(Some(SLICE))?;
        Ok(Tcp { stream: socket.into() })
    }
}

/// A socket, or what goes through one, that waits no longer than the exchange in hand may take.
pub(super) struct Limited<'a, S> {
    pub(super) socket: &'a mut S,
    pub(super) exchange: &'a Exchange<'a>,
}

impl Limited<'_, Tcp> {
    /// Repeats `operation` until it does something, or the exchange has to end. A signal that the host
    /// program handles (`EINTR`) only ends a slice.
    fn in_slices(
        &mut self,
        mut operation: impl FnMut(&mut TcpStream) -> io::Result<usize>,
    ) -> io::Result<usize> {
        loop {
            self.exchange.tick().map_err(|failure| self.exchange.end(failure))?;
            match operation(&mut self.socket.stream) {
                Err(error)
                    if matches!(
                        error.kind(),
                        io::ErrorKind::WouldBlock | io::ErrorKind::TimedOut | io::ErrorKind::Interrupted
                    ) => {}
                done => return done,
            }
        }
    }
}

impl Read for Limited<'_, Tcp> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.in_slices(|stream| stream.read(buffer))
    }
}

/// Writes one buffer at a time: `send` can be told to raise no `SIGPIPE`, which would end a host
/// program that does not ignore it, and `writev` cannot.
impl Write for Limited<'_, Tcp> {
    fn write(&mut self, buffer: &[u8]) -> io::Result<usize> {
        self.in_slices(|stream| stream.write(buffer))
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Begins to connect without waiting.
fn start(address: &SocketAddr) -> io::Result<Socket> {
    let socket = Socket::new(Domain::for_address(*address), Type::STREAM, Some(Protocol::TCP))?;
    socket.set_nonblocking(true)?;
    match socket.connect(&(*address).into()) {
        Err(error) if !in_progress(&error) => Err(error),
        _ => Ok(socket),
    }
}

#[cfg(unix)]
fn in_progress(error: &io::Error) -> bool {
    error.raw_os_error() == Some(libc::EINPROGRESS) || error.kind() == io::ErrorKind::WouldBlock
}

#[cfg(not(unix))]
fn in_progress(error: &io::Error) -> bool {
    error.kind() == io::ErrorKind::WouldBlock
}

#[cfg(unix)]
fn peek(stream: &TcpStream, byte: &mut [MaybeUninit<u8>]) -> io::Result<usize> {
    SockRef::from(stream).recv_with_flags(byte, libc::MSG_PEEK | libc::MSG_DONTWAIT)
}

#[cfg(not(unix))]
fn peek(stream: &TcpStream, byte: &mut [MaybeUninit<u8>]) -> io::Result<usize> {
    stream.set_nonblocking(true)?;
    let peeked = SockRef::from(stream).peek(byte);
    stream.set_nonblocking(false)?;
    peeked
}

#[cfg(test)]
mod tests {
    use std::net::TcpListener;

    use super::super::super::{Attempt, Reason};
    use super::*;

    fn connect(addresses: &[SocketAddr], limit: Duration) -> Result<Tcp, Failure> {
        let attempt = Attempt { deadline: Instant::now() + limit, connect_timeout: limit, stop: None };
        Tcp::connect(addresses, &Exchange::new(&attempt))
    }

    /// An address that refuses: its port is bound, and nothing listens.
    fn refusing() -> (Socket, SocketAddr) {
        let socket = Socket::new(Domain::IPV4, Type::STREAM, None).unwrap();
        socket.bind(&SocketAddr::from(([127, 0, 0, 1], 0)).into()).unwrap();
        let address = socket.local_addr().unwrap().as_socket().unwrap();
        (socket, address)
    }

    #[test]
    fn the_first_address_that_accepts_is_taken() {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let good = listener.local_addr().unwrap();
        let (_held, refused) = refusing();
        let tcp = connect(&[refused, good], Duration::from_secs(30)).unwrap();
        assert_eq!(tcp.stream.peer_addr().unwrap(), good);
        assert!(tcp.stream.nodelay().unwrap());
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn an_address_that_swallows_packets_does_not_hold_up_the_next() {
        let full = Socket::new(Domain::IPV4, Type::STREAM, None).unwrap();
        full.bind(&SocketAddr::from(([127, 0, 0, 1], 0)).into()).unwrap();
        full.listen(0).unwrap();
        let address = full.local_addr().unwrap().as_socket().unwrap();
        // Linux answers no more once the queue of a listener is full.
        let queue: Vec<Socket> = (0..8).map(|_| start(&address).unwrap()).collect();
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let good = listener.local_addr().unwrap();
        let begun = Instant::now();
        let tcp = connect(&[address, good], Duration::from_secs(30)).unwrap();
        assert_eq!(tcp.stream.peer_addr().unwrap(), good);
        assert!(begun.elapsed() >= STAGGER);
        let error = connect(&[address], Duration::from_millis(100)).unwrap_err();
        assert_eq!(error.reason, Reason::TimedOut);
        drop(queue);
    }

    #[test]
    fn the_last_error_is_told_when_no_address_accepts() {
        let (_held, refused) = refusing();
        let error = connect(&[refused, refused], Duration::from_secs(30)).unwrap_err();
        assert_eq!(error.message, "connection refused");
        assert!(connect(&[], Duration::from_secs(30)).is_err());
    }

    #[test]
    fn an_idle_connection_is_silent_until_the_peer_speaks_or_closes() {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        for speaks in [true, false] {
            let tcp = connect(&[listener.local_addr().unwrap()], Duration::from_secs(30)).unwrap();
            let (mut peer, _) = listener.accept().unwrap();
            assert!(tcp.is_silent());
            if speaks {
                peer.write_all(b"x").unwrap();
            } else {
                drop(peer);
            }
            // Returns when there is a byte, or the end.
            while matches!(tcp.stream.peek(&mut [0]), Err(error) if error.kind() == io::ErrorKind::WouldBlock)
            {
            }
            assert!(!tcp.is_silent());
        }
    }
}
