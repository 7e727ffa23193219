//! Tunnels through proxies.

use std::io::{self, Read, Write};
use std::net::{Shutdown, TcpStream};
use std::sync::{Arc, Mutex};
use std::thread;

use super::super::super::{Phase, Reason};
use super::super::{Https, HttpsOptions, Proxy};
use super::server::{Server, answer, listen, read_head};
use super::{get, post, send};

fn api() -> Server {
    Server::start(|mut connection| {
        while let Some(request) = connection.request() {
            connection.write(&answer(&request));
        }
    })
}

fn through(server: &Server, proxy: String, ca: &[u8]) -> Https {
    let ca_bundle = Some([&server.ca, ca].concat());
    Https::new(&HttpsOptions { ca_bundle, proxy: Proxy::Url(proxy) }).unwrap()
}

/// Opens the tunnel that `client` asked for, to the port `target`.
fn relay(mut client: TcpStream, target: u16) {
    client.write_all(b"HTTP/1.1 200 Connection established\r\nX: y\r\n\r\n").unwrap();
    let upstream = TcpStream::connect(("127.0.0.1", target)).unwrap();
    let (mut from, mut to) = (upstream.try_clone().unwrap(), client.try_clone().unwrap());
    thread::spawn(move || {
        let _ = io::copy(&mut from, &mut to);
        let _ = to.shutdown(Shutdown::Both);
    });
    let _ = io::copy(&mut client, &mut &upstream);
}

/// A proxy that is itself reached over TLS, and opens tunnels to the port `target`.
fn tls_proxy(target: u16) -> Server {
    Server::start(move |mut connection| {
        assert!(read_head(&mut connection.stream).starts_with("CONNECT "));
        connection.write(b"HTTP/1.1 200 OK\r\n\r\n");
        let mut upstream = TcpStream::connect(("127.0.0.1", target)).unwrap();
        // The two sides take turns, as TLS 1.3 with one request does when each flight is one read.
        connection.stream.sock.set_read_timeout(Some(std::time::Duration::from_millis(5))).unwrap();
        upstream.set_read_timeout(Some(std::time::Duration::from_millis(5))).unwrap();
        let mut buffer = vec![0; 64 << 10];
        loop {
            match connection.stream.read(&mut buffer) {
                Ok(0) => return,
                Ok(read) => upstream.write_all(&buffer[..read]).unwrap(),
                Err(error) if error.kind() == io::ErrorKind::WouldBlock => {}
                Err(_) => return,
            }
            match upstream.read(&mut buffer) {
                Ok(0) => return,
                Ok(read) => drop(connection.write(&buffer[..read])),
                Err(error) if error.kind() == io::ErrorKind::WouldBlock => {}
                Err(_) => return,
            }
        }
    })
}

#[test]
fn a_request_lost_on_reuse_stays_open_when_no_new_connection_can_be_had() {
    let server = Server::start(|mut connection| {
        connection.request().unwrap();
        connection.write(&answer("ok"));
        // Carried out for all that the client knows, and never answered.
        connection.request().unwrap();
        connection.close();
    });
    let target = server.port;
    let (port, tunnels) = listen(move |number, mut client| {
        read_head(&mut client);
        if number == 0 {
            return relay(client, target);
        }
        client.write_all(b"HTTP/1.1 503 Busy\r\n\r\n").unwrap();
    });
    let https = through(&server, format!("http://127.0.0.1:{port}"), b"");
    send(&https, &post(&server.url("/"), "a=1")).unwrap();
    let failure = send(&https, &post(&server.url("/"), "a=1")).unwrap_err();
    assert_eq!((failure.reason, failure.phase), (Reason::Broken, Phase::Wait), "{}", failure.message);
    assert!(failure.message.contains("status 503"), "{}", failure.message);
    assert_eq!(tunnels.load(std::sync::atomic::Ordering::SeqCst), 2);
    // A call that begins with no connection has lost nothing.
    let failure = send(&https, &post(&server.url("/"), "a=1")).unwrap_err();
    assert_eq!(failure.phase, Phase::Connect, "{}", failure.message);
}

