//! The program on the command line: what it prints, how it ends, and what survives its sudden death.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on panics")]

mod support;

use std::fs;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::sync::Mutex;
use std::thread;

use nextgen_sandbox::{Error, Options, Sandbox};
use serde_json::Value;
use support::{Client, agent};

/// A directory of one test's own.
struct Scratch(PathBuf);

impl Scratch {
    fn new(name: &str) -> Self {
        let path = std::env::temp_dir().join(format!("nextgen-sandbox-test-{name}-{}", std::process::id()));
        fs::create_dir_all(&path).unwrap();
        Self(path)
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_nextgen-sandbox"));
        command.args(arguments).env("XDG_RUNTIME_DIR", &self.0);
        command
    }

    fn run(&self, arguments: &[&str]) -> (Option<i32>, String, String) {
        let Output { status, stdout, stderr } = self.command(arguments).output().unwrap();
        (status.code(), String::from_utf8(stdout).unwrap(), String::from_utf8(stderr).unwrap())
    }

    /// Starts a server on a free port, and waits until it listens.
    fn serve(&self, arguments: &[&str]) -> (Child, Value) {
        let mut command = self.command(&["--port", "0", "--json"]);
        let mut child = command.args(arguments).stdout(Stdio::piped()).spawn().unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
        (child, serde_json::from_str(&line).unwrap())
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

fn client(told: &Value) -> Client {
    let text = |name: &str| told[name].as_str().unwrap().to_owned();
    Client {
        agent: agent(&fs::read_to_string(text("ca_bundle")).unwrap()),
        base: text("base_url"),
        key: text("api_key"),
    }
}

#[test]
fn it_ends_with_what_started_it() {
    let scratch = Scratch::new("eof");
    let mut command = scratch.command(&["--port", "0", "--json", "--until-eof"]);
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    let mut line = String::new();
    BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
    client(&serde_json::from_str(&line).unwrap()).charge();
    assert!(child.try_wait().unwrap().is_none(), "it ended although its standard input is open");
    drop(child.stdin.take());
    assert_eq!(child.wait().unwrap().code(), Some(0));
}

fn terminate(mut child: Child) -> Option<i32> {
    let killed = Command::new("kill").arg(child.id().to_string()).status().unwrap();
    assert!(killed.success());
    child.wait().unwrap().code()
}

#[test]
fn it_tells_how_to_reach_it_and_ends_cleanly() {
    let scratch = Scratch::new("env");
    let (code, _, error) = scratch.run(&["env"]);
    assert!(code == Some(1) && error.contains("No sandbox runs"), "{error}");
    let (child, told) = scratch.serve(&["--api-key", "sk_test_fixed", "--webhook-secret", "whsec_fixed"]);
    assert_eq!(
        (told["api_key"].as_str(), told["pid"].as_u64()),
        (Some("sk_test_fixed"), Some(u64::from(child.id())))
    );
    client(&told).charge();
    let (code, exports, _) = scratch.run(&["env"]);
    assert_eq!(code, Some(0));
    for (name, value) in [
        ("API_KEY", "api_key"),
        ("BASE_URL", "base_url"),
        ("CA_BUNDLE", "ca_bundle"),
        ("WEBHOOK_SECRET", "webhook_secret"),
    ] {
        let line = format!("export NEXTGEN_{name}='{}'\n", told[value].as_str().unwrap());
        assert!(exports.contains(&line), "{exports}");
    }
    assert_eq!(terminate(child), Some(0));
    assert_eq!(scratch.run(&["env"]).0, Some(1));
    assert!(!Path::new(told["ca_bundle"].as_str().unwrap()).exists(), "its temporary files are gone");
}

#[test]
fn it_says_what_is_in_the_way() {
    let scratch = Scratch::new("errors");
    let foreign = scratch.0.join("foreign.txt");
    fs::write(&foreign, "Dear diary, this is no database, and long enough to look like one.").unwrap();
    let missing = scratch.0.join("missing/shop.db");
    let (foreign, missing) = (foreign.to_str().unwrap(), missing.to_str().unwrap());
    for (arguments, code, said) in [
        (&["--api-key", "sk_live_0123456789"][..], 1, "live key"),
        (&["--api-key", "nonsense"], 1, "sk_test_"),
        (&["--data", foreign], 1, "not a sandbox store"),
        (&["--data", missing], 1, "cannot be used"),
        (&["--forward-to", "localhost:3000"], 1, "http://"),
        (&["--host", "example.test"], 1, "no IP address"),
        (&["--port", "x"], 2, "0 to 65535"),
        (&["--nope"], 2, "--nope"),
    ] {
        let (got, out, error) =
            scratch.run(&[arguments, &["--port", "0"][..arguments.len() % 2 * 2]].concat());
        assert!(
            got == Some(code) && error.contains(said) && out.is_empty(),
            "{arguments:?}: {got:?} {error}"
        );
        assert!(!error.contains("0123456789"), "{error}");
    }
    assert!(fs::read_to_string(foreign).unwrap().starts_with("Dear diary"));
    let help = scratch.run(&["--help"]).1;
    assert!(help.contains("--forward-to") && scratch.run(&["--version"]).1.starts_with("nextgen-sandbox 0."));
}

#[test]
fn a_port_and_a_file_belong_to_one_server() {
    let scratch = Scratch::new("taken");
    let data = scratch.0.join("shop.db");
    let (child, told) = scratch.serve(&["--data", data.to_str().unwrap()]);
    let port =
        told["base_url"].as_str().unwrap().trim_end_matches("/v1").rsplit(':').next().unwrap().to_owned();
    let (code, _, error) = scratch.run(&["--port", &port]);
    assert!(code == Some(1) && error.contains("taken by another program"), "{error}");
    let (code, _, error) = scratch.run(&["--port", "0", "--data", data.to_str().unwrap()]);
    assert!(code == Some(1) && error.contains("in use by another sandbox"), "{error}");
    let inside = Sandbox::start(Options { data: Some(data), ..Options::default() });
    assert!(matches!(inside, Err(Error::DataInUse { .. })));
    assert_eq!(client(&told).get("/charges").status, 200, "the first goes on");
    terminate(child);
}

#[test]
fn the_account_goes_on_after_a_restart() {
    let scratch = Scratch::new("restart");
    let data = scratch.0.join("shop.db");
    let arguments = ["--data", data.to_str().unwrap()];
    let (child, first) = scratch.serve(&arguments);
    let charge = client(&first).charge();
    terminate(child);
    let (child, second) = scratch.serve(&arguments);
    for name in ["api_key", "webhook_secret", "ca_bundle"] {
        assert_eq!(first[name], second[name], "{name}");
    }
    assert_eq!(client(&second).get(&format!("/charges/{charge}")).json["amount"], 2000);
    terminate(child);
}

#[test]
fn nothing_answered_is_lost_when_it_is_killed() {
    let scratch = Scratch::new("kill");
    let data = scratch.0.join("shop.db");
    let answered: Mutex<Vec<(String, String)>> = Mutex::default();
    let mut checked = 0;
    for round in 0..kills() {
        let (mut child, told) = scratch.serve(&["--data", data.to_str().unwrap()]);
        let before = answered.lock().unwrap().len();
        check(&client(&told), &answered.lock().unwrap()[checked..]);
        checked = before;
        let enough = before + 20 + round * 7;
        thread::scope(|scope| {
            for worker in 0..4 {
                let (told, answered) = (&told, &answered);
                scope.spawn(move || load(&client(told), &format!("{round}-{worker}"), answered));
            }
            while answered.lock().unwrap().len() < enough {
                thread::yield_now();
            }
            child.kill().unwrap();
        });
        child.wait().unwrap();
    }
    let (child, told) = scratch.serve(&["--data", data.to_str().unwrap()]);
    check(&client(&told), &answered.lock().unwrap());
    terminate(child);
}

/// How often the server is killed: ten times, or as often as `NEXTGEN_KILLS` says.
fn kills() -> usize {
    std::env::var("NEXTGEN_KILLS").map_or(10, |count| count.parse().unwrap())
}

/// Makes charges until the server is gone, and notes each answer by its key.
fn load(client: &Client, name: &str, answered: &Mutex<Vec<(String, String)>>) {
    for number in 0.. {
        let key = format!("{name}-{number}");
        let form = format!("amount=2000&currency=usd&source=tok_visa&description={key}");
        match client.try_send("POST", "/charges", &form, &[("Idempotency-Key", &key)]) {
            Ok(answer) => {
                assert_eq!(answer.status, 200, "{}", answer.text);
                answered.lock().unwrap().push((key, answer.text));
            }
            Err(_) => return,
        }
    }
}

/// Repeats every request answered so far: each must be known, and answered with the same bytes.
fn check(client: &Client, answered: &[(String, String)]) {
    for (key, text) in answered {
        let form = format!("amount=2000&currency=usd&source=tok_visa&description={key}");
        let again = client.post_with("/charges", &form, &[("Idempotency-Key", key)]);
        assert_eq!((again.header("idempotent-replayed"), &again.text), (Some("true"), text), "{key}");
        assert_eq!(&client.get(&format!("/charges/{}", again.id())).text, text, "{key}");
    }
}
