//! Real servers on 127.0.0.1, where they are installed: each goes over to TLS, and answers the hello that follows with
//! its own; one without a certificate says that it does not.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::print_stderr,
    clippy::panic,
    clippy::indexing_slicing
)]

#[path = "support/scripted.rs"]
mod scripted;
mod support;

use std::fs;
use std::io::{Read as _, Write as _};
use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;
use std::process::Command;

use keytool_rs::tls::route::{ProxyFault, Route};
use keytool_rs::tls::starttls::StartTlsFault;
use keytool_rs::tls::{Connection, Endpoint, Preference, Reach, Service, TlsFault};
use scripted::{PATIENT, deadline, says, server};
use support::Scene;
use support::daemons::{Daemon, installed, settled};
use support::servers::free_port;

/// A scene with a server's key and certificate.
fn scene() -> Scene {
    let scene = Scene::new();
    let key = support::key();
    scene.write("key.pem", key.serialize_pem());
    scene.write("cert.pem", support::server("mail.example.com").self_signed(&key).unwrap().pem());
    scene
}

fn connect(port: u16, service: Service, route: Route) -> Result<Connection, TlsFault> {
    let endpoint = Endpoint { host: "127.0.0.1".into(), port, service };
    let deadline = deadline(PATIENT);
    Reach::find(endpoint, route, Preference::Ipv4, deadline)?.connect(deadline).connection
}

/// Goes over to TLS: the server answers a hello of TLS 1.2 with its own.
fn assert_begins_tls(port: u16, service: Service) {
    let mut connection =
        connect(port, service, Route::Direct).unwrap_or_else(|fault| panic!("{service:?}: {fault}"));
    // TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256 and its RSA sister, P-256, ECDSA and RSA with SHA-256.
    let extensions = [
        &[0, 10, 0, 4, 0, 2, 0, 23][..],
        &[0, 11, 0, 2, 1, 0],
        &[0, 13, 0, 6, 0, 4, 4, 3, 4, 1],
        &[0xff, 1, 0, 1, 0],
    ]
    .concat();
    let tail = [
        &[0, 0, 4, 0xc0, 0x2b, 0xc0, 0x2f, 1, 0, 0, u8::try_from(extensions.len()).unwrap()],
        &extensions[..],
    ]
    .concat();
    let body = [&[3, 3], &[7; 32][..], &tail].concat();
    let length = u8::try_from(body.len()).unwrap();
    let record = [&[22, 3, 1, 0, length + 4, 1, 0, 0, length], &body[..]].concat();
    connection.write_all(&record).unwrap();
    let mut answer = [0; 6];
    connection.read_exact(&mut answer).unwrap_or_else(|error| panic!("{service:?}: {error}"));
    assert_eq!((answer[0], answer[1], answer[5]), (22, 3, 2), "{service:?}: {answer:?}");
}

/// Lets everybody into a folder: daemons go to users of their own.
fn open_to_all(folder: &Path) {
    fs::set_permissions(folder, fs::Permissions::from_mode(0o755)).unwrap();
}

#[test]
fn postgresql() {
    let (Some(initdb), Some(postgres)) = (installed("initdb"), installed("postgres")) else { return };
    settled(|| {
        let scene = scene();
        let (folder, data) = (scene.path("."), scene.path("data"));
        let is_root =
            fs::metadata("/proc/self").is_ok_and(|own| std::os::unix::fs::MetadataExt::uid(&own) == 0);
        // It refuses to run as root.
        let run = |program: &Path| {
            let mut command = Command::new(if is_root { Path::new("setpriv") } else { program });
            if is_root {
                command.args(["--reuid=nobody", "--regid=nogroup", "--clear-groups", "--"]).arg(program);
            }
            command.current_dir(&folder);
            command
        };
        if is_root {
            open_to_all(&folder);
            fs::create_dir(&data).unwrap();
            let owned =
                Command::new("chown").args(["nobody:nogroup"]).arg(&data).arg(scene.path("key.pem")).status();
            assert!(owned.unwrap().success());
        }
        fs::set_permissions(scene.path("key.pem"), fs::Permissions::from_mode(0o600)).unwrap();
        let made =
            run(&initdb).args(["-D", "data", "-A", "trust", "-U", "me", "--no-sync"]).output().unwrap();
        assert!(made.status.success(), "{}", support::text(&made));
        let full = |name: &str| scene.path(name).display().to_string();
        for has_tls in [true, false] {
            let port = free_port();
            let mut command = run(&postgres);
            command.args(["-D", "data", "-p", &port.to_string(), "-h", "127.0.0.1", "-k", "", "-F"]);
            if has_tls {
                command.args(["-c", "ssl=on", "-c", &format!("ssl_cert_file={}", full("cert.pem"))]);
                command.args(["-c", &format!("ssl_key_file={}", full("key.pem"))]);
            }
            let _daemon = Daemon::start(&mut command, &[port]);
            if has_tls {
                assert_begins_tls(port, Service::Postgres);
                continue;
            }
            match connect(port, Service::Postgres, Route::Direct) {
                Err(TlsFault::StartTls(StartTlsFault::NotOffered { .. })) => {}
                other => panic!("{other:?}"),
            }
        }
    });
}

