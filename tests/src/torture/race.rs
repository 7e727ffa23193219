//! The race: several processes ask for one charge at the same moment, with the same key.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Barrier;
use std::thread;
use std::time::{Duration, Instant};

use nextgen_sandbox::{Options, Sandbox};
use serde_json::{Map, Value, json};

use super::server::stored;
use crate::driver::Driver;
use crate::languages::Language;

const LIMIT: Duration = Duration::from_secs(120);

/// Plays `rounds` with `clients` clients of `language`; returns what was wrong and a line of figures.
///
/// # Errors
/// A sentence when the server or a driver fails.
pub fn play(language: &Language, rounds: usize, clients: usize) -> Result<(Vec<String>, String), String> {
    let sandbox = Sandbox::start(Options::default()).map_err(|error| error.to_string())?;
    let options = json!({
        "api_key": sandbox.api_key(), "base_url": sandbox.base_url(),
        "ca_bundle": sandbox.ca_path().display().to_string(), "max_retries": 20,
    });
    let options = options.as_object().cloned().unwrap_or_default();
    let began = Instant::now();
    let start = Barrier::new(clients);
    // The ids and bodies that each client was given, round by round.
    let given: Vec<Result<Vec<Value>, String>> = thread::scope(|scope| {
        let racers: Vec<_> =
            (0..clients).map(|_| scope.spawn(|| race(language, &options, rounds, &start))).collect();
        racers
            .into_iter()
            .map(|racer| racer.join().unwrap_or_else(|_| Err("a client panicked".to_owned())))
            .collect()
    });
    let given: Vec<Vec<Value>> = given.into_iter().collect::<Result<_, _>>()?;
    let mut wrong = Vec::new();
    for round in 0..rounds {
        let answers: BTreeSet<String> = given.iter().map(|answers| answers[round].to_string()).collect();
        if answers.len() != 1 {
            wrong.push(format!("one key brought different answers: {answers:?}"));
        }
    }
    let made = stored(&options)?.len();
    if made != rounds {
        wrong.push(format!("{rounds} keys made {made} charges"));
    }
    let figures = format!(
        "{rounds} keys, each used by {clients} clients at once, made {made} charges in {:.1} s",
        began.elapsed().as_secs_f64()
    );
    Ok((wrong, figures))
}

/// Makes the charge of each round as soon as all clients are there for it.
fn race(
    language: &Language,
    options: &Map<String, Value>,
    rounds: usize,
    start: &Barrier,
) -> Result<Vec<Value>, String> {
    let driver = Driver::start(language, &BTreeMap::new(), false).map_err(|error| error.to_string());
    let made = json!({"op": "client", "client": "c", "from_env": false, "options": options});
    let mut driver = driver.and_then(|mut driver| driver.ask(made, Instant::now() + LIMIT).map(|_| driver));
    // A client that failed still comes to every start, so that the others are not left waiting.
    let answers = (0..rounds).map(|round| {
        start.wait();
        let driver = driver.as_mut().map_err(|why| why.clone())?;
        // Every other charge takes a while, so that the key is in use when the others come.
        let fault = if round.is_multiple_of(2) { "delay=30" } else { "delay=0" };
        let message = json!({
            "op": "charges.create", "client": "c",
            "params": {"amount": 2000, "currency": "usd", "source": "tok_visa", "description": format!("round {round}")},
            "options": {"idempotency_key": format!("round-{round}"), "extra_headers": {"NextGen-Sandbox-Fault": fault}},
        });
        let reply = driver.ask(message, Instant::now() + LIMIT)?;
        reply.get("ok").cloned().ok_or_else(|| format!("no charge: {reply}"))
    });
    let answers: Vec<Result<Value, String>> = answers.collect();
    answers.into_iter().collect()
}
