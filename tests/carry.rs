//! `carry`: what people added to an old trust store goes into the new one.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod support;

use rcgen::date_time_ymd;
use support::{Authority, Scene, key, params, root, text};

fn bygone(name: &str) -> Authority {
    let mut params = params(name, true);
    params.not_after = date_time_ymd(2024, 1, 1);
    rcgen::CertifiedIssuer::self_signed(params, key()).unwrap()
}

/// An old store of two delivered roots, one of which is gone from the new store, and of what people added.
fn scene() -> (Scene, [Authority; 6]) {
    let scene = Scene::new();
    let [kept, dropped, corporate, partner] = ["Kept", "Dropped", "Corporate", "Partner"].map(root);
    let [old, other] = [bygone("Bygone"), root("Other")];
    scene.truststore("delivered.jks", &[("kept", kept.der()), ("dropped", dropped.der())]);
    let own = key();
    let leaf = params("key", false).self_signed(&own).unwrap();
    scene.store(
        "old.jks",
        "changeit",
        &[
            ("kept", kept.der()),
            ("dropped", dropped.der()),
            ("corporate", corporate.der()),
            ("partner", partner.der()),
            ("bygone", old.der()),
        ],
        &[("own", &own, &[leaf.der()])],
    );
    scene.truststore("new.jks", &[("kept", kept.der()), ("partner", other.der())]);
    (scene, [kept, dropped, corporate, partner, old, other])
}

fn aliases(scene: &Scene) -> Vec<String> {
    let told = scene.json(&["list", "--keystore", "new.jks"], 0);
    told["entries"]
        .as_array()
        .unwrap()
        .iter()
        .map(|entry| entry["alias"].as_str().unwrap().to_owned())
        .collect()
}

const CARRY: [&str; 7] = ["carry", "--from", "old.jks", "--to", "new.jks", "--baseline", "delivered.jks"];

#[test]
fn what_people_added_is_carried_and_nothing_else() {
    let (scene, _) = scene();
    let before = std::fs::read(scene.path("new.jks")).unwrap();
    let said = scene.said(&[&CARRY[..], &["--dry-run"]].concat(), 0);
    assert_eq!(std::fs::read(scene.path("new.jks")).unwrap(), before);
    for words in ["2 certificates", "Corporate, until 2090", "Expired, and left", "Bygone", "Keys", "own"] {
        assert!(said.contains(words), "{words}: {said}");
    }
    assert!(said.contains("2 of the vendor's, 0 there already."), "{said}");
    scene.said(&CARRY, 0);
    let carried = aliases(&scene);
    assert_eq!(carried.len(), 4, "{carried:?}");
    assert!(carried.contains(&"corporate".to_owned()), "{carried:?}");
    // The alias is another certificate's there.
    assert!(carried.iter().any(|alias| alias.starts_with("partner-")), "{carried:?}");
    // Once more, and nothing is left to be done.
    let after = std::fs::read(scene.path("new.jks")).unwrap();
    let said = scene.said(&CARRY, 0);
    assert!(said.contains("Nothing in old.jks is to be carried over"), "{said}");
    assert_eq!(std::fs::read(scene.path("new.jks")).unwrap(), after);
    scene.said(&[&CARRY[..], &["--expired"]].concat(), 0);
    assert!(aliases(&scene).contains(&"bygone".to_owned()));
}

#[test]
fn without_a_baseline_public_roots_are_the_vendors() {
    let scene = Scene::new();
    scene.copy("keystores/debian.jks", "old.jks");
    scene.copy("keystores/debian.jks", "new.jks");
    let corporate = root("Corporate");
    scene.write("corporate.pem", corporate.pem());
    scene.said(&["import", "corporate.pem", "--keystore", "old.jks", "--yes"], 0);
    scene.said(&["carry", "--from", "old.jks", "--to", "new.jks"], 0);
    let told = scene.json(&["diff", "old.jks", "new.jks"], 0);
    assert_eq!(told["same"], true);
}

#[test]
fn a_store_is_not_carried_into_itself_and_faults_change_nothing() {
    let (scene, _) = scene();
    let before = std::fs::read(scene.path("new.jks")).unwrap();
    scene.write("empty.jks", "");
    for (words, expected) in [
        (&["--from", "empty.jks", "--to", "new.jks"][..], "the keystore empty.jks is empty"),
        (&["--from", "new.jks", "--to", "new.jks"][..], "old store and the new one"),
        (&["--from", "./new.jks", "--to", "new.jks"], "old store and the new one"),
        (&["--from", "gone.jks", "--to", "new.jks"], "gone.jks"),
        // The old one opens with its own password; the new one is the one that does not.
        (&["--from", "old.jks", "--to", "new.jks", "--storepass", "wrong1"], "wrong password for new.jks"),
        (&["--from", "old.jks", "--to", "new.jks", "--from-storepass", "wrong1"], "with --from-storepass"),
        (&["--from", "old.jks", "--to", "newer.jks"], "Name with --to"),
        (&["--from", "gone.jks", "--to", "new.jks"], "Correct its name"),
        (&["--from", "old.jks", "--to", "."], "no Java in"),
    ] {
        let output = scene.run(&[&["carry"], words].concat());
        assert_eq!(output.status.code(), Some(1), "{words:?}: {}", text(&output));
        assert!(text(&output).contains(expected), "{words:?}: {}", text(&output));
    }
    assert_eq!(std::fs::read(scene.path("new.jks")).unwrap(), before);
}

/// Each store may have its own password; the one as delivered has the customary one, whatever the old one got since.
#[test]
fn passwords_are_each_stores_own() {
    let scene = Scene::new();
    let [kept, corporate] = ["Kept", "Corporate"].map(root);
    scene.truststore("delivered.jks", &[("kept", kept.der())]);
    scene.store("old.jks", "secret1", &[("kept", kept.der()), ("corporate", corporate.der())], &[]);
    scene.store("new.jks", "secret2", &[("kept", kept.der())], &[]);
    let words = ["carry", "--from", "old.jks", "--to", "new.jks", "--baseline", "delivered.jks", "--dry-run"];
    let given = ["--from-storepass", "secret1", "--storepass", "secret2"];
    let said = scene.said(&[&words[..], &given].concat(), 0);
    assert!(said.contains("Corporate") && said.contains("1 of the vendor's"), "{said}");
    let said = scene.said(&[&words[..], &["--storepass", "secret2"]].concat(), 1);
    assert!(said.contains("wrong password for old.jks") && said.contains("--from-storepass"), "{said}");
    // The old one kept the password that every cacerts has.
    scene.store("old.jks", "changeit", &[("kept", kept.der()), ("corporate", corporate.der())], &[]);
    let said = scene.said(&[&words[..], &["--storepass", "secret2"]].concat(), 0);
    assert!(said.contains("Corporate"), "{said}");
}

/// A program is told what was left, as a person is.
#[test]
fn what_is_left_is_told_as_json() {
    let (scene, _) = scene();
    let told = scene.json(&[&CARRY[..], &["--dry-run"]].concat(), 0);
    let left = &told["left"];
    assert_eq!(left["expired"][0]["alias"], "bygone", "{told}");
    assert_eq!(left["expired"][0]["subject"], "CN=Bygone", "{told}");
    assert_eq!(left["keys"][0], "own", "{told}");
    assert_eq!((left["vendors"].as_u64(), left["there"].as_u64()), (Some(2), Some(0)), "{told}");
    assert_eq!(told["entries"].as_array().unwrap().len(), 2, "{told}");
}
