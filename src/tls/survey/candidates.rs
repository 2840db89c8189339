//! What a server is asked for: all that is registered with IANA.

use std::sync::LazyLock;

use tls_parser::TlsCipherSuite;

use crate::tls::offer::{SSL_3_0, TLS_1_2, TLS_1_3, extension};

/// The compression method of RFC 3749.
pub(super) const DEFLATE: u8 = 1;

/// The groups of key agreement: for TLS 1.3 in use today first, then the curves of RFC 8422 and 7027, the primes of RFC 7919,
/// the pairs with ML-KEM, and the curves that RFC 8422 has taken off.
pub(super) const GROUPS: [u16; 46] = [
    0x001d, 0x0017, 0x0018, 0x0019, 0x001e, 0x11ec, 0x11eb, 0x11ed, 0x0200, 0x0201, 0x0202, 0x0100, 0x0101,
    0x0102, 0x0103, 0x0104, 0x001a, 0x001b, 0x001c, 0x001f, 0x0020, 0x0021, 0x0029, 0x0016, 0x0015, 0x0014,
    0x0013, 0x0012, 0x0011, 0x0010, 0x000f, 0x000e, 0x000d, 0x000c, 0x000b, 0x000a, 0x0009, 0x0008, 0x0007,
    0x0006, 0x0005, 0x0004, 0x0003, 0x0002, 0x0001, 0x6399,
];

/// The signature schemes, with MD5's and DSA's.
pub(super) const SCHEMES: [u16; 30] = [
    0x0403, 0x0503, 0x0603, 0x0807, 0x0808, 0x081a, 0x081b, 0x081c, 0x0904, 0x0905, 0x0906, 0x0804, 0x0805,
    0x0806, 0x0809, 0x080a, 0x080b, 0x0401, 0x0501, 0x0601, 0x0301, 0x0303, 0x0201, 0x0203, 0x0402, 0x0502,
    0x0602, 0x0302, 0x0202, 0x0101,
];

/// The protocols that are spoken within TLS (ALPN).
pub(super) const PROTOCOLS: [&str; 16] = [
    "h2",
    "http/1.1",
    "http/1.0",
    "spdy/3.1",
    "imap",
    "pop3",
    "managesieve",
    "ftp",
    "xmpp-client",
    "xmpp-server",
    "mqtt",
    "postgresql",
    "tds/8.0",
    "dot",
    "webrtc",
    "coap",
];

/// The suites that a registered number stands for, without the two that stand for none.
static SUITES: LazyLock<Vec<u16>> = LazyLock::new(|| {
    let signals = [0x00ff, 0x5600];
    (1..=u16::MAX)
        .filter(|number| !signals.contains(number) && TlsCipherSuite::from_id(*number).is_some())
        .collect()
});

/// The suites of a version: TLS 1.3's are its own.
pub(super) fn suites(version: u16) -> Vec<u16> {
    SUITES.iter().copied().filter(|suite| (suite >> 8 == 0x13) == (version == TLS_1_3)).collect()
}

/// The extensions of a hello of one version alone, in an order that every server knows.
pub(super) fn extensions(version: u16) -> Vec<u16> {
    let kinds = [
        extension::SERVER_NAME,
        extension::STATUS_REQUEST,
        extension::SUPPORTED_GROUPS,
        extension::EC_POINT_FORMATS,
        extension::ALPN,
        extension::EXTENDED_MASTER_SECRET,
        extension::SESSION_TICKET,
        extension::SIGNATURE_ALGORITHMS,
        extension::SUPPORTED_VERSIONS,
        extension::PSK_KEY_EXCHANGE_MODES,
        extension::KEY_SHARE,
    ];
    match version {
        // It has none.
        SSL_3_0 => Vec::new(),
        // Before TLS 1.3 nobody asks which versions there are.
        ..=TLS_1_2 => kinds.into_iter().filter(|kind| *kind != extension::SUPPORTED_VERSIONS).collect(),
        _ => kinds.to_vec(),
    }
}
