//! What a decision comes to, as findings of the catalogue: what is the matter in this case, and what mends it.

pub mod client_key;
pub mod connection;
pub mod interception;
mod leaf;
pub mod machine;
mod no_path;
pub mod own_keys;
mod path;
mod revocation;
pub mod written;

use std::borrow::Cow;

use crate::diagnosis::{Cause, Finding, Remedy, Severity, path_argument};
use crate::pkix::{Decision, Member, Node, Outcome, PathFault, Presented, Purpose, Rejection, host};
use crate::report::exceptions::Subject;

/// What was decided, and where its parts came from: the remedies name them.
#[derive(Debug, Clone, Copy)]
pub struct Case<'c, 'a> {
    /// The Java, the chain and the anchors.
    pub subject: Subject<'c, 'a>,
    /// The file of the chain, as it was named; `None` for standard input.
    pub chain_file: Option<&'c str>,
    /// The server that sent the chain, `HOST:PORT`, where it was asked.
    pub server: Option<&'c str>,
    /// Where the anchors came from.
    pub store: TrustStore<'c>,
    /// The options that give the store's password, to be repeated in a command.
    pub password_options: &'c [String],
    /// The options that say which Java asked the server, and how it was reached, likewise.
    pub server_options: &'c [String],
}

/// Where trust anchors came from.
#[derive(Debug, Clone, Copy)]
pub enum TrustStore<'c> {
    /// A keystore file, by its path as it was named.
    File(&'c str),
    /// The cacerts of this machine's Java, by its path.
    Cacerts(&'c str),
    /// Certificates in files.
    Certificates,
}

impl TrustStore<'_> {
    /// The options that name it to a command that takes the cacerts where none is named.
    pub fn options(&self, password_options: &[String]) -> Vec<String> {
        let Self::File(path) = self else { return Vec::new() };
        let named = ["--keystore".to_owned(), path_argument(path).into_owned()];
        named.into_iter().chain(password_options.iter().cloned()).collect()
    }
}

/// How many certificates, and bytes of them, a TLS handshake of Java's takes (`jdk.tls.maxCertificateChainLength`,
/// `jdk.tls.maxHandshakeMessageSize`).
const MOST_SENT: usize = 10;
const MOST_BYTES: usize = 32_768;

/// What is the matter: the cause of a rejection first, then what would be in the way next. Empty for a chain that is
/// trusted, unless a connection would end for another reason.
pub fn of_decision(decision: &Decision<'_>, case: &Case<'_, '_>) -> Vec<Finding> {
    let report = Report { decision, case };
    let mut findings: Vec<Finding> = match &decision.outcome {
        Outcome::Trusted => Vec::new(),
        Outcome::Rejected(rejection) => vec![report.of_rejection(rejection)],
        Outcome::Undecided => vec![report.finding(
            Cause::TooManyPaths,
            None,
            "so many of the certificates sign one another that looking for a path was given up".into(),
            Remedy::words("Send only the certificates that lead from the leaf to its authority."),
        )],
    };
    findings.extend(report.further(findings.first().map(|finding| finding.cause)));
    let let_pass = decision.asked.iter().flat_map(|asked| &asked.let_pass);
    findings
        .extend(as_warnings(let_pass.map(|(member, fault)| report.of_revocation(fault, *member)).collect()));
    findings
}

/// An issuer that was not sent, and was fetched from where its certificate says it is.
pub fn of_fetched(der: &[u8], url: &str, case: &Case<'_, '_>) -> Finding {
    let name =
        Node::read(der).map_or_else(|_| String::new(), |node| node.certificate.subject.plain().into_owned());
    let peer = match case.subject.presented.purpose {
        Purpose::Server => "server",
        Purpose::Client => "client",
    };
    Finding {
        cause: Cause::MissingIntermediate,
        severity: Severity::Warning,
        alias: None,
        message: format!(
            "the {peer} does not send the intermediate \"{name}\"; it was fetched from {url}, which Java does only where \
             com.sun.security.enableAIAcaIssuers is true"
        ),
        remedy: Remedy::words(format!("Have the {peer}'s administrator send it with the chain.")),
        certificate: Some(der.into()),
    }
}

struct Report<'r, 'c, 'a> {
    decision: &'r Decision<'a>,
    case: &'r Case<'c, 'a>,
}

