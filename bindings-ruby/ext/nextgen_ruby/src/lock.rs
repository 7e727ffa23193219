//! Ruby's lock (the GVL): given up while a call waits, taken back to look after interrupts.
//!
//! Ruby marks a thread that is to stop: `Timeout`, `Thread#raise`, `Thread#kill`, a signal. The core asks
//! the call's [`Stop`] closure every 25 ms; when the thread is marked, the closure takes the lock back and
//! lets Ruby raise what it wants to. If Ruby raises nothing (a trap handler that returned), the call goes
//! on. The mark is asked for and not waited for, since nobody tells of a signal while other threads live:
//! Ruby has it break off a system call of the main thread, and the core begins those again.
//!
//! What Ruby raises never jumps over a Rust frame: it is caught, kept in [`Wait`], and goes on its way
//! when the core's call has ended. Ruby may raise at two places: in a visit ([`with`]), and as a visit
//! gives the lock back. At the second the lock stays with the thread, which [`Task::run`] sees to.

use std::any::Any;
use std::cell::RefCell;
use std::ffi::c_void;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::ptr::null_mut;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use magnus::error::ErrorType;
use magnus::rb_sys::{protect, resume_error};
use magnus::value::{BoxValue, ReprValue};
use magnus::{Error, Exception, RString, Ruby};
use nextgen::Stop;
use rb_sys::{RB_NOGVL_INTR_FAIL, RB_NOGVL_UBF_ASYNC_SAFE};

use crate::errors;

/// Runs `work` while other Ruby threads run, and returns what it returns.
///
/// `work` must not touch Ruby's values. It gets a closure to ask whether it should stop.
///
/// # Errors
/// What Ruby raised in this thread meanwhile; a panic of `work`, as an ordinary Ruby error.
pub(crate) fn without<T>(ruby: &Ruby, work: impl FnOnce(Stop) -> T) -> Result<T, Error> {
    let wait = Arc::new(Wait::new());
    let asked = Arc::clone(&wait);
    let stop: Stop = Arc::new(move || asked.is_over());
    let _current = Current::enter(&wait);
    let mut task = Task { work: Some(work), stop, wait: &wait, outcome: None };
    loop {
        // Nobody wakes a thread for what is pending already, such as what waits for it to block.
        check_interrupts()?;
        let run = run_of(&task);
        let task_pointer = (&raw mut task).cast();
        protect(|| {
            // SAFETY: `task` and `wait` outlive this call and `run` matches the type of `task`. With
            // INTR_FAIL Ruby itself raises nothing here; `run` may, at its very end. `unblock` does
            // nothing that a signal handler may not, as ASYNC_SAFE demands.
            unsafe {
                rb_sys::rb_nogvl(
                    Some(run),
                    task_pointer,
                    Some(unblock),
                    null_mut(),
                    (RB_NOGVL_INTR_FAIL | RB_NOGVL_UBF_ASYNC_SAFE) as i32,
                );
            }
            rb_sys::Qnil.into()
        })?;
        if let Some(raised) = wait.take(ruby) {
            return Err(raised);
        }
        match task.outcome.take() {
            Some(Ok(value)) => return Ok(value),
            Some(Err(_)) => return Err(errors::panicked(ruby)),
            // Something came before the work began; it is dealt with first.
            None => {}
        }
    }
}

/// Runs `inside` with the lock, from within the work of [`without`] on the same thread, and then lets
/// Ruby raise what it wants to. What is raised ends the call.
pub(crate) fn with(inside: impl FnOnce(&Ruby) -> Result<(), Error>) {
    let Some(wait) = Current::get() else { return };
    if wait.has_raised() {
        return;
    }
    let mut visit = Visit { inside: Some(inside), wait: &wait };
    let run = Visit::run_of(&visit);
    let visit_pointer = (&raw mut visit).cast();
    let left = protect(|| {
        // SAFETY: this thread is one of Ruby's and is inside `rb_nogvl`; `visit` outlives the call and
        // `run` matches its type, catches panics and lets Ruby raise nothing.
        unsafe { rb_sys::rb_thread_call_with_gvl(Some(run), visit_pointer) };
        rb_sys::Qnil.into()
    });
    // An interrupt came after the visit and before the lock was given back, so it was not.
    if let (Err(raised), Ok(ruby)) = (left, Ruby::get()) {
        wait.keep(&ruby, raised);
        wait.locked.store(true, Ordering::Release);
    }
}

