//! Why Java refuses a certificate or an extension, in Java's words.

use std::fmt;

use crate::x509::{
    Fault, KeyFault, ParameterFault, Place, Refusal, Shape, TimeFault, Twice, Wanted, dotted, names,
};

/// A Java exception: its class and message. Displays as `class: message`, or as `class` without one, as Java prints it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Exception {
    /// The full name of its class.
    pub class: &'static str,
    /// Its message; empty where it has none.
    pub message: String,
}

impl fmt::Display for Exception {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.class)?;
        if self.message.is_empty() { Ok(()) } else { write!(formatter, ": {}", self.message) }
    }
}

const IO: &str = "java.io.IOException";
const INDEX: &str = "java.lang.ArrayIndexOutOfBoundsException";
pub(super) const PARSING: &str = "java.security.cert.CertificateParsingException";
const CERTIFICATE: &str = "java.security.cert.CertificateException";

/// The exception with which Java's certificate factory refuses a certificate.
pub fn refusal(refusal: &Refusal) -> Exception {
    let parsing = |message: String| Exception { class: PARSING, message };
    let could_not = |reason: &str| Exception {
        class: CERTIFICATE,
        message: format!("Could not parse certificate: {IO}: {reason}"),
    };
    match refusal {
        Refusal::Fault { place, fault } => located(*place, fault),
        Refusal::Empty => could_not("Empty input"),
        Refusal::Incomplete => could_not("Incomplete BER/DER data"),
        Refusal::TooHuge => could_not("Invalid BER/DER data (too huge?)"),
        Refusal::NotACertificate => parsing("invalid DER-encoded certificate data".into()),
        Refusal::SignedOverrun { octets } => parsing(format!("signed overrun, bytes = {octets}")),
        Refusal::BodyNotSequence => parsing("signed fields invalid".into()),
        Refusal::AlgorithmMismatch => {
            Exception { class: CERTIFICATE, message: "Signature algorithm mismatch".into() }
        }
        Refusal::DataInVersion1 => parsing("no more data allowed for version 1 certificate".into()),
        Refusal::ExtensionsInVersion2 => parsing("Extensions not allowed in v2 certificate".into()),
        Refusal::EmptyIssuer => parsing("Empty issuer DN not allowed in X509Certificates".into()),
        Refusal::EmptySubjectInVersion1 => parsing("Empty subject DN not allowed in v1 certificate".into()),
        Refusal::NoExtensions => parsing(
            "X.509 Certificate is incomplete: subject field is empty, and certificate has no extensions".into(),
        ),
        Refusal::NoAlternativeNames => parsing(
            "X.509 Certificate is incomplete: subject field is empty, and SubjectAlternativeName extension is absent"
                .into(),
        ),
        Refusal::AlternativeNamesNotCritical => parsing(
            "X.509 Certificate is incomplete: SubjectAlternativeName extension MUST be marked critical when subject \
             field is empty"
                .into(),
        ),
    }
}

fn located(place: Place, fault: &Fault) -> Exception {
    let inner = exception(fault);
    match (place, fault) {
        (_, Fault::Key(KeyFault::EdwardsEmpty | KeyFault::X25519Empty)) => inner,
        (Place::Outer | Place::Whole, _) => {
            Exception { class: CERTIFICATE, message: format!("Unable to initialize, {inner}") }
        }
        (Place::Body | Place::Key, _) if inner.class == IO || inner.class.ends_with("EOFException") => {
            Exception { class: PARSING, message: inner.to_string() }
        }
        (Place::Body | Place::Key, _) => Exception { class: PARSING, message: format!("{IO}: {inner}") },
    }
}

/// The exception that Java's readers raise for a fault.
pub fn exception(fault: &Fault) -> Exception {
    let class = match fault {
        Fault::ContentMissing { .. } => "java.io.EOFException",
        Fault::KeyUsageEmpty | Fault::Key(KeyFault::EdwardsEmpty | KeyFault::X25519Empty) => INDEX,
        Fault::Duplicate(Twice::UsageFrom | Twice::UsageTo) => PARSING,
        _ => IO,
    };
    Exception { class, message: message(fault) }
}

