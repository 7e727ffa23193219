//! Repeats an operation and prints what it took, as every contender of every language does.

use std::time::{Duration, Instant};

use crate::Outcome;

/// Repeats `operation`, which does that many operations at once, for `time`; warms up for a fifth of it.
pub(crate) fn measure(
    time: Duration,
    operations: usize,
    mut operation: impl FnMut() -> Outcome<()>,
) -> Outcome<()> {
    let mut batch = 0;
    let end = Instant::now() + time / 5;
    while batch == 0 || Instant::now() < end {
        operation()?;
        batch += 1;
    }
    let batch = (batch / 20).max(1);
    let mut done = 0;
    let (begun, cpu) = (Instant::now(), cpu_time()?);
    while begun.elapsed() < time {
        for _ in 0..batch {
            operation()?;
        }
        done += batch * operations;
    }
    let (cpu, wall) = (cpu_time()? - cpu, begun.elapsed());
    let each = |time: Duration| time.as_secs_f64() * 1e6 / done as f64;
    println!(r#"{{"cpu": {:.3}, "wall": {:.3}, "operations": {done}}}"#, each(cpu), each(wall));
    Ok(())
}

/// Returns how long all threads of this process have run, user and system together.
fn cpu_time() -> Outcome<Duration> {
    // The standard library has no clock for this; the kernel counts in nanoseconds for each thread.
    let mut total = 0;
    for thread in std::fs::read_dir("/proc/self/task")? {
        let text = std::fs::read_to_string(thread?.path().join("schedstat"))?;
        total += text.split(' ').next().unwrap_or_default().parse::<u64>()?;
    }
    Ok(Duration::from_nanos(total))
}
