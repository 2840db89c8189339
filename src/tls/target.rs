//! Which server is meant: `HOST[:PORT]`, as Java's `URI` and `URL` take it apart behind `https://`.

use std::net::{Ipv4Addr, Ipv6Addr};

use super::TargetFault;

/// What Java puts before the name.
const SCHEME: &str = "https://";
/// The port of HTTPS.
const HTTPS: i32 = 443;
/// Characters that stand for themselves everywhere, beside letters and digits.
const UNRESERVED: &str = "_-!.~'()*";

/// A part of an address, where a character is out of place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum UriPart {
    /// The name and port.
    Authority,
    /// The name, where there are brackets about.
    HostName,
    /// The port behind an address in brackets.
    Port,
    /// What follows the name.
    Path,
    /// What follows a `?`.
    Query,
    /// What follows a `#`.
    Fragment,
}

/// A text that names no server.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{fault:?} at {index} of {input}")]
pub struct TargetError {
    /// What is wrong.
    pub fault: TargetFault,
    /// Where, in UTF-16 units of `input`.
    pub index: usize,
    /// The whole address.
    pub input: String,
}

/// How a server is named.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Host {
    /// A name, or an address with dots: the system's resolver knows. Empty for this machine.
    Name(String),
    /// An address with colons, without its brackets.
    Ipv6(String),
    /// A text that URIs allow and no name or port can be made of.
    None,
}

/// A server and its port.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Target {
    /// How it is named.
    pub host: Host,
    /// The port as it was given, or 443; not every number is one.
    pub port: i32,
}

impl Target {
    /// Takes `HOST[:PORT]` apart; a path and what comes before `@` are let be, as Java does.
    ///
    /// # Errors
    /// [`TargetError`]: what Java's `URI` refuses.
    pub fn parse(text: &str) -> Result<Self, TargetError> {
        let scan = Scan { input: format!("{SCHEME}{text}") };
        let end = text.find(['/', '?', '#']).unwrap_or(text.len());
        let (authority, rest) = text.split_at(end);
        if text.is_empty() {
            return Err(scan.fault(TargetFault::ExpectedAuthority, 0));
        }
        if authority.contains(['[', ']']) {
            scan.bracketed(authority)?;
        } else {
            scan.characters(authority, 0, UriPart::Authority, "$,;:@&=+")?;
        }
        let (before, fragment) =
            rest.split_once('#').map_or((rest, None), |(before, after)| (before, Some(after)));
        let (path, query) =
            before.split_once('?').map_or((before, None), |(path, query)| (path, Some(query)));
        scan.characters(path, end, UriPart::Path, ":@&=+$,;/")?;
        if let Some(query) = query {
            scan.characters(query, end + path.len() + 1, UriPart::Query, ";/?:@&=+$,[]")?;
        }
        if let Some(fragment) = fragment {
            scan.characters(fragment, end + before.len() + 1, UriPart::Fragment, ";/?:@&=+$,[]")?;
        }
        Ok(Self::of_authority(authority).unwrap_or(Self { host: Host::None, port: HTTPS }))
    }

    /// `None` where Java's `URL` finds no name or no port.
    fn of_authority(authority: &str) -> Option<Self> {
        let server = match authority.split_once('@') {
            Some((_, server)) if server.contains('@') => return None,
            Some((_, server)) => server,
            None => authority,
        };
        let (host, port) = if let Some(bracketed) = server.strip_prefix('[') {
            let (address, port) = bracketed.split_once(']')?;
            (Host::Ipv6(address.to_owned()), port.strip_prefix(':').unwrap_or(port))
        } else {
            let (name, port) = server.split_once(':').unwrap_or((server, ""));
            (Host::Name(name.to_owned()), port)
        };
        let port = if port.is_empty() { HTTPS } else { port.parse().ok().filter(|port| *port >= -1)? };
        // Java: -1 means that none was given.
        Some(Self { host, port: if port == -1 { HTTPS } else { port } })
    }

