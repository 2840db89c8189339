//! What can be wrong with a PKCS#12 file, each with what JDK 25's keytool prints for it.

use crate::asn1::{Asn1Error, Oid};
use crate::crypto::pbe::PbeError;
use crate::crypto::pkcs12_mac::MacError;
use crate::keystore::Slice;

/// Why a PKCS#12 file cannot be read. Beside each: what JDK 25's keytool prints after `keytool error: `.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Pkcs12Error {
    /// The bytes do not have the structure. The fault says what is printed.
    #[error("malformed at offset {offset}: {fault:?}")]
    Malformed {
        /// What Java's reader stumbles over.
        fault: DerFault,
        /// Where, in bytes from the start of the file, or of the safe's decrypted content.
        offset: usize,
    },
    /// `java.io.IOException: PKCS12 keystore not in version 3 format`
    #[error("version {0} instead of 3")]
    Version(i64),
    /// The whole store is of another content type than data, as a signed one is.
    ///
    /// `java.io.IOException: public key protected PKCS12 not supported`
    #[error("content type {0}")]
    ContentType(Oid),
    /// An attribute whose value is not a SET.
    ///
    /// `java.io.IOException: Attribute 1.2.840.113549.1.9.20 should have a value Not the correct tag` (the fault's
    /// own text at the end)
    #[error("attribute {attribute} at offset {offset}: {fault:?}")]
    Attribute {
        /// Which attribute.
        attribute: Oid,
        /// What is wrong with its value.
        fault: DerFault,
        /// Where, as in [`Malformed`](Self::Malformed).
        offset: usize,
    },
    /// A safe's encryption has parameters that Java cannot read.
    ///
    /// `java.io.IOException: PBE parameter parsing error: ` and, for `Parameter::KeyDerivation`,
    /// `expecting the object identifier for PBKDF2`; for `Prf`, `expecting the object identifier for a HmacSHA key
    /// derivation function`; for `Cipher`, `expecting the object identifier for AES cipher`; for `Salt`, `not an ASN.1
    /// OCTET STRING tag`; for other malformed parameters, `not an ASN.1 SEQUENCE tag`. For `Iterations`, without
    /// prefix: `java.io.IOException: Integer exceeds maximum valid value`
    #[error("parameters of the encryption of safe {safe}")]
    Parameters {
        /// The number of the safe.
        safe: usize,
        /// What is wrong with them.
        source: PbeError,
    },
    /// A safe's encryption asks for more than 5,000,000 iterations.
    ///
    /// `java.io.IOException: cert PBE iteration count too large`
    #[error("iteration count {iterations} of safe {safe} is too large")]
    IterationsTooLarge {
        /// The number of the safe.
        safe: usize,
        /// The count.
        iterations: i64,
    },
    /// A safe cannot be decrypted, or makes no sense after decryption. [`SafeFault::is_wrong_password`] tells which.
    ///
    /// `java.io.IOException: keystore password was incorrect`
    #[error("safe {safe} cannot be opened")]
    WrongPassword {
        /// The number of the safe.
        safe: usize,
        /// Why.
        source: SafeFault,
    },
    /// The MAC does not hold: another password (where no safe is encrypted) or a changed file.
    ///
    /// `java.io.IOException: Integrity check failed: java.security.UnrecoverableKeyException: Failed PKCS12 integrity
    /// checking`
    ///
    /// Java parses the certificates before it checks the MAC: where one of `certificates` is none to Java, that is what
    /// keytool says instead; `java.io.IOException: keystore password was incorrect` if its safe is encrypted.
    #[error("the MAC over the store does not hold")]
    MacMismatch {
        /// Every certificate of the file in order, and whether its safe is encrypted.
        certificates: Vec<(Slice, bool)>,
    },
    /// The MAC cannot be computed.
    ///
    /// `java.io.IOException: Integrity check failed: ` and, for an unknown algorithm,
    /// `java.security.NoSuchAlgorithmException: Algorithm HmacPBE1.2.3 not available` (Java's name of the digest, or
    /// its identifier); for a count above 5,000,000, `java.security.InvalidAlgorithmParameterException: MAC iteration
    /// count too large: 5000001`; below 1, `java.security.InvalidAlgorithmParameterException: IterationCount must be a
    /// positive number`
    #[error("the MAC over the store cannot be checked")]
    Mac(#[from] MacError),
    /// The MAC has a salt of fewer than eight octets.
    ///
    /// `java.io.IOException: Integrity check failed: java.security.InvalidAlgorithmParameterException: Salt must be at
    /// least 8 bytes long`
    #[error("the salt of the MAC has {0} octets")]
    MacSaltTooShort(usize),
    /// The MAC's parameters (of PBMAC1) are malformed or unknown.
    #[error("parameters of the MAC")]
    MacParameters(#[source] PbeError),
}

/// Why a safe could not be opened.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SafeFault {
    /// Decryption failed.
    #[error(transparent)]
    Encryption(#[from] PbeError),
    /// What was decrypted is not a safe's content.
    #[error(transparent)]
    Content(#[from] Box<Pkcs12Error>),
}

impl SafeFault {
    /// Whether another password may open the safe; `false` where its encryption or its bytes are at fault.
    pub fn is_wrong_password(&self) -> bool {
        use crate::crypto::cipher::CipherError;
        match self {
            Self::Encryption(error) => matches!(error, PbeError::Cipher(CipherError::Padding)),
            Self::Content(error) => {
                matches!(**error, Pkcs12Error::Malformed { offset: 0, .. })
            }
        }
    }
}

/// What Java's DER reader says to malformed bytes. Beside each: the text that JDK 25's keytool prints, after
/// `java.io.IOException: ` where nothing else is said. Tags are printed as signed octets.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum DerFault {
    /// No bytes at all: `Tag number over 30 is not supported`
    Empty,
    /// One byte: `Short read of DER length`
    OneByte,
    /// The file ends within its outermost element: `java.io.EOFException` alone
    EndOfFile,
    /// An element is longer than what surrounds it: `java.io.EOFException: not enough content`
    NotEnoughContent,
    /// A length in more octets than needed, or more than four: `Invalid lenByte`
    Length,
    /// The same in the outermost element: `DerInputStream.getLength(): lengthTag=34, too big.`
    OutermostLength(u8),
    /// `DerInputStream.getLength(): Redundant length bytes found`
    OutermostLengthRedundant,
    /// A tag number above 30: `Tag number over 30 at 5 is not supported` (the offset within what surrounds it)
    TagNumber(usize),
    /// `Indefinite length encoding not supported with non-constructed data`
    IndefinitePrimitive,
    /// Not a SEQUENCE where one must be: `Not the correct tag`
    NotTheCorrectTag,
    /// An element is missing, or has no content: `Too short`
    TooShort,
    /// Neither SEQUENCE nor SET: `toDerInputStream rejects tag type 2`
    NotConstructed(u8),
    /// `DerValue.getOID, not an OID 2`
    NotOid(u8),
    /// `ObjectIdentifier() -- Invalid DER encoding, not ended`
    OidNotEnded,
    /// `DerValue.getOctetString, not an Octet String: 2`
    NotOctets(u8),
    /// `DerValue.getBigIntegerInternal, not expected 5`
    NotInteger(u8),
    /// `Invalid encoding: zero length Int value`
    EmptyInteger,
    /// `Integer exceeds maximum valid value`
    IntegerTooLarge,
    /// A friendlyName that is not a BMPString: `Incorrect string type 12 is not 30`
    NotBmpString(u8),
    /// A friendlyName or localKeyId without a value:
    /// `java.lang.ArrayIndexOutOfBoundsException: Index 0 out of bounds for length 0`
    NoAttributeValue,
    /// `Invalid length for Attribute`
    AttributeLength,
    /// `sun.security.pkcs.ParsingException: Invalid length for ContentInfo`
    ContentInfoLength,
    /// `sun.security.pkcs.ParsingException: ContentInfo encoding error`
    ContentInfoEncoding,
    /// A safe of type data without content: `java.lang.NullPointerException: Cannot read the array length because
    /// "<parameter1>" is null`
    NoContent,
    /// `Invalid length for EncryptedContentInfo`
    EncryptedContentInfoLength,
    /// `unsupported encrypted content type 5`
    EncryptedContentType(u8),
    /// `unsupported PKCS12 bag value type 2`
    BagValueType(u8),
    /// `Invalid length for CertBag`
    CertificateBagLength,
    /// `unsupported PKCS12 cert value type 2`
    CertificateValueType(u8),
    /// `sun.security.pkcs.ParsingException: Invalid length for MacData`
    MacDataLength,
    /// `algid parse error, not a sequence`
    AlgorithmNotSequence,
    /// `Invalid AlgorithmIdentifier: extra data`
    AlgorithmExtraData,
    /// Elements nest deeper than this program reads; Java reads on until its stack ends.
    TooDeep,
}

/// A fault with its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct At {
    pub(super) fault: DerFault,
    pub(super) offset: usize,
}

impl From<At> for Pkcs12Error {
    fn from(At { fault, offset }: At) -> Self {
        Self::Malformed { fault, offset }
    }
}

impl From<Asn1Error> for At {
    fn from(error: Asn1Error) -> Self {
        let fault = match error {
            Asn1Error::Truncated { .. } => DerFault::NotEnoughContent,
            Asn1Error::BadLength { .. } => DerFault::Length,
            Asn1Error::BadTag { offset } => DerFault::TagNumber(offset),
            Asn1Error::TooDeep { .. } => DerFault::TooDeep,
            _ => DerFault::NotTheCorrectTag,
        };
        Self { fault, offset: error.offset() }
    }
}
