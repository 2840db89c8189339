//! SunJCE's key protection, `PBEWithMD5AndTripleDES` (OID 1.3.6.1.4.1.42.2.19.1): how JCEKS hides private and secret keys.
//!
//! The salt has eight octets, of which each half is hashed with the password as often as the iteration count says; the
//! two digests are the key of a triple DES (24 octets) and its initial vector (8). Nobody specified it; observed with
//! JDK 25, whose stores this reads and whose readers take what this writes.

use md5::{Digest as _, Md5};
use zeroize::Zeroize as _;

use super::cipher::{Cipher, CipherError};
use super::pbe::{MAX_ITERATIONS, PasswordForm, PbeError};
use super::pbe_identifier;
use crate::asn1::{Tag, Writer, read_one};
use crate::machine::{Machine, NoRandomness};
use crate::secret::{Password, SecretBytes};

/// Its object identifier.
pub const OID: &str = "1.3.6.1.4.1.42.2.19.1";
/// Java's name of it.
pub const NAME: &str = "PBEWithMD5AndTripleDES";
/// The iteration count that JDK 25 writes where no property says another.
const DEFAULT_ITERATIONS: u32 = 200_000;
/// The smallest count that `jdk.jceks.iterationCount` may ask for.
const FEWEST_ITERATIONS: u32 = 10_000;
const SALT_LENGTH: usize = 8;

/// Salt and iteration count.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Parameters {
    /// The salt.
    pub salt: [u8; SALT_LENGTH],
    /// The iteration count as the file has it.
    pub iterations: i64,
}

impl Parameters {
    /// With a fresh salt, and the iteration count that the property `jdk.jceks.iterationCount` asks for.
    ///
    /// Java: a count below 10,000 or above 5,000,000, and what is no number, is passed over.
    ///
    /// # Errors
    /// [`NoRandomness`].
    pub fn fresh(machine: &Machine) -> Result<Self, NoRandomness> {
        let wanted = machine.property("jdk.jceks.iterationCount").and_then(|count| count.trim().parse().ok());
        let iterations = wanted
            .filter(|count| (FEWEST_ITERATIONS..=MAX_ITERATIONS).contains(count))
            .unwrap_or(DEFAULT_ITERATIONS);
        Ok(Self { salt: machine.random()?, iterations: iterations.into() })
    }

    /// Reads the DER of the parameters: `SEQUENCE { salt OCTET STRING, iterations INTEGER }`.
    ///
    /// # Errors
    /// [`PbeError::Malformed`], [`PbeError::Parameter`].
    pub fn read(der: &[u8]) -> Result<Self, PbeError> {
        let mut fields = read_one(der)?.expect(Tag::SEQUENCE)?.inside()?;
        let salt = fields.expect(Tag::OCTET_STRING)?;
        let iterations = pbe_identifier::integer(&fields.element()?)?;
        let salt = salt.octets()?.as_ref().try_into().map_err(|_| PbeError::Malformed(salt.bad_value()))?;
        Ok(Self { salt, iterations })
    }

    /// The DER of the parameters.
    pub fn write(&self) -> Vec<u8> {
        let mut writer = Writer::default();
        writer.constructed(Tag::SEQUENCE, |writer| {
            writer.octets(&self.salt);
            writer.unsigned(u64::try_from(self.iterations).unwrap_or(0));
        });
        writer.finish()
    }

    /// Takes the protection off.
    ///
    /// # Errors
    /// [`PbeError::IterationsNotPositive`], [`PbeError::IterationsTooLarge`] or [`PbeError::Cipher`]; its
    /// [`CipherError::Padding`] is what a wrong password gives.
    pub fn decrypt(&self, password: &Password, ciphertext: &[u8]) -> Result<SecretBytes, PbeError> {
        let (key, vector) = self.derive(password)?;
        Ok(Cipher::TripleDes.decrypt(key.expose(), vector.expose(), ciphertext)?)
    }

    /// Protects `plain`.
    ///
    /// # Errors
    /// As [`decrypt`](Self::decrypt).
    pub fn encrypt(&self, password: &Password, plain: &[u8]) -> Result<Vec<u8>, PbeError> {
        let (key, vector) = self.derive(password)?;
        Ok(Cipher::TripleDes.encrypt(key.expose(), vector.expose(), plain)?)
    }

    fn derive(&self, password: &Password) -> Result<(SecretBytes, SecretBytes), PbeError> {
        if self.iterations > i64::from(MAX_ITERATIONS) {
            return Err(PbeError::IterationsTooLarge(self.iterations));
        }
        if self.iterations < 1 {
            return Err(PbeError::IterationsNotPositive(self.iterations));
        }
        let [a, b, c, d, e, f, g, h] = self.salt;
        let (mut first, second) = ([a, b, c, d], [e, f, g, h]);
        if first == second {
            // Java: means to turn the first of equal halves round, and does this.
            first = [d, a, b, d];
        }
        let password = PasswordForm::java_octets(password);
        let (first, second) =
            (self.stretched(&first, password.expose()), self.stretched(&second, password.expose()));
        let both = SecretBytes::new([first.expose(), second.expose()].concat());
        let (key, vector) = both.expose().split_at_checked(24).ok_or(CipherError::Engine)?;
        Ok((SecretBytes::new(key.to_vec()), SecretBytes::new(vector.to_vec())))
    }

    fn stretched(&self, half: &[u8], password: &[u8]) -> SecretBytes {
        let mut digest = Md5::new().chain_update(half).chain_update(password).finalize();
        for _ in 1..self.iterations {
            digest = Md5::new().chain_update(digest).chain_update(password).finalize();
        }
        let octets = SecretBytes::new(digest.to_vec());
        digest.zeroize();
        octets
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_hidden_comes_back_under_its_password_only() {
        for salt in [*b"12345678", *b"12341234"] {
            let parameters = Parameters { salt, iterations: 3 };
            assert_eq!(Parameters::read(&parameters.write()).unwrap(), parameters);
            for password in ["changeit", "", "pässwörd€"].map(Password::new) {
                let hidden = parameters.encrypt(&password, b"a key").unwrap();
                assert_eq!(parameters.decrypt(&password, &hidden).unwrap().expose(), b"a key");
                assert_ne!(
                    parameters.decrypt(&Password::new("x"), &hidden).ok(),
                    Some(SecretBytes::new(b"a key".to_vec()))
                );
            }
        }
    }

    #[test]
    fn iteration_counts_are_bounded() {
        let with = |iterations| Parameters { salt: [1; 8], iterations };
        let decrypt = |iterations| with(iterations).decrypt(&Password::new("p"), &[0; 8]).unwrap_err();
        assert_eq!(decrypt(0), PbeError::IterationsNotPositive(0));
        assert_eq!(decrypt(5_000_001), PbeError::IterationsTooLarge(5_000_001));
        assert!(Parameters::read(&[0x30, 6, 4, 1, 1, 2, 1, 5]).is_err());
    }

    #[test]
    fn the_property_counts_within_its_bounds() {
        let mut machine = Machine::new(jiff::Timestamp::UNIX_EPOCH, [], Box::new(|_| Ok(())));
        for (value, count) in [("10000", 10_000), ("9999", 200_000), ("5000001", 200_000), ("x", 200_000)] {
            machine.properties.insert("jdk.jceks.iterationCount".into(), value.into());
            assert_eq!(Parameters::fresh(&machine).unwrap().iterations, count, "{value}");
        }
    }
}
