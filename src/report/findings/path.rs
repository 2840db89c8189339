//! Faults of one certificate of a path.

use super::Report;
use crate::crypto::verify::VerifyError;
use crate::diagnosis::{Cause, Finding, Remedy, day};
use crate::pkix::{Member, PathFault};

impl Report<'_, '_, '_> {
    pub(super) fn of_path(
        &self,
        fault: &PathFault,
        member: Option<Member>,
        above: Option<Member>,
    ) -> Finding {
        let who = member.map_or_else(|| "a certificate".to_owned(), |member| self.called(member));
        let issuer = above.map_or_else(|| "its issuer".to_owned(), |above| self.called(above));
        let node = member.and_then(|member| self.node(member));
        let validity =
            node.map_or([0, 0], |node| node.certificate.validity.map(|instant| instant.div_euclid(1000)));
        let [from, until] = validity.map(day);
        let owner = self.administrator();
        let reissue = |what: &str| Remedy::words(format!("Have {owner} get a certificate {what}."));
        let is_leaf = member == Some(Member::Sent(0));
        let (cause, message, remedy) = match fault {
            PathFault::NoAnchor => return self.of_another_authority(),
            PathFault::Blocked => (
                Cause::Blocked,
                format!("{who} is one that the JDK blocks: its key or its authority was compromised"),
                reissue("from another authority"),
            ),
            PathFault::Key { rule, of_anchor, .. } => (
                Cause::WeakKey,
                format!("the key of {} is disabled by \"{rule}\" in jdk.certpath.disabledAlgorithms", if *of_anchor { &issuer } else { &who }),
                self.reissue_or_allow("with another key", "jdk.certpath.disabledAlgorithms"),
            ),
            PathFault::TlsKey => (
                Cause::WeakKey,
                format!("the key of {who} is disabled by jdk.tls.disabledAlgorithms"),
                self.reissue_or_allow("with another key", "jdk.tls.disabledAlgorithms"),
            ),
            PathFault::SignatureAlgorithm { rule } => (
                Cause::WeakSignature,
                format!("the signature of {who} is disabled by \"{}\" in jdk.certpath.disabledAlgorithms", rule),
                self.reissue_or_allow("with another signature", "jdk.certpath.disabledAlgorithms"),
            ),
            PathFault::TlsSignature { .. } => (
                Cause::WeakSignature,
                format!("the signature of {who} is of a kind that this Java does not take in TLS"),
                reissue("signed with SHA-256 or better"),
            ),
            PathFault::KeyUsageEmpty => (
                Cause::WrongUsage,
                format!("the key usage of {who} allows nothing"),
                reissue("with a key usage that fits"),
            ),
            PathFault::NoCertSign => (
                Cause::CaFalse,
                format!("{who} may not sign certificates: its key usage lacks keyCertSign"),
                reissue("from an authority that may issue it"),
            ),
            PathFault::NotCa if node.is_some_and(|node| node.certificate.version < 3) => (
                Cause::X509V1,
                format!("{who} is of version {} and cannot say that it is an authority", {
                    node.map_or(1, |node| node.certificate.version)
                }),
                reissue("from an authority of version 3"),
            ),
            PathFault::NotCa => (
                Cause::CaFalse,
                format!("{who} is no authority (CA:false, or no basic constraints), and yet issued another certificate"),
                reissue("from an authority that may issue it"),
            ),
            PathFault::PathLength => (
                Cause::PathLength,
                format!("above {who} an authority allows fewer authorities below it than there are"),
                reissue("from an authority that may issue it"),
            ),
            PathFault::NameConstraints | PathFault::BaseDistance { .. } => (
                Cause::NameConstraints,
                format!("an authority above {who} may not issue certificates for its names"),
                reissue("from an authority that may certify its names"),
            ),
            PathFault::Policy(_) => (
                Cause::Policies,
                format!("{who} lacks a certificate policy that an authority above it requires"),
                reissue("with the policy that its authority requires"),
            ),
            PathFault::Expired if is_leaf => (
                Cause::Expired,
                format!("{who} expired on {until}"),
                self.import_leaf(&format!(
                    "Have {owner} renew it. As a stopgap, Java accepts exactly this certificate, expired as it is, once \
                     it is imported:"
                )),
            ),
            PathFault::Expired => (
                Cause::Expired,
                format!("{who} expired on {until}"),
                Remedy::words(format!("Have {owner} send its successor with the chain.")),
            ),
            PathFault::NotYetValid => (
                Cause::NotYetValid,
                format!("{who} is not valid before {from}"),
                Remedy::words("Check the clocks; if they are right, wait or have it issued anew."),
            ),
            PathFault::Signature(VerifyError::Unsupported | VerifyError::MalformedParameters) => (
                Cause::WeakSignature,
                format!("the signature of {who}, or the key of {issuer}, is of a kind that this Java does not check"),
                reissue("with a signature of a common kind"),
            ),
            PathFault::Signature(_) => return self.of_bad_signature(member, above),
            PathFault::Revocation(fault) => return self.of_revocation(fault, member),
            PathFault::CriticalExtensions => (
                Cause::UnknownCriticalExtension,
                format!("{who} has a critical extension that Java does not know"),
                reissue("without it"),
            ),
        };
        self.finding(cause, member, message, remedy)
    }

    fn reissue_or_allow(&self, what: &str, property: &str) -> Remedy {
        Remedy::words(format!(
            "Have {} get a certificate {what}. Until then, whoever looks after this Java can take the entry out of \
             {property} in java.security.",
            self.administrator()
        ))
    }

    fn of_bad_signature(&self, member: Option<Member>, above: Option<Member>) -> Finding {
        let who = member.map_or_else(|| "a certificate".to_owned(), |member| self.called(member));
        match above {
            Some(Member::Stored(_)) => {
                let anchor = above.map_or_else(String::new, |above| self.called(above));
                let message = format!(
                    "{who} was not signed by {anchor}: the authority has another key now, or is another one of the \
                     same name"
                );
                let remedy = "Import the authority's current certificate, or the peer's own:";
                self.finding(Cause::BadSignature, member, message, self.import_leaf(remedy))
            }
            _ => {
                let issuer = above.map_or_else(|| "its issuer".to_owned(), |above| self.called(above));
                let message =
                    format!("{who} was not signed by {issuer}: one of the two was changed or mixed up");
                let remedy =
                    format!("Have {} send the certificates that belong together.", self.administrator());
                self.finding(Cause::BadSignature, member, message, Remedy::words(remedy))
            }
        }
    }
}
