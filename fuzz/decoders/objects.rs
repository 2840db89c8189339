//! Requests, CRLs and signed JARs: what is taken apart beside certificates, and all that is shown of it.

use jiff::Timestamp;
use keytool_rs::asn1::Oid;
use keytool_rs::crypto::verify::verify_signature;
use keytool_rs::formats::{certificates, jar as jars, pkcs7, requests};
use keytool_rs::jvm::zone::Zone;
use keytool_rs::report::keytool::certificate::Markers;
use keytool_rs::report::keytool::{crl as crl_text, request as request_text};
use keytool_rs::report::{human, json};
use keytool_rs::x509::ocsp::{OcspResponse, request as ocsp_request};
use keytool_rs::x509::{Crl, Request};

/// Reads a request as Java does and shows it in every form.
pub(crate) fn request(bytes: &[u8]) {
    let _ = requests::java_first(bytes).map_err(|fault| request_text::base64(fault).to_string());
    let request = match Request::read(bytes) {
        Ok(request) => request,
        Err(fault) => {
            assert!(!request_text::refusal(&fault).to_string().is_empty());
            return;
        }
    };
    let text = request_text::request(&request, &Zone::greenwich(), &Markers::default());
    assert!(text.starts_with("PKCS #10 Certificate Request"));
    assert!(!human::request(&request, false).is_empty() && json::request(&request).starts_with('{'));
    if let Some(oid) = Oid::from_content(request.algorithm.oid) {
        let parameters = request.algorithm.parameters.map(|parameters| parameters.raw);
        let signed = request.signature.octets;
        if let Err(error) = verify_signature(&oid, parameters, request.key.raw, request.body, signed) {
            assert!(!request_text::bad_signature(&request, error).to_string().is_empty());
        }
    }
}

/// Takes the CRLs out of a file as Java does and shows them in every form.
pub(crate) fn crl(bytes: &[u8]) {
    let found = certificates::java_crls(bytes).unwrap_or_else(|fault| {
        assert!(!crl_text::file_refusal(&fault).to_string().is_empty());
        Vec::new()
    });
    for der in found.iter().map(Vec::as_slice).chain([bytes]) {
        match Crl::read(der) {
            Ok(crl) => {
                let text = crl_text::crl(&crl, &Zone::greenwich(), Some("weak"));
                assert!(text.starts_with("X.509 CRL v") && text.contains("\nSignature:\n"));
                let all = [crl];
                assert!(json::crls(&all, &[None]).starts_with('{'));
                let _ = human::crls(&all, &[], Timestamp::UNIX_EPOCH, false);
            }
            Err(fault) => assert!(!crl_text::refusal(&fault).to_string().is_empty()),
        }
    }
}

/// Looks for those who signed a JAR, and into messages that are none of a JAR.
pub(crate) fn jar(bytes: &[u8]) {
    if let Ok(signers) = jars::signers(bytes) {
        assert!(json::signers(&signers).starts_with('{'));
        let _ = human::signers(&signers, Timestamp::UNIX_EPOCH, false);
    }
    let _ = pkcs7::Bag::read(bytes);
    if let Ok(message) = pkcs7::SignedData::read(bytes) {
        for signer in &message.signers {
            let _ = (
                signer.attributes_as_signed(),
                signer.signed("1.2.840.113549.1.9.4"),
                signer.unsigned("1.2.3"),
            );
        }
    }
}

/// Reads an OCSP response, looks up all that it is about, and asks about it again.
pub(crate) fn ocsp(bytes: &[u8]) {
    let response = match OcspResponse::read(bytes) {
        Ok(response) => response,
        Err(fault) => {
            assert!(!fault.to_string().is_empty());
            return;
        }
    };
    let Some(basic) = response.basic else { return };
    // Each with each would take for ever where there are thousands of them.
    for single in basic.singles.iter().take(16) {
        let found = basic.single(&single.id);
        assert!(found.is_some_and(|found| found.id == single.id));
        assert!(!ocsp_request(&single.id, basic.nonce()).is_empty());
    }
}
