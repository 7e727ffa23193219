//! The native part of the NextGen SDK for Node: carries calls to the core and answers back.
//!
//! Nothing here is public; `lib/` holds what users type. Parameters and options come in as JSON text
//! and bodies go out as the text they came as, since V8 reads and writes JSON faster than any object
//! can be built from here. Calls run on threads of their own, so that neither the event loop nor
//! libuv's few threads ever wait for the network.

// What is exported to JavaScript is `pub`, though no Rust code can reach it.
#![allow(unreachable_pub)]
#![cfg_attr(test, allow(dead_code, reason = "a test build registers nothing with Node"))]

mod client;
mod observer;
mod outbox;
mod paging;
mod pool;
mod refusal;
mod text;
mod webhooks;

/// Returns the version, which the package that loads this must share.
#[napi_derive::napi(catch_unwind)]
pub fn version() -> &'static str {
    env!("CARGO_PKG_VERSION")
}

/// Panics, so that the tests can show of the very file that ships that a panic ends no process.
#[napi_derive::napi(catch_unwind)]
pub fn panic_on_purpose() {
    panic!("on purpose");
}
