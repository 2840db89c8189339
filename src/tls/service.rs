//! What is spoken on a connection before TLS begins, and on which ports.

/// A protocol that goes over to TLS: at once, or when it is asked to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Service {
    /// TLS from the first byte.
    Tls,
    /// Mail between servers and from clients (RFC 3207).
    Smtp,
    /// Mail to the mailbox (RFC 2033).
    Lmtp,
    /// Mailboxes (RFC 9051).
    Imap,
    /// Mailboxes, the older way (RFC 2595).
    Pop3,
    /// Files (RFC 4217).
    Ftp,
    /// Directories (RFC 4511).
    Ldap,
    /// Messages, from a client (RFC 6120).
    Xmpp,
    /// PostgreSQL.
    Postgres,
    /// MySQL and MariaDB.
    Mysql,
    /// Mail filters (RFC 5804).
    Sieve,
    /// News (RFC 4642).
    Nntp,
}

/// Each service: its name, other names and schemes for it, its port.
const SERVICES: [(Service, &str, &[&str], u16); 12] = [
    (Service::Tls, "tls", &["none", "ssl"], 443),
    (Service::Smtp, "smtp", &[], 25),
    (Service::Lmtp, "lmtp", &[], 24),
    (Service::Imap, "imap", &["imap4"], 143),
    (Service::Pop3, "pop3", &["pop"], 110),
    (Service::Ftp, "ftp", &[], 21),
    (Service::Ldap, "ldap", &[], 389),
    (Service::Xmpp, "xmpp", &["jabber"], 5222),
    (Service::Postgres, "postgres", &["postgresql", "pgsql"], 5432),
    (Service::Mysql, "mysql", &["mariadb"], 3306),
    (Service::Sieve, "sieve", &["managesieve"], 4190),
    (Service::Nntp, "nntp", &["news"], 119),
];

/// Schemes of addresses that are not a service's own name, and their ports.
const SCHEMES: [(&str, Service, u16); 24] = [
    ("https", Service::Tls, 443),
    ("wss", Service::Tls, 443),
    ("ldaps", Service::Tls, 636),
    ("imaps", Service::Tls, 993),
    ("pop3s", Service::Tls, 995),
    ("pops", Service::Tls, 995),
    ("smtps", Service::Tls, 465),
    ("submissions", Service::Tls, 465),
    ("submission", Service::Smtp, 587),
    ("ftps", Service::Tls, 990),
    ("nntps", Service::Tls, 563),
    ("snews", Service::Tls, 563),
    ("xmpps", Service::Tls, 5223),
    ("amqps", Service::Tls, 5671),
    ("mqtts", Service::Tls, 8883),
    ("rediss", Service::Tls, 6379),
    ("sips", Service::Tls, 5061),
    ("ircs", Service::Tls, 6697),
    ("dot", Service::Tls, 853),
    ("t3s", Service::Tls, 7002),
    ("iiops", Service::Tls, 684),
    ("coaps+tcp", Service::Tls, 5684),
    ("docker", Service::Tls, 2376),
    ("winrm", Service::Tls, 5986),
];

/// Ports on which a conversation comes before TLS.
const BEGIN_PLAINLY: [(u16, Service); 16] = [
    (21, Service::Ftp),
    (24, Service::Lmtp),
    (25, Service::Smtp),
    (110, Service::Pop3),
    (119, Service::Nntp),
    (143, Service::Imap),
    (389, Service::Ldap),
    (587, Service::Smtp),
    (2000, Service::Sieve),
    (2525, Service::Smtp),
    // The global catalogue of Active Directory; 3269 is the same with TLS at once.
    (3268, Service::Ldap),
    (3306, Service::Mysql),
    (4190, Service::Sieve),
    (5222, Service::Xmpp),
    (5432, Service::Postgres),
    (6432, Service::Postgres),
];

/// Ports on which TLS comes at once.
const BEGIN_WITH_TLS: [u16; 21] = [
    443, 465, 563, 636, 853, 989, 990, 992, 993, 995, 2376, 3269, 5061, 5223, 5671, 5986, 6443, 6697, 8443,
    8883, 9443,
];

