//! TBSCertList (RFC 5280, 5.1.2) as keytool's `-gencrl` writes it, and what `-id` says.

use super::body::time;
use super::number::{Number, NumberFault};
use crate::asn1::{Tag, Writer};

/// A certificate that is revoked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Revocation {
    /// The content octets of its serial number.
    serial: Vec<u8>,
    /// Why (RFC 5280, 5.3.1).
    reason: Option<i32>,
}

/// What is wrong with `-id`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RevocationFault {
    /// The serial number or the reason is no number.
    Number(NumberFault),
    /// The reason is zero or less.
    Reason,
}

impl Revocation {
    /// `serial` or `serial:reason`.
    ///
    /// # Errors
    /// [`RevocationFault`].
    pub fn of_words(text: &str) -> Result<Self, RevocationFault> {
        let (serial, reason) =
            text.split_once(':').map_or((text, None), |(serial, reason)| (serial, Some(reason)));
        let reason = match reason {
            Some(text) => {
                let number: i32 =
                    text.parse().map_err(|_| RevocationFault::Number(NumberFault::Input(text.to_owned())))?;
                if number <= 0 {
                    return Err(RevocationFault::Reason);
                }
                Some(number)
            }
            None => None,
        };
        let serial = Number::read(serial).map_err(RevocationFault::Number)?.two_complement();
        Ok(Self { serial, reason })
    }

    /// `0xserial` or `0xserial:reason`, the serial number in hexadecimal; `None` where it is not.
    pub fn of_hexadecimal(text: &str) -> Option<Self> {
        let (_, rest) = text.split_at_checked(2).filter(|(prefix, _)| prefix.eq_ignore_ascii_case("0x"))?;
        let (digits, reason) =
            rest.split_once(':').map_or((rest, None), |(digits, reason)| (digits, Some(reason)));
        let digits: Option<Vec<u8>> =
            digits.chars().map(|digit| digit.to_digit(16).and_then(|digit| digit.try_into().ok())).collect();
        let digits = digits.filter(|digits| !digits.is_empty())?;
        let reason = match reason {
            Some(text) => Some(text.parse().ok().filter(|reason: &i32| *reason > 0)?),
            None => None,
        };
        // From the end, two digits an octet; without zeros in front, but with one that keeps the number positive.
        let octets: Vec<u8> = digits
            .rchunks(2)
            .rev()
            .map(|pair| pair.iter().fold(0, |octet, digit| octet << 4 | digit))
            .skip_while(|octet| *octet == 0)
            .collect();
        let is_high = octets.first().is_none_or(|first| *first >= 0x80);
        let serial = is_high.then_some(0).into_iter().chain(octets).collect();
        Some(Self { serial, reason })
    }
}

/// What a CRL says. All slices are DER.
#[derive(Debug, Clone, Copy)]
pub struct CrlBody<'a> {
    /// The AlgorithmIdentifier of the signature.
    pub algorithm: &'a [u8],
    /// The issuer's name.
    pub issuer: &'a [u8],
    /// When it is made, and all of them are revoked, in milliseconds since 1970-01-01T00:00:00Z.
    pub now: i64,
    /// When the next one is due, in milliseconds since 1970-01-01T00:00:00Z.
    pub next: i64,
    /// Which certificates are revoked, in the order written.
    pub revoked: &'a [Revocation],
}

impl CrlBody<'_> {
    /// The DER that is signed: version 1 where no reason is given.
    pub fn encode(&self) -> Vec<u8> {
        let mut writer = Writer::default();
        writer.constructed(Tag::SEQUENCE, |body| {
            if self.revoked.iter().any(|revoked| revoked.reason.is_some()) {
                body.unsigned(1);
            }
            body.raw(self.algorithm);
            body.raw(self.issuer);
            time(body, self.now);
            time(body, self.next);
            if !self.revoked.is_empty() {
                body.constructed(Tag::SEQUENCE, |list| {
                    self.revoked.iter().for_each(|revoked| self.write(list, revoked))
                });
            }
        });
        writer.finish()
    }

    fn write(&self, list: &mut Writer, revoked: &Revocation) {
        list.constructed(Tag::SEQUENCE, |entry| {
            entry.primitive(Tag::INTEGER, &revoked.serial);
            time(entry, self.now);
            let Some(reason) = revoked.reason.and_then(|reason| u64::try_from(reason).ok()) else { return };
            entry.constructed(Tag::SEQUENCE, |extensions| {
                extensions.constructed(Tag::SEQUENCE, |extension| {
                    // 2.5.29.21
                    extension.primitive(Tag::OID, &[0x55, 0x1d, 0x15]);
                    let mut number = Writer::default();
                    number.unsigned(reason);
                    let mut value = number.finish();
                    // ENUMERATED is written as INTEGER is, under its own tag.
                    if let Some(tag) = value.first_mut() {
                        *tag = 0x0a;
                    }
                    extension.octets(&value);
                });
            });
        });
    }
}
