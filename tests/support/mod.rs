//! Certificates, stores and runs of the program, for the tests of the native commands.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]
#![allow(dead_code, unreachable_pub, missing_docs)]

pub mod daemons;
pub mod javas;
pub mod poke;
pub mod ports;
pub mod servers;

use std::fs;
use std::path::PathBuf;
use std::process::{Command, Output, Stdio};
use std::time::SystemTime;

use jks::{KeyStore, KeyStoreOptions, PrivateKeyEntry, TrustedCertificateEntry};
use rcgen::{
    BasicConstraints, Certificate, CertificateParams, CertifiedIssuer, DnType, IsCa, KeyPair, date_time_ymd,
};
use serde_json::Value;
use tempfile::TempDir;

/// A certificate's fields: valid from 2020 to 2090, an authority or not.
pub fn params(name: &str, ca: bool) -> CertificateParams {
    let mut params = CertificateParams::new(Vec::new()).unwrap();
    params.distinguished_name.push(DnType::CommonName, name);
    params.not_before = date_time_ymd(2020, 1, 1);
    params.not_after = date_time_ymd(2090, 1, 1);
    params.is_ca = if ca { IsCa::Ca(BasicConstraints::Unconstrained) } else { IsCa::ExplicitNoCa };
    params
}

/// A server's certificate's fields: as [`params`], and the name is a host's.
pub fn server(name: &str) -> CertificateParams {
    let mut params = params(name, false);
    params.subject_alt_names.push(rcgen::SanType::DnsName(name.try_into().unwrap()));
    params
}

/// The extension that says where the issuer of a certificate is.
pub fn issuers_at(url: &str) -> rcgen::CustomExtension {
    // id-ad-caIssuers, and a URI.
    let mut place = vec![6, 8, 0x2b, 6, 1, 5, 5, 7, 48, 2, 0x86, u8::try_from(url.len()).unwrap()];
    place.extend(url.as_bytes());
    let wrapped = |inner: Vec<u8>| [vec![0x30, u8::try_from(inner.len()).unwrap()], inner].concat();
    rcgen::CustomExtension::from_oid_content(&[1, 3, 6, 1, 5, 5, 7, 1, 1], wrapped(wrapped(place)))
}

pub type Authority = CertifiedIssuer<'static, KeyPair>;

pub fn key() -> KeyPair {
    KeyPair::generate().unwrap()
}

/// A root that signed itself.
pub fn root(name: &str) -> Authority {
    CertifiedIssuer::self_signed(params(name, true), key()).unwrap()
}

/// An authority below another one.
pub fn below(params: CertificateParams, issuer: &Authority) -> Authority {
    CertifiedIssuer::signed_by(params, key(), issuer).unwrap()
}

/// What an authority issued for a new key.
pub fn issued(params: &CertificateParams, issuer: &Authority) -> Certificate {
    params.signed_by(&key(), issuer).unwrap()
}

/// A folder with files, and the program run in it.
pub struct Scene {
    folder: TempDir,
}

impl Scene {
    pub fn new() -> Self {
        Self { folder: tempfile::tempdir().unwrap() }
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub fn write(&self, name: &str, bytes: impl AsRef<[u8]>) {
        fs::write(self.path(name), bytes).unwrap();
    }

    /// A copy of a file of `testdata`.
    pub fn copy(&self, from: &str, name: &str) {
        let from = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("testdata").join(from);
        fs::copy(from, self.path(name)).unwrap();
    }

    /// A JKS store of trusted certificates in DER, written by an independent library; `changeit` opens it.
    pub fn truststore(&self, name: &str, entries: &[(&str, &[u8])]) {
        self.store(name, "changeit", entries, &[]);
    }

    /// A JKS store of private keys with their chains in DER, which only its owner can read.
    pub fn keystore(&self, name: &str, password: &str, entries: &[(&str, &KeyPair, &[&[u8]])]) {
        self.store(name, password, &[], entries);
        self.mode(name, 0o600);
    }

    /// A JKS store of both.
    pub fn store(
        &self,
        name: &str,
        password: &str,
        trusted: &[(&str, &[u8])],
        keys: &[(&str, &KeyPair, &[&[u8]])],
    ) {
        self.store_with(name, (password, password), trusted, keys);
    }

    /// The same with one password for the store and one for the keys.
    pub fn store_with(
        &self,
        name: &str,
        (password, key_password): (&str, &str),
        trusted: &[(&str, &[u8])],
        keys: &[(&str, &KeyPair, &[&[u8]])],
    ) {
        let certificate = |der: &[u8]| jks::Certificate { cert_type: "X.509".into(), content: der.to_vec() };
        let mut store =
            KeyStore::with_options(KeyStoreOptions { ordered_aliases: true, ..KeyStoreOptions::default() });
        for (alias, der) in trusted {
            let entry = TrustedCertificateEntry {
                creation_time: SystemTime::UNIX_EPOCH,
                certificate: certificate(der),
            };
            store.set_trusted_certificate_entry(alias, entry).unwrap();
        }
        for (alias, key, chain) in keys {
            let entry = PrivateKeyEntry {
                creation_time: SystemTime::UNIX_EPOCH,
                private_key: key.serialize_der(),
                certificate_chain: chain.iter().map(|der| certificate(der)).collect(),
            };
            store.set_private_key_entry(alias, entry, key_password.as_bytes()).unwrap();
        }
        store.store(fs::File::create(self.path(name)).unwrap(), password.as_bytes()).unwrap();
    }

    #[cfg(unix)]
    pub fn mode(&self, name: &str, mode: u32) {
        use std::os::unix::fs::PermissionsExt as _;
        fs::set_permissions(self.path(name), fs::Permissions::from_mode(mode)).unwrap();
    }

    #[cfg(not(unix))]
    pub fn mode(&self, _name: &str, _mode: u32) {}

    /// Runs the program in the folder, with nothing to read, no colour and no Java.
    pub fn run(&self, words: &[&str]) -> Output {
        self.command(words).output().unwrap()
    }

    pub fn command(&self, words: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_keytool-rs"));
        command
            .args(words)
            .current_dir(self.folder.path())
            .env("HOME", self.folder.path())
            .env_remove("JAVA_HOME")
            .stdin(Stdio::null());
        command
    }

    /// What the program says with this exit code.
    pub fn said(&self, words: &[&str], code: i32) -> String {
        let output = self.run(words);
        assert_eq!(output.status.code(), Some(code), "{words:?}: {}", text(&output));
        text(&output)
    }

    /// The document that the program prints with `--format json` and this exit code.
    pub fn json(&self, words: &[&str], code: i32) -> Value {
        let output = self.run(&[words, &["--format", "json"]].concat());
        assert_eq!(output.status.code(), Some(code), "{words:?}: {}", text(&output));
        serde_json::from_slice(&output.stdout).unwrap()
    }
}

/// Both streams.
pub fn text(output: &Output) -> String {
    format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr))
}
