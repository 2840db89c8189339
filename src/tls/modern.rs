//! The second look: a handshake by rustls that goes on to its end, with the version that the server chose in the first;
//! what it is sent is kept and believed.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use rustls::client::danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier};
use rustls::client::{ResolvesClientCert, Resumption};
use rustls::crypto::{CryptoProvider, SupportedKxGroup, aws_lc_rs as engine};
use rustls::pki_types::{CertificateDer, ServerName, UnixTime};
use rustls::sign::CertifiedKey;
use rustls::{
    ClientConfig, ClientConnection, DigitallySignedStruct, Error, InvalidMessage, SignatureScheme,
    SupportedCipherSuite, SupportedProtocolVersion, version,
};

use super::client_key::Own;
use super::offer::{TLS_1_2, TLS_1_3};
use super::randomness::{Chance, Drawn, lend};
use super::{
    CertificateRequest, ClientKey, ClientKeys, Connection, Depth, KeyExchange, Offer, TlsFault, groups,
};
use crate::machine::NoRandomness;

/// How many times a handshake goes between reading and writing; an ordinary one does five times, one that comes in
/// single bytes 70,000 times.
const TURNS: usize = 100_000;
/// How long a server that asked for a certificate may take to say what it thinks of it, after TLS 1.3's handshake.
const SECOND_THOUGHTS: Duration = Duration::from_secs(1);
/// The longest handshake message that rustls takes.
pub(super) const LONGEST_MESSAGE_OF_RUSTLS: usize = 0xffff;

/// What was seen in a handshake by rustls.
#[derive(Debug, Default)]
pub(super) struct Sight {
    pub(super) chain: Option<Vec<Vec<u8>>>,
    pub(super) staple: Option<Vec<u8>>,
    pub(super) scheme: Option<u16>,
    pub(super) request: Option<CertificateRequest>,
    pub(super) sent_own: bool,
    /// Whether there was a key to be sent that nothing can be signed with.
    pub(super) has_unusable: bool,
    pub(super) exchange: Option<KeyExchange>,
    pub(super) protocol: Option<Vec<u8>>,
    pub(super) is_complete: bool,
}

/// A handshake that rustls can try.
#[derive(Debug)]
pub(super) struct Plan {
    config: ClientConfig,
    name: ServerName<'static>,
    witness: Arc<Witness>,
    /// Whether the server is given time for second thoughts: only TLS 1.3 ends before it has seen the client's
    /// certificate.
    lingers: bool,
}

impl Plan {
    /// With what rustls has of the offer, the client's keys and what was asked of them in the first look; `None` where it
    /// does not speak what the server chose.
    pub(super) fn new(
        offer: &Offer,
        (version, suite): (u16, u16),
        (keys, asked): (Option<&Arc<dyn ClientKeys>>, Option<&CertificateRequest>),
        depth: Depth,
    ) -> Option<Self> {
        let versions: &[&SupportedProtocolVersion] = match version {
            TLS_1_3 => &[&version::TLS13],
            TLS_1_2 => &[&version::TLS12],
            _ => return None,
        };
        let speaks = |wanted: u16| -> Option<SupportedCipherSuite> {
            engine::ALL_CIPHER_SUITES.iter().copied().find(|suite| u16::from(suite.suite()) == wanted)
        };
        let chosen = speaks(suite)?;
        // In TLS 1.2 the suite may decide about the certificate: the same one must come again.
        let suites = if version == TLS_1_3 {
            offer.suites.iter().filter_map(|suite| speaks(*suite)).collect()
        } else {
            vec![chosen]
        };
        let spoken = |group: &u16| groups::GROUPS.iter().copied().find(|own| u16::from(own.name()) == *group);
        let groups: Vec<&dyn SupportedKxGroup> = offer.groups.iter().filter_map(spoken).collect();
        if groups.is_empty() {
            return None;
        }
        let schemes = offer.schemes.iter().map(|scheme| SignatureScheme::from(*scheme)).collect();
        let witness = Arc::new(Witness {
            version,
            schemes,
            keys: keys.cloned(),
            asked: asked.cloned(),
            sight: Mutex::default(),
        });
        let provider = CryptoProvider {
            cipher_suites: suites,
            kx_groups: groups,
            secure_random: &Drawn,
            ..engine::default_provider()
        };
        let builder = ClientConfig::builder_with_provider(Arc::new(provider));
        let mut config = builder
            .with_protocol_versions(versions)
            .ok()?
            .dangerous()
            .with_custom_certificate_verifier(Arc::clone(&witness) as Arc<dyn ServerCertVerifier>)
            .with_client_cert_resolver(Arc::clone(&witness) as Arc<dyn ResolvesClientCert>);
        config.resumption = Resumption::disabled();
        config.alpn_protocols = offer.protocols.iter().map(|name| name.as_bytes().to_vec()).collect();
        let name = offer.name.clone().and_then(|name| ServerName::try_from(name).ok());
        config.enable_sni = name.is_some();
        // Where no name is sent it does not matter which.
        let name = match name {
            Some(name) => name,
            None => ServerName::IpAddress(std::net::IpAddr::from([127, 0, 0, 1]).into()),
        };
        Some(Self { config, name, witness, lingers: version == TLS_1_3 && depth == Depth::End })
    }

