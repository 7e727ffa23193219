//! The torture tests, one a word: `nextgen-torture ledger race keys files flat allocations soak [options]`.

mod allocations;
mod c_abi;

use std::path::Path;
use std::process::ExitCode;
use std::thread;
use std::time::{SystemTime, UNIX_EPOCH};

use nextgen_tests::languages::{self, Language};
use nextgen_tests::report::Report;
use nextgen_tests::torture::ledger::Plan;
use nextgen_tests::torture::{files, flat, keys, ledger, race, soak};

const USAGE: &str =
    "usage: nextgen-torture [ledger] [race] [keys] [files] [flat] [allocations] [soak] [options]
  --lang rust,python    in these languages (default: all; one that is not built is a failure)
  --program name=path   the program that runs a language's driver
  --seed N              repeats a run's faults (default: from the clock; it is printed)
  --charges N --clients N --kills N --percent N    the ledger test (600, 8, 6, 15)
  --times N             calls of each kind for flat and allocations, rounds of a race (100)
  --size N              requests of a soak, in each language (2000)";

/// With more clients than this, the languages come one after the other.
const CROWD: u64 = 16;

#[global_allocator]
static COUNTING: allocations::Counting = allocations::Counting;

struct Arguments {
    parts: Vec<String>,
    languages: Option<Vec<String>>,
    programs: Vec<String>,
    plan: Plan,
    times: usize,
    size: u64,
}

fn main() -> ExitCode {
    let arguments = match read(std::env::args().skip(1)) {
        Ok(arguments) => arguments,
        Err(error) => {
            eprintln!("{error}\n{USAGE}");
            return ExitCode::from(2);
        }
    };
    match run(&arguments) {
        Ok(report) => {
            println!("{}", report.text());
            if report.is_good() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
        }
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

fn run(arguments: &Arguments) -> Result<Report, String> {
    let all = languages::all(Path::new(env!("CARGO_MANIFEST_DIR")), &arguments.programs);
    let wanted = arguments.languages.clone();
    let wanted = wanted.unwrap_or_else(|| all.iter().map(|language| language.name.to_owned()).collect());
    let find = |name: &String| all.iter().find(|l| l.name == name && l.is_built()).cloned();
    let missing =
        |name: &String| format!("the driver or package of {name} is not built; --lang says which to run");
    let languages: Vec<Language> =
        wanted.iter().map(|name| find(name).ok_or_else(|| missing(name))).collect::<Result<_, _>>()?;
    let names: Vec<&str> = languages.iter().map(|language| language.name).collect();
    let mut report = Report::new(&names);
    println!("seed {}", arguments.plan.seed);
    for part in &arguments.parts {
        // Counted while nothing else of this program runs.
        if part == "allocations" {
            for (name, wrong) in allocations::play(arguments.times)? {
                report.case(part, &name, "rust", wrong);
            }
            continue;
        }
        // Mostly waiting, so the languages run side by side, unless the clients of one fill the machine.
        let at_once = if arguments.plan.clients > CROWD { 1 } else { languages.len() };
        let outcomes: Vec<_> = thread::scope(|scope| {
            let side_by_side = |some: &[Language]| -> Vec<_> {
                let started: Vec<_> = some
                    .iter()
                    .cloned()
                    .map(|language| scope.spawn(move || play(part, &language, arguments)))
                    .collect();
                started.into_iter().map(thread::ScopedJoinHandle::join).collect()
            };
            languages.chunks(at_once.max(1)).flat_map(side_by_side).collect()
        });
        for (language, outcome) in names.iter().zip(outcomes) {
            let outcome = outcome.unwrap_or_else(|_| Err("the test panicked".to_owned()));
            let wrong = match outcome {
                Ok((wrong, figures)) => {
                    println!("{part:>8} {language:>7}  {figures}");
                    wrong
                }
                Err(sentence) => vec![sentence],
            };
            report.case(part, part, language, wrong);
        }
    }
    Ok(report)
}

fn play(part: &str, language: &Language, arguments: &Arguments) -> Result<(Vec<String>, String), String> {
    let plan = arguments.plan;
    match part {
        "ledger" => ledger::play(language, plan).map_err(|error| error.to_string()),
        "keys" => keys::play(language),
        "files" => files::play(language),
        "flat" => flat::play(language, arguments.times),
        "race" => race::play(language, arguments.times, usize::try_from(plan.clients).unwrap_or(8)),
        _ => soak::play(language, arguments.size, plan.clients, plan.seed).map_err(|error| error.to_string()),
    }
}

fn read(mut given: impl Iterator<Item = String>) -> Result<Arguments, String> {
    let now = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs());
    let mut all = Arguments {
        parts: Vec::new(),
        languages: None,
        programs: Vec::new(),
        plan: Plan { charges: 600, clients: 8, kills: 6, percent: 15, seed: now },
        times: 100,
        size: 2_000,
    };
    while let Some(argument) = given.next() {
        let mut value = || given.next().ok_or(format!("{argument} wants a value"));
        let mut number = || value()?.parse::<u64>().map_err(|_| format!("{argument} wants a number"));
        match argument.as_str() {
            "ledger" | "race" | "keys" | "files" | "flat" | "allocations" | "soak" => {
                all.parts.push(argument)
            }
            "--charges" => all.plan.charges = number()?,
            "--clients" => all.plan.clients = number()?,
            "--kills" => all.plan.kills = number()?,
            "--percent" => all.plan.percent = number()?,
            "--seed" => all.plan.seed = number()?,
            "--times" => all.times = usize::try_from(number()?).unwrap_or(usize::MAX),
            "--size" => all.size = number()?,
            "--lang" => all.languages = Some(value()?.split(',').map(str::to_owned).collect()),
            "--program" => all.programs.push(value()?),
            _ => return Err(format!("there is no test or option {argument}")),
        }
    }
    if all.parts.is_empty() { Err("name a test".to_owned()) } else { Ok(all) }
}
