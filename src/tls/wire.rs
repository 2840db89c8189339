//! The forms in which TLS writes numbers and lists: reading within bounds, and writing.

/// Reads from the front of some bytes; `None` where they are too few.
#[derive(Debug, Clone, Copy)]
pub(super) struct Reading<'a>(pub(super) &'a [u8]);

impl<'a> Reading<'a> {
    /// So many bytes.
    pub(super) fn take(&mut self, length: usize) -> Option<&'a [u8]> {
        let (taken, rest) = self.0.split_at_checked(length)?;
        self.0 = rest;
        Some(taken)
    }

    /// A number of so many bytes, of which four at most.
    fn number(&mut self, width: usize) -> Option<u32> {
        Some(self.take(width)?.iter().fold(0, |number, byte| number << 8 | u32::from(*byte)))
    }

    /// A number of one byte.
    pub(super) fn byte(&mut self) -> Option<u8> {
        u8::try_from(self.number(1)?).ok()
    }

    /// A number of two bytes.
    pub(super) fn short(&mut self) -> Option<u16> {
        u16::try_from(self.number(2)?).ok()
    }

    /// The bytes behind their length, which has `width` bytes.
    pub(super) fn list(&mut self, width: usize) -> Option<Reading<'a>> {
        let length = usize::try_from(self.number(width)?).ok()?;
        self.take(length).map(Reading)
    }

    /// All that is left, as numbers of two bytes; an odd byte at the end is let be.
    pub(super) fn shorts(mut self) -> Vec<u16> {
        std::iter::from_fn(|| self.short()).collect()
    }

    /// Whether nothing is left.
    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// Numbers of two bytes.
pub(super) fn shorts(numbers: &[u16]) -> Vec<u8> {
    numbers.iter().flat_map(|number| number.to_be_bytes()).collect()
}

/// The bytes behind their length in one byte, cut where it cannot be said.
pub(super) fn short_list(bytes: &[u8]) -> Vec<u8> {
    let length = u8::try_from(bytes.len()).unwrap_or(u8::MAX);
    [&[length], bytes.get(..usize::from(length)).unwrap_or_default()].concat()
}

/// The bytes behind their length in two bytes, cut where it cannot be said.
pub(super) fn list(bytes: &[u8]) -> Vec<u8> {
    let length = u16::try_from(bytes.len()).unwrap_or(u16::MAX);
    [&length.to_be_bytes(), bytes.get(..usize::from(length)).unwrap_or_default()].concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_read_beyond_the_end() {
        let mut reading = Reading(&[0, 0, 2, 7, 8, 9]);
        assert_eq!(reading.list(3).unwrap().0, [7, 8]);
        assert!(reading.short().is_none());
        assert_eq!(reading.byte(), Some(9));
        assert!(reading.is_empty() && reading.byte().is_none());
        assert!(Reading(&[255, 255, 1]).list(2).is_none());
        assert_eq!(Reading(&[1, 2, 3]).shorts(), [0x0102]);
        assert_eq!(list(&shorts(&[5])), [0, 2, 0, 5]);
        assert_eq!(short_list(&[0; 300]).len(), 256);
    }
}
