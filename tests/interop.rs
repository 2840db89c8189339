//! What we write, others read, and what others write, we read: JVMs 11, 17, 21 and 25, their keytools, OpenSSL, NSS
//! and two crates.
//!
//! `JAVA_HOME_25=/path/to/jdk-25 … cargo test --test interop`; of `JAVA_HOME_11`, `_17`, `_21` and `_25` those that are
//! set are asked. `javac` (11 or later; `JAVAC` names it where it is not on the path) compiles the witness. What is
//! not there is skipped, with a word about it.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::print_stderr
)]
#![allow(unreachable_pub, missing_docs)]

#[path = "interop/crates.rs"]
mod crates;
#[path = "interop/nss.rs"]
mod nss;
#[path = "interop/openssl.rs"]
mod openssl;
#[path = "interop/scene.rs"]
mod scene;
#[path = "interop/view.rs"]
mod view;
#[path = "interop/witness.rs"]
mod witness;

use std::fs;
use std::process::Command;

use scene::{Face, PASSWORD, StoreFile, authority, folder, stores, succeed};
use view::{View, dateless, fingerprint, ours};
use witness::{Jvm, jvms, with_every_jvm};

/// The alias that the fresh authority is imported under.
const ALIAS: &str = "fresh authority";
/// A password that is neither ASCII nor one UTF-16 unit a character. JVMs before 25 take none such for a PKCS12 with
/// today's ciphers ("Password is not ASCII").
const UNICODE: &str = "pässwörd 🔑";

fn assert_untrusted(outcome: Result<(), String>, what: &str) {
    let error = outcome.expect_err(what);
    assert!(error.contains("PKIX path building failed"), "{what}: {error}");
}

#[test]
fn an_imported_authority_is_trusted_by_every_jvm() {
    let folder = folder();
    let stores = stores(folder.path());
    assert_eq!(stores.len(), 6);
    let stores = stores.into_iter().map(|store| (ours(&store, None), store)).collect::<Vec<_>>();
    let imported: Vec<_> = stores
        .iter()
        .flat_map(|before| Face::BOTH.map(|face| (before, face)))
        .map(|((old, before), face)| {
            let after = before.copy(&format!("{face:?}-{}", before.name()));
            face.import(&after, ALIAS, "ca.der");
            let new = ours(&after, None);
            let mut rest = new.clone();
            let added = rest.remove(ALIAS).unwrap();
            assert_eq!(added.certificates, [fingerprint(&authority().certificate)]);
            assert_eq!(&rest, old, "{}", after.name());
            ((old, before), (new, after))
        })
        .collect();
    with_every_jvm(|jvm| {
        for (number, ((old, before), (new, after))) in imported.iter().enumerate() {
            let what = format!("{} in {}", after.name(), jvm.name);
            jvm.sees(after, None, new);
            // A PKCS12 with a password needs it, also for its certificates; a JKS does not.
            let password = after.password.as_deref().filter(|_| after.kind == "PKCS12");
            jvm.handshake(after).unwrap_or_else(|error| panic!("{what}: {error}"));
            jvm.handshake_by_property(after, password).unwrap_or_else(|error| panic!("{what}: {error}"));
            if after.password.is_none() {
                let any = StoreFile { password: Some("whatever".into()), ..after.clone() };
                assert_eq!(jvm.list(&any, None).unwrap().len(), new.len(), "{what}");
                jvm.handshake(&any).unwrap_or_else(|error| panic!("{what}: {error}"));
            }
            // The store as it was comes twice, once for each dialect.
            if number % 2 == 0 {
                jvm.sees(before, None, old);
                assert_untrusted(jvm.handshake(before), &what);
                assert_untrusted(jvm.handshake_by_property(before, password), &what);
            }
        }
    });
    eprintln!("{} stores with an imported authority, {} JVMs", imported.len(), jvms().len());
}

