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

type Job = Box<dyn FnOnce() + Send>;

/// A pool of threads. A forked child makes itself a new one and lets this one be.
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
    idle: usize,
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
        if state.idle >= state.jobs.len() {
            self.0.work.notify_one();
            return Ok(());
        }
        if state.threads == MAX_THREADS {
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

    /// Works until there has been nothing to do for a while.
    fn work(&self) {
        let mut state = self.lock();
        loop {
            if let Some(job) = state.jobs.pop_front() {
                drop(state);
                // The core catches panics; one in between must not take the thread out of the count.
                let _ = catch_unwind(AssertUnwindSafe(job));
                state = self.lock();
                continue;
            }
            state.idle += 1;
            let (back, waited) = self.work.wait_timeout(state, IDLE).unwrap_or_else(PoisonError::into_inner);
            state = back;
            state.idle -= 1;
            if waited.timed_out() && state.jobs.is_empty() {
                state.threads -= 1;
                return;
            }
        }
    }
}
