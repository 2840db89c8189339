//! `probe` against nginx, Postfix, Dovecot, OpenLDAP and vsftpd as Debian packages them, with TLS at once and by STARTTLS;
//! beside a JVM 25 (where `JAVA_HOME_25` names one) that speaks the same words to the same server with the same store.
//!
//! Servers that are not installed are passed over, with a message. `LOOK=1` prints what `probe` says to people.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::print_stdout,
    clippy::print_stderr,
    clippy::panic,
    clippy::indexing_slicing
)]

#[path = "servers/daemons.rs"]
mod daemons;
#[path = "servers/lab.rs"]
mod lab;
#[path = "servers/speaker.rs"]
mod speaker;
mod support;

use std::fs;

use daemons::{Clients, Setup, installed};
use lab::{End, HOST, Lab, OTHER_HOST, PLAIN, Question};
use support::Scene;
use support::daemons::settled;
use support::servers::{free_port, has_openssl, openssl};

/// A way to a server: what comes before TLS, what is said within, and the port.
type Way<'w> = (&'w str, &'w str, u16);

const BARE: Setup = Setup { chain: Some("bare.pem"), ..PLAIN };
const ASKED: Setup = Setup { clients: Clients::Asked, ..PLAIN };
const REQUIRED: Setup = Setup { clients: Clients::Required, ..PLAIN };
const ONLY_12: Setup = Setup { only: Some("TLSv1.2"), ..PLAIN };
const ONLY_13: Setup = Setup { only: Some("TLSv1.3"), ..PLAIN };
const NO_TLS: Setup = Setup { chain: None, ..PLAIN };

