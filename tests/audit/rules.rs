//! Every rule fires where it should, and is silent where it should be.

use std::fs;

use rcgen::KeyPair;

use crate::support::{Authority, Scene, below, issued, key, params, root, server};
use crate::*;

#[test]
fn expired_in_a_truststore_warns_and_in_a_keystore_fails() {
    let scene = Scene::new();
    let over = self_signed(&until(server("old.example.com"), 2025, 1, 1));
    scene.truststore("trust.jks", &[("old", &over), ("good", &self_signed(&server("good.example.com")))]);
    assert_eq!(findings(&scene, &["trust.jks"]), [told("expired", "warning", "old")]);
    assert_eq!(findings(&scene, &["trust.jks", "--at", "2024-12-01"]), []);

    let (root, middle) = corp();
    let issuing = below(until(params("Corp Old CA", true), 2025, 1, 1), &root);
    let (one, two, three) = (key(), key(), key());
    let over = until(server("a.example.com"), 2025, 1, 1).signed_by(&one, &middle).unwrap();
    let under = server("b.example.com").signed_by(&two, &issuing).unwrap();
    let good = server("c.example.com").signed_by(&three, &middle).unwrap();
    scene.keystore(
        "keys.jks",
        "secret1",
        &[
            ("leaf", &one, &[over.der(), middle.der()]),
            ("issuer", &two, &[under.der(), issuing.der()]),
            ("good", &three, &[good.der(), middle.der()]),
        ],
    );
    assert_eq!(
        findings(&scene, &["keys.jks", "--storepass", "secret1"]),
        [told("expired", "error", "issuer"), told("expired", "error", "leaf")]
    );
}

#[test]
fn not_yet_valid_in_a_truststore_warns_and_in_a_keystore_fails() {
    let scene = Scene::new();
    let params = from(server("new.example.com"), 2030, 1, 1);
    scene.truststore("trust.jks", &[("new", &self_signed(&params))]);
    assert_eq!(findings(&scene, &["trust.jks"]), [told("not-yet-valid", "warning", "new")]);
    assert_eq!(findings(&scene, &["trust.jks", "--at", "2030-01-01"]), []);
    let key = key();
    scene.keystore("keys.jks", "secret1", &[("mine", &key, &[params.self_signed(&key).unwrap().der()])]);
    assert_eq!(
        findings(&scene, &["keys.jks", "--storepass", "secret1"]),
        [told("not-yet-valid", "error", "mine")]
    );
}

#[test]
fn expires_soon_counts_the_days_given() {
    let scene = Scene::new();
    scene.truststore("trust.jks", &[("soon", &self_signed(&until(server("a.example.com"), 2026, 12, 20)))]);
    assert_eq!(findings(&scene, &["trust.jks"]), [told("expires-soon", "warning", "soon")]);
    assert_eq!(findings(&scene, &["trust.jks", "--within", "21"]), []);
    assert_eq!(findings(&scene, &["trust.jks", "--within", "22"]).len(), 1);
    assert_eq!(findings(&scene, &["trust.jks", "--at", "2026-11-01"]), []);
}

#[test]
fn ca_false_is_an_error_where_it_issued_something() {
    let scene = Scene::new();
    let issuer = Authority::self_signed(params("No CA", false), key()).unwrap();
    let leaf = issued(&server("mail.example.com"), &issuer);
    scene.truststore("trust.jks", &[("issuer", issuer.der()), ("leaf", leaf.der())]);
    assert_eq!(
        all_findings(&scene, &["trust.jks"]),
        [told("ca-false", "error", "issuer"), told("ca-false", "info", "leaf")]
    );
    scene.truststore("alone.jks", &[("issuer", issuer.der())]);
    assert_eq!(all_findings(&scene, &["alone.jks"]), [told("ca-false", "info", "issuer")]);
    let (root, _) = corp();
    scene.truststore("roots.jks", &[("root", root.der())]);
    assert_eq!(all_findings(&scene, &["roots.jks"]), []);
}

