//! What a call and a verification cost, as ratios of CPU time within one run.
//!
//! A contender runs in a fresh process each time, after its rivals and before them again, so that
//! a busy machine disturbs all alike; the median counts. The server is a process of its own. No
//! figure is asserted: a slow machine is not a fault.

mod cpu;
mod post;
mod server;
mod webhook;

use std::env;
use std::error::Error;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};

/// How often each contender runs.
const ROUNDS: usize = 7;

/// How many requests a run measures, after a tenth as many to warm up.
const CALLS: usize = 5_000;

type Outcome<T> = Result<T, Box<dyn Error>>;

fn main() -> Outcome<()> {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match arguments[..] {
        [] => all(),
        ["serve", ca_file] => server::serve(Path::new(ca_file)),
        ["post", contender, url, ca_file] => post::run(contender, url, Path::new(ca_file), CALLS),
        ["webhook"] => webhook::compare(),
        _ => Err("give nothing, or one of: serve FILE, post NAME URL FILE, webhook".into()),
    }
}

fn all() -> Outcome<()> {
    let ca_file = env::temp_dir().join(format!("nextgen-bench-{}.pem", std::process::id()));
    let server = Server::start(&ca_file)?;
    let compared = compare_posts(&server, &ca_file);
    drop(server);
    std::fs::remove_file(&ca_file)?;
    compared?;
    webhook::compare()
}

fn compare_posts(server: &Server, ca_file: &Path) -> Outcome<()> {
    println!("POST of a charge over kept-alive TLS, CPU per call (median of {ROUNDS} runs of {CALLS} calls)");
    let mut contenders = vec!["transport", "client", "bare rustls"];
    let libcurl = env::var_os("NEXTGEN_BENCH_LIBCURL");
    if libcurl.is_some() {
        contenders.push("libcurl");
    } else {
        println!("  libcurl is left out: its headers or a C compiler are missing");
    }
    let mut costs = vec![Vec::new(); contenders.len()];
    for _ in 0..ROUNDS {
        for (contender, costs) in contenders.iter().zip(&mut costs) {
            let mut command = match (&libcurl, *contender) {
                (Some(program), "libcurl") => Command::new(program),
                _ => {
                    let mut command = Command::new(env::current_exe()?);
                    command.args(["post", contender]);
                    command
                }
            };
            command.arg(&server.url).arg(ca_file);
            if *contender == "libcurl" {
                command.arg(CALLS.to_string());
            }
            let output = command.stderr(Stdio::inherit()).output()?;
            let cost = String::from_utf8(output.stdout)?;
            costs.push(cost.trim().parse::<f64>().map_err(|_| format!("{contender} printed {cost:?}"))?);
        }
    }
    let medians: Vec<f64> = costs.iter_mut().map(|costs| cpu::median(costs)).collect();
    let libcurl = contenders.iter().position(|contender| *contender == "libcurl");
    for (contender, cost) in contenders.iter().zip(&medians) {
        let ratio =
            libcurl.map_or(String::new(), |index| format!("   {:.2} of libcurl", cost / medians[index]));
        println!("  {contender:<12} {cost:6.1} us{ratio}");
    }
    Ok(())
}

/// The server's process; ended when dropped.
struct Server {
    process: Child,
    url: String,
}

impl Server {
    fn start(ca_file: &Path) -> Outcome<Server> {
        let mut process =
            Command::new(env::current_exe()?).arg("serve").arg(ca_file).stdout(Stdio::piped()).spawn()?;
        let output = process.stdout.take().ok_or("the server has no output")?;
        let mut url = String::new();
        BufReader::new(output).read_line(&mut url)?;
        Ok(Server { process, url: url.trim().to_owned() })
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // It holds nothing that could be lost.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}
