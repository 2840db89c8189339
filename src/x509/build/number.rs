//! Whole numbers of any size as people type them, read by Java's rules.

/// Java: reads this many decimal digits at a time.
const GROUP: usize = 9;
/// The bits of a limb.
const LIMB: u32 = 28;
/// No number is longer, in limbs: reading one takes time with the square of its length. 115,000 bits are more than any
/// identifier or serial number has.
const LONGEST: usize = 4096;

/// Why text is no number to Java.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NumberFault {
    /// These characters are not one.
    Input(String),
    /// A sign elsewhere than in front.
    EmbeddedSign,
    /// Nothing, or a sign alone.
    Empty,
}

/// A whole number of any size.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Number {
    negative: bool,
    /// Base 2^28, the lowest first, without zeros on top.
    limbs: Vec<u32>,
}

impl Number {
    /// As Java reads a small number: all or nothing.
    pub(super) fn read_small(text: &str) -> Result<Self, NumberFault> {
        let (negative, digits) = signed(text);
        let value = digits
            .chars()
            .try_fold(0_u64, |value, digit| value.checked_mul(10)?.checked_add(u64::from(decimal(digit)?)))
            .filter(|_| !digits.is_empty())
            .ok_or_else(|| NumberFault::Input(text.to_owned()))?;
        let mut number = Self { negative: negative && value > 0, limbs: Vec::new() };
        number.carry(value);
        Ok(number)
    }

    /// As Java reads a number of any size: without zeros in front, in groups of nine digits, of which the first has
    /// what is left over; it complains of one group alone.
    pub(super) fn read(text: &str) -> Result<Self, NumberFault> {
        let (negative, digits) = signed(text);
        if digits.contains(['-', '+']) {
            return Err(NumberFault::EmbeddedSign);
        }
        if digits.is_empty() {
            return Err(NumberFault::Empty);
        }
        let significant: Vec<char> = digits.chars().skip_while(|digit| decimal(*digit) == Some(0)).collect();
        let (head, tail) = significant.split_at(significant.len() % GROUP);
        let mut number = Self { negative: false, limbs: Vec::new() };
        for group in std::iter::once(head).filter(|head| !head.is_empty()).chain(tail.chunks(GROUP)) {
            let value = group.iter().try_fold(0_u32, |value, digit| Some(value * 10 + decimal(*digit)?));
            let value = value.ok_or_else(|| NumberFault::Input(group.iter().collect()))?;
            if number.limbs.len() < LONGEST {
                number.append(value);
            }
        }
        number.negative = negative && !number.limbs.is_empty();
        Ok(number)
    }

    pub(super) fn is_negative(&self) -> bool {
        self.negative
    }

    /// Its value where that is small and not negative.
    pub(super) fn small(&self) -> Option<u8> {
        match (self.negative, self.limbs.as_slice()) {
            (false, []) => Some(0),
            (false, [limb]) => u8::try_from(*limb).ok(),
            _ => None,
        }
    }

    pub(super) fn plus(mut self, other: u32) -> Self {
        let mut carry = u64::from(other);
        for limb in &mut self.limbs {
            let value = u64::from(*limb) + carry;
            *limb = low(value);
            carry = value >> LIMB;
        }
        self.carry(carry);
        self
    }

    /// Groups of seven bits, the highest first, all but the last marked (X.690, 8.19.2).
    pub(super) fn base128(&self) -> Vec<u8> {
        let groups =
            self.limbs.iter().rev().flat_map(|limb| [21, 14, 7, 0].map(|shift| bits(*limb >> shift, 0x7f)));
        let mut groups: Vec<u8> = groups.skip_while(|group| *group == 0).collect();
        match groups.split_last_mut() {
            Some((_, others)) => others.iter_mut().for_each(|group| *group |= 0x80),
            None => groups.push(0),
        }
        groups
    }

    /// The content octets of an INTEGER: two's complement, as few as will do (X.690, 8.3).
    pub(super) fn two_complement(&self) -> Vec<u8> {
        let nibbles: Vec<u8> =
            self.limbs.iter().flat_map(|limb| (0..7).map(|place| bits(*limb >> (4 * place), 0xf))).collect();
        let mut octets: Vec<u8> = nibbles
            .chunks(2)
            .map(|pair| {
                pair.first().copied().unwrap_or_default() | pair.get(1).copied().unwrap_or_default() << 4
            })
            .collect();
        octets.push(0);
        if self.negative {
            let mut carry = true;
            for octet in &mut octets {
                (*octet, carry) = (!*octet).overflowing_add(u8::from(carry));
            }
        }
        // A leading octet that says no more than the sign does is left out.
        while let [.., next, top] = octets.as_slice() {
            let says_nothing = if *next < 0x80 { *top == 0 } else { *top == 0xff };
            if !says_nothing {
                break;
            }
            octets.pop();
        }
        octets.reverse();
        octets
    }

    /// Nine more decimal digits at the end.
    fn append(&mut self, digits: u32) {
        let mut carry = u64::from(digits);
        for limb in &mut self.limbs {
            let value = u64::from(*limb) * 1_000_000_000 + carry;
            *limb = low(value);
            carry = value >> LIMB;
        }
        self.carry(carry);
    }

    fn carry(&mut self, mut carry: u64) {
        while carry > 0 {
            self.limbs.push(low(carry));
            carry >>= LIMB;
        }
    }
}

fn signed(text: &str) -> (bool, &str) {
    match text.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, text.strip_prefix('+').unwrap_or(text)),
    }
}

fn low(value: u64) -> u32 {
    u32::try_from(value & ((1 << LIMB) - 1)).unwrap_or_default()
}

fn bits(value: u32, mask: u32) -> u8 {
    u8::try_from(value & mask).unwrap_or_default()
}

/// Java: a digit of any script will do; those of the Arabic, Indic and full-width blocks that people have on their
/// keyboards are known here.
fn decimal(digit: char) -> Option<u32> {
    const ZEROS: [u32; 14] =
        [0x30, 0x660, 0x6f0, 0x7c0, 0x966, 0x9e6, 0xa66, 0xae6, 0xb66, 0xbe6, 0xc66, 0xce6, 0xe50, 0xff10];
    ZEROS.iter().find_map(|zero| u32::from(digit).checked_sub(*zero).filter(|value| *value < 10))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn integers_are_as_short_as_can_be() {
        let octets = |text: &str| Number::read(text).unwrap().two_complement();
        assert_eq!(octets("0"), [0]);
        assert_eq!(octets("-0"), [0]);
        assert_eq!(octets("127"), [0x7f]);
        assert_eq!(octets("128"), [0, 0x80]);
        assert_eq!(octets("-1"), [0xff]);
        assert_eq!(octets("-128"), [0x80]);
        assert_eq!(octets("-129"), [0xff, 0x7f]);
        assert_eq!(octets("256"), [1, 0]);
        assert_eq!(octets("18446744073709551616"), [1, 0, 0, 0, 0, 0, 0, 0, 0]);
        assert_eq!(octets("-18446744073709551616"), [0xff, 0, 0, 0, 0, 0, 0, 0, 0]);
    }

    #[test]
    fn zeros_in_front_are_not_looked_at() {
        assert_eq!(Number::read("0x10"), Err(NumberFault::Input("x10".into())));
        assert_eq!(Number::read(""), Err(NumberFault::Empty));
        assert_eq!(Number::read("5-"), Err(NumberFault::EmbeddedSign));
    }
}
