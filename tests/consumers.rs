//! The programs that call keytool or read its stores, run with ours: Ansible's modules, mkcert, JVMs, jarsigner,
//! apksigner, openssl.
//!
//! A test whose program is missing says so and passes. `CONSUMERS_KEYTOOL` names another keytool to run them with: with
//! the JDK's they show that the tests themselves ask for what is true.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::print_stderr
)]

mod support;

use std::io::Write as _;
use std::path::Path;
use std::process::{Child, Command, Output, Stdio};
use std::time::Duration;
use std::{env, fs, thread};

use serde_json::Value;
use support::servers::free_port;
use support::{Scene, root, server, text};

/// A folder with a Java's `bin/keytool` that is ours, and whatever a test puts beside it.
struct House {
    scene: Scene,
}

impl House {
    fn new() -> Self {
        let scene = Scene::new();
        fs::create_dir_all(scene.path("java/bin")).unwrap();
        fs::create_dir_all(scene.path("java/lib/security")).unwrap();
        let program =
            env::var("CONSUMERS_KEYTOOL").unwrap_or_else(|_| env!("CARGO_BIN_EXE_keytool-rs").into());
        link(Path::new(&program), &scene.path("java/bin/keytool"));
        Self { scene }
    }

    fn path(&self, name: &str) -> String {
        self.scene.path(name).to_str().unwrap().to_owned()
    }

    fn command(&self, program: &str, words: &[&str]) -> Command {
        let mut command = Command::new(program);
        command.args(words).current_dir(self.scene.path(".")).stdin(Stdio::null());
        command.envs([("LC_ALL", "C.UTF-8"), ("TZ", "UTC")]).env("HOME", self.scene.path("."));
        command.env_remove("JDK_JAVA_OPTIONS").env_remove("JAVA_TOOL_OPTIONS");
        command
    }

    fn run(&self, program: &str, words: &[&str]) -> Output {
        self.command(program, words).output().unwrap()
    }

    /// Runs a program that must succeed. Gives both its streams.
    fn succeed(&self, program: &str, words: &[&str]) -> String {
        let output = self.run(program, words);
        assert!(output.status.success(), "{program} {words:?}: {}", text(&output));
        text(&output)
    }

    /// keytool's words, in one string; all stores have one password.
    fn keytool(&self, words: &str) -> String {
        let words: Vec<&str> = words.split(' ').chain(["-storepass", "changeit"]).collect();
        self.succeed(&self.path("java/bin/keytool"), &words)
    }

    /// `tests/tour/Https.java`, compiled; `None` where there is no JDK.
    fn https(&self) -> Option<()> {
        let source = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/tour/Https.java");
        present("javac", "-version")?;
        self.succeed("javac", &["-d", ".", source]);
        Some(())
    }

    /// What a JVM with this trust store gets from the server at `port`: exit code and words.
    fn ask(&self, truststore: &str, port: u16) -> (Option<i32>, String) {
        let output =
            self.run("java", &["-cp", ".", "Https", "client", truststore, "changeit", &port.to_string()]);
        (output.status.code(), text(&output))
    }
}

#[cfg(unix)]
fn link(program: &Path, name: &Path) {
    std::os::unix::fs::symlink(program, name).unwrap();
}

#[cfg(not(unix))]
fn link(program: &Path, name: &Path) {
    fs::copy(program, name.with_extension("exe")).unwrap();
}

/// Whether a program is there; says so where it is not.
fn present(program: &str, version: &str) -> Option<()> {
    let found = Command::new(program).arg(version).stdin(Stdio::null()).output().is_ok();
    if !found {
        eprintln!("skipped: {program} is not on the PATH");
    }
    found.then_some(())
}

/// A program that is ended when it is dropped.
struct Running(Child);

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// Looks again and again, for a minute at most.
fn wait_for<T>(what: &str, mut look: impl FnMut() -> Option<T>) -> T {
    for _ in 0..600 {
        if let Some(found) = look() {
            return found;
        }
        thread::sleep(Duration::from_millis(100));
    }
    panic!("{what} did not come");
}

