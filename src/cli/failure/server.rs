//! The words about servers: Java's for names that are none, and plain ones for those that show no certificate.

use crate::commands::WrongTarget;
use crate::tls::route::{ProxyFault, RouteError, RouteFault};
use crate::tls::{EndpointError, EndpointFault, TargetError, TargetFault, TlsFault, UriPart};

/// What keytool prints of whatever kept a server from showing its certificates.
pub(super) fn fault_as_java(fault: &TlsFault) -> String {
    match fault {
        // Java: looks for the status among the words of a line that has too few.
        TlsFault::Proxy(ProxyFault::NotHttp) => "java.util.NoSuchElementException".into(),
        _ => "java.lang.Exception: No certificate from the SSL server".into(),
    }
}

/// Java's `URISyntaxException`, with the place and the whole address.
pub(super) fn name_as_java(error: &TargetError) -> String {
    let reason = match error.fault {
        TargetFault::ExpectedAuthority => "Expected authority",
        TargetFault::IllegalCharacter(UriPart::Authority) => "Illegal character in authority",
        TargetFault::IllegalCharacter(UriPart::HostName) => "Illegal character in hostname",
        TargetFault::IllegalCharacter(UriPart::Port) => "Illegal character in port number",
        TargetFault::IllegalCharacter(UriPart::Path) => "Illegal character in path",
        TargetFault::IllegalCharacter(UriPart::Query) => "Illegal character in query",
        TargetFault::IllegalCharacter(UriPart::Fragment) => "Illegal character in fragment",
        TargetFault::MalformedEscape => "Malformed escape pair",
        TargetFault::ExpectedClosingBracket => "Expected closing bracket for IPv6 address",
        TargetFault::MalformedIpv6 => "Malformed IPv6 address",
        TargetFault::MalformedIpv4 => "Malformed IPv4 address",
        TargetFault::ExpectedIpv6Digits => "Expected hex digits or IPv4 address",
        TargetFault::LongIpv6Group => "IPv6 hexadecimal digit sequence too long",
        TargetFault::ShortIpv6 => "IPv6 address too short",
        TargetFault::LongIpv6 => "IPv6 address too long",
        TargetFault::ExpectedDigits => "Expected digits for an IPv6 address",
        TargetFault::MalformedPort => "Malformed port number",
        TargetFault::ExpectedPort => "Expected port number",
        TargetFault::ExpectedScope => {
            return format!("java.net.URISyntaxException: scope id expected: {}", error.input);
        }
    };
    format!("java.net.URISyntaxException: {reason} at index {}: {}", error.index, error.input)
}

/// What happened, and what to do next.
pub(super) fn plain(server: &str, fault: &TlsFault) -> (String, &'static str) {
    let advice = match fault {
        TlsFault::Unresolved { .. } => {
            "Look at the name's spelling, and whether this machine's DNS knows it."
        }
        TlsFault::NameService { .. } | TlsFault::NameTimeout { .. } => {
            "Look at the name servers that this machine asks."
        }
        TlsFault::Connect(_) => "Look at host and port, and whether a firewall or a proxy stands between.",
        TlsFault::Proxy(ProxyFault::Refused { status: 407, .. }) => "The proxy wants a user and a password.",
        TlsFault::Proxy(_) => "Look at the proxy named with -J-Dhttps.proxyHost and -J-Dhttps.proxyPort.",
        TlsFault::Silent => "A server that waits for its client to speak plainly first says nothing to TLS.",
        TlsFault::NotTls { .. } => "Look at the port: what answers there speaks something else than TLS.",
        TlsFault::Alert(_)
        | TlsFault::Warning(_)
        | TlsFault::Version(_)
        | TlsFault::Suite(_)
        | TlsFault::Closed => "The server may speak older protocols or ciphers than Java 25 offers.",
        _ => "",
    };
    (format!("{server} showed no certificate: {fault}"), advice)
}

/// A text that names no server, and how one is named.
pub(super) fn endpoint(text: &str, error: EndpointError) -> (String, &'static str) {
    let advice = match error.fault {
        EndpointFault::PlainHttp => "https:// is meant; http:// is without TLS.",
        EndpointFault::PortOutOfRange | EndpointFault::PortNotANumber => {
            "A port is a number from 1 to 65535."
        }
        EndpointFault::NotIpv6 | EndpointFault::NoClosingBracket => {
            "An IPv6 address with a port stands in brackets: [2001:db8::1]:443."
        }
        _ => "Name it as HOST, HOST:PORT or ldaps://HOST.",
    };
    (format!("{text} names no server: {}", endpoint_fault(error.fault)), advice)
}

/// Lines of a file that name no server, each with its place.
pub(super) fn targets(file: &str, wrong: &[WrongTarget]) -> (String, &'static str) {
    let lines: Vec<String> = wrong
        .iter()
        .map(|one| {
            let text: String = one.text.escape_debug().collect();
            format!("{file}:{}: {text} names no server: {}", one.line, endpoint_fault(one.error.fault))
        })
        .collect();
    (
        lines.join("\n"),
        "No server was looked at. A line names one as HOST, HOST:PORT, HOST PORT or ldaps://HOST; # begins a remark.",
    )
}

fn endpoint_fault(fault: EndpointFault) -> String {
    match fault {
        EndpointFault::NoHost => "there is no host".into(),
        EndpointFault::Character(character) => {
            format!("no name has the character {}", character.escape_default())
        }
        EndpointFault::EmptyLabel => "there is nothing between two dots".into(),
        EndpointFault::TooLong => "it is longer than names are".into(),
        EndpointFault::NotIdn => "DNS has no form of this name".into(),
        EndpointFault::NoClosingBracket => "a bracket is not closed".into(),
        EndpointFault::NotIpv6 => "that is no IPv6 address".into(),
        EndpointFault::PortNotANumber => "the port is no number".into(),
        EndpointFault::PortOutOfRange => "there is no such port".into(),
        EndpointFault::TooManyWords => "these are more words than a host and a port".into(),
        EndpointFault::UnknownScheme => "what stands before :// is unknown".into(),
        EndpointFault::PlainHttp => "http:// has no TLS".into(),
    }
}

/// A text that names no proxy; it is not shown, for there may be a password in it.
pub(super) fn proxy(error: &RouteError) -> (String, &'static str) {
    let place = error.variable.unwrap_or("--proxy");
    let what = match error.fault {
        RouteFault::UnknownScheme => "its scheme is none of http, socks5 and socks4a".into(),
        RouteFault::TlsToProxy => "a proxy that is itself spoken to by TLS is not supported".into(),
        RouteFault::MalformedEscape => "a % stands before something else than two hexadecimal digits".into(),
        RouteFault::Host(fault) => endpoint_fault(fault),
    };
    (
        format!("{place} names no proxy: {what}"),
        "A proxy is named as http://USER:PASSWORD@HOST:PORT, or none.",
    )
}
