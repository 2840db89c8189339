//! `-D NAME=VALUE`: what the Java that is asked about is told, as a JVM takes it on its command line.

use crate::machine::Machine;

/// The system properties of a Java.
#[derive(Debug, Clone, Default, clap::Args)]
pub(super) struct ToldArguments {
    /// A system property of the Java, as it takes it: -Djdk.tls.client.protocols=TLSv1.2, -Dhttps.proxyHost=proxy,
    /// -Djava.security.properties=FILE (with a second = in place of its own)
    #[arg(short = 'D', value_name = "NAME=VALUE")]
    pub(super) properties: Vec<String>,
}

/// Beginnings of properties that have to do with a connection: what else a process was told is its own business, and may be a
/// secret.
const OF_CONNECTIONS: [&str; 13] = [
    "jdk.tls.",
    "https.",
    "http.nonProxyHosts",
    "socksProxy",
    "java.net.prefer",
    "java.security.properties",
    "com.sun.net.ssl.",
    "com.sun.security.",
    "sun.security.",
    "jdk.security.",
    "jsse.",
    "ocsp.",
    "jdk.internal.httpclient.",
];

impl ToldArguments {
    /// The machine on which a Java is told these properties, and before them those that it was told already.
    pub(super) fn machine(&self, machine: &Machine, told: &[String]) -> Machine {
        let pairs = told.iter().chain(&self.properties).map(|one| one.split_once('=').unwrap_or((one, "")));
        machine.telling(pairs.map(|(name, value)| (name.to_owned(), value.to_owned())))
    }
}

/// The options again that a command needs to tell a Java the same of its connections.
pub(super) fn repeated(machine: &Machine) -> Vec<String> {
    let counts = |name: &str| {
        OF_CONNECTIONS.iter().any(|start| name.starts_with(start))
            && !name.to_lowercase().contains("password")
    };
    let own = machine.properties.iter().filter(|(name, _)| counts(name));
    own.map(|(name, value)| format!("-D{name}={value}")).collect()
}