#[test]
fn the_trust_store_of_the_command_line_is_obeyed() {
    let folder = folder();
    for before in stores(folder.path()).into_iter().filter(|store| store.name().starts_with("debian")) {
        let after = before.copy(&format!("after-{}", before.name()));
        Face::Keytool.import(&after, ALIAS, "ca.der");
        // One without the authority for each JVM: every store has had its turn in the other test.
        let stores = if before.kind == "JKS" { vec![&before, &after] } else { vec![&after] };
        for (jvm, store) in jvms().iter().flat_map(|jvm| stores.iter().map(move |store| (jvm, store))) {
            let mut options = vec![format!("-Djavax.net.ssl.trustStore={}", store.path.display()).into()];
            if let Some(password) = &store.password {
                options.push(format!("-Djavax.net.ssl.trustStorePassword={password}").into());
            }
            let started = Jvm::start(&jvm.name, jvm.home.clone(), &options).unwrap();
            if std::ptr::eq(*store, &before) {
                assert_untrusted(started.handshake_by_default(), &jvm.name);
            } else {
                started.handshake_by_default().unwrap_or_else(|error| panic!("{}: {error}", started.name));
            }
        }
    }
}

#[test]
fn every_change_leaves_a_store_that_every_jvm_reads() {
    let folder = folder();
    let mut changed = Vec::new();
    for (number, before) in stores(folder.path()).into_iter().enumerate() {
        let face = Face::BOTH[number % 2];
        let mut expected = dateless(ours(&before, None));
        let first = expected.keys().next().unwrap().clone();
        let mut store = before.copy(&format!("changed-{}", before.name()));
        let mut step = |store: &StoreFile, expected: &View, done: &str| {
            let kept = store.copy(&format!("{done}-{}", before.name()));
            let view = ours(&kept, None);
            assert_eq!(&dateless(view.clone()), expected, "{}", kept.name());
            changed.push((kept, view));
        };
        face.rename(&store, &first, "Renamed Ä 🔑", None);
        let renamed = expected.remove(&first).unwrap();
        expected.insert("renamed ä 🔑".into(), renamed);
        step(&store, &expected, "renamed");
        if store.password.is_some() {
            let new = if store.kind == "JKS" { UNICODE } else { "another password" };
            face.change_password(&mut store, new);
            step(&store, &expected, "password");
        }
        face.import(&store, ALIAS, "ca.der");
        face.delete(&store, "renamed ä 🔑");
        expected.remove("renamed ä 🔑");
        let mut with_authority = expected.clone();
        with_authority.extend(dateless(ours(&store, None)).remove_entry(ALIAS));
        assert_eq!(with_authority.len(), expected.len() + 1);
        step(&store, &with_authority, "imported");
        face.delete(&store, ALIAS);
        step(&store, &expected, "deleted");
        for alias in expected.keys().take(20).cloned().collect::<Vec<_>>() {
            face.delete(&store, &alias);
            expected.remove(&alias);
        }
        step(&store, &expected, "twenty-deleted");
    }
    with_every_jvm(|jvm| {
        for (store, view) in &changed {
            jvm.sees(store, None, view);
        }
    });
    eprintln!("{} changed stores, {} JVMs", changed.len(), jvms().len());
}

#[test]
fn a_password_beyond_ascii_opens_a_pkcs12_where_java_takes_one() {
    let folder = folder();
    let Some(jvm) = jvms().iter().find(|jvm| jvm.name.starts_with("JAVA_HOME_25")) else { return };
    for face in Face::BOTH {
        let mut store = StoreFile::new(folder.path().join(format!("{face:?}.p12")), "PKCS12");
        face.import(&store, ALIAS, "ca.der");
        face.change_password(&mut store, UNICODE);
        jvm.agrees(&store, None);
        jvm.handshake(&store).unwrap();
    }
}

