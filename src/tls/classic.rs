//! A TLS 1.2 handshake as far as the server's certificates, which come in the clear: the hello is written here, the
//! answer read with tls-parser.
//!
//! For servers that speak only what rustls does not: CBC suites, key agreements in finite fields. The hello offers TLS
//! 1.3 as well, as Java's does: a server that chooses it, and then has no certificate for it, must not be asked for
//! less and seem to have one.

use std::io::{Read as _, Write as _};
use std::net::TcpStream;

use tls_parser::{
    TlsMessage, TlsMessageHandshake, TlsRecordType, parse_tls_message_handshake, parse_tls_record_header,
};

use super::{LONGEST_MESSAGE, Target, TlsFault, within_limits};
use crate::machine::Machine;

/// JDK 25's suites for TLS 1.3, in its order.
const MODERN_SUITES: [u16; 3] = [0x1302, 0x1301, 0x1303];
/// JDK 25's suites for TLS 1.2, in its order, with the promise of safe renegotiation at the end (RFC 5746, 3.3).
const SUITES: [u16; 28] = [
    0xc02c, 0xc02b, 0xcca9, 0xc030, 0xcca8, 0xc02f, 0x009f, 0xccaa, 0x00a3, 0x009e, 0x00a2, 0xc024, 0xc028,
    0xc023, 0xc027, 0x006b, 0x006a, 0x0067, 0x0040, 0xc00a, 0xc014, 0xc009, 0xc013, 0x0039, 0x0038, 0x0033,
    0x0032, 0x00ff,
];
const X25519: u16 = 0x001d;
/// JDK 25's groups, in its order: X25519, P-256, P-384, X448, P-521, and the finite fields of RFC 7919.
const GROUPS: [u16; 10] = [X25519, 0x0017, 0x0018, 0x001e, 0x0019, 0x0100, 0x0101, 0x0102, 0x0103, 0x0104];
/// JDK 25's signature schemes for the handshake, in its order.
pub(super) const SIGNATURE_SCHEMES: [u16; 18] = [
    0x0403, 0x0503, 0x0603, 0x0807, 0x0808, 0x0804, 0x0805, 0x0806, 0x0809, 0x080a, 0x080b, 0x0401, 0x0501,
    0x0601, 0x0402, 0x0303, 0x0301, 0x0302,
];

/// JDK 25's signature schemes for certificates: the same, and DSA with SHA-1 and SHA-224.
const CERTIFICATE_SCHEMES: [u16; 21] = [
    0x0403, 0x0503, 0x0603, 0x0807, 0x0808, 0x0804, 0x0805, 0x0806, 0x0809, 0x080a, 0x080b, 0x0401, 0x0501,
    0x0601, 0x0402, 0x0303, 0x0301, 0x0302, 0x0203, 0x0201, 0x0202,
];

const TLS_1_3: u16 = 0x0304;
const TLS_1_2: u16 = 0x0303;
const HANDSHAKE: u8 = 22;
/// Server's hello, certificates and the records' frames are within this; more is not read.
const LONGEST_ANSWER: usize = 4 * LONGEST_MESSAGE;
/// The first four bytes of a handshake message: its kind and its length.
const MESSAGE_HEADER: usize = 4;

/// What the server sends, or why nothing of it was seen.
pub(super) fn observe(
    mut socket: TcpStream,
    target: &Target,
    machine: &Machine,
) -> Result<Vec<Vec<u8>>, TlsFault> {
    socket.write_all(&hello(
        target.name_in_hello(),
        [machine.random()?, machine.random()?, machine.random()?],
    ))?;
    let mut answer = Vec::new();
    let mut piece = [0; 4096];
    while answer.len() < LONGEST_ANSWER {
        let length = socket.read(&mut piece)?;
        if length == 0 {
            return Err(TlsFault::Closed);
        }
        answer.extend_from_slice(piece.get(..length).unwrap_or_default());
        if let Some(chain) = chain_in(&answer)? {
            // No suite was really agreed on; the server is told that it ends here (close_notify).
            let _ = socket.write_all(&[21, 3, 3, 0, 2, 1, 0]);
            return within_limits(chain);
        }
    }
    Err(TlsFault::NotTls("more bytes than a hello and certificates take".into()))
}

