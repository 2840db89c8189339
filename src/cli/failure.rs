//! The words for failures: once as keytool says them, once plainly with what to do next.

mod log;
mod machine;
mod making;
mod native;
mod pkcs12;
mod policy;
mod reply;
mod server;

use std::io;

use crate::commands::Failure;
use crate::formats;
use crate::formats::jar::JarFault;
use crate::formats::jks::JksError;
use crate::formats::{DecodeError, EncodeError, TextFault};
use crate::report::exceptions::keys;
use crate::report::human::shown;
use crate::report::json;
use crate::report::keytool::certificate;

const ALIASES: &str = "`keytool-rs list` shows the aliases there are.";
const UNCHANGED: &str = "The store is unchanged.";

/// The exception that keytool prints behind `keytool error: `: its class and its message.
pub fn java_words(failure: &Failure) -> String {
    let exception = |text: &str| format!("java.lang.Exception: {text}");
    match failure {
        Failure::KeystoreMissing { path } => exception(&format!("Keystore file does not exist: {path}")),
        Failure::NotAFile => "java.lang.NullPointerException: Cannot invoke \"java.io.OutputStream.write(byte[])\" because \"<parameter1>\" is null".into(),
        Failure::KeystoreEmpty { path } => exception(&format!("Keystore file exists, but is empty: {path}")),
        Failure::Read { path, source } | Failure::Write { path, source } => {
            format!("java.io.FileNotFoundException: {path} ({})", system_words(source))
        }
        Failure::Decode { source, .. } => decode_as_java(source),
        Failure::Encode { source, .. } => encode_as_java(source),
        Failure::UnknownStoreType { name } => format!("java.security.KeyStoreException: {name} not found"),
        Failure::CacertsAndKeystore => "java.lang.IllegalArgumentException: The -keystore or -storetype option cannot be used with the -cacerts option".into(),
        Failure::ProtectedAndPassword => "java.lang.IllegalArgumentException: if -protected is specified, then -storepass, -keypass, and -new must not be specified".into(),
        Failure::NoCacerts => exception("Keystore file does not exist: no Java was found on this machine"),
        Failure::NoHome => exception("Keystore file does not exist: there is no home folder"),
        Failure::StorePasswordTooShort => exception("Keystore password must be at least 6 characters"),
        Failure::NewPasswordTooShort => exception("New password must be at least 6 characters"),
        Failure::TooManyFailures | Failure::TooManyKeyPasswordFailures => exception("Too many failures - try later"),
        Failure::AliasMissing { alias } => exception(&format!("Alias <{alias}> does not exist")),
        Failure::NoCertificate { alias } => exception(&format!("Alias <{alias}> has no certificate")),
        Failure::AliasTaken { alias } => exception(&format!("Certificate not imported, alias <{alias}> already exists")),
        Failure::DestinationTaken { alias } | Failure::ImportedTaken { alias } => exception(&format!("Destination alias <{alias}> already exists")),
        Failure::AliasNotGiven { destination: false } => exception("Must specify alias"),
        Failure::AliasNotGiven { destination: true } => exception("Must specify destination alias"),
        // Java: asks, reads nothing, and trips over the missing line.
        Failure::InputEnded => "java.lang.NullPointerException: Cannot invoke \"String.toLowerCase(java.util.Locale)\" because \"<parameter1>\" is null".into(),
        Failure::NotACertificate { .. } => exception("Input not an X.509 certificate"),
        Failure::Reply { alias, fault } => reply::as_java(alias, fault),
        Failure::NothingToPrint { empty: true } => exception("Empty input"),
        Failure::NothingToPrint { empty: false } => exception("Failed to parse input"),
        Failure::Recovery { source, .. } => keys::recovery_as_java(source),
        Failure::Protection { source, .. } => keys::protection_as_java(source),
        Failure::NoKey { alias } => exception(&format!("Alias <{alias}> has no key")),
        Failure::NotAPrivateKey { alias } => exception(&format!(
            "Alias <{alias}> references an entry type that is not a private key entry.  The -keyclone command only \
             supports cloning of private key entries"
        )),
        Failure::SecretAliasTaken { alias } => {
            exception(&format!("Secret Key not generated, alias <{alias}> already exists"))
        }
        Failure::KeyAlgorithmMissing => exception("The -keyalg option must be specified."),
        Failure::KeySizeMissing => exception("Please provide -keysize for secret key generation"),
        Failure::NoKeyGenerator { name } => {
            format!("java.security.NoSuchAlgorithmException: {name} KeyGenerator not available")
        }
        Failure::KeySize(error) => keys::size_as_java(*error),
        Failure::KeyNotAdded => exception("Too many failures - key not added to keystore"),
        Failure::KeyNotCloned => exception("Too many failures. Key entry not cloned"),
        Failure::KeyPasswordsOfPkcs12 => "java.lang.UnsupportedOperationException: -keypasswd commands not supported if -storetype is PKCS12".into(),
        Failure::SourceNotGiven => exception("Please specify -srckeystore"),
        Failure::SourceEmpty { path } => exception(&format!("Source keystore file exists, but is empty: {path}")),
        Failure::SourceProtectedAndPassword => "java.lang.IllegalArgumentException: if -srcprotected is specified, then -srcstorepass and -srckeypass must not be specified".into(),
        Failure::SourceAliasNeeded => exception("if alias not specified, destalias and srckeypass must not be specified"),
        // Java: asks, reads nothing, and trips over the missing line.
        Failure::NoNewAlias | Failure::NoChain { .. } => "java.lang.NullPointerException: invalid null input".into(),
        Failure::VariableMissing { name } => exception(&format!("Cannot find environment variable: {name}")),
        Failure::PasswordFileMissing { path } => exception(&format!("Cannot find file: {path}")),
        Failure::ProviderNotGiven => "java.lang.IllegalArgumentException: missing provider".into(),
        Failure::NoSuchProvider { name } => format!("java.security.NoSuchProviderException: no such provider: {name}"),
        Failure::NoSuchAddedProvider { name } => exception(&format!("Provider named \"{name}\" not found")),
        Failure::NothingToConfigure => "java.lang.UnsupportedOperationException: configure is not supported".into(),
        Failure::NoSuchProviderClass { name } => exception(&format!("Provider \"{name}\" not found")),
        Failure::ReadJar { path, source } if source.kind() == io::ErrorKind::NotFound && !path.is_empty() => {
            format!("java.nio.file.NoSuchFileException: {path}")
        }
        Failure::ReadJar { path, source } => {
            format!("java.io.FileNotFoundException: {path} ({})", system_words(source))
        }
        Failure::Jar { fault, .. } => jar_as_java(fault),
        Failure::UnknownProtocol { scheme } => {
            format!("java.net.MalformedURLException: unknown protocol: {scheme}")
        }
        Failure::Unsupported { command } => exception(&format!("{command} is not supported by this version of keytool-rs")),
        Failure::AliasForMany { .. }
        | Failure::NothingChosen { .. }
        | Failure::WhichStore
        | Failure::NoKeystoreToImportInto { .. }
        | Failure::PasswordMissing
        | Failure::AliasOfKey { .. }
        | Failure::HoldsOther { .. }
        | Failure::NoPassword { .. }
        | Failure::NoJava { .. }
        | Failure::SameStore { .. }
        | Failure::Machine(_)
        | Failure::NoCrl { .. }
        | Failure::NoOcspResponse { .. }
        | Failure::NoServer
        | Failure::NobodyVouches
        | Failure::OtherFingerprint { .. }
        | Failure::Endpoint { .. }
        | Failure::Targets { .. }
        | Failure::Proxy(_)
        | Failure::UnreadableByJava { .. }
        | Failure::Policy(_)
        | Failure::Property { .. }
        | Failure::NoSuchRule { .. }
        | Failure::NotALog { .. }
        | Failure::Native(_)
        | Failure::Usage(_) => exception(&failure.to_string()),
        Failure::Making(fault) => making::as_java(fault),
        Failure::ServerName(error) => server::name_as_java(error),
        Failure::PortOutOfRange { port } => {
            format!("java.lang.IllegalArgumentException: port out of range:{port}")
        }
        Failure::Server { source, .. } => server::fault_as_java(source),
        Failure::Unprintable { exception } => exception.clone(),
        Failure::Randomness(_) => format!("java.security.ProviderException: {failure}"),
        Failure::Output(source) | Failure::Input(source) => format!("java.io.IOException: {}", system_words(source)),
    }
}

