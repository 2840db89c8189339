//! Asks a server again and again, each time without what it has taken.

use std::sync::atomic::Ordering;
use std::thread;
use std::time::Duration;

use super::{Chooser, Steps, candidates};
use crate::tls::flight::Flight;
use crate::tls::offer::{Offer, TLS_1_3};
use crate::tls::{
    Chance, Connection, Depth, KeyExchange, LONGEST_FLIGHT, Limits, TlsFault, Wants, classic, handshake,
};

/// The promise of safe renegotiation (RFC 5746).
const RENEGOTIATION: u16 = 0x00ff;
/// A server that does not answer a hello with all suites is asked in pieces of so many: some stumble over long ones.
const PIECE: usize = 64;
/// No survey makes more connections for one version.
const MOST: usize = 700;
/// How long a server is left in peace that does not answer any more, before it is asked once again.
const REST: Duration = Duration::from_millis(500);
/// What a survey bears: more than any Java.
const LIMITS: Limits = Limits { message: LONGEST_FLIGHT, chain: usize::MAX };

/// Asks a server on one thread.
pub(super) struct Asker<'a> {
    pub(super) connect: &'a (dyn Fn() -> Result<Connection, TlsFault> + Sync),
    pub(super) steps: &'a Steps,
    pub(super) pause: Duration,
    pub(super) chance: Chance,
}

/// What a server says to a hello.
pub(super) enum Answer {
    /// It chose.
    Taken(Flight),
    /// It wants none of what was offered.
    TurnedDown(TlsFault),
    /// It could not be asked.
    Lost(TlsFault),
}

/// What a server has taken, in this order, with its answer to each.
pub(super) struct Found {
    pub(super) taken: Vec<(u16, Flight)>,
    /// What broke it off before the server had turned down the rest.
    pub(super) broken_off: Option<TlsFault>,
}

/// The group that a server chose.
pub(super) fn group_of(flight: &Flight) -> Option<u16> {
    match flight.chosen.as_ref()?.exchange? {
        KeyExchange::Group(group) => Some(group),
        _ => None,
    }
}

fn suite_of(flight: &Flight) -> Option<u16> {
    flight.chosen.as_ref().map(|chosen| chosen.suite)
}

fn with_suites(base: &Offer, mut suites: Vec<u16>) -> Offer {
    if !base.versions.contains(&TLS_1_3) {
        suites.push(RENEGOTIATION);
    }
    Offer { suites, ..base.clone() }
}

