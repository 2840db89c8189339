//! All that a server speaks: its versions, suites, groups and protocols, each found by offering what is left until nothing
//! of it is taken any more.

mod asker;
mod candidates;

use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::Duration;

use asker::{Answer, Asker};

use super::flight::Flight;
use super::offer::{SSL_3_0, TLS_1_0, TLS_1_1, TLS_1_2, TLS_1_3};
use super::{Chance, Connection, KeyExchange, Offer, TlsFault};

/// The versions that are asked for, the newest first. SSL 2.0 is spoken by nobody here.
pub const VERSIONS: [u16; 5] = [TLS_1_3, TLS_1_2, TLS_1_1, TLS_1_0, SSL_3_0];
/// The signal that a client comes back with an older version than it speaks (RFC 7507), and the alert that answers it.
const FALLBACK: u16 = 0x5600;
const INAPPROPRIATE_FALLBACK: u8 = 86;

/// How a server is gone over.
#[derive(Debug, Clone, Default)]
pub struct Surveying {
    /// The name that is told (SNI).
    pub name: Option<String>,
    /// What is asked for.
    pub extent: Extent,
    /// The pause before each connection; with one, they are made one after the other.
    pub pause: Duration,
}

/// What is asked for, each with what stands before it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Extent {
    /// The versions.
    #[default]
    Versions,
    /// The suites of each, and who chooses among them.
    Suites,
    /// The groups of key agreement, and the protocols within.
    All,
}

/// How far a survey has come, for whoever watches.
#[derive(Debug, Default)]
pub struct Steps {
    done: AtomicUsize,
    expected: AtomicUsize,
}

/// What a server speaks.
#[derive(Debug)]
pub struct Survey {
    /// Each of [`VERSIONS`].
    pub versions: Vec<VersionSeen>,
    /// Whether a client that comes back with an older version is sent away (RFC 7507); `None` where there is no older one.
    pub refuses_fallback: Option<bool>,
    /// The protocols within (ALPN), in the order in which the server takes them.
    pub protocols: Vec<String>,
    /// How many connections it took.
    pub connections: usize,
}

/// A version.
#[derive(Debug)]
pub struct VersionSeen {
    /// Its number.
    pub version: u16,
    /// What is spoken in it, or how it was turned down.
    pub answer: Result<Accepted, TlsFault>,
}

/// What is spoken in a version.
#[derive(Debug, Default)]
pub struct Accepted {
    /// The suites. Where the server chooses, in its order.
    pub suites: Vec<SuiteSeen>,
    /// Who chooses among the suites; `None` where there is no choice.
    pub chooser: Option<Chooser>,
    /// The groups of key agreement. Where the server chooses, in its order.
    pub groups: Vec<u16>,
    /// Whether the server compresses.
    pub compresses: bool,
    /// Whether it renegotiates safely (RFC 5746); always in TLS 1.3.
    pub renegotiates_safely: bool,
    /// Whether it ties sessions to their handshakes (RFC 7627); always in TLS 1.3.
    pub extended_master_secret: bool,
    /// Whether sessions can be taken up again, as far as its hello says; in TLS 1.3 it does not.
    pub resumes: bool,
    /// Whether it sends an OCSP response along; in TLS 1.3 that does not come in the clear.
    pub staples: bool,
    /// What broke the survey of this version off.
    pub broken_off: Option<TlsFault>,
}

/// Who chooses the suite.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Chooser {
    /// The server, by its own order.
    Server,
    /// The client: the first of its suites that the server has.
    Client,
}

/// A suite.
#[derive(Debug)]
pub struct SuiteSeen {
    /// Its number.
    pub suite: u16,
    /// How the key is agreed on with it.
    pub exchange: Option<KeyExchange>,
    /// The server's own certificate with it, in DER; in TLS 1.3 it does not come in the clear.
    pub leaf: Option<Vec<u8>>,
}

impl From<(u16, Flight)> for SuiteSeen {
    fn from((suite, flight): (u16, Flight)) -> Self {
        let exchange = flight.chosen.and_then(|chosen| chosen.exchange);
        let leaf = flight.chain.and_then(|chain| chain.into_iter().next());
        // Of TLS 1.3 the group says nothing about the suite.
        Self { suite, exchange: exchange.filter(|_| suite >> 8 != 0x13), leaf }
    }
}

