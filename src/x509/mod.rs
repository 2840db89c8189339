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
mod crl;
pub mod curves;
mod der;
pub mod extension;
mod fault;
mod key;
mod name;
pub mod names;
mod parameters;
mod request;
mod time;
mod uri;

pub use algorithm::{Algorithm, PssParameters};
pub use certificate::Certificate;
pub use crl::{Crl, CrlEntry, CrlFault};
pub use der::{Bits, Value};
pub use fault::{Fault, KeyFault, Place, Refusal, Shape, TimeFault, Twice, Wanted};
pub use key::{KeyKind, PublicKey};
pub use name::{Attribute, Name, Rdn};
pub use parameters::ParameterFault;
pub use request::{AttributeValue, Request, RequestAttribute, RequestFault};

/// Two's complement octets without those that only repeat the sign.
pub fn shortest(octets: &[u8]) -> &[u8] {
    der::minimal(octets)
}

/// The dotted decimals of an object identifier's content octets.
pub fn dotted(content: &[u8]) -> String {
    crate::asn1::Oid::from_content(content).map_or_else(String::new, |oid| oid.to_string())
}
