//! The machine's randomness, as the crates that make keys and signatures take it.

use chacha20::ChaCha20Rng;
use rand_core::SeedableRng;
use zeroize::Zeroizing;

use crate::machine::{Machine, NoRandomness};

/// A generator seeded by the machine: the crates ask for one that cannot fail, and many times for a few bytes.
///
/// # Errors
/// [`NoRandomness`].
pub(super) fn generator(machine: &Machine) -> Result<ChaCha20Rng, NoRandomness> {
    let seed = Zeroizing::new(machine.random::<32>()?);
    Ok(ChaCha20Rng::from_seed(*seed))
}
