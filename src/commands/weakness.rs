//! What keytool thinks of the certificates a command handles, by the JDK's policy on algorithms and keys.

use std::cell::RefCell;
use std::collections::HashSet;
use std::rc::Rc;
use std::sync::Arc;

use jiff::civil::Date;

use super::Context;
use super::session::Session;
use crate::formats::keys::{self, OpenKey};
use crate::jvm::policy::Policy;
use crate::keystore::{Content, Entry, Format, Store};
use crate::machine::Machine;
use crate::pkix::strength::{KeyFacts, Strength, Strengths};
use crate::report::keytool::certificate::{Markers, key_description};
use crate::report::keytool::listing::Style;
use crate::report::keytool::weakness::{Judged, Object};
use crate::x509::{self, KeyKind};

/// Judges certificates by the policy of this run.
pub(super) struct Judge {
    strengths: Option<Arc<Strengths>>,
    /// The hundred thousand certificates of a store have a dozen kinds of keys and signatures between them.
    opinions: RefCell<Vec<(Kind, Rc<Opinion>)>>,
}

/// More kinds than this are not kept: looking for them would take longer than thinking again.
const KEPT: usize = 64;

/// What a certificate is for, as the properties name it, and whether keytool's sentences about chains look at that.
type Use = Option<(&'static str, bool)>;

/// What an opinion depends on.
struct Kind {
    signature: Option<Box<[u8]>>,
    usage: Use,
    key: Box<[u8]>,
    kind: KeyKind,
}

/// What is thought of one certificate.
pub(super) struct Opinion {
    signature_name: String,
    signature: Option<Strength>,
    key_name: String,
    key: Strength,
    signature_ends: Option<Date>,
    in_chain: InChain,
}

/// The same as the sentences about chains have it.
struct InChain {
    signature: Option<Strength>,
    signature_ends: Option<Date>,
    key: Strength,
}

impl Judge {
    /// By JDK 25's policy, or the one that `-Djava.security.properties` makes of it.
    pub(super) fn new(machine: &Machine) -> Self {
        let policy = Policy::of(machine).unwrap_or_else(|_| Policy::jdk25());
        // Java: refuses to start with constraints it cannot read; nothing is weak then.
        Self::by(Strengths::new(&policy, machine.now).ok().map(Arc::new))
    }

    fn by(strengths: Option<Arc<Strengths>>) -> Self {
        Self { strengths, opinions: RefCell::default() }
    }

    /// What finds, on any thread, those of some entries of a store that something is to be said of.
    pub(super) fn suspicion<'s>(
        &self,
        store: &'s Store,
    ) -> impl Fn(&[&'s Entry]) -> Vec<&'s Entry> + Sync + use<'s> {
        let strengths = self.strengths.clone();
        let contested = store.contested();
        move |entries| {
            let judge = Self::by(strengths.clone());
            let is_suspect = |entry: &Entry| {
                matches!(entry.content, Content::SecretKey(_))
                    || judge.opinions_of(store, &contested, entry).iter().any(|opinion| {
                        opinion.key != Strength::Sound
                            || !matches!(opinion.signature, None | Some(Strength::Sound))
                    })
            };
            entries.iter().copied().filter(|entry| is_suspect(entry)).collect()
        }
    }

    /// What is thought of a certificate; nobody checks the signature of an anchor, so nothing is said about it.
    pub(super) fn opinion(&self, certificate: &x509::Certificate<'_>, is_anchor: bool) -> Rc<Opinion> {
        let signature = (!is_anchor).then_some(certificate.algorithm.oid);
        self.opinion_of(signature, &certificate.key, usage(certificate))
    }

    /// Whether it matters to the opinion of a certificate that nobody checks its signature.
    pub(super) fn minds_signature(&self, certificate: &x509::Certificate<'_>) -> bool {
        !matches!(self.opinion(certificate, false).signature, None | Some(Strength::Sound))
    }

    /// What is thought of a request.
    pub(super) fn opinion_of_request(&self, request: &x509::Request<'_>) -> Rc<Opinion> {
        self.opinion_of(Some(request.algorithm.oid), &request.key, None)
    }

    /// What is thought of a CRL, and of the key that made it, where that is known.
    pub(super) fn opinion_of_crl(&self, crl: &x509::Crl<'_>, key: Option<&x509::PublicKey<'_>>) -> Opinion {
        let signature_name = x509::names::name_or_decimals(crl.algorithm.oid);
        let strengths = self.strengths.as_deref();
        let of_key = key.map(|key| self.form(None, key, None));
        let signature = strengths.map(|strengths| strengths.of_signature(&signature_name, None));
        let key = of_key.as_ref().map_or(Strength::Sound, |opinion| opinion.key);
        let signature_ends =
            strengths.and_then(|strengths| strengths.signature_ends(None, &signature_name, None));
        Opinion {
            signature,
            signature_name,
            key,
            signature_ends,
            in_chain: InChain { signature, signature_ends, key },
            key_name: of_key.map(|opinion| opinion.key_name).unwrap_or_default(),
        }
    }

    /// What is thought of a signature algorithm (content octets of its identifier), where it counts, and of a key.
    fn opinion_of(&self, signature: Option<&[u8]>, key: &x509::PublicKey<'_>, usage: Use) -> Rc<Opinion> {
        let mut opinions = self.opinions.borrow_mut();
        let is_alike = |kind: &Kind| {
            kind.kind == key.kind
                && kind.usage == usage
                && *kind.key == *key.algorithm.oid
                && kind.signature.as_deref() == signature
        };
        if let Some((_, opinion)) = opinions.iter().find(|(kind, _)| is_alike(kind)) {
            return Rc::clone(opinion);
        }
        let opinion = Rc::new(self.form(signature, key, usage));
        if opinions.len() < KEPT {
            let (signature, oid) = (signature.map(Into::into), key.algorithm.oid.into());
            opinions.push((Kind { signature, usage, key: oid, kind: key.kind }, Rc::clone(&opinion)));
        }
        opinion
    }

    fn form(&self, signature: Option<&[u8]>, key: &x509::PublicKey<'_>, usage: Use) -> Opinion {
        let signature_name = signature.map(x509::names::name_or_decimals).unwrap_or_default();
        let algorithm = key.algorithm_name();
        let facts = KeyFacts::of(key, &algorithm);
        let strengths = self.strengths.as_deref();
        let of_signature = |usage: Option<&str>| {
            let strengths = strengths.filter(|_| signature.is_some())?;
            Some(strengths.of_signature_for(usage, &signature_name, Some(facts)))
        };
        let of_key = |usage: Option<&str>| {
            strengths.map_or(Strength::Sound, |strengths| strengths.of_key_for(usage, facts))
        };
        let marked = usage.map(|(usage, _)| usage);
        let in_chain = usage.filter(|(_, counts)| *counts).map(|(usage, _)| usage);
        let ends = |usage: Option<&str>| {
            strengths
                .filter(|_| of_signature(usage) == Some(Strength::Disabled))
                .and_then(|strengths| strengths.signature_ends(usage, &signature_name, Some(facts)))
        };
        Opinion {
            signature: of_signature(marked),
            key: of_key(marked),
            signature_ends: ends(marked),
            in_chain: InChain {
                signature: of_signature(in_chain),
                signature_ends: ends(in_chain),
                key: of_key(in_chain),
            },
            key_name: key_description(key),
            signature_name,
        }
    }

    /// Notes what `-list` says of the entries it has shown: the one that was asked for, or all.
    pub(super) fn note_listing(
        &self,
        context: &mut Context<'_>,
        session: &Session,
        only: Option<&Entry>,
        all: &[&Entry],
        style: Style,
    ) {
        let contested = session.store.contested();
        match only {
            Some(only) => self.note_entry(context, session, &contested, only, Object::Certificate, style),
            None => {
                for entry in all {
                    let object = Object::Alias(entry.alias.as_str());
                    self.note_entry(context, session, &contested, entry, object, style);
                }
            }
        }
        note_proprietary(context, session);
    }

    fn note_entry(
        &self,
        context: &mut Context<'_>,
        session: &Session,
        contested: &HashSet<&[u8]>,
        entry: &Entry,
        object: Object<'_>,
        style: Style,
    ) {
        if let Content::SecretKey(_) = &entry.content {
            // Java: opens the key, if the store's password does.
            if let Some(password) = &session.password
                && let Ok(OpenKey::Secret(key)) = keys::recover(&entry.content, password)
            {
                self.note_kept_secret(context, object, &key.algorithm);
            }
            return;
        }
        let opinions = self.opinions_of(&session.store, contested, entry);
        // Java: a plain listing counts the certificates of a chain, the others do not.
        if style == Style::Plain {
            let judged: Vec<Judged<'_>> = opinions.iter().map(|opinion| opinion.judged()).collect();
            context.warnings.judge_chain(object, &judged);
        } else {
            for opinion in &opinions {
                context.warnings.judge(object, None, opinion.judged());
            }
        }
    }

    /// What is thought of each certificate of an entry.
    fn opinions_of(&self, store: &Store, contested: &HashSet<&[u8]>, entry: &Entry) -> Vec<Rc<Opinion>> {
        match &entry.content {
            // Java: is no anchor where it comes upon the key first.
            Content::Trusted(stored) if contested.contains(&*stored.der) => {
                x509::Certificate::read(&stored.der)
                    .map(|certificate| self.opinion(&certificate, store.trusts(certificate.der)))
                    .into_iter()
                    .collect()
            }
            // Of an anchor the key alone counts, and the certificate was accepted when the store was read.
            Content::Trusted(stored) => x509::PublicKey::of_accepted(&stored.der)
                .map(|key| self.opinion_of(None, &key, None))
                .into_iter()
                .collect(),
            Content::PrivateKey { chain, .. } => chain
                .iter()
                .filter_map(|stored| x509::Certificate::read(&stored.der).ok())
                .map(|certificate| self.opinion(&certificate, store.trusts(certificate.der)))
                .collect(),
            Content::SecretKey(_) => Vec::new(),
        }
    }

    /// Notes what is said of the algorithm of a secret key that is kept. Java: nothing of a password's.
    pub(super) fn note_kept_secret(&self, context: &mut Context<'_>, object: Object<'_>, algorithm: &str) {
        if !keys::is_password(algorithm) {
            self.note_secret(context, object, algorithm);
        }
    }

    /// Notes what is said of a secret key's algorithm.
    pub(super) fn note_secret(&self, context: &mut Context<'_>, object: Object<'_>, algorithm: &str) {
        if self.strengths.as_deref().is_some_and(|strengths| strengths.is_old_secret(algorithm)) {
            context.warnings.judge_secret(object, algorithm);
        }
    }

    /// Notes what is said of one certificate.
    pub(super) fn note_one(
        &self,
        context: &mut Context<'_>,
        object: Object<'_>,
        certificate: &x509::Certificate<'_>,
        is_anchor: bool,
    ) {
        context.warnings.judge(object, None, self.opinion(certificate, is_anchor).judged_alone());
    }
}

impl Opinion {
    /// As the sentences about chains need it.
    pub(super) fn judged(&self) -> Judged<'_> {
        Judged {
            signature: self.in_chain.signature.map(|strength| (self.signature_name.as_str(), strength)),
            signature_ends: self.in_chain.signature_ends,
            key: Some((self.key_name.as_str(), self.in_chain.key)),
        }
    }

    /// As the sentences about one certificate need it, that is not looked at as part of a chain.
    pub(super) fn judged_alone(&self) -> Judged<'_> {
        Judged {
            signature: self.signature.map(|strength| (self.signature_name.as_str(), strength)),
            signature_ends: self.signature_ends,
            key: Some((self.key_name.as_str(), self.key)),
        }
    }

    /// As the certificate's text needs it.
    pub(super) fn markers(&self) -> Markers<'static> {
        let marker = |strength| match strength {
            Strength::Sound => None,
            Strength::Weak => Some("weak"),
            Strength::Disabled => Some("disabled"),
        };
        Markers { signature: self.signature.and_then(marker), key: marker(self.key) }
    }
}

