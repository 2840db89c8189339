//! `-printcert -sslserver` against real servers on 127.0.0.1: what it prints is what `-printcert -file` prints of the
//! certificates the server was given, numbered; and where `KEYTOOL` names the JDK's, what that one prints.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::print_stderr,
    clippy::panic,
    clippy::indexing_slicing
)]

mod support;

use std::io::{Read as _, Write as _};
use std::net::{Shutdown, TcpStream};
use std::process::{Command, Output, Stdio};
use std::sync::{Arc, Mutex};
use std::{env, fs, thread};

use support::servers::{Server, free_port, has_openssl, openssl, scripted};
use support::{Scene, below, issued, params, root, server, text};

const NO_CERTIFICATE: &str = "keytool error: java.lang.Exception: No certificate from the SSL server\n";

/// The program under keytool's words, in UTC, whatever the machine.
fn ours(scene: &Scene, words: &[&str]) -> Output {
    keytool(Command::new(env!("CARGO_BIN_EXE_keytool-rs")), scene, words)
}

fn keytool(mut program: Command, scene: &Scene, words: &[&str]) -> Output {
    program.current_dir(scene.path(".")).envs([("TZ", "UTC"), ("LC_ALL", "C.UTF-8")]);
    program.arg("-printcert").args(words).stdin(Stdio::null()).output().unwrap()
}

/// Runs ours, and, where there is one, the JDK's: they must agree on streams and exit code. Gives what was printed.
fn printed(scene: &Scene, words: &[&str]) -> (i32, String, String) {
    let told = |output: &Output| {
        let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
        (output.status.code().unwrap(), text(&output.stdout), text(&output.stderr))
    };
    let ours = told(&ours(scene, words));
    if let Some(real) = env::var_os("KEYTOOL") {
        assert_eq!(ours, told(&keytool(Command::new(real), scene, words)), "{words:?}");
    }
    ours
}

/// What must be printed of a server that sends these files' certificates.
fn numbered(scene: &Scene, files: &[&str]) -> String {
    let one = |(index, file): (usize, &&str)| {
        let output = ours(scene, &["-file", file]);
        assert!(output.status.success(), "{file}: {}", text(&output));
        let text = String::from_utf8(output.stdout).unwrap();
        format!("Certificate #{index}\n====================================\n{text}\n")
    };
    files.iter().enumerate().map(one).collect()
}

/// A server's chain of three, and keys and certificates of many kinds.
fn scene() -> Scene {
    let scene = Scene::new();
    let root = root("Root");
    let middle = below(params("Middle", true), &root);
    let key = support::key();
    let leaf = server("mail.example.com").signed_by(&key, &middle).unwrap();
    for (name, pem) in [("leaf", leaf.pem()), ("middle", middle.pem()), ("root", root.pem())] {
        scene.write(&format!("{name}.pem"), &pem);
    }
    scene.write("rest.pem", format!("{}{}", middle.pem(), root.pem()));
    scene.write("leaf.key", key.serialize_pem());
    for (name, kind) in [
        ("rsa", "rsa:2048"),
        ("weak", "rsa:1024 -sha1"),
        ("ed25519", "ed25519"),
        ("p521", "ec -pkeyopt ec_paramgen_curve:secp521r1"),
        ("brainpool", "ec -pkeyopt ec_paramgen_curve:brainpoolP256r1"),
        ("pss", "rsa-pss -pkeyopt rsa_keygen_bits:2048"),
    ] {
        openssl(
            &scene,
            &format!(
                "req -x509 -nodes -days 365 -newkey {kind} -keyout {name}.key -out {name}.pem -subj /CN={name}"
            ),
        );
    }
    // Version 1, and expired before it began.
    openssl(&scene, "req -new -key leaf.key -subj /CN=old -out old.csr");
    openssl(&scene, "x509 -req -in old.csr -CA rsa.pem -CAkey rsa.key -set_serial 7 -days -1 -out old.pem");
    scene
}

