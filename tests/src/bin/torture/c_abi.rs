//! The calls of the C ABI for counting what lives behind them.

use std::ffi::c_char;
use std::ptr::null_mut;

use nextgen_capi::{
    ClientHandle, ReplyHandle, nextgen_call, nextgen_client_free, nextgen_client_new, nextgen_event,
    nextgen_reply_body, nextgen_reply_error, nextgen_reply_free, nextgen_sign,
};
use serde_json::{Map, Value, json};

/// A client of the C ABI; freed when it goes.
pub(crate) struct CClient(*mut ClientHandle);

/// The kinds: the name, the request or the payload, and the status that must come.
pub(crate) fn kinds() -> Vec<(&'static str, Value, i32)> {
    let charge = |source: &str, fault: &str| {
        json!({"operation": "charges.create", "params": {"amount": 2000, "currency": "usd", "source": source},
            "options": {"extra_headers": {"NextGen-Sandbox-Fault": fault}, "timeout": 20}})
    };
    let mut silent = charge("tok_visa", "timeout");
    silent["options"]["timeout"] = json!(0.05);
    vec![
        ("C: success", charge("tok_visa", "delay=0"), nextgen_capi::NEXTGEN_OK),
        ("C: declined", charge("tok_chargeDeclined", "delay=0"), nextgen_capi::NEXTGEN_ERROR_CARD),
        ("C: no JSON", charge("tok_visa", "garbage"), nextgen_capi::NEXTGEN_ERROR_API),
        ("C: lost answer", charge("tok_visa", "lost_answer"), nextgen_capi::NEXTGEN_ERROR_API_CONNECTION),
        ("C: silence", silent, nextgen_capi::NEXTGEN_ERROR_API_TIMEOUT),
        ("C: no operation", json!({"operation": "nothing"}), nextgen_capi::NEXTGEN_ERROR),
        ("C: no object", json!([]), nextgen_capi::NEXTGEN_ERROR_CONFIGURATION),
        ("C: forged webhook", json!("{}"), nextgen_capi::NEXTGEN_ERROR_SIGNATURE_VERIFICATION),
    ]
}

impl CClient {
    pub(crate) fn new(options: &Map<String, Value>) -> Result<CClient, String> {
        let options = json!(options).to_string();
        let (mut client, mut reply) = (null_mut(), null_mut());
        // SAFETY: the text is readable for its length, and both places can be written.
        let status = unsafe {
            nextgen_client_new(options.as_ptr().cast(), options.len(), &raw mut client, &raw mut reply)
        };
        nextgen_reply_free(reply);
        if status == 0 { Ok(CClient(client)) } else { Err(format!("no client: status {status}")) }
    }

    /// Makes the call of a kind, reads what the reply lends, and frees it; returns the status.
    pub(crate) fn play(&self, message: &Value) -> i32 {
        let mut reply: *mut ReplyHandle = null_mut();
        let text = message.to_string();
        let (text, options, header) = (text.as_str(), r#"{"secret":"whsec_c"}"#, "t=1,v1=00");
        // SAFETY: every text is readable for its length, and the place for the reply can be written.
        let status = unsafe {
            if message.is_string() {
                let mut signed = null_mut();
                nextgen_sign(start(text), text.len(), start(options), options.len(), &raw mut signed);
                nextgen_reply_free(signed);
                let (header, length) = (start(header), header.len());
                nextgen_event(
                    start(text),
                    text.len(),
                    header,
                    length,
                    start(options),
                    options.len(),
                    &raw mut reply,
                )
            } else {
                nextgen_call(self.0, start(text), text.len(), None, None, null_mut(), &raw mut reply)
            }
        };
        let mut length = 0;
        // SAFETY: the handle is a ticket, and the length can be written.
        let lent = unsafe {
            [nextgen_reply_body(reply, &raw mut length), nextgen_reply_error(reply, &raw mut length)]
        };
        let freed = nextgen_reply_free(reply);
        if lent.iter().all(|text| text.is_null()) || freed != 0 { -1 } else { status }
    }
}

impl Drop for CClient {
    fn drop(&mut self) {
        nextgen_client_free(self.0);
    }
}

fn start(text: &str) -> *const c_char {
    text.as_ptr().cast()
}