/// What a certificate is for, by its extended key usages.
///
/// Java: one that may sign code or timestamps is judged as one that signs JARs, whatever else it may do; of an authority
/// the sentences about chains do not tell that.
fn usage(certificate: &x509::Certificate<'_>) -> Use {
    const PURPOSES: [u8; 7] = [0x2b, 6, 1, 5, 5, 7, 3];
    let purposes = certificate.extended_key_usages()?;
    let has = |arc: u8| purposes.iter().any(|purpose| purpose.strip_prefix(&PURPOSES) == Some(&[arc]));
    let usage = if has(3) || has(8) {
        "SignedJAR"
    } else if has(1) {
        "TLSServer"
    } else if has(2) {
        "TLSClient"
    } else {
        return None;
    };
    Some((usage, !certificate.is_ca()))
}

/// keytool warns of JKS and JCEKS stores that hold private or secret keys.
pub(super) fn note_proprietary(context: &mut Context<'_>, session: &Session) {
    note_proprietary_store(context, &session.store, &session.named);
}

/// The same of a store that was only looked into. Java: names the type that its file is of, whatever it was said to be.
pub(super) fn note_proprietary_store(context: &mut Context<'_>, store: &Store, named: &str) {
    let format = store.provenance.found;
    let holds_key = || store.entries().any(|entry| !matches!(entry.content, Content::Trusted(_)));
    if context.is_keytool() && format != Format::Pkcs12 && holds_key() {
        context.warnings.recommend_pkcs12(format.java_name(), named);
    }
}
