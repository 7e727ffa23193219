//! The threads that calls run on: made when calls wait, gone when none come.

use std::collections::VecDeque;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

/// How long a thread waits for another call before it ends.
const IDLE: Duration = Duration::from_secs(10);

/// A call, ready to run.
pub(crate) type Job = Box<dyn FnOnce() + Send>;

/// The threads of a client. Jobs beyond the limit wait in the order they came.
pub(crate) struct Pool(Arc<Shared>);

struct Shared {
    limit: usize,
    state: Mutex<State>,
    wake: Condvar,
}

#[derive(Default)]
struct State {
    waiting: VecDeque<Job>,
    threads: usize,
    idle: usize,
    closed: bool,
}

impl Pool {
    /// Makes a pool of at most `limit` threads; none is started yet.
    pub(crate) fn new(limit: usize) -> Pool {
        Pool(Arc::new(Shared { limit, state: Mutex::default(), wake: Condvar::new() }))
    }

    /// Runs a job as soon as a thread is free.
    ///
    /// # Errors
    /// The job itself, when the system gives no thread and none is there to take it.
    pub(crate) fn run(&self, job: Job) -> Result<(), Job> {
        let mut state = self.0.lock();
        state.waiting.push_back(job);
        if state.idle >= state.waiting.len() {
            self.0.wake.notify_one();
        } else if state.threads < self.0.limit {
            let shared = Arc::clone(&self.0);
            let builder = std::thread::Builder::new().name("nextgen-call".to_owned());
            match builder.spawn(move || shared.work()) {
                Ok(_) => state.threads += 1,
                // Another thread will come to it.
                Err(_) if state.threads > 0 => {}
                Err(_) => return state.waiting.pop_back().map_or(Ok(()), Err),
            }
        }
        Ok(())
    }
}

/// Ends the threads as they fall idle, once no client uses the pool.
impl Drop for Pool {
    fn drop(&mut self) {
        self.0.lock().closed = true;
        self.0.wake.notify_all();
    }
}

impl Shared {
    fn work(&self) {
        while let Some(job) = self.next() {
            // Jobs turn their panics into errors; this keeps the thread count true whatever happens.
            let _ = catch_unwind(AssertUnwindSafe(job));
        }
    }

    /// Waits for a job; `None` when the thread is to end.
    fn next(&self) -> Option<Job> {
        let mut state = self.lock();
        loop {
            if let Some(job) = state.waiting.pop_front() {
                return Some(job);
            }
            if state.closed {
                state.threads -= 1;
                return None;
            }
            state.idle += 1;
            let (woken, waited) = self.wake.wait_timeout(state, IDLE).unwrap_or_else(PoisonError::into_inner);
            state = woken;
            state.idle -= 1;
            if waited.timed_out() && state.waiting.is_empty() {
                state.threads -= 1;
                return None;
            }
        }
    }

    /// A job never runs under the lock, so a panic cannot leave the state torn.
    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
