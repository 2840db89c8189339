//! Handshakes with `openssl s_server` in every version that it has: what was seen is what the server was told to be.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::print_stderr,
    clippy::panic,
    clippy::indexing_slicing
)]

mod support;

use std::net::TcpStream;
use std::process::Command;
use std::time::Duration;

use std::sync::Arc;

use keytool_rs::crypto::sign::{PrivateKey, SignatureAlgorithm};
use keytool_rs::machine::Machine;
use keytool_rs::secret::SecretBytes;
use keytool_rs::tls::{
    CertificateRequest, Chance, ClientKey, ClientKeys, Connection, Deadline, Depth, KeyExchange, Limits,
    Observation, Offer, TLS_1_0, TLS_1_1, TLS_1_2, TLS_1_3, TlsFault, Wants, handshake,
};
use support::servers::{Server, free_port, has_openssl};
use support::{Scene, below, key, params, root, server, text};

const SUITES: [u16; 26] = [
    0x1302, 0x1301, 0x1303, 0xc02c, 0xc02b, 0xc030, 0xc02f, 0xcca8, 0xcca9, 0x009e, 0x009f, 0xc027, 0xc028,
    0x0067, 0xc009, 0xc013, 0x0033, 0x0039, 0x003c, 0x009c, 0x002f, 0x0041, 0xc018, 0x006c, 0x003b, 0x00ff,
];

fn offer(version: u16) -> Offer {
    Offer {
        versions: vec![version],
        suites: SUITES.to_vec(),
        groups: vec![0x001d, 0x0017, 0x0018, 0x0019, 0x001e],
        schemes: vec![0x0403, 0x0503, 0x0807, 0x0804, 0x0401, 0x0501],
        name: Some("mail.example.com".into()),
        protocols: vec!["h2".into(), "http/1.1".into()],
        ..Offer::default()
    }
}

/// One key for every request, of P-256.
#[derive(Debug)]
struct Own {
    chain: Vec<Vec<u8>>,
    key: PrivateKey,
}

impl ClientKeys for Own {
    fn answer(&self, version: u16, _: &CertificateRequest) -> Result<Option<Arc<ClientKey>>, TlsFault> {
        let (name, scheme) =
            if version >= TLS_1_2 { ("SHA256withECDSA", Some(0x0403)) } else { ("SHA1withECDSA", None) };
        let algorithm = SignatureAlgorithm::named(name, &self.key).map_err(|_| TlsFault::UnusableKey)?;
        let (chain, key) = (self.chain.clone(), self.key.clone());
        Ok(Some(Arc::new(ClientKey { chain, key, algorithm: Some(algorithm), scheme })))
    }
}

fn own(chain: Vec<Vec<u8>>, key: &SecretBytes) -> Arc<dyn ClientKeys> {
    Arc::new(Own { chain, key: PrivateKey::read(key).unwrap() })
}

fn look_at(port: u16, offer: &Offer, client: Option<&Arc<dyn ClientKeys>>, depth: Depth) -> Observation {
    let machine = Machine::real();
    let mut connect = || {
        let socket =
            TcpStream::connect(("127.0.0.1", port)).map_err(|error| TlsFault::Connect(error.into()))?;
        let deadline = Deadline::new(machine.stopwatch(), Duration::from_secs(20));
        Connection::new(socket, deadline).map_err(TlsFault::Lost)
    };
    let mut chance = Chance::new(&machine).unwrap();
    handshake(&mut connect, offer, client, Wants { depth, limits: Limits::default() }, &mut chance)
}

fn openssl(scene: &Scene, words: &str) {
    let output =
        Command::new("openssl").args(words.split(' ')).current_dir(scene.path(".")).output().unwrap();
    assert!(output.status.success(), "openssl {words}: {}", text(&output));
}

/// A chain of three with a key of P-256, one of RSA, and a client's, below the same root.
fn scene() -> (Scene, Vec<u8>, SecretBytes) {
    let scene = Scene::new();
    let root = root("Root");
    let middle = below(params("Middle", true), &root);
    let leaf_key = key();
    let leaf = server("mail.example.com").signed_by(&leaf_key, &middle).unwrap();
    scene.write("leaf.pem", leaf.pem());
    scene.write("leaf.key", leaf_key.serialize_pem());
    scene.write("rest.pem", format!("{}{}", middle.pem(), root.pem()));
    scene.write("root.pem", root.pem());
    openssl(&scene, "req -x509 -nodes -days 365 -newkey rsa:2048 -keyout rsa.key -out rsa.pem -subj /CN=rsa");
    // With a weak certificate the server takes a weak prime.
    openssl(
        &scene,
        "req -x509 -nodes -days 365 -newkey rsa:1024 -keyout weak.key -out weak.pem -subj /CN=weak",
    );
    openssl(&scene, "genpkey -genparam -algorithm DH -pkeyopt group:ffdhe3072 -out dh.pem");
    let client_key = key();
    let client = params("client", false).signed_by(&client_key, &root).unwrap();
    (scene, client.der().to_vec(), SecretBytes::new(client_key.serialize_der()))
}

