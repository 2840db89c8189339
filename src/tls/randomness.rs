//! The machine's randomness for rustls, which asks a static for it.
//!
//! A handshake runs on one thread from beginning to end: what it may need is drawn before it, and lies ready there.

use std::cell::RefCell;

use rustls::crypto::{GetRandomFailed, SecureRandom};
use zeroize::Zeroizing;

use crate::machine::{Machine, NoRandomness};

/// What a handshake needs at most, in bytes: two random values and a session's name (32 each), one private key for
/// each of two hellos (66 at most, tried up to four times), and as much again.
const DRAWN: usize = 1024;

thread_local! {
    static READY: RefCell<Zeroizing<Vec<u8>>> = RefCell::default();
}

/// Lays ready what one handshake on this thread needs.
pub(super) fn draw(machine: &Machine) -> Result<(), NoRandomness> {
    let mut drawn = Zeroizing::new(vec![0; DRAWN]);
    machine.fill_random(&mut drawn)?;
    READY.set(drawn);
    Ok(())
}

/// Takes from what lies ready.
#[derive(Debug)]
pub(super) struct Drawn;

impl SecureRandom for Drawn {
    fn fill(&self, bytes: &mut [u8]) -> Result<(), GetRandomFailed> {
        READY.with_borrow_mut(|ready| {
            let rest = ready.len().checked_sub(bytes.len()).ok_or(GetRandomFailed)?;
            let taken = Zeroizing::new(ready.split_off(rest));
            bytes.copy_from_slice(&taken);
            Ok(())
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_given_twice_and_no_more_than_was_drawn() {
        let mut next = 0_u8;
        let counted: crate::machine::Randomness = Box::new(move |bytes| {
            bytes.fill_with(|| {
                next = next.wrapping_add(1);
                next
            });
            Ok(())
        });
        let machine = Machine::new(jiff::Timestamp::UNIX_EPOCH, [], counted);
        draw(&machine).unwrap();
        let (mut one, mut two) = ([0; 16], [0; 16]);
        Drawn.fill(&mut one).unwrap();
        Drawn.fill(&mut two).unwrap();
        assert_ne!(one, two);
        assert!(Drawn.fill(&mut [0; DRAWN]).is_err());
    }
}
