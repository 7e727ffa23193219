//! TLS by rustls: always verified, 1.2 and 1.3 only. There is no switch to turn verification off.

use std::io::{Read, Write};
use std::sync::Arc;

use rustls::client::Resumption;
use rustls::pki_types::pem::{PemObject, SectionKind};
use rustls::pki_types::{CertificateDer, ServerName};
use rustls::{CertificateError, ClientConfig, ClientConnection, RootCertStore};

use super::super::{Failure, Phase, Reason};
use super::exchange::Exchange;

/// How many servers' sessions are remembered: the API's, and a proxy's.
const SESSIONS: usize = 8;

/// Builds the TLS settings: `ca_bundle` (PEM) as the roots, or the Mozilla roots compiled in.
///
/// # Errors
/// A sentence when the bundle holds no usable certificate.
pub(super) fn settings(ca_bundle: Option<&[u8]>) -> Result<ClientConfig, String> {
    let roots = match ca_bundle {
        Some(pem) => read_bundle(pem)?,
        None => RootCertStore { roots: webpki_roots::TLS_SERVER_ROOTS.to_vec() },
    };
    let mut config = ClientConfig::builder_with_provider(Arc::new(rustls::crypto::ring::default_provider()))
        .with_safe_default_protocol_versions()
        .expect("ring serves TLS 1.2 and 1.3")
        .with_root_certificates(roots)
        .with_no_client_auth();
    config.alpn_protocols = vec![b"http/1.1".to_vec()];
    Ok(config)
}

/// Copies `base` with a session store of its own, so that no process shares one with its parent.
pub(super) fn with_own_sessions(base: &ClientConfig) -> Arc<ClientConfig> {
    let mut config = base.clone();
    config.resumption = Resumption::in_memory_sessions(SESSIONS);
    Arc::new(config)
}

/// Agrees on TLS with `host` over `wire`.
pub(super) fn agree(
    config: &Arc<ClientConfig>,
    host: &str,
    wire: &mut (impl Read + Write),
    exchange: &Exchange<'_>,
) -> Result<ClientConnection, Failure> {
    exchange.enter_phase(Phase::Tls);
    let untrusted = |error: &rustls::Error| exchange.failure(Reason::Untrusted, describe(error, host));
    let Ok(name) = ServerName::try_from(host.to_owned()) else {
        return Err(exchange.failure(Reason::Untrusted, format!("no certificate can be for the host {host}")));
    };
    let mut tls = ClientConnection::new(Arc::clone(config), name).map_err(|error| untrusted(&error))?;
    while tls.is_handshaking() {
        if let Err(error) = tls.complete_io(wire) {
            // rustls wraps its own errors; all others come from the socket.
            return Err(match error.get_ref().and_then(|inner| inner.downcast_ref::<rustls::Error>()) {
                Some(error) => untrusted(error),
                None => exchange.io_failure(&error),
            });
        }
    }
    Ok(tls)
}

/// Says what is wrong with the server's TLS.
pub(super) fn describe(error: &rustls::Error, host: &str) -> String {
    use CertificateError as C;
    match error {
        rustls::Error::InvalidCertificate(error) => match error {
            C::Expired | C::ExpiredContext { .. } => "the server's certificate has expired".to_owned(),
            C::NotValidYet | C::NotValidYetContext { .. } => {
                "the server's certificate is not valid yet".to_owned()
            }
            C::NotValidForName | C::NotValidForNameContext { .. } => {
                format!("the server's certificate is not for the host {host}")
            }
            C::UnknownIssuer => {
                "the server's certificate is not signed by an authority that is trusted here".to_owned()
            }
            other => format!("the server's certificate was refused: {other}"),
        },
        rustls::Error::InvalidMessage(_) => format!("the server does not speak TLS here: {error}"),
        other => format!("TLS failed: {other}"),
    }
}

fn read_bundle(pem: &[u8]) -> Result<RootCertStore, String> {
    const WANTED: &str = "give one or more PEM certificates (-----BEGIN CERTIFICATE-----)";
    if pem.trim_ascii().is_empty() {
        return Err(format!("ca_bundle is empty: {WANTED}"));
    }
    let mut roots = RootCertStore::empty();
    let mut holds_key = false;
    for section in <(SectionKind, Vec<u8>)>::pem_slice_iter(pem) {
        let (kind, der) = section.map_err(|error| format!("ca_bundle is not PEM ({error}): {WANTED}"))?;
        match kind {
            SectionKind::Certificate => {
                roots.add(CertificateDer::from(der)).map_err(|error| {
                    format!("certificate {} of ca_bundle cannot be read ({error})", roots.len() + 1)
                })?;
            }
            SectionKind::PrivateKey | SectionKind::RsaPrivateKey | SectionKind::EcPrivateKey => {
                holds_key = true;
            }
            _ => {}
        }
    }
    match (roots.is_empty(), holds_key) {
        (false, _) => Ok(roots),
        (true, true) => Err(format!("ca_bundle holds a private key and no certificate: {WANTED}")),
        (true, false) => Err(format!("ca_bundle holds no certificate: {WANTED}")),
    }
}