    /// The host as a proxy is told it, and as the list of hosts without one has it.
    pub fn written_host(&self) -> String {
        match &self.host {
            Host::Name(name) => name.clone(),
            Host::Ipv6(address) => format!("[{address}]"),
            Host::None => String::new(),
        }
    }

    /// The name that a client's hello tells the server: none of an address, and, as in Java, none without a dot.
    pub fn name_in_hello(&self) -> Option<&str> {
        let Host::Name(name) = &self.host else { return None };
        is_told_in_hello(name).then_some(name.as_str())
    }
}

/// Whether Java tells a server that it is meant by this name.
pub(super) fn is_told_in_hello(name: &str) -> bool {
    name.contains('.')
        && !name.ends_with('.')
        && name.parse::<Ipv4Addr>().is_err()
        && name.split('.').all(is_label)
}

/// Letters, digits, hyphens within: what a label in DNS may be.
fn is_label(label: &str) -> bool {
    !label.is_empty()
        && label.len() <= 63
        && !label.starts_with('-')
        && !label.ends_with('-')
        && label.chars().all(|letter| letter.is_ascii_alphanumeric() || letter == '-' || letter == '_')
}

/// Whether a character stands for itself: letters, digits, some marks, and what is beyond ASCII and visible.
fn may_stand(character: char, reserved: &str) -> bool {
    if !character.is_ascii() {
        return !character.is_control() && !character.is_whitespace();
    }
    character.is_ascii_alphanumeric() || UNRESERVED.contains(character) || reserved.contains(character)
}

struct Scan {
    input: String,
}

impl Scan {
    /// `at` counts bytes behind the scheme.
    fn fault(&self, fault: TargetFault, at: usize) -> TargetError {
        let before = self.input.get(..SCHEME.len() + at).unwrap_or(&self.input);
        TargetError { fault, index: before.encode_utf16().count(), input: self.input.clone() }
    }

    /// Every character stands for itself, is one of `reserved`, is written as `%XX`, or is beyond ASCII.
    fn characters(&self, text: &str, start: usize, part: UriPart, reserved: &str) -> Result<(), TargetError> {
        for (at, character) in text.char_indices() {
            if character == '%' {
                let digits = text.as_bytes().get(at + 1..at + 3).unwrap_or_default();
                if digits.len() != 2 || !digits.iter().all(u8::is_ascii_hexdigit) {
                    return Err(self.fault(TargetFault::MalformedEscape, start + at));
                }
            } else if !may_stand(character, reserved) {
                return Err(self.fault(TargetFault::IllegalCharacter(part), start + at));
            }
        }
        Ok(())
    }

    /// With brackets about it must be a server with a name or an address: nothing else may have them.
    fn bracketed(&self, authority: &str) -> Result<(), TargetError> {
        let start = authority.find('@').map_or(0, |at| at + 1);
        let user = authority.get(..start).unwrap_or_default();
        self.characters(user, 0, UriPart::Authority, "$,;:@&=+")?;
        let server = authority.get(start..).unwrap_or_default();
        let Some(address) = server.strip_prefix('[') else {
            let (name, port) = server.split_once(':').unwrap_or((server, ""));
            let illegal = |text: &str, may: fn(char) -> bool| text.find(|character| !may(character));
            if let Some(at) =
                illegal(name, |character| character.is_ascii_alphanumeric() || "-.".contains(character))
            {
                return Err(self.fault(TargetFault::IllegalCharacter(UriPart::HostName), start + at));
            }
            let at = illegal(port, |character| character.is_ascii_digit()).unwrap_or(0);
            return Err(self.fault(TargetFault::IllegalCharacter(UriPart::Port), start + name.len() + 1 + at));
        };
        let address_at = start + 1;
        let Some((address, port)) = address.split_once(']').filter(|(address, _)| !address.is_empty()) else {
            let at = if address.starts_with(']') { address_at } else { authority.len() };
            return Err(self.fault(TargetFault::ExpectedClosingBracket, at));
        };
        let (digits, scope) =
            address.split_once('%').map_or((address, None), |(digits, scope)| (digits, Some(scope)));
        if scope == Some("") {
            return Err(self.fault(TargetFault::ExpectedScope, 0));
        }
        if !scope
            .unwrap_or_default()
            .chars()
            .all(|letter| letter.is_ascii_alphanumeric() || "_.".contains(letter))
        {
            return Err(self.fault(TargetFault::IllegalCharacter(UriPart::Authority), start));
        }
        if digits.parse::<Ipv6Addr>().is_err()
            && let Some((fault, at)) = ipv6_fault(digits)
        {
            return Err(self.fault(fault, address_at + at));
        }
        let port_at = address_at + address.len() + 1;
        match port.strip_prefix(':') {
            None if port.is_empty() => Ok(()),
            None => Err(self.fault(TargetFault::ExpectedPort, port_at)),
            Some(port) => match port.find(|character: char| !character.is_ascii_digit()) {
                None if port.is_empty() || port.parse::<i32>().is_ok() => Ok(()),
                None => Err(self.fault(TargetFault::MalformedPort, port_at + 1)),
                Some(at) => Err(self.fault(TargetFault::IllegalCharacter(UriPart::Port), port_at + 1 + at)),
            },
        }
    }
}

