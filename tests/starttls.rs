//! What servers say before TLS begins: each service in good manners and in bad ones, by scripted servers on 127.0.0.1.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::print_stderr,
    clippy::panic,
    clippy::indexing_slicing
)]

#[path = "support/scripted.rs"]
mod scripted;

use std::io::Read as _;
use std::thread;

use keytool_rs::tls::starttls::{LONGEST_QUOTE, StartTlsFault};
use keytool_rs::tls::{Service, TlsFault};
use scripted::{
    BEHIND, Breaks, Hears, IMPATIENT, PATIENT, Repeats, Resets, Says, Trickles, Turn, Waits, reached, says,
    server,
};

/// Plays, and gives what became of it: on success nothing may have been read of what follows.
fn played(service: Service, turns: Vec<Turn>) -> Result<(), TlsFault> {
    let is_silent = turns.iter().any(|turn| matches!(turn, Waits));
    let reached = reached(server(turns), service, if is_silent { IMPATIENT } else { PATIENT });
    assert!(reached.attempts.len() == 1 && reached.attempts[0].result.is_ok());
    let mut connection = reached.connection?;
    let mut behind = [0; BEHIND.len()];
    connection.read_exact(&mut behind).unwrap();
    assert_eq!(behind, BEHIND);
    Ok(())
}

fn starttls_fault(service: Service, turns: Vec<Turn>) -> StartTlsFault {
    match played(service, turns) {
        Err(TlsFault::StartTls(fault)) => fault,
        other => panic!("{service:?}: {other:?}"),
    }
}

fn not_offered(service: Service, turns: Vec<Turn>) -> String {
    match starttls_fault(service, turns) {
        StartTlsFault::NotOffered { service: own, greeting } => {
            assert_eq!(own, service);
            greeting
        }
        other => panic!("{service:?}: {other:?}"),
    }
}

fn refused(service: Service, turns: Vec<Turn>) -> (String, Option<u32>) {
    match starttls_fault(service, turns) {
        StartTlsFault::Refused { line, code } => (line, code),
        other => panic!("{service:?}: {other:?}"),
    }
}

/// The request of RFC 4511's StartTLS, by its end.
const LDAP_REQUEST: &[u8] = b"1.3.6.1.4.1.1466.20037";
const POSTGRES_REQUEST: &[u8] = &[0, 0, 0, 8, 4, 210, 22, 47];
/// MySQL's SSLRequest ends with zeros behind the character set.
const MYSQL_REQUEST: &[u8] = &[33, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0];
const XMPP_STREAM: &str = "<?xml version='1.0'?><stream:stream id='a>b' from='h' xmlns='jabber:client' \
     xmlns:stream='http://etherx.jabber.org/streams' version='1.0'>";
const XMPP_FEATURES: &str = "<stream:features><starttls xmlns='urn:ietf:params:xml:ns:xmpp-tls'><required/>\
     </starttls></stream:features>";

/// An extended response with this code and these words.
fn ldap_result(code: u8, words: &str) -> Vec<u8> {
    let length = u8::try_from(words.len()).unwrap();
    let head = [0x30, 12 + length, 2, 1, 1, 0x78, 7 + length, 10, 1, code, 4, 0, 4, length];
    [&head, words.as_bytes()].concat()
}

/// A server's handshake packet, with or without TLS among what it can.
fn mysql_greeting(has_tls: bool) -> Vec<u8> {
    let low = if has_tls { [0xff, 0xff] } else { [0xff, 0xf7] };
    let body = [
        b"\x0a8.0.36\0\x07\0\0\x0012345678\0".as_slice(),
        &low,
        &[33, 2, 0, 0xff, 0xdf, 21],
        &[0; 10],
        b"123456789012\0caching_sha2_password\0",
    ]
    .concat();
    [&[u8::try_from(body.len()).unwrap(), 0, 0, 0], body.as_slice()].concat()
}

