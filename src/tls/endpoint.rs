//! Which server is meant, from what people type: a name, a name and a port, an address of a web page, a directory, a
//! mail server or a database.

use std::net::{Ipv4Addr, Ipv6Addr};

use thiserror::Error;

use super::Service;
use super::target::is_told_in_hello;

/// The longest name in DNS, in bytes as it is written (RFC 1035, 2.3.4), and its longest label.
const LONGEST_NAME: usize = 253;
const LONGEST_LABEL: usize = 63;

/// A server, its port, and what is spoken there.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Endpoint {
    /// Its name in ASCII, as DNS has it, or its address without brackets. A dot at the end stays: Java compares and tells
    /// names with it.
    pub host: String,
    /// Its port, never 0.
    pub port: u16,
    /// What is spoken before TLS begins.
    pub service: Service,
}

/// Why a text names no server.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[error("{fault:?} at {index}")]
pub struct EndpointError {
    /// What is wrong.
    pub fault: EndpointFault,
    /// Where, in characters from the text's beginning.
    pub index: usize,
}

/// What is wrong with a text that names no server.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum EndpointFault {
    /// There is no name.
    NoHost,
    /// A character that no name has.
    Character(char),
    /// Nothing between two dots, or before the first.
    EmptyLabel,
    /// A name, or a part of it between dots, that is longer than DNS has them.
    TooLong,
    /// A name beyond ASCII that has no form in DNS (RFC 5891).
    NotIdn,
    /// A `[` without its `]`.
    NoClosingBracket,
    /// What has colons, or brackets, and is no IPv6 address.
    NotIpv6,
    /// The port is no number.
    PortNotANumber,
    /// The port is 0 or above 65535.
    PortOutOfRange,
    /// More words than a name and a port.
    TooManyWords,
    /// What stands before `://` is nobody's that goes over to TLS.
    UnknownScheme,
    /// `http://`: no TLS at all.
    PlainHttp,
}

impl Endpoint {
    /// Reads `HOST`, `HOST:PORT`, `HOST PORT`, `SCHEME://[USER@]HOST[:PORT][/…]` or `jdbc:SCHEME://HOST[:PORT]/…`; of
    /// a database's several hosts the first. `service` is what was chosen apart from the text and wins over it.
    ///
    /// # Errors
    /// [`EndpointError`].
    pub fn parse(text: &str, service: Option<Service>) -> Result<Self, EndpointError> {
        let mut words = text.split_whitespace();
        let first = words.next().ok_or(EndpointError { fault: EndpointFault::NoHost, index: 0 })?;
        let scan = Scan { text };
        let port = words.next().map(|word| scan.port(word)).transpose()?;
        if let Some(third) = words.next() {
            return Err(scan.fault(EndpointFault::TooManyWords, third));
        }
        scan.endpoint(first, port, service)
    }

    /// The same of two words, as SSLPoke takes them.
    ///
    /// # Errors
    /// [`EndpointError`], its place in `HOST PORT`.
    pub fn parse_words(host: &str, port: &str, service: Option<Service>) -> Result<Self, EndpointError> {
        Self::parse(&format!("{} {}", host.trim(), port.trim()), service)
    }

    /// `HOST[:PORT]` alone.
    pub(super) fn host_and_port(text: &str) -> Result<(String, Option<u16>), EndpointError> {
        Scan { text }.host_and_port(text)
    }

    /// The host as it is written before a port: an IPv6 address in brackets.
    pub fn written_host(&self) -> String {
        if self.host.contains(':') { format!("[{}]", self.host) } else { self.host.clone() }
    }

    /// Whether the host is an address, not a name.
    pub fn is_address(&self) -> bool {
        self.host.contains(':') || self.host.parse::<Ipv4Addr>().is_ok()
    }

    /// The name that a client's hello tells the server. Java: none of an address, none without a dot, none with one at
    /// its end.
    pub fn name_in_hello(&self) -> Option<&str> {
        is_told_in_hello(&self.host).then_some(self.host.as_str())
    }
}

