//! `probe --protocols`, `--ciphers` and `--all` against servers of which is known what they speak.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod support;

use std::collections::BTreeSet;
use std::io::{Read as _, Write as _};
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use serde_json::Value;
use support::servers::{Server, has_openssl, scripted};
use support::{Scene, key, root, server};

/// A server's certificate, and the store that trusts it.
fn scene() -> Scene {
    let scene = Scene::new();
    let authority = root("Root");
    let own = key();
    scene.write("ec.pem", server("localhost").signed_by(&own, &authority).unwrap().pem());
    scene.write("ec.key", own.serialize_pem());
    scene.write("trust.pem", authority.pem());
    support::servers::openssl(
        &scene,
        "req -x509 -newkey rsa:2048 -nodes -keyout rsa.key -out rsa.pem -days 30 -subj /CN=localhost",
    );
    scene
}

fn asked(scene: &Scene, port: u16, words: &[&str]) -> Value {
    let name = format!("localhost:{port}");
    let all =
        [&["probe", &name, "--trust", "trust.pem", "--connect", "127.0.0.1", "--format", "json"], words]
            .concat();
    let output = scene.run(&all);
    serde_json::from_slice(&output.stdout).unwrap_or_else(|_| panic!("{}", support::text(&output)))
}

fn version<'v>(told: &'v Value, name: &str) -> &'v Value {
    let versions = told["survey"]["versions"].as_array().unwrap();
    versions.iter().find(|version| version["version"] == name).unwrap()
}

fn names(list: &Value) -> Vec<&str> {
    list.as_array().unwrap().iter().map(|one| one["name"].as_str().unwrap()).collect()
}

/// What openssl's own client gets when it offers one suite after the other.
fn scanned(port: u16, version: &str) -> BTreeSet<String> {
    let all =
        Command::new("openssl").args(["ciphers", "-s", version, "ALL:COMPLEMENTOFALL:@SECLEVEL=0"]).output();
    let all = String::from_utf8(all.unwrap().stdout).unwrap();
    let takes = |suite: &&str| {
        let run = Command::new("openssl")
            .args(["s_client", "-connect", &format!("127.0.0.1:{port}"), version])
            .args(["-cipher", &format!("{suite}:@SECLEVEL=0")])
            .stdin(Stdio::null())
            .stderr(Stdio::null())
            .output()
            .unwrap();
        String::from_utf8_lossy(&run.stdout).contains(&format!("Cipher is {suite}\n"))
    };
    all.trim().split(':').filter(takes).map(str::to_owned).collect()
}

/// openssl's names of suites by their numbers.
fn openssl_names() -> Vec<(u16, String)> {
    let all =
        Command::new("openssl").args(["ciphers", "-V", "ALL:COMPLEMENTOFALL:@SECLEVEL=0"]).output().unwrap();
    let text = String::from_utf8(all.stdout).unwrap();
    let number = |text: &str| {
        let (high, low) = text.split_once(',')?;
        let octet = |text: &str| u16::from_str_radix(text.trim_start_matches("0x"), 16).ok();
        Some(octet(high)? << 8 | octet(low)?)
    };
    let of_line = |line: &str| {
        let mut words = line.split_whitespace();
        Some((number(words.next()?)?, words.nth(1)?.to_owned()))
    };
    text.lines().filter_map(of_line).collect()
}