#[test]
fn a_servers_chain_is_printed_whatever_it_speaks() {
    if !has_openssl() {
        return;
    }
    let scene = scene();
    const CHAIN: &str = "-cert leaf.pem -key leaf.key -cert_chain rest.pem";
    const RSA: &str = "-cert rsa.pem -key rsa.key";
    for (certificates, options) in [
        (&["leaf.pem", "middle.pem", "root.pem"][..], CHAIN.to_owned()),
        (&["leaf.pem", "middle.pem", "root.pem"], format!("{CHAIN} -tls1_2")),
        (&["leaf.pem"], "-cert leaf.pem -key leaf.key".to_owned()),
        (&["old.pem"], "-cert old.pem -key leaf.key".to_owned()),
        (&["weak.pem"], "-cert weak.pem -key weak.key -cipher ALL:@SECLEVEL=0".to_owned()),
        (
            &["weak.pem", "rsa.pem"],
            "-cert weak.pem -key weak.key -cert_chain rsa.pem -tls1_2 -cipher ALL:@SECLEVEL=0".to_owned(),
        ),
        (&["ed25519.pem"], "-cert ed25519.pem -key ed25519.key".to_owned()),
        (&["p521.pem"], "-cert p521.pem -key p521.key -tls1_2".to_owned()),
        (&["pss.pem"], "-cert pss.pem -key pss.key".to_owned()),
        // Asked for a certificate of our own, in vain.
        (&["rsa.pem"], format!("{RSA} -Verify 1")),
        (&["rsa.pem"], format!("{RSA} -Verify 1 -tls1_2")),
        // Groups that a second hello is needed for.
        (&["rsa.pem"], format!("{RSA} -tls1_3 -groups P-521")),
        (&["rsa.pem"], format!("{RSA} -tls1_3 -groups X448")),
        (&["rsa.pem"], format!("{RSA} -tls1_3 -groups P-384")),
        // What rustls does not speak.
        (&["rsa.pem"], format!("{RSA} -tls1_2 -cipher DHE-RSA-AES128-SHA256")),
        (&["rsa.pem"], format!("{RSA} -tls1_2 -cipher ECDHE-RSA-AES256-SHA384")),
        (&["leaf.pem"], "-cert leaf.pem -key leaf.key -tls1_2 -cipher ECDHE-ECDSA-AES128-SHA".to_owned()),
        // Two certificates: the one of the scheme that Java prefers.
        (&["leaf.pem"], format!("{RSA} -dcert leaf.pem -dkey leaf.key")),
        (&["leaf.pem"], format!("{RSA} -dcert leaf.pem -dkey leaf.key -tls1_2")),
    ] {
        let server = Server::start(&scene, &options);
        let (code, out, err) = printed(&scene, &["-sslserver", &server.name()]);
        assert_eq!((code, out), (0, numbered(&scene, certificates)), "{options}");
        assert_eq!(err.contains("Warning:"), certificates[0] == "weak.pem", "{options}: {err}");
    }
}

#[test]
fn servers_that_java_cannot_speak_with_show_nothing() {
    if !has_openssl() {
        return;
    }
    let scene = scene();
    for options in [
        "-cert rsa.pem -key rsa.key -tls1_1 -cipher ALL:@SECLEVEL=0",
        "-cert rsa.pem -key rsa.key -tls1_2 -cipher AES128-SHA",
        "-cert rsa.pem -key rsa.key -tls1_2 -cipher NULL-SHA256:@SECLEVEL=0",
        "-cert rsa.pem -key rsa.key -tls1_3 -ciphersuites TLS_AES_128_CCM_SHA256",
        "-nocert -tls1_2 -cipher aNULL:@SECLEVEL=0",
        "-cert brainpool.pem -key brainpool.key",
    ] {
        let server = Server::start(&scene, options);
        let told = printed(&scene, &["-sslserver", &server.name()]);
        assert_eq!(told, (1, NO_CERTIFICATE.to_owned(), String::new()), "{options}");
    }
}

#[test]
fn rfc_prints_pem_and_weak_certificates_are_warned_of() {
    if !has_openssl() {
        return;
    }
    let scene = scene();
    let server = Server::start(&scene, "-cert leaf.pem -key leaf.key -cert_chain rest.pem");
    let (code, out, err) = printed(&scene, &["-rfc", "-sslserver", &server.name()]);
    let files =
        ["leaf.pem", "middle.pem", "root.pem"].map(|file| fs::read_to_string(scene.path(file)).unwrap());
    let without_ends = |text: &str| text.replace(['\r', '\n'], "");
    assert_eq!((code, without_ends(&out), err), (0, without_ends(&files.concat()), String::new()));
    assert!(out.split_inclusive('\n').all(|line| line.ends_with("\r\n")));
    let server = Server::start(
        &scene,
        "-cert weak.pem -key weak.key -cert_chain weak.pem -tls1_2 -cipher ALL:@SECLEVEL=0",
    );
    let (_, _, err) = printed(&scene, &["-rfc", "-sslserver", &server.name()]);
    assert!(
        err.starts_with("\nWarning:\nThe certificate #1 of 2 uses the SHA1withRSA signature algorithm"),
        "{err}"
    );
    let (_, out, err) = printed(&scene, &["-nowarn", "-v", "-sslserver", &server.name()]);
    assert_eq!((out.matches("1024-bit RSA key (weak)").count(), err.as_str()), (2, ""));
}

