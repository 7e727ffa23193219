//! The languages of the documents: what a block takes as given, and how a program is run.

use std::fs;
use std::io;
use std::path::Path;
use std::process::Command;

use super::Place;

/// A language that documents have blocks of.
#[derive(Debug)]
pub struct Tongue {
    /// The name of the language.
    pub name: &'static str,
    /// What stands behind the fence of its blocks.
    pub mark: &'static str,
    /// Makes programs of a document's blocks.
    pub programs: fn(&[String]) -> Vec<String>,
    /// Returns the command that runs a program. The program comes on its standard input; the folder
    /// is for what a compiler makes of it.
    pub command: fn(&Place, &Path, &str) -> io::Result<Command>,
}

impl Tongue {
    /// Every language of the documents.
    pub const ALL: [Tongue; 6] = [
        Tongue { name: "rust", mark: "rust", programs: rust, command: run_rust },
        Tongue { name: "python", mark: "python", programs: python, command: run_python },
        Tongue { name: "node", mark: "js", programs: node, command: run_node },
        Tongue { name: "ruby", mark: "ruby", programs: ruby, command: run_ruby },
        Tongue { name: "php", mark: "php", programs: php, command: run_php },
        Tongue { name: "c", mark: "c", programs: c, command: run_c },
    ];
}

/// The body of the delivery that blocks on webhooks verify.
const PAYLOAD: &str = r#"{"id":"evt_1","object":"event","type":"charge.refunded","data":{"object":{"id":"ch_1","object":"charge","amount_refunded":5}}}"#;

fn python(blocks: &[String]) -> Vec<String> {
    let given = format!(
        "import asyncio, nextgen
payload = b'{PAYLOAD}'
signature_header = nextgen.Webhook.generate_test_header(payload, 'whsec_...')
client = nextgen.Client()
"
    );
    let awaited = |block: &String| {
        // A block that awaits at its top level is a coroutine, as in a notebook.
        if !block
            .lines()
            .any(|line| line.starts_with("async with") || line.contains("await ") && !line.starts_with(' '))
        {
            return block.clone();
        }
        let body: String = block.lines().map(|line| format!("    {line}\n")).collect();
        format!("async def _snippet():\n{body}asyncio.run(_snippet())\n")
    };
    vec![given + &blocks.iter().map(awaited).collect::<Vec<_>>().join("\n")]
}

fn run_python(place: &Place, _: &Path, _: &str) -> io::Result<Command> {
    let mut command = Command::new(place.program("python", ".venv/bin/python"));
    command.current_dir(&place.root);
    Ok(command)
}

/// In one scope a name is declared once, so each block has a scope of its own inside that of the one
/// before; what it imports stands before them all.
fn node(blocks: &[String]) -> Vec<String> {
    let mut imports = vec!["import NextGen from \"nextgen-node\";"];
    let mut scopes = String::new();
    for block in blocks {
        let (above, body): (Vec<&str>, Vec<&str>) =
            block.lines().partition(|line| line.starts_with("import "));
        imports.extend(above.into_iter().map(|line| line.split("//").next().unwrap_or(line).trim()));
        scopes.push_str(&format!("{{\n{}\n", body.join("\n")));
    }
    scopes.push_str(&"}".repeat(blocks.len()));
    let mut once = Vec::new();
    imports.into_iter().for_each(|line| {
        if !once.contains(&line) {
            once.push(line)
        }
    });
    let given = format!(
        "const nextgen = new NextGen();
const payload = Buffer.from('{PAYLOAD}');
const signatureHeader = NextGen.webhooks.generateTestHeader(payload, 'whsec_...');
const req = {{ body: payload, headers: {{ 'nextgen-signature': signatureHeader }} }};
"
    );
    vec![format!("{}\n{given}{scopes}", once.join("\n"))]
}

/// The package finds itself by its name when the program runs in its folder.
fn run_node(place: &Place, _: &Path, _: &str) -> io::Result<Command> {
    let mut command = Command::new(place.program("node", "node"));
    command.args(["--input-type=module", "-"]).current_dir(place.root.join("bindings-node"));
    Ok(command)
}