/// The whole text, to say where in it something is wrong.
struct Scan<'a> {
    text: &'a str,
}

impl<'a> Scan<'a> {
    /// `part` is a piece of the text.
    fn fault(&self, fault: EndpointFault, part: &str) -> EndpointError {
        let at = (part.as_ptr() as usize).saturating_sub(self.text.as_ptr() as usize);
        EndpointError { fault, index: self.text.get(..at).map_or(0, |before| before.chars().count()) }
    }

    fn endpoint(
        &self,
        word: &'a str,
        port: Option<u16>,
        service: Option<Service>,
    ) -> Result<Endpoint, EndpointError> {
        let (of_scheme, rest) = match word.split_once("://") {
            Some((scheme, rest)) => (Some(self.scheme(scheme)?), rest),
            None => (None, word),
        };
        let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
        // A user, and a password, are none of ours.
        let server = authority.rsplit_once('@').map_or(authority, |(_, server)| server);
        // Databases: several servers that stand in for each other.
        let server = if of_scheme.is_some() { server.split(',').next().unwrap_or_default() } else { server };
        let (host, own_port) = self.host_and_port(server)?;
        let port = own_port.or(port);
        let service = service.or(of_scheme.map(|(service, _)| service));
        let port = port.or(of_scheme.map(|(_, port)| port)).or(service.map(Service::port)).unwrap_or(443);
        let service = service.or(Service::usual_for(port)).unwrap_or(Service::Tls);
        Ok(Endpoint { host, port, service })
    }

    /// `jdbc:mysql:replication` is MySQL's as well.
    fn scheme(&self, scheme: &str) -> Result<(Service, u16), EndpointError> {
        let jdbc = scheme.get(..5).filter(|start| start.eq_ignore_ascii_case("jdbc:"));
        let own = match jdbc {
            Some(_) => scheme.get(5..).unwrap_or_default().split(':').next().unwrap_or_default(),
            None => scheme,
        };
        Service::of_scheme(own).ok_or_else(|| {
            let is_http = own.eq_ignore_ascii_case("http") || own.eq_ignore_ascii_case("ws");
            self.fault(if is_http { EndpointFault::PlainHttp } else { EndpointFault::UnknownScheme }, scheme)
        })
    }

    fn host_and_port(&self, server: &str) -> Result<(String, Option<u16>), EndpointError> {
        if let Some(bracketed) = server.strip_prefix('[') {
            let (address, rest) = bracketed
                .split_once(']')
                .ok_or_else(|| self.fault(EndpointFault::NoClosingBracket, server))?;
            let port = match rest.strip_prefix(':') {
                Some(port) => self.optional_port(port)?,
                None => match rest.chars().next() {
                    Some(other) => return Err(self.fault(EndpointFault::Character(other), rest)),
                    None => None,
                },
            };
            return Ok((self.ipv6(address)?, port));
        }
        match server.split_once(':') {
            Some((_, rest)) if rest.contains(':') => Ok((self.ipv6(server)?, None)),
            Some((name, port)) => Ok((self.name(name)?, self.optional_port(port)?)),
            None => Ok((self.name(server)?, None)),
        }
    }

    /// Nothing behind the colon is no port (RFC 3986, 3.2.3).
    fn optional_port(&self, port: &str) -> Result<Option<u16>, EndpointError> {
        if port.is_empty() { Ok(None) } else { self.port(port).map(Some) }
    }

    fn port(&self, port: &str) -> Result<u16, EndpointError> {
        if !port.bytes().all(|digit| digit.is_ascii_digit()) {
            return Err(self.fault(EndpointFault::PortNotANumber, port));
        }
        let number = port.parse().ok().filter(|number| *number > 0);
        number.ok_or_else(|| self.fault(EndpointFault::PortOutOfRange, port))
    }

