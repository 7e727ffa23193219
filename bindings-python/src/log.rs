//! Calls on Python's logger `nextgen`: starts and attempts as debug, retries and ends as info.

use std::cell::Cell;

use nextgen::bridge::{Notice, Observer, What};
use pyo3::intern;
use pyo3::prelude::*;
use pyo3::sync::PyOnceLock;
use pyo3::types::PyDict;

use crate::error::is_final;
use crate::{signals, threads};

/// The levels of Python's module `logging`.
const DEBUG: u8 = 10;
const INFO: u8 = 20;
const OFF: u8 = u8::MAX;

thread_local! {
    /// The least level that the call on this thread is to log.
    static LEVEL: Cell<u8> = const { Cell::new(OFF) };
}

/// The observer of every client.
pub(crate) struct Log;

/// What a call is to log, asked before it leaves Python.
#[derive(Clone, Copy)]
pub(crate) struct Wanted(u8);

/// Logging on this thread, until it is dropped.
pub(crate) struct Logging(u8);

impl Wanted {
    /// Asks the logger. An application that never imported `logging` has not switched it on.
    ///
    /// # Errors
    /// Only what ends more than a call, such as Ctrl-C while the logger is asked.
    pub(crate) fn now(py: Python<'_>) -> PyResult<Wanted> {
        match least_level(py) {
            Err(fault) if is_final(py, &fault) => Err(fault),
            level => Ok(Wanted(level.unwrap_or(OFF))),
        }
    }

    pub(crate) fn on_this_thread(self) -> Logging {
        Logging(LEVEL.replace(self.0))
    }
}

impl Drop for Logging {
    fn drop(&mut self) {
        LEVEL.set(self.0);
    }
}

impl Observer for Log {
    fn notice(&self, notice: &Notice<'_>) {
        let level = match notice.what {
            What::Begun | What::AttemptEnded { .. } => DEBUG,
            What::RetryPlanned { .. } | What::Ended { .. } => INFO,
        };
        if level < LEVEL.get() {
            return;
        }
        threads::attach(|py| {
            let Err(fault) = write(py, level, notice) else { return };
            // Ctrl-C while a handler of logging runs is no fault of logging: it ends the call.
            let lost = if is_final(py, &fault) { signals::end_call(fault) } else { Some(fault) };
            if let Some(fault) = lost {
                fault.write_unraisable(py, None);
            }
        });
    }
}

fn least_level(py: Python<'_>) -> PyResult<u8> {
    let Some(logger) = logger(py)? else { return Ok(OFF) };
    let logs = |level| logger.call_method1(intern!(py, "isEnabledFor"), (level,))?.is_truthy();
    // Of most programs the logger wants neither, which one question tells.
    Ok(if !logs(INFO)? {
        OFF
    } else if logs(DEBUG)? {
        DEBUG
    } else {
        INFO
    })
}

fn logger(py: Python<'_>) -> PyResult<Option<&Bound<'_, PyAny>>> {
    static LOGGER: PyOnceLock<Py<PyAny>> = PyOnceLock::new();
    if let Some(logger) = LOGGER.get(py) {
        return Ok(Some(logger.bind(py)));
    }
    let modules = py.import("sys")?.getattr("modules")?;
    let logging = modules.call_method1("get", ("logging",))?;
    // During the import of `logging` by another thread it may not have the function yet.
    let Some(get_logger) = logging.getattr_opt("getLogger")? else { return Ok(None) };
    let logger = get_logger.call1(("nextgen",))?.unbind();
    Ok(Some(LOGGER.get_or_init(py, || logger).bind(py)))
}

fn write(py: Python<'_>, level: u8, notice: &Notice<'_>) -> PyResult<()> {
    let Some(logger) = logger(py)? else { return Ok(()) };
    let fields = PyDict::new(py);
    fields.set_item("call", notice.call)?;
    fields.set_item("method", notice.method.as_str())?;
    fields.set_item("path", notice.path)?;
    let text = match notice.what {
        What::Begun => "begins".to_owned(),
        What::AttemptEnded { attempt, status, request_id, failure, took } => {
            fields.set_item("attempt", attempt)?;
            fields.set_item("status", status)?;
            fields.set_item("request_id", request_id)?;
            fields.set_item("failure", failure)?;
            fields.set_item("seconds", took.as_secs_f64())?;
            let what =
                status.map_or_else(|| failure.unwrap_or("no answer").to_owned(), |status| status.to_string());
            format!("attempt {attempt}: {what} after {:.0} ms", took.as_secs_f64() * 1e3)
        }
        What::RetryPlanned { attempt, delay } => {
            fields.set_item("attempt", attempt)?;
            fields.set_item("delay", delay.as_secs_f64())?;
            format!("is tried again in {:.2} s (attempt {attempt})", delay.as_secs_f64())
        }
        What::Ended { attempts, status, request_id, error, took } => {
            fields.set_item("attempts", attempts)?;
            fields.set_item("status", status)?;
            fields.set_item("request_id", request_id)?;
            fields.set_item("error", error.map(nextgen::ErrorKind::class))?;
            fields.set_item("seconds", took.as_secs_f64())?;
            let what = match (status, error) {
                (Some(status), Some(error)) => format!("{status} {}", error.class()),
                (Some(status), None) => status.to_string(),
                (None, error) => error.map_or("no answer", nextgen::ErrorKind::class).to_owned(),
            };
            let request = request_id.map(|id| format!(", {id}")).unwrap_or_default();
            format!("{what} in {:.0} ms{request}", took.as_secs_f64() * 1e3)
        }
    };
    let extra = PyDict::new(py);
    extra.set_item("nextgen", fields)?;
    let keywords = PyDict::new(py);
    keywords.set_item("extra", extra)?;
    let arguments = (level, "%s %s %s", notice.method.as_str(), notice.path, text);
    logger.call_method("log", arguments, Some(&keywords))?;
    Ok(())
}
