//! What single lines and traces mean, wherever they stand, and logs that are larger or worse than they should be.

use std::fmt::Write as _;

use super::{answer, answers, explained};

/// What people paste of `openssl s_client`, also beside a trace of Java's.
#[test]
fn what_s_client_found_is_explained() {
    let output = |number: u32, words: &str| {
        format!(
            "CONNECTED(00000003)\ndepth=0 CN = a.example\nverify error:num={number}:{words}\nverify return:1\n---\nCertificate chain\n---\n\
             New, TLSv1.3, Cipher is TLS_AES_256_GCM_SHA384\nVerify return code: {number} ({words})\n---\n\
             Post-Handshake New Session Ticket arrived:\n    Verify return code: {number} ({words})\n"
        )
    };
    for (number, words, check) in [
        (20, "unable to get local issuer certificate", "path-building"),
        (19, "self-signed certificate in certificate chain", "path-building"),
        (10, "certificate has expired", "validity"),
        (62, "hostname mismatch", "hostname"),
        (25, "path length constraint exceeded", "path-length"),
        (26, "unsuitable certificate purpose", "extended-key-usage"),
        (47, "permitted subtree violation", "name-constraints"),
        (68, "CA signature digest algorithm too weak", "algorithm-constraints"),
    ] {
        let expected = [format!("failure server-certificate/{check}")];
        assert_eq!(answers(output(number, words).as_bytes()), expected, "{words}");
        let only_end = format!("    Verify return code: {number} ({words})\n");
        assert_eq!(answers(only_end.as_bytes()), expected, "{words}");
        let cut = format!("verify error:num={number}:{words}\n");
        assert_eq!(answers(cut.as_bytes()), expected, "{words}");
    }
    assert_eq!(answers(b"CONNECTED(00000003)\n---\nVerify return code: 0 (ok)\n"), ["success"]);
    let java = "javax.net.ssl.SSLHandshakeException: No name matching a.example found\n\tat sun.security.ssl.Alert.createSSLException(A.java:1)\n\n";
    let both = format!("{java}{}", output(20, "unable to get local issuer certificate"));
    assert_eq!(
        answers(both.as_bytes()),
        ["failure server-certificate/hostname", "failure server-certificate/path-building"]
    );
}

/// A server that does not take the client's certificate may be gone while the client sends, as a bare trace tells; where the server
/// has given a ticket, it has taken the certificate.
#[test]
fn a_connection_that_is_lost_while_sending_may_be_refused() {
    let trace = "POST to https://a.example/ failed\njava.io.IOException: Error writing request body to server\n\
                 \tat java.base/sun.net.www.protocol.http.HttpURLConnection$StreamingOutputStream.checkError(Unknown Source)\n\
                 \tat a.B.c(B.java:1)\n\n";
    let said = &answers(trace.as_bytes())[0];
    assert!(
        said.starts_with("failure transport-loss/connection-reset client-certificate/no-client-certificate"),
        "{said}"
    );
    assert!(
        !answers(trace.replace("https", "http").as_bytes())[0].contains("client-certificate"),
        "clear text has none"
    );

    let head = |message: &str| {
        format!("javax.net.ssl|DEBUG|10|main|2026-11-21 09:33:04.765 CET|A.java:1|{message}\n")
    };
    let begun = head("Produced ClientHello handshake message (")
        + "\"ClientHello\": {\n}\n)\n"
        + &head("Consuming CertificateRequest handshake message (")
        + "\"CertificateRequest\": {\n}\n)\n"
        + &head("Negotiated protocol version: TLSv1.3")
        + &head("Consuming server Finished handshake message (")
        + ")\n"
        + &head("No X.509 certificate for client authentication, use empty Certificate message instead");
    let said = answers((begun.clone() + trace).as_bytes());
    assert!(said[0].starts_with("failure client-certificate/no-client-certificate"), "{said:?}");
    let said = answers((begun + &head("Consuming NewSessionTicket message (") + ")\n" + trace).as_bytes());
    assert_eq!(said, ["failure transport-loss/connection-reset"]);
}

