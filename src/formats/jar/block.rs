//! Signature blocks of JARs: whether they are true, and whose they are.

use crate::asn1::{Oid, Reader, Tag};
use crate::crypto::digest::Digest;
use crate::crypto::verify::verify_signature;
use crate::formats::pkcs7::{SignedData, SignerInfo};
use crate::x509::{Certificate, Name};

const MESSAGE_DIGEST: &str = "1.2.840.113549.1.9.4";
const CONTENT_TYPE: &str = "1.2.840.113549.1.9.3";
const TIMESTAMP_TOKEN: &str = "1.2.840.113549.1.9.16.2.14";
const TIMESTAMP_INFO: &str = "1.2.840.113549.1.9.16.1.4";

/// Somebody who signed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Signer {
    /// The DER of the signer's certificate and of those above it.
    pub chain: Vec<Vec<u8>>,
    /// The DER of the certificate of the timestamp's authority and of those above it, where there is a timestamp.
    pub timestamp: Option<Vec<Vec<u8>>>,
}

/// No more signatures of one block are checked, and no more of its certificates looked at: a JAR has one signature a
/// block and a handful of certificates, a forged one may have a hundred thousand of each.
const MOST_SIGNATURES: usize = 64;
const MOST_CERTIFICATES: usize = 1024;

/// Those who signed `content`, or what the message itself holds; empty where none of the signatures is true.
pub(super) fn signers(message: &SignedData<'_>, content: &[u8]) -> Vec<Signer> {
    let certificates: Vec<Certificate<'_>> = message
        .certificates
        .iter()
        .take(MOST_CERTIFICATES)
        .filter_map(|der| Certificate::read(der).ok())
        .collect();
    message
        .signers
        .iter()
        .take(MOST_SIGNATURES)
        .filter_map(|info| signer(message, info, &certificates, content))
        .collect()
}

fn signer(
    message: &SignedData<'_>,
    info: &SignerInfo<'_>,
    certificates: &[Certificate<'_>],
    content: &[u8],
) -> Option<Signer> {
    let issuer = Name::from_der(info.issuer).ok()?;
    let is_signers = |certificate: &&Certificate<'_>| {
        certificate.serial == info.serial && certificate.issuer.matches(&issuer)
    };
    let own = certificates.iter().find(is_signers)?;
    let signed = match info.attributes_as_signed() {
        Some(attributes) => {
            check_attributes(message, info, content)?;
            attributes
        }
        None => content.to_vec(),
    };
    let algorithm = signature_algorithm(info)?;
    verify_signature(&algorithm, info.parameters, own.key.raw, &signed, &info.signature).ok()?;
    let timestamp = match info.unsigned(TIMESTAMP_TOKEN) {
        Some(token) => Some(timestamp(token, &info.signature)?),
        None => None,
    };
    Some(Signer { chain: chain(own, certificates), timestamp })
}

/// The signed attributes must speak of this content.
fn check_attributes(message: &SignedData<'_>, info: &SignerInfo<'_>, content: &[u8]) -> Option<()> {
    let read = |kind| Reader::new(info.signed(kind)?).element().ok();
    if read(CONTENT_TYPE)?.oid().ok()? != message.content_type {
        return None;
    }
    let digest = Digest::from_oid(&info.digest)?.hash(&[content]);
    (*read(MESSAGE_DIGEST)?.octets().ok()? == *digest).then_some(())
}

/// The algorithm of the signature; where only that of the key is named, the one that the digest makes of it.
fn signature_algorithm(info: &SignerInfo<'_>) -> Option<Oid> {
    let digest = Digest::from_oid(&info.digest);
    let dotted = match info.algorithm.to_string().as_str() {
        "1.2.840.113549.1.1.1" => match digest? {
            Digest::Md5 => "1.2.840.113549.1.1.4",
            Digest::Sha1 => "1.2.840.113549.1.1.5",
            Digest::Sha224 => "1.2.840.113549.1.1.14",
            Digest::Sha256 => "1.2.840.113549.1.1.11",
            Digest::Sha384 => "1.2.840.113549.1.1.12",
            Digest::Sha512 => "1.2.840.113549.1.1.13",
            Digest::Sha512_224 => "1.2.840.113549.1.1.15",
            Digest::Sha512_256 => "1.2.840.113549.1.1.16",
        },
        "1.2.840.10045.2.1" => match digest? {
            Digest::Sha1 => "1.2.840.10045.4.1",
            Digest::Sha224 => "1.2.840.10045.4.3.1",
            Digest::Sha256 => "1.2.840.10045.4.3.2",
            Digest::Sha384 => "1.2.840.10045.4.3.3",
            Digest::Sha512 => "1.2.840.10045.4.3.4",
            _ => return None,
        },
        "1.2.840.10040.4.1" => match digest? {
            Digest::Sha1 => "1.2.840.10040.4.3",
            Digest::Sha224 => "2.16.840.1.101.3.4.3.1",
            Digest::Sha256 => "2.16.840.1.101.3.4.3.2",
            _ => return None,
        },
        _ => return Some(info.algorithm.clone()),
    };
    dotted.parse().ok()
}

/// The chain of who made a timestamp of this signature; `None` where the token is not true.
fn timestamp(token: &[u8], signature: &[u8]) -> Option<Vec<Vec<u8>>> {
    let message = SignedData::read(token).ok()?;
    let info = message.content.as_deref().filter(|_| message.content_type.is(TIMESTAMP_INFO))?;
    let mut fields = Reader::new(info).enter(Tag::SEQUENCE).ok()?;
    fields.expect(Tag::INTEGER).ok()?;
    fields.element().ok()?.oid().ok()?;
    let mut imprint = fields.enter(Tag::SEQUENCE).ok()?;
    let digest = Digest::from_oid(&imprint.enter(Tag::SEQUENCE).ok()?.element().ok()?.oid().ok()?)?;
    if *imprint.element().ok()?.octets().ok()? != *digest.hash(&[signature]) {
        return None;
    }
    let found = signers(&message, info);
    found.into_iter().next().map(|signer| signer.chain)
}

/// More certificates than this no chain has; a forged message may hold a ring of them.
const LONGEST_CHAIN: usize = 64;

/// The certificate and those above it, as far as the message holds them.
fn chain(own: &Certificate<'_>, certificates: &[Certificate<'_>]) -> Vec<Vec<u8>> {
    let mut chain = vec![own.der.to_vec()];
    let mut last = own;
    while chain.len() < LONGEST_CHAIN && !last.is_self_issued() {
        let above = certificates
            .iter()
            .find(|one| one.subject.matches(&last.issuer) && !chain.iter().any(|der| *der == *one.der));
        let Some(above) = above else { break };
        chain.push(above.der.to_vec());
        last = above;
    }
    chain
}
