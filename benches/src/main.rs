//! The contenders in Rust of `make bench`: one task a process, as in every other language.
//!
//! `nextgen-benches CONTENDER TASK SECONDS` prints what an operation took, in microseconds of CPU and
//! of wall time. The server is named by `BENCH_URL` and `BENCH_CA`, payloads by `BENCH_FILES`.

mod measure;
mod memory;
mod post;
mod store;
mod webhook;

use std::env;
use std::error::Error;
use std::time::Duration;

use post::Server;

type Outcome<T> = Result<T, Box<dyn Error>>;

fn main() -> Outcome<()> {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let [contender, task, seconds] = arguments.as_slice() else {
        return Err("give a contender, a task and a number of seconds".into());
    };
    let time = Duration::from_secs_f64(seconds.parse()?);
    let server =
        || Ok::<_, Box<dyn Error>>(Server { url: env::var("BENCH_URL")?, ca_file: env::var("BENCH_CA")? });
    let payload = |size: &str| {
        std::fs::read(format!("{}/event-{size}.json", env::var("BENCH_FILES")?).as_str())
            .map_err(Box::<dyn Error>::from)
    };
    let (kind, size) = task.split_once('-').unwrap_or((task, ""));
    match (contender.as_str(), kind) {
        ("core", "charge") => post::client(&server()?, time),
        ("core", "cold") => post::cold(&server()?, time),
        ("core", "threads") => post::threads(&server()?, time, size.parse()?),
        ("core", "memory") => memory::idle_client(&server()?),
        ("core", "verify") => webhook::verify(&payload(size)?, time),
        ("core", "webhook") => webhook::event(&payload(size)?, time),
        ("transport", "charge") => post::transport(&server()?, time),
        ("sandbox", "grow") => store::grow(&size.split('-').map(str::parse).collect::<Result<Vec<_>, _>>()?),
        ("bare rustls", "charge") => post::bare(&server()?, time),
        ("bare hash", "verify") => webhook::hash(&payload(size)?, time),
        _ => Err(format!("{contender} has no task {task}").into()),
    }
}
