//! Every zone that JDK 25 knows, on thousands of instants, as a JVM prints them.
//!
//! `testdata/zones/dates.tsv` is written by `testdata/make/zones/Dates.java`, which counts the same instants.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic)]

use keytool_rs::jvm::zone::Zone;
use keytool_rs::report::keytool::dates::{date_time, medium_date};
use sha2::{Digest, Sha256};

const RECORDING: &str = include_str!("../testdata/zones/dates.tsv");

/// The instants that the recording is about, in seconds.
fn instants() -> impl Iterator<Item = i64> {
    let mut random: i64 = 1;
    (0..3000).map(move |index| {
        random = random.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let bits = i64::try_from(random.cast_unsigned() >> 24).unwrap();
        match index {
            0..1800 => -2_524_608_000 + bits % 7_258_118_400,
            1800..2400 => -62_135_596_800 + bits % 315_537_897_600,
            2400..2700 => -12_219_292_800 - 200_000 + bits % 400_000,
            2700..2850 => -62_135_769_600 - 400_000 + bits % 800_000,
            _ => (random >> 11) / 1000,
        }
    })
}

#[test]
fn every_zone_prints_as_in_java() {
    let instants: Vec<i64> = instants().collect();
    let mut zones = 0;
    for line in RECORDING.lines() {
        let fields: Vec<&str> = line.split('\t').collect();
        let zone = Zone::named(fields[0]).unwrap_or_else(|| panic!("no zone {}", fields[0]));
        for (seconds, recorded) in
            [-2_500_000_000, 331_000_000, 1_737_000_000, 1_750_000_000].into_iter().zip(&fields[1..5])
        {
            assert_eq!(date_time(&zone, seconds), *recorded, "{}", fields[0]);
        }
        let mut digest = Sha256::new();
        for &seconds in &instants {
            let medium = medium_date(&zone, seconds * 1000);
            digest.update(format!("{}|{medium}\n", date_time(&zone, seconds)));
        }
        let digest: String = digest.finalize()[..8].iter().map(|byte| format!("{byte:02x}")).collect();
        assert_eq!(digest, fields[5], "{}", fields[0]);
        zones += 1;
    }
    assert!(zones > 600, "only {zones} zones");
}
