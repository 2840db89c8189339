//! What is said of a log: the words that people and programs read alike.

mod facts;
mod remedies;

pub use facts::message;
pub use remedies::remedies;

use crate::explain::{Explained, Explanation, Missing, Party, Side};

/// A log, and what it means.
#[derive(Debug)]
pub struct Log<'l> {
    /// The file as it was named.
    pub name: &'l str,
    /// What it means; `None` where it is none that is known.
    pub explanation: Option<Explanation>,
}

/// Who must act, by the likeliest reason.
pub fn who(attempt: &Explained) -> Vec<&'static str> {
    let first = attempt.diagnosis.as_ref().and_then(|diagnosis| diagnosis.first());
    first.map(|reason| reason.who.iter().copied().map(Party::words).collect()).unwrap_or_default()
}

/// What the log does not tell, and how it would be told.
pub fn missing(attempt: &Explained, missing: Missing) -> String {
    let trust = attempt.handshake.stores.trust.as_ref().map_or("", |store| store.path.as_str());
    match missing {
        Missing::HandshakeLog => {
            "Which of these it is, this log does not tell. The messages of the handshake would: start that Java with \
             -Djavax.net.debug=ssl:handshake:trustmanager:keymanager (in a wrapper.conf as wrapper.java.additional.N=…)."
                .into()
        }
        Missing::TrustManagerLog => {
            "Which of these it is, this log does not tell: what Java's key manager and trust manager say would. Start that Java with \
             -Djavax.net.debug=ssl:trustmanager:keymanager."
                .into()
        }
        Missing::PathLog => {
            "Which of these it is, -Djava.security.debug=certpath would tell.".into()
        }
        Missing::OtherSide => {
            let side = match attempt.side() {
                Side::Server => "client",
                Side::Client => "server",
            };
            format!("Which of these it is, only the {side}'s own log tells.")
        }
        Missing::StoreFile if trust.is_empty() => {
            "Which of these it is, Java does not tell from version 12 on. -Djavax.net.debug=ssl:trustmanager tells which file it is \
             and why; this program then opens the file."
                .into()
        }
        Missing::StoreFile => format!(
            "Which of these it is, Java does not tell, and {trust} is not on this machine: explain the log where it is, and the file \
             is opened."
        ),
    }
}
