//! Renders the C header, and the class that has the same for PHP, from the source of the C ABI.

use std::path::{Path, PathBuf};

use cbindgen::{Builder, Config};

use crate::{File, root};

/// The source of what the headers show, in the order in which people read it.
const SOURCES: &[&str] =
    &["status.rs", "table.rs", "hooks.rs", "client.rs", "call.rs", "webhook.rs", "reply.rs"];

/// Renders both.
pub(crate) fn render() -> Vec<File> {
    let source = root().join("bindings-c");
    let c = File { path: PathBuf::from("include/nextgen.h"), text: header(&source, "cbindgen.toml") };
    vec![c, php(&header(&source, "cbindgen-php.toml"))]
}

/// Writes the declarations as a constant of a class, which PHP need not read and trim in every web request.
fn php(header: &str) -> File {
    let lines =
        header.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with(['#', '/']));
    let mut text = "/**\n * What the library has, as FFI::cdef reads it; include/nextgen.h has the docs.\n *\n * @internal\n */\nfinal class Header\n{\n    public const TEXT = <<<'C'\n".to_owned();
    let mut declaration = String::new();
    for line in lines {
        declaration += if declaration.is_empty() { "" } else { " " };
        declaration += line;
        if line.ends_with(';') {
            text += &format!("        {}\n", std::mem::take(&mut declaration));
        }
    }
    text += "        C;\n}\n";
    crate::php::file("Internal\\Header", &[], &text)
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
