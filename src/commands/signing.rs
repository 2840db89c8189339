//! Signing with the key of an entry, or a new one: for requests, certificates and CRLs alike.

use super::session::Session;
use super::{Context, Failure, MakingFault, keys};
use crate::crypto::sign::{PrivateKey, SignError, SignatureAlgorithm, sign};
use crate::formats::keys::{OpenKey, is_password};
use crate::keystore::{Certificate, Content, KeyClass};
use crate::machine::Machine;
use crate::report::Notice;
use crate::report::keytool::certificate::java_name;
use crate::secret::{Password, SecretBytes};
use crate::x509;
use crate::x509::build::signed;

/// How many random octets a serial number has.
///
/// Java: as many, read as a number without a sign.
pub(super) const SERIAL_OCTETS: usize = 8;

/// The content octets of id-kp-serverAuth and of anyExtendedKeyUsage (RFC 5280, 4.2.1.12).
const SERVER_AUTHENTICATION: [u8; 8] = [0x2b, 6, 1, 5, 5, 7, 3, 1];
const ANY_PURPOSE: [u8; 4] = [0x55, 0x1d, 37, 0];

/// A key that signs: of an entry, opened, or one that is made now.
pub(super) struct Signer {
    key: PrivateKey,
    /// DER of the PrivateKeyInfo.
    pub(super) der: SecretBytes,
    /// What opened it; `None` where it lies open.
    pub(super) password: Option<Password>,
    /// Its certificate and those above it; empty where it is made now.
    pub(super) chain: Vec<Certificate>,
}

/// What a secret key is taken for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Wanted {
    /// A certificate is looked for first. Java: the number of the variable that is null then.
    Certificate {
        /// Its number in the method.
        local: u8,
        /// Whether nobody looks first if there is such an entry at all.
        unchecked: bool,
    },
    /// The key is looked at first.
    Key,
}

impl Signer {
    /// Opens the key under `alias`, with the questions that keytool asks.
    ///
    /// # Errors
    /// What is wrong with the alias, the password or the key.
    pub(super) fn open(
        context: &mut Context<'_>,
        session: &Session,
        alias: &str,
        given: Option<&Password>,
        wanted: Wanted,
    ) -> Result<Self, Failure> {
        check_alias(session, alias, wanted)?;
        Self::recover(context, session, alias, given)
    }

    /// Opens the key under `alias` with the password given, the store's, or one asked for.
    ///
    /// # Errors
    /// As [`keys::recover_key`]; and where the key cannot sign.
    pub(super) fn recover(
        context: &mut Context<'_>,
        session: &Session,
        alias: &str,
        given: Option<&Password>,
    ) -> Result<Self, Failure> {
        let (store, password) = (&session.store, session.password.as_ref());
        let recovered = keys::recover_key(context, store, password, alias, given)?;
        let der = match recovered.key {
            OpenKey::Private(der) => der,
            OpenKey::Secret(secret) => {
                let is_password = secret.class == KeyClass::Own && is_password(&secret.algorithm);
                let alias = alias.to_owned();
                return Err(MakingFault::SecretKeyToSign { alias, local: None, is_password }.into());
            }
        };
        let chain = store.find(alias).map(|entry| entry.certificates().to_vec()).unwrap_or_default();
        Ok(Self { password: recovered.password, chain, ..Self::of_new(der)? })
    }

    /// A key that is made now and signs for itself.
    ///
    /// # Errors
    /// [`MakingFault::PrivateKey`].
    pub(super) fn of_new(der: SecretBytes) -> Result<Self, Failure> {
        let key = PrivateKey::read(&der).map_err(MakingFault::PrivateKey)?;
        Ok(Self { key, der, password: None, chain: Vec::new() })
    }

