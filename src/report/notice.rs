//! What a command has to say or to ask while it works, as values; the words are made per dialect.

use super::{Candidate, CarryPlan, ImportPlan, Proposal};
use crate::diagnosis::Finding;
use crate::formats::keys::ProtectError;

/// Something a command says beside its result.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Notice {
    /// Something is the matter with the store of the Java that was named, whatever is done with it (native dialect).
    OfJava(Box<Finding>),
    /// What was changed counts for a running Java from its next start on (native dialect).
    RestartDue {
        /// The number of its process.
        pid: u32,
        /// The unit of systemd that it belongs to.
        unit: Option<String>,
    },
    /// What was made was written to a file. Java says nothing of it.
    FileWritten {
        /// The file as it was named.
        path: String,
        /// Whether it is PEM because its name ends so.
        is_pem_by_name: bool,
    },
    /// Nothing was changed, because the user said no (native dialect).
    NothingChanged,
    /// A certificate was made and signed (native dialect).
    CertificateMade {
        /// The alias of the entry that signed; `None` where the key itself did.
        signer: Option<String>,
        /// Its subject, as Java writes it.
        subject: String,
        /// For how many days it is valid.
        days: i64,
        /// The hosts that it names.
        names: Vec<String>,
        /// Whether it could be a server's, and names no host.
        lacks_names: bool,
    },
    /// The certificate of the entry that signs is no authority's (native dialect).
    SignerNoAuthority {
        /// Its alias.
        alias: String,
    },
    /// A certificate request was written to a file.
    RequestStored {
        /// The file as it was named.
        path: String,
    },
    /// No password was given: the store's integrity is not known.
    IntegrityNotVerified,
    /// A certificate was added under this alias.
    CertificateAdded {
        /// The alias.
        alias: String,
    },
    /// The certificate was not added, because the user said no.
    CertificateNotAdded,
    /// The store is being written.
    Storing {
        /// The store's path as it was named.
        path: String,
    },
    /// The certificate is in the store already, under another alias.
    AlreadyInKeystore {
        /// The alias that is there.
        alias: String,
    },
    /// The certificate is in the JDK's cacerts already.
    AlreadyInCacerts {
        /// The alias that is there.
        alias: String,
    },
    /// The certificate reply was put under its key.
    ReplyInstalled,
    /// It was not, because the user said no.
    ReplyNotInstalled,
    /// The chain that goes under a key (native dialect).
    ChainForKey {
        /// The key's alias.
        alias: String,
        /// Whose certificates they are, the key's own first.
        names: Vec<String>,
        /// Whose certificate is not there, where it does not end with a root.
        missing: Option<String>,
        /// How many certificates the chain has now, where it had more before.
        longer: Option<usize>,
    },
    /// What follows is the last certificate of a reply.
    TopOfReply,
    /// What was shown is not trusted.
    TopOfReplyNotTrusted,
    /// The certificate was written to a file.
    CertificateStored {
        /// The file's path as it was named.
        path: String,
    },
    /// The new store's password is too short.
    StorePasswordTooShort,
    /// The new password is too short.
    PasswordTooShort,
    /// The two inputs of a new password differ.
    PasswordsDoNotMatch,
    /// The new password is the old one.
    PasswordsMustDiffer,
    /// An answer is neither yes nor no.
    WrongAnswer,
    /// Three failures in a row; nothing was done.
    TooManyFailures,
    /// What an import found in its files.
    ImportPlan(ImportPlan),
    /// What a server sent, to be looked at before it is imported.
    Fetched {
        /// The server as it was named.
        server: String,
        /// Its certificates, in its order.
        certificates: Vec<Candidate>,
    },
    /// Which part of it is proposed.
    Proposed {
        /// The server as it was named.
        server: String,
        /// What, and why.
        proposal: Proposal,
    },
    /// What was added to an old trust store, and what becomes of it.
    CarryPlan(CarryPlan),
    /// The store named is the JDK's cacerts, for which keytool has an option.
    UseCacertsOption,
    /// The time zone has a name that Java is going to forget.
    DeprecatedZone {
        /// The name.
        id: String,
    },
    /// `JAVA_HOME` names no Java, and another one was found.
    JavaHomeIgnored {
        /// What it names.
        home: String,
        /// The store that is used instead.
        used: String,
    },
    /// The store is not there and is going to be made.
    NewKeystore {
        /// Its path as it was named.
        path: String,
        /// Java's name of its type.
        type_name: String,
    },
    /// Nobody gave a password for the store that is going to be made: it gets the one that everybody knows.
    CustomaryPassword,
    /// The store holds certificates that no JVM sees.
    InvisibleCertificates {
        /// How many.
        count: usize,
    },
    /// A key password is given for a format that has none apart from the store's.
    KeyPasswordIgnored {
        /// keytool's option that gave it.
        option: &'static str,
    },
    /// No password was given for the store that is imported from: its integrity is not known.
    SourceIntegrityNotVerified,
    /// The new key's password is too short.
    KeyPasswordTooShort,
    /// A key pair and its certificate were made.
    KeyPairMade {
        /// What key it is: `384-bit EC (secp384r1) key`.
        key: String,
        /// Java's name of the signature.
        signature: String,
        /// The alias of the entry that signed; `None` where the key itself did.
        issuer: Option<String>,
        /// For how many days the certificate is valid.
        days: i64,
        /// The certificate's subject, as Java writes it.
        subject: String,
    },
    /// What to do with the questions about a name.
    NameInstructions,
    /// All parts of the name were left out.
    NameEmpty,
    /// A server sent no certificate, so that nothing is imported.
    NothingFetched {
        /// The server as it was named.
        server: String,
    },
    /// The Java would refuse the server with what is imported as well.
    StillRefused {
        /// The Java's version: `17.0.21`.
        java: String,
        /// The server.
        server: String,
        /// What it would throw, outermost first.
        exceptions: Vec<String>,
        /// Why, and what mends it.
        finding: Box<Finding>,
    },
    /// The name is right.
    NameConfirmed,
    /// A secret key was made.
    SecretKeyMade {
        /// Its algorithm.
        algorithm: String,
        /// Its size in bits; `None` of a password.
        bits: Option<u32>,
    },
    /// The entries of one store are imported into another.
    Importing {
        /// The store they come from, as it was named.
        source: String,
        /// The store they go to, as it was named.
        destination: String,
    },
    /// An entry that is there is about to be replaced.
    Overwriting {
        /// Its alias.
        alias: String,
    },
    /// An entry was imported.
    EntryImported {
        /// Its alias in the store it comes from.
        alias: String,
    },
    /// An entry cannot be imported.
    EntryProblem {
        /// Its alias in the store it comes from.
        alias: String,
        /// Why.
        problem: ProtectError,
    },
    /// An entry was not imported.
    EntryNotImported {
        /// Its alias in the store it comes from.
        alias: String,
    },
    /// Some entries cannot be imported (native dialect).
    ImportIncomplete {
        /// How many.
        failed: usize,
    },
    /// All entries were gone through.
    ImportCompleted {
        /// How many were imported.
        imported: usize,
        /// How many were not.
        others: usize,
    },
    /// An identity database held nothing.
    NoIdentities,
}

