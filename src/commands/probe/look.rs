//! Looking at servers, many at once: all that is done on the network, and nothing that needs a judgement.

use std::net::{IpAddr, SocketAddr};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

use crate::machine::Stopwatch;
use crate::probe::Sighting;
use crate::tls::route::Route;
use crate::tls::{
    Chance, ClientKeys, Deadline, Depth, Endpoint, Limits, Offer, Preference, Reach, Wants, handshake,
};

/// As many are looked at at once.
const AT_ONCE: usize = 64;

/// How servers are looked at.
pub(super) struct Manner {
    /// How long the way there may take, and as long again each handshake.
    pub(super) timeout: Duration,
    /// Which kind of addresses comes first.
    pub(super) preference: Preference,
    /// The address that is connected to, whatever the name's own are.
    pub(super) address: Option<IpAddr>,
    /// What is taken of a server at most.
    pub(super) limits: Limits,
    /// The client's own keys.
    pub(super) client: Option<Arc<dyn ClientKeys>>,
}

/// A server, the way to it, and what it is offered.
pub(super) struct Task {
    pub(super) endpoint: Endpoint,
    pub(super) route: Route,
    pub(super) offer: Offer,
    pub(super) chance: Chance,
    pub(super) watch: Stopwatch,
}

/// Looks at all of them, and gives what was seen in their order.
pub(super) fn look_at(tasks: Vec<Task>, manner: &Manner) -> Vec<Sighting> {
    let count = tasks.len();
    let next = AtomicUsize::new(0);
    let tasks: Vec<Mutex<Option<Task>>> = tasks.into_iter().map(|task| Mutex::new(Some(task))).collect();
    let seen: Vec<Mutex<Option<Sighting>>> = (0..count).map(|_| Mutex::new(None)).collect();
    let work = || {
        loop {
            let number = next.fetch_add(1, Ordering::Relaxed);
            let Some((task, place)) = tasks.get(number).zip(seen.get(number)) else { return };
            let taken = task.lock().ok().and_then(|mut task| task.take());
            if let (Some(task), Ok(mut place)) = (taken, place.lock()) {
                *place = Some(look(task, manner));
            }
        }
    };
    thread::scope(|scope| {
        for _ in 1..count.min(AT_ONCE) {
            // Where no thread can be had, those that are there do all of it.
            let _ = thread::Builder::new().spawn_scoped(scope, work);
        }
        work();
    });
    seen.into_iter().filter_map(|place| place.into_inner().ok().flatten()).collect()
}

fn look(mut task: Task, manner: &Manner) -> Sighting {
    let watch = task.watch;
    let deadline = || Deadline::new(watch, watch.elapsed() + manner.timeout);
    let endpoint = task.endpoint.clone();
    let found = match manner.address {
        Some(address) if task.route == Route::Direct => Ok(Reach {
            addresses: vec![SocketAddr::new(address, endpoint.port)],
            endpoint: endpoint.clone(),
            route: Route::Direct,
        }),
        _ => Reach::find(endpoint.clone(), task.route.clone(), manner.preference, deadline()),
    };
    let reach = match found {
        Ok(reach) => reach,
        Err(fault) => return Sighting { endpoint, attempts: Vec::new(), seen: Err(fault) },
    };
    let reached = reach.connect(deadline());
    let attempts = reached.attempts;
    let mut first = match reached.connection {
        Ok(connection) => Some(connection),
        Err(fault) => return Sighting { endpoint, attempts, seen: Err(fault) },
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
    Sighting { endpoint, attempts, seen: Ok(seen) }
}
