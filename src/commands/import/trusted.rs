//! keytool's import of one trusted certificate: its questions, in its order.

use super::Import;
use crate::commands::chain::{self, Candidates};
use crate::commands::session::{Purpose, Saving, Session};
use crate::commands::weakness::{self, Opinion};
use crate::commands::{Context, Failure, input, keys, whereabouts};
use crate::formats::certificates;
use crate::keystore::{Certificate, Content, Store};
use crate::report::keytool::certificate::write_certificate;
use crate::report::keytool::weakness::Object;
use crate::report::{Action, Change, Notice, Question};
use crate::x509;

impl Import {
    pub(super) fn import_as_keytool(&self, context: &mut Context<'_>) -> Result<u8, Failure> {
        let mut session = Session::open(context, &self.store, Purpose::ChangeOrCreate)?;
        let alias = self.alias.as_deref().unwrap_or("mykey");
        // Java: says so of any -keypass, also where no key is asked for.
        let given = keys::given(context, &session, &self.key)?;
        let file = self.file.as_deref();
        let bytes = input::bytes(context, file)?;
        match session.store.find(alias).map(|entry| &entry.content) {
            None => {}
            Some(Content::PrivateKey { .. }) => {
                return self.import_reply(context, session, alias, given.as_ref(), &bytes);
            }
            // Java: neither replaces a secret key nor says so.
            Some(Content::SecretKey(_)) => return Ok(0),
            Some(Content::Trusted(_)) => return Err(Failure::AliasTaken { alias: alias.to_owned() }),
        }
        let unparseable = |fault| Failure::NotACertificate { name: file.map(str::to_owned), fault };
        let der = certificates::java_first(&bytes).map_err(|fault| unparseable(Some(fault)))?;
        let certificate = x509::Certificate::read(&der).map_err(|_| unparseable(None))?;
        let cacerts = if self.trustcacerts { whereabouts::read_cacerts(context) } else { None };
        let stores = [Some(&session.store), cacerts.as_ref()];
        let is_trusted = stores.iter().flatten().any(|store| store.trusts(&der));
        let opinion = weakness::Judge::new(context.machine).opinion(&certificate, is_trusted);
        context.warnings.judge(Object::Input, None, opinion.judged_alone());
        if !self.noprompt && !is_wanted(context, stores, &certificate, &opinion)? {
            context.say(&Notice::CertificateNotAdded)?;
            // Java: tells of the format of a store with keys even where it leaves it as it is.
            weakness::note_proprietary(context, &session);
            return Ok(0);
        }
        let created = context.machine.now.as_millisecond();
        let stored = Certificate::x509(der.clone());
        let change = session.change(context, Saving::default(), |store| {
            if store.find(alias).is_some() {
                return Err(Failure::AliasTaken { alias: alias.to_owned() });
            }
            store.set(alias, created, Content::Trusted(stored.clone()));
            let added = store.find(alias).ok_or_else(|| Failure::AliasMissing { alias: alias.to_owned() })?;
            Ok((true, Change::to(Action::Added, added)))
        })?;
        context.report_changes(&session, Saving::default(), &[change])?;
        weakness::note_proprietary(context, &session);
        Ok(0)
    }
}

/// Whether the certificate is trusted already by what is there (the store, and cacerts where it counts), or by the
/// user.
fn is_wanted(
    context: &mut Context<'_>,
    [store, cacerts]: [Option<&Store>; 2],
    certificate: &x509::Certificate<'_>,
    opinion: &Opinion,
) -> Result<bool, Failure> {
    // Java: one whose own signature does not hold, or cannot be checked, is one of an unknown issuer.
    let is_self_signed = certificate.is_self_issued() && chain::is_signed_by(certificate, certificate);
    let twin_in = |store: Option<&Store>| {
        store.and_then(|store| store.find_as_java(certificate.der)).map(|twin| twin.alias.to_string())
    };
    let known = match (twin_in(store), twin_in(cacerts)) {
        (Some(alias), _) => Some((Notice::AlreadyInKeystore { alias }, Question::AddAnyway)),
        (None, Some(alias)) if is_self_signed => {
            Some((Notice::AlreadyInCacerts { alias }, Question::AddToOwnAnyway))
        }
        _ => None,
    };
    if let Some((notice, question)) = known {
        context.say(&notice)?;
        context.say_warnings_before_question()?;
        return context.confirm(&question);
    }
    if !is_self_signed && Candidates::of(store, cacerts).path_from(certificate).is_some() {
        return Ok(true);
    }
    let zone = context.zone()?;
    write_certificate(context.console.out(), certificate, &zone, &opinion.markers())?;
    context.say_warnings_before_question()?;
    context.confirm(&Question::TrustCertificate)
}
