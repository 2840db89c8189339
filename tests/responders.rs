//! OCSP responders that answer while a test looks on: what a nonce changes, and that one server's responder keeps no other waiting.
//!
//! With a nonce (`jdk.security.certpath.ocspNonce=true`) 17.0.9, 17.0.15, 21.0.8 and 25.0.2 refuse a response with another one,
//! `Nonces don't match`, and take one without, or a stapled one; 11.0.13 sends none. Tried with these responders.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::print_stderr
)]

mod support;

use std::fs;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::path::PathBuf;
use std::process::Command;
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use support::Scene;
use support::servers::{HERE, Server, has_openssl, openssl, scripted};

/// The identifier of a nonce, in DER.
const NONCE: [u8; 11] = [6, 9, 0x2b, 6, 1, 5, 5, 7, 48, 1, 2];

/// What a request of HTTP asks a responder.
fn asked(socket: &TcpStream) -> Vec<u8> {
    let mut reader = BufReader::new(socket.try_clone().unwrap());
    let (mut first, mut line, mut length) = (String::new(), String::new(), 0);
    reader.read_line(&mut first).unwrap();
    loop {
        line.clear();
        reader.read_line(&mut line).unwrap();
        if let Some(value) = line.to_ascii_lowercase().strip_prefix("content-length:") {
            length = value.trim().parse().unwrap();
        }
        if line.trim().is_empty() {
            break;
        }
    }
    if first.starts_with("POST ") {
        let mut body = vec![0; length];
        reader.read_exact(&mut body).unwrap();
        return body;
    }
    let text = first.split(' ').nth(1).unwrap().trim_start_matches('/');
    let text = text.replace("%2B", "+").replace("%2F", "/").replace("%3D", "=");
    STANDARD.decode(text).unwrap()
}

fn answer(mut socket: TcpStream, status: &str, body: &[u8]) {
    let head = format!("HTTP/1.1 {status}\r\nContent-Length: {}\r\nConnection: close\r\n\r\n", body.len());
    let _ = socket.write_all(&[head.as_bytes(), body].concat());
}

/// An authority, and servers' certificates of it, by their numbers, which name this responder.
fn certified(scene: &Scene, responder: u16, numbers: &[u32]) {
    openssl(
        scene,
        "req -x509 -nodes -newkey ec -pkeyopt ec_paramgen_curve:P-256 -keyout root.key -out root.pem -days 900 -subj /CN=Responding",
    );
    scene.write(
        "leaf.cnf",
        format!("subjectAltName=DNS:localhost\nauthorityInfoAccess=OCSP;URI:http://127.0.0.1:{responder}/\n"),
    );
    let mut index = String::new();
    for number in numbers {
        openssl(
            scene,
            &format!(
                "req -new -nodes -newkey ec -pkeyopt ec_paramgen_curve:P-256 -keyout leaf{number}.key -out leaf.csr -subj /CN=localhost"
            ),
        );
        openssl(
            scene,
            &format!(
                "x509 -req -in leaf.csr -CA root.pem -CAkey root.key -set_serial {number} -days 800 -extfile leaf.cnf -out leaf{number}.pem"
            ),
        );
        index.push_str(&format!("V\t320521000000Z\t\t{number:02X}\tunknown\t/CN=localhost\n"));
    }
    scene.write("index.txt", index);
}

/// Answers to the request in a file.
fn respond(folder: &PathBuf, request: &str) -> Vec<u8> {
    let words = "ocsp -index index.txt -CA root.pem -rsigner root.pem -rkey root.key -ndays 3 -respout response.der -reqin";
    let output =
        Command::new("openssl").args(words.split(' ')).arg(request).current_dir(folder).output().unwrap();
    assert!(output.status.success(), "{}", support::text(&output));
    fs::read(folder.join("response.der")).unwrap()
}

