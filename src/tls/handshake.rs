//! One handshake with a server: a first look by a hello that is exactly the client's, and where that does not tell
//! enough, a second one that goes on to the end.

use std::sync::Arc;

use super::modern::{LONGEST_MESSAGE_OF_RUSTLS, Plan, Sight};
use super::offer::{TLS_1_2, TLS_1_3};
use super::randomness::Chance;
use super::{ClientKeys, Connection, Observation, Offer, TlsFault, by_hand, classic};

/// Java's `jdk.tls.client.maxInboundCertificateChainLength`: a longer chain ends the handshake.
pub const LONGEST_CHAIN: usize = 10;
/// Java's `jdk.tls.maxHandshakeMessageSize`: a longer message ends the handshake.
pub const LONGEST_MESSAGE: usize = 32_768;

/// How far a handshake is gone into.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Depth {
    /// One connection: the server's choice, and what else comes in the clear, which up to TLS 1.2 is all.
    Choice,
    /// The chain as well, and what is asked of a client: in TLS 1.3 that takes a second connection.
    Chain,
    /// On to the end, and the server's word on the client's certificate: a second connection wherever rustls speaks
    /// what the server chose, or a certificate is asked for.
    #[default]
    End,
}

/// What the client bears.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// The longest handshake message, in bytes.
    pub message: usize,
    /// The most certificates in a chain.
    pub chain: usize,
}

impl Default for Limits {
    /// Java's, unless it is told others.
    fn default() -> Self {
        Self { message: LONGEST_MESSAGE, chain: LONGEST_CHAIN }
    }
}

/// What is wanted of a handshake.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Wants {
    /// How far it goes.
    pub depth: Depth,
    /// What ends it.
    pub limits: Limits,
}

/// Goes through a handshake, on one or two connections that `connect` makes, and tells what was seen.
pub fn handshake(
    connect: &mut dyn FnMut() -> Result<Connection, TlsFault>,
    offer: &Offer,
    client: Option<&Arc<dyn ClientKeys>>,
    wants: Wants,
    chance: &mut Chance,
) -> Observation {
    let mut seen = first_look(connect, offer, wants.limits, chance);
    let goes_on = match wants.depth {
        Depth::Choice => false,
        Depth::Chain => seen.version() == Some(TLS_1_3),
        Depth::End => true,
    };
    if goes_on && seen.end.is_ok() {
        seen.end = second_look(&mut seen, connect, offer, client, wants, chance);
    }
    seen
}

fn first_look(
    connect: &mut dyn FnMut() -> Result<Connection, TlsFault>,
    offer: &Offer,
    limits: Limits,
    chance: &mut Chance,
) -> Observation {
    let mut connection = match connect() {
        Ok(connection) => connection,
        Err(fault) => return Observation::nothing(fault),
    };
    let (flight, end) = classic::look(&mut connection, offer, limits, chance);
    Observation {
        chosen: flight.chosen,
        chain: flight.chain.unwrap_or_default(),
        staple: flight.staple,
        request: flight.request,
        sent_own: false,
        has_answered: false,
        is_complete: false,
        end,
    }
}

