//! A proxy does not let the connection through.

use crate::diagnosis::Cause;
use crate::explain::case::{Case, Text, says};
use crate::explain::diagnosis::Party::{ClientOperator, ProxyAdministrator};
use crate::explain::diagnosis::{Diagnosis, Party, Reason, Step};

const WHO: &[Party] = &[ClientOperator, ProxyAdministrator];
const REFUSED: &[Party] = &[ProxyAdministrator, ClientOperator];

static TEXTS: [Text; 15] = [
    says("status 407", Step::ProxyConnect, "proxy-authentication", Cause::ProxyAuthentication, WHO),
    says("code: 407", Step::ProxyConnect, "proxy-authentication", Cause::ProxyAuthentication, WHO),
    says(
        "407 Proxy Authentication",
        Step::ProxyConnect,
        "proxy-authentication",
        Cause::ProxyAuthentication,
        WHO,
    ),
    says(
        "Proxy returns \"HTTP/1.1 407",
        Step::ProxyConnect,
        "proxy-authentication",
        Cause::ProxyAuthentication,
        WHO,
    ),
    says(
        "Proxy returns \"HTTP/1.0 407",
        Step::ProxyConnect,
        "proxy-authentication",
        Cause::ProxyAuthentication,
        WHO,
    ),
    says(
        "Proxy Authentication Required",
        Step::ProxyConnect,
        "proxy-authentication",
        Cause::ProxyAuthentication,
        WHO,
    ),
    says("Proxy returns \"HTTP/1.1 403", Step::ProxyConnect, "proxy-forbidden", Cause::ProxyRefused, REFUSED),
    says("Proxy returns \"HTTP/1.0 403", Step::ProxyConnect, "proxy-forbidden", Cause::ProxyRefused, REFUSED),
    says("Tunnel failed, got: 403", Step::ProxyConnect, "proxy-forbidden", Cause::ProxyRefused, REFUSED),
    says(
        "Tunnel failed, got: 407",
        Step::ProxyConnect,
        "proxy-authentication",
        Cause::ProxyAuthentication,
        WHO,
    ),
    says("Unable to tunnel through proxy", Step::ProxyConnect, "proxy-refused", Cause::ProxyRefused, REFUSED),
    says("Tunnel failed, got: ", Step::ProxyConnect, "proxy-refused", Cause::ProxyRefused, REFUSED),
    says(
        "SOCKS : authentication failed",
        Step::ProxyConnect,
        "proxy-authentication",
        Cause::ProxyAuthentication,
        WHO,
    ),
    says("SOCKS proxy:Connection refused", Step::TcpConnect, "refused", Cause::ConnectionRefused, REFUSED),
    says("SOCKS", Step::ProxyConnect, "proxy-refused", Cause::ProxyRefused, REFUSED),
];

pub(super) fn look(case: Case<'_>) -> Option<Diagnosis> {
    case.diagnosed(&TEXTS).or_else(|| of_silence(case))
}

/// A proxy that ends the connection rather than to answer.
fn of_silence(case: Case<'_>) -> Option<Diagnosis> {
    const ENDED: [&str; 3] = ["Unexpected end of file from server", "Connection reset", "Broken pipe"];
    case.handshake.traces.iter().find(|trace| trace.frames.in_tunnel)?;
    let line = ENDED.iter().find_map(|words| case.says(words))?;
    let reason = Reason::new(Step::ProxyConnect, "proxy-refused", Cause::ProxyRefused, REFUSED);
    Some(Diagnosis::of(reason, line))
}
