//! What lines tell, put together: the stores of a Java, and its attempts to connect.

use std::collections::VecDeque;
use std::rc::Rc;

use super::address::{address, host_in, store_in};
use super::explanation::Collection;
use super::handshake::{Alert, Evidence, Handshake, Happening, Side};
use super::stores::{ShownStore, Stores};
use super::symptoms;
use super::thrown::Trace;

/// How many attempts are kept at a time: those of as many threads, or the last ones of fewer.
const MOST_OPEN: usize = 128;

/// The thread of an attempt that has not told of its thread.
pub(super) const UNOWNED: &str = "\0";

/// What lines of servers have about a client that they do not name, or about what they listen with.
const OF_SERVERS: [&str; 10] = [
    "SSLC0008E",
    "Transport Connection to: ",
    " from /",
    "HttpServerTransport",
    "ServerTransport",
    "client http traffic",
    "Could not accept connection",
    "ProtocolHandler",
    "did not trust this server's certificate",
    " for connector at ",
];

/// How many lines the name of a host may stand before what was thrown.
const NEAR: u64 = 6;

/// What an application's lines name: the host that is asked, or the client that asks.
#[derive(Debug, Clone, Default)]
pub(super) struct Nearby {
    host: Option<String>,
    port: Option<u16>,
    is_plain: bool,
    is_from_client: bool,
    evidence: Option<Evidence>,
}

/// What was understood so far.
#[derive(Debug, Default)]
pub(super) struct Assembly {
    stores: Rc<Stores>,
    open: VecDeque<Handshake>,
    nearby: Nearby,
    done: Collection,
    /// What is written to where there is no attempt; never, as it is.
    spare: Handshake,
    /// Whether anything was a line of a log that is known.
    is_known: bool,
}

impl Assembly {
    /// Something that is known was seen.
    pub(super) fn recognise(&mut self) {
        self.is_known = true;
    }

    /// The stores, to be changed.
    pub(super) fn stores(&mut self) -> &mut Stores {
        self.is_known = true;
        Rc::make_mut(&mut self.stores)
    }

    /// A new attempt of a thread.
    pub(super) fn begin(&mut self, thread: &str) -> &mut Handshake {
        self.is_known = true;
        // What the application has told the end of is not spoken of again once its thread goes on.
        let is_over = |known: &Handshake| known.is_reported && known.thread == thread;
        while let Some(place) = self.open.iter().position(is_over)
            && let Some(over) = self.open.remove(place)
        {
            self.done.take(over);
        }
        if self.open.len() >= MOST_OPEN
            && let Some(oldest) = self.open.pop_front()
        {
            self.done.take(oldest);
        }
        self.open.push_back(Handshake::new(thread, &self.stores));
        self.open.back_mut().unwrap_or(&mut self.spare)
    }

    /// The attempt that a thread is at: one that another thread of its pool has left to it where it is at none.
    pub(super) fn current(&mut self, thread: &str) -> &mut Handshake {
        self.at(thread, |_| false)
    }

    /// The attempt that fails in a thread. One whose end the application has told of fails no more.
    fn failing(&mut self, thread: &str) -> &mut Handshake {
        self.at(thread, |own| own.is_reported)
    }

    /// The attempt whose handshake a thread goes on with. One that has come to its end is none.
    pub(super) fn going_on(&mut self, thread: &str) -> &mut Handshake {
        self.at(thread, |own| own.is_reported || own.has_ended())
    }

    fn at(&mut self, thread: &str, is_over: fn(&Handshake) -> bool) -> &mut Handshake {
        self.is_known = true;
        let own = self.own(thread);
        let is_idle = own.and_then(|place| self.open.get(place)).is_none_or(is_over);
        let left = if is_idle { self.left_to(thread) } else { None };
        match left.or(own) {
            Some(place) => self.open.get_mut(place).unwrap_or(&mut self.spare),
            None => self.begin(thread),
        }
    }

    fn own(&self, thread: &str) -> Option<usize> {
        self.open.iter().rposition(|handshake| handshake.thread == thread)
    }

