//! What a client with one idle connection holds.

use crate::Outcome;
use crate::post::{Server, charge, connect};

const CLIENTS: usize = 200;

/// Prints the kilobytes that a client holds after a charge, its connection open: growth of the
/// process over many such clients, which counts what the allocator wastes too.
pub(crate) fn idle_client(server: &Server) -> Outcome<()> {
    // What the first client alone pays for is no part of the growth.
    let mut clients = Vec::with_capacity(CLIENTS);
    for _ in 0..20 {
        clients.push(connect(server)?);
        charge(&clients[clients.len() - 1])?;
    }
    let before = resident()?;
    for _ in 0..CLIENTS {
        clients.push(connect(server)?);
        charge(&clients[clients.len() - 1])?;
    }
    println!(r#"{{"kilobytes": {:.1}}}"#, (resident()? - before) / CLIENTS as f64);
    Ok(())
}

/// Returns the kilobytes of memory that this process has in use.
fn resident() -> Outcome<f64> {
    let status = std::fs::read_to_string("/proc/self/status")?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).ok_or("no VmRSS")?;
    Ok(line.trim().trim_end_matches(" kB").parse()?)
}
