//! Flights as openssl's server sent them (testdata/make/flights.py), whole, cut and broken, and some made by hand.

use super::*;
use crate::tls::offer::{SSL_3_0, TLS_1_1};
use crate::tls::wire::{list, shorts};

fn offer() -> Offer {
    Offer {
        versions: vec![TLS_1_3, TLS_1_2, TLS_1_1, TLS_1_0, SSL_3_0],
        suites: vec![0x1301, 0xc02b, 0xc02f, 0xc018, 0x0033, 0x002f],
        ..Offer::default()
    }
}

fn recorded(name: &str) -> Vec<u8> {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("testdata/tls");
    std::fs::read(folder.join(name).with_extension("bin")).unwrap()
}

fn read(bytes: &[u8], size: usize) -> (Flight, Result<Progress, TlsFault>) {
    let offer = offer();
    let mut reader = FlightReader::new(&offer, Limits::default());
    let mut end = Ok(Progress::More);
    for piece in bytes.chunks(size) {
        end = reader.feed(piece);
        if !matches!(end, Ok(Progress::More)) {
            break;
        }
    }
    (reader.into_flight(), end)
}

/// The flight of a recording, which is the same however it is cut and done with its last byte alone.
fn done(name: &str) -> Flight {
    let bytes = recorded(name);
    let (flight, end) = read(&bytes, bytes.len());
    assert_eq!(end.unwrap(), Progress::Done, "{name}");
    for size in [1, 3, 64, 1000] {
        let (cut, end) = read(&bytes, size);
        assert_eq!((&cut, end.unwrap()), (&flight, Progress::Done), "{name} {size}");
    }
    flight
}

#[test]
fn flights_of_every_version_are_read() {
    let oldest = done("tls10-rsa-asks");
    let chosen = oldest.chosen.unwrap();
    assert_eq!((chosen.version, chosen.suite), (TLS_1_0, 0x002f));
    assert_eq!((chosen.exchange, chosen.scheme), (Some(KeyExchange::Rsa), None));
    assert!(chosen.renegotiates_safely && chosen.extended_master_secret && chosen.resumes);
    assert_eq!(oldest.chain.unwrap().len(), 1);
    let request = oldest.request.unwrap();
    assert_eq!((request.schemes, request.authorities.len()), (vec![], 1));
    assert!(request.kinds.contains(&1));

    let finite = done("tls11-dhe1024").chosen.unwrap();
    assert_eq!((finite.version, finite.exchange), (TLS_1_1, Some(KeyExchange::Dh { bits: 1024 })));

    let stapled = done("tls12-ecdhe-staple");
    let chosen = stapled.chosen.unwrap();
    assert_eq!((chosen.exchange, chosen.scheme), (Some(KeyExchange::Group(0x0017)), Some(0x0403)));
    assert_eq!(chosen.protocol.unwrap(), b"h2");
    assert_eq!(stapled.staple.unwrap().first(), Some(&0x30));

    let asks = done("tls12-asks");
    assert_eq!(asks.chain.unwrap().len(), 2);
    let request = asks.request.unwrap();
    assert_eq!(request.authorities, [b"\x30\x0d\x31\x0b\x30\x09\x06\x03\x55\x04\x03\x0c\x02ec"]);
    assert!(request.schemes.contains(&0x0804));

    let anonymous = done("tls12-anonymous");
    assert_eq!((anonymous.chain, anonymous.chosen.unwrap().scheme), (None, None));
}

#[test]
fn of_tls_1_3_the_choice_is_read() {
    let flight = done("tls13-asks-again");
    assert!(flight.asks_again && flight.chain.is_none());
    assert_eq!(flight.chosen.unwrap().exchange, Some(KeyExchange::Group(0x0018)));
    let bytes = recorded("tls13");
    let (flight, end) = read(&bytes, bytes.len());
    assert_eq!(end.unwrap(), Progress::Done);
    let chosen = flight.chosen.unwrap();
    assert_eq!((chosen.version, chosen.suite, chosen.resumes), (TLS_1_3, 0x1301, false));
    assert_eq!((chosen.exchange, flight.asks_again), (Some(KeyExchange::Group(0x001d)), false));
}

#[test]
fn nothing_is_said_of_what_has_not_come() {
    for name in ["tls10-rsa-asks", "tls12-ecdhe-staple", "tls12-anonymous"] {
        let bytes = recorded(name);
        for end in 0..bytes.len() {
            let (_, progress) = read(&bytes[..end], bytes.len());
            assert_eq!(progress.unwrap(), Progress::More, "{name} {end}");
        }
    }
}

fn record(kind: u8, content: &[u8]) -> Vec<u8> {
    [&[kind, 3, 3], list(content).as_slice()].concat()
}

