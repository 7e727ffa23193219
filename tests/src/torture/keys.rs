//! Two clients with two keys, and calls with a third: each request carries its own, however they are mixed.

use std::collections::BTreeMap;
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use super::server::Folder;
use crate::driver::Driver;
use crate::evil::{Act, Authority, Evil, Identity, Seen};
use crate::languages::Language;

/// How many calls are mixed.
const CALLS: usize = 1_000;

const KEYS: [&str; 3] = ["sk_test_FirstClient01", "sk_test_SecondClient2", "sk_test_OfOneCall0003"];

const LIMIT: Duration = Duration::from_secs(60);

/// Makes the calls in `language`; returns what was wrong and a line of figures.
///
/// # Errors
/// A sentence when the server or the driver fails.
pub fn play(language: &Language) -> Result<(Vec<String>, String), String> {
    let folder = Folder::create().map_err(|error| error.to_string())?;
    let authority = Authority::create(&folder.0).map_err(|error| error.to_string())?;
    let answer =
        json!({"times": CALLS, "status": 200, "json": {"id": "cus_1", "object": "customer", "metadata": {}}});
    let script: Act = serde_json::from_value(answer).map_err(|error| error.to_string())?;
    let evil = Evil::start(&authority, Identity::Good, vec![script]).map_err(|error| error.to_string())?;
    let mut driver = Driver::start(language, &BTreeMap::new(), false).map_err(|error| error.to_string())?;
    let mut ask = |message: Value| driver.ask(message, Instant::now() + LIMIT);
    let began = Instant::now();
    for (client, key) in [("c0", KEYS[0]), ("c1", KEYS[1])] {
        let options = json!({"api_key": key, "base_url": format!("https://127.0.0.1:{}/v1", evil.port()),
            "ca_bundle": authority.pem().display().to_string(), "max_retries": 0});
        ask(json!({"op": "client", "client": client, "from_env": false, "options": options}))?;
    }
    let mut wrong = Vec::new();
    for call in 0..CALLS {
        let (client, options) = match which(call) {
            2 => ("c0", json!({"api_key": KEYS[2]})),
            1 => ("c1", json!({})),
            _ => ("c0", json!({})),
        };
        let reply = ask(json!({"op": "customers.create", "client": client, "options": options,
            "params": {"description": call.to_string()}}))?;
        if reply.get("ok").is_none() {
            wrong.push(format!("call {call}: {reply}"));
        }
    }
    let seconds = began.elapsed().as_secs_f64();
    let seen = evil.record().requests;
    if seen.len() != CALLS {
        wrong.push(format!("{CALLS} calls made {} requests", seen.len()));
    }
    wrong.extend(seen.iter().enumerate().filter_map(|(call, seen)| stray(call, seen)).take(10));
    Ok((wrong, format!("{CALLS} calls with three keys in turn, in {seconds:.1} s")))
}

/// Which key a call has: the two clients by turns, and now and then one of its own.
fn which(call: usize) -> usize {
    if call % 7 == 3 { 2 } else { call % 2 }
}

/// Says what is wrong with the request of a call.
fn stray(call: usize, seen: &Seen) -> Option<String> {
    let key = format!("Bearer {}", KEYS[which(call)]);
    let body = String::from_utf8_lossy(&seen.body);
    let is_own = seen.header("authorization") == Some(&key) && body == format!("description={call}");
    (!is_own).then(|| format!("call {call} came as {body} with another call's key or body"))
}
