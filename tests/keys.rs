//! Key pairs that we make, used by openssl and by JDK 25, and theirs used by us.
//!
//! Skipped with a message where a program is missing: `openssl`, and a JDK 25's keytool that `KEYTOOL` names.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::print_stderr
)]

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

const PASSWORD: &str = "changeit";

/// Kinds of keys, with the options that make them, and whether openssl 3.0 knows them.
const KINDS: [(&str, &[&str], bool); 19] = [
    ("rsa", &["-keyalg", "RSA"], true),
    ("rsa-odd", &["-keyalg", "RSA", "-keysize", "1023"], true),
    ("rsa-sha3", &["-keyalg", "RSA", "-keysize", "2048", "-sigalg", "SHA3-256withRSA"], true),
    ("rsa-pss-signature", &["-keyalg", "RSA", "-keysize", "1024", "-sigalg", "RSASSA-PSS"], true),
    ("pss", &["-keyalg", "RSASSA-PSS", "-keysize", "2048"], true),
    ("dsa", &["-keyalg", "DSA"], true),
    ("dsa-1024", &["-keyalg", "DSA", "-keysize", "1024", "-sigalg", "SHA1withDSA"], true),
    ("dsa-3072", &["-keyalg", "DSA", "-keysize", "3072"], true),
    ("p256", &["-keyalg", "EC", "-groupname", "secp256r1"], true),
    ("p384", &["-keyalg", "EC"], true),
    ("p521", &["-keyalg", "EC", "-groupname", "secp521r1", "-sigalg", "SHA224withECDSA"], true),
    ("ed25519", &["-keyalg", "Ed25519"], true),
    ("ed448", &["-keyalg", "Ed448"], true),
    ("ml-dsa-44", &["-keyalg", "ML-DSA-44"], false),
    ("ml-dsa-65", &["-keyalg", "ML-DSA"], false),
    ("ml-dsa-87", &["-keyalg", "ML-DSA-87"], false),
    ("x25519", &["-keyalg", "X25519", "-signer", "p384"], true),
    ("x448", &["-keyalg", "X448", "-signer", "p384"], true),
    ("dh", &["-keyalg", "DH", "-keysize", "2048", "-signer", "p384"], true),
];

/// Keys of ML-KEM, of which keytool itself only stores and lists.
const ENCAPSULATION: [&str; 3] = ["ML-KEM-512", "ML-KEM", "ML-KEM-1024"];

fn run(program: &Path, folder: &Path, arguments: &[&str]) -> Output {
    Command::new(program).current_dir(folder).args(arguments).output().unwrap()
}

fn succeed(program: &Path, folder: &Path, arguments: &[&str]) -> String {
    let output = run(program, folder, arguments);
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    assert!(
        output.status.success(),
        "{} {arguments:?}: {}{}",
        program.display(),
        text(&output.stdout),
        text(&output.stderr)
    );
    text(&output.stdout) + &text(&output.stderr)
}

fn ours() -> PathBuf {
    PathBuf::from(env!("CARGO_BIN_EXE_keytool-rs"))
}

/// A store with a key of every kind, made by `keytool`.
fn store(keytool: &Path, folder: &Path, name: &str) {
    let make = |alias: &str, options: &[&str]| {
        let dname = format!("CN={alias}");
        let basic =
            ["-genkeypair", "-keystore", name, "-storepass", PASSWORD, "-alias", alias, "-dname", &dname];
        succeed(keytool, folder, &[&basic[..], options].concat());
    };
    KINDS.iter().for_each(|(alias, options, _)| make(alias, options));
    for algorithm in ENCAPSULATION {
        make(&algorithm.to_lowercase(), &["-keyalg", algorithm, "-signer", "p384"]);
    }
}

