//! What a JVM speaks, as `keytool -showinfo -tls` prints it.

use crate::pkix::Spoken;

/// Versions and cipher suites under their headings.
pub fn spoken(spoken: &Spoken) -> String {
    let list = |names: &[&str]| names.iter().map(|name| format!("{name}\n")).collect::<String>();
    format!(
        "Enabled Protocols\n-----------------\n{}\nEnabled Cipher Suites\n---------------------\n{}",
        list(&spoken.protocols),
        list(&spoken.suites)
    )
}
