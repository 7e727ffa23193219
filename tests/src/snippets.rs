//! Runs the fenced blocks of a Markdown file, as a reader would: one after the other, in one session.

use std::io::{self, Write};
use std::path::Path;
use std::process::Stdio;
use std::{fs, mem};

use nextgen_sandbox::{Options, Sandbox};

use crate::languages::Language;

/// What the snippets write where a reader puts a key and a secret of their own.
const KEY: &str = "sk_test_...";
const SECRET: &str = "whsec_...";

/// Runs the blocks of `file` that are in `language` against a sandbox; returns what was wrong, or
/// `None` where there is nothing to run.
///
/// # Errors
/// When the file cannot be read or the sandbox does not start.
pub fn run(file: &Path, language: &Language) -> io::Result<Option<Vec<String>>> {
    let text = fs::read_to_string(file)?;
    let blocks = blocks(&text, language.name);
    let Some(preamble) = preamble(language.name).filter(|_| !blocks.is_empty()) else {
        return Ok(None);
    };
    let sandbox = Sandbox::start(Options::default()).map_err(|error| io::Error::other(error.to_string()))?;
    let blocks: Vec<String> = blocks.into_iter().map(|block| awaited(block, language.name)).collect();
    let program = format!("{preamble}\n{}", blocks.join("\n"));
    let program = program.replace(KEY, sandbox.api_key()).replace(SECRET, sandbox.webhook_secret());
    let mut command = language.interpreter();
    command
        .env("NEXTGEN_API_KEY", sandbox.api_key())
        .env("NEXTGEN_BASE_URL", sandbox.base_url())
        .env("NEXTGEN_CA_BUNDLE", sandbox.ca_path())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    let mut child = command.spawn()?;
    if let Some(mut input) = child.stdin.take() {
        input.write_all(program.as_bytes())?;
    }
    let output = child.wait_with_output()?;
    if output.status.success() {
        return Ok(Some(Vec::new()));
    }
    let errors = String::from_utf8_lossy(&output.stderr).into_owned();
    Ok(Some(vec![format!("the {} blocks end with {}", blocks.len(), output.status), errors]))
}

/// Returns the fenced blocks marked with `language`. A block that only shows signatures or output is
/// marked differently (`text`), so every block with the language's name runs.
fn blocks(text: &str, language: &str) -> Vec<String> {
    let mut blocks = Vec::new();
    let mut open: Option<(bool, String)> = None;
    for line in text.lines() {
        match (&mut open, line.strip_prefix("```")) {
            (None, Some(mark)) => open = Some((mark.trim() == language, String::new())),
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

/// Puts a Python block that awaits at its top level into a coroutine, as a notebook would.
fn awaited(block: String, language: &str) -> String {
    let awaits = block.lines().any(|line| line.starts_with("async ") || line.starts_with("await "));
    if language != "python" || !awaits {
        return block;
    }
    let body: String = block.lines().map(|line| format!("    {line}\n")).collect();
    format!("async def _snippet():\n{body}asyncio.run(_snippet())\n")
}

/// Returns what a snippet takes as given: a delivery's payload and signature.
fn preamble(language: &str) -> Option<&'static str> {
    match language {
        "python" => Some(
            "import asyncio, hashlib, hmac, time
payload = b'{\"id\":\"evt_1\",\"object\":\"event\",\"type\":\"charge.refunded\",\"data\":{\"object\":{\"id\":\"ch_1\",\"object\":\"charge\",\"amount_refunded\":5}}}'
_t = str(int(time.time()))
signature_header = f't={_t},v1=' + hmac.new(b'whsec_...', _t.encode() + b'.' + payload, hashlib.sha256).hexdigest()",
        ),
        _ => None,
    }
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
