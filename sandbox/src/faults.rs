//! Faults on purpose: rules that say which requests go wrong, and how.

use std::num::NonZeroU32;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use crate::http::Request;
use crate::refusal::{Refusal, clip};

/// A rule, such as `status=503; times=2; path=/v1/charges`.
#[derive(Clone, Debug)]
pub(crate) struct Rule {
    pub(crate) fault: Fault,
    /// How often it applies; always where it is not given.
    times: Option<u32>,
    method: Option<String>,
    path: Option<String>,
    pub(crate) retry_after: Option<String>,
    pub(crate) should_retry: Option<String>,
    /// Whether a fault that stands in for the answer is kept for the idempotency key, as an answer is.
    pub(crate) kept: bool,
    text: String,
}

/// What goes wrong.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Fault {
    /// An error of this status in place of the answer; nothing is executed.
    Status(u16),
    /// A proxy's HTML page of this status in place of the answer; nothing is executed.
    Html(u16),
    /// The connection is reset; nothing is executed.
    ResetBefore,
    /// The request waits before it is executed.
    Delay(Duration),
    /// Executed, but never answered.
    Timeout,
    /// Executed, then the connection is reset before the head of the answer.
    LostAnswer,
    /// Executed; the connection is reset behind the head of the answer.
    ResetBody,
    /// Executed; the connection ends in the middle of the body.
    Truncate,
    /// Executed; the body comes a byte at a time, with this pause before each.
    Slow(Duration),
    /// Executed; the body is not JSON.
    Garbage,
    /// Executed; the head tells a length that is this much off.
    WrongLength(i32),
    /// Executed and answered; then the connection closes without having said so.
    CloseIdle,
}

impl Rule {
    /// Reads a rule; the error says what is wrong with it.
    pub(crate) fn parse(text: &str) -> Result<Self, String> {
        let mut parts = text.split(';').map(str::trim).filter(|part| !part.is_empty());
        let first = parts.next().ok_or("it is empty")?;
        let fault = fault(first)?;
        let mut rule = Self {
            fault,
            times: None,
            method: None,
            path: None,
            retry_after: None,
            should_retry: None,
            kept: false,
            text: text.trim().to_owned(),
        };
        if first.starts_with("rate_limit") {
            rule.retry_after = Some(first.split_once('=').map_or("1", |(_, seconds)| seconds).to_owned());
        }
        for part in parts {
            let (name, value) =
                part.split_once('=').map_or((part, None), |(n, v)| (n.trim(), Some(v.trim())));
            match (name, value) {
                ("times", Some(value)) => rule.times = Some(number::<NonZeroU32>(name, value)?.get()),
                ("method", Some(value)) => rule.method = Some(value.to_ascii_uppercase()),
                ("path", Some(value)) => rule.path = Some(value.to_owned()),
                ("retry_after", Some(value)) => rule.retry_after = Some(header(name, value)?),
                ("should_retry", Some(value)) => rule.should_retry = Some(header(name, value)?),
                ("kept", None) => rule.kept = true,
                _ => {
                    return Err(format!(
                        "'{}' is no option; they are times=, method=, path=, retry_after=, should_retry= and kept",
                        clip(part)
                    ));
                }
            }
        }
        Ok(rule)
    }

    /// Returns the rule as it was given.
    pub(crate) fn text(&self) -> &str {
        &self.text
    }

    fn applies_to(&self, request: &Request) -> bool {
        self.method.as_ref().is_none_or(|method| *method == request.method)
            && self.path.as_ref().is_none_or(|path| request.path.starts_with(path.as_str()))
    }
}

fn fault(text: &str) -> Result<Fault, String> {
    let (name, value) = text.split_once('=').map_or((text, None), |(n, v)| (n.trim(), Some(v.trim())));
    let millis = |default: u64| match value {
        Some(value) => number(name, value).map(Duration::from_millis),
        None => Ok(Duration::from_millis(default)),
    };
    let status = |default: u16| match value.map(|value| number::<u16>(name, value)) {
        None => Ok(default),
        Some(Ok(status)) if (200..=999).contains(&status) => Ok(status),
        Some(_) => Err(format!("'{name}' needs a status from 200 to 999")),
    };
    Ok(match name {
        "status" => Fault::Status(status(500)?),
        "rate_limit" => Fault::Status(429),
        "html" => Fault::Html(status(502)?),
        "delay" => Fault::Delay(millis(1000)?),
        "slow" => Fault::Slow(millis(100)?),
        "wrong_length" => Fault::WrongLength(value.map_or(Ok(5), |value| number(name, value))?),
        "reset_before" => Fault::ResetBefore,
        "timeout" => Fault::Timeout,
        "lost_answer" => Fault::LostAnswer,
        "reset_body" => Fault::ResetBody,
        "truncate" => Fault::Truncate,
        "garbage" => Fault::Garbage,
        "close_idle" => Fault::CloseIdle,
        _ => {
            return Err(format!(
                "'{}' is no fault; they are status=, rate_limit=, html=, delay=, slow=, wrong_length=, reset_before, \
                 timeout, lost_answer, reset_body, truncate, garbage and close_idle",
                clip(text)
            ));
        }
    })
}

