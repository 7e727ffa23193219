//! Who is trusted: certificates, and the bundles that vouch for them.

use std::io::{Read, Write};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use rcgen::{CertificateParams, KeyPair, date_time_ymd};

use super::super::super::{Phase, Reason, Transport};
use super::super::{Https, HttpsOptions};
use super::server::{Server, answer, listen};
use super::{get, send, trusting, within};

fn leaf(name: &str) -> CertificateParams {
    CertificateParams::new(vec![name.to_owned()]).unwrap()
}

#[test]
fn a_server_that_cannot_prove_itself_gets_nothing() {
    let mut expired = leaf("127.0.0.1");
    (expired.not_before, expired.not_after) = (date_time_ymd(2001, 1, 1), date_time_ymd(2002, 1, 1));
    let mut early = leaf("127.0.0.1");
    (early.not_before, early.not_after) = (date_time_ymd(2090, 1, 1), date_time_ymd(2091, 1, 1));
    for (certificate, said) in
        [(expired, "expired"), (early, "not valid yet"), (leaf("other.test"), "not for the host 127.0.0.1")]
    {
        let requests = Arc::new(AtomicUsize::new(0));
        let seen = Arc::clone(&requests);
        let server = Server::start_as(certificate, move |mut connection| {
            if connection.request().is_some() {
                seen.fetch_add(1, Ordering::SeqCst);
            }
        });
        let failure = send(&trusting(&server), &get(&server.url("/"))).unwrap_err();
        assert_eq!((failure.reason, failure.phase), (Reason::Untrusted, Phase::Tls));
        assert!(failure.message.contains(said), "{}", failure.message);
        assert_eq!((server.connections(), requests.load(Ordering::SeqCst)), (1, 0));
    }
}

#[test]
fn tls_1_2_and_1_3_are_spoken_and_nothing_older() {
    for version in [&rustls::version::TLS12, &rustls::version::TLS13] {
        let server = Server::start_with(leaf("127.0.0.1"), &[version], |mut connection| {
            while connection.request().is_some() {
                connection.write(&answer("ok"));
            }
        });
        let https = trusting(&server);
        for _ in 0..2 {
            assert_eq!(send(&https, &get(&server.url("/"))).unwrap().body, b"ok");
        }
        assert_eq!(server.connections(), 1);
    }
    // What a server of TLS 1.0 says to a greeting that offers nothing older than 1.2.
    let (port, _) = listen(|_, mut stream| {
        let _ = stream.read(&mut [0; 4096]);
        let _ = stream.write_all(&[21, 3, 1, 0, 2, 2, 70]);
        let _ = stream.read(&mut [0; 4096]);
    });
    let https = Https::new(&HttpsOptions::default()).unwrap();
    let failure = send(&https, &get(&format!("https://127.0.0.1:{port}/"))).unwrap_err();
    assert_eq!((failure.reason, failure.phase), (Reason::Untrusted, Phase::Tls), "{}", failure.message);
}

#[test]
fn an_authority_that_is_not_in_the_bundle_is_not_trusted() {
    let server = Server::start(|mut connection| drop(connection.request()));
    let other = Server::start(|_| {});
    for https in [Https::new(&HttpsOptions::default()).unwrap(), trusting(&other)] {
        let failure = send(&https, &get(&server.url("/"))).unwrap_err();
        assert_eq!((failure.reason, failure.phase), (Reason::Untrusted, Phase::Tls), "{}", failure.message);
    }
}

#[test]
fn a_bundle_may_hold_several_certificates() {
    let server = Server::start(|mut connection| {
        connection.request();
        connection.write(&answer("ok"));
    });
    let other = Server::start(|_| {});
    let bundle = [b"# a comment\n".as_slice(), &other.ca, &server.ca].concat();
    let https = Https::new(&HttpsOptions { ca_bundle: Some(bundle), ..HttpsOptions::default() }).unwrap();
    assert_eq!(send(&https, &get(&server.url("/"))).unwrap().body, b"ok");
}

#[test]
fn bundles_without_a_usable_certificate_are_refused() {
    let key = KeyPair::generate().unwrap().serialize_pem();
    let no_der = "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n";
    let no_base64 = "-----BEGIN CERTIFICATE-----\n!!!!\n-----END CERTIFICATE-----\n";
    let no_end = "-----BEGIN CERTIFICATE-----\nAAAA\n";
    for (pem, said) in [
        ("", "is empty"),
        (" \r\n", "is empty"),
        ("garbage", "no certificate"),
        (key.as_str(), "private key"),
        (no_der, "certificate 1"),
        (no_base64, "is not PEM"),
        (no_end, "is not PEM"),
    ] {
        let options = HttpsOptions { ca_bundle: Some(pem.as_bytes().to_vec()), ..HttpsOptions::default() };
        let error = Https::new(&options).unwrap_err();
        assert_eq!(error.param(), Some("ca_bundle"));
        assert!(error.message().contains(said), "{pem:?}: {error}");
    }
}

#[test]
fn a_server_that_does_not_speak_tls_is_refused_at_once() {
    let (port, _) = listen(|_, mut stream| {
        let _ = stream.write_all(b"HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n");
        let _ = stream.read(&mut [0; 4096]);
    });
    let https = Https::new(&HttpsOptions::default()).unwrap();
    let url = format!("https://127.0.0.1:{port}/");
    let failure = https.send(&get(&url), &within(Duration::from_secs(20))).unwrap_err();
    assert_eq!((failure.reason, failure.phase), (Reason::Untrusted, Phase::Tls), "{}", failure.message);
    assert!(failure.message.contains("does not speak TLS"), "{}", failure.message);
}

#[test]
fn a_handshake_that_is_cut_is_broken_and_not_untrusted() {
    let (port, _) = listen(|_, mut stream| drop(stream.read(&mut [0; 4096])));
    let https = Https::new(&HttpsOptions::default()).unwrap();
    let failure = send(&https, &get(&format!("https://127.0.0.1:{port}/"))).unwrap_err();
    assert_eq!((failure.reason, failure.phase), (Reason::Broken, Phase::Tls), "{}", failure.message);
}

#[test]
fn names_that_do_not_exist_and_ports_that_refuse_say_so() {
    let https = Https::new(&HttpsOptions::default()).unwrap();
    let failure = send(&https, &get("https://no-such-host.invalid/")).unwrap_err();
    assert_eq!((failure.reason, failure.phase), (Reason::Broken, Phase::Resolve), "{}", failure.message);
    assert!(failure.message.contains("no-such-host.invalid"), "{}", failure.message);

    // Bound and not listening: nobody else gets the port, and nobody accepts on it.
    let bound = socket2::Socket::new(socket2::Domain::IPV4, socket2::Type::STREAM, None).unwrap();
    bound.bind(&std::net::SocketAddr::from(([127, 0, 0, 1], 0)).into()).unwrap();
    let port = bound.local_addr().unwrap().as_socket().unwrap().port();
    let failure = send(&https, &get(&format!("https://127.0.0.1:{port}/"))).unwrap_err();
    assert_eq!((failure.reason, failure.phase), (Reason::Broken, Phase::Connect));
    assert_eq!(failure.message, "connection refused");
}
