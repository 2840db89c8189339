//! Plain words for notices, questions and changes.

use std::path::Path;

use sha2::{Digest, Sha256};

use super::{Paint, day, making, shown, wrapped};
use crate::diagnosis::{Finding, Remedy};
use crate::report::findings::machine::start_anew;
use crate::report::{
    Action, Candidate, CarriedCertificate, CarryPlan, Change, Concern, ImportPlan, Notice, Part, Proposal,
    Question, Role,
};

/// What is said to a person; line ends included, empty where there is nothing to say.
pub fn notice(notice: &Notice, colour: bool) -> String {
    match notice {
        Notice::IntegrityNotVerified => {
            "Note: no password was given, so nobody has checked that the store is unchanged.\n".into()
        }
        Notice::OfJava(finding) => of_java(finding, colour),
        Notice::RestartDue { pid, unit } => {
            let text = format!("Process {pid} has read its store already: start it anew for this to count.");
            let Remedy { text, command } = start_anew(&text, unit.as_deref());
            command.map_or_else(|| format!("{text}\n"), |command| format!("{text}\n  {command}\n"))
        }
        Notice::CertificateNotAdded => "Nothing was imported.\n".into(),
        Notice::NothingChanged => "Nothing was changed.\n".into(),
        Notice::ChainForKey { alias, names, missing, longer } => {
            making::chain_for_key(alias, names, missing.as_deref(), *longer)
        }
        Notice::CertificateStored { path } | Notice::RequestStored { path } => {
            format!("Written to {path}.\n")
        }
        Notice::FileWritten { path, is_pem_by_name } => {
            let form = if *is_pem_by_name { "It is PEM, as its name says; --der makes it DER.\n" } else { "" };
            format!("Written to {path}.\n{form}")
        }
        Notice::CertificateMade { signer, subject, days, names, lacks_names } => {
            making::certificate(signer.as_deref(), subject, *days, names, *lacks_names)
        }
        Notice::SignerNoAuthority { alias } => making::no_authority(alias),
        Notice::StorePasswordTooShort | Notice::PasswordTooShort => {
            "A password has at least 6 characters.\n".into()
        }
        Notice::PasswordsDoNotMatch => "The two are not the same.\n".into(),
        Notice::PasswordsMustDiffer => "That is the password it has.\n".into(),
        Notice::WrongAnswer => "Please answer yes or no.\n".into(),
        Notice::TooManyFailures => "Three times is enough; nothing was done.\n".into(),
        Notice::JavaHomeIgnored { home, used } => {
            format!("Note: JAVA_HOME is {home}, where there is no cacerts; this is {used}.\n")
        }
        Notice::NewKeystore { path, type_name } => {
            format!("There is no keystore {}: this is a new one ({type_name}).\n", shown(path))
        }
        Notice::CustomaryPassword => {
            "It gets the password `changeit`, which everybody knows; --storepass-env or --storepass-file give another.\n"
                .into()
        }
        Notice::InvisibleCertificates { count } => format!(
            "Note: besides, {count} of the store's certificates are invisible to every JVM: without the attribute by \
             which Java knows trusted ones, as `openssl pkcs12 -export -nokeys` leaves them. Take them out with openssl and import \
             them.\n"
        ),
        Notice::KeyPairMade { key, signature, issuer, days, subject } => {
            let issuer =
                issuer.as_ref().map_or_else(String::new, |issuer| format!(", signed by {}", shown(issuer)));
            format!("A {key} and a certificate ({signature}{issuer}) for {days} days: {}\n", shown(subject))
        }
        Notice::ImportPlan(plan) => import_plan(plan, &Paint::new(colour)),
        Notice::CarryPlan(plan) => carry_plan(plan, &Paint::new(colour)),
        Notice::Fetched { server, certificates } => fetched(server, certificates),
        Notice::Proposed { server, proposal } => proposed(server, *proposal),
        Notice::NothingFetched { server } => format!("{} showed no certificate: nothing was imported.\n", shown(server)),
        Notice::StillRefused { java, server, exceptions, finding } => {
            still_refused(java, server, exceptions, finding, &Paint::new(colour))
        }
        Notice::CertificateAdded { .. }
        | Notice::Storing { .. }
        | Notice::AlreadyInKeystore { .. }
        | Notice::AlreadyInCacerts { .. }
        | Notice::ReplyInstalled
        | Notice::ReplyNotInstalled
        | Notice::TopOfReply
        | Notice::TopOfReplyNotTrusted
        | Notice::NameInstructions
        | Notice::NameEmpty
        | Notice::NameConfirmed
        | Notice::UseCacertsOption
        | Notice::DeprecatedZone { .. }
        | Notice::NoIdentities => String::new(),
        Notice::KeyPasswordIgnored { .. } => {
            "Note: the keys of a PKCS12 keystore have its password; the other one is not used.\n".into()
        }
        Notice::SourceIntegrityNotVerified => {
            "Note: no password was given, so nobody has checked that the source is unchanged.\n".into()
        }
        Notice::KeyPasswordTooShort => "A password has at least 6 characters.\n".into(),
        Notice::ImportIncomplete { failed } => {
            let what = if *failed == 1 { "1 entry is".to_owned() } else { format!("{failed} entries are") };
            format!("{what} not imported, the others are: the exit code is 1.\n")
        }
        Notice::SecretKeyMade { algorithm, bits: Some(bits) } => {
            format!("A secret key: {algorithm}, {bits} bits.\n")
        }
        // The changes tell it.
        Notice::SecretKeyMade { bits: None, .. }
        | Notice::Importing { .. }
        | Notice::Overwriting { .. }
        | Notice::EntryImported { .. }
        | Notice::EntryNotImported { .. }
        | Notice::ImportCompleted { .. } => String::new(),
        Notice::EntryProblem { alias, problem } => {
            format!(
                "{} {} was not imported: {problem}\n",
                Paint::new(colour).bad.apply_to("Warning:"),
                shown(alias)
            )
        }
    }
}

