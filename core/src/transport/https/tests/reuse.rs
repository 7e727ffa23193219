//! Kept-alive connections: reused when whole, replaced when closed, never with another's answer.

use std::io::{Read, Write};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::channel;
use std::sync::{Arc, Mutex};

use rcgen::CertificateParams;
use rustls::ServerConnection;

use super::super::super::{Phase, Reason};
use super::super::{Https, HttpsOptions};
use super::server::{Server, answer, listen, settings};
use super::{get, post, send, trusting};

#[test]
fn head_and_body_go_out_in_one_tls_record() {
    let server = Server::start(|mut connection| {
        connection.request().unwrap();
        connection.write(&answer("first"));
        // The second request is read as it is on the wire.
        let mut raw = vec![0; 32 << 10];
        let read = connection.stream.sock.read(&mut raw).unwrap();
        let length = usize::from(u16::from_be_bytes([raw[3], raw[4]]));
        let records = if read == 5 + length { 1 } else { 2 };
        connection.write(&answer(&format!("{records} record")));
    });
    let https = trusting(&server);
    send(&https, &post(&server.url("/"), "amount=1")).unwrap();
    let response = send(&https, &post(&server.url("/"), "amount=2000&currency=usd")).unwrap();
    assert_eq!(response.body, b"1 record");
}

#[test]
fn an_answer_that_comes_with_the_handshake_is_nobodys() {
    for version in rustls::ALL_VERSIONS {
        let leaf = CertificateParams::new(vec!["127.0.0.1".to_owned()]).unwrap();
        let (ca, mut config) = settings(leaf, &[version]);
        config.send_half_rtt_data = true;
        let config = Arc::new(config);
        let (port, _) = listen(move |_, mut socket| {
            let mut tls = ServerConnection::new(Arc::clone(&config)).unwrap();
            tls.writer().write_all(&answer("WRONG")).unwrap();
            // Until the client goes away.
            while tls.complete_io(&mut socket).is_ok_and(|(read, _)| read > 0) {}
        });
        let https = Https::new(&HttpsOptions { ca_bundle: Some(ca), ..HttpsOptions::default() }).unwrap();
        let failure = send(&https, &get(&format!("https://127.0.0.1:{port}/"))).unwrap_err();
        assert_eq!((failure.reason, failure.phase), (Reason::Malformed, Phase::Tls), "{}", failure.message);
    }
}

#[test]
fn a_connection_closed_while_idle_is_replaced() {
    let (sender, closed) = channel();
    let sender = Mutex::new(sender);
    let server = Server::start(move |mut connection| {
        connection.request().unwrap();
        connection.write(&answer("ok"));
        connection.close();
        sender.lock().unwrap().send(()).unwrap();
    });
    let https = trusting(&server);
    for _ in 0..3 {
        let response = send(&https, &post(&server.url("/"), "a=1")).unwrap();
        // Seen to be closed before anything was sent on it.
        assert_eq!((response.body.as_slice(), response.resent), (b"ok".as_slice(), false));
        closed.recv().unwrap();
    }
    assert_eq!(server.connections(), 3);
}

#[test]
fn a_connection_lost_on_reuse_is_replaced_once() {
    for by_reset in [true, false] {
        let requests = Arc::new(AtomicUsize::new(0));
        let seen = Arc::clone(&requests);
        let server = Server::start(move |mut connection| {
            while connection.request().is_some() {
                // The second request of all is taken in, and lost.
                if seen.fetch_add(1, Ordering::SeqCst) == 1 {
                    return if by_reset { connection.reset() } else { connection.close() };
                }
                connection.write(&answer("ok"));
            }
        });
        let https = trusting(&server);
        for lost in [false, true, false] {
            let response = send(&https, &post(&server.url("/"), "a=1")).unwrap();
            assert_eq!((response.body.as_slice(), response.resent), (b"ok".as_slice(), lost));
        }
        assert_eq!(requests.load(Ordering::SeqCst), 4);
        assert_eq!(server.connections(), 2);
    }
}

#[test]
fn a_request_that_is_lost_twice_fails() {
    let requests = Arc::new(AtomicUsize::new(0));
    let seen = Arc::clone(&requests);
    let server = Server::start(move |mut connection| {
        while connection.request().is_some() {
            if seen.fetch_add(1, Ordering::SeqCst) > 0 {
                return connection.reset();
            }
            connection.write(&answer("ok"));
        }
    });
    let https = trusting(&server);
    send(&https, &get(&server.url("/"))).unwrap();
    let failure = send(&https, &get(&server.url("/"))).unwrap_err();
    assert_eq!(failure.reason, Reason::Broken, "{}", failure.message);
    assert_eq!(requests.load(Ordering::SeqCst), 3);
    // A new connection that is lost costs the attempt: nothing says that the server had closed it.
    let failure = send(&https, &get(&server.url("/"))).unwrap_err();
    assert_eq!(failure.reason, Reason::Broken, "{}", failure.message);
    assert_eq!(requests.load(Ordering::SeqCst), 4);
}

