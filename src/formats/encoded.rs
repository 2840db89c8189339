//! A store ready to be written.

use std::io::{self, Write};
use std::thread;

use super::jks;
use crate::keystore::Rope;
use crate::secret::Password;

/// From this many bytes on a second thread is quicker than its start.
const WORTH_A_THREAD: usize = 1 << 20;

/// The bytes of a store, in parts; what did not change is shared with what was read.
#[derive(Debug)]
pub struct Encoded {
    content: Rope,
    sealed_with: Option<Password>,
}

impl Encoded {
    pub(super) fn whole(content: Rope) -> Self {
        Self { content, sealed_with: None }
    }

    /// A store of JKS or JCEKS, whose digest follows.
    pub(super) fn sealed(content: Rope, password: Password) -> Self {
        Self { content, sealed_with: Some(password) }
    }

    /// Writes the store. The digest of a large one is computed meanwhile; as that takes longer, what is written before it
    /// is flushed.
    ///
    /// # Errors
    /// Where `out` fails.
    pub fn write_to(&self, out: &mut dyn Write) -> io::Result<()> {
        let Some(password) = &self.sealed_with else { return self.content.write_to(out) };
        let seal = || jks::seal(password, &self.content);
        if self.content.len() < WORTH_A_THREAD {
            self.content.write_to(out)?;
            return out.write_all(&seal());
        }
        let seal = thread::scope(|scope| {
            // Where no thread can be had, the digest is computed behind the rest.
            let ahead = thread::Builder::new().spawn_scoped(scope, seal).ok();
            self.content.write_to(out)?;
            out.flush()?;
            io::Result::Ok(ahead.and_then(|ahead| ahead.join().ok()).unwrap_or_else(seal))
        })?;
        out.write_all(&seal)
    }

    /// The store in one buffer.
    pub fn to_vec(&self) -> Vec<u8> {
        let mut bytes = self.content.to_vec();
        bytes.extend(self.sealed_with.iter().flat_map(|password| jks::seal(password, &self.content)));
        bytes
    }
}
