//! What a JVM speaks, as `keytool -showinfo -tls` prints it.

use crate::pkix::Enabled;
use crate::pkix::client::Named;

/// Versions and cipher suites under their headings.
pub fn enabled(enabled: &Enabled) -> String {
    let list = |all: &[Named]| all.iter().map(|one| format!("{}\n", one.name)).collect::<String>();
    format!(
        "Enabled Protocols\n-----------------\n{}\nEnabled Cipher Suites\n---------------------\n{}",
        list(&enabled.protocols),
        list(&enabled.suites)
    )
}
