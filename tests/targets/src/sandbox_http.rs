//! Anything that a client may send to the sandbox behind TLS: it answers in HTTP and JSON, and lives.

use std::io::{Read, Write};
use std::net::{Ipv4Addr, TcpStream};
use std::sync::{Arc, OnceLock};
use std::time::Duration;

use nextgen_sandbox::{Options, Sandbox};
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, ServerName};
use rustls::{ClientConfig, ClientConnection, RootCertStore, StreamOwned};
use serde_json::Value;

/// A byte of the input that stands for the sandbox's key.
const KEY: u8 = 1;

struct House {
    sandbox: Sandbox,
    tls: Arc<ClientConfig>,
}

pub(crate) fn run(data: &[u8]) {
    // A webhook endpoint that the input made up would be called out in the world.
    if data.windows(9).any(|part| part == b"webhook_e") {
        return;
    }
    static HOUSE: OnceLock<House> = OnceLock::new();
    let house = HOUSE.get_or_init(House::open);
    let parts: Vec<&[u8]> = data.split(|byte| *byte == KEY).collect();
    let answers = house.exchange(&parts.join(house.sandbox.api_key().as_bytes()));
    check(&answers, data);
    let alive = house.exchange(b"GET /v1/charges HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
    assert!(alive.starts_with(b"HTTP/1.1 401 "), "{:?}", String::from_utf8_lossy(&alive));
}

/// Checks the first of the answers: HTTP, with a length, and JSON of that length where there is a body.
fn check(answers: &[u8], data: &[u8]) {
    if answers.is_empty() {
        return;
    }
    let shown =
        || format!("{:?} brought {:?}", String::from_utf8_lossy(data), String::from_utf8_lossy(answers));
    let mut answers = answers;
    while let Some(rest) = answers.strip_prefix(b"HTTP/1.1 100 Continue\r\n\r\n") {
        answers = rest;
    }
    if answers.is_empty() {
        return;
    }
    let end = answers.windows(4).position(|four| four == b"\r\n\r\n");
    let end = end.unwrap_or_else(|| panic!("no head: {}", shown()));
    let head = String::from_utf8_lossy(&answers[..end]).to_ascii_lowercase();
    assert!(head.starts_with("http/1.1 "), "{}", shown());
    assert!(!head.starts_with("http/1.1 5"), "{}", shown());
    let length = head.split("content-length: ").nth(1).and_then(|rest| rest.lines().next()?.parse().ok());
    let length: usize = length.unwrap_or_else(|| panic!("no length: {}", shown()));
    let body = &answers[end + 4..];
    if !data.starts_with(b"HEAD") && length > 0 {
        assert!(body.len() >= length, "{}", shown());
        assert!(serde_json::from_slice::<Value>(&body[..length]).is_ok(), "{}", shown());
    }
}

impl House {
    fn open() -> House {
        let patience = Duration::from_millis(300);
        let sandbox = Sandbox::start(Options { patience, ..Options::default() }).expect("a sandbox starts");
        let mut roots = RootCertStore::empty();
        for certificate in CertificateDer::pem_slice_iter(sandbox.ca_pem().as_bytes()) {
            roots.add(certificate.expect("the CA is PEM")).expect("the CA is one");
        }
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        let tls = ClientConfig::builder_with_provider(provider)
            .with_safe_default_protocol_versions()
            .expect("ring speaks TLS")
            .with_root_certificates(roots)
            .with_no_client_auth();
        House { sandbox, tls: Arc::new(tls) }
    }

    /// Sends `bytes`, ends the sending side, and returns all that comes.
    fn exchange(&self, bytes: &[u8]) -> Vec<u8> {
        let tcp = TcpStream::connect((Ipv4Addr::LOCALHOST, self.sandbox.port())).expect("it listens");
        tcp.set_read_timeout(Some(Duration::from_secs(30))).expect("a time limit can be set");
        let name = ServerName::from(std::net::IpAddr::V4(Ipv4Addr::LOCALHOST));
        let tls = ClientConnection::new(Arc::clone(&self.tls), name).expect("the name is fine");
        let mut stream = StreamOwned::new(tls, tcp);
        // It may hang up in the middle of what is no request.
        let _ = stream.write_all(bytes);
        stream.conn.send_close_notify();
        let _ = stream.flush();
        let mut answers = Vec::new();
        let _ = stream.read_to_end(&mut answers);
        answers
    }
}
