//! Whether Java would take every certificate of a store: it parses them all when it loads one, and refuses the store for
//! the sake of the first that it cannot parse.

use rayon::prelude::*;

use crate::keystore::Slice;
use crate::x509::{Certificate, Refusal};

/// From this many certificates on a second thread is quicker than its start.
const MANY: usize = 2_000;
/// How many a thread takes at once.
const BLOCK: usize = 256;
/// The distance at which memory is fetched, in bytes.
const CACHE_LINE: usize = 64;

/// The first of the certificates, in the order given, that Java refuses.
pub(super) fn first_refused(certificates: &[&Slice]) -> Option<(usize, Refusal)> {
    if certificates.len() < MANY {
        return first_of(certificates);
    }
    certificates.par_chunks(BLOCK).enumerate().find_map_first(|(number, block)| {
        bring_near(block);
        first_of(block).map(|(index, refusal)| (number * BLOCK + index, refusal))
    })
}

fn first_of(certificates: &[&Slice]) -> Option<(usize, Refusal)> {
    let refusals = certificates.iter().enumerate();
    refusals.filter_map(|(index, der)| Some((index, Certificate::read(der).err()?))).next()
}

/// Touches the bytes in order, which memory gives three times as quickly as in a parser's leaps.
fn bring_near(certificates: &[&Slice]) {
    let octets = certificates.iter().flat_map(|der| der.iter().step_by(CACHE_LINE));
    std::hint::black_box(octets.fold(0_u8, |sum, octet| sum ^ octet));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_of_many_is_found() {
        let good = include_bytes!("../../testdata/certs/roots/debian-0004.der");
        let (good, bad) = (Slice::from(good.to_vec()), Slice::from(vec![0x30, 0]));
        assert_eq!(first_refused(&vec![&good; MANY]), None);
        for (first, second) in [(0, 5), (BLOCK + 1, MANY), (MANY, MANY + BLOCK)] {
            let mut certificates = vec![&good; MANY + 2 * BLOCK];
            for index in [second, first] {
                *certificates.get_mut(index).unwrap() = &bad;
            }
            assert_eq!(first_refused(&certificates).unwrap().0, first);
        }
    }
}
