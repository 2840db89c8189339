//! Secret keys made anew: Java's key generators, under their names, with the sizes they take (observed with JDK 25).

use crate::machine::{Machine, NoRandomness};
use crate::secret::SecretBytes;

/// Which sizes an algorithm's keys have, in bits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Sizes {
    /// 128, 192 or 256.
    Aes,
    /// 56, each octet with a bit of parity.
    Des,
    /// 112 or 168, the same.
    TripleDes,
    /// From 40 on.
    FortyUp,
    /// From 1 on: the generators of the older HMACs ask for no more.
    Any,
    /// 40 to 1024.
    Stream,
    /// Multiples of 8 from 32 to 448.
    Blowfish,
    /// 256.
    ChaCha,
    /// None: TLS makes these of what it has agreed on.
    Tls(&'static str),
}

/// A key generator.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Generator {
    /// The name of its keys' algorithm.
    pub name: &'static str,
    sizes: Sizes,
}

/// Name, other names, sizes.
const GENERATORS: &[(&str, &[&str], Sizes)] = &[
    ("AES", &["2.16.840.1.101.3.4.1"], Sizes::Aes),
    ("ARCFOUR", &["RC4", "1.2.840.113549.3.4"], Sizes::Stream),
    ("Blowfish", &["1.3.6.1.4.1.3029.1.1.2"], Sizes::Blowfish),
    ("ChaCha20", &[], Sizes::ChaCha),
    ("DES", &[], Sizes::Des),
    ("DESede", &["TripleDES"], Sizes::TripleDes),
    ("HmacMD5", &[], Sizes::Any),
    ("HmacSHA1", &["1.2.840.113549.2.7"], Sizes::Any),
    ("HmacSHA224", &["1.2.840.113549.2.8"], Sizes::FortyUp),
    ("HmacSHA256", &["1.2.840.113549.2.9"], Sizes::FortyUp),
    ("HmacSHA384", &["1.2.840.113549.2.10"], Sizes::FortyUp),
    ("HmacSHA512", &["1.2.840.113549.2.11"], Sizes::FortyUp),
    ("HmacSHA512/224", &["1.2.840.113549.2.12"], Sizes::FortyUp),
    ("HmacSHA512/256", &["1.2.840.113549.2.13"], Sizes::FortyUp),
    ("HmacSHA3-224", &["2.16.840.1.101.3.4.2.13"], Sizes::FortyUp),
    ("HmacSHA3-256", &["2.16.840.1.101.3.4.2.14"], Sizes::FortyUp),
    ("HmacSHA3-384", &["2.16.840.1.101.3.4.2.15"], Sizes::FortyUp),
    ("HmacSHA3-512", &["2.16.840.1.101.3.4.2.16"], Sizes::FortyUp),
    ("RC2", &[], Sizes::Stream),
    ("SunTlsPrf", &["SunTls12Prf"], Sizes::Tls("TlsPrf")),
    ("SunTlsMasterSecret", &["SunTls12MasterSecret"], Sizes::Tls("TlsMasterSecret")),
    ("SunTlsKeyMaterial", &["SunTls12KeyMaterial"], Sizes::Tls("TlsKeyMaterial")),
    ("SunTlsRsaPremasterSecret", &["SunTls12RsaPremasterSecret"], Sizes::Tls("TlsRsaPremasterSecret")),
];

/// The largest key that is made: Java makes some of any size that fits its memory.
const LARGEST_BITS: u32 = 1 << 26;

