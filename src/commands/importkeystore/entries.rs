//! The entries of an import, one after another: which are wanted, under which aliases, with which passwords.

use super::ImportKeystore;
use crate::commands::keys::{given_for, recover_by_any, recover_key};
use crate::commands::session::Session;
use crate::commands::weakness::Judge;
use crate::commands::{Context, Failure};
use crate::formats::keys::{OpenKey, ProtectError, protect};
use crate::keystore::{Content, Entry, Format, Store};
use crate::report::keytool::weakness::Object;
use crate::report::{Action, Change, Notice, Question};
use crate::secret::Password;
use crate::x509;

/// An import that is about to happen.
pub(super) struct Import<'a> {
    pub(super) options: &'a ImportKeystore,
    pub(super) source: &'a Session,
    /// The password that the keys are to have, where one was given.
    pub(super) key_password: Option<Password>,
    /// Whether that was given, and is not just the one that a PKCS12 store has.
    pub(super) protects_all: bool,
    /// Whether all keys of the destination have its password.
    pub(super) is_shared: bool,
    /// Whether entries that are there are replaced without a question.
    pub(super) replaces_silently: bool,
}

/// An entry to be put into the destination.
struct Put {
    alias: String,
    content: Content,
    action: Action,
}

/// What an import comes to.
pub(super) struct Outcome {
    puts: Vec<Put>,
    failed: usize,
    created: i64,
}

/// What became of one entry.
enum Fate {
    Taken(Put),
    Failed,
    Cancelled,
}

impl Outcome {
    /// Whether an entry could not be imported.
    pub(super) fn has_failed(&self) -> bool {
        self.failed > 0
    }

    /// Puts the entries into the store; one that came there since nobody was asked about is not replaced.
    pub(super) fn put_into(&self, store: &mut Store) -> Result<Vec<Change>, Failure> {
        let mut changes = Vec::with_capacity(self.puts.len());
        let mut put = std::collections::HashSet::new();
        for Put { alias, content, action } in &self.puts {
            let is_there = store.find(alias).is_some();
            if is_there && *action == Action::Added && !put.contains(&alias.to_lowercase()) {
                return Err(Failure::ImportedTaken { alias: alias.clone() });
            }
            if *action != Action::Unchanged {
                store.set(alias, self.created, content.clone());
                put.insert(alias.to_lowercase());
            }
            let entry = store.find(alias).ok_or_else(|| Failure::AliasMissing { alias: alias.clone() })?;
            changes.push(Change::to(*action, entry));
        }
        Ok(changes)
    }
}

impl Import<'_> {
    /// Goes through the entries, with keytool's questions, and prepares those that are wanted for `destination`.
    pub(super) fn gather(
        &self,
        context: &mut Context<'_>,
        destination: &Store,
        password: Option<&Password>,
        judge: &Judge,
    ) -> Result<Outcome, Failure> {
        // Java: a key in a PKCS12 store has no password of its own, whatever is given for it.
        let mut keyring = Vec::new();
        let mut key_password = None;
        for given in self.options.source_key_passwords(context)? {
            let given = given_for(context, self.source, Some(given), "-srckeypass")?;
            keyring.extend(given.clone());
            key_password = given;
        }
        let mut gathering = Gathering {
            import: self,
            planned: destination.clone(),
            password,
            judge,
            created: context.machine.now.as_millisecond(),
            key_password,
            keyring,
        };
        if gathering.key_password.is_some() {
            let (source, given) = (self.source, gathering.key_password.take());
            gathering.key_password = given_for(context, source, given, "-srckeypass")?;
        }
        let mut outcome = Outcome { puts: Vec::new(), failed: 0, created: gathering.created };
        if let Some(alias) = self.options.wanted_alias() {
            let native = || self.source.store.find_exact(alias).filter(|_| !context.is_keytool());
            let entry = self.source.store.find(alias).or_else(native);
            let entry = entry.ok_or_else(|| Failure::AliasMissing { alias: alias.clone() })?;
            let to = self.options.destalias.as_ref().unwrap_or(alias);
            match gathering.entry(context, entry, alias, to)? {
                Fate::Taken(put) => outcome.puts.push(put),
                Fate::Failed => outcome.failed += 1,
                Fate::Cancelled => {}
            }
            return Ok(outcome);
        }
        let is_for_one = context.is_keytool() && gathering.key_password.is_some();
        if self.options.destalias.is_some() || is_for_one {
            return Err(Failure::SourceAliasNeeded);
        }
        let source = &self.source.store;
        let is_told = self.options.srcstoretype.is_some();
        let all = if is_told { source.in_java_order() } else { source.in_java_order_of_untold() };
        for entry in &all {
            let alias = entry.alias.as_str();
            match gathering.entry(context, entry, alias, alias)? {
                Fate::Taken(put) => {
                    context.say(&Notice::EntryImported { alias: alias.to_owned() })?;
                    outcome.puts.push(put);
                }
                Fate::Cancelled => {
                    context.say(&Notice::EntryNotImported { alias: alias.to_owned() })?;
                }
                Fate::Failed => {
                    outcome.failed += 1;
                    let asks = context.is_keytool() && !self.replaces_silently;
                    if asks && context.confirm(&Question::QuitImport)? {
                        break;
                    }
                }
            }
        }
        let imported = outcome.puts.len();
        if outcome.has_failed() {
            context.say(&Notice::ImportIncomplete { failed: outcome.failed })?;
        }
        context.say(&Notice::ImportCompleted { imported, others: all.len() - imported })?;
        Ok(outcome)
    }
}

