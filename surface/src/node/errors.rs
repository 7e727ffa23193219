//! The error classes.

use nextgen::ErrorKind;

use super::doc;

/// Renders the classes.
pub(super) fn script() -> String {
    let root = ErrorKind::Internal.class();
    let mut text = format!("const {{ {root} }} = require(\"../error.js\");\n");
    for kind in below_root() {
        let class = kind.class();
        text += &format!(
            "\n{}class {class} extends {} {{}}\n{class}.prototype.name = \"{class}\";\n",
            doc(kind.doc(), 0),
            parent(kind)
        );
    }
    let names: String = ErrorKind::ALL.iter().map(|kind| format!("  {},\n", kind.class())).collect();
    text + "\nmodule.exports = {\n" + &names + "};\n"
}

/// Renders the types of the classes.
pub(super) fn types() -> String {
    let root = ErrorKind::Internal.class();
    let mut text = format!("import {{ {root} }} from \"../error.js\";\n\nexport {{ {root} }};\n");
    for kind in below_root() {
        let (class, parent) = (kind.class(), parent(kind));
        text += &format!("\n{}export declare class {class} extends {parent} {{\n", doc(kind.doc(), 0));
        // TypeScript compares classes by their members: the name keeps one from passing for another.
        let children: String = ErrorKind::ALL
            .iter()
            .filter(|child| child.parent() == Some(kind))
            .map(|child| name_type(*child))
            .collect();
        text += &format!("  readonly name: \"{class}\"{children};\n}}\n");
    }
    text
}

fn name_type(kind: ErrorKind) -> String {
    format!(" | \"{}\"", kind.class())
}

fn below_root() -> impl Iterator<Item = ErrorKind> {
    ErrorKind::ALL.iter().copied().filter(|kind| kind.parent().is_some())
}

fn parent(kind: ErrorKind) -> &'static str {
    kind.parent().unwrap_or(ErrorKind::Internal).class()
}