#[test]
fn chains_and_messages_have_javas_limits() {
    if !has_openssl() {
        return;
    }
    let scene = scene();
    let mut issuer = root("0");
    let mut pems = vec![issuer.pem()];
    for depth in 1..10 {
        issuer = below(params(&depth.to_string(), true), &issuer);
        pems.insert(0, issuer.pem());
    }
    let key = support::key();
    scene.write("end.key", key.serialize_pem());
    scene.write("end.pem", server("deep.example.com").signed_by(&key, &issuer).unwrap().pem());
    for (count, is_taken) in [(10, true), (11, false)] {
        scene.write("deep.pem", pems[..count - 1].concat());
        for version in ["-tls1_2", "-tls1_3"] {
            let server =
                Server::start(&scene, &format!("-cert end.pem -key end.key -cert_chain deep.pem {version}"));
            let (code, out, _) = printed(&scene, &["-sslserver", &server.name()]);
            assert_eq!(
                (code == 0, out.matches("Certificate #").count()),
                (is_taken, if is_taken { 10 } else { 0 })
            );
        }
    }
    for (names, is_taken) in [(1100, true), (1500, false)] {
        let mut wide = params("wide", false);
        let name =
            |number| rcgen::SanType::DnsName(format!("host{number:05}.example.com").try_into().unwrap());
        wide.subject_alt_names = (0..names).map(name).collect();
        scene.write("wide.pem", wide.self_signed(&key).unwrap().pem());
        let server = Server::start(&scene, "-cert wide.pem -key end.key");
        assert_eq!(printed(&scene, &["-sslserver", &server.name()]).0 == 0, is_taken, "{names} names");
    }
}

#[test]
fn what_is_no_tls_server_shows_nothing() {
    let scene = Scene::new();
    let answers: [&'static [u8]; 8] = [
        b"HTTP/1.1 400 Bad Request\r\n\r\n",
        b"220 mail ESMTP\r\n",
        // Alerts: handshake_failure, close_notify, unrecognized_name as a warning.
        &[21, 3, 3, 0, 2, 2, 40],
        &[21, 3, 3, 0, 2, 1, 0],
        &[21, 3, 3, 0, 2, 1, 112],
        &[0; 100],
        // The beginnings of a record, and of a message of 16 MiB.
        &[22, 3, 3, 0, 64, 2],
        &[22, 3, 3, 0, 4, 11, 255, 255, 255],
    ];
    let mut servers: Vec<u16> = answers
        .into_iter()
        .map(|answer| {
            scripted(move |mut socket| {
                let _ = socket.read(&mut [0; 4096]);
                let _ = socket.write_all(answer);
            })
        })
        .collect();
    servers.push(scripted(drop));
    servers.push(free_port());
    for port in servers {
        let told = printed(&scene, &["-sslserver", &format!("127.0.0.1:{port}")]);
        assert_eq!(told, (1, NO_CERTIFICATE.to_owned(), String::new()));
    }
    let silent = scripted(|mut socket| {
        let _ = socket.read_to_end(&mut Vec::new());
    });
    let words = ["-J-Dsun.net.client.defaultReadTimeout=300", "-sslserver", &format!("127.0.0.1:{silent}")];
    assert_eq!(printed(&scene, &words), (1, NO_CERTIFICATE.to_owned(), String::new()));
}

#[test]
fn names_that_are_none_are_refused_as_java_refuses_them() {
    let scene = Scene::new();
    for (name, exception) in [
        ("", "java.net.URISyntaxException: Expected authority at index 8: https://"),
        ("a b:1", "java.net.URISyntaxException: Illegal character in authority at index 9: https://a b:1"),
        (
            "[::1",
            "java.net.URISyntaxException: Expected closing bracket for IPv6 address at index 12: https://[::1",
        ),
        ("[1:2]:3", "java.net.URISyntaxException: IPv6 address too short at index 9: https://[1:2]:3"),
        (
            "127.0.0.1:1/a b",
            "java.net.URISyntaxException: Illegal character in path at index 21: https://127.0.0.1:1/a b",
        ),
        ("127.0.0.1:65536", "java.lang.IllegalArgumentException: port out of range:65536"),
        ("127.0.0.1:x", "java.lang.Exception: No certificate from the SSL server"),
        ("nosuch.invalid", "java.lang.Exception: No certificate from the SSL server"),
    ] {
        let told = printed(&scene, &["-sslserver", name]);
        assert_eq!(told, (1, format!("keytool error: {exception}\n"), String::new()));
    }
}

