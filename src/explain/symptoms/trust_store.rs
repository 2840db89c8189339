//! The trust store cannot be opened, or holds nothing.

use super::store_contents::{CONTENT, Content, file_name, is_of_file};
use crate::diagnosis::Cause;
use crate::explain::case::Case;
use crate::explain::diagnosis::Party::{ClientDeveloper, ClientOperator};
use crate::explain::diagnosis::{Diagnosis, Missing, Party, Reason, Step};
use crate::explain::handshake::{Evidence, Happening};
use crate::explain::thrown::StoreRole;

const WHO: &[Party] = &[ClientOperator];
const WHO_WROTE_IT: &[Party] = &[ClientDeveloper, ClientOperator];

const fn reason(check: &'static str, cause: Cause) -> Reason {
    Reason::new(Step::ClientTruststore, check, cause, WHO)
}

pub(super) const MISSING: Reason = reason("truststore-file-missing", Cause::StoreMissing);
const PASSWORD: Reason = reason("truststore-wrong-password", Cause::WrongPassword);
const NOT_A_STORE: Reason = reason("truststore-not-a-keystore", Cause::NotAKeystore);
const CORRUPT: Reason = reason("truststore-corrupt", Cause::DamagedStore);
const TYPE: Reason = reason("truststore-wrong-type", Cause::WrongStoreType);
const EMPTY: Reason = reason("truststore-empty", Cause::EmptyStore);
const ALGORITHM: Reason = reason("pkcs12-algorithm", Cause::UnreadableByJava);

/// Texts of a trust store alone.
const ACCESS: &str = "problem accessing trust store";
const NO_ANCHORS: &str = "trustAnchors parameter must be non-empty";

pub(super) fn look(case: Case<'_>) -> Option<Diagnosis> {
    let stores = &case.handshake.stores;
    if let Some(line) = case.says(NO_ANCHORS) {
        return Some(of_no_anchors(case, line));
    }
    let accessed = case.says(ACCESS);
    if !is_of_trust_store(case) && accessed.is_none() {
        return None;
    }
    let shown = |diagnosis: Diagnosis| {
        diagnosis.with(stores.trust.as_ref().and_then(|store| store.evidence.as_ref()))
    };
    if let Some((_, thrown)) = case.thrown().find(|(_, thrown)| is_of_file(thrown)) {
        let mut reason = MISSING;
        if accessed.is_none() {
            reason.who = &[ClientOperator, ClientDeveloper];
        }
        return Some(shown(Diagnosis::of(reason, thrown.evidence.as_ref())));
    }
    let told =
        CONTENT.iter().find_map(|content| Some((content, case.says_of(content.class, content.words)?)));
    let Some((content, line)) = told else {
        // Java: from 12 on, why is not told without a debug log.
        let reasons = vec![PASSWORD, NOT_A_STORE, CORRUPT, TYPE];
        return Some(shown(Diagnosis::ranked(reasons, accessed.flatten(), Missing::StoreFile)));
    };
    let reasons = match content.kind {
        Content::Password => vec![PASSWORD],
        Content::Algorithm => vec![ALGORITHM],
        Content::Text | Content::Certificate => vec![NOT_A_STORE],
        // A text that is shorter than its second letter would have it ends too early, too.
        Content::Damaged if content.class == "EOFException" => vec![CORRUPT, NOT_A_STORE],
        Content::Damaged => vec![CORRUPT],
        Content::OtherType => vec![TYPE],
        Content::Unrecognised => of_unrecognised(case),
        Content::Key => return None,
    };
    Some(shown(Diagnosis::ranked(reasons, line, Missing::StoreFile)))
}

/// Nothing is trusted: Java says the same of a store without certificates, of one that is not there, and of a PKCS12 whose
/// certificates are encrypted where it was given no password, and opens that without them.
fn of_no_anchors(case: Case<'_>, line: Option<&Evidence>) -> Diagnosis {
    let stores = &case.handshake.stores;
    let named = stores.inaccessible.as_ref().or(stores.trust.as_ref());
    let found = if stores.inaccessible.is_some() {
        Diagnosis::of(MISSING, line)
    } else {
        Diagnosis::ranked(vec![EMPTY, PASSWORD, MISSING], line, Missing::StoreFile)
    };
    found
        .with(case.handshake.lines_of(Happening::Store))
        .with(named.and_then(|store| store.evidence.as_ref()))
}

/// "Invalid keystore format": the file has not the first bytes that its type has.
fn of_unrecognised(case: Case<'_>) -> Vec<Reason> {
    let named = case.handshake.stores.trust.as_ref().and_then(|store| store.type_name.as_deref());
    let is_jceks = named.is_some_and(|name| name.eq_ignore_ascii_case("jceks"))
        || case.handshake.traces.iter().any(|trace| trace.frames.in_jceks);
    let is_by_application =
        case.says(ACCESS).is_none() && case.handshake.traces.iter().any(|trace| trace.frames.by_application);
    if is_jceks {
        return vec![TYPE, NOT_A_STORE, CORRUPT];
    }
    if is_by_application {
        let mut typed = TYPE;
        typed.who = WHO_WROTE_IT;
        return vec![typed, NOT_A_STORE, CORRUPT];
    }
    vec![NOT_A_STORE, CORRUPT, TYPE]
}

fn is_of_trust_store(case: Case<'_>) -> bool {
    let mut traces = case.handshake.traces.iter();
    if traces.any(|trace| trace.frames.store == Some(StoreRole::Trust)) {
        return case.says_of("", "PKIX path").is_none();
    }
    // Of a store that the application opens itself, its name tells what it is for.
    file_name(case).is_some_and(|name| {
        let name = name.to_ascii_lowercase();
        ["trust", "cacerts", "ca-", "cas.", "root"].iter().any(|word| name.contains(word))
    })
}
