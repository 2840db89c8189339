//! Scenes with servers that speak no further than their answer to a hello, or hardly TLS at all.

use std::io::{Read as _, Write as _};
use std::net::TcpStream;

use keytool_rs::crypto::sign::{PrivateKey, SignatureAlgorithm, sign};
use keytool_rs::machine::Machine;
use keytool_rs::secret::SecretBytes;

use crate::scenes::{After, Case, Served, case, raw};
use crate::support::Scene;
use crate::support::servers::openssl;

/// Diffie-Hellman over primes that no openssl serves any more.
pub(crate) fn short_primes(scene: &Scene) -> Vec<Case> {
    openssl(scene, "pkcs8 -topk8 -nocrypt -in rsa2048-sha256.key -outform der -out rsa2048-sha256.p8");
    openssl(scene, "x509 -in rsa2048-sha256.pem -outform der -out rsa2048-sha256.der");
    let prime = |bits: usize| Case {
        server: Served::Prime(bits),
        trust: "lab.jks",
        ..case(&format!("dh-{bits}"), "")
    };
    [512, 768, 1016].map(prime).into()
}

/// Plays a server that agrees on keys over a number of so many bits, signed as it should be: it goes as far as there.
pub(crate) fn play_prime(mut socket: TcpStream, bits: usize, certificate: &[u8], key: &SecretBytes) {
    let short = |bytes: &[u8]| [&u16::try_from(bytes.len()).unwrap().to_be_bytes(), bytes].concat();
    let long = |bytes: &[u8]| [&u32::try_from(bytes.len()).unwrap().to_be_bytes()[1..], bytes].concat();
    let message = |kind: u8, body: &[u8]| [&[kind], long(body).as_slice()].concat();
    let mut hello = vec![0; 5];
    if socket.read_exact(&mut hello).is_err() {
        return;
    }
    hello.resize(5 + usize::from(u16::from_be_bytes([hello[3], hello[4]])), 0);
    if socket.read_exact(&mut hello[5..]).is_err() {
        return;
    }
    // TLS_DHE_RSA_WITH_AES_128_GCM_SHA256; safe renegotiation.
    let random = [0x42; 32];
    let chosen = [&[3, 3], random.as_slice(), &[0, 0, 0x9e, 0], &short(&[0xff, 1, 0, 1, 0])].concat();
    let mut prime = vec![0xff; bits / 8];
    *prime.last_mut().unwrap() = 0xfd;
    let parameters = [short(&prime), short(&[2]), short(&vec![0x21; bits / 8])].concat();
    let key = PrivateKey::read(key).unwrap();
    let algorithm = SignatureAlgorithm::named("SHA256withRSA", &key).unwrap();
    let signed = [&hello[11..43], &random, &parameters].concat();
    let signature = sign(&key, &algorithm, &signed, &Machine::real()).unwrap();
    let flight = [
        message(2, &chosen),
        message(11, &long(&long(certificate))),
        message(12, &[parameters.as_slice(), &[4, 1], &short(&signature)].concat()),
        message(14, &[]),
    ]
    .concat();
    let _ = socket.write_all(&[&[22, 3, 3], short(&flight).as_slice()].concat());
    let _ = socket.read_to_end(&mut Vec::new());
}

/// A hello of TLS 1.2 without any extension; no chance is in it.
const BARE_HELLO: [u8; 47] = {
    let mut hello = [0x42; 47];
    let head = [22, 3, 3, 0, 42, 2, 0, 0, 38, 3, 3];
    let mut place = 0;
    while place < head.len() {
        hello[place] = head[place];
        place += 1;
    }
    // No session, ECDHE-RSA-AES128-GCM-SHA256, no compression.
    hello[43] = 0;
    hello[44] = 0xc0;
    hello[45] = 0x2f;
    hello[46] = 0;
    hello
};

