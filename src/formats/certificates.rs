//! Certificate files: PEM, DER and PKCS#7 in; PEM out.
//!
//! Two readings of the same bytes. [`java_first`] and [`java_all`] take a file as Java's `CertificateFactory` does,
//! first block or nothing. [`bundle`] takes out every certificate there is, whatever stands around them.

use super::base64 as java_base64;
use super::blocks::{self, find};
use super::java_bag;
use super::pkcs7;
use crate::asn1::{Asn1Error, Element, Reader, Tag};
use crate::x509::shortest_length;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

pub use super::blocks::{FileFault, LengthFault};

/// The first block of a file, as `CertificateFactory.generateCertificate` finds it: DER where the first byte is a
/// SEQUENCE's, otherwise the first PEM block whatever its label. Whether it is a certificate is not looked at.
///
/// # Errors
/// [`FileFault`].
pub fn java_first(file: &[u8]) -> Result<Vec<u8>, FileFault> {
    if file.is_empty() {
        return Err(FileFault::Empty);
    }
    Ok(java_block(file, 0)?.ok_or(FileFault::NoData)?.0)
}

/// All certificates of a file, as `CertificateFactory.generateCertificates` finds them: those of a PKCS#7 message
/// if the first block is one, otherwise every block. An empty file has none.
///
/// # Errors
/// [`FileFault`] for the first block that is broken.
pub fn java_all(file: &[u8]) -> Result<Vec<Vec<u8>>, FileFault> {
    if file.is_empty() {
        return Ok(Vec::new());
    }
    let (first, mut offset) = blocks::next(file, 0)?.ok_or(FileFault::NoData)?;
    if let Some(message) = java_bag::read(&first) {
        return Ok(definite(&message.certificates));
    }
    let mut blocks = vec![whole(first)?];
    while let Some((block, end)) = java_block(file, offset)? {
        blocks.push(block);
        offset = end;
    }
    Ok(blocks)
}

/// Java: gives what a PKCS#7 message carries definite lengths, where its own is none.
fn definite(carried: &[&[u8]]) -> Vec<Vec<u8>> {
    let written = |der: &&[u8]| Reader::new(der).element().and_then(|element| element.definite());
    carried.iter().map(|der| written(der).unwrap_or_else(|_| der.to_vec())).collect()
}

/// The block at or after `offset` and where it ends; `None` where there is no more.
fn java_block(file: &[u8], offset: usize) -> Result<Option<(Vec<u8>, usize)>, FileFault> {
    let Some((der, end)) = blocks::next(file, offset)? else { return Ok(None) };
    Ok(Some((whole(der)?, end)))
}

/// Java: nothing may follow in the block, such as the trust settings of OpenSSL's TRUSTED CERTIFICATE, and its length is
/// written anew.
fn whole(der: Vec<u8>) -> Result<Vec<u8>, FileFault> {
    match Reader::new(&der).element() {
        Ok(element) if element.raw.len() < der.len() => {
            Err(Asn1Error::TrailingBytes { offset: element.raw.len() }.into())
        }
        _ => Ok(shortest_length(&der).into_owned()),
    }
}

const BEGIN: &[u8] = b"-----BEGIN ";
const DASHES: &[u8] = b"-----";
/// Labels are a few words.
const LONGEST_LABEL: usize = 64;
/// What blocks are called that hold certificates.
const CERTIFICATE_LABELS: [&str; 6] =
    ["CERTIFICATE", "X509 CERTIFICATE", "TRUSTED CERTIFICATE", "PKCS7", "CMS", "PKCS #7 SIGNED DATA"];

/// A certificate found in a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// Its DER.
    pub der: Vec<u8>,
    /// Where its block starts in the file, in bytes.
    pub offset: usize,
}

/// What a file holds for somebody who wants all of it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Bundle {
    /// Every certificate, in the order of the file.
    pub certificates: Vec<Found>,
    /// PEM labels of blocks that hold something else (private keys, requests, CRLs), in the order of the file.
    pub others: Vec<String>,
    /// Blocks that say they hold a certificate and do not: the bytes that are there instead, none where they cannot be
    /// decoded.
    pub broken: Vec<Found>,
}

