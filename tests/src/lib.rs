//! One conformance suite for every NextGen SDK: vectors, an evil server, and the conductor that
//! plays them to each language's driver. `README.md` has the protocol.

pub mod agreement;
pub mod case;
pub mod check;
pub mod crew;
pub mod driver;
pub mod evil;
pub mod fill;
pub mod languages;
pub mod leaks;
pub mod matcher;
pub mod report;
pub mod run;
pub mod saw;
pub mod snippets;
pub mod stage;
pub mod torture;
pub mod unsupported;
