//! What certificates, requests and CRLs have in common: the signature around a body, times, extensions.

use crate::asn1::{Tag, Writer};
use crate::calendar::{DAY, hybrid};

/// `body` (DER), the AlgorithmIdentifier (DER) it was signed by and the signature, as one.
pub fn signed(body: &[u8], algorithm: &[u8], signature: &[u8]) -> Vec<u8> {
    let mut writer = Writer::default();
    writer.constructed(Tag::SEQUENCE, |whole| {
        whole.raw(body);
        whole.raw(algorithm);
        bit_string(whole, signature);
    });
    writer.finish()
}

/// A BIT STRING of whole octets.
pub(super) fn bit_string(writer: &mut Writer, octets: &[u8]) {
    writer.primitive(Tag::BIT_STRING, &[&[0], octets].concat());
}

/// A time to the second, of milliseconds since 1970-01-01T00:00:00Z: UTCTime before 2050, GeneralizedTime from then on.
///
/// Java: what is before 1950 is UTCTime too, and reads as a year of this century or the last; what is before 1582 is
/// Julian, and a year before the first counts backwards.
pub(super) fn time(writer: &mut Writer, milliseconds: i64) {
    const YEAR_2050: i64 = 2_524_608_000_000;
    let seconds = milliseconds.div_euclid(1000);
    let date = hybrid(seconds.div_euclid(DAY));
    let of_day = seconds.rem_euclid(DAY);
    let year = if date.year > 0 { date.year } else { 1 - date.year };
    let rest = format!(
        "{:02}{:02}{:02}{:02}{:02}Z",
        date.month,
        date.day,
        of_day / 3600,
        of_day / 60 % 60,
        of_day % 60
    );
    if milliseconds < YEAR_2050 {
        writer.primitive(Tag::UTC_TIME, format!("{:02}{rest}", year % 100).as_bytes());
    } else {
        writer.primitive(Tag::GENERALIZED_TIME, format!("{year:04}{rest}").as_bytes());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_turn_in_2050() {
        let encoded = |milliseconds| {
            let mut writer = Writer::default();
            time(&mut writer, milliseconds);
            String::from_utf8(writer.finish().split_off(2)).unwrap()
        };
        assert_eq!(encoded(1_781_524_800_999), "260615120000Z");
        assert_eq!(encoded(2_524_607_999_999), "491231235959Z");
        assert_eq!(encoded(2_524_608_000_000), "20500101000000Z");
        assert_eq!(encoded(-1), "691231235959Z");
        // Recorded with JDK 25: -startdate 1600/01/01 and 0000/01/01.
        assert_eq!(encoded(-11_676_049_156_000), "000101130044Z");
        assert_eq!(encoded(-62_167_345_156_000), "010101130044Z");
    }
}
