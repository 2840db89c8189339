//! What a probe found, as plain sentences for somebody else: the server's administrator, whoever has the machine, or the network's
//! administrator. Ready to be pasted into a message: with nothing in it of the files and passwords of whoever probed.

mod requests;
#[cfg(test)]
mod tests;

use jiff::Timestamp;

use super::{capitalised, day, shown};
use crate::diagnosis::{Actor, Cause, Finding, Remedy};
use crate::formats::certificates::pem;
use crate::probe::Ending;
use crate::report::findings::TrustStore;
use crate::report::keytool::certificate::{Exception, fingerprints, java_name};
use crate::report::probe::Probed;
use crate::report::ticket::Audience;
use crate::tls::{Endpoint, Service};
use crate::x509::{Certificate, Name};
use requests::{is_about_clients, is_mended_by_import, who};

/// What stands for the trust store's file in a command for others, who have it elsewhere.
const THEIR_STORE: &str = "TRUSTSTORE";

/// All that a message is made of.
struct Matter<'m> {
    host: &'m str,
    server: String,
    /// The Java, as exactly as it is known.
    java: String,
    how: &'static str,
    /// The protocol that is spoken before TLS, which openssl calls the same.
    starttls: Option<&'static str>,
    proxy: Option<&'m str>,
    /// The name that was told to the server.
    told: Option<&'m str>,
    /// Each address that was connected to, and what came of it.
    attempts: Vec<String>,
    /// What the server sent.
    chain: &'m [Vec<u8>],
    /// Whose client certificates it takes.
    authorities: Vec<String>,
    findings: &'m [Finding],
    thrown: Option<&'m Exception>,
    /// Names of files of ours, and what others call them.
    own: Vec<(&'m str, &'static str)>,
}

/// The message about one server, as of an instant.
pub fn ticket(probed: &Probed<'_, '_>, audience: Audience, now: Timestamp) -> String {
    let sighting = probed.sighting;
    let seen = sighting.seen.as_ref().ok();
    let attempts = sighting.attempts.iter().map(|attempt| {
        let result =
            attempt.result.as_ref().map_or_else(|fault| system_words(&fault.error), |()| "connected".into());
        format!("{}: {result}", attempt.address)
    });
    let request = seen.and_then(|seen| seen.request.as_ref());
    let authorities = request.map(|request| request.authorities.as_slice()).unwrap_or_default();
    let store = match probed.store {
        TrustStore::File(path) | TrustStore::Cacerts(path) => Some((path, "the program's trust store")),
        TrustStore::Certificates => None,
    };
    let keystore = probed.own.store.map(|path| (path, "the program's keystore"));
    let matter = Matter {
        host: &sighting.endpoint.host,
        server: probed.server(),
        java: probed.java.name(),
        how: match probed.ending {
            Ending::Connected if probed.findings.is_empty() => "connected to",
            Ending::Connected => "connected, with a reservation, to",
            Ending::Undecided => "got no clear answer from",
            _ => "could not make a TLS connection to",
        },
        starttls: Some(sighting.endpoint.service)
            .filter(|service| *service != Service::Tls)
            .map(Service::name),
        proxy: probed.proxy,
        told: probed.told,
        attempts: attempts.collect(),
        chain: seen.map(|seen| seen.chain.as_slice()).unwrap_or_default(),
        authorities: authorities
            .iter()
            .filter_map(|der| Name::from_der(der).ok().map(|name| java_name(&name)))
            .collect(),
        findings: probed.findings,
        thrown: probed.thrown.first(),
        own: store.into_iter().chain(keystore).collect(),
    };
    matter.message(audience, now)
}

/// The message about a Java that does not even say hello.
pub fn speechless_ticket(
    endpoint: &Endpoint,
    java: String,
    thrown: &[Exception],
    findings: &[Finding],
    audience: Audience,
    now: Timestamp,
) -> String {
    let matter = Matter {
        host: &endpoint.host,
        server: format!("{}:{}", endpoint.written_host(), endpoint.port),
        java,
        how: "could not begin a TLS connection to",
        starttls: None,
        proxy: None,
        told: None,
        attempts: Vec::new(),
        chain: &[],
        authorities: Vec::new(),
        findings,
        thrown: thrown.first(),
        own: Vec::new(),
    };
    matter.message(audience, now)
}

