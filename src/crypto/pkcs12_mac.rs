//! The MAC over a PKCS#12 store (RFC 7292, 4): PKCS#12's own, and PBMAC1 (RFC 9579).

use super::digest::{Digest, equal};
use super::pbe::{MAX_ITERATIONS, Parameter, PasswordForm, PbeError};
use super::pbe_identifier::{read_pbkdf2, write_oid, write_pbkdf2};
use super::{pbkdf2, pkcs12_kdf};
use crate::asn1::{Element, Oid, Tag, Writer};
use crate::machine::{Machine, NoRandomness};
use crate::secret::{Password, SecretBytes};

const PBMAC1: &str = "1.2.840.113549.1.5.14";

/// How the MAC is computed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum MacAlgorithm {
    /// HMAC under a key from PKCS#12's own derivation.
    Pkcs12 {
        /// The digest of derivation and HMAC.
        digest: Digest,
        /// The salt.
        salt: Vec<u8>,
        /// The iteration count as the file has it; 1 where it has none.
        iterations: i64,
    },
    /// PBMAC1: HMAC under a key from PBKDF2.
    Pbmac1 {
        /// The digest of PBKDF2's HMAC.
        prf: Digest,
        /// The digest of the HMAC over the store.
        digest: Digest,
        /// PBKDF2's salt.
        salt: Vec<u8>,
        /// PBKDF2's iteration count.
        iterations: i64,
        /// The key length in octets; RFC 9579 wants it given.
        key_length: u32,
    },
    /// Something else: it can be kept, but neither checked nor computed.
    Unknown(Oid),
}

/// A MAC with its value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mac {
    /// How it is computed.
    pub algorithm: MacAlgorithm,
    /// Its value.
    pub value: Vec<u8>,
}

/// Why a MAC cannot be computed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum MacError {
    /// The algorithm is none of those known.
    #[error("unknown MAC algorithm {0}")]
    UnknownAlgorithm(Oid),
    /// An iteration count below 1.
    #[error("iteration count {0} of the MAC is not positive")]
    IterationsNotPositive(i64),
    /// An iteration count above [`MAX_ITERATIONS`].
    #[error("iteration count {0} of the MAC is too large")]
    IterationsTooLarge(i64),
}

/// Java: PBMAC1 keys are as long as its HMAC; RFC 9579 allows anything from 20 octets on. This is far beyond both.
const MAX_KEY_LENGTH: u32 = 1024;

impl MacAlgorithm {
    /// The MAC that Java calls `name` (`HmacPBESHA256`, `PBEWithHmacSHA256`), with a fresh salt. `None` where Java 25
    /// has none of that name; capitals do not matter.
    ///
    /// # Errors
    /// [`NoRandomness`].
    pub fn fresh(name: &str, iterations: u32, machine: &Machine) -> Result<Option<Self>, NoRandomness> {
        let lower = name.to_ascii_lowercase();
        let iterations = i64::from(iterations);
        let known = |suffix| Digest::from_java_name(suffix).filter(|digest| *digest != Digest::Md5);
        if let Some(digest) = lower.strip_prefix("hmacpbe").and_then(known) {
            return Ok(Some(Self::Pkcs12 { digest, salt: machine.random::<20>()?.to_vec(), iterations }));
        }
        if let Some(digest) = lower.strip_prefix("pbewithhmac").and_then(known) {
            let key_length = u32::try_from(digest.output_length()).unwrap_or(32);
            let salt = machine.random::<20>()?.to_vec();
            return Ok(Some(Self::Pbmac1 { prf: digest, digest, salt, iterations, key_length }));
        }
        Ok(None)
    }

    /// The same algorithm with a salt of its own, at least as long as Java's.
    ///
    /// # Errors
    /// [`NoRandomness`].
    pub fn refreshed(&self, machine: &Machine) -> Result<Self, NoRandomness> {
        let mut algorithm = self.clone();
        match &mut algorithm {
            Self::Pkcs12 { salt, .. } | Self::Pbmac1 { salt, .. } => {
                salt.resize(salt.len().clamp(20, 64), 0);
                machine.fill_random(salt)?;
            }
            Self::Unknown(_) => {}
        }
        Ok(algorithm)
    }

    /// The iteration count as the file has it, where the algorithm is known.
    pub fn iterations(&self) -> Option<i64> {
        match self {
            Self::Pkcs12 { iterations, .. } | Self::Pbmac1 { iterations, .. } => Some(*iterations),
            Self::Unknown(_) => None,
        }
    }

    /// The MAC of `content` under `password` taken as `form`.
    ///
    /// # Errors
    /// Any [`MacError`].
    pub fn compute(
        &self,
        password: &Password,
        form: PasswordForm,
        content: &[u8],
    ) -> Result<Vec<u8>, MacError> {
        Ok(self.key(password, form)?.compute([content]))
    }

