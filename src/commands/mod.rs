//! One file per command: its arguments, its run.
//!
//! To add a command: one file here and one line in [`Command`].

mod arguments;
mod audit;
mod carry;
mod certreq;
mod chain;
mod changealias;
mod console;
mod context;
mod delete;
mod diff;
mod elsewhere;
mod explain;
mod export;
mod failure;
mod fingerprint;
mod free_alias;
mod gencert;
mod gencrl;
mod genkeypair;
mod genseckey;
mod identitydb;
mod import;
mod importkeystore;
mod importpass;
mod in_use;
mod input;
mod issuers;
mod jvms;
mod keyclone;
mod keypasswd;
mod keys;
mod list;
mod machine_fault;
mod making_fault;
mod native_fault;
mod output;
mod overlay;
mod passwords;
mod printcert;
mod printcertreq;
mod printcrl;
mod probe;
mod providers;
mod revocation;
mod saving;
mod secret_entry;
mod selfcert;
mod session;
mod showinfo;
mod signing;
mod stamp;
mod storepasswd;
mod target;
mod told;
mod trusting;
mod validity;
mod verify;
mod way;
mod weakness;
mod whereabouts;

use clap::{Args as _, Subcommand as _};

pub use arguments::given_password;
pub use console::Console;
pub use context::{Context, Document, Face, SHORTEST_PASSWORD};
pub use failure::Failure;
pub use import::ReplyFault;
pub use machine_fault::MachineFault;
pub use making_fault::MakingFault;
pub use native_fault::NativeFault;
pub use probe::WrongTarget;
pub use providers::{Added, refuse_unknown_providers};
pub use saving::Lock;

/// Every command of the native dialect; keytool's commands are translated to these.
#[derive(Debug, Clone, clap::Subcommand)]
pub enum Command {
    /// Lists the entries of a keystore
    List(list::List),
    /// Puts certificates into a keystore as trusted entries
    ///
    /// Takes PEM, DER and PKCS#7 files, with one certificate or hundreds. Certificates that are there already are
    /// skipped, aliases are made from the subject, and the store is saved once. Of a file that holds a server's
    /// chain only the server's own certificate is imported, unless --chain or --ca says otherwise.
    #[command(visible_alias = "importcert")]
    Import(import::Import),
    /// Deletes entries from a keystore
    Delete(delete::Delete),
    /// Writes the certificate of an entry as PEM or DER
    #[command(visible_alias = "exportcert")]
    Export(export::Export),
    /// Shows the certificates of a file
    #[command(visible_alias = "print")]
    Printcert(printcert::PrintCert),
    /// Shows a certificate request
    #[command(visible_alias = "print-request")]
    Printcertreq(printcertreq::PrintCertReq),
    /// Shows the certificate revocation lists of a file
    #[command(visible_alias = "print-crl")]
    Printcrl(printcrl::PrintCrl),
    /// Shows which TLS versions and cipher suites JDK 25 speaks
    Showinfo(showinfo::ShowInfo),
    /// Gives an entry another alias
    #[command(visible_alias = "rename")]
    Changealias(changealias::ChangeAlias),
    /// Changes the password of a keystore
    Storepasswd(storepasswd::StorePasswd),
    /// Makes a key pair and a certificate for it
    #[command(visible_alias = "genkey")]
    Genkeypair(genkeypair::GenKeyPair),
    /// Makes a secret key and keeps it in a keystore
    Genseckey(genseckey::GenSecKey),
    /// Keeps a password in a keystore, as an entry of its own
    Importpass(importpass::ImportPass),
    /// Takes the entries of one keystore into another
    ///
    /// Keys keep the passwords they have, or get the one of the keystore where its type knows no other. An import of a
    /// keystore into itself writes it anew, in another type or under another password, and leaves the old one beside it.
    #[command(visible_alias = "merge")]
    Importkeystore(Box<importkeystore::ImportKeystore>),
    /// Changes the password of a key in a JKS or JCEKS keystore
    Keypasswd(keypasswd::KeyPasswd),
    /// Copies a private key under another alias
    Keyclone(keyclone::KeyClone),
    /// Takes identities out of a database of JDK 1.1
    #[command(hide = true)]
    Identitydb(identitydb::IdentityDb),
    /// Makes a certificate request for a key of a keystore
    Certreq(certreq::CertReq),
    /// Answers a certificate request: signs a certificate with a key of a keystore
    Gencert(gencert::GenCert),
    /// Gives a key a new self-signed certificate in place of its chain
    Selfcert(selfcert::SelfCert),
    /// Makes a certificate revocation list, signed with a key of a keystore
    Gencrl(gencrl::GenCrl),
    /// Tells whether a JVM would trust a certificate chain
    Verify(verify::Verify),
    /// Tells what a Java would do with a server
    Probe(Box<probe::Probe>),
    /// Tells what a log means: which step of a connection failed, why, who must act and what mends it
    Explain(explain::Explain),
    /// Looks for what is wrong with keystores and truststores, and says what mends it
    Audit(audit::Audit),
    /// Tells how two keystores differ, by certificate and not by alias
    Diff(diff::Diff),
    /// Takes the certificates that people added to an old trust store into the new one
    Carry(carry::Carry),
    /// Tells which Javas there are, which run, and which trust store each really uses
    Jvms(jvms::Jvms),
    /// Makes a trust store of your own: the one that a Java uses, and certificates more
    Overlay(overlay::Overlay),
}

