//! One client in many threads: each gets its own answer, one key makes one charge, whatever goes wrong beside it.
//! `make tsan` runs this under ThreadSanitizer, the sandbox included.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on panics")]

use std::collections::BTreeSet;
use std::sync::Barrier;
use std::thread;
use std::time::Duration;

use nextgen::{Client, CreateCharge, ErrorKind, ListCharges, RequestOptions};
use nextgen_sandbox::{Options, Sandbox};

const THREADS: usize = 50;

/// So long that only a hang meets it, fifty handshakes on a busy machine do not.
const PATIENCE: Duration = Duration::from_secs(60);

fn sandbox() -> Sandbox {
    Sandbox::start(Options { patience: PATIENCE, ..Options::default() }).unwrap()
}

fn client(sandbox: &Sandbox) -> Client {
    Client::builder()
        .api_key(sandbox.api_key())
        .base_url(sandbox.base_url())
        .ca_bundle(sandbox.ca_path())
        .max_retries(20)
        .connect_timeout(PATIENCE)
        .build()
        .unwrap()
}

/// Runs `work` in fifty threads that begin together; returns what each brought.
fn in_threads<T: Send>(work: impl Fn(usize) -> T + Sync) -> Vec<T> {
    let start = Barrier::new(THREADS);
    thread::scope(|scope| {
        let (work, start) = (&work, &start);
        let begun: Vec<_> = (0..THREADS)
            .map(|number| {
                scope.spawn(move || {
                    start.wait();
                    work(number)
                })
            })
            .collect();
        begun.into_iter().map(|thread| thread.join().unwrap()).collect()
    })
}

fn charge(label: &str) -> CreateCharge {
    CreateCharge::new(2000, "usd").source("tok_visa").description(label)
}

#[test]
fn fifty_threads_with_one_key_make_one_charge() {
    let sandbox = sandbox();
    let client = client(&sandbox);
    let options =
        RequestOptions::new().idempotency_key("one").extra_header("NextGen-Sandbox-Fault", "delay=30");
    let made = in_threads(|_| client.with(options.clone()).charges().create(charge("one")).unwrap());
    let ids: BTreeSet<String> = made.into_iter().map(|charge| charge.id.clone()).collect();
    assert_eq!(ids.len(), 1);
    let stored = client.charges().list(ListCharges::new()).auto_paging().count();
    assert_eq!(stored, 1);
}

#[test]
fn fifty_threads_with_faults_among_them_get_their_own_answers() {
    let sandbox = sandbox();
    let client = client(&sandbox);
    let faults = [
        "delay=0",
        "reset_before; times=1",
        "lost_answer; times=1",
        "close_idle; times=1",
        "html=502; times=1",
    ];
    in_threads(|number| {
        for call in 0..6 {
            let label = format!("thread {number}, call {call}");
            let options =
                RequestOptions::new().extra_header("NextGen-Sandbox-Fault", faults[(number + call) % 5]);
            // A budget of its own for each, since faults at this rate would use up one of all.
            let sibling = client.with(options);
            let made = sibling.charges().create(charge(&label)).unwrap();
            assert_eq!(made.description.as_deref(), Some(label.as_str()));
            let same = client.charges().retrieve(&made.id).unwrap();
            assert_eq!(same.description.as_deref(), Some(label.as_str()));
        }
    });
    let stored = client.charges().list(ListCharges::new().limit(100)).auto_paging().count();
    assert_eq!(stored, THREADS * 6);
}

#[test]
fn threads_that_use_up_the_budget_together_still_end_by_typed_errors() {
    let sandbox = sandbox();
    let client = client(&sandbox);
    let options = RequestOptions::new()
        .extra_header("NextGen-Sandbox-Fault", "status=503; retry_after=0")
        .max_retries(20)
        .timeout(PATIENCE);
    let failing = client.with(options);
    let attempts: Vec<u32> = in_threads(|_| {
        let error = failing.charges().create(charge("in vain")).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Api);
        error.attempts()
    });
    // 500 tokens pay for a hundred retries at five each, over all threads.
    assert_eq!(attempts.iter().map(|attempts| attempts - 1).sum::<u32>(), 100);
}
