//! No file can be opened: calls fail by typed errors that say so, and work again as soon as files can be opened.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

use nextgen_sandbox::{Options, Sandbox};
use serde_json::{Value, json};

use crate::driver::Driver;
use crate::languages::Language;

const LIMIT: Duration = Duration::from_secs(60);

/// How many calls are made with no file to spare.
const CALLS: usize = 20;

/// Plays it in `language`; returns what was wrong and a line of figures.
///
/// # Errors
/// A sentence when the server or the driver fails, or the limit of a process cannot be set here.
pub fn play(language: &Language) -> Result<(Vec<String>, String), String> {
    let sandbox = Sandbox::start(Options::default()).map_err(|error| error.to_string())?;
    let mut driver = Driver::start(language, &BTreeMap::new(), false).map_err(|error| error.to_string())?;
    let client = json!({"op": "client", "client": "c", "from_env": false, "options": {
        "api_key": sandbox.api_key(), "base_url": sandbox.base_url(),
        "ca_bundle": sandbox.ca_path().display().to_string(), "max_retries": 0,
    }});
    let charge = |fault: &str| {
        json!({"op": "charges.create", "client": "c",
            "params": {"amount": 2000, "currency": "usd", "source": "tok_visa"},
            "options": {"extra_headers": {"NextGen-Sandbox-Fault": fault}}})
    };
    let pid = driver.pid();
    let mut ask = |message: &Value| driver.ask(message.clone(), Instant::now() + LIMIT);
    ask(&client)?;
    // Hosts that load code when it is first used load it now: a connection that breaks, and one that then is closed.
    ask(&charge("reset_before"))?;
    ask(&charge("lost_answer"))?;
    let mut wrong = Vec::new();
    limit(pid, &lowest_free(pid).to_string())?;
    for call in 0..CALLS {
        let reply = ask(&charge("delay=0"))?;
        let error = &reply["error"];
        let said = error["message"].as_str().unwrap_or_default();
        // Nothing was sent, and the caller is told so.
        let typed = error["class"] == "APIConnectionError" && error["outcome_unknown"] == json!(false);
        if !typed || !said.contains("Too many open files") {
            wrong.push(format!("call {call} with no file to spare: {reply}"));
            break;
        }
    }
    limit(pid, "1024")?;
    let reply = ask(&charge("delay=0"))?;
    if reply.get("ok").is_none() {
        wrong.push(format!("with files to spare again: {reply}"));
    }
    Ok((wrong, format!("{CALLS} calls with no file to spare, then one with")))
}

/// Returns the number that the next file of a process would get; a limit is one of numbers.
fn lowest_free(pid: u32) -> usize {
    (0..)
        .find(|number| Path::new(&format!("/proc/{pid}/fd/{number}")).symlink_metadata().is_err())
        .unwrap_or(0)
}

/// Sets how many files a running process may hold.
fn limit(pid: u32, files: &str) -> Result<(), String> {
    let mut command = Command::new("prlimit");
    command.args(["--pid", &pid.to_string(), &format!("--nofile={files}:")]);
    match command.status() {
        Ok(status) if status.success() => Ok(()),
        other => Err(format!("prlimit, of util-linux, failed: {other:?}")),
    }
}
