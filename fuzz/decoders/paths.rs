//! Chains and stores as anybody may put them together.

use jiff::Timestamp;
use keytool_rs::asn1::Reader;
use keytool_rs::diagnosis::Release;
use keytool_rs::jvm::zone::Zone;
use keytool_rs::pkix::{Anchors, Java, Presented, Purpose, decide};
use keytool_rs::report::exceptions::{self, Subject};

/// How many certificates are sent; which Java, and for what; then certificates in DER, those sent first, the others in the
/// store.
pub(crate) fn paths(bytes: &[u8]) {
    let [count, kind, certificates @ ..] = bytes else { return };
    let mut all = Vec::new();
    let mut reader = Reader::new(certificates);
    while let Ok(element) = reader.element() {
        all.push(element.raw);
    }
    let (sent, store) = all.split_at(usize::from(*count).min(all.len()));
    let release = Release::ALL[usize::from(kind % 5)];
    let java = Java::of(release);
    let anchors = Anchors::new(store.iter().map(|der| ("alias", *der)));
    let presented = Presented {
        chain: sent.to_vec(),
        at: "2026-06-15T12:00:00Z".parse::<Timestamp>().map_or(0, Timestamp::as_millisecond),
        host: Some("www.example.com"),
        purpose: if kind & 0x40 == 0 { Purpose::Server } else { Purpose::Client },
        auth_type: "UNKNOWN",
        is_tls_13: kind & 0x80 == 0,
    };
    let decision = decide(&java, &presented, &anchors);
    let zone = Zone::named("UTC").unwrap_or_else(|| unreachable!("it is built in"));
    let subject = Subject { java: &java, presented: &presented, anchors: &anchors, zone: &zone };
    let _ = exceptions::of_handshake(&decision, subject);
}
