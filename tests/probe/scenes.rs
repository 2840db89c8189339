//! The scenes: servers with every kind of fault, and what a client of theirs trusts and holds.

use rcgen::{
    BasicConstraints, CertificateParams, CustomExtension, ExtendedKeyUsagePurpose, GeneralSubtree, IsCa,
    NameConstraints, SanType, date_time_ymd,
};

use crate::clients::clients;
use crate::raw::{raw_ones, short_primes, without_extensions};
use crate::support::servers::openssl;
use crate::support::{Authority, Scene, below, key, params, root, server};

/// The name that everything is asked for by.
pub(crate) const HOST: &str = "mail.example.test";

/// One server and one client of it.
pub(crate) struct Case {
    pub(crate) name: String,
    /// The host's name as the client has it.
    pub(crate) host: &'static str,
    pub(crate) server: Served,
    /// The trust store.
    pub(crate) trust: &'static str,
    /// The client's keystore.
    pub(crate) keys: Option<&'static str>,
    /// System properties of the Java.
    pub(crate) properties: &'static [&'static str],
}

/// What serves.
pub(crate) enum Served {
    /// `openssl s_server` with these options.
    OpenSsl(String),
    /// Something that answers a hello with bytes, and then does this.
    Raw(&'static [u8], After),
    /// A handshake of TLS 1.2 over a prime of so many bits.
    Prime(usize),
    /// Nobody.
    Nobody,
}

/// What becomes of a connection that was answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum After {
    /// It is held.
    Holds,
    /// It is closed in order.
    Closes,
    /// It is reset.
    Resets,
    /// It is closed before anything is read.
    ClosesAtOnce,
}

pub(crate) fn case(name: &str, options: impl Into<String>) -> Case {
    Case {
        name: name.to_owned(),
        host: HOST,
        server: Served::OpenSsl(options.into()),
        trust: "root.jks",
        keys: None,
        properties: &[],
    }
}

pub(crate) fn raw(name: &str, answer: &'static [u8], after: After) -> Case {
    Case { server: Served::Raw(answer, after), ..case(name, "") }
}

/// A certificate for a new key, both written as PEM.
fn write(scene: &Scene, name: &str, params: &CertificateParams, issuer: &Authority) {
    let key = key();
    scene.write(&format!("{name}.pem"), params.signed_by(&key, issuer).unwrap().pem());
    scene.write(&format!("{name}.key"), key.serialize_pem());
}

/// Everything the scenes need, in a folder; and the scenes.
pub(crate) fn all(scene: &Scene) -> Vec<Case> {
    let top = root("Probe Root");
    let other = root("Other Root");
    let middle = below(params("Probe Middle", true), &top);
    let leaf = server(HOST);
    scene.write("root.pem", top.pem());
    scene.write("middle.pem", middle.pem());
    scene.write("other.pem", other.pem());
    write(scene, "leaf", &leaf, &middle);
    write(scene, "direct", &leaf, &top);
    scene.truststore("root.jks", &[("root", top.der())]);
    scene.truststore("other.jks", &[("other", other.der())]);
    scene.truststore("middle.jks", &[("middle", middle.der())]);
    scene.truststore("empty.jks", &[]);
    scene.write("both.pem", [middle.pem(), top.pem()].concat());
    let mut cases = certificates(scene, &top, &middle);
    cases.extend(limits());
    cases.extend(weak_ones(scene));
    cases.extend(negotiations(scene));
    cases.extend(clients(scene, &top, &other));
    cases.extend(raw_ones());
    cases.extend(without_extensions(scene));
    cases.extend(short_primes(scene));
    cases
}

