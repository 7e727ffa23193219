//! What a client tells of its work, handed to a Ruby callable as a Hash.

use magnus::value::ReprValue as _;
use magnus::{Error, IntoValue, RHash, Ruby, Value};
use nextgen::ErrorKind;
use nextgen::bridge::{Notice, Observer, What};

use crate::errors;
use crate::lock::{self, Kept};

/// A Ruby object that answers `call`.
pub(crate) struct Callable(Kept<Value>);

impl Callable {
    /// Takes what the user gave.
    ///
    /// # Errors
    /// A configuration error when it cannot be called.
    pub(crate) fn new(ruby: &Ruby, given: Value) -> Result<Callable, Error> {
        if !given.respond_to("call", false)? {
            let message = "observer must answer to call, as a Proc does.";
            return Err(errors::refused(ruby, ErrorKind::Configuration, "observer", message));
        }
        Ok(Callable(Kept::new(ruby, given)))
    }
}

impl Observer for Callable {
    fn notice(&self, notice: &Notice<'_>) {
        lock::with(|ruby| {
            let hash = described(ruby, notice)?;
            self.0.get(ruby).funcall::<_, _, Value>("call", (hash,)).map(|_| ())
        });
    }
}

fn described(ruby: &Ruby, notice: &Notice<'_>) -> Result<RHash, Error> {
    let hash = ruby.hash_new();
    let fields = Fields { ruby, hash };
    fields.set("call", notice.call)?;
    fields.set("method", notice.method.as_str())?;
    fields.set("path", notice.path)?;
    match notice.what {
        What::Begun => fields.set("event", ruby.sym_new("begun"))?,
        What::AttemptEnded { attempt, status, request_id, failure, took } => {
            fields.set("event", ruby.sym_new("attempt_ended"))?;
            fields.set("attempt", attempt)?;
            fields.set("status", status)?;
            fields.set("request_id", request_id)?;
            fields.set("failure", failure)?;
            fields.set("took", took.as_secs_f64())?;
        }
        What::RetryPlanned { attempt, delay } => {
            fields.set("event", ruby.sym_new("retry_planned"))?;
            fields.set("attempt", attempt)?;
            fields.set("delay", delay.as_secs_f64())?;
        }
        What::Ended { attempts, status, request_id, error, took } => {
            fields.set("event", ruby.sym_new("ended"))?;
            fields.set("attempts", attempts)?;
            fields.set("status", status)?;
            fields.set("request_id", request_id)?;
            fields.set("error", error.map(ErrorKind::class))?;
            fields.set("took", took.as_secs_f64())?;
        }
    }
    hash.freeze();
    Ok(hash)
}

struct Fields<'r> {
    ruby: &'r Ruby,
    hash: RHash,
}

impl Fields<'_> {
    fn set(&self, name: &str, value: impl IntoValue) -> Result<(), Error> {
        self.hash.aset(self.ruby.sym_new(name), value.into_value_with(self.ruby))
    }
}