#[test]
fn keys_of_every_jvm_survive_our_changes() {
    with_every_jvm(|jvm| {
        let folder = folder();
        let cases = [("JKS", PASSWORD), ("JKS", "of the keys"), ("PKCS12", PASSWORD)];
        for ((kind, key_password), face) in
            cases.into_iter().flat_map(|case| Face::BOTH.map(|face| (case, face)))
        {
            let mut store = StoreFile::new(folder.path().join("keys"), kind);
            let what = format!("{kind} of {}, {face:?}", jvm.name);
            jvm.make(&store, key_password);
            let mut expected = jvm.agrees(&store, Some(key_password));
            assert_eq!(expected.len(), if kind == "JKS" { 3 } else { 4 }, "{what}");
            // The keys that we recover are, octet for octet, those that this JVM put there.
            let recovered = ours(&store, Some(key_password)).remove("server").unwrap().key;
            assert_eq!(recovered, Some(fingerprint(&authority().server_key)), "{what}");

            face.import(&store, "stranger", "stranger.der");
            face.rename(&store, "server", "Moved", Some(key_password));
            face.delete(&store, "authority");
            face.change_password(&mut store, "the new one");
            // A JKS' keys have passwords of their own; a PKCS12's have the store's.
            let key_password = if kind == "JKS" { key_password } else { "the new one" };
            let mut now = jvm.agrees(&store, Some(key_password));
            let stranger = now.remove("stranger").unwrap();
            assert_eq!(stranger.certificates, [fingerprint(&authority().stranger)]);
            expected.remove("authority");
            let moved = expected.remove("server").unwrap();
            expected.insert("moved".into(), moved);
            assert_eq!(dateless(now), dateless(expected), "{what}");
            fs::remove_file(&store.path).unwrap();
        }
    });
}

#[test]
fn a_real_keytool_and_ours_take_turns() {
    with_every_jvm(|jvm| {
        let folder = folder();
        for (kind, face) in [("JKS", Face::Native), ("PKCS12", Face::Keytool)] {
            let mut store = StoreFile::new(folder.path().join(kind), kind);
            let real = |store: &StoreFile, words: &[&str]| {
                let mut command = Command::new(jvm.keytool());
                command.args(["-J-XX:TieredStopAtLevel=1", "-J-XX:+UseSerialGC"]).args(words);
                command.arg("-keystore").arg(&store.path).arg("-storepass");
                succeed(command.arg(store.password.as_deref().unwrap()))
            };
            let holds = |store: &StoreFile, keys: &str, aliases: &[&str]| {
                let seen = jvm.agrees(store, Some(keys));
                assert_eq!(seen.keys().map(String::as_str).collect::<Vec<_>>(), aliases, "{}", jvm.name);
                seen
            };
            face.import(&store, "stranger", "stranger.der");
            // A JKS is asked for by name, lest keytool turn it into something else.
            real(
                &store,
                &[
                    "-genkeypair",
                    "-alias",
                    "Pair",
                    "-keyalg",
                    "EC",
                    "-dname",
                    "CN=pair",
                    "-keypass",
                    PASSWORD,
                ],
            );
            let pair = holds(&store, PASSWORD, &["pair", "stranger"]).remove("pair").unwrap();
            face.import(&store, ALIAS, "ca.der");
            face.rename(&store, "pair", "ours", None);
            real(&store, &["-changealias", "-alias", "ours", "-destalias", "theirs"]);
            real(&store, &["-delete", "-alias", "stranger"]);
            holds(&store, PASSWORD, &[ALIAS, "theirs"]);
            face.change_password(&mut store, "ours now");
            let keys = if kind == "JKS" { PASSWORD } else { "ours now" };
            holds(&store, keys, &[ALIAS, "theirs"]);
            real(&store, &["-storepasswd", "-new", "theirs now"]);
            store.password = Some("theirs now".into());
            face.delete(&store, ALIAS);
            let keys = if kind == "JKS" { PASSWORD } else { "theirs now" };
            let still = holds(&store, keys, &["theirs"]).remove("theirs").unwrap();
            assert_eq!((&still.key, &still.certificates), (&pair.key, &pair.certificates), "{}", jvm.name);
            let listed = real(&store, &["-list"]).stdout;
            assert!(String::from_utf8_lossy(&listed).contains("theirs, "), "{}", jvm.name);
        }
    });
}
