//! The keystore, or a key in it, cannot be opened.

use super::store_contents::{CONTENT, Content, file_name, is_of_file};
use super::trust_store;
use crate::diagnosis::Cause;
use crate::explain::case::Case;
use crate::explain::diagnosis::Party::{ClientDeveloper, ClientOperator, ServerOperator};
use crate::explain::diagnosis::{Diagnosis, Missing, Party, Reason, Step};
use crate::explain::handshake::Side;
use crate::explain::thrown::StoreRole;

const WHO: &[Party] = &[ClientOperator];
const WHO_WROTE_IT: &[Party] = &[ClientDeveloper, ClientOperator];

const fn reason(check: &'static str, cause: Cause) -> Reason {
    Reason::new(Step::ClientKeystore, check, cause, WHO)
}

const MISSING: Reason = reason("keystore-file-missing", Cause::StoreMissing);
const PASSWORD: Reason = reason("keystore-password", Cause::WrongPassword);
const KEY: Reason = reason("key-password", Cause::KeyPassword);
const FORMAT: Reason = reason("keystore-format", Cause::NotAKeystore);
const CORRUPT: Reason = reason("keystore-corrupt", Cause::DamagedStore);
const NO_KEY: Reason = reason("keystore-alias", Cause::NoClientKey);
const ALGORITHM: Reason = reason("pkcs12-algorithm", Cause::UnreadableByJava);

pub(super) fn look(case: Case<'_>) -> Option<Diagnosis> {
    let mut found = find(case)?;
    // What a server cannot open is for whoever runs the server.
    if case.knows_side() && case.side() == Side::Server {
        for reason in &mut found.reasons {
            reason.who = &[ServerOperator];
        }
    }
    Some(found)
}

fn find(case: Case<'_>) -> Option<Diagnosis> {
    let mut traces = case.handshake.traces.iter();
    let is_of_stores = traces.any(|trace| {
        let frames = &trace.frames;
        frames.store == Some(StoreRole::Key) || frames.opens_store
    });
    let is_of_default = case.says("Error constructing implementation (algorithm: Default").is_some()
        && case.says("problem accessing trust store").is_none();
    let told =
        CONTENT.iter().find_map(|content| Some((content, case.says_of(content.class, content.words)?)));
    let is_of_key = told.is_some_and(|(content, _)| content.kind == Content::Key);
    let is_told_alone = told.is_some_and(|(content, _)| {
        // WebSphere: the keystore that it tells of did not load.
        case.says("CWPKI0033E").is_some()
            || matches!(
                content.words,
                "keystore password was incorrect"
                    | "Invalid keystore format"
                    | "password was incorrect"
                    | "failed to decrypt safe contents entry"
                    | "Integrity check failed: java.security.NoSuchAlgorithmException"
                    | "Algorithm HmacPBE"
                    | "does not contain valid private key"
            )
    });
    let shown = |diagnosis: Diagnosis| {
        diagnosis.with(case.handshake.stores.key.as_ref().and_then(|store| store.evidence.as_ref()))
    };
    if let Some((words, thrown)) = missing_file(case, is_of_stores || is_of_default) {
        // Java: an EOFException has no message, either.
        let is_of_either = !(is_of_stores || is_of_default) && file_name(case).is_none();
        let reasons = match words {
            "" => vec![MISSING, CORRUPT, FORMAT],
            _ if is_of_either => vec![MISSING, trust_store::MISSING],
            _ => vec![MISSING],
        };
        return Some(shown(Diagnosis::ranked(reasons, thrown, Missing::StoreFile)));
    }
    if let Some(line) = case.says("does not identify a key entry") {
        return Some(shown(Diagnosis::of(NO_KEY, line)));
    }
    if !(is_of_stores || is_of_default || is_of_key || is_told_alone) {
        // Spring: hides why.
        let line = case.says("Could not load key store")?;
        return Some(shown(Diagnosis::ranked(vec![MISSING, PASSWORD, FORMAT], line, Missing::StoreFile)));
    }
    let Some((content, line)) = told else { return of_default(case).map(shown) };
    let reason = match content.kind {
        Content::Password => PASSWORD,
        Content::Key if is_by_application(case) => Reason { who: WHO_WROTE_IT, ..KEY },
        Content::Key => KEY,
        Content::Algorithm => ALGORITHM,
        Content::OtherType => Reason { cause: Cause::WrongStoreType, ..FORMAT },
        Content::Text | Content::Certificate | Content::Unrecognised => FORMAT,
        // A tool has taken the file for text, mostly one that builds the application.
        Content::Damaged if content.words == "lengthTag=" => Reason { who: WHO_WROTE_IT, ..CORRUPT },
        Content::Damaged => CORRUPT,
    };
    let is_certain = case.handshake.traces.iter().any(|trace| trace.frames.store == Some(StoreRole::Key))
        || is_of_default
        || is_of_key;
    let mut reasons = vec![reason];
    if content.kind == Content::Unrecognised {
        // Java 8: says so of a PKCS12 store that it cannot read, too.
        reasons.push(ALGORITHM);
    }
    // Java: before 12 the default context tells of both stores alike; frames would tell them apart.
    let has_frames = case.handshake.traces.iter().any(|trace| trace.frames.are_there);
    if !is_certain || is_of_default && !has_frames {
        reasons.push(as_of_trust_store(content.kind));
        if content.kind == Content::Unrecognised {
            reasons.push(as_of_trust_store(Content::Text));
        }
    }
    Some(shown(Diagnosis::ranked(reasons, line, Missing::StoreFile)))
}

