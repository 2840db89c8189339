//! OpenSSL: `openssl pkcs12` reads what we write, and we read, change and give back what it writes.

use std::fs;
use std::path::Path;
use std::process::Command;

use crate::scene::{Face, PASSWORD, StoreFile, authority, folder, program, stores, succeed};
use crate::view::{fingerprint, ours};
use crate::witness::{Jvm, jvms};

/// What `openssl pkcs12 -info` prints of a store, certificates and keys included.
fn info(openssl: &Path, store: &StoreFile) -> String {
    let password = format!("pass:{}", store.password.as_deref().unwrap_or_default());
    let mut command = Command::new(openssl);
    command.args(["pkcs12", "-info", "-nodes", "-passin", &password, "-in"]).arg(&store.path);
    if store.password.is_none() {
        command.arg("-nomacver");
    }
    // The old ciphers; every OpenSSL before 3 has them, and no such option.
    if is_version_3(openssl) {
        command.arg("-legacy");
    }
    let output = succeed(&mut command);
    // It prints names of certificates as it finds them, and those are not all UTF-8.
    [output.stdout, output.stderr].map(|stream| String::from_utf8_lossy(&stream).into_owned()).concat()
}

fn is_version_3(openssl: &Path) -> bool {
    let version = succeed(Command::new(openssl).arg("version")).stdout;
    !version.starts_with(b"OpenSSL 1") && !version.starts_with(b"OpenSSL 0")
}

/// Fails unless OpenSSL sees as many certificates and keys in the store as we do, and our names for them. Gives its
/// words.
fn assert_openssl_agrees(openssl: &Path, store: &StoreFile) -> String {
    let seen = ours(store, store.password.as_deref());
    let said = info(openssl, store);
    let certificates: usize = seen.values().map(|seen| seen.certificates.len()).sum();
    assert_eq!(said.matches("-----BEGIN CERTIFICATE-----").count(), certificates, "{}", store.name());
    let keys = seen.values().filter(|seen| seen.is_key).count();
    assert_eq!(said.matches("-----BEGIN PRIVATE KEY-----").count(), keys, "{}", store.name());
    for alias in seen.keys().filter(|alias| alias.is_ascii()) {
        assert!(said.contains(&format!("friendlyName: {alias}\n")), "{alias} in {}", store.name());
    }
    said
}

#[test]
fn openssl_reads_what_we_write() {
    let Some(openssl) = program("openssl", "what we write is not read by OpenSSL") else { return };
    let folder = folder();
    for mut store in stores(folder.path()).into_iter().filter(|store| store.kind == "PKCS12") {
        Face::Keytool.import(&store, "authority", "ca.der");
        let said = assert_openssl_agrees(&openssl, &store);
        let is_protected = store.password.is_some();
        assert_eq!(said.contains("MAC: sha256, Iteration 10000\n"), is_protected, "{}", store.name());
        assert_eq!(
            said.contains("PBES2, PBKDF2, AES-256-CBC, Iteration 10000, PRF hmacWithSHA256"),
            is_protected
        );
        assert_eq!(said.contains("PKCS7 Encrypted data"), is_protected);
        // Java's mark of a trusted certificate.
        assert_eq!(said.matches("2.16.840.1.113894.746875.1.1").count(), ours(&store, None).len());
        if is_protected {
            Face::Native.change_password(&mut store, "another password");
            assert_openssl_agrees(&openssl, &store);
        }
    }
}

/// Makes a store with the server's key, its certificate and its issuer's, protected as `options` say.
fn export(openssl: &Path, store: &StoreFile, options: &[&str]) {
    let folder = store.path.parent().unwrap();
    let pem = |name: &str| folder.join(name).with_extension("pem");
    for name in ["server.der", "ca.der"] {
        let mut command = Command::new(openssl);
        succeed(
            command.args(["x509", "-inform", "DER", "-out"]).arg(pem(name)).arg("-in").arg(folder.join(name)),
        );
    }
    let mut command = Command::new(openssl);
    command.args(["pkcs8", "-inform", "DER", "-nocrypt", "-out"]).arg(pem("key"));
    succeed(command.arg("-in").arg(folder.join("server.key")));
    let mut command = Command::new(openssl);
    command.args(["pkcs12", "-export", "-name", "Their Server", "-caname", "their ca"]);
    command.args(["-passout", &format!("pass:{PASSWORD}")]).args(options);
    for (option, name) in [("-in", "server"), ("-inkey", "key"), ("-certfile", "ca")] {
        command.arg(option).arg(pem(name));
    }
    succeed(command.arg("-out").arg(&store.path));
}