/// The prompt, without punctuation behind it.
pub fn question(question: &Question) -> String {
    match question {
        Question::StorePassword => "Keystore password".into(),
        Question::PasswordOf { path } => format!("Password of {}", shown(path)),
        Question::NewStorePassword => "Password for the new keystore".into(),
        Question::NewStorePasswordAgain | Question::ReplacingStorePasswordAgain => "Once more".into(),
        Question::ReplacingStorePassword => "New keystore password".into(),
        Question::KeyPassword { alias } => format!("Password of the key {alias}"),
        Question::SourceStorePassword => "Password of the keystore to import from".into(),
        Question::DestinationStorePassword => "Password of the keystore to import into".into(),
        Question::NewKeyPassword { alias, or_store: true } => {
            format!("Password for the key {alias} (nothing: the keystore's)")
        }
        Question::NewKeyPassword { alias, or_store: false } => format!("Password for the key {alias}"),
        Question::CopyPassword { alias, of } => {
            format!("Password for the key {alias} (nothing: that of {of})")
        }
        Question::ReplacingKeyPassword { alias } => format!("New password for the key {alias}"),
        Question::ReplacingKeyPasswordAgain { .. } | Question::PasswordToStoreAgain => "Once more".into(),
        Question::NamePart { part, default } => format!("{} [{default}]", part.keyword()),
        Question::NameCorrect { name } => format!("Is {name} correct?"),
        Question::PasswordToStore => "Password to keep in the keystore".into(),
        Question::Overwrite { alias } => format!("Replace the entry {alias}?"),
        Question::NewAlias => "Another alias for it (nothing: leave it out)".into(),
        Question::QuitImport => "Stop here?".into(),
        Question::Alias => "Alias".into(),
        Question::DestinationAlias => "New alias".into(),
        Question::ReplaceSigned { alias, issuer } => format!(
            "The certificate of {} was signed by {}: put a self-signed one in its place?",
            shown(alias),
            shown(issuer)
        ),
        Question::TrustCertificate => "Trust this certificate?".into(),
        Question::InstallReply => "Install it all the same?".into(),
        Question::AddAnyway | Question::AddToOwnAnyway => "Add it again?".into(),
        Question::Import { count, path, is_new } => {
            let what = if *count == 1 { "1 certificate".to_owned() } else { format!("{count} certificates") };
            let new = if *is_new { "a new keystore, " } else { "" };
            format!("Import {what} into {new}{path}?")
        }
    }
}

