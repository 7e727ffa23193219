//! What the threads wait on: a ring means new work, a stop means the end.

use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

#[derive(Default)]
struct State {
    rings: u64,
    stopped: bool,
}

/// A bell that all threads of a sandbox hear.
#[derive(Default)]
pub(crate) struct Bell {
    state: Mutex<State>,
    heard: Condvar,
}

impl Bell {
    /// Tells that there is new work.
    pub(crate) fn ring(&self) {
        self.lock().rings += 1;
        self.heard.notify_all();
    }

    /// Tells that the sandbox ends.
    pub(crate) fn stop(&self) {
        self.lock().stopped = true;
        self.heard.notify_all();
    }

    pub(crate) fn is_stopped(&self) -> bool {
        self.lock().stopped
    }

    /// Returns the number of rings so far, to be given to [`Bell::wait`].
    pub(crate) fn rings(&self) -> u64 {
        self.lock().rings
    }

    /// Waits for a ring beyond `heard`, for `until`, or for the end; returns whether to go on.
    pub(crate) fn wait(&self, heard: u64, until: Option<Instant>) -> bool {
        let mut state = self.lock();
        while !state.stopped && state.rings == heard {
            let left = until.map(|until| until.saturating_duration_since(Instant::now()));
            state = match left {
                Some(Duration::ZERO) => break,
                Some(left) => self.heard.wait_timeout(state, left).unwrap_or_else(PoisonError::into_inner).0,
                None => self.heard.wait(state).unwrap_or_else(PoisonError::into_inner),
            };
        }
        !state.stopped
    }

    /// Lets time pass; returns early, with `false`, when the sandbox ends.
    pub(crate) fn pause(&self, time: Duration) -> bool {
        let until = Instant::now() + time;
        let mut state = self.lock();
        loop {
            let left = until.saturating_duration_since(Instant::now());
            if state.stopped || left.is_zero() {
                return !state.stopped;
            }
            state = self.heard.wait_timeout(state, left).unwrap_or_else(PoisonError::into_inner).0;
        }
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
