//! What a server sends to a Java, for whoever wants to import of it; and whether that was all, by the changed store.

use super::look::{Event, look_at};
use super::{Probe, WATCHED};
use crate::commands::arguments::StoreArguments;
use crate::commands::target::TargetArguments;
use crate::commands::trusting::Trusting;
use crate::commands::way::{WayArguments, spoken_before};
use crate::commands::{Context, Failure};
use crate::jvm::policy::Policy;
use crate::pkix::client::auth_type;
use crate::pkix::{Java, Presented, Purpose};
use crate::probe::Sighting;
use crate::tls::route::Route;
use crate::tls::{Endpoint, Limits, TLS_1_3};

/// What a server sent to a Java, and that Java.
pub(in crate::commands) struct Sent {
    /// The certificates, in their order.
    pub(in crate::commands) chain: Vec<Vec<u8>>,
    /// The Java.
    pub(in crate::commands) java: Java,
    /// Its security properties.
    pub(in crate::commands) policy: Policy,
    /// The server, as it was connected to.
    pub(in crate::commands) endpoint: Endpoint,
    /// The instant that counts, in milliseconds since 1970-01-01T00:00:00Z.
    at: i64,
    auth_type: &'static str,
    is_tls_13: bool,
}

impl Sent {
    /// What is decided about, with issuers that were not sent put behind; `host` where the name counts.
    pub(in crate::commands) fn presented<'s>(
        &'s self,
        chain: Vec<&'s [u8]>,
        host: Option<&'s str>,
    ) -> Presented<'s> {
        Presented {
            chain,
            at: self.at,
            host,
            purpose: Purpose::Server,
            auth_type: self.auth_type,
            is_tls_13: self.is_tls_13,
        }
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
                if let Some(seen) = sighting.seen.as_ref().ok().filter(|seen| !seen.chain.is_empty()) {
                    let chosen = seen.chosen.as_ref();
                    return Ok(Some(Sent {
                        chain: seen.chain.clone(),
                        java: trusting.java.clone(),
                        policy: trusting.policy.clone(),
                        endpoint: sighting.endpoint.clone(),
                        at,
                        auth_type: chosen
                            .and_then(|chosen| auth_type(chosen.version, chosen.suite))
                            .unwrap_or_default(),
                        is_tls_13: chosen.is_some_and(|chosen| chosen.version == TLS_1_3),
                    }));
                }
                let told = self.judge(context, asked, asking, &sighting, &route);
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
