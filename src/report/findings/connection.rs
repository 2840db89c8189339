//! Why there was no handshake to judge, as findings of the catalogue.

use super::client_key;
use crate::diagnosis::{Cause, Finding, Remedy, Severity};
use crate::pkix::client::{ClientFault, Limits, Named, Objection};
use crate::report::exceptions::client::suite_name;
use crate::report::exceptions::connection::alert;
use crate::report::probe::{OwnSide, version_name};
use crate::tls::route::ProxyFault;
use crate::tls::starttls::StartTlsFault;
use crate::tls::{CertificateRequest, ConnectFailure, ConnectFault, Service, TlsFault};

/// Where a connection was to lead.
#[derive(Debug, Clone, Copy)]
pub struct Place<'p> {
    /// The options that say what was trusted, which Java asked and with which key, and how it went to the server, all but
    /// `--starttls`.
    pub way_options: &'p [String],
    /// `--starttls` and its value, where the port alone does not say it.
    pub spoken_before: &'p [String],
    /// Whether it was found out what else the server speaks.
    pub is_surveyed: bool,
    /// The host as it was named.
    pub host: &'p str,
    /// The port.
    pub port: u16,
    /// The proxy in between, `host:port`.
    pub proxy: Option<&'p str>,
    /// The name that was told to the server (SNI).
    pub told: Option<&'p str>,
    /// The versions of TLS that were offered.
    pub offered: &'p [Named],
    /// The protocol that the port is known for to begin in clear text, as `--starttls` names it.
    pub starttls: Option<&'p str>,
    /// What the server asks of a client's certificate.
    pub request: Option<&'p CertificateRequest>,
    /// The client's own keystore.
    pub own: Option<OwnSide<'p>>,
    /// What this Java takes at most.
    pub limits: Limits,
}

impl Place<'_> {
    fn offered(&self) -> String {
        let names: Vec<String> = self.offered.iter().map(|one| version_name(one.number)).collect();
        names.join(" or ")
    }

    /// The command that asks again with something else spoken before TLS.
    fn with_starttls(&self, text: &str, service: &str) -> Remedy {
        let server = self.server();
        let words = ["probe", &server, "--starttls", service].into_iter();
        Remedy::command(text, words.chain(self.way_options.iter().map(String::as_str)))
    }

    /// The command that finds out what the server speaks at all.
    fn survey(&self, text: &str) -> Remedy {
        let server = self.server();
        let options = self.spoken_before.iter().chain(self.way_options).map(String::as_str);
        Remedy::command(text, ["probe", &server, "--all"].into_iter().chain(options))
    }

    pub(super) fn server(&self) -> String {
        format!("{}:{}", self.host, self.port)
    }

    /// Who takes the connection: the server, or the proxy before it.
    fn first(&self) -> String {
        self.proxy.map_or_else(|| self.server(), |proxy| format!("the proxy {proxy}"))
    }
}

/// The cause behind a fault, and what mends it.
pub fn of_fault(fault: &TlsFault, place: &Place<'_>) -> Finding {
    let (cause, message, remedy) = told(fault, place);
    finding(cause, message, remedy)
}

/// The cause behind a choice of the server's that this Java does not take.
pub fn of_objection(objection: &Objection, place: &Place<'_>) -> Finding {
    let server = place.server();
    let administrator = "Have the server's administrator";
    let (cause, message, remedy) = match objection {
        Objection::Version { chosen, .. } | Objection::NoVersion(chosen) => (
            Cause::ProtocolMismatch,
            format!("{server} speaks {}, and this Java {}", version_name(*chosen), place.offered()),
            format!("{administrator} switch on TLS 1.2 or 1.3."),
        ),
        Objection::LegacyVersion | Objection::NewSuite(_) | Objection::Compression(_) => (
            Cause::ProtocolMismatch,
            format!("{server} breaks the rules of TLS in its hello"),
            format!("{administrator} mend or renew the server's software."),
        ),
        Objection::Suite(suite) => (
            Cause::CipherMismatch,
            format!("{server} chose {}, which this Java did not offer", suite_name(*suite)),
            format!("{administrator} switch on a newer cipher suite."),
        ),
        Objection::Downgrade => (
            Cause::Downgrade,
            format!("{server} says that it speaks a newer version of TLS than the one it was brought to"),
            "Find out what stands between here and the server, or have the server mended.".to_owned(),
        ),
        Objection::UnsafeRenegotiation => (
            Cause::UnsafeRenegotiation,
            format!("{server} does not know safe renegotiation (RFC 5746)"),
            format!(
                "{administrator} renew the server's software; until then -Dsun.security.ssl.allowLegacyHelloMessages=true lets \
                 this Java go on."
            ),
        ),
        Objection::NoMasterSecret => (
            Cause::UnsafeRenegotiation,
            format!(
                "{server} does not tie its sessions to their handshakes (extended master secret, RFC 7627)"
            ),
            format!(
                "{administrator} renew the server's software; until then -Djdk.tls.allowLegacyMasterSecret=true lets this Java \
                 go on."
            ),
        ),
        Objection::WeakPrime(bits) => (
            Cause::WeakKeyExchange,
            format!("{server} uses a Diffie-Hellman prime of {bits} bits"),
            format!("{administrator} use a prime of 2048 bits, or elliptic curves (ECDHE)."),
        ),
        _ => (
            Cause::CipherMismatch,
            format!("{server} uses a group for its key exchange that this Java does not take"),
            format!("{administrator} use X25519 or P-256."),
        ),
    };
    finding(cause, message, Remedy::words(remedy))
}

