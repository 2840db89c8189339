//! Which of the certificates that a server sends is the right one for a trust store, and why.

use sha2::{Digest as _, Sha256};

use crate::audit::is_public_root;
use crate::commands::issuers::{Fetched, fetch_missing};
use crate::commands::probe::Sent;
use crate::commands::revocation::RevocationArguments;
use crate::commands::target::note_jdk_roots;
use crate::commands::{Context, Failure};
use crate::keystore::Store;
use crate::pkix::{self, Anchors, Java, Outcome, Presented};
use crate::report::{Candidate, Proposal};
use crate::x509;

/// What is proposed of a chain that a server sent, for a store.
pub(super) struct Proposed {
    /// Why.
    pub(super) proposal: Proposal,
    /// Issuers that the server does not send, and that are to be imported.
    pub(super) fetched: Vec<Fetched>,
}

/// Looks at a chain by the store's own anchors.
///
/// # Errors
/// Whatever keeps missing issuers from being asked for at all; that they are not there is no error.
pub(super) fn propose(context: &mut Context<'_>, sent: &Sent, store: &Store) -> Result<Proposed, Failure> {
    let chain = sent.chain();
    let only = |proposal| Ok(Proposed { proposal, fetched: Vec::new() });
    let entries = store.entries();
    let of_store =
        entries.filter_map(|entry| Some((entry.alias.as_str(), &*entry.certificates().first()?.der)));
    let anchors = Anchors::new(of_store);
    let mut java = sent.java.clone();
    note_jdk_roots(&mut java, store.entries());
    if is_trusted(&java, sent, &[], &anchors) {
        return only(Proposal::Trusted);
    }
    let is_own =
        chain.first().is_some_and(|der| x509::Certificate::read(der).is_ok_and(|leaf| leaf.is_self_issued()));
    if is_own {
        return only(Proposal::SelfSigned);
    }
    let fetching = RevocationArguments { fetch_issuers: true, ..RevocationArguments::default() };
    let now = context.machine.now.as_millisecond();
    let asking = fetching.gather(context, &sent.policy, |_| None, now)?;
    let fetched = fetch_missing(chain, &anchors, &asking);
    // Only what leads to an authority of the store: that one vouches for it.
    if !fetched.is_empty() && is_trusted(&java, sent, &fetched, &anchors) {
        return Ok(Proposed { proposal: Proposal::MissingIssuer, fetched });
    }
    let is_public = |der: &Vec<u8>| is_public_root(&Sha256::digest(der).into());
    if chain.iter().any(is_public) {
        return only(Proposal::PublicRoot);
    }
    only(Proposal::PrivateAuthority)
}

/// Whether the Java would trust the chain, whatever the server's name.
fn is_trusted(java: &Java, sent: &Sent, fetched: &[Fetched], anchors: &Anchors<'_>) -> bool {
    sent.presented(fetched).is_some_and(|presented| {
        let presented = Presented { host: None, ..presented };
        matches!(pkix::decide(java, &presented, anchors).outcome, Outcome::Trusted)
    })
}

/// Marks what is proposed.
pub(super) fn mark(candidates: &mut [Candidate], proposal: Proposal) {
    for (index, candidate) in candidates.iter_mut().enumerate() {
        candidate.chosen = candidate.parseable
            && match proposal {
                // What was fetched is added behind them.
                Proposal::Trusted | Proposal::MissingIssuer => false,
                // A chain begins with the server's own, which may call itself an authority.
                Proposal::SelfSigned | Proposal::PrivateAuthority => index == 0,
                Proposal::PublicRoot => is_public_root(&Sha256::digest(&candidate.der).into()),
            };
    }
}
