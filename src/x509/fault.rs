//! Why Java refuses a certificate or calls an extension unparseable, as facts; the words are made in `report/keytool`.

use thiserror::Error;

use super::parameters::ParameterFault;

/// What an element was expected to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wanted {
    /// OBJECT IDENTIFIER.
    Oid,
    /// INTEGER (or ENUMERATED).
    Integer,
    /// BOOLEAN.
    Boolean,
    /// OCTET STRING.
    OctetString,
    /// BIT STRING.
    BitString,
}

/// A structure whose shape is wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// An AlgorithmIdentifier is not a SEQUENCE.
    AlgorithmNotSequence,
    /// Elements follow the parameters of an AlgorithmIdentifier.
    AlgorithmExtra,
    /// A NULL with content.
    NullWithContent,
    /// RSASSA-PSS parameters.
    PssParameters,
    /// RSASSA-PSS with another mask generation function than MGF1.
    PssMaskFunction,
    /// RSASSA-PSS with a negative salt length.
    PssSaltNegative,
    /// Validity is not a SEQUENCE.
    ValidityNotSequence,
    /// Validity holds nothing.
    ValidityEmpty,
    /// Validity does not hold two times.
    Validity,
    /// SubjectPublicKeyInfo is not a SEQUENCE.
    KeyNotSequence,
    /// Octets follow within SubjectPublicKeyInfo.
    KeyExtra,
    /// A name is not a SEQUENCE of SETs.
    Rdn,
    /// An attribute is not a SEQUENCE.
    AttributeNotSequence,
    /// GeneralNames is not a SEQUENCE.
    GeneralNames,
    /// GeneralNames without a name.
    GeneralNamesEmpty,
    /// `[4]` that is not constructed.
    DirectoryName,
    /// `[2]` that is constructed.
    DnsName,
    /// `[1]` that is constructed.
    Rfc822Name,
    /// An empty e-mail address.
    Rfc822Empty,
    /// An e-mail address that ends with @.
    Rfc822EndsWithAt,
    /// `[6]` that is constructed.
    Uri,
    /// `[7]` that is constructed.
    IpAddress,
    /// An address that has not 4, 8, 16 or 32 octets.
    IpAddressLength,
    /// `[8]` that is constructed.
    RegisteredId,
    /// `[0]` that is not constructed.
    OtherName,
    /// An other-name's value is not in `[0]`.
    OtherNameNotExplicit,
    /// `[3]` that is not constructed.
    X400Address,
    /// `[5]` that is malformed.
    EdiPartyName,
    /// `[5]` that is not constructed.
    EdiNotConstructed,
    /// An EDI party name without the party.
    EdiPartyMissing,
    /// AuthorityKeyIdentifier is not a SEQUENCE.
    AuthorityKeyIdNotSequence,
    /// AuthorityKeyIdentifier holds something unknown.
    AuthorityKeyId,
    /// BasicConstraints.
    BasicConstraints,
    /// ExtendedKeyUsage is not a SEQUENCE.
    ExtendedKeyUsage,
    /// CRLDistributionPoints or FreshestCRL is not a SEQUENCE.
    DistributionPointsNotSequence,
    /// FreshestCRL is not a SEQUENCE.
    FreshestNotSequence,
    /// DistributionPoint.
    DistributionPoint,
    /// DistributionPointName is neither full nor relative.
    DistributionPointName,
    /// A distribution point that names nothing.
    DistributionPointEmpty,
    /// The name of an IssuingDistributionPoint is neither full nor relative.
    IssuingPointName,
    /// IssuingDistributionPoint is not a SEQUENCE.
    IssuingPointNotSequence,
    /// IssuingDistributionPoint holds something unknown.
    IssuingPoint,
    /// AuthorityInfoAccess is not a SEQUENCE.
    AuthorityInfoAccess,
    /// SubjectInfoAccess is not a SEQUENCE.
    SubjectInfoAccess,
    /// CertificatePolicies is not a SEQUENCE.
    Policies,
    /// PolicyInformation.
    PolicyInformation,
    /// An empty list of policy qualifiers.
    PolicyQualifiersEmpty,
    /// PolicyQualifierInfo.
    PolicyQualifier,
    /// PolicyMappings is not a SEQUENCE.
    PolicyMappings,
    /// A mapping is not a SEQUENCE.
    PolicyMap,
    /// PolicyConstraints is not a SEQUENCE.
    PolicyConstraintsNotSequence,
    /// PolicyConstraints holds something unknown.
    PolicyConstraints,
    /// InhibitAnyPolicy that is not critical.
    InhibitAnyNotCritical,
    /// InhibitAnyPolicy is not an INTEGER.
    InhibitAnyNotInteger,
    /// InhibitAnyPolicy is less than -1.
    InhibitAnyValue,
    /// NameConstraints is not a SEQUENCE.
    NameConstraintsNotSequence,
    /// NameConstraints holds something unknown.
    NameConstraints,
    /// A subtree is not a SEQUENCE.
    SubtreeNotSequence,
    /// A subtree holds something unknown.
    Subtree,
    /// PrivateKeyUsagePeriod holds something unknown.
    PrivateKeyUsage,
    /// Two extensions of one kind.
    DuplicateExtension,
}

