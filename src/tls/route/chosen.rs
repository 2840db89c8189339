//! Which way is taken: an option's, the environment's, or the one that Java's properties name.

use std::net::IpAddr;

use super::{Credentials, Proxy, Route};
use crate::machine::Machine;
use crate::secret::Password;
use crate::tls::{Endpoint, EndpointFault};
use crate::wildcard;

/// Hosts that Java asks no proxy for, whatever others are named.
const OWN_HOSTS: &str = "localhost|127.*|[::1]|0.0.0.0|[::0]";
/// The port that Java takes for an HTTPS proxy whose port is not given.
const JAVA_PROXY_PORT: u16 = 443;
/// The port of a SOCKS proxy.
const SOCKS_PORT: u16 = 1080;
/// The port of an HTTP proxy whose address has none: that of its scheme.
const HTTP_PORT: u16 = 80;

/// A text that names no proxy. It is not kept: there may be a password in it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("no proxy: {fault:?}")]
pub struct RouteError {
    /// The environment's variable that holds the text; `None` where an option does.
    pub variable: Option<&'static str>,
    /// What is wrong with it.
    pub fault: RouteFault,
}

/// What is wrong with a text that names no proxy.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum RouteFault {
    /// A scheme other than `http`, `socks5` and `socks4a`.
    UnknownScheme,
    /// `https://`: a proxy that is itself spoken to by TLS.
    TlsToProxy,
    /// A `%` without two hexadecimal digits, or what they make is no text.
    MalformedEscape,
    /// Its name or its port.
    Host(EndpointFault),
}

impl Route {
    /// Reads `http://[USER:PASSWORD@]HOST[:PORT]`, `socks5://…`, `socks4a://…`; without a scheme it is `http`.
    ///
    /// # Errors
    /// [`RouteError`].
    pub fn parse(text: &str) -> Result<Self, RouteError> {
        read(text).map_err(|fault| RouteError { variable: None, fault })
    }

    /// The way that the environment names for a TLS server, as curl reads it: `https_proxy`, else `all_proxy`, each in
    /// small letters first, unless `no_proxy` has the host.
    ///
    /// # Errors
    /// [`RouteError`], with the variable.
    pub fn of_environment(machine: &Machine, host: &str, port: u16) -> Result<Self, RouteError> {
        Self::of_variables(machine, (host, port), ["https_proxy", "HTTPS_PROXY"])
    }

    /// The same for what is fetched by HTTP: `http_proxy`. In capitals it does not count: there it may be a header's that a
    /// web server handed on.
    ///
    /// # Errors
    /// [`RouteError`], with the variable.
    pub fn of_environment_for_http(machine: &Machine, host: &str, port: u16) -> Result<Self, RouteError> {
        Self::of_variables(machine, (host, port), ["http_proxy", "http_proxy"])
    }

