//! Handing an answer over in the caller's own buffer, which takes no reply, where it fits.

use std::cell::Cell;
use std::ffi::c_char;

use nextgen::Error;

use crate::door;
use crate::reply::Reply;
use crate::status::NEXTGEN_OK;
use crate::table::ReplyHandle;

/// The most bytes that are kept between calls, for the next answer to be written into.
const MOST_KEPT: usize = 1 << 16;

thread_local! {
    static KEPT: Cell<Vec<u8>> = const { Cell::new(Vec::new()) };
}

/// A place of the caller's for an answer.
#[derive(Clone, Copy)]
pub(crate) struct Buffer {
    pub(crate) address: *mut c_char,
    pub(crate) size: usize,
}

/// Runs a function of the ABI whose answer `inside` writes, as bytes. Returns how many were put into the
/// buffer; 0 when they are in the reply, as they did not fit; what is below 0 is a status, negated.
///
/// # Safety
/// `buffer` is null or has as many bytes to write as it says; `out` is null, or can be written.
pub(crate) unsafe fn answer(
    name: &str,
    buffer: Buffer,
    out: *mut *mut ReplyHandle,
    inside: impl FnOnce(&mut Vec<u8>) -> Result<(), Error>,
) -> i64 {
    let mut written = 0;
    let brought = || {
        let mut bytes = KEPT.take();
        bytes.clear();
        inside(&mut bytes)?;
        // SAFETY: as the caller vouches.
        if !unsafe { buffer.put(&bytes) } {
            return Ok(Some(Reply::text(bytes)));
        }
        written = bytes.len();
        if bytes.capacity() <= MOST_KEPT {
            KEPT.set(bytes);
        }
        Ok(None)
    };
    // SAFETY: as the caller vouches.
    match unsafe { door::answer(name, out, brought) } {
        NEXTGEN_OK => written as i64,
        status => -i64::from(status),
    }
}

impl Buffer {
    /// Puts bytes there; false when they do not fit.
    ///
    /// # Safety
    /// The address is null, or has as many bytes to write as the size says.
    unsafe fn put(self, bytes: &[u8]) -> bool {
        if self.address.is_null() || bytes.len() > self.size {
            return false;
        }
        // SAFETY: as the caller vouches; what was written lies in a vector of its own.
        unsafe { self.address.cast::<u8>().copy_from_nonoverlapping(bytes.as_ptr(), bytes.len()) };
        true
    }
}
