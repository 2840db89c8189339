//! keytool's import of a certificate reply: the certificates that an authority gives for a key of the store.

use super::{Import, ReplyFault};
use crate::commands::chain::{self, Candidates, Issuer};
use crate::commands::session::{Saving, Session};
use crate::commands::weakness::{self, Judge};
use crate::commands::{Context, Failure, keys, whereabouts};
use crate::formats::certificates;
use crate::keystore::{Certificate, Content, Format, Store, hash_of_octets, set_order};
use crate::report::keytool::certificate::write_certificate;
use crate::report::keytool::weakness::{Judged, Object};
use crate::report::{Action, Change, Notice, Question};
use crate::secret::Password;
use crate::x509;

impl Import {
    /// Puts the chain of the reply in `bytes` under the key `alias`, which the password `given` opens, or else the store's.
    pub(super) fn import_reply(
        &self,
        context: &mut Context<'_>,
        mut session: Session,
        alias: &str,
        given: Option<&Password>,
        bytes: &[u8],
    ) -> Result<u8, Failure> {
        let fault = |fault| Failure::Reply { alias: alias.to_owned(), fault };
        keys::recover_key(context, &session.store, session.password.as_ref(), alias, given)?;
        let own = session.store.find(alias).and_then(|entry| entry.certificate()).cloned();
        let Some(own) = own else { return Err(fault(ReplyFault::NoOwnCertificate)) };
        let own =
            x509::Certificate::read(&own.der).map_err(|refusal| fault(ReplyFault::Malformed(refusal)))?;
        let ders = certificates::java_all(bytes).map_err(|why| fault(ReplyFault::Unreadable(why)))?;
        let mut reply = Vec::with_capacity(ders.len());
        for der in &ders {
            reply
                .push(x509::Certificate::read(der).map_err(|refusal| fault(ReplyFault::Malformed(refusal)))?);
        }
        let cacerts = if self.trustcacerts { whereabouts::read_cacerts(context) } else { None };
        let trusted = Trusted { store: &session.store, cacerts: cacerts.as_ref() };
        let chain = match &reply[..] {
            [] => return Err(fault(ReplyFault::Empty)),
            [single] => Some(chain_of_one(context, &own, single, &trusted).map_err(fault)?),
            several => self.chain_of_several(context, &fault, &own, several, &trusted)?,
        };
        let Some(chain) = chain else {
            context.say(&Notice::ReplyNotInstalled)?;
            weakness::note_proprietary(context, &session);
            return Ok(0);
        };
        // Java: a PKCS12 store takes nothing whose names do not lead from one to the next.
        if session.store.provenance.format == Format::Pkcs12 && !chain::is_in_order(&chain) {
            return Err(fault(ReplyFault::NotAChain));
        }
        let chain: Vec<Certificate> =
            chain.iter().map(|certificate| Certificate::x509(certificate.der.to_vec())).collect();
        let created = context.machine.now.as_millisecond();
        let missing = || Failure::AliasMissing { alias: alias.to_owned() };
        let change = session.change(context, Saving::default(), |store| {
            let Some(Content::PrivateKey { key, .. }) = store.find(alias).map(|entry| &entry.content) else {
                return Err(missing());
            };
            let content = Content::PrivateKey { key: key.clone(), chain: chain.clone() };
            store.set(alias, created, content);
            Ok((true, Change::to(Action::Replaced, store.find(alias).ok_or_else(missing)?)))
        })?;
        context.say(&Notice::ReplyInstalled)?;
        context.report_changes(&session, Saving::default(), &[change])?;
        weakness::note_proprietary(context, &session);
        Ok(0)
    }

