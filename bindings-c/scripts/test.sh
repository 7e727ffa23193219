#!/bin/bash
# Tests the C ABI as C sees it: exports, both languages, static and shared, hostile arguments, panics, the
# examples against a sandbox; plain, under ASan, and under valgrind. Needs gcc, g++, pkg-config, cmake and
# valgrind. Ends by "N passed, N failed".
set -euo pipefail

root=$(cd "$(dirname "$0")/../.." && pwd)
export CARGO_TARGET_DIR=${CARGO_TARGET_DIR:-$root/target}
work=$(mktemp -d)
passed=0 failed=0 sandbox=
trap '[ -z "$sandbox" ] || kill "$sandbox"; rm -rf "$work"' EXIT

check() {
    local name=$1
    shift
    if "$@" > "$work/output" 2>&1; then
        passed=$((passed + 1))
        echo "ok   $name"
    else
        failed=$((failed + 1))
        echo "FAIL $name"
        sed 's/^/     /' "$work/output"
    fi
}

cd "$root"
NEXTGEN_PROFILE=dev bindings-c/scripts/install.sh "$work/prefix"
cargo build --quiet --package nextgen-sandbox
export PKG_CONFIG_PATH=$work/prefix/lib/pkgconfig LD_LIBRARY_PATH=$work/prefix/lib
read -ra flags <<< "$(pkg-config --cflags --libs nextgen) -pthread"
strict=(-Wall -Wextra -Werror -pedantic -g)
programs=(examples/c/charge.c examples/c/webhook.c bindings-c/tests/hostile.c bindings-c/tests/threads.c)

# The sandbox says where it listens, once it does.
mkfifo "$work/said"
"$CARGO_TARGET_DIR/debug/nextgen-sandbox" --port 0 --json > "$work/said" &
sandbox=$!
read -r said < "$work/said"
value() { sed -n "s/.*\"$1\":\"\([^\"]*\)\".*/\1/p" <<< "$said"; }
NEXTGEN_API_KEY=$(value api_key) NEXTGEN_BASE_URL=$(value base_url) NEXTGEN_CA_BUNDLE=$(value ca_bundle)
export NEXTGEN_API_KEY NEXTGEN_BASE_URL NEXTGEN_CA_BUNDLE

exports() {
    nm -D --defined-only "$work/prefix/lib/libnextgen.so" | awk '{print $3}' | sort > "$work/exported"
    grep -oE 'nextgen_[a-z_]+\(' include/nextgen.h | tr -d '(' | sort > "$work/declared"
    diff "$work/declared" "$work/exported"
}
soname() { readelf -d "$work/prefix/lib/libnextgen.so" | grep -q 'libnextgen.so.0' && readelf -d "$work/prefix/lib/libnextgen.so" | grep -q NODELETE; }
silent() { [ -z "$("$@" 2>&1 >/dev/null)" ] && "$@" > /dev/null; }
cmake_consumer() {
    cmake -S examples/c -B "$work/cmake" -DCMAKE_PREFIX_PATH="$work/prefix" && cmake --build "$work/cmake" && "$work/cmake/webhook"
}

check "the library exports what the header declares" exports
check "the library has a SONAME and stays loaded" soname
for source in "${programs[@]}"; do
    name=$(basename "$source" .c)
    check "$name: C99" gcc -std=c99 "${strict[@]}" "$source" "${flags[@]}" -o "$work/$name"
    check "$name: C++17" g++ -std=c++17 -x c++ "${strict[@]}" "$source" -x none "${flags[@]}" -o "$work/$name-cpp"
    check "$name: static" gcc -std=c99 "${strict[@]}" "$source" "${flags[0]}" "$work/prefix/lib/libnextgen.a" -lpthread -ldl -lm -o "$work/$name-static"
    check "$name: ASan" gcc -std=c99 "${strict[@]}" -fsanitize=address,undefined "$source" "${flags[@]}" -o "$work/$name-asan"
    for kind in "" -cpp -static -asan; do
        check "$name$kind runs, and prints no error" silent "$work/$name$kind"
    done
    # ring's assembly reads what valgrind takes for undefined.
    check "$name under valgrind" valgrind -q --leak-check=full --errors-for-leak-kinds=definite --undef-value-errors=no --error-exitcode=9 "$work/$name"
done
check "a CMake project finds the library" cmake_consumer

NEXTGEN_PROFILE=dev FEATURES=test-panic bindings-c/scripts/install.sh "$work/panic" > /dev/null
cargo build --quiet --package nextgen-c
gcc -std=gnu99 "${strict[@]}" bindings-c/tests/panic.c "${flags[@]}" -o "$work/panics"
for name in $(grep -v nextgen_version "$work/declared"); do
    check "a panic in $name is caught" env LD_LIBRARY_PATH="$work/panic/lib" NEXTGEN_TEST_PANIC="$name" "$work/panics"
done

echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
