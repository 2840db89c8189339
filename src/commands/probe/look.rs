//! Looking at servers, many at once: all that is done on the network, and nothing that needs a judgement.

use std::net::{IpAddr, SocketAddr};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{self, RecvTimeoutError, Sender};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

use crate::machine::Stopwatch;
use crate::probe::Sighting;
use crate::tls::route::Route;
use crate::tls::survey::{Steps, Surveying, survey};
use crate::tls::{
    Chance, ClientKeys, Deadline, Depth, Endpoint, Limits, Offer, Preference, Reach, Wants, handshake,
};

/// As many are looked at at once: most of the time goes by in waiting.
pub(super) const AT_ONCE: usize = 512;
/// As many are looked at at once where a survey makes several connections to each.
pub(super) const SURVEYED_AT_ONCE: usize = 64;
/// As many files and sockets each of them has open at a time, and as many are open besides.
const FILES_OF_EACH: usize = 4;
const FILES_OF_SURVEYED: usize = 8;
const OTHER_FILES: usize = 32;
/// How long nothing is told while nothing is seen.
const MOMENT: Duration = Duration::from_millis(50);

/// What is told while servers are looked at.
pub(super) enum Event {
    /// What was seen of a server, by the number of its task.
    Seen(usize, Box<Sighting>),
    /// That a moment has passed, for whoever shows how far it has come.
    Moment,
}

/// How servers are looked at.
pub(super) struct Manner<'m> {
    /// How long the way there may take, and as long again each handshake.
    pub(super) timeout: Duration,
    /// Which kind of addresses comes first.
    pub(super) preference: Preference,
    /// How many are looked at at once.
    pub(super) at_once: usize,
    /// What is taken of a server at most.
    pub(super) limits: Limits,
    /// The client's own keys.
    pub(super) client: Option<Arc<dyn ClientKeys>>,
    /// What else is asked of each server, and how far that has come.
    pub(super) surveying: Option<Surveying>,
    pub(super) steps: Steps,
    /// What else has to be found out on the network before a server is judged; each server by itself.
    pub(super) inquire: Option<&'m (dyn Fn(&Sighting) + Sync)>,
}

/// A server, the way to it, and what it is offered.
pub(super) struct Task {
    pub(super) endpoint: Endpoint,
    pub(super) route: Route,
    pub(super) offer: Offer,
    pub(super) chance: Chance,
    pub(super) watch: Stopwatch,
    /// The address that is connected to, whatever the name's own are.
    pub(super) address: Option<IpAddr>,
}

/// Looks at all of them, and tells what was seen as it is seen; whoever is told may end it.
pub(super) fn look_at<E>(
    tasks: Vec<Task>,
    manner: &Manner<'_>,
    mut told: impl FnMut(Event) -> Result<(), E>,
) -> Result<(), E> {
    let count = tasks.len();
    let next = AtomicUsize::new(0);
    let tasks: Vec<Mutex<Option<Task>>> = tasks.into_iter().map(|task| Mutex::new(Some(task))).collect();
    let (next, tasks) = (&next, &tasks);
    let work = move |sender: &Sender<(usize, Sighting)>| {
        loop {
            let number = next.fetch_add(1, Ordering::Relaxed);
            let Some(task) = tasks.get(number) else { return };
            let Some(task) = task.lock().ok().and_then(|mut task| task.take()) else { continue };
            if sender.send((number, look(task, manner))).is_err() {
                return;
            }
        }
    };
    let (sender, receiver) = mpsc::channel();
    thread::scope(|scope| {
        let mut others = 0;
        let is_watched = count > 1 || manner.surveying.is_some();
        let each = if manner.surveying.is_some() { FILES_OF_SURVEYED } else { FILES_OF_EACH };
        let wanted = if is_watched { as_files_allow(count.min(manner.at_once), each) } else { 0 };
        for _ in 0..wanted {
            let sender = sender.clone();
            let begun = thread::Builder::new().spawn_scoped(scope, move || work(&sender));
            others += usize::from(begun.is_ok());
        }
        // Where no thread is needed, or none can be had, this one does all of it.
        if others == 0 {
            work(&sender);
        }
        drop(sender);
        loop {
            match receiver.recv_timeout(MOMENT) {
                Ok((number, sighting)) => told(Event::Seen(number, Box::new(sighting)))?,
                Err(RecvTimeoutError::Timeout) => told(Event::Moment)?,
                Err(RecvTimeoutError::Disconnected) => return Ok(()),
            }
        }
    })
}

/// As many of those wanted as may have so many files open each. The system is asked for more where it has more to give: its
/// usual limit is 1,024 files on Linux, and 256 on macOS.
#[cfg(unix)]
fn as_files_allow(wanted: usize, each: usize) -> usize {
    use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
    let needed = u64::try_from(wanted * each + OTHER_FILES).unwrap_or(u64::MAX);
    let given = getrlimit(Resource::Nofile);
    if given.current.is_none_or(|current| current >= needed) {
        return wanted;
    }
    let more = given.maximum.map_or(needed, |most| most.min(needed));
    let _ = setrlimit(Resource::Nofile, Rlimit { current: Some(more), maximum: given.maximum });
    let current = getrlimit(Resource::Nofile).current.and_then(|current| usize::try_from(current).ok());
    let allowed = current.map_or(wanted, |current| current.saturating_sub(OTHER_FILES) / each);
    wanted.min(allowed).max(1)
}

#[cfg(not(unix))]
fn as_files_allow(wanted: usize, _each: usize) -> usize {
    wanted
}

fn look(mut task: Task, manner: &Manner<'_>) -> Sighting {
    let watch = task.watch;
    let deadline = || Deadline::new(watch, watch.elapsed() + manner.timeout);
    let endpoint = task.endpoint.clone();
    let found = match task.address {
        Some(address) if task.route == Route::Direct => Ok(Reach {
            addresses: vec![SocketAddr::new(address, endpoint.port)],
            endpoint: endpoint.clone(),
            route: Route::Direct,
        }),
        _ => Reach::find(endpoint.clone(), task.route.clone(), manner.preference, deadline()),
    };
    let reach = match found {
        Ok(reach) => reach,
        Err(fault) => return Sighting { endpoint, attempts: Vec::new(), seen: Err(fault), survey: None },
    };
    let reached = reach.connect(deadline());
    let attempts = reached.attempts;
    let mut first = match reached.connection {
        Ok(connection) => Some(connection),
        Err(fault) => return Sighting { endpoint, attempts, seen: Err(fault), survey: None },
    };
    let mut connect = || match first.take() {
        Some(mut connection) => {
            connection.set_deadline(deadline());
            Ok(connection)
        }
        None => reach.again(deadline()),
    };
    let wants = Wants { depth: Depth::End, limits: manner.limits };
    let seen = handshake(&mut connect, &task.offer, manner.client.as_ref(), wants, &mut task.chance);
    let again = || reach.again(deadline());
    let survey = manner.surveying.as_ref().map(|how| {
        let how = Surveying { name: task.offer.name.clone(), ..how.clone() };
        survey(&again, &how, &manner.steps, &mut task.chance)
    });
    let sighting = Sighting { endpoint, attempts, seen: Ok(seen), survey };
    if let Some(inquire) = manner.inquire {
        inquire(&sighting);
    }
    sighting
}