/// Each service's good conversation.
fn conversations() -> Vec<(Service, Vec<Turn>)> {
    vec![
        (
            Service::Smtp,
            vec![
                says("220-mail.example.com ESMTP\r\n220 ready\r\n"),
                Hears(b"EHLO [127.0.0.1]\r\n"),
                says("250-mail\r\n250-SIZE 1\r\n250-starttls\r\n250 HELP\r\n"),
                Hears(b"STARTTLS\r\n"),
                says("220 go ahead\r\n"),
            ],
        ),
        (
            Service::Lmtp,
            vec![
                says("220 mail LMTP\r\n"),
                Hears(b"LHLO [127.0.0.1]\r\n"),
                says("250-mail\r\n250 STARTTLS\r\n"),
                Hears(b"STARTTLS\r\n"),
                says("220 go ahead\r\n"),
            ],
        ),
        (
            Service::Imap,
            vec![
                says("* OK [CAPABILITY IMAP4rev1] ready\r\n"),
                Hears(b"a CAPABILITY\r\n"),
                says("* CAPABILITY IMAP4rev1 STARTTLS LOGINDISABLED\r\na OK done\r\n"),
                Hears(b"b STARTTLS\r\n"),
                says("* OK one more\r\nb OK begin\r\n"),
            ],
        ),
        (
            Service::Pop3,
            vec![
                says("+OK ready\r\n"),
                Hears(b"CAPA\r\n"),
                says("+OK\r\nTOP\r\nSTLS\r\n.\r\n"),
                Hears(b"STLS\r\n"),
                says("+OK begin\r\n"),
            ],
        ),
        (
            Service::Ftp,
            vec![
                says("120 soon\r\n220-files\r\nno code\r\n  220 not the end\r\n220 ready\r\n"),
                Hears(b"AUTH TLS\r\n"),
                says("234 begin\r\n"),
            ],
        ),
        (Service::Ldap, vec![Hears(LDAP_REQUEST), Says(ldap_result(0, ""))]),
        (
            Service::Xmpp,
            vec![
                Hears(b"version='1.0'>"),
                says(XMPP_STREAM),
                says(XMPP_FEATURES),
                Hears(b"xmpp-tls'/>"),
                says("<proceed xmlns='urn:ietf:params:xml:ns:xmpp-tls'></proceed>"),
            ],
        ),
        (Service::Postgres, vec![Hears(POSTGRES_REQUEST), says("S")]),
        (Service::Mysql, vec![Says(mysql_greeting(true)), Hears(MYSQL_REQUEST)]),
        (
            Service::Sieve,
            vec![
                says("\"IMPLEMENTATION\" \"x\"\r\n\"SASL\" \"\"\r\n\"StartTLS\"\r\nOK \"ready\"\r\n"),
                Hears(b"STARTTLS\r\n"),
                says("OK\r\n"),
            ],
        ),
        (
            Service::Nntp,
            vec![
                says("201 news\r\n"),
                Hears(b"CAPABILITIES\r\n"),
                says("101 list\r\nVERSION 2\r\nSTARTTLS\r\n.\r\n"),
                Hears(b"STARTTLS\r\n"),
                says("382 begin\r\n"),
            ],
        ),
    ]
}

#[test]
fn every_service_goes_over_to_tls_and_not_one_byte_further() {
    let conversations = conversations();
    assert_eq!(conversations.len() + 1, Service::names().count());
    for (service, mut turns) in conversations {
        // TLS comes right behind the last word, in the same packet where there is one.
        match turns.last_mut().unwrap() {
            Says(words) => words.extend(BEHIND),
            _ => turns.push(says(BEHIND)),
        }
        played(service, turns.clone()).unwrap_or_else(|fault| panic!("{service:?}: {fault}"));
        let trickled = turns.into_iter().map(|turn| match turn {
            Says(words) => Trickles(words),
            other => other,
        });
        played(service, trickled.collect()).unwrap_or_else(|fault| panic!("{service:?} trickled: {fault}"));
    }
    played(Service::Tls, vec![says(BEHIND)]).unwrap();
}

