//! A client's own certificate and key: chosen when a server asks, and how rustls signs with it.

use std::fmt;
use std::sync::Arc;

use jiff::Timestamp;
use rustls::sign::{Signer, SigningKey};
use rustls::{Error, SignatureAlgorithm as Kind, SignatureScheme};

use super::randomness::Drawn;
use super::{CertificateRequest, TlsFault};
use crate::crypto::sign::{PrivateKey, SignError, SignatureAlgorithm, sign, sign_md5_and_sha1};
use crate::machine::{Machine, NoRandomness};

/// A client's own certificate, and what proves that it is its own.
#[derive(Debug)]
pub struct ClientKey {
    /// The certificates, the client's own first, in DER.
    pub chain: Vec<Vec<u8>>,
    /// The private key.
    pub key: PrivateKey,
    /// What it signs by; `None` of an RSA key up to TLS 1.1, whose proof is over MD5 and SHA-1 together.
    pub algorithm: Option<SignatureAlgorithm>,
    /// TLS's number for that; `None` up to TLS 1.1, where the kind of key decides.
    pub scheme: Option<u16>,
}

/// A client's keys, among which the server's request decides.
pub trait ClientKeys: fmt::Debug + Send + Sync {
    /// The key that answers a request, in a handshake of this version; `None`: an empty list is sent.
    ///
    /// # Errors
    /// [`TlsFault::UnusableKey`]: there is one, and nothing can be signed with it here.
    fn answer(&self, version: u16, request: &CertificateRequest) -> Result<Option<Arc<ClientKey>>, TlsFault>;
}

impl ClientKey {
    /// The signature of a message on the randomness that is lent on this thread.
    pub(super) fn sign(&self, message: &[u8]) -> Result<Vec<u8>, SignError> {
        let lent = Machine::new(
            Timestamp::UNIX_EPOCH,
            [],
            Box::new(|bytes| rustls::crypto::SecureRandom::fill(&Drawn, bytes).map_err(|_| NoRandomness)),
        );
        match &self.algorithm {
            Some(algorithm) => sign(&self.key, algorithm, message, &lent),
            None => sign_md5_and_sha1(&self.key, message, &lent),
        }
    }
}

/// A key as rustls takes it.
#[derive(Debug, Clone)]
pub(super) struct Own(pub(super) Arc<ClientKey>);

impl SigningKey for Own {
    /// Chosen already, from all that the server takes: rustls does not tell of every scheme.
    fn choose_scheme(&self, _: &[SignatureScheme]) -> Option<Box<dyn Signer>> {
        self.0.scheme.map(|_| Box::new(self.clone()) as Box<dyn Signer>)
    }

    fn algorithm(&self) -> Kind {
        match self.0.key.algorithm() {
            "RSA" | "RSASSA-PSS" => Kind::RSA,
            "EC" => Kind::ECDSA,
            "DSA" => Kind::DSA,
            _ => Kind::ED25519,
        }
    }
}

impl Signer for Own {
    fn sign(&self, message: &[u8]) -> Result<Vec<u8>, Error> {
        self.0.sign(message).map_err(|error| Error::General(error.to_string()))
    }

    fn scheme(&self) -> SignatureScheme {
        SignatureScheme::from(self.0.scheme.unwrap_or_default())
    }
}