fn message(fault: &Fault) -> String {
    match fault {
        Fault::TooShort => "Too short".into(),
        Fault::AtEnd => "At end".into(),
        Fault::ContentMissing { .. } => "not enough content".into(),
        Fault::DataAfterEnd { .. } => "extra data at the end".into(),
        Fault::LengthTooBig { octets: 0..=4 } => "Invalid length bytes".into(),
        Fault::LengthTooBig { .. } => "Invalid lenByte".into(),
        Fault::LengthCut => "Not enough length bytes".into(),
        Fault::HighTag { offset } => format!("Tag number over 30 at {offset} is not supported"),
        Fault::IndefiniteLength { constructed: false } => {
            "Indefinite length encoding not supported with non-constructed data".into()
        }
        Fault::IndefiniteLength { constructed: true } => "not enough data to resolve indef len BER".into(),
        Fault::NotA { wanted, found } => match wanted {
            Wanted::Oid => format!("DerValue.getOID, not an OID {}", signed(*found)),
            Wanted::Integer => format!("DerValue.getBigIntegerInternal, not expected {}", signed(*found)),
            Wanted::Boolean => format!("DerValue.getBoolean, not a BOOLEAN {}", signed(*found)),
            Wanted::OctetString => {
                format!("DerValue.getOctetString, not an Octet String: {}", signed(*found))
            }
            Wanted::BitString => format!("DerValue.getBitString, not a bit string {}", signed(*found)),
        },
        Fault::UnexpectedTag { .. } => "Not the correct tag".into(),
        Fault::ExtensionTag { found } => format!("toDerInputStream rejects tag type {}", signed(*found)),
        Fault::EmptyInteger => "Invalid encoding: zero length Int value".into(),
        Fault::IntegerTooBig => "Integer exceeds maximum valid value".into(),
        Fault::IntegerTooSmall => "Integer below minimum valid value".into(),
        Fault::BooleanLength { octets } => format!("DerValue.getBoolean, invalid length {octets}"),
        Fault::EmptyBitString => "Invalid encoding: zero length bit string".into(),
        Fault::PaddingBits { .. } => "Invalid number of padding bits".into(),
        Fault::BitsMissing => "Not enough bytes in BitString".into(),
        Fault::OidNotEnded => "ObjectIdentifier() -- Invalid DER encoding, not ended".into(),
        Fault::OidExtraOctet => {
            "ObjectIdentifier() -- Invalid DER encoding, useless extra octet detected".into()
        }
        Fault::OidTooLong { octets } => format!(
            "ObjectIdentifier encoded length exceeds the restriction in JDK (OId length(>=): {octets}, Restriction: 4096)"
        ),
        Fault::BmpSurrogate { index } => format!("Illegal character in BMPString, index: {index}"),
        Fault::AttributeExtra { octets } => format!("AVA, extra bytes = {octets}"),
        Fault::Malformed(shape) => self::shape(*shape).into(),
        Fault::Duplicate(twice) => self::twice(*twice).into(),
        Fault::Time { generalized, fault } => time(*generalized, *fault),
        Fault::Key(fault) => key(fault),
        Fault::Parameters(fault) => parameters(*fault),
        Fault::PssDigest(oid) => {
            format!("Unrecognized message digest algorithm {}", names::name_or_decimals(oid))
        }
        Fault::PssTrailer(value) => format!("Unsupported trailerField value {value}"),
        Fault::GeneralNameTag(tag) => format!("Unrecognized GeneralName tag, ({tag})"),
        Fault::UriScheme(uri) => format!("URI name must include scheme:{uri}"),
        Fault::UriSyntax(uri) => format!("invalid URI name:{uri}"),
        Fault::UriHostName(uri) => format!(
            "invalid URI name (host portion is not a valid DNSName, IPv4 address, or IPv6 address):{uri}"
        ),
        Fault::UriHostAddress(uri) => {
            format!("invalid URI name (host portion is not a valid IPv6 address):{uri}")
        }
        Fault::UriConstraint(uri) => format!("invalid URI name constraint:{uri}"),
        Fault::UriConstraintScheme(uri) => {
            format!("invalid URI name constraint (should not include scheme):{uri}")
        }
        Fault::KeyUsageEmpty => "Index 0 out of bounds for length 0".into(),
        other => other.to_string(),
    }
}

