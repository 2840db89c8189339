//! keytool's words for notices and questions, observed from JDK 25 (transcripts of every command).

use super::weakness::USE_CACERTS;
use crate::report::exceptions::keys;
use crate::report::{NamePart, Notice, Question};

const NOT_VERIFIED: &str = "
*****************  WARNING WARNING WARNING  *****************
* The integrity of the information stored in your keystore  *
* has NOT been verified!  In order to verify its integrity, *
* you must provide your keystore password.                  *
*****************  WARNING WARNING WARNING  *****************

";

const SOURCE_NOT_VERIFIED: &str = "
*****************  WARNING WARNING WARNING  *****************
* The integrity of the information stored in the srckeystore*
* has NOT been verified!  In order to verify its integrity, *
* you must provide the srckeystore password.                *
*****************  WARNING WARNING WARNING  *****************

";

/// A number as Java's messages have it: `1,024`.
pub fn with_commas(number: impl std::fmt::Display) -> String {
    let digits = number.to_string();
    let mut text = String::with_capacity(digits.len() + digits.len() / 3);
    for (place, digit) in digits.char_indices() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// What keytool prints to standard error for a notice, line ends included.
pub fn notice(notice: &Notice) -> String {
    match notice {
        Notice::RequestStored { path } => {
            format!("Certification request stored in file <{path}>\nSubmit this to your CA\n")
        }
        Notice::IntegrityNotVerified => NOT_VERIFIED.into(),
        Notice::CertificateAdded { .. } => "Certificate was added to keystore\n".into(),
        Notice::CertificateNotAdded => "Certificate was not added to keystore\n".into(),
        Notice::Storing { path } => format!("[Storing {path}]\n"),
        Notice::AlreadyInKeystore { alias } => {
            format!("Certificate already exists in keystore under alias <{alias}>\n")
        }
        Notice::AlreadyInCacerts { alias } => {
            format!("Certificate already exists in system-wide CA keystore under alias <{alias}>\n")
        }
        Notice::ReplyInstalled => "Certificate reply was installed in keystore\n".into(),
        Notice::ReplyNotInstalled => "Certificate reply was not installed in keystore\n".into(),
        Notice::TopOfReply => "\nTop-level certificate in reply:\n\n".into(),
        Notice::TopOfReplyNotTrusted => "\n... is not trusted. ".into(),
        Notice::CertificateStored { path } => format!("Certificate stored in file <{path}>\n"),
        Notice::StorePasswordTooShort => {
            "Keystore password is too short - must be at least 6 characters\n".into()
        }
        Notice::PasswordTooShort => "Password is too short - must be at least 6 characters\n".into(),
        Notice::PasswordsDoNotMatch => "They don't match. Try again\n".into(),
        Notice::PasswordsMustDiffer => "Passwords must differ\n".into(),
        Notice::WrongAnswer => "Wrong answer, try again\n".into(),
        Notice::TooManyFailures => "Too many failures - try later\n".into(),
        // keytool has no such things.
        Notice::ChainForKey { .. }
        | Notice::FileWritten { .. }
        | Notice::NothingChanged
        | Notice::OfJava(_)
        | Notice::RestartDue { .. }
        | Notice::ImportIncomplete { .. }
        | Notice::CustomaryPassword
        | Notice::CertificateMade { .. }
        | Notice::SignerNoAuthority { .. }
        | Notice::ImportPlan(_)
        | Notice::CarryPlan(_)
        | Notice::Fetched { .. }
        | Notice::Proposed { .. }
        | Notice::NothingFetched { .. }
        | Notice::StillRefused { .. }
        | Notice::JavaHomeIgnored { .. }
        | Notice::NewKeystore { .. }
        | Notice::InvisibleCertificates { .. } => String::new(),
        Notice::UseCacertsOption => format!("{USE_CACERTS}\n"),
        Notice::DeprecatedZone { id } => format!(
            "WARNING: Use of the three-letter time zone ID \"{id}\" is deprecated and it will be removed in a future \
             release\n"
        ),
        Notice::KeyPasswordIgnored { option } => format!(
            "Warning:  Different store and key passwords not supported for PKCS12 KeyStores. Ignoring user-specified \
             {option} value.\n"
        ),
        Notice::SourceIntegrityNotVerified => SOURCE_NOT_VERIFIED.into(),
        Notice::KeyPasswordTooShort => "Key password is too short - must be at least 6 characters\n".into(),
        Notice::SecretKeyMade { algorithm, bits: None } => format!("Generated {algorithm} secret key\n"),
        Notice::SecretKeyMade { algorithm, bits: Some(bits) } => {
            format!("Generated {}-bit {algorithm} secret key\n", with_commas(*bits))
        }
        Notice::Importing { source, destination } => {
            format!("Importing keystore {source} to {destination}...\n")
        }
        Notice::Overwriting { alias } => {
            format!("Warning: Overwriting existing alias {alias} in destination keystore\n")
        }
        Notice::EntryImported { alias } => format!("Entry for alias {alias} successfully imported.\n"),
        Notice::EntryProblem { alias, problem } => {
            format!("Problem importing entry for alias {alias}: {}.\n", keys::protection_as_java(problem))
        }
        Notice::EntryNotImported { alias } => format!("Entry for alias {alias} not imported.\n"),
        Notice::ImportCompleted { imported, others } => format!(
            "Import command completed:  {imported} entries successfully imported, {others} entries failed or \
             cancelled\n"
        ),
        Notice::KeyPairMade { key, signature, issuer, days, subject } => {
            let certificate = issuer.as_ref().map_or_else(
                || format!("self-signed certificate ({signature})"),
                |issuer| format!("a certificate ({signature}) issued by <{issuer}>"),
            );
            let days = grouped(*days);
            format!(
                "Generating {key} pair and {certificate} with a validity of {days} days\n\tfor: {subject}\n"
            )
        }
        Notice::NameInstructions => {
            "Enter the distinguished name. Provide a single dot (.) to leave a sub-component \
             empty or press ENTER to use the default value in braces.\n"
                .into()
        }
        Notice::NameEmpty => "At least one field must be provided. Enter again.\n".into(),
        Notice::NameConfirmed => "\n".into(),
        Notice::NoIdentities => "No entries from identity database added\n".into(),
    }
}

/// A number as Java's messages show it in English: `2,900,000`.
fn grouped(number: i64) -> String {
    let digits = number.to_string();
    let mut text = String::with_capacity(digits.len() * 4 / 3);
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// The prompt that keytool prints to standard error, without a line end.
pub fn question(question: &Question) -> String {
    match question {
        Question::StorePassword | Question::PasswordOf { .. } | Question::NewStorePassword => {
            "Enter keystore password:  ".into()
        }
        Question::NewStorePasswordAgain => "Re-enter new password: ".into(),
        Question::ReplacingStorePassword => "New keystore password: ".into(),
        Question::ReplacingStorePasswordAgain => "Re-enter new keystore password: ".into(),
        Question::KeyPassword { alias } => format!("Enter key password for <{alias}>"),
        Question::SourceStorePassword => "Enter source keystore password:  ".into(),
        Question::DestinationStorePassword => "Enter destination keystore password:  ".into(),
        Question::NewKeyPassword { alias, or_store: true } => {
            format!("Enter key password for <{alias}>\n\t(RETURN if same as keystore password):  ")
        }
        Question::NewKeyPassword { alias, or_store: false } => format!("Enter key password for <{alias}>"),
        Question::CopyPassword { alias, of } => {
            format!("Enter key password for <{alias}>\n\t(RETURN if same as for <{of}>)")
        }
        Question::ReplacingKeyPassword { alias } => format!("New key password for <{alias}>: "),
        Question::ReplacingKeyPasswordAgain { alias } => format!("Re-enter new key password for <{alias}>: "),
        Question::NamePart { part, default } => {
            let asked = match part {
                NamePart::Person => "What is your first and last name?",
                NamePart::Unit => "What is the name of your organizational unit?",
                NamePart::Organization => "What is the name of your organization?",
                NamePart::City => "What is the name of your City or Locality?",
                NamePart::State => "What is the name of your State or Province?",
                NamePart::Country => "What is the two-letter country code for this unit?",
            };
            format!("{asked}\n  [{default}]:  ")
        }
        Question::NameCorrect { name } => format!("Is {name} correct?\n  [no]:  "),
        Question::PasswordToStore => "Enter the password to be stored:  ".into(),
        Question::PasswordToStoreAgain => "Re-enter password: ".into(),
        Question::Overwrite { alias } => format!("Existing entry alias {alias} exists, overwrite? [no]:  "),
        Question::NewAlias => "Enter new alias name\t(RETURN to cancel import for this entry):  ".into(),
        Question::QuitImport => "Do you want to quit the import process? [no]:  ".into(),
        Question::Alias => "Enter alias name:  ".into(),
        Question::DestinationAlias => "Enter destination alias name:  ".into(),
        Question::TrustCertificate => "Trust this certificate? [no]:  ".into(),
        Question::InstallReply => "Install reply anyway? [no]:  ".into(),
        Question::AddAnyway => "Do you still want to add it? [no]:  ".into(),
        Question::AddToOwnAnyway => "Do you still want to add it to your own keystore? [no]:  ".into(),
        // The native dialect alone asks it.
        Question::ReplaceSigned { alias, .. } => format!("Replace the chain of {alias}? [no]:  "),
        Question::Import { count, path, .. } => format!("Import {count} certificates into {path}? [no]:  "),
    }
}
