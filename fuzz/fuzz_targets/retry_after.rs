#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| nextgen_targets::run("retry_after", data));