/// The work in progress.
struct Gathering<'a> {
    import: &'a Import<'a>,
    /// The destination as it will be.
    planned: Store,
    /// Its password.
    password: Option<&'a Password>,
    judge: &'a Judge,
    created: i64,
    key_password: Option<Password>,
    /// The passwords known to open keys (natively): those given, and those that somebody told when asked.
    keyring: Vec<Password>,
}

impl Gathering<'_> {
    fn entry(
        &mut self,
        context: &mut Context<'_>,
        entry: &Entry,
        alias: &str,
        to: &str,
    ) -> Result<Fate, Failure> {
        let is_same =
            |other: &Entry| matches!(&other.content, Content::Trusted(_)) && other.content == entry.content;
        if !context.is_keytool() && self.planned.find(to).is_some_and(is_same) {
            let put = Put { alias: to.to_owned(), content: entry.content.clone(), action: Action::Unchanged };
            return Ok(Fate::Taken(put));
        }
        let Some((to, action)) = self.destination_alias(context, alias, to)? else {
            return Ok(Fate::Cancelled);
        };
        let moved = match &entry.content {
            Content::Trusted(certificate) => match self.certificate_problem(to.as_deref()) {
                Some(problem) => Err(problem),
                None => Ok((Content::Trusted(certificate.clone()), None)),
            },
            content => self.moved_key(context, content, alias)?,
        };
        let (content, secret) = match moved {
            Ok(moved) => moved,
            Err(problem) => {
                context.say(&Notice::EntryProblem { alias: alias.to_owned(), problem })?;
                context.say(&Notice::EntryNotImported { alias: alias.to_owned() })?;
                return Ok(Fate::Failed);
            }
        };
        // Java: after a question that nobody answered, there is no alias to put the entry under.
        let to = to.ok_or(Failure::NoNewAlias)?;
        self.planned.set(&to, self.created, content.clone());
        match secret {
            Some(algorithm) => self.judge.note_kept_secret(context, Object::Alias(&to), &algorithm),
            None => self.judge_entry(context, &content, &to),
        }
        Ok(Fate::Taken(Put { alias: to, content, action }))
    }

    /// The alias in the destination: `None` where the entry is to be left out; an alias of `None` where the input had
    /// ended, which Java notices later.
    fn destination_alias(
        &self,
        context: &mut Context<'_>,
        alias: &str,
        to: &str,
    ) -> Result<Option<(Option<String>, Action)>, Failure> {
        let to = to.to_owned();
        if self.planned.find(&to).is_none() {
            return Ok(Some((Some(to), Action::Added)));
        }
        // Java: names the entry that is imported, not the one that is there.
        let alias = if context.is_keytool() { alias.to_owned() } else { to.clone() };
        if self.import.replaces_silently {
            context.say(&Notice::Overwriting { alias })?;
            return Ok(Some((Some(to), Action::Replaced)));
        }
        if !context.is_keytool() && !context.console.is_interactive() {
            return Err(Failure::ImportedTaken { alias: to });
        }
        if context.confirm(&Question::Overwrite { alias })? {
            return Ok(Some((Some(to), Action::Replaced)));
        }
        match context.ask(&Question::NewAlias)? {
            None => Ok(Some((None, Action::Added))),
            Some(line) if line.is_empty() => Ok(None),
            // Java: does not ask again where that is taken as well.
            Some(line) if self.planned.find(&line).is_some() => Ok(Some((Some(line), Action::Replaced))),
            Some(line) => Ok(Some((Some(line), Action::Added))),
        }
    }

    /// Why a certificate cannot be put under `to`.
    fn certificate_problem(&self, to: Option<&str>) -> Option<ProtectError> {
        // Java: asks for certificates to be protected with the keys' password, too, where one was given.
        if self.import.protects_all {
            return Some(ProtectError::CertificateUnprotected);
        }
        let there = to.and_then(|to| self.planned.find(to));
        let is_key = there.is_some_and(|there| !matches!(there.content, Content::Trusted(_)));
        is_key.then_some(ProtectError::KeyInTheWay)
    }

    /// The key under the protection of the destination, and the algorithm of a secret one. The inner error is about this
    /// entry alone.
    fn moved_key(
        &mut self,
        context: &mut Context<'_>,
        content: &Content,
        alias: &str,
    ) -> Result<Result<(Content, Option<String>), ProtectError>, Failure> {
        let source = self.import.source;
        let format = self.planned.provenance.format;
        // Where a key may have a password of its own on both sides, it moves as it lies.
        let stays = source.store.provenance.format == format && format != Format::Pkcs12;
        if stays && !context.is_keytool() && self.import.key_password.is_none() {
            return Ok(Ok((content.clone(), None)));
        }
        let (store, password) = (&source.store, source.password.as_ref());
        let recovered = if context.is_keytool() {
            recover_key(context, store, password, alias, self.key_password.as_ref())?
        } else {
            recover_by_any(context, store, password, alias, &mut self.keyring)?
        };
        if matches!(content, Content::PrivateKey { chain, .. } if chain.is_empty()) {
            return Err(Failure::NoChain { alias: alias.to_owned() });
        }
        let of_store = || self.password.filter(|_| self.import.is_shared);
        let password = self.import.key_password.as_ref().or_else(of_store);
        let password = password.or(recovered.password.as_ref()).or(self.password);
        let password = password.cloned().unwrap_or_else(|| Password::new(""));
        let key = match protect(&recovered.key, format, &password, None, context.machine) {
            Ok(key) => key,
            Err(problem) => return Ok(Err(problem)),
        };
        let content = match content {
            Content::PrivateKey { chain, .. } => Content::PrivateKey { key, chain: chain.clone() },
            _ => Content::SecretKey(key),
        };
        let secret = match recovered.key {
            OpenKey::Secret(secret) => Some(secret.algorithm),
            OpenKey::Private(_) => None,
        };
        Ok(Ok((content, secret)))
    }

    /// Java: judges the first certificate alone, when the destination holds it.
    fn judge_entry(&self, context: &mut Context<'_>, content: &Content, alias: &str) {
        let stored = match content {
            Content::Trusted(stored) => Some(stored),
            Content::PrivateKey { chain, .. } => chain.first(),
            Content::SecretKey(_) => None,
        };
        if let Some(certificate) = stored.and_then(|stored| x509::Certificate::read(&stored.der).ok()) {
            // To look for it costs more than to judge it.
            let is_anchor = self.judge.minds_signature(&certificate) && self.planned.trusts(certificate.der);
            self.judge.note_one(context, Object::Alias(alias), &certificate, is_anchor);
        }
    }
}
