//! Renders a class for each kind of error.

use nextgen::ErrorKind;

use super::{comment, file};
use crate::File;

pub(super) fn render() -> Vec<File> {
    let classes = ErrorKind::ALL.iter().filter(|kind| kind.parent().is_some()).map(|kind| class(*kind));
    classes.chain([types()]).collect()
}

/// Returns the name in PHP: `APIConnectionError` is `ApiConnectionException`.
fn name(kind: ErrorKind) -> String {
    kind.class().replace("API", "Api").replace("Error", "Exception")
}

fn class(kind: ErrorKind) -> File {
    let parent = kind.parent().map_or_else(String::new, name);
    let text = comment("", kind.doc(), &[]) + &format!("class {} extends {parent}\n{{\n}}\n", name(kind));
    file(&format!("Exception\\{}", name(kind)), &[], &text)
}

/// Renders the table from the core's names to classes.
fn types() -> File {
    let mut text = "/**\n * The exceptions by the names that the core has for them.\n *\n * @internal\n */\nfinal class ExceptionTypes\n{\n".to_owned();
    text += "    /** @var array<string, class-string<Exception\\NextGenException>> */\n    public const ALL = [\n";
    for kind in ErrorKind::ALL {
        text += &format!("        '{}' => Exception\\{}::class,\n", kind.class(), name(*kind));
    }
    text += "    ];\n}\n";
    file("Internal\\ExceptionTypes", &["NextGen\\Exception".to_owned()], &text)
}
