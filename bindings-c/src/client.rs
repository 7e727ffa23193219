//! Making and freeing clients.

use std::ffi::c_char;
use std::sync::Arc;

use nextgen::bridge::{CallOptions, Client, ClientOptions, Value};
use nextgen::{Error, VERSION};

use crate::door::{answer, bytes, guarded, object, wrong};
use crate::hooks::Dispatch;
use crate::shared;
use crate::status::{NEXTGEN_ERROR, NEXTGEN_ERROR_CONFIGURATION, NEXTGEN_OK};
use crate::table::{CLIENTS, ClientHandle, ReplyHandle};

/// The version, as C reads it.
static VERSION_TEXT: &str = concat!(env!("CARGO_PKG_VERSION"), "\0");

const _: () = assert!(VERSION.len() + 1 == VERSION_TEXT.len(), "the core has the same version");

/// Returns the version of the library, such as `0.1.0`. The text is never freed.
#[unsafe(no_mangle)]
pub extern "C" fn nextgen_version() -> *const c_char {
    VERSION_TEXT.as_ptr().cast()
}

/// Makes a client; nothing is sent.
///
/// `options` is a JSON object: `api_key`, `base_url`, `ca_bundle` (a PEM file's path), `proxy`, `timeout`,
/// `connect_timeout`, `deadline` (seconds), `max_retries`, `api_version`, `app_info` (`name`, `version`,
/// `url`), `env` (true: what is missing is taken from `NEXTGEN_API_KEY`, `NEXTGEN_BASE_URL`,
/// `NEXTGEN_CA_BUNDLE` and `NEXTGEN_PROXY`), `shared` (true: clients of the same options share one pool
/// of connections, which outlives them), and `host` (`lang`, `lang_version`, `bindings_version`) for
/// bindings of other languages.
///
/// The client is written to `client` and is freed by `nextgen_client_free`. When the status is not
/// `NEXTGEN_OK`, NULL is written there, and the error to `reply` (which may be NULL).
///
/// # Safety
/// `options` has `options_len` bytes to read; `client` and `reply` are null, or can be written.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn nextgen_client_new(
    options: *const c_char,
    options_len: usize,
    client: *mut *mut ClientHandle,
    reply: *mut *mut ReplyHandle,
) -> i32 {
    // SAFETY: as the caller vouches.
    let make = || make(unsafe { bytes("options", options, options_len) }?);
    // SAFETY: as the caller vouches.
    unsafe { hand_out("nextgen_client_new", client, reply, make) }
}

/// Makes a client whose calls have other options too, over the connections of the one given.
///
/// `options` are those of a call, as in `nextgen_call`, but for `extra_params`. Either client may be
/// freed first. All else is as in `nextgen_client_new`.
///
/// # Safety
/// `options` has `options_len` bytes to read; `with` and `reply` are null, or can be written.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn nextgen_client_with(
    client: *const ClientHandle,
    options: *const c_char,
    options_len: usize,
    with: *mut *mut ClientHandle,
    reply: *mut *mut ReplyHandle,
) -> i32 {
    let make = || {
        let client = find(client)?;
        // SAFETY: as the caller vouches.
        let pairs = object("options", unsafe { bytes("options", options, options_len) }?)?;
        client.with(CallOptions::new(pairs))
    };
    // SAFETY: as the caller vouches.
    unsafe { hand_out("nextgen_client_with", with, reply, make) }
}

/// Frees a client; calls that other threads still make with it end as they would. NULL is taken and
/// ignored; a client that was freed before is refused with `NEXTGEN_ERROR_CONFIGURATION`.
#[unsafe(no_mangle)]
pub extern "C" fn nextgen_client_free(client: *mut ClientHandle) -> i32 {
    let freed = guarded("nextgen_client_free", || client.is_null() || CLIENTS.remove(client).is_some());
    match freed {
        Some(true) => NEXTGEN_OK,
        Some(false) => NEXTGEN_ERROR_CONFIGURATION,
        None => NEXTGEN_ERROR,
    }
}

/// Returns the client that a handle stands for.
pub(crate) fn find(client: *const ClientHandle) -> Result<Arc<Client>, Error> {
    CLIENTS.get(client).ok_or_else(|| {
        wrong(
            "client",
            "client must be a client made by nextgen_client_new and not yet freed; nothing was sent.",
        )
    })
}

fn make(text: &[u8]) -> Result<Client, Error> {
    if let Some(client) = shared::find(text) {
        return Ok(client);
    }
    let mut pairs = object("options", text)?;
    let place = pairs.iter().position(|(name, _)| name == "shared");
    let is_shared = match place.map(|place| pairs.remove(place).1) {
        None | Some(Value::Null | Value::Boolean(false)) => false,
        Some(Value::Boolean(true)) => true,
        Some(other) => return Err(wrong("shared", &format!("shared must be true or false; got {other}."))),
    };
    let options = pairs.clone();
    let make = || Client::new(ClientOptions::new(options), Some(Arc::new(Dispatch)), None);
    if is_shared { shared::make(text, &pairs, make) } else { make() }
}

/// Writes a new client's handle, or NULL and the error.
///
/// # Safety
/// `client` and `reply` are null, or can be written.
unsafe fn hand_out(
    name: &str,
    client: *mut *mut ClientHandle,
    reply: *mut *mut ReplyHandle,
    make: impl FnOnce() -> Result<Client, Error>,
) -> i32 {
    if !client.is_null() {
        // SAFETY: the caller vouches that it can be written; it need not be aligned.
        unsafe { client.write_unaligned(std::ptr::null_mut()) };
    }
    let inside = || {
        if client.is_null() {
            return Err(wrong("client", "The place for the client's handle must not be NULL."));
        }
        let handle: *mut ClientHandle = CLIENTS.insert(make()?);
        if handle.is_null() {
            return Err(wrong("client", "16,777,216 clients are alive; free those that are no longer used."));
        }
        // SAFETY: as above.
        unsafe { client.write_unaligned(handle) };
        Ok(None)
    };
    // SAFETY: as the caller vouches.
    unsafe { answer(name, reply, inside) }
}