const RSA: &str = "-cert rsa.pem -key rsa.key";
const WEAK: &str = "-cert weak.pem -key weak.key";
const CHAIN: &str = "-cert leaf.pem -key leaf.key -cert_chain rest.pem";

#[test]
fn every_version_and_suite_is_seen_as_the_server_was_told() {
    if !has_openssl() {
        return;
    }
    let (scene, ..) = scene();
    let curve = |group| Some(KeyExchange::Group(group));
    let dh = |bits| Some(KeyExchange::Dh { bits });
    let rsa = Some(KeyExchange::Rsa);
    for (version, options, suite, exchange, length, is_complete) in [
        (TLS_1_0, format!("{RSA} -cipher AES128-SHA:@SECLEVEL=0"), 0x002f, rsa, 1, false),
        (TLS_1_0, format!("{RSA} -cipher ECDHE-RSA-AES128-SHA:@SECLEVEL=0"), 0xc013, curve(0x001d), 1, false),
        (
            TLS_1_0,
            format!("{CHAIN} -cipher ECDHE-ECDSA-AES128-SHA:@SECLEVEL=0"),
            0xc009,
            curve(0x001d),
            3,
            false,
        ),
        (TLS_1_1, format!("{WEAK} -cipher DHE-RSA-AES128-SHA:@SECLEVEL=0"), 0x0033, dh(1024), 1, false),
        (TLS_1_1, format!("{RSA} -cipher DHE-RSA-AES256-SHA:@SECLEVEL=0"), 0x0039, dh(2048), 1, false),
        (TLS_1_1, format!("{RSA} -cipher CAMELLIA128-SHA:@SECLEVEL=0"), 0x0041, rsa, 1, false),
        (TLS_1_2, format!("{RSA} -cipher AES128-SHA256"), 0x003c, rsa, 1, false),
        (TLS_1_2, format!("{RSA} -cipher AES128-GCM-SHA256"), 0x009c, rsa, 1, false),
        (TLS_1_2, format!("{RSA} -cipher DHE-RSA-AES128-SHA256 -dhparam dh.pem"), 0x0067, dh(3072), 1, false),
        (TLS_1_2, format!("{RSA} -cipher NULL-SHA256:@SECLEVEL=0"), 0x003b, rsa, 1, false),
        (TLS_1_2, "-nocert -cipher AECDH-AES128-SHA:@SECLEVEL=0".to_owned(), 0xc018, curve(0x001d), 0, false),
        (TLS_1_2, format!("{RSA} -cipher ECDHE-RSA-AES128-SHA256"), 0xc027, curve(0x001d), 1, false),
        (TLS_1_2, format!("{RSA} -cipher ECDHE-RSA-CHACHA20-POLY1305"), 0xcca8, curve(0x001d), 1, true),
        (
            TLS_1_2,
            format!("{CHAIN} -cipher ECDHE-ECDSA-AES256-GCM-SHA384 -curves P-384"),
            0xc02c,
            curve(0x0018),
            3,
            true,
        ),
        (TLS_1_3, format!("{CHAIN} -ciphersuites TLS_AES_256_GCM_SHA384"), 0x1302, curve(0x001d), 3, true),
        (
            TLS_1_3,
            format!("{RSA} -ciphersuites TLS_AES_128_GCM_SHA256 -groups P-521"),
            0x1301,
            curve(0x0019),
            1,
            true,
        ),
        (
            TLS_1_3,
            format!("{RSA} -ciphersuites TLS_CHACHA20_POLY1305_SHA256 -groups X448"),
            0x1303,
            curve(0x001e),
            1,
            true,
        ),
    ] {
        let options = format!("{} {options} -alpn http/1.1", version_option(version));
        let server = Server::silent(&scene, &options);
        let seen = look_at(server.port, &offer(version), None, Depth::End);
        assert!(seen.end.is_ok(), "{options}: {:?}", seen.end);
        let chosen = seen.chosen.unwrap();
        let facts = (chosen.version, chosen.suite, chosen.exchange, seen.chain.len(), seen.is_complete);
        assert_eq!(facts, (version, suite, exchange, length, is_complete), "{options}");
        assert_eq!(chosen.protocol.as_deref(), Some(b"http/1.1".as_slice()), "{options}");
        assert_eq!(chosen.scheme.is_some(), version >= TLS_1_2 && exchange != rsa && length > 0, "{options}");
        assert!(seen.request.is_none() && seen.staple.is_none());
    }
}

