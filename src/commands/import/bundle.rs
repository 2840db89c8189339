//! The native import: every certificate of the files, in one save.

use std::collections::{HashMap, HashSet};

use sha2::{Digest, Sha256};

use super::{Import, for_key, proposal};
use crate::commands::free_alias::free_alias;
use crate::commands::probe::{Probe, Sent};
use crate::commands::session::{Purpose, Session};
use crate::commands::whereabouts::locate;
use crate::commands::{Context, Face, Failure, NativeFault, input};
use crate::keystore::{Certificate, Content, Slice, Store};
use crate::report::{Action, Candidate, Change, ImportPlan, Notice, Part, Proposal, Question};
use crate::x509;

/// From how many certificates on the work is worth a progress bar.
const LONG: usize = 1000;

impl Import {
    pub(super) fn import_bundle(&self, context: &mut Context<'_>) -> Result<u8, Failure> {
        if self.store.keystore.is_none() && !self.store.cacerts {
            return Err(Failure::WhichStore);
        }
        if self.alias.as_deref() == Some("") {
            return Err(Failure::AliasNotGiven { destination: false });
        }
        let looking =
            self.from.as_ref().map(|server| Probe::of_import(server, &self.way, &self.target, &self.store));
        let mut sent = None;
        let mut plan = match (&looking, &self.from) {
            (Some(probe), Some(server)) => {
                let Some(found) = probe.fetch(context)? else {
                    // Why was told as `probe` tells it.
                    context.say(&Notice::NothingFetched { server: server.clone() })?;
                    return Ok(1);
                };
                let plan = self.fetched(context, server, found.chain())?;
                sent = Some(found);
                plan
            }
            _ => self.read(context)?,
        };
        self.choose_expected(&mut plan)?;
        self.refuse_to_make(context)?;
        let mut session = Session::open(context, &self.store, Purpose::ChangeOrCreate)?;
        if let Some(alias) = for_key::key_among(&session.store, self.alias.as_deref(), &plan.candidates) {
            return self.import_for_key(context, session, &alias, &plan.candidates);
        }
        self.refuse_certificate_of_key(&session.store, &plan.candidates)?;
        if let (Some(probe), Some(sent), Some(server)) = (&looking, &sent, &self.from)
            && self.propose(context, server, sent, &session.store, &mut plan)? == Some(Proposal::Trusted)
        {
            // Something else may be in the way, such as the host's name.
            if matches!(context.face, Face::Human { .. }) {
                probe.again(context)?;
            }
            return Ok(0);
        }
        context.say(&Notice::ImportPlan(plan.clone()))?;
        if let Some((probe, sent)) = looking.as_ref().zip(sent.as_ref())
            && let Some(refused) = self.foresee(context, probe, sent, &session, &plan.candidates)
        {
            context.say(&refused)?;
        }
        let chosen: Vec<&Candidate> = plan.candidates.iter().filter(|candidate| candidate.chosen).collect();
        if chosen.is_empty() {
            return Err(Failure::NothingChosen { left_out: plan.candidates.len() });
        }
        if self.alias.is_some() && chosen.len() > 1 {
            return Err(Failure::AliasForMany { count: chosen.len() });
        }
        let wants_word = !self.yes && !self.noprompt && !self.changing.dry_run;
        let ask = wants_word && context.console.is_interactive();
        if wants_word && !ask && self.from.is_some() && self.expect_sha256.is_none() {
            return Err(Failure::NobodyVouches);
        }
        let is_new = session.is_new();
        let question = Question::Import { count: chosen.len(), path: session.named.clone(), is_new };
        if ask && !context.confirm(&question)? {
            context.say(&Notice::CertificateNotAdded)?;
            return Ok(1);
        }
        let created = context.machine.now.as_millisecond();
        let saving = self.changing.saving(context);
        let changes = session.change(context, saving, |store| {
            let mut changes = Vec::with_capacity(chosen.len());
            let mut trusted = trusted_aliases(store);
            for candidate in &chosen {
                changes.push(self.put(store, &mut trusted, candidate, created)?);
            }
            Ok((changes.iter().any(|change| change.action != Action::Unchanged), changes))
        })?;
        context.report_changes(&session, saving, &changes)?;
        let is_changed = changes.iter().any(|change| change.action != Action::Unchanged);
        let is_saved = is_changed && !saving.dry_run;
        if let Some((pid, unit)) = self.in_use.running(context.machine).filter(|_| is_saved) {
            context.say(&Notice::RestartDue { pid, unit })?;
        }
        match &looking {
            // What the change was for is seen at once.
            Some(probe) if !saving.dry_run && matches!(context.face, Face::Human { .. }) => {
                // The import is done, whatever is still in the way, which is told.
                probe.again(context)?;
            }
            _ => {}
        }
        Ok(0)
    }

