//! Certificates: the files they come in, and all that is shown of them.

use jiff::Timestamp;
use keytool_rs::asn1::Oid;
use keytool_rs::crypto::verify::verify_signature;
use keytool_rs::formats::certificates;
use keytool_rs::jvm::policy::Policy;
use keytool_rs::jvm::zone::Zone;
use keytool_rs::pkix::strength::{KeyFacts, Strengths};
use keytool_rs::report::keytool::certificate::{self, Markers};
use keytool_rs::report::{human, json};
use keytool_rs::x509::Certificate;

/// Takes the certificates out of a file in every way.
pub(crate) fn certificate_files(bytes: &[u8]) {
    let first = certificates::java_first(bytes);
    let all = certificates::java_all(bytes);
    if let (Ok(all), Err(fault)) = (&all, &first) {
        assert!(all.is_empty(), "all blocks but no first one: {fault}");
    }
    for der in all.iter().flatten() {
        let _ = Certificate::read(der);
    }
    let bundle = certificates::bundle(bytes);
    for found in &bundle.certificates {
        assert!(
            found.offset < bytes.len() && keytool_rs::asn1::read_one(&found.der).is_ok(),
            "not what stands there"
        );
    }
    assert!(bundle.broken.iter().all(|found| found.offset < bytes.len()));
    let _ = keytool_rs::formats::pkcs7::certificates(bytes);
    if let Some(found) = bundle.certificates.first() {
        let again = certificates::pem(&found.der, "\n");
        assert_eq!(certificates::java_first(again.as_bytes()).as_deref(), Ok(found.der.as_slice()));
    }
}

/// Reads a certificate as Java does and shows it in every form.
pub(crate) fn x509(bytes: &[u8]) {
    let _ = human::certificates(&[bytes], Timestamp::UNIX_EPOCH, false);
    let document = json::certificates(&[bytes]);
    assert!(document.starts_with('{'), "no JSON: {document}");
    let certificate = match Certificate::read(bytes) {
        Ok(certificate) => certificate,
        Err(refusal) => {
            assert!(!certificate::refusal(&refusal).to_string().is_empty());
            return;
        }
    };
    let mut text = Vec::new();
    let zone = Zone::greenwich();
    let written = certificate::write_certificate(&mut text, &certificate, &zone, &Markers::default());
    let text = String::from_utf8(text).expect("text is text");
    match certificate::unprintable(&certificate) {
        Some(_) => assert!(written.is_err() && text.is_empty()),
        None => assert!(written.is_ok() && text.starts_with("Owner: ")),
    }
    let signature = certificate::signature_algorithm_name(&certificate);
    let algorithm = certificate.key.algorithm_name();
    let _ = certificate::key_description(&certificate.key);
    let facts = KeyFacts { algorithm: &algorithm, parameters: None, bits: Some(1024) };
    let strengths = Strengths::new(&Policy::jdk25(), Timestamp::UNIX_EPOCH).expect("JDK 25's own policy");
    let _ = (strengths.of_signature(&signature, Some(facts)), strengths.of_key(facts));
    let _ = (certificate.is_self_issued(), certificate.is_ca(), certificate.path_length());
    let _ = (certificate.key_usage(), certificate.extended_key_usages(), certificate.subject_key_id());
    if let Some(oid) = Oid::from_content(certificate.algorithm.oid) {
        let parameters = certificate.algorithm.parameters.map(|parameters| parameters.raw);
        let signed = certificate.signature.octets;
        let _ = verify_signature(&oid, parameters, certificate.key.raw, certificate.tbs, signed);
    }
}
