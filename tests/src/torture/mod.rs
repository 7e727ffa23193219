//! What the torture tests share: a server that can be killed, a rough network, dice that a seed
//! repeats, and what a driver's process holds open.

pub mod dice;
pub mod files;
pub mod flat;
pub mod keys;
pub mod ledger;
pub mod process;
pub mod race;
pub mod rough;
pub mod server;
pub mod soak;