/// A JVM that serves HTTPS with a keystore, and its port.
fn serve(house: &House, keystore: &str) -> (Running, u16) {
    let mut command = house.command("java", &["-cp", ".", "Https", "server", keystore, "changeit", "port"]);
    let running = Running(command.stdin(Stdio::piped()).stdout(Stdio::null()).spawn().unwrap());
    let port = wait_for("the server's port", || fs::read_to_string(house.path("port")).ok());
    (running, port.trim().parse().unwrap())
}

/// One task of Ansible on this machine. Gives what the module says of it.
fn ansible(house: &House, module: &str, arguments: &str) -> Value {
    let words = ["localhost", "-c", "local", "-m", module, "-a", arguments];
    let mut command = house.command("ansible", &words);
    let path = env::var_os("PATH").unwrap_or_default();
    let python = env::split_paths(&path).map(|folder| folder.join("ansible")).find(|file| file.exists());
    // The interpreter that Ansible itself runs with, as in a virtual environment.
    if let Some(python) = python.and_then(|file| Some(fs::canonicalize(file).ok()?.with_file_name("python3")))
    {
        command.env("ANSIBLE_PYTHON_INTERPRETER", python);
    }
    command.envs([("ANSIBLE_NOCOLOR", "1"), ("ANSIBLE_DEPRECATION_WARNINGS", "0")]);
    command.env("ANSIBLE_LOCAL_TEMP", house.path("tmp")).env("ANSIBLE_REMOTE_TEMP", house.path("tmp"));
    let output = command.output().unwrap();
    let said = text(&output);
    let start = said.find("=> {").unwrap_or_else(|| panic!("{module} {arguments}: {said}"));
    let mut values = serde_json::Deserializer::from_str(&said[start + 3..]).into_iter::<Value>();
    let value = values.next().unwrap().unwrap();
    assert!(output.status.success(), "{module} {arguments}: {said}");
    value
}

#[test]
fn ansibles_java_cert_imports_once_replaces_and_removes() {
    let Some(()) = present("ansible", "--version") else { return };
    let house = House::new();
    for name in ["one", "two"] {
        house.scene.write(&format!("{name}.pem"), root(name).pem());
    }
    let (store, keytool) = (house.path("trust.p12"), house.path("java/bin/keytool"));
    let module = |rest: &str| {
        let arguments = format!(
            "keystore_path={store} keystore_pass=changeit cert_alias=corp executable={keytool} {rest}"
        );
        ansible(&house, "community.general.java_cert", &arguments)["changed"].as_bool().unwrap()
    };
    let present = |name: &str| {
        module(&format!("cert_path={} keystore_create=true", house.path(&format!("{name}.pem"))))
    };
    assert!(present("one"), "new");
    assert!(!present("one"), "the same again");
    assert!(house.keytool(&format!("-list -v -keystore {store}")).contains("Owner: CN=one"));
    assert!(present("two"), "another one under the alias");
    let listed = house.keytool(&format!("-list -v -keystore {store}"));
    assert!(listed.contains("Owner: CN=two") && !listed.contains("CN=one"), "{listed}");
    assert!(module("state=absent"));
    assert!(!module("state=absent"));
    assert!(house.keytool(&format!("-list -keystore {store}")).contains("contains 0 entries"));
}

#[test]
fn ansibles_java_cert_takes_a_certificate_from_a_server() {
    let (Some(()), Some(())) = (present("ansible", "--version"), present("openssl", "version")) else {
        return;
    };
    let house = House::new();
    let key = support::key();
    house.scene.write("key.pem", key.serialize_pem());
    house.scene.write("cert.pem", server("localhost").self_signed(&key).unwrap().pem());
    let port = free_port();
    let accept = format!("127.0.0.1:{port}");
    let words = ["s_server", "-quiet", "-www", "-cert", "cert.pem", "-key", "key.pem", "-accept", &accept];
    let _server = Running(house.command("openssl", &words).stdout(Stdio::null()).spawn().unwrap());
    wait_for("openssl", || std::net::TcpStream::connect(&accept).ok());
    let (store, keytool) = (house.path("trust.p12"), house.path("java/bin/keytool"));
    let common =
        format!("keystore_path={store} keystore_pass=changeit keystore_create=true executable={keytool}");
    let arguments = format!("{common} cert_url=127.0.0.1 cert_port={port} cert_alias=from-server");
    assert_eq!(ansible(&house, "community.general.java_cert", &arguments)["changed"], true);
    assert_eq!(ansible(&house, "community.general.java_cert", &arguments)["changed"], false);
    assert!(house.keytool(&format!("-list -v -keystore {store}")).contains("Owner: CN=localhost"));
}

