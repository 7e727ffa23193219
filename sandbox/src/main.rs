//! The sandbox on the command line.

fn main() {}
