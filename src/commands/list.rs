//! `list`: what a keystore holds.

use std::io::{self, Write};

use rayon::prelude::*;

use super::arguments::StoreArguments;
use super::session::{Purpose, Session};
use super::{Context, Face, Failure, weakness};
use crate::formats::EncodeError;
use crate::keystore::{Content, Entry, ProtectedKey};
use crate::report::keytool::listing::{self, Layout, Style};
use crate::report::{Notice, human, json};
use crate::x509;

/// From this many entries on a second thread is quicker than its start.
const MANY: usize = 2_000;
/// How many entries a thread takes at once.
const BLOCK: usize = 256;
/// How many are in memory as text before they are written.
const BATCH: usize = 64 * BLOCK;

/// Lists the entries of a keystore
#[derive(Debug, Clone, Default, clap::Args)]
#[command(after_help = "\
Examples:
  keytool-rs list --keystore /opt/agent/jre/lib/security/cacerts
  keytool-rs list --cacerts --alias mailserver -v
  keytool-rs list --keystore agent.p12 --format json")]
pub struct List {
    /// Only this entry
    #[arg(long, value_name = "ALIAS")]
    pub alias: Option<String>,

    /// Show each certificate in PEM
    #[arg(long, conflicts_with = "verbose")]
    pub rfc: bool,

    #[command(flatten)]
    pub(super) store: StoreArguments,
}

impl List {
    pub(super) fn run(&self, context: &mut Context<'_>) -> Result<u8, Failure> {
        let session = Session::open(context, &self.store, Purpose::Read)?;
        let only = self.alias.as_deref().map(|alias| find(&session, context, alias)).transpose()?;
        match context.face {
            Face::Keytool => self.print_as_keytool(context, &session, only)?,
            Face::Human { colour } => {
                let now = context.machine.now;
                let shown = human::Listing { named: &session.named, type_name: &session.type_name, now };
                let text = match self.style() {
                    Style::Rfc => shown.pem(session.store.entries(), only),
                    Style::Plain => shown.table(session.store.entries(), only, colour),
                    Style::Verbose => shown.details(session.store.entries(), only, colour),
                };
                context.print(&text)?;
                let count = session.invisible_certificates();
                if only.is_none() && count > 0 {
                    context.say(&Notice::InvisibleCertificates { count })?;
                }
            }
            Face::Json | Face::Findings(_) => {
                let text = json::listing(&session.named, &session.type_name, session.store.entries(), only);
                context.print(&text)?;
            }
        }
        Ok(0)
    }

    /// The name of the provider that Java would have read the store with.
    fn provider(&self, session: &Session) -> &str {
        let found = if session.type_name == "JCEKS" { "SunJCE" } else { "SUN" };
        self.store.providers.name().unwrap_or(found)
    }

    fn style(&self) -> Style {
        match (self.rfc, self.store.verbose) {
            (true, _) => Style::Rfc,
            (false, true) => Style::Verbose,
            (false, false) => Style::Plain,
        }
    }

    fn print_as_keytool(
        &self,
        context: &mut Context<'_>,
        session: &Session,
        only: Option<&Entry>,
    ) -> Result<(), Failure> {
        let zone = context.zone()?;
        let weakness = weakness::Judge::new(context.machine);
        let contested = session.store.contested();
        let markers = |certificate: &x509::Certificate<'_>, is_trusted: bool| {
            let is_anchor =
                (is_trusted && !contested.contains(certificate.der)) || session.store.trusts(certificate.der);
            weakness.opinion(certificate, is_anchor).markers()
        };
        let layout = Layout {
            style: self.style(),
            zone: &zone,
            loaded: context.machine.now.as_millisecond(),
            markers: &markers,
        };
        let store = &session.store;
        let out = context.console.out();
        // Java: opens secret keys to judge their algorithms, and trips over a JCEKS whose password nobody told.
        let trips_over = |entry: &Entry| {
            session.password.is_none()
                && matches!(&entry.content, Content::SecretKey(ProtectedKey::Sealed(_)))
        };
        let Some(entry) = only else {
            let mut all = session.sorted_entries();
            if let Some(place) = all.iter().position(|entry| trips_over(entry)) {
                listing::write_header(out, &session.type_name, self.provider(session), store.len())?;
                let entry = all.swap_remove(place);
                all.truncate(place);
                listing::write_entries(out, &all, &layout)?;
                listing::write_entry(out, entry, entry.alias.as_str(), &layout)?;
                return Err(password_missing(session));
            }
            listing::write_header(out, &session.type_name, self.provider(session), store.len())?;
            let judged = if self.style() == Style::Plain && all.len() >= MANY {
                print_many(out, &all, &layout, weakness.suspicion(store)).map_err(Failure::Output)?
            } else {
                listing::write_entries(out, &all, &layout)?;
                all
            };
            weakness.note_listing(context, session, None, &judged, self.style());
            return Ok(());
        };
        listing::write_entry(out, entry, self.alias.as_deref().unwrap_or_default(), &layout)?;
        if trips_over(entry) {
            return Err(password_missing(session));
        }
        weakness.note_listing(context, session, Some(entry), &[], self.style());
        Ok(())
    }
}

fn password_missing(session: &Session) -> Failure {
    let source = EncodeError::PasswordNeeded(session.store.provenance.format);
    Failure::Encode { path: session.named.clone(), source }
}

/// The plain lines of very many entries, made on all processors; each is judged while its bytes are near. The answer:
/// those that something is to be said of.
fn print_many<'s>(
    out: &mut dyn Write,
    entries: &[&'s Entry],
    layout: &Layout<'_>,
    suspicion: impl Fn(&[&'s Entry]) -> Vec<&'s Entry> + Sync,
) -> io::Result<Vec<&'s Entry>> {
    let (zone, loaded) = (layout.zone, layout.loaded);
    let mut suspects = Vec::new();
    for batch in entries.chunks(BATCH) {
        let blocks = batch.par_chunks(BLOCK);
        let done = blocks.map(|block| (listing::plain_lines(block, zone, loaded), suspicion(block)));
        for (lines, found) in done.collect::<Vec<_>>() {
            out.write_all(&lines)?;
            suspects.extend(found);
        }
    }
    Ok(suspects)
}

/// The entry under this alias: by Java's rule, and in the native dialect exactly as it is spelled too.
pub(super) fn find<'s>(
    session: &'s Session,
    context: &Context<'_>,
    alias: &str,
) -> Result<&'s Entry, Failure> {
    let exact = || session.store.find_exact(alias).filter(|_| !context.is_keytool());
    session.store.find(alias).or_else(exact).ok_or_else(|| Failure::AliasMissing { alias: alias.to_owned() })
}
