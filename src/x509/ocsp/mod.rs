//! An OCSP response (RFC 6960, 4.2) as Java reads it.

mod request;

use thiserror::Error;

use super::algorithm::Algorithm;
use super::der::{self, Bits, Input, Value};
use super::extension::{self, Extension};
use super::fault::Fault;
use super::name::Name;
use super::time;

pub use request::{CertificateIdentifier, nonce, request};

/// id-pkix-ocsp-basic, 1.3.6.1.5.5.7.48.1.1.
const BASIC: &[u8] = &[0x2b, 6, 1, 5, 5, 7, 48, 1, 1];
/// id-pkix-ocsp-nonce, 1.3.6.1.5.5.7.48.1.2.
pub const NONCE: &[u8] = &[0x2b, 6, 1, 5, 5, 7, 48, 1, 2];

/// A response, borrowed from its DER.
#[derive(Debug, Clone)]
pub struct OcspResponse<'a> {
    /// Whether the responder answered at all.
    pub status: ResponseStatus,
    /// The answer; `None` where there is none.
    pub basic: Option<BasicResponse<'a>>,
}

/// Whether a responder answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ResponseStatus {
    /// It did.
    Successful,
    /// It did not understand the request.
    MalformedRequest,
    /// Something is wrong with it.
    InternalError,
    /// It wants to be asked later.
    TryLater,
    /// The number 4, which nothing has.
    Unused,
    /// It wants requests signed.
    SigRequired,
    /// It does not answer everybody, or not about this certificate.
    Unauthorized,
}

/// The signed answer.
#[derive(Debug, Clone)]
pub struct BasicResponse<'a> {
    /// The signed part, with its header.
    pub data: &'a [u8],
    /// Who signed it.
    pub responder: Responder<'a>,
    /// When it was signed, in milliseconds since 1970-01-01T00:00:00Z.
    pub produced: i64,
    /// What is said of each certificate.
    pub singles: Vec<SingleResponse<'a>>,
    /// What is said beside it.
    pub extensions: Vec<Extension<'a>>,
    /// The signature algorithm.
    pub algorithm: Algorithm<'a>,
    /// The signature.
    pub signature: Bits<'a>,
    /// Certificates that may help to check it, in DER.
    pub certificates: Vec<&'a [u8]>,
}

/// Who signed a response.
#[derive(Debug, Clone)]
pub enum Responder<'a> {
    /// By the subject of the certificate.
    Name(Name<'a>),
    /// By the SHA-1 of the key.
    Key(&'a [u8]),
}

/// What is said of one certificate.
#[derive(Debug, Clone)]
pub struct SingleResponse<'a> {
    /// Which it is.
    pub id: CertificateIdentifier<'a>,
    /// What is said of it.
    pub status: CertificateStatus,
    /// Since when that is known, in milliseconds since 1970-01-01T00:00:00Z.
    pub this_update: i64,
    /// When more will be known, in the same unit.
    pub next_update: Option<i64>,
    /// What is said beside it.
    pub extensions: Vec<Extension<'a>>,
}

/// Whether a certificate was revoked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CertificateStatus {
    /// Not as far as the responder knows.
    Good,
    /// It was.
    Revoked {
        /// When, in milliseconds since 1970-01-01T00:00:00Z.
        at: i64,
        /// Why (RFC 5280, 5.3.1): one that has no name is 0, as where nothing is said.
        reason: u8,
    },
    /// The responder does not know it.
    Unknown,
}

