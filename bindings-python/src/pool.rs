//! Threads for asyncio: as many as there are calls in flight, made when needed, gone when idle.

use std::collections::VecDeque;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use pyo3::prelude::*;

/// The most threads; calls beyond them wait for one.
const MAX_THREADS: usize = 512;

/// How long a thread without work stays.
const IDLE: Duration = Duration::from_secs(5);

/// The stack of a thread. A call needs a few dozen KiB.
const STACK: usize = 512 << 10;

/// A call, ready to be made. It lets go of `Busy` when nothing but its delivery is left to do.
pub(crate) type Job = Box<dyn FnOnce(Busy<'_>) + Send>;

/// A pool of threads. A forked child makes itself a new one and lets this one be.
///
/// There are never more threads than there were calls in flight. Idle ones are woken one at a time, each by the
/// one before it: where calls are short, those that are awake get through many before more have come.
#[pyclass(frozen, module = "nextgen._native")]
pub(crate) struct Pool(Arc<Shared>);

#[derive(Default)]
struct Shared {
    state: Mutex<State>,
    work: Condvar,
}

#[derive(Default)]
struct State {
    jobs: VecDeque<Job>,
    threads: usize,
    /// Threads that wait for a job.
    idle: usize,
    /// Threads that make a call. One that delivers its answer counts as free already: the call that this
    /// answer lets the program make finds a thread on its way, and starts no other.
    busy: usize,
    /// A thread was woken and has not arrived yet; it wakes the next.
    called: bool,
}

/// Says that a thread makes a call, until it is dropped.
pub(crate) struct Busy<'a>(&'a Shared);

impl Drop for Busy<'_> {
    fn drop(&mut self) {
        self.0.lock().busy -= 1;
    }
}

#[pymethods]
impl Pool {
    #[new]
    fn new() -> Self {
        Pool(Arc::default())
    }

    /// Returns how many threads there are at this moment.
    fn threads(&self) -> usize {
        self.0.lock().threads
    }
}

impl Pool {
    /// Runs `job` on a thread of the pool.
    ///
    /// # Errors
    /// When there is no thread and none can be made.
    pub(crate) fn run(&self, job: Job) -> std::io::Result<()> {
        let mut state = self.0.lock();
        state.jobs.push_back(job);
        let in_flight = state.busy + state.jobs.len();
        if state.threads >= in_flight.min(MAX_THREADS) {
            self.0.call(&mut state);
            return Ok(());
        }
        let shared = Arc::clone(&self.0);
        let thread = std::thread::Builder::new().name("nextgen".to_owned()).stack_size(STACK);
        match thread.spawn(move || shared.work()) {
            Ok(_) => {
                state.threads += 1;
                Ok(())
            }
            // The threads that there are will come to it.
            Err(_) if state.threads > 0 => Ok(()),
            Err(fault) => {
                state.jobs.pop_back();
                Err(fault)
            }
        }
    }
}

impl Shared {
    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Wakes a thread if jobs wait for one and none is on its way.
    fn call(&self, state: &mut State) {
        if !state.called && state.idle > 0 && !state.jobs.is_empty() {
            state.called = true;
            self.work.notify_one();
        }
    }

    /// Works until there has been nothing to do for a while.
    fn work(&self) {
        let mut state = self.lock();
        loop {
            if let Some(job) = state.jobs.pop_front() {
                state.busy += 1;
                self.call(&mut state);
                drop(state);
                // The core catches panics; one in between must not take the thread out of the count.
                let _ = catch_unwind(AssertUnwindSafe(|| job(Busy(self))));
                state = self.lock();
                continue;
            }
            state.idle += 1;
            let (back, waited) = self.work.wait_timeout(state, IDLE).unwrap_or_else(PoisonError::into_inner);
            state = back;
            state.idle -= 1;
            state.called = false;
            if waited.timed_out() && state.jobs.is_empty() {
                state.threads -= 1;
                return;
            }
        }
    }
}