    /// The last attempt that waits for an answer and was begun by another thread of the same pool: from now on it is this thread's.
    /// Java's HttpClient, and servers that read without waiting, go on with whichever thread is free.
    fn left_to(&mut self, thread: &str) -> Option<usize> {
        let pool = pool_of(thread)?;
        let place = self.open.iter().rposition(|handshake| {
            handshake.hello.is_some()
                && !handshake.is_reported
                && !handshake.has_ended()
                && handshake.thread != thread
                && pool_of(&handshake.thread) == Some(pool)
        })?;
        self.give(place, thread)
    }

    /// Gives an attempt to a thread, as the last one that it is at.
    fn give(&mut self, place: usize, thread: &str) -> Option<usize> {
        let mut given = self.open.remove(place)?;
        thread.clone_into(&mut given.thread);
        self.open.push_back(given);
        Some(self.open.len() - 1)
    }

    /// The attempt that a server's hello answers: in TLS 1.3 it repeats the session that the client's named (RFC 8446, 4.1.3), which
    /// is another one for each attempt.
    pub(super) fn answered(&mut self, thread: &str, session: Option<&str>) -> &mut Handshake {
        let is_answered = |handshake: &Handshake| {
            let named = handshake.hello.as_ref().and_then(|hello| hello.session.as_deref());
            named.is_some()
                && named == session
                && !handshake.is_reported
                && pool_of(&handshake.thread) == pool_of(thread)
        };
        if let Some(place) = self.open.iter().rposition(is_answered) {
            self.give(place, thread);
        }
        self.going_on(thread)
    }

    /// The attempt of a thread that has not come as far as a hello; a new one where it has.
    pub(super) fn before_hello(&mut self, thread: &str) -> &mut Handshake {
        let last = self.own(thread).filter(|place| {
            self.open.get(*place).is_some_and(|last| {
                !(last.hello.is_some() || last.is_success || last.is_finished || last.is_reported)
            })
        });
        match last {
            Some(place) => self.open.get_mut(place).unwrap_or(&mut self.spare),
            None => self.begin(thread),
        }
    }

    /// The attempt of a thread whose server has asked for another hello.
    pub(super) fn retried(&mut self, thread: &str) -> Option<&mut Handshake> {
        let place = self.own(thread)?;
        let own = self.open.get_mut(place)?;
        std::mem::take(&mut own.is_retried).then_some(own)
    }

    /// Begins an attempt with its hello.
    pub(super) fn hello(&mut self, thread: &str, side: Side) -> &mut Handshake {
        let stores = Rc::clone(&self.stores);
        let handshake = self.before_hello(thread);
        handshake.side = Some(side);
        // The stores may have been opened since the attempt was first spoken of.
        handshake.stores = stores;
        handshake
    }

    /// Gives the attempt that has no thread yet to the one that goes on with it.
    pub(super) fn adopt(&mut self, thread: &str) {
        if let Some(unowned) = self.open.iter_mut().rfind(|handshake| handshake.thread == UNOWNED) {
            thread.clone_into(&mut unowned.thread);
        }
    }

    /// A line of an application that may name a host.
    pub(super) fn application(&mut self, line: &str, evidence: impl FnOnce() -> Evidence) -> bool {
        // What the path builder asks on its way is not what the application asks.
        if line.contains("certpath: ") {
            return false;
        }
        if let Some((host, port, is_plain)) = address(line) {
            self.nearby = Nearby {
                host: Some(host),
                port,
                is_plain,
                is_from_client: false,
                evidence: Some(evidence()),
            };
            return true;
        }
        if OF_SERVERS.iter().any(|words| line.contains(words)) {
            self.nearby = Nearby { is_from_client: true, evidence: Some(evidence()), ..Nearby::default() };
            return true;
        }
        false
    }

