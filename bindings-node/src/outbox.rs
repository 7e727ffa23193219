//! The way back into JavaScript: one function that every call of an environment answers through.

use std::mem;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use napi::bindgen_prelude::{Either4, Env, FnArgs, Function, Latin1String, Result};
use napi::threadsafe_function::{ThreadsafeFunction, ThreadsafeFunctionCallMode, UnknownReturnValue};
use napi_derive::napi;

/// A part of an answer. What is ASCII is handed over as Latin-1, which V8 copies without a look at it.
type Part = Either4<u32, Latin1String, String, ()>;

/// What calls ended in, four parts each: the call's number, how it went, the body, and the rest as JSON.
type Arguments = FnArgs<(Vec<Part>,)>;

/// Weak: JavaScript itself keeps the event loop alive while calls are under way.
type Settle = ThreadsafeFunction<(), UnknownReturnValue, Arguments, napi::Status, false, true, 0>;

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
    /// It succeeded, and the body is a page in rows.
    SucceededInRows = 5,
    /// The same, and the body may hold integers that a JavaScript number would round.
    SucceededInRowsLarge = 6,
}

/// The outbox of an environment: the main thread, or a worker.
#[napi]
#[derive(Clone)]
pub struct Outbox {
    function: Arc<Settle>,
    answers: Answers,
    closed: Arc<AtomicBool>,
}

/// Answers that JavaScript has been called for but has not taken yet. Many that come close together are
/// taken at once.
type Answers = Arc<Mutex<Vec<Part>>>;

#[napi]
impl Outbox {
    /// Makes the outbox that answers through `settle`.
    #[napi(constructor, catch_unwind)]
    pub fn new(env: Env, settle: Function<'_, Arguments, UnknownReturnValue>) -> Result<Outbox> {
        let answers = Answers::default();
        let taken = Arc::clone(&answers);
        let function = settle
            .build_threadsafe_function::<()>()
            .callee_handled::<false>()
            .weak::<true>()
            .build_callback(move |_| Ok((mem::take(&mut *lock(&taken)),).into()))?;
        let closed = Arc::new(AtomicBool::new(false));
        // When the environment ends, so do its calls: nobody is left to take their answers.
        env.add_env_cleanup_hook(Arc::clone(&closed), |closed| closed.store(true, Ordering::Relaxed))?;
        Ok(Outbox { function: Arc::new(function), answers, closed })
    }
}

impl Outbox {
    /// Says whether the environment has ended.
    pub(crate) fn is_closed(&self) -> bool {
        self.closed.load(Ordering::Relaxed)
    }

    /// Sends what a call came to. An environment that has ended takes nothing more.
    pub(crate) fn send(&self, call: u32, outcome: Outcome, body: Option<String>, rest: String) {
        let body = body.map_or(Either4::D(()), text);
        let answer = [Either4::A(call), Either4::A(outcome as u32), body, text(rest)];
        let mut answers = lock(&self.answers);
        let first = answers.is_empty();
        answers.extend(answer);
        drop(answers);
        if first {
            let _ = self.function.call((), ThreadsafeFunctionCallMode::NonBlocking);
        }
    }
}

fn text(text: String) -> Part {
    if text.is_ascii() { Either4::B(text.into()) } else { Either4::C(text) }
}

fn lock(answers: &Mutex<Vec<Part>>) -> MutexGuard<'_, Vec<Part>> {
    answers.lock().unwrap_or_else(PoisonError::into_inner)
}