/// A Java that is told to take less, or trusts nobody.
fn limits() -> Vec<Case> {
    let of = |name: &str, more: &str, properties: &'static [&'static str]| {
        let options = format!("-cert leaf.pem -key leaf.key -cert_chain both.pem {more}");
        Case { properties, ..case(name, options.trim_end()) }
    };
    let mut cases = vec![
        of("three-certificates-of-two", "", &["jdk.tls.maxCertificateChainLength=2"]),
        of("three-certificates-of-two-tls12", "-tls1_2", &["jdk.tls.maxCertificateChainLength=2"]),
        of("three-certificates-of-three", "", &["jdk.tls.maxCertificateChainLength=3"]),
        of("three-certificates-of-one", "", &["jdk.tls.maxCertificateChainLength=1"]),
        of("three-certificates-of-none", "", &["jdk.tls.maxCertificateChainLength=0"]),
        of("three-certificates-of-less-than-none", "", &["jdk.tls.maxCertificateChainLength=-1"]),
        of("three-certificates-of-two-inbound", "", &["jdk.tls.client.maxInboundCertificateChainLength=2"]),
        of("message-of-500", "", &["jdk.tls.maxHandshakeMessageSize=500"]),
        of("message-of-500-tls12", "-tls1_2", &["jdk.tls.maxHandshakeMessageSize=500"]),
        of("message-of-100000", "", &["jdk.tls.maxHandshakeMessageSize=100000"]),
    ];
    for version in ["tls1_2", "tls1_3"] {
        let options = format!("-cert direct.pem -key direct.key -{version}");
        cases.push(Case { trust: "empty.jks", ..case(&format!("empty-store-{version}"), options) });
    }
    cases
}

