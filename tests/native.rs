//! The native dialect, as its users call it: the real program on real files.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod support;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use rcgen::{CertificateParams, KeyPair, date_time_ymd};
use serde_json::Value;
use support::{below, issued, params, root, text};

/// A private authority, a server's certificate that it signed, and files with both.
struct Scene {
    base: support::Scene,
    key: KeyPair,
}

impl Scene {
    fn new() -> Self {
        let scene = Self { base: support::Scene::new(), key: support::key() };
        let root = root("Corp Root CA");
        let middle = below(params("Corp Issuing CA", true), &root);
        let leaf = params("mail.example.com", false).signed_by(&scene.key, &middle).unwrap();
        scene.write("leaf.pem", &leaf.pem());
        scene.write("chain.pem", &format!("{}{}{}", leaf.pem(), middle.pem(), root.pem()));
        scene.write("renewed.pem", &issued(&params("mail.example.com", false), &middle).pem());
        scene
    }

    fn path(&self, name: &str) -> PathBuf {
        self.base.path(name)
    }

    fn write(&self, name: &str, text: &str) {
        self.base.write(name, text);
    }

    fn self_signed(&self, file: &str, change: impl FnOnce(&mut CertificateParams)) {
        let mut params = params(file, false);
        change(&mut params);
        self.write(file, &params.self_signed(&self.key).unwrap().pem());
    }

    /// Runs the program in the scene's folder on its store.
    fn run(&self, words: &[&str]) -> Output {
        // The store is made by the first import.
        let create: &[&str] = if words.first() == Some(&"import") { &["--create"] } else { &[] };
        self.base.run(&[words, create, &["--keystore", "store.jks"]].concat())
    }

    fn succeed(&self, words: &[&str]) -> String {
        let output = self.run(words);
        assert!(output.status.success(), "{words:?}: {}", text(&output));
        text(&output)
    }

    fn aliases(&self) -> Vec<String> {
        let listed: Value = serde_json::from_str(&self.succeed(&["list", "--format", "json"])).unwrap();
        let entries = listed["entries"].as_array().unwrap().iter();
        entries.map(|entry| entry["alias"].as_str().unwrap().to_owned()).collect()
    }
}

#[test]
fn a_mistyped_keystore_is_not_made() {
    let scene = Scene::new();
    let refused = scene.base.run(&["import", "leaf.pem", "--keystore", "cacert"]);
    assert_eq!(refused.status.code(), Some(1));
    assert!(text(&refused).contains("there is no keystore cacert"), "{}", text(&refused));
    assert!(!scene.path("cacert").exists());
    let dry = scene.base.run(&["import", "leaf.pem", "--keystore", "cacert", "--dry-run"]);
    assert!(
        text(&dry).contains("There is no keystore cacert: this is a new one (PKCS12)."),
        "{}",
        text(&dry)
    );
    for (said, named) in [("--create", "new"), ("--yes", "other")] {
        let made = scene.base.run(&["import", "leaf.pem", "--keystore", named, said]);
        assert!(made.status.success() && scene.path(named).exists(), "{}", text(&made));
    }
}

#[test]
fn of_a_servers_chain_the_leaf_alone_is_imported() {
    let scene = Scene::new();
    let said = scene.succeed(&["import", "chain.pem"]);
    assert!(said.contains("leave   intermediate  Corp Issuing CA"), "{said}");
    assert!(said.contains("is not an authority (CA:false)"), "{said}");
    assert_eq!(scene.aliases(), ["mail.example.com"]);
    scene.succeed(&["import", "chain.pem", "--ca"]);
    assert_eq!(scene.aliases(), ["mail.example.com", "corp-issuing-ca", "corp-root-ca"]);
}

#[test]
fn the_whole_chain_goes_in_when_it_is_asked_for() {
    let scene = Scene::new();
    scene.succeed(&["import", "chain.pem", "--chain"]);
    assert_eq!(scene.aliases(), ["mail.example.com", "corp-issuing-ca", "corp-root-ca"]);
}

