//! TBSCertificate (RFC 5280, 4.1.2) as keytool writes it.

use super::Extensions;
use super::body::time;
use crate::asn1::{Tag, Writer};

/// What a certificate says. All slices are DER, but for the serial number.
#[derive(Debug, Clone, Copy)]
pub struct CertificateBody<'a> {
    /// The serial number, not negative: its octets, the highest first.
    pub serial: &'a [u8],
    /// The AlgorithmIdentifier of the signature.
    pub algorithm: &'a [u8],
    /// The issuer's name.
    pub issuer: &'a [u8],
    /// Valid from, in milliseconds since 1970-01-01T00:00:00Z.
    pub not_before: i64,
    /// Valid until, in milliseconds since 1970-01-01T00:00:00Z.
    pub not_after: i64,
    /// The subject's name.
    pub subject: &'a [u8],
    /// The SubjectPublicKeyInfo.
    pub key: &'a [u8],
    /// The extensions.
    pub extensions: &'a Extensions,
}

impl CertificateBody<'_> {
    /// The DER that is signed.
    pub fn encode(&self) -> Vec<u8> {
        let mut writer = Writer::default();
        writer.constructed(Tag::SEQUENCE, |body| {
            body.constructed(Tag::context(0), |version| version.unsigned(2));
            unsigned(body, self.serial);
            body.raw(self.algorithm);
            body.raw(self.issuer);
            body.constructed(Tag::SEQUENCE, |validity| {
                time(validity, self.not_before);
                time(validity, self.not_after);
            });
            body.raw(self.subject);
            body.raw(self.key);
            if !self.extensions.is_empty() {
                body.constructed(Tag::context(3), |explicit| self.extensions.write(explicit));
            }
        });
        writer.finish()
    }
}

/// An INTEGER of octets that have no sign.
fn unsigned(writer: &mut Writer, octets: &[u8]) {
    let zeros = octets.iter().take_while(|octet| **octet == 0).count();
    let significant = octets.get(zeros..).unwrap_or_default();
    let sign: &[u8] = if significant.first().is_none_or(|first| *first >= 0x80) { &[0] } else { &[] };
    writer.primitive(Tag::INTEGER, &[sign, significant].concat());
}