fn certificates(scene: &Scene, top: &Authority, middle: &Authority) -> Vec<Case> {
    let mut cases = vec![
        case("good", "-cert leaf.pem -key leaf.key -cert_chain middle.pem"),
        case("good-tls12", "-cert leaf.pem -key leaf.key -cert_chain middle.pem -tls1_2"),
        case("missing-intermediate", "-cert leaf.pem -key leaf.key"),
        Case {
            trust: "middle.jks",
            ..case("missing-intermediate-that-is-trusted", "-cert leaf.pem -key leaf.key")
        },
        Case {
            trust: "other.jks",
            ..case("unknown-ca", "-cert leaf.pem -key leaf.key -cert_chain middle.pem")
        },
        Case {
            host: "other.example.test",
            ..case("wrong-host", "-cert leaf.pem -key leaf.key -cert_chain middle.pem")
        },
        Case { host: "127.0.0.1", ..case("address-asked-for", "-cert direct.pem -key direct.key") },
        case("root-sent", "-cert direct.pem -key direct.key -cert_chain root.pem"),
    ];
    scene.write("extra.pem", [middle.pem(), root("Stranger").pem()].concat());
    cases.push(case("extra-certificate", "-cert leaf.pem -key leaf.key -cert_chain extra.pem"));
    let lower = below(params("Probe Lower", true), middle);
    write(scene, "low", &server(HOST), &lower);
    scene.write("disorder.pem", [middle.pem(), lower.pem()].concat());
    cases.push(case("out-of-order", "-cert low.pem -key low.key -cert_chain disorder.pem"));
    let mut add = |name: &str, params: &CertificateParams, issuer: &Authority| {
        write(scene, name, params, issuer);
        cases.push(case(name, format!("-cert {name}.pem -key {name}.key")));
    };
    let changed = |change: &dyn Fn(&mut CertificateParams)| {
        let mut params = server(HOST);
        change(&mut params);
        params
    };
    add("expired", &changed(&|params| params.not_after = date_time_ymd(2025, 1, 1)), top);
    add("not-yet-valid", &changed(&|params| params.not_before = date_time_ymd(2089, 1, 1)), top);
    add("wildcard", &server("*.example.test"), top);
    add("wildcard-elsewhere", &server("*.mail.example.test"), top);
    add("no-san", &params(HOST, false), top);
    add("no-san-wrong-name", &params("www.example.test", false), top);
    add("no-subject", &changed(&|params| params.distinguished_name = rcgen::DistinguishedName::new()), top);
    add(
        "client-usage",
        &changed(&|params| params.extended_key_usages = vec![ExtendedKeyUsagePurpose::ClientAuth]),
        top,
    );
    add(
        "server-usage",
        &changed(&|params| params.extended_key_usages = vec![ExtendedKeyUsagePurpose::ServerAuth]),
        top,
    );
    add(
        "address-certified",
        &changed(&|params| params.subject_alt_names.push(SanType::IpAddress([127, 0, 0, 1].into()))),
        top,
    );
    add(
        "unknown-critical-extension",
        &changed(&|params| {
            let mut extension = CustomExtension::from_oid_content(&[1, 2, 3, 4], vec![5, 0]);
            extension.set_criticality(true);
            params.custom_extensions.push(extension);
        }),
        top,
    );
    let names = |count: usize| {
        changed(&|params: &mut CertificateParams| {
            let name = |number| SanType::DnsName(format!("host{number:05}.example.test").try_into().unwrap());
            params.subject_alt_names.extend((0..count).map(name));
        })
    };
    add("thousand-names", &names(1000), top);
    add("too-many-names", &names(1500), top);
    // Issuers that may not issue.
    let mut plain = params("Probe Plain", false);
    plain.is_ca = IsCa::ExplicitNoCa;
    let mut narrow = params("Probe Narrow", true);
    narrow.is_ca = IsCa::Ca(BasicConstraints::Constrained(0));
    let mut named = params("Probe Named", true);
    named.name_constraints = Some(NameConstraints {
        permitted_subtrees: vec![GeneralSubtree::DnsName("elsewhere.test".into())],
        excluded_subtrees: Vec::new(),
    });
    for (name, issuer) in [("issuer-no-ca", plain), ("issuer-other-names", named)] {
        let issuer = below(issuer, top);
        write(scene, name, &server(HOST), &issuer);
        scene.write(&format!("{name}-chain.pem"), issuer.pem());
        cases.push(case(name, format!("-cert {name}.pem -key {name}.key -cert_chain {name}-chain.pem")));
    }
    let narrow = below(narrow, top);
    let below_narrow = below(params("Probe Too Low", true), &narrow);
    write(scene, "too-low", &server(HOST), &below_narrow);
    scene.write("too-low-chain.pem", [below_narrow.pem(), narrow.pem()].concat());
    cases.push(case("path-too-long", "-cert too-low.pem -key too-low.key -cert_chain too-low-chain.pem"));
    // Self-signed, unknown and trusted; and trusted itself though expired.
    let own = key();
    let selfish = server(HOST).self_signed(&own).unwrap();
    scene.write("selfish.pem", selfish.pem());
    scene.write("selfish.key", own.serialize_pem());
    scene.truststore("selfish.jks", &[("it", selfish.der())]);
    cases.push(case("self-signed", "-cert selfish.pem -key selfish.key"));
    cases.push(Case {
        trust: "selfish.jks",
        ..case("self-signed-trusted", "-cert selfish.pem -key selfish.key")
    });
    let mut old = server(HOST);
    old.not_after = date_time_ymd(2024, 1, 1);
    let old_key = key();
    let old = old.signed_by(&old_key, top).unwrap();
    scene.write("old.pem", old.pem());
    scene.write("old.key", old_key.serialize_pem());
    scene.truststore("old.jks", &[("it", old.der())]);
    cases.push(Case { trust: "old.jks", ..case("expired-and-trusted-itself", "-cert old.pem -key old.key") });
    // As many authorities as Java takes, and one more.
    let mut issuer = below(params("1", true), top);
    let mut pems = vec![issuer.pem()];
    for depth in 2..11 {
        issuer = below(params(&depth.to_string(), true), &issuer);
        pems.insert(0, issuer.pem());
        if depth >= 9 {
            let name = format!("chain-of-{}", depth + 1);
            write(scene, &name, &server(HOST), &issuer);
            scene.write(&format!("{name}-chain.pem"), pems.concat());
            cases.push(case(&name, format!("-cert {name}.pem -key {name}.key -cert_chain {name}-chain.pem")));
        }
    }
    cases
}

