//! A static server: TLS 1.3, kept-alive connections, one answer for everything.

use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::sync::Arc;
use std::{fs, thread};

use rcgen::{BasicConstraints, CertificateParams, CertifiedIssuer, DnType, IsCa, KeyPair};
use rustls::pki_types::{PrivateKeyDer, PrivatePkcs8KeyDer};
use rustls::{ServerConfig, ServerConnection, StreamOwned};

use crate::Outcome;

/// What a charge looks like on the wire, about 1 KB.
const CHARGE: &str = r#"{"id":"ch_1AbCdEfGhIjKlMnO","object":"charge","amount":2000,"amount_captured":2000,"amount_refunded":0,"captured":true,"created":1763900000,"currency":"usd","customer":"cus_1AbCdEfGhIjKlM","description":"Order 42","disputed":false,"failure_code":null,"failure_message":null,"livemode":false,"metadata":{"order":"42","campaign":"autumn"},"outcome":{"network_status":"approved_by_network","reason":null,"risk_level":"normal","risk_score":12,"seller_message":"Payment complete.","type":"authorized"},"paid":true,"receipt_email":"ada@example.com","refunded":false,"refunds":{"object":"list","data":[],"has_more":false,"url":"/v1/charges/ch_1AbCdEfGhIjKlMnO/refunds"},"source":{"id":"card_1AbCdEfGhIjKlM","object":"card","brand":"Visa","country":"US","customer":"cus_1AbCdEfGhIjKlM","cvc_check":"pass","exp_month":12,"exp_year":2030,"fingerprint":"Xt5EWLLDS7FJjR1c","funding":"credit","last4":"4242","metadata":{},"name":"Ada Lovelace"},"statement_descriptor":"EXAMPLE","status":"succeeded"}"#;

/// Serves for ever; prints the base URL, and writes the authority's certificate to `ca_file`.
pub(crate) fn serve(ca_file: &Path) -> Outcome<()> {
    let mut authority = CertificateParams::default();
    authority.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    // OpenSSL takes a leaf with its authority's name to be signed by itself.
    authority.distinguished_name.push(DnType::CommonName, "bench authority");
    let authority = CertifiedIssuer::self_signed(authority, KeyPair::generate()?)?;
    let key = KeyPair::generate()?;
    let leaf = CertificateParams::new(vec!["127.0.0.1".to_owned()])?.signed_by(&key, &authority)?;
    let key = PrivateKeyDer::Pkcs8(PrivatePkcs8KeyDer::from(key.serialize_der()));
    let config = ServerConfig::builder_with_provider(Arc::new(rustls::crypto::ring::default_provider()))
        .with_safe_default_protocol_versions()?
        .with_no_client_auth()
        .with_single_cert(vec![leaf.der().clone()], key)?;
    let config = Arc::new(config);
    fs::write(ca_file, authority.pem())?;
    let listener = TcpListener::bind("127.0.0.1:0")?;
    println!("https://127.0.0.1:{}/v1", listener.local_addr()?.port());
    for stream in listener.incoming() {
        let (stream, config) = (stream?, Arc::clone(&config));
        // A client that leaves ends its connection by an error, which is as it should be.
        thread::spawn(move || connection(stream, config).ok());
    }
    Ok(())
}

fn connection(stream: TcpStream, config: Arc<ServerConfig>) -> Outcome<()> {
    stream.set_nodelay(true)?;
    let mut stream = StreamOwned::new(ServerConnection::new(config)?, stream);
    let answer = format!(
        "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nRequest-Id: req_1AbCdEfGhIjKlM\r\n\
         NextGen-Version: 2025-01-01\r\nContent-Length: {}\r\n\r\n{CHARGE}",
        CHARGE.len()
    );
    let mut buffer = vec![0; 64 << 10];
    let mut filled = 0;
    loop {
        filled += match stream.read(&mut buffer[filled..])? {
            0 => return Ok(()),
            read => read,
        };
        if is_whole(&buffer[..filled]) {
            filled = 0;
            stream.write_all(answer.as_bytes())?;
        }
    }
}

/// Tells whether `request` has its head and the body that the head announces.
fn is_whole(request: &[u8]) -> bool {
    let text = String::from_utf8_lossy(request);
    let Some((head, body)) = text.split_once("\r\n\r\n") else { return false };
    let length = head.lines().find_map(|line| {
        let (name, value) = line.split_once(": ")?;
        name.eq_ignore_ascii_case("content-length").then_some(value)
    });
    length.and_then(|length| length.parse().ok()).is_none_or(|length: usize| body.len() >= length)
}