#[test]
fn requests_go_through_a_tunnel() {
    let server = api();
    let target = server.port;
    let heads = Arc::new(Mutex::new(Vec::new()));
    let seen = Arc::clone(&heads);
    let (port, tunnels) = listen(move |_, mut client| {
        seen.lock().unwrap().push(read_head(&mut client));
        relay(client, target);
    });
    let https = through(&server, format!("http://ada:p%40ss@127.0.0.1:{port}"), b"");
    for _ in 0..2 {
        let response = send(&https, &post(&server.url("/v1/charges"), "a=1")).unwrap();
        let request = String::from_utf8(response.body).unwrap();
        assert!(request.starts_with("POST /v1/charges HTTP/1.1\r\n"), "{request}");
        assert!(!request.to_lowercase().contains("proxy"), "{request}");
    }
    assert_eq!(tunnels.load(std::sync::atomic::Ordering::SeqCst), 1);
    let expected = format!(
        "CONNECT 127.0.0.1:{target} HTTP/1.1\r\nHost: 127.0.0.1:{target}\r\n\
         Proxy-Authorization: Basic YWRhOnBAc3M=\r\n\r\n"
    );
    assert_eq!(*heads.lock().unwrap(), [expected]);
}

#[test]
fn a_proxy_may_itself_be_reached_over_tls() {
    let server = api();
    let target = server.port;
    let proxy = tls_proxy(target);
    let https = through(&server, format!("https://127.0.0.1:{}", proxy.port), &proxy.ca);
    for length in [1, 300_000, 16_000] {
        let body = "x".repeat(length);
        let response = send(&https, &post(&server.url("/"), &body)).unwrap();
        assert!(response.body.ends_with(format!("\r\n\r\n{body}").as_bytes()), "{length}");
    }
    assert_eq!((proxy.connections(), server.connections()), (1, 1));
    // The proxy is verified like any server.
    let https = through(&server, format!("https://127.0.0.1:{}", proxy.port), b"");
    assert_eq!(send(&https, &get(&server.url("/"))).unwrap_err().reason, Reason::Untrusted);
}

#[test]
fn what_follows_an_answer_within_the_tls_of_a_proxy_is_never_the_next_answer() {
    let server = Server::start(|mut connection| {
        while connection.request().is_some() {
            connection.write(&answer("right"));
            if connection.request().is_none() {
                return;
            }
            // A record of just what is read at once, and another behind it, which the TLS with the proxy
            // has brought by then.
            let head = answer("").len() + "4000".len() - "0".len();
            let whole = answer(&"x".repeat(4096 - 22 - head));
            let mut writer = connection.stream.conn.writer();
            writer.write_all(&whole).unwrap();
            writer.write_all(&answer("WRONG")).unwrap();
            let _ = connection.stream.conn.complete_io(&mut connection.stream.sock);
        }
    });
    let proxy = tls_proxy(server.port);
    let https = through(&server, format!("https://127.0.0.1:{}", proxy.port), &proxy.ca);
    for _ in 0..2 {
        assert_eq!(send(&https, &get(&server.url("/"))).unwrap().body, b"right");
        assert!(send(&https, &get(&server.url("/"))).unwrap().body.starts_with(b"xxx"));
    }
    assert_eq!(server.connections(), 2);
}

#[test]
fn a_proxy_that_refuses_says_so_and_the_server_sees_nothing() {
    let server = api();
    for (said, reason, message) in [
        ("HTTP/1.1 407 Proxy Authentication Required\r\n\r\n", Reason::Broken, "status 407"),
        ("HTTP/1.1 502\r\n\r\n", Reason::Broken, "status 502"),
        ("SSH-2.0-OpenSSH\r\n\r\n", Reason::Malformed, "not HTTP"),
        ("HTTP/1.1 200 OK\r\n", Reason::Broken, "closed"),
    ] {
        let (port, _) = listen(move |_, mut client| {
            read_head(&mut client);
            client.write_all(said.as_bytes()).unwrap();
        });
        let https = through(&server, format!("http://u:hunter2@127.0.0.1:{port}"), b"");
        let failure = send(&https, &get(&server.url("/"))).unwrap_err();
        assert_eq!((failure.reason, failure.phase), (reason, Phase::Connect), "{}", failure.message);
        assert!(failure.message.contains(message), "{}", failure.message);
        assert!(!format!("{failure:?} {https:?}").contains("hunter2"));
    }
    assert_eq!(server.connections(), 0);
}
