//! The words for what the native dialect refuses and keytool does not.

use crate::commands::NativeFault;

/// What is wrong, and what to do next.
pub(super) fn plain(fault: &NativeFault) -> (String, &'static str) {
    match fault {
        NativeFault::AliasNotNamed { destination: false } => (
            "no alias was named".into(),
            "Name it right behind the command: `keytool-rs COMMAND ALIAS`; `keytool-rs list` shows which there are.",
        ),
        NativeFault::AliasNotNamed { destination: true } => (
            "no new alias was named".into(),
            "Name it behind the old one: `keytool-rs COMMAND ALIAS NEW_ALIAS`.",
        ),
        NativeFault::NamedTwice { .. } => (fault.to_string(), "Use one of them."),
        NativeFault::NewPasswordNotGiven => (
            fault.to_string(),
            "Give the new one with --new-env, --new-file or --new; or type it on a terminal, or as two lines of standard \
             input.",
        ),
        NativeFault::SourceKeyPassword { .. } => (
            fault.to_string(),
            "Give it with --srckeypass, once for each password that keys have, or as a line of standard input for each \
             key that none of them opens.",
        ),
        NativeFault::TwoStores => (
            fault.to_string(),
            "Leave one of them out; with --from, --java-home also says which Java connects, whatever the keystore.",
        ),
        NativeFault::CertificateOfKey { keys } if keys.len() > 1 => (
            format!("it is the certificate of the keys {}", keys.join(", ")),
            "Name with --alias the key that it is to go under; --yes makes it a trusted certificate all the same.",
        ),
        NativeFault::CertificateOfKey { .. } => (
            fault.to_string(),
            "Leave --alias out, and it goes under its key; --yes makes it a trusted certificate of its own all the same.",
        ),
        NativeFault::SignedChain { .. } => (
            format!("{fault}, and that chain would be lost"),
            "--yes puts a self-signed certificate in its place all the same; the authority's answer to a request \
             (`keytool-rs certreq`) goes in with `keytool-rs import`.",
        ),
        NativeFault::KeystoreIsFolder { .. } => {
            (fault.to_string(), "Name the keystore in it; `keytool-rs audit FOLDER` finds those there are.")
        }
        NativeFault::SerialNumber { text } => (
            format!("--id {text}: this is no serial number"),
            "What is revoked looks like 4711, 0x1267 (as `keytool-rs list -v` shows it, with 0x in front) or 4711:1, \
             where the number behind the colon is the reason (1: key compromise).",
        ),
        NativeFault::ClientStorePassword { .. } => (
            fault.to_string(),
            "Give its password with --client-storepass, --client-storepass-env or --client-storepass-file; a Java is told it by \
             javax.net.ssl.keyStorePassword.",
        ),
        NativeFault::OtherStorePassword { .. } => (
            fault.to_string(),
            "Give the second store's password with --other-storepass, --other-storepass-env or --other-storepass-file.",
        ),
        NativeFault::OldStorePassword { .. } => (
            fault.to_string(),
            "Give the old store's password with --from-storepass, --from-storepass-env or --from-storepass-file; --storepass is \
             that of the new one.",
        ),
        NativeFault::NothingToCarryInto { .. } => {
            (fault.to_string(), "Name with --to the new store, or the folder of the new Java.")
        }
    }
}

/// What to do next where a key's password is another one than the store's.
pub(super) const KEY_PASSWORD: &str = "Give it with --keypass, --keypass-env or --keypass-file.";
