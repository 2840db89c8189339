//! The messages of a server's first flight, from SSL 3.0 to TLS 1.3's hello. `None` where one is malformed.

use tls_parser::{TlsCipherAu, TlsCipherKx, TlsCipherSuite, parse_dh_params};

use super::flight::downgraded_below;
use super::offer::{TLS_1_2, TLS_1_3, extension};
use super::wire::Reading;
use super::{CertificateRequest, Chosen, KeyExchange};

pub(super) const HELLO_REQUEST: u8 = 0;
pub(super) const SERVER_HELLO: u8 = 2;
pub(super) const CERTIFICATE: u8 = 11;
pub(super) const SERVER_KEY_EXCHANGE: u8 = 12;
pub(super) const CERTIFICATE_REQUEST: u8 = 13;
pub(super) const SERVER_HELLO_DONE: u8 = 14;
pub(super) const CERTIFICATE_STATUS: u8 = 22;

/// What stands for the random bytes in a hello that asks for another (RFC 8446, 4.1.3).
const HELLO_RETRY: [u8; 32] = [
    0xcf, 0x21, 0xad, 0x74, 0xe5, 0x9a, 0x61, 0x11, 0xbe, 0x1d, 0x8c, 0x02, 0x1e, 0x65, 0xb8, 0x91, 0xc2,
    0xa2, 0x11, 0x16, 0x7a, 0xbb, 0x8c, 0x5e, 0x07, 0x9e, 0x09, 0xe2, 0xc8, 0xa8, 0x33, 0x9c,
];
/// How a curve is given in a key exchange: by its number, or by its parameters (1 and 2; RFC 8422, 5.4).
const NAMED_CURVE: u8 = 3;
/// The kinds of stapled responses: for one certificate, and for each of the chain (RFC 6961).
const OCSP: u8 = 1;
const OCSP_OF_EACH: u8 = 2;

/// A server's hello.
pub(super) struct ServerHello {
    pub(super) chosen: Chosen,
    pub(super) asks_again: bool,
}

pub(super) fn server_hello(mut reading: Reading<'_>) -> Option<ServerHello> {
    let mut chosen = Chosen { version: reading.short()?, ..Chosen::default() };
    let random = reading.take(32)?;
    let session = reading.list(1)?;
    chosen.suite = reading.short()?;
    chosen.compression = reading.byte()?;
    let mut has_ticket = false;
    // SSL 3.0 has none, and older servers leave out the empty list.
    let mut extensions = if reading.is_empty() { Reading(&[]) } else { reading.list(2)? };
    while !extensions.is_empty() {
        let kind = extensions.short()?;
        let mut content = extensions.list(2)?;
        match kind {
            extension::SUPPORTED_VERSIONS => chosen.version = content.short()?,
            // The group alone where another hello is asked for, else the server's key behind it.
            extension::KEY_SHARE => chosen.exchange = Some(KeyExchange::Group(content.short()?)),
            extension::ALPN => chosen.protocol = Some(content.list(2)?.list(1)?.0.to_vec()),
            extension::EXTENDED_MASTER_SECRET => chosen.extended_master_secret = true,
            extension::SESSION_TICKET => has_ticket = true,
            extension::RENEGOTIATION_INFO => chosen.renegotiates_safely = true,
            _ => {}
        }
    }
    // In TLS 1.3 the session's name is the client's own, sent back.
    chosen.resumes = chosen.version < TLS_1_3 && (has_ticket || !session.is_empty());
    chosen.downgraded_below = downgraded_below(random, chosen.version);
    let asks_again = chosen.version >= TLS_1_3 && random == HELLO_RETRY;
    Some(ServerHello { chosen, asks_again })
}

pub(super) fn certificates(mut reading: Reading<'_>) -> Option<Vec<Vec<u8>>> {
    let mut list = reading.list(3)?;
    let mut chain = Vec::new();
    while !list.is_empty() {
        chain.push(list.list(3)?.0.to_vec());
    }
    reading.is_empty().then_some(chain)
}

/// The response for the server's own certificate, where there is one.
#[allow(clippy::option_option)] // Malformed, none, one.
pub(super) fn staple(mut reading: Reading<'_>) -> Option<Option<Vec<u8>>> {
    let kind = reading.byte()?;
    let mut list = match kind {
        OCSP => reading,
        OCSP_OF_EACH => reading.list(3)?,
        _ => return Some(None),
    };
    let response = list.list(3)?.0;
    Some((!response.is_empty()).then(|| response.to_vec()))
}

/// How the key is agreed on, and by which scheme the server signs it.
pub(super) fn key_exchange(mut reading: Reading<'_>, chosen: &mut Chosen) -> Option<()> {
    // Of a suite that nobody knows, or with passwords or tickets in it, nothing is known here.
    let Some(suite) = TlsCipherSuite::from_id(chosen.suite) else { return Some(()) };
    let exchange = match suite.kx {
        TlsCipherKx::Dh | TlsCipherKx::Dhe => {
            let (rest, parameters) = parse_dh_params(reading.0).ok()?;
            reading = Reading(rest);
            KeyExchange::Dh { bits: bits(parameters.dh_p) }
        }
        TlsCipherKx::Ecdh | TlsCipherKx::Ecdhe | TlsCipherKx::Aecdh => {
            if reading.byte()? == NAMED_CURVE {
                let group = reading.short()?;
                reading.list(1)?;
                KeyExchange::Group(group)
            } else {
                chosen.exchange = Some(KeyExchange::ExplicitCurve);
                return Some(());
            }
        }
        _ => return Some(()),
    };
    chosen.exchange = Some(exchange);
    if chosen.version >= TLS_1_2 && suite.au != TlsCipherAu::Null && !reading.is_empty() {
        chosen.scheme = Some(reading.short()?);
    }
    Some(())
}

/// The length of a number without its leading zeros.
fn bits(number: &[u8]) -> usize {
    let zeros = number.iter().take_while(|byte| **byte == 0).count();
    let first = number.get(zeros).map_or(0, |byte| byte.leading_zeros() as usize);
    (number.len() - zeros) * 8 - first
}

pub(super) fn certificate_request(mut reading: Reading<'_>, version: u16) -> Option<CertificateRequest> {
    let kinds = reading.list(1)?.0.to_vec();
    let schemes = if version >= TLS_1_2 { reading.list(2)?.shorts() } else { Vec::new() };
    let mut names = reading.list(2)?;
    let mut authorities = Vec::new();
    while !names.is_empty() {
        authorities.push(names.list(2)?.0.to_vec());
    }
    Some(CertificateRequest { authorities, kinds, schemes, certificate_schemes: Vec::new() })
}

/// Whether the client encrypts the key with the server's own RSA key.
pub(super) fn is_rsa(suite: u16) -> bool {
    TlsCipherSuite::from_id(suite).is_some_and(|suite| suite.kx == TlsCipherKx::Rsa)
}
