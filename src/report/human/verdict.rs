//! A verdict about a chain: one line, the path as a tree, Java's words, what is the matter and what mends it.

use super::{Paint, capitalised, day, shown, wrapped};
use crate::diagnosis::{Finding, Severity};
use crate::pkix::{Decision, Member, Node, Outcome, PathFault, Purpose, Rejection, Route};
use crate::report::findings::{Case, TrustStore};
use crate::report::keytool::certificate::{Exception, java_name};

/// All there is to tell of a decision.
#[derive(Debug, Clone, Copy)]
pub struct Verdict<'v, 'a> {
    /// The decision.
    pub decision: &'v Decision<'a>,
    /// What was decided.
    pub case: &'v Case<'v, 'a>,
    /// What a connection would throw, the outermost first.
    pub thrown: &'v [Exception],
    /// What is the matter.
    pub findings: &'v [Finding],
}

/// The verdict in plain words.
pub fn drawn(verdict: &Verdict<'_, '_>, colour: bool) -> String {
    let paint = Paint::new(colour);
    let mut text = headline(verdict, &paint);
    let tree = tree(verdict, &paint);
    if !tree.is_empty() {
        text.push('\n');
        text.push_str(&tree);
    }
    if !verdict.thrown.is_empty() {
        text.push_str(&format!("\nJava {} throws:\n", verdict.case.subject.java.name()));
        for (index, exception) in verdict.thrown.iter().enumerate() {
            let before = if index == 0 { "" } else { "Caused by: " };
            text.push_str(&format!("  {before}{}\n", shown(&exception.to_string())));
        }
    }
    for (index, finding) in verdict.findings.iter().enumerate() {
        text.push_str(&told(finding, index > 0, &paint));
    }
    text
}

/// The path as a tree, its anchor at the top.
pub(super) fn tree(verdict: &Verdict<'_, '_>, paint: &Paint) -> String {
    Tree { verdict, paint }.lines()
}

fn headline(verdict: &Verdict<'_, '_>, paint: &Paint) -> String {
    let Case { subject, store, .. } = verdict.case;
    let release = subject.java.name();
    let with = match store {
        TrustStore::File(path) | TrustStore::Cacerts(path) => format!(" with {}", shown(path)),
        TrustStore::Certificates => String::new(),
    };
    let host = subject.presented.host.map_or_else(String::new, |host| format!(" for {}", shown(host)));
    let (word, what) = match verdict.decision.outcome {
        Outcome::Trusted if verdict.findings.is_empty() => (paint.good.apply_to("Trusted"), "trusts"),
        Outcome::Trusted => (paint.doubtful.apply_to("Trusted, and yet"), "trusts"),
        Outcome::Rejected(_) => (paint.bad.apply_to("Not trusted"), "rejects"),
        Outcome::Undecided => (paint.bad.apply_to("Not decided"), "may or may not trust"),
    };
    format!("{word}: Java {release}{with} {what} this chain{host}.\n")
}

/// A finding with what mends it.
pub(super) fn told(finding: &Finding, is_further: bool, paint: &Paint) -> String {
    let entry = finding.cause.entry();
    let label = match (is_further, finding.severity) {
        (false, Severity::Error) => "Cause",
        (true, _) => "And then",
        (false, _) => "Note",
    };
    let mut text = format!("\n{}: {} ({})\n", paint.strong.apply_to(label), entry.title, entry.id);
    text.push_str(&wrapped(&format!("{}.", capitalised(&finding.message)), "  ", 2));
    text.push_str(&format!("  {} {}.\n", paint.strong.apply_to("To act:"), entry.actor.words()));
    let remedy = format!("  {} ", paint.strong.apply_to("Remedy:"));
    text.push_str(&wrapped(&finding.remedy.text, &remedy, 2));
    if let Some(command) = &finding.remedy.command {
        text.push_str(&format!("    {}\n", shown(command)));
    }
    text
}

/// The path, its anchor at the top.
struct Tree<'t, 'v, 'a> {
    verdict: &'t Verdict<'v, 'a>,
    paint: &'t Paint,
}

