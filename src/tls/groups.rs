//! Key agreements for rustls on the machine's randomness: X25519, X448 and the curves of NIST, as JDK 25 offers them.

use rustls::crypto::{ActiveKeyExchange, SecureRandom as _, SharedSecret, SupportedKxGroup};
use rustls::{Error, NamedGroup, PeerMisbehaved};
use zeroize::Zeroizing;

use super::randomness::{Chance, Drawn, lend};

/// In Java's order; the finite fields that follow there are spoken by nobody here.
pub(super) const GROUPS: [&dyn SupportedKxGroup; 5] =
    [&Group::X25519, &Group::P256, &Group::P384, &Group::P521, &Group::X448];

/// How many times a private key is drawn: one of P-256 fails once in 2³² times, of the others never.
const ATTEMPTS: usize = 4;

#[derive(Debug, Clone, Copy)]
enum Group {
    X25519,
    X448,
    P256,
    P384,
    P521,
}

enum Secret {
    X25519(x25519_dalek::StaticSecret),
    X448(Zeroizing<[u8; 56]>),
    P256(p256::SecretKey),
    P384(p384::SecretKey),
    P521(p521::SecretKey),
}

struct Exchange {
    group: Group,
    secret: Secret,
    public: Vec<u8>,
}

/// The point that X448 starts from.
const X448_BASE: [u8; 56] = {
    let mut base = [0; 56];
    base[0] = 5;
    base
};

/// RFC 7919's primes by their numbers, from 2048 bits on, and their lengths in bytes.
const PRIMES: [(u16, usize); 5] =
    [(0x0100, 256), (0x0101, 384), (0x0102, 512), (0x0103, 768), (0x0104, 1024)];

/// A public key of a group to look at the server's choice with, as TLS writes it: nobody keeps its private half.
/// `None` where the group is not known.
pub(super) fn public_key(group: u16, chance: &mut Chance) -> Option<Vec<u8>> {
    if let Some((_, length)) = PRIMES.iter().find(|(number, _)| *number == group) {
        // These groups are made of the powers of two, of which those below the prime need no arithmetic.
        let [one, two] = chance.draw();
        let mut key = vec![0; *length];
        *key.get_mut(16 + usize::from(one) % (length - 16))? = 1 << (two % 8);
        return Some(key);
    }
    let group = GROUPS.iter().find(|own| u16::from(own.name()) == group)?;
    let active = lend(chance, || group.start()).ok()?;
    Some(active.pub_key().to_vec())
}

impl SupportedKxGroup for Group {
    fn start(&self) -> Result<Box<dyn ActiveKeyExchange>, Error> {
        for _ in 0..ATTEMPTS {
            if let Some((secret, public)) = self.draw()? {
                return Ok(Box::new(Exchange { group: *self, secret, public }));
            }
        }
        Err(Error::FailedToGetRandomBytes)
    }

    fn name(&self) -> NamedGroup {
        match self {
            Self::X25519 => NamedGroup::X25519,
            Self::X448 => NamedGroup::X448,
            Self::P256 => NamedGroup::secp256r1,
            Self::P384 => NamedGroup::secp384r1,
            Self::P521 => NamedGroup::secp521r1,
        }
    }
}

impl Group {
    /// A private key and its public one, as TLS writes it; `None` where the bytes drawn make none.
    fn draw(self) -> Result<Option<(Secret, Vec<u8>)>, Error> {
        Ok(match self {
            Self::X25519 => {
                let secret = x25519_dalek::StaticSecret::from(*drawn::<32>()?);
                let public = x25519_dalek::PublicKey::from(&secret).to_bytes().to_vec();
                Some((Secret::X25519(secret), public))
            }
            Self::X448 => {
                let secret = drawn::<56>()?;
                let public = x448::x448_unchecked(*secret, X448_BASE).to_vec();
                Some((Secret::X448(secret), public))
            }
            Self::P256 => p256::SecretKey::from_slice(&*drawn::<32>()?).ok().map(|secret| {
                let public = secret.public_key().to_sec1_bytes().into_vec();
                (Secret::P256(secret), public)
            }),
            Self::P384 => p384::SecretKey::from_slice(&*drawn::<48>()?).ok().map(|secret| {
                let public = secret.public_key().to_sec1_bytes().into_vec();
                (Secret::P384(secret), public)
            }),
            Self::P521 => {
                let mut bytes = drawn::<66>()?;
                // 521 bits are one more than 65 bytes.
                if let Some(first) = bytes.first_mut() {
                    *first &= 1;
                }
                p521::SecretKey::from_slice(&*bytes).ok().map(|secret| {
                    let public = secret.public_key().to_sec1_bytes().into_vec();
                    (Secret::P521(secret), public)
                })
            }
        })
    }
}

fn drawn<const N: usize>() -> Result<Zeroizing<[u8; N]>, Error> {
    let mut bytes = Zeroizing::new([0; N]);
    Drawn.fill(&mut *bytes).map_err(|_| Error::FailedToGetRandomBytes)?;
    Ok(bytes)
}

impl ActiveKeyExchange for Exchange {
    fn complete(self: Box<Self>, peer: &[u8]) -> Result<SharedSecret, Error> {
        self.shared(peer).ok_or_else(|| PeerMisbehaved::InvalidKeyShare.into())
    }

    fn pub_key(&self) -> &[u8] {
        &self.public
    }

    fn group(&self) -> NamedGroup {
        self.group.name()
    }
}

impl Exchange {
    /// What both sides know then; `None` where the other side's key is none.
    fn shared(&self, peer: &[u8]) -> Option<SharedSecret> {
        let bytes: &[u8] = match &self.secret {
            Secret::X25519(secret) => {
                let peer: [u8; 32] = peer.try_into().ok()?;
                let shared = secret.diffie_hellman(&peer.into());
                return shared.was_contributory().then(|| shared.as_bytes().as_slice().into());
            }
            Secret::X448(secret) => &x448::x448(**secret, peer.try_into().ok()?)?,
            Secret::P256(secret) => &secret
                .diffie_hellman(&p256::PublicKey::from_sec1_bytes(peer).ok()?)
                .raw_secret_bytes()
                .clone(),
            Secret::P384(secret) => &secret
                .diffie_hellman(&p384::PublicKey::from_sec1_bytes(peer).ok()?)
                .raw_secret_bytes()
                .clone(),
            Secret::P521(secret) => &secret
                .diffie_hellman(&p521::PublicKey::from_sec1_bytes(peer).ok()?)
                .raw_secret_bytes()
                .clone(),
        };
        Some(bytes.into())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::machine::Machine;

    #[test]
    fn two_sides_agree_and_broken_keys_are_refused() {
        let mut chance = Chance::new(&Machine::real()).unwrap();
        for group in GROUPS {
            lend(&mut chance, || agree(group));
        }
        assert!(GROUPS[0].start().is_err());
    }

    fn agree(group: &dyn SupportedKxGroup) {
        let one = group.start().unwrap();
        let two = group.start().unwrap();
        let publics = (one.pub_key().to_vec(), two.pub_key().to_vec());
        assert_ne!(publics.0, publics.1);
        let one = one.complete(&publics.1).unwrap();
        let two = two.complete(&publics.0).unwrap();
        assert_eq!(one.secret_bytes(), two.secret_bytes(), "{group:?}");
        for broken in [vec![], vec![0; publics.0.len()], vec![4; publics.0.len() - 1], vec![255; 200]] {
            assert!(group.start().unwrap().complete(&broken).is_err(), "{group:?} {broken:?}");
        }
    }
}