/// What the system says, without Rust's number behind it: what Java puts in brackets.
pub(super) fn system_words(error: &io::Error) -> String {
    let text = error.to_string();
    match text.split_once(" (os error") {
        Some((words, _)) => words.to_owned(),
        None => text,
    }
}

fn decode_as_java(error: &DecodeError) -> String {
    match error {
        DecodeError::Unrecognised => "java.security.KeyStoreException: Unrecognized keystore format. Please load it with a specified type".into(),
        DecodeError::Jks(error) => jks_as_java(error),
        // Java: takes a malformed certificate for a sign that the password was wrong.
        DecodeError::Certificate { is_encrypted: true, .. } => pkcs12::WRONG_PASSWORD.into(),
        DecodeError::Certificate { refusal, .. } => certificate::refusal(refusal).to_string(),
        DecodeError::Pkcs12(error) => pkcs12::as_java(error),
    }
}

fn jar_as_java(fault: &JarFault) -> String {
    let zip = |text: &str| format!("java.util.zip.ZipException: {text}");
    let security = |text: String| format!("java.lang.SecurityException: {text}");
    match fault {
        JarFault::Empty => zip("zip file is empty"),
        JarFault::NotZip => zip("zip END header not found"),
        JarFault::Block { name } => security(format!("cannot verify signature block file {name}")),
        JarFault::ManifestMain => {
            security("Invalid signature file digest for Manifest main attributes".into())
        }
        JarFault::NoSection { name } => {
            security(format!("no manifest section for signature file entry {name}"))
        }
        JarFault::Section { algorithm, name } => {
            security(format!("invalid {algorithm} signature file digest for {name}"))
        }
        JarFault::Entry { algorithm, name } => security(format!("{algorithm} digest error for {name}")),
        other => zip(&other.to_string()),
    }
}

