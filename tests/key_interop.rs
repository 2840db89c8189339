//! Keys of every kind go from JDK 25's keytool to ours and back, through every format that holds them, and are what
//! they were.
//!
//! `KEYTOOL=/path/to/jdk-25/bin/keytool cargo test --test key_interop`, and `JAVA_HOME_11`, `_17`, `_21`, `_25` for the
//! JCEKS stores that every Java must read; without them the tests are skipped, with a word.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::print_stderr
)]
#![allow(unreachable_pub, missing_docs)]

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::Arc;

use keytool_rs::formats::keys::{OpenKey, recover};
use keytool_rs::formats::{self, Reading};
use keytool_rs::keystore::{Content, Format};
use keytool_rs::secret::Password;

const PASSWORD: &str = "changeit";
/// Ours, under the name that makes it speak keytool's dialect.
const OURS: &str = env!("CARGO_BIN_EXE_keytool-rs");
const PAIRS: [(&str, &[&str]); 4] = [
    ("rsa", &["-keyalg", "RSA", "-keysize", "2048"]),
    ("ec", &["-keyalg", "EC", "-groupname", "secp256r1"]),
    ("dsa", &["-keyalg", "DSA", "-keysize", "2048"]),
    ("ed25519", &["-keyalg", "Ed25519"]),
];
const SECRETS: [(&str, &str, &str); 3] =
    [("aes", "AES", "256"), ("desede", "DESede", "168"), ("hmac", "HmacSHA256", "256")];

fn run(program: &str, folder: &Path, arguments: &[&str], input: &str) {
    let file = folder.join("input");
    fs::write(&file, input).unwrap();
    let output = Command::new(program)
        .current_dir(folder)
        .args(arguments)
        .stdin(Stdio::from(fs::File::open(&file).unwrap()))
        .output()
        .unwrap();
    assert!(output.status.success(), "{program} {arguments:?}: {}", String::from_utf8_lossy(&output.stdout));
}

/// What a store holds: a private key's DER, or a secret key's algorithm and octets, by alias.
fn keys(path: &Path) -> BTreeMap<String, (String, Vec<u8>)> {
    let bytes = Arc::new(fs::read(path).unwrap());
    let password = Password::new(PASSWORD);
    let format = formats::detect(&bytes).unwrap();
    let store = formats::decode(format, &bytes, Some(&password), Reading::AsJava).unwrap();
    let opened = store.entries().filter(|entry| !matches!(entry.content, Content::Trusted(_)));
    opened
        .map(|entry| {
            let key = match recover(&entry.content, &password).unwrap() {
                OpenKey::Private(key) => (String::new(), key.expose().to_vec()),
                OpenKey::Secret(key) => (key.algorithm, key.encoded.expose().to_vec()),
            };
            (entry.alias.to_string(), key)
        })
        .collect()
}

fn moved(program: &str, folder: &Path, from: &str, to: &str, format: Format) {
    let kind = format.java_name();
    run(
        program,
        folder,
        &[
            "-importkeystore",
            "-noprompt",
            "-srckeystore",
            from,
            "-srcstorepass",
            PASSWORD,
            "-destkeystore",
            to,
            "-deststoretype",
            kind,
            "-deststorepass",
            PASSWORD,
        ],
        "",
    );
}

