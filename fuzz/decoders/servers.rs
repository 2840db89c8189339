//! What servers say in a handshake, and how they are named.

use keytool_rs::tls::{
    FlightReader, LONGEST_FLIGHT, Limits, Offer, Progress, SSL_3_0, TLS_1_0, TLS_1_1, TLS_1_2, TLS_1_3,
    Target, TlsFault,
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
    match Target::parse(&String::from_utf8_lossy(bytes)) {
        Ok(target) => drop((target.written_host(), target.name_in_hello().map(str::len))),
        Err(error) => assert!(error.index <= error.input.encode_utf16().count()),
    }
}
