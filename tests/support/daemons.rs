//! Servers as systems package them, run in the foreground for a test.
#![allow(clippy::unwrap_used, clippy::print_stderr, clippy::panic)]
#![allow(dead_code, unreachable_pub, missing_docs)]

use std::io::{Read as _, Seek as _};
use std::net::TcpStream;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;
use std::{env, fs, thread};

/// A daemon, until it is dropped.
pub struct Daemon {
    process: Child,
    /// What asks it to end, where its own process is but a shell around it.
    stop: Option<Command>,
}

/// A program on the PATH or where daemons lie; says so where it is not there.
pub fn installed(name: &str) -> Option<PathBuf> {
    let path = env::var_os("PATH").unwrap_or_default();
    let mut folders: Vec<PathBuf> = env::split_paths(&path).collect();
    folders.extend(["/usr/sbin", "/usr/local/sbin"].map(PathBuf::from));
    let versions = fs::read_dir("/usr/lib/postgresql").into_iter().flatten().flatten();
    folders.extend(versions.map(|version| version.path().join("bin")));
    let found = folders.into_iter().map(|folder| folder.join(name)).find(|path| path.is_file());
    if found.is_none() {
        eprintln!("SKIPPED: {name} is not installed");
    }
    found
}

/// A test that runs servers of somebody else, which may fall over by themselves: what fails is tried once more from the
/// beginning, with servers of its own, and fails where it fails again. What our own side does is held by tests with scripted servers
/// (`reach.rs`, `starttls.rs`), which are not repeated.
pub fn settled(test: impl Fn()) {
    if catch_unwind(AssertUnwindSafe(&test)).is_err() {
        eprintln!("FAILED once, as said above; once more");
        test();
    }
}

impl Daemon {
    /// Runs it, until it listens on all of the ports.
    pub fn start(command: &mut Command, ports: &[u16]) -> Self {
        let mut said = tempfile::tempfile().unwrap();
        command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(said.try_clone().unwrap());
        let mut daemon = Self { process: command.spawn().unwrap(), stop: None };
        for port in ports {
            if let Err(end) = daemon.wait_for(*port) {
                let mut words = String::new();
                said.rewind().and_then(|()| said.read_to_string(&mut words)).unwrap();
                panic!("{command:?}, port {port}: {end}\n{words}");
            }
        }
        daemon
    }

    /// Ends it by this command.
    #[must_use]
    pub fn ended_by(mut self, stop: Command) -> Self {
        self.stop = Some(stop);
        self
    }

    fn wait_for(&mut self, port: u16) -> Result<(), String> {
        for _ in 0..2000 {
            if is_listened_to(port) {
                return Ok(());
            }
            if let Some(status) = self.process.try_wait().unwrap() {
                return Err(status.to_string());
            }
            thread::sleep(Duration::from_millis(10));
        }
        Err("does not listen".into())
    }
}

impl Drop for Daemon {
    fn drop(&mut self) {
        // Who has gone already is not to be ended: somebody else may have its number.
        if let Ok(Some(status)) = self.process.try_wait() {
            eprintln!("a daemon went by itself: {status}");
            return;
        }
        // Asked first: what it has started itself goes with it.
        let mut kill = Command::new("kill");
        kill.arg(self.process.id().to_string());
        let _ = self.stop.as_mut().unwrap_or(&mut kill).stderr(Stdio::null()).status();
        for _ in 0..500 {
            if matches!(self.process.try_wait(), Ok(Some(_))) {
                return;
            }
            thread::sleep(Duration::from_millis(10));
        }
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// Whether somebody listens to a port of 127.0.0.1. Where Linux tells it, nobody is disturbed by it: a client that goes
/// again at once is the first that a daemon would have to deal with.
fn is_listened_to(port: u16) -> bool {
    // proc(5), /proc/net/tcp: the local address is the second word, 0A (TCP_LISTEN) the fourth.
    let listens = |line: &str| {
        let mut words = line.split_whitespace().skip(1);
        let local = words.next().and_then(|local| local.rsplit_once(':'));
        local.is_some_and(|(_, own)| own == format!("{port:04X}")) && words.nth(1) == Some("0A")
    };
    if !Path::new("/proc/net/tcp").exists() {
        return TcpStream::connect(("127.0.0.1", port)).is_ok();
    }
    let lists = ["/proc/net/tcp", "/proc/net/tcp6"].map(|list| fs::read_to_string(list).unwrap_or_default());
    lists.iter().any(|list| list.lines().any(listens))
}
