//! `overlay`: a store of one's own on top of the one that a Java uses, and what a real Java makes of it.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod support;

use std::fs;

use support::{Scene, root};

/// A store of one's own on top of another: made, looked after, taken away.
#[test]
fn an_overlay_is_made_checked_refreshed_and_taken_away() {
    let scene = Scene::new();
    scene.truststore("base.jks", &[("one", root("One").der()), ("two", root("Two").der())]);
    scene.write("corp.pem", root("Corp Root").pem());
    let out = ["--out", "mine/overlay.jks"];
    let overlay = |words: &[&str], code| scene.json(&[&["overlay"], words, &out].concat(), code);
    let made = overlay(&["--add", "corp.pem", "--keystore", "base.jks"], 0);
    assert_eq!((&made["certificates"], &made["added"]), (&2.into(), &serde_json::json!(["Corp Root"])));
    assert!(made["option"].as_str().unwrap().starts_with("-Djavax.net.ssl.trustStore=/"));
    let aliases = |code| {
        let listed = scene.json(&["list", "--keystore", "mine/overlay.jks"], code);
        let entries = listed["entries"].as_array().unwrap().clone();
        entries.iter().map(|entry| entry["alias"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(aliases(0), ["one", "two", "corp root"]);
    assert_eq!(overlay(&["--check"], 0)["up_to_date"], true);
    // The Java's own store changes; what was added stays.
    scene.said(&["delete", "two", "--keystore", "base.jks"], 0);
    assert_eq!(overlay(&["--check"], 1)["up_to_date"], false);
    assert_eq!(overlay(&["--refresh"], 0)["certificates"], 1);
    assert_eq!(aliases(0), ["one", "corp root"]);
    scene.write("more.pem", root("More").pem());
    assert_eq!(overlay(&["--add", "more.pem"], 0)["added"].as_array().unwrap().len(), 2);
    // A store that somebody else made is let be.
    scene.copy("keystores/debian.jks", "other.jks");
    let words = ["overlay", "--add", "corp.pem", "--keystore", "base.jks", "--out", "other.jks"];
    let said = scene.said(&words, 2);
    assert!(said.contains("was not made by `overlay`"), "{said}");
    fs::remove_file(scene.path("base.jks")).unwrap();
    assert_eq!(overlay(&["--check"], 1)["base_exists"], false);
    overlay(&["--revert"], 0);
    assert!(!scene.path("mine/overlay.jks").exists() && !scene.path("mine/overlay.jks.note").exists());
    overlay_is_gone(&scene, &out);
}

fn overlay_is_gone(scene: &Scene, out: &[&str]) {
    for word in ["--check", "--refresh", "--revert"] {
        let said = scene.said(&[&["overlay", word], out].concat(), 2);
        assert!(said.contains("there is no overlay"), "{word}: {said}");
    }
}
