//! What we make, others read: requests, certificates and CRLs by `x509-parser`, rcgen and, where it is there, openssl.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::print_stderr
)]

mod support;

use std::process::Command;

use keytool_rs::asn1::Writer;
use keytool_rs::x509::Certificate;
use keytool_rs::x509::build::{CertificateBody, Extensions};
use support::Scene;
use x509_parser::prelude::{
    CertificateRevocationList, FromDer as _, GeneralName, ParsedExtension, ReasonCode, X509Certificate,
    X509CertificationRequest,
};

const STORE: [&str; 4] = ["-keystore", "key.p12", "-storepass", "changeit"];

/// A folder with the store of the transcripts.
fn scene() -> Scene {
    let scene = Scene::new();
    scene.copy("transcripts/fixtures/key.p12", "key.p12");
    scene.copy("transcripts/fixtures/ca.pem", "ca.pem");
    scene
}

fn keytool(scene: &Scene, command: &str, words: &[&str]) {
    scene.said(&[&[command][..], &STORE, words].concat(), 0);
}

fn der(scene: &Scene, name: &str) -> Vec<u8> {
    let bytes = std::fs::read(scene.path(name)).unwrap();
    if bytes.starts_with(b"-----") { pem::parse(&bytes) } else { bytes }
}

mod pem {
    pub(crate) fn parse(bytes: &[u8]) -> Vec<u8> {
        x509_parser::pem::parse_x509_pem(bytes).unwrap().1.contents
    }
}

#[test]
fn independent_readers_see_what_a_request_asks_for() {
    let scene = scene();
    let words = [
        "-alias",
        "leaf",
        "-file",
        "r.csr",
        "-dname",
        "CN=a+OU=b, O=\"c, d\"",
        "-ext",
        "san=dns:a.test,ip:192.0.2.1",
    ];
    keytool(&scene, "-certreq", &words);
    let der = der(&scene, "r.csr");
    let (rest, request) = X509CertificationRequest::from_der(&der).unwrap();
    assert!(rest.is_empty());
    assert_eq!(request.certification_request_info.subject.to_string(), "O=c, d, CN=a + OU=b");
    let asked: Vec<&ParsedExtension<'_>> = request.requested_extensions().unwrap().collect();
    assert!(matches!(asked[0], ParsedExtension::SubjectKeyIdentifier(_)));
    let ParsedExtension::SubjectAlternativeName(names) = asked[1] else { panic!("{asked:?}") };
    assert_eq!(
        names.general_names,
        [GeneralName::DNSName("a.test"), GeneralName::IPAddress(&[192, 0, 2, 1])]
    );
}

#[test]
fn independent_readers_see_the_same_certificate_and_crl() {
    let scene = scene();
    keytool(&scene, "-certreq", &["-alias", "self", "-file", "r.csr"]);
    let words = [
        "-alias",
        "int",
        "-infile",
        "r.csr",
        "-outfile",
        "c.cer",
        "-ext",
        "bc:c=ca:true,pathlen:2",
        "-ext",
        "ku=kCS,cRL",
    ];
    keytool(&scene, "-gencert", &words);
    let bytes = der(&scene, "c.cer");
    let (_, certificate) = X509Certificate::from_der(&bytes).unwrap();
    assert_eq!(certificate.issuer().to_string(), "C=DE, O=Lab, CN=Lab Issuing CA");
    assert_eq!(certificate.subject().to_string(), "CN=self.lab.test");
    let constraints = certificate.basic_constraints().unwrap().unwrap();
    assert!(constraints.critical && constraints.value.ca);
    assert_eq!(constraints.value.path_len_constraint, Some(2));
    let usage = certificate.key_usage().unwrap().unwrap();
    assert!(usage.value.key_cert_sign() && usage.value.crl_sign() && !usage.value.digital_signature());
    let days = certificate.validity().not_after.timestamp() - certificate.validity().not_before.timestamp();
    assert_eq!(days, 90 * 86_400);

    keytool(&scene, "-gencrl", &["-alias", "int", "-id", "300", "-id", "7:1", "-file", "c.crl"]);
    let bytes = der(&scene, "c.crl");
    let (_, crl) = CertificateRevocationList::from_der(&bytes).unwrap();
    let revoked: Vec<(String, Option<ReasonCode>)> = crl
        .iter_revoked_certificates()
        .map(|entry| (entry.user_certificate.to_string(), entry.reason_code().map(|(_, reason)| reason)))
        .collect();
    assert_eq!(revoked, [("300".into(), None), ("7".into(), Some(ReasonCode::KeyCompromise))]);
}

