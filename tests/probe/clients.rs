//! Scenes with servers that ask for a client's certificate, and the keystores of their clients.

use rcgen::{KeyPair, date_time_ymd};

use crate::scenes::{Case, case};
use crate::support::servers::openssl;
use crate::support::{Authority, Scene, below, key, params};

/// A key of RSA.
fn rsa(scene: &Scene) -> KeyPair {
    openssl(scene, "genpkey -algorithm RSA -pkeyopt rsa_keygen_bits:2048 -out client-rsa.key");
    let pem = std::fs::read_to_string(scene.path("client-rsa.key")).unwrap();
    KeyPair::from_pem(&pem).unwrap()
}

/// The keystores of clients.
fn client_stores(scene: &Scene, top: &Authority, other: &Authority) {
    let of = |name: &str, until: i32, key: &KeyPair, issuer: &Authority| {
        let mut params = params(name, false);
        params.not_after = date_time_ymd(until, 1, 1);
        params.signed_by(key, issuer).unwrap().der().to_vec()
    };
    let (ec, rsa) = (key(), rsa(scene));
    let store = |name: &str, entries: &[(&str, &KeyPair, &[&[u8]])]| {
        scene.keystore(&format!("{name}.jks"), "changeit", entries);
    };
    let listed = of("listed", 2089, &ec, top);
    let stranger = of("stranger", 2089, &ec, other);
    let bygone = of("bygone", 2024, &ec, top);
    let of_rsa = of("of-rsa", 2089, &rsa, top);
    let bygone_rsa = of("bygone-rsa", 2024, &rsa, top);
    store("listed", &[("listed", &ec, &[&listed, top.der()])]);
    store("stranger", &[("stranger", &ec, &[&stranger, other.der()])]);
    store("bygone", &[("bygone", &ec, &[&bygone, top.der()])]);
    store("of-rsa", &[("of-rsa", &rsa, &[&of_rsa, top.der()])]);
    store("ec-bygone", &[("one", &ec, &[&bygone, top.der()]), ("two", &rsa, &[&of_rsa, top.der()])]);
    store("bygone-rsa", &[("bygone", &rsa, &[&bygone_rsa, top.der()])]);
    store("rsa-bygone", &[("one", &ec, &[&listed, top.der()]), ("two", &rsa, &[&bygone_rsa, top.der()])]);
    store("two", &[("one", &ec, &[&stranger, other.der()]), ("two", &rsa, &[&of_rsa, top.der()])]);
    let lower = below(params("Client Lower", true), top);
    let leaf = of("below", 2089, &ec, &lower);
    store("below", &[("below", &ec, &[&leaf, lower.der(), top.der()])]);
    store("cut", &[("cut", &ec, &[&leaf])]);
    scene.truststore("no-key.jks", &[("listed", listed.as_slice())]);
    let entries: &[(&str, &KeyPair, &[&[u8]])] = &[("locked", &ec, &[&listed, top.der()])];
    scene.store_with("locked.jks", ("changeit", "another"), &[], entries);
    scene.write("top.key", top.key().serialize_pem());
    for (name, kind) in [("ed25519", "ed25519"), ("client-pss", "rsa-pss -pkeyopt rsa_keygen_bits:2048")] {
        openssl(
            scene,
            &format!("req -new -nodes -newkey {kind} -keyout {name}-own.key -out own.csr -subj /CN={name}"),
        );
        openssl(
            scene,
            &format!(
                "x509 -req -in own.csr -CA root.pem -CAkey top.key -set_serial 7 -days 900 -out {name}-own.pem"
            ),
        );
        openssl(
            scene,
            &format!(
                "pkcs12 -export -inkey {name}-own.key -in {name}-own.pem -certfile root.pem -name {name} -passout pass:changeit -out \
                 {name}.p12"
            ),
        );
    }
}

