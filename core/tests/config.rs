//! The options of a client: what is refused, and that keys never show.

use std::time::Duration;

use nextgen::bridge::{self, CallOptions, ClientOptions};
use nextgen::{AppInfo, Client, ErrorKind, Params, Value};

#[test]
fn keys_that_cannot_be_are_refused_and_not_shown() {
    let long = "k".repeat(10_000);
    for key in [
        "",
        " ",
        "sk_test_oneverylongkey\n",
        "sk_test_oneverylongkey\r\nX: y",
        "sk_tést_oneverylongkey",
        "sk\0oneverylongkey",
        &long,
    ] {
        let error = Client::new(key).unwrap_err();
        assert_eq!((error.kind(), error.param()), (ErrorKind::Configuration, Some("api_key")));
        assert!(!format!("{error} {error:?}").contains("verylong"), "{error:?}");
    }
    let shown = format!("{:?}", Client::new("sk_test_0123456789abcdefghij").unwrap());
    assert!(shown.contains("sk_test_…ghij") && !shown.contains("0123"), "{shown}");
    assert!(!format!("{:?}", Client::new("sk_test_short").unwrap()).contains("short"));
}

#[test]
fn only_an_https_base_url_is_taken() {
    for url in [
        "http://example.test",
        "HTTP://example.test/v1",
        "ftp://example.test",
        "",
        "example.test",
        "https://",
        "https://:443",
        "https://user:pass@example.test",
        "https://example.test:0",
        "https://example.test:99999",
        "https://example.test/v1?x=1",
        "https://example.test/v1#x",
        "https://example.test/../v1",
        "https://exa mple.test",
        "https://example.test\r\n",
        "https://[::1",
        "https://::1]",
        "https://[zz]/v1",
        "https://a..b",
        "https://ex%61mple.test",
        "https://a:b:443",
        "https://-",
        "https://exämple.test",
    ] {
        let error = Client::builder().api_key("sk_test_x").base_url(url).build().unwrap_err();
        assert_eq!((error.kind(), error.param()), (ErrorKind::Configuration, Some("base_url")), "{url}");
        assert!(!error.message().contains("pass@"), "{error}");
    }
    for url in ["https://127.0.0.1:4243/v1", "https://[::1]:4243/v1/", "https://api.nextgen.tech"] {
        assert!(Client::builder().api_key("sk_test_x").base_url(url).build().is_ok(), "{url}");
    }
}

#[test]
fn what_the_proxy_option_gets_wrong_is_not_blamed_on_another() {
    for (name, value) in [("proxy", "ftp://u:hunter2@h:1"), ("proxy", "socks5://u:hunter2@h"), ("proxy", "")]
    {
        let error = Client::builder().api_key("sk_test_x").proxy(value).build().unwrap_err();
        assert_eq!((error.kind(), error.param()), (ErrorKind::Configuration, Some(name)), "{error}");
        assert!(!format!("{error} {error:?}").contains("hunter2"), "{error}");
    }
}

/// A variable that is not UTF-8 must not pass for one that is missing: a bundle would give way to the
/// built-in authorities without a word.
#[cfg(unix)]
#[test]
fn variables_that_are_not_text_are_refused_and_not_passed_over() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;
    use std::process::Command;

    const TEST: &str = "variables_that_are_not_text_are_refused_and_not_passed_over";
    if std::env::var_os("NEXTGEN_TEST_CHILD").is_some() {
        let error = Client::from_env().unwrap_err();
        println!("refused: {:?} {:?}", error.kind(), error.param());
        return;
    }
    for (name, option) in [
        ("NEXTGEN_API_KEY", "api_key"),
        ("NEXTGEN_BASE_URL", "base_url"),
        ("NEXTGEN_CA_BUNDLE", "ca_bundle"),
        ("NEXTGEN_PROXY", "proxy"),
    ] {
        // The environment of this process belongs to all its tests, so a child has its own.
        let mut child = Command::new(std::env::current_exe().unwrap());
        child.args(["--exact", TEST, "--nocapture"]).env_clear().env("NEXTGEN_TEST_CHILD", "1");
        child.env("NEXTGEN_API_KEY", "sk_test_x").env(name, OsStr::from_bytes(b"/a/\xff"));
        let said = String::from_utf8(child.output().unwrap().stdout).unwrap();
        assert!(said.contains(&format!("refused: Configuration Some({option:?})")), "{name}: {said}");
    }
}

