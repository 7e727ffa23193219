//! Time limits and the `stop` closure, at each place where a call can wait.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use super::super::super::{Attempt, Failure, Phase, Reason, Transport};
use super::super::{Https, HttpsOptions};
use super::server::{Server, listen};
use super::{post, trusting, within};

const LIMIT: Duration = Duration::from_millis(1500);
/// What a busy machine may add.
const GRACE: Duration = Duration::from_secs(10);

/// Sends and returns the failure, which must come after `LIMIT` and not much later.
fn late(https: &Https, url: &str, attempt: &Attempt) -> Failure {
    let begun = Instant::now();
    let failure = https.send(&post(url, &"x".repeat(20 << 20)), attempt).unwrap_err();
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
            connection.write(sent.as_bytes());
            connection.await_end();
        });
        let begun = Instant::now();
        let failure = trusting(&server).send(&post(&server.url("/"), "a=1"), &within(LIMIT)).unwrap_err();
        assert!(begun.elapsed() < LIMIT + GRACE);
        assert_eq!((failure.reason, failure.phase), (Reason::TimedOut, phase), "{}", failure.message);
    }
    // A server that reads nothing.
    let server = Server::start(|connection| {
        thread::park_timeout(LIMIT + GRACE);
        drop(connection);
    });
    let failure = late(&trusting(&server), &server.url("/"), &within(LIMIT));
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
    let mut attempt = within(Duration::from_secs(30));
    attempt.connect_timeout = LIMIT;
    let failure = late(&https, &format!("https://127.0.0.1:{port}/"), &attempt);
    assert_eq!((failure.reason, failure.phase), (Reason::TimedOut, Phase::Tls));
    assert_eq!(failure.message, "connecting took longer than 300ms");
}

#[test]
fn stop_ends_a_call_wherever_it_waits() {
    let silent = Server::start(|mut connection| {
        connection.request();
        connection.await_end();
    });
    let begun_body = Server::start(|mut connection| {
        connection.request();
        connection.write(b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n");
        connection.await_end();
    });
    for (server, phase) in [(&silent, Phase::Wait), (&begun_body, Phase::Receive)] {
        let asked = Arc::new(AtomicBool::new(false));
        let flag = Arc::clone(&asked);
        let mut attempt = within(Duration::from_secs(30));
        attempt.stop = Some(Arc::new(move || flag.swap(true, Ordering::SeqCst)));
        let begun = Instant::now();
        let failure = trusting(server).send(&post(&server.url("/"), "a=1"), &attempt).unwrap_err();
        assert_eq!((failure.reason, failure.phase), (Reason::Stopped, phase), "{}", failure.message);
        assert!(asked.load(Ordering::SeqCst));
        assert!(begun.elapsed() < GRACE, "{:?}", begun.elapsed());
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
    let mut attempt = within(Duration::from_secs(30));
    attempt.stop = Some(Arc::new(move || https.send(&post(&url, ""), &super::ample()).is_ok()));
    let failure = trusting(&outer).send(&post(&outer.url("/"), "a=1"), &attempt).unwrap_err();
    assert_eq!((failure.reason, failure.phase), (Reason::Stopped, Phase::Wait), "{}", failure.message);
}

#[test]
fn nothing_is_sent_after_the_deadline() {
    let server = Server::start(|_| {});
    let failure = trusting(&server).send(&post(&server.url("/"), ""), &within(Duration::ZERO)).unwrap_err();
    assert_eq!(failure.reason, Reason::TimedOut);
    assert_eq!(server.connections(), 0);
}