#[test]
fn chain_instead_of_leaf_is_told_of_each_issuer() {
    let scene = Scene::new();
    let (root, middle) = corp();
    let leaf = issued(&server("mail.example.com"), &middle);
    scene.truststore("trust.jks", &[("leaf", leaf.der()), ("middle", middle.der()), ("root", root.der())]);
    assert_eq!(
        findings(&scene, &["trust.jks"]),
        [
            told("chain-instead-of-leaf", "warning", "middle"),
            told("chain-instead-of-leaf", "warning", "root")
        ]
    );
    // Authorities alone are what a truststore is for, and a leaf of another authority has nothing to do with them.
    let other = self_signed(&server("other.example.com"));
    scene.truststore("good.jks", &[("leaf", &other), ("middle", middle.der()), ("root", root.der())]);
    assert_eq!(findings(&scene, &["good.jks"]), []);
}

#[test]
fn a_leaf_of_a_public_root_is_redundant() {
    let scene = Scene::new();
    scene.copy("keystores/debian.jks", "trust.jks");
    scene.copy("audit/google.pem", "google.pem");
    let at = ["trust.jks", "--at", "2023-02-01"];
    assert_eq!(of_rule(&scene, "redundant-leaf", &at), []);
    scene.said(&["import", "google.pem", "--create", "--chain", "--keystore", "trust.jks"], 0);
    assert_eq!(of_rule(&scene, "redundant-leaf", &at), [told("redundant-leaf", "info", "www.google.com")]);
    let (_, middle) = corp();
    let leaf = issued(&server("mail.example.com"), &middle);
    scene.truststore("private.jks", &[("leaf", leaf.der()), ("middle", middle.der())]);
    assert_eq!(of_rule(&scene, "redundant-leaf", &["private.jks"]), []);
}

#[test]
fn duplicate_is_told_of_the_later_alias() {
    let scene = Scene::new();
    let one = self_signed(&server("a.example.com"));
    let renewed = self_signed(&server("a.example.com"));
    scene.truststore("trust.jks", &[("1", &one), ("2", &one), ("3", &renewed)]);
    assert_eq!(findings(&scene, &["trust.jks"]), [told("duplicate", "warning", "2")]);
}

#[test]
fn weak_keys_fail_where_java_disables_them() {
    let scene = Scene::new();
    scene.copy("transcripts/fixtures/weak.p12", "weak.p12");
    let weak = |java: &str| of_rule(&scene, "weak-key", &["weak.p12", "--java", java]);
    assert!(weak("25").contains(&told("weak-key", "error", "rsa512")));
    assert!(weak("25").contains(&told("weak-key", "warning", "rsa1024")));
    assert!(!weak("25").iter().any(|(.., alias)| alias.as_deref() == Some("ed25519")));
    scene.write(
        "java.security",
        "jdk.certpath.disabledAlgorithms=RSA keySize < 2048\njdk.tls.disabledAlgorithms=\n",
    );
    let own = of_rule(&scene, "weak-key", &["weak.p12", "--java-security", "java.security"]);
    assert!(own.contains(&told("weak-key", "error", "rsa1024")), "{own:?}");
}

/// A certificate that says it is signed with MD5: the last octet of both identifiers is changed, 1.2.840.113549.1.1.11 to 4.
fn said_to_be_md5(der: &[u8]) -> Vec<u8> {
    const PREFIX: [u8; 10] = [9, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 1, 11];
    let mut changed = der.to_vec();
    let places: Vec<usize> = (0..der.len() - 10).filter(|place| der[*place..].starts_with(&PREFIX)).collect();
    assert_eq!(places.len(), 2);
    places.into_iter().for_each(|place| changed[place + 9] = 4);
    changed
}

#[test]
fn weak_signatures_count_where_they_are_checked() {
    let scene = Scene::new();
    let rsa = KeyPair::generate_for(&rcgen::PKCS_RSA_SHA256).unwrap();
    let issuer = Authority::self_signed(params("Corp Root CA", true), rsa).unwrap();
    let key = key();
    let leaf = server("mail.example.com").signed_by(&key, &issuer).unwrap();
    let weak = said_to_be_md5(leaf.der());
    scene.keystore("keys.jks", "secret1", &[("good", &key, &[leaf.der()]), ("weak", &key, &[&weak])]);
    let words = ["keys.jks", "--storepass", "secret1"];
    assert_eq!(of_rule(&scene, "weak-signature", &words), [told("weak-signature", "error", "weak")]);
    // Nobody checks the signature of a root, and none that is itself trusted.
    let weak_root = said_to_be_md5(issuer.der());
    scene.truststore("trust.jks", &[("leaf", &weak), ("root", &weak_root)]);
    assert_eq!(
        of_rule(&scene, "weak-signature", &["trust.jks"]),
        [told("weak-signature", "warning", "leaf")]
    );
    // SHA-1 is legacy to Java 25, and disabled only below the JDK's own roots.
    scene.copy("transcripts/fixtures/weakkey.jks", "sha1.jks");
    assert_eq!(of_rule(&scene, "weak-signature", &["sha1.jks"])[0].1, "warning");
}

