//! What people type of what is to be made: names, extensions, starts, serial numbers, and the frame of a request.

use keytool_rs::asn1::Writer;
use keytool_rs::formats::requests;
use keytool_rs::jvm::zone::{Start, Zone};
use keytool_rs::report::keytool::making as words;
use keytool_rs::x509::build::{CrlBody, Extensions, Revocation, of_words};
use keytool_rs::x509::{Name, Request};

/// The same text as each of them; what is made of it must be readable again.
pub(crate) fn making(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    match of_words(&text) {
        Ok(der) => {
            if let Ok(name) = Name::from_der(&der) {
                let _ = keytool_rs::report::keytool::certificate::java_name(&name);
            }
        }
        Err(fault) => drop(words::name(&fault)),
    }
    let asked = requests::java_request(bytes).ok();
    let requested = asked
        .as_ref()
        .and_then(|der| Request::read(der).ok())
        .and_then(|request| request.extensions().map(Extensions::of_request));
    for requested in [None, Some(Extensions::default()), requested] {
        let mut extensions = Extensions::default();
        match extensions.apply(text.split('\n'), requested.as_ref()) {
            Ok(()) => extensions.write(&mut Writer::default()),
            Err(fault) => drop(words::extension(&fault)),
        }
    }
    match Start::read(&text) {
        Ok(start) => {
            for id in ["Europe/Berlin", "GMT-23:59:59"] {
                if let Some(zone) = Zone::named(id) {
                    let _ = zone.start(&start, 1_781_524_800_000);
                }
            }
        }
        Err(fault) => drop(words::start(&fault)),
    }
    match Revocation::of_words(&text) {
        Ok(revoked) => {
            let body =
                CrlBody { algorithm: &[], issuer: &[], now: i64::MIN, next: i64::MAX, revoked: &[revoked] };
            let _ = body.encode();
        }
        Err(fault) => drop(words::revocation(&fault)),
    }
}