#[test]
fn servers_without_tls_are_told_from_those_that_refuse_it() {
    let mail = "220 mail.example.com ESMTP";
    let greeting = not_offered(
        Service::Smtp,
        vec![says(format!("{mail}\r\n")), Hears(b"\r\n"), says("250-mail STARTTLS\r\n250 XSTARTTLS\r\n")],
    );
    assert_eq!(greeting, mail);
    not_offered(Service::Smtp, vec![says(format!("{mail}\r\n")), Hears(b"\r\n"), says("502 what?\r\n")]);
    let answers = |answer: &'static str| {
        vec![
            says("220 mail ESMTP\r\n"),
            Hears(b"\r\n"),
            says("250-mail\r\n250 STARTTLS\r\n"),
            Hears(b"STARTTLS\r\n"),
            says(answer),
        ]
    };
    let told = |line: &str| (line.to_owned(), None);
    assert_eq!(refused(Service::Smtp, answers("454 TLS not available\r\n")), told("454 TLS not available"));
    assert_eq!(refused(Service::Smtp, vec![says("554-no\r\n554 go away\r\n")]), told("554 go away"));
    assert_eq!(
        refused(Service::Smtp, vec![says(format!("{mail}\r\n")), Hears(b"\r\n"), says("421 too busy\r\n")]),
        told("421 too busy")
    );
    let long = vec![says(format!("554 {}\u{1b}[2J\r\n", "ä".repeat(1000)))];
    assert_eq!(refused(Service::Smtp, long).0.chars().count(), LONGEST_QUOTE);
    assert_eq!(refused(Service::Smtp, vec![says("554 \u{1b}[2J\r\n")]), told("554 \u{1b}[2J"));

    not_offered(
        Service::Imap,
        vec![says("* OK hi\r\n"), Hears(b"\r\n"), says("* CAPABILITY IMAP4\r\na OK\r\n")],
    );
    assert_eq!(refused(Service::Imap, vec![says("* BYE busy\r\n")]), told("* BYE busy"));
    assert_eq!(refused(Service::Imap, vec![says("* PREAUTH hi\r\n")]), told("* PREAUTH hi"));
    let capable = "* CAPABILITY STARTTLS\r\na OK\r\n";
    assert_eq!(
        refused(
            Service::Imap,
            vec![says("* OK hi\r\n"), Hears(b"\r\n"), says(capable), Hears(b"\r\n"), says("b NO today\r\n")]
        ),
        told("b NO today")
    );

    not_offered(Service::Pop3, vec![says("+OK\r\n"), Hears(b"\r\n"), says("+OK\r\nUSER\r\n.\r\n")]);
    let old = |answer: &'static str| {
        vec![says("+OK\r\n"), Hears(b"CAPA\r\n"), says("-ERR what\r\n"), Hears(b"STLS\r\n"), says(answer)]
    };
    not_offered(Service::Pop3, old("-ERR what\r\n"));
    played(Service::Pop3, [old("+OK\r\n"), vec![says(BEHIND)]].concat()).unwrap();
    assert_eq!(refused(Service::Pop3, vec![says("-ERR busy\r\n")]), told("-ERR busy"));

    not_offered(Service::Ftp, vec![says("220 hi\r\n"), Hears(b"\r\n"), says("530 log in first\r\n")]);
    assert_eq!(
        refused(Service::Ftp, vec![says("220 hi\r\n"), Hears(b"\r\n"), says("431 no key\r\n")]),
        told("431 no key")
    );
    assert_eq!(refused(Service::Ftp, vec![says("421 closed\r\n")]), told("421 closed"));

    not_offered(Service::Ldap, vec![Hears(LDAP_REQUEST), Says(ldap_result(2, "unsupported"))]);
    assert_eq!(
        refused(Service::Ldap, vec![Hears(LDAP_REQUEST), Says(ldap_result(52, "no certificate"))]),
        ("no certificate".into(), Some(52))
    );

    let features = |features: &str| vec![Hears(b"'1.0'>"), says(format!("{XMPP_STREAM}{features}"))];
    not_offered(Service::Xmpp, features("<stream:features/>"));
    not_offered(Service::Xmpp, features("<stream:features><mechanisms></mechanisms></stream:features>"));
    let line = refused(
        Service::Xmpp,
        features("<stream:error><host-unknown xmlns='urn:x'/></stream:error></stream:stream>"),
    );
    assert_eq!(line, told("<host-unknown xmlns='urn:x'/>"));
    let mut failing = features(XMPP_FEATURES);
    failing.extend([Hears(b"/>"), says("<failure xmlns='urn:ietf:params:xml:ns:xmpp-tls'/>")]);
    assert!(refused(Service::Xmpp, failing).0.starts_with("<failure"));

    assert_eq!(not_offered(Service::Postgres, vec![Hears(POSTGRES_REQUEST), says("N")]), "");
    let error = b"E\0\0\0\x18SFATAL\0Mtoo many\0\0\0\0\0\0";
    assert_eq!(refused(Service::Postgres, vec![Hears(POSTGRES_REQUEST), says(error)]), told("too many"));

    assert_eq!(not_offered(Service::Mysql, vec![Says(mysql_greeting(false))]), "8.0.36");
    let blocked = b"\x10\0\0\0\xff\x69\x04Host blocked.";
    assert_eq!(refused(Service::Mysql, vec![says(blocked)]), ("Host blocked.".into(), Some(1129)));

    not_offered(Service::Sieve, vec![says("\"IMPLEMENTATION\" \"x\"\r\nOK\r\n")]);
    assert_eq!(refused(Service::Sieve, vec![says("BYE \"busy\"\r\n")]), told("BYE \"busy\""));
    not_offered(Service::Nntp, vec![says("200 hi\r\n"), Hears(b"\r\n"), says("101 list\r\nREADER\r\n.\r\n")]);
    not_offered(
        Service::Nntp,
        vec![says("200 hi\r\n"), Hears(b"\r\n"), says("500 what\r\n"), Hears(b"\r\n"), says("500 what\r\n")],
    );
    assert_eq!(refused(Service::Nntp, vec![says("400 closed\r\n")]), told("400 closed"));
}

