//! What the tests work with: a fresh authority and its server, the real stores, and our program.

use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::sync::OnceLock;
use std::{env, fs};

use keytool_rs::formats;
use keytool_rs::keystore::{Certificate, Content, Format, Order, ProtectedKey, Provenance, Store};
use keytool_rs::machine::Machine;
use keytool_rs::secret::{Password, SecretBytes};
use rcgen::{
    BasicConstraints, CertificateParams, CertifiedIssuer, DistinguishedName, DnType, IsCa, KeyPair,
    KeyUsagePurpose,
};

/// The password of all stores that have one.
pub const PASSWORD: &str = "changeit";

/// Certificates made for this run, DER.
pub struct Authority {
    /// The authority's own.
    pub certificate: Vec<u8>,
    /// One for 127.0.0.1 that it signed.
    pub server: Vec<u8>,
    /// The key of that, PKCS#8.
    pub server_key: Vec<u8>,
    /// Another authority, which signed nothing.
    pub stranger: Vec<u8>,
}

/// The authority of this run.
pub fn authority() -> &'static Authority {
    static AUTHORITY: OnceLock<Authority> = OnceLock::new();
    AUTHORITY.get_or_init(|| {
        let issuer = issuer("Fresh Authority");
        let key = KeyPair::generate().unwrap();
        let names = ["127.0.0.1".to_owned(), "localhost".to_owned()];
        let mut server = CertificateParams::new(names).unwrap();
        server.distinguished_name = common_name("server");
        Authority {
            certificate: issuer.der().to_vec(),
            server: server.signed_by(&key, &issuer).unwrap().der().to_vec(),
            server_key: key.serialize_der(),
            stranger: self::issuer("Stranger").der().to_vec(),
        }
    })
}

fn issuer(name: &str) -> CertifiedIssuer<'static, KeyPair> {
    let mut params = CertificateParams::default();
    params.distinguished_name = common_name(name);
    params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    params.key_usages = vec![KeyUsagePurpose::KeyCertSign, KeyUsagePurpose::CrlSign];
    CertifiedIssuer::self_signed(params, KeyPair::generate().unwrap()).unwrap()
}

fn common_name(name: &str) -> DistinguishedName {
    let mut distinguished_name = DistinguishedName::new();
    distinguished_name.push(DnType::CommonName, name);
    distinguished_name
}

/// A folder with `ca.der`, `server.der`, `server.key` and `stranger.der`.
pub fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let authority = authority();
    let files = [
        ("ca.der", &authority.certificate),
        ("server.der", &authority.server),
        ("server.key", &authority.server_key),
        ("stranger.der", &authority.stranger),
    ];
    for (name, bytes) in files {
        fs::write(folder.path().join(name), bytes).unwrap();
    }
    folder
}

/// A keystore file, and what one must know to open it.
#[derive(Debug, Clone)]
pub struct StoreFile {
    /// Where it is.
    pub path: PathBuf,
    /// Java's name of its type.
    pub kind: &'static str,
    /// Its password; `None` where it has none.
    pub password: Option<String>,
}

impl StoreFile {
    /// A file with the password of all.
    pub fn new(path: PathBuf, kind: &'static str) -> Self {
        Self { path, kind, password: Some(PASSWORD.into()) }
    }

    /// A copy of it beside it, called `name`.
    pub fn copy(&self, name: &str) -> Self {
        let path = self.path.with_file_name(name);
        fs::copy(&self.path, &path).unwrap();
        Self { path, ..self.clone() }
    }

    /// The name of the file.
    pub fn name(&self) -> String {
        self.path.file_name().unwrap().to_str().unwrap().to_owned()
    }
}

/// Copies of the real stores in `folder`, and a JKS and a PKCS12 that our program made there.
pub fn stores(folder: &Path) -> Vec<StoreFile> {
    let real = Path::new(env!("CARGO_MANIFEST_DIR")).join("testdata/keystores");
    let mut stores = Vec::new();
    for (name, kind) in [
        ("debian.jks", "JKS"),
        ("jdk25.jks", "JKS"),
        ("debian.p12", "PKCS12"),
        ("debian-nopass.p12", "PKCS12"),
    ] {
        fs::copy(real.join(name), folder.join(name)).unwrap();
        let mut store = StoreFile::new(folder.join(name), kind);
        if name.contains("nopass") {
            store.password = None;
        }
        stores.push(store);
    }
    for (name, kind, face) in [("new.jks", "JKS", Face::Keytool), ("new.p12", "PKCS12", Face::Native)] {
        let store = StoreFile::new(folder.join(name), kind);
        face.import(&store, "stranger", "stranger.der");
        stores.push(store);
    }
    stores
}