#[test]
fn ansibles_java_keystore_makes_a_store_of_key_and_certificate() {
    let (Some(()), Some(())) = (present("ansible", "--version"), present("openssl", "version")) else {
        return;
    };
    let house = House::new();
    let key = support::key();
    house.scene.write("key.pem", key.serialize_pem());
    house.scene.write("cert.pem", server("localhost").self_signed(&key).unwrap().pem());
    let path = format!("{}:{}", house.path("java/bin"), env::var("PATH").unwrap());
    for kind in ["pkcs12", "jks"] {
        let arguments = format!(
            "name=web certificate_path={} private_key_path={} password=changeit dest={} keystore_type={kind} ssl_backend=openssl",
            house.path("cert.pem"),
            house.path("key.pem"),
            house.path(kind)
        );
        let words = ["localhost", "-c", "local", "-m", "community.general.java_keystore", "-a", &arguments];
        for changed in ["\"changed\": true", "\"changed\": false"] {
            let output = house.command("ansible", &words).env("PATH", &path).output().unwrap();
            assert!(text(&output).contains(changed), "{kind}: {}", text(&output));
        }
        let listed = house.keytool(&format!("-list -keystore {kind}"));
        assert!(listed.contains("web, ") && listed.contains("PrivateKeyEntry"), "{listed}");
    }
}

#[test]
fn mkcert_installs_its_root_and_takes_it_out_again() {
    let Some(()) = present("mkcert", "-version") else { return };
    let house = House::new();
    house.scene.write("first.pem", root("First").pem());
    house.keytool("-importcert -noprompt -alias first -file first.pem -keystore java/lib/security/cacerts");
    let mkcert = |words: &[&str]| {
        let mut command = house.command("mkcert", words);
        command
            .env("CAROOT", house.path("caroot"))
            .env("TRUST_STORES", "java")
            .env("JAVA_HOME", house.path("java"));
        let output = command.output().unwrap();
        assert!(output.status.success(), "{words:?}: {}", text(&output));
        text(&output)
    };
    fs::create_dir(house.path("caroot")).unwrap();
    let count =
        || house.keytool("-list -keystore java/lib/security/cacerts").matches("trustedCertEntry").count();
    let said = mkcert(&["-install"]);
    assert!(said.contains("now installed in Java's trust store"), "{said}");
    assert_eq!(count(), 2);
    let said = mkcert(&["-install"]);
    assert!(said.contains("already installed in Java's trust store"), "{said}");
    assert_eq!(count(), 2);
    mkcert(&["-uninstall"]);
    assert_eq!(count(), 1);
}

#[test]
fn a_jvm_trusts_by_a_store_that_keytool_made() {
    let house = House::new();
    let (Some(()), Some(())) = (present("openssl", "version"), house.https()) else { return };
    let authority = root("Corp Root");
    let key = support::key();
    house.scene.write("root.pem", authority.pem());
    house.scene.write("other.pem", root("Other").pem());
    house.scene.write("key.pem", key.serialize_pem());
    house.scene.write("cert.pem", server("localhost").signed_by(&key, &authority).unwrap().pem());
    let words = "pkcs12 -export -in cert.pem -inkey key.pem -name web -passout pass:changeit -out server.p12";
    house.succeed("openssl", &words.split(' ').collect::<Vec<_>>());
    // A store that keytool has written anew serves as well.
    house.keytool("-changealias -alias web -destalias server -keystore server.p12");
    for (kind, store) in [("PKCS12", "trust.p12"), ("JKS", "trust.jks")] {
        house.keytool(&format!(
            "-importcert -noprompt -alias root -file root.pem -keystore {store} -storetype {kind}"
        ));
        house.keytool(&format!(
            "-importcert -noprompt -alias other -file other.pem -keystore wrong-{store} -storetype {kind}"
        ));
    }
    let (_server, port) = serve(&house, "server.p12");
    for store in ["trust.p12", "trust.jks"] {
        let (code, said) = house.ask(store, port);
        assert!(code == Some(0) && said.contains("answer: hello"), "{store}: {said}");
        let (code, said) = house.ask(&format!("wrong-{store}"), port);
        assert!(code == Some(1) && said.contains("PKIX path building failed"), "{store}: {said}");
    }
}

