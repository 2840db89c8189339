//! The second look by hand, up to TLS 1.2, where rustls does not speak what the server chose: the client's flight with its
//! certificate and its proof, and what the server says of them.
//!
//! No key is agreed on. What a client encrypts at the end are random bytes here, which a server finds out only when it has
//! taken all that comes before.

use std::io::{Read as _, Write as _};
use std::time::Duration;

use tls_parser::{TlsRecordType, parse_dh_params, parse_tls_record_header};

use super::classic::{listen, minor_of};
use super::flight::{FlightReader, take_alert};
use super::hello::hello;
use super::messages::SERVER_KEY_EXCHANGE;
use super::offer::{TLS_1_0, TLS_1_2};
use super::randomness::{Chance, lend};
use super::wire::{Reading, list, short_list, shorts};
use super::{ClientKeys, Connection, Flight, KeyExchange, Limits, Offer, TlsFault, groups};
use crate::x509::Certificate;

/// The kinds of records, and of messages in them.
const CHANGE_CIPHER_SPEC: u8 = 20;
const HANDSHAKE: u8 = 22;
const CERTIFICATE: u8 = 11;
const CERTIFICATE_VERIFY: u8 = 15;
const CLIENT_KEY_EXCHANGE: u8 = 16;
/// The longest content of a record.
const LONGEST_CONTENT: usize = 1 << 14;
/// How long a server has for what it says of a certificate, before it is given something to refuse.
const QUIET: Duration = Duration::from_millis(300);
/// How much a server may say then.
const LONGEST_ANSWER: usize = 1 << 16;
/// The alerts by which a server refuses what cannot be decrypted: bad_record_mac, decryption_failed, record_overflow,
/// decode_error, decrypt_error.
const UNDECIPHERED: [u8; 5] = [20, 21, 22, 50, 51];

/// What came of it.
#[derive(Debug, Default)]
pub(super) struct Heard {
    /// Whether the client's own certificate was sent.
    pub(super) sent_own: bool,
    /// Whether the server has shown what it makes of it, or of there being none.
    pub(super) has_answered: bool,
}

/// Answers a server's request for a certificate, and gives what ended that.
pub(super) fn answer(
    connection: &mut Connection,
    offer: &Offer,
    limits: Limits,
    keys: Option<&dyn ClientKeys>,
    chance: &mut Chance,
) -> (Heard, Result<(), TlsFault>) {
    let mut heard = Heard::default();
    let end = converse(connection, offer, limits, keys, chance, &mut heard);
    (heard, end)
}

fn converse(
    connection: &mut Connection,
    offer: &Offer,
    limits: Limits,
    keys: Option<&dyn ClientKeys>,
    chance: &mut Chance,
    heard: &mut Heard,
) -> Result<(), TlsFault> {
    let hello = hello(offer, chance)?;
    let mut reader = FlightReader::new(offer, limits);
    listen(connection, &hello, &mut reader)?;
    let flight = reader.flight();
    let version = flight.chosen.as_ref().map_or(0, |chosen| chosen.version);
    // SSL 3.0 has an alert for the empty list, and a proof of its own.
    let Some(request) = flight.request.as_ref().filter(|_| (TLS_1_0..=TLS_1_2).contains(&version)) else {
        return Ok(());
    };
    let Some(exchange) = key_exchange(flight, reader.transcript(), chance) else { return Ok(()) };
    let key = keys.map_or(Ok(None), |keys| keys.answer(version, request))?;
    let chain: Vec<u8> = key.iter().flat_map(|key| &key.chain).flat_map(|der| long_list(der)).collect();
    let mut flight = message(CERTIFICATE, &long_list(&chain));
    flight.extend(message(CLIENT_KEY_EXCHANGE, &exchange));
    if let Some(key) = &key {
        // All messages so far, without the headers of records.
        let all = [hello.get(5..).unwrap_or_default(), reader.transcript(), &flight].concat();
        let signature = lend(chance, || key.sign(&all)).map_err(|_| TlsFault::UnusableKey)?;
        let scheme = key.scheme.map_or_else(Vec::new, |scheme| shorts(&[scheme]));
        flight.extend(message(CERTIFICATE_VERIFY, &[scheme, list(&signature)].concat()));
    }
    heard.sent_own = key.is_some();
    let minor = minor_of(version);
    for content in flight.chunks(LONGEST_CONTENT) {
        connection.write_all(&record(HANDSHAKE, minor, content))?;
    }
    connection.set_silence(Some(QUIET));
    match listen_for_alert(connection) {
        Err(TlsFault::Silent) | Ok(()) => {}
        Err(fault) => {
            heard.has_answered = true;
            return Err(fault);
        }
    }
    let unreadable: [u8; 64] = chance.draw();
    let rest = [record(CHANGE_CIPHER_SPEC, minor, &[1]), record(HANDSHAKE, minor, &unreadable)].concat();
    let written = connection.write_all(&rest);
    connection.set_silence(None);
    match written.map_err(TlsFault::from).and_then(|()| listen_for_alert(connection)) {
        Err(fault @ TlsFault::Alert(alert)) if !UNDECIPHERED.contains(&alert) => {
            heard.has_answered = true;
            Err(fault)
        }
        // Whoever refuses that, or goes without a word over it, has not refused what came before.
        Err(TlsFault::Silent) | Ok(()) => Ok(()),
        Err(_) => {
            heard.has_answered = true;
            Ok(())
        }
    }
}