/// Windows tells in the language of its user why a file cannot be opened.
#[test]
fn a_file_is_missing_in_any_language() {
    let log = "java.io.FileNotFoundException: C:\\conf\\client.p12 (Das System kann die angegebene Datei nicht finden)\n\
               \tat java.base/java.io.FileInputStream.open0(Native Method)\n\tat java.base/java.io.FileInputStream.<init>(Unknown Source)\n\
               \tat shop.Stores.open(Stores.java:1)\n\n";
    assert_eq!(answers(log.as_bytes()), ["failure client-keystore/keystore-file-missing"]);
}

/// Zeros, encodings that alternate, and lines without end between those that tell.
#[test]
fn what_stands_between_does_not_matter() {
    let mut log = vec![0; 5000];
    log.extend(b"\nExc\0eption \xff\xfe \xe4\n");
    log.extend("ü Ω\n".bytes());
    log.extend([b'x'].repeat(3_000_000));
    log.extend(b" java.net.SocketException: Connection reset\n");
    log.extend(b"java.net.UnknownHostException: a.example: Name or service not known\n\tat java.net.Socket.connect(S.java:1)\n\n\0\0");
    assert_eq!(answers(&log), ["failure dns/unknown-host"]);
}

/// As many threads as a log may have; the attempts that are told of are bounded, all are counted.
#[test]
fn twenty_thousand_threads_are_bounded() {
    let mut log = String::new();
    for number in 0..20_000 {
        writeln!(
            log,
            "javax.net.ssl|DEBUG|{number:X}|worker-{number}|2026-11-21 09:33:04.765 CET|A.java:1|Produced ClientHello handshake message (\n\
             \"server_name (0)\": {{\n  type=host_name (0), value=h{number}.example\n}}\n)\n\
             javax.net.ssl|ERROR|{number:X}|worker-{number}|2026-11-21 09:33:04.766 CET|A.java:1|Fatal (CERTIFICATE_UNKNOWN): No name matching \
             h{number}.example found"
        )
        .unwrap();
    }
    let explanation = explained(log.as_bytes()).unwrap();
    let counted: usize = explanation.attempts.iter().map(|attempt| attempt.count).sum();
    assert_eq!(counted + explanation.passed_over, 20_000);
    assert!(explanation.attempts.len() <= 300);
    assert!(
        explanation.attempts.iter().all(|attempt| answer(attempt) == "failure server-certificate/hostname")
    );
}

/// Java 25 words it otherwise than those before; the next may again.
#[test]
fn a_name_that_the_verifier_does_not_take_is_known_by_where_it_is_said() {
    let log = "java.io.IOException: the name is of another\n\tat java.base/sun.net.www.protocol.https.HttpsClient.checkURLSpoofing(Unknown Source)\n\
               \tat java.base/sun.net.www.protocol.https.HttpsClient.afterConnect(Unknown Source)\n\n";
    assert_eq!(answers(log.as_bytes()), ["failure server-certificate/hostname"]);
}

