//! What the call in hand may take, and how it fares.

use std::cell::{Cell, RefCell};
use std::io;
use std::time::{Duration, Instant};

use super::super::{Attempt, Failure, Phase, Reason};

/// How long a socket waits before the limits and the `stop` closure are looked at again.
pub(super) const SLICE: Duration = Duration::from_millis(25);

/// One request and its answer, on the thread that waits for it.
pub(super) struct Exchange<'a> {
    attempt: &'a Attempt,
    limit: Cell<Instant>,
    next_ask: Cell<Instant>,
    phase: Cell<Phase>,
    answered: Cell<bool>,
    /// Why the exchange had to end in the midst of reading or writing.
    ended: RefCell<Option<Failure>>,
}

impl<'a> Exchange<'a> {
    /// Starts an exchange under the limits of `attempt`.
    pub(super) fn new(attempt: &'a Attempt) -> Exchange<'a> {
        Exchange {
            attempt,
            limit: Cell::new(attempt.deadline),
            // A call that is answered at once never pays for asking.
            next_ask: Cell::new(Instant::now() + SLICE),
            phase: Cell::new(Phase::Send),
            answered: Cell::new(false),
            ended: RefCell::new(None),
        }
    }

    /// Looks at the time, and every 25 ms at the `stop` closure; an error ends the call.
    pub(super) fn tick(&self) -> Result<(), Failure> {
        // What ended it once ends it for good: `stop` may say so a single time, and the TLS with a proxy keeps
        // an error to itself when it has taken in the bytes to be sent.
        if let Some(failure) = &*self.ended.borrow() {
            return Err(failure.clone());
        }
        let now = Instant::now();
        if now >= self.next_ask.get() {
            self.next_ask.set(now + SLICE);
            if self.attempt.stop.as_ref().is_some_and(|stop| stop()) {
                return Err(self.failure(Reason::Stopped, "the call was stopped"));
            }
        }
        if now >= self.limit.get() {
            let message = if self.limit.get() < self.attempt.deadline {
                format!("connecting took longer than {:?}", self.attempt.connect_timeout)
            } else {
                "no complete answer came within the time limit".to_owned()
            };
            return Err(self.failure(Reason::TimedOut, message));
        }
        Ok(())
    }

    /// Notes that a new connection is being made, which has a limit of its own.
    pub(super) fn connecting(&self) {
        let deadline = self.attempt.deadline;
        let limit = Instant::now().checked_add(self.attempt.connect_timeout).unwrap_or(deadline);
        self.limit.set(limit.min(deadline));
    }

    /// Notes that the connection stands.
    pub(super) fn connected(&self) {
        self.limit.set(self.attempt.deadline);
        self.phase.set(Phase::Send);
    }

    /// Notes that a byte of the answer arrived.
    pub(super) fn answered(&self) {
        self.answered.set(true);
    }

    pub(super) fn enter_phase(&self, phase: Phase) {
        self.phase.set(phase);
    }

    /// Describes a failure at this point.
    pub(super) fn failure(&self, reason: Reason, message: impl Into<String>) -> Failure {
        Failure { reason, phase: self.phase.get(), message: message.into() }
    }

    /// Ends reading or writing because of `failure`, in terms that TLS passes on.
    pub(super) fn end(&self, failure: Failure) -> io::Error {
        self.ended.replace(Some(failure));
        io::Error::other("the exchange has to end")
    }

    /// Describes an error of the socket, which may be the word that the exchange has to end.
    pub(super) fn io_failure(&self, error: &io::Error) -> Failure {
        self.ended.borrow().clone().unwrap_or_else(|| self.failure(Reason::Broken, describe(error)))
    }

    /// Tells whether `failure` is that of a kept-alive connection that the server had closed: it
    /// broke before the first byte of an answer.
    pub(super) fn was_stale(&self, failure: &Failure) -> bool {
        !self.answered.get() && failure.reason == Reason::Broken
    }
}

/// Says what a socket error means, without the system's numbers where they add nothing.
fn describe(error: &io::Error) -> String {
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

#[cfg(test)]
mod tests {
    use std::sync::Arc;
    use std::sync::atomic::{AtomicUsize, Ordering};
    use std::thread;

    use super::*;

    #[test]
    fn a_call_that_was_stopped_stays_so() {
        let asked = AtomicUsize::new(0);
        let stop = move || asked.fetch_add(1, Ordering::SeqCst) == 0;
        let deadline = Instant::now() + Duration::from_secs(60);
        let attempt = Attempt { deadline, connect_timeout: SLICE, stop: Some(Arc::new(stop)) };
        let exchange = Exchange::new(&attempt);
        thread::sleep(SLICE);
        exchange.end(exchange.tick().unwrap_err());
        thread::sleep(SLICE);
        assert_eq!(exchange.tick().unwrap_err().reason, Reason::Stopped);
        let failure = exchange.io_failure(&io::Error::from(io::ErrorKind::ConnectionReset));
        assert_eq!(failure.reason, Reason::Stopped);
        assert_eq!(exchange.tick().unwrap_err().reason, Reason::Stopped);
    }
}
