//! Unix time, which never goes back within one store.

use std::sync::atomic::{AtomicI64, Ordering};
use std::time::{SystemTime, UNIX_EPOCH};

/// Gives the time in whole seconds.
///
/// Lists are newest first by order of creation, and `created` filters are looked up by that order:
/// so a system clock that is set back must not give an object a smaller time than the one before it.
pub(crate) struct Clock(AtomicI64);

impl Clock {
    /// Starts a clock that gives no time before `latest`.
    pub(crate) fn starting_at(latest: i64) -> Self {
        Self(AtomicI64::new(latest))
    }

    /// Returns the time in unix seconds, at least the greatest returned so far.
    pub(crate) fn now(&self) -> i64 {
        let now = millis() / 1000;
        self.0.fetch_max(now, Ordering::Relaxed).max(now)
    }
}

/// Returns the system's time in unix milliseconds.
pub(crate) fn millis() -> i64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    i64::try_from(since.as_millis()).unwrap_or(i64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn never_goes_back() {
        let future = millis() / 1000 + 1000;
        assert_eq!(Clock::starting_at(future).now(), future);
        assert!(Clock::starting_at(0).now() > 1_600_000_000);
    }
}