fn jks_as_java(error: &JksError) -> String {
    match error {
        JksError::Truncated { .. } => "java.io.EOFException".into(),
        JksError::NoHeader => "java.io.IOException: Invalid keystore format".into(),
        JksError::SecretKey { fault, .. } => keys::sealed_as_java(fault),
        JksError::UnknownKind { kind, .. } => {
            format!("java.io.IOException: Unrecognized keystore entry: {kind}")
        }
        JksError::NegativeLength { length, .. } => {
            format!("java.io.IOException: length cannot be negative: {length}")
        }
        JksError::BadText { fault: TextFault::Around(position), .. } => {
            format!("java.io.UTFDataFormatException: malformed input around byte {position}")
        }
        JksError::BadText { .. } => {
            "java.io.UTFDataFormatException: malformed input: partial character at end".into()
        }
        JksError::UnknownCertificateType { name, .. } => {
            format!("java.security.cert.CertificateException: {name} not found")
        }
        JksError::Certificate { refusal, .. } => certificate::refusal(refusal).to_string(),
        JksError::WrongPassword => {
            "java.io.IOException: Keystore was tampered with, or password was incorrect".into()
        }
    }
}

fn encode_as_java(error: &EncodeError) -> String {
    match error {
        EncodeError::Settings(error) if error.is_number => {
            format!("java.lang.IllegalArgumentException: Invalid {}: {}", error.property, error.value)
        }
        EncodeError::Settings(error) => {
            format!("java.lang.IllegalArgumentException: {} is not a number: {}", error.property, error.value)
        }
        EncodeError::Pkcs12(formats::pkcs12::EncodeError::UnknownAlgorithm(name)) => {
            format!(
                "java.io.IOException: getPBEAlgorithmParameters failed: {name} AlgorithmParameters not available"
            )
        }
        EncodeError::PasswordNeeded(_) => "java.lang.IllegalArgumentException: password can't be null".into(),
        other => format!("java.security.KeyStoreException: {other}"),
    }
}

/// What went wrong and what to do next, for a person; line ends included.
pub(super) fn in_plain_words(failure: &Failure) -> String {
    let (what, advice) = plain(failure);
    // Names and paths come from outside, and a terminal obeys what is in them.
    let what = match failure {
        // Its lines are its own, and what is quoted in them has no ends of lines.
        Failure::Targets { .. } => what.lines().map(shown).collect::<Vec<_>>().join("\n  "),
        _ => shown(&what).into_owned(),
    };
    let advice = if advice.is_empty() { String::new() } else { format!("  {advice}\n") };
    format!("error: {what}\n{advice}")
}

