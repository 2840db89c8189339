//! The native import of what an authority gave for a key of the store: the chain goes under the key.

use super::{Import, ReplyFault};
use crate::commands::chain::{self, Candidates};
use crate::commands::session::Session;
use crate::commands::{Context, Failure, whereabouts};
use crate::keystore::{Certificate, Content, Store};
use crate::report::{Action, Candidate, Change, Notice, Question};
use crate::x509;

/// How long a chain may be.
const MAX_LENGTH: usize = 64;

/// The alias of the key that one of the certificates is for: the one asked for, else the only one that fits.
pub(super) fn key_among(store: &Store, asked: Option<&str>, candidates: &[Candidate]) -> Option<String> {
    if let Some(asked) = asked {
        let content = store.find(asked).map(|entry| &entry.content);
        return matches!(content, Some(Content::PrivateKey { .. })).then(|| asked.to_owned());
    }
    match <[String; 1]>::try_from(keys_of(store, candidates.iter())) {
        Ok([only]) => Some(only),
        Err(_) => None,
    }
}

/// The aliases of the keys that one of the certificates is for.
pub(super) fn keys_of<'c>(store: &Store, candidates: impl Iterator<Item = &'c Candidate>) -> Vec<String> {
    let keys: Vec<&[u8]> =
        candidates.filter_map(|one| Some(x509::Certificate::read(&one.der).ok()?.key.raw)).collect();
    let is_for =
        |own: &Certificate| x509::PublicKey::of_accepted(&own.der).is_some_and(|key| keys.contains(&key.raw));
    let fitting = store.entries().filter(|entry| match &entry.content {
        Content::PrivateKey { chain, .. } => chain.first().is_some_and(is_for),
        Content::Trusted(_) | Content::SecretKey(_) => false,
    });
    fitting.map(|entry| entry.alias.to_string()).collect()
}

impl Import {
    /// Puts the certificate for the key `alias`, and the issuers found in the files, the store and cacerts, under the key.
    pub(super) fn import_for_key(
        &self,
        context: &mut Context<'_>,
        mut session: Session,
        alias: &str,
        candidates: &[Candidate],
    ) -> Result<u8, Failure> {
        let fault = |fault| Failure::Reply { alias: alias.to_owned(), fault };
        let there = session.store.find(alias).map(|entry| entry.certificates().to_vec()).unwrap_or_default();
        let own = there.first().cloned().ok_or_else(|| fault(ReplyFault::NoOwnCertificate))?;
        let own =
            x509::Certificate::read(&own.der).map_err(|refusal| fault(ReplyFault::Malformed(refusal)))?;
        let given: Vec<x509::Certificate<'_>> =
            candidates.iter().filter_map(|one| x509::Certificate::read(&one.der).ok()).collect();
        let leaf = given.iter().find(|one| one.key.raw == own.key.raw);
        let leaf = leaf.ok_or_else(|| fault(ReplyFault::NoneForKey))?;
        // What an authority gives often lacks the certificates that were there before.
        let before: Vec<x509::Certificate<'_>> =
            there.iter().skip(1).filter_map(|stored| x509::Certificate::read(&stored.der).ok()).collect();
        let cacerts = whereabouts::read_cacerts(context);
        let trusted = Candidates::of(Some(&session.store), cacerts.as_ref());
        let mut chain = vec![leaf.clone()];
        while let Some(last) = chain.last().filter(|last| !last.is_self_issued() && chain.len() < MAX_LENGTH)
        {
            let in_files = given.iter().chain(&before).find(|one| chain::is_signed_by(last, one)).cloned();
            let issuer =
                in_files.or_else(|| trusted.signer_of(last).map(|issuer| issuer.certificate.clone()));
            match issuer.filter(|issuer| chain.iter().all(|one| one.der != issuer.der)) {
                Some(issuer) => chain.push(issuer),
                None => break,
            }
        }
        context.say(&Notice::ChainForKey {
            alias: alias.to_owned(),
            names: chain.iter().map(|one| one.subject.plain().into_owned()).collect(),
            missing: chain
                .last()
                .filter(|last| !last.is_self_issued())
                .map(|last| last.issuer.plain().into_owned()),
            longer: Some(there.len()).filter(|before| *before > chain.len()),
        })?;
        let ask = !self.yes && !self.noprompt && !self.changing.dry_run && context.console.is_interactive();
        let question = Question::Import { count: chain.len(), path: session.named.clone(), is_new: false };
        if ask && !context.confirm(&question)? {
            context.say(&Notice::CertificateNotAdded)?;
            return Ok(1);
        }
        let chain: Vec<Certificate> =
            chain.iter().map(|certificate| Certificate::x509(certificate.der.to_vec())).collect();
        let (created, saving) = (context.machine.now.as_millisecond(), self.changing.saving(context));
        let missing = || Failure::AliasMissing { alias: alias.to_owned() };
        let change = session.change(context, saving, |store| {
            let entry = store.find(alias).ok_or_else(missing)?;
            let Content::PrivateKey { key, chain: there } = &entry.content else { return Err(missing()) };
            if *there == chain {
                return Ok((false, Change::to(Action::Unchanged, entry)));
            }
            let content = Content::PrivateKey { key: key.clone(), chain: chain.clone() };
            store.set(alias, created, content);
            Ok((true, Change::to(Action::Replaced, store.find(alias).ok_or_else(missing)?)))
        })?;
        context.report_changes(&session, saving, &[change])?;
        Ok(0)
    }
}
