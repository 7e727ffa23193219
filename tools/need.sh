# Installs what a step needs and the machine lacks. Sourced by the scripts beside it.

say() { printf '\033[1m== %s\033[0m\n' "$*"; }

# need_apt COMMAND_OR_FILE PACKAGE…: installs the packages unless the command or file is there.
need_apt() {
    local wanted=$1
    shift
    if command -v "$wanted" >/dev/null 2>&1 || [ -e "$wanted" ]; then return 0; fi
    if [ "$(id -u)" != 0 ] || ! command -v apt-get >/dev/null 2>&1; then
        echo "Missing: $wanted. Please install the package(s): $*" >&2
        return 1
    fi
    say "installing $*"
    local options=(-o DPkg::Lock::Timeout=300 -y -q --no-install-recommends)
    DEBIAN_FRONTEND=noninteractive apt-get "${options[@]}" install "$@" >/dev/null 2>&1 ||
        { apt-get -q update >/dev/null && DEBIAN_FRONTEND=noninteractive apt-get "${options[@]}" install "$@" >/dev/null; }
}
