//! A client's hello, written from an offer as Java writes it: one record of one message.

use super::offer::{Offer, SSL_3_0, TLS_1_0, TLS_1_2, TLS_1_3, extension};
use super::randomness::Chance;
use super::wire::{list, short_list, shorts};
use super::{TlsFault, groups};

/// The kind of a record of handshake messages, and of the hello among these.
const HANDSHAKE: u8 = 22;
const CLIENT_HELLO: u8 = 1;

/// The hello's record. The keys in it have no private half that anybody keeps: it is for looking at the answer.
///
/// # Errors
/// [`TlsFault::NoKey`]: of none of the groups that a key was to be sent of one can be made.
pub fn hello(offer: &Offer, chance: &mut Chance) -> Result<Vec<u8>, TlsFault> {
    let newest = offer.newest().unwrap_or(TLS_1_2);
    // RFC 8446, 4.1.2: TLS 1.3 is told in an extension alone.
    let version = newest.min(TLS_1_2);
    let mut extensions = Vec::new();
    for kind in &offer.extensions {
        if let Some(content) = content(*kind, offer, newest, chance)? {
            extensions.extend([shorts(&[*kind]), list(&content)].concat());
        }
    }
    let mut body = shorts(&[version]);
    body.extend(chance.draw::<32>());
    // Java: names a session where it offers TLS 1.3, for the sake of boxes in between (RFC 8446, D.4).
    let session = if newest >= TLS_1_3 { chance.draw::<32>().to_vec() } else { Vec::new() };
    body.extend(short_list(&session));
    body.extend(list(&shorts(&offer.suites)));
    body.extend(short_list(&offer.compressions));
    if !extensions.is_empty() {
        body.extend(list(&extensions));
    }
    // A message's length has three bytes, of which a hello needs two.
    let message = [&[CLIENT_HELLO, 0], list(&body).as_slice()].concat();
    // Java: the record's version is the hello's.
    Ok([&[HANDSHAKE], shorts(&[version]).as_slice(), list(&message).as_slice()].concat())
}

/// What an extension says; `None` where it is not sent.
fn content(kind: u16, offer: &Offer, newest: u16, chance: &mut Chance) -> Result<Option<Vec<u8>>, TlsFault> {
    // What only versions before TLS 1.3 know, and what only TLS 1.3 knows.
    let is_old = offer.versions.iter().any(|version| *version < TLS_1_3);
    let is_new = newest >= TLS_1_3;
    let numbers = |numbers: &[u16]| (!numbers.is_empty()).then(|| list(&shorts(numbers)));
    Ok(match kind {
        extension::SERVER_NAME => {
            offer.name.as_ref().map(|name| list(&[&[0], list(name.as_bytes()).as_slice()].concat()))
        }
        // Of OCSP's kind, from any responder, without extensions.
        extension::STATUS_REQUEST => Some(vec![1, 0, 0, 0, 0]),
        // The same for the whole chain (RFC 6961): of kind 2.
        extension::STATUS_REQUEST_V2 => is_old.then(|| vec![0, 7, 2, 0, 4, 0, 0, 0, 0]),
        extension::SUPPORTED_GROUPS => numbers(&offer.groups),
        // Points are sent uncompressed.
        extension::EC_POINT_FORMATS => (is_old && !offer.groups.is_empty()).then(|| vec![1, 0]),
        extension::SIGNATURE_ALGORITHMS => numbers(&offer.schemes).filter(|_| newest >= TLS_1_2),
        extension::SIGNATURE_ALGORITHMS_CERT => {
            numbers(&offer.certificate_schemes).filter(|_| newest >= TLS_1_2)
        }
        extension::ALPN => {
            let names: Vec<u8> =
                offer.protocols.iter().flat_map(|name| short_list(name.as_bytes())).collect();
            (!names.is_empty()).then(|| list(&names))
        }
        extension::EXTENDED_MASTER_SECRET | extension::SESSION_TICKET => {
            (is_old && newest >= TLS_1_0).then(Vec::new)
        }
        // Java: tells its versions even where SSL 3.0 is the only one.
        extension::SUPPORTED_VERSIONS => {
            (!offer.versions.is_empty()).then(|| short_list(&shorts(&offer.versions)))
        }
        // Sessions would be taken up again with a new key (psk_dhe_ke).
        extension::PSK_KEY_EXCHANGE_MODES => is_new.then(|| vec![1, 1]),
        extension::KEY_SHARE if is_new => Some(list(&shares(offer, chance)?)),
        // RFC 5746: this handshake renews no other.
        extension::RENEGOTIATION_INFO => (is_old && newest >= SSL_3_0).then(|| vec![0]),
        _ => None,
    })
}

/// A public key of each group that the offer names, behind the group's number.
fn shares(offer: &Offer, chance: &mut Chance) -> Result<Vec<u8>, TlsFault> {
    if !offer.sends_share {
        return Ok(Vec::new());
    }
    let mut share = |group: &u16| {
        let key = groups::public_key(*group, chance)?;
        Some([shorts(&[*group]), list(&key)].concat())
    };
    let shares: Vec<u8> = if offer.shares.is_empty() {
        offer.groups.iter().find_map(&mut share).unwrap_or_default()
    } else {
        offer.shares.iter().filter_map(share).flatten().collect()
    };
    // A list without a key asks the server for the group to send one of, and is right as it stands, but for an offer
    // whose groups nobody here knows.
    if shares.is_empty() && !offer.groups.is_empty() { Err(TlsFault::NoKey) } else { Ok(shares) }
}