/// Servers that lack what a Java may be told to insist on.
pub(crate) fn without_extensions(scene: &Scene) -> Vec<Case> {
    const NO_LEGACY_HELLO: &str = "sun.security.ssl.allowLegacyHelloMessages=false";
    const NO_LEGACY_SECRET: &str = "jdk.tls.allowLegacyMasterSecret=false";
    let bare = |name: &str, properties| Case { properties, ..raw(name, &BARE_HELLO, After::Closes) };
    let secret = |name: &str, properties| Case {
        properties,
        ..case(name, "OPENSSL_CONF=no-ems.cnf -cert direct.pem -key direct.key -tls1_2")
    };
    scene.write(
        "no-ems.cnf",
        "openssl_conf=all\n[all]\nssl_conf=ssl\n[ssl]\nsystem_default=own\n[own]\nOptions=-ExtendedMasterSecret\n",
    );
    vec![
        bare("no-safe-renegotiation", &[]),
        bare("no-safe-renegotiation-and-wanted", &[NO_LEGACY_HELLO]),
        bare(
            "no-safe-renegotiation-and-unsafe",
            &[NO_LEGACY_HELLO, "sun.security.ssl.allowUnsafeRenegotiation=true"],
        ),
        bare("no-safe-renegotiation-and-neither", &[NO_LEGACY_HELLO, NO_LEGACY_SECRET]),
        secret("no-extended-master-secret", &[]),
        secret("no-extended-master-secret-and-wanted", &[NO_LEGACY_SECRET]),
        secret(
            "no-extended-master-secret-and-not-used",
            &[NO_LEGACY_SECRET, "jdk.tls.useExtendedMasterSecret=false"],
        ),
    ]
}

/// What is hardly a server.
pub(crate) fn raw_ones() -> Vec<Case> {
    let mut cases = vec![
        Case { server: Served::Nobody, ..case("refused", "") },
        raw("closes-at-once", b"", After::ClosesAtOnce),
        raw("closes-after-the-hello", b"", After::Closes),
        raw("resets-after-the-hello", b"", After::Resets),
        raw("says-nothing", b"", After::Holds),
        raw("http", b"HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n", After::Closes),
        raw("smtp", b"220 mail.example.test ESMTP\r\n500 what\r\n", After::Closes),
        raw("garbage", &[0x5a; 300], After::Closes),
        raw("warns-of-the-name", &[21, 3, 3, 0, 2, 1, 112], After::Holds),
        raw("closes-with-an-alert", &[21, 3, 3, 0, 2, 1, 0], After::Closes),
        raw("huge-message", &[22, 3, 3, 0, 4, 2, 255, 255, 255], After::Holds),
    ];
    const ALERTS: [(&str, &[u8]); 8] = [
        ("handshake-failure", &[21, 3, 3, 0, 2, 2, 40]),
        ("protocol-version", &[21, 3, 3, 0, 2, 2, 70]),
        ("insufficient-security", &[21, 3, 3, 0, 2, 2, 71]),
        ("internal-error", &[21, 3, 3, 0, 2, 2, 80]),
        ("inappropriate-fallback", &[21, 3, 3, 0, 2, 2, 86]),
        ("unrecognized-name", &[21, 3, 3, 0, 2, 2, 112]),
        ("no-application-protocol", &[21, 3, 3, 0, 2, 2, 120]),
        ("unknown", &[21, 3, 3, 0, 2, 2, 200]),
    ];
    cases.extend(ALERTS.map(|(name, bytes)| raw(&format!("alert-{name}"), bytes, After::Closes)));
    cases
}

/// Plays a raw server on one connection.
pub(crate) fn play(mut socket: TcpStream, answer: &[u8], after: After) {
    let mut header = [0; 5];
    // A connection that is dropped with something unread is reset.
    if after == After::ClosesAtOnce || socket.read_exact(&mut header).is_err() || after == After::Resets {
        return;
    }
    let mut hello = vec![0; usize::from(u16::from_be_bytes([header[3], header[4]]))];
    let _ = socket.read_exact(&mut hello);
    let _ = socket.write_all(answer);
    if after == After::Closes {
        let _ = socket.shutdown(std::net::Shutdown::Write);
    }
    let _ = socket.read_to_end(&mut Vec::new());
}