/// Certificates that JDK 25's keytool made: from what they say we make the same octets.
#[test]
fn the_signed_part_is_java_s_octet_for_octet() {
    let fixtures = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("testdata/transcripts/fixtures");
    let made_by_keytool = [
        "ca", "ca2", "int", "leaf", "renewed", "self", "expired", "future", "accent", "rsa2048", "rsa1024",
        "sha1", "md5", "pss", "ed25519", "dsa1024", "weakleaf",
    ];
    for name in made_by_keytool {
        let der = pem::parse(&std::fs::read(fixtures.join(format!("{name}.pem"))).unwrap());
        let certificate = Certificate::read(&der).unwrap();
        let (_, parsed) = X509Certificate::from_der(&der).unwrap();
        let body = CertificateBody {
            serial: parsed.raw_serial(),
            algorithm: &algorithm(parsed.tbs_certificate.as_ref()),
            issuer: certificate.issuer.raw(),
            not_before: parsed.validity().not_before.timestamp() * 1000,
            not_after: parsed.validity().not_after.timestamp() * 1000,
            subject: certificate.subject.raw(),
            key: certificate.key.raw,
            extensions: &Extensions::of_request(&certificate.extensions),
        };
        assert_eq!(body.encode(), parsed.tbs_certificate.as_ref(), "{name}");
    }
}

/// The AlgorithmIdentifier of a TBSCertificate: its third element.
fn algorithm(body: &[u8]) -> Vec<u8> {
    let whole = keytool_rs::asn1::read_one(body).unwrap();
    let mut fields = whole.inside().unwrap();
    let elements: Vec<Vec<u8>> = (0..3).map(|_| fields.element().unwrap().raw.to_vec()).collect();
    let mut writer = Writer::default();
    writer.raw(&elements[2]);
    writer.finish()
}

#[test]
fn openssl_verifies_what_we_sign() {
    if Command::new("openssl").arg("version").output().is_err() {
        eprintln!("skipped: there is no openssl");
        return;
    }
    let scene = scene();
    let openssl = |words: &str| {
        let output =
            Command::new("openssl").args(words.split(' ')).current_dir(scene.path(".")).output().unwrap();
        let said = support::text(&output);
        assert!(output.status.success(), "openssl {words}: {said}");
        said
    };
    keytool(&scene, "-certreq", &["-alias", "self", "-file", "r.csr", "-ext", "san=dns:a.test"]);
    assert!(openssl("req -verify -noout -in r.csr").contains("OK"));
    keytool(
        &scene,
        "-gencert",
        &["-alias", "int", "-infile", "r.csr", "-outfile", "c.pem", "-rfc", "-ext", "honored=all"],
    );
    assert!(openssl("x509 -noout -text -in c.pem").contains("DNS:a.test"));
    keytool(&scene, "-exportcert", &["-alias", "int", "-rfc", "-file", "int.pem"]);
    openssl("verify -CAfile ca.pem -untrusted int.pem c.pem");
    keytool(&scene, "-gencrl", &["-alias", "int", "-id", "7:1", "-rfc", "-file", "c.crl"]);
    assert!(openssl("crl -noout -verify -in c.crl -CAfile int.pem").contains("verify OK"));
    assert!(openssl("crl -noout -text -in c.crl").contains("Key Compromise"));
}
