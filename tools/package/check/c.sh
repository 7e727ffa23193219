#!/usr/bin/env bash
# The C library as unpacked anywhere: by pkg-config, linked statically, and by CMake.
. "$(dirname "$0")/common.sh"
need pkg-config pkg-config
need cmake cmake

tar -xzf "$dist/libnextgen-$version-$target.tar.gz"
mv "libnextgen-$version-$target" moved
unpack_sandbox

mkfifo said
"$program" --port 0 --json >said &
sandbox=$!
trap 'kill "$sandbox"' EXIT
read -r line <said
value() { sed -n "s/.*\"$1\":\"\([^\"]*\)\".*/\1/p" <<<"$line"; }
settings+=("NEXTGEN_API_KEY=$(value api_key)" "NEXTGEN_BASE_URL=$(value base_url)" "NEXTGEN_CA_BUNDLE=$(value ca_bundle)")

charged() {
    local said
    said=$("${@:2}") || { echo "$1 said: $said" >&2; exit 1; }
    [[ "$said" == *ch_* ]] || { echo "$1 said: $said" >&2; exit 1; }
    echo "ok   $1"
}

settings+=("PKG_CONFIG_PATH=$folder/moved/lib/pkgconfig")
read -ra flags <<<"$(clean pkg-config --cflags --libs nextgen)"
clean cc -std=c99 -Wall -Werror moved/examples/charge.c "${flags[@]}" -o shared
charged "the C library, shared" clean env LD_LIBRARY_PATH="$folder/moved/lib" ./shared

clean cc -std=c99 moved/examples/charge.c -Imoved/include moved/lib/libnextgen.a -lpthread -ldl -lm -o static
charged "the C library, static" clean ./static

clean cmake -S moved/examples -B cmake -DCMAKE_PREFIX_PATH="$folder/moved" >cmake.log
clean cmake --build cmake >>cmake.log
charged "the C library, by CMake" clean ./cmake/charge