#[test]
fn x509_v1_warns() {
    let scene = Scene::new();
    scene.copy("certs/versions/v1.der", "v1.der");
    scene.truststore(
        "trust.jks",
        &[("old", &fs::read(scene.path("v1.der")).unwrap()), ("new", root("New").der())],
    );
    assert_eq!(of_rule(&scene, "x509-v1", &["trust.jks"]), [told("x509-v1", "warning", "old")]);
}

#[test]
fn blocked_is_what_the_java_blocks() {
    let scene = Scene::new();
    let (root, middle) = corp();
    scene.truststore("trust.jks", &[("middle", middle.der()), ("root", root.der())]);
    assert_eq!(findings(&scene, &["trust.jks"]), []);
    fs::create_dir_all(scene.path("jre/lib/security")).unwrap();
    scene.write("jre/release", "JAVA_VERSION=\"17.0.9\"\n");
    let print = sha256(&scene, middle.der());
    scene.write("jre/lib/security/blocked.certs", format!("Algorithm=SHA-256\n{print}\n"));
    scene.write("jre/lib/security/java.security", "jdk.certpath.disabledAlgorithms=MD2\n");
    assert_eq!(findings(&scene, &["trust.jks", "--java-home", "jre"]), [told("blocked", "error", "middle")]);
}

/// SHA-256 in upper case, as the interface tells it in lower.
fn sha256(scene: &Scene, der: &[u8]) -> String {
    scene.truststore("one.jks", &[("one", der)]);
    let listed = scene.json(&["list", "--keystore", "one.jks"], 0);
    listed["entries"][0]["certificates"][0]["sha256"].as_str().unwrap().to_uppercase()
}

#[test]
fn known_bad_roots_are_named() {
    let scene = Scene::new();
    scene.copy("audit/superfish.pem", "superfish.pem");
    scene.said(
        &["import", "superfish.pem", "--create", "--ca", "--alias", "lenovo", "--keystore", "trust.jks"],
        0,
    );
    assert_eq!(of_rule(&scene, "known-bad", &["trust.jks"]), [told("known-bad", "error", "lenovo")]);
    scene.copy("keystores/debian.jks", "good.jks");
    assert_eq!(of_rule(&scene, "known-bad", &["good.jks"]), []);
}

#[test]
fn distrusted_roots_are_noted() {
    let scene = Scene::new();
    scene.copy("keystores/debian.jks", "trust.jks");
    let found = of_rule(&scene, "distrusted-ca", &["trust.jks"]);
    assert!(
        found.contains(&told(
            "distrusted-ca",
            "info",
            "debian:entrust_root_certification_authority_-_g2.pem"
        )),
        "{found:?}"
    );
    assert!(!found.iter().any(
        |(_, severity, alias)| severity != "info" || alias.as_deref() == Some("debian:isrg_root_x1.pem")
    ));
}

#[test]
fn one_unparseable_entry_spoils_the_store() {
    let scene = Scene::new();
    scene.truststore("trust.jks", &[("bad", b"\x30\x03\x02\x01\x00"), ("good", root("Good").der())]);
    assert_eq!(findings(&scene, &["trust.jks"]), [told("unparseable", "error", "bad")]);
}

#[test]
fn certificates_without_the_mark_of_trust_are_invisible() {
    let scene = Scene::new();
    scene.copy("keystores/pkcs12/openssl_nokeys.p12", "openssl.p12");
    assert_eq!(findings(&scene, &["openssl.p12"]), [of_store("invisible-to-java", "error")]);
    scene.copy("transcripts/fixtures/two.p12", "keytool.p12");
    assert_eq!(of_rule(&scene, "invisible-to-java", &["keytool.p12"]), []);
    // Beside a key they are its chain.
    scene.copy("keystores/pkcs12/openssl.p12", "key.p12");
    assert_eq!(of_rule(&scene, "invisible-to-java", &["key.p12"]), []);
}

