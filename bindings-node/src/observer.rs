//! Notices of a client's calls, on their way to the observer in JavaScript.

use std::sync::Arc;
use std::time::Duration;

use nextgen::bridge::{Notice, Observer, What};
use serde_json::{Value, json};

use crate::outbox::{Outbox, Outcome};

/// Tells the observer of that number.
pub(crate) struct Teller {
    outbox: Outbox,
    observer: u32,
}

impl Teller {
    pub(crate) fn of(outbox: Outbox, observer: u32) -> Arc<dyn Observer> {
        Arc::new(Teller { outbox, observer })
    }
}

impl Observer for Teller {
    fn notice(&self, notice: &Notice<'_>) {
        let text = json!({
            "call": notice.call,
            "method": notice.method.as_str(),
            "path": notice.path,
            "what": name(&notice.what),
            "details": details(&notice.what),
        });
        self.outbox.send(self.observer, Outcome::Noticed, None, text.to_string());
    }
}

/// Lets go of the observer in JavaScript when no client and no call has it any more.
impl Drop for Teller {
    fn drop(&mut self) {
        self.outbox.send(self.observer, Outcome::Forgotten, None, String::new());
    }
}

fn name(what: &What<'_>) -> &'static str {
    match what {
        What::Begun => "begun",
        What::AttemptEnded { .. } => "attempt_ended",
        What::RetryPlanned { .. } => "retry_planned",
        What::Ended { .. } => "ended",
    }
}

fn details(what: &What<'_>) -> Value {
    match what {
        What::Begun => json!({}),
        What::AttemptEnded { attempt, status, request_id, failure, took } => json!({
            "attempt": attempt,
            "status": status,
            "requestId": request_id,
            "failure": failure,
            "took": milliseconds(*took),
        }),
        What::RetryPlanned { attempt, delay } => {
            json!({ "attempt": attempt, "delay": milliseconds(*delay) })
        }
        What::Ended { attempts, status, request_id, error, took } => json!({
            "attempts": attempts,
            "status": status,
            "requestId": request_id,
            "error": error.map(|kind| kind.class()),
            "took": milliseconds(*took),
        }),
    }
}

fn milliseconds(span: Duration) -> f64 {
    span.as_secs_f64() * 1000.0
}