fn version_option(version: u16) -> &'static str {
    match version {
        TLS_1_0 => "-tls1",
        TLS_1_1 => "-tls1_1",
        TLS_1_2 => "-tls1_2",
        _ => "-tls1_3",
    }
}

#[test]
fn servers_that_ask_for_a_certificate_are_given_it_and_say_what_they_think() {
    if !has_openssl() {
        return;
    }
    let (scene, certificate, key) = scene();
    let (client, stranger) = two_clients(certificate, &key);
    for (version, none) in [(TLS_1_2, 40), (TLS_1_3, 116)] {
        let option = version_option(version);
        let server = Server::silent(
            &scene,
            &format!("{option} {CHAIN} -Verify 2 -verify_return_error -CAfile root.pem"),
        );
        let seen = |client| look_at(server.port, &offer(version), client, Depth::End);
        let request = seen(None).request.unwrap();
        assert_eq!(request.authorities.len(), 1, "{option}");
        assert!(request.schemes.contains(&0x0403), "{option}");
        assert_eq!(request.kinds.is_empty(), version == TLS_1_3, "{option}");
        let refused = seen(None);
        assert!(matches!(refused.end, Err(TlsFault::Alert(alert)) if alert == none), "{:?}", refused.end);
        assert!(!refused.is_complete && !refused.sent_own && refused.chain.len() == 3);
        let taken = seen(Some(&client));
        assert!(taken.end.is_ok() && taken.is_complete && taken.sent_own, "{option} {:?}", taken.end);
        let refused = seen(Some(&stranger));
        assert!(matches!(refused.end, Err(TlsFault::Alert(_))) && refused.sent_own, "{:?}", refused.end);
        let optional = Server::silent(&scene, &format!("{option} {CHAIN} -verify 2 -CAfile root.pem"));
        let let_in = look_at(optional.port, &offer(version), None, Depth::End);
        assert!(let_in.end.is_ok() && let_in.is_complete && let_in.request.is_some(), "{option}");
    }
    let server = Server::silent(&scene, &format!("-tls1_3 {CHAIN} -Verify 2"));
    let rsa = Command::new("openssl")
        .args(["pkcs8", "-topk8", "-nocrypt", "-in", "rsa.key", "-outform", "der"])
        .current_dir(scene.path("."))
        .output()
        .unwrap();
    let unusable = own(Vec::new(), &SecretBytes::new(rsa.stdout));
    let seen = look_at(server.port, &offer(TLS_1_3), Some(&unusable), Depth::End);
    assert!(matches!(seen.end, Err(TlsFault::UnusableKey)), "{:?}", seen.end);
}

/// One that the server takes, and one whose certificate was changed.
fn two_clients(certificate: Vec<u8>, key: &SecretBytes) -> (Arc<dyn ClientKeys>, Arc<dyn ClientKeys>) {
    let mut changed = certificate.clone();
    *changed.last_mut().unwrap() ^= 1;
    (own(vec![certificate], key), own(vec![changed], key))
}

