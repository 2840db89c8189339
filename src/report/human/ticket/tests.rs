//! Every cause of the catalogue, to each of the three readers.

use super::*;
use crate::diagnosis::Severity;

const READERS: [Audience; 3] = [Audience::ServerAdmin, Audience::Customer, Audience::Network];

/// What we would be told of a cause: with our files, our password's place, our machine.
fn finding(cause: Cause) -> Finding {
    let command = "keytool-rs import --from mail.example.com:8443 --keystore /home/us/trust.jks --storepass-env OUR_PASS";
    Finding {
        cause,
        severity: Severity::Error,
        alias: None,
        message: "nothing in /home/us/trust.jks or /home/us/own.jks helps this Java on this machine"
            .to_owned(),
        remedy: Remedy {
            text: "Do it with --storepass-env OUR_PASS:".to_owned(),
            command: Some(command.to_owned()),
        },
        certificate: None,
    }
}

fn message(findings: &[Finding], audience: Audience) -> String {
    let matter = Matter {
        host: "mail.example.com",
        server: "mail.example.com:8443".to_owned(),
        java: "25.0.2".to_owned(),
        how: "could not make a TLS connection to",
        starttls: Some("smtp"),
        proxy: None,
        told: Some("mail.example.com"),
        attempts: vec!["192.0.2.1:8443: Connection refused".to_owned()],
        chain: &[],
        authorities: Vec::new(),
        findings,
        thrown: None,
        own: vec![
            ("/home/us/trust.jks", "the program's trust store"),
            ("/home/us/own.jks", "the program's keystore"),
        ],
    };
    matter.message(audience, Timestamp::UNIX_EPOCH)
}

/// Whether a line is a sentence, or several; or a heading above lines that are set in; or ends with a command, or a list's item.
fn is_sound(line: &str) -> bool {
    let begins = line.chars().next().is_some_and(|first| first.is_uppercase() || first == ' ');
    let is_command = line.contains(": openssl ") || line.contains(": keytool-rs ") || line.contains(": cp ");
    begins
        && (line.ends_with(['.', ':'])
            || is_command
            || line.starts_with("  ")
            || line.starts_with("Subject: "))
}

#[test]
fn every_cause_is_told_to_every_reader_in_sentences_without_our_files() {
    for cause in Cause::all() {
        for reader in READERS {
            let findings = [finding(cause)];
            let text = message(&findings, reader);
            let place = format!("{} to {reader:?}:\n{text}", cause.id());
            for ours in [
                "/home",
                "trust.jks",
                "own.jks",
                "OUR_PASS",
                "storepass",
                "this machine",
                "this Java",
                "{host}",
            ] {
                assert!(!text.contains(ours), "{ours} in {place}");
            }
            assert!(text.starts_with("Subject: mail.example.com:8443: "), "{place}");
            let (head, body) = text.split_once("\n\n").unwrap();
            assert!(body.contains("mail.example.com:8443") && head.lines().count() == 1, "{place}");
            // No section is empty, no heading has nothing below it, and every line is a sentence, a heading or an item.
            assert!(text.ends_with('\n') && !text.ends_with("\n\n") && !text.contains("\n\n\n"), "{place}");
            assert!(text.lines().filter(|line| !line.is_empty()).all(is_sound), "{place}");
            let lines: Vec<&str> = text.lines().collect();
            for pair in lines.windows(2).filter(|pair| pair[0].ends_with(':')) {
                assert!(pair[1].starts_with("  "), "{} in {place}", pair[0]);
            }
            // Something is asked of the reader, or it is said that nothing is, or who else must act.
            let asks =
                ["What we ask of you: Please ", "Nothing ", "It is whoever ", "What to do on the machine"];
            assert!(asks.iter().any(|words| text.contains(words)), "{place}");
            assert!(!text.contains("administrator"), "{place}");
        }
    }
}

#[test]
fn who_must_act_is_asked_and_the_others_are_told_who() {
    for (cause, reader, words) in [
        (Cause::ConnectionRefused, Audience::ServerAdmin, "Please see that the service runs"),
        (Cause::ConnectionRefused, Audience::Customer, "It is whoever runs the server who must act."),
        (Cause::ConnectionRefused, Audience::Network, "it is whoever runs the server who must act."),
        (
            Cause::ClientCertificateRequired,
            Audience::ServerAdmin,
            "which client certificates the server accepts",
        ),
        (Cause::ClientCertificateRequired, Audience::Customer, "Please get a client certificate"),
        (
            Cause::UnknownCa,
            Audience::Customer,
            "keytool-rs import --from mail.example.com:8443 --keystore TRUSTSTORE",
        ),
        (
            Cause::MissingIntermediate,
            Audience::Customer,
            "Until that is done, the program can be made to trust",
        ),
        (Cause::UnknownCa, Audience::ServerAdmin, "Nothing has to be changed on the server"),
        (Cause::ProxyUnreachable, Audience::Network, "Please see that the proxy runs"),
        (Cause::NameUnresolved, Audience::Network, "can look up mail.example.com"),
        (Cause::HostnameMismatch, Audience::ServerAdmin, "has mail.example.com among its names"),
    ] {
        let findings = [finding(cause)];
        let text = message(&findings, reader);
        assert!(text.contains(words), "{words}:\n{text}");
    }
    assert!(message(&[], Audience::Customer).ends_with("Nothing is asked of you.\n"));
}
