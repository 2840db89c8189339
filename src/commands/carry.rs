//! `carry`: what people added to an old trust store goes into the new one, as after each update of a Java.

use std::collections::HashSet;
use std::fs;

use sha2::{Digest, Sha256};

use super::arguments::{ChangeArguments, StoreArguments, StorePasswordArguments, given_password};
use super::elsewhere::{self, located};
use super::free_alias::free_alias;
use super::passwords::CUSTOMARY_PASSWORD;
use super::session::{Purpose, Session};
use super::{Context, Face, Failure, NativeFault, input};
use crate::audit::is_public_root;
use crate::formats::DecodeError;
use crate::keystore::{Certificate, Content, Entry, Slice, Store};
use crate::report::{Action, CarriedCertificate, CarryPlan, Change, Notice, Question, json};
use crate::secret::Password;
use crate::x509;

/// Takes the certificates that people added to an old trust store into the new one
#[derive(Debug, Clone, Default, clap::Args)]
#[command(after_help = "\
Examples:
  keytool-rs carry --from /opt/agent/jre-old --to /opt/agent/jre
  keytool-rs carry --from cacerts.before-update --to /usr/lib/jvm/java-21/lib/security/cacerts --dry-run
  keytool-rs carry --from old/cacerts --to new/cacerts --baseline cacerts.as-delivered --yes

What the vendor delivered is left where it is: all of --baseline, else the roots that Mozilla, Debian and the JDKs ship.")]
pub struct Carry {
    /// The old store, or the folder of the old Java
    #[arg(long, value_name = "OLD")]
    pub from: String,

    /// The new store, or the folder of the new Java
    #[arg(long, value_name = "NEW")]
    pub to: String,

    /// The old store as its vendor delivered it
    #[arg(long, value_name = "STORE")]
    pub baseline: Option<String>,

    /// Take expired certificates as well
    #[arg(long)]
    pub expired: bool,

    /// Ask nothing
    #[arg(long, short)]
    pub yes: bool,

    #[command(flatten)]
    given: StorePasswordArguments,

    /// The password of the old store (default: that of the new one, else `changeit`)
    #[arg(long, value_name = "PASSWORD")]
    from_storepass: Option<Password>,

    /// The environment variable that holds it
    #[arg(long, value_name = "NAME")]
    from_storepass_env: Option<String>,

    /// The file whose first line it is
    #[arg(long, value_name = "FILE")]
    from_storepass_file: Option<String>,

    #[command(flatten)]
    changing: ChangeArguments,
}

impl Carry {
    pub(super) fn run(&self, context: &mut Context<'_>) -> Result<u8, Failure> {
        let (from, to) = (located(context, &self.from)?, located(context, &self.to)?);
        let place = |named: &str| fs::canonicalize(context.machine.path(named)).ok();
        if place(&from).is_some() && place(&from) == place(&to) {
            return Err(Failure::SameStore { path: to });
        }
        let given = given_password(
            context.machine,
            self.from_storepass.as_ref(),
            self.from_storepass_env.as_ref(),
            self.from_storepass_file.as_ref(),
        )?;
        let shared = if given.is_some() { None } else { self.given.password(context)? };
        let old = match (&given, &shared) {
            (Some(given), _) => read(context, &from, Some(given)),
            (None, shared) => read_with_any(context, &from, shared.as_ref()),
        };
        let old = old.map_err(|failure| match failure {
            Failure::Decode { path, source } if source.is_wrong_password() => {
                NativeFault::OldStorePassword { path }.into()
            }
            other => other,
        })?;
        let delivered = match &self.baseline {
            Some(baseline) => {
                let baseline = located(context, baseline)?;
                let given = given.as_ref().or(shared.as_ref());
                Some(certificates(&read_with_any(context, &baseline, given)?))
            }
            None => None,
        };
        let options =
            StoreArguments { keystore: Some(to), given: self.given.clone(), ..StoreArguments::default() };
        let mut session =
            Session::open(context, &options, Purpose::Change).map_err(|failure| match failure {
                Failure::KeystoreMissing { path } => NativeFault::NothingToCarryInto { path }.into(),
                other => other,
            })?;
        let plan = self.plan(context, &from, &old, delivered.as_ref(), &session.store);
        context.say(&Notice::CarryPlan(plan.clone()))?;
        let question =
            Question::Import { count: plan.carried.len(), path: session.named.clone(), is_new: false };
        let asks = !plan.carried.is_empty() && !self.yes && !self.changing.dry_run;
        if asks && context.console.is_interactive() && !context.confirm(&question)? {
            context.say(&Notice::CertificateNotAdded)?;
            return Ok(1);
        }
        let created = context.machine.now.as_millisecond();
        let saving = self.changing.saving(context);
        let changes = session.change(context, saving, |store| {
            let changes: Vec<Change> =
                plan.carried.iter().filter_map(|one| put(store, one, created)).collect();
            Ok((changes.iter().any(|change| change.action != Action::Unchanged), changes))
        })?;
        match context.face {
            Face::Json | Face::Findings(_) => {
                let text = json::carried(&session.named, saving.dry_run, &changes, &plan);
                context.print(&text)?;
            }
            Face::Human { .. } | Face::Keytool => context.report_changes(&session, saving, &changes)?,
        }
        Ok(0)
    }

