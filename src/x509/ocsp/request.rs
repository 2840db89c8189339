//! What an OCSP responder is asked (RFC 6960, 4.1): about one certificate, as Java asks.

use std::borrow::Cow;

use sha1::{Digest as _, Sha1};

use super::super::algorithm::Algorithm;
use super::super::certificate::Certificate;
use super::super::der::Value;
use super::{NONCE, OcspFault};
use crate::asn1::{Oid, Tag, Writer};

/// The content octets of 1.3.14.3.2.26.
const SHA1: &[u8] = &[0x2b, 14, 3, 2, 26];

/// Which certificate is meant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CertificateIdentifier<'a> {
    /// The content octets of the digest's identifier.
    pub digest: &'a [u8],
    /// The digest of the issuer's name.
    pub issuer_name: Cow<'a, [u8]>,
    /// The digest of the issuer's key.
    pub issuer_key: Cow<'a, [u8]>,
    /// The serial number: two's complement without octets that only repeat the sign.
    pub serial: &'a [u8],
}

impl<'a> CertificateIdentifier<'a> {
    /// Of a certificate below an issuer. Java: with SHA-1.
    pub fn of(certificate: &Certificate<'a>, issuer: &Certificate<'_>) -> Self {
        let hash = |octets: &[u8]| Cow::Owned(Sha1::digest(octets).to_vec());
        Self {
            digest: SHA1,
            issuer_name: hash(issuer.subject.raw()),
            issuer_key: hash(issuer.key.bits.octets),
            serial: super::super::shortest(certificate.serial),
        }
    }

    pub(super) fn read(value: &Value<'a>) -> Result<Self, OcspFault> {
        let mut fields = value.inside();
        let digest = Algorithm::read(&fields.value()?)?.oid;
        let issuer_name = fields.value()?.octet_string()?;
        let issuer_key = fields.value()?.octet_string()?;
        let serial = super::super::shortest(fields.value()?.integer()?);
        Ok(Self { digest, issuer_name, issuer_key, serial })
    }

    fn write(&self, writer: &mut Writer) {
        writer.constructed(Tag::SEQUENCE, |writer| {
            writer.constructed(Tag::SEQUENCE, |writer| {
                if let Some(oid) = Oid::from_content(self.digest) {
                    writer.oid(&oid);
                }
                writer.null();
            });
            writer.octets(&self.issuer_name);
            writer.octets(&self.issuer_key);
            writer.primitive(Tag::INTEGER, self.serial);
        });
    }
}

/// A request about one certificate, perhaps with a nonce: the octets that its extension holds.
pub fn request(id: &CertificateIdentifier<'_>, nonce: Option<&[u8]>) -> Vec<u8> {
    let mut writer = Writer::default();
    writer.constructed(Tag::SEQUENCE, |writer| {
        writer.constructed(Tag::SEQUENCE, |writer| {
            writer.constructed(Tag::SEQUENCE, |writer| {
                writer.constructed(Tag::SEQUENCE, |writer| id.write(writer));
            });
            let Some((nonce, oid)) = nonce.zip(Oid::from_content(NONCE)) else { return };
            writer.constructed(Tag::context(2), |writer| {
                writer.constructed(Tag::SEQUENCE, |writer| {
                    writer.constructed(Tag::SEQUENCE, |writer| {
                        writer.oid(&oid);
                        writer.octets(nonce);
                    });
                });
            });
        });
    });
    writer.finish()
}

/// The octets of a nonce's extension: an OCTET STRING around the nonce (RFC 8954).
pub fn nonce(octets: &[u8]) -> Vec<u8> {
    let mut writer = Writer::default();
    writer.octets(octets);
    writer.finish()
}
