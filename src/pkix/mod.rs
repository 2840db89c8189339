//! Java's trust decision; so far the algorithm constraints that keytool warns by.

pub mod constraints;
pub mod strength;
