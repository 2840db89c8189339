//! Bytes put together from parts: a store of 100,000 entries that changes in one of them is written without a copy of the
//! rest.

use std::io::{self, Write};

use super::Slice;

/// Bytes in parts, of which those that were there before are shared with the buffer they lie in.
#[derive(Debug, Clone, Default)]
pub struct Rope {
    parts: Vec<Part>,
    length: usize,
}

#[derive(Debug, Clone)]
enum Part {
    Shared(Slice),
    Own(Vec<u8>),
}

impl Part {
    fn bytes(&self) -> &[u8] {
        match self {
            Self::Shared(slice) => slice,
            Self::Own(bytes) => bytes,
        }
    }
}

impl Rope {
    /// How many bytes all parts are.
    pub fn len(&self) -> usize {
        self.length
    }

    /// Whether there are no bytes.
    pub fn is_empty(&self) -> bool {
        self.length == 0
    }

    /// Adds bytes that are made now. Where the last part is shared and its buffer goes on with these very bytes, it
    /// becomes longer instead: what is written as it was read stays one part, however many entries it holds.
    pub fn push(&mut self, bytes: &[u8]) {
        self.length += bytes.len();
        match self.parts.last_mut() {
            Some(Part::Shared(last)) if last.goes_on_with(bytes) => last.lengthen(bytes.len()),
            Some(Part::Own(last)) => last.extend_from_slice(bytes),
            _ => self.parts.push(Part::Own(bytes.to_vec())),
        }
    }

    /// Adds bytes that are there.
    pub fn share(&mut self, slice: &Slice) {
        self.length += slice.len();
        match self.parts.last_mut() {
            Some(Part::Shared(last)) if last.is_followed_by(slice) => last.lengthen(slice.len()),
            _ => self.parts.push(Part::Shared(slice.clone())),
        }
    }

    /// Adds all of another rope.
    pub fn append(&mut self, other: Self) {
        for part in other.parts {
            match part {
                Part::Shared(slice) => self.share(&slice),
                Part::Own(bytes) => self.push(&bytes),
            }
        }
    }

    /// The parts, in order.
    pub fn parts(&self) -> impl Iterator<Item = &[u8]> {
        self.parts.iter().map(Part::bytes)
    }

    /// Writes all parts.
    ///
    /// # Errors
    /// Where `out` fails.
    pub fn write_to(&self, out: &mut dyn Write) -> io::Result<()> {
        self.parts().try_for_each(|part| out.write_all(part))
    }

    /// All parts in one buffer.
    pub fn to_vec(&self) -> Vec<u8> {
        let mut bytes = Vec::with_capacity(self.length);
        self.parts().for_each(|part| bytes.extend_from_slice(part));
        bytes
    }
}

impl From<Vec<u8>> for Rope {
    fn from(bytes: Vec<u8>) -> Self {
        Self { length: bytes.len(), parts: vec![Part::Own(bytes)] }
    }
}

impl From<Slice> for Rope {
    fn from(slice: Slice) -> Self {
        Self { length: slice.len(), parts: vec![Part::Shared(slice)] }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stays_as_it_was_is_one_part() {
        let file = Slice::from(b"head one two tail".to_vec());
        let part = |range| file.part(file.get(range).unwrap());
        let mut rope = Rope::default();
        rope.push(b"HEAD ");
        rope.share(&part(5..8));
        rope.push(b" ");
        rope.share(&part(9..12));
        assert_eq!(rope.parts().collect::<Vec<_>>(), [b"HEAD ", &b"one two"[..]]);
        rope.push(b"!");
        rope.share(&part(12..17));
        assert_eq!(rope.to_vec(), b"HEAD one two! tail");
        assert_eq!(rope.len(), 18);
    }

    #[test]
    fn joining_gives_the_bytes_of_both() {
        let mut rope = Rope::from(b"a".to_vec());
        rope.append(Rope::from(Slice::from(b"bc".to_vec())));
        rope.push(b"past the end of the buffer");
        let mut written = Vec::new();
        rope.write_to(&mut written).unwrap();
        assert_eq!(written, b"abcpast the end of the buffer");
    }
}
