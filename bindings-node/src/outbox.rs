//! The way back into JavaScript: one function that every call of an environment answers through.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use napi::bindgen_prelude::{Env, FnArgs, Function, Result};
use napi::threadsafe_function::{ThreadsafeFunction, ThreadsafeFunctionCallMode, UnknownReturnValue};
use napi_derive::napi;

/// What a call ended in: its number, how it went, the body, and the rest as JSON.
type Arguments = FnArgs<(u32, u32, Option<String>, String)>;

/// Weak: JavaScript itself keeps the event loop alive while calls are under way.
type Settle = ThreadsafeFunction<Arguments, UnknownReturnValue, Arguments, napi::Status, false, true, 0>;

/// How a call went.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Outcome {
    /// It failed; the rest is the error.
    Failed = 0,
    /// It succeeded; the rest tells of the response.
    Succeeded = 1,
    /// It succeeded, and the body may hold integers that a JavaScript number would round.
    SucceededLarge = 2,
    /// It goes on; the rest is a notice for the client's observer.
    Noticed = 3,
    /// The client's observer, whose number it bears, is needed no more.
    Forgotten = 4,
}

/// The outbox of an environment: the main thread, or a worker.
#[napi]
#[derive(Clone)]
pub struct Outbox {
    function: Arc<Settle>,
    closed: Arc<AtomicBool>,
}

#[napi]
impl Outbox {
    /// Makes the outbox that answers through `settle`.
    #[napi(constructor, catch_unwind)]
    pub fn new(env: Env, settle: Function<'_, Arguments, UnknownReturnValue>) -> Result<Outbox> {
        let function = settle
            .build_threadsafe_function::<Arguments>()
            .callee_handled::<false>()
            .weak::<true>()
            .build()?;
        let closed = Arc::new(AtomicBool::new(false));
        // When the environment ends, so do its calls: nobody is left to take their answers.
        env.add_env_cleanup_hook(Arc::clone(&closed), |closed| closed.store(true, Ordering::Relaxed))?;
        Ok(Outbox { function: Arc::new(function), closed })
    }
}

impl Outbox {
    /// Says whether the environment has ended.
    pub(crate) fn is_closed(&self) -> bool {
        self.closed.load(Ordering::Relaxed)
    }

    /// Sends what a call came to. An environment that has ended takes nothing more.
    pub(crate) fn send(&self, call: u32, outcome: Outcome, body: Option<String>, rest: String) {
        let _ = self
            .function
            .call((call, outcome as u32, body, rest).into(), ThreadsafeFunctionCallMode::NonBlocking);
    }
}