#[test]
fn jvms_speak_with_stores_that_keytool_made_from_nothing() {
    let house = House::new();
    let Some(()) = house.https() else { return };
    for (algorithm, kind) in
        [("RSA", "PKCS12"), ("EC", "JKS"), ("Ed25519", "PKCS12"), ("RSASSA-PSS", "PKCS12")]
    {
        let store = format!("{algorithm}.store");
        house.keytool(&format!(
            "-genkeypair -alias web -keyalg {algorithm} -dname CN=localhost -ext san=dns:localhost -keypass changeit -storetype {kind} -keystore {store}"
        ));
        house.keytool(&format!("-exportcert -alias web -file {algorithm}.der -keystore {store}"));
        house.keytool(&format!(
            "-importcert -noprompt -alias web -file {algorithm}.der -keystore {algorithm}.trust"
        ));
        let _ = fs::remove_file(house.path("port"));
        let (_server, port) = serve(&house, &store);
        let (code, said) = house.ask(&format!("{algorithm}.trust"), port);
        assert!(code == Some(0) && said.contains("sent: CN=localhost"), "{algorithm}: {said}");
    }
}

#[test]
fn jarsigner_signs_with_a_key_that_keytool_made() {
    let Some(()) = present("jarsigner", "-help") else { return };
    let house = House::new();
    for (algorithm, kind) in [("RSA", "PKCS12"), ("EC", "PKCS12"), ("DSA", "JKS")] {
        let jar = format!("{algorithm}.jar");
        house.scene.write(&jar, zip(&[("a.txt", b"hello\n")]));
        house.keytool(&format!(
            "-genkeypair -alias me -keyalg {algorithm} -dname CN=Signer -keypass changeit -storetype {kind} -keystore {algorithm}.store"
        ));
        let store = format!("{algorithm}.store");
        house.succeed("jarsigner", &["-keystore", &store, "-storepass", "changeit", &jar, "me"]);
        let said = house.succeed("jarsigner", &["-verify", "-verbose", "-certs", &jar]);
        assert!(said.contains("jar verified.") && said.contains("CN=Signer"), "{algorithm}: {said}");
    }
}

#[test]
fn apksigner_signs_with_a_key_that_keytool_made() {
    let Some(()) = present("apksigner", "--version") else { return };
    let house = House::new();
    let Some(()) = present("jarsigner", "-help") else { return };
    house.scene.write("app.apk", zip(&[("classes.dex", b"dex\n")]));
    house.keytool(
        "-genkeypair -alias release -keyalg RSA -keysize 2048 -validity 10000 -dname CN=Android -keystore release.p12",
    );
    // For an Android so old that the signature is a JAR's, which jarsigner checks: apksigner itself wants a manifest.
    let sign = "sign --min-sdk-version 18 --ks release.p12 --ks-pass pass:changeit --ks-key-alias release --out signed.apk app.apk";
    house.succeed("apksigner", &sign.split(' ').collect::<Vec<_>>());
    let said = house.succeed("jarsigner", &["-verify", "-verbose", "-certs", "signed.apk"]);
    assert!(said.contains("jar verified.") && said.contains("CN=Android"), "{said}");
}