/// The parts of a name that keytool asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NamePart {
    /// First and last name.
    Person,
    /// Organizational unit.
    Unit,
    /// Organization.
    Organization,
    /// City or locality.
    City,
    /// State or province.
    State,
    /// Two letters.
    Country,
}

impl NamePart {
    /// In the order in which they are asked for.
    pub const ALL: [Self; 6] =
        [Self::Person, Self::Unit, Self::Organization, Self::City, Self::State, Self::Country];

    /// Java's keyword for the attribute.
    pub fn keyword(self) -> &'static str {
        match self {
            Self::Person => "CN",
            Self::Unit => "OU",
            Self::Organization => "O",
            Self::City => "L",
            Self::State => "ST",
            Self::Country => "C",
        }
    }
}

/// Something a command asks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Question {
    /// The store's password.
    StorePassword,
    /// The password of one of several stores, by its path.
    PasswordOf {
        /// The path.
        path: String,
    },
    /// The password of a store that is made now.
    NewStorePassword,
    /// The same once more.
    NewStorePasswordAgain,
    /// The password that replaces the store's.
    ReplacingStorePassword,
    /// The same once more.
    ReplacingStorePasswordAgain,
    /// The password of a key.
    KeyPassword {
        /// Its alias.
        alias: String,
    },
    /// The password of the store that is imported from.
    SourceStorePassword,
    /// The password of the store that is imported into.
    DestinationStorePassword,
    /// The password of a key that is made now.
    NewKeyPassword {
        /// Its alias.
        alias: String,
        /// Whether nothing stands for the store's password.
        or_store: bool,
    },
    /// The password of a copy of a key.
    CopyPassword {
        /// The copy's alias.
        alias: String,
        /// The alias of the key.
        of: String,
    },
    /// The password that replaces that of a key.
    ReplacingKeyPassword {
        /// The key's alias.
        alias: String,
    },
    /// The same once more.
    ReplacingKeyPasswordAgain {
        /// The key's alias.
        alias: String,
    },
    /// The password that is to be kept as an entry.
    PasswordToStore,
    /// The same once more.
    PasswordToStoreAgain,
    /// Whether to replace the entry that is there.
    Overwrite {
        /// Its alias.
        alias: String,
    },
    /// The name that the entry is to have instead.
    NewAlias,
    /// Whether to leave the other entries where they are.
    QuitImport,
    /// A part of a name.
    NamePart {
        /// Which.
        part: NamePart,
        /// What an empty line stands for.
        default: String,
    },
    /// Whether the name is right.
    NameCorrect {
        /// The name, as Java writes it.
        name: String,
    },
    /// The alias to work on.
    Alias,
    /// The alias to give.
    DestinationAlias,
    /// Whether a self-signed certificate is to replace one that an authority signed (native dialect).
    ReplaceSigned {
        /// The key's alias.
        alias: String,
        /// Who signed its certificate.
        issuer: String,
    },
    /// Whether to trust the certificate shown.
    TrustCertificate,
    /// Whether to install a reply that leads to nobody who is trusted.
    InstallReply,
    /// Whether to add a certificate that is there already.
    AddAnyway,
    /// Whether to add a certificate that cacerts has already.
    AddToOwnAnyway,
    /// Whether to import these certificates (native dialect).
    Import {
        /// How many.
        count: usize,
        /// The store's path as it was named.
        path: String,
        /// Whether the store is made for them.
        is_new: bool,
    },
}
