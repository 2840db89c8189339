//! What a leaf may be used for.

use super::node::Node;
use super::verdict::{Purpose, UsageFault};
use crate::diagnosis::Release;
use crate::x509::extension::{Body, Extension, Known};

/// digitalSignature, keyEncipherment, keyAgreement (RFC 5280, 4.2.1.3).
const DIGITAL_SIGNATURE: usize = 0;
const KEY_ENCIPHERMENT: usize = 2;
const KEY_AGREEMENT: usize = 4;
/// SSL client and SSL server in Netscape's certificate type.
const NETSCAPE_CLIENT: usize = 0;
const NETSCAPE_SERVER: usize = 1;

const SERVER_AUTH: &[u8] = &[0x2b, 6, 1, 5, 5, 7, 3, 1];
const CLIENT_AUTH: &[u8] = &[0x2b, 6, 1, 5, 5, 7, 3, 2];
const ANY_PURPOSE: &[u8] = &[0x55, 0x1d, 0x25, 0];
/// Microsoft's and Netscape's server gated cryptography.
const GATED: [&[u8]; 2] =
    [&[0x2b, 6, 1, 4, 1, 0x82, 0x37, 10, 3, 3], &[0x60, 0x86, 0x48, 1, 0x86, 0xf8, 0x42, 4, 1]];

/// Checks a leaf: key usage, extended key usage, Netscape's type, in this order.
///
/// `auth_type` is Java's word for how the server proves itself: `UNKNOWN` with TLS 1.3, `ECDHE_RSA` and its kin before.
///
/// # Errors
/// [`UsageFault`].
pub(super) fn check(
    node: &Node<'_>,
    purpose: Purpose,
    auth_type: &str,
    release: Release,
) -> Result<(), UsageFault> {
    let certificate = &node.certificate;
    let (bit, fault) = match (purpose, auth_type) {
        (Purpose::Client, _)
        | (Purpose::Server, "UNKNOWN" | "DHE_DSS" | "DHE_RSA" | "ECDHE_ECDSA" | "ECDHE_RSA" | "RSA_EXPORT") => {
            (DIGITAL_SIGNATURE, UsageFault::DigitalSignature)
        }
        (Purpose::Server, "RSA") => (KEY_ENCIPHERMENT, UsageFault::KeyEncipherment),
        (Purpose::Server, "DH_DSS" | "DH_RSA" | "ECDH_ECDSA" | "ECDH_RSA") => {
            (KEY_AGREEMENT, UsageFault::KeyAgreement)
        }
        (Purpose::Server, other) => return Err(UsageFault::UnknownAuthType(other.to_owned())),
    };
    if certificate.key_usage().is_some_and(|bits| !bits.is_set(bit)) {
        return Err(fault);
    }
    // Java: from 21 on an unreadable list is the exception, before it was none.
    if let Some(Err(fault)) = certificate.extensions.find(Known::ExtendedKeyUsage).map(Extension::body)
        && release >= Release::Java21
    {
        return Err(UsageFault::Unreadable(fault));
    }
    if let Some(purposes) = certificate.extended_key_usages() {
        let is_right = |oid: &&[u8]| match purpose {
            Purpose::Server => *oid == SERVER_AUTH || GATED.contains(oid) || *oid == ANY_PURPOSE,
            Purpose::Client => *oid == CLIENT_AUTH || *oid == ANY_PURPOSE,
        };
        if !purposes.iter().any(is_right) {
            return Err(UsageFault::Extended(purpose));
        }
    }
    if let Some(Body::NetscapeCertType(bits)) = certificate.extension(Known::NetscapeCertType) {
        let bit = match purpose {
            Purpose::Server => NETSCAPE_SERVER,
            Purpose::Client => NETSCAPE_CLIENT,
        };
        if !bits.is_set(bit) {
            return Err(UsageFault::Netscape(purpose));
        }
    }
    Ok(())
}
