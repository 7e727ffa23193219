//! How the memory of large answers is kept for the next ones.

use std::hint::black_box;
use std::sync::Once;

/// More than the memory of a page of 100 objects comes to, in bytes.
const SOME: usize = 1 << 20;

/// Has the memory of answers stay with the process as soon as it has taken some.
///
/// Until a piece of a size was given back to it once, glibc returns pieces of 128 KiB and more, and those that lie
/// together, to the system at once, and takes them anew for the next answer, page by page: that took a tenth
/// of the time of a list in Node, and a third in Python. Where `mallopt` or its variables have set the limits they stay; other allocators know none.
pub(super) fn keep() {
    static DONE: Once = Once::new();
    DONE.call_once(|| drop(black_box(Vec::<u8>::with_capacity(SOME))));
}
