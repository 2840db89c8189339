//! Java on this machine: where it is installed, its trust store, its security policy, its time zone.

pub mod home;
pub mod installs;
pub mod launch;
pub mod policy;
pub mod service;
pub mod version;
pub mod zone;