/// Goes over a server. `connect` is called for each connection, from several threads.
pub fn survey(
    connect: &(dyn Fn() -> Result<Connection, TlsFault> + Sync),
    how: &Surveying,
    steps: &Steps,
    chance: &mut Chance,
) -> Survey {
    let asker = |chance: &mut Chance| Asker { connect, steps, pause: how.pause, chance: chance.fork() };
    steps.expect(VERSIONS.len());
    let mut last = asker(chance);
    let asked: Vec<(u16, Asker<'_>)> = VERSIONS.iter().map(|version| (*version, asker(chance))).collect();
    let at_once = if how.pause.is_zero() { asked.len() } else { 1 };
    let queue = Mutex::new(asked.into_iter());
    let seen = Mutex::new(Vec::new());
    let next = || queue.lock().ok().and_then(|mut queue| queue.next());
    let work = || {
        while let Some((version, mut asker)) = next() {
            let answer = go_over(&mut asker, version, how);
            if let Ok(mut seen) = seen.lock() {
                seen.push(VersionSeen { version, answer });
            }
        }
    };
    thread::scope(|scope| {
        for _ in 1..at_once {
            // Where no thread can be had, those that are there do all of it.
            let _ = thread::Builder::new().spawn_scoped(scope, work);
        }
        work();
    });
    let mut versions = seen.into_inner().unwrap_or_default();
    versions.sort_by_key(|seen| std::cmp::Reverse(seen.version));
    let refuses_fallback = refuses_fallback(&mut last, &versions, how);
    let newest = versions.iter().find(|seen| seen.answer.is_ok()).map(|seen| seen.version);
    let protocols =
        newest.filter(|_| how.extent >= Extent::All).map(|version| last.protocols(&base(version, how)));
    Survey {
        versions,
        refuses_fallback,
        protocols: protocols.unwrap_or_default(),
        connections: steps.done.load(Ordering::Relaxed),
    }
}

impl Steps {
    /// The connections made.
    pub fn done(&self) -> usize {
        self.done.load(Ordering::Relaxed)
    }

    /// Those that are to be made, as far as is known; never fewer than are made.
    pub fn expected(&self) -> usize {
        self.expected.load(Ordering::Relaxed).max(self.done() + 1)
    }

    fn expect(&self, more: usize) {
        self.expected.fetch_add(more, Ordering::Relaxed);
    }
}

/// What is offered of a version at first: everything.
fn base(version: u16, how: &Surveying) -> Offer {
    let is_new = version == TLS_1_3;
    Offer {
        versions: vec![version],
        suites: candidates::suites(version),
        groups: candidates::GROUPS.to_vec(),
        schemes: candidates::SCHEMES.to_vec(),
        name: how.name.clone(),
        compressions: if is_new { vec![0] } else { vec![candidates::DEFLATE, 0] },
        extensions: candidates::extensions(version),
        ..Offer::default()
    }
}

/// All about one version.
fn go_over(asker: &mut Asker<'_>, version: u16, how: &Surveying) -> Result<Accepted, TlsFault> {
    let base = base(version, how);
    let mut found = asker.suites(&base, base.suites.clone(), how.extent >= Extent::Suites)?;
    let mut accepted = Accepted {
        renegotiates_safely: version == TLS_1_3,
        extended_master_secret: version == TLS_1_3,
        broken_off: found.broken_off.take(),
        ..Accepted::default()
    };
    for (_, flight) in &found.taken {
        accepted.staples |= flight.staple.is_some();
        let Some(chosen) = &flight.chosen else { continue };
        accepted.compresses |= chosen.compression != 0;
        accepted.renegotiates_safely |= chosen.renegotiates_safely;
        accepted.extended_master_secret |= chosen.extended_master_secret;
        accepted.resumes |= chosen.resumes;
    }
    let numbers: Vec<u16> = found.taken.iter().map(|(suite, _)| *suite).collect();
    let has_groups =
        version == TLS_1_3 || found.taken.iter().any(|(_, flight)| asker::group_of(flight).is_some());
    accepted.suites = found.taken.into_iter().map(SuiteSeen::from).collect();
    if how.extent >= Extent::Suites && accepted.broken_off.is_none() {
        accepted.chooser = asker.chooser(&base, &numbers);
    }
    if how.extent >= Extent::All && accepted.broken_off.is_none() && has_groups {
        accepted.groups = asker.groups(&base, numbers);
    }
    Ok(accepted)
}

/// Comes back with the newest of the older versions, as a client that was disturbed would.
fn refuses_fallback(asker: &mut Asker<'_>, versions: &[VersionSeen], how: &Surveying) -> Option<bool> {
    let mut spoken = versions.iter().filter(|seen| seen.answer.is_ok());
    spoken.next()?;
    let version = spoken.next()?.version;
    let mut offer = base(version, how);
    offer.suites.push(FALLBACK);
    match asker.ask(&offer) {
        Answer::Taken(_) => Some(false),
        Answer::TurnedDown(TlsFault::Alert(INAPPROPRIATE_FALLBACK)) => Some(true),
        Answer::TurnedDown(_) | Answer::Lost(_) => None,
    }
}
