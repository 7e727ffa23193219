//! The fuzzer: feeds what libFuzzer makes up to the target that `NEXTGEN_FUZZ_TARGET` names.
//!
//! One program for all targets, as linking each of them would take longer than to fuzz it.

#![no_main]

use std::hint::black_box;
use std::sync::LazyLock;

static TARGET: LazyLock<String> =
    LazyLock::new(|| std::env::var("NEXTGEN_FUZZ_TARGET").expect("NEXTGEN_FUZZ_TARGET names a target"));

libfuzzer_sys::fuzz_target!(|data: &[u8]| match TARGET.as_str() {
    "planted" => planted(data),
    name => nextgen_targets::run(name, data),
});

/// Reads behind the end of a buffer for inputs that only guidance by coverage brings: a fuzzer that does
/// not find this would find nothing else either.
fn planted(data: &[u8]) {
    let mut deep = 0;
    for (index, wanted) in b"fault".iter().enumerate() {
        if data.get(index) != Some(wanted) {
            return;
        }
        deep += 1;
    }
    let buffer = black_box(vec![0_u8; deep]);
    // SAFETY: there is none; AddressSanitizer must say so.
    black_box(unsafe { *buffer.as_ptr().add(deep) });
}
