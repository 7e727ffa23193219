//! Renders the C header, and its sibling for PHP, from the source of the C ABI.

use std::path::{Path, PathBuf};

use cbindgen::{Builder, Config};

use crate::{File, root};

/// The source of what the headers show, in the order in which people read it.
const SOURCES: &[&str] =
    &["status.rs", "table.rs", "hooks.rs", "client.rs", "call.rs", "webhook.rs", "reply.rs"];

/// Renders both headers.
pub(crate) fn render() -> Vec<File> {
    let headers =
        [("cbindgen.toml", "include/nextgen.h"), ("cbindgen-php.toml", "bindings-php/lib/nextgen.h")];
    let source = root().join("bindings-c");
    headers.map(|(config, path)| File { path: PathBuf::from(path), text: header(&source, config) }).into()
}

fn header(source: &Path, config: &str) -> String {
    let config = Config::from_file(source.join(config)).expect("the config of cbindgen is valid");
    let files = SOURCES.iter().map(|file| source.join("src").join(file));
    let builder = files.fold(Builder::new().with_config(config), Builder::with_src);
    let mut text = Vec::new();
    builder.generate().expect("the C ABI can be written as C").write(&mut text);
    let text = String::from_utf8(text).expect("cbindgen writes UTF-8");
    // Rust's heading for what the caller must see to.
    text.replace(" * # Safety\n", " * What the caller must see to:\n")
}