    /// What is seen, and what ended it.
    pub(super) fn look(
        self,
        connection: &mut Connection,
        chance: &mut Chance,
    ) -> (Sight, Result<(), TlsFault>) {
        let mut seen = Sight::default();
        let end = lend(chance, || {
            let mut client = ClientConnection::new(Arc::new(self.config), self.name).map_err(as_fault)?;
            let end = converse(&mut client, connection);
            let group = client.negotiated_key_exchange_group();
            seen.exchange = group.map(|group| KeyExchange::Group(group.name().into()));
            seen.protocol = client.alpn_protocol().map(<[u8]>::to_vec);
            end?;
            if self.lingers && self.witness.sight().request.is_some() {
                linger(&mut client, connection)?;
            }
            seen.is_complete = true;
            client.send_close_notify();
            let _ = client.write_tls(connection);
            Ok(())
        });
        let kept = std::mem::take(&mut *self.witness.sight());
        let end = if kept.has_unusable { Err(TlsFault::UnusableKey) } else { end };
        let Sight { exchange, protocol, is_complete, .. } = seen;
        (Sight { exchange, protocol, is_complete, ..kept }, end)
    }
}

/// Goes through the handshake to its end.
fn converse(client: &mut ClientConnection, connection: &mut Connection) -> Result<(), TlsFault> {
    for _ in 0..TURNS {
        while client.wants_write() {
            if let Err(error) = client.write_tls(connection) {
                // A server that has closed may have said why before.
                return Err(last_words(client, connection).unwrap_or_else(|| error.into()));
            }
        }
        if !client.is_handshaking() {
            return Ok(());
        }
        step(client, connection)?;
    }
    Err(TlsFault::Silent)
}

/// Takes what comes next.
fn step(client: &mut ClientConnection, connection: &mut Connection) -> Result<rustls::IoState, TlsFault> {
    if client.read_tls(connection)? == 0 {
        return Err(TlsFault::Closed);
    }
    client.process_new_packets().map_err(|error| {
        // The other side is told why; that it may have gone is no news.
        let _ = client.write_tls(connection);
        as_fault(error)
    })
}

/// The alert that lies unread where nothing can be written any more.
fn last_words(client: &mut ClientConnection, connection: &mut Connection) -> Option<TlsFault> {
    let fault = step(client, connection).err()?;
    matches!(fault, TlsFault::Alert(_)).then_some(fault)
}

