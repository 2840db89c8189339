//! Words for files that are no logs.

use crate::explain::NoLog;

/// What is wrong with it, and what to do next.
pub(super) fn no_log(name: &str, why: NoLog) -> (String, &'static str) {
    match why {
        NoLog::Empty => (
            format!("{name} is empty"),
            "Under a wrapper Java's output is in wrapper.log, in a container in the container's log, in Tomcat in catalina.out.",
        ),
        NoLog::Packed(by) => {
            (format!("{name} is packed ({by})"), "Unpack it first: only gzip is read as it is.")
        }
        NoLog::Program => (
            format!("{name} is a program, and no log"),
            "Give it what the program wrote, such as its wrapper.log.",
        ),
        NoLog::Store => (
            format!("{name} is a keystore or a certificate, and no log"),
            "`keytool-rs list --keystore FILE` shows a keystore, `keytool-rs audit FILE` judges it, `keytool-rs printcert FILE` shows a \
             certificate.",
        ),
        NoLog::Unknown => (
            format!("{name}: nothing in it is of a log of Java's, of IAIK's or of openssl's"),
            "It should hold stack traces, or what Java writes with -Djavax.net.debug=ssl:handshake.",
        ),
    }
}
