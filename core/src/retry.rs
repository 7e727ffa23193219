//! When a call is tried again and how long it waits: a pure function, and the budget.

use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{Duration, SystemTime};

use crate::answer::header;
use crate::error;
use crate::transport::{Failure, Reason, Response};

/// The longest wait that a server's `Retry-After` can ask for.
const MAX_RETRY_AFTER: Duration = Duration::from_secs(60);

/// What became of an attempt.
pub(crate) enum Outcome<'a> {
    Answered(&'a Response),
    Failed(&'a Failure),
}

/// Whether the outcome is worth another attempt; not yet whether one may be made.
pub(crate) fn worthwhile(outcome: &Outcome<'_>) -> bool {
    match outcome {
        Outcome::Answered(response) => {
            match header(&response.headers, "nextgen-should-retry") {
                Some("true") => return true,
                Some("false") => return false,
                _ => {}
            }
            match response.status {
                409 | 500..=599 => true,
                429 => retry_after(response, SystemTime::now()).is_some() || is_lock_timeout(&response.body),
                _ => false,
            }
        }
        Outcome::Failed(failure) => match failure.reason {
            Reason::Broken | Reason::TimedOut | Reason::Malformed => true,
            Reason::Untrusted | Reason::Unacceptable | Reason::Stopped => false,
        },
    }
}

/// Returns how long to wait before attempt number `retry` + 1, `retry` counting from 1.
///
/// `chance` is a random number in [0, 1).
pub(crate) fn delay(retry: u32, outcome: &Outcome<'_>, chance: f64) -> Duration {
    if let Outcome::Answered(response) = outcome
        && let Some(asked) = retry_after(response, SystemTime::now())
    {
        return asked;
    }
    let longest = (0.5 * 2f64.powi(retry.saturating_sub(1).min(8) as i32)).min(8.0);
    Duration::from_secs_f64(longest * (0.5 + chance / 2.0))
}

/// Reads `Retry-After`: whole seconds, or an HTTP date that is not past; at most 60 s. Anything else
/// counts as not given.
fn retry_after(response: &Response, now: SystemTime) -> Option<Duration> {
    let value = header(&response.headers, "retry-after")?.trim();
    let asked = if !value.is_empty() && value.bytes().all(|byte| byte.is_ascii_digit()) {
        value.parse().map_or(MAX_RETRY_AFTER, Duration::from_secs)
    } else {
        httpdate::parse_http_date(value).ok()?.duration_since(now).ok()?
    };
    Some(asked.min(MAX_RETRY_AFTER))
}

fn is_lock_timeout(body: &[u8]) -> bool {
    error::said(body).is_some_and(|said| said.get("code").is_some_and(|code| code == "lock_timeout"))
}

/// A bucket of tokens that keeps a client from hammering a service that is down: retries take from
/// it, successes give back. The figures are those of the AWS SDKs' standard mode.
pub(crate) struct Budget(AtomicU32);

impl Budget {
    const FULL: u32 = 500;

    pub(crate) fn new() -> Self {
        Budget(AtomicU32::new(Self::FULL))
    }

    /// Takes the tokens for a retry; `false`, and nothing taken, when too few are left.
    pub(crate) fn take(&self, outcome: &Outcome<'_>) -> bool {
        let timed_out = matches!(outcome, Outcome::Failed(failure) if failure.reason == Reason::TimedOut);
        let price = if timed_out { 10 } else { 5 };
        self.0.fetch_update(Ordering::Relaxed, Ordering::Relaxed, |left| left.checked_sub(price)).is_ok()
    }

    /// Gives a token back after a success.
    pub(crate) fn give_back(&self) {
        if self.0.load(Ordering::Relaxed) < Self::FULL {
            let more = |left: u32| (left < Self::FULL).then_some(left + 1);
            // A bucket that another thread has just filled stays full.
            let _ = self.0.fetch_update(Ordering::Relaxed, Ordering::Relaxed, more);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::transport::Phase;

    fn answer(status: u16, headers: &[(&str, &str)], body: &str) -> Response {
        let headers = headers.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        Response { status, headers, body: body.as_bytes().to_vec(), ..Response::default() }
    }

    fn failure(reason: Reason) -> Failure {
        Failure { reason, phase: Phase::Wait, message: String::new() }
    }

    #[test]
    fn the_server_decides_where_it_says_so() {
        let yes = answer(400, &[("nextgen-should-retry", "true")], "");
        let no = answer(500, &[("nextgen-should-retry", "false")], "");
        let odd = answer(400, &[("nextgen-should-retry", "TRUE")], "");
        assert!(worthwhile(&Outcome::Answered(&yes)));
        assert!(!worthwhile(&Outcome::Answered(&no)));
        assert!(!worthwhile(&Outcome::Answered(&odd)));
    }

    #[test]
    fn too_many_requests_needs_a_reason_to_hope() {
        let lock = r#"{"error":{"code":"lock_timeout"}}"#;
        assert!(!worthwhile(&Outcome::Answered(&answer(429, &[], "{}"))));
        assert!(worthwhile(&Outcome::Answered(&answer(429, &[], lock))));
        assert!(worthwhile(&Outcome::Answered(&answer(429, &[("retry-after", "1")], ""))));
        for odd in ["-1", "1.5", "inf", "", "soon", "Thu, 01 Jan 1970 00:00:00 GMT"] {
            assert!(!worthwhile(&Outcome::Answered(&answer(429, &[("retry-after", odd)], ""))), "{odd}");
        }
    }

    #[test]
    fn delays_double_up_to_eight_seconds_and_never_pass_a_minute() {
        let plain = answer(500, &[], "");
        let longest: Vec<f64> =
            (1..=6).map(|n| delay(n, &Outcome::Answered(&plain), 1.0).as_secs_f64()).collect();
        assert_eq!(longest, [0.5, 1.0, 2.0, 4.0, 8.0, 8.0]);
        assert_eq!(delay(1, &Outcome::Answered(&plain), 0.0), Duration::from_millis(250));
        let asked = answer(503, &[("retry-after", "99999999999999999999999")], "");
        assert_eq!(delay(1, &Outcome::Answered(&asked), 0.5), MAX_RETRY_AFTER);
    }

    #[test]
    fn the_budget_runs_out_and_fills_again() {
        let budget = Budget::new();
        let (slow, broken) = (failure(Reason::TimedOut), failure(Reason::Broken));
        for _ in 0..49 {
            assert!(budget.take(&Outcome::Failed(&slow)));
        }
        assert!(budget.take(&Outcome::Failed(&broken)));
        assert!(!budget.take(&Outcome::Failed(&slow)));
        assert!(budget.take(&Outcome::Failed(&broken)));
        assert!(!budget.take(&Outcome::Failed(&broken)));
        (0..5).for_each(|_| budget.give_back());
        assert!(budget.take(&Outcome::Failed(&broken)));
    }
}
