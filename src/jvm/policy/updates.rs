//! How the security properties of a release differ from update to update.
//!
//! `updates.tsv`: release, the first update from which a value is taken to hold, property, value. What it rests on:
//!
//! - recorded (testdata/make/SecurityProperties.java, or what a hello showed): 8u504, 11.0.9, 11.0.13, 11.0.33, 17.0.9, 17.0.15, 17.0.21,
//!   21.0.8, 25.0.2, 25.0.3;
//! - documented: TLS 1.0 and 1.1 off from 11.0.11 and OpenJDK's 8u292 (AWS on Corretto), DTLS 1.0 from 17.0.12 and Camerfirma distrusted
//!   from 17.0.15 (Red Hat's release notes), `TLS_RSA_*` off from 11.0.30, 17.0.18 and 21.0.10 (JDK-8245545 by apache/flink#27514 and
//!   Azure/azure-functions-java-worker#888);
//! - neither, and to be held against a recording or a release note once one is at hand: Oracle's 8u291, the distrust of Symantec from
//!   8u211 and 11.0.3, of Entrust from 8u431, 11.0.25, 17.0.13 and 21.0.5, of Camerfirma from 8u451, 11.0.27 and 21.0.7 (the quarter of
//!   17.0.15), and what 8 disabled for TLS before 8u504 (that of 11 in the same quarters).
//!
//! An update between two of which something is known is taken to be like the older one.

use crate::diagnosis::Release;

const TABLE: &str = include_str!("updates.tsv");

/// The properties in which an update may differ from the one that the release's own table is of, with their values there.
pub(super) fn of(release: Release, update: u32) -> Vec<(&'static str, &'static str)> {
    let mut found: Vec<(&str, &str)> = Vec::new();
    for line in TABLE.lines() {
        let columns: Vec<&str> = line.split('\t').collect();
        let [of, first, name, value] = columns.as_slice() else { continue };
        let is_of =
            of.parse() == Ok(release.number()) && first.parse::<u32>().is_ok_and(|first| first <= update);
        if !is_of {
            continue;
        }
        // The lines of a property are in the order of updates.
        match found.iter_mut().find(|(known, _)| known == name) {
            Some(known) => known.1 = value,
            None => found.push((name, value)),
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::jvm::policy::Policy;

    #[test]
    fn the_update_that_was_recorded_is_that_of_the_releases_table() {
        for release in Release::ALL {
            let named = Policy::of_update(release, Some(release.observed()));
            for (name, value) in of(release, release.observed()) {
                assert_eq!(named.value(name), Some(value));
                assert_eq!(Policy::of_release(release).value(name), Some(value), "{release} {name}");
            }
        }
        assert_eq!(TABLE.lines().filter(|line| line.split('\t').count() != 4).count(), 0);
    }

    #[test]
    fn updates_differ_where_they_were_seen_to() {
        let value = |release, update, name| {
            Policy::of_update(release, Some(update)).value(name).unwrap_or_default().to_owned()
        };
        let tls = |release, update| value(release, update, "jdk.tls.disabledAlgorithms");
        let distrusted = |release, update| value(release, update, "jdk.security.caDistrustPolicies");
        for (release, last_on, first_off, word) in [
            (Release::Java8, 282, 291, "TLSv1.1"),
            (Release::Java11, 10, 11, "TLSv1.1"),
            (Release::Java11, 29, 30, "TLS_RSA_*"),
            (Release::Java17, 17, 18, "TLS_RSA_*"),
            (Release::Java21, 9, 10, "TLS_RSA_*"),
            (Release::Java17, 15, 21, "rsa_pkcs1_sha1 usage HandshakeSignature"),
        ] {
            assert!(
                !tls(release, last_on).contains(word) && tls(release, first_off).contains(word),
                "{release} {word}"
            );
        }
        // Recorded: each update's own java.security.
        assert_eq!(distrusted(Release::Java17, 9), "SYMANTEC_TLS");
        assert_eq!(distrusted(Release::Java17, 15), "SYMANTEC_TLS,ENTRUST_TLS,CAMERFIRMA_TLS");
        assert!(
            !distrusted(Release::Java25, 2).contains("CHUNGHWA")
                && distrusted(Release::Java25, 3).contains("CHUNGHWA")
        );
        // A release without an update is the one that was recorded.
        assert_eq!(Policy::of_update(Release::Java17, None), Policy::of_release(Release::Java17));
    }
}