/// A server with its whole chain.
fn whole(lab: &mut Lab, ways: &[Way<'_>]) {
    for (before, within, port) in ways {
        let right = |name| Question::new(name, *port, before, within);
        lab.ask(right("trusted"), "connects");
        lab.ask(Question { trust: "other.jks", ..right("untrusted root") }, "unknown-ca");
        lab.ask(Question { host: OTHER_HOST, ..right("wrong host") }, "hostname-mismatch");
    }
}

/// A server without its intermediate.
fn bare(lab: &mut Lab, ways: &[Way<'_>]) {
    for (before, within, port) in ways {
        lab.ask(Question::new("missing intermediate", *port, before, within), "missing-intermediate");
    }
}

/// Of a server that tells by an alert that it speaks another protocol.
const ALERT: &str = "protocol-mismatch";

/// A server of one protocol, and clients of both, of this one and of the other.
fn only(lab: &mut Lab, setup: Setup, otherwise: &str, ways: &[Way<'_>]) {
    let own = setup.only.unwrap();
    let other = if own == "TLSv1.2" { "TLSv1.3" } else { "TLSv1.2" };
    for (before, within, port) in ways {
        let right = Question::new(own, *port, before, within);
        lab.ask(right, "connects");
        lab.ask(Question { only: Some(own), ..right }, "connects");
        lab.ask(Question { only: Some(other), ..right }, otherwise);
    }
}

/// A server that takes a client's certificate and needs none.
fn asked(lab: &mut Lab, ways: &[Way<'_>]) {
    for (before, within, port) in ways {
        let right = Question::new("client asked", *port, before, within);
        lab.ask(right, "connects");
        lab.ask(Question { keys: Some("listed-client.jks"), ..right }, "connects");
    }
}

/// A server that ends the connection without a client's certificate that it takes, in either protocol.
fn required(lab: &mut Lab, late: End, ways: &[Way<'_>]) {
    for (before, within, port) in ways {
        for (only, end) in [(None, late), (Some("TLSv1.2"), End::Raced)] {
            let right = Question { only, ..Question::new("client required", *port, before, within) };
            lab.ask(Question { keys: Some("listed-client.jks"), ..right }, "connects");
            lab.ask(Question { end, ..right }, "client-certificate-required");
            let stranger = Some("stranger-client.jks");
            lab.ask(Question { keys: stranger, end, ..right }, "client-issuer-not-listed");
        }
    }
}

#[test]
fn nginx() {
    settled(|| {
        let Some(program) = installed("nginx") else { return };
        let mut lab = Lab::new();
        let setups = [PLAIN, BARE, ASKED, REQUIRED, ONLY_12, ONLY_13, NO_TLS];
        let mut servers: Vec<(u16, String)> =
            setups.into_iter().map(|setup| (free_port(), daemons::nginx_server(setup))).collect();
        let closing = free_port();
        servers.push((closing, daemons::nginx_server(PLAIN).replace("return 200 here", "return 444")));
        let two = free_port();
        let named = |name: &str, chain| {
            let setup = Setup { chain: Some(chain), ..PLAIN };
            daemons::nginx_server(setup).replacen("ssl;", &format!("ssl; server_name {name};"), 1)
        };
        servers.push((two, named("www.example.test", "other-name.pem")));
        servers.push((two, named(HOST, "chain.pem")));
        let _daemon = daemons::nginx(&program, &lab.folder(), &servers);
        let way = |index: usize| [("tls", "http", servers[index].0)];
        whole(&mut lab, &way(0));
        bare(&mut lab, &way(1));
        asked(&mut lab, &way(2));
        // Even where it requires one, it answers: 400, no required SSL certificate was sent.
        asked(&mut lab, &way(3));
        only(&mut lab, ONLY_12, ALERT, &way(4));
        only(&mut lab, ONLY_13, ALERT, &way(5));
        lab.ask(Question::new("no TLS", servers[6].0, "tls", "http"), "not-tls");
        lab.probe(Question::new("closes", closing, "tls", "http"), "connects");
        let told = lab.ask(Question::new("asks and answers", servers[3].0, "tls", "http"), "connects");
        assert_eq!(told["client_certificate"]["required"], false, "{told}");
        // By the name that is told one or the other certificate is sent; to whom tells another, the first one's.
        lab.ask(Question::new("second of two", two, "tls", "http"), "connects");
        lab.ask(
            Question { host: "www.example.test", ..Question::new("first of two", two, "tls", "http") },
            "connects",
        );
        let told = lab.ask(
            Question { host: OTHER_HOST, ..Question::new("none of two", two, "tls", "http") },
            "hostname-mismatch",
        );
        assert!(told.to_string().contains("www.example.test"), "{told}");
        lab.finish();
    });
}

#[test]
fn postfix() {
    settled(|| {
        let Some(program) = installed("postfix") else { return };
        let mut lab = Lab::new();
        let setups = [PLAIN, BARE, ASKED, REQUIRED, ONLY_12, ONLY_13, NO_TLS];
        let (_daemon, ports) = daemons::postfix(&program, &lab.folder(), &setups);
        let ways = |index: usize| [("smtp", "smtp", ports[index].0), ("tls", "greeting", ports[index].1)];
        whole(&mut lab, &ways(0));
        bare(&mut lab, &ways(1));
        asked(&mut lab, &ways(2));
        // It greets all the same, and refuses mail.
        asked(&mut lab, &ways(3));
        only(&mut lab, ONLY_12, ALERT, &ways(4));
        only(&mut lab, ONLY_13, ALERT, &ways(5));
        lab.probe(Question::new("not offered", ports[6].0, "smtp", "smtp"), "starttls-refused");
        wrong_ports(&mut lab, &ways(0));
        lab.finish();
    });
}

/// TLS at once where STARTTLS is spoken, and the reverse.
fn wrong_ports(lab: &mut Lab, ways: &[Way<'_>]) {
    let [(protocol, within, plain), (_, _, wrapped)] = ways else { panic!("{ways:?}") };
    lab.ask(Question::new("TLS to STARTTLS", *plain, "tls", within), "starttls-needed");
    lab.probe(Question::new("STARTTLS to TLS", *wrapped, protocol, within), "tls-on-starttls-port");
}

#[test]
fn dovecot() {
    settled(|| {
        let Some(program) = installed("dovecot") else { return };
        if !has_openssl() {
            return;
        }
        let mut lab = Lab::new();
        // It checks clients with a list of what is revoked, or not at all.
        lab.scene.write("index", "");
        lab.scene.write(
            "ca.cnf",
            "[ca]\ndefault_ca=own\n[own]\ndatabase=index\ndefault_md=sha256\ndefault_crl_days=9000\n",
        );
        openssl(&lab.scene, "ca -config ca.cnf -gencrl -cert root.pem -keyfile top.key -out crl.pem");
        lab.append("ca-with-crl.pem", &["root.pem", "crl.pem"]);
        let start = |lab: &Lab, setup| daemons::dovecot(&program, &lab.folder(), setup);
        let ways = |ports: &[u16; 4]| {
            [
                ("imap", "imap", ports[0]),
                ("tls", "greeting", ports[1]),
                ("pop3", "pop3", ports[2]),
                ("tls", "greeting", ports[3]),
            ]
        };
        let (_plain, ports) = start(&lab, PLAIN);
        whole(&mut lab, &ways(&ports));
        wrong_ports(&mut lab, &ways(&ports)[..2]);
        wrong_ports(&mut lab, &ways(&ports)[2..]);
        let (_bare, ports) = start(&lab, BARE);
        bare(&mut lab, &ways(&ports));
        // Even where it requires one, it does so only when somebody logs in.
        let (_required, ports) = start(&lab, REQUIRED);
        asked(&mut lab, &ways(&ports));
        for setup in [ONLY_12, ONLY_13] {
            let (_only, ports) = start(&lab, setup);
            // It ends the connection without the alert that OpenSSL has ready.
            only(&mut lab, setup, "closed-in-handshake", &ways(&ports)[..2]);
        }
        let (_none, [imap, _, pop3, _]) = start(&lab, NO_TLS);
        lab.probe(Question::new("not offered", imap, "imap", "imap"), "starttls-refused");
        lab.probe(Question::new("not offered", pop3, "pop3", "pop3"), "starttls-refused");
        lab.finish();
    });
}

#[test]
fn openldap() {
    settled(|| {
        let Some(program) = installed("slapd") else { return };
        let mut lab = Lab::new();
        let start = |lab: &Lab, setup| daemons::slapd(&program, &lab.folder(), setup);
        let ways = |ports: [u16; 2]| [("ldap", "ldap", ports[0]), ("tls", "ldap", ports[1])];
        let (_plain, ports) = start(&lab, PLAIN);
        whole(&mut lab, &ways(ports));
        // Who does not begin in the directory's own words is not answered.
        lab.ask(Question::new("TLS to STARTTLS", ports[0], "tls", "ldap"), "closed-in-handshake");
        lab.probe(Question::new("STARTTLS to TLS", ports[1], "ldap", "ldap"), "closed-in-handshake");
        let (_bare, ports) = start(&lab, BARE);
        bare(&mut lab, &ways(ports));
        let (_asked, ports) = start(&lab, ASKED);
        asked(&mut lab, &ways(ports));
        let (_required, ports) = start(&lab, REQUIRED);
        required(&mut lab, End::Late, &ways(ports));
        for setup in [ONLY_12, ONLY_13] {
            let (_only, ports) = start(&lab, setup);
            // GnuTLS ends the connection without an alert.
            only(&mut lab, setup, "closed-in-handshake", &ways(ports));
        }
        let (_none, [ldap, _]) = start(&lab, NO_TLS);
        lab.probe(Question::new("not offered", ldap, "ldap", "ldap"), "starttls-refused");
        lab.finish();
    });
}

#[test]
fn vsftpd() {
    settled(|| {
        let Some(program) = installed("vsftpd") else { return };
        let mut lab = Lab::new();
        let start =
            |lab: &Lab, setup, is_implicit| daemons::vsftpd(&program, &lab.folder(), setup, is_implicit);
        let both = |lab: &Lab, setup| {
            let ((plain, ftp), (implicit, ftps)) = (start(lab, setup, false), start(lab, setup, true));
            ([plain, implicit], [("ftp", "ftp", ftp), ("tls", "greeting", ftps)])
        };
        let (_plain, ways) = both(&lab, PLAIN);
        whole(&mut lab, &ways);
        wrong_ports(&mut lab, &ways);
        let (_bare, ways) = both(&lab, BARE);
        bare(&mut lab, &ways);
        let (_asked, ways) = both(&lab, ASKED);
        asked(&mut lab, &ways);
        let (_required, ways) = both(&lab, REQUIRED);
        required(&mut lab, End::Raced, &ways);
        let (_none, port) = start(&lab, NO_TLS, false);
        lab.probe(Question::new("not offered", port, "ftp", "ftp"), "starttls-refused");
        lab.finish();
    });
}

/// What nginx staples, beside what JVMs were recorded to say of the same responses.
#[test]
fn nginx_staples() {
    settled(|| {
        const FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/testdata/pkix/revocation/stapled");
        let Some(program) = installed("nginx") else { return };
        let scene = Scene::new();
        let responses = ["good", "revoked", "unknown", "expired"];
        for name in ["leaf.pem", "root.pem"]
            .map(str::to_owned)
            .into_iter()
            .chain(responses.map(|one| format!("{one}.der")))
        {
            scene.write(&name, fs::read(format!("{FOLDER}/{name}")).unwrap());
        }
        let servers = responses.map(|response| {
        let words = format!("ssl; ssl_certificate leaf.pem; ssl_certificate_key leaf.pem; ssl_protocols TLSv1.2 TLSv1.3; ssl_stapling on; ssl_stapling_file {response}.der; return 200 here;");
        (free_port(), words)
    });
        let _daemon = daemons::nginx(&program, &scene.path(".").canonicalize().unwrap(), &servers);
        let at = fs::read_to_string(format!("{FOLDER}/at")).unwrap();
        let said = fs::read_to_string(format!("{FOLDER}/said.tsv")).unwrap();
        for (response, (port, _)) in responses.iter().zip(&servers) {
            let rows = said.lines().map(|line| line.splitn(4, '\t').collect::<Vec<_>>());
            let rows: Vec<_> = rows.filter(|row| row[0] == *response && row[1] == "25").collect();
            assert_eq!(rows.len(), 2, "{response}: {rows:?}");
            for row in rows {
                let (address, protocols) =
                    (format!("localhost:{port}"), format!("jdk.tls.client.protocols={}", row[2]));
                let mut command = scene.command(&[
                    "probe",
                    &address,
                    "--connect",
                    "127.0.0.1",
                    "--quiet",
                    "--trust",
                    "root.pem",
                ]);
                command.args(["--java", "25", "--at", at.trim(), "-D", &protocols]);
                command.args(["-D", "com.sun.net.ssl.checkRevocation=true"]).env("TZ", "UTC");
                let ours = support::text(&command.output().unwrap());
                let theirs = if row[3] == "connects" { "Successfully connected" } else { row[3] };
                assert_eq!(ours.trim_end(), theirs, "{row:?}");
            }
        }
    });
}
