//! A client's own keystore: which of its keys a Java sends, and that key for the handshake.

use std::sync::Arc;

use crate::crypto::digest::Digest;
use crate::crypto::sign::{PrivateKey, SignatureAlgorithm};
use crate::keystore::Format;
use crate::pkix::client::scheme_names;
use crate::pkix::client_key::{Held, KeyChoiceFault};
use crate::pkix::{ClientChoice, ClientEntry, ClientRequest, Java, KeyManager, choose_client_key};
use crate::tls::{CertificateRequest, ClientKey, ClientKeys, TLS_1_3, TlsFault};

/// An entry of the keystore.
#[derive(Debug)]
pub struct OwnEntry {
    /// Its alias.
    pub alias: String,
    /// What it holds.
    pub held: Held,
    /// Its certificates in DER, its own first.
    pub chain: Vec<Vec<u8>>,
    /// Its private key, where it was opened and can be read.
    pub key: Option<PrivateKey>,
}

/// The keys of a client, and the Java that chooses among them.
#[derive(Debug)]
pub struct Keys {
    /// The Java.
    pub java: Java,
    /// Its key manager.
    pub manager: KeyManager,
    /// The instant, in milliseconds since 1970.
    pub at: i64,
    /// The format of the store.
    pub format: Format,
    /// All entries, in Java's order.
    pub entries: Vec<OwnEntry>,
}

impl Keys {
    /// What this Java answers to a request.
    pub fn choose(&self, version: u16, request: &CertificateRequest) -> ClientChoice {
        let entries: Vec<ClientEntry<'_>> = self
            .entries
            .iter()
            .map(|own| ClientEntry {
                alias: &own.alias,
                format: self.format,
                held: own.held,
                chain: own.chain.iter().map(Vec::as_slice).collect(),
            })
            .collect();
        let certificate_schemes = request.certificate_schemes.as_slice();
        let request = ClientRequest {
            version,
            authorities: &request.authorities,
            kinds: &request.kinds,
            schemes: &request.schemes,
            certificate_schemes: (!certificate_schemes.is_empty()).then_some(certificate_schemes),
        };
        choose_client_key(&self.java, self.manager, &request, self.at, &entries)
    }

    /// The entry that keeps this Java from making its key manager, whatever is asked of it.
    pub fn unopened(&self) -> Option<&OwnEntry> {
        // Any request will do.
        let request = CertificateRequest { schemes: vec![0x0403], ..CertificateRequest::default() };
        match self.choose(TLS_1_3, &request).fault {
            Some(KeyChoiceFault::KeyManager(place)) => self.entries.get(place),
            _ => None,
        }
    }
}

impl ClientKeys for Keys {
    fn answer(&self, version: u16, request: &CertificateRequest) -> Result<Option<Arc<ClientKey>>, TlsFault> {
        let choice = self.choose(version, request);
        let chosen = choice.chosen.filter(|_| choice.fault.is_none());
        let Some(entry) = chosen.and_then(|place| self.entries.get(place)) else { return Ok(None) };
        let key = entry.key.clone().ok_or(TlsFault::UnusableKey)?;
        // RSA's proof is over two digests up to TLS 1.1, which nothing else knows.
        let is_of_two = choice.scheme.is_none() && key.algorithm() == "RSA";
        let algorithm =
            if is_of_two { None } else { Some(algorithm(choice.scheme, &key).ok_or(TlsFault::UnusableKey)?) };
        Ok(Some(Arc::new(ClientKey { chain: entry.chain.clone(), key, algorithm, scheme: choice.scheme })))
    }
}

/// What a scheme of TLS is among signatures; without one, as up to TLS 1.1, what goes with the key.
fn algorithm(scheme: Option<u16>, key: &PrivateKey) -> Option<SignatureAlgorithm> {
    let Some(scheme) = scheme else {
        let name = match key.algorithm() {
            "EC" => "SHA1withECDSA",
            "DSA" => "SHA1withDSA",
            _ => return None,
        };
        return SignatureAlgorithm::named(name, key).ok();
    };
    let (name, signature) = scheme_names(scheme)?;
    if signature != "RSASSA-PSS" {
        return SignatureAlgorithm::named(signature, key).ok();
    }
    let digest = match name.rsplit('_').next()? {
        "sha256" => Digest::Sha256,
        "sha384" => Digest::Sha384,
        _ => Digest::Sha512,
    };
    SignatureAlgorithm::pss_of_tls(digest, key).ok()
}