/// What stands for the words of a system that are not known.
const NOT_FOUND: &str = "FileNotFoundException";

/// A file that is not there: its name, or who opened it, tells that it is a store.
fn missing_file<'h>(
    case: Case<'h>,
    is_of_stores: bool,
) -> Option<(&'static str, Option<&'h crate::explain::handshake::Evidence>)> {
    const ABSENT: [&str; 4] =
        ["(No such file or directory)", "(The system cannot find", "(Permission denied)", "(Is a directory)"];
    let named = ABSENT.iter().find_map(|words| Some((*words, case.says(words)?)));
    let is_of_stores = is_of_stores || file_name(case).is_some() || is_loaded_as_store(case);
    if named.is_some() && is_of_stores {
        return named;
    }
    // Windows says why in its user's language, so that the exception has to tell.
    let of_file = case
        .thrown()
        .find(|(_, thrown)| is_of_file(thrown) || thrown.message.contains("FileNotFoundException: "));
    if let Some((_, thrown)) = of_file.filter(|_| is_of_stores) {
        return Some((NOT_FOUND, thrown.evidence.as_ref()));
    }
    // Java 17: a PrivilegedActionException has no message, so the one that it is told in has none either.
    let silent = case.thrown().find(|(trace, thrown)| {
        !trace.is_debug && thrown.class.ends_with("KeyManagementException") && thrown.message.is_empty()
    });
    silent.map(|(_, thrown)| ("", thrown.evidence.as_ref()))
}

/// Whether a file that cannot be opened was to be read by what calls itself a loader of stores.
fn is_loaded_as_store(case: Case<'_>) -> bool {
    case.thrown().any(|(trace, thrown)| is_of_file(thrown) && trace.frames.names_store)
}

/// Why the default context could not be made where nothing more is told.
fn of_default(case: Case<'_>) -> Option<Diagnosis> {
    let line = case.says("Error constructing implementation (algorithm: Default")?;
    let trust = Reason::new(Step::ClientTruststore, "truststore-wrong-password", Cause::WrongPassword, WHO);
    let others = [Content::Text, Content::Damaged].map(as_of_trust_store);
    let reasons = [vec![trust, PASSWORD, MISSING, KEY, FORMAT], others.to_vec()].concat();
    Some(Diagnosis::ranked(reasons, line, Missing::TrustManagerLog))
}

fn is_by_application(case: Case<'_>) -> bool {
    let is_default = case.says("algorithm: Default").is_some();
    !is_default && case.handshake.traces.iter().any(|trace| trace.frames.by_application)
}

/// The same of a trust store, where the log does not tell which of the two was opened.
fn as_of_trust_store(kind: Content) -> Reason {
    let (check, cause) = match kind {
        Content::Password | Content::Key => ("truststore-wrong-password", Cause::WrongPassword),
        Content::Algorithm => ("pkcs12-algorithm", Cause::UnreadableByJava),
        Content::Text | Content::Certificate => ("truststore-not-a-keystore", Cause::NotAKeystore),
        Content::OtherType | Content::Unrecognised => ("truststore-wrong-type", Cause::WrongStoreType),
        Content::Damaged => ("truststore-corrupt", Cause::DamagedStore),
    };
    Reason::new(Step::ClientTruststore, check, cause, WHO)
}