/// Returns a copy of a String's bytes, in whatever encoding.
pub(crate) fn bytes(text: RString) -> Vec<u8> {
    // SAFETY: the lock is held and nothing of Ruby runs before the bytes are copied.
    unsafe { text.as_slice() }.to_vec()
}

/// Lends a String's bytes, in whatever encoding, to `read`, which must not have Ruby run: it might change them.
pub(crate) fn with_bytes<T>(text: RString, read: impl FnOnce(&[u8]) -> T) -> T {
    // SAFETY: the lock is held, nothing of Ruby runs before `read` returns, and `text` is on the stack.
    read(unsafe { text.as_slice() })
}

/// Lets Ractors other than the main one use this library: it keeps no state of its own.
pub(crate) fn allow_ractors() {
    // SAFETY: called once, while the library is loaded.
    unsafe { rb_sys::rb_ext_ractor_safe(true) };
}

/// A Ruby value that is kept from the garbage collector for as long as this lives.
pub(crate) struct Kept<T: ReprValue>(BoxValue<T>);

// SAFETY: a `Kept` is made, read and dropped by Ruby's threads with the lock held only: the core
// passes it on but touches it in `notice` and `is_over` alone, both of which take the lock.
unsafe impl<T: ReprValue> Send for Kept<T> {}
// SAFETY: as above.
unsafe impl<T: ReprValue> Sync for Kept<T> {}

impl<T: ReprValue> Kept<T> {
    /// Keeps a value.
    pub(crate) fn new(_: &Ruby, value: T) -> Self {
        Kept(BoxValue::new(value))
    }

    /// Returns the value.
    pub(crate) fn get(&self, _: &Ruby) -> T {
        *self.0
    }
}

/// What Ruby calls back.
type Callback = unsafe extern "C" fn(*mut c_void) -> *mut c_void;

/// A call that waits without the lock.
struct Wait {
    /// The thread that waits, which outlives this.
    thread: rb_sys::VALUE,
    /// What Ruby raised.
    raised: Mutex<Option<Raised>>,
    /// Whether the thread holds the lock although it is inside `rb_nogvl`.
    locked: AtomicBool,
}

/// What Ruby raised, kept until it can go on its way.
enum Raised {
    Exception(Kept<Exception>),
    /// The end of the thread, or a jump out of a block, of which Ruby itself keeps what it needs.
    Jump(Jump),
}

/// An error that is no exception.
struct Jump(Error);

// SAFETY: it is made and resumed on the one Ruby thread that waits, with the lock held.
unsafe impl Send for Jump {}

impl Wait {
    fn new() -> Wait {
        // SAFETY: the lock is held.
        let thread = unsafe { rb_sys::rb_thread_current() };
        Wait { thread, raised: Mutex::new(None), locked: AtomicBool::new(false) }
    }

    /// Says whether the call should end; asked on the waiting thread.
    fn is_over(&self) -> bool {
        // SAFETY: Ruby allows this one without the lock, and the thread is alive, as it is this one.
        if !self.has_raised() && unsafe { rb_sys::rb_thread_interrupted(self.thread) } != 0 {
            with(|_| Ok(()));
        }
        self.has_raised()
    }

    fn has_raised(&self) -> bool {
        self.raised.lock().unwrap_or_else(PoisonError::into_inner).is_some()
    }

    fn keep(&self, ruby: &Ruby, error: Error) {
        let raised = match error.error_type() {
            ErrorType::Exception(exception) => Raised::Exception(Kept::new(ruby, *exception)),
            _ => Raised::Jump(Jump(error)),
        };
        *self.raised.lock().unwrap_or_else(PoisonError::into_inner) = Some(raised);
    }

