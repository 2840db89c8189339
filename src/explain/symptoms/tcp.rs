//! No connection comes about.

use crate::diagnosis::Cause;
use crate::explain::case::{Case, Text, says, thrown};
use crate::explain::diagnosis::Party::{ClientOperator, NetworkOperator, ServerOperator};
use crate::explain::diagnosis::{Diagnosis, Party, Step};

const REFUSED: &[Party] = &[ServerOperator, ClientOperator];
const TIMEOUT: &[Party] = &[NetworkOperator, ClientOperator];
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
    thrown("NoRouteToHostException", "", Step::TcpConnect, "unreachable", Cause::Unreachable, NETWORK),
    // Java: its HTTP client tells nothing more of a connection that was refused.
    thrown("java.net.ConnectException", "", Step::TcpConnect, "refused", Cause::ConnectionRefused, REFUSED),
];

pub(super) fn look(case: Case<'_>) -> Option<Diagnosis> {
    case.diagnosed(&TEXTS)
}