#[test]
fn a_key_that_java_passes_over_is_kept() {
    let Some(openssl) = program("openssl", "what OpenSSL writes is not read") else { return };
    let folder = folder();
    let store = StoreFile::new(folder.path().join("open.p12"), "PKCS12");
    // Java: knows no keys that lie open, and so no certificate of this store belongs to an entry.
    export(&openssl, &store, &["-keypbe", "NONE", "-certpbe", "NONE"]);
    assert!(ours(&store, None).is_empty());
    for face in Face::BOTH {
        face.import(&store, &format!("stranger {face:?}"), "stranger.der");
        for jvm in jvms() {
            jvm.agrees(&store, None);
        }
    }
    let said = info(&openssl, &store);
    assert_eq!(said.matches("-----BEGIN CERTIFICATE-----").count(), 4, "{said}");
    assert_eq!(said.matches("-----BEGIN PRIVATE KEY-----").count(), 1, "{said}");
    assert_eq!(said.matches("friendlyName: Their Server\n").count(), 2, "{said}");
}

#[test]
fn we_read_and_change_what_openssl_writes() {
    let Some(openssl) = program("openssl", "what OpenSSL writes is not read") else { return };
    let folder = folder();
    let mut kinds: Vec<(&str, &[&str])> = vec![
        ("plain", &[]),
        ("3des", &["-keypbe", "PBE-SHA1-3DES", "-certpbe", "PBE-SHA1-3DES", "-macalg", "sha1"]),
        ("2des", &["-keypbe", "PBE-SHA1-2DES", "-certpbe", "PBE-SHA1-2DES"]),
        (
            "aes-128",
            &["-keypbe", "AES-128-CBC", "-certpbe", "AES-192-CBC", "-macalg", "sha512", "-iter", "3000"],
        ),
        ("des3-pbes2", &["-keypbe", "DES-EDE3-CBC", "-certpbe", "DES-EDE3-CBC", "-macalg", "sha384"]),
        ("open-certificates", &["-certpbe", "NONE"]),
        ("no-mac", &["-nomac"]),
        ("one-iteration", &["-noiter", "-nomaciter"]),
        ("csp", &["-CSP", "Microsoft Enhanced Cryptographic Provider v1.0", "-LMK"]),
    ];
    if is_version_3(&openssl) {
        kinds.push(("legacy", &["-legacy"]));
        kinds.push(("rc2-128", &["-legacy", "-keypbe", "PBE-SHA1-RC2-128", "-certpbe", "PBE-SHA1-RC2-128"]));
        kinds.push(("rc4-128", &["-legacy", "-keypbe", "PBE-SHA1-RC4-128", "-certpbe", "PBE-SHA1-RC4-40"]));
    }
    let mut reads = 0;
    for ((name, options), face) in kinds.iter().zip(Face::BOTH.into_iter().cycle()) {
        let mut store = StoreFile::new(folder.path().join(format!("{name}.p12")), "PKCS12");
        export(&openssl, &store, options);
        let seen = ours(&store, Some(PASSWORD));
        // Java finds names in small letters, whatever the file has; the authority is no entry, but in the chain.
        let server = &seen["their server"];
        assert_eq!(server.key, Some(fingerprint(&authority().server_key)), "{name}");
        let chain = [&authority().server, &authority().certificate].map(|der| fingerprint(der));
        assert_eq!(server.certificates, chain, "{name}");
        assert_eq!(seen.len(), 1, "{name}");
        let said_before = info(&openssl, &store);
        // Not every JVM has every cipher; what one read before, it reads afterwards.
        let readers: Vec<&Jvm> =
            jvms().iter().filter(|jvm| jvm.list(&store, Some(PASSWORD)).is_ok()).collect();
        reads += readers.len();

        face.import(&store, "stranger", "stranger.der");
        face.rename(&store, "their server", "moved", None);
        let said = info(&openssl, &store);
        // What it was protected with, it is protected with; the salts are new.
        let starts = ["MAC:", "PKCS7", "Shrouded Keybag", "Key bag"];
        let protection = |said: &str| {
            let lines = said.lines().filter(|line| starts.iter().any(|start| line.starts_with(start)));
            lines.map(str::to_owned).collect::<Vec<_>>()
        };
        assert_eq!(protection(&said), protection(&said_before), "{name}, {face:?}");
        assert_eq!(said.contains("Microsoft CSP Name"), *name == "csp", "{name}, {face:?}");
        if *name != "no-mac" {
            face.change_password(&mut store, "another password");
        }
        let said = info(&openssl, &store);
        assert_eq!(said.matches("-----BEGIN CERTIFICATE-----").count(), 3, "{name}, {face:?}");
        assert_eq!(said.matches("-----BEGIN PRIVATE KEY-----").count(), 1, "{name}, {face:?}");
        let password = store.password.clone();
        let now = ours(&store, password.as_deref());
        assert_eq!(now.keys().collect::<Vec<_>>(), ["moved", "stranger"], "{name}, {face:?}");
        assert_eq!(now["moved"].certificates, chain, "{name}, {face:?}");
        for jvm in readers {
            jvm.agrees(&store, password.as_deref());
        }
        fs::remove_file(&store.path).unwrap();
    }
    assert!(reads >= kinds.len() * jvms().len() / 2, "{reads} of {} stores", kinds.len());
}
