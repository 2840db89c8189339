//! `overlay`: a store of one's own on top of the one that a Java uses, and what a real Java makes of it.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod support;

use std::fs;

use serde_json::{Value, json};
use support::javas::{Running, compile, javas};
use support::{Scene, root, text};

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
    // What somebody has imported into the overlay stays as well.
    scene.write("hand.pem", root("By Hand").pem());
    scene.said(&["import", "hand.pem", "--keystore", "mine/overlay.jks", "--alias", "hand"], 0);
    assert_eq!(overlay(&["--refresh"], 0)["kept"], json!(["hand"]));
    assert_eq!(aliases(0), ["one", "corp root", "hand"]);
    scene.said(&["delete", "hand", "--keystore", "mine/overlay.jks"], 0);
    scene.write("more.pem", root("More").pem());
    assert_eq!(overlay(&["--add", "more.pem"], 0)["added"].as_array().unwrap().len(), 2);
    // A store that somebody else made is let be.
    scene.copy("keystores/debian.jks", "other.jks");
    let words = ["overlay", "--add", "corp.pem", "--keystore", "base.jks", "--out", "other.jks"];
    let said = scene.said(&words, 2);
    assert!(said.contains("was not made by `overlay`"), "{said}");
    fs::remove_file(scene.path("base.jks")).unwrap();
    assert_eq!(overlay(&["--check"], 1)["base_exists"], false);
    // The overlay may be gone before.
    fs::remove_file(scene.path("mine/overlay.jks")).unwrap();
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

/// A store that is named from another folder is found again, whatever the folder.
#[test]
fn what_it_was_made_from_is_named_in_full() {
    let scene = Scene::new();
    for folder in ["jdk/lib/security", "jdk/conf/security"] {
        fs::create_dir_all(scene.path(folder)).unwrap();
    }
    scene.truststore("jdk/lib/security/cacerts", &[("one", root("One").der())]);
    scene.write("jdk/conf/security/java.security", "");
    scene.write("corp.pem", root("Corp Root").pem());
    let out = ["--out", "mine.jks"];
    scene.said(&[&["overlay", "--add", "corp.pem", "--java-home", "jdk"], &out[..]].concat(), 0);
    let checked = scene.json(&[&["overlay", "--check"], &out[..]].concat(), 0);
    let base = checked["base"].as_str().unwrap();
    assert!(base.starts_with('/') && base.ends_with("/jdk/lib/security/cacerts"), "{checked}");
}

/// The options that are told make each real Java use the overlay, whatever it was told of the store before.
#[test]
fn a_running_java_uses_it_with_what_is_told() {
    let javas = javas();
    if javas.is_empty() {
        return;
    }
    let scene = Scene::new();
    compile(&scene);
    scene.truststore("own.jks", &[("own", root("Own").der())]);
    let copies = ["-importkeystore", "-srckeystore", "own.jks", "-srcstorepass", "changeit", "-noprompt"];
    let to = ["-destkeystore", "own.p12", "-deststoretype", "PKCS12", "-deststorepass", "otherpass"];
    let output = scene.run(&[&copies[..], &to].concat());
    assert!(output.status.success(), "{}", text(&output));
    scene.write("corp.pem", root("Corp Root").pem());
    scene.write("more.pem", root("More").pem());
    // A blank in its path: the variable is cut at blanks that no quotes hold together.
    let words = ["overlay", "--add", "corp.pem", "--keystore", "own.jks", "--out", "two words/it's.jks"];
    let spaced = scene.json(&words, 0)["option"].as_str().unwrap().to_owned();
    let java = Running::start(&scene, &javas[0].1, &[], &[("JAVA_TOOL_OPTIONS", &spaced)]);
    assert_eq!(
        (java.anchors, java.store.as_deref().map(|path| path.ends_with("two words/it's.jks"))),
        (Some(2), Some(true))
    );
    const STORE: &str = "-Djavax.net.ssl.trustStore=own.p12";
    let told =
        [STORE, "-Djavax.net.ssl.trustStorePassword=otherpass", "-Djavax.net.ssl.trustStoreType=pkcs12"];
    for (version, home) in &javas {
        let java = Running::start(&scene, home, &told, &[]);
        assert_eq!(java.anchors, Some(1));
        let pid = java.process.id().to_string();
        let out = format!("mine-{version}.jks");
        let made = scene.json(&["overlay", "--add", "corp.pem", "--process", &pid, "--out", &out], 0);
        let replaced = ["=own.p12", "Password=…", "Type=pkcs12"].map(
            |end| json!({"option": format!("-Djavax.net.ssl.trustStore{end}"), "origin": "command line"}),
        );
        assert_eq!(made["replaces"], json!(replaced), "{made}");
        assert_eq!(made["obstacle"], Value::Null);
        let options: Vec<&str> =
            made["options"].as_array().unwrap().iter().map(|one| one.as_str().unwrap()).collect();
        let variable = [("JAVA_TOOL_OPTIONS", made["option"].as_str().unwrap())];
        // In the variable it counts less than what the command line says; the password alone spoils the overlay.
        assert_eq!(Running::start(&scene, home, &told, &variable).anchors, Some(1), "{version}");
        let without = Running::start(&scene, home, &[options[0], told[1]], &[]);
        assert_eq!(without.anchors, None, "{version}");
        // In the place of them all.
        let java = Running::start(&scene, home, &options, &[]);
        assert_eq!(java.anchors, Some(2), "{version}");
        assert!(java.store.as_deref().unwrap().ends_with(&out), "{version}");
        // Once it uses it, more is added to it on top of the same store.
        let pid = java.process.id().to_string();
        let made = scene.json(
            &["overlay", "--add", "more.pem", "--process", &pid, "--out", &out, "--storepass", "otherpass"],
            0,
        );
        assert!(made["base"].as_str().unwrap().ends_with("/own.p12"), "{made}");
        assert_eq!(made["added"], json!(["Corp Root", "More"]));
    }
}

/// What the user of a Java may not read is no use to it: it would fall back to its own store without a word.
#[cfg(target_os = "linux")]
#[test]
fn an_overlay_that_its_java_may_not_read_is_no_use() {
    use std::os::unix::process::CommandExt as _;
    let javas = javas();
    let Some((_, home)) = javas.last() else { return };
    // Only root may start a process as somebody else, who has to reach the Java and its class.
    if !fs::read_to_string("/proc/self/status").unwrap().contains("Uid:\t0\t0\t0\t0") {
        return;
    }
    let scene = Scene::new();
    compile(&scene);
    scene.write("corp.pem", root("Corp Root").pem());
    fs::create_dir(scene.path("secret")).unwrap();
    scene.mode("secret", 0o700);
    scene.mode(".", 0o755);
    let mut java = std::process::Command::new(home.join("bin/java"))
        .args(["-cp", ".", "Waits"])
        .current_dir(scene.path("."))
        .stdin(std::process::Stdio::piped())
        .stdout(std::process::Stdio::null())
        .uid(65534)
        .gid(65534)
        .spawn()
        .unwrap();
    std::thread::sleep(std::time::Duration::from_millis(500));
    let pid = java.id().to_string();
    let add = |out: &str| scene.json(&["overlay", "--add", "corp.pem", "--process", &pid, "--out", out], 0);
    let (secret, open) = (add("secret/mine.jks"), add("mine.jks"));
    let _ = java.kill();
    let _ = java.wait();
    assert_eq!((&secret["obstacle"], &open["obstacle"]), (&json!("forbidden"), &Value::Null));
}
