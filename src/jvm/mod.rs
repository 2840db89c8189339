//! Java on this machine: where it is installed, its trust store, its security policy, its time zone.

pub mod accounts;
pub mod discover;
pub mod home;
pub mod identity;
pub mod installs;
pub mod launch;
mod mounts;
pub mod perf;
pub mod policy;
pub mod process;
mod program;
mod roots;
pub mod service;
pub mod surroundings;
pub mod truststore;
pub mod version;
pub mod zone;
