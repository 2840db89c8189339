//! What can keep a command from doing its work, as facts; `cli/failure.rs` makes the words.

use std::io;

use thiserror::Error;

use super::import::ReplyFault;
use super::machine_fault::MachineFault;
use super::{MakingFault, NativeFault};
use crate::audit::Since;
use crate::crypto::key_generator::SizeError;
use crate::explain::NoLog;
use crate::formats::certificates::FileFault;
use crate::formats::jar::JarFault;
use crate::formats::keys::{ProtectError, RecoverError};
use crate::formats::{DecodeError, EncodeError};
use crate::jvm::policy::{Origin, PolicyError};
use crate::machine::NoRandomness;
use crate::pkix::PropertyError;
use crate::report::keytool::certificate::PrintError;
use crate::tls::route::RouteError;
use crate::tls::{EndpointError, TargetError, TlsFault};

/// Why a command failed.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum Failure {
    /// The keystore does not exist, or is a folder.
    #[error("no keystore at {path}")]
    KeystoreMissing {
        /// The path as it was named.
        path: String,
    },
    /// `-keystore NONE`: there is nowhere to save to.
    #[error("no file to save the keystore to")]
    NotAFile,
    /// The keystore's file has no bytes.
    #[error("{path} is empty")]
    KeystoreEmpty {
        /// The path as it was named.
        path: String,
    },
    /// A file is no log that is known.
    #[error("{name}: not a log that is known")]
    NotALog {
        /// The file as it was named.
        name: String,
        /// Why not.
        why: NoLog,
    },
    /// A file cannot be read.
    #[error("cannot read {path}: {source}")]
    Read {
        /// The path as it was named.
        path: String,
        /// Why.
        source: io::Error,
    },
    /// A file cannot be written; it is what it was before.
    #[error("cannot write {path}: {source}")]
    Write {
        /// The path as it was named.
        path: String,
        /// Why.
        source: io::Error,
    },
    /// The file is no keystore that can be read.
    #[error("{path}: {source}")]
    Decode {
        /// The path as it was named.
        path: String,
        /// The fault.
        source: DecodeError,
    },
    /// The store cannot be written in its format.
    #[error("{path}: {source}")]
    Encode {
        /// The path as it was named.
        path: String,
        /// The fault.
        source: EncodeError,
    },
    /// The store's format is none of the types there are.
    #[error("no keystore type {name}")]
    UnknownStoreType {
        /// The name as it was given.
        name: String,
    },
    /// `-cacerts` was given together with `-keystore` or `-storetype`.
    #[error("-cacerts with -keystore or -storetype")]
    CacertsAndKeystore,
    /// `-protected` was given together with a password.
    #[error("-protected with a password")]
    ProtectedAndPassword,
    /// No Java, and so no cacerts, was found on this machine.
    #[error("no cacerts found")]
    NoCacerts,
    /// No home folder, and so no default keystore.
    #[error("no home folder")]
    NoHome,
    /// The password given for a store that is made now is too short.
    #[error("the keystore password is too short")]
    StorePasswordTooShort,
    /// The new password given is too short.
    #[error("the new password is too short")]
    NewPasswordTooShort,
    /// A question was not answered properly three times.
    #[error("too many failures")]
    TooManyFailures,
    /// The same, where it is an error to keytool too.
    #[error("too many failures")]
    TooManyKeyPasswordFailures,
    /// A JAR cannot be read.
    #[error("cannot read {path}: {source}")]
    ReadJar {
        /// The path as it was named.
        path: String,
        /// Why.
        source: io::Error,
    },
    /// A JAR is broken, or not what was signed.
    #[error("{path}: {fault}")]
    Jar {
        /// The path as it was named.
        path: String,
        /// Why.
        fault: JarFault,
    },
    /// A URL of a kind that there is not.
    #[error("unknown protocol {scheme}")]
    UnknownProtocol {
        /// What stands before the colon.
        scheme: String,
    },
    /// There is no such entry.
    #[error("no alias {alias}")]
    AliasMissing {
        /// The alias as it was given.
        alias: String,
    },
    /// The entry has no certificate.
    #[error("alias {alias} has no certificate")]
    NoCertificate {
        /// The alias as it was given.
        alias: String,
    },
    /// The entry is there already.
    #[error("alias {alias} is taken")]
    AliasTaken {
        /// The alias as it was given.
        alias: String,
    },
    /// An entry of an import is there already.
    #[error("alias {alias} is taken")]
    ImportedTaken {
        /// The alias as it was given.
        alias: String,
    },
    /// The name to give is taken.
    #[error("alias {alias} is taken")]
    DestinationTaken {
        /// The alias as it was given.
        alias: String,
    },
    /// An alias was asked for and an empty line came.
    #[error("no alias given")]
    AliasNotGiven {
        /// Whether it was the one to give.
        destination: bool,
    },
    /// An alias was asked for and the input had ended.
    #[error("no alias given")]
    InputEnded,
    /// The entry's key cannot be opened; of the last password that was tried it is told why.
    #[error("the key {alias}: {source}")]
    Recovery {
        /// The entry's alias.
        alias: String,
        /// Why.
        source: RecoverError,
    },
    /// The key cannot be kept in the store's format.
    #[error("the key {alias}: {source}")]
    Protection {
        /// The entry's alias.
        alias: String,
        /// Why.
        source: ProtectError,
    },
    /// The entry has no key.
    #[error("alias {alias} has no key")]
    NoKey {
        /// The alias as it was given.
        alias: String,
    },
    /// The entry is no private key, and nothing else can be copied.
    #[error("alias {alias} is no private key")]
    NotAPrivateKey {
        /// The alias as it was given.
        alias: String,
    },
    /// A secret key's alias is there already.
    #[error("alias {alias} is taken")]
    SecretAliasTaken {
        /// The alias as it was given.
        alias: String,
    },
    /// A key was to be made, and no algorithm was named.
    #[error("no algorithm was named")]
    KeyAlgorithmMissing,
    /// A secret key was to be made, and no size was named.
    #[error("no key size was named")]
    KeySizeMissing,
    /// There are no secret keys of such an algorithm.
    #[error("no secret keys of algorithm {name}")]
    NoKeyGenerator {
        /// The algorithm as it was named.
        name: String,
    },
    /// A secret key of this algorithm cannot have this size.
    #[error(transparent)]
    KeySize(SizeError),
    /// The password of a key that is made was not told properly three times.
    #[error("too many failures")]
    KeyNotAdded,
    /// The same, where the key was to be a copy.
    #[error("too many failures")]
    KeyNotCloned,
    /// Keys of PKCS#12 have no passwords of their own.
    #[error("the keys of a PKCS12 keystore have its password")]
    KeyPasswordsOfPkcs12,
    /// No store was named to import from.
    #[error("no source keystore was named")]
    SourceNotGiven,
    /// The store to import from has no bytes.
    #[error("{path} is empty")]
    SourceEmpty {
        /// The path as it was named.
        path: String,
    },
    /// `-srcprotected` was given together with a password.
    #[error("-srcprotected with a password")]
    SourceProtectedAndPassword,
    /// A name or password for one entry was given, and no entry.
    #[error("options for one entry without an alias")]
    SourceAliasNeeded,
    /// A private key without certificates, which no store takes.
    #[error("the key {alias} has no certificate")]
    NoChain {
        /// The entry's alias.
        alias: String,
    },
    /// A new name was asked for, and the input had ended.
    #[error("no new name was given")]
    NoNewAlias,
    /// None of the certificates found is to be imported.
    #[error("nothing to import: {left_out} certificates were left out")]
    NothingChosen {
        /// How many were found.
        left_out: usize,
    },
    /// A store without a password has none to change.
    #[error("{path} has no password")]
    NoPassword {
        /// The store's path as it was named.
        path: String,
    },
    /// A certificate from the network, and nobody there to say that it is the right one.
    #[error("nobody vouches for the certificate")]
    NobodyVouches,
    /// The server sends no certificate with the fingerprint.
    #[error("no certificate with the fingerprint {expected}")]
    OtherFingerprint {
        /// The fingerprint as it was given.
        expected: String,
    },
    /// A file holds no CRL.
    #[error("{path}: no CRL")]
    NoCrl {
        /// As it was named.
        path: String,
    },
    /// A file holds no OCSP response.
    #[error("{path}: no OCSP response")]
    NoOcspResponse {
        /// As it was named.
        path: String,
    },
    /// No server was named.
    #[error("no server named")]
    NoServer,
    /// A text names no server.
    #[error("{text}: {error}")]
    Endpoint {
        /// The text.
        text: String,
        /// What is wrong with it.
        error: EndpointError,
    },
    /// Lines of a file name no server.
    #[error("{} lines of {file} name no server", wrong.len())]
    Targets {
        /// The file.
        file: String,
        /// The lines.
        wrong: Vec<super::WrongTarget>,
    },
    /// A text names no proxy.
    #[error(transparent)]
    Proxy(RouteError),
    /// An overlay, or a running Java, that is not there.
    #[error(transparent)]
    Machine(#[from] MachineFault),
    /// A store is to be carried into itself.
    #[error("{path} twice")]
    SameStore {
        /// The store as it was named.
        path: String,
    },
    /// There is no Java in the folder.
    #[error("no Java in {folder}")]
    NoJava {
        /// The folder as it was named.
        folder: String,
    },
    /// A store that the Java asked for cannot read.
    #[error("{path} is readable by {since}, and not by the Java asked for")]
    UnreadableByJava {
        /// The store as it was named.
        path: String,
        /// Which Java reads it.
        since: Since,
    },
    /// A file of security properties that no Java would start with.
    #[error(transparent)]
    Policy(PolicyError),
    /// A security property whose constraints Java refuses.
    #[error("{error}")]
    Property {
        /// Where it is written; `None` where it came from no file.
        origin: Option<Origin>,
        /// The property, and what is wrong with it.
        error: PropertyError,
    },
    /// What was given for a server's name is none.
    #[error(transparent)]
    ServerName(TargetError),
    /// The port of a server is no port.
    #[error("port {port} is out of range")]
    PortOutOfRange {
        /// The number as it was given.
        port: i32,
    },
    /// A server showed no certificate.
    #[error("no certificate from {server}: {source}")]
    Server {
        /// The server as it was named.
        server: String,
        /// Why.
        source: TlsFault,
    },
    /// `--ignore` names a rule that there is not.
    #[error("no rule {name}")]
    NoSuchRule {
        /// The name as it was given.
        name: String,
    },
    /// The store to import into is not there, and nobody said that it is to be made.
    #[error("no keystore {path} to import into")]
    NoKeystoreToImportInto {
        /// The path as it was named.
        path: String,
    },
    /// Nobody said into which store to import.
    #[error("no store named")]
    WhichStore,
    /// The alias is that of a private or secret key, which no import replaces.
    #[error("alias {alias} is a key")]
    AliasOfKey {
        /// The alias as it was given.
        alias: String,
    },
    /// The file holds something else.
    #[error("no certificate in {name}, but {label}")]
    HoldsOther {
        /// The file as it was named.
        name: String,
        /// The label of its first PEM block.
        label: String,
    },
    /// One alias was given for several certificates.
    #[error("one alias for {count} certificates")]
    AliasForMany {
        /// How many.
        count: usize,
    },
    /// The file to import holds no certificate.
    #[error("no certificate in {}", name.as_deref().unwrap_or("standard input"))]
    NotACertificate {
        /// The file as it was named; `None` is standard input.
        name: Option<String>,
        /// Why; `None` where its bytes are there and Java cannot parse them.
        fault: Option<FileFault>,
    },
    /// A certificate reply cannot be installed.
    #[error("{alias}: {fault}")]
    Reply {
        /// The alias of its key.
        alias: String,
        /// What is wrong with it.
        fault: ReplyFault,
    },
    /// What was to be printed is no certificate.
    #[error("nothing to print")]
    NothingToPrint {
        /// Whether the input was empty.
        empty: bool,
    },
    /// A `-providerarg` for a provider that takes none.
    #[error("the provider takes no argument")]
    NothingToConfigure,
    /// The environment variable that was to hold a password is not set.
    #[error("no environment variable {name}")]
    VariableMissing {
        /// Its name.
        name: String,
    },
    /// The file that was to hold a password is not there.
    #[error("no password file {path}")]
    PasswordFileMissing {
        /// Its path as it was named.
        path: String,
    },
    /// The password to keep was to come from standard input, and there was none.
    #[error("no password on standard input")]
    PasswordMissing,
    /// `-providername` with an empty name.
    #[error("no name of a provider")]
    ProviderNotGiven,
    /// `-providername` names none.
    #[error("no provider {name}")]
    NoSuchProvider {
        /// The name as it was given.
        name: String,
    },
    /// `-addprovider` names none.
    #[error("no provider {name}")]
    NoSuchAddedProvider {
        /// The name as it was given.
        name: String,
    },
    /// `-providerclass`: there is no JVM to load one.
    #[error("no provider class {name}")]
    NoSuchProviderClass {
        /// The name as it was given.
        name: String,
    },
    /// A command of keytool that is not there yet.
    #[error("{command} is not supported yet")]
    Unsupported {
        /// What.
        command: String,
    },
    /// A key pair, certificate, request or CRL cannot be made.
    #[error(transparent)]
    Making(#[from] MakingFault),
    /// The native dialect does not do it.
    #[error(transparent)]
    Native(#[from] NativeFault),
    /// The command line makes no sense.
    #[error("{0}")]
    Usage(String),
    /// A certificate that keytool does not print.
    #[error("{exception}")]
    Unprintable {
        /// The exception it ends with instead.
        exception: String,
    },
    /// The system gave no random bytes.
    #[error(transparent)]
    Randomness(#[from] NoRandomness),
    /// Standard output or error cannot be written.
    #[error("cannot write the output: {0}")]
    Output(io::Error),
    /// Standard input cannot be read.
    #[error("cannot read the input: {0}")]
    Input(io::Error),
}

impl From<PrintError> for Failure {
    fn from(error: PrintError) -> Self {
        match error {
            PrintError::Output(source) => Self::Output(source),
            PrintError::Unprintable(exception) => Self::Unprintable { exception: exception.to_string() },
        }
    }
}
