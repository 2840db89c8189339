//! Fetching the issuers that a chain lacks, from where its certificates say they are (RFC 5280, 4.2.2.1).

use std::borrow::Cow;

use super::revocation::Asking;
use crate::formats::certificates;
use crate::pkix::{Anchors, Node, signature};
use crate::x509::extension::{Body, GeneralName, Known};

/// So many certificates are fetched one above the other.
const MOST_STEPS: usize = 10;
/// So many places are tried for one of them.
const MOST_PLACES: usize = 4;
/// id-ad-caIssuers, 1.3.6.1.5.5.7.48.2.
const CA_ISSUERS: &[u8] = &[0x2b, 6, 1, 5, 5, 7, 48, 2];

/// A certificate that was not sent, and where it was.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Fetched {
    /// The certificate, in DER.
    pub(super) der: Vec<u8>,
    /// Where it was.
    pub(super) url: String,
}

/// A chain as it was sent, and behind it what was fetched.
pub(super) fn with_fetched<'c>(chain: &'c [Vec<u8>], fetched: &'c [Fetched]) -> Vec<&'c [u8]> {
    chain.iter().chain(fetched.iter().map(|one| &one.der)).map(Vec::as_slice).collect()
}

/// The certificates that are missing between a chain and the anchors, as far as they can be had; none where nobody
/// asks for them.
pub(super) fn fetch_missing(chain: &[Vec<u8>], anchors: &Anchors<'_>, asking: &Asking<'_>) -> Vec<Fetched> {
    let mut fetched: Vec<Fetched> = Vec::new();
    while asking.fetches_issuers && fetched.len() < MOST_STEPS {
        let all = with_fetched(chain, &fetched);
        let Some(next) = top(&all, anchors).and_then(|top| fetch_issuer(&top, asking)) else { break };
        if all.contains(&next.der.as_slice()) {
            break;
        }
        fetched.push(next);
    }
    fetched
}

/// The certificate above which nothing is known; `None` where an anchor is above.
fn top<'a>(all: &[&'a [u8]], anchors: &Anchors<'_>) -> Option<Node<'a>> {
    let nodes: Vec<Node<'a>> = all.iter().filter_map(|der| Node::read(der).ok()).collect();
    let mut at = nodes.first()?;
    for _ in 0..nodes.len() {
        if anchors.same(at).is_some() || at.is_self_issued() || !anchors.of_subject(&at.issuer).is_empty() {
            return None;
        }
        match nodes.iter().find(|node| node.subject == at.issuer) {
            Some(above) => at = above,
            None => return Some(at.clone()),
        }
    }
    None
}

/// The issuer of a certificate, from the first place that has it.
fn fetch_issuer(node: &Node<'_>, asking: &Asking<'_>) -> Option<Fetched> {
    let Some(Body::Access(places)) = node.certificate.extension(Known::AuthorityInfoAccess) else {
        return None;
    };
    let urls = places.iter().filter_map(|(method, place)| match place {
        GeneralName::Uri(url) if *method == CA_ISSUERS => Some(url),
        _ => None,
    });
    urls.take(MOST_PLACES).find_map(|url: &Cow<'_, str>| {
        let bytes = asking.issuer_at(url)?;
        let found = certificates::bundle(&bytes).certificates.into_iter().map(|found| found.der);
        let der = found.into_iter().find(|der| {
            Node::read(der).is_ok_and(|issuer| {
                issuer.subject == node.issuer
                    && signature::verify(&node.certificate, &issuer.certificate.key).is_ok()
            })
        })?;
        Some(Fetched { der, url: url.clone().into_owned() })
    })
}
