//! The AlgorithmIdentifiers of password-based encryption (RFC 8018, appendix A; RFC 7292, appendix C), both ways.

use super::cipher::Cipher;
use super::digest::Digest;
use super::pbe::{Parameter, PbeError, Pkcs12Cipher, Scheme};
use crate::asn1::{Asn1Error, Element, Oid, Reader, Tag, Writer, read_one};

const PBES2: &str = "1.2.840.113549.1.5.13";
const PBKDF2: &str = "1.2.840.113549.1.5.12";
const PBES1_MD5_DES: &str = "1.2.840.113549.1.5.3";
const PBES1_SHA1_DES: &str = "1.2.840.113549.1.5.10";
const PKCS12_PBE: &str = "1.2.840.113549.1.12.1.";
const DES_EDE3_CBC: &str = "1.2.840.113549.3.7";
const DES_CBC: &str = "1.3.14.3.2.7";
const RC2_CBC: &str = "1.2.840.113549.3.2";
/// AES in CBC mode and its key length in octets.
const AES: [(&str, u32); 3] =
    [("2.16.840.1.101.3.4.1.2", 16), ("2.16.840.1.101.3.4.1.22", 24), ("2.16.840.1.101.3.4.1.42", 32)];
/// RC2's parameter versions and the effective bits they stand for (RFC 2268, 6); from 256 on they are the bits.
const RC2_VERSIONS: [(u64, u16); 3] = [(160, 40), (120, 64), (58, 128)];

impl Scheme {
    /// Reads an AlgorithmIdentifier.
    ///
    /// # Errors
    /// [`PbeError::Malformed`], [`PbeError::UnknownAlgorithm`] or [`PbeError::Parameter`].
    pub fn read(identifier: &[u8]) -> Result<Self, PbeError> {
        let mut fields = read_one(identifier)?.expect(Tag::SEQUENCE)?.inside()?;
        let oid = fields.element()?.oid()?;
        let dotted = oid.to_string();
        let parameters = fields.next_element()?;
        let parameters = |()| parameters.ok_or(PbeError::Parameter(Parameter::Missing));
        match dotted.as_str() {
            PBES2 => pbes2(&parameters(())?),
            PBES1_MD5_DES => pbes1(Digest::Md5, &parameters(())?),
            PBES1_SHA1_DES => pbes1(Digest::Sha1, &parameters(())?),
            other => {
                let kind = other
                    .strip_prefix(PKCS12_PBE)
                    .and_then(pkcs12_cipher)
                    .ok_or_else(|| PbeError::UnknownAlgorithm(oid.clone()))?;
                let (salt, iterations) = salt_and_iterations(&parameters(())?)?;
                Ok(Self::Pkcs12 { kind, salt, iterations })
            }
        }
    }

    /// The AlgorithmIdentifier, as Java writes it.
    pub fn write(&self) -> Vec<u8> {
        let mut writer = Writer::default();
        writer.constructed(Tag::SEQUENCE, |writer| match self {
            Self::Pkcs12 { kind, salt, iterations } => {
                write_oid(writer, &format!("{PKCS12_PBE}{}", *kind as u8));
                write_salt_and_iterations(writer, salt, *iterations);
            }
            Self::Pbes1 { digest, salt, iterations } => {
                write_oid(writer, if *digest == Digest::Md5 { PBES1_MD5_DES } else { PBES1_SHA1_DES });
                write_salt_and_iterations(writer, salt, *iterations);
            }
            Self::Pbes2 { prf, salt, iterations, key_length, cipher, cipher_key_length, vector } => {
                write_oid(writer, PBES2);
                writer.constructed(Tag::SEQUENCE, |writer| {
                    write_pbkdf2(writer, *prf, salt, *iterations, *key_length);
                    write_cipher(writer, *cipher, *cipher_key_length, vector);
                });
            }
        });
        writer.finish()
    }
}