#[test]
fn a_bundle_of_all_roots_is_one_save_and_a_second_time_nothing() {
    let scene = Scene::new();
    let roots = Path::new("testdata/keystores/debian.jks").canonicalize().unwrap();
    let mut program = Command::new(env!("CARGO_BIN_EXE_keytool-rs"));
    let bundle = program.args(["list", "--rfc", "--keystore"]).arg(&roots).output().unwrap();
    fs::write(scene.path("roots.pem"), bundle.stdout).unwrap();
    let first: Value =
        serde_json::from_str(&scene.succeed(&["import", "roots.pem", "--format", "json"])).unwrap();
    let added = |value: &Value, action: &str| {
        value["entries"].as_array().unwrap().iter().filter(|entry| entry["action"] == action).count()
    };
    assert_eq!((first["changed"].as_bool(), added(&first, "added")), (Some(true), 144));
    let before = fs::read(scene.path("store.jks")).unwrap();
    let second: Value =
        serde_json::from_str(&scene.succeed(&["import", "roots.pem", "--format", "json"])).unwrap();
    assert_eq!((second["changed"].as_bool(), added(&second, "unchanged")), (Some(false), 144));
    assert_eq!(fs::read(scene.path("store.jks")).unwrap(), before);
    let mut aliases = scene.aliases();
    aliases.sort();
    aliases.dedup();
    assert_eq!(aliases.len(), 144);
}

#[test]
fn a_renewed_certificate_replaces_the_old_one_only_when_told() {
    let scene = Scene::new();
    scene.succeed(&["import", "leaf.pem", "--alias", "mail"]);
    assert!(scene.succeed(&["import", "leaf.pem", "--alias", "mail"]).contains("unchanged: store.jks"));
    let before = fs::read(scene.path("store.jks")).unwrap();
    let refused = scene.run(&["import", "renewed.pem", "--alias", "mail"]);
    assert_eq!(refused.status.code(), Some(1));
    assert!(text(&refused).contains("--replace"), "{}", text(&refused));
    assert_eq!(fs::read(scene.path("store.jks")).unwrap(), before);
    assert!(
        scene.succeed(&["import", "renewed.pem", "--alias", "mail", "--replace"]).contains("replaced mail")
    );
    assert_eq!(scene.aliases(), ["mail"]);
    assert_eq!(fs::read(scene.path("store.jks.bak")).unwrap(), before);
}

#[test]
fn without_an_alias_another_certificate_of_the_subject_gets_one_of_its_own() {
    let scene = Scene::new();
    scene.succeed(&["import", "leaf.pem"]);
    scene.succeed(&["import", "renewed.pem"]);
    let aliases = scene.aliases();
    assert_eq!(aliases.len(), 2);
    assert!(aliases[1].starts_with("mail.example.com-"), "{aliases:?}");
}

#[test]
fn a_dry_run_of_every_changing_command_changes_nothing() {
    let scene = Scene::new();
    scene.succeed(&["import", "leaf.pem", "--alias", "mail", "--no-backup"]);
    let before = fs::read(scene.path("store.jks")).unwrap();
    for (words, said) in [
        (&["import", "chain.pem", "--ca"][..], "would add corp-root-ca"),
        (&["delete", "mail"], "would remove mail"),
        (&["changealias", "mail", "post"], "would rename mail to post"),
        (&["storepasswd", "--new", "secret1"], "would change the password"),
    ] {
        let words = [words, &["--dry-run"]].concat();
        let told = scene.succeed(&words);
        assert!(told.contains(said) && told.contains("nothing was saved"), "{told}");
    }
    assert_eq!(fs::read(scene.path("store.jks")).unwrap(), before);
    assert!(!scene.path("store.jks.bak").exists());
}

#[test]
fn what_a_jvm_makes_of_an_odd_certificate_is_said_first() {
    let scene = Scene::new();
    scene.self_signed("expired.pem", |params| params.not_after = date_time_ymd(2021, 1, 1));
    scene.self_signed("future.pem", |params| params.not_before = date_time_ymd(2080, 1, 1));
    assert!(scene.succeed(&["import", "expired.pem"]).contains("expired on 2021-01-01"));
    assert!(scene.succeed(&["import", "future.pem"]).contains("not valid yet"));
    assert!(scene.succeed(&["import", "leaf.pem"]).contains("CA:false"));
}