/// What Java finds wrong with an address in brackets, and where in it; nothing, where it ends in an IPv4 address
/// with zeros in front of a number.
fn ipv6_fault(digits: &str) -> Option<(TargetFault, usize)> {
    let (mut at, mut groups, mut is_shortened) = (0, 0, false);
    loop {
        let rest = digits.get(at..).unwrap_or_default();
        let length = rest.find(|character: char| !character.is_ascii_hexdigit()).unwrap_or(rest.len());
        let after = rest.get(length..).unwrap_or_default();
        let is_first = at == 0;
        if after.starts_with('.') && !is_first {
            return match ipv4_fault(rest) {
                Some((fault, place)) => Some((fault, at + place)),
                None if groups > 6 || (groups == 6 && is_shortened) => Some((TargetFault::LongIpv6, 0)),
                None if groups < 6 && !is_shortened => Some((TargetFault::ShortIpv6, 0)),
                None => None,
            };
        }
        if length > 4 {
            return Some((TargetFault::LongIpv6Group, at));
        }
        // `::` may be all there is at the end.
        let ends_short = is_shortened && rest.is_empty() && digits.ends_with("::");
        if length == 0 && !(is_first && after.starts_with("::")) && !ends_short {
            let fault = match (is_first, rest.is_empty()) {
                (true, _) => TargetFault::MalformedIpv6,
                (false, true) => TargetFault::ExpectedDigits,
                (false, false) => TargetFault::ExpectedIpv6Digits,
            };
            return Some((fault, at));
        }
        groups += usize::from(length > 0);
        if after.is_empty() {
            let fault =
                if groups < 8 && !is_shortened { TargetFault::ShortIpv6 } else { TargetFault::LongIpv6 };
            return Some((if is_shortened { TargetFault::MalformedIpv6 } else { fault }, 0));
        }
        if !after.starts_with(':') {
            return Some((TargetFault::MalformedIpv6, 0));
        }
        if groups >= 8 {
            return Some((TargetFault::LongIpv6, 0));
        }
        let is_short_here = after.starts_with("::") && !is_shortened;
        is_shortened |= is_short_here;
        at += length + 1 + usize::from(is_short_here);
    }
}

