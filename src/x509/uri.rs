//! Which URIs Java takes: RFC 2396 with non-ASCII letters allowed, as `java.net.URI` documents it.

/// What Java finds wrong with a URI name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum UriFault {
    /// It has no scheme.
    NoScheme,
    /// It is malformed.
    Syntax,
    /// Its host is no DNS name: it ends with a dot.
    HostName,
    /// Its host is an IPv6 address with the name of a network interface.
    HostAddress,
}

/// Checks a URI that must have a scheme.
pub(crate) fn check(text: &str) -> Result<(), UriFault> {
    match text.find([':', '/', '?', '#']).map(|index| text.split_at(index)) {
        Some((scheme, rest)) if rest.starts_with(':') => {
            if !is_scheme(scheme) || !is_after_scheme(rest.get(1..).unwrap_or_default()) {
                return Err(UriFault::Syntax);
            }
            check_host(rest.get(1..).unwrap_or_default())
        }
        _ if is_relative(text) => Err(UriFault::NoScheme),
        _ => Err(UriFault::Syntax),
    }
}

/// Whether `text` is a host or, with a leading dot, a domain: what a URI constraint may be.
pub(crate) fn is_host_constraint(text: &str) -> bool {
    let host = text.strip_prefix('.').unwrap_or(text);
    !host.is_empty()
        && host.chars().all(|character| character.is_ascii_alphanumeric() || matches!(character, '-' | '.'))
}

/// Checks the host of a sound URI. Java: takes what is no host's name for a registry's, which it does not look at.
fn check_host(after_scheme: &str) -> Result<(), UriFault> {
    let Some(rest) = after_scheme.strip_prefix("//") else { return Ok(()) };
    let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let server = authority.split_once('@').map_or(authority, |(_, server)| server);
    if server.starts_with('[') {
        // Java: a number is a scope; a name must be that of an interface of the machine, which no certificate can know.
        let zone = server.split_once('%').and_then(|(_, zone)| zone.split_once(']'));
        let is_scope = zone.is_none_or(|(zone, _)| zone.bytes().all(|octet| octet.is_ascii_digit()));
        return if is_scope { Ok(()) } else { Err(UriFault::HostAddress) };
    }
    let (host, port) = split(server, ':');
    let Some(name) = host.strip_suffix('.') else { return Ok(()) };
    let is_alphanumeric = |end: Option<char>| end.is_some_and(|end| end.is_ascii_alphanumeric());
    let is_label = |label: &str| {
        is_alphanumeric(label.chars().next())
            && is_alphanumeric(label.chars().last())
            && label.chars().all(|character| character.is_ascii_alphanumeric() || character == '-')
    };
    // Java: only where there are several, the last one must begin with a letter.
    let ends_as_name = name
        .rsplit_once('.')
        .is_none_or(|(_, last)| last.starts_with(|first: char| first.is_ascii_alphabetic()));
    let is_port = port.is_none_or(|port| port.bytes().all(|octet| octet.is_ascii_digit()));
    if name.split('.').all(is_label) && ends_as_name && is_port { Err(UriFault::HostName) } else { Ok(()) }
}

fn is_scheme(scheme: &str) -> bool {
    scheme.starts_with(|first: char| first.is_ascii_alphabetic())
        && scheme.chars().all(|character| character.is_ascii_alphanumeric() || "+-.".contains(character))
}

/// `//authority/path?query#fragment`, `/path?query#fragment` or an opaque part.
fn is_after_scheme(rest: &str) -> bool {
    if rest.starts_with('/') {
        return is_relative(rest);
    }
    let (opaque, fragment) = split(rest, '#');
    !opaque.is_empty() && all(opaque, is_uric) && fragment.is_none_or(|fragment| all(fragment, is_uric))
}

fn is_relative(text: &str) -> bool {
    let (text, fragment) = split(text, '#');
    let (text, query) = split(text, '?');
    let rest_is_sound = [fragment, query].into_iter().flatten().all(|part| all(part, is_uric));
    let path_is_sound = match text.strip_prefix("//") {
        Some(after) => {
            let end = after.find('/').unwrap_or(after.len());
            let (authority, path) = after.split_at(end);
            let something_follows = !path.is_empty() || query.is_some() || fragment.is_some();
            let host_is_sound =
                if authority.is_empty() { something_follows } else { is_authority(authority) };
            host_is_sound && all(path, is_path)
        }
        None => all(text, is_path),
    };
    rest_is_sound && path_is_sound
}

