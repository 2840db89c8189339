//! The server's certificate is not for the host that was asked for.

use crate::diagnosis::Cause;
use crate::explain::address::is_address;
use crate::explain::case::{Case, Text, says, thrown};
use crate::explain::diagnosis::Party::{ClientDeveloper, ClientOperator, DnsAdministrator, ServerOperator};
use crate::explain::diagnosis::{Diagnosis, Party, Reason, Step};
use crate::explain::handshake::Happening;

const WHO: &[Party] = &[ServerOperator, ClientOperator];
const ADDRESS: &[Party] = &[ClientOperator, ServerOperator];
const NAME: &[Party] = &[DnsAdministrator, ClientOperator];
const VERIFIER: &[Party] = &[ServerOperator, ClientOperator, ClientDeveloper];
const CLIENT: &[Party] = &[ClientOperator];

/// Java: an underscore, for one.
const NO_NAME: &str = "Illegal given domain name";

const fn row(words: &'static str, who: &'static [Party]) -> Text {
    says(words, Step::ServerCertificate, "hostname", Cause::HostnameMismatch, who)
}

/// What a client has against a server's name, as far as the server can tell.
pub(super) const MISMATCH: Reason =
    Reason::new(Step::ServerCertificate, "hostname", Cause::HostnameMismatch, ADDRESS);
/// The same of a client that has looked at the name itself.
pub(super) const OWN_MISMATCH: Reason =
    Reason::new(Step::ServerCertificate, "hostname", Cause::HostnameMismatch, VERIFIER);

static TEXTS: [Text; 18] = [
    row("No subject alternative DNS name matching", WHO),
    row("No name matching", WHO),
    row("No subject alternative names matching IP address", ADDRESS),
    row("No subject alternative names present", ADDRESS),
    row(NO_NAME, NAME),
    row("Unknown identification algorithm", CLIENT),
    row("HTTPS hostname wrong", VERIFIER),
    row("Wrong HTTPS hostname", VERIFIER),
    row("doesn't match any of the subject alternative names", WHO),
    row("doesn't match common name of the certificate subject", WHO),
    row("hostname in certificate didn't match", WHO),
    row("does not match the hostname in the certificate", WHO),
    row("does not match the certificate subject provided by the peer", WHO),
    row("could not be verified by hostnameverifier", WHO),
    row("Host name verification failed", WHO),
    // LDAP with StartTLS.
    row("does not match the hostname in the server's certificate", WHO),
    row("Can't verify identity of server", WHO),
    // okhttp, with a colon and more behind it where it tells the certificate's names.
    thrown(
        "SSLPeerUnverifiedException",
        " not verified",
        Step::ServerCertificate,
        "hostname",
        Cause::HostnameMismatch,
        WHO,
    ),
];

/// Java: what it says of a name that the program's verifier does not take is worded otherwise in 25 than before; where it says so is
/// not.
fn of_verifier(case: Case<'_>) -> Option<Diagnosis> {
    let (_, thrown) = case.thrown().find(|(trace, _)| trace.frames.in_name_check)?;
    Some(Diagnosis::of(OWN_MISMATCH, thrown.evidence.as_ref()))
}

pub(super) fn look(case: Case<'_>) -> Option<Diagnosis> {
    let mut found = case.diagnosed(&TEXTS).or_else(|| of_verifier(case))?;
    // A name that is none for Java is told to no server.
    if case.says(NO_NAME).is_some() {
        return Some(found.with(case.handshake.lines_of(Happening::ServerCertificate)));
    }
    // Without a name in its hello, the client gets whatever certificate the server shows to strangers.
    let is_unnamed =
        case.handshake.hello.as_ref().is_some_and(|hello| hello.is_shown && hello.name.is_none());
    let host = case.handshake.host.as_deref();
    let has_dots = host.is_some_and(|host| host.contains('.') && !is_address(host));
    if let Some(reason) = found.reasons.first_mut().filter(|_| is_unnamed && has_dots) {
        reason.who = CLIENT;
    } else if let Some(reason) =
        found.reasons.first_mut().filter(|_| host.is_some_and(|host| !host.contains('.')))
    {
        // A host without a dot is short for another.
        reason.who = CLIENT;
    }
    Some(found.with(case.handshake.lines_of(Happening::ServerCertificate)))
}
