//! The decision: which of three routes a chain takes, and what it comes to there. There is no second try.

use super::distrust;
use super::host;
use super::java::Java;
use super::node::{Anchors, Node};
use super::revocation::{Inquiry, Revocation};
use super::search::{Found, Search};
use super::usage;
use super::validate::{Examination, Failed};
use super::verdict::{Asked, Decision, Member, Outcome, PathFault, Purpose, Rejection, Route};
use crate::asn1::Writer;
use crate::x509::extension::{Body, Known, PathLength};

/// What is presented, and to whom.
#[derive(Debug, Clone)]
pub struct Presented<'a> {
    /// The certificates as they were sent, in DER.
    pub chain: Vec<&'a [u8]>,
    /// The instant that counts, in milliseconds since 1970-01-01T00:00:00Z.
    pub at: i64,
    /// The host name or address that was asked for; `None` where nobody looks at it.
    pub host: Option<&'a str>,
    /// Whose certificate it is.
    pub purpose: Purpose,
    /// Java's word for how the server proves itself: `UNKNOWN` with TLS 1.3, `ECDHE_RSA` and its kin before.
    pub auth_type: &'a str,
    /// Whether TLS 1.3 was negotiated: it takes fewer signatures in certificates.
    pub is_tls_13: bool,
}

/// Decides as the default trust manager of a Java does (PKIX, no revocation), and as its HTTPS client looks at the host.
pub fn decide<'a>(java: &Java, presented: &Presented<'a>, anchors: &Anchors<'_>) -> Decision<'a> {
    decide_asking(java, presented, anchors, None)
}

/// The same where revocation is switched on. What is wanting of the facts is noted in them: where something is, the decision
/// is none yet.
pub fn decide_asking<'a>(
    java: &Java,
    presented: &Presented<'a>,
    anchors: &Anchors<'_>,
    revocation: Option<Revocation<'_>>,
) -> Decision<'a> {
    let mut sent = Vec::with_capacity(presented.chain.len());
    for (index, der) in presented.chain.iter().enumerate() {
        match Node::read(der) {
            Ok(node) => sent.push(node),
            Err(refusal) => return nowhere(sent, Rejection::Unparseable { index, refusal }),
        }
    }
    if sent.is_empty() {
        return nowhere(sent, Rejection::EmptyChain);
    }
    if presented.auth_type.is_empty() {
        return nowhere(sent, Rejection::EmptyAuthType);
    }
    if let Some((_, refusal)) = anchors.unreadable() {
        return nowhere(sent, Rejection::UnreadableStore { refusal: refusal.clone() });
    }
    if anchors.is_empty() {
        return nowhere(sent, Rejection::NoAnchors);
    }
    let inquiry =
        revocation.map(|revocation| Inquiry::new(revocation, java, presented.at, &presented.chain, anchors));
    let examination = Examination { inquiry, ..Examination::new(java, presented) };
    let mut decision = decide_by(&examination, presented, anchors, sent);
    let is_checked = decision.route != Some(Route::PeerInStore);
    decision.asked = examination.inquiry.filter(|_| is_checked).map(|inquiry| {
        let place = |der: &Vec<u8>| presented.chain.iter().position(|sent| *sent == der.as_slice());
        let let_pass = inquiry.let_pass.into_inner().into_iter();
        let let_pass = let_pass.map(|(der, fault)| (place(&der).map(Member::Sent), fault)).collect();
        Asked { let_pass, stapled: revocation.is_some_and(|revocation| !revocation.facts.staples.is_empty()) }
    });
    decision
}

fn decide_by<'a>(
    examination: &Examination<'_>,
    presented: &Presented<'a>,
    anchors: &Anchors<'_>,
    sent: Vec<Node<'a>>,
) -> Decision<'a> {
    let java = examination.java;
    let Some(leaf) = sent.first() else { return nowhere(sent, Rejection::EmptyChain) };
    let mut way = match route(&sent, anchors) {
        (Route::PeerInStore, _) => Way {
            route: Route::PeerInStore,
            path: Vec::new(),
            anchor: anchors.same(leaf),
            outcome: Outcome::Trusted,
        },
        (Route::InOrder, length) => in_order(examination, sent.get(..length).unwrap_or(&sent), anchors),
        (Route::Search, _) => searched(examination, &sent, anchors),
    };
    if matches!(way.outcome, Outcome::Trusted)
        && let Err(rejection) = afterwards(java, presented, anchors, &sent, &way)
    {
        way.outcome = Outcome::Rejected(rejection);
    }
    Decision {
        sent,
        route: Some(way.route),
        path: way.path,
        anchor: way.anchor,
        outcome: way.outcome,
        asked: None,
        fetched: 0,
    }
}

