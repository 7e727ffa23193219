//! The NextGen payments API in test mode, over HTTPS, on your own machine.
//!
//! [`Sandbox::start`] gives a test a server of its own, in some milliseconds, on a free port:
//!
//! ```
//! use nextgen_sandbox::{Options, Sandbox};
//!
//! let sandbox = Sandbox::start(Options::default())?;
//! println!("{} with {}, trusted by {}", sandbox.base_url(), sandbox.api_key(), sandbox.ca_path().display());
//! sandbox.stop();
//! # Ok::<(), nextgen_sandbox::Error>(())
//! ```
//!
//! It keeps an account's charges, customers, refunds, events and webhook endpoints, delivers signed
//! webhooks, and goes wrong on purpose where it is told to; see the crate's README. The binary
//! `nextgen-sandbox` is the same server for the command line.

#![forbid(unsafe_code)]

#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;

mod auth;
mod bell;
mod cards;
mod chunked;
mod clock;
mod connection;
mod currency;
mod delivery;
mod error;
mod faults;
mod form;
mod http;
mod idempotency;
mod ids;
mod inside;
mod keeper;
mod log;
mod objects;
mod options;
mod params;
mod pretty;
#[doc(hidden)]
pub mod probe;
mod refusal;
mod reply;
mod resources;
mod router;
mod sandbox;
mod server;
mod service;
mod spelling;
mod store;
mod threads;
mod tls;
mod values;
mod wire;

pub use error::Error;
pub use log::SeenRequest;
pub use options::Options;
pub use sandbox::Sandbox;
pub use store::deliveries::Attempt;