/// The cause why a Java does not even say hello.
pub fn of_client(fault: &ClientFault) -> Finding {
    let cause = match fault {
        ClientFault::Protocol(_) | ClientFault::HttpsProtocol(_) => Cause::UnknownProtocolName,
        ClientFault::HttpsSuite(_) | ClientFault::NoGroup(_) => Cause::UnknownSuiteName,
        _ => Cause::ClientSettings,
    };
    let remedy = Remedy::words("Correct the property, or what java.security disables.");
    finding(cause, format!("this Java says nothing to any server: {fault}"), remedy)
}

fn finding(cause: Cause, message: String, remedy: Remedy) -> Finding {
    Finding { cause, severity: Severity::Error, alias: None, message, remedy, certificate: None }
}

fn told(fault: &TlsFault, place: &Place<'_>) -> (Cause, String, Remedy) {
    let (server, first) = (place.server(), place.first());
    match fault {
        TlsFault::Unresolved { host } => (
            Cause::NameUnresolved,
            format!("no address is known for {host}"),
            Remedy::shell("Check the name; what this machine knows of it tells:", ["getent", "hosts", host]),
        ),
        TlsFault::NameService { host, .. } | TlsFault::NameTimeout { host } => (
            Cause::NameServiceFailure,
            format!("the name servers of this machine do not answer about {host}: {fault}"),
            Remedy::words("Have the network's administrator look at the name servers (/etc/resolv.conf)."),
        ),
        TlsFault::Connect(fault) => of_connecting(fault, place),
        TlsFault::Proxy(ProxyFault::Refused { status: 407, .. } | ProxyFault::SocksAuthentication) => (
            Cause::ProxyAuthentication,
            format!("{first} asks for a user and a password"),
            Remedy::words(
                "Name them in --proxy http://USER:PASSWORD@HOST:PORT. A Java needs an Authenticator, and \
                 -Djdk.http.auth.tunneling.disabledSchemes= where the proxy knows only Basic.",
            ),
        ),
        TlsFault::Proxy(ProxyFault::SocksPassword(_)) => (
            Cause::ProxyAuthentication,
            format!("{first} does not accept the user or the password"),
            Remedy::words("Check user and password in --proxy."),
        ),
        TlsFault::Proxy(fault) => (
            Cause::ProxyRefused,
            format!("{first} lets no connection through to {server}: {fault}"),
            Remedy::words(format!(
                "Have the proxy's administrator allow {server}, or go without it (--proxy none)."
            )),
        ),
        TlsFault::StartTls(fault) => of_starttls(fault, place, &server),
        // GnuTLS, as Debian's slapd has it, sends no alert to a client whose certificate it misses or does not take.
        TlsFault::Closed | TlsFault::Reset | TlsFault::Lost(_) | TlsFault::Warning(0)
            if place.request.is_some() =>
        {
            let said = format!(
                "{server} asks for a client certificate, and ends the connection on what it gets, without a word about why"
            );
            of_certificate(CERTIFICATE_REQUIRED, said, place)
        }
        TlsFault::Silent => (
            Cause::Silence,
            format!("{first} takes the connection and then says nothing"),
            Remedy::words(format!(
                "Ask whoever runs the firewalls between here and {server}; try it from another machine, and with a longer \
                 --timeout."
            )),
        ),
        TlsFault::Reset | TlsFault::Lost(_) => (
            Cause::ConnectionReset,
            format!("the connection to {server} was broken off"),
            Remedy::words(format!(
                "Ask whoever runs the firewalls between here and {server}, and look into the server's log."
            )),
        ),
        TlsFault::Closed | TlsFault::Warning(0) => (
            Cause::ClosedInHandshake,
            format!("{server} closed the connection during the handshake, without a word about why"),
            closed(place),
        ),
        TlsFault::NotTls { beginning } => not_tls(place, &server, beginning),
        TlsFault::Alert(description) => of_alert(*description, place),
        TlsFault::Warning(description) => of_alert(*description, place),
        TlsFault::Version(version) => (
            Cause::ProtocolMismatch,
            format!("{server} speaks version {version:#06x}, which was not offered"),
            Remedy::words("Have the server's administrator switch on TLS 1.2 or 1.3."),
        ),
        TlsFault::Suite(suite) => (
            Cause::CipherMismatch,
            format!("{server} chose cipher suite {suite:#06x}, which was not offered"),
            Remedy::words("Have the server's administrator mend the server: this breaks the protocol."),
        ),
        TlsFault::ChainTooLong { length } => {
            let (taken, usual) = (place.limits.chain, Limits::default().chain);
            too_much(
                &server,
                &format!("{length} certificates"),
                "jdk.tls.maxCertificateChainLength",
                taken,
                usual,
            )
        }
        TlsFault::MessageTooLong { length } => {
            let (taken, usual) = (place.limits.message, Limits::default().message);
            too_much(
                &server,
                &format!("a message of {length} bytes"),
                "jdk.tls.maxHandshakeMessageSize",
                taken,
                usual,
            )
        }
        other => (
            Cause::ServerAlert,
            format!("the handshake with {server} broke off: {other}"),
            Remedy::words("The server's log knows why."),
        ),
    }
}

