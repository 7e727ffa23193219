//! Bytes over TLS, for what no well-behaved client sends.

use std::io::{ErrorKind, Read, Write};
use std::net::TcpStream;
use std::sync::Arc;
use std::time::Duration;

use nextgen_sandbox::Sandbox;
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, ServerName};
use rustls::{ClientConfig, ClientConnection, RootCertStore, StreamOwned};

/// A connection on which any bytes can be sent.
pub(crate) struct Raw(pub(crate) StreamOwned<ClientConnection, TcpStream>);

impl Raw {
    pub(crate) fn connect(sandbox: &Sandbox) -> Self {
        let mut roots = RootCertStore::empty();
        roots.add(CertificateDer::from_pem_slice(sandbox.ca_pem().as_bytes()).unwrap()).unwrap();
        let config = ClientConfig::builder_with_provider(Arc::new(rustls::crypto::ring::default_provider()))
            .with_safe_default_protocol_versions()
            .unwrap()
            .with_root_certificates(roots)
            .with_no_client_auth();
        let name = ServerName::try_from("127.0.0.1").unwrap();
        let tls = ClientConnection::new(Arc::new(config), name).unwrap();
        Self(StreamOwned::new(tls, tcp(sandbox)))
    }

    pub(crate) fn send(&mut self, bytes: &[u8]) {
        self.0.write_all(bytes).unwrap();
        self.0.flush().unwrap();
    }

    /// Reads to the end of the stream; the bool says whether it ended by the rules of TLS.
    pub(crate) fn read(&mut self) -> (String, bool) {
        let mut bytes = Vec::new();
        let proper = match self.0.read_to_end(&mut bytes) {
            Ok(_) => true,
            Err(error) if matches!(error.kind(), ErrorKind::UnexpectedEof | ErrorKind::ConnectionReset) => {
                false
            }
            Err(error) => panic!("{error}, behind {:?}", String::from_utf8_lossy(&bytes)),
        };
        (String::from_utf8_lossy(&bytes).into_owned(), proper)
    }

    /// Reads up to and including `end`.
    pub(crate) fn read_until(&mut self, end: &str) -> String {
        let mut text = String::new();
        let mut byte = [0];
        while !text.ends_with(end) {
            assert_eq!(self.0.read(&mut byte).unwrap(), 1, "the stream ended behind {text:?}");
            text.push(char::from(byte[0]));
        }
        text
    }
}

pub(crate) fn tcp(sandbox: &Sandbox) -> TcpStream {
    let tcp = TcpStream::connect(("127.0.0.1", sandbox.port())).unwrap();
    tcp.set_read_timeout(Some(Duration::from_secs(20))).unwrap();
    tcp
}