#[test]
fn an_entry_that_no_jvm_can_parse_is_listed_and_deleted() {
    let scene = Scene::new();
    scene.succeed(&["import", "leaf.pem", "--alias", "good", "--storetype", "jks"]);
    // A certificate that is none, under a digest that holds.
    let mut store = fs::read(scene.path("store.jks")).unwrap();
    store.truncate(store.len() - 20);
    store[11] = 2;
    store.extend(2_i32.to_be_bytes());
    store.extend([0, 3]);
    store.extend(b"bad");
    store.extend(0_i64.to_be_bytes());
    store.extend([0, 5]);
    store.extend(b"X.509");
    store.extend(7_i32.to_be_bytes());
    store.extend(b"no cert");
    let password: Vec<u8> = "changeit".encode_utf16().flat_map(u16::to_be_bytes).collect();
    let digest = <sha1::Sha1 as sha1::Digest>::digest([&password, &b"Mighty Aphrodite"[..], &store].concat());
    store.extend(digest);
    fs::write(scene.path("store.jks"), store).unwrap();
    let as_java = Command::new(env!("CARGO_BIN_EXE_keytool-rs"))
        .args(["-list", "-storepass", "changeit", "-keystore"])
        .arg(scene.path("store.jks"))
        .output()
        .unwrap();
    assert_eq!(as_java.status.code(), Some(1));
    assert!(
        text(&as_java).starts_with("keytool error: java.security.cert.CertificateException"),
        "{}",
        text(&as_java)
    );
    assert!(scene.succeed(&["list"]).contains("no JVM can read this store"));
    scene.succeed(&["delete", "bad"]);
    assert_eq!(scene.aliases(), ["good"]);
}

#[test]
fn stores_keep_their_format_and_new_ones_are_pkcs12() {
    let scene = Scene::new();
    scene.succeed(&["import", "leaf.pem"]);
    let listed: Value = serde_json::from_str(&scene.succeed(&["list", "--format", "json"])).unwrap();
    assert_eq!(listed["type"], "PKCS12");
    let jks = Command::new(env!("CARGO_BIN_EXE_keytool-rs"))
        .args(["import", "leaf.pem", "--create", "--storetype", "jks", "--keystore", "other"])
        .current_dir(scene.path(""))
        .output()
        .unwrap();
    assert!(jks.status.success(), "{}", text(&jks));
    assert!(fs::read(scene.path("other")).unwrap().starts_with(&[0xfe, 0xed, 0xfe, 0xed]));
}

#[test]
fn a_reply_goes_under_its_key() {
    let scene = support::Scene::new();
    let fixtures = Path::new("testdata/transcripts/fixtures");
    for name in ["server.p12", "leaf.pem", "shuffled.pem", "full.pem", "under-weak.pem"] {
        fs::copy(fixtures.join(format!("reply-{name}")), scene.path(name)).unwrap();
    }
    let chain = |words: &[&str]| {
        let output = scene.run(&[words, &["--keystore", "server.p12", "--format", "json"]].concat());
        assert!(output.status.success(), "{words:?}: {}", text(&output));
        let listed = scene.run(&["list", "--keystore", "server.p12", "--format", "json"]);
        let listed: Value = serde_json::from_slice(&listed.stdout).unwrap();
        let change: Value = serde_json::from_slice(&output.stdout).unwrap();
        let certificates = listed["entries"][0]["certificates"].as_array().unwrap().len();
        (change["entries"][0]["action"].as_str().unwrap().to_owned(), certificates)
    };
    // The file alone says which key it is for, and in which order its certificates belong.
    assert_eq!(chain(&["import", "leaf.pem"]), ("replaced".into(), 1));
    assert_eq!(chain(&["import", "shuffled.pem"]), ("replaced".into(), 3));
    assert_eq!(chain(&["import", "full.pem", "--alias", "server"]), ("unchanged".into(), 3));
    let told = scene.run(&["import", "leaf.pem", "--keystore", "server.p12", "--dry-run"]);
    let told = text(&told);
    // What a shorter reply lacks was there before.
    assert!(
        told.contains("server.reply.test, issued by Reply Issuing CA, issued by Reply Root CA\n"),
        "{told}"
    );
    fs::copy(fixtures.join("ca.pem"), scene.path("ca.pem")).unwrap();
    let refused = scene.run(&["import", "ca.pem", "--alias", "server", "--keystore", "server.p12"]);
    assert_eq!(refused.status.code(), Some(1));
    assert!(
        text(&refused).contains("no certificate of the reply is for the key server"),
        "{}",
        text(&refused)
    );
}
