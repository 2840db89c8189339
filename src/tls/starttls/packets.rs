//! Protocols of packets: directories and databases.

use std::io::{Read, Write};

use super::wire::{Wire, malformed};
use super::{LONGEST_LINE, StartTlsFault, quote};
use crate::asn1::{Class, Reader, Tag, read_one};
use crate::tls::TlsFault;

/// The extended request StartTLS, number 1, 1.3.6.1.4.1.1466.20037 (RFC 4511, 4.14.1).
const LDAP_START_TLS: &[u8] = b"\x30\x1d\x02\x01\x01\x77\x18\x80\x161.3.6.1.4.1.1466.20037";
/// An LDAP message is a sequence.
const SEQUENCE: u8 = 0x30;
/// PostgreSQL's SSLRequest: eight bytes, the number 80877103.
const POSTGRES_SSL_REQUEST: [u8; 8] = [0, 0, 0, 8, 4, 210, 22, 47];
/// MySQL's version of its protocol since 1998, and the mark of an error in its place.
const MYSQL_VERSION: u8 = 10;
const MYSQL_ERROR: u8 = 0xff;
/// The server can, or we want: TLS; and what clients say of themselves beside it: long passwords, the protocol of 4.1,
/// secure connections, other ways to log in.
const MYSQL_SSL: u32 = 0x800;
const MYSQL_CLIENT: u32 = MYSQL_SSL | 0x1 | 0x200 | 0x8000 | 0x8_0000;
/// The number of UTF-8 among MySQL's character sets.
const MYSQL_UTF8: u8 = 33;

/// RFC 4511, 4.14.
pub(super) fn ldap<S: Read + Write>(wire: &mut Wire<'_, S>) -> Result<(), TlsFault> {
    wire.say(LDAP_START_TLS)?;
    let first = wire.first_byte()?;
    if first != SEQUENCE {
        return Err(wire.other_protocol(vec![first]));
    }
    let mut message = vec![first, wire.byte()?];
    // The length in one byte, or in as many as that one says.
    let length = match message.last() {
        Some(short @ 0..=0x7f) => usize::from(*short),
        // 0x80 is the indefinite length, which LDAP has not (RFC 4511, 5.1).
        Some(long @ 0x81..=0x83) => {
            let octets = wire.bytes(usize::from(long & 0x7f))?;
            message.extend_from_slice(&octets);
            octets.iter().fold(0, |length, octet| length << 8 | usize::from(*octet))
        }
        _ => return Err(malformed(&message)),
    };
    message.extend(wire.bytes(length)?);
    match result(&message) {
        Some((0, _)) => Ok(()),
        // protocolError: the server does not know the operation (RFC 4511, 4.14.2).
        Some((2, _)) => Err(wire.not_offered()),
        Some((code, line)) => Err(StartTlsFault::Refused { line, code: Some(code) }.into()),
        None => Err(malformed(&message)),
    }
}

/// The result's code, and what the server says about it, of an extended response (RFC 4511, 4.1.9 and 4.12): that to
/// our request, or the notice that the server goes away.
fn result(message: &[u8]) -> Option<(u32, String)> {
    let mut message: Reader<'_> = read_one(message).ok()?.inside().ok()?;
    let number = message.expect(Tag::INTEGER).ok()?.unsigned().ok()?;
    let mut response =
        message.enter(Tag { class: Class::Application, number: 24 }).ok().filter(|_| number <= 1)?;
    let code = match *response.expect(Tag::ENUMERATED).ok()?.content {
        [code] => u32::from(code),
        [high, low] => u32::from(high) << 8 | u32::from(low),
        _ => return None,
    };
    let _matched = response.element().ok()?;
    let words = response.element().ok()?;
    Some((code, quote(words.content)))
}

/// "SSL Session Encryption" in PostgreSQL's manual. One byte alone is read: more would be somebody's in between.
pub(super) fn postgres<S: Read + Write>(wire: &mut Wire<'_, S>) -> Result<(), TlsFault> {
    wire.say(&POSTGRES_SSL_REQUEST)?;
    match wire.first_byte()? {
        b'S' => Ok(()),
        b'N' => Err(wire.not_offered()),
        b'E' => {
            let length = wire.bytes(4)?.iter().fold(0_usize, |length, byte| length << 8 | usize::from(*byte));
            let fields = wire.bytes(length.clamp(4, LONGEST_LINE) - 4)?;
            // Each field is a letter and a text; M is for people. Before 1998 there was the text alone.
            let words = fields.split(|byte| *byte == 0).find_map(|field| field.strip_prefix(b"M"));
            Err(StartTlsFault::Refused { line: quote(words.unwrap_or(&fields)), code: None }.into())
        }
        other => Err(wire.other_protocol(vec![other])),
    }
}

/// "Connection Phase" in MySQL's manual: the server's handshake, then a request that is the beginning of an answer.
pub(super) fn mysql<S: Read + Write>(wire: &mut Wire<'_, S>) -> Result<(), TlsFault> {
    let mut header = vec![wire.first_byte()?];
    header.extend(wire.bytes(3)?);
    let [low, middle, high, number] = *header.as_slice() else { return Err(malformed(&header)) };
    let length = usize::from(low) | usize::from(middle) << 8 | usize::from(high) << 16;
    if number != 0 || length == 0 || length > LONGEST_LINE {
        return Err(wire.other_protocol(header));
    }
    let packet = wire.bytes(length)?;
    let capabilities = match packet.split_first() {
        Some((&MYSQL_VERSION, rest)) => mysql_capabilities(wire, rest).ok_or_else(|| malformed(&packet))?,
        Some((&MYSQL_ERROR, [low, high, words @ ..])) => {
            let code = Some(u32::from(u16::from_le_bytes([*low, *high])));
            return Err(StartTlsFault::Refused { line: quote(words), code }.into());
        }
        _ => return Err(wire.other_protocol([header, packet].concat())),
    };
    if capabilities & MYSQL_SSL == 0 {
        return Err(wire.not_offered());
    }
    // 32 bytes, the conversation's second packet: what we can, packets of 16 MiB at most, the character set, zeros.
    let mut request = vec![32, 0, 0, 1];
    request.extend(MYSQL_CLIENT.to_le_bytes());
    request.extend((1_u32 << 24).to_le_bytes());
    request.push(MYSQL_UTF8);
    request.extend([0; 23]);
    wire.say(&request)
}

/// What a server can: behind its version, the connection's number, eight bytes of a challenge and a zero.
fn mysql_capabilities<S: Read + Write>(wire: &mut Wire<'_, S>, packet: &[u8]) -> Option<u32> {
    let end = packet.iter().position(|byte| *byte == 0)?;
    wire.greeted(packet.get(..end)?);
    let (low, high) = packet.get(end + 14..end + 16)?.split_first()?;
    Some(u32::from(*low) | u32::from(*high.first()?) << 8)
}
