//! Building a path from a leaf up to an anchor, among all that was sent, in any order.

use std::collections::HashMap;

use super::node::{Anchors, Node};
use super::validate::{Examination, Failed};
use super::verdict::{Attempt, Crash, Member, PathFault};
use crate::diagnosis::Release;

/// Java: `jdk.certpath.maxPathLength`'s own value, CAs between leaf and anchor.
const MAX_CAS: usize = 5;
/// How many certificates are looked at before the search gives up. A real chain needs ten.
const MAX_STEPS: usize = 100_000;
/// How long a path may get. Java 8 and 11 do not count self-issued CAs; no real chain has twenty.
const MAX_LENGTH: usize = 100;
/// How many whole paths are checked before it gives up.
const MAX_PATHS: usize = 5_000;
/// So many pairs of certificate and issuer have their signature checked, large keys counting for several.
const MAX_SIGNATURES: usize = 10_000;
/// How many attempts are kept to be told.
const MAX_ATTEMPTS: usize = 32;

/// What a search comes to.
pub(super) enum Found {
    Path { path: Vec<Member>, anchor: usize },
    None { attempts: Vec<Attempt> },
    Crash(Crash),
    TooFar,
}

/// A search, and what it has learnt.
pub(super) struct Search<'s, 'a> {
    examination: &'s Examination<'s>,
    sent: &'s [Node<'a>],
    anchors: &'s Anchors<'a>,
    by_subject: HashMap<&'s str, Vec<usize>>,
    attempts: Vec<Attempt>,
    steps: usize,
    paths: usize,
}

enum Step {
    Found(usize),
    Nothing,
    Crash(Crash),
    TooFar,
}

impl<'s, 'a> Search<'s, 'a> {
    pub(super) fn new(
        examination: &'s Examination<'s>,
        sent: &'s [Node<'a>],
        anchors: &'s Anchors<'a>,
    ) -> Self {
        let mut by_subject: HashMap<&str, Vec<usize>> = HashMap::new();
        for (index, node) in sent.iter().enumerate() {
            // What is an anchor ends a path; it is no step on the way to another.
            if anchors.same(node).is_some() {
                continue;
            }
            let same = by_subject.entry(&node.subject).or_default();
            let is_twice = same.iter().any(|other| {
                sent.get(*other).is_some_and(|other| other.certificate.der == node.certificate.der)
            });
            if !is_twice {
                same.push(index);
            }
        }
        Self { examination, sent, anchors, by_subject, attempts: Vec::new(), steps: 0, paths: 0 }
    }

    pub(super) fn run(mut self) -> Found {
        let mut path = vec![0];
        match self.climb(&mut path) {
            Step::Found(anchor) => Found::Path { path: path.into_iter().map(Member::Sent).collect(), anchor },
            Step::Nothing => {
                // The way that led farthest, or ended for a reason, is the one that explains most.
                self.attempts
                    .sort_by_key(|attempt| std::cmp::Reverse((attempt.fault.is_some(), attempt.path.len())));
                Found::None { attempts: self.attempts }
            }
            Step::Crash(crash) => Found::Crash(crash),
            Step::TooFar => Found::TooFar,
        }
    }

    /// Goes on from the last certificate of `path`, which holds the whole path where the answer is an anchor.
    fn climb(&mut self, path: &mut Vec<usize>) -> Step {
        self.steps += 1;
        if self.steps > MAX_STEPS || path.len() > MAX_LENGTH {
            return Step::TooFar;
        }
        let Some(node) = path.last().and_then(|last| self.sent.get(*last)) else { return Step::Nothing };
        for &anchor in self.anchors.of_subject(&node.issuer) {
            match self.finish(path, anchor) {
                Step::Nothing => {}
                other => return other,
            }
        }
        let issuers = self.by_subject.get(node.issuer.as_str()).cloned().unwrap_or_default();
        let mut led_on = !self.anchors.of_subject(&node.issuer).is_empty();
        for issuer in issuers {
            if path.contains(&issuer) || !self.has_room(path) {
                continue;
            }
            led_on = true;
            if self.examination.signatures.spent() > MAX_SIGNATURES {
                return Step::TooFar;
            }
            let Some(above) = self.sent.get(issuer) else { continue };
            if let Err(error) = self.examination.check_signature(node, above) {
                self.note(path, Some(PathFault::Signature(error)));
                continue;
            }
            path.push(issuer);
            match self.climb(path) {
                Step::Nothing => {}
                other => return other,
            }
            path.pop();
        }
        if !led_on {
            self.note(path, None);
        }
        Step::Nothing
    }

    /// Whether another CA may follow. Java: up to 11 self-issued ones do not count.
    fn has_room(&self, path: &[usize]) -> bool {
        let counts = |index: &&usize| {
            self.examination.java.release > Release::Java11
                || self.sent.get(**index).is_some_and(|node| !node.is_self_issued())
        };
        path.iter().skip(1).filter(counts).count() < MAX_CAS
    }

    /// Checks the path below this anchor.
    fn finish(&mut self, path: &[usize], index: usize) -> Step {
        let Some(anchor) = self.anchors.get(index) else { return Step::Nothing };
        self.paths += 1;
        if self.paths > MAX_PATHS {
            return Step::TooFar;
        }
        let nodes: Vec<&Node<'_>> = path.iter().filter_map(|index| self.sent.get(*index)).collect();
        // Java: an anchor whose time is over, or has not come, is good only for the leaf it issued itself.
        let [from, until] = anchor.certificate.validity;
        let is_in_time = (from..=until).contains(&self.examination.at);
        if !is_in_time && path.len() > 1 {
            let fault = if self.examination.at < from { PathFault::NotYetValid } else { PathFault::Expired };
            self.note(path, Some(fault));
            return Step::Nothing;
        }
        match self.examination.validate_found(&nodes, anchor) {
            Ok(()) => Step::Found(index),
            Err(Failed::Crash(crash)) => Step::Crash(crash),
            Err(Failed::Fault(fault, _)) => {
                self.note(path, Some(fault));
                Step::Nothing
            }
        }
    }

    fn note(&mut self, path: &[usize], fault: Option<PathFault>) {
        if self.attempts.len() < MAX_ATTEMPTS {
            let path = path.iter().copied().map(Member::Sent).collect();
            self.attempts.push(Attempt { path, fault });
        }
    }
}