/// Keys and digests that some Java does not take, or takes though they are strange.
fn weak_ones(scene: &Scene) -> Vec<Case> {
    scene.write("names.cnf", format!("subjectAltName=DNS:{HOST}\nbasicConstraints=CA:FALSE\n"));
    openssl(scene, "req -x509 -nodes -newkey rsa:2048 -keyout lab.key -out lab.pem -days 3000 -subj /CN=Lab");
    openssl(scene, "x509 -in lab.pem -outform der -out lab.der");
    let lab = std::fs::read(scene.path("lab.der")).unwrap();
    scene.truststore("lab.jks", &[("lab", lab.as_slice())]);
    let mut cases = Vec::new();
    for (name, kind, digest) in [
        ("rsa2048-sha256", "rsa:2048", "sha256"),
        ("rsa2048-sha1", "rsa:2048", "sha1"),
        ("rsa2048-md5", "rsa:2048", "md5"),
        ("rsa512", "rsa:512", "sha256"),
        ("rsa768", "rsa:768", "sha256"),
        ("rsa1024", "rsa:1024", "sha256"),
        ("rsa8192", "rsa:8192", "sha256"),
        ("p256", "ec -pkeyopt ec_paramgen_curve:P-256", "sha256"),
        ("p521", "ec -pkeyopt ec_paramgen_curve:P-521", "sha512"),
        ("k256", "ec -pkeyopt ec_paramgen_curve:secp256k1", "sha256"),
        ("brainpool", "ec -pkeyopt ec_paramgen_curve:brainpoolP256r1", "sha256"),
        ("ed25519", "ed25519", "sha256"),
        ("ed448", "ed448", "sha256"),
        ("pss", "rsa-pss -pkeyopt rsa_keygen_bits:2048", "sha256"),
    ] {
        openssl(
            scene,
            &format!("req -new -nodes -newkey {kind} -keyout {name}.key -out {name}.csr -subj /CN={name}"),
        );
        openssl(
            scene,
            &format!(
                "x509 -req -in {name}.csr -CA lab.pem -CAkey lab.key -set_serial 9 -days 900 -{digest} -extfile \
                 names.cnf -out {name}.pem"
            ),
        );
        for version in ["1_2", "1_3"] {
            let options = format!("-cert {name}.pem -key {name}.key -tls{version} -cipher ALL:@SECLEVEL=0");
            cases.push(Case { trust: "lab.jks", ..case(&format!("{name}-tls{version}"), options) });
        }
    }
    cases
}

/// Protocols, suites, groups, names.
fn negotiations(scene: &Scene) -> Vec<Case> {
    let mut cases = Vec::new();
    let rsa = "-cert rsa2048-sha256.pem -key rsa2048-sha256.key";
    let mut add = |name: &str, options: &str| {
        let options = format!("{rsa} {options}");
        cases.push(Case { trust: "lab.jks", ..case(name, options) });
    };
    for version in ["tls1", "tls1_1", "tls1_2", "tls1_3"] {
        add(&format!("only-{version}"), &format!("-{version} -cipher ALL:@SECLEVEL=0"));
    }
    for suite in [
        "AES128-SHA",
        "AES256-GCM-SHA384",
        "CAMELLIA128-SHA",
        "NULL-SHA256",
        "aNULL",
        "ECDHE-RSA-AES128-SHA",
        "ECDHE-RSA-AES256-SHA384",
        "ECDHE-RSA-CHACHA20-POLY1305",
        "ECDHE-RSA-NULL-SHA",
        "DHE-RSA-AES128-GCM-SHA256",
        "DHE-RSA-AES256-SHA",
        "ECDHE-ECDSA-AES128-GCM-SHA256",
    ] {
        add(&format!("only-{suite}"), &format!("-tls1_2 -cipher {suite}:@SECLEVEL=0"));
    }
    add("only-ccm", "-tls1_3 -ciphersuites TLS_AES_128_CCM_SHA256");
    for group in ["X25519", "P-256", "P-384", "P-521", "X448", "ffdhe2048", "brainpoolP256r1"] {
        add(&format!("group-{group}-tls13"), &format!("-tls1_3 -groups {group}"));
        add(&format!("group-{group}-tls12"), &format!("-tls1_2 -groups {group} -cipher kECDHE:@SECLEVEL=0"));
    }
    for (bits, parameters) in [(1024, "dh_paramgen_prime_len:1024"), (2048, "group:ffdhe2048")] {
        let kind = if bits < 2048 { " -pkeyopt dh_paramgen_type:0" } else { "" };
        openssl(
            scene,
            &format!("genpkey -genparam -algorithm DH -pkeyopt {parameters}{kind} -out dh{bits}.pem"),
        );
        add(
            &format!("dh-{bits}"),
            &format!("-tls1_2 -cipher DHE-RSA-AES128-GCM-SHA256:@SECLEVEL=0 -dhparam dh{bits}.pem"),
        );
    }
    add("signs-with-sha1", "-tls1_2 -cipher ALL:@SECLEVEL=0 -sigalgs RSA+SHA1");
    add("name-unknown", "-servername other.example.test -servername_fatal -cert2 leaf.pem -key2 leaf.key");
    cases
}
