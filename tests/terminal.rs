//! The questions on a terminal, word for word: each dialogue is one that JDK 25's keytool had, and where `KEYTOOL` names
//! one, has again.
#![cfg(unix)]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod support;

use std::ffi::OsStr;
use std::fs::{File, OpenOptions};
use std::io::{Read as _, Write as _};
use std::process::{Command, Stdio};
use std::sync::mpsc::channel;
use std::thread;
use std::time::{Duration, Instant};

use rustix::pty::{OpenptFlags, grantpt, openpt, ptsname, unlockpt};
use rustix::termios::{LocalModes, tcgetattr};
use support::Scene;

const OURS: &str = env!("CARGO_BIN_EXE_keytool-rs");
/// Longer than a JVM takes to ask.
const PATIENCE: Duration = Duration::from_secs(30);

/// Runs the program on a terminal. `screen` is what must be seen on it, with the answers, which are not, in `«»`.
fn dialogue(program: impl AsRef<OsStr>, files: &[&str], words: &str, screen: &str) {
    let scene = Scene::new();
    for file in files {
        scene.copy(&format!("transcripts/fixtures/{file}"), file);
    }
    let ours = openpt(OpenptFlags::RDWR | OpenptFlags::NOCTTY).unwrap();
    grantpt(&ours).unwrap();
    unlockpt(&ours).unwrap();
    let name = ptsname(&ours, Vec::new()).unwrap();
    let theirs = OpenOptions::new().read(true).write(true).open(OsStr::new(name.to_str().unwrap())).unwrap();
    let stream = || Stdio::from(theirs.try_clone().unwrap());
    let mut command = Command::new(program);
    command
        .args(words.split(' '))
        .current_dir(scene.path(""))
        .stdin(stream())
        .stdout(stream())
        .stderr(stream());
    let mut child = command.envs([("LC_ALL", "C.UTF-8"), ("TZ", "UTC"), ("TERM", "dumb")]).spawn().unwrap();
    drop((command, theirs));

    let mut terminal = File::from(ours);
    let mut typing = terminal.try_clone().unwrap();
    let (sender, arrived) = channel();
    // The terminal ends in an error once nobody is at its other end.
    thread::spawn(move || {
        let mut bytes = [0; 4096];
        while let Ok(count @ 1..) = terminal.read(&mut bytes) {
            if sender.send(bytes[..count].to_vec()).is_err() {
                return;
            }
        }
    });
    let (mut expected, mut seen) = (String::new(), Vec::new());
    let parts =
        screen.split('«').map(|part| part.split_once('»').map_or((None, part), |(a, b)| (Some(a), b)));
    for (answer, text) in parts {
        if let Some(answer) = answer {
            // The question is there a moment before the echo is off.
            let asked = Instant::now();
            while tcgetattr(&typing).unwrap().local_modes.contains(LocalModes::ECHO) {
                assert!(asked.elapsed() < PATIENCE, "keytool {words}: a password is shown");
                thread::sleep(Duration::from_millis(1));
            }
            typing.write_all(format!("{answer}\n").as_bytes()).unwrap();
        }
        expected.push_str(text);
        let wanted = expected.replace('\n', "\r\n");
        while seen.len() < wanted.len()
            && let Ok(bytes) = arrived.recv_timeout(PATIENCE)
        {
            seen.extend(bytes);
        }
        assert_eq!(String::from_utf8_lossy(&seen).replace("\r\n", "\n"), expected, "keytool {words}");
    }
    child.wait().unwrap();
    let rest: Vec<u8> = arrived.iter().flatten().collect();
    assert_eq!(String::from_utf8_lossy(&rest), "", "keytool {words}");
}

/// With ours, and with the JDK's where there is one.
fn both(files: &[&str], words: &str, screen: &str) {
    dialogue(OURS, files, words, screen);
    if let Some(keytool) = std::env::var_os("KEYTOOL") {
        dialogue(keytool, files, words, screen);
    }
}

fn proprietary(store: &str) -> String {
    format!(
        "\nWarning:\nThe JKS keystore uses a proprietary format. It is recommended to migrate to PKCS12 which is an \
         industry standard format using \"keytool -importkeystore -srckeystore {store} -destkeystore {store} \
         -deststoretype pkcs12\".\n"
    )
}