#[cfg(test)]
mod tests {
    use tls_parser::{TlsMessage, TlsMessageHandshake, parse_tls_plaintext};

    use super::super::offer::{EXTENSIONS_OF_JDK_17, TLS_1_1};
    use super::super::wire::Reading;
    use super::*;
    use crate::machine::Machine;

    /// Version of the record and of the hello, the session's length, and the extensions with their contents.
    fn taken_apart(offer: &Offer) -> (u16, u16, usize, Vec<(u16, Vec<u8>)>) {
        let bytes = hello(offer, &mut Chance::new(&Machine::real()).unwrap()).unwrap();
        let (rest, record) = parse_tls_plaintext(&bytes).unwrap();
        assert!(rest.is_empty());
        let [TlsMessage::Handshake(TlsMessageHandshake::ClientHello(hello))] = record.msg.as_slice() else {
            panic!("{record:?}");
        };
        assert_eq!(hello.ciphers.iter().map(|suite| suite.0).collect::<Vec<_>>(), offer.suites);
        let mut reading = Reading(hello.ext.unwrap_or_default());
        let extensions = std::iter::from_fn(|| {
            Some((reading.short()?, reading.list(2).map(|content| content.0.to_vec())?))
        });
        let session = hello.session_id.map_or(0, <[u8]>::len);
        (record.hdr.version.0, hello.version.0, session, extensions.collect())
    }

    fn offer(versions: &[u16]) -> Offer {
        Offer {
            versions: versions.to_vec(),
            suites: vec![0x1302, 0xc02c, 0x00ff],
            groups: vec![0x001d, 0x0017, 0x0018, 0x0019, 0x001e, 0x0100],
            shares: vec![0x001d, 0x0017],
            schemes: vec![0x0403],
            certificate_schemes: vec![0x0403, 0x0203],
            name: Some("a.localtest".into()),
            ..Offer::default()
        }
    }

    /// As JDK 25 sends it, byte by byte but for keys and random values.
    #[test]
    fn a_hello_of_all_versions_is_javas() {
        let (record, version, session, extensions) = taken_apart(&offer(&[TLS_1_3, TLS_1_2]));
        assert_eq!((record, version, session), (TLS_1_2, TLS_1_2, 32));
        let kinds: Vec<u16> = extensions.iter().map(|(kind, _)| *kind).collect();
        assert_eq!(kinds, [0, 5, 10, 11, 17, 23, 35, 13, 43, 45, 50, 51]);
        let of = |wanted: u16| extensions.iter().find(|(kind, _)| *kind == wanted).unwrap().1.as_slice();
        assert_eq!(of(0), b"\x00\x0e\x00\x00\x0ba.localtest");
        assert_eq!(of(5), [1, 0, 0, 0, 0]);
        assert_eq!(of(17), [0, 7, 2, 0, 4, 0, 0, 0, 0]);
        assert_eq!(of(43), [4, 3, 4, 3, 3]);
        assert_eq!((of(51).len(), &of(51)[..6]), (107, &[0, 105, 0, 0x1d, 0, 32][..]));
        assert_eq!(of(51)[38..43], [0, 0x17, 0, 65, 4]);
    }

    #[test]
    fn other_versions_leave_out_what_they_do_not_know() {
        let kinds = |versions: &[u16]| -> Vec<u16> {
            taken_apart(&offer(versions)).3.iter().map(|(kind, _)| *kind).collect()
        };
        assert_eq!(kinds(&[TLS_1_3]), [0, 5, 10, 13, 43, 45, 50, 51]);
        assert_eq!(kinds(&[TLS_1_2]), [0, 5, 10, 11, 17, 23, 35, 13, 43, 50]);
        assert_eq!(kinds(&[TLS_1_1, TLS_1_0]), [0, 5, 10, 11, 17, 23, 35, 43]);
        assert_eq!(kinds(&[SSL_3_0]), [0, 5, 10, 11, 17, 43]);
        let (record, version, session, _) = taken_apart(&offer(&[SSL_3_0]));
        assert_eq!((record, version, session), (SSL_3_0, SSL_3_0, 0));
        let bare = Offer { extensions: Vec::new(), ..offer(&[TLS_1_0]) };
        assert!(taken_apart(&bare).3.is_empty());
    }

    #[test]
    fn a_key_of_every_group_has_its_size() {
        for (group, length) in [
            (0x001d, 32),
            (0x001e, 56),
            (0x0017, 65),
            (0x0018, 97),
            (0x0019, 133),
            (0x0100, 256),
            (0x0104, 1024),
        ] {
            let offer = Offer {
                groups: vec![group],
                shares: Vec::new(),
                protocols: vec!["h2".into()],
                ..offer(&[TLS_1_3])
            };
            let (.., extensions) = taken_apart(&offer);
            let (_, share) = extensions.last().unwrap();
            assert_eq!(share.len(), length + 6, "{group:#06x}");
            assert!(extensions.contains(&(extension::ALPN, b"\x00\x03\x02h2".to_vec())));
        }
        let unknown = Offer { groups: vec![0x0a0a], shares: Vec::new(), ..offer(&[TLS_1_3]) };
        let mut chance = Chance::new(&Machine::real()).unwrap();
        assert!(matches!(hello(&unknown, &mut chance), Err(TlsFault::NoKey)));
        assert!(EXTENSIONS_OF_JDK_17.contains(&extension::KEY_SHARE));
    }
}