fn ruby(blocks: &[String]) -> Vec<String> {
    let given = format!(
        "require \"nextgen\"
payload = '{PAYLOAD}'
signature_header = NextGen::Webhook.generate_test_header(payload, 'whsec_...')
client = NextGen::Client.new
"
    );
    vec![given + &blocks.join("\n")]
}

fn run_ruby(place: &Place, _: &Path, _: &str) -> io::Result<Command> {
    let mut command = Command::new(place.program("ruby", "ruby"));
    command.arg("-I").arg(place.root.join("bindings-ruby/lib")).current_dir(&place.root);
    Ok(command)
}

fn php(blocks: &[String]) -> Vec<String> {
    let given = format!(
        "<?php
spl_autoload_register(static function (string $class): void {{
    $file = 'bindings-php/src/' . strtr(substr($class, strlen('NextGen\\\\')), '\\\\', '/') . '.php';
    if (str_starts_with($class, 'NextGen\\\\') && is_file($file)) require $file;
}});
$payload = '{PAYLOAD}';
$_SERVER['HTTP_NEXTGEN_SIGNATURE'] = \\NextGen\\Webhook::generateTestHeader($payload, 'whsec_...');
$nextgen = new \\NextGen\\Client();
"
    );
    let blocks: Vec<&str> =
        blocks.iter().map(|block| block.trim_start().trim_start_matches("<?php")).collect();
    vec![given + &blocks.join("\n")]
}

fn run_php(place: &Place, _: &Path, _: &str) -> io::Result<Command> {
    let mut command = Command::new(place.program("php", "php"));
    command.args(["-d", "display_errors=stderr"]).current_dir(&place.root);
    Ok(command)
}

/// Each block has a scope inside that of the one before. `Client::new` reads no environment, so a
/// program against the sandbox takes its client from there.
fn rust(blocks: &[String]) -> Vec<String> {
    let scopes: String = blocks.iter().map(|block| format!("{{\n{block}\n")).collect();
    let scopes = scopes.replace("Client::new(\"sk_test_...\")", "Client::from_env()");
    let ends = "}".repeat(blocks.len());
    vec![format!(
        "#![allow(unused)]
fn main() -> Result<(), Box<dyn std::error::Error>> {{
let client = nextgen::Client::from_env()?;
let payload = br#\"{PAYLOAD}\"#.as_slice();
let signature_header = nextgen::Webhook::generate_test_header(payload, \"whsec_...\", None)?;
let signature_header = signature_header.as_str();
{scopes}
{ends}
Ok(())
}}
"
    )]
}

fn run_rust(place: &Place, folder: &Path, program: &str) -> io::Result<Command> {
    let mut rustc = Command::new("rustc");
    rustc
        .args(["--edition", "2024", "--extern"])
        .arg(format!("nextgen={}", place.built.join("libnextgen.rlib").display()));
    rustc.arg("-L").arg(format!("dependency={}", place.built.join("deps").display()));
    compiled(rustc, program, &folder.join("snippet.rs"))
}

/// Each block is a whole program.
fn c(blocks: &[String]) -> Vec<String> {
    blocks.to_vec()
}

fn run_c(place: &Place, folder: &Path, program: &str) -> io::Result<Command> {
    let built = place.built.display();
    // The loader looks for the library by the name of its major version, as it is installed.
    let installed = folder.join("libnextgen.so.0");
    if !installed.exists() {
        std::os::unix::fs::symlink(place.built.join("libnextgen.so"), &installed)?;
    }
    let mut cc = Command::new("cc");
    cc.args(["-std=c99", "-Wall", "-Werror", "-I"]).arg(place.root.join("include"));
    cc.arg(format!("-Wl,-rpath,{}", folder.display()));
    // The library comes behind the program that wants it.
    cc.arg("-Wl,--no-as-needed").arg(format!("-L{built}")).arg("-lnextgen");
    compiled(cc, program, &folder.join("snippet.c"))
}

/// Compiles a program and returns the command that runs it.
fn compiled(mut compiler: Command, program: &str, source: &Path) -> io::Result<Command> {
    let made = source.with_extension("");
    fs::write(source, program)?;
    let output = compiler.arg(source).arg("-o").arg(&made).output()?;
    if output.status.success() {
        return Ok(Command::new(made));
    }
    Err(io::Error::other(String::from_utf8_lossy(&output.stderr).into_owned()))
}