    /// A line in which an application says that all is well.
    pub(super) fn success(&mut self, line: &str, evidence: Evidence) {
        let named = address(line);
        if let Some((host, port, is_plain)) = &named {
            self.nearby = Nearby {
                host: Some(host.clone()),
                port: *port,
                is_plain: *is_plain,
                is_from_client: false,
                evidence: None,
            };
            if *is_plain {
                return;
            }
        }
        let host = named.map(|(host, _, _)| host).or_else(|| self.nearby.host.clone());
        let place = self.open.iter().rposition(|handshake| {
            !handshake.is_reported
                && !handshake.has_failure()
                && handshake.side != Some(Side::Server)
                && (host.is_none() || handshake.host.is_none() || handshake.host == host)
        });
        let port = self.nearby.port;
        let handshake = match place {
            Some(place) => self.open.get_mut(place).unwrap_or(&mut self.spare),
            None => self.begin(""),
        };
        handshake.is_success = true;
        handshake.is_reported = true;
        handshake.host = handshake.host.take().or(host);
        handshake.port = handshake.port.or(port);
        handshake.note(Happening::Application, evidence);
        self.is_known = true;
    }

    /// A line in which an application tells of a proxy's answer.
    pub(super) fn refused_by_proxy(&mut self, line: &str, evidence: Evidence) {
        let handshake = self.begin("");
        if let Some((host, port, _)) = address(line) {
            handshake.host = Some(host);
            handshake.port = port;
        }
        handshake.is_reported = true;
        handshake.note(Happening::Failure, evidence.clone());
        handshake.complaints.push(evidence);
    }

    /// A trace of a thread's own, from its debug log.
    pub(super) fn thrown_by(&mut self, thread: &str, trace: Trace) {
        let stores = Rc::clone(&self.stores);
        let handshake =
            if trace.frames.store.is_some() { self.before_hello(thread) } else { self.failing(thread) };
        if handshake.hello.is_none() {
            handshake.stores = stores;
        }
        for thrown in &trace.thrown {
            if let Some(evidence) = &thrown.evidence {
                handshake.note(Happening::Failure, evidence.clone());
                break;
            }
        }
        handshake.traces.push(trace);
        // What a thread throws again and again is kept once or twice.
        if handshake.traces.len() > 8 {
            handshake.traces.remove(1);
        }
    }

    /// A trace that an application logged.
    pub(super) fn thrown(&mut self, trace: Trace) {
        let is_of_tls = trace.frames.in_tls || trace.thrown.iter().any(|thrown| is_of_tls(&thrown.class));
        if !is_of_tls && !symptoms::knows(&trace) {
            return;
        }
        let place = self.place_of(&trace);
        let nearby = std::mem::take(&mut self.nearby);
        let is_near = nearby
            .evidence
            .as_ref()
            .is_some_and(|evidence| evidence.line.saturating_add(NEAR) >= trace.first_line());
        let handshake = match place {
            Some(place) => self.open.get_mut(place).unwrap_or(&mut self.spare),
            None => self.begin(trace.thread.as_deref().unwrap_or_default()),
        };
        handshake.is_reported = true;
        if is_near {
            handshake.host = handshake.host.take().or(nearby.host);
            handshake.port = handshake.port.or(nearby.port);
            handshake.is_plain |= nearby.is_plain;
            if nearby.is_from_client && handshake.side.is_none() {
                handshake.side = Some(Side::Server);
            }
            if let Some(evidence) = nearby.evidence {
                handshake.note(Happening::Application, evidence);
            }
        }
        if handshake.host.is_none()
            && let Some((host, port)) = host_in(&trace)
        {
            handshake.host = Some(host);
            handshake.port = handshake.port.or(port);
        }
        if handshake.stores.trust.is_none()
            && let Some(path) = store_in(&trace)
        {
            Rc::make_mut(&mut handshake.stores).trust = Some(ShownStore { path, ..ShownStore::default() });
        }
        if let Some(evidence) = trace.thrown.first().and_then(|thrown| thrown.evidence.clone()) {
            handshake.note(Happening::Failure, evidence);
        }
        handshake.traces.push(trace);
        self.is_known = true;
    }

