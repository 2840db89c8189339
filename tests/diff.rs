//! `diff`: two stores compared by certificate.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod support;

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
    assert_eq!(names("replaced"), ["\"taken\" \"taken\""]);
    assert_eq!((told["common"].as_u64(), told["same"].as_bool()), (Some(1), Some(false)));
    let said = scene.said(&["diff", "a.jks", "b.jks"], 1);
    for words in
        ["Only in the first (1)", "Three, until 2090", "plain is renamed there", "And 1 certificate on"]
    {
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
