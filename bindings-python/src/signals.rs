//! Ctrl-C and other signals during a call: their handlers run, and an exception of theirs ends it.

use std::sync::atomic::{AtomicU8, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use nextgen::Stop;
use pyo3::prelude::*;

use crate::threads;

/// Watches for signals during one call.
pub(crate) struct Signals(Arc<State>);

struct State {
    raised: Mutex<Option<PyErr>>,
    thread: AtomicU8,
}

/// Whether the call's thread is the main one, which alone runs signal handlers.
const NOT_ASKED: u8 = 0;
const MAIN: u8 = 1;
const OTHER: u8 = 2;

impl Signals {
    pub(crate) fn new() -> Self {
        Signals(Arc::new(State { raised: Mutex::new(None), thread: AtomicU8::new(NOT_ASKED) }))
    }

    /// Returns the closure that the core asks while it waits.
    pub(crate) fn stop(&self) -> Stop {
        let state = Arc::clone(&self.0);
        // On other threads, Python is entered once and then left alone.
        Arc::new(move || {
            state.thread.load(Ordering::Relaxed) != OTHER
                && threads::attach(|py| state.check(py)).unwrap_or(false)
        })
    }

    /// Returns what a signal's handler raised.
    pub(crate) fn raised(&self) -> Option<PyErr> {
        self.0.raised.lock().unwrap_or_else(PoisonError::into_inner).take()
    }
}

impl State {
    fn check(&self, py: Python<'_>) -> bool {
        if self.thread.load(Ordering::Relaxed) == NOT_ASKED {
            let main = is_main_thread(py).unwrap_or(true);
            self.thread.store(if main { MAIN } else { OTHER }, Ordering::Relaxed);
        }
        match py.check_signals() {
            Ok(()) => false,
            Err(raised) => {
                *self.raised.lock().unwrap_or_else(PoisonError::into_inner) = Some(raised);
                true
            }
        }
    }
}

fn is_main_thread(py: Python<'_>) -> PyResult<bool> {
    let threading = py.import("threading")?;
    let main = threading.call_method0("main_thread")?.getattr("ident")?;
    main.eq(threading.call_method0("get_ident")?)
}
