//! Hosts and ports in what applications and exceptions write.

use super::thrown::Trace;

/// Host, port, and whether it is a plain one, of an address in a line.
pub(super) fn address(line: &str) -> Option<(String, Option<u16>, bool)> {
    const SCHEMES: [(&str, bool); 6] = [
        ("https://", false),
        ("ldaps://", false),
        ("wss://", false),
        ("imaps://", false),
        ("smtps://", false),
        ("http://", true),
    ];
    let (start, is_plain) = SCHEMES
        .iter()
        .find_map(|(scheme, is_plain)| Some((line.find(scheme)?.saturating_add(scheme.len()), *is_plain)))?;
    let rest = line.get(start..)?;
    let end = rest.find(|other: char| {
        !other.is_alphanumeric() && !matches!(other, '.' | '-' | '_' | ':' | '[' | ']' | '@' | '%')
    });
    let authority = rest.get(..end.unwrap_or(rest.len()))?.trim_end_matches(['.', ':']);
    let authority = authority.rsplit('@').next()?;
    let (host, port) = split_port(authority);
    (!host.is_empty()).then(|| (host.to_owned(), port, is_plain))
}

/// `host:443` → host and 443.
pub(super) fn split_port(authority: &str) -> (&str, Option<u16>) {
    if let Some((host, port)) = authority.rsplit_once(':')
        && let Ok(port) = port.parse()
        && !host.ends_with(':')
    {
        return (host.trim_matches(['[', ']']), Some(port));
    }
    (authority.trim_matches(['[', ']']), None)
}

/// Whether a host is an address.
pub(super) fn is_address(host: &str) -> bool {
    host.parse::<std::net::IpAddr>().is_ok()
}

/// The host that a message names.
pub(super) fn host_in(trace: &Trace) -> Option<String> {
    const BEFORE: [&str; 4] = [
        "No subject alternative DNS name matching ",
        "No name matching ",
        "No subject alternative names matching IP address ",
        "Illegal given domain name: ",
    ];
    trace.thrown.iter().find_map(|thrown| {
        let message = thrown.message.as_str();
        let word = |text: &str| {
            text.split_whitespace().next().map(|word| word.trim_end_matches([':', ',']).to_owned())
        };
        if thrown.class.ends_with("UnknownHostException") {
            return word(message);
        }
        if thrown.class.ends_with("CommunicationException") {
            let (host, port) = split_port(message.split_whitespace().next()?);
            return port.map(|_| host.to_owned());
        }
        BEFORE.iter().find_map(|before| word(message.split_once(before)?.1))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_found_in_lines() {
        assert_eq!(
            address("GET https://a.example:8443/x?y failed"),
            Some(("a.example".into(), Some(8443), false))
        );
        assert_eq!(address("to <https://user@[::1]:443>"), Some(("::1".into(), Some(443), false)));
        assert_eq!(address("http://a.example."), Some(("a.example".into(), None, true)));
        assert_eq!(address("nothing"), None);
    }
}
