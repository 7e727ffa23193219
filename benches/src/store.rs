//! How the sandbox answers as its account grows.

use std::fmt::Write;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use nextgen::{Client, CreateCharge, CreateCustomer, ListCharges};
use nextgen_sandbox::{Options, Sandbox};

use crate::Outcome;

/// How many threads fill the account.
const FILLERS: usize = 8;
/// How often each call is timed at a size.
const TIMES: usize = 300;
/// One charge in so many belongs to the customer whose charges are listed.
const RARE: usize = 10;

/// Fills an account on the disk up to each of the sizes, and prints at each how many charges a second
/// were made on the way, and the median and 99th percentile of single calls, in microseconds.
pub(crate) fn grow(sizes: &[usize]) -> Outcome<()> {
    let folder = Folder(std::env::temp_dir().join(format!("nextgen-bench-{}", std::process::id())));
    std::fs::create_dir(&folder.0)?;
    let sandbox = Sandbox::start(Options { data: Some(folder.0.join("account")), ..Options::default() })?;
    let client = Client::builder()
        .api_key(sandbox.api_key())
        .base_url(sandbox.base_url())
        .ca_bundle(sandbox.ca_path())
        .build()?;
    let customer = client.customers().create(CreateCustomer::new().source("tok_visa"))?.id.clone();
    let mut ids = Vec::new();
    let mut lines = Vec::new();
    for &size in sizes {
        let begun = Instant::now();
        let made = size - ids.len();
        fill(&client, &customer, &mut ids, size)?;
        let rate = made as f64 / begun.elapsed().as_secs_f64();
        let mut line = format!(r#"{{"size": {size}, "rate": {rate:.0}"#);
        for (name, [median, rare]) in calls(&client, &customer, &mut ids)? {
            write!(line, r#", "{name}": [{median:.1}, {rare:.1}]"#)?;
        }
        lines.push(line + "}");
    }
    println!(r#"{{"sizes": [{}]}}"#, lines.join(", "));
    Ok(())
}

/// Makes charges by many threads until there are so many.
fn fill(client: &Client, customer: &str, ids: &mut Vec<String>, size: usize) -> Outcome<()> {
    let next = AtomicUsize::new(ids.len());
    let work = || {
        let mut made = Vec::new();
        loop {
            let number = next.fetch_add(1, Ordering::Relaxed);
            if number >= size {
                return Ok::<_, nextgen::Error>(made);
            }
            made.push(create(client, number.is_multiple_of(RARE).then_some(customer))?);
        }
    };
    thread::scope(|scope| {
        let threads: Vec<_> = (0..FILLERS).map(|_| scope.spawn(work)).collect();
        for thread in threads {
            ids.extend(thread.join().map_err(|_| "a thread panicked")??);
        }
        Ok(())
    })
}

fn create(client: &Client, customer: Option<&str>) -> Result<String, nextgen::Error> {
    let charge = CreateCharge::new(2000, "usd").metadata([("order", "42")]);
    let charge = match customer {
        Some(customer) => charge.customer(customer),
        None => charge.source("tok_visa"),
    };
    Ok(client.charges().create(charge)?.id.clone())
}

/// Times single calls, spread over the whole account.
fn calls(client: &Client, customer: &str, ids: &mut Vec<String>) -> Outcome<Vec<(&'static str, [f64; 2])>> {
    let page = || ListCharges::new().limit(100);
    let old = |turn: usize| ids[turn * ids.len() / TIMES].as_str();
    let mut made = Vec::new();
    let charges = client.charges();
    let timed = vec![
        ("create", time(|_| create(client, None).map(|id| made.push(id)))?),
        ("retrieve", time(|turn| charges.retrieve(old(turn)).map(drop))?),
        ("list", time(|_| charges.list(page()).page().map(drop))?),
        ("deep", time(|turn| charges.list(page().starting_after(old(turn))).page().map(drop))?),
        ("filtered", time(|_| charges.list(page().customer(customer)).page().map(drop))?),
    ];
    ids.extend(made);
    Ok(timed)
}

/// Returns median and 99th percentile, in microseconds.
fn time(mut call: impl FnMut(usize) -> Result<(), nextgen::Error>) -> Outcome<[f64; 2]> {
    let mut taken = Vec::with_capacity(TIMES);
    for turn in 0..TIMES {
        let begun = Instant::now();
        call(turn)?;
        taken.push(begun.elapsed());
    }
    taken.sort();
    let micros = |time: Duration| time.as_secs_f64() * 1e6;
    Ok([micros(taken[TIMES / 2]), micros(taken[TIMES * 99 / 100])])
}

/// A folder that is gone when this is.
struct Folder(std::path::PathBuf);

impl Drop for Folder {
    fn drop(&mut self) {
        if let Err(fault) = std::fs::remove_dir_all(&self.0) {
            eprintln!("{} is left: {fault}", self.0.display());
        }
    }
}