/// Reads until there is an alert, which is the end.
fn listen_for_alert(connection: &mut Connection) -> Result<(), TlsFault> {
    let mut pending = Vec::new();
    let mut read = 0;
    let mut piece = [0; 4096];
    while read < LONGEST_ANSWER {
        let length = connection.read(&mut piece)?;
        if length == 0 {
            return Err(TlsFault::Closed);
        }
        read += length;
        pending.extend_from_slice(piece.get(..length).unwrap_or_default());
        while let Ok((body, header)) = parse_tls_record_header(&pending) {
            let Some((content, rest)) = body.split_at_checked(usize::from(header.len)) else { break };
            if header.record_type == TlsRecordType::Alert {
                take_alert(content)?;
            }
            pending = rest.to_vec();
        }
    }
    Ok(())
}

/// The client's part of a key exchange, in its right form; `None` where it is none of the usual.
fn key_exchange(flight: &Flight, transcript: &[u8], chance: &mut Chance) -> Option<Vec<u8>> {
    match flight.chosen.as_ref()?.exchange? {
        KeyExchange::Rsa => {
            let leaf = Certificate::read(flight.chain.as_ref()?.first()?).ok()?;
            let mut encrypted = vec![0; leaf.key.bits()?.div_ceil(8)];
            let drawn: [u8; 48] = chance.draw();
            // A number below the modulus, whatever it decrypts to.
            encrypted.iter_mut().skip(1).zip(drawn.iter().cycle()).for_each(|(byte, drawn)| *byte = *drawn);
            Some(list(&encrypted))
        }
        KeyExchange::Dh { .. } => {
            // The generator is a public key of its group: that of the private key 1.
            let (_, parameters) = parse_dh_params(body_of(SERVER_KEY_EXCHANGE, transcript)?).ok()?;
            Some(list(parameters.dh_g))
        }
        KeyExchange::Group(group) => Some(short_list(&groups::public_key(group, chance)?)),
        KeyExchange::ExplicitCurve => None,
    }
}

/// The first message of a kind.
fn body_of(wanted: u8, transcript: &[u8]) -> Option<&[u8]> {
    let mut messages = Reading(transcript);
    loop {
        let kind = messages.byte()?;
        let body = messages.list(3)?;
        if kind == wanted {
            return Some(body.0);
        }
    }
}

fn record(kind: u8, minor: u8, content: &[u8]) -> Vec<u8> {
    [&[kind, 3, minor], list(content).as_slice()].concat()
}

fn message(kind: u8, body: &[u8]) -> Vec<u8> {
    [&[kind], long_list(body).as_slice()].concat()
}

/// The bytes behind their length in three bytes.
fn long_list(bytes: &[u8]) -> Vec<u8> {
    let length = u32::try_from(bytes.len()).unwrap_or(u32::MAX).to_be_bytes();
    [length.get(1..).unwrap_or_default(), bytes].concat()
}
