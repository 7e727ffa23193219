//! Plays all cases in one language, several at once, each worker with a driver of its own.

use std::collections::{BTreeMap, VecDeque};
use std::sync::Mutex;
use std::thread;
use std::time::Instant;

use crate::case::Case;
use crate::languages::Language;
use crate::run::{Outcome, run};
use crate::stage::House;

/// How many finished cases lie between two lines of progress.
const STRIDE: usize = 100;

/// Plays `cases` with `workers` drivers; the outcomes come in the order of the cases.
pub fn play(
    house: &House,
    cases: &[Case],
    language: &Language,
    workers: usize,
    verbose: bool,
) -> Vec<Outcome> {
    let began = Instant::now();
    // Longest first, so that no worker is left alone with a long case at the end.
    let mut order: Vec<usize> = (0..cases.len()).collect();
    order.sort_by_key(|&index| std::cmp::Reverse(weight(&cases[index])));
    let queue = Mutex::new(VecDeque::from(order));
    let done = Mutex::new(BTreeMap::new());
    thread::scope(|scope| {
        for _ in 0..workers.clamp(1, cases.len().max(1)) {
            scope.spawn(|| {
                let mut driver = None;
                while let Some(index) = next(&queue) {
                    let outcome = run(house, &cases[index], language, &mut driver, verbose);
                    let mut done = done.lock().expect("no worker panics while it holds the outcomes");
                    done.insert(index, outcome);
                    if done.len() % STRIDE == 0 || done.len() == cases.len() {
                        let seconds = began.elapsed().as_secs();
                        eprintln!("{:>8}  {}/{} cases, {seconds} s", language.name, done.len(), cases.len());
                    }
                }
            });
        }
    });
    let mut done = done.into_inner().expect("no worker panics while it holds the outcomes");
    for (index, outcome) in done.iter_mut().filter(|(_, outcome)| outcome.is_only_late()) {
        alone(house, &cases[*index], language, outcome, verbose);
    }
    done.into_values().collect()
}

/// Plays a case that missed a time again, twice at most, with nothing of ours beside it.
fn alone(house: &House, case: &Case, language: &Language, outcome: &mut Outcome, verbose: bool) {
    for _ in 0..2 {
        eprintln!("{:>8}  {} missed a time; played again alone", language.name, case.name);
        *outcome = run(house, case, language, &mut None, verbose);
        if !outcome.is_only_late() {
            break;
        }
    }
}

fn next(queue: &Mutex<VecDeque<usize>>) -> Option<usize> {
    queue.lock().expect("no worker panics while it holds the queue").pop_front()
}

/// Returns a rough measure of how long a case takes.
fn weight(case: &Case) -> u64 {
    let least = case.seconds.map_or(0.0, |(least, _)| least);
    let paused = case.saw.iter().filter_map(|saw| saw.get("gaps")).count();
    let lasting = paused as f64 + least + f64::from(u8::from(case.limit.is_some()));
    (lasting * 100.0) as u64
}