/// What appears twice where it may appear once.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Twice {
    /// The key identifier of an AuthorityKeyIdentifier.
    KeyIdentifier,
    /// Its issuer.
    KeyIssuer,
    /// Its serial number.
    KeySerial,
    /// The name of a distribution point.
    PointName,
    /// Its reasons.
    PointReasons,
    /// Its CRL issuer.
    PointIssuer,
    /// The permitted subtrees.
    Permitted,
    /// The excluded subtrees.
    Excluded,
    /// requireExplicitPolicy.
    RequireExplicit,
    /// inhibitPolicyMapping.
    InhibitMapping,
    /// The start of a private key's usage.
    UsageFrom,
    /// The end of a private key's usage.
    UsageTo,
    /// The name assigner of an EDI party name.
    EdiAssigner,
    /// The party of an EDI party name.
    EdiParty,
}

/// What is wrong with a time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TimeFault {
    /// A fraction of a second that nothing ends.
    FractionOpen,
    /// It has too few or too many characters.
    Length,
    /// A character that is not a digit, or a field out of its range.
    Format,
    /// What follows the digits is no offset.
    Offset,
    /// The offset has an unknown sign.
    OffsetGarbage,
    /// An offset of more than 23:59 ahead.
    OffsetPlus,
    /// An offset of more than 23:59 behind.
    OffsetMinus,
    /// A fraction without digits.
    FractionEmpty,
}

/// What is wrong with a public key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum KeyFault {
    /// An RSA key that is not two integers.
    Rsa,
    /// An RSA modulus below 512 bits.
    RsaTooShort,
    /// An RSA modulus above 16384 bits.
    RsaTooLong,
    /// An RSA exponent below 3.
    RsaExponentSmall,
    /// An RSA exponent above the modulus.
    RsaExponentLarge,
    /// An RSA exponent above 64 bits with a modulus above 3072 bits.
    RsaExponentLong,
    /// An EC key whose point is not uncompressed, or not of its curve's size.
    Ec,
    /// An EC key without parameters.
    EcNoParameters,
    /// A curve Java does not have: its OID's content octets.
    EcUnknownCurve(Vec<u8>),
    /// A curve given by its numbers.
    EcExplicit,
    /// A DSA value that is not an INTEGER, and why.
    DsaValue(Box<Fault>),
    /// An XDH or EdDSA key of another size than this many octets.
    Length(usize),
    /// An EdDSA key without octets. Java: an index out of bounds.
    EdwardsEmpty,
    /// An X25519 key without octets. Java: an index out of bounds.
    X25519Empty,
    /// HSS/LMS with an unknown type.
    LmsType,
    /// HSS/LMS with an unknown type of one-time signatures.
    LmsSignatureType,
    /// HSS/LMS that ends before its types do.
    LmsShort,
    /// HSS/LMS that is not as long as its types say.
    LmsLength,
    /// Parameters of an algorithm that has none.
    HasParameters,
    /// Parameters of a Diffie-Hellman key that are not a SEQUENCE.
    DhParameters,
    /// Parameters of a Diffie-Hellman key that hold more than three numbers.
    DhParametersExtra,
    /// A Diffie-Hellman key without parameters, or whose value is not an INTEGER.
    DhValue,
}

