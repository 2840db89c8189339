//! `diff`: two stores compared by certificate.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod support;

use std::collections::{BTreeMap, BTreeSet};

use sha2::{Digest as _, Sha256};
use support::{Scene, issued, key, params, root, server, text};

#[test]
fn every_kind_of_difference_is_told_apart() {
    let scene = Scene::new();
    let [one, two, three] = ["One", "Two", "Three"].map(root);
    let [old, new] = [root("Renewed"), root("Renewed")];
    let [here, there] = [root("Here"), root("There")];
    scene.truststore(
        "a.jks",
        &[
            ("same", one.der()),
            ("plain", two.der()),
            ("yearly", old.der()),
            ("taken", here.der()),
            ("gone", three.der()),
        ],
    );
    let four = root("Four");
    scene.truststore(
        "b.jks",
        &[
            ("same", one.der()),
            ("renamed", two.der()),
            ("yearly-2", new.der()),
            ("taken", there.der()),
            ("come", four.der()),
        ],
    );
    let told = scene.json(&["diff", "a.jks", "b.jks"], 1);
    let names = |group: &str| -> Vec<String> {
        let item = |item: &serde_json::Value| match item.get("first") {
            Some(first) => format!("{} {}", first["aliases"][0], item["second"]["aliases"][0]),
            None => item["aliases"][0].to_string(),
        };
        told[group].as_array().unwrap().iter().map(item).collect()
    };
    assert_eq!(names("only_first"), ["\"gone\""]);
    assert_eq!(names("only_second"), ["\"come\""]);
    assert_eq!(names("renamed"), ["\"plain\" \"renamed\""]);
    assert_eq!(names("renewed"), ["\"yearly\" \"yearly-2\""]);
    assert_eq!(told["renewed"][0]["same_key"], false, "{told}");
    assert_eq!(names("replaced"), ["\"taken\" \"taken\""]);
    assert_eq!((told["common"].as_u64(), told["same"].as_bool()), (Some(1), Some(false)));
    let said = scene.said(&["diff", "a.jks", "b.jks"], 1);
    for words in [
        "Only in the first (1)",
        "Three, until 2090",
        "plain is renamed there",
        "And 1 certificate on both sides under the same alias",
    ] {
        assert!(said.contains(words), "{words}: {said}");
    }
}

#[test]
fn formats_and_files_of_certificates_are_compared_by_what_they_hold() {
    let scene = Scene::new();
    let [one, two] = ["One", "Two"].map(root);
    scene.truststore("a.jks", &[("one", one.der()), ("two", two.der())]);
    scene.said(&["importkeystore", "a.jks", "--keystore", "a.p12", "--storepass", "changeit"], 0);
    scene.said(&["diff", "a.jks", "a.p12"], 0);
    scene.write("both.pem", format!("{}{}", two.pem(), one.pem()));
    scene.said(&["diff", "a.jks", "both.pem"], 0);
    // Standard input, as of another machine: a store or certificates.
    for name in ["a.p12", "both.pem"] {
        let input = std::fs::File::open(scene.path(name)).unwrap();
        let output = scene.command(&["diff", "-", "a.jks"]).stdin(input).output().unwrap();
        assert_eq!(output.status.code(), Some(0), "{name}: {}", text(&output));
    }
    scene.write("one.pem", one.pem());
    let told = scene.json(&["diff", "one.pem", "a.p12"], 1);
    assert_eq!(told["only_second"][0]["subject"], "Two");
    assert_eq!(told["stores"][0]["type"], serde_json::Value::Null);
    // A key is another thing than a trusted certificate, though it has the same.
    let own = key();
    let leaf = server("mail.example.com").signed_by(&own, &one).unwrap();
    scene.keystore("key.jks", "changeit", &[("it", &own, &[leaf.der()])]);
    scene.truststore("trusted.jks", &[("it", leaf.der())]);
    let said = scene.said(&["diff", "key.jks", "trusted.jks"], 1);
    assert!(said.contains("it is it there; trusted there, a private key here"), "{said}");
    assert_ne!(leaf.der(), issued(&server("mail.example.com"), &one).der());
}

#[test]
fn what_cannot_be_compared_is_told() {
    let scene = Scene::new();
    let one = root("One");
    scene.store("a.jks", "secret", &[("one", one.der())], &[]);
    scene.said(
        &[
            "importkeystore",
            "a.jks",
            "--srcstorepass",
            "secret",
            "--keystore",
            "a.p12",
            "--storepass",
            "secret",
        ],
        0,
    );
    let wrong = scene.run(&["diff", "a.jks", "a.p12", "--storepass", "wrong1"]);
    assert_eq!(wrong.status.code(), Some(2), "{}", text(&wrong));
    scene.said(&["diff", "a.jks", "a.p12", "--storepass", "secret"], 0);
    scene.said(&["diff", "a.p12", "a.jks", "--storepass", "secret", "--other-storepass", "secret"], 0);
    for other in ["nothing.jks", "."] {
        let missing = scene.run(&["diff", "a.jks", other, "--storepass", "secret"]);
        assert_eq!(missing.status.code(), Some(2), "{}", text(&missing));
        assert!(text(&missing).contains(other), "{}", text(&missing));
    }
}

