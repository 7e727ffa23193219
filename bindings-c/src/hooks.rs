//! What a call asks and tells its caller while it runs: whether to stop, and what happened.
//!
//! The core knows observers of clients; here they belong to a call, since a client outlives what a
//! host hangs on it (in PHP, every web request). So each client's observer is [`Dispatch`], which
//! tells the hook of the call that this thread is in.

use std::cell::Cell;
use std::ffi::{c_char, c_void};

use nextgen::bridge::{Notice, Observer, What};
use nextgen::{ErrorKind, Stop};

/// Is asked every 25 ms, on the calling thread, while a call waits; anything but 0 ends the call with
/// an error of code `stopped`. It must not throw or jump out.
pub type StopHook = Option<unsafe extern "C" fn(data: *mut c_void) -> i32>;

/// Is told, on the calling thread, what happens in a call, as a JSON object: `call` (a number), `method`,
/// `path` and `what`, which is `begun`, `attempt_ended` (`attempt`, `status`, `request_id`, `failure`,
/// `took`), `retry_planned` (`attempt`, `delay`) or `ended` (`attempts`, `status`, `request_id`, `error`,
/// `took`). Times are in seconds. It must not throw or jump out. The text ends by NUL and is gone when
/// the function returns.
pub type NoticeHook = Option<unsafe extern "C" fn(data: *mut c_void, notice: *const c_char, len: usize)>;

/// The hooks of one call, with the pointer that is theirs.
#[derive(Clone, Copy)]
pub(crate) struct Hooks {
    pub(crate) stop: StopHook,
    pub(crate) notice: NoticeHook,
    pub(crate) data: *mut c_void,
}

// SAFETY: the core asks `stop` on the thread of the call only, as it promises, so the pointers never
// reach another thread; the bound is the core's because its connections are shared.
unsafe impl Send for Hooks {}
// SAFETY: as above.
unsafe impl Sync for Hooks {}

impl Hooks {
    /// Returns the closure that the core asks.
    pub(crate) fn stop(self) -> Option<Stop> {
        let ask = self.stop?;
        Some(std::sync::Arc::new(move || {
            let hooks = self;
            // SAFETY: the caller of `nextgen_call` vouches for its hook and its data until the call
            // returns, and the core asks within the call only.
            unsafe { ask(hooks.data) != 0 }
        }))
    }

    /// Makes these the hooks of this thread until the guard is dropped.
    pub(crate) fn enter(self) -> Entered {
        Entered(CURRENT.replace(Some(self)))
    }
}

thread_local! {
    static CURRENT: Cell<Option<Hooks>> = const { Cell::new(None) };
}

/// Puts the hooks of the outer call back, since a hook may itself make a call.
pub(crate) struct Entered(Option<Hooks>);

impl Drop for Entered {
    fn drop(&mut self) {
        CURRENT.set(self.0);
    }
}

/// The observer of every client: tells the hook of the call in hand.
pub(crate) struct Dispatch;

impl Observer for Dispatch {
    fn notice(&self, notice: &Notice<'_>) {
        let Some(Hooks { notice: Some(tell), data, .. }) = CURRENT.get() else { return };
        let mut text = written(notice);
        let len = text.len();
        text.push('\0');
        // SAFETY: the caller vouches for its hook and its data until the call returns, and this is
        // within the call; the text lives until the hook returns.
        unsafe { tell(data, text.as_ptr().cast(), len) }
    }
}

fn written(notice: &Notice<'_>) -> String {
    let mut json = match notice.what {
        What::Begun => serde_json::json!({"what": "begun"}),
        What::AttemptEnded { attempt, status, request_id, failure, took } => serde_json::json!({
            "what": "attempt_ended", "attempt": attempt, "status": status, "request_id": request_id,
            "failure": failure, "took": took.as_secs_f64(),
        }),
        What::RetryPlanned { attempt, delay } => {
            serde_json::json!({"what": "retry_planned", "attempt": attempt, "delay": delay.as_secs_f64()})
        }
        What::Ended { attempts, status, request_id, error, took } => serde_json::json!({
            "what": "ended", "attempts": attempts, "status": status, "request_id": request_id,
            "error": error.map(ErrorKind::class), "took": took.as_secs_f64(),
        }),
    };
    json["call"] = notice.call.into();
    json["method"] = notice.method.as_str().into();
    json["path"] = notice.path.into();
    json.to_string()
}
