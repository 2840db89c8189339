//! The JDK's keytool without a JVM, and first aid for Java trust stores.
//!
//! bytes → codec → keystore model → command → values → text. A module uses only those above it in this list.

pub mod asn1;
pub mod calendar;
pub mod machine;
pub mod secret;
pub mod wildcard;

pub mod crypto;

pub mod diagnosis;
pub mod keystore;
pub mod x509;

pub mod formats;
pub mod jvm;

pub mod opening;
pub mod pkix;
pub mod tls;

pub mod audit;
pub mod explain;
pub mod probe;

pub mod report;

pub mod commands;

pub mod cli;