#[test]
fn every_suite_that_openssl_finds_one_by_one_is_found_and_no_other() {
    if !has_openssl() {
        return;
    }
    let scene = scene();
    let known = openssl_names();
    let both = "-cert rsa.pem -key rsa.key -dcert ec.pem -dkey ec.key -min_protocol TLSv1";
    for options in [
        "-cipher ALL:@SECLEVEL=0",
        "-cipher AES128-SHA:ECDHE-ECDSA-AES256-GCM-SHA384:DHE-RSA-AES256-SHA:@SECLEVEL=0",
    ] {
        let server = Server::silent(&scene, &format!("{both} {options}"));
        let told = asked(&scene, server.port, &["--ciphers"]);
        for (name, option) in [("TLS 1.2", "-tls1_2"), ("TLS 1.0", "-tls1")] {
            let found = version(&told, name)["suites"].as_array().unwrap();
            let found: BTreeSet<String> = found
                .iter()
                .map(|suite| {
                    let number = suite["number"].as_u64().unwrap();
                    known.iter().find(|(own, _)| u64::from(*own) == number).unwrap().1.clone()
                })
                .collect();
            assert_eq!(found, scanned(server.port, option), "{options} {name}");
            assert_eq!(version(&told, name)["accepted"], !found.is_empty());
        }
        assert_eq!(version(&told, "TLS 1.3")["suites"].as_array().unwrap().len(), 3);
        assert_eq!(version(&told, "SSL 3.0")["accepted"], false);
        // Two certificates: each suite has its own.
        for suite in version(&told, "TLS 1.2")["suites"].as_array().unwrap() {
            let (name, key) = (suite["name"].as_str().unwrap(), &suite["key"]);
            if name.contains("ECDSA") {
                assert_eq!(key, "256-bit EC (secp256r1) key", "{name}");
            } else if !name.contains("anon") {
                assert_eq!(key, "2048-bit RSA key", "{name}");
            }
        }
    }
}

#[test]
fn the_servers_order_groups_and_manners_are_told() {
    if !has_openssl() {
        return;
    }
    let scene = scene();
    let suites = "ECDHE-ECDSA-AES128-GCM-SHA256:ECDHE-ECDSA-AES256-GCM-SHA384:ECDHE-ECDSA-AES256-SHA";
    let options = format!(
        "-cert ec.pem -key ec.key -serverpref -cipher {suites} -groups P-384:X25519 -alpn http/1.1,h2 -no_ticket"
    );
    let server = Server::silent(&scene, &options);
    let told = asked(&scene, server.port, &["--all"]);
    let twelve = version(&told, "TLS 1.2");
    assert_eq!(twelve["chosen_by"], "server");
    assert_eq!(
        names(&twelve["suites"]),
        [
            "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256",
            "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384",
            "TLS_ECDHE_ECDSA_WITH_AES_256_CBC_SHA"
        ]
    );
    assert_eq!(twelve["suites"][2]["weak"][0]["what"], "CBC");
    assert_eq!(twelve["suites"][2]["weak"][0]["level"], "should-not");
    let thirteen = version(&told, "TLS 1.3");
    for one in [twelve, thirteen] {
        assert_eq!(
            names(&one["groups"]).into_iter().collect::<BTreeSet<_>>(),
            BTreeSet::from(["secp384r1", "x25519"])
        );
    }
    assert_eq!((&twelve["renegotiates_safely"], &twelve["compresses"]), (&true.into(), &false.into()));
    assert_eq!(twelve["extended_master_secret"], true);
    assert_eq!(told["survey"]["refuses_fallback"], true);
    assert_eq!(told["survey"]["alpn"].as_array().unwrap().len(), 2);
    // The client's order, and nothing where versions alone are wanted.
    let server = Server::silent(&scene, &format!("-cert ec.pem -key ec.key -tls1_2 -cipher {suites}"));
    let told = asked(&scene, server.port, &["--all"]);
    assert_eq!(version(&told, "TLS 1.2")["chosen_by"], "client");
    // As this Java prefers them.
    assert_eq!(version(&told, "TLS 1.2")["suites"][0]["name"], "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384");
    assert_eq!(
        (&told["survey"]["refuses_fallback"], &told["survey"]["alpn"]),
        (&Value::Null, &serde_json::json!([]))
    );
    let told = asked(&scene, server.port, &["--protocols"]);
    assert_eq!(version(&told, "TLS 1.2")["suites"], serde_json::json!([]));
    assert_eq!(version(&told, "TLS 1.3")["refusal"], "protocol_version");
    // Without any of the words there is none.
    assert_eq!(asked(&scene, server.port, &[]).get("survey"), None);
}