/// What a server sent, each with its fingerprint.
fn fetched(server: &str, certificates: &[Candidate]) -> String {
    let mut text = format!("{} sends:\n", shown(server));
    for candidate in certificates {
        let digest: String =
            Sha256::digest(&candidate.der).iter().map(|octet| format!("{octet:02x}")).collect();
        text.push_str(&format!(
            "  {}, until {}\n    SHA-256 {digest}\n",
            shown(&candidate.name),
            day(candidate.not_after)
        ));
    }
    text + "Compare the fingerprint with what the server's administrator says: nobody else vouches for it.\n"
}

/// What is the matter with the store of the Java that was named.
fn of_java(finding: &Finding, colour: bool) -> String {
    let paint = Paint::new(colour);
    let beware = format!("{} ", paint.bad.apply_to("Beware:"));
    let said = wrapped(&format!("{} ({}).", shown(&finding.message), finding.cause), &beware, 2);
    said + &wrapped(&shown(&finding.remedy.text), "  ", 2)
}

/// What a Java still has against a server once the import is done.
fn still_refused(
    java: &str,
    server: &str,
    exceptions: &[String],
    finding: &Finding,
    paint: &Paint,
) -> String {
    let mut text = format!(
        "{} Java {java} refuses {} with it in the store, too: {}.\n",
        paint.doubtful.apply_to("Note:"),
        shown(server),
        shown(&finding.message)
    );
    for (depth, thrown) in exceptions.iter().enumerate() {
        text.push_str(&format!("  {}{}\n", if depth == 0 { "" } else { "Caused by: " }, shown(thrown)));
    }
    text + &format!("{}\n", finding.remedy)
}

/// Why just this part of it.
fn proposed(server: &str, proposal: Proposal) -> String {
    let server = shown(server);
    match proposal {
        Proposal::Trusted => format!("The store trusts {server} already: there is nothing to import.\n"),
        Proposal::SelfSigned => "Proposed is the server's own certificate: nobody else signed it.\n".to_owned(),
        Proposal::MissingIssuer => format!(
            "Proposed is the issuer that {server} does not send: an authority in the store signed it, and it holds when the server's \
             certificate is renewed. It is the server that should send it.\n"
        ),
        Proposal::PublicRoot => {
            "Proposed is the root: a public authority that the store lacks. It holds when the server's certificate is renewed.\n".to_owned()
        }
        Proposal::PrivateAuthority => "Proposed is the server's own certificate: its authority is a private one, and to trust that is to \
             trust whatever it signs. --ca imports the authority instead, which holds when the server's certificate is renewed.\n"
            .to_owned(),
    }
}

