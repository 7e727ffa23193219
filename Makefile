# What a developer needs daily. `make demo` and `make test` install what is missing.

SHELL := /bin/bash
export PATH := $(HOME)/.cargo/bin:$(PATH)

.PHONY: help demo examples test conformance torture fuzz asan tsan soak sbom reproducible build lint format surface bench package package-check clean

help: ## Shows this list
	@grep -hE '^[a-z%-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## /\t/' | expand -t 14

demo: ## Moves money in test mode, from every language, and tells what happened
	@tools/demo.sh

examples: ## Runs a small shop in each language: a charge, a decline, a refund, and its webhook
	@tools/setup.sh all
	@tools/develop.sh python node ruby php
	@cargo build -q -p nextgen-sandbox -p nextgen-examples
	@python3 examples/shop/run.py

test: ## Runs every test of every language; ends by "N passed, N failed"
	@tools/setup.sh all
	@python3 tools/test.py

test-%: ## Runs the tests of one language: test-rust test-python test-node test-ruby test-php test-c
	@tools/setup.sh rust $*
	@python3 tools/test.py $*

conformance: ## Runs the one suite over all languages
	@tools/setup.sh all
	@tools/develop.sh python node ruby php
	@python3 tools/test.py conformance

torture: ## The long part of the hostile tests: ledger, leaks, kills, fuzzing (about half an hour)
	@tools/setup.sh all
	@tools/develop.sh python node ruby php
	@tools/torture.sh

fuzz: ## Fuzzes every target for SECONDS (30); see fuzz/README.md
	@tools/setup.sh rust c
	@python3 tools/fuzz.py --seconds $(or $(SECONDS),30) $(if $(SEED),--seed $(SEED)) $(TARGETS)

asan: ## Runs the core and the C ABI under AddressSanitizer and LeakSanitizer
	@tools/sanitize.sh

tsan: ## Runs what threads share under ThreadSanitizer, from C too
	@tools/tsan.sh

soak: ## SIZE requests in each language with one in a hundred of each fault (default 2000000)
	@tools/setup.sh all
	@tools/develop.sh python node ruby php
	@cargo build -q --release -p nextgen-tests -p nextgen-sandbox
	@$${CARGO_TARGET_DIR:-target}/release/nextgen-torture soak --program python=.venv/bin/python --lang rust,python,node,ruby,php --clients 64 --size $(or $(SIZE),2000000)

sbom: ## Writes a bill of materials (CycloneDX) of each package into dist/sbom
	@python3 tools/sbom.py dist/sbom

reproducible: ## Builds what ships twice, in two folders, and compares the bytes
	@tools/reproducible.sh

build: ## Builds the Rust crates, and the native part of every package
	cargo build
	@tools/setup.sh all
	@tools/develop.sh python node ruby php

lint: ## Checks format and habits: rustfmt, clippy, ruff, biome, rubocop, phpcs
	@tools/setup.sh all
	cargo fmt --all --check
	cargo clippy --workspace --all-targets -- -D warnings
	RUSTDOCFLAGS="-D warnings" cargo doc -q --no-deps --workspace
	.venv/bin/ruff check bindings-python benches examples tests tools
	.venv/bin/ruff format --check bindings-python benches examples tests tools
	npm --prefix bindings-node run lint
	rubocop --cache false bindings-ruby examples tests
	phpcs --standard=bindings-php/phpcs.xml.dist

format: ## Formats all code
	cargo fmt --all
	.venv/bin/ruff format bindings-python benches examples tests tools

surface: ## Writes what is generated from the core's table
	cargo run -q -p nextgen-surface

bench: ## Measures beside peers and floors, writes docs/performance.md; QUICK=1 for minutes
	@tools/setup.sh rust
	@python3 benches/runner $(if $(QUICK),--quick)

package: ## Builds into dist/ all that a release uploads, and tries each where nothing else is installed
	@tools/setup.sh all
	@tools/package.sh

package-check: ## Tries again what lies in dist/
	@tools/package/check.sh

clean: ## Takes away what was built
	cargo clean
	rm -rf .venv bindings-node/node_modules
