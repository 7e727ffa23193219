//! The conductor: plays every case to every language and prints who agrees with the texts.

use std::io;
use std::path::Path;
use std::process::ExitCode;

use nextgen_tests::agreement::differences;
use nextgen_tests::case::{Case, load};
use nextgen_tests::crew;
use nextgen_tests::languages::{self, Language};
use nextgen_tests::report::Report;
use nextgen_tests::run::Outcome;
use nextgen_tests::stage::House;
use nextgen_tests::unsupported::Unsupported;

const USAGE: &str =
    "usage: nextgen-conformance [--lang rust,python] [--program name=path] [--workers n] [--verbose]
                          [--list] [part of a case's name]";

fn main() -> ExitCode {
    let arguments = match Arguments::read(std::env::args().skip(1)) {
        Ok(arguments) => arguments,
        Err(error) => {
            eprintln!("{error}\n{USAGE}");
            return ExitCode::from(2);
        }
    };
    match conduct(&arguments) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

#[derive(Debug)]
struct Arguments {
    languages: Option<Vec<String>>,
    programs: Vec<String>,
    workers: usize,
    verbose: bool,
    list: bool,
    filter: String,
}

impl Arguments {
    fn read(mut given: impl Iterator<Item = String>) -> Result<Arguments, String> {
        let mut arguments = Arguments {
            languages: None,
            programs: Vec::new(),
            workers: 8,
            verbose: false,
            list: false,
            filter: String::new(),
        };
        while let Some(argument) = given.next() {
            let mut value = || given.next().ok_or(format!("{argument} wants a value"));
            match argument.as_str() {
                "--lang" => arguments.languages = Some(value()?.split(',').map(str::to_owned).collect()),
                "--program" => arguments.programs.push(value()?),
                "--workers" => {
                    arguments.workers =
                        value()?.parse().map_err(|_| "--workers wants a number".to_owned())?;
                }
                "--verbose" => arguments.verbose = true,
                "--list" => arguments.list = true,
                option if option.starts_with('-') => return Err(format!("there is no option {option}")),
                _ => arguments.filter = argument,
            }
        }
        Ok(arguments)
    }
}

fn conduct(arguments: &Arguments) -> io::Result<bool> {
    let tests = Path::new(env!("CARGO_MANIFEST_DIR"));
    let all = load(tests)?;
    let unsupported = Unsupported::load(tests, &all)?;
    let cases: Vec<Case> = all.into_iter().filter(|case| case.name.contains(&arguments.filter)).collect();
    if arguments.list {
        cases.iter().for_each(|case| println!("{}", case.name));
        return Ok(true);
    }
    let languages = chosen(arguments, languages::all(tests, &arguments.programs))?;
    let house = House::create()?;
    let mut outcomes: Vec<Vec<Outcome>> = Vec::new();
    for language in &languages {
        outcomes.push(crew::play(&house, &cases, language, arguments.workers, arguments.verbose));
    }
    let names: Vec<&str> = languages.iter().map(|language| language.name).collect();
    let mut report = Report::new(&names);
    for (index, case) in cases.iter().enumerate() {
        let told: Vec<(&str, &Outcome)> =
            names.iter().copied().zip(outcomes.iter().map(|of| &of[index])).collect();
        let mut disagreements = differences(case.group(), &told);
        for (language, outcome) in told {
            let mut wrong = outcome.wrong.clone();
            // A disagreement is the whole suite's, so the last language to run carries it.
            if Some(&language) == names.last() {
                wrong.append(&mut disagreements);
            }
            match unsupported.judge(language, &case.name, outcome) {
                Ok(Some(reason)) => report.not_applicable(case.group(), &case.name, language, reason),
                Ok(None) => report.case(case.group(), &case.name, language, wrong),
                Err(sentence) => report.case(case.group(), &case.name, language, vec![sentence]),
            }
        }
    }
    println!("{}", report.text());
    Ok(report.is_good())
}

/// Returns the languages asked for, or every one that is built; one that is asked for must be there.
fn chosen(arguments: &Arguments, all: Vec<Language>) -> io::Result<Vec<Language>> {
    let Some(names) = &arguments.languages else {
        let (built, missing): (Vec<_>, Vec<_>) = all.into_iter().partition(Language::is_built);
        missing.iter().for_each(|language| eprintln!("{:>8}  left out: not built", language.name));
        return Ok(built);
    };
    let find = |name: &String| {
        let language = all.iter().find(|language| language.name == name);
        let language =
            language.ok_or_else(|| io::Error::other(format!("the suite knows no language {name:?}")))?;
        let missing = || io::Error::other(format!("the driver or package of {name} is not built"));
        if language.is_built() { Ok(language.clone()) } else { Err(missing()) }
    };
    names.iter().map(find).collect()
}
