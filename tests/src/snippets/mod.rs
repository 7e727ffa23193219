//! Runs the fenced blocks of a Markdown file, as a reader would: against a sandbox, one after the
//! other, all of a language in one session.

mod tongues;

use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::{fs, mem};

use nextgen_sandbox::{Options, Sandbox};

pub use tongues::Tongue;

/// What the blocks write where a reader puts a key and a secret of their own.
const KEY: &str = "sk_test_...";
const SECRET: &str = "whsec_...";

/// Where the languages and what was built of their packages are.
#[derive(Debug)]
pub struct Place {
    /// The root of the repository.
    pub root: PathBuf,
    /// The folder with the built libraries: `target/debug`.
    pub built: PathBuf,
    /// Programs in place of the usual ones, as `python=path`.
    pub programs: Vec<String>,
}

impl Place {
    /// Returns the program that was given for `language`, or else `usual`.
    fn program(&self, language: &str, usual: &str) -> PathBuf {
        let given =
            self.programs.iter().find_map(|program| program.strip_prefix(language)?.strip_prefix('='));
        PathBuf::from(given.unwrap_or(usual))
    }
}

/// Runs the blocks of `file` that are in the language; returns what was wrong, or `None` where there
/// is no block.
///
/// # Errors
/// When the file cannot be read, the sandbox does not start, or the language is not there.
pub fn run(file: &Path, tongue: &Tongue, place: &Place) -> io::Result<Option<Vec<String>>> {
    let blocks = blocks(&fs::read_to_string(file)?, tongue.mark);
    if blocks.is_empty() {
        return Ok(None);
    }
    let sandbox = Sandbox::start(Options::default()).map_err(|error| io::Error::other(error.to_string()))?;
    let folder = std::env::temp_dir().join(format!("nextgen-snippets-{}", std::process::id()));
    fs::create_dir_all(&folder)?;
    let mut wrong = Vec::new();
    for program in (tongue.programs)(&blocks) {
        let program = program.replace(KEY, sandbox.api_key()).replace(SECRET, sandbox.webhook_secret());
        let mut command = (tongue.command)(place, &folder, &program)?;
        for (name, _) in std::env::vars_os() {
            if name.to_str().is_some_and(|name| name.starts_with("NEXTGEN_") && name != "NEXTGEN_LIBRARY") {
                command.env_remove(name);
            }
        }
        command
            .env("NEXTGEN_API_KEY", sandbox.api_key())
            .env("NEXTGEN_BASE_URL", sandbox.base_url())
            .env("NEXTGEN_CA_BUNDLE", sandbox.ca_path())
            .env("NEXTGEN_WEBHOOK_SECRET", sandbox.webhook_secret())
            // For programs that start one of their own.
            .env("NEXTGEN_SANDBOX", std::env::current_exe()?.with_file_name("nextgen-sandbox"));
        let output = fed(command, &program)?;
        if !output.status.success() {
            wrong.push(format!("the {} {} blocks end with {}", blocks.len(), tongue.name, output.status));
            wrong.push(String::from_utf8_lossy(&output.stderr).into_owned());
        }
    }
    fs::remove_dir_all(&folder)?;
    Ok(Some(wrong))
}

/// Runs a command with the program on its standard input.
fn fed(mut command: Command, program: &str) -> io::Result<Output> {
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn()?;
    if let Some(mut input) = child.stdin.take() {
        // A compiled program reads nothing, and may have ended by now.
        let _ = input.write_all(program.as_bytes());
    }
    child.wait_with_output()
}

/// Returns the fenced blocks that begin with "```" and `mark`. A block that only shows output or a
/// signature is marked differently (`text`), so every block with a language's mark runs.
fn blocks(text: &str, mark: &str) -> Vec<String> {
    let mut blocks = Vec::new();
    let mut open: Option<(bool, String)> = None;
    for line in text.lines() {
        match (&mut open, line.strip_prefix("```")) {
            (None, Some(given)) => open = Some((given.trim() == mark, String::new())),
            (Some((wanted, block)), Some(_)) => {
                if *wanted {
                    blocks.push(mem::take(block));
                }
                open = None;
            }
            (Some((_, block)), None) => {
                block.push_str(line);
                block.push('\n');
            }
            (None, None) => {}
        }
    }
    blocks
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_blocks_of_the_language_are_taken() {
        let text = "a\n```python\nx = 1\ny = 2\n```\n```sh\nls\n```\n```text\nno\n```\n```python\nz\n```\n";
        assert_eq!(blocks(text, "python"), ["x = 1\ny = 2\n", "z\n"]);
    }
}