/// A proxy that answers `CONNECT` with `answer` and then leads to `port`, whatever it is asked for; it keeps the
/// requests' first lines.
fn proxy(answer: &'static str, port: u16) -> (u16, Arc<Mutex<Vec<String>>>) {
    let requests = Arc::new(Mutex::new(Vec::new()));
    let kept = Arc::clone(&requests);
    let own = scripted(move |mut client| {
        let mut request = Vec::new();
        let mut byte = [0];
        while !request.ends_with(b"\r\n\r\n") && client.read(&mut byte).is_ok_and(|count| count > 0) {
            request.extend(byte);
        }
        kept.lock().unwrap().push(String::from_utf8(request).unwrap().lines().next().unwrap().to_owned());
        if client.write_all(answer.as_bytes()).is_err() || !answer.contains(" 200 ") {
            return;
        }
        let mut server = TcpStream::connect(("127.0.0.1", port)).unwrap();
        let (mut from_client, mut to_server) = (client.try_clone().unwrap(), server.try_clone().unwrap());
        thread::spawn(move || {
            let _ = std::io::copy(&mut from_client, &mut to_server);
            let _ = to_server.shutdown(Shutdown::Write);
        });
        let _ = std::io::copy(&mut server, &mut client);
        let _ = client.shutdown(Shutdown::Both);
    });
    (own, requests)
}

#[test]
fn proxies_are_asked_where_java_asks_them() {
    if !has_openssl() {
        return;
    }
    let scene = scene();
    let server = Server::start(&scene, "-cert leaf.pem -key leaf.key");
    let (port, requests) = proxy("HTTP/1.1 200 OK\r\n\r\n", server.port);
    let through = ["-J-Dhttps.proxyHost=127.0.0.1", &format!("-J-Dhttps.proxyPort={port}")];
    let asked = |words: &[&str]| {
        requests.lock().unwrap().clear();
        let (code, ..) = printed(&scene, &[&through, words].concat());
        let first = requests.lock().unwrap().first().cloned();
        (code, first)
    };
    let tunnel = |to: &str| (0, Some(format!("CONNECT {to} HTTP/1.1")));
    assert_eq!(asked(&["-sslserver", "far.invalid"]), tunnel("far.invalid:443"));
    assert_eq!(asked(&["-sslserver", "far.invalid:8443"]), tunnel("far.invalid:8443"));
    assert_eq!(asked(&["-sslserver", &server.name()]), (0, None));
    assert_eq!(asked(&["-J-Dhttp.nonProxyHosts=", "-sslserver", "[::1]:7"]), tunnel("[::1]:7"));
    assert_eq!(asked(&["-J-Dhttp.nonProxyHosts=a|*.invalid", "-sslserver", "far.invalid"]), (1, None));
    for (answer, exception) in [
        (
            "HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n",
            "java.lang.Exception: No certificate from the SSL server",
        ),
        (
            "HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\n\r\n",
            "java.lang.Exception: No certificate from the SSL server",
        ),
        ("hello\r\n\r\n", "java.util.NoSuchElementException"),
    ] {
        let (port, _) = proxy(answer, server.port);
        let words = [
            "-J-Dhttps.proxyHost=127.0.0.1",
            &format!("-J-Dhttps.proxyPort={port}"),
            "-sslserver",
            "far.invalid",
        ];
        assert_eq!(
            printed(&scene, &words),
            (1, format!("keytool error: {exception}\n"), String::new()),
            "{answer}"
        );
    }
}

#[test]
fn the_native_command_shows_a_server_and_says_what_is_wrong() {
    let scene = Scene::new();
    let port = scripted(|mut socket| {
        let _ = socket.read(&mut [0; 4096]);
        let _ = socket.write_all(b"220 mail ESMTP\r\n");
    });
    let output = scene.run(&["printcert", "--sslserver", &format!("127.0.0.1:{port}")]);
    assert_eq!(output.status.code(), Some(1));
    assert!(text(&output).contains("showed no certificate"), "{}", text(&output));
    if !has_openssl() {
        return;
    }
    let root = root("Corp Root");
    let key = support::key();
    scene.write("leaf.key", key.serialize_pem());
    scene.write("leaf.pem", server("mail.example.com").signed_by(&key, &root).unwrap().pem());
    scene.write("other.pem", issued(&params("other", false), &root).pem());
    let server = Server::start(&scene, "-cert leaf.pem -key leaf.key -cert_chain other.pem");
    let output = scene.run(&["printcert", "--sslserver", &server.name(), "--format", "json"]);
    let shown: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let text = shown.to_string();
    assert!(text.contains("CN=mail.example.com") && text.contains("CN=other"), "{text}");
}
