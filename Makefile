# What a developer needs daily. `make demo` and `make test` install what is missing.

SHELL := /bin/bash
export PATH := $(HOME)/.cargo/bin:$(PATH)

.PHONY: help demo test build test-rust test-python conformance lint format surface bench clean

help: ## Shows this list
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## /\t/' | expand -t 14

demo: ## Moves money in test mode, from Rust and Python, and tells what happened
	@tools/demo.sh

test: ## Runs every test of every language; ends by "N passed, N failed"
	@tools/setup.sh rust python
	@python3 tools/test.py

test-rust: ## Runs the tests of the core, the sandbox and the tools
	@tools/setup.sh rust
	@python3 tools/test.py rust

test-python: ## Runs the tests of the Python package
	@tools/setup.sh rust python
	@python3 tools/test.py python

conformance: ## Runs the one suite over all languages
	@tools/setup.sh rust python
	@python3 tools/test.py conformance

build: ## Builds all Rust crates but the language bindings
	cargo build

lint: ## Checks format and habits: rustfmt, clippy, ruff
	@tools/setup.sh rust python
	cargo fmt --all --check
	cargo clippy --workspace --all-targets -- -D warnings
	.venv/bin/ruff check bindings-python examples tests tools
	.venv/bin/ruff format --check bindings-python examples tests tools

format: ## Formats all code
	cargo fmt --all
	.venv/bin/ruff format bindings-python examples tests tools

surface: ## Writes what is generated from the core's table
	cargo run -q -p nextgen-surface

bench: ## Measures against peers and floors; prints ratios
	@benches/run.sh

clean: ## Takes away what was built
	cargo clean
	rm -rf .venv