/// Makes a store with the server's key and its chain under `server`, as our library writes new ones.
pub fn write_key(file: &StoreFile) {
    let format = if file.kind == "JKS" { Format::Jks } else { Format::Pkcs12 };
    let authority = authority();
    let chain = [&authority.server, &authority.certificate].map(|der| Certificate::x509(der.clone()));
    let key = ProtectedKey::Plain(SecretBytes::new(authority.server_key.clone()));
    let mut store = Store::new(Provenance::new(format));
    store.set("server", 1_234_567_890_000, Content::PrivateKey { key, chain: chain.to_vec() });
    let password = file.password.as_deref().map(Password::new);
    fs::write(
        &file.path,
        formats::encode(&store, Order::Kept, password.as_ref(), &Machine::real()).unwrap().to_vec(),
    )
    .unwrap();
}

/// The two dialects of our program.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Face {
    /// keytool's.
    Keytool,
    /// Our own.
    Native,
}

impl Face {
    /// Both.
    pub const BOTH: [Self; 2] = [Self::Keytool, Self::Native];

    /// Imports `file`, which lies beside the store, under `alias`. A store that is not there is made.
    pub fn import(self, store: &StoreFile, alias: &str, file: &str) {
        let file = store.path.with_file_name(file);
        let file = file.to_str().unwrap();
        self.run(
            store,
            &["-importcert", "-noprompt", "-storetype", store.kind, "-alias", alias, "-file", file],
            &["import", "--yes", "--no-backup", "--storetype", store.kind, "--alias", alias, file],
        );
    }

    /// Takes `alias` out of the store.
    pub fn delete(self, store: &StoreFile, alias: &str) {
        self.run(store, &["-delete", "-alias", alias], &["delete", "--no-backup", alias]);
    }

    /// Calls the entry `from` `to`; `key_password` is that of its key, where it has its own.
    pub fn rename(self, store: &StoreFile, from: &str, to: &str, key_password: Option<&str>) {
        let mut keytool = vec!["-changealias", "-alias", from, "-destalias", to];
        let mut native = vec!["changealias", "--no-backup", from, to];
        if let Some(password) = key_password {
            keytool.extend(["-keypass", password]);
            native.extend(["--keypass", password]);
        }
        self.run(store, &keytool, &native);
    }

    /// Gives the store another password, as it gives it to `store`.
    pub fn change_password(self, store: &mut StoreFile, new: &str) {
        self.run(store, &["-storepasswd", "-new", new], &["storepasswd", "--no-backup", "--new", new]);
        store.password = Some(new.to_owned());
    }

    fn run(self, store: &StoreFile, keytool: &[&str], native: &[&str]) {
        let mut command = Command::new(env!("CARGO_BIN_EXE_keytool-rs"));
        let (words, keystore, storepass) = match self {
            Self::Keytool => (keytool, "-keystore", "-storepass"),
            Self::Native => (native, "--keystore", "--storepass"),
        };
        command.args(words).arg(keystore).arg(&store.path);
        // keytool asks for a password also where there is none.
        match (&store.password, self) {
            (Some(password), _) => command.arg(storepass).arg(password),
            (None, Self::Keytool) => command.arg(storepass).arg(PASSWORD),
            (None, Self::Native) => &mut command,
        };
        succeed(&mut command);
    }
}

/// Runs a program that must succeed, without a terminal.
pub fn succeed(command: &mut Command) -> Output {
    let output = command.stdin(Stdio::null()).output().unwrap();
    let streams = [&output.stdout, &output.stderr].map(|stream| String::from_utf8_lossy(stream));
    assert!(output.status.success(), "{command:?}: {}\n{}", output.status, streams.concat());
    output
}

/// Where the program `name` is; `None`, with a word about it, where this machine does not have it.
pub fn program(name: &str, what_for: &str) -> Option<PathBuf> {
    let found =
        env::split_paths(&env::var_os("PATH")?).map(|folder| folder.join(name)).find(|file| file.is_file());
    if found.is_none() {
        eprintln!("SKIPPED: {what_for}: there is no {name} on this machine");
    }
    found
}
