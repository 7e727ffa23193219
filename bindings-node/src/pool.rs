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
///
/// Threads are called one at a time: whoever gives a job calls one if none is on its way, and one that
/// arrives calls the next while jobs wait. So giving many jobs at once costs the event loop one call, and
/// where jobs are short the threads that are there already get through them before more have come.
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
    /// A thread was woken or started and has not arrived yet.
    called: bool,
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
        match self.0.call_thread(state) {
            Some(mut state) if state.threads == 0 => state.waiting.pop_back().map_or(Ok(()), Err),
            _ => Ok(()),
        }
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
    /// Calls a thread if jobs wait, one may come and none is on its way. Returns the lock only when the
    /// system gives none; those that are there come to the jobs then.
    fn call_thread<'a>(
        self: &'a Arc<Self>,
        mut state: MutexGuard<'a, State>,
    ) -> Option<MutexGuard<'a, State>> {
        if state.called || state.waiting.is_empty() {
            return None;
        }
        if state.idle > 0 {
            state.called = true;
            drop(state);
            self.wake.notify_one();
        } else if state.threads < self.limit {
            state.called = true;
            state.threads += 1;
            // Not under the lock, for which the event loop may wait.
            drop(state);
            let shared = Arc::clone(self);
            let builder = std::thread::Builder::new().name("nextgen-call".to_owned());
            if builder.spawn(move || shared.work()).is_err() {
                let mut state = self.lock();
                state.called = false;
                state.threads -= 1;
                return Some(state);
            }
        }
        None
    }

    fn work(self: &Arc<Self>) {
        let mut arrived = true;
        while let Some(job) = self.next(arrived) {
            // Jobs turn their panics into errors; this keeps the thread count true whatever happens.
            let _ = catch_unwind(AssertUnwindSafe(job));
            arrived = false;
        }
    }

    /// Waits for a job; `None` when the thread is to end. One that has arrived calls the next.
    fn next(self: &Arc<Self>, mut arrived: bool) -> Option<Job> {
        let mut state = self.lock();
        loop {
            state.called &= !arrived;
            if let Some(job) = state.waiting.pop_front() {
                self.call_thread(state);
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
            arrived = true;
            if waited.timed_out() && state.waiting.is_empty() {
                state.called = false;
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
