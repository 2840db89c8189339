//! Java's trust decision: which certificates it takes for a path, the checks in its order, and the host.
//!
//! [`decide`] answers as a JVM's default trust manager does (PKIX; revocation off, but see [`revocation`]), from observation of JDK 11 to 25. Its
//! work is bounded: a search gives up after a stated number of steps, and says so.

mod algorithms;
pub mod client;
pub mod client_key;
pub mod constraints;
mod decide;
pub mod distrust;
pub mod fingerprints;
pub mod host;
mod idn;
mod java;
mod name_constraints;
mod node;
mod policies;
pub mod revocation;
mod search;
pub mod signature;
pub mod strength;
mod suffix;
mod usage;
mod validate;
mod verdict;

pub use algorithms::{knows_signature, signature_name};
pub use client::{ClientFault, ClientProperties, Enabled, Spoken, enabled, spoken};
pub use client_key::{ClientChoice, ClientEntry, ClientRequest, KeyManager, choose_client_key};
pub use decide::{Presented, decide, decide_asking};
pub use fingerprints::Fingerprint;
pub use java::{Java, PropertyError};
pub use node::{Anchors, Node};
pub use verdict::{
    Asked, Attempt, Crash, Decision, Member, Outcome, PathFault, PolicyFault, Purpose, Rejection, Route,
    UsageFault,
};
