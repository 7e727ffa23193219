//! What the call in hand may take, and how it fares.
//!
//! ureq runs a call wholly on the calling thread, but tells a pooled connection nothing of the call
//! it serves. So the limits go down to the socket, and the reason of a failure comes up from it,
//! through a thread-local. Calls nest: a `stop` closure may itself make a call.

use std::cell::{Cell, RefCell};
use std::io;
use std::rc::Rc;
use std::time::{Duration, Instant};

use super::super::{Attempt, Failure, Phase, Reason, Stop};

/// How long a socket waits before the limits and the `stop` closure are looked at again.
pub(super) const SLICE: Duration = Duration::from_millis(25);

thread_local! {
    static CURRENT: RefCell<Option<Rc<Exchange>>> = const { RefCell::new(None) };
}

/// One request and its answer, on the thread that waits for it.
pub(super) struct Exchange {
    stop: Option<Stop>,
    deadline: Instant,
    connect_timeout: Duration,
    /// True for the second try, which takes no kept-alive connection.
    fresh: bool,
    limit: Cell<Instant>,
    next_ask: Cell<Instant>,
    phase: Cell<Phase>,
    reused: Cell<bool>,
    answered: Cell<bool>,
    failure: RefCell<Option<Failure>>,
}

impl Exchange {
    /// Starts an exchange under the limits of `attempt`.
    pub(super) fn new(attempt: &Attempt, fresh: bool) -> Rc<Exchange> {
        Rc::new(Exchange {
            stop: attempt.stop.clone(),
            deadline: attempt.deadline,
            connect_timeout: attempt.connect_timeout,
            fresh,
            limit: Cell::new(attempt.deadline),
            // A call that is answered at once never pays for asking.
            next_ask: Cell::new(Instant::now() + SLICE),
            phase: Cell::new(Phase::Send),
            reused: Cell::new(false),
            answered: Cell::new(false),
            failure: RefCell::new(None),
        })
    }

    /// Makes this the exchange of the thread until the guard is dropped.
    pub(super) fn enter(self: &Rc<Exchange>) -> Entered {
        Entered { outer: CURRENT.replace(Some(Rc::clone(self))) }
    }

    /// Returns the exchange of this thread.
    pub(super) fn current() -> Rc<Exchange> {
        CURRENT.with_borrow(Clone::clone).expect("connections are used within a call only")
    }

    /// Looks at the time, and every 25 ms at the `stop` closure; an error ends the call.
    pub(super) fn tick(&self) -> io::Result<()> {
        let now = Instant::now();
        if now >= self.next_ask.get() {
            self.next_ask.set(now + SLICE);
            if self.stop.as_ref().is_some_and(|stop| stop()) {
                self.fail(Reason::Stopped, "the call was stopped");
                return Err(io::Error::other("stopped"));
            }
        }
        if now >= self.limit.get() {
            let message = if self.limit.get() < self.deadline {
                format!("connecting took longer than {:?}", self.connect_timeout)
            } else {
                "no complete answer came within the time limit".to_owned()
            };
            self.fail(Reason::TimedOut, message);
            return Err(io::Error::other("timed out"));
        }
        Ok(())
    }

    /// Notes that a new connection is being made, which has a limit of its own.
    pub(super) fn connecting(&self) {
        let limit = Instant::now().checked_add(self.connect_timeout).unwrap_or(self.deadline);
        self.limit.set(limit.min(self.deadline));
        self.reused.set(false);
    }

    /// Notes that the connection stands.
    pub(super) fn connected(&self) {
        self.limit.set(self.deadline);
        self.phase.set(Phase::Send);
    }

    /// Notes that a kept-alive connection serves this exchange.
    pub(super) fn reusing(&self) {
        self.reused.set(true);
    }

    /// Notes that a byte of the answer arrived.
    pub(super) fn answered(&self) {
        self.answered.set(true);
    }

    pub(super) fn phase(&self) -> Phase {
        self.phase.get()
    }

    pub(super) fn enter_phase(&self, phase: Phase) {
        self.phase.set(phase);
    }

    /// Tells whether kept-alive connections are to be passed over.
    pub(super) fn is_fresh(&self) -> bool {
        self.fresh
    }

    pub(super) fn has_failed(&self) -> bool {
        self.failure.borrow().is_some()
    }

    /// Records why the exchange failed, unless a cause is already known, and gives ureq an error
    /// that it passes on untouched.
    pub(super) fn fail(&self, reason: Reason, message: impl Into<String>) -> ureq::Error {
        let mut failure = self.failure.borrow_mut();
        if failure.is_none() {
            *failure = Some(Failure { reason, phase: self.phase.get(), message: message.into() });
        }
        ureq::Error::ConnectionFailed
    }

    /// Records a failure of the socket.
    pub(super) fn fail_io(&self, error: &io::Error) -> ureq::Error {
        self.fail(Reason::Broken, describe(error))
    }

    /// Takes the recorded failure out.
    pub(super) fn take_failure(&self) -> Option<Failure> {
        self.failure.borrow_mut().take()
    }

    /// Tells whether `failure` is that of a kept-alive connection that the server had closed: it
    /// broke before the first byte of an answer.
    pub(super) fn was_stale(&self, failure: &Failure) -> bool {
        self.reused.get() && !self.answered.get() && failure.reason == Reason::Broken
    }
}

/// Restores the thread's outer exchange when dropped.
pub(super) struct Entered {
    outer: Option<Rc<Exchange>>,
}

impl Drop for Entered {
    fn drop(&mut self) {
        CURRENT.set(self.outer.take());
    }
}

/// Says what a socket error means, without the system's numbers where they add nothing.
pub(super) fn describe(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::ConnectionRefused => "connection refused".to_owned(),
        io::ErrorKind::ConnectionReset => "the connection was reset".to_owned(),
        io::ErrorKind::BrokenPipe | io::ErrorKind::UnexpectedEof => {
            "the server closed the connection".to_owned()
        }
        io::ErrorKind::NetworkUnreachable => "the network cannot be reached".to_owned(),
        io::ErrorKind::HostUnreachable => "the host cannot be reached".to_owned(),
        _ => error.to_string(),
    }
}