#[test]
fn another_nonce_is_refused_and_none_is_not() {
    if !has_openssl() {
        return;
    }
    let scene = Scene::new();
    let folder = scene.path(".");
    let (mode, seen) = (Arc::new(Mutex::new("same")), Arc::new(Mutex::new(Vec::new())));
    let (how, kept) = (Arc::clone(&mode), Arc::clone(&seen));
    let responder = scripted(move |socket| {
        let request = asked(&socket);
        kept.lock().unwrap().push(request.windows(NONCE.len()).any(|window| window == NONCE));
        fs::write(folder.join("request.der"), &request).unwrap();
        let named = match *how.lock().unwrap() {
            "same" => "request.der",
            "none" => "without.der",
            _ => "other.der",
        };
        answer(socket, "200 OK", &respond(&folder, named));
    });
    certified(&scene, responder, &[77]);
    openssl(&scene, "ocsp -issuer root.pem -serial 77 -no_nonce -reqout without.der");
    openssl(&scene, "ocsp -issuer root.pem -serial 77 -nonce -reqout other.der");
    let server = Server::start(&scene, "-cert leaf77.pem -key leaf77.key");
    let name = format!("localhost:{}", server.port);
    for (way, java, code) in
        [("same", "25", 0), ("none", "25", 0), ("other", "25", 1), ("other", "17.0.9", 1), ("other", "11", 0)]
    {
        *mode.lock().unwrap() = way;
        let probe = ["probe", &name, "--trust", "root.pem", "--revocation", "--java", java];
        let nonce = ["-D", "jdk.security.certpath.ocspNonce=TRUE"];
        let told = scene.json(&[&probe[..], &HERE, &nonce].concat(), code);
        if code == 1 {
            let thrown = told["exception"].as_str().unwrap();
            assert!(thrown.ends_with("CertPathValidatorException: Nonces don't match"), "{java}: {thrown}");
        }
        let sent = seen.lock().unwrap().drain(..).collect::<Vec<_>>();
        assert_eq!(sent, [java != "11"], "{java}");
        // Without the property there is none to differ from.
        scene.json(&[&probe[..], &HERE].concat(), 0);
        assert_eq!(seen.lock().unwrap().drain(..).collect::<Vec<_>>(), [false], "{java}");
    }
    // What is stapled was not made for this client.
    let staple = respond(&scene.path("."), "other.der");
    scene.write("staple.der", staple);
    let server = Server::start(&scene, "-cert leaf77.pem -key leaf77.key -status_file staple.der");
    let name = format!("localhost:{}", server.port);
    let words = ["probe", &name, "--trust", "root.pem", "--revocation"];
    let nonce = ["-D", "jdk.security.certpath.ocspNonce=true"];
    scene.json(&[&words[..], &HERE, &nonce].concat(), 0);
    assert!(seen.lock().unwrap().is_empty());
}

#[test]
fn no_server_waits_for_the_responder_of_another() {
    if !has_openssl() {
        return;
    }
    const SLOW: Duration = Duration::from_secs(1);
    let numbers: Vec<u32> = (1..=6).collect();
    let scene = Scene::new();
    let asked_so_far = Arc::new(Mutex::new(0));
    let count = Arc::clone(&asked_so_far);
    let responder = scripted(move |socket| {
        let count = Arc::clone(&count);
        thread::spawn(move || {
            asked(&socket);
            *count.lock().unwrap() += 1;
            thread::sleep(SLOW);
            answer(socket, "404 Not Found", b"");
        });
    });
    certified(&scene, responder, &numbers);
    let serve =
        |number: &u32| Server::start(&scene, &format!("-cert leaf{number}.pem -key leaf{number}.key"));
    let servers: Vec<Server> = numbers.iter().map(serve).collect();
    let mut names: Vec<String> = servers.iter().map(|server| format!("localhost:{}", server.port)).collect();
    // The same one again is not asked about twice.
    names.push(names[0].clone());
    scene.write("servers.txt", names.join("\n"));
    let begun = Instant::now();
    let words = ["probe", "--targets", "servers.txt", "--trust", "root.pem", "--revocation", "-q"];
    let said = scene.said(&[&words[..], &HERE].concat(), 1);
    let took = begun.elapsed();
    assert_eq!(said.lines().filter(|line| line.contains("PKIX path validation failed")).count(), 7, "{said}");
    assert_eq!(*asked_so_far.lock().unwrap(), 6);
    assert!(took >= SLOW && took < 4 * SLOW, "{took:?}");
}

#[test]
fn a_watch_asks_anew() {
    if !has_openssl() {
        return;
    }
    let scene = Scene::new();
    let folder = scene.path(".");
    let count = Arc::new(Mutex::new(0));
    let times = Arc::clone(&count);
    let responder = scripted(move |socket| {
        fs::write(folder.join("request.der"), asked(&socket)).unwrap();
        *times.lock().unwrap() += 1;
        let is_first = *times.lock().unwrap() == 1;
        if is_first {
            answer(socket, "503 Service Unavailable", b"");
        } else {
            answer(socket, "200 OK", &respond(&folder, "request.der"));
        }
    });
    certified(&scene, responder, &[5]);
    let server = Server::start(&scene, "-cert leaf5.pem -key leaf5.key");
    let name = format!("localhost:{}", server.port);
    let words =
        ["probe", &name, "--trust", "root.pem", "--revocation", "-q", "--watch", "1", "--watch-limit", "20"];
    assert_eq!(scene.said(&[&words[..], &HERE].concat(), 0), "Successfully connected\n");
    assert_eq!(*count.lock().unwrap(), 2);
}