impl Command {
    /// The grammar of this one command, in a program of its own: building that of all takes longer than most commands
    /// do. Of a name that is none, the grammar of all.
    pub fn grammar(name: &'static str) -> clap::Command {
        let program = clap::Command::new("keytool-rs");
        let blank = clap::Command::new(name);
        let command = match name {
            "list" => list::List::augment_args(blank),
            "import" => import::Import::augment_args(blank),
            "delete" => delete::Delete::augment_args(blank),
            "export" => export::Export::augment_args(blank),
            "printcert" => printcert::PrintCert::augment_args(blank),
            "printcertreq" => printcertreq::PrintCertReq::augment_args(blank),
            "printcrl" => printcrl::PrintCrl::augment_args(blank),
            "showinfo" => showinfo::ShowInfo::augment_args(blank),
            "changealias" => changealias::ChangeAlias::augment_args(blank),
            "storepasswd" => storepasswd::StorePasswd::augment_args(blank),
            "genkeypair" => genkeypair::GenKeyPair::augment_args(blank),
            "genseckey" => genseckey::GenSecKey::augment_args(blank),
            "importpass" => importpass::ImportPass::augment_args(blank),
            "importkeystore" => importkeystore::ImportKeystore::augment_args(blank),
            "keypasswd" => keypasswd::KeyPasswd::augment_args(blank),
            "keyclone" => keyclone::KeyClone::augment_args(blank),
            "identitydb" => identitydb::IdentityDb::augment_args(blank),
            "certreq" => certreq::CertReq::augment_args(blank),
            "gencert" => gencert::GenCert::augment_args(blank),
            "selfcert" => selfcert::SelfCert::augment_args(blank),
            "gencrl" => gencrl::GenCrl::augment_args(blank),
            "verify" => verify::Verify::augment_args(blank),
            "probe" => probe::Probe::augment_args(blank),
            "explain" => explain::Explain::augment_args(blank),
            "audit" => audit::Audit::augment_args(blank),
            "diff" => diff::Diff::augment_args(blank),
            "carry" => carry::Carry::augment_args(blank),
            "jvms" => jvms::Jvms::augment_args(blank),
            "overlay" => overlay::Overlay::augment_args(blank),
            _ => return Self::augment_subcommands(program),
        };
        program.subcommand(command)
    }

