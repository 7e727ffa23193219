//! Ctrl-C and other signals during a call: their handlers run, and an exception of theirs ends it.

use std::cell::RefCell;
use std::sync::atomic::{AtomicU8, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use nextgen::Stop;
use pyo3::exceptions::{PyTypeError, PyValueError};
use pyo3::prelude::*;

use crate::threads;

thread_local! {
    /// The call that this thread makes.
    static CURRENT: RefCell<Option<Arc<State>>> = const { RefCell::new(None) };
}

/// Watches for signals during one call, which this thread makes.
pub(crate) struct Signals {
    state: Arc<State>,
    /// The call in which a handler made this one.
    outer: Option<Arc<State>>,
}

struct State {
    raised: Mutex<Option<PyErr>>,
    thread: AtomicU8,
}

/// The number of a signal that every system has.
const SIGINT: i32 = 2;

/// Whether the call's thread is the main one, which alone runs signal handlers.
const NOT_ASKED: u8 = 0;
const MAIN: u8 = 1;
const OTHER: u8 = 2;

impl Signals {
    pub(crate) fn new() -> Self {
        let state = Arc::new(State { raised: Mutex::new(None), thread: AtomicU8::new(NOT_ASKED) });
        let outer = CURRENT.replace(Some(Arc::clone(&state)));
        Signals { state, outer }
    }

    /// Returns the closure that the core asks while it waits.
    pub(crate) fn stop(&self) -> Stop {
        let state = Arc::clone(&self.state);
        // On other threads, Python is entered once and then left alone.
        Arc::new(move || {
            state.raised().is_some()
                || state.thread.load(Ordering::Relaxed) != OTHER
                    && threads::attach(|py| state.check(py)).unwrap_or(false)
        })
    }

    /// Returns what a signal's handler raised.
    pub(crate) fn raised(&self) -> Option<PyErr> {
        self.state.raised().take()
    }
}

impl Drop for Signals {
    fn drop(&mut self) {
        CURRENT.set(self.outer.take());
    }
}

/// Lets an exception end the call that this thread makes; gives it back where there is none.
pub(crate) fn end_call(raised: PyErr) -> Option<PyErr> {
    let Some(state) = CURRENT.with_borrow(Clone::clone) else { return Some(raised) };
    state.raised().get_or_insert(raised);
    None
}

impl State {
    fn check(&self, py: Python<'_>) -> bool {
        let checked = self.ask_for_thread(py).and_then(|()| py.check_signals());
        let Err(raised) = checked else { return false };
        *self.raised() = Some(raised);
        true
    }

    /// Finds out which thread this is.
    fn ask_for_thread(&self, py: Python<'_>) -> PyResult<()> {
        if self.thread.load(Ordering::Relaxed) == NOT_ASKED {
            let thread = if is_main_thread(py)? { MAIN } else { OTHER };
            self.thread.store(thread, Ordering::Relaxed);
        }
        Ok(())
    }

    fn raised(&self) -> MutexGuard<'_, Option<PyErr>> {
        self.raised.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Says whether this is the thread on which Python runs the handlers of signals.
///
/// It is asked to set a handler that is none, which it refuses by a ValueError on any other thread and by a
/// TypeError on that one. `threading` may not be loaded yet, and to load it takes a file descriptor.
fn is_main_thread(py: Python<'_>) -> PyResult<bool> {
    match py.import("_signal")?.call_method1("signal", (SIGINT, py.None())) {
        Err(fault) if fault.is_instance_of::<PyValueError>(py) => Ok(false),
        Err(fault) if fault.is_instance_of::<PyTypeError>(py) => Ok(true),
        other => other.map(|_| true),
    }
}
