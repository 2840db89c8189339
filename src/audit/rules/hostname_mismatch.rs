//! `hostname-mismatch`: a host (`--host`) that no entry vouches for.
//!
//! Java compares as HTTPS does (RFC 2818; a wildcard stands for one label). Where no certificate is for anything like the host
//! an authority of the store may have issued the server's: who knows is `verify`.

use crate::audit::View;
use crate::audit::view::Certified;
use crate::diagnosis::{Cause, Finding, Remedy, Severity};
use crate::pkix::host::{self, Circumstances};

pub(in crate::audit) fn check(view: &View<'_>) -> Vec<Finding> {
    view.settings.hosts.iter().filter_map(|host| check_host(view, host)).collect()
}

fn check_host(view: &View<'_>, name: &str) -> Option<Finding> {
    let given =
        Circumstances { release: view.settings.java.release, jdk_anchor: false, names_constrained: false };
    let leaves: Vec<&Certified<'_>> = view.entries.iter().filter(|entry| !entry.is_authority()).collect();
    let vouches =
        |entry: &&Certified<'_>| entry.node().is_some_and(|node| host::check(node, name, given).is_ok());
    if leaves.iter().any(vouches) {
        return None;
    }
    let nearest =
        leaves.iter().max_by_key(|entry| nearness(entry, name)).filter(|entry| nearness(entry, name) > 0);
    let Some((entry, node)) = nearest.and_then(|entry| Some((*entry, entry.node()?))) else {
        let mut message = format!("no certificate of the store is for {name}, or for anything like it");
        let mut remedy =
            Remedy::words(format!("Import the certificate of {name}, or of the authority that issued it."));
        let mut severity = Severity::Error;
        if view.trusted().any(Certified::is_authority) {
            severity = Severity::Info;
            message.push_str("; whether an authority of the store issued what it sends is not known here");
            let store = view.store_options();
            let words = ["verify", "CHAIN.pem", "--host", name].into_iter();
            remedy = Remedy::command(
                "Ask with the chain that the server sends:",
                words.chain(store.iter().map(AsRef::as_ref)),
            );
        }
        return Some(view.finding_of_store(Cause::HostnameMismatch, severity, message, remedy));
    };
    let miss = host::explain(&node.certificate, name);
    let message = format!(
        "no certificate of the store is for {name}; this one comes nearest, but {}",
        miss.words(name)
    );
    let remedy = match miss.alternative() {
        Some(other) => Remedy::words(format!(
            "Connect to {other} instead, or import a certificate that {}.",
            miss.wanted(name)
        )),
        None => Remedy::words(format!("Import a certificate that {}.", miss.wanted(name))),
    };
    Some(view.finding(Cause::HostnameMismatch, Severity::Error, entry, message, remedy))
}

/// How many labels, counted from the top, a name of the certificate has in common with the host; the top level alone is none.
fn nearness(entry: &Certified<'_>, host: &str) -> usize {
    let Some(node) = entry.node() else { return 0 };
    let mut names = node.certificate.host_names();
    names.extend(node.certificate.subject.common_name().map(|name| name.into_owned()));
    let common = |name: &String| {
        let (one, other) = (name.to_lowercase(), host.to_lowercase());
        let labels = one.rsplit('.').zip(other.rsplit('.')).take_while(|(one, other)| one == other).count();
        if one == other { usize::MAX } else { labels }
    };
    match names.iter().map(common).max() {
        Some(labels) if labels >= 2 => labels,
        // Within a machine's own domain there is but one label: db01 and db01.corp.
        Some(_) if names.iter().any(|name| first_label(name) == first_label(host)) => 1,
        _ => 0,
    }
}

fn first_label(name: &str) -> &str {
    name.split('.').next().unwrap_or_default()
}