/// A name in another string type and in other letters is the same name to Java.
#[test]
fn a_certificate_renewed_in_another_string_type_is_renewed() {
    let scene = Scene::new();
    let named = |value: rcgen::DnValue| {
        let mut params = params("", true);
        params.distinguished_name = rcgen::DistinguishedName::new();
        params.distinguished_name.push(rcgen::DnType::CommonName, value);
        rcgen::CertifiedIssuer::self_signed(params, key()).unwrap()
    };
    let old = named(rcgen::DnValue::PrintableString("Corporate Root".try_into().unwrap()));
    let new = named(rcgen::DnValue::Utf8String("Corporate  root".to_owned()));
    scene.truststore("a.jks", &[("it", old.der())]);
    scene.truststore("b.jks", &[("it-2026", new.der())]);
    let told = scene.json(&["diff", "a.jks", "b.jks"], 1);
    assert_eq!(told["renewed"][0]["first"]["aliases"][0], "it", "{told}");
    assert_eq!(told["renewed"][0]["second"]["aliases"][0], "it-2026", "{told}");
}

/// Of two certificates of one subject the one whose alias stayed is the one that was renewed.
#[test]
fn the_same_alias_decides_which_of_two_was_renewed() {
    let scene = Scene::new();
    let [first, second, new] = ["Twice"; 3].map(root);
    scene.truststore("a.jks", &[("first", first.der()), ("second", second.der())]);
    scene.truststore("b.jks", &[("second", new.der())]);
    let told = scene.json(&["diff", "a.jks", "b.jks"], 1);
    assert_eq!(told["renewed"][0]["first"]["aliases"][0], "second", "{told}");
    assert_eq!(told["only_first"][0]["aliases"][0], "first", "{told}");
}

/// What is lost with a key is more than its certificate: the key, and the chain that it sends.
#[test]
fn a_lost_key_and_a_lost_chain_are_differences() {
    let scene = Scene::new();
    let issuer = root("Issuer");
    let own = key();
    let leaf = server("mail.example.com").signed_by(&own, &issuer).unwrap();
    scene.store("both.jks", "changeit", &[("cert", leaf.der())], &[("own", &own, &[leaf.der()])]);
    scene.truststore("neither.jks", &[("cert", leaf.der()), ("own", leaf.der())]);
    let said = scene.said(&["diff", "both.jks", "neither.jks"], 1);
    assert!(said.contains("trusted there, a private key here"), "{said}");
    // The aliases change places.
    scene.store("swapped.jks", "changeit", &[("own", leaf.der())], &[("cert", &own, &[leaf.der()])]);
    let said = scene.said(&["diff", "both.jks", "swapped.jks"], 1);
    assert!(said.contains("own (key)") && said.contains("cert (key)"), "{said}");
    scene.keystore("short.jks", "changeit", &[("own", &own, &[leaf.der()])]);
    scene.keystore("whole.jks", "changeit", &[("own", &own, &[leaf.der(), issuer.der()])]);
    let said = scene.said(&["diff", "short.jks", "whole.jks"], 1);
    assert!(said.contains("own is own there; its chain has 2 certificates there, 1 here"), "{said}");
    let told = scene.json(&["diff", "short.jks", "whole.jks"], 1);
    let chains = ["first", "second"].map(|side| told["renamed"][0][side]["chain"].as_array().unwrap().len());
    assert_eq!(chains, [1, 2], "{told}");
}

/// A few numbers of no pattern (Knuth's MMIX generator), the same in every run.
struct Dice(u64);

impl Dice {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % end
    }
}