/// What was added to the old store: what goes on, what stays and why.
fn carry_plan(plan: &CarryPlan, paint: &Paint) -> String {
    let line = |one: &CarriedCertificate| {
        let until = one.not_after.map_or_else(String::new, |until| format!(", until {}", day(until)));
        format!("  {}{until}, alias {}\n", shown(&one.name), shown(&one.alias))
    };
    let mut text = match plan.carried.len() {
        0 => format!("Nothing in {} is to be carried over.\n", shown(&plan.from)),
        1 => format!("Added to {} by people, 1 certificate:\n", shown(&plan.from)),
        count => format!("Added to {} by people, {count} certificates:\n", shown(&plan.from)),
    };
    text.extend(plan.carried.iter().map(line));
    let groups = [
        ("Expired, and left (--expired takes them as well):", &plan.expired),
        ("Left, for Java cannot parse them:", &plan.unreadable),
    ];
    for (title, group) in groups {
        if !group.is_empty() {
            text.push_str(&format!("{}\n", paint.doubtful.apply_to(title)));
            text.extend(group.iter().map(line));
        }
    }
    if !plan.keys.is_empty() {
        let keys: Vec<_> = plan.keys.iter().map(|alias| shown(alias)).collect();
        text.push_str(&format!(
            "{} {}; `keytool-rs importkeystore` takes keys from one store into another.\n",
            paint.doubtful.apply_to("Keys, which are left:"),
            keys.join(", ")
        ));
    }
    text.push_str(&format!("{} of the vendor's, {} there already.\n", plan.vendors, plan.there));
    text
}

/// What the files hold, where that is not simply what is imported, and what speaks against it.
fn import_plan(plan: &ImportPlan, paint: &Paint) -> String {
    let mut text = String::new();
    let left_out: Vec<&Candidate> =
        plan.candidates.iter().filter(|candidate| candidate.parseable && !candidate.chosen).collect();
    if !left_out.is_empty() {
        text.push_str("The file holds a chain:\n");
        for candidate in plan.candidates.iter().filter(|candidate| candidate.parseable) {
            let mark = if candidate.chosen { "import" } else { "leave " };
            let part = match candidate.part {
                Part::Leaf => "leaf        ",
                Part::Intermediate => "intermediate",
                Part::Root => "root        ",
            };
            text.push_str(&format!("  {mark}  {part}  {}\n", shown(&candidate.name)));
        }
        text.push_str("Trusting an authority means trusting everything it ever signs.");
        // Of whom --ca was heeded, the leaf alone is left out.
        text.push_str(if left_out.iter().all(|candidate| candidate.part == Part::Leaf) {
            " Use --chain to import the leaf as well.\n"
        } else {
            " Use --chain to import all of it, --ca to import the authorities without the leaf.\n"
        });
    }
    for candidate in plan.candidates.iter().filter(|candidate| candidate.chosen) {
        let name = shown(&candidate.name);
        let concern = match candidate.concern {
            None => continue,
            Some(Concern::Expired) if candidate.part != Part::Leaf => format!(
                "{name} expired on {}. A JVM still trusts what it signed; ask its owner for the successor.",
                day(candidate.not_after)
            ),
            Some(Concern::Expired) => format!(
                "{name} expired on {}. A JVM still accepts exactly this certificate when a server sends it; but the \
                 server has surely renewed it, and its new one is not this one.",
                day(candidate.not_after)
            ),
            Some(Concern::NotYetValid) => {
                format!("{name} is not valid yet. A JVM trusts it all the same once it is in the store.")
            }
            Some(Concern::NotAnAuthority) => format!(
                "{name} is not an authority (CA:false): a JVM will accept exactly this certificate and nothing it \
                 signed, until {}. When the server renews it, the new one must be imported.",
                day(candidate.not_after)
            ),
        };
        text.push_str(&format!("{} {concern}\n", paint.doubtful.apply_to("Note:")));
    }
    for candidate in plan.candidates.iter().filter(|candidate| !candidate.parseable) {
        let warning = "a certificate that Java cannot parse was left out: one such entry makes the whole store \
                       unreadable to every JVM";
        text.push_str(&format!("{} {}: {warning}\n", paint.bad.apply_to("Warning:"), candidate.file));
    }
    if plan.broken > 0 {
        text.push_str(&format!(
            "{} {} blocks hold no certificate\n",
            paint.bad.apply_to("Warning:"),
            plan.broken
        ));
    }
    text
}

