//! keytool's help: its commands and options with their descriptions, as JDK 25 prints them.
//!
//! Recorded in the transcripts of `help`. The table also tells the dialect which words are options of keytool and
//! whether they take a value, because keytool ignores the options of its other commands.

use std::fmt::Write as _;

/// An option of keytool: its name (with `>` where it names an output file), its value, its description.
type Opt = (&'static str, &'static str, &'static str);

/// A command of keytool.
#[derive(Debug, PartialEq, Eq)]
pub struct Command {
    /// Its name without the dash.
    pub name: &'static str,
    /// The name it had before JDK 6, still taken.
    pub old_name: Option<&'static str>,
    /// What `-help` says it does.
    pub description: &'static str,
    /// Whether `-help` leaves it out.
    pub hidden: bool,
    options: &'static str,
}

const OPTIONS: &[Opt] = &[
    ("addprovider", "<name>", "add security provider by name (e.g. SunPKCS11)"),
    ("alias", "<alias>", "alias name of the entry to process"),
    ("cacerts", "", "access the cacerts keystore"),
    ("destalias", "<alias>", "destination alias"),
    ("destkeypass", "<arg>", "destination key password"),
    ("destkeystore", "<keystore>", "destination keystore name"),
    ("destprotected", "", "destination keystore password protected"),
    ("destprovidername", "<name>", "destination keystore provider name"),
    ("deststorepass", "<arg>", "destination keystore password"),
    ("deststoretype", "<type>", "destination keystore type"),
    ("dname", "<name>", "distinguished name"),
    ("ext", "<value>", "X.509 extension"),
    ("file>", "<file>", "output file name"),
    ("file", "<file>", "input file name"),
    ("groupname", "<name>", "Group name. For example, an Elliptic Curve name."),
    ("id", "<id:reason>", "Serial ID of cert to revoke"),
    ("infile", "<file>", "input file name"),
    ("jarfile", "<file>", "signed jar file"),
    ("keyalg", "<alg>", "key algorithm name"),
    ("keypass", "<arg>", "key password"),
    ("keysize", "<size>", "key bit size"),
    ("keystore", "<keystore>", "keystore name"),
    ("new", "<arg>", "new password"),
    ("noprompt", "", "do not prompt"),
    ("outfile", "<file>", "output file name"),
    ("protected", "", "password through protected mechanism"),
    ("providerclass", "<class>", "add security provider by fully-qualified class name"),
    ("providername", "<name>", "provider name"),
    ("providerpath", "<list>", "provider classpath"),
    ("rfc", "", "output in RFC style"),
    ("sigalg", "<alg>", "signature algorithm name"),
    ("signer", "<alias>", "signer alias"),
    ("signerkeypass", "<arg>", "signer key password"),
    ("srcalias", "<alias>", "source alias"),
    ("srckeypass", "<arg>", "source key password"),
    ("srckeystore", "<keystore>", "source keystore name"),
    ("srcprotected", "", "source keystore password protected"),
    ("srcprovidername", "<name>", "source keystore provider name"),
    ("srcstorepass", "<arg>", "source keystore password"),
    ("srcstoretype", "<type>", "source keystore type"),
    ("sslserver", "<server[:port]>", "SSL server host and port"),
    ("startdate", "<date>", "certificate validity start date/time"),
    ("storepass", "<arg>", "keystore password"),
    ("storetype", "<type>", "keystore type"),
    ("tls", "", "Displays TLS configuration information"),
    ("trustcacerts", "", "trust certificates from cacerts"),
    ("v", "", "verbose output"),
    ("validity", "<days>", "validity number of days"),
];
/// All commands, in the order of `-help`, the hidden ones last.
pub const COMMANDS: &[Command] = &[
    Command {
        name: "certreq",
        old_name: None,
        description: "Generates a certificate request",
        hidden: false,
        options: "alias sigalg file> keypass keystore dname ext storepass storetype PROVIDERS v protected",
    },
    Command {
        name: "changealias",
        old_name: None,
        description: "Changes an entry's alias",
        hidden: false,
        options: "alias destalias keypass keystore cacerts storepass storetype PROVIDERS v protected",
    },
    Command {
        name: "delete",
        old_name: None,
        description: "Deletes an entry",
        hidden: false,
        options: "alias keystore cacerts storepass storetype PROVIDERS v protected",
    },
    Command {
        name: "exportcert",
        old_name: Some("export"),
        description: "Exports certificate",
        hidden: false,
        options: "rfc alias file> keystore cacerts storepass storetype PROVIDERS v protected",
    },
    Command {
        name: "genkeypair",
        old_name: Some("genkey"),
        description: "Generates a key pair",
        hidden: false,
        options: "alias keyalg keysize groupname sigalg dname startdate ext validity keypass keystore signer signerkeypass storepass storetype PROVIDERS v protected",
    },
    Command {
        name: "genseckey",
        old_name: None,
        description: "Generates a secret key",
        hidden: false,
        options: "alias keypass keyalg keysize keystore storepass storetype PROVIDERS v protected",
    },
    Command {
        name: "gencert",
        old_name: None,
        description: "Generates certificate from a certificate request",
        hidden: false,
        options: "rfc infile outfile alias sigalg dname startdate ext validity keypass keystore storepass storetype PROVIDERS v protected",
    },
    Command {
        name: "importcert",
        old_name: Some("import"),
        description: "Imports a certificate or a certificate chain",
        hidden: false,
        options: "noprompt trustcacerts protected alias file keypass keystore cacerts storepass storetype PROVIDERS v",
    },
    Command {
        name: "importpass",
        old_name: Some("importpassword"),
        description: "Imports a password",
        hidden: false,
        options: "alias keypass keyalg keysize keystore storepass storetype PROVIDERS v protected",
    },
    Command {
        name: "importkeystore",
        old_name: None,
        description: "Imports one or all entries from another keystore",
        hidden: false,
        options: "srckeystore destkeystore srcstoretype deststoretype srcstorepass deststorepass srcprotected destprotected srcprovidername destprovidername srcalias destalias srckeypass destkeypass noprompt PROVIDER_CLASSES v",
    },
    Command {
        name: "keypasswd",
        old_name: None,
        description: "Changes the key password of an entry",
        hidden: false,
        options: "alias keypass new keystore storepass storetype PROVIDERS v",
    },
    Command {
        name: "list",
        old_name: None,
        description: "Lists entries in a keystore",
        hidden: false,
        options: "rfc alias keystore cacerts storepass storetype PROVIDERS v protected",
    },
    Command {
        name: "printcert",
        old_name: None,
        description: "Prints the content of a certificate",
        hidden: false,
        options: "rfc file sslserver jarfile keystore storepass storetype trustcacerts PROVIDERS v protected",
    },
    Command {
        name: "printcertreq",
        old_name: None,
        description: "Prints the content of a certificate request",
        hidden: false,
        options: "file v",
    },
    Command {
        name: "printcrl",
        old_name: None,
        description: "Prints the content of a CRL file",
        hidden: false,
        options: "file keystore storepass storetype trustcacerts PROVIDERS v protected",
    },
    Command {
        name: "storepasswd",
        old_name: None,
        description: "Changes the store password of a keystore",
        hidden: false,
        options: "new keystore cacerts storepass storetype PROVIDERS v",
    },
    Command {
        name: "showinfo",
        old_name: None,
        description: "Displays security-related information",
        hidden: false,
        options: "tls v",
    },
    Command {
        name: "version",
        old_name: None,
        description: "Prints the program version",
        hidden: false,
        options: "",
    },
    Command {
        name: "gencrl",
        old_name: None,
        description: "Generates CRL",
        hidden: true,
        options: "rfc file> id alias sigalg keypass keystore storepass storetype PROVIDERS v protected",
    },
    Command {
        name: "keyclone",
        old_name: None,
        description: "Clones a key entry",
        hidden: true,
        options: "alias destalias keypass new storetype keystore storepass PROVIDERS v",
    },
    Command {
        name: "selfcert",
        old_name: None,
        description: "Generates a self-signed certificate",
        hidden: true,
        options: "alias sigalg dname startdate ext validity keypass storetype keystore storepass PROVIDERS v",
    },
    Command {
        name: "identitydb",
        old_name: None,
        description: "Imports entries from a JDK 1.1.x-style identity database",
        hidden: true,
        options: "file storetype keystore storepass PROVIDERS v",
    },
];

/// Options that keytool takes and never lists, with whether they take a value.
const UNLISTED: &[(&str, bool)] = &[
    ("nowarn", false),
    ("debug", false),
    ("provider", true),
    ("providerarg", true),
    ("dest", true),
    ("conf", true),
];

/// Every option of keytool: its name, and whether it takes a value.
pub fn options() -> impl Iterator<Item = (&'static str, bool)> {
    let listed = OPTIONS.iter().map(|(name, value, _)| (name.trim_end_matches('>'), !value.is_empty()));
    listed.chain(UNLISTED.iter().copied())
}

const FOOTER: &str = "Use \"keytool -?, -h, or --help\" for this help message\n";

/// What `keytool -help` prints.
pub fn overview() -> String {
    let mut text = String::from("Key and Certificate Management Tool\n\nCommands:\n\n");
    for command in COMMANDS.iter().filter(|command| !command.hidden) {
        let _ = writeln!(text, " {:<20}{}", format!("-{}", command.name), command.description);
    }
    text.push('\n');
    text.push_str(FOOTER);
    text.push_str("Use \"keytool -command_name --help\" for usage of command_name.\n");
    text.push_str("Use the -conf <url> option to specify a pre-configured options file.\n");
    text
}

impl Command {
    /// What `keytool -COMMAND -help` prints.
    pub fn usage(&self) -> String {
        let expanded = self.options.replace("PROVIDERS", "providername PROVIDER_CLASSES").replace(
            "PROVIDER_CLASSES",
            "addprovider +addprovider providerclass +providerclass providerpath",
        );
        let rows: Vec<(bool, String, String)> = expanded.split_whitespace().filter_map(row).collect();
        let width =
            rows.iter().filter(|(nested, ..)| !nested).map(|(_, left, _)| left.len()).max().unwrap_or(0);
        let mut text = format!("keytool -{} [OPTION]...\n\n{}\n\nOptions:\n\n", self.name, self.description);
        for (nested, left, description) in &rows {
            // Java: the nested lines start two columns further right and so does their description.
            let (indent, width) = if *nested { (3, width + 1) } else { (1, width + 1) };
            let padded = format!("{:indent$}{left:<width$} ", "");
            let _ = writeln!(text, "{padded}{description}");
        }
        text.push('\n');
        text.push_str(FOOTER);
        text
    }
}

fn row(name: &str) -> Option<(bool, String, String)> {
    if let Some(of) = name.strip_prefix('+') {
        return Some((true, "[-providerarg <arg>]".into(), format!("configure argument for -{of}")));
    }
    let (name, value, description) = OPTIONS.iter().find(|(listed, ..)| *listed == name)?;
    let left = format!("-{} {value}", name.trim_end_matches('>'));
    Some((false, left.trim_end().to_owned(), (*description).to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_option_of_every_command_is_described() {
        for command in COMMANDS {
            for name in command.options.split_whitespace().filter(|name| !name.starts_with("PROVIDER")) {
                assert!(row(name).is_some(), "{name} of {}", command.name);
            }
        }
    }
}
