//! A handshake by rustls, TLS 1.3 or 1.2: what it offers of JDK 25's hello, in Java's order; what it is sent is kept
//! and believed.

use std::net::TcpStream;
use std::sync::{Arc, Mutex, PoisonError};

use rustls::client::Resumption;
use rustls::client::danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier};
use rustls::crypto::{CryptoProvider, aws_lc_rs as engine};
use rustls::pki_types::{CertificateDer, ServerName, UnixTime};
use rustls::{
    ClientConfig, ClientConnection, DigitallySignedStruct, Error, InvalidMessage, SignatureScheme,
    SupportedCipherSuite,
};

use super::classic::SIGNATURE_SCHEMES;
use super::randomness::Drawn;
use super::{LONGEST_MESSAGE, Target, TlsFault, groups, randomness, within_limits};
use crate::machine::{Machine, NoRandomness};

/// How many times a handshake goes between reading and writing; an ordinary one does five times, one that comes in
/// single bytes 70,000 times.
const TURNS: usize = 100_000;

/// JDK 25's suites that rustls speaks, in JDK 25's order.
const SUITES: [SupportedCipherSuite; 9] = [
    engine::cipher_suite::TLS13_AES_256_GCM_SHA384,
    engine::cipher_suite::TLS13_AES_128_GCM_SHA256,
    engine::cipher_suite::TLS13_CHACHA20_POLY1305_SHA256,
    engine::cipher_suite::TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384,
    engine::cipher_suite::TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256,
    engine::cipher_suite::TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256,
    engine::cipher_suite::TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384,
    engine::cipher_suite::TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256,
    engine::cipher_suite::TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256,
];

/// What the server sends, or why nothing of it was seen.
pub(super) fn observe(
    mut socket: TcpStream,
    target: &Target,
    machine: &Machine,
) -> Result<Vec<Vec<u8>>, TlsFault> {
    randomness::draw(machine)?;
    let witness = Arc::new(Witness::default());
    let config = config(&witness, target.name_in_hello().is_some()).map_err(as_fault)?;
    // Where no name is sent it does not matter which.
    let name = target.name_in_hello().unwrap_or("localhost").to_owned();
    let name = ServerName::try_from(name).map_err(|error| TlsFault::NotTls(error.to_string()))?;
    let mut connection = ClientConnection::new(Arc::new(config), name).map_err(as_fault)?;
    let outcome = converse(&mut connection, &mut socket);
    // What comes after the certificates, an alert for want of our own or a broken proof, does not unsee them.
    match (witness.seen(), outcome) {
        (Some(chain), _) => within_limits(chain),
        (None, Err(fault)) => Err(fault),
        (None, Ok(())) => Err(TlsFault::NoCertificate),
    }
}

/// Goes through the handshake to its end.
fn converse(connection: &mut ClientConnection, socket: &mut TcpStream) -> Result<(), TlsFault> {
    for _ in 0..TURNS {
        while connection.wants_write() {
            connection.write_tls(socket)?;
        }
        if !connection.is_handshaking() {
            connection.send_close_notify();
            connection.write_tls(socket)?;
            return Ok(());
        }
        if connection.read_tls(socket)? == 0 {
            return Err(TlsFault::Closed);
        }
        if let Err(error) = connection.process_new_packets() {
            // The other side is told why; that it may have gone is no news.
            let _ = connection.write_tls(socket);
            return Err(as_fault(error));
        }
    }
    Err(TlsFault::Silent)
}

fn config(witness: &Arc<Witness>, with_name: bool) -> Result<ClientConfig, Error> {
    let provider = CryptoProvider {
        cipher_suites: SUITES.to_vec(),
        kx_groups: groups::GROUPS.to_vec(),
        secure_random: &Drawn,
        ..engine::default_provider()
    };
    let mut config = ClientConfig::builder_with_provider(Arc::new(provider))
        .with_safe_default_protocol_versions()?
        .dangerous()
        .with_custom_certificate_verifier(Arc::clone(witness) as Arc<dyn ServerCertVerifier>)
        .with_no_client_auth();
    config.enable_sni = with_name;
    config.resumption = Resumption::disabled();
    Ok(config)
}

/// Keeps what the server sends and believes all of it.
#[derive(Debug, Default)]
struct Witness {
    chain: Mutex<Option<Vec<Vec<u8>>>>,
}

impl Witness {
    fn seen(&self) -> Option<Vec<Vec<u8>>> {
        self.chain.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

impl ServerCertVerifier for Witness {
    fn verify_server_cert(
        &self,
        end_entity: &CertificateDer<'_>,
        intermediates: &[CertificateDer<'_>],
        _name: &ServerName<'_>,
        _stapled: &[u8],
        _now: UnixTime,
    ) -> Result<ServerCertVerified, Error> {
        let chain = std::iter::once(end_entity).chain(intermediates).map(|der| der.to_vec()).collect();
        *self.chain.lock().unwrap_or_else(PoisonError::into_inner) = Some(chain);
        Ok(ServerCertVerified::assertion())
    }

    fn verify_tls12_signature(
        &self,
        _message: &[u8],
        _certificate: &CertificateDer<'_>,
        _signature: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        Ok(HandshakeSignatureValid::assertion())
    }

    fn verify_tls13_signature(
        &self,
        _message: &[u8],
        _certificate: &CertificateDer<'_>,
        _signature: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        Ok(HandshakeSignatureValid::assertion())
    }

    /// JDK 25's, in its order; a server with several certificates chooses by it.
    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        SIGNATURE_SCHEMES.iter().map(|scheme| SignatureScheme::from(*scheme)).collect()
    }
}

fn as_fault(error: Error) -> TlsFault {
    match error {
        Error::AlertReceived(alert) => TlsFault::Alert(alert.into()),
        Error::NoCertificatesPresented => TlsFault::NoCertificate,
        Error::InvalidMessage(InvalidMessage::HandshakePayloadTooLarge) => {
            TlsFault::MessageTooLong { length: LONGEST_MESSAGE + 1 }
        }
        Error::FailedToGetRandomBytes => TlsFault::NoRandomness(NoRandomness),
        other => TlsFault::NotTls(other.to_string()),
    }
}