    /// The key, which is where the time goes.
    ///
    /// # Errors
    /// Any [`MacError`].
    pub fn key(&self, password: &Password, form: PasswordForm) -> Result<MacKey, MacError> {
        match self {
            Self::Pkcs12 { digest, salt, iterations } => {
                let octets = form.pkcs12_octets(password);
                let count = checked(*iterations)?;
                let length = digest.output_length();
                let purpose = pkcs12_kdf::Purpose::MacKey;
                let key = pkcs12_kdf::derive(*digest, octets.expose(), salt, count.get(), purpose, length);
                Ok(MacKey { digest: *digest, key })
            }
            Self::Pbmac1 { prf, digest, salt, iterations, key_length } => {
                let length = usize::try_from(*key_length).unwrap_or(0);
                let key = pbkdf2::derive(*prf, password.utf8(), salt, checked(*iterations)?, length);
                Ok(MacKey { digest: *digest, key })
            }
            Self::Unknown(oid) => Err(MacError::UnknownAlgorithm(oid.clone())),
        }
    }
}

/// The key of a MAC, ready to be used.
#[derive(Debug)]
pub struct MacKey {
    digest: Digest,
    key: SecretBytes,
}

impl MacKey {
    /// The MAC of content in parts.
    pub fn compute<'a>(&self, content: impl IntoIterator<Item = &'a [u8]>) -> Vec<u8> {
        self.digest.hmac(self.key.expose(), content)
    }

    /// Whether `value` is the MAC of `content`.
    pub fn verify(&self, content: &[u8], value: &[u8]) -> bool {
        equal(&self.compute([content]), value)
    }
}

fn checked(count: i64) -> Result<std::num::NonZeroU32, MacError> {
    if count > i64::from(MAX_ITERATIONS) {
        return Err(MacError::IterationsTooLarge(count));
    }
    u32::try_from(count)
        .ok()
        .and_then(std::num::NonZeroU32::new)
        .ok_or(MacError::IterationsNotPositive(count))
}

impl Mac {
    /// Builds the MAC from the parts of a MacData: the DigestInfo's algorithm and digest, the salt and the iteration
    /// count.
    ///
    /// # Errors
    /// [`PbeError::Malformed`] or [`PbeError::Parameter`] for malformed parameters of PBMAC1.
    pub fn from_parts(
        identifier: &Element<'_>,
        value: Vec<u8>,
        salt: Vec<u8>,
        iterations: i64,
    ) -> Result<Self, PbeError> {
        let mut fields = identifier.expect(Tag::SEQUENCE)?.inside()?;
        let oid = fields.element()?.oid()?;
        let algorithm = if oid.is(PBMAC1) {
            let mut parameters = fields.enter(Tag::SEQUENCE)?;
            let (prf, salt, iterations, key_length) = read_pbkdf2(&parameters.element()?)?;
            let hmac = parameters.enter(Tag::SEQUENCE)?.element()?.oid()?;
            let digest = Digest::from_hmac_oid(&hmac).ok_or(PbeError::Parameter(Parameter::Prf))?;
            let key_length = key_length
                .filter(|length| *length <= MAX_KEY_LENGTH)
                .ok_or(PbeError::Parameter(Parameter::Missing))?;
            MacAlgorithm::Pbmac1 { prf, digest, salt, iterations, key_length }
        } else {
            match Digest::from_oid(&oid) {
                Some(digest) => MacAlgorithm::Pkcs12 { digest, salt, iterations },
                None => MacAlgorithm::Unknown(oid),
            }
        };
        Ok(Self { algorithm, value })
    }

    /// MacData (RFC 7292, 4). Nothing for an unknown algorithm.
    pub fn write(&self) -> Vec<u8> {
        let mut writer = Writer::default();
        match &self.algorithm {
            MacAlgorithm::Pkcs12 { digest, salt, iterations } => {
                writer.constructed(Tag::SEQUENCE, |writer| {
                    writer.constructed(Tag::SEQUENCE, |writer| {
                        writer.constructed(Tag::SEQUENCE, |writer| {
                            write_oid(writer, digest.oid());
                            writer.null();
                        });
                        writer.octets(&self.value);
                    });
                    writer.octets(salt);
                    writer.unsigned(u64::try_from(*iterations).unwrap_or(1));
                });
            }
            MacAlgorithm::Pbmac1 { prf, digest, salt, iterations, key_length } => {
                writer.constructed(Tag::SEQUENCE, |writer| {
                    writer.constructed(Tag::SEQUENCE, |writer| {
                        writer.constructed(Tag::SEQUENCE, |writer| {
                            write_oid(writer, PBMAC1);
                            writer.constructed(Tag::SEQUENCE, |writer| {
                                write_pbkdf2(writer, *prf, salt, *iterations, Some(*key_length));
                                writer.constructed(Tag::SEQUENCE, |writer| {
                                    write_oid(writer, digest.hmac_oid());
                                    writer.null();
                                });
                            });
                        });
                        writer.octets(&self.value);
                    });
                    // RFC 9579, 5: salt and count of MacData mean nothing then, but must be there.
                    writer.octets(b"NOT USED");
                    writer.unsigned(1);
                });
            }
            MacAlgorithm::Unknown(_) => {}
        }
        writer.finish()
    }
}
