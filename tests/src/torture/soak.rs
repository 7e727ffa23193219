//! The soak: very many requests with faults among them; every answer must belong to its request.

use std::collections::BTreeMap;
use std::io;
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use super::dice::Dice;
use super::process::held;
use super::server::Server;
use crate::driver::Driver;
use crate::languages::Language;

/// Each of these befalls one request in a hundred, at its first attempt.
const FAULTS: [&str; 11] = [
    "status=503; times=1; retry_after=0",
    "html=502; times=1; retry_after=0",
    "rate_limit=0; times=1",
    "reset_before; times=1",
    "lost_answer; times=1",
    "reset_body; times=1",
    "truncate; times=1",
    "wrong_length=7; times=1",
    "slow=1; times=1",
    "delay=20; times=1",
    "close_idle; times=1",
];

/// How many requests lie between two lines of progress.
const STRIDE: u64 = 100_000;

const LIMIT: Duration = Duration::from_secs(120);

/// Plays `size` requests by `clients` clients of `language`; returns what was wrong and a line of figures.
///
/// # Errors
/// When the server cannot be started.
pub fn play(language: &Language, size: u64, clients: u64, seed: u64) -> io::Result<(Vec<String>, String)> {
    let server = Server::start()?;
    let began = Instant::now();
    let next = AtomicU64::new(0);
    let faults = AtomicU64::new(0);
    let memory = AtomicU64::new(0);
    let wrong = Mutex::new(Vec::new());
    thread::scope(|scope| {
        for number in 0..clients {
            let (next, faults, wrong, memory, server) = (&next, &faults, &wrong, &memory, &server);
            scope.spawn(move || {
                let mut client = match Caller::start(language, server, Dice::of_part(seed, number)) {
                    Ok(client) => client,
                    Err(why) => return note(wrong, why),
                };
                loop {
                    let done = next.fetch_add(1, Ordering::Relaxed);
                    if done >= size {
                        break;
                    }
                    if done > 0 && done.is_multiple_of(STRIDE) {
                        let seconds = began.elapsed().as_secs();
                        eprintln!("    soak {:>7}  {done} of {size} requests, {seconds} s", language.name);
                    }
                    if let Err(why) = client.step(number, faults) {
                        return note(wrong, format!("client {number}: {why}"));
                    }
                }
                let resident = held(client.driver.pid()).map_or(0, |held| held.memory);
                memory.fetch_max(resident as u64, Ordering::Relaxed);
            });
        }
    });
    let seconds = began.elapsed().as_secs_f64();
    let figures = format!(
        "{size} requests by {clients} clients in {seconds:.1} s ({:.0} a second), {} faults; largest client {} KiB",
        size as f64 / seconds,
        faults.into_inner(),
        memory.into_inner(),
    );
    Ok((wrong.into_inner().unwrap_or_default(), figures))
}

fn note(wrong: &Mutex<Vec<String>>, why: String) {
    wrong.lock().expect("no thread panics while it holds the list").push(why);
}

/// One client, the last charge that it made, and how many.
struct Caller {
    driver: Driver,
    dice: Dice,
    made: u64,
    last: Option<(String, String)>,
}

impl Caller {
    fn start(language: &Language, server: &Server, dice: Dice) -> Result<Caller, String> {
        let mut driver =
            Driver::start(language, &BTreeMap::new(), false).map_err(|error| error.to_string())?;
        let mut options = server.options(server.address().port());
        options.insert("max_retries".to_owned(), json!(5));
        let made = json!({"op": "client", "client": "c", "from_env": false, "options": options});
        driver.ask(made, Instant::now() + LIMIT)?;
        Ok(Caller { driver, dice, made: 0, last: None })
    }

    /// Makes one request and checks that its answer is the answer to it.
    fn step(&mut self, number: u64, faults: &AtomicU64) -> Result<(), String> {
        let mut options = json!({});
        if let Some(rule) = FAULTS.get(self.dice.below(100) as usize) {
            faults.fetch_add(1, Ordering::Relaxed);
            options = json!({"extra_headers": {"NextGen-Sandbox-Fault": rule}});
        }
        self.made += 1;
        let label = format!("{number}-{}", self.made);
        let params = json!({"amount": 500 + self.made % 9_000, "currency": "usd", "source": "tok_visa",
            "description": label, "metadata": {"label": label}});
        let mut message = match (&self.last, self.dice.below(4)) {
            (Some((id, _)), 0) => json!({"op": "charges.retrieve", "id": id}),
            (Some((id, _)), 1) => {
                json!({"op": "charges.update", "id": id, "params": {"receipt_email": "a@b.test"}})
            }
            (Some((id, _)), 2) => {
                json!({"op": "refunds.create", "params": {"charge": id, "metadata": {"of": id}}})
            }
            _ => json!({"op": "charges.create", "params": params}),
        };
        message["client"] = json!("c");
        message["options"] = options;
        let reply = self.driver.ask(message.clone(), Instant::now() + LIMIT)?;
        let ok = &reply["ok"];
        let belongs = match (&self.last, message["op"].as_str()) {
            (_, Some("charges.create")) => {
                let belongs = ok["description"] == json!(label) && ok["amount"] == params["amount"];
                self.last = Some((text(&ok["id"]), label));
                belongs
            }
            (Some((id, _)), Some("refunds.create")) => {
                let belongs = ok["charge"] == json!(id) && ok["metadata"]["of"] == json!(id);
                self.last = None;
                belongs
            }
            (Some((id, label)), _) => ok["id"] == json!(id) && ok["metadata"]["label"] == json!(label),
            _ => false,
        };
        if belongs { Ok(()) } else { Err(format!("{message} brought {reply}")) }
    }
}

fn text(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}
