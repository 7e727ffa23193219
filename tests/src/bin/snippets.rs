//! Runs the code blocks of documents, in every language, against a sandbox:
//! `nextgen-snippets [--program python=path] README.md docs/*.md`.

use std::io;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use nextgen_tests::snippets::{self, Place, Tongue};

fn main() -> ExitCode {
    let mut place = Place {
        root: Path::new(env!("CARGO_MANIFEST_DIR")).join(".."),
        built: built().unwrap_or_default(),
        programs: Vec::new(),
    };
    let mut files = Vec::new();
    let mut given = std::env::args().skip(1);
    while let Some(argument) = given.next() {
        match argument.as_str() {
            "--program" => place.programs.extend(given.next()),
            _ => files.push(PathBuf::from(argument)),
        }
    }
    let (mut passed, mut failed) = (0, 0);
    for file in &files {
        for tongue in &Tongue::ALL {
            let wrong = match snippets::run(file, tongue, &place) {
                Ok(None) => continue,
                Ok(Some(wrong)) => wrong,
                Err(error) => vec![error.to_string()],
            };
            let mark = if wrong.is_empty() { "ok  " } else { "FAIL" };
            println!("{mark} {} {}", file.display(), tongue.name);
            wrong.iter().for_each(|line| println!("{line}"));
            if wrong.is_empty() { passed += 1 } else { failed += 1 }
        }
    }
    println!("{passed} passed, {failed} failed");
    if failed == 0 && passed > 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// Returns the folder that this program was built into.
fn built() -> io::Result<PathBuf> {
    Ok(std::env::current_exe()?.parent().map(Path::to_owned).unwrap_or_default())
}
