//! The Rust driver: typed builders where the case can be typed, the bindings' door where it cannot.

mod answer;
mod call;
mod clients;
mod reads;
mod typed;
mod values;
mod webhooks;

use std::io::{self, BufRead, Write};

use serde_json::{Value, json};

use clients::Clients;

/// Why there is no answer in the usual form.
pub(crate) enum Refused {
    /// The SDK refused or failed.
    Error(Box<nextgen::Error>, Vec<String>),
    /// Rust cannot express the case.
    Unsupported(&'static str),
    /// The driver or the SDK did what it never may.
    Crash(String),
}

impl From<nextgen::Error> for Refused {
    fn from(error: nextgen::Error) -> Self {
        Refused::Error(Box::new(error), Vec::new())
    }
}

fn main() -> io::Result<()> {
    let mut clients = Clients::default();
    let mut output = io::stdout().lock();
    for line in io::stdin().lock().lines() {
        let message: Value = serde_json::from_str(&line?)?;
        let mut reply = respond(&mut clients, &message).unwrap_or_else(refusal);
        reply["seq"] = message["seq"].clone();
        writeln!(output, "{reply}")?;
        output.flush()?;
    }
    Ok(())
}

fn respond(clients: &mut Clients, message: &Value) -> Result<Value, Refused> {
    match message["op"].as_str().unwrap_or_default() {
        "client" => clients.make(message),
        "show" => Ok(json!({"ok": clients.get(message)?.shown()})),
        op if op.starts_with("webhook.") => webhooks::handle(op, message),
        op => call::make(clients.get(message)?, op, message),
    }
}

fn refusal(refused: Refused) -> Value {
    match refused {
        Refused::Error(error, so_far) => json!({"error": answer::error(&error), "so_far": so_far}),
        Refused::Unsupported(reason) => json!({"unsupported": reason}),
        Refused::Crash(what) => json!({"crash": what}),
    }
}