fn number<T: std::str::FromStr>(name: &str, value: &str) -> Result<T, String> {
    value.parse().map_err(|_| format!("'{name}' needs a number in its range, not '{}'", clip(value)))
}

fn header(name: &str, value: &str) -> Result<String, String> {
    let sendable = value.bytes().all(|byte| (b' '..=b'~').contains(&byte));
    if sendable { Ok(value.to_owned()) } else { Err(format!("'{name}' needs visible ASCII characters")) }
}

/// The rules that wait for requests.
#[derive(Default)]
pub(crate) struct Faults(Mutex<Vec<Rule>>);

impl Faults {
    pub(crate) fn add(&self, rule: Rule) {
        self.lock().push(rule);
    }

    pub(crate) fn clear(&self) {
        self.lock().clear();
    }

    /// Returns the rules that still apply, as they were given.
    pub(crate) fn texts(&self) -> Vec<String> {
        self.lock().iter().map(|rule| rule.text.clone()).collect()
    }

    /// Finds the rule for a request: the one in its header, or else the first set that fits; and uses it up once.
    pub(crate) fn take(&self, request: &Request) -> Result<Option<Rule>, Refusal> {
        if let Some(text) = request.header("nextgen-sandbox-fault") {
            let rule = Rule::parse(text).map_err(|why| {
                Refusal::invalid(format!("The fault rule in NextGen-Sandbox-Fault cannot be read: {why}."))
            })?;
            // A client repeats the header with each attempt, so its own count tells which this is.
            let attempt =
                request.header("nextgen-retry-count").and_then(|count| count.parse().ok()).unwrap_or(0);
            let applies = rule.times.is_none_or(|times| attempt < times) && rule.applies_to(request);
            return Ok(applies.then_some(rule));
        }
        let mut rules = self.lock();
        let Some(at) = rules.iter().position(|rule| rule.applies_to(request)) else { return Ok(None) };
        let rule = rules[at].clone();
        match &mut rules[at].times {
            None => {}
            Some(1) => drop(rules.remove(at)),
            Some(times) => *times -= 1,
        }
        Ok(Some(rule))
    }

    fn lock(&self) -> MutexGuard<'_, Vec<Rule>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn request(method: &str, path: &str, headers: &[(&str, &str)]) -> Request {
        Request {
            method: method.into(),
            path: path.into(),
            query: String::new(),
            headers: headers.iter().map(|(n, v)| ((*n).to_owned(), (*v).to_owned())).collect(),
            body: Vec::new(),
            last: false,
        }
    }

    #[test]
    fn rules_are_used_up() {
        let faults = Faults::default();
        faults.add(Rule::parse("status=503; times=2; method=post; path=/v1/charges; retry_after=0").unwrap());
        let charge = request("POST", "/v1/charges", &[]);
        assert!(faults.take(&request("GET", "/v1/charges", &[])).unwrap().is_none());
        assert!(faults.take(&request("POST", "/v1/refunds", &[])).unwrap().is_none());
        for _ in 0..2 {
            assert_eq!(faults.take(&charge).unwrap().unwrap().fault, Fault::Status(503));
        }
        assert!(faults.take(&charge).unwrap().is_none());
    }

    #[test]
    fn a_rule_in_the_header_counts_attempts() {
        let attempt = |count| {
            request(
                "GET",
                "/v1/charges",
                &[("nextgen-sandbox-fault", "lost_answer; times=1"), ("nextgen-retry-count", count)],
            )
        };
        assert!(Faults::default().take(&attempt("0")).unwrap().is_some());
        assert!(Faults::default().take(&attempt("1")).unwrap().is_none());
    }

    #[test]
    fn refuses_rules_it_cannot_read() {
        for text in [
            "",
            ";",
            "nope",
            "status=abc",
            "status=99",
            "delay=-1",
            "status=500; often",
            "status=500; times=x",
            "status=500; times=0",
            "status=500; retry_after=\u{1}",
        ] {
            assert!(Rule::parse(text).is_err(), "{text}");
        }
        for text in [
            "status",
            "rate_limit=3",
            "html",
            "wrong_length=-5",
            "slow=10; times=1",
            "status=500; kept; should_retry=false",
        ] {
            assert!(Rule::parse(text).is_ok(), "{text}");
        }
        assert_eq!(Rule::parse("rate_limit=3").unwrap().retry_after.as_deref(), Some("3"));
    }
}