/// A hello of SSL 3.0 and nothing else is answered, with RC4 and compression.
#[test]
fn ssl_3_is_found_where_it_is_spoken() {
    let scene = Scene::new();
    scene.write("trust.pem", root("Root").pem());
    let port = scripted(|mut socket| {
        let mut hello = [0; 4096];
        let Ok(length) = socket.read(&mut hello) else { return };
        let hello = &hello[..length];
        // The record's header, the message's, then the version; behind 32 random bytes the session and the suites.
        let suites = 46 + usize::from(hello[43]);
        let takes = hello[9..11] == [3, 0] && hello[suites..].chunks(2).any(|suite| suite == [0, 5]);
        if !takes {
            let _ = socket.write_all(&[21, 3, 0, 0, 2, 2, 40]);
            return;
        }
        let body = [&[3, 0], &[7; 32][..], &[0, 0, 5, 1]].concat();
        let hello = [&[2, 0, 0, body.len() as u8], &body[..], &[14, 0, 0, 0]].concat();
        let _ = socket.write_all(&[&[22, 3, 0, 0, hello.len() as u8], &hello[..]].concat());
    });
    let told = asked(&scene, port, &["--all"]);
    let seen = version(&told, "SSL 3.0");
    assert_eq!((&seen["accepted"], &seen["compresses"]), (&true.into(), &true.into()));
    assert_eq!(names(&seen["suites"]), ["SSL_RSA_WITH_RC4_128_SHA"]);
    let weak: Vec<&str> = seen["suites"][0]["weak"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| one["what"].as_str().unwrap())
        .collect();
    assert_eq!(weak, ["RC4", "no forward secrecy"]);
    assert_eq!(seen["weak"][0]["what"], "deprecated protocol");
    assert_eq!(version(&told, "TLS 1.2")["accepted"], false);
}

/// A server that breaks on long lists of suites is asked in pieces; one that dies is not asked for ever.
#[test]
fn servers_that_stumble_are_asked_gently() {
    let scene = Scene::new();
    scene.write("trust.pem", root("Root").pem());
    let connections = Arc::new(AtomicUsize::new(0));
    let counted = Arc::clone(&connections);
    let port = scripted(move |mut socket| {
        counted.fetch_add(1, Ordering::Relaxed);
        let mut hello = [0; 8192];
        let Ok(length) = socket.read(&mut hello) else { return };
        let hello = &hello[..length];
        if hello[9..11] != [3, 1] {
            let _ = socket.write_all(&[21, 3, 1, 0, 2, 2, 70]);
            return;
        }
        let place = 46 + usize::from(hello[43]);
        let count = usize::from(hello[place - 2]) << 8 | usize::from(hello[place - 1]);
        let suites = &hello[place..place + count];
        // More than 100 suites, and it falls over.
        if count > 200 {
            return;
        }
        if !suites.chunks(2).any(|suite| suite == [0, 0x2f]) {
            let _ = socket.write_all(&[21, 3, 1, 0, 2, 2, 40]);
            return;
        }
        let body = [&[3, 1], &[7; 32][..], &[0, 0, 0x2f, 0]].concat();
        let hello = [&[2, 0, 0, body.len() as u8], &body[..], &[14, 0, 0, 0]].concat();
        let _ = socket.write_all(&[&[22, 3, 1, 0, hello.len() as u8], &hello[..]].concat());
    });
    let told = asked(&scene, port, &["--ciphers"]);
    assert_eq!(names(&version(&told, "TLS 1.0")["suites"]), ["TLS_RSA_WITH_AES_128_CBC_SHA"]);
    let made = told["survey"]["connections"].as_u64().unwrap();
    assert!((5..40).contains(&made) && connections.load(Ordering::Relaxed) as u64 >= made, "{made}");
    let dead = scripted(drop);
    let told = asked(&scene, dead, &["--all"]);
    assert!(told["survey"]["connections"].as_u64().unwrap() < 60, "{told}");
}
