//! What a server sends to a Java, for whoever wants to import of it; and whether that was all, by the changed store.

use super::judging::presented;
use super::look::{Event, look_at};
use super::{Probe, WATCHED};
use crate::commands::arguments::StoreArguments;
use crate::commands::issuers::Fetched;
use crate::commands::target::TargetArguments;
use crate::commands::trusting::Trusting;
use crate::commands::way::{WayArguments, spoken_before};
use crate::commands::{Context, Failure};
use crate::jvm::policy::Policy;
use crate::pkix::{Java, Presented};
use crate::probe::Sighting;
use crate::tls::route::Route;
use crate::tls::{Endpoint, Limits};

/// What a server sent to a Java, and that Java.
pub(in crate::commands) struct Sent {
    sighting: Box<Sighting>,
    /// The Java.
    pub(in crate::commands) java: Java,
    /// Its security properties.
    pub(in crate::commands) policy: Policy,
    /// The instant that counts, in milliseconds since 1970-01-01T00:00:00Z.
    at: i64,
}

impl Sent {
    /// The certificates, in their order.
    pub(in crate::commands) fn chain(&self) -> &[Vec<u8>] {
        self.sighting.seen.as_ref().map_or(&[], |seen| &seen.chain)
    }

    /// The server, as it was connected to.
    pub(in crate::commands) fn endpoint(&self) -> &Endpoint {
        &self.sighting.endpoint
    }

    /// What is decided about, with issuers that were fetched; `None` where no certificate came.
    pub(in crate::commands) fn presented<'s>(&'s self, fetched: &'s [Fetched]) -> Option<Presented<'s>> {
        presented(&self.sighting, fetched, self.at)
    }
}

impl Probe {
    /// Looks at one server, for an import from it.
    pub(in crate::commands) fn of_import(
        server: &str,
        way: &WayArguments,
        target: &TargetArguments,
        store: &StoreArguments,
    ) -> Self {
        Self {
            servers: vec![server.to_owned()],
            watch_limit: WATCHED,
            way: way.clone(),
            target: target.clone(),
            store: store.clone(),
            ..Self::default()
        }
    }

    /// What the server sends to the Java that the options name. `None` where it sends nothing, which is told then as `probe` tells it.
    ///
    /// # Errors
    /// What keeps the server from being looked at.
    pub(in crate::commands) fn fetch(&self, context: &mut Context<'_>) -> Result<Option<Sent>, Failure> {
        let endpoints = self.endpoints(context)?;
        let uses_cacerts = self.store.cacerts || self.store.keystore.is_none();
        let trusting = Trusting::nothing(context, &self.target, uses_cacerts)?;
        let at = self.target.instant(context).as_millisecond();
        self.with_trusting(
            context,
            &trusting,
            |context, asked, asking| {
                let (tasks, _) = self.tasks(context, asked.spoken, &endpoints)?;
                let route = tasks.first().map(|task| task.route.clone()).unwrap_or(Route::Direct);
                let mut manner = self.manner(context, asked);
                // What is too long for a Java can be imported all the same.
                manner.limits = Limits { message: usize::MAX, chain: usize::MAX };
                let mut sighting = None;
                look_at(tasks, &manner, |event| {
                    if let Event::Seen(_, seen) = event {
                        sighting = Some(seen);
                    }
                    Ok::<(), Failure>(())
                })?;
                let Some(sighting): Option<Box<Sighting>> = sighting else { return Ok(None) };
                let (java, policy) = (trusting.java.clone(), trusting.policy.clone());
                let sent = Sent { sighting, java, policy, at };
                if !sent.chain().is_empty() {
                    return Ok(Some(sent));
                }
                let told = self.judge(context, asked, asking, &sent.sighting, &route);
                context.print(&told.text)?;
                Ok(None)
            },
            |context, trusting, thrown, found| {
                self.tell_speechless(context, trusting, &endpoints, thrown, found)?;
                Ok(None)
            },
        )
    }

    /// The options that say which Java asks the server, and how it gets there, for a command that is printed.
    pub(in crate::commands) fn server_options(
        &self,
        context: &Context<'_>,
        endpoint: &Endpoint,
    ) -> Vec<String> {
        let before = spoken_before(endpoint);
        [self.target.repeated(), before, self.way.repeated(context)].concat()
    }

    /// Looks at the server once more, by the changed store, and tells what came of it, or what is still in the way. The
    /// machine has been told already what the Java was.
    ///
    /// # Errors
    /// What keeps it from being looked at.
    pub(in crate::commands) fn again(&self, context: &mut Context<'_>) -> Result<u8, Failure> {
        self.probe(context)
    }
}
