# What the checks share; sourced by each. $folder is the check's own.

set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../../.." && pwd)
cd "$root"
. tools/package/common.sh
folder=$1
cd "$folder"
mkdir home
python=$(command -v python3) ruby=$(command -v ruby) php=$(command -v php) node=$(command -v node)

# clean COMMAND…: runs it as on a machine that has nothing of ours: no Rust, no settings, a home of its own. It gets
# the variables in `settings`, and finds programs in the folder `here` too where that is set.
clean() { env -i HOME="$folder/home" PATH="${here:+$here:}/usr/local/bin:/usr/bin:/bin" "${settings[@]}" "$@"; }
settings=(LANG=C.UTF-8)
if clean sh -c 'command -v cargo' >/dev/null; then
    echo "cargo is on the system's own PATH, so that nothing shows that it is not needed." >&2
    exit 1
fi

# unpack_sandbox: unpacks the released program, $program, and names it to what runs clean.
unpack_sandbox() {
    tar -xzf "$dist/nextgen-sandbox-$version-$target.tar.gz"
    program=$folder/nextgen-sandbox-$version-$target/nextgen-sandbox
    settings+=("NEXTGEN_SANDBOX=$program")
}

# works WHAT OUTPUT: says that it works, if its last line is what a charge's status should be.
works() {
    [ "$2" = succeeded ] || { echo "$1 said: $2" >&2; exit 1; }
    echo "ok   $1"
}
