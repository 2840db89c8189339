//! The certificate of a new key: who signs it, how, and what it says.

use crate::calendar::{DAY, hybrid};
use crate::commands::signing::SERIAL_OCTETS;
use crate::commands::validity::LAST_YEAR;
use crate::commands::{Failure, MakingFault};
use crate::crypto::generate::KeyPair;
use crate::crypto::sign::{PrivateKey, SignError, SignatureAlgorithm, sign};
use crate::keystore::Certificate;
use crate::machine::Machine;
use crate::secret::SecretBytes;
use crate::x509;
use crate::x509::build::extensions::authority_key_identifier;
use crate::x509::build::{CertificateBody, Extensions, signed};

const MILLISECONDS_OF_A_DAY: i64 = DAY * 1000;

/// The entry that signs.
pub(super) struct Signer {
    /// DER of its PrivateKeyInfo.
    pub(super) key: SecretBytes,
    /// Its chain, leaf first.
    pub(super) chain: Vec<Certificate>,
}

/// The signature in preparation.
pub(super) struct Signing {
    key: PrivateKey,
    /// The algorithm, as far as it is known before there is something to sign.
    algorithm: Result<SignatureAlgorithm, SignError>,
    /// The signer's chain; empty where the new key signs for itself.
    chain: Vec<Certificate>,
}

impl Signing {
    /// By the signer's key, or the new one; with the algorithm of this name, or the key's default.
    pub(super) fn prepare(
        signer: Option<Signer>,
        pair: &KeyPair,
        name: Option<&str>,
    ) -> Result<Self, Failure> {
        let (der, chain) = match signer {
            Some(signer) => (signer.key, signer.chain),
            None => (pair.private.clone(), Vec::new()),
        };
        let key = PrivateKey::read(&der).map_err(MakingFault::PrivateKey)?;
        let algorithm = match name {
            Some(name) => SignatureAlgorithm::named(name, &key),
            None => SignatureAlgorithm::default_for(&key),
        };
        Ok(Self { key, algorithm, chain })
    }

    /// Whether there is anything to sign with, which Java asks long before it signs.
    pub(super) fn check(&self) -> Result<(), Failure> {
        match &self.algorithm {
            Err(SignError::NothingToSignWith(algorithm)) => {
                Err(MakingFault::NoSignatureBy { algorithm }.into())
            }
            _ => Ok(()),
        }
    }

    fn issuer(&self) -> Option<x509::Certificate<'_>> {
        self.chain.first().and_then(|stored| x509::Certificate::read(&stored.der).ok())
    }

    /// The extensions that Java adds, and those that were asked for.
    pub(super) fn extensions(&self, public: &[u8], words: &[String]) -> Result<Extensions, Failure> {
        let unreadable = |fault: x509::Fault| MakingFault::MadeUnreadable {
            refusal: Box::new(x509::Refusal::Fault { place: x509::Place::Key, fault }),
        };
        let mut extensions = Extensions::default();
        if let Some(issuer) = self.issuer() {
            extensions.put_authority_key(&authority_key_identifier(&issuer).map_err(unreadable)?);
        }
        extensions.apply(words.iter().map(String::as_str), None).map_err(MakingFault::Extension)?;
        extensions.put_subject_key(public).map_err(unreadable)?;
        Ok(extensions)
    }

    /// The certificate's DER, and the name of the signature's algorithm.
    pub(super) fn certificate(
        &self,
        public: &[u8],
        subject: &[u8],
        start: i64,
        ends: i64,
        extensions: &Extensions,
        machine: &Machine,
    ) -> Result<(Vec<u8>, String), Failure> {
        let year = hybrid(ends.div_euclid(MILLISECONDS_OF_A_DAY)).year;
        if year > LAST_YEAR {
            return Err(MakingFault::EndsTooLate { year }.into());
        }
        let failed = |source: &SignError| MakingFault::Signature {
            source: source.clone(),
            algorithm: self.key.algorithm(),
            group: self.key.group(),
        };
        let algorithm = self.algorithm.as_ref().map_err(failed)?;
        let issuer = self.issuer();
        let serial = machine.random::<SERIAL_OCTETS>()?;
        let body = CertificateBody {
            serial: &serial,
            algorithm: algorithm.identifier(),
            issuer: issuer.as_ref().map_or(subject, |issuer| issuer.subject.raw()),
            not_before: start,
            not_after: ends,
            subject,
            key: public,
            extensions,
        }
        .encode();
        let signature = sign(&self.key, algorithm, &body, machine).map_err(|error| failed(&error))?;
        Ok((signed(&body, algorithm.identifier(), &signature), algorithm.name().to_owned()))
    }

    /// The signer's chain.
    pub(super) fn into_chain(self) -> Vec<Certificate> {
        self.chain
    }
}