/// Waits for what a server says of the certificate that it asked for: whatever is no alert, and silence, let it stand.
fn linger(client: &mut ClientConnection, connection: &mut Connection) -> Result<(), TlsFault> {
    connection.set_silence(Some(SECOND_THOUGHTS));
    match step(client, connection) {
        Ok(_) | Err(TlsFault::Silent) => Ok(()),
        Err(fault) => Err(fault),
    }
}

/// The client's certificate as rustls sends it.
fn certified(client: &Arc<ClientKey>) -> Arc<CertifiedKey> {
    let chain = client.chain.iter().map(|der| CertificateDer::from(der.clone())).collect();
    Arc::new(CertifiedKey::new(chain, Arc::new(Own(Arc::clone(client)))))
}

/// Keeps what the server sends and asks for, and believes all of it.
#[derive(Debug)]
struct Witness {
    version: u16,
    schemes: Vec<SignatureScheme>,
    keys: Option<Arc<dyn ClientKeys>>,
    /// The request as the first look saw it, up to TLS 1.2: rustls does not tell all of it.
    asked: Option<CertificateRequest>,
    sight: Mutex<Sight>,
}

impl Witness {
    fn sight(&self) -> std::sync::MutexGuard<'_, Sight> {
        self.sight.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn believed(&self, signature: &DigitallySignedStruct) -> HandshakeSignatureValid {
        self.sight().scheme = Some(signature.scheme.into());
        HandshakeSignatureValid::assertion()
    }
}

impl ServerCertVerifier for Witness {
    fn verify_server_cert(
        &self,
        end_entity: &CertificateDer<'_>,
        intermediates: &[CertificateDer<'_>],
        _name: &ServerName<'_>,
        stapled: &[u8],
        _now: UnixTime,
    ) -> Result<ServerCertVerified, Error> {
        let chain = std::iter::once(end_entity).chain(intermediates).map(|der| der.to_vec()).collect();
        let mut sight = self.sight();
        sight.chain = Some(chain);
        sight.staple = (!stapled.is_empty()).then(|| stapled.to_vec());
        Ok(ServerCertVerified::assertion())
    }

    fn verify_tls12_signature(
        &self,
        _message: &[u8],
        _certificate: &CertificateDer<'_>,
        signature: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        Ok(self.believed(signature))
    }

    fn verify_tls13_signature(
        &self,
        _message: &[u8],
        _certificate: &CertificateDer<'_>,
        signature: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        Ok(self.believed(signature))
    }

    /// A server with several certificates chooses by them.
    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        self.schemes.clone()
    }
}

impl ResolvesClientCert for Witness {
    fn resolve(&self, authorities: &[&[u8]], schemes: &[SignatureScheme]) -> Option<Arc<CertifiedKey>> {
        let request = match &self.asked {
            Some(asked) => asked.clone(),
            None => CertificateRequest {
                authorities: authorities.iter().map(|name| name.to_vec()).collect(),
                schemes: schemes.iter().map(|scheme| u16::from(*scheme)).collect(),
                ..CertificateRequest::default()
            },
        };
        let answer = self.keys.as_ref().map_or(Ok(None), |keys| keys.answer(self.version, &request));
        let mut sight = self.sight();
        sight.request = Some(request);
        sight.has_unusable = answer.is_err();
        let own = answer.ok().flatten().map(|key| certified(&key))?;
        sight.sent_own = true;
        Some(own)
    }

    fn has_certs(&self) -> bool {
        true
    }
}

fn as_fault(error: Error) -> TlsFault {
    match error {
        Error::AlertReceived(alert) => TlsFault::Alert(alert.into()),
        Error::NoCertificatesPresented => TlsFault::NoCertificate,
        // How long it is, rustls does not tell.
        Error::InvalidMessage(InvalidMessage::HandshakePayloadTooLarge) => {
            TlsFault::MessageTooLong { length: LONGEST_MESSAGE_OF_RUSTLS + 1 }
        }
        Error::FailedToGetRandomBytes => TlsFault::NoRandomness(NoRandomness),
        other => TlsFault::Broken(other.to_string()),
    }
}
