//! `audit`: is this store sane?

mod gather;
mod read;

use std::path::Path;

use rayon::prelude::*;

use super::arguments::StorePasswordArguments;
use super::in_use::InUseArguments;
use super::target::{TargetArguments, host};
use super::{Context, Document, Face, Failure};
use crate::audit::{RULES, Role, RoleWanted, Settings};
use crate::diagnosis::{Cause, Severity};
use crate::jvm::installs;
use crate::pkix::strength::Strengths;
use crate::report::audit::{Audit as Outcome, Shown, human, json, junit, prometheus, sarif};

/// From how many stores on the work is worth a progress bar.
const LONG: usize = 100;
/// How many stores are audited between two looks at the progress bar.
const BATCH: usize = 64;

/// Looks for what is wrong with keystores and truststores, and says what mends it
#[derive(Debug, Clone, Default, clap::Args)]
#[command(after_help = "\
Examples:
  keytool-rs audit
  keytool-rs audit /opt/agent/jre/lib/security/cacerts --host mail.example.com
  keytool-rs audit /opt --java 11 --fail-on error --format json
  keytool-rs audit cacerts --forecast --within 90
  keytool-rs audit cacerts --at 2027-06-30

Forms (--format): human, json, sarif (2.1.0), junit, prometheus.

Rules: expired, not-yet-valid, expires-soon, ca-false, chain-instead-of-leaf, redundant-leaf, duplicate, weak-key,
weak-signature, x509-v1, blocked, known-bad, distrusted-ca, unparseable, invisible-to-java, unreadable-by-java,
private-key-in-truststore, incomplete-chain, broken-chain, key-mismatch, hostname-mismatch, default-password,
loose-permissions, empty-store.

Exit code: 0 nothing at or above --fail-on, 1 something, 2 a store could not be read")]
pub struct Audit {
    /// The stores, and folders of stores (default: the cacerts of this machine's Java)
    #[arg(value_name = "STORE")]
    pub stores: Vec<String>,

    /// Another store, as for the other commands
    #[arg(long, short, value_name = "STORE")]
    pub keystore: Vec<String>,

    /// The cacerts of this machine's Java, beside what else is named
    #[arg(long)]
    pub cacerts: bool,

    /// What the stores are for
    #[arg(long, value_name = "ROLE", value_enum, default_value_t)]
    pub role: RoleChoice,

    /// A host that an entry must vouch for; can be given several times
    #[arg(long, value_name = "NAME", value_parser = host)]
    pub host: Vec<String>,

    /// Tell of certificates that expire within so many days
    #[arg(long, value_name = "DAYS", default_value_t = 30)]
    pub within: u32,

    /// Say nothing of this rule, or of this rule at this alias; can be given several times
    #[arg(long, value_name = "RULE[:ALIAS]")]
    pub ignore: Vec<String>,

    /// From which severity on the exit code is 1
    #[arg(long, value_name = "SEVERITY", value_enum, default_value_t)]
    pub fail_on: FailOn,

    /// List the next dates on which something stops working
    #[arg(long)]
    pub forecast: bool,

    /// Draw the validity of all entries over time
    #[arg(long)]
    pub timeline: bool,

    #[command(flatten)]
    in_use: InUseArguments,

    #[command(flatten)]
    target: TargetArguments,

    #[command(flatten)]
    given: StorePasswordArguments,

    /// Tell every note, however many there are
    #[arg(short, long)]
    pub verbose: bool,
}

/// What a store is for.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, clap::ValueEnum)]
pub enum RoleChoice {
    /// What it looks like
    #[default]
    Auto,
    /// Whom to trust
    Truststore,
    /// Who one is
    Keystore,
}

/// From which severity on the exit code is 1.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, clap::ValueEnum)]
pub enum FailOn {
    /// Errors, warnings and notes
    Info,
    /// Errors and warnings
    #[default]
    Warning,
    /// Errors alone
    Error,
    /// Nothing
    Never,
}

impl FailOn {
    fn least(self) -> Option<Severity> {
        match self {
            Self::Info => Some(Severity::Info),
            Self::Warning => Some(Severity::Warning),
            Self::Error => Some(Severity::Error),
            Self::Never => None,
        }
    }
}

impl Audit {
    pub(super) fn run(&self, context: &mut Context<'_>) -> Result<u8, Failure> {
        let Some(used) = self.in_use.found(context)? else { return self.audit(context) };
        let mut own = self.clone();
        own.keystore.push(used.path.display().to_string());
        if own.target.java.is_none() && own.target.java_home.is_none() {
            own.target.java_home = used.home.as_ref().map(|home| home.display().to_string());
        }
        if !own.given.is_given() {
            own.given = StorePasswordArguments::known(used.password.clone());
        }
        self.in_use.told(&used).say(context)?;
        own.audit(context)
    }