/// Why Java takes a response for none.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum OcspFault {
    /// A fault in the encoding.
    #[error(transparent)]
    Fault(#[from] Fault),
    /// Not a SEQUENCE.
    #[error("not an OCSP response")]
    NotSequence,
    /// A status that does not exist.
    #[error("status {0}")]
    Status(i32),
    /// Another element stands where the answer should.
    #[error("tag 0x{found:02x} instead of the response")]
    BytesTag {
        /// The identifier octet found.
        found: u8,
    },
    /// What is in there is not a SEQUENCE.
    #[error("the response is not a SEQUENCE")]
    BytesNotSequence,
    /// The response is no OCTET STRING.
    #[error("the response is no OCTET STRING")]
    BytesNotString,
    /// Another kind of response.
    #[error("another kind of response")]
    Kind(Vec<u8>),
    /// The basic response has not three or four parts.
    #[error("the basic response has not its parts")]
    Parts,
    /// The response data is not a SEQUENCE.
    #[error("the response data is not a SEQUENCE")]
    DataNotSequence,
    /// The version is not that of `[0]`.
    #[error("the version is malformed")]
    Version,
    /// The responder is neither a name nor a key.
    #[error("tag 0x{found:02x} instead of the responder")]
    ResponderTag {
        /// The identifier octet found.
        found: u8,
    },
    /// A time is none.
    #[error("tag 0x{found:02x} instead of a time")]
    TimeTag {
        /// The identifier octet found.
        found: u8,
        /// Whether it is that of the response itself.
        is_produced: bool,
    },
    /// A status that is none of the three.
    #[error("tag 0x{found:02x} instead of a status")]
    CertificateStatus {
        /// The identifier octet found.
        found: u8,
    },
    /// Beside the last part stands something else.
    #[error("the certificates are malformed")]
    Certificates,
    /// A single response is not a SEQUENCE.
    #[error("a single response is not a SEQUENCE")]
    SingleNotSequence,
    /// Beside what is known of a single response stands something else.
    #[error("tag 0x{found:02x} in a single response")]
    SingleTag {
        /// The identifier octet found.
        found: u8,
    },
    /// A critical extension that Java does not know; its identifier's content octets.
    #[error("an unknown critical extension")]
    Critical(Vec<u8>),
}

impl<'a> OcspResponse<'a> {
    /// Takes a response apart.
    ///
    /// # Errors
    /// [`OcspFault`] where Java takes it for none.
    pub fn read(der: &'a [u8]) -> Result<Self, OcspFault> {
        let whole = der::only(der)?;
        if whole.tag != der::SEQUENCE {
            return Err(OcspFault::NotSequence);
        }
        let mut fields = whole.inside();
        let status = ResponseStatus::of(fields.value()?.enumerated()?)?;
        if status != ResponseStatus::Successful {
            return Ok(Self { status, basic: None });
        }
        let bytes = fields.value()?;
        if !bytes.is_context(0) {
            return Err(OcspFault::BytesTag { found: bytes.tag });
        }
        let inner = bytes.inside().value()?;
        if inner.tag != der::SEQUENCE {
            return Err(OcspFault::BytesNotSequence);
        }
        let mut parts = inner.inside();
        let kind = parts.oid()?;
        if kind != BASIC {
            return Err(OcspFault::Kind(kind.to_vec()));
        }
        let basic = parts.value()?;
        if basic.tag != der::OCTET_STRING {
            return Err(OcspFault::BytesNotString);
        }
        Ok(Self { status, basic: Some(BasicResponse::read(basic.content)?) })
    }
}

impl ResponseStatus {
    fn of(number: i32) -> Result<Self, OcspFault> {
        Ok(match number {
            0 => Self::Successful,
            1 => Self::MalformedRequest,
            2 => Self::InternalError,
            3 => Self::TryLater,
            4 => Self::Unused,
            5 => Self::SigRequired,
            6 => Self::Unauthorized,
            other => return Err(OcspFault::Status(other)),
        })
    }
}

impl<'a> BasicResponse<'a> {
    fn read(octets: &'a [u8]) -> Result<Self, OcspFault> {
        let whole = der::only(octets)?;
        if whole.tag != der::SEQUENCE {
            return Err(OcspFault::Parts);
        }
        let mut parts = whole.inside();
        let (data, algorithm, signature) = (parts.value()?, parts.value()?, parts.value()?);
        let mut basic = Self::read_data(&data)?;
        basic.algorithm = Algorithm::read(&algorithm)?;
        basic.signature = signature.bits()?;
        if !parts.is_empty() {
            let kept = parts.value()?;
            if !kept.is_context(0) {
                return Err(OcspFault::Certificates);
            }
            let mut certificates = kept.inside().sequence()?;
            while !certificates.is_empty() {
                basic.certificates.push(certificates.value()?.raw);
            }
        }
        Ok(basic)
    }

