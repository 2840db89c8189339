//! What is wrong with certificates and chains.

use super::{always, since, until};
use crate::diagnosis::cause::Actor::{ServerAdministrator, StoreOwner};
use crate::diagnosis::cause::{Cause, Entry, Text};
use crate::diagnosis::release::Release::{Java11, Java17, Java21};

/// Said of keys and of signatures.
const DISABLED: Text = always(
    "java.security.cert.CertPathValidatorException: Algorithm constraints check failed on disabled algorithm: *",
);
const SIGNATURE_ALGORITHM: Text = always(
    "java.security.cert.CertPathValidatorException: Algorithm constraints check failed on signature algorithm: *",
);
const USAGE: Text =
    always("java.security.cert.CertPathValidatorException: Usage constraint * check failed: *");
const DENY_AFTER: Text =
    always("java.security.cert.CertPathValidatorException: denyAfter constraint check failed: *");

pub(super) static CAUSES: [Entry; 30] = [
    Entry {
        cause: Cause::Expired,
        id: "expired",
        title: "certificate expired",
        meaning: "The certificate's time is over. Java refuses it in a chain that a server sends; it does not look at the \
                  dates of what is in the trust store itself.",
        actor: ServerAdministrator,
        java: &[
            always("java.security.cert.CertificateExpiredException: NotAfter: *"),
            always("*timestamp check failed"),
        ],
    },
    Entry {
        cause: Cause::NotYetValid,
        id: "not-yet-valid",
        title: "certificate not yet valid",
        meaning: "The certificate's time has not begun: it was made too early, or a clock is wrong.",
        actor: ServerAdministrator,
        java: &[always("java.security.cert.CertificateNotYetValidException: NotBefore: *")],
    },
    Entry {
        cause: Cause::ExpiresSoon,
        id: "expires-soon",
        title: "certificate expires soon",
        meaning: "The certificate will be over shortly; what depends on it then stops.",
        actor: ServerAdministrator,
        java: &[],
    },
    Entry {
        cause: Cause::CaFalse,
        id: "ca-false",
        title: "not an authority",
        meaning: "The certificate says that it is no authority (CA:false, or no basic constraints): Java accepts it for itself \
                  when a server sends exactly it, and takes nothing for signed that it signed.",
        actor: StoreOwner,
        java: &[
            always(
                "java.security.cert.CertPathValidatorException: basic constraints check failed: this is not a CA certificate",
            ),
            always(
                "java.security.cert.CertPathValidatorException: CA key usage check failed: keyCertSign bit is not set",
            ),
            always(
                "sun.security.validator.ValidatorException: TrustAnchor with subject \"*\" is not a CA certificate",
            ),
            always(
                "sun.security.validator.ValidatorException: TrustAnchor with subject \"*\" does not have keyCertSign bit set in \
             KeyUsage extension",
            ),
        ],
    },
    Entry {
        cause: Cause::ChainInsteadOfLeaf,
        id: "chain-instead-of-leaf",
        title: "whole chain imported",
        meaning: "A server's certificate and its issuers are all in the store, where the one certificate was meant: everything \
                  those issuers ever sign is trusted too.",
        actor: StoreOwner,
        java: &[],
    },
    Entry {
        cause: Cause::RedundantLeaf,
        id: "redundant-leaf",
        title: "entry not needed",
        meaning: "A server's certificate is in the store although the public root above it is there anyway; the entry only \
                  grows old.",
        actor: StoreOwner,
        java: &[],
    },
    Entry {
        cause: Cause::MissingIntermediate,
        id: "missing-intermediate",
        title: "intermediate certificate missing",
        meaning: "The server did not send the certificate of its issuer. Browsers fetch it by themselves, Java does not.",
        actor: ServerAdministrator,
        java: &[always(
            "sun.security.provider.certpath.SunCertPathBuilderException: unable to find valid certification path to requested \
             target",
        )],
    },
    Entry {
        cause: Cause::UnknownCa,
        id: "unknown-ca",
        title: "authority not in the trust store",
        meaning: "The chain ends at an authority that is not in the trust store.",
        actor: StoreOwner,
        java: &[
            always(
                "sun.security.provider.certpath.SunCertPathBuilderException: unable to find valid certification path to requested \
             target",
            ),
            always(
                "java.security.cert.CertPathValidatorException: Path does not chain with any of the trust anchors",
            ),
        ],
    },
    Entry {
        cause: Cause::SelfSigned,
        id: "self-signed",
        title: "self-signed certificate not in the trust store",
        meaning: "The server's certificate was signed by nobody but itself, and it is not in the trust store.",
        actor: StoreOwner,
        java: &[always(
            "sun.security.provider.certpath.SunCertPathBuilderException: unable to find valid certification path to requested \
             target",
        )],
    },
    Entry {
        cause: Cause::WrongTrustStore,
        id: "wrong-trust-store",
        title: "another trust store is in use",
        meaning: "The Java that connects reads another store than the one that was looked at.",
        actor: StoreOwner,
        java: &[always(
            "sun.security.provider.certpath.SunCertPathBuilderException: unable to find valid certification path to requested \
             target",
        )],
    },
    Entry {
        cause: Cause::EmptyStore,
        id: "empty-store",
        title: "no trusted certificates",
        meaning: "The store has no certificate that Java trusts; every connection fails.",
        actor: StoreOwner,
        java: &[always(
            "java.security.InvalidAlgorithmParameterException: the trustAnchors parameter must be non-empty",
        )],
    },
    Entry {
        cause: Cause::EmptyChain,
        id: "empty-chain",
        title: "no certificate",
        meaning: "There is no certificate to look at.",
        actor: ServerAdministrator,
        java: &[always("java.lang.IllegalArgumentException: null or zero-length certificate chain")],
    },
    Entry {
        cause: Cause::Duplicate,
        id: "duplicate",
        title: "same certificate twice",
        meaning: "One certificate is in the store under two aliases; deleting one of them changes nothing.",
        actor: StoreOwner,
        java: &[],
    },
    Entry {
        cause: Cause::X509V1,
        id: "x509-v1",
        title: "version 1 certificate",
        meaning: "The certificate is of version 1, which cannot say that it is an authority: it works as an anchor, never as an \
                  intermediate.",
        actor: StoreOwner,
        java: &[always(
            "java.security.cert.CertPathValidatorException: basic constraints check failed: this is not a CA certificate",
        )],
    },
    Entry {
        cause: Cause::WeakKey,
        id: "weak-key",
        title: "key too weak",
        meaning: "The key is of a size or kind that this Java has disabled, or soon will.",
        actor: ServerAdministrator,
        java: &[
            always(
                "java.security.cert.CertPathValidatorException: Algorithm constraints check failed on keysize limits: *",
            ),
            DISABLED,
            SIGNATURE_ALGORITHM,
            since(
                Java21,
                "java.security.cert.CertPathValidatorException: Algorithm constraints check failed on * key with size of *bits*",
            ),
            until(
                Java17,
                "java.security.cert.CertPathValidatorException: Algorithm constraints check failed on key * with size of *bits*",
            ),
            USAGE,
            DENY_AFTER,
        ],
    },
    Entry {
        cause: Cause::WeakSignature,
        id: "weak-signature",
        title: "signature algorithm not accepted",
        meaning: "The certificate is signed by an algorithm that this Java has disabled, or that TLS does not take.",
        actor: ServerAdministrator,
        java: &[
            DISABLED,
            SIGNATURE_ALGORITHM,
            since(
                Java21,
                "java.security.cert.CertPathValidatorException: Algorithm constraints check failed on *signature and * key*",
            ),
            USAGE,
            DENY_AFTER,
            until(Java11, "java.security.NoSuchAlgorithmException: * Signature not available"),
            since(Java17, "java.security.SignatureException: Curve not supported: *"),
        ],
    },
    Entry {
        cause: Cause::Blocked,
        id: "blocked",
        title: "certificate blocked by the JDK",
        meaning: "The JDK lists this very certificate as one never to be trusted.",
        actor: ServerAdministrator,
        java: &[always("java.security.cert.CertPathValidatorException: Untrusted certificate: *")],
    },
    Entry {
        cause: Cause::KnownBad,
        id: "known-bad",
        title: "known to be abused",
        meaning: "The private key of this certificate is public, or it was made to read other people's connections: others can \
                  make certificates in its name.",
        actor: StoreOwner,
        java: &[],
    },
    Entry {
        cause: Cause::DistrustedCa,
        id: "distrusted-ca",
        title: "authority distrusted for new certificates",
        meaning: "Java trusts what this authority issued up to a day, and nothing it issued later.",
        actor: ServerAdministrator,
        java: &[always(
            "sun.security.validator.ValidatorException: TLS Server certificate issued after * and anchored by a distrusted \
                 legacy * root CA: *",
        )],
    },
    Entry {
        cause: Cause::HostnameMismatch,
        id: "hostname-mismatch",
        title: "certificate is for another host",
        meaning: "The certificate does not name the host that was asked for.",
        actor: ServerAdministrator,
        java: &[
            always(
                "java.security.cert.CertificateException: No subject alternative DNS name matching * found.",
            ),
            always("java.security.cert.CertificateException: No name matching * found"),
            always("java.security.cert.CertificateException: No subject alternative names present"),
            always(
                "java.security.cert.CertificateException: No subject alternative names matching IP address * found",
            ),
            always("java.security.cert.CertificateException: Illegal given domain name: *"),
        ],
    },
    Entry {
        cause: Cause::WrongUsage,
        id: "wrong-usage",
        title: "certificate is for another purpose",
        meaning: "The certificate's key usages do not allow what it is used for.",
        actor: ServerAdministrator,
        java: &[
            always("sun.security.validator.ValidatorException: KeyUsage does not allow *"),
            always(
                "sun.security.validator.ValidatorException: Extended key usage does not permit use for TLS * authentication",
            ),
            always(
                "sun.security.validator.ValidatorException: Netscape cert type does not permit use for SSL *",
            ),
            always("java.security.cert.CertPathValidatorException: incorrect KeyUsage extension bits"),
            always("java.security.cert.CertificateException: Unknown authType: *"),
        ],
    },
    Entry {
        cause: Cause::PathLength,
        id: "path-length",
        title: "too many authorities below one another",
        meaning: "An authority of the chain allows fewer authorities below it than there are.",
        actor: ServerAdministrator,
        java: &[always(
            "java.security.cert.CertPathValidatorException: basic constraints check failed: pathLenConstraint violated - this \
             cert must be the last cert in the certification path",
        )],
    },
    Entry {
        cause: Cause::NameConstraints,
        id: "name-constraints",
        title: "name outside what the authority may certify",
        meaning: "An authority of the chain is allowed to certify certain names only, and this is none of them.",
        actor: ServerAdministrator,
        java: &[
            always("java.security.cert.CertPathValidatorException: name constraints check failed"),
            always("java.io.IOException: * BaseDistance in name constraints not supported"),
        ],
    },
    Entry {
        cause: Cause::Policies,
        id: "policies",
        title: "required policy missing",
        meaning: "An authority of the chain requires a certificate policy that is missing below it.",
        actor: ServerAdministrator,
        java: &[
            always(
                "java.security.cert.CertPathValidatorException: non-null policy tree required and policy tree is null",
            ),
            always(
                "java.security.cert.CertPathValidatorException: critical policy qualifiers present in certificate",
            ),
            always(
                "java.security.cert.CertPathValidatorException: encountered a* DomainPolicy of ANY_POLICY",
            ),
            always(
                "java.security.cert.CertPathValidatorException: encountered a* *DomainPolicy of ANY_POLICY",
            ),
        ],
    },
    Entry {
        cause: Cause::UnknownCriticalExtension,
        id: "unknown-critical-extension",
        title: "unknown critical extension",
        meaning: "The certificate has an extension that must be understood, and Java does not know it.",
        actor: ServerAdministrator,
        java: &[always("java.security.cert.CertPathValidatorException: unrecognized critical extension(s)")],
    },
    Entry {
        cause: Cause::BadSignature,
        id: "bad-signature",
        title: "signature does not match",
        meaning: "The certificate was not signed by the key of its issuer: it was changed, or its issuer has another key now \
                  than the one in the store.",
        actor: ServerAdministrator,
        java: &[
            always("java.security.SignatureException: *"),
            always("java.security.InvalidKeyException: No installed provider supports this key: *"),
        ],
    },
    Entry {
        cause: Cause::Unparseable,
        id: "unparseable",
        title: "certificate that Java cannot parse",
        meaning: "Java cannot parse the certificate. In a chain it ends the connection, needed or not; in a store it makes the \
                  whole store unreadable.",
        actor: ServerAdministrator,
        java: &[
            always("java.security.cert.CertificateParsingException: *"),
            always("java.security.cert.CertificateException: Unable to initialize, *"),
            always("java.security.cert.CertificateException: Could not parse certificate: *"),
            always("java.security.cert.CertificateException: Signature algorithm mismatch"),
        ],
    },
    Entry {
        cause: Cause::JavaStumbles,
        id: "java-stumbles",
        title: "Java stumbles over the chain",
        meaning: "Something in the chain makes Java throw an exception that was not meant for it.",
        actor: ServerAdministrator,
        java: &[
            since(Java17, "java.lang.StringIndexOutOfBoundsException: *"),
            always("java.lang.NullPointerException*"),
            always("java.lang.UnsupportedOperationException: *"),
            always("java.io.IOException: DNSName must not be null or empty"),
            always("java.lang.RuntimeException: Unexpected error: *"),
        ],
    },
    Entry {
        cause: Cause::ChainTooLong,
        id: "chain-too-long",
        title: "too much sent",
        meaning: "A TLS handshake of Java's takes ten certificates and 32 KB of them, and no more.",
        actor: ServerAdministrator,
        java: &[
            always("*The certificate chain length (*) exceeds the maximum allowed length (*)"),
            always("*The size of the handshake message (*) exceeds the maximum allowed size (*)"),
        ],
    },
    Entry {
        cause: Cause::TooManyPaths,
        id: "too-many-paths",
        title: "not decided",
        meaning: "So many certificates sign one another that looking for a path was given up.",
        actor: ServerAdministrator,
        java: &[],
    },
];