/// The system's words, without the number behind them.
fn system_words(error: &std::io::Error) -> String {
    error.to_string().split(" (os error").next().unwrap_or_default().to_owned()
}

/// What is "this" to us is the program's to others.
fn for_others(text: &str) -> String {
    let machine = text
        .replace("this machine", "the program's machine")
        .replace("This machine", "The program's machine");
    machine.replace("this Java", "the program's Java").replace("This Java", "The program's Java")
}

impl Matter<'_> {
    fn message(&self, audience: Audience, now: Timestamp) -> String {
        let server = shown(&self.server);
        let what = self.findings.first().map_or("connects", |finding| finding.cause.entry().title);
        let what = for_others(what);
        let when = now.strftime("On %Y-%m-%d at %H:%M UTC");
        let proxy =
            self.proxy.map_or_else(String::new, |proxy| format!(" through the proxy {}", shown(proxy)));
        let mut text = format!(
            "Subject: {server}: {what}\n\n{when} a Java {} program {} {server}{proxy}.\n",
            self.java, self.how
        );
        let Some(finding) = self.findings.first() else {
            return text + "Nothing is asked of you.\n";
        };
        text.push_str(&format!("{}\n", self.matter_of(finding)));
        if let Some(thrown) = self.thrown {
            text.push_str(&format!("The program's log says: {}\n", shown(&thrown.to_string())));
        }
        text.push('\n');
        text + &match audience {
            Audience::ServerAdmin => self.to_server(finding.cause),
            Audience::Customer => self.to_customer(finding.cause),
            Audience::Network => self.to_network(finding.cause),
        }
    }

    /// What is the matter, for somebody who does not know our files: of what is ours alone what it means in general.
    fn matter_of(&self, finding: &Finding) -> String {
        let entry = finding.cause.entry();
        if entry.actor == Actor::JavaAdministrator {
            return for_others(entry.meaning);
        }
        let mut message = finding.message.clone();
        for (path, words) in self.own.iter().filter(|(path, _)| !path.is_empty()) {
            message = message.replace(path, words);
        }
        format!("{}.", capitalised(&shown(&for_others(&message))))
    }

    /// What is asked of the one who must act.
    fn request(&self, cause: Cause) -> String {
        requests::of(cause).replace("{host}", &shown(self.host))
    }

    /// The certificates that the server sends, each with its fingerprint.
    fn sent(&self) -> String {
        let mut text = String::new();
        for (place, der) in self.chain.iter().enumerate() {
            let [_, sha256] = fingerprints(der);
            let about = Certificate::read(der).map_or_else(
                |_| "a certificate that cannot be read".to_owned(),
                |one| {
                    let (subject, issuer) = (java_name(&one.subject), java_name(&one.issuer));
                    let until = day(one.not_after);
                    format!("{}, issued by {}, valid until {until}", shown(&subject), shown(&issuer))
                },
            );
            text.push_str(&format!("  {}. {about}\n     SHA-256 {sha256}\n", place + 1));
        }
        text
    }

    fn to_server(&self, cause: Cause) -> String {
        let actor = cause.entry().actor;
        let list = self.sent();
        if is_about_clients(cause) {
            let mut text = "What we ask of you: Please tell us which client certificates the server accepts, and how to get one.\n"
                .to_owned();
            if !self.authorities.is_empty() {
                let names: Vec<String> =
                    self.authorities.iter().map(|name| format!("  {}\n", shown(name))).collect();
                text.push_str(&format!(
                    "\nIt asks for certificates of these authorities:\n{}",
                    names.concat()
                ));
            }
            return text;
        }
        if actor != Actor::ServerAdministrator {
            let nothing =
                format!("Nothing has to be changed on the server: it is {} who must act.\n", who(actor));
            if list.is_empty() || !(is_mended_by_import(cause) || cause == Cause::Intercepted) {
                return nothing;
            }
            return format!(
                "{nothing}What we ask of you: Please confirm, by another way than this connection, that these certificates and \
                 fingerprints are yours.\n\nThe server sends:\n{list}"
            );
        }
        let mut text = format!("What we ask of you: {}\n", self.request(cause));
        if !list.is_empty() {
            text.push_str(&format!("\nThe server sends:\n{list}"));
        }
        for finding in self.findings.iter().filter(|finding| self.is_missing(finding)) {
            let Some(der) = finding.certificate.as_deref() else { continue };
            let name = Certificate::read(der).map_or_else(|_| "?".to_owned(), |one| java_name(&one.subject));
            text.push_str(&format!(
                "\nIt should send this one as well, behind its own ({}):\n{}\n",
                shown(&name),
                pem(der, "\n")
            ));
        }
        let words = ["openssl", "s_client", "-connect", &self.server, "-servername", self.host, "-showcerts"];
        let starttls = self.starttls.iter().flat_map(|name| ["-starttls", name]);
        let check = Remedy::shell("", words.into_iter().chain(starttls)).command.unwrap_or_default();
        text.push_str(&format!(
            "\nTo see what {} sends: {} </dev/null\n",
            shown(&self.server),
            shown(&check)
        ));
        if !list.is_empty() {
            text.push_str(
                "Each certificate that it shows must be signed by the next one, up to an authority that the program knows.\n",
            );
        }
        text
    }

    /// Whether a finding is about a certificate that the server does not send.
    fn is_missing(&self, finding: &Finding) -> bool {
        finding.certificate.as_deref().is_some_and(|der| !self.chain.iter().any(|sent| sent == der))
    }

    fn to_customer(&self, cause: Cause) -> String {
        let actor = cause.entry().actor;
        let is_theirs = matches!(actor, Actor::StoreOwner | Actor::JavaAdministrator);
        match (is_theirs, is_mended_by_import(cause)) {
            (true, true) => format!("What to do on the machine where the program runs:\n{}", self.import()),
            (true, false) => format!("What we ask of you: {}\n", self.request(cause)),
            (false, is_mended) => {
                let text =
                    format!("It is {} who must act. What to ask for: {}\n", who(actor), self.request(cause));
                if !is_mended {
                    return text;
                }
                format!(
                    "{text}\nUntil that is done, the program can be made to trust the server's own certificate, on the machine where \
                     it runs:\n{}",
                    self.import()
                )
            }
        }
    }

    /// The steps by which the server's certificate gets into the trust store.
    fn import(&self) -> String {
        let command = |words: &[&str]| {
            let words = words.iter().copied().chain(["--keystore", THEIR_STORE]);
            Remedy::command("", words).command.unwrap_or_default()
        };
        let steps = [
            format!(
                "Find the file of the trust store that the program uses; below it is called {THEIR_STORE}: keytool-rs jvms"
            ),
            format!("Keep a copy of it: cp {THEIR_STORE} {THEIR_STORE}.before"),
            format!(
                "Import the server's certificate, as somebody who may write that file: {}",
                command(&["import", "--from", &self.server])
            ),
            "Restart the program: a running Java has read its trust store and does not read it again."
                .to_owned(),
            format!("See whether it works: {}", command(&["probe", &self.server])),
        ];
        let mut text = String::new();
        for (number, step) in steps.iter().enumerate() {
            text.push_str(&format!("  {}. {}\n", number + 1, shown(step)));
        }
        let list = self.sent();
        if !list.is_empty() {
            text.push_str(&format!(
                "\nCompare the fingerprint that is shown with this list, and have whoever runs {} confirm it:\n{list}",
                shown(&self.server)
            ));
        }
        text
    }

    fn to_network(&self, cause: Cause) -> String {
        let mut text = String::new();
        if !self.attempts.is_empty() {
            text.push_str("What came of connecting, address by address:\n");
            for attempt in &self.attempts {
                text.push_str(&format!("  {}\n", shown(attempt)));
            }
            text.push('\n');
        }
        let actor = cause.entry().actor;
        if actor != Actor::NetworkAdministrator {
            let through = match self.chain {
                [] => "",
                _ => "The network lets the connection through. ",
            };
            return format!("{text}{through}Nothing is asked of you: it is {} who must act.\n", who(actor));
        }
        let server = shown(&self.server);
        let way = self.proxy.map_or_else(
            || format!("a TCP connection from its machine to {server}"),
            |proxy| format!("that the proxy {} lets CONNECT {server} through", shown(proxy)),
        );
        let name =
            self.told.map_or_else(String::new, |name| format!(" with the server name {} (SNI)", shown(name)));
        text + &format!(
            "What we ask of you: {}\nWhat the program needs is {way}, on which TLS is spoken{name} and which nobody opens in between.\n",
            self.request(cause)
        )
    }
}