/// Java's HttpClient, and servers that read without waiting, go on with whichever thread of a pool is free.
#[test]
fn a_handshake_goes_from_thread_to_thread() {
    let head = |thread: &str, message: &str| {
        format!("javax.net.ssl|DEBUG|10|{thread}|2026-11-29 09:38:40.350 CET|null:-1|{message}\n")
    };
    let hello = |thread: &str, host: &str, session: &str| {
        head(thread, "Produced ClientHello handshake message (")
            + &format!(
                "\"ClientHello\": {{\n  \"client version\"      : \"TLSv1.2\",\n  \"session id\"          : \"{session}\",\n  \"extensions\"          : [\n    \
                 \"server_name (0)\": {{\n      type=host_name (0), value={host}\n    }},\n  ]\n}}\n)\n"
            )
    };
    let answer = |thread: &str, session: &str| {
        head(thread, "Consuming ServerHello handshake message (")
            + &format!("\"ServerHello\": {{\n  \"session id\"          : \"{session}\",\n}}\n)\n")
            + &head(thread, "Negotiated protocol version: TLSv1.3")
    };
    let fatal = |thread: &str, words: &str| {
        head(thread, &format!("Fatal (CERTIFICATE_UNKNOWN): {words} ("))
            + &format!(
                "\"throwable\" : {{\n  javax.net.ssl.SSLHandshakeException: {words}\n  \tat sun.security.ssl.Alert.createSSLException(A.java:1)}}\n\n)\n"
            )
    };
    let alert = |thread: &str, name: &str| {
        head(thread, "Received alert message (")
            + &format!("\"Alert\": {{\n  \"level\"      : \"fatal\",\n  \"description\": \"{name}\"\n}}\n)\n")
    };
    let told = |log: &str| -> Vec<(Option<String>, String)> {
        let attempts = explained(log.as_bytes()).unwrap().attempts;
        let host = |attempt: &keytool_rs::explain::Explained| attempt.handshake.host.clone();
        attempts.iter().map(|attempt| (host(attempt), super::answer(attempt))).collect()
    };
    let expected = |host: &str, answer: &str| (Some(host.to_owned()), answer.to_owned());
    let [one, two, three] = ["HttpClient-1-Worker-0", "HttpClient-1-Worker-1", "HttpClient-1-Worker-2"];
    const NAME: &str = "No name matching a.example found";
    const HOST: &str = "failure server-certificate/hostname";
    // One attempt, by two threads.
    let log = hello(one, "a.example", "AA") + &answer(two, "AA") + &fatal(two, NAME);
    assert_eq!(told(&log), [expected("a.example", HOST)]);
    assert_eq!(told(&(hello(one, "a.example", "AA") + &fatal(two, NAME))), [expected("a.example", HOST)]);
    // Two that wait at once: the session tells which of them is answered.
    let both = hello(one, "a.example", "AA") + &hello(two, "b.example", "BB");
    let log = both.clone()
        + &answer(three, "AA")
        + &fatal(three, NAME)
        + &answer(one, "BB")
        + &alert(one, "unrecognized_name");
    let [(host, said), (other, rest)] = &told(&log)[..] else { panic!("{:?}", told(&log)) };
    assert_eq!((host.as_deref(), said.as_str()), (Some("a.example"), HOST));
    assert!(other.as_deref() == Some("b.example") && rest.starts_with("failure negotiation/"), "{rest}");
    // A thread that closes what has failed before does not touch what another waits for.
    let report = format!(
        "ERROR to https://a.example/ failed\njavax.net.ssl.SSLHandshakeException: {NAME}\n\tat x.Y.z(Y.java:1)\n\n"
    );
    let closes = head(one, "WRITE: TLSv1.3 alert(close_notify), length = 2")
        + &head(one, "WRITE: TLSv1.3 application_data, length = 9");
    let log = hello(one, "a.example", "AA")
        + &fatal(one, NAME)
        + &report
        + &hello(two, "b.example", "BB")
        + &closes
        + &fatal(two, "No name matching b.example found");
    assert_eq!(told(&log), [expected("a.example", HOST), expected("b.example", HOST)]);
    // A second attempt whose alert is read by the thread of the first.
    let log = hello(one, "a.example", "AA")
        + &fatal(one, NAME)
        + &report
        + &hello(two, "b.example", "BB")
        + &alert(one, "unrecognized_name");
    assert_eq!(told(&log)[1].0.as_deref(), Some("b.example"));
    assert!(told(&log)[1].1.starts_with("failure negotiation/sni"), "{:?}", told(&log));
    // What is over is gone on with by nobody, and threads without a pool keep to themselves.
    let log = hello(one, "a.example", "AA")
        + &fatal(one, NAME)
        + &hello(two, "b.example", "BB")
        + &fatal(one, "No name matching b.example found");
    assert_eq!(told(&log).len(), 2);
    for [first, second] in
        [["main", "other"], ["Thread-1", "Thread-2"], ["pool-1-thread-1", "pool-2-thread-1"]]
    {
        let log = hello(first, "a.example", "AA") + &fatal(second, NAME);
        assert_eq!(told(&log)[0], expected("a.example", "unknown"), "{first}");
    }
}
