//! From what a Java was told to which stores it uses, and what is the matter with them.

use std::path::Path;
use std::rc::Rc;

use jiff::Timestamp;

use super::look::Looker;
use crate::audit::Readability;
use crate::diagnosis::{Finding, Release};
use crate::jvm::identity::Identity;
use crate::jvm::launch::Launch;
use crate::jvm::policy::{Policy, SECURITY_PROPERTIES};
use crate::jvm::process::START_IS_KNOWN_TO;
use crate::jvm::surroundings::Surroundings;
use crate::jvm::truststore::{
    self, Access, KEY_STORE, KEY_STORE_PASSWORD, KEY_STORE_TYPE, TRUST_STORE, TRUST_STORE_PASSWORD,
    TRUST_STORE_TYPE, Used,
};
use crate::jvm::version;
use crate::keystore::Content;
use crate::machine::Machine;
use crate::opening;
use crate::report::findings::{machine as findings, own_keys, written};
use crate::report::machine::Trusting;
use crate::secret::Password;

/// What a Java says of itself, and the release that it behaves like.
pub(super) fn release_of(surroundings: &Surroundings, looker: &mut Looker<'_>) -> (Identity, Release) {
    let home = surroundings.seen_home();
    let told = home.map(|home| looker.told(&home)).unwrap_or_default();
    let release = told.release().map_or(Release::Java25, |(release, _)| release);
    (told, release)
}

/// A Java that was told this: which store it uses, and what is the matter with that. `started` is when it was, if it runs.
pub(super) fn told(
    machine: &Machine,
    surroundings: Surroundings,
    started: Option<Timestamp>,
    launch: Launch,
    looker: &mut Looker<'_>,
) -> Trusting {
    let (told, release) = release_of(&surroundings, looker);
    let look = |path: &Path| {
        let is_told = launch.setting(TRUST_STORE).is_some_and(|told| Path::new(&told.value) == path);
        if is_told && launch.is_open(TRUST_STORE) {
            Access::Unknown
        } else {
            surroundings.access(machine, path)
        }
    };
    let choice = surroundings.home.as_deref().map(|home| truststore::choose(home, &launch, look));
    let mut seen = Trusting {
        surroundings,
        told,
        launch,
        choice,
        store: None,
        anchors: None,
        changed: None,
        findings: Vec::new(),
    };
    let Some(choice) = &seen.choice else { return seen };
    seen.findings.extend(findings::of_choice(choice));
    if let Used::File(path) = &choice.used {
        let path = path.clone();
        look_into(machine, &mut seen, &path, started, release, looker);
    }
    let of_keys = own_keys(machine, &seen, release, looker);
    seen.findings.extend(of_keys);
    seen.findings.extend(written::of_names(&seen.launch));
    seen
}

/// What is the matter with the store of its own keys, where it was told one.
fn own_keys(
    machine: &Machine,
    seen: &Trusting,
    release: Release,
    looker: &mut Looker<'_>,
) -> Option<Finding> {
    // Java: NONE stands for a store without a file.
    let told = seen.launch.setting(KEY_STORE).filter(|told| !["", "NONE"].contains(&told.value.as_str()))?;
    let path = Path::new(&told.value);
    if [KEY_STORE, KEY_STORE_PASSWORD, KEY_STORE_TYPE].iter().any(|name| seen.launch.is_open(name)) {
        return None;
    }
    if let Some(finding) = own_keys::of_access(told, seen.surroundings.access(machine, path)) {
        return Some(finding);
    }
    let place = seen.surroundings.seen(path)?;
    let policy = policy(machine, seen, release, looker);
    let value = |name: &str| seen.launch.setting(name).map(|setting| setting.value.clone());
    let type_name = value(KEY_STORE_TYPE).unwrap_or_else(|| opening::default_type(&policy, release));
    if type_name.is_empty() {
        return Some(own_keys::of_no_type(path, &seen.launch));
    }
    let password = value(KEY_STORE_PASSWORD).map(Password::new);
    let has_password = password.as_ref().is_some_and(|password| !password.is_empty());
    let look = looker.open(&place, &type_name, password.as_ref(), &policy)?;
    let store = match &look.opened {
        Err(fault) => return Some(own_keys::of_unopened(path, fault, &seen.launch)),
        Ok(opened) => &opened.store,
    };
    if store.entries().all(|entry| !matches!(entry.content, Content::PrivateKey { .. })) {
        return Some(own_keys::of_no_key(path));
    }
    let readability = Readability::of(store);
    if has_password && !reads(&seen.told, &readability) {
        let version = seen.told.version.as_deref().unwrap_or_default();
        return Some(findings::of_unreadable(path, &readability, version));
    }
    // The other kind of key manager opens a key when it is asked for.
    if policy.value("ssl.KeyManagerFactory.algorithm").is_some_and(|name| name != "SunX509") {
        return None;
    }
    look.locked_key().map(|alias| own_keys::of_locked(path, alias, &seen.launch))
}

