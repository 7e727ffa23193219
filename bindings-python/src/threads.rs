//! When Python may be entered: while it shuts down, a thread that asks for it would be torn down
//! through Rust's frames, which ends the process.
//!
//! So threads other than the main one say that they are about to enter; once the interpreter's exit
//! has begun they are kept out, and a Python thread that comes back from a call waits for the end.

use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use pyo3::prelude::*;

/// How many threads are about to enter Python, or are inside on our account.
static ENTERING: AtomicUsize = AtomicUsize::new(0);

/// The thread that ends the interpreter, or `NONE` while it lives.
static EXITING: AtomicU64 = AtomicU64::new(NONE);
const NONE: u64 = 0;

/// How long the exit waits for threads that are inside.
const PATIENCE: Duration = Duration::from_millis(200);

/// Runs `inside` attached to Python; `None` when Python is shutting down.
pub(crate) fn attach<R>(inside: impl FnOnce(Python<'_>) -> R) -> Option<R> {
    let _entering = Entering::begin()?;
    Python::try_attach(inside)
}

/// Runs `outside` while other Python threads run.
///
/// A thread that comes back while Python shuts down never returns: Python has no more use for it.
pub(crate) fn detach<R: Send>(py: Python<'_>, outside: impl FnOnce() -> R + Send) -> R {
    let (result, _entering) = py.detach(|| {
        let result = outside();
        loop {
            match Entering::begin() {
                Some(entering) => return (result, entering),
                None => std::thread::park(),
            }
        }
    });
    result
}

/// Takes note that the interpreter ends now, on this thread; called by `atexit`.
#[pyfunction]
pub(crate) fn at_exit(py: Python<'_>) {
    EXITING.store(this_thread(), Ordering::SeqCst);
    py.detach(|| {
        let end = Instant::now() + PATIENCE;
        while ENTERING.load(Ordering::SeqCst) > 0 && Instant::now() < end {
            std::thread::sleep(Duration::from_millis(1));
        }
    });
}

/// Forgets threads that a forked child does not have; called by Python in the child.
#[pyfunction]
pub(crate) fn after_fork() {
    ENTERING.store(0, Ordering::SeqCst);
    EXITING.store(NONE, Ordering::SeqCst);
}

/// A thread about to enter Python.
struct Entering;

impl Entering {
    fn begin() -> Option<Entering> {
        ENTERING.fetch_add(1, Ordering::SeqCst);
        let entering = Entering;
        let exiting = EXITING.load(Ordering::SeqCst);
        (exiting == NONE || exiting == this_thread()).then_some(entering)
    }
}

impl Drop for Entering {
    fn drop(&mut self) {
        // A fork may have set the count to zero under a thread that goes on in the child.
        let _ = ENTERING.fetch_update(Ordering::SeqCst, Ordering::SeqCst, |count| count.checked_sub(1));
    }
}

/// Returns a number of this thread's own, never `NONE`.
fn this_thread() -> u64 {
    static NEXT: AtomicU64 = AtomicU64::new(1);
    thread_local!(static NUMBER: u64 = NEXT.fetch_add(1, Ordering::Relaxed));
    NUMBER.with(|number| *number)
}