    fn of_variables(
        machine: &Machine,
        (host, port): (&str, u16),
        own: [&'static str; 2],
    ) -> Result<Self, RouteError> {
        let set = |names: [&'static str; 2]| {
            names
                .into_iter()
                .find_map(|name| Some((name, machine.variable(name).filter(|text| !text.is_empty())?)))
        };
        let named = set(own).or_else(|| set(["all_proxy", "ALL_PROXY"]));
        let Some((variable, text)) = named else { return Ok(Self::Direct) };
        let without = set(["no_proxy", "NO_PROXY"]);
        if without.is_some_and(|(_, list)| list.split(',').any(|entry| is_named(entry.trim(), host, port))) {
            return Ok(Self::Direct);
        }
        read(text).map_err(|fault| RouteError { variable: Some(variable), fault })
    }

    /// The way that Java's properties name for HTTPS to a host, an IPv6 address in its brackets.
    ///
    /// Java: takes no user and password from properties, for an HTTP proxy by design. To a SOCKS proxy that asks, it
    /// shows the name of the machine's user and an empty password, whatever `java.net.socks.username` says (seen of 11
    /// and 25); who wants a password refuses that as well as nothing.
    pub fn of_properties(machine: &Machine, written_host: &str) -> Self {
        let own = [("https.proxyHost", "https.proxyPort"), ("proxyHost", "proxyPort")];
        Self::of_named(machine, written_host, (own, JAVA_PROXY_PORT))
    }

    /// The same for what is fetched by HTTP.
    pub fn of_properties_for_http(machine: &Machine, written_host: &str) -> Self {
        let own = [("http.proxyHost", "http.proxyPort"), ("proxyHost", "proxyPort")];
        Self::of_named(machine, written_host, (own, HTTP_PORT))
    }

    fn of_named(machine: &Machine, written_host: &str, (own, usual): ([(&str, &str); 2], u16)) -> Self {
        let named = |name: &str| machine.property(name).filter(|host| !host.is_empty());
        // Java: a number that is none counts as none given.
        let port = |name: &str, usual: u16| {
            let number = machine.property(name).and_then(|port| port.parse::<u16>().ok());
            number.filter(|port| *port > 0).unwrap_or(usual)
        };
        for (host, port_name) in own {
            if let Some(host) = named(host) {
                if goes_without(written_host, machine.property("http.nonProxyHosts")) {
                    break;
                }
                let port = port(port_name, usual);
                return Self::Http(Proxy { host: host.to_owned(), port, credentials: None });
            }
        }
        match named("socksProxyHost") {
            Some(host) if !goes_without(written_host, machine.property("socksNonProxyHosts")) => {
                // Java: any other text stands for 5. Version 4 is always told who asks.
                let is_old = machine.property("socksProxyVersion") == Some("4");
                let own = || Credentials { user: Password::new(machine.user()), password: Password::new("") };
                let proxy = Proxy {
                    host: host.to_owned(),
                    port: port("socksProxyPort", SOCKS_PORT),
                    credentials: is_old.then(own),
                };
                if is_old { Self::Socks4a(proxy) } else { Self::Socks5(proxy) }
            }
            _ => Self::Direct,
        }
    }
}

/// Whether the host is one of those that are reached without a proxy: a list with `|` between, a star before or behind
/// each. Java: one's own machine is always among them, unless the list is given and empty.
fn goes_without(written_host: &str, list: Option<&str>) -> bool {
    let list = match list {
        Some("") => return false,
        Some(list) => format!("{list}|{OWN_HOSTS}"),
        None => OWN_HOSTS.to_owned(),
    };
    let host = written_host.to_lowercase();
    list.to_lowercase().split('|').any(|pattern| {
        // Java: a star within is a star.
        let middle = pattern.strip_prefix('*').unwrap_or(pattern);
        let middle = middle.strip_suffix('*').unwrap_or(middle);
        !middle.contains('*') && wildcard::covers(pattern, &host)
    })
}

fn read(text: &str) -> Result<Route, RouteFault> {
    let text = text.trim();
    let (scheme, rest) = text.split_once("://").unwrap_or(("http", text));
    let make: fn(Proxy) -> Route = match scheme.to_ascii_lowercase().as_str() {
        "http" => Route::Http,
        "https" => return Err(RouteFault::TlsToProxy),
        "socks" | "socks5" | "socks5h" => Route::Socks5,
        "socks4" | "socks4a" => Route::Socks4a,
        _ => return Err(RouteFault::UnknownScheme),
    };
    let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let (credentials, server) = match authority.rsplit_once('@') {
        Some((own, server)) => {
            let (user, password) = own.split_once(':').unwrap_or((own, ""));
            (Some(Credentials { user: unescaped(user)?, password: unescaped(password)? }), server)
        }
        None => (None, authority),
    };
    let usual = if scheme.to_ascii_lowercase().starts_with("socks") { SOCKS_PORT } else { HTTP_PORT };
    let (host, port) = Endpoint::host_and_port(server).map_err(|error| RouteFault::Host(error.fault))?;
    Ok(make(Proxy { host, port: port.unwrap_or(usual), credentials }))
}

/// A text in which `%` and two digits stand for a byte of UTF-8 (RFC 3986, 2.1).
fn unescaped(text: &str) -> Result<Password, RouteFault> {
    // There is room for all of it from the start: growing would leave a copy behind that nobody wipes.
    let mut bytes = zeroize::Zeroizing::new(Vec::with_capacity(text.len()));
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        if byte != b'%' {
            bytes.push(byte);
            continue;
        }
        let mut digit = || {
            let digit = rest.next().and_then(|digit| char::from(digit).to_digit(16));
            digit.and_then(|digit| u8::try_from(digit).ok()).ok_or(RouteFault::MalformedEscape)
        };
        bytes.push(digit()? << 4 | digit()?);
    }
    std::str::from_utf8(&bytes).map(Password::new).map_err(|_| RouteFault::MalformedEscape)
}

