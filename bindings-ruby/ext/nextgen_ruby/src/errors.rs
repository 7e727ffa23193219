//! The core's errors as Ruby's.

use std::panic::{AssertUnwindSafe, catch_unwind};

use magnus::value::ReprValue as _;
use magnus::{Error, Exception, Module as _, RClass, RHash, RModule, Ruby};
use nextgen::ErrorKind;
use nextgen::bridge;

/// Runs `inside` and turns a panic into an ordinary Ruby error: magnus would make of it one that
/// nothing can rescue.
pub(crate) fn guard<T>(ruby: &Ruby, inside: impl FnOnce() -> Result<T, Error>) -> Result<T, Error> {
    catch_unwind(AssertUnwindSafe(inside)).unwrap_or_else(|_| Err(panicked(ruby)))
}

/// Makes the Ruby error for an error of the core.
pub(crate) fn raised(ruby: &Ruby, error: &nextgen::Error) -> Error {
    build(ruby, error).unwrap_or_else(|fault| fault)
}

/// Makes the Ruby error for what only Ruby's side can see, such as a wrong type.
pub(crate) fn refused(ruby: &Ruby, kind: ErrorKind, param: &str, message: &str) -> Error {
    raised(ruby, &bridge::refusal(kind, param, message))
}

/// Makes the Ruby error for a panic.
pub(crate) fn panicked(ruby: &Ruby) -> Error {
    let message = "The SDK met a fault of its own (a panic) and ended the call. Please report it; the client can go on being used.";
    let made = (|| {
        let fields = ruby.hash_new();
        fields.aset(ruby.to_symbol("code"), "panic")?;
        make(ruby, ErrorKind::Internal, message, fields)
    })();
    made.map_or_else(|fault| fault, Error::from)
}

fn build(ruby: &Ruby, error: &nextgen::Error) -> Result<Error, Error> {
    let headers = ruby.hash_new();
    for (name, value) in error.headers() {
        headers.aset(ruby.str_new(name), ruby.str_new(value))?;
    }
    headers.freeze();
    let fields = ruby.hash_new();
    let set = |name: &str, value: Option<&str>| fields.aset(ruby.to_symbol(name), value);
    set("type", error.type_())?;
    set("code", error.code())?;
    set("param", error.param())?;
    set("decline_code", error.decline_code())?;
    set("charge", error.charge())?;
    set("doc_url", error.doc_url())?;
    set("request_log_url", error.request_log_url())?;
    set("request_id", error.request_id())?;
    set("body", error.body())?;
    set("idempotency_key", error.idempotency_key())?;
    fields.aset(ruby.to_symbol("http_status"), error.http_status())?;
    fields.aset(ruby.to_symbol("headers"), headers)?;
    fields.aset(ruby.to_symbol("should_retry"), error.should_retry())?;
    fields.aset(ruby.to_symbol("attempts"), error.attempts())?;
    fields.aset(ruby.to_symbol("outcome_unknown"), error.outcome_unknown())?;
    make(ruby, error.kind(), error.message(), fields).map(Error::from)
}

fn make(ruby: &Ruby, kind: ErrorKind, message: &str, fields: RHash) -> Result<Exception, Error> {
    let nextgen: RModule = ruby.class_object().const_get("NextGen")?;
    let class: RClass = nextgen.const_get(kind.class())?;
    class.funcall("build", (ruby.str_new(message), fields))
}
