//! Handing a text over without a reply: PHP copies it as the function returns.

use std::cell::Cell;
use std::ffi::{CStr, c_char};
use std::ptr;

use nextgen::Error;

use crate::door;
use crate::reply::Reply;
use crate::table::ReplyHandle;

/// The most bytes that are kept between calls, for the next text to be written into: to take as much from the system
/// anew for each takes longer than to write it.
const MOST_KEPT: usize = 1 << 20;

thread_local! {
    /// The text that was handed over last, which the caller may read until the next.
    static KEPT: Cell<Vec<u8>> = const { Cell::new(Vec::new()) };
}

/// Returns the room of the text that was handed over last, to write the next one into.
pub(super) fn room() -> Vec<u8> {
    let mut bytes = KEPT.take();
    bytes.clear();
    bytes
}

/// Runs a function of the ABI whose text `inside` writes. Returns the text, which ends by NUL and is the thread's;
/// NULL when the reply has it, as it is long or has a NUL in it, or has the error.
///
/// # Safety
/// `out` is null, or can be written.
pub(crate) unsafe fn answer(
    name: &str,
    out: *mut *mut ReplyHandle,
    inside: impl FnOnce() -> Result<Vec<u8>, Error>,
) -> *const c_char {
    let mut text = ptr::null();
    let brought = || {
        let mut bytes = inside()?;
        let length = bytes.len();
        bytes.push(0);
        // SAFETY: it ends by NUL.
        let up_to_nul = unsafe { CStr::from_ptr(bytes.as_ptr().cast()) }.count_bytes();
        if bytes.capacity() > MOST_KEPT || up_to_nul < length {
            bytes.pop();
            return Ok(Some(Reply::text(bytes)));
        }
        text = bytes.as_ptr().cast();
        KEPT.set(bytes);
        Ok(None)
    };
    // SAFETY: as the caller vouches.
    unsafe { door::answer(name, out, brought) };
    text
}
