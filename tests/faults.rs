//! Saving never loses: many writers at once, a full disk, kill -9 at any instant, no permission, symbolic links.
//!
//! Every test runs the real program as separate processes on a real store.
#![cfg(unix)]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::print_stderr
)]

use std::collections::BTreeSet;
use std::fs;
use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _, symlink};
use std::os::unix::process::CommandExt as _;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::time::Duration;

use rcgen::{CertificateParams, DistinguishedName, DnType, KeyPair};
use tempfile::TempDir;

const PROGRAM: &str = env!("CARGO_BIN_EXE_keytool-rs");
/// Everybody's nobody on Linux and macOS alike is found by number.
const NOBODY: u32 = 65534;

/// A folder with a store of one certificate and `count` more certificates to import, `0.der` and up.
struct Scene {
    folder: TempDir,
    store: PathBuf,
}

impl Scene {
    fn new(store_type: &str, count: usize) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let key = KeyPair::generate().unwrap();
        for number in 0..=count {
            let mut params = CertificateParams::new(vec![format!("host{number}.example.com")]).unwrap();
            params.distinguished_name = DistinguishedName::new();
            params.distinguished_name.push(DnType::CommonName, format!("host {number}"));
            let name = if number == count { "first.der".to_owned() } else { format!("{number}.der") };
            fs::write(folder.path().join(name), params.self_signed(&key).unwrap().der()).unwrap();
        }
        fs::create_dir(folder.path().join("store")).unwrap();
        let store = folder.path().join("store/cacerts");
        let scene = Self { folder, store };
        let made = scene.import("first.der", "first", &["-storetype", store_type]).output().unwrap();
        assert!(made.status.success(), "{}", text(&made));
        scene
    }

    fn command(&self, words: &[&str]) -> Command {
        let mut command = Command::new(PROGRAM);
        command.args(words).args(["-storepass", "changeit"]).arg("-keystore").arg(&self.store);
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
        command
    }

    fn import(&self, file: &str, alias: &str, more: &[&str]) -> Command {
        let mut command = self.command(&["-importcert", "-noprompt", "-alias", alias]);
        command.arg("-file").arg(self.folder.path().join(file)).args(more);
        command
    }

    fn aliases(&self) -> BTreeSet<String> {
        let listed = self.command(&["-list"]).output().unwrap();
        assert!(listed.status.success(), "{}", text(&listed));
        let listed = String::from_utf8(listed.stdout).unwrap();
        listed.lines().filter_map(|line| line.split_once(", ")).map(|(alias, _)| alias.to_owned()).collect()
    }

    /// What lies beside the store.
    fn neighbours(&self) -> Vec<String> {
        let names = fs::read_dir(self.store.parent().unwrap()).unwrap();
        let mut names: Vec<String> =
            names.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }
}

fn text(output: &Output) -> String {
    format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr))
}

#[test]
fn fifty_writers_at_once_all_count() {
    for store_type in ["JKS", "PKCS12"] {
        let scene = Scene::new(store_type, 50);
        let writers: Vec<Child> = (0..50)
            .map(|number| {
                scene.import(&format!("{number}.der"), &format!("host{number}"), &[]).spawn().unwrap()
            })
            .collect();
        for writer in writers {
            let output = writer.wait_with_output().unwrap();
            assert!(output.status.success(), "{}", text(&output));
        }
        let mut expected: BTreeSet<String> = (0..50).map(|number| format!("host{number}")).collect();
        expected.insert("first".into());
        assert_eq!(scene.aliases(), expected, "{store_type}");
        assert_eq!(scene.neighbours(), ["cacerts"]);
    }
}

#[test]
fn killed_at_any_instant_the_store_is_the_old_or_the_new_one() {
    const KILLS: u32 = 500;
    let scene = Scene::new("JKS", 1);
    let old = fs::read(&scene.store).unwrap();
    // How long the whole work takes here, so that the kills are spread over it.
    let started = std::time::Instant::now();
    assert!(scene.import("0.der", "second", &[]).output().unwrap().status.success());
    let whole = started.elapsed().max(Duration::from_millis(2));
    let (mut untouched, mut changed) = (0, 0);
    for kill in 0..KILLS {
        fs::write(&scene.store, &old).unwrap();
        let mut writer = scene.import("0.der", "second", &[]).spawn().unwrap();
        std::thread::sleep(whole.mul_f64(1.2) * kill / KILLS);
        writer.kill().unwrap();
        writer.wait().unwrap();
        let now = fs::read(&scene.store).unwrap();
        if now == old {
            untouched += 1;
        } else {
            assert_eq!(scene.aliases(), ["first", "second"].map(String::from).into(), "after kill {kill}");
            changed += 1;
        }
    }
    assert!(untouched > 0 && changed > 0, "kills must fall before and after: {untouched} old, {changed} new");
    // What the killed ones left is taken away by the next writer, whose lock is free.
    fs::write(&scene.store, &old).unwrap();
    assert!(scene.import("0.der", "second", &[]).output().unwrap().status.success());
    assert_eq!(scene.neighbours(), ["cacerts"]);
    eprintln!("{KILLS} kills: the old store {untouched} times, the new one {changed} times");
}

