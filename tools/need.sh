# Installs what a step needs and the machine lacks. Sourced by the scripts beside it.

say() { printf '\033[1m== %s\033[0m\n' "$*"; }

# need COMMAND PACKAGE…: installs Debian's packages unless the command is there.
need() {
    local wanted=$1
    shift
    command -v "$wanted" >/dev/null 2>&1 || install_packages "$wanted" "$@"
}

# need_packages PACKAGE…: installs those of Debian's packages that are not there. On other systems it
# trusts that what they hold was installed by other means; the build says what it misses.
need_packages() {
    command -v dpkg-query >/dev/null 2>&1 || return 0
    local package missing=()
    for package in "$@"; do
        dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null | grep -qx installed || missing+=("$package")
    done
    [ "${#missing[@]}" = 0 ] || install_packages "${missing[*]}" "${missing[@]}"
}

# install_packages WHAT PACKAGE…: installs Debian's packages, or says which ones to install.
install_packages() {
    local what=$1
    shift
    if [ "$(id -u)" != 0 ] || ! command -v apt-get >/dev/null 2>&1; then
        echo "Missing: $what. Please install the package(s): $*" >&2
        return 1
    fi
    say "installing $*"
    local options=(-o DPkg::Lock::Timeout=300 -y -q --no-install-recommends)
    DEBIAN_FRONTEND=noninteractive apt-get "${options[@]}" install "$@" >/dev/null 2>&1 ||
        { apt-get -q update >/dev/null && DEBIAN_FRONTEND=noninteractive apt-get "${options[@]}" install "$@" >/dev/null; }
}