/// Every certificate of a PEM, DER or PKCS#7 file: any text around the blocks, OpenSSL's `TRUSTED CERTIFICATE`,
/// several DER certificates one after the other, PKCS#7 in either form.
pub fn bundle(file: &[u8]) -> Bundle {
    let mut bundle = Bundle::default();
    if file.first() == Some(&0x30) {
        let mut reader = Reader::new(file);
        while reader.rest().first() == Some(&0x30) {
            let offset = reader.offset();
            match reader.element() {
                Ok(element) => bundle.add_der(element.raw, offset),
                Err(_) => {
                    bundle.add_broken(reader.rest(), offset);
                    break;
                }
            }
        }
        return bundle;
    }
    let mut offset = 0;
    while let Some(start) = find(file, offset, BEGIN) {
        let label_start = start + BEGIN.len();
        let Some(label_end) = find(file, label_start, DASHES) else { break };
        let label = file.get(label_start..label_end).unwrap_or_default();
        // What is no label may be text with dashes in it, and those may begin a block.
        offset = label_end;
        if label.len() > LONGEST_LABEL || label.contains(&b'\n') {
            bundle.add_broken(&[], start);
            continue;
        }
        let label = String::from_utf8_lossy(label).into_owned();
        let body_start = label_end + DASHES.len();
        // A body has no dashes, so the next ones are its end or another block's beginning; looking further for the
        // end of each block would take quadratic time in a file of beginnings.
        let body_end = find(file, body_start, DASHES).unwrap_or(file.len());
        let footer = format!("-----END {label}-----");
        if !file.get(body_end..).is_some_and(|rest| rest.starts_with(footer.as_bytes())) {
            bundle.add_broken(&[], start);
            offset = body_end;
            continue;
        }
        offset = body_end + footer.len();
        let body = file.get(body_start..body_end).unwrap_or_default();
        if !CERTIFICATE_LABELS.contains(&label.as_str()) {
            bundle.others.push(label);
            continue;
        }
        match java_base64::decode(body).ok() {
            Some(der) => bundle.add_der(&der, start),
            None => bundle.add_broken(&[], start),
        }
    }
    bundle
}

impl Bundle {
    fn add_der(&mut self, der: &[u8], offset: usize) {
        if let Ok(certificates) = pkcs7::certificates(der) {
            self.certificates.extend(certificates.into_iter().map(|der| Found { der, offset }));
            return;
        }
        // OpenSSL's trust settings follow the certificate in the same block.
        match Reader::new(der).element() {
            Ok(element) if looks_like_certificate(&element) => {
                self.certificates.push(Found { der: element.raw.to_vec(), offset });
            }
            _ => self.add_broken(der, offset),
        }
    }

    fn add_broken(&mut self, bytes: &[u8], offset: usize) {
        self.broken.push(Found { der: bytes.to_vec(), offset });
    }
}

/// Certificate ::= SEQUENCE { SEQUENCE, SEQUENCE, BIT STRING }; whether Java takes it is decided elsewhere.
fn looks_like_certificate(element: &Element<'_>) -> bool {
    let parts = || -> Result<bool, Asn1Error> {
        let mut inside = element.expect(Tag::SEQUENCE)?.inside()?;
        inside.expect(Tag::SEQUENCE)?;
        inside.expect(Tag::SEQUENCE)?;
        inside.expect(Tag::BIT_STRING)?;
        Ok(true)
    };
    parts().unwrap_or(false)
}

/// All CRLs of a file, as `CertificateFactory.generateCRLs` finds them: those of a PKCS#7 message if the first block is
/// one, otherwise every block. An empty file has none. A message that holds something else is taken for a CRL itself.
///
/// # Errors
/// [`FileFault`] for the first block that is broken.
pub fn java_crls(file: &[u8]) -> Result<Vec<Vec<u8>>, FileFault> {
    if file.is_empty() {
        return Ok(Vec::new());
    }
    let (first, mut offset) = blocks::next(file, 0)?.ok_or(FileFault::NoData)?;
    if let Some(message) = java_bag::read(&first) {
        return Ok(definite(&message.crls));
    }
    let mut found = vec![first];
    while let Some((block, end)) = blocks::next(file, offset)? {
        found.push(block);
        offset = end;
    }
    Ok(found)
}

/// PEM as keytool writes it: 64 characters a line, `line_end` after each but the last.
pub fn pem(der: &[u8], line_end: &str) -> String {
    pem_labelled("CERTIFICATE", der, line_end)
}