/// Adds to what was seen what a handshake by rustls shows, and gives what ended that.
fn second_look(
    seen: &mut Observation,
    connect: &mut dyn FnMut() -> Result<Connection, TlsFault>,
    offer: &Offer,
    client: Option<&Arc<dyn ClientKeys>>,
    wants: Wants,
    chance: &mut Chance,
) -> Result<(), TlsFault> {
    let Some(choice) = seen.chosen.as_ref().map(|chosen| (chosen.version, chosen.suite)) else {
        return Ok(());
    };
    let request = seen.request.as_ref();
    let Some(plan) = Plan::new(offer, choice, (client, request), wants.depth) else {
        return look_by_hand(seen, connect, offer, client, wants, chance);
    };
    let (sight, end) = plan.look(&mut connect()?, chance);
    // The server went along with the client's own hello: where it, or rustls, stumbles before there are certificates, that
    // is for what rustls does not speak, such as Ed448, RSASSA-PSS keys in TLS 1.2, or finite fields in TLS 1.3.
    let end = match end {
        Err(TlsFault::Broken(_)) if choice.0 <= TLS_1_2 => {
            return look_by_hand(seen, connect, offer, client, wants, chance);
        }
        Err(TlsFault::Alert(_) | TlsFault::Broken(_)) if sight.chain.is_none() => {
            if choice.0 <= TLS_1_2 {
                return look_by_hand(seen, connect, offer, client, wants, chance);
            }
            Err(TlsFault::NoKey)
        }
        end => end,
    };
    let is_too_long =
        matches!(end, Err(TlsFault::MessageTooLong { length }) if length > LONGEST_MESSAGE_OF_RUSTLS);
    seen.add(sight, offer.asks_for_staple());
    if is_too_long && seen.chain.is_empty() {
        // Asked for less, the server shows in the clear what is too long for rustls.
        let versions = offer.versions.iter().copied().filter(|version| *version <= TLS_1_2).collect();
        let older = Offer { versions, ..offer.clone() };
        if older.newest().is_some() {
            seen.chain = first_look(connect, &older, wants.limits, chance).chain;
        }
    }
    seen.has_answered = seen.request.is_some()
        && match &end {
            Ok(()) => seen.is_complete,
            Err(fault) => matches!(fault, TlsFault::Alert(_) | TlsFault::Closed | TlsFault::Reset),
        };
    let excess = seen.excess(wants.limits);
    // What Java does not bear ends it before anything that came later.
    match (excess, end) {
        (Some(fault), _) => {
            seen.is_complete = false;
            Err(fault)
        }
        (None, end) => end,
    }
}

/// Hears by hand what a server makes of a client's certificate, where it asks for one.
fn look_by_hand(
    seen: &mut Observation,
    connect: &mut dyn FnMut() -> Result<Connection, TlsFault>,
    offer: &Offer,
    client: Option<&Arc<dyn ClientKeys>>,
    wants: Wants,
    chance: &mut Chance,
) -> Result<(), TlsFault> {
    if seen.request.is_none() || wants.depth != Depth::End {
        return Ok(());
    }
    let keys = client.map(AsRef::as_ref);
    let (heard, end) = by_hand::answer(&mut connect()?, offer, wants.limits, keys, chance);
    seen.sent_own = heard.sent_own;
    seen.has_answered = heard.has_answered;
    end
}

impl Observation {
    /// Of a server that was not reached.
    fn nothing(fault: TlsFault) -> Self {
        Self {
            chosen: None,
            chain: Vec::new(),
            staple: None,
            request: None,
            sent_own: false,
            has_answered: false,
            is_complete: false,
            end: Err(fault),
        }
    }

    /// The version that the server chose.
    pub fn version(&self) -> Option<u16> {
        self.chosen.as_ref().map(|chosen| chosen.version)
    }

    /// What the first look did not see.
    fn add(&mut self, sight: Sight, asks_for_staple: bool) {
        if let Some(chain) = sight.chain {
            self.chain = chain;
        }
        if asks_for_staple && self.staple.is_none() {
            self.staple = sight.staple;
        }
        // What came in the clear is all of it.
        self.request = self.request.take().or(sight.request);
        self.sent_own = sight.sent_own;
        self.is_complete = sight.is_complete;
        if let Some(chosen) = self.chosen.as_mut() {
            chosen.scheme = chosen.scheme.or(sight.scheme);
            chosen.exchange = chosen.exchange.or(sight.exchange);
            chosen.protocol = chosen.protocol.take().or(sight.protocol);
        }
    }

    /// What Java does not bear of TLS 1.3's chain; up to TLS 1.2 the first look has seen to it.
    fn excess(&self, limits: Limits) -> Option<TlsFault> {
        if self.version() != Some(TLS_1_3) || self.chain.is_empty() {
            return None;
        }
        // RFC 8446, 4.4.2: the message has four bytes of context and length, and each certificate three of length and
        // two for its extensions; the first of them may be the staple, with eight bytes about it.
        let certificates: usize = self.chain.iter().map(|der| der.len() + 5).sum();
        let staple = self.staple.as_ref().map_or(0, |staple| staple.len() + 8);
        let length = 4 + certificates + staple;
        if length > limits.message {
            return Some(TlsFault::MessageTooLong { length });
        }
        let length = self.chain.len();
        (length > limits.chain).then_some(TlsFault::ChainTooLong { length })
    }
}
