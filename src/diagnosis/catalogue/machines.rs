//! What is wrong with how a Java on a machine is set up, as far as no store and no server is to blame.

use super::always;
use crate::diagnosis::cause::Actor::JavaAdministrator;
use crate::diagnosis::cause::{Cause, Entry};

pub(super) static CAUSES: [Entry; 7] = [
    Entry {
        cause: Cause::NoTrustStore,
        id: "no-trust-store",
        title: "Java has no trust store at all",
        meaning: "The Java was told to trust nobody (NONE), or there is none of the files that it looks for: every connection fails.",
        actor: JavaAdministrator,
        java: &[always(
            "java.security.InvalidAlgorithmParameterException: the trustAnchors parameter must be non-empty",
        )],
    },
    Entry {
        cause: Cause::TrustStorePasswordMissing,
        id: "trust-store-password-missing",
        title: "Java is not told the trust store's password",
        meaning: "The certificates of a PKCS12 store are encrypted: without the password the store opens, and is empty.",
        actor: JavaAdministrator,
        java: &[always(
            "java.security.InvalidAlgorithmParameterException: the trustAnchors parameter must be non-empty",
        )],
    },
    Entry {
        cause: Cause::RestartDue,
        id: "restart-due",
        title: "the Java has to be started anew",
        meaning: "A Java reads its trust store once, and runs the program that it was started from: what was changed later counts from its next \
                  start on.",
        actor: JavaAdministrator,
        java: &[],
    },
    Entry {
        cause: Cause::ServiceFile,
        id: "service-file",
        title: "a service's file does not say what it seems to say",
        meaning: "What the file tells the Java does not reach it, or reaches it in another form.",
        actor: JavaAdministrator,
        java: &[],
    },
    Entry {
        cause: Cause::UnknownProperty,
        id: "unknown-property",
        title: "Java knows no such property",
        meaning: "Java overlooks a property that it does not know without a word: a letter in another case, or a colon in the place of the equals \
                  sign, is enough.",
        actor: JavaAdministrator,
        java: &[],
    },
    Entry {
        cause: Cause::SilentFallback,
        id: "silent-fallback",
        title: "Java does not use the store that was named",
        meaning: "A trust store that is not there, or is no file, makes Java take its own cacerts without a word.",
        actor: JavaAdministrator,
        java: &[],
    },
    Entry {
        cause: Cause::ClientSettings,
        id: "client-settings",
        title: "the Java's own settings are in the way",
        meaning: "A system property, or its java.security, leaves this Java nothing to say to any server, or makes it take less than \
                  usual.",
        actor: JavaAdministrator,
        java: &[always("javax.net.ssl.SSLHandshakeException: No negotiable cipher suite")],
    },
];
