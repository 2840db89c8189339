//! A part of a file's bytes, shared instead of copied: a store of 100,000 certificates is one buffer.

use std::fmt;
use std::hash::{Hash, Hasher};
use std::ops::{Deref, Range};
use std::sync::Arc;

use crate::secret::SecretBytes;

/// Bytes within a shared buffer.
#[derive(Clone)]
pub struct Slice {
    buffer: Buffer,
    range: Range<usize>,
}

#[derive(Clone)]
enum Buffer {
    Plain(Arc<Vec<u8>>),
    /// Wiped when the last slice of it goes.
    Secret(Arc<SecretBytes>),
}

impl Buffer {
    fn bytes(&self) -> &[u8] {
        match self {
            Self::Plain(bytes) => bytes,
            Self::Secret(bytes) => bytes.expose(),
        }
    }
}

impl Slice {
    /// The bytes at `range` of `buffer`; `None` where the buffer does not have them.
    pub fn of(buffer: &Arc<Vec<u8>>, range: Range<usize>) -> Option<Self> {
        buffer.get(range.clone())?;
        Some(Self { buffer: Buffer::Plain(Arc::clone(buffer)), range })
    }

    /// Whether the buffer is wiped when the last slice of it goes.
    pub fn is_secret(&self) -> bool {
        matches!(self.buffer, Buffer::Secret(_))
    }

    /// Where the slice begins in its buffer.
    pub fn offset(&self) -> usize {
        self.range.start
    }

    /// Whether its buffer goes on with these very bytes.
    pub(super) fn goes_on_with(&self, bytes: &[u8]) -> bool {
        self.buffer.bytes().get(self.range.end..).is_some_and(|rest| rest.starts_with(bytes))
    }

    /// Whether `next` follows it in the same buffer.
    pub(super) fn is_followed_by(&self, next: &Self) -> bool {
        self.range.end == next.range.start
            && std::ptr::eq(self.buffer.bytes().as_ptr(), next.buffer.bytes().as_ptr())
    }

    /// Makes the slice longer by as many of its buffer's bytes, or as many as there are.
    pub(super) fn lengthen(&mut self, by: usize) {
        self.range.end = self.range.end.saturating_add(by).min(self.buffer.bytes().len());
    }

    /// Bytes of this slice's own buffer, `part` being borrowed from this very slice.
    /// Falls back to a copy where it is not.
    pub fn part(&self, part: &[u8]) -> Self {
        let buffer = self.buffer.bytes();
        let start = (part.as_ptr() as usize).wrapping_sub(buffer.as_ptr() as usize);
        let range = start..start.saturating_add(part.len());
        match buffer.get(range.clone()) {
            Some(bytes) if std::ptr::eq(bytes.as_ptr(), part.as_ptr()) => {
                Self { buffer: self.buffer.clone(), range }
            }
            _ => Self::from(part.to_vec()),
        }
    }
}

impl From<Vec<u8>> for Slice {
    fn from(bytes: Vec<u8>) -> Self {
        Self { range: 0..bytes.len(), buffer: Buffer::Plain(Arc::new(bytes)) }
    }
}

/// Without a copy, and wiped as they would have been: when the last slice of them goes.
impl From<SecretBytes> for Slice {
    fn from(bytes: SecretBytes) -> Self {
        Self { range: 0..bytes.expose().len(), buffer: Buffer::Secret(Arc::new(bytes)) }
    }
}

impl Deref for Slice {
    type Target = [u8];

    fn deref(&self) -> &[u8] {
        self.buffer.bytes().get(self.range.clone()).unwrap_or_default()
    }
}

impl PartialEq for Slice {
    fn eq(&self, other: &Self) -> bool {
        **self == **other
    }
}

impl Eq for Slice {}

impl Hash for Slice {
    fn hash<H: Hasher>(&self, state: &mut H) {
        (**self).hash(state);
    }
}

impl fmt::Debug for Slice {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "Slice({} bytes)", self.len())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_shares_the_buffer() {
        for whole in [Slice::from(vec![1, 2, 3, 4]), Slice::from(SecretBytes::new(vec![1, 2, 3, 4]))] {
            let part = whole.part(whole.get(1..3).unwrap());
            assert_eq!(*part, [2, 3]);
            match (&whole.buffer, &part.buffer) {
                (Buffer::Plain(one), Buffer::Plain(other)) => assert!(Arc::ptr_eq(one, other)),
                (Buffer::Secret(one), Buffer::Secret(other)) => assert!(Arc::ptr_eq(one, other)),
                _ => panic!("a part must be as secret as the whole"),
            }
            assert_eq!(*whole.part(&[9, 9]), [9, 9]);
        }
    }
}