fn message(kind: u8, body: &[u8]) -> Vec<u8> {
    [&[kind], &u32::try_from(body.len()).unwrap().to_be_bytes()[1..], body].concat()
}

fn hello(version: u16, suite: u16) -> Vec<u8> {
    message(2, &[&shorts(&[version]), [7; 32].as_slice(), &[0], &shorts(&[suite]), &[0]].concat())
}

fn certificates(chain: &[Vec<u8>]) -> Vec<u8> {
    let long = |bytes: &[u8]| [&u32::try_from(bytes.len()).unwrap().to_be_bytes()[1..], bytes].concat();
    let each: Vec<u8> = chain.iter().flat_map(|der| long(der)).collect();
    message(11, &long(&each))
}

/// The messages in records of 16 KiB.
fn flight_of(messages: &[Vec<u8>]) -> Vec<u8> {
    messages.concat().chunks(1 << 14).flat_map(|piece| record(22, piece)).collect()
}

#[test]
fn what_ends_a_handshake_is_told() {
    let fault = |answer: &[u8]| read(answer, answer.len()).1.unwrap_err().to_string();
    assert_eq!(fault(&recorded("tls12-alert")), "alert 40");
    assert_eq!(fault(&record(21, &[1, 112])), "alert 112, a warning");
    assert_eq!(fault(&record(21, &[1, 0])), "alert 0, a warning");
    assert_eq!(fault(&flight_of(&[hello(0x0305, 0x0033)])), "the server chose protocol 0x0305");
    assert_eq!(fault(&flight_of(&[hello(0x0303, 0x0005)])), "the server chose cipher suite 0x0005");
    assert_eq!(fault(&flight_of(&[hello(0x0303, 0x1301)])), "the server chose cipher suite 0x1301");
    let done = message(14, &[]);
    let hello = hello(0x0303, 0x0033);
    assert_eq!(
        fault(&flight_of(&[hello.clone(), certificates(&[]), done.clone()])),
        "the server sent no certificate"
    );
    assert_eq!(fault(b"HTTP/1.1 400 Bad\r\n"), r"no TLS handshake: HTTP/1.1 400 Bad\r\n");
    assert!(matches!(
        read(&[b'x'; 5000], 5000).1,
        Err(TlsFault::NotTls { beginning }) if beginning.len() == LONGEST_BEGINNING
    ));
    for broken in [record(23, b"x"), record(21, &[2]), record(22, &done), vec![22, 3, 3, 255, 255]] {
        assert!(fault(&broken).starts_with("broken TLS"), "{broken:?}");
    }
    assert_eq!(fault(&record(22, &[2, 255, 255, 255])), "a handshake message of 16777215 bytes");
}

#[test]
fn warnings_that_java_reads_over_are_read_over() {
    let answer = [record(21, &[1, 90]), recorded("tls12-asks")].concat();
    assert_eq!(read(&answer, 7).1.unwrap(), Progress::Done);
}

#[test]
fn a_chain_that_java_does_not_bear_is_seen_all_the_same() {
    let seen = |chain: &[Vec<u8>]| {
        let bytes = flight_of(&[hello(0x0303, 0x0033), certificates(chain), message(14, &[])]);
        let (flight, end) = read(&bytes, 4096);
        (flight.chain, end)
    };
    let (chain, end) = seen(&vec![vec![1; 9]; 11]);
    assert_eq!(chain.unwrap().len(), 11);
    assert!(matches!(end, Err(TlsFault::ChainTooLong { length: 11 })));
    let (chain, end) = seen(&[vec![1; 191_766]]);
    assert_eq!(chain.unwrap()[0].len(), 191_766);
    assert!(matches!(end, Err(TlsFault::MessageTooLong { length: 191_772 })));
    let (chain, end) = seen(&[vec![1; LONGEST_FLIGHT]]);
    assert!(chain.is_none() && matches!(end, Err(TlsFault::MessageTooLong { .. })));
}

#[test]
fn endless_answers_are_given_up() {
    let offer = offer();
    for piece in [record(22, &[]), record(21, &[1, 90]), record(22, &message(0, &[]))] {
        let mut reader = FlightReader::new(&offer, Limits::default());
        let many = piece.repeat(5000);
        assert!((0..2000).any(|_| reader.feed(&many).is_err()));
    }
}

#[test]
fn a_server_that_was_talked_down_says_so() {
    assert_eq!(downgraded_below(b"xxDOWNGRD\x01", TLS_1_2), Some(TLS_1_3));
    assert_eq!(downgraded_below(b"xxDOWNGRD\x00", TLS_1_1), Some(TLS_1_2));
    assert_eq!(downgraded_below(b"xxDOWNGRD\x01", TLS_1_3), None);
    assert_eq!(downgraded_below(b"xxDOWNGRD\x02", TLS_1_1), None);
}