/// A client's hello in one record, with what JDK 25 offers. Any bytes are a public key of X25519; the private one to
/// these has nobody.
fn hello(name: Option<&str>, [random, session, share]: [[u8; 32]; 3]) -> Vec<u8> {
    let mut extensions = Vec::new();
    if let Some(name) = name {
        let name = with_length(name.as_bytes());
        extensions.extend(extension(0, &with_length(&[&[0], name.as_slice()].concat())));
    }
    extensions.extend(extension(10, &with_length(&numbers(&GROUPS))));
    // Points are sent uncompressed.
    extensions.extend(extension(11, &[1, 0]));
    extensions.extend(extension(13, &with_length(&numbers(&SIGNATURE_SCHEMES))));
    // Extended master secret: some servers insist on it (RFC 7627).
    extensions.extend(extension(23, &[]));
    extensions.extend(extension(43, &[&[4], numbers(&[TLS_1_3, TLS_1_2]).as_slice()].concat()));
    // Sessions would be taken up again with a new key (psk_dhe_ke).
    extensions.extend(extension(45, &[1, 1]));
    extensions.extend(extension(50, &with_length(&numbers(&CERTIFICATE_SCHEMES))));
    extensions
        .extend(extension(51, &with_length(&[&numbers(&[X25519]), with_length(&share).as_slice()].concat())));
    let mut body = TLS_1_2.to_be_bytes().to_vec();
    body.extend(random);
    body.push(32);
    body.extend(session);
    body.extend(with_length(&numbers(&[MODERN_SUITES.as_slice(), &SUITES].concat())));
    // No compression.
    body.extend([1, 0]);
    body.extend(with_length(&extensions));
    // A message's length has three bytes, of which this one needs two.
    let message = [&[1, 0], with_length(&body).as_slice()].concat();
    [&[HANDSHAKE, 3, 1], with_length(&message).as_slice()].concat()
}

fn numbers(numbers: &[u16]) -> Vec<u8> {
    numbers.iter().flat_map(|number| number.to_be_bytes()).collect()
}

/// The bytes behind their length in two bytes. A hello is far below 64 KiB.
fn with_length(bytes: &[u8]) -> Vec<u8> {
    let length = u16::try_from(bytes.len()).unwrap_or(u16::MAX);
    [&length.to_be_bytes(), bytes].concat()
}

fn extension(kind: u16, value: &[u8]) -> Vec<u8> {
    [&kind.to_be_bytes(), with_length(value).as_slice()].concat()
}

/// The certificates in what a server has answered so far, in its order; `None` where they have not come yet.
///
/// # Errors
/// What makes it certain that none will come: an alert, a protocol or suite that was not offered, no TLS at all.
pub fn chain_in(answer: &[u8]) -> Result<Option<Vec<Vec<u8>>>, TlsFault> {
    let mut messages = Vec::new();
    let gathered = gather(answer, &mut messages);
    // What has come counts, whatever nonsense follows it.
    match chain_among(&messages)? {
        Some(chain) => Ok(Some(chain)),
        None => gathered.map(|()| None),
    }
}

/// Adds what the handshake's records hold to `messages`, up to the first that is none.
fn gather(answer: &[u8], messages: &mut Vec<u8>) -> Result<(), TlsFault> {
    let mut rest = answer;
    while let Ok((body, header)) = parse_tls_record_header(rest) {
        if header.version.0 >> 8 != TLS_1_2 >> 8 {
            return Err(TlsFault::NotTls(format!("record of protocol {:#06x}", header.version.0)));
        }
        let length = usize::from(header.len);
        if length > usize::from(tls_parser::MAX_RECORD_LEN) {
            return Err(TlsFault::NotTls(format!("record of {length} bytes")));
        }
        let content = body.get(..length);
        match (header.record_type, content) {
            (TlsRecordType::Handshake, Some(content)) => messages.extend_from_slice(content),
            // A record may come in pieces; what there is of it may say enough already.
            (TlsRecordType::Handshake, None) => {
                messages.extend_from_slice(body);
                break;
            }
            (TlsRecordType::Alert, Some(&[_, alert])) => return Err(TlsFault::Alert(alert)),
            (TlsRecordType::Alert, None) => break,
            (kind, _) => return Err(TlsFault::NotTls(format!("record of kind {}", kind.0))),
        }
        rest = body.get(length..).unwrap_or_default();
    }
    Ok(())
}

