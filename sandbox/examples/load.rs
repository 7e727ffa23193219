//! Measures the sandbox: how soon it answers, and how many charges a second it takes from clients that keep
//! their connections. `cargo run --release -p nextgen-sandbox --example load -- [seconds] [clients] [data file]`

use std::error::Error;
use std::io::{Read, Write};
use std::net::TcpStream;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::{Duration, Instant};
use std::{fs, thread};

use nextgen_sandbox::{Options, Sandbox};
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, ServerName};
use rustls::{ClientConfig, ClientConnection, RootCertStore, StreamOwned};

type Fallible<T> = Result<T, Box<dyn Error + Send + Sync>>;
type Connection = StreamOwned<ClientConnection, TcpStream>;

fn main() -> Fallible<()> {
    let mut arguments = std::env::args().skip(1);
    let seconds = arguments.next().map_or(Ok(5), |text| text.parse())?;
    let clients: usize = arguments.next().map_or(Ok(8), |text| text.parse())?;
    let begun = Instant::now();
    let sandbox =
        Sandbox::start(Options { data: arguments.next().map(PathBuf::from), ..Options::default() })?;
    let listening = begun.elapsed();
    charge(&mut connect(&sandbox)?, &sandbox, &mut Vec::new())?;
    println!("listens after {listening:.1?}, has answered its first charge after {:.1?}", begun.elapsed());

    let end = Instant::now() + Duration::from_secs(seconds);
    let times: Vec<Fallible<Vec<Duration>>> = thread::scope(|scope| {
        let workers: Vec<_> = (0..clients).map(|_| scope.spawn(|| work(&sandbox, end))).collect();
        workers.into_iter().map(|worker| worker.join().expect("a client does not panic")).collect()
    });
    let mut all = Vec::new();
    for times in times {
        all.extend(times?);
    }
    all.sort_unstable();
    let at = |share: f64| all.get((all.len() as f64 * share) as usize).copied().unwrap_or_default();
    println!(
        "{} charges in {seconds} s from {clients} clients: {} a second",
        all.len(),
        all.len() as u64 / seconds
    );
    println!(
        "p50 {:.1?}, p99 {:.1?}, longest {:.1?}",
        at(0.5),
        at(0.99),
        all.last().copied().unwrap_or_default()
    );
    let begun = Instant::now();
    charge(&mut connect(&sandbox)?, &sandbox, &mut Vec::new())?;
    println!("a connection and a charge more after all these: {:.1?}", begun.elapsed());
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    println!("{}", status.lines().find(|line| line.starts_with("VmRSS")).unwrap_or("VmRSS unknown"));
    Ok(())
}

/// Makes charges until `end`; returns how long each took.
fn work(sandbox: &Sandbox, end: Instant) -> Fallible<Vec<Duration>> {
    let mut connection = connect(sandbox)?;
    let (mut times, mut buffer) = (Vec::new(), Vec::new());
    while Instant::now() < end {
        let begun = Instant::now();
        charge(&mut connection, sandbox, &mut buffer)?;
        times.push(begun.elapsed());
    }
    Ok(times)
}

fn connect(sandbox: &Sandbox) -> Fallible<Connection> {
    let mut roots = RootCertStore::empty();
    roots.add(CertificateDer::from_pem_slice(sandbox.ca_pem().as_bytes())?)?;
    let config = ClientConfig::builder_with_provider(Arc::new(rustls::crypto::ring::default_provider()))
        .with_safe_default_protocol_versions()?
        .with_root_certificates(roots)
        .with_no_client_auth();
    let tcp = TcpStream::connect(("127.0.0.1", sandbox.port()))?;
    tcp.set_nodelay(true)?;
    let tls = ClientConnection::new(Arc::new(config), ServerName::try_from("127.0.0.1")?)?;
    Ok(StreamOwned::new(tls, tcp))
}

/// Makes one charge with a key of its own, as the SDKs do, and reads the answer whole.
fn charge(connection: &mut Connection, sandbox: &Sandbox, buffer: &mut Vec<u8>) -> Fallible<()> {
    let form = "amount=2000&currency=usd&source=tok_visa&metadata[order]=42";
    let mut key = [0; 16];
    getrandom::fill(&mut key)?;
    let request = format!(
        "POST /v1/charges HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer {}\r\nIdempotency-Key: {:032x}\r\n\
         Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\n\r\n{form}",
        sandbox.api_key(),
        u128::from_be_bytes(key),
        form.len()
    );
    connection.write_all(request.as_bytes())?;
    connection.flush()?;
    buffer.clear();
    let mut chunk = [0; 4096];
    loop {
        let count = connection.read(&mut chunk)?;
        buffer.extend_from_slice(&chunk[..count]);
        if count == 0 {
            return Err("the connection ended".into());
        }
        let text = String::from_utf8_lossy(buffer);
        let Some((head, body)) = text.split_once("\r\n\r\n") else { continue };
        let length = head.lines().find_map(|line| line.strip_prefix("Content-Length: ")).unwrap_or_default();
        if body.len() == length.parse::<usize>()? {
            return if head.starts_with("HTTP/1.1 200") { Ok(()) } else { Err(text.into_owned().into()) };
        }
    }
}