/// PBKDF2's AlgorithmIdentifier: PRF, salt, iteration count and key length. PBMAC1 uses it as well.
pub(super) fn read_pbkdf2(element: &Element<'_>) -> Result<(Digest, Vec<u8>, i64, Option<u32>), PbeError> {
    let mut derivation = element.expect(Tag::SEQUENCE)?.inside()?;
    if !derivation.element()?.oid()?.is(PBKDF2) {
        return Err(PbeError::Parameter(Parameter::KeyDerivation));
    }
    let mut fields = derivation.enter(Tag::SEQUENCE)?;
    let salt = fields.element()?;
    if salt.tag != Tag::OCTET_STRING {
        return Err(PbeError::Parameter(Parameter::Salt));
    }
    let iterations = integer(&fields.element()?)?;
    let key_length = match fields.optional(Tag::INTEGER)? {
        Some(length) => {
            Some(u32::try_from(integer(&length)?).map_err(|_| PbeError::Malformed(length.bad_value()))?)
        }
        None => None,
    };
    let prf = match fields.next_element()? {
        Some(prf) => Digest::from_hmac_oid(&prf.expect(Tag::SEQUENCE)?.inside()?.element()?.oid()?)
            .ok_or(PbeError::Parameter(Parameter::Prf))?,
        // RFC 8018, A.2: HMAC-SHA1 is the default.
        None => Digest::Sha1,
    };
    Ok((prf, salt.octets()?.into_owned(), iterations, key_length))
}

pub(super) fn write_pbkdf2(
    writer: &mut Writer,
    prf: Digest,
    salt: &[u8],
    iterations: i64,
    key_length: Option<u32>,
) {
    writer.constructed(Tag::SEQUENCE, |writer| {
        write_oid(writer, PBKDF2);
        writer.constructed(Tag::SEQUENCE, |writer| {
            writer.octets(salt);
            writer.unsigned(u64::try_from(iterations).unwrap_or(0));
            if let Some(length) = key_length {
                writer.unsigned(length.into());
            }
            writer.constructed(Tag::SEQUENCE, |writer| {
                write_oid(writer, prf.hmac_oid());
                writer.null();
            });
        });
    });
}

pub(super) fn write_oid(writer: &mut Writer, dotted: &str) {
    if let Ok(oid) = dotted.parse::<Oid>() {
        writer.oid(&oid);
    }
}

/// An INTEGER of up to 32 bits with its sign. Java: "Integer exceeds maximum valid value" beyond.
pub(crate) fn integer(element: &Element<'_>) -> Result<i64, PbeError> {
    let element = element.expect(Tag::INTEGER)?;
    let [first, ..] = element.content else {
        return Err(element.bad_value().into());
    };
    let sign = if *first >= 0x80 { 0xff } else { 0 };
    let significant = element.content.iter().skip_while(|octet| **octet == sign).count();
    if significant > 8 {
        return Err(PbeError::Parameter(Parameter::Iterations));
    }
    let start = if sign == 0 { 0 } else { -1_i64 };
    let value = element.content.iter().fold(start, |value, octet| (value << 8) | i64::from(*octet));
    if i32::try_from(value).is_err() || significant > 4 {
        return Err(PbeError::Parameter(Parameter::Iterations));
    }
    Ok(value)
}

fn pkcs12_cipher(number: &str) -> Option<Pkcs12Cipher> {
    Some(match number {
        "1" => Pkcs12Cipher::Rc4With128,
        "2" => Pkcs12Cipher::Rc4With40,
        "3" => Pkcs12Cipher::TripleDes3,
        "4" => Pkcs12Cipher::TripleDes2,
        "5" => Pkcs12Cipher::Rc2With128,
        "6" => Pkcs12Cipher::Rc2With40,
        _ => return None,
    })
}

fn salt_and_iterations(parameters: &Element<'_>) -> Result<(Vec<u8>, i64), PbeError> {
    if parameters.tag != Tag::SEQUENCE {
        return Err(PbeError::Parameter(Parameter::Missing));
    }
    let mut fields = parameters.inside()?;
    let salt = fields.expect(Tag::OCTET_STRING)?.octets()?.into_owned();
    let iterations = integer(&fields.element()?)?;
    Ok((salt, iterations))
}