/// Stores that nobody thought of: what is told of two, and what is carried from one into the other, is what a count over their
/// aliases and certificates says. Certificates 2n and 2n+1 have one subject.
#[test]
fn generated_stores_differ_as_counted_and_carry_what_they_should() {
    let pool: Vec<_> = (0..10).map(|number| root(&format!("Root {}", number / 2))).collect();
    let names: Vec<String> = pool
        .iter()
        .map(|one| Sha256::digest(one.der()).iter().map(|octet| format!("{octet:02x}")).collect())
        .collect();
    let number = |sha256: &serde_json::Value| names.iter().position(|name| sha256 == name.as_str()).unwrap();
    let mut dice = Dice(6);
    let mut seen = [0_usize; 6];
    for _ in 0..40 {
        let scene = Scene::new();
        let mut stores: [BTreeMap<String, usize>; 2] = Default::default();
        for _ in 0..dice.below(9) {
            stores[0].insert(format!("alias{}", dice.below(6)), dice.below(pool.len()));
        }
        for (alias, certificate) in &stores[0].clone() {
            match dice.below(6) {
                0 => None,
                1 => stores[1].insert(format!("{alias}-renamed"), *certificate),
                2 => stores[1].insert(alias.clone(), certificate ^ 1),
                3 => stores[1].insert(alias.clone(), dice.below(pool.len())),
                _ => stores[1].insert(alias.clone(), *certificate),
            };
        }
        for (name, store) in ["a.jks", "b.jks"].iter().zip(&stores) {
            let entries: Vec<(&str, &[u8])> =
                store.iter().map(|(alias, certificate)| (&**alias, &**pool[*certificate].der())).collect();
            scene.truststore(name, &entries);
        }
        let aliases = |side: usize, certificate: usize| -> BTreeSet<&String> {
            stores[side].iter().filter(|(_, it)| **it == certificate).map(|(alias, _)| alias).collect()
        };
        let held = |side: usize| stores[side].values().copied().collect::<BTreeSet<usize>>();
        let (here, there) = (held(0), held(1));
        let (same, renamed): (BTreeSet<usize>, BTreeSet<usize>) =
            here.intersection(&there).partition(|it| aliases(0, **it) == aliases(1, **it));
        let only: Vec<usize> = here.difference(&there).copied().collect();
        let renewed: BTreeSet<(usize, usize)> = only
            .iter()
            .map(|it| (*it, it ^ 1))
            .filter(|(_, other)| there.contains(other) && !here.contains(other))
            .collect();
        let is_same = stores[0] == stores[1];
        let told = scene.json(&["diff", "a.jks", "b.jks"], i32::from(!is_same));
        let pairs = |group: &str| -> BTreeSet<(usize, usize)> {
            let pairs = told[group].as_array().unwrap().iter();
            pairs.map(|it| (number(&it["first"]["sha256"]), number(&it["second"]["sha256"]))).collect()
        };
        assert_eq!(told["same"], is_same, "{stores:?}: {told}");
        assert_eq!(told["common"], same.len(), "{stores:?}: {told}");
        assert_eq!(pairs("renamed"), renamed.iter().map(|it| (*it, *it)).collect(), "{stores:?}: {told}");
        assert_eq!(pairs("renewed"), renewed, "{stores:?}: {told}");
        // Every certificate is told once: what has no partner is replaced under its alias, or on one side alone.
        let singles = |group: &str, pair: usize| -> BTreeSet<usize> {
            let alone = told[group].as_array().unwrap().iter().map(|it| number(&it["sha256"]));
            let replaced = pairs("replaced");
            alone.chain(replaced.into_iter().map(|it| if pair == 0 { it.0 } else { it.1 })).collect()
        };
        let left = |all: &BTreeSet<usize>, other: &BTreeSet<usize>, pairs: BTreeSet<usize>| {
            all.difference(other).copied().filter(|it| !pairs.contains(it)).collect::<BTreeSet<usize>>()
        };
        let (firsts, seconds) = renewed.iter().copied().unzip();
        assert_eq!(singles("only_first", 0), left(&here, &there, firsts), "{stores:?}: {told}");
        assert_eq!(singles("only_second", 1), left(&there, &here, seconds), "{stores:?}: {told}");
        let replaced = pairs("replaced").len();
        for (alone, other) in pairs("replaced") {
            assert!(!aliases(0, alone).is_disjoint(&aliases(1, other)), "{stores:?}: {told}");
        }

        scene.said(&["carry", "--from", "a.jks", "--to", "b.jks", "--yes"], 0);
        let told = scene.json(&["list", "--keystore", "b.jks"], 0);
        let carried: BTreeMap<String, usize> = told["entries"]
            .as_array()
            .unwrap()
            .iter()
            .map(|it| (it["alias"].as_str().unwrap().to_owned(), number(&it["certificates"][0]["sha256"])))
            .collect();
        let mut expected = stores[1].clone();
        for certificate in &only {
            let alias = carried.iter().find(|(_, it)| *it == certificate).map(|(alias, _)| alias).unwrap();
            let own = aliases(0, *certificate);
            let digits = &names[*certificate][..8];
            let is_own = own.iter().any(|one| alias == *one || *alias == format!("{one}-{digits}"));
            assert!(is_own, "{alias} of {stores:?}");
            expected.insert(alias.clone(), *certificate);
        }
        assert_eq!(carried, expected, "{stores:?}");
        let counts = [same.len(), renamed.len(), renewed.len(), replaced, only.len(), usize::from(is_same)];
        seen.iter_mut().zip(counts).for_each(|(sum, count)| *sum += count);
    }
    assert!(seen.iter().all(|count| *count > 0), "{seen:?}");
}