#[test]
fn what_rustls_does_not_speak_is_answered_by_hand() {
    if !has_openssl() {
        return;
    }
    let (scene, certificate, key) = scene();
    let (client, stranger) = two_clients(certificate, &key);
    for (version, suite) in [
        (TLS_1_2, "ECDHE-RSA-AES128-SHA256"),
        (TLS_1_2, "DHE-RSA-AES128-SHA256"),
        (TLS_1_2, "AES128-SHA256"),
        (TLS_1_2, "AES128-GCM-SHA256"),
        (TLS_1_2, "NULL-SHA256"),
        (TLS_1_1, "ECDHE-RSA-AES128-SHA"),
        (TLS_1_0, "AES128-SHA"),
    ] {
        let options = format!("{} {RSA} -cipher {suite}:@SECLEVEL=0", version_option(version));
        let serve = |more: &str| Server::silent(&scene, &format!("{options} {more} -CAfile root.pem"));
        let required = serve("-Verify 2 -verify_return_error");
        let seen = |client| look_at(required.port, &offer(version), client, Depth::End);
        let refused = seen(None);
        assert!(matches!(refused.end, Err(TlsFault::Alert(40))), "{options} {:?}", refused.end);
        assert!(refused.has_answered && !refused.sent_own && refused.request.is_some(), "{options}");
        let taken = seen(Some(&client));
        assert!(taken.end.is_ok() && taken.has_answered && taken.sent_own, "{options} {:?}", taken.end);
        let refused = seen(Some(&stranger));
        assert!(matches!(refused.end, Err(TlsFault::Alert(_))) && refused.sent_own, "{:?}", refused.end);
        let optional = serve("-verify 2");
        let let_in = look_at(optional.port, &offer(version), None, Depth::End);
        assert!(let_in.end.is_ok() && let_in.has_answered, "{options} {:?}", let_in.end);
    }
}

#[test]
fn a_stapled_response_is_seen_in_both_versions_where_it_is_asked_for() {
    if !has_openssl() {
        return;
    }
    let (scene, ..) = scene();
    // A server staples what it is told to.
    openssl(&scene, "ocsp -issuer rsa.pem -cert rsa.pem -reqout request.der -no_nonce");
    scene.write("index.txt", "");
    openssl(
        &scene,
        "ocsp -index index.txt -CA rsa.pem -rsigner rsa.pem -rkey rsa.key -reqin request.der -respout staple.der",
    );
    for version in [TLS_1_2, TLS_1_3] {
        let options = format!("{} {RSA} -status_file staple.der", version_option(version));
        let server = Server::silent(&scene, &options);
        let seen = look_at(server.port, &offer(version), None, Depth::Chain);
        assert_eq!(seen.staple.unwrap(), std::fs::read(scene.path("staple.der")).unwrap(), "{options}");
        let silent = Offer { extensions: vec![0, 10, 11, 13, 43, 51], ..offer(version) };
        let seen = look_at(server.port, &silent, None, Depth::Chain);
        assert!(seen.staple.is_none() && seen.chain.len() == 1, "{options}");
    }
}

#[test]
fn what_java_does_not_bear_is_told_and_seen() {
    if !has_openssl() {
        return;
    }
    let (scene, ..) = scene();
    let key = key();
    scene.write("wide.key", key.serialize_pem());
    for names in [1500, 4000] {
        let mut wide = params("wide", false);
        let name =
            |number| rcgen::SanType::DnsName(format!("host{number:05}.example.com").try_into().unwrap());
        wide.subject_alt_names = (0..names).map(name).collect();
        let certificate = wide.self_signed(&key).unwrap();
        scene.write("wide.pem", certificate.pem());
        let server = Server::silent(&scene, "-cert wide.pem -key wide.key");
        for (versions, overhead) in [(vec![TLS_1_2], 6), (vec![TLS_1_3, TLS_1_2], 9)] {
            let offer = Offer { versions, ..offer(TLS_1_2) };
            let seen = look_at(server.port, &offer, None, Depth::End);
            let expected = certificate.der().len() + overhead;
            assert!(
                matches!(seen.end, Err(TlsFault::MessageTooLong { length }) if length == expected),
                "{names} {:?} {expected}",
                seen.end
            );
            assert_eq!(seen.chain, [certificate.der().to_vec()]);
        }
    }
}

#[test]
fn refusals_are_told() {
    if !has_openssl() {
        return;
    }
    let (scene, ..) = scene();
    let server = Server::silent(&scene, &format!("{RSA} -tls1_2 -cipher AES128-SHA"));
    let seen = look_at(server.port, &Offer { suites: vec![0xc02b], ..offer(TLS_1_2) }, None, Depth::End);
    assert!(matches!(seen.end, Err(TlsFault::Alert(40))) && seen.chosen.is_none(), "{:?}", seen.end);
    let seen = look_at(server.port, &offer(TLS_1_3), None, Depth::End);
    assert!(matches!(seen.end, Err(TlsFault::Alert(70))), "{:?}", seen.end);
    drop(server);
    let seen = look_at(free_port(), &offer(TLS_1_3), None, Depth::End);
    assert!(matches!(seen.end, Err(TlsFault::Connect(_))));
}