#[test]
fn a_full_disk_costs_nothing() {
    let scene = Scene::new("JKS", 1);
    let disk = scene.folder.path().join("disk");
    fs::create_dir(&disk).unwrap();
    let mounted = Command::new("mount").args(["-t", "tmpfs", "-o", "size=64k", "tmpfs"]).arg(&disk).output();
    if !mounted.is_ok_and(|mounted| mounted.status.success()) {
        eprintln!("skipped: mounting a small tmpfs is not allowed here");
        return;
    }
    let mounted = Mounted(disk.clone());
    let store = disk.join("cacerts");
    fs::copy(&scene.store, &store).unwrap();
    let old = fs::read(&store).unwrap();
    // Fill what is left, down to the last page.
    let mut filler = fs::File::create(disk.join("filler")).unwrap();
    while std::io::Write::write_all(&mut filler, &[0; 512]).is_ok() {}
    let scene = Scene { store, ..scene };
    let failed = scene.import("0.der", "second", &[]).output().unwrap();
    assert!(!failed.status.success());
    assert!(text(&failed).contains("No space left on device"), "{}", text(&failed));
    assert!(!text(&failed).contains("was added"), "{}", text(&failed));
    assert_eq!(fs::read(&scene.store).unwrap(), old);
    assert_eq!(scene.neighbours(), ["cacerts", "filler"]);
    drop(mounted);
}

/// A mounted folder, unmounted also when the test fails.
struct Mounted(PathBuf);

impl Drop for Mounted {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg(&self.0).output();
    }
}

#[test]
fn a_read_only_folder_leaves_the_store_as_it_was() {
    let scene = Scene::new("JKS", 1);
    let folder = scene.store.parent().unwrap();
    let old = fs::read(&scene.store).unwrap();
    fs::set_permissions(folder, fs::Permissions::from_mode(0o555)).unwrap();
    fs::set_permissions(scene.folder.path(), fs::Permissions::from_mode(0o755)).unwrap();
    let mut import = scene.import("0.der", "second", &[]);
    let program = scene.folder.path().join("program");
    if fs::metadata(&scene.store).unwrap().uid() == 0 {
        // Root may write anywhere, so somebody else has to try; the program must be where they can run it.
        fs::copy(PROGRAM, &program).unwrap();
        let arguments: Vec<_> = import.get_args().map(ToOwned::to_owned).collect();
        import = Command::new(&program);
        import.args(arguments).uid(NOBODY).gid(NOBODY);
    }
    let failed = run_fresh_copy(&mut import);
    fs::set_permissions(folder, fs::Permissions::from_mode(0o755)).unwrap();
    assert!(!failed.status.success(), "{}", text(&failed));
    assert!(text(&failed).contains("Permission denied"), "{}", text(&failed));
    assert!(!text(&failed).contains("was added"), "{}", text(&failed));
    assert_eq!(fs::read(&scene.store).unwrap(), old);
    assert_eq!(scene.neighbours(), ["cacerts"]);
}

/// Runs a program that was written a moment ago: a process that another test is just starting may still hold it open.
fn run_fresh_copy(command: &mut Command) -> Output {
    for _ in 0..100 {
        match command.output() {
            Err(error) if error.kind() == std::io::ErrorKind::ExecutableFileBusy => {
                std::thread::sleep(Duration::from_millis(20));
            }
            result => return result.unwrap(),
        }
    }
    panic!("the copy stays busy");
}

#[test]
fn a_linked_cacerts_stays_a_link_and_its_file_keeps_owner_and_mode() {
    let scene = Scene::new("JKS", 1);
    let etc = scene.folder.path().join("etc");
    fs::create_dir(&etc).unwrap();
    fs::rename(&scene.store, etc.join("cacerts")).unwrap();
    symlink("../etc/hop", &scene.store).unwrap();
    symlink("cacerts", etc.join("hop")).unwrap();
    let file = etc.join("cacerts");
    fs::set_permissions(&file, fs::Permissions::from_mode(0o640)).unwrap();
    if fs::metadata(&file).unwrap().uid() == 0 {
        std::os::unix::fs::chown(&file, Some(NOBODY), Some(NOBODY)).unwrap();
    }
    let before = fs::metadata(&file).unwrap();
    let saved = scene.import("0.der", "second", &[]).output().unwrap();
    assert!(saved.status.success(), "{}", text(&saved));
    let after = fs::metadata(&file).unwrap();
    assert_eq!((after.uid(), after.gid(), after.mode()), (before.uid(), before.gid(), before.mode()));
    assert_eq!(fs::read_link(&scene.store).unwrap(), Path::new("../etc/hop"));
    assert_eq!(fs::read_link(etc.join("hop")).unwrap(), Path::new("cacerts"));
    assert_eq!(scene.aliases().len(), 2);
    assert_eq!(scene.neighbours(), ["cacerts"]);
}
