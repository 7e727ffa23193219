//! What the fuzzer feeds: one function a target, which takes any bytes and panics where something
//! that must always hold does not. `fuzz/` runs them under libFuzzer; the tests here replay its
//! corpora and some random inputs, so that `make test` needs no fuzzer.

mod answer;
mod c_calls;
mod canned;
mod error;
mod feed;
mod form;
mod http_answer;
mod ids;
mod retry_after;
mod rows;
mod sandbox_http;
mod signature;

/// A target: takes any bytes.
pub type Target = fn(&[u8]);

/// Every target, by the name of its corpus.
pub const ALL: [(&str, Target); 9] = [
    ("signature", signature::run),
    ("answer", answer::run),
    ("http_answer", http_answer::run),
    ("error", error::run),
    ("form", form::run),
    ("retry_after", retry_after::run),
    ("ids", ids::run),
    ("c_calls", c_calls::run),
    ("sandbox_http", sandbox_http::run),
];

/// Runs the target of that name.
///
/// # Panics
/// When there is none, or when what must hold does not.
pub fn run(name: &str, data: &[u8]) {
    let (_, target) = ALL.iter().find(|(known, _)| *known == name).expect("the target exists");
    target(data);
}
