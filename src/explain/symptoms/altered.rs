//! What arrived is not what the other side made, or not made by whom the certificate names.

use crate::diagnosis::Cause;
use crate::explain::case::{Case, Text};
use crate::explain::diagnosis::Party::{ClientOperator, NetworkOperator, ServerOperator};
use crate::explain::diagnosis::{Diagnosis, Party, Reason, Step};
use crate::explain::handshake::Side;

const SERVER: &[Party] = &[ServerOperator, NetworkOperator];
const CLIENT: &[Party] = &[ClientOperator, NetworkOperator];
const BETWEEN: &[Party] = &[NetworkOperator, ServerOperator];

/// A server did not prove to have its certificate's key.
pub(super) const UNPROVED: Reason =
    Reason::new(Step::ServerKeyExchange, "signature", Cause::KeyNotProved, SERVER);

/// A client did not.
pub(super) const UNPROVED_CLIENT: Reason = Reason::new(
    Step::ClientCertificateVerification,
    "client-certificate-invalid",
    Cause::KeyNotProved,
    CLIENT,
);

const fn proof(words: &'static str) -> Text {
    Text { class: "", words, reason: UNPROVED }
}

const DAMAGED: Reason = Reason::new(Step::TransportLoss, "record-damaged", Cause::RecordDamaged, BETWEEN);

const fn record(words: &'static str) -> Text {
    Text { class: "SSLException", words, reason: DAMAGED }
}

/// Java: what AES-GCM says, of records as of whatever else a program decrypts.
const NOT_AUTHENTIC: &str = "AEADBadTagException";

/// Java 11 to 27.
static TEXTS: [Text; 6] = [
    proof("ServerKeyExchange signature"),
    proof("Invalid CertificateVerify signature"),
    record("Tag mismatch"),
    // CBC: what follows the padding is looked at only where that is sound.
    record("bad record MAC"),
    record("Invalid Padding length"),
    record("Invalid TLS padding data"),
];

pub(super) fn look(case: Case<'_>) -> Option<Diagnosis> {
    let Some((text, line)) = case.find(&TEXTS) else {
        // Within a connection's messages it is one of its records that does not decrypt.
        let line = case.says_of(NOT_AUTHENTIC, "").filter(|_| case.shows_messages())?;
        return Some(Diagnosis::of(DAMAGED, line));
    };
    let reason = match (text.reason.cause, case.side()) {
        (Cause::KeyNotProved, Side::Server) => UNPROVED_CLIENT,
        _ => text.reason.clone(),
    };
    Some(Diagnosis::of(reason, line))
}
