//! Randomness for handshakes: a generator of its own for each target, seeded by the machine, so that many can run at
//! once; and how rustls, which asks a static for it, is lent one.
//!
//! A handshake runs on one thread from beginning to end: that thread's generator is what rustls is given.

use std::cell::RefCell;
use std::fmt;

use chacha20::ChaCha20Rng;
use rand_core::{Rng as _, SeedableRng as _};
use rustls::crypto::{GetRandomFailed, SecureRandom};
use zeroize::Zeroizing;

use crate::machine::{Machine, NoRandomness};

/// A generator of random bytes that does not run dry. It may go to another thread.
pub struct Chance(ChaCha20Rng);

impl Chance {
    /// Seeded by the machine.
    ///
    /// # Errors
    /// [`NoRandomness`].
    pub fn new(machine: &Machine) -> Result<Self, NoRandomness> {
        let seed = Zeroizing::new(machine.random::<32>()?);
        Ok(Self(ChaCha20Rng::from_seed(*seed)))
    }

    /// Another generator, whose bytes say nothing of this one's.
    pub fn fork(&mut self) -> Self {
        Self(ChaCha20Rng::from_seed(*Zeroizing::new(self.draw::<32>())))
    }

    /// Random bytes.
    pub(super) fn draw<const N: usize>(&mut self) -> [u8; N] {
        let mut bytes = [0; N];
        self.0.fill_bytes(&mut bytes);
        bytes
    }
}

impl fmt::Debug for Chance {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Chance")
    }
}

thread_local! {
    static LENT: RefCell<Option<Chance>> = const { RefCell::new(None) };
}

/// Does `work` with a generator lent to rustls on this thread.
pub(super) fn lend<T>(chance: &mut Chance, work: impl FnOnce() -> T) -> T {
    LENT.set(Some(chance.fork()));
    let result = work();
    LENT.set(None);
    result
}

/// Takes from what is lent on this thread.
#[derive(Debug)]
pub(super) struct Drawn;

impl SecureRandom for Drawn {
    fn fill(&self, bytes: &mut [u8]) -> Result<(), GetRandomFailed> {
        LENT.with_borrow_mut(|lent| match lent {
            Some(Chance(generator)) => {
                generator.fill_bytes(bytes);
                Ok(())
            }
            None => Err(GetRandomFailed),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_given_twice_and_nothing_unless_lent() {
        let machine = Machine::new(
            jiff::Timestamp::UNIX_EPOCH,
            [],
            Box::new(|bytes| {
                bytes.fill(7);
                Ok(())
            }),
        );
        let mut chance = Chance::new(&machine).unwrap();
        let drawn = |bytes: &mut [u8; 16]| Drawn.fill(bytes);
        let (mut one, mut two, mut three) = ([0; 16], [0; 16], [0; 16]);
        lend(&mut chance, || (drawn(&mut one).unwrap(), drawn(&mut two).unwrap()));
        lend(&mut chance, || drawn(&mut three).unwrap());
        assert!(one != two && one != three && two != three && one != [0; 16]);
        assert!(drawn(&mut one).is_err());
        assert_ne!(chance.fork().draw::<16>(), chance.draw::<16>());
    }
}
