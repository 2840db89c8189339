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
pub mod ocsp;
mod parameters;
mod request;
mod time;
mod uri;

use std::borrow::Cow;

use crate::asn1::{Tag, Writer};

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

/// A certificate's octets as Java gives them back: its own length in as few octets as it takes, all else as it came.
pub fn shortest_length(der: &[u8]) -> Cow<'_, [u8]> {
    let Ok(whole) = der::only(der) else { return Cow::Borrowed(der) };
    // The octets of a length: one up to 127, else one more than its digits.
    let digits = match whole.content.len() {
        0..0x80 => 0,
        long => long.ilog2() / 8 + 1,
    };
    let header = der.len() - whole.content.len();
    if whole.tag != der::SEQUENCE || u32::try_from(header).is_ok_and(|octets| octets == 2 + digits) {
        return Cow::Borrowed(der);
    }
    let mut writer = Writer::default();
    writer.element(Tag::SEQUENCE, true, whole.content);
    Cow::Owned(writer.finish())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_outermost_length_is_shortened() {
        for (length, short) in [
            (&[0x30, 0x83, 0, 0, 4, 4, 0x81, 1, 7][..], &[0x30, 4, 4, 0x81, 1, 7][..]),
            (&[0x30, 4, 4, 0x81, 1, 7], &[0x30, 4, 4, 0x81, 1, 7]),
            (&[0x31, 0x81, 0], &[0x31, 0x81, 0]),
            (&[0x30, 0x81, 9], &[0x30, 0x81, 9]),
        ] {
            assert_eq!(*shortest_length(length), *short);
        }
        for octets in [0x7f, 0x80, 0xff, 0x100, 0xffff, 0x1_0000] {
            let mut writer = Writer::default();
            writer.element(Tag::SEQUENCE, true, &vec![0; octets]);
            let der = writer.finish();
            assert!(matches!(shortest_length(&der), Cow::Borrowed(_)), "{octets}");
        }
    }
}