    /// The certificate that belongs to the key, as Java reads it.
    ///
    /// # Errors
    /// [`Failure::NoCertificate`] where there is none, or none that Java reads.
    pub(super) fn certificate(&self, alias: &str) -> Result<x509::Certificate<'_>, Failure> {
        let none = || Failure::NoCertificate { alias: alias.to_owned() };
        let leaf = self.chain.first().ok_or_else(none)?;
        x509::Certificate::read(&leaf.der).map_err(|_| none())
    }

    /// The algorithm of this name, or the one that Java takes for such a key.
    ///
    /// # Errors
    /// [`MakingFault::Signature`].
    pub(super) fn algorithm(&self, name: Option<&str>) -> Result<SignatureAlgorithm, MakingFault> {
        let found = match name {
            Some(name) => SignatureAlgorithm::named(name, &self.key),
            None => SignatureAlgorithm::default_for(&self.key),
        };
        found.map_err(|source| self.failed(source))
    }

    /// The same for a request. Java: signs it before it looks for the algorithm's identifier.
    ///
    /// # Errors
    /// [`MakingFault::Signature`].
    pub(super) fn algorithm_for_request(
        &self,
        name: Option<&str>,
        body: &[u8],
    ) -> Result<SignatureAlgorithm, MakingFault> {
        self.algorithm(name).map_err(|fault| match fault {
            MakingFault::Signature { source: SignError::NoIdentifier(found), .. } => {
                let source = SignatureAlgorithm::unhashed(&found, body.len());
                self.failed(source.unwrap_or(SignError::NoIdentifier(found)))
            }
            other => other,
        })
    }

    /// `body`, signed.
    ///
    /// # Errors
    /// [`MakingFault::Signature`].
    pub(super) fn sign(
        &self,
        algorithm: &SignatureAlgorithm,
        body: &[u8],
        machine: &Machine,
    ) -> Result<Vec<u8>, Failure> {
        let signature = sign(&self.key, algorithm, body, machine).map_err(|source| self.failed(source))?;
        Ok(signed(body, algorithm.identifier(), &signature))
    }

    fn failed(&self, source: SignError) -> MakingFault {
        MakingFault::Signature { source, algorithm: self.key.algorithm(), group: self.key.group() }
    }
}

/// Says natively which certificate was made, of whom and for which names, and what nobody will take it for. `signer` is the
/// entry that signed and its certificate; `None` where the key itself did.
///
/// # Errors
/// Where standard error cannot be written.
pub(super) fn note_certificate(
    context: &mut Context<'_>,
    signer: Option<(&str, &x509::Certificate<'_>)>,
    made: &[u8],
    days: i64,
) -> Result<(), Failure> {
    let Ok(made) = x509::Certificate::read(made) else { return Ok(()) };
    if context.is_keytool() {
        return Ok(());
    }
    let purposes = made.extended_key_usages();
    let is_for_servers = purposes.is_none_or(|purposes| {
        purposes.iter().any(|purpose| **purpose == SERVER_AUTHENTICATION || **purpose == ANY_PURPOSE)
    });
    context.say(&Notice::CertificateMade {
        signer: signer.map(|(alias, _)| alias.to_owned()),
        subject: java_name(&made.subject),
        days,
        names: made.host_names(),
        lacks_names: made.alternative_names().is_empty() && is_for_servers && !made.is_ca(),
    })?;
    match signer {
        Some((alias, certificate)) => note_no_authority(context, alias, certificate),
        None => Ok(()),
    }
}

/// Says natively that nobody will trust what a certificate's key signs that is no authority's.
///
/// # Errors
/// Where standard error cannot be written.
pub(super) fn note_no_authority(
    context: &mut Context<'_>,
    alias: &str,
    certificate: &x509::Certificate<'_>,
) -> Result<(), Failure> {
    if context.is_keytool() || certificate.is_ca() {
        return Ok(());
    }
    context.say(&Notice::SignerNoAuthority { alias: alias.to_owned() })
}

/// Java: looks for the entry, or at once for its certificate, before anything else.
///
/// # Errors
/// [`Failure::AliasMissing`], [`MakingFault::SecretKeyToSign`], [`MakingFault::IssuerMissing`].
pub(super) fn check_alias(session: &Session, alias: &str, wanted: Wanted) -> Result<(), Failure> {
    match (session.store.find(alias).map(|entry| &entry.content), wanted) {
        (None, Wanted::Certificate { local, unchecked: true }) => {
            Err(MakingFault::IssuerMissing { alias: alias.to_owned(), local }.into())
        }
        (None, _) => Err(Failure::AliasMissing { alias: alias.to_owned() }),
        (Some(Content::SecretKey(_)), Wanted::Certificate { local, .. }) => {
            Err(MakingFault::SecretKeyToSign {
                alias: alias.to_owned(),
                local: Some(local),
                is_password: false,
            }
            .into())
        }
        (Some(Content::PrivateKey { chain, .. }), Wanted::Certificate { local, .. }) if chain.is_empty() => {
            Err(MakingFault::IssuerWithoutCertificate { alias: alias.to_owned(), local }.into())
        }
        _ => Ok(()),
    }
}
