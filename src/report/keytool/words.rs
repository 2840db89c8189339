//! keytool's words for notices and questions, observed from JDK 25 (transcripts of every command).

use super::weakness::USE_CACERTS;
use crate::report::{Notice, Question};

const NOT_VERIFIED: &str = "
*****************  WARNING WARNING WARNING  *****************
* The integrity of the information stored in your keystore  *
* has NOT been verified!  In order to verify its integrity, *
* you must provide your keystore password.                  *
*****************  WARNING WARNING WARNING  *****************

";

/// What keytool prints to standard error for a notice, line ends included.
pub fn notice(notice: &Notice) -> String {
    match notice {
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
        Notice::ImportPlan(_) | Notice::JavaHomeIgnored { .. } | Notice::InvisibleCertificates { .. } => {
            String::new()
        }
        Notice::UseCacertsOption => format!("{USE_CACERTS}\n"),
        Notice::DeprecatedZone { id } => format!(
            "WARNING: Use of the three-letter time zone ID \"{id}\" is deprecated and it will be removed in a future \
             release\n"
        ),
        Notice::KeyPasswordIgnored => {
            "Warning:  Different store and key passwords not supported for PKCS12 KeyStores. \
             Ignoring user-specified -keypass value.\n"
                .into()
        }
    }
}

/// The prompt that keytool prints to standard error, without a line end.
pub fn question(question: &Question) -> String {
    match question {
        Question::StorePassword | Question::NewStorePassword => "Enter keystore password:  ".into(),
        Question::NewStorePasswordAgain => "Re-enter new password: ".into(),
        Question::ReplacingStorePassword => "New keystore password: ".into(),
        Question::ReplacingStorePasswordAgain => "Re-enter new keystore password: ".into(),
        Question::KeyPassword { alias } => format!("Enter key password for <{alias}>"),
        Question::Alias => "Enter alias name:  ".into(),
        Question::DestinationAlias => "Enter destination alias name:  ".into(),
        Question::TrustCertificate => "Trust this certificate? [no]:  ".into(),
        Question::InstallReply => "Install reply anyway? [no]:  ".into(),
        Question::AddAnyway => "Do you still want to add it? [no]:  ".into(),
        Question::AddToOwnAnyway => "Do you still want to add it to your own keystore? [no]:  ".into(),
        Question::Import { count, path } => format!("Import {count} certificates into {path}? [no]:  "),
    }
}
