//! Chains that lead to no anchor: is a certificate missing, or the authority, or is one at fault?

use super::Report;
use crate::diagnosis::{Cause, Finding};
use crate::pkix::{Attempt, Member, Node, PathFault, Rejection, signature};

impl Report<'_, '_, '_> {
    /// The store has an authority of the issuer's name, which is not the issuer.
    pub(super) fn of_another_authority(&self) -> Finding {
        let top = self.decision.path.last().copied();
        let issuer = top.and_then(|top| self.node(top)).map_or("", |node| node.issuer.as_str());
        let anchor = self.case.subject.anchors.of_subject(issuer).first().map(|index| Member::Stored(*index));
        let anchor = anchor.map_or_else(|| "a trusted certificate".to_owned(), |anchor| self.called(anchor));
        let who = top.map_or_else(String::new, |top| self.called(top));
        let message = format!(
            "{who} was issued by another authority than {anchor}, which has the same name: their key identifiers differ"
        );
        // With --ca nothing is imported of a chain that has no authority in it.
        let remedy = match self.decision.sent.len() {
            0 | 1 => {
                "Import the peer's certificate, which Java then trusts by itself; its authority's is not sent, and is to be had from \
                 whoever runs that:"
            }
            _ => "Import the peer's certificate, which Java then trusts by itself; with --ca its authority:",
        };
        self.finding(Cause::UnknownCa, top, message, self.import_leaf(remedy))
    }

    /// No way leads to an anchor: is a certificate missing, or at fault?
    pub(super) fn of_no_path(&self, attempts: &[Attempt]) -> Finding {
        if let Some(Attempt { path, fault: Some(fault) }) = attempts.first() {
            let top = path.last().copied();
            let issuer = top.and_then(|top| self.node(top)).map_or("", |node| node.issuer.as_str());
            let anchor =
                self.case.subject.anchors.of_subject(issuer).first().map(|index| Member::Stored(*index));
            let at_fault = self.at_fault(path, fault).or(top);
            return self.of_path(fault, at_fault, anchor);
        }
        let path = attempts.first().map_or(&[][..], |attempt| attempt.path.as_slice());
        let top = path.last().copied().unwrap_or(Member::Sent(0));
        let who = self.called(top);
        let Some(node) = self.node(top) else { return self.of_rejection(&Rejection::EmptyChain) };
        let is_self_signed =
            node.is_self_issued() && signature::verify(&node.certificate, &node.certificate.key).is_ok();
        let issuer = node.certificate.issuer.plain();
        match (is_self_signed, path.len()) {
            (true, 0 | 1) => self.finding(
                Cause::SelfSigned,
                Some(top),
                format!("{who} is signed by itself alone, and not in the trust store"),
                self.import_leaf("Import it, if it is the right one:"),
            ),
            (true, _) => self.finding(
                Cause::UnknownCa,
                Some(top),
                format!("the chain ends at {who}, which is not in the trust store"),
                self.import_leaf(
                    "Import the peer's own certificate, which Java then trusts by itself; with --ca its authority, and with it \
                     all that it ever signs:",
                ),
            ),
            (false, 0 | 1) if self.decision.sent.len() == 1 => self.finding(
                Cause::MissingIntermediate,
                Some(top),
                format!(
                    "the {} sent its own certificate alone; that of its issuer \"{issuer}\" is neither sent nor trusted",
                    self.peer()
                ),
                self.import_leaf(&format!(
                    "Have {} send the intermediate certificates as well. Until then, or if \"{issuer}\" is an authority \
                     of your own, import the peer's certificate:",
                    self.administrator()
                )),
            ),
            _ => self.finding(
                if path.len() <= 1 { Cause::MissingIntermediate } else { Cause::UnknownCa },
                Some(top),
                format!("{who} was issued by \"{issuer}\", whose certificate is neither sent nor trusted"),
                self.import_leaf(
                    "Import the peer's own certificate, which Java then trusts by itself, as this does; with its authority's Java \
                     would trust all that it ever signs:",
                ),
            ),
        }
    }

    /// The certificate of a path that a fault found by searching is about, where its kind tells.
    fn at_fault(&self, path: &[Member], fault: &PathFault) -> Option<Member> {
        let at = self.presented().at;
        let is_it = |node: &Node<'_>| {
            let [from, until] = node.certificate.validity;
            match fault {
                PathFault::Expired => at > until,
                PathFault::NotYetValid => at < from,
                PathFault::NotCa => !node.certificate.is_ca(),
                _ => false,
            }
        };
        let skipped = usize::from(matches!(fault, PathFault::NotCa));
        path.iter().skip(skipped).copied().find(|member| self.node(*member).is_some_and(is_it))
    }
}