impl Report<'_, '_, '_> {
    fn finding(&self, cause: Cause, about: Option<Member>, message: String, remedy: Remedy) -> Finding {
        let alias = match about {
            Some(Member::Stored(index)) => Some(self.case.subject.anchors.alias(index).to_owned()),
            _ => None,
        };
        let certificate = about.and_then(|member| self.node(member)).map(|node| node.certificate.der.into());
        Finding { cause, severity: Severity::Error, alias, message, remedy, certificate }
    }

    fn node(&self, member: Member) -> Option<&Node<'_>> {
        member.of(&self.decision.sent, self.case.subject.anchors)
    }

    fn presented(&self) -> &Presented<'_> {
        self.case.subject.presented
    }

    /// Whose certificate it is.
    fn peer(&self) -> &'static str {
        match self.presented().purpose {
            Purpose::Server => "server",
            Purpose::Client => "client",
        }
    }

    /// A certificate as a sentence names it.
    fn called(&self, member: Member) -> String {
        let name =
            self.node(member).map_or_else(String::new, |node| node.certificate.subject.plain().into_owned());
        match member {
            Member::Sent(0) => format!("the {}'s certificate \"{name}\"", self.peer()),
            Member::Sent(_) if self.node(member).is_some_and(Node::is_self_issued) => {
                format!("the root \"{name}\"")
            }
            Member::Sent(_) => format!("the intermediate \"{name}\""),
            Member::Stored(index) => match self.case.subject.anchors.alias(index) {
                "" => format!("the trusted certificate \"{name}\""),
                alias => format!("the trusted certificate \"{name}\" (alias {alias})"),
            },
        }
    }

    /// Who must act, where it is the other side.
    fn administrator(&self) -> String {
        format!("the {}'s administrator", self.peer())
    }

    fn of_rejection(&self, rejection: &Rejection) -> Finding {
        let leaf = Some(Member::Sent(0));
        match rejection {
            Rejection::EmptyChain => self.finding(
                Cause::EmptyChain,
                None,
                format!("the {} sent no certificate", self.peer()),
                Remedy::words(format!("Have {} configure one.", self.administrator())),
            ),
            Rejection::EmptyAuthType => self.finding(
                Cause::JavaStumbles,
                None,
                "no key exchange was named".into(),
                Remedy::words("Name the key exchange, such as ECDHE_RSA."),
            ),
            Rejection::Unparseable { index, .. } => self.finding(
                Cause::Unparseable,
                None,
                format!("Java cannot parse certificate {} of the chain; whether it is needed does not matter", index + 1),
                Remedy::words(format!("Have {} replace it, or take it out of the chain.", self.administrator())),
            ),
            Rejection::UnreadableStore { .. } => self.of_unreadable_store(),
            Rejection::NoAnchors => self.finding(
                Cause::EmptyStore,
                None,
                "there is no trusted certificate to begin with".into(),
                self.import_leaf("Import the certificate that is to be trusted:"),
            ),
            Rejection::Path { fault, index } => {
                let path = &self.decision.path;
                let member = index.and_then(|index| path.get(index).copied());
                let above = index.and_then(|index| path.get(index + 1).copied());
                let anchor = self.decision.anchor.map(Member::Stored);
                self.of_path(fault, member.or(anchor), above.or(anchor))
            }
            Rejection::NoPath { attempts } => self.of_no_path(attempts),
            Rejection::AnchorNotCa { by_key_usage } => self.of_anchor_not_ca(*by_key_usage),
            Rejection::Usage(fault) => self.of_usage(fault),
            Rejection::Distrusted(distrust) => {
                let root = self.decision.anchor.map_or_else(String::new, |anchor| self.called(Member::Stored(anchor)));
                let what = match distrust.last_day {
                    Some(last) => format!("Java trusts nothing that was issued below {root} after {last}"),
                    None => format!("Java trusts nothing below {root} any more"),
                };
                let remedy = format!(
                    "Have {} get a certificate from another authority. Until then the policy {} can be taken out of \
                     jdk.security.caDistrustPolicies in java.security.",
                    self.administrator(),
                    distrust.policy.name()
                );
                self.finding(Cause::DistrustedCa, leaf, what, Remedy::words(remedy))
            }
            Rejection::Host(fault) => self.of_host(fault),
            Rejection::Crash(_) => self.finding(
                Cause::JavaStumbles,
                None,
                "the names, or the name constraints, of the chain are such that Java ends with an exception that was \
                 not meant for them"
                    .into(),
                Remedy::words(format!(
                    "Have {} get a certificate whose authorities have plain name constraints, or none.",
                    self.administrator()
                )),
            ),
        }
    }

    fn of_unreadable_store(&self) -> Finding {
        let alias = self.case.subject.anchors.unreadable().map_or("", |(alias, _)| alias);
        let mut arguments = vec!["delete".into()];
        let remedy = match self.add_store(&mut arguments) {
            true => {
                arguments.extend(["--".into(), alias.into()]);
                Remedy::command("Delete it:", arguments.iter().map(AsRef::as_ref))
            }
            false => Remedy::words("Take it out."),
        };
        let message = match alias {
            "" => "Java cannot parse one of the trusted certificates, and so reads none of them".to_owned(),
            alias => format!(
                "Java cannot parse the trusted certificate {alias}, and so opens the store not at all"
            ),
        };
        let mut finding = self.finding(Cause::Unparseable, None, message, remedy);
        finding.alias = Some(alias.to_owned()).filter(|alias| !alias.is_empty());
        finding
    }

    /// The options that name the store; whether there is one to be named.
    fn add_store<'s>(&'s self, arguments: &mut Vec<Cow<'s, str>>) -> bool {
        match self.case.store {
            TrustStore::File(path) => arguments.extend(["--keystore".into(), path_argument(path)]),
            TrustStore::Cacerts(_) => arguments.push("--cacerts".into()),
            TrustStore::Certificates => return false,
        }
        arguments.extend(self.case.password_options.iter().map(|option| Cow::from(option.as_str())));
        true
    }

    /// To trust exactly this peer.
    fn import_leaf(&self, text: &str) -> Remedy {
        let file = self.case.chain_file;
        let mut arguments: Vec<Cow<'_, str>> = match self.case.server {
            Some(server) => vec!["import".into(), "--from".into(), server.into()],
            None => vec!["import".into(), file.map_or("CHAIN.pem".into(), path_argument)],
        };
        if !self.add_store(&mut arguments) {
            let file = file.unwrap_or("it");
            return Remedy::words(format!("{text} add {file} to the trusted certificates."));
        }
        if self.case.server.is_some() {
            arguments.extend(self.case.server_options.iter().map(|option| Cow::from(option.as_str())));
        }
        let text = match (file, self.case.server) {
            (Some(_), _) | (_, Some(_)) => text.to_owned(),
            (None, None) => format!("{text} (CHAIN.pem being what was read from standard input)"),
        };
        Remedy::command(text, arguments.iter().map(AsRef::as_ref))
    }

    /// What else would be in the way once the first cause is mended.
    fn further(&self, first: Option<Cause>) -> Vec<Finding> {
        let mut findings = Vec::new();
        findings.extend(self.of_order());
        let size: usize = self.presented().chain.iter().map(|der| der.len() + 3).sum();
        let count = self.presented().chain.len();
        if count > MOST_SENT || size > MOST_BYTES {
            let message = format!(
                "{count} certificates, {size} bytes of them, are sent: a TLS handshake of Java's takes {MOST_SENT}, and \
                 {MOST_BYTES} bytes"
            );
            let remedy = format!("Have {} send only those that are needed.", self.administrator());
            findings.push(self.finding(Cause::ChainTooLong, None, message, Remedy::words(remedy)));
        }
        let Some(leaf) = self.decision.sent.first().filter(|_| first.is_some()) else {
            return as_warnings(findings);
        };
        let [from, until] = leaf.certificate.validity;
        let at = self.presented().at;
        let is_dated = matches!(first, Some(Cause::Expired | Cause::NotYetValid));
        let will_be_imported = matches!(first, Some(Cause::SelfSigned));
        if !is_dated && !will_be_imported && at > until {
            findings.push(self.of_path(&PathFault::Expired, Some(Member::Sent(0)), None));
        }
        if !is_dated && !will_be_imported && at < from {
            findings.push(self.of_path(&PathFault::NotYetValid, Some(Member::Sent(0)), None));
        }
        let given = host::Circumstances {
            release: self.case.subject.java.release,
            jdk_anchor: false,
            names_constrained: false,
        };
        if first != Some(Cause::HostnameMismatch)
            && let Some(Err(fault)) = self.presented().host.map(|host| host::check(leaf, host, given))
        {
            findings.push(self.of_host(&fault));
        }
        as_warnings(findings)
    }
}

impl Report<'_, '_, '_> {
    /// An authority first, and the certificate it issued behind it: somebody sorted the chain the other way.
    fn of_order(&self) -> Option<Finding> {
        let first = self.decision.sent.first().filter(|first| first.certificate.is_ca())?;
        let leaf = self.decision.sent.iter().skip(1).position(|node| !node.certificate.is_ca())? + 1;
        let message = format!(
            "certificate {}, \"{}\", looks like the {}'s own, but an authority's, \"{}\", is sent first, and Java takes the first for \
             the {}'s",
            leaf + 1,
            self.node(Member::Sent(leaf))?.certificate.subject.plain(),
            self.peer(),
            first.certificate.subject.plain(),
            self.peer(),
        );
        let remedy =
            format!("Have {} send its own certificate first, then each one's issuer.", self.administrator());
        Some(self.finding(Cause::BrokenChain, Some(Member::Sent(leaf)), message, Remedy::words(remedy)))
    }
}

fn as_warnings(mut findings: Vec<Finding>) -> Vec<Finding> {
    for finding in &mut findings {
        finding.severity = Severity::Warning;
    }
    findings
}
