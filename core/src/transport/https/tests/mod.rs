//! The transport against servers that behave well and badly, all on loopback.

mod answers;
mod cuts;
mod limits;
mod proxy;
mod reuse;
mod server;
mod trust;

use std::time::{Duration, Instant};

use self::server::{Server, answer};
use super::super::{Attempt, Failure, Method, Request, Response, Transport};
use super::{Https, HttpsOptions};

/// A transport that trusts `server` alone.
fn trusting(server: &Server) -> Https {
    Https::new(&HttpsOptions { ca_bundle: Some(server.ca.clone()), ..HttpsOptions::default() }).unwrap()
}

fn get(url: &str) -> Request {
    Request {
        method: Method::Get,
        url: url.to_owned(),
        headers: vec![("Authorization", "Bearer sk_test_1234".to_owned())],
        extra_headers: Vec::new(),
        body: None,
    }
}

fn post(url: &str, body: &str) -> Request {
    let mut request = get(url);
    request.method = Method::Post;
    request.headers.push(("Content-Type", "application/x-www-form-urlencoded".to_owned()));
    request.headers.push(("Idempotency-Key", "order-42".to_owned()));
    request.body = Some(body.to_owned());
    request
}

/// Limits that no test should meet.
fn ample() -> Attempt {
    within(Duration::from_secs(30))
}

fn within(limit: Duration) -> Attempt {
    Attempt { deadline: Instant::now() + limit, connect_timeout: Duration::from_secs(20), stop: None }
}

fn send(https: &Https, request: &Request) -> Result<Response, Failure> {
    https.send(request, &ample())
}

#[test]
fn a_post_goes_out_whole_and_its_answer_comes_back() {
    let server = Server::start(|mut connection| {
        while let Some(request) = connection.request() {
            connection.write(&answer(&request));
        }
    });
    let https = trusting(&server);
    let response = send(&https, &post(&server.url("/v1/charges?a=b"), "amount=2000")).unwrap();
    assert_eq!(response.status, 200);
    let seen = String::from_utf8(response.body).unwrap();
    assert!(seen.starts_with("POST /v1/charges?a=b HTTP/1.1\r\n"), "{seen}");
    assert!(seen.ends_with("\r\n\r\namount=2000"), "{seen}");
    let mut names: Vec<&str> =
        seen.lines().skip(1).filter_map(|line| line.split_once(": ").map(|(name, _)| name)).collect();
    names.sort_unstable();
    // Nothing but what the client gave, and what HTTP needs.
    assert_eq!(names, ["authorization", "content-length", "content-type", "host", "idempotency-key"]);
    assert!(response.headers.contains(&("request-id".to_owned(), "req_1".to_owned())));

    for body in ["", &"x".repeat(300_000)] {
        let response = send(&https, &post(&server.url("/"), body)).unwrap();
        let seen = String::from_utf8(response.body).unwrap();
        assert!(seen.contains(&format!("content-length: {}\r\n", body.len())));
        assert!(seen.ends_with(&format!("\r\n\r\n{body}")));
    }
    let response = send(&https, &get(&server.url("/v1/charges"))).unwrap();
    assert!(!String::from_utf8(response.body).unwrap().contains("content-"));
    assert_eq!(server.connections(), 1);
}

#[test]
fn only_https_urls_are_served() {
    let server = Server::start(|_| {});
    let https = trusting(&server);
    for url in ["http://127.0.0.1:1/", "127.0.0.1", "/v1", "https://", "ftp://h/"] {
        let failure = send(&https, &get(url)).unwrap_err();
        assert_eq!(failure.reason, super::Reason::Unacceptable, "{url}: {}", failure.message);
    }
    let with_password = server.url("/").replace("127", "ada:hunter2@127");
    let failure = send(&https, &get(&with_password)).unwrap_err();
    assert_eq!(failure.reason, super::Reason::Unacceptable, "{}", failure.message);
    assert!(!failure.message.contains("hunter2"), "{}", failure.message);
    assert_eq!(server.connections(), 0);
}

#[test]
fn requests_that_cannot_be_put_on_the_wire_are_refused() {
    let server = Server::start(|_| {});
    let https = trusting(&server);
    let long = "x".repeat(17_000);
    for (name, value, said) in [
        ("Transfer-Encoding", "chunked", "transfer-encoding"),
        ("content-length", "5", "content-length"),
        ("Expect", "100-continue", "expect"),
        ("HOST", "other.test", "host"),
        ("X", "a\nb", "cannot be written"),
        ("X y", "z", "cannot be written"),
        ("X", &long, "over 16 KiB"),
    ] {
        let mut request = post(&server.url("/"), "amount=1");
        request.extra_headers.push((name.to_owned(), value.to_owned()));
        let failure = send(&https, &request).unwrap_err();
        assert_eq!(failure.reason, super::Reason::Unacceptable, "{name}: {}", failure.message);
        assert!(failure.message.contains(said), "{name}: {}", failure.message);
    }
    let failure = send(&https, &get(&server.url(&format!("/?{long}")))).unwrap_err();
    assert_eq!(failure.message, "the URL is over 16 KiB");
    assert_eq!(server.connections(), 0);
}

#[test]
fn many_threads_share_one_transport() {
    let server = Server::start(|mut connection| {
        while let Some(request) = connection.request() {
            connection.write(&answer(&request));
        }
    });
    let https = trusting(&server);
    std::thread::scope(|scope| {
        for thread in 0..8 {
            let (https, server) = (&https, &server);
            scope.spawn(move || {
                for call in 0..50 {
                    let body = format!("amount={thread}{call}");
                    let response = send(https, &post(&server.url("/"), &body)).unwrap();
                    assert!(response.body.ends_with(body.as_bytes()));
                }
            });
        }
    });
    assert!(server.connections() <= 8, "{} connections", server.connections());
}
