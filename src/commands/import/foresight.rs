//! What the Java would say to the server once the import is done: a certificate that it refuses does not help as an anchor either.

use super::Import;
use crate::commands::Context;
use crate::commands::probe::{Probe, Sent};
use crate::commands::session::Session;
use crate::jvm::zone::Zone;
use crate::pkix::{self, Anchors, Outcome};
use crate::report::exceptions::{self, Subject};
use crate::report::findings::{self, Case, TrustStore};
use crate::report::{Candidate, Notice};

impl Import {
    /// That the Java would refuse the server with the chosen certificates in the store too, and why; `None` where it would not.
    pub(super) fn foresee(
        &self,
        context: &Context<'_>,
        probe: &Probe,
        sent: &Sent,
        session: &Session,
        candidates: &[Candidate],
    ) -> Option<Notice> {
        let of_store = session
            .store
            .entries()
            .filter_map(|entry| Some((entry.alias.as_str(), &*entry.certificates().first()?.der)));
        let chosen = || candidates.iter().filter(|candidate| candidate.chosen);
        let anchors =
            Anchors::new(of_store.chain(chosen().map(|one| (one.name.as_str(), one.der.as_slice()))));
        let presented = sent.presented(&[])?;
        let decision = pkix::decide(&sent.java, &presented, &anchors);
        if matches!(decision.outcome, Outcome::Trusted) {
            return None;
        }
        let zone = Zone::find(context.machine);
        let subject = Subject { java: &sent.java, presented: &presented, anchors: &anchors, zone: &zone };
        let endpoint = sent.endpoint();
        let server = format!("{}:{}", endpoint.written_host(), endpoint.port);
        let server_options = probe.server_options(context, endpoint);
        let password_options = self.store.given.repeated();
        let case = Case {
            subject,
            chain_file: None,
            server: Some(&server),
            store: TrustStore::File(&session.named),
            password_options: &password_options,
            server_options: &server_options,
        };
        let finding = findings::of_decision(&decision, &case).into_iter().next()?;
        let thrown = exceptions::of_handshake(&decision, subject);
        Some(Notice::StillRefused {
            java: sent.java.name(),
            server,
            exceptions: thrown.iter().map(ToString::to_string).collect(),
            finding: Box::new(finding),
        })
    }
}
