//! Making names, extensions, certificates, requests and CRLs, octet for octet as keytool makes them.
//!
//! What people type (`-dname`, `-ext`, `-id`) is read here by Java's rules; what is wrong with it is a fact, and the
//! words for it are in `report/keytool/making.rs`. Nothing here signs: a body is encoded, somebody signs it, and
//! [`signed`] puts the three parts together.

mod abbreviation;
mod body;
mod certificate;
mod crl;
pub mod extensions;
mod identifier;
mod name;
mod number;
mod request;

pub use abbreviation::Ambiguous;
pub use body::signed;
pub use certificate::CertificateBody;
pub use crl::{CrlBody, Revocation, RevocationFault};
pub use extensions::{ExtensionFault, Extensions};
pub use identifier::{IdentifierFault, identifier};
pub use name::{NameFault, NameQuoting, of_values, of_words};
pub use number::NumberFault;
pub use request::RequestBody;
