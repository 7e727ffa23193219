//! Time limits and the `stop` closure, at each place where a call can wait.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use super::super::super::{Attempt, Failure, Phase, Reason, Transport};
use super::super::{Https, HttpsOptions};
use super::server::{Server, answer, listen};
use super::{ample, post, trusting, within};

const LIMIT: Duration = Duration::from_millis(500);
/// What a busy machine may add.
const GRACE: Duration = Duration::from_secs(10);

/// Sends and returns the failure, which must come after `LIMIT` and not much later.
fn late(https: &Https, url: &str, attempt: impl Fn() -> Attempt) -> Failure {
    let request = post(url, &"x".repeat(20 << 20));
    let begun = Instant::now();
    let failure = https.send(&request, &attempt()).unwrap_err();
    let took = begun.elapsed();
    assert!(took >= LIMIT && took < LIMIT + GRACE, "{took:?}: {}", failure.message);
    failure
}

#[test]
fn the_deadline_ends_a_call_wherever_it_waits() {
    let head = "HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n";
    for (sent, phase) in [("", Phase::Wait), (&head[..20], Phase::Wait), (head, Phase::Receive)] {
        let server = Server::start(move |mut connection| {
            connection.request();
            connection.write(&answer("ok"));
            connection.request();
            connection.write(sent.as_bytes());
            connection.await_end();
        });
        let https = trusting(&server);
        // A busy machine may not send the head in time; then the limit grows.
        let mut limit = LIMIT;
        let failure = loop {
            // The limit is for the second call, whose connection stands already.
            https.send(&post(&server.url("/"), "a=1"), &ample()).unwrap();
            let begun = Instant::now();
            let failure = https.send(&post(&server.url("/"), "a=1"), &within(limit)).unwrap_err();
            assert!(begun.elapsed() >= limit && begun.elapsed() < limit + GRACE);
            assert_eq!(failure.reason, Reason::TimedOut, "{}", failure.message);
            if failure.phase == phase || limit > GRACE {
                break failure;
            }
            limit *= 3;
        };
        assert_eq!(failure.phase, phase, "{}", failure.message);
    }
    // A server that reads no more.
    let server = Server::start(|mut connection| {
        connection.request();
        connection.write(&answer("ok"));
        thread::park_timeout(LIMIT + GRACE);
        drop(connection);
    });
    let https = trusting(&server);
    https.send(&post(&server.url("/"), "a=1"), &ample()).unwrap();
    let failure = late(&https, &server.url("/"), || within(LIMIT));
    assert_eq!((failure.reason, failure.phase), (Reason::TimedOut, Phase::Send), "{}", failure.message);
}

