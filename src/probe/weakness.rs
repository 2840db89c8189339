//! What of a server's suites, versions and groups is not good enough any more, by RFC 9325.

use tls_parser::{TlsCipherAu, TlsCipherEnc, TlsCipherEncMode, TlsCipherKx, TlsCipherMac, TlsCipherSuite};

use crate::tls::{KeyExchange, TLS_1_2};

/// A weakness.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Weakness {
    /// Nothing is encrypted.
    NoEncryption,
    /// The server does not say who it is.
    Anonymous,
    /// Keys of 40 or 56 bits, as they once had to be for export, and DES.
    ShortKey,
    /// RC4 (RFC 7465).
    Rc4,
    /// A block of 64 bits, of which long connections give away the content (3DES, IDEA, RC2: Sweet32).
    ShortBlock,
    /// MD5 in the check of each record.
    Md5,
    /// A prime, or a curve, that is too short, in bits.
    ShortGroup(usize),
    /// The key of the connection hangs on the server's own: whoever gets that one reads what was recorded.
    NoForwardSecrecy,
    /// Diffie-Hellman with the server's own prime, which clients cannot judge.
    FiniteField,
    /// CBC, which encrypts what was checked before, not the other way round.
    Cbc,
    /// The protocol itself (RFC 7568, 8996).
    OldProtocol,
}

impl Weakness {
    /// Whether it must not be spoken at all; otherwise it only should not.
    pub fn is_forbidden(self) -> bool {
        !matches!(self, Self::ShortBlock | Self::NoForwardSecrecy | Self::FiniteField | Self::Cbc)
    }
}

/// The weaknesses of a suite, the worst first. Of suites that nobody knows, nothing is known.
pub fn of_suite(suite: u16, exchange: Option<KeyExchange>) -> Vec<Weakness> {
    let Some(suite) = TlsCipherSuite::from_id(suite) else { return Vec::new() };
    let is_curve = matches!(suite.kx, TlsCipherKx::Ecdh | TlsCipherKx::Ecdhe | TlsCipherKx::Aecdh);
    let of_exchange = match suite.kx {
        TlsCipherKx::Rsa | TlsCipherKx::Psk => Some(Weakness::NoForwardSecrecy),
        // Without a certificate the key is made for the connection.
        TlsCipherKx::Ecdh | TlsCipherKx::Dh if !is_anonymous(suite) => Some(Weakness::NoForwardSecrecy),
        TlsCipherKx::Dh | TlsCipherKx::Dhe => Some(Weakness::FiniteField),
        _ => None,
    };
    let short = match exchange {
        Some(KeyExchange::Dh { bits }) if bits < 2048 => Some(bits),
        Some(KeyExchange::Group(group)) if is_curve => bits_of(group).filter(|bits| *bits < 224),
        _ => None,
    };
    let found = [
        (suite.enc == TlsCipherEnc::Null).then_some(Weakness::NoEncryption),
        is_anonymous(suite).then_some(Weakness::Anonymous),
        is_short(suite).then_some(Weakness::ShortKey),
        (suite.enc == TlsCipherEnc::Rc4).then_some(Weakness::Rc4),
        matches!(suite.enc, TlsCipherEnc::TripleDes | TlsCipherEnc::Idea | TlsCipherEnc::Rc2)
            .then_some(Weakness::ShortBlock),
        (suite.mac == TlsCipherMac::HmacMd5).then_some(Weakness::Md5),
        short.map(Weakness::ShortGroup),
        of_exchange,
        (suite.enc_mode == TlsCipherEncMode::Cbc).then_some(Weakness::Cbc),
    ];
    found.into_iter().flatten().collect()
}

/// The weakness of a version.
pub fn of_version(version: u16) -> Option<Weakness> {
    (version < TLS_1_2).then_some(Weakness::OldProtocol)
}

/// The weakness of a group by itself.
pub fn of_group(group: u16) -> Option<Weakness> {
    bits_of(group).filter(|bits| *bits < 224).map(Weakness::ShortGroup)
}

fn is_anonymous(suite: &TlsCipherSuite) -> bool {
    use TlsCipherKx as Kx;
    suite.au == TlsCipherAu::Null && matches!(suite.kx, Kx::Dh | Kx::Dhe | Kx::Ecdh | Kx::Ecdhe | Kx::Aecdh)
}

fn is_short(suite: &TlsCipherSuite) -> bool {
    suite.enc == TlsCipherEnc::Des
        || suite.name.contains("_EXPORT_")
        || (suite.enc_size > 0 && suite.enc_size < 112)
}

/// The length of a curve of RFC 8422's registry below 224 bits; others are long enough or unknown.
fn bits_of(group: u16) -> Option<usize> {
    Some(match group {
        0x0001..=0x0003 => 163,
        0x0004 | 0x0005 => 193,
        0x000f..=0x0011 => 160,
        0x0012 | 0x0013 => 192,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weak_suites_are_told_by_what_is_weak_in_them() {
        use Weakness::*;
        let of = |name: &str, exchange| of_suite(TlsCipherSuite::from_name(name).unwrap().id.0, exchange);
        assert_eq!(of("TLS_AES_128_GCM_SHA256", Some(KeyExchange::Group(0x1d))), []);
        assert_eq!(of("TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256", Some(KeyExchange::Group(0x17))), []);
        assert_eq!(of("TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256", None), []);
        assert_eq!(of("TLS_RSA_WITH_AES_128_GCM_SHA256", Some(KeyExchange::Rsa)), [NoForwardSecrecy]);
        assert_eq!(of("TLS_RSA_WITH_3DES_EDE_CBC_SHA", None), [ShortBlock, NoForwardSecrecy, Cbc]);
        assert_eq!(of("TLS_RSA_WITH_NULL_MD5", None), [NoEncryption, Md5, NoForwardSecrecy]);
        assert_eq!(of("TLS_RSA_EXPORT_WITH_RC4_40_MD5", None), [ShortKey, Rc4, Md5, NoForwardSecrecy]);
        let dh = Some(KeyExchange::Dh { bits: 1024 });
        assert_eq!(of("TLS_DHE_RSA_WITH_AES_256_GCM_SHA384", dh), [ShortGroup(1024), FiniteField]);
        let anonymous = of("TLS_DH_anon_WITH_AES_128_CBC_SHA", Some(KeyExchange::Dh { bits: 2048 }));
        assert_eq!(anonymous, [Anonymous, FiniteField, Cbc]);
        assert_eq!(of("TLS_ECDH_anon_WITH_AES_128_CBC_SHA", None), [Anonymous, Cbc]);
        let short = of("TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256", Some(KeyExchange::Group(0x13)));
        assert_eq!(short, [ShortGroup(192)]);
        assert_eq!(of_suite(0xdead, None), []);
        assert_eq!((of_version(0x0302), of_version(TLS_1_2)), (Some(OldProtocol), None));
        assert_eq!((of_group(0x0010), of_group(0x001d)), (Some(ShortGroup(160)), None));
        assert!(Rc4.is_forbidden() && !Cbc.is_forbidden());
    }
}
