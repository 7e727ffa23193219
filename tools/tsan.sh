#!/usr/bin/env bash
# Runs what threads share under ThreadSanitizer: the core, the sandbox, fifty threads on one client, and the C ABI from C.
#
# Every Rust line must be built for it, the standard library too, so the library's sources are needed. A toolchain that
# has them (rustup component add rust-src) is used as it is. Elsewhere, on Debian, a whole toolchain is unpacked from
# Debian's packages below target/tsan; nothing is installed. Ends by "N passed, N failed".
set -euo pipefail
cd "$(dirname "$0")/.."
export CARGO_TARGET_DIR=${CARGO_TARGET_DIR:-$PWD/target}/tsan
export RUSTC_BOOTSTRAP=1
here=$CARGO_TARGET_DIR/debian
host=$(rustc -vV | sed -n 's/^host: //p')
machine=${host%%-*}

has_sources() { [ -d "$(rustc --print sysroot)/lib/rustlib/src/rust/library/std" ]; }

# Downloads packages, with those of their dependencies that this machine lacks, and unpacks them into $here.
unpack() {
    local wanted
    wanted=$(apt-get -s install --no-install-recommends "$@" | awk '/^Inst/ {print $2}')
    mkdir -p "$here/packages"
    # shellcheck disable=SC2086  # One word a package.
    (cd "$here/packages" && apt-get -qq download $wanted 2>/dev/null)
    for package in "$here"/packages/*.deb; do dpkg -x "$package" "$here"; done
    rm -r "$here/packages"
}

use_debians() {
    command -v apt-get >/dev/null || {
        echo "Missing: the sources of Rust's standard library. Please run: rustup component add rust-src" >&2
        exit 1
    }
    if [ ! -e "$here/done" ]; then
        echo "== unpacking a Rust toolchain with its sources from Debian's packages"
        apt-get -q update > /dev/null
        unpack rustc-web cargo-web rust-web-src
    fi
    export PATH=$here/usr/bin:$PATH LD_LIBRARY_PATH=$here/usr/lib/$machine-linux-gnu
    if [ ! -e "$here/done" ]; then
        local llvm
        llvm=$(rustc -vV | sed -n 's/^LLVM version: \([0-9]*\).*/\1/p')
        (unset LD_LIBRARY_PATH && unpack "libclang-rt-$llvm-dev")
        # Where rustc looks for the sanitizer's part of a program.
        cp "$(find "$here" -name "libclang_rt.tsan-$machine.a")" "$here/usr/lib/rustlib/$host/lib/librustc-stable_rt.tsan.a"
        touch "$here/done"
    fi
}

has_sources || use_debians
work=$(mktemp -d)
passed=0 failed=0 sandbox=
# By -9, as ThreadSanitizer holds other signals back.
trap '[ -z "$sandbox" ] || kill -9 "$sandbox"; rm -rf "$work"' EXIT
export RUSTFLAGS="-Zsanitizer=thread -Cdebuginfo=line-tables-only"
export TSAN_OPTIONS="external_symbolizer_path=$(command -v addr2line) die_after_fork=0"
std=(-Zbuild-std --target "$host")

# check NAME COMMAND…: the command must succeed. A report of ThreadSanitizer ends a program by a status of its own.
check() {
    local name=$1
    shift
    if "$@" > "$work/output" 2>&1; then
        passed=$((passed + 1))
        echo "ok   $name"
    else
        failed=$((failed + 1))
        echo "FAIL $name"
        tail -n 200 "$work/output" | sed 's/^/     /'
    fi
}

# A race must be seen, or a quiet run would say nothing. It is in our own lines, so the library may be the ready-made one.
planted() {
    cat > "$work/race.rs" <<'RUST'
static mut SHARED: u64 = 0;
fn main() {
    let other = std::thread::spawn(|| for _ in 0..1000 { unsafe { SHARED += 1 } });
    for _ in 0..1000 { unsafe { SHARED += 1 } }
    other.join().unwrap();
}
RUST
    # shellcheck disable=SC2086  # Flags are words.
    rustc --edition 2021 $RUSTFLAGS -Cunsafe-allow-abi-mismatch=sanitizer --target "$host" "$work/race.rs" -o "$work/race"
    ! "$work/race" > "$work/said" 2>&1 && grep -q 'ThreadSanitizer: data race' "$work/said"
}

# The C program is instrumented by the C compiler, and linked with the library's archive and rustc's own runtime.
c_threads() {
    local runtime
    runtime=$(find "$(rustc --print sysroot)/lib/rustlib/$host" -name 'librustc-*_rt.tsan.a')
    gcc -std=c99 -g -fsanitize=thread -Iinclude -c bindings-c/tests/threads.c -o "$work/threads.o"
    gcc "$work/threads.o" "$CARGO_TARGET_DIR/$host/debug/libnextgen.a" -Wl,--whole-archive "$runtime" -Wl,--no-whole-archive \
        -lpthread -ldl -lm -lrt -o "$work/threads"
    mkfifo "$work/told"
    "$CARGO_TARGET_DIR/$host/debug/nextgen-sandbox" --port 0 --json > "$work/told" &
    sandbox=$!
    local told
    read -r told < "$work/told"
    value() { sed -n "s/.*\"$1\":\"\([^\"]*\)\".*/\1/p" <<< "$told"; }
    NEXTGEN_API_KEY=$(value api_key) NEXTGEN_BASE_URL=$(value base_url) NEXTGEN_CA_BUNDLE=$(value ca_bundle) "$work/threads"
}

cargo build -q "${std[@]}" -p nextgen-c -p nextgen-sandbox
check "a planted race is seen" planted
check "the core" cargo test "${std[@]}" -p nextgen --lib --test '*'
# Not its tests of hundreds of handshakes at once, nor of kills: under ThreadSanitizer they outlast the patience of the server.
check "the sandbox" cargo test "${std[@]}" -p nextgen-sandbox --lib --test charges --test http --test webhooks
check "fifty threads on one client" cargo test "${std[@]}" -p nextgen-tests --test threads
check "the C ABI in eight threads, and after fork" c_threads
echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