fn split(text: &str, mark: char) -> (&str, Option<&str>) {
    text.split_once(mark).map_or((text, None), |(before, after)| (before, Some(after)))
}

/// Java: a host in brackets must be an IPv6 address; anything else is at least a registry's name.
fn is_authority(authority: &str) -> bool {
    if let Some(open) = authority.find('[') {
        let (user, bracketed) = authority.split_at(open);
        let Some((address, port)) = bracketed.get(1..).and_then(|inside| inside.split_once(']')) else {
            return false;
        };
        let (address, zone) = split(address, '%');
        return (user.is_empty() || (user.ends_with('@') && all(user, is_registry)))
            && is_ip6(address)
            && zone.is_none_or(is_zone)
            && (port.is_empty()
                || port
                    .strip_prefix(':')
                    .is_some_and(|port| port.bytes().all(|octet| octet.is_ascii_digit())));
    }
    all(authority, is_registry)
}

/// Java: the octets of an IPv4 address at the end may have leading zeros.
fn is_ip6(text: &str) -> bool {
    let Some((groups, ip4)) = text.rsplit_once(':').filter(|(_, last)| last.contains('.')) else {
        return text.parse::<std::net::Ipv6Addr>().is_ok();
    };
    let is_octet =
        |octet: &str| octet.bytes().all(|digit| digit.is_ascii_digit()) && octet.parse::<u8>().is_ok();
    ip4.split('.').count() == 4
        && ip4.split('.').all(is_octet)
        && format!("{groups}:0.0.0.0").parse::<std::net::Ipv6Addr>().is_ok()
}

/// The name of a network interface.
fn is_zone(text: &str) -> bool {
    !text.is_empty()
        && text.chars().all(|character| character.is_ascii_alphanumeric() || "_.".contains(character))
}

/// Whether every character satisfies `allowed` or belongs to a `%` and two hexadecimal digits.
fn all(text: &str, allowed: impl Fn(char) -> bool) -> bool {
    let mut characters = text.chars();
    while let Some(character) = characters.next() {
        let sound = match character {
            '%' => {
                let hex = |next: Option<char>| next.is_some_and(|digit| digit.is_ascii_hexdigit());
                hex(characters.next()) && hex(characters.next())
            }
            _ if character.is_ascii() => allowed(character),
            _ => !character.is_control() && !is_space(character),
        };
        if !sound {
            return false;
        }
    }
    true
}

/// Unicode's space separators, line and paragraph separators.
fn is_space(character: char) -> bool {
    character.is_whitespace() || character == '\u{180e}'
}

fn is_unreserved(character: char) -> bool {
    character.is_ascii_alphanumeric() || "_-!.~'()*".contains(character)
}

fn is_path(character: char) -> bool {
    is_unreserved(character) || ":@&=+$,;/".contains(character)
}

fn is_uric(character: char) -> bool {
    is_path(character) || "?[]".contains(character)
}

fn is_registry(character: char) -> bool {
    is_unreserved(character) || "$,;:@&=+".contains(character)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_java_takes_for_a_uri() {
        for sound in [
            "http://a/",
            "ldap:///CN=x?cert",
            "urn:x",
            "file:///x",
            "http://[::1]:80/",
            "http://a_b/%41",
            "x:?y",
            "http://[::01.2.003.4]/",
            "http://1.2.3./",
            "http://a.:x/",
            "http://[fe80::1%12]/",
        ] {
            assert_eq!(check(sound), Ok(()), "{sound}");
        }
        for named in ["http://a.b./x", "x://u@a.:80?q", "http://1."] {
            assert_eq!(check(named), Err(UriFault::HostName), "{named}");
        }
        assert_eq!(check("http://[fe80::1%eth_0.1]:80/"), Err(UriFault::HostAddress));
        for relative in ["", "a/b", "//a", "?q", "#f"] {
            assert_eq!(check(relative), Err(UriFault::NoScheme), "{relative}");
        }
        for broken in [
            "http:",
            "http://",
            ":x",
            "1x:y",
            "http://a b",
            "http://a/%zz",
            "http://[::g]/",
            "http://a/{x}",
            "http:///{x}",
            "http://[::1%]/",
            "http://[::1%a-b]/",
            "http://[::1.2.3]/",
        ] {
            assert_eq!(check(broken), Err(UriFault::Syntax), "{broken}");
        }
    }
}
