//! The contenders that post a charge, or ask for a list, each as its users would.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::sync::{Arc, Barrier};
use std::thread;
use std::time::{Duration, Instant};

use nextgen::transport::{Attempt, Https, HttpsOptions, Request};
use nextgen::{Client, CreateCharge, Method, Transport};
use rustls::pki_types::CertificateDer;
use rustls::pki_types::pem::PemObject;
use rustls::{ClientConfig, ClientConnection, RootCertStore, StreamOwned};

use crate::Outcome;
use crate::measure::measure;

const KEY: &str = "sk_test_4eC39HqLyjWDarjtT1zdp7dc";
const BODY: &str = "amount=2000&currency=usd&source=tok_visa&description=Order%2042&metadata[order]=42";
const HEADERS: [(&str, &str); 6] = [
    ("authorization", "Bearer sk_test_4eC39HqLyjWDarjtT1zdp7dc"),
    ("content-type", "application/x-www-form-urlencoded"),
    ("idempotency-key", "0c2f7a1e-6f0b-4a53-9d0e-2b0f5c6d7e8f"),
    ("accept", "application/json"),
    ("user-agent", "NextGen/v1 RustBindings/0.1.0"),
    (
        "x-nextgen-client-user-agent",
        r#"{"bindings_version":"0.1.0","lang":"rust","lang_version":"1.95.0","platform":"linux x86_64"}"#,
    ),
];

/// How many charges each thread makes a round.
const ROUND: usize = 25;

/// A static server, and the file of its authority.
pub(crate) struct Server {
    /// `https://127.0.0.1:4243`
    pub(crate) url: String,
    pub(crate) ca_file: String,
}

/// Makes a client for the static server.
pub(crate) fn connect(server: &Server) -> Outcome<Client> {
    let builder = Client::builder().api_key(KEY).base_url(format!("{}/v1", server.url));
    Ok(builder.ca_bundle(Path::new(&server.ca_file)).build()?)
}

/// Makes the charge that every contender makes.
pub(crate) fn charge(client: &Client) -> Outcome<()> {
    let charge = CreateCharge::new(2000, "usd").source("tok_visa").description("Order 42");
    client.charges().create(charge.metadata([("order", "42")]))?;
    Ok(())
}

/// The client as Rust users have it.
pub(crate) fn client(server: &Server, time: Duration) -> Outcome<()> {
    let client = connect(server)?;
    measure(time, 1, || charge(&client))
}

/// A new client for each charge.
pub(crate) fn cold(server: &Server, time: Duration) -> Outcome<()> {
    measure(time, 1, || charge(&connect(server)?))
}

/// One client and many threads.
pub(crate) fn threads(server: &Server, time: Duration, count: usize) -> Outcome<()> {
    let client = Arc::new(connect(server)?);
    let (start, done) = (Arc::new(Barrier::new(count + 1)), Arc::new(Barrier::new(count + 1)));
    for _ in 0..count {
        let (client, start, done) = (Arc::clone(&client), Arc::clone(&start), Arc::clone(&done));
        thread::spawn(move || {
            loop {
                start.wait();
                for _ in 0..ROUND {
                    charge(&client).expect("the static server answers");
                }
                done.wait();
            }
        });
    }
    measure(time, count * ROUND, || {
        start.wait();
        done.wait();
        Ok(())
    })
}

/// The core's transport alone: a request that is ready, an answer that nobody reads.
pub(crate) fn transport(server: &Server, time: Duration) -> Outcome<()> {
    let options =
        HttpsOptions { ca_bundle: Some(std::fs::read(&server.ca_file)?), ..HttpsOptions::default() };
    let https = Https::new(&options)?;
    let request = Request {
        method: Method::Post,
        url: format!("{}/v1/charges", server.url),
        headers: HEADERS.map(|(name, value)| (name, value.to_owned())).to_vec(),
        extra_headers: Vec::new(),
        body: Some(BODY.to_owned()),
    };
    measure(time, 1, || {
        let attempt = Attempt {
            deadline: Instant::now() + Duration::from_secs(80),
            connect_timeout: Duration::from_secs(10),
            stop: Some(Arc::new(|| false)),
        };
        let response = https.send(&request, &attempt).map_err(|failure| failure.message)?;
        if response.status == 200 { Ok(()) } else { Err(format!("status {}", response.status).into()) }
    })
}

/// About the least that HTTPS costs: rustls, and HTTP/1.1 written out by hand. It posts a charge: writes
/// head and body, reads status and length, and gives the answer's body as bytes that nobody decodes.
pub(crate) fn bare(server: &Server, time: Duration) -> Outcome<()> {
    let mut roots = RootCertStore::empty();
    roots.add(CertificateDer::from_pem_file(&server.ca_file)?)?;
    let config = ClientConfig::builder_with_provider(Arc::new(rustls::crypto::ring::default_provider()))
        .with_safe_default_protocol_versions()?
        .with_root_certificates(roots)
        .with_no_client_auth();
    let host = server.url.trim_start_matches("https://");
    let socket = TcpStream::connect(host)?;
    socket.set_nodelay(true)?;
    let tls = ClientConnection::new(Arc::new(config), "127.0.0.1".try_into()?)?;
    let mut stream = StreamOwned::new(tls, socket);
    let mut input = vec![0; 256 << 10];
    measure(time, 1, || {
        let mut request =
            format!("POST /v1/charges HTTP/1.1\r\nhost: {host}\r\ncontent-length: {}\r\n", BODY.len());
        for (name, value) in HEADERS {
            for piece in [name, ": ", value, "\r\n"] {
                request.push_str(piece);
            }
        }
        request.push_str("\r\n");
        request.push_str(BODY);
        stream.write_all(request.as_bytes())?;
        let mut filled = 0;
        loop {
            filled += match stream.read(&mut input[filled..])? {
                0 => return Err("the server closed the connection".into()),
                read => read,
            };
            let Some(end) = input[..filled].windows(4).position(|four| four == b"\r\n\r\n") else { continue };
            let head = std::str::from_utf8(&input[..end])?;
            if filled >= end + 4 + length(head)? {
                return Ok(());
            }
        }
    })
}

/// Reads status and length from the head of an answer.
fn length(head: &str) -> Outcome<usize> {
    let mut lines = head.split("\r\n");
    if lines.next().and_then(|line| line.get(9..12)) != Some("200") {
        return Err("the server answered by another status than 200".into());
    }
    for line in lines {
        if let Some((name, value)) = line.split_once(':')
            && name.eq_ignore_ascii_case("content-length")
        {
            return Ok(value.trim().parse()?);
        }
    }
    Err("the answer has no length".into())
}