/// What to do about a server that closed without a word. OpenSSL's own servers send an alert where no version or suite is common;
/// Dovecot and OpenLDAP close.
fn closed(place: &Place<'_>) -> Remedy {
    let name = match place.told {
        Some(_) => String::new(),
        None => format!(
            "No name was told to the server (SNI), because {} has no dot or is an address; ask for it by its full name. ",
            place.host
        ),
    };
    if place.is_surveyed {
        return Remedy::words(name + "The server's log knows why.");
    }
    place.survey(&format!(
        "{name}The server's log knows why. Perhaps it has no version or cipher suite in common with this Java; what it speaks is \
         shown by:"
    ))
}

/// A server sends more than this Java takes: more than is usual, or than the Java is told to take.
fn too_much(server: &str, what: &str, property: &str, taken: i32, usual: i32) -> (Cause, String, Remedy) {
    if taken >= usual {
        let remedy = format!(
            "Have the server's administrator send fewer or smaller certificates, only those that are needed; until then -D{property} \
             raises the limit."
        );
        let message = format!("{server} sends {what}, and this Java takes {taken}");
        return (Cause::ChainTooLong, message, Remedy::words(remedy));
    }
    let message = format!("{server} sends {what}, and this Java is told to take no more than {taken}");
    (Cause::ClientSettings, message, Remedy::words(format!("Raise {property}, or take it away.")))
}

/// No connection came about: to the server, or to the proxy before it.
fn of_connecting(fault: &ConnectFault, place: &Place<'_>) -> (Cause, String, Remedy) {
    let first = place.first();
    let (cause, message, remedy) = match fault.kind {
        ConnectFailure::Refused => (
            Cause::ConnectionRefused,
            format!("nothing listens at {first}"),
            "Check host and port; have the server's administrator see that it runs.",
        ),
        ConnectFailure::TimedOut => (
            Cause::ConnectTimeout,
            format!("nobody answers at {first}"),
            "Have the network's administrator open the firewall from this machine, or name the proxy with --proxy.",
        ),
        ConnectFailure::Reset => (
            Cause::ConnectionReset,
            format!("{first} breaks the connection off at once"),
            "Ask whoever runs the firewalls in between, and look into the server's log.",
        ),
        ConnectFailure::Unreachable | ConnectFailure::Other => (
            Cause::Unreachable,
            format!("there is no way to {first}: {}", fault.error),
            "Have the network's administrator look at the routes of this machine.",
        ),
    };
    if place.proxy.is_none() {
        return (cause, message, Remedy::words(remedy));
    }
    let remedy = "Check the proxy's host and port (--proxy, https.proxyHost and https.proxyPort, HTTPS_PROXY); have the network's \
                  administrator see that it runs and can be reached from this machine.";
    (Cause::ProxyUnreachable, message, Remedy::words(remedy))
}

fn of_starttls(fault: &StartTlsFault, place: &Place<'_>, server: &str) -> (Cause, String, Remedy) {
    let administrator = "Have the server's administrator";
    match fault {
        StartTlsFault::ExpectsTls => (
            Cause::TlsOnStartTlsPort,
            format!("{server} waits for TLS from the first byte"),
            place.with_starttls("Leave --starttls out:", "none"),
        ),
        StartTlsFault::OtherProtocol { service, speaks, greeting } => {
            let remedy = match speaks {
                Some(speaks) => place.with_starttls("Ask in the words of that protocol:", speaks.name()),
                None => Remedy::words("Find the port on which the server speaks it."),
            };
            let message = format!("{server} does not speak {}; it says: {greeting}", service.name());
            (Cause::StartTlsRefused, message, remedy)
        }
        StartTlsFault::NotOffered { service, .. } => (
            Cause::StartTlsRefused,
            format!("{server} speaks {} and does not offer TLS", service.name()),
            Remedy::words(format!("{administrator} switch TLS on.")),
        ),
        StartTlsFault::Refused { line, .. } => (
            Cause::StartTlsRefused,
            format!("{server} refuses TLS: {line}"),
            Remedy::words(format!("{administrator} look into its log.")),
        ),
        _ => (
            Cause::StartTlsRefused,
            format!("{server} does not keep to the protocol: {fault}"),
            Remedy::words(format!("{administrator} look into its log.")),
        ),
    }
}