#[test]
fn what_a_java_cannot_read_depends_on_the_java() {
    let scene = Scene::new();
    for name in ["two.p12", "legacy.p12", "two.jks", "two.jceks"] {
        scene.copy(&format!("transcripts/fixtures/{name}"), name);
    }
    let unreadable =
        |store: &str, java: &str| !of_rule(&scene, "unreadable-by-java", &[store, "--java", java]).is_empty();
    assert!(unreadable("two.p12", "8") && unreadable("two.p12", "8u292") && unreadable("two.p12", "11.0.10"));
    assert!(
        !unreadable("two.p12", "8u301") && !unreadable("two.p12", "11.0.12") && !unreadable("two.p12", "25")
    );
    assert!(!unreadable("legacy.p12", "8") && !unreadable("two.jks", "8"));
    assert!(unreadable("two.jceks", "25"));
    let document = document(&scene, &["two.p12", "legacy.p12"]);
    assert_eq!(document["stores"][0]["readable_by"], "Java 8u301, 11.0.12 and later");
    assert_eq!(document["stores"][1]["readable_by"], "Java 8 and later");
}

#[test]
fn a_private_key_does_not_belong_in_a_truststore() {
    let scene = Scene::new();
    let (root, middle) = corp();
    let key = key();
    let leaf = server("mail.example.com").signed_by(&key, &middle).unwrap();
    let keys: &[(&str, &KeyPair, &[&[u8]])] = &[("mine", &key, &[leaf.der(), middle.der()])];
    scene.store("both.jks", "secret1", &[("middle", middle.der()), ("root", root.der())], keys);
    scene.mode("both.jks", 0o600);
    let words = ["both.jks", "--storepass", "secret1"];
    assert_eq!(findings(&scene, &words), [told("private-key-in-truststore", "warning", "mine")]);
    assert_eq!(findings(&scene, &[&words[..], &["--role", "keystore"]].concat()), []);
    scene.keystore("keys.jks", "secret1", keys);
    assert_eq!(findings(&scene, &["keys.jks", "--storepass", "secret1"]), []);
}

#[test]
fn chains_of_keys_are_whole_in_order_and_the_keys_own() {
    let scene = Scene::new();
    let (root, middle) = corp();
    let namesake = below(params("Corp Issuing CA", true), &root);
    let (mine, other) = (key(), key());
    let leaf = server("mail.example.com").signed_by(&mine, &middle).unwrap();
    let direct = server("mail.example.com").signed_by(&mine, &root).unwrap();
    let (leaf, direct, middle, root, namesake) = (
        leaf.der().as_ref(),
        direct.der().as_ref(),
        middle.der().as_ref(),
        root.der().as_ref(),
        namesake.der().as_ref(),
    );
    scene.keystore(
        "keys.jks",
        "secret1",
        &[
            ("alone", &mine, &[leaf]),
            ("direct", &mine, &[direct, root]),
            ("forged", &mine, &[leaf, namesake, root]),
            ("mixed", &mine, &[leaf, root, middle]),
            ("rootless", &mine, &[leaf, middle]),
            ("strange", &other, &[leaf, middle, root]),
            ("whole", &mine, &[leaf, middle, root]),
        ],
    );
    assert_eq!(
        findings(&scene, &["keys.jks", "--storepass", "secret1"]),
        [
            told("key-mismatch", "error", "strange"),
            told("broken-chain", "error", "forged"),
            told("broken-chain", "error", "mixed"),
            told("incomplete-chain", "warning", "alone"),
        ]
    );
}

#[test]
fn what_is_over_says_who_is_trusted_after_it() {
    let scene = Scene::new();
    let (root, middle) = corp();
    let over = issued(&until(server("mail.example.com"), 2026, 11, 1), &middle);
    let next = issued(&server("mail.example.com"), &middle);
    let message = |store: &str, rule: &str| {
        let document = document(&scene, &[store]);
        let findings = document["stores"][0]["findings"].as_array().unwrap().clone();
        let found = findings.into_iter().find(|finding| finding["rule"] == rule).unwrap();
        (found["message"].as_str().unwrap().to_owned(), found["remedy"].as_str().unwrap().to_owned())
    };
    scene.truststore("renewed.jks", &[("next", next.der()), ("old", over.der())]);
    assert_eq!(
        message("renewed.jks", "expired").0,
        "expired on 2026-11-01; its successor is in the store as next"
    );
    scene.truststore("issuer.jks", &[("middle", middle.der()), ("old", over.der()), ("root", root.der())]);
    assert!(message("issuer.jks", "expired").0.contains("the server's next one is trusted by middle"));
    // Who deletes the authority first is left with nothing that works.
    let (_, remedy) = message("issuer.jks", "chain-instead-of-leaf");
    assert!(remedy.starts_with("old is over: import the server's new certificate first"), "{remedy}");
    scene.truststore("alone.jks", &[("old", over.der())]);
    assert!(message("alone.jks", "expired").0.contains("the new one is not trusted"));
}

