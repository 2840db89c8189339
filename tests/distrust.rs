//! CAs that Java distrusts: the days and the texts that JVMs were recorded to give for every root of their policies.
//!
//! `testdata/pkix/distrust.tsv`: release, policy, root, the last notBefore of a leaf that is accepted and the first that is
//! not, the text. Recorded with Distrust.java, since nobody can make a chain below those roots.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use std::collections::HashMap;

use jiff::Timestamp;
use keytool_rs::diagnosis::Release;
use keytool_rs::formats::certificates;
use keytool_rs::jvm::policy::Policy;
use keytool_rs::jvm::zone::Zone;
use keytool_rs::pkix::distrust::{self, DistrustPolicy};
use keytool_rs::pkix::{
    Anchors, Decision, Java, Node, Outcome, Presented, Purpose, Rejection, Route, fingerprints,
};
use keytool_rs::report::exceptions::{self, Subject};

/// An instant after all bounds.
const NOW: &str = "2026-11-28T00:00:00Z";

#[test]
fn every_recorded_root_is_distrusted_from_its_day_on() {
    let roots = std::fs::read("testdata/pkix/distrusted-roots.pem").unwrap();
    let roots = certificates::java_all(&roots).unwrap();
    let roots: Vec<Node<'_>> = roots.iter().map(|der| Node::read(der).unwrap()).collect();
    let by_fingerprint: HashMap<_, _> = roots.iter().map(|root| (root.fingerprint(), root)).collect();
    let table = std::fs::read_to_string("testdata/pkix/distrust.tsv").unwrap();
    let mut seen = 0;
    for line in table.lines() {
        let [release, policy, root, last, first, text] = line.split('\t').collect::<Vec<_>>()[..] else {
            panic!("{line}")
        };
        let root = by_fingerprint[&fingerprints::read(root).unwrap()];
        let release = Release::of_feature(release.parse().unwrap());
        assert!(DistrustPolicy::named(policy).len() == 1, "{policy}");
        // A policy that this release's own properties do not name is still compiled in.
        let java =
            Java::with_policy(release, &Policy::read(&format!("jdk.security.caDistrustPolicies={policy}")))
                .unwrap();
        if let Ok(last) = last.parse::<Timestamp>() {
            assert_eq!(verdict(&java, last, root), None, "{line}");
            assert_eq!(verdict(&java, first.parse().unwrap(), root).as_deref(), Some(text), "{line}");
        } else {
            assert_eq!((last, first), ("always refused", "always refused"));
            for issued in ["1990-01-01T00:00:00Z", NOW] {
                assert_eq!(verdict(&java, issued.parse().unwrap(), root).as_deref(), Some(text), "{line}");
            }
        }
        seen += 1;
    }
    assert!(seen >= 79, "{seen} rows");
}

/// What Java says of a leaf issued at an instant, below a root.
fn verdict(java: &Java, issued: Timestamp, root: &Node<'_>) -> Option<String> {
    let mut leaf = root.clone();
    leaf.certificate.validity[0] = issued.as_millisecond();
    let at = NOW.parse::<Timestamp>().unwrap().as_millisecond();
    let distrust = distrust::check(java, at, &leaf, None, root).err()?;
    let anchors = Anchors::new([("root", root.certificate.der)]);
    let decision = Decision {
        sent: Vec::new(),
        route: Some(Route::InOrder),
        path: Vec::new(),
        anchor: Some(0),
        outcome: Outcome::Rejected(Rejection::Distrusted(distrust)),
        asked: None,
        fetched: 0,
    };
    let zone = Zone::named("UTC").unwrap();
    let presented = Presented {
        chain: Vec::new(),
        at,
        host: None,
        purpose: Purpose::Server,
        auth_type: "UNKNOWN",
        is_tls_13: true,
    };
    let subject = Subject { java, presented: &presented, anchors: &anchors, zone: &zone };
    let [exception] = &exceptions::of_trust_manager(&decision, subject)[..] else { panic!() };
    assert_eq!(exception.class, "sun.security.validator.ValidatorException");
    Some(exception.message.clone())
}