    fn audit(&self, context: &mut Context<'_>) -> Result<u8, Failure> {
        let ignored = self.ignored()?;
        let names_no_store = self.stores.is_empty() && self.keystore.is_empty();
        let mut target = self.target.resolve(context, names_no_store || self.cacerts)?;
        target.note_own_roots(context);
        let now = self.target.instant(context);
        // Constraints that cannot be read were refused above, but for those of this one property.
        let strengths = Strengths::new(&target.policy, now).unwrap_or_else(|_| Strengths::none(now));
        let settings = Settings {
            java: &target.java,
            update: target.update,
            strengths: &strengths,
            now: now.as_second(),
            within: i64::from(self.within) * 86_400,
            hosts: &self.host,
            role: match self.role {
                RoleChoice::Auto => RoleWanted::Auto,
                RoleChoice::Truststore => RoleWanted::Is(Role::Truststore),
                RoleChoice::Keystore => RoleWanted::Is(Role::Keystore),
            },
        };
        let given = self.given.password(context)?;
        let password_options = self.given.repeated();
        let beside = read::Beside {
            password_options: &password_options,
            forecast: self.forecast,
            validities: self.timeline || context.face == Face::Findings(Document::Prometheus),
        };
        let named = self.named(
            context,
            target
                .trusts_by
                .as_deref()
                .filter(|_| self.target.java_home.is_some())
                .or(target.cacerts.as_deref()),
        )?;
        let found = gather::stores(context.machine, &named);
        let mut stores = Vec::with_capacity(found.len());
        for batch in found.chunks(BATCH) {
            let audited =
                batch.par_iter().map(|found| read::audited(found, given.as_ref(), &settings, beside));
            stores.extend(audited.collect::<Vec<_>>());
            if found.len() >= LONG {
                context.console.progress(stores.len(), found.len());
            }
        }
        let is_ignored = |cause: Cause, alias: Option<&str>| {
            ignored.iter().any(|(rule, of)| {
                *rule == cause
                    && of
                        .as_deref()
                        .is_none_or(|of| alias.is_some_and(|alias| alias.eq_ignore_ascii_case(of)))
            })
        };
        for store in &mut stores {
            store.findings.retain(|finding| !is_ignored(finding.cause, finding.alias.as_deref()));
        }
        let fail_on = self.fail_on.least();
        let outcome = Outcome { stores, java: target.java.release, now: now.as_second(), fail_on };
        let shown = Shown {
            forecast: self.forecast,
            timeline: self.timeline,
            every_note: self.verbose,
            width: context.console.width(),
        };
        let text = match context.face {
            Face::Json => json::document(&outcome),
            Face::Findings(Document::Sarif) => sarif::document(&outcome),
            Face::Findings(Document::Junit) => junit::document(&outcome),
            Face::Findings(Document::Prometheus) => prometheus::document(&outcome),
            Face::Human { colour } => human::told(&outcome, &shown, colour),
            Face::Keytool => String::new(),
        };
        context.print(&text)?;
        Ok(if outcome.is_incomplete() {
            2
        } else {
            u8::from(
                outcome.stores.iter().flat_map(|store| &store.findings).any(|finding| outcome.fails(finding)),
            )
        })
    }

    /// The stores and folders as they were named; `cacerts` is that of the Java that decides, where it is known.
    fn named(&self, context: &Context<'_>, cacerts: Option<&Path>) -> Result<Vec<String>, Failure> {
        let mut named = [self.stores.as_slice(), &self.keystore].concat();
        if named.is_empty() || self.cacerts {
            let cacerts = cacerts.map(Path::to_owned).or_else(|| installs::cacerts(context.machine));
            named.push(cacerts.ok_or(Failure::NoCacerts)?.display().to_string());
        }
        Ok(named)
    }

    /// What `--ignore` names: rules, and the alias where only that is meant.
    fn ignored(&self) -> Result<Vec<(Cause, Option<String>)>, Failure> {
        let read = |text: &String| {
            let (name, alias) =
                text.split_once(':').map_or((text.as_str(), None), |(name, alias)| (name, Some(alias)));
            let rule = RULES.iter().find(|rule| rule.cause.id() == name);
            let rule = rule.ok_or_else(|| Failure::NoSuchRule { name: name.to_owned() })?;
            Ok((rule.cause, alias.map(str::to_owned)))
        };
        self.ignore.iter().map(read).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::Args as _;

    #[test]
    fn the_help_names_every_rule() {
        let mut command = Audit::augment_args(clap::Command::new("audit"));
        let help = command.render_long_help().to_string();
        for rule in RULES {
            assert!(help.contains(rule.cause.id()), "{}", rule.cause);
        }
    }
}
