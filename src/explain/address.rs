//! Hosts and ports in what applications and exceptions write.

use super::thrown::Trace;

/// Host, port, and whether it is a plain one, of an address in a line.
pub(super) fn address(line: &str) -> Option<(String, Option<u16>, bool)> {
    /// Each with the port that it stands for.
    const SCHEMES: [(&str, Option<u16>); 14] = [
        ("https://", Some(443)),
        ("ldaps://", Some(636)),
        ("wss://", Some(443)),
        ("imaps://", Some(993)),
        ("pop3s://", Some(995)),
        ("smtps://", Some(465)),
        ("amqps://", Some(5671)),
        ("ssl://", None),
        ("tcps://", None),
        ("jdbc:sqlserver://", Some(1433)),
        ("jdbc:postgresql://", Some(5432)),
        ("jdbc:mysql://", Some(3306)),
        ("jdbc:mariadb://", Some(3306)),
        ("http://", Some(80)),
    ];
    let found = SCHEMES.iter().find_map(|(scheme, port)| {
        let at = line
            .match_indices(scheme)
            .map(|(at, _)| at)
            .find(|at| !is_advice(line.get(..*at).unwrap_or_default()))?;
        Some((at.saturating_add(scheme.len()), *port, *scheme == "http://"))
    });
    let Some((start, usual, is_plain)) = found else {
        return named(line).map(|(host, port)| (host, Some(port), false));
    };
    let rest = line.get(start..)?;
    let end = rest.find(|other: char| {
        !other.is_alphanumeric() && !matches!(other, '.' | '-' | '_' | ':' | '[' | ']' | '@' | '%')
    });
    let authority = rest.get(..end.unwrap_or(rest.len()))?.trim_end_matches(['.', ':']);
    let authority = authority.rsplit('@').next()?;
    let (host, port) = split_port(authority);
    (!host.is_empty()).then(|| (host.to_owned(), port.or(usual), is_plain))
}

/// Whether what stands before an address makes it one of a manual: `See: `, `refer to `.
fn is_advice(before: &str) -> bool {
    let before = before.trim_end_matches([' ', '<', '(', '"', '\'', ':']).to_ascii_lowercase();
    ["see", "refer to", "documentation", "visit", "more information", "more info", "details"]
        .iter()
        .any(|words| before.ends_with(words))
}

/// Host and port where they are named in words: `host: smtp.example.com, port: 587`, `Opening connection to localhost:8090`.
fn named(line: &str) -> Option<(String, u16)> {
    if let Some((host, port)) = line.split_once("host: ").and_then(|(_, rest)| rest.split_once(", port: ")) {
        let end = port.find(|other: char| !other.is_ascii_digit()).unwrap_or(port.len());
        let is_word = !host.is_empty() && !host.contains(char::is_whitespace);
        return port.get(..end)?.parse().ok().filter(|_| is_word).map(|port| (host.to_owned(), port));
    }
    let (_, rest) = line.split_once("pening connection to ")?;
    let (host, port) = split_port(rest.split_whitespace().next()?.trim_end_matches(['.', ',']));
    port.map(|port| (host.to_owned(), port))
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

/// The host that a message names, with its port where it names that.
pub(super) fn host_in(trace: &Trace) -> Option<(String, Option<u16>)> {
    let alone = |host: String| Some((host, None));
    const BEFORE: [&str; 6] = [
        "Hostname ",
        "The hostname ",
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
            return word(message).and_then(alone);
        }
        // WebSphere: `was sent from the host [a.example:443]`.
        if let Some((_, rest)) = message.split_once("was sent from the host [") {
            let (host, port) = split_port(rest.split(']').next()?);
            return Some((host.to_owned(), port));
        }
        // `simple bind failed: ldap.example.com:636`
        let pair = |text: &str| {
            let (host, port) = split_port(text);
            port.map(|port| (host.to_owned(), Some(port)))
        };
        if thrown.class.ends_with("CommunicationException")
            && let Some(found) = message.split_whitespace().find_map(pair)
        {
            return Some(found);
        }
        BEFORE.iter().find_map(|before| word(message.split_once(before)?.1)).and_then(alone)
    })
}

/// The trust store that a message of WebSphere names: `to be added to local trust store [/opt/key.p12], located in …`.
pub(super) fn store_in(trace: &Trace) -> Option<String> {
    let messages = trace.thrown.iter().map(|thrown| thrown.message.as_str());
    let (_, rest) = messages.filter_map(|message| message.split_once("local trust store ")).next()?;
    let (path, _) = rest.split_once([']', ','])?;
    Some(path.trim_start_matches('[').to_owned()).filter(|path| path.contains(['/', '\\']))
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
        assert_eq!(address("http://a.example."), Some(("a.example".into(), Some(80), true)));
        assert_eq!(
            address("See: https://docs.example/x, or ssl://b.example:61616"),
            Some(("b.example".into(), Some(61616), false))
        );
        assert_eq!(
            address("to SMTP host: smtp.example.com, port: 587;"),
            Some(("smtp.example.com".into(), Some(587), false))
        );
        assert_eq!(
            address("Opening connection to localhost:8090..."),
            Some(("localhost".into(), Some(8090), false))
        );
        assert_eq!(address("nothing"), None);
    }
}
