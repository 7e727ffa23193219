# What each language calls a platform, by Rust's name for it. Sourced.

# The target of this machine, or the one that NEXTGEN_TARGET names.
target=${NEXTGEN_TARGET:-$(rustc -vV 2>/dev/null | sed -n 's/^host: //p')}

# The oldest glibc that what is built for Linux runs on: that of manylinux2014.
glibc=2.17

node_platform() {
    case $1 in
        x86_64-unknown-linux-gnu) echo linux-x64-gnu ;;
        x86_64-unknown-linux-musl) echo linux-x64-musl ;;
        aarch64-unknown-linux-gnu) echo linux-arm64-gnu ;;
        aarch64-unknown-linux-musl) echo linux-arm64-musl ;;
        x86_64-apple-darwin) echo darwin-x64 ;;
        aarch64-apple-darwin) echo darwin-arm64 ;;
        x86_64-pc-windows-msvc) echo win32-x64-msvc ;;
        *) unknown_platform "$1" ;;
    esac
}

# As Platform::name() of the PHP package says it.
php_platform() {
    case $1 in
        x86_64-unknown-linux-gnu) echo linux-x86_64-gnu ;;
        x86_64-unknown-linux-musl) echo linux-x86_64-musl ;;
        aarch64-unknown-linux-gnu) echo linux-arm64-gnu ;;
        aarch64-unknown-linux-musl) echo linux-arm64-musl ;;
        x86_64-apple-darwin) echo darwin-x86_64 ;;
        aarch64-apple-darwin) echo darwin-arm64 ;;
        x86_64-pc-windows-msvc) echo windows-x86_64 ;;
        *) unknown_platform "$1" ;;
    esac
}

# Plain `linux` is glibc's: RubyGems before 3.3.22 knows no other name for it, and later ones take it for glibc
# while there is a gem for musl beside it.
ruby_platform() {
    case $1 in
        x86_64-unknown-linux-gnu) echo x86_64-linux ;;
        x86_64-unknown-linux-musl) echo x86_64-linux-musl ;;
        aarch64-unknown-linux-gnu) echo aarch64-linux ;;
        aarch64-unknown-linux-musl) echo aarch64-linux-musl ;;
        x86_64-apple-darwin) echo x86_64-darwin ;;
        aarch64-apple-darwin) echo arm64-darwin ;;
        x86_64-pc-windows-msvc) ;; # Ruby on Windows is built by another compiler; it takes the source gem.
        *) unknown_platform "$1" ;;
    esac
}

# The file name of a library, by target and name: libnextgen.so, libnextgen.dylib, nextgen.dll.
library_name() {
    case $1 in
        *-windows-*) echo "$2.dll" ;;
        *-apple-*) echo "lib$2.dylib" ;;
        *) echo "lib$2.so" ;;
    esac
}

program_name() {
    case $1 in
        *-windows-*) echo "$2.exe" ;;
        *) echo "$2" ;;
    esac
}

unknown_platform() {
    echo "There is no name for the platform $1; add it to tools/package/platforms.sh." >&2
    return 1
}
