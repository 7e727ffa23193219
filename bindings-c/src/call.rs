//! Calls, and the way from a page of a list to the next.

use std::ffi::{c_char, c_void};

use nextgen::bridge::{self, CallOptions, Client, Params, Target, Value};
use nextgen::{Error, ErrorKind, Stop};
use serde::Deserialize;
use serde_json::json;

use crate::client::find;
use crate::door::{answer, bytes, object, wrong};
use crate::hooks::{Hooks, NoticeHook, StopHook};
use crate::php::{self, Written};
use crate::reply::Reply;
use crate::table::{ClientHandle, ReplyHandle};

/// Makes a call and waits for its answer.
///
/// `request` is a JSON object: either `operation` (`charges.create`) with `id` where the path has one, or
/// `method` (`GET`, `POST`, `DELETE`) and `path` (`/charges`) for anything else; then `params`, an object,
/// and `options`, an object: `idempotency_key`, `api_key`, `timeout`, `connect_timeout`, `deadline`
/// (seconds), `max_retries`, `extra_headers` (by name) and `extra_params` (parameters that this version
/// does not know). A value that JSON cannot carry is given as `{"\u0000": "what it is"}` and refused by
/// name.
///
/// `stop` and `notice` may be NULL; `data` is handed to both. `reply` must not be NULL: whatever the
/// status, a reply is written there, to be freed by `nextgen_reply_free`.
///
/// # Safety
/// `request` has `request_len` bytes to read; `reply` is null, or can be written; the hooks can be
/// called with `data` until the function returns.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn nextgen_call(
    client: *const ClientHandle,
    request: *const c_char,
    request_len: usize,
    stop: StopHook,
    notice: NoticeHook,
    data: *mut c_void,
    reply: *mut *mut ReplyHandle,
) -> i32 {
    let inside = || {
        // SAFETY: as the caller vouches.
        let answer = unsafe {
            call(client, (request, request_len), Hooks { stop, notice, data }, reply, Client::call_text)
        }?;
        Ok(Some(Reply::answer(answer.body, &answer.last_response)))
    };
    // SAFETY: as the caller vouches.
    unsafe { answer("nextgen_call", reply, inside) }
}

/// Makes a call as `nextgen_call` does, for PHP: returns what its `unserialize` reads, a list of an empty object, to
/// which the answer refers, of the answer, and of its status, headers, request id, idempotency key and attempts.
///
/// The text is as that of `nextgen_event_php`.
///
/// # Safety
/// As for `nextgen_call`.
#[unsafe(no_mangle)]
#[allow(clippy::too_many_arguments)]
pub unsafe extern "C" fn nextgen_call_php(
    client: *const ClientHandle,
    request: *const c_char,
    request_len: usize,
    stop: StopHook,
    notice: NoticeHook,
    data: *mut c_void,
    reply: *mut *mut ReplyHandle,
) -> *const c_char {
    let make = |client: &Client, target: &Target<'_>, params: &Params, options, stop| {
        client.call_written(target, params, options, stop, Written::answer)
    };
    let inside = || {
        // SAFETY: as the caller vouches.
        let answer =
            unsafe { call(client, (request, request_len), Hooks { stop, notice, data }, reply, make) }?;
        Ok(answer.body.came(&answer.last_response))
    };
    // SAFETY: as the caller vouches.
    unsafe { php::hand_over("nextgen_call_php", reply, inside) }
}