#[test]
fn hosts_must_be_vouched_for() {
    let scene = Scene::new();
    let wildcard = self_signed(&server("*.example.com"));
    scene.truststore("trust.jks", &[("wild", &wildcard), ("other", &self_signed(&server("db.corp.test")))]);
    let found = |host: &str| of_rule(&scene, "hostname-mismatch", &["trust.jks", "--host", host]);
    assert_eq!(found("mail.example.com"), []);
    assert_eq!(found("a.mail.example.com"), [told("hostname-mismatch", "error", "wild")]);
    assert_eq!(found("unknown.test"), [of_store("hostname-mismatch", "error")]);
    // An authority may have issued what the server sends: nobody can say no.
    scene.truststore("corp.jks", &[("corp", root("Corp").der())]);
    let words = ["corp.jks", "--host", "mail.example.com"];
    assert_eq!(of_rule(&scene, "hostname-mismatch", &words), [of_store("hostname-mismatch", "info")]);
    let both = of_rule(
        &scene,
        "hostname-mismatch",
        &["trust.jks", "--host", "mail.example.com", "--host", "db2.corp.test"],
    );
    assert_eq!(both, [told("hostname-mismatch", "error", "other")]);
    let said = scene.said(&["audit", "trust.jks", "--host", "a.mail.example.com", "--at", AT], 1);
    assert!(said.contains("stands for one label"), "{said}");
}

#[cfg(unix)]
#[test]
fn private_keys_want_a_password_and_a_mode_of_their_own() {
    let scene = Scene::new();
    let key = key();
    let own = server("mail.example.com").self_signed(&key).unwrap();
    let keys: &[(&str, &KeyPair, &[&[u8]])] = &[("mine", &key, &[own.der()])];
    scene.keystore("keys.jks", "changeit", keys);
    assert_eq!(findings(&scene, &["keys.jks"]), [of_store("default-password", "warning")]);
    scene.keystore("keys.jks", "secret1", keys);
    let words = ["keys.jks", "--storepass", "secret1"];
    assert_eq!(findings(&scene, &words), []);
    for mode in [0o640, 0o604] {
        scene.mode("keys.jks", mode);
        assert_eq!(findings(&scene, &words), [of_store("loose-permissions", "warning")]);
    }
    // A key needs no certificate to be one.
    scene.copy("transcripts/fixtures/secret.p12", "secret.p12");
    scene.mode("secret.p12", 0o644);
    let found = findings(&scene, &["secret.p12"]);
    assert!(found.contains(&of_store("loose-permissions", "warning")), "{found:?}");
    scene.truststore("trust.jks", &[("a", own.der())]);
    scene.mode("trust.jks", 0o644);
    assert_eq!(findings(&scene, &["trust.jks"]), []);
}

#[test]
fn an_empty_store_warns() {
    let scene = Scene::new();
    scene.truststore("trust.jks", &[]);
    assert_eq!(findings(&scene, &["trust.jks"]), [of_store("empty-store", "warning")]);
}

#[test]
fn public_roots_make_no_noise() {
    let scene = Scene::new();
    for store in ["debian.jks", "debian.p12", "debian-nopass.p12", "jdk25.jks"] {
        scene.copy(&format!("keystores/{store}"), store);
    }
    for java in ["8u402", "11", "17", "21", "25"] {
        let document = document(&scene, &[".", "--java", java, "--at", AT]);
        assert_eq!(document["stores"].as_array().unwrap().len(), 4);
        assert_eq!(
            (&document["summary"]["errors"], &document["summary"]["warnings"]),
            (&0.into(), &0.into()),
            "{java}"
        );
    }
}
