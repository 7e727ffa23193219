//! The C ABI of the NextGen SDK: the door for every language that can call C.
//!
//! Requests and options go in as JSON text with its length; answers and errors come out as JSON text
//! that belongs to a reply. Every function can be called from any thread and at any time: a handle is a
//! ticket, never an address, so one that was freed, or was never one, is refused and not followed.
//! No panic crosses the boundary. `include/nextgen.h` is written from this crate by `make surface`.

mod call;
mod client;
mod door;
mod hooks;
mod php;
mod reply;
mod shared;
mod status;
mod table;
mod webhook;

pub use call::{nextgen_call, nextgen_call_php, nextgen_next_page};
pub use client::{nextgen_client_free, nextgen_client_new, nextgen_client_with, nextgen_version};
pub use hooks::{NoticeHook, StopHook};
pub use reply::{
    nextgen_reply_body, nextgen_reply_bytes, nextgen_reply_error, nextgen_reply_field, nextgen_reply_free,
    nextgen_reply_response,
};
pub use status::*;
pub use table::{ClientHandle, ReplyHandle};
pub use webhook::{nextgen_check, nextgen_event, nextgen_event_php, nextgen_sign, nextgen_verify};
