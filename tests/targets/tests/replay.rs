//! Replays the fuzzer's corpora, and feeds every target some random inputs made from them.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on panics")]

use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::time::{SystemTime, UNIX_EPOCH};

use nextgen_targets::{ALL, Target};
use nextgen_tests::torture::dice::Dice;

/// Inputs that a mutation puts in: what the targets give a meaning to.
const PIECES: [&[u8]; 14] = [
    b"t=",
    b",v1=",
    b"\x01",
    b"\x02",
    b"{\"",
    b"[",
    b"%5B",
    b"\r\n\r\n",
    b"\0",
    b"\xff",
    b"Content-Length: ",
    b"ch_",
    b"[\t],",
    b"\"object\":{",
];

#[test]
fn every_target_holds_for_its_corpus_and_for_random_inputs() {
    let seed = std::env::var("NEXTGEN_SEED").ok().and_then(|seed| seed.parse().ok());
    let seed = seed.unwrap_or_else(|| SystemTime::now().duration_since(UNIX_EPOCH).unwrap().as_secs());
    println!("NEXTGEN_SEED={seed} repeats this");
    for (index, (name, target)) in ALL.into_iter().enumerate() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fuzz/corpus").join(name);
        let mut corpus: Vec<_> = fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path()).collect();
        corpus.sort();
        let corpus: Vec<Vec<u8>> = corpus.iter().map(|path| fs::read(path).unwrap()).collect();
        assert!(!corpus.is_empty(), "{name} has a corpus");
        corpus.iter().for_each(|input| target(input));
        let mut dice = Dice::of_part(seed, index as u64);
        let rounds = match name {
            "sandbox_http" => 100,
            "retry_after" => 500,
            _ => 2_000,
        };
        for round in 0..rounds {
            let input = mutated(&corpus, &mut dice);
            hold(name, target, &input, seed, round);
        }
    }
}

fn hold(name: &str, target: Target, input: &[u8], seed: u64, round: usize) {
    if let Err(panic) = catch_unwind(AssertUnwindSafe(|| target(input))) {
        eprintln!("{name} fails by NEXTGEN_SEED={seed}, round {round}, for {}", input.escape_ascii());
        std::panic::resume_unwind(panic);
    }
}

fn mutated(corpus: &[Vec<u8>], dice: &mut Dice) -> Vec<u8> {
    let pick = |dice: &mut Dice, most: usize| dice.below(most as u64 + 1) as usize;
    let mut input = corpus[pick(dice, corpus.len() - 1)].clone();
    for _ in 0..=dice.below(6) {
        let at = pick(dice, input.len());
        match dice.below(5) {
            0 => input.truncate(at),
            1 => drop(input.splice(at..at, PIECES[pick(dice, PIECES.len() - 1)].iter().copied())),
            2 if at < input.len() => input[at] = dice.roll() as u8,
            3 => {
                let other = &corpus[pick(dice, corpus.len() - 1)];
                let cut = pick(dice, other.len());
                input.truncate(at);
                input.extend_from_slice(&other[cut..]);
            }
            _ => input.insert(at, dice.roll() as u8),
        }
    }
    input
}