/// Makes a call.
///
/// # Safety
/// As for `nextgen_call`.
unsafe fn call<T>(
    client: *const ClientHandle,
    request: (*const c_char, usize),
    hooks: Hooks,
    reply: *mut *mut ReplyHandle,
    make: impl FnOnce(&Client, &Target<'_>, &Params, CallOptions, Option<Stop>) -> Result<bridge::Reply<T>, Error>,
) -> Result<bridge::Reply<T>, Error> {
    if reply.is_null() {
        return Err(wrong("reply", "The place for the reply must not be NULL; nothing was sent."));
    }
    let client = find(client)?;
    // SAFETY: as the caller vouches.
    let mut request = Request::read(unsafe { bytes("request", request.0, request.1) }?)?;
    let options = std::mem::take(&mut request.options);
    let _entered = hooks.enter();
    make(&client, &request.target()?, &request.params, options, hooks.stop())
}

/// Finds out which page of a list follows.
///
/// `params` are the parameters that the page was asked for with, and `page` its body; of the page only
/// `has_more` and the ids of the first and last object of `data` matter. The reply's body is a JSON
/// object: `backward` (true when the objects of each page are to be walked from its end), `next`, what to
/// set among the parameters for the next page (`{"starting_after": "ch_…"}`), and `trail`, a text that says
/// where paging has been; the latter two are null at the end.
///
/// `trail` is the text that came with the parameters of this page; none, of length 0, for the first page.
///
/// When the list says that there is more but does not move on, or goes round, the status is `NEXTGEN_ERROR_API`; the
/// reply then has the error, and `backward` all the same: the objects of this page are good.
///
/// # Safety
/// The texts have as many bytes to read as is said; `reply` is null, or can be written.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn nextgen_next_page(
    params: *const c_char,
    params_len: usize,
    trail: *const c_char,
    trail_len: usize,
    page: *const c_char,
    page_len: usize,
    reply: *mut *mut ReplyHandle,
) -> i32 {
    let mut stuck = false;
    let inside = || {
        // SAFETY: as the caller vouches.
        let (params, trail, page) = unsafe {
            (
                bytes("params", params, params_len)?,
                bytes("trail", trail, trail_len)?,
                bytes("page", page, page_len)?,
            )
        };
        let trail = (!trail.is_empty()).then(|| String::from_utf8_lossy(trail));
        let params: Params = object("params", params)?.into_iter().collect();
        let page: Page = serde_json::from_slice(page)
            .map_err(|fault| wrong("page", &format!("page must be the body of a list: {fault}.")))?;
        let ids = (page.data.first(), page.data.last());
        let (first, last) = (ids.0.and_then(Listed::id), ids.1.and_then(Listed::id));
        let backward = bridge::goes_backward(&params);
        let found = bridge::next_cursor(&params, trail.as_deref(), page.has_more, first, last);
        let (cursor, fault) = match found {
            // The objects of this page are good; the error follows them.
            Err(error) if error.kind() == ErrorKind::Api => (None, Some(error)),
            found => (found?, None),
        };
        stuck = fault.is_some();
        let next = cursor.as_ref().map(|cursor| json!({cursor.name: cursor.value}));
        let trail = cursor.map(|cursor| cursor.trail);
        let reply = Reply::text(json!({"backward": backward, "next": next, "trail": trail}).to_string());
        Ok(Some(match &fault {
            None => reply,
            Some(error) => reply.with_error(error),
        }))
    };
    // SAFETY: as the caller vouches.
    let status = unsafe { answer("nextgen_next_page", reply, inside) };
    if stuck { crate::status::of(ErrorKind::Api) } else { status }
}

/// A request as it was given.
#[derive(Default)]
struct Request {
    operation: Option<String>,
    id: Option<String>,
    method: Option<String>,
    path: Option<String>,
    params: Params,
    options: CallOptions,
}

impl Request {
    fn read(text: &[u8]) -> Result<Request, Error> {
        let mut request = Request::default();
        let mut extra = Vec::new();
        for (name, value) in object("request", text)? {
            match (name.as_str(), value) {
                (_, Value::Null) => {}
                ("operation", value) => request.operation = Some(word(&name, value)?),
                ("id", value) => request.id = Some(word(&name, value)?),
                ("method", value) => request.method = Some(word(&name, value)?),
                ("path", value) => request.path = Some(word(&name, value)?),
                ("params", Value::Map(pairs)) => request.params = pairs.into_iter().collect(),
                ("options", Value::Map(pairs)) => {
                    let (params, options) = split_extra(pairs)?;
                    extra = params;
                    request.options = CallOptions::new(options);
                }
                ("params" | "options", value) => return Err(refused(&name, "a JSON object", &value)),
                _ => return Err(wrong("request", &format!("There is no member {name:?} of a request."))),
            }
        }
        extra.into_iter().for_each(|(name, value)| request.params.set_extra(name, value));
        Ok(request)
    }

    fn target(&self) -> Result<Target<'_>, Error> {
        match (&self.operation, &self.method, &self.path) {
            (Some(name), None, None) => Ok(Target::Operation { name, id: self.id.as_deref() }),
            (None, Some(method), Some(path)) => Ok(Target::Request { method, path }),
            _ => Err(wrong(
                "request",
                "A request needs either operation, or method and path; nothing was sent.",
            )),
        }
    }
}

/// Options that are sent as parameters, and the other options.
type Split = (Vec<(String, Value)>, Vec<(String, Value)>);

fn split_extra(pairs: Vec<(String, Value)>) -> Result<Split, Error> {
    let (extra, options): Split = pairs.into_iter().partition(|(name, _)| name == "extra_params");
    match extra.into_iter().next().map(|(_, value)| value) {
        None | Some(Value::Null) => Ok((Vec::new(), options)),
        Some(Value::Map(params)) => Ok((params, options)),
        Some(other) => Err(refused("extra_params", "parameters by name", &other)),
    }
}

fn word(name: &str, value: Value) -> Result<String, Error> {
    match value {
        Value::Text(text) => Ok(text),
        other => Err(refused(name, "text", &other)),
    }
}

fn refused(name: &str, wanted: &str, value: &Value) -> Error {
    let message = format!("{name} must be {wanted}; got {value}. Nothing was sent.");
    bridge::refusal(ErrorKind::InvalidRequest, name, &message)
}

/// What matters of a page.
#[derive(Deserialize)]
struct Page {
    #[serde(default)]
    data: Vec<Listed>,
    #[serde(default)]
    has_more: bool,
}

/// What matters of an object in a page.
#[derive(Deserialize)]
struct Listed {
    #[serde(default)]
    id: serde_json::Value,
}

impl Listed {
    fn id(&self) -> Option<&str> {
        self.id.as_str()
    }
}