/// How much of an answer in clear text is quoted.
const QUOTED: usize = 60;

fn not_tls(place: &Place<'_>, server: &str, beginning: &[u8]) -> (Cause, String, Remedy) {
    let line: String =
        String::from_utf8_lossy(beginning).lines().next().unwrap_or("").chars().take(QUOTED).collect();
    let service = Service::of_greeting(beginning).map(Service::name).or(place.starttls);
    match service {
        Some(protocol) => (
            Cause::StartTlsNeeded,
            format!("{server} begins in clear text: {line}"),
            place.with_starttls("Ask it to go over to TLS:", protocol),
        ),
        None => (
            Cause::NotTls,
            format!("{server} answers in clear text: {line}"),
            Remedy::words(
                "Find the port on which the server speaks TLS, or have its administrator switch it on.",
            ),
        ),
    }
}

fn of_alert(description: u8, place: &Place<'_>) -> (Cause, String, Remedy) {
    let server = place.server();
    let name =
        alert(description).map_or_else(|| format!("number {description}"), |(name, _)| name.to_owned());
    let said = format!("{server} ends the handshake with the alert {name}");
    of_certificate(description, said, place)
}

/// TLS 1.3's alert to a client that sends no certificate (RFC 8446, 6.2).
const CERTIFICATE_REQUIRED: u8 = 116;

/// The cause behind an alert, which `said` tells, where it may be about the client's certificate.
fn of_certificate(description: u8, said: String, place: &Place<'_>) -> (Cause, String, Remedy) {
    let administrator = "Have the server's administrator";
    if let Some(told) = client_key::of_alert(description, &said, place) {
        return told;
    }
    match (description, place.request.is_some()) {
        (116, _) | (40 | 42, true) => (
            Cause::ClientCertificateRequired,
            format!("{said}: it wants a client certificate"),
            Remedy::words(
                "Get a certificate from an authority that the server accepts, and name its keystore to the Java with \
                 javax.net.ssl.keyStore and javax.net.ssl.keyStorePassword; --client-keystore tries it here.",
            ),
        ),
        (43..=46 | 48 | 49, true) => (
            Cause::ClientCertificateRejected,
            said,
            Remedy::words(format!("{administrator} say why it does not accept the client's certificate.")),
        ),
        (70, _) => (
            Cause::ProtocolMismatch,
            format!("{said}: it does not speak {}", place.offered()),
            Remedy::words(format!("{administrator} switch on TLS 1.2 or 1.3.")),
        ),
        // The alert is the same for both: which of them it is shows when the name is told.
        (40, _) if place.told.is_none() => (
            Cause::CipherMismatch,
            format!(
                "{said}: either there is no cipher suite, group or signature in common, or it wants to be told its name (SNI), which Java \
                 does not do for {}: it has no dot or is an address",
                place.host
            ),
            Remedy::words(
                "Ask for the server by its full name, as its certificate has it. If the answer is the same, have the server's administrator switch on cipher \
                 suites with ECDHE and AES-GCM and a certificate that fits them (--ciphers shows what it has, --jvms which Java connects).",
            ),
        ),
        (40 | 71, _) => (
            Cause::CipherMismatch,
            format!("{said}: no cipher suite, group or signature in common"),
            Remedy::words(format!(
                "{administrator} switch on cipher suites with ECDHE and AES-GCM and a certificate that fits them; a Java that is \
                 older or newer may still have one in common with it (--java)."
            )),
        ),
        (112, _) => (
            Cause::NameNotServed,
            format!("{said}: it has no certificate for {}", place.told.unwrap_or(place.host)),
            Remedy::words(format!(
                "{administrator} add the name, or ask for the server by a name that it has."
            )),
        ),
        (120, _) => {
            (Cause::AlpnMismatch, said, Remedy::words(format!("{administrator} allow http/1.1 (ALPN).")))
        }
        (86, _) => (
            Cause::Downgrade,
            said,
            Remedy::words("Find out what stands between here and the server, or have the server mended."),
        ),
        _ => (Cause::ServerAlert, said, Remedy::words(format!("{administrator} look into its log."))),
    }
}
