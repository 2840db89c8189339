//! Files that tell of services, each kind read as the only file of a machine, with a file beside it that it may include; and the one
//! that a running VM keeps of itself.

use std::fs;
use std::path::Path;

use jiff::Timestamp;
use keytool_rs::jvm::launch::{Launch, Starter, Unseen};
use keytool_rs::jvm::perf::Perf;
use keytool_rs::jvm::service::{beside, read};
use keytool_rs::machine::{Machine, NoRandomness};

/// Reads the bytes as a file of that name: with what a line of their own includes, they include themselves.
fn service(name: &str, bytes: &[u8]) {
    thread_local! {
        static ROOT: tempfile::TempDir = tempfile::tempdir().expect("a temporary folder");
    }
    ROOT.with(|root| {
        let environment = [("HOME".into(), "/home/svc".into()), ("A".into(), "%A%$A".into())];
        let mut machine = Machine::new(Timestamp::UNIX_EPOCH, environment, Box::new(|_| Err(NoRandomness)));
        machine.root = root.path().to_owned();
        machine.folder = root.path().to_owned();
        let path = Path::new("/app/conf").join(name);
        let real = machine.path(&path);
        if fs::create_dir_all(real.parent().unwrap_or(&real)).and_then(|()| fs::write(&real, bytes)).is_err()
        {
            return;
        }
        if let Ok(service) = read(&machine, &path) {
            let lines = String::from_utf8_lossy(bytes).split('\n').count();
            for remark in &service.remarks {
                assert!((1..=lines).contains(&remark.line), "{remark:?}");
            }
            assert_eq!(service.read.first(), Some(&path));
        }
        let _ = beside(&machine, &["/app".into()]);
        let _ = fs::remove_file(real);
    });
}

/// `wrapper.conf`.
pub(crate) fn wrapper_files(bytes: &[u8]) {
    service("wrapper.conf", bytes);
}

/// A script that sets variables; what is read of it also as `server.cnf`.
pub(crate) fn shell_files(bytes: &[u8]) {
    service("setenv.sh", bytes);
    service("server.cnf", bytes);
}

/// What a running VM keeps of itself for `jps`, and what of its words is made of it.
pub(crate) fn perf(bytes: &[u8]) {
    let Some(said) = Perf::read(bytes).and_then(|perf| perf.said) else { return };
    let words = ["-Dfromarg=a b".to_owned()];
    let mut launch = Launch::of(&words, |_| None, |_| None, Starter::Program);
    launch.confirm(&said);
    assert!(!launch.unseen.contains(&Unseen::Program));
}

/// A unit of systemd.
pub(crate) fn units(bytes: &[u8]) {
    service("app@one.service", bytes);
}

/// `server.xml` of Tomcat.
pub(crate) fn server_xml(bytes: &[u8]) {
    service("server.xml", bytes);
}