/// Java's octets have a sign.
fn signed(octet: u8) -> i8 {
    i8::from_be_bytes([octet])
}

fn shape(shape: Shape) -> &'static str {
    match shape {
        Shape::AlgorithmNotSequence => "algid parse error, not a sequence",
        Shape::AlgorithmExtra => "Invalid AlgorithmIdentifier: extra data",
        Shape::NullWithContent => "invalid NULL",
        Shape::PssParameters => "Invalid encoded PSSParameters",
        Shape::PssMaskFunction => "Only MGF1 mgf is supported",
        Shape::PssSaltNegative => "Negative value for saltLength",
        Shape::ValidityNotSequence => "Invalid encoded CertificateValidity, starting sequence tag missing.",
        Shape::ValidityEmpty => "No data encoded for CertificateValidity",
        Shape::Validity => "Invalid encoding for CertificateValidity",
        Shape::KeyNotSequence => "corrupt subject key",
        Shape::KeyExtra => "excess subject key",
        Shape::Rdn => "X500 RDN",
        Shape::AttributeNotSequence => "AVA not a sequence",
        Shape::GeneralNames => "Invalid encoding for GeneralNames.",
        Shape::GeneralNamesEmpty => "No data available in passed DER encoded value.",
        Shape::DirectoryName => "Invalid encoding of Directory name",
        Shape::DnsName => "Invalid encoding of DNSName",
        Shape::Rfc822Name => "Invalid encoding of RFC822 name",
        Shape::Rfc822Empty => "RFC822Name may not be null or empty",
        Shape::Rfc822EndsWithAt => "RFC822Name may not end with @",
        Shape::Uri => "Invalid encoding of URI",
        Shape::IpAddress => "Invalid encoding of IP address",
        Shape::IpAddressLength => "Invalid IPAddressName",
        Shape::RegisteredId => "Invalid encoding of OID name",
        Shape::OtherName => "Invalid encoding of Other-Name",
        Shape::OtherNameNotExplicit => "value is not EXPLICTly tagged [0]",
        Shape::X400Address => "Invalid encoding of X400Address name",
        Shape::EdiNotConstructed => "Invalid encoding of EDI name",
        Shape::IssuingPointName => "Invalid encoding for DistributionPointName",
        Shape::EdiPartyName => "Invalid encoding of EDIPartyName",
        Shape::EdiPartyMissing => "party cannot be missing",
        Shape::AuthorityKeyIdNotSequence => "Invalid encoding for AuthorityKeyIdentifierExtension.",
        Shape::AuthorityKeyId => "Invalid encoding of AuthorityKeyIdentifierExtension.",
        Shape::BasicConstraints => "Invalid encoding of BasicConstraints",
        Shape::ExtendedKeyUsage => "Invalid encoding for ExtendedKeyUsageExtension.",
        Shape::DistributionPointsNotSequence => "Invalid encoding for CRLDistributionPoints extension.",
        Shape::FreshestNotSequence => "Invalid encoding for FreshestCRL extension.",
        Shape::DistributionPoint => "Invalid encoding of DistributionPoint.",
        Shape::DistributionPointName => "Invalid DistributionPointName in DistributionPoint",
        Shape::DistributionPointEmpty => "One of fullName, relativeName,  and crlIssuer has to be set",
        Shape::IssuingPointNotSequence => "Invalid encoding for IssuingDistributionPointExtension.",
        Shape::IssuingPoint => "Invalid encoding of IssuingDistributionPoint",
        Shape::AuthorityInfoAccess => "Invalid encoding for AuthorityInfoAccessExtension.",
        Shape::SubjectInfoAccess => "Invalid encoding for SubjectInfoAccessExtension.",
        Shape::Policies => "Invalid encoding for CertificatePoliciesExtension.",
        Shape::PolicyInformation => "Invalid encoding of PolicyInformation",
        Shape::PolicyQualifiersEmpty => "No data available in policyQualifiers",
        Shape::PolicyQualifier => "Invalid encoding for PolicyQualifierInfo",
        Shape::PolicyMappings => "Invalid encoding for PolicyMappingsExtension.",
        Shape::PolicyMap => "Invalid encoding for CertificatePolicyMap",
        Shape::PolicyConstraintsNotSequence => "Sequence tag missing for PolicyConstraint.",
        Shape::PolicyConstraints => "Invalid encoding of PolicyConstraint",
        Shape::InhibitAnyNotCritical => "Criticality cannot be false for InhibitAnyPolicy",
        Shape::InhibitAnyNotInteger => "Invalid encoding of InhibitAnyPolicy: data not integer",
        Shape::InhibitAnyValue => "Invalid value for skipCerts",
        Shape::NameConstraintsNotSequence => "Invalid encoding for NameConstraintsExtension.",
        Shape::NameConstraints => "Invalid encoding of NameConstraintsExtension.",
        Shape::SubtreeNotSequence => "Invalid encoding for GeneralSubtree.",
        Shape::Subtree => "Invalid encoding of GeneralSubtree.",
        Shape::PrivateKeyUsage => "Invalid encoding of PrivateKeyUsageExtension",
        Shape::DuplicateExtension => "Duplicate extensions not allowed",
    }
}

