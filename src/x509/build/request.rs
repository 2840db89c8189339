//! CertificationRequestInfo (RFC 2986) as keytool makes it.

use super::Extensions;
use crate::asn1::{Tag, Writer};

/// 1.2.840.113549.1.9.14: the extensions that the requester would like (RFC 2985, 5.4.2).
const EXTENSION_REQUEST: [u8; 9] = [0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 9, 14];

/// What a request says. All slices are DER.
#[derive(Debug, Clone, Copy)]
pub struct RequestBody<'a> {
    /// The name.
    pub subject: &'a [u8],
    /// The SubjectPublicKeyInfo.
    pub key: &'a [u8],
    /// The extensions asked for.
    pub extensions: &'a Extensions,
}

impl RequestBody<'_> {
    /// The DER that is signed.
    pub fn encode(&self) -> Vec<u8> {
        let mut writer = Writer::default();
        writer.constructed(Tag::SEQUENCE, |body| {
            body.unsigned(0);
            body.raw(self.subject);
            body.raw(self.key);
            body.constructed(Tag::context(0), |attributes| {
                attributes.constructed(Tag::SEQUENCE, |attribute| {
                    attribute.primitive(Tag::OID, &EXTENSION_REQUEST);
                    attribute.constructed(Tag::SET, |values| self.extensions.write(values));
                });
            });
        });
        writer.finish()
    }
}
