# Names and places that the packaging scripts share; sourced by each, from the repository's folder.

. tools/need.sh
. tools/package/platforms.sh

version=$(sed -n '/^\[workspace.package\]/,/^\[/s/^version = "\(.*\)"/\1/p' Cargo.toml)
dist=${NEXTGEN_DIST:-$PWD/dist}
work=${NEXTGEN_PACKAGE_WORK:-${CARGO_TARGET_DIR:-$PWD/target}/package}
# One folder a Rust target, with the libraries that were built for it; see native.sh.
native=$work/native
venv=$work/venv
mkdir -p "$dist" "$native"

# Files are as old as the commit, so that the same commit packs to the same bytes.
SOURCE_DATE_EPOCH=${SOURCE_DATE_EPOCH:-$(git log -1 --format=%ct)}
export SOURCE_DATE_EPOCH
# Nothing that ships tells where it was built.
remap="--remap-path-prefix=$PWD=nextgen --remap-path-prefix=${CARGO_HOME:-$HOME/.cargo}=cargo"
remap+=" --remap-path-prefix=$(rustc --print sysroot 2>/dev/null || echo /rust)=rust"

# tools_of_packaging: puts maturin, zig and the checkers of wheels on PATH; NEXTGEN_TOOLS=installed says that they are.
tools_of_packaging() {
    [ "${NEXTGEN_TOOLS:-}" != installed ] || return 0
    need python3 python3 python3-venv
    if ! cmp -s tools/package/requirements.txt "$venv/requirements.txt"; then
        say "installing what packaging takes into $venv"
        [ -x "$venv/bin/python" ] || python3 -m venv "$venv"
        "$venv/bin/python" -m pip install -q --disable-pip-version-check -r tools/package/requirements.txt
        cp tools/package/requirements.txt "$venv/requirements.txt"
    fi
    PATH=$venv/bin:$PATH
}

# fresh FOLDER: makes an empty folder below the work folder, and prints it.
fresh() {
    rm -rf "${work:?}/$1"
    mkdir -p "$work/$1"
    echo "$work/$1"
}

# licences FOLDER: puts the licences there.
licences() { cp LICENSE LICENSE-MIT LICENSE-APACHE "$1"; }

# tarball FILE FOLDER: packs a folder the same way each time, whoever packs it.
tarball() {
    tar --sort=name --owner=0 --group=0 --numeric-owner --mtime="@$SOURCE_DATE_EPOCH" \
        -C "$(dirname "$2")" -c "$(basename "$2")" | gzip -9n >"$1"
}

# each_platform COMMAND…: runs it with every target that was built, as $1 after what is given.
each_platform() {
    local each_built
    for each_built in "$native"/*/; do
        [ ! -d "$each_built" ] || "$@" "$(basename "$each_built")"
    done
}
