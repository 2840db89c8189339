//! The catalogue: what can be wrong with Java trust, what it means, who must act, and what mends it.
//!
//! `verify` and `audit` speak these causes, in the same words; a cause knows what Java says of it.

mod catalogue;
mod cause;
mod finding;
mod host_miss;
mod release;

pub use cause::{Actor, Cause, Entry, Severity, Text};
pub use finding::{Finding, Remedy, day, is_unseen, path_argument};
pub use host_miss::HostMiss;
pub use release::Release;