    /// Returns what Ruby raised if the thread was left with the lock by it.
    fn take_locked(&self) -> Option<Error> {
        if self.locked.load(Ordering::Acquire) { self.take(&Ruby::get().ok()?) } else { None }
    }

    fn take(&self, ruby: &Ruby) -> Option<Error> {
        let raised = self.raised.lock().unwrap_or_else(PoisonError::into_inner).take()?;
        Some(match raised {
            Raised::Exception(exception) => Error::from(exception.get(ruby)),
            Raised::Jump(Jump(error)) => error,
        })
    }
}

/// What Ruby calls for a thread that it has marked; the mark is all that is wanted.
unsafe extern "C" fn unblock(_: *mut c_void) {}

fn check_interrupts() -> Result<(), Error> {
    protect(|| {
        // SAFETY: the lock is held; what it raises is caught by `protect`.
        unsafe { rb_sys::rb_thread_check_ints() };
        rb_sys::Qnil.into()
    })
    .map(|_| ())
}

/// Work to do without the lock, and what came of it.
struct Task<'w, F, T> {
    work: Option<F>,
    stop: Stop,
    wait: &'w Wait,
    outcome: Option<Result<T, Box<dyn Any + Send>>>,
}

/// Returns [`Task::run`] for a task whose closure has no name.
fn run_of<F: FnOnce(Stop) -> T, T>(_: &Task<'_, F, T>) -> Callback {
    Task::<F, T>::run
}

impl<F: FnOnce(Stop) -> T, T> Task<'_, F, T> {
    unsafe extern "C" fn run(task: *mut c_void) -> *mut c_void {
        // SAFETY: `without` passes its own `task`, of this type, and touches it only afterwards.
        let task = unsafe { &mut *task.cast::<Self>() };
        if let Some(work) = task.work.take() {
            let stop = Arc::clone(&task.stop);
            task.outcome = Some(catch_unwind(AssertUnwindSafe(|| work(stop))));
        }
        if let Some(raised) = task.wait.take_locked() {
            // Returning would have `rb_nogvl` wait for the lock that this thread holds.
            // SAFETY: nothing here is left to drop; `without` catches it behind `rb_nogvl`.
            unsafe { resume_error(raised) };
        }
        null_mut()
    }
}

/// Something to do with the lock in the midst of work without it.
struct Visit<'a, F> {
    inside: Option<F>,
    wait: &'a Wait,
}

impl<F: FnOnce(&Ruby) -> Result<(), Error>> Visit<'_, F> {
    /// Returns [`Visit::run`] for a visit whose closure has no name.
    fn run_of(_: &Self) -> Callback {
        Self::run
    }

    unsafe extern "C" fn run(visit: *mut c_void) -> *mut c_void {
        // SAFETY: `with` passes its own `visit`, of this type.
        let visit = unsafe { &mut *visit.cast::<Self>() };
        if let (Some(inside), Ok(ruby)) = (visit.inside.take(), Ruby::get()) {
            let done = catch_unwind(AssertUnwindSafe(|| inside(&ruby).and_then(|()| check_interrupts())));
            if let Err(error) = done.unwrap_or_else(|_| Err(errors::panicked(&ruby))) {
                visit.wait.keep(&ruby, error);
            }
        }
        null_mut()
    }
}

thread_local! {
    /// The calls under way on this thread; an observer may make a call of its own.
    static CALLS: RefCell<Vec<Arc<Wait>>> = const { RefCell::new(Vec::new()) };
}

/// Marks a call as the one under way on this thread.
struct Current;

impl Current {
    fn enter(wait: &Arc<Wait>) -> Current {
        CALLS.with_borrow_mut(|calls| calls.push(Arc::clone(wait)));
        Current
    }

    fn get() -> Option<Arc<Wait>> {
        CALLS.with_borrow(|calls| calls.last().cloned())
    }
}

impl Drop for Current {
    fn drop(&mut self) {
        CALLS.with_borrow_mut(Vec::pop);
    }
}
