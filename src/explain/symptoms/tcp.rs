//! No connection comes about.

use crate::diagnosis::Cause;
use crate::explain::case::{Case, Text, says, thrown};
use crate::explain::diagnosis::Party::{ClientOperator, NetworkOperator, ProxyAdministrator, ServerOperator};
use crate::explain::diagnosis::{Diagnosis, Missing, Party, Reason, Step};
use crate::explain::handshake::Happening;

const REFUSED: &[Party] = &[ServerOperator, ClientOperator];
const TIMEOUT: &[Party] = &[NetworkOperator, ClientOperator];
const LATER: &[Party] = &[NetworkOperator, ServerOperator];
const NETWORK: &[Party] = &[NetworkOperator];

static TEXTS: [Text; 11] = [
    says("Connection refused", Step::TcpConnect, "refused", Cause::ConnectionRefused, REFUSED),
    says("connect timed out", Step::TcpConnect, "timeout", Cause::ConnectTimeout, TIMEOUT),
    says("Connect timed out", Step::TcpConnect, "timeout", Cause::ConnectTimeout, TIMEOUT),
    thrown(
        "ConnectException",
        "Connection timed out",
        Step::TcpConnect,
        "timeout",
        Cause::ConnectTimeout,
        TIMEOUT,
    ),
    thrown("ConnectTimeoutException", "", Step::TcpConnect, "timeout", Cause::ConnectTimeout, TIMEOUT),
    says("Network is unreachable", Step::TcpConnect, "unreachable", Cause::Unreachable, NETWORK),
    says("No route to host", Step::TcpConnect, "unreachable", Cause::Unreachable, NETWORK),
    says("Host is unreachable", Step::TcpConnect, "unreachable", Cause::Unreachable, NETWORK),
    says("Host is down", Step::TcpConnect, "unreachable", Cause::Unreachable, NETWORK),
    thrown(
        "SocketException",
        "Permission denied",
        Step::TcpConnect,
        "unreachable",
        Cause::Unreachable,
        NETWORK,
    ),
    thrown("NoRouteToHostException", "", Step::TcpConnect, "unreachable", Cause::Unreachable, NETWORK),
];

pub(super) fn look(case: Case<'_>) -> Option<Diagnosis> {
    if let Some(line) = case.says_of("HttpConnectTimeoutException", "") {
        // Java: its HTTP client counts the handshake to the time for the connection.
        let silent = Reason::new(Step::TransportLoss, "no-answer", Cause::Silence, LATER);
        let timeout = Reason::new(Step::TcpConnect, "timeout", Cause::ConnectTimeout, TIMEOUT);
        // Who has sent a hello is connected.
        if case.handshake.hello.is_some() {
            return Some(Diagnosis::of(silent, line).with(case.handshake.lines_of(Happening::ClientHello)));
        }
        return Some(Diagnosis::ranked(vec![timeout, silent], line, Missing::HandshakeLog));
    }
    if let Some(mut found) = case.diagnosed(&TEXTS) {
        let is_of_proxy = case.handshake.traces.iter().any(|trace| trace.frames.in_proxy);
        if let Some(reason) = found.reasons.first_mut().filter(|_| is_of_proxy) {
            reason.who = &[ProxyAdministrator, ClientOperator];
        }
        return Some(found);
    }
    // Java: its HTTP client tells nothing more of a connection that was refused.
    let (_, silent) = case
        .thrown()
        .find(|(_, thrown)| thrown.class == "java.net.ConnectException" && thrown.message.is_empty())?;
    let refused = Reason::new(Step::TcpConnect, "refused", Cause::ConnectionRefused, REFUSED);
    Some(Diagnosis::of(refused, silent.evidence.as_ref()))
}
