#!/usr/bin/env bash
# Builds what ships twice, in two folders with sources of their own, and compares the bytes.
set -euo pipefail
cd "$(dirname "$0")/.."
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
commit=$(git rev-parse HEAD)
[ -z "$(git status --porcelain --untracked-files=no)" ] || echo "Compares the last commit; changes that are not committed are left out."
crates=(-p nextgen-c -p nextgen-sandbox)

for name in first second/deeper; do
    mkdir -p "$folder/$name"
    git archive "$commit" | tar -x -C "$folder/$name"
    echo "building $commit in $folder/$name"
    # Paths of the build, and of the registry's sources, are the same text wherever they lie.
    (cd "$folder/$name" && CARGO_TARGET_DIR="$folder/$name/target" \
        RUSTFLAGS="--remap-path-prefix=$folder/$name=/build --remap-path-prefix=${CARGO_HOME:-$HOME/.cargo}=/cargo" \
        CFLAGS="-ffile-prefix-map=$folder/$name=/build -ffile-prefix-map=${CARGO_HOME:-$HOME/.cargo}=/cargo" \
        cargo build -q --release --locked "${crates[@]}")
done

passed=0
failed=0
for file in libnextgen.so libnextgen.a nextgen-sandbox; do
    if cmp "$folder/first/target/release/$file" "$folder/second/deeper/target/release/$file"; then
        echo "ok   $file $(sha256sum < "$folder/first/target/release/$file" | cut -c1-16)"
        passed=$((passed + 1))
    else
        echo "FAIL $file differs"
        failed=$((failed + 1))
    fi
done
echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