/// A decision in the making.
struct Way {
    route: Route,
    path: Vec<Member>,
    anchor: Option<usize>,
    outcome: Outcome,
}

fn nowhere(sent: Vec<Node<'_>>, rejection: Rejection) -> Decision<'_> {
    Decision {
        sent,
        route: None,
        path: Vec::new(),
        anchor: None,
        outcome: Outcome::Rejected(rejection),
        asked: None,
        fetched: 0,
    }
}

/// The route of a chain, and in order how many of its certificates count: what follows one that is trusted, or has the
/// name and key of one that is, does not.
fn route(sent: &[Node<'_>], anchors: &Anchors<'_>) -> (Route, usize) {
    for (index, node) in sent.iter().enumerate() {
        let previous = index.checked_sub(1).and_then(|previous| sent.get(previous));
        if previous.is_some_and(|previous| previous.issuer != node.subject) {
            return (Route::Search, sent.len());
        }
        if anchors.same(node).is_some() {
            return (if index == 0 { Route::PeerInStore } else { Route::InOrder }, index);
        }
        let has_its_key = |anchor: &&usize| {
            anchors.get(**anchor).is_some_and(|anchor| anchor.certificate.key.raw == node.certificate.key.raw)
        };
        if index > 0 && anchors.of_subject(&node.subject).iter().any(|anchor| has_its_key(&anchor)) {
            return (Route::InOrder, index);
        }
    }
    let is_issued = sent.last().is_some_and(|last| !anchors.of_subject(&last.issuer).is_empty());
    (if is_issued { Route::InOrder } else { Route::Search }, sent.len())
}

fn in_order(examination: &Examination<'_>, path: &[Node<'_>], anchors: &Anchors<'_>) -> Way {
    let members: Vec<Member> = (0..path.len()).map(Member::Sent).collect();
    let nodes: Vec<&Node<'_>> = path.iter().collect();
    let mut way = Way {
        route: Route::InOrder,
        path: members,
        anchor: None,
        outcome: Outcome::Rejected(Rejection::Path { fault: PathFault::NoAnchor, index: None }),
    };
    let Some(top) = path.last() else { return way };
    for &index in anchors.of_subject(&top.issuer) {
        let Some(anchor) = anchors.get(index).filter(|anchor| fits(top, anchor)) else { continue };
        way.anchor = Some(index);
        way.outcome = match examination.validate(&nodes, anchor) {
            Ok(()) => judge_anchor(examination.java, anchor),
            Err(Failed::Fault(fault, index)) => Outcome::Rejected(Rejection::Path { fault, index }),
            Err(Failed::Crash(crash)) => Outcome::Rejected(Rejection::Crash(crash)),
        };
        if !matches!(way.outcome, Outcome::Rejected(Rejection::Path { .. })) {
            break;
        }
    }
    way
}

/// Whether an anchor is the one that a certificate's authority key identifier means: its key, and its serial number.
/// Java: whose serial number it is does not matter.
fn fits(top: &Node<'_>, anchor: &Node<'_>) -> bool {
    let Some(Body::AuthorityKeyIdentifier(wanted)) = top.certificate.extension(Known::AuthorityKeyIdentifier)
    else {
        return true;
    };
    // Java: the octets of the extension are compared, whether they make sense or not.
    let key_id = anchor.certificate.extensions.find(Known::SubjectKeyIdentifier);
    let key_fits = match (wanted.key, key_id) {
        (Some(wanted), Some(has)) => {
            let mut expected = Writer::default();
            expected.octets(wanted);
            expected.finish() == *has.value
        }
        _ => true,
    };
    key_fits && wanted.serial.is_none_or(|serial| is_same_number(serial, anchor.certificate.serial))
}

/// Whether two encodings of an INTEGER have one value: leading octets that only repeat the sign do not count.
fn is_same_number(one: &[u8], other: &[u8]) -> bool {
    fn minimal(mut octets: &[u8]) -> &[u8] {
        while let [first, rest @ ..] = octets {
            let repeats = rest.first().is_some_and(|next| {
                (*first == 0 && next & 0x80 == 0) || (*first == 0xff && next & 0x80 != 0)
            });
            if !repeats {
                break;
            }
            octets = rest;
        }
        octets
    }
    minimal(one) == minimal(other)
}

fn searched(examination: &Examination<'_>, sent: &[Node<'_>], anchors: &Anchors<'_>) -> Way {
    let found = Search::new(examination, sent, anchors).run();
    let (path, anchor, outcome) = match found {
        Found::Path { path, anchor } => {
            let outcome = anchors
                .get(anchor)
                .map_or(Outcome::Undecided, |anchor| judge_anchor(examination.java, anchor));
            (path, Some(anchor), outcome)
        }
        Found::None { attempts } => {
            let path = attempts.first().map_or_else(Vec::new, |attempt| attempt.path.clone());
            (path, None, Outcome::Rejected(Rejection::NoPath { attempts }))
        }
        Found::Crash(crash) => (Vec::new(), None, Outcome::Rejected(Rejection::Crash(crash))),
        Found::TooFar => (Vec::new(), None, Outcome::Undecided),
    };
    Way { route: Route::Search, path, anchor, outcome }
}

