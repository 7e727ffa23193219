//! The exceptions: one for each kind of error, under its parent.

use nextgen::ErrorKind;

use super::all;

pub(super) fn render() -> String {
    let mut names: Vec<&str> = ErrorKind::ALL.iter().map(|kind| kind.class()).collect();
    names.sort_unstable();
    let mut text = format!(
        "\"\"\"The exceptions, one for each kind of error.\"\"\"\n\nfrom ._error import NextGenError\n\n{}",
        all(&names)
    );
    for kind in ErrorKind::ALL {
        let Some(parent) = kind.parent() else { continue };
        text.push_str(&format!(
            "\n\nclass {}({}):\n    \"\"\"{}\"\"\"\n\n    __module__ = \"nextgen\"\n",
            kind.class(),
            parent.class(),
            kind.doc()
        ));
    }
    text
}
