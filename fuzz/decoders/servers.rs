//! What servers say in a handshake, and how they are named.

use std::io::{Read, Write};
use std::net::Ipv4Addr;

use keytool_rs::secret::Password;
use keytool_rs::tls::route::{Credentials, Proxy, ProxyFault, Route};
use keytool_rs::tls::starttls::{self, LONGEST_CONVERSATION, LONGEST_QUOTE, Parties, StartTlsFault};
use keytool_rs::tls::{
    Endpoint, FlightReader, HttpAnswer, LONGEST_FLIGHT, Limits, Offer, Progress, SSL_3_0, Service, TLS_1_0,
    TLS_1_1, TLS_1_2, TLS_1_3, Target, TlsFault, read_http_answer,
};

/// A server's first flight, whole, and cut as its last byte says.
pub(crate) fn server_messages(bytes: &[u8]) {
    let Some(cut) = bytes.last() else { return };
    let offer = Offer {
        versions: vec![TLS_1_3, TLS_1_2, TLS_1_1, TLS_1_0, SSL_3_0],
        suites: (0..=u16::MAX).collect(),
        ..Offer::default()
    };
    let read = |size: usize| {
        let mut reader = FlightReader::new(&offer, Limits::default());
        let mut end = Ok(Progress::More);
        for piece in bytes.chunks(size) {
            end = reader.feed(piece);
            if !matches!(end, Ok(Progress::More)) {
                break;
            }
        }
        (reader.into_flight(), end)
    };
    let (whole, end) = read(bytes.len());
    assert!(whole.chain.iter().flatten().map(Vec::len).sum::<usize>() <= LONGEST_FLIGHT);
    // However it is cut, it says the same; of what is no TLS more or less has come when that is seen.
    let (pieces, cut_end) = read(usize::from(*cut).max(1));
    assert_eq!(whole, pieces);
    let told = |end: Result<Progress, TlsFault>| match end {
        Err(TlsFault::NotTls { .. }) => "no TLS".to_owned(),
        other => format!("{other:?}"),
    };
    assert_eq!(told(end), told(cut_end));
}

/// `HOST:PORT` as it is typed.
pub(crate) fn server_names(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    match Target::parse(&text) {
        Ok(target) => drop((target.written_host(), target.name_in_hello().map(str::len))),
        Err(error) => assert!(error.index <= error.input.encode_utf16().count()),
    }
    match Endpoint::parse(&text, None) {
        Ok(endpoint) => {
            assert!(endpoint.host.is_ascii() && !endpoint.host.is_empty() && endpoint.port > 0);
            // Written again it is the same server.
            let written = format!("{}:{}", endpoint.written_host(), endpoint.port);
            assert_eq!(Endpoint::parse(&written, Some(endpoint.service)), Ok(endpoint));
        }
        Err(error) => assert!(error.index <= text.chars().count()),
    }
    let _ = Route::parse(&text);
}

/// The other side of a connection: what it says, in pieces; all that is said to it is lost.
struct Scripted<'a> {
    says: &'a [u8],
    piece: usize,
    taken: usize,
}

impl Read for Scripted<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let length = buffer.len().min(self.piece).min(self.says.len());
        let (now, later) = self.says.split_at(length);
        buffer[..length].copy_from_slice(now);
        self.says = later;
        self.taken += length;
        Ok(length)
    }
}

impl Write for Scripted<'_> {
    fn write(&mut self, buffer: &[u8]) -> std::io::Result<usize> {
        Ok(buffer.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

/// What a server says before TLS; the first byte chooses the protocol.
pub(crate) fn starttls_replies(bytes: &[u8]) {
    let Some((choice, says)) = bytes.split_first() else { return };
    let names: Vec<&str> = Service::names().collect();
    let service = Service::named(names[usize::from(*choice) % names.len()]).unwrap();
    let parties = Parties { server: "mail.example.com", client: Ipv4Addr::LOCALHOST.into() };
    let begin = |piece| {
        let mut stream = Scripted { says, piece, taken: 0 };
        let result = starttls::begin(&mut stream, service, parties);
        assert!(stream.taken <= LONGEST_CONVERSATION);
        (result, stream.taken)
    };
    let (whole, taken) = begin(usize::MAX);
    let (trickled, same) = begin(1);
    // However it comes: it goes over to TLS, or does not, and behind the same byte.
    assert_eq!(whole.is_ok(), trickled.is_ok());
    if whole.is_ok() {
        assert_eq!(taken, same);
    }
    match whole {
        Err(TlsFault::StartTls(
            StartTlsFault::Refused { line: words, .. }
            | StartTlsFault::Malformed { line: words }
            | StartTlsFault::NotOffered { greeting: words, .. }
            | StartTlsFault::OtherProtocol { greeting: words, .. },
        )) => assert!(words.chars().count() <= LONGEST_QUOTE),
        Err(TlsFault::StartTls(_) | TlsFault::Closed) | Ok(()) => {}
        Err(other) => panic!("{other}"),
    }
}

/// What a proxy says; the first byte chooses its kind, and whether it is shown a user and a password.
pub(crate) fn proxy_answers(bytes: &[u8]) {
    let Some((choice, says)) = bytes.split_first() else { return };
    let credentials = Credentials { user: Password::new("user"), password: Password::new("password") };
    let credentials = (choice & 1 == 1).then_some(credentials);
    let proxy = Proxy { host: "proxy".into(), port: 3128, credentials };
    let route = [Route::Http, Route::Socks5, Route::Socks4a][usize::from(choice >> 1) % 3](proxy);
    let pass = |piece| {
        let mut stream = Scripted { says, piece, taken: 0 };
        (route.pass(&mut stream, "mail.example.com", 443), stream.taken)
    };
    let (whole, taken) = pass(usize::MAX);
    let (trickled, same) = pass(1);
    assert_eq!((whole.is_ok(), taken), (trickled.is_ok(), same));
    if let Err(TlsFault::Proxy(ProxyFault::Refused { line, .. })) = whole {
        assert!(line.trim_start_matches(' ').starts_with("HTTP/") && line.chars().count() <= LONGEST_QUOTE);
    }
}

/// An answer of HTTP, whole, and in small pieces.
pub(crate) fn http_answers(bytes: &[u8]) {
    const LIMIT: usize = 1000;
    let read = |piece| read_http_answer(&mut Scripted { says: bytes, piece, taken: 0 }, LIMIT);
    let (whole, cut) = (read(usize::MAX), read(61));
    assert_eq!(whole.is_ok(), cut.is_ok());
    if let (Ok(whole), Ok(cut)) = (whole, cut) {
        assert_eq!(whole, cut);
        assert!(!matches!(whole, HttpAnswer::Body(body) if body.len() > LIMIT));
    }
}
