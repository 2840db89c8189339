//! What a Java trusts by: the Java, and the store or the files that its anchors come from.

use std::path::{Path, PathBuf};

use super::arguments::StoreArguments;
use super::session::{Purpose, Session};
use super::target::{Target, TargetArguments, note_jdk_roots};
use super::{Context, Failure, input};
use crate::audit::Readability;
use crate::jvm::policy::Policy;
use crate::keystore::{Content, Entry};
use crate::pkix::{Anchors, Java};
use crate::report::findings::TrustStore;

/// A Java, and what it trusts.
pub(super) struct Trusting {
    /// The Java.
    pub(super) java: Java,
    /// Its security properties.
    pub(super) policy: Policy,
    /// Where the anchors come from; `None` where they come from files.
    session: Option<Session>,
    /// The certificates of the files.
    files: Vec<Vec<u8>>,
    /// Whether the store is the cacerts of this machine's Java.
    is_own_cacerts: bool,
    /// Whether the Java finds none of the certificates that the store holds.
    pub(super) is_blind: bool,
}

impl Trusting {
    /// The Java that the options name, and the anchors of `files`, else of the store that is named, else of the cacerts of the
    /// Java in the folder that is named, else of this machine's.
    ///
    /// # Errors
    /// What keeps the Java from being found, the store or a file from being read; [`Failure::UnreadableByJava`].
    pub(super) fn open(
        context: &mut Context<'_>,
        target: &TargetArguments,
        store: &StoreArguments,
        files: &[String],
    ) -> Result<Self, Failure> {
        let uses_cacerts = store.cacerts || store.keystore.is_none();
        let asks_cacerts = files.is_empty() && uses_cacerts;
        let mut found = target.resolve(context, asks_cacerts)?;
        if !asks_cacerts {
            found.note_own_roots(context);
        }
        let Target { mut java, policy, update, trusts_by, .. } = found;
        // Of a Java that was named; this machine's goes by its own name.
        let named: Option<PathBuf> = trusts_by.filter(|_| target.java_home.is_some());
        let mut trusted = Vec::new();
        for file in files {
            trusted.extend(input::chain(context, Some(file))?);
        }
        let session =
            if files.is_empty() { Some(open(context, store, uses_cacerts, named.as_deref())?) } else { None };
        if let (Some(session), Some(update)) = (&session, update) {
            let readability = Readability::of(&session.store);
            if !readability.since.includes(java.release, Some(update)) {
                return Err(Failure::UnreadableByJava {
                    path: session.named.clone(),
                    since: readability.since,
                });
            }
        }
        note_jdk_roots(&mut java, session.iter().flat_map(|session| session.store.entries()));
        let is_own_cacerts = asks_cacerts && named.is_none();
        Ok(Self { java, policy, session, files: trusted, is_own_cacerts, is_blind: false })
    }

    /// The Java that the options name, trusting nothing yet: what it says to a server does not depend on that.
    ///
    /// # Errors
    /// What keeps the Java from being found.
    pub(super) fn nothing(
        context: &Context<'_>,
        target: &TargetArguments,
        uses_cacerts: bool,
    ) -> Result<Self, Failure> {
        let mut found = target.resolve(context, uses_cacerts)?;
        found.note_own_roots(context);
        let Target { java, policy, .. } = found;
        Ok(Self { java, policy, session: None, files: Vec::new(), is_own_cacerts: false, is_blind: false })
    }

    /// The anchors.
    pub(super) fn anchors(&self) -> Anchors<'_> {
        if self.is_blind {
            return Anchors::default();
        }
        let entries = self.session.iter().flat_map(|session| session.store.entries());
        let of_store = entries.filter_map(|entry| Some((entry.alias.as_str(), anchor(entry)?)));
        Anchors::new(of_store.chain(self.files.iter().map(|der| ("", der.as_slice()))))
    }

    /// Where they came from.
    pub(super) fn store(&self) -> TrustStore<'_> {
        match &self.session {
            None => TrustStore::Certificates,
            Some(session) if self.is_own_cacerts => TrustStore::Cacerts(&session.named),
            Some(session) => TrustStore::File(&session.named),
        }
    }

    /// How many certificates of the store no JVM sees.
    pub(super) fn invisible_certificates(&self) -> usize {
        self.session.as_ref().map_or(0, Session::invisible_certificates)
    }
}

fn open(
    context: &mut Context<'_>,
    store: &StoreArguments,
    uses_cacerts: bool,
    cacerts: Option<&Path>,
) -> Result<Session, Failure> {
    let mut options = StoreArguments { cacerts: uses_cacerts, ..store.clone() };
    if let Some(cacerts) = cacerts.filter(|_| options.cacerts) {
        options.cacerts = false;
        options.keystore = Some(cacerts.display().to_string());
    }
    Session::open(context, &options, Purpose::Read)
}

/// What Java trusts by an entry: a trusted certificate, and of a key the first certificate of its chain.
fn anchor(entry: &Entry) -> Option<&[u8]> {
    match &entry.content {
        Content::Trusted(_) | Content::PrivateKey { .. } => entry.certificate().map(|stored| &*stored.der),
        Content::SecretKey(_) => None,
    }
}
