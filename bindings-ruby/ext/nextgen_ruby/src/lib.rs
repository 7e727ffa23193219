//! The native part of the gem `nextgen-ruby`: the core, as Ruby sees it.
//!
//! - `client`: a client, as Ruby holds it
//! - `call`: a call, made while other Ruby threads run
//! - `lock`: Ruby's lock given up and taken back, and how a waiting call is stopped
//! - `object`: answers, kept in Rust and converted field by field
//! - `kinds`: which Ruby class stands for which object of the API
//! - `pager`: what a page of a list needs to fetch the next one
//! - `observer`: what a client tells of its work, handed to a Ruby callable
//! - `convert`: Ruby's values as the core takes them
//! - `webhook`: events verified and test headers signed
//! - `errors`: the core's errors as Ruby's
//!
//! Nothing here knows a rule of the API: Ruby's values go in as they are and the core judges them.

#![deny(unsafe_op_in_unsafe_fn, unsafe_code)]
// The one public item is the `Init_nextgen_ruby` that magnus writes.
#![allow(missing_docs)]

mod call;
mod client;
mod convert;
mod errors;
mod kinds;
#[allow(unsafe_code)]
mod lock;
mod object;
mod observer;
mod pager;
mod webhook;

use magnus::{Error, Module as _, Object as _, Ruby, function};

/// Defines the native classes and functions under `NextGen`.
#[magnus::init(name = "nextgen_ruby")]
fn init(ruby: &Ruby) -> Result<(), Error> {
    lock::allow_ractors();
    let nextgen = ruby.define_module("NextGen")?;
    let native = nextgen.define_module("Native")?;
    native.const_set("VERSION", nextgen::VERSION)?;
    native.const_set("DEFAULT_TOLERANCE", nextgen::webhook::DEFAULT_TOLERANCE)?;
    native.define_singleton_method("load_kinds", function!(kinds::load, 0))?;
    native.define_singleton_method("panic", function!(panic_on_purpose, 0))?;
    object::define(ruby, nextgen)?;
    client::define(ruby, native)?;
    pager::define(ruby, native)?;
    webhook::define(native)
}

/// Panics, so that the tests can show of the very file that ships that a panic ends no process.
fn panic_on_purpose(ruby: &Ruby) -> Result<(), Error> {
    errors::guard(ruby, || panic!("on purpose"))
}
