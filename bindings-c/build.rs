//! Gives the shared library its name for the loader, and keeps it loaded once it is.

fn main() {
    println!("cargo:rerun-if-changed=build.rs");
    if std::env::var("CARGO_CFG_TARGET_OS").is_ok_and(|os| os == "linux") {
        // Programs linked to this major version keep working with later ones of it.
        println!("cargo:rustc-cdylib-link-arg=-Wl,-soname,libnextgen.so.0");
        // A host such as PHP unloads libraries after every web request, and with them the open connections.
        println!("cargo:rustc-cdylib-link-arg=-Wl,-z,nodelete");
    }
}