    /// The attempt whose failure a trace tells of: one that failed with the same words, or that has not ended.
    fn place_of(&self, trace: &Trace) -> Option<usize> {
        let is_own = |handshake: &Handshake| {
            !handshake.is_reported
                && trace
                    .thread
                    .as_deref()
                    .is_none_or(|thread| handshake.thread.is_empty() || handshake.thread == thread)
        };
        let says = |handshake: &Handshake| {
            let thrown =
                handshake.traces.iter().flat_map(|known| &known.thrown).map(|known| known.message.as_str());
            let complained = handshake.complaints.iter().map(|complaint| complaint.text.as_str());
            thrown.chain(complained).any(|known| {
                !known.is_empty() && trace.thrown.iter().any(|thrown| thrown.message.contains(known))
            })
        };
        let opens_store =
            |trace: &Trace| trace.thrown.iter().any(|thrown| thrown.message.contains("algorithm: Default"));
        let fails_to_open = |handshake: &Handshake| {
            handshake.hello.is_none() && handshake.traces.iter().any(|known| known.frames.store.is_some())
        };
        let is_begun = |handshake: &Handshake| {
            handshake.side != Some(Side::Server) && !handshake.has_failure() && !handshake.is_success
        };
        let same = self.open.iter().rposition(|handshake| is_own(handshake) && says(handshake));
        same.or_else(|| {
            let opens = opens_store(trace);
            self.open.iter().rposition(|handshake| is_own(handshake) && opens && fails_to_open(handshake))
        })
        .or_else(|| self.open.iter().rposition(|handshake| is_own(handshake) && is_begun(handshake)))
        .or_else(|| {
            // What made this side send an alert.
            let has_sent = |handshake: &Handshake| {
                handshake.traces.is_empty()
                    && handshake.complaints.is_empty()
                    && handshake.alerts.iter().all(|alert| !alert.is_received)
                    && !handshake.alerts.is_empty()
            };
            self.open.iter().rposition(|handshake| is_own(handshake) && has_sent(handshake))
        })
        .or_else(|| {
            // A server that finds its client gone when the handshake is over.
            let is_behind = trace.frames.are_there && !trace.frames.in_handshake;
            let is_over = |handshake: &Handshake| {
                handshake.side == Some(Side::Server) && handshake.is_finished && !handshake.has_failure()
            };
            self.open.iter().rposition(|handshake| is_behind && is_own(handshake) && is_over(handshake))
        })
    }

    /// A line of another program that tells of a failure.
    pub(super) fn complain(&mut self, thread: &str, evidence: Evidence) {
        let handshake = self.failing(thread);
        handshake.note(Happening::Failure, evidence.clone());
        if handshake.complaints.len() < 16 {
            handshake.complaints.push(evidence);
        }
    }

    /// An alert of a thread's attempt.
    pub(super) fn alert(&mut self, thread: &str, alert: Alert, evidence: Evidence) {
        let is_end = alert.name == "close_notify" || alert.name == "user_canceled";
        let what = match (is_end, alert.is_received) {
            (true, _) => Happening::Closed,
            (false, true) => Happening::AlertReceived,
            (false, false) => Happening::AlertSent,
        };
        let handshake = if is_end { self.current(thread) } else { self.failing(thread) };
        handshake.note(what, evidence);
        if !is_end && handshake.alerts.len() < 8 {
            handshake.alerts.push(alert);
        }
    }

    /// Everything, in the order of the log; `None` where nothing was known.
    pub(super) fn finish(mut self) -> Option<Collection> {
        for handshake in std::mem::take(&mut self.open) {
            self.done.take(handshake);
        }
        self.is_known.then_some(self.done)
    }
}

/// The name of a thread without its number: `HttpClient-1-Worker-2`, `https-jsse-nio-8443-exec-10`, `grizzly-http-worker(3)`.
fn pool_of(thread: &str) -> Option<&str> {
    let pool = thread.trim_end_matches(')').trim_end_matches(|letter: char| letter.is_ascii_digit());
    // Java calls threads so that nobody has named, each of which goes its own way.
    (pool.len() < thread.len() && pool.len() > 1 && pool != "Thread-").then_some(pool)
}

fn is_of_tls(class: &str) -> bool {
    [
        "javax.net.ssl.",
        "sun.security.validator",
        "java.security.cert.",
        "sun.security.provider.certpath",
        "iaik.security.ssl",
        "org.bouncycastle.tls",
    ]
    .iter()
    .any(|own| class.starts_with(own))
}
