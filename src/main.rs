//! The `keytool-rs` program.

fn main() {}
