//! Servers on 127.0.0.1 for the tests that connect to some.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::print_stderr,
    clippy::panic,
    clippy::indexing_slicing
)]
#![allow(dead_code, unreachable_pub, missing_docs)]

use std::net::{TcpListener, TcpStream};
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::Duration;

use sha2::{Digest as _, Sha256};

pub use super::ports::free_port;
use super::{Scene, key, root, server, text};

/// Whether openssl is there; a test that needs it says so and passes without.
pub fn has_openssl() -> bool {
    let found = Command::new("openssl").arg("version").output().is_ok_and(|output| output.status.success());
    if !found {
        eprintln!("skipped: openssl is not on the PATH");
    }
    found
}

/// `openssl s_server`, until it is dropped.
pub struct Server {
    process: Child,
    pub port: u16,
}

impl Server {
    /// One that answers requests of HTTP.
    pub fn start(scene: &Scene, options: &str) -> Self {
        Self::run(scene, &format!("-www {options}"), Stdio::null())
    }

    /// One that says nothing within TLS: with a pipe for its input there is never anything to pass on.
    pub fn silent(scene: &Scene, options: &str) -> Self {
        Self::run(scene, options, Stdio::piped())
    }

    fn run(scene: &Scene, options: &str, input: Stdio) -> Self {
        let port = free_port();
        let mut command = Command::new("openssl");
        command.args(["s_server", "-quiet", "-accept", &format!("127.0.0.1:{port}")]);
        let configuration = |word: &&str| word.starts_with("OPENSSL_CONF=");
        command.envs(options.split(' ').filter(configuration).filter_map(|word| word.split_once('=')));
        command.args(options.split(' ').filter(|word| !configuration(word)));
        command.current_dir(scene.path("."));
        command.stdin(input).stdout(Stdio::null()).stderr(Stdio::null());
        let mut process = command.spawn().unwrap();
        for _ in 0..500 {
            if TcpStream::connect(("127.0.0.1", port)).is_ok() {
                return Self { process, port };
            }
            if let Some(status) = process.try_wait().unwrap() {
                panic!("openssl s_server {options}: {status}");
            }
            thread::sleep(Duration::from_millis(10));
        }
        let _ = process.kill();
        panic!("openssl s_server {options} does not listen");
    }

    pub fn name(&self) -> String {
        format!("127.0.0.1:{}", self.port)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// Answers each connection the same way, for as long as the test runs. Gives the port.
pub fn scripted(answer: impl Fn(TcpStream) + Send + 'static) -> u16 {
    let listener = TcpListener::bind(("127.0.0.1", 0)).unwrap();
    let port = listener.local_addr().unwrap().port();
    thread::spawn(move || listener.incoming().flatten().for_each(answer));
    port
}

pub fn openssl(scene: &Scene, words: &str) {
    let output =
        Command::new("openssl").args(words.split(' ')).current_dir(scene.path(".")).output().unwrap();
    assert!(output.status.success(), "openssl {words}: {}", text(&output));
}

/// A server's own certificate of a private authority, served for `localhost`; and a trust store of another authority.
pub fn private() -> (Scene, String) {
    let scene = Scene::new();
    let corporate = root("Corp Root");
    let own = key();
    let leaf = server("localhost").signed_by(&own, &corporate).unwrap();
    scene.write("leaf.pem", leaf.pem());
    scene.write("leaf.key", own.serialize_pem());
    scene.write("corporate.pem", corporate.pem());
    scene.truststore("trust.jks", &[("other", root("Other Root").der())]);
    let digest = Sha256::digest(leaf.der()).iter().map(|octet| format!("{octet:02x}")).collect();
    (scene, digest)
}

pub fn serve(scene: &Scene) -> (Server, String) {
    let server = Server::start(scene, "-cert leaf.pem -key leaf.key");
    let name = format!("localhost:{}", server.port);
    (server, name)
}

/// The name goes to 127.0.0.1, where the servers are, whatever else it means on a machine.
pub const HERE: [&str; 2] = ["--connect", "127.0.0.1"];