/// The same of handshake messages without their records.
fn chain_among(messages: &[u8]) -> Result<Option<Vec<Vec<u8>>>, TlsFault> {
    let mut rest = messages;
    while let Some(&[_, high, middle, low]) = rest.first_chunk::<MESSAGE_HEADER>() {
        let length = usize::from(high) << 16 | usize::from(middle) << 8 | usize::from(low);
        if length > LONGEST_MESSAGE {
            return Err(TlsFault::MessageTooLong { length });
        }
        let Some((message, later)) = rest.split_at_checked(MESSAGE_HEADER + length) else { return Ok(None) };
        let parsed = match parse_tls_message_handshake(message) {
            Ok((_, TlsMessage::Handshake(parsed))) => parsed,
            _ => return Err(TlsFault::NotTls("malformed handshake message".into())),
        };
        match parsed {
            TlsMessageHandshake::ServerHello(hello) if hello.version.0 != TLS_1_2 => {
                return Err(TlsFault::Version(hello.version.0));
            }
            TlsMessageHandshake::ServerHello(hello) if MODERN_SUITES.contains(&hello.cipher.0) => {
                return Err(TlsFault::Version(TLS_1_3));
            }
            TlsMessageHandshake::ServerHello(hello) if !SUITES.contains(&hello.cipher.0) => {
                return Err(TlsFault::Suite(hello.cipher.0));
            }
            TlsMessageHandshake::ServerHello(_) | TlsMessageHandshake::HelloRequest => {}
            TlsMessageHandshake::Certificate(certificates) => {
                let chain =
                    certificates.cert_chain.iter().map(|certificate| certificate.data.to_vec()).collect();
                return Ok(Some(chain));
            }
            // Without a certificate before it, the server names itself by nothing.
            _ => return Err(TlsFault::NoCertificate),
        }
        rest = later;
    }
    Ok(None)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn record(kind: u8, content: &[u8]) -> Vec<u8> {
        [&[kind, 3, 3], with_length(content).as_slice()].concat()
    }

    fn server_hello(version: u16, suite: u16) -> Vec<u8> {
        let body = [&version.to_be_bytes(), [7; 32].as_slice(), &[0], &suite.to_be_bytes(), &[0]].concat();
        [&[2, 0], with_length(&body).as_slice()].concat()
    }

    fn certificates(chain: &[&[u8]]) -> Vec<u8> {
        let each: Vec<u8> =
            chain.iter().flat_map(|der| [&[0], with_length(der).as_slice()].concat()).collect();
        [&[11, 0], with_length(&[&[0], with_length(&each).as_slice()].concat()).as_slice()].concat()
    }

    #[test]
    fn the_chain_is_found_however_it_is_cut() {
        let messages = [server_hello(0x0303, 0x0033), certificates(&[b"one", b"two"])].concat();
        for size in [1, 5, 60, messages.len()] {
            let answer: Vec<u8> = messages.chunks(size).flat_map(|piece| record(22, piece)).collect();
            for end in 0..answer.len() {
                assert!(chain_in(&answer[..end]).unwrap().is_none(), "{size} {end}");
            }
            assert_eq!(chain_in(&answer).unwrap().unwrap(), [b"one", b"two"]);
        }
    }

    #[test]
    fn what_ends_a_handshake_is_told() {
        let hello = |version, suite| record(22, &server_hello(version, suite));
        let fault = |answer: &[u8]| chain_in(answer).unwrap_err().to_string();
        assert_eq!(fault(&record(21, &[2, 40])), "alert 40");
        assert_eq!(fault(&hello(0x0301, 0x0033)), "the server chose protocol 0x0301");
        assert_eq!(fault(&hello(0x0303, 0x0005)), "the server chose cipher suite 0x0005");
        assert_eq!(
            fault(&[hello(0x0303, 0x0033), record(22, &[14, 0, 0, 0])].concat()),
            "the server sent no certificate"
        );
        assert_eq!(fault(&record(22, &[11, 0, 0x80, 1])), "a handshake message of 32769 bytes");
        assert_eq!(fault(&hello(0x0303, 0x1301)), "the server chose protocol 0x0304");
        assert!(fault(b"HTTP/1.1 400 Bad Request").starts_with("no TLS handshake"));
        assert!(fault(&record(23, b"x")).starts_with("no TLS handshake"));
        assert!(fault(&[22, 3, 3, 255, 255]).starts_with("no TLS handshake"));
    }

    #[test]
    fn a_hello_is_as_parsers_expect_it() {
        let bytes = hello(Some("mail.example.com"), [[9; 32]; 3]);
        let (rest, plaintext) = tls_parser::parse_tls_plaintext(&bytes).unwrap();
        assert!(rest.is_empty());
        let [TlsMessage::Handshake(TlsMessageHandshake::ClientHello(hello))] = plaintext.msg.as_slice()
        else {
            panic!("{plaintext:?}");
        };
        assert_eq!(hello.ciphers.len(), 31);
        let (_, extensions) = tls_parser::parse_tls_client_hello_extensions(hello.ext.unwrap()).unwrap();
        let named = format!("{:?}", extensions[0]);
        assert!(named.contains("mail.example.com"), "{named}");
        assert_eq!(extensions.len(), 9);
    }
}