/// The same under another label, such as `X509 CRL`.
pub fn pem_labelled(label: &str, der: &[u8], line_end: &str) -> String {
    let body = STANDARD.encode(der);
    let mut text = String::with_capacity(body.len() + body.len() / 32 + 64);
    text.extend(["-----BEGIN ", label, "-----"]);
    let mut rest = body.as_str();
    while !rest.is_empty() {
        let (line, more) = rest.split_at(rest.len().min(64));
        text.push_str(line_end);
        text.push_str(line);
        rest = more;
    }
    text.push_str(line_end);
    text.extend(["-----END ", label, "-----"]);
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    const DER: &[u8] = &[0x30, 0x09, 0x30, 0x00, 0x30, 0x00, 0x03, 0x03, 0x00, 0x01, 0x02];

    fn block() -> String {
        pem(DER, "\n") + "\n"
    }

    #[test]
    fn java_takes_the_first_block_whatever_stands_before_it() {
        for before in ["", "Subject: CN=a\n", "\u{feff}", "-\n", "text "] {
            assert_eq!(java_first(format!("{before}{}", block()).as_bytes()).unwrap(), DER, "{before:?}");
        }
        assert_eq!(java_first(&[DER, b"rest"].concat()).unwrap(), DER);
        assert_eq!(java_first(block().replace('\n', "\r\n").as_bytes()).unwrap(), DER);
        assert_eq!(java_first(block().replace('\n', "\r").as_bytes()).unwrap(), DER);
    }

    #[test]
    fn what_java_refuses() {
        assert_eq!(java_first(b""), Err(FileFault::Empty));
        assert_eq!(java_all(b"").unwrap(), Vec::<Vec<u8>>::new());
        assert_eq!(java_first(b"\n\n"), Err(FileFault::NoData));
        let no_footer = block().replace("-----END CERTIFICATE-----", "");
        assert_eq!(java_first(no_footer.as_bytes()), Err(FileFault::NoData));
        assert!(matches!(java_first(format!("-{}", block()).as_bytes()), Err(FileFault::HeaderCut { .. })));
        let mismatch = block().replace("END CERTIFICATE", "END FOO");
        assert!(matches!(java_first(mismatch.as_bytes()), Err(FileFault::Labels { .. })));
        let one_line = block().replace('\n', "");
        assert!(matches!(java_first(one_line.as_bytes()), Err(FileFault::HeaderEnd { .. })));
        assert!(matches!(
            java_all(format!("{}a ----- b\n", block()).as_bytes()),
            Err(FileFault::HeaderCut { .. })
        ));
    }

    #[test]
    fn java_takes_all_blocks_of_a_mixed_file() {
        let mixed = [block().as_bytes(), b"text\n", block().as_bytes(), DER, b"trailing"].concat();
        assert_eq!(java_all(&mixed).unwrap().len(), 3);
    }

    #[test]
    fn a_block_without_an_end_does_not_swallow_the_next() {
        let cut = block().replace("-----END CERTIFICATE-----", "");
        let bundle = bundle(format!("{cut}-----BEGIN \n-----BEGIN {}{}", "x".repeat(70), block()).as_bytes());
        assert_eq!(bundle.certificates.len(), 1);
        assert_eq!(bundle.broken.len(), 3);
    }

    #[test]
    fn a_file_of_beginnings_takes_linear_time() {
        let beginnings: String = (0..100_000).map(|number| format!("-----BEGIN {number}-----\n")).collect();
        let started = std::time::Instant::now();
        assert_eq!(bundle(beginnings.as_bytes()).broken.len(), 100_000);
        assert!(started.elapsed().as_secs() < 20);
    }

    #[test]
    fn a_bundle_says_what_else_is_in_the_file() {
        let key = "-----BEGIN PRIVATE KEY-----\nMAMCAQU=\n-----END PRIVATE KEY-----\n";
        let broken = "-----BEGIN CERTIFICATE-----\n!!!!\n-----END CERTIFICATE-----\n";
        let trusted = block().replace("CERTIFICATE", "TRUSTED CERTIFICATE");
        let bundle = bundle(format!("{key}{}{broken}{trusted}", block()).as_bytes());
        assert_eq!(bundle.certificates.len(), 2);
        assert_eq!(bundle.others, ["PRIVATE KEY"]);
        assert_eq!(bundle.broken.len(), 1);
    }
}