#[test]
fn mariadb() {
    let Some(mariadbd) = installed("mariadbd") else { return };
    settled(|| {
        let scene = scene();
        for has_tls in [true, false] {
            let (port, data) = (free_port(), scene.path(if has_tls { "with" } else { "without" }));
            fs::create_dir(&data).unwrap();
            let mut command = Command::new(&mariadbd);
            // A server without a single table greets like any other.
            command.args(["--no-defaults", "--user=root", "--skip-grant-tables", "--innodb=OFF"]);
            command.args([
                "--default-storage-engine=Aria",
                "--bind-address=127.0.0.1",
                &format!("--port={port}"),
            ]);
            for (option, file) in [("datadir", "."), ("socket", "socket"), ("pid-file", "pid")] {
                command.arg(format!("--{option}={}", data.join(file).display()));
            }
            if has_tls {
                command.arg(format!("--ssl-cert={}", scene.path("cert.pem").display()));
                command.arg(format!("--ssl-key={}", scene.path("key.pem").display()));
            }
            let _daemon = Daemon::start(&mut command, &[port]);
            if has_tls {
                assert_begins_tls(port, Service::Mysql);
                continue;
            }
            match connect(port, Service::Mysql, Route::Direct) {
                Err(TlsFault::StartTls(StartTlsFault::NotOffered { greeting, .. })) => {
                    assert!(greeting.contains("MariaDB"), "{greeting}");
                }
                other => panic!("{other:?}"),
            }
        }
    });
}

#[test]
fn dovecot_lmtp() {
    let Some(dovecot) = installed("dovecot") else { return };
    if !Path::new("/usr/lib/dovecot/lmtp").exists() {
        eprintln!("SKIPPED: dovecot has no lmtp");
        return;
    }
    settled(|| {
        let scene = scene();
        open_to_all(&scene.path("."));
        let port = free_port();
        let folder = scene.path(".").canonicalize().unwrap().display().to_string();
        scene.write(
            "dovecot.conf",
            format!(
                "base_dir = {folder}/run\nstate_dir = {folder}/run\nlog_path = /dev/stderr\nlisten = 127.0.0.1\n\
                 protocols = lmtp\nssl = yes\nssl_cert = <{folder}/cert.pem\nssl_key = <{folder}/key.pem\n\
                 default_internal_user = daemon\ndefault_internal_group = daemon\ndefault_login_user = nobody\n\
                 service anvil {{\n chroot =\n}}\nservice stats {{\n chroot =\n}}\n\
                 service lmtp {{\n inet_listener lmtp {{\n  port = {port}\n }}\n}}\n"
            ),
        );
        let mut command = Command::new(&dovecot);
        command.args(["-F", "-c"]).arg(scene.path("dovecot.conf"));
        let _daemon = Daemon::start(&mut command, &[port]);
        assert_begins_tls(port, Service::Lmtp);
    });
}

#[test]
fn tinyproxy() {
    let Some(tinyproxy) = installed("tinyproxy") else { return };
    settled(|| {
        let scene = scene();
        let near = server(vec![says(b"\x16")]);
        let port = free_port();
        scene.write(
        "proxy.conf",
        format!("Port {port}\nListen 127.0.0.1\nTimeout 30\nMaxClients 10\nBasicAuth me secret\nConnectPort {near}\n"),
    );
        let mut command = Command::new(&tinyproxy);
        command.args(["-d", "-c"]).arg(scene.path("proxy.conf"));
        let _daemon = Daemon::start(&mut command, &[port]);
        let through = |user: &str, far: u16| {
            connect(far, Service::Tls, Route::parse(&format!("http://{user}127.0.0.1:{port}")).unwrap())
        };
        let mut byte = [0];
        through("me:secret@", near).unwrap().read_exact(&mut byte).unwrap();
        assert_eq!(byte, [0x16]);
        for (user, far, expected) in
            [("", near, 407), ("me:wrong@", near, 401), ("me:secret@", free_port(), 403)]
        {
            match through(user, far) {
                Err(TlsFault::Proxy(ProxyFault::Refused { status, line })) => {
                    assert!(status == expected && line.contains(&expected.to_string()), "{line}");
                }
                other => panic!("{other:?}"),
            }
        }
    });
}
