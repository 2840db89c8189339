//! Certificates that were revoked, and those of which nobody says that they were not.

use super::Report;
use crate::diagnosis::{Cause, Finding, Remedy, day};
use crate::pkix::Member;
use crate::pkix::revocation::{NoAnswer, RevocationFault};
use crate::report::exceptions::{reason_name, status_name};
use crate::x509::Name;

impl Report<'_, '_, '_> {
    pub(super) fn of_revocation(&self, fault: &RevocationFault, member: Option<Member>) -> Finding {
        let who = member.map_or_else(|| "a certificate".to_owned(), |member| self.called(member));
        if let RevocationFault::Revoked { at, reason, authority, .. } = fault {
            let authority =
                Name::from_der(authority).map_or_else(|_| String::new(), |name| name.plain().into_owned());
            let why = match *reason {
                0 => String::new(),
                reason => format!(" ({})", reason_name(reason).to_lowercase().replace('_', " ")),
            };
            let message =
                format!("{who} was revoked on {} by \"{authority}\"{why}", day(at.div_euclid(1000)));
            let remedy = match member {
                Some(Member::Sent(0)) => format!(
                    "Have {} install the certificate that replaces it. Do not import this one: its authority has called it \
                     back.",
                    self.administrator()
                ),
                _ => format!("Have {} get a certificate from another authority.", self.administrator()),
            };
            return self.finding(Cause::Revoked, member, message, Remedy::words(remedy));
        }
        let what = told(fault);
        let message = format!("whether {who} was revoked is not known: {what}");
        self.finding(Cause::RevocationUnknown, member, message, self.remedy(fault))
    }

    fn remedy(&self, fault: &RevocationFault) -> Remedy {
        let server = self.administrator();
        Remedy::words(match fault {
            RevocationFault::NoResponse { why, .. } | RevocationFault::CrlMissing { why, .. } => match why {
                NoAnswer::Scheme { scheme } => format!(
                    "{scheme}: is not fetched. Have the authority name an http: address in its certificates, or put the \
                     CRL at hand."
                ),
                NoAnswer::NotAsked => "Put what is missing at hand as well, or ask: without --crl and --ocsp-response.".into(),
                NoAnswer::Status { .. } => {
                    "Tell the authority that its responder or CRL is not there, or have the proxy let it through.".into()
                }
                _ => format!(
                    "Let this machine reach it (firewall; proxy: -Dhttp.proxyHost), or have {server} staple OCSP responses."
                ),
            },
            RevocationFault::NoResponder | RevocationFault::NoCrl => {
                "Switch on what the certificates can be checked by: ocsp.enable=true in java.security, and \
                 -Dcom.sun.security.enableCRLDP=true for CRLs; or name a responder (ocsp.responderURL), or take \
                 com.sun.net.ssl.checkRevocation away."
                    .into()
            }
            RevocationFault::NamedResponder { .. } => {
                "Import the responder's certificate into the trust store, or correct ocsp.responderCert… in java.security."
                    .into()
            }
            RevocationFault::OutOfDate => {
                format!("Check the clocks; if they are right, have the authority, or {server} who staples it, renew the response.")
            }
            RevocationFault::NotAsked => "Ask for it: without --crl and --ocsp-response.".into(),
            _ => "Tell the authority that its responder, or its CRL, answers what Java does not take.".into(),
        })
    }
}

/// What is in the way, as the end of a sentence.
fn told(fault: &RevocationFault) -> String {
    match fault {
        RevocationFault::Revoked { .. } => "it was revoked".into(),
        RevocationFault::Unknown => "its responder does not know it".into(),
        RevocationFault::NoResponder => "it names no OCSP responder".into(),
        RevocationFault::Status(status) => {
            format!("its responder answers {}", status_name(*status).to_lowercase().replace('_', " "))
        }
        RevocationFault::Malformed(fault) => {
            format!("what was answered is no OCSP response Java takes ({fault})")
        }
        RevocationFault::NotIncluded => "the OCSP response is about other certificates".into(),
        RevocationFault::NoSigner => "nobody is known who could have signed the OCSP response".into(),
        RevocationFault::ResponseSignature => "the OCSP response was not signed by who says so".into(),
        RevocationFault::NotAuthorized => "the responder's certificate is not from its issuer".into(),
        RevocationFault::NotForResponses | RevocationFault::ResponderUsage => {
            "the responder's certificate is not for signing OCSP responses".into()
        }
        RevocationFault::ResponderTime { is_over, bound } => {
            let word = if *is_over { "expired on" } else { "is not valid before" };
            format!("the responder's certificate {word} {}", day(bound.div_euclid(1000)))
        }
        RevocationFault::Algorithm { name } => {
            format!("{name} is disabled by jdk.certpath.disabledAlgorithms, and the answer is signed with it")
        }
        RevocationFault::OutOfDate => "the OCSP response is out of date".into(),
        RevocationFault::Nonce => "the OCSP response answers another request".into(),
        RevocationFault::NoResponse { url, why } => format!("its responder {url} {}", of_no_answer(why)),
        RevocationFault::NoCrl => "there is no CRL that Java takes for it".into(),
        RevocationFault::CrlMissing { url, why } => format!("its CRL {url} {}", of_no_answer(why)),
        RevocationFault::CrlUnreadable { url, .. } => format!("what lies at {url} is no CRL"),
        RevocationFault::CriticalEntry => {
            "the CRL has an entry with a critical extension that Java does not know".into()
        }
        RevocationFault::NamedResponder { is_half: true } => {
            "of ocsp.responderCertIssuerName and ocsp.responderCertSerialNumber only one is set".into()
        }
        RevocationFault::NamedResponder { is_half: false } => {
            "the responder that java.security names is not among what is trusted".into()
        }
        RevocationFault::NotAsked => "nobody was asked".into(),
    }
}

fn of_no_answer(why: &NoAnswer) -> String {
    match why {
        NoAnswer::Refused => "refuses the connection".into(),
        NoAnswer::ConnectTimeout => "cannot be connected to in time".into(),
        NoAnswer::Silence => "says nothing".into(),
        NoAnswer::UnknownHost { .. } => "is on a host without an address".into(),
        NoAnswer::Status { status, .. } => format!("answers HTTP {status}"),
        NoAnswer::Scheme { .. } | NoAnswer::NotAUrl => "is no http: address".into(),
        NoAnswer::NotAsked => "was not asked".into(),
        NoAnswer::Other(words) => format!("cannot be had ({words})"),
    }
}