/// One fact about what is wrong with the bytes.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum Fault {
    /// Fewer than two octets where an element should start.
    #[error("an element is missing")]
    TooShort,
    /// No octet where an element should start, and Java asked what it is.
    #[error("an element is missing")]
    AtEnd,
    /// The content is shorter than its length says.
    #[error("{announced} octets announced, {present} present")]
    ContentMissing {
        /// What the length says.
        announced: usize,
        /// What there is.
        present: usize,
    },
    /// Octets after the end of the element.
    #[error("{octets} octets after the end")]
    DataAfterEnd {
        /// How many.
        octets: usize,
    },
    /// A length of more than four octets.
    #[error("a length of {octets} octets")]
    LengthTooBig {
        /// How many.
        octets: usize,
    },
    /// The bytes end within a length.
    #[error("a length is cut short")]
    LengthCut,
    /// A tag number above 30.
    #[error("a tag number above 30 at offset {offset}")]
    HighTag {
        /// Where the element starts.
        offset: usize,
    },
    /// A constructed string nests too deep.
    #[error("a string nests too deep")]
    TooDeep,
    /// An indefinite length.
    #[error("an indefinite length")]
    IndefiniteLength {
        /// Whether the element is constructed.
        constructed: bool,
    },
    /// Another type than the one wanted.
    #[error("tag 0x{found:02x} instead of {wanted:?}")]
    NotA {
        /// The one wanted.
        wanted: Wanted,
        /// The identifier octet found.
        found: u8,
    },
    /// Another tag than the one that belongs here.
    #[error("unexpected tag 0x{found:02x}")]
    UnexpectedTag {
        /// The identifier octet found.
        found: u8,
    },
    /// An extension is not a SEQUENCE.
    #[error("tag 0x{found:02x} instead of an extension")]
    ExtensionTag {
        /// The identifier octet found.
        found: u8,
    },
    /// An INTEGER without octets.
    #[error("an empty INTEGER")]
    EmptyInteger,
    /// An INTEGER above 2^31-1.
    #[error("an INTEGER above 2^31-1")]
    IntegerTooBig,
    /// An INTEGER below -2^31.
    #[error("an INTEGER below -2^31")]
    IntegerTooSmall,
    /// A BOOLEAN that has not one octet.
    #[error("a BOOLEAN of {octets} octets")]
    BooleanLength {
        /// How many it has.
        octets: usize,
    },
    /// A BIT STRING without octets.
    #[error("an empty BIT STRING")]
    EmptyBitString,
    /// More than seven unused bits.
    #[error("{unused} unused bits")]
    PaddingBits {
        /// How many.
        unused: u8,
    },
    /// Unused bits of an octet that is not there.
    #[error("unused bits without octets")]
    BitsMissing,
    /// An object identifier that is empty or ends within an arc.
    #[error("an object identifier is not ended")]
    OidNotEnded,
    /// An object identifier with an arc that starts with a zero group.
    #[error("an object identifier with a useless octet")]
    OidExtraOctet,
    /// An object identifier above 4096 octets.
    #[error("an object identifier of {octets} octets")]
    OidTooLong {
        /// How many.
        octets: usize,
    },
    /// A BMPString with a character beyond U+FFFF.
    #[error("a BMPString with a surrogate pair at {index}")]
    BmpSurrogate {
        /// The UTF-16 unit it starts at.
        index: usize,
    },
    /// Octets after an attribute's value.
    #[error("{octets} octets after an attribute's value")]
    AttributeExtra {
        /// How many.
        octets: usize,
    },
    /// A structure of the wrong shape.
    #[error("malformed: {0:?}")]
    Malformed(Shape),
    /// Something twice.
    #[error("twice: {0:?}")]
    Duplicate(Twice),
    /// A time.
    #[error("malformed time: {fault:?}")]
    Time {
        /// Whether it is a GeneralizedTime; else a UTCTime.
        generalized: bool,
        /// What is wrong.
        fault: TimeFault,
    },
    /// A public key.
    #[error("malformed key: {0:?}")]
    Key(KeyFault),
    /// Parameters of an algorithm.
    #[error(transparent)]
    Parameters(#[from] ParameterFault),
    /// RSASSA-PSS with a digest Java does not take: its OID's content octets.
    #[error("unknown digest")]
    PssDigest(Vec<u8>),
    /// RSASSA-PSS with another trailer field than 1.
    #[error("trailer field {0}")]
    PssTrailer(i32),
    /// A GeneralName with an unknown tag.
    #[error("unknown general name {0}")]
    GeneralNameTag(u8),
    /// A URI without a scheme.
    #[error("a URI without a scheme: {0}")]
    UriScheme(String),
    /// A malformed URI.
    #[error("a malformed URI: {0}")]
    UriSyntax(String),
    /// A URI whose host is no DNS name.
    #[error("a URI without a DNS name as its host: {0}")]
    UriHostName(String),
    /// A URI whose host is no IPv6 address by itself.
    #[error("a URI without a plain IPv6 address as its host: {0}")]
    UriHostAddress(String),
    /// A URI constraint that is no host or domain.
    #[error("a malformed URI constraint: {0}")]
    UriConstraint(String),
    /// A URI constraint that has a scheme.
    #[error("a URI constraint with a scheme: {0}")]
    UriConstraintScheme(String),
    /// KeyUsage without any octet. Java: an index out of bounds.
    #[error("a key usage without octets")]
    KeyUsageEmpty,
}