#[test]
fn whoever_speaks_something_else_is_named() {
    let greetings: [(&[u8], Option<Service>); 7] = [
        (b"SSH-2.0-OpenSSH_9.2\r\n", None),
        (b"HTTP/1.1 400 Bad Request\r\n\r\n", None),
        (b"* OK IMAP4rev1 ready\r\n", Some(Service::Imap)),
        (b"+OK POP3 ready\r\n", Some(Service::Pop3)),
        (b"220 mail ESMTP\r\n", Some(Service::Smtp)),
        (b"\"IMPLEMENTATION\" \"x\"\r\n", Some(Service::Sieve)),
        (b"\xff\xfe\x00\x01 nonsense without an end", None),
    ];
    for (service, _) in conversations() {
        for (words, speaks) in greetings {
            // These two both begin with three digits, and go on before they differ.
            let alike = [Service::Smtp, Service::Lmtp, Service::Ftp, Service::Nntp];
            // PostgreSQL's yes is an S.
            let is_yes = service == Service::Postgres && words.starts_with(b"S");
            if is_yes || speaks == Some(service) || words.starts_with(b"220") && alike.contains(&service) {
                continue;
            }
            match starttls_fault(service, vec![says(words)]) {
                StartTlsFault::OtherProtocol { greeting, speaks: told, .. } => {
                    assert!(!greeting.is_empty() && greeting.chars().count() <= LONGEST_QUOTE);
                    // What comes in one packet is kept whole.
                    assert!(told == speaks || told.is_none() && speaks.is_none(), "{service:?} {greeting}");
                }
                other => panic!("{service:?}: {other:?}"),
            }
        }
    }
    let files = vec![says("220 (vsFTPd 3.0.5)\r\n"), Hears(b"\r\n"), says("530 log in\r\n")];
    let fault = starttls_fault(Service::Smtp, files);
    let StartTlsFault::OtherProtocol { speaks: Some(Service::Ftp), .. } = fault else { panic!("{fault:?}") };
}