    /// The right part of what a server sends, unless the options say which: one that an option names, or is expected.
    fn propose(
        &self,
        context: &mut Context<'_>,
        server: &str,
        sent: &Sent,
        store: &Store,
        plan: &mut ImportPlan,
    ) -> Result<Option<Proposal>, Failure> {
        if self.chain || self.ca || self.alias.is_some() && self.replace || self.expect_sha256.is_some() {
            return Ok(None);
        }
        let proposed = proposal::propose(context, sent, store)?;
        proposal::mark(&mut plan.candidates, proposed.proposal);
        let now = context.machine.now.as_second();
        plan.candidates.extend(proposed.fetched.into_iter().map(|one| {
            let mut candidate = Candidate::new(&one.url, one.der, now);
            (candidate.part, candidate.chosen) = (Part::Intermediate, candidate.parseable);
            candidate
        }));
        context.say(&Notice::Proposed { server: server.to_owned(), proposal: proposed.proposal })?;
        Ok(Some(proposed.proposal))
    }

    /// A name that was mistyped would be a new keystore, and the one that was meant stay as it is: where nobody is asked,
    /// the command line must say that a new one is wanted.
    fn refuse_to_make(&self, context: &Context<'_>) -> Result<(), Failure> {
        let is_said = self.create || self.yes || self.noprompt || self.changing.dry_run;
        if is_said || context.console.is_interactive() {
            return Ok(());
        }
        let (named, path) = locate(context, &self.store)?;
        let is_missing = matches!(path.try_exists(), Ok(false));
        if is_missing { Err(Failure::NoKeystoreToImportInto { path: named }) } else { Ok(()) }
    }

    /// The certificate of a key of this store belongs under the key: as a trusted one it is most often a mistake.
    fn refuse_certificate_of_key(&self, store: &Store, candidates: &[Candidate]) -> Result<(), Failure> {
        let chosen = candidates.iter().filter(|candidate| candidate.chosen);
        let keys = for_key::keys_of(store, chosen);
        if self.yes || self.noprompt || keys.is_empty() {
            return Ok(());
        }
        Err(NativeFault::CertificateOfKey { keys }.into())
    }

    /// What a server sends, and which part of it is meant; shown with the fingerprints by which somebody can vouch for it.
    fn fetched(
        &self,
        context: &mut Context<'_>,
        server: &str,
        chain: &[Vec<u8>],
    ) -> Result<ImportPlan, Failure> {
        let now = context.machine.now.as_second();
        let mut candidates: Vec<Candidate> =
            chain.iter().map(|der| Candidate::new(server, der.clone(), now)).collect();
        self.choose(&mut candidates);
        let mut plan = ImportPlan { candidates, ..ImportPlan::default() };
        plan.drop_repeated();
        context.say(&Notice::Fetched { server: server.to_owned(), certificates: plan.candidates.clone() })?;
        Ok(plan)
    }

    /// Where a fingerprint is expected, only the certificate that has it is meant.
    fn choose_expected(&self, plan: &mut ImportPlan) -> Result<(), Failure> {
        let Some(expected) = &self.expect_sha256 else { return Ok(()) };
        for candidate in &mut plan.candidates {
            let digits: String =
                Sha256::digest(&candidate.der).iter().map(|octet| format!("{octet:02x}")).collect();
            candidate.chosen = candidate.parseable && digits == *expected;
        }
        if plan.candidates.iter().any(|candidate| candidate.chosen) {
            Ok(())
        } else {
            Err(Failure::OtherFingerprint { expected: expected.clone() })
        }
    }

    /// What the files hold, and which part of it is meant.
    fn read(&self, context: &mut Context<'_>) -> Result<ImportPlan, Failure> {
        let now = context.machine.now.as_second();
        let mut plan = ImportPlan::default();
        let files: Vec<Option<&String>> = self.files.iter().chain(&self.file).map(Some).collect();
        let files = if files.is_empty() { vec![None] } else { files };
        for file in files {
            let bundle = input::bundle(context, file.map(String::as_str))?;
            let name = file.map_or("-", String::as_str);
            let total = bundle.certificates.len();
            let mut candidates = Vec::with_capacity(total);
            for (done, found) in bundle.certificates.into_iter().enumerate() {
                candidates.push(Candidate::new(name, found.der, now));
                if total >= LONG {
                    context.console.progress(done + 1, total);
                }
            }
            plan.broken += bundle.broken.len();
            self.choose(&mut candidates);
            plan.candidates.extend(candidates);
        }
        plan.drop_repeated();
        Ok(plan)
    }

    /// A file with a leaf and its issuers is a server's chain, of which the leaf alone is meant.
    fn choose(&self, candidates: &mut [Candidate]) {
        let parts = parts_of(candidates);
        let is_chain = parts.contains(&Part::Leaf) && parts.iter().any(|part| *part != Part::Leaf);
        for (candidate, part) in candidates.iter_mut().zip(parts) {
            candidate.part = part;
            candidate.chosen = candidate.parseable
                && if self.ca { part != Part::Leaf } else { self.chain || !is_chain || part == Part::Leaf };
        }
    }

