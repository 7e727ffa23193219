#!/usr/bin/env bash
# The packed crate in a program of its own; what it depends on comes from where cargo has it.
. "$(dirname "$0")/common.sh"

tar -xzf "$dist/nextgen-$version.crate"
tar -xzf "$dist/nextgen-sandbox-$version.crate"
mkdir src
cat >Cargo.toml <<TOML
[package]
name = "charge"
version = "0.0.0"
edition = "2024"

[dependencies]
nextgen = "$version"

[dev-dependencies]
nextgen-sandbox = "$version"

[patch.crates-io]
nextgen = { path = "nextgen-$version" }
nextgen-sandbox = { path = "nextgen-sandbox-$version" }

[workspace]
TOML
cat >src/main.rs <<'RS'
fn main() {
    println!("{}", nextgen::VERSION);
}

#[test]
fn charges() {
    let sandbox = nextgen_sandbox::Sandbox::start(nextgen_sandbox::Options::default()).unwrap();
    let client = nextgen::Client::builder()
        .api_key(sandbox.api_key())
        .base_url(sandbox.base_url())
        .ca_bundle(sandbox.ca_path())
        .build()
        .unwrap();
    let charge = client.charges().create(nextgen::CreateCharge::new(2000, "usd").source("tok_visa")).unwrap();
    assert!(charge.paid);
}
RS
CARGO_TARGET_DIR=$work/check-target cargo test --quiet
echo "ok   the crates"