impl Service {
    /// Its name.
    pub fn name(self) -> &'static str {
        SERVICES.iter().find(|(service, ..)| *service == self).map_or("", |(_, name, ..)| name)
    }

    /// The names of all, as `--starttls` takes them.
    pub fn names() -> impl Iterator<Item = &'static str> {
        SERVICES.iter().map(|(_, name, ..)| *name)
    }

    /// By name, whatever the case.
    pub fn named(name: &str) -> Option<Self> {
        SERVICES.iter().find_map(|(service, own, others, _)| {
            let is_it =
                own.eq_ignore_ascii_case(name) || others.iter().any(|other| other.eq_ignore_ascii_case(name));
            is_it.then_some(*service)
        })
    }

    /// What an address that begins with `scheme://` means, and its port.
    pub fn of_scheme(scheme: &str) -> Option<(Self, u16)> {
        let listed = SCHEMES.iter().find(|(own, ..)| own.eq_ignore_ascii_case(scheme));
        listed
            .map(|(_, service, port)| (*service, *port))
            .or_else(|| Self::named(scheme).map(|service| (service, service.port())))
    }

    /// Its own port.
    pub fn port(self) -> u16 {
        SERVICES.iter().find(|(service, ..)| *service == self).map_or(443, |(.., port)| *port)
    }

    /// What usually answers on a port; `None` where nobody can know, and TLS at once is the best guess.
    pub fn usual_for(port: u16) -> Option<Self> {
        match BEGIN_PLAINLY.iter().find(|(own, _)| *own == port) {
            Some((_, service)) => Some(*service),
            None => BEGIN_WITH_TLS.contains(&port).then_some(Self::Tls),
        }
    }

    /// Whether the server speaks first.
    pub fn greets(self) -> bool {
        !matches!(self, Self::Tls | Self::Ldap | Self::Xmpp | Self::Postgres)
    }

    /// The service whose server begins like this in clear text, where that can be told.
    pub fn of_greeting(greeting: &[u8]) -> Option<Self> {
        // A packet with its length, number 0, of protocol 10.
        if let [_, _, 0, 0, 10, ..] = greeting {
            return Some(Self::Mysql);
        }
        let first = greeting.split(|byte| *byte == b'\n').next().unwrap_or_default();
        let line = String::from_utf8_lossy(first).to_ascii_uppercase();
        let line = line.trim_end();
        let code = line.get(..4).map(|code| (code.get(..3).unwrap_or_default(), code.ends_with([' ', '-'])));
        match code {
            Some(("220" | "554" | "421", true)) if line.contains("LMTP") => Some(Self::Lmtp),
            Some(("220" | "554" | "421", true)) if line.contains("SMTP") => Some(Self::Smtp),
            Some(("220" | "530" | "421", true)) if line.contains("FTP") => Some(Self::Ftp),
            Some(("200" | "201", true)) => Some(Self::Nntp),
            _ if ["* OK", "* BYE", "* PREAUTH"].iter().any(|word| line.starts_with(word)) => Some(Self::Imap),
            _ if line.starts_with("+OK") || line.starts_with("-ERR") => Some(Self::Pop3),
            _ if line.starts_with("\"IMPLEMENTATION\"") => Some(Self::Sieve),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_schemes_and_ports_agree() {
        for (service, name, others, port) in SERVICES {
            assert_eq!((service.name(), Service::named(name)), (name, Some(service)));
            assert_eq!(Service::of_scheme(name), Some((service, port)));
            assert_eq!(Service::usual_for(port), Some(service), "{name}");
            assert!(others.iter().all(|other| Service::named(&other.to_uppercase()) == Some(service)));
        }
        for (scheme, service, _) in SCHEMES {
            assert_eq!(Service::named(scheme), None, "{scheme}");
            assert_eq!(Service::of_scheme(scheme).unwrap().0, service);
        }
        assert!(BEGIN_PLAINLY.iter().all(|(port, _)| !BEGIN_WITH_TLS.contains(port)));
        assert_eq!(Service::of_scheme("http"), None);
        assert_eq!(Service::usual_for(8080), None);
    }

    #[test]
    fn greetings_tell_who_speaks() {
        for (greeting, service) in [
            (&b"220 mail.example.com ESMTP Postfix\r\n"[..], Some(Service::Smtp)),
            (b"220-mail ESMTP\r\n220 welcome\r\n", Some(Service::Smtp)),
            (b"220 mail LMTP ready", Some(Service::Lmtp)),
            (b"220 (vsFTPd 3.0.5)\r\n", Some(Service::Ftp)),
            (b"* OK [CAPABILITY IMAP4rev1] ready\r\n", Some(Service::Imap)),
            (b"+OK ready\r\n", Some(Service::Pop3)),
            (b"201 news, no posting\r\n", Some(Service::Nntp)),
            (b"\"IMPLEMENTATION\" \"Pigeonhole\"\r\n", Some(Service::Sieve)),
            (b"\x4a\0\0\0\x0a8.0.36\0", Some(Service::Mysql)),
            (b"SSH-2.0-OpenSSH_9.2p1\r\n", None),
            (b"HTTP/1.1 400 Bad Request\r\n", None),
            (b"220 who knows\r\n", None),
            (b"", None),
            ("ää\u{0}".as_bytes(), None),
        ] {
            assert_eq!(Service::of_greeting(greeting), service, "{}", String::from_utf8_lossy(greeting));
        }
    }
}
