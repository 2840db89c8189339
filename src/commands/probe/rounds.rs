//! One round of looking at all servers: what is looked at, telling it in order, and what concerns several together.

use std::collections::BTreeMap;
use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;

use super::Probe;
use super::judging::{Asked, FINE, Told, inquire};
use super::look::{AT_ONCE, Event, Manner, SURVEYED_AT_ONCE, Task, look_at};
use crate::commands::output::Output;
use crate::commands::revocation::Asking;
use crate::commands::{Context, Face, Failure};
use crate::pkix::Spoken;
use crate::probe::{Sighting, offer};
use crate::report::human;
use crate::report::keytool::certificate;
use crate::tls::route::Route;
use crate::tls::survey::Steps;
use crate::tls::{Chance, ClientKeys, Deadline, Endpoint, Limits, Preference, Reach};

/// What came of all servers, looked at once.
#[derive(Default)]
struct Round {
    code: u8,
    /// What cannot be printed yet, since what comes before it is not there; by the number of the task.
    waiting: BTreeMap<usize, Told>,
    next: usize,
    pem: BTreeMap<usize, String>,
    /// By the number of the task: the server, its address, and the fingerprint of its certificate.
    sent: BTreeMap<usize, (usize, SocketAddr, Option<String>)>,
}

impl Round {
    fn print_ready(&mut self, context: &mut Context<'_>) -> Result<(), Failure> {
        while let Some(told) = self.waiting.remove(&self.next) {
            context.print(&told.text)?;
            self.pem.insert(self.next, told.pem);
            self.next += 1;
        }
        Ok(())
    }
}

/// SHA-256, as people compare it.
fn fingerprint(der: &[u8]) -> String {
    let [_, sha256] = certificate::fingerprints(der);
    sha256
}