    /// What is carried, and what is left and why.
    fn plan(
        &self,
        context: &Context<'_>,
        from: &str,
        old: &Store,
        delivered: Option<&HashSet<Slice>>,
        new: &Store,
    ) -> CarryPlan {
        let now = context.machine.now.as_second();
        let there = certificates(new);
        let mut plan = CarryPlan { from: from.to_owned(), ..CarryPlan::default() };
        let mut seen = HashSet::new();
        for entry in old.entries() {
            let Content::Trusted(stored) = &entry.content else {
                plan.keys.push(entry.alias.to_string());
                continue;
            };
            let is_vendors = match delivered {
                Some(delivered) => delivered.contains(&stored.der),
                None => is_public_root(&Sha256::digest(&*stored.der).into()),
            };
            let certificate = x509::Certificate::read(&stored.der).ok();
            let name = certificate.as_ref().map(|certificate| certificate.subject.plain().into_owned());
            let certified = CarriedCertificate {
                alias: entry.alias.to_string(),
                name: name.unwrap_or_default(),
                not_after: certificate.as_ref().map(|certificate| certificate.not_after),
                der: stored.der.clone(),
            };
            match &certificate {
                _ if is_vendors => plan.vendors += 1,
                _ if there.contains(&stored.der) || !seen.insert(stored.der.clone()) => plan.there += 1,
                None => plan.unreadable.push(certified),
                Some(certificate) if certificate.not_after < now && !self.expired => {
                    plan.expired.push(certified)
                }
                Some(_) => plan.carried.push(certified),
            }
        }
        plan
    }
}

fn read(context: &mut Context<'_>, named: &str, given: Option<&Password>) -> Result<Store, Failure> {
    let bytes = input::bytes(context, Some(named))?;
    if bytes.is_empty() {
        return Err(Failure::KeystoreEmpty { path: named.to_owned() });
    }
    let unrecognised = || Failure::Decode { path: named.to_owned(), source: DecodeError::Unrecognised };
    elsewhere::store(context, named, bytes, given)?.ok_or_else(unrecognised)
}

/// A store whose password nobody gave for itself: that of another store may be its own, and a store as it was delivered has the
/// customary one.
fn read_with_any(context: &mut Context<'_>, named: &str, given: Option<&Password>) -> Result<Store, Failure> {
    match read(context, named, given) {
        Err(Failure::Decode { source, .. }) if source.is_wrong_password() && given.is_some() => {
            read(context, named, Some(&Password::new(CUSTOMARY_PASSWORD)))
        }
        read => read,
    }
}

/// The certificates that are trusted by a store.
fn certificates(store: &Store) -> HashSet<Slice> {
    store.entries().filter_map(Entry::certificate).map(|stored| stored.der.clone()).collect()
}

/// Puts a certificate into the store under the alias it had, or, where another one has that, with a part of its
/// fingerprint behind it; nothing where it is there by now.
fn put(store: &mut Store, one: &CarriedCertificate, created: i64) -> Option<Change> {
    if let Some(there) = store.find_certificate(&one.der).map(|entry| entry.alias.to_string()) {
        return store.find_exact(&there).map(|entry| Change::to(Action::Unchanged, entry));
    }
    let alias = free_alias(store, &one.alias, &one.der)?;
    store.set(&alias, created, Content::Trusted(Certificate::x509(one.der.clone())));
    store.find(&alias).map(|entry| Change::to(Action::Added, entry))
}
