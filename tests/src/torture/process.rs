//! What a process holds: open files, threads, memory, read from `/proc`.

use std::fs;

/// What a process holds at one moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Held {
    /// Open file descriptors.
    pub files: usize,
    /// Threads.
    pub threads: usize,
    /// Resident memory in KiB.
    pub memory: usize,
}

/// Returns what the process of that id holds; `None` where the system has no `/proc`, or no such process.
pub fn held(pid: u32) -> Option<Held> {
    let folder = format!("/proc/{pid}");
    let status = fs::read_to_string(format!("{folder}/status")).ok()?;
    let number = |name: &str| {
        let line = status.lines().find_map(|line| line.strip_prefix(name))?;
        line.split_whitespace().next()?.parse().ok()
    };
    Some(Held {
        files: fs::read_dir(format!("{folder}/fd")).ok()?.count(),
        threads: number("Threads:")?,
        memory: number("VmRSS:")?,
    })
}
