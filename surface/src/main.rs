//! `nextgen-surface` writes every surface; with `--check` it only says which files are stale.

use std::process::ExitCode;

fn main() -> ExitCode {
    let check = std::env::args().any(|argument| argument == "--check");
    let mut stale = 0;
    for file in nextgen_surface::files() {
        let path = nextgen_surface::root().join(&file.path);
        if std::fs::read_to_string(&path).is_ok_and(|text| text == file.text) {
            continue;
        }
        stale += 1;
        println!("{} {}", if check { "stale:" } else { "wrote" }, file.path.display());
        let parent = path.parent().expect("a surface's file lies in a folder");
        let written =
            check || std::fs::create_dir_all(parent).and_then(|()| std::fs::write(&path, &file.text)).is_ok();
        if !written {
            eprintln!("could not write {}", path.display());
            return ExitCode::FAILURE;
        }
    }
    if check && stale > 0 {
        eprintln!("{stale} stale: run make surface and commit what it writes");
        return ExitCode::FAILURE;
    }
    ExitCode::SUCCESS
}