    /// Puts one certificate into the store, unless it is there.
    fn put(
        &self,
        store: &mut Store,
        trusted: &mut HashMap<Slice, String>,
        candidate: &Candidate,
        created: i64,
    ) -> Result<Change, Failure> {
        let der = Slice::from(candidate.der.clone());
        let missing = |alias: &str| Failure::AliasMissing { alias: alias.to_owned() };
        if self.alias.is_none()
            && let Some(there) = trusted.get(&der)
        {
            return Ok(Change::to(Action::Unchanged, store.find_exact(there).ok_or_else(|| missing(there))?));
        }
        let (alias, action) = match &self.alias {
            Some(alias) => match store.find(alias).map(|entry| &entry.content) {
                None => (alias.clone(), Action::Added),
                Some(Content::Trusted(there)) if *there.der == *candidate.der => {
                    (alias.clone(), Action::Unchanged)
                }
                Some(Content::Trusted(_)) if self.replace => (alias.clone(), Action::Replaced),
                Some(Content::Trusted(_)) => return Err(Failure::AliasTaken { alias: alias.clone() }),
                Some(_) => return Err(Failure::AliasOfKey { alias: alias.clone() }),
            },
            None => self.own_alias(store, candidate),
        };
        if action != Action::Unchanged {
            store.set(&alias, created, Content::Trusted(Certificate::x509(der.clone())));
        }
        let entry = store.find(&alias).ok_or_else(|| missing(&alias))?;
        trusted.insert(der, entry.alias.to_string());
        Ok(Change::to(action, entry))
    }

    /// An alias made from the subject; where another certificate has it, eight digits of the fingerprint follow,
    /// unless that other one is what `--replace` is for: the same subject's older certificate.
    fn own_alias(&self, store: &Store, candidate: &Candidate) -> (String, Action) {
        let plain = alias_from(&candidate.name);
        match store.find(&plain).map(|entry| &entry.content) {
            None => (plain, Action::Added),
            Some(Content::Trusted(there)) if self.replace && has_subject_of(&there.der, candidate) => {
                (plain, Action::Replaced)
            }
            Some(_) => {
                let free = free_alias(store, &plain, &candidate.der);
                (free.unwrap_or(plain), Action::Added)
            }
        }
    }
}

/// The aliases of the trusted entries, by their certificates.
fn trusted_aliases(store: &Store) -> HashMap<Slice, String> {
    let trusted = store.entries().filter_map(|entry| match &entry.content {
        Content::Trusted(certificate) => Some((certificate.der.clone(), entry.alias.to_string())),
        _ => None,
    });
    trusted.collect()
}

fn has_subject_of(der: &[u8], candidate: &Candidate) -> bool {
    match (x509::Certificate::read(der), x509::Certificate::read(&candidate.der)) {
        (Ok(there), Ok(new)) => there.subject.matches(&new.subject),
        _ => false,
    }
}

/// Which part of a chain each certificate of a file plays.
fn parts_of(file: &[Candidate]) -> Vec<Part> {
    let certificates: Vec<Option<x509::Certificate<'_>>> =
        file.iter().map(|candidate| x509::Certificate::read(&candidate.der).ok()).collect();
    let issuers: HashSet<&[u8]> = certificates
        .iter()
        .flatten()
        .filter(|certificate| !certificate.is_self_issued())
        .map(|certificate| certificate.issuer.raw())
        .collect();
    let part_of = |certificate: &x509::Certificate<'_>| {
        let is_authority = certificate.is_ca() || issuers.contains(certificate.subject.raw());
        match (certificate.is_self_issued(), is_authority) {
            (true, true) => Part::Root,
            (false, true) => Part::Intermediate,
            (_, false) => Part::Leaf,
        }
    };
    certificates.iter().map(|certificate| certificate.as_ref().map_or(Part::Leaf, part_of)).collect()
}

/// Lower-case letters and digits, everything else a hyphen, none twice and none at the ends.
fn alias_from(name: &str) -> String {
    let mut alias = String::with_capacity(name.len());
    for character in name.to_lowercase().chars() {
        if character.is_alphanumeric() || matches!(character, '.' | '_') {
            alias.push(character);
        } else if !alias.ends_with('-') && !alias.is_empty() {
            alias.push('-');
        }
    }
    let alias = alias.trim_matches(['-', '.']);
    if alias.is_empty() { "certificate".into() } else { alias.into() }
}

#[cfg(test)]
mod tests {
    use super::alias_from;

    #[test]
    fn aliases_are_plain_words() {
        assert_eq!(alias_from("DigiCert Global Root G2"), "digicert-global-root-g2");
        assert_eq!(alias_from("*.example.com"), "example.com");
        assert_eq!(alias_from("  TÜRKTRUST (Kök) "), "türktrust-kök");
        assert_eq!(alias_from("*"), "certificate");
    }
}