impl Probe {
    /// Looks at all servers once. One that `may_repeat` tells of a failure in a line at most.
    pub(super) fn round<'c>(
        &self,
        context: &mut Context<'c>,
        asked: Asked<'_>,
        asking: &Asking<'c>,
        endpoints: &[Endpoint],
        may_repeat: bool,
    ) -> Result<u8, Failure> {
        let mut round = Round::default();
        self.look_at_all(context, asked, asking, endpoints, |context, number, server, told, sighting| {
            round.code = round.code.max(told.code);
            let address = sighting.attempts.first().map(|attempt| attempt.address);
            let leaf = sighting.seen.as_ref().ok().and_then(|seen| seen.chain.first());
            let leaf = leaf.map(|der| fingerprint(der));
            round.sent.extend(address.map(|address| (number, (server, address, leaf))));
            if context.in_lines && !may_repeat {
                context.print(&told.text)?;
                round.pem.insert(number, told.pem);
            } else {
                round.waiting.insert(number, told);
                if !may_repeat {
                    round.print_ready(context)?;
                }
            }
            Ok(())
        })?;
        self.conclude(context, endpoints, round, may_repeat)
    }

    /// Looks at all servers once, and judges each as it is seen: `tell` gets the number of the task, that of its server, what
    /// there is to say, and what was seen.
    pub(super) fn look_at_all<'c>(
        &self,
        context: &mut Context<'c>,
        asked: Asked<'_>,
        asking: &Asking<'c>,
        endpoints: &[Endpoint],
        mut tell: impl FnMut(&mut Context<'c>, usize, usize, Told, &Sighting) -> Result<(), Failure>,
    ) -> Result<(), Failure> {
        let asked = Asked { is_one_of_several: endpoints.len() > 1, ..asked };
        let (tasks, servers) = self.tasks(context, asked.spoken, endpoints)?;
        let routes: Vec<Route> = tasks.iter().map(|task| task.route.clone()).collect();
        // What is asked for one server waits for no other: when it is judged, all of it is there.
        let (java, anchors, at) =
            (&asked.trusting.java, asked.anchors, self.target.instant(context).as_millisecond());
        let inquire = |sighting: &Sighting| inquire(java, anchors, asking, sighting, at);
        let mut manner = self.manner(context, asked);
        manner.inquire = asking.may_ask().then_some(&inquire);
        look_at(tasks, &manner, |event| {
            if manner.surveying.is_some() {
                context.console.progress(manner.steps.done(), manner.steps.expected());
            }
            let Event::Seen(number, sighting) = event else { return Ok(()) };
            let Some(route) = routes.get(number) else { return Ok(()) };
            let told = self.judge(context, asked, asking, &sighting, route);
            let server = servers.get(number).copied().unwrap_or_default();
            tell(context, number, server, told, &sighting)
        })?;
        if manner.surveying.is_some() {
            context.console.progress(1, 1);
        }
        Ok(())
    }

    /// How servers are looked at: as this Java does, with its limits and its own keys.
    pub(super) fn manner(&self, context: &Context<'_>, asked: Asked<'_>) -> Manner<'static> {
        let limits = asked.spoken.limits;
        let surveying = self.survey.surveying();
        let usual = if surveying.is_some() { SURVEYED_AT_ONCE } else { AT_ONCE };
        Manner {
            timeout: self.way.timeout(),
            preference: Preference::of_properties(context.machine),
            at_once: self.parallel.map_or(usual, usize::from),
            limits: Limits {
                message: usize::try_from(limits.message).unwrap_or(0),
                chain: usize::try_from(limits.chain).unwrap_or(0),
            },
            client: Some(Arc::clone(&asked.own.keys) as Arc<dyn ClientKeys>),
            surveying,
            steps: Steps::default(),
            inquire: None,
        }
    }

    /// Tells what waits to be told, and what concerns a server's addresses together.
    fn conclude(
        &self,
        context: &mut Context<'_>,
        endpoints: &[Endpoint],
        mut round: Round,
        may_repeat: bool,
    ) -> Result<u8, Failure> {
        let colour = match context.face {
            Face::Human { colour } if !self.quiet && !self.rfc => Some(colour),
            _ => None,
        };
        if may_repeat && round.code != FINE {
            if colour.is_some() {
                for told in round.waiting.values().filter(|told| told.code != FINE) {
                    context.print(&told.named)?;
                }
            }
            return Ok(round.code);
        }
        round.print_ready(context)?;
        if let Some(colour) = colour.filter(|_| self.all_addresses) {
            for (number, endpoint) in endpoints.iter().enumerate() {
                let of_it = round.sent.values().filter(|(server, ..)| *server == number);
                let sent: Vec<_> = of_it.map(|(_, address, leaf)| (*address, leaf.clone())).collect();
                let name = format!("{}:{}", endpoint.written_host(), endpoint.port);
                context.print(&human::compared(&name, &sent, colour))?;
            }
        }
        if let Some(file) = &self.dump_chain {
            let text: String = round.pem.into_values().collect();
            Output::prepare(context, Some(file))?.put(context, text.as_bytes())?;
        }
        Ok(round.code)
    }

    /// What is to be looked at, and of each which of the servers it belongs to.
    pub(super) fn tasks(
        &self,
        context: &Context<'_>,
        spoken: &Spoken,
        endpoints: &[Endpoint],
    ) -> Result<(Vec<Task>, Vec<usize>), Failure> {
        let (mut tasks, mut servers) = (Vec::new(), Vec::new());
        for (number, endpoint) in endpoints.iter().enumerate() {
            let route = self.way.route(context, endpoint)?;
            for address in self.addresses(context, endpoint, &route) {
                servers.push(number);
                tasks.push(Task {
                    endpoint: endpoint.clone(),
                    route: route.clone(),
                    offer: offer(spoken, &endpoint.host),
                    chance: Chance::new(context.machine)?,
                    watch: context.machine.stopwatch(),
                    address,
                });
            }
        }
        Ok((tasks, servers))
    }

    /// The addresses that a server is connected to at; `None` is whichever Java takes.
    fn addresses(&self, context: &Context<'_>, endpoint: &Endpoint, route: &Route) -> Vec<Option<IpAddr>> {
        if !self.all_addresses || self.way.connect.is_some() || *route != Route::Direct {
            return vec![self.way.connect];
        }
        let deadline = Deadline::new(context.machine.stopwatch(), self.way.timeout());
        let preference = Preference::of_properties(context.machine);
        match Reach::find(endpoint.clone(), route.clone(), preference, deadline) {
            Ok(reach) if !reach.addresses.is_empty() => {
                reach.addresses.iter().map(|address| Some(address.ip())).collect()
            }
            // What is wrong is told when it is looked at.
            _ => vec![None],
        }
    }
}
