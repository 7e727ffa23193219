//! The contenders that post a charge, each as its users would.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use nextgen::transport::{Attempt, Https, HttpsOptions, Request};
use nextgen::{Client, CreateCharge, Method, Transport};
use rustls::pki_types::CertificateDer;
use rustls::pki_types::pem::PemObject;
use rustls::{ClientConfig, ClientConnection, RootCertStore, StreamOwned};

use crate::{Outcome, cpu};

const KEY: &str = "sk_test_4eC39HqLyjWDarjtT1zdp7dc";
const BODY: &str = "amount=2000&currency=usd&description=Order+42&metadata[order]=42&source=tok_visa";
const HEADERS: [(&str, &str); 6] = [
    ("Authorization", "Bearer sk_test_4eC39HqLyjWDarjtT1zdp7dc"),
    ("Content-Type", "application/x-www-form-urlencoded"),
    ("Idempotency-Key", "0c2f7a1e-6f0b-4a53-9d0e-2b0f5c6d7e8f"),
    ("NextGen-Version", "2025-01-01"),
    ("User-Agent", "NextGen/v1 RustBindings/0.1.0"),
    (
        "X-NextGen-Client-User-Agent",
        r#"{"bindings_version":"0.1.0","lang":"rust","lang_version":"1.95.0","platform":"linux-x86_64"}"#,
    ),
];

/// Posts `calls` charges as `contender` and prints the microseconds of CPU that one took.
pub(crate) fn run(contender: &str, url: &str, ca_file: &Path, calls: usize) -> Outcome<()> {
    match contender {
        "transport" => transport(url, ca_file, calls),
        "client" => client(url, ca_file, calls),
        "bare rustls" => bare(url, ca_file, calls),
        other => Err(format!("there is no contender {other}").into()),
    }
}

fn transport(url: &str, ca_file: &Path, calls: usize) -> Outcome<()> {
    let options = HttpsOptions { ca_bundle: Some(std::fs::read(ca_file)?), ..HttpsOptions::default() };
    let https = Https::new(&options)?;
    let request = Request {
        method: Method::Post,
        url: format!("{url}/charges"),
        headers: HEADERS.map(|(name, value)| (name, value.to_owned())).to_vec(),
        extra_headers: Vec::new(),
        body: Some(BODY.to_owned()),
    };
    measure(calls, || {
        let attempt = Attempt {
            deadline: Instant::now() + Duration::from_secs(80),
            connect_timeout: Duration::from_secs(10),
            stop: Some(Arc::new(|| false)),
        };
        let response = https.send(&request, &attempt).map_err(|failure| failure.message)?;
        if response.status == 200 { Ok(()) } else { Err(format!("status {}", response.status).into()) }
    })
}

fn client(url: &str, ca_file: &Path, calls: usize) -> Outcome<()> {
    let client = Client::builder().api_key(KEY).base_url(url).ca_bundle(ca_file).build()?;
    measure(calls, || {
        let charge = CreateCharge::new(2000, "usd").source("tok_visa").description("Order 42");
        client.charges().create(charge.metadata([("order", "42")]))?;
        Ok(())
    })
}

/// The least that TLS costs: bytes made beforehand, and an answer whose length is known.
fn bare(url: &str, ca_file: &Path, calls: usize) -> Outcome<()> {
    let mut roots = RootCertStore::empty();
    roots.add(CertificateDer::from_pem_file(ca_file)?)?;
    let config = ClientConfig::builder_with_provider(Arc::new(rustls::crypto::ring::default_provider()))
        .with_safe_default_protocol_versions()?
        .with_root_certificates(roots)
        .with_no_client_auth();
    let host = url.trim_start_matches("https://").trim_end_matches("/v1");
    let socket = TcpStream::connect(host)?;
    socket.set_nodelay(true)?;
    let tls = ClientConnection::new(Arc::new(config), "127.0.0.1".try_into()?)?;
    let mut stream = StreamOwned::new(tls, socket);
    let mut request =
        format!("POST /v1/charges HTTP/1.1\r\nHost: {host}\r\nContent-Length: {}\r\n", BODY.len());
    for (name, value) in HEADERS {
        request.push_str(&format!("{name}: {value}\r\n"));
    }
    request.push_str("\r\n");
    request.push_str(BODY);
    let mut answer = vec![0; 16 << 10];
    let mut wanted = None;
    measure(calls, || {
        stream.write_all(request.as_bytes())?;
        let mut filled = 0;
        while wanted.is_none_or(|wanted| filled < wanted) {
            filled += stream.read(&mut answer[filled..])?;
            // One write of the server is one record here.
            wanted = wanted.or(Some(filled));
        }
        Ok(())
    })
}

fn measure(calls: usize, mut call: impl FnMut() -> Outcome<()>) -> Outcome<()> {
    for _ in 0..calls / 10 {
        call()?;
    }
    let begun = cpu::nanoseconds()?;
    for _ in 0..calls {
        call()?;
    }
    let spent = cpu::nanoseconds()? - begun;
    println!("{:.2}", spent as f64 / 1e3 / calls as f64);
    Ok(())
}
