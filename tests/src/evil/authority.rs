//! The suite's own certificate authority, made at start, and every bad certificate it can think of.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use rcgen::{BasicConstraints, CertificateParams, CertifiedIssuer, DnType, IsCa, KeyPair, date_time_ymd};
use rustls::pki_types::{CertificateDer, PrivateKeyDer, PrivatePkcs8KeyDer};
use rustls::{ServerConfig, SupportedProtocolVersion, version};
use serde::Deserialize;

/// Who a server says it is, and how.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Identity {
    /// A valid certificate for 127.0.0.1 and localhost.
    #[default]
    Good,
    /// The same, with TLS 1.2 only.
    Tls12,
    /// The same, with TLS 1.3 only.
    Tls13,
    /// A certificate that ended in 2001.
    Expired,
    /// A certificate that begins in 2098.
    NotYetValid,
    /// A certificate for another host.
    WrongHost,
    /// A certificate that vouches for itself.
    SelfSigned,
    /// A certificate of an authority that nobody knows.
    UnknownAuthority,
}

/// The authority: its certificate on disk and a key that signs servers.
#[derive(Debug)]
pub struct Authority {
    known: Issuer,
    unknown: Issuer,
    pem: PathBuf,
    key: PathBuf,
}

type Issuer = CertifiedIssuer<'static, KeyPair>;

impl Authority {
    /// Makes an authority and writes `ca.pem` and a stray `key.pem` into `folder`.
    ///
    /// # Errors
    /// When the files cannot be written.
    pub fn create(folder: &Path) -> io::Result<Authority> {
        let (known, unknown) = (issuer("NextGen conformance CA"), issuer("A CA that nobody knows"));
        let (pem, key) = (folder.join("ca.pem"), folder.join("key.pem"));
        fs::write(&pem, known.pem())?;
        fs::write(&key, fresh_key().serialize_pem())?;
        Ok(Authority { known, unknown, pem, key })
    }

    /// Returns the path of the PEM file that clients are to trust.
    pub fn pem(&self) -> &Path {
        &self.pem
    }

    /// Returns the path of a PEM file that holds a private key and no certificate.
    pub fn key(&self) -> &Path {
        &self.key
    }

    /// Returns a TLS configuration under `identity`.
    pub fn server(&self, identity: Identity) -> Arc<ServerConfig> {
        let host = if identity == Identity::WrongHost { "shop.example" } else { "127.0.0.1" };
        let names = if identity == Identity::WrongHost { vec![host] } else { vec![host, "localhost"] };
        let names: Vec<String> = names.into_iter().map(str::to_owned).collect();
        let mut params = CertificateParams::new(names).expect("the names are plain ASCII");
        params.distinguished_name.push(DnType::CommonName, host);
        match identity {
            Identity::Expired => {
                (params.not_before, params.not_after) =
                    (date_time_ymd(2000, 1, 1), date_time_ymd(2001, 1, 1));
            }
            Identity::NotYetValid => {
                (params.not_before, params.not_after) =
                    (date_time_ymd(2098, 1, 1), date_time_ymd(2099, 1, 1));
            }
            _ => {}
        }
        let key = fresh_key();
        let certificate = match identity {
            Identity::SelfSigned => params.self_signed(&key),
            Identity::UnknownAuthority => params.signed_by(&key, &self.unknown),
            _ => params.signed_by(&key, &self.known),
        };
        let certificate = certificate.expect("a fresh P-256 key signs");
        configure(certificate.der().clone(), &key, &versions(identity))
    }
}

fn configure(
    certificate: CertificateDer<'static>,
    key: &KeyPair,
    versions: &[&'static SupportedProtocolVersion],
) -> Arc<ServerConfig> {
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let key = PrivateKeyDer::Pkcs8(PrivatePkcs8KeyDer::from(key.serialize_der()));
    let config = ServerConfig::builder_with_provider(provider)
        .with_protocol_versions(versions)
        .expect("ring speaks TLS 1.2 and 1.3")
        .with_no_client_auth()
        .with_single_cert(vec![certificate], key)
        .expect("the key belongs to the certificate");
    Arc::new(config)
}

fn versions(identity: Identity) -> Vec<&'static SupportedProtocolVersion> {
    match identity {
        Identity::Tls12 => vec![&version::TLS12],
        Identity::Tls13 => vec![&version::TLS13],
        _ => vec![&version::TLS13, &version::TLS12],
    }
}

fn issuer(name: &str) -> Issuer {
    let mut params = CertificateParams::default();
    params.distinguished_name.push(DnType::CommonName, name);
    params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    CertifiedIssuer::self_signed(params, fresh_key()).expect("a fresh P-256 key signs")
}

fn fresh_key() -> KeyPair {
    KeyPair::generate().expect("the system gives random bytes")
}
