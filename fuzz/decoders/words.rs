//! Small languages: properties files with algorithm constraints in them, names and rules of time zones.

use std::ffi::OsString;

use jiff::Timestamp;
use keytool_rs::diagnosis::Release;
use keytool_rs::jvm::policy::{Policy, read_properties};
use keytool_rs::jvm::zone::Zone;
use keytool_rs::machine::{Machine, NoRandomness};
use keytool_rs::pkix::Java;
use keytool_rs::pkix::constraints::Constraints;
use keytool_rs::pkix::distrust::read_blocked;
use keytool_rs::pkix::strength::{KeyFacts, Strengths};

/// A `java.security` file: its values as algorithm constraints, and judged by them.
pub(crate) fn policy(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let properties = read_properties(&text);
    for property in &properties {
        if let Ok(constraints) = Constraints::read(&property.value, Some(&property.name)) {
            let _ = format!("{constraints:?}");
        }
    }
    let mut policy = Policy::jdk25();
    policy.overlay(&text);
    for release in Release::ALL {
        let _ = Java::with_policy(release, &policy);
    }
    let _ = read_blocked(&text);
    if let Ok(strengths) = Strengths::new(&policy, Timestamp::UNIX_EPOCH) {
        let key = KeyFacts { algorithm: "RSA", parameters: None, bits: Some(1024) };
        let _ = strengths.of_key(key);
        for name in ["SHA1withRSA", text.as_ref()] {
            let _ = strengths.of_signature(name, Some(key));
        }
    }
}

/// `TZ` up to a zero byte, then the instant that the clock is asked for.
pub(crate) fn zone(bytes: &[u8]) {
    let end = bytes.iter().position(|byte| *byte == 0).unwrap_or(bytes.len());
    let (name, rest) = bytes.split_at(end);
    let Ok(name) = std::str::from_utf8(name) else { return };
    let mut instant = [0; 8];
    for (to, from) in instant.iter_mut().zip(rest.iter().skip(1)) {
        *to = *from;
    }
    let instant = i64::from_be_bytes(instant);
    let mut machine = Machine::new(
        Timestamp::from_second(instant >> 26).unwrap_or_default(),
        [("TZ".into(), OsString::from(name))],
        Box::new(|_| Err(NoRandomness)),
    );
    // No zone files, so that nothing but the name counts.
    machine.root = "/nonexistent".into();
    let zone = Zone::find(&machine);
    for instant in [instant, instant >> 10, instant >> 26, i64::MAX, i64::MIN] {
        let local = zone.local(instant);
        assert!((1..=12).contains(&local.month) && (1..=31).contains(&local.day), "{local:?}");
        assert!(local.hour < 24 && local.minute < 60 && local.second < 60 && local.weekday < 7, "{local:?}");
    }
}