/// Why no key of a size can be made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum SizeError {
    /// AES has 128, 192 and 256 bits.
    #[error("an AES key has 128, 192 or 256 bits")]
    Aes,
    /// DES has 56 bits.
    #[error("a DES key has 56 bits")]
    Des,
    /// Triple DES has 112 or 168 bits.
    #[error("a DESede key has 112 or 168 bits")]
    TripleDes,
    /// Fewer than 40 bits.
    #[error("a key of this kind has at least 40 bits")]
    BelowForty,
    /// Fewer than one.
    #[error("a key has at least one bit")]
    NotPositive,
    /// RC2 and RC4 have 40 to 1024 bits.
    #[error("a key of {0} has 40 to 1024 bits")]
    Stream(&'static str),
    /// Blowfish has 32 to 448 bits.
    #[error("a Blowfish key has 32 to 448 bits, in steps of 8")]
    Blowfish,
    /// ChaCha20 has 256 bits.
    #[error("a ChaCha20 key has 256 bits")]
    ChaCha,
    /// A key that TLS alone makes, of its own parameters; the name is that of its generator.
    #[error("{0} keys are made within TLS only")]
    Tls(&'static str),
    /// More than 2^26 bits.
    #[error("the key is too large")]
    TooLarge,
}

impl Generator {
    /// The generator that Java knows by this name, whatever its capitals.
    pub fn find(name: &str) -> Option<Self> {
        let is_it = |known: &str| known.eq_ignore_ascii_case(name);
        let row =
            GENERATORS.iter().find(|(own, others, _)| is_it(own) || others.iter().any(|one| is_it(one)));
        row.map(|(name, _, sizes)| Self { name, sizes: *sizes })
    }

    /// All their names.
    pub fn names() -> impl Iterator<Item = &'static str> {
        let usable = GENERATORS.iter().filter(|(_, _, sizes)| !matches!(sizes, Sizes::Tls(_)));
        usable.map(|(name, ..)| *name)
    }

    /// Whether its keys are objects of a class of their own to Java, as those of DES are.
    pub fn has_own_class(self) -> bool {
        matches!(self.sizes, Sizes::Des | Sizes::TripleDes)
    }

    /// Whether a key can have this many bits.
    ///
    /// # Errors
    /// [`SizeError`].
    pub fn check(self, bits: i32) -> Result<u32, SizeError> {
        let (is_right, otherwise) = match self.sizes {
            Sizes::Aes => (matches!(bits, 128 | 192 | 256), SizeError::Aes),
            Sizes::Des => (bits == 56, SizeError::Des),
            Sizes::TripleDes => (matches!(bits, 112 | 168), SizeError::TripleDes),
            Sizes::FortyUp => (bits >= 40, SizeError::BelowForty),
            Sizes::Any => (bits >= 1, SizeError::NotPositive),
            Sizes::Stream => ((40..=1024).contains(&bits), SizeError::Stream(self.name)),
            Sizes::Blowfish => (bits % 8 == 0 && (32..=448).contains(&bits), SizeError::Blowfish),
            Sizes::ChaCha => (bits == 256, SizeError::ChaCha),
            Sizes::Tls(generator) => (false, SizeError::Tls(generator)),
        };
        let bits = u32::try_from(bits).ok().filter(|_| is_right).ok_or(otherwise)?;
        if bits > LARGEST_BITS { Err(SizeError::TooLarge) } else { Ok(bits) }
    }

    /// A new key of `bits` bits, rounded up to octets.
    ///
    /// # Errors
    /// [`NoRandomness`].
    pub fn generate(self, bits: u32, machine: &Machine) -> Result<SecretBytes, NoRandomness> {
        let octets = match self.sizes {
            Sizes::Des => 8,
            // Two keys; the third is the first.
            Sizes::TripleDes if bits == 112 => 16,
            Sizes::TripleDes => 24,
            _ => usize::try_from(bits.div_ceil(8)).unwrap_or(0),
        };
        let mut key = SecretBytes::new(vec![0; octets]);
        machine.fill_random(key.expose_mut())?;
        if self.has_own_class() {
            key.expose_mut().iter_mut().for_each(|octet| *octet = with_odd_parity(*octet));
            if octets == 16 {
                let first = SecretBytes::new(key.expose().iter().take(8).copied().collect());
                key = SecretBytes::new([key.expose(), first.expose()].concat());
            }
        }
        Ok(key)
    }
}

/// The lowest bit makes the number of ones odd (FIPS 46-3).
fn with_odd_parity(octet: u8) -> u8 {
    let rest = octet & 0xfe;
    rest | u8::from(rest.count_ones().is_multiple_of(2))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn machine() -> Machine {
        let mut counter = 0_u8;
        Machine::new(
            jiff::Timestamp::UNIX_EPOCH,
            [],
            Box::new(move |bytes| {
                bytes.fill_with(|| {
                    counter = counter.wrapping_add(77);
                    counter
                });
                Ok(())
            }),
        )
    }

    #[test]
    fn keys_have_the_octets_of_their_sizes() {
        for (name, bits, octets) in [
            ("aes", 192, 24),
            ("DES", 56, 8),
            ("tripledes", 112, 24),
            ("DESede", 168, 24),
            ("HmacSHA1", 7, 1),
            ("HmacSHA512/224", 4097, 513),
            ("rc4", 41, 6),
            ("Blowfish", 448, 56),
            ("ChaCha20", 256, 32),
        ] {
            let generator = Generator::find(name).unwrap();
            let key = generator.generate(generator.check(bits).unwrap(), &machine()).unwrap();
            assert_eq!(key.expose().len(), octets, "{name}");
            if generator.has_own_class() {
                assert!(key.expose().iter().all(|octet| octet.count_ones() % 2 == 1));
            }
        }
        let two = Generator::find("DESede").unwrap().generate(112, &machine()).unwrap();
        assert_eq!(two.expose().get(..8), two.expose().get(16..));
    }

    #[test]
    fn other_sizes_are_refused() {
        for (name, bits, error) in [
            ("AES", 100, SizeError::Aes),
            ("DES", 64, SizeError::Des),
            ("DESede", 128, SizeError::TripleDes),
            ("HmacSHA256", 39, SizeError::BelowForty),
            ("HmacMD5", 0, SizeError::NotPositive),
            ("RC2", 1025, SizeError::Stream("RC2")),
            ("Blowfish", 33, SizeError::Blowfish),
            ("ChaCha20", 128, SizeError::ChaCha),
            ("SunTls12Prf", 8, SizeError::Tls("TlsPrf")),
            ("HmacSHA1", i32::MAX, SizeError::TooLarge),
        ] {
            assert_eq!(Generator::find(name).unwrap().check(bits), Err(error), "{name}");
        }
        assert_eq!(Generator::find("RSA"), None);
    }
}