#[test]
fn openssl_verifies_requests_certificates_and_crls() {
    let Some(()) = present("openssl", "version") else { return };
    let house = House::new();
    let openssl = |words: &str| house.succeed("openssl", &words.split(' ').collect::<Vec<_>>());
    for algorithm in ["RSA", "EC", "Ed25519", "Ed448", "RSASSA-PSS", "DSA"] {
        let _ = fs::remove_file(house.path("ca.p12"));
        let _ = fs::remove_file(house.path("web.p12"));
        house.keytool(&format!(
            "-genkeypair -alias ca -keyalg {algorithm} -dname CN=Root -ext bc:c -ext ku:c=keyCertSign,cRLSign -keystore ca.p12"
        ));
        house.keytool("-exportcert -rfc -alias ca -file ca.pem -keystore ca.p12");
        house.keytool(&format!("-genkeypair -alias web -keyalg {algorithm} -dname CN=web -keystore web.p12"));
        house.keytool("-certreq -alias web -ext san=dns:web.example.com -file web.csr -keystore web.p12");
        assert!(openssl("req -verify -noout -in web.csr").contains("verify OK"), "{algorithm}");
        assert!(openssl("req -noout -text -in web.csr").contains("DNS:web.example.com"), "{algorithm}");
        house.keytool(
            "-gencert -rfc -alias ca -infile web.csr -outfile web.pem -ext honored=all -keystore ca.p12",
        );
        assert!(openssl("verify -x509_strict -CAfile ca.pem web.pem").contains("web.pem: OK"), "{algorithm}");
        house.keytool("-gencrl -rfc -alias ca -id 7 -file ca.crl -keystore ca.p12");
        assert!(openssl("crl -noout -CAfile ca.pem -in ca.crl").contains("verify OK"), "{algorithm}");
        assert!(openssl("crl -noout -text -in ca.crl").contains("Serial Number: 07"), "{algorithm}");
        // The private key can be taken out and belongs to the certificate.
        let key = openssl("pkcs12 -in web.p12 -passin pass:changeit -nodes -nocerts -out web.key");
        assert!(!key.contains("Error"), "{algorithm}: {key}");
        assert_eq!(
            openssl("pkey -pubout -in web.key"),
            openssl("x509 -noout -pubkey -in web.pem"),
            "{algorithm}"
        );
    }
}

/// An archive of files that are stored as they are (PKWARE's APPNOTE 4.3): signers unpack and pack it anew.
fn zip(files: &[(&str, &[u8])]) -> Vec<u8> {
    let crc = |bytes: &[u8]| {
        let mut crc = flate2::Crc::new();
        crc.update(bytes);
        crc.sum()
    };
    let (mut archive, mut directory) = (Vec::new(), Vec::new());
    for (name, bytes) in files {
        let (length, at) = (u32::try_from(bytes.len()).unwrap(), u32::try_from(archive.len()).unwrap());
        let mut shared = Vec::new();
        // Version 1.0, nothing special, stored, midnight of 1 January 1980.
        shared.extend([10, 0, 0, 0, 0, 0, 0, 0, 33, 0]);
        shared.extend(crc(bytes).to_le_bytes());
        shared.extend(length.to_le_bytes());
        shared.extend(length.to_le_bytes());
        shared.extend(u16::try_from(name.len()).unwrap().to_le_bytes());
        shared.extend([0, 0]);
        archive.write_all(&[b"PK\x03\x04", shared.as_slice(), name.as_bytes(), bytes].concat()).unwrap();
        let place = [[0; 10].as_slice(), &at.to_le_bytes()].concat();
        directory.extend([b"PK\x01\x02\x0a\0", shared.as_slice(), &place, name.as_bytes()].concat());
    }
    let count = u16::try_from(files.len()).unwrap().to_le_bytes();
    let (size, at) = (u32::try_from(directory.len()).unwrap(), u32::try_from(archive.len()).unwrap());
    let end =
        [b"PK\x05\x06\0\0\0\0".as_slice(), &count, &count, &size.to_le_bytes(), &at.to_le_bytes(), &[0, 0]];
    [archive, directory, end.concat()].concat()
}
