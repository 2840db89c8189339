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
    let of_key = |alias: &str| match store.find(alias).map(|entry| &entry.content) {
        Some(Content::PrivateKey { chain, .. }) => Some(chain.first().map(|own| own.der.clone())),
        _ => None,
    };
    if let Some(asked) = asked {
        return of_key(asked).map(|_| asked.to_owned());
    }
    let keys: Vec<&[u8]> =
        candidates.iter().filter_map(|one| Some(x509::Certificate::read(&one.der).ok()?.key.raw)).collect();
    let mut fitting = store.entries().filter(|entry| {
        let own = of_key(entry.alias.as_str()).flatten();
        own.is_some_and(|own| x509::PublicKey::of_accepted(&own).is_some_and(|key| keys.contains(&key.raw)))
    });
    match (fitting.next(), fitting.next()) {
        (Some(only), None) => Some(only.alias.to_string()),
        _ => None,
    }
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
        let own = session.store.find(alias).and_then(|entry| entry.certificate()).cloned();
        let own = own.ok_or_else(|| fault(ReplyFault::NoOwnCertificate))?;
        let own =
            x509::Certificate::read(&own.der).map_err(|refusal| fault(ReplyFault::Malformed(refusal)))?;
        let given: Vec<x509::Certificate<'_>> =
            candidates.iter().filter_map(|one| x509::Certificate::read(&one.der).ok()).collect();
        let leaf = given.iter().find(|one| one.key.raw == own.key.raw);
        let leaf = leaf.ok_or_else(|| fault(ReplyFault::NoneForKey))?;
        let cacerts = whereabouts::read_cacerts(context);
        let trusted = Candidates::of(Some(&session.store), cacerts.as_ref());
        let mut chain = vec![leaf.clone()];
        while let Some(last) = chain.last().filter(|last| !last.is_self_issued() && chain.len() < MAX_LENGTH)
        {
            let in_files = given.iter().find(|one| chain::is_signed_by(last, one)).cloned();
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
            is_whole: chain.last().is_some_and(x509::Certificate::is_self_issued),
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