    /// An address, and behind a `%` the name of the network interface it is reached by.
    fn ipv6(&self, text: &str) -> Result<String, EndpointError> {
        let (address, zone) =
            text.split_once('%').map_or((text, None), |(address, zone)| (address, Some(zone)));
        let is_zone = |zone: &str| {
            !zone.is_empty()
                && zone.chars().all(|letter| letter.is_ascii_alphanumeric() || "_.-".contains(letter))
        };
        if address.parse::<Ipv6Addr>().is_ok() && zone.is_none_or(is_zone) {
            Ok(text.to_owned())
        } else {
            Err(self.fault(EndpointFault::NotIpv6, text))
        }
    }

    fn name(&self, name: &str) -> Result<String, EndpointError> {
        if name.is_empty() {
            return Err(self.fault(EndpointFault::NoHost, name));
        }
        let may_stand = |letter: char| letter.is_ascii_alphanumeric() || "-._".contains(letter);
        for (at, letter) in name.char_indices() {
            if letter.is_ascii() && !may_stand(letter) || letter.is_control() {
                let part = name.get(at..).unwrap_or(name);
                return Err(self.fault(EndpointFault::Character(letter), part));
            }
        }
        let ascii = if name.is_ascii() {
            name.to_owned()
        } else {
            let ascii = idna::domain_to_ascii(name).ok();
            // Some letters stand for marks of ASCII.
            ascii
                .filter(|ascii| !ascii.is_empty() && ascii.chars().all(may_stand))
                .ok_or_else(|| self.fault(EndpointFault::NotIdn, name))?
        };
        let labels = ascii.strip_suffix('.').unwrap_or(&ascii);
        if labels.split('.').any(str::is_empty) {
            return Err(self.fault(EndpointFault::EmptyLabel, name));
        }
        if labels.len() > LONGEST_NAME || labels.split('.').any(|label| label.len() > LONGEST_LABEL) {
            return Err(self.fault(EndpointFault::TooLong, name));
        }
        Ok(ascii)
    }
}

#[cfg(test)]
mod tests {
    use super::EndpointFault::{
        Character, EmptyLabel, NoClosingBracket, NoHost, NotIdn, NotIpv6, PlainHttp, PortNotANumber,
        PortOutOfRange, TooLong, TooManyWords, UnknownScheme,
    };
    use super::*;

    #[test]
    fn what_people_type_names_a_server() {
        for (text, host, port, service) in [
            ("mail.example.com", "mail.example.com", 443, Service::Tls),
            (" mail.example.com:636\n", "mail.example.com", 636, Service::Tls),
            ("ad.corp 636", "ad.corp", 636, Service::Tls),
            ("mail:25", "mail", 25, Service::Smtp),
            ("mail 587", "mail", 587, Service::Smtp),
            ("mail:", "mail", 443, Service::Tls),
            ("mail:00443", "mail", 443, Service::Tls),
            ("[::1]:443", "::1", 443, Service::Tls),
            ("[::1]", "::1", 443, Service::Tls),
            ("::1", "::1", 443, Service::Tls),
            ("2001:db8::7 8443", "2001:db8::7", 8443, Service::Tls),
            ("[fe80::1%eth0]:636", "fe80::1%eth0", 636, Service::Tls),
            ("127.0.0.1:5432", "127.0.0.1", 5432, Service::Postgres),
            ("https://shop.example.com/a?b#c", "shop.example.com", 443, Service::Tls),
            ("HTTPS://shop.example.com:8443/", "shop.example.com", 8443, Service::Tls),
            ("https://mail:25", "mail", 25, Service::Tls),
            ("ldaps://ad:636", "ad", 636, Service::Tls),
            ("ldap://ad", "ad", 389, Service::Ldap),
            ("imaps://h", "h", 993, Service::Tls),
            ("smtp://h", "h", 25, Service::Smtp),
            ("smtp://h:587", "h", 587, Service::Smtp),
            ("submission://h", "h", 587, Service::Smtp),
            ("postgres://u:p%40@h:6000/db", "h", 6000, Service::Postgres),
            ("jdbc:postgresql://h/db", "h", 5432, Service::Postgres),
            ("JDBC:mysql://h1:3307,h2/db?useSSL=true", "h1", 3307, Service::Mysql),
            ("jdbc:mysql:replication://h/db", "h", 3306, Service::Mysql),
            ("jdbc:postgresql://[::1]:5433/db", "::1", 5433, Service::Postgres),
            ("me@mail.example.com:993", "mail.example.com", 993, Service::Tls),
            ("BÜCHER.example", "xn--bcher-kva.example", 443, Service::Tls),
            ("mail.example.com.", "mail.example.com.", 443, Service::Tls),
            ("under_score:8443", "under_score", 8443, Service::Tls),
        ] {
            let endpoint = Endpoint::parse(text, None).unwrap();
            assert_eq!(
                (endpoint.host.as_str(), endpoint.port, endpoint.service),
                (host, port, service),
                "{text}"
            );
        }
    }