#[test]
fn a_trickle_of_bytes_does_not_put_the_deadline_off() {
    for every in [Duration::from_millis(5), Duration::from_millis(110)] {
        let server = Server::start(move |mut connection| {
            connection.request();
            connection.write(b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n");
            while connection.write(b"x") {
                thread::park_timeout(every);
            }
        });
        let begun = Instant::now();
        let failure = trusting(&server).send(&post(&server.url("/"), "a=1"), &within(LIMIT)).unwrap_err();
        assert!(begun.elapsed() >= LIMIT && begun.elapsed() < LIMIT + GRACE);
        assert_eq!(failure.reason, Reason::TimedOut);
    }
}

#[test]
fn connecting_has_a_limit_of_its_own() {
    // Accepts, and never answers the handshake.
    let (port, _) = listen(|_, stream| {
        thread::park_timeout(LIMIT + GRACE);
        drop(stream);
    });
    let https = Https::new(&HttpsOptions::default()).unwrap();
    let attempt = || Attempt { connect_timeout: LIMIT, ..ample() };
    let failure = late(&https, &format!("https://127.0.0.1:{port}/"), attempt);
    assert_eq!((failure.reason, failure.phase), (Reason::TimedOut, Phase::Tls));
    assert_eq!(failure.message, format!("connecting took longer than {LIMIT:?}"));
}

#[test]
fn stop_ends_a_call_wherever_it_waits() {
    let head = "HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n";
    for (sent, phase) in [("", Phase::Wait), (head, Phase::Receive)] {
        let reached = Arc::new(AtomicBool::new(false));
        let reaches = Arc::clone(&reached);
        let server = Server::start(move |mut connection| {
            connection.request();
            connection.write(sent.as_bytes());
            reaches.store(true, Ordering::SeqCst);
            connection.await_end();
        });
        // Between the first question after the server's bytes and the next, the bytes are read.
        let asked = AtomicUsize::new(0);
        let stop = move || reached.load(Ordering::SeqCst) && asked.fetch_add(1, Ordering::SeqCst) > 0;
        let begun = Instant::now();
        let attempt = Attempt { stop: Some(Arc::new(stop)), ..ample() };
        let failure = trusting(&server).send(&post(&server.url("/"), "a=1"), &attempt).unwrap_err();
        assert_eq!((failure.reason, failure.phase), (Reason::Stopped, phase), "{}", failure.message);
        assert!(begun.elapsed() < GRACE, "{:?}", begun.elapsed());
    }
}

#[test]
fn stop_ends_a_call_before_it_is_sent() {
    let reached = [Arc::new(AtomicBool::new(false)), Arc::new(AtomicBool::new(false))];
    // Answers no handshake; and, once agreed on TLS, reads no request.
    let reaches = Arc::clone(&reached[0]);
    let (silent, _) = listen(move |_, stream| {
        reaches.store(true, Ordering::SeqCst);
        thread::park_timeout(GRACE);
        drop(stream);
    });
    let reaches = Arc::clone(&reached[1]);
    let deaf = Server::start(move |connection| {
        reaches.store(true, Ordering::SeqCst);
        thread::park_timeout(GRACE);
        drop(connection);
    });
    let nobody = Https::new(&HttpsOptions::default()).unwrap();
    let places = [(nobody, silent, Phase::Tls), (trusting(&deaf), deaf.port, Phase::Send)];
    for ((https, port, phase), reached) in places.into_iter().zip(reached) {
        // By the third question after the server has gone silent the call stands where it cannot go on.
        let asked = AtomicUsize::new(0);
        let stop = move || reached.load(Ordering::SeqCst) && asked.fetch_add(1, Ordering::SeqCst) > 1;
        let attempt = Attempt { stop: Some(Arc::new(stop)), ..ample() };
        let request = post(&format!("https://127.0.0.1:{port}/"), &"x".repeat(20 << 20));
        let failure = https.send(&request, &attempt).unwrap_err();
        assert_eq!((failure.reason, failure.phase), (Reason::Stopped, phase), "{}", failure.message);
    }
}

#[test]
fn a_stop_closure_may_make_a_call_itself() {
    let outer = Server::start(|mut connection| {
        connection.request();
        connection.await_end();
    });
    let inner = Server::start(|mut connection| {
        while connection.request().is_some() {
            connection.write(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
        }
    });
    let (https, url) = (trusting(&inner), inner.url("/"));
    let stop = move || https.send(&post(&url, ""), &ample()).is_ok();
    let attempt = Attempt { stop: Some(Arc::new(stop)), ..ample() };
    let failure = trusting(&outer).send(&post(&outer.url("/"), "a=1"), &attempt).unwrap_err();
    assert_eq!(failure.reason, Reason::Stopped, "{}", failure.message);
}

#[test]
fn nothing_is_sent_after_the_deadline() {
    let server = Server::start(|_| {});
    let failure = trusting(&server).send(&post(&server.url("/"), ""), &within(Duration::ZERO)).unwrap_err();
    assert_eq!(failure.reason, Reason::TimedOut);
    assert_eq!(server.connections(), 0);
}
