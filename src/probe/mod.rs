//! What a Java would do with a server: where its connection ends, from what was seen of the server and what the Java
//! offers and takes.

mod chain;
mod keys;
pub mod weakness;

use crate::pkix::client::{
    Answer, Objection, Parameters, Spoken, object_to_exchange, object_to_hello, object_to_lack,
};
use crate::pkix::client_key::KeyChoiceFault;
use crate::pkix::{ClientChoice, ClientProperties, Decision, Java, Outcome};
use crate::tls::survey::Survey;
use crate::tls::{Attempt, Chosen, Endpoint, KeyExchange, Observation, Offer, TLS_1_3, TlsFault};

pub use chain::{Beyond, Layout, Link, Role};
pub use keys::{Keys, OwnEntry};

/// What was found out about one server, before anything is judged.
#[derive(Debug)]
pub struct Sighting {
    /// The server.
    pub endpoint: Endpoint,
    /// The addresses that were tried, in order; of a proxy, where there is one.
    pub attempts: Vec<Attempt>,
    /// The handshake as far as it went, or what was in the way of one.
    pub seen: Result<Observation, TlsFault>,
    /// All that the server speaks, where that was asked for and there was a handshake.
    pub survey: Option<Survey>,
}

/// Where a Java's connection ends.
#[derive(Debug)]
pub enum Ending<'s> {
    /// Nowhere: it goes through.
    Connected,
    /// On the way to the server, or in the handshake, by what the other side does.
    Fault(&'s TlsFault),
    /// The server chose what this Java did not offer, or does not take.
    Objection(Objection),
    /// The server asks for a client's certificate in a way that this Java cannot answer.
    ClientKey(KeyChoiceFault),
    /// The chain is not trusted; the decision says why.
    Untrusted,
    /// Whether the chain is trusted was not decided.
    Undecided,
}

/// The hello of a Java to a host.
pub fn offer(spoken: &Spoken, host: &str) -> Offer {
    let numbers = |named: &[crate::pkix::client::Named]| named.iter().map(|one| one.number).collect();
    Offer {
        versions: numbers(&spoken.protocols),
        suites: numbers(&spoken.suites),
        groups: numbers(&spoken.groups),
        shares: numbers(&spoken.shares),
        schemes: numbers(&spoken.schemes),
        certificate_schemes: numbers(&spoken.certificate_schemes),
        name: spoken.server_name(host),
        extensions: spoken.extensions.clone(),
        ..Offer::default()
    }
}

/// Where the connection ends, in the order in which Java looks at things: the server's choice, its certificates, its key
/// exchange, and what it says to the client's.
pub fn ending<'s>(
    sighting: &'s Sighting,
    (java, properties, spoken): (&Java, &ClientProperties, &Spoken),
    decision: Option<&Decision<'_>>,
    choice: Option<&ClientChoice>,
) -> Ending<'s> {
    let seen = match &sighting.seen {
        Ok(seen) => seen,
        Err(fault) => return Ending::Fault(fault),
    };
    let objection = seen.chosen.as_ref().map(answer).and_then(|answer| {
        object_to_hello(spoken, &answer).or_else(|| object_to_lack(spoken, properties, &answer))
    });
    if let Some(objection) = objection {
        return Ending::Objection(objection);
    }
    let gives_up = choice.and_then(|choice| choice.fault);
    // TLS 1.3 asks before the server shows its certificates.
    if let (Some(fault @ KeyChoiceFault::Request(_)), Some(TLS_1_3)) = (gives_up, seen.version()) {
        return Ending::ClientKey(fault);
    }
    match (&seen.end, decision.map(|decision| &decision.outcome)) {
        // What is too long ends it before anything in it is looked at.
        (Err(TlsFault::NoKey), None) => return Ending::Undecided,
        (Err(TlsFault::UnusableKey), Some(Outcome::Trusted)) => return Ending::Undecided,
        (Err(fault @ (TlsFault::ChainTooLong { .. } | TlsFault::MessageTooLong { .. })), _)
        | (Err(fault), None) => return Ending::Fault(fault),
        (_, Some(Outcome::Rejected(_))) => return Ending::Untrusted,
        (_, Some(Outcome::Undecided)) => return Ending::Undecided,
        (_, Some(Outcome::Trusted)) | (Ok(()), None) => {}
    }
    let parameters = seen.chosen.as_ref().and_then(|chosen| parameters(chosen.exchange?));
    let objection = parameters.and_then(|parameters| object_to_exchange(java, properties, parameters));
    match (objection, gives_up, &seen.end) {
        (Some(objection), ..) => Ending::Objection(objection),
        (None, Some(fault), _) => Ending::ClientKey(fault),
        (None, None, Err(fault)) => Ending::Fault(fault),
        (None, None, Ok(())) => Ending::Connected,
    }
}

/// Where the connection of SSLPoke ends, whose decision is about no host name: it says that it is connected before TLS 1.3's
/// word on a client's certificate comes.
pub fn ending_of_sslpoke<'s>(
    sighting: &'s Sighting,
    view: (&Java, &ClientProperties, &Spoken),
    decision: Option<&Decision<'_>>,
    choice: Option<&ClientChoice>,
) -> Ending<'s> {
    let is_late = sighting
        .seen
        .as_ref()
        .is_ok_and(|seen| seen.version() == Some(TLS_1_3) && seen.has_answered && !seen.chain.is_empty());
    match ending(sighting, view, decision, choice) {
        Ending::Fault(TlsFault::Alert(_) | TlsFault::Closed | TlsFault::Reset) if is_late => {
            Ending::Connected
        }
        end => end,
    }
}

fn answer(chosen: &Chosen) -> Answer {
    Answer {
        version: chosen.version,
        is_in_extension: chosen.version == TLS_1_3,
        suite: chosen.suite,
        compression: chosen.compression,
        downgraded_below: chosen.downgraded_below,
        renegotiates_safely: chosen.renegotiates_safely,
        extended_master_secret: chosen.extended_master_secret,
    }
}

/// What Java looks at of a key exchange; nothing where the client encrypts the key itself.
fn parameters(exchange: KeyExchange) -> Option<Parameters> {
    match exchange {
        KeyExchange::Rsa => None,
        KeyExchange::Dh { bits } => Some(Parameters::Prime(u32::try_from(bits).unwrap_or(u32::MAX))),
        KeyExchange::Group(group) => Some(Parameters::Group(group)),
        // Of a prime field, as all that are in use.
        KeyExchange::ExplicitCurve => Some(Parameters::Explicit(1)),
    }
}