#[test]
fn importpass_asks_twice() {
    both(
        &[],
        "-importpass -alias a -keystore n.p12",
        "Enter keystore password:  «short»\n\
         Keystore password is too short - must be at least 6 characters\n\
         Enter keystore password:  «changeit»\n\
         Re-enter new password: «changeix»\n\
         They don't match. Try again\n\
         Enter keystore password:  «changeit»\n\
         Re-enter new password: «changeit»\n\
         Enter the password to be stored:  «x»\n\
         Re-enter password: «x»\n",
    );
    both(
        &[],
        "-importpass -alias a -keystore n.p12 -storepass changeit",
        "Enter the password to be stored:  «a1»\n\
         Re-enter password: «a2»\n\
         They don't match. Try again\n\
         Enter the password to be stored:  «»\n\
         Re-enter password: «a4»\n\
         They don't match. Try again\n\
         Enter the password to be stored:  «a5»\n\
         Re-enter password: «a6»\n\
         They don't match. Try again\n\
         keytool error: java.lang.Exception: Too many failures - key not added to keystore\n",
    );
}

#[test]
fn a_new_key_has_a_password_of_its_own() {
    let made = "Generating 384-bit EC (secp384r1) key pair and self-signed certificate (SHA384withECDSA) with a validity \
                of 90 days\n\tfor: CN=a\n";
    let asked = "Enter key password for <a>\n\t(RETURN if same as keystore password):  ";
    let short = "Key password is too short - must be at least 6 characters\n";
    let words =
        "-genkeypair -keyalg EC -alias a -dname CN=a -keystore n.jks -storetype JKS -storepass changeit";
    let again = "Re-enter new password: ";
    both(
        &[],
        words,
        &format!(
            "{made}{asked}«short»\n{short}{asked}«keypass1»\n{again}«keypass2»\nThey don't match. Try again\n\
             {asked}«keypass1»\n{again}«keypass1»\n{}",
            proprietary("n.jks")
        ),
    );
    both(
        &[],
        words,
        &format!(
            "{made}{asked}«short»\n{short}{asked}«x»\n{short}{asked}«y»\n{short}\
             keytool error: java.lang.Exception: Too many failures - key not added to keystore\n"
        ),
    );
}

#[test]
fn a_password_is_changed_within_three_answers() {
    both(
        &["key.jks"],
        "-keypasswd -alias leaf -keystore key.jks -storepass changeit",
        "Enter key password for <leaf>«keypass»\n\
         New key password for <leaf>: «short»\n\
         Password is too short - must be at least 6 characters\n\
         New key password for <leaf>: «keypass»\n\
         Passwords must differ\n\
         New key password for <leaf>: «newpass1»\n\
         Re-enter new key password for <leaf>: «newpass2»\n\
         They don't match. Try again\n\
         keytool error: java.lang.Exception: Too many failures - try later\n",
    );
    both(
        &["key.jks"],
        "-storepasswd -keystore key.jks",
        &format!(
            "Enter keystore password:  «short»\n\
             Keystore password is too short - must be at least 6 characters\n\
             Enter keystore password:  «changeit»\n\
             New keystore password: «newpass1»\n\
             Re-enter new keystore password: «newpass1»\n{}",
            proprietary("key.jks")
        ),
    );
    let asked = "Enter key password for <l2>\n\t(RETURN if same as for <leaf>)";
    both(
        &["key.jks"],
        "-keyclone -alias leaf -dest l2 -keystore key.jks -storepass changeit",
        &format!(
            "Enter key password for <leaf>«keypass»\n{asked}«short»\n\
             Key password is too short - must be at least 6 characters\n{asked}«newpass1»\n\
             Re-enter new password: «newpass1»\n{}",
            proprietary("key.jks")
        ),
    );
}

#[test]
fn an_import_asks_for_both_stores_and_for_keys() {
    both(
        &["key.jks"],
        "-importkeystore -srckeystore key.jks -destkeystore d.p12",
        "Importing keystore key.jks to d.p12...\n\
         Enter destination keystore password:  «short»\n\
         Keystore password is too short - must be at least 6 characters\n\
         Enter destination keystore password:  «changeit»\n\
         Re-enter new password: «changeix»\n\
         They don't match. Try again\n\
         Enter destination keystore password:  «changeit»\n\
         Re-enter new password: «changeit»\n\
         Enter source keystore password:  «changeit»\n\
         Enter key password for <leaf>«keypass»\n\
         Entry for alias leaf successfully imported.\n\
         Entry for alias root successfully imported.\n\
         Entry for alias self successfully imported.\n\
         Enter key password for <int>«keypass»\n\
         Entry for alias int successfully imported.\n\
         Import command completed:  4 entries successfully imported, 0 entries failed or cancelled\n",
    );
}
