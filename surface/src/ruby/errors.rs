//! The error classes of Ruby; the root is written by hand.

use nextgen::ErrorKind;

/// Renders the classes.
pub(super) fn ruby() -> String {
    let classes: Vec<String> = ErrorKind::ALL.iter().filter_map(|kind| class(*kind)).collect();
    classes.join("\n")
}

fn class(kind: ErrorKind) -> Option<String> {
    let parent = kind.parent()?;
    Some(format!("  # {}\n  class {} < {}; end\n", kind.doc(), kind.class(), parent.class()))
}
