//! What Java says of the bytes of a store that it cannot open.

use crate::explain::case::Case;
use crate::explain::thrown::Thrown;

/// What is wrong with the bytes of a store.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Content {
    /// The password is another.
    Password,
    /// The key's password is another.
    Key,
    /// An algorithm is none that this Java has.
    Algorithm,
    /// It is text, such as PEM or HTML.
    Text,
    /// It is a certificate.
    Certificate,
    /// It is cut off, or was damaged.
    Damaged,
    /// It is a store of another type.
    OtherType,
    /// It is none of the type, whatever else.
    Unrecognised,
}

/// A text about the bytes of a store.
pub(super) struct ContentText {
    pub(super) class: &'static str,
    pub(super) words: &'static str,
    pub(super) kind: Content,
}

const fn text(class: &'static str, words: &'static str, kind: Content) -> ContentText {
    ContentText { class, words, kind }
}

/// What Java says of stores that it cannot open; the most telling first.
pub(super) static CONTENT: [ContentText; 45] = [
    text("", "Integrity check failed: java.security.NoSuchAlgorithmException", Content::Algorithm),
    text("NoSuchAlgorithmException", "Algorithm HmacPBE", Content::Algorithm),
    text("NoSuchAlgorithmException", "SecretKeyFactory not available", Content::Algorithm),
    text("", "AlgorithmParameters not available", Content::Algorithm),
    // A key of an algorithm that this Java lacks: EC in a runtime without the module jdk.crypto.ec, Ed25519 before 15.
    text("", " KeyFactory not available", Content::Algorithm),
    text("", "parseAlgParameters failed", Content::Algorithm),
    text("", "Illegal key size", Content::Algorithm),
    text("", "keystore password was incorrect", Content::Password),
    text("", "password was incorrect", Content::Password),
    text("", "Password verification failed", Content::Password),
    text("", "failed to decrypt safe contents entry", Content::Password),
    text("", "Password must not be null", Content::Password),
    text("", "Cannot recover key", Content::Key),
    text("", "Get Key failed", Content::Key),
    // Openssl's and Bouncy Castle's words.
    text("", "EVP_DecryptFinal_ex:bad decrypt", Content::Key),
    text("", "exception unwrapping private key", Content::Key),
    text("", "failed to verify mac", Content::Password),
    text("", "mac invalid - wrong password or corrupted file", Content::Password),
    // Netty: a key in PEM that is not in PKCS#8.
    text("", "does not contain valid private key", Content::Text),
    // 45 is the first of "-----BEGIN", 60 of "<html>".
    text("", "rejects tag type 45", Content::Text),
    text("", "rejects tag type 60", Content::Text),
    // FEEDFEED is JKS, CECECECE is JCEKS.
    text("", "rejects tag type 254", Content::OtherType),
    text("", "rejects tag type 206", Content::OtherType),
    text("", "rejects tag type", Content::Text),
    text("", "DER input, Integer tag error", Content::Certificate),
    text("", "getBigIntegerInternal, not expected 48", Content::Certificate),
    // The end of the file, taken for a tag.
    text("", "Tag number over 30 is not supported", Content::Damaged),
    // A type by a name that no provider knows.
    text("NoSuchAlgorithmException", " KeyStore not available", Content::OtherType),
    text("KeyManagementException", " not found", Content::OtherType),
    text("KeyStoreException", " not found", Content::OtherType),
    text("NoSuchProviderException", "no such provider", Content::OtherType),
    text("", "Sequence tag error", Content::Damaged),
    // The second byte, less its highest bit, where it is taken for a length: CE of JCEKS, ED of JKS, FE of text in UTF-16.
    text("", "lengthTag=78,", Content::OtherType),
    text("", "lengthTag=109,", Content::OtherType),
    text("", "lengthTag=126,", Content::Text),
    text("", "lengthTag=", Content::Damaged),
    text("", "Short read of DER length", Content::Damaged),
    text("", "Incomplete BER/DER data", Content::Damaged),
    text("", "DER length", Content::Damaged),
    text("", "Extra data given to DerValue", Content::Damaged),
    text("", "Unrecognized keystore format", Content::Unrecognised),
    text("", "Invalid keystore format", Content::Unrecognised),
    text("StreamCorruptedException", "", Content::Damaged),
    text("EOFException", "", Content::Damaged),
    text("BadPaddingException", "", Content::Password),
];

/// Whether an exception is of a file that cannot be opened: of Java's streams, or of `java.nio.file`, which tells its path alone.
pub(super) fn is_of_file(thrown: &Thrown) -> bool {
    ["FileNotFoundException", "NoSuchFileException", "file.AccessDeniedException"]
        .iter()
        .any(|class| thrown.class.contains(class))
}

/// The file that could not be opened, where its name is one of a store.
pub(super) fn file_name(case: Case<'_>) -> Option<&str> {
    let (_, thrown) = case.thrown().find(|(_, thrown)| is_of_file(thrown))?;
    let path = thrown.message.rsplit_once(" (").map_or(thrown.message.as_str(), |(path, _)| path);
    let name = path.rsplit(['/', '\\']).next()?;
    let lower = name.to_ascii_lowercase();
    let is_store = [".jks", ".p12", ".pfx", ".jceks", ".keystore", ".ks", ".truststore", ".pem", ".bcfks"]
        .iter()
        .any(|extension| lower.ends_with(extension));
    (is_store || lower.contains("keystore") || lower.contains("cacerts") || lower.contains("truststore"))
        .then_some(name)
}