    /// The chain of a reply of several certificates: those from the key's own on, each signed by the next, then what is
    /// left over. `None` where the user does not want it.
    fn chain_of_several<'c>(
        &self,
        context: &mut Context<'_>,
        fault: &impl Fn(ReplyFault) -> Failure,
        own: &x509::Certificate<'_>,
        reply: &[x509::Certificate<'c>],
        trusted: &Trusted<'c>,
    ) -> Result<Option<Vec<x509::Certificate<'c>>>, Failure> {
        let judge = Judge::new(context.machine);
        let opinions: Vec<_> = reply
            .iter()
            .map(|certificate| judge.opinion(certificate, trusted.trusts(certificate.der)))
            .collect();
        let judged: Vec<Judged<'_>> = opinions.iter().map(|opinion| opinion.judged()).collect();
        context.warnings.judge_chain(Object::Reply, &judged);
        let mut chain = in_java_order(reply);
        let first = chain
            .iter()
            .position(|certificate| certificate.key.raw == own.key.raw)
            .ok_or_else(|| fault(ReplyFault::NoneForKey))?;
        chain.swap(0, first);
        // Java: of the last two nobody asks whether one signed the other.
        for place in 1..chain.len().saturating_sub(1) {
            let signer = chain.get(place - 1).and_then(|signed| {
                let later = chain.iter().enumerate().skip(place);
                later.filter(|(_, signer)| chain::is_signed_by(signed, signer)).map(|(found, _)| found).next()
            });
            chain.swap(place, signer.ok_or_else(|| fault(ReplyFault::Incomplete))?);
        }
        let Some(top) = chain.last() else { return Ok(Some(chain)) };
        if self.noprompt || trusted.has(top.der) {
            return Ok(Some(chain));
        }
        let candidates = trusted.candidates();
        if let Some(issuer) = candidates.signer_of(top) {
            warn_of_issuer(context, &judge, issuer);
            chain.push(issuer.certificate.clone());
            return Ok(Some(chain));
        }
        let zone = context.zone()?;
        context.say(&Notice::TopOfReply)?;
        let markers = judge.opinion(top, false).markers();
        write_certificate(context.console.out(), top, &zone, &markers)?;
        context.say(&Notice::TopOfReplyNotTrusted)?;
        context.say_warnings_before_question()?;
        Ok(context.confirm(&Question::InstallReply)?.then_some(chain))
    }
}

/// Whose certificates count as issuers.
struct Trusted<'s> {
    store: &'s Store,
    cacerts: Option<&'s Store>,
}

impl<'s> Trusted<'s> {
    fn stores(&self) -> impl Iterator<Item = &'s Store> {
        [Some(self.store), self.cacerts].into_iter().flatten()
    }

    /// Whether it is in one of the stores, be it as the certificate of a key.
    fn has(&self, der: &[u8]) -> bool {
        self.stores().any(|store| store.find_certificate(der).is_some())
    }

    /// Whether it is a trusted certificate: its signature is not judged then.
    fn trusts(&self, der: &[u8]) -> bool {
        self.stores().any(|store| store.trusts(der))
    }

    fn candidates(&self) -> Candidates<'s> {
        Candidates::of(Some(self.store), self.cacerts)
    }
}

/// The chain of a reply of one certificate, put together from what is trusted.
fn chain_of_one<'c>(
    context: &mut Context<'_>,
    own: &x509::Certificate<'_>,
    reply: &x509::Certificate<'c>,
    trusted: &Trusted<'c>,
) -> Result<Vec<x509::Certificate<'c>>, ReplyFault> {
    if reply.key.raw != own.key.raw {
        return Err(ReplyFault::OtherKey);
    }
    if reply.der == own.der {
        return Err(ReplyFault::Unchanged);
    }
    let candidates = trusted.candidates();
    let issuers = candidates.path_from(reply).ok_or(ReplyFault::NoChain)?;
    let judge = Judge::new(context.machine);
    for issuer in issuers.iter().rev() {
        warn_of_issuer(context, &judge, issuer);
    }
    judge.note_one(context, Object::Input, reply, trusted.trusts(reply.der));
    let above = issuers.iter().map(|issuer| issuer.certificate.clone());
    Ok(std::iter::once(reply.clone()).chain(above).collect())
}

fn warn_of_issuer(context: &mut Context<'_>, judge: &Judge, issuer: &Issuer<'_>) {
    let object = if issuer.in_cacerts {
        Object::IssuerInCacerts(issuer.alias)
    } else {
        Object::IssuerAlias(issuer.alias)
    };
    judge.note_one(context, object, &issuer.certificate, true);
}

/// Java: the certificates of a reply go through a set, which takes out repetitions and shuffles the others by their
/// hashes; of two for the same key, or two issuers of the same name, that decides which is taken.
fn in_java_order<'c>(reply: &[x509::Certificate<'c>]) -> Vec<x509::Certificate<'c>> {
    let mut different: Vec<&x509::Certificate<'c>> = Vec::with_capacity(reply.len());
    for certificate in reply {
        if !different.iter().any(|other| other.der == certificate.der) {
            different.push(certificate);
        }
    }
    let hashes: Vec<u32> = different.iter().map(|certificate| hash_of_octets(certificate.der)).collect();
    set_order(&hashes)
        .into_iter()
        .filter_map(|place| different.get(place).map(|one| (*one).clone()))
        .collect()
}