#[test]
fn servers_that_wait_for_a_hello_are_known() {
    for (service, _) in conversations() {
        let alert = [&[21_u8, 3, 3, 0, 2, 2, 10], BEHIND].concat();
        assert_eq!(starttls_fault(service, vec![Says(alert)]), StartTlsFault::ExpectsTls, "{service:?}");
    }
    // All the waiting at the same time.
    thread::scope(|scope| {
        for (service, turns) in conversations() {
            scope.spawn(move || match played(service, vec![Waits]) {
                Err(TlsFault::StartTls(StartTlsFault::ExpectsTls)) => {
                    assert!(service.greets(), "{service:?}")
                }
                Err(TlsFault::Silent) => assert!(!service.greets(), "{service:?}"),
                other => panic!("{service:?}: {other:?}"),
            });
            // Silence later on is silence; who only listens in the end had nothing more to say.
            let end = turns.len() - usize::from(matches!(turns.last(), Some(Hears(_))));
            for length in 1..end {
                let cut = [&turns[..length], &[Waits]].concat();
                scope.spawn(move || {
                    let fault = played(service, cut);
                    assert!(matches!(fault, Err(TlsFault::Silent)), "{service:?} {length}: {fault:?}");
                });
            }
        }
    });
}

#[test]
fn servers_that_go_away_or_talk_for_ever_are_left() {
    for (service, turns) in conversations() {
        let cut = vec![turns[0].clone(), Breaks];
        let fault = played(service, if service == Service::Mysql { vec![says("J\0"), Breaks] } else { cut });
        // What we say to somebody who has gone is answered with a reset.
        assert!(matches!(fault, Err(TlsFault::Closed | TlsFault::Reset)), "{service:?}: {fault:?}");
        if service.greets() && service != Service::Mysql {
            let fault = played(service, vec![turns[0].clone(), Resets]);
            assert!(matches!(fault, Err(TlsFault::Reset)), "{service:?}: {fault:?}");
        }
    }
    for (service, words) in [
        (Service::Smtp, &b"220-again and again\r\n"[..]),
        (Service::Smtp, b"220"),
        (Service::Ftp, b"220-\r\n"),
        (Service::Imap, b"* OK"),
        (Service::Sieve, b"\"\r\n"),
        (Service::Xmpp, b"<?xml version='1.0'?><stream:stream><a b='c'/>"),
        (Service::Xmpp, b"<?xml "),
        (Service::Xmpp, b"  "),
        (Service::Ldap, b"\x30\x83\xff\xff\xff\x00"),
    ] {
        let fault = starttls_fault(service, vec![Repeats(words)]);
        let is_expected = match fault {
            StartTlsFault::TooLong => true,
            // Digits without end are no reply.
            StartTlsFault::OtherProtocol { .. } => words == b"220",
            _ => false,
        };
        assert!(is_expected, "{service:?}: {fault:?}");
    }
    // Lists that never end, behind a good beginning.
    let endless = |turns: Vec<Turn>, words| [turns, vec![Repeats(words)]].concat();
    for (service, turns) in [
        (Service::Imap, endless(vec![says("* OK\r\n"), Hears(b"\r\n")], b"* CAPABILITY STARTTLS\r\n")),
        (Service::Pop3, endless(vec![says("+OK\r\n"), Hears(b"\r\n"), says("+OK\r\n")], b"STLS\r\n")),
        (Service::Nntp, endless(vec![says("200\r\n"), Hears(b"\r\n"), says("101\r\n")], b"STARTTLS\r\n")),
    ] {
        assert_eq!(starttls_fault(service, turns), StartTlsFault::TooLong, "{service:?}");
    }
    for (service, turns) in [
        (Service::Ldap, vec![Hears(LDAP_REQUEST), says(b"\x30\x03\x02\x01\x01")]),
        (Service::Ldap, vec![Hears(LDAP_REQUEST), says(b"\x30\x80")]),
        (Service::Mysql, vec![says(b"\x03\0\0\0\x0aab")]),
        (Service::Smtp, vec![says("220 ESMTP\r\n"), Hears(b"\r\n"), says("hello\r\n")]),
    ] {
        let fault = starttls_fault(service, turns);
        assert!(matches!(fault, StartTlsFault::Malformed { .. }), "{service:?}: {fault:?}");
    }
}
