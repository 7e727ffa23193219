#!/bin/sh
# Builds libnextgen for this machine and puts it where the package looks for it: lib/<platform>/.
# NEXTGEN_PROFILE=dev builds faster and runs slower.
set -eu

root=$(cd "$(dirname "$0")/../.." && pwd)
profile=${NEXTGEN_PROFILE:-release}
folder=$([ "$profile" = dev ] && echo debug || echo "$profile")
cd "$root"
cargo build --package nextgen-c --profile "$profile"
platform=$(php -r 'require "bindings-php/src/Internal/Platform.php"; echo NextGen\Internal\Platform::name();')
mkdir -p "bindings-php/lib/$platform"
# Written beside and moved, since a running PHP may have the old file mapped.
cp "${CARGO_TARGET_DIR:-$root/target}/$folder/libnextgen.so" "bindings-php/lib/$platform/libnextgen.so.new"
# A debug build would fill the package with what only debuggers read.
strip -S "bindings-php/lib/$platform/libnextgen.so.new"
mv "bindings-php/lib/$platform/libnextgen.so.new" "bindings-php/lib/$platform/libnextgen.so"
echo "built bindings-php/lib/$platform/libnextgen.so"
