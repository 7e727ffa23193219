//! The sandbox's certificates: an authority of its own, and what it signs.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};
use std::sync::Arc;

use rcgen::{
    BasicConstraints, CertificateParams, CidrSubnet, DnType, ExtendedKeyUsagePurpose, GeneralSubtree, IsCa,
    Issuer, KeyPair, KeyUsagePurpose, NameConstraints, date_time_ymd,
};
use rustls::ServerConfig;
use rustls::pki_types::{PrivateKeyDer, PrivatePkcs8KeyDer};

use crate::error::Error;

/// An authority that may sign for this machine alone.
///
/// Its name constraints see to it that a client which trusts it trusts nothing but a local server.
pub(crate) struct Authority {
    /// The certificate as PEM, for clients.
    pub(crate) pem: String,
    /// The private key as PEM, to go on with the same authority later.
    pub(crate) key_pem: String,
    issuer: Issuer<'static, KeyPair>,
    host: IpAddr,
}

impl Authority {
    /// Makes a new authority for loopback addresses, `localhost` and `host`.
    pub(crate) fn new(host: IpAddr) -> Result<Self, Error> {
        let key = KeyPair::generate().map_err(failed)?;
        let pem = authority_params(host).self_signed(&key).map_err(failed)?.pem();
        Ok(Self::of(pem, key, host))
    }

    /// Goes on with an authority made earlier, for the same host.
    pub(crate) fn load(pem: String, key_pem: &str, host: IpAddr) -> Result<Self, Error> {
        Ok(Self::of(pem, KeyPair::from_pem(key_pem).map_err(failed)?, host))
    }

    fn of(pem: String, key: KeyPair, host: IpAddr) -> Self {
        let key_pem = key.serialize_pem();
        Self { pem, key_pem, issuer: Issuer::new(authority_params(host), key), host }
    }

    /// Makes the configuration of a server that clients of this authority trust.
    pub(crate) fn server(&self) -> Result<Arc<ServerConfig>, Error> {
        self.config(2020, 2120)
    }

    /// Makes the configuration of a server whose certificate has expired.
    pub(crate) fn expired_server(&self) -> Result<Arc<ServerConfig>, Error> {
        self.config(2020, 2021)
    }

    fn config(&self, from: i32, to: i32) -> Result<Arc<ServerConfig>, Error> {
        let names: Vec<String> = names(self.host).iter().map(ToString::to_string).collect();
        let mut params =
            CertificateParams::new([vec!["localhost".to_owned()], names].concat()).map_err(failed)?;
        params.distinguished_name.push(DnType::CommonName, "NextGen sandbox");
        params.not_before = date_time_ymd(from, 1, 1);
        params.not_after = date_time_ymd(to, 1, 1);
        params.extended_key_usages = vec![ExtendedKeyUsagePurpose::ServerAuth];
        params.use_authority_key_identifier_extension = true;
        let key = KeyPair::generate().map_err(failed)?;
        let certificate = params.signed_by(&key, &self.issuer).map_err(failed)?.der().clone();
        let key = PrivateKeyDer::Pkcs8(PrivatePkcs8KeyDer::from(key.serialize_der()));
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        let mut config = ServerConfig::builder_with_provider(provider)
            .with_safe_default_protocol_versions()
            .and_then(|builder| builder.with_no_client_auth().with_single_cert(vec![certificate], key))
            .map_err(failed)?;
        // A client that speaks HTTP/2 alone learns so in the handshake.
        config.alpn_protocols = vec![b"http/1.1".to_vec()];
        Ok(Arc::new(config))
    }
}

/// Returns the addresses under which the server is reached.
fn names(host: IpAddr) -> Vec<IpAddr> {
    let mut names = vec![IpAddr::V4(Ipv4Addr::LOCALHOST), IpAddr::V6(Ipv6Addr::LOCALHOST)];
    if !host.is_unspecified() && !names.contains(&host) {
        names.push(host);
    }
    names
}

fn authority_params(host: IpAddr) -> CertificateParams {
    let mut params = CertificateParams::default();
    params.distinguished_name.push(DnType::CommonName, "NextGen sandbox CA, for this machine only");
    params.not_before = date_time_ymd(2020, 1, 1);
    params.not_after = date_time_ymd(2120, 1, 1);
    params.is_ca = IsCa::Ca(BasicConstraints::Constrained(0));
    params.key_usages = vec![KeyUsagePurpose::KeyCertSign];
    let mut permitted_subtrees = vec![GeneralSubtree::DnsName("localhost".to_owned())];
    for address in names(host) {
        let bits = if address.is_ipv4() { 32 } else { 128 };
        permitted_subtrees.push(GeneralSubtree::IpAddress(CidrSubnet::from_addr_prefix(address, bits)));
    }
    params.name_constraints = Some(NameConstraints { permitted_subtrees, excluded_subtrees: Vec::new() });
    params
}

fn failed(error: impl ToString) -> Error {
    Error::Certificates(error.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_authority_goes_on_where_it_left_off() {
        let host = IpAddr::V4(Ipv4Addr::LOCALHOST);
        let first = Authority::new(host).unwrap();
        let again = Authority::load(first.pem.clone(), &first.key_pem, host).unwrap();
        assert_eq!((&again.pem, &again.key_pem), (&first.pem, &first.key_pem));
        assert!(again.server().is_ok() && again.expired_server().is_ok());
    }
}
