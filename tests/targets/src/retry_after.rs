//! `Retry-After`: tried again at once, not at all, or left at the deadline, as its value says.

use std::time::{Duration, Instant, SystemTime};

use nextgen::{Method, Params};

use crate::canned::Canned;

/// Shorter than any wait that a value but 0 asks for.
const DEADLINE: Duration = Duration::from_millis(900);

pub(crate) fn run(data: &[u8]) {
    let Ok(value) = std::str::from_utf8(data) else { return };
    let value = value.trim();
    let whole = !value.is_empty() && value.chars().all(|digit| digit.is_ascii_digit());
    let zero = whole && value.chars().all(|digit| digit == '0');
    if let Ok(date) = httpdate::parse_http_date(value)
        && let Ok(left) = date.duration_since(SystemTime::now() - Duration::from_secs(2))
        && left < Duration::from_secs(4)
    {
        // A date about now is a short wait, or past, as the clock has it.
        return;
    }
    let canned = Canned::new(429, vec![("retry-after".to_owned(), value.to_owned())], b"{}");
    let client = canned.builder().max_retries(1).deadline(DEADLINE).build().expect("the options are fine");
    let began = Instant::now();
    let error = client.request(Method::Get, "/charges", Params::new()).expect_err("no success");
    // A wait past the deadline is not begun. The margin is for busy machines.
    assert!(began.elapsed() < DEADLINE + Duration::from_secs(20), "{value:?} was waited for");
    let wanted = if zero { 2 } else { 1 };
    assert_eq!((error.attempts(), canned.seen().len()), (wanted, wanted as usize), "{value:?}");
}
