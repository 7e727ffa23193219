//! A TLS server on loopback whose every connection is run by a closure.

use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use rcgen::{BasicConstraints, CertificateParams, CertifiedIssuer, DnType, IsCa, KeyPair};
use rustls::pki_types::{PrivateKeyDer, PrivatePkcs8KeyDer};
use rustls::{ServerConfig, ServerConnection, StreamOwned, SupportedProtocolVersion};

pub(super) struct Server {
    /// The certificate of its authority, in PEM.
    pub(super) ca: Vec<u8>,
    pub(super) port: u16,
    connections: Arc<AtomicUsize>,
}

impl Server {
    /// Serves each connection by `serve`, on a thread of its own.
    pub(super) fn start(serve: impl Fn(Connection) + Send + Sync + 'static) -> Server {
        Server::start_as(
            CertificateParams::new(vec!["localhost".to_owned(), "127.0.0.1".to_owned()]).unwrap(),
            serve,
        )
    }

    /// Serves with a certificate of the caller's making.
    pub(super) fn start_as(
        leaf: CertificateParams,
        serve: impl Fn(Connection) + Send + Sync + 'static,
    ) -> Server {
        Server::start_with(leaf, rustls::DEFAULT_VERSIONS, serve)
    }

    /// Serves with versions of TLS of the caller's choice.
    pub(super) fn start_with(
        leaf: CertificateParams,
        versions: &[&'static SupportedProtocolVersion],
        serve: impl Fn(Connection) + Send + Sync + 'static,
    ) -> Server {
        let (ca, config) = settings(leaf, versions);
        let config = Arc::new(config);
        let serve = Arc::new(serve);
        let (port, connections) = listen(move |number, stream| {
            let Ok(tls) = ServerConnection::new(Arc::clone(&config)) else { return };
            let mut stream = StreamOwned::new(tls, stream);
            while stream.conn.is_handshaking() {
                if stream.conn.complete_io(&mut stream.sock).is_err() {
                    return;
                }
            }
            serve(Connection { stream, number });
        });
        Server { ca, port, connections }
    }

    pub(super) fn url(&self, path: &str) -> String {
        format!("https://127.0.0.1:{}{path}", self.port)
    }

    /// How many connections were accepted.
    pub(super) fn connections(&self) -> usize {
        self.connections.load(Ordering::SeqCst)
    }
}

/// Makes an authority, whose certificate is returned in PEM, and the settings of a server that it vouches for.
pub(super) fn settings(
    leaf: CertificateParams,
    versions: &[&'static SupportedProtocolVersion],
) -> (Vec<u8>, ServerConfig) {
    let mut authority = CertificateParams::default();
    authority.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    authority.distinguished_name.push(DnType::CommonName, "test authority");
    let authority = CertifiedIssuer::self_signed(authority, KeyPair::generate().unwrap()).unwrap();
    let key = KeyPair::generate().unwrap();
    let leaf = leaf.signed_by(&key, &authority).unwrap();
    let key = PrivateKeyDer::Pkcs8(PrivatePkcs8KeyDer::from(key.serialize_der()));
    let config = ServerConfig::builder_with_provider(Arc::new(rustls::crypto::ring::default_provider()))
        .with_protocol_versions(versions)
        .unwrap()
        .with_no_client_auth()
        .with_single_cert(vec![leaf.der().clone()], key)
        .unwrap();
    (authority.pem().into_bytes(), config)
}

/// Runs `serve` with each TCP connection and its number; returns the port and the count.
pub(super) fn listen(serve: impl Fn(usize, TcpStream) + Send + Sync + 'static) -> (u16, Arc<AtomicUsize>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    let count = Arc::new(AtomicUsize::new(0));
    let counter = Arc::clone(&count);
    let serve = Arc::new(serve);
    thread::spawn(move || {
        for stream in listener.incoming().map_while(Result::ok) {
            let number = counter.fetch_add(1, Ordering::SeqCst);
            stream.set_nodelay(true).unwrap();
            let serve = Arc::clone(&serve);
            thread::spawn(move || serve(number, stream));
        }
    });
    (port, count)
}

/// One connection, after the handshake.
pub(super) struct Connection {
    pub(super) stream: StreamOwned<ServerConnection, TcpStream>,
    /// 0 for the server's first connection.
    pub(super) number: usize,
}

impl Connection {
    /// Reads one request with its body; `None` when the client is gone.
    pub(super) fn request(&mut self) -> Option<String> {
        let mut text = String::new();
        let mut byte = [0];
        while !text.ends_with("\r\n\r\n") {
            self.stream.read_exact(&mut byte).ok()?;
            text.push(char::from(byte[0]));
        }
        let length = text
            .lines()
            .find_map(|line| line.strip_prefix("content-length: "))
            .map_or(0, |length| length.parse().unwrap());
        let mut body = vec![0; length];
        self.stream.read_exact(&mut body).ok()?;
        text.push_str(std::str::from_utf8(&body).unwrap());
        Some(text)
    }

    pub(super) fn write(&mut self, bytes: &[u8]) -> bool {
        self.stream.write_all(bytes).and_then(|()| self.stream.flush()).is_ok()
    }

    /// Ends the connection by TLS's farewell and TCP's.
    pub(super) fn close(mut self) {
        self.stream.conn.send_close_notify();
        let _ = self.stream.conn.complete_io(&mut self.stream.sock);
    }

    /// Ends the connection by a TCP reset.
    pub(super) fn reset(self) {
        reset(&self.stream.sock);
    }

    /// Waits until the client has closed.
    pub(super) fn await_end(mut self) {
        while matches!(self.stream.sock.read(&mut [0; 1024]), Ok(1..)) {}
    }
}

/// Makes the end of `stream` a reset.
pub(super) fn reset(stream: &TcpStream) {
    socket2::SockRef::from(stream).set_linger(Some(std::time::Duration::ZERO)).unwrap();
}

/// Answers 200 with `body`.
pub(super) fn answer(body: &str) -> Vec<u8> {
    format!("HTTP/1.1 200 OK\r\nRequest-Id: req_1\r\nContent-Length: {}\r\n\r\n{body}", body.len())
        .into_bytes()
}

/// Reads the head of a request.
pub(super) fn read_head(stream: &mut impl Read) -> String {
    let mut head = String::new();
    let mut byte = [0];
    while !head.ends_with("\r\n\r\n") && stream.read_exact(&mut byte).is_ok() {
        head.push(char::from(byte[0]));
    }
    head
}