/// The same as a document.
pub(super) fn as_document(failure: &Failure) -> String {
    let (what, advice) = plain(failure);
    json::failure(&what, advice)
}

/// A sentence about what is wrong, and one about what to do next.
fn plain(failure: &Failure) -> (String, &'static str) {
    match failure {
        Failure::KeystoreMissing { path } => (
            format!("there is no keystore {path}"),
            "Name the store with --keystore, or use --cacerts for this machine's Java; `import --create` makes a new one.",
        ),
        Failure::NotAFile => ("NONE is not a file".into(), "Name the store with --keystore."),
        Failure::KeystoreEmpty { path } => (
            format!("the keystore {path} is empty"),
            "A disk that was full or a tool that was interrupted leaves such a file: look for a STORE.bak or a copy.",
        ),
        Failure::Read { path, source } => {
            (format!("{path} cannot be read: {}", system_words(source)), machine::unread(source))
        }
        Failure::NotALog { name, why } => {
            log::no_log(if name == "-" { "standard input" } else { name }, *why)
        }
        Failure::Write { path, source } => {
            let advice = match source.kind() {
                // EPERM, not EACCES: the new file may not be given to the old one's owner.
                io::ErrorKind::PermissionDenied if source.raw_os_error() == Some(1) => {
                    "The store is unchanged. It belongs to somebody else: run this as its owner, or as root."
                }
                io::ErrorKind::NotFound => "Its folder does not exist: create it first.",
                io::ErrorKind::PermissionDenied => {
                    "The store is unchanged. The new one is written beside it, so its folder must be writable for you: \
                     run this as the folder's owner."
                }
                io::ErrorKind::StorageFull => "The store is unchanged. Make room on the disk and try again.",
                _ => UNCHANGED,
            };
            (format!("{path} cannot be written: {}", system_words(source)), advice)
        }
        Failure::Decode { path, source } if source.is_wrong_password() => {
            (format!("wrong password for {path}"), decode_advice(source))
        }
        Failure::Decode { path, source } => (format!("{path}: {source}"), decode_advice(source)),
        Failure::Encode { path, source } => (format!("{path} cannot be written: {source}"), UNCHANGED),
        Failure::UnknownStoreType { name } => (
            format!("{name} is no type of keystore"),
            "The types are PKCS12, JKS and JCEKS; without --storetype the file itself tells.",
        ),
        Failure::CacertsAndKeystore => {
            ("--cacerts names a store, and so does --keystore or --storetype".into(), "Use one of them.")
        }
        Failure::ProtectedAndPassword => ("--protected with a password".into(), "Use one of them."),
        Failure::NoCacerts => (
            "no Java with a cacerts was found on this machine".into(),
            "Set JAVA_HOME, or name the store with --keystore.",
        ),
        Failure::NoHome => ("there is no home folder".into(), "Name the store with --keystore."),
        Failure::StorePasswordTooShort | Failure::NewPasswordTooShort => {
            ("the password is too short".into(), "Java asks for at least 6 characters.")
        }
        Failure::TooManyFailures | Failure::TooManyKeyPasswordFailures => {
            ("three times is enough".into(), UNCHANGED)
        }
        Failure::AliasMissing { alias } => (format!("there is no entry {alias}"), ALIASES),
        Failure::NoCertificate { alias } => (format!("the entry {alias} has no certificate"), ALIASES),
        Failure::AliasTaken { alias } => (
            format!("there is another entry {alias}"),
            "Choose another --alias, or replace the certificate that is there with --replace.",
        ),
        Failure::ImportedTaken { alias } => (
            format!("there is an entry {alias} already"),
            "--replace takes the new one instead; --srcalias and --destalias give it another alias.",
        ),
        Failure::DestinationTaken { alias } => {
            (format!("there is an entry {alias} already"), "Choose another alias.")
        }
        Failure::AliasNotGiven { .. } | Failure::InputEnded => ("no alias was given".into(), ALIASES),
        Failure::Recovery { alias, source } if source.is_wrong_password() => {
            (format!("the password of the key {alias} is another one"), native::KEY_PASSWORD)
        }
        Failure::Recovery { .. } | Failure::Protection { .. } | Failure::KeySize(_) => {
            (failure.to_string(), UNCHANGED)
        }
        Failure::NoKey { alias } | Failure::NotAPrivateKey { alias } => {
            (format!("the entry {alias} is no key that this can be done with"), ALIASES)
        }
        Failure::SecretAliasTaken { alias } => {
            (format!("there is an entry {alias} already"), "Choose another alias.")
        }
        Failure::KeyAlgorithmMissing => ("no algorithm was named".into(), "Name it with --keyalg."),
        Failure::KeySizeMissing => ("no size was named".into(), "Name it with --keysize, in bits."),
        Failure::NoKeyGenerator { name } => (
            format!("{name} is no algorithm of secret keys"),
            "AES, HmacSHA256, ChaCha20 and DESede are some.",
        ),
        Failure::KeyNotAdded | Failure::KeyNotCloned => ("three times is enough".into(), UNCHANGED),
        Failure::KeyPasswordsOfPkcs12 => (
            "the keys of a PKCS12 keystore have the keystore's password".into(),
            "`keytool-rs storepasswd` changes both.",
        ),
        Failure::SourceNotGiven => ("no keystore to import from was named".into(), "Name it first."),
        Failure::SourceEmpty { path } => (format!("the keystore {path} is empty"), ""),
        Failure::SourceProtectedAndPassword => ("--srcprotected with a password".into(), "Use one of them."),
        Failure::SourceAliasNeeded => (
            "a new alias or a key's password is for one entry, and none was named".into(),
            "Name it with --srcalias.",
        ),
        Failure::NoChain { alias } => (
            format!("the key {alias} comes without certificates"),
            "Without the source's password they cannot be read.",
        ),
        Failure::NoNewAlias => ("no new alias was given".into(), UNCHANGED),
        Failure::NothingChosen { left_out } => (
            format!("there is nothing to import: {left_out} certificates were left out"),
            "--chain takes them all, --ca those of authorities; one that Java cannot parse is never imported.",
        ),
        Failure::NoKeystoreToImportInto { path } => (
            format!("there is no keystore {path}, and nothing was imported"),
            "Correct its name; or, if a new one is wanted, say so with --create.",
        ),
        Failure::WhichStore => (
            "into which store?".into(),
            "Name it with --keystore, or use --cacerts for the one this machine's Java trusts by.",
        ),
        Failure::AliasOfKey { alias } => {
            (format!("the entry {alias} is a key, which no import replaces"), "Choose another --alias.")
        }
        Failure::HoldsOther { name, label } => (
            format!("there is no certificate in {name}, but a {}", label.to_lowercase()),
            "Ask whoever sent it for the certificate itself.",
        ),
        Failure::NoPassword { path } => (format!("{path} has no password to change"), ""),
        Failure::NobodyVouches => (
            "nobody is there to say that this is the server's certificate".into(),
            "Give its fingerprint with --expect-sha256, or --yes to import whatever the server sends.",
        ),
        Failure::OtherFingerprint { expected } => (
            format!("the server sends no certificate with the fingerprint {expected}"),
            "Either the fingerprint is another certificate's, or somebody stands between here and the server.",
        ),
        Failure::NoCrl { path } => {
            (format!("there is no CRL in {path}"), "Name a file with one, in DER or PEM.")
        }
        Failure::NoOcspResponse { path } => (
            format!("there is no OCSP response in {path}"),
            "Name a file with one in DER, as `openssl ocsp -respout FILE` writes it.",
        ),
        Failure::NoServer => ("which server?".into(), "Name it as HOST:PORT, or --targets a file of them."),
        Failure::Endpoint { text, error } => server::endpoint(text, *error),
        Failure::Targets { file, wrong } => server::targets(file, wrong),
        Failure::Proxy(error) => server::proxy(error),
        Failure::Machine(fault) => machine::plain(fault),
        Failure::SameStore { path } => (
            format!("{path} is the old store and the new one"),
            "Name the store that the update left behind, or a copy from before it, with --from.",
        ),
        Failure::NoJava { folder } => (
            format!("there is no Java in {folder}"),
            "The folder above bin/java is meant, with conf/security/java.security (Java 8: lib/security) in it.",
        ),
        Failure::UnreadableByJava { path, since } => (
            format!("the Java asked for cannot read {path}, which is readable by {since}"),
            "`keytool-rs audit` says what it is that this Java does not know.",
        ),
        Failure::Policy(error) => policy::plain(error),
        Failure::ServerName(_) | Failure::PortOutOfRange { .. } => {
            (failure.to_string(), "A server is named HOST, HOST:PORT or [IPV6]:PORT.")
        }
        Failure::Server { server, source } => server::plain(server, source),
        Failure::NoSuchRule { name } => {
            (format!("--ignore {name}: there is no such rule"), "`keytool-rs audit --help` names them all.")
        }
        Failure::Property { origin, error } => {
            let place = origin.as_ref().map_or_else(String::new, |origin| {
                format!("{}, line {}: ", origin.file.display(), origin.line)
            });
            (
                format!("{place}{error}"),
                "A Java with it makes no TLS connection at all: each ends with java.lang.ExceptionInInitializerError. \
                 Correct the line.",
            )
        }
        Failure::AliasForMany { count } => (
            format!("one --alias for {count} certificates"),
            "Leave --alias out: each certificate gets an alias made from its subject.",
        ),
        Failure::NotACertificate { name, .. } => (
            format!("no certificate was found in {}", name.as_deref().unwrap_or("standard input")),
            "Expected PEM (-----BEGIN CERTIFICATE-----), DER or PKCS#7. A .p12, .pfx or .jks file is a keystore: \
             `keytool-rs list --keystore FILE` shows what is in it.",
        ),
        Failure::Reply { alias, fault } => reply::plain(alias, fault),
        Failure::NothingToPrint { .. } => ("no certificate was found".into(), "Expected PEM, DER or PKCS#7."),
        Failure::VariableMissing { name } => (format!("the environment variable {name} is not set"), ""),
        Failure::PasswordFileMissing { path } => (format!("there is no password file {path}"), ""),
        Failure::ProviderNotGiven => ("the name of a provider is missing".into(), ""),
        Failure::NoSuchProvider { name }
        | Failure::NoSuchAddedProvider { name }
        | Failure::NoSuchProviderClass { name } => (format!("there is no provider {name}"), ""),
        Failure::NothingToConfigure => ("the provider takes no argument".into(), "Leave --providerarg out."),
        Failure::Unprintable { exception } => (
            format!("Java cannot read it: {exception}"),
            "Expected a file of the kind that the command is for, in PEM or DER.",
        ),
        Failure::PasswordMissing => (
            "no password came on standard input".into(),
            "Type it on a terminal, or give it as the first line of standard input.",
        ),
        Failure::ReadJar { path, source } => {
            (format!("{path} cannot be read: {}", system_words(source)), machine::unread(source))
        }
        Failure::Jar { path, fault: fault @ (JarFault::Empty | JarFault::NotZip) } => {
            (format!("{path}: {fault}"), "A JAR is a ZIP file; this one is none, or was cut off.")
        }
        Failure::Jar { path, fault: fault @ (JarFault::Unpack { .. } | JarFault::TooLarge { .. }) } => {
            (format!("{path}: {fault}"), "")
        }
        Failure::Jar { path, fault } => (
            format!("{path}: {fault}"),
            "It was changed after it was signed. Get it anew from whoever signed it.",
        ),
        Failure::UnknownProtocol { scheme } => (format!("{scheme}: is no kind of URL"), ""),
        Failure::Unsupported { command } => (format!("{command} is not there yet"), ""),
        Failure::Making(fault) => making::plain(fault),
        Failure::Native(fault) => native::plain(fault),
        Failure::Usage(what) => (what.clone(), ""),
        Failure::Randomness(error) => (error.to_string(), UNCHANGED),
        Failure::Output(source) => (
            format!("the output cannot be written: {}", system_words(source)),
            "If it was to change something, that is done all the same.",
        ),
        Failure::Input(source) => (format!("the input cannot be read: {}", system_words(source)), ""),
    }
}

fn decode_advice(error: &DecodeError) -> &'static str {
    match error {
        error if error.is_wrong_password() => {
            "Give the password with --storepass, --storepass-env or --storepass-file. A cacerts has `changeit` unless \
             somebody changed it."
        }
        DecodeError::Unrecognised => {
            "It begins like neither JKS nor PKCS12. If it is a certificate, `keytool-rs printcert FILE` shows it, and `keytool-rs import FILE` puts it into a store."
        }
        _ => {
            "The file is damaged: restore it from a backup (STORE.bak), or take the cacerts of another Java of the same \
             version."
        }
    }
}