#[test]
fn an_answer_broken_off_after_its_first_byte_is_not_asked_for_again() {
    let requests = Arc::new(AtomicUsize::new(0));
    let seen = Arc::clone(&requests);
    let server = Server::start(move |mut connection| {
        while connection.request().is_some() {
            if seen.fetch_add(1, Ordering::SeqCst) > 0 {
                connection.write(b"H");
                return connection.close();
            }
            connection.write(&answer("ok"));
        }
    });
    let https = trusting(&server);
    send(&https, &get(&server.url("/"))).unwrap();
    assert_eq!(send(&https, &get(&server.url("/"))).unwrap_err().reason, Reason::Broken);
    assert_eq!(requests.load(Ordering::SeqCst), 2);
}

#[test]
fn what_follows_an_answer_is_never_the_next_answer() {
    for apart in [false, true] {
        let (sender, sent) = channel();
        let sender = Mutex::new(sender);
        let server = Server::start(move |mut connection| {
            let number = connection.number;
            while connection.request().is_some() {
                let first = answer(&format!("right {number}"));
                let glued = answer("WRONG");
                if apart {
                    connection.write(&first);
                    connection.write(&glued);
                } else {
                    connection.write(&[first, glued].concat());
                }
                sender.lock().unwrap().send(()).unwrap();
            }
        });
        let https = trusting(&server);
        for number in 0..3 {
            let response = send(&https, &get(&server.url("/"))).unwrap();
            assert_eq!(response.body, format!("right {number}").as_bytes());
            sent.recv().unwrap();
        }
    }
}

#[test]
fn what_has_begun_behind_an_answer_is_never_the_next_answer() {
    let server = Server::start(move |mut connection| {
        connection.request().unwrap();
        if connection.number > 0 {
            connection.write(&answer("right"));
            return;
        }
        let mut records = Vec::new();
        for body in ["first", "WRONG"] {
            connection.stream.conn.writer().write_all(&answer(body)).unwrap();
            connection.stream.conn.write_tls(&mut records).unwrap();
        }
        // Both in one piece, but for the end of the second, which a client that sends again would read first.
        let (now, later) = records.split_at(records.len() - 10);
        connection.stream.sock.write_all(now).unwrap();
        if connection.request().is_some() {
            connection.stream.sock.write_all(later).unwrap();
        }
    });
    let https = trusting(&server);
    for body in ["first", "right"] {
        assert_eq!(send(&https, &get(&server.url("/"))).unwrap().body, body.as_bytes());
    }
}

#[test]
fn an_answer_with_the_key_of_another_request_is_refused() {
    let server = Server::start(move |mut connection| {
        while connection.request().is_some() {
            let key = if connection.number == 0 { "order-41" } else { "order-42" };
            let head = format!("HTTP/1.1 200 OK\r\nIdempotency-Key: {key}\r\nContent-Length: 2\r\n\r\nok");
            connection.write(head.as_bytes());
        }
    });
    let https = trusting(&server);
    let request = post(&server.url("/"), "a=1");
    let failure = send(&https, &request).unwrap_err();
    assert_eq!((failure.reason, failure.phase), (Reason::Malformed, Phase::Receive), "{}", failure.message);
    // What comes next on that connection may be the answer that was meant, to whatever is asked.
    for _ in 0..2 {
        assert_eq!(send(&https, &request).unwrap().body, b"ok");
    }
    assert_eq!(server.connections(), 2);
}

#[test]
fn a_connection_whose_answer_was_refused_is_not_used_again() {
    for bad in [
        "HTTP/1.1 200 OK\r\nContent-Length: 0\r\nContent-Length: 0\r\n\r\n",
        "HTTP/1.1 204 No Content\r\nContent-Length: 2\r\n\r\nhi",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n+2\r\nhi\r\n0\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\nhi",
    ] {
        let server = Server::start(move |mut connection| {
            while connection.request().is_some() {
                let good = answer("ok");
                connection.write(if connection.number == 0 { bad.as_bytes() } else { &good });
            }
        });
        let https = trusting(&server);
        assert_eq!(send(&https, &get(&server.url("/"))).is_ok(), bad.contains("close"), "{bad}");
        assert_eq!(send(&https, &get(&server.url("/"))).unwrap().body, b"ok");
        assert_eq!(server.connections(), 2, "{bad}");
    }
}
