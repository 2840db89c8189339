//! The certificates that a server sends, for whoever wants to import one.

use std::time::Duration;

use super::look::{Event, Manner, Task, look_at};
use super::{Probe, WATCHED};
use crate::commands::arguments::StoreArguments;
use crate::commands::{Context, Failure};
use crate::diagnosis::Release;
use crate::jvm::policy::Policy;
use crate::pkix::{ClientProperties, Java, spoken};
use crate::probe::{Sighting, offer};
use crate::tls::route::Route;
use crate::tls::survey::Steps;
use crate::tls::{Chance, Endpoint, Limits, Preference, TlsFault};

const PATIENCE: Duration = Duration::from_secs(10);

/// What the server named by `text` sends to JDK 25, in its order, over the proxy that the environment names.
///
/// # Errors
/// [`Failure::Endpoint`], [`Failure::Proxy`], [`Failure::Server`].
pub(in crate::commands) fn chain_from(context: &Context<'_>, text: &str) -> Result<Vec<Vec<u8>>, Failure> {
    let machine = context.machine;
    let endpoint =
        Endpoint::parse(text, None).map_err(|error| Failure::Endpoint { text: text.to_owned(), error })?;
    let server = format!("{}:{}", endpoint.written_host(), endpoint.port);
    let failed = |source| Failure::Server { server: server.clone(), source };
    let java = Java::of(Release::Java25);
    let policy = Policy::of_release(java.release);
    // A Java that has its own policy and no properties always has something to say.
    let Ok(spoken) = spoken(&java, &policy, &ClientProperties::default()) else {
        return Err(failed(TlsFault::NoCertificate));
    };
    let task = Task {
        route: Route::of_environment(machine, &endpoint.host, endpoint.port).map_err(Failure::Proxy)?,
        offer: offer(&spoken, &endpoint.host),
        endpoint,
        chance: Chance::new(machine)?,
        watch: machine.stopwatch(),
        address: None,
    };
    let manner = Manner {
        timeout: PATIENCE,
        preference: Preference::of_properties(machine),
        at_once: 1,
        // What is too long for a Java can be imported all the same.
        limits: Limits { message: usize::MAX, chain: usize::MAX },
        client: None,
        surveying: None,
        steps: Steps::default(),
        inquire: None,
    };
    let mut sighting = None;
    let told = |event| {
        if let Event::Seen(_, seen) = event {
            sighting = Some(seen);
        }
        Ok::<(), Failure>(())
    };
    look_at(vec![task], &manner, told)?;
    match sighting.map(|sighting: Box<Sighting>| sighting.seen) {
        Some(Ok(seen)) if !seen.chain.is_empty() => Ok(seen.chain),
        Some(Ok(seen)) => Err(failed(seen.end.err().unwrap_or(TlsFault::NoCertificate))),
        Some(Err(fault)) => Err(failed(fault)),
        None => Err(failed(TlsFault::NoCertificate)),
    }
}

/// Looks at a server once more, by a store that was changed for it, and tells in a line what came of it, or what is still in the
/// way.
///
/// # Errors
/// What keeps it from being looked at.
pub(in crate::commands) fn again(
    context: &mut Context<'_>,
    text: &str,
    store: &StoreArguments,
) -> Result<u8, Failure> {
    let probe = Probe {
        servers: vec![text.to_owned()],
        timeout: PATIENCE.as_secs(),
        watch_limit: WATCHED,
        store: store.clone(),
        ..Probe::default()
    };
    probe.run(context)
}