/// The same of the IPv4 address that one of IPv6 may end in.
fn ipv4_fault(text: &str) -> Option<(TargetFault, usize)> {
    if text.contains(|character: char| !character.is_ascii_digit() && character != '.') {
        return Some((TargetFault::ExpectedIpv6Digits, 0));
    }
    let mut at = 0;
    for (index, octet) in text.split('.').enumerate() {
        if index == 4 {
            return Some((TargetFault::MalformedIpv4, at - 1));
        }
        if octet.parse::<u8>().is_err() {
            return Some((TargetFault::MalformedIpv4, at));
        }
        at += octet.len() + 1;
    }
    (text.split('.').count() < 4).then_some((TargetFault::MalformedIpv4, text.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn host_and_port(text: &str) -> (String, i32) {
        let target = Target::parse(text).unwrap();
        (target.written_host(), target.port)
    }

    #[test]
    fn names_addresses_and_ports() {
        let port =
            |text, host: &str, port| assert_eq!(host_and_port(text), (host.to_owned(), port), "{text}");
        port("mail.example.com", "mail.example.com", 443);
        port("mail.example.com:8443", "mail.example.com", 8443);
        port("[::1]:1", "[::1]", 1);
        port("[::1%lo]", "[::1%lo]", 443);
        port("me@a:5/x?y#z", "a", 5);
        port(":5", "", 5);
        port("a:", "a", 443);
        port("a:-1", "a", 443);
        port("a:99999", "a", 99999);
        for text in ["a:b", "a@b@c", "a:1:2", "a:99999999999", "::1", "a:-5"] {
            let is_none = Target::parse(text).map_or(true, |target| target.host == Host::None);
            assert!(is_none, "{text}");
        }
    }

    /// As JDK 25 says it.
    #[test]
    fn faults_have_their_places() {
        use TargetFault::{
            ExpectedAuthority, ExpectedClosingBracket, ExpectedDigits, ExpectedIpv6Digits, ExpectedPort,
            IllegalCharacter, LongIpv6, LongIpv6Group, MalformedEscape, MalformedIpv4, MalformedIpv6,
            MalformedPort, ShortIpv6,
        };
        for (text, fault, index) in [
            ("", ExpectedAuthority, 8),
            ("%zz:1", MalformedEscape, 8),
            ("a b:1", IllegalCharacter(UriPart::Authority), 9),
            ("localhost?x#y:1 2", IllegalCharacter(UriPart::Fragment), 23),
            ("localhost:14401/a b", IllegalCharacter(UriPart::Path), 25),
            ("localhost?a^b", IllegalCharacter(UriPart::Query), 19),
            ("a[b", IllegalCharacter(UriPart::HostName), 9),
            ("a:1[", IllegalCharacter(UriPart::Port), 11),
            ("[::1]:14x", IllegalCharacter(UriPart::Port), 16),
            ("[::1]x", ExpectedPort, 13),
            ("[::1:1", ExpectedClosingBracket, 14),
            ("[]", ExpectedClosingBracket, 9),
            ("[xx]:1", MalformedIpv6, 9),
            ("[1.2.3.4]:1", MalformedIpv6, 9),
            ("[1:2:3:4::5:6:7:8]", MalformedIpv6, 9),
            ("[1::2::3]:1", ExpectedIpv6Digits, 14),
            ("[::1.2.3.4x]", ExpectedIpv6Digits, 11),
            ("[1:]", ExpectedDigits, 11),
            ("[1::2:]:1", ExpectedDigits, 14),
            ("[12345::]", LongIpv6Group, 9),
            ("[1:2]:3", ShortIpv6, 9),
            ("[1:2:3:4:5:6:7:8:9]", LongIpv6, 9),
            ("[1:2:3:4:5:6:7:1.2.3.4]:1", LongIpv6, 9),
            ("[::1.2.3.400]", MalformedIpv4, 17),
            ("[::1.2.3]", MalformedIpv4, 16),
            ("[::1.2.3.4.5]", MalformedIpv4, 18),
            ("[::1]:99999999999", MalformedPort, 14),
        ] {
            let error = Target::parse(text).unwrap_err();
            assert_eq!((error.fault, error.index), (fault, index), "{text}");
        }
    }

    #[test]
    fn names_are_told_where_java_tells_them() {
        let told = |text: &str| Target::parse(text).unwrap().name_in_hello().map(str::to_owned);
        assert_eq!(told("mail.example.com:1").as_deref(), Some("mail.example.com"));
        for text in ["localhost", "127.0.0.1", "[::1]:443", "a.b."] {
            assert_eq!(told(text), None, "{text}");
        }
    }
}