/// What became of a certificate of the path.
enum Mark {
    Good(String),
    Bad(String),
    Unseen,
}

impl Tree<'_, '_, '_> {
    fn node(&self, member: Member) -> Option<&Node<'_>> {
        member.of(&self.verdict.decision.sent, self.verdict.case.subject.anchors)
    }

    fn lines(&self) -> String {
        let decision = self.verdict.decision;
        let mut rows: Vec<(String, Mark)> = Vec::new();
        match decision.anchor {
            Some(anchor) => rows.push((self.named(Member::Stored(anchor)), self.anchor_mark(anchor))),
            None if matches!(decision.outcome, Outcome::Rejected(Rejection::NoPath { .. })) => {
                rows.extend(self.missing_issuer());
            }
            None => {}
        }
        for (index, member) in decision.path.iter().enumerate().rev() {
            rows.push((self.named(*member), self.mark(index, *member)));
        }
        let mut text = String::new();
        for (depth, (name, mark)) in rows.iter().enumerate() {
            let branch = match depth {
                0 => "  ".to_owned(),
                depth => format!("  {}└─ ", "   ".repeat(depth - 1)),
            };
            let (sign, words) = match mark {
                Mark::Good(words) => (self.paint.good.apply_to("✓"), words.as_str()),
                Mark::Bad(words) => (self.paint.bad.apply_to("✗"), words.as_str()),
                Mark::Unseen => (self.paint.faint.apply_to("·"), "not looked at"),
            };
            let indent = "   ".repeat(depth);
            text.push_str(&format!("{branch}{}\n", self.paint.strong.apply_to(shown(name))));
            text.push_str(&format!("  {indent}  {sign} {}\n", shown(words)));
        }
        text + &self.unused()
    }

    fn named(&self, member: Member) -> String {
        let name = self.node(member).map_or_else(String::new, |node| java_name(&node.certificate.subject));
        let place = match member {
            Member::Sent(index)
                if index + self.verdict.decision.fetched >= self.verdict.decision.sent.len() =>
            {
                "fetched".to_owned()
            }
            Member::Sent(index) => format!("sent, number {}", index + 1),
            Member::Stored(index) => match self.verdict.case.subject.anchors.alias(index) {
                "" => "trusted".to_owned(),
                alias => format!("trusted, alias {alias}"),
            },
        };
        format!("{name}  [{place}]")
    }

    fn anchor_mark(&self, anchor: usize) -> Mark {
        let decision = self.verdict.decision;
        match &decision.outcome {
            Outcome::Rejected(Rejection::AnchorNotCa { .. }) => {
                return Mark::Bad("no authority: vouches for itself alone".into());
            }
            Outcome::Rejected(Rejection::Distrusted(_)) => {
                return Mark::Bad("distrusted by Java itself".into());
            }
            Outcome::Rejected(Rejection::Host(_)) if decision.path.is_empty() => {
                return Mark::Bad(
                    "the host name; nothing else is checked of what is itself in the store".into(),
                );
            }
            Outcome::Rejected(Rejection::Path { fault: PathFault::Blocked, index: None }) => {
                return Mark::Bad("blocked by the JDK".into());
            }
            _ => {}
        }
        if decision.path.is_empty() {
            let until = self.node(Member::Stored(anchor)).map_or(0, |node| node.certificate.not_after);
            let host =
                if self.verdict.case.subject.presented.host.is_some() { "the host name; " } else { "" };
            return Mark::Good(format!(
                "{host}it is itself in the store, so nothing else is checked, not even its dates (until {})",
                day(until)
            ));
        }
        Mark::Good("its key; neither dates nor signature are checked of what is trusted".into())
    }

    /// The issuer that nobody has.
    fn missing_issuer(&self) -> Option<(String, Mark)> {
        let top = self.verdict.decision.path.last()?;
        let node = self.node(*top)?;
        let Outcome::Rejected(Rejection::NoPath { attempts }) = &self.verdict.decision.outcome else {
            return None;
        };
        if node.is_self_issued() || attempts.first()?.fault.is_some() {
            return None;
        }
        let name = java_name(&node.certificate.issuer);
        Some((format!("{name}  [missing]"), Mark::Bad("neither sent nor trusted".into())))
    }

    fn mark(&self, index: usize, member: Member) -> Mark {
        let decision = self.verdict.decision;
        let is_top = index + 1 == decision.path.len();
        let message = || {
            let finding = self.verdict.findings.first();
            finding.map_or_else(String::new, |finding| finding.cause.entry().title.to_owned())
        };
        match &decision.outcome {
            Outcome::Rejected(Rejection::Path { index: Some(at), .. }) if index == *at => {
                Mark::Bad(message())
            }
            Outcome::Rejected(Rejection::Path { index: Some(at), .. }) if index < *at => Mark::Unseen,
            Outcome::Rejected(Rejection::Path { index: None, .. }) if is_top => Mark::Bad(message()),
            Outcome::Rejected(Rejection::Path { index: None, .. }) => Mark::Unseen,
            Outcome::Rejected(Rejection::NoPath { .. }) => {
                let about = self.verdict.findings.first().and_then(|finding| finding.certificate.as_deref());
                let is_it = self.node(member).is_some_and(|node| Some(node.certificate.der) == about);
                if is_it { Mark::Bad(message()) } else { Mark::Unseen }
            }
            Outcome::Rejected(
                Rejection::Usage(_)
                | Rejection::Distrusted(_)
                | Rejection::Host(_)
                | Rejection::AnchorNotCa { .. },
            ) if index == 0 => match &decision.outcome {
                Outcome::Rejected(Rejection::AnchorNotCa { .. }) => Mark::Good(self.checked(index)),
                _ => Mark::Bad(message()),
            },
            Outcome::Rejected(Rejection::Crash(_)) | Outcome::Undecided => Mark::Unseen,
            _ => Mark::Good(self.checked(index)),
        }
    }

    /// What a certificate of a good path was checked for.
    fn checked(&self, index: usize) -> String {
        let subject = &self.verdict.case.subject;
        let Some(node) = self.verdict.decision.path.get(index).and_then(|member| self.node(*member)) else {
            return String::new();
        };
        let until = day(node.certificate.not_after);
        let member = self.verdict.decision.path.get(index).copied();
        let revocation = match &self.verdict.decision.asked {
            None => "",
            Some(asked) if asked.let_pass.iter().any(|(passed, _)| *passed == member) => {
                "; not known whether it was revoked"
            }
            Some(_) => ", not revoked",
        };
        if index > 0 {
            return format!(
                "signature, dates (until {until}), CA:true, key usage, path length, key size, names{revocation}"
            );
        }
        let usage = match subject.presented.purpose {
            Purpose::Server => "TLS server",
            Purpose::Client => "TLS client",
        };
        let host = if subject.presented.host.is_some() { ", host name" } else { "" };
        format!("signature, dates (until {until}), key size, names, usage ({usage}){host}{revocation}")
    }

    /// What was sent and has no part in it.
    fn unused(&self) -> String {
        let decision = self.verdict.decision;
        let is_used = |index: usize| {
            decision.path.contains(&Member::Sent(index))
                || (index == 0 && decision.route == Some(Route::PeerInStore))
        };
        let names: Vec<String> = (0..decision.sent.len())
            .filter(|index| !is_used(*index))
            .filter_map(|index| self.node(Member::Sent(index)))
            .map(|node| node.certificate.subject.plain().into_owned())
            .collect();
        if names.is_empty() || decision.route.is_none() {
            return String::new();
        }
        const LISTED: usize = 5;
        let listed: Vec<&str> = names.iter().take(LISTED).map(String::as_str).collect();
        let more = names.len().saturating_sub(LISTED);
        let rest = if more > 0 { format!(" and {more} more") } else { String::new() };
        let line = format!("Sent and not needed: {}{rest}", listed.join(", "));
        format!("  {}\n", self.paint.faint.apply_to(shown(&line)))
    }
}