#[test]
fn keys_of_every_kind_survive_the_way_there_and_back() {
    let Ok(keytool) = std::env::var("KEYTOOL") else {
        eprintln!("SKIPPED: no keys went to a real keytool and back: KEYTOOL names none");
        return;
    };
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    for format in [Format::Jks, Format::Jceks, Format::Pkcs12] {
        let kind = format.java_name();
        let store = format!("made.{kind}");
        let shared = ["-keystore", &store, "-storetype", kind, "-storepass", PASSWORD, "-keypass", PASSWORD];
        for (alias, options) in PAIRS {
            let name = format!("CN={alias}");
            let own = ["-genkeypair", "-alias", alias, "-dname", &name];
            run(&keytool, folder, &[&own[..], options, &shared].concat(), "");
        }
        if format != Format::Jks {
            for (program, prefix) in [(keytool.as_str(), "java"), (OURS, "ours")] {
                for (alias, algorithm, bits) in SECRETS {
                    let alias = format!("{prefix}-{alias}");
                    let own = ["-genseckey", "-alias", &alias, "-keyalg", algorithm, "-keysize", bits];
                    run(program, folder, &[&own[..], &shared].concat(), "");
                }
                let alias = format!("{prefix}-password");
                run(
                    program,
                    folder,
                    &[&["-importpass", "-alias", &alias][..], &shared].concat(),
                    "a password\n",
                );
            }
        }
        let made = keys(&folder.join(&store));
        assert_eq!(made.len(), if format == Format::Jks { 4 } else { 12 });
        for through in [Format::Jks, Format::Jceks, Format::Pkcs12] {
            let (by_us, back) =
                (format!("{kind}-{}", through.java_name()), format!("{kind}-{}-back", through.java_name()));
            moved(OURS, folder, &store, &by_us, through);
            moved(&keytool, folder, &by_us, &back, Format::Pkcs12);
            let mut expected = made.clone();
            if through == Format::Jks {
                expected.retain(|_, (algorithm, _)| algorithm.is_empty());
            }
            assert_eq!(keys(&folder.join(&by_us)), expected, "{by_us}");
            assert_eq!(keys(&folder.join(&back)), expected, "{back}");
        }
    }
}

/// JCEKS is what old programs want, so old Javas must open what we write, each key with its own password.
#[test]
fn every_java_opens_the_keys_of_our_jceks_stores() {
    const KEY_PASSWORD: &str = "other-than-the-stores";
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    let store = ["-keystore", "ours.jceks", "-storetype", "JCEKS", "-storepass", PASSWORD];
    let shared = [&store[..], &["-keypass", KEY_PASSWORD]].concat();
    for (alias, options) in PAIRS {
        let name = format!("CN={alias}");
        let own = ["-genkeypair", "-alias", alias, "-dname", &name];
        run(OURS, folder, &[&own[..], options, &shared].concat(), "");
    }
    for (alias, algorithm, bits) in SECRETS {
        let own = ["-genseckey", "-alias", alias, "-keyalg", algorithm, "-keysize", bits];
        run(OURS, folder, &[&own[..], &shared].concat(), "");
    }
    run(OURS, folder, &[&["-importpass", "-alias", "password"], &shared[..]].concat(), "a password\n");
    let moves = |program: &str, alias: &str, to: &str| {
        let source = ["-srckeystore", "ours.jceks", "-srcstoretype", "JCEKS", "-srcstorepass", PASSWORD];
        let keys = ["-srcalias", alias, "-srckeypass", KEY_PASSWORD, "-destkeypass", PASSWORD];
        let destination = ["-destkeystore", to, "-deststoretype", "JCEKS", "-deststorepass", PASSWORD];
        let command = ["-importkeystore", "-noprompt"];
        run(program, folder, &[&command[..], &source, &keys, &destination].concat(), "");
    };
    let aliases = PAIRS.iter().map(|(alias, _)| *alias).chain(SECRETS.iter().map(|(alias, ..)| *alias));
    let aliases: Vec<&str> = aliases.chain(["password"]).collect();
    aliases.iter().for_each(|alias| moves(OURS, alias, "expected.jceks"));
    let expected = keys(&folder.join("expected.jceks"));
    assert_eq!(expected.len(), 8);
    let mut asked = 0;
    for version in ["11", "17", "21", "25"] {
        let Ok(home) = std::env::var(format!("JAVA_HOME_{version}")) else { continue };
        let keytool = format!("{home}/bin/keytool");
        let to = format!("read-by-{version}.jceks");
        let mut expected = expected.clone();
        // Java 11 knows no Edwards curves.
        if version == "11" {
            expected.remove("ed25519");
        }
        expected.keys().for_each(|alias| moves(&keytool, alias, &to));
        assert!(keys(&folder.join(&to)) == expected, "Java {version} opens other keys");
        asked += 1;
    }
    if asked == 0 {
        eprintln!("SKIPPED: no Java was asked for our JCEKS stores: no JAVA_HOME_11, _17, _21 or _25");
    }
}
