//! The catalogue: what can be wrong with Java trust.

mod release;

pub use release::Release;