fn twice(twice: Twice) -> &'static str {
    match twice {
        Twice::KeyIdentifier => "Duplicate KeyIdentifier in AuthorityKeyIdentifier.",
        Twice::KeyIssuer => "Duplicate GeneralNames in AuthorityKeyIdentifier.",
        Twice::KeySerial => "Duplicate SerialNumber in AuthorityKeyIdentifier.",
        Twice::PointName => "Duplicate DistributionPointName in DistributionPoint.",
        Twice::PointReasons => "Duplicate Reasons in DistributionPoint.",
        Twice::PointIssuer => "Duplicate CRLIssuer in DistributionPoint.",
        Twice::Permitted => "Duplicate permitted GeneralSubtrees in NameConstraintsExtension.",
        Twice::Excluded => "Duplicate excluded GeneralSubtrees in NameConstraintsExtension.",
        Twice::RequireExplicit => "Duplicate requireExplicitPolicy found in the PolicyConstraintsExtension",
        Twice::InhibitMapping => "Duplicate inhibitPolicyMapping found in the PolicyConstraintsExtension",
        Twice::UsageFrom => "Duplicate notBefore in PrivateKeyUsage.",
        Twice::UsageTo => "Duplicate notAfter in PrivateKeyUsage.",
        Twice::EdiAssigner => "Duplicate nameAssigner found in EDIPartyName",
        Twice::EdiParty => "Duplicate partyName found in EDIPartyName",
    }
}

fn time(generalized: bool, fault: TimeFault) -> String {
    let kind = if generalized { "Generalized" } else { "UTC" };
    match fault {
        TimeFault::Length => format!("DER {kind} Time length error"),
        TimeFault::Format => format!("Parse {kind} time, invalid format"),
        TimeFault::Offset => format!("Parse {kind} time, invalid offset"),
        TimeFault::OffsetGarbage => format!("Parse {kind} time, garbage offset"),
        TimeFault::OffsetPlus => format!("Parse {kind} time, +hhmm"),
        TimeFault::OffsetMinus => format!("Parse {kind} time, -hhmm"),
        TimeFault::FractionOpen => format!("Parse {kind} time, invalid fractional part"),
        TimeFault::FractionEmpty => format!("Parse {kind} time, empty fractional part"),
    }
}

