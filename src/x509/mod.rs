//! Certificates: read-only views of those that lie in stores and files, and in [`build`] what makes new ones.
//!
//! [`Certificate::read`] accepts what JDK 25's certificate factory accepts and refuses, with the same reason, what it
//! refuses. It borrows from the bytes and decodes an extension's body only where Java must see it to accept the
//! certificate (critical ones), or when somebody asks: 1 µs for an ordinary one, a third of what `x509-parser` takes,
//! which decodes every extension at once and draws the line between good and bad elsewhere than Java does. It is the
//! witness in `tests/certificate_text.rs`.

mod algorithm;
pub mod build;
mod certificate;
pub mod curves;
mod der;
pub mod extension;
mod fault;
mod key;
mod name;
pub mod names;
mod time;
mod uri;

pub use algorithm::Algorithm;
pub use certificate::Certificate;
pub use der::{Bits, Value};
pub use fault::{Fault, KeyFault, Place, Refusal, Shape, TimeFault, Twice, Wanted};
pub use key::{KeyKind, PublicKey};
pub use name::{Attribute, Name, Rdn};

/// The dotted decimals of an object identifier's content octets.
pub fn dotted(content: &[u8]) -> String {
    crate::asn1::Oid::from_content(content).map_or_else(String::new, |oid| oid.to_string())
}
