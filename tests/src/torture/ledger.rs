//! The ledger test: whatever the network and the server do, every charge is made once.
//!
//! Several clients of one language, each in a process of its own, make charges through a rough network while
//! the server is killed and started again on its data. A call that fails is repeated as a careful caller
//! would, with the idempotency key that its error tells. At the end the acknowledged charges must be the
//! charges of the store, none missing and none twice, and each key must still bring its own charge.

use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;
use std::time::{Duration, Instant};

use serde_json::{Map, Value, json};

use super::dice::Dice;
use super::rough::Rough;
use super::server::{Server, stored};
use crate::driver::Driver;
use crate::languages::Language;

/// How long one charge may take, all its repetitions included.
const PATIENCE: Duration = Duration::from_secs(180);

/// How long a client waits for an answer; a silent server costs this much.
const TIMEOUT: f64 = 3.0;

/// What is played.
#[derive(Clone, Copy, Debug)]
pub struct Plan {
    /// How many charges are made.
    pub charges: u64,
    /// By how many clients at once.
    pub clients: u64,
    /// How often the server is killed.
    pub kills: u64,
    /// How many turns in a hundred go wrong.
    pub percent: u64,
    /// What the dice begin with.
    pub seed: u64,
}

/// One acknowledged charge.
#[derive(Debug)]
struct Entry {
    id: String,
    key: String,
}

/// What the clients of a run share.
struct Run<'a> {
    plan: Plan,
    language: &'a Language,
    next: AtomicU64,
    book: Mutex<BTreeMap<u64, Entry>>,
    wrong: Mutex<Vec<String>>,
    repeated: AtomicU64,
    unknown: AtomicU64,
    attempts: AtomicU64,
    replayed: AtomicU64,
}

/// Plays `plan` in `language`; returns what was wrong and a line of figures.
///
/// # Errors
/// When the server or the network cannot be set up.
pub fn play(language: &Language, plan: Plan) -> io::Result<(Vec<String>, String)> {
    let began = Instant::now();
    let mut server = Server::start()?;
    let rough = Rough::start(server.address(), plan.percent, plan.seed)?;
    let run = Run {
        plan,
        language,
        next: AtomicU64::new(0),
        book: Mutex::default(),
        wrong: Mutex::default(),
        repeated: AtomicU64::new(0),
        unknown: AtomicU64::new(0),
        attempts: AtomicU64::new(0),
        replayed: AtomicU64::new(0),
    };
    let mut options = server.options(rough.port());
    options.insert("timeout".to_owned(), json!(TIMEOUT));
    let (acknowledged, news) = channel();
    thread::scope(|scope| {
        for number in 0..plan.clients {
            let (run, options, acknowledged) = (&run, options.clone(), acknowledged.clone());
            scope.spawn(move || {
                if let Err(sentence) = run.client(options, &acknowledged) {
                    run.wrong(format!("client {number}: {sentence}"));
                }
            });
        }
        drop(acknowledged);
        if let Err(error) = kill_now_and_then(&mut server, &rough, plan, &news) {
            run.wrong(format!("the server did not start again: {error}"));
        }
    });
    // Killed once more, so that nothing of the check comes from its memory.
    server.kill_and_restart()?;
    if let Err(sentence) = run.audit(&server) {
        run.wrong(sentence);
    }
    let figures = run.figures(&rough, began.elapsed());
    Ok((run.wrong.into_inner().unwrap_or_default(), figures))
}

/// Kills the server after certain numbers of charges, a little later by the dice.
fn kill_now_and_then(server: &mut Server, rough: &Rough, plan: Plan, news: &Receiver<()>) -> io::Result<()> {
    let mut dice = Dice::of_part(plan.seed, u64::MAX);
    let (mut made, mut kills) = (0, 0);
    while news.recv().is_ok() {
        made += 1;
        if kills < plan.kills && made * (plan.kills + 1) >= plan.charges * (kills + 1) {
            kills += 1;
            thread::sleep(Duration::from_micros(dice.below(20_000)));
            server.kill_and_restart()?;
            rough.aim(server.address());
        }
    }
    Ok(())
}