fn write_salt_and_iterations(writer: &mut Writer, salt: &[u8], iterations: i64) {
    writer.constructed(Tag::SEQUENCE, |writer| {
        writer.octets(salt);
        writer.unsigned(u64::try_from(iterations).unwrap_or(0));
    });
}

fn pbes1(digest: Digest, parameters: &Element<'_>) -> Result<Scheme, PbeError> {
    let (salt, iterations) = salt_and_iterations(parameters)?;
    Ok(Scheme::Pbes1 { digest, salt, iterations })
}

fn pbes2(parameters: &Element<'_>) -> Result<Scheme, PbeError> {
    if parameters.tag != Tag::SEQUENCE {
        return Err(PbeError::Parameter(Parameter::Missing));
    }
    let mut fields = parameters.inside()?;
    let (prf, salt, iterations, key_length) = read_pbkdf2(&fields.element()?)?;
    let mut cipher = fields.enter(Tag::SEQUENCE)?;
    let oid = cipher.element()?.oid()?;
    let (cipher, cipher_key_length, vector) = read_cipher(&oid, cipher, key_length)?;
    Ok(Scheme::Pbes2 { prf, salt, iterations, key_length, cipher, cipher_key_length, vector })
}

fn read_cipher(
    oid: &Oid,
    mut parameters: Reader<'_>,
    key_length: Option<u32>,
) -> Result<(Cipher, u32, Vec<u8>), PbeError> {
    let unknown = PbeError::Parameter(Parameter::Cipher);
    if oid.is(RC2_CBC) {
        let mut fields = parameters.enter(Tag::SEQUENCE)?;
        // RFC 2268, 6: 32 effective bits where no version is given.
        let bits = match fields.optional(Tag::INTEGER)? {
            Some(version) => rc2_bits(version.unsigned()?).ok_or(unknown)?,
            None => 32,
        };
        let length = key_length.unwrap_or(u32::from(bits / 8)).min(128);
        return Ok((Cipher::Rc2(bits), length, vector(&mut fields)?));
    }
    let fixed = AES.iter().find(|row| oid.is(row.0)).map(|row| (Cipher::Aes, row.1));
    let fixed = fixed.or_else(|| oid.is(DES_EDE3_CBC).then_some((Cipher::TripleDes, 24)));
    let fixed = fixed.or_else(|| oid.is(DES_CBC).then_some((Cipher::Des, 8)));
    let (cipher, length) = fixed.ok_or(unknown)?;
    Ok((cipher, length, vector(&mut parameters)?))
}

fn vector(fields: &mut Reader<'_>) -> Result<Vec<u8>, Asn1Error> {
    Ok(fields.expect(Tag::OCTET_STRING)?.octets()?.into_owned())
}

fn rc2_bits(version: u64) -> Option<u16> {
    let known = RC2_VERSIONS.iter().find(|row| row.0 == version).map(|row| row.1);
    known.or_else(|| u16::try_from(version).ok().filter(|bits| (256..=1024).contains(bits)))
}

fn write_cipher(writer: &mut Writer, cipher: Cipher, key_length: u32, vector: &[u8]) {
    writer.constructed(Tag::SEQUENCE, |writer| match cipher {
        Cipher::Aes | Cipher::Rc4 => {
            let oid = AES.iter().find(|row| row.1 == key_length).map_or("", |row| row.0);
            write_oid(writer, oid);
            writer.octets(vector);
        }
        Cipher::Des => {
            write_oid(writer, DES_CBC);
            writer.octets(vector);
        }
        Cipher::TripleDes => {
            write_oid(writer, DES_EDE3_CBC);
            writer.octets(vector);
        }
        Cipher::Rc2(bits) => {
            write_oid(writer, RC2_CBC);
            writer.constructed(Tag::SEQUENCE, |writer| {
                if bits != 32 {
                    let version =
                        RC2_VERSIONS.iter().find(|row| row.1 == bits).map_or(bits.into(), |row| row.0);
                    writer.unsigned(version);
                }
                writer.octets(vector);
            });
        }
    });
}
