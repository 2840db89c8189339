//! Good paths whose ends are not: an anchor that is no authority, a leaf for other purposes or hosts.

use super::Report;
use crate::diagnosis::{Cause, Finding, Remedy};
use crate::pkix::host::{self, HostFault};
use crate::pkix::{Member, Purpose, Rejection, UsageFault};

impl Report<'_, '_, '_> {
    pub(super) fn of_anchor_not_ca(&self, by_key_usage: bool) -> Finding {
        let anchor = self.decision.anchor.map(Member::Stored);
        let who = anchor.map_or_else(String::new, |anchor| self.called(anchor));
        let lack =
            if by_key_usage { "may not sign certificates (key usage)" } else { "is no authority (CA:false)" };
        let message = format!("{who} {lack}: Java accepts it for itself, and nothing that it signed");
        let remedy = "Import the peer's own certificate instead:";
        self.finding(Cause::CaFalse, anchor, message, self.import_leaf(remedy))
    }

    pub(super) fn of_usage(&self, fault: &UsageFault) -> Finding {
        let what = match fault {
            UsageFault::DigitalSignature => "its key usage lacks digitalSignature".to_owned(),
            UsageFault::KeyEncipherment => "its key usage lacks keyEncipherment".to_owned(),
            UsageFault::KeyAgreement => "its key usage lacks keyAgreement".to_owned(),
            UsageFault::Extended(Purpose::Server) => "its extended key usage lacks serverAuth".to_owned(),
            UsageFault::Extended(Purpose::Client) => "its extended key usage lacks clientAuth".to_owned(),
            UsageFault::Netscape(_) => "its Netscape certificate type is another".to_owned(),
            UsageFault::UnknownAuthType(word) => format!("Java does not know the key exchange {word}"),
            UsageFault::Unreadable(_) => return self.of_unreadable("extended key usage"),
        };
        let message = format!("{} is not for TLS {}s: {what}", self.called(Member::Sent(0)), self.peer());
        let remedy = format!("Have {} get a certificate for TLS {}s.", self.administrator(), self.peer());
        self.finding(Cause::WrongUsage, Some(Member::Sent(0)), message, Remedy::words(remedy))
    }

    /// An extension of the leaf that Java reads only when it needs it.
    fn of_unreadable(&self, what: &str) -> Finding {
        let leaf = Member::Sent(0);
        let message =
            format!("{} has a malformed extension, {what}, which Java cannot parse", self.called(leaf));
        let remedy = Remedy::words(format!("Have {} get another certificate.", self.administrator()));
        self.finding(Cause::Unparseable, Some(leaf), message, remedy)
    }

    pub(super) fn of_host(&self, fault: &HostFault) -> Finding {
        let host = self.presented().host.unwrap_or_default();
        let leaf = Member::Sent(0);
        if let HostFault::Illegal { host, .. } = fault {
            let message = format!("Java takes \"{host}\" for no host name at all");
            let remedy =
                Remedy::words("Connect by another name, without a dot at its end and without underscores.");
            return self.finding(Cause::HostnameMismatch, Some(leaf), message, remedy);
        }
        if let HostFault::Unreadable(_) = fault {
            return self.of_unreadable("subject alternative name");
        }
        let Some(node) = self.node(leaf) else { return self.of_rejection(&Rejection::EmptyChain) };
        let miss = host::explain(&node.certificate, host);
        let who = self.called(leaf);
        let message = format!("{who} is not for {host}: {}", miss.words(host));
        let wanted = miss.wanted(host);
        // An authority's name is no host's.
        let remedy = match miss.alternative().filter(|_| !node.certificate.is_ca()) {
            Some(name) => format!(
                "Connect to {name} instead, or have {} get a certificate that {wanted}.",
                self.administrator()
            ),
            None => format!("Have {} get a certificate that {wanted}.", self.administrator()),
        };
        self.finding(Cause::HostnameMismatch, Some(leaf), message, Remedy::words(remedy))
    }
}
