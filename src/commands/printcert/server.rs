//! `-sslserver`: the certificates that a server sends.

use std::time::Duration;

use super::PrintCert;
use crate::commands::{Context, Failure, weakness};
use crate::formats::certificates::pem;
use crate::machine::Machine;
use crate::report::keytool::certificate;
use crate::report::keytool::weakness::{Judged, Object};
use crate::tls::route::Route;
use crate::tls::{self, Host, Patience, Target};
use crate::{wildcard, x509};

/// How long a server may say nothing. Java waits for ever, unless `sun.net.client.defaultReadTimeout` is set.
const SILENCE: Duration = Duration::from_secs(120);
/// Hosts that no proxy is asked for, whatever others are named.
const OWN_HOSTS: &str = "localhost|127.*|[::1]|0.0.0.0|[::0]";
/// The port of an HTTPS proxy whose port is not given.
const PROXY_PORT: u16 = 443;
/// The same of a SOCKS proxy.
const SOCKS_PORT: u16 = 1080;

/// What the server sends, each certificate one that Java reads: of another Java ends the handshake.
pub(super) fn chain(machine: &Machine, server: &str) -> Result<Vec<Vec<u8>>, Failure> {
    let target = Target::parse(server).map_err(Failure::ServerName)?;
    let route = route(machine, &target);
    // Java: a port is a number first, and looked at when somebody connects to it.
    if route == Route::Direct && target.host != Host::None && !(0..=0xffff).contains(&target.port) {
        return Err(Failure::PortOutOfRange { port: target.port });
    }
    let failure = |source| Failure::Server { server: server.to_owned(), source };
    let chain = tls::chain_of(&target, &route, patience(machine), machine).map_err(failure)?;
    if chain.iter().any(|der| x509::Certificate::read(der).is_err()) {
        return Err(failure(tls::TlsFault::UnreadableCertificate));
    }
    Ok(chain)
}

impl PrintCert {
    /// Java: numbers these from 0, and always.
    pub(super) fn print_server_as_keytool(
        &self,
        context: &mut Context<'_>,
        server: &str,
    ) -> Result<u8, Failure> {
        let anchors = self.anchors(context)?;
        let ders = chain(context.machine, server)?;
        let parsed: Vec<_> = ders.iter().filter_map(|der| x509::Certificate::read(der).ok()).collect();
        let judge = weakness::Judge::new(context.machine);
        let is_anchor =
            |certificate: &x509::Certificate<'_>| anchors.iter().any(|store| store.trusts(certificate.der));
        let opinions: Vec<_> =
            parsed.iter().map(|certificate| judge.opinion(certificate, is_anchor(certificate))).collect();
        let zone = context.zone()?;
        let out = context.console.out();
        for (index, (certificate, opinion)) in parsed.iter().zip(&opinions).enumerate() {
            if self.rfc {
                // Java: PEM ends its lines as MIME does, whatever the machine.
                write!(out, "{}\r\n", pem(certificate.der, "\r\n")).map_err(Failure::Output)?;
            } else {
                write!(out, "Certificate #{index}\n====================================\n")
                    .map_err(Failure::Output)?;
                certificate::write_certificate(out, certificate, &zone, &opinion.markers())?;
                out.write_all(b"\n").map_err(Failure::Output)?;
            }
        }
        let judged: Vec<Judged<'_>> = opinions.iter().map(|opinion| opinion.judged()).collect();
        context.warnings.judge_chain(Object::Certificate, &judged);
        Ok(0)
    }
}

/// The way that Java's properties name for HTTPS.
fn route(machine: &Machine, target: &Target) -> Route {
    let named = |name: &str| machine.property(name).filter(|host| !host.is_empty());
    // Java: a number that is none counts as none given.
    let port = |name: &str, usual: u16| {
        let number = machine.property(name).and_then(|port| port.parse::<u16>().ok());
        number.filter(|port| *port > 0).unwrap_or(usual)
    };
    for (host, port_name) in [("https.proxyHost", "https.proxyPort"), ("proxyHost", "proxyPort")] {
        if let Some(host) = named(host) {
            if goes_without(target, machine.property("http.nonProxyHosts")) {
                break;
            }
            return Route::Http { host: host.to_owned(), port: port(port_name, PROXY_PORT) };
        }
    }
    match named("socksProxyHost") {
        Some(host) if !goes_without(target, machine.property("socksNonProxyHosts")) => {
            let (host, port) = (host.to_owned(), port("socksProxyPort", SOCKS_PORT));
            // Java: any other text stands for 5.
            if machine.property("socksProxyVersion") == Some("4") {
                Route::Socks4 { host, port, user: machine.user().to_owned() }
            } else {
                Route::Socks { host, port }
            }
        }
        _ => Route::Direct,
    }
}