/// Whether an entry of `no_proxy` means this host: a star, a name with all below it, an address, a network; with a port
/// it means that one alone.
fn is_named(entry: &str, host: &str, port: u16) -> bool {
    if entry == "*" {
        return true;
    }
    if let Ok(address) = host.parse::<IpAddr>()
        && let Some((network, bits)) = entry.split_once('/')
    {
        return network
            .parse()
            .ok()
            .zip(bits.parse().ok())
            .is_some_and(|(net, bits)| is_within(address, net, bits));
    }
    let Ok((name, own_port)) =
        Endpoint::host_and_port(entry.trim_start_matches("*.").trim_start_matches('.'))
    else {
        return false;
    };
    if own_port.is_some_and(|own| own != port) {
        return false;
    }
    if let (Ok(address), Ok(own)) = (host.parse::<IpAddr>(), name.parse::<IpAddr>()) {
        return address == own;
    }
    let plain = |name: &str| name.strip_suffix('.').unwrap_or(name).to_ascii_lowercase();
    let (host, name) = (plain(host), plain(&name));
    host.strip_suffix(&name).is_some_and(|before| before.is_empty() || before.ends_with('.'))
}

fn is_within(address: IpAddr, network: IpAddr, bits: u32) -> bool {
    let differ = match (address, network) {
        (IpAddr::V4(address), IpAddr::V4(network)) if bits <= 32 => {
            u128::from(address.to_bits() ^ network.to_bits()) << 96
        }
        (IpAddr::V6(address), IpAddr::V6(network)) if bits <= 128 => address.to_bits() ^ network.to_bits(),
        _ => return false,
    };
    differ.leading_zeros() >= bits
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::machine::NoRandomness;
    use crate::tls::Target;

    fn machine() -> Machine {
        Machine::new(jiff::Timestamp::UNIX_EPOCH, [], Box::new(|_| Err(NoRandomness)))
    }

    fn http(port: u16) -> Route {
        Route::Http(Proxy { host: "p".into(), port, credentials: None })
    }

    fn route_of(server: &str, properties: &[(&str, &str)]) -> Route {
        let mut machine = machine();
        let pairs = properties.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
        machine.properties = pairs.collect();
        Route::of_properties(&machine, &Target::parse(server).unwrap().written_host())
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
        assert_eq!(route_of("x.invalid", &[("https.proxyHost", "p")]), http(443));
        assert_eq!(
            route_of("x.invalid", &[("https.proxyHost", "p"), ("https.proxyPort", "8080")]),
            http(8080)
        );
        assert_eq!(route_of("x.invalid", &[("https.proxyHost", "p"), ("https.proxyPort", "zz")]), http(443));
        assert_eq!(route_of("x.invalid", &[("proxyHost", "p"), ("proxyPort", "8080")]), http(8080));
        assert_eq!(route_of("x.invalid", &[("https.proxyHost", "")]), Route::Direct);
        assert_eq!(route_of("x.invalid", &[("http.proxyHost", "p")]), Route::Direct);
        let socks = Proxy { host: "p".into(), port: 1080, credentials: None };
        assert_eq!(route_of("x.invalid", &[("socksProxyHost", "p")]), Route::Socks5(socks));
        assert_eq!(route_of("127.0.0.1", &[("socksProxyHost", "p")]), Route::Direct);
        let four = route_of("x.invalid", &[("socksProxyHost", "p"), ("socksProxyVersion", "4")]);
        assert!(matches!(four, Route::Socks4a(_)));
    }

    #[test]
    fn a_proxy_is_read_with_its_user() {
        let proxy = |text| Route::parse(text).unwrap().proxy().cloned().unwrap();
        let told = proxy("http://us%65r:p%40s:s@p.example:3128/");
        assert_eq!((told.host.as_str(), told.port), ("p.example", 3128));
        let credentials = told.credentials.clone().unwrap();
        assert_eq!((credentials.user.expose(), credentials.password.expose()), ("user", "p@s:s"));
        assert!(!format!("{told:?}").contains("p@s"));
        assert_eq!(Route::parse("p"), Ok(http(80)));
        assert_eq!(Route::parse(" p:3128 "), Ok(http(3128)));
        assert_eq!(proxy("socks5://[::1]").port, 1080);
        assert!(matches!(Route::parse("SOCKS5h://p"), Ok(Route::Socks5(_))));
        assert!(matches!(Route::parse("socks4a://p"), Ok(Route::Socks4a(_))));
        for (text, fault) in [
            ("https://p", RouteFault::TlsToProxy),
            ("ftp://p", RouteFault::UnknownScheme),
            ("http://a%4:b@p", RouteFault::MalformedEscape),
            ("http://a%ff:b@p", RouteFault::MalformedEscape),
            ("http://a:b@", RouteFault::Host(EndpointFault::NoHost)),
            ("p:0", RouteFault::Host(EndpointFault::PortOutOfRange)),
            ("p:x", RouteFault::Host(EndpointFault::PortNotANumber)),
        ] {
            assert_eq!(Route::parse(text), Err(RouteError { variable: None, fault }), "{text}");
        }
    }

    #[test]
    fn the_environment_names_a_proxy_and_hosts_without() {
        let route = |variables: &[(&str, &str)], host: &str| {
            let pairs = variables.iter().map(|(name, value)| ((*name).into(), (*value).into()));
            let mut machine = machine();
            machine.environment = pairs.collect();
            Route::of_environment(&machine, host, 636)
        };
        assert_eq!(route(&[], "h"), Ok(Route::Direct));
        assert_eq!(
            route(&[("HTTPS_PROXY", "p:1"), ("https_proxy", "p:2"), ("ALL_PROXY", "p:3")], "h"),
            Ok(http(2))
        );
        assert_eq!(route(&[("HTTPS_PROXY", ""), ("ALL_PROXY", "p:3")], "h"), Ok(http(3)));
        assert_eq!(route(&[("http_proxy", "p:1")], "h"), Ok(Route::Direct));
        let error = RouteError { variable: Some("ALL_PROXY"), fault: RouteFault::UnknownScheme };
        assert_eq!(route(&[("ALL_PROXY", "x://p")], "h"), Err(error));
        let goes_without = |list: &str, host: &str| {
            route(&[("HTTPS_PROXY", "p"), ("NO_PROXY", list)], host) == Ok(Route::Direct)
        };
        for (list, host) in [
            ("*", "h"),
            ("example.com", "example.com"),
            ("example.com", "a.Example.com."),
            (".example.com", "a.example.com"),
            ("*.example.com", "a.example.com"),
            ("x, example.com", "example.com"),
            ("example.com:636", "example.com"),
            ("10.0.0.0/8", "10.1.2.3"),
            ("2001:db8::/32", "2001:db8::1"),
            ("::1", "::1"),
            ("[::1]:636", "::1"),
            ("0.0.0.0/0", "10.1.2.3"),
        ] {
            assert!(goes_without(list, host), "{list} {host}");
        }
        for (list, host) in [
            ("", "h"),
            (",", "h"),
            ("example.com", "notexample.com"),
            ("example.com:443", "example.com"),
            ("10.0.0.0/8", "11.1.2.3"),
            ("10.0.0.0/33", "10.1.2.3"),
            ("10.0.0.0/8", "::1"),
            ("10", "10.1.2.3"),
        ] {
            assert!(!goes_without(list, host), "{list} {host}");
        }
    }
}
