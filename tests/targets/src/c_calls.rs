//! Sequences of calls of the C ABI, with handles that live, are gone, or never were.

use std::ffi::{CStr, c_char};
use std::ptr::{null, null_mut};

use nextgen_capi::{
    ClientHandle, ReplyHandle, nextgen_call, nextgen_call_php, nextgen_client_free, nextgen_client_new,
    nextgen_client_with, nextgen_event, nextgen_event_php, nextgen_next_page, nextgen_reply_body,
    nextgen_reply_error, nextgen_reply_field, nextgen_reply_free, nextgen_reply_response, nextgen_sign,
    nextgen_verify,
};

use crate::feed::Feed;

const MOST_CALLS: usize = 40;

/// Texts that a program would pass; nobody listens on port 1.
const TEXTS: [&str; 8] = [
    r#"{"api_key":"sk_test_abcdefgh","base_url":"https://127.0.0.1:1/v1","max_retries":0,"connect_timeout":1}"#,
    r#"{"operation":"charges.create","params":{"amount":2000,"currency":"usd"}}"#,
    r#"{"operation":"charges.retrieve","id":"../x"}"#,
    r#"{"secret":"whsec_test","tolerance":300,"now":1700000000}"#,
    r#"{"id":"evt_1","object":"event"}"#,
    "t=1700000000,v1=0000000000000000000000000000000000000000000000000000000000000000",
    r#"{"data":[{"id":"ch_1"}],"has_more":true}"#,
    "/data/0/id",
];

pub(crate) fn run(data: &[u8]) {
    let mut feed = Feed(data);
    let mut clients: Vec<*mut ClientHandle> = vec![null_mut()];
    let mut replies: Vec<*mut ReplyHandle> = vec![null_mut()];
    let mut calls = 0;
    while !feed.is_empty() && calls < MOST_CALLS {
        calls += 1;
        let (mut client, mut reply) = (null_mut(), null_mut());
        let out: *mut *mut ReplyHandle =
            if feed.byte().is_multiple_of(16) { null_mut() } else { &raw mut reply };
        let choice = feed.byte();
        let used = pick(&clients, &mut feed);
        let looked = pick(&replies, &mut feed);
        let (first, second, third) = (text(&mut feed), text(&mut feed), text(&mut feed));
        let (a, b, c) = (pointer(&first), pointer(&second), pointer(&third));
        // SAFETY: texts are readable for the length given, or null; outs are writable or null; handles are
        // tickets, which may be anything.
        unsafe {
            let _status: i32 = match choice % 16 {
                0 => {
                    // A client that the input made up could call out into the world.
                    let a = if is_object(&first) { (TEXTS[0].as_ptr().cast(), TEXTS[0].len()) } else { a };
                    nextgen_client_new(a.0, a.1, &raw mut client, out)
                }
                1 => nextgen_client_with(used, a.0, a.1, &raw mut client, out),
                2 => nextgen_client_free(used),
                3 => nextgen_call(used, a.0, a.1, None, None, null_mut(), out),
                4 => nextgen_next_page(a.0, a.1, c.0, c.1, b.0, b.1, out),
                5 => nextgen_event(a.0, a.1, b.0, b.1, c.0, c.1, out),
                6 => nextgen_verify(a.0, a.1, b.0, b.1, c.0, c.1, out),
                7 => nextgen_sign(a.0, a.1, b.0, b.1, out),
                8 => look(|length| nextgen_reply_body(looked, length)),
                9 => look(|length| nextgen_reply_response(looked, length)),
                10 => look(|length| nextgen_reply_error(looked, length)),
                11 => look(|length| nextgen_reply_field(looked, a.0, a.1, length)),
                12 => nextgen_reply_free(looked),
                13 => look(|_| nextgen_reply_body(looked, null_mut())),
                14 => lent(nextgen_call_php(used, a.0, a.1, None, None, null_mut(), out)),
                _ => lent(nextgen_event_php(a.0, a.1, b.0, b.1, c.0, c.1, 300, out)),
            };
        }
        clients.extend((!client.is_null()).then_some(client));
        replies.extend((!reply.is_null()).then_some(reply));
    }
    // Freed once more at least; a ticket that is gone is refused.
    for client in clients {
        nextgen_client_free(client);
    }
    for reply in replies {
        nextgen_reply_free(reply);
    }
}

/// Reads every byte of a text that a reply lends.
fn look(lend: impl FnOnce(*mut usize) -> *const c_char) -> i32 {
    let mut length = 0;
    let text = lend(&raw mut length);
    if text.is_null() {
        return 1;
    }
    // SAFETY: the reply lends so many bytes until it is freed.
    let bytes = unsafe { std::slice::from_raw_parts(text.cast::<u8>(), length) };
    assert!(std::str::from_utf8(bytes).is_ok(), "a reply lends UTF-8");
    0
}

/// Reads every byte of a text that the library lends to PHP until this thread's next call for PHP.
fn lent(text: *const c_char) -> i32 {
    if text.is_null() {
        return 1;
    }
    // SAFETY: the text ends by NUL.
    let text = unsafe { CStr::from_ptr(text) };
    assert!(text.to_bytes().ends_with(b"}"), "a list, as PHP's unserialize reads it");
    0
}

fn pick<T>(handles: &[*mut T], feed: &mut Feed<'_>) -> *mut T {
    match feed.byte() {
        // Never a handle of ours.
        255 => (usize::from(feed.byte()) << 3) as *mut T,
        index => handles[usize::from(index) % handles.len()],
    }
}

fn text(feed: &mut Feed<'_>) -> Option<Vec<u8>> {
    match feed.byte() {
        0..=15 => None,
        16..=79 => Some(feed.some(40).to_vec()),
        index => Some(TEXTS[usize::from(index) % TEXTS.len()].as_bytes().to_vec()),
    }
}

fn is_object(text: &Option<Vec<u8>>) -> bool {
    text.as_ref().is_some_and(|text| serde_json::from_slice::<serde_json::Map<_, _>>(text).is_ok())
}

fn pointer(text: &Option<Vec<u8>>) -> (*const c_char, usize) {
    text.as_ref().map_or((null(), 3), |text| (text.as_ptr().cast(), text.len()))
}