impl Asker<'_> {
    /// One connection, or two where the first does not come about.
    pub(super) fn ask(&mut self, offer: &Offer) -> Answer {
        match self.ask_once(offer) {
            Answer::Lost(_) => {
                thread::sleep(REST);
                self.ask_once(offer)
            }
            answer => answer,
        }
    }

    fn ask_once(&mut self, offer: &Offer) -> Answer {
        thread::sleep(self.pause);
        self.steps.done.fetch_add(1, Ordering::Relaxed);
        let mut connection = match (self.connect)() {
            Ok(connection) => connection,
            Err(fault) => return Answer::Lost(fault),
        };
        let (flight, end) = classic::look(&mut connection, offer, LIMITS, &mut self.chance);
        match (flight.chosen.is_some(), end) {
            (_, Err(fault @ (TlsFault::Version(_) | TlsFault::Suite(_)))) => Answer::TurnedDown(fault),
            // What is wrong with a chain or a key is no matter of the suite.
            (true, _) => Answer::Taken(flight),
            (false, Err(fault @ TlsFault::Lost(_))) => Answer::Lost(fault),
            (false, Err(fault)) => Answer::TurnedDown(fault),
            (false, Ok(())) => Answer::TurnedDown(TlsFault::Closed),
        }
    }

    /// Offers `left` until nothing of it is taken any more.
    fn eliminate(
        &mut self,
        mut left: Vec<u16>,
        offer: impl Fn(Vec<u16>) -> Offer,
        chosen: impl Fn(&Flight) -> Option<u16>,
    ) -> (Found, Option<TlsFault>) {
        let mut found = Found { taken: Vec::new(), broken_off: None };
        while !left.is_empty() && found.taken.len() < MOST {
            self.steps.expect(1);
            match self.ask(&offer(left.clone())) {
                Answer::Taken(flight) => {
                    let Some(number) = chosen(&flight).filter(|number| left.contains(number)) else { break };
                    left.retain(|one| *one != number);
                    found.taken.push((number, flight));
                }
                Answer::TurnedDown(fault) => return (found, Some(fault)),
                Answer::Lost(fault) => {
                    found.broken_off = Some(fault);
                    break;
                }
            }
        }
        (found, None)
    }

    /// The suites that the server takes of `all`; only the first where not all are wanted.
    ///
    /// # Errors
    /// How the version was turned down.
    pub(super) fn suites(&mut self, base: &Offer, all: Vec<u16>, wants_all: bool) -> Result<Found, TlsFault> {
        if !wants_all {
            return match self.ask(&with_suites(base, all)) {
                Answer::Taken(flight) => {
                    let taken = suite_of(&flight).map(|suite| (suite, flight)).into_iter().collect();
                    Ok(Found { taken, broken_off: None })
                }
                Answer::TurnedDown(fault) | Answer::Lost(fault) => Err(fault),
            };
        }
        let (found, refusal) = self.eliminate(all.clone(), |left| with_suites(base, left), suite_of);
        match (found.taken.is_empty(), refusal, found.broken_off) {
            (false, _, broken_off) => Ok(Found { broken_off, ..found }),
            // A server that says so has none of them; one that says something else may have stumbled over the many.
            (true, Some(fault @ (TlsFault::Alert(_) | TlsFault::Version(_) | TlsFault::Suite(_))), _) => {
                Err(fault)
            }
            (true, Some(fault), _) => self.suites_in_pieces(base, &all).ok_or(fault),
            (true, None, broken_off) => Err(broken_off.unwrap_or(TlsFault::Closed)),
        }
    }

    fn suites_in_pieces(&mut self, base: &Offer, all: &[u16]) -> Option<Found> {
        let mut together = Found { taken: Vec::new(), broken_off: None };
        for piece in all.chunks(PIECE) {
            let (found, _) = self.eliminate(piece.to_vec(), |left| with_suites(base, left), suite_of);
            together.taken.extend(found.taken);
            together.broken_off = together.broken_off.or(found.broken_off);
        }
        (!together.taken.is_empty()).then_some(together)
    }

    /// Who chooses among the suites: they are offered the other way round.
    pub(super) fn chooser(&mut self, base: &Offer, suites: &[u16]) -> Option<Chooser> {
        let (first, last) = (*suites.first()?, *suites.last()?);
        if first == last {
            return None;
        }
        self.steps.expect(1);
        let backwards = suites.iter().rev().copied().collect();
        match self.ask(&with_suites(base, backwards)) {
            Answer::Taken(flight) if suite_of(&flight) == Some(last) => Some(Chooser::Client),
            Answer::Taken(_) => Some(Chooser::Server),
            Answer::TurnedDown(_) | Answer::Lost(_) => None,
        }
    }

    /// The groups that the server takes with these suites.
    pub(super) fn groups(&mut self, base: &Offer, suites: Vec<u16>) -> Vec<u16> {
        // Without a key at once the server names the group that it wants.
        let base = Offer { sends_share: false, ..with_suites(base, suites) };
        let offer = |groups| Offer { groups, ..base.clone() };
        let (found, _) = self.eliminate(candidates::GROUPS.to_vec(), offer, group_of);
        found.taken.into_iter().map(|(group, _)| group).collect()
    }

    /// The protocols within: in TLS 1.3 they come encrypted, in a handshake that goes further.
    pub(super) fn protocols(&mut self, base: &Offer) -> Vec<String> {
        let mut left: Vec<String> = candidates::PROTOCOLS.iter().map(|name| (*name).to_owned()).collect();
        let mut taken = Vec::new();
        while !left.is_empty() {
            self.steps.expect(1);
            thread::sleep(self.pause);
            self.steps.done.fetch_add(1, Ordering::Relaxed);
            let offer = Offer { protocols: left.clone(), ..base.clone() };
            let wants = Wants { depth: Depth::Chain, limits: LIMITS };
            let seen = handshake(&mut || (self.connect)(), &offer, None, wants, &mut self.chance);
            let chosen = seen.chosen.and_then(|chosen| chosen.protocol);
            let chosen = chosen.and_then(|name| String::from_utf8(name).ok());
            let Some(name) = chosen.filter(|name| left.contains(name)) else { break };
            left.retain(|one| *one != name);
            taken.push(name);
        }
        taken
    }
}