#[test]
fn limits_are_checked() {
    for limit in [Duration::ZERO, Duration::from_secs(100_000)] {
        for builder in [
            Client::builder().timeout(limit),
            Client::builder().connect_timeout(limit),
            Client::builder().deadline(limit),
        ] {
            assert_eq!(builder.api_key("sk_test_x").build().unwrap_err().kind(), ErrorKind::Configuration);
        }
    }
    assert!(Client::builder().api_key("sk_test_x").max_retries(21).build().is_err());
    let app = |name: &str| AppInfo { name: name.into(), ..AppInfo::default() };
    assert!(Client::builder().api_key("sk_test_x").app_info(app("")).build().is_err());
    assert!(Client::builder().api_key("sk_test_x").app_info(app("a\r\nb")).build().is_err());
    let missing = Client::builder().api_key("sk_test_x").ca_bundle("/nowhere/ca.pem").build().unwrap_err();
    assert!(missing.message().contains("/nowhere/ca.pem"), "{missing}");
}

#[test]
fn bindings_get_the_same_refusals_for_what_types_let_through() {
    for (name, value) in [
        ("timeout", Value::Float(f64::NAN)),
        ("timeout", Value::Float(1e308)),
        ("timeout", Value::from(-1)),
        ("timeout", Value::from("5")),
        ("timeout", Value::from(true)),
        ("max_retries", Value::from(-1)),
        ("max_retries", Value::Float(1.5)),
        ("max_retries", Value::from(1_000_000_000)),
        ("api_key", Value::from(5)),
        ("base_url", Value::Foreign("object()".into())),
        ("verify", Value::from(false)),
    ] {
        let options = ClientOptions::new(vec![("api_key".into(), "sk_test_x".into()), (name.into(), value)]);
        let error = bridge::Client::new(options, None, None).unwrap_err();
        let key_refused_as_text = name == "api_key";
        assert_eq!(error.kind(), ErrorKind::Configuration, "{name}");
        assert_eq!(error.param(), Some(name));
        assert!(!key_refused_as_text || !error.message().contains('5'));
    }
    let later = ClientOptions::from_json(br#"{"key_may_follow":true,"timeout":null}"#).unwrap();
    let client = bridge::Client::new(later, None, None).unwrap();
    let target = bridge::Target::Operation { name: "events.list", id: None };
    let error = client.call_text(&target, &bridge::Params::new(), Default::default(), None).unwrap_err();
    assert_eq!((error.kind(), error.attempts()), (ErrorKind::Configuration, 0));
}

#[test]
fn a_host_may_count_in_milliseconds_and_is_answered_in_them() {
    let client = |time: Value| {
        let options = ClientOptions::new(vec![
            ("api_key".into(), "sk_test_x".into()),
            ("timeout".into(), time),
            ("milliseconds".into(), true.into()),
        ]);
        bridge::Client::new(options, None, None)
    };
    assert!(client(Value::from(30_000)).is_ok());
    assert!(client(Value::from(86_400_000)).is_ok());
    for (time, given) in [
        (Value::from(0), "got 0"),
        (Value::from(86_400_001), "got 86400001"),
        (Value::Float(f64::NAN), "got NaN"),
        (Value::from("5"), "got the text \"5\""),
    ] {
        let error = client(time).unwrap_err();
        assert_eq!((error.kind(), error.param()), (ErrorKind::Configuration, Some("timeout")));
        assert!(error.message().contains("milliseconds") && error.message().contains(given), "{error}");
    }
}

#[test]
fn a_derived_client_is_refused_when_it_is_made_as_its_first_call_would_be() {
    let follows = ("key_may_follow".to_owned(), Value::Boolean(true));
    let client = bridge::Client::new(ClientOptions::new(vec![follows]), None, None).unwrap();
    let given = |name: &str, value: Value| CallOptions::new(vec![(name.to_owned(), value)]);
    for (name, value, text) in [
        ("max_retries", Value::Integer(1000), "max_retries must be an integer from 0 to 20; got 1000."),
        (
            "timeout",
            Value::Integer(0),
            "timeout must be a number of seconds above 0 and at most 86400; got 0.0.",
        ),
        ("api_key", "a b".into(), "The API key cannot be used: it holds a character"),
        ("idempotency_key", "a b".into(), "idempotency_key"),
        ("extra_headers", Value::texts_by_name([("authorization", "x".to_owned())]), "authorization"),
    ] {
        let error = client.with(given(name, value.clone())).unwrap_err();
        assert!(error.message().contains(text), "{error}");
        let target = bridge::Target::Request { method: "POST", path: "/charges" };
        let called = client.call_text(&target, &Params::new(), given(name, value), None).unwrap_err();
        assert_eq!((called.message(), called.kind()), (error.message(), error.kind()));
    }
    assert!(client.with(given("max_retries", Value::Integer(20))).is_ok());
}