/// Servers that ask for a client's certificate, and clients with one or without.
pub(crate) fn clients(scene: &Scene, top: &Authority, other: &Authority) -> Vec<Case> {
    client_stores(scene, top, other);
    let mut cases = Vec::new();
    for version in ["tls1_2", "tls1_3"] {
        let server = format!("-cert direct.pem -key direct.key -{version}");
        let mut add = |name: &str, options: &str, keys: Option<&'static str>| {
            let options = format!("{server} {options}");
            cases.push(Case { keys, ..case(&format!("{name}-{version}"), options) });
        };
        let required = "-Verify 3 -CAfile root.pem -verify_return_error";
        add("client-wanted", "-verify 3 -CAfile root.pem", None);
        add("client-required", required, None);
        add("client-accepted", required, Some("listed.jks"));
        add("client-not-listed", required, Some("stranger.jks"));
        add("client-expired", required, Some("bygone.jks"));
        add(
            "client-unknown",
            "-Verify 3 -CAfile other.pem -verifyCAfile root.pem -verify_return_error",
            Some("stranger.jks"),
        );
        add("client-rsa", required, Some("of-rsa.jks"));
        add("client-two-and-ec-expired", required, Some("ec-bygone.jks"));
        add("client-two-and-rsa-expired", required, Some("rsa-bygone.jks"));
        add("client-two-and-one-listed", required, Some("two.jks"));
        add("client-below", required, Some("below.jks"));
        add("client-without-intermediate", required, Some("cut.jks"));
        add("client-without-key", required, Some("no-key.jks"));
        add("client-other-key-password", required, Some("locked.jks"));
        add("client-ed25519", required, Some("ed25519.p12"));
        add("client-pss", required, Some("client-pss.p12"));
        let any = "-Verify 3 -verifyCAfile root.pem -verify_return_error";
        add("client-of-any", any, Some("listed.jks"));
        add("client-of-any-unknown", any, Some("stranger.jks"));
        add("client-of-any-none", any, None);
        let pss = format!("{required} -client_sigalgs rsa_pss_rsae_sha256:rsa_pss_rsae_sha512");
        add("client-pss-only", &pss, Some("of-rsa.jks"));
        add("client-pss-only-and-ec", &pss, Some("listed.jks"));
        add("client-pss-only-and-two", &pss, Some("rsa-bygone.jks"));
        add(
            "client-wanted-not-listed",
            "-verify 3 -CAfile root.pem -verify_return_error",
            Some("stranger.jks"),
        );
        add("client-wanted-expired", "-verify 3 -CAfile root.pem -verify_return_error", Some("bygone.jks"));
        add("client-wanted-accepted", "-verify 3 -CAfile root.pem", Some("listed.jks"));
    }
    // What rustls does not speak.
    for (name, suite) in [("cbc", "ECDHE-ECDSA-AES128-SHA256"), ("rsa", "AES256-SHA256")] {
        for (what, keys) in [
            ("none", None),
            ("accepted", Some("listed.jks")),
            ("expired", Some("bygone.jks")),
            ("of-rsa", Some("of-rsa.jks")),
        ] {
            let own = if name == "cbc" {
                "-cert direct.pem -key direct.key"
            } else {
                "-cert rsa2048-sha256.pem -key rsa2048-sha256.key"
            };
            let options = format!(
                "{own} -tls1_2 -cipher {suite}:@SECLEVEL=0 -Verify 3 -CAfile root.pem -verify_return_error"
            );
            let trust = if name == "cbc" { "root.jks" } else { "lab.jks" };
            cases.push(Case { keys, trust, ..case(&format!("client-{name}-{what}"), options) });
        }
    }
    cases.extend(old_versions(scene));
    cases
}

/// Versions that a Java speaks only where its java.security is told to leave them on; an RSA key's proof is another one there.
fn old_versions(scene: &Scene) -> Vec<Case> {
    scene.write(
        "old.security",
        "jdk.tls.disabledAlgorithms=SSLv3, RC4, DES, MD5withRSA, DH keySize < 1024, EC keySize < 224, anon, NULL\n",
    );
    let security = format!("java.security.properties={}", scene.path("old.security").display());
    let security: &'static str = security.leak();
    let own =
        "-cert rsa2048-sha256.pem -key rsa2048-sha256.key -Verify 3 -CAfile root.pem -verify_return_error";
    let mut cases = Vec::new();
    for (version, name) in [("tls1", "TLSv1"), ("tls1_1", "TLSv1.1")] {
        let protocols: &'static str = format!("jdk.tls.client.protocols={name}").leak();
        let properties: &'static [&'static str] = vec![security, protocols].leak();
        for (suites, cipher) in [("rsa", "kRSA"), ("ecdhe", "ECDHE")] {
            for (what, keys) in [
                ("none", None),
                ("of-rsa", Some("of-rsa.jks")),
                ("expired-rsa", Some("bygone-rsa.jks")),
                ("of-ec", Some("listed.jks")),
                ("not-listed", Some("stranger.jks")),
            ] {
                let options = format!("{own} -{version} -cipher {cipher}:@SECLEVEL=0");
                let name = format!("client-{version}-{suites}-{what}");
                cases.push(Case { keys, properties, trust: "lab.jks", ..case(&name, options) });
            }
        }
    }
    cases
}
