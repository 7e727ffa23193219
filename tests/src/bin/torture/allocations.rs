//! Leaks, exactly: as many allocations live after a thousand calls of a kind as before.

use std::alloc::{GlobalAlloc, Layout, System};
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::Duration;

use nextgen::{Client, CreateCharge, Error, ErrorKind, RequestOptions, Webhook};
use nextgen_tests::torture::server::Server;
use serde_json::{Value, json};

use crate::c_abi::{self, CClient};

/// The system's allocator, and how many allocations of it are live.
pub(crate) struct Counting;

static LIVE: AtomicI64 = AtomicI64::new(0);

// SAFETY: every call goes to the system's allocator as it came; only a number is kept beside it.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        LIVE.fetch_add(1, Ordering::Relaxed);
        // SAFETY: the caller keeps the contract, which is the same.
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, pointer: *mut u8, layout: Layout) {
        LIVE.fetch_sub(1, Ordering::Relaxed);
        // SAFETY: as above.
        unsafe { System.dealloc(pointer, layout) }
    }

    unsafe fn realloc(&self, pointer: *mut u8, layout: Layout, size: usize) -> *mut u8 {
        // SAFETY: as above.
        unsafe { System.realloc(pointer, layout, size) }
    }
}

/// How often a kind is played before the first count: caches and the pool are filled then.
const WARM: usize = 30;

/// By how many allocations a living client may differ: a few kept TLS sessions, an idle connection.
const SPARE: i64 = 32;

const SECRET: &str = "whsec_allocations";

/// What a kind does with a client, and the error that must come of it.
type Kind = (&'static str, fn(&Client) -> Result<(), Error>, Option<ErrorKind>);

/// Plays each kind `times` times; returns what was wrong with each.
///
/// # Errors
/// A sentence when the server does not start, or the client cannot be made.
pub(crate) fn play(times: usize) -> Result<Vec<(String, Vec<String>)>, String> {
    let server = Server::start().map_err(|error| error.to_string())?;
    let kinds: [Kind; 12] = [
        ("success", |client| charge(client, "tok_visa", ""), None),
        ("declined", |client| charge(client, "tok_chargeDeclined", ""), Some(ErrorKind::Card)),
        ("refused by the server", |client| charge(client, "tok_nobody", ""), Some(ErrorKind::InvalidRequest)),
        ("refused before sending", refused, Some(ErrorKind::InvalidRequest)),
        ("server error", |client| charge(client, "tok_visa", "status=500"), Some(ErrorKind::Api)),
        ("no JSON", |client| charge(client, "tok_visa", "garbage"), Some(ErrorKind::Api)),
        ("lost answer", |client| charge(client, "tok_visa", "lost_answer"), Some(ErrorKind::ApiConnection)),
        ("cut body", |client| charge(client, "tok_visa", "truncate"), Some(ErrorKind::ApiConnection)),
        ("silence", |client| charge(client, "tok_visa", "timeout"), Some(ErrorKind::ApiTimeout)),
        ("good webhook", |_| webhook(r#"{"id":"evt_1","object":"event","type":"x"}"#, 0), None),
        ("forged webhook", |_| webhook("{}", 1), Some(ErrorKind::SignatureVerification)),
        ("signed, no event", |_| webhook("[", 0), Some(ErrorKind::InvalidPayload)),
    ];
    let rust = kinds.into_iter().map(|kind| Ok((kind.0.to_owned(), one(&server, kind, times)?)));
    let c = c_abi::kinds().into_iter().map(|kind| Ok((kind.0.to_owned(), one_c(&server, &kind, times)?)));
    rust.chain(c).collect()
}

fn one_c(
    server: &Server,
    (name, message, wanted): &(&str, Value, i32),
    times: usize,
) -> Result<Vec<String>, String> {
    let mut options = server.options(server.address().port());
    options.insert("max_retries".to_owned(), json!(0));
    let mut wrong = Vec::new();
    let many = |times: usize, wrong: &mut Vec<String>| -> Result<i64, String> {
        let client = CClient::new(&options)?;
        for _ in 0..times {
            let came = client.play(message);
            if came != *wanted && wrong.is_empty() {
                wrong.push(format!("expected the status {wanted}, got {came}"));
            }
        }
        drop(client);
        Ok(LIVE.load(Ordering::Relaxed))
    };
    many(WARM, &mut wrong)?;
    let before = many(1, &mut wrong)?;
    let after = many(times, &mut wrong)?;
    if before != after {
        wrong.push(format!("{} live allocations more after {times} calls", after - before));
    }
    println!("allocations  {name}: {times} calls, {before} live before, {after} after");
    Ok(wrong)
}

fn one(server: &Server, (name, make, wanted): Kind, times: usize) -> Result<Vec<String>, String> {
    let mut wrong = Vec::new();
    let mut many = |client: &Client, times: usize| {
        for _ in 0..times {
            let came = make(client).err().map(|error| error.kind());
            if came != wanted && wrong.is_empty() {
                wrong.push(format!("expected {wanted:?}, got {came:?}"));
            }
        }
    };
    // A client that lives must not grow with its calls; what it keeps of TLS sessions varies a little.
    let client = client(server)?;
    many(&client, WARM);
    let young = LIVE.load(Ordering::Relaxed);
    many(&client, times);
    let old = LIVE.load(Ordering::Relaxed);
    drop(client);
    // A client that is gone has left nothing, however many calls it made.
    let mut life = |times: usize| -> Result<i64, String> {
        many(&self::client(server)?, times);
        Ok(LIVE.load(Ordering::Relaxed))
    };
    let before = life(1)?;
    let after = life(times)?;
    if before != after {
        wrong.push(format!("{} live allocations more after {times} calls", after - before));
    }
    if old > young + SPARE {
        wrong.push(format!("a client grew by {} allocations with {times} calls", old - young));
    }
    println!("allocations  {name}: {times} calls, {before} live before, {after} after");
    Ok(wrong)
}

fn client(server: &Server) -> Result<Client, String> {
    let options = server.options(server.address().port());
    let text = |name: &str| options[name].as_str().unwrap_or_default().to_owned();
    Client::builder()
        .api_key(text("api_key"))
        .base_url(text("base_url"))
        .ca_bundle(text("ca_bundle"))
        .max_retries(0)
        .build()
        .map_err(|error| error.to_string())
}

fn charge(client: &Client, source: &str, fault: &str) -> Result<(), Error> {
    let mut options = RequestOptions::new();
    if !fault.is_empty() {
        options = options.extra_header("NextGen-Sandbox-Fault", fault);
    }
    if fault == "timeout" {
        options = options.timeout(Duration::from_millis(50));
    }
    client.with(options).charges().create(CreateCharge::new(2000, "usd").source(source)).map(drop)
}

fn refused(client: &Client) -> Result<(), Error> {
    client.charges().retrieve("../customers").map(drop)
}

fn webhook(payload: &str, blanks: usize) -> Result<(), Error> {
    let signed = Webhook::generate_test_header(payload, SECRET, None)?;
    let payload = payload.to_owned() + &" ".repeat(blanks);
    Webhook::construct_event(payload, &signed, SECRET).map(drop)
}
