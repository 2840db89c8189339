//! The words about keys, certificates, requests and CRLs that are not made.

use super::{ALIASES, UNCHANGED};
use crate::commands::MakingFault;
use crate::report::exceptions;
use crate::report::keytool::{certificate, making};
use crate::x509::build::ExtensionFault;

/// The exception that keytool prints.
pub(super) fn as_java(fault: &MakingFault) -> String {
    let exception = |text: &str| format!("java.lang.Exception: {text}");
    match fault {
        MakingFault::KeyPair(error) => exceptions::of_generating(error).to_string(),
        MakingFault::Signature { source, algorithm, group } => {
            exceptions::of_signing(source, algorithm, group.as_deref()).to_string()
        }
        MakingFault::NoSignatureBy { algorithm } => {
            format!("java.lang.IllegalArgumentException: Cannot derive signature algorithm from {algorithm}")
        }
        MakingFault::GroupAndSize => exception("Cannot specify both -groupname and -keysize"),
        MakingFault::KeyPairAliasTaken { alias } => {
            exception(&format!("Key pair not generated, alias <{alias}> already exists"))
        }
        MakingFault::KeyPasswordTooShort => exception("Key password must be at least 6 characters"),
        MakingFault::ValidityNotPositive => exception("Validity must be greater than zero"),
        MakingFault::EndsTooLate { year } => format!(
            "java.security.cert.CertificateException: Validity period ends at calendar year {year} which is greater \
             than 9999"
        ),
        MakingFault::SubjectName(fault) => making::name(fault).to_string(),
        MakingFault::Extension(fault) => making::extension(fault).to_string(),
        MakingFault::StartDate(fault) => making::start(fault).to_string(),
        MakingFault::NameNotGiven => {
            "java.lang.RuntimeException: Too many retries, program terminated".into()
        }
        MakingFault::MadeUnreadable { refusal } => certificate::refusal(refusal).to_string(),
        MakingFault::SecretKeyToSign { local: Some(local), .. }
        | MakingFault::IssuerWithoutCertificate { local, .. }
        | MakingFault::IssuerMissing { local, .. } => format!(
            "java.lang.NullPointerException: Cannot invoke \"java.security.cert.Certificate.getEncoded()\" because \"<local{local}>\" is null"
        ),
        MakingFault::SecretKeyToSign { local: None, is_password, .. } => {
            let class = if *is_password {
                "com.sun.crypto.provider.PBEKey"
            } else {
                "javax.crypto.spec.SecretKeySpec"
            };
            format!(
                "java.lang.ClassCastException: class {class} cannot be cast to class java.security.PrivateKey ({class} and \
                 java.security.PrivateKey are in module java.base of loader 'bootstrap')"
            )
        }
        MakingFault::ValidityTooLong { year } => {
            exception(&format!("Validity period ends at calendar year {year} which is greater than 9999"))
        }
        MakingFault::Revocation(fault) => making::revocation(fault).to_string(),
        MakingFault::NotARequest { exception, .. } => exception.clone(),
        MakingFault::PrivateKey(_) => exception(&fault.to_string()),
    }
}

/// What is wrong, and what to do next.
pub(super) fn plain(fault: &MakingFault) -> (String, &'static str) {
    match fault {
        MakingFault::KeyPair(_) | MakingFault::Signature { .. } | MakingFault::PrivateKey(_) => {
            (fault.to_string(), UNCHANGED)
        }
        MakingFault::NoSignatureBy { algorithm } => (
            format!("keys of {algorithm} sign nothing, not even their own certificate"),
            "Name with --signer the entry that is to sign it.",
        ),
        MakingFault::GroupAndSize => ("--groupname says the size already".into(), "Leave --keysize out."),
        MakingFault::KeyPairAliasTaken { alias } => {
            (format!("there is an entry {alias} already"), "Choose another alias.")
        }
        MakingFault::KeyPasswordTooShort => {
            ("the key's password is too short".into(), "Java asks for at least 6 characters.")
        }
        MakingFault::ValidityNotPositive => ("--validity is a number of days above zero".into(), ""),
        MakingFault::EndsTooLate { year } | MakingFault::ValidityTooLong { year } => (
            format!("the certificate would be valid until the year {year}"),
            "9999 is the last that it can name.",
        ),
        MakingFault::SubjectName(fault) => (
            format!("--dname: {}", making::name(fault).message),
            "A name looks like \"CN=server.example.com, O=Example, C=US\".",
        ),
        MakingFault::Extension(fault) => (
            format!("--ext: {}", extension(fault)),
            "An extension looks like san=dns:server.example.com, bc:c, ku=digitalSignature or eku=serverAuth; others go by \
             their object identifier, as 1.2.3=05:00.",
        ),
        MakingFault::StartDate(_) => {
            ("--startdate is no date".into(), "A start looks like +1y-2d or 2030/01/31 12:00:00.")
        }
        MakingFault::NameNotGiven => ("no name was given".into(), "Give it with --dname."),
        MakingFault::MadeUnreadable { refusal } => (
            format!("Java would not read such a certificate: {}", certificate::refusal(refusal).message),
            UNCHANGED,
        ),
        MakingFault::SecretKeyToSign { .. } => (fault.to_string(), ALIASES),
        MakingFault::IssuerWithoutCertificate { .. } => {
            (fault.to_string(), "Without the keystore's password its certificates cannot be read.")
        }
        MakingFault::Revocation(fault) => (
            format!("--id: {}", making::revocation(fault).message),
            "What is revoked looks like 4711 or 4711:1: a serial number in decimal, and perhaps the number of a reason.",
        ),
        MakingFault::NotARequest { name, .. } => (
            format!(
                "there is no sound certificate request in {}",
                name.as_deref().unwrap_or("standard input")
            ),
            "`keytool-rs printcertreq FILE` says what is wrong with it; `keytool-rs certreq` makes one.",
        ),
        MakingFault::IssuerMissing { alias, .. } => (format!("there is no entry {alias}"), ALIASES),
    }
}

/// What is wrong with `--ext`, without Java's exceptions.
fn extension(fault: &ExtensionFault) -> String {
    match fault {
        ExtensionFault::Identifier(_) => {
            "there is no extension of this name, nor is it an object identifier".into()
        }
        ExtensionFault::NotRequested => {
            "honored= grants an extension that the request does not ask for".into()
        }
        ExtensionFault::NotThere(decimals) => {
            format!("honored= leaves out {decimals}, which the certificate would not have anyway")
        }
        ExtensionFault::NoNames
        | ExtensionFault::NoPurposes
        | ExtensionFault::NoAccess { .. }
        | ExtensionFault::NoPoints => "there are only commas where values should be".into(),
        ExtensionFault::Number(text) => format!("{text} is no number, or too large a one"),
        other => {
            let message = making::extension(other).message;
            message.rsplit("Exception: ").next().unwrap_or_default().to_owned()
        }
    }
}