/// More lines than this are summed up only.
const MANY: usize = 20;

/// How a command that changes a store came out.
#[derive(Debug)]
pub struct Outcome<'a> {
    /// The store's path as it was named.
    pub named: &'a str,
    /// Java's name of its type.
    pub type_name: &'a str,
    /// Whether the command made it.
    pub is_new: bool,
    /// Whether nothing was to be saved.
    pub is_dry_run: bool,
    /// Whether the store holds the key of an authority, and so no JVM serves or trusts by it.
    pub is_authoritys: bool,
    /// Where the old store was left.
    pub backup: Option<&'a Path>,
}

/// What was changed, and what comes next.
pub fn changes(outcome: &Outcome<'_>, changes: &[Change], colour: bool) -> String {
    let paint = Paint::new(colour);
    let named = outcome.named;
    let mut text = String::new();
    if changes.len() <= MANY {
        for change in changes {
            text.push_str(&format!("{}\n", line(change, outcome.is_dry_run, &paint)));
        }
    }
    let count = |action| changes.iter().filter(|change| change.action == action).count();
    let counted: Vec<String> = [
        (Action::Added, "added"),
        (Action::Replaced, "replaced"),
        (Action::Removed, "removed"),
        (Action::Unchanged, "there already"),
    ]
    .into_iter()
    .filter_map(|(action, word)| {
        Some(count(action)).filter(|count| *count > 0).map(|count| format!("{count} {word}"))
    })
    .collect();
    let is_changed = changes.iter().any(|change| change.action != Action::Unchanged);
    let summary = if counted.is_empty() { ".".into() } else { format!(": {}.", counted.join(", ")) };
    text.push_str(&match (outcome.is_dry_run, is_changed, outcome.is_new) {
        (true, ..) => format!("Dry run: nothing was saved to {named}.\n"),
        (false, false, _) => format!("unchanged: {named}\n"),
        (false, true, true) => format!("Created {named} ({}){summary}\n", outcome.type_name),
        (false, true, false) => format!("Saved {named}{summary}\n"),
    });
    if outcome.is_new
        && is_changed
        && outcome.type_name == "PKCS12"
        && changes.iter().any(|change| change.is_read_at_start(Role::Trusted))
    {
        text.push_str(
            "A Java sees what is in it only with the password: -Djavax.net.ssl.trustStorePassword=… beside \
             -Djavax.net.ssl.trustStore.\n",
        );
    }
    if let Some(backup) = outcome.backup {
        text.push_str(&format!("The store as it was: {}\n", backup.display()));
    }
    let has_read_it = !outcome.is_dry_run && !outcome.is_new && !outcome.is_authoritys;
    let counts = |role| changes.iter().any(|change| change.is_read_at_start(role));
    if has_read_it && counts(Role::Trusted) {
        text.push_str("A running JVM reads its trust store at start: restart it to make this count.\n");
    } else if has_read_it && counts(Role::PrivateKey) {
        text.push_str("A running JVM reads its keystore at start: restart it to make this count.\n");
    }
    text
}

fn line(change: &Change, dry_run: bool, paint: &Paint) -> String {
    let alias = paint.strong.apply_to(shown(change.alias.as_deref().unwrap_or_default()));
    let (done, planned) = match change.action {
        Action::Added => ("added", "would add"),
        Action::Replaced => ("replaced", "would replace"),
        Action::Removed => ("removed", "would remove"),
        Action::Unchanged => ("unchanged", "unchanged"),
        Action::Renamed => ("renamed", "would rename"),
        Action::KeyPassword => ("new password for", "would change the password of"),
        Action::Password => {
            return if dry_run { "would change the password" } else { "password changed" }.into();
        }
    };
    let verb = if dry_run { planned } else { done };
    match &change.previous_alias {
        Some(previous) => format!("{verb} {} to {alias}", shown(previous)),
        None => format!("{verb} {alias}"),
    }
}