/// The store that is used, as this Java opens it.
fn look_into(
    machine: &Machine,
    seen: &mut Trusting,
    path: &Path,
    started: Option<Timestamp>,
    release: Release,
    looker: &mut Looker<'_>,
) {
    let Some(place) = seen.surroundings.seen(path) else { return };
    let policy = policy(machine, seen, release, looker);
    let value = |name: &str| seen.launch.setting(name).map(|setting| setting.value.clone());
    let type_name = value(TRUST_STORE_TYPE).unwrap_or_else(|| opening::default_type(&policy, release));
    let password = value(TRUST_STORE_PASSWORD).map(Password::new);
    if seen.launch.is_open(TRUST_STORE_PASSWORD) || seen.launch.is_open(TRUST_STORE_TYPE) {
        seen.store = looker.store(&place);
        return;
    }
    // It may be readable for the process, and not for us.
    let Some(look) = looker.open(&place, &type_name, password.as_ref(), &policy) else { return };
    let has_password = password.as_ref().is_some_and(|password| !password.is_empty());
    let readable =
        look.opened.as_ref().ok().map(|opened| Readability::of_certificates(&opened.store, has_password));
    seen.store.clone_from(&look.seen);
    match readable.filter(|readability| !reads(&seen.told, readability)) {
        Some(readability) => {
            let version = seen.told.version.as_deref().unwrap_or_default();
            seen.findings.push(findings::of_unreadable(path, &readability, version));
        }
        None => {
            seen.findings.extend(findings::of_opening(path, &look.opened, &seen.launch));
            seen.anchors = look.opened.as_ref().ok().map(|opened| opened.anchors);
        }
    }
    let Some(started) = started else { return };
    let unit = seen.surroundings.unit.as_deref();
    let late = |instant: &Timestamp| instant.duration_since(started) > START_IS_KNOWN_TO;
    if let Some(changed) = looker.changed(&place).filter(late) {
        seen.changed = Some(changed);
        seen.findings.push(findings::of_change(path, changed, started, unit));
    } else if let Some(touched) = looker.touched(&place).filter(late) {
        seen.findings.push(findings::of_touch(path, touched, started, unit));
    }
}

/// Whether a Java knows what a store is made with; one that does not say which it is, does.
fn reads(told: &Identity, readability: &Readability) -> bool {
    let version = told.version.as_deref().and_then(version::read);
    version.is_none_or(|(feature, update)| readability.since.includes_version(feature, update))
}

/// The security properties that a Java goes by.
fn policy(machine: &Machine, seen: &Trusting, release: Release, looker: &mut Looker<'_>) -> Rc<Policy> {
    let policy = looker.policy(seen.surroundings.seen_home().as_deref(), release);
    // Java: a second `=` puts the file in the place of its own; one that is not there is overlooked.
    let Some(told) = seen.launch.setting(SECURITY_PROPERTIES) else { return policy };
    let named = told.value.strip_prefix('=').unwrap_or(&told.value);
    let named = named.strip_prefix("file:").unwrap_or(named);
    let Some(file) = seen.surroundings.seen(Path::new(named)) else { return policy };
    let mut other = if told.value.starts_with('=') { Policy::default() } else { Policy::clone(&policy) };
    match other.lay_over(machine, &file) {
        Ok(()) if !named.is_empty() => Rc::new(other),
        _ => policy,
    }
}
