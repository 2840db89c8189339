//! The connection ended without a word.

use crate::diagnosis::Cause;
use crate::explain::case::{Case, Text, says, thrown};
use crate::explain::diagnosis::Party::{NetworkOperator, ServerOperator};
use crate::explain::diagnosis::{Diagnosis, Party, Step};
use crate::explain::handshake::Happening;

const WHO: &[Party] = &[NetworkOperator, ServerOperator];

const fn reset(words: &'static str) -> Text {
    says(words, Step::TransportLoss, "connection-reset", Cause::ConnectionReset, WHO)
}

const fn closed(words: &'static str) -> Text {
    says(words, Step::TransportLoss, "closed-by-peer", Cause::ClosedInHandshake, WHO)
}

static TEXTS: [Text; 18] = [
    closed("terminated the handshake"),
    closed("closed connection during handshake"),
    closed("SSL peer shut down incorrectly"),
    closed("Remote host closed connection"),
    closed("unexpected eof while reading"),
    says("Read timed out", Step::TransportLoss, "no-answer", Cause::Silence, WHO),
    thrown("SocketTimeoutException", "", Step::TransportLoss, "no-answer", Cause::Silence, WHO),
    thrown("HttpTimeoutException", "", Step::TransportLoss, "no-answer", Cause::Silence, WHO),
    reset("Connection reset"),
    reset("Broken pipe"),
    reset("connection abort"),
    reset("Connection aborted"),
    reset("forcibly closed"),
    reset("Connection or outbound has closed"),
    reset("Socket output is already shut"),
    closed("closed by the remote host"),
    thrown(
        "ClosedChannelException",
        "",
        Step::TransportLoss,
        "closed-by-peer",
        Cause::ClosedInHandshake,
        WHO,
    ),
    thrown("EOFException", "", Step::TransportLoss, "closed-by-peer", Cause::ClosedInHandshake, WHO),
];

pub(super) fn look(case: Case<'_>) -> Option<Diagnosis> {
    let found = case.diagnosed(&TEXTS)?;
    let handshake = case.handshake;
    let last = handshake.moments.iter().rev().find(|moment| {
        !matches!(
            moment.what,
            Happening::Failure | Happening::Closed | Happening::Store | Happening::Application
        )
    });
    Some(found.with(last.map(|moment| &moment.evidence)))
}
