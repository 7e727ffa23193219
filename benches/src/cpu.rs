//! CPU time, which other programs disturb less than the clock.

use std::fs;

/// Returns the nanoseconds that this thread has run, user and system together.
///
/// # Errors
/// An error where `/proc/self/schedstat` is missing: the benches run on Linux.
pub(crate) fn nanoseconds() -> Result<u64, Box<dyn std::error::Error>> {
    let text = fs::read_to_string("/proc/thread-self/schedstat")?;
    Ok(text.split(' ').next().unwrap_or_default().parse()?)
}

/// Returns the median of `values`, which it sorts.
pub(crate) fn median(values: &mut [f64]) -> f64 {
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}
