//! Writes what is typed in each language, from the one description of the API: the core's tables.
//!
//! Each language has a module that renders its files as text. `make surface` writes them;
//! the tests compare them with what is committed.

mod c;
mod node;
mod openapi;
mod php;
mod python;
mod reference;
mod ruby;
mod words;

use std::path::PathBuf;

/// A file of a surface: its path from the repository's root, and its text.
#[derive(Clone, Debug)]
pub struct File {
    /// The path from the root.
    pub path: PathBuf,
    /// The whole text.
    pub text: String,
}

/// Renders every file of every surface.
pub fn files() -> Vec<File> {
    let languages: [fn() -> Vec<File>; 7] = [
        c::render,
        node::render,
        openapi::render,
        php::render,
        python::render,
        reference::render,
        ruby::render,
    ];
    languages.iter().flat_map(|render| render()).collect()
}

/// Returns the root of the repository.
pub fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("..")
}
