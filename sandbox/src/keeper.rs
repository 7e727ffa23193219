//! The thread behind the API: pending charges settled in time, deliveries begun.

use std::collections::HashSet;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use crate::clock;
use crate::delivery::Deliverer;
use crate::inside;
use crate::refusal::Refusal;
use crate::resources::settlements;
use crate::server::Shared;

/// The destinations that a thread is delivering to.
type Busy = Arc<Mutex<HashSet<String>>>;

/// Starts the thread.
pub(crate) fn start(shared: &Arc<Shared>, deliverer: Deliverer) -> std::io::Result<()> {
    let keeper = Arc::clone(shared);
    shared.threads.spawn("sandbox-keeper", move || {
        let busy = Busy::default();
        let bell = &keeper.service.bell;
        loop {
            let heard = bell.rings();
            let until = round(&keeper, &deliverer, &busy).unwrap_or_else(|refusal| {
                complain(&refusal);
                Some(Instant::now() + Duration::from_secs(1))
            });
            if !bell.wait(heard, until) {
                return;
            }
        }
    })
}

/// Does what is due, and returns when there is more to do.
fn round(shared: &Arc<Shared>, deliverer: &Deliverer, busy: &Busy) -> Result<Option<Instant>, Refusal> {
    let store = &shared.service.store;
    if store.read(settlements::next_due)?.is_some_and(|due| due <= clock::millis()) {
        inside::settle(&shared.service, clock::millis())?;
    }
    for destination in store.read(|tx| tx.destinations())? {
        if busy.lock().unwrap_or_else(PoisonError::into_inner).insert(destination.clone()) {
            begin(shared, deliverer, busy, destination);
        }
    }
    let next = store.read(settlements::next_due)?;
    Ok(next.map(|due| Instant::now() + Duration::from_millis((due - clock::millis()).max(0).unsigned_abs())))
}

/// Starts a thread for a destination: a slow one holds up neither the API nor the others.
fn begin(shared: &Arc<Shared>, deliverer: &Deliverer, busy: &Busy, destination: String) {
    let (worker, deliverer, busy) = (Arc::clone(shared), deliverer.clone(), Arc::clone(busy));
    let (name, others) = (destination.clone(), Arc::clone(&busy));
    let spawned = shared.threads.spawn("sandbox-deliver", move || {
        if let Err(refusal) = deliverer.work(&worker, &destination) {
            complain(&refusal);
            worker.service.bell.pause(Duration::from_secs(1));
        }
        others.lock().unwrap_or_else(PoisonError::into_inner).remove(&destination);
        // An event queued since the last look would otherwise wait for the next one.
        worker.service.bell.ring();
    });
    if spawned.is_err() {
        busy.lock().unwrap_or_else(PoisonError::into_inner).remove(&name);
    }
}

fn complain(refusal: &Refusal) {
    eprintln!("nextgen-sandbox: {}", refusal.message);
}