/// Whether the anchor of a good path may issue certificates; one of version 1 or 2 always may.
fn judge_anchor(java: &Java, anchor: &Node<'_>) -> Outcome {
    const KEY_CERT_SIGN: usize = 5;
    let certificate = &anchor.certificate;
    let refused = |by_key_usage| Outcome::Rejected(Rejection::AnchorNotCa { by_key_usage });
    if java.allows_non_ca_anchors || certificate.version < 3 {
        return Outcome::Trusted;
    }
    // Java: with a negative path length it is none.
    let is_ca = matches!(
        certificate.extension(Known::BasicConstraints),
        Some(Body::BasicConstraints { ca: true, path_length }) if !matches!(path_length, PathLength::At(..0))
    );
    if !is_ca {
        return refused(false);
    }
    match certificate.key_usage() {
        Some(bits) if !bits.is_set(KEY_CERT_SIGN) => refused(true),
        _ => Outcome::Trusted,
    }
}

/// What is checked once the path is good: what the leaf is for, who issued it lately, and the host.
fn afterwards(
    java: &Java,
    presented: &Presented<'_>,
    anchors: &Anchors<'_>,
    sent: &[Node<'_>],
    way: &Way,
) -> Result<(), Rejection> {
    let Some(leaf) = sent.first() else { return Ok(()) };
    let anchor = way.anchor.and_then(|anchor| anchors.get(anchor));
    if let Some(last) = way.path.last() {
        usage::check(leaf, presented.purpose, presented.auth_type, java.release).map_err(Rejection::Usage)?;
        if let (Purpose::Server, Some(anchor)) = (presented.purpose, anchor) {
            let below = last.of(sent, anchors);
            distrust::check(java, presented.at, leaf, below, anchor).map_err(Rejection::Distrusted)?;
        }
    }
    let Some(host) = presented.host else { return Ok(()) };
    let above = way.path.iter().skip(1);
    let names_constrained = above
        .filter_map(|member| member.of(sent, anchors))
        .any(|node| node.certificate.extensions.find(Known::NameConstraints).is_some());
    let given = host::Circumstances {
        release: java.release,
        jdk_anchor: anchor.is_some_and(|anchor| java.is_jdk_root(anchor)),
        names_constrained,
    };
    host::check(leaf, host, given).map_err(Rejection::Host)
}

impl Member {
    /// The certificate itself.
    pub fn of<'n, 'a>(self, sent: &'n [Node<'a>], anchors: &'n Anchors<'a>) -> Option<&'n Node<'a>> {
        match self {
            Self::Sent(index) => sent.get(index),
            Self::Stored(index) => anchors.get(index),
        }
    }
}