    /// Does what the command says. Gives the exit code.
    ///
    /// # Errors
    /// [`Failure`]. Where it is not about telling what was done, no store is other than before.
    pub fn run(&self, context: &mut Context<'_>) -> Result<u8, Failure> {
        match self {
            Self::List(command) => command.run(context),
            Self::Import(command) => command.run(context),
            Self::Delete(command) => command.run(context),
            Self::Export(command) => command.run(context),
            Self::Printcert(command) => command.run(context),
            Self::Printcertreq(command) => command.run(context),
            Self::Printcrl(command) => command.run(context),
            Self::Showinfo(command) => command.run(context),
            Self::Changealias(command) => command.run(context),
            Self::Storepasswd(command) => command.run(context),
            Self::Genkeypair(command) => command.run(context),
            Self::Genseckey(command) => command.run(context),
            Self::Importpass(command) => command.run(context),
            Self::Importkeystore(command) => command.run(context),
            Self::Keypasswd(command) => command.run(context),
            Self::Keyclone(command) => command.run(context),
            Self::Identitydb(command) => command.run(context),
            Self::Certreq(command) => command.run(context),
            Self::Gencert(command) => command.run(context),
            Self::Selfcert(command) => command.run(context),
            Self::Gencrl(command) => command.run(context),
            Self::Verify(command) => command.run(context),
            Self::Probe(command) => command.run(context),
            Self::Explain(command) => command.run(context),
            Self::Audit(command) => command.run(context),
            Self::Diff(command) => command.run(context),
            Self::Carry(command) => command.run(context),
            Self::Jvms(command) => command.run(context),
            Self::Overlay(command) => command.run(context),
        }
    }

    /// Whether `-v` was given.
    pub fn is_verbose(&self) -> bool {
        match self {
            Self::List(command) => command.store.verbose,
            Self::Printcert(command) => command.store.verbose,
            Self::Import(command) => command.store.verbose,
            Self::Delete(command) => command.store.verbose,
            Self::Export(command) => command.store.verbose,
            Self::Printcertreq(command) => command.verbose,
            Self::Printcrl(command) => command.store.verbose,
            Self::Showinfo(command) => command.verbose,
            Self::Changealias(command) => command.store.verbose,
            Self::Storepasswd(command) => command.store.verbose,
            Self::Genkeypair(command) => command.store.verbose,
            Self::Genseckey(command) => command.store.verbose,
            Self::Importpass(command) => command.store.verbose,
            Self::Importkeystore(command) => command.store.verbose,
            Self::Keypasswd(command) => command.store.verbose,
            Self::Keyclone(command) => command.store.verbose,
            Self::Identitydb(command) => command.store.verbose,
            Self::Certreq(command) => command.store.verbose,
            Self::Gencert(command) => command.store.verbose,
            Self::Selfcert(command) => command.store.verbose,
            Self::Gencrl(command) => command.store.verbose,
            Self::Verify(command) => command.store.verbose,
            Self::Probe(command) => command.store.verbose,
            Self::Audit(command) => command.verbose,
            Self::Explain(_) | Self::Diff(_) | Self::Carry(_) | Self::Jvms(_) | Self::Overlay(_) => false,
        }
    }

    /// The exit code of a failure in the native dialect: where 1 is an answer, 2 says that there is none.
    pub fn failure_code(&self) -> u8 {
        match self {
            Self::Verify(_)
            | Self::Probe(_)
            | Self::Explain(_)
            | Self::Audit(_)
            | Self::Diff(_)
            | Self::Jvms(_)
            | Self::Overlay(_) => 2,
            _ => 1,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_grammar_of_one_command_is_that_of_all() {
        let all = Command::augment_subcommands(clap::Command::new("keytool-rs"));
        for command in all.get_subcommands() {
            let name: &'static str = command.get_name().to_owned().leak();
            let one = Command::grammar(name);
            assert_eq!(one.get_subcommands().count(), 1, "{name} has no grammar of its own");
            let options = |command: &clap::Command| {
                command.get_arguments().map(|argument| argument.get_id().to_string()).collect::<Vec<_>>()
            };
            assert_eq!(options(one.find_subcommand(name).unwrap()), options(command));
        }
    }
}