fn parameters(fault: ParameterFault) -> String {
    match fault {
        ParameterFault::Dsa => "DSA params parsing error".into(),
        ParameterFault::DsaExtra { octets } => format!("encoded params have {octets} extra bytes"),
        ParameterFault::MaskDigestMissing => "Missing MGF1 parameters".into(),
        ParameterFault::OaepDigest => "Unrecognized message digest algorithm".into(),
        ParameterFault::OaepSource => "Wrong OID for pSpecified".into(),
        ParameterFault::OaepLabelMissing => "Missing pSpecified label".into(),
        ParameterFault::Unused => "Extra unused bytes".into(),
        ParameterFault::PbeNotSequence => "PBE parameter parsing error: not a sequence".into(),
        ParameterFault::PbeExtra => "PBE parameter parsing error: extra data".into(),
        ParameterFault::NotOctets => "DER input not an octet string".into(),
        // Java: beside the size, the others of which there are none but for AES.
        ParameterFault::Vector { octets: 16 } => "IV not 16[4, 8] bytes long".into(),
        ParameterFault::Vector { octets } => format!("IV not {octets}[] bytes long"),
        ParameterFault::Nonce => "ChaCha20-Poly1305 nonce must be 12 bytes in length".into(),
        ParameterFault::Pbes2NotSequence => "PBE parameter parsing error: not an ASN.1 SEQUENCE tag".into(),
        ParameterFault::Pbkdf2 => {
            "PBE parameter parsing error: expecting the object identifier for PBKDF2".into()
        }
        ParameterFault::Pbes2Cipher => {
            "PBE parameter parsing error: expecting the object identifier for AES cipher".into()
        }
        ParameterFault::Pbes2Salt => "PBE parameter parsing error: not an ASN.1 OCTET STRING tag".into(),
        ParameterFault::Pbes2Function => {
            "PBE parameter parsing error: expecting the object identifier for a HmacSHA key derivation function".into()
        }
    }
}

fn key(fault: &KeyFault) -> String {
    let reason = match fault {
        KeyFault::EcUnknownCurve(oid) => return format!("Unknown named curve: {}", dotted(oid)),
        KeyFault::EcExplicit => return "Only named ECParameters supported".into(),
        KeyFault::X25519Empty => return "Index 0 out of bounds for length 0".into(),
        KeyFault::EdwardsEmpty => return "Index -1 out of bounds for length 0".into(),
        KeyFault::DhParameters => return "DH params parsing error".into(),
        KeyFault::DhParametersExtra => return "DH parameter parsing error: Extra data".into(),
        KeyFault::DhValue => return "subject key, Inappropriate key specification".into(),
        KeyFault::DsaValue(fault) => {
            return format!(
                "subject key, Inappropriate key specification: Invalid key: y value\n{}",
                message(fault)
            );
        }
        KeyFault::Rsa => "Invalid RSA public key".to_owned(),
        KeyFault::RsaTooShort => "RSA keys must be at least 512 bits long".into(),
        KeyFault::RsaTooLong => "RSA keys must be no longer than 16384 bits".into(),
        KeyFault::RsaExponentSmall => "exponent is smaller than 3".into(),
        KeyFault::RsaExponentLarge => "exponent is larger than modulus".into(),
        KeyFault::RsaExponentLong => {
            "RSA exponents can be no longer than 64 bits  if modulus is greater than 3072 bits".into()
        }
        KeyFault::Ec => "Invalid EC key".into(),
        KeyFault::EcNoParameters => "EC domain parameters must be encoded in the algorithm identifier".into(),
        KeyFault::Length(octets) => format!("key length must be {octets}"),
        KeyFault::LmsType => "Unsupported or bad LMS type".into(),
        KeyFault::LmsSignatureType => "Unsupported or bad OTS Algorithm Identifier.".into(),
        KeyFault::LmsShort => "LMS public key is too short".into(),
        KeyFault::LmsLength => "Wrong LMS public key length".into(),
        KeyFault::HasParameters => "algorithm identifier has params".into(),
    };
    format!("subject key, java.security.InvalidKeyException: {reason}")
}