impl Run<'_> {
    fn wrong(&self, sentence: String) {
        self.wrong.lock().expect("no thread panics while it holds the list").push(sentence);
    }

    /// Makes charges until all are made.
    fn client(&self, options: Map<String, Value>, acknowledged: &Sender<()>) -> Result<(), String> {
        let mut driver =
            Driver::start(self.language, &BTreeMap::new(), false).map_err(|error| error.to_string())?;
        driver.ask(
            json!({"op": "client", "client": "c", "from_env": false, "options": options}),
            Instant::now() + PATIENCE,
        )?;
        loop {
            let charge = self.next.fetch_add(1, Ordering::Relaxed);
            if charge >= self.plan.charges {
                return Ok(());
            }
            // Every third key is the caller's own, the others are the SDK's.
            let own = charge.is_multiple_of(3).then(|| format!("order-{}-{charge}", self.plan.seed));
            let entry =
                self.charge(&mut driver, charge, own).map_err(|why| format!("charge {charge}: {why}"));
            if entry.is_err() {
                self.wrong
                    .lock()
                    .expect("no thread panics while it holds the list")
                    .extend(driver.complaints());
            }
            self.book.lock().expect("no thread panics while it holds the book").insert(charge, entry?);
            let _ = acknowledged.send(());
        }
    }

    /// Makes one charge, however often it must be asked for.
    fn charge(&self, driver: &mut Driver, charge: u64, mut key: Option<String>) -> Result<Entry, String> {
        let deadline = Instant::now() + PATIENCE;
        loop {
            let reply = driver.ask(create(charge, key.as_deref()), deadline)?;
            let told = if reply.get("ok").is_some() { &reply["response"] } else { &reply["error"] };
            let told_key = told["idempotency_key"].as_str().map(str::to_owned);
            let (Some(told_key), Some(attempts)) = (told_key, told["attempts"].as_u64()) else {
                return Err(format!("no key or attempts in {reply}"));
            };
            if key.as_ref().is_some_and(|key| *key != told_key) {
                return Err(format!("asked with the key {key:?}, told {told_key}"));
            }
            self.attempts.fetch_add(attempts, Ordering::Relaxed);
            if let Some(made) = reply.get("ok") {
                if made["amount"] != amount(charge) || made["description"] != label(charge) {
                    return Err(format!("an answer to another request: {made}"));
                }
                let replayed = &reply["response"]["headers"]["idempotent-replayed"] == "true";
                self.replayed.fetch_add(u64::from(replayed), Ordering::Relaxed);
                let id = made["id"].as_str().unwrap_or_default().to_owned();
                return Ok(Entry { id, key: told_key });
            }
            if !may_be_repeated(&reply["error"]) {
                return Err(format!("failed for good: {reply}"));
            }
            self.unknown
                .fetch_add(u64::from(reply["error"]["outcome_unknown"] == json!(true)), Ordering::Relaxed);
            self.repeated.fetch_add(1, Ordering::Relaxed);
            key = Some(told_key);
        }
    }

    /// Holds the book against the store, and every key against its charge.
    fn audit(&self, server: &Server) -> Result<(), String> {
        let book = self.book.lock().expect("no thread panics while it holds the book");
        if book.len() as u64 != self.plan.charges {
            self.wrong(format!("{} of {} charges were acknowledged", book.len(), self.plan.charges));
        }
        let options = server.options(server.address().port());
        let mut seen = BTreeSet::new();
        for (id, description, amount_stored) in stored(&options)? {
            let number = description.strip_prefix("charge ").and_then(|number| number.parse().ok());
            let entry = number.and_then(|number: u64| Some((number, book.get(&number)?)));
            match entry {
                Some((number, entry)) if entry.id == id && amount(number) == amount_stored => {}
                _ => self.wrong(format!("{id}, {description:?}, is in the store and not in the book")),
            }
            if !seen.insert(id.clone()) {
                self.wrong(format!("{id} was listed twice"));
            }
        }
        let missing = book.values().filter(|entry| !seen.contains(&entry.id));
        missing.for_each(|entry| self.wrong(format!("{} was acknowledged and is gone", entry.id)));
        let mut driver =
            Driver::start(self.language, &BTreeMap::new(), false).map_err(|error| error.to_string())?;
        let mut ask = |message| driver.ask(message, Instant::now() + PATIENCE);
        ask(json!({"op": "client", "client": "c", "from_env": false, "options": options}))?;
        for (&charge, Entry { id, key }) in book.iter() {
            let reply = ask(create(charge, Some(key)))?;
            let replayed = &reply["response"]["headers"]["idempotent-replayed"];
            if reply["ok"]["id"] != json!(id) || replayed != "true" {
                self.wrong(format!("the key {key} of {id} was lost: {reply}"));
            }
        }
        Ok(())
    }

    fn figures(&self, rough: &Rough, took: Duration) -> String {
        let count = |number: &AtomicU64| number.load(Ordering::Relaxed);
        let faults: Vec<String> =
            rough.played().into_iter().map(|(name, times)| format!("{times} {name}")).collect();
        format!(
            "{} charges by {} clients in {:.1} s, {} kills; {} attempts, {} charges found made by an attempt whose answer \
             was lost, {} calls repeated by the caller ({} of unknown outcome); {}",
            self.plan.charges,
            self.plan.clients,
            took.as_secs_f64(),
            self.plan.kills,
            count(&self.attempts),
            count(&self.replayed),
            count(&self.repeated),
            count(&self.unknown),
            faults.join(", "),
        )
    }
}

fn may_be_repeated(error: &Value) -> bool {
    let class = error["class"].as_str().unwrap_or_default();
    matches!(class, "APIConnectionError" | "APITimeoutError") || error["code"] == "idempotency_key_in_use"
}

fn create(charge: u64, key: Option<&str>) -> Value {
    let mut options = Map::new();
    if let Some(key) = key {
        options.insert("idempotency_key".to_owned(), json!(key));
    }
    let params = json!({
        "amount": amount(charge), "currency": "usd", "source": "tok_visa", "description": label(charge),
    });
    json!({"op": "charges.create", "client": "c", "params": params, "options": options})
}

fn amount(charge: u64) -> i64 {
    1_000 + i64::try_from(charge).unwrap_or(0)
}

fn label(charge: u64) -> String {
    format!("charge {charge}")
}
