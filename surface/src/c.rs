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

/// The functions that nearly every web request in PHP needs; PHP declares the others when it needs one.
const EACH_REQUEST: &[&str] = &[
    "nextgen_version",
    "nextgen_client_new",
    "nextgen_client_free",
    "nextgen_call_php",
    "nextgen_check",
    "nextgen_event_php",
];

/// Writes the declarations as constants of a class, which PHP need not read and trim in every web request.
fn php(header: &str) -> File {
    let lines =
        header.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with(['#', '/']));
    // A name, which PHP reads in half the time that it takes for what it stands for.
    let mut each = "        typedef void *nextgen_places[2];\n".to_owned();
    let mut others = String::new();
    let mut declaration = String::new();
    for line in lines {
        declaration += if declaration.is_empty() { "" } else { " " };
        declaration += line;
        if line.ends_with(';') {
            let declaration = std::mem::take(&mut declaration);
            let is_wanted = EACH_REQUEST.iter().any(|name| declaration.contains(&format!("{name}(")));
            let place = if is_wanted { &mut each } else { &mut others };
            // Handles are tickets that the library looks at before it trusts one, so PHP may take them for any pointer.
            if !declaration.starts_with("typedef struct") {
                *place += &format!("        {}\n", brief(&declaration));
            }
        }
    }
    let text = format!(
        "/**\n * What the library has, as FFI::cdef reads it; include/nextgen.h has the docs. Types are as short as can be, since\n \
         * PHP reads them in every web request.\n *\n * @internal\n */\nfinal class Header\n{{\n    \
         /** What nearly every request needs. */\n    public const EACH_REQUEST = <<<'C'\n{each}        C;\n\n    \
         /** All else. */\n    public const OTHERS = <<<'C'\n{others}        C;\n}}\n"
    );
    crate::php::file("Internal\\Header", &[], &text)
}

/// Leaves the names of a function's parameters out, and writes pointers to what only the library knows as `void *`.
fn brief(declaration: &str) -> String {
    let Some((function, parameters)) = declaration
        .strip_suffix(");")
        .filter(|_| !declaration.starts_with("typedef"))
        .and_then(|text| text.split_once('('))
    else {
        return declaration.to_owned();
    };
    let types = parameters.split(", ").map(|parameter| {
        let end = parameter.rfind(|letter: char| !letter.is_alphanumeric() && letter != '_');
        let kind = end.map_or(parameter, |end| &parameter[..=end]).trim_end();
        if kind.contains("_hook") {
            "void *".to_owned()
        } else if kind.contains("struct ") {
            format!("void {}", "*".repeat(kind.matches('*').count()))
        } else {
            kind.to_owned()
        }
    });
    format!("{function}({});", types.collect::<Vec<_>>().join(", "))
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
