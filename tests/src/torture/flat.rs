//! Open files and threads stay as many as they were, however many calls fail, and however they fail.

use std::collections::BTreeMap;
use std::net::{Ipv4Addr, SocketAddr};
use std::time::{Duration, Instant};

use nextgen_sandbox::{Options, Sandbox};
use serde_json::{Value, json};

use super::process::{Held, held};
use crate::check::base64;
use crate::driver::Driver;
use crate::languages::Language;

/// How often each kind is played before the first look: pools and caches are filled then.
const WARM: usize = 20;

/// How long one answer may take, whatever the machine does besides.
const LIMIT: Duration = Duration::from_secs(60);

const SECRET: &str = "whsec_flat";

/// A kind of call: its name, what is asked, and the class of the error that must come; empty for success.
type Kind = (&'static str, Value, &'static str);

/// Plays every kind `times` times in `language`; returns what was wrong and a line of figures.
///
/// # Errors
/// A sentence when a server or the driver fails.
pub fn play(language: &Language, times: usize) -> Result<(Vec<String>, String), String> {
    let sandbox = Sandbox::start(Options::default()).map_err(|error| error.to_string())?;
    // Bound and never listening: connections are refused, and nobody else can take the port.
    let closed = socket2::Socket::new(socket2::Domain::IPV4, socket2::Type::STREAM, None)
        .and_then(|socket| {
            socket.bind(&SocketAddr::from((Ipv4Addr::LOCALHOST, 0)).into())?;
            Ok(socket)
        })
        .map_err(|error| error.to_string())?;
    let port = closed.local_addr().ok().and_then(|address| address.as_socket_ipv4()).map_or(1, |a| a.port());
    let mut driver = Driver::start(language, &BTreeMap::new(), false).map_err(|error| error.to_string())?;
    for (name, base) in [
        ("c", sandbox.base_url()),
        ("untrusted", sandbox.bad_certificate_url()),
        ("closed", &format!("https://127.0.0.1:{port}/v1")),
    ] {
        let options = json!({
            "api_key": sandbox.api_key(), "base_url": base, "ca_bundle": sandbox.ca_path().display().to_string(),
            "max_retries": 0, "timeout": 30,
        });
        let made = json!({"op": "client", "client": name, "from_env": false, "options": options});
        driver.ask(made, Instant::now() + LIMIT)?;
    }
    let kinds = kinds()?;
    let mut wrong = Vec::new();
    let before = round(&mut driver, &kinds, WARM, &mut wrong)?;
    let began = Instant::now();
    let after = round(&mut driver, &kinds, times, &mut wrong)?;
    // Node's calls run on threads of their own, and one that comes before the last one's thread is back in its
    // pool begins another: a handful, whatever the number of calls.
    let spare = if language.name == "node" { 8 } else { 0 };
    if after.files > before.files || after.threads > before.threads + spare {
        wrong.push(format!("held {before:?} before and {after:?} after {times} calls of each kind"));
    }
    let figures = format!(
        "{} kinds, {times} calls of each, in {:.1} s: {} files, {} threads, memory {} to {} KiB",
        kinds.len(),
        began.elapsed().as_secs_f64(),
        after.files,
        after.threads,
        before.memory,
        after.memory,
    );
    Ok((wrong, figures))
}

/// Plays every kind `times` times and says what the driver holds behind it.
fn round(driver: &mut Driver, kinds: &[Kind], times: usize, wrong: &mut Vec<String>) -> Result<Held, String> {
    for (name, message, class) in kinds {
        for _ in 0..times {
            let reply = driver.ask(message.clone(), Instant::now() + LIMIT)?;
            let came = reply["error"]["class"].as_str().unwrap_or_default();
            let as_wanted = came == *class && (reply.get("ok").is_some() == class.is_empty());
            if !as_wanted {
                wrong.push(format!("{name}: expected {class:?}, got {reply}"));
                break;
            }
        }
    }
    // The kinds end by a call that succeeds, so that the pool is in the same state at every look.
    held(driver.pid()).ok_or_else(|| "this system does not tell what a process holds".to_owned())
}

fn kinds() -> Result<Vec<Kind>, String> {
    let charge = |params: Value, options: Value| {
        let mut all = json!({"amount": 2000, "currency": "usd", "source": "tok_visa"});
        for (name, value) in params.as_object().into_iter().flatten() {
            all[name] = value.clone();
        }
        json!({"op": "charges.create", "client": "c", "params": all, "options": options})
    };
    let fault = |rule: &str| charge(json!({}), json!({"extra_headers": {"NextGen-Sandbox-Fault": rule}}));
    let through = |client: &str| {
        let mut message = charge(json!({}), json!({}));
        message["client"] = json!(client);
        message
    };
    let mut silent = fault("timeout");
    silent["options"]["timeout"] = json!(0.05);
    let webhook = |payload: &str| -> Result<Value, String> {
        let header = nextgen::Webhook::generate_test_header("[", SECRET, Some(1_700_000_000))
            .map_err(|error| error.to_string())?;
        Ok(json!({
            "op": "webhook.construct_event", "payload_base64": base64(payload.as_bytes()), "header": header,
            "secret": SECRET, "tolerance": 300, "now": 1_700_000_000,
        }))
    };
    let no_key = json!({"op": "client", "client": "bad", "from_env": false, "options": {"api_key": " "}});
    Ok(vec![
        ("declined", charge(json!({"source": "tok_chargeDeclined"}), json!({})), "CardError"),
        ("refused by the server", charge(json!({"currency": "zzz"}), json!({})), "InvalidRequestError"),
        ("refused before sending", charge(json!({"amount": "100"}), json!({})), "InvalidRequestError"),
        ("server error", fault("status=500"), "APIError"),
        ("HTML", fault("html=502"), "APIError"),
        ("no JSON", fault("garbage"), "APIError"),
        ("rate limit", fault("rate_limit=1"), "RateLimitError"),
        ("reset before", fault("reset_before"), "APIConnectionError"),
        ("lost answer", fault("lost_answer"), "APIConnectionError"),
        ("cut body", fault("truncate"), "APIConnectionError"),
        ("wrong length", fault("wrong_length"), "APIConnectionError"),
        ("silence", silent, "APITimeoutError"),
        ("nobody listens", through("closed"), "APIConnectionError"),
        ("bad certificate", through("untrusted"), "APIConnectionError"),
        ("forged webhook", webhook("{ }")?, "SignatureVerificationError"),
        ("signed, no event", webhook("[")?, "InvalidPayloadError"),
        ("no key", no_key, "ConfigurationError"),
        ("success", charge(json!({}), json!({})), ""),
    ])
}