/// The part of the certificate in which the fault lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// The outermost element itself.
    Whole,
    /// Within the outermost SEQUENCE: the signature algorithm after the body, the signature.
    Outer,
    /// The body: version to extensions.
    Body,
    /// The public key.
    Key,
}

/// Why Java refuses the whole certificate.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum Refusal {
    /// A fault in the encoding.
    #[error("{place:?}: {fault}")]
    Fault {
        /// Where.
        place: Place,
        /// What.
        fault: Fault,
    },
    /// No bytes, or bytes that do not start as a certificate.
    #[error("no certificate")]
    Empty,
    /// The bytes end before the certificate does.
    #[error("the certificate is cut short")]
    Incomplete,
    /// A length of more than four octets.
    #[error("the certificate's length has more than four octets")]
    TooHuge,
    /// The bytes are no SEQUENCE.
    #[error("not a certificate")]
    NotACertificate,
    /// Octets after the signature.
    #[error("{octets} octets after the signature")]
    SignedOverrun {
        /// How many.
        octets: usize,
    },
    /// The body is not a SEQUENCE.
    #[error("the body is not a SEQUENCE")]
    BodyNotSequence,
    /// The signature algorithm within the body differs from the one after it.
    #[error("signature algorithms differ")]
    AlgorithmMismatch,
    /// Something after the key of a version 1 certificate.
    #[error("data after the key of a version 1 certificate")]
    DataInVersion1,
    /// Extensions in a version 2 certificate.
    #[error("extensions in a version 2 certificate")]
    ExtensionsInVersion2,
    /// An empty issuer.
    #[error("an empty issuer")]
    EmptyIssuer,
    /// An empty subject in a version 1 certificate.
    #[error("an empty subject in a version 1 certificate")]
    EmptySubjectInVersion1,
    /// An empty subject, and something else where the extensions should be.
    #[error("an empty subject without extensions")]
    NoExtensions,
    /// An empty subject without readable subject alternative names.
    #[error("an empty subject without alternative names")]
    NoAlternativeNames,
    /// An empty subject with alternative names that are not critical.
    #[error("an empty subject with alternative names that are not critical")]
    AlternativeNamesNotCritical,
}
