//! Bounded reading and writing of ASN.1: BER in, DER out, and object identifiers.
//!
//! Keystores written by Windows, NSS and Bouncy Castle are BER (indefinite lengths, constructed strings);
//! certificates are DER, or whatever their maker thought DER was. The reader takes both, never allocates from a
//! length it has not checked against the bytes at hand, and never recurses deeper than [`MAX_DEPTH`].

mod error;
mod oid;
mod reader;
mod tag;
mod writer;

pub use error::Asn1Error;
pub use oid::Oid;
pub use reader::{Element, MAX_DEPTH, Reader, read_one};
pub use tag::{Class, Tag};
pub use writer::Writer;
