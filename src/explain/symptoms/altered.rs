//! What arrived is not what the other side made, or not made by whom the certificate names.

use crate::diagnosis::Cause;
use crate::explain::case::{Case, Text, says};
use crate::explain::diagnosis::Party::{ClientOperator, NetworkOperator, ServerOperator};
use crate::explain::diagnosis::{Diagnosis, Party, Reason, Step};
use crate::explain::handshake::Side;

const SERVER: &[Party] = &[ServerOperator, NetworkOperator];
const CLIENT: &[Party] = &[ClientOperator, NetworkOperator];
const BETWEEN: &[Party] = &[NetworkOperator, ServerOperator];

const fn proof(words: &'static str) -> Text {
    says(words, Step::ServerKeyExchange, "signature", Cause::KeyNotProved, SERVER)
}

const DAMAGED: Reason = Reason::new(Step::TransportLoss, "record-damaged", Cause::RecordDamaged, BETWEEN);

const fn record(words: &'static str) -> Text {
    Text { class: "SSLException", words, reason: DAMAGED }
}

/// Java: what AES-GCM says, of records as of whatever else a program decrypts.
const NOT_AUTHENTIC: &str = "AEADBadTagException";

/// Java 11 to 27.
static TEXTS: [Text; 4] = [
    proof("ServerKeyExchange signature"),
    proof("Invalid CertificateVerify signature"),
    record("Tag mismatch"),
    record("bad record MAC"),
];

pub(super) fn look(case: Case<'_>) -> Option<Diagnosis> {
    let Some((text, line)) = case.find(&TEXTS) else {
        // Within a connection's messages it is one of its records that does not decrypt.
        let line = case.says_of(NOT_AUTHENTIC, "").filter(|_| case.shows_messages())?;
        return Some(Diagnosis::of(DAMAGED, line));
    };
    let reason = match (text.reason.cause, case.side()) {
        (Cause::KeyNotProved, Side::Server) => Reason::new(
            Step::ClientCertificateVerification,
            "client-certificate-invalid",
            Cause::KeyNotProved,
            CLIENT,
        ),
        _ => text.reason.clone(),
    };
    Some(Diagnosis::of(reason, line))
}
