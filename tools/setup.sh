#!/usr/bin/env bash
# Prepares this machine for a language: `tools/setup.sh rust python`; `tools/setup.sh all` for each of them.
# Safe to run again and again.
set -euo pipefail
cd "$(dirname "$0")/.."
. tools/need.sh

setup_rust() {
    [ -d "$HOME/.cargo/bin" ] && PATH="$HOME/.cargo/bin:$PATH"
    command -v cargo >/dev/null || { echo "Missing: cargo. Please install Rust with rustup." >&2; exit 1; }
    need cc gcc libc6-dev
}

setup_python() {
    need python3 python3 python3-venv
    # Debian's Python comes without the module that fills a new environment with pip.
    python3 -c 'import ensurepip' 2>/dev/null || install_packages "Python's ensurepip" python3-venv
    if [ ! -x .venv/bin/python ]; then
        say "making .venv"
        python3 -m venv .venv
    fi
    if ! cmp -s tools/requirements.txt .venv/requirements.txt; then
        say "installing Python tools into .venv"
        .venv/bin/python -m pip install -q --disable-pip-version-check -r tools/requirements.txt
        cp tools/requirements.txt .venv/requirements.txt
    fi
}

setup_node() {
    need node nodejs
    need npm npm
    if ! cmp -s bindings-node/package-lock.json bindings-node/node_modules/.lock; then
        say "installing Node's test tools into bindings-node/node_modules"
        # The native part is built by tools/develop.sh, so no script needs to run.
        (cd bindings-node && npm ci --ignore-scripts --no-audit --no-fund --loglevel=error)
        cp bindings-node/package-lock.json bindings-node/node_modules/.lock
    fi
}

setup_ruby() {
    need ruby ruby
    # The headers of Ruby, and the parser that its bindings are made by, with the headers it wants.
    need_packages ruby-dev libclang1-14 libclang-common-14-dev
    # What the adapters are tested with.
    need_packages ruby-rack ruby-rack-test ruby-sinatra ruby-rails puma rubocop
}

setup_php() {
    need php php-cli
    need_packages php-fpm php-xml php-mbstring php-zip phpunit composer php-codesniffer nginx
    # What the adapters are tested with.
    need_packages php-psr-log php-nyholm-psr7 php-laravel-framework php-symfony-framework-bundle
    unpack_psr
}

# Debian has the interfaces of PSR-15 as an extension, which cannot be installed beside Symfony: it is only unpacked.
unpack_psr() {
    local folder=bindings-php/vendor/debian package
    command -v apt-get >/dev/null 2>&1 || return 0
    [ -z "$(find "$folder" -name psr.so 2>/dev/null)" ] || return 0
    package=$(php -r 'echo "php", PHP_MAJOR_VERSION, ".", PHP_MINOR_VERSION, "-psr";')
    say "unpacking $package into $folder"
    mkdir -p "$folder"
    (
        cd "$folder"
        apt-get -qq download "$package" 2>/dev/null || { apt-get -q update >/dev/null && apt-get -qq download "$package"; }
        dpkg -x "$package"_*.deb . && rm "$package"_*.deb
    )
}

setup_c() {
    need g++ g++
    need pkg-config pkg-config
    need cmake cmake
    need valgrind valgrind
}

[ "$*" != all ] || set -- rust python node ruby php c
for language in "$@"; do "setup_$language"; done