/// Whether the target is one of the hosts that are reached without a proxy: a list with `|` between, a star before
/// or behind each. Java: one's own machine is always among them, unless the list is given and empty.
fn goes_without(target: &Target, list: Option<&str>) -> bool {
    let list = match list {
        Some("") => return false,
        Some(list) => format!("{list}|{OWN_HOSTS}"),
        None => OWN_HOSTS.to_owned(),
    };
    let host = target.written_host().to_lowercase();
    list.to_lowercase().split('|').any(|pattern| {
        // Java: a star within is a star.
        let middle = pattern.strip_prefix('*').unwrap_or(pattern);
        let middle = middle.strip_suffix('*').unwrap_or(middle);
        !middle.contains('*') && wildcard::covers(pattern, &host)
    })
}

/// How long Java's properties say that it waits.
fn patience(machine: &Machine) -> Patience {
    let milliseconds = |name: &str| {
        let number =
            machine.property(name).and_then(|number| number.parse().ok()).filter(|number| *number > 0);
        number.map(Duration::from_millis)
    };
    Patience {
        connect: milliseconds("sun.net.client.defaultConnectTimeout"),
        silence: milliseconds("sun.net.client.defaultReadTimeout").unwrap_or(SILENCE),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::machine::NoRandomness;

    fn route_of(server: &str, properties: &[(&str, &str)]) -> Route {
        let mut machine = Machine::new(jiff::Timestamp::UNIX_EPOCH, [], Box::new(|_| Err(NoRandomness)));
        let pairs = properties.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
        machine.properties = pairs.collect();
        route(&machine, &Target::parse(server).unwrap())
    }

    /// As JDK 25 went, each time, with a proxy that told of it.
    #[test]
    fn hosts_without_a_proxy_are_those_that_java_takes_for_such() {
        let is_direct = |server: &str, list: &str| {
            let properties = [("https.proxyHost", "proxy"), ("http.nonProxyHosts", list)];
            route_of(server, &properties) == Route::Direct
        };
        for list in ["*.invalid", "x*", "*nval*", "X.INVALID", "*", "y|x.invalid|", "x.inv*|y*z"] {
            assert!(is_direct("x.invalid:1", list), "{list}");
        }
        for list in ["x*id", " x.invalid ", "y| x.invalid", "x.invali?", "x.invalid.", "x,x.invalid", ""] {
            assert!(!is_direct("x.invalid:1", list), "{list}");
        }
        for server in ["localhost:1", "LocalHost", "127.0.0.1", "[::1]:443", "127.1"] {
            assert!(is_direct(server, "x"), "{server}");
            assert!(!is_direct(server, ""), "{server}");
        }
        assert!(!is_direct("[::1%lo]", "x"));
        assert_eq!(route_of("localhost", &[("https.proxyHost", "proxy")]), Route::Direct);
    }

    #[test]
    fn proxies_have_their_usual_ports() {
        let http = |port| Route::Http { host: "p".into(), port };
        assert_eq!(route_of("x.invalid", &[("https.proxyHost", "p")]), http(443));
        assert_eq!(
            route_of("x.invalid", &[("https.proxyHost", "p"), ("https.proxyPort", "8080")]),
            http(8080)
        );
        assert_eq!(route_of("x.invalid", &[("https.proxyHost", "p"), ("https.proxyPort", "zz")]), http(443));
        assert_eq!(route_of("x.invalid", &[("proxyHost", "p"), ("proxyPort", "8080")]), http(8080));
        assert_eq!(route_of("x.invalid", &[("https.proxyHost", "")]), Route::Direct);
        assert_eq!(route_of("x.invalid", &[("http.proxyHost", "p")]), Route::Direct);
        let socks = Route::Socks { host: "p".into(), port: 1080 };
        assert_eq!(route_of("x.invalid", &[("socksProxyHost", "p")]), socks);
        assert_eq!(route_of("127.0.0.1", &[("socksProxyHost", "p")]), Route::Direct);
        let version = |version| {
            let properties = [("socksProxyHost", "p"), ("socksProxyVersion", version), ("user.name", "you")];
            route_of("x.invalid", &properties)
        };
        assert_eq!(version("4"), Route::Socks4 { host: "p".into(), port: 1080, user: "you".into() });
        assert_eq!(version("x"), socks);
    }
}