    #[test]
    fn a_chosen_service_wins() {
        let chosen = |text, service| {
            let endpoint = Endpoint::parse(text, Some(service)).unwrap();
            (endpoint.port, endpoint.service)
        };
        assert_eq!(chosen("h", Service::Imap), (143, Service::Imap));
        assert_eq!(chosen("h:10143", Service::Imap), (10143, Service::Imap));
        assert_eq!(chosen("h:25", Service::Tls), (25, Service::Tls));
        assert_eq!(chosen("https://h", Service::Smtp), (443, Service::Smtp));
        let words = Endpoint::parse_words("ad", "636", None).unwrap();
        assert_eq!((words.host.as_str(), words.port), ("ad", 636));
    }

    #[test]
    fn faults_have_their_places() {
        let long = "a".repeat(64);
        let longer = "a.".repeat(128);
        for (text, fault, index) in [
            ("", NoHost, 0),
            ("  ", NoHost, 0),
            (":443", NoHost, 0),
            ("https://", NoHost, 8),
            ("https:///x", NoHost, 8),
            ("me@", NoHost, 3),
            ("a*b", Character('*'), 1),
            ("ä\\b", Character('\\'), 1),
            ("a\u{7}", Character('\u{7}'), 1),
            ("a..b", EmptyLabel, 0),
            (".", EmptyLabel, 0),
            (".a:1", EmptyLabel, 0),
            (&long, TooLong, 0),
            (&longer, TooLong, 0),
            ("https://xn--\u{ff}.a", NotIdn, 8),
            ("[::1", NoClosingBracket, 0),
            ("[::1]x", Character('x'), 5),
            ("[zz]:1", NotIpv6, 1),
            ("[1.2.3.4]", NotIpv6, 1),
            ("[fe80::1%]", NotIpv6, 1),
            ("a:1:2", NotIpv6, 0),
            ("a:b", PortNotANumber, 2),
            ("a:+1", PortNotANumber, 2),
            ("a b", PortNotANumber, 2),
            ("a:0", PortOutOfRange, 2),
            ("ä 65536", PortOutOfRange, 2),
            ("[::1]:99999999999999999999", PortOutOfRange, 6),
            ("a 1 b", TooManyWords, 4),
            ("gopher://a", UnknownScheme, 0),
            (" jdbc:oracle://a", UnknownScheme, 1),
            ("http://a", PlainHttp, 0),
        ] {
            assert_eq!(Endpoint::parse(text, None), Err(EndpointError { fault, index }), "{text}");
        }
    }

    #[test]
    fn names_are_told_where_java_tells_them() {
        let told = |text| Endpoint::parse(text, None).unwrap().name_in_hello().map(str::to_owned);
        assert_eq!(told("mail.example.com").as_deref(), Some("mail.example.com"));
        for text in ["localhost", "127.0.0.1", "[::1]", "a.b."] {
            assert_eq!(told(text), None, "{text}");
        }
    }
}