    /// The signed part; what stands beside it is still to be filled in.
    fn read_data(data: &Value<'a>) -> Result<Self, OcspFault> {
        if data.tag != der::SEQUENCE {
            return Err(OcspFault::DataNotSequence);
        }
        let mut fields = data.inside();
        let mut next = fields.value()?;
        if next.is_context(0) {
            if next.is_constructed() {
                let mut version = next.inside();
                version.value()?.small()?;
                if !version.is_empty() {
                    return Err(OcspFault::Version);
                }
            }
            next = fields.value()?;
        }
        let responder = match next.tag & 0x1f {
            1 => Responder::Name(Name::from_der(next.content)?),
            2 => {
                let key = next.inside().value()?;
                if key.tag != der::OCTET_STRING {
                    return Err(OcspFault::ResponderTag { found: key.tag });
                }
                Responder::Key(key.content)
            }
            _ => return Err(OcspFault::ResponderTag { found: next.tag }),
        };
        let time = fields.value()?;
        let produced = instant(&time).map_err(|fault| match fault {
            OcspFault::TimeTag { found, .. } => OcspFault::TimeTag { found, is_produced: true },
            other => other,
        })?;
        let mut list = fields.sequence()?;
        let mut singles = Vec::new();
        while !list.is_empty() {
            singles.push(SingleResponse::read(&list.value()?)?);
        }
        let mut extensions = Vec::new();
        if !fields.is_empty() {
            let last = fields.value()?;
            if last.is_context(1) {
                extensions = read_extensions(last.inside())?;
            }
        }
        Ok(Self {
            data: data.raw,
            responder,
            produced,
            singles,
            extensions,
            algorithm: Algorithm { oid: &[], parameters: None },
            signature: Bits { octets: &[], unused: 0 },
            certificates: Vec::new(),
        })
    }

    /// What is said of a certificate; the last, where more is said than once.
    pub fn single(&self, id: &CertificateIdentifier<'_>) -> Option<&SingleResponse<'a>> {
        self.singles.iter().rev().find(|single| single.id == *id)
    }

    /// The nonce: the octets of its extension.
    pub fn nonce(&self) -> Option<&[u8]> {
        self.extensions.iter().find(|extension| extension.oid == NONCE).map(|extension| &*extension.value)
    }
}

impl<'a> SingleResponse<'a> {
    fn read(value: &Value<'a>) -> Result<Self, OcspFault> {
        if value.tag != der::SEQUENCE {
            return Err(OcspFault::SingleNotSequence);
        }
        let mut fields = value.inside();
        let id = CertificateIdentifier::read(&fields.value()?)?;
        let status = CertificateStatus::read(&fields.value()?)?;
        let this_update = instant(&fields.value()?)?;
        let mut single = Self { id, status, this_update, next_update: None, extensions: Vec::new() };
        while !fields.is_empty() {
            let field = fields.value()?;
            if field.is_context(0) {
                single.next_update = Some(instant(&field.inside().value()?)?);
            } else if field.is_context(1) {
                single.extensions = read_extensions(field.inside())?;
            } else {
                return Err(OcspFault::SingleTag { found: field.tag });
            }
        }
        Ok(single)
    }
}

impl CertificateStatus {
    fn read(value: &Value<'_>) -> Result<Self, OcspFault> {
        match value.tag & 0x1f {
            0 => Ok(Self::Good),
            1 => {
                let mut fields = value.inside();
                let at = instant(&fields.value()?)?;
                let mut reason = 0;
                if !fields.is_empty() {
                    let field = fields.value()?;
                    if field.is_context(0) {
                        // Java: a number without a name is "unspecified".
                        let number = field.inside().value()?.enumerated()?;
                        reason = u8::try_from(number).ok().filter(|number| *number <= 10).unwrap_or(0);
                    }
                }
                Ok(Self::Revoked { at, reason })
            }
            2 => Ok(Self::Unknown),
            _ => Err(OcspFault::CertificateStatus { found: value.tag }),
        }
    }
}

fn instant(value: &Value<'_>) -> Result<i64, OcspFault> {
    if value.tag != der::GENERALIZED_TIME {
        return Err(OcspFault::TimeTag { found: value.tag, is_produced: false });
    }
    Ok(time::generalized(value.content)?)
}

/// Java: a critical one that is not known to it makes the whole no response; the nonce is known.
fn read_extensions(mut content: Input<'_>) -> Result<Vec<Extension<'_>>, OcspFault> {
    let mut input = content.sequence()?;
    let mut list = Vec::new();
    while !input.is_empty() {
        let extension = extension::read_extension(&mut input)?;
        if extension.critical && extension.oid != NONCE {
            return Err(OcspFault::Critical(extension.oid.to_vec()));
        }
        list.push(extension);
    }
    Ok(list)
}