#[test]
fn openssl_takes_our_keys_and_certificates() {
    let openssl = PathBuf::from("openssl");
    if Command::new(&openssl).arg("version").output().is_err() {
        eprintln!("skipped: there is no openssl");
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    store(&ours(), folder.path(), "ours.p12");
    // What openssl exports it has decoded; it knows the keys of the store apart by the aliases in their bags.
    for (alias, _, known) in KINDS {
        if !known {
            continue;
        }
        let pem = format!("{alias}.pem");
        let list = ["-exportcert", "-rfc", "-keystore", "ours.p12", "-storepass", PASSWORD, "-alias", alias];
        succeed(&ours(), folder.path(), &[&list[..], &["-file", &pem]].concat());
        succeed(&openssl, folder.path(), &["x509", "-in", &pem, "-noout", "-pubkey"]);
    }
    for (alias, options, _) in
        KINDS.iter().filter(|(_, options, known)| *known && !options.contains(&"-signer"))
    {
        let (pem, single) = (format!("{alias}.pem"), format!("{alias}.p12"));
        let verified = ["verify", "-auth_level", "0", "-check_ss_sig", "-CAfile", &pem, &pem];
        succeed(&openssl, folder.path(), &verified);
        let dname = format!("CN={alias}");
        let basic = ["-genkeypair", "-keystore", &single, "-storepass", PASSWORD, "-dname", &dname];
        succeed(&ours(), folder.path(), &[&basic[..], options].concat());
        let pass = format!("pass:{PASSWORD}");
        let opened = ["pkcs12", "-in", &single, "-passin", &pass, "-nodes", "-nocerts", "-out", "key.pem"];
        succeed(&openssl, folder.path(), &opened);
        let checked = succeed(&openssl, folder.path(), &["pkey", "-in", "key.pem", "-check", "-noout"]);
        assert!(checked.contains("valid"), "{alias}: {checked}");
    }
}

#[test]
fn jdk_25_signs_with_our_keys_and_we_with_its() {
    let Some(theirs) = std::env::var_os("KEYTOOL").map(PathBuf::from) else {
        eprintln!("skipped: KEYTOOL names no keytool");
        return;
    };
    let folder = tempfile::tempdir().unwrap();
    for (maker, user, name) in [(ours(), theirs.clone(), "ours.p12"), (theirs, ours(), "theirs.p12")] {
        store(&maker, folder.path(), name);
        let listed = succeed(&user, folder.path(), &["-list", "-keystore", name, "-storepass", PASSWORD]);
        assert_eq!(listed.matches("PrivateKeyEntry").count(), KINDS.len() + ENCAPSULATION.len(), "{listed}");
        for (alias, options, _) in KINDS.iter().filter(|(_, options, _)| !options.contains(&"-signer")) {
            // The other one signs with the key, and its maker checks what came out.
            let made =
                ["-genkeypair", "-keystore", name, "-storepass", PASSWORD, "-keyalg", "EC", "-dname", "CN=x"];
            let by = format!("by-{alias}");
            succeed(&user, folder.path(), &[&made[..], &["-alias", &by, "-signer", alias]].concat());
            let exported = ["-exportcert", "-rfc", "-keystore", name, "-storepass", PASSWORD];
            let [leaf, root] = [format!("{by}.pem"), format!("{alias}.pem")];
            succeed(&maker, folder.path(), &[&exported[..], &["-alias", &by, "-file", &leaf]].concat());
            succeed(&maker, folder.path(), &[&exported[..], &["-alias", alias, "-file", &root]].concat());
            // A certificate whose issuer is trusted is imported without a question, if its signature holds.
            let trust = format!("trust-{alias}-{name}");
            let import = ["-importcert", "-keystore", &trust, "-storepass", PASSWORD];
            succeed(
                &maker,
                folder.path(),
                &[&import[..], &["-noprompt", "-alias", "root", "-file", &root]].concat(),
            );
            let told =
                succeed(&maker, folder.path(), &[&import[..], &["-alias", "leaf", "-file", &leaf]].concat());
            assert!(!told.contains("Trust this certificate?"), "{alias} {options:?}: {told}");
        }
    }
}
